//! What an analysis found, as tables.

use crate::appraisal::Penny;
use crate::money;
use crate::table::{self, Table};
use crate::uncertainty::{CliffMap, Measure, ScenarioTable, SwitchingResult, Tornado};

/// A title, tables and remarks.
type Page = (String, Vec<Table>, Vec<String>);

macro_rules! pages {
    ($($result:ty => $page:ident),* $(,)?) => {$(
        impl $result {
            /// As plain text.
            pub fn to_text(&self) -> String {
                let (title, tables, remarks) = $page(self);
                table::text(&title, &tables, &remarks)
            }

            /// As tables of HTML.
            pub fn to_html(&self) -> String {
                let (title, tables, remarks) = $page(self);
                table::html(&title, &tables, &remarks)
            }
        }
    )*};
}

pages!(Tornado => tornado, SwitchingResult => switching, ScenarioTable => scenarios, CliffMap => cliffs);

/// A value as it stands, with thousands separators.
fn number(value: Penny) -> String {
    money::grouped(value.value())
}

/// A sum in whole units.
fn whole(value: Penny) -> String {
    money::whole_pounds(value.value())
}

fn names(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| (*column).to_owned()).collect()
}

fn named(measure: &Measure) -> String {
    format!("{}, {} ({})", measure.label, measure.unit, measure.address)
}

fn tornado(result: &Tornado) -> Page {
    let rows = result.bars.iter().map(|bar| {
        let input = [bar.low, bar.central, bar.high].map(number);
        let sums = [bar.at_low, bar.at_high, bar.swing].map(number);
        (format!("{} ({})", bar.address, bar.unit), input.into_iter().chain(sums).collect())
    });
    let mut remarks = vec![format!("With every input central it is {}.", number(result.central))];
    for bar in &result.bars {
        for (end, cheapest) in [("low", &bar.cheapest_at_low), ("high", &bar.cheapest_at_high)] {
            remarks.extend(cheapest.as_ref().map(|option| {
                format!("With {} at its {end} value the option that costs least is {option}.", bar.address)
            }));
        }
        if bar.same_side {
            remarks.push(format!("{}: both ends lie on the same side of the central value.", bar.address));
        }
    }
    let table = Table {
        heading: "One input at a time, all others central".to_owned(),
        columns: names(&["Low", "Central", "High", "At low", "At high", "Swing"]),
        rows: rows.collect(),
    };
    (named(&result.measure), vec![table], remarks)
}

fn switching(result: &SwitchingResult) -> Page {
    let title = match (&result.against, result.value) {
        (Some(other), _) => format!("{} against {}", named(&result.measure), named(other)),
        (None, Some(value)) => format!("{} reaches {}", named(&result.measure), number(value)),
        (None, None) => named(&result.measure),
    };
    let rows = result.inputs.iter().map(|input| {
        let range = input
            .range
            .map_or_else(|| "none".to_owned(), |(low, high)| format!("{} to {}", number(low), number(high)));
        let all: Vec<String> = input.values.iter().map(|value| number(value.value)).collect();
        let nearest = input.values.first();
        let away = nearest.and_then(|value| value.ranges_away).map_or_else(|| "none".to_owned(), number);
        let within = match nearest {
            None => "none",
            Some(value) if value.within_range => "yes",
            Some(_) => "no",
        };
        let values = if all.is_empty() { "none".to_owned() } else { all.join("\n") };
        let cells = vec![number(input.central), range, values, away, within.to_owned()];
        (format!("{} ({})", input.address, input.unit), cells)
    });
    let table = Table {
        heading: "Where the answer changes, the nearest first".to_owned(),
        columns: names(&["Central", "Range", "Switches at", "Ranges away", "Within range"]),
        rows: rows.collect(),
    };
    let margin =
        format!("With every input central the answer is {} away from changing.", number(result.margin));
    let sentences = result.inputs.iter().map(|input| input.sentence.clone());
    (title, vec![table], std::iter::once(margin).chain(sentences).collect())
}

fn scenarios(result: &ScenarioTable) -> Page {
    let columns: Vec<String> = result
        .scenarios
        .first()
        .map(|first| first.options.iter().map(|option| option.name.clone()).collect())
        .unwrap_or_default();
    let tables = result.scenarios.iter().map(|scenario| {
        let row = |label: &str, show: &dyn Fn(usize) -> String| {
            (label.to_owned(), (0..scenario.options.len()).map(show).collect())
        };
        let options = &scenario.options;
        Table {
            heading: scenario.name.clone(),
            columns: columns.clone(),
            rows: vec![
                row("Net cost to the council in cash, all years", &|i| whole(options[i].net_cost_total)),
                row("Saving against today in cash, all years", &|i| whole(options[i].saving_total)),
                row("Net present cost: council", &|i| whole(options[i].net_present_cost)),
                row("Net present cost: society", &|i| whole(options[i].net_present_cost_to_society)),
                row("Place by net present cost to the council", &|i| options[i].rank.clone()),
            ],
        }
    });
    let changes = result.scenarios.iter().flat_map(|scenario| {
        let story = scenario.story.iter().map(|story| format!("{}: {story}", scenario.name));
        let changes = scenario.changes.iter().map(|change| {
            let from =
                change.from.map_or_else(String::new, |from| format!(" in the place of {}", number(from)));
            format!("{}: {} is {}{from}.", scenario.name, change.address, number(change.to))
        });
        story.chain(changes)
    });
    let remarks = changes.chain(result.notes.iter().cloned()).collect();
    ("Scenarios".to_owned(), tables.collect(), remarks)
}

fn cliffs(result: &CliffMap) -> Page {
    let rows = result.cliffs.iter().map(|cliff| {
        let sums = [cliff.below, cliff.above, cliff.jump].map(number);
        let cells = sums.into_iter().chain([cliff.condition.clone()]).collect();
        (format!("{} ({})", number(cliff.at), result.unit), cells)
    });
    let (low, high) = result.searched;
    let table = Table {
        heading: format!("Cliffs of {} from {} to {}", result.address, number(low), number(high)),
        columns: names(&["Just below", "Just above", "Jump", "Where"]),
        rows: rows.collect(),
    };
    let remarks = if result.cliffs.is_empty() { vec!["There are none.".to_owned()] } else { Vec::new() };
    (named(&result.measure), vec![table], remarks)
}
