//! Choosing without probabilities: regret, the best of the worst, the best of the best, and a weighing of the two.
//!
//! A table has a row an option and a column a state of the world; payoffs, so that more is better. Costs go in below
//! nought. Sources: L. J. Savage (1951) for regret, A. Wald (1950) for the best of the worst, L. Hurwicz (1951).
//!
//! A ranking by regret depends on the set of options: one more option can turn round two others. Print the set with it.

use rust_decimal::Decimal;

use super::checked::{Result, add, distribution, dot, mul, same_length, share, sub, table};

/// A figure for each option, and the options for which it is best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The figure of each option, in the order given.
    pub values: Vec<Decimal>,
    /// The options, by their places from 0, that share the best figure: more than one in a tie.
    pub best: Vec<usize>,
}

impl Ranked {
    fn largest(values: Vec<Decimal>) -> Self {
        let top = values.iter().max().copied();
        Self::those_with(top, values)
    }

    fn smallest(values: Vec<Decimal>) -> Self {
        let least = values.iter().min().copied();
        Self::those_with(least, values)
    }

    fn those_with(figure: Option<Decimal>, values: Vec<Decimal>) -> Self {
        let best = (0..values.len()).filter(|&option| Some(values[option]) == figure).collect();
        Self { values, best }
    }
}

/// What each option falls short by in each state, against the best option for that state.
///
/// # Errors
/// If there is no option or no state, or the options do not have as many states as each other.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::regret_table;
///
/// let payoffs = [vec![10.into(), 2.into()], vec![6.into(), 5.into()]];
/// let regrets: [Vec<Decimal>; 2] = [vec![0.into(), 3.into()], vec![4.into(), 0.into()]];
/// assert_eq!(regret_table(&payoffs)?, regrets);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn regret_table(payoffs: &[Vec<Decimal>]) -> Result<Vec<Vec<Decimal>>> {
    let states = table(payoffs)?;
    let best: Vec<Decimal> =
        (0..states).map(|state| payoffs.iter().map(|row| row[state]).max().unwrap_or_default()).collect();
    payoffs.iter().map(|row| best.iter().zip(row).map(|(&top, &own)| sub(top, own)).collect()).collect()
}

/// The largest regret of each option; best is the smallest.
///
/// # Errors
/// As [`regret_table`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::minimax_regret;
///
/// let ranked = minimax_regret(&[vec![10.into(), 2.into()], vec![6.into(), 5.into()]])?;
/// assert_eq!(ranked.values, [3, 4].map(Decimal::from));
/// assert_eq!(ranked.best, [0]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn minimax_regret(payoffs: &[Vec<Decimal>]) -> Result<Ranked> {
    let regrets = regret_table(payoffs)?;
    Ok(Ranked::smallest(regrets.iter().map(|row| highest(row)).collect()))
}

/// The regret of each option averaged over states of known probability; best is the smallest, and that smallest is the
/// expected value of perfect information.
///
/// # Errors
/// As [`regret_table`]; if there are not as many probabilities as states, or they do not add up to 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::expected_regret;
///
/// let half = Decimal::new(5, 1);
/// let ranked = expected_regret(&[vec![10.into(), 2.into()], vec![6.into(), 5.into()]], &[half, half])?;
/// assert_eq!(ranked.values, [Decimal::new(15, 1), 2.into()]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn expected_regret(payoffs: &[Vec<Decimal>], probabilities: &[Decimal]) -> Result<Ranked> {
    let states = table(payoffs)?;
    same_length(("the states", states), ("the probabilities", probabilities.len()))?;
    distribution(probabilities)?;
    let regrets = regret_table(payoffs)?;
    Ok(Ranked::smallest(regrets.iter().map(|row| dot(row, probabilities)).collect::<Result<_>>()?))
}

/// The worst payoff of each option; best is the largest.
///
/// # Errors
/// As [`regret_table`].
///
/// ```
/// use options_appraisal::method::maximin;
///
/// assert_eq!(maximin(&[vec![10.into(), 2.into()], vec![6.into(), 5.into()]])?.best, [1]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn maximin(payoffs: &[Vec<Decimal>]) -> Result<Ranked> {
    table(payoffs)?;
    Ok(Ranked::largest(payoffs.iter().map(|row| lowest(row)).collect()))
}

/// The best payoff of each option; best is the largest.
///
/// # Errors
/// As [`regret_table`].
///
/// ```
/// use options_appraisal::method::maximax;
///
/// assert_eq!(maximax(&[vec![10.into(), 2.into()], vec![6.into(), 5.into()]])?.best, [0]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn maximax(payoffs: &[Vec<Decimal>]) -> Result<Ranked> {
    table(payoffs)?;
    Ok(Ranked::largest(payoffs.iter().map(|row| highest(row)).collect()))
}

/// The best payoff weighed by `optimism` and the worst by the rest; best is the largest. An optimism of 0 is
/// [`maximin`], of 1 [`maximax`].
///
/// # Errors
/// As [`regret_table`]; if the optimism is not a fraction from 0 to 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::hurwicz;
///
/// let ranked = hurwicz(&[vec![10.into(), 2.into()], vec![6.into(), 5.into()]], Decimal::new(25, 2))?;
/// assert_eq!(ranked.values, [Decimal::from(4), Decimal::new(525, 2)]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn hurwicz(payoffs: &[Vec<Decimal>], optimism: Decimal) -> Result<Ranked> {
    table(payoffs)?;
    let rest = sub(Decimal::ONE, share("optimism", optimism)?)?;
    let weighed = |row: &Vec<Decimal>| add(mul(optimism, highest(row))?, mul(rest, lowest(row))?);
    Ok(Ranked::largest(payoffs.iter().map(weighed).collect::<Result<_>>()?))
}

fn highest(row: &[Decimal]) -> Decimal {
    row.iter().max().copied().unwrap_or_default()
}

fn lowest(row: &[Decimal]) -> Decimal {
    row.iter().min().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::MethodError;

    #[test]
    fn ties_name_every_option_and_ragged_tables_are_refused() {
        let level = vec![Decimal::ONE; 2];
        assert_eq!(maximin(&[level.clone(), level.clone()]).unwrap().best, [0, 1]);
        assert_eq!(maximin(&[]), Err(MethodError::Empty { what: "options" }));
        assert_eq!(minimax_regret(&[Vec::new()]), Err(MethodError::Empty { what: "states" }));
        assert!(matches!(regret_table(&[level, vec![Decimal::ONE]]), Err(MethodError::LengthsDiffer { .. })));
    }
}
