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
    /// The same as [`MethodError::OutOfRange`], of a number in floating point, which stands here as its text.
    #[error("{what} is {value}; {accepted}")]
    RealOutOfRange {
        /// Which argument.
        what: &'static str,
        /// What it was.
        value: String,
        /// What would be taken.
        accepted: &'static str,
    },
    /// An entry of a list that is infinite or not a number.
    #[error("{what}: entry {place}, counted from 0, is {value}; give finite numbers")]
    NotFinite {
        /// Which argument.
        what: &'static str,
        /// Which entry, counted from 0.
        place: usize,
        /// What it was.
        value: String,
    },
    /// Two entries of a correlation matrix that stand for one pair and differ, or a pair that is no correlation.
    #[error("{what}, row {row}, column {column}, counted from 0: {value}; {accepted}")]
    Entry {
        /// Which matrix.
        what: &'static str,
        /// The row, counted from 0.
        row: usize,
        /// The column, counted from 0.
        column: usize,
        /// What stands there.
        value: String,
        /// What would be taken.
        accepted: &'static str,
    },
    /// Correlations that no set of variables can have together.
    #[error(
        "the correlations cannot hold together: look first at inputs {first} and {second}, counted from 0, given as {given}; the nearest set that can hold has {nearest} there"
    )]
    NotTogether {
        /// The one input of the pair to look at, counted from 0.
        first: usize,
        /// The other.
        second: usize,
        /// The correlation that was given for the pair.
        given: Decimal,
        /// What the nearest correlation matrix has for it, to four places.
        nearest: Decimal,
    },
    /// Columns of which one is a sum of multiples of the others, so that they cannot be told apart.
    #[error(
        "{what}: column {column}, counted from 0, follows from the columns before it; give columns that vary on their own"
    )]
    Dependent {
        /// Which table.
        what: &'static str,
        /// The column, counted from 0.
        column: usize,
    },
}
