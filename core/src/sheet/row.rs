//! Rows in the hands of domain code: typed by what they measure, composed with ordinary operators.

use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::rc::Rc;

use rust_decimal::Decimal;

use super::graph::{EventInfo, FigureInfo, Graph, InputInfo, NodeId, Op, Span};
use crate::address::Address;
use crate::problem::{Problem, Problems};
use crate::year::FinancialYear;

mod sealed {
    pub trait Sealed {}
}

/// What the values of a row measure: pounds in cash, pounds in real terms, or anything that is not money.
pub trait Dimension: sealed::Sealed + Copy + fmt::Debug + 'static {}

/// A dimension of money: the price basis is part of the type.
pub trait Basis: Dimension {}

/// Whether a row has a value a year or one for the whole period.
pub trait When: sealed::Sealed + Copy + fmt::Debug + 'static {}

macro_rules! markers {
    ($($(#[$doc:meta])* $name:ident: $($of:ident),+;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name;
        impl sealed::Sealed for $name {}
        $(impl $of for $name {})+
    )*};
}

markers! {
    /// Pounds of the year in which they are paid.
    Cash: Dimension, Basis;
    /// Pounds in the prices of the base year.
    Real: Dimension, Basis;
    /// Anything that is not money: counts, hours, shares, rates, indices.
    Factor: Dimension;
    /// One value a year.
    Yearly: When;
    /// One value for the whole period.
    Whole: When;
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Smaller than.
    Below,
    /// Smaller than or equal to.
    AtMost,
    /// Larger than.
    Above,
    /// Larger than or equal to.
    AtLeast,
}

impl Comparison {
    pub(crate) fn holds(self, left: Decimal, right: Decimal) -> bool {
        match self {
            Self::Below => left < right,
            Self::AtMost => left <= right,
            Self::Above => left > right,
            Self::AtLeast => left >= right,
        }
    }

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Below => "<",
            Self::AtMost => "≤",
            Self::Above => ">",
            Self::AtLeast => "≥",
        }
    }
}

/// A sheet that is being built.
///
/// Cloning it gives a second handle on the same sheet.
#[derive(Debug, Clone)]
pub struct Sheet(Rc<RefCell<Graph>>);

/// One formula over all years, typed by what it measures.
///
/// A row is a handle; cloning it is cheap. Rows of different sheets must not meet in a formula; the sheet that finishes
/// reports it if they do.
pub struct Row<D: Dimension, W: When = Yearly> {
    sheet: Sheet,
    node: NodeId,
    kind: PhantomData<(D, W)>,
}

impl<D: Dimension, W: When> Clone for Row<D, W> {
    fn clone(&self) -> Self {
        Self { sheet: self.sheet.clone(), node: self.node, kind: PhantomData }
    }
}

impl<D: Dimension, W: When> fmt::Debug for Row<D, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({})", self.node.0)
    }
}

impl Sheet {
    /// An empty sheet whose columns are `years` financial years from `first` on.
    pub fn new(first: FinancialYear, years: usize) -> Self {
        Self(Rc::new(RefCell::new(Graph::new(first, years))))
    }

    /// How many years the sheet has.
    pub fn year_count(&self) -> usize {
        self.0.borrow().years
    }

    /// The years of the sheet, in order.
    pub fn years(&self) -> Vec<FinancialYear> {
        self.0.borrow().years().collect()
    }

    /// The finished graph, for the readers. Handles that are left can still read their rows' places in it.
    ///
    /// # Errors
    /// If two rows have one address.
    pub fn finish(&self) -> Result<Graph, Problems> {
        let mut graph = self.0.borrow_mut();
        let years = graph.years;
        let first = graph.first;
        let finished = std::mem::replace(&mut *graph, Graph::new(first, years));
        if !finished.problems.is_empty() {
            return Err(finished.problems);
        }
        Ok(finished.planned())
    }

    /// The node of a row that is to be read here. A row of another sheet is reported when this one finishes.
    fn reads<D: Dimension, W: When>(&self, row: &Row<D, W>) -> NodeId {
        if Rc::ptr_eq(&self.0, &row.sheet.0) {
            return row.node;
        }
        let mut graph = self.0.borrow_mut();
        graph.problems.push(
            Problem::new(Address::root(), "a formula reads a row of another sheet")
                .accepted("build all rows of a formula on one sheet"),
        );
        graph.push(Op::Constant(Decimal::ZERO), Span::Scalar)
    }

    fn push<D: Dimension, W: When>(&self, op: Op, span: Span) -> Row<D, W> {
        let node = self.0.borrow_mut().push(op, span);
        Row { sheet: self.clone(), node, kind: PhantomData }
    }

    fn span(&self, node: NodeId) -> Span {
        self.0.borrow().node(node).span
    }

    /// A number that belongs to a formula. A quantity that somebody could dispute is an input and not this.
    pub fn number(&self, value: Decimal) -> Row<Factor> {
        self.push(Op::Constant(value), Span::Scalar)
    }

    /// A fixed sum in cash.
    pub fn cash(&self, value: Decimal) -> Row<Cash> {
        self.push(Op::Constant(value), Span::Scalar)
    }

    /// A fixed sum in real terms.
    pub fn real_terms(&self, value: Decimal) -> Row<Real> {
        self.push(Op::Constant(value), Span::Scalar)
    }

    /// An input: one value in every year. The same address gives the same input, however often it is asked for.
    pub fn input<D: Dimension>(&self, info: InputInfo) -> Row<D> {
        let mut graph = self.0.borrow_mut();
        let graph = &mut *graph;
        let next = u32::try_from(graph.inputs.len()).unwrap_or(u32::MAX);
        let index = *graph.leaves.entry(info.address.clone()).or_insert_with(|| {
            graph.inputs.push(info);
            next
        });
        let node = graph.push(Op::Input(index), Span::Scalar);
        Row { sheet: self.clone(), node, kind: PhantomData }
    }

    /// A dated national figure. With one value it holds for the whole period, else there is a value for each year.
    ///
    /// The same address gives the same figure; a figure of one year and the series of it have different addresses.
    pub fn figure<D: Dimension>(&self, info: FigureInfo) -> Row<D> {
        let mut graph = self.0.borrow_mut();
        let graph = &mut *graph;
        let span = if info.values.len() == graph.years { Span::Series } else { Span::Scalar };
        let next = u32::try_from(graph.figures.len()).unwrap_or(u32::MAX);
        let index = *graph.leaves.entry(info.address.clone()).or_insert_with(|| {
            graph.figures.push(info);
            next
        });
        let node = graph.push(Op::Figure(index), span);
        Row { sheet: self.clone(), node, kind: PhantomData }
    }

    /// Whether something that may happen holds, by year, where `chance` is the probability that it does. The same address
    /// gives the same event, whatever the chance that is asked of it: what is likelier holds whenever the other does.
    pub fn event(&self, info: EventInfo, chance: &Row<Factor>) -> Row<Factor> {
        let chance = self.reads(chance);
        let mut graph = self.0.borrow_mut();
        let graph = &mut *graph;
        let next = u32::try_from(graph.events.len()).unwrap_or(u32::MAX);
        let event = *graph.events_at.entry(info.address.clone()).or_insert_with(|| {
            graph.events.push(info);
            next
        });
        let span = graph.node(chance).span;
        let node = graph.push(Op::Event { event, chance }, span);
        Row { sheet: self.clone(), node, kind: PhantomData }
    }

    /// What the calendar gives, a value a year: the share of each year in which something runs. Years that are missing
    /// count as nothing.
    pub fn calendar(&self, values: impl IntoIterator<Item = Decimal>) -> Row<Factor> {
        let years = self.year_count();
        let mut values: Vec<Decimal> = values.into_iter().take(years).collect();
        values.resize(years, Decimal::ZERO);
        self.push(Op::Calendar(values.into()), Span::Series)
    }

    /// A different row's value for each year; years that are missing count as nothing.
    pub fn by_year<D: Dimension>(&self, rows: &[Row<D>]) -> Row<D> {
        let years = self.year_count();
        let mut nodes: Vec<NodeId> = rows.iter().take(years).map(|row| self.reads(row)).collect();
        if nodes.len() < years {
            let nothing = self.0.borrow_mut().push(Op::Constant(Decimal::ZERO), Span::Scalar);
            nodes.resize(years, nothing);
        }
        self.push(Op::ByYear(nodes.into()), Span::Series)
    }

    /// The sum of rows; of none it is nothing.
    pub fn sum<'a, D: Dimension, W: When>(&self, rows: impl IntoIterator<Item = &'a Row<D, W>>) -> Row<D, W> {
        let nodes: Box<[NodeId]> = rows.into_iter().map(|row| self.reads(row)).collect();
        let span = nodes.iter().map(|node| self.span(*node)).max().unwrap_or(Span::Scalar);
        self.push(Op::Sum(nodes), span)
    }

    /// An index that is one in the first year and then grows by the rate of each year.
    pub fn growth_index(&self, rate: &Row<Factor>) -> Row<Factor> {
        self.growth_index_from(rate, &self.number(Decimal::ONE))
    }

    /// An index with a given value in the first year, which then grows by the rate of each year.
    pub fn growth_index_from(&self, rate: &Row<Factor>, opening: &Row<Factor>) -> Row<Factor> {
        let (rate, opening) = (self.reads(rate), self.reads(opening));
        self.push(Op::GrowthIndex { rate, opening }, Span::Series)
    }

    /// The discount factor: one in the first year, then that of the year before divided by one plus the year's rate.
    ///
    /// The factors are chained, so that a year after a step in the schedule keeps the years before it at their own
    /// rate.
    pub fn discount_factor(&self, rate: &Row<Factor>) -> Row<Factor> {
        let rate = self.reads(rate);
        self.push(Op::DiscountFactor(rate), Span::Series)
    }

    /// A row that reads its own value of the year before: `formula` is given that value (`opening` in the first year)
    /// and returns the row.
    ///
    /// ```
    /// # use options_appraisal::sheet::{Sheet, exact};
    /// # use options_appraisal::{Decimal, FinancialYear};
    /// let sheet = Sheet::new(FinancialYear::starting(2027)?, 3);
    /// let surplus = sheet.cash(Decimal::from(-1_000));
    /// let reserve = sheet.balance(&sheet.cash(Decimal::from(5_000)), |before| before + &surplus).named("reserve", "Reserve", "£");
    /// let values = exact::read(&sheet.finish()?)?;
    /// assert_eq!(values.of(&reserve), [4_000, 3_000, 2_000].map(Decimal::from));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn balance<D: Dimension>(&self, opening: &Row<D>, formula: impl FnOnce(&Row<D>) -> Row<D>) -> Row<D> {
        let opening = self.reads(opening);
        let before: Row<D> = self.push(Op::Previous { of: opening, opening }, Span::Series);
        let closing = formula(&before);
        // Whatever the formula returned, the row closes on a yearly node after the one that reads the year before.
        let closed = self.reads(&closing);
        let closing: Row<D> = self.push(Op::Sum(Box::new([closed])), Span::Series);
        self.0.borrow_mut().nodes[before.node.index()].op = Op::Previous { of: closing.node, opening };
        closing
    }
}

impl<D: Dimension, W: When> Row<D, W> {
    /// The sheet that the row stands in.
    pub const fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    pub(crate) const fn node(&self) -> NodeId {
        self.node
    }

    fn derive<E: Dimension, V: When>(&self, op: Op, span: Span) -> Row<E, V> {
        self.sheet.push(op, span)
    }

    fn two<E: Dimension, F: Dimension>(
        &self,
        other: &Row<F, W>,
        op: impl FnOnce(NodeId, NodeId) -> Op,
    ) -> Row<E, W> {
        let other = self.sheet.reads(other);
        let span = self.sheet.span(self.node).max(self.sheet.span(other));
        self.derive(op(self.node, other), span)
    }

    /// Names the row: from here on it is shown, explained and addressed under this name.
    #[must_use]
    pub fn named(
        &self,
        address: impl Into<Address>,
        label: impl Into<String>,
        unit: impl Into<String>,
    ) -> Self {
        let mut graph = self.sheet.0.borrow_mut();
        let place = graph.rows.len();
        graph.name(self.node, address.into(), label.into(), unit.into());
        let node = graph.rows[place].node;
        drop(graph);
        Self { sheet: self.sheet.clone(), node, kind: PhantomData }
    }

    /// The smaller of two, in each year.
    #[must_use]
    pub fn min(&self, other: &Self) -> Self {
        self.two(other, Op::Smaller)
    }

    /// The larger of two, in each year.
    #[must_use]
    pub fn max(&self, other: &Self) -> Self {
        self.two(other, Op::Larger)
    }

    /// This row where the condition holds, else `otherwise`.
    #[must_use]
    pub fn only_where<E: Dimension>(
        &self,
        left: &Row<E, W>,
        compare: Comparison,
        right: &Row<E, W>,
        otherwise: &Self,
    ) -> Self {
        let [left, right] = [left, right].map(|row| self.sheet.reads(row));
        let otherwise = self.sheet.reads(otherwise);
        let span = [left, right, self.node, otherwise].map(|node| self.sheet.span(node)).into_iter().max();
        let op = Op::Choose { left, compare, right, then: self.node, otherwise };
        self.derive(op, span.unwrap_or(Span::Series))
    }
}

impl<D: Dimension> Row<D> {
    /// The sum of all years up to each year.
    #[must_use]
    pub fn running_total(&self) -> Self {
        self.derive(Op::RunningTotal(self.node), Span::Series)
    }

    /// The value of the year before; `opening` in the first year.
    #[must_use]
    pub fn year_before(&self, opening: &Self) -> Self {
        self.two(opening, |of, opening| Op::Previous { of, opening }).yearly()
    }

    fn yearly(self) -> Self {
        self.sheet.0.borrow_mut().nodes[self.node.index()].span = Span::Series;
        self
    }

    /// The sum of all years.
    pub fn total(&self) -> Row<D, Whole> {
        self.derive(Op::Total(self.node), Span::Whole)
    }

    /// The value of one year, counted from nought; of the last year where there are fewer.
    pub fn in_year(&self, year: usize) -> Row<D, Whole> {
        let year = year.min(self.sheet.year_count().saturating_sub(1));
        self.derive(Op::InYear(self.node, u32::try_from(year).unwrap_or(0)), Span::Whole)
    }

    /// The smallest value of any year.
    pub fn lowest(&self) -> Row<D, Whole> {
        self.derive(Op::Lowest(self.node), Span::Whole)
    }

    /// The largest value of any year.
    pub fn highest(&self) -> Row<D, Whole> {
        self.derive(Op::Highest(self.node), Span::Whole)
    }
}

impl Row<Real> {
    /// Real terms to cash: base-year prices times an index that is one in the base year.
    pub fn at_prices(&self, index: &Row<Factor>) -> Row<Cash> {
        self.two(index, Op::Multiply)
    }
}

impl Row<Cash> {
    /// Cash to real terms: divided by an index that is one in the base year.
    pub fn deflated_by(&self, index: &Row<Factor>) -> Row<Real> {
        self.two(index, Op::Divide)
    }
}

/// One operator for all four ways of owning its sides.
macro_rules! operator {
    ($trait:ident, $method:ident, $op:ident, [$($generics:tt)*], $left:ty, $right:ty => $out:ty) => {
        impl<$($generics)*> $trait<&$right> for &$left {
            type Output = $out;
            fn $method(self, other: &$right) -> $out {
                self.two(other, Op::$op)
            }
        }
        impl<$($generics)*> $trait<$right> for &$left {
            type Output = $out;
            fn $method(self, other: $right) -> $out {
                self.two(&other, Op::$op)
            }
        }
        impl<$($generics)*> $trait<&$right> for $left {
            type Output = $out;
            fn $method(self, other: &$right) -> $out {
                self.two(other, Op::$op)
            }
        }
        impl<$($generics)*> $trait<$right> for $left {
            type Output = $out;
            fn $method(self, other: $right) -> $out {
                self.two(&other, Op::$op)
            }
        }
    };
}

operator!(Add, add, Add, [D: Dimension, W: When], Row<D, W>, Row<D, W> => Row<D, W>);
operator!(Sub, sub, Subtract, [D: Dimension, W: When], Row<D, W>, Row<D, W> => Row<D, W>);
operator!(Mul, mul, Multiply, [D: Dimension, W: When], Row<D, W>, Row<Factor, W> => Row<D, W>);
operator!(Mul, mul, Multiply, [W: When], Row<Factor, W>, Row<Cash, W> => Row<Cash, W>);
operator!(Mul, mul, Multiply, [W: When], Row<Factor, W>, Row<Real, W> => Row<Real, W>);
operator!(Div, div, Divide, [D: Dimension, W: When], Row<D, W>, Row<Factor, W> => Row<D, W>);
operator!(Div, div, Divide, [W: When], Row<Cash, W>, Row<Cash, W> => Row<Factor, W>);
operator!(Div, div, Divide, [W: When], Row<Real, W>, Row<Real, W> => Row<Factor, W>);

impl<D: Dimension, W: When> Neg for &Row<D, W> {
    type Output = Row<D, W>;
    fn neg(self) -> Row<D, W> {
        self.derive(Op::Negate(self.node), self.sheet.span(self.node))
    }
}

impl<D: Dimension, W: When> Neg for Row<D, W> {
    type Output = Self;
    fn neg(self) -> Self {
        -&self
    }
}
