//! What a folded output is as a sum of products of its columns, where it is one.
//!
//! Such an output needs no draws for its mean, and none for what drives its spread where no two columns are multiplied.
//! An output is no such sum where a column is raised to a power or divided by, or where a threshold, a smaller or a
//! larger of two, or the best or worst year depends on a column.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::atom::{Atom, AtomOp, Phase};
use super::expression::{AtomId, Expression};
use super::program::{Output, Program, used};

/// The most terms of one sum. A longer one is not looked into.
const MOST_TERMS: usize = 4_096;
/// The most terms of all sums of a sheet.
const MOST_IN_ALL: usize = 1 << 18;

/// A sheet whose certain parts have become numbers: its unknowns, and its outputs in terms of them.
#[derive(Debug)]
pub(crate) struct Folded {
    pub(super) years: usize,
    pub(super) atoms: Vec<Atom>,
    pub(super) outputs: Vec<Output>,
}

impl Folded {
    /// The program that works it out in draws.
    pub(crate) fn program(self) -> Program {
        Program::new(self.years, self.atoms, self.outputs)
    }

    /// Its unknowns as sums of products.
    pub(crate) fn products(&self) -> Products<'_> {
        let mut products =
            Products { folded: self, known: vec![Vec::new(); self.atoms.len()], room: MOST_IN_ALL };
        let used = used(&self.atoms, &self.outputs);
        let of_phase = |phase: Phase| {
            let places = 0..self.atoms.len();
            places.filter(|atom| used[*atom] && self.atoms[*atom].phase == phase).collect::<Vec<_>>()
        };
        // The order in which a draw is worked out: what reads the year before finds it.
        for atom in of_phase(Phase::Scalar) {
            products.look_into(atom, 0);
        }
        let series = of_phase(Phase::Series);
        for year in 0..self.years {
            for atom in &series {
                products.look_into(*atom, year);
            }
        }
        for atom in of_phase(Phase::Whole) {
            products.look_into(atom, 0);
        }
        products
    }
}

/// What is multiplied in a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Factor {
    /// The value of a column.
    Column(u32),
    /// One where a column, uniform from nought to one, lies below a chance, else nought. The chance is above nought and
    /// below one and stands by its bits, whose order is that of the numbers.
    Below(u32, u64),
}

/// A sum of weights times products of factors, no column twice in a product.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SumOfProducts {
    terms: BTreeMap<Vec<Factor>, f64>,
}

/// What one column adds to a sum in which no two columns are multiplied.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// A coefficient times the value of the column.
    Straight(f64),
    /// Weights, each where the column lies below its chance.
    Steps(Vec<(f64, f64)>),
}

impl SumOfProducts {
    fn constant(value: f64) -> Self {
        Self { terms: BTreeMap::from([(Vec::new(), value)]) }
    }

    fn factor(factor: Factor) -> Self {
        Self { terms: BTreeMap::from([(vec![factor], 1.0)]) }
    }

    fn as_constant(&self) -> Option<f64> {
        match self.terms.len() {
            0 => Some(0.0),
            1 => self.terms.get(&[][..]).copied(),
            _ => None,
        }
    }

    fn add(&mut self, other: &Self, weight: f64) {
        for (factors, value) in &other.terms {
            match self.terms.get_mut(factors) {
                Some(own) => *own += weight * value,
                None => {
                    self.terms.insert(factors.clone(), weight * value);
                }
            }
        }
    }

    /// The product; none where a column would stand in it twice, or it is too long.
    fn times(&self, other: &Self) -> Option<Self> {
        if self.terms.len() * other.terms.len() > MOST_TERMS {
            return None;
        }
        let mut product = Self::default();
        for (a, weight) in &self.terms {
            for (b, other) in &other.terms {
                *product.terms.entry(multiplied(a, b)?).or_insert(0.0) += weight * other;
            }
        }
        Some(product)
    }

    /// The mean, from the means of the columns; none where one of them is not known, or where a product is of two
    /// columns that depend on one another.
    pub(crate) fn mean(
        &self,
        of_column: impl Fn(u32) -> Option<f64>,
        depend: impl Fn(u32, u32) -> bool,
    ) -> Option<f64> {
        let mut sum = 0.0;
        for (factors, weight) in self.terms.iter().filter(|(_, weight)| **weight != 0.0) {
            let mut product = *weight;
            for (place, factor) in factors.iter().enumerate() {
                let dependent = |other: &Factor| depend(factor.column(), other.column());
                if factors[..place].iter().any(dependent) {
                    return None;
                }
                product *= match factor {
                    Factor::Column(column) => of_column(*column)?,
                    Factor::Below(_, chance) => f64::from_bits(*chance),
                };
            }
            sum += product;
        }
        sum.is_finite().then_some(sum)
    }

    /// What each column adds; none where two columns are multiplied.
    pub(crate) fn parts(&self) -> Option<BTreeMap<u32, Part>> {
        let mut parts = BTreeMap::new();
        for (factors, weight) in self.terms.iter().filter(|(_, weight)| **weight != 0.0) {
            match factors[..] {
                [] => {}
                [Factor::Column(column)] => {
                    parts.insert(column, Part::Straight(*weight));
                }
                [Factor::Below(column, chance)] => {
                    let part = parts.entry(column).or_insert_with(|| Part::Steps(Vec::new()));
                    if let Part::Steps(steps) = part {
                        steps.push((f64::from_bits(chance), *weight));
                    }
                }
                _ => return None,
            }
        }
        Some(parts)
    }
}

impl Part {
    /// The variance of what the column adds, given that of the column itself.
    pub(crate) fn variance(&self, of_column: f64) -> f64 {
        match self {
            Self::Straight(coefficient) => coefficient * coefficient * of_column,
            // Where a column lies below one chance it lies below every larger one.
            Self::Steps(steps) => {
                let both = |(p, v): &(f64, f64), (q, w): &(f64, f64)| v * w * (p.min(*q) - p * q);
                steps.iter().map(|step| steps.iter().map(|other| both(step, other)).sum::<f64>()).sum()
            }
        }
    }
}

impl Factor {
    const fn column(self) -> u32 {
        match self {
            Self::Column(column) | Self::Below(column, _) => column,
        }
    }
}

/// Two lists of factors as one, in order; none where it holds a column twice. Of two chances of one event the smaller
/// stands for both.
fn multiplied(a: &[Factor], b: &[Factor]) -> Option<Vec<Factor>> {
    let mut all = [a, b].concat();
    all.sort_unstable();
    all.dedup_by(
        |later, first| matches!((later, first), (Factor::Below(a, _), Factor::Below(b, _)) if a == b),
    );
    let twice = all.windows(2).any(|pair| pair[0].column() == pair[1].column());
    (!twice).then_some(all)
}

/// The unknowns of a folded sheet as sums of products.
pub(crate) struct Products<'f> {
    folded: &'f Folded,
    /// By unknown, then by year: none where it is no such sum.
    known: Vec<Vec<Option<Rc<SumOfProducts>>>>,
    /// How many terms may still be kept.
    room: usize,
}

impl Products<'_> {
    /// An output in a year; none where it is no sum of products of different columns.
    pub(crate) fn of(&self, output: usize, year: usize) -> Option<SumOfProducts> {
        let output = &self.folded.outputs[output];
        self.expression(&output.expression, if output.series { year } else { 0 })
    }

    fn look_into(&mut self, atom: usize, year: usize) {
        let mut found = self.atom(atom, year);
        let length = found.as_ref().map_or(0, |sum| sum.terms.len());
        match self.room.checked_sub(length) {
            Some(room) if length <= MOST_TERMS => self.room = room,
            _ => found = None,
        }
        self.known[atom].push(found.map(Rc::new));
    }

    fn value(&self, atom: AtomId, year: usize) -> Option<&SumOfProducts> {
        let atom = atom as usize;
        let year = if self.folded.atoms[atom].phase == Phase::Series { year } else { 0 };
        self.known[atom].get(year)?.as_deref()
    }

    fn expression(&self, expression: &Expression, year: usize) -> Option<SumOfProducts> {
        let mut sum = SumOfProducts::default();
        for term in expression.terms() {
            let weight = term.weights.at(year);
            if weight == 0.0 {
                continue;
            }
            let product = self.product(term.scalars.iter().chain(&term.series), year)?;
            sum.add(&product, weight);
        }
        Some(sum)
    }

    fn product<'a>(&self, atoms: impl IntoIterator<Item = &'a AtomId>, year: usize) -> Option<SumOfProducts> {
        let mut product = SumOfProducts::constant(1.0);
        for atom in atoms {
            product = product.times(self.value(*atom, year)?)?;
        }
        Some(product)
    }

    fn atom(&self, atom: usize, year: usize) -> Option<SumOfProducts> {
        let before = || self.known[atom].get(year.checked_sub(1)?)?.as_deref();
        match &self.folded.atoms[atom].op {
            AtomOp::Column(column) => Some(SumOfProducts::factor(Factor::Column(*column))),
            AtomOp::Event { column, chance } => {
                let chance = self.expression(chance, year)?.as_constant()?;
                if chance.is_nan() {
                    return None;
                }
                Some(if chance >= 1.0 {
                    SumOfProducts::constant(1.0)
                } else if chance <= 0.0 {
                    SumOfProducts::default()
                } else {
                    SumOfProducts::factor(Factor::Below(*column, chance.to_bits()))
                })
            }
            AtomOp::Value(value) => self.expression(value, year),
            AtomOp::Powers(_) | AtomOp::Discount(_) if year == 0 => Some(SumOfProducts::constant(1.0)),
            AtomOp::Powers(base) if year == 1 => self.expression(base, year),
            AtomOp::Growth { opening, .. } if year == 0 => self.expression(opening, year),
            AtomOp::Growth { rate, .. } => {
                let mut grown = SumOfProducts::constant(1.0);
                grown.add(&self.expression(rate, year)?, 1.0);
                before()?.times(&grown)
            }
            AtomOp::RunningTotal(value) if year == 0 => self.expression(value, year),
            AtomOp::RunningTotal(value) => {
                let mut sum = before()?.clone();
                sum.add(&self.expression(value, year)?, 1.0);
                Some(sum)
            }
            AtomOp::Previous { opening, .. } if year == 0 => self.expression(opening, year),
            AtomOp::Previous { of, .. } => self.expression(of, year - 1),
            AtomOp::Polynomial { base, coefficients } => {
                // The power nought, and the first.
                if coefficients.iter().skip(2).any(|coefficient| *coefficient != 0.0) {
                    return None;
                }
                let mut sum = SumOfProducts::constant(coefficients.first().copied().unwrap_or(0.0));
                if let Some(coefficient) = coefficients.get(1) {
                    sum.add(&self.expression(base, year)?, *coefficient);
                }
                Some(sum)
            }
            AtomOp::Dot { weights, series } => {
                let mut sum = SumOfProducts::default();
                for (year, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
                    sum.add(&self.product(series, year)?, *weight);
                }
                Some(sum)
            }
            AtomOp::At { year, series } => self.product(series, *year as usize),
            AtomOp::Reciprocal(_)
            | AtomOp::Smaller(..)
            | AtomOp::Larger(..)
            | AtomOp::Choose(_)
            | AtomOp::Powers(_)
            | AtomOp::Discount(_)
            | AtomOp::Lowest(_)
            | AtomOp::Highest(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_of_one_column_are_multiplied_and_a_column_by_itself_is_not() {
        let below = |chance: f64| Factor::Below(1, chance.to_bits());
        assert_eq!(
            multiplied(&[below(0.5)], &[Factor::Column(0), below(0.25)]),
            Some(vec![Factor::Column(0), below(0.25)])
        );
        assert_eq!(multiplied(&[Factor::Column(0)], &[Factor::Column(0)]), None);
    }

    #[test]
    fn the_variance_of_steps_is_that_of_the_outcomes() {
        // 10 below one half and 6 more below one quarter: 16, 10 and 0 with chances 1/4, 1/4 and 1/2.
        // Mean 6.5; mean of squares (256 + 100) / 4 = 89; variance 89 - 42.25 = 46.75.
        let steps = Part::Steps(vec![(0.5, 10.0), (0.25, 6.0)]);
        assert!((steps.variance(1.0 / 12.0) - 46.75).abs() < 1e-12);
    }
}
