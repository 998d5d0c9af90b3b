//! Running a plan: blocks of draws, chunk by chunk, on as many threads as are asked for.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};

use super::accumulate::{Breaches, CHUNK, Chunk, Gathered, Sheetful};
use super::plan::{Plan, address_in};
use super::report::Names;
use super::result::{
    DrawnEvent, DrawnInput, Ended, InsolvencyResult, MeasureResult, NotSeparated, OptionRanking, Percentile,
    Probability, Ranking, SimulationResult, TargetResult,
};
use super::settings::Simulation;
use crate::appraisal::{Appraisal, Model};
use crate::money;
use crate::problem::Problems;
use crate::sheet::batch::Block;
use crate::uncertainty::Sampling;
use crate::uncertainty::columns::{Uncertain, float};
use crate::uncertainty::stream::{replicate_of, replicates};
use crate::uncertainty::tally::PILOT;

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// The draws that are made.
    pub draws: u64,
    /// The draws that were asked for.
    pub asked: u64,
    /// The standard error of the measure that ends the run, where there is one.
    pub standard_error: Option<f64>,
}

/// A block's memory for one thread.
struct Memory {
    block: Block,
    length: usize,
    columns: Vec<Vec<f64>>,
    uniforms: Vec<f64>,
    numbers: Sheetful,
}

/// About what a processor keeps close at hand.
const CLOSE_MEMORY: usize = 192 * 1024;

impl Memory {
    fn new(plan: &Plan) -> Self {
        let a_draw = 8 * (plan.program.slots() + plan.all.unknowns().columns() + 4);
        // A power of two divides the chunk.
        let mut length = 512;
        while length > 32 && length * a_draw > CLOSE_MEMORY {
            length /= 2;
        }
        Self {
            block: Block::new(&plan.program, length),
            length,
            columns: plan.columns.memory(length),
            uniforms: Vec::with_capacity(length),
            numbers: Sheetful::new(plan),
        }
    }
}

impl Appraisal {
    /// Runs a simulation.
    ///
    /// # Errors
    /// All that is wrong with what is asked, or with the ranges and the correlations of the question, at once.
    ///
    /// ```
    /// use options_appraisal::uncertainty::Simulation;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let result = appraisal.simulate(&Simulation::new(2_000))?;
    /// assert_eq!(result.draws, 2_000);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn simulate(&self, simulation: &Simulation) -> Result<SimulationResult, Problems> {
        self.simulate_with(simulation, |_| ControlFlow::Continue(()))
    }

    /// Runs a simulation and says how far it has come, every few thousand draws. When `progress` breaks, what was done by
    /// then is the result.
    ///
    /// # Errors
    /// As [`Self::simulate`].
    pub fn simulate_with(
        &self,
        simulation: &Simulation,
        mut progress: impl FnMut(&Progress) -> ControlFlow<()>,
    ) -> Result<SimulationResult, Problems> {
        let mut run = self.simulation(simulation)?;
        while run.advance(&mut progress).is_continue() {}
        Ok(run.finish())
    }

    /// Begins a simulation that is then worked out stretch by stretch: for whoever has one thread and other things to do
    /// between the stretches, as a page has.
    ///
    /// # Errors
    /// As [`Self::simulate`].
    ///
    /// ```
    /// use std::ops::ControlFlow;
    ///
    /// use options_appraisal::uncertainty::{Ended, Simulation};
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let mut run = appraisal.simulation(&Simulation::new(1_000_000))?;
    /// let _ = run.advance(|_| ControlFlow::Continue(()));
    /// // Whatever is done by now counts.
    /// let result = run.finish();
    /// assert!(result.ended == Ended::Stopped && 0 < result.draws && result.draws < 1_000_000);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn simulation(&self, simulation: &Simulation) -> Result<Run, Problems> {
        let plan = Plan::new(self, simulation)?;
        let stratified = simulation.sampling != Sampling::Random;
        let gathered = Gathered::new(&plan, &simulation.percentiles, stratified, simulation.keep);
        let threads = if cfg!(target_arch = "wasm32") { 1 } else { simulation.threads };
        let memories = (0..threads).map(|_| Memory::new(&plan)).collect();
        Ok(Run {
            appraisal: self.clone(),
            asked: simulation.clone(),
            plan,
            gathered,
            memories,
            next: 0,
            ended: None,
        })
    }
}

/// A simulation that has begun.
pub struct Run {
    appraisal: Appraisal,
    asked: Simulation,
    plan: Plan,
    gathered: Gathered,
    memories: Vec<Memory>,
    /// The next chunk.
    next: u64,
    /// Why it has ended, once it has.
    ended: Option<Ended>,
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run")
            .field("asked", &self.asked)
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

impl Run {
    /// How far it has come.
    pub fn progress(&self) -> Progress {
        Progress {
            draws: self.gathered.draws,
            asked: self.asked.draws,
            standard_error: self.plan.stop.map(|(place, _)| self.gathered.measures[place].standard_error()),
        }
    }

    /// Makes a few thousand draws for each thread, and breaks once the run has ended. `progress` is told of every few
    /// thousand; when it breaks, the run ends with what was done by then.
    pub fn advance(&mut self, mut progress: impl FnMut(&Progress) -> ControlFlow<()>) -> ControlFlow<()> {
        if self.ended.is_some() {
            return ControlFlow::Break(());
        }
        let threads = self.memories.len();
        // Many chunks for each thread at a time, so that waiting for the last one costs little; but first only as many as
        // the tallies keep whole, so that the rest is sifted where it is drawn.
        let wave = match (threads, self.next) {
            (1, _) => 1,
            (_, 0) => PILOT.div_ceil(CHUNK),
            _ => 16 * threads,
        };
        let chunks = self.asked.draws.div_ceil(CHUNK as u64);
        let until = (self.next + wave as u64).min(chunks);
        let done = work(&self.plan, &self.asked, &self.gathered, self.next..until, &mut self.memories);
        self.next = until;
        for chunk in done {
            self.gathered.absorb(chunk);
            let so_far = self.progress();
            if let (Some((_, enough)), Some(error)) = (self.plan.stop, so_far.standard_error)
                && error < enough
                && so_far.draws >= LEAST
            {
                self.ended = Some(Ended::StandardErrorReached);
            } else if so_far.draws == so_far.asked {
                self.ended = Some(Ended::AllDraws);
            }
            if progress(&so_far).is_break() && self.ended.is_none() {
                self.ended = Some(Ended::Stopped);
            }
            if self.ended.is_some() {
                return ControlFlow::Break(());
            }
        }
        if self.next < chunks { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// What the draws that were made come to.
    pub fn finish(self) -> SimulationResult {
        let ended = self.ended.unwrap_or(Ended::Stopped);
        conclude(self.appraisal.model(), &self.asked, &self.plan, self.gathered, ended)
    }
}

/// A standard error of fewer draws than these is not believed.
const LEAST: u64 = 1_000;

/// Works out a wave of chunks, and gives them in the order of their draws.
fn work(
    plan: &Plan,
    asked: &Simulation,
    gathered: &Gathered,
    chunks: std::ops::Range<u64>,
    memories: &mut [Memory],
) -> Vec<Chunk> {
    let Some((own, others)) = memories.split_first_mut() else { return Vec::new() };
    let next = AtomicU64::new(chunks.start);
    // Whoever is free takes the next chunk.
    let taken = |memory: &mut Memory| -> Vec<(u64, Chunk)> {
        let mut done = Vec::new();
        loop {
            let chunk = next.fetch_add(1, Ordering::Relaxed);
            if chunk >= chunks.end {
                return done;
            }
            done.push((chunk, draw(plan, asked, gathered, chunk, memory)));
        }
    };
    let more = usize::try_from(chunks.end - chunks.start).unwrap_or(usize::MAX).saturating_sub(1);
    let mut done = std::thread::scope(|scope| {
        let taken = &taken;
        let workers: Vec<_> =
            others.iter_mut().take(more).map(|memory| scope.spawn(move || taken(memory))).collect();
        let mut done = taken(own);
        done.extend(workers.into_iter().filter_map(|worker| worker.join().ok()).flatten());
        done
    });
    done.sort_unstable_by_key(|(chunk, _)| *chunk);
    done.into_iter().map(|(_, chunk)| chunk).collect()
}

/// Draws one chunk.
#[allow(clippy::cast_possible_truncation, reason = "a chunk is a few thousand draws")]
fn draw(plan: &Plan, asked: &Simulation, gathered: &Gathered, chunk: u64, memory: &mut Memory) -> Chunk {
    let first = chunk * CHUNK as u64;
    let count = (asked.draws - first).min(CHUNK as u64) as usize;
    let inputs = plan.all.unknowns().columns();
    let mut raw = vec![Vec::new(); if asked.keep { inputs } else { 0 }];
    let mut from = 0;
    while from < count {
        let length = memory.length.min(count - from);
        plan.columns.fill(first + from as u64, length, &mut memory.uniforms, &mut memory.columns);
        plan.program.run(&mut memory.block, &memory.columns, length);
        for (raw, column) in raw.iter_mut().zip(&memory.columns) {
            raw.extend_from_slice(&column[..length]);
        }
        write(plan, memory, from, length);
        from += length;
    }
    if asked.keep {
        for place in 0..plan.watched.len() {
            raw.push(memory.numbers.stretch(place, 0, count).to_vec());
        }
    }
    let parts = parts(asked, first, count);
    Chunk::of(plan, gathered, &mut memory.numbers, count, &parts, raw)
}

/// Writes the numbers of a block to where the sums are made.
fn write(plan: &Plan, memory: &mut Memory, from: usize, length: usize) {
    let Memory { block, numbers, .. } = memory;
    let mut place = 0;
    let mut put = |output: usize, year: usize| {
        plan.program.output(block, output, year, numbers.stretch(place, from, length));
        place += 1;
    };
    for watched in plan.watched.iter().chain(&plan.ranked) {
        put(watched.output, watched.year.unwrap_or(0));
    }
    for saving in &plan.savings {
        put(*saving, 0);
    }
    for followed in &plan.followed {
        (0..plan.years).for_each(|year| put(followed.reserve, year));
        put(followed.minimum, 0);
    }
}

/// The independent parts of a stratified run that a chunk meets, and where in it each begins.
#[allow(clippy::cast_possible_truncation, reason = "a chunk is a few thousand draws")]
fn parts(asked: &Simulation, first: u64, count: usize) -> Vec<(usize, usize)> {
    if asked.sampling == Sampling::Random {
        return vec![(0, 0)];
    }
    let all = replicates(asked.draws);
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for draw in 0..count {
        let part = replicate_of(first + draw as u64, asked.draws, all) as usize;
        if parts.last().is_none_or(|(last, _)| *last != part) {
            parts.push((part, draw));
        }
    }
    parts
}

/// What was drawn of an input.
fn drawn(input: &Uncertain) -> DrawnInput {
    DrawnInput {
        address: input.address.clone(),
        unit: input.unit,
        central: input.central,
        distribution: input.fitted.describe(),
        mean: input.fitted.distribution().mean(),
        standard_deviation: input.fitted.distribution().variance().sqrt(),
    }
}

/// From sums to the result.
#[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
fn conclude(
    model: &Model,
    asked: &Simulation,
    plan: &Plan,
    mut gathered: Gathered,
    ended: Ended,
) -> SimulationResult {
    let draws = gathered.draws;
    let raw = std::mem::take(&mut gathered.raw);
    let names: Vec<String> = plan
        .all
        .addresses()
        .map(ToString::to_string)
        .chain(plan.watched.iter().map(|watched| {
            let year = watched.year.map(|year| model.years[year]);
            address_in(&model.graph.row(watched.row).address, year)
        }))
        .collect();
    let kept: BTreeMap<String, Vec<f64>> = names.into_iter().zip(raw).collect();
    let measures: Vec<MeasureResult> = plan
        .watched
        .iter()
        .zip(&mut gathered.measures)
        .map(|(watched, measured)| {
            let row = model.graph.row(watched.row);
            let percentiles = asked
                .percentiles
                .iter()
                .enumerate()
                .filter_map(|(place, percent)| {
                    let (value, low, high) = measured.tally.percentile(place, super::Z95)?;
                    Some(Percentile { percent: *percent, value, low, high })
                })
                .collect();
            let (smallest, largest) =
                if measured.tally.count() == 0 { (f64::NAN, f64::NAN) } else { measured.tally.range() };
            MeasureResult {
                address: row.address.clone(),
                label: row.label.clone(),
                unit: row.unit.clone(),
                year: watched.year.map(|year| model.years[year]),
                central: watched.central.is_finite().then_some(watched.central),
                exact_mean: watched.exact_mean,
                mean: measured.moments.mean()
                    + if watched.central.is_finite() { watched.central } else { 0.0 },
                standard_error: measured.standard_error(),
                standard_deviation: measured.moments.variance().sqrt(),
                smallest,
                largest,
                percentiles,
                without_value: measured.without_value,
            }
        })
        .collect();
    #[cfg(feature = "pictures")]
    let first = gathered.measures.iter_mut().map(|measured| measured.tally.first()).collect();
    let ranking = (!plan.ranked.is_empty()).then(|| ranking(model, plan, &gathered));
    let mut notes = notes(model, plan, &measures);
    if let Some(ranking) = &ranking {
        notes.extend(ranking.not_separated.iter().map(|pair| {
            format!(
                "{} and {} cannot be separated: their mean costs differ by {} with a standard error of {}.",
                name_of(model, &pair.one),
                name_of(model, &pair.other),
                pounds(pair.difference.abs()),
                pounds(pair.standard_error)
            )
        }));
    }
    SimulationResult {
        title: model.title.clone(),
        draws,
        asked: asked.draws,
        ended,
        seed: asked.seed,
        sampling: asked.sampling,
        years: model.years.clone(),
        inputs: plan.all.inputs.iter().map(drawn).collect(),
        events: model
            .graph
            .events()
            .iter()
            .map(|event| DrawnEvent {
                address: event.address.clone(),
                label: event.label.clone(),
                planned: event.planned,
            })
            .collect(),
        measures,
        targets: targets(model, asked, plan, &gathered),
        ranking,
        insolvency: insolvency(model, plan, &gathered),
        notes,
        names: names_of(model),
        kept,
        #[cfg(feature = "pictures")]
        first,
    }
}

/// How likely each option is to reach the target.
#[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
fn targets(model: &Model, asked: &Simulation, plan: &Plan, gathered: &Gathered) -> Vec<TargetResult> {
    plan.savings
        .iter()
        .zip(&gathered.reached)
        .zip(&model.options)
        .map(|((_, reached), option)| TargetResult {
            option: option.id.clone(),
            view: plan.view.clone(),
            target: asked.saving_target.map_or(0.0, float),
            reached: Probability::of(*reached as f64, gathered.draws),
        })
        .collect()
}

fn pounds(value: f64) -> String {
    crate::Decimal::try_from(value).map_or_else(|_| value.to_string(), money::pounds_and_pence)
}

/// What the ids stand for.
fn names_of(model: &Model) -> Names {
    let parties = model.parties.iter().map(|(_, party)| (party.id.clone(), party.name.clone()));
    let views = model.views.iter().map(|(id, name, _)| (id.clone(), name.clone()));
    Names {
        options: model.options.iter().map(|option| (option.id.clone(), option.name.clone())).collect(),
        parties: parties.chain(views).chain([("society".to_owned(), "Society".to_owned())]).collect(),
    }
}

fn name_of<'m>(model: &'m Model, id: &'m str) -> &'m str {
    model.options.iter().find(|option| option.id == id).map_or(id, |option| option.name.as_str())
}

/// What a reader of the numbers must know of the draws.
fn notes(model: &Model, plan: &Plan, measures: &[MeasureResult]) -> Vec<String> {
    let mut notes = Vec::new();
    if plan.all.unknowns().columns() == 0 {
        notes.push("No input has a range and nothing may happen: every draw is the central case.".to_owned());
    }
    for input in &plan.all.inputs {
        if let Some(taken) = input.fitted.assumptions() {
            notes.push(format!("{}: {taken}.", input.address));
        }
        if input.is_held() {
            let (low, high) = input.bounds;
            let beyond = input.fitted.distribution().cdf(low) + 1.0 - input.fitted.distribution().cdf(high);
            notes.push(format!(
                "{}: draws beyond {low} to {high}, about {:.3}% of them, are held at that bound, which moves the mean.",
                input.address,
                100.0 * beyond
            ));
        }
    }
    for measure in measures.iter().filter(|measure| measure.without_value > 0) {
        notes.push(format!(
            "{}: {} draws have no value and are left out.",
            measure.address, measure.without_value
        ));
    }
    let _ = model;
    notes
}

/// The options against one another.
#[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
fn ranking(model: &Model, plan: &Plan, gathered: &Gathered) -> Ranking {
    let (n, ranked, options) = (gathered.draws as f64, &gathered.ranked, plan.ranked.len());
    let mean_cost = |option: usize| plan.ranked[option].central + ranked.sums[option] / n;
    let covariance = |a: usize, b: usize| {
        let (a, b) = (a.max(b), a.min(b));
        (ranked.products[a * options + b] - ranked.sums[a] * ranked.sums[b] / n) / (n - 1.0).max(1.0)
    };
    let mut not_separated = Vec::new();
    for a in 0..options {
        for b in a + 1..options {
            let variance = (covariance(a, a) + covariance(b, b) - 2.0 * covariance(a, b)).max(0.0);
            let (difference, error) = (mean_cost(a) - mean_cost(b), (variance / n).sqrt());
            if difference.abs() <= 2.0 * error || difference == 0.0 {
                not_separated.push(NotSeparated {
                    one: model.options[a].id.clone(),
                    other: model.options[b].id.clone(),
                    difference,
                    standard_error: error,
                });
            }
        }
    }
    let results: Vec<OptionRanking> = model
        .options
        .iter()
        .enumerate()
        .map(|(place, option)| OptionRanking {
            id: option.id.clone(),
            name: option.name.clone(),
            best: Probability::of(ranked.best[place], gathered.draws),
            expected_regret: ranked.regret[place] / n,
            mean_cost: mean_cost(place),
        })
        .collect();
    let least = results.iter().map(|option| option.expected_regret).fold(f64::INFINITY, f64::min);
    Ranking {
        view: plan.view.clone(),
        options: results,
        not_separated,
        value_of_perfect_information: if least.is_finite() { least } else { 0.0 },
    }
}

/// Who may run out of money, party by party, and any of them.
fn insolvency(model: &Model, plan: &Plan, gathered: &Gathered) -> Vec<InsolvencyResult> {
    let result = |option: usize, party: Option<String>, breaches: &Breaches| InsolvencyResult {
        option: model.options[option].id.clone(),
        party,
        insolvent_by: Breaches::by_year(&breaches.insolvent, gathered.draws),
        below_minimum_by: Breaches::by_year(&breaches.below_minimum, gathered.draws),
    };
    let mut all: Vec<InsolvencyResult> = Vec::new();
    for (i, followed) in plan.followed.iter().enumerate() {
        all.push(result(followed.option, Some(followed.party.clone()), &gathered.breaches[i]));
        let last = plan.followed.get(i + 1).is_none_or(|next| next.option != followed.option);
        if last {
            all.push(result(followed.option, None, &gathered.any[followed.option]));
        }
    }
    all
}
