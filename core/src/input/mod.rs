//! How an input is put: what a record, an estimate and a schedule are, and how each is read, written and described.
//!
//! A type of the input is declared once, with `record!` or `choice!`, and from that declaration come the typed value,
//! its builder, its reader (which reports every problem, with address and line), its writer and its schema.

mod apart;
pub(crate) mod choice;
mod estimate;
mod listed;
mod place;
mod plain;
mod record;
mod remarks;
mod schedule;
#[cfg(feature = "schema")]
mod schema;
mod stock;
mod unit;

pub use apart::Apart;
pub(crate) use estimate::Origin;
pub use estimate::{Confidence, Estimate, Evidence, RangeMeaning, Shape, Spread};
pub use listed::Listed;
pub(crate) use plain::read_text;
pub use plain::{Id, Keyed, Text};
pub use remarks::{Remarks, Signature, When};
pub(crate) use schedule::OfFirst;
pub use schedule::{Schedule, Term, Then};
pub use unit::{
    Correlation, Count, Fte, Growth, HoursAWeek, HoursAYear, MoneyUnit, OfFigure, OutOf100, PaidHours,
    PerHour, PlainUnit, Points, Pounds, RateableValue, Share, Times, Unit, WeeksAYear, Years,
};

pub(crate) use choice::choice;
pub(crate) use place::Place;
pub(crate) use record::{Fields, KEY_NOT_KNOWN, check_whole, record};
#[cfg(feature = "schema")]
pub(crate) use schema::{describe, summary};
pub(crate) use stock::{Number, Stock, by_default, under};
pub(crate) use unit::{unit_named, unit_names};

use crate::address::Address;
use crate::document::{Node, Value};
use crate::problem::{Problem, Problems};

/// A type that can be read from a document. What is wrong goes to `problems`; `None` means that it could not be read.
pub(crate) trait Read: Sized {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self>;

    /// What stands in the place of a value that could not be read, so that whatever else is wrong is found in the same
    /// load. A problem is on record wherever one stands, so that no result is ever worked out from it.
    fn blank() -> Self;

    /// Notes the numbers that it states and what it leaves to the library. `node` is where it was read; there is none
    /// where nobody put it in.
    fn take_stock(&self, _node: Option<&Node>, _at: &Address, _stock: &mut Stock) {}
}

/// A type that can be written as a document, such that it reads back the same.
pub(crate) trait Write {
    fn write(&self) -> Value;

    /// Whether nobody put it in and the library's own default holds. Such a value is left out, so that it is read back
    /// as what it is.
    fn is_default(&self) -> bool {
        false
    }
}

/// The problem of a value of the wrong kind.
pub(crate) fn wrong_kind(node: &Node, at: &Address, expected: &str) -> Problem {
    Problem::new(at.clone(), format!("is {}", node.content.kind()))
        .accepted(expected.to_owned())
        .at_line(node.line)
}

/// The name of a list that is nearest to a misspelt one, if any is near.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(name, &known.into_iter().collect::<Vec<_>>())
}

fn nearest_of<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let name: String = name.chars().take(80).collect();
    known
        .iter()
        .copied()
        .map(|candidate| (strsim::damerau_levenshtein(&name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 2 + candidate.len() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// What would be accepted in the place of a name that is not known.
pub(crate) fn known_names<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    names_of(name, &known.into_iter().collect::<Vec<_>>())
}

fn names_of(name: &str, known: &[&str]) -> String {
    if let Some(near) = nearest_of(name, known) {
        format!("did you mean \"{near}\"?")
    } else if known.is_empty() {
        "there are none to choose from".to_owned()
    } else {
        format!("one of: {}", known[..known.len().min(24)].join(", "))
    }
}
