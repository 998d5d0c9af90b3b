//! From an estimate's low, central and high value to a distribution.

use super::error::range_words;
use super::root::bracketed_root;
use super::{Distribution, DistributionError};
use crate::input::{RangeMeaning, Shape};

/// The sum of the two shape parameters of a beta estimate: as much weight as PERT has.
const BETA_WEIGHT: f64 = 6.0;

/// The smallest shape parameter that is tried to fit a beta to percentiles. Below it most draws are as good as an end.
const LEAST_FITTED_SHAPE: f64 = 0.25;

/// How far from the middle of the range, as a part of it, the central value of a symmetric shape may lie by rounding.
const ROUNDING: f64 = 1e-9;

/// How far the central value of a lognormal may lie from the geometric mean of low and high, as a part of the range, both
/// by logarithm. Central values are often given in round figures.
const LOGNORMAL_ALLOWANCE: f64 = 0.1;

/// Why no discrete law is fitted to a range.
const NEEDS_LIST: &str = "it has a list of values and no range";

/// A distribution fitted to an estimate, with what was taken where the estimate left something out.
///
/// | Shape | Nothing lies outside the range | Low and high are percentiles |
/// |--|--|--|
/// | uniform | from low to high; central plays no part | central is the median: the middle of the range |
/// | triangular | likeliest at central | central is the median; the ends and the likeliest value are solved for |
/// | PERT | likeliest at central | central is the median; the ends and the likeliest value are solved for |
/// | beta | mean at central, shape parameters adding up to 6 (as PERT's do) | central is the median; the ends and the mean are solved for |
/// | normal | refused: it has no ends | central is the median and the mean: the middle of the range |
/// | lognormal | refused: it has no ends | low and high fix it; central must be near their geometric mean |
/// | discrete | refused: it has a list of values, and [`Fitted::to_list`] takes that | refused |
///
/// A central value that the shape cannot have is refused, and the error names the shapes that fit. Where low and high are
/// equal, the value is certain.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    distribution: Distribution,
    numbers: (f64, f64, f64),
    shape: Shape,
    meaning: RangeMeaning,
    assumed_shape: bool,
    assumed_meaning: bool,
    assumed_weights: bool,
}

impl Fitted {
    /// The distribution of an estimate. All three numbers are in the estimate's own unit and price basis.
    ///
    /// With no shape stated it is PERT. With no meaning of the range stated, low and high are the lowest and the highest
    /// value for a shape that has ends, and the 10th and 90th percentile for a normal and a lognormal. Whatever was taken
    /// for want of a statement is said by [`Self::describe`].
    ///
    /// # Errors
    /// If the numbers are out of order or too large, or no distribution of the shape has them.
    ///
    /// ```
    /// use options_appraisal::input::{RangeMeaning, Shape};
    /// use options_appraisal::uncertainty::distribution::Fitted;
    ///
    /// let hire = Fitted::to_estimate(2_500.0, 4_000.0, 6_000.0, Some(Shape::Triangular), Some(RangeMeaning::P10P90))?;
    /// assert!((hire.distribution().quantile(0.1) - 2_500.0).abs() < 1e-8);
    /// assert!((hire.distribution().quantile(0.5) - 4_000.0).abs() < 1e-8);
    /// assert!((hire.distribution().quantile(0.9) - 6_000.0).abs() < 1e-8);
    /// # Ok::<(), options_appraisal::uncertainty::distribution::DistributionError>(())
    /// ```
    pub fn to_estimate(
        low: f64,
        central: f64,
        high: f64,
        shape: Option<Shape>,
        meaning: Option<RangeMeaning>,
    ) -> Result<Self, DistributionError> {
        let (assumed_shape, assumed_meaning) = (shape.is_none(), meaning.is_none());
        let shape = shape.unwrap_or(Shape::Pert);
        let meaning = meaning.unwrap_or(match shape {
            Shape::Normal | Shape::Lognormal => RangeMeaning::P10P90,
            Shape::Uniform | Shape::Triangular | Shape::Pert | Shape::Beta | Shape::Discrete => {
                RangeMeaning::MinMax
            }
        });
        // Checks the order and the size of the three.
        let plain = Distribution::triangular(low, central, high).map_err(as_central)?;
        let numbers = (low, central, high);
        let distribution = match plain.constant_value() {
            Some(_) => Ok(plain),
            None => fit(numbers, shape, meaning),
        };
        let distribution = distribution.map_err(|why| DistributionError::NoFit {
            shape,
            range: range_words(meaning),
            low,
            central,
            high,
            why,
            accepted: accepted(numbers, meaning),
        })?;
        let assumed_weights = false;
        Ok(Self { distribution, numbers, shape, meaning, assumed_shape, assumed_meaning, assumed_weights })
    }

    /// The distribution of an estimate whose values are listed, in its own unit and price basis: each value with a
    /// probability in proportion to its weight, or equally likely where no weights are stated. The central value plays
    /// no part.
    ///
    /// # Errors
    /// As [`Distribution::discrete`].
    ///
    /// ```
    /// use options_appraisal::uncertainty::distribution::Fitted;
    ///
    /// let closures = Fitted::to_list(&[1.0, 2.0, 4.0], Some(&[2.0, 5.0, 3.0]))?;
    /// assert_eq!(closures.describe(), "1 with probability 0.2, 2 with probability 0.5, 4 with probability 0.3");
    /// # Ok::<(), options_appraisal::uncertainty::distribution::DistributionError>(())
    /// ```
    pub fn to_list(values: &[f64], weights: Option<&[f64]>) -> Result<Self, DistributionError> {
        let assumed_weights = weights.is_none();
        let distribution = match weights {
            Some(weights) => Distribution::discrete(values, weights),
            None => Distribution::discrete(values, &vec![1.0; values.len()]),
        }?;
        let (low, high) = distribution.bounds();
        Ok(Self {
            numbers: (low, distribution.mean(), high),
            distribution,
            shape: Shape::Discrete,
            meaning: RangeMeaning::MinMax,
            assumed_shape: false,
            assumed_meaning: false,
            assumed_weights,
        })
    }

    /// The distribution.
    pub const fn distribution(&self) -> &Distribution {
        &self.distribution
    }

    /// The shape, stated or taken.
    pub const fn shape(&self) -> Shape {
        self.shape
    }

    /// What low and high mean, stated or taken.
    pub const fn meaning(&self) -> RangeMeaning {
        self.meaning
    }

    /// What was taken for want of a statement, in words; nothing where the estimate says all.
    pub fn assumptions(&self) -> Option<String> {
        let taken = [
            self.assumed_shape.then(|| "shape not stated, PERT taken".to_owned()),
            self.assumed_meaning
                .then(|| format!("meaning of low and high not stated, {} taken", range_words(self.meaning))),
            self.assumed_weights.then(|| "weights not stated, equal ones taken".to_owned()),
        ];
        let taken: Vec<_> = taken.into_iter().flatten().collect();
        (!taken.is_empty() && self.distribution.constant_value().is_none()).then(|| taken.join("; "))
    }

    pub(super) const fn numbers(&self) -> (f64, f64, f64) {
        self.numbers
    }
}

/// The share that lies outside the range at each end; none where nothing does.
pub(super) const fn tail_share(meaning: RangeMeaning) -> Option<f64> {
    match meaning {
        RangeMeaning::MinMax => None,
        RangeMeaning::P10P90 => Some(0.1),
        RangeMeaning::P5P95 => Some(0.05),
    }
}

/// An estimate has a central value where a triangular law has a mode.
fn as_central(error: DistributionError) -> DistributionError {
    let name = |what| if what == "mode" { "central" } else { what };
    match error {
        DistributionError::OutOfRange { what, value, accepted } => {
            DistributionError::OutOfRange { what: name(what), value, accepted }
        }
        DistributionError::OutOfOrder { first, first_value, second, second_value } => {
            DistributionError::OutOfOrder {
                first: name(first),
                first_value,
                second: name(second),
                second_value,
            }
        }
        other => other,
    }
}

/// Which shapes have these three numbers under this meaning.
fn accepted(numbers: (f64, f64, f64), meaning: RangeMeaning) -> String {
    let words: Vec<_> = Shape::ALL
        .iter()
        .filter(|shape| fit(numbers, **shape, meaning).is_ok())
        .map(|shape| shape.word())
        .collect();
    match words.split_last() {
        None => "give the lowest and the highest value instead (min_max), which fit as pert".to_owned(),
        Some((only, [])) => format!("{only} would fit"),
        Some((last, rest)) => format!("{} or {last} would fit", rest.join(", ")),
    }
}

/// The distribution, or why there is none. The numbers are ascending and not all equal.
fn fit(numbers: (f64, f64, f64), shape: Shape, meaning: RangeMeaning) -> Result<Distribution, String> {
    match tail_share(meaning) {
        None => fit_to_ends(numbers, shape),
        Some(share) => fit_to_percentiles(numbers, shape, meaning, share),
    }
}

fn fit_to_ends((low, central, high): (f64, f64, f64), shape: Shape) -> Result<Distribution, String> {
    let at = (central - low) / (high - low);
    match shape {
        Shape::Uniform => Distribution::uniform(low, high),
        Shape::Triangular => Distribution::triangular(low, central, high),
        Shape::Pert => Distribution::pert(low, central, high),
        Shape::Beta => {
            let b = BETA_WEIGHT * ((high - central) / (high - low));
            return Distribution::beta_between(BETA_WEIGHT * at, b, low, high)
                .map_err(|_| "central is its mean, which cannot stand at an end".to_owned());
        }
        Shape::Normal | Shape::Lognormal => {
            return Err("it has no lowest and highest value (state p10_p90 or p5_p95)".to_owned());
        }
        Shape::Discrete => return Err(NEEDS_LIST.to_owned()),
    }
    .map_err(|error| error.to_string())
}

fn fit_to_percentiles(
    numbers: (f64, f64, f64),
    shape: Shape,
    meaning: RangeMeaning,
    share: f64,
) -> Result<Distribution, String> {
    let (low, central, high) = numbers;
    let width = high - low;
    let at = (central - low) / width;
    let symmetric = || {
        if (at - 0.5).abs() <= ROUNDING {
            return Ok(());
        }
        Err(format!("it is symmetric, and central is not the middle of the range, {}", low + width * 0.5))
    };
    match shape {
        Shape::Uniform => {
            symmetric()?;
            let outside = width * share / (1.0 - 2.0 * share);
            Distribution::uniform(low - outside, high + outside).map_err(|error| error.to_string())
        }
        Shape::Normal => {
            symmetric()?;
            Distribution::normal_between(low, high, meaning).map_err(|error| error.to_string())
        }
        Shape::Lognormal => {
            let law =
                Distribution::lognormal_between(low, high, meaning).map_err(|error| error.to_string())?;
            let (log_low, log_high) = (libm::log(low), libm::log(high));
            let off = libm::log(central) - 0.5 * (log_low + log_high);
            if off.abs() <= LOGNORMAL_ALLOWANCE * (log_high - log_low) {
                return Ok(law);
            }
            Err(format!("its median is the geometric mean of low and high, {}", law.quantile(0.5)))
        }
        Shape::Triangular => solved(numbers, share, (0.0, 1.0), |mode, low, width| {
            Distribution::triangular(low, low + width * mode, low + width)
        }),
        Shape::Pert => solved(numbers, share, (0.0, 1.0), |mode, low, width| {
            Distribution::pert(low, low + width * mode, low + width)
        }),
        Shape::Beta => {
            let least = LEAST_FITTED_SHAPE / BETA_WEIGHT;
            solved(numbers, share, (least, 1.0 - least), |mean, low, width| {
                let (a, b) = (BETA_WEIGHT * mean, BETA_WEIGHT * (1.0 - mean));
                Distribution::beta_between(a, b, low, low + width)
            })
        }
        Shape::Discrete => Err(NEEDS_LIST.to_owned()),
    }
}

/// Solves for the skew at which the median stands where `central` does between the two percentiles, and then for the
/// ends.
///
/// `law` makes the distribution of a skew (where its mode or mean stands, from 0 to 1), its low end and its width.
fn solved(
    (low, central, high): (f64, f64, f64),
    share: f64,
    (least, most): (f64, f64),
    law: impl Fn(f64, f64, f64) -> Result<Distribution, DistributionError>,
) -> Result<Distribution, String> {
    // What is asked for has these parameters within bounds, so the law of every skew can be had; were one not, its
    // percentiles are no numbers and no root is found.
    let percentiles = |skew: f64| match law(skew, 0.0, 1.0) {
        Ok(law) => (law.quantile(share), law.quantile(0.5), law.quantile(1.0 - share)),
        Err(_) => (f64::NAN, f64::NAN, f64::NAN),
    };
    let median_at = |skew: f64| {
        let (from, median, to) = percentiles(skew);
        (median - from) / (to - from)
    };
    let at = (central - low) / (high - low);
    let Some(skew) = bracketed_root(least, most, |skew| median_at(skew) - at) else {
        let place = |part: f64| low + (high - low) * part;
        return Err(format!(
            "it is too skew; with this shape the median is from {:.6} to {:.6}",
            place(median_at(least)),
            place(median_at(most))
        ));
    };
    let (from, _, to) = percentiles(skew);
    let width = (high - low) / (to - from);
    law(skew, low - width * from, width).map_err(|error| error.to_string())
}
