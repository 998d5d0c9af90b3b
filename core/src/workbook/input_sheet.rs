//! The sheet of the inputs: what was put in, where it came from, and the cells that may be changed.

use std::collections::HashMap;

use rust_xlsxwriter::{DataValidation, DataValidationRule, XlsxError};

use super::Book;
use super::cells::{FIRST_ROW, SheetId, one_cell};
use super::layout::Place;
use super::names::{CellNames, SheetNames};
use super::page::{Look, Page, Written, cell_number};
use crate::Decimal;
use crate::appraisal::Model;
use crate::sheet::Graph;
use crate::sheet::exact::Values;

/// The columns: the reader of an edited workbook finds them in this order.
const HEADINGS: [(&str, f64); 18] = [
    ("Address", 44.0),
    ("What it is", 40.0),
    ("Value", 16.0),
    ("Unit", 14.0),
    ("Low", 12.0),
    ("High", 12.0),
    ("Shape", 12.0),
    ("Low and high are", 14.0),
    ("Source", 50.0),
    ("Confidence", 12.0),
    ("Evidence", 14.0),
    ("Note", 30.0),
    ("Who", 14.0),
    ("When", 12.0),
    ("Signed by", 14.0),
    ("Signed on", 12.0),
    ("Status", 22.0),
    ("As written", 16.0),
];
const VALUE: u16 = 2;
const STATUS: u16 = 16;
pub(super) const AS_WRITTEN: u16 = 17;

/// What a cell of an input holds.
#[derive(Debug, Clone, PartialEq)]
enum Held {
    Nothing,
    Number(Decimal),
    Text(String),
}

/// An input on its way to the sheet.
#[derive(Debug)]
struct Line {
    address: String,
    what: String,
    value: Held,
    unit: String,
    /// What stands from the column of low values to that before the status.
    more: Vec<Held>,
    status: String,
    /// Whether formulas read it, so that a change is seen at once.
    live: Option<u32>,
    bounds: Option<(Decimal, Decimal)>,
}

/// The sheet of the inputs, before it is written.
#[derive(Debug)]
pub(super) struct InputSheet {
    lines: Vec<Line>,
}

impl InputSheet {
    pub(super) fn new(model: &Model, values: &Values) -> Self {
        let graph = &model.graph;
        let lines = (0..).zip(graph.inputs()).map(|(place, input)| {
            let spread = input.spread.as_ref();
            let number = |value: Option<Decimal>| value.map_or(Held::Nothing, Held::Number);
            let text = |text: Option<String>| text.map_or(Held::Nothing, Held::Text);
            Line {
                address: input.address.to_string(),
                what: input.address.last().replace('_', " "),
                value: Held::Number(values.given(place).unwrap_or(input.value)),
                unit: input.unit.to_owned(),
                more: vec![
                    number(spread.map(|spread| spread.low)),
                    number(spread.map(|spread| spread.high)),
                    Held::Nothing,
                    Held::Nothing,
                    text(input.source.clone()),
                ],
                status: if input.default { "default of the library" } else { "given" }.to_owned(),
                live: Some(place),
                bounds: Some(input.bounds),
            }
        });
        Self { lines: lines.collect() }
    }

    fn rows(&self) -> impl Iterator<Item = (u32, &Line)> {
        (FIRST_ROW..).zip(&self.lines)
    }

    /// Where the inputs of the graph stand.
    pub(super) fn places(&self, graph: &Graph) -> Vec<Option<Place>> {
        let rows: HashMap<u32, u32> =
            self.rows().filter_map(|(row, line)| line.live.map(|input| (input, row))).collect();
        let place = |input: u32| rows.get(&input).map(|row| Place::One(SheetId::Inputs, VALUE, *row));
        (0..).zip(graph.inputs()).map(|(input, _)| place(input)).collect()
    }

    /// A name for the cell of each input that formulas read.
    pub(super) fn cell_names(&self, names: &SheetNames) -> Vec<(String, String)> {
        let mut own = CellNames::default();
        let sheet = names.of(SheetId::Inputs);
        let live = self.rows().filter(|(_, line)| line.live.is_some());
        live.map(|(row, line)| (own.of(&line.address), format!("={sheet}!{}", one_cell(VALUE, row)))).collect()
    }

    /// How many cells were changed since the workbook was written, as a formula of another sheet.
    pub(super) fn changed(&self, names: &SheetNames) -> String {
        let column = |at| {
            let last = FIRST_ROW + u32::try_from(self.lines.len()).unwrap_or(1).max(1) - 1;
            let sheet = names.of(SheetId::Inputs);
            format!("{sheet}!{}:{}", one_cell(at, FIRST_ROW), one_cell(at, last))
        };
        format!("SUMPRODUCT(--({}<>{}))", column(VALUE), column(AS_WRITTEN))
    }

    pub(super) fn write<'b>(&self, book: &Book<'b>) -> Result<Page<'b>, XlsxError> {
        let about = "Change a yellow cell (status ends in \"live\") and all sheets follow at once. A blue cell (\"takes effect when the workbook is loaded again\") changes what the formulas are: save the file and load it with the library.";
        let title = format!("Inputs: {}", book.model.title);
        let mut page = Page::new(book.names.of(SheetId::Inputs), &title, about, book.styles)?;
        for (column, (heading, width)) in (0..).zip(HEADINGS) {
            page.text(FIRST_ROW - 1, column, heading, Look::Heading)?;
            page.sheet.set_column_width(column, width)?;
        }
        for (row, line) in self.rows() {
            let look = if line.live.is_some() { Look::Input } else { Look::Reload };
            page.text(row, 0, &line.address, Look::Text)?;
            page.text(row, 1, &line.what, Look::Text)?;
            held(&mut page, row, VALUE, &line.value, look)?;
            page.text(row, 3, &line.unit, Look::Text)?;
            for column in VALUE + 2..STATUS {
                let more = line.more.get(usize::from(column - VALUE - 2)).unwrap_or(&Held::Nothing);
                held(&mut page, row, column, more, Look::Open)?;
            }
            let when = if line.live.is_some() { "live" } else { "takes effect when the workbook is loaded again" };
            page.text(row, STATUS, &format!("{}, {when}", line.status), Look::Text)?;
            held(&mut page, row, AS_WRITTEN, &line.value, Look::Text)?;
            if let (Some((low, high)), Held::Number(_)) = (line.bounds, &line.value) {
                let rule = DataValidationRule::Between(cell_number(low), cell_number(high));
                let number = DataValidation::new()
                    .allow_decimal_number(rule)
                    .set_error_title("Out of bounds")?
                    .set_error_message(format!("From {} to {}, in: {}", low.normalize(), high.normalize(), line.unit))?;
                page.sheet.add_data_validation(row, VALUE, row, VALUE, &number)?;
            }
        }
        page.sheet.set_column_hidden(AS_WRITTEN)?;
        page.sheet.set_freeze_panes(FIRST_ROW, VALUE)?;
        page.sheet.set_repeat_rows(FIRST_ROW - 1, FIRST_ROW - 1)?.set_repeat_columns(0, 1)?;
        page.sheet.set_print_fit_to_pages(2, 0);
        Ok(page)
    }
}

fn held(page: &mut Page<'_>, row: u32, column: u16, held: &Held, look: Look) -> Written {
    match held {
        Held::Nothing => page.blank(row, column, look),
        Held::Number(value) => page.number(row, column, *value, look),
        Held::Text(text) => page.text(row, column, text, look),
    }
}
