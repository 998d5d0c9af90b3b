//! The sheet of the flows: who pays whom, by option and year, and that in every year all of it comes to nothing.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use super::Book;
use super::cells::{self, COUNTER, FIRST_ROW, LABEL, SheetId, WHOLE, all_years, one_cell, this_year};
use super::layout::LONGEST_SUM;
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
        let about = "What each party pays each other in cash: sums of the lines of the options. Below, what each pays less what it is paid; all parties together come to nothing in every year.";
        let mut page =
            Page::new(self.names.of(SheetId::Flows), "Flows by payer and payee", about, self.styles)?;
        let counter =
            format!("{}{}", self.names.prefix(SheetId::Flows, SheetId::Common), this_year(COUNTER));
        page.year_headings(&self.model.years, &counter)?;
        let (mut row, mut noughts) = (FIRST_ROW, Vec::new());
        for place in 0..self.model.options.len() {
            row = self.flows_of(&mut page, place, row, &mut noughts)?;
        }
        Ok((page, noughts))
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
            let sums_of = |lines: &[NodeId]| -> Vec<Decimal> {
                let sum = |year| lines.iter().filter_map(|line| self.values.at(*line, year)).sum();
                (0..years).map(sum).collect()
            };
            let mut formula = writer.sum_of(lines);
            if lines.len() > LONGEST_SUM {
                let first = row;
                for (part, some) in lines.chunks(LONGEST_SUM).enumerate() {
                    page.label(row, &address, &format!("{label}: part {}", part + 1), "£", Look::Note)?;
                    let shown = sums_of(some).into_iter().map(Shown::from);
                    page.years(row, &writer.sum_of(some), shown, Look::Pounds)?;
                    row += 1;
                }
                formula = format!("SUM({}:{})", this_year(first), this_year(row - 1));
            }
            page.label(row, &address, &label, "£", Look::Text)?;
            let sums = sums_of(lines);
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
                format!("SUM({})", cells::ranges(&mut cells).join(","))
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
        let what = format!("Sum of parts, {}: against what each party pays on its sheet; must be 0", option.name);
        nothing(page, row, &what, &format!("ROUND({},6)", against.join("+")))?;
        noughts.push(Nought { what, sheet: SheetId::Flows, row });
        Ok(row + 2)
    }

    /// The cell of a nought, as a formula of the checks names it.
    pub(super) fn nought(&self, nought: &Nought) -> String {
        format!("{}{}", self.names.prefix(SheetId::Checks, nought.sheet), one_cell(WHOLE, nought.row))
    }
}
