//! The report as Markdown (`CommonMark` with tables). Text of the input is always text.

use std::fmt::Write as _;

use super::MembersReport;
use super::document::{Block, MembersTable};

pub(super) fn written(report: &MembersReport) -> String {
    let mut out = format!("# {}\n\n", text(&report.title));
    for (name, value) in &report.facts {
        let _ = writeln!(out, "- **{}:** {}", text(name), text(value));
    }
    out.push('\n');
    for block in &report.blocks {
        match block {
            Block::Heading { level, number, text: own, .. } => {
                let number = number.as_ref().map(|number| format!("{number}\\. ")).unwrap_or_default();
                let marks = "#".repeat(usize::from(*level));
                let _ = writeln!(out, "{marks} {number}{}\n", text(own));
            }
            Block::Paragraph { text: own } => {
                let _ = writeln!(out, "{}\n", text(own));
            }
            Block::List { items } => {
                for item in items {
                    let _ = writeln!(out, "- {}", text(item));
                }
                out.push('\n');
            }
            Block::Facts { facts } => {
                for (name, value) in facts {
                    let _ = writeln!(out, "- **{}:** {}", text(name), text(value));
                }
                out.push('\n');
            }
            Block::Term { term, meaning } => {
                let _ = writeln!(out, "> **{}**: {}\n", text(term), text(meaning));
            }
            Block::Note { text: own } => {
                let _ = writeln!(out, "> **Note:** {}\n", text(own));
            }
            Block::Place { text: own } => {
                let _ = writeln!(out, "> **For officers:** {}\n", text(own));
            }
            Block::Table(own) => table(&mut out, own),
            Block::Figure(figure) => {
                let _ = writeln!(out, "**Figure {}\\. {}**\n", figure.number, text(&figure.title));
                let _ = writeln!(out, "{}\n", text(&figure.description));
                table(&mut out, &figure.table);
            }
        }
    }
    out
}

fn table(out: &mut String, table: &MembersTable) {
    if table.number > 0 {
        let _ = writeln!(out, "**Table {}\\. {}**\n", table.number, text(&table.caption));
    }
    let mut line = |first: &str, cells: &mut dyn Iterator<Item = String>| {
        let _ = write!(out, "| {first} |");
        for cell in cells {
            let _ = write!(out, " {cell} |");
        }
        out.push('\n');
    };
    line(&text(&table.stub), &mut table.columns.iter().map(|column| text(column)));
    let side = if table.text { ":--" } else { "--:" };
    line(":--", &mut table.columns.iter().map(|_| side.to_owned()));
    for row in &table.rows {
        let bold = |cell: &str| {
            let cell = text(cell);
            if row.total && !cell.is_empty() { format!("**{cell}**") } else { cell }
        };
        line(&bold(&row.label), &mut row.cells.iter().map(|cell| bold(cell)));
    }
    out.push('\n');
    for note in &table.notes {
        let _ = writeln!(out, "{}\n", text(note));
    }
}

/// Text in which nothing is markup, on one line.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut digits = true;
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    for (place, word) in words.enumerate() {
        if place > 0 {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' | '^' | '=' => {
                    out.push('\\');
                    out.push(c);
                }
                // At the beginning of a line these make a list.
                '-' | '+' if out.is_empty() => {
                    out.push('\\');
                    out.push(c);
                }
                '.' | ')' if digits && !out.is_empty() => {
                    out.push('\\');
                    out.push(c);
                }
                // An address that some readers would make a link of by themselves.
                ':' if word.to_ascii_lowercase().contains("script:") => out.push_str("\\:"),
                c => out.push(c),
            }
            digits = digits && c.is_ascii_digit();
        }
    }
    out
}
