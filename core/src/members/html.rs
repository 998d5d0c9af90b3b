//! The report as HTML: the body alone, and a whole page that fetches nothing and runs nothing.

use std::fmt::Write as _;

use super::MembersReport;
use super::document::{Block, MembersFigure, MembersTable};
use crate::html::escape;

/// The style of the page.
const STYLE: &str = include_str!("page.css");
/// The digest of the style, so that the page lets no other through; a test holds it to the file.
const STYLE_DIGEST: &str = include_str!("page.css.sha256");

/// As many rows as a table has that is kept on one sheet.
const SHORT: usize = 14;

/// The whole page.
pub(super) fn page(report: &MembersReport) -> String {
    let title = escape(&report.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#report\">Skip to the report</a>\n",
        STYLE_DIGEST.trim()
    );
    let _ = write!(out, "<header>\n<h1>{title}</h1>\n");
    facts(&mut out, &report.facts);
    out.push_str("</header>\n<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul>\n");
    for block in &report.blocks {
        if let Block::Heading { level: 2, id, number, text } = block {
            let number = number.as_ref().map(|number| format!("{number}. ")).unwrap_or_default();
            let _ = writeln!(out, "<li><a href=\"#{id}\">{number}{}</a></li>", escape(text));
        }
    }
    out.push_str("</ul>\n</nav>\n<main id=\"report\">\n");
    blocks(&mut out, &report.blocks, 0);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// The report without the frame of a page, for a notebook: its headings begin one level down.
pub(super) fn body(report: &MembersReport) -> String {
    let mut out = format!("<div class=\"options-appraisal\"><h2>{}</h2>", escape(&report.title));
    facts(&mut out, &report.facts);
    blocks(&mut out, &report.blocks, 1);
    out.push_str("</div>");
    out
}

fn facts(out: &mut String, facts: &[(String, String)]) {
    out.push_str("<dl>");
    for (name, value) in facts {
        let _ = write!(out, "<div><dt>{}</dt> <dd>{}</dd></div>", escape(name), escape(value));
    }
    out.push_str("</dl>\n");
}

fn blocks(out: &mut String, blocks: &[Block], down: u8) {
    let mut open = false;
    for block in blocks {
        match block {
            Block::Heading { level, id, number, text } => {
                if *level == 2 {
                    if open {
                        out.push_str("</section>\n");
                    }
                    open = true;
                    let _ = writeln!(out, "<section aria-labelledby=\"{id}\">");
                }
                let number =
                    number.as_ref().map(|number| format!("<span class=\"number\">{number}.</span> "));
                let level = level + down;
                let number = number.unwrap_or_default();
                let _ = writeln!(out, "<h{level} id=\"{id}\">{number}{}</h{level}>", escape(text));
            }
            Block::Paragraph { text } => {
                let _ = writeln!(out, "<p>{}</p>", escape(text));
            }
            Block::List { items } => {
                out.push_str("<ul>");
                for item in items {
                    let _ = write!(out, "<li>{}</li>", escape(item));
                }
                out.push_str("</ul>\n");
            }
            Block::Facts { facts: named } => facts(out, named),
            Block::Term { term, meaning } => {
                let _ = writeln!(out, "<p class=\"term\"><dfn>{term}</dfn>: {}</p>", escape(meaning));
            }
            Block::Note { text } => {
                let _ = writeln!(out, "<p class=\"note\"><strong>Note:</strong> {}</p>", escape(text));
            }
            Block::Place { text } => {
                let _ = writeln!(
                    out,
                    "<div class=\"place\"><p><strong>For officers:</strong> {}</p></div>",
                    escape(text)
                );
            }
            Block::Table(own) => table(out, own),
            Block::Figure(own) => figure(out, own),
        }
    }
    if open {
        out.push_str("</section>\n");
    }
}

fn table(out: &mut String, table: &MembersTable) {
    let caption = escape(&table.caption);
    let number = if table.number > 0 {
        format!("<span class=\"number\">Table {}.</span> ", table.number)
    } else {
        String::new()
    };
    // Tables of the same caption are told apart by their numbers.
    let label = if table.number > 0 { format!("Table {}. {caption}", table.number) } else { caption.clone() };
    // A short table stays on one sheet.
    let whole = if table.rows.len() <= SHORT { " whole" } else { "" };
    // What is wider than a small screen scrolls by itself, with the keyboard too.
    let _ = write!(
        out,
        "<div class=\"wide{whole}\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n<table{}><caption>{number}{caption}</caption>\
         <thead><tr><th scope=\"col\">{}</th>",
        if table.text {
            " class=\"words\""
        } else if table.columns.len() > 8 {
            " class=\"many\""
        } else {
            ""
        },
        escape(&table.stub)
    );
    for column in &table.columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escape(column));
    }
    out.push_str("</tr></thead>\n<tbody>");
    for row in &table.rows {
        let class = if row.total { " class=\"total\"" } else { "" };
        let _ = write!(out, "<tr{class}><th scope=\"row\">{}</th>", escape(&row.label));
        for cell in &row.cells {
            let _ = write!(out, "<td>{}</td>", escape(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n</div>\n");
    for note in &table.notes {
        let _ = writeln!(out, "<p class=\"under\">{}</p>", escape(note));
    }
}

fn figure(out: &mut String, figure: &MembersFigure) {
    let (title, description, id) = (escape(&figure.title), escape(&figure.description), escape(&figure.id));
    let number = format!("<span class=\"number\">Figure {}.</span> ", figure.number);
    let _ = write!(out, "<figure>\n<figcaption id=\"{id}-title\">{number}{title}</figcaption>\n");
    if let Some(drawn) = &figure.drawn {
        let _ = writeln!(
            out,
            "<div class=\"drawn\" role=\"img\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-text\">{drawn}</div>"
        );
    }
    let _ = writeln!(out, "<p id=\"{id}-text\">{description}</p>");
    out.push_str("<details><summary>The numbers behind the picture</summary>\n");
    table(out, &figure.table);
    out.push_str("</details>\n");
    out.push_str("</figure>\n");
}
