//! The triangular law.

/// A mode with less than this share below it is so near the low end that values must be worked out from that end.
const NEAR_END: f64 = 1e-3;

/// Likeliest at `mode`, falling straight to nothing at `low` and `high`; `low < high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Triangular {
    pub(super) low: f64,
    pub(super) mode: f64,
    pub(super) high: f64,
}

impl Triangular {
    pub(super) fn width(&self) -> f64 {
        self.high - self.low
    }

    /// The share that lies below the mode, and the share above.
    pub(super) fn shares(&self) -> (f64, f64) {
        ((self.mode - self.low) / self.width(), (self.high - self.mode) / self.width())
    }

    /// Whether the mode is so near the low end that the plain formula loses digits there.
    pub(super) fn is_one_sided(&self) -> bool {
        self.shares().0 < NEAR_END
    }

    pub(super) fn mean(&self) -> f64 {
        self.low + ((self.mode - self.low) + self.width()) / 3.0
    }

    pub(super) fn variance(&self) -> f64 {
        let (below, above) = self.shares();
        let width = self.width();
        width * width * (1.0 - below * above) / 18.0
    }

    pub(super) fn quantile(&self, u: f64) -> f64 {
        let (below, above) = self.shares();
        let width = self.width();
        if u < below {
            self.low + width * (u * below).sqrt()
        } else if below < NEAR_END && u < 0.5 {
            // 1 - sqrt(q) as (1 - q) / (1 + sqrt(q)), with q = (1 - u) above: the difference would lose digits.
            self.low + width * ((below + u * above) / (1.0 + ((1.0 - u) * above).sqrt()))
        } else {
            self.high - width * ((1.0 - u) * above).sqrt()
        }
    }

    pub(super) fn cdf(&self, x: f64) -> f64 {
        let width = self.width();
        if x <= self.low {
            0.0
        } else if x >= self.high {
            1.0
        } else if x < self.mode {
            (x - self.low) / width * ((x - self.low) / (self.mode - self.low))
        } else {
            1.0 - (self.high - x) / width * ((self.high - x) / (self.high - self.mode))
        }
    }
}
