//! What a sheet that stands alone comes to: any of its rows, how each came about, and the options side by side.

use std::sync::Arc;

use super::contents::Contents;
use super::{bounds, number, optional, table, text};
use crate::Decimal;
use crate::address::Address;
use crate::document::{self, Value};
use crate::input::Text;
use crate::money;
use crate::problem::Problem;
use crate::sheet::RowId;
use crate::sheet::exact::Values;
use crate::sheet::explain::{Explanation, explain};
use crate::sheet::read_off::ReadOff;
use crate::table::{self as shown, InSheet, Places, Table};
use crate::year::FinancialYear;

/// What a sheet that stands alone comes to.
#[derive(Debug, Clone)]
pub struct StandaloneOutcome {
    contents: Arc<Contents>,
    values: Values,
}

impl StandaloneOutcome {
    pub(super) const fn new(contents: Arc<Contents>, values: Values) -> Self {
        Self { contents, values }
    }

    /// The addresses of all rows, in the order in which they were built.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.contents.graph.rows().iter().map(|row| row.address.as_str())
    }

    /// The value of the row at an address, in a year or for the whole period, rounded as results are: shares, chances and
    /// indices to six places, everything else to two. None where it is a ratio to nothing.
    ///
    /// # Errors
    /// If there is no row at the address, or the year is none of the sheet's, or the row has a value a year and no year
    /// is given.
    pub fn value(&self, address: &str, year: Option<FinancialYear>) -> Result<Option<Decimal>, Problem> {
        self.read_off().value(address, year)
    }

    /// The values of the row at an address: one a year, or the one for the whole period.
    ///
    /// # Errors
    /// If there is no row at the address.
    pub fn values(&self, address: &str) -> Result<Vec<Option<Decimal>>, Problem> {
        self.read_off().values(address)
    }

    /// How a number came about: the row at an address, in a year. Without a year, a row with a value a year is explained
    /// for the first.
    ///
    /// # Errors
    /// If there is no row at the address, or the year is none of the sheet's, or nobody could read all that stands below
    /// the row.
    pub fn explain(&self, address: &str, year: Option<FinancialYear>) -> Result<Explanation, Problem> {
        let graph = &self.contents.graph;
        let (row, year) = graph.find(address, year)?;
        bounds::explanation(graph, row)?;
        Ok(explain(graph, &self.values, row, year))
    }

    /// The options side by side, as JSON. Each measure has the address of its row for every option, and its value there.
    pub fn to_json(&self) -> String {
        let Contents { headings, graph, .. } = &*self.contents;
        let mut rows = self.contents.compared.iter();
        let cases = headings.comparison.iter().map(|case| {
            let measures = case.measures.iter().zip(&mut rows).map(|(measure, rows)| {
                let values = rows.iter().map(|row| optional(self.rounded(*row, 0), number)).collect();
                let addresses = measure.rows.iter().map(|address| text(address)).collect();
                let unit = rows.first().map(|row| graph.row(*row).unit.as_str());
                table([
                    ("label", text(&measure.label)),
                    ("unit", optional(unit, text)),
                    ("rows", Value::List(addresses)),
                    ("values", Value::List(values)),
                ])
            });
            table([("heading", text(&case.heading)), ("measures", Value::List(measures.collect()))])
        });
        let cases = Value::List(cases.collect());
        let options = headings
            .options
            .iter()
            .map(|option| table([("id", text(&option.id)), ("name", text(&option.name))]));
        document::to_json(&table([
            ("title", text(&headings.title)),
            ("period", text(&headings.period)),
            ("options", Value::List(options.collect())),
            ("cases", cases),
        ]))
    }

    /// The options side by side, as plain text.
    pub fn to_text(&self) -> String {
        shown::text(&self.contents.headings.title, &[comparison(self).0], &[])
    }

    /// The options side by side, as a table of HTML. Each number has the address of its row beside it.
    pub fn to_html(&self) -> String {
        let (table, places) = comparison(self);
        shown::html_with_places(&self.contents.headings.title, &[(&table, &places)], &[])
    }

    fn read_off(&self) -> ReadOff<'_> {
        ReadOff { graph: &self.contents.graph, values: &self.values }
    }

    fn rounded(&self, row: RowId, year: usize) -> Option<Decimal> {
        self.read_off().rounded(row, year)
    }
}

/// The comparison, in the labels and the whole pounds of the printed result.
fn comparison(outcome: &StandaloneOutcome) -> (Table, Places) {
    let headings = &outcome.contents.headings;
    let mut rows = outcome.contents.compared.iter();
    let pounds = |row: &RowId| {
        let value = outcome.rounded(*row, 0);
        value.map_or_else(|| "none".to_owned(), money::whole_pounds)
    };
    let in_sheet = |address: &Text| Some(InSheet { row: Address::new(address.to_string()), year: None });
    let (mut lines, mut places) = (Vec::new(), Vec::new());
    for case in &headings.comparison {
        lines.push((case.heading.to_string(), vec![String::new(); headings.options.len()]));
        places.push(Vec::new());
        for (measure, rows) in case.measures.iter().zip(&mut rows) {
            lines.push((measure.label.to_string(), rows.iter().map(pounds).collect()));
            places.push(measure.rows.iter().map(in_sheet).collect());
        }
    }
    let table = Table {
        heading: headings.period.to_string(),
        columns: headings.options.iter().map(|option| option.name.to_string()).collect(),
        rows: lines,
    };
    (table, places)
}
