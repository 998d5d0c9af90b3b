//! Distributions of uncertain inputs, and draws from them.
//!
//! A [`Distribution`] is made by a constructor of its shape, or fitted to an estimate's low, central and high value by
//! [`Fitted::to_estimate`]. It gives its mean, variance, quantiles and cumulative probabilities. A [`Sampler`] turns
//! uniform numbers into values of the distribution, one into one, by the inverse of the cumulative probability; so any
//! sequence of uniforms serves (pseudo-random, Latin hypercube, Sobol).
//!
//! All is computed with `+ - * /`, square roots and one portable implementation of the elementary functions, and so has
//! the same bits on every platform. A value has the unit and the price basis of the input that it stands for.
//!
//! ```
//! use options_appraisal::uncertainty::distribution::Distribution;
//!
//! let hire = Distribution::pert(2_500.0, 4_000.0, 6_000.0)?;
//! assert_eq!(hire.describe(), "PERT between 2,500 and 6,000, likeliest 4,000");
//! assert!((hire.mean() - 24_500.0 / 6.0).abs() < 1e-9); // (2500 + 4 * 4000 + 6000) / 6
//! # Ok::<(), options_appraisal::uncertainty::distribution::DistributionError>(())
//! ```

mod beta;
mod constructors;
mod describe;
mod error;
mod event;
mod fitted;
mod gamma;
mod gamma_function;
mod listed;
mod normal;
mod normal_block;
mod root;
mod sampler;
mod series;
mod table;
mod triangular;

use beta::{FromEnd, Share, StandardBeta};
pub use error::DistributionError;
use event::Event;
pub use fitted::Fitted;
use gamma::StandardGamma;
use listed::{Discrete, Empirical};
pub use normal::{normal_cdf, normal_quantile};
pub use normal_block::{fill_normal_cdf, fill_normal_quantile};
pub use sampler::Sampler;
pub(crate) use sampler::Shapes;
use triangular::Triangular;

/// The weight of the likeliest value in PERT, beside one for each end.
const PERT_WEIGHT: f64 = 4.0;

/// The distribution of an uncertain number.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    law: Law,
}

#[derive(Debug, Clone, PartialEq)]
enum Law {
    Constant(f64),
    Uniform {
        low: f64,
        high: f64,
    },
    Triangular(Triangular),
    /// A beta law stretched to `low..high`, where `low < high`; with its mode if it was given as PERT.
    Beta {
        low: f64,
        high: f64,
        standard: StandardBeta,
        pert_mode: Option<f64>,
    },
    /// The standard deviation is above nought.
    Normal {
        mean: f64,
        sd: f64,
    },
    /// The mean and the standard deviation of the logarithm; the latter is above nought.
    Lognormal {
        log_mean: f64,
        log_sd: f64,
    },
    Gamma {
        standard: StandardGamma,
        scale: f64,
    },
    Event(Box<Event>),
    Discrete(Discrete),
    Empirical(Empirical),
}

impl Distribution {
    /// The mean.
    pub fn mean(&self) -> f64 {
        match &self.law {
            Law::Constant(value) => *value,
            Law::Uniform { low, high } => low + (high - low) * 0.5,
            Law::Triangular(law) => law.mean(),
            Law::Beta { low, high, standard, .. } => low + (high - low) * standard.mean(),
            Law::Normal { mean, .. } => *mean,
            Law::Lognormal { log_mean, log_sd } => libm::exp(log_mean + 0.5 * log_sd * log_sd),
            Law::Gamma { standard, scale } => standard.shape() * scale,
            Law::Event(event) => event.mean(),
            Law::Discrete(law) => law.mean(),
            Law::Empirical(law) => law.mean(),
        }
    }

    /// The variance, in the unit squared. For PERT it is that of the beta law, and not the classic
    /// `((high - low) / 6)^2`, which is an approximation.
    pub fn variance(&self) -> f64 {
        match &self.law {
            Law::Constant(_) => 0.0,
            Law::Uniform { low, high } => (high - low) * (high - low) / 12.0,
            Law::Triangular(law) => law.variance(),
            Law::Beta { low, high, standard, .. } => (high - low) * (high - low) * standard.variance(),
            Law::Normal { sd, .. } => sd * sd,
            Law::Lognormal { log_mean, log_sd } => {
                let square = log_sd * log_sd;
                libm::expm1(square) * libm::exp(2.0 * log_mean + square)
            }
            Law::Gamma { standard, scale } => standard.shape() * scale * scale,
            Law::Event(event) => event.variance(),
            Law::Discrete(law) => law.variance(),
            Law::Empirical(law) => law.variance(),
        }
    }

    /// The value below which a share `u` of all draws lies, for `u` from 0 to 1. Not a number for any other `u`.
    ///
    /// Accurate to 1e-12 of the value (of its distance from the lower bound, or of the standard deviation for a normal,
    /// where that is larger).
    pub fn quantile(&self, u: f64) -> f64 {
        if !(0.0..=1.0).contains(&u) {
            return f64::NAN;
        }
        match &self.law {
            Law::Constant(value) => *value,
            Law::Uniform { low, high } if u < 0.5 => low + (high - low) * u,
            Law::Uniform { low, high } => high - (high - low) * (1.0 - u),
            Law::Triangular(law) => law.quantile(u),
            Law::Beta { low, high, standard, .. } => match standard.quantile(Share::of(u)) {
                FromEnd::Bottom(x) => low + (high - low) * x,
                FromEnd::Top(y) => high - (high - low) * y,
            },
            Law::Normal { mean, sd } => mean + sd * normal_quantile(u),
            Law::Lognormal { log_mean, log_sd } => libm::exp(log_mean + log_sd * normal_quantile(u)),
            Law::Gamma { standard, scale } => scale * standard.quantile(Share::of(u)),
            Law::Event(event) => event.quantile(u),
            Law::Discrete(law) => law.quantile(u),
            Law::Empirical(law) => law.quantile(u),
        }
    }

    /// The probability of a value at or below `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        match &self.law {
            _ if x.is_nan() => f64::NAN,
            Law::Constant(value) => f64::from(u8::from(x >= *value)),
            Law::Uniform { low, high } => ((x - low) / (high - low)).clamp(0.0, 1.0),
            Law::Triangular(law) => law.cdf(x),
            Law::Beta { low, high, standard, .. } => {
                standard.cdf((x - low) / (high - low), (high - x) / (high - low))
            }
            Law::Normal { mean, sd } => normal_cdf((x - mean) / sd),
            Law::Lognormal { .. } if x <= 0.0 => 0.0,
            Law::Lognormal { log_mean, log_sd } => normal_cdf((libm::log(x) - log_mean) / log_sd),
            Law::Gamma { standard, scale } => standard.cdf(x / scale),
            Law::Event(event) => event.cdf(x),
            Law::Discrete(law) => law.cdf(x),
            Law::Empirical(law) => law.cdf(x),
        }
    }

    /// The lowest and the highest value that can occur; infinite where there is no bound.
    pub fn bounds(&self) -> (f64, f64) {
        let ends = |list: &[f64]| {
            (list.first().copied().unwrap_or(f64::NAN), list.last().copied().unwrap_or(f64::NAN))
        };
        match &self.law {
            Law::Constant(value) => (*value, *value),
            Law::Uniform { low, high } | Law::Beta { low, high, .. } => (*low, *high),
            Law::Triangular(law) => (law.low, law.high),
            Law::Normal { .. } => (f64::NEG_INFINITY, f64::INFINITY),
            Law::Lognormal { .. } | Law::Gamma { .. } => (0.0, f64::INFINITY),
            Law::Event(event) => event.bounds(),
            Law::Discrete(law) => ends(law.values()),
            Law::Empirical(law) => ends(law.data()),
        }
    }

    /// The value, if there is only one.
    pub const fn constant_value(&self) -> Option<f64> {
        match &self.law {
            Law::Constant(value) => Some(*value),
            _ => None,
        }
    }
}
