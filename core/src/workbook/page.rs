//! A sheet that is being written: texts that stay texts, numbers, formulas with the value that they have at export,
//! and how all of it looks on screen and on paper.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

use super::cells::{self, COUNTER, HEADINGS, UNIT, in_column, year_column};
use crate::Decimal;
use crate::money::nearest_float;
use crate::year::FinancialYear;

pub(super) type Written = Result<(), XlsxError>;

/// The most characters of a cell, in the units of UTF-16.
const LONGEST_TEXT: usize = 32_000;

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Title,
    About,
    Heading,
    Block,
    Text,
    /// A text that tells, beside what it tells of.
    Note,
    Pounds,
    Number,
    /// A count, without places.
    Count,
    /// An input that takes effect at once: a number in its own unit.
    Input,
    /// An input that takes effect when the workbook is loaded again.
    Reload,
    /// What goes with an input and may be changed.
    Open,
    Check,
}

/// The formats of a workbook, one for each look.
#[derive(Debug)]
pub(super) struct Styles(Vec<(Look, Format)>);

impl Styles {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_font_name("Arial").set_font_size(10).set_align(FormatAlign::Top);
        let bold = || plain().set_bold();
        let open = |color: u32| {
            plain().set_unlocked().set_background_color(Color::RGB(color)).set_border(FormatBorder::Thin)
        };
        Self(vec![
            (Look::Title, bold().set_font_size(14)),
            (Look::About, plain()),
            (Look::Heading, bold().set_text_wrap().set_border_bottom(FormatBorder::Thin)),
            (Look::Block, bold()),
            (Look::Text, plain()),
            (Look::Note, plain().set_italic()),
            (Look::Pounds, plain().set_num_format("#,##0.00")),
            (Look::Number, plain().set_num_format("#,##0.00####")),
            (Look::Count, plain().set_num_format("0")),
            (Look::Input, open(0x00FF_F2CC)),
            (Look::Reload, open(0x00DD_EBF7)),
            (Look::Open, plain().set_unlocked()),
            (Look::Check, bold().set_border(FormatBorder::Thin)),
        ])
    }

    fn of(&self, look: Look) -> &Format {
        let found = self.0.iter().find(|(known, _)| *known == look).or(self.0.first());
        // There is a format for every look.
        found.map_or(&NO_FORMAT, |(_, format)| format)
    }
}

static NO_FORMAT: std::sync::LazyLock<Format> = std::sync::LazyLock::new(Format::new);

/// The look of a number, by its unit.
pub(super) fn look_of(unit: &str) -> Look {
    if unit.starts_with('£') { Look::Pounds } else { Look::Number }
}

/// The value of a formula when the workbook is written, for programs that do not calculate.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    Number(Decimal),
    Text(String),
}

impl From<Decimal> for Shown {
    fn from(value: Decimal) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Shown {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i32> for Shown {
    fn from(number: i32) -> Self {
        Self::Number(Decimal::from(number))
    }
}

impl From<String> for Shown {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Shown {
    fn from(count: usize) -> Self {
        Self::Number(Decimal::from(count))
    }
}

/// A text as a cell can hold it: without control characters, and cut where it is too long.
pub(super) fn cell_text(text: &str) -> String {
    let lawful = |c: char| match c {
        '\n' | '\t' => ' ',
        c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
        c => c,
    };
    let mut units = 0;
    let mut out: String = text
        .chars()
        .map(lawful)
        .take_while(|c| {
            units += c.len_utf16();
            units <= LONGEST_TEXT
        })
        .collect();
    if units > LONGEST_TEXT {
        out.push('…');
    }
    out
}

/// Whether a spreadsheet program would take a text for a formula, were it typed.
fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\u{fffd}', '\'', ' '])
}

/// A sheet that is being written.
pub(super) struct Page<'s> {
    pub(super) sheet: Worksheet,
    styles: &'s Styles,
}

impl<'s> Page<'s> {
    /// A sheet with its name, its title and what it is.
    pub(super) fn new(name: &str, title: &str, about: &str, styles: &'s Styles) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        // A4, landscape, with the name of the sheet and the page below.
        sheet.set_paper_size(9).set_landscape().set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        sheet.set_footer("&L&A&RPage &P of &N");
        sheet.set_formula_result_default("");
        sheet.protect();
        let mut page = Self { sheet, styles };
        page.text(cells::TITLE, 0, title, Look::Title)?;
        page.text(cells::ABOUT, 0, about, Look::About)?;
        Ok(page)
    }

    /// Writes a text, whatever it begins with, as a text.
    pub(super) fn text(&mut self, row: u32, column: u16, text: &str, look: Look) -> Written {
        let text = cell_text(text);
        let format = self.styles.of(look);
        if looks_like_a_formula(&text) {
            self.sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
        } else {
            self.sheet.write_string_with_format(row, column, text, format)?;
        }
        Ok(())
    }

    pub(super) fn number(&mut self, row: u32, column: u16, value: Decimal, look: Look) -> Written {
        self.sheet.write_number_with_format(row, column, nearest_float(value), self.styles.of(look))?;
        Ok(())
    }

    pub(super) fn switch(&mut self, row: u32, column: u16, on: bool, look: Look) -> Written {
        self.sheet.write_boolean_with_format(row, column, on, self.styles.of(look))?;
        Ok(())
    }

    /// An empty cell of some look.
    pub(super) fn blank(&mut self, row: u32, column: u16, look: Look) -> Written {
        self.sheet.write_blank(row, column, self.styles.of(look))?;
        Ok(())
    }

    /// Writes a formula, as it stands in its column, with its value at export.
    pub(super) fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        shown: impl Into<Shown>,
        look: Look,
    ) -> Written {
        let shown = match shown.into() {
            Shown::Number(value) => nearest_float(value).to_string(),
            Shown::Text(text) => cell_text(&text),
        };
        let formula = Formula::new(format!("={}", in_column(formula, column))).set_result(shown);
        self.sheet.write_formula_with_format(row, column, formula, self.styles.of(look))?;
        Ok(())
    }

    /// One formula for every year, with the value of each.
    pub(super) fn years(
        &mut self,
        row: u32,
        formula: &str,
        shown: impl Iterator<Item = Shown>,
        look: Look,
    ) -> Written {
        for (year, shown) in shown.enumerate() {
            self.formula(row, year_column(year), formula, shown, look)?;
        }
        Ok(())
    }

    /// The address, the label and the unit of a row.
    pub(super) fn label(&mut self, row: u32, address: &str, label: &str, unit: &str, look: Look) -> Written {
        self.text(row, cells::ADDRESS, address, look)?;
        self.text(row, cells::LABEL, label, look)?;
        self.text(row, UNIT, unit, look)
    }

    /// Headings one beside another.
    pub(super) fn headings(&mut self, row: u32, headings: &[&str]) -> Written {
        for (column, heading) in (0_u16..).zip(headings) {
            self.text(row, column, heading, Look::Heading)?;
        }
        Ok(())
    }

    /// The headings of a sheet with years, and the numbers of the years: `counter` is the formula of these.
    pub(super) fn year_headings(&mut self, years: &[FinancialYear], counter: &str) -> Written {
        self.headings(HEADINGS, &["Address", "What it is", "Unit", "Whole period", ""])?;
        for (place, year) in years.iter().enumerate() {
            self.text(HEADINGS, year_column(place), &year.to_string(), Look::Heading)?;
        }
        self.label(COUNTER, "", "Number of the year", "", Look::Note)?;
        self.years(COUNTER, counter, (1..=years.len()).map(Shown::from), Look::Count)?;
        self.widths(&[(0, 30.0), (1, 46.0), (2, 14.0), (3, 15.0), (4, 2.0)])?;
        let last = year_column(years.len().saturating_sub(1));
        self.sheet.set_column_range_width(cells::FIRST_YEAR, last, 13)?;
        self.sheet.set_freeze_panes(cells::FIRST_ROW, UNIT)?;
        self.sheet.set_repeat_rows(HEADINGS, COUNTER)?.set_repeat_columns(0, UNIT)?;
        // Ten years fit beside the labels of a page.
        self.sheet.set_print_fit_to_pages(u16::try_from(years.len().div_ceil(12)).unwrap_or(1), 0);
        Ok(())
    }

    pub(super) fn widths(&mut self, widths: &[(u16, f64)]) -> Written {
        for (column, width) in widths {
            self.sheet.set_column_width(*column, *width)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_the_nearest_number() {
        for (text, number) in [("0.1", 0.1), ("9007199254740993", 9_007_199_254_740_992.0), ("-0.00", 0.0)] {
            let value = nearest_float(text.parse().unwrap());
            assert!((value - number).abs() == 0.0, "{text}: {value}");
        }
    }

    #[test]
    fn texts_are_cut_and_cleaned() {
        assert_eq!(cell_text("a\u{0}b\nc\u{ffff}"), "a\u{fffd}b c\u{fffd}");
        assert_eq!(cell_text(&"\u{1F4DA}".repeat(40_000)).encode_utf16().count(), LONGEST_TEXT + 1);
    }
}
