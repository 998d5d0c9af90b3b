//! What the answer hangs on.

use super::Sources;
use super::document::{Draft, MembersTable};
use super::words::{SWITCHING, option, plain, pounds};
use crate::uncertainty::{Found, Measure, TornadoBar};

/// As many inputs as a member reads of.
const MOST: usize = 10;

pub(super) fn write(from: &mut Sources<'_>, draft: &mut Draft) {
    draft.section("sensitivity", "What the answer hangs on");
    if let Some(tornado) = from.tornado.clone().filter(|tornado| !tornado.bars.is_empty()) {
        let measure = &tornado.measure;
        let of = measure.address.strip_prefix("options.").and_then(|rest| rest.split('.').next());
        let of = of.map(|id| format!(" of \"{}\"", option(from.result, id))).unwrap_or_default();
        draft.say(format!(
            "Each uncertain figure is moved to its low and to its high value by itself. Shown is what becomes of the result \"{}\"{of}.",
            measure.label
        ));
        let mut table = MembersTable::new(
            format!("The figures that move it most ({})", tornado.measure.unit),
            "Figure",
            ["At its low value", "At its high value", "How far apart"].map(str::to_owned).to_vec(),
        );
        let moves = |bar: &&TornadoBar| !bar.swing.value().is_zero();
        for bar in tornado.bars.iter().filter(moves).take(MOST) {
            let ends = [(bar.at_low, bar.low), (bar.at_high, bar.high)];
            let mut cells: Vec<_> =
                ends.map(|(value, input)| format!("{} (at {})", pounds(value), plain(input))).to_vec();
            cells.push(pounds(bar.swing));
            table.row(bar.address.to_string(), cells);
        }
        let still = tornado.bars.iter().filter(|bar| !moves(bar));
        let still: Vec<_> = still.map(|bar| bar.address.to_string()).collect();
        draft.table(table);
        if !still.is_empty() {
            draft.say("These uncertain figures do not move it at all:");
            draft.list(still);
        }
        let picture = tornado.picture();
        from.picture(draft, &picture);
    } else {
        draft.say(
            "No figure of the question has a range: how much the answer moves with each cannot be shown.",
        );
    }
    if let Some(switching) = from.switching.as_ref().filter(|own| !own.inputs.is_empty()) {
        draft.heading("What would have to be different for the answer to change");
        draft.term(SWITCHING);
        // What the answer does not hang on at all is named, and asks for no sentence of its own.
        let (none, some): (Vec<_>, Vec<_>) =
            switching.inputs.iter().partition(|input| input.found == Found::DoesNotDepend);
        draft.list(some.iter().take(MOST).map(|input| input.sentence.clone()).collect());
        if !none.is_empty() {
            // Said of these two options alone: a third may be overtaken.
            let name = |measure: &Measure| {
                let id = measure.address.strip_prefix("options.")?.split('.').next()?;
                Some(format!("\"{}\"", option(from.result, id)))
            };
            let answer = match (name(&switching.measure), switching.against.as_ref().and_then(name)) {
                (Some(one), Some(other)) => format!("Whether {one} or {other} costs less"),
                _ => "This answer".to_owned(),
            };
            draft.say(format!(
                "{answer} does not depend on these figures. Against other options they may matter:"
            ));
            draft.list(none.iter().map(|input| input.address.to_string()).collect());
        }
    }
    let Some(scenarios) = from.scenarios.as_ref().filter(|own| !own.scenarios.is_empty()) else { return };
    draft.heading("Scenarios");
    let told = scenarios.scenarios.iter().filter_map(|scenario| {
        let story = scenario.story.as_ref()?;
        let changes: Vec<String> = scenario
            .changes
            .iter()
            .map(|change| format!("{} is {}", change.address, plain(change.to)))
            .collect();
        Some(format!("{}: {story} ({})", scenario.name, changes.join("; ")))
    });
    draft.list(told.collect());
    let mut table = MembersTable::new(
        format!(
            "Net present cost to the council in each scenario ({}, real terms, prices of {})",
            super::words::UNIT,
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
