//! The building: who owns it, what it costs to run, its rates, and the rent that its owner could have.

use jiff::civil::Date;

use super::rates::{post_rates, rates_bill, relief_of};
use super::retention::RatesArea;
use super::run::{Operating, Part};
use super::vat::VatClass;
use crate::address::Address;
use crate::input::{Estimate, Id, Keyed, Pounds, RateableValue, Schedule, Share, record};
use crate::ledger::{Amount, Category, Flow, HangsOn, Treatment};
use crate::problem::{Problem, Problems};
use crate::sheet::{Real, Row};
use crate::workings::{GENERAL, NONE};

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
        /// Its rates bill of a full year before charity and discretionary relief, in pounds of the price base, where the
        /// bill is known and not the rateable value; it moves with the index of rates.
        optional rates: Schedule<Pounds>;
        /// Whether it is taken to qualify for the retail, hospitality and leisure multipliers.
        default retail_hospitality_leisure: bool = false;
        /// The rates bill of the year before the first year of the appraisal, before charity and discretionary relief,
        /// in cash: transitional relief limits the rise from it until 2028/29. By default no limit is worked out.
        optional rates_before: Estimate<Pounds>;
        /// Whether whoever occupies it lost small-business relief at the revaluation of 2026 and has supporting relief:
        /// the bill may then rise by the transitional limit or by 800 a year, whichever is more. Councils and parishes
        /// cannot have it. It needs `rates_before`.
        default supporting_relief: bool = false;
        /// The kind of area by which its rates are shared between authorities; by default `two_tier` where the council that
        /// decides is a county or a district, else unitary.
        optional rates_area: RatesArea;
        /// The authority that sends out the bill for its rates and keeps that authority's share: of several districts of
        /// a county, the one in which the building lies. By default the first district of the input, or the council.
        optional billing_authority: Id;
        /// The shares of its rates by party, where they are none of the usual ones; what they leave is the government's.
        default rates_shares: Keyed<Estimate<Share>> = Keyed::default();
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
        /// The day on which the lease of a rented building ends. Where the service leaves the building before, the
        /// council pays the rent and the service charge until then.
        optional lease_ends: Date;
        /// The first day on which a break clause lets the council end the lease early. It is used where the service has
        /// left by then.
        optional lease_break: Date;
        /// What the break costs, once, in pounds of the price base.
        default lease_break_cost: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no cost of the break was stated");
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
    if let Some(breaks) = premises.lease_break
        && premises.lease_ends.is_none_or(|ends| breaks > ends)
    {
        let problem = Problem::new(at.join("lease_break"), "is no day before the lease ends");
        problems.push(problem.accepted("a day before lease_ends").at_line(line));
    }
    let shared: crate::Decimal = premises.rates_shares.iter().map(|(_, share)| share.central()).sum();
    if shared > crate::Decimal::ONE {
        let problem = Problem::new(at.join("rates_shares"), format!("come to {shared}"));
        problems.push(problem.accepted("shares that come to 1 or less").at_line(line));
    }
    if premises.rates.is_some() && (premises.rateable_value.is_some() || premises.rates_before.is_some()) {
        let problem = Problem::new(at.join("rates"), "stands beside what the bill would be worked out from");
        problems.push(problem.accepted("either rates, or rateable_value with rates_before").at_line(line));
    }
    if premises.supporting_relief && premises.rates_before.is_none() {
        let problem =
            Problem::new(at.join("supporting_relief"), "needs the bill from which the rise is limited");
        problems.push(problem.accepted("rates_before, the bill of the year before").at_line(line));
    }
    if premises.backlog.as_ref().is_some_and(Schedule::is_rate) {
        let problem = Problem::new(at.join("backlog"), "has no year");
        problems.push(
            problem
                .accepted("the years in which it is done: [5000, 2000] or { \"2028/29\" = 7000 }")
                .at_line(line),
        );
    }
}

impl Premises {
    /// The day from which the lease binds nobody, where the service leaves on a day: that of its break clause, if it has
    /// left by then, else that of its end. None where there is no lease.
    pub(crate) fn free_of_lease(&self, left: Date) -> Option<Date> {
        let ends = self.lease_ends?;
        Some(self.lease_break.filter(|breaks| *breaks >= left).unwrap_or(ends).max(left))
    }

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
    let owner = premises.owner.as_ref().and_then(|id| o.party(id, &o.service_at.join("premises.owner")));
    let owner = o.arrangement.owner.or(owner);
    let fabric = o.arrangement.bearer(Part::Fabric);
    if let Some(occupier) = o.arrangement.bearer(Part::Building) {
        for (id, name, schedule, index, vat) in premises.running() {
            let of_fabric = matches!(id, "repairs" | "insurance" | "sinking_fund");
            let bearer = fabric.filter(|_| of_fabric).unwrap_or(occupier);
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
                fabric.unwrap_or(occupier),
                suppliers,
                Category::Capital,
                amount,
            )
            .once()
            .hanging_on(HangsOn::Arrangement);
            o.post_cost(flow, VatClass::Standard);
        }
        if let Some(rated) = premises.rated() {
            let bearer = occupier;
            let relief = o.arrangement.rates_relief.clone().unwrap_or_else(|| relief_of(o, bearer, rated));
            let relief = match &o.arrangement.relief_kept {
                Some(kept) => relief * kept,
                None => relief,
            };
            let bill = rates_bill(o, "premises.rates", premises, rated, bearer) * (w.number(1) - relief);
            post_rates(o, "premises.rates", "Business rates", bearer, &bill, false);
        }
    }
    // The owner forgoes the rent as long as the service or its successor has the building for nothing.
    if let (Some(rent), Some(owner), true) = (&premises.market_rent, owner, o.arrangement.uses_building) {
        let rent: Row<Real> = w.money(rent);
        let rent = match &o.arrangement.rent_paid {
            Some(paid) => (rent - w.deflate(paid)).max(&w.sheet.real_terms(crate::Decimal::ZERO)),
            None => rent,
        };
        let amount = Amount::Real(rent, GENERAL.to_owned());
        let forgone =
            Flow::new("premises.rent_forgone", "Rent forgone", owner, market, Category::RentForgone, amount);
        o.post(forgone.treated(Treatment::NonCash));
    }
}
