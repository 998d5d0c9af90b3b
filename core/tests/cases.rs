//! The shared cases: every input under `tests/cases` against what stands beside it in `NAME.expect.toml`.
//!
//! An expectation names a row (its address, as `explain` takes it) or a place in the result, the value that was worked
//! out elsewhere, and why it is that value. A value is one text, or a list with a text for every year.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use options_appraisal::{Appraisal, Decimal, Format, Outcome};
use serde_json::Value;

/// One expectation: where, in which year, what and why.
struct Expectation {
    at: String,
    /// Whether `at` is the address of a row, and not a place in the result.
    row: bool,
    year: Option<String>,
    is: Vec<String>,
    /// Whether there is a value for every year.
    all_years: bool,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases")
}

fn inputs() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let kind = path.extension().unwrap_or_default();
            let expected =
                Path::new(path.file_stem().unwrap()).extension().is_some_and(|end| end == "expect");
            (kind == "toml" || kind == "json") && !expected
        })
        .collect();
    files.sort();
    files
}

/// Reads the expectations of a case. What is amiss with the file is in the error.
fn expectations(case: &Path) -> Result<Vec<Expectation>, String> {
    let path = case.with_extension("expect.toml");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("no expectations: {error}"))?;
    let table: toml::Table = text.parse().map_err(|error| format!("{}: {error}", path.display()))?;
    let list = table.get("expect").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    if list.is_empty() {
        return Err("no expectations".to_owned());
    }
    list.iter().map(expectation).collect()
}

fn expectation(item: &toml::Value) -> Result<Expectation, String> {
    let text = |key: &str| item.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let known = ["row", "result", "year", "is", "why"];
    if let Some(other) =
        item.as_table().and_then(|table| table.keys().find(|key| !known.contains(&key.as_str())))
    {
        return Err(format!("the key {other} is not known in an expectation"));
    }
    let (at, row) = match (text("row"), text("result")) {
        (Some(at), None) => (at, true),
        (None, Some(at)) => (at, false),
        _ => return Err(format!("not exactly one of row and result: {item:?}")),
    };
    if text("why").is_none_or(|why| why.len() < 8) {
        return Err(format!("{at}: no reason is given"));
    }
    let (is, all_years) = match item.get("is") {
        Some(toml::Value::String(one)) => (vec![one.clone()], false),
        Some(toml::Value::Array(many)) => {
            (many.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect(), true)
        }
        _ => return Err(format!("{at}: no text and no list of texts under \"is\"")),
    };
    Ok(Expectation { at, row, year: text("year"), is, all_years })
}

/// Numbers are compared as numbers, so that 5 and 5.00 are alike; everything else as text.
fn alike(found: &str, expected: &str) -> bool {
    match (found.replace(',', "").parse::<Decimal>(), expected.parse::<Decimal>()) {
        (Ok(found), Ok(expected)) => found == expected,
        _ => found == expected,
    }
}

/// A place in the result. A list is walked by the id of its members, by their place from 1, by a year, or by the address
/// with which a line of the audit begins.
fn place<'v>(root: &'v Value, at: &str) -> Option<&'v Value> {
    let years = root.get("years")?.as_array()?;
    at.split(" > ").try_fold(root, |value, step| match value {
        Value::Array(items) => items
            .iter()
            .find(|item| ["id", "party", "kind"].iter().any(|key| item.get(key).is_some_and(|id| id == step)))
            .or_else(|| items.get(years.iter().position(|year| year == step)?))
            .or_else(|| items.get(step.parse::<usize>().ok()?.checked_sub(1)?))
            // Lists of the audit: the address before the colon.
            .or_else(|| {
                items.iter().find(|item| {
                    item.as_str().and_then(|text| text.split_once(": ")).is_some_and(|(at, _)| at == step)
                })
            }),
        other => other.get(step),
    })
}

fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn found(outcome: &Outcome, json: &Value, expectation: &Expectation) -> Result<Vec<String>, String> {
    let Expectation { at, row, year, all_years, .. } = expectation;
    if !row {
        let value = place(json, at).ok_or("there is no such place in the result")?;
        return Ok(match value {
            Value::Array(items) if *all_years => items.iter().map(as_text).collect(),
            other => vec![as_text(other)],
        });
    }
    let explain = |year: Option<&str>| {
        let year = year.map(|year| year.parse().unwrap());
        outcome.explain(at, year).map(|explanation| explanation.value).map_err(|problem| problem.to_string())
    };
    if *all_years {
        return outcome.tables().years.iter().map(|year| explain(Some(&year.to_string()))).collect();
    }
    Ok(vec![explain(year.as_deref())?])
}

/// What is wrong with a case, a line for each mismatch.
fn mismatches(case: &Path) -> Vec<String> {
    let expectations = match expectations(case) {
        Ok(expectations) => expectations,
        Err(error) => return vec![error],
    };
    let text = std::fs::read_to_string(case).unwrap();
    let outcome = match Appraisal::load(&text, Format::detect(&text)).and_then(|appraisal| appraisal.run()) {
        Ok(outcome) => outcome,
        Err(problems) => return vec![format!("is refused:\n{problems}")],
    };
    let json: Value = serde_json::from_str(&outcome.to_json()).unwrap();
    let mut wrong = Vec::new();
    for option in &outcome.tables().options {
        if !option.conservation.value().is_zero() {
            wrong.push(format!("{}: the flows of all parties come to {:?}", option.id, option.conservation));
        }
    }
    for expectation in &expectations {
        let at = expectation
            .year
            .as_ref()
            .map_or_else(|| expectation.at.clone(), |year| format!("{} in {year}", expectation.at));
        match found(&outcome, &json, expectation) {
            Err(error) => wrong.push(format!("{at}: {error}")),
            Ok(found) => {
                let all = found.len() == expectation.is.len()
                    && found.iter().zip(&expectation.is).all(|(found, expected)| alike(found, expected));
                if !all {
                    wrong.push(format!(
                        "{at}: {} expected, {} found",
                        expectation.is.join("; "),
                        found.join("; ")
                    ));
                }
            }
        }
    }
    wrong
}

#[test]
fn every_case_comes_to_what_was_worked_out_elsewhere() {
    let cases = inputs();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    let mut report = String::new();
    for case in &cases {
        let wrong = mismatches(case);
        if !wrong.is_empty() {
            let _ = writeln!(report, "{}", case.file_name().unwrap().to_string_lossy());
            for line in wrong {
                let _ = writeln!(report, "  {line}");
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn every_expectation_belongs_to_a_case() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".expect.toml") {
            let there = ["toml", "json"].iter().any(|kind| folder().join(format!("{stem}.{kind}")).exists());
            assert!(there, "{name} belongs to no case");
        }
    }
}
