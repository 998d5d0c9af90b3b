//! The graph behind a sheet: nodes, the rows that name some of them, and where their leaves come from.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::plan::Plan;
use super::row::Comparison;
use crate::address::Address;
use crate::input::{Remarks, Spread, known_names};
use crate::problem::{Problem, Problems, as_shown};
use crate::year::FinancialYear;

/// The place of a node in the graph. A node reads only nodes before it, but for the year before in a balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) u32);

impl NodeId {
    pub(crate) fn at(place: usize) -> Self {
        Self(u32::try_from(place).unwrap_or(u32::MAX))
    }

    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The place of a named row in the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub(crate) u32);

/// How many values a node has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// One value, the same in every year.
    Scalar,
    /// One value a year.
    Series,
    /// One value for the whole period, known when all years are.
    Whole,
}

/// What a node does. Every reader understands every one of these and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Op {
    /// A number that belongs to the formula itself (one, twelve months, a hundred).
    Constant(Decimal),
    /// A value that somebody put in.
    Input(u32),
    /// A dated national figure, a value a year.
    Figure(u32),
    /// What the calendar gives: the share of each year in which something runs, a year's number.
    Calendar(Box<[Decimal]>),
    /// A different scalar for each year.
    ByYear(Box<[NodeId]>),
    Add(NodeId, NodeId),
    Subtract(NodeId, NodeId),
    Multiply(NodeId, NodeId),
    Divide(NodeId, NodeId),
    Negate(NodeId),
    Smaller(NodeId, NodeId),
    Larger(NodeId, NodeId),
    Sum(Box<[NodeId]>),
    /// `then` where `left compare right` holds, else `otherwise`.
    Choose {
        left: NodeId,
        compare: Comparison,
        right: NodeId,
        then: NodeId,
        otherwise: NodeId,
    },
    /// The value of `of` in the year before; `opening` in the first year.
    Previous {
        of: NodeId,
        opening: NodeId,
    },
    /// The sum of all years up to this one.
    RunningTotal(NodeId),
    /// `opening` in the first year, then the year before times one plus the rate.
    GrowthIndex {
        rate: NodeId,
        opening: NodeId,
    },
    /// One in the first year, then the year before divided by one plus the rate.
    DiscountFactor(NodeId),
    /// The sum of all years.
    Total(NodeId),
    /// The value of one year.
    InYear(NodeId, u32),
    /// The smallest value of any year.
    Lowest(NodeId),
    /// The largest value of any year.
    Highest(NodeId),
    /// Whether something has happened, by year: one or nought in a draw, `chance` in expectation.
    Event {
        event: u32,
        chance: NodeId,
    },
}

impl Op {
    /// Calls `visit` for every node that this one reads, in the order of the formula.
    pub(crate) fn for_each_child(&self, mut visit: impl FnMut(NodeId)) {
        match self {
            Self::Constant(_) | Self::Input(_) | Self::Figure(_) | Self::Calendar(_) => {}
            Self::ByYear(all) | Self::Sum(all) => all.iter().copied().for_each(visit),
            Self::Add(a, b)
            | Self::Subtract(a, b)
            | Self::Multiply(a, b)
            | Self::Divide(a, b)
            | Self::Smaller(a, b)
            | Self::Larger(a, b)
            | Self::Previous { of: a, opening: b }
            | Self::GrowthIndex { rate: a, opening: b } => {
                visit(*a);
                visit(*b);
            }
            Self::Negate(a)
            | Self::RunningTotal(a)
            | Self::DiscountFactor(a)
            | Self::Total(a)
            | Self::InYear(a, _)
            | Self::Lowest(a)
            | Self::Highest(a)
            | Self::Event { chance: a, .. } => visit(*a),
            Self::Choose { left, right, then, otherwise, .. } => {
                [left, right, then, otherwise].into_iter().copied().for_each(visit);
            }
        }
    }

    /// The same operation on other nodes.
    pub(crate) fn with_children(&self, to: impl Fn(NodeId) -> NodeId) -> Self {
        let mut op = self.clone();
        match &mut op {
            Self::Constant(_) | Self::Input(_) | Self::Figure(_) | Self::Calendar(_) => {}
            Self::ByYear(all) | Self::Sum(all) => all.iter_mut().for_each(|node| *node = to(*node)),
            Self::Add(a, b)
            | Self::Subtract(a, b)
            | Self::Multiply(a, b)
            | Self::Divide(a, b)
            | Self::Smaller(a, b)
            | Self::Larger(a, b)
            | Self::Previous { of: a, opening: b }
            | Self::GrowthIndex { rate: a, opening: b } => (*a, *b) = (to(*a), to(*b)),
            Self::Negate(a)
            | Self::RunningTotal(a)
            | Self::DiscountFactor(a)
            | Self::Total(a)
            | Self::InYear(a, _)
            | Self::Lowest(a)
            | Self::Highest(a)
            | Self::Event { chance: a, .. } => *a = to(*a),
            Self::Choose { left, right, then, otherwise, .. } => {
                for node in [left, right, then, otherwise] {
                    *node = to(*node);
                }
            }
        }
        op
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) op: Op,
    pub(crate) span: Span,
    pub(crate) row: Option<RowId>,
}

/// What is known of a named row: its address, its label and its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowInfo {
    /// The one name of the row.
    pub address: Address,
    /// What it is, in words.
    pub label: String,
    /// The unit of its values.
    pub unit: String,
    pub(crate) node: NodeId,
}

/// An input that the sheet reads: its central value and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputInfo {
    /// The address of the input.
    pub address: Address,
    /// The unit of its value.
    pub unit: &'static str,
    /// The central value.
    pub value: Decimal,
    /// The line of the input text, where there is one.
    pub line: Option<u32>,
    /// The source that its author stated.
    pub source: Option<String>,
    /// What its author says of it beside its numbers, where that is anything.
    pub remarks: Option<Arc<Remarks>>,
    /// Whether this is a documented default of the library and not something that was put in.
    pub default: bool,
    /// How far the value may lie from its central one, where its author said so.
    pub spread: Option<Spread>,
    /// The smallest and the largest value that its unit allows.
    pub bounds: (Decimal, Decimal),
}

impl InputInfo {
    /// What it is, in words. A figure of the user's own is known by its whole id, any other input by its place.
    pub(crate) fn label(&self) -> String {
        self.address.as_str().strip_prefix("overrides.").map_or_else(
            || self.address.last().replace('_', " "),
            |id| format!("your own {}", id.replace(['_', '.'], " ")),
        )
    }

    /// Whether it can have a value.
    ///
    /// # Errors
    /// If the value lies outside what its unit allows.
    pub(crate) fn check(&self, value: Decimal) -> Result<(), Problem> {
        let (low, high) = self.bounds;
        if (low..=high).contains(&value) {
            return Ok(());
        }
        let problem = Problem::new(self.address.clone(), format!("{value} is out of bounds"));
        Err(problem.accepted(format!("from {low} to {high}, in {}", self.unit)))
    }
}

/// Something that may happen: an operator fails, an offer is taken up, a grant is renewed.
///
/// A plan takes it as happening or not. A draw decides it once for all years: with `u` the draw's number between nought
/// and one, it holds in every year whose chance is above `u`. A chance that falls from year to year is the chance that
/// something still lasts, and one that rises is the chance that it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventInfo {
    /// The address of what may happen. Two events of one address are one: they happen together.
    pub address: Address,
    /// What it is, in words.
    pub label: String,
    /// Whether the plan takes it as so.
    pub planned: bool,
}

/// Where one year's value of a national figure came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureNote {
    /// The source by name.
    pub source: String,
    /// When the source was published; empty where that is not known.
    pub published: String,
    /// The address of the source on the web; empty where there is none.
    pub url: String,
    /// How sure the figure is: verified, derived or unverified.
    pub status: &'static str,
    /// How the value was projected, where it is not published.
    pub projected: Option<String>,
    /// The day of which the figure is, where the question names one.
    pub as_of: Option<Date>,
}

/// A dated national figure that the sheet reads, a value a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureInfo {
    /// The address of the figure, under `rules`.
    pub address: Address,
    /// What it is, in words.
    pub label: String,
    /// The unit of its values.
    pub unit: String,
    /// The values: one a year, or a single one where it is one figure for the whole period.
    pub values: Vec<Decimal>,
    /// Where each value came from.
    pub notes: Vec<FigureNote>,
}

/// A finished sheet: what the readers read.
#[derive(Debug, Clone)]
pub struct Graph {
    pub(crate) first: FinancialYear,
    pub(crate) years: usize,
    pub(crate) nodes: Vec<Node>,
    pub(crate) rows: Vec<RowInfo>,
    pub(crate) by_address: HashMap<Address, RowId>,
    pub(crate) inputs: Vec<InputInfo>,
    pub(crate) figures: Vec<FigureInfo>,
    pub(crate) events: Vec<EventInfo>,
    /// Where an event of this address already stands.
    pub(crate) events_at: HashMap<Address, u32>,
    /// Where an input or a figure of this address already stands.
    pub(crate) leaves: HashMap<Address, u32>,
    pub(crate) problems: Problems,
    /// What a reader computes; made when the sheet is finished.
    pub(crate) plan: Arc<Plan>,
}

impl Graph {
    pub(crate) fn new(first: FinancialYear, years: usize) -> Self {
        Self {
            first,
            years,
            nodes: Vec::new(),
            rows: Vec::new(),
            by_address: HashMap::new(),
            inputs: Vec::new(),
            figures: Vec::new(),
            events: Vec::new(),
            events_at: HashMap::new(),
            leaves: HashMap::new(),
            problems: Problems::new(),
            plan: Arc::default(),
        }
    }

    /// The first year of the sheet.
    pub const fn first_year(&self) -> FinancialYear {
        self.first
    }

    /// How many years it has.
    pub const fn year_count(&self) -> usize {
        self.years
    }

    /// The years of the sheet, in order.
    pub fn years(&self) -> impl ExactSizeIterator<Item = FinancialYear> + use<> {
        let first = self.first;
        (0..i16::try_from(self.years).unwrap_or(i16::MAX)).map(move |n| first.plus(n))
    }

    /// All named rows, in the order in which they were built.
    pub fn rows(&self) -> &[RowInfo] {
        &self.rows
    }

    /// All inputs that some row reads.
    pub fn inputs(&self) -> &[InputInfo] {
        &self.inputs
    }

    /// All national figures that some row reads.
    pub fn figures(&self) -> &[FigureInfo] {
        &self.figures
    }

    /// All that may happen and that some row reads.
    pub fn events(&self) -> &[EventInfo] {
        &self.events
    }

    /// The input at an address.
    pub(crate) fn input_at(&self, address: &Address) -> Option<u32> {
        let place = *self.leaves.get(address)?;
        (self.inputs.get(place as usize)?.address == *address).then_some(place)
    }

    /// The row at an address.
    pub fn row_at(&self, address: &Address) -> Option<RowId> {
        self.by_address.get(address).copied()
    }

    /// What is known of a row.
    pub fn row(&self, id: RowId) -> &RowInfo {
        &self.rows[id.0 as usize]
    }

    /// Whether a row has one value for the whole period and not one a year.
    pub fn is_whole(&self, id: RowId) -> bool {
        self.nodes[self.row(id).node.index()].span == Span::Whole
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// A row by its address, and the place of a year; without a year, of the first.
    ///
    /// # Errors
    /// If there is no row at the address, or the year is none of the sheet's.
    pub(crate) fn find(&self, address: &str, year: Option<FinancialYear>) -> Result<(RowId, usize), Problem> {
        let Some(row) = self.row_at(&Address::new(address)) else {
            let shown = as_shown(address, 120);
            let known = self.rows.iter().map(|row| row.address.as_str());
            return Err(Problem::new(Address::root(), format!("no row has the address \"{shown}\""))
                .accepted(known_names(address, known)));
        };
        let Some(year) = year else { return Ok((row, 0)) };
        let place = self.years().position(|known| known == year).ok_or_else(|| {
            Problem::new(address, format!("{year} is no year of the appraisal")).accepted(self.period())
        })?;
        Ok((row, place))
    }

    /// The first and the last year, in words.
    pub(crate) fn period(&self) -> String {
        let ends = self.years().next().zip(self.years().last());
        ends.map(|(first, last)| format!("from {first} to {last}")).unwrap_or_default()
    }

    /// How many values a node has that does this with nodes that stand here.
    pub(crate) fn span_of(&self, op: &Op) -> Span {
        match op {
            Op::Figure(figure) if self.figures[*figure as usize].values.len() == self.years => Span::Series,
            Op::Constant(_) | Op::Input(_) | Op::Figure(_) => Span::Scalar,
            Op::Calendar(_)
            | Op::ByYear(_)
            | Op::Previous { .. }
            | Op::RunningTotal(_)
            | Op::GrowthIndex { .. }
            | Op::DiscountFactor(_) => Span::Series,
            Op::Total(_) | Op::InYear(..) | Op::Lowest(_) | Op::Highest(_) => Span::Whole,
            Op::Add(..)
            | Op::Subtract(..)
            | Op::Multiply(..)
            | Op::Divide(..)
            | Op::Negate(_)
            | Op::Smaller(..)
            | Op::Larger(..)
            | Op::Sum(_)
            | Op::Choose { .. }
            | Op::Event { .. } => {
                let mut span = Span::Scalar;
                op.for_each_child(|child| span = span.max(self.node(child).span));
                span
            }
        }
    }

    /// The same sheet with its plan, when it has all its nodes.
    pub(crate) fn planned(mut self) -> Self {
        self.plan = Arc::new(Plan::new(&self.nodes));
        self
    }

    pub(crate) fn push(&mut self, op: Op, span: Span) -> NodeId {
        let id = NodeId::at(self.nodes.len());
        self.nodes.push(Node { op, span, row: None });
        id
    }

    pub(crate) fn name(&mut self, node: NodeId, address: Address, label: String, unit: String) {
        // A row that has a name already gets a second one through a node of its own.
        let node = if self.node(node).row.is_some() {
            let span = self.node(node).span;
            self.push(Op::Sum(Box::new([node])), span)
        } else {
            node
        };
        let id = RowId(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        if self.by_address.insert(address.clone(), id).is_some() {
            self.problems.push(
                Problem::new(address.clone(), "two rows have this address")
                    .accepted("give one of them another id"),
            );
        }
        self.rows.push(RowInfo { address, label, unit, node });
        self.nodes[node.index()].row = Some(id);
    }

    /// The nearest named row that reads a node: the address that an error names.
    pub(crate) fn owner(&self, node: NodeId) -> Address {
        let mut reached = vec![false; self.nodes.len()];
        for (i, candidate) in self.nodes.iter().enumerate().skip(node.index()) {
            let mut reads = i == node.index();
            candidate.op.for_each_child(|child| reads |= reached[child.index()]);
            if reads {
                if let Some(row) = candidate.row {
                    return self.row(row).address.clone();
                }
                if let Op::Input(input) = candidate.op {
                    return self.inputs[input as usize].address.clone();
                }
            }
            reached[i] = reads;
        }
        Address::root()
    }
}
