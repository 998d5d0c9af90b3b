//! What is wrong with the criteria of a question.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::input::{Criteria, CriteriaSet, Criterion, Independence, SuccessFactor, ValuePoint};
use super::limits::Limits;
use crate::address::Address;
use crate::appraisal::Model;
use crate::delivery::DeliveryOption;
use crate::input::{Id, Keyed, known_names, nearest};
use crate::problem::{Problem, Problems};
use crate::uncertainty::Measure;
use crate::unread::Unread;

/// The most criteria of a question.
pub(super) const MOST_CRITERIA: usize = 40;

/// What the criteria contradict by themselves.
pub(super) fn criteria(criteria: &Criteria, at: &Address, line: Option<u32>, problems: &mut Problems) {
    let mut found = Found { at, line, problems };
    let count = criteria.criterion.len();
    if !(1..=MOST_CRITERIA).contains(&count) {
        found.say(
            "criterion",
            format!("names {count} criteria"),
            format!("from 1 to {MOST_CRITERIA} criteria"),
        );
    }
    found.set(criteria);
    for (id, criterion) in criteria.criterion.iter() {
        found.criterion(criteria, id, criterion);
    }
    found.weights(criteria);
    found.scores(criteria);
    for (id, pair) in criteria.independence.iter() {
        found.independence(criteria, id, pair);
    }
}

/// Where problems go.
struct Found<'f> {
    at: &'f Address,
    line: Option<u32>,
    problems: &'f mut Problems,
}

impl Found<'_> {
    /// Something that is wrong at an address below the criteria.
    fn say(&mut self, below: &str, what: impl Into<String>, accepted: impl Into<String>) {
        let at = below.split('.').fold(self.at.clone(), |at, part| at.join(part));
        self.problems.push(Problem::new(at, what).accepted(accepted).at_line(self.line));
    }

    /// What a ready set asks for.
    fn set(&mut self, criteria: &Criteria) {
        let Some(set) = criteria.set.and_then(CriteriaSet::ready) else {
            for id in criteria.left_out.ids() {
                self.say(
                    &format!("left_out.{id}"),
                    "there is no ready set to leave it out of",
                    "a set, or no left_out",
                );
            }
            return;
        };
        let known = || set.criteria.iter().map(|(id, _)| id.as_str());
        for id in criteria.left_out.ids() {
            if !known().any(|own| own == id) {
                self.say(
                    &format!("left_out.{id}"),
                    "the set has no such criterion",
                    known_names(id, known()),
                );
            } else if criteria.criterion.get(id).is_some() {
                self.say(&format!("left_out.{id}"), "the criterion is described as well", "one of the two");
            }
        }
        // One that is spelt otherwise is reported where it stands, and is not missing as well.
        let unnamed = |(id, own): (&Id, &Criterion)| own.label.is_none().then(|| id.to_string());
        let named =
            criteria.criterion.iter().filter_map(unnamed).chain(criteria.left_out.ids().map(str::to_owned));
        let meant: Vec<&str> = named.filter_map(|id| nearest(&id, known())).collect();
        for (id, label) in &set.criteria {
            let told = criteria.criterion.get(id).is_some() || criteria.left_out.get(id).is_some();
            if !told && !meant.contains(&id.as_str()) {
                let accepted =
                    "describe its two ends and give it points, or name it in left_out with the reason";
                self.say(
                    &format!("criterion.{id}"),
                    format!("is missing: the set holds \"{label}\""),
                    accepted,
                );
            }
        }
    }

    fn criterion(&mut self, criteria: &Criteria, id: &Id, own: &Criterion) {
        let below = |key: &str| format!("criterion.{id}.{key}");
        let set = criteria.set.and_then(CriteriaSet::ready);
        if own.label.is_none() && set.and_then(|set| set.label_of(id.as_str())).is_none() {
            let known = set.iter().flat_map(|set| set.criteria.iter().map(|(id, _)| id.as_str()));
            let known: Vec<&str> = known.collect();
            let accepted = match nearest(id.as_str(), known) {
                Some(near) => format!("give it a label; or is it \"{near}\" of the set?"),
                None => "give it a label".to_owned(),
            };
            self.say(&below("label"), "is missing", accepted);
        }
        if own.points.central().is_zero() {
            self.say(&below("points"), "weighs nothing", "points above 0, or leave the criterion out");
        }
        if let Some(limits) = &own.weight {
            for (key, value) in [("low", limits.low.0), ("high", limits.high.0)] {
                if value < Decimal::ZERO || value > Decimal::ONE {
                    let accepted = "a part of all weights, from 0 to 1";
                    self.say(&below(&format!("weight.{key}")), format!("{value} is out of bounds"), accepted);
                }
            }
            if limits.low.0 > limits.high.0 {
                let what = format!("low {} is above high {}", limits.low.0, limits.high.0);
                self.say(&below("weight"), what, "low ≤ high");
            }
        }
        self.reading(id, own);
    }

    /// How a criterion is scored by a row of the model.
    fn reading(&mut self, id: &Id, own: &Criterion) {
        let below = |key: &str| format!("criterion.{id}.{key}");
        let scaled = !own.values.is_empty();
        if own.reads.is_none() {
            let extra = [
                ("values", scaled),
                ("local_scale", own.local_scale.is_some()),
                ("year", own.year.is_some()),
            ];
            for (key, _) in extra.into_iter().filter(|(_, there)| *there) {
                self.say(
                    &below(key),
                    "there is no row that it would scale",
                    "a row in reads, or scores by hand",
                );
            }
            return;
        }
        match (scaled, own.local_scale) {
            (true, Some(_)) => {
                self.say(
                    &below("local_scale"),
                    "the values say what the figures score",
                    "values or local_scale, not both",
                );
            }
            (false, None) => {
                let accepted =
                    "values such as [{ at = 1000, value = 0 }, { at = 2500, value = 100 }], or a local_scale";
                self.say(
                    &below("values"),
                    "is missing: nothing says what the figures of the row score",
                    accepted,
                );
            }
            _ => {}
        }
        if scaled {
            self.values(own, &below("values"));
        }
    }

    /// The points of a value function.
    fn values(&mut self, own: &Criterion, at: &str) {
        if own.values.len() < 2 {
            self.say(at, "has one point", "two points or more");
        }
        for (place, point) in (1..).zip(&own.values) {
            let value = point.value.0;
            if value < Decimal::ZERO || value > Decimal::ONE_HUNDRED {
                self.say(
                    &format!("{at}.{place}.value"),
                    format!("{value} is out of bounds"),
                    "a score from 0 to 100",
                );
            }
        }
        let mut in_order = true;
        for (place, pair) in (2..).zip(own.values.windows(2)) {
            if pair[0].at.0 >= pair[1].at.0 {
                in_order = false;
                let what = format!("{} comes after {}", pair[1].at.0, pair[0].at.0);
                self.say(&format!("{at}.{place}.at"), what, "figures in ascending order");
            }
        }
        let moves = |such: fn(&ValuePoint, &ValuePoint) -> bool| {
            own.values.windows(2).any(|pair| such(&pair[0], &pair[1]))
        };
        let rises = moves(|a, b| a.value.0 < b.value.0);
        let falls = moves(|a, b| a.value.0 > b.value.0);
        if in_order && rises && falls && own.not_monotone.is_none() {
            let accepted = "values that only rise or only fall, or the reason in not_monotone";
            self.say(at, "rise and fall", accepted);
        }
    }

    /// The order, the limits and the points, against one another.
    fn weights(&mut self, criteria: &Criteria) {
        let mut sound = true;
        for (place, id) in criteria.order.iter().enumerate() {
            let at = format!("order.{}", place + 1);
            if id.is_blank() {
                sound = false;
            } else if criteria.criterion.get(id.as_str()).is_none() {
                sound = false;
                let accepted = known_names(id.as_str(), criteria.criterion.ids());
                self.say(&at, format!("\"{id}\" is no criterion"), accepted);
            } else if criteria.order[..place].contains(id) {
                sound = false;
                self.say(&at, format!("\"{id}\" is in the order already"), "each criterion once");
            }
        }
        // Points or limits that are wrong by themselves say nothing of the others.
        let unread = self.problems.any_at(&self.at.join("criterion"));
        let all = criteria.by_id();
        let total = all.iter().try_fold(Decimal::ZERO, |sum, (_, own)| sum.checked_add(own.points.central()));
        let Some(total) = total.filter(|total| sound && !unread && !total.is_zero()) else { return };
        for pair in criteria.order.windows(2) {
            let points = |id: &Id| criteria.criterion.get(id.as_str()).map(|own| own.points.central());
            if let (Some(heavier), Some(lighter)) = (points(&pair[0]), points(&pair[1]))
                && heavier < lighter
            {
                let what = format!(
                    "puts {} above {}, and their points are {} and {}",
                    pair[0],
                    pair[1],
                    heavier.normalize(),
                    lighter.normalize()
                );
                self.say("order", what, "points in the order, or the order of the points");
            }
        }
        for (id, own) in &all {
            let weight = own.points.central() / total;
            if let Some(limits) = &own.weight
                && !(limits.low.0..=limits.high.0).contains(&weight)
            {
                let shown = crate::money::to_places(weight, 4).normalize();
                let what = format!(
                    "the points make a weight of {shown}, outside {} to {}",
                    limits.low.0, limits.high.0
                );
                self.say(
                    &format!("criterion.{id}.weight"),
                    what,
                    "limits that hold the weight of the points",
                );
            }
        }
        if let Err(why) = Limits::of(criteria) {
            self.say("criterion", why, "an order and limits that some weights keep to");
        }
    }

    /// Scores of criteria that there are not, or that the model scores.
    fn scores(&mut self, criteria: &Criteria) {
        for (option, scores) in criteria.scores.iter() {
            for id in scores.ids() {
                let at = format!("scores.{option}.{id}");
                match criteria.criterion.get(id) {
                    None => self.say(&at, "is no criterion", known_names(id, criteria.criterion.ids())),
                    Some(own) if own.reads.is_some() => {
                        self.say(
                            &at,
                            "the criterion is scored by a row of the model",
                            "no score, or no reads",
                        );
                    }
                    Some(_) => {}
                }
            }
        }
    }

    fn independence(&mut self, criteria: &Criteria, id: &Id, pair: &Independence) {
        let at = format!("independence.{id}.between");
        let mut sound = true;
        for (place, one) in (1..).zip(&pair.between) {
            if !one.is_blank() && criteria.criterion.get(one.as_str()).is_none() {
                sound = false;
                let accepted = known_names(one.as_str(), criteria.criterion.ids());
                self.say(&format!("{at}.{place}"), format!("\"{one}\" is no criterion"), accepted);
            }
        }
        let two = matches!(&pair.between[..], [one, other] if one != other);
        if sound && !two {
            self.say(&at, "does not name two criteria", "the ids of two criteria");
        }
    }
}

/// What the criteria say of options that there are not, and do not say of those that there are. An option of which nothing
/// is said is not judged yet, which keeps nobody from its money; `all` asks for it as well.
pub(crate) fn check_options(
    criteria: &Criteria,
    options: &Keyed<DeliveryOption>,
    all: bool,
    unread: &Unread,
    problems: &mut Problems,
) {
    let at = Address::new("criteria");
    let known = |id: &str| options.get(id).is_some() || unread.may_hold("options", id);
    let mut unknown = |at: Address, id: &str| {
        problems.push(Problem::new(at, "is no option").accepted(known_names(id, options.ids())));
    };
    for id in criteria.scores.ids().filter(|id| !known(id)) {
        unknown(at.join("scores").join(id), id);
    }
    for (factor, own) in criteria.success_factors.iter() {
        for id in own.options.ids().filter(|id| !known(id)) {
            unknown(at.join("success_factors").join(factor).join("options").join(id), id);
        }
    }
    // An entry that is known nowhere may be meant for one that is missing.
    let meant = |id: &str, there: &[&str]| there.iter().any(|own| nearest(own, [id]).is_some());
    let mut missing = |at: Address, accepted: String| {
        if !unread.touches(&at) {
            problems.push(Problem::new(at, "is missing").accepted(accepted));
        }
    };
    let by_hand: BTreeMap<&str, &Criterion> = criteria
        .criterion
        .iter()
        .filter(|(_, own)| own.reads.is_none())
        .map(|(id, own)| (id.as_str(), own))
        .collect();
    let judged = |option: &str| {
        let verdict = |factor: &SuccessFactor| factor.options.get(option).is_some();
        all || criteria.scores.get(option).is_some()
            || criteria.success_factors.iter().any(|(_, factor)| verdict(factor))
    };
    for option in options.ids().filter(|id| judged(id)) {
        let at = at.join("scores").join(option);
        let Some(scores) = criteria.scores.get(option) else {
            let strays: Vec<&str> = criteria.scores.ids().filter(|id| !known(id)).collect();
            if !by_hand.is_empty() && !meant(option, &strays) {
                let ids: Vec<&str> = by_hand.keys().copied().take(24).collect();
                missing(at, format!("a score for each of: {}", ids.join(", ")));
            }
            continue;
        };
        let strays: Vec<&str> = scores.ids().filter(|id| criteria.criterion.get(id).is_none()).collect();
        for (id, own) in &by_hand {
            if scores.get(id).is_none() && !meant(id, &strays) {
                let ends = [&own.worst, &own.best].map(|end| crate::problem::as_shown(end, 80));
                let accepted = format!("a score from 0 ({}) to 100 ({}), with its reason", ends[0], ends[1]);
                missing(at.join(id), accepted);
            }
        }
    }
    for (factor, own) in criteria.success_factors.iter() {
        let strays: Vec<&str> = own.options.ids().filter(|id| !known(id)).collect();
        for option in options.ids().filter(|id| judged(id) && own.options.get(id).is_none()) {
            if !meant(option, &strays) {
                let at = at.join("success_factors").join(factor).join("options").join(option);
                missing(at, "{ passes = true, reason = \"...\" }, or false".to_owned());
            }
        }
    }
}

/// The measures of use that are named without the rest of their address.
const USE: [&str; 4] = ["staffed_hours", "open_hours", "visits", "issues"];

/// The address of the row by which a criterion scores an option.
pub(super) fn row_of(criterion: &Criterion, option: &str, last_year: &str, by_year: bool) -> Option<String> {
    let reads = criterion.reads.as_deref()?;
    let row = if reads.contains("{option}") {
        reads.replace("{option}", option)
    } else if USE.contains(&reads) {
        format!("options.{option}.usage.{reads}")
    } else {
        format!("options.{option}.{reads}")
    };
    let year = criterion.year.map(|year| year.to_string());
    let year = year.or_else(|| by_year.then(|| last_year.to_owned()));
    Some(year.map_or(row.clone(), |year| format!("{row}@{year}")))
}

/// The row by which a criterion scores an option: a row by year in the year that is stated, or else the last.
pub(super) fn measure_of(
    model: &Model,
    criterion: &Criterion,
    option: &str,
) -> Option<Result<Measure, Problem>> {
    let last = model.years.last().map(ToString::to_string).unwrap_or_default();
    let find = |by_year| row_of(criterion, option, &last, by_year).map(|row| Measure::find(model, &row));
    let first = find(false)?;
    // A row by year without a year is read in the last one; of two problems that with the year says more.
    if first.is_ok() || criterion.year.is_some() { Some(first) } else { find(true) }
}

/// Rows that criteria read and the model has not, or that are money.
pub(crate) fn check_rows(criteria: &Criteria, model: &Model, problems: &mut Problems) {
    for (id, criterion) in criteria.criterion.iter() {
        let at = Address::new("criteria").join("criterion").join(id).join("reads");
        if let Some(reads) = criterion.reads.as_deref()
            && reads.starts_with("options.")
            && !reads.contains("{option}")
        {
            let problem = Problem::new(at, "reads a row of one option");
            problems.push(problem.accepted("{option} in the place of its id, or only what follows the id"));
            continue;
        }
        for option in &model.options {
            match measure_of(model, criterion, &option.id) {
                None => break,
                Some(Ok(measure)) if measure.unit.starts_with('£') => {
                    let what =
                        format!("\"{}\" is money, which the financial case has already", measure.address);
                    problems.push(Problem::new(at.clone(), what).accepted(
                        "a row that is no money, such as open_hours, staffed_hours, visits or issues",
                    ));
                    break;
                }
                Some(Ok(_)) => {}
                Some(Err(problem)) => {
                    let accepted = problem.accepted.unwrap_or_default();
                    problems.push(Problem::new(at.clone(), problem.message).accepted(accepted));
                    break;
                }
            }
        }
    }
}

/// Words that speak of money.
const MONEY: [&str; 17] = [
    "afford",
    "affordable",
    "affordability",
    "budget",
    "cheap",
    "cheaper",
    "cost",
    "costs",
    "financial",
    "financially",
    "grant",
    "income",
    "money",
    "precept",
    "price",
    "saving",
    "savings",
];

/// The first word of a criterion that speaks of money.
pub(super) fn word_of_money(label: &str, criterion: &Criterion) -> Option<&'static str> {
    let texts = [label, criterion.worst.as_str(), criterion.best.as_str()].map(str::to_lowercase);
    let mut words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
    words.find_map(|word| MONEY.iter().copied().find(|known| *known == word))
}
