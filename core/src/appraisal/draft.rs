//! What an option is, before it is measured: the service of each library under it, as lines in one ledger.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::as_today::AsToday;
use super::doubt::may_come;
use super::portfolio::{Cell, Portfolio};
use super::question::Question;
use super::shared;
use super::usage::{UsageRows, usage_rows};
use crate::Decimal;
use crate::address::Address;
use crate::date;
use crate::delivery::{
    Change, DeliveryOption, Happens, MayHappen, Model as DeliveryModel, OneOff, OperatorBegins,
    ParishFunding, expect_payment, post_loans,
};
use crate::input::Keyed;
use crate::ledger::{Amount, Category, Chances, Flow, HangsOn, Ledger, View};
use crate::party::PartyId;
use crate::problem::Problem;
use crate::service::{
    Arrangement, Operating, Power, find_party, post_exempt_vat, post_payroll_totals, powers,
};
use crate::sheet::{Cash, Factor, Row};
use crate::workings::{GENERAL, Workings};
use crate::year::FinancialYear;

/// What an option is, before it is measured.
pub(super) struct Draft {
    pub(super) ledger: Ledger,
    pub(super) usage: UsageRows,
    /// The precepts that it raises.
    pub(super) precepts: Vec<(PartyId, Row<Cash>)>,
    /// What parishes may spend on it.
    pub(super) powers: Vec<Power>,
    /// What may happen to it.
    pub(super) events: Vec<MayHappen>,
    /// Each library in its order, where the question has several.
    pub(super) parts: Vec<Part>,
    /// The costs of the whole service, where the question has any.
    pub(super) shared: Vec<shared::Shared>,
}

/// A library under an option.
pub(super) struct Part {
    /// Its lines in the ledger.
    pub(super) lines: Range<usize>,
    pub(super) usage: UsageRows,
    pub(super) events: Vec<MayHappen>,
    /// Whether it has left the council for the whole of a year, by year; none where it never does.
    pub(super) left: Option<Row<Factor>>,
}

/// Where options are drafted.
pub(super) struct Drafting<'a, 'w> {
    pub(super) w: &'a Workings<'w>,
    pub(super) question: &'a Question,
    pub(super) portfolio: &'a Portfolio,
    pub(super) council: PartyId,
}

impl Drafting<'_, '_> {
    /// The option at a place, with all its libraries.
    pub(super) fn draft(&self, place: usize, option: &DeliveryOption, at: &Address) -> Draft {
        let (w, common) = (self.w, &option.common);
        let mut ledger = Ledger::new(at.clone());
        ledger.edits.add("", at, &common.changes, &common.remove, true);
        let cells = || {
            (0..self.portfolio.members.len()).map(|member| self.portfolio.cell(self.question, place, member))
        };
        let operators = Operators::of(w, cells().flatten());
        let mut parts = Vec::with_capacity(self.portfolio.members.len());
        for (member, cell) in cells().enumerate() {
            let Some(cell) = cell else { continue };
            if self.portfolio.several {
                ledger.library = Some(member);
            }
            let first = ledger.lines.len();
            let (usage, events, left) = self.post(&mut ledger, place, member, &cell, option, &operators);
            parts.push(Part { lines: first..ledger.lines.len(), usage, events, left });
        }
        ledger.library = None;
        let mut shared = Vec::new();
        if self.portfolio.several {
            let begins = shared::Begins::of(cells().flatten());
            shared::post_whole(self, &mut ledger, option, at, &begins);
            shared = shared::post_shared_costs(self, &mut ledger, &parts);
        }
        post_payroll_totals(w, &mut ledger);
        post_exempt_vat(w, &mut ledger);
        let powers = powers(w, &ledger);
        let precepts = post_precepts(w, &mut ledger, cells().flatten().map(|cell| &cell.option.model));
        // Much may be hidden by what could not be read of a library.
        let hidden = self.portfolio.several && w.any_problem(|_| true);
        ledger.report_unmet(w, |line| {
            hidden || (!self.portfolio.several && may_come(w, self.question, at.last(), line))
        });
        let usage = match &parts[..] {
            [only] if !self.portfolio.several => only.usage.clone(),
            parts => UsageRows::of_all(w, &parts.iter().map(|part| &part.usage).collect::<Vec<_>>()),
        };
        let mut events: Vec<MayHappen> = Vec::new();
        for event in parts.iter_mut().flat_map(|part| std::mem::take(&mut part.events)) {
            // What befalls an operator befalls all its libraries, and is told once.
            let known = |one: &MayHappen| one.event == event.event && one.inputs == event.inputs;
            if event.party.is_none() || !events.iter().any(known) {
                events.push(event);
            }
        }
        if !self.portfolio.several {
            parts.clear();
        }
        Draft { ledger, usage, precepts, powers, events, parts, shared }
    }

    /// Posts what an option is for one library; its use, what may happen to it, and whether it has left.
    fn post(
        &self,
        ledger: &mut Ledger,
        place: usize,
        member: usize,
        cell: &Cell<'_>,
        option: &DeliveryOption,
        operators: &Operators,
    ) -> (UsageRows, Vec<MayHappen>, Option<Row<Factor>>) {
        let (w, council) = (self.w, self.council);
        let own = &self.portfolio.members[member];
        let (branch, service) = (own.branch.as_ref(), &own.service);
        let (common, at, is_today) = (&cell.option.common, &cell.at, cell.is_today);
        if let Some(branch) = branch {
            // What a package says of a line goes before what its option says.
            if place != cell.place {
                let at = &ledger.at.clone();
                ledger.edits.add(&branch.prefix, at, &option.common.changes, &option.common.remove, true);
            }
            ledger.edits.add(&branch.prefix, at, &common.changes, &common.remove, true);
        }
        let (after, change) = shares(w, cell.starts, &cell.starts_at);
        let before = after.as_ref().map(|after| w.number(1) - after);
        let today = self.portfolio.today(self.question, member);
        let as_today = today.as_ref().map(|today| AsToday {
            w,
            service,
            service_at: &own.at,
            branch,
            council,
            today: today.option,
            today_at: &today.at,
        });
        if let (Some(before), Some(as_today)) = (&before, &as_today) {
            as_today.post_until(ledger, before, change);
        }
        let years = |holds: &dyn Fn(FinancialYear) -> bool| {
            w.sheet.calendar(w.years.iter().map(|year| Decimal::from(i32::from(holds(*year)))))
        };
        let mut o = Operating::new(w, service, council, Arrangement::run_by(council), ledger, change)
            .of_library(branch, &own.at);
        o.arrangement.is_today = is_today;
        o.share.clone_from(&after);
        o.once = after.as_ref().map(|_| years(&|year| year >= change));
        o.own = Some((&common.income, &common.costs, at.clone()));
        let mut described = Change { o: &mut o, at: at.clone(), date: cell.starts, share: after.clone() };
        let operator = operators.begins(&cell.option.model).filter(|_| self.portfolio.several);
        let happens = Happens::to(&described, cell.option, after.as_ref(), operator);
        if let Some(happens) = &happens {
            described.o.ledger.chances = happens.chances.clone();
        }
        expect_payment(&mut described, cell.option);
        cell.option.model.describe(&mut described);
        if let Some(happens) = &happens {
            happens.post_renewal(&mut described, cell.option);
            happens.post_top_up(&mut described, cell.option);
            described.o.arrangement.relief_kept.clone_from(&happens.relief);
        }
        post_one_offs(&mut described, &common.one_offs, &|_| true);
        o.run();
        let operator = o.arrangement.operator;
        o.share = None;
        post_loans(&mut o, &common.loans, at, operator, None);
        if let (Some(happens), Some(as_today)) = (&happens, &as_today) {
            as_today.post_instead(ledger, happens, after.as_ref(), change);
        }
        ledger.chances = Chances::default();
        let usage_today = today.as_ref().and_then(|today| today.option.common.usage.as_ref());
        let usage_option = common.usage.as_ref().filter(|_| !is_today);
        let holds = happens.as_ref().and_then(|happens| happens.chances.arrangement.as_ref());
        let weight = match (&after, holds) {
            (Some(after), Some(holds)) => Some(after * holds),
            (after, holds) => after.clone().or_else(|| holds.cloned()),
        };
        let closed = happens.as_ref().and_then(Happens::closed).map(|closed| match &after {
            Some(after) => after * closed,
            None => closed.clone(),
        });
        let usage = usage_rows(
            w,
            usage_today.unwrap_or(&service.usage),
            usage_option,
            weight.as_ref(),
            closed.as_ref(),
            change,
        );
        let leaves = self.portfolio.several && self.portfolio.leaves(self.question, place, member);
        let left = leaves.then(|| {
            let begins = cell.starts.unwrap_or_else(|| w.first().first_day());
            let whole = w.share_from(begins).into_iter().map(|share| share.floor());
            let whole = w.sheet.calendar(whole);
            happens.as_ref().map_or_else(|| whole.clone(), |happens| &whole * &happens.left)
        });
        (usage, happens.map(|happens| happens.events).unwrap_or_default(), left)
    }
}

/// When the operators of an option begin: each with its first library.
struct Operators(BTreeMap<String, OperatorBegins>);

impl Operators {
    fn of<'c>(w: &Workings<'_>, cells: impl Iterator<Item = Cell<'c>>) -> Self {
        let mut first: BTreeMap<String, Option<Date>> = BTreeMap::new();
        for cell in cells.filter(|cell| !cell.is_today) {
            let Some(operator) = cell.option.model.operator() else { continue };
            let known = first.entry(operator.to_string()).or_insert(cell.starts);
            *known = (*known).min(cell.starts);
        }
        let begins = |day: Option<Date>| {
            let day = day.filter(|day| *day > w.first().first_day());
            OperatorBegins {
                year: day.and_then(|day| FinancialYear::holding(day).ok()).unwrap_or(w.first()),
                share: day.map(|day| w.sheet.calendar(w.share_from(day))),
            }
        };
        Self(first.into_iter().map(|(operator, day)| (operator, begins(day))).collect())
    }

    fn begins(&self, model: &DeliveryModel) -> Option<&OperatorBegins> {
        self.0.get(model.operator()?.as_str())
    }
}

/// The share of each year after a date, where it is not the first day, and the year that holds the date.
pub(super) fn shares(
    w: &Workings<'_>,
    starts: Option<Date>,
    starts_at: &Address,
) -> (Option<Row<Factor>>, FinancialYear) {
    let Some(starts) = starts else { return (None, w.first()) };
    let (first, last) = (w.first(), w.years.last().copied().unwrap_or(w.first()));
    if starts < first.first_day() || starts > last.last_day() {
        let problem =
            Problem::new(starts_at.clone(), format!("{} lies outside the appraisal", date::written(starts)));
        w.problem_of_period(problem.accepted(format!(
            "a day from {} to {}",
            date::written(first.first_day()),
            date::written(last.last_day())
        )));
        return (None, first);
    }
    let change = FinancialYear::holding(starts).unwrap_or(first);
    if starts == first.first_day() {
        return (None, change);
    }
    (Some(w.sheet.calendar(w.share_from(starts))), change)
}

/// Posts what is paid once in the years that are `due`: of today's option, those that fall to today's service.
pub(super) fn post_one_offs(
    change: &mut Change<'_, '_, '_>,
    one_offs: &Keyed<OneOff>,
    due: &dyn Fn(FinancialYear) -> bool,
) {
    for (id, item) in one_offs.iter() {
        let at = change.at.join("one_offs").join(id);
        let (council, suppliers) = (change.council(), change.suppliers());
        let payer =
            item.payer.as_ref().map_or(Some(council), |id| find_party(change.w(), id, &at.join("payer")));
        let payee =
            item.payee.as_ref().map_or(Some(suppliers), |id| find_party(change.w(), id, &at.join("payee")));
        let (Some(payer), Some(payee)) = (payer, payee) else { continue };
        let year = item.year.unwrap_or(change.year());
        if !due(year) {
            continue;
        }
        let w = change.w();
        if !w.years.contains(&year) {
            w.problem_of_period(
                Problem::new(at.join("year"), format!("{year} lies outside the appraisal"))
                    .accepted("a year of the appraisal"),
            );
        }
        let only = w.sheet.calendar(w.years.iter().map(|known| Decimal::from(i32::from(*known == year))));
        let sum: Row<crate::sheet::Real> = w.money(&item.amount);
        let sum = match &item.probability {
            Some(chance) => sum * only * w.may_come(&at, &item.label, chance),
            None => sum * only,
        };
        let bias = item.optimism_bias.as_ref().map(|share| &sum * w.factor(share));
        let mut flow = Flow::new(
            format!("one_offs.{id}"),
            item.label.to_string(),
            payer,
            payee,
            item.category,
            Amount::Real(sum, GENERAL.to_owned()),
        )
        .once();
        flow.treatment = item.treatment;
        if change.o.arrangement.is_today {
            flow = flow.hanging_on(HangsOn::Arrangement);
        }
        let hangs_on = flow.hangs_on;
        change.post_cost(flow, item.vat);
        if let Some(bias) = bias {
            let label = format!("{}: optimism bias", item.label);
            let id = format!("one_offs.{id}.optimism_bias");
            let mut flow =
                Flow::new(id, label, payer, payee, Category::OptimismBias, Amount::EconomicOnly(bias)).once();
            flow.treatment = item.treatment;
            change.post(flow.hanging_on(hangs_on));
        }
    }
}

/// Parishes that have a tax base raise by precept what the service costs them, and never less than nothing.
fn post_precepts<'m>(
    w: &Workings<'_>,
    ledger: &mut Ledger,
    models: impl Iterator<Item = &'m DeliveryModel>,
) -> Vec<(PartyId, Row<Cash>)> {
    let from_reserves: Vec<PartyId> = models
        .filter_map(|model| match model {
            DeliveryModel::ParishCommissioned(parish) if parish.funding == ParishFunding::Reserves => {
                w.parties.find(parish.parish.as_str())
            }
            _ => None,
        })
        .collect();
    let mut precepts = Vec::new();
    let parishes = w.parties.iter().filter(|(id, entry)| {
        !from_reserves.contains(id) && entry.input.as_ref().is_some_and(|party| party.tax_base.is_some())
    });
    for (parish, entry) in parishes {
        if !ledger.lines.iter().any(|line| line.payer == parish || line.payee == parish) {
            continue;
        }
        let view = View::new(entry.id.clone(), entry.name.clone(), w.parties, [parish]);
        let cost = view.cost(&w.sheet, ledger);
        let needed = (cost.recurring + cost.one_off).max(&w.sheet.cash(Decimal::ZERO)).named(
            ledger.at.join("workings").join(format!("precept.{}", entry.id)),
            format!("What {} must raise", entry.name),
            "£",
        );
        let label = format!("Precept of {}", entry.name);
        let payers = w.parties.always("council_taxpayers");
        let id = format!("precept.{}", entry.id);
        ledger
            .post(w, Flow::new(id, label, payers, parish, Category::Precept, Amount::Worked(needed.clone())));
        precepts.push((parish, needed));
    }
    precepts
}
