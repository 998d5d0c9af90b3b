//! The council runs the service: as today, or with other hours, fewer staff or self-service.

use super::Change;
use crate::input::{Estimate, Pounds, Schedule, Times, record};
use crate::ledger::Category;
use crate::service::VatClass;

record! {
    /// The council goes on running the service.
    ///
    /// ```
    /// use options_appraisal::delivery::{CouncilRun, DeliveryOption};
    ///
    /// let fewer = CouncilRun::new().staffing(options_appraisal::Decimal::new(8, 1));
    /// let option = DeliveryOption::new("An option", fewer.self_service(3_500).self_service_set_up(28_000));
    /// assert_eq!(option.model.word(), "council_run");
    /// ```
    pub struct CouncilRun {
        /// What the paid hours are multiplied by: 1 is as today.
        default staffing: Estimate<Times> = Estimate::assumed(crate::Decimal::ONE, "staffed as today");
        /// Self-service: what it costs a year to run.
        default self_service: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no cost of self-service was stated"));
        /// Self-service: doors, cameras and kiosks, once.
        default self_service_set_up: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no self-service");
        /// Redundancy payments, once.
        default redundancy: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "nobody leaves");
        /// What early pensions cost the council, once.
        default pension_strain: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no pension strain was stated");
    }
}

impl CouncilRun {
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        if self.staffing.origin.default.is_none() {
            change.o.arrangement.staffing = Some(change.w().factor(&self.staffing));
        }
        let (council, suppliers) = (change.council(), change.suppliers());
        change.begins(
            "self_service",
            "Self-service access",
            council,
            suppliers,
            Category::Ict,
            &self.self_service,
            VatClass::Standard,
        );
        change.once(
            "self_service_set_up",
            "Self-service equipment",
            council,
            suppliers,
            Category::Capital,
            &self.self_service_set_up,
            VatClass::Standard,
        );
        change.redundancy(&self.redundancy, &self.pension_strain);
    }
}
