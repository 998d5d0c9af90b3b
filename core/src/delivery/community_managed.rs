//! Volunteers run the service, with what the council goes on giving: stock, systems, some paid hours, a grant.

use super::paid_hours::keep_paid_hours;
use super::tenancy::Tenancy;
use super::{Change, Lease, Repairing};
use crate::input::{Estimate, Id, PaidHours, PerHour, Pounds, Schedule, Share, record};
use crate::ledger::Category;
use crate::service::{Earnings, Part, VatClass, Volunteers};

record! {
    /// A community group runs the service.
    ///
    /// ```
    /// use options_appraisal::delivery::{CommunityManaged, DeliveryOption};
    /// use options_appraisal::input::{Estimate, Schedule};
    /// use options_appraisal::service::Volunteers;
    ///
    /// let taper = Schedule::InTurn([8_000, 7_000, 3_000].map(Estimate::new).into());
    /// let friends = CommunityManaged::new("friends", Volunteers::new().hours(6_750)).grant(taper);
    /// let option = DeliveryOption::new("An option", friends);
    /// assert_eq!(option.model.word(), "community_managed");
    /// ```
    pub struct CommunityManaged {
        /// The party that runs it.
        required operator: Id;
        /// The volunteers who take the place of staff.
        required volunteers: Volunteers;
        /// The terms of the building.
        default lease: Lease = Lease::Peppercorn;
        /// The rent that the group pays, a year; fixed in cash. A list holds on at its last sum.
        default rent: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no rent is asked"));
        /// Which of the costs of the building the group bears.
        default repairing: Repairing = Repairing::Full;
        /// The share of today's paid hours that the council goes on paying for.
        default council_staffing: Estimate<Share> = Estimate::assumed(crate::Decimal::ZERO, "no paid hours stay");
        /// The paid hours a week that the council goes on giving, in the place of a share of today's. They cost what an hour
        /// of today's posts costs, unless `council_hour_cost` says otherwise.
        optional council_hours: Estimate<PaidHours>;
        /// What an hour of them costs the council, with its contributions, in pounds of the price base; it moves with the
        /// index of pay and is paid in every week of the year.
        optional council_hour_cost: Estimate<PerHour>;
        /// The council's grant: one sum a year, or a taper year by year from the year of the change; fixed in cash.
        default grant: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no grant was stated"));
        /// The grant for setting up, once.
        default set_up_grant: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no grant for setting up was stated");
        /// What the council's help in kind costs it, a year: rotation of stock, training, a link officer.
        default support_in_kind: Schedule<Pounds> = Schedule::Every(Estimate::assumed(
            crate::Decimal::from_parts(8_050, 0, 0, false, 0),
            "the middle of 5,500 to 10,600 a year for each library, the range in published council papers",
        ));
        /// Whether the council goes on paying for stock.
        default council_pays_stock: bool = true;
        /// Whether the council goes on paying for ICT and the library management system.
        default council_pays_systems: bool = true;
        /// Redundancy payments, once.
        default redundancy: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no redundancy was stated");
        /// What early pensions cost the council, once.
        default pension_strain: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no pension strain was stated");
    }
}

impl CommunityManaged {
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        let group = change.operator("operator", &self.operator);
        let (council, suppliers) = (change.council(), change.suppliers());
        let arrangement = &mut change.o.arrangement;
        arrangement.operator = group;
        arrangement.volunteers = Some(self.volunteers.clone());
        keep_paid_hours(change, self);
        Tenancy { lease: self.lease, repairing: self.repairing, rent: &self.rent }.describe(change, group);
        keeps_supplies(change, council, self.council_pays_stock, self.council_pays_systems);
        change.o.arrangement.stops(Part::Management);
        change.o.arrangement.stops(Part::CentralSupport);
        change.pays("grant", "Council grant", council, group, Category::Grant, &self.grant);
        earn_grant(change, &self.grant);
        change.begins(
            "support_in_kind",
            "Council help in kind",
            council,
            suppliers,
            Category::CentralSupport,
            &self.support_in_kind,
            VatClass::OutsideScope,
        );
        change.once(
            "set_up_grant",
            "Grant for setting up",
            council,
            group,
            Category::Grant,
            &self.set_up_grant,
            VatClass::OutsideScope,
        );
        change.redundancy(&self.redundancy, &self.pension_strain);
    }
}

/// The council goes on paying for stock and systems, or the operator pays.
pub(super) fn keeps_supplies(
    change: &mut Change<'_, '_, '_>,
    council: crate::party::PartyId,
    stock: bool,
    systems: bool,
) {
    if stock {
        change.o.arrangement.stays_with(Part::Stock, council);
    }
    if systems {
        change.o.arrangement.stays_with(Part::Ict, council);
        change.o.arrangement.stays_with(Part::LibrarySystem, council);
    }
}

/// A grant is outside the scope of VAT, and counts against the recovery of VAT on costs.
pub(super) fn earn_grant(change: &mut Change<'_, '_, '_>, grant: &Schedule<Pounds>) {
    let amount = change.cash(grant);
    let mut earned = Earnings::default();
    earned.add(VatClass::OutsideScope, amount);
    change.o.earnings.merge(earned);
}
