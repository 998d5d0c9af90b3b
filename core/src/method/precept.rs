//! Council tax of a parish or other body that raises a precept: what a cost means for a Band D household.
//!
//! The tax base is the number of homes that would pay Band D in full, after discounts and the collection rate.

use rust_decimal::Decimal;

use super::checked::{Result, add, div, growth, mul, not_negative, positive, sub};

/// Pounds a year for a Band D household: the requirement over the tax base.
///
/// # Errors
/// If the tax base is not above nought.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::band_d;
///
/// assert_eq!(band_d(Decimal::from(60_000), Decimal::from(1_200))?, Decimal::from(50));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn band_d(requirement: Decimal, tax_base: Decimal) -> Result<Decimal> {
    div(requirement, positive("tax base", tax_base)?)
}

/// The precept that a Band D charge raises: `tax_base * band_d`.
///
/// # Errors
/// If the tax base is not above nought.
pub fn precept(tax_base: Decimal, band_d: Decimal) -> Result<Decimal> {
    mul(positive("tax base", tax_base)?, band_d)
}

/// The precept after last year's Band D charge rises by a share: `tax_base * band_d_previous * (1 + rise)`.
///
/// # Errors
/// If the tax base is not above nought, or the rise not above -1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::precept_after_rise;
///
/// let raised = precept_after_rise(Decimal::from(1_000), Decimal::from(50), Decimal::new(2, 2))?;
/// assert_eq!(raised, Decimal::from(51_000));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn precept_after_rise(tax_base: Decimal, band_d_previous: Decimal, rise: Decimal) -> Result<Decimal> {
    precept(tax_base, mul(band_d_previous, growth("rise", rise)?)?)
}

/// What a rise by a share of last year's Band D charge is in pounds a year.
///
/// # Errors
/// If the rise is not above -1.
pub fn rise_in_pounds(band_d_previous: Decimal, rise: Decimal) -> Result<Decimal> {
    growth("rise", rise)?;
    mul(band_d_previous, rise)
}

/// What an extra cost means for the households that bear it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreceptRise {
    /// Pounds a year on Band D.
    pub pounds: Decimal,
    /// The same as a share of the present Band D charge; none where there is no charge yet.
    pub share: Option<Decimal>,
}

/// The rise in Band D that pays for an extra yearly cost.
///
/// # Errors
/// If the tax base is not above nought, or the present charge is below it.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::precept_rise;
///
/// let rise = precept_rise(Decimal::from(24_000), Decimal::from(1_200), Decimal::from(80))?;
/// assert_eq!((rise.pounds, rise.share), (Decimal::from(20), Some(Decimal::new(25, 2))));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn precept_rise(extra_cost: Decimal, tax_base: Decimal, band_d_present: Decimal) -> Result<PreceptRise> {
    let pounds = band_d(extra_cost, tax_base)?;
    let present = not_negative("present Band D charge", band_d_present)?;
    let share = if present.is_zero() { None } else { Some(div(pounds, present)?) };
    Ok(PreceptRise { pounds, share })
}

/// The yearly contribution from elsewhere that holds the rise in Band D to a limit: `extra_cost - limit * tax_base`,
/// and never under nought.
///
/// `limit` is in pounds a year on Band D; a limit in per cent goes through [`rise_in_pounds`].
///
/// # Errors
/// If the tax base is not above nought, or the limit is below it.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::contribution_to_hold;
///
/// let (cost, base) = (Decimal::from(24_000), Decimal::from(1_200));
/// assert_eq!(contribution_to_hold(cost, base, Decimal::from(10))?, Decimal::from(12_000));
/// assert_eq!(contribution_to_hold(cost, base, Decimal::from(30))?, Decimal::ZERO);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn contribution_to_hold(extra_cost: Decimal, tax_base: Decimal, limit: Decimal) -> Result<Decimal> {
    let raised = precept(tax_base, not_negative("limit on the rise", limit)?)?;
    Ok(sub(extra_cost, raised)?.max(Decimal::ZERO))
}

/// The Band D charge after an extra cost.
///
/// # Errors
/// As [`band_d`].
pub fn band_d_after(extra_cost: Decimal, tax_base: Decimal, band_d_present: Decimal) -> Result<Decimal> {
    add(band_d_present, band_d(extra_cost, tax_base)?)
}
