//! What becomes of the building that the service leaves: how long it stands empty and at what cost, and whether it is
//! sold, let or handed back.

use jiff::civil::Date;

use super::Change;
use crate::date;
use crate::input::{Estimate, Pounds, Schedule, record};
use crate::ledger::{Amount, Category, Flow, Treatment};
use crate::party::PartyId;
use crate::service::{Part, Premises, VatClass, find_party, post_rates, rates_bill};
use crate::sheet::{Cash, Real, Row};
use crate::workings::GENERAL;
use crate::year::FinancialYear;

/// For how long an empty building bears no rates (Local Government Finance Act 1988, s.45, and its regulations).
const MONTHS_FREE_OF_RATES: u32 = 3;

record! {
    /// What becomes of the building that the service leaves.
    ///
    /// ```
    /// use options_appraisal::FinancialYear;
    /// use options_appraisal::delivery::OldBuilding;
    ///
    /// let sold = OldBuilding::new().released(FinancialYear::starting(2028)?.first_day()).receipt(180_000);
    /// let kept_empty = OldBuilding::new().empty_costs(4_000);
    /// # let _ = (sold, kept_empty);
    /// # Ok::<(), options_appraisal::YearError>(())
    /// ```
    pub struct OldBuilding {
        /// The day on which it is sold, let or given back. Until then it stands empty. By default the day on which its
        /// lease ends; without a lease it is kept empty to the end.
        optional released: Date;
        /// What it is sold for, in pounds of the price base.
        default receipt: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "nothing is sold");
        /// The day on which the receipt comes, where the buyer pays later; by default the day of the release.
        optional paid_on: Date;
        /// What selling costs, once, in the year of the release, in pounds of the price base.
        default sale_costs: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no cost of selling was stated");
        /// The rent for which it is let from the day of the release on, a year; fixed in cash.
        default letting_income: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "it is not let"));
        /// What it costs while it stands empty, a year: insurance, security, heating.
        default empty_costs: Schedule<Pounds> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no cost while it is empty was stated"));
        /// Whether no rates fall due while it is empty: it is listed, or its next use is charitable.
        default exempt_from_empty_rates: bool = false;
    }
}

/// Posts what becomes of the building, where the service leaves it.
pub(crate) fn post_old_building(change: &mut Change<'_, '_, '_>, stated: Option<&OldBuilding>) {
    let arrangement = &change.o.arrangement;
    let left = arrangement.bearer(Part::Building).is_none() && !arrangement.uses_building;
    let premises = change.o.service.premises.clone();
    let problem = |what: &str, accepted: &str| change.problem("old_building", what, accepted);
    match (stated, premises) {
        (Some(_), _) if !left => {
            problem("the service stays in its building", "a model that leaves it, or no old_building");
        }
        (Some(_), None) => {
            problem("the service has no premises to leave", "service.premises, or no old_building");
        }
        (Some(old), Some(premises)) => old.describe(change, &premises),
        // A lease binds whoever says nothing of it.
        (None, Some(premises)) if left && premises.lease_ends.is_some() => {
            OldBuilding::new().describe(change, &premises);
        }
        (None, Some(_)) if left => {
            let why =
                "nothing was said of the building that is left: nobody is taken to pay for it or to sell it";
            change.w().assume(&change.at.join("old_building"), why);
        }
        (None, _) => {}
    }
}

impl OldBuilding {
    /// While the building stands empty its owner pays, or the council that rents it: no relief follows an occupier who
    /// has gone, and after three months free of rates the full bill falls due (Local Government Finance Act 1988, s.45).
    fn describe(&self, change: &mut Change<'_, '_, '_>, premises: &Premises) {
        let starts = change.o.from;
        if let Some(released) = self.released
            && released < starts
        {
            let accepted = format!("{} or later", date::written(starts));
            if change.date.is_some() || !change.w().unread().period() {
                let what = "lies before the service leaves the building";
                change.problem("old_building.released", what, &accepted);
            }
            return;
        }
        let released = self.released.or_else(|| premises.free_of_lease(starts));
        if self.released.is_none() && (!self.receipt.is_nothing() || !self.letting_income.is_nothing()) {
            let what = "is missing, and the building is sold or let";
            change.problem("old_building.released", what, "the day on which it is sold or let");
            return;
        }
        let owner = premises
            .owner
            .as_ref()
            .and_then(|id| find_party(change.w(), id, &change.o.service_at.join("premises.owner")));
        let owner = owner.unwrap_or(change.council());
        // Where the service comes back by plan before that, it comes back to the building.
        let until = change.o.no_later(released);
        self.post_empty(change, premises, owner, until);
        if let Some(released) = released {
            self.post_release(change, premises, owner, released);
        }
    }

    /// Posts what it costs while it stands empty: from the day on which the service leaves, to a day or for good.
    fn post_empty(
        &self,
        change: &mut Change<'_, '_, '_>,
        premises: &Premises,
        owner: PartyId,
        until: Option<Date>,
    ) {
        let (w, starts) = (change.o.w, change.o.from);
        let [suppliers, market] = ["suppliers", "property_market"].map(|id| w.parties.always(id));
        let empty = w.share_between(starts, until);
        if !self.empty_costs.is_nothing() {
            let costs: Row<Real> = w.moneys(&self.empty_costs, change.year());
            let amount = Amount::Real(costs * &empty, GENERAL.to_owned());
            let flow = Flow::new(
                "old_building.empty_costs",
                "Empty building",
                owner,
                suppliers,
                Category::Premises,
                amount,
            );
            change.post_cost(flow.stranded(), VatClass::Standard);
        }
        if let Some(rated) = premises.rated().filter(|_| !self.exempt_from_empty_rates) {
            let rated_from = date::months_after(starts, MONTHS_FREE_OF_RATES);
            let rated_from = until.map_or(rated_from, |until| rated_from.min(until));
            let bill = rates_bill(change.o, "old_building.rates", premises, rated, owner)
                * w.share_between(rated_from, until);
            change.o.dated = true;
            post_rates(change.o, "old_building.rates", "Rates on the empty building", owner, &bill, true);
            change.o.dated = false;
        }
        if let Some(rent) = &premises.market_rent {
            let rent: Row<Real> = w.money(rent);
            let amount = Amount::Real(rent * &empty, GENERAL.to_owned());
            let flow = Flow::new(
                "old_building.rent_forgone",
                "Rent forgone while empty",
                owner,
                market,
                Category::RentForgone,
                amount,
            );
            change.post(flow.treated(Treatment::NonCash));
        }
    }

    /// Posts what the release brings and costs.
    fn post_release(
        &self,
        change: &mut Change<'_, '_, '_>,
        premises: &Premises,
        owner: PartyId,
        released: Date,
    ) {
        let w = change.o.w;
        let [suppliers, market] = ["suppliers", "property_market"].map(|id| w.parties.always(id));
        if !self.sale_costs.is_nothing() {
            let sum: Row<Real> = w.money(&self.sale_costs);
            let amount = Amount::Real(sum * w.in_year_of(released), GENERAL.to_owned());
            let flow = Flow::new(
                "old_building.sale_costs",
                "Selling the old building",
                owner,
                suppliers,
                Category::Receipt,
                amount,
            );
            change.post_cost(flow.once(), VatClass::Standard);
        }
        if !self.receipt.is_nothing() {
            let paid = self.paid_on.unwrap_or(released);
            if paid < released {
                let accepted = format!("{} or later", date::written(released));
                change.problem("old_building.paid_on", "lies before the building is sold", &accepted);
            }
            let sum: Row<Real> = w.money(&self.receipt);
            let amount = Amount::Real(sum * w.in_year_of(paid), GENERAL.to_owned());
            let flow = Flow::new(
                "old_building.receipt",
                "Sale of the old building",
                market,
                owner,
                Category::Receipt,
                amount,
            )
            .once();
            // A sale turns the building into money. Where its yearly rent is in the model, society has counted the
            // building already and does not count its price as well.
            change.post(if premises.market_rent.is_some() {
                flow.treated(Treatment::Transfer)
            } else {
                flow
            });
        }
        if !self.letting_income.is_nothing() {
            let starts = FinancialYear::holding(released).unwrap_or(change.year());
            let rent: Row<Cash> = w.moneys(&self.letting_income, starts);
            let amount = Amount::Cash(rent * w.share_between(released, change.o.until));
            let flow = Flow::new(
                "old_building.letting_income",
                "Rent of the old building",
                market,
                owner,
                Category::Income,
                amount,
            );
            // Another has the use of the building, and pays for it: where its market rent is in the model, it is no
            // longer forgone, and that is what society gains.
            change.post(if premises.market_rent.is_some() {
                flow.treated(Treatment::Transfer)
            } else {
                flow
            });
        }
    }
}
