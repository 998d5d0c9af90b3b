//! What drives the spread of a figure that is a weighed sum of independent inputs: no draws are needed.

use rust_decimal::Decimal;

use super::MethodError;
use super::checked::{Result, div, mul, not_negative, same_length, sum};

/// The share of the variance that each input brings to `sum of coefficient x input`, the inputs independent:
/// `b(i)^2 Var(i) / sum of b(j)^2 Var(j)`. In such a figure the first-order and the total index are this one share.
///
/// Source: I. M. Sobol', on a linear function. Inputs that are correlated have no such shares.
///
/// # Errors
/// If there is no input, the lists differ in length, a variance is below nought, or nothing varies.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::sobol_linear;
///
/// // 2 x1 + x2, variances 1 and 4: each brings 4.
/// assert_eq!(sobol_linear(&[2.into(), 1.into()], &[1.into(), 4.into()])?, [Decimal::new(5, 1); 2]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn sobol_linear(coefficients: &[Decimal], variances: &[Decimal]) -> Result<Vec<Decimal>> {
    same_length(("the coefficients", coefficients.len()), ("the variances", variances.len()))?;
    if coefficients.is_empty() {
        return Err(MethodError::Empty { what: "inputs" });
    }
    let parts = coefficients
        .iter()
        .zip(variances)
        .map(|(&b, &variance)| mul(mul(b, b)?, not_negative("variance", variance)?))
        .collect::<Result<Vec<_>>>()?;
    let whole = sum(parts.iter().copied())?;
    if whole.is_zero() {
        let accepted = "give at least one input that varies and counts";
        return Err(MethodError::OutOfRange { what: "variance of the figure", value: whole, accepted });
    }
    parts.into_iter().map(|part| div(part, whole)).collect()
}
