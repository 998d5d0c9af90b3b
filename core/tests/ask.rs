//! Analyses asked for by name, as the bindings do.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use options_appraisal::method::TaperShape;
use options_appraisal::terms::TaperDesign;
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
fn the_terms_of_a_deal_are_asked_for_with_their_settings() {
    let shares = r#"{ "option": "community", "shape": "flt", "shares": ["x"], "years": 2, "more": 1 }"#;
    assert_eq!(wrong("design_taper", shares), ["shape", "shares.1", "more"]);
    assert_eq!(
        wrong("parish_affordability", r#"{ "limit_share": 0.1, "limit_pounds": 3 }"#),
        ["option", "limit_share"]
    );
    assert_eq!(wrong("delay", r#"{ "option": "hub", "months": -1, "views": [2] }"#), ["months", "views.1"]);
    let stop = r#"{ "option": "hub", "costs_of_ending": { "return": "much" }, "breaks": ["2030-13-01"] }"#;
    assert_eq!(wrong("abort_value", stop), ["costs_of_ending.return", "breaks.1"]);
    assert_eq!(wrong("savings_path", r#"{ "by": "2030" }"#), ["by"]);
    assert_eq!(wrong("quantity_needed", r#"{ "option": "hub", "gap": [] }"#), ["stream", "gap"]);
    let settings = Value::from_json(r#"{ "option": "community", "shape": "flat" }"#).unwrap();
    let asked = sandgate().ask("design_taper", &settings).unwrap();
    let design = TaperDesign::new("community").shape(TaperShape::Flat);
    assert_eq!(asked.to_json(), sandgate().design_taper(&design).unwrap().to_json());
}

#[test]
fn an_analysis_that_is_not_known_is_refused() {
    let problems = sandgate().ask("tornedo", &Value::Table(Vec::new())).err().unwrap();
    assert_eq!(problems.iter().next().unwrap().accepted.as_deref(), Some("did you mean \"tornado\"?"));
}
