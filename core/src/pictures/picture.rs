//! A picture, and the table behind it.

use serde::Serialize;
use serde_json::{Map, Value};

use super::kind::PictureKind;
use crate::Decimal;
use crate::money;
use crate::table::{Page, Table, shown};

/// A column of the table behind a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureColumn {
    /// The key of its cells in a row.
    pub name: &'static str,
    /// Its heading, in words.
    pub title: String,
    /// The unit of its numbers; none where it holds text.
    pub unit: Option<String>,
    /// Whether its money is in `cash`, or in real terms and how; none where it holds no money.
    pub price_basis: Option<String>,
}

/// The numbers that a picture is drawn from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PictureTable {
    /// The columns.
    pub columns: Vec<PictureColumn>,
    /// The rows: an object each, under the names of the columns. A number is a float made from the pennies of the result.
    pub rows: Vec<Map<String, Value>>,
}

/// A picture of a result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// Its name.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// The text in its place: what there is to see in it.
    pub description: String,
    /// The data table behind it.
    pub table: PictureTable,
    spec: Value,
}

impl PictureTable {
    pub(super) const fn new() -> Self {
        Self { columns: Vec::new(), rows: Vec::new() }
    }

    /// A column of text.
    pub(super) fn text(mut self, name: &'static str, title: &str) -> Self {
        self.columns.push(PictureColumn { name, title: title.to_owned(), unit: None, price_basis: None });
        self
    }

    /// A column of numbers.
    pub(super) fn number(mut self, name: &'static str, title: &str, unit: &str, basis: Option<&str>) -> Self {
        // The unit of a row says what its prices are: pounds without more are cash.
        let prices = match unit {
            "£" => Some("cash"),
            _ if unit.starts_with("£ of the price base") => Some("real terms"),
            _ => None,
        };
        self.columns.push(PictureColumn {
            name,
            title: title.to_owned(),
            unit: Some(unit.to_owned()),
            price_basis: basis.or(prices).map(str::to_owned),
        });
        self
    }

    /// Adds a row: a cell for each column.
    pub(super) fn row<const N: usize>(&mut self, cells: [Value; N]) {
        let names = self.columns.iter().map(|column| column.name.to_owned());
        self.rows.push(names.zip(cells).collect());
    }

    /// The table to look at: the first column labels the rows.
    fn page(&self, heading: &str) -> Table {
        let title = |column: &PictureColumn| {
            let more: Vec<&str> =
                [&column.unit, &column.price_basis].into_iter().flatten().map(String::as_str).collect();
            if more.is_empty() {
                column.title.clone()
            } else {
                format!("{} ({})", column.title, more.join(", "))
            }
        };
        let cells = |row: &Map<String, Value>| -> Vec<String> {
            self.columns.iter().map(|column| cell(row.get(column.name), column)).collect()
        };
        Table {
            heading: self.columns.first().map_or_else(
                || heading.to_owned(),
                |first| format!("{heading}: by {}", title(first).to_lowercase()),
            ),
            columns: self.columns.iter().skip(1).map(title).collect(),
            rows: self
                .rows
                .iter()
                .map(|row| {
                    let mut cells = cells(row).into_iter();
                    (cells.next().unwrap_or_default(), cells.collect())
                })
                .collect(),
        }
    }
}

/// A cell to look at.
fn cell(value: Option<&Value>, column: &PictureColumn) -> String {
    match value {
        None | Some(Value::Null) => "none".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => {
            let decimal = number.as_f64().and_then(|number| Decimal::try_from(number).ok());
            let money = column.unit.as_deref().is_some_and(|unit| unit.starts_with('£'));
            decimal.map_or_else(
                || number.to_string(),
                |number| {
                    if money { money::pounds_and_pence(number) } else { money::grouped(number.normalize()) }
                },
            )
        }
        Some(other) => other.to_string(),
    }
}

impl Picture {
    pub(super) fn new(
        kind: PictureKind,
        title: String,
        description: String,
        table: PictureTable,
        mut spec: Value,
    ) -> Self {
        // The text in the place of the picture travels with it.
        spec["description"] = Value::String(description.clone());
        Self { id: kind.word(), title, description, table, spec }
    }

    /// The Vega-Lite specification, with all its data in it.
    pub const fn spec(&self) -> &Value {
        &self.spec
    }

    /// The table behind it, to look at.
    #[cfg(feature = "members")]
    pub(crate) fn looked_at(&self) -> Table {
        self.table.page(&self.title)
    }

    /// The picture as JSON: its name, title, description and table, and the specification under `spec`.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn page(picture: &Picture) -> Page {
    let table = picture.table.page("What it is drawn from");
    (picture.title.clone(), vec![table], vec![picture.description.clone()])
}

shown! {
    Picture: page;
}

crate::report::report!(Picture);
