//! A table to look at: plain text for a terminal, HTML for a notebook or a page, and both from the same cells.

use std::fmt::Write as _;

use crate::address::Address;
use crate::html::escape;
use crate::year::FinancialYear;

/// A heading, named columns, and rows of a label and a cell for each column. What stands on a further line of a cell is
/// an aside to the first.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) heading: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<(String, Vec<String>)>,
}

/// A number of the sheet: its row, and the year where the row has one for each.
#[derive(Debug, Clone)]
pub(crate) struct InSheet {
    pub(crate) row: Address,
    pub(crate) year: Option<FinancialYear>,
}

/// Which numbers of the sheet the cells of a table are, row by row; nothing for a cell that is none.
pub(crate) type Places = Vec<Vec<Option<InSheet>>>;

/// What a result is shown as: a title, tables, and remarks.
pub(crate) type Page = (String, Vec<Table>, Vec<String>);

/// The two forms in which a result is looked at, each from its page.
macro_rules! shown {
    ($($result:ty: $page:path;)*) => {$(
        impl $result {
            /// The result as plain text.
            pub fn to_text(&self) -> String {
                let (title, tables, remarks) = $page(self);
                $crate::table::text(&title, &tables, &remarks)
            }

            /// The result as tables of HTML, with nothing of the input in it that a browser takes for markup.
            pub fn to_html(&self) -> String {
                let (title, tables, remarks) = $page(self);
                $crate::table::html(&title, &tables, &remarks)
            }
        }
    )*};
}
pub(crate) use shown;

/// The characters of the longest line.
fn width(cell: &str) -> usize {
    cell.lines().map(|line| line.chars().count()).max().unwrap_or_default()
}

impl Table {
    /// As plain text, the columns lined up.
    fn write_text(&self, out: &mut String) {
        let label = self.rows.iter().map(|(label, _)| width(label)).max().unwrap_or_default().max(12);
        let cell = |cells: &[String], place: usize| cells.get(place).map_or(0, |cell| width(cell));
        let widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(place, name)| {
                self.rows
                    .iter()
                    .map(|(_, cells)| cell(cells, place))
                    .max()
                    .unwrap_or_default()
                    .max(width(name))
            })
            .collect();
        let _ = writeln!(out, "\n{}", self.heading);
        let mut line = |first: &str, cells: &mut dyn Iterator<Item = &str>| {
            let _ = write!(out, "{first:label$}");
            for (cell, width) in cells.zip(&widths) {
                let _ = write!(out, "  {cell:>width$}");
            }
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
        };
        line("", &mut self.columns.iter().map(String::as_str));
        for (name, cells) in &self.rows {
            let lines = cells.iter().map(|cell| cell.lines().count()).max().unwrap_or_default().max(1);
            for place in 0..lines {
                let first = if place == 0 { name } else { "" };
                line(first, &mut cells.iter().map(|cell| cell.lines().nth(place).unwrap_or_default()));
            }
        }
    }

    fn write_html(&self, out: &mut String, places: &[Vec<Option<InSheet>>]) {
        let _ = write!(out, "<table><caption>{}</caption><thead><tr><td></td>", escape(&self.heading));
        for name in &self.columns {
            let _ = write!(out, "<th scope=\"col\">{}</th>", escape(name));
        }
        out.push_str("</tr></thead><tbody>");
        for (place, (label, cells)) in self.rows.iter().enumerate() {
            // A label without cells is the heading of the rows below it.
            if !cells.is_empty() && cells.iter().all(String::is_empty) {
                out.push_str(if place == 0 { "" } else { "</tbody><tbody>" });
                let columns = self.columns.len() + 1;
                let label = escape(label);
                let _ = write!(out, "<tr><th scope=\"rowgroup\" colspan=\"{columns}\">{label}</th></tr>");
                continue;
            }
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", escape(label));
            for (column, cell) in cells.iter().enumerate() {
                let mut lines = cell.lines();
                let first = lines.next().unwrap_or_default();
                out.push_str("<td");
                if is_number(first) {
                    out.push_str(" class=\"number\"");
                    if let Some(Some(shown)) = places.get(place).and_then(|row| row.get(column)) {
                        shown.write_html(out);
                    }
                }
                let _ = write!(out, ">{}", escape(first));
                for aside in lines {
                    let _ = write!(out, "<br><small>{}</small>", escape(aside));
                }
                out.push_str("</td>");
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
    }
}

impl InSheet {
    fn write_html(&self, out: &mut String) {
        let _ = write!(out, " data-address=\"{}\"", escape(self.row.as_str()));
        if let Some(year) = self.year {
            let _ = write!(out, " data-year=\"{year}\"");
        }
    }
}

/// Whether a cell is a number, which stands to the right: `-1,234.50`, `12.5%`, `£3`.
fn is_number(cell: &str) -> bool {
    let bare = cell.trim_start_matches(['-', '+', '£']).trim_end_matches('%');
    bare.starts_with(|first: char| first.is_ascii_digit())
        && bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
}

/// How tables stand on a page. It sets no colour, so that a dark theme stays dark, and loads nothing.
pub(crate) const STYLE: &str = "<style>.options-appraisal table{border-collapse:collapse;margin:0 0 1em}\
.options-appraisal caption{text-align:left;font-weight:bold;padding:.3em 0}\
.options-appraisal th,.options-appraisal td{text-align:left;vertical-align:top;padding:.2em .6em;\
border-bottom:1px solid;border-color:rgba(128,128,128,.4)}\
.options-appraisal .number{text-align:right;font-variant-numeric:tabular-nums}</style>";

/// A page of tables as plain text: a title, the tables, and remarks one a line.
pub(crate) fn text(title: &str, tables: &[Table], remarks: &[String]) -> String {
    let mut out = format!("{title}\n");
    for table in tables {
        table.write_text(&mut out);
    }
    out.push('\n');
    for remark in remarks {
        let _ = writeln!(out, "* {remark}");
    }
    out
}

/// The same as HTML, with nothing of the input in it that a browser takes for markup.
pub(crate) fn html(title: &str, tables: &[Table], remarks: &[String]) -> String {
    let none: Places = Vec::new();
    let tables: Vec<_> = tables.iter().map(|table| (table, &none)).collect();
    html_with_places(title, &tables, remarks)
}

/// The same of tables whose numbers can be asked how they came about: each has its address beside it.
pub(crate) fn html_with_places(title: &str, tables: &[(&Table, &Places)], remarks: &[String]) -> String {
    let mut out = format!("<div class=\"options-appraisal\">{STYLE}<h3>{}</h3>", escape(title));
    for (table, places) in tables {
        table.write_html(&mut out, places);
    }
    if !remarks.is_empty() {
        out.push_str("<ul>");
        for remark in remarks {
            let _ = write!(out, "<li>{}</li>", escape(remark));
        }
        out.push_str("</ul>");
    }
    out.push_str("</div>");
    out
}
