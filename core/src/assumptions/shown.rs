//! The log to look at: as text and as HTML, from the same tables.

use super::{Assumption, AssumptionsLog, Decision, Kind, RangeFrom, Status};
use crate::Decimal;
use crate::appraisal::{Appraisal, Penny};
use crate::money;
use crate::table::{Page, Table, shown};

shown! {
    AssumptionsLog: page;
}

/// An amount in whole pounds, or a number of another unit with the places that it has.
fn amount(value: Penny, unit: &str) -> String {
    if unit.starts_with('£') { money::whole_pounds(value.value()) } else { plain(value) }
}

fn plain(value: Penny) -> String {
    money::grouped(value.value().round_dp(6).normalize())
}

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

fn percent(share: Penny) -> String {
    let percent = share.value().checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
    format!("{} %", percent.normalize())
}

fn page(log: &AssumptionsLog) -> Page {
    let decision = &log.decision;
    let unit = &decision.unit;
    let title = format!("Assumptions log: {} ({})", log.title, log.stamp.word);
    let (numbers, choices): (Vec<&Assumption>, Vec<&Assumption>) =
        log.assumptions.iter().partition(|row| row.kind != Kind::Choice);
    let mut tables = vec![
        Table {
            heading: format!("Assumptions by their effect on the decision ({unit})"),
            columns: words(["Value", "Low to high", "Effect", "Reliability", "Signed"]),
            rows: numbers.iter().map(|row| (row.address.to_string(), cells(row, unit))).collect(),
        },
        Table {
            heading: "What they are and where they come from, in the same order".to_owned(),
            columns: words(["What it is", "Source"]),
            rows: numbers
                .iter()
                .map(|row| (row.address.to_string(), vec![one_line(&row.label), source(row)]))
                .collect(),
        },
    ];
    if !choices.is_empty() {
        let rows = choices.iter().map(|row| {
            let holds = row.holds.clone().unwrap_or_default();
            (row.address.to_string(), vec![holds, signed(row)])
        });
        tables.push(Table {
            heading: "What holds by default and is no number: its effect is not measured".to_owned(),
            columns: words(["What holds", "Signed"]),
            rows: rows.collect(),
        });
    }
    let stops =
        log.stamp.stops.iter().map(|stop| format!("Stops the final stamp: {}: {}", stop.address, stop.text));
    (title, tables, stops.chain(log.remarks.iter().cloned()).collect())
}

fn cells(row: &Assumption, unit: &str) -> Vec<String> {
    let value = row.value.map(plain).unwrap_or_default();
    let value = match &row.unit {
        Some(unit) => format!("{value}\n{unit}"),
        None => value,
    };
    let range = match (row.low, row.high, row.range_from) {
        (Some(low), Some(high), RangeFrom::TestMovement) => {
            format!("{} to {}\nto try, 10 %", plain(low), plain(high))
        }
        (Some(low), Some(high), RangeFrom::PublishedFigures) => {
            format!("{} to {}\nfrom published figures", plain(low), plain(high))
        }
        (Some(low), Some(high), _) => format!("{} to {}", plain(low), plain(high)),
        _ => "not moved".to_owned(),
    };
    let effect = row.effect.map_or_else(|| "cannot be measured".to_owned(), |effect| amount(effect, unit));
    let effect = if row.changes_answer { format!("{effect}\nchanges the answer") } else { effect };
    vec![value, range, effect, row.reliability.clone(), signed(row)]
}

/// A text of the input as one line of a cell.
fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// Where a value comes from; below it when that was published and where, why it is so, and who made it and when.
fn source(row: &Assumption) -> String {
    let mut lines = vec![row.source.as_deref().map_or_else(|| "none stated".to_owned(), one_line)];
    lines.extend([&row.published, &row.link, &row.why].into_iter().flatten().map(|text| one_line(text)));
    let made: Vec<String> = [&row.who, &row.when].into_iter().flatten().map(|text| one_line(text)).collect();
    if !made.is_empty() {
        lines.push(format!("made by {}", made.join(", ")));
    }
    lines.join("\n")
}

fn signed(row: &Assumption) -> String {
    let who: Vec<&str> = [&row.signed_by, &row.signed_on].into_iter().flatten().map(String::as_str).collect();
    let who = one_line(&who.join(", "));
    match row.status {
        Status::Signed => who,
        Status::SignedForAnotherValue => {
            let value = row.signed_value.map(|value| format!(" ({})", plain(value))).unwrap_or_default();
            format!("for another value{value}\n{who}")
        }
        Status::NotSigned if row.material => "not signed: must be".to_owned(),
        status => status.words().to_owned(),
    }
}

/// What must be known to read the log.
pub(super) fn remarks(
    appraisal: &Appraisal,
    decision: &Decision,
    rows: &[Assumption],
    signs_nothing: &[String],
) -> Vec<String> {
    let mut remarks = vec![
        format!("The decision: {}: {}.", decision.label, amount(decision.value, &decision.unit)),
        format!(
            "An effect over {} must be signed for, and its source stated: {} of {}, {}.",
            amount(decision.threshold, &decision.unit),
            percent(decision.share),
            amount(decision.value, &decision.unit),
            decision.rule
        ),
    ];
    let tried = rows.iter().filter(|row| row.range_from == RangeFrom::TestMovement).count();
    if tried > 0 {
        remarks.push(format!(
            "{tried} of the values have no range. To see what they do, each was moved by 10 % of itself each way (an index by 10 % of its growth, in all years together); that is no statement of how sure they are."
        ));
    }
    let changing: Vec<&str> =
        rows.iter().filter(|row| row.changes_answer).map(|row| row.address.as_str()).collect();
    if !changing.is_empty() {
        remarks.push(format!("Within these ranges the answer is another one: {}.", changing.join(", ")));
    }
    let events = appraisal.model().graph.events().len();
    if events > 0 {
        remarks.push(
            "Everything that may happen is taken as planned: a chance, and what it would cost, has no effect here."
                .to_owned(),
        );
    }
    let choices = rows.iter().filter(|row| row.kind == Kind::Choice).count();
    if choices > 0 {
        remarks.push(format!(
            "{choices} rules and switches hold by default. They are no numbers, have no effect that is measured, and stop nothing."
        ));
    }
    if !signs_nothing.is_empty() {
        remarks.push(format!("Signatures that sign nothing in this result: {}.", signs_nothing.join(", ")));
    }
    remarks
}
