//! A table as a file has it: a row of headings, then rows, each with the line on which it begins.

use std::borrow::Cow;

use super::reading::{RowProblem, Taken, Tally, shown};
use super::words::{folded, spaced, without_value};
use crate::address::Address;
use crate::problem::{Problem, Problems};

/// The longest table that is read, in bytes.
pub const LONGEST_TABLE: usize = 128 * 1024 * 1024;

/// The longest value that is read, in bytes.
const LONGEST_VALUE: usize = 4_096;

/// The most columns of a table.
const MOST_COLUMNS: usize = 1_024;

/// The characters of the code page Windows-1252 from 0x80 to 0x9f, in which spreadsheets of the United Kingdom save;
/// from 0xa0 on a byte is the character of the same number.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A file of rows under headings.
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    headings: Vec<String>,
    /// The bytes up to which lines were counted, and the lines.
    counted: (usize, u32),
}

/// One row.
pub(super) struct Row {
    pub(super) line: u32,
    cells: csv::ByteRecord,
}

impl Row {
    fn bytes(&self, place: usize) -> &[u8] {
        self.cells.get(place).unwrap_or_default()
    }

    /// The text of a cell, whatever it is encoded in, and not longer than a value may be.
    pub(super) fn text(&self, place: usize) -> Cow<'_, str> {
        decoded(&self.bytes(place)[..self.bytes(place).len().min(LONGEST_VALUE)])
    }

    /// Whether one of these cells has no value.
    pub(super) fn is_silent(&self, places: [usize; 2]) -> bool {
        places.into_iter().any(|place| without_value(&self.text(place)).is_some())
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace))
    }
}

fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => bytes
            .iter()
            .map(|&byte| match byte {
                0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
                byte => char::from(byte),
            })
            .collect::<String>()
            .into(),
    }
}

/// A heading as it is compared: lower case, with an underscore for whatever stands between words.
pub(super) fn heading(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    folded(&words.collect::<Vec<_>>().join(" ")).replace(' ', "_")
}

impl<'a> Table<'a> {
    /// Begins to read: takes the headings.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Problems> {
        if bytes.len() > LONGEST_TABLE {
            let problem = Problem::new(Address::root(), format!("the table has {} bytes", bytes.len()));
            return Err(problem.accepted(format!("at most {LONGEST_TABLE}")).into());
        }
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            let problem = Problem::new(Address::root(), "the table is in UTF-16");
            return Err(problem.accepted("CSV in UTF-8; a spreadsheet saves it so").into());
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator(bytes))
            .from_reader(bytes);
        let mut first = csv::ByteRecord::new();
        // A reader of bytes in memory has nothing to fail on; the end of the file is the only other answer.
        let found = reader.read_byte_record(&mut first).unwrap_or(false);
        let mut headings: Vec<String> = first
            .iter()
            .take(MOST_COLUMNS)
            .map(|cell| spaced(&decoded(&cell[..cell.len().min(200)])))
            .collect();
        // A spreadsheet may leave empty columns at the right.
        while headings.last().is_some_and(String::is_empty) {
            headings.pop();
        }
        if !found || headings.is_empty() {
            let problem = Problem::new(Address::root(), "the table is empty");
            return Err(problem.accepted("a row of headings, then a row for each entry").into());
        }
        Ok(Self { bytes, reader, headings, counted: (0, 1) })
    }

    /// The headings, as they are written.
    pub(super) fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The place of the column with one of these headings, the first name before the others.
    pub(super) fn place(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.headings.iter().position(|own| heading(own) == *name))
    }

    /// The next row that has as many cells as there are headings. The others are reported and left out: nobody knows
    /// under which heading their values belong.
    pub(super) fn next_row(&mut self, tally: &mut Tally) -> Option<Row> {
        loop {
            let mut cells = csv::ByteRecord::new();
            if !self.reader.read_byte_record(&mut cells).unwrap_or(false) {
                return None;
            }
            let begins = cells.position().map_or(0, csv::Position::byte);
            let line = self.line_at(usize::try_from(begins).unwrap_or(usize::MAX));
            let row = Row { line, cells };
            if row.is_blank() {
                continue;
            }
            let (own, wanted) = (row.cells.len(), self.headings.len());
            let empty_beyond =
                || row.cells.iter().skip(wanted).all(|cell| cell.iter().all(u8::is_ascii_whitespace));
            if own == wanted || (own > wanted && empty_beyond()) {
                return Some(row);
            }
            let begin = shown(&decoded(&row.bytes(0)[..row.bytes(0).len().min(LONGEST_VALUE)]));
            let problem = RowProblem::row(
                line,
                format!("the row that begins \"{begin}\" has {own} values; it is left out"),
            );
            let lines = row.cells.iter().map(|cell| bytes_of(cell, b'\n')).sum::<usize>();
            tally.problem(problem.accepted(if lines > 20 {
                format!("{wanted} values, one for each heading; it runs over {lines} lines: is a quotation mark not closed?")
            } else {
                format!("{wanted} values, one for each heading")
            }));
        }
    }

    /// The line that holds the first byte of a row, counted from 1. The places come in order.
    fn line_at(&mut self, begins: usize) -> u32 {
        let (from, mut lines) = self.counted;
        // The reader names the place before the ends of lines that it skips.
        let rest = self.bytes.get(begins..).unwrap_or_default();
        let skipped = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let to = (begins + skipped).min(self.bytes.len());
        for place in from..to {
            let lone_return = self.bytes[place] == b'\r' && self.bytes.get(place + 1) != Some(&b'\n');
            if self.bytes[place] == b'\n' || lone_return {
                lines = lines.saturating_add(1);
            }
        }
        self.counted = (to.max(from), lines);
        lines
    }

    /// A cell with a value, as text with its spaces put right. What is wrong with its encoding or its length is on
    /// record, and so is how it was taken, where it has no value.
    pub(super) fn value(&self, row: &Row, place: usize, tally: &mut Tally) -> Option<String> {
        let name = &self.headings[place];
        let bytes = row.bytes(place);
        if bytes.len() > LONGEST_VALUE {
            tally.count(place, name, Taken::Refused);
            let what = format!("the value has {} bytes; it is left out", bytes.len());
            tally.problem(
                RowProblem::value(row.line, name, what).accepted(format!("at most {LONGEST_VALUE} bytes")),
            );
            return None;
        }
        let text = decoded(bytes);
        if let Cow::Owned(text) = &text {
            let what = format!("\"{}\" is not UTF-8; it was read as Windows-1252", shown(text));
            tally.problem(RowProblem::value(row.line, name, what).accepted("CSV in UTF-8"));
        }
        if let Some(taken) = without_value(&text) {
            tally.count(place, name, taken);
            return None;
        }
        Some(text.into_owned())
    }

    /// A cell read by what its column knows. `read` gives the value and how it was taken, or what would be accepted.
    pub(super) fn read<T>(
        &self,
        row: &Row,
        place: Option<usize>,
        tally: &mut Tally,
        read: impl FnOnce(&str) -> Result<(T, Taken), String>,
    ) -> Option<T> {
        let place = place?;
        let text = self.value(row, place, tally)?;
        let name = &self.headings[place];
        match read(&text) {
            Ok((value, taken)) => {
                tally.count(place, name, taken);
                Some(value)
            }
            Err(accepted) => {
                tally.count(place, name, Taken::Refused);
                let what = format!("\"{}\" cannot be read; it is left out", shown(&text));
                tally.problem(RowProblem::value(row.line, name, what).accepted(accepted));
                None
            }
        }
    }

    /// A cell of free text.
    pub(super) fn text(&self, row: &Row, place: Option<usize>, tally: &mut Tally) -> Option<String> {
        self.read(row, place, tally, |text| Ok(tidy(text)))
    }
}

/// Free text with its spaces put right.
pub(super) fn tidy(text: &str) -> (String, Taken) {
    let tidy = spaced(text);
    let taken = if tidy == text { Taken::Read } else { Taken::Tidied };
    (tidy, taken)
}

/// What stands between the values: whichever of comma, semicolon and tab the first line has most of.
fn separator(bytes: &[u8]) -> u8 {
    let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
    let first = &bytes[..end.min(1 << 16)];
    // Of equals the last wins: the comma.
    [b'\t', b';', b','].into_iter().max_by_key(|&mark| bytes_of(first, mark)).unwrap_or(b',')
}

fn bytes_of(bytes: &[u8], wanted: u8) -> usize {
    bytes.iter().map(|byte| usize::from(*byte == wanted)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> (Vec<(u32, String)>, Vec<String>) {
        let (mut tally, mut rows) = (Tally::default(), Vec::new());
        let mut table = Table::open(bytes).unwrap();
        while let Some(row) = table.next_row(&mut tally) {
            rows.push((row.line, row.text(0).into_owned()));
        }
        (rows, tally.problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_row_has_the_line_on_which_it_begins() {
        for end in ["\n", "\r\n"] {
            let text =
                ["name,hours", "one,1", "", "\"tw", "o\",2", "three", "four,4,,", ",", "five,5"].join(end);
            let (rows, problems) = lines(text.as_bytes());
            let two = format!("tw{end}o");
            let wanted = [(2, "one"), (4, two.as_str()), (7, "four"), (9, "five")];
            assert_eq!(rows, wanted.map(|(line, name)| (line, name.to_owned())));
            assert_eq!(
                problems,
                [
                    "line 6: the row that begins \"three\" has 1 values; it is left out; 2 values, one for each heading"
                ]
            );
        }
        assert_eq!(lines(b"name\rone\rtwo").0, [(2, "one".to_owned()), (3, "two".to_owned())]);
    }

    #[test]
    fn marks_at_the_beginning_other_separators_and_other_encodings() {
        assert_eq!(lines(b"\xef\xbb\xbfname;hours\nCaf\xe9;2").0, [(2, "Café".to_owned())]);
        assert_eq!(lines(b"name\thours\n\x80 5\t2").0, [(2, "€ 5".to_owned())]);
        assert!(Table::open(b"\xff\xfen\0").err().unwrap().to_string().contains("UTF-16"));
        assert!(Table::open(b"").err().unwrap().to_string().contains("is empty"));
        assert!(Table::open(b" , ,\n1,2,3").err().unwrap().to_string().contains("is empty"));
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_is_suspected() {
        let text = format!("name,hours\none,1\n\"two,2\n{}", "three,3\n".repeat(30));
        let (rows, problems) = lines(text.as_bytes());
        assert_eq!(rows, [(2, "one".to_owned())]);
        assert!(problems[0].ends_with("is a quotation mark not closed?"), "{problems:?}");
    }
}
