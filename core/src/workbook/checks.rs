//! The sheet of the checks: what must be nothing, and the library's own pennies beside the live ones.

use rust_xlsxwriter::XlsxError;

use super::Book;
use super::cells::{FIRST_ROW, SheetId, WHOLE, column, one_cell, year_column};
use super::comparison::{Measure, measures};
use super::flows::Nought;
use super::input_sheet::InputSheet;
use super::page::{Look, Page, Shown};

const WHAT: u16 = 0;
const LIVE: u16 = 1;
const EXPORTED: u16 = 2;
const DIFFERENCE: u16 = 3;

impl<'b> Book<'b> {
    pub(super) fn checks(&self, inputs: &InputSheet, noughts: &[Nought]) -> Result<Page<'b>, XlsxError> {
        let about = "Every check must be 0 and OK. Below, the library's own pennies at export beside the live ones: the only results in this workbook that are not formulas, and part of a check alone.";
        let mut page = Page::new(self.names.of(SheetId::Checks), "Checks", about, self.styles)?;
        page.widths(&[(WHAT, 90.0), (LIVE, 20.0), (EXPORTED, 20.0), (DIFFERENCE, 20.0)])?;
        page.sheet.set_freeze_panes(FIRST_ROW, 1)?;
        page.sheet.set_print_fit_to_pages(1, 0);
        let all: Vec<(String, Measure)> = self
            .model
            .options
            .iter()
            .zip(&self.tables.options)
            .flat_map(|(model, result)| {
                let name = &model.name;
                measures(self, model, result).into_iter().flatten().map(move |own| (name.clone(), own))
            })
            .filter(|(_, measure)| measure.shown.is_some())
            .collect();

        // The checks stand first, but read what stands below them.
        let sheets: Vec<SheetId> = [SheetId::Common]
            .into_iter()
            .chain((0..self.model.options.len()).map(SheetId::Option))
            .filter(|sheet| self.layout.next_row(*sheet) > FIRST_ROW)
            .collect();
        let count = noughts.len() + sheets.len() + 2;
        let first = FIRST_ROW + 2;
        let changed = first + u32::try_from(count).unwrap_or(0) + 1;
        let exported = changed + 3;
        let last_exported = exported + u32::try_from(all.len()).unwrap_or(0).max(1) - 1;
        let differences =
            format!("{}:{}", one_cell(DIFFERENCE, exported), one_cell(DIFFERENCE, last_exported));

        page.text(FIRST_ROW, WHAT, "All checks together", Look::Check)?;
        let results = format!("{}:{}", one_cell(EXPORTED, first), one_cell(EXPORTED, changed - 2));
        let overall = format!("IF(COUNTIF({results},\"OK\")=ROWS({results}),\"OK\",\"CHECK\")");
        page.formula(FIRST_ROW, LIVE, &overall, "OK", Look::Check)?;
        page.headings(FIRST_ROW + 1, &["Check", "Must be 0", "Result"])?;
        let mut row = first;
        let mut check = |page: &mut Page<'_>, what: &str, formula: &str| -> Result<(), XlsxError> {
            page.text(row, WHAT, what, Look::Text)?;
            page.formula(row, LIVE, formula, 0, Look::Number)?;
            let own = one_cell(LIVE, row);
            page.formula(
                row,
                EXPORTED,
                &format!("IF(ABS({own})<0.005,\"OK\",\"CHECK\")"),
                "OK",
                Look::Check,
            )?;
            row += 1;
            Ok(())
        };
        for nought in noughts {
            check(&mut page, &nought.what, &self.nought(nought))?;
        }
        for sheet in sheets {
            let last =
                one_cell(year_column(self.model.years.len().saturating_sub(1)), self.layout.next_row(sheet));
            let cells =
                format!("{}{}:{last}", self.names.prefix(SheetId::Checks, sheet), one_cell(WHOLE, FIRST_ROW));
            let what = format!("Cells with an error on the sheet {}", self.names.of(sheet));
            check(&mut page, &what, &format!("SUMPRODUCT(--ISERROR({cells}))"))?;
        }
        check(
            &mut page,
            "Inputs that formulas read and that are empty: the library has a default there, a formula 0",
            &inputs.empty(self.names),
        )?;
        let what = "Sums that differ from those at export although no input was changed";
        let changes = one_cell(LIVE, changed);
        check(&mut page, what, &format!("IF({changes}=0,SUMPRODUCT(--(ABS({differences})>0.004)),0)"))?;

        page.text(changed, WHAT, "Inputs and switches that were changed since the export", Look::Text)?;
        let mut formula = inputs.changed(self.names);
        if let Some(switches) = self.switches_changed() {
            formula = format!("{formula}+{switches}");
        }
        page.formula(changed, LIVE, &formula, 0, Look::Count)?;
        page.headings(exported - 1, &["As exported", "Live", "The library's own at export", "Difference"])?;
        for (row, (option, measure)) in (exported..).zip(&all) {
            page.text(row, WHAT, &format!("{option}: {}", measure.label), Look::Text)?;
            let Some((formula, shown)) = self.pennies(SheetId::Checks, measure) else { continue };
            page.formula(row, LIVE, &formula, shown, Look::Pounds)?;
            if let Some(penny) = measure.shown {
                page.number(row, EXPORTED, penny.value(), Look::Pounds)?;
            }
            let at = row + 1;
            let difference = format!("ROUND({}{at}-{}{at},2)", column(LIVE), column(EXPORTED));
            page.formula(row, DIFFERENCE, &difference, Shown::from(0), Look::Pounds)?;
        }
        Ok(page)
    }
}
