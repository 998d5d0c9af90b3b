//! What stands in a workbook, read from its archive and not by what wrote it. Whether a spreadsheet program works the
//! same pennies out of it is tested in `py/tests/test_workbook.py`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use options_appraisal::{Appraisal, Decimal, Format, Outcome};

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");
const COUNTY: &str = include_str!("../../docs/examples/county.toml");

/// A cell: its formula, where it has one, and its value or its text.
#[derive(Debug, Clone, Default)]
struct Cell {
    formula: Option<String>,
    value: String,
    /// Whether the value is a text that stands among those of the workbook.
    text: bool,
}

/// The cells of a sheet, by row and column, counted from one.
type Cells = BTreeMap<(u32, u32), Cell>;

/// The sheets of a workbook, by name.
struct Book {
    sheets: Vec<(String, Cells)>,
    names: Vec<(String, String)>,
}

fn outcome(text: &str) -> Outcome {
    Appraisal::load(text, Format::Toml).unwrap().run().unwrap()
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

/// What stands between two marks, each time.
fn between<'t>(text: &'t str, from: &'t str, to: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(from).skip(1).filter_map(move |rest| rest.split_once(to).map(|(inside, _)| inside))
}

fn column_number(letters: &str) -> u32 {
    letters.bytes().fold(0, |number, letter| number * 26 + u32::from(letter - b'A') + 1)
}

/// A reference such as `AB12`, as row and column.
fn place(reference: &str) -> (u32, u32) {
    let digits = reference.find(|c: char| c.is_ascii_digit()).unwrap();
    (reference[digits..].parse().unwrap(), column_number(&reference[..digits]))
}

fn open(bytes: Vec<u8>) -> Book {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut file = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let strings = file("xl/sharedStrings.xml");
    let strings: Vec<String> = between(&strings, "<si>", "</si>")
        .map(|item| plain(between(item, "<t", "</t>").next().unwrap().split_once('>').unwrap().1))
        .collect();
    let workbook = file("xl/workbook.xml");
    let attribute = |tag: &str, name: &str| plain(between(tag, &format!("{name}=\""), "\"").next().unwrap());
    // Besides names of cells there are those of the rows that each page repeats.
    let names = between(&workbook, "<definedName ", "</definedName>")
        .map(|name| (attribute(name, "name"), plain(name.split_once('>').unwrap().1)))
        .filter(|(name, _)| !name.starts_with("_xlnm."))
        .collect();
    let sheets = between(&workbook, "<sheet ", "/>")
        .enumerate()
        .map(|(number, tag)| {
            let text = file(&format!("xl/worksheets/sheet{}.xml", number + 1));
            let cells = text.split("<c r=\"").skip(1).map(|cell| {
                let (reference, rest) = cell.split_once('"').unwrap();
                let head = rest.split_once('>').unwrap().0;
                let text = head.contains("t=\"s\"");
                let formula = between(rest, "<f>", "</f>").next().map(plain);
                let value = between(rest, "<v>", "</v>").next().map(plain).unwrap_or_default();
                let value = if text { strings[value.parse::<usize>().unwrap()].clone() } else { value };
                (place(reference), Cell { formula, value, text })
            });
            (attribute(tag, "name"), cells.collect())
        })
        .collect();
    Book { sheets, names }
}

/// The parts of a formula: names of sheets, texts, words and signs.
fn tokens(formula: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = formula.chars().peekable();
    while let Some(c) = rest.next() {
        let mut token = c.to_string();
        if c == '"' || c == '\'' {
            for next in rest.by_ref() {
                token.push(next);
                if next == c {
                    break;
                }
            }
        } else if c.is_ascii_alphanumeric() || matches!(c, '$' | '.' | '_') {
            while let Some(next) = rest.next_if(|n| n.is_ascii_alphanumeric() || matches!(n, '$' | '.' | '_'))
            {
                token.push(next);
            }
        }
        tokens.push(token);
    }
    tokens
}

/// A reference to a cell, as its column and row with whether each is fixed.
fn reference(token: &str) -> Option<(bool, u32, bool, u32)> {
    let (fixed_column, rest) = token.strip_prefix('$').map_or((false, token), |rest| (true, rest));
    let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let (column, rest) = rest.split_at(letters);
    let (fixed_row, row) = rest.strip_prefix('$').map_or((false, rest), |rest| (true, rest));
    let is_row = !row.is_empty() && row.bytes().all(|b| b.is_ascii_digit());
    ((1..=3).contains(&letters) && is_row)
        .then(|| (fixed_column, column_number(column), fixed_row, row.parse().unwrap()))
}

/// A formula as it stands in its cell, in relative terms: the same text means the same formula.
fn relative(formula: &str, at: (u32, u32)) -> String {
    let of = |token: String| match reference(&token) {
        None => token,
        Some((fixed_column, column, fixed_row, row)) => {
            let own = |fixed: bool, to: u32, from: u32| {
                if fixed { format!("{to}") } else { format!("[{}]", i64::from(to) - i64::from(from)) }
            };
            format!("R{}C{}", own(fixed_row, row, at.0), own(fixed_column, column, at.1))
        }
    };
    tokens(formula).into_iter().map(of).collect()
}

const FIXED: [&str; 5] = ["Comparison", "Inputs", "What may happen", "Assumptions", "Checks"];

impl Book {
    fn model_sheets(&self) -> impl Iterator<Item = &(String, Cells)> {
        self.sheets.iter().filter(|(name, _)| !FIXED.contains(&name.as_str()))
    }

    /// Where each address stands in the first column of a sheet of the model.
    fn rows(&self) -> BTreeMap<&str, (&str, u32)> {
        let cells = self.model_sheets().flat_map(|(name, cells)| cells.iter().map(move |cell| (name, cell)));
        let first = cells.filter(|(_, ((row, column), cell))| *column == 1 && *row > 4 && cell.text);
        first.map(|(name, ((row, _), cell))| (cell.value.as_str(), (name.as_str(), *row))).collect()
    }
}

#[test]
fn a_row_is_one_formula_in_all_years() {
    for text in [SANDGATE, COUNTY] {
        let outcome = outcome(text);
        let years = u32::try_from(outcome.tables().years.len()).unwrap();
        let book = open(outcome.to_workbook().unwrap());
        let mut checked = 0;
        for (name, cells) in book.model_sheets() {
            let rows: BTreeSet<u32> = cells.keys().map(|(row, _)| *row).filter(|row| *row >= 4).collect();
            for row in rows {
                let in_years: Vec<&Cell> =
                    (6..6 + years).filter_map(|column| cells.get(&(row, column))).collect();
                let formulas: BTreeSet<String> = (6..6 + years)
                    .filter_map(|column| Some((column, cells.get(&(row, column))?.formula.as_ref()?)))
                    .map(|(column, formula)| relative(formula, (row, column)))
                    .collect();
                assert!(formulas.len() <= 1, "{name}, row {row}: {formulas:?}");
                if let Some(formula) = formulas.first() {
                    // All years have it, and none has a number in its place.
                    assert_eq!(in_years.len(), years as usize, "{name}, row {row}: {formula}");
                    assert!(in_years.iter().all(|cell| cell.formula.is_some()), "{name}, row {row}");
                    checked += 1;
                } else if name != "Timing" {
                    assert!(in_years.iter().all(|cell| cell.text), "{name}, row {row}: pasted numbers");
                }
            }
        }
        assert!(checked > outcome.addresses().len() / 2, "{checked}");
    }
}

#[test]
fn every_row_of_the_sheet_has_a_row_and_a_formula() {
    for text in [SANDGATE, COUNTY] {
        let outcome = outcome(text);
        let book = open(outcome.to_workbook().unwrap());
        let rows = book.rows();
        for address in outcome.addresses() {
            let (sheet, row) = rows.get(address.as_str()).unwrap_or_else(|| panic!("{address} has no row"));
            let (_, cells) = book.sheets.iter().find(|(name, _)| name == sheet).unwrap();
            let live = [4, 6]
                .iter()
                .any(|column| cells.get(&(*row, *column)).is_some_and(|cell| cell.formula.is_some()));
            assert!(live, "{address} has no formula");
        }
    }
}

#[test]
fn what_a_program_shows_that_does_not_calculate_is_what_the_library_explains() {
    let outcome = outcome(SANDGATE);
    let book = open(outcome.to_workbook().unwrap());
    let years = &outcome.tables().years;
    let rows = book.rows();
    let mut seen = 0;
    for address in outcome.addresses().iter().step_by(7) {
        let (sheet, row) = rows[address.as_str()];
        let (_, cells) = book.sheets.iter().find(|(name, _)| name == sheet).unwrap();
        for (place, column) in [(0, 6_u32), (years.len() - 1, 5 + u32::try_from(years.len()).unwrap())] {
            let explained = outcome.explain(address, Some(years[place])).unwrap();
            let column = if explained.year.is_none() && !cells.contains_key(&(row, 6)) { 4 } else { column };
            let cell = &cells[&(row, column)];
            if explained.value == "none" {
                assert_eq!(cell.value, "none");
                continue;
            }
            let shown: Decimal = explained.value.replace(',', "").parse().unwrap();
            let value =
                Decimal::from_scientific(&format!("{:e}", cell.value.parse::<f64>().unwrap())).unwrap();
            let off = Decimal::new(if explained.unit.starts_with('£') { 500_001 } else { 51 }, 8);
            assert!((value - shown).abs() <= off, "{address}: {value} and {shown}");
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn formulas_of_the_model_hold_no_numbers_but_nought_and_one() {
    for text in [SANDGATE, COUNTY] {
        let book = open(outcome(text).to_workbook().unwrap());
        let rows = book.rows();
        for (name, cells) in book.model_sheets().filter(|(name, _)| name != "Flows") {
            for ((row, column), cell) in cells {
                let Some(formula) = &cell.formula else { continue };
                // What is read off the rows at the foot of a sheet has no address.
                if *row > 4 && !rows.values().any(|at| *at == (name.as_str(), *row)) {
                    continue;
                }
                let tokens = tokens(formula);
                for (place, token) in tokens.iter().enumerate() {
                    let number = token.starts_with(|c: char| c.is_ascii_digit());
                    // The last place of a list that holds on: MIN(F$4,3).
                    let last_of_list =
                        place >= 4 && tokens[place - 4] == "MIN" && tokens[place - 2].ends_with("$4");
                    let plain = matches!(token.as_str(), "0" | "1") || last_of_list;
                    assert!(!number || plain, "{name}, row {row}, column {column}: {formula}");
                }
                assert!(formula.len() < 1_500, "{name}, row {row}: {} characters", formula.len());
            }
        }
    }
}

/// The Sandgate question with texts that a spreadsheet program would take for formulas, or cannot hold.
fn hostile() -> String {
    SANDGATE
        .replace("name = \"County council, as today\"", "name = \"=1+1\"")
        .replace("name = \"Community group\"", "name = \"@SUM(A1:A9)[*?/\\\\:]'\"")
        .replace("name = \"Friends of Sandgate Library\"", "name = \"-2+3<&>\\\"\"")
        .replace("title = \"Library supervisor\"", "title = \"+cmd|' /C calc'!A0\"")
        .replace(
            "source = \"illustrative; the fund certifies the rate\"",
            &format!("source = \"=HYPERLINK({})\"", "x".repeat(1_900)),
        )
}

#[test]
fn a_text_is_a_text_whatever_it_begins_with() {
    let outcome = outcome(&hostile());
    let book = open(outcome.to_workbook().unwrap());
    let all: Vec<&Cell> = book.sheets.iter().flat_map(|(_, cells)| cells.values()).collect();
    for text in ["=1+1", "@SUM(A1:A9)[*?/\\:]'"] {
        assert!(all.iter().any(|cell| cell.text && cell.value == text), "{text} is shown as it is");
    }
    for begins in ["-2+3<&>\" pays, net", "+cmd|' /C calc'!A0: pay"] {
        assert!(all.iter().any(|cell| cell.text && cell.value.starts_with(begins)), "{begins}");
    }
    for cell in &all {
        let formula = cell.formula.as_deref().unwrap_or_default();
        for word in ["cmd|", "HYPERLINK", "1+1+", "A1:A9"] {
            assert!(!formula.contains(word), "{formula}");
        }
        assert!(cell.value.encode_utf16().count() <= 32_767);
    }
    let names: BTreeSet<String> = book.sheets.iter().map(|(name, _)| name.to_lowercase()).collect();
    assert_eq!(names.len(), book.sheets.len());
    for (name, _) in &book.sheets {
        assert!(
            name.encode_utf16().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']),
            "{name}"
        );
    }
}

#[test]
fn every_input_that_a_formula_reads_has_a_name() {
    let book = open(outcome(SANDGATE).to_workbook().unwrap());
    let (_, inputs) = book.sheets.iter().find(|(name, _)| name == "Inputs").unwrap();
    let names: BTreeSet<String> = book.names.iter().map(|(name, _)| name.to_lowercase()).collect();
    assert_eq!(names.len(), book.names.len());
    let energy = book.names.iter().find(|(name, _)| name == "service_premises_energy").unwrap();
    let at = place(&energy.1.rsplit_once('!').unwrap().1.replace('$', ""));
    assert_eq!(inputs[&at].value, "6200");
    assert_eq!(inputs[&(at.0, 1)].value, "service.premises.energy");
}

#[test]
fn the_same_outcome_gives_the_same_bytes() {
    let outcome = outcome(SANDGATE);
    assert_eq!(outcome.to_workbook().unwrap(), outcome.to_workbook().unwrap());
}

#[test]
fn the_longest_period_has_a_column_for_each_year() {
    let text = SANDGATE
        .replace("years = 10", "years = 80")
        .replace("compare_discounting = [\"no_pure_time_preference\", \"review_2026\"]\n", "");
    let outcome = outcome(&text);
    let book = open(outcome.to_workbook().unwrap());
    let (_, timing) = book.sheets.iter().find(|(name, _)| name == "Timing").unwrap();
    assert_eq!(timing[&(4, 85)].value, "80");
    assert_eq!(timing[&(3, 85)].value, outcome.tables().years[79].to_string());
}

#[test]
fn the_workbook_loads_again_as_the_question_that_it_was_made_from() {
    for text in [SANDGATE, COUNTY] {
        let outcome = outcome(text);
        let again = Appraisal::load_workbook(&outcome.to_workbook().unwrap()).unwrap();
        assert_eq!(again.run().unwrap().tables().options, outcome.tables().options);
    }
}
