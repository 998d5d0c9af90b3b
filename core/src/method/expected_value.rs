//! The expected value of a few stated outcomes.

use rust_decimal::Decimal;

use super::MethodError;
use super::checked::{Result, dot, same_length, share, sum};

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
    if outcomes.is_empty() {
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
    dot(outcomes, probabilities)
}
