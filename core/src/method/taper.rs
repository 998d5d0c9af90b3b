//! A grant that tapers: by shares of its first year, by a schedule, or as low as a reserve allows.

use rust_decimal::Decimal;

use super::checked::{Result, add, div, mul, not_negative, some_within_horizon, sub, sum};
use super::{MethodError, affordability};

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

/// How a grant may move from year to year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum TaperShape {
    /// As it is needed.
    #[default]
    Free,
    /// Never more than in the year before.
    NeverRising,
    /// The same in every year.
    Flat,
    /// In these shares of a sum, one a year.
    Shares(Vec<Decimal>),
}

/// The cheapest grant of a shape that comes in time: `needed[t]` is what the grants of the years up to and with `t` must
/// come to together, at least.
///
/// What is cheapest. Write `G(t)` for all grants up to and with year `t`. No grant is negative, so `G` never falls, and
/// `G(t) >= needed(t)` in every year means `G(t) >= M(t)`, the largest need so far (or nought). The free shape pays
/// `G = M`: no grant that is in time has a smaller `G(t)` in any year, so none has a smaller total. Nor has any a smaller
/// present value: with factors `v(0) >= v(1) >= ... >= v(T) >= 0` the present value `sum of v(t) (G(t) - G(t-1))` is, summed
/// by parts, `sum over t < T of G(t) (v(t) - v(t+1)) + G(T) v(T)`, which no `G(t)` lowers by being larger. The least cash
/// and the least present value are one and the same grant, whatever the rate of discount, as long as it is not negative.
///
/// A grant that never rises has a `G` that bends only downwards, and the least such `G` over `M` is the tightest string
/// drawn over it from nought. The string ends where `M` ends, so a grant that never rises costs no more cash than the free
/// one: it is only paid earlier. A flat grant and one in given shares have one sum to choose, and it is the least that is
/// in time.
///
/// # Errors
/// If there is no year or too many, the shares are not one for each year, a share is below nought, or all shares up to a
/// year in which something is needed are nought.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{TaperShape, taper_to_meet};
///
/// // Deficits of 30, 25, 18, 10 and 0 thousand, of which a reserve of 20 bears 15 before it is at its minimum of 5.
/// let needed = [15, 40, 58, 68, 68].map(Decimal::from);
/// let by = |shape| taper_to_meet(&needed, &shape).map(|taper| taper.by_year);
/// assert_eq!(by(TaperShape::Free)?, [15, 25, 18, 10, 0].map(Decimal::from));
/// assert_eq!(by(TaperShape::NeverRising)?, [20, 20, 18, 10, 0].map(Decimal::from));
/// assert_eq!(by(TaperShape::Flat)?, [20; 5].map(Decimal::from));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn taper_to_meet(needed: &[Decimal], shape: &TaperShape) -> Result<Taper> {
    some_within_horizon("years of the grant", needed.len())?;
    let by_year = match shape {
        TaperShape::Free => {
            let mut paid = Decimal::ZERO;
            let grant = |&needed: &Decimal| {
                let grant = sub(needed, paid)?.max(Decimal::ZERO);
                paid = add(paid, grant)?;
                Ok(grant)
            };
            needed.iter().map(grant).collect::<Result<Vec<_>>>()?
        }
        TaperShape::NeverRising => never_rising(needed)?,
        TaperShape::Flat => in_shares(needed, &vec![Decimal::ONE; needed.len()])?,
        TaperShape::Shares(shares) => in_shares(needed, shares)?,
    };
    let total = sum(by_year.iter().copied())?;
    Ok(Taper { by_year, total })
}

/// The steps of the tightest string over what is needed, from nought: from where it stands it goes on at the steepest slope
/// that any later year asks for, as far as the last year that asks for it.
fn never_rising(needed: &[Decimal]) -> Result<Vec<Decimal>> {
    let mut grants: Vec<Decimal> = Vec::with_capacity(needed.len());
    let mut paid = Decimal::ZERO;
    while grants.len() < needed.len() {
        let from = grants.len();
        let (mut steepest, mut until) = (Decimal::ZERO, needed.len());
        for (later, &needed) in needed.iter().enumerate().skip(from) {
            let slope = div(sub(needed, paid)?, Decimal::from(later + 1 - from))?;
            if slope > Decimal::ZERO && slope >= steepest {
                (steepest, until) = (slope, later + 1);
            }
        }
        paid = add(paid, mul(steepest, Decimal::from(until - from))?)?;
        grants.resize(until, steepest);
    }
    Ok(grants)
}

/// The least sum whose shares are in time.
fn in_shares(needed: &[Decimal], shares: &[Decimal]) -> Result<Vec<Decimal>> {
    super::checked::same_length(("the years of the grant", needed.len()), ("the shares", shares.len()))?;
    let (mut all, mut least) = (Decimal::ZERO, Decimal::ZERO);
    for (&needed, &share) in needed.iter().zip(shares) {
        all = add(all, not_negative("share of the grant", share)?)?;
        if needed > Decimal::ZERO {
            if all.is_zero() {
                let accepted = "give a share above 0 to a year before the first need, or to its own";
                return Err(MethodError::OutOfRange { what: "share of the grant", value: all, accepted });
            }
            least = least.max(div(needed, all)?);
        }
    }
    shares.iter().map(|&share| mul(least, share)).collect()
}
