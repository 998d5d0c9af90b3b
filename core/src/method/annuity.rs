//! Level yearly amounts: what they are worth now, and the level amount that a sum is worth.
//!
//! Factors are summed from the chained discount factors and not taken from the closed form: the sum needs no special
//! case at a rate of nought, loses no digits near it, and serves a declining schedule as it stands.
//!
//! The annuity tables printed in the Scottish Capital Investment Manual and by Northern Ireland's finance department
//! drift from the discount tables beside them, by up to 0.3 per cent at 30 years; these functions give the sum.

use rust_decimal::Decimal;

use super::checked::{Result, add, div, growth, mul, some_within_horizon, sum, within_horizon};
use super::{DiscountSchedule, MethodError, discount_factors};

/// What one pound at the end of each of `periods` periods is worth at their start: `(1 - (1 + r)^-n) / r`.
///
/// The rate is the rate of one period.
///
/// # Errors
/// If the rate is not above -1, there is no period or more than [`super::LONGEST`], or the factor is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::annuity_factor;
///
/// assert_eq!(annuity_factor(Decimal::new(25, 2), 2)?.to_string(), "1.44"); // 0.8 + 0.64
/// assert_eq!(annuity_factor(Decimal::ZERO, 12)?.to_string(), "12");
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn annuity_factor(rate: Decimal, periods: usize) -> Result<Decimal> {
    some_within_horizon("periods", periods)?;
    let growth = growth("rate", rate)?;
    let mut factor = Decimal::ONE;
    let mut total = Decimal::ZERO;
    for _ in 0..periods {
        factor = div(factor, growth)?;
        total = add(total, factor)?;
    }
    Ok(total)
}

/// What one pound at the start of each of `periods` periods is worth at the start of the first: an annuity due.
///
/// # Errors
/// As [`annuity_factor`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::annuity_due_factor;
///
/// assert_eq!(annuity_due_factor(Decimal::new(25, 2), 2)?.to_string(), "1.8"); // 1 + 0.8
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn annuity_due_factor(rate: Decimal, periods: usize) -> Result<Decimal> {
    some_within_horizon("periods", periods)?;
    growth("rate", rate)?;
    if periods == 1 {
        return Ok(Decimal::ONE);
    }
    add(Decimal::ONE, annuity_factor(rate, periods - 1)?)
}

/// What one pound in each of the years `from_year` to `to_year`, both included, is worth in the base year: the sum of
/// their discount factors, through every change of rate.
///
/// # Errors
/// If the years descend or pass the longest horizon.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{Band, DiscountSchedule, annuity_factor_kinked};
///
/// let band = |from_year, rate| Band { from_year, rate };
/// let falling = DiscountSchedule::new(vec![band(1, Decimal::ONE), band(2, Decimal::new(25, 2))])?;
/// assert_eq!(annuity_factor_kinked(&falling, 1, 2)?, Decimal::new(9, 1)); // 0.5 + 0.4
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn annuity_factor_kinked(
    schedule: &DiscountSchedule,
    from_year: usize,
    to_year: usize,
) -> Result<Decimal> {
    within_horizon("last year", to_year)?;
    if from_year > to_year {
        return Err(MethodError::NotAscending {
            what: "first and last year",
            earlier: from_year,
            later: to_year,
        });
    }
    sum(discount_factors(schedule, to_year + 1)?.into_iter().skip(from_year))
}

/// The present value of `amount` at the end of each of years 1 to `years`.
///
/// # Errors
/// As [`annuity_factor_kinked`]; if there is no year.
pub fn annuity_present_value(schedule: &DiscountSchedule, years: usize, amount: Decimal) -> Result<Decimal> {
    some_within_horizon("years", years)?;
    mul(amount, annuity_factor_kinked(schedule, 1, years)?)
}

/// The present value of `amount` a year for `years` years, of which the first is `first_year`.
///
/// # Errors
/// As [`annuity_present_value`]; if the last payment would fall beyond the longest horizon.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{DiscountSchedule, annuity_present_value_deferred};
///
/// let schedule = DiscountSchedule::flat(Decimal::new(35, 3))?;
/// let value = annuity_present_value_deferred(&schedule, 15, Decimal::from(75), 7)?;
/// assert_eq!(value.round_dp(2).to_string(), "702.71"); // a guide prints 704, from a faulty table
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn annuity_present_value_deferred(
    schedule: &DiscountSchedule,
    years: usize,
    amount: Decimal,
    first_year: usize,
) -> Result<Decimal> {
    some_within_horizon("years", years)?;
    within_horizon("first year", first_year)?;
    mul(amount, annuity_factor_kinked(schedule, first_year, first_year + years - 1)?)
}

/// The level yearly cost, at the end of years 1 to `life`, that one pound in the base year is worth.
///
/// # Errors
/// As [`annuity_factor_kinked`]; if the life has no year.
pub fn eac_factor(schedule: &DiscountSchedule, life: usize) -> Result<Decimal> {
    equivalent_annual_cost(schedule, life, Decimal::ONE)
}

/// The equivalent annual cost: the level cost at the end of years 1 to `life` with the present value `pv_cost`.
///
/// It compares assets of different lives, and only where the need goes on beyond the shorter life and like is
/// replaced by like at the same real price. Otherwise the options want a common horizon or a residual value.
///
/// # Errors
/// As [`eac_factor`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{DiscountSchedule, equivalent_annual_cost};
///
/// let schedule = DiscountSchedule::flat(Decimal::new(35, 3))?;
/// let short = equivalent_annual_cost(&schedule, 7, Decimal::from(2_000))?;
/// let long = equivalent_annual_cost(&schedule, 10, Decimal::from(2_500))?;
/// assert_eq!(short.round().to_string(), "327");
/// assert_eq!(long.round().to_string(), "301"); // the dearer boiler is the cheaper one a year
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn equivalent_annual_cost(schedule: &DiscountSchedule, life: usize, pv_cost: Decimal) -> Result<Decimal> {
    some_within_horizon("years of life", life)?;
    div(pv_cost, annuity_factor_kinked(schedule, 1, life)?)
}
