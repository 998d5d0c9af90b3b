//! The beta law on 0 to 1, which PERT is also made of.

use std::f64::consts::TAU;

use super::gamma_function::{log_less_excess, stirling_remainder};
use super::root::positive_root;

/// The smallest and the largest shape parameter that is taken.
pub(super) const SHAPES: (f64, f64) = (0.01, 1e6);

/// The most steps of the continued fraction. It needs some multiple of the root of the larger shape parameter.
const MOST_STEPS: u32 = 100_000;

/// A value between 0 and 1, kept as its distance from the nearer end so that neither end loses digits.
#[derive(Debug, Clone, Copy)]
pub(super) enum FromEnd {
    /// The distance from 0.
    Bottom(f64),
    /// The distance from 1.
    Top(f64),
}

/// A share, kept as the smaller of what lies below and what lies above.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub(super) below: f64,
    pub(super) above: f64,
}

impl Share {
    pub(super) fn of(u: f64) -> Self {
        Self { below: u, above: 1.0 - u }
    }

    fn turned(self) -> Self {
        Self { below: self.above, above: self.below }
    }
}

/// The law with shape parameters `a` and `b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct StandardBeta {
    a: f64,
    b: f64,
    /// The mean, and what it lacks to 1.
    mean: (f64, f64),
    /// The logarithm of `mean^a (1 - mean)^b / B(a, b)`.
    log_front: f64,
}

impl StandardBeta {
    /// The parameters are within [`SHAPES`].
    pub(super) fn new(a: f64, b: f64) -> Self {
        let remainder = stirling_remainder(a + b) - stirling_remainder(a) - stirling_remainder(b);
        let log_front = 0.5 * libm::log(a / (a + b) * b / TAU) + remainder;
        Self { a, b, mean: (a / (a + b), b / (a + b)), log_front }
    }

    pub(super) const fn shapes(&self) -> (f64, f64) {
        (self.a, self.b)
    }

    pub(super) const fn mean(&self) -> f64 {
        self.mean.0
    }

    pub(super) fn variance(&self) -> f64 {
        self.mean.0 * self.mean.1 / (self.a + self.b + 1.0)
    }

    /// The law of what a value lacks to 1.
    pub(super) const fn turned(&self) -> Self {
        Self { a: self.b, b: self.a, mean: (self.mean.1, self.mean.0), log_front: self.log_front }
    }

    /// `x^a y^b / B(a, b)`, where `y` is `1 - x`: the density but for a factor `x y`.
    pub(super) fn front(&self, x: f64, y: f64) -> f64 {
        let (p, q) = self.mean;
        // The first-order parts of the two logarithms cancel exactly, and are left out of both.
        let excess = if x < y { x - p } else { q - y };
        let log = self.a * log_less_excess(x / p, excess / p) + self.b * log_less_excess(y / q, -excess / q);
        libm::exp(self.log_front + log)
    }

    /// The shares below and above `x`, where `y` is `1 - x`; and the front of the density there.
    fn share(&self, x: f64, y: f64) -> (Share, f64) {
        if x <= 0.0 {
            return (Share { below: 0.0, above: 1.0 }, 0.0);
        }
        if y <= 0.0 {
            return (Share { below: 1.0, above: 0.0 }, 0.0);
        }
        let front = self.front(x, y);
        if x * (self.a + self.b + 2.0) <= self.a + 1.0 {
            let below = (front / fraction(self.a, self.b, x, y)).min(1.0);
            (Share { below, above: 1.0 - below }, front)
        } else {
            let above = (front / fraction(self.b, self.a, y, x)).min(1.0);
            (Share { below: 1.0 - above, above }, front)
        }
    }

    /// The share below `x`, where `y` is `1 - x`.
    pub(super) fn cdf(&self, x: f64, y: f64) -> f64 {
        self.share(x, y).0.below
    }

    /// The value below which the share lies.
    pub(super) fn quantile(&self, share: Share) -> FromEnd {
        if share.below <= self.cdf(0.5, 0.5) {
            FromEnd::Bottom(self.lower_half(share))
        } else {
            FromEnd::Top(self.turned().lower_half(share.turned()))
        }
    }

    /// The quantile where it is known to be at most a half.
    fn lower_half(&self, share: Share) -> f64 {
        if share.below <= 0.0 {
            return 0.0;
        }
        // Near nought the share is x^a / (a B(a, b)).
        let (p, q) = self.mean;
        let log_beta = self.a * libm::log(p) + self.b * libm::log(q) - self.log_front;
        let start = libm::exp((libm::log(share.below * self.a) + log_beta) / self.a);
        positive_root(start, 0.5, |x| {
            let y = 1.0 - x;
            let (at, front) = self.share(x, y);
            log_ratio(at, share, front / y)
        })
    }
}

/// How far a share is from the one that is sought, by its logarithm, and the slope of that by the logarithm of the value,
/// of which the share itself has the slope `slope`. Increasing, and nought at the root.
pub(super) fn log_ratio(at: Share, sought: Share, slope: f64) -> (f64, f64) {
    let log = |at: f64, sought: f64| {
        let excess = (at - sought) / sought;
        if excess.abs() < 0.5 { libm::log1p(excess) } else { libm::log(at / sought) }
    };
    if sought.below <= sought.above {
        (log(at.below, sought.below), slope / at.below)
    } else {
        (-log(at.above, sought.above), slope / at.above)
    }
}

/// The continued fraction by which the front of the incomplete beta function is to be divided, by Lentz's method; `y` is
/// `1 - x`.
///
/// It is the even part of DLMF 8.17.22, in the form of Didonato and Morris (ACM Transactions on Mathematical Software 18
/// (1992), 360-373, their `BFRAC`), which holds no difference of near numbers where `x` is near 1.
#[expect(clippy::many_single_char_names, reason = "the letters of the formula")]
fn fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let guarded = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let excess = a * y - b * x + 1.0;
    let mut value = guarded(a * excess / (a + 1.0));
    let mut c = value;
    let mut d = 0.0;
    for step in 1..MOST_STEPS {
        let m = f64::from(step);
        let odd = a + 2.0 * m - 1.0;
        let over = m * (b - m) * x / odd;
        let above = (a + m - 1.0) * (a + b + m - 1.0) * x / odd * over;
        let below = m + over + (a + m) * (excess + m * (1.0 + y)) / (odd + 2.0);
        d = 1.0 / guarded(below + above * d);
        c = guarded(below + above / c);
        let factor = d * c;
        value *= factor;
        if (factor - 1.0).abs() <= 2e-16 {
            break;
        }
    }
    value
}
