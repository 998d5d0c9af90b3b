//! A few rows read again and again with one leaf moved: only what lies between the leaf and the rows is computed.

use rust_decimal::Decimal;

use super::Values;
use crate::problem::Problems;
use crate::sheet::graph::{Graph, NodeId, Op, Span};

/// A leaf of the sheet that is moved.
#[derive(Debug, Clone)]
pub(crate) enum Moved {
    /// An input, by its place, with its value.
    Input(u32, Decimal),
    /// A national figure, by its place, with its values.
    Figure(u32, Vec<Decimal>),
}

impl Moved {
    const fn is_read_by(&self, op: &Op) -> bool {
        match (self, op) {
            (Self::Input(input, _), Op::Input(own)) => *input == *own,
            (Self::Figure(figure, _), Op::Figure(own)) => *figure == *own,
            _ => false,
        }
    }
}

/// Readings of a few rows, each row in one year or for the whole period.
pub(crate) struct Movements<'a> {
    graph: &'a Graph,
    values: Values,
    rows: Vec<(NodeId, usize)>,
    /// The leaves on which the rows depend, by step.
    leaves: Vec<u32>,
    /// For each step that the rows read, those of them that read it.
    readers: Vec<Vec<u32>>,
    /// The last reading in which a step was reached.
    reached: Vec<u32>,
    reading: u32,
}

impl<'a> Movements<'a> {
    /// Readings of rows on a reading of everything.
    pub(crate) fn new(graph: &'a Graph, values: &Values, rows: Vec<(NodeId, usize)>) -> Self {
        let steps = &values.plan.steps;
        let mut needed = vec![false; steps.len()];
        let mut waiting: Vec<NodeId> = rows.iter().map(|(node, _)| values.plan.step_of(*node)).collect();
        let (mut leaves, mut readers) = (Vec::new(), vec![Vec::new(); steps.len()]);
        while let Some(step) = waiting.pop() {
            if std::mem::replace(&mut needed[step.index()], true) {
                continue;
            }
            let op = &steps[step.index()].op;
            if matches!(op, Op::Input(_) | Op::Figure(_)) {
                leaves.push(step.0);
            }
            op.for_each_child(|child| {
                readers[child.index()].push(step.0);
                waiting.push(child);
            });
        }
        let reached = vec![0; steps.len()];
        Self { graph, values: values.clone(), rows, leaves, readers, reached, reading: 0 }
    }

    /// The rows with some leaves moved; none where a row has no value. Where the rows depend on none of the leaves, the
    /// answer is none at all.
    ///
    /// # Errors
    /// If a value is too large to be kept, or a row divides by nothing.
    pub(crate) fn read(&mut self, moved: &[Moved]) -> Result<Option<Vec<Option<Decimal>>>, Problems> {
        let depends = self.dependents(moved);
        if depends.is_empty() {
            return Ok(None);
        }
        let values = &mut self.values;
        let (cells, given, figures) = (values.cells.len(), values.given.clone(), values.figures.len());
        let before: Vec<_> = depends
            .iter()
            .map(|step| (values.places[*step as usize], values.undefined[*step as usize]))
            .collect();
        for one in moved {
            match one {
                Moved::Input(input, value) => {
                    values.given.retain(|(known, _)| known != input);
                    values.given.push((*input, *value));
                }
                Moved::Figure(figure, moved) => values.figures.push((*figure, moved.clone())),
            }
        }
        let mut next = values.shared.len() + cells;
        for step in &depends {
            let yearly = values.plan.steps[*step as usize].span == Span::Series;
            values.places[*step as usize] = (next, usize::from(yearly));
            next += if yearly { values.years } else { 1 };
        }
        values.cells.resize(next - values.shared.len(), Decimal::ZERO);
        let plan = std::sync::Arc::clone(&values.plan);
        let computed = values.compute_all(self.graph, &plan, &depends);
        let read = computed.map(|()| self.rows.iter().map(|(node, year)| values.at(*node, *year)).collect());
        values.cells.truncate(cells);
        values.given = given;
        values.figures.truncate(figures);
        for (step, (place, undefined)) in depends.iter().zip(before) {
            values.places[*step as usize] = place;
            values.undefined[*step as usize] = undefined;
        }
        read.map(Some)
    }

    /// The steps between some leaves and the rows, in ascending order.
    fn dependents(&mut self, moved: &[Moved]) -> Vec<u32> {
        self.reading += 1;
        let steps = &self.values.plan.steps;
        let is_moved = |step: &&u32| moved.iter().any(|one| one.is_read_by(&steps[**step as usize].op));
        let mut waiting: Vec<u32> = self.leaves.iter().filter(is_moved).copied().collect();
        let mut all = Vec::new();
        while let Some(step) = waiting.pop() {
            if std::mem::replace(&mut self.reached[step as usize], self.reading) != self.reading {
                all.push(step);
                waiting.extend(&self.readers[step as usize]);
            }
        }
        all.sort_unstable();
        all
    }
}
