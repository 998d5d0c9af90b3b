//! A parish council runs the service under an agreement with the library authority, which keeps the statutory duty.

use super::community_managed::keeps_supplies;
use super::tenancy::Tenancy;
use super::{Change, Lease, Repairing};
use crate::input::{Estimate, Id, Pounds, Schedule, Share, Times, choice, record};
use crate::ledger::Category;
use crate::party::PartyKind;
use crate::service::{Part, VatClass, Volunteers};

choice! {
    /// What the parish pays the rest with.
    pub enum ParishFunding {
        /// Its precept: council taxpayers of the parish pay what is left.
        Precept = "precept",
        /// Its reserves.
        Reserves = "reserves",
    }
}

choice! {
    /// Where the parish runs the service.
    pub enum ParishBuilding {
        /// In the council's building at a peppercorn: the parish bears running costs and rates.
        CouncilBuilding = "council_building",
        /// In the council's building, which the council goes on running.
        CouncilKeeps = "council_keeps",
        /// In a building of the parish's own; the council's is given up.
        OwnBuilding = "own_building",
        /// In the parish office, of which the service bears a share; the council's building is given up.
        SharedOffice = "shared_office",
    }
}

record! {
    /// A parish council is commissioned to run the service.
    ///
    /// ```
    /// use options_appraisal::delivery::{DeliveryOption, ParishBuilding, ParishCommissioned};
    ///
    /// let parish = ParishCommissioned::new("parish").payment(30_000).building(ParishBuilding::SharedOffice);
    /// let option = DeliveryOption::new("An option", parish);
    /// assert_eq!(option.model.word(), "parish_commissioned");
    /// ```
    pub struct ParishCommissioned {
        /// The parish council.
        required parish: Id;
        /// What the council pays for it: one sum a year, or a sum for each year from the year of the change; fixed in
        /// cash.
        default payment: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no payment by the council was stated"));
        /// Whether the payment is a fee under the agreement (and not a grant).
        default fee: bool = true;
        /// What the parish pays the rest with.
        default funding: ParishFunding = ParishFunding::Precept;
        /// What the paid hours are multiplied by: 1 is as today.
        default staffing: Estimate<Times> = Estimate::assumed(crate::Decimal::ONE, "staffed as today");
        /// The parish's pension contribution as a share of pay; by default the service's.
        optional pension_rate: Estimate<Share>;
        /// The volunteers; by default today's.
        optional volunteers: Volunteers;
        /// Where the parish runs the service.
        default building: ParishBuilding = ParishBuilding::CouncilBuilding;
        /// The rent that the parish pays for the council's building, a year; fixed in cash. A list holds on at its last
        /// sum.
        default rent: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no rent is asked"));
        /// Which of the costs of the council's building the parish bears.
        default repairing: Repairing = Repairing::Full;
        /// What the parish's own building or the share of its office costs, a year.
        default building_costs: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no cost of a building of the parish was stated"));
        /// Whether the council goes on paying for stock.
        default council_pays_stock: bool = true;
        /// Whether the council goes on paying for ICT and the library management system.
        default council_pays_systems: bool = true;
        /// What the council's help in kind and its oversight of the agreement cost it, a year.
        default support_in_kind: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no help in kind was stated"));
        /// What the parish's own administration costs more, a year.
        default administration: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no administration of the parish was stated"));
        /// The grant for setting up, once.
        default set_up_grant: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no grant for setting up was stated");
        /// Redundancy payments, once.
        default redundancy: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "staff go over to the parish");
        /// What early pensions cost the council, once.
        default pension_strain: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no pension strain was stated");
    }
}

impl ParishCommissioned {
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        let parish = change.party("parish", &self.parish);
        // What the party is can be judged only where it is known and was read.
        let known =
            change.w().parties.find(self.parish.as_str()).is_some() && !change.unread_party(&self.parish);
        let input = change.w().parties.get(parish).input.clone().filter(|_| known);
        if known && input.as_ref().is_none_or(|party| party.kind != PartyKind::ParishCouncil) {
            change.problem("parish", "is not a parish council", "a party of the kind parish_council");
        }
        if self.funding == ParishFunding::Precept && input.is_some_and(|party| party.tax_base.is_none()) {
            change.problem(
                "funding",
                "the parish has no tax base, so that its precept cannot be shown",
                "tax_base for the parish, or funding = \"reserves\"",
            );
        }
        let (council, suppliers) = (change.council(), change.suppliers());
        change.o.arrangement.operator = parish;
        change.o.arrangement.volunteers.clone_from(&self.volunteers);
        if self.staffing.origin.default.is_none() {
            change.o.arrangement.staffing = Some(change.w().factor(&self.staffing));
        }
        change.o.arrangement.pension = self.pension_rate.as_ref().map(|rate| change.w().factor(rate));
        let lease = match self.building {
            ParishBuilding::CouncilBuilding => Lease::Peppercorn,
            ParishBuilding::CouncilKeeps => Lease::CouncilKeeps,
            ParishBuilding::OwnBuilding | ParishBuilding::SharedOffice => Lease::OwnBuilding,
        };
        Tenancy { lease, repairing: self.repairing, rent: &self.rent }.describe(change, parish);
        keeps_supplies(change, council, self.council_pays_stock, self.council_pays_systems);
        change.o.arrangement.stops(Part::Management);
        change.o.arrangement.stops(Part::CentralSupport);
        let (id, label, category) = if self.fee {
            ("fee", "Fee under the service agreement", Category::Contract)
        } else {
            ("grant", "Council grant", Category::Grant)
        };
        change.pays(id, label, council, parish, category, &self.payment);
        let running = [
            (
                "building_costs",
                "Parish building",
                parish,
                Category::Premises,
                &self.building_costs,
                VatClass::Standard,
            ),
            (
                "administration",
                "Parish administration",
                parish,
                Category::Management,
                &self.administration,
                VatClass::OutsideScope,
            ),
            (
                "support_in_kind",
                "Council help in kind",
                council,
                Category::CentralSupport,
                &self.support_in_kind,
                VatClass::OutsideScope,
            ),
        ];
        for (id, label, payer, category, schedule, vat) in running {
            change.begins(id, label, payer, suppliers, category, schedule, vat);
        }
        change.once(
            "set_up_grant",
            "Grant for setting up",
            council,
            parish,
            Category::Grant,
            &self.set_up_grant,
            VatClass::OutsideScope,
        );
        change.redundancy(&self.redundancy, &self.pension_strain);
    }
}
