//! What drives the spread: Sobol indices from draws.
//!
//! First order: the share of the variance that goes if the input were known. Total: the share that is left if all but
//! the input were known. Sources: A. Saltelli and others (2010) for the first-order estimator, M. J. W. Jansen (1999)
//! for the total.
//!
//! The inputs must be independent. With correlated inputs the indices do not add up and mean nothing of the kind: share
//! the spread out otherwise (Shapley effects), or correlated inputs as one.

use super::super::MethodError;
use super::super::checked::Result;
use super::checked::{columns, draws, inner_share, mean, out_of_range, real, same};
use super::random::Random;
use super::sample_quantiles;

/// The most work of the resamples: draws times inputs times resamples.
const MOST_WORK: usize = 4_000_000_000;

/// How the interval of an index is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SobolSettings {
    /// How many resamples of the draws (200 is usual).
    pub resamples: usize,
    /// The confidence of the interval.
    pub confidence: f64,
    /// What the resamples follow from.
    pub seed: u64,
}

impl Default for SobolSettings {
    fn default() -> Self {
        Self { resamples: 200, confidence: 0.95, seed: 0 }
    }
}

/// The indices of one input, each with its interval. An index below nought is shown as it is: where its interval holds
/// nought, it cannot be told from nought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SobolIndex {
    /// The first-order index.
    pub first: f64,
    /// The interval of the first-order index.
    pub first_interval: (f64, f64),
    /// The total index.
    pub total: f64,
    /// The interval of the total index.
    pub total_interval: (f64, f64),
}

impl SobolIndex {
    /// Whether the first-order index cannot be told from nought.
    pub fn first_is_indistinct_from_nought(&self) -> bool {
        self.first_interval.0 <= 0.0
    }
}

/// The indices of each input, from the figure on two independent sets of draws `A` and `B`, and, for each input, on `A`
/// with that input's draws taken from `B`.
///
/// With the figures centred and `V` the variance of those of `A` and `B` together:
/// `S(i) = mean(f_B (f_ABi - f_A)) / V`, `T(i) = mean((f_A - f_ABi)^2) / (2 V)`. The intervals are percentiles of
/// resamples of the draws. Rows of a scrambled Sobol sequence in a number that is a power of two serve best.
///
/// # Errors
/// If there is no input, fewer than two draws, the lists differ in length, a figure is not finite, the figure does not
/// vary, there is no resample, or draws times inputs times resamples is above four thousand million.
///
/// ```
/// use options_appraisal::method::sampled::{SobolSettings, sobol_indices};
///
/// // The figure is the first input alone; the second changes nothing.
/// let (a, b) = ([1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 1.0, 3.0]);
/// let found = sobol_indices(&a, &b, &[b.to_vec(), a.to_vec()], SobolSettings::default())?;
/// assert_eq!((found[1].first, found[1].total), (0.0, 0.0));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn sobol_indices(
    f_a: &[f64],
    f_b: &[f64],
    f_ab: &[Vec<f64>],
    settings: SobolSettings,
) -> Result<Vec<SobolIndex>> {
    let n = draws("figures on A", f_a)?;
    draws("figures on B", f_b)?;
    same(("the figures on B", f_b.len()), ("those on A", n))?;
    same(("the figures on A with an input of B", columns("inputs", f_ab)?), ("those on A", n))?;
    inner_share("confidence", settings.confidence)?;
    if n < 2 {
        return Err(MethodError::OutOfRange { what: "draws", value: n.into(), accepted: "give 2 or more" });
    }
    if settings.resamples == 0 {
        return Err(MethodError::Empty { what: "resamples" });
    }
    let work = n.saturating_mul(f_ab.len()).saturating_mul(settings.resamples);
    if work > MOST_WORK {
        let what = "draws times inputs times resamples";
        return Err(MethodError::TooMany { what, count: work, most: MOST_WORK });
    }

    let centre = 0.5 * mean(f_a) + 0.5 * mean(f_b);
    let centred = |values: &[f64]| values.iter().map(|value| value - centre).collect::<Vec<f64>>();
    let figures = Figures { a: centred(f_a), b: centred(f_b), ab: f_ab.iter().map(|f| centred(f)).collect() };
    let every: Vec<usize> = (0..n).collect();
    let best = figures.indices(&every).ok_or_else(|| {
        out_of_range(
            "variance of the figure",
            0.0,
            "give a figure that varies, in numbers whose squares are finite",
        )
    })?;

    let mut random = Random::new(settings.seed);
    let mut resampled = vec![(Vec::new(), Vec::new()); f_ab.len()];
    let mut rows = every;
    for _ in 0..settings.resamples {
        for row in &mut rows {
            *row = random.below(n);
        }
        // A resample in which nothing varies has no index.
        for (lists, (first, total)) in resampled.iter_mut().zip(figures.indices(&rows).unwrap_or_default()) {
            lists.0.push(first);
            lists.1.push(total);
        }
    }
    let ends = [0.5 * (1.0 - settings.confidence), 0.5 * (1.0 + settings.confidence)];
    let interval = |list: &[f64]| sample_quantiles(list, &ends).map(|found| (found[0], found[1]));
    best.into_iter()
        .zip(&resampled)
        .map(|((first, total), (firsts, totals))| {
            let (first_interval, total_interval) = (interval(firsts)?, interval(totals)?);
            Ok(SobolIndex { first, first_interval, total, total_interval })
        })
        .collect()
}

struct Figures {
    a: Vec<f64>,
    b: Vec<f64>,
    ab: Vec<Vec<f64>>,
}

impl Figures {
    /// First-order and total index of each input over some rows. None if nothing varies in them.
    fn indices(&self, rows: &[usize]) -> Option<Vec<(f64, f64)>> {
        let (mut sum, mut squares) = (0.0, 0.0);
        for &row in rows {
            let (a, b) = (self.a[row], self.b[row]);
            sum += a + b;
            squares += a * a + b * b;
        }
        let count = real(rows.len());
        let both = 2.0 * count;
        let variance = squares / both - (sum / both) * (sum / both);
        // Centred figures whose variance is rounding alone do not vary.
        if !(variance > 1e-24 * squares / both && variance.is_finite()) {
            return None;
        }
        let index = |mixed: &Vec<f64>| {
            let (mut first, mut total) = (0.0, 0.0);
            for &row in rows {
                let moved = mixed[row] - self.a[row];
                first += self.b[row] * moved;
                total += moved * moved;
            }
            (first / count / variance, 0.5 * total / count / variance)
        };
        Some(self.ab.iter().map(index).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_do_not_vary_or_do_not_match_are_refused() {
        let flat = [5.0, 5.0];
        let settings = SobolSettings::default();
        assert!(sobol_indices(&flat, &flat, &[flat.to_vec()], settings).is_err());
        let (a, b) = ([1.0, 2.0], [3.0, 5.0]);
        assert!(sobol_indices(&a, &b, &[], settings).is_err());
        assert!(sobol_indices(&a, &b, &[vec![1.0]], settings).is_err());
        assert!(sobol_indices(&a, &b[..1], &[a.to_vec()], settings).is_err());
        assert!(sobol_indices(&a, &[f64::NAN, 1.0], &[a.to_vec()], settings).is_err());
        let none = SobolSettings { resamples: 0, ..settings };
        assert!(sobol_indices(&a, &b, &[a.to_vec()], none).is_err());
        let huge = SobolSettings { resamples: usize::MAX, ..settings };
        assert!(sobol_indices(&a, &b, &[a.to_vec()], huge).is_err());
        assert!(sobol_indices(&[f64::MAX, 0.0], &b, &[a.to_vec()], settings).is_err());
    }
}
