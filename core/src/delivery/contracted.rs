//! Other bodies that run the service for the council: a contractor, another council, a company of the council's own.
//!
//! What changes from today is as in the trust model, under the words of each; what the law makes of the body follows
//! from its kind.

use super::trust::Words;
use super::{CessationDebt, Change, Lease, PassThrough, Repairing, Trust};
use crate::Decimal;
use crate::input::{Estimate, Id, Pounds, Schedule, Share, Times, record};
use crate::service::Volunteers;

/// A body as the trust model takes one: what the two have under the same name is the body's own.
macro_rules! as_trust {
    ($body:ident, $trust:expr, $($same:ident),+ $(,)?) => {
        Trust { $($same: $body.$same.clone(),)+ ..$trust }
    };
}

record! {
    /// A contractor runs the service for a price.
    ///
    /// ```
    /// use options_appraisal::delivery::{DeliveryOption, Outsourced};
    ///
    /// let contract = Outsourced::new("contractor", 80_000).contract_management(6_000).set_up(60_000);
    /// let option = DeliveryOption::new("An option", contract);
    /// assert_eq!(option.model.word(), "outsourced");
    /// ```
    pub struct Outsourced {
        /// The party that runs it: a contractor or another body.
        required contractor: Id;
        /// The contract sum, by year from the year of the change or the same in every year; fixed in cash.
        required contract: Schedule<Pounds>;
        /// The share of the contract sum that is the contractor's margin. It is within the sum, and shown beside it.
        optional margin: Estimate<Share>;
        /// What the paid hours are multiplied by: 1 is as today.
        default staffing: Estimate<Times> = Estimate::assumed(Decimal::ONE, "staffed as today");
        /// The pension contribution for staff who transfer, as a share of pay; by default the service's.
        optional pension_rate: Estimate<Share>;
        /// The pension contribution for new starters, as a share of pay; by default that of those who transfer.
        optional new_starter_pension_rate: Estimate<Share>;
        /// The share of staff that leaves and is replaced each year.
        default turnover: Estimate<Share> = Estimate::assumed(Decimal::ZERO, "all staff stay on the terms on which they transfer");
        /// The council bears what the pension fund asks beyond a rate.
        optional pension_pass_through: PassThrough;
        /// What a bond or guarantee for the pension fund costs the contractor, a year.
        default pension_bond: Schedule<Pounds> = Schedule::Every(Estimate::assumed(Decimal::ZERO, "no bond was stated"));
        /// The debt when the contractor leaves the pension fund.
        optional cessation_debt: CessationDebt;
        /// The share of VAT on its costs that the contractor cannot get back; by default worked out from its income.
        optional irrecoverable_vat: Estimate<Share>;
        /// The volunteers; by default today's.
        optional volunteers: Volunteers;
        /// The terms of the building.
        default lease: Lease = Lease::Peppercorn;
        /// The rent that the contractor pays, a year; fixed in cash. A list holds on at its last sum.
        default rent: Schedule<Pounds> = Schedule::Every(Estimate::assumed(Decimal::ZERO, "no rent is asked"));
        /// Which of the costs of the building the contractor bears.
        default repairing: Repairing = Repairing::Full;
        /// Whether the council goes on paying for stock.
        default council_pays_stock: bool = false;
        /// Whether the council goes on paying for ICT and the library management system.
        default council_pays_systems: bool = false;
        /// What it costs the council to look after the contract, a year.
        default contract_management: Schedule<Pounds> = Schedule::Every(Estimate::assumed(Decimal::ZERO, "no cost of looking after the contract was stated"));
        /// Advisers, legal work and procurement, once, paid by the council.
        default set_up: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "no cost of setting up was stated");
        /// Redundancy payments to staff who do not transfer, once.
        default redundancy: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "all staff transfer");
        /// What early pensions cost the council, once.
        default pension_strain: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "no pension strain was stated");
    }
}

impl Outsourced {
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        let body = as_trust!(
            self,
            Trust::new(self.contractor.clone(), self.contract.clone(), Decimal::ZERO),
            staffing,
            pension_rate,
            new_starter_pension_rate,
            turnover,
            pension_pass_through,
            pension_bond,
            cessation_debt,
            irrecoverable_vat,
            volunteers,
            lease,
            rent,
            repairing,
            council_pays_stock,
            council_pays_systems,
            contract_management,
            set_up,
            redundancy,
            pension_strain,
        );
        body.provide(
            change,
            &Words { party: "contractor", set_up: "Procurement and setting up", ..Words::TRUST },
        );
        if let Some(margin) = &self.margin {
            let margin = change.cash(&self.contract) * change.w().factor(margin);
            let at = change.o.address("margin");
            let _ = margin.named(at, "The contractor's margin, within the contract sum", "£");
        }
    }
}

record! {
    /// Another council, or a joint service, runs the service and recharges this council.
    ///
    /// ```
    /// use options_appraisal::delivery::{DeliveryOption, SharedService};
    ///
    /// let shared = SharedService::new("neighbour", 70_000).set_up(15_000);
    /// let option = DeliveryOption::new("An option", shared);
    /// assert_eq!(option.model.word(), "shared_service");
    /// ```
    pub struct SharedService {
        /// The party that runs it: another council, or a joint body.
        required partner: Id;
        /// What it recharges, by year from the year of the change or the same in every year; fixed in cash.
        required recharge: Schedule<Pounds>;
        /// What the paid hours are multiplied by: 1 is as today.
        default staffing: Estimate<Times> = Estimate::assumed(Decimal::ONE, "staffed as today");
        /// The pension contribution of the partner as a share of pay; by default the service's.
        optional pension_rate: Estimate<Share>;
        /// The volunteers; by default today's.
        optional volunteers: Volunteers;
        /// The terms of the building.
        default lease: Lease = Lease::CouncilKeeps;
        /// Whether the council goes on paying for stock.
        default council_pays_stock: bool = true;
        /// Whether the council goes on paying for ICT and the library management system.
        default council_pays_systems: bool = true;
        /// What it costs the council to look after the agreement, a year.
        default contract_management: Schedule<Pounds> = Schedule::Every(Estimate::assumed(Decimal::ZERO, "no cost of looking after the contract was stated"));
        /// Bringing the services together, once, paid by the council.
        default set_up: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "no cost of setting up was stated");
        /// Redundancy payments, once.
        default redundancy: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "all staff go over to the partner");
        /// What early pensions cost the council, once.
        default pension_strain: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "no pension strain was stated");
    }
}

impl SharedService {
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        let body = as_trust!(
            self,
            Trust::new(self.partner.clone(), self.recharge.clone(), Decimal::ZERO),
            staffing,
            pension_rate,
            volunteers,
            lease,
            council_pays_stock,
            council_pays_systems,
            contract_management,
            set_up,
            redundancy,
            pension_strain,
        );
        let words = Words {
            party: "partner",
            payment: "recharge",
            payment_label: RECHARGE,
            set_up: "Bringing the services together",
        };
        body.provide(change, &words);
    }
}

/// What the payment for a shared service is called.
pub(super) const RECHARGE: &str = "Recharge for the shared service";

record! {
    /// A company that the council owns runs the service for a contract sum.
    ///
    /// ```
    /// use options_appraisal::delivery::{CouncilCompany, DeliveryOption};
    ///
    /// let company = CouncilCompany::new("company", 75_000, 8_000).working_reserve(20_000);
    /// let option = DeliveryOption::new("An option", company);
    /// assert_eq!(option.model.word(), "council_company");
    /// ```
    pub struct CouncilCompany {
        /// The party that runs it: a company of the council.
        required company: Id;
        /// The contract sum, by year from the year of the change or the same in every year; fixed in cash.
        required contract: Schedule<Pounds>;
        /// What governance costs, a year: audit, insurance, directors. No national figure is known; it must be stated.
        required governance: Schedule<Pounds>;
        /// What the company buys back from the council, a year: payroll, ICT, legal work.
        default support_bought_back: Schedule<Pounds> = Schedule::Every(Estimate::assumed(Decimal::ZERO, "nothing is bought back from the council"));
        /// What the paid hours are multiplied by: 1 is as today.
        default staffing: Estimate<Times> = Estimate::assumed(Decimal::ONE, "staffed as today");
        /// The pension contribution for staff who transfer, as a share of pay; by default the service's.
        optional pension_rate: Estimate<Share>;
        /// The pension contribution for new starters, as a share of pay; by default that of those who transfer.
        optional new_starter_pension_rate: Estimate<Share>;
        /// The share of staff that leaves and is replaced each year.
        default turnover: Estimate<Share> = Estimate::assumed(Decimal::ZERO, "all staff stay on the terms on which they transfer");
        /// The council bears what the pension fund asks beyond a rate.
        optional pension_pass_through: PassThrough;
        /// The debt when the company leaves the pension fund.
        optional cessation_debt: CessationDebt;
        /// The share of VAT on its costs that the company cannot get back; by default worked out from its income.
        optional irrecoverable_vat: Estimate<Share>;
        /// The volunteers; by default today's.
        optional volunteers: Volunteers;
        /// The terms of the building.
        default lease: Lease = Lease::Peppercorn;
        /// The rent that the company pays, a year; fixed in cash. A list holds on at its last sum.
        default rent: Schedule<Pounds> = Schedule::Every(Estimate::assumed(Decimal::ZERO, "no rent is asked"));
        /// Which of the costs of the building the company bears.
        default repairing: Repairing = Repairing::Full;
        /// Whether the council goes on paying for stock.
        default council_pays_stock: bool = false;
        /// Whether the council goes on paying for ICT and the library management system.
        default council_pays_systems: bool = false;
        /// What it costs the council to look after the contract, a year.
        default contract_management: Schedule<Pounds> = Schedule::Every(Estimate::assumed(Decimal::ZERO, "no cost of looking after the contract was stated"));
        /// Setting the company up, once, paid by the council.
        default set_up: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "no cost of setting up was stated");
        /// Working capital that the council gives at the start, once. Where it lends it, state a loan instead.
        default working_reserve: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "no working reserve is given");
    }
}

impl CouncilCompany {
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        let body = as_trust!(
            self,
            Trust::new(self.company.clone(), self.contract.clone(), self.governance.clone()),
            support_bought_back,
            staffing,
            pension_rate,
            new_starter_pension_rate,
            turnover,
            pension_pass_through,
            cessation_debt,
            irrecoverable_vat,
            volunteers,
            lease,
            rent,
            repairing,
            council_pays_stock,
            council_pays_systems,
            contract_management,
            set_up,
            working_reserve,
        );
        body.provide(change, &Words { party: "company", set_up: "Setting up the company", ..Words::TRUST });
    }
}
