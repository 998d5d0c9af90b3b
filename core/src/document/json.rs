//! JSON into a document.

use std::collections::HashSet;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Content, DEEPEST, Lines, Node, nothing_in_a_list, stands_twice, too_deep};
use crate::address::Address;
use crate::problem::{Problem, Problems};

/// JSON as its standard has it, with none of the extensions.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub(super) fn read(text: &str) -> Result<Node, Problems> {
    let lines = Lines::of(text);
    let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT).map_err(|error| {
        let problem = Problem::new(Address::root(), format!("not JSON: {}", error.kind()));
        problem.accepted("see https://json.org for the notation").at_line(lines.at(error.range().start))
    })?;
    let mut problems = Problems::new();
    let mut reader = Reader { lines, problems: &mut problems };
    let node = parsed.value.and_then(|value| reader.value(value, &Address::root(), 0));
    match node {
        Some(node) => problems.or(node),
        None => Err(Problem::new(Address::root(), "the input is empty")
            .accepted("a table with a question")
            .into()),
    }
}

/// A value as the text of an input. A number keeps its decimal text.
pub(super) fn write(value: &super::Value, to: &mut String) {
    use super::Value;
    // A text always has a notation in JSON.
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    match value {
        Value::Null => to.push_str("null"),
        Value::Bool(value) => to.push_str(if *value { "true" } else { "false" }),
        Value::Number(text) => to.push_str(text),
        Value::Text(text) => to.push_str(&quoted(text)),
        Value::List(items) => {
            to.push('[');
            for (place, item) in items.iter().enumerate() {
                to.push_str(if place > 0 { ", " } else { "" });
                write(item, to);
            }
            to.push(']');
        }
        Value::Table(entries) => {
            to.push('{');
            for (place, (key, item)) in entries.iter().enumerate() {
                to.push_str(if place > 0 { ", " } else { "" });
                to.push_str(&quoted(key));
                to.push_str(": ");
                write(item, to);
            }
            to.push('}');
        }
    }
}

struct Reader<'a> {
    lines: Lines,
    problems: &'a mut Problems,
}

impl Reader<'_> {
    fn value(&mut self, value: Value<'_>, at: &Address, depth: usize) -> Option<Node> {
        let line = self.lines.at(value.range().start);
        if depth > DEEPEST {
            self.problems.push(too_deep(at.clone()).at_line(line));
            return None;
        }
        let content = match value {
            Value::StringLit(text) => Content::Text(text.value.into_owned()),
            Value::NumberLit(number) => Content::Number(number.value.to_owned()),
            Value::BooleanLit(value) => Content::Bool(value.value),
            Value::NullKeyword(_) => return None,
            Value::Array(items) => {
                let mut all = Vec::with_capacity(items.elements.len());
                for (i, item) in items.elements.into_iter().enumerate() {
                    let at = at.join(i + 1);
                    if let Value::NullKeyword(nothing) = &item {
                        let line = self.lines.at(nothing.range.start);
                        self.problems.push(nothing_in_a_list(at).at_line(line));
                    } else {
                        all.extend(self.value(item, &at, depth + 1));
                    }
                }
                Content::List(all)
            }
            Value::Object(object) => {
                let mut entries: Vec<(String, Node)> = Vec::with_capacity(object.properties.len());
                let mut seen = HashSet::with_capacity(object.properties.len());
                for property in object.properties {
                    let line = self.lines.at(property.range.start);
                    let name = property.name.into_string();
                    let at = at.join(&name);
                    if !seen.insert(name.clone()) {
                        self.problems.push(stands_twice(at).at_line(line));
                    } else if let Some(node) = self.value(property.value, &at, depth + 1) {
                        entries.push((name, Node { line, ..node }));
                    }
                }
                Content::Table(entries)
            }
        };
        Some(Node { line, content })
    }
}
