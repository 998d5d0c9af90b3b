//! What may happen, and who may run out of money.

use super::Sources;
use super::document::{Draft, MembersTable};
use super::words::{REVERSION, SIMULATION, drawn, option, party, percent, share};
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
            let takes_part = option
                .parties
                .iter()
                .any(|party| party.id == own.party && party.pays.iter().any(|pays| !pays.value().is_zero()));
            if takes_part || own.first_year_below_minimum.is_some() || own.first_insolvent_year.is_some() {
                table.row(
                    format!("{}: {}", option.name, party(option, &own.party)),
                    vec![year(own.first_year_below_minimum), year(own.first_insolvent_year)],
                );
            }
        }
    }
    if table.rows.is_empty() {
        draft.say(
            "No body that takes part states its reserves: whether one runs out of money cannot be said.",
        );
        return Ok(());
    }
    draft.table(table);
    reserves_by_year(from, draft);
    let picture = from.outcome.picture(PictureKind::Reserves, &PictureSettings::new())?;
    from.picture(draft, &picture);
    Ok(())
}

/// The reserves of those who take part, by year: years down where they do not fit across.
fn reserves_by_year(from: &Sources<'_>, draft: &mut Draft) {
    let columns: Vec<String> = from.result.years.iter().map(ToString::to_string).collect();
    let mut rows = Vec::new();
    for option in &from.result.options {
        for own in &option.reserves {
            let known = option.parties.iter().find(|party| party.id == own.party);
            if known.is_some_and(|party| party.pays.iter().any(|pays| !pays.value().is_zero())) {
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
    for own in &simulation.insolvency {
        let of = from.result.options.iter().find(|known| known.id == own.option);
        let who = match (&own.party, of) {
            (Some(id), Some(of)) => party(of, id).to_owned(),
            (Some(id), None) => id.clone(),
            (None, _) => "any of them".to_owned(),
        };
        let chance = own.insolvent_by.last().map(|chance| share(chance.share)).unwrap_or_default();
        table.row(option(from.result, &own.option), vec![who, chance]);
    }
    draft.table(table);
    draft.list(simulation.notes.clone());
}
