//! Values by financial year, each in force from a day.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::date;
use crate::year::FinancialYear;

/// A value of one financial year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The financial year.
    pub year: FinancialYear,
    /// The day from which it is in force: often 6 April and not 1 April.
    pub from: Date,
    /// The value.
    pub value: Decimal,
}

/// The values of a figure, in the order of their days, with nothing between them made up.
///
/// ```
/// use jiff::civil::date;
/// use options_appraisal::rules::{Dated, DatedValues};
/// use options_appraisal::{Decimal, FinancialYear};
///
/// let of = |start, value| Dated { year: FinancialYear::starting(start).unwrap(), from: date(start, 4, 6), value: Decimal::from(value) };
/// let threshold = DatedValues::new(vec![of(2024, 9_100), of(2025, 5_000)], false);
/// assert_eq!(threshold.on(date(2025, 4, 5)), Some(Decimal::from(9_100)));
/// assert_eq!(threshold.on(date(2025, 4, 6)), Some(Decimal::from(5_000)));
/// assert_eq!(threshold.on(date(2026, 4, 6)), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedValues {
    values: Vec<Dated>,
    until_changed: bool,
}

impl DatedValues {
    /// Values in any order; where `until_changed` holds, the last one stays in force.
    pub fn new(values: Vec<Dated>, until_changed: bool) -> Self {
        let mut sorted: Vec<Dated> = Vec::with_capacity(values.len());
        // They are few, and mostly in order.
        for dated in values {
            sorted.insert(sorted.partition_point(|known| known.from <= dated.from), dated);
        }
        Self { values: sorted, until_changed }
    }

    /// The value of a financial year: the one that comes into force in it, or the last one before it where a value
    /// stays until it is changed.
    pub fn in_year(&self, year: FinancialYear) -> Option<&Dated> {
        let own = self.values.iter().find(|dated| dated.year == year);
        own.or_else(|| self.values.iter().rev().find(|dated| self.until_changed && dated.year < year))
    }

    /// The value in force on a day. A value lasts until the next one, and the last one to the end of its year.
    pub fn on(&self, day: Date) -> Option<Decimal> {
        let place = self.values.iter().rposition(|dated| dated.from <= day)?;
        let dated = &self.values[place];
        let lasts = self.until_changed || place + 1 < self.values.len() || day < next_year(dated.from);
        lasts.then_some(dated.value)
    }

    /// The mean of a financial year, weighted by the days on which each value was in force.
    pub fn day_weighted(&self, year: FinancialYear) -> Option<Decimal> {
        let (mut sum, mut days, mut day) = (Decimal::ZERO, 0_u32, year.first_day());
        while day <= year.last_day() {
            sum = sum.checked_add(self.on(day)?)?;
            days += 1;
            day = day.tomorrow().ok()?;
        }
        sum.checked_div(Decimal::from(days))
    }

    /// Whether a year has more than one value: a rate that changed half way.
    pub fn changes_within(&self, year: FinancialYear) -> bool {
        self.values.iter().filter(|dated| dated.year == year).count() > 1
    }

    /// The first and the last year that have a value.
    pub fn span(&self) -> Option<(FinancialYear, FinancialYear)> {
        Some((self.values.first()?.year, self.values.last()?.year))
    }

    /// Whether a value stays in force until the next one.
    pub const fn until_changed(&self) -> bool {
        self.until_changed
    }

    /// The values, by day.
    pub fn values(&self) -> &[Dated] {
        &self.values
    }
}

fn next_year(from: Date) -> Date {
    date::months_after(from, 12)
}
