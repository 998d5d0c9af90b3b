//! The weight at which two options change places.

use rust_decimal::Decimal;

use super::checked::{Result, add, div, mul, same_length, sub, sum};
use super::{MethodError, weighted_score};

/// The weight of one criterion, from 0 to 1, at which two options score the same when the other weights keep their
/// proportions to one another. None where no weight of it makes them equal, or every weight does.
///
/// With the difference of the two on the criterion itself and their weighted mean difference on the rest, it is the rest
/// over the rest less the criterion's own.
///
/// # Errors
/// If there are not as many scores as weights, there is no such criterion, or the other criteria have no weight.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::weight_switch;
///
/// let (a, b) = ([80, 40].map(Decimal::from), [50, 90].map(Decimal::from));
/// let half = [Decimal::new(5, 1); 2];
/// assert_eq!(weight_switch(&a, &b, &half, 0)?, Some(Decimal::new(625, 3)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn weight_switch(
    a: &[Decimal],
    b: &[Decimal],
    weights: &[Decimal],
    criterion: usize,
) -> Result<Option<Decimal>> {
    same_length(("the weights", weights.len()), ("the scores of the first option", a.len()))?;
    same_length(("the weights", weights.len()), ("the scores of the second option", b.len()))?;
    let (own, others) = own_and_others(weights, criterion)?;
    // Both differences times the weight of the others: nothing is divided before the end.
    let all = sub(weighted_score(weights, a)?, weighted_score(weights, b)?)?;
    let on_it = sub(a[criterion], b[criterion])?;
    let rest = sub(all, mul(own, on_it)?)?;
    let own = mul(others, on_it)?;
    let apart = sub(rest, own)?;
    // Differences of one sign: the same option is ahead with every weight between the ends.
    if apart.is_zero()
        || (rest > Decimal::ZERO && own > Decimal::ZERO)
        || (rest < Decimal::ZERO && own < Decimal::ZERO)
    {
        return Ok(None);
    }
    Ok(Some(div(rest, apart)?.clamp(Decimal::ZERO, Decimal::ONE)))
}

/// The scores of two options when one criterion has another weight and the others keep their proportions: what
/// [`weight_switch`] makes equal. Weights go in on any scale.
///
/// # Errors
/// As [`weight_switch`], and if the weight is not from 0 to 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::score_with_weight;
///
/// let (a, half) = ([80, 40].map(Decimal::from), [Decimal::new(5, 1); 2]);
/// assert_eq!(score_with_weight(&a, &half, 0, Decimal::new(625, 3))?, 65.into());
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn score_with_weight(
    scores: &[Decimal],
    weights: &[Decimal],
    criterion: usize,
    weight: Decimal,
) -> Result<Decimal> {
    super::checked::share("weight", weight)?;
    let (own, others) = own_and_others(weights, criterion)?;
    let all = weighted_score(weights, scores)?;
    let rest = div(sub(all, mul(own, scores[criterion])?)?, others)?;
    add(mul(weight, scores[criterion])?, mul(sub(Decimal::ONE, weight)?, rest)?)
}

/// The weight of a criterion, and that of all others together, which must be above nothing.
fn own_and_others(weights: &[Decimal], criterion: usize) -> Result<(Decimal, Decimal)> {
    let Some(&own) = weights.get(criterion) else {
        return Err(MethodError::TooMany { what: "criterion", count: criterion, most: weights.len() });
    };
    let others = sub(sum(weights.iter().copied())?, own)?;
    if others <= Decimal::ZERO {
        let accepted = "give at least one other criterion a weight above 0";
        return Err(MethodError::OutOfRange {
            what: "weight of the other criteria",
            value: others,
            accepted,
        });
    }
    Ok((own, others))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numbers: &[i64]) -> Vec<Decimal> {
        numbers.iter().copied().map(Decimal::from).collect()
    }

    #[test]
    fn an_option_that_is_ahead_with_every_weight_never_switches() {
        let weights = of(&[2, 1, 1]);
        assert_eq!(weight_switch(&of(&[9, 9, 9]), &of(&[5, 8, 7]), &weights, 0), Ok(None));
        // Equal on all: every weight does.
        assert_eq!(weight_switch(&of(&[5, 5, 5]), &of(&[5, 5, 5]), &weights, 1), Ok(None));
        // Equal on the rest, ahead on the criterion: equal where it weighs nothing.
        assert_eq!(weight_switch(&of(&[6, 5, 5]), &of(&[5, 5, 5]), &weights, 0), Ok(Some(Decimal::ZERO)));
    }

    #[test]
    fn at_the_weight_both_score_the_same() {
        let (a, b, weights) = (of(&[80, 40, 30]), of(&[50, 90, 20]), of(&[3, 5, 2]));
        for criterion in 0..2 {
            let weight = weight_switch(&a, &b, &weights, criterion).unwrap().unwrap();
            let score = |own: &[Decimal]| score_with_weight(own, &weights, criterion, weight).unwrap();
            assert!((score(&a) - score(&b)).abs() < Decimal::new(1, 20));
        }
    }

    #[test]
    fn a_criterion_alone_has_no_rest() {
        assert!(weight_switch(&of(&[1]), &of(&[2]), &of(&[1]), 0).is_err());
        assert!(weight_switch(&of(&[1]), &of(&[2]), &of(&[1]), 3).is_err());
        assert!(score_with_weight(&of(&[1]), &of(&[1]), 0, Decimal::ONE).is_err());
    }
}
