//! A result as of a day: which of its national figures are others today.

use serde::Serialize;

use super::result::{Audit, Penny};
use crate::money;
use crate::rules::Figure;
use crate::year::FinancialYear;

/// A national figure that was another one on the day of the question than it is today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Superseded {
    /// The address of the figure.
    pub address: String,
    /// What it is.
    pub label: String,
    /// Its unit. Shares and rates are fractions of one.
    pub unit: String,
    /// The year for which it was read.
    pub year: FinancialYear,
    /// The value as of the day, which the result has.
    pub then: Penny,
    /// The value with all that has been published since; left out where the year, which was projected then, has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Penny>,
    /// All of that in words.
    pub text: String,
}

/// Decimal places of figures: those of the finest that are published, and two more for projections.
const PLACES: u32 = 6;

impl Superseded {
    /// A figure that was read as of a day, and the same with all that has been published since.
    pub(super) fn new(address: String, then: &Figure, now: Option<&Figure>) -> Self {
        let shown = |figure: &Figure| {
            let value = money::to_places(figure.value, PLACES).normalize();
            let how = figure.projected.as_ref().map(|how| format!(" ({how})"));
            format!("{value}{}", how.unwrap_or_default())
        };
        let after = now.map_or_else(|| "no value".to_owned(), shown);
        let penny = |figure: &Figure| Penny(money::to_places(figure.value, PLACES).normalize());
        Self {
            label: then.label.clone(),
            unit: then.unit.clone(),
            year: then.year,
            then: penny(then),
            now: now.map(penny),
            text: format!("{} in {}: {} then, {after} now", then.label, then.year, shown(then)),
            address,
        }
    }
}

impl Audit {
    /// Of which day the figures are, in a sentence, and how many of them are others today; nothing where the question
    /// names no day.
    pub(crate) fn as_of_in_words(&self) -> Option<String> {
        let day = self.as_of.as_ref()?;
        let since = match self.superseded.len() {
            0 => "None of those that are used has changed since.".to_owned(),
            1 => "One value that is used is another today; the result lists it.".to_owned(),
            count => format!("{count} values that are used are others today; the result lists them."),
        };
        Some(format!("The national figures are those that were known on {day}. {since}"))
    }
}
