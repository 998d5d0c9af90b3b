//! The options over all weights and scores that are consistent with what was stated.

use rust_decimal::Decimal;

use super::judged::{Judged, refused};
use super::limits::Limits;
use super::ranges::Range;
use super::result::{AheadOf, AllWeights, CentralWeight, OptionShares, WeightShare};
use super::weights::{BLOCK, DrawnWeights, WeightSpace};
use crate::address::Address;
use crate::method::pieces_two;
use crate::method::sampled::{Acceptability, standard_error_of_proportion};
use crate::problem::{Problem, Problems};
use crate::uncertainty::{Sampling, Stream, float};

/// The most products of a run: what bounds its time.
const MOST_PRODUCTS: u64 = 4_000_000_000;

/// What is asked.
pub(super) struct Asked {
    pub(super) draws: usize,
    pub(super) seed: u64,
}

/// The shares of all weights.
pub(super) fn all_weights(judged: &Judged<'_>, asked: &Asked) -> Result<AllWeights, Problems> {
    let options = judged.passing();
    let limits = Limits::of(judged.criteria).map_err(|why| {
        Problem::new("criteria.order", why).accepted("an order and limits that some weights keep to")
    })?;
    let space = WeightSpace::new(judged.criteria, &limits, asked.seed, asked.draws)?;
    let table = ScoreDraws::new(judged, &options, asked)?;
    let over = over(judged, &space, &limits, table.uncertain);
    let mut found =
        AllWeights { over, exact: true, draws: 0, seed: asked.seed, tried: 0, options: Vec::new() };
    if options.is_empty() {
        return Ok(found);
    }
    let certain = !table.uncertain && !space.of_points();
    if certain && judged.by_id.len() == 2 {
        found.options = exact_two(judged, &options, &limits)?;
        return Ok(found);
    }
    let one_weight = judged.by_id.len() == 1 && !table.uncertain;
    let draws = if one_weight { 1 } else { asked.draws };
    let products = (options.len() * options.len() * judged.by_id.len()) as u64 * draws as u64;
    if products > MOST_PRODUCTS {
        let what = format!("{draws} draws of so many options and criteria would take too long");
        return Err(Problem::new("criteria.draws", what).accepted("fewer draws").into());
    }
    let drawn = space.draw(draws)?;
    let sums = run(&table, &drawn, judged.by_id.len(), draws)?;
    if !one_weight {
        (found.exact, found.draws, found.tried) = (false, draws as u64, drawn.tried);
    }
    let error = |share: f64| WeightShare {
        share,
        standard_error: if one_weight {
            0.0
        } else {
            standard_error_of_proportion(share, draws).unwrap_or(0.0)
        },
    };
    let central: Vec<Option<Vec<f64>>> =
        (0..options.len()).map(|place| sums.central_weights(place)).collect();
    let confidence = confidence(&table, &central, draws);
    for (place, option) in options.iter().enumerate() {
        let wins = sums.wins(place);
        let ahead = options.iter().zip(wins).filter(|(other, _)| *other != option);
        let sure = confidence[place].map(|share| WeightShare {
            share,
            standard_error: if table.uncertain { error(share).standard_error } else { 0.0 },
        });
        found.options.push(OptionShares {
            option: judged.id(*option).to_owned(),
            ranks: sums.ranks(place).into_iter().map(|share| error(share.min(1.0))).collect(),
            central_weights: central[place].as_ref().map(|own| by_criterion(judged, own)),
            confidence: sure,
            ahead_of: ahead
                .map(|(other, share)| AheadOf { option: judged.id(*other).to_owned(), share: error(share) })
                .collect(),
        });
    }
    Ok(found)
}

fn by_criterion(judged: &Judged<'_>, weights: &[f64]) -> Vec<CentralWeight> {
    let own =
        |place: usize| CentralWeight { criterion: judged.by_id[place].0.to_owned(), weight: weights[place] };
    judged.in_order().map(own).collect()
}

/// Over which weights and scores, in words.
fn over(judged: &Judged<'_>, space: &WeightSpace, limits: &Limits, uncertain: bool) -> String {
    let mut text = if space.of_points() {
        "weights of points that are drawn from their ranges, each by itself".to_owned()
    } else if limits.are_none() || judged.by_id.len() == 1 {
        "all weights that add up to 1".to_owned()
    } else {
        "all weights that add up to 1 and are consistent".to_owned()
    };
    // A single criterion has the whole weight, whatever is stated.
    if !limits.are_none() && judged.by_id.len() > 1 {
        let mut stated = Vec::new();
        if judged.criteria.order.len() > 1 {
            let order: Vec<&str> = judged.criteria.order.iter().map(crate::input::Id::as_str).collect();
            stated.push(format!("the order {}", order.join(" ≥ ")));
        }
        if judged.by_id.iter().any(|(_, own)| own.weight.is_some()) {
            stated.push("the limits of the weights".to_owned());
        }
        text.push_str(if space.of_points() { ", as far as they keep to " } else { " with " });
        text.push_str(&stated.join(" and "));
    }
    text.push_str(if uncertain {
        ", and scores drawn from their ranges"
    } else {
        ", with the scores as they stand"
    });
    text
}

/// The scores of the options, drawn or certain.
struct ScoreDraws {
    /// By option, then by criterion.
    ranges: Vec<Vec<Range>>,
    streams: Vec<Vec<Stream>>,
    uncertain: bool,
}

impl ScoreDraws {
    fn new(judged: &Judged<'_>, options: &[usize], asked: &Asked) -> Result<Self, Problems> {
        let mut all = Self { ranges: Vec::new(), streams: Vec::new(), uncertain: false };
        let mut problems = Problems::new();
        for option in options {
            let (mut ranges, mut streams) = (Vec::new(), Vec::new());
            let at = Address::new("criteria").join("scores").join(judged.id(*option));
            for (place, (id, _)) in judged.by_id.iter().enumerate() {
                let certain = Range::certain(float(judged.scores[*option][place]));
                let range = match judged.stated(*option, place).map(|own| Range::of(&own.score)) {
                    Some(Ok(range)) => range,
                    Some(Err(problem)) => {
                        problems.push(problem);
                        certain
                    }
                    None => certain,
                };
                all.uncertain |= range.is_uncertain();
                ranges.push(range);
                let at = at.join(id).join("score");
                streams.push(Stream::new(asked.seed, at.as_str(), Sampling::Random, asked.draws as u64));
            }
            all.ranges.push(ranges);
            all.streams.push(streams);
        }
        problems.or(all)
    }

    /// Draws a block of scores: `out` has a column for each option and criterion.
    fn fill(&self, first: u64, uniforms: &mut [f64; BLOCK], out: &mut [Vec<f64>]) {
        let all = self.ranges.iter().flatten().zip(self.streams.iter().flatten());
        for ((range, stream), out) in all.zip(out) {
            if range.is_uncertain() {
                stream.fill(first, uniforms);
                range.fill(uniforms, out);
            } else if first == 0 {
                range.fill(uniforms, out);
            }
        }
    }

    fn memory(&self) -> Vec<Vec<f64>> {
        vec![vec![0.0; BLOCK]; self.ranges.iter().map(Vec::len).sum()]
    }
}

/// The sum of weights times scores of a draw.
fn value(weights: &[f64], columns: &[Vec<f64>], draw: usize) -> f64 {
    weights.iter().zip(columns).map(|(weight, column)| weight * column[draw]).sum()
}

fn run(
    table: &ScoreDraws,
    drawn: &DrawnWeights,
    criteria: usize,
    draws: usize,
) -> Result<Acceptability, Problems> {
    let options = table.ranges.len();
    let mut sums = Acceptability::new(options, criteria).map_err(|error| refused(&error))?;
    let (mut uniforms, mut memory, mut values) = ([0.0; BLOCK], table.memory(), vec![0.0; options]);
    for first in (0..draws).step_by(BLOCK) {
        table.fill(first as u64, &mut uniforms, &mut memory);
        for draw in first..draws.min(first + BLOCK) {
            let weights = &drawn.weights[draw * criteria..(draw + 1) * criteria];
            for (own, columns) in values.iter_mut().zip(memory.chunks(criteria)) {
                *own = value(weights, columns, draw - first);
            }
            sums.add(weights, &values).map_err(|error| refused(&error))?;
        }
    }
    Ok(sums)
}

/// How often each option is first under its own central weights, over the draws of the scores.
fn confidence(table: &ScoreDraws, central: &[Option<Vec<f64>>], draws: usize) -> Vec<Option<f64>> {
    let criteria = table.ranges.first().map_or(0, Vec::len);
    // Where no score has a range one draw tells it all.
    let draws = if table.uncertain { draws } else { 1 };
    let mut firsts = vec![0.0_f64; central.len()];
    let (mut uniforms, mut memory) = ([0.0; BLOCK], table.memory());
    for first in (0..draws).step_by(BLOCK) {
        table.fill(first as u64, &mut uniforms, &mut memory);
        for draw in 0..BLOCK.min(draws - first) {
            for (option, weights) in central.iter().enumerate() {
                let Some(weights) = weights else { continue };
                let own = value(weights, &memory[option * criteria..(option + 1) * criteria], draw);
                let mut equal = 0.0;
                let mut ahead = true;
                for columns in memory.chunks(criteria) {
                    let other = value(weights, columns, draw);
                    ahead &= other <= own;
                    equal += f64::from(u8::from(other.total_cmp(&own).is_eq()));
                }
                if ahead {
                    firsts[option] += 1.0 / equal;
                }
            }
        }
    }
    let share = |(first, weights): (f64, &Option<Vec<f64>>)| weights.as_ref().map(|_| first / count(draws));
    firsts.into_iter().zip(central).map(share).collect()
}

#[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
const fn count(draws: usize) -> f64 {
    draws as f64
}

/// Two criteria with certain scores: each score is a straight line in the one weight that is free.
fn exact_two(judged: &Judged<'_>, options: &[usize], limits: &Limits) -> Result<Vec<OptionShares>, Problems> {
    let half = Decimal::new(5, 1);
    let [mut low, mut high] =
        [limits.low[0].max(Decimal::ONE - limits.high[1]), limits.high[0].min(Decimal::ONE - limits.low[1])];
    match limits.chain[..] {
        [0, 1] => low = low.max(half),
        [1, 0] => high = high.min(half),
        _ => {}
    }
    let scores: Vec<[Decimal; 2]> =
        options.iter().map(|option| [judged.scores[*option][0], judged.scores[*option][1]]).collect();
    let pieces = pieces_two(&scores, low, high).map_err(|error| refused(&error))?;
    let mut sums = Exact::new(options.len());
    for piece in &pieces {
        sums.add(float(piece.part), float(piece.middle), &piece.values);
    }
    let exact = |share: f64| WeightShare { share, standard_error: 0.0 };
    let mut all = Vec::new();
    for (place, option) in options.iter().enumerate() {
        let first = sums.ranks[place][0];
        let central = (first > 0.0).then(|| sums.central[place] / first);
        let others = (0..options.len()).filter(|other| *other != place);
        let sure = match central {
            None => None,
            Some(weight) => {
                let weight = Decimal::try_from(weight).unwrap_or_default().clamp(low, high);
                let values = pieces_two(&scores, weight, weight).map_err(|error| refused(&error))?;
                let values = values.first().map(|piece| piece.values.clone()).unwrap_or_default();
                let equal = values.iter().filter(|other| **other == values[place]).count();
                Some(if values.iter().any(|other| *other > values[place]) { 0.0 } else { 1.0 / count(equal) })
            }
        };
        all.push(OptionShares {
            option: judged.id(*option).to_owned(),
            ranks: sums.ranks[place].iter().copied().map(exact).collect(),
            central_weights: central.map(|weight| by_criterion(judged, &[weight, 1.0 - weight])),
            confidence: sure.map(exact),
            ahead_of: others
                .map(|other| AheadOf {
                    option: judged.id(options[other]).to_owned(),
                    share: exact(sums.wins[place][other]),
                })
                .collect(),
        });
    }
    Ok(all)
}

/// Shares that are added up stretch by stretch.
struct Exact {
    ranks: Vec<Vec<f64>>,
    wins: Vec<Vec<f64>>,
    central: Vec<f64>,
}

impl Exact {
    fn new(options: usize) -> Self {
        let table = vec![vec![0.0; options]; options];
        Self { ranks: table.clone(), wins: table, central: vec![0.0; options] }
    }

    fn add(&mut self, part: f64, middle: f64, values: &[Decimal]) {
        for (option, own) in values.iter().enumerate() {
            let better = values.iter().filter(|other| *other > own).count();
            let equal = values.iter().filter(|other| *other == own).count();
            let each = part / count(equal);
            self.ranks[option][better..better + equal].iter_mut().for_each(|rank| *rank += each);
            if better == 0 {
                self.central[option] += each * middle;
            }
            for (other, value) in values.iter().enumerate() {
                self.wins[option][other] += match own.cmp(value) {
                    std::cmp::Ordering::Greater => part,
                    std::cmp::Ordering::Equal => part / 2.0,
                    std::cmp::Ordering::Less => 0.0,
                };
            }
        }
    }
}
