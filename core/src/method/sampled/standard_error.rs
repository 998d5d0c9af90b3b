//! How far a figure from draws may be from what it stands for, and how figures that move together add up.

use super::super::MethodError;
use super::super::checked::Result;
use super::checked::{draws, inner_share, mean, not_negative, out_of_range, positive, real, same, share};
use super::correlation::check_correlation;
use super::normal::normal_quantile;

/// The standard error of the mean of `n` independent draws: `sd / sqrt(n)`.
///
/// # Errors
/// If the standard deviation is below nought or there is no draw.
///
/// ```
/// use options_appraisal::method::sampled::standard_error_of_mean;
///
/// assert_eq!(standard_error_of_mean(100.0, 10_000)?, 1.0);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn standard_error_of_mean(sd: f64, n: usize) -> Result<f64> {
    Ok(not_negative("standard deviation", sd)? / some(n)?.sqrt())
}

/// The standard error of a proportion of `n` independent draws: `sqrt(p (1 - p) / n)`.
///
/// It is nought for a proportion of 0 or 1, which is too sure: see [`wilson_interval`].
///
/// # Errors
/// If the proportion is not a fraction or there is no draw.
///
/// ```
/// use options_appraisal::method::sampled::standard_error_of_proportion;
///
/// assert_eq!(standard_error_of_proportion(0.5, 100)?, 0.05);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn standard_error_of_proportion(proportion: f64, n: usize) -> Result<f64> {
    share("proportion", proportion)?;
    Ok((proportion * (1.0 - proportion) / some(n)?).sqrt())
}

/// The standard error of the `p` quantile of `n` independent draws: `sqrt(p (1 - p) / n) / f(q)`, where `f(q)` is the
/// density of the distribution at the quantile. Approximate: [`super::quantile_ranks`] needs no density.
///
/// # Errors
/// If `p` is not a fraction, there is no draw, or the density is not above nought.
///
/// ```
/// use options_appraisal::method::sampled::{normal_density, standard_error_of_quantile};
///
/// // The median of draws of a standard normal.
/// let error = standard_error_of_quantile(0.5, 10_000, normal_density(0.0))?;
/// assert!((error - 0.012_533).abs() < 1e-6);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn standard_error_of_quantile(p: f64, n: usize, density: f64) -> Result<f64> {
    Ok(standard_error_of_proportion(p, n)? / positive("density", density)?)
}

/// The interval of a proportion of `n` independent draws by E. B. Wilson (1927): it stays within 0 and 1, and has a
/// width where none or all of the draws succeeded.
///
/// # Errors
/// If there is no draw, there are more successes than draws, or the confidence is not above 0 and below 1.
///
/// ```
/// use options_appraisal::method::sampled::wilson_interval;
///
/// let (low, high) = wilson_interval(0, 10, 0.95)?;
/// assert_eq!(low, 0.0);
/// assert!((high - 0.277_533).abs() < 1e-6);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn wilson_interval(successes: usize, n: usize, confidence: f64) -> Result<(f64, f64)> {
    let count = some(n)?;
    if successes > n {
        return Err(MethodError::TooMany { what: "successes", count: successes, most: n });
    }
    let z = normal_quantile(0.5 + 0.5 * inner_share("confidence", confidence)?)?;
    let p = real(successes) / count;
    let z2 = z * z;
    let centre = p + z2 / (2.0 * count);
    let half = z * (p * (1.0 - p) / count + z2 / (4.0 * count * count)).sqrt();
    let whole = 1.0 + z2 / count;
    // At the ends the two terms are equal but for their last digits.
    let low = if successes == 0 { 0.0 } else { (centre - half) / whole };
    let high = if successes == n { 1.0 } else { (centre + half) / whole };
    Ok((low, high))
}

/// The variance of a sum of variables with these standard deviations and correlations:
/// `sum over i and j of sd(i) r(i,j) sd(j)`.
///
/// Taken as independent, figures that rise together seem surer than they are: print the spread both ways.
///
/// # Errors
/// If a standard deviation is below nought, the lengths differ, or as [`check_correlation`].
///
/// ```
/// use options_appraisal::method::sampled::{equal_correlation, variance_of_sum};
///
/// let together = variance_of_sum(&[10.0, 20.0, 30.0], &equal_correlation(3, 0.5)?)?;
/// assert_eq!(together.sqrt(), 50.0);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn variance_of_sum(sds: &[f64], correlation: &[Vec<f64>]) -> Result<f64> {
    same(("the standard deviations", sds.len()), ("the correlation matrix", correlation.len()))?;
    for &sd in sds {
        not_negative("standard deviation", sd)?;
    }
    check_correlation(correlation)?;
    let mut variance = 0.0;
    for (row, &first) in correlation.iter().zip(sds) {
        for (&r, &second) in row.iter().zip(sds) {
            variance += first * r * second;
        }
    }
    if !variance.is_finite() {
        return Err(out_of_range("variance of the sum", variance, "give smaller standard deviations"));
    }
    Ok(variance.max(0.0))
}

/// The matrix of `n` variables of which every pair has one correlation.
///
/// # Errors
/// If `n` is 0 or above [`super::MOST_CORRELATED`], or the correlation is not from `-1 / (n - 1)` to 1: below that, so
/// many variables cannot all differ from each other.
///
/// ```
/// use options_appraisal::method::sampled::equal_correlation;
///
/// assert_eq!(equal_correlation(2, 0.5)?, [[1.0, 0.5], [0.5, 1.0]]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn equal_correlation(n: usize, correlation: f64) -> Result<Vec<Vec<f64>>> {
    if n == 0 {
        return Err(MethodError::Empty { what: "variables" });
    }
    if n > super::MOST_CORRELATED {
        return Err(MethodError::TooMany { what: "variables", count: n, most: super::MOST_CORRELATED });
    }
    if n > 1 && !(-1.0 / real(n - 1)..=1.0).contains(&correlation) {
        let accepted = "give a correlation from -1/(n-1) to 1";
        return Err(out_of_range("correlation of every pair", correlation, accepted));
    }
    Ok((0..n).map(|i| (0..n).map(|j| if i == j { 1.0 } else { correlation }).collect()).collect())
}

/// The correlation of two lists of draws (K. Pearson). None where one of them does not vary.
///
/// # Errors
/// If there is no draw, one is not finite, or the lists differ in length.
///
/// ```
/// use options_appraisal::method::sampled::pearson;
///
/// assert_eq!(pearson(&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0])?, Some(1.0));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn pearson(first: &[f64], second: &[f64]) -> Result<Option<f64>> {
    draws("first list", first)?;
    draws("second list", second)?;
    same(("the first list", first.len()), ("the second", second.len()))?;
    let (mean_first, mean_second) = (mean(first), mean(second));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (&a, &b) in first.iter().zip(second) {
        let (x, y) = (a - mean_first, b - mean_second);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    // One root of the product is exact where the lists are one; two roots have the wider range.
    let product = xx * yy;
    let size = if product.is_normal() { product.sqrt() } else { xx.sqrt() * yy.sqrt() };
    Ok((size > 0.0 && size.is_finite()).then(|| (xy / size).clamp(-1.0, 1.0)))
}

/// The correlation of the ranks of two lists of draws (C. Spearman), equal draws sharing the mean of their ranks. None
/// where one of them does not vary.
///
/// # Errors
/// As [`pearson`].
///
/// ```
/// use options_appraisal::method::sampled::spearman;
///
/// assert_eq!(spearman(&[1.0, 2.0, 30.0], &[0.1, 0.2, 0.3])?, Some(1.0));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn spearman(first: &[f64], second: &[f64]) -> Result<Option<f64>> {
    draws("first list", first)?;
    draws("second list", second)?;
    pearson(&mean_ranks(first), &mean_ranks(second))
}

fn mean_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for group in order.chunk_by(|&a, &b| values[a] >= values[b]) {
        let shared = real(before) + 0.5 * real(group.len() + 1);
        for &place in group {
            ranks[place] = shared;
        }
        before += group.len();
    }
    ranks
}

fn some(n: usize) -> Result<f64> {
    if n == 0 {
        return Err(MethodError::Empty { what: "draws" });
    }
    Ok(real(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_agrees_with_the_published_example_and_mirrors() {
        // R. G. Newcombe (1998), table I: 81 of 263 is 0.2553 to 0.3662; 15 of 148 is 0.0624 to 0.1605.
        for (successes, n, low, high) in [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)] {
            let found = wilson_interval(successes, n, 0.95).unwrap();
            assert!((found.0 - low).abs() < 5e-5 && (found.1 - high).abs() < 5e-5, "{found:?}");
            let mirror = wilson_interval(n - successes, n, 0.95).unwrap();
            assert!((mirror.0 - (1.0 - found.1)).abs() < 1e-15);
        }
        assert!(wilson_interval(11, 10, 0.95).is_err());
        assert!(wilson_interval(0, 0, 0.95).is_err());
    }

    #[test]
    fn ranks_that_tie_share_their_mean() {
        assert_eq!(mean_ranks(&[5.0, 1.0, 5.0, 0.0]), [3.5, 2.0, 3.5, 1.0]);
        assert_eq!(mean_ranks(&[0.0, -0.0]), [1.5, 1.5]);
        assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]).unwrap(), None);
    }

    #[test]
    fn correlations_that_cannot_be_and_lists_that_do_not_match_are_refused() {
        assert!(equal_correlation(3, -0.6).is_err());
        assert!(equal_correlation(1, 0.0).is_ok());
        assert!(equal_correlation(usize::MAX, 0.0).is_err());
        assert!(variance_of_sum(&[1.0], &[]).is_err());
        assert!(variance_of_sum(&[f64::MAX], &[vec![1.0]]).is_err());
        assert!(pearson(&[1.0], &[]).is_err());
        // Perfect opposites cancel.
        assert_eq!(variance_of_sum(&[2.0, 2.0], &equal_correlation(2, -1.0).unwrap()), Ok(0.0));
    }
}
