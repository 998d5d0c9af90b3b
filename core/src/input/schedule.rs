//! Schedules: an estimate for each year.

use rust_decimal::Decimal;

use super::unit::{Growth, Times, Unit};
use super::{Estimate, Fields, Read, Stock, Write, choice, under, wrong_kind};
use crate::address::Address;
use crate::document::{Content, Node, Value};
use crate::problem::{Problem, Problems};
use crate::year::FinancialYear;

/// An estimate for each year, in one of six ways.
///
/// * One value holds in every year.
/// * A list gives the first, second, third year of whatever it belongs to and nothing after its end.
/// * A table gives financial years by name (`{ "2027/28" = 8000, "2028/29" = 7000 }`) and nothing in the years that it
///   leaves out.
/// * A taper gives the sum of the first year and the share of it in each year:
///   `{ first = 262000, shares = [1, 0.8, 0.7] }`. The sum is one input and so one uncertainty. After the last share
///   there is nothing, unless `then = "holds"`.
/// * A growth gives the first year and the rate from one year to the next: `{ first = 5000, growth = 0.05 }`; with
///   `years = 5` there is nothing after the fifth.
/// * Steps give the years in which the value changes, each holding until the next: `{ steps = { "2027/28" = 1,
///   "2032/33" = 12000 } }`. Before the first step there is nothing.
///
/// Where what it belongs to cannot end (visits, hours of hire, a tax base, a share), the last value holds on.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::input::{Estimate, Pounds, Schedule};
///
/// let year = "2028/29".parse()?;
/// let every: Schedule<Pounds> = 8_000.into();
/// let sums = Schedule::<Pounds>::InTurn([8_000, 7_000, 3_000].map(Estimate::new).into());
/// let taper = Schedule::<Pounds>::taper(262_000, [Decimal::ONE, Decimal::new(8, 1), Decimal::new(7, 1)]);
/// let growing = Schedule::<Pounds>::growing(5_000, Decimal::new(5, 2));
/// let sum = |schedule: &Schedule<Pounds>, turn| schedule.in_year(year, Some(turn)).and_then(|term| term.central());
/// assert_eq!(sum(&every, 9), Some(8_000.into()));
/// assert_eq!((sum(&sums, 1), sum(&sums, 3)), (Some(7_000.into()), None));
/// assert_eq!(sum(&taper, 2), Some(183_400.into()));
/// assert_eq!(sum(&growing, 2), Some(Decimal::new(55_125, 1)));
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
    /// A first sum, and the share of it in the first, second, third year.
    Taper {
        /// The sum of which the shares are.
        first: Estimate<U>,
        /// The share in each year.
        shares: Vec<Estimate<Times>>,
        /// What comes after the last share.
        then: Then,
    },
    /// A first sum that grows at a rate a year.
    Growing {
        /// The sum of the first year.
        first: Estimate<U>,
        /// The growth from one year to the next.
        growth: Estimate<Growth>,
        /// For how many years; without end where it is none.
        years: Option<u32>,
    },
    /// By financial year; each value holds until the next.
    Steps(Vec<(FinancialYear, Estimate<U>)>),
}

choice! {
    /// What comes after the last share of a taper.
    pub enum Then {
        /// Nothing: the agreement has ended.
        Nothing = "nothing",
        /// The last share holds on.
        Holds = "holds",
    }
}

/// What a schedule says of one year: an estimate, and what it is multiplied by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term<'s, U: Unit> {
    pub(crate) estimate: &'s Estimate<U>,
    pub(crate) times: OfFirst<'s>,
}

/// What the first sum of a schedule is multiplied by in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfFirst<'s> {
    /// By nothing: the estimate is that of the year.
    Whole,
    /// By a share.
    Share(&'s Estimate<Times>),
    /// By one plus a growth, so many times.
    Grown(&'s Estimate<Growth>, u32),
}

impl<U: Unit> Term<'_, U> {
    /// The central value; none where it is larger than can be kept.
    pub fn central(&self) -> Option<Decimal> {
        let first = self.estimate.central();
        match self.times {
            OfFirst::Whole => Some(first),
            OfFirst::Share(share) => first.checked_mul(share.central()),
            OfFirst::Grown(growth, years) => {
                let step = Decimal::ONE.checked_add(growth.central())?;
                (0..years).try_fold(first, |sum, _| sum.checked_mul(step))
            }
        }
    }
}

impl<U: Unit> Schedule<U> {
    /// A first sum, and the share of it in the first, second, third year; nothing after the last.
    pub fn taper<S: Into<Estimate<Times>>>(
        first: impl Into<Estimate<U>>,
        shares: impl IntoIterator<Item = S>,
    ) -> Self {
        let shares = shares.into_iter().map(Into::into).collect();
        Self::Taper { first: first.into(), shares, then: Then::Nothing }
    }

    /// A first sum that grows at a rate a year, without end.
    pub fn growing(first: impl Into<Estimate<U>>, growth: impl Into<Estimate<Growth>>) -> Self {
        Self::Growing { first: first.into(), growth: growth.into(), years: None }
    }

    /// What it says of a year, if anything: `turn` counts the years of what it belongs to, from nought.
    pub fn in_year(&self, year: FinancialYear, turn: Option<usize>) -> Option<Term<'_, U>> {
        let whole = |estimate| Term { estimate, times: OfFirst::Whole };
        match self {
            Self::Every(estimate) => Some(whole(estimate)),
            Self::InTurn(estimates) => turn.and_then(|turn| estimates.get(turn)).map(whole),
            Self::ByYear(years) => {
                years.iter().find(|(known, _)| *known == year).map(|(_, estimate)| whole(estimate))
            }
            Self::Taper { first, shares, then } => {
                let last = shares.last().filter(|_| *then == Then::Holds);
                let share = turn.and_then(|turn| shares.get(turn).or(last))?;
                Some(Term { estimate: first, times: OfFirst::Share(share) })
            }
            Self::Growing { first, growth, years } => {
                let turn = u32::try_from(turn?).ok()?;
                let ended = years.is_some_and(|years| turn >= years);
                (!ended).then_some(Term { estimate: first, times: OfFirst::Grown(growth, turn) })
            }
            Self::Steps(steps) => {
                steps.iter().rfind(|(from, _)| *from <= year).map(|(_, estimate)| whole(estimate))
            }
        }
    }

    /// Where it ends: the last year in which it says something, and what it says of it, where its turns are counted from
    /// `starts`. None where it goes on.
    pub(crate) fn last(&self, starts: FinancialYear) -> Option<(FinancialYear, Term<'_, U>)> {
        let turns = match self {
            Self::Every(_) | Self::Steps(_) | Self::Taper { then: Then::Holds, .. } => return None,
            Self::ByYear(years) => {
                let (year, _) = years.last()?;
                return self.in_year(*year, None).map(|term| (*year, term));
            }
            Self::InTurn(estimates) => estimates.len(),
            Self::Taper { shares, .. } => shares.len(),
            Self::Growing { years, .. } => usize::try_from((*years)?).ok()?,
        };
        let turn = turns.checked_sub(1)?;
        // A schedule has at most 500 turns, so that the year is one that can be written or near to it.
        let year = starts.plus(i16::try_from(turn).ok()?);
        self.in_year(year, Some(turn)).map(|term| (year, term))
    }

    /// Whether it is a rate a year, and not a list of sums that were agreed year by year.
    pub(crate) const fn is_rate(&self) -> bool {
        matches!(self, Self::Every(_) | Self::Growing { .. } | Self::Steps(_))
    }

    /// The estimates in its own unit that it holds: of a taper and a growth, the first sum.
    pub fn estimates(&self) -> Vec<&Estimate<U>> {
        match self {
            Self::Every(estimate) => vec![estimate],
            Self::InTurn(estimates) => estimates.iter().collect(),
            Self::ByYear(years) | Self::Steps(years) => years.iter().map(|(_, estimate)| estimate).collect(),
            Self::Taper { first, .. } | Self::Growing { first, .. } => vec![first],
        }
    }

    /// The addresses of all inputs that it holds.
    pub(crate) fn addresses(&self) -> Vec<Address> {
        let mut all: Vec<Address> = self.estimates().iter().map(|one| one.address().clone()).collect();
        match self {
            Self::Taper { shares, .. } => all.extend(shares.iter().map(|share| share.address().clone())),
            Self::Growing { growth, .. } => all.push(growth.address().clone()),
            _ => {}
        }
        all
    }

    /// Whether nothing is paid in any year.
    pub fn is_nothing(&self) -> bool {
        let none = self.estimates().iter().all(|estimate| estimate.is_nothing());
        none || matches!(self, Self::Taper { shares, .. } if shares.iter().all(Estimate::is_nothing))
    }
}

impl<U: Unit, T: Into<Estimate<U>>> From<T> for Schedule<U> {
    fn from(estimate: T) -> Self {
        Self::Every(estimate.into())
    }
}

/// In which way a schedule is written.
enum Written<'n> {
    Every,
    InTurn,
    ByYear(&'n [(String, Node)]),
    Course,
}

/// The keys of a taper, a growth and steps.
const COURSE: &[&str] = &["first", "shares", "then", "growth", "years", "steps"];

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
        // `years` and `then` alone tell nothing.
        Content::Table(entries)
            if entries.iter().any(|(key, _)| matches!(&**key, "first" | "shares" | "growth" | "steps")) =>
        {
            return Some(Written::Course);
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

/// Reads the financial years of a table; none where one of them could not be read.
fn by_year<U: Unit>(
    entries: &[(String, Node)],
    at: &Address,
    problems: &mut Problems,
) -> Option<Vec<(FinancialYear, Estimate<U>)>> {
    let mut years = Vec::new();
    let whole = each_year(entries, at, problems, &mut |year, node, at, problems| {
        let estimate = Estimate::read(node, at, problems);
        let sound = estimate.is_some();
        years.extend(year.zip(estimate));
        sound
    });
    whole.then_some(years)
}

/// Which of the three a table is that gives a first sum or steps. What does not go together is a problem.
fn which_course(fields: &Fields<'_>, node: &Node, at: &Address, problems: &mut Problems) -> &'static str {
    let there = |key: &str| fields.take(key).is_some();
    let mut refuse = |key: &str, what: &str, accepted: &str| {
        problems.push(Problem::new(at.join(key), what).accepted(accepted).at_line(node.line));
    };
    let course = ["steps", "shares", "growth"].into_iter().find(|key| there(key)).unwrap_or("first");
    let own: &[&str] = match course {
        "steps" => &["steps"],
        "shares" => &["first", "shares", "then"],
        "growth" => &["first", "growth", "years"],
        _ => {
            refuse("first", "stands alone", "shares of it by year, or a growth; else the sum by itself");
            &["first"]
        }
    };
    for key in COURSE.iter().filter(|key| there(key) && !own.contains(key)) {
        refuse(key, &format!("cannot stand beside {course}"), "shares, growth or steps: one of the three");
    }
    course
}

impl<U: Unit> Schedule<U> {
    fn read_course(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let before = problems.len();
        let mut fields = Fields::open(node, at, problems)?;
        fields.expect(COURSE);
        let read = match which_course(&fields, node, at, problems) {
            "steps" => {
                let node = fields.take("steps")?;
                let at = at.join("steps");
                match &node.content {
                    Content::Table(entries) if !entries.is_empty() => {
                        by_year(entries, &at, problems).map(Self::Steps)
                    }
                    _ => {
                        problems.push(wrong_kind(node, &at, "a table by financial year"));
                        None
                    }
                }
            }
            "shares" => {
                let first = fields.required("first", problems);
                let shares: Vec<Estimate<Times>> = fields.required("shares", problems);
                let then = fields.optional("then", problems).unwrap_or(Then::Nothing);
                if shares.is_empty() || shares.len() > 500 {
                    let problem = Problem::new(at.join("shares"), format!("has {} years", shares.len()));
                    problems.push(problem.accepted("from 1 to 500").at_line(node.line));
                }
                Some(Self::Taper { first, shares, then })
            }
            _ => {
                let first = fields.required("first", problems);
                let growth = fields.optional("growth", problems).unwrap_or_else(Estimate::blank);
                let years: Option<u32> = fields.optional("years", problems);
                if let Some(years) = years.filter(|years| !(1..=500).contains(years)) {
                    let problem = Problem::new(at.join("years"), format!("is {years}"));
                    problems.push(problem.accepted("from 1 to 500 years").at_line(node.line));
                }
                Some(Self::Growing { first, growth, years })
            }
        };
        fields.finish(problems);
        read.filter(|_| problems.len() == before)
    }
}

impl<U: Unit> Read for Schedule<U> {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        match written(node, at, problems)? {
            Written::Every => Estimate::read(node, at, problems).map(Self::Every),
            Written::InTurn => Vec::read(node, at, problems).map(Self::InTurn),
            Written::ByYear(entries) => by_year(entries, at, problems).map(Self::ByYear),
            Written::Course => Self::read_course(node, at, problems),
        }
    }

    fn blank() -> Self {
        Self::Every(Estimate::blank())
    }

    fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
        for estimate in self.estimates() {
            estimate.take_stock(node, at, stock);
        }
        match self {
            Self::Taper { shares, then, .. } => {
                for share in shares {
                    share.take_stock(node, at, stock);
                }
                then.take_stock(under(node, "then"), &at.join("then"), stock);
            }
            Self::Growing { growth, .. } => growth.take_stock(node, at, stock),
            _ => {}
        }
    }
}

impl<U: Unit> Write for Schedule<U> {
    fn write(&self) -> Value {
        let table = |years: &[(FinancialYear, Estimate<U>)]| {
            Value::Table(years.iter().map(|(year, estimate)| (year.to_string(), estimate.write())).collect())
        };
        let mut all = Vec::new();
        let mut add = |key: &str, value: Value| all.push((key.to_owned(), value));
        match self {
            Self::Every(estimate) => return estimate.write(),
            Self::InTurn(estimates) => return estimates.write(),
            Self::ByYear(years) => return table(years),
            Self::Taper { first, shares, then } => {
                add("first", first.write());
                add("shares", shares.write());
                if *then == Then::Holds {
                    add("then", then.write());
                }
            }
            Self::Growing { first, growth, years } => {
                add("first", first.write());
                add("growth", growth.write());
                if let Some(years) = years {
                    add("years", years.write());
                }
            }
            Self::Steps(steps) => add("steps", table(steps)),
        }
        Value::Table(all)
    }

    fn is_default(&self) -> bool {
        matches!(self, Self::Every(estimate) if estimate.is_default())
    }
}
