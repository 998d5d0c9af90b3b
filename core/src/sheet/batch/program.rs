//! A folded sheet, ready to be worked out for a block of draws at a time.
//!
//! All values of a block lie in one stretch of memory that is used again for the next block: nothing is allocated while
//! draws are worked out. Each unknown stands after those that it reads, the years one after another, so that every
//! step reads before the place where it writes. Every draw is worked out by the same additions and multiplications in
//! the same order, whatever the size of the block and whatever else is in it.

use std::sync::Arc;

use super::atom::{Atom, AtomOp, Phase};
use super::expression::{AtomId, Expression};
use crate::sheet::row::Comparison;

/// What a program gives out: one value a draw, or one a year of each draw.
#[derive(Debug, Clone)]
pub(super) struct Output {
    pub(super) series: bool,
    pub(super) expression: Expression,
}

/// Where a value stands: in units of a block, and how far the next year's is.
#[derive(Debug, Clone, Copy)]
struct Place {
    first: usize,
    step: usize,
}

impl Place {
    const fn at(self, year: usize) -> usize {
        self.first + self.step * year
    }
}

/// A term whose unknowns are places.
#[derive(Debug, Clone)]
struct PlacedTerm {
    /// One weight, or one a year.
    weights: Arc<[f64]>,
    factors: Vec<Place>,
}

impl PlacedTerm {
    fn weight(&self, year: usize) -> f64 {
        if self.weights.len() == 1 { self.weights[0] } else { self.weights[year] }
    }
}

/// A sum of terms whose unknowns are places.
#[derive(Debug, Clone)]
struct Placed {
    terms: Vec<PlacedTerm>,
}

/// A step of the program.
#[derive(Debug, Clone)]
struct Step {
    to: Place,
    op: Operation,
}

#[derive(Debug, Clone)]
enum Operation {
    Column(usize),
    Event { column: usize, chance: Placed },
    Value(Placed),
    Reciprocal(Placed),
    Smaller(Placed, Placed),
    Larger(Placed, Placed),
    Choose { left: Placed, compare: Comparison, right: Placed, then: Placed, otherwise: Placed },
    Powers(Placed),
    Growth { rate: Placed, opening: Placed },
    Discount(Placed),
    RunningTotal(Placed),
    Previous { of: Placed, opening: Placed },
    Polynomial { base: Placed, coefficients: Arc<[f64]> },
    Dot { weights: Arc<[f64]>, series: Vec<Place> },
    At { year: usize, series: Vec<Place> },
    Lowest(Placed),
    Highest(Placed),
}

/// A folded sheet.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    years: usize,
    /// How many values of a draw are kept.
    slots: usize,
    scalar: Vec<Step>,
    yearly: Vec<Step>,
    whole: Vec<Step>,
    outputs: Vec<(bool, Placed)>,
}

/// The memory of a block.
#[derive(Debug)]
pub(crate) struct Block {
    length: usize,
    values: Vec<f64>,
    /// Two blocks for what is worked out on the way.
    aside: [Vec<f64>; 2],
}

impl Block {
    /// The memory for a program and blocks of up to `length` draws.
    pub(crate) fn new(program: &Program, length: usize) -> Self {
        Self {
            length,
            values: vec![0.0; program.slots * length],
            aside: [vec![0.0; length], vec![0.0; length]],
        }
    }
}

impl Program {
    #[allow(clippy::needless_pass_by_value, reason = "the program takes the place of what it is made from")]
    pub(super) fn new(years: usize, atoms: Vec<Atom>, outputs: Vec<Output>) -> Self {
        let used = used(&atoms, &outputs);
        let (places, slots) = places(&atoms, &used, years);
        let placed = |expression: &Expression| place(expression, &places);
        let mut program = Self {
            years,
            slots,
            scalar: Vec::new(),
            yearly: Vec::new(),
            whole: Vec::new(),
            outputs: outputs.iter().map(|output| (output.series, placed(&output.expression))).collect(),
        };
        for (i, atom) in atoms.into_iter().enumerate().filter(|(i, _)| used[*i]) {
            let step = Step { to: places[i], op: operation(atom.op, &places) };
            match atom.phase {
                Phase::Scalar => program.scalar.push(step),
                Phase::Series => program.yearly.push(step),
                Phase::Whole => program.whole.push(step),
            }
        }
        program
    }

    /// How many values of a draw are kept while it is worked out.
    pub(crate) const fn slots(&self) -> usize {
        self.slots
    }

    /// Whether a draw depends on a column.
    pub(crate) fn reads(&self, column: usize) -> bool {
        self.scalar.iter().chain(&self.yearly).chain(&self.whole).any(|step| match &step.op {
            Operation::Column(own) | Operation::Event { column: own, .. } => *own == column,
            _ => false,
        })
    }

    /// How many steps a draw takes, each year counted.
    #[cfg(test)]
    pub(crate) fn steps(&self) -> usize {
        self.scalar.len() + self.yearly.len() * self.years + self.whole.len()
    }

    /// Works out `count` draws: a column holds one unknown of each.
    pub(crate) fn run(&self, block: &mut Block, columns: &[Vec<f64>], count: usize) {
        let count = count.min(block.length);
        for step in &self.scalar {
            self.step(step, 0, block, columns, count);
        }
        for year in 0..self.years {
            for step in &self.yearly {
                self.step(step, year, block, columns, count);
            }
        }
        for step in &self.whole {
            self.step(step, 0, block, columns, count);
        }
    }

    /// Writes an output of the draws that were worked out last: its value, or that of one year.
    pub(crate) fn output(&self, block: &Block, output: usize, year: usize, out: &mut [f64]) {
        let (series, placed) = &self.outputs[output];
        placed.read(if *series { year } else { 0 }, &block.values, block.length, out);
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each operation")]
    fn step(&self, step: &Step, year: usize, block: &mut Block, columns: &[Vec<f64>], count: usize) {
        let length = block.length;
        let (before, after) = block.values.split_at_mut(step.to.at(year) * length);
        let out = &mut after[..count];
        let [aside, other] = &mut block.aside;
        let (aside, other) = (&mut aside[..count], &mut other[..count]);
        let read = |placed: &Placed, year: usize, out: &mut [f64]| placed.read(year, before, length, out);
        // The value of this very step in the year before.
        let own_before = |out: &mut [f64]| {
            let from = step.to.at(year - 1) * length;
            out.copy_from_slice(&before[from..from + count]);
        };
        match &step.op {
            Operation::Column(column) => out.copy_from_slice(&columns[*column][..count]),
            Operation::Event { column, chance } => {
                read(chance, year, out);
                for (out, draw) in out.iter_mut().zip(&columns[*column]) {
                    *out = if draw < out { 1.0 } else { 0.0 };
                }
            }
            Operation::Value(value) => read(value, year, out),
            Operation::Reciprocal(value) => {
                read(value, year, out);
                for value in &mut *out {
                    *value = 1.0 / *value;
                }
            }
            Operation::Smaller(a, b) => {
                read(a, year, out);
                read(b, year, aside);
                zip(out, aside, |a, b| if b < a { b } else { a });
            }
            Operation::Larger(a, b) => {
                read(a, year, out);
                read(b, year, aside);
                zip(out, aside, |a, b| if b > a { b } else { a });
            }
            Operation::Choose { left, compare, right, then, otherwise } => {
                read(left, year, aside);
                read(right, year, other);
                // One where the condition holds.
                match compare {
                    Comparison::Below => zip(aside, other, |a, b| if a < b { 1.0 } else { 0.0 }),
                    Comparison::AtMost => zip(aside, other, |a, b| if a <= b { 1.0 } else { 0.0 }),
                    Comparison::Above => zip(aside, other, |a, b| if a > b { 1.0 } else { 0.0 }),
                    Comparison::AtLeast => zip(aside, other, |a, b| if a >= b { 1.0 } else { 0.0 }),
                }
                read(then, year, out);
                read(otherwise, year, other);
                for ((out, holds), otherwise) in out.iter_mut().zip(aside.iter()).zip(other.iter()) {
                    if *holds == 0.0 {
                        *out = *otherwise;
                    }
                }
            }
            Operation::Powers(_) | Operation::Discount(_) if year == 0 => out.fill(1.0),
            Operation::Powers(base) => {
                own_before(out);
                read(base, year, aside);
                zip(out, aside, |before, base| before * base);
            }
            Operation::Growth { opening, .. } if year == 0 => read(opening, year, out),
            Operation::Growth { rate, .. } => {
                own_before(out);
                read(rate, year, aside);
                zip(out, aside, |before, rate| before * (1.0 + rate));
            }
            Operation::Discount(rate) => {
                own_before(out);
                read(rate, year, aside);
                zip(out, aside, |before, rate| before / (1.0 + rate));
            }
            Operation::RunningTotal(value) if year == 0 => read(value, year, out),
            Operation::RunningTotal(value) => {
                own_before(out);
                read(value, year, aside);
                zip(out, aside, |before, value| before + value);
            }
            Operation::Previous { opening, .. } if year == 0 => read(opening, year, out),
            Operation::Previous { of, .. } => read(of, year - 1, out),
            Operation::Polynomial { base, coefficients } => {
                read(base, 0, aside);
                polynomial(coefficients, aside, out);
            }
            Operation::Dot { weights, series } => {
                out.fill(0.0);
                for (year, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
                    add_product(*weight, series, year, before, length, out);
                }
            }
            Operation::At { year, series } => {
                out.fill(0.0);
                add_product(1.0, series, *year, before, length, out);
            }
            Operation::Lowest(value) => {
                read(value, 0, out);
                for year in 1..self.years {
                    read(value, year, aside);
                    zip(out, aside, |a, b| if b < a { b } else { a });
                }
            }
            Operation::Highest(value) => {
                read(value, 0, out);
                for year in 1..self.years {
                    read(value, year, aside);
                    zip(out, aside, |a, b| if b > a { b } else { a });
                }
            }
        }
    }
}

impl Placed {
    /// Writes the sum for a year.
    fn read(&self, year: usize, values: &[f64], length: usize, out: &mut [f64]) {
        let mut terms = self.terms.iter().filter(|term| term.weight(year) != 0.0);
        let Some(first) = terms.next() else { return out.fill(0.0) };
        // The first is added to nothing and not merely written, so that no nought is a negative one.
        products(first.weight(year), &first.factors, year, values, length, out, |out, product| {
            *out = 0.0 + product;
        });
        let mut terms = terms.peekable();
        while let Some(term) = terms.next() {
            let weight = term.weight(year);
            if let [a] = term.factors[..]
                && let Some(next) = terms.next_if(|next| next.factors.len() == 1)
            {
                // Two in one pass, in their order.
                let column = |place: Place| &values[place.at(year) * length..][..out.len()];
                let (a, b, other) = (column(a), column(next.factors[0]), next.weight(year));
                for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
                    *out = (*out + weight * a) + other * b;
                }
            } else {
                add_product(weight, &term.factors, year, values, length, out);
            }
        }
    }
}

fn zip(out: &mut [f64], other: &[f64], combine: impl Fn(f64, f64) -> f64) {
    for (out, other) in out.iter_mut().zip(other) {
        *out = combine(*out, *other);
    }
}

/// Adds a weight times the product of some values to each draw.
fn add_product(weight: f64, factors: &[Place], year: usize, values: &[f64], length: usize, out: &mut [f64]) {
    products(weight, factors, year, values, length, out, |out, product| *out += product);
}

/// Puts a weight times the product of some values to each draw.
#[inline]
fn products(
    weight: f64,
    factors: &[Place],
    year: usize,
    values: &[f64],
    length: usize,
    out: &mut [f64],
    put: impl Fn(&mut f64, f64),
) {
    let count = out.len();
    let column = |place: &Place| {
        let from = place.at(year) * length;
        &values[from..from + count]
    };
    match factors {
        [] => out.iter_mut().for_each(|out| put(out, weight)),
        [a] => {
            for (out, a) in out.iter_mut().zip(column(a)) {
                put(out, weight * a);
            }
        }
        [a, b] => {
            for ((out, a), b) in out.iter_mut().zip(column(a)).zip(column(b)) {
                put(out, weight * a * b);
            }
        }
        [a, b, c] => {
            for (((out, a), b), c) in out.iter_mut().zip(column(a)).zip(column(b)).zip(column(c)) {
                put(out, weight * a * b * c);
            }
        }
        more => {
            for (draw, out) in out.iter_mut().enumerate() {
                let product = more
                    .iter()
                    .fold(weight, |product, place| product * values[place.at(year) * length + draw]);
                put(out, product);
            }
        }
    }
}

/// How many draws a polynomial is worked out for side by side: enough to keep the processor's adders full.
const ABREAST: usize = 16;

/// The sum of coefficients times powers, from the highest power down (Horner).
fn polynomial(coefficients: &[f64], bases: &[f64], out: &mut [f64]) {
    let mut bases = bases.chunks_exact(ABREAST);
    let mut outs = out.chunks_exact_mut(ABREAST);
    for (base, out) in (&mut bases).zip(&mut outs) {
        let mut sums = [0.0; ABREAST];
        for coefficient in coefficients.iter().rev() {
            for (sum, base) in sums.iter_mut().zip(base) {
                *sum = *sum * base + coefficient;
            }
        }
        out.copy_from_slice(&sums);
    }
    for (base, out) in bases.remainder().iter().zip(outs.into_remainder()) {
        *out = coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * base + coefficient);
    }
}

/// The unknowns that some output needs.
pub(super) fn used(atoms: &[Atom], outputs: &[Output]) -> Vec<bool> {
    let mut used = vec![false; atoms.len()];
    let mut waiting: Vec<AtomId> = outputs.iter().flat_map(|output| output.expression.atoms()).collect();
    while let Some(atom) = waiting.pop() {
        if !std::mem::replace(&mut used[atom as usize], true) {
            waiting.extend(atoms[atom as usize].op.atoms());
        }
    }
    used
}

/// Gives every unknown that is used its place: scalars first, then the series year by year, then what is known when all
/// years are.
fn places(atoms: &[Atom], used: &[bool], years: usize) -> (Vec<Place>, usize) {
    let in_phase = |phase: Phase| {
        let kept = move |(i, atom): &(usize, &Atom)| atom.phase == phase && used[*i];
        atoms.iter().enumerate().filter(kept).map(|(i, _)| i)
    };
    let mut places = vec![Place { first: 0, step: 0 }; atoms.len()];
    let mut next = 0;
    for i in in_phase(Phase::Scalar) {
        places[i] = Place { first: next, step: 0 };
        next += 1;
    }
    let step = in_phase(Phase::Series).count();
    for (place, i) in in_phase(Phase::Series).enumerate() {
        places[i] = Place { first: next + place, step };
    }
    next += step * years;
    for i in in_phase(Phase::Whole) {
        places[i] = Place { first: next, step: 0 };
        next += 1;
    }
    (places, next)
}

fn place(expression: &Expression, places: &[Place]) -> Placed {
    let at = |atom: &AtomId| places[*atom as usize];
    let terms = expression.terms().iter().map(|term| PlacedTerm {
        weights: match &term.weights {
            super::expression::Weights::Same(weight) => vec![*weight].into(),
            super::expression::Weights::ByYear(weights) => Arc::clone(weights),
        },
        factors: term.scalars.iter().chain(&term.series).map(at).collect(),
    });
    Placed { terms: terms.collect() }
}

fn operation(op: AtomOp, places: &[Place]) -> Operation {
    let placed = |expression: &Expression| place(expression, places);
    let at = |series: Vec<AtomId>| series.into_iter().map(|atom| places[atom as usize]).collect();
    match op {
        AtomOp::Column(column) => Operation::Column(column as usize),
        AtomOp::Event { column, chance } => {
            Operation::Event { column: column as usize, chance: placed(&chance) }
        }
        AtomOp::Value(value) => Operation::Value(placed(&value)),
        AtomOp::Reciprocal(value) => Operation::Reciprocal(placed(&value)),
        AtomOp::Smaller(a, b) => Operation::Smaller(placed(&a), placed(&b)),
        AtomOp::Larger(a, b) => Operation::Larger(placed(&a), placed(&b)),
        AtomOp::Choose(choice) => Operation::Choose {
            left: placed(&choice.left),
            compare: choice.compare,
            right: placed(&choice.right),
            then: placed(&choice.then),
            otherwise: placed(&choice.otherwise),
        },
        AtomOp::Powers(base) => Operation::Powers(placed(&base)),
        AtomOp::Growth { rate, opening } => {
            Operation::Growth { rate: placed(&rate), opening: placed(&opening) }
        }
        AtomOp::Discount(rate) => Operation::Discount(placed(&rate)),
        AtomOp::RunningTotal(value) => Operation::RunningTotal(placed(&value)),
        AtomOp::Previous { of, opening } => {
            Operation::Previous { of: placed(&of), opening: placed(&opening) }
        }
        AtomOp::Polynomial { base, coefficients } => {
            Operation::Polynomial { base: placed(&base), coefficients }
        }
        AtomOp::Dot { weights, series } => Operation::Dot { weights, series: at(series) },
        AtomOp::At { year, series } => Operation::At { year: year as usize, series: at(series) },
        AtomOp::Lowest(value) => Operation::Lowest(placed(&value)),
        AtomOp::Highest(value) => Operation::Highest(placed(&value)),
    }
}
