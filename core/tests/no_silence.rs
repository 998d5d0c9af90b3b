//! Nothing is used in silence: every number of an input states its source or is listed as one that does not, and every
//! key that an input leaves out is listed with what holds in its place.
//!
//! The walk here is over the text of the input and the published schema, and not over the types that read them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod generated;

use std::collections::BTreeSet;

use options_appraisal::{Appraisal, Audit, Decimal, Format, Question};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;

/// Whole numbers that say how an appraisal is set up and are no estimates, by the end of their address.
const SETTINGS: [&str; 4] = ["years", "spine_point", "months", "payments_a_year"];

fn schema() -> Value {
    let path = format!("{}/../docs/schema/question.schema.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What an input must account for.
#[derive(Default)]
struct Expected {
    sourced: BTreeSet<String>,
    unsourced: BTreeSet<String>,
    /// Keys that have a default and are left out.
    left_out: BTreeSet<String>,
    /// Keys that are optional, and of which the schema says what holds by default.
    by_default: BTreeSet<String>,
}

fn join(at: &str, part: &str) -> String {
    if at.is_empty() { part.to_owned() } else { format!("{at}.{part}") }
}

impl Expected {
    /// Every number of the input.
    fn numbers(&mut self, value: &Value, at: &str) {
        match value {
            Value::Number(_) => {
                let setting = SETTINGS.iter().any(|end| at.ends_with(end));
                // What a scenario puts in the place of an input is told by its story.
                if !setting && !at.starts_with("scenarios.") {
                    self.unsourced.insert(at.to_owned());
                }
            }
            Value::Object(entries) if entries.contains_key("central") => {
                let to = if entries.contains_key("source") { &mut self.sourced } else { &mut self.unsourced };
                to.insert(at.to_owned());
            }
            Value::Object(entries) => {
                entries.iter().for_each(|(key, value)| self.numbers(value, &join(at, key)));
            }
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    self.numbers(item, &join(at, &(place + 1).to_string()));
                }
            }
            _ => {}
        }
    }

    /// Every key that the schema knows and the input leaves out.
    fn keys(&mut self, root: &Value, schema: &Value, value: &Value, at: &str) {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap().replace("%20", " ").replace("%C2%A3", "£");
            return self.keys(root, &root["$defs"][&name], value, at);
        }
        let Some(entries) = value.as_object() else { return };
        if let Some(models) = schema["oneOf"].as_array() {
            let model = models.iter().find(|model| model["properties"]["model"]["const"] == value["model"]);
            return self.keys(root, model.unwrap_or(&Value::Null), value, at);
        }
        for (key, field) in schema["properties"].as_object().into_iter().flatten() {
            let at = join(at, key);
            if let Some(inner) = entries.get(key) {
                self.keys(root, field, inner, &at);
            } else if let Some(default) = field.get("default") {
                let nothing = default.as_array().is_some_and(Vec::is_empty)
                    || default.as_object().is_some_and(serde_json::Map::is_empty);
                if !nothing {
                    self.left_out.insert(at);
                }
            } else if field["description"]
                .as_str()
                .is_some_and(|text| text.to_lowercase().contains("by default"))
            {
                self.by_default.insert(at);
            }
        }
        if schema["additionalProperties"].is_object() {
            for (key, inner) in entries {
                self.keys(root, &schema["additionalProperties"], inner, &join(at, key));
            }
        }
    }
}

/// The addresses that a list names before a colon.
fn named(list: &[String]) -> BTreeSet<String> {
    list.iter().map(|line| line.split_once(": ").map_or(line.as_str(), |(at, _)| at).to_owned()).collect()
}

/// Checks what a result lists against what its input must account for.
fn check(input: &Value, audit: &Audit) -> Expected {
    let schema = schema();
    let mut expected = Expected::default();
    expected.numbers(input, "");
    expected.keys(&schema, &schema, input, "");
    let without_source: BTreeSet<String> = audit.without_source.iter().cloned().collect();
    assert_eq!(without_source, expected.unsourced);
    assert!(expected.sourced.is_disjoint(&without_source));
    let (numbers, choices) = (named(&audit.defaults), named(&audit.default_choices));
    let listed: BTreeSet<&String> = numbers.iter().chain(&choices).collect();
    for key in expected.left_out.iter().chain(&expected.by_default) {
        assert!(listed.contains(key), "{key} is left out of the input, and nothing says what holds");
    }
    // Nothing is listed that the input states itself.
    for key in &listed {
        assert!(!expected.sourced.contains(*key) && !expected.unsourced.contains(*key), "{key} is stated");
    }
    // Each with its reason.
    for line in audit.defaults.iter().chain(&audit.default_choices) {
        assert!(line.split_once(": ").is_some_and(|(_, why)| why.len() > 3), "{line}");
    }
    expected
}

/// An input as JSON, whichever way it was written.
fn as_json(toml: &str) -> Value {
    let mut table: toml::Table = toml.parse().unwrap();
    // What is judged beside the money has a result of its own, which shows every score with its reason.
    table.remove("criteria");
    serde_json::to_value(table).unwrap()
}

fn audit(text: &str) -> Audit {
    let appraisal =
        Appraisal::load(text, Format::detect(text)).unwrap_or_else(|problems| panic!("{problems}"));
    appraisal.run().unwrap().tables().audit.clone()
}

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");

#[test]
fn every_input_of_the_example_is_accounted_for() {
    let found = check(&as_json(SANDGATE), &audit(SANDGATE));
    assert!(found.unsourced.is_empty());
    assert!(found.sourced.len() > 90, "{}", found.sourced.len());
    assert!(found.left_out.len() > 60 && found.by_default.len() > 60);
}

#[test]
fn a_number_without_a_source_is_listed_however_it_is_written() {
    let plain = SANDGATE.replace(
        "energy = { central = 6200, low = 4500, high = 8500, source = \"illustrative\" }",
        "energy = 6200",
    );
    let plain = plain.replace("tax_base = { central = 1890.59, source = \"Published: Sandgate Parish Council budget 2021/22, Band D tax base; kept as it was\" }", "tax_base = { central = 1890.59 }");
    let audit = audit(&plain);
    check(&as_json(&plain), &audit);
    assert_eq!(audit.without_source, ["parties.parish.tax_base", "service.premises.energy"]);
    let text = Appraisal::load(&plain, Format::Toml).unwrap().run().unwrap().to_text();
    assert!(text.contains("2 inputs without a source"), "{text}");
}

#[test]
fn defaults_of_nought_are_listed_with_the_reason() {
    let audit = audit(SANDGATE);
    for line in [
        "options.parish.redundancy: staff go over to the parish",
        "options.parish.building_costs: no cost of a building of the parish was stated",
        "service.usage.self_service_hours: no self-service hours were stated",
    ] {
        assert!(audit.defaults.iter().any(|known| known == line), "{line}: {:#?}", audit.defaults);
    }
    for line in [
        "options.community.lease: peppercorn, since nothing else was stated",
        "service.income.printing.follows: operator, since nothing else was stated",
        "options.parish.pension_rate: by default the service's",
    ] {
        assert!(
            audit.default_choices.iter().any(|known| known == line),
            "{line}: {:#?}",
            audit.default_choices
        );
    }
}

#[test]
fn every_input_of_generated_questions_is_accounted_for() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..3 {
        let plan = generated::plan().new_tree(&mut runner).unwrap().current();
        let question: Question = plan.question(Decimal::ONE);
        let text = question.to_json();
        let found = check(&serde_json::from_str(&text).unwrap(), &audit(&text));
        assert!(found.unsourced.len() > 20 && found.left_out.len() > 5, "{}", found.unsourced.len());
    }
}

#[test]
fn every_figure_that_is_projected_is_listed() {
    let text = SANDGATE.replace("years = 10", "years = 10\nranges = \"from_evidence\"");
    let outcome = Appraisal::load(&text, Format::Toml).unwrap().run().unwrap();
    let audit = &outcome.tables().audit;
    // The last published years are 2030/31 of the deflator and 2026/27 of the others.
    for figure in
        ["prices.gdp_deflator", "pay.spine.scp_5", "pay.spine.scp_12", "employer_ni.employment_allowance"]
    {
        let listed =
            audit.projected.iter().filter(|line| line.starts_with(&format!("rules.{figure}: "))).count();
        assert!(listed > 0, "{figure}: {:#?}", audit.projected);
    }
    let counted = format!(
        "* Every total uses {} projected national figures, {} unverified national figures, {} defaults of the library, {} \
         rules by default, {} ranges from published figures; the result lists them.",
        audit.projected.len(),
        audit.unverified.len(),
        audit.defaults.len(),
        audit.default_choices.len(),
        audit.supplied_ranges.len()
    );
    assert!(audit.supplied_ranges.len() > 2 && outcome.to_text().contains(&counted), "{}", outcome.to_text());
}
