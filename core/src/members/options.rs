//! What each option is, in plain words.

use super::Sources;
use super::document::{Block, Draft};
use super::words::{listed, model, party, pounds};
use crate::Decimal;
use crate::appraisal::{OptionResult, Penny};

pub(super) fn write(from: &Sources<'_>, draft: &mut Draft) {
    draft.section("options", "The options");
    for own in &from.result.options {
        draft.heading(own.name.clone());
        draft.say(model(own.model));
        draft.blocks.push(Block::Facts { facts: facts(from, own) });
        let once = paid_once(from, own);
        if !once.is_empty() {
            draft.say("Paid once, in cash:");
            draft.list(once);
        }
    }
}

fn facts(from: &Sources<'_>, own: &OptionResult) -> Vec<(String, String)> {
    let question = &from.appraisal.model().said.question;
    let stated = question.options.get(&own.id);
    let runs = match stated.and_then(|stated| stated.model.operator()) {
        Some(operator) => party(own, operator.as_str()).to_owned(),
        None if own.model == "closure" => "nobody".to_owned(),
        None if own.model == "package" => "as stated for each library".to_owned(),
        None => party(own, &from.result.council).to_owned(),
    };
    let is_today = own.id == from.result.today;
    let begins = match &own.starts {
        _ if is_today => "as today".to_owned(),
        Some(starts) => day(starts),
        None => from.result.years.first().map(ToString::to_string).unwrap_or_default(),
    };
    let mut payers: Vec<_> = own.parties.iter().filter(|party| party.total.value() > Decimal::ZERO).collect();
    payers.sort_by_key(|party| std::cmp::Reverse(party.total));
    let mut facts = vec![
        ("Who runs it".to_owned(), runs),
        ("Begins".to_owned(), begins),
        (
            "Who pays, net, the largest share first".to_owned(),
            listed(payers.iter().map(|party| party.name.as_str())),
        ),
    ];
    if let Some(hours) = own.staffed_hours.as_ref().and_then(|hours| hours.last()) {
        facts.push(("Hours with staff or a volunteer there, in the last year".to_owned(), whole(*hours)));
    }
    if let Some(visits) = own.visits.as_ref().and_then(|visits| visits.last()) {
        facts.push(("Visits in the last year".to_owned(), whole(*visits)));
    }
    let duty =
        if own.statutory { "part of the council's legal duty" } else { "outside the council's legal duty" };
    facts.push(("The service is".to_owned(), duty.to_owned()));
    facts
}

/// A day as people write it: `1 October 2027`.
fn day(date: &str) -> String {
    let parsed = date.parse::<jiff::civil::Date>();
    parsed.map_or_else(|_| date.to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

fn whole(value: Penny) -> String {
    super::words::signed(crate::money::to_places(value.value(), 0))
}

/// What the option pays once, with who pays whom and when.
fn paid_once(from: &Sources<'_>, own: &OptionResult) -> Vec<String> {
    let lines = own.lines.iter().filter(|line| line.one_off);
    lines
        .flat_map(|line| {
            let paid = from.result.years.iter().zip(&line.cash).filter(|(_, cash)| !cash.value().is_zero());
            paid.map(|(year, cash)| {
                let [payer, payee] = [&line.payer, &line.payee].map(|id| party(own, id));
                let label = &line.label;
                format!("{label}: {} in {year}, paid by {payer} to {payee}", pounds(*cash))
            })
        })
        .collect()
}
