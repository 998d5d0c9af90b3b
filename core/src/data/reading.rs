//! What became of the values of a table: which were read, which were put right, which were refused.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// The most problems of rows that are kept; the number of all is counted beyond it.
pub(super) const MOST_KEPT: usize = 10_000;

/// The most characters of a value that a problem shows.
const SHOWN: usize = 60;

/// One row or value of a table that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RowProblem {
    /// The line of the file on which the row begins, counted from 1. A row may take several lines.
    pub line: u32,
    /// The column, by its heading; none where the whole row is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What is wrong, and what was done about it.
    pub what: String,
    /// What would be accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
}

impl RowProblem {
    /// Something wrong with a whole row.
    pub(super) fn row(line: u32, what: impl Into<String>) -> Self {
        Self { line, column: None, what: what.into(), accepted: None }
    }

    /// Something wrong with a value.
    pub(super) fn value(line: u32, column: impl Into<String>, what: impl Into<String>) -> Self {
        Self { line, column: Some(column.into()), what: what.into(), accepted: None }
    }

    /// Adds what would be accepted.
    pub(super) fn accepted(mut self, accepted: impl Into<String>) -> Self {
        self.accepted = Some(accepted.into());
        self
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", {column}")?;
        }
        write!(f, ": {}", self.what)?;
        if let Some(accepted) = &self.accepted {
            write!(f, "; {accepted}")?;
        }
        Ok(())
    }
}

/// What became of the values of one column. The five numbers add up to the rows that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ColumnReading {
    /// The column, by its heading.
    pub column: String,
    /// Values taken as they stand.
    pub read: usize,
    /// Values taken after case, spaces or the spelling were put right: `La`, `Yes `.
    pub tidied: usize,
    /// Empty cells.
    pub blank: usize,
    /// Values that say in words that there is none: `[Unknown]`, `N/A`, `Varied by Schedule`.
    pub unstated: usize,
    /// Values that could not be read. Each is among the problems.
    pub refused: usize,
}

/// How one value was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Read,
    Tidied,
    Blank,
    Unstated,
    Refused,
}

/// The problems and the counts of a reading.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) problems: Vec<RowProblem>,
    pub(super) problems_in_all: usize,
    columns: BTreeMap<usize, ColumnReading>,
}

impl Tally {
    pub(super) fn problem(&mut self, problem: RowProblem) {
        self.problems_in_all += 1;
        if self.problems.len() < MOST_KEPT {
            self.problems.push(problem);
        }
    }

    pub(super) fn count(&mut self, place: usize, column: &str, taken: Taken) {
        let counts = self
            .columns
            .entry(place)
            .or_insert_with(|| ColumnReading { column: column.to_owned(), ..ColumnReading::default() });
        match taken {
            Taken::Read => counts.read += 1,
            Taken::Tidied => counts.tidied += 1,
            Taken::Blank => counts.blank += 1,
            Taken::Unstated => counts.unstated += 1,
            Taken::Refused => counts.refused += 1,
        }
    }

    /// The counts, in the order in which the columns stand in the file.
    pub(super) fn columns(self) -> (Vec<RowProblem>, usize, Vec<ColumnReading>) {
        (self.problems, self.problems_in_all, self.columns.into_values().collect())
    }
}

/// A value as a problem shows it: short, and nothing in it that turns a line or the direction of writing.
pub(super) fn shown(value: &str) -> String {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut text: String =
        value.chars().take(SHOWN).map(|c| if hidden(c) { '\u{fffd}' } else { c }).collect();
    if value.chars().nth(SHOWN).is_some() {
        text.push('…');
    }
    text
}
