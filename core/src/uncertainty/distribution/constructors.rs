//! The constructors of each shape, with their parameters checked.

use super::beta::{self, StandardBeta};
use super::event::Event;
use super::gamma::{self, StandardGamma};
use super::listed::{Discrete, Empirical};
use super::normal::normal_quantile;
use super::triangular::Triangular;
use super::{Distribution, DistributionError, Law, PERT_WEIGHT};
use crate::input::RangeMeaning;

type Result<T> = std::result::Result<T, DistributionError>;

/// The largest size of a parameter. Squares of it and products with it stay numbers.
const LARGEST: f64 = 1e100;

/// The most values of a discrete distribution.
const MOST_VALUES: usize = 10_000;

/// The most data of an empirical distribution.
const MOST_DATA: usize = 1_000_000;

impl Distribution {
    /// One value, for certain.
    ///
    /// # Errors
    /// If it is not a number of at most 1e100 in size.
    pub fn constant(value: f64) -> Result<Self> {
        Ok(Self::of(Law::Constant(checked("value", value)?)))
    }

    /// Every value from `low` to `high` as likely as any other; a constant where they are equal.
    ///
    /// # Errors
    /// If they are out of order or not numbers of at most 1e100 in size.
    pub fn uniform(low: f64, high: f64) -> Result<Self> {
        checked_order(("low", low), ("high", high))?;
        Ok(Self::of(if low < high { Law::Uniform { low, high } } else { Law::Constant(low) }))
    }

    /// Likeliest at `mode`, falling straight to nothing at `low` and `high`. The mode may stand at an end; a constant
    /// where all are equal.
    ///
    /// # Errors
    /// As [`Self::uniform`].
    ///
    /// ```
    /// use options_appraisal::uncertainty::distribution::Distribution;
    ///
    /// let cost = Distribution::triangular(80.0, 100.0, 150.0)?;
    /// assert_eq!(cost.mean(), 110.0);
    /// assert!((cost.quantile(0.5) - 108.166_998_673).abs() < 1e-9); // 150 - sqrt(70 * 50 / 2)
    /// # Ok::<(), options_appraisal::uncertainty::distribution::DistributionError>(())
    /// ```
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self> {
        checked_three(low, mode, high)?;
        Ok(Self::of(if low < high {
            Law::Triangular(Triangular { low, mode, high })
        } else {
            Law::Constant(low)
        }))
    }

    /// PERT: the beta law from `low` to `high` with the shape parameters `1 + 4 (mode - low) / (high - low)` and
    /// `1 + 4 (high - mode) / (high - low)`, whose mean is `(low + 4 mode + high) / 6`. The mode may stand at an end; a
    /// constant where all are equal.
    ///
    /// # Errors
    /// As [`Self::uniform`].
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Self> {
        checked_three(low, mode, high)?;
        if low >= high {
            return Ok(Self::of(Law::Constant(low)));
        }
        let a = 1.0 + PERT_WEIGHT * ((mode - low) / (high - low));
        let b = 1.0 + PERT_WEIGHT * ((high - mode) / (high - low));
        Ok(Self::of(Law::Beta { low, high, standard: StandardBeta::new(a, b), pert_mode: Some(mode) }))
    }

    /// The beta law with shape parameters `a` and `b`, from 0 to 1: what is known of a share after `a - 1` cases for and
    /// `b - 1` against, where nothing was known before.
    ///
    /// # Errors
    /// If a parameter is not from 0.01 to 1,000,000.
    pub fn beta(a: f64, b: f64) -> Result<Self> {
        Self::beta_between(a, b, 0.0, 1.0)
    }

    /// The beta law with shape parameters `a` and `b`, stretched to reach from `low` to `high`; a constant where those
    /// are equal.
    ///
    /// # Errors
    /// As [`Self::beta`] and [`Self::uniform`].
    pub fn beta_between(a: f64, b: f64, low: f64, high: f64) -> Result<Self> {
        const ACCEPTED: &str = "give a number from 0.01 to 1,000,000";
        for (what, value) in [("shape parameter a", a), ("shape parameter b", b)] {
            within(what, value, beta::SHAPES, ACCEPTED)?;
        }
        checked_order(("low", low), ("high", high))?;
        Ok(Self::of(if low < high {
            Law::Beta { low, high, standard: StandardBeta::new(a, b), pert_mode: None }
        } else {
            Law::Constant(low)
        }))
    }

    /// The normal law with this mean and standard deviation; a constant where the latter is nought.
    ///
    /// # Errors
    /// If the standard deviation is negative, or either is not a number of at most 1e100 in size.
    pub fn normal(mean: f64, sd: f64) -> Result<Self> {
        checked("mean", mean)?;
        within("standard deviation", sd, (0.0, LARGEST), "give 0 or more, up to 1e100")?;
        Ok(Self::of(if sd > 0.0 { Law::Normal { mean, sd } } else { Law::Constant(mean) }))
    }

    /// The lognormal law whose logarithm has this mean and standard deviation; a constant where the latter is nought.
    ///
    /// # Errors
    /// If the mean is not from -200 to 200, or the standard deviation is not from 0 to 10.
    pub fn lognormal(log_mean: f64, log_sd: f64) -> Result<Self> {
        within("mean of the logarithm", log_mean, (-200.0, 200.0), "give a number from -200 to 200")?;
        within("standard deviation of the logarithm", log_sd, (0.0, 10.0), "give a number from 0 to 10")?;
        Ok(Self::of(if log_sd > 0.0 {
            Law::Lognormal { log_mean, log_sd }
        } else {
            Law::Constant(libm::exp(log_mean))
        }))
    }

    /// The lognormal law with this mean and standard deviation of the value itself:
    /// `s^2 = ln(1 + (sd / mean)^2)`, `mu = ln mean - s^2 / 2`. A constant where `sd` is nought.
    ///
    /// # Errors
    /// If the mean is not above 0, the standard deviation is negative, or [`Self::lognormal`] refuses what follows.
    pub fn lognormal_from_mean_sd(mean: f64, sd: f64) -> Result<Self> {
        positive("mean", mean)?;
        within("standard deviation", sd, (0.0, LARGEST), "give 0 or more, up to 1e100")?;
        if sd <= 0.0 {
            return Self::constant(mean);
        }
        let square = libm::log1p(sd / mean * (sd / mean));
        Self::lognormal(libm::log(mean) - 0.5 * square, square.sqrt())
    }

    /// The lognormal law of which `low` and `high` are the percentiles that `meaning` states:
    /// `mu = (ln low + ln high) / 2`, `s = (ln high - ln low) / (2 z)`. A constant where they are equal.
    ///
    /// # Errors
    /// If `low` is not above 0, they are out of order, or `meaning` is that nothing lies outside.
    ///
    /// ```
    /// use options_appraisal::input::RangeMeaning;
    /// use options_appraisal::uncertainty::distribution::Distribution;
    ///
    /// let rent = Distribution::lognormal_between(5.0, 10.0, RangeMeaning::P5P95)?;
    /// assert!((rent.quantile(0.5) - 50_f64.sqrt()).abs() < 1e-12);
    /// # Ok::<(), options_appraisal::uncertainty::distribution::DistributionError>(())
    /// ```
    pub fn lognormal_between(low: f64, high: f64, meaning: RangeMeaning) -> Result<Self> {
        positive("low", low)?;
        checked_order(("low", low), ("high", high))?;
        let z = tail_z(meaning)?;
        if low >= high {
            return Self::constant(low);
        }
        // The width by the ratio: the difference of two near logarithms would lose digits.
        let width = if high - low < low { libm::log1p((high - low) / low) } else { libm::log(high / low) };
        Self::lognormal(libm::log(low) + 0.5 * width, width / (2.0 * z))
    }

    /// The normal law of which `low` and `high` are the percentiles that `meaning` states. A constant where they are
    /// equal.
    ///
    /// # Errors
    /// If they are out of order, or `meaning` is that nothing lies outside.
    pub fn normal_between(low: f64, high: f64, meaning: RangeMeaning) -> Result<Self> {
        checked_order(("low", low), ("high", high))?;
        let z = tail_z(meaning)?;
        Self::normal(low + (high - low) * 0.5, (high - low) / (2.0 * z))
    }

    /// The gamma law with this mean and standard deviation: shape `(mean / sd)^2`, scale `sd^2 / mean`. A constant where
    /// `sd` is nought.
    ///
    /// # Errors
    /// If the mean is not above 0, or `sd` is neither 0 nor from a thousandth of the mean to ten times the mean.
    pub fn gamma(mean: f64, sd: f64) -> Result<Self> {
        const ACCEPTED: &str = "give 0, or from a thousandth of the mean to ten times the mean";
        positive("mean", mean)?;
        within("standard deviation", sd, (0.0, LARGEST), ACCEPTED)?;
        if sd <= 0.0 {
            return Self::constant(mean);
        }
        let ratio = mean / sd;
        let (least, most) = gamma::SHAPES;
        // Ten times and a thousandth are to be taken whichever way their quotient rounds.
        let shape = ratio * ratio;
        if !(least * (1.0 - 1e-12)..=most * (1.0 + 1e-12)).contains(&shape) {
            return Err(DistributionError::OutOfRange {
                what: "standard deviation",
                value: sd,
                accepted: ACCEPTED,
            });
        }
        Ok(Self::of(Law::Gamma { standard: StandardGamma::new(shape), scale: sd / ratio }))
    }

    /// A Bernoulli event: 1 with this probability, and otherwise 0.
    ///
    /// # Errors
    /// If the probability is not from 0 to 1.
    pub fn bernoulli(probability: f64) -> Result<Self> {
        Self::event(probability, Self::of(Law::Constant(1.0)))
    }

    /// An event with an impact: nought unless it happens, and then a value of `impact`.
    ///
    /// A probability of 0 gives the constant 0, and of 1 the impact itself. The value rises with the uniform number that
    /// it is drawn by.
    ///
    /// # Errors
    /// If the probability is not from 0 to 1.
    ///
    /// ```
    /// use options_appraisal::uncertainty::distribution::Distribution;
    ///
    /// let repair = Distribution::event(0.2, Distribution::triangular(50.0, 100.0, 300.0)?)?;
    /// assert!((repair.mean() - 30.0).abs() < 1e-12); // 0.2 * 150
    /// # Ok::<(), options_appraisal::uncertainty::distribution::DistributionError>(())
    /// ```
    pub fn event(probability: f64, impact: Self) -> Result<Self> {
        within("probability", probability, (0.0, 1.0), "give a number from 0 to 1")?;
        if probability <= 0.0 {
            return Ok(Self::of(Law::Constant(0.0)));
        }
        if probability >= 1.0 {
            return Ok(impact);
        }
        Ok(Self::of(match impact.law {
            Law::Constant(value) => {
                Law::Discrete(Discrete::new(vec![(0.0, 1.0 - probability), (value, probability)]))
            }
            law => Law::Event(Box::new(Event::new(probability, Self::of(law)))),
        }))
    }

    /// Each value with a probability in proportion to its weight. A value given twice counts with both weights; a
    /// constant where only one value has any weight.
    ///
    /// # Errors
    /// If there is no value or more than 10,000, the lists differ in length, a value or a weight is not a number of at
    /// most 1e100 in size, a weight is negative, or all weights are nought.
    pub fn discrete(values: &[f64], weights: &[f64]) -> Result<Self> {
        counted("values", values.len(), MOST_VALUES)?;
        if values.len() != weights.len() {
            return Err(DistributionError::LengthsDiffer { values: values.len(), weights: weights.len() });
        }
        for value in values {
            checked("value", *value)?;
        }
        for weight in weights {
            within("weight", *weight, (0.0, LARGEST), "give 0 or more, up to 1e100")?;
        }
        if weights.iter().all(|weight| *weight <= 0.0) {
            return Err(DistributionError::OutOfRange {
                what: "sum of the weights",
                value: 0.0,
                accepted: "give at least one weight above 0",
            });
        }
        let law = Discrete::new(values.iter().copied().zip(weights.iter().copied()).collect());
        Ok(Self::of(match *law.values() {
            [only] => Law::Constant(only),
            _ => Law::Discrete(law),
        }))
    }

    /// What data have shown, read between the points by the type-7 rule: the quantiles are those of R, `NumPy` and
    /// spreadsheets, and nothing lies outside the data. A constant where all data are equal.
    ///
    /// # Errors
    /// If there are no data or more than 1,000,000, or one is not a number of at most 1e100 in size.
    pub fn empirical(data: &[f64]) -> Result<Self> {
        counted("data", data.len(), MOST_DATA)?;
        for value in data {
            checked("value", *value)?;
        }
        if data.iter().all(|value| value.total_cmp(&data[0]).is_eq()) {
            return Self::constant(data[0]);
        }
        Ok(Self::of(Law::Empirical(Empirical::new(data.to_vec()))))
    }

    const fn of(law: Law) -> Self {
        Self { law }
    }
}

/// How many standard deviations from the mean the stated percentiles of a normal law lie.
fn tail_z(meaning: RangeMeaning) -> Result<f64> {
    match super::fitted::tail_share(meaning) {
        Some(share) => Ok(-normal_quantile(share)),
        None => Err(DistributionError::OutOfRange {
            what: "the share outside the range",
            value: 0.0,
            accepted: "this shape has no highest value: state p10_p90 or p5_p95",
        }),
    }
}

fn within(what: &'static str, value: f64, (least, most): (f64, f64), accepted: &'static str) -> Result<f64> {
    if (least..=most).contains(&value) {
        Ok(value)
    } else {
        Err(DistributionError::OutOfRange { what, value, accepted })
    }
}

fn checked(what: &'static str, value: f64) -> Result<f64> {
    within(what, value, (-LARGEST, LARGEST), "give a number from -1e100 to 1e100")
}

fn positive(what: &'static str, value: f64) -> Result<f64> {
    within(what, value, (1e-100, LARGEST), "give a number above 0, from 1e-100 to 1e100")
}

fn counted(what: &'static str, count: usize, most: usize) -> Result<()> {
    if (1..=most).contains(&count) { Ok(()) } else { Err(DistributionError::Count { what, count, most }) }
}

fn checked_order(first: (&'static str, f64), second: (&'static str, f64)) -> Result<()> {
    checked(first.0, first.1)?;
    checked(second.0, second.1)?;
    if first.1 <= second.1 {
        return Ok(());
    }
    Err(DistributionError::OutOfOrder {
        first: first.0,
        first_value: first.1,
        second: second.0,
        second_value: second.1,
    })
}

fn checked_three(low: f64, mode: f64, high: f64) -> Result<()> {
    checked_order(("low", low), ("mode", mode))?;
    checked_order(("mode", mode), ("high", high))
}
