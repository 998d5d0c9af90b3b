//! How large a sheet may be that is opened from a text, and how large an explanation: both take bounded time and memory.
//!
//! A text of a few kilobytes can describe a formula whose explanation fills all memory: each node adds the one before it
//! to itself. So what an explanation may come to is reckoned before it is written, node by node.

use super::contents::NODES;
use crate::problem::Problem;
use crate::sheet::{Graph, NodeId, Op, RowId};

/// The most years of a sheet; a question has as many at most.
pub(super) const MOST_YEARS: usize = 200;
/// The most values of a sheet, over all nodes and years.
const MOST_VALUES: usize = 8_000_000;
/// The most values that its nodes read.
const MOST_READ: usize = 2 * MOST_VALUES;
/// The most nodes above one another that are explained: a reader of formulas goes down as deep.
const DEEPEST: usize = 500;
/// The most characters of the formulas of an explanation, reckoned as if each year of each row were read in full.
const LONGEST: usize = 250_000_000;
/// The most characters of a value, and of the signs around it.
const VALUE: usize = 40;

/// Refuses more nodes than are worked out in a moment.
pub(super) fn count(nodes: usize, years: usize) -> Result<(), Problem> {
    if nodes.saturating_mul(years) <= MOST_VALUES {
        return Ok(());
    }
    let problem = Problem::new(NODES, format!("are {nodes} over {years} years"));
    Err(problem.accepted(format!("at most {MOST_VALUES} values, over all nodes and years")))
}

/// Refuses nodes that read more than is read in a moment.
pub(super) fn reads(graph: &Graph) -> Result<(), Problem> {
    let mut reads = 0_usize;
    graph.nodes.iter().for_each(|node| node.op.for_each_child(|_| reads += 1));
    if reads.saturating_mul(graph.years) <= MOST_READ {
        return Ok(());
    }
    let problem = Problem::new(NODES, format!("read {reads} others over {} years", graph.years));
    Err(problem.accepted(format!("at most {MOST_READ} values that are read")))
}

/// What a node adds to an explanation.
#[derive(Clone, Copy, Default)]
struct Weight {
    depth: usize,
    /// The characters of its formula.
    formula: usize,
    /// The characters of the formulas of its parts.
    parts: usize,
}

/// Refuses to explain what nobody could read, and what would not fit into memory.
pub(super) fn explanation(graph: &Graph, row: RowId) -> Result<(), Problem> {
    let info = graph.row(row);
    let mut weights: Vec<Option<Weight>> = vec![None; info.node.index() + 1];
    let mut waiting = vec![info.node];
    while let Some(node) = waiting.pop() {
        if weights[node.index()].replace(Weight::default()).is_none() {
            explained(&graph.node(node).op, |child| waiting.push(child));
        }
    }
    let mut all = 0_usize;
    for place in 0..weights.len() {
        if weights[place].is_none() {
            continue;
        }
        let weight = weigh(graph, NodeId::at(place), &weights);
        if name_of(graph, NodeId::at(place)).is_some() {
            all = all.saturating_add(weight.parts.saturating_mul(graph.years));
        }
        weights[place] = Some(weight);
    }
    let own = weights[info.node.index()].unwrap_or_default();
    let all = all.saturating_add(own.formula);
    let refuse =
        |what: String, accepted: String| Err(Problem::new(info.address.clone(), what).accepted(accepted));
    if own.depth > DEEPEST {
        let what = format!("stands above {} levels of formulas, too many to explain", own.depth - 1);
        return refuse(what, format!("a row with at most {DEEPEST} levels"));
    }
    if all > LONGEST {
        let what = format!("has up to {all} characters of formulas below it, too many to explain");
        return refuse(what, format!("a row with at most {LONGEST}"));
    }
    Ok(())
}

/// The weight of a node from the weights of those that it reads.
fn weigh(graph: &Graph, node: NodeId, weights: &[Option<Weight>]) -> Weight {
    let op = &graph.node(node).op;
    let years = if matches!(op, Op::RunningTotal(_) | Op::Total(_)) { graph.years } else { 1 };
    let mut weight = Weight { depth: 1, formula: VALUE, parts: 0 };
    explained(op, |child| {
        let Some(below) = weights[child.index()] else { return };
        let name = name_of(graph, child);
        weight.depth = weight.depth.max(below.depth + 1);
        let formula = name.unwrap_or(below.formula).saturating_mul(years);
        let parts = name.map_or(below.parts, |name| below.formula.saturating_add(name));
        let parts = parts.saturating_mul(years);
        // Of a node for each year a formula shows that of its own year.
        let join = if matches!(op, Op::ByYear(_)) { usize::max } else { usize::saturating_add };
        weight.formula = join(weight.formula, formula);
        weight.parts = join(weight.parts, parts);
    });
    weight
}

/// The nodes that an explanation goes down to: not the year before, which it names with its value.
fn explained(op: &Op, mut visit: impl FnMut(NodeId)) {
    if let Op::Previous { opening, .. } = op { visit(*opening) } else { op.for_each_child(visit) }
}

/// The characters of what stands for a node in a formula; none where its own formula stands there.
fn name_of(graph: &Graph, node: NodeId) -> Option<usize> {
    let node = graph.node(node);
    let label = match (node.row, &node.op) {
        (Some(row), _) => graph.row(row).label.len(),
        (None, Op::Input(input)) => graph.inputs[*input as usize].address.as_str().len(),
        (None, Op::Figure(figure)) => graph.figures[*figure as usize].label.len(),
        _ => return None,
    };
    Some(label + VALUE)
}
