//! What a count of draws can say of a quantile, whatever the distribution.

use super::super::MethodError;
use super::super::checked::Result;
use super::MOST_DRAWS;
use super::checked::{inner_share, place, real, share};

/// The ranks, from 1, of the two draws between which a true quantile lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuantileRanks {
    /// The rank of the lower end: none where no draw is low enough to be sure.
    pub low: Option<usize>,
    /// The rank of the upper end: none where no draw is high enough to be sure.
    pub high: Option<usize>,
}

/// The ranks of the draws that hold the `p` quantile between them with at least the stated confidence, half of what is
/// left on each side.
///
/// The number of `n` independent draws at or below the true quantile is binomial. The lower rank `l` is the largest
/// with `P(B < l)` at most half of the rest, the upper rank `u` the smallest with `P(B >= u)` at most that. The chances
/// are sums of ratios around the middle of the distribution, without logarithms.
///
/// # Errors
/// If there is no draw or more than [`MOST_DRAWS`], `p` is not a fraction, or the confidence is not above 0 and below
/// 1.
///
/// ```
/// use options_appraisal::method::sampled::quantile_ranks;
///
/// // The median of ten draws: between the second and the ninth, as tables of the sign test say.
/// let ranks = quantile_ranks(10, 0.5, 0.95)?;
/// assert_eq!((ranks.low, ranks.high), (Some(2), Some(9)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn quantile_ranks(n: usize, p: f64, confidence: f64) -> Result<QuantileRanks> {
    if n == 0 {
        return Err(MethodError::Empty { what: "draws" });
    }
    if n > MOST_DRAWS {
        return Err(MethodError::TooMany { what: "draws", count: n, most: MOST_DRAWS });
    }
    share("quantile", p)?;
    inner_share("confidence", confidence)?;
    let tail = 0.5 * (1.0 - confidence);
    // The lower rank of p is the upper one of 1 - p, counted from the other end.
    let low = lower_rank(n, p, 1.0 - p, tail);
    let high = lower_rank(n, 1.0 - p, p, tail).map(|rank| n + 1 - rank);
    Ok(QuantileRanks { low, high })
}

/// The largest rank `l` with `P(B < l) <= tail`, B of `n` trials with chance `p`. None if that is 0.
fn lower_rank(n: usize, p: f64, q: f64, tail: f64) -> Option<usize> {
    if p <= 0.0 {
        return None;
    }
    if q <= 0.0 {
        return Some(n);
    }
    let mode = place(real(n + 1) * p, n);
    // Weights relative to that of the mode, which is 1: P(k-1) / P(k) = k q / ((n - k + 1) p).
    let down = |k: usize| real(k) * q / (real(n - k + 1) * p);
    let up = |k: usize| real(n - k) * p / (real(k + 1) * q);
    let mut above = 0.0;
    let mut weight = 1.0;
    for k in mode..n {
        weight *= up(k);
        above += weight;
        if weight < NEGLIGIBLE {
            break;
        }
    }
    // From the far end in, small weights first: what is left out below is negligible beside the tail.
    let mut below = Vec::new();
    weight = 1.0;
    for k in (1..=mode).rev() {
        weight *= down(k);
        below.push(weight);
        if weight < NEGLIGIBLE {
            break;
        }
    }
    let total = above + 1.0 + below.iter().rev().sum::<f64>();
    let first = mode - below.len();
    let mut sum = 0.0;
    for (step, &weight) in below.iter().rev().chain(&[1.0]).enumerate() {
        sum += weight;
        if sum > tail * total {
            let rank = first + step;
            return (rank > 0).then_some(rank);
        }
    }
    // The tail reaches past the mode, where confidence is small: go on upwards.
    weight = 1.0;
    for k in mode..n {
        weight *= up(k);
        sum += weight;
        if sum > tail * total {
            return Some(k + 1);
        }
    }
    Some(n)
}

/// Weights smaller than this beside that of the mode add nothing to a sum of doubles, however many they are.
const NEGLIGIBLE: f64 = 1e-30;

/// Whether a bound is set on one side or on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sides {
    /// The largest draw alone bounds the quantile from above.
    One,
    /// The smallest and the largest draw hold the stated share of outcomes between them.
    Two,
}

/// How many independent draws make their extremes a bound, whatever the distribution (S. S. Wilks, 1941).
///
/// On one side: the smallest `n` with `1 - q^n >= confidence`, so that the largest draw is above the `q` quantile.
/// On both: `1 - q^n - n (1 - q) q^(n-1) >= confidence`.
///
/// # Errors
/// If the quantile or the confidence is not above 0 and below 1, or more than [`MOST_DRAWS`] draws would be needed.
///
/// ```
/// use options_appraisal::method::sampled::{Sides, wilks_sample_size};
///
/// assert_eq!(wilks_sample_size(0.95, 0.95, Sides::One)?, 59);
/// assert_eq!(wilks_sample_size(0.95, 0.95, Sides::Two)?, 93);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn wilks_sample_size(quantile: f64, confidence: f64, sides: Sides) -> Result<usize> {
    inner_share("quantile", quantile)?;
    inner_share("confidence", confidence)?;
    let enough = |n: usize| {
        let missed = match sides {
            Sides::One => libm::pow(quantile, real(n)),
            Sides::Two => {
                let before = libm::pow(quantile, real(n - 1));
                before * (quantile + real(n) * (1.0 - quantile))
            }
        };
        // A product that should meet the confidence exactly may miss it in its last digits.
        1.0 - missed >= confidence - 1e-12
    };
    if !enough(MOST_DRAWS) {
        return Err(MethodError::TooMany { what: "draws needed", count: usize::MAX, most: MOST_DRAWS });
    }
    let (mut too_few, mut suffices) = (0, MOST_DRAWS);
    while suffices - too_few > 1 {
        let middle = too_few + (suffices - too_few) / 2;
        if enough(middle) { suffices = middle } else { too_few = middle }
    }
    Ok(suffices)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(n: usize, p: f64, confidence: f64) -> (Option<usize>, Option<usize>) {
        let found = quantile_ranks(n, p, confidence).unwrap();
        (found.low, found.high)
    }

    #[test]
    fn ranks_agree_with_scipy() {
        for (n, p, confidence, low, high) in RANKS {
            assert_eq!(ranks(n, p, confidence), (Some(low), Some(high)), "{n} {p} {confidence}");
        }
    }

    /// scipy 1.17.1, `stats.binom`: draws, quantile, confidence, and the two ranks.
    const RANKS: [(usize, f64, f64, usize, usize); 8] = [
        (100, 0.5, 0.95, 40, 61),
        (1_000, 0.8, 0.95, 775, 825),
        (1_000, 0.05, 0.9, 39, 63),
        (100_000, 0.95, 0.95, 94_864, 95_136),
        (10_000_000, 0.5, 0.99, 4_995_927, 5_004_074),
        (5_000, 0.001, 0.5, 3, 7),
        (2_147_483_648, 0.8, 0.95, 1_717_950_587, 1_718_023_250),
        (50, 0.5, 0.01, 25, 26),
    ];

    #[test]
    fn too_few_draws_have_no_end_and_certain_quantiles_are_the_extremes() {
        assert_eq!(ranks(1, 0.5, 0.95), (None, None));
        assert_eq!(ranks(58, 0.95, 0.90), (Some(52), None)); // 0.95^58 = 0.0510
        assert_eq!(ranks(59, 0.95, 0.90).1, Some(59)); // 0.95^59 = 0.0485
        assert_eq!(ranks(10, 0.0, 0.95), (None, Some(1)));
        assert_eq!(ranks(10, 1.0, 0.95), (Some(10), None));
        assert!(quantile_ranks(0, 0.5, 0.95).is_err());
        assert!(quantile_ranks(10, 0.5, 1.0).is_err());
        assert!(quantile_ranks(10, f64::NAN, 0.95).is_err());
        assert!(quantile_ranks(usize::MAX, 0.5, 0.95).is_err());
    }

    #[test]
    fn sample_sizes_of_published_tables_and_of_exact_products() {
        for (quantile, confidence, sides, n) in [
            (0.95, 0.99, Sides::One, 90),
            (0.99, 0.95, Sides::One, 299),
            (0.90, 0.95, Sides::One, 29),
            (0.90, 0.95, Sides::Two, 46),
            (0.99, 0.95, Sides::Two, 473),
            (0.9, 0.19, Sides::One, 2),
        ] {
            assert_eq!(wilks_sample_size(quantile, confidence, sides).unwrap(), n);
        }
        assert!(wilks_sample_size(1.0, 0.95, Sides::One).is_err());
        assert!(wilks_sample_size(1.0 - f64::EPSILON, 0.95, Sides::One).is_err());
    }
}
