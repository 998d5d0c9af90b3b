//! The unknowns of a program: how each is worked out from those before it.

use std::sync::Arc;

use super::expression::{AtomId, Expression};
use crate::sheet::row::Comparison;

/// When an unknown is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// Before the years: one value a draw.
    Scalar,
    /// In each year.
    Series,
    /// When all years are known: one value a draw.
    Whole,
}

/// How an unknown is worked out.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum AtomOp {
    /// A column of draws.
    Column(u32),
    /// One where the column lies below the chance, else nought.
    Event {
        column: u32,
        chance: Expression,
    },
    /// An expression that is too long to be kept as a list of products.
    Value(Expression),
    /// One divided by it.
    Reciprocal(Expression),
    Smaller(Expression, Expression),
    Larger(Expression, Expression),
    Choose(Box<Choice>),
    /// The powers of a scalar: one in the first year.
    Powers(Expression),
    /// The opening in the first year, then the year before times one plus the rate.
    Growth {
        rate: Expression,
        opening: Expression,
    },
    /// One in the first year, then the year before divided by one plus the rate.
    Discount(Expression),
    RunningTotal(Expression),
    /// The value in the year before.
    Previous {
        of: Expression,
        opening: Expression,
    },
    /// The sum of coefficients times the powers of a scalar, beginning with the power nought.
    Polynomial {
        base: Expression,
        coefficients: Arc<[f64]>,
    },
    /// The sum over the years of weights times the product of series.
    Dot {
        weights: Arc<[f64]>,
        series: Vec<AtomId>,
    },
    /// The product of series in one year.
    At {
        year: u32,
        series: Vec<AtomId>,
    },
    /// The smallest value of any year.
    Lowest(Expression),
    /// The largest value of any year.
    Highest(Expression),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    pub(super) left: Expression,
    pub(super) compare: Comparison,
    pub(super) right: Expression,
    pub(super) then: Expression,
    pub(super) otherwise: Expression,
}

#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub(super) phase: Phase,
    pub(super) op: AtomOp,
}

impl AtomOp {
    /// The expressions that it reads.
    pub(super) fn expressions(&self) -> Vec<&Expression> {
        match self {
            Self::Column(_) | Self::Dot { .. } | Self::At { .. } => Vec::new(),
            Self::Event { chance: a, .. }
            | Self::Value(a)
            | Self::Reciprocal(a)
            | Self::Powers(a)
            | Self::Discount(a)
            | Self::RunningTotal(a)
            | Self::Polynomial { base: a, .. }
            | Self::Lowest(a)
            | Self::Highest(a) => vec![a],
            Self::Smaller(a, b)
            | Self::Larger(a, b)
            | Self::Growth { rate: a, opening: b }
            | Self::Previous { of: a, opening: b } => vec![a, b],
            Self::Choose(choice) => vec![&choice.left, &choice.right, &choice.then, &choice.otherwise],
        }
    }

    /// The unknowns that it reads.
    pub(super) fn atoms(&self) -> Vec<AtomId> {
        let mut atoms: Vec<AtomId> = self.expressions().into_iter().flat_map(Expression::atoms).collect();
        if let Self::Dot { series, .. } | Self::At { series, .. } = self {
            atoms.extend(series);
        }
        atoms
    }

    /// A list of numbers that tells it from every other one, so that what is asked for twice is worked out once.
    pub(super) fn spell(&self) -> Vec<u64> {
        let kind = match self {
            Self::Column(_) => 0,
            Self::Event { .. } => 1,
            Self::Value(_) => 2,
            Self::Reciprocal(_) => 3,
            Self::Smaller(..) => 4,
            Self::Larger(..) => 5,
            Self::Choose(_) => 6,
            Self::Powers(_) => 7,
            Self::Growth { .. } => 8,
            Self::Discount(_) => 9,
            Self::RunningTotal(_) => 10,
            Self::Previous { .. } => 11,
            Self::Polynomial { .. } => 12,
            Self::Dot { .. } => 13,
            Self::At { .. } => 14,
            Self::Lowest(_) => 15,
            Self::Highest(_) => 16,
        };
        let mut out = vec![kind];
        match self {
            Self::Column(column) | Self::Event { column, .. } => out.push(u64::from(*column)),
            Self::Choose(choice) => out.push(choice.compare as u64),
            Self::Polynomial { coefficients: weights, .. } | Self::Dot { weights, .. } => {
                out.extend(weights.iter().map(|weight| weight.to_bits()));
            }
            Self::At { year, .. } => out.push(u64::from(*year)),
            _ => {}
        }
        if let Self::Dot { series, .. } | Self::At { series, .. } = self {
            out.extend(series.iter().map(|atom| u64::from(*atom)));
        }
        for expression in self.expressions() {
            expression.spell(&mut out);
        }
        out
    }
}
