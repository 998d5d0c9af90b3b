//! What a simulation is asked.

use crate::Decimal;
use crate::address::Address;
use crate::input::known_names;
use crate::problem::{Problem, Problems, as_shown};
use crate::uncertainty::Sampling;

/// The most draws of one run: a browser has one thread and little memory.
pub const MOST_DRAWS: u64 = if cfg!(target_arch = "wasm32") { 20_000_000 } else { 4_000_000_000 };
/// The most numbers that are kept when raw draws are asked for.
const MOST_KEPT: u64 = if cfg!(target_arch = "wasm32") { 40_000_000 } else { 400_000_000 };

/// A simulation that is to be run.
///
/// ```
/// use options_appraisal::uncertainty::{Sampling, Simulation};
///
/// let simulation = Simulation::new(10_000)
///     .seed(7)
///     .sampling(Sampling::LatinHypercube)
///     .measure("options.parish.net_present_cost.kcc")
///     .percentiles([10.0, 50.0, 90.0]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Simulation {
    pub(super) draws: u64,
    pub(super) seed: u64,
    pub(super) sampling: Sampling,
    pub(super) measures: Vec<String>,
    pub(super) percentiles: Vec<f64>,
    pub(super) view: Option<String>,
    pub(super) saving_target: Option<Decimal>,
    pub(super) ranking: bool,
    pub(super) insolvency: bool,
    pub(super) keep: bool,
    pub(super) stop: Option<(String, f64)>,
    pub(super) threads: usize,
}

impl Simulation {
    /// So many draws, with the seed 1, of the usual measures: for each option the net present cost and the net cost in
    /// cash of the chosen view, its saving, and the net present cost to society.
    pub fn new(draws: u64) -> Self {
        Self {
            draws,
            seed: 1,
            sampling: Sampling::Random,
            measures: Vec::new(),
            percentiles: vec![5.0, 10.0, 50.0, 80.0, 90.0, 95.0],
            view: None,
            saving_target: None,
            ranking: true,
            insolvency: true,
            keep: false,
            stop: None,
            threads: 1,
        }
    }

    /// The seed: the same one gives the same draws, on every machine.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How the draws are spread over the ranges.
    #[must_use]
    pub const fn sampling(mut self, sampling: Sampling) -> Self {
        self.sampling = sampling;
        self
    }

    /// Adds a measure by its address: a row with one value for the whole period, or a row by year, which gives a result
    /// for each year. Once one is named, the usual measures are left out.
    #[must_use]
    pub fn measure(mut self, address: impl Into<String>) -> Self {
        self.measures.push(address.into());
        self
    }

    /// The percentiles that are worked out, from 0 to 100.
    #[must_use]
    pub fn percentiles(mut self, percentiles: impl IntoIterator<Item = f64>) -> Self {
        self.percentiles = percentiles.into_iter().collect();
        self
    }

    /// The view (a party, a group of parties, or `society`) for which options are ranked; by default the council.
    #[must_use]
    pub fn view(mut self, view: impl Into<String>) -> Self {
        self.view = Some(view.into());
        self
    }

    /// Asks how likely the saving of the chosen view, in cash over all years, is to reach this sum.
    #[must_use]
    pub fn saving_target(mut self, target: impl Into<Decimal>) -> Self {
        self.saving_target = Some(target.into());
        self
    }

    /// Whether options are ranked in each draw; they are unless this says otherwise.
    #[must_use]
    pub const fn ranking(mut self, ranking: bool) -> Self {
        self.ranking = ranking;
        self
    }

    /// Whether the reserves of each party are followed in each draw; they are unless this says otherwise.
    #[must_use]
    pub const fn insolvency(mut self, insolvency: bool) -> Self {
        self.insolvency = insolvency;
        self
    }

    /// Keeps the raw draws of all measures and inputs. They take eight bytes each.
    #[must_use]
    pub const fn keep_draws(mut self, keep: bool) -> Self {
        self.keep = keep;
        self
    }

    /// Stops as soon as the standard error of the mean of a measure is below this, in the unit of the measure.
    #[must_use]
    pub fn stop_when(mut self, measure: impl Into<String>, standard_error: f64) -> Self {
        self.stop = Some((measure.into(), standard_error));
        self
    }

    /// How many threads work at once; in a browser always one. The result does not depend on it.
    #[must_use]
    pub const fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Reports what cannot be asked. The addresses are the names of the settings.
    pub(super) fn check(&self, problems: &mut Problems) {
        let at = |key: &str| Address::new("simulation").join(key);
        if !(1..=MOST_DRAWS).contains(&self.draws) {
            let problem = Problem::new(at("draws"), format!("is {}", self.draws));
            problems.push(problem.accepted(format!("from 1 to {MOST_DRAWS} draws")));
        }
        for percentile in &self.percentiles {
            if !(0.0..=100.0).contains(percentile) {
                let problem = Problem::new(at("percentiles"), format!("{percentile} is no percentile"));
                problems.push(problem.accepted("numbers from 0 to 100"));
            }
        }
        if self.percentiles.len() > 100 {
            let what = format!("has {} percentiles", self.percentiles.len());
            problems.push(Problem::new(at("percentiles"), what).accepted("at most 100"));
        }
        if !(1..=256).contains(&self.threads) {
            let problem = Problem::new(at("threads"), format!("is {}", self.threads));
            problems.push(problem.accepted("from 1 to 256"));
        }
        if let Some((_, error)) = &self.stop
            && !(error.is_finite() && *error > 0.0)
        {
            let problem = Problem::new(at("stop_when"), format!("the standard error is {error}"));
            problems.push(problem.accepted("a number above 0, in the unit of the measure"));
        }
    }

    /// Reports raw draws that would take more memory than there is.
    pub(super) fn check_kept(&self, columns: usize, problems: &mut Problems) {
        let numbers = self.draws.saturating_mul(columns as u64);
        if self.keep && numbers > MOST_KEPT {
            let what = format!("{columns} columns of {} draws are {numbers} numbers", self.draws);
            let problem = Problem::new(Address::new("simulation.keep_draws"), what);
            problems.push(problem.accepted(format!("at most {MOST_KEPT}: fewer draws or fewer measures")));
        }
    }
}

/// The problem of a name that is not known.
pub(super) fn unknown<'a>(
    key: &str,
    name: &str,
    what: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Problem {
    let shown = as_shown(name, 120);
    Problem::new(Address::new("simulation").join(key), format!("\"{shown}\" is no {what}"))
        .accepted(known_names(name, known))
}
