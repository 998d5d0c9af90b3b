//! Money beside scores: what a point costs, what one more point costs, and which options no other beats on both.
//!
//! Source: Scottish Capital Investment Manual, Option Appraisal Guide, A3.23 and A3.24. The cost per point hangs on where
//! the scale of scores has its nought; the cost of one more point does not.

use rust_decimal::Decimal;

use super::checked::{Result, div, sub};

/// An option by what it costs and what it scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostedScore {
    /// Its net present cost, in pounds.
    pub cost: Decimal,
    /// Its score, in points; more is better.
    pub score: Decimal,
}

/// An option among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostPerPoint {
    /// Net present cost over score; none where there is no score or no cost above nought to share out.
    pub per_point: Option<Decimal>,
    /// The options, by their places from 0, that score as much or more for as little or less, and are better in one of
    /// the two. An option that has any is not efficient.
    pub dominated_by: Vec<usize>,
    /// For an efficient option, the efficient one next below it in cost; none for the cheapest.
    pub next_below: Option<usize>,
    /// What each further point costs, from the one next below to this one.
    pub marginal: Option<Decimal>,
}

impl CostedScore {
    fn dominates(&self, other: &Self) -> bool {
        self.cost <= other.cost && self.score >= other.score && self != other
    }
}

/// What a point of each option costs, which options are dominated, and what one more point costs from each efficient
/// option to the next.
///
/// # Errors
/// If a quotient is larger than a decimal holds.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{CostedScore, cost_per_point};
///
/// let options = [(3_000, 790), (4_500, 1_010), (4_000, 1_250)]
///     .map(|(cost, score)| CostedScore { cost: Decimal::from(cost), score: Decimal::from(score) });
/// let found = cost_per_point(&options)?;
/// assert_eq!(found[1].dominated_by, [2]);
/// assert_eq!((found[2].next_below, found[2].marginal.map(|pounds| pounds.round_dp(3))), (Some(0), Some(Decimal::new(2_174, 3))));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn cost_per_point(options: &[CostedScore]) -> Result<Vec<CostPerPoint>> {
    let dominated_by: Vec<Vec<usize>> = options
        .iter()
        .map(|own| (0..options.len()).filter(|&other| options[other].dominates(own)).collect())
        .collect();
    let efficient = |place: &usize| dominated_by[*place].is_empty();
    let next_below = |own: &CostedScore| {
        let below = (0..options.len()).filter(efficient).filter(|&other| options[other].cost < own.cost);
        // Of options that are equal in both, the first.
        below.max_by(|&a, &b| options[a].cost.cmp(&options[b].cost).then(b.cmp(&a)))
    };
    let each = options.iter().enumerate().map(|(place, own)| {
        let shared_out = own.cost > Decimal::ZERO && own.score > Decimal::ZERO;
        let per_point = shared_out.then(|| div(own.cost, own.score)).transpose()?;
        let next_below = if efficient(&place) { next_below(own) } else { None };
        let marginal = next_below.map(|below| marginal_cost_per_point(&options[below], own)).transpose()?;
        let marginal = marginal.flatten();
        Ok(CostPerPoint { per_point, dominated_by: dominated_by[place].clone(), next_below, marginal })
    });
    each.collect()
}

/// What each further point costs from one option to another. None unless the other scores more and costs more.
///
/// # Errors
/// If the quotient is larger than a decimal holds.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{CostedScore, marginal_cost_per_point};
///
/// let [p, s] = [(3_000, 790), (5_000, 1_480)]
///     .map(|(cost, score)| CostedScore { cost: Decimal::from(cost), score: Decimal::from(score) });
/// let pounds = marginal_cost_per_point(&p, &s)?.map(|pounds| pounds.round_dp(3));
/// assert_eq!(pounds, Some(Decimal::new(2_899, 3)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn marginal_cost_per_point(from: &CostedScore, to: &CostedScore) -> Result<Option<Decimal>> {
    let (cost, score) = (sub(to.cost, from.cost)?, sub(to.score, from.score)?);
    (cost > Decimal::ZERO && score > Decimal::ZERO).then(|| div(cost, score)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(cost: i64, score: i64) -> CostedScore {
        CostedScore { cost: cost.into(), score: score.into() }
    }

    #[test]
    fn a_saving_has_no_cost_per_point() {
        let found = cost_per_point(&[at(-5, 10), at(5, 0), at(5, 20)]).unwrap();
        assert_eq!(found.iter().map(|one| one.per_point.is_some()).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(found[2].marginal, Some(Decimal::ONE));
        assert_eq!(found[1].dominated_by, [0, 2]);
    }

    #[test]
    fn options_that_are_equal_in_both_are_both_efficient() {
        let found = cost_per_point(&[at(1, 1), at(1, 1), at(3, 2)]).unwrap();
        assert!(found.iter().all(|one| one.dominated_by.is_empty()));
        assert_eq!((found[0].next_below, found[1].next_below, found[2].next_below), (None, None, Some(0)));
    }
}
