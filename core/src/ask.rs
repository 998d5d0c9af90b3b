//! Analyses by their names, with their settings as a program's values: the way in for the bindings.

mod terms;

use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Given};
use crate::assumptions::LogOf;
use crate::criteria::Weighing;
use crate::document::{self, Value};
use crate::input::{Fields, Text, known_names};
use crate::problem::{Problem, Problems, as_shown};
use crate::report::Report;
use crate::uncertainty::{Drivers, Information, Target, Whole};

type Asked = Result<Box<dyn Report>, Problems>;

/// An analysis: its name, and what reads its settings and runs it.
type Analysis = (&'static str, fn(&Appraisal, &mut Fields<'_>, Problems) -> Asked);

// A new analysis is a new line here.
const ANALYSES: &[Analysis] = &[
    ("abort_value", terms::abort_value),
    ("assumptions_log", assumptions_log),
    ("cliffs", cliffs),
    ("criteria", criteria),
    ("delay", terms::delay),
    ("design_taper", terms::design_taper),
    ("drivers", drivers),
    ("parish_affordability", terms::parish_affordability),
    ("quantity_needed", terms::quantity_needed),
    ("reversion", reversion),
    ("savings_path", terms::savings_path),
    ("scenarios", scenarios),
    ("switching_value", switching_value),
    ("switching_values", switching_values),
    ("tornado", tornado),
    ("value_of_information", value_of_information),
];

impl Appraisal {
    /// Runs an analysis by the name of its method, with its settings as a table under the names of its arguments. A target
    /// is `options` (the ids of two) with a `measure`, or a `measure` with the `value` that it is to reach.
    ///
    /// # Errors
    /// If there is no such analysis, or what is wrong with its settings, all at once; or as the analysis itself.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Format, Value};
    ///
    /// let text = include_str!("../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let settings = Value::from_json(r#"{ "measure": "options.hub.net_present_cost.kcc" }"#)?;
    /// let tornado = appraisal.tornado("options.hub.net_present_cost.kcc")?;
    /// assert_eq!(appraisal.ask("tornado", &settings)?.to_json(), tornado.to_json());
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn ask(&self, analysis: &str, settings: &Value) -> Asked {
        let Some((_, run)) = ANALYSES.iter().find(|(name, _)| *name == analysis) else {
            let shown = as_shown(analysis, 60);
            let problem = Problem::new(Address::root(), format!("there is no analysis \"{shown}\""));
            return Err(problem
                .accepted(known_names(analysis, ANALYSES.iter().map(|(name, _)| *name)))
                .into());
        };
        let node = document::from_value(settings)?;
        let mut problems = Problems::new();
        match Fields::open(&node, &Address::root(), &mut problems) {
            Some(mut fields) => run(self, &mut fields, problems),
            None => Err(problems),
        }
    }
}

fn tornado(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["measure"]);
    let measure: Text = fields.required("measure", &mut problems);
    fields.settled(problems)?;
    Ok(Box::new(appraisal.tornado(&measure)?))
}

fn assumptions_log(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["measure", "options", "share"]);
    let mut asked = LogOf::new();
    if let Some(measure) = fields.optional::<Text>("measure", &mut problems) {
        asked = asked.measure(measure.as_str());
    }
    if let Some(options) = fields.optional::<Vec<Text>>("options", &mut problems) {
        match &options[..] {
            [one, other] => asked = asked.options(one.as_str(), other.as_str()),
            _ if problems.is_empty() => {
                let problem = Problem::new(Address::new("options"), format!("names {}", options.len()));
                problems.push(problem.accepted("the ids of two options"));
            }
            _ => {}
        }
    }
    if let Some(share) = fields.optional::<Given>("share", &mut problems) {
        asked = asked.share(share.0);
    }
    fields.settled(problems)?;
    Ok(Box::new(appraisal.assumptions_log(&asked)?))
}

fn scenarios(appraisal: &Appraisal, fields: &mut Fields<'_>, problems: Problems) -> Asked {
    fields.settled(problems)?;
    Ok(Box::new(appraisal.scenarios()?))
}

fn reversion(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["view"]);
    let view: Option<Text> = fields.optional("view", &mut problems);
    fields.settled(problems)?;
    Ok(Box::new(appraisal.reversion(view.as_deref())?))
}

fn drivers(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["measure", "samples", "seed", "resamples"]);
    let mut asked = Drivers::new(fields.required::<Text>("measure", &mut problems).to_string());
    if let Some(samples) = fields.optional("samples", &mut problems) {
        asked = asked.samples(count(samples));
    }
    if let Some(Whole(seed)) = fields.optional("seed", &mut problems) {
        asked = asked.seed(seed);
    }
    if let Some(resamples) = fields.optional("resamples", &mut problems) {
        asked = asked.resamples(count(resamples));
    }
    fields.settled(problems)?;
    Ok(Box::new(appraisal.drivers(&asked)?))
}

fn value_of_information(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["view", "draws", "seed"]);
    let mut asked = Information::new();
    if let Some(view) = fields.optional::<Text>("view", &mut problems) {
        asked = asked.view(view.as_str());
    }
    if let Some(draws) = fields.optional("draws", &mut problems) {
        asked = asked.draws(count(draws));
    }
    if let Some(Whole(seed)) = fields.optional("seed", &mut problems) {
        asked = asked.seed(seed);
    }
    fields.settled(problems)?;
    Ok(Box::new(appraisal.value_of_information(&asked)?))
}

fn criteria(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["view", "draws", "seed"]);
    let mut asked = Weighing::new();
    if let Some(view) = fields.optional::<Text>("view", &mut problems) {
        asked = asked.view(view.as_str());
    }
    if let Some(Whole(draws)) = fields.optional("draws", &mut problems) {
        asked = asked.draws(draws);
    }
    if let Some(Whole(seed)) = fields.optional("seed", &mut problems) {
        asked = asked.seed(seed);
    }
    fields.settled(problems)?;
    Ok(Box::new(appraisal.criteria_with(&asked)?))
}

/// A count, whose limits the analysis itself knows.
fn count(Whole(count): Whole) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn cliffs(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["input", "measure", "between"]);
    let input: Text = fields.required("input", &mut problems);
    let measure: Text = fields.required("measure", &mut problems);
    let between: Vec<Given> = fields.required("between", &mut problems);
    if problems.is_empty() && between.len() != 2 {
        let problem = Problem::new(Address::new("between"), format!("has {} values", between.len()));
        problems.push(problem.accepted("two values in order"));
    }
    fields.settled(problems)?;
    let at = |place: usize| between.get(place).map_or(Decimal::ZERO, |value| value.0);
    Ok(Box::new(appraisal.cliffs(&input, &measure, (at(0), at(1)))?))
}

fn switching_value(appraisal: &Appraisal, fields: &mut Fields<'_>, mut problems: Problems) -> Asked {
    fields.expect(&["input"]);
    let input: Text = fields.required("input", &mut problems);
    let target = target(fields, problems)?;
    Ok(Box::new(appraisal.switching_value(&input, &target)?))
}

fn switching_values(appraisal: &Appraisal, fields: &mut Fields<'_>, problems: Problems) -> Asked {
    Ok(Box::new(appraisal.switching_values(&target(fields, problems)?)?))
}

/// The answer that may change.
fn target(fields: &mut Fields<'_>, mut problems: Problems) -> Result<Target, Problems> {
    fields.expect(&["measure", "options", "value"]);
    let measure: Text = fields.required("measure", &mut problems);
    let options: Option<Vec<Text>> = fields.optional("options", &mut problems);
    let value: Option<Given> = fields.optional("value", &mut problems);
    let target = match (options.as_deref(), value) {
        (Some([one, other]), None) => Some(Target::options(one, other, &measure)),
        (None, Some(value)) => Some(Target::reaches(measure.as_str(), value.0)),
        _ => None,
    };
    if problems.is_empty() && target.is_none() {
        let problem = Problem::new(Address::new("options"), "it is not said what the measure is set against");
        problems.push(problem.accepted("the ids of two options, or else a value"));
    }
    fields.settled(problems)?;
    target.ok_or_else(Problems::new)
}
