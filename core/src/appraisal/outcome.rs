//! What an appraisal comes to: its tables, and how each of its numbers came about.

use std::sync::{Arc, OnceLock};

use super::assembly::Assembly;
use super::build::Model;
#[cfg(feature = "pictures")]
use super::result::Penny;
use super::result::ResultTables;
use crate::Decimal;
use crate::problem::{Problem, Problems};
#[cfg(feature = "tables")]
use crate::sheet::InputInfo;
use crate::sheet::exact::Values;
use crate::sheet::explain::{Explanation, explain};
use crate::sheet::read_off::ReadOff;
use crate::year::FinancialYear;

/// What an appraisal comes to.
///
/// ```
/// use options_appraisal::{Appraisal, Format};
///
/// let text = include_str!("../../../docs/examples/sandgate.toml");
/// let outcome = Appraisal::load(text, Format::Toml)?.run()?;
/// // The tables, for a program; JSON, text and HTML, for a reader.
/// assert_eq!(outcome.tables().options[0].id, "council");
/// assert!(outcome.to_text().contains("Who should run Sandgate Library?"));
/// // Any number, down to its inputs and the sources of national figures.
/// let grant = outcome.explain("options.community.lines.grant.cash", "2028/29".parse().ok());
/// assert_eq!(grant.map(|explained| explained.value), Ok("7,000.00".to_owned()));
/// let total = outcome.value("options.community.net_cost_total.kcc", None)?;
/// assert_eq!(total.map(|pounds| pounds.to_string()).as_deref(), Some("350140.53"));
/// # Ok::<(), options_appraisal::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Outcome {
    model: Arc<Model>,
    values: Arc<Values>,
    /// Rounded and laid out when somebody first looks.
    tables: OnceLock<ResultTables>,
}

impl Outcome {
    /// The outcome of a sheet that was read.
    ///
    /// # Errors
    /// If what the tables add up or compare beside the rows of the sheet is larger than can be kept exactly.
    pub(crate) fn new(model: Arc<Model>, values: Values) -> Result<Self, Problems> {
        Assembly { model: &model, values: &values }.check_sums()?;
        Ok(Self { model, values: Arc::new(values), tables: OnceLock::new() })
    }

    /// The model, and the values that it was read with.
    #[cfg(feature = "workbook")]
    pub(crate) fn read(&self) -> (&Model, &Values) {
        (&self.model, &self.values)
    }

    /// The tables of the result.
    pub fn tables(&self) -> &ResultTables {
        self.tables.get_or_init(|| Assembly { model: &self.model, values: &self.values }.tables())
    }

    /// The whole result as JSON. The same input gives the same bytes everywhere.
    pub fn to_json(&self) -> String {
        // The tables hold nothing that JSON cannot hold.
        serde_json::to_string_pretty(self.tables()).unwrap_or_default()
    }

    /// The options side by side, as plain text.
    pub fn to_text(&self) -> String {
        super::report::text(self.tables())
    }

    /// The options side by side, as tables of HTML. A number that is a row of the sheet has its address beside it, as
    /// [`explain`](Self::explain) takes it: `data-address`, and `data-year` where it is of one year.
    pub fn to_html(&self) -> String {
        super::report::html(self.tables(), |address| self.model.graph.row_at(address).is_some())
    }

    /// What an option, by its place, has saved a view against today in cash by the end of each year.
    #[cfg(feature = "pictures")]
    pub(crate) fn saving_so_far(&self, option: usize, view: usize) -> Vec<Penny> {
        let found = self.model.options.get(option).and_then(|option| option.measures.views.get(view));
        let mut sum = Decimal::ZERO;
        let years = 0..self.model.years.len();
        // A sum that is too large to be kept was refused when the sheet was read.
        years
            .filter_map(|year| self.values.at(found?.saving, year))
            .map(|saving| {
                sum = sum.saturating_add(saving);
                Penny::of(sum)
            })
            .collect()
    }

    /// The addresses of all rows, in the order in which they were built.
    pub fn addresses(&self) -> Vec<String> {
        self.model.graph.rows().iter().map(|row| row.address.to_string()).collect()
    }

    /// The inputs that the sheet reads, each with the value that it has here.
    #[cfg(feature = "tables")]
    pub(crate) fn inputs(&self) -> impl Iterator<Item = (&InputInfo, Decimal)> {
        let inputs = &self.model.graph.inputs;
        (0..).zip(inputs).map(|(place, input)| (input, self.values.given(place).unwrap_or(input.value)))
    }

    /// The value of the row at an address, in a year or for the whole period, rounded as results are: shares, chances and
    /// indices to six places, everything else to two. None where it is a ratio to nothing.
    ///
    /// # Errors
    /// If there is no row at the address, or the year is none of the appraisal's, or the row has a value a year and no
    /// year is given.
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

    fn read_off(&self) -> ReadOff<'_> {
        ReadOff { graph: &self.model.graph, values: &self.values }
    }

    /// How a number came about: the row at an address, in a year. Without a year, a row with a value a year is
    /// explained for the first.
    ///
    /// # Errors
    /// If there is no row at the address, or the year is none of the appraisal's.
    pub fn explain(&self, address: &str, year: Option<FinancialYear>) -> Result<Explanation, Problem> {
        let graph = &self.model.graph;
        graph.find(address, year).map(|(row, year)| explain(graph, &self.values, row, year))
    }
}
