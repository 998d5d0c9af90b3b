//! Stranded overhead: the part of a headline saving that stays with the council when a service leaves, and how it goes.

use rust_decimal::Decimal;

use super::MethodError;
use super::checked::{Result, add, mul, share, some_within_horizon, sub};

/// A shared cost that is charged to the service and does not stop by itself when the service leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedCost {
    /// The service's charge a year.
    pub amount: Decimal,
    /// The share of it that is gone by each year, from 0 (all of it stays) to 1 (all of it is saved).
    pub unwound: Vec<Decimal>,
}

/// A headline saving, and what of it is there in each year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrandedOverhead {
    /// The saving if every shared cost went with the service.
    pub headline: Decimal,
    /// What is saved in each year.
    pub saving: Vec<Decimal>,
    /// What stays with the council in each year: the headline less the saving.
    pub stranded: Vec<Decimal>,
}

impl StrandedOverhead {
    /// The saving of a year as a share of the headline; none where the headline is nought or the year is not covered.
    pub fn share_saved(&self, year: usize) -> Option<Decimal> {
        self.saving.get(year)?.checked_div(self.headline)
    }
}

/// The saving of each year: what stops at once, and of every shared cost the part that has unwound.
///
/// # Errors
/// If there is no year or too many, a path does not cover every year, or a share is not a fraction from 0 to 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{SharedCost, stranded_overhead, unwound_in_steps};
///
/// let half_then_all = unwound_in_steps(3, &[(1, Decimal::new(5, 1)), (2, Decimal::ONE)])?;
/// let recharge = SharedCost { amount: Decimal::from(40), unwound: half_then_all };
/// let result = stranded_overhead(Decimal::from(60), &[recharge], 3)?;
/// assert_eq!(result.headline, Decimal::from(100));
/// assert_eq!(result.saving, [60, 80, 100].map(Decimal::from));
/// assert_eq!(result.stranded, [40, 20, 0].map(Decimal::from));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn stranded_overhead(
    avoidable: Decimal,
    shared: &[SharedCost],
    years: usize,
) -> Result<StrandedOverhead> {
    some_within_horizon("years", years)?;
    let mut headline = avoidable;
    let mut saving = vec![avoidable; years];
    for item in shared {
        if item.unwound.len() != years {
            return Err(MethodError::LengthsDiffer {
                first: "the path of a shared cost",
                first_count: item.unwound.len(),
                second: "the appraisal",
                second_count: years,
            });
        }
        headline = add(headline, item.amount)?;
        for (saved, &gone) in saving.iter_mut().zip(&item.unwound) {
            *saved = add(*saved, mul(item.amount, share("unwound share", gone)?)?)?;
        }
    }
    let stranded = saving.iter().map(|&saved| sub(headline, saved)).collect::<Result<_>>()?;
    Ok(StrandedOverhead { headline, saving, stranded })
}

/// A path that unwinds in steps: from each stated year on, the stated share is gone; nothing before the first step.
///
/// A lease that ends is one step to 1 in the first year without it.
///
/// # Errors
/// If the years are none, too many or do not ascend, or a share is not a fraction from 0 to 1.
pub fn unwound_in_steps(years: usize, steps: &[(usize, Decimal)]) -> Result<Vec<Decimal>> {
    some_within_horizon("years", years)?;
    for pair in steps.windows(2) {
        let (earlier, later) = (pair[0].0, pair[1].0);
        if later <= earlier {
            return Err(MethodError::NotAscending { what: "years of the steps", earlier, later });
        }
    }
    let mut path = vec![Decimal::ZERO; years];
    for &(from, gone) in steps {
        share("unwound share", gone)?;
        for place in path.iter_mut().skip(from) {
            *place = gone;
        }
    }
    Ok(path)
}

/// A path that decays: each year a constant part of what is still stranded goes, from year 1 on.
///
/// In year `t` the share gone is `1 - (1 - rate)^t`, so that in year 0 all of it is stranded.
///
/// # Errors
/// If the years are none or too many, or the rate is not a fraction from 0 to 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::unwound_by_decay;
///
/// let gone = unwound_by_decay(3, Decimal::new(5, 1))?;
/// assert_eq!(gone, [0, 50, 75].map(|n| Decimal::new(n, 2)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn unwound_by_decay(years: usize, rate: Decimal) -> Result<Vec<Decimal>> {
    some_within_horizon("years", years)?;
    let kept_each_year = sub(Decimal::ONE, share("rate of decay", rate)?)?;
    let mut stays = Decimal::ONE;
    let mut path = Vec::with_capacity(years);
    for year in 0..years {
        if year > 0 {
            stays = mul(stays, kept_each_year)?;
        }
        path.push(sub(Decimal::ONE, stays)?);
    }
    Ok(path)
}

/// A central cost that goes whole, and only once enough sites have left: nothing before, all of it from then on.
///
/// `left` is how many sites have left by each year.
///
/// # Errors
/// If no year is given, or too many.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::unwound_when_sites_leave;
///
/// // A post that goes with the sixth of the branches.
/// assert_eq!(unwound_when_sites_leave(&[0, 5, 6], 6)?, [0, 0, 1].map(Decimal::from));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn unwound_when_sites_leave(left: &[usize], needed: usize) -> Result<Vec<Decimal>> {
    some_within_horizon("years", left.len())?;
    Ok(left.iter().map(|&sites| if sites >= needed { Decimal::ONE } else { Decimal::ZERO }).collect())
}
