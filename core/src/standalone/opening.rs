//! Putting a sheet together from the parts of its text, with everything checked that a reader of sheets counts on.

use super::bounds;
use super::contents::{GivenValues, NODES};
use super::formula::{self, Around};
use super::headings::{Headings, Measure};
use crate::address::Address;
use crate::problem::{MOST_REPORTED, Problem, Problems, as_shown};
use crate::sheet::{EventInfo, FigureInfo, Graph, InputInfo, Op, RowId, RowInfo, Span};
use crate::year::FinancialYear;
use crate::{ByFigure, Decimal, Given};

/// A sheet that is being put together from its text.
pub(super) struct Opening {
    graph: Graph,
    problems: Problems,
}

impl Opening {
    pub(super) fn new(first: FinancialYear, years: usize) -> Self {
        Self { graph: Graph::new(first, years), problems: Problems::new() }
    }

    /// The sheet, with its plan.
    pub(super) fn finish(mut self) -> Result<Graph, Problems> {
        self.problems.extend(bounds::reads(&self.graph).err());
        self.problems.or(self.graph).map(Graph::planned)
    }

    fn refuse(&mut self, at: Address, what: impl Into<String>, accepted: impl Into<String>) {
        self.problems.push(Problem::new(at, what).accepted(accepted));
    }

    pub(super) fn leaves(
        &mut self,
        inputs: Vec<InputInfo>,
        figures: Vec<FigureInfo>,
        events: Vec<EventInfo>,
    ) {
        let years = self.graph.years;
        for (place, figure) in figures.iter().enumerate() {
            if ![1, years].contains(&figure.values.len()) {
                let at = Address::new("figures").join(place + 1).join("values");
                let what = format!("has {} entries", figure.values.len());
                self.refuse(at, what, format!("one value, or one for each of the {years} years"));
            }
        }
        let inputs_at = inputs.iter().map(|input| &input.address);
        let leaves = (0..).zip(inputs_at).chain((0..).zip(figures.iter().map(|figure| &figure.address)));
        for (place, address) in leaves {
            if self.graph.leaves.insert(address.clone(), place).is_some() {
                self.refuse(address.clone(), "stands twice", "each input and each figure once");
            }
        }
        (self.graph.inputs, self.graph.figures, self.graph.events) = (inputs, figures, events);
    }

    pub(super) fn nodes(&mut self, words: &str, calendars: &[Vec<Given>]) {
        let years = self.graph.years;
        for (place, calendar) in calendars.iter().enumerate() {
            if calendar.len() != years {
                let at = Address::new("calendars").join(place + 1);
                let what = format!("has {} entries", calendar.len());
                self.refuse(at, what, format!("a value for each of the {years} years"));
            }
        }
        let count = words.split_ascii_whitespace().count();
        self.problems.extend(bounds::count(count, years).err());
        if !self.problems.is_empty() {
            return;
        }
        let calendars: Vec<Vec<Decimal>> =
            calendars.iter().map(|calendar| calendar.iter().map(|value| value.0).collect()).collect();
        let around = Around {
            nodes: count,
            inputs: self.graph.inputs.len(),
            figures: self.graph.figures.len(),
            events: self.graph.events.len(),
            years,
            calendars: &calendars,
        };
        let mut ops: Vec<Op> = Vec::with_capacity(count);
        // Where a balance closes stands a sum with a value a year, whatever it is the sum of.
        let mut closing = vec![false; count];
        for (place, word) in words.split_ascii_whitespace().enumerate() {
            match formula::read(word, place, &around) {
                Ok(op) => {
                    if let Op::Previous { of, .. } = op {
                        closing[of.index()] |= of.index() > place;
                    }
                    ops.push(op);
                }
                Err(fault) => {
                    let (what, accepted) = fault.words();
                    let at = Address::new(NODES).join(place + 1);
                    self.refuse(at, format!("\"{}\" {what}", as_shown(word, 40)), accepted);
                    if self.problems.len() > MOST_REPORTED {
                        break;
                    }
                }
            }
        }
        if !self.problems.is_empty() {
            return;
        }
        for (op, closes) in ops.into_iter().zip(closing) {
            let closes = closes && matches!(op, Op::Sum(_));
            let span = if closes { Span::Series } else { self.graph.span_of(&op) };
            self.graph.push(op, span);
        }
    }

    /// Gives the nodes their names.
    pub(super) fn rows(&mut self, rows: Vec<RowInfo>) {
        let unread = !self.problems.is_empty();
        for (row, place) in rows.iter().zip(0..) {
            let at = || Address::new("rows").join(place + 1);
            if self.graph.by_address.insert(row.address.clone(), RowId(place)).is_some() {
                self.refuse(at(), "has the address of another row", "an address of its own");
            }
            match self.graph.nodes.get_mut(row.node.index()) {
                Some(node) if node.row.is_none() => node.row = Some(RowId(place)),
                Some(_) => self.refuse(at(), "names the node of another row", "a node of its own"),
                None if unread => {}
                None => self.refuse(at(), format!("names node {}", row.node.0), "the place of a node"),
            }
        }
        self.graph.rows = rows;
    }

    /// The rows of the headline measures.
    pub(super) fn compared(&mut self, headings: &Headings) -> Vec<Vec<RowId>> {
        if !self.problems.is_empty() {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (case, place) in headings.comparison.iter().zip(1..) {
            for (measure, own) in case.measures.iter().zip(1..) {
                let at = Address::new("comparison").join(place).join("measures").join(own).join("rows");
                all.push(self.measure(measure, headings.options.len(), &at));
            }
        }
        all
    }

    fn measure(&mut self, measure: &Measure, options: usize, at: &Address) -> Vec<RowId> {
        if measure.rows.len() != options {
            let what = format!("has {} entries", measure.rows.len());
            self.refuse(at.clone(), what, format!("a row for each of the {options} options"));
        }
        let mut rows = Vec::with_capacity(measure.rows.len());
        for (address, place) in measure.rows.iter().zip(1..) {
            match self.graph.row_at(&Address::new(address.as_str())) {
                Some(row) if self.graph.is_whole(row) => rows.push(row),
                _ => {
                    let what =
                        format!("no row for the whole period has the address \"{}\"", as_shown(address, 120));
                    self.refuse(
                        at.join(place),
                        what,
                        "the address of a row that has one value for all years",
                    );
                }
            }
        }
        rows
    }

    /// The values that stand in the place of inputs.
    pub(super) fn given(&mut self, given: ByFigure<Given>) -> GivenValues {
        let mut all = Vec::with_capacity(given.0.len());
        for (address, _, value) in given.0 {
            match self.graph.input_at(&Address::new(&*address)) {
                Some(input) => {
                    self.problems.extend(self.graph.inputs[input as usize].check(value.0).err());
                    all.push((input, value.0));
                }
                None => {
                    self.refuse(
                        Address::new("replaced").join(address),
                        "is no input",
                        "the address of an input",
                    );
                }
            }
        }
        all
    }
}
