//! The rows of the sheet of inputs: a row for every leaf of the question, and for every default that is a number.
//!
//! The sheet is the question: what is read back is made from these rows alone. So that a row that nobody has touched comes
//! back as it was, it carries beside what is seen its path, its kind and, where a spreadsheet program cannot keep all digits
//! of a number, its text.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;

use crate::appraisal::Model;
use crate::assumptions::label;
use crate::document::Value;
use crate::money;
use crate::sheet::exact::Values;

/// The headings of the columns, in order, with the width of each in characters.
pub(super) const HEADINGS: [(&str, f64); 21] = [
    ("Address", 44.0),
    ("What it is", 40.0),
    ("Value", 18.0),
    ("Unit", 16.0),
    ("Low", 12.0),
    ("High", 12.0),
    ("Shape", 12.0),
    ("Low and high are", 14.0),
    ("Source", 50.0),
    ("Confidence", 12.0),
    ("Evidence", 14.0),
    ("Note", 30.0),
    ("Who", 14.0),
    ("When", 12.0),
    ("Signed by", 14.0),
    ("Signed on", 12.0),
    ("Status", 26.0),
    ("As written", 16.0),
    ("Path", 16.0),
    ("Kind", 10.0),
    ("Exact", 16.0),
];

// The columns, by their place among the headings.
pub(super) const ADDRESS: u16 = 0;
#[cfg(feature = "schema")]
pub(super) const WHAT: u16 = 1;
pub(super) const VALUE: u16 = 2;
pub(super) const UNIT: u16 = 3;
pub(super) const LOW: u16 = 4;
pub(super) const HIGH: u16 = 5;
pub(super) const FIRST_REMARK: u16 = 6;
pub(super) const STATUS: u16 = 16;
pub(super) const AS_WRITTEN: u16 = 17;
pub(super) const PATH: u16 = 18;
pub(super) const KIND: u16 = 19;
pub(super) const EXACT: u16 = 20;

/// The keys of an estimate that have a column of their own, in the order of the columns from `Shape` on.
pub(super) const REMARKS: [&str; 10] =
    ["shape", "range", "source", "confidence", "evidence", "note", "who", "when", "signed_by", "signed_on"];

/// A step of a path: a key of a table, or a place of a list, counted from one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    Of(String),
    Place(usize),
}

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Estimate,
    Text,
    Switch,
    EmptyTable,
    EmptyList,
    /// A number of the library's own, which counts as stated once somebody has changed it.
    Default,
    /// A text that is there from the start, and counts only if another row of its table has a value.
    Along,
}

impl Kind {
    pub(super) const ALL: [Self; 8] = [
        Self::Number,
        Self::Estimate,
        Self::Text,
        Self::Switch,
        Self::EmptyTable,
        Self::EmptyList,
        Self::Default,
        Self::Along,
    ];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Estimate => "estimate",
            Self::Text => "text",
            Self::Switch => "switch",
            Self::EmptyTable => "empty table",
            Self::EmptyList => "empty list",
            Self::Default => "default",
            Self::Along => "along",
        }
    }
}

/// What the cell of a value holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Held {
    Nothing,
    Number(Decimal),
    Text(String),
    Switch(bool),
}

/// A row of the sheet of inputs.
#[derive(Debug, Clone)]
pub(super) struct InputRow {
    /// The address, as everywhere.
    pub(super) address: String,
    /// Its keys apart, as JSON: a key may have dots of its own.
    pub(super) path: String,
    pub(super) what: String,
    pub(super) kind: Kind,
    pub(super) value: Held,
    /// The decimal text of a number of which a spreadsheet program keeps only the first digits.
    pub(super) exact: Option<String>,
    pub(super) unit: String,
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
    /// What is said beside the numbers, in the order of [`REMARKS`].
    pub(super) remarks: [Option<String>; 10],
    /// Why the library puts it there.
    pub(super) why: Option<String>,
    /// The input of the graph whose value stands here, so that formulas read the cell.
    pub(super) input: Option<u32>,
    /// The smallest and the largest value that the unit allows.
    pub(super) bounds: Option<(Decimal, Decimal)>,
}

/// The rows of a question, with the values that an outcome was worked out from.
pub(super) fn rows(model: &Model, values: &Values) -> Vec<InputRow> {
    let mut walk =
        Walk { model, values, inputs: inputs_by_address(model), seen: HashSet::new(), rows: Vec::new() };
    walk.of(&Value::from(model.said.document.as_ref().clone()), &mut Vec::new());
    walk.defaults();
    walk.rows
}

fn inputs_by_address(model: &Model) -> HashMap<String, u32> {
    (0..).zip(model.graph.inputs()).map(|(place, info)| (info.address.to_string(), place)).collect()
}

/// The path of a row as JSON.
pub(super) fn path_text(path: &[Key]) -> String {
    let key = |key: &Key| match key {
        Key::Of(key) => serde_json::Value::from(key.as_str()),
        Key::Place(place) => serde_json::Value::from(*place),
    };
    serde_json::Value::from(path.iter().map(key).collect::<Vec<_>>()).to_string()
}

/// The address of a path.
pub(super) fn address_of(path: &[Key]) -> String {
    let key = |key: &Key| match key {
        Key::Of(key) => key.clone(),
        Key::Place(place) => place.to_string(),
    };
    path.iter().map(key).collect::<Vec<_>>().join(".")
}

/// The decimal text of a number that 15 digits do not hold.
fn exact(value: Decimal) -> Option<String> {
    let digits = value.normalize().mantissa().unsigned_abs().checked_ilog10().unwrap_or(0);
    (digits >= 15).then(|| value.to_string())
}

struct Walk<'m> {
    model: &'m Model,
    values: &'m Values,
    inputs: HashMap<String, u32>,
    /// The inputs of the graph that have a row.
    seen: HashSet<u32>,
    rows: Vec<InputRow>,
}

impl Walk<'_> {
    fn of(&mut self, value: &Value, path: &mut Vec<Key>) {
        match value {
            Value::Null => {}
            Value::Bool(on) => self.push(path, Kind::Switch, Held::Switch(*on)),
            Value::Text(text) => self.push(path, Kind::Text, Held::Text(text.clone())),
            Value::Number(text) => match money::parse(text) {
                Ok(number) => self.push(path, Kind::Number, Held::Number(number)),
                Err(_) => self.push(path, Kind::Text, Held::Text(text.clone())),
            },
            Value::List(items) if items.is_empty() => self.push(path, Kind::EmptyList, Held::Nothing),
            Value::List(items) => {
                for (place, item) in (1..).zip(items) {
                    path.push(Key::Place(place));
                    self.of(item, path);
                    path.pop();
                }
            }
            Value::Table(entries) if entries.is_empty() => self.push(path, Kind::EmptyTable, Held::Nothing),
            Value::Table(entries) => {
                if let Some(estimate) = estimate(entries) {
                    self.push_estimate(path, estimate);
                    return;
                }
                for (key, item) in entries {
                    path.push(Key::Of(key.clone()));
                    self.of(item, path);
                    path.pop();
                }
            }
        }
    }

    fn push(&mut self, path: &[Key], kind: Kind, value: Held) {
        let row = self.row(path, kind, value);
        self.rows.push(row);
    }

    fn push_estimate(&mut self, path: &[Key], estimate: Estimate) {
        let mut row = self.row(path, Kind::Estimate, Held::Number(estimate.central));
        // What a what-if put in has no range.
        if row.input.is_none_or(|input| self.values.given(input).is_none()) {
            (row.low, row.high) = (estimate.low, estimate.high);
        }
        row.remarks = estimate.remarks;
        self.rows.push(row);
    }

    fn row(&mut self, path: &[Key], kind: Kind, value: Held) -> InputRow {
        let address = address_of(path);
        // The numbers of an estimate that is more than a row can hold stand below it.
        let of = match path {
            [above @ .., Key::Of(last)] if last == "central" && !self.inputs.contains_key(&address) => {
                address_of(above)
            }
            _ => address.clone(),
        };
        let input = self.inputs.get(&of).copied().filter(|_| matches!(value, Held::Number(_)));
        let info = input.and_then(|input| self.model.graph.inputs().get(input as usize));
        if let Some(input) = input {
            self.seen.insert(input);
        }
        let value = match input.and_then(|input| self.values.given(input)) {
            Some(given) => Held::Number(given),
            None => value,
        };
        InputRow {
            path: path_text(path),
            what: label(self.model, &crate::Address::new(address.as_str())),
            kind,
            exact: if let Held::Number(number) = value { exact(number) } else { None },
            value,
            unit: info.map(|info| info.unit.to_owned()).unwrap_or_default(),
            low: None,
            high: None,
            remarks: Default::default(),
            why: None,
            input,
            bounds: info.map(|info| info.bounds),
            address,
        }
    }

    /// What the library puts where the question states nothing: a row for each number.
    fn defaults(&mut self) {
        /// The input of the graph, its value, its unit, its bounds, and why it is so.
        type Default<'d> = (Option<u32>, Decimal, String, (Decimal, Decimal), Option<&'d str>);
        let mut all: BTreeMap<String, Default<'_>> = BTreeMap::new();
        for number in self.model.said.stock.numbers.iter().filter(|number| number.default.is_some()) {
            let said = (None, number.central, number.unit.to_owned(), number.bounds, number.default);
            all.insert(number.address.to_string(), said);
        }
        for (place, info) in
            (0..).zip(self.model.graph.inputs()).filter(|(place, _)| !self.seen.contains(place))
        {
            let said = (Some(place), info.value, info.unit.to_owned(), info.bounds, info.source.as_deref());
            all.insert(info.address.to_string(), said);
        }
        let known: HashSet<String> = self.rows.iter().map(|row| row.address.clone()).collect();
        for (address, (input, value, unit, bounds, source)) in all {
            if input.is_none() && known.contains(&address) {
                continue;
            }
            let path = self.path_of(&address);
            let mut row = self.row(&path, Kind::Default, Held::Number(value));
            (row.input, row.unit, row.bounds) = (input, unit, Some(bounds));
            if let Some(given) = input.and_then(|input| self.values.given(input)) {
                row.value = Held::Number(given);
                row.kind = Kind::Number;
            }
            row.why = source.map(str::to_owned);
            self.rows.push(row);
        }
    }

    /// The keys of an address: those of the longest known beginning of it, and what the dots divide of the rest.
    fn path_of(&self, address: &str) -> Vec<Key> {
        let mut best: (usize, Vec<Key>) = (0, Vec::new());
        for row in &self.rows {
            let Some(path) = read_path(&row.path) else { continue };
            for upto in (1..path.len()).rev() {
                let above = address_of(&path[..upto]);
                if above.len() <= best.0 {
                    break;
                }
                if address.strip_prefix(&above).is_some_and(|rest| rest.starts_with('.')) {
                    best = (above.len(), path[..upto].to_vec());
                    break;
                }
            }
        }
        let (length, mut path) = best;
        let rest = address.get(length..).unwrap_or_default().trim_start_matches('.');
        path.extend(rest.split('.').filter(|key| !key.is_empty()).map(|key| Key::Of(key.to_owned())));
        path
    }
}

/// A path from its JSON.
pub(super) fn read_path(text: &str) -> Option<Vec<Key>> {
    let keys: Vec<serde_json::Value> = serde_json::from_str(text).ok()?;
    let key = |key: serde_json::Value| match key {
        serde_json::Value::String(key) => Some(Key::Of(key)),
        serde_json::Value::Number(place) => {
            place.as_u64().and_then(|place| usize::try_from(place).ok()).map(Key::Place)
        }
        _ => None,
    };
    keys.into_iter().map(key).collect()
}

/// An estimate that fits into a row.
struct Estimate {
    central: Decimal,
    low: Option<Decimal>,
    high: Option<Decimal>,
    remarks: [Option<String>; 10],
}

fn estimate(entries: &[(String, Value)]) -> Option<Estimate> {
    let number = |value: &Value| match value {
        Value::Number(text) => money::parse(text).ok(),
        _ => None,
    };
    let mut central = None;
    let (mut low, mut high, mut remarks) = (None, None, [const { None }; 10]);
    for (key, value) in entries {
        match (key.as_str(), value) {
            ("central", value) => central = Some(number(value)?),
            ("low", value) => low = Some(number(value)?),
            ("high", value) => high = Some(number(value)?),
            (key, Value::Text(text)) => {
                let place = REMARKS.iter().position(|known| *known == key)?;
                remarks[place] = Some(text.clone());
            }
            _ => return None,
        }
    }
    Some(Estimate { central: central?, low, high, remarks })
}
