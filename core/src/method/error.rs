//! Why a formula has no answer.

use rust_decimal::Decimal;

/// What is wrong with the input of a formula, and what would be taken instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MethodError {
    /// A number outside the range in which the formula has a meaning.
    #[error("{what} is {value}; {accepted}")]
    OutOfRange {
        /// Which argument.
        what: &'static str,
        /// What it was.
        value: Decimal,
        /// What would be taken.
        accepted: &'static str,
    },
    /// Nothing where at least one value is needed.
    #[error("{what}: there is none; give at least one")]
    Empty {
        /// Which argument.
        what: &'static str,
    },
    /// More years, periods or items than a formula works through.
    #[error("{what}: {count} is too many; at most {most}")]
    TooMany {
        /// Which argument.
        what: &'static str,
        /// How many there were.
        count: usize,
        /// How many are taken.
        most: usize,
    },
    /// Two lists that go together year by year, of different lengths.
    #[error("{first} has {first_count} and {second} has {second_count}; give as many of each")]
    LengthsDiffer {
        /// The one list.
        first: &'static str,
        /// Its length.
        first_count: usize,
        /// The other list.
        second: &'static str,
        /// Its length.
        second_count: usize,
    },
    /// A list, or a pair of years, that must ascend and does not.
    #[error("{what}: {later} comes after {earlier}; give them in ascending order")]
    NotAscending {
        /// Which argument.
        what: &'static str,
        /// The year that comes first.
        earlier: usize,
        /// The year that comes next though it is not later.
        later: usize,
    },
    /// A result that no decimal holds.
    #[error("the result is larger than a decimal holds (7.9e28); give smaller amounts, rates or horizons")]
    TooLarge,
    /// Internal rates that cannot be told apart with the digits of a decimal, or within the work that is allowed.
    #[error(
        "the internal rates of {flows} flows cannot be told apart; give fewer flows, or compare net present values"
    )]
    RatesNotSeparated {
        /// How many flows there were.
        flows: usize,
    },
}
