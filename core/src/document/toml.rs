//! TOML into a document.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Content, DEEPEST, Lines, Node, too_deep};
use crate::address::Address;
use crate::problem::{Problem, Problems};

pub(super) fn read(text: &str) -> Result<Node, Problems> {
    let lines = Lines::of(text);
    let mut problems = Problems::new();
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let line = error.span().and_then(|span| lines.at(span.start));
        let problem =
            Problem::new(Address::root(), format!("not TOML: {}", error.message().replace('\n', ", ")));
        problems.push(problem.accepted("see https://toml.io for the notation").at_line(line));
    }
    let root = Reader { lines, problems: &mut problems };
    let node = root.into_table(&table);
    problems.or(node)
}

struct Reader<'a> {
    lines: Lines,
    problems: &'a mut Problems,
}

impl Reader<'_> {
    fn into_table(mut self, table: &Spanned<DeTable<'_>>) -> Node {
        let content = self.table(table.get_ref(), &Address::root(), 0);
        Node { line: Some(1), content }
    }

    fn table(&mut self, table: &DeTable<'_>, at: &Address, depth: usize) -> Content {
        // The order in which the keys are written is the order in which their things are shown.
        let mut entries = BTreeMap::new();
        entries.extend(table.iter().map(|(key, value)| ((key.span().start, key), value)));
        let mut out = Vec::with_capacity(entries.len());
        for ((_, key), value) in entries {
            let name = key.get_ref().to_string();
            let line = self.lines.at(key.span().start);
            let at = at.join(&name);
            if let Some(content) = self.value(value.get_ref(), line, &at, depth + 1) {
                out.push((name, Node { line, content }));
            }
        }
        Content::Table(out)
    }

    fn value(
        &mut self,
        value: &DeValue<'_>,
        line: Option<u32>,
        at: &Address,
        depth: usize,
    ) -> Option<Content> {
        if depth > DEEPEST {
            self.problems.push(too_deep(at.clone()).at_line(line));
            return None;
        }
        Some(match value {
            DeValue::String(text) => Content::Text(text.to_string()),
            DeValue::Boolean(value) => Content::Bool(*value),
            DeValue::Integer(number) if number.radix() == 10 => Content::Number(number.as_str().to_owned()),
            // Hexadecimal and its kin are no way to write money; the typed reader says so.
            DeValue::Integer(number) => Content::Text(format!("{number}")),
            DeValue::Float(number) => Content::Number(number.as_str().to_owned()),
            DeValue::Datetime(date) => Content::Date(date.to_string()),
            DeValue::Array(items) => {
                let mut out = Vec::with_capacity(items.len());
                for (i, item) in items.iter().enumerate() {
                    let line = self.lines.at(item.span().start);
                    if let Some(content) = self.value(item.get_ref(), line, &at.join(i + 1), depth + 1) {
                        out.push(Node { line, content });
                    }
                }
                Content::List(out)
            }
            DeValue::Table(table) => self.table(table, at, depth),
        })
    }
}
