//! Percentiles of draws, with their own error.

use super::super::checked::Result;
use super::binomial::{QuantileRanks, quantile_ranks};
use super::checked::{draws, place, real, share};

/// A quantile of draws by the definition of R. J. Hyndman and Y. Fan (1996), type 7: at `h = (n - 1) p` counted from 0,
/// linear between the two draws around it. `NumPy`, R and the spreadsheet function `PERCENTILE.INC` use it too.
///
/// # Errors
/// If there is no draw, one is not finite, or `p` is not a fraction from 0 to 1.
///
/// ```
/// use options_appraisal::method::sampled::sample_quantile;
///
/// assert_eq!(sample_quantile(&[4.0, 1.0, 3.0, 2.0], 0.25)?, 1.75);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn sample_quantile(values: &[f64], p: f64) -> Result<f64> {
    draws("draws", values)?;
    share("quantile", p)?;
    Ok(type_7(&mut values.to_vec(), p))
}

/// Several quantiles of the same draws, in the order asked for. The draws are sorted once.
///
/// # Errors
/// As [`sample_quantile`].
///
/// ```
/// use options_appraisal::method::sampled::sample_quantiles;
///
/// assert_eq!(sample_quantiles(&[4.0, 1.0, 3.0, 2.0], &[0.5, 0.0, 1.0])?, [2.5, 1.0, 4.0]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn sample_quantiles(values: &[f64], quantiles: &[f64]) -> Result<Vec<f64>> {
    draws("draws", values)?;
    for &p in quantiles {
        share("quantile", p)?;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    Ok(quantiles
        .iter()
        .map(|&p| {
            let (before, part) = position(sorted.len(), p);
            between(sorted[before], sorted[(before + 1).min(sorted.len() - 1)], part)
        })
        .collect())
}

/// A quantile with an interval that holds whatever the distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantileEstimate {
    /// The quantile of the draws, type 7.
    pub value: f64,
    /// The low end: a draw. None where there are too few draws for one.
    pub low: Option<f64>,
    /// The high end: a draw. None where there are too few draws for one.
    pub high: Option<f64>,
    /// Which draws the ends are, by rank.
    pub ranks: QuantileRanks,
}

/// A quantile of independent draws, with the interval between two of them that holds the true quantile with at least the
/// stated confidence: see [`quantile_ranks`].
///
/// Draws of a Latin hypercube or of a Sobol sequence are not independent: their interval is wider than it need be.
///
/// # Errors
/// As [`sample_quantile`] and [`quantile_ranks`].
///
/// ```
/// use options_appraisal::method::sampled::quantile_with_interval;
///
/// let draws: Vec<f64> = (1..=100).map(f64::from).collect();
/// let median = quantile_with_interval(&draws, 0.5, 0.95)?;
/// assert_eq!((median.low, median.value, median.high), (Some(40.0), 50.5, Some(61.0)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn quantile_with_interval(values: &[f64], p: f64, confidence: f64) -> Result<QuantileEstimate> {
    draws("draws", values)?;
    let ranks = quantile_ranks(values.len(), p, confidence)?;
    let mut work = values.to_vec();
    let value = type_7(&mut work, p);
    let mut of_rank =
        |rank: Option<usize>| rank.map(|rank| *work.select_nth_unstable_by(rank - 1, f64::total_cmp).1);
    let (low, high) = (of_rank(ranks.low), of_rank(ranks.high));
    Ok(QuantileEstimate { value, low, high, ranks })
}

/// The quantile by selection, without sorting the whole.
fn type_7(work: &mut [f64], p: f64) -> f64 {
    let (before, part) = position(work.len(), p);
    let (_, &mut lower, above) = work.select_nth_unstable_by(before, f64::total_cmp);
    let upper = above.iter().copied().min_by(f64::total_cmp).unwrap_or(lower);
    between(lower, upper, part)
}

/// The place of the draw at or before a quantile, from 0, and the part of the way to the next.
fn position(count: usize, p: f64) -> (usize, f64) {
    let h = real(count - 1) * p;
    let before = place(h, count - 1);
    (before, h - real(before))
}

fn between(lower: f64, upper: f64, part: f64) -> f64 {
    // In this form no difference of two draws can overflow.
    if part <= 0.0 { lower } else { lower * (1.0 - part) + upper * part }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_draw_equal_draws_and_extreme_draws() {
        assert_eq!(sample_quantile(&[7.0], 0.3).unwrap().to_bits(), 7.0_f64.to_bits());
        let ends = [-f64::MAX, f64::MAX];
        assert!(sample_quantile(&ends, 0.5).unwrap().abs() < 1.0);
        let equal = quantile_with_interval(&[3.0; 100], 0.9, 0.95).unwrap();
        assert_eq!((equal.low, equal.high), (Some(3.0), Some(3.0)));
        let one = quantile_with_interval(&[3.0], 0.9, 0.95).unwrap();
        assert_eq!((one.low, one.high), (None, None));
        assert!(sample_quantile(&[], 0.5).is_err());
        assert!(sample_quantile(&[f64::NAN], 0.5).is_err());
        assert!(sample_quantile(&[1.0], 1.5).is_err());
    }

    #[test]
    fn sorting_and_selecting_agree_to_the_bit() {
        let values: Vec<f64> = (0..997).map(|n| f64::from((n * 7_919) % 997) * 0.37).collect();
        for p in [0.0, 0.05, 0.1, 0.5, 0.9, 0.999, 1.0] {
            let sorted = sample_quantiles(&values, &[p]).unwrap()[0];
            assert_eq!(sample_quantile(&values, p).unwrap().to_bits(), sorted.to_bits());
        }
    }
}
