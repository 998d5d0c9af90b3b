//! What the figures rest on, and what was and was not checked.

use super::Sources;
use super::document::{Draft, MembersTable};
use super::words::plain;

/// As many assumptions as stand in the body of the report.
const MOST: usize = 15;

pub(super) fn assumptions(from: &Sources<'_>, draft: &mut Draft) {
    draft.section("assumptions", "Assumptions and sources");
    if let Some(log) = &from.log {
        draft.say(format!(
            "The assumptions that move the decision most, the one that moves it most first. The decision is {}.",
            log.decision.label
        ));
        let columns = ["Value", "What moving it does (£)", "How far it is trusted", "Source", "Signed"];
        let mut table = MembersTable::of_text("The assumptions that matter most", "Assumption", &columns);
        for row in log.assumptions.iter().filter(|row| row.effect.is_some()).take(MOST) {
            let unit = row.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            let value = row.value.map(|value| format!("{}{unit}", plain(value))).unwrap_or_default();
            let effect = row.effect.map(super::words::pounds).unwrap_or_default();
            let source = row.source.clone().unwrap_or_else(|| "none stated".to_owned());
            let cells = vec![value, effect, row.reliability.clone(), source, row.status.words().to_owned()];
            table.row(row.label.clone(), cells);
        }
        table.notes.push(
            "Each is moved from the low to the high end of its range; one without a range by a tenth of itself each way, to \
             see what it does. The assumptions log of the appraisal lists all of them."
                .to_owned(),
        );
        draft.table(table);
    } else {
        draft.say("No assumptions log was made for this report.");
    }
    listed(draft, "National figures in whose place the question puts its own", &from.result.audit.overridden);
    let warnings: Vec<_> = from.result.warnings.iter().map(|warning| warning.text.clone()).collect();
    listed(draft, "Figures that lie outside what others have published", &warnings);
    let ranges = from.result.audit.supplied_ranges.iter();
    let ranges: Vec<_> = ranges.map(|range| format!("{}: {}", range.address, range.text)).collect();
    listed(draft, "Ranges that come from published figures", &ranges);
    let advice = from.result.advisories.iter().map(|advisory| {
        let name = super::words::option(from.result, &advisory.option);
        let answer = advisory.acknowledged.as_ref().map(|why| format!(" Left out all the same: {why}"));
        format!("{name}: {}{}", advisory.missing, answer.unwrap_or_default())
    });
    let mut advice: Vec<_> = advice.collect();
    advice.dedup();
    listed(draft, "What the options leave out, although it mattered elsewhere", &advice);
}

fn listed(draft: &mut Draft, heading: &str, items: &[String]) {
    if !items.is_empty() {
        draft.heading(heading);
        draft.list(items.to_vec());
    }
}

pub(super) fn quality(from: &Sources<'_>, draft: &mut Draft) {
    let audit = &from.result.audit;
    draft.section("quality", "Quality assurance");
    if let Some(log) = &from.log {
        let says = if log.stamp.is_final {
            "The figures are final."
        } else {
            "The figures are a draft. What stops them from being final is listed below."
        };
        draft.say(says);
        let mut table = MembersTable::of_text("Checks of the result", "Check", &["Does it pass"]);
        for check in &log.stamp.checks {
            table.row(check.label, vec![if check.passes { "yes" } else { "no" }.to_owned()]);
        }
        draft.table(table);
        let stops: Vec<_> =
            log.stamp.stops.iter().map(|stop| format!("{}: {}", stop.address, stop.text)).collect();
        listed(draft, "What stops the figures from being final", &stops);
    } else {
        draft.note("No assumptions log was made: nothing is signed, and the figures are a draft.");
    }
    let none = |heading: &str, items: &[String], draft: &mut Draft| {
        draft.heading(heading);
        if items.is_empty() {
            draft.say("None.");
        } else {
            draft.list(items.to_vec());
        }
    };
    none("Figures of the question without a source", &audit.without_source, draft);
    none("National figures that nobody was seen stating", &audit.unverified, draft);
    none("National figures that are projected", &audit.projected, draft);
    if let Some(as_of) = audit.as_of_in_words() {
        draft.heading("National figures of another day");
        draft.say(as_of);
        draft.list(audit.superseded.iter().map(|one| one.text.clone()).collect());
    }
    draft.say(
        "Numbers that nobody stated and that were put there by default are listed in Annex B. Rules and switches that \
         hold because nothing else was stated are listed in the result under audit.default_choices.",
    );
    draft.say(audit.rounding);
    draft.say(format!(
        "Digest of the national figures: {}. Digest of the published evidence: {}.",
        audit.national_figures, audit.published_evidence
    ));
}

pub(super) fn annex(from: &Sources<'_>, draft: &mut Draft) {
    draft.annex("annex-defaults", "Annex B: numbers put there by default");
    if from.result.audit.defaults.is_empty() {
        draft.say("None.");
    }
    draft.list(from.result.audit.defaults.clone());
}
