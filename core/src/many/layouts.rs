//! From a row to an appraisal: the template with the row's values, laid out anew only where a value changes the sheet.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::keys::{Group, Place, place};
use super::request::Missing;
use super::rows::{Column, Rows};
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::Appraisal;
use crate::document::{Content, Value, to_json};
use crate::input::KEY_NOT_KNOWN;
use crate::money;
use crate::problem::{Problem, Problems, as_shown};

/// The most sheets that are kept: a bound on memory. Beyond it a row's sheet is laid out for that row alone.
const MOST_KEPT: usize = 64;

/// A sheet for rows that have the same values where a value changes the sheet.
#[derive(Debug)]
pub(super) struct Layout {
    /// A number of its own among the sheets of a table.
    pub(super) number: u64,
    pub(super) appraisal: Appraisal,
    /// Where each measure stands; none where this sheet has none such.
    pub(super) places: Vec<Option<Place>>,
}

type Laid = Arc<Result<Layout, Problems>>;

/// The sheets of a table.
pub(super) struct Layouts<'a> {
    base: &'a Appraisal,
    rows: &'a Rows,
    groups: &'a [Group],
    missing: Missing,
    /// Columns whose input stands on the sheet of the template.
    on_sheet: Vec<&'a Column>,
    /// Columns that change what stands on it.
    structural: Vec<&'a Column>,
    kept: Mutex<HashMap<String, Laid>>,
    laid_out: AtomicU64,
}

impl<'a> Layouts<'a> {
    /// # Errors
    /// If a column is of no use to any row: its address is that of no input.
    pub(super) fn new(
        base: &'a Appraisal,
        rows: &'a Rows,
        groups: &'a [Group],
        missing: Missing,
    ) -> Result<Self, Problems> {
        let graph = &base.model().graph;
        let (on_sheet, structural): (Vec<&Column>, Vec<&Column>) =
            rows.columns.iter().partition(|column| graph.input_at(&Address::new(&*column.address)).is_some());
        let layouts = Self {
            base,
            rows,
            groups,
            missing,
            on_sheet,
            structural,
            kept: Mutex::default(),
            laid_out: AtomicU64::new(0),
        };
        let mut problems = Problems::new();
        for column in &layouts.structural {
            problems.extend(layouts.of_no_use(column).into_iter().flatten());
        }
        problems.or(layouts)
    }

    /// What is wrong with a column whose address is that of no input. It hangs on the template and the address alone, so
    /// that parts of a table meet what the whole table meets.
    fn of_no_use(&self, column: &Column) -> Option<Problems> {
        // What stands there does not matter: that nothing can is what shows.
        let probe = [(column.address.as_str(), Content::Bool(true))];
        if let Err(nowhere) = self.base.question_with(&probe) {
            return Some(nowhere);
        }
        let problems = self.base.restated(&probe).err()?;
        let unknown = |one: &&Problem| one.message == KEY_NOT_KNOWN && one.address.as_str() == column.address;
        problems.iter().find(unknown).cloned().map(Problems::from)
    }

    /// The template with the values of a row, and the sheet on which it stands.
    pub(super) fn of_row(&self, row: usize) -> Result<(Laid, Appraisal), Problems> {
        let mut problems = Problems::new();
        let mut numbers: Vec<(&str, Decimal)> = Vec::with_capacity(self.on_sheet.len());
        for column in &self.on_sheet {
            match number(&column.cells[row], column, self.missing) {
                Ok(number) => numbers.extend(number.map(|number| (column.address.as_str(), number))),
                Err(problem) => problems.push(problem),
            }
        }
        let mut changes: Vec<(&str, Content)> = Vec::with_capacity(self.structural.len());
        for column in &self.structural {
            match &column.cells[row] {
                Value::Null if self.missing == Missing::Template => {}
                cell => match content(cell, column) {
                    Ok(content) => changes.push((column.address.as_str(), content)),
                    Err(problem) => problems.push(problem),
                },
            }
        }
        if self.rows.ids[row].is_empty() {
            problems.push(Problem::new(Address::new("id"), "is missing").accepted("a text of its own"));
        }
        problems.or(())?;
        let laid = self.laid_out(row, &changes);
        match laid.as_ref() {
            Ok(layout) => {
                let appraisal = layout.appraisal.replace_all(numbers)?;
                Ok((laid, appraisal))
            }
            Err(problems) => Err(problems.clone()),
        }
    }

    fn laid_out(&self, row: usize, changes: &[(&str, Content)]) -> Laid {
        let cells = self.structural.iter().map(|column| column.cells[row].clone());
        let key = to_json(&Value::List(cells.collect()));
        if let Some(known) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(known);
        }
        let appraisal = if changes.is_empty() { Ok(self.base.clone()) } else { self.base.restated(changes) };
        let laid: Laid = Arc::new(appraisal.and_then(|appraisal| self.layout(appraisal)));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST_KEPT {
            // Another thread may have been first: then its sheet is the one, so that there is one.
            return Arc::clone(kept.entry(key).or_insert(laid));
        }
        laid
    }

    fn layout(&self, appraisal: Appraisal) -> Result<Layout, Problems> {
        let (model, template) = (appraisal.model(), self.base.model());
        if model.years != template.years {
            let problem =
                Problem::new(Address::new("question.years"), "the years are not those of the template");
            return Err(problem.accepted("the same years in every row").into());
        }
        // Read before it is shared, so that every row is a what-if on it.
        appraisal.planned()?;
        let same = |place: &Place, group: &Group| matches!(place, Place::Yearly(_)) == group.yearly;
        let places =
            self.groups.iter().map(|group| place(model, group).filter(|place| same(place, group))).collect();
        Ok(Layout { number: self.laid_out.fetch_add(1, Ordering::Relaxed), places, appraisal })
    }
}

fn missing(column: &Column) -> Problem {
    Problem::new(Address::new(&*column.address), "is missing")
        .accepted("a value; or missing = \"template\", for the template's own")
}

/// The number of a cell; none where the template's own stands.
fn number(cell: &Value, column: &Column, what_is_missing: Missing) -> Result<Option<Decimal>, Problem> {
    let at = || Address::new(&*column.address);
    match cell {
        Value::Null if what_is_missing == Missing::Template => Ok(None),
        Value::Null => Err(missing(column)),
        Value::Number(text) | Value::Text(text) => money::parse(text).map(Some).map_err(|error| {
            let shown = as_shown(text, 60);
            Problem::new(at(), format!("\"{shown}\" is {error}")).accepted("a number")
        }),
        Value::Bool(_) => Err(Problem::new(at(), "is true or false").accepted("a number")),
        Value::List(_) | Value::Table(_) => {
            Err(Problem::new(at(), "is a list or a table").accepted("a number"))
        }
    }
}

/// The content of a cell for the question itself.
fn content(cell: &Value, column: &Column) -> Result<Content, Problem> {
    match cell {
        Value::Null => Err(missing(column)),
        Value::Bool(value) => Ok(Content::Bool(*value)),
        Value::Number(text) => Ok(Content::Number(text.clone())),
        Value::Text(text) => Ok(Content::Text(text.clone())),
        Value::List(_) | Value::Table(_) => {
            Err(Problem::new(Address::new(&*column.address), "is a list or a table")
                .accepted("a number, a text, or true or false"))
        }
    }
}
