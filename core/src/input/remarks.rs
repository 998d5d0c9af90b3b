//! What is said of an estimate beside its numbers: its shape, where it comes from, who made it and who signed it.

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::estimate::{Bounds, Confidence, Evidence, RangeMeaning, Shape};
use super::{Fields, Read, Text, Write, wrong_kind};
use crate::address::Address;
use crate::date;
use crate::document::{Content, Node, Value};
use crate::problem::{Problem, Problems, as_shown};
use crate::year::FinancialYear;

/// The keys of an estimate that are no numbers of it.
pub(super) const KEYS: &[&str] =
    &["source", "confidence", "evidence", "note", "who", "when", "signed_by", "signed_on", "signed_value"];

/// What is said of an estimate beside its numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// The shape of the uncertainty.
    pub shape: Option<Shape>,
    /// What low and high mean.
    pub meaning: Option<RangeMeaning>,
    /// Where the value comes from.
    pub source: Option<Text>,
    /// How far its author trusts it.
    pub confidence: Option<Confidence>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
    /// Why it is so.
    pub note: Option<Text>,
    /// Who made the estimate.
    pub who: Option<Text>,
    /// When it was made.
    pub when: Option<When>,
    /// Who signed the value, and when.
    pub signature: Option<Signature>,
}

/// When an estimate was made: a day, or a month.
///
/// ```
/// use options_appraisal::input::When;
///
/// assert_eq!("2026-09".parse(), Ok(When::Month { year: 2026, month: 9 }));
/// assert_eq!("2026-09-30".parse::<When>().map(|day| day.to_string()).as_deref(), Ok("2026-09-30"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// A day.
    Day(Date),
    /// A month of a calendar year.
    Month {
        /// The calendar year.
        year: i16,
        /// The month, from 1 to 12.
        month: i8,
    },
}

/// Who signed a value, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub by: Text,
    /// The day on which it was signed.
    pub on: Date,
    /// The value that was signed, where the input states it.
    pub value: Option<Decimal>,
}

impl std::str::FromStr for When {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let within = |date: &Date| FinancialYear::holding(*date).is_ok();
        if let Some(date) = date::parse(text).filter(within) {
            return Ok(Self::Day(date));
        }
        let first = (text.len() == "2026-09".len()).then(|| date::parse(&format!("{text}-01"))).flatten();
        first
            .filter(within)
            .map(|first| Self::Month { year: first.year(), month: first.month() })
            .ok_or("a day such as 2026-09-30, or a month such as \"2026-09\"")
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => f.write_str(&date::written(*day)),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
        }
    }
}

impl Read for When {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let (Content::Text(text) | Content::Date(text)) = &node.content else {
            problems.push(wrong_kind(node, at, "a day such as 2026-09-30, or a month such as \"2026-09\""));
            return None;
        };
        text.parse()
            .map_err(|accepted: &str| {
                let what = format!("\"{}\" is neither a day nor a month", as_shown(text, 40));
                problems.push(Problem::new(at.clone(), what).accepted(accepted).at_line(node.line));
            })
            .ok()
    }

    fn blank() -> Self {
        Self::Day(FinancialYear::BLANK.first_day())
    }
}

impl Write for When {
    fn write(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl Signature {
    /// A signature of whatever value stands beside it.
    pub fn new(by: impl Into<Text>, on: Date) -> Self {
        Self { by: by.into(), on, value: None }
    }
}

impl Remarks {
    /// Reads the remarks of a table.
    pub(super) fn read(fields: &Fields<'_>, bounds: &Bounds, at: &Address, problems: &mut Problems) -> Self {
        Self {
            shape: fields.optional("shape", problems),
            meaning: fields.optional("range", problems),
            source: fields.optional("source", problems),
            confidence: fields.optional("confidence", problems),
            evidence: fields.optional("evidence", problems),
            note: fields.optional("note", problems),
            who: fields.optional("who", problems),
            when: fields.optional("when", problems),
            signature: signature(fields, bounds, at, problems),
        }
    }

    /// Writes what is said of the numbers' meaning; the rest follows after the numbers.
    pub(super) fn write_rest(&self, add: &mut dyn FnMut(&str, Option<Value>)) {
        add("source", self.source.as_ref().map(Write::write));
        add("confidence", self.confidence.as_ref().map(Write::write));
        add("evidence", self.evidence.as_ref().map(Write::write));
        add("note", self.note.as_ref().map(Write::write));
        add("who", self.who.as_ref().map(Write::write));
        add("when", self.when.as_ref().map(Write::write));
        let signature = self.signature.as_ref();
        add("signed_by", signature.map(|signature| signature.by.write()));
        add("signed_on", signature.map(|signature| signature.on.write()));
        let value = signature.and_then(|signature| signature.value);
        add("signed_value", value.map(|value| Value::Number(value.to_string())));
    }
}

/// A signature is a name and a day; the value that was signed may be stated beside them.
fn signature(
    fields: &Fields<'_>,
    bounds: &Bounds,
    at: &Address,
    problems: &mut Problems,
) -> Option<Signature> {
    let by: Option<Text> = fields.optional("signed_by", problems);
    let on: Option<Date> = fields.optional("signed_on", problems);
    let stated = fields.take("signed_value");
    let value = stated.and_then(|node| bounds.number(node, &at.join("signed_value"), problems));
    let missing = match (&by, on) {
        (Some(_), None) => "signed_on",
        (None, Some(_)) => "signed_by",
        (None, None) if stated.is_some() => "signed_by",
        _ => return by.zip(on).map(|(by, on)| Signature { by, on, value }),
    };
    let problem = Problem::new(at.join(missing), "is missing beside the rest of the signature");
    problems.push(problem.accepted("signed_by and signed_on together, or neither").at_line(fields.line()));
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{self, Format};
    use crate::input::{Estimate, Pounds};

    fn read(text: &str) -> Result<Estimate<Pounds>, Problems> {
        let node = document::read(text, Format::Toml).unwrap();
        let Content::Table(entries) = &node.content else { panic!("no table") };
        let mut problems = Problems::new();
        let read = Estimate::read(&entries[0].1, &Address::new("hire"), &mut problems);
        problems.or(read).map(Option::unwrap)
    }

    #[test]
    fn who_when_and_the_signature_are_kept_and_written_back() {
        for when in ["\"2026-09\"", "2026-09-30", "\"2026-09-30\""] {
            let text = format!(
                "hire = {{ central = 10.50, note = \"Two lets fewer\", who = \"A. Clerk\", when = {when}, \
                 signed_by = \"B. Treasurer\", signed_on = 2026-10-05, signed_value = 10.5 }}"
            );
            let hire = read(&text).unwrap();
            let signature = hire.signature().unwrap();
            assert_eq!(signature.by.as_str(), "B. Treasurer");
            assert_eq!(signature.on, Date::constant(2026, 10, 5));
            assert_eq!(signature.value, Some(Decimal::new(105, 1)));
            let again = document::from_value(&hire.write()).unwrap();
            let mut problems = Problems::new();
            let again = Estimate::<Pounds>::read(&again, &Address::new("hire"), &mut problems).unwrap();
            assert_eq!((again.central(), again.signature()), (hire.central(), hire.signature()));
            assert_eq!(again.write(), hire.write());
            let Value::Table(written) = hire.write() else { panic!("no table") };
            let keys: Vec<&str> = written.iter().map(|(key, _)| key.as_str()).collect();
            assert_eq!(keys, ["central", "note", "who", "when", "signed_by", "signed_on", "signed_value"]);
        }
    }

    #[test]
    fn half_a_signature_and_what_is_no_day_are_refused() {
        for (text, address) in [
            ("signed_by = \"B\"", "hire.signed_on"),
            ("signed_on = 2026-10-05", "hire.signed_by"),
            ("signed_value = 4", "hire.signed_by"),
            ("signed_by = \"B\", signed_on = \"October\"", "hire.signed_on"),
            ("signed_by = \"B\", signed_on = 2026-10-05, signed_value = -4", "hire.signed_value"),
            ("when = \"2026-13\"", "hire.when"),
            ("when = \"Sept 2026\"", "hire.when"),
            ("when = 2026", "hire.when"),
            ("who = \"\"", "hire.who"),
        ] {
            let problems = read(&format!("hire = {{ central = 1, {text} }}")).unwrap_err();
            let found: Vec<&str> = problems.iter().map(|problem| problem.address.as_str()).collect();
            assert_eq!(found, [address], "{text}");
        }
    }
}
