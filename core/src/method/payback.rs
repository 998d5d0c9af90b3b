//! Payback: the time after which what was laid out has come back.

use rust_decimal::Decimal;

use super::checked::{Result, add, div, mul, within_horizon};
use super::{DiscountSchedule, discount_factors};

/// When an outlay is recovered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payback {
    /// The flows added up, by year; discounted where the question was.
    pub cumulative: Vec<Decimal>,
    /// The years from the base date until the outlay is recovered for good; none if, at the end, it is not, or if
    /// nothing was ever outstanding.
    pub years: Option<Decimal>,
    /// Every time at which the sum came back to nought from below.
    pub recoveries: Vec<Decimal>,
    /// How often the sum changed sign. More than once, and one payback time hides that money goes out again later.
    pub crossings: usize,
}

/// The simple payback of flows of which the first is of year 0, even inside each year.
///
/// It counts `k` full years and the part of year `k + 1` that its flow needs to cover what is still outstanding. Where
/// the sum goes under again and comes back, the last recovery is the answer; the earlier ones are listed.
///
/// # Errors
/// If there are more flows than [`super::LONGEST`], or a sum is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::payback;
///
/// let flows = |list: &[i64]| list.iter().map(|&pounds| Decimal::from(pounds)).collect::<Vec<_>>();
/// assert_eq!(payback(&flows(&[-100, 40, 40, 40]))?.years, Some(Decimal::new(25, 1)));
/// assert_eq!(payback(&flows(&[-100, 40, 40]))?.years, None);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn payback(cashflows: &[Decimal]) -> Result<Payback> {
    within_horizon("flows", cashflows.len())?;
    let mut cumulative = Vec::with_capacity(cashflows.len());
    let mut recoveries = Vec::new();
    let mut crossings = 0;
    let mut sum = Decimal::ZERO;
    let mut last_side: Option<bool> = None;
    for (year, &flow) in cashflows.iter().enumerate() {
        let before = sum;
        sum = add(before, flow)?;
        cumulative.push(sum);
        if before < Decimal::ZERO && sum >= Decimal::ZERO {
            // From below nought to nought or above, the flow is above nought. `before` is of the year before.
            recoveries.push(add(Decimal::from(year - 1), div(-before, flow)?)?);
        }
        if !sum.is_zero() {
            let above = sum > Decimal::ZERO;
            if last_side.is_some_and(|side| side != above) {
                crossings += 1;
            }
            last_side = Some(above);
        }
    }
    let years = if sum >= Decimal::ZERO { recoveries.last().copied() } else { None };
    Ok(Payback { cumulative, years, recoveries, crossings })
}

/// The payback of the same flows, each discounted to the base year first.
///
/// # Errors
/// As [`payback`], and [`discount_factors`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{DiscountSchedule, payback_discounted};
///
/// let schedule = DiscountSchedule::flat(Decimal::new(25, 2))?;
/// let flows = [-100, 100, 50].map(Decimal::from); // worth -100, 80 and 32
/// assert_eq!(payback_discounted(&schedule, &flows)?.years, Some(Decimal::new(1625, 3)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn payback_discounted(schedule: &DiscountSchedule, cashflows: &[Decimal]) -> Result<Payback> {
    within_horizon("flows", cashflows.len())?;
    let factors = discount_factors(schedule, cashflows.len())?;
    let discounted: Vec<Decimal> =
        cashflows.iter().zip(&factors).map(|(&flow, &factor)| mul(flow, factor)).collect::<Result<_>>()?;
    payback(&discounted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(flows: &[i64]) -> Payback {
        payback(&flows.iter().map(|&f| Decimal::from(f)).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn nothing_outstanding_has_no_payback() {
        assert_eq!(years(&[]).years, None);
        assert_eq!(years(&[0, 0, 0]).years, None);
        assert_eq!(years(&[5, 5]).years, None);
    }

    #[test]
    fn money_that_goes_out_again_is_seen() {
        let twice = years(&[-10, 20, -20, 20]);
        assert_eq!(twice.years, Some(Decimal::new(25, 1)));
        assert_eq!(twice.recoveries, [Decimal::new(5, 1), Decimal::new(25, 1)]);
        assert_eq!(twice.crossings, 3);
        let lost = years(&[-10, 20, -20]);
        assert_eq!((lost.years, lost.crossings), (None, 2));
    }

    #[test]
    fn a_sum_of_just_nought_is_recovered() {
        assert_eq!(years(&[-10, 10, 0, 5]).years, Some(Decimal::ONE));
        assert_eq!(years(&[-10, 10, 0, 5]).crossings, 1);
    }
}
