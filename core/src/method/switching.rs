//! Switching values in closed form: the value of an input at which an answer changes.
//!
//! `g` is the figure that decides: a net present value, the gap between two options, or the headroom of a budget. It
//! switches where it is nought. Where `g` is a straight line in the input, two readings fix it; where the input stands
//! in two factors, three do. Whether it is one or the other is a matter of the model's structure, and not of sampling.

use rust_decimal::{Decimal, MathematicalOps};

use super::MethodError;
use super::checked::{Result, add, div, mul, sub};

/// Where a figure is nought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Switching {
    /// Nowhere: no value of the input changes the answer.
    Never,
    /// Everywhere: the input never moves the figure from nought.
    Always,
    /// At these values, ascending.
    At(Vec<Decimal>),
}

impl Switching {
    /// The value, if there is just one.
    pub fn only(&self) -> Option<Decimal> {
        match self {
            Self::At(values) => (values.len() == 1).then(|| values.first().copied()).flatten(),
            Self::Never | Self::Always => None,
        }
    }

    /// The values within a range, its ends included.
    pub fn within(&self, low: Decimal, high: Decimal) -> Vec<Decimal> {
        match self {
            Self::At(values) => values.iter().copied().filter(|&at| low <= at && at <= high).collect(),
            Self::Never | Self::Always => Vec::new(),
        }
    }
}

/// Where the straight line through two readings `(input, figure)` is nought:
/// `x = x1 - g1 (x2 - x1) / (g2 - g1)`.
///
/// # Errors
/// If both readings are at one value of the input, or the result is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::switching_value;
///
/// // A saving of 400 at 10 posts and a loss of 200 at 13.
/// let at = switching_value((10.into(), 400.into()), (13.into(), Decimal::from(-200)))?;
/// assert_eq!(at.only(), Some(12.into()));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn switching_value(first: (Decimal, Decimal), second: (Decimal, Decimal)) -> Result<Switching> {
    let run = distinct(first.0, second.0)?;
    let rise = sub(second.1, first.1)?;
    if rise.is_zero() {
        return Ok(if first.1.is_zero() { Switching::Always } else { Switching::Never });
    }
    // Division last, so that an answer that a decimal holds comes out exact.
    Ok(Switching::At(vec![sub(first.0, div(mul(first.1, run)?, rise)?)?]))
}

/// Where the parabola through three readings `(input, figure)` is nought: for an input that stands in two factors.
///
/// # Errors
/// If two readings are at one value of the input, or a result is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::switching_values_quadratic;
///
/// let g = |x: i64| (Decimal::from(x), Decimal::from((x - 2) * (x - 5)));
/// let at = switching_values_quadratic([g(0), g(3), g(7)])?;
/// assert_eq!(at.within(0.into(), 3.into()), [Decimal::from(2)]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn switching_values_quadratic(readings: [(Decimal, Decimal); 3]) -> Result<Switching> {
    let [(x0, g0), (x1, g1), (x2, g2)] = readings;
    let (run01, run12, run02) = (distinct(x0, x1)?, distinct(x1, x2)?, distinct(x0, x2)?);
    // Newton's divided differences, around the first reading.
    let slope = div(sub(g1, g0)?, run01)?;
    let next = div(sub(g2, g1)?, run12)?;
    let curve = div(sub(next, slope)?, run02)?;
    let line = sub(slope, mul(curve, run01)?)?;
    Ok(match quadratic_roots(curve, line, g0)? {
        Switching::At(values) => {
            Switching::At(values.into_iter().map(|from| add(x0, from)).collect::<Result<_>>()?)
        }
        other => other,
    })
}

/// Where `a x^2 + b x + c` is nought among real numbers: twice, once (where it only touches, or `a` is nought), never,
/// or everywhere.
///
/// # Errors
/// If a result is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{Switching, quadratic_roots};
///
/// let roots = quadratic_roots(1.into(), Decimal::from(-3), 2.into())?;
/// assert_eq!(roots, Switching::At(vec![1.into(), 2.into()]));
/// assert_eq!(quadratic_roots(1.into(), 0.into(), 1.into())?, Switching::Never);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn quadratic_roots(a: Decimal, b: Decimal, c: Decimal) -> Result<Switching> {
    if a.is_zero() {
        return Ok(match (b.is_zero(), c.is_zero()) {
            (true, true) => Switching::Always,
            (true, false) => Switching::Never,
            (false, _) => Switching::At(vec![-div(c, b)?]),
        });
    }
    let discriminant = sub(mul(b, b)?, mul(Decimal::from(4), mul(a, c)?)?)?;
    if discriminant < Decimal::ZERO {
        return Ok(Switching::Never);
    }
    if discriminant.is_zero() {
        return Ok(Switching::At(vec![-div(b, mul(Decimal::TWO, a)?)?]));
    }
    let root = discriminant.sqrt().ok_or(MethodError::TooLarge)?;
    // The root that adds sizes is formed first, and the other from the product: no digits are lost by cancelling.
    let sum = if b < Decimal::ZERO { sub(b, root)? } else { add(b, root)? };
    let half = -div(sum, Decimal::TWO)?;
    let mut values = vec![div(half, a)?, div(c, half)?];
    values.sort();
    Ok(Switching::At(values))
}

/// How far a value lies from the central estimate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// In units of the range on its side: 1 is the low or the high, above 1 is beyond it. None where there is no range
    /// on that side.
    pub in_ranges: Option<Decimal>,
    /// As a fraction of the central estimate, with its sign. None where the estimate is nought.
    pub change: Option<Decimal>,
}

/// How far `at` lies from `central`, in units of the range from `central` to `low` or to `high`, whichever side it is.
///
/// # Errors
/// If the estimate does not lie from low to high, or the result is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::distance_in_ranges;
///
/// // 15 posts, in a range of 13 to 16; the answer changes at 12.02.
/// let far = distance_in_ranges(13.into(), 15.into(), 16.into(), Decimal::new(1202, 2))?;
/// assert_eq!(far.in_ranges, Some(Decimal::new(149, 2)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn distance_in_ranges(low: Decimal, central: Decimal, high: Decimal, at: Decimal) -> Result<Distance> {
    ordered(low, central, high)?;
    let away = sub(at, central)?;
    let range = if away < Decimal::ZERO { sub(central, low)? } else { sub(high, central)? };
    let part = |whole: Decimal, of: Decimal| {
        if whole.is_zero() { Ok(None) } else { div(of, whole).map(Some) }
    };
    let in_ranges = if away.is_zero() { Some(Decimal::ZERO) } else { part(range, away.abs())? };
    Ok(Distance { in_ranges, change: part(central.abs(), away)? })
}

pub(super) fn ordered(low: Decimal, central: Decimal, high: Decimal) -> Result<()> {
    let wrong = |what, value| {
        let accepted = "give a low, a central and a high estimate in ascending order";
        Err(MethodError::OutOfRange { what, value, accepted })
    };
    if low > central {
        return wrong("low estimate above the central one", low);
    }
    if high < central {
        return wrong("high estimate below the central one", high);
    }
    Ok(())
}

/// What lies between two values of an input that must differ.
fn distinct(first: Decimal, second: Decimal) -> Result<Decimal> {
    let run = sub(second, first)?;
    if run.is_zero() {
        let (what, accepted) = ("value of the input, read twice,", "give readings at values that differ");
        return Err(MethodError::OutOfRange { what, value: first, accepted });
    }
    Ok(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(units: i64, places: u32) -> Decimal {
        Decimal::new(units, places)
    }

    #[test]
    fn flat_figures_switch_nowhere_or_everywhere() {
        let one = Decimal::ONE;
        assert_eq!(switching_value((d(0, 0), one), (one, one)).unwrap(), Switching::Never);
        assert_eq!(switching_value((d(0, 0), d(0, 0)), (one, d(0, 0))).unwrap(), Switching::Always);
        assert!(switching_value((one, one), (one, d(2, 0))).is_err());
    }

    #[test]
    fn a_small_root_beside_a_large_one_keeps_its_digits() {
        // x^2 - 1000000.000001 x + 1 = (x - 1000000)(x - 0.000001)
        let roots = quadratic_roots(Decimal::ONE, d(-1_000_000_000_001, 6), Decimal::ONE).unwrap();
        let Switching::At(values) = roots else { panic!("{roots:?}") };
        assert!((values[0] - d(1, 6)).abs() < d(1, 24), "{values:?}");
        assert!((values[1] - d(1_000_000, 0)).abs() < d(1, 18), "{values:?}");
    }

    #[test]
    fn a_line_read_three_times_is_not_bent() {
        let g = |x: i64| (Decimal::from(x), Decimal::from(3 * x - 12));
        let at = switching_values_quadratic([g(1), g(2), g(9)]).unwrap();
        assert_eq!(at.only(), Some(Decimal::from(4)));
    }

    #[test]
    fn a_side_without_a_range_has_no_distance_in_ranges() {
        let far = distance_in_ranges(d(5, 0), d(5, 0), d(6, 0), d(4, 0)).unwrap();
        assert_eq!(far, Distance { in_ranges: None, change: Some(d(-2, 1)) });
        let there = distance_in_ranges(d(5, 0), d(5, 0), d(5, 0), d(5, 0)).unwrap();
        assert_eq!(there.in_ranges, Some(Decimal::ZERO));
        assert!(distance_in_ranges(d(6, 0), d(5, 0), d(7, 0), d(4, 0)).is_err());
        assert!(distance_in_ranges(Decimal::MIN, d(0, 0), Decimal::MAX, Decimal::MAX).is_ok());
    }
}
