//! What the rows of a table come to, in columns.

use crate::Decimal;
use crate::problem::Problem;
use crate::year::FinancialYear;

/// What a number of a row is: every row has one for each key, in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The id of the option.
    pub option: String,
    /// The measure, such as `net_cost`.
    pub measure: String,
    /// The view or the party; none where the measure has none.
    pub view: Option<String>,
    /// The year; none where the measure has one value for the whole period.
    pub year: Option<FinancialYear>,
    /// The unit.
    pub unit: String,
    /// Whether there are draws of it.
    pub drawn: bool,
}

/// What draws make of a number, in its unit. A part that there is none of is not a number: of a measure without any value,
/// or of the spread of a single draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The mean.
    pub mean: f64,
    /// The standard deviation, with the divisor n - 1.
    pub standard_deviation: f64,
    /// The percentile 5 (Hyndman and Fan's type 7, as are the others).
    pub p5: f64,
    /// The median.
    pub p50: f64,
    /// The percentile 95.
    pub p95: f64,
    /// The share of draws above nought: of a saving, the chance that the option saves.
    pub above_nought: f64,
    /// The share of draws below nought: of a lowest reserve, the chance that reserves run out.
    pub below_nought: f64,
}

impl Spread {
    pub(super) const NONE: Self = Self {
        mean: f64::NAN,
        standard_deviation: f64::NAN,
        p5: f64::NAN,
        p50: f64::NAN,
        p95: f64::NAN,
        above_nought: f64::NAN,
        below_nought: f64::NAN,
    };
}

/// Why a row has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManyProblem {
    /// The place of the row in the table, counted from 1.
    pub row: usize,
    /// Its id.
    pub id: String,
    /// What is wrong; the address is that of the column, or of what cannot be worked out.
    pub problem: Problem,
}

/// The most problems that are kept.
const MOST_PROBLEMS: usize = 10_000;

/// One number of one row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell<'a> {
    /// The id of the row.
    pub id: &'a str,
    /// What it is.
    pub key: &'a Key,
    /// The exact value with everything as planned, rounded to two places, half to even; none of a ratio to nothing, and
    /// of what is never paid back.
    pub value: Option<Decimal>,
    /// What the draws make of it, where it is drawn.
    pub spread: Option<&'a Spread>,
}

/// What the rows of a table come to.
#[derive(Debug, Clone)]
pub struct ManyResult {
    pub(super) asked: usize,
    pub(super) draws: u64,
    pub(super) seed: u64,
    pub(super) keys: Vec<Key>,
    /// For each key, its place among those that are drawn.
    pub(super) drawn: Vec<Option<usize>>,
    pub(super) ids: Vec<String>,
    /// For each row and key, the value in hundredths of its unit.
    pub(super) values: Vec<Option<i64>>,
    /// For each row and drawn key.
    pub(super) spreads: Vec<Spread>,
    pub(super) failed: usize,
    pub(super) problems: Vec<ManyProblem>,
    pub(super) complete: bool,
}

impl ManyResult {
    /// Nothing yet, of so many rows.
    pub(super) fn of(asked: usize, draws: u64, seed: u64, keys: Vec<Key>) -> Self {
        let mut next = 0..;
        let drawn = keys.iter().map(|key| if key.drawn { next.next() } else { None }).collect();
        Self {
            asked,
            draws,
            seed,
            keys,
            drawn,
            ids: Vec::new(),
            values: Vec::new(),
            spreads: Vec::new(),
            failed: 0,
            problems: Vec::new(),
            complete: false,
        }
    }

    pub(super) fn report(&mut self, row: usize, id: &str, problems: crate::Problems) {
        self.failed += 1;
        let left = MOST_PROBLEMS.saturating_sub(self.problems.len());
        let problems = problems.into_iter().take(left);
        self.problems.extend(problems.map(|problem| ManyProblem {
            row: row + 1,
            id: id.to_owned(),
            problem,
        }));
    }

    /// What the numbers of a row are, in their order.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The ids of the rows that have a result, in the order of the table.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The value of each key of a row, in hundredths of its unit: pence of pounds. The row is counted among those that
    /// have a result.
    pub fn hundredths(&self, row: usize) -> &[Option<i64>] {
        let width = self.keys.len();
        self.values.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    /// What the draws make of a key of a row; none where it is not drawn.
    pub fn spread(&self, row: usize, key: usize) -> Option<&Spread> {
        let width = self.drawn.iter().flatten().count();
        self.spreads.get(row * width + (*self.drawn.get(key)?)?)
    }

    /// All numbers, row by row.
    ///
    /// ```
    /// use options_appraisal::many::{Many, Rows};
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let template = Appraisal::load(include_str!("../../../docs/examples/national.toml"), Format::Toml)?;
    /// let rows = Rows::new(["small", "large"]).numbers("service.usage.staffed_hours", [12, 50]);
    /// let result = template.run_many(&Many::new().measures(["saving_total"]), &rows)?;
    /// let trust = result.cells().find(|cell| cell.id == "large" && cell.key.option == "trust");
    /// assert!(trust.is_some_and(|cell| cell.value.is_some()));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.ids.iter().enumerate().flat_map(move |(row, id)| {
            let values = self.hundredths(row);
            self.keys.iter().zip(values).enumerate().map(move |(place, (key, value))| Cell {
                id,
                key,
                value: value.map(|hundredths| Decimal::new(hundredths, 2)),
                spread: self.spread(row, place),
            })
        })
    }

    /// How many rows the table has.
    pub const fn asked(&self) -> usize {
        self.asked
    }

    /// The draws of each row; nought where there are none.
    pub const fn draws(&self) -> u64 {
        self.draws
    }

    /// The seed of the draws.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// How many rows have no result because something is wrong with them.
    pub const fn failed(&self) -> usize {
        self.failed
    }

    /// What is wrong with rows, in the order of the table: at most 10,000 problems are kept.
    pub fn problems(&self) -> &[ManyProblem] {
        &self.problems
    }

    /// Whether every row was looked at: false where the run was stopped.
    pub const fn is_complete(&self) -> bool {
        self.complete
    }
}
