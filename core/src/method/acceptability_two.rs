//! How often each option has each rank over all weights of two criteria: exact, since each score is a straight line in the
//! one weight that is free.

use rust_decimal::Decimal;

use super::checked::{Result, add, div, mul, share, sub};
use super::{LONGEST, MethodError};

/// The share of the weights of the first criterion between `low` and `high` under which each option has each rank; the
/// second criterion weighs the rest. A row is an option and holds its share of each rank, the first rank first. Options
/// that score the same share the ranks that they take up.
///
/// # Errors
/// If there is no option, or `low` and `high` are not fractions in ascending order.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::acceptability_two;
///
/// // Equal where the first criterion weighs 0.625: the first option is ahead above it.
/// let scores = [[80, 40], [50, 90]].map(|row| row.map(Decimal::from));
/// let shares = acceptability_two(&scores, Decimal::ZERO, Decimal::ONE)?;
/// assert_eq!(shares[0], [Decimal::new(375, 3), Decimal::new(625, 3)]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn acceptability_two(scores: &[[Decimal; 2]], low: Decimal, high: Decimal) -> Result<Vec<Vec<Decimal>>> {
    let pieces = pieces_two(scores, low, high)?;
    let mut shares = vec![vec![Decimal::ZERO; scores.len()]; scores.len()];
    for Piece { part, values, .. } in &pieces {
        for (option, own) in values.iter().enumerate() {
            let better = values.iter().filter(|other| *other > own).count();
            let equal = values.iter().filter(|other| *other == own).count();
            let each = div(*part, Decimal::from(equal))?;
            for rank in &mut shares[option][better..better + equal] {
                *rank = add(*rank, each)?;
            }
        }
    }
    Ok(shares)
}

/// A stretch of weights over which no two options change places.
pub(crate) struct Piece {
    /// Its share of all weights.
    pub(crate) part: Decimal,
    /// The weight of the first criterion in its middle.
    pub(crate) middle: Decimal,
    /// The score of each option there.
    pub(crate) values: Vec<Decimal>,
}

/// The stretches between the weights at which options change places. Where `low` is `high`, that weight alone.
pub(crate) fn pieces_two(scores: &[[Decimal; 2]], low: Decimal, high: Decimal) -> Result<Vec<Piece>> {
    if scores.is_empty() {
        return Err(MethodError::Empty { what: "options" });
    }
    if scores.len() > LONGEST {
        return Err(MethodError::TooMany { what: "options", count: scores.len(), most: LONGEST });
    }
    share("low", low)?;
    share("high", high)?;
    if low > high {
        let accepted = "give a low weight that is not above the high one";
        return Err(MethodError::OutOfRange { what: "low", value: low, accepted });
    }
    let mut ends = vec![low, high];
    for (place, a) in scores.iter().enumerate() {
        for b in &scores[place + 1..] {
            // Equal at w where w times the one difference is the rest times the other.
            let (first, second) = (sub(a[0], b[0])?, sub(b[1], a[1])?);
            let both = add(first, second)?;
            if !both.is_zero() {
                ends.push(div(second, both)?);
            }
        }
    }
    ends.retain(|end| (low..=high).contains(end));
    ends.sort_unstable();
    ends.dedup();
    let at = |weight: Decimal| -> Result<Vec<Decimal>> {
        let rest = sub(Decimal::ONE, weight)?;
        scores.iter().map(|own| add(mul(weight, own[0])?, mul(rest, own[1])?)).collect()
    };
    if low == high {
        return Ok(vec![Piece { part: Decimal::ONE, middle: low, values: at(low)? }]);
    }
    let range = sub(high, low)?;
    let piece = |pair: &[Decimal]| {
        let middle = div(add(pair[0], pair[1])?, Decimal::TWO)?;
        Ok(Piece { part: div(sub(pair[1], pair[0])?, range)?, middle, values: at(middle)? })
    };
    ends.windows(2).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[[i64; 2]]) -> Vec<[Decimal; 2]> {
        rows.iter().map(|row| row.map(Decimal::from)).collect()
    }

    #[test]
    fn options_that_are_the_same_share_their_ranks() {
        let shares = acceptability_two(&of(&[[1, 1], [1, 1], [0, 0]]), Decimal::ZERO, Decimal::ONE).unwrap();
        let half = Decimal::new(5, 1);
        assert_eq!(shares[0], [half, half, Decimal::ZERO]);
        assert_eq!(shares[2], [Decimal::ZERO, Decimal::ZERO, Decimal::ONE]);
    }

    #[test]
    fn limits_that_are_none_are_refused() {
        let scores = of(&[[1, 2]]);
        assert!(acceptability_two(&scores, Decimal::ONE, Decimal::ZERO).is_err());
        assert!(acceptability_two(&scores, Decimal::NEGATIVE_ONE, Decimal::ZERO).is_err());
        assert!(acceptability_two(&[], Decimal::ZERO, Decimal::ONE).is_err());
        let shares = acceptability_two(&of(&[[80, 40], [50, 90]]), Decimal::ONE, Decimal::ONE).unwrap();
        assert_eq!(shares[0], [Decimal::ONE, Decimal::ZERO]);
    }
}
