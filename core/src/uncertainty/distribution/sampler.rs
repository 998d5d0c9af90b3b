//! Draws from a distribution, a block at a time.

use std::iter::zip;

use super::beta::StandardBeta;
use super::event::{Event, Part};
use super::normal_block::{fill_scaled, value_scaled};
use super::table::{Curve, Expansions, Row, Table, all_ones_below, turned_unless};
use super::triangular::Triangular;
use super::{Distribution, Law};

/// A distribution made ready for many draws.
///
/// Made once for each distribution (under a millisecond), it turns uniform numbers into values of the distribution, each
/// from one uniform number and from nothing else. A value is within 1e-12 of [`Distribution::quantile`], as a part of the
/// value less its bound, or of the standard deviation of a normal.
///
/// ```
/// use options_appraisal::uncertainty::distribution::{Distribution, Sampler};
///
/// let hire = Distribution::pert(2_500.0, 4_000.0, 6_000.0)?;
/// let mut values = [0.0; 3];
/// Sampler::new(&hire).fill(&[0.1, 0.5, 0.9], &mut values);
/// assert!((values[1] - hire.quantile(0.5)).abs() < 1e-8);
/// # Ok::<(), options_appraisal::uncertainty::distribution::DistributionError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Sampler {
    way: Way,
}

/// The shapes of beta laws that were met, with what tables of any range are made from: many estimates have the same, as
/// all symmetric PERT laws do.
#[derive(Debug, Default)]
pub(crate) struct Shapes(Vec<(StandardBeta, Expansions)>);

/// How many shapes are kept in mind, some 100 kB each: a bound on memory, far above what one question has.
const MOST_SHAPES: usize = 64;

impl Shapes {
    fn of(&mut self, standard: StandardBeta, curve: &Curve) -> &Expansions {
        let place = self.0.iter().position(|(known, _)| *known == standard).unwrap_or_else(|| {
            self.0.truncate(MOST_SHAPES - 1);
            self.0.push((standard, Expansions::of(curve)));
            self.0.len() - 1
        });
        &self.0[place].1
    }
}

#[derive(Debug, Clone)]
enum Way {
    Constant(f64),
    Uniform {
        low: f64,
        high: f64,
    },
    Triangular(Triangular),
    Normal {
        mean: f64,
        sd: f64,
    },
    /// Polynomials, and the distribution for what lies outside them.
    Table(Table, Distribution),
    Event(Box<Event>, Box<Sampler>),
    /// By looking up a list.
    Listed(Distribution),
}

impl Sampler {
    /// Prepares a distribution.
    pub fn new(distribution: &Distribution) -> Self {
        Self::with(distribution, &mut Shapes::default())
    }

    /// The same, with what other distributions of the same shape have worked out before.
    pub(crate) fn with(distribution: &Distribution, shapes: &mut Shapes) -> Self {
        let table = |curve: &Curve| Way::Table(Table::of(curve), distribution.clone());
        let way = match &distribution.law {
            Law::Constant(value) => Way::Constant(*value),
            Law::Uniform { low, high } => Way::Uniform { low: *low, high: *high },
            Law::Triangular(law) => Way::Triangular(*law),
            Law::Normal { mean, sd } => Way::Normal { mean: *mean, sd: *sd },
            Law::Beta { low, high, standard, .. } => {
                let curve = Curve::Beta { standard: *standard, low: *low, high: *high };
                Way::Table(Table::of_expansions(&curve, shapes.of(*standard, &curve)), distribution.clone())
            }
            Law::Lognormal { log_mean, log_sd } => {
                table(&Curve::Lognormal { log_mean: *log_mean, log_sd: *log_sd })
            }
            Law::Gamma { standard, scale } => table(&Curve::Gamma { standard: *standard, scale: *scale }),
            Law::Event(event) => Way::Event(event.clone(), Box::new(Self::new(&event.impact))),
            Law::Discrete(_) | Law::Empirical(_) => Way::Listed(distribution.clone()),
        };
        Self { way }
    }

    /// Turns uniform numbers above 0 and below 1 into values: `out[i]` from `uniforms[i]` alone.
    ///
    /// As many are turned as the shorter of the two slices holds. A 0 or a 1 gives the bound, and anything else outside
    /// gives what is not a number or a value at the bound.
    pub fn fill(&self, uniforms: &[f64], out: &mut [f64]) {
        match &self.way {
            Way::Constant(value) => {
                let most = uniforms.len().min(out.len());
                out[..most].fill(*value);
            }
            Way::Uniform { low, high } => each(uniforms, out, |u| uniform(*low, *high, u)),
            Way::Triangular(law) if law.is_one_sided() => each(uniforms, out, |u| law.quantile(u)),
            Way::Triangular(law) => fill_triangular(law, uniforms, out),
            Way::Normal { mean, sd } => fill_scaled(*mean, *sd, uniforms, out),
            Way::Table(table, law) if table.fine => {
                Table::fill::<{ Table::FINE }>(&table.rows, uniforms, out, |x| x, |u| outside(law, u));
            }
            Way::Table(table, law) => {
                Table::fill::<{ Table::USUAL }>(&table.rows, uniforms, out, |x| x, |u| outside(law, u));
            }
            Way::Event(event, impact) => each(uniforms, out, |u| happening(event, impact, u)),
            Way::Listed(Distribution { law: Law::Discrete(law) }) => law.fill(uniforms, out),
            Way::Listed(law) => each(uniforms, out, |u| law.quantile(u)),
        }
    }

    /// The value of one uniform number, as [`Self::fill`] gives it.
    pub fn value(&self, u: f64) -> f64 {
        match &self.way {
            Way::Constant(value) => *value,
            Way::Uniform { low, high } => uniform(*low, *high, u),
            Way::Triangular(law) => law.quantile(u),
            Way::Normal { mean, sd } => value_scaled(*mean, *sd, u),
            Way::Table(table, law) if table.fine => from_table::<{ Table::FINE }>(&table.rows, law, u),
            Way::Table(table, law) => from_table::<{ Table::USUAL }>(&table.rows, law, u),
            Way::Event(event, impact) => happening(event, impact, u),
            Way::Listed(law) => law.quantile(u),
        }
    }
}

#[inline]
fn each(uniforms: &[f64], out: &mut [f64], value: impl Fn(f64) -> f64) {
    for (out, u) in zip(out, uniforms) {
        *out = value(*u);
    }
}

#[inline]
fn uniform(low: f64, high: f64, u: f64) -> f64 {
    let width = high - low;
    if u < 0.5 { low + width * u } else { high - width * (1.0 - u) }
}

/// As [`Triangular::quantile`], with the parts that no draw changes taken out of the loop and no branch left in it.
fn fill_triangular(law: &Triangular, uniforms: &[f64], out: &mut [f64]) {
    let (below, above) = law.shares();
    let (low, high, width) = (law.low, law.high, law.width());
    let pick =
        |lower: u64, a: f64, b: f64| f64::from_bits(b.to_bits() ^ (lower & (a.to_bits() ^ b.to_bits())));
    each(uniforms, out, |u| {
        let lower = all_ones_below(u, below);
        let (share, beyond) = (turned_unless(lower, u), pick(lower, below, above));
        pick(lower, low, high) + pick(lower, width, -width) * (share * beyond).sqrt()
    });
}

#[inline]
fn from_table<const DIGITS: u32>(rows: &[Row], law: &Distribution, u: f64) -> f64 {
    Table::value::<DIGITS>(rows, u, || outside(law, u))
}

#[cold]
#[inline(never)]
fn outside(law: &Distribution, u: f64) -> f64 {
    law.quantile(u)
}

fn happening(event: &Event, impact: &Sampler, u: f64) -> f64 {
    match event.part(u) {
        Part::Nothing => 0.0,
        Part::Impact(share) => impact.value(share),
    }
}
