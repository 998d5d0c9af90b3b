//! Weighted scores: weights from swings, what an option scores in all, ranks that are shared, and options that are beaten
//! on every criterion.
//!
//! An option scores the sum of its scores, each times the weight of its criterion. Scores are on a scale from 0 to 100 that
//! is fixed by what its two ends stand for: it has no true nought, so that differences mean something and ratios do not.
//! Source: Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), chapter 6.

use rust_decimal::Decimal;

use super::checked::{Result, div, dot, not_negative, same_length, sum};
use super::{LONGEST, MethodError};

/// Weights that add up to 1, in proportion to the swings: what going from the worst to the best of each criterion is
/// worth beside the others.
///
/// # Errors
/// If there is no swing, one is below nought, or all are nought.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::swing_weights;
///
/// let weights = swing_weights(&[100, 60, 40].map(Decimal::from))?;
/// assert_eq!(weights, [Decimal::new(5, 1), Decimal::new(3, 1), Decimal::new(2, 1)]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn swing_weights(swings: &[Decimal]) -> Result<Vec<Decimal>> {
    if swings.is_empty() {
        return Err(MethodError::Empty { what: "swings" });
    }
    if swings.len() > LONGEST {
        return Err(MethodError::TooMany { what: "swings", count: swings.len(), most: LONGEST });
    }
    for &swing in swings {
        not_negative("swing", swing)?;
    }
    let total = sum(swings.iter().copied())?;
    if total.is_zero() {
        let accepted = "give at least one swing above 0";
        return Err(MethodError::OutOfRange { what: "sum of the swings", value: total, accepted });
    }
    swings.iter().map(|&swing| div(swing, total)).collect()
}

/// The sum of the scores, each times the weight of its criterion. With points in the place of weights the sum is in those
/// points, and ranks are the same; it is then exact, where weights that add up to 1 may not be.
///
/// # Errors
/// If there are not as many scores as weights, or the sum is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::weighted_score;
///
/// let weights = [50, 25, 15, 10].map(|percent| Decimal::new(percent, 2));
/// assert_eq!(weighted_score(&weights, &[5, 9, 6, 3].map(Decimal::from))?, Decimal::new(595, 2));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn weighted_score(weights: &[Decimal], scores: &[Decimal]) -> Result<Decimal> {
    same_length(("the weights", weights.len()), ("the scores", scores.len()))?;
    dot(weights, scores)
}

/// The rank of each value, the largest first. Equal values share the better rank, and the next is left out: 1, 1, 3.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::shared_ranks;
///
/// assert_eq!(shared_ranks(&[11, 15, 15, 12].map(Decimal::from)), [4, 1, 1, 3]);
/// ```
pub fn shared_ranks(values: &[Decimal]) -> Vec<usize> {
    let better = |own: &Decimal| values.iter().filter(|other| *other > own).count();
    values.iter().map(|own| better(own) + 1).collect()
}

/// The pairs of which the first option beats the second on some criterion and is below it on none, by their places from 0.
/// A row is an option and holds its score on each criterion.
///
/// # Errors
/// If the options do not have as many scores as each other.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::dominance;
///
/// let scores = [[80, 40], [50, 90], [50, 30]].map(|row| row.map(Decimal::from).to_vec());
/// assert_eq!(dominance(&scores)?, [(0, 2), (1, 2)]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn dominance(scores: &[Vec<Decimal>]) -> Result<Vec<(usize, usize)>> {
    let Some(first) = scores.first() else { return Ok(Vec::new()) };
    for row in scores {
        same_length(("an option", row.len()), ("the first option", first.len()))?;
    }
    let beats = |a: &[Decimal], b: &[Decimal]| {
        let all = a.iter().zip(b).all(|(own, other)| own >= other);
        all && a != b
    };
    let mut pairs = Vec::new();
    for (a, own) in scores.iter().enumerate() {
        pairs.extend((0..scores.len()).filter(|&b| beats(own, &scores[b])).map(|b| (a, b)));
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_weighed_is_refused() {
        assert_eq!(swing_weights(&[]), Err(MethodError::Empty { what: "swings" }));
        assert!(matches!(swing_weights(&[Decimal::ZERO; 3]), Err(MethodError::OutOfRange { .. })));
        assert!(matches!(swing_weights(&[Decimal::NEGATIVE_ONE]), Err(MethodError::OutOfRange { .. })));
        assert!(weighted_score(&[Decimal::ONE], &[]).is_err());
        assert!(dominance(&[vec![Decimal::ONE], Vec::new()]).is_err());
        assert_eq!(weighted_score(&[Decimal::MAX], &[Decimal::TWO]), Err(MethodError::TooLarge));
    }

    #[test]
    fn equal_options_do_not_dominate_one_another() {
        let row = vec![Decimal::ONE, Decimal::TWO];
        assert_eq!(dominance(&[row.clone(), row]), Ok(Vec::new()));
    }
}
