//! Discount factors: what a pound of a later year is worth in the base year.
//!
//! Source: HM Treasury Green Book, discounting annex. Factors are chained year by year, so that a later, lower rate
//! never reaches back into the years before it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::checked::{Result, add, div, mul, part_power, within_horizon};
use super::{DiscountSchedule, LONGEST, MethodError};

/// The factors of years 0 to `count - 1`: one to start with, then each the one before it over one plus its year's rate.
///
/// # Errors
/// If more than [`LONGEST`] years are asked for, or rates below nought carry a factor past what a decimal holds.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{DiscountSchedule, discount_factors};
///
/// let quarter = DiscountSchedule::flat(Decimal::new(25, 2))?;
/// let factors: Vec<String> = discount_factors(&quarter, 3)?.iter().map(ToString::to_string).collect();
/// assert_eq!(factors, ["1", "0.8", "0.64"]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn discount_factors(schedule: &DiscountSchedule, count: usize) -> Result<Vec<Decimal>> {
    // One beyond the longest horizon, since a horizon of n years counted from 1 asks for n + 1 factors.
    if count > LONGEST + 1 {
        return Err(MethodError::TooMany { what: "years", count, most: LONGEST + 1 });
    }
    let mut factors = Vec::with_capacity(count);
    let mut factor = Decimal::ONE;
    for year in 0..count {
        if year > 0 {
            factor = div(factor, add(Decimal::ONE, schedule.rate(year))?)?;
        }
        factors.push(factor);
    }
    Ok(factors)
}

/// The factor at the end of `year` years: `D(t) = D(t-1) / (1 + r(t))`, with `D(0) = 1`.
///
/// With year 0 taken at its middle and all flows at the middle of their years, this is also the factor of a flow of
/// year `year`: the convention that the library uses unless it is told otherwise.
///
/// # Errors
/// As [`discount_factors`].
pub fn discount_factor(schedule: &DiscountSchedule, year: usize) -> Result<Decimal> {
    within_horizon("year", year)?;
    let factors = discount_factors(schedule, year + 1)?;
    factors.last().copied().ok_or(MethodError::Empty { what: "years" })
}

/// The factor at a point of time, in years from the base date: the full years chained, then the part year at the rate
/// of the year in progress.
///
/// # Errors
/// If the time is before the base date or beyond the longest horizon; as [`discount_factors`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{DiscountSchedule, discount_factor_at};
///
/// let schedule = DiscountSchedule::flat(Decimal::new(44, 2))?;
/// let factor = discount_factor_at(&schedule, Decimal::new(5, 1))?;
/// assert_eq!(factor.round_dp(12).to_string(), "0.833333333333"); // one over the root of 1.44
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn discount_factor_at(schedule: &DiscountSchedule, at: Decimal) -> Result<Decimal> {
    let out_of_range = || MethodError::OutOfRange {
        what: "time",
        value: at,
        accepted: "give a number of years from 0 to 1000",
    };
    if at < Decimal::ZERO || at > Decimal::from(LONGEST) {
        return Err(out_of_range());
    }
    let whole = at.trunc();
    let year = whole.to_usize().ok_or_else(out_of_range)?;
    let chained = discount_factor(schedule, year)?;
    let part = at - whole;
    if part.is_zero() {
        return Ok(chained);
    }
    let growth = add(Decimal::ONE, schedule.rate(year + 1))?;
    div(chained, part_power(growth, part)?)
}

/// The factor at the middle of a year, years numbered from 0: period 0 is half a year from the base date.
///
/// # Errors
/// As [`discount_factor_at`].
pub fn discount_factor_mid_year(schedule: &DiscountSchedule, period: usize) -> Result<Decimal> {
    within_horizon("period", period)?;
    discount_factor_at(schedule, Decimal::from(period) + Decimal::new(5, 1))
}

/// The factor at the start of a year, years numbered from 0: period 0 is not discounted.
///
/// # Errors
/// As [`discount_factor`].
pub fn discount_factor_start_year(schedule: &DiscountSchedule, period: usize) -> Result<Decimal> {
    discount_factor(schedule, period)
}

/// The factors of the middles of years 0 to `count - 1`.
pub(super) fn mid_year_factors(schedule: &DiscountSchedule, count: usize) -> Result<Vec<Decimal>> {
    let starts = discount_factors(schedule, count)?;
    let half = Decimal::new(5, 1);
    let mut middles = Vec::with_capacity(count);
    // The root is the same for all years of a band, and dear: it is drawn once.
    let mut known: Option<(Decimal, Decimal)> = None;
    for (year, start) in starts.into_iter().enumerate() {
        let rate = schedule.rate(year + 1);
        let root = match known {
            Some((of, root)) if of == rate => root,
            _ => {
                let inverse = part_power(add(Decimal::ONE, rate)?, half)?;
                div(Decimal::ONE, inverse)?
            }
        };
        known = Some((rate, root));
        middles.push(mul(start, root)?);
    }
    Ok(middles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Band;

    #[test]
    fn a_later_rate_does_not_reach_back() {
        let band = |from_year, rate| Band { from_year, rate };
        let schedule =
            DiscountSchedule::new([band(0, Decimal::new(25, 2)), band(2, Decimal::ONE)].to_vec()).unwrap();
        assert_eq!(discount_factor(&schedule, 1).unwrap(), Decimal::new(8, 1));
        assert_eq!(discount_factor(&schedule, 2).unwrap(), Decimal::new(4, 1));
    }

    #[test]
    fn hostile_rates_and_years_are_refused() {
        assert!(DiscountSchedule::flat(Decimal::NEGATIVE_ONE).is_err());
        assert!(DiscountSchedule::flat(Decimal::MAX).is_err());
        assert!(DiscountSchedule::new(Vec::new()).is_err());
        let steep = DiscountSchedule::flat(Decimal::new(-99, 2)).unwrap();
        assert_eq!(discount_factor(&steep, 1000), Err(MethodError::TooLarge));
        let flat = DiscountSchedule::flat(Decimal::ONE).unwrap();
        assert!(discount_factor(&flat, usize::MAX).is_err());
        assert!(discount_factor_mid_year(&flat, usize::MAX).is_err());
        assert!(discount_factor_at(&flat, Decimal::MAX).is_err());
        assert!(discount_factor_at(&flat, Decimal::NEGATIVE_ONE).is_err());
        assert!(discount_factors(&flat, usize::MAX).is_err());
        let nearly_all = Decimal::from_i128_with_scale(1 - 10_i128.pow(28), 28);
        let edge = DiscountSchedule::flat(nearly_all).unwrap();
        assert!(discount_factor_at(&edge, Decimal::new(5, 1)).is_ok_and(|f| f > Decimal::ONE));
        assert!(discount_factor_at(&edge, Decimal::new(999_999, 3)).is_err());
    }
}
