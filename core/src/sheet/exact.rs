//! The exact reader: every row in decimal, with checked arithmetic, rounded nowhere.

mod moved;

use std::sync::Arc;

use rust_decimal::Decimal;

use super::graph::{Graph, NodeId, Op, RowId, Span};
use super::plan::{Plan, Step};
use super::row::{Dimension, Row, Whole, Yearly};
use crate::problem::{Problem, Problems};
pub(crate) use moved::{Moved, Movements};

/// The exact values of every row of a sheet.
#[derive(Debug, Clone)]
pub struct Values {
    years: usize,
    plan: Arc<Plan>,
    /// Where each step's values begin, with the distance from year to year: nought for a scalar. Places below the number
    /// of shared cells are among those, and the others among the reading's own.
    places: Vec<(usize, usize)>,
    /// The cells of a full reading, which the what-ifs on it share.
    shared: Arc<Vec<Decimal>>,
    cells: Vec<Decimal>,
    /// The steps that have no value: a ratio to nothing, over the whole period.
    undefined: Vec<bool>,
    events: Events,
    /// Values in the place of inputs, by the place of the input.
    given: Vec<(u32, Decimal)>,
    /// Values in the place of national figures, by the place of the figure.
    figures: Vec<(u32, Vec<Decimal>)>,
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
    let plan = Arc::clone(&graph.plan);
    let mut values = Values::empty(Arc::clone(&plan), graph.years, events);
    let all: Vec<u32> = (0_u32..).take(plan.steps.len()).collect();
    values.compute_all(graph, &plan, &all)?;
    // From here on the cells do not change: a what-if shares them.
    values.shared = Arc::new(std::mem::take(&mut values.cells));
    Ok(values)
}

/// Why a cell has no value.
enum Fault {
    Overflow,
    DivisionByNothing,
}

impl Values {
    fn empty(plan: Arc<Plan>, years: usize, events: Events) -> Self {
        let mut places = Vec::with_capacity(plan.steps.len());
        let mut next = 0;
        for step in &plan.steps {
            let yearly = step.span == Span::Series;
            places.push((next, usize::from(yearly)));
            next += if yearly { years } else { 1 };
        }
        let undefined = vec![false; plan.steps.len()];
        Self {
            years,
            plan,
            places,
            shared: Arc::default(),
            cells: vec![Decimal::ZERO; next],
            undefined,
            events,
            given: Vec::new(),
            figures: Vec::new(),
        }
    }

    /// Computes the steps that are asked for, in order; what a balance reads of the year before comes year by year.
    fn compute_all(&mut self, graph: &Graph, plan: &Plan, asked: &[u32]) -> Result<(), Problems> {
        let mut asked = asked;
        for (start, end) in plan.recurrences() {
            let (before, rest) = asked.split_at(asked.partition_point(|step| step < start));
            let (within, after) = rest.split_at(rest.partition_point(|step| step <= end));
            before.iter().try_for_each(|step| self.compute(graph, plan, *step as usize))?;
            for year in 0..graph.years {
                within.iter().try_for_each(|step| self.compute_year(graph, plan, *step as usize, year))?;
            }
            asked = after;
        }
        asked.iter().try_for_each(|step| self.compute(graph, plan, *step as usize))
    }

    /// The same reading with other values of some inputs. Only what depends on them is computed again; all else is
    /// shared with this reading.
    pub(crate) fn what_if(&self, graph: &Graph, given: &[(u32, Decimal)]) -> Result<Self, Problems> {
        let plan = Arc::clone(&self.plan);
        let inputs: Vec<u32> = given.iter().map(|(input, _)| *input).collect();
        let depends = plan.dependents(&inputs);
        let mut changed = self.clone();
        for (input, value) in given {
            changed.given.retain(|(known, _)| known != input);
            changed.given.push((*input, *value));
        }
        let mut next = changed.shared.len() + changed.cells.len();
        for place in &depends {
            let place = *place as usize;
            let yearly = plan.steps[place].span == Span::Series;
            changed.places[place] = (next, usize::from(yearly));
            next += if yearly { self.years } else { 1 };
        }
        changed.cells.resize(next - changed.shared.len(), Decimal::ZERO);
        changed.compute_all(graph, &plan, &depends)?;
        Ok(changed)
    }

    /// How what may happen was read.
    pub(crate) const fn events(&self) -> Events {
        self.events
    }

    /// The value that stands in the place of an input, where there is one.
    pub(crate) fn given(&self, input: u32) -> Option<Decimal> {
        self.given.iter().find(|(known, _)| *known == input).map(|(_, value)| *value)
    }

    fn set(&mut self, step: usize, year: usize, value: Decimal) {
        let (start, distance) = self.places[step];
        let place = start + distance * year - self.shared.len();
        self.cells[place] = value;
    }

    /// The value of a step in a year.
    fn cell(&self, step: NodeId, year: usize) -> Decimal {
        let (start, distance) = self.places[step.index()];
        self.in_place(start + distance * year)
    }

    fn in_place(&self, place: usize) -> Decimal {
        match place.checked_sub(self.shared.len()) {
            Some(own) => self.cells[own],
            None => self.shared[place],
        }
    }

    fn compute(&mut self, graph: &Graph, plan: &Plan, index: usize) -> Result<(), Problems> {
        let step = &plan.steps[index];
        match step.span {
            Span::Scalar => self.compute_year(graph, plan, index, 0),
            // In a full reading all operands stand before the result in one stretch.
            Span::Series if self.shared.is_empty() => match &step.op {
                Op::Add(a, b) => self.over_years(graph, step, index, *a, *b, sum),
                Op::Subtract(a, b) => self.over_years(graph, step, index, *a, *b, difference),
                Op::Multiply(a, b) => self.over_years(graph, step, index, *a, *b, product),
                Op::Divide(a, b) => self.over_years(graph, step, index, *a, *b, quotient),
                _ => (0..self.years).try_for_each(|year| self.compute_year(graph, plan, index, year)),
            },
            Span::Series => (0..self.years).try_for_each(|year| self.compute_year(graph, plan, index, year)),
            Span::Whole => self.compute_whole(graph, step, index),
        }
    }

    /// All years of what is worked out from two steps before.
    fn over_years(
        &mut self,
        graph: &Graph,
        step: &Step,
        index: usize,
        a: NodeId,
        b: NodeId,
        formula: fn(Decimal, Decimal) -> Result<Decimal, Fault>,
    ) -> Result<(), Problems> {
        let [(a, a_distance), (b, b_distance)] = [a, b].map(|side| self.places[side.index()]);
        let (before, own) = self.cells.split_at_mut(self.places[index].0);
        for (year, cell) in own[..self.years].iter_mut().enumerate() {
            *cell = formula(before[a + a_distance * year], before[b + b_distance * year])
                .map_err(|fault| fault.problem(graph, step.node, Some(year)))?;
        }
        Ok(())
    }

    fn compute_year(
        &mut self,
        graph: &Graph,
        plan: &Plan,
        index: usize,
        year: usize,
    ) -> Result<(), Problems> {
        let step = &plan.steps[index];
        if step.span == Span::Scalar && year > 0 {
            return Ok(());
        }
        let value = self
            .evaluate(graph, &step.op, index, year)
            .map_err(|fault| fault.problem(graph, step.node, Some(year)))?;
        self.set(index, year, value);
        Ok(())
    }

    fn compute_whole(&mut self, graph: &Graph, step: &Step, index: usize) -> Result<(), Problems> {
        let mut undefined = false;
        step.op.for_each_child(|child| undefined |= self.undefined[child.index()]);
        if !undefined {
            match self.evaluate(graph, &step.op, index, 0) {
                Ok(value) => self.set(index, 0, value),
                // A cost per visit where nobody visits is no number; it is shown as none.
                Err(Fault::DivisionByNothing) => undefined = true,
                Err(fault) => return Err(fault.problem(graph, step.node, None).into()),
            }
        }
        self.undefined[index] = undefined;
        Ok(())
    }

    fn evaluate(&self, graph: &Graph, op: &Op, index: usize, year: usize) -> Result<Decimal, Fault> {
        let at = |node: &NodeId| self.cell(*node, year);
        match op {
            Op::Constant(value) => Ok(*value),
            Op::Input(input) => Ok(self.given(*input).unwrap_or(graph.inputs[*input as usize].value)),
            Op::Figure(figure) => {
                let moved = self.figures.iter().find(|(known, _)| known == figure);
                Ok(moved.map_or(&graph.figures[*figure as usize].values, |(_, values)| values)[year])
            }
            Op::Calendar(values) => Ok(values[year]),
            Op::ByYear(rows) => Ok(at(&rows[year])),
            Op::Add(a, b) => sum(at(a), at(b)),
            Op::Subtract(a, b) => difference(at(a), at(b)),
            Op::Multiply(a, b) => product(at(a), at(b)),
            Op::Divide(a, b) => quotient(at(a), at(b)),
            Op::Negate(a) => Ok(-at(a)),
            Op::Smaller(a, b) => Ok(at(a).min(at(b))),
            Op::Larger(a, b) => Ok(at(a).max(at(b))),
            Op::Sum(rows) => rows.iter().try_fold(Decimal::ZERO, |total, row| sum(total, at(row))),
            Op::Choose { left, compare, right, then, otherwise } => {
                Ok(if compare.holds(at(left), at(right)) { at(then) } else { at(otherwise) })
            }
            Op::Previous { of, opening } => {
                Ok(if year == 0 { at(opening) } else { self.cell(*of, year - 1) })
            }
            Op::RunningTotal(row) => sum(self.own_before(index, year), at(row)),
            Op::GrowthIndex { rate, opening } => {
                if year == 0 {
                    return Ok(at(opening));
                }
                product(self.own_before(index, year), sum(Decimal::ONE, at(rate))?)
            }
            Op::DiscountFactor(rate) => {
                if year == 0 {
                    return Ok(Decimal::ONE);
                }
                quotient(self.own_before(index, year), sum(Decimal::ONE, at(rate))?)
            }
            Op::Total(row) => {
                (0..self.years).try_fold(Decimal::ZERO, |total, year| sum(total, self.cell(*row, year)))
            }
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
        if year == 0 { Decimal::ZERO } else { self.in_place(start + year - 1) }
    }

    /// The value of a node of the sheet in a year; none where it is a ratio to nothing.
    pub(crate) fn at(&self, node: NodeId, year: usize) -> Option<Decimal> {
        let step = self.plan.step_of(node);
        (!self.undefined[step.index()]).then(|| self.cell(step, year))
    }

    /// The values of a node of the sheet, one a year.
    pub(crate) fn by_year(&self, node: NodeId) -> impl Iterator<Item = Decimal> {
        let step = self.plan.step_of(node);
        (0..self.years).map(move |year| self.cell(step, year))
    }

    /// The values of a row, one a year.
    pub fn of<D: Dimension>(&self, row: &Row<D, Yearly>) -> Vec<Decimal> {
        self.by_year(row.node()).collect()
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

fn sum(a: Decimal, b: Decimal) -> Result<Decimal, Fault> {
    a.checked_add(b).ok_or(Fault::Overflow)
}

fn difference(a: Decimal, b: Decimal) -> Result<Decimal, Fault> {
    sum(a, -b)
}

fn product(a: Decimal, b: Decimal) -> Result<Decimal, Fault> {
    a.checked_mul(b).ok_or(Fault::Overflow)
}

fn quotient(a: Decimal, b: Decimal) -> Result<Decimal, Fault> {
    if b.is_zero() { Err(Fault::DivisionByNothing) } else { a.checked_div(b).ok_or(Fault::Overflow) }
}

impl Fault {
    fn problem(&self, graph: &Graph, node: NodeId, year: Option<usize>) -> Problem {
        let address = graph.owner(node);
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
