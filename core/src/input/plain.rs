//! The plain values of an input: texts, identifiers, dates, years, switches, and things kept under an id.

use std::fmt;
use std::ops::Deref;

use jiff::civil::Date;

use super::{Read, Stock, Write, under, wrong_kind};
use crate::address::Address;
use crate::date;
use crate::document::{Content, Node, Value};
use crate::problem::{Problem, Problems, as_shown};
use crate::year::FinancialYear;

/// The most characters of a text.
const LONGEST: usize = 2_000;
/// The most characters of an id.
const LONGEST_ID: usize = 64;
/// The most things under one key.
const MOST: usize = 5_000;

/// A text of an input: one line or more, without control characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Text(String);

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

/// A text of so many characters at most, with nothing in it that does not show.
pub(crate) fn read_text(
    node: &Node,
    at: &Address,
    problems: &mut Problems,
    longest: usize,
) -> Option<String> {
    let Content::Text(text) = &node.content else {
        problems.push(wrong_kind(node, at, "a text, in quotation marks"));
        return None;
    };
    // Control characters and marks that turn the direction of writing can make a document say what it does not.
    let hidden = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let what = if text.chars().any(hidden) {
        "has a control character"
    } else if text.chars().count() > longest {
        "is too long"
    } else if text.trim().is_empty() {
        "is empty"
    } else {
        return Some(text.clone());
    };
    let accepted = format!("1 to {longest} characters, without control characters");
    problems.push(Problem::new(at.clone(), what).accepted(accepted).at_line(node.line));
    None
}

impl Read for Text {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        read_text(node, at, problems, LONGEST).map(Self)
    }

    fn blank() -> Self {
        Self::default()
    }

    fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
        if node.is_none() {
            stock.chosen(at, self);
        }
    }
}

impl Write for Text {
    fn write(&self) -> Value {
        Value::Text(self.0.clone())
    }
}

/// The id of a thing: lower-case letters, digits and underscores, beginning with a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it stands for an id that could not be read.
    pub(crate) const fn is_blank(&self) -> bool {
        self.0.is_empty()
    }

    fn lawful(text: &str) -> bool {
        text.len() <= LONGEST_ID
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    }

    fn check(text: &str, at: &Address, line: Option<u32>, problems: &mut Problems) -> Option<Self> {
        if Self::lawful(text) {
            return Some(Self(text.to_owned()));
        }
        let shown: String =
            text.chars().take(40).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        problems.push(
            Problem::new(at.clone(), format!("\"{shown}\" is no id"))
                .accepted("lower-case letters, digits and underscores, beginning with a letter, at most 64")
                .at_line(line),
        );
        None
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl Read for Id {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let Content::Text(text) = &node.content else {
            problems.push(wrong_kind(node, at, "an id, in quotation marks"));
            return None;
        };
        Self::check(text, at, node.line, problems)
    }

    fn blank() -> Self {
        Self(String::new())
    }
}

impl Write for Id {
    fn write(&self) -> Value {
        Value::Text(self.0.clone())
    }
}

/// Things that are each kept under an id, in the order in which they were put.
///
/// ```
/// use options_appraisal::input::Keyed;
/// use options_appraisal::service::Cost;
///
/// let costs = Keyed::new().with("licences", Cost::new("Licences", 300)).with("travel", Cost::new("Travel", 900));
/// assert_eq!(costs.ids().collect::<Vec<_>>(), ["licences", "travel"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyed<T>(Vec<(Id, T)>);

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Keyed<T> {
    /// None.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one under an id, which must not be there yet; loading says so where it is.
    #[must_use]
    pub fn with(mut self, id: impl Into<Id>, thing: T) -> Self {
        self.0.push((id.into(), thing));
        self
    }

    /// The things with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Id, &T)> + ExactSizeIterator {
        self.0.iter().map(|(id, thing)| (id, thing))
    }

    /// The thing under an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, thing)| thing)
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(|(id, _)| id.as_str())
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }
}

/// Refuses a list or a table that is longer than any appraisal needs.
fn few_enough(count: usize, node: &Node, at: &Address, problems: &mut Problems) -> Option<()> {
    if count <= MOST {
        return Some(());
    }
    let problem = Problem::new(at.clone(), format!("has {count} entries"));
    problems.push(problem.accepted(format!("at most {MOST}")).at_line(node.line));
    None
}

/// Gives each entry of a table to its reader, with its id where that is one. Compiled once and not once a type.
#[allow(clippy::type_complexity, reason = "the reader that is handed in has no other name")]
fn each_entry(
    node: &Node,
    at: &Address,
    problems: &mut Problems,
    read: &mut dyn FnMut(Option<Id>, &Node, &Address, &mut Problems),
) -> Option<()> {
    let Content::Table(entries) = &node.content else {
        problems.push(wrong_kind(node, at, "a table with an id for each"));
        return None;
    };
    few_enough(entries.len(), node, at, problems)?;
    for (key, node) in entries {
        let at = at.join(key);
        let id = Id::check(key, &at, node.line, problems);
        read(id, node, &at, problems);
    }
    Some(())
}

/// The same of a list.
fn each_item(
    node: &Node,
    at: &Address,
    problems: &mut Problems,
    read: &mut dyn FnMut(&Node, &Address, &mut Problems),
) -> Option<()> {
    let Content::List(items) = &node.content else {
        problems.push(wrong_kind(node, at, "a list, in square brackets"));
        return None;
    };
    few_enough(items.len(), node, at, problems)?;
    for (i, item) in items.iter().enumerate() {
        read(item, &at.join(i + 1), problems);
    }
    Some(())
}

impl<T: Read> Read for Keyed<T> {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut all = Vec::new();
        each_entry(node, at, problems, &mut |id, node, at, problems| {
            let thing = T::read(node, at, problems).unwrap_or_else(T::blank);
            all.extend(id.map(|id| (id, thing)));
        })?;
        Some(Self(all))
    }

    fn blank() -> Self {
        Self::default()
    }

    fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
        for (id, thing) in &self.0 {
            thing.take_stock(under(node, id.as_str()), &at.join(id), stock);
        }
    }
}

impl<T: Write> Write for Keyed<T> {
    fn write(&self) -> Value {
        Value::Table(self.0.iter().map(|(id, thing)| (id.to_string(), thing.write())).collect())
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut all = Self::new();
        each_item(node, at, problems, &mut |item, at, problems| {
            all.push(T::read(item, at, problems).unwrap_or_else(T::blank));
        })?;
        Some(all)
    }

    fn blank() -> Self {
        Self::new()
    }

    fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
        for (place, item) in self.iter().enumerate() {
            item.take_stock(node, &at.join(place + 1), stock);
        }
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self) -> Value {
        Value::List(self.iter().map(Write::write).collect())
    }
}

impl Read for bool {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        if let Content::Bool(value) = node.content {
            return Some(value);
        }
        problems.push(wrong_kind(node, at, "true or false, without quotation marks"));
        None
    }

    fn blank() -> Self {
        false
    }

    fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
        if node.is_none() {
            stock.chosen(at, self);
        }
    }
}

impl Write for bool {
    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

impl Read for u32 {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let number = match &node.content {
            Content::Number(text) => text.replace('_', "").parse().ok().filter(|number| *number <= 1_000_000),
            _ => None,
        };
        if number.is_none() {
            let problem = match &node.content {
                Content::Number(_) => {
                    Problem::new(at.clone(), "is not a whole number in range").at_line(node.line)
                }
                _ => wrong_kind(node, at, ""),
            };
            problems.push(problem.accepted("a whole number from 0 to 1000000"));
        }
        number
    }

    fn blank() -> Self {
        1
    }

    fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
        if node.is_none() {
            stock.chosen(at, self);
        }
    }
}

impl Write for u32 {
    fn write(&self) -> Value {
        Value::Number(self.to_string())
    }
}

impl Read for FinancialYear {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let Content::Text(text) = &node.content else {
            problems.push(wrong_kind(node, at, "a financial year such as \"2027/28\", in quotation marks"));
            return None;
        };
        text.parse()
            .map_err(|_| {
                let shown = as_shown(text, 40);
                problems.push(
                    Problem::new(at.clone(), format!("\"{shown}\" is not a financial year"))
                        .accepted("two years that follow one another, such as \"2027/28\"")
                        .at_line(node.line),
                );
            })
            .ok()
    }

    fn blank() -> Self {
        Self::BLANK
    }
}

impl Write for FinancialYear {
    fn write(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl Read for Date {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let (Content::Text(text) | Content::Date(text)) = &node.content else {
            problems.push(wrong_kind(node, at, "a date such as 2027-10-01"));
            return None;
        };
        let date = date::parse(text);
        let date = date.filter(|date| FinancialYear::holding(*date).is_ok());
        if date.is_none() {
            let problem = Problem::new(at.clone(), "is not a date");
            problems.push(problem.accepted("year, month and day, such as 2027-10-01").at_line(node.line));
        }
        date
    }

    fn blank() -> Self {
        FinancialYear::BLANK.first_day()
    }
}

impl Write for Date {
    fn write(&self) -> Value {
        Value::Text(date::written(*self))
    }
}
