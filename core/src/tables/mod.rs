//! The tables of a result as data: columns with a name, a type, a unit and a price basis, for a data frame, a spreadsheet
//! or a program.
//!
//! A result names its tables ([`Report::table_names`](crate::Report::table_names)) and gives each by its name
//! ([`Report::table`](crate::Report::table)). A table by year is tidy: a row for each year. [`Table::wide`] lays the years
//! side by side.
//!
//! ```
//! use options_appraisal::{Appraisal, Format, Report};
//!
//! let outcome = Appraisal::load(include_str!("../../../docs/examples/sandgate.toml"), Format::Toml)?.run()?;
//! let saving = outcome.table("saving")?;
//! let names: Vec<&str> = saving.columns().iter().map(|column| column.name.as_str()).collect();
//! assert_eq!(names, ["option", "view", "year", "saving"]);
//! let wide = saving.wide()?;
//! assert_eq!(wide.columns()[2].name, "2027/28");
//! assert_eq!(wide.rows() * 10, saving.rows());
//! # Ok::<(), options_appraisal::Problems>(())
//! ```

mod build;
mod by_option;
mod by_year;
mod cells;
mod grounds;
mod judged;
mod many;
mod show;
mod terms;
mod uncertainty;
mod wide;

pub use cells::{Cell, Cells, Words};

use crate::address::Address;
use crate::appraisal::Outcome;
use crate::input::known_names;
use crate::problem::{Problem, as_shown};

/// One column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name, in lower case with underscores; a year, where years stand side by side.
    pub name: String,
    /// What it holds, in words.
    pub about: String,
    /// The unit of its numbers; none of words, and where the rows have different units.
    pub unit: Option<String>,
    /// Whether its money is in cash, in real terms or a present value, and in the prices of which year; none of what is no
    /// money, and where the rows have different bases.
    pub price_basis: Option<String>,
    /// What stands in it, a cell for each row.
    pub cells: Cells,
}

/// A table: columns of the same length.
///
/// In a table by year one column is named `year`. The columns before it say what a row is of, those after it hold numbers,
/// and the years of one series stand together, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    name: String,
    title: String,
    columns: Vec<Column>,
}

impl Table {
    /// The name by which its result gives it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it shows, as a heading.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// A column by its name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }
}

/// A table that a kind of result has: its name, its heading, and what makes it.
pub(crate) type Declared<T> = (&'static str, fn(&T) -> Table);

/// The table of a name among those that a result declares.
pub(crate) fn find<T>(declared: &[Declared<T>], result: &T, name: &str) -> Result<Table, Problem> {
    let found = declared.iter().find(|(known, _)| *known == name);
    found
        .map(|(_, make)| make(result))
        .ok_or_else(|| no_table(name, declared.iter().map(|(known, _)| *known)))
}

/// What is said of a table that a result does not have.
pub(crate) fn no_table<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
    let known: Vec<&str> = known.into_iter().collect();
    let problem = Problem::new(Address::root(), format!("there is no table \"{}\"", as_shown(name, 60)));
    if known.is_empty() { problem } else { problem.accepted(known_names(name, known)) }
}

/// The tables of an outcome.
pub(crate) const OUTCOME: &[Declared<Outcome>] = &[
    ("options", by_option::options),
    ("views", by_option::views),
    ("views_by_year", by_year::views),
    ("net_cost", by_year::net_cost),
    ("saving", by_year::saving),
    ("lines", by_year::lines),
    ("flows", by_year::flows),
    ("parties", by_option::parties),
    ("parties_by_year", by_year::parties),
    ("reserves", by_year::reserves),
    ("precepts", by_year::precepts),
    ("plan", by_year::plan),
    ("loans", by_year::loans),
    ("libraries", by_option::libraries),
    ("libraries_by_year", by_year::libraries),
    ("inputs", grounds::inputs),
    ("audit", grounds::audit),
    ("warnings", grounds::warnings),
    ("advisories", grounds::advisories),
    ("flags", by_option::flags),
];

pub(crate) use judged::{CRITERIA, LOG};
pub(crate) use terms::{ABORT, AFFORDABILITY, DELAY, SAVINGS, TAPER};
pub(crate) use uncertainty::{
    CLIFFS, DIFFERENCE, DRIVERS, INFORMATION, REVERSION, SCENARIOS, SIMULATION, SWITCHING, TORNADO,
};
