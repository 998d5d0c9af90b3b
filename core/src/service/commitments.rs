//! What today's service binds the council to beyond the change: a lease, a contract for ICT, any cost with a day until
//! which it must be paid.
//!
//! Where the council would no longer pay, since the part stops or passes to somebody else, it pays on until that day.
//! These are stranded costs, as are the shares of central support that cannot be avoided.

use jiff::civil::Date;

use super::run::{Operating, Part};
use super::vat::VatClass;
use crate::input::{Pounds, Schedule, record};
use crate::ledger::{Amount, Category, Flow};
use crate::sheet::{Real, Row};
use crate::workings::{GENERAL, NONE};

record! {
    /// Until when the council is bound to pay for what is bought for the service.
    pub struct CommittedUntil {
        /// For stock.
        optional stock: Date;
        /// For ICT.
        optional ict: Date;
        /// For the library management system.
        optional library_system: Date;
    }
}

/// Posts what the council pays on after the service has left, item by item.
pub(super) fn post_commitments(o: &mut Operating<'_, '_>) {
    // Today's service pays all of this by itself.
    if o.arrangement.is_today {
        return;
    }
    o.dated = true;
    post_supplies(o);
    post_lease(o);
    post_costs(o);
    o.dated = false;
}

/// Posts a cost from the day of the change to the day until which it must be paid.
fn post(o: &mut Operating<'_, '_>, until: Date, flow: Flow, vat: VatClass) {
    if until <= o.from {
        return;
    }
    let holds = o.w.share_between(o.from, o.no_later(Some(until)));
    let mut flow = flow.stranded();
    flow.amount = flow.amount.times(&holds);
    o.post_cost(flow, vat);
}

#[allow(clippy::type_complexity, reason = "a table of what may be committed")]
fn post_supplies(o: &mut Operating<'_, '_>) {
    let service = o.service;
    let Some(until) = &service.committed_until else { return };
    let parts: [(&str, &str, Option<Date>, Option<&Schedule<Pounds>>, Part, Category, VatClass); 3] = [
        (
            "stock",
            "Stock fund",
            until.stock,
            service.stock.as_ref(),
            Part::Stock,
            Category::Stock,
            VatClass::Zero,
        ),
        ("ict", "ICT", until.ict, service.ict.as_ref(), Part::Ict, Category::Ict, VatClass::Standard),
        (
            "library_system",
            "Library management system",
            until.library_system,
            service.library_system.as_ref(),
            Part::LibrarySystem,
            Category::Ict,
            VatClass::Standard,
        ),
    ];
    let suppliers = o.w.parties.always("suppliers");
    for (id, label, until, schedule, part, category, vat) in parts {
        let (Some(until), Some(schedule)) = (until, schedule) else { continue };
        if o.arrangement.bearer(part) == Some(o.council) {
            continue;
        }
        let amount: Row<Real> = o.w.moneys(schedule, o.starts);
        let amount = Amount::Real(amount, GENERAL.to_owned());
        let (id, label) = (format!("committed.{id}"), format!("{label}: committed"));
        post(o, until, Flow::new(id, label, o.council, suppliers, category, amount), vat);
    }
}

/// The rent and the service charge of a building that the service has left, until the lease ends or is broken.
fn post_lease(o: &mut Operating<'_, '_>) {
    let Some(premises) = &o.service.premises else { return };
    if o.arrangement.uses_building {
        return;
    }
    let Some(until) = premises.free_of_lease(o.from) else { return };
    let [suppliers, market] = ["suppliers", "property_market"].map(|id| o.w.parties.always(id));
    let owner = premises.owner.as_ref().and_then(|id| o.party(id, &o.service_at.join("premises.owner")));
    let landlord = owner.unwrap_or(market);
    let category = Category::Premises;
    if let Some(rent) = &premises.rent {
        let amount = Amount::Cash(o.w.moneys(rent, o.starts));
        let flow =
            Flow::new("committed.rent", "Rent until the lease ends", o.council, landlord, category, amount);
        post(o, until, flow, VatClass::Exempt);
    }
    if let Some(charge) = &premises.service_charge {
        let amount = Amount::Real(o.w.moneys(charge, o.starts), GENERAL.to_owned());
        let label = "Service charge until the lease ends";
        let flow = Flow::new("committed.service_charge", label, o.council, suppliers, category, amount);
        post(o, until, flow, VatClass::Standard);
    }
    let broken = premises.lease_break == Some(until) && premises.lease_ends != Some(until);
    if broken && !premises.lease_break_cost.is_nothing() && o.until.is_none_or(|end| until < end) {
        let sum: Row<Real> = o.w.money(&premises.lease_break_cost);
        let amount = Amount::Real(sum * o.w.in_year_of(until), GENERAL.to_owned());
        let label = "Break of the lease";
        let flow = Flow::new("committed.lease_break", label, o.council, landlord, category, amount);
        o.post_cost(flow.once(), VatClass::OutsideScope);
    }
}

fn post_costs(o: &mut Operating<'_, '_>) {
    for (id, cost) in o.service.costs.iter() {
        let Some(until) = cost.committed_until else { continue };
        // Who is named to pay goes on paying whatever happens to the service.
        let goes_on = o.arrangement.bearer(Part::Other).is_some();
        let payer = match &cost.payer {
            Some(_) if goes_on => continue,
            Some(payer) => o.party(payer, &o.service_at.join("costs").join(id).join("payer")),
            None => Some(o.council),
        };
        let Some(payer) = payer else { continue };
        if goes_on && o.arrangement.bearer(Part::Other) == Some(payer) {
            continue;
        }
        let payee = match &cost.payee {
            Some(payee) => o.party(payee, &o.service_at.join("costs").join(id).join("payee")),
            None => Some(o.w.parties.always("suppliers")),
        };
        let Some(payee) = payee else { continue };
        let amount = if &*cost.index == NONE {
            Amount::Cash(o.w.moneys(&cost.amount, o.starts))
        } else {
            Amount::Real(o.w.moneys(&cost.amount, o.starts), cost.index.to_string())
        };
        let (id, label) = (format!("committed.costs.{id}"), format!("{}: committed", cost.label));
        let mut flow = Flow::new(id, label, payer, payee, cost.category, amount);
        flow.treatment = cost.treatment;
        post(o, until, flow, cost.vat);
    }
}
