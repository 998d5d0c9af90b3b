//! The sheet of the inputs: what was put in, where it came from, and the cells that may be changed.

use std::collections::HashMap;

use rust_xlsxwriter::{DataValidation, DataValidationRule, XlsxError};

use super::Book;
use super::cells::{FIRST_ROW, SheetId, one_cell};
use super::inputs::{
    self, AS_WRITTEN, EXACT, FIRST_REMARK, HEADINGS, HIGH, Held, InputRow, KIND, Kind, LOW, PATH, STATUS,
    UNIT, VALUE,
};
use super::layout::Place;
use super::names::{CellNames, SheetNames};
use super::page::{Look, Page, Written};
use crate::appraisal::Model;
use crate::money::nearest_float;
use crate::sheet::Graph;
use crate::sheet::exact::Values;

/// The sheet of the inputs, before it is written.
#[derive(Debug)]
pub(super) struct InputSheet {
    lines: Vec<InputRow>,
}

/// Whether formulas read the cell, so that a change is seen at once.
fn is_live(line: &InputRow) -> bool {
    line.input.is_some()
}

/// What the row is, and when a change of it takes effect: in words, since a colour alone tells some readers nothing.
fn status(line: &InputRow) -> String {
    let what = match (line.kind, &line.why) {
        (Kind::Default, Some(why)) if !why.is_empty() => format!("default of the library: {why}"),
        (Kind::Default, _) => "default of the library".to_owned(),
        _ if line.address.starts_with("overrides.") => "national figure overridden".to_owned(),
        _ => "given".to_owned(),
    };
    format!(
        "{what}; {}",
        if is_live(line) { "live" } else { "takes effect when the workbook is loaded again" }
    )
}

impl InputSheet {
    pub(super) fn new(model: &Model, values: &Values) -> Self {
        Self { lines: inputs::rows(model, values) }
    }

    fn rows(&self) -> impl Iterator<Item = (u32, &InputRow)> {
        (FIRST_ROW..).zip(&self.lines)
    }

    /// Where the inputs of the graph stand.
    pub(super) fn places(&self, graph: &Graph) -> Vec<Option<Place>> {
        let rows: HashMap<u32, u32> =
            self.rows().filter_map(|(row, line)| line.input.map(|input| (input, row))).collect();
        let place = |input: u32| rows.get(&input).map(|row| Place::One(SheetId::Inputs, VALUE, *row));
        (0..).zip(graph.inputs()).map(|(input, _)| place(input)).collect()
    }

    /// A name for the cell of each input that formulas read.
    pub(super) fn cell_names(&self, names: &SheetNames) -> Vec<(String, String)> {
        let mut own = CellNames::default();
        let sheet = names.of(SheetId::Inputs);
        let live = self.rows().filter(|(_, line)| is_live(line));
        live.map(|(row, line)| (own.of(&line.address), format!("={sheet}!{}", one_cell(VALUE, row))))
            .collect()
    }

    /// How many cells were changed since the workbook was written, as a formula of another sheet.
    pub(super) fn changed(&self, names: &SheetNames) -> String {
        let [value, as_written] = [VALUE, AS_WRITTEN].map(|at| self.column(names, at));
        format!("SUMPRODUCT(--({value}<>{as_written}))")
    }

    /// How many cells that formulas read are empty, as a formula of another sheet.
    pub(super) fn empty(&self, names: &SheetNames) -> String {
        let [value, status] = [VALUE, STATUS].map(|at| self.column(names, at));
        format!("SUMPRODUCT(({value}=\"\")*(RIGHT({status},4)=\"live\"))")
    }

    /// The cells of a column, for a formula of another sheet.
    fn column(&self, names: &SheetNames, at: u16) -> String {
        let last = FIRST_ROW + u32::try_from(self.lines.len()).unwrap_or(1).max(1) - 1;
        let sheet = names.of(SheetId::Inputs);
        format!("{sheet}!{}:{}", one_cell(at, FIRST_ROW), one_cell(at, last))
    }

    pub(super) fn write<'b>(&self, book: &Book<'b>) -> Result<Page<'b>, XlsxError> {
        let about = "Change a yellow value (its status ends in \"live\") and all sheets follow at once. A blue one (\"takes effect when the workbook is loaded again\") changes which formulas there are: save the file, and load it again with the library.";
        let title = format!("Inputs: {}", book.model.title);
        let mut page = Page::new(book.names.of(SheetId::Inputs), &title, about, book.styles)?;
        for (column, (heading, width)) in (0..).zip(HEADINGS) {
            page.text(FIRST_ROW - 1, column, heading, Look::Heading)?;
            page.sheet.set_column_width(column, width)?;
        }
        for (row, line) in self.rows() {
            write_line(&mut page, row, line)?;
        }
        for column in AS_WRITTEN..=EXACT {
            page.sheet.set_column_hidden(column)?;
        }
        page.sheet.set_freeze_panes(FIRST_ROW, VALUE)?;
        page.sheet.set_repeat_rows(FIRST_ROW - 1, FIRST_ROW - 1)?.set_repeat_columns(0, 1)?;
        page.sheet.set_print_fit_to_pages(2, 0);
        Ok(page)
    }
}

/// Writes a row.
fn write_line(page: &mut Page<'_>, row: u32, line: &InputRow) -> Written {
    page.text(row, 0, &line.address, Look::Text)?;
    page.text(row, 1, &line.what, Look::Text)?;
    held(page, row, VALUE, &line.value, if is_live(line) { Look::Input } else { Look::Reload })?;
    page.text(row, UNIT, &line.unit, Look::Text)?;
    for (column, value) in [(LOW, line.low), (HIGH, line.high)] {
        held(page, row, column, &value.map_or(Held::Nothing, Held::Number), Look::Open)?;
    }
    for (column, remark) in (FIRST_REMARK..).zip(&line.remarks) {
        match remark {
            Some(text) => page.text(row, column, text, Look::Open)?,
            None => page.blank(row, column, Look::Open)?,
        }
    }
    page.text(row, STATUS, &status(line), Look::Text)?;
    held(page, row, AS_WRITTEN, &line.value, Look::Text)?;
    page.text(row, PATH, &line.path, Look::Text)?;
    page.text(row, KIND, line.kind.word(), Look::Text)?;
    if let Some(exact) = &line.exact {
        page.text(row, EXACT, exact, Look::Text)?;
    }
    let validation = match (line.bounds, &line.value) {
        (Some((low, high)), Held::Number(_)) => {
            let (least, most) = (nearest_float(low), nearest_float(high));
            let of = if line.unit.is_empty() { String::new() } else { format!(", in: {}", line.unit) };
            DataValidation::new()
                .allow_decimal_number(DataValidationRule::Between(least, most))
                .set_error_title("Out of bounds")?
                .set_error_message(format!("From {} to {}{of}", low.normalize(), high.normalize()))?
        }
        (_, Held::Switch(_)) => DataValidation::new().allow_list_strings(&["TRUE", "FALSE"])?,
        _ => return Ok(()),
    };
    page.sheet.add_data_validation(row, VALUE, row, VALUE, &validation)?;
    Ok(())
}

fn held(page: &mut Page<'_>, row: u32, column: u16, held: &Held, look: Look) -> Written {
    match held {
        Held::Nothing => page.blank(row, column, look),
        Held::Number(value) => page.number(row, column, *value, look),
        Held::Text(text) => page.text(row, column, text, look),
        Held::Switch(on) => page.switch(row, column, *on, look),
    }
}
