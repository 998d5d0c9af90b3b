//! Views: a set of parties, and what an option costs the set.

use super::{Category, Ledger, Line, Treatment};
use crate::party::{Parties, PartyId};
use crate::sheet::{Basis, Cash, Real, Row, Sheet};

/// A set of parties whose costs are counted together.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub(crate) id: String,
    pub(crate) label: String,
    inside: Vec<bool>,
}

/// What crosses the border of a view.
pub(crate) struct Net {
    /// In cash, what recurs.
    pub(crate) recurring: Row<Cash>,
    /// In cash, what comes once.
    pub(crate) one_off: Row<Cash>,
    /// In real terms, without what is sunk.
    pub(crate) real: Row<Real>,
}

impl View {
    pub(crate) fn new(
        id: impl Into<String>,
        label: impl Into<String>,
        parties: &Parties,
        members: impl IntoIterator<Item = PartyId>,
    ) -> Self {
        let mut inside = vec![false; parties.len()];
        for member in members {
            inside[member.0] = true;
        }
        Self { id: id.into(), label: label.into(), inside }
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = PartyId> {
        self.inside.iter().enumerate().filter(|(_, inside)| **inside).map(|(place, _)| PartyId(place))
    }

    /// `Some(true)` where the line is a cost to the view, `Some(false)` where it is income, `None` where it does not
    /// cross the border.
    fn crosses(&self, line: &Line) -> Option<bool> {
        match (self.inside[line.payer.0], self.inside[line.payee.0]) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// Costs less income of the lines that `counts` admits.
    fn net<'l, B: Basis>(
        &self,
        sheet: &Sheet,
        lines: &'l [Line],
        row: impl Fn(&'l Line) -> &'l Row<B>,
        counts: impl Fn(&Line) -> bool,
    ) -> Row<B> {
        let (mut costs, mut income) = (Vec::new(), Vec::new());
        for line in lines.iter().filter(|line| counts(line)) {
            match self.crosses(line) {
                Some(true) => costs.push(row(line)),
                Some(false) => income.push(row(line)),
                None => {}
            }
        }
        if income.is_empty() {
            return sheet.sum(costs);
        }
        sheet.sum(costs) - sheet.sum(income)
    }

    /// What the lines that `counts` admits cost the view in cash, of those that are in budgets.
    pub(crate) fn cash(&self, sheet: &Sheet, ledger: &Ledger, counts: impl Fn(&Line) -> bool) -> Row<Cash> {
        self.net(
            sheet,
            &ledger.lines,
            |line| &line.cash,
            |line| line.treatment != Treatment::NonCash && counts(line),
        )
    }

    /// What the option costs the view.
    pub(crate) fn cost(&self, sheet: &Sheet, ledger: &Ledger) -> Net {
        self.cost_of(sheet, &ledger.lines)
    }

    /// What some lines of the option cost the view.
    pub(crate) fn cost_of(&self, sheet: &Sheet, lines: &[Line]) -> Net {
        let paid =
            |line: &Line| line.treatment != Treatment::NonCash && line.category != Category::OptimismBias;
        Net {
            recurring: self.net(sheet, lines, |line| &line.cash, |line| paid(line) && !line.one_off),
            one_off: self.net(sheet, lines, |line| &line.cash, |line| paid(line) && line.one_off),
            real: self.net(
                sheet,
                lines,
                |line| &line.real,
                |line| !matches!(line.treatment, Treatment::NonCash | Treatment::Sunk),
            ),
        }
    }
}

/// What lines cost society in real terms: resources, each counted once, with what nobody pays among them.
pub(crate) fn cost_to_society(
    sheet: &Sheet,
    parties: &Parties,
    lines: &[Line],
) -> (Row<Real>, Option<Row<Real>>) {
    let (mut costs, mut benefits, mut priced) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        if !matches!(line.treatment, Treatment::Resource | Treatment::NonCash) {
            continue;
        }
        if line.category == Category::Benefit {
            priced.push(&line.real);
            benefits.push(&line.real);
        } else if parties.get(line.payer).market {
            benefits.push(&line.real);
        } else {
            costs.push(&line.real);
        }
    }
    let cost = if benefits.is_empty() { sheet.sum(costs) } else { sheet.sum(costs) - sheet.sum(benefits) };
    (cost, (!priced.is_empty()).then(|| sheet.sum(priced)))
}
