//! A charitable trust or another body outside the council runs the service for a contract sum or a grant.

use super::community_managed::keeps_supplies;
use super::pensions::PensionTerms;
use super::tenancy::Tenancy;
use super::{CessationDebt, Change, Lease, PassThrough, Repairing};
use crate::input::{Estimate, Id, Pounds, Schedule, Share, Times, choice, record};
use crate::ledger::Category;
use crate::service::{Earnings, Part, VatClass, Volunteers, blended_pension};

choice! {
    /// How the council pays, which decides the VAT.
    pub enum Funding {
        /// A contract: the trust makes a taxable supply, and the council has the VAT on it back.
        Contract = "contract",
        /// A grant: outside the scope, and the VAT on what it pays for stays with the trust.
        Grant = "grant",
    }
}

record! {
    /// A trust runs the service.
    ///
    /// ```
    /// use options_appraisal::delivery::{DeliveryOption, Funding, Trust};
    ///
    /// let trust = Trust::new("trust", 60_000, 9_000).funding(Funding::Grant);
    /// let option = DeliveryOption::new("An option", trust.turnover(options_appraisal::Decimal::new(1, 1)));
    /// assert_eq!(option.model.word(), "trust");
    /// ```
    pub struct Trust {
        /// The party that runs it.
        required trust: Id;
        /// The contract sum, by year from the year of the change or the same in every year; fixed in cash.
        required contract: Schedule<Pounds>;
        /// How the council pays.
        default funding: Funding = Funding::Contract;
        /// What governance costs, a year: audit, insurance, directors, a chief executive's share. No national figure
        /// is known; it must be stated.
        required governance: Schedule<Pounds>;
        /// What the trust buys back from the council, a year: payroll, ICT, legal work.
        default support_bought_back: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "nothing is bought back from the council"));
        /// What the paid hours are multiplied by: 1 is as today.
        default staffing: Estimate<Times> = Estimate::assumed(crate::Decimal::ONE, "staffed as today");
        /// The pension contribution for staff who transfer, as a share of pay: that of the admission body; by default
        /// the service's.
        optional pension_rate: Estimate<Share>;
        /// The pension contribution for new starters, as a share of pay; by default that of those who transfer.
        optional new_starter_pension_rate: Estimate<Share>;
        /// The share of staff that leaves and is replaced each year.
        default turnover: Estimate<Share> = Estimate::assumed(crate::Decimal::ZERO, "all staff stay on the terms on which they transfer");
        /// The council bears what the pension fund asks beyond a rate.
        optional pension_pass_through: PassThrough;
        /// What a bond or guarantee for the pension fund costs the trust, a year.
        default pension_bond: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no bond was stated"));
        /// The debt when the trust leaves the pension fund.
        optional cessation_debt: CessationDebt;
        /// The share of VAT on its costs that the trust cannot get back; by default worked out from its income.
        optional irrecoverable_vat: Estimate<Share>;
        /// The volunteers; by default today's.
        optional volunteers: Volunteers;
        /// The terms of the building.
        default lease: Lease = Lease::Peppercorn;
        /// The rent that the trust pays, a year; fixed in cash. A list holds on at its last sum.
        default rent: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no rent is asked"));
        /// Which of the costs of the building the trust bears.
        default repairing: Repairing = Repairing::Full;
        /// Whether the council goes on paying for stock.
        default council_pays_stock: bool = false;
        /// Whether the council goes on paying for ICT and the library management system.
        default council_pays_systems: bool = false;
        /// What it costs the council to look after the contract, a year.
        default contract_management: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no cost of looking after the contract was stated"));
        /// Advisers, legal work and procurement, once, paid by the council.
        default set_up: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no cost of setting up was stated");
        /// Working capital that the council gives at the start, once.
        default working_reserve: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no working reserve is given");
        /// Redundancy payments to staff who do not transfer, once.
        default redundancy: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "all staff transfer");
        /// What early pensions cost the council, once.
        default pension_strain: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no pension strain was stated");
    }
}

/// What the parts of the model are called.
pub(super) struct Words {
    /// The key of the party that runs the service.
    pub(super) party: &'static str,
    /// The id of what the council pays, and its name.
    pub(super) payment: &'static str,
    pub(super) payment_label: &'static str,
    /// What setting up is called.
    pub(super) set_up: &'static str,
}

impl Words {
    /// The words for a trust.
    pub(super) const TRUST: Self = Self {
        party: "trust",
        payment: "contract",
        payment_label: "Contract sum",
        set_up: "Setting up the trust",
    };
}

impl Trust {
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        self.provide(change, &Words::TRUST);
    }

    /// A body outside the council runs the service, under its own words.
    #[allow(clippy::too_many_lines, reason = "the list of what changes")]
    pub(super) fn provide(&self, change: &mut Change<'_, '_, '_>, words: &Words) {
        let trust = change.operator(words.party, &self.trust);
        let (council, suppliers) = (change.council(), change.suppliers());
        change.o.arrangement.operator = trust;
        change.o.arrangement.volunteers.clone_from(&self.volunteers);
        if self.staffing.origin.default.is_none() {
            change.o.arrangement.staffing = Some(change.w().factor(&self.staffing));
        }
        change.o.arrangement.pension = self.pension(change);
        change.o.stated_irrecoverable = self.irrecoverable_vat.as_ref().map(|share| change.w().factor(share));
        Tenancy { lease: self.lease, repairing: self.repairing, rent: &self.rent }.describe(change, trust);
        let pensions = PensionTerms {
            pass_through: self.pension_pass_through.as_ref(),
            bond: &self.pension_bond,
            cessation: self.cessation_debt.as_ref(),
        };
        pensions.describe(change, trust);
        keeps_supplies(change, council, self.council_pays_stock, self.council_pays_systems);
        change.o.arrangement.stops(Part::Management);
        change.o.arrangement.stops(Part::CentralSupport);

        let (label, category, vat) = match self.funding {
            Funding::Contract => (words.payment_label, Category::Contract, VatClass::Standard),
            Funding::Grant => ("Council grant", Category::Grant, VatClass::OutsideScope),
        };
        let mut earned = Earnings::default();
        earned.add(vat, change.cash(&self.contract));
        change.o.earnings.merge(earned);
        change.pays(words.payment, label, council, trust, category, &self.contract);
        let running = [
            (
                "governance",
                "Governance",
                trust,
                suppliers,
                Category::Management,
                &self.governance,
                VatClass::Standard,
            ),
            (
                "support_bought_back",
                "Support bought back from the council",
                trust,
                council,
                Category::CentralSupport,
                &self.support_bought_back,
                VatClass::Standard,
            ),
            (
                "contract_management",
                "Looking after the contract",
                council,
                suppliers,
                Category::Management,
                &self.contract_management,
                VatClass::OutsideScope,
            ),
        ];
        for (id, label, payer, payee, category, schedule, vat) in running {
            change.begins(id, label, payer, payee, category, schedule, vat);
        }
        change.once(
            "set_up",
            words.set_up,
            council,
            suppliers,
            Category::SetUp,
            &self.set_up,
            VatClass::Standard,
        );
        change.once(
            "working_reserve",
            "Working reserve",
            council,
            trust,
            Category::Grant,
            &self.working_reserve,
            VatClass::OutsideScope,
        );
        change.redundancy(&self.redundancy, &self.pension_strain);
    }

    /// The pension contribution as those who transferred are replaced by new starters.
    fn pension(&self, change: &Change<'_, '_, '_>) -> Option<crate::sheet::Row<crate::sheet::Factor>> {
        let w = change.w();
        let service = change.o.service.pension_rate.as_ref();
        let transferred = w.factor(self.pension_rate.as_ref().or(service)?);
        Some(match &self.new_starter_pension_rate {
            None => transferred,
            Some(new) => blended_pension(w, &transferred, &w.factor(new), &w.factor(&self.turnover)),
        })
    }
}
