//! Schedules: an estimate for each year.

use super::unit::Unit;
use super::{Estimate, Read, Write, wrong_kind};
use crate::address::Address;
use crate::document::{Content, Node, Value};
use crate::problem::{Problem, Problems};
use crate::year::FinancialYear;

/// An estimate for each year, in one of three ways.
///
/// One value holds in every year; a list gives the first, second, third year of whatever it belongs to and nothing
/// after its end; a table gives financial years by name (`{ "2027/28" = 8000, "2028/29" = 7000 }`) and nothing in the
/// years that it leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schedule<U: Unit> {
    /// The same in every year.
    Every(Estimate<U>),
    /// The first year, the second, and so on; nothing after the last.
    InTurn(Vec<Estimate<U>>),
    /// By financial year; nothing in a year that is not named.
    ByYear(Vec<(FinancialYear, Estimate<U>)>),
}

impl<U: Unit> Schedule<U> {
    /// The estimate of a year, where there is one: `turn` counts the years of what it belongs to, from nought.
    pub fn in_year(&self, year: FinancialYear, turn: Option<usize>) -> Option<&Estimate<U>> {
        match self {
            Self::Every(estimate) => Some(estimate),
            Self::InTurn(estimates) => turn.and_then(|turn| estimates.get(turn)),
            Self::ByYear(years) => {
                years.iter().find(|(known, _)| *known == year).map(|(_, estimate)| estimate)
            }
        }
    }

    /// All estimates that it holds.
    pub fn estimates(&self) -> Vec<&Estimate<U>> {
        match self {
            Self::Every(estimate) => vec![estimate],
            Self::InTurn(estimates) => estimates.iter().collect(),
            Self::ByYear(years) => years.iter().map(|(_, estimate)| estimate).collect(),
        }
    }

    /// Whether nothing is paid in any year.
    pub fn is_nothing(&self) -> bool {
        self.estimates().iter().all(|estimate| estimate.is_nothing())
    }
}

impl<U: Unit, T: Into<Estimate<U>>> From<T> for Schedule<U> {
    fn from(estimate: T) -> Self {
        Self::Every(estimate.into())
    }
}

fn is_year(key: &str) -> bool {
    key.contains('/')
}

impl<U: Unit> Read for Schedule<U> {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        match &node.content {
            Content::List(items) if items.is_empty() => {
                let problem = Problem::new(at.clone(), "is an empty list");
                problems.push(problem.accepted("a value for each year").at_line(node.line));
                None
            }
            Content::List(items) if items.len() > 500 => {
                let problem = Problem::new(at.clone(), format!("has {} years", items.len()));
                problems.push(problem.accepted("at most 500").at_line(node.line));
                None
            }
            Content::List(_) => Vec::read(node, at, problems).map(Self::InTurn),
            Content::Table(entries) if entries.iter().any(|(key, _)| is_year(key)) => {
                let mut years: Vec<(FinancialYear, Estimate<U>)> = Vec::with_capacity(entries.len());
                let mut whole = true;
                for (key, node) in entries {
                    let at = at.join(key);
                    let name = Node { line: node.line, content: Content::Text(key.clone()) };
                    let year = FinancialYear::read(&name, &at, problems);
                    let estimate = Estimate::read(node, &at, problems);
                    if let (Some(year), Some((last, _))) = (year, years.last())
                        && year <= *last
                    {
                        let problem = Problem::new(at.clone(), format!("{year} stands after {last}"));
                        problems.push(problem.accepted("years in their order, each once").at_line(node.line));
                        whole = false;
                    }
                    match year.zip(estimate) {
                        Some(entry) => years.push(entry),
                        None => whole = false,
                    }
                }
                whole.then_some(Self::ByYear(years))
            }
            Content::Table(_) | Content::Number(_) | Content::Text(_) => {
                Estimate::read(node, at, problems).map(Self::Every)
            }
            Content::Bool(_) | Content::Date(_) => {
                problems.push(wrong_kind(
                    node,
                    at,
                    "a number, a list of numbers, or a table by financial year",
                ));
                None
            }
        }
    }
}

impl<U: Unit> Write for Schedule<U> {
    fn write(&self) -> Value {
        match self {
            Self::Every(estimate) => estimate.write(),
            Self::InTurn(estimates) => estimates.write(),
            Self::ByYear(years) => Value::Table(
                years.iter().map(|(year, estimate)| (year.to_string(), estimate.write())).collect(),
            ),
        }
    }

    fn is_default(&self) -> bool {
        matches!(self, Self::Every(estimate) if estimate.is_default())
    }
}
