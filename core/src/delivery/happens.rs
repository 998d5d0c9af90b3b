//! What may happen, as rows: whether the arrangement of an option has begun, lasts, and has its relief, by year.

use jiff::civil::Date;

use super::risk::{Abandoned, Consultation, OperatorFails, StartsLate, TakeUp, ToppedUp};
use super::{AfterEnd, Change, DeliveryOption, Term};
use crate::Decimal;
use crate::address::Address;
use crate::date::months_after;
use crate::input::{Place as _, Schedule, Share};
use crate::ledger::Chances;
use crate::party::{PartyId, RatesRelief};
use crate::problem::Problem;
use crate::service::{Branch, find_party};
use crate::sheet::{EventInfo, Factor, NodeId, Real, Row};
use crate::workings::{After, Workings};
use crate::year::FinancialYear;

/// The unit of a row that is one where something holds, nought where it does not, and between in an expectation.
const HOLDS: &str = "share";
const CHANCE: &str = "chance";

/// Something that may happen to an option.
#[derive(Debug)]
pub(crate) struct MayHappen {
    /// What of the risks it is: the key of its table.
    pub(crate) kind: &'static str,
    pub(crate) label: String,
    /// The address of the event. Two options with one address share it: it happens in both or in neither.
    pub(crate) event: Address,
    /// The operator that fails.
    pub(crate) party: Option<PartyId>,
    /// The inputs that its chance rests on.
    pub(crate) inputs: Vec<Address>,
    /// The chance that it has happened by the end of each year.
    pub(crate) chance: NodeId,
}

/// The failure of the operator.
pub(crate) struct Failure {
    pub(crate) then: AfterEnd,
    /// Whether the arrangement had begun and its operator has failed, by year.
    pub(crate) ended: Row<Factor>,
    /// Whether its operator has failed, by year.
    pub(crate) failed: Row<Factor>,
    /// What it costs once, in its year; none where that is nothing.
    pub(crate) cost: Option<Row<Real>>,
}

/// What may happen to an option, by year. In the plan everything begins as planned and lasts.
pub(crate) struct Happens {
    /// How the lines of the arrangement hang on it.
    pub(crate) chances: Chances,
    /// Whether the arrangement has begun and its operator has not failed; none where both are certain.
    pub(crate) lasts: Option<Row<Factor>>,
    /// The share of the service that goes on as today within the arrangement, since it was put back after consultation.
    pub(crate) put_back: Option<Row<Factor>>,
    /// Whether the service still runs as today after the day on which the plan has it change hands: the offer is
    /// refused, or not taken up yet, or the start is late. None where that cannot be.
    pub(crate) not_begun: Option<Row<Factor>>,
    pub(crate) failure: Option<Failure>,
    /// Whether the payment of the council is renewed.
    pub(super) renewed: Option<Row<Factor>>,
    /// Whether the council pays more than was agreed, by year.
    pub(super) topped_up: Option<Row<Factor>>,
    /// Whether the charity relief from rates lasts.
    pub(crate) relief: Option<Row<Factor>>,
    /// Whether the library has left the council for the whole of a year after the planned change, by year; looked at
    /// where an appraisal has several libraries.
    pub(crate) left: Row<Factor>,
    pub(crate) events: Vec<MayHappen>,
}

/// When an operator begins, where it runs several libraries that change hands at different times: one hazard and one
/// failure hold for all of them.
#[derive(Debug, Clone)]
pub(crate) struct OperatorBegins {
    /// The year of its first library.
    pub(crate) year: FinancialYear,
    /// The share of each year after that day, where it is not all of it.
    pub(crate) share: Option<Row<Factor>>,
}

impl Happens {
    /// What the risks of an option come to; none where it states none.
    pub(crate) fn to(
        change: &Change<'_, '_, '_>,
        option: &DeliveryOption,
        term: &Term,
        operator_begins: Option<&OperatorBegins>,
    ) -> Option<Self> {
        let risks = option.common.risks.as_ref()?;
        let w = change.w();
        if change.o.arrangement.is_today {
            change.problem("risks", "are of a change, and this is today's service", "leave them out");
            return None;
        }
        let at = change.at.join("risks");
        let named_at = change.o.rows_at().join("risks");
        let library = change.o.library;
        let operator_begins = operator_begins.cloned();
        let change_year = change.year();
        let mut rows =
            Rows { w, at, named_at, library, change: change_year, term, operator_begins, events: Vec::new() };
        let taken = risks.take_up.as_ref().map(|risk| rows.take_up(risk));
        let taken = match &risks.abandoned {
            Some(risk) => Some(rows.abandoned(risk, taken)),
            None => taken,
        };
        let late = risks.starts_late.as_ref().map(|risk| rows.starts_late(risk, change.date));
        let both = |late: Option<Row<Factor>>| match (taken.as_ref().map(|taken| &taken.begun), late) {
            (Some(taken), Some(late)) => Some(taken * late),
            (taken, late) => taken.cloned().or(late),
        };
        let (begun, whole) = (both(late.clone().map(|late| late.begun)), both(late.map(|late| late.whole)));
        let begun = begun.map(|row| {
            let label = "The arrangement has begun: 1, 0, or the share of the planned year";
            row.named(rows.named_at.join("begun"), label, HOLDS)
        });
        let one = w.number(1);
        let not_begun = begun.as_ref().map(|begun| {
            let label = "The service runs as today, since the change has not come";
            (&one - begun).named(rows.named_at.join("not_begun"), label, HOLDS)
        });
        let failure =
            risks.operator_fails.as_ref().and_then(|risk| rows.failure(risk, change, option, begun.as_ref()));
        let relief = risks.relief_withdrawn.as_ref().map(|risk| rows.relief(&risk.hazard, change, option));
        let renewed = risks.grant_renewed.as_ref().map(|risk| {
            let chance = rows.w.factor(&risk.probability);
            let at = rows.at.join("grant_renewed");
            let inputs = vec![risk.probability.address().clone()];
            rows.event("grant_renewed", &at, "The payment is renewed", &chance, false, None, inputs)
        });
        let returned = failure.as_ref().filter(|failure| failure.then == AfterEnd::Returns);
        let left = match (whole, returned) {
            (whole, Some(returned)) => whole.unwrap_or_else(|| one.clone()) * (&one - &returned.failed),
            (whole, None) => whole.unwrap_or_else(|| one.clone()),
        };
        let topped_up = risks.topped_up.as_ref().map(|risk| rows.topped_up(risk));
        let lasts = match (begun, &failure) {
            (begun, Some(failure)) => Some(begun.as_ref().unwrap_or(&one) - &failure.ended),
            (begun, None) => begun,
        };
        let put_back = risks.consultation.as_ref().map(|risk| {
            let share = rows.put_back(risk);
            match &lasts {
                Some(lasts) => share * lasts,
                None => share,
            }
        });
        let arrangement = match (&lasts, &put_back) {
            (lasts, Some(put_back)) => Some(lasts.as_ref().unwrap_or(&one) - put_back),
            (lasts, None) => lasts.clone(),
        };
        let arrangement = arrangement.map(|row| {
            row.named(rows.named_at.join("arrangement"), "The arrangement has begun and lasts", HOLDS)
        });
        let (begun, attempt) = taken.map(|taken| (taken.ever, taken.spent)).unzip();
        let chances = Chances { arrangement, begun, attempt, recurring_only: false };
        Some(Self {
            chances,
            lasts,
            put_back,
            not_begun,
            failure,
            renewed,
            topped_up,
            relief,
            left,
            events: rows.events,
        })
    }

    /// The row that is one while the library is closed after a failure; none where that cannot be.
    pub(crate) fn closed(&self) -> Option<&Row<Factor>> {
        self.failure.as_ref().filter(|failure| failure.then == AfterEnd::Closes).map(|failure| &failure.ended)
    }
}

/// Whether and when an offer is taken up.
struct Taken {
    /// Whether it has been, by year.
    begun: Row<Factor>,
    /// Whether it ever is.
    ever: Row<Factor>,
    /// The share of what setting up costs that is spent.
    spent: Row<Factor>,
}

/// Whether the start is late.
#[derive(Clone)]
struct Late {
    /// One where it is on time, else the share of the planned part of the year that is left.
    begun: Row<Factor>,
    /// One in a year of which nothing is lost, else nought.
    whole: Row<Factor>,
}

/// Where the rows of an option's risks are built.
struct Rows<'r, 'w> {
    w: &'r Workings<'w>,
    /// Where the input states the risks.
    at: Address,
    /// Where the rows stand.
    named_at: Address,
    library: Option<&'r Branch>,
    change: FinancialYear,
    term: &'r Term,
    operator_begins: Option<OperatorBegins>,
    events: Vec<MayHappen>,
}

impl Rows<'_, '_> {
    /// Something that may happen, as a row and in the list of all that may. Its chance is by the end of each year.
    #[allow(clippy::too_many_arguments, reason = "an event has this many parts")]
    fn event(
        &mut self,
        kind: &'static str,
        address: &Address,
        label: &str,
        chance: &Row<Factor>,
        planned: bool,
        party: Option<PartyId>,
        inputs: Vec<Address>,
    ) -> Row<Factor> {
        let at = self.named_at.join(kind);
        // What befalls a library alone is told with its name.
        let own = self.library.filter(|_| address.is_at_or_below(&self.at));
        let label = &own.map_or_else(|| label.to_owned(), |library| library.labelled(label));
        let inputs = inputs.into_iter().map(|input| self.w.place(&input)).collect();
        let chance = chance.named(at.join("chance"), "probability so far", CHANCE);
        let info = EventInfo { address: address.clone(), label: label.to_owned(), planned };
        let happens = self.w.sheet.event(info, &chance).named(at.join("happens"), label, HOLDS);
        let label = label.to_owned();
        let event = address.clone();
        self.events.push(MayHappen { kind, label, event, party, inputs, chance: chance.node() });
        happens
    }

    fn take_up(&mut self, risk: &TakeUp) -> Taken {
        let at = self.at.join("take_up");
        // One answer for all stands where the option stands for all.
        let event = match at.as_str().split_once(".options.") {
            Some((_, option)) if risk.together => Address::new("options").join(option),
            _ => at.clone(),
        };
        let probability =
            risk.probability.clone().unwrap_or_else(|| TakeUp::evidence().placed(&at.join("probability")));
        let ever_chance = self.w.factor(&probability);
        let mut inputs = vec![probability.address().clone()];
        let label = "The offer is taken up";
        let (chance, ever) = match &risk.when {
            None => (ever_chance.clone(), None),
            Some(when) => {
                inputs.extend(when.iter().map(|share| share.address().clone()));
                let shares = self.w.factors(&Schedule::InTurn(when.clone()), self.change, After::Nothing);
                // Shares that are uncertain may together exceed the whole.
                let so_far = shares.running_total().min(&self.w.number(1));
                let info = EventInfo { address: event.clone(), label: label.to_owned(), planned: true };
                let ever = self.w.sheet.event(info, &ever_chance);
                (so_far * &ever_chance, Some(ever))
            }
        };
        let begun = self.event("take_up", &event, label, &chance, true, None, inputs);
        let ever = ever.unwrap_or_else(|| begun.clone());
        let at = self.named_at.join("take_up");
        let ever = ever.named(at.join("ever"), "The offer is taken up at some time", HOLDS);
        // What is spent in any case, and the rest if the offer is taken up.
        let in_any_case = self.w.factor(&risk.spent_if_refused);
        let spent = (&in_any_case + (self.w.number(1) - &in_any_case) * &ever).named(
            at.join("spent"),
            "Share of the cost of setting up that is spent",
            "share",
        );
        Taken { begun, ever, spent }
    }

    /// What is left of taking up where the scheme may be given up before it starts.
    fn abandoned(&mut self, risk: &Abandoned, taken: Option<Taken>) -> Taken {
        let at = self.at.join("abandoned");
        let chance = self.w.factor(&risk.probability);
        let inputs = vec![risk.probability.address().clone()];
        let label = "The change is given up before it starts";
        let given_up = self.event("abandoned", &at, label, &chance, false, None, inputs);
        let one = self.w.number(1);
        let goes_on = &one - &given_up;
        let at = self.named_at.join("abandoned");
        let (begun, ever, spent) = match taken {
            Some(taken) => (&goes_on * taken.begun, &goes_on * taken.ever, &goes_on * taken.spent),
            None => (goes_on.clone(), goes_on.clone(), goes_on.clone()),
        };
        let spent = (spent + given_up * self.w.factor(&risk.spent)).named(
            at.join("spent"),
            "Share of the cost of setting up that is spent",
            HOLDS,
        );
        Taken { begun, ever, spent }
    }

    /// The share of the service that is put back after consultation.
    fn put_back(&mut self, risk: &Consultation) -> Row<Factor> {
        let at = self.at.join("consultation");
        let chance = self.w.factor(&risk.probability);
        let inputs = vec![risk.probability.address().clone()];
        let label = "Part of the service is put back after consultation";
        let happens = self.event("consultation", &at, label, &chance, risk.planned, None, inputs);
        let at = self.named_at.join("consultation");
        (happens * self.w.factor(&risk.keeps)).named(
            at.join("put_back"),
            "Share of the service that goes on as today",
            HOLDS,
        )
    }

    /// One where the start is on time; where it is late, the share of the planned part of the year that is left.
    fn starts_late(&mut self, risk: &StartsLate, date: Option<Date>) -> Late {
        let planned = date.unwrap_or_else(|| self.w.first().first_day());
        let late = months_after(planned, risk.months);
        let (planned, late) = (self.w.share_from(planned), self.w.share_from(late));
        let lost = planned.iter().zip(&late).map(|(planned, late)| {
            // A year that lies wholly before the planned day has nothing to lose.
            if planned.is_zero() { Decimal::ZERO } else { Decimal::ONE - late / planned }
        });
        let lost: Vec<Decimal> = lost.collect();
        let any_lost = self.w.sheet.calendar(lost.iter().map(Decimal::ceil));
        let lost = self.w.sheet.calendar(lost);
        let chance = self.w.factor(&risk.probability);
        let at = self.at.join("starts_late");
        let label = format!("The arrangement begins {} months late", risk.months);
        let inputs = vec![risk.probability.address().clone()];
        let late = self.event("starts_late", &at, &label, &chance, false, None, inputs);
        let one = self.w.number(1);
        Late { begun: &one - &late * lost, whole: one - late * any_lost }
    }

    /// The failure of the operator: by operator and not by library, so that one failure ends all that it runs.
    fn failure(
        &mut self,
        risk: &OperatorFails,
        change: &Change<'_, '_, '_>,
        option: &DeliveryOption,
        begun: Option<&Row<Factor>>,
    ) -> Option<Failure> {
        let at = self.at.join("operator_fails");
        let operator = match risk.operator.as_ref() {
            Some(id) => find_party(self.w, id, &at.join("operator"))?,
            None => option
                .model
                .operator()
                .map_or(Some(change.council()), |id| self.w.parties.find(id.as_str()))?,
        };
        let party = self.w.parties.get(operator);
        if operator == change.council() {
            let problem = Problem::new(at, format!("{} runs the service itself", party.name));
            let accepted = "an operator that may fail, or no operator_fails";
            self.w.problem(problem.accepted(accepted));
            return None;
        }
        let stated = risk.hazard.clone().or_else(|| {
            OperatorFails::evidence(&option.model, risk.then)
                .map(|hazard| Schedule::Every(hazard).placed(&at.join("hazard")))
        });
        let Some(hazard) = stated else {
            let what =
                format!("is missing, and nothing was counted for the delivery model {}", option.model.word());
            let problem = Problem::new(at.join("hazard"), what);
            self.w.problem(problem.accepted("the chance of a failure in a year, such as 0.02"));
            return None;
        };
        let (name, id) = (&party.name, &party.id);
        let begins = self.operator_begins.as_ref().map_or(self.change, |begins| begins.year);
        let yearly = self.yearly(&hazard, begins);
        // A constant chance is for a full year, and in the year of the change for the part of it that is left.
        let yearly = match (&hazard, &self.operator_begins) {
            (hazard, Some(OperatorBegins { share: Some(share), .. })) if hazard.is_rate() => {
                change.before_the_end(yearly * share)
            }
            (_, Some(_)) => change.before_the_end(yearly),
            (hazard, None) => match &self.term.holds {
                Some(holds) if hazard.is_rate() => yearly * holds,
                _ => change.before_the_end(yearly),
            },
        };
        let at = self.named_at.join("operator_fails");
        let chance = self.by_then(&at, &yearly, &format!("{name} still runs the service"));
        let event = Address::new("parties").join(id).join("fails");
        let inputs = hazard.addresses();
        let label = format!("{name} has failed");
        let failed = self.event("operator_fails", &event, &label, &chance, false, Some(operator), inputs);
        let none = self.w.number(0);
        let mut in_year = &failed - failed.year_before(&none);
        if begins < self.change {
            // A library that has not changed hands yet need not be brought back.
            let has_begun = |year: &FinancialYear| Decimal::from(i32::from(*year >= self.change));
            in_year = in_year * self.w.sheet.calendar(self.w.years.iter().map(has_begun));
        }
        let (ended, in_year) = match begun {
            Some(begun) => (begun * &failed, begun * in_year),
            None => (failed.clone(), in_year),
        };
        let ended =
            ended.named(at.join("ended"), "The arrangement has begun and its operator has failed", HOLDS);
        let in_year = in_year.named(at.join("in_year"), format!("{name} fails in the year"), HOLDS);
        let sum = match risk.then {
            AfterEnd::Returns => &risk.return_cost,
            AfterEnd::Closes => &risk.closing_cost,
        };
        // A cost that nobody stated is shown as the default that it is.
        let stated_as_nothing = sum.is_nothing() && sum.origin.default.is_none();
        let cost = (!stated_as_nothing).then(|| self.w.money::<Real, _>(sum) * in_year);
        Some(Failure { then: risk.then, ended, failed, cost })
    }

    /// One while the council pays more than was agreed: from the year in which it comes to that, or in that year alone.
    fn topped_up(&mut self, risk: &ToppedUp) -> Row<Factor> {
        let at = self.at.join("topped_up");
        let from = risk.from.unwrap_or(self.change);
        let chance = match (&risk.probability, &risk.hazard) {
            (Some(probability), _) => {
                let since = self.w.years.iter().map(|year| Decimal::from(i32::from(*year >= from)));
                self.w.factor(probability) * self.w.sheet.calendar(since)
            }
            (None, Some(hazard)) => {
                let yearly = self.yearly(hazard, from);
                // A single chance is for every year; before the first year there is none.
                let since = self.w.years.iter().map(|year| Decimal::from(i32::from(*year >= from)));
                self.by_then(
                    &self.named_at.join("topped_up"),
                    &(yearly * self.w.sheet.calendar(since)),
                    "the payment is not topped up",
                )
            }
            (None, None) => self.w.number(0),
        };
        let mut inputs: Vec<Address> = risk.probability.iter().map(|one| one.address().clone()).collect();
        inputs.extend(risk.hazard.iter().flat_map(Schedule::addresses));
        let label = "The council has topped up the payment";
        let topped_up = self.event("topped_up", &at, label, &chance, false, None, inputs);
        if risk.once { &topped_up - topped_up.year_before(&self.w.number(0)) } else { topped_up }
    }

    fn relief(
        &mut self,
        hazard: &Schedule<Share>,
        change: &Change<'_, '_, '_>,
        option: &DeliveryOption,
    ) -> Row<Factor> {
        let at = self.at.join("relief_withdrawn");
        let operator = option.model.operator().and_then(|id| self.w.parties.find(id.as_str()));
        let operator = operator.unwrap_or(change.council());
        if self.w.rates_relief(operator) != RatesRelief::Charity {
            let name = &self.w.parties.get(operator).name;
            let problem = Problem::new(at.clone(), format!("{name} has no charity relief"));
            self.w.problem(problem.accepted("an operator that has it, or no relief_withdrawn"));
        }
        let yearly = self.yearly(hazard, self.w.first());
        let at = self.named_at.join("relief_withdrawn");
        let chance = self.by_then(&at, &yearly, "the charity relief from rates lasts");
        let event = Address::new("policy.charity_relief.withdrawn");
        let inputs = hazard.addresses();
        let label = "The charity relief from rates has been withdrawn";
        let withdrawn = self.event("relief_withdrawn", &event, label, &chance, false, None, inputs);
        (self.w.number(1) - withdrawn).named(at.join("kept"), "The charity relief from rates is kept", HOLDS)
    }

    /// The chance in each year; the last of a list holds on.
    fn yearly(&self, hazard: &Schedule<Share>, from: FinancialYear) -> Row<Factor> {
        self.w.factors(hazard, from, After::Hold)
    }

    /// The chance that what has a hazard has come by the end of each year: one less the chance that it has not, which is
    /// that of the year before times one less the hazard.
    fn by_then(&self, at: &Address, hazard: &Row<Factor>, lasts: &str) -> Row<Factor> {
        let one = self.w.number(1);
        let survival = self.w.sheet.balance(&one, |before| before * (&one - hazard));
        let label = format!("probability that {lasts}");
        one - survival.named(at.join("survival"), label, CHANCE)
    }
}
