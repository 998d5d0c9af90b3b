//! What must not be overlooked of the scores, in words.

use rust_decimal::Decimal;

use super::checks::word_of_money;
use super::input::{CriteriaSet, PointsMean};
use super::judged::Judged;
use super::ranking::grain;
use super::result::CriteriaResult;
use crate::money;

/// A score as it is shown: one decimal place.
pub(super) fn shown(score: Decimal) -> String {
    money::to_places(score, 1).to_string()
}

/// Two numbers with as many places as it takes to tell them apart.
fn apart(a: Decimal, b: Decimal) -> [String; 2] {
    let places =
        (2..=6).find(|places| money::to_places(a, *places) != money::to_places(b, *places)).unwrap_or(6);
    [a, b].map(|one| money::to_places(one, places).to_string())
}

pub(super) fn notes(judged: &Judged<'_>, result: &CriteriaResult, totals: &[Decimal]) -> Vec<String> {
    let mut notes = Vec::new();
    of_ranks(judged, totals, &mut notes);
    of_shares(result, &mut notes);
    of_scales(judged, result, &mut notes);
    of_the_session(judged, result, &mut notes);
    notes
}

/// Ties, near ties, and options that are not ranked.
fn of_ranks(judged: &Judged<'_>, totals: &[Decimal], notes: &mut Vec<String>) {
    for (option, passes) in judged.passes.iter().enumerate() {
        if !passes {
            notes.push(format!("{} fails a critical success factor and is not ranked.", judged.id(option)));
        }
    }
    let mut ranked = judged.passing();
    if ranked.is_empty() {
        notes.push("No option meets every critical success factor: none is ranked.".to_owned());
    }
    ranked.sort_by(|a, b| totals[*b].cmp(&totals[*a]).then_with(|| judged.id(*a).cmp(judged.id(*b))));
    let points = judged.all_points();
    let heaviest = judged.points.iter().max().copied().unwrap_or_default();
    let step = grain(judged);
    for pair in ranked.windows(2) {
        let [ahead, behind] = [pair[0], pair[1]];
        let [a, b] = [ahead, behind].map(|option| judged.id(option));
        if totals[ahead] == totals[behind] {
            notes.push(format!("{a} and {b} score exactly the same and share their rank."));
            continue;
        }
        let [high, low] = [ahead, behind].map(|option| totals[option] / points);
        if shown(high) == shown(low) {
            let [high_shown, low_shown] = apart(high, low);
            notes.push(format!(
                "{a} ({high_shown}) and {b} ({low_shown}) both print as {}: they are not equal, and {a} is ranked above {b}.",
                shown(high)
            ));
        }
        if let Some(step) = step
            && totals[ahead] - totals[behind] < step * heaviest
        {
            notes.push(format!(
                "{a} and {b} are closer than the scores are fine: one score moved by one step of {step} turns them round."
            ));
        }
    }
}

fn of_shares(result: &CriteriaResult, notes: &mut Vec<String>) {
    let all = &result.all_weights;
    if all.exact {
        notes.push(format!("Shares are exact, over {}.", all.over));
    } else {
        notes.push(format!(
            "Shares are of {} draws (seed {}) over {}. A share of 0 means fewer than about 3 in {}.",
            all.draws, all.seed, all.over, all.draws
        ));
    }
    let mut first: Vec<_> = all.options.iter().filter_map(|own| Some((own, *own.ranks.first()?))).collect();
    first.sort_by(|a, b| b.1.share.total_cmp(&a.1.share).then_with(|| a.0.option.cmp(&b.0.option)));
    if let [(a, most), (b, next), ..] = first[..]
        && !all.exact
        && most.share - next.share < 2.0 * libm::sqrt(error_of_difference(most.share, next.share, all.draws))
    {
        notes.push(format!(
            "How often {} and {} are first lies closer together than two Monte-Carlo errors: the draws do not tell them apart.",
            a.option, b.option
        ));
    }
    // Of options that share the first place none scores highest.
    let best = result.options.iter().find(|option| option.rank.as_deref() == Some("1"));
    if let (Some(best), Some((often, most))) = (best, first.first())
        && first.iter().any(|(own, share)| own.option == best.id && share.share < most.share)
    {
        notes.push(format!(
            "{} scores highest with the stated weights, and {} is first under more of all weights: the answer hangs on the weights.",
            best.id, often.option
        ));
    }
}

/// The square of the standard error of the difference of two shares of the same draws.
#[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
fn error_of_difference(a: f64, b: f64, draws: u64) -> f64 {
    (a + b - (a - b) * (a - b)) / draws as f64
}

/// Scales that move, figures beyond their scale, and criteria that may be money.
fn of_scales(judged: &Judged<'_>, result: &CriteriaResult, notes: &mut Vec<String>) {
    for place in judged.in_order() {
        let (id, own) = judged.by_id[place];
        if own.local_scale.is_some() {
            notes.push(format!(
                "{id} is on a scale from the lowest to the highest figure of these options: it moves when an option comes or goes."
            ));
        }
        if let ([first, .., last], true) = (&own.values[..], own.reads.is_some()) {
            for (option, figures) in judged.figures.iter().enumerate() {
                let beyond = figures[place].filter(|figure| !(first.at.0..=last.at.0).contains(figure));
                if let Some(figure) = beyond {
                    notes.push(format!(
                        "{id} of {}: {} lies beyond the scale, which is from {} to {}, and scores as its end.",
                        judged.id(option),
                        money::grouped(money::to_places(figure, 1).normalize()),
                        first.at.0,
                        last.at.0
                    ));
                }
            }
        }
        let word = word_of_money(judged.label(place), own).filter(|_| own.not_money.is_none());
        if let Some(word) = word.filter(|_| own.reads.is_none()) {
            notes.push(format!(
                "{id} speaks of money (\"{word}\"): what the financial case has already must not be scored as well. Say in not_money what else it is."
            ));
        }
    }
    for drop in result.drop_one.iter().filter(|drop| !drop.turned.is_empty()) {
        let pairs: Vec<String> = drop.turned.iter().map(|[a, b]| format!("{a} and {b}")).collect();
        notes.push(format!("Without {} the ranking of {} turns round.", drop.without, pairs.join(", ")));
    }
    let caution = judged.criteria.set.and_then(CriteriaSet::ready).map(|set| set.caution.clone());
    notes.extend(caution);
}

/// How the session was held.
fn of_the_session(judged: &Judged<'_>, result: &CriteriaResult, notes: &mut Vec<String>) {
    if judged.criteria.points == PointsMean::Importance {
        notes.push(
            "The points say how important the criteria are and not what the step from their worst to their best is worth: they tell nothing of how far the options lie apart."
                .to_owned(),
        );
    } else if judged.points.iter().max().is_some_and(|most| *most != Decimal::ONE_HUNDRED) {
        notes.push("No swing has 100 points, which the largest is given.".to_owned());
    }
    let pairs = &result.independence;
    if pairs.answered < pairs.pairs {
        notes.push(format!(
            "Of {} pairs of criteria {} have an answer on record to whether they are independent; a weighted sum takes it that all are.",
            pairs.pairs, pairs.answered
        ));
    }
    for answer in pairs.answers.iter().filter(|answer| !answer.independent) {
        notes.push(format!(
            "{} were found not to be independent: a weighted sum of them may mislead.",
            answer.between.join(" and ")
        ));
    }
    let scores = || result.options.iter().flat_map(|option| &option.scores);
    let (stated, bare) = (
        scores().filter(|own| own.reason.is_some()).count(),
        scores().filter(|own| own.reason.is_some() && own.evidence.is_none()).count(),
    );
    if bare > 0 {
        notes.push(format!("Of {stated} scores given by hand {bare} state no evidence."));
    }
    let dissent = scores().filter(|own| own.dissent.is_some()).count();
    if dissent > 0 {
        notes.push(format!("Dissent is on record of {dissent} of them."));
    }
    notes.push(
        "The scale of scores has no true nought: what one more point costs holds whatever 0 stands for, the cost of a point does not."
            .to_owned(),
    );
}
