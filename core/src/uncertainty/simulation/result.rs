//! What a simulation gives.

use std::collections::BTreeMap;

use serde::Serialize;

use super::report::Names;
use crate::address::Address;
use crate::input::known_names;
use crate::problem::{Problem, as_shown};
use crate::uncertainty::Sampling;
use crate::year::FinancialYear;

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// All draws were made.
    AllDraws,
    /// The standard error that was asked for was reached.
    StandardErrorReached,
    /// Somebody stopped it; what was done by then counts.
    Stopped,
}

/// A probability with its 95 per cent confidence interval (Wilson), which does not close at 0 and at 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Probability {
    /// The share of draws.
    pub share: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Probability {
    /// So many of so many draws; a draw may count in part.
    #[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
    pub(super) fn of(count: f64, draws: u64) -> Self {
        let n = draws.max(1) as f64;
        let (p, z2) = (count / n, super::Z95 * super::Z95);
        let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = super::Z95 / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        Self { share: p, low: (middle - half).max(0.0).min(p), high: (middle + half).min(1.0).max(p) }
    }
}

/// A percentile with its 95 per cent confidence interval, from the order statistics of the draws.
///
/// It makes no assumption on the shape of the distribution. Under stratified sampling it is too wide rather than too
/// narrow.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Percentile {
    /// Which, from 0 to 100.
    pub percent: f64,
    /// Its value (Hyndman and Fan's type 7).
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What the draws make of one measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureResult {
    /// The address of the row.
    pub address: Address,
    /// What it is, in words.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// The year, for a row by year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<FinancialYear>,
    /// The exact value with every input at its central estimate and every event as planned.
    pub central: Option<f64>,
    /// The exact expectation, from the means of the distributions, where the measure is a sum of products of different
    /// inputs and events that do not depend on one another. None where an input is raised to a power (a growth rate over
    /// three years and more), a threshold depends on one, or its draws are held at a bound of its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact_mean: Option<f64>,
    /// The mean of the draws.
    pub mean: f64,
    /// The standard error of that mean.
    pub standard_error: f64,
    /// The standard deviation of the draws.
    pub standard_deviation: f64,
    /// The smallest draw.
    pub smallest: f64,
    /// The largest draw.
    pub largest: f64,
    /// The percentiles that were asked for.
    pub percentiles: Vec<Percentile>,
    /// Draws in which the measure has no value (a cost per visit where nobody visits); they are left out.
    pub without_value: u64,
}

/// How an option does against the others, draw by draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionRanking {
    /// The id of the option.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How often it costs least. Where several cost exactly the same, they share the draw.
    pub best: Probability,
    /// How much more than the cheapest it costs, on average: the expected regret.
    pub expected_regret: f64,
    /// Its mean cost.
    pub mean_cost: f64,
}

/// Two options whose difference is within two standard errors of nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotSeparated {
    /// The id of the one.
    pub one: String,
    /// The id of the other.
    pub other: String,
    /// The mean difference of their costs, draw by draw.
    pub difference: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// The options against one another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// The view for which they are ranked.
    pub view: String,
    /// The options, in the order of the input.
    pub options: Vec<OptionRanking>,
    /// The pairs that this many draws cannot tell apart by their mean cost.
    pub not_separated: Vec<NotSeparated>,
    /// What it would be worth to know every uncertain input before deciding: the smallest expected regret.
    pub value_of_perfect_information: f64,
}

/// How likely a saving is to reach a target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetResult {
    /// The id of the option.
    pub option: String,
    /// The view whose saving it is.
    pub view: String,
    /// The target, in pounds of cash over all years.
    pub target: f64,
    /// How likely it is.
    pub reached: Probability,
}

/// How likely a party is to run out of money.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InsolvencyResult {
    /// The id of the option.
    pub option: String,
    /// The id of the party; none for any of the parties that have reserves.
    pub party: Option<String>,
    /// The chance that its reserves have fallen below nothing by the end of each year.
    pub insolvent_by: Vec<Probability>,
    /// The chance that they have fallen below their minimum by the end of each year.
    pub below_minimum_by: Vec<Probability>,
}

/// An uncertain input, as it was drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DrawnInput {
    /// Its address.
    pub address: Address,
    /// Its unit.
    pub unit: &'static str,
    /// The central value.
    pub central: f64,
    /// The distribution in words, with what low and high were taken to mean.
    pub distribution: String,
    /// The mean of the distribution.
    pub mean: f64,
    /// Its standard deviation.
    pub standard_deviation: f64,
}

/// Something that may happen, as it was drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DrawnEvent {
    /// Its address.
    pub address: Address,
    /// What it is.
    pub label: String,
    /// Whether the plan takes it as so.
    pub planned: bool,
}

/// What a simulation gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SimulationResult {
    /// The question.
    pub title: String,
    /// The draws that were made.
    pub draws: u64,
    /// The draws that were asked for.
    pub asked: u64,
    /// Why the run ended.
    pub ended: Ended,
    /// The seed.
    pub seed: u64,
    /// How the draws were spread.
    pub sampling: Sampling,
    /// The years.
    pub years: Vec<FinancialYear>,
    /// The uncertain inputs.
    pub inputs: Vec<DrawnInput>,
    /// What may happen.
    pub events: Vec<DrawnEvent>,
    /// The measures.
    pub measures: Vec<MeasureResult>,
    /// The options against one another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranking: Option<Ranking>,
    /// The target.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<TargetResult>,
    /// Who may run out of money.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub insolvency: Vec<InsolvencyResult>,
    /// In plain words, what must not be read into the numbers.
    pub notes: Vec<String>,
    #[serde(skip)]
    pub(super) names: Names,
    #[serde(skip)]
    pub(super) kept: BTreeMap<String, Vec<f64>>,
    /// The first draws of each measure, in any order: what its distribution is drawn from.
    #[cfg(feature = "pictures")]
    #[serde(skip)]
    pub(super) first: Vec<Vec<f64>>,
}

impl SimulationResult {
    /// The result as JSON, without the raw draws. The same input and the same seed give the same bytes everywhere.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The raw draws of an uncertain input, of an event (the number between nought and one that decides it) or of a
    /// measure, by its address; those of a row by year by its address, an `@` and the year. Only where they were kept.
    pub fn draws_of(&self, address: &str) -> Option<&[f64]> {
        self.kept.get(address).map(Vec::as_slice)
    }

    /// The same, for whoever is to be told what is wrong with the address.
    ///
    /// # Errors
    /// If no draws were kept, or none under this address.
    pub fn draws(&self, address: &str) -> Result<&[f64], Problem> {
        if self.kept.is_empty() {
            let problem = Problem::new(Address::new("simulation.keep_draws"), "no raw draws were kept");
            return Err(problem.accepted("a run with keep_draws = true"));
        }
        self.draws_of(address).ok_or_else(|| {
            let shown = as_shown(address, 120);
            let known = self.kept.keys().map(String::as_str);
            Problem::new(Address::new(shown), "no draws were kept of it")
                .accepted(known_names(address, known))
        })
    }

    /// Draws of the measure at a place: all that were made, where they were kept or are few, else the first of them.
    #[cfg(feature = "pictures")]
    pub(crate) fn sample(&self, place: usize) -> &[f64] {
        let Some(measure) = self.measures.get(place) else { return &[] };
        let address = super::plan::address_in(&measure.address, measure.year);
        self.draws_of(&address).or_else(|| self.first.get(place).map(Vec::as_slice)).unwrap_or_default()
    }

    /// The ids and the names of the options.
    #[cfg(feature = "pictures")]
    pub(crate) fn option_names(&self) -> &[(String, String)] {
        &self.names.options
    }

    /// The name of the option to which a measure belongs, if it belongs to one.
    #[cfg(feature = "pictures")]
    pub(crate) fn option_of(&self, measure: &MeasureResult) -> Option<&str> {
        self.names.option_of(measure)
    }

    /// The addresses of which raw draws were kept.
    pub fn kept(&self) -> impl Iterator<Item = &str> {
        self.kept.keys().map(String::as_str)
    }

    /// The result of a measure by its address.
    pub fn measure(&self, address: &str) -> Option<&MeasureResult> {
        self.measures.iter().find(|measure| measure.address.as_str() == address)
    }
}
