//! The service moves in with another body: it shares a building and its running costs, and the old building is freed.

use jiff::civil::Date;

use super::Change;
use crate::date;
use crate::input::{Estimate, Id, Pounds, Schedule, Share, Times, record};
use crate::ledger::{Amount, Category, Flow, Treatment};
use crate::service::{Part, VatClass, Volunteers, post_rates, rates_bill};
use crate::sheet::Row;

record! {
    /// What becomes of the building that the service leaves.
    pub struct OldBuilding {
        /// The day on which it is sold, let or given back. Until then it stands empty.
        required released: Date;
        /// What it is sold for, in pounds of the price base.
        default receipt: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "nothing is sold");
        /// What it costs while it stands empty, a year: insurance, security, heating.
        default empty_costs: Schedule<Pounds> = Schedule::from(crate::Decimal::ZERO);
    }
}

record! {
    /// The service shares the building of a host.
    ///
    /// ```
    /// use options_appraisal::FinancialYear;
    /// use options_appraisal::delivery::{CoLocated, DeliveryOption, OldBuilding};
    ///
    /// let released = FinancialYear::starting(2028)?.first_day();
    ///
    /// let shared = CoLocated::new("parish").rent(4_000).old_building(OldBuilding::new(released).receipt(180_000));
    /// let option = DeliveryOption::new("An option", shared);
    /// assert_eq!(option.model.word(), "co_located");
    /// # Ok::<(), options_appraisal::YearError>(())
    /// ```
    pub struct CoLocated {
        /// The party in whose building it is.
        required host: Id;
        /// Who runs the service there; by default the council.
        optional operator: Id;
        /// The rent that the host asks, a year; fixed in cash.
        default rent: Schedule<Pounds> = Schedule::from(crate::Decimal::ZERO);
        /// What the host's building costs to run, a year, in prices of the base year.
        default host_running_costs: Schedule<Pounds> = Schedule::from(crate::Decimal::ZERO);
        /// The share of those running costs that the service bears.
        default running_cost_share: Estimate<Share> = Estimate::assumed(crate::Decimal::ZERO, "no share of the host's running costs was stated");
        /// What the host or the partners put in for the service, a year; fixed in cash.
        default partner_contribution: Schedule<Pounds> = Schedule::from(crate::Decimal::ZERO);
        /// What the paid hours are multiplied by: 1 is as today.
        default staffing: Estimate<Times> = Estimate::assumed(crate::Decimal::ONE, "staffed as today");
        /// The volunteers; by default today's.
        optional volunteers: Volunteers;
        /// Fitting out, once.
        default fit_out: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no fitting out was stated");
        /// Redundancy and pension strain, once.
        default redundancy: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "nobody leaves");
        /// What becomes of the building that the service leaves; without it, the building stays and costs nothing.
        optional old_building: OldBuilding;
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
        change.redundancy(&self.redundancy);
        if let Some(old) = &self.old_building {
            old.describe(change);
        }
    }
}

impl OldBuilding {
    /// While the building stands empty its owner pays: no relief follows an occupier who has gone, and after three
    /// months free of rates the full bill falls due.
    fn describe(&self, change: &mut Change<'_, '_, '_>) {
        let premises = change.o.service.premises.clone();
        let Some(premises) = premises else {
            change.problem(
                "old_building",
                "the service has no premises to leave",
                "service.premises, or no old_building",
            );
            return;
        };
        let starts = change.date.unwrap_or_else(|| change.w().first().first_day());
        if self.released < starts {
            let accepted = format!("{} or later", date::written(starts));
            if change.date.is_some() || !change.w().unread().period() {
                change.problem(
                    "old_building.released",
                    "lies before the service leaves the building",
                    &accepted,
                );
            }
            return;
        }
        let owner = premises.owner.as_ref().and_then(|id| {
            crate::service::find_party(change.w(), id, &change.o.service_at.join("premises.owner"))
        });
        let owner = owner.unwrap_or(change.council());
        let [suppliers, market] = ["suppliers", "property_market"].map(|id| change.w().parties.always(id));
        let w = change.o.w;
        let between = |from: Date, to: Date| -> Row<crate::sheet::Factor> {
            let (from, to) = (w.share_from(from), w.share_from(to));
            w.sheet.calendar(from.iter().zip(&to).map(|(from, to)| (from - to).max(crate::Decimal::ZERO)))
        };
        let empty = between(starts, self.released);
        if !self.empty_costs.is_nothing() {
            let costs: Row<crate::sheet::Real> = w.moneys(&self.empty_costs, change.year());
            let amount = Amount::Real(costs * &empty, "general".to_owned());
            let flow = Flow::new(
                "old_building.empty_costs",
                "Empty building",
                owner,
                suppliers,
                Category::Premises,
                amount,
            );
            change.post_cost(flow, VatClass::Standard);
        }
        if let Some(value) = &premises.rateable_value {
            let rated_from = date::months_after(starts, 3).min(self.released);
            let bill = rates_bill(change.o, "old_building.rates", &premises, value, owner)
                * between(rated_from, self.released);
            change.o.dated = true;
            post_rates(change.o, "old_building.rates", "Rates on the empty building", owner, &bill);
            change.o.dated = false;
        }
        if let Some(rent) = &premises.market_rent {
            let rent: Row<crate::sheet::Real> = w.money(rent);
            let amount = Amount::Real(rent * &empty, "general".to_owned());
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
        if !self.receipt.is_nothing() {
            let sold = crate::year::FinancialYear::holding(self.released).ok();
            let only = w.years.iter().map(|year| crate::Decimal::from(i32::from(Some(*year) == sold)));
            let sum: Row<crate::sheet::Real> = w.money(&self.receipt);
            let amount = Amount::Real(sum * w.sheet.calendar(only), "general".to_owned());
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
    }
}
