//! What the options score beside their money.

use super::Sources;
use super::document::{Draft, MembersTable};
use super::words::{WEIGHT, option, percent, share, signed};
use crate::appraisal::Penny;
use crate::money;

fn score(value: Penny) -> String {
    signed(money::to_places(value.value(), 1))
}

pub(super) fn write(from: &Sources<'_>, draft: &mut Draft) {
    draft.section("criteria", "What money does not show");
    let Some(own) = &from.criteria else {
        draft.say("The options were not judged by anything beside their money.");
        return;
    };
    if let Some(panel) = &own.panel {
        let date = own.date.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
        draft.say(format!("Scores and weights were given by: {panel}{date}."));
    }
    draft.term(WEIGHT);
    let columns = ["Weight", "The worst end of the scale", "The best end of the scale"];
    let mut table =
        MembersTable::of_text("The criteria and what their scales stand for", "Criterion", &columns);
    for criterion in &own.criteria {
        let cells = vec![percent(criterion.weight.value()), criterion.worst.clone(), criterion.best.clone()];
        table.row(criterion.label.clone(), cells);
    }
    draft.table(table);
    for options in own.options.chunks(6) {
        let columns = options.iter().map(|option| option.name.clone()).collect();
        let mut table =
            MembersTable::new("Scores on scales whose ends are those above", "Criterion", columns);
        for (place, criterion) in own.criteria.iter().enumerate() {
            let cells = options.iter().map(|option| option.scores.get(place).map(|own| score(own.score)));
            table.row(criterion.label.clone(), cells.map(Option::unwrap_or_default).collect());
        }
        table.total("Weighted score", options.iter().map(|option| score(option.score)).collect());
        let rank = |rank: &Option<String>| rank.clone().unwrap_or_else(|| "not ranked".to_owned());
        table.row("Place", options.iter().map(|option| rank(&option.rank)).collect());
        draft.table(table);
    }
    let mut table =
        MembersTable::of_text("What an option must do", "Option", &["What it must do", "Does it", "Why"]);
    for factor in &own.success_factors {
        for verdict in &factor.options {
            let does = if verdict.passes { "yes" } else { "no" };
            let name = option(from.result, &verdict.option);
            table.row(name, vec![factor.label.clone(), does.to_owned(), verdict.reason.clone()]);
        }
    }
    draft.table(table);
    let mut table = MembersTable::new(
        "How often each option comes first over all weights that agree with what was said of them",
        "Option",
        vec!["Comes first in".to_owned()],
    );
    for shares in &own.all_weights.options {
        let first = shares.ranks.first().map(|first| share(first.share)).unwrap_or_default();
        table.row(option(from.result, &shares.option), vec![first]);
    }
    draft.table(table);
    let mut reasons = Vec::new();
    for option in &own.options {
        for (criterion, one) in own.criteria.iter().zip(&option.scores) {
            if let Some(reason) = &one.reason {
                let dissent = one.dissent.as_ref().map(|other| format!(" (another view: {other})"));
                let dissent = dissent.unwrap_or_default();
                reasons.push(format!("{}, {}: {reason}{dissent}", option.name, criterion.label));
            }
        }
    }
    if !reasons.is_empty() {
        draft.heading("Why the scores are so");
        draft.list(reasons);
    }
    draft.list(own.notes.clone());
}
