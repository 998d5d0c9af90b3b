//! Schedules: an estimate for each year.

use super::unit::Unit;
use super::{Estimate, Read, Stock, Write, wrong_kind};
use crate::address::Address;
use crate::document::{Content, Node, Value};
use crate::problem::{Problem, Problems};
use crate::year::FinancialYear;

/// An estimate for each year, in one of three ways.
///
/// One value holds in every year; a list gives the first, second, third year of whatever it belongs to and nothing
/// after its end; a table gives financial years by name (`{ "2027/28" = 8000, "2028/29" = 7000 }`) and nothing in the
/// years that it leaves out.
///
/// ```
/// use options_appraisal::input::{Estimate, Pounds, Schedule};
///
/// let year = "2028/29".parse()?;
/// let every: Schedule<Pounds> = 8_000.into();
/// let taper = Schedule::<Pounds>::InTurn([8_000, 7_000, 3_000].map(Estimate::new).into());
/// assert_eq!(every.in_year(year, Some(9)).map(Estimate::central), Some(8_000.into()));
/// assert_eq!(taper.in_year(year, Some(1)).map(Estimate::central), Some(7_000.into()));
/// assert_eq!(taper.in_year(year, Some(3)), None);
/// # Ok::<(), options_appraisal::YearError>(())
/// ```
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

/// In which of its three ways a schedule is written.
enum Written<'n> {
    Every,
    InTurn,
    ByYear(&'n [(String, Node)]),
}

fn written<'n>(node: &'n Node, at: &Address, problems: &mut Problems) -> Option<Written<'n>> {
    let problem = match &node.content {
        Content::List(items) if items.is_empty() => {
            Problem::new(at.clone(), "is an empty list").accepted("a value for each year").at_line(node.line)
        }
        Content::List(items) if items.len() > 500 => {
            let problem = Problem::new(at.clone(), format!("has {} years", items.len()));
            problem.accepted("at most 500").at_line(node.line)
        }
        Content::List(_) => return Some(Written::InTurn),
        Content::Table(entries) if entries.iter().any(|(key, _)| is_like_a_year(key)) => {
            return Some(Written::ByYear(entries));
        }
        Content::Table(_) | Content::Number(_) | Content::Text(_) => return Some(Written::Every),
        Content::Bool(_) | Content::Date(_) => {
            wrong_kind(node, at, "a number, a list of numbers, or a table by financial year")
        }
    };
    problems.push(problem);
    None
}

/// Whether a key means a year, well written or not, and no part of an estimate.
fn is_like_a_year(key: &str) -> bool {
    key.contains('/') || key.starts_with(|first: char| first.is_ascii_digit())
}

/// The year that a key of a table names.
fn year_of(key: &str, line: Option<u32>, at: &Address, problems: &mut Problems) -> Option<FinancialYear> {
    let name = Node { line, content: Content::Text(key.to_owned()) };
    FinancialYear::read(&name, at, problems)
}

fn out_of_order(year: FinancialYear, last: FinancialYear, at: &Address, line: Option<u32>) -> Problem {
    Problem::new(at.clone(), format!("{year} stands after {last}"))
        .accepted("years in their order, each once")
        .at_line(line)
}

/// Gives each year of a table to its reader, which says whether it could be read; true if all could, in their order.
/// Compiled once and not once a unit.
#[allow(clippy::type_complexity, reason = "the reader that is handed in has no other name")]
fn each_year(
    entries: &[(String, Node)],
    at: &Address,
    problems: &mut Problems,
    read: &mut dyn FnMut(Option<FinancialYear>, &Node, &Address, &mut Problems) -> bool,
) -> bool {
    let (mut last, mut whole) = (None, true);
    for (key, node) in entries {
        let at = at.join(key);
        let year = year_of(key, node.line, &at, problems);
        let sound = read(year, node, &at, problems);
        if let (Some(year), Some(last)) = (year, last)
            && year <= last
        {
            problems.push(out_of_order(year, last, &at, node.line));
            whole = false;
        }
        match year {
            Some(year) if sound => last = Some(year),
            _ => whole = false,
        }
    }
    whole
}

impl<U: Unit> Read for Schedule<U> {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let entries = match written(node, at, problems)? {
            Written::Every => return Estimate::read(node, at, problems).map(Self::Every),
            Written::InTurn => return Vec::read(node, at, problems).map(Self::InTurn),
            Written::ByYear(entries) => entries,
        };
        let mut years = Vec::new();
        let whole = each_year(entries, at, problems, &mut |year, node, at, problems| {
            let estimate = Estimate::read(node, at, problems);
            let sound = estimate.is_some();
            years.extend(year.zip(estimate));
            sound
        });
        whole.then_some(Self::ByYear(years))
    }

    fn blank() -> Self {
        Self::Every(Estimate::blank())
    }

    fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
        for estimate in self.estimates() {
            estimate.take_stock(node, at, stock);
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
