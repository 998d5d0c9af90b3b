//! What stands in a column.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::year::FinancialYear;

/// Words of which the same few come again and again: each once, and for each row its place among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words: years in their order, all else in the order in which it comes.
    pub words: Vec<String>,
    /// For each row the place of its word; none where there is nothing.
    pub places: Vec<Option<u32>>,
}

impl Words {
    /// The word of a row.
    pub fn get(&self, row: usize) -> Option<&str> {
        let place = self.places.get(row).copied().flatten()?;
        self.words.get(usize::try_from(place).ok()?).map(String::as_str)
    }
}

/// The cells of a column, all of one type.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Ids, kinds and names: what rows are put together by.
    Words(Words),
    /// Financial years. All years that the table could have are among the words, in their order.
    Years(Words),
    /// Sentences.
    Texts(Vec<Option<String>>),
    /// Exact numbers, all with so many places after the point.
    Numbers {
        /// The places.
        places: u32,
        /// The numbers.
        values: Vec<Option<Decimal>>,
    },
    /// Numbers in binary floating point: what comes of draws.
    Floats(Vec<Option<f64>>),
    /// Whole numbers.
    Counts(Vec<Option<i64>>),
    /// True or false.
    Switches(Vec<Option<bool>>),
}

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Nothing,
    /// A word, a year or a sentence.
    Text(&'a str),
    /// An exact number.
    Number(Decimal),
    /// A number in binary floating point.
    Float(f64),
    /// A whole number.
    Count(i64),
    /// True or false.
    Switch(bool),
}

impl Cells {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Words(words) | Self::Years(words) => words.places.len(),
            Self::Texts(all) => all.len(),
            Self::Numbers { values, .. } => values.len(),
            Self::Floats(all) => all.len(),
            Self::Counts(all) => all.len(),
            Self::Switches(all) => all.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The type, in a word: `word`, `year`, `text`, `decimal`, `float`, `count` or `switch`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Words(_) => "word",
            Self::Years(_) => "year",
            Self::Texts(_) => "text",
            Self::Numbers { .. } => "decimal",
            Self::Floats(_) => "float",
            Self::Counts(_) => "count",
            Self::Switches(_) => "switch",
        }
    }

    /// Whether they are numbers, which stand to the right.
    pub const fn are_numbers(&self) -> bool {
        matches!(self, Self::Numbers { .. } | Self::Floats(_) | Self::Counts(_))
    }

    /// The cell of a row; nothing beyond the last.
    pub fn get(&self, row: usize) -> Cell<'_> {
        let found = match self {
            Self::Words(words) | Self::Years(words) => words.get(row).map(Cell::Text),
            Self::Texts(all) => all.get(row).and_then(Option::as_deref).map(Cell::Text),
            Self::Numbers { values, .. } => values.get(row).copied().flatten().map(Cell::Number),
            Self::Floats(all) => all.get(row).copied().flatten().map(Cell::Float),
            Self::Counts(all) => all.get(row).copied().flatten().map(Cell::Count),
            Self::Switches(all) => all.get(row).copied().flatten().map(Cell::Switch),
        };
        found.unwrap_or(Cell::Nothing)
    }

    /// Exact numbers, with as many places as the longest has and at least so many. Numbers of such different sizes that no
    /// decimal of 38 digits holds all of them are given in binary floating point.
    pub(crate) fn numbers(least: u32, values: Vec<Option<Decimal>>) -> Self {
        let there = || values.iter().flatten();
        let places = there().map(Decimal::scale).max().unwrap_or(least).max(least);
        let held = there().all(|value| whole_units(*value, places).is_some());
        let all = Self::Numbers { places, values };
        if held { all } else { all.to_floats() }
    }

    /// Exact numbers as whole multiples of their last place, each of at most 38 digits; nothing for all other cells.
    pub fn units(&self) -> Vec<Option<i128>> {
        match self {
            Self::Numbers { places, values } => {
                values.iter().map(|value| whole_units((*value)?, *places)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The same in binary floating point, where they are exact numbers: the nearest to each.
    #[must_use]
    pub fn to_floats(&self) -> Self {
        match self {
            Self::Numbers { values, .. } => {
                Self::Floats(values.iter().map(|value| value.map(to_float)).collect())
            }
            other => other.clone(),
        }
    }
}

/// The powers of ten that binary floating point holds exactly.
const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];
/// Whole numbers up to this one are exact in binary floating point.
const EXACT_WHOLE: u64 = 1 << 53;

/// The number of binary floating point that is nearest to a decimal.
#[allow(clippy::cast_precision_loss, reason = "the whole number is below 2^53")]
pub(crate) fn to_float(value: Decimal) -> f64 {
    // One division of two exact numbers is rounded once: that is the nearest.
    let whole = value.mantissa();
    let power = usize::try_from(value.scale()).ok().and_then(|scale| EXACT_POWERS.get(scale));
    match power {
        Some(power) if whole.unsigned_abs() <= u128::from(EXACT_WHOLE) => whole as f64 / power,
        _ => value.to_string().parse().ok().or_else(|| value.to_f64()).unwrap_or_default(),
    }
}

/// The most digits of a decimal in Arrow, and so everywhere.
const MOST_UNITS: u128 = 10_u128.pow(38) - 1;

/// A number as a multiple of its last place; none where it has too many digits.
fn whole_units(value: Decimal, places: u32) -> Option<i128> {
    let factor = 10_i128.checked_pow(places.checked_sub(value.scale())?)?;
    value.mantissa().checked_mul(factor).filter(|units| units.unsigned_abs() <= MOST_UNITS)
}

/// The words of years, for which the places are counted from the first.
pub(super) fn year_words(years: &[FinancialYear]) -> Vec<String> {
    years.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_becomes_the_nearest_float() {
        // What the compiler makes of the same text is the nearest by the rules of the language.
        let dec = |text: &str| text.parse::<Decimal>().unwrap();
        let same =
            |text: &str, float: f64| assert_eq!(to_float(dec(text)).to_bits(), float.to_bits(), "{text}");
        same("0.10", 0.1);
        same("-12345.67", -12_345.67);
        same("0", 0.0);
        same("90071992547409.93", 90_071_992_547_409.93);
        same("1234567890123456789.01", 1_234_567_890_123_456_789.01);
        same("0.0000000000000000000000000003", 3e-28);
    }

    #[test]
    fn numbers_take_the_places_of_the_longest() {
        let dec = |text: &str| text.parse::<Decimal>().unwrap();
        let cells = Cells::numbers(2, vec![Some(dec("1.5")), None, Some(dec("-0.1234"))]);
        assert!(matches!(cells, Cells::Numbers { places: 4, .. }));
        assert_eq!(cells.units(), [Some(15_000), None, Some(-1_234)]);
        // 29 digits before the point and 28 after it are more than 38.
        let apart = Cells::numbers(2, vec![Some(Decimal::MAX), Some(dec("0.0000000000000000000000000001"))]);
        assert_eq!(apart.kind(), "float");
    }
}
