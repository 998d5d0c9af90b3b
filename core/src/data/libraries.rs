//! The libraries of a table, with what became of its dirt.

use serde::Serialize;

use super::library::{Kind, Library, Operation};
use super::reading::{ColumnReading, RowProblem};
use crate::report::report;
use crate::table::{Page, Table, shown};

/// The problems that a page shows; a program gets all of them.
const SHOWN: usize = 50;

/// The libraries that were read, the values that could not be, and the counts of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Libraries {
    /// The name of the file, as the caller gave it.
    pub file: String,
    /// The authority that was asked for; none for all of them.
    pub authority: Option<String>,
    /// The libraries, in the order of the table.
    pub libraries: Vec<Library>,
    /// What could not be read, with line and column; at most 10,000 of them.
    pub problems: Vec<RowProblem>,
    /// How many problems there were in all.
    pub problems_in_all: usize,
    /// What became of the values, by column.
    pub columns: Vec<ColumnReading>,
    /// Columns that the reader has no use for.
    pub unread_columns: Vec<String>,
}

impl Libraries {
    /// The ordinary libraries that were open in the latest year of the table.
    pub fn open_static(&self) -> impl Iterator<Item = &Library> {
        self.libraries.iter().filter(|one| one.kind == Kind::Static && one.is_open() == Some(true))
    }

    /// The authorities, in alphabetical order, each once.
    pub fn authorities(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.libraries.iter().map(|one| one.authority.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The years of which the table says who ran each library, the earliest first.
    pub fn years(&self) -> Vec<i16> {
        self.libraries.first().map(|one| one.operation.years().collect()).unwrap_or_default()
    }

    /// How many libraries of a kind were under an operation in a year; `None` counts those of which nothing is stated.
    pub fn count(&self, kind: Kind, year: i16, operation: Option<Operation>) -> usize {
        self.libraries.iter().filter(|one| one.kind == kind && one.operation.at(year) == operation).count()
    }

    /// As JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn page(&self) -> Page {
        (self.title(), self.tables(), self.remarks())
    }

    fn title(&self) -> String {
        let whose = self.authority.as_deref().unwrap_or("all authorities");
        format!("{} libraries of {whose}, from {}", self.libraries.len(), self.file)
    }

    fn tables(&self) -> Vec<Table> {
        let years = self.years();
        let stated = Operation::ALL.iter().map(|one| Some(*one)).chain([None]);
        let operations = stated
            .map(|operation| {
                let label = operation.map_or("not stated".to_owned(), |one| one.word().replace('_', " "));
                let counts = years.iter().map(|year| self.count(Kind::Static, *year, operation).to_string());
                (label, counts.collect())
            })
            .collect();
        let kinds = Kind::ALL.iter().filter_map(|kind| {
            let count = self.libraries.iter().filter(|one| one.kind == *kind).count();
            (count > 0).then(|| (kind.word().replace('_', " "), vec![count.to_string()]))
        });
        vec![
            Table { heading: "Kinds".into(), columns: vec!["Libraries".into()], rows: kinds.collect() },
            Table {
                heading: "Static libraries, by who runs them".into(),
                columns: years.iter().map(ToString::to_string).collect(),
                rows: operations,
            },
        ]
    }

    fn remarks(&self) -> Vec<String> {
        let mut remarks: Vec<String> =
            self.problems.iter().take(SHOWN).map(|one| format!("{}, {one}", self.file)).collect();
        if self.problems_in_all > SHOWN {
            remarks.push(format!("{} more problems", self.problems_in_all - SHOWN));
        }
        remarks
    }
}

report!(Libraries);
shown! { Libraries: Self::page; }
