//! Draws of weights: even over all that keep to an order and to limits, or made of points that are drawn from their ranges.
//!
//! Weights are drawn from a region that holds all that are asked for, evenly, and those outside are passed over; what is
//! left is even. Nothing is walked through, so that there is nothing to burn in and each draw stands alone. Of three
//! regions the one is taken of which most is kept:
//! - all weights that add up to 1 (exponentials over their sum), those of the order put in order;
//! - the same above the least of each;
//! - the box of the limits, all but the widest drawn and that one what is left.
//!
//! How many are tried is bounded. Where too few are kept, that is said and nothing is made up.

use super::input::Criteria;
use super::limits::Limits;
use super::ranges::Range;
use crate::address::Address;
use crate::problem::{Problem, Problems};
use crate::uncertainty::{Sampling, Stream, float};

/// The numbers that are tried at a time.
pub(super) const BLOCK: usize = 256;
/// The tries by which a region is chosen.
const PILOT: u64 = 2_048;
/// The most numbers that are tried.
const MOST_TRIED: u64 = 24_000_000;
/// How far a weight may lie beyond a limit by rounding.
const NEAR: f64 = 1e-12;

/// A region from which weights are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    Points,
    Simplex,
    AboveLeast,
    Box,
}

/// How weights are drawn.
pub(super) struct WeightSpace {
    low: Vec<f64>,
    high: Vec<f64>,
    chain: Vec<usize>,
    points: Vec<Range>,
    of_points: bool,
    streams: Vec<Stream>,
}

/// Weights that were drawn.
pub(super) struct DrawnWeights {
    /// One after the other, each with a weight for every criterion in the order of the ids.
    pub(super) weights: Vec<f64>,
    /// How many were tried.
    pub(super) tried: u64,
}

impl WeightSpace {
    pub(super) fn new(
        criteria: &Criteria,
        limits: &Limits,
        seed: u64,
        draws: usize,
    ) -> Result<Self, Problems> {
        let by_id = criteria.by_id();
        let points: Vec<Range> =
            by_id.iter().map(|(_, own)| Range::of(&own.points)).collect::<Result<_, Problem>>()?;
        let of_points = points.iter().any(Range::is_uncertain);
        let key = if of_points { "points" } else { "weight" };
        let stream = |id: &str| {
            let at = Address::new("criteria").join("criterion").join(id).join(key);
            Stream::new(seed, at.as_str(), Sampling::Random, draws as u64)
        };
        Ok(Self {
            low: limits.low.iter().copied().map(float).collect(),
            high: limits.high.iter().copied().map(float).collect(),
            chain: limits.chain.clone(),
            of_points,
            points,
            streams: by_id.iter().map(|(id, _)| stream(id.as_str())).collect(),
        })
    }

    /// Whether the points have ranges, which are drawn.
    pub(super) const fn of_points(&self) -> bool {
        self.of_points
    }

    /// So many weights.
    ///
    /// # Errors
    /// If too few that are tried keep to the order and the limits.
    pub(super) fn draw(&self, draws: usize) -> Result<DrawnWeights, Problem> {
        let count = self.streams.len();
        let region = if self.of_points { Region::Points } else { self.widest() };
        let most = MOST_TRIED / count.max(1) as u64;
        let mut weights = Vec::with_capacity(draws * count);
        let mut tried = 0;
        let mut block = vec![vec![0.0; BLOCK]; count];
        let mut one = vec![0.0; count];
        while tried < most {
            self.fill(tried, &mut block);
            for draw in 0..BLOCK {
                tried += 1;
                if self.make(region, draw, &block, &mut one) {
                    weights.extend_from_slice(&one);
                    if weights.len() == draws * count {
                        return Ok(DrawnWeights { weights, tried });
                    }
                }
            }
        }
        let kept = weights.len() / count.max(1);
        let what = format!(
            "of {tried} weights that were tried {kept} keep to the order and the limits, and {draws} are needed"
        );
        Err(Problem::new("criteria.order", what).accepted("wider limits, a shorter order, or fewer draws"))
    }

    fn fill(&self, first: u64, block: &mut [Vec<f64>]) {
        for (stream, out) in self.streams.iter().zip(block) {
            stream.fill(first, out);
        }
    }

    /// The region of which most is kept; of equals the first.
    fn widest(&self) -> Region {
        let count = self.streams.len();
        let mut block = vec![vec![0.0; BLOCK]; count];
        let mut one = vec![0.0; count];
        let mut kept = [Region::Simplex, Region::AboveLeast, Region::Box].map(|region| (region, 0_u32));
        for first in (0..PILOT).step_by(BLOCK) {
            self.fill(first, &mut block);
            for (region, kept) in &mut kept {
                for draw in 0..BLOCK {
                    *kept += u32::from(self.make(*region, draw, &block, &mut one));
                }
            }
        }
        let mut best = kept[0];
        for other in kept {
            if other.1 > best.1 {
                best = other;
            }
        }
        best.0
    }

    /// Makes weights of the uniform numbers of a draw, and says whether they keep to the order and the limits.
    fn make(&self, region: Region, draw: usize, block: &[Vec<f64>], out: &mut [f64]) -> bool {
        match region {
            Region::Points => {
                for ((out, range), column) in out.iter_mut().zip(&self.points).zip(block) {
                    *out = range.at(column[draw]);
                }
                if !normalised(out) {
                    return false;
                }
            }
            Region::Simplex | Region::AboveLeast => {
                for (out, column) in out.iter_mut().zip(block) {
                    *out = -libm::log(column[draw]);
                }
                if !normalised(out) {
                    return false;
                }
                if region == Region::Simplex {
                    self.put_in_order(out);
                } else {
                    let room = 1.0 - self.low.iter().sum::<f64>();
                    out.iter_mut().zip(&self.low).for_each(|(out, low)| *out = low + room * *out);
                }
            }
            Region::Box => {
                let mut last = 0;
                for place in 0..out.len() {
                    if self.high[place] - self.low[place] > self.high[last] - self.low[last] {
                        last = place;
                    }
                }
                let mut rest = 1.0;
                for place in (0..out.len()).filter(|place| *place != last) {
                    out[place] = self.low[place] + (self.high[place] - self.low[place]) * block[place][draw];
                    rest -= out[place];
                }
                out[last] = rest;
            }
        }
        let within = out.iter().zip(self.low.iter().zip(&self.high));
        let within = within.into_iter().all(|(own, (low, high))| *own >= low - NEAR && *own <= high + NEAR);
        within && self.chain.windows(2).all(|pair| out[pair[0]] >= out[pair[1]] - NEAR)
    }

    /// Gives the weights of the order, as they are, to its criteria by size. Every order is as likely as any other, so
    /// that what was even over all stays even over those in order.
    fn put_in_order(&self, weights: &mut [f64]) {
        let mut own: Vec<f64> = self.chain.iter().map(|place| weights[*place]).collect();
        own.sort_by(|a, b| b.total_cmp(a));
        self.chain.iter().zip(own).for_each(|(place, weight)| weights[*place] = weight);
    }
}

/// Divides by the sum, and says whether there is one.
fn normalised(weights: &mut [f64]) -> bool {
    let sum: f64 = weights.iter().sum();
    for weight in weights {
        *weight /= sum;
    }
    sum > 0.0 && sum.is_finite()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn space(low: &[f64], high: &[f64], chain: &[usize]) -> WeightSpace {
        let stream = |id: usize| Stream::new(7, &format!("{id}"), Sampling::Random, 1);
        WeightSpace {
            low: low.to_vec(),
            high: high.to_vec(),
            chain: chain.to_vec(),
            points: Vec::new(),
            of_points: false,
            streams: (0..low.len()).map(stream).collect(),
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
    fn means(space: &WeightSpace, draws: usize) -> Vec<f64> {
        let drawn = space.draw(draws).unwrap();
        let count = space.streams.len();
        (0..count).map(|k| drawn.weights.iter().skip(k).step_by(count).sum::<f64>() / draws as f64).collect()
    }

    #[test]
    fn ordered_weights_have_the_means_of_the_rank_order_centroid() {
        // F. H. Barron and B. E. Barrett, 1996: of three in order 11/18, 5/18 and 2/18.
        let found = means(&space(&[0.0; 3], &[1.0; 3], &[2, 0, 1]), 40_000);
        for (found, expected) in found.iter().zip([5.0 / 18.0, 2.0 / 18.0, 11.0 / 18.0]) {
            assert!((found - expected).abs() < 0.003, "{found} {expected}");
        }
    }

    #[test]
    fn the_three_regions_draw_from_the_same_weights() {
        // Even over the triangle of weights with none below 0.2: the mean of each is a third.
        let space = space(&[0.2; 3], &[0.6; 3], &[]);
        let mut block = vec![vec![0.0; BLOCK]; 3];
        for region in [Region::Simplex, Region::AboveLeast, Region::Box] {
            let (mut kept, mut sums, mut squares, mut one) = (0.0, [0.0; 3], 0.0, vec![0.0; 3]);
            for first in (0..100_000_u64).step_by(BLOCK) {
                space.fill(first, &mut block);
                for draw in 0..BLOCK {
                    if space.make(region, draw, &block, &mut one) {
                        kept += 1.0;
                        sums.iter_mut().zip(&one).for_each(|(sum, own)| *sum += own);
                        squares += one[0] * one[0];
                    }
                }
            }
            for sum in sums {
                assert!((sum / kept - 1.0 / 3.0).abs() < 0.003, "{region:?}");
            }
            // Of a third weight even over the simplex the square has the mean 1/6; here shrunk to 0.4 and moved by 0.2.
            let expected = 0.2 * 0.2 + 2.0 * 0.2 * 0.4 / 3.0 + 0.4 * 0.4 / 6.0;
            assert!((squares / kept - expected).abs() < 0.002, "{region:?}");
        }
    }

    #[test]
    fn narrow_limits_and_long_orders_are_drawn_from() {
        // Twenty weights, each within a tenth of a twentieth, in order: found by no walk and from no wide region.
        let low: Vec<f64> = (0..20).map(|k| 0.06 - 0.001 * f64::from(k) - 0.002).collect();
        let high: Vec<f64> = low.iter().map(|low| low + 0.004).collect();
        let found = space(&low, &high, &[]).draw(2_000).unwrap();
        assert!(found.weights.chunks(20).all(|one| (one.iter().sum::<f64>() - 1.0).abs() < 1e-9));
        let chain: Vec<usize> = (0..20).collect();
        let ordered = space(&[0.0; 20], &[1.0; 20], &chain).draw(2_000).unwrap();
        assert_eq!(ordered.tried, 2_000);
        assert!(ordered.weights.chunks(20).all(|one| one.windows(2).all(|pair| pair[0] >= pair[1])));
    }

    #[test]
    fn what_is_hardly_ever_kept_is_an_error_and_no_hang() {
        // All of forty weights nearly the same, and in order: one draw in 40! is.
        let chain: Vec<usize> = (0..40).collect();
        let space = space(&[0.0249; 40], &[0.0251; 40], &chain);
        let problem = space.draw(1_000).err().unwrap();
        assert!(problem.message.contains("are needed"), "{problem}");
    }
}
