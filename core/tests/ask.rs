//! Analyses asked for by name, as the bindings do.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use options_appraisal::uncertainty::Target;
use options_appraisal::{Appraisal, Format, Value};

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");
const MEASURE: &str = "net_present_cost.kcc";

fn sandgate() -> Appraisal {
    Appraisal::load(SANDGATE, Format::Toml).unwrap()
}

/// The addresses of what is wrong, in order.
fn wrong(analysis: &str, settings: &str) -> Vec<String> {
    let settings = Value::from_json(settings).unwrap();
    let Err(problems) = sandgate().ask(analysis, &settings) else { return Vec::new() };
    problems.iter().map(|problem| problem.address.to_string()).collect()
}

#[test]
fn an_analysis_by_name_is_that_of_the_method() {
    let appraisal = sandgate();
    let target = Target::options("parish", "council", MEASURE);
    let settings = format!("{{ \"options\": [\"parish\", \"council\"], \"measure\": \"{MEASURE}\" }}");
    let asked = appraisal.ask("switching_values", &Value::from_json(&settings).unwrap()).unwrap();
    let direct = appraisal.switching_values(&target).unwrap();
    assert_eq!(asked.to_json(), direct.to_json());
    assert_eq!((asked.to_html(), asked.to_text()), (direct.to_html(), direct.to_text()));
    let nothing = Value::Table(Vec::new());
    assert_eq!(
        appraisal.ask("scenarios", &nothing).unwrap().to_json(),
        appraisal.scenarios().unwrap().to_json()
    );
}

#[test]
fn all_that_is_wrong_with_the_settings_is_reported() {
    assert_eq!(wrong("tornado", "{}"), ["measure"]);
    assert_eq!(wrong("scenarios", r#"{ "more": 1 }"#), ["more"]);
    let cliffs = r#"{ "input": 3, "between": ["x", 2], "measured": "a" }"#;
    assert_eq!(wrong("cliffs", cliffs), ["input", "measure", "between.1", "measured"]);
    let both = r#"{ "measure": "a", "options": ["a", "b"], "value": 3 }"#;
    assert_eq!(wrong("switching_values", both), ["options"]);
    assert_eq!(wrong("switching_values", r#"{ "measure": "a", "options": ["a"] }"#), ["options"]);
}

#[test]
fn an_analysis_that_is_not_known_is_refused() {
    let problems = sandgate().ask("tornedo", &Value::Table(Vec::new())).err().unwrap();
    assert_eq!(problems.iter().next().unwrap().accepted.as_deref(), Some("did you mean \"tornado\"?"));
}
