//! A grant that tapers: by shares of its first year, by a schedule, or as low as a reserve allows.

use rust_decimal::Decimal;

use super::affordability;
use super::checked::{Result, mul, not_negative, some_within_horizon, sum};

/// A grant by year, in cash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taper {
    /// The grant of each year, its first year first.
    pub by_year: Vec<Decimal>,
    /// All years together, not discounted.
    pub total: Decimal,
}

/// A grant as shares of its first year's sum, the first share itself included (usually 1).
///
/// # Errors
/// If there is no share, a share or the sum is below nought, or there are more than [`super::LONGEST`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::grant_taper;
///
/// let shares = [10, 8, 7].map(|tenths| Decimal::new(tenths, 1));
/// assert_eq!(grant_taper(Decimal::from(262_000), &shares)?.total, Decimal::from(655_000));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn grant_taper(year1: Decimal, shares: &[Decimal]) -> Result<Taper> {
    some_within_horizon("shares of the grant", shares.len())?;
    not_negative("grant of the first year", year1)?;
    let by_year = shares
        .iter()
        .map(|&share| mul(year1, not_negative("share of the grant", share)?))
        .collect::<Result<Vec<_>>>()?;
    grant_schedule(&by_year)
}

/// A grant by a schedule of sums.
///
/// # Errors
/// If there is no sum, a sum is below nought, or there are more than [`super::LONGEST`].
pub fn grant_schedule(schedule: &[Decimal]) -> Result<Taper> {
    some_within_horizon("years of the grant", schedule.len())?;
    for &grant in schedule {
        not_negative("grant of a year", grant)?;
    }
    Ok(Taper { by_year: schedule.to_vec(), total: sum(schedule.iter().copied())? })
}

/// The cheapest grant that never lets a reserve end a year under its minimum:
/// `grant(t) = max(0, minimum - (reserve(t-1) + income(t) - cost(t)))`, forward in time.
///
/// It is the cheapest because each pound is paid in the last year in which it is in time, where reserves earn nothing.
///
/// # Errors
/// As [`affordability`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::cheapest_grant;
///
/// // Deficits that shrink, a reserve of 20 and a minimum of 5, all in thousands.
/// let income = [0; 5].map(Decimal::from);
/// let cost = [30, 25, 18, 10, 0].map(Decimal::from);
/// let grant = cheapest_grant(&income, &cost, Decimal::from(20), Decimal::from(5))?;
/// assert_eq!(grant.by_year, [15, 25, 18, 10, 0].map(Decimal::from));
/// assert_eq!(grant.total, Decimal::from(68)); // against 100 for a flat 20 a year
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn cheapest_grant(
    income: &[Decimal],
    cost: &[Decimal],
    reserves: Decimal,
    minimum_reserves: Decimal,
) -> Result<Taper> {
    let by_year = affordability(income, cost, reserves, minimum_reserves)?.top_up;
    let total = sum(by_year.iter().copied())?;
    Ok(Taper { by_year, total })
}
