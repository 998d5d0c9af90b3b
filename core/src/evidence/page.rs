//! The page on published evidence: every quantity with its figures, what the cases say matters, and the cases.

use std::fmt::Write as _;

use super::data::{GRADES, published};
use super::{Case, FEWEST, Quantity};

const HEAD: &str = "# Published evidence

Made from the data in `core/src/evidence/data`; `cargo run -p options-appraisal --features schema --example schema`
writes it anew. Figures are in cash of their year. A calendar year is kept as the financial year that begins in it.

A result holds its inputs and some of its own measures against these figures, each brought to the prices of the question
by the GDP deflator, and warns where at most one in ten is as far out (`warnings`). With `ranges = \"from_evidence\"` they
also give a range to an input whose author gives none. What the cases say usually matters is told where an option leaves
it out (`advisories`). `docs/model.md` says how.
";

/// The page, as Markdown.
///
/// ```
/// let page = options_appraisal::evidence::page();
/// assert!(page.contains("### `support.in_kind`"));
/// ```
pub fn page() -> String {
    let all = published();
    let mut out = HEAD.to_owned();
    let figures: usize = all.quantities.iter().map(|quantity| quantity.figures.len()).sum();
    let _ = write!(
        out,
        "\nThere are {figures} figures of {} quantities, from {} cases. Nothing is said of a quantity, and no range is \
         taken from it, with fewer than {FEWEST} figures. The digest of these data, which every result prints, is \
         `{}`.\n\n## Grades\n\n",
        all.quantities.len(),
        all.cases.len(),
        all.digest
    );
    for (grade, what) in GRADES {
        let _ = writeln!(out, "- **{grade}**: {what}.");
    }
    out.push_str("\n## Figures\n");
    for quantity in &all.quantities {
        of_quantity(&mut out, quantity, &all.cases);
    }
    out.push_str("\n## Advisories\n\nThe most important stands first; a result lists them in this order.\n");
    for advice in &all.advice {
        let cases: Vec<&str> = advice.cases.iter().map(|case| all.cases[*case].id.as_str()).collect();
        let _ = write!(
            out,
            "\n### `{}`\n\n{} {}\n\nCases: {}. To state it: {}.\n",
            advice.id,
            advice.missing,
            advice.matters,
            cases.join(", "),
            advice.state
        );
    }
    out.push_str("\n## Cases\n\n| id | case | published by | grade |\n|--|--|--|--|\n");
    for case in &all.cases {
        let title =
            if case.url.is_empty() { case.title.clone() } else { format!("[{}]({})", case.title, case.url) };
        let _ = writeln!(out, "| {} | {title} | {} | {} |", case.id, case.by, case.grade);
    }
    out
}

fn of_quantity(out: &mut String, quantity: &Quantity, cases: &[Case]) {
    let label = quantity.label.get(..1).unwrap_or_default().to_uppercase();
    let _ = write!(
        out,
        "\n### `{}`\n\n{label}{}, {}. ",
        quantity.id,
        quantity.label.get(1..).unwrap_or_default(),
        quantity.unit
    );
    if quantity.inputs.is_empty() {
        out.push_str("No input is held against it.\n");
    } else {
        let _ = writeln!(out, "Held against it: `{}`.", quantity.inputs.join("`, `"));
    }
    out.push_str("\n| where | year | value | grade | case | note |\n|--|--|--|--|--|--|\n");
    for figure in &quantity.figures {
        let value = if quantity.is_money() {
            crate::money::grouped(figure.value.normalize())
        } else {
            figure.value.normalize().to_string()
        };
        let _ = writeln!(
            out,
            "| {} | {} | {value} | {} | {} | {} |",
            figure.place, figure.year, figure.grade, cases[figure.case].id, figure.note
        );
    }
}
