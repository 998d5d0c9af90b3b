//! The sheets of the model: each option, and what belongs to no option. A row is one formula in all years.

use rust_xlsxwriter::XlsxError;

use super::cells::{ADDRESS, COUNTER, FIRST_ROW, LABEL, SheetId, UNIT, WHOLE, this_year, year_before};
use super::formula::{NONE, Writer, words};
use super::layout::{Entry, Place};
use super::page::{Look, Page, Shown, Written, look_of};
use super::{Book, label_of_helper};
use crate::Decimal;
use crate::sheet::{NodeId, Op, Span};

/// How many helpers a label goes down.
const DEEPEST_LABEL: usize = 1;

impl<'b> Book<'b> {
    /// A sheet of the model, with its rows; more may be written below.
    pub(super) fn model_sheet(
        &self,
        sheet: SheetId,
        title: &str,
        about: &str,
    ) -> Result<Page<'b>, XlsxError> {
        let mut page = Page::new(self.names.of(sheet), title, about, self.styles)?;
        let counter = match sheet {
            SheetId::Common => format!("{}+1", year_before(COUNTER)),
            other => format!("{}{}", self.names.prefix(other, SheetId::Common), this_year(COUNTER)),
        };
        page.year_headings(&self.model.years, &counter)?;
        if sheet == SheetId::Common {
            self.constants(&mut page)?;
        }
        let writer = self.writer(sheet);
        let mut row = None;
        for entry in self.layout.rows(sheet) {
            // The first row is below the constants; from there on one follows another.
            let at = row.or_else(|| self.first_row(*entry)).unwrap_or(FIRST_ROW);
            match entry {
                Entry::Node(node) => self.row(&mut page, &writer, at, *node)?,
                Entry::Part { of, from, to } => self.part(&mut page, &writer, at, *of, (*from, *to))?,
            }
            row = Some(at + 1);
        }
        Ok(page)
    }

    fn first_row(&self, entry: Entry) -> Option<u32> {
        match entry {
            Entry::Part { of, .. } => self.layout.parts_of(of)?.first().copied(),
            Entry::Node(node) => match self.layout.place(node)? {
                Place::Years(_, row) | Place::Whole(_, row) | Place::One(_, _, row) => Some(row),
            },
        }
    }

    fn row(&self, page: &mut Page<'_>, writer: &Writer<'_>, at: u32, node: NodeId) -> Written {
        let own = self.model.graph.node(node);
        let mut unit = "";
        if let Some(row) = own.row.map(|row| self.model.graph.row(row)) {
            unit = &row.unit;
            page.label(at, row.address.as_str(), &row.label, unit, Look::Text)?;
        } else {
            let part = label_of_helper(self.layout, node);
            page.label(at, &part, &words(self.layout, node, DEEPEST_LABEL), unit, Look::Note)?;
        }
        let formula = writer.of(node);
        if own.span == Span::Whole {
            let shown = self.values.at(node, 0).map_or_else(|| Shown::from(NONE), Shown::from);
            return page.formula(at, WHOLE, &formula, shown, look_of(unit));
        }
        page.years(at, &formula, self.values.by_year(node).map(Shown::from), look_of(unit))
    }

    fn part(
        &self,
        page: &mut Page<'_>,
        writer: &Writer<'_>,
        at: u32,
        of: NodeId,
        (from, to): (usize, usize),
    ) -> Written {
        let Op::Sum(all) = &self.model.graph.node(of).op else { return Ok(()) };
        let some = &all[from..to];
        let owner = self.layout.owner(of);
        let label = owner.map(|row| row.label.as_str()).unwrap_or_default();
        page.label(
            at,
            &label_of_helper(self.layout, of),
            &format!("{label}: rows {} to {to} of {}", from + 1, all.len()),
            "",
            Look::Note,
        )?;
        let years = 0..self.model.years.len();
        let sum = |year| some.iter().filter_map(|node| self.values.at(*node, year)).sum::<Decimal>();
        let look = look_of(owner.map(|row| row.unit.as_str()).unwrap_or_default());
        page.years(at, &writer.sum_of(some), years.map(|year| Shown::from(sum(year))), look)
    }

    /// Numbers that belong to formulas, and what the calendar gives.
    fn constants(&self, page: &mut Page<'_>) -> Written {
        if let Some((_, first)) = self.layout.numbers.first() {
            page.text(first - 1, LABEL, "Numbers that belong to formulas", Look::Block)?;
        }
        for (value, row) in &self.layout.numbers {
            page.text(*row, LABEL, "a number of the formula itself", Look::Text)?;
            page.number(*row, WHOLE, *value, Look::Number)?;
        }
        if let Some((_, first)) = self.layout.calendars.first() {
            let what = "Shares of each year, from the dates of the inputs: fixed at export, since a date is not live";
            page.text(first - 1, LABEL, what, Look::Block)?;
        }
        for (node, row) in &self.layout.calendars {
            let Op::Calendar(values) = &self.model.graph.node(*node).op else { continue };
            page.text(*row, ADDRESS, &label_of_helper(self.layout, *node), Look::Text)?;
            page.text(*row, LABEL, "share of the year", Look::Text)?;
            page.text(*row, UNIT, "share", Look::Text)?;
            for (year, value) in values.iter().enumerate() {
                page.number(*row, super::cells::year_column(year), *value, Look::Number)?;
            }
        }
        Ok(())
    }
}
