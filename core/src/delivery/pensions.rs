//! Who bears the risk of pensions when staff transfer: pass-through, a bond, the debt when the body leaves the fund.

use super::Change;
use crate::Decimal;
use crate::input::{Estimate, Id, Pounds, Schedule, Share, record};
use crate::ledger::{Amount, Category, Flow, Treatment};
use crate::party::PartyId;
use crate::service::VatClass;
use crate::sheet::{Real, Row};
use crate::workings::GENERAL;

record! {
    /// Pass-through: the operator pays a fixed rate of pension contributions, and the council bears the difference to
    /// the rate that the fund asks.
    pub struct PassThrough {
        /// What the operator pays, as a share of pay.
        required operator_rate: Estimate<Share>;
        /// Whether the rate is a cap and not fixed: where the fund asks less, the operator keeps the difference and does
        /// not give it to the council.
        default capped: bool = false;
    }
}

record! {
    /// The debt that falls due when the operator leaves the pension fund.
    pub struct CessationDebt {
        /// In pounds of the price base.
        required amount: Estimate<Pounds>;
        /// The chance that there is one. The plan counts on it; the expectation and the draws take it by its chance.
        default probability: Estimate<Share> = Estimate::assumed(Decimal::ONE, "the debt is taken to fall due");
        /// Who pays; by default the operator.
        optional payer: Id;
    }
}

/// What an option says of pensions beside the rates.
pub(super) struct PensionTerms<'m> {
    pub(super) pass_through: Option<&'m PassThrough>,
    pub(super) bond: &'m Schedule<Pounds>,
    pub(super) cessation: Option<&'m CessationDebt>,
}

impl PensionTerms<'_> {
    pub(super) fn describe(&self, change: &mut Change<'_, '_, '_>, operator: PartyId) {
        if let Some(terms) = self.pass_through {
            let rate = change.w().factor(&terms.operator_rate);
            change.o.arrangement.pass_through = Some((rate, terms.capped));
        }
        let suppliers = change.suppliers();
        change.begins(
            "pension_bond",
            "Pension bond or guarantee",
            operator,
            suppliers,
            Category::Pension,
            self.bond,
            VatClass::Exempt,
        );
        if let Some(debt) = self.cessation {
            debt.describe(change, operator);
        }
    }
}

impl CessationDebt {
    /// The debt falls due when the arrangement ends by plan, and else in the last year.
    fn describe(&self, change: &mut Change<'_, '_, '_>, operator: PartyId) {
        let payer = self.payer.as_ref().map_or(operator, |id| change.party("cessation_debt.payer", id));
        let w = change.o.w;
        let fund = w.parties.always("pension_fund");
        let last = w.years.last().copied().unwrap_or(w.first()).first_day();
        let sum: Row<Real> = w.money(&self.amount);
        let sum = sum * w.in_year_of(change.o.until.unwrap_or(last));
        let at = change.at.join("cessation_debt");
        let certain = self.probability.central() == Decimal::ONE && self.probability.range().is_none();
        let sum = if certain {
            sum
        } else {
            sum * w.comes(&at, "The cessation debt falls due", &self.probability, true)
        };
        let amount = Amount::Real(sum, GENERAL.to_owned());
        let label = "Debt on leaving the pension fund";
        let flow = Flow::new("cessation_debt", label, payer, fund, Category::Pension, amount);
        change.post(flow.once().treated(Treatment::Transfer));
    }
}
