//! What a figure is worth on a scale of scores: straight lines between stated points, or the range of the options.
//!
//! Source: T. Tervonen and J. R. Figueira, A survey on stochastic multicriteria acceptability analysis methods (2008), for
//! partial value functions; the R package smaa for the piecewise-linear form.

use rust_decimal::Decimal;

use super::checked::{Result, add, div, mul, sub};
use super::{LONGEST, MethodError};

/// The value at `x` on the straight lines between points, which are pairs of a figure and its value with the figures in
/// ascending order. Before the first point and after the last the value stays as it is there.
///
/// # Errors
/// If there are fewer than two points, or the figures do not ascend.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::piecewise_linear;
///
/// // Hours open a week: 10 are worth nothing, 30 are worth 80, 50 are worth 100.
/// let points = [(10, 0), (30, 80), (50, 100)].map(|(x, value)| (Decimal::from(x), Decimal::from(value)));
/// assert_eq!(piecewise_linear(&points, 40.into())?, 90.into());
/// assert_eq!(piecewise_linear(&points, 60.into())?, 100.into());
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn piecewise_linear(points: &[(Decimal, Decimal)], x: Decimal) -> Result<Decimal> {
    let [first, .., last] = points else {
        return Err(MethodError::LengthsDiffer {
            first: "the points of a value function",
            first_count: points.len(),
            second: "the least of them",
            second_count: 2,
        });
    };
    if points.len() > LONGEST {
        let what = "points of a value function";
        return Err(MethodError::TooMany { what, count: points.len(), most: LONGEST });
    }
    if let Some(pair) = points.windows(2).find(|pair| pair[0].0 >= pair[1].0) {
        let (what, accepted) = ("figure of a value function", "give figures in ascending order");
        return Err(MethodError::OutOfRange { what, value: pair[1].0, accepted });
    }
    if x <= first.0 {
        return Ok(first.1);
    }
    if x >= last.0 {
        return Ok(last.1);
    }
    let after = points.iter().position(|(figure, _)| x < *figure).unwrap_or(points.len() - 1).max(1);
    let ((from, low), (to, high)) = (points[after - 1], points[after]);
    let rise = mul(sub(high, low)?, sub(x, from)?)?;
    add(low, div(rise, sub(to, from)?)?)
}

/// The figures on a scale from 0, their smallest, to 1, their largest; all 0 where they are the same. The scale is that of
/// these figures alone: one more or one less may move all of them.
///
/// # Errors
/// If there is none.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::min_max_scale;
///
/// assert_eq!(min_max_scale(&[20, 60, 100].map(Decimal::from))?, [Decimal::ZERO, Decimal::new(5, 1), Decimal::ONE]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn min_max_scale(figures: &[Decimal]) -> Result<Vec<Decimal>> {
    let (Some(&low), Some(&high)) = (figures.iter().min(), figures.iter().max()) else {
        return Err(MethodError::Empty { what: "figures" });
    };
    let range = sub(high, low)?;
    if range.is_zero() {
        return Ok(vec![Decimal::ZERO; figures.len()]);
    }
    figures.iter().map(|&figure| div(sub(figure, low)?, range)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_that_is_none_is_refused() {
        let at = |x: i64| (Decimal::from(x), Decimal::ONE);
        assert!(piecewise_linear(&[at(1)], Decimal::ONE).is_err());
        assert!(piecewise_linear(&[at(1), at(1)], Decimal::ONE).is_err());
        assert!(piecewise_linear(&[at(1), at(3), at(2)], Decimal::ONE).is_err());
        assert!(min_max_scale(&[]).is_err());
        assert_eq!(min_max_scale(&[Decimal::TEN; 2]), Ok(vec![Decimal::ZERO; 2]));
    }
}
