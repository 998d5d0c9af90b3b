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
    with_numbers(node, number)
}

/// A document with each number in its shortest text: 1.50 and 1.5 are one number.
pub(crate) fn normal(node: &Node) -> Node {
    with_numbers(node, |text| {
        money::parse(text).map_or_else(|_| text.to_owned(), |value| value.normalize().to_string())
    })
}

fn with_numbers(node: &Node, number: fn(&str) -> String) -> Node {
    let content = match &node.content {
        Content::Number(text) => Content::Number(number(text)),
        Content::List(items) => Content::List(items.iter().map(|item| with_numbers(item, number)).collect()),
        Content::Table(entries) => {
            let entries = entries.iter().map(|(key, node)| (key.clone(), with_numbers(node, number)));
            Content::Table(entries.collect())
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
        assert!(written.contains("\n[posts.manager]\npay = { \"2027/28\" = 3, \"2028/29\" = 4.10 }\n"), "{written}");
        assert!(written.ends_with("\n[risks.operator_fails]\n"), "{written}");
        // JSON knows neither a plus nor a separator.
        assert!(serde_json::from_str::<serde_json::Value>(&json(&node)).is_ok(), "{}", json(&node));
    }
}
