//! Why a distribution cannot be had.

use crate::input::{RangeMeaning, Shape};

/// What is wrong with the parameters of a distribution, and what would be accepted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DistributionError {
    /// A parameter outside the range in which it has a meaning.
    #[error("{what} is {value}; {accepted}")]
    OutOfRange {
        /// Which parameter.
        what: &'static str,
        /// What it was.
        value: f64,
        /// What would be accepted.
        accepted: &'static str,
    },
    /// Two parameters in the wrong order.
    #[error("{first} {first_value} is above {second} {second_value}; give them in ascending order")]
    OutOfOrder {
        /// The one that should be lower.
        first: &'static str,
        /// What it was.
        first_value: f64,
        /// The one that should be higher.
        second: &'static str,
        /// What it was.
        second_value: f64,
    },
    /// Too few or too many values in a list.
    #[error("{what}: there are {count}; give from 1 to {most}")]
    Count {
        /// Which list.
        what: &'static str,
        /// How many there were.
        count: usize,
        /// The most that is taken.
        most: usize,
    },
    /// Two lists that go together, of different lengths.
    #[error("there are {values} values and {weights} weights; give one weight for each value")]
    LengthsDiffer {
        /// How many values.
        values: usize,
        /// How many weights.
        weights: usize,
    },
    /// No distribution of the shape has these three numbers under this meaning.
    #[error("no {shape} fits low {low}, central {central}, high {high} as {range}: {why}; {accepted}")]
    NoFit {
        /// The shape.
        shape: Shape,
        /// What low and high mean, in words.
        range: &'static str,
        /// The low value.
        low: f64,
        /// The central value.
        central: f64,
        /// The high value.
        high: f64,
        /// Why not.
        why: String,
        /// What would fit.
        accepted: String,
    },
}

/// What low and high mean, in the words of an error or a description.
pub(super) const fn range_words(meaning: RangeMeaning) -> &'static str {
    match meaning {
        RangeMeaning::MinMax => "lowest and highest value",
        RangeMeaning::P10P90 => "10th and 90th percentile",
        RangeMeaning::P5P95 => "5th and 95th percentile",
    }
}
