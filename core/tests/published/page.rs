//! The page `docs/published-cases.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Case;
use super::paper::Verdict;
use super::reading::grouped;

const OPENING: &str = "# Published cases

What councils printed, beside what this library makes of the same inputs. The page is rendered by the test
`core/tests/published.rs`; the test fails when a figure moves. Each case is a file in
`tests/cases/published`: `NAME.toml` is the question, with a source for every value, and
`NAME.expect.toml` says where in the result each published figure stands.

A figure marked \\* was not printed; it was worked out by hand from printed ones. Where \"why\" says that an input is worked back
from the figure, agreement shows that the mechanism carries it, and not that it could have been foretold. Amounts are pounds
of the year shown.
";

pub(crate) fn render(cases: &[Case]) -> String {
    let mut page = String::from(OPENING);
    let of = |verdict| cases.iter().filter(move |case| case.paper.verdict == verdict);
    let parts = [
        (Verdict::Replicable, "Inputs and outputs published", "What is compared hangs on published inputs. Others that a question needs are marked \"illustrative\" in the file."),
        (
            Verdict::InputsOnly,
            "Inputs published, the rest illustrative",
            "Here a part of the inputs is published. The rest is marked \"illustrative\" in the file: what hangs on it is
no statement about the council. Compared is only what follows from the published part.",
        ),
        (
            Verdict::Invented,
            "Invented, in the shape of other papers",
            "These are no council's figures. They try mechanisms that other papers are likely to need, against worked sums.",
        ),
    ];
    for (verdict, heading, sentence) in parts {
        if of(verdict).next().is_some() {
            let _ = write!(page, "\n## {heading}\n\n{sentence}\n\n");
            compared(
                &mut page,
                of(verdict),
                if verdict == Verdict::Invented { "by hand" } else { "published" },
            );
            let _ = write!(page, "\nWhat the result adds:\n\n");
            for case in of(verdict) {
                let _ = writeln!(page, "- **{}** {}", case.id, case.came.adds);
            }
        }
    }
    replayed(&mut page, cases);
    sources(&mut page, cases);
    page
}

fn compared<'c>(page: &mut String, cases: impl Iterator<Item = &'c Case>, from: &str) {
    let _ = writeln!(page, "| case | mechanism | what | {from} | ours | difference | why |");
    page.push_str("|--|--|--|--:|--:|--:|--|\n");
    for case in cases {
        for (place, output) in case.came.outputs.iter().enumerate() {
            let (id, mechanism) =
                if place == 0 { (case.id.as_str(), case.paper.mechanism.as_str()) } else { ("", "") };
            let star = if output.derived { "\\*" } else { "" };
            let _ = writeln!(
                page,
                "| {id} | {mechanism} | {} | {}{star} | {} | {} | {} |",
                output.what, output.published, output.ours, output.difference, output.why
            );
        }
    }
}

fn replayed(page: &mut String, cases: &[Case]) {
    if cases.iter().all(|case| case.came.history.is_empty()) {
        return;
    }
    page.push_str(
        "
## Replayed history

Where it is known what then happened: what the plan said, what the model expected with its risks counted by their chance,
and what came. An error is planned or expected less what came. \"None\" stands where no chance is stated: nothing was expected but
the plan. Where a chance is the library's default, the place itself is not among the counts, unless the note says so.

| case | what | planned | expected | happened | error of the plan | error of the expectation | note |
|--|--|--:|--:|--:|--:|--:|--|
",
    );
    for case in cases {
        for item in &case.came.history {
            let none = || "none".to_owned();
            let error = item.expected.map(|expected| expected - item.happened);
            let _ = writeln!(
                page,
                "| {} | {} | {} | {} | {} | {} | {} | {} |",
                case.id,
                item.what,
                grouped(item.planned),
                item.expected.map_or_else(none, grouped),
                grouped(item.happened),
                grouped(item.planned - item.happened),
                error.map_or_else(none, grouped),
                item.note
            );
        }
    }
}

fn sources(page: &mut String, cases: &[Case]) {
    page.push_str("\n## Sources\n\n");
    let by_id: BTreeMap<_, _> = cases.iter().map(|case| (&case.id, case)).collect();
    for (id, case) in by_id {
        let marked = match case.illustrative {
            0 => "no line is marked illustrative".to_owned(),
            1 => "1 line of the input is marked illustrative".to_owned(),
            many => format!("{many} lines of the input are marked illustrative"),
        };
        let _ = writeln!(
            page,
            "- [{id}](../tests/cases/published/{id}.toml): {}; {marked}. {}",
            case.paper.title,
            case.paper.sources.iter().map(|source| shown(source)).collect::<Vec<_>>().join(", ")
        );
    }
}

fn shown(source: &str) -> String {
    if source.starts_with("http") { format!("<{source}>") } else { source.to_owned() }
}
