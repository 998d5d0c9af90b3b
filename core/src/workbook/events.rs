//! The sheet of what may happen: a switch for each event.

use rust_xlsxwriter::{DataValidation, XlsxError};

use super::Book;
use super::cells::{FIRST_ROW, SheetId, one_cell};
use super::layout::Place;
use super::page::{Look, Page};
use crate::Decimal;
use crate::sheet::Graph;
use crate::sheet::exact::Events;

/// The column of the switches.
const SWITCH: u16 = 2;
/// What a switch says that counts an event by its chance.
const BY_CHANCE: &str = "by chance";

/// Where the switches stand.
pub(super) fn places(graph: &Graph) -> Vec<Option<Place>> {
    (FIRST_ROW..).zip(graph.events()).map(|(row, _)| Some(Place::One(SheetId::Events, SWITCH, row))).collect()
}

impl<'b> Book<'b> {
    /// How many switches were changed since the workbook was written, as a formula of the checks.
    pub(super) fn switches_changed(&self) -> Option<String> {
        let last = FIRST_ROW + u32::try_from(self.model.graph.events().len().checked_sub(1)?).unwrap_or(0);
        let prefix = self.names.prefix(SheetId::Checks, SheetId::Events);
        let column = |at| format!("{prefix}{}:{}", one_cell(at, FIRST_ROW), one_cell(at, last));
        Some(format!("SUMPRODUCT(--({}<>{}))", column(SWITCH), column(SWITCH + 1)))
    }

    pub(super) fn events(&self) -> Result<Page<'b>, XlsxError> {
        let about = "A switch for each: 1 if it happens, 0 if it does not, \"by chance\" to count it by its chance in each year. Coloured cells may be changed.";
        let mut page = Page::new(self.names.of(SheetId::Events), "What may happen", about, self.styles)?;
        page.headings(FIRST_ROW - 1, &["Address", "What it is", "Switch", "As written"])?;
        for (row, event) in (FIRST_ROW..).zip(self.model.graph.events()) {
            page.text(row, 0, event.address.as_str(), Look::Text)?;
            page.text(row, 1, &event.label, Look::Text)?;
            for (column, look) in [(SWITCH, Look::Input), (SWITCH + 1, Look::Number)] {
                match self.values.events() {
                    Events::AsPlanned => {
                        page.number(row, column, Decimal::from(u8::from(event.planned)), look)?;
                    }
                    Events::Expected => page.text(row, column, BY_CHANCE, look)?,
                }
            }
        }
        let last = FIRST_ROW + u32::try_from(self.model.graph.events().len()).unwrap_or(1) - 1;
        let switch = DataValidation::new()
            .allow_list_strings(&["0", "1", BY_CHANCE])?
            .set_error_message("0, 1, or \"by chance\"")?;
        page.sheet.add_data_validation(FIRST_ROW, SWITCH, last, SWITCH, &switch)?;
        page.widths(&[(0, 44.0), (1, 60.0), (2, 12.0), (3, 12.0)])?;
        page.sheet.set_freeze_panes(FIRST_ROW, 0)?;
        page.sheet.set_repeat_rows(FIRST_ROW - 1, FIRST_ROW - 1)?.set_print_fit_to_pages(1, 0);
        Ok(page)
    }
}
