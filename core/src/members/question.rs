//! What is asked, and how the figures are to be read.

use super::Sources;
use super::document::{Block, Draft};
use super::words::{CASH, REAL, option};

/// What stands under the title.
pub(super) fn facts(from: &Sources<'_>) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let council = from.appraisal.model().parties.get(from.appraisal.model().council).name.clone();
    facts.push(("Report to".to_owned(), council));
    if let Some(date) = &from.asked.date {
        facts.push(("Date".to_owned(), date.clone()));
    }
    let stamp = match &from.log {
        Some(log) if log.stamp.is_final => "Final: the checks pass, and what matters most is signed",
        Some(_) => "Draft: the section on quality assurance says what stops it from being final",
        None => "Draft: no assumptions log was made",
    };
    facts.push(("Status of the figures".to_owned(), stamp.to_owned()));
    facts
}

pub(super) fn write(from: &Sources<'_>, draft: &mut Draft) {
    let result = from.result;
    draft.section("question", "The question");
    let [first, last] = [result.years.first(), result.years.last()];
    let period = match (first, last) {
        (Some(first), Some(last)) if first == last => format!("the financial year {first}"),
        (Some(first), Some(last)) => format!("the financial years {first} to {last}"),
        _ => String::new(),
    };
    draft.say(format!(
        "{} This report sets out what each way of running the service would cost over {period}, who would pay, what may go \
         wrong, and how sure the figures are. The service as it is today is \"{}\".",
        ended(&result.title),
        option(result, &result.today)
    ));
    draft.say("The options are:");
    draft.list(result.options.iter().map(|option| option.name.clone()).collect());
    draft.term(CASH);
    draft.term(REAL);
    draft.note(
        "Money is in thousands of pounds where a table says so. A minus sign (\u{2212}) before a cost means that more comes in \
         than is paid; before a saving, that the option costs more than today. Each figure is rounded by itself, so that a \
         total may differ in its last digit from the sum of the figures above it.",
    );
    draft.section("recommendations", "Recommendations");
    draft.blocks.push(Block::Place {
        text: "the recommendations belong here. This report makes none: it was made from the figures alone."
            .to_owned(),
    });
}

/// A title as a sentence of its own.
fn ended(title: &str) -> String {
    if title.ends_with(['?', '.', '!']) { title.to_owned() } else { format!("{title}.") }
}
