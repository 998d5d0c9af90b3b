//! What is asked of a new service: a row for each key of the records that a first appraisal needs, as they declare it.

use serde_json::Value as Json;

use super::inputs::{Held, Key, Kind};
use crate::Decimal;
use crate::money;

/// How much a row is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing is worked out without it.
    Always,
    /// Once anything stands in the table of this address.
    Beside(String),
    /// At least one row of the table of this address.
    OneOf(String),
    Never,
}

/// A row of a blank workbook.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) path: Vec<Key>,
    /// What it is, in the words of its documentation.
    pub(super) what: String,
    pub(super) unit: String,
    pub(super) kind: Kind,
    /// What stands in the cell from the start.
    pub(super) value: Held,
    pub(super) need: Need,
    /// What holds where the row is left empty, in the notation of the input.
    pub(super) default: Option<String>,
    pub(super) bounds: Option<(Decimal, Decimal)>,
    /// The words to choose from.
    pub(super) choices: Vec<String>,
}

/// Keys that a first appraisal does without: they are for several libraries, for changes of single lines, for the figures
/// of another day and for what is told beside the plan. Whoever needs one adds its rows.
const LEFT_OUT: [&str; 16] = [
    "acknowledged",
    "as_of",
    "changes",
    "compare_discounting",
    "consultation",
    "funded_by",
    "only_for",
    "phases",
    "pass_through",
    "rates_shares",
    "remove",
    "replacement",
    "risks",
    "steps",
    "takes_from",
    "whole",
];

/// How many entries a table of things has room for, by its key.
const ROOM: [(&str, usize); 5] =
    [("posts", 3), ("income", 3), ("central_support", 2), ("costs", 2), ("one_offs", 2)];

/// The deepest records that have rows of their own, counted from the option or the service.
const DEEPEST: usize = 3;

/// The walk through the schema of a question.
pub(super) struct Walk {
    schema: Json,
    pub(super) rows: Vec<Asked>,
}

impl Walk {
    pub(super) fn new() -> Self {
        Self { schema: crate::schema::question(), rows: Vec::new() }
    }

    /// The rows of a top key of the question.
    pub(super) fn top(&mut self, key: &str) {
        let field = self.schema["properties"][key].clone();
        self.field(&field, &mut vec![Key::Of(key.to_owned())], &Need::Always, 0);
    }

    /// The rows of one thing of a table of things: `parties.council`.
    pub(super) fn thing(&mut self, table: &str, id: &str, need: &Need) {
        let field = self.schema["properties"][table]["additionalProperties"].clone();
        let path = &mut vec![Key::Of(table.to_owned()), Key::Of(id.to_owned())];
        self.field(&field, path, need, 0);
    }

    /// The rows of an option, by the word of its model.
    pub(super) fn option(&mut self, id: &str, model: &str) {
        let models = self.schema["$defs"]["DeliveryOption"]["oneOf"].as_array().cloned().unwrap_or_default();
        let path = &mut vec![Key::Of("options".to_owned()), Key::Of(id.to_owned())];
        if let Some(record) = models.iter().find(|one| one["properties"]["model"]["const"] == model) {
            self.record(record, path, &Need::Always, 0);
        }
        self.fill(&format!("options.{id}.model"), model);
    }

    /// Puts a text into the row of an address from the start.
    pub(super) fn fill(&mut self, address: &str, text: &str) {
        let row = self.rows.iter_mut().rev().find(|row| super::inputs::address_of(&row.path) == address);
        if let Some(row) = row {
            row.value = Held::Text(text.to_owned());
        }
    }

    /// The words of the models of an option, in their order.
    pub(super) fn models(&self) -> Vec<String> {
        let models = self.schema["$defs"]["DeliveryOption"]["oneOf"].as_array();
        let word = |one: &Json| one["properties"]["model"]["const"].as_str().map(str::to_owned);
        models.into_iter().flatten().filter_map(word).collect()
    }

    /// A field's schema with what it refers to, and the name of that.
    fn resolved(&self, field: &Json) -> (String, Json) {
        let Some(name) = field["$ref"].as_str().and_then(|path| path.rsplit('/').next()) else {
            return (String::new(), field.clone());
        };
        let name = decoded(name);
        let found = self.schema["$defs"][&name].clone();
        (name, found)
    }

    fn field(&mut self, field: &Json, path: &mut Vec<Key>, need: &Need, depth: usize) {
        let (name, found) = self.resolved(field);
        let number_of = name.strip_prefix("Estimate of ").or_else(|| name.strip_prefix("Schedule of "));
        if let Some(unit) = number_of {
            self.number(field, path, need, unit, name.starts_with("Schedule of "));
        } else if found["properties"].is_object() {
            if depth < DEEPEST {
                self.record(&found, path, need, depth);
            }
        } else if let Some(of) = found.get("additionalProperties").filter(|of| of.is_object()) {
            let key = path
                .last()
                .map(|key| super::inputs::address_of(std::slice::from_ref(key)))
                .unwrap_or_default();
            let room = ROOM.iter().find(|(known, _)| *known == key).map_or(1, |(_, room)| *room);
            let of = of.clone();
            for place in 1..=if depth < DEEPEST { room } else { 0 } {
                path.push(Key::Of(format!("{}_{place}", singular(&key))));
                self.field(&of, path, &Need::Never, depth + 1);
                path.pop();
            }
        } else if found["type"] != "array" {
            self.word(field, &found, path, need);
        }
    }

    fn record(&mut self, record: &Json, path: &mut Vec<Key>, need: &Need, depth: usize) {
        let required: Vec<&str> =
            record["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        let empty = serde_json::Map::new();
        let fields = record["properties"].as_object().unwrap_or(&empty);
        let (first, then): (Vec<_>, Vec<_>) = fields
            .iter()
            .filter(|(key, _)| !LEFT_OUT.contains(&key.as_str()))
            .partition(|(key, _)| required.contains(&key.as_str()));
        let address = super::inputs::address_of(path);
        let deep = path.len() > 2;
        if *need == Need::Always && !required.is_empty() {
            // The table is there even where nothing is filled in, so that what is missing in it is said key by key.
            self.push(record, path, &Need::Never, Kind::EmptyTable);
        }
        let of = |key: &str| match need {
            Need::Always | Need::OneOf(_) if required.contains(&key) => Need::Always,
            // A table that must be there and of which no key must be.
            Need::Always if required.is_empty() && deep => Need::OneOf(address.clone()),
            _ if required.contains(&key) => Need::Beside(address.clone()),
            _ => Need::Never,
        };
        for (key, field) in first.into_iter().chain(then) {
            path.push(Key::Of(key.clone()));
            self.field(field, path, &of(key), depth + 1);
            path.pop();
        }
    }

    fn push(&mut self, field: &Json, path: &[Key], need: &Need, kind: Kind) -> &mut Asked {
        let default = field.get("default").filter(|default| !default.is_null());
        let place = self.rows.len();
        self.rows.push(Asked {
            path: path.to_vec(),
            what: field["description"]
                .as_str()
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            unit: String::new(),
            kind,
            value: Held::Nothing,
            need: need.clone(),
            default: default
                .map(|default| default.as_str().map_or_else(|| default.to_string(), str::to_owned)),
            bounds: None,
            choices: Vec::new(),
        });
        &mut self.rows[place]
    }

    fn number(&mut self, field: &Json, path: &[Key], need: &Need, unit: &str, by_year: bool) {
        let bounds = &self.schema["$defs"][format!("Estimate of {unit}")]["anyOf"][0];
        let bound = |key: &str| money::parse(&bounds[key].to_string()).ok();
        let bounds = bound("minimum").zip(bound("maximum"));
        let row = self.push(field, path, need, Kind::Number);
        (row.unit, row.bounds) = (unit.to_owned(), bounds);
        if by_year {
            row.what.push_str(" The same in every year; for a value by year, one row for each: the address with .2027/28 behind it.");
        }
        // A plain number stands in its cell; a range or a list is told beside it.
        if let Some(number) = row.default.as_deref().and_then(|default| money::parse(default).ok()) {
            (row.kind, row.value) = (Kind::Default, Held::Number(number));
        }
    }

    fn word(&mut self, field: &Json, found: &Json, path: &[Key], need: &Need) {
        let kind = match found["type"].as_str() {
            Some("boolean") => Kind::Switch,
            Some("integer" | "number") => Kind::Number,
            _ => Kind::Text,
        };
        let words = found["oneOf"].as_array().into_iter().flatten();
        let choices = words.filter_map(|word| word["const"].as_str()).map(str::to_owned).collect();
        let mut told = field.clone();
        if told["description"].is_null() {
            told["description"] = found["description"].clone();
        }
        let row = self.push(&told, path, need, kind);
        row.choices = choices;
        let unit = if found["format"] == "date" {
            "a date, 2027-10-01"
        } else if found["pattern"] == "^[0-9]{4}/[0-9]{2}$" {
            "a financial year, 2027/28"
        } else {
            ""
        };
        unit.clone_into(&mut row.unit);
    }
}

/// What one thing of a table of things is called.
fn singular(table: &str) -> &str {
    match table {
        "indices" => "index",
        _ => table.strip_suffix('s').unwrap_or(table),
    }
}

/// A name of a reference, of which some characters stand as the bytes of their code.
fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%')
            .then(|| after.get(..2).and_then(|code| std::str::from_utf8(code).ok()))
            .flatten();
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_references_are_decoded() {
        assert_eq!(decoded("Estimate%20of%20%C2%A3%20an%20hour"), "Estimate of £ an hour");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz"), "%zz");
    }

    #[test]
    fn what_must_be_stated_comes_first_and_says_so() {
        let mut walk = Walk::new();
        walk.option("closure", "closure");
        walk.top("service");
        let of = |address: &str| {
            walk.rows.iter().find(|row| super::super::inputs::address_of(&row.path) == address).unwrap()
        };
        assert_eq!(of("options.closure.model").value, Held::Text("closure".to_owned()));
        assert_eq!(of("service.name").need, Need::Always);
        assert_eq!(of("service.stock").need, Need::Never);
        let income = Need::Beside("service.income.income_1".to_owned());
        assert_eq!(of("service.income.income_1.kind").need, income);
        assert_eq!(of("service.pension_rate").unit, "share");
        assert_eq!(of("service.pension_rate").bounds, Some((Decimal::ZERO, Decimal::ONE)));
    }
}
