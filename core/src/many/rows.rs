//! The table: an id and the value of some inputs for each row.

use crate::Decimal;
use crate::address::Address;
use crate::document::Value;
use crate::problem::{Problem, Problems};

/// The most rows of one table.
const MOST_ROWS: usize = 1_000_000;
/// The most columns of one table.
const MOST_COLUMNS: usize = 1_000;

/// A table with one row for each service: its id, and the value of each input that a column names.
///
/// ```
/// use options_appraisal::Value;
/// use options_appraisal::many::Rows;
///
/// let rows = Rows::new(["hythe", "sandgate"])
///     .numbers("service.usage.staffed_hours", [41, 25])
///     .column("service.statutory", [Value::Bool(true), Value::Bool(true)]);
/// assert_eq!(rows.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    pub(super) ids: Vec<String>,
    pub(super) columns: Vec<Column>,
}

/// A column: the address of an input, and its value in each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) address: String,
    pub(super) cells: Vec<Value>,
}

impl Rows {
    /// Rows with these ids. The draws of a row are keyed by its id: two rows of one id have the same draws.
    pub fn new(ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { ids: ids.into_iter().map(Into::into).collect(), columns: Vec::new() }
    }

    /// Adds a column: the address of an input, and a value for each row. A number may also stand as its text;
    /// [`Value::Null`] is a value that is missing.
    #[must_use]
    pub fn column(mut self, address: impl Into<String>, cells: impl IntoIterator<Item = Value>) -> Self {
        self.columns.push(Column { address: address.into(), cells: cells.into_iter().collect() });
        self
    }

    /// Adds a column of numbers.
    #[must_use]
    pub fn numbers(
        self,
        address: impl Into<String>,
        numbers: impl IntoIterator<Item = impl Into<Decimal>>,
    ) -> Self {
        self.column(address, numbers.into_iter().map(|number| Value::Number(number.into().to_string())))
    }

    /// Takes over a program's values: a list of ids, and a table with a list for each column.
    ///
    /// # Errors
    /// If the ids are no list of texts, or the columns no table of lists.
    pub fn from_values(ids: Value, columns: Value) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let mut wrong = |at: &str, accepted: &str| {
            problems.push(Problem::new(Address::new(at), "is of another kind").accepted(accepted));
        };
        let mut rows = Self::default();
        if let Value::List(ids) = ids {
            rows.ids.reserve(ids.len());
            for id in ids {
                match id {
                    Value::Text(id) | Value::Number(id) => rows.ids.push(id),
                    _ => rows.ids.push(String::new()),
                }
            }
        } else {
            wrong("ids", "a list of texts");
        }
        if let Value::Table(columns) = columns {
            for (address, cells) in columns {
                if let Value::List(cells) = cells {
                    rows.columns.push(Column { address, cells });
                } else {
                    wrong(&address, "a list with a value for each row");
                }
            }
        } else {
            wrong("columns", "a table with a list for each column");
        }
        problems.or(rows)
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Reports what makes the whole table unreadable.
    pub(super) fn check(&self, problems: &mut Problems) {
        if self.len() > MOST_ROWS {
            let problem = Problem::new(Address::new("ids"), format!("has {} rows", self.len()));
            problems.push(problem.accepted(format!("at most {MOST_ROWS}; run the table in parts")));
        }
        if self.columns.len() > MOST_COLUMNS {
            let problem = Problem::new(Address::root(), format!("has {} columns", self.columns.len()));
            problems.push(problem.accepted(format!("at most {MOST_COLUMNS}")));
        }
        for (place, column) in self.columns.iter().enumerate() {
            let at = Address::new(&*column.address);
            if column.cells.len() != self.len() {
                let what = format!("has {} values", column.cells.len());
                problems.push(
                    Problem::new(at.clone(), what).accepted(format!("one for each of {} ids", self.len())),
                );
            }
            if self.columns[..place].iter().any(|other| other.address == column.address) {
                problems
                    .push(Problem::new(at, "two columns have this address").accepted("each address once"));
            }
        }
    }
}
