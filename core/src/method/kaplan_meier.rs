//! Survival from data in which some are still there when the record stops.
//!
//! Source: E. L. Kaplan and P. Meier (1958); the variance by M. Greenwood (1926). Records of community libraries are
//! short: the interval is shown with the curve, always.

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, MathematicalOps};

use super::MethodError;
use super::checked::{Result, add, div, mul, not_negative, sub};
use super::sampled::normal_quantile;

/// The most records.
const MOST_RECORDS: usize = 1_000_000;

/// A time at which at least one ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurvivalStep {
    /// The time.
    pub time: Decimal,
    /// How many were there just before it.
    pub at_risk: usize,
    /// How many ended at it.
    pub ended: usize,
    /// The share that lasts beyond it.
    pub survival: Decimal,
    /// Greenwood's sum, `sum of d / (n (n - d))`: the variance of the share is its square times this. None once all
    /// have ended.
    pub greenwood: Option<Decimal>,
}

impl SurvivalStep {
    /// Greenwood's variance of the share. None once all have ended.
    pub fn variance(&self) -> Option<Decimal> {
        self.greenwood.and_then(|sum| self.survival.checked_mul(self.survival)?.checked_mul(sum))
    }
}

/// A survival curve: 1 until the first end, a step down at each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KaplanMeier {
    /// The steps, in the order of their times.
    pub steps: Vec<SurvivalStep>,
}

impl KaplanMeier {
    /// The share that lasts beyond a time. After the last record it says no more than that record did.
    pub fn survival_at(&self, time: Decimal) -> Decimal {
        self.step_at(time).map_or(Decimal::ONE, |step| step.survival)
    }

    /// The interval of the share at a time on the scale of `ln(-ln S)`, which keeps it within 0 and 1:
    /// `S ^ exp(-+ z sqrt(greenwood) / ln S)`. None before the first end and once all have ended.
    ///
    /// # Errors
    /// If the confidence is not above 0 and below 1.
    pub fn interval_at(&self, time: Decimal, confidence: Decimal) -> Result<Option<(Decimal, Decimal)>> {
        let z = two_sided(confidence)?;
        let Some(step) = self.step_at(time) else { return Ok(None) };
        let Some(greenwood) = step.greenwood else { return Ok(None) };
        let log = step.survival.checked_ln().ok_or(MethodError::TooLarge)?;
        let error = greenwood.sqrt().ok_or(MethodError::TooLarge)?;
        let width = div(mul(z, error)?, log.abs())?;
        // A width of more than 60 reaches from 0 to 1 to every digit of a decimal.
        if width > Decimal::from(60) {
            return Ok(Some((Decimal::ZERO, Decimal::ONE)));
        }
        let spread = width.checked_exp().ok_or(MethodError::TooLarge)?;
        let power = |exponent: Decimal| exponent.checked_exp().unwrap_or(Decimal::ZERO);
        let low = log.checked_mul(spread).map_or(Decimal::ZERO, power);
        Ok(Some((low, power(div(log, spread)?))))
    }

    fn step_at(&self, time: Decimal) -> Option<&SurvivalStep> {
        self.steps.iter().rev().find(|step| step.time <= time)
    }
}

/// The survival curve of records: how long each was watched, and whether it ended then or was still there.
///
/// Of those with one time, ends come before the others leave the record.
///
/// # Errors
/// If there is no record or more than a million, the lists differ in length, or a time is below nought.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::kaplan_meier;
///
/// // Four libraries: one handed back after 2 years, one after 5, two still running after 3 and 6.
/// let curve = kaplan_meier(&[2, 3, 5, 6].map(Decimal::from), &[true, false, true, false])?;
/// assert_eq!(curve.survival_at(4.into()), Decimal::new(75, 2));
/// assert_eq!(curve.survival_at(5.into()), Decimal::new(375, 3));
/// let interval = curve.interval_at(5.into(), Decimal::new(95, 2))?;
/// assert!(interval.is_some_and(|(low, high)| low < Decimal::new(375, 3) && high > Decimal::new(375, 3)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn kaplan_meier(durations: &[Decimal], ended: &[bool]) -> Result<KaplanMeier> {
    let (first_count, second_count) = (durations.len(), ended.len());
    if first_count != second_count {
        let (first, second) = ("the times", "the flags of an end");
        return Err(MethodError::LengthsDiffer { first, first_count, second, second_count });
    }
    if durations.is_empty() {
        return Err(MethodError::Empty { what: "records" });
    }
    if durations.len() > MOST_RECORDS {
        return Err(MethodError::TooMany { what: "records", count: durations.len(), most: MOST_RECORDS });
    }
    let mut records: Vec<(Decimal, bool)> = Vec::with_capacity(durations.len());
    for (&duration, &end) in durations.iter().zip(ended) {
        records.push((not_negative("time of a record", duration)?, end));
    }
    records.sort_by_key(|record| record.0);
    let mut steps = Vec::new();
    let mut at_risk = records.len();
    let mut survival = Decimal::ONE;
    let mut greenwood = Some(Decimal::ZERO);
    for group in records.chunk_by(|a, b| a.0 == b.0) {
        let ends = group.iter().filter(|(_, end)| *end).count();
        if ends > 0 {
            let (n, d) = (Decimal::from(at_risk), Decimal::from(ends));
            let last = sub(n, d)?;
            survival = div(mul(survival, last)?, n)?;
            greenwood = match greenwood {
                Some(sum) if !last.is_zero() => Some(add(sum, div(d, mul(n, last)?)?)?),
                _ => None,
            };
            steps.push(SurvivalStep { time: group[0].0, at_risk, ended: ends, survival, greenwood });
        }
        at_risk -= group.len();
    }
    Ok(KaplanMeier { steps })
}

/// The standard normal value that leaves half of what the confidence does not cover on each side.
fn two_sided(confidence: Decimal) -> Result<Decimal> {
    if confidence <= Decimal::ZERO || confidence >= Decimal::ONE {
        let accepted = "give a fraction above 0 and below 1, such as 0.95";
        return Err(MethodError::OutOfRange { what: "confidence", value: confidence, accepted });
    }
    let upper = div(add(Decimal::ONE, confidence)?, Decimal::TWO)?;
    let upper = upper.to_f64().ok_or(MethodError::TooLarge)?;
    Decimal::from_f64(normal_quantile(upper)?).ok_or(MethodError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_that_end_and_records_without_an_end() {
        let all = kaplan_meier(&[Decimal::ONE, Decimal::TWO], &[true, true]).unwrap();
        assert_eq!(all.survival_at(Decimal::TEN), Decimal::ZERO);
        assert_eq!(all.interval_at(Decimal::TEN, Decimal::new(95, 2)), Ok(None));
        let none = kaplan_meier(&[Decimal::ONE], &[false]).unwrap();
        assert_eq!(none.survival_at(Decimal::TEN), Decimal::ONE);
        assert_eq!(none.interval_at(Decimal::TEN, Decimal::new(95, 2)), Ok(None));
        assert!(all.interval_at(Decimal::ONE, Decimal::ONE).is_err());
        // One end among a hundred thousand, at a confidence next to certainty: as wide as can be, and no failure.
        let mut ended = vec![false; 100_000];
        ended[0] = true;
        let rare = kaplan_meier(&vec![Decimal::ONE; 100_000], &ended).unwrap();
        let nearly_sure = Decimal::ONE - Decimal::new(1, 15);
        let (low, high) = rare.interval_at(Decimal::ONE, nearly_sure).unwrap().unwrap();
        assert!(low < Decimal::new(99, 2) && high < Decimal::ONE && high > Decimal::new(99_999, 5));
        let few = kaplan_meier(&vec![Decimal::ONE; 1_000], &ended[..1_000]).unwrap();
        let (low, high) = few.interval_at(Decimal::ONE, nearly_sure).unwrap().unwrap();
        assert!(low < high && low >= Decimal::ZERO && high <= Decimal::ONE);
        assert!(kaplan_meier(&[], &[]).is_err());
        assert!(kaplan_meier(&[Decimal::ONE], &[]).is_err());
        assert!(kaplan_meier(&[Decimal::NEGATIVE_ONE], &[true]).is_err());
    }
}
