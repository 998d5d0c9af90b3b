//! The service moves in with another body: it shares a building and its running costs, and the old building is freed.

use super::Change;
use crate::input::{Estimate, Id, Pounds, Schedule, Share, Times, record};
use crate::ledger::{Amount, Category, Flow};
use crate::service::{Part, VatClass, Volunteers};

record! {
    /// The service shares the building of a host.
    ///
    /// ```
    /// use options_appraisal::FinancialYear;
    /// use options_appraisal::delivery::{CoLocated, DeliveryOption, OldBuilding};
    ///
    /// let released = FinancialYear::starting(2028)?.first_day();
    ///
    /// let mut option = DeliveryOption::new("An option", CoLocated::new("parish").rent(4_000));
    /// option.common = option.common.old_building(OldBuilding::new().released(released).receipt(180_000));
    /// assert_eq!(option.model.word(), "co_located");
    /// # Ok::<(), options_appraisal::YearError>(())
    /// ```
    pub struct CoLocated {
        /// The party in whose building it is.
        required host: Id;
        /// Who runs the service there; by default the council.
        optional operator: Id;
        /// The rent that the host asks, a year; fixed in cash.
        default rent: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no rent was stated"));
        /// What the host's building costs to run, a year, in prices of the base year.
        default host_running_costs: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no running costs of the host were stated"));
        /// The share of those running costs that the service bears.
        default running_cost_share: Estimate<Share> = Estimate::assumed(crate::Decimal::ZERO, "no share of the host's running costs was stated");
        /// What the host or the partners put in for the service, a year; fixed in cash.
        default partner_contribution: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no contribution of the host was stated"));
        /// What the paid hours are multiplied by: 1 is as today.
        default staffing: Estimate<Times> = Estimate::assumed(crate::Decimal::ONE, "staffed as today");
        /// The volunteers; by default today's.
        optional volunteers: Volunteers;
        /// Fitting out, once.
        default fit_out: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no fitting out was stated");
        /// Redundancy payments, once.
        default redundancy: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "nobody leaves");
        /// What early pensions cost the council, once.
        default pension_strain: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no pension strain was stated");
    }
}

impl CoLocated {
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        let host = change.party("host", &self.host);
        let (council, suppliers) = (change.council(), change.suppliers());
        let operator = self.operator.as_ref().map_or(council, |id| change.party("operator", id));
        change.o.arrangement.operator = operator;
        change.o.arrangement.volunteers.clone_from(&self.volunteers);
        if self.staffing.origin.default.is_none() {
            change.o.arrangement.staffing = Some(change.w().factor(&self.staffing));
        }
        change.o.arrangement.stops(Part::Building);
        change.o.arrangement.uses_building = false;
        if operator != council {
            change.o.arrangement.stops(Part::Management);
            change.o.arrangement.stops(Part::CentralSupport);
        }
        change.pays("rent", "Rent to the host", operator, host, Category::Premises, &self.rent);
        if !self.host_running_costs.is_nothing() && !self.running_cost_share.is_nothing() {
            let share = change.w().factor(&self.running_cost_share);
            let amount = Amount::Real(change.real(&self.host_running_costs) * share, "general".to_owned());
            let label = "Share of the host's running costs";
            change.post(Flow::new("running_cost_share", label, operator, host, Category::Premises, amount));
        }
        change.pays(
            "partner_contribution",
            "Contribution of the partners",
            host,
            operator,
            Category::Grant,
            &self.partner_contribution,
        );
        change.once(
            "fit_out",
            "Fitting out",
            council,
            suppliers,
            Category::Capital,
            &self.fit_out,
            VatClass::Standard,
        );
        change.redundancy(&self.redundancy, &self.pension_strain);
    }
}
