//! The formula of a row, as a spreadsheet program reads it. Every operation of the graph has one form here.

use super::cells::{self, SheetId, all_years, counter, one_cell, this_year, year_before, year_column};
use super::layout::{Layout, Place};
use super::names::SheetNames;
use crate::sheet::{Comparison, NodeId, Op, Span};

/// What stands where a ratio has nothing below its line.
pub(super) const NONE: &str = "none";

/// How tightly the outermost operation of a formula binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Sum,
    Product,
    /// A reference, a number or a function.
    Whole,
}

/// A formula, or a part of one.
#[derive(Debug, Clone)]
struct Part {
    text: String,
    binds: Binds,
}

impl Part {
    fn whole(text: impl Into<String>) -> Self {
        Self { text: text.into(), binds: Binds::Whole }
    }

    /// The part where only what binds at least so tightly may stand without brackets.
    fn within(self, binds: Binds) -> String {
        if self.binds >= binds { self.text } else { format!("({})", self.text) }
    }
}

/// Writes formulas for one sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer<'l> {
    pub(super) layout: &'l Layout<'l>,
    pub(super) names: &'l SheetNames,
    pub(super) sheet: SheetId,
}

impl Writer<'_> {
    /// The formula of a node in its own row.
    pub(super) fn of(&self, node: NodeId) -> String {
        let text = self.own(node).text;
        if self.below_a_ratio(node) { format!("IFERROR({text},\"{NONE}\")") } else { text }
    }

    /// The sum of some of what a node adds up.
    pub(super) fn sum_of(&self, nodes: &[NodeId]) -> String {
        self.sum(nodes).text
    }

    /// The value of a node, for a formula of this sheet.
    pub(super) fn value(&self, node: NodeId) -> String {
        self.read(node).within(Binds::Whole)
    }

    /// All years of a node that has a row.
    pub(super) fn years(&self, node: NodeId) -> Option<String> {
        match self.layout.place(node)? {
            Place::Years(sheet, row) => {
                Some(format!("{}{}", self.prefix(sheet), all_years(row, self.layout.graph.year_count())))
            }
            _ => None,
        }
    }

    fn prefix(&self, sheet: SheetId) -> String {
        self.names.prefix(self.sheet, sheet)
    }

    /// Whether a value for the whole period rests on a ratio that may be none, and is no ratio itself.
    fn below_a_ratio(&self, node: NodeId) -> bool {
        let own = self.layout.graph.node(node);
        let ratio = |node: NodeId| {
            let node = self.layout.graph.node(self.layout.same(node));
            node.span == Span::Whole && matches!(node.op, Op::Divide(..))
        };
        let mut below = false;
        if own.span == Span::Whole && !matches!(own.op, Op::Divide(..)) {
            own.op.for_each_child(|child| below |= ratio(child));
        }
        below
    }

    fn is_one_cell(&self, node: NodeId) -> bool {
        matches!(self.layout.place(node), Some(Place::One(..)))
    }

    /// A reference to a node where it has cells, else its formula.
    fn read(&self, node: NodeId) -> Part {
        let node = self.layout.same(node);
        match self.layout.place(node) {
            Some(place) => Part::whole(self.reference(place)),
            None => self.own(node),
        }
    }

    fn reference(&self, place: Place) -> String {
        match place {
            Place::One(sheet, column, row) => format!("{}{}", self.prefix(sheet), one_cell(column, row)),
            Place::Years(sheet, row) => format!("{}{}", self.prefix(sheet), this_year(row)),
            Place::Whole(sheet, row) => format!("{}{}", self.prefix(sheet), one_cell(cells::WHOLE, row)),
        }
    }

    #[allow(clippy::too_many_lines, reason = "a line or two for each operation of the graph")]
    fn own(&self, node: NodeId) -> Part {
        let own = self.layout.graph.node(node);
        let read = |node: &NodeId| self.read(*node);
        let text = |node: &NodeId| self.read(*node).text;
        match &own.op {
            Op::Constant(_) | Op::Input(_) | Op::Figure(_) | Op::Calendar(_) => {
                match (self.layout.leaf(&own.op), &own.op) {
                    (Some(place), _) => Part::whole(self.reference(place)),
                    (None, Op::Constant(value)) => Part::whole(value.normalize().to_string()),
                    (None, _) => Part::whole("NA()"),
                }
            }
            Op::ByYear(all) => self.by_year(all),
            // Before and after are the same where a year before is asked of what is the same in all years.
            Op::Previous { of, opening } if self.is_one_cell(*of) && text(of) == text(opening) => read(of),
            Op::Add(a, b) => self.sum(&[*a, *b]),
            Op::Subtract(a, b) if self.layout.is_nothing(*b) => read(a),
            Op::Subtract(a, b) if self.layout.is_nothing(*a) => {
                Part { text: format!("-{}", read(b).within(Binds::Product)), binds: Binds::Sum }
            }
            Op::Subtract(a, b) => Part {
                text: format!("{}-{}", read(a).within(Binds::Sum), read(b).within(Binds::Product)),
                binds: Binds::Sum,
            },
            Op::Multiply(a, b) if self.layout.is_one(*b) => read(a),
            Op::Multiply(a, b) if self.layout.is_one(*a) => read(b),
            Op::Multiply(a, b) => Part {
                text: format!("{}*{}", read(a).within(Binds::Product), read(b).within(Binds::Product)),
                binds: Binds::Product,
            },
            Op::Divide(a, b) if own.span == Span::Whole => {
                let below = read(b);
                let ratio =
                    format!("{}/{}", read(a).within(Binds::Product), below.clone().within(Binds::Whole));
                Part::whole(format!("IF({}=0,\"{NONE}\",{ratio})", below.text))
            }
            Op::Divide(a, b) => Part {
                text: format!("{}/{}", read(a).within(Binds::Product), read(b).within(Binds::Whole)),
                binds: Binds::Product,
            },
            Op::Negate(a) => Part { text: format!("-{}", read(a).within(Binds::Product)), binds: Binds::Sum },
            Op::Smaller(a, b) => Part::whole(format!("MIN({},{})", text(a), text(b))),
            Op::Larger(a, b) => Part::whole(format!("MAX({},{})", text(a), text(b))),
            Op::Sum(all) => match self.layout.parts_of(node) {
                Some(rows) => {
                    let mut cells: Vec<(String, u32)> =
                        rows.iter().map(|row| (String::new(), *row)).collect();
                    Part::whole(cells::sum(&cells::ranges(&mut cells)))
                }
                None => self.sum(all),
            },
            Op::Choose { left, compare, right, then, otherwise } => Part::whole(format!(
                "IF({}{}{},{},{})",
                read(left).within(Binds::Sum),
                sign(*compare),
                read(right).within(Binds::Sum),
                text(then),
                text(otherwise)
            )),
            Op::Previous { of, opening } => {
                let before = match self.layout.place(*of) {
                    Some(Place::Years(sheet, row)) => format!("{}{}", self.prefix(sheet), year_before(row)),
                    _ => text(of),
                };
                first_year_apart(&text(opening), &before)
            }
            Op::RunningTotal(a) => Part {
                text: format!("{}+{}", self.own_before(node), read(a).within(Binds::Sum)),
                binds: Binds::Sum,
            },
            Op::GrowthIndex { rate, opening } => {
                let grown = format!("{}*(1+{})", self.own_before(node), read(rate).within(Binds::Product));
                first_year_apart(&text(opening), &grown)
            }
            Op::DiscountFactor(rate) => {
                let factor = format!("{}/(1+{})", self.own_before(node), read(rate).within(Binds::Product));
                first_year_apart("1", &factor)
            }
            Op::Total(a) => match self.layout.products(*a).map(|(a, b)| (self.years(a), self.years(b))) {
                Some((Some(a), Some(b))) => Part::whole(format!("SUMPRODUCT({a},{b})")),
                _ => self.over_years("SUM", *a),
            },
            Op::InYear(a, year) => Part::whole(match self.layout.place(*a) {
                Some(Place::Years(sheet, row)) => {
                    format!("{}{}", self.prefix(sheet), one_cell(year_column(*year as usize), row))
                }
                _ => text(a),
            }),
            Op::Lowest(a) => self.over_years("MIN", *a),
            Op::Highest(a) => self.over_years("MAX", *a),
            Op::Event { event, chance } => {
                match self.layout.leaves.events.get(*event as usize).copied().flatten() {
                    Some(place) => {
                        let switch = self.reference(place);
                        Part::whole(format!("IF(ISNUMBER({switch}),{switch},{})", text(chance)))
                    }
                    None => read(chance),
                }
            }
        }
    }

    fn over_years(&self, function: &str, node: NodeId) -> Part {
        let all = self.years(node).unwrap_or_else(|| self.read(node).text);
        Part::whole(format!("{function}({all})"))
    }

    /// The node's own value of the year before.
    fn own_before(&self, node: NodeId) -> String {
        match self.layout.place(node) {
            Some(Place::Years(_, row)) => year_before(row),
            _ => "NA()".to_owned(),
        }
    }

    /// The value that is listed for the year. What is listed last holds on where all further years have the same.
    fn by_year(&self, all: &[NodeId]) -> Part {
        let mut texts: Vec<String> = all.iter().map(|node| self.read(*node).text).collect();
        while texts.len() > 1 && texts[texts.len() - 1] == texts[texts.len() - 2] {
            texts.pop();
        }
        if texts.len() == 1 {
            return Part::whole(texts.remove(0));
        }
        let place =
            if texts.len() < all.len() { format!("MIN({},{})", counter(), texts.len()) } else { counter() };
        let cells: Vec<Option<(SheetId, u16, u32)>> = all[..texts.len()]
            .iter()
            .map(|node| match self.layout.place(*node) {
                Some(Place::One(sheet, column, row)) => Some((sheet, column, row)),
                _ => None,
            })
            .collect();
        if texts.len() > 2
            && let Some(Some((sheet, column, first))) = cells.first().copied()
            && cells.iter().zip(first..).all(|(cell, row)| *cell == Some((sheet, column, row)))
        {
            let last = first + u32::try_from(texts.len()).unwrap_or(1) - 1;
            let list = format!("{}:{}", one_cell(column, first), one_cell(column, last));
            let list = format!("{}{list}", self.prefix(sheet));
            let place =
                if texts.len() < all.len() { format!("MIN({},ROWS({list}))", counter()) } else { counter() };
            return Part::whole(format!("INDEX({list},{place})"));
        }
        Part::whole(format!("CHOOSE({place},{})", texts.join(",")))
    }

    /// A sum, with rows that stand one below another as one range.
    fn sum(&self, all: &[NodeId]) -> Part {
        let (mut cells, mut others) = (Vec::new(), Vec::new());
        for node in self.layout.added_up(all) {
            match self.layout.place(node) {
                Some(Place::Years(sheet, row)) => cells.push((self.prefix(sheet), row)),
                _ => others.push(self.read(node)),
            }
        }
        if cells.len() + others.len() <= 3 {
            let cells =
                cells.into_iter().map(|(sheet, row)| Part::whole(format!("{sheet}{}", this_year(row))));
            let mut parts: Vec<Part> = cells.chain(others).collect();
            if parts.len() < 2 {
                return parts.pop().unwrap_or_else(|| Part::whole("0"));
            }
            // A minus sign stands first, or in brackets.
            parts.sort_by_key(|part| !part.text.starts_with('-'));
            let within = |(place, part): (usize, Part)| {
                if place > 0 && part.text.starts_with('-') { format!("({})", part.text) } else { part.text }
            };
            let text = parts.into_iter().enumerate().map(within).collect::<Vec<_>>().join("+");
            return Part { text, binds: Binds::Sum };
        }
        let mut terms = cells::ranges(&mut cells);
        terms.extend(others.into_iter().map(|part| part.text));
        Part::whole(cells::sum(&terms))
    }
}

/// One formula for all years of which the first is told apart by its number.
fn first_year_apart(first: &str, after: &str) -> Part {
    Part::whole(format!("IF({}=1,{first},{after})", counter()))
}

const fn sign(compare: Comparison) -> &'static str {
    match compare {
        Comparison::Below => "<",
        Comparison::AtMost => "<=",
        Comparison::Above => ">",
        Comparison::AtLeast => ">=",
    }
}

/// The words for a formula without a name: what a helper row is called.
pub(super) fn words(layout: &Layout<'_>, node: NodeId, depth: usize) -> String {
    let graph = layout.graph;
    let part = |child: &NodeId| {
        let child = layout.same(*child);
        let own = graph.node(child);
        match (&own.op, own.row) {
            (_, Some(row)) => graph.row(row).label.clone(),
            (Op::Input(input), _) => {
                let address = &graph.inputs()[*input as usize].address;
                address
                    .as_str()
                    .rsplit('.')
                    .take(2)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .replace('_', " ")
            }
            (Op::Figure(figure), _) => graph.figures()[*figure as usize].label.clone(),
            (Op::Calendar(_), _) => "share of the year".to_owned(),
            (Op::Constant(value), _) => value.normalize().to_string(),
            _ if depth == 0 => "…".to_owned(),
            _ => format!("({})", words(layout, child, depth - 1)),
        }
    };
    let joined = |all: &[NodeId], by: &str| {
        let mut shown: Vec<String> = all.iter().take(3).map(part).collect();
        if all.len() > 3 {
            shown.push(format!("{} more", all.len() - 3));
        }
        shown.join(by)
    };
    match &graph.node(node).op {
        Op::ByYear(all) => {
            let first = all.iter().find(|part| !layout.is_nothing(**part)).or(all.first());
            format!("By year: {}", first.map(part).unwrap_or_default())
        }
        Op::Add(a, b) => joined(&[*a, *b], " + "),
        Op::Subtract(a, b) => joined(&[*a, *b], " less "),
        Op::Multiply(a, b) => joined(&[*a, *b], " × "),
        Op::Divide(a, b) => joined(&[*a, *b], " ÷ "),
        Op::Negate(a) => format!("less {}", part(a)),
        Op::Smaller(a, b) => format!("the smaller of {} and {}", part(a), part(b)),
        Op::Larger(a, b) => format!("the larger of {} and {}", part(a), part(b)),
        Op::Sum(all) => {
            let all: Vec<NodeId> = layout.added_up(all).collect();
            joined(&all, " + ")
        }
        Op::Choose { left, compare, right, then, .. } => {
            format!("{} if {} {} {}", part(then), part(left), compare.words(), part(right))
        }
        Op::Previous { of, .. } => format!("{}, the year before", part(of)),
        Op::RunningTotal(a) => format!("{}, all years so far", part(a)),
        Op::GrowthIndex { rate, .. } => format!("index that grows by {}", part(rate)),
        Op::DiscountFactor(rate) => format!("discount factor at {}", part(rate)),
        Op::Total(a) => format!("{}, all years", part(a)),
        Op::InYear(a, year) => format!("{} in year {}", part(a), year + 1),
        Op::Lowest(a) => format!("the lowest year of {}", part(a)),
        Op::Highest(a) => format!("the highest year of {}", part(a)),
        Op::Event { event, .. } => graph.events()[*event as usize].label.clone(),
        Op::Constant(_) | Op::Input(_) | Op::Figure(_) | Op::Calendar(_) => part(&node),
    }
}
