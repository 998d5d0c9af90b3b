//! The tables of the analyses of uncertainty.

use super::build::{Build, POUNDS, Prices};
use super::{Declared, Table};
use crate::uncertainty::{
    BreakEven, Cliff, CliffMap, DifferenceResult, Driver, DriversResult, EventChance, InformationResult,
    InputShare, InputSwitching, InsolvencyResult, OptionReversion, Percentile, Reversion, ScenarioTable,
    SimulationResult, SwitchingResult, SwitchingValue, Tornado, TornadoBar, WorthOfKnowing,
};

pub(crate) const TORNADO: &[Declared<Tornado>] = &[("bars", bars)];
pub(crate) const SWITCHING: &[Declared<SwitchingResult>] = &[("inputs", switching)];
pub(crate) const SCENARIOS: &[Declared<ScenarioTable>] = &[("options", scenarios), ("changes", changes)];
pub(crate) const DRIVERS: &[Declared<DriversResult>] = &[("drivers", drivers)];
pub(crate) const INFORMATION: &[Declared<InformationResult>] = &[("inputs", information)];
pub(crate) const DIFFERENCE: &[Declared<DifferenceResult>] = &[("inputs", difference)];
pub(crate) const REVERSION: &[Declared<Reversion>] =
    &[("options", reversion), ("chances", chances), ("break_evens", break_evens)];
pub(crate) const CLIFFS: &[Declared<CliffMap>] = &[("cliffs", cliffs)];
pub(crate) const SIMULATION: &[Declared<SimulationResult>] = &[
    ("measures", measures),
    ("percentiles", percentiles),
    ("ranking", ranking),
    ("insolvency", insolvency),
    ("inputs", drawn),
];

fn bars(tornado: &Tornado) -> Table {
    let unit = Some(tornado.measure.unit.as_str());
    Build::of("bars", &format!("Tornado of {}", tornado.measure.label), &tornado.bars)
        .words("address", "The address of the input.", |bar: &TornadoBar| Some(bar.address.as_str()))
        .words("unit", "The unit of the input.", |bar| Some(bar.unit))
        .numbers("low", "Its low value.", None, |bar| Some(bar.low))
        .numbers("central", "Its central value.", None, |bar| Some(bar.central))
        .numbers("high", "Its high value.", None, |bar| Some(bar.high))
        .numbers("at_low", "The measure with the input at its low.", unit, |bar| Some(bar.at_low))
        .numbers("at_high", "The measure with the input at its high.", unit, |bar| Some(bar.at_high))
        .numbers("swing", "How far apart the two are.", unit, |bar| Some(bar.swing))
        .switches("same_side", "Whether both lie on the same side of the centre.", |bar| Some(bar.same_side))
        .words("cheapest_at_low", "The cheapest option at the low, where it is another.", |bar| {
            bar.cheapest_at_low.as_deref()
        })
        .words("cheapest_at_high", "The same at the high.", |bar| bar.cheapest_at_high.as_deref())
        .done()
}

/// A row for each switching value, and one for each input that has none.
fn switching(result: &SwitchingResult) -> Table {
    let mut rows: Vec<(&InputSwitching, Option<&SwitchingValue>)> = Vec::new();
    for input in &result.inputs {
        if input.values.is_empty() {
            rows.push((input, None));
        }
        rows.extend(input.values.iter().map(|value| (input, Some(value))));
    }
    Build::of("inputs", &format!("Switching values of {}", result.measure.label), &rows)
        .words("address", "The address of the input.", |(input, _)| Some(input.address.as_str()))
        .words("unit", "Its unit.", |(input, _)| Some(input.unit))
        .numbers("central", "Its central value.", None, |(input, _)| Some(input.central))
        .numbers("low", "Its low value.", None, |(input, _)| input.range.map(|(low, _)| low))
        .numbers("high", "Its high value.", None, |(input, _)| input.range.map(|(_, high)| high))
        .numbers("switches_at", "A value at which the answer changes.", None, |(_, value)| {
            value.map(|value| value.value)
        })
        .switches("within_range", "Whether it lies within the range.", |(_, value)| {
            value.map(|value| value.within_range)
        })
        .numbers("ranges_away", "How far from the centre, in ranges.", Some("ranges"), |(_, value)| {
            value.and_then(|value| value.ranges_away)
        })
        .numbers("change", "The change from the centre as a share of it.", Some("share"), |(_, value)| {
            value.and_then(|value| value.change)
        })
        .texts("sentence", "In one sentence.", |(input, _)| Some(input.sentence.clone()))
        .done()
}

fn scenarios(result: &ScenarioTable) -> Table {
    let rows: Vec<_> = result
        .scenarios
        .iter()
        .flat_map(|scenario| scenario.options.iter().map(move |option| (scenario, option)))
        .collect();
    Build::of("options", "Options under each scenario", &rows)
        .words("scenario", "The id of the scenario.", |(scenario, _)| Some(&scenario.id))
        .words("scenario_name", "Its name.", |(scenario, _)| Some(&scenario.name))
        .words("option", "The id of the option.", |(_, option)| Some(&option.id))
        .words("name", "Its name.", |(_, option)| Some(&option.name))
        .pounds("net_cost_total", "Net cost to the council, all years.", Prices::Cash, |(_, option)| {
            Some(option.net_cost_total)
        })
        .pounds("saving_total", "Saving against today, all years.", Prices::Cash, |(_, option)| {
            Some(option.saving_total)
        })
        .pounds("net_present_cost", "Net present cost to the council.", Prices::Present, |(_, option)| {
            Some(option.net_present_cost)
        })
        .pounds("net_present_cost_to_society", "The same to society.", Prices::Present, |(_, option)| {
            Some(option.net_present_cost_to_society)
        })
        .words("rank", "Its place by net present cost to the council.", |(_, option)| Some(&option.rank))
        .done()
}

fn changes(result: &ScenarioTable) -> Table {
    let rows: Vec<_> = result
        .scenarios
        .iter()
        .flat_map(|scenario| scenario.changes.iter().map(move |change| (scenario, change)))
        .collect();
    Build::of("changes", "What scenarios change", &rows)
        .words("scenario", "The id of the scenario.", |(scenario, _)| Some(&scenario.id))
        .words("address", "The address of the input.", |(_, change)| Some(&change.address))
        .numbers("from", "Its central value without the scenario.", None, |(_, change)| change.from)
        .numbers("to", "Its value in the scenario.", None, |(_, change)| Some(change.to))
        .done()
}

fn drivers(result: &DriversResult) -> Table {
    let share = Some("share of the variance");
    Build::of("drivers", &format!("What drives the spread of {}", result.measure.label), &result.drivers)
        .words("address", "The address of the input or the event.", |own: &Driver| Some(own.address.as_str()))
        .words("unit", "The unit of the input.", |own| own.unit)
        .floats("first", "First-order index.", share, |own| Some(own.first.share))
        .floats("first_low", "The lower end of its 95 per cent interval.", share, |own| Some(own.first.low))
        .floats("first_high", "The upper end.", share, |own| Some(own.first.high))
        .floats("total", "Total index.", share, |own| Some(own.total.share))
        .floats("total_low", "The lower end of its 95 per cent interval.", share, |own| Some(own.total.low))
        .floats("total_high", "The upper end.", share, |own| Some(own.total.high))
        .texts("sentence", "In one sentence.", |own| Some(own.sentence.clone()))
        .done()
}

fn information(result: &InformationResult) -> Table {
    let unit = Some(result.unit);
    Build::of("inputs", "What it is worth to know each input before deciding", &result.inputs)
        .words("address", "The address of the input or the event.", |own: &WorthOfKnowing| {
            Some(own.address.as_str())
        })
        .words("unit", "The unit of the input.", |own| own.unit)
        .floats("value", "What it is worth to know it.", unit, |own| Some(own.value))
        .floats("raw", "The same before the bias is taken off.", unit, |own| Some(own.raw))
        .floats("bias", "The bias.", unit, |own| Some(own.bias))
        .texts("sentence", "In one sentence.", |own| Some(own.sentence.clone()))
        .done()
}

fn difference(result: &DifferenceResult) -> Table {
    let unit = Some(result.measure.unit.as_str());
    Build::of("inputs", &format!("What moved {}", result.measure.label), &result.inputs)
        .words("address", "The address of the input.", |own: &InputShare| Some(own.address.as_str()))
        .words("unit", "Its unit.", |own| Some(own.unit))
        .numbers("before", "Its central value before.", None, |own| Some(own.before))
        .numbers("after", "Its central value after.", None, |own| Some(own.after))
        .numbers("share", "What it brings to the difference.", unit, |own| Some(own.share))
        .numbers("standard_error", "The standard error of that, where orders were sampled.", unit, |own| {
            own.standard_error
        })
        .done()
}

fn reversion(result: &Reversion) -> Table {
    let row = |name: &str| format!("Net present {name}.");
    Build::of("options", "Options as planned and with what may happen priced in", &result.options)
        .words("option", "The id of the option.", |own: &OptionReversion| Some(&own.id))
        .words("name", "Its name.", |own| Some(&own.name))
        .pounds("planned_cost", &row("cost as planned"), Prices::Present, |own| Some(own.planned_cost))
        .pounds("expected_cost", &row("cost as expected"), Prices::Present, |own| Some(own.expected_cost))
        .pounds("planned_saving", &row("saving as planned"), Prices::Present, |own| Some(own.planned_saving))
        .pounds("expected_saving", &row("saving as expected"), Prices::Present, |own| {
            Some(own.expected_saving)
        })
        .done()
}

/// What may happen, with the option that it happens to.
fn events(result: &Reversion) -> impl Iterator<Item = (&OptionReversion, &EventChance)> {
    result.options.iter().flat_map(|option| option.events.iter().map(move |event| (option, event)))
}

fn chances(result: &Reversion) -> Table {
    let years = result.years.len();
    let rows: Vec<(&OptionReversion, &EventChance, usize)> = events(result)
        .flat_map(|(option, event)| (0..years).map(move |year| (option, event, year)))
        .collect();
    Build::of("chances", "What may happen, by year", &rows)
        .words("option", "The id of the option.", |(option, ..)| Some(&option.id))
        .words("event", "The address of the event.", |(_, event, _)| Some(event.event.as_str()))
        .words("kind", "What kind of risk it is.", |(_, event, _)| Some(event.kind))
        .words("label", "What it is.", |(_, event, _)| Some(&event.label))
        .words("party", "The operator that fails.", |(_, event, _)| event.party.as_deref())
        .by_year(&result.years, |(.., year)| Some(*year))
        .numbers("chance", "The chance that it has happened by the end of the year.", Some("share"), |row| {
            row.1.by_year.get(row.2).copied()
        })
        .done()
}

fn break_evens(result: &Reversion) -> Table {
    let rows: Vec<(&OptionReversion, &EventChance, &BreakEven)> = events(result)
        .flat_map(|(option, event)| event.inputs.iter().map(move |input| (option, event, input)))
        .collect();
    Build::of("break_evens", "The chance at which each expected saving is gone", &rows)
        .words("option", "The id of the option.", |(option, ..)| Some(&option.id))
        .words("event", "The address of the event.", |(_, event, _)| Some(event.event.as_str()))
        .words("address", "The address of the input of its chance.", |(.., own)| Some(own.address.as_str()))
        .numbers("central", "Its central value.", None, |(.., own)| Some(own.central))
        .numbers("break_even", "The value at which the saving is gone.", None, |(.., own)| own.break_even)
        .done()
}

fn cliffs(result: &CliffMap) -> Table {
    let (of_input, of_measure) = (Some(result.unit), Some(result.measure.unit.as_str()));
    Build::of("cliffs", &format!("Where {} jumps", result.measure.label), &result.cliffs)
        .numbers("at", "The value of the input.", of_input, |own: &Cliff| Some(own.at))
        .numbers("below", "The measure just below it.", of_measure, |own| Some(own.below))
        .numbers("above", "The measure just above it.", of_measure, |own| Some(own.above))
        .numbers("jump", "How far it jumps.", of_measure, |own| Some(own.jump))
        .words("row", "The row whose threshold it is.", |own| Some(&own.row))
        .texts("condition", "The condition.", |own| Some(own.condition.clone()))
        .done()
}

fn measures(result: &SimulationResult) -> Table {
    Build::of("measures", "Measures over the draws", &result.measures)
        .words("address", "The address of the row.", |own| Some(own.address.as_str()))
        .words("label", "What it is.", |own| Some(&own.label))
        .words("unit", "Its unit.", |own| Some(&own.unit))
        .years("of_year", "The year, for a row by year.", &result.years, |own| own.year)
        .floats("central", "The exact value with every input central.", None, |own| own.central)
        .floats("exact_mean", "The exact expectation, where there is one.", None, |own| own.exact_mean)
        .floats("mean", "The mean.", None, |own| Some(own.mean))
        .floats("standard_error", "Its standard error.", None, |own| Some(own.standard_error))
        .floats("standard_deviation", "The standard deviation.", None, |own| Some(own.standard_deviation))
        .floats("smallest", "The smallest draw.", None, |own| Some(own.smallest))
        .floats("largest", "The largest draw.", None, |own| Some(own.largest))
        .counts("without_value", "Draws without a value.", |own| Some(own.without_value))
        .done()
}

fn percentiles(result: &SimulationResult) -> Table {
    let of = result.measures.iter().flat_map(|own| own.percentiles.iter().map(move |one| (own, *one)));
    let rows: Vec<(_, Percentile)> = of.collect();
    Build::of("percentiles", "Percentiles of the measures", &rows)
        .words("address", "The address of the row.", |(own, _)| Some(own.address.as_str()))
        .words("unit", "Its unit.", |(own, _)| Some(&own.unit))
        .years("of_year", "The year, for a row by year.", &result.years, |(own, _)| own.year)
        .floats("percent", "Which, from 0 to 100.", Some("%"), |(_, one)| Some(one.percent))
        .floats("value", "Its value.", None, |(_, one)| Some(one.value))
        .floats("low", "The lower end of its 95 per cent interval.", None, |(_, one)| Some(one.low))
        .floats("high", "The upper end.", None, |(_, one)| Some(one.high))
        .done()
}

fn ranking(result: &SimulationResult) -> Table {
    let options = result.ranking.as_ref().map(|ranking| ranking.options.as_slice()).unwrap_or_default();
    let share = Some("share of draws");
    Build::of("ranking", "How often each option costs least", options)
        .words("option", "The id of the option.", |own| Some(&own.id))
        .words("name", "Its name.", |own| Some(&own.name))
        .floats("best", "How often it costs least.", share, |own| Some(own.best.share))
        .floats("best_low", "The lower end of its 95 per cent interval.", share, |own| Some(own.best.low))
        .floats("best_high", "The upper end.", share, |own| Some(own.best.high))
        .floats("expected_regret", "What it costs more than the cheapest, on average.", Some(POUNDS), |own| {
            Some(own.expected_regret)
        })
        .floats("mean_cost", "Its mean cost.", Some(POUNDS), |own| Some(own.mean_cost))
        .done()
}

fn insolvency(result: &SimulationResult) -> Table {
    let years = 0..result.years.len();
    let rows: Vec<(&InsolvencyResult, usize)> =
        result.insolvency.iter().flat_map(|own| years.clone().map(move |year| (own, year))).collect();
    let share = Some("share of draws");
    Build::of("insolvency", "How likely parties are to run out of money by the end of each year", &rows)
        .words("option", "The id of the option.", |(own, _)| Some(&own.option))
        .words("party", "The id of the party; nothing for any of them.", |(own, _)| own.party.as_deref())
        .by_year(&result.years, |(_, year)| Some(*year))
        .floats("insolvent", "The chance of reserves below nothing.", share, |(own, year)| {
            own.insolvent_by.get(*year).map(|chance| chance.share)
        })
        .floats("below_minimum", "The chance of reserves below their minimum.", share, |(own, year)| {
            own.below_minimum_by.get(*year).map(|chance| chance.share)
        })
        .done()
}

fn drawn(result: &SimulationResult) -> Table {
    Build::of("inputs", "The uncertain inputs as they were drawn", &result.inputs)
        .words("address", "The address of the input.", |own| Some(own.address.as_str()))
        .words("unit", "Its unit.", |own| Some(own.unit))
        .floats("central", "The central value.", None, |own| Some(own.central))
        .floats("mean", "The mean of the distribution.", None, |own| Some(own.mean))
        .floats("standard_deviation", "Its standard deviation.", None, |own| Some(own.standard_deviation))
        .texts("distribution", "The distribution in words.", |own| Some(own.distribution.clone()))
        .done()
}
