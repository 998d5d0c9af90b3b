//! The yearly chance that something ends: from how many lasted, and from counts.
//!
//! A hazard is the chance of ending in a year for what has lasted to its start; it is not a share of those that began.

use rust_decimal::{Decimal, MathematicalOps};

use super::MethodError;
use super::checked::{Result, add, div, mul, part_power, positive, share, some_within_horizon, sub};

/// The constant yearly chance of ending that leaves the share `survived` after `years` years: `1 - S^(1/n)`.
///
/// # Errors
/// If the share is not a fraction from 0 to 1, or the years are not above nought and at most [`super::LONGEST`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::annual_hazard;
///
/// assert_eq!(annual_hazard(Decimal::new(81, 2), 2.into())?.round_dp(24), Decimal::new(1, 1));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn annual_hazard(survived: Decimal, years: Decimal) -> Result<Decimal> {
    share("share that survived", survived)?;
    span(years)?;
    if survived.is_zero() {
        return Ok(Decimal::ONE);
    }
    if survived == Decimal::ONE {
        return Ok(Decimal::ZERO);
    }
    sub(Decimal::ONE, part_power(survived, div(Decimal::ONE, years)?)?)
}

/// The rate of ending at every moment that leaves the share `survived` after `years` years: `-ln(S) / n`, a year.
///
/// # Errors
/// If the share is not above 0 and at most 1, or the years are not above nought and at most [`super::LONGEST`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::continuous_hazard;
///
/// let rate = continuous_hazard(Decimal::new(8, 1), 5.into())?;
/// assert_eq!(rate.round_dp(6), Decimal::new(44_629, 6));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn continuous_hazard(survived: Decimal, years: Decimal) -> Result<Decimal> {
    positive("share that survived", share("share that survived", survived)?)?;
    span(years)?;
    div(-survived.checked_ln().ok_or(MethodError::TooLarge)?, years)
}

/// The share still there at the end of each year, given the hazard of each: `S(t) = S(t-1) (1 - h(t))`.
///
/// # Errors
/// If there is no year or too many, or a hazard is not a fraction from 0 to 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::survival;
///
/// let tenths = |list: [i64; 2]| list.map(|n| Decimal::new(n, 1));
/// assert_eq!(survival(&tenths([5, 2]))?, tenths([5, 4]));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn survival(hazards: &[Decimal]) -> Result<Vec<Decimal>> {
    some_within_horizon("years", hazards.len())?;
    let mut alive = Decimal::ONE;
    let mut path = Vec::with_capacity(hazards.len());
    for &hazard in hazards {
        alive = mul(alive, sub(Decimal::ONE, share("hazard", hazard)?)?)?;
        path.push(alive);
    }
    Ok(path)
}

/// What is known of a yearly hazard: a Beta distribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BetaPosterior {
    /// Its first parameter: endings, those of the prior included.
    pub a: Decimal,
    /// Its second: years without an ending, those of the prior included.
    pub b: Decimal,
    /// `a / (a + b)`.
    pub mean: Decimal,
    /// `a b / ((a + b)^2 (a + b + 1))`.
    pub variance: Decimal,
}

/// What counts say of a constant yearly hazard, beside a Beta prior: endings join the first parameter, years at risk
/// that ended in none the second. The prior is to be printed with the result: on few counts it decides.
///
/// # Errors
/// If a parameter of the prior is not above nought, or there are more failures than years at risk.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::hazard_posterior;
///
/// // Flat prior Beta(1, 1); 2 failures in 38 library-years.
/// let known = hazard_posterior(1.into(), 1.into(), 2, 38)?;
/// assert_eq!((known.a, known.b), (Decimal::from(3), Decimal::from(37)));
/// assert_eq!(known.mean, Decimal::new(75, 3));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn hazard_posterior(
    prior_a: Decimal,
    prior_b: Decimal,
    failures: u64,
    years_at_risk: u64,
) -> Result<BetaPosterior> {
    positive("first parameter of the prior", prior_a)?;
    positive("second parameter of the prior", prior_b)?;
    let without = years_at_risk.checked_sub(failures).ok_or(MethodError::OutOfRange {
        what: "failures",
        value: failures.into(),
        accepted: "give at most one failure for each year at risk",
    })?;
    let (a, b) = (add(prior_a, failures.into())?, add(prior_b, without.into())?);
    let sum = add(a, b)?;
    let mean = div(a, sum)?;
    // In this order no product leaves the range of a decimal: mean (1 - mean) / (a + b + 1).
    let variance = div(mul(mean, div(b, sum)?)?, add(sum, Decimal::ONE)?)?;
    Ok(BetaPosterior { a, b, mean, variance })
}

fn span(years: Decimal) -> Result<Decimal> {
    positive("years", years)?;
    if years > Decimal::from(super::LONGEST) {
        let accepted = "give a number of years above 0 and up to 1000";
        return Err(MethodError::OutOfRange { what: "years", value: years, accepted });
    }
    Ok(years)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_the_range_and_beyond() {
        assert_eq!(annual_hazard(Decimal::ZERO, Decimal::TEN), Ok(Decimal::ONE));
        assert_eq!(annual_hazard(Decimal::ONE, Decimal::TEN), Ok(Decimal::ZERO));
        assert_eq!(continuous_hazard(Decimal::ONE, Decimal::TEN), Ok(Decimal::ZERO));
        assert!(continuous_hazard(Decimal::ZERO, Decimal::TEN).is_err());
        assert!(annual_hazard(Decimal::TWO, Decimal::TEN).is_err());
        assert!(annual_hazard(Decimal::ONE, Decimal::ZERO).is_err());
        assert!(hazard_posterior(Decimal::ONE, Decimal::ONE, 3, 2).is_err());
        assert!(hazard_posterior(Decimal::ZERO, Decimal::ONE, 0, 0).is_err());
        assert!(survival(&[]).is_err());
        assert!(survival(&[Decimal::TWO]).is_err());
    }

    #[test]
    fn a_constant_hazard_gives_back_the_share_that_survived() {
        let hazard = annual_hazard(Decimal::new(8, 1), Decimal::from(5)).unwrap();
        let path = survival(&[hazard; 5]).unwrap();
        assert!((path[4] - Decimal::new(8, 1)).abs() < Decimal::new(1, 20), "{}", path[4]);
    }
}
