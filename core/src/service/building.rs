//! The building: who owns it, what it costs to run, its rates, and the rent that its owner could have.

use super::run::{Operating, Part};
use super::vat::VatClass;
use crate::address::Address;
use crate::input::{Estimate, Id, Pounds, RateableValue, Schedule, record};
use crate::ledger::{Amount, Category, Flow, HangsOn, Treatment};
use crate::party::{PartyId, PartyKind, RatesRelief};
use crate::problem::{Problem, Problems};
use crate::sheet::{Cash, Comparison, Factor, Row};
use crate::workings::{GENERAL, NONE, Workings};

record! {
    /// A building in which the service runs.
    pub struct Premises {
        /// The party that owns it; leave it out for a building that is rented.
        optional owner: Id;
        /// The rent that the market would pay for it, a year: what its owner forgoes.
        optional market_rent: Estimate<Pounds>;
        /// The rent that is paid, a year.
        optional rent: Schedule<Pounds>;
        /// Its rateable value; it has no default, since none is published by library.
        optional rateable_value: Estimate<RateableValue>;
        /// Whether it is taken to qualify for the retail, hospitality and leisure multipliers.
        default retail_hospitality_leisure: bool = false;
        /// Energy, a year.
        optional energy: Schedule<Pounds>;
        /// Water, a year.
        optional water: Schedule<Pounds>;
        /// Cleaning, a year.
        optional cleaning: Schedule<Pounds>;
        /// Repairs and maintenance, a year.
        optional repairs: Schedule<Pounds>;
        /// Insurance, a year.
        optional insurance: Schedule<Pounds>;
        /// Service charge, a year.
        optional service_charge: Schedule<Pounds>;
        /// What is put by for renewals, a year.
        optional sinking_fund: Schedule<Pounds>;
        /// Repairs that are overdue, by the year in which they are to be done.
        optional backlog: Schedule<Pounds>;
    }
    check tenure;
}

fn tenure(premises: &Premises, at: &Address, line: Option<u32>, problems: &mut Problems) {
    if premises.market_rent.is_some() && premises.owner.is_none() {
        let problem = Problem::new(at.join("owner"), "is missing, and a rent is said to be forgone");
        problems.push(problem.accepted("the party that owns the building").at_line(line));
    }
    if matches!(premises.backlog, Some(Schedule::Every(_))) {
        let problem = Problem::new(at.join("backlog"), "has no year");
        problems.push(
            problem
                .accepted("the years in which it is done: [5000, 2000] or { \"2028/29\" = 7000 }")
                .at_line(line),
        );
    }
}

impl Premises {
    /// The running costs: id, name, schedule, index, VAT.
    #[allow(clippy::type_complexity, reason = "a table of the running costs")]
    fn running(
        &self,
    ) -> [(&'static str, &'static str, Option<&Schedule<Pounds>>, &'static str, VatClass); 8] {
        [
            ("rent", "Rent", self.rent.as_ref(), NONE, VatClass::Exempt),
            ("energy", "Energy", self.energy.as_ref(), "energy", VatClass::Standard),
            ("water", "Water", self.water.as_ref(), GENERAL, VatClass::Zero),
            ("cleaning", "Cleaning", self.cleaning.as_ref(), "pay", VatClass::Standard),
            ("repairs", "Repairs and maintenance", self.repairs.as_ref(), GENERAL, VatClass::Standard),
            ("insurance", "Insurance", self.insurance.as_ref(), GENERAL, VatClass::Exempt),
            ("service_charge", "Service charge", self.service_charge.as_ref(), GENERAL, VatClass::Standard),
            ("sinking_fund", "Sinking fund", self.sinking_fund.as_ref(), GENERAL, VatClass::OutsideScope),
        ]
    }
}

/// Posts what the building costs.
pub(super) fn post_premises(o: &mut Operating<'_, '_>) {
    let (w, service) = (o.w, o.service);
    let Some(premises) = &service.premises else { return };
    let suppliers = w.parties.always("suppliers");
    let market = w.parties.always("property_market");
    let owner = premises.owner.as_ref().and_then(|id| o.party(id, &Address::new("service.premises.owner")));
    if let Some(bearer) = o.arrangement.bearer(Part::Building) {
        for (id, name, schedule, index, vat) in premises.running() {
            let Some(schedule) = schedule else { continue };
            let payee = if id == "rent" { owner.unwrap_or(market) } else { suppliers };
            if payee == bearer {
                continue;
            }
            let amount = if index == NONE {
                Amount::Cash(w.moneys(schedule, o.starts))
            } else {
                Amount::Real(w.moneys(schedule, o.starts), index.to_owned())
            };
            o.post_cost(
                Flow::new(format!("premises.{id}"), name, bearer, payee, Category::Premises, amount),
                vat,
            );
        }
        if let Some(backlog) = &premises.backlog {
            let amount = o.paid_once(Amount::Real(w.moneys(backlog, w.first()), GENERAL.to_owned()));
            let flow = Flow::new(
                "premises.backlog",
                "Overdue repairs",
                bearer,
                suppliers,
                Category::Capital,
                amount,
            )
            .once()
            .hanging_on(HangsOn::Arrangement);
            o.post_cost(flow, VatClass::Standard);
        }
        if let Some(value) = &premises.rateable_value {
            let relief = o.arrangement.rates_relief.clone().unwrap_or_else(|| relief_of(w, bearer, value));
            let relief = match &o.arrangement.relief_kept {
                Some(kept) => relief * kept,
                None => relief,
            };
            let bill = rates_bill(w, premises, value) * (w.number(1) - relief);
            post_rates(o, "premises.rates", "Business rates", bearer, &bill);
        }
    }
    // The owner forgoes the rent as long as the service or its successor has the building for nothing.
    if let (Some(rent), Some(owner), true) = (&premises.market_rent, owner, o.arrangement.uses_building) {
        let amount = Amount::Real(w.money(rent), GENERAL.to_owned());
        let forgone =
            Flow::new("premises.rent_forgone", "Rent forgone", owner, market, Category::RentForgone, amount);
        o.post(forgone.treated(Treatment::NonCash));
    }
}

/// The bill before relief: rateable value times the multiplier for a building of that value.
pub(crate) fn rates_bill(
    w: &Workings<'_>,
    premises: &Premises,
    value: &Estimate<RateableValue>,
) -> Row<Cash> {
    let suffix = if premises.retail_hospitality_leisure { "_rhl" } else { "" };
    let value: Row<Cash> = w.money(value);
    let below: Row<Cash> = w.figure("business_rates.threshold.small_multiplier");
    let small: Row<Factor> = w.rate(&format!("business_rates.multiplier.small{suffix}"));
    let standard: Row<Factor> = w.rate(&format!("business_rates.multiplier.standard{suffix}"));
    let multiplier = small.only_where(&value, Comparison::Below, &below, &standard);
    value * multiplier
}

/// The share of the bill that relief takes off.
fn relief_of(w: &Workings<'_>, occupier: PartyId, value: &Estimate<RateableValue>) -> Row<Factor> {
    let party = w.parties.get(occupier);
    let one = w.number(1);
    let mandatory = match party.rates_relief() {
        RatesRelief::None => w.number(0),
        RatesRelief::Charity => w.rate("business_rates.relief.charity_mandatory"),
        RatesRelief::SmallBusiness => {
            let value: Row<Cash> = w.money(value);
            let full: Row<Cash> = w.figure("business_rates.relief.small_business_full_below");
            let none: Row<Cash> = w.figure("business_rates.relief.small_business_none_above");
            let share = (&none - value) / (&none - full);
            share.min(&one).max(&w.number(0))
        }
    };
    let top_up = party.input.as_ref().and_then(|party| party.discretionary_relief.as_ref());
    match top_up {
        Some(top_up) => &mandatory + w.factor(top_up) * (one - &mandatory),
        None => mandatory,
    }
}

/// Posts a rates bill, and the shares of it that come back out of the pool.
pub(crate) fn post_rates(o: &mut Operating<'_, '_>, id: &str, name: &str, payer: PartyId, bill: &Row<Cash>) {
    let w = o.w;
    let pool = w.parties.always("rates_pool");
    let bill = bill.named(o.address(&format!("{id}.bill")), format!("{name} for a full year"), "£");
    o.post(Flow::new(id, name, payer, pool, Category::Rates, Amount::Worked(bill.clone())));
    let government = w.parties.always("government");
    let fire = w.parties.of_kind(PartyKind::FireAuthority).unwrap_or_else(|| w.parties.always("fire"));
    let council_kind = w.parties.get(o.council).input.as_ref().map(|party| party.kind);
    let shares: Vec<(&str, &str, PartyId)> = match council_kind {
        Some(PartyKind::CountyCouncil | PartyKind::DistrictCouncil) => {
            let district =
                w.parties.of_kind(PartyKind::DistrictCouncil).unwrap_or_else(|| w.parties.always("district"));
            let county = w.parties.of_kind(PartyKind::CountyCouncil).unwrap_or(o.council);
            vec![
                ("district", "business_rates.retention.two_tier.billing", district),
                ("county", "business_rates.retention.two_tier.county", county),
                ("fire", "business_rates.retention.two_tier.fire", fire),
                ("government", "business_rates.retention.two_tier.central", government),
            ]
        }
        _ => vec![
            ("council", "business_rates.retention.unitary.billing", o.council),
            ("fire", "business_rates.retention.unitary.fire", fire),
            ("government", "business_rates.retention.unitary.central", government),
        ],
    };
    for (who, figure, payee) in shares {
        let share = Amount::Worked(&bill * w.rate(figure));
        let label = format!("{name}: share of {}", w.parties.get(payee).name);
        o.post(Flow::new(format!("{id}_share.{who}"), label, pool, payee, Category::Rates, share));
    }
}
