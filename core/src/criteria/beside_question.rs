//! The criteria against the rest of the question: its options, and the rows of its model.

use std::collections::BTreeMap;

use super::input::{Criteria, Criterion, SuccessFactor};
use crate::address::Address;
use crate::appraisal::Model;
use crate::delivery::DeliveryOption;
use crate::input::{Keyed, known_names, nearest};
use crate::problem::{Problem, Problems};
use crate::uncertainty::Measure;
use crate::unread::Unread;

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
