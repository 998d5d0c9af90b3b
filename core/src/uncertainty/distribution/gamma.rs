//! The gamma law of scale 1.

use std::f64::consts::TAU;

use super::beta::{Share, log_ratio};
use super::gamma_function::{log_less_excess, stirling_remainder};
use super::normal::normal_quantile;
use super::root::positive_root;

/// The smallest and the largest shape parameter that is taken.
pub(super) const SHAPES: (f64, f64) = (0.01, 1e6);

/// The most terms of the series or of the fraction. They need some multiple of the root of the shape parameter.
const MOST_STEPS: u32 = 100_000;

/// The law with shape parameter `shape`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct StandardGamma {
    shape: f64,
    /// The logarithm of `shape^shape e^-shape / gamma(shape)`.
    log_front: f64,
}

impl StandardGamma {
    /// The parameter is within [`SHAPES`].
    pub(super) fn new(shape: f64) -> Self {
        Self { shape, log_front: 0.5 * libm::log(shape / TAU) - stirling_remainder(shape) }
    }

    pub(super) const fn shape(&self) -> f64 {
        self.shape
    }

    /// `x^shape e^-x / gamma(shape)`: the density but for a factor `x`.
    pub(super) fn front(&self, x: f64) -> f64 {
        let excess = (x - self.shape) / self.shape;
        libm::exp(self.log_front + self.shape * log_less_excess(x / self.shape, excess))
    }

    /// The shares below and above `x`, and the front of the density there.
    fn share(&self, x: f64) -> (Share, f64) {
        if x <= 0.0 {
            return (Share { below: 0.0, above: 1.0 }, 0.0);
        }
        let front = self.front(x);
        if front == 0.0 {
            let below = if x < self.shape { 0.0 } else { 1.0 };
            return (Share { below, above: 1.0 - below }, front);
        }
        if x < self.shape + 1.0 {
            let below = (front * self.series(x)).min(1.0);
            (Share { below, above: 1.0 - below }, front)
        } else {
            let above = (front * self.fraction(x)).min(1.0);
            (Share { below: 1.0 - above, above }, front)
        }
    }

    /// The share below `x`.
    pub(super) fn cdf(&self, x: f64) -> f64 {
        self.share(x).0.below
    }

    /// The value below which the share lies.
    pub(super) fn quantile(&self, share: Share) -> f64 {
        if share.below <= 0.0 {
            return 0.0;
        }
        if share.above <= 0.0 {
            return f64::INFINITY;
        }
        positive_root(self.first_guess(share), f64::INFINITY, |x| {
            let (at, front) = self.share(x);
            log_ratio(at, share, front)
        })
    }

    /// Wilson and Hilferty's cube where it is good, and the first term of the series below.
    fn first_guess(&self, share: Share) -> f64 {
        let z = if share.below < 0.5 { normal_quantile(share.below) } else { -normal_quantile(share.above) };
        let ninth = 1.0 / (9.0 * self.shape);
        let root = 1.0 - ninth + z * ninth.sqrt();
        if root > 0.3 {
            return self.shape * root * root * root;
        }
        // x^shape / gamma(shape + 1), where gamma(shape) = shape^shape e^-shape / e^log_front.
        let log_gamma = self.shape * (libm::log(self.shape) - 1.0) - self.log_front;
        libm::exp((libm::log(share.below * self.shape) + log_gamma) / self.shape)
    }

    /// The series of the lower incomplete gamma function (DLMF 8.7.1), without its front.
    fn series(&self, x: f64) -> f64 {
        let mut term = 1.0 / self.shape;
        let mut sum = term;
        for step in 1..MOST_STEPS {
            term *= x / (self.shape + f64::from(step));
            sum += term;
            if term <= sum * 1e-17 {
                break;
            }
        }
        sum
    }

    /// The continued fraction of the upper incomplete gamma function (DLMF 8.9.2), without its front.
    #[expect(clippy::many_single_char_names, reason = "the letters of the formula")]
    fn fraction(&self, x: f64) -> f64 {
        let guarded = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
        let mut b = x + 1.0 - self.shape;
        let mut c = 1e300;
        let mut d = 1.0 / guarded(b);
        let mut value = d;
        for step in 1..MOST_STEPS {
            let i = f64::from(step);
            let a = -i * (i - self.shape);
            b += 2.0;
            d = 1.0 / guarded(a * d + b);
            c = guarded(b + a / c);
            let factor = d * c;
            value *= factor;
            if (factor - 1.0).abs() <= 2e-16 {
                break;
            }
        }
        value
    }
}
