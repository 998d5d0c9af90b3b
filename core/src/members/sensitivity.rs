//! What the answer hangs on.

use super::Sources;
use super::document::{Draft, MembersTable};
use super::words::{SWITCHING, plain};

/// As many inputs as a member reads of.
const MOST: usize = 10;

pub(super) fn write(from: &mut Sources<'_>, draft: &mut Draft) {
    draft.section("sensitivity", "What the answer hangs on");
    if let Some(tornado) = from.tornado.clone().filter(|tornado| !tornado.bars.is_empty()) {
        draft.say(format!(
            "Each uncertain figure is moved to its low and to its high value by itself. Shown is {}.",
            tornado.measure.label
        ));
        let picture = tornado.picture();
        from.picture(draft, &picture);
    } else {
        draft.say("No figure of the question has a range: how much the answer moves with each cannot be shown.");
    }
    if let Some(switching) = from.switching.as_ref().filter(|own| !own.inputs.is_empty()) {
        draft.heading("What would have to be different for the answer to change");
        draft.term(SWITCHING);
        draft.list(switching.inputs.iter().take(MOST).map(|input| input.sentence.clone()).collect());
    }
    let Some(scenarios) = from.scenarios.as_ref().filter(|own| !own.scenarios.is_empty()) else { return };
    draft.heading("Scenarios");
    let told = scenarios.scenarios.iter().filter_map(|scenario| {
        let story = scenario.story.as_ref()?;
        let changes: Vec<String> =
            scenario.changes.iter().map(|change| format!("{} is {}", change.address, plain(change.to))).collect();
        Some(format!("{}: {story} ({})", scenario.name, changes.join("; ")))
    });
    draft.list(told.collect());
    let mut table = MembersTable::new(
        format!(
            "Net present cost to the council in each scenario ({}, real terms, prices of {})",
            from.scale.unit(),
            from.result.price_base
        ),
        "Option",
        scenarios.scenarios.iter().map(|scenario| scenario.name.clone()).collect(),
    );
    for option in &from.result.options {
        let cells = scenarios.scenarios.iter().map(|scenario| {
            let own = scenario.options.iter().find(|own| own.id == option.id);
            own.map(|own| from.scale.thousands(own.net_present_cost)).unwrap_or_default()
        });
        table.row(option.name.clone(), cells.collect());
    }
    draft.table(table);
    draft.list(scenarios.notes.clone());
}
