//! The questions of the terms of a deal, with their settings.

use jiff::civil::Date;

use super::{Asked, count};
use crate::address::Address;
use crate::appraisal::{Appraisal, ByFigure, Given};
use crate::input::{Fields, Text, known_names};
use crate::method::TaperShape;
use crate::problem::{Problem, Problems, as_shown};
use crate::terms::{Delay, Limit, ParishTerms, QuantityNeeded, Stopping, TaperDesign};
use crate::uncertainty::Whole;
use crate::year::FinancialYear;

pub(super) fn parish_affordability(
    appraisal: &Appraisal,
    fields: &mut Fields<'_>,
    mut problems: Problems,
) -> Asked {
    fields.expect(&["option", "parish", "limit_pounds", "limit_share"]);
    let mut asked = ParishTerms::new(fields.required::<Text>("option", &mut problems).as_str());
    if let Some(parish) = fields.optional::<Text>("parish", &mut problems) {
        asked = asked.parish(parish.as_str());
    }
    let pounds: Option<Given> = fields.optional("limit_pounds", &mut problems);
    let share: Option<Given> = fields.optional("limit_share", &mut problems);
    match (pounds, share) {
        (Some(_), Some(_)) => {
            let problem = Problem::new(Address::new("limit_share"), "a limit is stated in pounds already");
            problems.push(problem.accepted("limit_pounds or limit_share, not both"));
        }
        (Some(pounds), None) => asked = asked.limit(Limit::Pounds(pounds.0)),
        (None, Some(share)) => asked = asked.limit(Limit::Share(share.0)),
        (None, None) => {}
    }
    fields.settled(problems)?;
    Ok(Box::new(appraisal.parish_affordability(&asked)?))
}

pub(super) fn design_taper(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["option", "line", "minimum", "shape", "shares", "years", "certainty", "draws", "seed"]);
    let mut asked = TaperDesign::new(fields.required::<Text>("option", &mut problems).as_str());
    if let Some(line) = fields.optional::<Text>("line", &mut problems) {
        asked = asked.line(line.as_str());
    }
    if let Some(Given(minimum)) = fields.optional("minimum", &mut problems) {
        asked = asked.minimum(minimum);
    }
    let shape = shape(fields, &mut problems);
    let shares: Option<Vec<Given>> = fields.optional("shares", &mut problems);
    if let (Some(_), Some(_)) = (&shape, &shares) {
        let problem = Problem::new(Address::new("shares"), "a shape is stated already");
        problems.push(problem.accepted("shape or shares, not both"));
    }
    let shares = shares.map(|all| TaperShape::Shares(all.into_iter().map(|share| share.0).collect()));
    if let Some(shape) = shape.or(shares) {
        asked = asked.shape(shape);
    }
    if let Some(years) = fields.optional("years", &mut problems) {
        asked = asked.years(count(years));
    }
    if let Some(Given(certainty)) = fields.optional("certainty", &mut problems) {
        asked = asked.certainty(certainty);
    }
    if let Some(Whole(draws)) = fields.optional("draws", &mut problems) {
        asked = asked.draws(draws);
    }
    if let Some(Whole(seed)) = fields.optional("seed", &mut problems) {
        asked = asked.seed(seed);
    }
    fields.settled(problems)?;
    Ok(Box::new(appraisal.design_taper(&asked)?))
}

/// A shape by its word.
fn shape(fields: &Fields<'_>, problems: &mut Problems) -> Option<TaperShape> {
    let word: Text = fields.optional("shape", problems)?;
    let known =
        [("free", TaperShape::Free), ("never_rising", TaperShape::NeverRising), ("flat", TaperShape::Flat)];
    let names = known.clone().map(|(name, _)| name);
    let found = known.into_iter().find(|(name, _)| word.as_str() == *name);
    if found.is_none() && !word.is_empty() {
        let shown = as_shown(&word, 60);
        let problem = Problem::new(Address::new("shape"), format!("\"{shown}\" is no shape of a payment"));
        problems.push(problem.accepted(known_names(&word, names)));
    }
    found.map(|(_, shape)| shape)
}

pub(super) fn delay(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["option", "months", "views"]);
    let mut asked = Delay::new(fields.required::<Text>("option", &mut problems).as_str());
    if let Some(months) = fields.optional::<u32>("months", &mut problems) {
        asked = asked.months(months);
    }
    for view in fields.optional::<Vec<Text>>("views", &mut problems).unwrap_or_default() {
        asked = asked.view(view.as_str());
    }
    fields.settled(problems)?;
    Ok(Box::new(appraisal.delay(&asked)?))
}

pub(super) fn abort_value(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["option", "view", "costs_of_ending", "breaks"]);
    let mut asked = Stopping::new(fields.required::<Text>("option", &mut problems).as_str());
    if let Some(view) = fields.optional::<Text>("view", &mut problems) {
        asked = asked.view(view.as_str());
    }
    let costs: Option<ByFigure<Given>> = fields.optional("costs_of_ending", &mut problems);
    for (label, _, amount) in costs.unwrap_or_default().0 {
        asked = asked.cost_of_ending(label, amount.0);
    }
    for date in fields.optional::<Vec<Date>>("breaks", &mut problems).unwrap_or_default() {
        asked = asked.breaks_on(date);
    }
    fields.settled(problems)?;
    Ok(Box::new(appraisal.abort_value(&asked)?))
}

pub(super) fn savings_path(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["by"]);
    let by: Option<FinancialYear> = fields.optional("by", &mut problems);
    fields.settled(problems)?;
    Ok(Box::new(appraisal.savings_path(by)?))
}

pub(super) fn quantity_needed(
    appraisal: &Appraisal,
    fields: &mut Fields<'_>,
    mut problems: Problems,
) -> Asked {
    fields.expect(&["option", "stream", "gap", "net", "weeks", "evidence", "unit"]);
    let option: Text = fields.required("option", &mut problems);
    let stream: Text = fields.required("stream", &mut problems);
    let mut asked = QuantityNeeded::new(option.as_str(), stream.as_str());
    if let Some(Given(gap)) = fields.optional("gap", &mut problems) {
        asked = asked.gap(gap);
    }
    if let Some(Given(net)) = fields.optional("net", &mut problems) {
        asked = asked.net(net);
    }
    if let Some(Given(weeks)) = fields.optional("weeks", &mut problems) {
        asked = asked.weeks(weeks);
    }
    if let Some(Given(evidence)) = fields.optional("evidence", &mut problems) {
        asked = asked.evidence(evidence);
    }
    if let Some(unit) = fields.optional::<Text>("unit", &mut problems) {
        asked = asked.unit(unit.as_str());
    }
    fields.settled(problems)?;
    Ok(Box::new(appraisal.quantity_needed(&asked)?))
}
