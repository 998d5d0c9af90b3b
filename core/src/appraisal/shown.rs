//! An appraisal to look at before it is run: what is asked, what is uncertain, and what is missing.

use super::laid_out::Appraisal;
use super::result::{Audit, ResultTables};
use crate::Decimal;
use crate::date;
use crate::money;
use crate::sheet::InputInfo;
use crate::table::{self, Page, Table};

/// The most uncertain inputs that are listed.
const LISTED: usize = 20;

table::shown! { Appraisal: page; }

fn page(appraisal: &Appraisal) -> Page {
    let model = appraisal.model();
    let options = model.options.iter().map(|option| {
        let kind = model.said.question.options.get(&option.id).map(|own| own.model.word().replace('_', " "));
        let starts = option.starts.map_or_else(|| "the first day".to_owned(), date::written);
        (option.name.clone(), vec![option.id.clone(), kind.unwrap_or_default(), starts])
    });
    let mut tables = vec![Table {
        heading: "Options".to_owned(),
        columns: ["Id", "Delivery model", "Begins on"].map(str::to_owned).to_vec(),
        rows: options.collect(),
    }];
    let uncertain: Vec<&InputInfo> =
        model.graph.inputs.iter().filter(|input| input.spread.is_some()).collect();
    if !uncertain.is_empty() {
        tables.push(Table {
            heading: match uncertain.len() {
                count if count > LISTED => format!("Uncertain inputs, {LISTED} of {count}"),
                _ => "Uncertain inputs".to_owned(),
            },
            columns: ["Low", "Central", "High", "Unit"].map(str::to_owned).to_vec(),
            rows: uncertain.iter().take(LISTED).map(|input| row(input)).collect(),
        });
    }
    let mut remarks = vec![period(appraisal)];
    if uncertain.is_empty() {
        remarks.push("No input has a range: nothing is uncertain.".to_owned());
    }
    for (address, value) in appraisal.given_values() {
        remarks.push(format!("Replaced: {address} is {}.", money::grouped(value)));
    }
    match appraisal.run() {
        Ok(outcome) => remarks.extend(missing(outcome.tables())),
        Err(problems) => remarks.extend(problems.iter().map(ToString::to_string)),
    }
    (appraisal.title().to_owned(), tables, remarks)
}

fn row(input: &InputInfo) -> (String, Vec<String>) {
    let shown = |value: Decimal| money::grouped(value.normalize());
    let ends = input.spread.as_ref().map(|spread| (shown(spread.low), shown(spread.high)));
    let (low, high) = ends.unwrap_or_default();
    (input.address.to_string(), vec![low, shown(input.value), high, input.unit.to_owned()])
}

fn period(appraisal: &Appraisal) -> String {
    let model = appraisal.model();
    let ends = model.years.first().zip(model.years.last());
    let years = ends.map(|(first, last)| format!("{first} to {last}")).unwrap_or_default();
    let council = &model.parties.get(model.council).name;
    format!("{years}, real terms in prices of {}. {council} decides.", model.prices)
}

/// What the author did not state.
fn missing(result: &ResultTables) -> Vec<String> {
    let Audit { without_source, defaults, .. } = &result.audit;
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let counts: Vec<String> = [
        counted(without_source.len(), "input has no source", "inputs have no source"),
        counted(defaults.len(), "number is a default of the library", "numbers are defaults of the library"),
        counted(
            result.warnings.len(),
            "value lies outside what was published",
            "values lie outside what was published",
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut all = Vec::new();
    if !counts.is_empty() {
        all.push(format!("{}.", counts.join("; ")));
    }
    let mut left_out: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for advisory in result.advisories.iter().filter(|advisory| advisory.acknowledged.is_none()) {
        match left_out.iter_mut().find(|(id, ..)| *id == advisory.id) {
            Some((.., options)) => options.push(&advisory.option),
            None => left_out.push((advisory.id, advisory.missing, vec![&advisory.option])),
        }
    }
    all.extend(
        left_out
            .into_iter()
            .map(|(id, what, options)| format!("Left out ({id}), {}: {what}", options.join(", "))),
    );
    all
}
