//! Folding: from the graph of a sheet to a program that works out only what is unknown.

use std::collections::HashMap;
use std::rc::Rc;

use rust_decimal::prelude::ToPrimitive;

use super::atom::{Atom, AtomOp, Choice, Phase};
use super::expression::{AtomId, Expression, Term, Weights};
use super::products::Folded;
use super::program::{Output, Program};
use crate::sheet::exact::{Events, Values};
use crate::sheet::graph::{Graph, NodeId, Op, Span};

/// What a program leaves open: the inputs and the events that have a column of draws, in the order of the columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Unknowns {
    /// Inputs by their place in the graph.
    pub(crate) inputs: Vec<u32>,
    /// Events by their place in the graph; their columns follow those of the inputs.
    pub(crate) events: Vec<u32>,
}

impl Unknowns {
    /// How many columns a draw has.
    pub(crate) const fn columns(&self) -> usize {
        self.inputs.len() + self.events.len()
    }
}

/// The nodes whose value depends on what is unknown.
pub(crate) fn dependents(graph: &Graph, unknowns: &Unknowns) -> Vec<bool> {
    let mut depends = vec![false; graph.nodes.len()];
    let mut inputs = vec![false; graph.inputs.len()];
    let mut events = vec![false; graph.events.len()];
    for input in &unknowns.inputs {
        inputs[*input as usize] = true;
    }
    for event in &unknowns.events {
        events[*event as usize] = true;
    }
    // A balance reads a later node in the year before: another round carries that back.
    loop {
        let mut changed = false;
        for (i, node) in graph.nodes.iter().enumerate() {
            if depends[i] {
                continue;
            }
            let mut reads = match node.op {
                Op::Input(input) => inputs[input as usize],
                Op::Event { event, .. } => events[event as usize],
                _ => false,
            };
            node.op.for_each_child(|child| reads |= depends[child.index()]);
            if reads {
                depends[i] = true;
                changed = true;
            }
        }
        if !changed {
            return depends;
        }
    }
}

/// The nodes that some output reads.
fn needed(graph: &Graph, outputs: &[NodeId]) -> Vec<bool> {
    let mut needed = vec![false; graph.nodes.len()];
    let mut waiting: Vec<NodeId> = outputs.to_vec();
    while let Some(node) = waiting.pop() {
        if !std::mem::replace(&mut needed[node.index()], true) {
            graph.node(node).op.for_each_child(|child| waiting.push(child));
        }
    }
    needed
}

/// Folds a sheet, and makes what remains a program.
pub(crate) fn fold(graph: &Graph, exact: &Values, unknowns: &Unknowns, outputs: &[NodeId]) -> Program {
    folded(graph, exact, unknowns, outputs).program()
}

/// Folds a sheet: what depends on nothing unknown is taken from its exact values.
pub(crate) fn folded(graph: &Graph, exact: &Values, unknowns: &Unknowns, outputs: &[NodeId]) -> Folded {
    let depends = dependents(graph, unknowns);
    let needed = needed(graph, outputs);
    let column_of = |all: &[u32], count: usize, first: usize| {
        let mut columns = vec![None; count];
        for (place, id) in all.iter().enumerate() {
            columns[*id as usize] = u32::try_from(first + place).ok();
        }
        columns
    };
    let mut folder = Folder {
        graph,
        exact,
        inputs: column_of(&unknowns.inputs, graph.inputs.len(), 0),
        events: column_of(&unknowns.events, graph.events.len(), unknowns.inputs.len()),
        folded: vec![None; graph.nodes.len()],
        atoms: Vec::new(),
        known: HashMap::new(),
        open: HashMap::new(),
    };
    for (i, node) in graph.nodes.iter().enumerate() {
        if needed[i] && depends[i] {
            let expression = folder.expression(i, &node.op, node.span);
            folder.folded[i] = Some(Rc::new(expression));
            folder.close(NodeId(u32::try_from(i).unwrap_or(u32::MAX)));
        }
    }
    let outputs = outputs
        .iter()
        .map(|node| Output {
            series: graph.node(*node).span == Span::Series,
            expression: folder.of(*node).as_ref().clone(),
        })
        .collect();
    Folded { years: graph.years, atoms: folder.atoms, outputs }
}

struct Folder<'g> {
    graph: &'g Graph,
    exact: &'g Values,
    inputs: Vec<Option<u32>>,
    events: Vec<Option<u32>>,
    folded: Vec<Option<Rc<Expression>>>,
    atoms: Vec<Atom>,
    known: HashMap<Vec<u64>, AtomId>,
    /// Unknowns that stand for the year before of a node that is not folded yet.
    open: HashMap<NodeId, Vec<(AtomId, NodeId)>>,
}

impl Folder<'_> {
    /// A node's expression: what was folded, or the numbers of a node that is certain.
    fn of(&self, node: NodeId) -> Rc<Expression> {
        if let Some(known) = &self.folded[node.index()] {
            return Rc::clone(known);
        }
        let at = |year| {
            let value = self.exact.at(node, year).and_then(|value| value.to_f64());
            value.unwrap_or(f64::NAN)
        };
        let weights = if self.graph.node(node).span == Span::Series {
            Weights::ByYear((0..self.graph.years).map(at).collect())
        } else {
            Weights::Same(at(0))
        };
        Rc::new(Expression::constant(weights))
    }

    /// An unknown; the same one where it was asked for before.
    fn atom(&mut self, op: AtomOp, at_least: Phase) -> AtomId {
        let spelled = op.spell();
        if let Some(known) = self.known.get(&spelled) {
            return *known;
        }
        let read = op.atoms().into_iter().map(|atom| self.atoms[atom as usize].phase).max();
        let phase = read.unwrap_or(Phase::Scalar).max(at_least);
        let id = AtomId::try_from(self.atoms.len()).unwrap_or(AtomId::MAX);
        self.atoms.push(Atom { phase, op });
        self.known.insert(spelled, id);
        id
    }

    fn worked_out(&mut self, op: AtomOp, span: Span) -> Expression {
        let phase = match span {
            Span::Scalar => Phase::Scalar,
            Span::Series => Phase::Series,
            Span::Whole => Phase::Whole,
        };
        let atom = self.atom(op, phase);
        if span == Span::Series { Expression::series(atom) } else { Expression::scalar(atom) }
    }

    fn product(&mut self, a: &Expression, b: &Expression, span: Span) -> Expression {
        if let Some(weights) = a.as_constant() {
            return b.scaled(&weights);
        }
        if let Some(weights) = b.as_constant() {
            return a.scaled(&weights);
        }
        if let Some(product) = a.product(b) {
            return product;
        }
        // Too long: both sides are worked out first, and their product is one of two unknowns.
        let [a, b] = [a, b].map(|side| self.short(side, span));
        a.product(&b).unwrap_or_default()
    }

    /// An expression of one unknown, worked out where it is longer.
    fn short(&mut self, side: &Expression, span: Span) -> Expression {
        if let [term] = side.terms()
            && term.scalars.len() + term.series.len() == 1
        {
            return side.clone();
        }
        let span = if side.is_scalar() && span == Span::Series { Span::Scalar } else { span };
        self.worked_out(AtomOp::Value(side.clone()), span)
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each thing that a node can do")]
    fn expression(&mut self, place: usize, op: &Op, span: Span) -> Expression {
        let minus = Weights::Same(-1.0);
        match op {
            // These depend on nothing, and are never asked for.
            Op::Constant(_) | Op::Figure(_) | Op::Calendar(_) => Expression::default(),
            Op::Input(input) => match self.inputs[*input as usize] {
                Some(column) => self.worked_out(AtomOp::Column(column), Span::Scalar),
                None => Expression::default(),
            },
            Op::Event { event, chance } => match self.events[*event as usize] {
                Some(column) => {
                    let chance = self.of(*chance).as_ref().clone();
                    self.worked_out(AtomOp::Event { column, chance }, span)
                }
                // An event that is not drawn is read as the exact values read it.
                None if self.exact.events() == Events::Expected => self.of(*chance).as_ref().clone(),
                None => {
                    let planned = self.graph.events[*event as usize].planned;
                    Expression::constant(Weights::Same(f64::from(u8::from(planned))))
                }
            },
            Op::ByYear(rows) => self.by_year(rows),
            Op::Add(a, b) => Expression::sum([&*self.of(*a), &*self.of(*b)]),
            Op::Subtract(a, b) => Expression::sum([&*self.of(*a), &self.of(*b).scaled(&minus)]),
            Op::Negate(a) => self.of(*a).scaled(&minus),
            Op::Sum(rows) => {
                let rows: Vec<Rc<Expression>> = rows.iter().map(|row| self.of(*row)).collect();
                Expression::sum(rows.iter().map(Rc::as_ref))
            }
            Op::Multiply(a, b) => {
                let (a, b) = (self.of(*a), self.of(*b));
                self.product(&a, &b, span)
            }
            Op::Divide(a, b) => {
                let (a, b) = (self.of(*a), self.of(*b));
                if let Some(weights) = b.as_constant() {
                    return a.scaled(&weights.map(|weight| 1.0 / weight));
                }
                let span = if b.is_scalar() && span == Span::Series { Span::Scalar } else { span };
                let reciprocal = self.worked_out(AtomOp::Reciprocal(b.as_ref().clone()), span);
                self.product(&a, &reciprocal, span)
            }
            Op::Smaller(a, b) => {
                let op = AtomOp::Smaller(self.of(*a).as_ref().clone(), self.of(*b).as_ref().clone());
                self.worked_out(op, span)
            }
            Op::Larger(a, b) => {
                let op = AtomOp::Larger(self.of(*a).as_ref().clone(), self.of(*b).as_ref().clone());
                self.worked_out(op, span)
            }
            Op::Choose { left, compare, right, then, otherwise } => {
                let [left, right, then, otherwise] =
                    [left, right, then, otherwise].map(|node| self.of(*node).as_ref().clone());
                let choice = Choice { left, compare: *compare, right, then, otherwise };
                self.worked_out(AtomOp::Choose(Box::new(choice)), span)
            }
            Op::Previous { of, opening } => self.previous(place, *of, *opening),
            Op::RunningTotal(row) => {
                let row = self.of(*row);
                self.running_total(&row)
            }
            Op::GrowthIndex { rate, opening } => {
                let (rate, opening) = (self.of(*rate), self.of(*opening));
                if rate.is_scalar() {
                    let one = Expression::constant(Weights::Same(1.0));
                    let base = Expression::sum([&one, &*rate]);
                    let powers = self.worked_out(AtomOp::Powers(base), Span::Series);
                    return self.product(&opening, &powers, Span::Series);
                }
                let (rate, opening) = (rate.as_ref().clone(), opening.as_ref().clone());
                self.worked_out(AtomOp::Growth { rate, opening }, Span::Series)
            }
            Op::DiscountFactor(rate) => {
                let rate = self.of(*rate).as_ref().clone();
                self.worked_out(AtomOp::Discount(rate), Span::Series)
            }
            Op::Total(row) => {
                let row = self.of(*row);
                self.total(&row)
            }
            Op::InYear(row, year) => {
                let row = self.of(*row);
                self.in_year(&row, *year)
            }
            Op::Lowest(row) => {
                let row = self.of(*row).as_ref().clone();
                self.worked_out(AtomOp::Lowest(row), Span::Whole)
            }
            Op::Highest(row) => {
                let row = self.of(*row).as_ref().clone();
                self.worked_out(AtomOp::Highest(row), Span::Whole)
            }
        }
    }

    /// Each year's own node, weighted with one in that year and nought in every other.
    fn by_year(&mut self, rows: &[NodeId]) -> Expression {
        let mut terms = Vec::new();
        for (year, row) in rows.iter().enumerate() {
            for term in self.of(*row).terms() {
                let mut weights = vec![0.0; self.graph.years];
                weights[year] = term.weights.at(year);
                terms.push(Term { weights: Weights::ByYear(weights.into()), ..term.clone() });
            }
        }
        Expression::of(terms)
    }

    /// The sum over all years: a number for what has no series.
    fn total(&mut self, row: &Expression) -> Expression {
        let years = self.graph.years;
        let mut terms = Vec::new();
        for term in row.terms() {
            let weights = term.weights.of_years(years);
            if term.series.is_empty() {
                let sum = weights.iter().sum();
                terms.push(Term { weights: Weights::Same(sum), ..term.clone() });
                continue;
            }
            let atom = match &self.atoms[term.series[0] as usize].op {
                AtomOp::Powers(base) if term.series.len() == 1 => {
                    let op = AtomOp::Polynomial { base: base.clone(), coefficients: weights };
                    self.atom(op, Phase::Scalar)
                }
                _ => self.atom(AtomOp::Dot { weights, series: term.series.clone() }, Phase::Whole),
            };
            terms.push(with_factor(term, atom));
        }
        Expression::of(terms)
    }

    fn in_year(&mut self, row: &Expression, year: u32) -> Expression {
        let mut terms = Vec::new();
        for term in row.terms() {
            let weights = Weights::Same(term.weights.at(year as usize));
            if term.series.is_empty() {
                terms.push(Term { weights, ..term.clone() });
                continue;
            }
            let atom = self.atom(AtomOp::At { year, series: term.series.clone() }, Phase::Whole);
            terms.push(Term { weights, ..with_factor(term, atom) });
        }
        Expression::of(terms)
    }

    fn running_total(&mut self, row: &Expression) -> Expression {
        let years = self.graph.years;
        let (certain, moving): (Vec<Term>, Vec<Term>) =
            row.terms().iter().cloned().partition(|term| term.series.is_empty());
        let mut terms: Vec<Term> = certain
            .into_iter()
            .map(|term| {
                let mut sum = 0.0;
                let weights = term.weights.of_years(years);
                let sums = weights.iter().map(|weight| {
                    sum += weight;
                    sum
                });
                Term { weights: Weights::ByYear(sums.collect()), ..term }
            })
            .collect();
        if !moving.is_empty() {
            let op = AtomOp::RunningTotal(Expression::of(moving));
            terms.extend(self.worked_out(op, Span::Series).into_terms());
        }
        Expression::of(terms)
    }

    /// The year before of a node. Where that node is not folded yet, an unknown stands for it until it is.
    fn previous(&mut self, place: usize, of: NodeId, opening: NodeId) -> Expression {
        let opening_expression = self.of(opening).as_ref().clone();
        if of.index() > place {
            // Its own place in the list tells it from every other: it is never asked for twice.
            let id = AtomId::try_from(self.atoms.len()).unwrap_or(AtomId::MAX);
            let op = AtomOp::Previous { of: Expression::series(id), opening: opening_expression };
            self.atoms.push(Atom { phase: Phase::Series, op });
            self.open.entry(of).or_default().push((id, opening));
            return Expression::series(id);
        }
        let of = self.of(of);
        let (certain, moving): (Vec<Term>, Vec<Term>) =
            of.terms().iter().cloned().partition(|term| term.series.is_empty());
        let years = self.graph.years;
        let shifted = |term: Term| {
            let weights = term.weights.of_years(years);
            let before = std::iter::once(0.0).chain(weights[..years - 1].iter().copied());
            Term { weights: Weights::ByYear(before.collect()), ..term }
        };
        let first = (0..years).map(|year| if year == 0 { 1.0 } else { 0.0 });
        let first = opening_expression.scaled(&Weights::ByYear(first.collect()));
        let mut terms: Vec<Term> = certain.into_iter().map(shifted).chain(first.into_terms()).collect();
        if !moving.is_empty() {
            let (of, opening) = (Expression::of(moving), Expression::default());
            terms.extend(self.worked_out(AtomOp::Previous { of, opening }, Span::Series).into_terms());
        }
        Expression::of(terms)
    }

    /// A node is folded: the unknowns that stood for its year before are given their meaning.
    fn close(&mut self, node: NodeId) {
        let Some(waiting) = self.open.remove(&node) else { return };
        for (atom, opening) in waiting {
            let closing = self.of(node);
            if let Some(added) = self.added_to(&closing, atom) {
                // A balance that only adds to itself is its opening and a running total, and needs no year before.
                let sums = self.running_total(&added);
                let opening = self.of(opening);
                let closed = Expression::sum([&sums, &*opening]);
                self.set_before(atom, &closed);
                self.folded[node.index()] = Some(Rc::new(closed));
            } else {
                self.set_before(atom, &closing);
            }
        }
    }

    fn set_before(&mut self, atom: AtomId, closing: &Expression) {
        if let AtomOp::Previous { of, .. } = &mut self.atoms[atom as usize].op {
            of.clone_from(closing);
        }
    }

    /// What a balance adds to its year before, where it does nothing else with it.
    fn added_to(&self, closing: &Expression, before: AtomId) -> Option<Expression> {
        let mut rest = Vec::new();
        let mut once = false;
        for term in closing.terms() {
            if term.scalars.is_empty() && term.series == [before] && term.weights.all_are(1.0) {
                once = true;
            } else if self.reads(&term.series, before) || self.reads(&term.scalars, before) {
                return None;
            } else {
                rest.push(term.clone());
            }
        }
        once.then(|| Expression::of(rest))
    }

    /// Whether one of some unknowns is worked out from another.
    fn reads(&self, atoms: &[AtomId], before: AtomId) -> bool {
        let mut waiting = atoms.to_vec();
        let mut seen = vec![false; self.atoms.len()];
        while let Some(atom) = waiting.pop() {
            if atom == before {
                return true;
            }
            // An unknown reads only those before it, but for a year before that is still open.
            if atom > before && !std::mem::replace(&mut seen[atom as usize], true) {
                waiting.extend(self.atoms[atom as usize].op.atoms());
            }
        }
        false
    }
}

/// A term whose series have become one unknown with a value a draw.
fn with_factor(term: &Term, atom: AtomId) -> Term {
    let mut scalars = term.scalars.clone();
    scalars.push(atom);
    scalars.sort_unstable();
    Term { weights: Weights::Same(1.0), scalars, series: Vec::new() }
}

impl Weights {
    #[allow(clippy::float_cmp, reason = "only a weight that is exactly so leaves a term out")]
    fn all_are(&self, value: f64) -> bool {
        match self {
            Self::Same(weight) => *weight == value,
            Self::ByYear(weights) => weights.iter().all(|weight| *weight == value),
        }
    }
}
