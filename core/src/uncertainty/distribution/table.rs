//! Tables of a quantile: short polynomials, one for each segment of the uniform number, found from its bits.
//!
//! A uniform number `u` above a half is turned round to `v = 1 - u`. Each octave of `v` (the range between two powers of
//! two) is cut into equal segments, so that segments grow shorter towards the end of the law as its quantile grows
//! steeper. The octave is the exponent of `v` and the segment its leading digits: no search is needed.
//!
//! The polynomial of a segment comes from the power series about its middle. The quantile is solved for once, at the
//! outermost segment; from there each series gives the value at the middle of the next. Towards the centre this is
//! stable: an error of the share stays what it is while the share itself doubles with each octave.
//!
//! What lies outside the table (one draw in 65,536) is for the exact quantile.

use std::iter::zip;

use super::beta::{FromEnd, Share, StandardBeta};
use super::gamma::StandardGamma;
use super::normal::{normal_density, normal_quantile};
use super::series::{self, Series};

/// How many octaves the table covers on each side.
const OCTAVES: u32 = 16;

/// The largest error of a polynomial that is accepted, as a part of the value.
const TOLERANCE: f64 = 3e-13;

/// How many digits of `v` choose the segment within an octave, as a rule.
const USUAL: u32 = 4;

/// And where the quantile is too steep for that.
const FINE: u32 = 6;

/// The coefficients of one segment, from the constant term up, by `t` from -1/2 to 1/2; the last is padding that keeps a
/// row to one line of cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Row([f64; 8]);

impl Row {
    #[inline]
    #[expect(clippy::many_single_char_names, reason = "one for each order")]
    pub(super) fn value(&self, t: f64) -> f64 {
        // Horner's order: as so many values are under way at once, fewer operations count for more than shorter chains.
        let [a, b, c, d, e, f, g, _] = self.0;
        a + t * (b + t * (c + t * (d + t * (e + t * (f + t * g)))))
    }

    /// The best polynomial of order 6 for a series, by giving up the terms of order 7 and 8 to Chebyshev's polynomials.
    pub(super) fn of(x: &Series) -> Self {
        let (seventh, eighth) = (x[7], x[8]);
        Self([
            x[0] - eighth / 32_768.0,
            x[1] + seventh * 0.001_708_984_375,
            x[2] + eighth * 0.003_906_25,
            x[3] - seventh * 0.054_687_5,
            x[4] - eighth * 0.078_125,
            x[5] + seventh * 0.437_5,
            x[6] + eighth * 0.5,
            0.0,
        ])
    }

    /// What [`Self::of`] leaves out, at most.
    fn error(x: &Series) -> f64 {
        let beyond = x.iter().skip(9).rev().fold(0.0, |sum, term| (sum + term.abs()) * 0.5);
        x[7].abs() / 8_192.0 + x[8].abs() / 32_768.0 + beyond / 256.0
    }
}

/// The bit of a number's sign.
pub(super) const SIGN: u64 = 1 << 63;

/// All bits set where `u` lies below `limit`, and none elsewhere, from the sign of their difference: a branch would be
/// mispredicted for about half of all draws.
#[inline]
pub(super) fn all_ones_below(u: f64, limit: f64) -> u64 {
    ((u - limit).to_bits() >> 63).wrapping_neg()
}

/// `u` where all bits are set, and `1 - u` where none is.
#[inline]
pub(super) fn turned_unless(lower: u64, u: f64) -> f64 {
    let one = f64::from_bits(1.0_f64.to_bits() & !lower);
    f64::from_bits((one - u).to_bits() ^ (lower & SIGN))
}

/// Which row a uniform number belongs to, counted from the centre, and where in its segment it lies.
///
/// For a number outside the table, or outside 0 to 1, the row is beyond any table.
#[inline]
fn place<const DIGITS: u32>(v: f64) -> (u64, f64) {
    // The segments are open below and closed above, so that one half is the end of the first.
    let bits = v.to_bits().wrapping_sub(1);
    let first = (0.5_f64.to_bits() - 1) >> (52 - DIGITS);
    let row = first.wrapping_sub(bits >> (52 - DIGITS));
    let within = (bits << DIGITS) & ((1 << 52) - 1);
    // The 1 is made good by the last digit of the middle, exactly.
    #[expect(clippy::cast_precision_loss, reason = "a power of two")]
    let middle = 1.5 - (1_u64 << DIGITS) as f64 * f64::EPSILON;
    (row, f64::from_bits(1.0_f64.to_bits() | within) - middle)
}

/// The polynomials of one law.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// From the centre outwards; for each segment the lower side and then the upper.
    pub(super) rows: Vec<Row>,
    /// Whether the segments are fine.
    pub(super) fine: bool,
}

impl Table {
    /// The number of digits of the usual and of the fine segments.
    pub(super) const USUAL: u32 = USUAL;
    pub(super) const FINE: u32 = FINE;

    /// The table of a law with two sides.
    pub(super) fn of(law: &Curve) -> Self {
        Self::of_expansions(law, &Expansions::of(law))
    }

    /// The table of a law whose expansions are known, as are those of another law of the same standard form.
    pub(super) fn of_expansions(law: &Curve, expansions: &Expansions) -> Self {
        let rows = expansions.all.iter().map(|(standard, from_top)| Row::of(&law.value(standard, *from_top)));
        Self { rows: rows.collect(), fine: expansions.fine }
    }

    /// The value of a uniform number, or what `outside` gives where the table does not reach.
    #[inline]
    pub(super) fn value<const DIGITS: u32>(rows: &[Row], u: f64, outside: impl FnOnce() -> f64) -> f64 {
        let (row, t) = row_of::<DIGITS>(u);
        rows.get(row).map_or_else(outside, |row| row.value(t))
    }

    /// Writes `finish` of the value of each uniform number, as [`Self::value`] gives it.
    ///
    /// All rows of a stretch are found first: that is done for several numbers at a time, and the sums that follow do not
    /// wait for it.
    #[inline]
    pub(super) fn fill<const DIGITS: u32>(
        rows: &[Row],
        uniforms: &[f64],
        out: &mut [f64],
        finish: impl Fn(f64) -> f64,
        outside: impl Fn(f64) -> f64,
    ) {
        let (mut places, mut ts) = ([0; STRETCH], [0.0; STRETCH]);
        for (uniforms, out) in zip(uniforms.chunks(STRETCH), out.chunks_mut(STRETCH)) {
            for ((place, t), u) in zip(zip(&mut places, &mut ts), uniforms) {
                (*place, *t) = row_of::<DIGITS>(*u);
            }
            for ((out, u), (place, t)) in zip(zip(out, uniforms), zip(&places, &ts)) {
                *out = finish(rows.get(*place).map_or_else(|| outside(*u), |row| row.value(*t)));
            }
        }
    }
}

/// How many uniform numbers are looked up at once.
const STRETCH: usize = 64;

/// The place of the row of a uniform number, and where in its segment the number lies.
#[inline]
fn row_of<const DIGITS: u32>(u: f64) -> (usize, f64) {
    let lower = all_ones_below(u, 0.5);
    // Exact: what is above a half has no more digits than 1 - u.
    let (row, t) = place::<DIGITS>(turned_unless(lower, u));
    // The upper side's row stands after the lower side's.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what is cut off of a row beyond the table leaves one beyond it"
    )]
    let row = (row.wrapping_mul(2).wrapping_add(1).wrapping_add(lower)) as usize;
    (row, t)
}

const fn full<const DIGITS: u32>() -> usize {
    (OCTAVES << DIGITS) as usize
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Side {
    Lower,
    Upper,
}

/// A law as the table sees it.
pub(super) enum Curve {
    Normal,
    Lognormal { log_mean: f64, log_sd: f64 },
    Gamma { standard: StandardGamma, scale: f64 },
    Beta { standard: StandardBeta, low: f64, high: f64 },
}

/// The quantile of a standard law about the middle of each segment, in the order of a table's rows: most of the work of a
/// table, and the same for every law of the standard form.
#[derive(Debug, Clone)]
pub(super) struct Expansions {
    /// With whether it is the distance from the upper end.
    all: Vec<(Series, bool)>,
    fine: bool,
}

impl Expansions {
    pub(super) fn of(law: &Curve) -> Self {
        let usual = law.both_sides::<USUAL>();
        if usual.len() == 2 * full::<USUAL>() {
            Self { all: usual, fine: false }
        } else {
            Self { all: law.both_sides::<FINE>(), fine: true }
        }
    }
}

/// The quantile about the middle of a segment.
struct Expanded {
    /// What is stepped from segment to segment: a value of the standard law, or its distance from the upper end.
    standard: Series,
    /// The error of its polynomial as a part of the value less its bound, or of the standard deviation of a normal.
    error: f64,
}

impl Expanded {
    /// Whether the polynomial will do. An error that is not a number will not.
    fn is_good(&self) -> bool {
        self.error <= TOLERANCE
    }
}

impl Curve {
    fn both_sides<const DIGITS: u32>(&self) -> Vec<(Series, bool)> {
        let lower = self.side::<DIGITS>(Side::Lower);
        if lower.is_empty() {
            return lower;
        }
        let upper = self.side::<DIGITS>(Side::Upper);
        zip(lower, upper).flat_map(|(one, other)| [one, other]).collect()
    }

    /// The rows of one side, from the centre outwards, up to the first whose polynomial is not good enough.
    fn side<const DIGITS: u32>(&self, side: Side) -> Vec<(Series, bool)> {
        let segments = 1_u32 << DIGITS;
        let middle =
            |octave_start: f64, width: f64, segment: u32| octave_start + width * (f64::from(segment) + 0.5);
        let centre_width = 0.25 / f64::from(segments);
        let centre = middle(0.25, centre_width, segments - 1);
        if !self.expanded(self.exact(side, centre), side, centre_width).is_good() {
            return Vec::new();
        }
        let mut rows = Vec::with_capacity(full::<DIGITS>());
        let mut start = (0..=OCTAVES).fold(1.0, |start, _| start * 0.5);
        let mut at = None;
        for _ in 0..OCTAVES {
            let width = start / f64::from(segments);
            for segment in 0..segments {
                let state = at.unwrap_or_else(|| self.exact(side, middle(start, width, segment)));
                let here = self.expanded(state, side, width);
                if here.is_good() {
                    rows.push((here.standard, matches!(state, FromEnd::Top(_))));
                } else {
                    rows.clear();
                }
                // The next octave has segments of twice the width, and its first middle is further off.
                let step = if segment + 1 < segments { 1.0 } else { 1.5 };
                at = self.moved(state, &here.standard, step);
            }
            start *= 2.0;
        }
        rows.reverse();
        rows
    }

    /// The value of the standard law with the share `v` beyond it on this side.
    fn exact(&self, side: Side, v: f64) -> FromEnd {
        let share = match side {
            Side::Lower => Share { below: v, above: 1.0 - v },
            Side::Upper => Share { below: 1.0 - v, above: v },
        };
        match self {
            Self::Normal | Self::Lognormal { .. } => {
                let z = normal_quantile(v);
                FromEnd::Bottom(if side == Side::Lower { z } else { -z })
            }
            Self::Gamma { standard, .. } => FromEnd::Bottom(standard.quantile(share)),
            Self::Beta { standard, .. } => standard.quantile(share),
        }
    }

    fn expanded(&self, state: FromEnd, side: Side, width: f64) -> Expanded {
        let (FromEnd::Bottom(x) | FromEnd::Top(x)) = state;
        let from_top = matches!(state, FromEnd::Top(_));
        // The share grows with the value seen from the lower side, and with the distance from the top seen from the upper.
        let width = if (side == Side::Upper) == from_top { width } else { -width };
        match self {
            Self::Normal => {
                let standard = series::normal(x, width / normal_density(x));
                Expanded { standard, error: Row::error(&standard) }
            }
            Self::Lognormal { .. } => {
                let standard = series::normal(x, width / normal_density(x));
                let value = self.value(&standard, from_top);
                Expanded { standard, error: Row::error(&value) / value[0] }
            }
            Self::Gamma { standard: law, .. } => {
                let standard = series::gamma(x, width * x / law.front(x), law.shape());
                Expanded { standard, error: Row::error(&standard) / x }
            }
            Self::Beta { standard: law, .. } => {
                let law = if from_top { law.turned() } else { *law };
                let y = 1.0 - x;
                let standard = series::beta(x, width * x * y / law.front(x, y), law.shapes());
                Expanded { standard, error: Row::error(&standard) / x }
            }
        }
    }

    /// The value itself, from that of the standard law.
    fn value(&self, standard: &Series, from_top: bool) -> Series {
        match self {
            Self::Normal => *standard,
            Self::Lognormal { log_mean, log_sd } => {
                let exponent = standard.map(|term| term * log_sd);
                series::exponential(libm::exp(log_mean + log_sd * standard[0]), &exponent)
            }
            Self::Gamma { scale, .. } => standard.map(|term| term * scale),
            Self::Beta { low, high, .. } => {
                let stretch = if from_top { low - high } else { high - low };
                let mut value = standard.map(|term| term * stretch);
                value[0] += if from_top { *high } else { *low };
                value
            }
        }
    }

    /// The state at `t` widths from the middle; nothing where the series does not reach so far.
    fn moved(&self, state: FromEnd, standard: &Series, t: f64) -> Option<FromEnd> {
        // The last term at the longest step, 1.5^12.
        let last = standard[series::TERMS - 1].abs() * 129.746_337_890_625;
        let x = series::value_at(standard, t);
        let reached = last <= 1e-16 * standard[0].abs();
        let far = matches!(self, Self::Beta { .. }) && x > 0.5;
        reached.then_some(match state {
            FromEnd::Bottom(_) if far => FromEnd::Top(1.0 - x),
            FromEnd::Top(_) if far => FromEnd::Bottom(1.0 - x),
            FromEnd::Bottom(_) => FromEnd::Bottom(x),
            FromEnd::Top(_) => FromEnd::Top(x),
        })
    }
}
