//! The checks that the formulas on draws share.

use super::super::MethodError;
use super::super::checked::Result;
use super::MOST_DRAWS;

/// A count as a number: exact, since no count here is above 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts are checked to be far below 2^53")]
pub(super) fn real(count: usize) -> f64 {
    count as f64
}

/// A number from 0 to `most`, rounded down to a place in a list.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounding down is what is meant, and the number is not below nought"
)]
pub(super) fn place(number: f64, most: usize) -> usize {
    (number.max(0.0) as usize).min(most)
}

pub(super) fn out_of_range(what: &'static str, value: f64, accepted: &'static str) -> MethodError {
    MethodError::RealOutOfRange { what, value: value.to_string(), accepted }
}

/// Draws: at least one, not too many, every one a finite number.
pub(super) fn draws(what: &'static str, values: &[f64]) -> Result<usize> {
    if values.is_empty() {
        return Err(MethodError::Empty { what });
    }
    if values.len() > MOST_DRAWS {
        return Err(MethodError::TooMany { what, count: values.len(), most: MOST_DRAWS });
    }
    match values.iter().position(|value| !value.is_finite()) {
        Some(place) => Err(MethodError::NotFinite { what, place, value: values[place].to_string() }),
        None => Ok(values.len()),
    }
}

/// Columns of draws: at least one column, all as long as each other. Answers the number of draws.
pub(super) fn columns(what: &'static str, table: &[Vec<f64>]) -> Result<usize> {
    let count = table.first().ok_or(MethodError::Empty { what })?.len();
    for column in table {
        same((what, column.len()), ("the first of them", count))?;
        draws(what, column)?;
    }
    Ok(count)
}

pub(super) fn same(
    (first, first_count): (&'static str, usize),
    (second, second_count): (&'static str, usize),
) -> Result<()> {
    if first_count != second_count {
        return Err(MethodError::LengthsDiffer { first, first_count, second, second_count });
    }
    Ok(())
}

/// A fraction between 0 and 1, neither of them included.
pub(super) fn inner_share(what: &'static str, value: f64) -> Result<f64> {
    if value > 0.0 && value < 1.0 {
        return Ok(value);
    }
    Err(out_of_range(what, value, "give a fraction above 0 and below 1, such as 0.95"))
}

/// A fraction from 0 to 1.
pub(super) fn share(what: &'static str, value: f64) -> Result<f64> {
    if (0.0..=1.0).contains(&value) {
        return Ok(value);
    }
    Err(out_of_range(what, value, "give a fraction from 0 to 1, such as 0.8"))
}

pub(super) fn not_negative(what: &'static str, value: f64) -> Result<f64> {
    if value >= 0.0 && value.is_finite() {
        return Ok(value);
    }
    Err(out_of_range(what, value, "give a finite number of 0 or more"))
}

pub(super) fn positive(what: &'static str, value: f64) -> Result<f64> {
    if value > 0.0 && value.is_finite() {
        return Ok(value);
    }
    Err(out_of_range(what, value, "give a finite number above 0"))
}

pub(super) fn finite(what: &'static str, value: f64) -> Result<f64> {
    if value.is_finite() {
        return Ok(value);
    }
    Err(out_of_range(what, value, "give a finite number"))
}

/// The mean, added up in the order given.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / real(values.len())
}
