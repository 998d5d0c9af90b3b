//! A workbook in which a new service is put: the sheet of inputs alone, with a row for each thing that is asked.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, ProtectionOptions, Workbook,
    Worksheet, XlsxError,
};

use super::asked::{Asked, Need, Walk};
use super::cells::{FIRST_ROW, one_cell};
use super::inputs::{
    AS_WRITTEN, EXACT, HEADINGS, Held, KIND, Kind, LOW, PATH, STATUS, UNIT, VALUE, WHAT, address_of,
    path_text,
};
use super::page::{Look, Page, Styles, Written};
use crate::money::nearest_float;
use crate::problem::{Problem, Problems};

/// The models that are compared where none is named.
const MODELS: [&str; 5] = ["council_run", "community_managed", "parish_commissioned", "trust", "co_located"];

/// The party that a model cannot do without: the model, the key that names the party, its id, and its kind where the
/// model leaves no other.
const PARTIES: [(&str, &str, &str, Option<&str>); 7] = [
    ("community_managed", "operator", "group", Some("community_group")),
    ("parish_commissioned", "parish", "parish", Some("parish_council")),
    ("trust", "trust", "trust", Some("charitable_trust")),
    ("outsourced", "contractor", "contractor", Some("contractor")),
    ("shared_service", "partner", "partner", None),
    ("council_company", "company", "company", Some("council_company")),
    ("co_located", "host", "host", None),
];

/// National figures that an appraisal of some years needs beyond the last year that is published.
const PROJECTED: [&str; 5] =
    ["prices.gdp_deflator", "pay.spine", "business_rates.multiplier", "employer_ni", "living_wage"];

/// A blank workbook for a new service, as the bytes of an `.xlsx` file: a sheet *Inputs* with a row for each thing that
/// is asked, which must be answered and which may be, with its unit, its default and what it is. `models` are the words
/// of the ways to run the service; with none, the council's own, a community group, a parish council, a trust and a shared
/// building.
///
/// [`crate::Appraisal::load_workbook`] reads it once it has been filled in, and says what is still missing.
///
/// # Errors
/// A model that is not known, or that stands twice.
///
/// ```
/// use options_appraisal::{Appraisal, workbook};
///
/// let bytes = workbook::blank(&["council_run", "closure"])?;
/// let missing = Appraisal::load_workbook(&bytes).unwrap_err();
/// assert!(missing.iter().any(|problem| problem.address.as_str() == "question.title"));
/// # Ok::<(), options_appraisal::Problems>(())
/// ```
pub fn blank(models: &[&str]) -> Result<Vec<u8>, Problems> {
    let models = if models.is_empty() { &MODELS[..] } else { models };
    let rows = asked(models)?;
    write(&rows).map_err(|error| Problem::new("", format!("the workbook cannot be written: {error}")).into())
}

/// What is asked of a service with these models.
fn asked(models: &[&str]) -> Result<Vec<Asked>, Problems> {
    let mut walk = Walk::new();
    let known = walk.models();
    let mut problems = Problems::new();
    for (place, model) in models.iter().enumerate() {
        let what = if !known.iter().any(|known| known == model) {
            "the model is not known"
        } else if models[..place].contains(model) {
            "the model stands twice"
        } else {
            continue;
        };
        let shown = crate::problem::as_shown(model, 40);
        let accepted = crate::input::known_names(model, known.iter().map(String::as_str));
        problems.push(Problem::new("models", format!("\"{shown}\": {what}")).accepted(accepted));
    }
    problems.or(())?;

    walk.top("question");
    walk.fill("question.council", "council");
    let today = models.iter().find(|model| **model == "council_run").or(models.first());
    walk.fill("question.today", today.unwrap_or(&"council_run"));
    walk.thing("parties", "council", &Need::Always);
    let parties = || PARTIES.iter().filter(|(model, ..)| models.contains(model));
    for (_, _, id, kind) in parties() {
        walk.thing("parties", id, &Need::Always);
        if let Some(kind) = kind {
            walk.fill(&format!("parties.{id}.kind"), kind);
        }
    }
    // A projection and an index are needed where something reads them, which is known once the rest is there.
    for figure in PROJECTED {
        walk.thing("projections", figure, &Need::Never);
    }
    for index in ["pay", "energy"] {
        walk.thing("indices", index, &Need::Never);
    }
    walk.top("service");
    for model in models {
        walk.option(model, model);
    }
    for (model, key, id, _) in parties() {
        walk.fill(&format!("options.{model}.{key}"), id);
    }
    Ok(walk.rows)
}

/// The status of a row, in words: a colour alone tells some readers nothing.
fn status(row: &Asked) -> String {
    let default = row.default.as_ref().map(|default| format!("by default {default}"));
    if row.kind == Kind::EmptyTable {
        return String::new();
    }
    match (&row.need, default) {
        (_, Some(default)) => default,
        (Need::Always, None) if row.value != Held::Nothing => "required; filled in".to_owned(),
        (Need::Always, None) => "required".to_owned(),
        (Need::Beside(table), None) => format!("required if anything of {table} is filled in"),
        (Need::OneOf(table), None) => format!("at least one of {table} is required"),
        (Need::Never, None) => "optional".to_owned(),
    }
}

fn write(rows: &[Asked]) -> Result<Vec<u8>, XlsxError> {
    let about = "Fill in the yellow cells; the blue ones are optional, and what is left empty is left out. To see only what is required, filter the column Status. Another post, income or cost: copy its rows and change the id in their address. Then save the file and load it with the library, which says what is still missing.";
    let styles = Styles::new();
    let mut page = Page::new("Inputs", "Inputs of a new service", about, &styles)?;
    for (column, (heading, width)) in (0..).zip(HEADINGS) {
        page.text(FIRST_ROW - 1, column, heading, Look::Heading)?;
        page.sheet.set_column_width(column, if column == WHAT { 80.0 } else { width })?;
    }
    let mut choices = Choices { columns: BTreeMap::new() };
    for (place, row) in (FIRST_ROW..).zip(rows) {
        line(&mut page, place, row, &mut choices)?;
    }
    for column in AS_WRITTEN..=EXACT {
        page.sheet.set_column_hidden(column)?;
    }
    // There are many rows: a filter of the statuses leaves those that must be filled in.
    let last = FIRST_ROW + u32::try_from(rows.len()).unwrap_or(0).max(1) - 1;
    page.sheet.autofilter(FIRST_ROW - 1, 0, last, STATUS)?;
    page.sheet.set_freeze_panes(FIRST_ROW, VALUE)?;
    page.sheet.set_repeat_rows(FIRST_ROW - 1, FIRST_ROW - 1)?.set_print_fit_to_pages(1, 0);
    // Rows may be added, copied and taken out; only the headings stay.
    page.sheet.protect_with_options(&ProtectionOptions {
        insert_rows: true,
        delete_rows: true,
        format_cells: true,
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
    let mut book = Workbook::new();
    book.push_worksheet(page.sheet);
    book.push_worksheet(choices.sheet()?);
    let written = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = rust_xlsxwriter::DocProperties::new().set_title("Inputs of a new service");
    book.set_properties(&properties.set_creation_datetime(&written));
    book.save_to_buffer()
}

fn line(page: &mut Page<'_>, place: u32, row: &Asked, choices: &mut Choices) -> Written {
    let required = matches!(row.need, Need::Always | Need::OneOf(_)) && row.default.is_none();
    let look = if required { Look::Input } else { Look::Reload };
    if row.kind == Kind::EmptyTable {
        page.text(place, 0, &address_of(&row.path), Look::Block)?;
        page.text(place, WHAT, &row.what, Look::Block)?;
        page.text(place, PATH, &path_text(&row.path), Look::Open)?;
        return page.text(place, KIND, row.kind.word(), Look::Open);
    }
    page.text(place, 0, &address_of(&row.path), Look::Open)?;
    page.text(place, WHAT, &row.what, Look::Open)?;
    for column in [VALUE, AS_WRITTEN] {
        match &row.value {
            Held::Nothing => page.blank(place, column, look)?,
            Held::Number(number) => page.number(place, column, *number, look)?,
            Held::Text(text) => page.text(place, column, text, look)?,
            Held::Switch(on) => page.switch(place, column, *on, look)?,
        }
    }
    page.text(place, UNIT, &row.unit, Look::Open)?;
    for column in LOW..STATUS {
        page.blank(place, column, Look::Open)?;
    }
    page.text(place, STATUS, &status(row), Look::Open)?;
    page.text(place, PATH, &path_text(&row.path), Look::Open)?;
    page.text(place, KIND, row.kind.word(), Look::Open)?;
    page.blank(place, EXACT, Look::Open)?;
    let validation = if !row.choices.is_empty() {
        DataValidation::new().allow_list_formula(Formula::new(choices.range(&row.choices)))
    } else if row.kind == Kind::Switch {
        DataValidation::new().allow_list_strings(&["TRUE", "FALSE"])?
    } else if let Some((low, high)) = row.bounds {
        let bounds = format!("From {} to {}, in: {}", low.normalize(), high.normalize(), row.unit);
        DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(nearest_float(low), nearest_float(high)))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Out of bounds")?
            .set_error_message(bounds)?
    } else {
        return Ok(());
    };
    page.sheet.add_data_validation(place, VALUE, place, VALUE, &validation)?;
    Ok(())
}

/// The words to choose from, a column of a sheet of their own for each list: a list in the cell itself is too short.
struct Choices {
    columns: BTreeMap<Vec<String>, u16>,
}

impl Choices {
    /// The cells in which a list stands.
    fn range(&mut self, words: &[String]) -> String {
        let next = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        let column = *self.columns.entry(words.to_vec()).or_insert(next);
        let last = u32::try_from(words.len()).unwrap_or(1).max(1) - 1;
        format!("=Choices!{}:{}", one_cell(column, 0), one_cell(column, last))
    }

    fn sheet(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name("Choices")?;
        sheet.set_hidden(true);
        sheet.protect();
        for (words, column) in &self.columns {
            for (place, word) in (0..).zip(words) {
                sheet.write_string(place, *column, word)?;
            }
        }
        Ok(sheet)
    }
}
