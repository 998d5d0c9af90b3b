//! What is wrong with an input: where, why, and what would be accepted.

use std::fmt;

use serde::Serialize;

use crate::address::Address;

/// The most problems that one load reports; a file with more says how many were left out.
pub(crate) const MOST_REPORTED: usize = 200;

/// A text of the input as a message may show it: so many of its characters at most, and no control characters.
pub(crate) fn as_shown(text: &str, most: usize) -> String {
    text.chars().take(most).filter(|c| !c.is_control()).collect()
}

/// One thing that is wrong, with its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// Where: the address of the input or the row.
    pub address: Address,
    /// The line of the input text, counted from 1, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What would be accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
}

impl Problem {
    /// A problem at an address.
    pub fn new(address: impl Into<Address>, message: impl Into<String>) -> Self {
        Self { address: address.into(), line: None, message: message.into(), accepted: None }
    }

    /// Adds what would be accepted.
    #[must_use]
    pub fn accepted(mut self, accepted: impl Into<String>) -> Self {
        self.accepted = Some(accepted.into());
        self
    }

    /// Adds the line of the input text.
    #[must_use]
    pub const fn at_line(mut self, line: Option<u32>) -> Self {
        self.line = line;
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.address)?;
        if let Some(line) = self.line {
            write!(f, " (line {line})")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(accepted) = &self.accepted {
            write!(f, "; {accepted}")?;
        }
        Ok(())
    }
}

/// All that is wrong with an input, reported together.
///
/// As an error it prints one problem a line. It is never empty where it is returned as an error.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(transparent)]
///
/// ```
/// use options_appraisal::{Appraisal, Format};
///
/// let problems = Appraisal::load("service = 3", Format::Toml).unwrap_err();
/// for problem in &problems {
///     println!("{problem}");
/// }
/// assert!(problems.iter().any(|problem| problem.address.as_str() == "options" && problem.message == "is missing"));
/// ```
pub struct Problems(Vec<Problem>);

impl Problems {
    /// No problems yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        // A parser that has lost its way may say the same thing many times.
        if self.0.last() == Some(&problem) {
            return;
        }
        if self.0.len() < MOST_REPORTED {
            self.0.push(problem);
        } else if self.0.len() == MOST_REPORTED {
            self.0.push(Problem::new(
                Address::root(),
                format!("more than {MOST_REPORTED} problems; the rest are left out"),
            ));
        }
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// The problems in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// Gives each problem that has no line the one on which its address stands.
    #[must_use]
    pub(crate) fn located(mut self, line_of: impl Fn(&Address) -> Option<u32>) -> Self {
        for problem in self.0.iter_mut().filter(|problem| problem.line.is_none()) {
            problem.line = line_of(&problem.address);
        }
        self
    }

    /// Whether a problem stands at this address or below it.
    pub fn any_at(&self, address: &Address) -> bool {
        self.0.iter().any(|problem| problem.address.is_at_or_below(address))
    }

    /// The problems as a list in JSON, each with its address, line, message and what would be accepted.
    pub fn to_json(&self) -> String {
        // They hold nothing that JSON cannot hold.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The value, if nothing is wrong.
    ///
    /// # Errors
    /// These problems, if there are any.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl Extend<Problem> for Problems {
    fn extend<T: IntoIterator<Item = Problem>>(&mut self, problems: T) {
        for problem in problems {
            self.push(problem);
        }
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}
