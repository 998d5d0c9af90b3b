//! The plan of a sheet: what a reader computes, each thing once.
//!
//! Rows are written for people. Every view, every party and every option has its own sums, and many come to the same:
//! the public sector pays what the council pays where nobody else in it pays anything. The plan keeps the sheet as it
//! is and says for each of its nodes which step computes it. It knows three rules, all of plain arithmetic:
//!
//! 1. What stands twice is computed once.
//! 2. Adding nothing, or taking it away, is left out.
//! 3. A sum of products with one common factor is the product of the sum: `a·i + b·i = (a + b)·i`. Where the factor is
//!    an index of 28 digits this multiplies once and not once a line, and is cut at the 28th digit once. The same holds
//!    for a common divisor.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::graph::{Node, NodeId, Op, Span};

/// A step: an operation on steps before it. Its node ids are places among the steps.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) op: Op,
    pub(crate) span: Span,
    /// The node of the sheet for which it is computed first: an error names the row that reads it.
    pub(crate) node: NodeId,
}

/// The steps of a sheet, in the order in which they can be computed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<Step>,
    /// For each node of the sheet, the step that computes it.
    step_of: Vec<NodeId>,
    recurrences: Vec<(u32, u32)>,
    /// For each step, those that read it; made when a what-if first asks.
    readers: OnceLock<Vec<Vec<u32>>>,
    /// For each input, the steps that depend on it; made when a what-if first asks for it.
    dependents: Vec<OnceLock<Vec<u32>>>,
}

impl Plan {
    /// The plan of the nodes of a sheet.
    pub(crate) fn new(nodes: &[Node]) -> Self {
        let mut planner = Planner::default();
        let mut forward = Vec::new();
        for (place, node) in nodes.iter().enumerate() {
            let step_of = &planner.plan.step_of;
            let earlier = |child: NodeId| step_of.get(child.index()).copied();
            let step = if let Op::Previous { of, opening } = node.op
                && earlier(of).is_none()
            {
                // The year before of a later node: which step that is, is known at the end.
                let opening = earlier(opening).unwrap_or(opening);
                let step = NodeId::at(planner.plan.steps.len());
                let op = Op::Previous { of, opening };
                planner.plan.steps.push(Step { op, span: node.span, node: NodeId::at(place) });
                forward.push((step, of, opening));
                step
            } else {
                let op = node.op.with_children(|child| earlier(child).unwrap_or(child));
                planner.step(op, node.span, place)
            };
            planner.plan.step_of.push(step);
        }
        let mut plan = planner.plan;
        for (step, of, opening) in forward {
            plan.steps[step.index()].op = Op::Previous { of: plan.step_of[of.index()], opening };
        }
        plan.recurrences = recurrences(&plan.steps);
        let input =
            |step: &Step| if let Op::Input(input) = step.op { Some(input as usize + 1) } else { None };
        plan.dependents = vec![OnceLock::new(); plan.steps.iter().filter_map(input).max().unwrap_or(0)];
        plan
    }

    /// The steps whose value depends on some inputs, in ascending order. What depends on an input is looked for once.
    pub(crate) fn dependents(&self, inputs: &[u32]) -> Vec<u32> {
        let reached = inputs.iter().filter_map(|input| {
            let known = self.dependents.get(*input as usize)?;
            Some(known.get_or_init(|| self.reached(*input)).as_slice())
        });
        let mut all = reached.collect::<Vec<_>>().concat();
        if inputs.len() > 1 {
            all.sort_unstable();
            all.dedup();
        }
        all
    }

    /// The steps that read an input, those that read these, and so on.
    fn reached(&self, input: u32) -> Vec<u32> {
        let readers = self.readers.get_or_init(|| {
            let mut readers = vec![Vec::new(); self.steps.len()];
            for (place, step) in (0_u32..).zip(&self.steps) {
                step.op.for_each_child(|child| readers[child.index()].push(place));
            }
            readers
        });
        let mut depends = vec![false; self.steps.len()];
        let reads = |step: &Step| matches!(step.op, Op::Input(own) if own == input);
        let mut waiting: Vec<u32> =
            (0_u32..).zip(&self.steps).filter(|(_, step)| reads(step)).map(|(place, _)| place).collect();
        let mut all = Vec::new();
        while let Some(step) = waiting.pop() {
            if !std::mem::replace(&mut depends[step as usize], true) {
                all.push(step);
                waiting.extend(&readers[step as usize]);
            }
        }
        all.sort_unstable();
        all
    }

    /// The stretches of steps that must be computed year by year, since one of them reads the year before of a later one:
    /// the first and the last of each.
    pub(crate) fn recurrences(&self) -> &[(u32, u32)] {
        &self.recurrences
    }

    /// The step that computes a node of the sheet.
    pub(crate) fn step_of(&self, node: NodeId) -> NodeId {
        self.step_of[node.index()]
    }
}

fn recurrences(steps: &[Step]) -> Vec<(u32, u32)> {
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    for (place, step) in (0_u32..).zip(steps) {
        if let Op::Previous { of, .. } = step.op
            && of.0 > place
        {
            match stretches.last_mut() {
                Some((_, end)) if place <= *end => *end = (*end).max(of.0),
                _ => stretches.push((place, of.0)),
            }
        }
    }
    stretches
}

/// What the products of a sum have in common: the divisor, or the other factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Common {
    Factor(NodeId),
    Divisor(NodeId),
}

#[derive(Default)]
struct Planner {
    plan: Plan,
    known: HashMap<(Op, Span), NodeId>,
}

impl Planner {
    /// The step of an operation, which may be there already.
    fn once(&mut self, op: Op, span: Span, place: usize) -> NodeId {
        let next = NodeId::at(self.plan.steps.len());
        match self.known.entry((op, span)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let op = new.key().0.clone();
                self.plan.steps.push(Step { op, span, node: NodeId::at(place) });
                *new.insert(next)
            }
        }
    }

    fn step(&mut self, op: Op, span: Span, place: usize) -> NodeId {
        match op {
            Op::Add(a, b) if self.is_nothing(b) && self.span(a) == span => a,
            Op::Add(a, b) if self.is_nothing(a) && self.span(b) == span => b,
            Op::Subtract(a, b) if self.is_nothing(b) && self.span(a) == span => a,
            // A value for the whole period may be none, and none less none is not nought.
            Op::Subtract(a, b) if a == b && span != Span::Whole => self.nothing(place),
            Op::Sum(terms) => self.sum(&terms, span, place),
            op => self.once(op, span, place),
        }
    }

    fn sum(&mut self, terms: &[NodeId], span: Span, place: usize) -> NodeId {
        let mut order: Vec<Common> = Vec::new();
        let mut groups: HashMap<Common, Vec<(NodeId, NodeId)>> = HashMap::new();
        let mut all = Vec::with_capacity(terms.len());
        for &term in terms {
            if self.is_nothing(term) {
                continue;
            }
            let Some((part, common)) = self.product(term) else {
                all.push(term);
                continue;
            };
            let group = groups.entry(common).or_default();
            if group.is_empty() {
                order.push(common);
            }
            group.push((term, part));
        }
        for common in order {
            let group = groups.remove(&common).unwrap_or_default();
            if let [(term, _)] = group[..] {
                all.push(term);
                continue;
            }
            let parts: Box<[NodeId]> = group.into_iter().map(|(_, part)| part).collect();
            let parts_span = parts.iter().map(|part| self.span(*part)).max().unwrap_or(Span::Scalar);
            let sum = self.once(Op::Sum(parts), parts_span, place);
            let op = match common {
                Common::Factor(factor) => Op::Multiply(sum, factor),
                Common::Divisor(divisor) => Op::Divide(sum, divisor),
            };
            all.push(self.once(op, Span::Series, place));
        }
        match all[..] {
            [] => self.nothing(place),
            [only] if self.span(only) == span => only,
            _ => self.once(Op::Sum(all.into()), span, place),
        }
    }

    /// A yearly product as one part and what it may have in common with others: the yearly factor, the second of two.
    fn product(&self, step: NodeId) -> Option<(NodeId, Common)> {
        let step = &self.plan.steps[step.index()];
        match step.op {
            _ if step.span != Span::Series => None,
            Op::Multiply(a, b) if self.span(b) == Span::Series => Some((a, Common::Factor(b))),
            Op::Multiply(a, b) => Some((b, Common::Factor(a))),
            Op::Divide(a, b) => Some((a, Common::Divisor(b))),
            _ => None,
        }
    }

    fn span(&self, step: NodeId) -> Span {
        self.plan.steps[step.index()].span
    }

    fn nothing(&mut self, place: usize) -> NodeId {
        self.once(Op::Constant(Decimal::ZERO), Span::Scalar, place)
    }

    fn is_nothing(&self, step: NodeId) -> bool {
        matches!(self.plan.steps[step.index()].op, Op::Constant(value) if value.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FinancialYear;
    use crate::sheet::exact;
    use crate::sheet::{Cash, Factor, InputInfo, Real, Row, Sheet};

    fn sheet() -> Sheet {
        Sheet::new(FinancialYear::starting(2027).unwrap(), 3)
    }

    fn input<D: crate::sheet::Dimension>(sheet: &Sheet, id: &str, value: i64) -> Row<D> {
        sheet.input(InputInfo {
            address: id.into(),
            unit: "£",
            value: value.into(),
            line: None,
            source: None,
            remarks: None,
            default: false,
            spread: None,
            bounds: (Decimal::MIN, Decimal::MAX),
        })
    }

    #[test]
    fn a_sum_of_lines_of_one_index_multiplies_once_and_each_line_keeps_its_value() {
        let sheet = sheet();
        let index = sheet.growth_index(&input::<Factor>(&sheet, "growth", 1));
        let lines: Vec<Row<Cash>> = [("a", 3), ("b", 5), ("c", 7)]
            .map(|(id, value)| input::<Real>(&sheet, id, value).at_prices(&index))
            .into();
        let sum = sheet.sum(&lines);
        let graph = sheet.finish().unwrap();
        let products = |step: &&Step| matches!(step.op, Op::Multiply(..));
        // One for each line, and one for the sum, which has no addition over the years.
        assert_eq!(graph.plan.steps.iter().filter(products).count(), 4);
        let values = exact::read(&graph).unwrap();
        // The index is 1, 2, 4; the lines come to 15 of the first year.
        assert_eq!(values.of(&sum), [15, 30, 60].map(Decimal::from));
        assert_eq!(values.of(&lines[2]), [7, 14, 28].map(Decimal::from));
    }

    #[test]
    fn what_stands_twice_is_computed_once() {
        let sheet = sheet();
        let [a, b] = ["a", "b"].map(|id| input::<Cash>(&sheet, id, 2));
        let once = (&a + &b).named("once", "", "£");
        let twice = (&a + &b).named("twice", "", "£");
        let same = twice.named("same", "", "£") + sheet.sum(std::iter::empty::<&Row<Cash>>());
        let graph = sheet.finish().unwrap();
        let step = |row: &Row<Cash>| graph.plan.step_of(row.node());
        assert_eq!(step(&once), step(&twice));
        assert_eq!(step(&once), step(&same));
        assert_ne!(step(&a), step(&b));
    }

    #[test]
    fn a_cost_for_nobody_stays_without_value_when_it_is_taken_from_itself() {
        let sheet = sheet();
        let cost = input::<Cash>(&sheet, "cost", 2).total();
        let none = &cost / sheet.number(Decimal::ZERO).total();
        let difference = &none - &none;
        let graph = sheet.finish().unwrap();
        let values = exact::read(&graph).unwrap();
        assert_eq!(values.whole(&difference), None);
    }
}
