//! Decimal arithmetic that answers with an error where a decimal would overflow, and the checks that formulas share.

use rust_decimal::{Decimal, MathematicalOps};

use super::{LONGEST, MethodError};

pub(super) type Result<T> = std::result::Result<T, MethodError>;

pub(super) fn add(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_add(b).ok_or(MethodError::TooLarge)
}

pub(super) fn sub(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_sub(b).ok_or(MethodError::TooLarge)
}

pub(super) fn mul(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_mul(b).ok_or(MethodError::TooLarge)
}

/// A quotient. Callers have made sure that the divisor is not nought, so that only a result too large is left to fail.
pub(super) fn div(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_div(b).ok_or(MethodError::TooLarge)
}

pub(super) fn sum(values: impl IntoIterator<Item = Decimal>) -> Result<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, add)
}

/// The sum of products, pair by pair.
pub(super) fn dot(a: &[Decimal], b: &[Decimal]) -> Result<Decimal> {
    a.iter().zip(b).try_fold(Decimal::ZERO, |total, (&x, &y)| add(total, mul(x, y)?))
}

/// `base` to a power between nought and one, for a base above nought: e to the power times its logarithm.
pub(super) fn part_power(base: Decimal, part: Decimal) -> Result<Decimal> {
    if part.is_zero() {
        return Ok(Decimal::ONE);
    }
    let log = base.checked_ln().ok_or(MethodError::TooLarge)?;
    mul(log, part)?.checked_exp().ok_or(MethodError::TooLarge)
}

/// A growth or discount rate: one plus the rate is what is returned, since that is what every formula needs.
pub(super) fn growth(what: &'static str, rate: Decimal) -> Result<Decimal> {
    if rate <= Decimal::NEGATIVE_ONE || rate > Decimal::ONE_THOUSAND {
        let accepted = "give a fraction above -1 and up to 1000, such as 0.035 for 3.5 per cent";
        return Err(MethodError::OutOfRange { what, value: rate, accepted });
    }
    add(Decimal::ONE, rate)
}

pub(super) fn share(what: &'static str, value: Decimal) -> Result<Decimal> {
    if value < Decimal::ZERO || value > Decimal::ONE {
        let accepted = "give a fraction from 0 to 1, such as 0.8 for 80 per cent";
        return Err(MethodError::OutOfRange { what, value, accepted });
    }
    Ok(value)
}

/// The probabilities of outcomes of which one comes true: each a fraction, all together 1 (to a millionth).
pub(super) fn distribution(probabilities: &[Decimal]) -> Result<()> {
    if probabilities.is_empty() {
        return Err(MethodError::Empty { what: "outcomes" });
    }
    for &probability in probabilities {
        share("probability", probability)?;
    }
    let total = sum(probabilities.iter().copied())?;
    if (total - Decimal::ONE).abs() > Decimal::new(1, 6) {
        return Err(MethodError::OutOfRange {
            what: "sum of the probabilities",
            value: total,
            accepted: "give probabilities that add up to 1; an outcome of 0 stands for no event",
        });
    }
    Ok(())
}

/// A table of options by states or draws: at least one of each, and every option with a value in each state.
/// Answers the number of states.
pub(super) fn table<T>(payoffs: &[Vec<T>]) -> Result<usize> {
    let states = payoffs.first().ok_or(MethodError::Empty { what: "options" })?.len();
    if states == 0 {
        return Err(MethodError::Empty { what: "states" });
    }
    for row in payoffs {
        if row.len() != states {
            return Err(MethodError::LengthsDiffer {
                first: "an option",
                first_count: row.len(),
                second: "the first option",
                second_count: states,
            });
        }
    }
    Ok(states)
}

pub(super) fn positive(what: &'static str, value: Decimal) -> Result<Decimal> {
    if value <= Decimal::ZERO {
        return Err(MethodError::OutOfRange { what, value, accepted: "give a number above 0" });
    }
    Ok(value)
}

pub(super) fn not_negative(what: &'static str, value: Decimal) -> Result<Decimal> {
    if value < Decimal::ZERO {
        return Err(MethodError::OutOfRange { what, value, accepted: "give 0 or more" });
    }
    Ok(value)
}

/// A number of years or periods that is within the longest horizon.
pub(super) fn within_horizon(what: &'static str, count: usize) -> Result<usize> {
    if count > LONGEST {
        return Err(MethodError::TooMany { what, count, most: LONGEST });
    }
    Ok(count)
}

/// The same, where none would leave nothing to compute.
pub(super) fn some_within_horizon(what: &'static str, count: usize) -> Result<usize> {
    if count == 0 {
        return Err(MethodError::Empty { what });
    }
    within_horizon(what, count)
}

pub(super) fn same_length(
    (first, first_count): (&'static str, usize),
    (second, second_count): (&'static str, usize),
) -> Result<usize> {
    if first_count != second_count {
        return Err(MethodError::LengthsDiffer { first, first_count, second, second_count });
    }
    within_horizon(first, first_count)
}
