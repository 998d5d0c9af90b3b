//! A service whose costs nobody has stated is compared as if it were free, and the result says so.

use options_appraisal::{Appraisal, Format};

const NOTHING_BUT_A_NAME: &str = r#"
[question]
title = "Who should run it?"
council = "county"
today = "now"
first_year = "2027/28"
years = 3

[parties.county]
name = "County council"
kind = "county_council"

[service]
name = "Library"

[options.now]
name = "As today"
model = "council_run"
"#;

fn notes(text: &str) -> Vec<String> {
    Appraisal::load(text, Format::Toml).and_then(|appraisal| appraisal.run()).map_or_else(
        |problems| problems.iter().map(ToString::to_string).collect(),
        |outcome| outcome.tables().notes.clone(),
    )
}

#[test]
fn it_is_said_where_today_costs_nothing() {
    let said =
        |text: &str| notes(text).iter().any(|note| note.starts_with("As today costs nothing in any year"));
    assert!(said(NOTHING_BUT_A_NAME), "{:?}", notes(NOTHING_BUT_A_NAME));
    assert!(!said(&NOTHING_BUT_A_NAME.replace("name = \"Library\"", "name = \"Library\"\nstock = 1")));
}
