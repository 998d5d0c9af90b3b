//! The results of the analyses to look at: as text and as HTML, from the same tables.

use super::cliffs::CliffMap;
use super::difference::DifferenceResult;
use super::drivers::{DriversResult, Index};
use super::information::InformationResult;
use super::scenarios::ScenarioTable;
use super::switching::{InputSwitching, SwitchingResult};
use super::tornado::Tornado;
use crate::appraisal::Penny;
use crate::money;
use crate::table::{Page, Table, shown};

shown! {
    Tornado: tornado;
    SwitchingResult: switching;
    ScenarioTable: scenarios;
    CliffMap: cliffs;
    DriversResult: drivers;
    InformationResult: information;
    DifferenceResult: difference;
}

/// An amount in whole pounds, or a number of another unit with as many places as it has.
pub(super) fn amount(value: Penny, unit: &str) -> String {
    if unit.starts_with('£') { money::whole_pounds(value.value()) } else { plain(value) }
}

/// A value of an input: a rate or a share keeps its places.
pub(super) fn plain(value: Penny) -> String {
    money::grouped(value.value().round_dp(6).normalize())
}

pub(super) fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

fn tornado(tornado: &Tornado) -> Page {
    let unit = &tornado.measure.unit;
    let rows = tornado.bars.iter().map(|bar| {
        let end = |value: Penny, input: Penny, cheapest: &Option<String>| {
            let changed = cheapest.as_ref().map(|id| format!("\ncheapest: {id}")).unwrap_or_default();
            format!("{}\nat {}{changed}", amount(value, unit), plain(input))
        };
        let cells = vec![
            end(bar.at_low, bar.low, &bar.cheapest_at_low),
            end(bar.at_high, bar.high, &bar.cheapest_at_high),
            amount(bar.swing, unit),
        ];
        (bar.address.to_string(), cells)
    });
    let table = Table {
        heading: format!("Each input alone at its low and at its high ({unit})"),
        columns: words(["At its low", "At its high", "Swing"]),
        rows: rows.collect(),
    };
    let turning = tornado.bars.iter().filter(|bar| bar.same_side);
    let mut remarks: Vec<String> = turning
        .map(|bar| format!("{}: the measure turns within the range; both ends lie on one side.", bar.address))
        .collect();
    let changes = |bar: &super::TornadoBar| bar.cheapest_at_low.is_some() || bar.cheapest_at_high.is_some();
    if !tornado.bars.iter().any(changes) {
        remarks
            .push("No input on its own, within its range, changes which option is the cheapest.".to_owned());
    }
    let title =
        format!("{}: {} with every input central", tornado.measure.label, amount(tornado.central, unit));
    (title, vec![table], remarks)
}

fn switching(result: &SwitchingResult) -> Page {
    let row = |input: &InputSwitching| {
        let nearest = input.values.first();
        let range = input
            .range
            .map_or_else(|| "certain".to_owned(), |(low, high)| format!("{} to {}", plain(low), plain(high)));
        let all: Vec<String> = input.values.iter().map(|value| plain(value.value)).collect();
        let value = if all.is_empty() { "none".to_owned() } else { all.join("\n") };
        let away = nearest
            .and_then(|value| value.ranges_away)
            .map_or_else(String::new, |away| money::grouped(away.value().round_dp(2).normalize()));
        (input.address.to_string(), vec![plain(input.central), range, value, away])
    };
    let table = Table {
        heading: "What each input would have to be, the nearest first".to_owned(),
        columns: words(["Central", "Range", "Switching value", "Ranges away"]),
        rows: result.inputs.iter().map(row).collect(),
    };
    let unit = &result.measure.unit;
    let answer = match (&result.against, &result.value) {
        (Some(other), _) => format!("{} against {}", result.measure.address, other.address),
        (None, Some(value)) => format!("{} reaches {}", result.measure.address, amount(*value, unit)),
        (None, None) => result.measure.address.clone(),
    };
    let title = format!("{answer}: a margin of {} with every input central", amount(result.margin, unit));
    (title, vec![table], result.inputs.iter().map(|input| input.sentence.clone()).collect())
}

fn scenarios(table: &ScenarioTable) -> Page {
    let columns: Vec<String> = table.scenarios.iter().map(|scenario| scenario.name.clone()).collect();
    let options = table.scenarios.first().map(|central| &central.options[..]).unwrap_or_default();
    let block = |heading: &str, value: fn(&super::ScenarioOption) -> Penny| Table {
        heading: heading.to_owned(),
        columns: columns.clone(),
        rows: options
            .iter()
            .map(|option| {
                let of = |scenario: &super::ScenarioResult| {
                    let own = scenario.options.iter().find(|known| known.id == option.id);
                    own.map(|own| money::whole_pounds(value(own).value())).unwrap_or_default()
                };
                (option.name.clone(), table.scenarios.iter().map(of).collect())
            })
            .collect(),
    };
    let mut tables = vec![
        block("Net cost to the council in cash, all years (£)", |option| option.net_cost_total),
        block("Saving against today in cash, all years (£)", |option| option.saving_total),
        block("Net present cost to the council (£ of the price base)", |option| option.net_present_cost),
        block("Net present cost to society (£ of the price base)", |option| {
            option.net_present_cost_to_society
        }),
    ];
    let mut addresses: Vec<&str> = table
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.changes)
        .map(|one| one.address.as_str())
        .collect();
    addresses.sort_unstable();
    addresses.dedup();
    let cell = |scenario: &super::ScenarioResult, address: &str| {
        let own = scenario.changes.iter().find(|change| change.address == address);
        own.map(|change| plain(change.to)).unwrap_or_default()
    };
    tables.push(Table {
        heading: "What each scenario changes".to_owned(),
        columns: columns.clone(),
        rows: addresses
            .iter()
            .map(|address| {
                let cells = table.scenarios.iter().map(|scenario| cell(scenario, address));
                ((*address).to_owned(), cells.collect())
            })
            .collect(),
    });
    let stories = table
        .scenarios
        .iter()
        .filter_map(|scenario| scenario.story.as_ref().map(|story| format!("{}: {story}", scenario.name)));
    ("Scenarios".to_owned(), tables, stories.chain(table.notes.iter().cloned()).collect())
}

fn cliffs(map: &CliffMap) -> Page {
    let unit = &map.measure.unit;
    let rows = map.cliffs.iter().map(|cliff| {
        let cells = vec![
            amount(cliff.below, unit),
            amount(cliff.above, unit),
            amount(cliff.jump, unit),
            cliff.condition.clone(),
        ];
        (plain(cliff.at), cells)
    });
    let table = Table {
        heading: format!("Where {} jumps ({unit})", map.measure.address),
        columns: words(["Below", "Above", "Jump", "Condition"]),
        rows: rows.collect(),
    };
    let none = map.cliffs.is_empty().then(|| {
        format!("It does not jump between {} and {}.", plain(map.searched.0), plain(map.searched.1))
    });
    (
        format!("The cliffs of {}, {} now", map.address, plain(map.central)),
        vec![table],
        none.into_iter().collect(),
    )
}

fn drivers(result: &DriversResult) -> Page {
    let cell = |index: &Index| {
        let percent = |share: f64| format!("{:.1}%", 100.0 * share + 0.0);
        if index.low.to_bits() == index.high.to_bits() {
            return percent(index.share);
        }
        let told = if index.told_from_nought { "" } else { "\ncannot be told from nought" };
        format!("{}\n{} to {}{told}", percent(index.share), percent(index.low), percent(index.high))
    };
    let rows = result
        .drivers
        .iter()
        .map(|driver| (driver.address.to_string(), vec![cell(&driver.first), cell(&driver.total)]));
    let table = Table {
        heading: "What share of the variance each brings".to_owned(),
        columns: words(["On its own", "With what it does together with others"]),
        rows: rows.collect(),
    };
    let title = format!(
        "What drives {}: standard deviation {} ({})",
        result.measure.label,
        rounded(result.standard_deviation),
        result.measure.unit
    );
    (title, vec![table], vec![result.sentence.clone()])
}

/// A number of draws in whole units: their error is larger than what is left out.
fn rounded(value: f64) -> String {
    crate::Decimal::try_from(value).map_or_else(|_| value.to_string(), money::whole_pounds)
}

fn information(result: &InformationResult) -> Page {
    let rows = result.inputs.iter().map(|input| (input.address.to_string(), vec![rounded(input.value)]));
    let table = Table {
        heading: format!("What finding one out before deciding is worth at most ({})", result.unit),
        columns: words(["Worth up to"]),
        rows: rows.collect(),
    };
    let title = format!("The value of information for {}: {} is best by the means", result.view, result.best);
    (title, vec![table], vec![result.sentence.clone()])
}

fn difference(result: &DifferenceResult) -> Page {
    let error =
        |error: Option<Penny>| error.map_or_else(String::new, |error| money::pounds_and_pence(error.value()));
    let mut rows: Vec<(String, Vec<String>)> = result
        .inputs
        .iter()
        .map(|input| {
            let share = money::pounds_and_pence(input.share.value());
            let cells = vec![plain(input.before), plain(input.after), share, error(input.standard_error)];
            (input.address.to_string(), cells)
        })
        .collect();
    if let Some(rest) = &result.rest {
        let share = money::pounds_and_pence(rest.share.value());
        rows.push((
            rest.label.to_owned(),
            vec![String::new(), String::new(), share, error(rest.standard_error)],
        ));
    }
    let total = money::pounds_and_pence(result.difference.value());
    rows.push(("in all".to_owned(), vec![String::new(), String::new(), total]));
    let table = Table {
        heading: format!("What makes the difference ({})", result.measure.unit),
        columns: words(["Before", "After", "Share", "Standard error"]),
        rows,
    };
    let shown = |value: Penny| money::pounds_and_pence(value.value());
    let title = format!("{}: {} to {}", result.measure.label, shown(result.from), shown(result.to));
    (title, vec![table], Vec::new())
}
