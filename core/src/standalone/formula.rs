//! A node of a sheet as one word, and back: a sign for what it does, and the nodes that it reads.
//!
//! A node that is read is written as its distance: `+2,1` adds the node two places before this one and the node just
//! before it. Options and years are built alike, so that distances repeat where places would not, and the text packs
//! small. Only the year before (`P`) may reach forward, with a distance below nought.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::money;
use crate::sheet::{Comparison, NodeId, Op};

/// What the nodes of a text may name beside one another, and how many there are of each.
pub(super) struct Around<'a> {
    pub(super) nodes: usize,
    pub(super) inputs: usize,
    pub(super) figures: usize,
    pub(super) events: usize,
    pub(super) years: usize,
    pub(super) calendars: &'a [Vec<Decimal>],
}

/// Why a word is no node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not written as a node is.
    Notation,
    /// It names an input, a figure, an event, a calendar or a year that is not there, or a node that it may not read.
    Reach,
    /// It does not have a node for every year.
    Years,
}

impl Fault {
    /// What is wrong, and what would be accepted.
    pub(super) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Notation => {
                ("is no formula", "a sign and the distances to the nodes that it reads, such as +2,1")
            }
            Self::Reach => {
                ("reads what is not there", "nodes that stand before it, and things that the sheet lists")
            }
            Self::Years => ("has not one node for each year", "as many nodes as the sheet has years"),
        }
    }
}

const COMPARISONS: [(&str, Comparison); 4] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("<", Comparison::Below),
    (">", Comparison::Above),
];

/// A node as a word. Calendars are kept beside the nodes, each once.
pub(super) fn write(op: &Op, own: NodeId, calendars: &mut Vec<Vec<Decimal>>) -> String {
    let mut word = String::new();
    match op {
        Op::Constant(value) => word = format!("={value}"),
        Op::Input(input) => word = format!("i{input}"),
        Op::Figure(figure) => word = format!("f{figure}"),
        Op::Calendar(values) => {
            let known = calendars.iter().position(|known| known[..] == **values);
            let place = known.unwrap_or_else(|| {
                calendars.push(values.to_vec());
                calendars.len() - 1
            });
            word = format!("c{place}");
        }
        op => {
            word.push_str(sign(op));
            let mut separator = "";
            op.for_each_child(|child| {
                // Writing into a string does not fail.
                let _ = write!(word, "{separator}{}", i64::from(own.0) - i64::from(child.0));
                separator = ",";
            });
            if let Op::InYear(_, other) | Op::Event { event: other, .. } = op {
                let _ = write!(word, ",{other}");
            }
        }
    }
    word
}

/// The sign of what reads other nodes.
fn sign(op: &Op) -> &'static str {
    match op {
        Op::Constant(_) => "=",
        Op::Input(_) => "i",
        Op::Figure(_) => "f",
        Op::Calendar(_) => "c",
        Op::ByYear(_) => "Y",
        Op::Add(..) => "+",
        Op::Subtract(..) => "-",
        Op::Multiply(..) => "*",
        Op::Divide(..) => "/",
        Op::Negate(_) => "~",
        Op::Smaller(..) => "S",
        Op::Larger(..) => "L",
        Op::Sum(_) => "s",
        Op::Choose { compare: Comparison::Below, .. } => "?<",
        Op::Choose { compare: Comparison::AtMost, .. } => "?<=",
        Op::Choose { compare: Comparison::Above, .. } => "?>",
        Op::Choose { compare: Comparison::AtLeast, .. } => "?>=",
        Op::Previous { .. } => "P",
        Op::RunningTotal(_) => "R",
        Op::GrowthIndex { .. } => "G",
        Op::DiscountFactor(_) => "D",
        Op::Total(_) => "t",
        Op::InYear(..) => "y",
        Op::Lowest(_) => "l",
        Op::Highest(_) => "h",
        Op::Event { .. } => "e",
    }
}

/// The node at the place `own` from its word.
pub(super) fn read(word: &str, own: usize, around: &Around<'_>) -> Result<Op, Fault> {
    let mut rest = word.chars();
    let sign = rest.next().ok_or(Fault::Notation)?;
    let rest = rest.as_str();
    let (compare, rest) = match sign {
        '?' => {
            let found =
                COMPARISONS.iter().find_map(|(sign, compare)| Some((*compare, rest.strip_prefix(sign)?)));
            found.ok_or(Fault::Notation)?
        }
        _ => (Comparison::Below, rest),
    };
    if sign == '=' {
        return money::parse(rest).map(Op::Constant).map_err(|_| Fault::Notation);
    }
    let numbers: Result<Vec<i64>, _> = match rest {
        "" => Ok(Vec::new()),
        rest => rest.split(',').map(str::parse).collect(),
    };
    let numbers = numbers.map_err(|_| Fault::Notation)?;
    let listed = |place: i64, count: usize| {
        let place = usize::try_from(place).ok().filter(|place| *place < count);
        place.and_then(|place| u32::try_from(place).ok()).ok_or(Fault::Reach)
    };
    let any = |distance: i64| {
        let place = i64::try_from(own).ok().and_then(|own| own.checked_sub(distance));
        place.map_or(Err(Fault::Reach), |place| listed(place, around.nodes)).map(NodeId)
    };
    let before = |distance: i64| if distance > 0 { any(distance) } else { Err(Fault::Reach) };
    let all = || numbers.iter().map(|distance| before(*distance)).collect::<Result<Box<[NodeId]>, Fault>>();
    Ok(match (sign, &numbers[..]) {
        ('i', [place]) => Op::Input(listed(*place, around.inputs)?),
        ('f', [place]) => Op::Figure(listed(*place, around.figures)?),
        ('c', [place]) => {
            let calendar = listed(*place, around.calendars.len())? as usize;
            Op::Calendar(around.calendars[calendar].as_slice().into())
        }
        ('Y', years) if years.len() == around.years => Op::ByYear(all()?),
        ('Y', _) => return Err(Fault::Years),
        ('+', [a, b]) => Op::Add(before(*a)?, before(*b)?),
        ('-', [a, b]) => Op::Subtract(before(*a)?, before(*b)?),
        ('*', [a, b]) => Op::Multiply(before(*a)?, before(*b)?),
        ('/', [a, b]) => Op::Divide(before(*a)?, before(*b)?),
        ('~', [a]) => Op::Negate(before(*a)?),
        ('S', [a, b]) => Op::Smaller(before(*a)?, before(*b)?),
        ('L', [a, b]) => Op::Larger(before(*a)?, before(*b)?),
        ('s', _) => Op::Sum(all()?),
        ('?', [left, right, then, otherwise]) => Op::Choose {
            left: before(*left)?,
            compare,
            right: before(*right)?,
            then: before(*then)?,
            otherwise: before(*otherwise)?,
        },
        ('P', [of, opening]) => Op::Previous { of: any(*of)?, opening: before(*opening)? },
        ('R', [a]) => Op::RunningTotal(before(*a)?),
        ('G', [rate, opening]) => Op::GrowthIndex { rate: before(*rate)?, opening: before(*opening)? },
        ('D', [rate]) => Op::DiscountFactor(before(*rate)?),
        ('t', [a]) => Op::Total(before(*a)?),
        ('y', [a, year]) => Op::InYear(before(*a)?, listed(*year, around.years)?),
        ('l', [a]) => Op::Lowest(before(*a)?),
        ('h', [a]) => Op::Highest(before(*a)?),
        ('e', [chance, event]) => {
            Op::Event { event: listed(*event, around.events)?, chance: before(*chance)? }
        }
        _ => return Err(Fault::Notation),
    })
}
