//! The sheet of the flows: who pays whom, by option and year, and that in every year all of it comes to nothing.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use super::Book;
use super::cells::{
    self, COUNTER, FIRST_ROW, HEADINGS, LABEL, SheetId, WHOLE, all_years, column_of_years, one_cell,
    one_column, this_year, year_column,
};
use super::layout::Place;
use super::page::{Look, Page, Shown};
use crate::Decimal;
use crate::appraisal::LinePlace;
use crate::ledger::{Category, Treatment};
use crate::party::PartyId;
use crate::sheet::NodeId;

/// A cell that must hold nothing, with what it is.
#[derive(Debug)]
pub(super) struct Nought {
    pub(super) what: String,
    pub(super) sheet: SheetId,
    pub(super) row: u32,
}

/// Whether a line stands in the budgets, as the views of the model count it.
fn in_budgets(line: &LinePlace) -> bool {
    line.treatment != Treatment::NonCash && line.category != Category::OptimismBias
}

impl<'b> Book<'b> {
    /// The sheet, and the cells of it that must be nothing.
    pub(super) fn flows(&self) -> Result<(Page<'b>, Vec<Nought>), XlsxError> {
        let about = "What each party pays each other in cash: sums of the lines of the options, by who pays and who is paid. Below, what each pays less what it is paid; all parties together come to nothing in every year.";
        let mut page =
            Page::new(self.names.of(SheetId::Flows), "Flows by payer and payee", about, self.styles)?;
        let counter = format!("{}{}", self.names.prefix(SheetId::Flows, SheetId::Common), this_year(COUNTER));
        page.year_headings(&self.model.years, &counter)?;
        self.party_headings(&mut page)?;
        let (mut row, mut noughts) = (FIRST_ROW, Vec::new());
        for place in 0..self.model.options.len() {
            row = self.flows_of(&mut page, place, row, &mut noughts)?;
        }
        Ok((page, noughts))
    }

    fn party_headings(&self, page: &mut Page<'_>) -> Result<(), XlsxError> {
        let after = year_column(self.model.years.len());
        for (column, heading) in [(after, "Paid by"), (after + 1, "Paid to")] {
            page.text(HEADINGS, column, heading, Look::Heading)?;
            page.sheet.set_column_width(column, 18)?;
        }
        Ok(())
    }

    /// Beside each line of an option that is in its budgets, who pays and who is paid: what the flows add up by.
    pub(super) fn line_parties(&self, page: &mut Page<'_>, option: usize) -> Result<(), XlsxError> {
        self.party_headings(page)?;
        let after = year_column(self.model.years.len());
        for line in self.model.options[option].lines.iter().filter(|line| in_budgets(line)) {
            let Some(Place::Years(_, row)) = self.layout.place(line.cash) else { continue };
            for (column, party) in [(after, line.payer), (after + 1, line.payee)] {
                page.text(row, column, &self.model.parties.get(party).id, Look::Text)?;
            }
        }
        Ok(())
    }

    fn flows_of(
        &self,
        page: &mut Page<'_>,
        place: usize,
        mut row: u32,
        noughts: &mut Vec<Nought>,
    ) -> Result<u32, XlsxError> {
        let option = &self.model.options[place];
        let writer = self.writer(SheetId::Flows);
        let years = self.model.years.len();
        let at = format!("options.{}", option.id);
        let sheet = SheetId::Option(place);
        let (prefix, end) = (self.names.prefix(SheetId::Flows, sheet), self.layout.next_row(sheet));
        let after = year_column(years);
        page.text(row, LABEL, &option.name, Look::Block)?;
        row += 1;
        let mut pairs: BTreeMap<(PartyId, PartyId), Vec<NodeId>> = BTreeMap::new();
        for line in option.lines.iter().filter(|line| in_budgets(line)) {
            pairs.entry((line.payer, line.payee)).or_default().push(line.cash);
        }
        let name = |party: PartyId| &self.model.parties.get(party).name;
        let id = |party: PartyId| &self.model.parties.get(party).id;
        // What each party pays, and is paid, by the rows of the pairs.
        let mut rows: BTreeMap<PartyId, (Vec<u32>, Vec<u32>)> = BTreeMap::new();
        let mut net: BTreeMap<PartyId, Vec<Decimal>> = BTreeMap::new();
        let total = |row| format!("SUM({})", all_years(row, years));
        for ((payer, payee), lines) in &pairs {
            let label = format!("{} pays {}", name(*payer), name(*payee));
            let address = format!("{at}: {} to {}", id(*payer), id(*payee));
            // The rows of the lines say who pays and who is paid: ids have no signs that a criterion would read.
            for (column, party) in [(after, payer), (after + 1, payee)] {
                page.text(row, column, id(*party), Look::Text)?;
            }
            let of_lines = |range: String| format!("{prefix}{range}");
            let criterion = |column| {
                format!("{},{}", of_lines(one_column(column, FIRST_ROW, end)), one_cell(column, row))
            };
            let formula = format!(
                "SUMIFS({},{},{})",
                of_lines(column_of_years(FIRST_ROW, end)),
                criterion(after),
                criterion(after + 1)
            );
            page.label(row, &address, &label, "£", Look::Text)?;
            let sum = |year| lines.iter().filter_map(|line| self.values.at(*line, year)).sum();
            let sums: Vec<Decimal> = (0..years).map(sum).collect();
            page.formula(row, WHOLE, &total(row), sums.iter().sum::<Decimal>(), Look::Pounds)?;
            page.years(row, &formula, sums.iter().map(|sum| Shown::from(*sum)), Look::Pounds)?;
            for (party, sign) in [(payer, Decimal::ONE), (payee, Decimal::NEGATIVE_ONE)] {
                let own = net.entry(*party).or_insert_with(|| vec![Decimal::ZERO; years]);
                own.iter_mut().zip(&sums).for_each(|(own, sum)| *own += sign * sum);
            }
            rows.entry(*payer).or_default().0.push(row);
            rows.entry(*payee).or_default().1.push(row);
            row += 1;
        }
        let first = row;
        for (party, (pays, paid)) in &rows {
            let label = format!("{} pays, net", name(*party));
            page.label(row, &format!("{at}: {}", id(*party)), &label, "£", Look::Text)?;
            let sum = |rows: &[u32]| {
                let mut cells: Vec<(String, u32)> = rows.iter().map(|row| (String::new(), *row)).collect();
                cells::sum(&cells::ranges(&mut cells))
            };
            let formula = match (pays.is_empty(), paid.is_empty()) {
                (false, true) => sum(pays),
                (true, _) => format!("-{}", sum(paid)),
                (false, false) => format!("{}-{}", sum(pays), sum(paid)),
            };
            let own = &net[party];
            page.formula(row, WHOLE, &total(row), own.iter().sum::<Decimal>(), Look::Pounds)?;
            page.years(row, &formula, own.iter().map(|sum| Shown::from(*sum)), Look::Pounds)?;
            row += 1;
        }
        if row == first {
            page.text(row, LABEL, "nothing is paid", Look::Note)?;
            return Ok(row + 2);
        }
        let nothing = |page: &mut Page<'_>, row: u32, what: &str, formula: &str| {
            page.label(row, "", what, "£", Look::Note)?;
            page.formula(row, WHOLE, &format!("SUM({})", all_years(row, years)), 0, Look::Check)?;
            page.years(row, formula, (0..years).map(|_| Shown::from(0)), Look::Pounds)
        };
        let all = format!("ROUND(ABS(SUM({}:{})),6)", this_year(first), this_year(row - 1));
        let what = format!("Conservation, {}: all parties together; must be 0", option.name);
        nothing(page, row, &what, &all)?;
        noughts.push(Nought { what, sheet: SheetId::Flows, row });
        row += 1;
        // The same sums stand on the sheet of the option, added up there by party.
        let against: Vec<String> = (first..row - 1)
            .zip(rows.keys())
            .filter_map(|(own, party)| {
                let node = *option.measures.by_party.get(party.0)?;
                Some(format!("ABS({}-{})", this_year(own), writer.value(node)))
            })
            .collect();
        // A formula has a bounded length: a row for so many parties.
        for some in against.chunks(40) {
            let what = format!(
                "Sum of parts, {}: against what each party pays on its sheet; must be 0",
                option.name
            );
            nothing(page, row, &what, &format!("ROUND({},6)", some.join("+")))?;
            noughts.push(Nought { what, sheet: SheetId::Flows, row });
            row += 1;
        }
        Ok(row + 1)
    }

    /// The cell of a nought, as a formula of the checks names it.
    pub(super) fn nought(&self, nought: &Nought) -> String {
        format!("{}{}", self.names.prefix(SheetId::Checks, nought.sheet), one_cell(WHOLE, nought.row))
    }
}
