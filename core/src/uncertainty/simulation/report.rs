//! The result of a simulation to look at.

use super::result::{Ended, InsolvencyResult, MeasureResult, Percentile, Probability, SimulationResult};
use crate::Decimal;
use crate::money;
use crate::table::{self, Table};

/// What the ids of a question stand for, in words.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Names {
    pub(super) options: Vec<(String, String)>,
    /// Parties and views.
    pub(super) parties: Vec<(String, String)>,
}

fn name_in<'n>(names: &'n [(String, String)], id: &'n str) -> &'n str {
    names.iter().find(|(known, _)| known == id).map_or(id, |(_, name)| name)
}

impl Names {
    fn option<'n>(&'n self, id: &'n str) -> &'n str {
        name_in(&self.options, id)
    }

    fn party<'n>(&'n self, id: &'n str) -> &'n str {
        name_in(&self.parties, id)
    }

    /// The name of the option to which a row belongs, if it belongs to one.
    pub(super) fn option_of(&self, measure: &MeasureResult) -> Option<&str> {
        let id = measure.address.as_str().strip_prefix("options.")?.split('.').next()?;
        self.options.iter().find(|(known, _)| known == id).map(|(_, name)| name.as_str())
    }
}

/// A number of a draw with so many decimal places.
fn shown(value: f64, places: u32) -> String {
    if !value.is_finite() {
        return "none".to_owned();
    }
    Decimal::try_from(value)
        .map_or_else(|_| format!("{value:e}"), |value| money::grouped(money::to_places(value, places)))
}

fn pounds(value: f64) -> String {
    shown(value, 0)
}

/// Sums of a thousand and more in whole units, smaller ones in pence, and what is not money to four places.
fn places(measure: &MeasureResult) -> u32 {
    if measure.smallest.abs().max(measure.largest.abs()) >= 1_000.0 {
        0
    } else if measure.unit.starts_with('£') {
        2
    } else {
        4
    }
}

/// A standard error is worth two digits.
fn places_of_error(error: f64, places: u32) -> u32 {
    if error < 10.0 { places.max(2) } else { places }
}

fn percentage(share: f64) -> String {
    format!("{}%", shown(100.0 * share, 1))
}

fn chance(chance: &Probability) -> String {
    format!("{}\n{} to {}", percentage(chance.share), percentage(chance.low), percentage(chance.high))
}

fn with_interval(percentile: &Percentile, places: u32) -> String {
    format!(
        "{}\n{} to {}",
        shown(percentile.value, places),
        shown(percentile.low, places),
        shown(percentile.high, places)
    )
}

fn measures(result: &SimulationResult) -> Table {
    let percents: Vec<f64> = result
        .measures
        .iter()
        .map(|one| &one.percentiles)
        .max_by_key(|all| all.len())
        .map_or_else(Vec::new, |percentiles| {
            percentiles.iter().map(|percentile| percentile.percent).collect()
        });
    let mut columns: Vec<String> = ["Central", "Mean", "± s.e."].map(str::to_owned).to_vec();
    columns.extend(percents.iter().map(|percent| format!("P{percent}")));
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    let mut option = None;
    for measure in &result.measures {
        let own = result.names.option_of(measure);
        if own != option {
            option = own;
            rows.extend(own.map(|name| (name.to_owned(), Vec::new())));
        }
        let places = places(measure);
        let year = measure.year.map(|year| format!(", {year}")).unwrap_or_default();
        let mut cells = vec![
            measure.central.map_or_else(|| "none".to_owned(), |central| shown(central, places)),
            shown(measure.mean, places),
            shown(measure.standard_error, places_of_error(measure.standard_error, places)),
        ];
        cells.extend(measure.percentiles.iter().map(|percentile| with_interval(percentile, places)));
        let indent = if own.is_some() { "  " } else { "" };
        rows.push((format!("{indent}{}{year} ({})", measure.label, measure.unit), cells));
    }
    Table {
        heading: "What the draws come to (below a percentile P, its 95% confidence interval)".to_owned(),
        columns,
        rows,
    }
}

fn ranking(result: &SimulationResult) -> Option<Table> {
    let ranking = result.ranking.as_ref()?;
    Some(Table {
        heading: format!("Net present cost, draw by draw: {}", result.names.party(&ranking.view)),
        columns: ["Costs least in", "Mean cost, £", "Expected regret, £"].map(str::to_owned).to_vec(),
        rows: ranking
            .options
            .iter()
            .map(|option| {
                let cells =
                    vec![chance(&option.best), pounds(option.mean_cost), pounds(option.expected_regret)];
                (option.name.clone(), cells)
            })
            .collect(),
    })
}

fn targets(result: &SimulationResult) -> Option<Table> {
    let first = result.targets.first()?;
    Some(Table {
        heading: format!(
            "Saving in cash, all years, of at least £{}: {}",
            pounds(first.target),
            result.names.party(&first.view)
        ),
        columns: vec!["Reached in".to_owned()],
        rows: result
            .targets
            .iter()
            .map(|target| (result.names.option(&target.option).to_owned(), vec![chance(&target.reached)]))
            .collect(),
    })
}

/// Only those are shown whose reserves fall short in some draw: a list of noughts hides them.
fn insolvency(result: &SimulationResult) -> Option<Table> {
    let last = result.years.last()?;
    let happens = |chances: &[Probability]| chances.last().is_some_and(|chance| chance.share > 0.0);
    let row = |one: &InsolvencyResult| {
        let first = one.insolvent_by.iter().zip(&result.years).find(|(chance, _)| chance.share > 0.0);
        let party = one.party.as_ref().map_or("any party", |party| result.names.party(party));
        let cells = vec![
            one.insolvent_by.last().map(chance).unwrap_or_default(),
            first.map_or_else(|| "none".to_owned(), |(_, year)| year.to_string()),
            one.below_minimum_by.last().map(chance).unwrap_or_default(),
        ];
        (format!("{}: {party}", result.names.option(&one.option)), cells)
    };
    let rows: Vec<_> = result
        .insolvency
        .iter()
        .filter(|one| happens(&one.insolvent_by) || happens(&one.below_minimum_by))
        .map(row)
        .collect();
    (!rows.is_empty()).then(|| Table {
        heading: format!("Who may run out of money by the end of {last}"),
        columns: ["Reserves run out in", "First year", "Below their minimum in"].map(str::to_owned).to_vec(),
        rows,
    })
}

fn remarks(result: &SimulationResult) -> Vec<String> {
    let count = |count: u64| money::grouped(Decimal::from(count));
    let ended = match result.ended {
        Ended::AllDraws => String::new(),
        Ended::StandardErrorReached => {
            format!(" of {}; the standard error asked for was reached", count(result.asked))
        }
        Ended::Stopped => format!(" of {}; the run was stopped", count(result.asked)),
    };
    let mut all = vec![format!(
        "Draws: {}{ended}. Seed {}, sampling {}. Uncertain inputs: {}. Events: {}.",
        count(result.draws),
        result.seed,
        result.sampling.word().replace('_', " "),
        result.inputs.len(),
        result.events.len()
    )];
    if let Some(ranking) = &result.ranking {
        all.push(format!(
            "To know every uncertain input before deciding would be worth £{}.",
            pounds(ranking.value_of_perfect_information)
        ));
    }
    if !result.insolvency.is_empty() && insolvency(result).is_none() {
        all.push("In no draw do the reserves of a party fall below their minimum.".to_owned());
    }
    all.extend(result.notes.iter().cloned());
    all
}

fn tables(result: &SimulationResult) -> Vec<Table> {
    std::iter::once(measures(result))
        .chain([ranking(result), targets(result), insolvency(result)].into_iter().flatten())
        .collect()
}

impl SimulationResult {
    /// The measures, the ranking and who may run out of money, as plain text.
    pub fn to_text(&self) -> String {
        table::text(&self.title, &tables(self), &remarks(self))
    }

    /// The same as tables of HTML.
    pub fn to_html(&self) -> String {
        table::html(&self.title, &tables(self), &remarks(self))
    }
}
