//! The tables of an outcome with a row for each option, view, party or library.

use super::Table;
use super::build::{Build, Prices};
use crate::appraisal::{
    EconomicResult, Flag, LibraryResult, OptionResult, Outcome, PartyResult, Penny, ResultTables, ViewResult,
};

fn view<'o>(option: &'o OptionResult, id: &str) -> Option<&'o ViewResult> {
    option.views.iter().find(|view| view.id == id)
}

/// The council's view is the first.
fn council(option: &OptionResult) -> Option<&ViewResult> {
    option.views.first()
}

/// The headline measures of each option, those of a view for the council.
pub(super) fn options(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let economic = |option: &OptionResult, of: fn(&EconomicResult) -> Option<Penny>| {
        council(option).and_then(|view| of(&view.economic))
    };
    let years = &result.years;
    Build::of("options", "Options, with the headline measures of each for the council", &result.options)
        .base(result.price_base)
        .words("option", "The id of the option.", |option| Some(&option.id))
        .words("name", "Its name.", |option| Some(&option.name))
        .words("model", "Its delivery model.", |option| Some(option.model))
        .words("starts", "The day on which it begins; nothing where that is the first.", |option| {
            option.starts.as_deref()
        })
        .switches("statutory", "Whether the service is part of the statutory duty.", |option| {
            Some(option.statutory)
        })
        .words("rank", "Its place by net present cost to the council.", |option| Some(&option.rank))
        .pounds("net_cost_total", "Net cost to the council, all years.", Prices::Cash, |option| {
            council(option).map(|view| view.net_cost_total)
        })
        .pounds("saving_total", "Saving of the council against today, all years.", Prices::Cash, |option| {
            council(option).map(|view| view.saving_total)
        })
        .years("payback_year", "The year by whose end savings have paid back.", years, |option| {
            council(option)?.payback_year
        })
        .numbers("payback", "The time until then.", Some("years"), |option| council(option)?.payback.years)
        .years("worst_year", "The year in which it costs the council most.", years, |option| {
            council(option).map(|view| view.worst_year)
        })
        .pounds("net_present_cost", "Net present cost to the council.", Prices::Present, |option| {
            economic(option, |own| Some(own.net_present_cost))
        })
        .pounds("net_present_saving", "Net present saving of the council.", Prices::Present, |option| {
            economic(option, |own| Some(own.net_present_saving))
        })
        .pounds("equivalent_annual_cost", "Equivalent annual cost to the council.", Prices::Real, |option| {
            economic(option, |own| Some(own.equivalent_annual_cost))
        })
        .pounds("cost_per_open_hour", "Cost to the council for each hour open.", Prices::Real, |option| {
            economic(option, |own| own.cost_per_open_hour)
        })
        .pounds("cost_per_staffed_hour", "The same for each staffed hour.", Prices::Real, |option| {
            economic(option, |own| own.cost_per_staffed_hour)
        })
        .pounds("cost_per_visit", "The same for each visit.", Prices::Real, |option| {
            economic(option, |own| own.cost_per_visit)
        })
        .pounds("cost_per_issue", "The same for each issue.", Prices::Real, |option| {
            economic(option, |own| own.cost_per_issue)
        })
        .pounds(
            "net_present_cost_to_public_sector",
            "The same to the public sector.",
            Prices::Present,
            |option| view(option, "public_sector").map(|view| view.economic.net_present_cost),
        )
        .pounds("net_present_cost_to_society", "The same to society.", Prices::Present, |option| {
            Some(option.society.net_present_cost)
        })
        .pounds("benefits", "Present value of benefits that have a money value.", Prices::Present, |option| {
            option.benefits.as_ref().map(|own| own.present_value)
        })
        .pounds("net_present_social_value", "Benefits less all costs.", Prices::Present, |option| {
            option.benefits.as_ref().map(|own| own.net_present_social_value)
        })
        .done()
}

/// The measures of each option and view that are one number for all years.
pub(super) fn views(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let all: Vec<(&OptionResult, &ViewResult)> = result
        .options
        .iter()
        .flat_map(|option| option.views.iter().map(move |view| (option, view)))
        .collect();
    let years = &result.years;
    Build::of("views", "Measures of all years together, by option and view", &all)
        .base(result.price_base)
        .words("option", "The id of the option.", |(option, _)| Some(&option.id))
        .words("view", "The id of the view.", |(_, view)| Some(&view.id))
        .words("name", "The name of the view.", |(_, view)| Some(&view.name))
        .pounds("net_cost_total", "Net cost.", Prices::Cash, |(_, view)| Some(view.net_cost_total))
        .pounds("saving_total", "Saving against today.", Prices::Cash, |(_, view)| Some(view.saving_total))
        .years("payback_year", "The year by whose end savings have paid back.", years, |(_, view)| {
            view.payback_year
        })
        .numbers("payback", "The time until then.", Some("years"), |(_, view)| view.payback.years)
        .years("discounted_payback_year", "The same in real terms, discounted.", years, |(_, view)| {
            view.discounted_payback_year
        })
        .numbers("discounted_payback", "The time until then.", Some("years"), |(_, view)| {
            view.discounted_payback.years
        })
        .years("worst_year", "The year in which the option costs the view most.", years, |(_, view)| {
            Some(view.worst_year)
        })
        .pounds("net_present_cost", "Net present cost.", Prices::Present, |(_, view)| {
            Some(view.economic.net_present_cost)
        })
        .pounds("net_present_saving", "Net present saving.", Prices::Present, |(_, view)| {
            Some(view.economic.net_present_saving)
        })
        .pounds("equivalent_annual_cost", "Equivalent annual cost.", Prices::Real, |(_, view)| {
            Some(view.economic.equivalent_annual_cost)
        })
        .pounds("cost_per_open_hour", "Cost for each hour open.", Prices::Real, |(_, view)| {
            view.economic.cost_per_open_hour
        })
        .pounds("cost_per_visit", "Cost for each visit.", Prices::Real, |(_, view)| {
            view.economic.cost_per_visit
        })
        .done()
}

/// What each party pays in all years.
pub(super) fn parties(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let all: Vec<(&OptionResult, &PartyResult)> = result
        .options
        .iter()
        .flat_map(|option| option.parties.iter().map(move |party| (option, party)))
        .collect();
    Build::of("parties", "What each party pays less what it is paid, all years", &all)
        .words("option", "The id of the option.", |(option, _)| Some(&option.id))
        .words("party", "The id of the party.", |(_, party)| Some(&party.id))
        .words("name", "Its name.", |(_, party)| Some(&party.name))
        .pounds("total", "What it pays less what it is paid.", Prices::Cash, |(_, party)| Some(party.total))
        .pounds("change_from_today", "The change from today.", Prices::Cash, |(_, party)| {
            Some(party.change_from_today)
        })
        .years("worst_year", "The year in which it pays most.", &result.years, |(_, party)| {
            Some(party.worst_year)
        })
        .done()
}

/// Each library under each option, and last what belongs to all together.
pub(super) fn libraries(outcome: &Outcome) -> Table {
    let result: &ResultTables = outcome.tables();
    let present = |who: &str| format!("Net present cost to {who}.");
    let saved = |who: &str| format!("Net present saving of {who}.");
    Build::of("libraries", "Each library under each option", &result.libraries)
        .base(result.price_base)
        .words("option", "The id of the option.", |own: &LibraryResult| Some(&own.option))
        .words("library", "The library; nothing for what belongs to all together.", |own| {
            own.library.as_deref()
        })
        .words("name", "Its name.", |own| Some(&own.name))
        .words("has", "The option that it has.", |own| own.has.as_deref())
        .words("model", "The delivery model of that.", |own| own.model)
        .words("starts", "The day on which it begins, where that is not the first.", |own| {
            own.starts.as_deref()
        })
        .pounds("net_cost_total", "Net cost to the council, all years.", Prices::Cash, |own| {
            Some(own.net_cost_total)
        })
        .pounds("saving_total", "Saving of the council, all years.", Prices::Cash, |own| {
            Some(own.saving_total)
        })
        .pounds("net_present_cost", &present("the council"), Prices::Present, |own| {
            Some(own.net_present_cost.council)
        })
        .pounds("net_present_cost_to_public_sector", &present("the public sector"), Prices::Present, |own| {
            Some(own.net_present_cost.public_sector)
        })
        .pounds("net_present_cost_to_society", &present("society"), Prices::Present, |own| {
            Some(own.net_present_cost.society)
        })
        .pounds("net_present_saving", &saved("the council"), Prices::Present, |own| {
            Some(own.net_present_saving.council)
        })
        .pounds("cost_per_open_hour", "Cost to the council for each hour open.", Prices::Real, |own| {
            own.cost_per_open_hour
        })
        .done()
}

/// What must not be overlooked.
pub(super) fn flags(outcome: &Outcome) -> Table {
    let result = outcome.tables();
    let all: Vec<(&OptionResult, &Flag)> = result
        .options
        .iter()
        .flat_map(|option| option.flags.iter().map(move |flag| (option, flag)))
        .collect();
    Build::of("flags", "What must not be overlooked", &all)
        .words("option", "The id of the option.", |(option, _)| Some(&option.id))
        .words("kind", "What kind of thing it is.", |(_, flag)| Some(flag.kind))
        .words("party", "The party that it concerns.", |(_, flag)| Some(&flag.party))
        .years("since", "The year.", &result.years, |(_, flag)| flag.year)
        .texts("text", "In words.", |(_, flag)| Some(flag.text.clone()))
        .done()
}
