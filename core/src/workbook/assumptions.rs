//! The sheet of the national figures that are used, each with where it comes from.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Url, XlsxError};

use super::Book;
use super::cells::{self, FIRST_ROW, HEADINGS, SheetId, WHOLE, year_column};
use super::layout::Place;
use super::page::{Look, Page, Written, look_of};
use crate::sheet::{FigureInfo, FigureNote, Graph};

/// Where the figures stand: a row each, with one cell or one for each year.
pub(super) fn places(graph: &Graph) -> Vec<Option<Place>> {
    let yearly = |figure: &FigureInfo| figure.values.len() == graph.year_count();
    let places = (FIRST_ROW..).zip(graph.figures()).map(|(row, figure)| {
        Some(if yearly(figure) {
            Place::Years(SheetId::Assumptions, row)
        } else {
            Place::One(SheetId::Assumptions, WHOLE, row)
        })
    });
    places.collect()
}

impl<'b> Book<'b> {
    pub(super) fn assumptions(&self) -> Result<Page<'b>, XlsxError> {
        let about = "The national figures that the formulas read, with where each comes from. To use a figure of your own, put it under overrides in the question.";
        let mut page = Page::new(
            self.names.of(SheetId::Assumptions),
            "Assumptions: national figures",
            about,
            self.styles,
        )?;
        let counter = format!(
            "{}{}",
            self.names.prefix(SheetId::Assumptions, SheetId::Common),
            cells::this_year(cells::COUNTER)
        );
        page.year_headings(&self.model.years, &counter)?;
        let after = year_column(self.model.years.len());
        for (column, (heading, width)) in (after..).zip([
            ("Status", 16.0),
            ("Published", 12.0),
            ("Source", 50.0),
            ("Link", 40.0),
            ("How it goes on", 50.0),
        ]) {
            page.text(HEADINGS, column, heading, Look::Heading)?;
            page.sheet.set_column_width(column, width)?;
        }
        let graph = &self.model.graph;
        let mut row = FIRST_ROW;
        for figure in graph.figures() {
            page.label(row, figure.address.as_str(), &figure.label, &figure.unit, Look::Text)?;
            let look = look_of(&figure.unit);
            if figure.values.len() == graph.year_count() {
                for (year, value) in figure.values.iter().enumerate() {
                    page.number(row, year_column(year), *value, look)?;
                }
            } else if let Some(value) = figure.values.first() {
                page.number(row, WHOLE, *value, look)?;
            }
            origin(&mut page, row, after, figure)?;
            row += 1;
        }
        if !self.model.overridden.is_empty() {
            row += 1;
            page.text(
                row,
                cells::LABEL,
                "National figures in whose place the input puts its own",
                Look::Block,
            )?;
            for own in &self.model.overridden {
                row += 1;
                page.text(row, cells::LABEL, own, Look::Text)?;
                page.text(row, after, "overridden", Look::Text)?;
            }
        }
        Ok(page)
    }
}

/// Where a figure comes from: the sources of all its years, each once.
fn origin(page: &mut Page<'_>, row: u32, after: u16, figure: &FigureInfo) -> Written {
    let each = |of: &dyn Fn(&FigureNote) -> &str| {
        let mut seen = BTreeSet::new();
        let all = figure.notes.iter().map(of).filter(|text| !text.is_empty());
        all.filter(|text| seen.insert(*text)).collect::<Vec<_>>().join("; ")
    };
    let projected = figure.notes.iter().filter(|note| note.projected.is_some()).count();
    let status = match projected {
        0 => "published",
        all if all == figure.notes.len() => "projected",
        _ => "published, then projected",
    };
    let unsure = figure.notes.iter().any(|note| note.status == "unverified");
    let derived = figure.notes.iter().any(|note| note.status == "derived");
    let status = match (unsure, derived) {
        (true, _) => format!("{status}, unverified"),
        (false, true) => format!("{status}, derived"),
        (false, false) => status.to_owned(),
    };
    page.text(row, after, &status, Look::Text)?;
    page.text(row, after + 1, &each(&|note| &note.published), Look::Text)?;
    page.text(row, after + 2, &each(&|note| &note.source), Look::Text)?;
    let links = each(&|note| &note.url);
    let link = figure.notes.iter().find(|note| !note.url.is_empty()).map(|note| note.url.as_str());
    // A sheet takes web addresses of up to 2,080 characters.
    match link.filter(|link| link.starts_with("http") && link.len() <= 2_000 && **link == *links) {
        Some(link) => {
            page.sheet.write_url(row, after + 3, Url::new(link))?;
        }
        None => page.text(row, after + 3, &links, Look::Text)?,
    }
    page.text(row, after + 4, &each(&|note| note.projected.as_deref().unwrap_or_default()), Look::Text)
}
