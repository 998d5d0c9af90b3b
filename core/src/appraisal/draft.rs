//! What an option is, before it is measured: the service of each library under it, as lines in one ledger.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::as_today::AsToday;
use super::doubt::may_come;
use super::portfolio::{Cell, Portfolio};
use super::question::Question;
use super::shared;
use super::usage::{OwnUse, UsageRows, usage_rows};
use crate::Decimal;
use crate::address::Address;
use crate::delivery::{
    AfterEnd, Change, DeliveryOption, Ends, Happens, MayHappen, Model as DeliveryModel, OperatorBegins,
    ParishFunding, Term, expect_payment, post_leavers, post_loans, post_old_building, post_one_offs,
};
use crate::ledger::{Amount, Category, Chances, Flow, Ledger, View};
use crate::party::PartyId;
use crate::service::{Arrangement, Operating, Power, post_exempt_vat, post_payroll_totals, powers};
use crate::sheet::{Cash, Factor, Row};
use crate::workings::Workings;
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
        let ends = common.ends.as_ref().filter(|_| !is_today);
        let term = Term::of(w, cell.starts, &cell.starts_at, ends, at);
        let (after, change) = (&term.after, term.change);
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
        let mut o = Operating::new(w, service, council, Arrangement::run_by(council), ledger, change)
            .of_library(branch, &own.at);
        o.arrangement.is_today = is_today;
        o.share.clone_from(&term.holds);
        o.once = term
            .holds
            .as_ref()
            .map(|_| w.sheet.calendar(w.years.iter().map(|year| Decimal::from(i32::from(term.has(*year))))));
        o.from = term.from.unwrap_or_else(|| w.first().first_day());
        o.until = term.end.as_ref().map(|end| end.on);
        o.own = Some((&common.income, &common.costs, at.clone()));
        let usage_today = today.as_ref().and_then(|today| today.option.common.usage.as_ref());
        o.usage = common.usage.as_ref().or(usage_today);
        let mut described =
            Change { o: &mut o, at: at.clone(), date: cell.starts, share: term.holds.clone() };
        let operator = operators.begins(&cell.option.model).filter(|_| self.portfolio.several);
        let happens = Happens::to(&described, cell.option, &term, operator);
        if let Some(happens) = &happens {
            described.o.ledger.chances = happens.chances.clone();
        }
        expect_payment(&mut described, cell.option);
        if let Some(sale) = &common.building_sale {
            sale.describe(&mut described, &cell.option.model);
        }
        cell.option.model.describe(&mut described);
        if let Some(receipt) = &common.deferred_receipt {
            receipt.describe(&mut described);
        }
        post_leavers(&mut described, &common.leavers);
        post_old_building(&mut described, common.old_building.as_ref());
        let left_open = cell.option.model.left_open(&described);
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
        if let Some(as_today) = &as_today {
            as_today.post_instead(ledger, cell.option, happens.as_ref(), &term);
        }
        ledger.chances = Chances::default();
        let usage_option = common.usage.as_ref().filter(|_| !is_today);
        let holds = happens.as_ref().and_then(|happens| happens.chances.arrangement.as_ref());
        let weight = match (&term.holds, holds) {
            (Some(holds), Some(chance)) => Some(holds * chance),
            (holds, chance) => holds.clone().or_else(|| chance.cloned()),
        };
        let closed = closed(&term, common.ends.as_ref(), happens.as_ref());
        let own_use = match (usage_option, &left_open) {
            (Some(usage), _) => OwnUse::Stated(usage),
            (None, Some(left)) => OwnUse::LeftOpen(left),
            (None, None) => OwnUse::AsToday,
        };
        let usage_today = usage_today.unwrap_or(&service.usage);
        let usage = usage_rows(w, usage_today, &own_use, weight.as_ref(), closed.as_ref(), change);
        let leaves = self.portfolio.several && self.portfolio.leaves(self.question, place, member);
        let left = leaves.then(|| {
            let begins = cell.starts.unwrap_or_else(|| w.first().first_day());
            // A library that the council takes back by plan has not left it any more.
            let back = term.end.as_ref().filter(|_| ends.is_some_and(|ends| ends.then == AfterEnd::Returns));
            let back = back.map(|end| end.on);
            let holds = |year: &FinancialYear| {
                let begun = begins <= year.first_day();
                Decimal::from(i32::from(begun && back.is_none_or(|back| year.last_day() < back)))
            };
            let whole = w.sheet.calendar(w.years.iter().map(holds));
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

/// The share of each year in which the library is closed, since its operator has failed or its arrangement has ended.
fn closed(term: &Term, ends: Option<&Ends>, happens: Option<&Happens>) -> Option<Row<Factor>> {
    let times = |share: Option<&Row<Factor>>, chance: Option<&Row<Factor>>| match (share, chance) {
        (Some(share), Some(chance)) => Some(share * chance),
        (share, chance) => share.or(chance).cloned(),
    };
    let failed =
        happens.and_then(Happens::closed).and_then(|closed| times(term.after.as_ref(), Some(closed)));
    let end = term.end.as_ref().filter(|_| ends.is_some_and(|ends| ends.then == AfterEnd::Closes));
    let ended =
        end.and_then(|end| times(Some(&end.after), happens.and_then(|happens| happens.lasts.as_ref())));
    match (failed, ended) {
        (Some(failed), Some(ended)) => Some(failed + ended),
        (failed, ended) => failed.or(ended),
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
