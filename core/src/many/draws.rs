//! The draws of a row: what is uncertain in it, drawn from streams that are keyed by its id.

use super::keys::Place;
use super::request::Many;
use super::result::Spread;
use crate::address::Address;
use crate::appraisal::Appraisal;
use crate::problem::Problems;
use crate::sheet::NodeId;
use crate::sheet::batch::{Block, Program, fold};
use crate::uncertainty::{Columns, Sampling, Stream, Uncertainties, at_ranks, groups, stated};

/// How many draws are worked out at a time.
const BLOCK: usize = 256;

/// What draws the rows of one sheet that give the same inputs: its distributions are prepared once.
pub(super) struct Drawer {
    all: Uncertainties,
    columns: Columns,
    /// For each column, its address, and whether its draws are the same in every row.
    streams: Vec<(Address, bool)>,
    memory: Vec<Vec<f64>>,
    uniforms: Vec<f64>,
    aside: Vec<f64>,
    /// The draws of each number of a row, one stretch a number.
    numbers: Vec<f64>,
}

/// The outputs of a program, each node once.
#[derive(Default)]
struct Outputs(Vec<NodeId>);

impl Outputs {
    fn add(&mut self, node: NodeId) -> usize {
        self.0.iter().position(|known| *known == node).unwrap_or_else(|| {
            self.0.push(node);
            self.0.len() - 1
        })
    }
}

/// What a program gives of one number in each draw.
enum Number {
    Value { output: usize, year: usize },
    Lowest { reserve: usize, minimum: Option<usize> },
    None,
}

impl Drawer {
    /// # Errors
    /// What is wrong with the ranges and the correlations of the question.
    pub(super) fn new(appraisal: &Appraisal, asked: &Many) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let all = Uncertainties::of(appraisal, &mut problems);
        let correlated = groups(&stated(appraisal.model()), &all, &mut problems);
        problems.or(())?;
        let common: Vec<Address> = asked.common.iter().map(|at| Address::new(&**at)).collect();
        let is_common = |address: &Address| common.iter().any(|at| address.is_at_or_below(at));
        let streams = all.addresses().map(|address| (address.clone(), is_common(address))).collect();
        let columns = Columns::new(&all, correlated, asked.seed, Sampling::Random, asked.draws);
        let memory = columns.memory(BLOCK);
        Ok(Self {
            all,
            columns,
            streams,
            memory,
            uniforms: Vec::with_capacity(BLOCK),
            aside: vec![0.0; BLOCK],
            numbers: Vec::new(),
        })
    }

    /// Draws a row and adds what comes of each number, in their order: one of each measure, or one a year.
    pub(super) fn draw(
        &mut self,
        appraisal: &Appraisal,
        asked: &Many,
        id: &str,
        measures: &[(Option<Place>, bool)],
        spreads: &mut Vec<Spread>,
    ) -> Result<(), Problems> {
        let model = appraisal.model();
        let years = model.years.len();
        let mut outputs = Outputs::default();
        let mut numbers = Vec::new();
        for (place, yearly) in measures {
            match place {
                Some(Place::Whole(node)) => {
                    numbers.push(Number::Value { output: outputs.add(*node), year: 0 });
                }
                Some(Place::Yearly(node)) => {
                    let output = outputs.add(*node);
                    numbers.extend((0..years).map(|year| Number::Value { output, year }));
                }
                Some(Place::Lowest { reserve, minimum }) => {
                    let reserve = outputs.add(*reserve);
                    numbers.push(Number::Lowest { reserve, minimum: minimum.map(|node| outputs.add(node)) });
                }
                Some(Place::Payback(_)) | None => {
                    let count = if *yearly { years } else { 1 };
                    numbers.extend((0..count).map(|_| Number::None));
                }
            }
        }
        let program = fold(&model.graph, appraisal.planned()?, &self.all.unknowns(), &outputs.0);
        let own = asked.seed_of(id);
        self.columns.set_streams(self.streams.iter().map(|(address, common)| {
            let seed = if *common { asked.seed } else { own };
            Stream::new(seed, address.as_str(), Sampling::Random, asked.draws)
        }));
        let draws = usize::try_from(asked.draws).unwrap_or(usize::MAX);
        self.numbers.resize(numbers.len() * draws, 0.0);
        self.fill(&program, &numbers, draws, years);
        for (number, values) in numbers.iter().zip(self.numbers.chunks_exact_mut(draws.max(1))) {
            spreads.push(if matches!(number, Number::None) { Spread::NONE } else { Spread::of(values) });
        }
        Ok(())
    }

    /// Works out all draws of all numbers.
    fn fill(&mut self, program: &Program, numbers: &[Number], draws: usize, years: usize) {
        let mut block = Block::new(program, BLOCK);
        let mut first: usize = 0;
        while first < draws {
            let count = BLOCK.min(draws - first);
            self.columns.fill(first as u64, count, &mut self.uniforms, &mut self.memory);
            program.run(&mut block, &self.memory, count);
            let aside = &mut self.aside[..count];
            for (number, values) in numbers.iter().zip(self.numbers.chunks_exact_mut(draws)) {
                let values = &mut values[first..first + count];
                match number {
                    Number::Value { output, year } => program.output(&block, *output, *year, values),
                    Number::Lowest { reserve, minimum } => {
                        program.output(&block, *reserve, 0, values);
                        for year in 1..years {
                            program.output(&block, *reserve, year, aside);
                            for (lowest, reserve) in values.iter_mut().zip(aside.iter()) {
                                *lowest = if *reserve < *lowest { *reserve } else { *lowest };
                            }
                        }
                        if let Some(minimum) = minimum {
                            program.output(&block, *minimum, 0, aside);
                            values.iter_mut().zip(aside.iter()).for_each(|(lowest, floor)| *lowest -= floor);
                        }
                    }
                    Number::None => {}
                }
            }
            first += count;
        }
    }
}

impl Spread {
    /// What some draws come to; they are put in another order. Draws without a value are left out.
    #[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
    fn of(values: &mut [f64]) -> Self {
        let mut kept = 0;
        for place in 0..values.len() {
            if values[place].is_finite() {
                values.swap(kept, place);
                kept += 1;
            }
        }
        let values = &mut values[..kept];
        let Some(from) = values.first().copied() else { return Self::NONE };
        let n = kept as f64;
        // Counted from one of them, so that no digits are lost in the squares.
        let away: f64 = values.iter().map(|value| value - from).sum::<f64>() / n;
        let mean = from + away;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let share = |holds: fn(&f64) -> bool| values.iter().filter(|value| holds(value)).count() as f64 / n;
        let (above_nought, below_nought) = (share(|value| *value > 0.0), share(|value| *value < 0.0));
        let [p5, p50, p95] = percentiles(values);
        Self {
            mean,
            standard_deviation: (squares / (n - 1.0)).sqrt(),
            p5,
            p50,
            p95,
            above_nought,
            below_nought,
        }
    }
}

/// Below this a sort is as quick as a selection, and the ranks of two percentiles may meet.
const FEW: usize = 64;

/// The percentiles 5, 50 and 95 of some numbers (Hyndman and Fan's type 7).
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn percentiles(values: &mut [f64]) -> [f64; 3] {
    let last = values.len().saturating_sub(1);
    let ranks = [0.05, 0.5, 0.95].map(|at| {
        let rank = at * last as f64;
        (rank.floor() as usize, rank.fract())
    });
    let ends = |rank: usize| [rank as u64, (rank + 1).min(last) as u64];
    let found = if values.len() < FEW {
        values.sort_unstable_by(f64::total_cmp);
        ranks.map(|(rank, _)| {
            ends(rank).map(|rank| values.get(usize::try_from(rank).unwrap_or(last)).copied())
        })
    } else {
        let [low, middle, high] = ranks.map(|(rank, _)| ends(rank));
        let six = [low[0], low[1], middle[0], middle[1], high[0], high[1]];
        let mut found = at_ranks(values, six).into_iter();
        [(); 3].map(|()| [(); 2].map(|()| found.next().flatten()))
    };
    let mut all = [f64::NAN; 3];
    for ((percentile, ends), (_, part)) in all.iter_mut().zip(found).zip(ranks) {
        if let [Some(below), Some(above)] = ends {
            *percentile = below + part * (above - below);
        }
    }
    all
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the sums are exact")]
mod tests {
    use super::*;

    #[test]
    fn spreads_are_as_worked_by_hand() {
        // numpy.percentile([-4, 0, 1, 3, 10], [5, 50, 95]) is -3.2, 1, 8.6; the mean is 2, the squares of the distances
        // are 36 + 4 + 1 + 1 + 64 = 106, over 4 26.5.
        let spread = Spread::of(&mut [3.0, 10.0, f64::NAN, -4.0, 0.0, 1.0]);
        assert_eq!((spread.mean, spread.p50), (2.0, 1.0));
        assert!((spread.p5 + 3.2).abs() < 1e-12 && (spread.p95 - 8.6).abs() < 1e-12);
        assert!((spread.standard_deviation - 26.5_f64.sqrt()).abs() < 1e-12);
        assert_eq!((spread.above_nought, spread.below_nought), (0.6, 0.2));
        assert!(Spread::of(&mut [f64::INFINITY]).mean.is_nan());
    }

    #[test]
    fn percentiles_of_many_are_those_of_a_ladder() {
        // 0 to 1000, shuffled: the percentile 5 is 50, the median 500, the percentile 95 is 950.
        let mut ladder: Vec<f64> = (0..=1_000_u32).map(|n| f64::from(n * 619 % 1_001)).collect();
        assert_eq!(percentiles(&mut ladder), [50.0, 500.0, 950.0]);
    }
}
