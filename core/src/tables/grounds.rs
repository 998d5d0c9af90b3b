//! What a result rests on, as tables: inputs, the audit, warnings and advisories.

use super::Table;
use super::build::Build;
use crate::Decimal;
use crate::appraisal::{Advisory, Outcome, Warning};
use crate::sheet::InputInfo;

/// The inputs that the model reads, each with the value that it has in this run.
pub(super) fn inputs(outcome: &Outcome) -> Table {
    let all: Vec<(&InputInfo, Decimal)> = outcome.inputs().collect();
    let spread = |input: &InputInfo, end: fn((Decimal, Decimal)) -> Decimal| {
        input.spread.as_ref().map(|spread| end((spread.low, spread.high)))
    };
    Build::of("inputs", "The inputs that the model reads", &all)
        .words("address", "The address of the input.", |(input, _)| Some(input.address.as_str()))
        .words("unit", "Its unit.", |(input, _)| Some(input.unit))
        .decimals("value", "Its value in this run.", None, |(_, value)| Some(*value))
        .decimals("low", "Its low value.", None, |(input, _)| spread(input, |(low, _)| low))
        .decimals("high", "Its high value.", None, |(input, _)| spread(input, |(_, high)| high))
        .words("shape", "The shape of its distribution, where it was stated.", |(input, _)| {
            input.spread.as_ref()?.shape.map(crate::input::Shape::word)
        })
        .switches(
            "replaced",
            "Whether another value was put in the place of the question's.",
            |(input, value)| Some(input.value != *value),
        )
        .switches("default", "Whether it is a default of the library.", |(input, _)| Some(input.default))
        .texts("source", "The source that its author stated.", |(input, _)| input.source.clone())
        .counts("line", "The line of the text of the question.", |(input, _)| input.line.map(u64::from))
        .done()
}

/// The lists of the audit, one below the other.
pub(super) fn audit(outcome: &Outcome) -> Table {
    let audit = &outcome.tables().audit;
    let lists = [
        ("unverified", &audit.unverified),
        ("projected", &audit.projected),
        ("overridden", &audit.overridden),
        ("without_source", &audit.without_source),
        ("default", &audit.defaults),
        ("default_choice", &audit.default_choices),
    ];
    let mut all: Vec<(&str, &str)> = Vec::new();
    for (kind, list) in lists {
        all.extend(list.iter().map(|text| (kind, text.as_str())));
    }
    let superseded: Vec<String> =
        audit.superseded.iter().map(|one| format!("{}: {}", one.address, one.text)).collect();
    all.extend(superseded.iter().map(|text| ("superseded", text.as_str())));
    all.extend(audit.supplied_ranges.iter().map(|range| ("supplied_range", range.text.as_str())));
    // Each begins with an address, a colon, and what is said of it.
    let parts = |text: &'_ str| text.split_once(": ").map(|(_, rest)| rest.to_owned());
    Build::of("audit", "What the result rests on", &all)
        .words("kind", "What is said of it.", |(kind, _)| Some(*kind))
        .words("address", "The address of the figure or the input.", |(_, text)| {
            Some(text.split_once(": ").map_or(*text, |(address, _)| address))
        })
        .texts("text", "More of it, in words.", |(_, text)| parts(text))
        .done()
}

/// Inputs and measures outside what was published.
pub(super) fn warnings(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    Build::of("warnings", "Inputs and measures outside what was published", &result.warnings)
        .words("address", "The address of the input or the measure.", |warning: &Warning| {
            Some(warning.address.as_str())
        })
        .words("unit", "The unit of the numbers.", |warning| Some(warning.unit))
        .numbers("value", "The value.", None, |warning| Some(warning.value))
        .words("is", "Above or below.", |warning| Some(warning.is))
        .counts("beyond", "Published figures as far out as the value, or further.", |warning| {
            u64::try_from(warning.beyond).ok()
        })
        .counts("published", "Published figures that it was compared with.", |warning| {
            u64::try_from(warning.published).ok()
        })
        .numbers("lowest", "The smallest of them.", None, |warning| Some(warning.lowest))
        .numbers("highest", "The largest of them.", None, |warning| Some(warning.highest))
        .words("quantity", "The id of the quantity.", |warning| Some(warning.quantity))
        .texts("text", "All of that as a sentence.", |warning| Some(warning.text.clone()))
        .done()
}

/// What options leave out.
pub(super) fn advisories(outcome: &Outcome) -> Table {
    Build::of("advisories", "What options leave out", &outcome.tables().advisories)
        .words("option", "The id of the option.", |advisory: &Advisory| Some(&advisory.option))
        .words("advisory", "The id of the advisory.", |advisory| Some(advisory.id))
        .texts("missing", "What is left out.", |advisory| Some(advisory.missing.to_owned()))
        .texts("matters", "Why it matters.", |advisory| Some(advisory.matters.to_owned()))
        .texts("state", "How an input states it.", |advisory| Some(advisory.state.to_owned()))
        .texts("acknowledged", "Why its author leaves it out all the same.", |advisory| {
            advisory.acknowledged.clone()
        })
        .done()
}
