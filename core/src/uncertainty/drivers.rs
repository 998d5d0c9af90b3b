//! What drives the spread of a measure: Sobol indices of each uncertain input and event.

use serde::Serialize;

use super::columns::{Columns, Uncertainties};
use super::correlation::{groups, stated};
use super::measure::{Measure, without_value};
use super::stream::Sampling;
use super::tornado::Stopped;
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::Appraisal;
use crate::method::sampled::{SobolIndex, SobolSettings, sobol_indices};
use crate::method::sobol_linear;
use crate::problem::{Problem, Problems};
use crate::sheet::batch::{Block, Program, SumOfProducts, folded};

/// The fewest and the most draws of each of the two sets.
const SAMPLES: std::ops::RangeInclusive<usize> = 64..=1 << 20;

/// The most numbers that are kept: draws times two more than the inputs that matter.
const MOST_NUMBERS: usize = if cfg!(target_arch = "wasm32") { 20_000_000 } else { 200_000_000 };

/// Draws that are worked out at a time.
const LENGTH: usize = 256;

/// What is asked of the drivers of a measure.
///
/// ```
/// use options_appraisal::uncertainty::Drivers;
///
/// let drivers = Drivers::new("options.parish.net_present_cost.kcc").samples(16_384).seed(7);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drivers {
    measure: String,
    samples: usize,
    seed: u64,
    resamples: usize,
}

impl Drivers {
    /// The drivers of a measure, from two sets of 8,192 draws with the seed 1 and 200 resamples of them.
    pub fn new(measure: impl Into<String>) -> Self {
        Self { measure: measure.into(), samples: 8_192, seed: 1, resamples: 200 }
    }

    /// How many draws each of the two sets has, from 64 to 1,048,576. The measure is worked out so often for each input,
    /// and twice more.
    #[must_use]
    pub const fn samples(mut self, samples: usize) -> Self {
        self.samples = samples;
        self
    }

    /// The seed: the same one gives the same draws, on every machine.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How often the draws are resampled for the intervals, from 1 to 10,000.
    #[must_use]
    pub const fn resamples(mut self, resamples: usize) -> Self {
        self.resamples = resamples;
        self
    }

    fn check(&self, problems: &mut Problems) {
        let settings = [
            ("samples", self.samples, SAMPLES, "draws in each of the two sets"),
            ("resamples", self.resamples, 1..=10_000, "resamples"),
        ];
        for (key, value, accepted, what) in settings {
            if !accepted.contains(&value) {
                let problem = Problem::new(Address::new("drivers").join(key), format!("is {value}"));
                let (least, most) = (accepted.start(), accepted.end());
                problems.push(problem.accepted(format!("from {least} to {most} {what}")));
            }
        }
    }
}

/// How indices were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicesFrom {
    /// The measure does not vary: nothing drives it.
    NothingVaries,
    /// In closed form: no input multiplies another, so that the variance is the sum of what each brings. The indices are
    /// exact, and first-order and total index are one.
    ClosedForm,
    /// From draws, with intervals.
    Draws,
}

/// A share of the variance of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Index {
    /// The estimate, never moved to nought or to one: draws may put it a little outside.
    pub share: f64,
    /// The lower end of its 95 per cent interval (bootstrap).
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Whether the interval leaves nought out.
    pub told_from_nought: bool,
}

impl Index {
    const fn exact(share: f64) -> Self {
        Self { share, low: share, high: share, told_from_nought: share > 0.0 }
    }

    fn drawn(share: f64, (low, high): (f64, f64)) -> Self {
        Self { share, low, high, told_from_nought: low > 0.0 }
    }

    fn words(&self) -> String {
        let percent = |share: f64| {
            let shown = format!("{:.1}", 100.0 * share);
            // Less than nothing by less than is shown is nothing.
            if shown == "-0.0" { "0.0".to_owned() } else { shown }
        };
        if self.low.to_bits() == self.high.to_bits() {
            return format!("{}%", percent(self.share));
        }
        let told = if self.told_from_nought { "" } else { ": it cannot be told from nought" };
        format!("{}% ({}% to {}%{told})", percent(self.share), percent(self.low), percent(self.high))
    }
}

/// What an uncertain input or an event does to the spread of a measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Driver {
    /// The address of the input or of the event.
    pub address: Address,
    /// The unit of the input; none for an event.
    pub unit: Option<&'static str>,
    /// The share of the variance that would go if it were known: the first-order index.
    pub first: Index,
    /// The share of the variance that would be left if all else were known: the total index. What it has more than the
    /// first-order index it does together with others.
    pub total: Index,
    /// In one sentence.
    pub sentence: String,
}

/// What drives the spread of a measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DriversResult {
    /// The measure.
    pub measure: Measure,
    /// How the indices were found.
    pub found: IndicesFrom,
    /// The draws of each of the two sets; none were made for a closed form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub samples: Option<usize>,
    /// The seed of the draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The standard deviation of the measure, in its unit.
    pub standard_deviation: f64,
    /// The inputs and the events, those with the largest total index first; of equals, by address. Those that the measure
    /// does not depend on are left out.
    pub drivers: Vec<Driver>,
    /// Those that the measure does not depend on at all.
    pub without_effect: Vec<Address>,
    /// How it was found, in words.
    pub sentence: String,
}

impl DriversResult {
    /// The result as JSON. The same input and the same seed give the same bytes everywhere.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// What an input or an event does, by its address.
    pub fn driver(&self, address: &str) -> Option<&Driver> {
        self.drivers.iter().find(|driver| driver.address.as_str() == address)
    }
}

impl Appraisal {
    /// What drives the spread of a measure: the first-order and the total Sobol index of every uncertain input and event.
    ///
    /// Where no input multiplies another (a sum of amounts), they are exact and need no draws; the result says which. From
    /// draws each index has a 95 per cent interval, and an index that the draws put below nought is shown so.
    ///
    /// # Errors
    /// If there is no such measure, it has no value in some draw, a setting or a range cannot be, or two inputs that it
    /// depends on are correlated: indices then do not add up, and mean no share of the variance.
    ///
    /// ```
    /// use options_appraisal::uncertainty::Drivers;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// // Its growth rates of pay and of energy are correlated: here they are not.
    /// let independent = text.split("[correlations").next().unwrap_or(text);
    /// let appraisal = Appraisal::load(independent, Format::Toml)?;
    /// let result = appraisal.drivers(&Drivers::new("options.council.net_present_cost.kcc").samples(512))?;
    /// assert!(result.drivers[0].total.share >= result.drivers[1].total.share);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn drivers(&self, asked: &Drivers) -> Result<DriversResult, Problems> {
        let mut problems = Problems::new();
        asked.check(&mut problems);
        let measure = Measure::find(self.model(), &asked.measure).map_err(|problem| problems.push(problem));
        let all = Uncertainties::of(self, &mut problems);
        let stated = stated(self.model());
        groups(&stated, &all, &mut problems);
        let Ok(measure) = measure else { return Err(problems) };
        problems.or(())?;

        let folded = folded(&self.model().graph, self.planned()?, &all.unknowns(), &[measure.node]);
        let sum = folded.products().of(0, measure.year);
        let program = folded.program();
        let columns = all.inputs.len() + all.events.len();
        let read: Vec<usize> = (0..columns).filter(|column| program.reads(*column)).collect();
        let reads =
            |address: &Address| read.iter().any(|column| all.addresses().nth(*column) == Some(address));
        let mut problems = Problems::new();
        for one in
            stated.iter().filter(|one| one.rank != 0.0 && reads(&one.between.0) && reads(&one.between.1))
        {
            let what = format!(
                "{} depends on two inputs that are correlated: Sobol indices of such inputs do not add up and are no shares of the variance",
                measure.address
            );
            problems.push(Problem::new(one.at.clone(), what).accepted(
                "no correlation between inputs that the measure depends on; the value of knowing an input can be asked for with correlations",
            ));
        }
        problems.or(())?;

        let exact = sum.and_then(|sum| closed_form(&sum, &all));
        let (found, variance, indices) = match exact {
            Some((variance, shares)) if variance > 0.0 => {
                let shares = Exact { variance, of: &read, shares: &shares }.indices()?;
                (IndicesFrom::ClosedForm, variance, shares)
            }
            Some(_) => (IndicesFrom::NothingVaries, 0.0, Vec::new()),
            None if read.is_empty() => (IndicesFrom::NothingVaries, 0.0, Vec::new()),
            None => match from_draws(asked, &measure, &all, &program, &read)? {
                Some((variance, indices)) => (IndicesFrom::Draws, variance, indices),
                None => (IndicesFrom::NothingVaries, 0.0, Vec::new()),
            },
        };
        let drawn = (found == IndicesFrom::Draws).then_some(asked);
        Ok(DriversResult {
            sentence: words(found, asked.samples, &measure),
            measure,
            found,
            samples: drawn.map(|asked| asked.samples),
            seed: drawn.map(|asked| asked.seed),
            standard_deviation: variance.sqrt(),
            without_effect: without_effect(&all, &read, &indices),
            drivers: drivers(&all, &indices),
        })
    }
}

fn words(found: IndicesFrom, samples: usize, measure: &Measure) -> String {
    let address = &measure.address;
    match found {
        IndicesFrom::NothingVaries => format!("{address} does not vary: nothing drives it."),
        IndicesFrom::ClosedForm => {
            format!("No input multiplies another in {address}: the shares are exact and need no draws.")
        }
        IndicesFrom::Draws => {
            format!("From two sets of {samples} draws of {address}, with 95% intervals in brackets.")
        }
    }
}

/// A column with its first-order and its total index.
type Found = (usize, Index, Index);

fn drivers(all: &Uncertainties, indices: &[Found]) -> Vec<Driver> {
    let mut drivers: Vec<Driver> = indices
        .iter()
        .filter_map(|(column, first, total)| {
            let address = all.addresses().nth(*column)?.clone();
            let alone = format!("Knowing {address} would take away {} of the variance", first.words());
            let sentence = if first == total {
                format!("{alone}.")
            } else {
                format!("{alone}; with what it does together with others it has a part in {}.", total.words())
            };
            let unit = all.inputs.get(*column).map(|input| input.unit);
            Some(Driver { address, unit, first: *first, total: *total, sentence })
        })
        .collect();
    drivers.sort_by(|a, b| b.total.share.total_cmp(&a.total.share).then_with(|| a.address.cmp(&b.address)));
    drivers
}

fn without_effect(all: &Uncertainties, read: &[usize], indices: &[Found]) -> Vec<Address> {
    let addresses = all.addresses().enumerate();
    let idle = |column: &usize| {
        let driven = indices.iter().any(|(own, ..)| own == column);
        !(read.contains(column) && driven)
    };
    let mut idle: Vec<Address> =
        addresses.filter(|(column, _)| idle(column)).map(|(_, address)| address.clone()).collect();
    idle.sort();
    idle
}

/// The variance that each column brings, where no two are multiplied. None where the draws of one are held at a bound: its
/// variance is then not that of its distribution.
fn closed_form(sum: &SumOfProducts, all: &Uncertainties) -> Option<(f64, Vec<f64>)> {
    let mut variances = vec![0.0; all.inputs.len() + all.events.len()];
    for (column, part) in sum.parts()? {
        let of_input = match all.input(column) {
            Some(input) if input.is_held() => return None,
            Some(input) => input.fitted.distribution().variance(),
            None => 0.0,
        };
        variances[column as usize] = part.variance(of_input);
    }
    let whole: f64 = variances.iter().sum();
    whole.is_finite().then_some((whole, variances))
}

struct Exact<'v> {
    variance: f64,
    of: &'v [usize],
    shares: &'v [f64],
}

impl Exact<'_> {
    /// The shares of a weighed sum. Each column is taken in units of the whole spread, so that a decimal holds it.
    fn indices(&self) -> Result<Vec<Found>, Problems> {
        let scaled = |column: &usize| {
            let share = (self.shares[*column] / self.variance).sqrt();
            Decimal::try_from(share).unwrap_or_default()
        };
        let coefficients: Vec<Decimal> = self.of.iter().map(scaled).collect();
        let ones = vec![Decimal::ONE; coefficients.len()];
        let shares = sobol_linear(&coefficients, &ones).map_err(Stopped::Method).map_err(Problems::from)?;
        let index = |share: Decimal| Index::exact(super::columns::float(share));
        Ok(self
            .of
            .iter()
            .zip(shares)
            .filter(|(_, share)| !share.is_zero())
            .map(|(column, share)| (*column, index(share), index(share)))
            .collect())
    }
}

/// The indices from draws, with the variance of the measure; none where it does not vary.
fn from_draws(
    asked: &Drivers,
    measure: &Measure,
    all: &Uncertainties,
    program: &Program,
    read: &[usize],
) -> Result<Option<(f64, Vec<Found>)>, Problems> {
    let numbers = asked.samples.saturating_mul(read.len() + 2);
    if numbers > MOST_NUMBERS {
        let what =
            format!("{} draws for each of {} inputs are {numbers} numbers", asked.samples, read.len() + 2);
        let problem = Problem::new(Address::new("drivers.samples"), what);
        return Err(problem.accepted(format!("fewer draws: at most {MOST_NUMBERS} numbers")).into());
    }
    let (f_a, f_b, f_ab) = evaluate(asked, measure, all, program, read);
    let every = || f_a.iter().chain(&f_b).chain(f_ab.iter().flatten());
    if every().any(|figure| !figure.is_finite()) {
        return Err(without_value(measure).into());
    }
    let both = || f_a.iter().chain(&f_b).copied();
    let variance = variance(both);
    // A measure of a million in which pence come and go by rounding alone does not vary.
    let scale = both().fold(0.0_f64, |most, figure| most.max(figure.abs()));
    if variance.sqrt() <= 1e-12 * scale {
        return Ok(None);
    }
    let settings = SobolSettings { resamples: asked.resamples, seed: asked.seed, ..SobolSettings::default() };
    let indices =
        sobol_indices(&f_a, &f_b, &f_ab, settings).map_err(Stopped::Method).map_err(Problems::from)?;
    let found = |(column, index): (&usize, SobolIndex)| {
        let first = Index::drawn(index.first, index.first_interval);
        (*column, first, Index::drawn(index.total, index.total_interval))
    };
    Ok(Some((variance, read.iter().zip(indices).map(found).collect())))
}

/// The variance of figures, counted from the first so that no digits are lost.
fn variance<I: Iterator<Item = f64>>(figures: impl Fn() -> I) -> f64 {
    let Some(from) = figures().next() else { return 0.0 };
    let (mut count, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for figure in figures() {
        let away = figure - from;
        count += 1.0;
        sum += away;
        squares += away * away;
    }
    ((squares - sum * sum / count) / count).max(0.0)
}

/// The measure on two sets of draws, A and B, and for each column that it reads on A with that column of B.
///
/// Both are the streams of the inputs' own addresses: A those of the seed, and B those of its complement.
fn evaluate(
    asked: &Drivers,
    measure: &Measure,
    all: &Uncertainties,
    program: &Program,
    read: &[usize],
) -> (Vec<f64>, Vec<f64>, Vec<Vec<f64>>) {
    let draws = asked.samples as u64;
    let set = |seed| Columns::new(all, Vec::new(), seed, Sampling::Sobol, draws);
    let (set_a, set_b) = (set(asked.seed), set(!asked.seed));
    let mut block = Block::new(program, LENGTH);
    let (mut a, mut b) = (set_a.memory(LENGTH), set_b.memory(LENGTH));
    let mut uniforms = Vec::with_capacity(LENGTH);
    let figures = || vec![0.0; asked.samples];
    let (mut f_a, mut f_b, mut f_ab) = (figures(), figures(), vec![figures(); read.len()]);
    for from in (0..asked.samples).step_by(LENGTH) {
        let until = (from + LENGTH).min(asked.samples);
        let count = until - from;
        set_a.fill(from as u64, count, &mut uniforms, &mut a);
        set_b.fill(from as u64, count, &mut uniforms, &mut b);
        let mut work_out = |columns: &[Vec<f64>], out: &mut [f64]| {
            program.run(&mut block, columns, count);
            program.output(&block, 0, measure.year, out);
        };
        work_out(&a, &mut f_a[from..until]);
        work_out(&b, &mut f_b[from..until]);
        for (column, figures) in read.iter().zip(&mut f_ab) {
            std::mem::swap(&mut a[*column], &mut b[*column]);
            work_out(&a, &mut figures[from..until]);
            std::mem::swap(&mut a[*column], &mut b[*column]);
        }
    }
    (f_a, f_b, f_ab)
}
