//! The tables of results: their numbers are those of the results, none is lost, and all parties together pay nothing.
#![cfg(feature = "tables")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use options_appraisal::tables::{Cell, Cells, Table};
use options_appraisal::{Appraisal, Decimal, Format, Outcome, Report};

fn outcome(name: &str) -> Outcome {
    let path = format!("{}/../{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    Appraisal::load(&text, Format::detect(&text)).unwrap().run().unwrap()
}

fn text<'t>(table: &'t Table, column: &str, row: usize) -> &'t str {
    match table.column(column).unwrap().cells.get(row) {
        Cell::Text(text) => text,
        other => panic!("{column} {row}: {other:?}"),
    }
}

fn number(table: &Table, column: &str, row: usize) -> Decimal {
    match table.column(column).unwrap().cells.get(row) {
        Cell::Number(number) => number,
        other => panic!("{column} {row}: {other:?}"),
    }
}

#[test]
fn all_columns_of_a_table_are_as_long() {
    for name in ["docs/examples/sandgate.toml", "docs/examples/county.toml", "tests/cases/loans.toml"] {
        let outcome = outcome(name);
        for name in outcome.table_names() {
            let table = outcome.table(name).unwrap();
            assert_eq!(table.name(), name);
            for column in table.columns() {
                assert_eq!(column.cells.len(), table.rows(), "{name} {}", column.name);
                assert!(!column.about.is_empty());
                // Every number of money has a price basis, and nothing else has.
                let money = column.unit.as_deref() == Some("£") && column.name != "value";
                assert_eq!(column.price_basis.is_some(), money, "{name} {}", column.name);
            }
        }
    }
}

#[test]
fn flows_of_a_year_come_to_nothing() {
    let flows = outcome("docs/examples/county.toml").table("flows").unwrap();
    let mut sums: BTreeMap<(&str, &str), Decimal> = BTreeMap::new();
    for row in 0..flows.rows() {
        *sums.entry((text(&flows, "option", row), text(&flows, "year", row))).or_default() +=
            number(&flows, "cash", row);
    }
    assert!(sums.len() > 20);
    assert!(sums.values().all(Decimal::is_zero), "{sums:?}");
}

#[test]
fn a_wide_table_has_the_same_numbers() {
    let outcome = outcome("docs/examples/sandgate.toml");
    let (long, result) = (outcome.table("plan").unwrap(), outcome.tables());
    let wide = long.wide().unwrap();
    // Six lines of the plan for each option.
    assert_eq!(wide.rows(), 6 * result.options.len());
    let years = result.years.len();
    for row in 0..wide.rows() {
        let (option, measure) = (row / 6, text(&wide, "measure", row));
        assert_eq!(text(&wide, "price_basis", row), "cash");
        for (place, year) in result.years.iter().enumerate() {
            assert_eq!(number(&wide, &year.to_string(), row), number(&long, measure, option * years + place));
        }
    }
    assert!(outcome.table("options").unwrap().wide().is_err());
}

#[test]
fn exact_numbers_are_whole_multiples_of_their_last_place() {
    let table = outcome("tests/cases/parish_precept.toml").table("precepts").unwrap();
    let rise = &table.column("rise").unwrap().cells;
    let Cells::Numbers { places, values } = rise else { panic!("exact") };
    assert_eq!(*places, 6);
    for (units, value) in rise.units().into_iter().zip(values) {
        assert_eq!(units.map(|units| Decimal::from_i128_with_scale(units, 6)), *value);
    }
}

#[test]
fn a_table_that_is_not_there_is_said_so() {
    let problem = outcome("docs/examples/sandgate.toml").table("net_costs").unwrap_err();
    assert_eq!(problem.message, "there is no table \"net_costs\"");
    assert!(problem.accepted.unwrap().contains("net_cost"));
}

#[test]
fn what_the_input_says_is_no_markup() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/examples/sandgate.toml");
    let source =
        std::fs::read_to_string(path).unwrap().replace("Kent County Council", "<b onclick='x()'>Kent");
    let outcome = Appraisal::load(&source, Format::Toml).unwrap().run().unwrap();
    for name in outcome.table_names() {
        assert!(!outcome.table(name).unwrap().to_html(1_000).contains("<b "), "{name}");
    }
}

#[test]
fn what_people_judge_is_a_table_too() {
    let source = include_str!("../../docs/examples/sandgate.toml");
    let appraisal = Appraisal::load(source, Format::Toml).unwrap();

    let log = appraisal.ask("assumptions_log", &options_appraisal::Value::Table(Vec::new())).unwrap();
    let listed: serde_json::Value = serde_json::from_str(&log.to_json()).unwrap();
    let table = log.table("assumptions").unwrap();
    assert_eq!(table.rows(), listed["assumptions"].as_array().unwrap().len());
    for (row, of) in listed["assumptions"].as_array().unwrap().iter().enumerate().take(20) {
        assert_eq!(text(&table, "address", row), of["address"]);
        assert_eq!(number(&table, "effect", row), of["effect"].to_string().parse::<Decimal>().unwrap());
    }
    assert_eq!(log.table("stops").unwrap().rows(), listed["stamp"]["stops"].as_array().unwrap().len());

    let criteria = appraisal.criteria().unwrap();
    let scores = criteria.table("scores").unwrap();
    // What the criteria add is the weighted score, and the shares of the ranks of an option are all there is.
    for option in &criteria.options {
        let of = |row: &usize| text(&scores, "option", *row) == option.id;
        let added: Decimal =
            (0..scores.rows()).filter(of).map(|row| number(&scores, "contribution", row)).sum();
        assert!((added - option.score.value()).abs() < Decimal::new(1, 5), "{}: {added}", option.id);
    }
    let ranks = criteria.table("ranks").unwrap();
    let Cells::Floats(shares) = &ranks.column("share").unwrap().cells else { panic!("no floats") };
    let total: f64 = shares.iter().flatten().sum();
    assert!((total - 5.0).abs() < 1e-9, "{total}");
    assert_eq!(criteria.table("options").unwrap().rows(), 5);
    assert!(criteria.table("switches").unwrap().rows() > 0);
}
