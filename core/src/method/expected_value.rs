//! The expected value of a few stated outcomes.

use rust_decimal::Decimal;

use super::checked::{Result, distribution, dot, same_length};

/// Each outcome times its probability, added up.
///
/// An expected value is shown beside the chance of no event and the largest outcome: it is itself seldom what happens.
///
/// # Errors
/// If the lists differ in length or are empty, a probability is not a fraction, or they do not add up to 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::expected_value;
///
/// let (outcomes, chances) = ([0, 100].map(Decimal::from), [8, 2].map(|n| Decimal::new(n, 1)));
/// assert_eq!(expected_value(&outcomes, &chances)?, Decimal::from(20));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn expected_value(outcomes: &[Decimal], probabilities: &[Decimal]) -> Result<Decimal> {
    same_length(("the outcomes", outcomes.len()), ("the probabilities", probabilities.len()))?;
    distribution(probabilities)?;
    dot(outcomes, probabilities)
}
