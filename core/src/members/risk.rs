//! What may happen, and who may run out of money.

use super::Sources;
use super::document::{Draft, MembersTable};
use super::words::{REVERSION, SIMULATION, drawn, party, percent, share};
use crate::appraisal::OptionResult;
use crate::pictures::{PictureKind, PictureSettings};
use crate::problem::Problems;

pub(super) fn write(from: &mut Sources<'_>, draft: &mut Draft) -> Result<(), Problems> {
    draft.section("risk", "Risk");
    let flags: Vec<String> = from
        .result
        .options
        .iter()
        .flat_map(|option| option.flags.iter().map(|flag| format!("{}: {}", option.name, flag.text)))
        .collect();
    if !flags.is_empty() {
        draft.say("With everything as planned, the figures already show:");
        draft.list(flags);
    }
    happens(from, draft);
    priced(from, draft);
    reserves(from, draft)?;
    simulated(from, draft);
    Ok(())
}

fn happens(from: &Sources<'_>, draft: &mut Draft) {
    draft.heading("What may happen");
    let mut table = MembersTable::of_text(
        "What may happen to each option, and how likely it is within the period",
        "Option",
        &["What may happen", "Chance by the end of the last year"],
    );
    for option in &from.result.options {
        for risk in &option.risks {
            let chance = risk.chance.last().map(|chance| percent(chance.value())).unwrap_or_default();
            table.row(option.name.clone(), vec![risk.label.clone(), chance]);
        }
    }
    if table.rows.is_empty() {
        draft.say("No option states what may happen to it: the figures take everything as planned.");
    }
    table.notes.push("The chances are assumptions. Their sources stand in the assumptions log.".to_owned());
    draft.table(table);
}

fn priced(from: &Sources<'_>, draft: &mut Draft) {
    let Some(reversion) =
        from.reversion.as_ref().filter(|own| own.options.iter().any(|own| !own.events.is_empty()))
    else {
        return;
    };
    draft.term(REVERSION);
    let columns =
        ["Cost as planned", "Cost with what may happen", "Saving as planned", "Saving with what may happen"];
    let mut table = MembersTable::new(
        format!(
            "Net present cost and saving to the council with everything that may happen counted by its chance ({}, real terms, \
             prices of {})",
            super::words::UNIT,
            from.result.price_base
        ),
        "Option",
        columns.map(str::to_owned).to_vec(),
    );
    for own in &reversion.options {
        let values = [own.planned_cost, own.expected_cost, own.planned_saving, own.expected_saving];
        table.row(own.name.clone(), from.scale.all(&values));
    }
    draft.table(table);
    draft.list(reversion.sentences.clone());
}

fn reserves(from: &mut Sources<'_>, draft: &mut Draft) -> Result<(), Problems> {
    draft.heading("Who may run out of money");
    let mut table = MembersTable::of_text(
        "Reserves with everything as planned (cash)",
        "Option and body",
        &["First year below its own minimum", "First year below nothing"],
    );
    for option in &from.result.options {
        for own in &option.reserves {
            let year = |year: Option<crate::FinancialYear>| {
                year.map_or_else(|| "none".to_owned(), |year| year.to_string())
            };
            if takes_part(option, &own.party)
                || own.first_year_below_minimum.is_some()
                || own.first_insolvent_year.is_some()
            {
                table.row(
                    format!("{}: {}", option.name, party(option, &own.party)),
                    vec![year(own.first_year_below_minimum), year(own.first_insolvent_year)],
                );
            }
        }
    }
    if table.rows.is_empty() {
        draft.say(untouched(&from.result.options));
        return Ok(());
    }
    draft.table(table);
    reserves_by_year(from, draft);
    let picture = from.outcome.picture(PictureKind::Reserves, &PictureSettings::new())?;
    from.picture(draft, &picture);
    Ok(())
}

/// What is said where no reserves are touched: nobody states any, or whoever does takes no part.
fn untouched(options: &[OptionResult]) -> String {
    // Every option has the same bodies.
    let stated =
        options.iter().take(1).flat_map(|option| option.reserves.iter().map(|own| party(option, &own.party)));
    let names: Vec<&str> = stated.collect();
    if names.is_empty() {
        return "No body states its reserves: whether one runs out of money cannot be said.".to_owned();
    }
    format!(
        "Whoever states reserves ({}) takes no part in any option: they stay as they are.",
        names.join(", ")
    )
}

/// The reserves of those who take part, by year: years down where they do not fit across.
fn reserves_by_year(from: &Sources<'_>, draft: &mut Draft) {
    let columns: Vec<String> = from.result.years.iter().map(ToString::to_string).collect();
    let mut rows = Vec::new();
    for option in &from.result.options {
        for own in &option.reserves {
            if takes_part(option, &own.party) {
                let label = format!("{}: {}", option.name, party(option, &own.party));
                rows.push((label, from.scale.all(&own.reserves)));
            }
        }
    }
    let long = columns.len() > super::finance::ACROSS;
    for rows in rows.chunks(if long { super::finance::BESIDE } else { rows.len().max(1) }) {
        let caption = format!("Reserves at the end of each year ({}, cash)", super::words::UNIT);
        let mut table = MembersTable::new(caption, "Option and body", columns.clone());
        for (label, cells) in rows {
            table.row(label.clone(), cells.clone());
        }
        draft.table(if long { table.turned("Year", false) } else { table });
    }
}

fn simulated(from: &Sources<'_>, draft: &mut Draft) {
    draft.heading("How sure the figures are");
    let Some(simulation) = from.simulation else {
        draft.say("No simulation was given to this report.");
        return;
    };
    draft.term(SIMULATION);
    draft.say(format!("The figures were drawn {} times (seed {}).", simulation.draws, simulation.seed));
    if let Some(ranking) = &simulation.ranking {
        let mut table = MembersTable::new(
            format!("How often each option costs least, and its mean cost ({})", super::words::UNIT),
            "Option",
            ["Costs least in", "Mean net present cost"].map(str::to_owned).to_vec(),
        );
        for own in &ranking.options {
            table.row(own.name.clone(), vec![share(own.best.share), drawn(from.scale, own.mean_cost)]);
        }
        draft.table(table);
    }
    let mut table = MembersTable::of_text(
        "How likely it is that somebody's reserves have run out by the end of the last year",
        "Option",
        &["Who", "Chance"],
    );
    for option in &from.result.options {
        let of = simulation.insolvency.iter().filter(|own| own.option == option.id);
        let (bodies, together): (Vec<_>, Vec<_>) = of.partition(|own| own.party.is_some());
        let touched = bodies.into_iter().filter(|own| {
            own.party.as_ref().is_some_and(|id| takes_part(option, id))
                || own.insolvent_by.last().is_some_and(|chance| chance.share > 0.0)
        });
        let touched: Vec<_> = touched.collect();
        // Of one body by itself "any of them" says nothing new.
        let together = together.into_iter().filter(|_| touched.len() > 1);
        for own in touched.iter().copied().chain(together) {
            let who = own.party.as_ref().map_or("any of them", |id| party(option, id));
            let chance = own.insolvent_by.last().map(|chance| share(chance.share)).unwrap_or_default();
            table.row(option.name.clone(), vec![who.to_owned(), chance]);
        }
    }
    table.notes.push("A body that an option does not touch has no row.".to_owned());
    draft.table(table);
    draft.say("What was taken where a range does not say how it is meant stands in Annex C.");
}

/// Whether a party pays or is paid anything under an option, even where the one makes up for the other: a parish that raises
/// what it spends takes part.
fn takes_part(option: &OptionResult, id: &str) -> bool {
    let of = option.lines.iter().filter(|line| line.payer == id || line.payee == id);
    of.flat_map(|line| &line.cash).any(|sum| !sum.value().is_zero())
}

/// How the draws were made.
pub(super) fn annex(from: &Sources<'_>, draft: &mut Draft) {
    if let Some(simulation) = from.simulation {
        draft.annex("annex-simulation", "Annex C: how the simulation was made");
        draft.say(format!("The figures were drawn {} times (seed {}).", simulation.draws, simulation.seed));
        draft.list(simulation.notes.clone());
    }
}
