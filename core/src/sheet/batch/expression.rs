//! Sums of products: the form in which a row is kept once everything certain in it has become a number.
//!
//! A term is a weight a year times some unknowns. An unknown has one value a draw (a *scalar*: an input, or something
//! worked out from inputs alone) or one a year of each draw (a *series*: an index that grows at an unknown rate). While
//! rows are added and multiplied, the weights are worked out at once and the unknowns are only listed; a total over the
//! years of a term without series is then a single number, and costs nothing in each draw.

use std::sync::Arc;

/// The place of an unknown in the program.
pub(super) type AtomId = u32;

/// The longest product that is kept as a list; a longer one is worked out on its way.
const MOST_FACTORS: usize = 4;
/// The most terms that a product may have before a side of it is worked out first.
const MOST_TERMS: usize = 64;

/// A weight, the same in every year or one a year.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Weights {
    Same(f64),
    ByYear(Arc<[f64]>),
}

impl Weights {
    pub(super) fn at(&self, year: usize) -> f64 {
        match self {
            Self::Same(weight) => *weight,
            Self::ByYear(weights) => weights[year],
        }
    }

    fn with(&self, other: &Self, combine: impl Fn(f64, f64) -> f64) -> Self {
        match (self, other) {
            (Self::Same(a), Self::Same(b)) => Self::Same(combine(*a, *b)),
            (Self::Same(a), Self::ByYear(b)) => Self::ByYear(b.iter().map(|b| combine(*a, *b)).collect()),
            (Self::ByYear(a), Self::Same(b)) => Self::ByYear(a.iter().map(|a| combine(*a, *b)).collect()),
            (Self::ByYear(a), Self::ByYear(b)) => {
                Self::ByYear(a.iter().zip(b.iter()).map(|(a, b)| combine(*a, *b)).collect())
            }
        }
    }

    pub(super) fn map(&self, change: impl Fn(f64) -> f64) -> Self {
        match self {
            Self::Same(weight) => Self::Same(change(*weight)),
            Self::ByYear(weights) => Self::ByYear(weights.iter().map(|weight| change(*weight)).collect()),
        }
    }

    /// The weights of all years.
    pub(super) fn of_years(&self, years: usize) -> Arc<[f64]> {
        match self {
            Self::Same(weight) => vec![*weight; years].into(),
            Self::ByYear(weights) => Arc::clone(weights),
        }
    }

    fn is_nothing(&self) -> bool {
        // Only nought is nothing: what is no number must stay, so that it shows.
        match self {
            Self::Same(weight) => *weight == 0.0,
            Self::ByYear(weights) => weights.iter().all(|weight| *weight == 0.0),
        }
    }
}

/// A weight times unknowns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    pub(super) weights: Weights,
    /// Unknowns with one value a draw, in ascending order; twice for a square.
    pub(super) scalars: Vec<AtomId>,
    /// Unknowns with a value a year.
    pub(super) series: Vec<AtomId>,
}

impl Term {
    fn unknowns(&self) -> (&[AtomId], &[AtomId]) {
        (&self.series, &self.scalars)
    }

    pub(super) fn is_constant(&self) -> bool {
        self.scalars.is_empty() && self.series.is_empty()
    }
}

/// A sum of terms, in a fixed order, each list of unknowns once.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Expression {
    terms: Vec<Term>,
}

impl Expression {
    pub(super) fn constant(weights: Weights) -> Self {
        Self::of(vec![Term { weights, scalars: Vec::new(), series: Vec::new() }])
    }

    pub(super) fn scalar(atom: AtomId) -> Self {
        Self { terms: vec![Term { weights: Weights::Same(1.0), scalars: vec![atom], series: Vec::new() }] }
    }

    pub(super) fn series(atom: AtomId) -> Self {
        Self { terms: vec![Term { weights: Weights::Same(1.0), scalars: Vec::new(), series: vec![atom] }] }
    }

    /// Puts terms in order and adds up those with the same unknowns.
    pub(super) fn of(mut terms: Vec<Term>) -> Self {
        terms.sort_by(|a, b| a.unknowns().cmp(&b.unknowns()));
        let mut merged: Vec<Term> = Vec::with_capacity(terms.len());
        for term in terms {
            match merged.last_mut() {
                Some(last) if last.unknowns() == term.unknowns() => {
                    last.weights = last.weights.with(&term.weights, |a, b| a + b);
                }
                _ => merged.push(term),
            }
        }
        merged.retain(|term| !term.weights.is_nothing());
        Self { terms: merged }
    }

    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    pub(super) fn into_terms(self) -> Vec<Term> {
        self.terms
    }

    /// The weights, where no unknown is in it.
    pub(super) fn as_constant(&self) -> Option<Weights> {
        match &self.terms[..] {
            [] => Some(Weights::Same(0.0)),
            [term] if term.is_constant() => Some(term.weights.clone()),
            _ => None,
        }
    }

    /// Whether it has the same value in every year of a draw.
    pub(super) fn is_scalar(&self) -> bool {
        self.terms.iter().all(|term| term.series.is_empty() && matches!(term.weights, Weights::Same(_)))
    }

    pub(super) fn sum<'e>(parts: impl IntoIterator<Item = &'e Self>) -> Self {
        Self::of(parts.into_iter().flat_map(|part| part.terms.iter().cloned()).collect())
    }

    /// Every weight times that of the year.
    pub(super) fn scaled(&self, weights: &Weights) -> Self {
        let terms = self.terms.iter().map(|term| Term {
            weights: term.weights.with(weights, |a, b| a * b),
            scalars: term.scalars.clone(),
            series: term.series.clone(),
        });
        Self::of(terms.collect())
    }

    /// The product, or none where it would be long enough to be better worked out on its way.
    pub(super) fn product(&self, other: &Self) -> Option<Self> {
        if self.terms.len() * other.terms.len() > MOST_TERMS {
            return None;
        }
        let mut terms = Vec::with_capacity(self.terms.len() * other.terms.len());
        for a in &self.terms {
            for b in &other.terms {
                let both = |a: &[AtomId], b: &[AtomId]| {
                    let mut all = [a, b].concat();
                    all.sort_unstable();
                    all
                };
                let term = Term {
                    weights: a.weights.with(&b.weights, |a, b| a * b),
                    scalars: both(&a.scalars, &b.scalars),
                    series: both(&a.series, &b.series),
                };
                if term.scalars.len() + term.series.len() > MOST_FACTORS {
                    return None;
                }
                terms.push(term);
            }
        }
        Some(Self::of(terms))
    }

    /// The unknowns that it reads.
    pub(super) fn atoms(&self) -> impl Iterator<Item = AtomId> {
        self.terms.iter().flat_map(|term| term.scalars.iter().chain(&term.series)).copied()
    }

    /// A list of numbers that tells it from every other expression.
    pub(super) fn spell(&self, out: &mut Vec<u64>) {
        out.push(self.terms.len() as u64);
        for term in &self.terms {
            match &term.weights {
                Weights::Same(weight) => out.extend([0, weight.to_bits()]),
                Weights::ByYear(weights) => {
                    out.push(1);
                    out.extend(weights.iter().map(|weight| weight.to_bits()));
                }
            }
            for unknowns in [&term.scalars, &term.series] {
                out.push(unknowns.len() as u64);
                out.extend(unknowns.iter().map(|atom| u64::from(*atom)));
            }
        }
    }
}
