//! The tables of an outcome by year.

use super::Table;
use super::build::{Build, POUNDS, Prices};
use crate::appraisal::{
    LibraryResult, LineResult, LoanResult, OptionResult, Outcome, PartyResult, Penny, PlanResult,
    PreceptResult, ReserveResult, ResultTables, ViewResult,
};

/// Something of an option, in a year.
type Of<'r, T> = (&'r OptionResult, &'r T, usize);

/// What options have, in each year.
fn each<'r, T>(result: &'r ResultTables, of: impl Fn(&'r OptionResult) -> &'r [T]) -> Vec<Of<'r, T>> {
    let years = result.years.len();
    let all = result.options.iter().flat_map(|option| of(option).iter().map(move |one| (option, one)));
    all.flat_map(|(option, one)| (0..years).map(move |year| (option, one, year))).collect()
}

/// The first columns of a table by year, the year still to come.
fn begun<'i, T>(name: &str, title: &str, result: &ResultTables, rows: &'i [Of<'_, T>]) -> Build<'i, Of<'i, T>>
where
    T: 'i,
{
    Build::of(name, title, rows).base(result.price_base).words(
        "option",
        "The id of the option.",
        |(option, ..)| Some(&option.id),
    )
}

fn at(values: &[Penny], year: usize) -> Option<Penny> {
    values.get(year).copied()
}

/// A measure of a view by year: its name, what it is, its price basis, and its values.
type Measure = (&'static str, Prices, fn(&ViewResult) -> Option<&[Penny]>);
const MEASURES: [Measure; 8] = [
    ("net_cost", Prices::Cash, |view| Some(&view.net_cost)),
    ("recurring_cost", Prices::Cash, |view| Some(&view.recurring_cost)),
    ("one_off_cost", Prices::Cash, |view| Some(&view.one_off_cost)),
    ("saving", Prices::Cash, |view| Some(&view.saving)),
    ("saving_before_borrowing", Prices::Cash, |view| Some(&view.borrowing.as_ref()?.saving_before)),
    ("debt_service", Prices::Cash, |view| Some(&view.borrowing.as_ref()?.debt_service)),
    ("saving_net_of_borrowing", Prices::Cash, |view| Some(&view.borrowing.as_ref()?.saving_net)),
    ("economic_cost", Prices::Real, |view| Some(&view.economic.cost)),
];

/// All measures of all views: one number a row.
pub(super) fn views(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let real = format!("real terms, prices of {}", result.price_base);
    let mut rows = Vec::new();
    for option in &result.options {
        for view in &option.views {
            for (name, prices, of) in &MEASURES {
                let values = of(view).unwrap_or_default();
                let basis = if *prices == Prices::Cash { "cash" } else { real.as_str() };
                let series = values.iter().enumerate();
                rows.extend(series.map(|(year, value)| (option, view, *name, basis, year, *value)));
            }
        }
    }
    Build::of("views_by_year", "Measures of the views, by year", &rows)
        .words("option", "The id of the option.", |(option, ..)| Some(&option.id))
        .words("view", "The id of the view.", |(_, view, ..)| Some(&view.id))
        .words("measure", "What is measured.", |(_, _, measure, ..)| Some(*measure))
        .words("price_basis", "Whether it is in cash or in real terms.", |(_, _, _, basis, ..)| Some(*basis))
        .by_year(&result.years, |(_, _, _, _, year, _)| Some(*year))
        .decimals("value", "The number.", Some(POUNDS), |(.., value)| Some(value.value()))
        .done()
}

/// The net cost to each view.
pub(super) fn net_cost(outcome: &Outcome) -> Table {
    of_views(outcome, "net_cost", "Net cost of each option in cash, by view and year", |view| &view.net_cost)
}

/// The saving of each view.
pub(super) fn saving(outcome: &Outcome) -> Table {
    of_views(outcome, "saving", "Saving of each option against today in cash, by view and year", |view| {
        &view.saving
    })
}

fn of_views(outcome: &Outcome, name: &str, title: &str, of: fn(&ViewResult) -> &Vec<Penny>) -> Table {
    let result = outcome.tables();
    let rows = each(result, |option| &option.views);
    begun(name, title, result, &rows)
        .words("view", "The id of the view.", |(_, view, _)| Some(&view.id))
        .by_year(&result.years, |(.., year)| Some(*year))
        .pounds(name, "In pounds.", Prices::Cash, |(_, view, year)| at(of(view), *year))
        .done()
}

/// All lines.
pub(super) fn lines(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let rows: Vec<Of<'_, LineResult>> = each(result, |option| &option.lines);
    begun("lines", "Lines, by year", result, &rows)
        .words("line", "The id of the line.", |(_, line, _)| Some(&line.id))
        .words("library", "The library that it belongs to.", |(_, line, _)| line.library.as_deref())
        .words("label", "What it is.", |(_, line, _)| Some(&line.label))
        .words("payer", "Who pays.", |(_, line, _)| Some(&line.payer))
        .words("payee", "Who is paid.", |(_, line, _)| Some(&line.payee))
        .words("category", "What it is for.", |(_, line, _)| Some(line.category.word()))
        .words("treatment", "How it counts in the economic case.", |(_, line, _)| Some(line.treatment.word()))
        .switches("one_off", "Whether it comes once.", |(_, line, _)| Some(line.one_off))
        .words("stated_in", "How its amount is stated.", |(_, line, _)| Some(line.price_basis))
        .words("index", "The index that moves it.", |(_, line, _)| Some(&line.index))
        .by_year(&result.years, |(.., year)| Some(*year))
        .pounds("cash", "In cash.", Prices::Cash, |(_, line, year)| at(&line.cash, *year))
        .pounds("real", "In real terms.", Prices::Real, |(_, line, year)| at(&line.real, *year))
        .done()
}

/// A line as one of its two parties sees it.
struct Side<'r> {
    option: &'r OptionResult,
    line: &'r LineResult,
    party: &'r str,
    other: &'r str,
    pays: bool,
    year: usize,
}

/// Every line twice: as what its payer pays, and as what its payee is paid. All parties together come to nothing.
pub(super) fn flows(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let years = result.years.len();
    let mut rows = Vec::new();
    for option in &result.options {
        for line in &option.lines {
            let sides = [(&line.payer, &line.payee, true), (&line.payee, &line.payer, false)];
            for (party, other, pays) in sides {
                rows.extend((0..years).map(|year| Side { option, line, party, other, pays, year }));
            }
        }
    }
    let signed = |side: &Side<'_>, values: &[Penny]| {
        at(values, side.year).map(|value| if side.pays { value } else { Penny::of(-value.value()) })
    };
    Build::of("flows", "Flows: each line as its payer and as its payee has it, by year", &rows)
        .base(result.price_base)
        .words("option", "The id of the option.", |side| Some(&side.option.id))
        .words("party", "The party whose money it is.", |side| Some(side.party))
        .words("other_party", "Whom it pays, or who pays it.", |side| Some(side.other))
        .words("line", "The id of the line.", |side| Some(&side.line.id))
        .words("label", "What it is.", |side| Some(&side.line.label))
        .words("category", "What it is for.", |side| Some(side.line.category.word()))
        .words("treatment", "How it counts; what is non_cash is in no budget.", |side| {
            Some(side.line.treatment.word())
        })
        .by_year(&result.years, |side| Some(side.year))
        .pounds("cash", "What the party pays; negative where it is paid.", Prices::Cash, |side| {
            signed(side, &side.line.cash)
        })
        .pounds("real", "The same in real terms.", Prices::Real, |side| signed(side, &side.line.real))
        .done()
}

/// What each party pays.
pub(super) fn parties(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let rows: Vec<Of<'_, PartyResult>> = each(result, |option| &option.parties);
    begun("parties_by_year", "What each party pays less what it is paid, by year", result, &rows)
        .words("party", "The id of the party.", |(_, party, _)| Some(&party.id))
        .words("name", "Its name.", |(_, party, _)| Some(&party.name))
        .by_year(&result.years, |(.., year)| Some(*year))
        .pounds("pays", "What it pays less what it is paid.", Prices::Cash, |(_, party, year)| {
            at(&party.pays, *year)
        })
        .done()
}

/// Reserves.
pub(super) fn reserves(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let rows: Vec<Of<'_, ReserveResult>> = each(result, |option| &option.reserves);
    begun("reserves", "Reserves at the end of each year", result, &rows)
        .words("party", "The id of the party.", |(_, own, _)| Some(&own.party))
        .by_year(&result.years, |(.., year)| Some(*year))
        .pounds("reserves", "Its reserves.", Prices::Cash, |(_, own, year)| at(&own.reserves, *year))
        .pounds("minimum", "What they may not fall below.", Prices::Cash, |(_, own, _)| Some(own.minimum))
        .pounds("gap", "How much is missing from the minimum.", Prices::Cash, |(_, own, year)| {
            at(&own.gap, *year)
        })
        .done()
}

/// Precepts.
pub(super) fn precepts(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let rows: Vec<Of<'_, PreceptResult>> = each(result, |option| &option.precepts);
    let maybe = |values: &Option<Vec<Penny>>, year: usize| at(values.as_deref()?, year);
    begun("precepts", "What options do to precepts, by year", result, &rows)
        .words("party", "The id of the parish.", |(_, own, _)| Some(&own.party))
        .by_year(&result.years, |(.., year)| Some(*year))
        .pounds("raised", "What it must raise.", Prices::Cash, |(_, own, year)| at(&own.raised, *year))
        .pounds("band_d", "On a Band D bill.", Prices::Cash, |(_, own, year)| at(&own.band_d, *year))
        .numbers("rise", "As a share of the precept without the service.", Some("share"), |(_, own, year)| {
            maybe(&own.rise, *year)
        })
        .pounds("charge_before", "The Band D charge without the service.", Prices::Cash, |(_, own, year)| {
            maybe(&own.charge_before, *year)
        })
        .pounds("charge_after", "The Band D charge with it.", Prices::Cash, |(_, own, year)| {
            maybe(&own.charge_after, *year)
        })
        .pounds("lost_to_tax_base", "What a smaller tax base loses.", Prices::Cash, |(_, own, year)| {
            maybe(&own.lost_to_tax_base, *year)
        })
        .done()
}

/// The council's budget in the layout of a medium-term financial plan.
pub(super) fn plan(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let rows: Vec<Of<'_, PlanResult>> = each(result, |option| std::slice::from_ref(&option.plan));
    let row = |values: fn(&PlanResult) -> &Vec<Penny>| {
        move |(_, plan, year): &Of<'_, PlanResult>| at(values(plan), *year)
    };
    begun("plan", "The council's budget as a medium-term financial plan lays it out", result, &rows)
        .by_year(&result.years, |(.., year)| Some(*year))
        .pounds(
            "budget_as_today",
            "The recurring budget as today.",
            Prices::Cash,
            row(|p| &p.budget_as_today),
        )
        .pounds("pay_and_prices", "What pay and prices add to it.", Prices::Cash, row(|p| &p.pay_and_prices))
        .pounds("new_savings", "Recurring savings that are new.", Prices::Cash, row(|p| &p.new_savings))
        .pounds("savings_so_far", "Recurring savings, all so far.", Prices::Cash, row(|p| &p.savings_so_far))
        .pounds("one_off_costs", "One-off costs.", Prices::Cash, row(|p| &p.one_off_costs))
        .pounds("net_budget", "The budget that the option needs.", Prices::Cash, row(|p| &p.net_budget))
        .done()
}

/// Loans.
pub(super) fn loans(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let rows: Vec<Of<'_, LoanResult>> = each(result, |option| &option.loans);
    begun("loans", "Loans, by year", result, &rows)
        .words("loan", "What the ids of its lines begin with.", |(_, loan, _)| Some(&loan.id))
        .words("label", "What it is.", |(_, loan, _)| Some(&loan.label))
        .words("borrower", "Who borrows.", |(_, loan, _)| Some(&loan.borrower))
        .words("lender", "Who lends.", |(_, loan, _)| Some(&loan.lender))
        .by_year(&result.years, |(.., year)| Some(*year))
        .pounds("interest", "Interest paid.", Prices::Cash, |(_, loan, year)| at(&loan.interest, *year))
        .pounds("principal", "Principal paid back.", Prices::Cash, |(_, loan, year)| {
            at(&loan.principal, *year)
        })
        .pounds("owed", "What is owed at the end of the year.", Prices::Cash, |(_, loan, year)| {
            at(&loan.owed, *year)
        })
        .done()
}

/// Each library under each option.
pub(super) fn libraries(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let years = 0..result.years.len();
    let rows: Vec<(&LibraryResult, usize)> =
        result.libraries.iter().flat_map(|own| years.clone().map(move |year| (own, year))).collect();
    Build::of("libraries_by_year", "Each library under each option, by year", &rows)
        .words("option", "The id of the option.", |(own, _)| Some(&own.option))
        .words("library", "The library; nothing for what belongs to all together.", |(own, _)| {
            own.library.as_deref()
        })
        .words("name", "Its name.", |(own, _)| Some(&own.name))
        .by_year(&result.years, |(_, year)| Some(*year))
        .pounds("net_cost", "Net cost to the council.", Prices::Cash, |(own, year)| at(&own.net_cost, *year))
        .pounds("saving", "What the council saves against today.", Prices::Cash, |(own, year)| {
            at(&own.saving, *year)
        })
        .done()
}
