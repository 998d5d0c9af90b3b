//! The exact reader: every row in decimal, with checked arithmetic, rounded nowhere.

use rust_decimal::Decimal;

use super::graph::{Graph, NodeId, Op, RowId, Span};
use super::row::{Dimension, Row, Whole, Yearly};
use crate::problem::{Problem, Problems};

/// The exact values of every row of a sheet.
#[derive(Debug, Clone)]
pub struct Values {
    years: usize,
    /// Where each node's values begin in `cells`, with its step from year to year: nought for a scalar.
    places: Vec<(usize, usize)>,
    cells: Vec<Decimal>,
    /// The nodes that have no value: a ratio to nothing, over the whole period.
    undefined: Vec<bool>,
    events: Events,
}

/// How a reading takes what may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Events {
    /// As the plan has it: each happens or does not.
    AsPlanned,
    /// In the middle: each counts by its chance. A row that is a sum of events times what does not depend on them then
    /// has its exact expectation.
    Expected,
}

/// Reads a sheet exactly, with all events as planned.
///
/// # Errors
/// If a value is larger than a decimal holds, or a yearly row divides by nothing: the problem names the row.
pub fn read(graph: &Graph) -> Result<Values, Problems> {
    read_with(graph, Events::AsPlanned)
}

/// Reads a sheet exactly.
///
/// # Errors
/// As [`read`].
pub fn read_with(graph: &Graph, events: Events) -> Result<Values, Problems> {
    let mut values = Values::empty(graph, events);
    let mut next = 0;
    for (start, end) in recurrences(graph) {
        for node in next..start {
            values.compute_node(graph, node)?;
        }
        for year in 0..graph.years {
            for node in start..=end {
                values.compute_year(graph, node, year)?;
            }
        }
        next = end + 1;
    }
    for node in next..graph.nodes.len() {
        values.compute_node(graph, node)?;
    }
    Ok(values)
}

/// The stretches of nodes that must be computed year by year, since one of them reads the year before of a later one.
fn recurrences(graph: &Graph) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for (i, node) in graph.nodes.iter().enumerate() {
        if let Op::Previous { of, .. } = node.op
            && of.index() > i
        {
            match stretches.last_mut() {
                Some((_, end)) if i <= *end => *end = (*end).max(of.index()),
                _ => stretches.push((i, of.index())),
            }
        }
    }
    stretches
}

/// Why a cell has no value.
enum Fault {
    Overflow,
    DivisionByNothing,
}

impl Values {
    fn empty(graph: &Graph, events: Events) -> Self {
        let mut places = Vec::with_capacity(graph.nodes.len());
        let mut next = 0;
        for node in &graph.nodes {
            let step = usize::from(node.span == Span::Series);
            places.push((next, step));
            next += if node.span == Span::Series { graph.years } else { 1 };
        }
        Self {
            years: graph.years,
            places,
            cells: vec![Decimal::ZERO; next],
            undefined: vec![false; graph.nodes.len()],
            events,
        }
    }

    fn cell(&self, node: NodeId, year: usize) -> Decimal {
        let (start, step) = self.places[node.index()];
        self.cells[start + step * year]
    }

    fn compute_node(&mut self, graph: &Graph, index: usize) -> Result<(), Problems> {
        match graph.nodes[index].span {
            Span::Scalar => self.compute_year(graph, index, 0),
            Span::Series => (0..graph.years).try_for_each(|year| self.compute_year(graph, index, year)),
            Span::Whole => self.compute_whole(graph, index),
        }
    }

    fn compute_year(&mut self, graph: &Graph, index: usize, year: usize) -> Result<(), Problems> {
        if graph.nodes[index].span == Span::Scalar && year > 0 {
            return Ok(());
        }
        match self.evaluate(graph, index, year) {
            Ok(value) => {
                let (start, step) = self.places[index];
                self.cells[start + step * year] = value;
                Ok(())
            }
            Err(fault) => Err(fault.problem(graph, index, Some(year)).into()),
        }
    }

    fn compute_whole(&mut self, graph: &Graph, index: usize) -> Result<(), Problems> {
        let mut undefined = false;
        graph.nodes[index].op.for_each_child(|child| undefined |= self.undefined[child.index()]);
        if !undefined {
            match self.evaluate(graph, index, 0) {
                Ok(value) => {
                    let (start, _) = self.places[index];
                    self.cells[start] = value;
                }
                // A cost per visit where nobody visits is no number; it is shown as none.
                Err(Fault::DivisionByNothing) => undefined = true,
                Err(fault) => return Err(fault.problem(graph, index, None).into()),
            }
        }
        self.undefined[index] = undefined;
        Ok(())
    }

    fn evaluate(&self, graph: &Graph, index: usize, year: usize) -> Result<Decimal, Fault> {
        let at = |node: &NodeId| self.cell(*node, year);
        let some = |value: Option<Decimal>| value.ok_or(Fault::Overflow);
        match &graph.nodes[index].op {
            Op::Constant(value) => Ok(*value),
            Op::Input(input) => Ok(graph.inputs[*input as usize].value),
            Op::Figure(figure) => Ok(graph.figures[*figure as usize].values[year]),
            Op::Calendar(values) => Ok(values[year]),
            Op::ByYear(rows) => Ok(at(&rows[year])),
            Op::Add(a, b) => some(at(a).checked_add(at(b))),
            Op::Subtract(a, b) => some(at(a).checked_sub(at(b))),
            Op::Multiply(a, b) => some(at(a).checked_mul(at(b))),
            Op::Divide(a, b) => divide(at(a), at(b)),
            Op::Negate(a) => Ok(-at(a)),
            Op::Smaller(a, b) => Ok(at(a).min(at(b))),
            Op::Larger(a, b) => Ok(at(a).max(at(b))),
            Op::Sum(rows) => some(rows.iter().try_fold(Decimal::ZERO, |sum, row| sum.checked_add(at(row)))),
            Op::Choose { left, compare, right, then, otherwise } => {
                Ok(if compare.holds(at(left), at(right)) { at(then) } else { at(otherwise) })
            }
            Op::Previous { of, opening } => {
                Ok(if year == 0 { at(opening) } else { self.cell(*of, year - 1) })
            }
            Op::RunningTotal(row) => some(self.own_before(index, year).checked_add(at(row))),
            Op::GrowthIndex { rate, opening } => {
                if year == 0 {
                    return Ok(at(opening));
                }
                let step = Decimal::ONE.checked_add(at(rate)).ok_or(Fault::Overflow)?;
                some(self.own_before(index, year).checked_mul(step))
            }
            Op::DiscountFactor(rate) => {
                if year == 0 {
                    return Ok(Decimal::ONE);
                }
                let step = Decimal::ONE.checked_add(at(rate)).ok_or(Fault::Overflow)?;
                divide(self.own_before(index, year), step)
            }
            Op::Total(row) => some(
                (0..self.years).try_fold(Decimal::ZERO, |sum, year| sum.checked_add(self.cell(*row, year))),
            ),
            Op::InYear(row, year) => Ok(self.cell(*row, *year as usize)),
            Op::Event { event, chance } => Ok(match self.events {
                Events::Expected => at(chance),
                Events::AsPlanned => Decimal::from(u8::from(graph.events[*event as usize].planned)),
            }),
            Op::Lowest(row) => {
                Ok((0..self.years).map(|year| self.cell(*row, year)).min().unwrap_or_default())
            }
            Op::Highest(row) => {
                Ok((0..self.years).map(|year| self.cell(*row, year)).max().unwrap_or_default())
            }
        }
    }

    fn own_before(&self, index: usize, year: usize) -> Decimal {
        let (start, _) = self.places[index];
        if year == 0 { Decimal::ZERO } else { self.cells[start + year - 1] }
    }

    pub(crate) fn at(&self, node: NodeId, year: usize) -> Option<Decimal> {
        (!self.undefined[node.index()]).then(|| self.cell(node, year))
    }

    /// The values of a row, one a year.
    pub fn of<D: Dimension>(&self, row: &Row<D, Yearly>) -> Vec<Decimal> {
        (0..self.years).map(|year| self.cell(row.node(), year)).collect()
    }

    /// The value of a row for the whole period; none where it is a ratio to nothing.
    pub fn whole<D: Dimension>(&self, row: &Row<D, Whole>) -> Option<Decimal> {
        self.at(row.node(), 0)
    }

    /// The value of a named row in one year, counted from nought, or its value for the whole period.
    pub fn of_row(&self, graph: &Graph, row: RowId, year: usize) -> Option<Decimal> {
        let node = graph.row(row).node;
        self.at(node, if graph.node(node).span == Span::Whole { 0 } else { year })
    }
}

fn divide(a: Decimal, b: Decimal) -> Result<Decimal, Fault> {
    if b.is_zero() { Err(Fault::DivisionByNothing) } else { a.checked_div(b).ok_or(Fault::Overflow) }
}

impl Fault {
    fn problem(&self, graph: &Graph, index: usize, year: Option<usize>) -> Problem {
        let address = graph.owner(NodeId(u32::try_from(index).unwrap_or(u32::MAX)));
        let when = year
            .and_then(|year| graph.years().nth(year))
            .map(|year| format!(" in {year}"))
            .unwrap_or_default();
        match self {
            Self::Overflow => {
                Problem::new(address, format!("the value{when} is larger than can be kept exactly"))
                    .accepted("use smaller amounts or growth rates; the largest value is about 7.9e28")
            }
            Self::DivisionByNothing => Problem::new(address, format!("divides by nothing{when}"))
                .accepted("give the quantity that it is divided by a value above nought"),
        }
    }
}
