//! The tables of what people judge: the assumptions with their signatures, and the criteria beside the money.

use super::build::{Build, Prices};
use super::{Declared, Table};
use crate::Decimal;
use crate::appraisal::Penny;
use crate::assumptions::{Assumption, AssumptionsLog, Kind, Stop};
use crate::criteria::{
    CriteriaResult, OptionMoney, OptionScores, OptionShares, ScoreResult, Switch, WeightShare,
};

pub(crate) const LOG: &[Declared<AssumptionsLog>] = &[("assumptions", assumptions), ("stops", stops)];
pub(crate) const CRITERIA: &[Declared<CriteriaResult>] =
    &[("options", options), ("scores", scores), ("ranks", ranks), ("switches", switches)];

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Input => "input",
        Kind::Default => "default",
        Kind::NationalFigure => "national_figure",
        Kind::Choice => "choice",
    }
}

/// A row for each assumption, in the order of the log.
fn assumptions(log: &AssumptionsLog) -> Table {
    let unit = Some(log.decision.unit.as_str());
    let exact = |value: Option<Penny>| value.map(Penny::value);
    Build::of(
        "assumptions",
        &format!("Assumptions by their effect on the {}", log.decision.label),
        &log.assumptions,
    )
    .words("address", "Its address.", |row: &Assumption| Some(row.address.as_str()))
    .words("kind", "An input, a default, a national figure or a choice.", |row| Some(kind(row.kind)))
    .words("label", "What it is.", |row| Some(&row.label))
    .decimals("value", "Its value.", None, |row| exact(row.value))
    .words("unit", "The unit of its value.", |row| row.unit.as_deref())
    .words("holds", "What holds, where that is no number.", |row| row.holds.as_deref())
    .decimals("low", "Its low value.", None, |row| exact(row.low))
    .decimals("high", "Its high value.", None, |row| exact(row.high))
    .numbers("at_low", "The decision with it at its low.", unit, |row| row.at_low)
    .numbers("at_high", "The decision with it at its high.", unit, |row| row.at_high)
    .numbers("effect", "How far apart the decision is over its range.", unit, |row| row.effect)
    .switches("material", "Whether the effect is over the threshold.", |row| Some(row.material))
    .switches("changes_answer", "Whether it can change the answer.", |row| Some(row.changes_answer))
    .words("reliability", "How far it is trusted.", |row| Some(&row.reliability))
    .words("why", "Why it is so.", |row| row.why.as_deref())
    .words("source", "Where it comes from.", |row| row.source.as_deref())
    .words("when", "When the estimate was made.", |row| row.when.as_deref())
    .words("who", "Who made it.", |row| row.who.as_deref())
    .words("signed_by", "Who signed it.", |row| row.signed_by.as_deref())
    .words("signed_on", "When.", |row| row.signed_on.as_deref())
    .words("status", "Whether it is signed.", |row| Some(row.status.words()))
    .done()
}

/// A row for each thing that stops the appraisal from being final.
fn stops(log: &AssumptionsLog) -> Table {
    Build::of("stops", "What stops the final stamp", &log.stamp.stops)
        .words("address", "The address.", |stop: &Stop| Some(stop.address.as_str()))
        .words("text", "What is missing.", |stop| Some(&stop.text))
        .done()
}

/// A row for each option: its score beside its money.
fn options(result: &CriteriaResult) -> Table {
    let rows: Vec<(&OptionScores, Option<&OptionMoney>)> = result
        .options
        .iter()
        .map(|own| (own, result.money.options.iter().find(|money| money.option == own.id)))
        .collect();
    let present = Prices::Present;
    Build::of("options", &format!("Scores and money, for {}", result.money.view), &rows)
        .words("option", "The id of the option.", |(own, _)| Some(&own.id))
        .words("name", "Its name.", |(own, _)| Some(&own.name))
        .decimals("score", "Its weighted score, from 0 to 100.", None, |(own, _)| Some(own.score.value()))
        .words("rank", "Its place by score; none where it fails a success factor.", |(own, _)| {
            own.rank.as_deref()
        })
        .texts("fails", "The success factors that it fails.", |(own, _)| {
            (!own.fails.is_empty()).then(|| own.fails.join(", "))
        })
        .pounds("net_present_cost", "Its net present cost.", present, |(_, money)| {
            money.map(|money| money.net_present_cost)
        })
        .pounds("cost_per_point", "Net present cost a point.", present, |(_, money)| {
            money.and_then(|own| own.cost_per_point)
        })
        .pounds("cost_per_extra_point", "What each further point costs.", present, |(_, money)| {
            money.and_then(|own| own.cost_per_extra_point)
        })
        .switches("efficient", "Whether no other ranked option dominates it.", |(_, money)| {
            money.map(|own| own.efficient)
        })
        .done()
}

/// A row for each option and criterion.
fn scores(result: &CriteriaResult) -> Table {
    let rows: Vec<(&OptionScores, &ScoreResult)> = result
        .options
        .iter()
        .flat_map(|option| option.scores.iter().map(move |score| (option, score)))
        .collect();
    let end = |score: &ScoreResult, place: usize| score.range.map(|range| range[place].value());
    Build::of("scores", "Scores by criterion", &rows)
        .words("option", "The id of the option.", |(option, _)| Some(&option.id))
        .words("criterion", "The id of the criterion.", |(_, own)| Some(&own.criterion))
        .decimals("weight", "What the criterion weighs, of 1.", None, |(_, own)| {
            weight(result, &own.criterion)
        })
        .decimals("score", "The score, from 0 to 100.", None, |(_, own)| Some(own.score.value()))
        .decimals("low", "Its low value.", None, |(_, own)| end(own, 0))
        .decimals("high", "Its high value.", None, |(_, own)| end(own, 1))
        .decimals("contribution", "What it adds to the weighted score.", None, |(_, own)| {
            Some(own.contribution.value())
        })
        .words("reason", "Why.", |(_, own)| own.reason.as_deref())
        .words("evidence", "What it rests on.", |(_, own)| own.evidence.as_deref())
        .words("by", "Who gave it.", |(_, own)| own.by.as_deref())
        .words("dissent", "Who disagreed.", |(_, own)| own.dissent.as_deref())
        .done()
}

fn weight(result: &CriteriaResult, criterion: &str) -> Option<Decimal> {
    result.criteria.iter().find(|own| own.id == criterion).map(|own| own.weight.value())
}

/// A row for each option and rank: over which share of all weights it has it.
fn ranks(result: &CriteriaResult) -> Table {
    let rows: Vec<(&OptionShares, u64, WeightShare)> = result
        .all_weights
        .options
        .iter()
        .flat_map(|own| (1..).zip(&own.ranks).map(move |(rank, share)| (own, rank, *share)))
        .collect();
    Build::of(
        "ranks",
        "How often each option has each rank, over all weights that fit what was stated",
        &rows,
    )
    .words("option", "The id of the option.", |(own, ..)| Some(&own.option))
    .counts("rank", "The rank.", |(_, rank, _)| Some(*rank))
    .floats("share", "The share of all weights.", None, |(.., own)| Some(own.share))
    .floats("standard_error", "Its error; 0 where it is exact.", None, |(.., own)| Some(own.standard_error))
    .done()
}

/// A row for each weight at which two options change places.
fn switches(result: &CriteriaResult) -> Table {
    let rows: Vec<(&str, Penny, &Switch)> = result
        .switches
        .iter()
        .flat_map(|own| own.any.iter().map(move |switch| (own.criterion.as_str(), own.weight, switch)))
        .collect();
    Build::of("switches", "The weights at which two options change places", &rows)
        .words("criterion", "The id of the criterion.", |(criterion, ..)| Some(criterion))
        .decimals("weight", "What it weighs, of 1.", None, |(_, weight, _)| Some(weight.value()))
        .decimals("at", "The weight at which they change places.", None, |(.., own)| Some(own.weight.value()))
        .words("ahead", "The option that is ahead now.", |(.., own)| Some(&own.ahead))
        .words("then_ahead", "The option that is ahead beyond it.", |(.., own)| Some(&own.then_ahead))
        .done()
}
