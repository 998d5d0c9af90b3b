//! The economic case: real terms, discounted, apart from the budgets.

use super::Sources;
use super::document::{Draft, MembersTable};
use super::words::{ANNUAL, BIAS, DISCOUNT, PRESENT, SAVING, SOCIETY, pence};
use crate::appraisal::{EconomicResult, OptionResult};
use crate::ledger::Category;

/// A cost of a unit of service: its heading, and where it stands.
type Unit = (&'static str, fn(&EconomicResult) -> Option<crate::appraisal::Penny>);

pub(super) fn write(from: &Sources<'_>, draft: &mut Draft) {
    let result = from.result;
    draft.section("economic", "Value for money");
    draft.say(format!(
        "All sums in this section are in real terms, in prices of {}, and only what is used up counts. They answer which option \
         is worth its cost; what a budget must find stands in the section before.",
        result.price_base
    ));
    for term in [DISCOUNT, PRESENT, SAVING, ANNUAL, SOCIETY] {
        draft.term(term);
    }
    let unit = format!("{}, real terms, prices of {}", super::words::UNIT, result.price_base);
    let views = ["local_public_sector", "public_sector"];
    let columns = [
        "Place by cost to the council",
        "Net present cost: council",
        "Net present saving: council",
        "Equivalent annual cost: council",
        "Net present cost: local public sector",
        "Net present cost: public sector",
        "Cost to society",
    ];
    let mut table = MembersTable::new(
        format!("The economic case ({unit})"),
        "Option",
        columns.map(str::to_owned).to_vec(),
    );
    for option in &result.options {
        let Some(council) = option.views.first().map(|view| &view.economic) else { continue };
        let mut cells = vec![option.rank.clone()];
        cells.extend(
            [council.net_present_cost, council.net_present_saving, council.equivalent_annual_cost]
                .map(|value| from.scale.thousands(value)),
        );
        cells.extend(views.iter().map(|id| {
            let view = option.views.iter().find(|view| view.id == *id);
            view.map_or_else(String::new, |view| from.scale.thousands(view.economic.net_present_cost))
        }));
        cells.push(from.scale.thousands(option.society.net_present_cost));
        table.row(option.name.clone(), cells);
    }
    table.notes.push(format!("Discount schedule: {}.", result.audit.discounting.label));
    draft.table(table);
    if result
        .options
        .iter()
        .any(|option| option.lines.iter().any(|line| line.category == Category::OptimismBias))
    {
        draft.term(BIAS);
        draft.say("Optimism bias is in the figures of this section, and in no budget.");
    }
    compared(from, draft, &unit);
    units(from, draft);
    benefits(from, draft);
    draft.list(result.notes.clone());
}

fn compared(from: &Sources<'_>, draft: &mut Draft, unit: &str) {
    let schedules = &from.result.audit.compared_discounting;
    if schedules.is_empty() {
        return;
    }
    let columns =
        schedules.iter().flat_map(|schedule| [schedule.label.clone(), "Place".to_owned()]).collect();
    let caption = format!("Net present cost to the council under other discount schedules ({unit})");
    let mut table = MembersTable::new(caption, "Option", columns);
    for option in &from.result.options {
        let own = option.views.first().map(|view| &view.economic.compared[..]).unwrap_or_default();
        let cells = own.iter().flat_map(|one| [from.scale.thousands(one.net_present_cost), one.rank.clone()]);
        table.row(option.name.clone(), cells.collect());
    }
    draft.table(table);
}

fn units(from: &Sources<'_>, draft: &mut Draft) {
    const UNITS: &[Unit] = &[
        ("An hour open", |economic| economic.cost_per_open_hour),
        ("An hour with somebody there", |economic| economic.cost_per_staffed_hour),
        ("A visit", |economic| economic.cost_per_visit),
        ("An issue", |economic| economic.cost_per_issue),
    ];
    let of =
        |option: &OptionResult, unit: &Unit| option.views.first().and_then(|view| (unit.1)(&view.economic));
    let used: Vec<_> = UNITS
        .iter()
        .filter(|unit| from.result.options.iter().any(|option| of(option, unit).is_some()))
        .collect();
    let caption = format!(
        "What the service costs the council for what it gives (£, real terms, prices of {})",
        from.result.price_base
    );
    let mut table = MembersTable::new(caption, "Option", used.iter().map(|unit| unit.0.to_owned()).collect());
    if !used.is_empty() {
        for option in &from.result.options {
            table.row(option.name.clone(), used.iter().map(|unit| pence(of(option, unit))).collect());
        }
    }
    draft.table(table);
}

fn benefits(from: &Sources<'_>, draft: &mut Draft) {
    let mut lines = Vec::new();
    for option in &from.result.options {
        for ratio in option.benefits.iter().flat_map(|benefits| &benefits.ratios) {
            lines.push(format!("{}: {}", option.name, ratio.text));
        }
    }
    if !lines.is_empty() {
        draft.heading("Benefits that have a money value");
        draft.list(lines);
    }
}
