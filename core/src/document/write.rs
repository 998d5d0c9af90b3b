//! A document as the text of an input again.

use std::fmt::Write as _;

use toml_writer::{TomlKeyBuilder, TomlStringBuilder};

use super::{Content, Node};
use crate::money;

/// A number as any reader takes it: its decimal text without signs, separators and powers of ten that JSON does not know.
/// What is no number stays as it is: the reader of the question says so.
pub(super) fn number(text: &str) -> String {
    money::parse(text).map_or_else(|_| text.to_owned(), |value| value.to_string())
}

/// A document with its numbers as [`number`] has them.
pub(crate) fn plain(node: &Node) -> Node {
    mapped(node, &number, &|_, _| {}, "")
}

/// Keys whose tables hold things by their ids, or values by the addresses of other things. Their order is that of the
/// result; the keys of all other tables are those of a record, in any order.
const BY_ID: [&str; 31] = [
    "acknowledged",
    "central_support",
    "changes",
    "correlations",
    "costs",
    "criterion",
    "funded_by",
    "income",
    "independence",
    "indices",
    "leavers",
    "left_out",
    "libraries",
    "loans",
    "one_offs",
    "options",
    "overrides",
    "parties",
    "phases",
    "posts",
    "projections",
    "rates_shares",
    "replacement",
    "saved",
    "scenarios",
    "scores",
    "set",
    "shared_costs",
    "sign_off",
    "success_factors",
    "views",
];

/// A document with each number in its shortest text and the keys of records in the order of the alphabet: what stays the
/// same however a question is written.
pub(crate) fn normal(node: &Node) -> Node {
    let number = |text: &str| {
        money::parse(text).map_or_else(|_| text.to_owned(), |value| value.normalize().to_string())
    };
    let sort = |key: &str, entries: &mut Vec<(String, Node)>| {
        if !BY_ID.contains(&key) {
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
    };
    mapped(node, &number, &sort, "")
}

/// Puts the entries of the table under a key in order.
type Sort<'a> = &'a dyn Fn(&str, &mut Vec<(String, Node)>);

fn mapped(node: &Node, number: &dyn Fn(&str) -> String, sort: Sort<'_>, key: &str) -> Node {
    let content = match &node.content {
        Content::Number(text) => Content::Number(number(text)),
        Content::List(items) => {
            Content::List(items.iter().map(|item| mapped(item, number, sort, "")).collect())
        }
        Content::Table(entries) => {
            // What stands under an id is a record, whatever the id.
            let ids = BY_ID.contains(&key);
            let below = |(key, node): &(String, Node)| {
                (key.clone(), mapped(node, number, sort, if ids { "" } else { key }))
            };
            let mut entries: Vec<(String, Node)> = entries.iter().map(below).collect();
            sort(key, &mut entries);
            Content::Table(entries)
        }
        other => other.clone(),
    };
    Node { line: None, content }
}

/// A document as TOML: a table for each thing, and each number, estimate and list on a line of its own.
///
/// What stands directly in a table comes before the tables below it, as TOML wants it; things of one kind keep their order.
pub(crate) fn to_toml(node: &Node) -> String {
    let mut out = String::new();
    table(&mut out, &mut Vec::new(), node.entries());
    out
}

fn table(out: &mut String, path: &mut Vec<String>, entries: &[(String, Node)]) {
    let (things, values): (Vec<_>, Vec<_>) = entries.iter().partition(|(_, node)| node.holds_things());
    // A table that only holds tables needs no heading.
    if !path.is_empty() && (!values.is_empty() || things.is_empty()) {
        let _ = writeln!(out, "{}[{}]", if out.is_empty() { "" } else { "\n" }, path.join("."));
    }
    for (key, node) in values {
        let _ = write!(out, "{} = ", written_key(key));
        value(out, node);
        out.push('\n');
    }
    for (key, node) in things {
        path.push(written_key(key));
        table(out, path, node.entries());
        path.pop();
    }
}

fn value(out: &mut String, node: &Node) {
    match &node.content {
        Content::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Content::Number(text) => out.push_str(&number(text)),
        Content::Date(text) => out.push_str(text),
        Content::Text(text) => out.push_str(&quoted(text)),
        Content::List(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                out.push_str(if place > 0 { ", " } else { "" });
                value(out, item);
            }
            out.push(']');
        }
        Content::Table(entries) => {
            out.push('{');
            for (place, (key, item)) in entries.iter().enumerate() {
                let _ = write!(out, "{} {} = ", if place > 0 { "," } else { "" }, written_key(key));
                value(out, item);
            }
            out.push_str(if entries.is_empty() { "}" } else { " }" });
        }
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    // Writing to a text does not fail.
    let _ = toml_writer::TomlWrite::value(&mut out, TomlStringBuilder::new(text).as_basic());
    out
}

fn written_key(key: &str) -> String {
    let mut out = String::new();
    let _ = toml_writer::TomlWrite::key(&mut out, TomlKeyBuilder::new(key).as_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read, to_json};

    #[test]
    fn what_is_written_is_read_again_as_the_same() {
        let text = r#"
            title = "a \"quoted\" text,\nin two lines, £, \u0000 and '"
            day = 2027-04-01
            "with a dot.and £" = [1_000, +5, -0.50, 1e3, true, { central = 2, low = 1 }]
            [posts.manager]
            pay = { "2027/28" = 3, "2028/29" = 4.10 }
            [risks.operator_fails]
        "#;
        let node = read(text, Format::Toml).unwrap();
        let written = to_toml(&node);
        let again = read(&written, Format::Toml).unwrap();
        let json = |node: &Node| to_json(&plain(node).into());
        assert_eq!(json(&node), json(&again), "{written}");
        assert!(written.contains("day = 2027-04-01\n"), "{written}");
        assert!(written.contains("[1000, 5, -0.50, 1000, true, { central = 2, low = 1 }]"), "{written}");
        assert!(
            written.contains("\n[posts.manager]\npay = { \"2027/28\" = 3, \"2028/29\" = 4.10 }\n"),
            "{written}"
        );
        assert!(written.ends_with("\n[risks.operator_fails]\n"), "{written}");
        // JSON knows neither a plus nor a separator.
        assert!(serde_json::from_str::<serde_json::Value>(&json(&node)).is_ok(), "{}", json(&node));
    }

    /// The keys under which the schema has tables by id, of which there must be none that is not known here.
    #[cfg(feature = "schema")]
    #[test]
    fn all_tables_by_id_are_known() {
        use serde_json::Value as Json;

        fn by_id(schema: &Json, all: &Json, found: &mut std::collections::BTreeSet<String>) {
            for (key, field) in schema["properties"].as_object().into_iter().flatten() {
                let named = field["$ref"].as_str().and_then(|path| path.rsplit('/').next());
                let field = named.map_or(field, |name| &all[name]);
                if field["type"] == "object" && field["properties"].is_null() {
                    found.insert(key.clone());
                }
            }
            for one in schema["oneOf"].as_array().into_iter().flatten() {
                by_id(one, all, found);
            }
        }
        let schema = crate::schema::question();
        let definitions = &schema["$defs"];
        let mut found = std::collections::BTreeSet::new();
        by_id(&schema, definitions, &mut found);
        definitions.as_object().unwrap().values().for_each(|one| by_id(one, definitions, &mut found));
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), BY_ID);
    }
}
