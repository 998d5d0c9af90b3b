//! How a row depends on an input, read from the graph and not guessed from samples.

use super::exact::Events;
use super::graph::{Graph, NodeId, Op};
use super::row::Comparison;

/// How a value depends on an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Degree {
    /// Not at all.
    Free,
    /// In a straight line.
    Straight,
    /// In straight pieces that meet, or jump, at thresholds.
    Pieces,
    /// In any other way.
    Curved,
}

/// A place at which a straight piece may end: where two values of a year are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Threshold {
    /// The node that has it.
    pub(crate) node: NodeId,
    pub(crate) left: NodeId,
    pub(crate) right: NodeId,
    /// How the two are compared, where the node chooses by it.
    pub(crate) compare: Option<Comparison>,
}

/// The degree of every node in an input.
pub(crate) fn degrees(graph: &Graph, input: u32, events: Events) -> Vec<Degree> {
    let mut degrees = vec![Degree::Free; graph.nodes.len()];
    // A balance reads a later node in the year before: rounds go on until nothing rises. Each rises three times at most.
    loop {
        let mut risen = false;
        for (i, node) in graph.nodes.iter().enumerate() {
            let degree = degree(&node.op, &degrees, input, events);
            if degree > degrees[i] {
                degrees[i] = degree;
                risen = true;
            }
        }
        if !risen {
            return degrees;
        }
    }
}

fn degree(op: &Op, degrees: &[Degree], input: u32, events: Events) -> Degree {
    let at = |node: &NodeId| degrees[node.index()];
    let widest = |nodes: &[NodeId]| nodes.iter().map(at).max().unwrap_or(Degree::Free);
    // A choice between values that depend on the input is in pieces, if each of them is.
    let chosen = |widest: Degree| if widest == Degree::Straight { Degree::Pieces } else { widest };
    match op {
        Op::Input(own) if *own == input => Degree::Straight,
        Op::Constant(_) | Op::Input(_) | Op::Figure(_) | Op::Calendar(_) => Degree::Free,
        Op::ByYear(nodes) | Op::Sum(nodes) => widest(nodes),
        Op::Add(a, b) | Op::Subtract(a, b) | Op::Previous { of: a, opening: b } => widest(&[*a, *b]),
        Op::Multiply(a, b) => match (at(a), at(b)) {
            (Degree::Free, other) | (other, Degree::Free) => other,
            _ => Degree::Curved,
        },
        Op::Divide(a, b) if at(b) == Degree::Free => at(a),
        Op::Negate(a) | Op::RunningTotal(a) | Op::Total(a) | Op::InYear(a, _) => at(a),
        Op::Smaller(a, b) | Op::Larger(a, b) => chosen(widest(&[*a, *b])),
        Op::Choose { left, right, then, otherwise, .. } => {
            let condition = widest(&[*left, *right]);
            let value = widest(&[*then, *otherwise]);
            if condition == Degree::Free { value } else { chosen(condition.max(value)) }
        }
        Op::GrowthIndex { rate, opening } if at(rate) == Degree::Free => at(opening),
        Op::DiscountFactor(rate) if at(rate) == Degree::Free => Degree::Free,
        Op::Lowest(a) | Op::Highest(a) if at(a) == Degree::Free => Degree::Free,
        // The best or the worst year may change anywhere; the others have the input below a line or in a power.
        Op::Lowest(_) | Op::Highest(_) | Op::Divide(..) | Op::GrowthIndex { .. } | Op::DiscountFactor(_) => {
            Degree::Curved
        }
        Op::Event { chance, .. } => match events {
            Events::AsPlanned => Degree::Free,
            Events::Expected => at(chance),
        },
    }
}

/// The thresholds that some nodes read and that depend on an input, each after those that it may depend on.
pub(crate) fn thresholds(graph: &Graph, degrees: &[Degree], read_by: &[NodeId]) -> Vec<Threshold> {
    let mut read = vec![false; graph.nodes.len()];
    let mut waiting = read_by.to_vec();
    while let Some(node) = waiting.pop() {
        if !std::mem::replace(&mut read[node.index()], true) {
            graph.node(node).op.for_each_child(|child| waiting.push(child));
        }
    }
    let depends = |node: NodeId| degrees[node.index()] != Degree::Free;
    let mut all = Vec::new();
    for (i, node) in graph.nodes.iter().enumerate().filter(|(i, _)| read[*i]) {
        let (left, right, compare) = match node.op {
            Op::Smaller(a, b) | Op::Larger(a, b) => (a, b, None),
            Op::Choose { left, compare, right, .. } => (left, right, Some(compare)),
            _ => continue,
        };
        if depends(left) || depends(right) {
            all.push(Threshold { node: NodeId::at(i), left, right, compare });
        }
    }
    all
}
