//! The scores beside what each option costs.

use rust_decimal::Decimal;

use super::judged::{Judged, refused};
use super::ranking::six;
use super::result::{MoneyAndScores, OptionMoney};
use crate::address::Address;
use crate::appraisal::{Appraisal, Penny};
use crate::input::known_names;
use crate::method::{self, CostedScore};
use crate::problem::{Problem, Problems, as_shown};
use crate::uncertainty::Measure;

/// The view that is asked for; the council's where none is.
pub(super) fn view_of(judged: &Judged<'_>, asked: Option<&str>) -> Result<String, Problem> {
    let views = || judged.model.views.iter().map(|(id, ..)| id.as_str()).chain(["society"]);
    let Some(view) = asked else { return Ok(views().next().unwrap_or_default().to_owned()) };
    if views().any(|id| id == view) {
        return Ok(view.to_owned());
    }
    let what = format!("\"{}\" is no view", as_shown(view, 60));
    Err(Problem::new(Address::new("view"), what).accepted(known_names(view, views())))
}

/// Costs and scores in one table. `scores` are from 0 to 100.
pub(super) fn beside_money(
    appraisal: &Appraisal,
    judged: &Judged<'_>,
    view: String,
    scores: &[Decimal],
) -> Result<MoneyAndScores, Problems> {
    let values = appraisal.planned()?;
    let mut costs = Vec::with_capacity(scores.len());
    for option in &judged.model.options {
        let measure = Measure::find(judged.model, &format!("options.{}.net_present_cost.{view}", option.id))?;
        costs.push(crate::money::settled(measure.of(values).unwrap_or_default()));
    }
    let all: Vec<CostedScore> =
        costs.iter().zip(scores).map(|(&cost, &score)| CostedScore { cost, score }).collect();
    let ranked = judged.passing();
    let among: Vec<CostedScore> = ranked.iter().map(|option| all[*option]).collect();
    let each = method::cost_per_point(&all).map_err(|error| refused(&error))?;
    let each_ranked = method::cost_per_point(&among).map_err(|error| refused(&error))?;
    let name = |place: &usize| judged.id(*place).to_owned();
    let own = |option: usize| {
        let place = ranked.iter().position(|known| *known == option);
        let found = place.map(|place| &each_ranked[place]);
        // Only what may be chosen makes another not worth choosing.
        let by = each[option].dominated_by.iter().filter(|by| judged.passes[**by]);
        let dominated_by: Vec<String> = by.map(name).collect();
        OptionMoney {
            option: name(&option),
            net_present_cost: Penny::of(costs[option]),
            score: six(scores[option]),
            cost_per_point: each[option].per_point.map(Penny::of),
            efficient: found.is_some() && dominated_by.is_empty(),
            dominated_by,
            next_below: found.and_then(|found| found.next_below).map(|below| name(&ranked[below])),
            cost_per_extra_point: found.and_then(|found| found.marginal).map(Penny::of),
        }
    };
    let options = (0..scores.len()).map(own).collect();
    Ok(MoneyAndScores { view, unit: "£ of the price base", options })
}
