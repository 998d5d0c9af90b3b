//! What it is worth to know more before deciding: the value of perfect information, in all and input by input.

use serde::Serialize;

use super::columns::{Columns, Uncertainties, float};
use super::correlation::{groups, stated};
use super::measure::Measure;
use super::stream::Sampling;
use super::tornado::Stopped;
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Model};
use crate::input::known_names;
use crate::method::sampled::{evpi_from_draws, evppi_from_draws};
use crate::money;
use crate::problem::{Problem, Problems, as_shown};
use crate::sheet::batch::{Block, dependents, folded};
use crate::sheet::exact::Values;
use crate::sheet::{NodeId, Op};

/// The fewest and the most draws.
const DRAWS: std::ops::RangeInclusive<usize> = 100..=1_000_000;

/// The most numbers that are kept: draws times the inputs and the options.
const MOST_NUMBERS: usize = if cfg!(target_arch = "wasm32") { 20_000_000 } else { 200_000_000 };

/// Groups of equal count in which the best option is chosen by what is known of one input.
const GROUPS: usize = 50;

/// How often an input is shuffled to see what groups find where there is nothing to find.
const SHUFFLES: usize = 20;

/// Draws that are worked out at a time.
const LENGTH: usize = 256;

/// What is asked of the value of information.
///
/// ```
/// use options_appraisal::uncertainty::Information;
///
/// let information = Information::new().view("society").draws(50_000).seed(7);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Information {
    view: Option<String>,
    draws: usize,
    seed: u64,
}

impl Default for Information {
    fn default() -> Self {
        Self { view: None, draws: 20_000, seed: 1 }
    }
}

impl Information {
    /// The decision by the net present cost to the council, from 20,000 draws with the seed 1.
    pub fn new() -> Self {
        Self::default()
    }

    /// The view (a party, a group of parties, or `society`) that decides, by its net present cost.
    #[must_use]
    pub fn view(mut self, view: impl Into<String>) -> Self {
        self.view = Some(view.into());
        self
    }

    /// How many draws, from 100 to 1,000,000.
    #[must_use]
    pub const fn draws(mut self, draws: usize) -> Self {
        self.draws = draws;
        self
    }

    /// The seed: the same one gives the same draws, on every machine.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }
}

/// What it is worth to find one input or event out before deciding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorthOfKnowing {
    /// The address of the input or of the event.
    pub address: Address,
    /// The unit of the input; none for an event.
    pub unit: Option<&'static str>,
    /// The expected value of knowing it exactly, in pounds of the price base: what the draws say less their bias, not
    /// below nought nor above the value of knowing everything.
    pub value: f64,
    /// What the draws say before their bias is taken off.
    pub raw: f64,
    /// What they say of an input that tells nothing.
    pub bias: f64,
    /// In one sentence.
    pub sentence: String,
}

/// What it is worth to know more before deciding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InformationResult {
    /// The view that decides.
    pub view: String,
    /// The unit of all amounts.
    pub unit: &'static str,
    /// The draws.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
    /// The option with the lowest mean net present cost: what would be chosen knowing no more.
    pub best: String,
    /// The expected value of knowing everything before deciding: the expected regret of the best option.
    pub everything: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// In one sentence.
    pub sentence: String,
    /// Input by input and event by event, those most worth knowing first; of equals, by address.
    pub inputs: Vec<WorthOfKnowing>,
}

impl InformationResult {
    /// The result as JSON. The same input and the same seed give the same bytes everywhere.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// What an input or an event is worth knowing, by its address.
    pub fn input(&self, address: &str) -> Option<&WorthOfKnowing> {
        self.inputs.iter().find(|input| input.address.as_str() == address)
    }
}

impl Appraisal {
    /// What it is worth to know more before the options are chosen between by their net present cost: everything that is
    /// uncertain (EVPI), and each input and event alone (EVPPI).
    ///
    /// It holds with correlated inputs too: what is learned of one then tells of the others.
    ///
    /// # Errors
    /// If there is no such view, a net present cost has no value in some draw, or a setting, a range or a correlation
    /// cannot be.
    ///
    /// ```
    /// use options_appraisal::uncertainty::Information;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let result = appraisal.value_of_information(&Information::new().draws(1_000))?;
    /// assert!(result.inputs.iter().all(|input| input.value <= result.everything));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn value_of_information(&self, asked: &Information) -> Result<InformationResult, Problems> {
        let mut problems = Problems::new();
        let model = self.model();
        if !DRAWS.contains(&asked.draws) {
            let problem = Problem::new(Address::new("information.draws"), format!("is {}", asked.draws));
            problems.push(problem.accepted(format!("from {} to {} draws", DRAWS.start(), DRAWS.end())));
        }
        let view = view_of(model, asked, &mut problems);
        let all = Uncertainties::of(self, &mut problems);
        let correlated = groups(&stated(model), &all, &mut problems);
        let unknowns = all.unknowns();
        let numbers = asked.draws.saturating_mul(unknowns.columns() + model.options.len());
        if numbers > MOST_NUMBERS {
            let what = format!("{} draws of every input and option are {numbers} numbers", asked.draws);
            let problem = Problem::new(Address::new("information.draws"), what);
            problems.push(problem.accepted(format!("fewer draws: at most {MOST_NUMBERS} numbers")));
        }
        let mut costs = Vec::with_capacity(model.options.len());
        for option in &model.options {
            match Measure::find(model, &format!("options.{}.net_present_cost.{view}", option.id)) {
                Ok(measure) => costs.push(measure.node),
                Err(problem) => problems.push(problem),
            }
        }
        problems.or(())?;

        let values = self.planned()?;
        let program = folded(&model.graph, values, &unknowns, &costs).program();
        let columns = Columns::new(&all, correlated, asked.seed, Sampling::Random, asked.draws as u64);
        let mut block = Block::new(&program, LENGTH);
        let (mut memory, mut uniforms) = (columns.memory(LENGTH), Vec::with_capacity(LENGTH));
        let mut inputs: Vec<Vec<f64>> = vec![Vec::with_capacity(asked.draws); unknowns.columns()];
        let mut benefits: Vec<Vec<f64>> = vec![vec![0.0; asked.draws]; costs.len()];
        for from in (0..asked.draws).step_by(LENGTH) {
            let until = (from + LENGTH).min(asked.draws);
            let count = until - from;
            columns.fill(from as u64, count, &mut uniforms, &mut memory);
            program.run(&mut block, &memory, count);
            for (kept, drawn) in inputs.iter_mut().zip(&memory) {
                kept.extend_from_slice(&drawn[..count]);
            }
            for (output, benefits) in benefits.iter_mut().enumerate() {
                let stretch = &mut benefits[from..until];
                program.output(&block, output, 0, stretch);
                // What an option costs is what it does not bring.
                for benefit in stretch {
                    *benefit = -*benefit;
                }
            }
        }
        let known = evpi_from_draws(&benefits).map_err(Stopped::Method).map_err(Problems::from)?;
        let mut worth = Vec::with_capacity(inputs.len());
        for (column, address) in all.addresses().enumerate() {
            let learned = match column.checked_sub(all.inputs.len()).and_then(|event| all.events.get(event)) {
                Some((event, _)) => outcomes(self, values, &unknowns, *event, &inputs[column]),
                None => std::mem::take(&mut inputs[column]),
            };
            let found = if program.reads(column) {
                evppi_from_draws(&learned, &benefits, GROUPS, SHUFFLES, asked.seed)
                    .map(|found| (found.value, found.raw, found.bias))
                    .map_err(Stopped::Method)
                    .map_err(Problems::from)?
            } else {
                (0.0, 0.0, 0.0)
            };
            worth.push(WorthOfKnowing {
                address: address.clone(),
                unit: all.inputs.get(column).map(|input| input.unit),
                value: found.0,
                raw: found.1,
                bias: found.2,
                sentence: sentence(&format!("{address} exactly"), found.0),
            });
        }
        worth.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.address.cmp(&b.address)));
        Ok(InformationResult {
            view,
            unit: "£ of the price base",
            draws: asked.draws,
            seed: asked.seed,
            best: model.options.get(known.best).map_or_else(String::new, |option| option.id.clone()),
            sentence: sentence("everything that is uncertain", known.evpi),
            everything: known.evpi,
            standard_error: known.standard_error,
            inputs: worth,
        })
    }
}

/// The view that is asked for; by default the first.
fn view_of(model: &Model, asked: &Information, problems: &mut Problems) -> String {
    let first = model.views.first().map(|(id, ..)| id.clone()).unwrap_or_default();
    let Some(view) = &asked.view else { return first };
    let known = model.views.iter().map(|(id, ..)| id.as_str()).chain(["society"]);
    if known.clone().any(|id| id == view) {
        return view.clone();
    }
    let shown = as_shown(view, 120);
    let problem = Problem::new(Address::new("information.view"), format!("\"{shown}\" is no view"));
    problems.push(problem.accepted(known_names(view, known)));
    first
}

/// What is learned of an event: in how many of its years it holds. Draws with one outcome are then one group, however many
/// numbers lead to it. Where the chance itself hangs on an uncertain input, the number that decides it.
fn outcomes(
    appraisal: &Appraisal,
    values: &Values,
    unknowns: &crate::sheet::batch::Unknowns,
    event: u32,
    draws: &[f64],
) -> Vec<f64> {
    let graph = &appraisal.model().graph;
    let uncertain = dependents(graph, unknowns);
    let mut chances: Vec<f64> = Vec::new();
    for node in &graph.nodes {
        let Op::Event { event: own, chance } = node.op else { continue };
        if own != event {
            continue;
        }
        if uncertain[chance.index()] {
            return draws.to_vec();
        }
        chances.extend(chances_of(values, chance, graph.year_count()));
    }
    chances.sort_by(f64::total_cmp);
    chances.dedup();
    draws.iter().map(|draw| chances.iter().map(|chance| f64::from(u8::from(draw < chance))).sum()).collect()
}

fn chances_of(values: &Values, chance: NodeId, years: usize) -> impl Iterator<Item = f64> {
    (0..years).filter_map(move |year| values.at(chance, year)).map(float)
}

/// What an amount says of finding something out.
fn sentence(what: &str, value: f64) -> String {
    let pounds = Decimal::try_from(value).unwrap_or_default().round();
    if pounds.is_zero() {
        return format!(
            "Finding out {what} before deciding is worth nothing that can be told: it would not change the choice."
        );
    }
    format!(
        "Finding out {what} before deciding is worth up to £{}; a survey that costs more cannot pay.",
        money::whole_pounds(pounds)
    )
}
