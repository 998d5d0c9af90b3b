//! A table to look at.

use std::fmt::Write as _;

use super::{Cell, Column, Table};
use crate::html::escape;
use crate::money;
use crate::table::STYLE;

impl Table {
    /// The first rows as a table of HTML, with nothing of the input in it that a browser takes for markup. What is left out
    /// is said below it.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Format, Report};
    ///
    /// let outcome = Appraisal::load(include_str!("../../../docs/examples/sandgate.toml"), Format::Toml)?.run()?;
    /// assert!(outcome.table("lines")?.to_html(20).contains("20 of"));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn to_html(&self, most: usize) -> String {
        let mut out = format!("<div class=\"options-appraisal\">{STYLE}");
        let _ = write!(out, "<table><caption>{}</caption><thead><tr>", escape(&self.title));
        for column in &self.columns {
            let class = if column.cells.are_numbers() { " class=\"number\"" } else { "" };
            let _ = write!(out, "<th scope=\"col\"{class}>{}", escape(&column.name));
            let under = [column.unit.as_deref(), column.price_basis.as_deref()];
            let under: Vec<&str> = under.into_iter().flatten().collect();
            if !under.is_empty() {
                let _ = write!(out, "<br><small>{}</small>", escape(&under.join(", ")));
            }
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>");
        for row in 0..self.rows().min(most) {
            out.push_str("<tr>");
            for (place, column) in self.columns.iter().enumerate() {
                let (open, close) = match (place, column.cells.are_numbers()) {
                    (0, _) => ("<th scope=\"row\">", "</th>"),
                    (_, true) => ("<td class=\"number\">", "</td>"),
                    (_, false) => ("<td>", "</td>"),
                };
                let _ = write!(out, "{open}{}{close}", escape(&shown(column, row)));
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        if self.rows() > most {
            let _ = write!(out, "<p>{most} of {} rows</p>", money::grouped(self.rows().into()));
        }
        out.push_str("</div>");
        out
    }
}

/// A cell as a reader takes it.
fn shown(column: &Column, row: usize) -> String {
    match column.cells.get(row) {
        Cell::Nothing => String::new(),
        Cell::Text(text) => text.to_owned(),
        Cell::Number(value) if column.unit.as_deref() == Some(super::build::POUNDS) => money::grouped(value),
        Cell::Number(value) => money::grouped(value.normalize()),
        Cell::Float(value) => format!("{value:.6}").trim_end_matches('0').trim_end_matches('.').to_owned(),
        Cell::Count(value) => money::grouped(value.into()),
        Cell::Switch(true) => "yes".to_owned(),
        Cell::Switch(false) => "no".to_owned(),
    }
}
