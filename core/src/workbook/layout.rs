//! Which formulas of the sheet have cells of their own, and where.
//!
//! Every named row has a row. A formula without a name stands inside the formula that reads it, unless it reads its own
//! year before, or several formulas read it, or the formula around it would grow long: then it has a row of its own,
//! a *helper*, above the first row that reads it.

use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;

use rust_decimal::Decimal;

use super::cells::{FIRST_ROW, SheetId, WHOLE};
use crate::sheet::{Graph, NodeId, Op, RowInfo, Span};

/// The most parts that a formula is made of before one of them gets a row of its own.
const LONGEST_FORMULA: usize = 12;
/// The most formulas inside one another.
const DEEPEST_FORMULA: usize = 5;
/// From how many parts on a formula that is read twice has a row of its own.
const WORTH_A_ROW: usize = 3;
/// The most rows that one cell adds up; more are added up in parts.
pub(super) const LONGEST_SUM: usize = 60;

/// Where the value of a node stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In one cell, which holds for all years: sheet, column and row.
    One(SheetId, u16, u32),
    /// In a row with a cell for each year.
    Years(SheetId, u32),
    /// In the cell of a row for the whole period.
    Whole(SheetId, u32),
}

/// A row of a sheet of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// The formula of a node.
    Node(NodeId),
    /// The sum of some of the rows that a node adds up, from one place to before another.
    Part { of: NodeId, from: usize, to: usize },
}

/// The cells of inputs, figures and events: where leaves of the graph stand.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    pub(super) inputs: Vec<Option<Place>>,
    pub(super) figures: Vec<Option<Place>>,
    pub(super) events: Vec<Option<Place>>,
}

/// Where everything of a graph stands.
#[derive(Debug)]
pub(super) struct Layout<'g> {
    pub(super) graph: &'g Graph,
    pub(super) leaves: Leaves,
    /// The node that stands for each: formulas without a name that are the same are one.
    same: Vec<NodeId>,
    places: Vec<Option<Place>>,
    /// The rows of the parts of long sums.
    parts: HashMap<NodeId, Vec<u32>>,
    /// The named row that reads a node first.
    owners: Vec<Option<NodeId>>,
    rows: HashMap<SheetId, Vec<Entry>>,
    /// The first row of each sheet that is free.
    next: HashMap<SheetId, u32>,
    /// Numbers that belong to formulas, and the calendar, at the top of the sheet of the years: each once, with its row.
    pub(super) numbers: Vec<(Decimal, u32)>,
    pub(super) calendars: Vec<(NodeId, u32)>,
}

/// The sheet of a row, by its address.
fn sheet_of(row: &RowInfo, options: &HashMap<&str, usize>) -> SheetId {
    let mut parts = row.address.as_str().split('.');
    let option = (parts.next() == Some("options")).then(|| parts.next()).flatten();
    option.and_then(|id| options.get(id)).map_or(SheetId::Common, |place| SheetId::Option(*place))
}

impl<'g> Layout<'g> {
    /// Lays out a graph: `options` are the ids of the options, in their order.
    pub(super) fn new(graph: &'g Graph, leaves: Leaves, options: &[&str]) -> Self {
        let mut layout = Self {
            graph,
            leaves,
            same: (0..graph.nodes.len()).map(NodeId::at).collect(),
            places: vec![None; graph.nodes.len()],
            parts: HashMap::new(),
            owners: vec![None; graph.nodes.len()],
            rows: HashMap::new(),
            next: HashMap::new(),
            numbers: Vec::new(),
            calendars: Vec::new(),
        };
        layout.fold();
        let read = layout.read();
        let own_rows = layout.own_rows(&read);
        let options = options.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let sheets = layout.sheets(&read, &options);
        layout.give_places(&read, &own_rows, &sheets);
        layout
    }

    /// The node that stands for a node.
    pub(super) fn same(&self, node: NodeId) -> NodeId {
        self.same[node.index()]
    }

    /// Where the value of a node stands, where it has cells.
    pub(super) fn place(&self, node: NodeId) -> Option<Place> {
        self.places[self.same(node).index()]
    }

    /// The rows of a sheet, from the first on.
    pub(super) fn rows(&self, sheet: SheetId) -> &[Entry] {
        self.rows.get(&sheet).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first row of a sheet of the model below its rows.
    pub(super) fn next_row(&self, sheet: SheetId) -> u32 {
        self.next.get(&sheet).copied().unwrap_or(FIRST_ROW)
    }

    /// The rows of the parts of a long sum.
    pub(super) fn parts_of(&self, node: NodeId) -> Option<&[u32]> {
        self.parts.get(&node).map(Vec::as_slice)
    }

    /// The named row that a node is part of.
    pub(super) fn owner(&self, node: NodeId) -> Option<&RowInfo> {
        let named = |node: NodeId| self.graph.node(node).row.map(|row| self.graph.row(row));
        named(node).or_else(|| self.owners[node.index()].and_then(named))
    }

    /// Whether a node is nothing and has no name.
    pub(super) fn is_nothing(&self, node: NodeId) -> bool {
        let node = self.graph.node(self.same(node));
        node.row.is_none()
            && match &node.op {
                Op::Constant(value) => value.is_zero(),
                Op::Sum(all) => all.iter().all(|part| self.is_nothing(*part)),
                _ => false,
            }
    }

    pub(super) fn is_one(&self, node: NodeId) -> bool {
        matches!(&self.graph.node(self.same(node)).op, Op::Constant(value) if *value == Decimal::ONE)
    }

    /// What of a sum is not nothing.
    pub(super) fn added_up<'n>(&'n self, all: &'n [NodeId]) -> impl Iterator<Item = NodeId> + 'n {
        all.iter().map(|part| self.same(*part)).filter(|part| !self.is_nothing(*part))
    }

    /// Finds formulas without a name that are the same, and leaves out what adds nothing.
    fn fold(&mut self) {
        let mut known: HashMap<(Op, Span), NodeId> = HashMap::new();
        for (place, node) in self.graph.nodes.iter().enumerate() {
            if node.row.is_some() {
                continue;
            }
            let only = match &node.op {
                Op::Add(a, b) if self.is_nothing(*b) => Some(*a),
                Op::Add(a, b) if self.is_nothing(*a) => Some(*b),
                Op::Subtract(a, b) if self.is_nothing(*b) => Some(*a),
                Op::Multiply(a, b) | Op::Divide(a, b) if self.is_one(*b) => Some(*a),
                Op::Multiply(a, b) if self.is_one(*a) => Some(*b),
                Op::Sum(all) => {
                    let mut parts = self.added_up(all);
                    parts.next().filter(|_| parts.next().is_none())
                }
                _ => None,
            };
            // A value for the whole period is not one for each year.
            let only = only
                .filter(|only| (self.graph.node(*only).span == Span::Whole) == (node.span == Span::Whole));
            if let Some(only) = only {
                self.same[place] = self.same(only);
                continue;
            }
            let op = node.op.with_children(|child| self.same(child));
            match known.entry((op, node.span)) {
                MapEntry::Occupied(first) => self.same[place] = *first.get(),
                MapEntry::Vacant(free) => {
                    free.insert(NodeId::at(place));
                }
            }
        }
    }

    /// The nodes that a node reads, as they stand for others, without what adds nothing.
    pub(super) fn children(&self, node: NodeId) -> Vec<NodeId> {
        let mut children = Vec::new();
        self.graph.node(node).op.for_each_child(|child| children.push(self.same(child)));
        let added = matches!(self.graph.node(node).op, Op::Sum(_) | Op::Add(..) | Op::Subtract(..));
        children.retain(|child| !added || !self.is_nothing(*child));
        children
    }

    /// Whether a named row reads each node.
    fn read(&self) -> Vec<bool> {
        let mut read = vec![false; self.graph.nodes.len()];
        let mut waiting: Vec<NodeId> = self.graph.rows().iter().map(|row| row.node).collect();
        while let Some(node) = waiting.pop() {
            if !std::mem::replace(&mut read[node.index()], true) {
                waiting.extend(self.children(node));
            }
        }
        read
    }

    /// Whether a node has cells for the years without a row being made for it.
    fn has_years(&self, node: NodeId) -> bool {
        let node = self.graph.node(node);
        node.row.is_some()
            || match node.op {
                Op::Figure(_) => node.span == Span::Series,
                Op::Calendar(_) | Op::GrowthIndex { .. } | Op::DiscountFactor(_) | Op::RunningTotal(_) => {
                    true
                }
                _ => false,
            }
    }

    /// The two rows whose products are added up over the years, where nothing else is.
    pub(super) fn products(&self, total_of: NodeId) -> Option<(NodeId, NodeId)> {
        let node = self.graph.node(self.same(total_of));
        let Op::Multiply(a, b) = node.op else { return None };
        let (a, b) = (self.same(a), self.same(b));
        (node.row.is_none() && self.has_years(a) && self.has_years(b)).then_some((a, b))
    }

    /// Which nodes have a row of their own.
    fn own_rows(&self, read: &[bool]) -> Vec<bool> {
        let count = self.graph.nodes.len();
        let nodes = || (0..count).filter(|place| read[*place]).map(NodeId::at);
        let (mut own, mut uses) = (vec![false; count], vec![0_usize; count]);
        for node in nodes() {
            for child in self.children(node) {
                uses[child.index()] += 1;
            }
            let at = self.graph.node(node);
            own[node.index()] |= at.row.is_some();
            match &at.op {
                Op::GrowthIndex { .. } | Op::DiscountFactor(_) | Op::RunningTotal(_) | Op::ByYear(_) => {
                    own[node.index()] = true;
                }
                Op::Sum(all) if all.len() > LONGEST_SUM => own[node.index()] = true,
                Op::Previous { of, .. } => {
                    let of = self.same(*of);
                    own[of.index()] |= self.graph.node(of).span == Span::Series && !self.is_leaf(of);
                }
                Op::Total(of) | Op::InYear(of, _) | Op::Lowest(of) | Op::Highest(of) => {
                    let summed = matches!(at.op, Op::Total(_)) && self.products(*of).is_some();
                    let of = self.same(*of);
                    own[of.index()] |= !summed && !self.has_years(of);
                }
                _ => {}
            }
        }
        let (mut weights, mut depths) = (vec![1_usize; count], vec![0_usize; count]);
        for node in nodes().filter(|node| !self.is_leaf(*node)) {
            let mut children = self.children(node);
            // A year before, a product over the years or a total reads a cell.
            if matches!(
                self.graph.node(node).op,
                Op::Total(_) | Op::InYear(..) | Op::Lowest(_) | Op::Highest(_)
            ) {
                children.clear();
            }
            let heavy = |own: &[bool]| {
                let inside = children.iter().filter(|child| !own[child.index()]);
                inside.max_by_key(|child| (weights[child.index()], depths[child.index()])).copied()
            };
            let weight = |own: &[bool]| -> usize {
                children.iter().map(|child| if own[child.index()] { 1 } else { weights[child.index()] }).sum()
            };
            let depth = |own: &[bool]| {
                let inside = children.iter().filter(|child| !own[child.index()]);
                1 + inside.map(|child| depths[child.index()]).max().unwrap_or(0)
            };
            while weight(&own) > LONGEST_FORMULA.max(children.len()) || depth(&own) > DEEPEST_FORMULA {
                let Some(child) =
                    heavy(&own).filter(|child| weights[child.index()] > 1 || depths[child.index()] > 1)
                else {
                    break;
                };
                own[child.index()] = true;
            }
            (weights[node.index()], depths[node.index()]) = (weight(&own).max(1), depth(&own));
            own[node.index()] |= uses[node.index()] > 1
                && weights[node.index()] >= WORTH_A_ROW
                && self.graph.node(node).span != Span::Whole;
        }
        for node in nodes().filter(|node| self.is_leaf(*node) && self.graph.node(*node).row.is_none()) {
            // A leaf has a row only where its years are added up.
            own[node.index()] &= !self.has_years(node);
        }
        own
    }

    fn is_leaf(&self, node: NodeId) -> bool {
        matches!(self.graph.node(node).op, Op::Constant(_) | Op::Input(_) | Op::Figure(_) | Op::Calendar(_))
    }

    /// The sheet of each node: that of all its readers, or the common one; and the named row that it is part of.
    fn sheets(&mut self, read: &[bool], options: &HashMap<&str, usize>) -> Vec<SheetId> {
        let mut readers: Vec<Option<SheetId>> = vec![None; self.graph.nodes.len()];
        for place in (0..self.graph.nodes.len()).rev().filter(|place| read[*place]) {
            let node = NodeId::at(place);
            let own = self.graph.node(node).row.map(|row| sheet_of(self.graph.row(row), options));
            let sheet = own.or(readers[place]).unwrap_or(SheetId::Common);
            readers[place] = Some(sheet);
            let owner = if own.is_some() { Some(node) } else { self.owners[place] };
            for child in self.children(node).into_iter().filter(|child| child.index() < place) {
                if self.graph.node(child).row.is_some() {
                    continue;
                }
                let known = &mut readers[child.index()];
                *known = Some(if known.is_none_or(|known| known == sheet) { sheet } else { SheetId::Common });
                self.owners[child.index()] = owner.or(self.owners[child.index()]);
            }
        }
        readers.into_iter().map(|sheet| sheet.unwrap_or(SheetId::Common)).collect()
    }

    /// Gives every node that has cells its place.
    fn give_places(&mut self, read: &[bool], own: &[bool], sheets: &[SheetId]) {
        let graph = self.graph;
        let nodes = || graph.nodes.iter().enumerate().filter(|(place, _)| read[*place]);
        // Numbers and calendars stand at the top of the common sheet, each below a heading of its block.
        let mut common = FIRST_ROW + 1;
        for (_, node) in nodes() {
            if let Op::Constant(value) = &node.op
                && !value.is_zero()
                && *value != Decimal::ONE
                && !self.numbers.iter().any(|(known, _)| known == value)
            {
                self.numbers.push((*value, common));
                common += 1;
            }
        }
        common = if self.numbers.is_empty() { FIRST_ROW + 1 } else { common + 1 };
        for (place, node) in nodes() {
            if matches!(node.op, Op::Calendar(_)) && self.calendar(&node.op).is_none() {
                self.calendars.push((NodeId::at(place), common));
                common += 1;
            }
        }
        if self.calendars.is_empty() {
            common -= 1;
        }
        self.next.insert(SheetId::Common, common);
        for (place, node) in nodes() {
            let id = NodeId::at(place);
            if !own[place] {
                self.places[place] = self.leaf(&node.op);
                continue;
            }
            let sheet = sheets[place];
            let row = self.next.entry(sheet).or_insert(FIRST_ROW);
            let rows = self.rows.entry(sheet).or_default();
            if let Op::Sum(all) = &node.op {
                let count = all.len();
                if count > LONGEST_SUM && node.span != Span::Whole {
                    let starts = (0..count).step_by(LONGEST_SUM);
                    let parts: Vec<u32> = starts
                        .map(|from| {
                            rows.push(Entry::Part { of: id, from, to: count.min(from + LONGEST_SUM) });
                            *row += 1;
                            *row - 1
                        })
                        .collect();
                    self.parts.insert(id, parts);
                }
            }
            self.places[place] = Some(match node.span {
                Span::Whole => Place::Whole(sheet, *row),
                _ => Place::Years(sheet, *row),
            });
            rows.push(Entry::Node(id));
            *row += 1;
        }
    }

    fn calendar(&self, op: &Op) -> Option<u32> {
        let known = self.calendars.iter().find(|(known, _)| self.graph.node(*known).op == *op);
        known.map(|(_, row)| *row)
    }

    /// Where a leaf stands; nought and one stand in the formula.
    pub(super) fn leaf(&self, op: &Op) -> Option<Place> {
        match op {
            Op::Input(input) => self.leaves.inputs.get(*input as usize).copied().flatten(),
            Op::Figure(figure) => self.leaves.figures.get(*figure as usize).copied().flatten(),
            Op::Calendar(_) => self.calendar(op).map(|row| Place::Years(SheetId::Common, row)),
            Op::Constant(value) => {
                let known = self.numbers.iter().find(|(known, _)| known == value);
                known.map(|(_, row)| Place::One(SheetId::Common, WHOLE, *row))
            }
            _ => None,
        }
    }
}
