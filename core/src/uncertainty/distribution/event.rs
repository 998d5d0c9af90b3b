//! Something that happens or does not: nothing, or an impact that is itself uncertain.

use super::Distribution;

/// Nought unless it happens; then a value of `impact`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Event {
    /// Above 0 and below 1.
    pub(super) probability: f64,
    pub(super) impact: Distribution,
    /// The share of draws below nought, and the share at or below it: between them the event does not happen.
    below: f64,
    up_to: f64,
}

/// Which part of the law a uniform number falls in.
pub(super) enum Part {
    /// It does not happen.
    Nothing,
    /// It happens, and the impact is the value at this share of it.
    Impact(f64),
}

impl Event {
    pub(super) fn new(probability: f64, impact: Distribution) -> Self {
        let below = probability * impact.cdf(0.0);
        let below = if impact.bounds().0 >= 0.0 { 0.0 } else { below };
        Self { probability, impact, below, up_to: below + (1.0 - probability) }
    }

    /// Where `u` falls. Impacts below nought come first and those above it last, so that the value rises with `u`.
    pub(super) fn part(&self, u: f64) -> Part {
        if u > self.up_to {
            Part::Impact(1.0 - ((1.0 - u) / self.probability).min(1.0))
        } else if u < self.below {
            Part::Impact(u / self.probability)
        } else {
            Part::Nothing
        }
    }

    /// `p m`.
    pub(super) fn mean(&self) -> f64 {
        self.probability * self.impact.mean()
    }

    /// `p v + p (1 - p) m^2`, the law of total variance.
    pub(super) fn variance(&self) -> f64 {
        let mean = self.impact.mean();
        self.probability * (self.impact.variance() + (1.0 - self.probability) * mean * mean)
    }

    pub(super) fn quantile(&self, u: f64) -> f64 {
        match self.part(u) {
            Part::Nothing => 0.0,
            Part::Impact(share) => self.impact.quantile(share),
        }
    }

    pub(super) fn cdf(&self, x: f64) -> f64 {
        let happens = self.probability * self.impact.cdf(x);
        if x < 0.0 { happens } else { happens + (1.0 - self.probability) }
    }

    pub(super) fn bounds(&self) -> (f64, f64) {
        let (low, high) = self.impact.bounds();
        (low.min(0.0), high.max(0.0))
    }
}
