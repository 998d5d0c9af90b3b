//! Posting: a flow becomes a line, in cash and in real terms.

use super::edits::Edits;
use super::{Amount, Chances, Flow, Ledger, Line, LineChange, Treatment};
use crate::address::Address;
use crate::party::PartyId;
use crate::problem::Problem;
use crate::service::find_party;
use crate::sheet::{Cash, Factor, Real, Row};
use crate::workings::{After, GENERAL, NONE, Workings};

/// What comes before the id of a line that holds only until the service changes hands.
pub(crate) const UNTIL_TRANSFER: &str = "until_transfer.";
/// What comes before the id of a line of today's service that goes on because the change has not come as planned.
pub(crate) const NOT_BEGUN: &str = "not_begun.";
/// What comes before the id of a line of today's service that the council has taken back.
pub(crate) const AFTER_RETURN: &str = "after_return.";
/// What comes before the id of a line that is left when the library has closed.
pub(crate) const AFTER_CLOSURE: &str = "after_closure.";
/// What comes before the id of a line of what follows when an arrangement has ended by plan.
pub(crate) const AFTER_END: &str = "after_end.";
/// What comes before the id of a line of today's service that is put back after consultation.
pub(crate) const PUT_BACK: &str = "put_back.";
/// All that may come before the id of a line.
pub(crate) const PHASES: [&str; 6] =
    [UNTIL_TRANSFER, NOT_BEGUN, PUT_BACK, AFTER_RETURN, AFTER_CLOSURE, AFTER_END];

impl Ledger {
    /// The ledger of an option at an address, with nothing in it.
    pub(crate) fn new(at: Address) -> Self {
        Self {
            at,
            lines: Vec::new(),
            library: None,
            chances: Chances::default(),
            edits: Edits::default(),
            caps: Vec::new(),
            pay: Vec::new(),
            giving: None,
            debts: Vec::new(),
            departures: Vec::new(),
            refunded_vat: Vec::new(),
        }
    }

    /// Posts a flow, with the changes that the input makes to it.
    pub(crate) fn post(&mut self, w: &Workings<'_>, flow: Flow) {
        if let Some(flow) = self.settle(w, flow, None) {
            self.enter(w, flow);
        }
    }

    /// A flow with the changes that the input makes to it; none where the input removes it. An amount that the input
    /// gives is paid for the share of each year in which the line holds.
    pub(crate) fn settle(
        &mut self,
        w: &Workings<'_>,
        mut flow: Flow,
        holds: Option<&Row<Factor>>,
    ) -> Option<Flow> {
        if self.edits.removes(&flow.id) {
            return None;
        }
        if let Some((change, at)) = self.edits.change(&flow.id) {
            change_flow(w, &mut flow, &change, &at, holds);
        }
        self.expect(w, &mut flow);
        Some(flow)
    }

    /// Makes a settled flow a line. What somebody pays to himself is no flow.
    pub(crate) fn enter(&mut self, w: &Workings<'_>, mut flow: Flow) {
        if flow.payer == flow.payee || self.chances.leave_out(flow.hangs_on) {
            return;
        }
        if let Some(chance) = self.chances.of(flow.hangs_on) {
            flow.amount = flow.amount.times(chance);
        }
        let treatment = flow.treatment.unwrap_or_else(|| usual_treatment(w, flow.payer, flow.payee));
        let at = self.at.join("lines").join(&flow.id);
        let (cash, real, basis, index) = priced(w, flow.amount, &at);
        let cash = cash.named(at.join("cash"), flow.label.clone(), "£");
        let real =
            real.named(at.join("real"), format!("{} in real terms", flow.label), "£ of the price base");
        self.lines.push(Line {
            library: self.library,
            id: flow.id,
            label: flow.label,
            payer: flow.payer,
            payee: flow.payee,
            category: flow.category,
            treatment,
            one_off: flow.one_off,
            stranded: flow.stranded,
            basis,
            index,
            cash,
            real,
        });
    }
}

/// Makes the change that the input says at an address.
fn change_flow(
    w: &Workings<'_>,
    flow: &mut Flow,
    change: &LineChange,
    at: &Address,
    holds: Option<&Row<Factor>>,
) {
    if let Some(payer) = change.payer.as_ref().and_then(|id| find_party(w, id, &at.join("payer"))) {
        flow.payer = payer;
    }
    if let Some(payee) = change.payee.as_ref().and_then(|id| find_party(w, id, &at.join("payee"))) {
        flow.payee = payee;
    }
    if change.treatment.is_some() {
        flow.treatment = change.treatment;
    }
    if let Some(amount) = &change.amount {
        flow.amount = match &flow.amount {
            Amount::Real(_, index) => Amount::Real(w.moneys(amount, w.first()), index.clone()),
            Amount::EconomicOnly(_) => Amount::EconomicOnly(w.moneys(amount, w.first())),
            Amount::Cash(_) | Amount::Worked(_) => Amount::Cash(w.moneys(amount, w.first())),
        };
        if flow.one_off && amount.is_rate() {
            let problem = Problem::new(at.join("amount"), "comes once, and no year is given");
            w.problem(problem.accepted("a table by year, such as { \"2028/29\" = 12000 }"));
        }
        // Who states the amount of a line states all of it.
        flow.expected = None;
        if let (Some(holds), false) = (holds, flow.one_off) {
            flow.amount = flow.amount.clone().times(holds);
        }
    }
    if let Some(index) = &change.index {
        w.index(index, &at.join("index"), None);
        match &mut flow.amount {
            Amount::Real(_, own) => *own = index.to_string(),
            _ => w.problem(
                Problem::new(at.join("index"), "the line is not stated in real terms")
                    .accepted("an index only for a line in prices of the base year: a cash sum and a real one are not mixed"),
            ),
        }
    }
    if let Some(times) = &change.multiply {
        let times = w.factors(times, w.first(), After::Hold);
        flow.multiply(&times);
    }
}

/// What uses up work, goods or space is a resource; what only changes hands is a transfer.
fn usual_treatment(w: &Workings<'_>, payer: PartyId, payee: PartyId) -> Treatment {
    if w.parties.get(payer).market || w.parties.get(payee).market {
        Treatment::Resource
    } else {
        Treatment::Transfer
    }
}

/// An amount in cash and in real terms, with how it was stated.
fn priced(w: &Workings<'_>, amount: Amount, at: &Address) -> (Row<Cash>, Row<Real>, &'static str, String) {
    match amount {
        Amount::Cash(cash) => {
            let real = w.deflate(&cash);
            (cash, real, "cash", NONE.to_owned())
        }
        Amount::Worked(cash) => {
            let real = w.deflate(&cash);
            (cash, real, "worked out in cash", NONE.to_owned())
        }
        // The index of prices in general is what real terms are measured by: no need to go there and back.
        Amount::Real(real, index) if index == GENERAL => {
            let cash = real.at_prices(&w.general());
            (cash, real, "real terms", index)
        }
        Amount::Real(real, index) => {
            let cash = real.at_prices(&w.index(&index, at, None));
            (cash, real * w.index_in_real_terms(&index, at), "real terms", index)
        }
        Amount::EconomicOnly(real) => {
            (w.sheet.cash(crate::Decimal::ZERO), real, "economic case only", GENERAL.to_owned())
        }
    }
}
