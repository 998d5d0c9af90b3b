//! A workbook that comes back: opened, bounded, and its sheet of inputs found.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read as _};

use calamine::{Data, DataRef, Reader as _, Xlsx};

use super::cells::column as column_name;
use super::inputs::HEADINGS;
use super::rebuild;
use crate::appraisal::Appraisal;
use crate::document::LONGEST_TEXT;
use crate::problem::{Problem, Problems, as_shown};

/// The most bytes of a workbook that are read, packed and unpacked. A workbook of eight libraries has less than one
/// hundredth of it.
const MOST_PACKED: usize = 32 * 1024 * 1024;
const MOST_UNPACKED: u64 = 128 * 1024 * 1024;
/// The most bytes of the texts of all sheets, which are held in memory one by one: a text may be no longer than its end
/// marks, and then takes several times as much.
const MOST_TEXTS: u64 = 32 * 1024 * 1024;
/// The most sheets that are looked at, and the most bytes of texts in the cells of one: many cells may share a long text.
const MOST_SHEETS: usize = 64;
const MOST_TEXT_IN_CELLS: usize = 4 * LONGEST_TEXT;
/// The most cells of the sheet of inputs that are read, and the last row and column in which they may stand.
const MOST_CELLS: usize = 1_000_000;
const LAST_COLUMN: u32 = 255;
/// The rows in which the headings may stand.
const HEADINGS_WITHIN: u32 = 40;

impl Appraisal {
    /// Reads an appraisal back from a workbook (`.xlsx`): one that [`crate::Outcome::to_workbook`] made and somebody has
    /// changed on the sheet *Inputs*, or a blank one that has been filled in.
    ///
    /// The rows of that sheet are the whole question. A value may be changed, a row taken out or added; rows and columns may
    /// stand in another order. A number is taken with the fifteen digits that spreadsheet programs keep; where nobody has
    /// touched it, with all of its own.
    ///
    /// # Errors
    /// All that is wrong, at once, each with its address and its cell.
    pub fn load_workbook(bytes: &[u8]) -> Result<Self, Problems> {
        let sheet = open(bytes)?;
        let rebuilt = rebuild::question(&sheet)?;
        Self::from_node(rebuilt.document.clone()).map_err(|problems| rebuilt.with_cells(&problems, &sheet))
    }
}

/// A sheet of inputs as it was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) name: String,
    /// The column of each heading, in the order of [`HEADINGS`].
    pub(super) columns: [Option<u32>; HEADINGS.len()],
    /// The rows below the headings, each with its cells by column.
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, Data>>,
}

impl Found {
    /// Whether there is anything in the cell of a column.
    pub(super) fn holds(&self, heading: u16, row: u32) -> bool {
        let column = self.columns.get(usize::from(heading)).copied().flatten();
        column.is_some_and(|column| self.rows.get(&row).is_some_and(|cells| cells.contains_key(&column)))
    }

    /// How a reader finds a cell: `Inputs!C17`.
    pub(super) fn cell(&self, heading: u16, row: u32) -> String {
        let column = self.columns.get(usize::from(heading)).copied().flatten().unwrap_or(0);
        // No column is read that this could not hold.
        format!("{}!{}{}", self.name, column_name(u16::try_from(column).unwrap_or(u16::MAX)), row + 1)
    }
}

fn refused(message: impl Into<String>, accepted: &str) -> Problems {
    Problem::new("", message).accepted(accepted).into()
}

const AS_XLSX: &str = "a workbook in the format of Excel (.xlsx), not protected with a password to open it";

fn open(bytes: &[u8]) -> Result<Found, Problems> {
    if bytes.len() > MOST_PACKED {
        return Err(refused(format!("the workbook has {} bytes", bytes.len()), "at most 32 MiB"));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(refused(
            "the file is an old workbook (.xls), or one that needs a password to open",
            AS_XLSX,
        ));
    }
    if bytes.is_empty() {
        return Err(refused("the file is empty", AS_XLSX));
    }
    if !bytes.starts_with(b"PK") {
        return Err(refused("the file is no workbook", AS_XLSX));
    }
    // The archive of an OpenDocument file begins with what it is.
    if bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis")) {
        return Err(refused("the file is an OpenDocument spreadsheet (.ods)", "the same saved as .xlsx"));
    }
    bounded(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error.to_string()))?;
    let mut names = book.sheet_names();
    names.sort_by_key(|name| name != "Inputs");
    let mut looked_at = Vec::new();
    for name in names.into_iter().take(MOST_SHEETS) {
        let cells = cells(&mut book, &name)?;
        if let Some(found) = headed(name.clone(), cells) {
            return Ok(found);
        }
        looked_at.push(as_shown(&name, 31));
    }
    let message = format!("no sheet of inputs: looked at {}", looked_at.join(", "));
    Err(refused(
        message,
        "a sheet with the headings Address and Value in one of its first rows, as the library writes it",
    ))
}

fn unreadable(error: &str) -> Problems {
    refused(format!("the workbook cannot be read: {}", as_shown(error, 200)), AS_XLSX)
}

/// Unpacks everything once and keeps nothing of it: what a small file says it unpacks to is not to be believed.
fn bounded(bytes: &[u8]) -> Result<(), Problems> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error.to_string()))?;
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|error| unreadable(&error.to_string()))?;
        let of_texts =
            entry.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let unpacked = io::copy(&mut entry.take(left + 1), &mut io::sink())
            .map_err(|error| unreadable(&error.to_string()))?;
        if of_texts && unpacked > MOST_TEXTS {
            return Err(refused(
                "the texts of the workbook unpack to more than 32 MiB",
                "fewer or shorter texts",
            ));
        }
        left = left.checked_sub(unpacked).ok_or_else(|| {
            refused(
                "the workbook unpacks to more than 128 MiB",
                "a workbook that the library made, or a blank one filled in",
            )
        })?;
    }
    Ok(())
}

type Cells = BTreeMap<u32, BTreeMap<u32, Data>>;

/// The cells of a sheet. What a formula comes to is taken as it was last worked out.
fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Cells, Problems> {
    // A sheet that holds a chart has no cells.
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return Ok(Cells::new()) };
    let mut all = Cells::new();
    let (mut count, mut bytes) = (0_usize, 0_usize);
    while let Some(cell) = reader.next_cell_with_formula().map_err(|error| unreadable(&error.to_string()))? {
        let (row, column) = cell.pos;
        bytes = bytes.saturating_add(match &cell.value {
            DataRef::String(text) => text.len(),
            DataRef::SharedString(text) => text.len(),
            _ => 0,
        });
        if bytes > MOST_TEXT_IN_CELLS {
            let message = format!("the cells of the sheet {} have too much text", as_shown(name, 31));
            return Err(refused(message, "at most 32 MiB of text on a sheet"));
        }
        let value: Data = cell.value.into();
        let formula = cell.formula.as_deref().is_some_and(|formula| !formula.is_empty());
        let blank = match &value {
            Data::Empty => true,
            Data::String(text) => text.trim().is_empty(),
            _ => false,
        };
        if column > LAST_COLUMN || (blank && !formula) {
            continue;
        }
        count += 1;
        if count > MOST_CELLS {
            let message = format!("the sheet {} has more than {MOST_CELLS} cells", as_shown(name, 31));
            return Err(refused(message, "the sheet of inputs as the library writes it"));
        }
        // A formula that nobody has worked out is told apart from an empty cell.
        let value = if blank { Data::Error(calamine::CellErrorType::GettingData) } else { value };
        all.entry(row).or_default().insert(column, value);
    }
    Ok(all)
}

/// The rows below the headings, where a sheet has them.
fn headed(name: String, mut cells: Cells) -> Option<Found> {
    let text = |data: &Data| match data {
        Data::String(text) => Some(text.trim().to_lowercase()),
        _ => None,
    };
    let (row, columns) = cells.range(..HEADINGS_WITHIN).find_map(|(row, cells)| {
        let column = |heading: &str| {
            let heading = heading.to_lowercase();
            cells.iter().find(|(_, data)| text(data).as_ref() == Some(&heading)).map(|(column, _)| *column)
        };
        let columns = HEADINGS.map(|(heading, _)| column(heading));
        (columns[0].is_some() && columns[2].is_some()).then_some((*row, columns))
    })?;
    let rows = cells.split_off(&(row + 1));
    Some(Found { name, columns, rows })
}
