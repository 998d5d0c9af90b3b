//! Where cells are: sheets, columns, references, and formulas that are the same in every column.

use std::fmt::Write as _;

/// The columns of every sheet with years: address, label, unit, the whole period, an empty one, then a year each. A year
/// has the same column on all sheets. A formula of the first year that reads the year before finds the empty column.
pub(super) const ADDRESS: u16 = 0;
pub(super) const LABEL: u16 = 1;
pub(super) const UNIT: u16 = 2;
pub(super) const WHOLE: u16 = 3;
pub(super) const FIRST_YEAR: u16 = 5;

/// The rows of every sheet, counted from nought: title, what it is, nothing or the headings.
pub(super) const TITLE: u32 = 0;
pub(super) const ABOUT: u32 = 1;
/// The headings of a sheet with years; the number of the year stands below.
pub(super) const HEADINGS: u32 = 2;
pub(super) const COUNTER: u32 = 3;
/// The first row below the headings.
pub(super) const FIRST_ROW: u32 = 4;

/// Stands in a formula for the column that it is written in.
const THIS: char = '\u{1}';
/// Stands for the column before it.
const BEFORE: char = '\u{2}';

/// A sheet of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum SheetId {
    Inputs,
    Events,
    Assumptions,
    /// The years, the calendar, and what belongs to no option.
    Common,
    /// An option, by its place.
    Option(usize),
    Flows,
    Comparison,
    Checks,
}

/// The name of a column: `A`, `Z`, `AA`.
pub(super) fn column(at: u16) -> String {
    let mut rest = u32::from(at) + 1;
    let mut name = Vec::new();
    while rest > 0 {
        rest -= 1;
        name.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    name.iter().rev().collect()
}

/// The column of a year, counted from nought.
pub(super) fn year_column(year: usize) -> u16 {
    FIRST_YEAR.saturating_add(u16::try_from(year).unwrap_or(u16::MAX))
}

/// A row of a sheet with a cell for each year, as a formula in the same column names it. Rows are counted from nought.
pub(super) fn this_year(row: u32) -> String {
    format!("{THIS}{}", row + 1)
}

/// The same in the column before.
pub(super) fn year_before(row: u32) -> String {
    format!("{BEFORE}{}", row + 1)
}

/// In the column that the formula is written in, the cells from one row to before another.
pub(super) fn column_of_years(from: u32, to: u32) -> String {
    format!("{THIS}${}:{THIS}${to}", from + 1)
}

/// In one column, the cells from one row to before another.
pub(super) fn one_column(at: u16, from: u32, to: u32) -> String {
    format!("${name}${}:${name}${to}", from + 1, name = column(at))
}

/// The number of the year, which stands in the same row on every sheet with years.
pub(super) fn counter() -> String {
    format!("{THIS}${}", COUNTER + 1)
}

/// One cell, whatever column the formula stands in.
pub(super) fn one_cell(at: u16, row: u32) -> String {
    format!("${}${}", column(at), row + 1)
}

/// The cells of a row from the first year to the last.
pub(super) fn all_years(row: u32, years: usize) -> String {
    let last = year_column(years.saturating_sub(1));
    format!("${}{row}:${}{row}", column(FIRST_YEAR), column(last), row = row + 1)
}

/// The formula as it stands in a column. All columns have the same formula in relative terms.
pub(super) fn in_column(formula: &str, at: u16) -> String {
    let mut out = String::with_capacity(formula.len() + 16);
    for part in formula.chars() {
        match part {
            THIS => out.push_str(&column(at)),
            BEFORE => out.push_str(&column(at.saturating_sub(1))),
            other => out.push(other),
        }
    }
    out
}

/// References to cells, with consecutive rows of one sheet as one range. `cells` are rows with a cell for each year.
pub(super) fn ranges(cells: &mut [(String, u32)]) -> Vec<String> {
    cells.sort();
    let mut out = Vec::new();
    let mut next = 0;
    while next < cells.len() {
        let (sheet, first) = &cells[next];
        let mut last = *first;
        next += 1;
        while cells.get(next).is_some_and(|(other, row)| other == sheet && *row == last + 1) {
            last += 1;
            next += 1;
        }
        let mut text = format!("{sheet}{}", this_year(*first));
        if last > *first {
            let _ = write!(text, ":{}", this_year(last));
        }
        out.push(text);
    }
    out
}

/// The sum of terms. A function takes at most 255 values: more are added up in groups.
pub(super) fn sum(terms: &[String]) -> String {
    const MOST: usize = 200;
    if terms.len() <= MOST {
        return format!("SUM({})", terms.join(","));
    }
    let groups: Vec<String> = terms.chunks(MOST).map(|group| format!("SUM({})", group.join(","))).collect();
    sum(&groups)
}

/// Half a penny goes to the even penny, as in the library: what lies within a thousand-millionth of a half is a half.
pub(super) fn to_the_penny(cell: &str) -> String {
    format!("IF(ABS({cell}*100-ROUND({cell}*100,0))>0.4999999,2*ROUND({cell}*50,0),ROUND({cell}*100,0))/100")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_names_of_a_spreadsheet() {
        for (at, name) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
        {
            assert_eq!(column(at), name);
        }
    }

    #[test]
    fn a_sum_of_many_is_a_sum_of_sums() {
        let terms = |count: usize| vec!["F1".to_owned(); count];
        assert_eq!(sum(&terms(2)), "SUM(F1,F1)");
        assert_eq!(sum(&terms(401)).matches("SUM(").count(), 4);
        assert_eq!(sum(&terms(401)).matches("F1").count(), 401);
    }

    #[test]
    fn consecutive_rows_are_one_range() {
        let own = |row| (String::new(), row);
        let mut cells = [own(7), own(5), own(6), own(9), ("Timing!".to_owned(), 10)];
        let found: Vec<String> = ranges(&mut cells).iter().map(|one| in_column(one, 5)).collect();
        assert_eq!(found, ["F6:F8", "F10", "Timing!F11"]);
        // A row that counts twice is no range.
        assert_eq!(ranges(&mut [own(4), own(4)]).len(), 2);
    }
}
