//! Borrowing: savings before it and net of it, and whether a borrower's income covers what it pays on its loans.

use crate::Decimal;
use crate::ledger::{Category, Ledger, Line, View};
use crate::party::PartyId;
use crate::sheet::{Cash, Comparison, NodeId, Row};
use crate::workings::Workings;

/// Recurring savings of a view before borrowing, what it pays on loans, and the savings net of that.
#[derive(Debug)]
pub(crate) struct BorrowingMeasures {
    pub(crate) saving_before: NodeId,
    pub(crate) debt_service: NodeId,
    pub(crate) saving_net: NodeId,
}

/// What a view pays a year without its loans, and on its loans; none where there are no loans.
pub(crate) struct Borrowed {
    before: Row<Cash>,
    service: Option<Row<Cash>>,
}

const fn is_debt_service(line: &Line) -> bool {
    matches!(line.category, Category::Financing) && !line.one_off
}

/// The recurring cost of a view apart from its loans.
pub(super) fn borrowed(w: &Workings<'_>, ledger: &Ledger, view: &View, recurring: &Row<Cash>) -> Borrowed {
    if !ledger.lines.iter().any(is_debt_service) {
        return Borrowed { before: recurring.clone(), service: None };
    }
    let service = view.cash(&w.sheet, ledger, is_debt_service);
    Borrowed { before: recurring - &service, service: Some(service) }
}

/// The savings before borrowing and net of it, where the option or today's has loans.
pub(super) fn borrowing(
    w: &Workings<'_>,
    ledger: &Ledger,
    view: &View,
    own: &Borrowed,
    today: &Borrowed,
) -> Option<BorrowingMeasures> {
    if own.service.is_none() && today.service.is_none() {
        return None;
    }
    let nothing = w.sheet.cash(Decimal::ZERO);
    let named = |row: Row<Cash>, id: &str, label: &str| {
        let at = ledger.at.join("borrowing").join(&view.id).join(id);
        row.named(at, format!("{label}: {}", view.label), "£")
    };
    let service = |of: &Borrowed| of.service.clone().unwrap_or_else(|| nothing.clone());
    let before = named(&today.before - &own.before, "saving_before", "Recurring saving before borrowing");
    let service =
        named(service(own) - service(today), "debt_service", "Interest and principal, beyond today's");
    let net = named(&before - &service, "saving_net", "Recurring saving net of borrowing");
    Some(BorrowingMeasures {
        saving_before: before.node(),
        debt_service: service.node(),
        saving_net: net.node(),
    })
}

/// A loan: what is paid on it and what is owed.
#[derive(Debug)]
pub(crate) struct LoanMeasures {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) borrower: PartyId,
    pub(crate) lender: PartyId,
    pub(crate) interest: Option<NodeId>,
    pub(crate) principal: Option<NodeId>,
    pub(crate) owed: NodeId,
}

pub(super) fn loans(ledger: &Ledger) -> Vec<LoanMeasures> {
    let line = |id: String| {
        let line = ledger.lines.iter().find(|line| line.id == id);
        line.map(|line| line.cash.node())
    };
    let of = |debt: &crate::ledger::Debt| LoanMeasures {
        id: debt.id.clone(),
        label: debt.label.clone(),
        borrower: debt.borrower,
        lender: debt.lender,
        interest: line(format!("{}.interest", debt.id)),
        principal: line(format!("{}.principal", debt.id)),
        owed: debt.owed.node(),
    };
    ledger.debts.iter().map(of).collect()
}

/// Whether a borrower's income covers its loans.
#[derive(Debug)]
pub(crate) struct CoverMeasures {
    pub(crate) party: PartyId,
    pub(crate) available: NodeId,
    pub(crate) debt_service: NodeId,
    pub(crate) cover: NodeId,
    pub(crate) minimum: NodeId,
}

/// The cover of each borrower's loans: of a council only where a loan states the least cover, since its taxes are in no
/// option.
pub(super) fn covers(w: &Workings<'_>, ledger: &Ledger, council: &View) -> Vec<CoverMeasures> {
    let mut borrowers: Vec<PartyId> = ledger.debts.iter().map(|debt| debt.borrower).collect();
    borrowers.sort_unstable();
    borrowers.dedup();
    let mut all = Vec::new();
    for party in borrowers {
        let minimums: Vec<_> = ledger
            .debts
            .iter()
            .filter(|debt| debt.borrower == party)
            .filter_map(|debt| debt.minimum_cover.as_ref())
            .collect();
        if minimums.is_empty() && council.members().any(|member| member == party) {
            continue;
        }
        let entry = w.parties.get(party);
        let view = View::new(entry.id.clone(), entry.name.clone(), w.parties, [party]);
        let at = |id: &str| ledger.at.join("cover").join(&entry.id).join(id);
        let service = view.cash(&w.sheet, ledger, |line| is_debt_service(line) && line.payer == party).named(
            at("debt_service"),
            format!("{}: interest and principal", entry.name),
            "£",
        );
        let running = view
            .cash(&w.sheet, ledger, |line| !line.one_off && !matches!(line.category, Category::Financing));
        let available = (-running).named(
            at("available"),
            format!("{}: yearly income less running costs, before its loans", entry.name),
            "£",
        );
        // A year in which nothing is paid on loans has nothing to cover; the result says so.
        let (penny, none) = (w.sheet.cash(Decimal::new(1, 2)), w.number(0));
        let cover = (&available / service.max(&penny))
            .only_where(&service, Comparison::AtLeast, &penny, &none)
            .named(
                at("ratio"),
                format!("{}: how many times its income covers its loans", entry.name),
                "times",
            );
        let usual = w.number(1);
        let minimum = minimums.iter().fold(None, |most: Option<Row<_>>, one| {
            Some(most.map_or_else(|| (*one).clone(), |most| most.max(one)))
        });
        let minimum =
            minimum.unwrap_or(usual).named(at("minimum"), format!("{}: least cover", entry.name), "times");
        all.push(CoverMeasures {
            party,
            available: available.node(),
            debt_service: service.node(),
            cover: cover.node(),
            minimum: minimum.node(),
        });
    }
    all
}
