//! The decision: the number on which the effect of an assumption is measured.

use serde::Serialize;

use super::LogOf;
use super::effects::Effects;
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Penny};
use crate::input::known_names;
use crate::money;
use crate::problem::{Problem, Problems, as_shown};
use crate::uncertainty::{Measure, without_value};

/// The decision, and from which effect on an assumption must be signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// What the decision is, in words.
    pub label: String,
    /// The measure: its address, or for two options what follows `options.ID.` in it.
    pub measure: String,
    /// The two options, by their ids: the measure of the first less that of the second.
    pub options: Option<[String; 2]>,
    /// The unit of the measure.
    pub unit: String,
    /// The value of the decision: of one measure its value, of two options the first less the second.
    pub value: Penny,
    /// The share of it over which an effect asks for a signature.
    pub share: Penny,
    /// That share of the decision: an effect over it asks for a signature.
    pub threshold: Penny,
    /// Of what the share was taken, in words.
    pub rule: &'static str,
}

/// A decision whose measures are found.
pub(super) struct Asked {
    measure: String,
    options: Option<[String; 2]>,
    label: String,
    pub(super) one: Measure,
    pub(super) other: Option<Measure>,
}

impl Asked {
    pub(super) fn of(appraisal: &Appraisal, asked: &LogOf, problems: &mut Problems) -> Option<Self> {
        let model = appraisal.model();
        let council = model.parties.get(model.council).id.clone();
        let usual = || format!("net_present_cost.{council}");
        let options = match (&asked.options, &asked.measure) {
            (Some((one, other)), _) => Some([one.clone(), other.clone()]),
            (None, Some(_)) => None,
            (None, None) => match preferred(appraisal, &usual()) {
                Ok(preferred) => Some([preferred, model.options.get(model.today)?.id.clone()]),
                Err(found) => {
                    problems.extend(found);
                    return None;
                }
            },
        };
        let Some(options) = options else {
            let measure = asked.measure.clone().unwrap_or_default();
            let one = Measure::find(model, &measure).map_err(|problem| problems.push(problem)).ok()?;
            return Some(Self { measure, options: None, label: one.label.clone(), one, other: None });
        };
        let known = || model.options.iter().map(|option| option.id.as_str());
        let mut names = Vec::with_capacity(2);
        for id in &options {
            if let Some(option) = model.options.iter().find(|option| option.id == *id) {
                names.push(option.name.as_str());
            } else {
                let what = format!("\"{}\" is no option", as_shown(id, 60));
                problems.push(Problem::new(Address::new("options"), what).accepted(known_names(id, known())));
            }
        }
        let [one_name, other_name] = names[..] else { return None };
        let measure = asked.measure.clone().unwrap_or_else(usual);
        let mut found = options.iter().filter_map(|id| {
            Measure::find(model, &format!("options.{id}.{measure}"))
                .map_err(|problem| problems.push(problem))
                .ok()
        });
        let (one, other) = (found.next(), found.next());
        let (one, other) = one.zip(other)?;
        let label = format!("{}: {one_name} less {other_name}", one.label);
        Some(Self { measure, options: Some(options), label, one, other: Some(other) })
    }

    /// The value of the decision, and what measures the effects on it.
    pub(super) fn measured(
        self,
        appraisal: &Appraisal,
        share: Decimal,
    ) -> Result<(Decision, Effects<'_>), Problems> {
        let values = appraisal.planned()?;
        let of = |measure: &Measure| measure.of(values).ok_or_else(|| Problems::from(without_value(measure)));
        let one = of(&self.one)?;
        let other = self.other.as_ref().map(of).transpose()?;
        let value = money::settled(one - other.unwrap_or_default());
        let (whole, rule) = match other {
            None => (value.abs(), "the value of the measure, without its sign"),
            Some(other) if value.is_zero() => {
                (one.abs().min(other.abs()), "the smaller of the two measures, since they are equal")
            }
            Some(_) => (value.abs(), "the difference of the two options, without its sign"),
        };
        let threshold = whole.checked_mul(share).unwrap_or(whole);
        let effects = Effects::new(appraisal, &self.one, self.other.as_ref(), value)?;
        let decision = Decision {
            label: self.label,
            measure: self.measure,
            options: self.options,
            unit: self.one.unit,
            value: Penny::of(value),
            share: Penny(share),
            threshold: Penny::of(threshold),
            rule,
        };
        Ok((decision, effects))
    }
}

/// The option other than today's that has the smallest measure; of equals, the first of the input.
fn preferred(appraisal: &Appraisal, measure: &str) -> Result<String, Problems> {
    let model = appraisal.model();
    let mut best: Option<(Decimal, &str)> = None;
    for (_, option) in model.options.iter().enumerate().filter(|(place, _)| *place != model.today) {
        let cost = money::settled(appraisal.value(&format!("options.{}.{measure}", option.id))?);
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, &option.id));
        }
    }
    best.map(|(_, id)| id.to_owned()).ok_or_else(|| {
        let problem = Problem::new(Address::new("options"), "has no option but today's to decide on");
        problem.accepted("an option beside today's, or a measure by its address").into()
    })
}
