//! Addresses: the one name of every input and every row.

use std::fmt;

use serde::{Serialize, Serializer};

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
    #[must_use]
    pub fn join(&self, part: impl fmt::Display) -> Self {
        if self.0.is_empty() { Self(part.to_string()) } else { Self(format!("{}.{part}", self.0)) }
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
