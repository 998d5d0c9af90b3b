//! Uniform numbers that are addressed and not drawn: by seed, by the address of what is uncertain, and by draw.
//!
//! Draw number `n` of an address never depends on any other address, on the order in which they are asked for, or on
//! how many threads ask: an input or an option that is added leaves every other draw as it was.
//!
//! - `random`: `SplitMix64` (Steele, Lea and Flood 2014), a stream that can be entered at any place, entered at the
//!   draw's number with a key made from the seed and the address.
//! - `latin_hypercube`: each stratum of a replicate once, in an order given by a keyed permutation (Kensler 2013).
//! - `sobol`: the first Sobol dimension, shuffled and scrambled by the address's own key (Owen scrambling by hashing,
//!   Burley 2020, in its padded form), so that a new input takes no dimension from another.
//!
//! The last two are run in [`REPLICATES`] independent parts. The spread of the parts' means gives the standard error,
//! which the usual formula would overstate.

use serde::Serialize;

/// How uniform numbers are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sampling {
    /// Each draw on its own.
    #[default]
    Random,
    /// Spread evenly over each input's range.
    LatinHypercube,
    /// A scrambled Sobol sequence.
    Sobol,
}

impl Sampling {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Random, Self::LatinHypercube, Self::Sobol];

    /// The word that stands for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::LatinHypercube => "latin_hypercube",
            Self::Sobol => "sobol",
        }
    }

    /// The way of sampling that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.word() == word)
    }
}

/// The independent parts of a stratified run.
pub(crate) const REPLICATES: u64 = 16;

/// The step of `SplitMix64`: 2^64 divided by the golden ratio.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finishing of `SplitMix64` (Stafford's variant 13).
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Uniform numbers for one address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stream {
    key: u64,
    sampling: Sampling,
    draws: u64,
}

impl Stream {
    /// The stream of an address in a run of `draws`.
    pub(crate) fn new(seed: u64, address: &str, sampling: Sampling, draws: u64) -> Self {
        // FNV-1a over the address, mixed with the seed: near addresses and near seeds have distant keys.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in address.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self { key: mix(mix(seed.wrapping_add(STEP)) ^ hash), sampling, draws: draws.max(1) }
    }

    /// The seed of one of many runs, by its id: near ids have distant seeds.
    pub(crate) fn seed_of(seed: u64, id: &str) -> u64 {
        Self::new(seed, id, Sampling::Random, 1).key
    }

    /// Writes the numbers of the draws from `first` on: each is above nought and below one.
    pub(crate) fn fill(&self, first: u64, out: &mut [f64]) {
        match self.sampling {
            Sampling::Random => {
                let mut state = self.key.wrapping_add(first.wrapping_mul(STEP));
                for out in out {
                    state = state.wrapping_add(STEP);
                    *out = open_unit(mix(state));
                }
            }
            Sampling::LatinHypercube => {
                for (draw, out) in (first..).zip(out) {
                    let (replicate, place, size) = self.replicate(draw);
                    let key = self.of_replicate(replicate);
                    let stratum = permuted(place, size, key);
                    *out = self.inside(draw, u64::from(stratum), u64::from(size));
                }
            }
            Sampling::Sobol => {
                for (draw, out) in (first..).zip(out) {
                    let (replicate, place, _) = self.replicate(draw);
                    let key = self.of_replicate(replicate);
                    let [shuffle, scramble] = [low(key), low(key >> 32)];
                    let point = scrambled(scrambled(place, shuffle).reverse_bits(), scramble);
                    *out = self.inside(draw, u64::from(point), 1 << 32);
                }
            }
        }
    }

    /// Somewhere in a stratum: where, the draw's own random number says.
    #[allow(clippy::cast_precision_loss, reason = "a count of strata is far below 2^53")]
    fn inside(&self, draw: u64, stratum: u64, strata: u64) -> f64 {
        let within = open_unit(mix(self.key.wrapping_add(draw.wrapping_add(1).wrapping_mul(STEP))));
        snapped((stratum as f64 + within) / strata as f64)
    }

    fn of_replicate(&self, replicate: u64) -> u64 {
        mix(self.key ^ mix(replicate.wrapping_add(1).wrapping_mul(STEP)))
    }

    /// The part of the run in which a draw lies, its place there, and how many draws the part has.
    fn replicate(&self, draw: u64) -> (u64, u32, u32) {
        let parts = replicates(self.draws);
        let part = replicate_of(draw, self.draws, parts);
        let (start, end) = (start_of(part, self.draws, parts), start_of(part + 1, self.draws, parts));
        (part, low(draw - start), low(end - start))
    }
}

/// The parts that a stratified run of so many draws has.
pub(crate) const fn replicates(draws: u64) -> u64 {
    if draws < REPLICATES { 1 } else { REPLICATES }
}

/// The part in which a draw lies.
pub(crate) fn replicate_of(draw: u64, draws: u64, parts: u64) -> u64 {
    let guess = u64::try_from(u128::from(draw) * u128::from(parts) / u128::from(draws)).unwrap_or(0);
    if draw >= start_of(guess + 1, draws, parts) { guess + 1 } else { guess }
}

fn start_of(part: u64, draws: u64, parts: u64) -> u64 {
    u64::try_from(u128::from(part) * u128::from(draws) / u128::from(parts)).unwrap_or(draws)
}

#[allow(clippy::cast_possible_truncation, reason = "the lower half is what is asked for")]
const fn low(x: u64) -> u32 {
    x as u32
}

/// 52 random bits as an odd multiple of 2^-53: never nought or one, and one less it is as exact.
fn open_unit(bits: u64) -> f64 {
    f64::from_bits((bits >> 12) | 0x3ff0_0000_0000_0000) - (1.0 - 0.5 * f64::EPSILON)
}

/// The nearest such number below.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is from nought to one"
)]
fn snapped(u: f64) -> f64 {
    const SCALE: f64 = 4_503_599_627_370_496.0;
    let bits = ((u * SCALE) as u64).min((1 << 52) - 1);
    open_unit(bits << 12)
}

/// A permutation of the numbers below `length` (Kensler, "Correlated multi-jittered sampling", 2013).
fn permuted(place: u32, length: u32, key: u64) -> u32 {
    let (p, q) = (low(key), low(key >> 32));
    let mut mask = length.saturating_sub(1);
    for shift in [1, 2, 4, 8, 16] {
        mask |= mask >> shift;
    }
    let mut i = place;
    loop {
        i ^= p;
        i = i.wrapping_mul(0xe170_893d);
        i ^= p >> 16;
        i ^= (i & mask) >> 4;
        i ^= p >> 8;
        i = i.wrapping_mul(0x0929_eb3f);
        i ^= p >> 23;
        i ^= (i & mask) >> 1;
        i = i.wrapping_mul(1 | p >> 27);
        i = i.wrapping_mul(0x6935_fa69);
        i ^= (i & mask) >> 11;
        i = i.wrapping_mul(0x74dc_b303);
        i ^= (i & mask) >> 2;
        i = i.wrapping_mul(0x9e50_1cc3);
        i ^= (i & mask) >> 2;
        i = i.wrapping_mul(0xc860_a3df);
        i &= mask;
        i ^= i >> 5;
        if i < length {
            break;
        }
    }
    low((u64::from(i) + u64::from(q)) % u64::from(length.max(1)))
}

/// Owen's nested uniform scrambling by hashing (Burley 2020, with his constants).
const fn scrambled(x: u32, key: u32) -> u32 {
    let mut x = x.reverse_bits().wrapping_add(key);
    x ^= x.wrapping_mul(0x6c50_b47c);
    x ^= x.wrapping_mul(0xb82f_1e52);
    x ^= x.wrapping_mul(0xc7af_e638);
    x ^= x.wrapping_mul(0x8d22_f6e6);
    x.reverse_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(address: &str, sampling: Sampling, draws: u64) -> Vec<f64> {
        let mut out = vec![0.0; usize::try_from(draws).unwrap()];
        Stream::new(1, address, sampling, draws).fill(0, &mut out);
        out
    }

    #[test]
    fn splitmix_is_as_published() {
        // The reference implementation's first numbers for the seed 1234567.
        let published = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        for (place, expected) in (1_u64..).zip(published) {
            assert_eq!(mix(1_234_567_u64.wrapping_add(place.wrapping_mul(STEP))), expected);
        }
    }

    #[test]
    fn the_ends_are_never_reached() {
        assert!(open_unit(0) > 0.0 && open_unit(u64::MAX) < 1.0);
        assert_eq!(open_unit(0).to_bits(), (1.0 - open_unit(u64::MAX)).to_bits());
        assert!(snapped(0.0) > 0.0 && snapped(1.0) < 1.0);
    }

    #[test]
    fn a_stretch_can_be_entered_anywhere() {
        for sampling in [Sampling::Random, Sampling::LatinHypercube, Sampling::Sobol] {
            let all = numbers("a", sampling, 1000);
            let mut part = [0.0; 100];
            Stream::new(1, "a", sampling, 1000).fill(450, &mut part);
            assert_eq!(all[450..550], part, "{sampling:?}");
            assert_ne!(all, numbers("b", sampling, 1000));
        }
    }

    #[test]
    fn every_stratum_of_a_replicate_is_met_once() {
        // 1,600 draws are 16 parts of 100: in each part every hundredth of the range holds one draw.
        let hundredth = |u: &f64| (0..100).find(|n| *u < f64::from(n + 1) / 100.0).unwrap_or(99);
        for part in numbers("a", Sampling::LatinHypercube, 1_600).chunks(100) {
            let mut met: Vec<i32> = part.iter().map(hundredth).collect();
            met.sort_unstable();
            assert_eq!(met, (0..100).collect::<Vec<_>>());
        }
        // A part of 128 Sobol points has one in each 128th.
        for part in numbers("a", Sampling::Sobol, 128 * 16).chunks(128) {
            let mut met: Vec<i32> = part
                .iter()
                .map(|u| (0..128).find(|n| *u < f64::from(n + 1) / 128.0).unwrap_or(127))
                .collect();
            met.sort_unstable();
            assert_eq!(met, (0..128).collect::<Vec<_>>());
        }
    }

    #[test]
    fn parts_share_out_all_draws() {
        for draws in [1, 15, 16, 17, 1000, 100_003] {
            let parts = replicates(draws);
            let mut last = 0;
            for draw in 0..draws {
                let part = replicate_of(draw, draws, parts);
                assert!(part < parts && (part == last || part == last + 1), "{draws} {draw}");
                last = part;
            }
            assert_eq!(last, parts - 1);
        }
    }
}
