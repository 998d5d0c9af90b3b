//! The financial implications: cash, by year and by payer.

use super::Sources;
use super::document::{Draft, MembersTable};
use super::words::{BAND_D, PAYBACK, STRANDED, pence};
use crate::Decimal;
use crate::appraisal::{OptionResult, Penny, ViewResult};
use crate::pictures::{PictureKind, PictureSettings};
use crate::problem::Problems;

/// As many years as stand side by side on a sheet of A4.
pub(super) const ACROSS: usize = 10;
/// As many options as do.
pub(super) const BESIDE: usize = 6;
/// What an option has in each year and in all years.
type ByYear<'a> = dyn Fn(&OptionResult) -> Option<(Vec<Penny>, Penny)> + 'a;

const ROUNDED: &str = "Totals are worked out exactly and rounded by themselves.";

pub(super) fn write(from: &mut Sources<'_>, draft: &mut Draft) -> Result<(), Problems> {
    draft.section("finance", "Financial implications");
    draft.say(
        "All sums in this section are cash: what budgets will have to find in each year. Costs and savings in real terms \
         follow in the section after it, and the two are never added.",
    );
    let council = |option: &OptionResult| option.views.first().cloned();
    let name = council_name(from);
    by_year(from, draft, &format!("Net cost to {name} by year"), &|option| {
        council(option).map(|view| (view.net_cost, view.net_cost_total))
    });
    let picture = from.outcome.picture(PictureKind::CostByYear, &PictureSettings::new())?;
    from.picture(draft, &picture);
    by_year(from, draft, &format!("Saving of {name} against today by year"), &|option| {
        council(option).map(|view| (view.saving, view.saving_total))
    });
    payback(from, draft);
    draft.heading("The council's budget under each option");
    draft.say(
        "Each table begins with the yearly budget as it would be if nothing changed, takes off the yearly savings so far, and \
         adds what is paid once. The last row is the budget that the option needs.",
    );
    for option in &from.result.options {
        plan(from, draft, option);
    }
    draft.heading("Who pays");
    who_pays(
        from,
        draft,
        "Who pays, net, all years together",
        "Payments less receipts: a minus sign means that more is received than paid.",
        &|party| party.total,
    );
    who_pays(
        from,
        draft,
        "Change from today, all years together",
        "Payments less receipts, less the same today: a minus sign means that less is paid, or more received, than today.",
        &|party| party.change_from_today,
    );
    let picture = from.outcome.picture(PictureKind::WhoPays, &PictureSettings::new())?;
    from.picture(draft, &picture);
    precepts(from, draft);
    stranded(from, draft);
    Ok(())
}

fn council_name(from: &Sources<'_>) -> String {
    let model = from.appraisal.model();
    model.parties.get(model.council).name.clone()
}

/// A table by year: years across where they fit, and down where they do not.
fn by_year(from: &Sources<'_>, draft: &mut Draft, caption: &str, of: &ByYear<'_>) {
    let years = &from.result.years;
    let mut columns: Vec<String> = years.iter().map(ToString::to_string).collect();
    columns.push("All years".to_owned());
    let rows: Vec<_> = from
        .result
        .options
        .iter()
        .filter_map(|option| {
            let (values, total) = of(option)?;
            let mut cells = from.scale.all(&values);
            cells.push(from.scale.thousands(total));
            Some((option.name.clone(), cells))
        })
        .collect();
    let caption = format!("{caption} ({}, cash)", super::words::UNIT);
    let blocks: Vec<_> = if years.len() > ACROSS { rows.chunks(BESIDE).collect() } else { vec![&rows[..]] };
    for block in blocks {
        let mut table = MembersTable::new(caption.clone(), "Option", columns.clone());
        for (label, cells) in block {
            table.row(label.clone(), cells.clone());
        }
        let mut table = if years.len() > ACROSS { table.turned("Year", true) } else { table };
        table.notes.push(ROUNDED.to_owned());
        draft.table(table);
    }
}

fn payback(from: &Sources<'_>, draft: &mut Draft) {
    draft.term(PAYBACK);
    let mut table = MembersTable::of_text(
        "When each option has paid for itself (cash)",
        "Option",
        &["Paid back by the end of", "Year that costs the council most"],
    );
    for option in &from.result.options {
        let Some(view) = option.views.first() else { continue };
        table.row(option.name.clone(), vec![paid_back(from, option, view), view.worst_year.to_string()]);
    }
    draft.table(table);
}

fn paid_back(from: &Sources<'_>, option: &OptionResult, view: &ViewResult) -> String {
    match view.payback_year {
        _ if option.id == from.result.today => "does not apply: it is today's".to_owned(),
        Some(_) if view.payback.years.is_none() => "nothing to pay back: it saves from the start".to_owned(),
        Some(year) => year.to_string(),
        None => "not within the period".to_owned(),
    }
}

/// The layout of a medium-term financial plan.
fn plan(from: &Sources<'_>, draft: &mut Draft, option: &OptionResult) {
    let columns = from.result.years.iter().map(ToString::to_string).collect();
    let caption = format!("Medium-term financial plan: {} ({}, cash)", option.name, super::words::UNIT);
    let mut table = MembersTable::new(caption, "Budget", columns);
    let plan = &option.plan;
    table.row("Yearly budget as today", from.scale.all(&plan.budget_as_today));
    table.row("of it, new for pay and prices", from.scale.all(&plan.pay_and_prices));
    table.row("Yearly savings so far, to be taken off", from.scale.all(&plan.savings_so_far));
    table.row("of them, new in the year", from.scale.all(&plan.new_savings));
    table.row("Paid once", from.scale.all(&plan.one_off_costs));
    table.total("Budget that the option needs", from.scale.all(&plan.net_budget));
    draft.table(if from.result.years.len() > ACROSS { table.turned("Year", false) } else { table });
}

/// Whether a party has anything to do with any option.
fn takes_part(from: &Sources<'_>, place: usize) -> bool {
    from.result.options.iter().any(|option| {
        option.parties.get(place).is_some_and(|party| party.pays.iter().any(|pays| !pays.value().is_zero()))
    })
}

fn who_pays(
    from: &Sources<'_>,
    draft: &mut Draft,
    caption: &str,
    note: &str,
    of: &dyn Fn(&crate::appraisal::PartyResult) -> Penny,
) {
    for options in from.result.options.chunks(BESIDE) {
        let columns = options.iter().map(|option| option.name.clone()).collect();
        let caption = format!("{caption} ({}, cash)", super::words::UNIT);
        let mut table = MembersTable::new(caption, "Who", columns);
        let Some(first) = options.first() else { continue };
        for (place, party) in first.parties.iter().enumerate().filter(|(place, _)| takes_part(from, *place)) {
            let cells = options.iter().map(|option| {
                option.parties.get(place).map(|party| from.scale.thousands(of(party))).unwrap_or_default()
            });
            table.row(party.name.clone(), cells.collect());
        }
        table.notes.push(format!(
            "{note} Over all who pay and are paid, every option comes to nothing, since every payment has a receiver."
        ));
        draft.table(table);
    }
}

fn precepts(from: &Sources<'_>, draft: &mut Draft) {
    let with =
        || from.result.options.iter().flat_map(|option| option.precepts.iter().map(move |own| (option, own)));
    let some = |values: &[Penny]| values.iter().any(|value| !value.value().is_zero());
    if !with().any(|(_, own)| some(&own.band_d)) {
        return;
    }
    draft.heading("Council tax");
    draft.term(BAND_D);
    let mut table = MembersTable::new(
        "What is added to a Band D bill for the service (£ a year, cash)",
        "Option and parish",
        from.result.years.iter().map(ToString::to_string).collect(),
    );
    for (option, own) in with().filter(|(_, own)| some(&own.band_d)) {
        let label = format!("{}: {}", option.name, super::words::party(option, &own.party));
        table.row(label, own.band_d.iter().map(|value| pence(Some(*value))).collect());
    }
    draft.table(if from.result.years.len() > ACROSS { table.turned("Year", false) } else { table });
}

fn stranded(from: &Sources<'_>, draft: &mut Draft) {
    let lines = from.result.options.iter().filter_map(|option| {
        let stranded = option.stranded.as_ref()?;
        Some(format!("{}: {}", option.name, stranded.line))
    });
    let lines: Vec<_> = lines.collect();
    if !lines.is_empty() {
        draft.heading("What stays with the council");
        draft.term(STRANDED);
        draft.list(lines);
    }
}

/// Who pays in which year, for each option.
pub(super) fn annex(from: &Sources<'_>, draft: &mut Draft) {
    draft.annex("annex-payers", "Annex A: who pays, by year");
    draft.say("Payments less receipts of everybody who pays or is paid anything under the option.");
    for option in &from.result.options {
        let mut columns: Vec<String> = from.result.years.iter().map(ToString::to_string).collect();
        columns.push("All years".to_owned());
        let caption = format!("Who pays, net, by year: {} ({}, cash)", option.name, super::words::UNIT);
        let parties: Vec<_> = option
            .parties
            .iter()
            .filter(|party| party.pays.iter().any(|pays| pays.value() != Decimal::ZERO))
            .collect();
        let long = from.result.years.len() > ACROSS;
        for parties in parties.chunks(if long { BESIDE } else { parties.len().max(1) }) {
            let mut table = MembersTable::new(caption.clone(), "Who", columns.clone());
            for party in parties {
                let mut cells = from.scale.all(&party.pays);
                cells.push(from.scale.thousands(party.total));
                table.row(party.name.clone(), cells);
            }
            draft.table(if long { table.turned("Year", true) } else { table });
        }
    }
}
