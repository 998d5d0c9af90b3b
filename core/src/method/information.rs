//! What it is worth to know more before deciding, where the states of the world can be listed.
//!
//! Source: H. Raiffa and R. Schlaifer, Applied Statistical Decision Theory (1961). The values are ceilings: "finding this
//! out exactly before deciding is worth up to so much; a survey that costs more cannot pay".

use rust_decimal::Decimal;

use super::checked::{
    Result, add, distribution, div, dot, mul, not_negative, same_length, share, sub, table,
};
use super::{MethodError, expected_regret};

/// The value of learning the state of the world before choosing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerfectInformation {
    /// The expected payoff of each option.
    pub expected: Vec<Decimal>,
    /// The option with the largest expected payoff, by its place from 0; of equals, the first.
    pub best: usize,
    /// The expected payoff if the state is known before the choice.
    pub with_perfect: Decimal,
    /// The expected regret of each option: its expected payoff short of `with_perfect`.
    pub expected_regret: Vec<Decimal>,
    /// The expected value of perfect information, which is the smallest expected regret.
    pub evpi: Decimal,
}

/// The expected value of perfect information of a table of payoffs, a row an option and a column a state.
///
/// `EVPI = sum over states of p(state) x best payoff in it - largest expected payoff`. It is nought if one option is
/// best in every state that can come.
///
/// # Errors
/// If the table is empty or ragged, or the probabilities are not one a state, fractions, and 1 in all.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::evpi;
///
/// let half = Decimal::new(5, 1);
/// let worth = evpi(&[vec![10.into(), 2.into()], vec![6.into(), 5.into()]], &[half, half])?;
/// assert_eq!(worth.expected, [Decimal::from(6), Decimal::new(55, 1)]);
/// assert_eq!(worth.with_perfect, Decimal::new(75, 1));
/// assert_eq!(worth.evpi, Decimal::new(15, 1));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn evpi(payoffs: &[Vec<Decimal>], probabilities: &[Decimal]) -> Result<PerfectInformation> {
    let regret = expected_regret(payoffs, probabilities)?;
    let (expected, best) = best_expected(payoffs, probabilities)?;
    let mut with_perfect = Decimal::ZERO;
    for (state, &probability) in probabilities.iter().enumerate() {
        let top = payoffs.iter().map(|row| row[state]).max().unwrap_or_default();
        with_perfect = add(with_perfect, mul(probability, top)?)?;
    }
    let evpi = regret.values[best];
    Ok(PerfectInformation { expected, best, with_perfect, expected_regret: regret.values, evpi })
}

/// A result that a test or a survey may give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// How likely the result is in each state of the world.
    pub likelihood: Vec<Decimal>,
    /// The payoffs of the options once the result is known, where the result itself changes them (a buyer who sees it
    /// offers another price). None where they stay as they were.
    pub payoffs: Option<Vec<Vec<Decimal>>>,
}

/// The value of a test before deciding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleInformation {
    /// The largest expected payoff without the test.
    pub value_without: Decimal,
    /// The expected payoff with the test, the best option chosen on each result, the price of the test taken off.
    pub value_with: Decimal,
    /// The expected value of the sample information: what the test is worth before its price is paid.
    pub evsi: Decimal,
    /// What the test brings after its price: below nought, it does not pay.
    pub net: Decimal,
    /// How likely each result is.
    pub signal_probabilities: Vec<Decimal>,
    /// The probabilities of the states after each result (none for a result that cannot come).
    pub posteriors: Vec<Option<Vec<Decimal>>>,
    /// The option to choose on each result, by its place from 0 (none for a result that cannot come).
    pub choices: Vec<Option<usize>>,
}

/// The value of a test whose results are told by how likely each is in each state (Bayes' rule).
///
/// # Errors
/// If a table is empty or ragged, a probability is not a fraction, those of the states or those of the results in one
/// state do not add up to 1, or the cost is below nought.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{Signal, value_of_sample_information};
///
/// let tenths = |list: &[i64]| list.iter().map(|&n| Decimal::new(n, 1)).collect::<Vec<_>>();
/// let signal = |list: &[i64]| Signal { likelihood: tenths(list), payoffs: None };
/// // Take-up is high or low with equal chances; a pilot is right four times in five.
/// let payoffs = [vec![100.into(), Decimal::from(-100)], vec![0.into(), 0.into()]];
/// let pilot =
///     value_of_sample_information(&payoffs, &tenths(&[5, 5]), &[signal(&[8, 2]), signal(&[2, 8])], 10.into())?;
/// assert_eq!((pilot.evsi, pilot.net), (Decimal::from(30), Decimal::from(20)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn value_of_sample_information(
    payoffs: &[Vec<Decimal>],
    probabilities: &[Decimal],
    signals: &[Signal],
    cost: Decimal,
) -> Result<SampleInformation> {
    let states = table(payoffs)?;
    same_length(("the states", states), ("the probabilities", probabilities.len()))?;
    distribution(probabilities)?;
    not_negative("cost of the test", cost)?;
    check_signals(signals, states)?;

    let (expected, best) = best_expected(payoffs, probabilities)?;
    let value_without = expected[best];
    let mut gross = Decimal::ZERO;
    let (mut signal_probabilities, mut posteriors, mut choices) = (Vec::new(), Vec::new(), Vec::new());
    for signal in signals {
        // Weights that are not yet divided by the chance of the result: the value needs no division.
        let joint = probabilities
            .iter()
            .zip(&signal.likelihood)
            .map(|(&prior, &likelihood)| mul(prior, likelihood))
            .collect::<Result<Vec<_>>>()?;
        let chance = super::checked::sum(joint.iter().copied())?;
        signal_probabilities.push(chance);
        if chance.is_zero() {
            posteriors.push(None);
            choices.push(None);
            continue;
        }
        let (weighted, choice) = best_expected(signal.payoffs.as_deref().unwrap_or(payoffs), &joint)?;
        gross = add(gross, weighted[choice])?;
        posteriors.push(Some(joint.iter().map(|&weight| div(weight, chance)).collect::<Result<_>>()?));
        choices.push(Some(choice));
    }
    let evsi = sub(gross, value_without)?;
    Ok(SampleInformation {
        value_without,
        value_with: sub(gross, cost)?,
        evsi,
        net: sub(evsi, cost)?,
        signal_probabilities,
        posteriors,
        choices,
    })
}

fn check_signals(signals: &[Signal], states: usize) -> Result<()> {
    if signals.is_empty() {
        return Err(MethodError::Empty { what: "results of the test" });
    }
    for signal in signals {
        same_length(("the likelihoods", signal.likelihood.len()), ("the states", states))?;
        for &likelihood in &signal.likelihood {
            share("likelihood", likelihood)?;
        }
        if let Some(after) = &signal.payoffs {
            same_length(("the states after a result", table(after)?), ("the states", states))?;
        }
    }
    for state in 0..states {
        distribution(&signals.iter().map(|signal| signal.likelihood[state]).collect::<Vec<_>>())?;
    }
    Ok(())
}

/// The payoffs weighed by state, and the place of the first that is largest.
fn best_expected(payoffs: &[Vec<Decimal>], weights: &[Decimal]) -> Result<(Vec<Decimal>, usize)> {
    let expected = payoffs.iter().map(|row| dot(row, weights)).collect::<Result<Vec<_>>>()?;
    let mut best = 0;
    for (option, value) in expected.iter().enumerate() {
        if *value > expected[best] {
            best = option;
        }
    }
    Ok((expected, best))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_tells_all_is_worth_perfect_information_and_one_that_tells_nothing_is_worth_nothing() {
        let payoffs = [vec![7.into(), Decimal::from(-3)], vec![1.into(), 1.into()]];
        let prior = [Decimal::new(4, 1), Decimal::new(6, 1)];
        let perfect =
            [[1, 0], [0, 1]].map(|row| Signal { likelihood: row.map(Decimal::from).to_vec(), payoffs: None });
        let all = value_of_sample_information(&payoffs, &prior, &perfect, Decimal::ZERO).unwrap();
        assert_eq!(all.evsi, evpi(&payoffs, &prior).unwrap().evpi);
        let blank = vec![Signal { likelihood: vec![Decimal::new(5, 1); 2], payoffs: None }; 2];
        let none = value_of_sample_information(&payoffs, &prior, &blank, Decimal::ZERO).unwrap();
        assert_eq!(none.evsi, Decimal::ZERO);
    }

    #[test]
    fn results_that_do_not_add_up_are_refused() {
        let payoffs = [vec![Decimal::ONE]];
        let signal = Signal { likelihood: vec![Decimal::new(5, 1)], payoffs: None };
        let one = value_of_sample_information(&payoffs, &[Decimal::ONE], &[signal], Decimal::ZERO);
        assert!(matches!(one, Err(MethodError::OutOfRange { .. })));
        assert!(value_of_sample_information(&payoffs, &[Decimal::ONE], &[], Decimal::ZERO).is_err());
    }
}
