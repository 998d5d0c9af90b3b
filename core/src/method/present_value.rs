//! Present values of a series of yearly amounts.

use rust_decimal::Decimal;

use super::checked::{Result, dot, within_horizon};
use super::discounting::mid_year_factors;
use super::{DiscountSchedule, discount_factors};

/// When in its year an amount falls, counted from a base date at the start of the first year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timing {
    /// At the start: the first amount is not discounted.
    ///
    /// The same factors hold where every amount falls mid-year and the base date is the middle of the first year,
    /// which is the usual form in United Kingdom guidance and what the library does unless told otherwise.
    Start,
    /// In the middle: the first amount is discounted by half a year.
    ///
    /// Against [`Timing::Start`] every value is smaller by half a year's discount, so that no ranking changes while
    /// the rate is one for the whole horizon.
    Middle,
    /// At the end: the first amount is discounted by a year, as a spreadsheet's `NPV()` does.
    End,
}

/// The present value of yearly amounts, the first of them in the first year.
///
/// # Errors
/// If there are more amounts than [`super::LONGEST`], or the value is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{DiscountSchedule, Timing, present_value};
///
/// let schedule = DiscountSchedule::flat(Decimal::new(25, 2))?;
/// let flows = [Decimal::from(100), Decimal::from(100)];
/// assert_eq!(present_value(&schedule, &flows, Timing::Start)?, Decimal::from(180));
/// assert_eq!(present_value(&schedule, &flows, Timing::End)?, Decimal::from(144));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn present_value(schedule: &DiscountSchedule, flows: &[Decimal], timing: Timing) -> Result<Decimal> {
    let count = within_horizon("flows", flows.len())?;
    match timing {
        Timing::Start => dot(flows, &discount_factors(schedule, count)?),
        Timing::Middle => dot(flows, &mid_year_factors(schedule, count)?),
        Timing::End => dot(flows, discount_factors(schedule, count + 1)?.get(1..).unwrap_or_default()),
    }
}

/// The present value of `annual` in the middle of each of `years` years, the base date at the start of the first.
///
/// # Errors
/// As [`present_value`].
pub fn present_value_mid_year(schedule: &DiscountSchedule, years: usize, annual: Decimal) -> Result<Decimal> {
    within_horizon("years", years)?;
    present_value(schedule, &vec![annual; years], Timing::Middle)
}

/// The net present value of flows of which the first is of year 0 and not discounted.
///
/// # Errors
/// As [`present_value`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{DiscountSchedule, npv, spreadsheet_npv};
///
/// let schedule = DiscountSchedule::flat(Decimal::new(8, 2))?;
/// let flows = [-40_000, 5_000, 8_000, 12_000, 30_000].map(Decimal::from);
/// assert_eq!(npv(&schedule, &flows)?.round_dp(2).to_string(), "3065.22");
/// // The whole range inside a spreadsheet's NPV() discounts year 0 as well.
/// assert_eq!(spreadsheet_npv(&schedule, &flows)?.round_dp(2).to_string(), "2838.17");
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn npv(schedule: &DiscountSchedule, cashflows: &[Decimal]) -> Result<Decimal> {
    present_value(schedule, cashflows, Timing::Start)
}

/// What a spreadsheet's `NPV()` makes of the same cells: the first of them a year away.
///
/// It is here to explain a difference, not to be used: year 0 belongs outside `NPV()`.
///
/// # Errors
/// As [`present_value`].
pub fn spreadsheet_npv(schedule: &DiscountSchedule, cashflows: &[Decimal]) -> Result<Decimal> {
    present_value(schedule, cashflows, Timing::End)
}
