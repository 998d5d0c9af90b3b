//! Percentiles of very many draws in bounded memory: exact order statistics without keeping everything.
//!
//! The first draws are kept whole. From then on each percentile has a bracket eight standard errors of its rank to
//! either side: what lies below is counted, what lies inside is kept, what lies above is counted by what is left. The
//! rank that is asked for lies inside, short of an accident of one in 10^15; if it ever should not, the percentile is
//! missing and not wrong. A bracket narrows as draws come in, so that a percentile keeps at most about
//! `2 × max(32,768, 16 √n)` numbers: 4 MB for a thousand million draws.

use std::cmp::Ordering;

/// How many draws are kept whole.
pub(super) const PILOT: usize = 16_384;
/// The half-width of a bracket, in standard errors of the rank.
const WIDTH: f64 = 8.0;
/// Below this, a bracket is not worth narrowing.
const SMALL: usize = 65_536;

/// Keeps what the percentiles of one measure need.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// The probabilities asked for.
    at: Vec<f64>,
    count: u64,
    smallest: f64,
    largest: f64,
    kept: Kept,
    /// The draws that were kept whole before there were brackets.
    #[cfg(feature = "pictures")]
    first: Vec<f64>,
}

#[derive(Debug, Clone)]
enum Kept {
    All(Vec<f64>),
    Brackets(Vec<Bracket>),
}

#[derive(Debug, Clone)]
struct Bracket {
    at: f64,
    low: f64,
    high: f64,
    below: u64,
    /// Many draws may be exactly alike: those at the ends are counted.
    at_low: u64,
    at_high: u64,
    inside: Vec<f64>,
    narrow_at: usize,
}

/// What a stretch of draws adds to a tally.
#[derive(Debug)]
pub(super) struct Sifted {
    count: u64,
    smallest: f64,
    largest: f64,
    parts: Parts,
}

#[derive(Debug)]
enum Parts {
    All(Vec<f64>),
    Brackets(Vec<Part>),
}

/// What a stretch of draws adds to a bracket: how many lie below it, at its low end and at its high end, and those inside.
type Part = (u64, u64, u64, Vec<f64>);

impl Tally {
    pub(super) fn new(at: &[f64]) -> Self {
        Self {
            at: at.to_vec(),
            count: 0,
            smallest: f64::INFINITY,
            largest: f64::NEG_INFINITY,
            kept: Kept::All(Vec::new()),
            #[cfg(feature = "pictures")]
            first: Vec::new(),
        }
    }

    /// Sorts out a stretch of draws, all of them finite. It changes nothing, so that stretches can be sorted out side
    /// by side. `aside` is memory to work in.
    pub(super) fn sift(&self, values: &[f64], aside: &mut Vec<f64>) -> Sifted {
        let (smallest, largest) = range(values);
        let parts = match &self.kept {
            Kept::All(_) => Parts::All(values.to_vec()),
            Kept::Brackets(brackets) => Parts::Brackets(sift(brackets, values, aside)),
        };
        Sifted { count: values.len() as u64, smallest, largest, parts }
    }

    /// Takes in what was sorted out. The order in which stretches come in changes nothing that is given out.
    pub(super) fn absorb(&mut self, sifted: Sifted) {
        self.count += sifted.count;
        self.smallest = self.smallest.min(sifted.smallest);
        self.largest = self.largest.max(sifted.largest);
        match (&mut self.kept, sifted.parts) {
            (Kept::All(all), Parts::All(values)) => {
                all.extend(values);
                if all.len() >= PILOT {
                    let brackets = brackets(&self.at, all);
                    #[cfg(feature = "pictures")]
                    {
                        self.first = std::mem::take(all);
                    }
                    self.kept = Kept::Brackets(brackets);
                }
            }
            (Kept::Brackets(brackets), Parts::All(values)) => {
                for (part, bracket) in sift(brackets, &values, &mut Vec::new()).into_iter().zip(brackets) {
                    bracket.absorb(part, self.count);
                }
            }
            (Kept::Brackets(brackets), Parts::Brackets(parts)) => {
                for (bracket, part) in brackets.iter_mut().zip(parts) {
                    bracket.absorb(part, self.count);
                }
            }
            // A tally never goes back to keeping everything.
            (Kept::All(_), Parts::Brackets(_)) => {}
        }
    }

    /// Takes out the first draws, all of them where they are few, in any order. A picture is drawn from them.
    #[cfg(feature = "pictures")]
    pub(super) fn first(&mut self) -> Vec<f64> {
        match &mut self.kept {
            Kept::All(all) => std::mem::take(all),
            Kept::Brackets(_) => std::mem::take(&mut self.first),
        }
    }

    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    pub(super) const fn range(&self) -> (f64, f64) {
        (self.smallest, self.largest)
    }

    /// The draws at some ranks near a percentile, counted from nought and in ascending order.
    fn ranked<const RANKS: usize>(&mut self, percentile: usize, ranks: [u64; RANKS]) -> [Option<f64>; RANKS] {
        match &mut self.kept {
            // Sorted for the first percentile, and found so for all others.
            Kept::All(all) => {
                all.sort_unstable_by(in_order);
                ranks.map(|rank| usize::try_from(rank).ok().and_then(|rank| all.get(rank)).copied())
            }
            Kept::Brackets(brackets) => brackets[percentile].ranked(ranks),
        }
    }

    /// A percentile (Hyndman and Fan's type 7) with its own confidence interval.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    #[allow(clippy::many_single_char_names, reason = "the letters of the formula")]
    pub(super) fn percentile(&mut self, place: usize, z: f64) -> Option<(f64, f64, f64)> {
        let (p, n) = (self.at[place], self.count as f64);
        let last = self.count.checked_sub(1)?;
        let h = p * last as f64;
        let k = (h.floor() as u64).min(last);
        // The interval's ranks are those of the binomial distribution, in its normal approximation.
        let half = z * (n * p * (1.0 - p)).sqrt();
        let low = ((n * p - half).floor() - 1.0).max(0.0) as u64;
        let high = ((n * p + half).ceil() as u64).min(last);
        let next = (k + 1).min(last);
        let ranks = [low.min(k), k, next, high.max(next)];
        let [Some(low), Some(below), Some(above), Some(upper)] = self.ranked(place, ranks) else {
            return None;
        };
        // The percentile nought is the smallest draw, and so are both ends of its interval.
        let high = if high <= k { below } else { upper };
        Some((below + (h - k as f64) * (above - below), low, high))
    }
}

impl Bracket {
    fn take(&mut self, (below, at_low, at_high, inside): Part) {
        self.below += below;
        self.at_low += at_low;
        self.at_high += at_high;
        self.inside.extend(inside);
    }

    fn absorb(&mut self, sifted: Part, count: u64) {
        self.take(sifted);
        if self.inside.len() >= self.narrow_at {
            self.narrow(count);
        }
    }

    /// Moves the ends in to where eight standard errors now lie.
    fn narrow(&mut self, count: u64) {
        let (low, high) = window(self.at, count);
        let [low, high] = self.ranked([low, high]);
        let low = low.filter(|value| *value > self.low).unwrap_or(self.low);
        let high = high.filter(|value| *value < self.high).unwrap_or(self.high);
        let inside = std::mem::take(&mut self.inside);
        // What was at an end that moves in is now outside.
        if low > self.low {
            self.below += self.at_low;
            self.at_low = 0;
        }
        if high < self.high {
            self.at_high = 0;
        }
        (self.low, self.high) = (low, high);
        for part in sift(std::slice::from_ref(self), &inside, &mut Vec::new()) {
            self.take(part);
        }
        self.narrow_at = SMALL.max(2 * self.inside.len());
    }

    fn ranked<const RANKS: usize>(&mut self, ranks: [u64; RANKS]) -> [Option<f64>; RANKS] {
        let before = self.below + self.at_low;
        let inside = self.inside.len() as u64;
        let within = at_ranks(&mut self.inside, ranks.map(|rank| rank.saturating_sub(before)));
        std::array::from_fn(|i| match ranks[i] {
            rank if rank < self.below => None,
            rank if rank < before => Some(self.low),
            rank if rank - before < inside => within[i],
            rank => (rank - before - inside < self.at_high).then_some(self.high),
        })
    }
}

/// How many values are compared side by side.
const ABREAST: usize = 8;

/// What some values add to some brackets.
///
/// Most values lie in no bracket. They are passed over without a branch that could be mispredicted: each value is written
/// aside, and the next one over it unless it is to be kept.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of the values of a stretch"
)]
#[allow(clippy::float_cmp, reason = "a draw stands at an end of a bracket if it is that very number")]
fn sift(brackets: &[Bracket], values: &[f64], aside: &mut Vec<f64>) -> Vec<Part> {
    if aside.len() < values.len() {
        aside.resize(values.len(), 0.0);
    }
    let mut below = vec![[0.0_f64; ABREAST]; brackets.len()];
    let mut kept = 0;
    let mut take = |values: &[f64]| {
        let mut within = [0.0; ABREAST];
        for (bracket, below) in brackets.iter().zip(&mut below) {
            for ((below, within), value) in below.iter_mut().zip(&mut within).zip(values) {
                let not_reached = if *value < bracket.low { 1.0 } else { 0.0 };
                let not_passed = if *value <= bracket.high { 1.0 } else { 0.0 };
                *below += not_reached;
                *within += not_passed - not_reached;
            }
        }
        for (within, value) in within.iter().zip(values) {
            aside[kept] = *value;
            kept += usize::from(*within > 0.0);
        }
    };
    let mut stretches = values.chunks_exact(ABREAST);
    (&mut stretches).for_each(&mut take);
    take(stretches.remainder());
    let kept = &aside[..kept];
    let part = |(bracket, below): (&Bracket, &[f64; ABREAST])| {
        let (mut at_low, mut at_high) = (0, 0);
        let mut inside = Vec::new();
        for value in kept.iter().filter(|value| **value >= bracket.low && **value <= bracket.high) {
            if *value == bracket.low {
                at_low += 1;
            } else if *value == bracket.high {
                at_high += 1;
            } else {
                inside.push(*value);
            }
        }
        (below.iter().sum::<f64>() as u64, at_low, at_high, inside)
    };
    brackets.iter().zip(&below).map(part).collect()
}

/// The smallest and the largest of some values.
fn range(values: &[f64]) -> (f64, f64) {
    let (mut smallest, mut largest) = ([f64::INFINITY; ABREAST], [f64::NEG_INFINITY; ABREAST]);
    let mut take = |values: &[f64]| {
        for ((smallest, largest), value) in smallest.iter_mut().zip(&mut largest).zip(values) {
            *smallest = if *value < *smallest { *value } else { *smallest };
            *largest = if *value > *largest { *value } else { *largest };
        }
    };
    let mut stretches = values.chunks_exact(ABREAST);
    (&mut stretches).for_each(&mut take);
    take(stretches.remainder());
    (
        smallest.into_iter().fold(f64::INFINITY, f64::min),
        largest.into_iter().fold(f64::NEG_INFINITY, f64::max),
    )
}

/// The order of two numbers. What has no order is not met, and this is quicker than the order of all bits.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "as sorting and selecting hand them over")]
fn in_order(a: &f64, b: &f64) -> Ordering {
    a.partial_cmp(b).unwrap_or(Ordering::Equal)
}

/// The values at some ascending ranks, by selection: after each, only what lies above it is looked at.
pub(crate) fn at_ranks<const RANKS: usize>(values: &mut [f64], ranks: [u64; RANKS]) -> [Option<f64>; RANKS] {
    let mut rest = values;
    let mut first = 0;
    let mut last = None;
    ranks.map(|rank| {
        let Some(place) = rank.checked_sub(first) else { return last };
        let place = usize::try_from(place).ok().filter(|place| *place < rest.len())?;
        let (_, value, above) = std::mem::take(&mut rest).select_nth_unstable_by(place, in_order);
        (rest, first, last) = (above, rank + 1, Some(*value));
        last
    })
}

/// A bracket for each of some percentiles about a first stretch of draws, which is put in another order.
fn brackets(at: &[f64], values: &mut [f64]) -> Vec<Bracket> {
    let last = values.len() as u64 - 1;
    let mut all = Vec::with_capacity(at.len());
    for at in at {
        let (low, high) = window(*at, values.len() as u64);
        // A rank at the very end of the draws has no bracket on that side.
        let (has_low, has_high) = (low > 0, high < last);
        let [low, high] = at_ranks(values, [low.min(last), high.min(last)]);
        let low = low.filter(|_| has_low).unwrap_or(f64::NEG_INFINITY);
        let high = high.filter(|_| has_high).unwrap_or(f64::INFINITY);
        let inside = Vec::new();
        all.push(Bracket { at: *at, low, high, below: 0, at_low: 0, at_high: 0, inside, narrow_at: SMALL });
    }
    let parts = sift(&all, values, &mut Vec::new());
    all.iter_mut().zip(parts).for_each(|(bracket, part)| bracket.take(part));
    all
}

/// The ranks eight standard errors to either side of a percentile.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn window(at: f64, count: u64) -> (u64, u64) {
    let n = count as f64;
    let half = WIDTH * (n * at * (1.0 - at)).sqrt() + 2.0;
    ((n * at - half).floor().max(0.0) as u64, (n * at + half).ceil() as u64)
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "a percentile is made of the very draws that a sort finds")]
mod tests {
    use super::super::stream::{Sampling, Stream};
    use super::*;

    /// All percentiles of some numbers, given to a tally in stretches, and by sorting.
    fn compare(values: &[f64]) {
        let at = [0.0, 0.001, 0.05, 0.5, 0.95, 1.0];
        let mut tally = Tally::new(&at);
        for stretch in values.chunks(4_096) {
            let sifted = tally.sift(stretch, &mut Vec::new());
            tally.absorb(sifted);
        }
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        for (place, p) in at.iter().enumerate() {
            let h = p * f64::from(u32::try_from(values.len() - 1).unwrap());
            let below = (0..values.len()).rfind(|n| f64::from(u32::try_from(*n).unwrap()) <= h).unwrap();
            let above = (below + 1).min(values.len() - 1);
            let part = h - f64::from(u32::try_from(below).unwrap());
            let expected = sorted[below] + part * (sorted[above] - sorted[below]);
            let (found, low, high) = tally.percentile(place, 1.96).unwrap();
            assert_eq!(found.to_bits(), expected.to_bits(), "{p} of {}", values.len());
            assert!(low <= found && found <= high);
        }
        assert_eq!(tally.range(), (sorted[0], sorted[sorted.len() - 1]));
    }

    #[test]
    fn percentiles_are_those_of_sorting() {
        for count in [1, 2, 100, 16_384, 20_000, 1_500_000] {
            let mut values = vec![0.0; count];
            Stream::new(3, "a", Sampling::Random, 1).fill(0, &mut values);
            compare(&values);
            // Many that are exactly alike.
            let steps: Vec<f64> = values.iter().map(|u| (u * 7.0).floor()).collect();
            compare(&steps);
            let events: Vec<f64> = values.iter().map(|u| if *u < 0.03 { 100.0 * u } else { 0.0 }).collect();
            compare(&events);
        }
    }

    #[test]
    fn memory_is_bounded() {
        let mut tally = Tally::new(&[0.5]);
        let mut values = vec![0.0; 65_536];
        for stretch in 0..64 {
            Stream::new(4, "a", Sampling::Random, 1).fill(stretch * 65_536, &mut values);
            let sifted = tally.sift(&values, &mut Vec::new());
            tally.absorb(sifted);
        }
        let Kept::Brackets(brackets) = &tally.kept else { panic!("everything was kept") };
        // 16 standard errors of the rank of 4,194,304 draws are 16,384; twice that or 65,536 is the most.
        assert!(brackets[0].inside.len() <= 65_536 + 65_536 / 10, "{}", brackets[0].inside.len());
        let (median, low, high) = tally.percentile(0, 1.96).unwrap();
        assert!((median - 0.5).abs() < 0.002 && low < median && median < high);
    }
}
