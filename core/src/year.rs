//! Financial years: 1 April to 31 March, written `2027/28`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// The first and last financial year the library will speak of.
const RANGE: std::ops::RangeInclusive<i16> = 1900..=2999;

/// A UK financial year, 1 April to 31 March.
///
/// ```
/// use options_appraisal::FinancialYear;
///
/// let year: FinancialYear = "2027/28".parse()?;
/// assert_eq!(year.next().to_string(), "2028/29");
/// assert_eq!(FinancialYear::starting(1999)?.to_string(), "1999/00");
/// # Ok::<(), options_appraisal::YearError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear(i16);

/// Text or a number that is no financial year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a financial year; write it as 2027/28, between 1900/01 and 2999/00")]
pub struct YearError(String);

impl FinancialYear {
    /// What stands for a year that could not be read: no year that can be written.
    pub(crate) const BLANK: Self = Self(0);

    /// The first year of an appraisal whose own could not be read.
    pub(crate) const STAND_IN: Self = Self(2026);

    /// The financial year that begins on 1 April of `year`.
    ///
    /// # Errors
    /// If the year is outside 1900 to 2999.
    pub fn starting(year: i16) -> Result<Self, YearError> {
        if RANGE.contains(&year) { Ok(Self(year)) } else { Err(YearError(year.to_string())) }
    }

    /// The financial year that holds a date.
    ///
    /// # Errors
    /// If the date lies outside 1900/01 to 2999/00.
    pub fn holding(date: Date) -> Result<Self, YearError> {
        Self::starting(if date.month() >= 4 { date.year() } else { date.year() - 1 })
    }

    /// The calendar year in which it begins.
    pub const fn start(self) -> i16 {
        self.0
    }

    /// The year after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The year before this one.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// The year `n` years after this one (before it, where `n` is negative).
    #[must_use]
    pub const fn plus(self, n: i16) -> Self {
        Self(self.0 + n)
    }

    /// How many years after `earlier` this one comes; negative where it comes before.
    pub const fn since(self, earlier: Self) -> i16 {
        self.0 - earlier.0
    }

    /// 1 April of the year.
    pub const fn first_day(self) -> Date {
        Date::constant(self.0, 4, 1)
    }

    /// 31 March, the last day of the year.
    pub const fn last_day(self) -> Date {
        Date::constant(self.0 + 1, 3, 31)
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1) % 100)
    }
}

impl FromStr for FinancialYear {
    type Err = YearError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || YearError(text.chars().take(40).collect());
        let (first, second) = text.split_once('/').ok_or_else(wrong)?;
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(first, 4) || !digits(second, 2) {
            return Err(wrong());
        }
        let start: i16 = first.parse().map_err(|_| wrong())?;
        let end: i16 = second.parse().map_err(|_| wrong())?;
        if !RANGE.contains(&start) || (start + 1) % 100 != end {
            return Err(wrong());
        }
        Ok(Self(start))
    }
}

impl Serialize for FinancialYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_reads_back_as_written() {
        for text in ["1999/00", "2027/28", "2099/00", "1900/01"] {
            assert_eq!(text.parse::<FinancialYear>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_year_is_refused() {
        for text in
            ["", "2027", "2027/29", "2027-28", "27/28", "2027/2028", "0000/01", "２０２７/28", "/", "+027/28"]
        {
            assert!(text.parse::<FinancialYear>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_year_turns_on_the_first_of_april() {
        let of = |y, m, d| FinancialYear::holding(Date::constant(y, m, d)).unwrap().to_string();
        assert_eq!(of(2025, 3, 31), "2024/25");
        assert_eq!(of(2025, 4, 1), "2025/26");
    }
}
