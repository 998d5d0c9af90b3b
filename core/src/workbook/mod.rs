//! The workbook: the sheet of an appraisal as live formulas of a spreadsheet program.
//!
//! It is a reader of the graph, as the exact reader is: it knows the operations of the graph and no formula of the
//! domain. A named row is a row of cells with one formula that is the same in all years; what it reads is a cell of an
//! input, of a national figure or of another row. The values at export stand beside the formulas, for programs that do
//! not calculate, and any program that does works them out anew.

#[cfg(feature = "schema")]
mod asked;
mod assumptions;
#[cfg(feature = "schema")]
mod blank;
mod cells;
mod checks;
mod comparison;
mod events;
mod flows;
mod formula;
mod input_sheet;
mod inputs;
mod layout;
mod model;
mod names;
mod page;
mod payback;
mod read;
mod rebuild;
mod typed;

#[cfg(test)]
mod round_trip_tests;

#[cfg(feature = "schema")]
pub use blank::blank;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::appraisal::{Model, Outcome, ResultTables};
use crate::problem::{Problem, Problems};
use crate::sheet::NodeId;
use crate::sheet::exact::Values;
use cells::SheetId;
use formula::Writer;
use input_sheet::InputSheet;
use layout::{Layout, Leaves};
use names::SheetNames;
use page::Styles;

impl Outcome {
    /// The appraisal as a workbook with live formulas, in the format of Excel (`.xlsx`).
    ///
    /// Every row of the sheet is a row of cells with one formula for all years, which refers to inputs, national figures
    /// and other rows by cell. Inputs are unlocked; all else is protected without a password. Pounds are not rounded in
    /// the cells of the model; the comparison shows them to the penny, half to even. The same outcome gives the same
    /// bytes.
    ///
    /// # Errors
    /// If the appraisal is larger than a sheet of a spreadsheet program, of 1,048,576 rows.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let workbook = Appraisal::load(text, Format::Toml)?.run()?.to_workbook()?;
    /// assert!(workbook.starts_with(b"PK"));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn to_workbook(&self) -> Result<Vec<u8>, Problems> {
        let (model, values) = self.read();
        write(model, values, self.tables()).map_err(|error| {
            let problem = Problem::new("", format!("the workbook cannot be written: {error}"));
            problem.accepted("an appraisal with fewer rows or years").into()
        })
    }
}

/// What the sheets of a workbook are written from.
#[derive(Debug, Clone, Copy)]
struct Book<'b> {
    model: &'b Model,
    values: &'b Values,
    tables: &'b ResultTables,
    layout: &'b Layout<'b>,
    names: &'b SheetNames,
    styles: &'b Styles,
}

impl<'b> Book<'b> {
    fn writer(&self, sheet: SheetId) -> Writer<'b> {
        Writer { layout: self.layout, names: self.names, sheet }
    }
}

/// What stands in the place of the address of a helper row: the address of the row that it is part of.
fn label_of_helper(layout: &Layout<'_>, node: NodeId) -> String {
    layout.owner(node).map(|row| format!("part of {}", row.address)).unwrap_or_default()
}

fn write(model: &Model, values: &Values, tables: &ResultTables) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new();
    let names = SheetNames::new(model.options.iter().map(|option| option.name.as_str()));
    let inputs = InputSheet::new(model, values);
    let leaves = Leaves {
        inputs: inputs.places(&model.graph),
        figures: assumptions::places(&model.graph),
        events: events::places(&model.graph),
    };
    let ids: Vec<&str> = model.options.iter().map(|option| option.id.as_str()).collect();
    let layout = Layout::new(&model.graph, leaves, &ids);
    let book = Book { model, values, tables, layout: &layout, names: &names, styles: &styles };

    let mut workbook = Workbook::new();
    let mut push = |page: page::Page<'_>| workbook.push_worksheet(page.sheet);
    push(book.comparison()?);
    push(inputs.write(&book)?);
    if !model.graph.events().is_empty() {
        push(book.events()?);
    }
    push(book.assumptions()?);
    let about = "The years, what the calendar gives, and what belongs to no option. Every row is one formula in all years.";
    push(book.model_sheet(SheetId::Common, "Timing and indices", about)?);
    for place in 0..model.options.len() {
        push(book.option_sheet(place)?);
    }
    let (flows, conservation) = book.flows()?;
    push(flows);
    push(book.checks(&inputs, &conservation)?);
    for (name, cell) in inputs.cell_names(&names) {
        workbook.define_name(name, &cell)?;
    }
    // The date of the file is fixed, so that the same appraisal gives the same bytes.
    let written = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(page::cell_text(&model.title).chars().take(250).collect::<String>())
            .set_subject("Options appraisal")
            .set_comment(
                "Every row of the model is a live formula. Change the coloured cells of the sheet Inputs.",
            )
            .set_creation_datetime(&written),
    );
    workbook.save_to_buffer()
}
