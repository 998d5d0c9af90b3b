//! Laws given by a list: values with weights, and data.

use std::iter::zip;

/// So many values are few enough to go through them all.
const FEW: usize = 16;

/// So many uniform numbers stay in the nearest cache while they are gone through.
const BLOCK: usize = 512;

/// Values with their probabilities.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Discrete {
    /// Ascending, each once, each with some probability.
    values: Vec<f64>,
    /// The share of what lies at or below each value; the last is 1.
    shares: Vec<f64>,
}

impl Discrete {
    /// The pairs of value and weight; at least one weight is above nought, and none is below.
    pub(super) fn new(mut pairs: Vec<(f64, f64)>) -> Self {
        pairs.retain(|(_, weight)| *weight > 0.0);
        pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
        let total: f64 = pairs.iter().map(|(_, weight)| weight).sum();
        let (mut values, mut shares) = (Vec::<f64>::new(), Vec::<f64>::new());
        let mut sum = 0.0;
        for (value, weight) in pairs {
            sum += weight;
            // Not equality of floats as numbers: 0 and -0 are one value.
            if values.last().is_some_and(|last| *last >= value) {
                shares.pop();
            } else {
                values.push(value);
            }
            shares.push(sum / total);
        }
        if let Some(last) = shares.last_mut() {
            *last = 1.0;
        }
        Self { values, shares }
    }

    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }

    /// Each value with its probability.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (f64, f64)> {
        let below = std::iter::once(0.0).chain(self.shares.iter().copied());
        self.values.iter().zip(self.shares.iter().zip(below)).map(|(value, (to, from))| (*value, to - from))
    }

    pub(super) fn mean(&self) -> f64 {
        self.pairs().map(|(value, share)| value * share).sum()
    }

    pub(super) fn variance(&self) -> f64 {
        let mean = self.mean();
        self.pairs().map(|(value, share)| (value - mean) * (value - mean) * share).sum()
    }

    /// The lowest value with at least the share `u` at or below it.
    pub(super) fn quantile(&self, u: f64) -> f64 {
        let at = self.shares.partition_point(|share| *share < u);
        self.values[at.min(self.values.len() - 1)]
    }

    /// [`Self::quantile`] of each uniform number. Few values are gone through one by one, each for a whole block, which
    /// takes no branch; many are searched.
    pub(super) fn fill(&self, uniforms: &[f64], out: &mut [f64]) {
        let steps = || zip(&self.shares, self.values.iter().skip(1));
        for (uniforms, out) in zip(uniforms.chunks(BLOCK), out.chunks_mut(BLOCK)) {
            if self.values.len() > FEW {
                for (out, u) in zip(out, uniforms) {
                    *out = self.quantile(*u);
                }
                continue;
            }
            let most = out.len().min(uniforms.len());
            out[..most].fill(self.values[0]);
            for (share, value) in steps() {
                for (out, u) in zip(&mut *out, uniforms) {
                    *out = if *share < *u { *value } else { *out };
                }
            }
        }
    }

    pub(super) fn cdf(&self, x: f64) -> f64 {
        let at = self.values.partition_point(|value| *value <= x);
        if at == 0 { 0.0 } else { self.shares[at - 1] }
    }
}

/// Data, read between its points by the type-7 rule of Hyndman and Fan (the default of R, `NumPy` and spreadsheets).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Empirical {
    /// Ascending, at least two.
    data: Vec<f64>,
    /// How many steps there are between points.
    steps: f64,
}

impl Empirical {
    /// The data are at least two.
    pub(super) fn new(mut data: Vec<f64>) -> Self {
        data.sort_by(f64::total_cmp);
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 data")]
        let steps = (data.len() - 1) as f64;
        Self { data, steps }
    }

    pub(super) fn data(&self) -> &[f64] {
        &self.data
    }

    /// The law spreads each step between two points evenly, so the two end points count half.
    pub(super) fn mean(&self) -> f64 {
        self.data.windows(2).map(|pair| (pair[0] + pair[1]) * 0.5).sum::<f64>() / self.steps
    }

    pub(super) fn variance(&self) -> f64 {
        let mean = self.mean();
        let square = |pair: &[f64]| {
            let (from, to) = (pair[0] - mean, pair[1] - mean);
            (from * from + from * to + to * to) / 3.0
        };
        self.data.windows(2).map(square).sum::<f64>() / self.steps
    }

    /// The type-7 quantile.
    pub(super) fn quantile(&self, u: f64) -> f64 {
        let place = u * self.steps;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the whole part is meant"
        )]
        let from = (place as usize).min(self.data.len() - 2);
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 data")]
        let part = place - from as f64;
        self.data[from] + part * (self.data[from + 1] - self.data[from])
    }

    /// The share below `x`: what the type-7 quantile turns into `x`, and the highest such share where several are.
    pub(super) fn cdf(&self, x: f64) -> f64 {
        let above = self.data.partition_point(|value| *value <= x);
        if above == 0 {
            return 0.0;
        }
        if above == self.data.len() {
            return 1.0;
        }
        let (from, to) = (self.data[above - 1], self.data[above]);
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 data")]
        let whole = (above - 1) as f64;
        (whole + (x - from) / (to - from)) / self.steps
    }
}
