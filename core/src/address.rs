//! Addresses: the one name of every input and every row.

use std::fmt;

use serde::{Serialize, Serializer};

/// The most characters of a part of an address.
const LONGEST_PART: usize = 300;

/// The one name of an input or a row, the same in the input file, in errors, in overrides and in explanations.
///
/// Parts are joined by dots: `service.income.room_hire.amount`. Things that have an id are addressed by the id and
/// never by position.
///
/// ```
/// use options_appraisal::Address;
///
/// let income = Address::root().join("service").join("income");
/// assert_eq!(income.join("room_hire").to_string(), "service.income.room_hire");
/// assert!(income.join("room_hire").is_at_or_below(&income));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// The address of the whole document.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// An address from its text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The address of a part of this.
    ///
    /// A part may be a key that somebody wrote, and an address is printed: control characters and marks that turn the
    /// direction of writing become `\u{fffd}`, and what is longer than 300 characters is cut off.
    #[must_use]
    pub fn join(&self, part: impl fmt::Display) -> Self {
        let part = printable(part.to_string());
        if self.0.is_empty() { Self(part) } else { Self(format!("{}.{part}", self.0)) }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the address of the whole document.
    pub const fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The last part of the address.
    pub fn last(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or_default()
    }

    /// Whether this is `other`, or a part of it.
    pub fn is_at_or_below(&self, other: &Self) -> bool {
        other.is_root()
            || self.0.strip_prefix(&other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

fn printable(part: String) -> String {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if part.len() <= LONGEST_PART && !part.chars().any(hidden) {
        return part;
    }
    part.chars().take(LONGEST_PART).map(|c| if hidden(c) { '\u{fffd}' } else { c }).collect()
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "(the document)" } else { &self.0 })
    }
}

impl From<&str> for Address {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
