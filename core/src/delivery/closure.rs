//! The library closes: what stops, what is put in its place, where its users go, and what becomes of the building.

use super::Change;
use crate::input::{Count, Estimate, HoursAWeek, Keyed, Pounds, Schedule, Share, Text, WeeksAYear, record};
use crate::ledger::{Amount, Category, Flow};
use crate::service::{Part, VatClass};
use crate::sheet::{Factor, Real, Row};
use crate::workings::{After, GENERAL};

record! {
    /// What the council offers in the place of a library that closes: a mobile library, a digital offer, outreach.
    pub struct Replacement {
        /// What it is.
        required label: Text;
        /// What it costs, a year, in prices of the base year.
        required cost: Schedule<Pounds>;
        /// What setting it up costs, once: a vehicle, devices, training.
        default set_up: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no cost of setting it up was stated");
        /// Hours a week in which somebody is there for the users of the library that closes.
        default hours: Estimate<HoursAWeek> = Estimate::assumed(crate::Decimal::ZERO, "no hours were stated");
        /// Weeks a year in which it is there.
        default weeks: Estimate<WeeksAYear> = Estimate::assumed(crate::Decimal::from(52), "there in every week of the year");
        /// The visits that it keeps, a year.
        default visits: Schedule<Count> = Schedule::Every(Estimate::assumed(crate::Decimal::ZERO, "no visits were stated"));
    }
}

record! {
    /// The library closes.
    ///
    /// ```
    /// use options_appraisal::Decimal;
    /// use options_appraisal::delivery::{Closure, DeliveryOption, Replacement};
    /// use options_appraisal::input::Keyed;
    ///
    /// let mobile = Replacement::new("A mobile library", 9_000).hours(2).visits(1_500);
    /// let closed = Closure::new().replacement(Keyed::new().with("mobile", mobile)).users_elsewhere(Decimal::new(4, 1));
    /// let option = DeliveryOption::new("An option", closed);
    /// assert_eq!(option.model.word(), "closure");
    /// ```
    pub struct Closure {
        /// What is offered in its place.
        default replacement: Keyed<Replacement> = Keyed::default();
        /// The share of today's visits, and issues, that go to other libraries of the council. The rest, but for those
        /// that a replacement keeps, are lost.
        default users_elsewhere: Estimate<Share> = Estimate::assumed(crate::Decimal::ZERO, "nobody is taken to go to another library");
        /// What such a visit costs the council there, in pounds of the price base.
        default cost_of_visit_elsewhere: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "a visit more elsewhere is taken to cost nothing more");
        /// What closing costs, once: making the building safe, moving the stock, telling the public.
        default closing_cost: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no cost of closing was stated");
        /// Redundancy payments, once.
        default redundancy: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "staff go to other posts");
        /// What early pensions cost the council, once.
        default pension_strain: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no pension strain was stated");
    }
}

/// Hours and use that are left, a year, when a library has closed.
pub(crate) struct LeftOpen {
    pub(crate) hours: Row<Factor>,
    pub(crate) visits: Option<Row<Factor>>,
    pub(crate) issues: Option<Row<Factor>>,
}

impl Closure {
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        nothing_runs(change);
        let (council, suppliers) = (change.council(), change.suppliers());
        for (id, offer) in self.replacement.iter() {
            change.begins(
                &format!("replacement.{id}"),
                &offer.label,
                council,
                suppliers,
                Category::Supplies,
                &offer.cost,
                VatClass::Standard,
            );
            change.once(
                &format!("replacement.{id}.set_up"),
                &format!("{}: setting up", offer.label),
                council,
                suppliers,
                Category::Capital,
                &offer.set_up,
                VatClass::Standard,
            );
        }
        self.post_visits_elsewhere(change);
        change.once(
            "closing_cost",
            "Closing the library",
            council,
            suppliers,
            Category::SetUp,
            &self.closing_cost,
            VatClass::Standard,
        );
        change.redundancy(&self.redundancy, &self.pension_strain);
    }

    fn post_visits_elsewhere(&self, change: &mut Change<'_, '_, '_>) {
        if self.cost_of_visit_elsewhere.is_nothing() {
            return;
        }
        let Some(visits) = self.visits_elsewhere(change) else {
            let accepted = "service.usage.visits, or no cost_of_visit_elsewhere";
            change.problem("cost_of_visit_elsewhere", "is for visits that nobody has stated", accepted);
            return;
        };
        let (council, suppliers) = (change.council(), change.suppliers());
        let each: Row<Real> = change.w().money(&self.cost_of_visit_elsewhere);
        let cost = each * visits;
        let cost = match &change.share {
            Some(share) => cost * share,
            None => cost,
        };
        let flow = Flow::new(
            "visits_elsewhere",
            "Visits that go to other libraries",
            council,
            suppliers,
            Category::Supplies,
            Amount::Real(cost, GENERAL.to_owned()),
        );
        change.post_cost(flow, VatClass::OutsideScope);
    }

    /// Today's visits that go to other libraries, a year, where today's are known.
    fn visits_elsewhere(&self, change: &Change<'_, '_, '_>) -> Option<Row<Factor>> {
        let w = change.w();
        let visits = w.factors(change.o.service.usage.visits.as_ref()?, w.first(), After::Hold);
        Some(visits * w.factor(&self.users_elsewhere))
    }

    /// Hours and use that are left. What is lost stands beside them, for the explanation.
    pub(crate) fn left_open(&self, change: &Change<'_, '_, '_>) -> LeftOpen {
        let w = change.w();
        let (mut hours, mut visits) = (Vec::new(), Vec::new());
        for (_, offer) in self.replacement.iter() {
            hours.push(w.factor(&offer.hours) * w.factor(&offer.weeks));
            visits.push(w.factors(&offer.visits, change.year(), After::Hold));
        }
        let kept = w.sheet.sum(&visits).named(
            change.o.address("visits_kept"),
            "Visits that what is put in its place keeps, for a full year",
            "visits a year",
        );
        let named = |row: Row<Factor>, id: &str, label: &str| {
            row.named(change.o.address(id), format!("{label}, for a full year"), "visits a year")
        };
        let usage = &change.o.service.usage;
        let visits = usage.visits.as_ref().zip(self.visits_elsewhere(change)).map(|(today, elsewhere)| {
            let elsewhere = named(elsewhere, "visits_elsewhere", "Visits that go to other libraries");
            let today = w.factors(today, w.first(), After::Hold);
            let lost = (&today - elsewhere - kept).max(&w.number(0));
            today - named(lost, "visits_lost", "Visits that are lost")
        });
        let issues = usage
            .issues
            .as_ref()
            .map(|issues| w.factors(issues, w.first(), After::Hold) * w.factor(&self.users_elsewhere));
        LeftOpen { hours: w.sheet.sum(&hours), visits, issues }
    }
}

/// Nothing of today's service goes on. What central support cannot be avoided stays with the council.
pub(super) fn nothing_runs(change: &mut Change<'_, '_, '_>) {
    let arrangement = &mut change.o.arrangement;
    for part in [
        Part::Staff,
        Part::Building,
        Part::Stock,
        Part::Ict,
        Part::LibrarySystem,
        Part::Management,
        Part::CentralSupport,
        Part::Other,
    ] {
        arrangement.stops(part);
    }
    arrangement.uses_building = false;
    arrangement.runs = false;
}
