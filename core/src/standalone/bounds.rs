//! How large a sheet may be that is opened from a text: it is read and explained in bounded time and memory.
//!
//! A text of a few kilobytes can describe a formula whose explanation fills all memory: each node adds the one before it
//! to itself. So what an explanation may come to is reckoned beforehand, node by node.

use super::Contents;
use crate::address::Address;
use crate::problem::Problem;
use crate::sheet::{Graph, Op};

/// The most years of a sheet; a question has as many at most.
pub(super) const MOST_YEARS: usize = 200;
/// The most values of a sheet, over all nodes and years.
const MOST_VALUES: usize = 8_000_000;
/// The most nodes that stand above one another. An explanation goes down as deep.
const DEEPEST: usize = 400;
/// The most characters of one formula with all that has no name written out.
const LONGEST_FORMULA: usize = 1_000_000;
/// The most characters of all formulas of a sheet in all years.
const LONGEST_EXPLANATION: usize = 400_000_000;
/// The characters of a value, and of the signs around it.
const VALUE: usize = 40;

/// Refuses more nodes than are worked out in a moment.
pub(super) fn count(nodes: usize, years: usize) -> Result<(), Problem> {
    if nodes.saturating_mul(years) <= MOST_VALUES {
        return Ok(());
    }
    let problem = Problem::new(Address::new(Contents::NODES), format!("are {nodes} over {years} years"));
    Err(problem.accepted(format!("at most {MOST_VALUES} values, over all nodes and years")))
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

/// Refuses a sheet that reads more, or whose explanations may be larger, than anybody could look at.
pub(super) fn check(graph: &Graph) -> Result<(), Problem> {
    let mut weights: Vec<Weight> = Vec::with_capacity(graph.nodes.len());
    let (mut reads, mut explained) = (0_usize, 0_usize);
    for (place, node) in graph.nodes.iter().enumerate() {
        let years = if matches!(node.op, Op::RunningTotal(_) | Op::Total(_)) { graph.years } else { 1 };
        let mut weight = Weight { depth: 1, formula: VALUE, parts: 0 };
        node.op.for_each_child(|child| {
            reads += 1;
            // The year before of a later node is named with its value and not explained.
            let Some(below) = weights.get(child.index()) else { return };
            let name = name_of(graph, child.index());
            weight.depth = weight.depth.max(below.depth + 1);
            let formula = name.unwrap_or(below.formula).saturating_mul(years);
            weight.formula = weight.formula.saturating_add(formula);
            let parts = name.map_or(below.parts, |name| below.formula.saturating_add(name));
            weight.parts = weight.parts.saturating_add(parts.saturating_mul(years));
        });
        if name_of(graph, place).is_some() {
            explained = explained.saturating_add(weight.parts.saturating_mul(graph.years));
        }
        let wrong = if weight.depth > DEEPEST {
            Some((format!("stands above {} others", weight.depth - 1), format!("at most {DEEPEST} levels")))
        } else if weight.formula > LONGEST_FORMULA {
            Some(("has too long a formula".to_owned(), format!("at most {LONGEST_FORMULA} characters")))
        } else {
            None
        };
        if let Some((what, accepted)) = wrong {
            return Err(Problem::new(Address::new(Contents::NODES).join(place + 1), what).accepted(accepted));
        }
        weights.push(weight);
    }
    let problem = |what: &str, accepted: String| {
        Err(Problem::new(Address::new(Contents::NODES), what).accepted(accepted))
    };
    if reads.saturating_mul(graph.years) > 2 * MOST_VALUES {
        return problem("read too many others", format!("at most {} values that are read", 2 * MOST_VALUES));
    }
    if explained > LONGEST_EXPLANATION {
        let accepted = format!("at most {LONGEST_EXPLANATION} characters of formulas, in all years");
        return problem("have explanations that are too long", accepted);
    }
    Ok(())
}

/// The characters of what stands for a node in a formula; none where its own formula stands there.
fn name_of(graph: &Graph, place: usize) -> Option<usize> {
    let node = &graph.nodes[place];
    let label = match (node.row, &node.op) {
        (Some(row), _) => graph.row(row).label.len(),
        (None, Op::Input(input)) => graph.inputs[*input as usize].address.as_str().len(),
        (None, Op::Figure(figure)) => graph.figures[*figure as usize].label.len(),
        _ => return None,
    };
    Some(label + VALUE)
}
