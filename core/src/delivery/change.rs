//! The change from today: what a delivery model says it with.

use jiff::civil::Date;

use crate::Decimal;
use crate::address::Address;
use crate::input::{Estimate, Id, Pounds, Schedule};
use crate::ledger::{Amount, Category, Flow};
use crate::party::PartyId;
use crate::problem::Problem;
use crate::service::{Operating, VatClass, find_party};
use crate::sheet::{Cash, Dimension, Factor, Real, Row};
use crate::workings::{GENERAL, Workings};
use crate::year::FinancialYear;

/// Where a delivery model writes what changes.
pub(crate) struct Change<'o, 'a, 'w> {
    pub(crate) o: &'o mut Operating<'a, 'w>,
    /// The address of the option.
    pub(crate) at: Address,
    /// When the change happens.
    pub(crate) date: Option<Date>,
    /// The share of today's year in which the change holds.
    pub(crate) share: Option<Row<Factor>>,
}

impl<'w> Change<'_, '_, 'w> {
    pub(crate) fn w(&self) -> &Workings<'w> {
        self.o.w
    }

    pub(crate) fn council(&self) -> PartyId {
        self.o.council
    }

    pub(crate) fn suppliers(&self) -> PartyId {
        self.w().parties.always("suppliers")
    }

    /// The year in which the change happens.
    pub(crate) fn year(&self) -> FinancialYear {
        self.o.change
    }

    /// A party that the option names; the council where there is no such party, after the problem is reported.
    pub(crate) fn party(&self, key: &str, id: &Id) -> PartyId {
        find_party(self.w(), id, &self.at.join(key)).unwrap_or(self.o.council)
    }

    /// The body outside the council that is to run the service. It must be a party of the input: nothing is known of
    /// the others that every appraisal has.
    pub(crate) fn operator(&self, key: &str, id: &Id) -> PartyId {
        let party = self.party(key, id);
        if self.w().parties.find(id.as_str()).is_none() || self.unread_party(id) {
            return party;
        }
        if party == self.council() {
            self.problem(key, "is the council that decides", "another party, or the model council_run");
        } else if self.w().parties.get(party).input.is_none() {
            let what = format!("\"{id}\" is a party that every appraisal has, and can run nothing");
            self.problem(key, &what, "a party of [parties]");
        }
        party
    }

    /// Whether what an input says of a party could not be read.
    pub(crate) fn unread_party(&self, id: &Id) -> bool {
        self.w().unread().touches(&Address::new("parties").join(id))
    }

    /// Reports what is not as it should be under a key of the option.
    pub(crate) fn problem(&self, key: &str, what: &str, accepted: &str) {
        self.w().problem(Problem::new(self.at.join(key), what).accepted(accepted));
    }

    /// A schedule in cash: what was agreed for a year is paid in that year, and one sum for every year is paid for the
    /// part of the first year that is left.
    pub(crate) fn cash(&self, schedule: &Schedule<Pounds>) -> Row<Cash> {
        let row = self.w().moneys(schedule, self.year());
        self.shared_out(schedule, row)
    }

    /// A schedule in prices of the base year, in the same way.
    pub(crate) fn real(&self, schedule: &Schedule<Pounds>) -> Row<Real> {
        let row = self.w().moneys(schedule, self.year());
        self.shared_out(schedule, row)
    }

    /// Today's arrangement is paid for as long as it holds, by days, whether its sums are one for all years or agreed
    /// year by year. What was agreed for the years after an arrangement has ended is not paid.
    pub(super) fn shared_out<D: Dimension>(&self, schedule: &Schedule<Pounds>, row: Row<D>) -> Row<D> {
        match (schedule, &self.share) {
            (schedule, Some(share)) if schedule.is_rate() => row * share,
            (_, Some(share)) if self.o.arrangement.is_today => row * share,
            _ => self.before_the_end(row),
        }
    }

    /// A sum that is agreed by year, for the years in which the arrangement holds on at least one day.
    pub(crate) fn before_the_end<D: Dimension>(&self, row: Row<D>) -> Row<D> {
        let Some(until) = self.o.until else { return row };
        let w = self.w();
        row * w.sheet.calendar(w.years.iter().map(|year| Decimal::from(i32::from(year.first_day() < until))))
    }

    /// A sum that comes once, in the year of the change.
    pub(crate) fn in_year_of_change(&self, sum: &Estimate<Pounds>) -> Row<Real> {
        let only = self.w().years.iter().map(|year| Decimal::from(i32::from(*year == self.year())));
        let sum: Row<Real> = self.w().money(sum);
        sum * self.w().sheet.calendar(only)
    }

    /// Posts a yearly payment that is fixed in cash.
    pub(crate) fn pays(
        &mut self,
        id: &str,
        label: &str,
        payer: PartyId,
        payee: PartyId,
        category: Category,
        schedule: &Schedule<Pounds>,
    ) {
        let expected = self.o.expected.as_ref().filter(|(known, ..)| *known == id);
        if schedule.is_nothing() && expected.is_none() {
            return;
        }
        let amount = Amount::Cash(self.cash(schedule));
        let mut flow = Flow::new(id, label, payer, payee, category, amount);
        if let Some((_, at, expected)) = self.o.expected.clone().filter(|(known, ..)| *known == id) {
            flow = flow.expecting(at, self.cash(expected));
        }
        self.post(flow);
    }

    /// Posts a yearly cost in prices of the base year, with the VAT that does not come back.
    #[allow(clippy::too_many_arguments, reason = "a flow has this many parts")]
    pub(crate) fn begins(
        &mut self,
        id: &str,
        label: &str,
        payer: PartyId,
        payee: PartyId,
        category: Category,
        schedule: &Schedule<Pounds>,
        vat: VatClass,
    ) {
        if schedule.is_nothing() {
            return;
        }
        let amount = Amount::Real(self.real(schedule), GENERAL.to_owned());
        self.post_cost(Flow::new(id, label, payer, payee, category, amount), vat);
    }

    /// Posts a cost that comes once, in the year of the change.
    #[allow(clippy::too_many_arguments, reason = "a flow has this many parts")]
    pub(crate) fn once(
        &mut self,
        id: &str,
        label: &str,
        payer: PartyId,
        payee: PartyId,
        category: Category,
        sum: &Estimate<Pounds>,
        vat: VatClass,
    ) {
        if sum.is_nothing() {
            return;
        }
        let amount = Amount::Real(self.in_year_of_change(sum), GENERAL.to_owned());
        self.post_cost(Flow::new(id, label, payer, payee, category, amount).once(), vat);
    }

    /// Redundancy and early pensions: payments to people, which society nets to nothing.
    pub(crate) fn redundancy(&mut self, payments: &Estimate<Pounds>, strain: &Estimate<Pounds>) {
        let parts = [
            ("redundancy", "Redundancy", "staff", payments),
            ("pension_strain", "Pension strain", "pension_fund", strain),
        ];
        for (id, label, payee, sum) in parts {
            if sum.is_nothing() {
                continue;
            }
            let amount = Amount::Real(self.in_year_of_change(sum), GENERAL.to_owned());
            let (council, payee) = (self.council(), self.w().parties.always(payee));
            let flow = Flow::new(id, label, council, payee, Category::Redundancy, amount);
            self.post(flow.once().treated(crate::ledger::Treatment::Transfer));
        }
    }

    /// Posts a flow whose amount already holds the dates.
    pub(crate) fn post(&mut self, flow: Flow) {
        self.o.dated = true;
        self.o.post(flow);
        self.o.dated = false;
    }

    /// Posts a cost whose amount already holds the dates, when all income is known.
    pub(crate) fn post_cost(&mut self, flow: Flow, vat: VatClass) {
        self.o.waiting.push((flow, vat));
    }
}
