//! Reads the basic dataset of public libraries in England.

use std::collections::{HashMap, HashSet};

use super::authority::{Authorities, key};
use super::libraries::Libraries;
use super::library::{DayOpen, History, Hours, Kind, Library, Operation};
use super::reading::{RowProblem, Taken, Tally, shown};
use super::table::{Row, Table, heading, tidy};
use super::words::{folded, look_up, spaced};
use crate::Decimal;
use crate::address::Address;
use crate::input::known_names;
use crate::money;
use crate::problem::{Problem, Problems};

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const YES_OR_NO: &[(&str, bool)] = &[("Yes", true), ("No", false)];
const CROSSED: &[(&str, bool)] = &[("X", true), ("Yes", true), ("No", false)];
const HOURS_IN_A_WEEK: i64 = 168;
/// The longest part of an id that is made from a name, in characters.
const LONGEST_ID: usize = 60;

/// Which rows of a table are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    authority: Option<String>,
    file: Option<String>,
}

impl Selection {
    /// Every row.
    pub fn all() -> Self {
        Self::default()
    }

    /// The rows of one authority. Case, punctuation and words such as "County Council" make no difference.
    #[must_use]
    pub fn authority(mut self, name: impl Into<String>) -> Self {
        self.authority = Some(name.into());
        self
    }

    /// The name of the file, for messages and for the source of each figure.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>) -> Self {
        self.file = Some(name.into());
        self
    }
}

/// Reads every library of a table in the columns of the basic dataset of public libraries in England (Arts Council
/// England, editions of 2021 to 2023), or those of one authority.
///
/// Required are the columns `name`, `type`, `authority` (or `reporting`, the service that reports the library, which
/// goes first where both are there) and one `operation_YY` or more, such as `operation_23`. Read where they are there:
/// `postcode`, `statutory_YY`, `hours`, `staffed_hours`, `monday` to `sunday`, `automated`, `co_located` and every
/// `co_located_…`, `operating_organisation`, `department`, `opened`, `closed`. The order is free, and other columns are
/// named in the result and left alone.
///
/// A value that cannot be read is left out and reported; a row is left out, and reported, if it has not one value for
/// each heading, no name or no authority, or if the same row stands in the table before it.
///
/// # Errors
/// If the file is not a table, a required column is missing (all that are missing are named), or the authority is not in
/// it.
///
/// ```
/// use options_appraisal::data::{Kind, Operation, Selection, read_libraries};
///
/// let table = "name,authority,type,operation_23,hours,staffed_hours\n\
///              Sandgate Library,Kent,Static Library,CR,25.5,25.5\n\
///              Hythe Library,Kent,Static library,La,forty,37\n";
/// let kent = read_libraries(table.as_bytes(), &Selection::all().authority("Kent County Council").file("kent.csv"))?;
/// assert_eq!(kent.count(Kind::Static, 2023, Some(Operation::CouncilRun)), 1);
/// assert_eq!(kent.libraries[1].hours, None);
/// assert_eq!(
///     kent.problems[0].to_string(),
///     "line 3, hours: \"forty\" cannot be read; it is left out; hours a week, from 0 to 168, such as 25.5",
/// );
/// # Ok::<(), options_appraisal::Problems>(())
/// ```
pub fn read_libraries(bytes: &[u8], selection: &Selection) -> Result<Libraries, Problems> {
    let mut table = Table::open(bytes)?;
    let columns = Columns::find(&table)?;
    let authorities = authorities(bytes, &columns)?;
    let wanted = selection.authority.as_deref().map(|name| authorities.find(name)).transpose()?;

    let mut tally = Tally::default();
    let mut libraries: Vec<Library> = Vec::new();
    let (mut seen, mut ids) = (HashMap::new(), Ids::default());
    while let Some(row) = table.next_row(&mut tally) {
        let name = columns.authority(&row);
        let spelling = authorities.spelling(&name).unwrap_or_default();
        if wanted.is_some_and(|wanted| wanted != spelling) {
            continue;
        }
        if spelling.is_empty() || spaced(&row.text(columns.name)).is_empty() {
            let what = "the row names no authority or no library; it is left out";
            tally.problem(RowProblem::row(row.line, what).accepted("both"));
            continue;
        }
        let Some(mut library) = columns.library(&table, &row, spelling, &mut tally) else { continue };
        let like = (folded(&library.name), key(spelling), library.postcode.clone(), library.kind);
        if let Some(&place) = seen.get(&like) {
            let before: &Library = &libraries[place];
            if same(before, &library) {
                let what = format!(
                    "\"{}\" stands in line {} already; it is left out",
                    shown(&library.name),
                    before.line
                );
                tally.problem(RowProblem::row(row.line, what).accepted("each library once"));
                continue;
            }
            let what = format!(
                "\"{}\" stands in line {} too, with other values; both are kept",
                shown(&library.name),
                before.line
            );
            tally.problem(RowProblem::row(row.line, what).accepted("each library once"));
        } else {
            seen.insert(like, libraries.len());
        }
        library.id = ids.unique(&library.name);
        libraries.push(library);
    }

    let unread_columns = columns.unread(&table);
    let (problems, problems_in_all, columns) = tally.columns();
    Ok(Libraries {
        file: selection.file.clone().unwrap_or_else(|| "the table".to_owned()),
        authority: wanted.map(str::to_owned),
        libraries,
        problems,
        problems_in_all,
        columns,
        unread_columns,
    })
}

/// Whether two rows say the same.
fn same(one: &Library, other: &Library) -> bool {
    let mut other = other.clone();
    other.line = one.line;
    other.id.clone_from(&one.id);
    *one == other
}

/// The authorities of all rows, in one spelling each.
fn authorities(bytes: &[u8], columns: &Columns) -> Result<Authorities, Problems> {
    let (mut table, mut all) = (Table::open(bytes)?, Authorities::default());
    let mut unheard = Tally::default();
    while let Some(row) = table.next_row(&mut unheard) {
        let name = columns.authority(&row);
        if !name.is_empty() {
            all.note(&name);
        }
    }
    Ok(all)
}

/// Makes ids from names.
#[derive(Default)]
struct Ids {
    taken: HashSet<String>,
    numbers: HashMap<String, usize>,
}

impl Ids {
    /// An id that none has had.
    fn unique(&mut self, name: &str) -> String {
        let plain = id_of(name);
        let number = self.numbers.entry(plain.clone()).or_default();
        loop {
            *number += 1;
            let id = if *number == 1 { plain.clone() } else { format!("{plain}_{number}") };
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// An id made from a name: its letters and digits in lower case, with underscores between words.
fn id_of(name: &str) -> String {
    let plain: String = folded(name).replace(['\'', '’'], "");
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let id: String = words.join("_").chars().take(LONGEST_ID).collect();
    let id = id.trim_matches('_').to_owned();
    match id.chars().next() {
        None => "library".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("library_{id}"),
        Some(_) => id,
    }
}

/// Where each column stands.
struct Columns {
    name: usize,
    kind: usize,
    reporting: Option<usize>,
    authority: Option<usize>,
    operation: Vec<(i16, usize)>,
    statutory: Vec<(i16, usize)>,
    postcode: Option<usize>,
    hours: Option<usize>,
    staffed_hours: Option<usize>,
    days: [Option<usize>; 7],
    automated: Option<usize>,
    co_located: Option<usize>,
    co_located_with: Vec<(String, usize)>,
    operator: Option<usize>,
    department: Option<usize>,
    opened: Option<usize>,
    closed: Option<usize>,
}

impl Columns {
    fn find(table: &Table) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let headings: Vec<String> = table.headings().iter().map(|own| heading(own)).collect();
        let mut missing = |name: &str, accepted: String| {
            let problem = Problem::new(Address::new("columns").join(name), "the column is missing");
            problems.push(problem.accepted(accepted));
        };
        let near = |name: &str| {
            let known = headings.iter().map(String::as_str).filter(|own| !own.is_empty());
            known_names(name, known)
        };
        let (reporting, authority) = (table.place(&["reporting"]), table.place(&["authority"]));
        let operation = years(&headings, "operation_");
        for name in ["name", "type"] {
            if table.place(&[name]).is_none() {
                missing(name, near(name));
            }
        }
        if reporting.is_none() && authority.is_none() {
            missing("authority", near("authority"));
        }
        if operation.is_empty() {
            missing(
                "operation_23",
                format!("one for each year, such as operation_23: {}", near("operation_23")),
            );
        }
        let (Some(name), Some(kind)) = (table.place(&["name"]), table.place(&["type"])) else {
            return Err(problems);
        };
        let with = |own: &String| own.strip_prefix("co_located_").map(str::to_owned);
        problems.or(Self {
            name,
            kind,
            reporting,
            authority,
            operation,
            statutory: years(&headings, "statutory_"),
            postcode: table.place(&["postcode"]),
            hours: table.place(&["hours"]),
            staffed_hours: table.place(&["staffed_hours"]),
            days: DAYS.map(|day| table.place(&[day])),
            automated: table.place(&["automated"]),
            co_located: table.place(&["co_located"]),
            co_located_with: headings
                .iter()
                .enumerate()
                .filter_map(|(place, own)| with(own).map(|what| (what, place)))
                .collect(),
            operator: table.place(&["operating_organisation"]),
            department: table.place(&["department"]),
            opened: table.place(&["opened"]),
            closed: table.place(&["closed"]),
        })
    }

    /// The headings that nothing is read from.
    fn unread(&self, table: &Table) -> Vec<String> {
        let single = [
            Some(self.name),
            Some(self.kind),
            self.reporting,
            self.authority,
            self.postcode,
            self.hours,
            self.staffed_hours,
            self.automated,
            self.co_located,
            self.operator,
            self.department,
            self.opened,
            self.closed,
        ];
        let mut read: HashSet<usize> = single.into_iter().chain(self.days).flatten().collect();
        read.extend(self.operation.iter().chain(&self.statutory).map(|(_, place)| *place));
        read.extend(self.co_located_with.iter().map(|(_, place)| *place));
        let headings = table.headings().iter().enumerate();
        headings
            .filter(|(place, own)| !read.contains(place) && !own.is_empty())
            .map(|(_, own)| own.clone())
            .collect()
    }

    /// The name of the authority: the service that reports the library, else the authority in whose area it stands.
    fn authority(&self, row: &Row) -> String {
        [self.reporting, self.authority]
            .into_iter()
            .flatten()
            .map(|place| spaced(&row.text(place)))
            .find(|name| !name.is_empty())
            .unwrap_or_default()
    }

    /// The library of a row. What cannot be read is left out and reported.
    fn library(&self, table: &Table, row: &Row, authority: &str, tally: &mut Tally) -> Option<Library> {
        let name = table.text(row, Some(self.name), tally)?;
        for place in [self.reporting, self.authority].into_iter().flatten() {
            let own = table.read(row, Some(place), tally, |text| {
                Ok((spaced(text), if text == authority { Taken::Read } else { Taken::Tidied }))
            });
            if let Some(own) = own.filter(|own| key(own) != key(authority)) {
                let what = format!(
                    "says \"{}\"; the library is taken as one of {authority}, which reports it",
                    shown(&own)
                );
                tally.problem(
                    RowProblem::value(row.line, &table.headings()[place], what)
                        .accepted("the same authority in both columns"),
                );
            }
        }
        let kind = table
            .read(row, Some(self.kind), tally, |text| {
                look_up(text, Kind::WORDS).ok_or_else(|| one_of(Kind::WORDS))
            })
            .unwrap_or(Kind::Other);
        let operation = self.operation.iter().map(|(year, place)| {
            // The codes of libraries that are not open stand among the words for values that are not stated.
            let code = look_up(&row.text(*place), Operation::CODES);
            (
                *year,
                match code {
                    Some((operation, taken)) => {
                        tally.count(*place, &table.headings()[*place], taken);
                        Some(operation)
                    }
                    None => table.read(row, Some(*place), tally, |_| Err(one_of(Operation::CODES))),
                },
            )
        });
        let operation = History(operation.collect());
        let statutory =
            self.statutory.iter().map(|(year, place)| (*year, yes_or_no(table, row, Some(*place), tally)));
        let statutory = History(statutory.collect());
        let hours = hours(table, row, self.hours, tally);
        let staffed_hours = hours_in_open(table, row, self.staffed_hours, hours, tally);
        let (self_service, self_service_by) = self.self_service(table, row, tally);
        Some(Library {
            line: row.line,
            id: String::new(),
            authority: authority.to_owned(),
            name,
            postcode: table.read(row, self.postcode, tally, postcode),
            kind,
            operation,
            statutory,
            hours,
            staffed_hours,
            days: self.days.map(|place| {
                table.read(row, place, tally, |text| {
                    look_up(text, DayOpen::WORDS).ok_or_else(|| one_of(DayOpen::WORDS))
                })
            }),
            self_service,
            self_service_by,
            co_located: yes_or_no(table, row, self.co_located, tally),
            co_located_with: self.co_located_with(table, row, tally),
            operator: table.text(row, self.operator, tally),
            department: table.text(row, self.department, tally),
            opened: table.read(row, self.opened, tally, year),
            closed: table.read(row, self.closed, tally, year),
        })
    }

    /// Whether there is self-service, and how: "Yes - Open+".
    fn self_service(&self, table: &Table, row: &Row, tally: &mut Tally) -> (Option<bool>, Option<String>) {
        let read = table.read(row, self.automated, tally, |text| {
            let (word, how) = text.split_once('-').unwrap_or((text, ""));
            let how = Some(spaced(how)).filter(|how| !how.is_empty());
            if let Some((answer, taken)) = look_up(word.trim_end(), YES_OR_NO) {
                return Ok(((answer, how), taken));
            }
            if folded(text) == "self service kiosk" {
                return Ok(((true, Some(spaced(text))), Taken::Tidied));
            }
            Err("Yes, No, or Yes with a word on how, such as \"Yes - Open+\"".to_owned())
        });
        read.map_or((None, None), |(answer, how)| (Some(answer), how))
    }

    fn co_located_with(&self, table: &Table, row: &Row, tally: &mut Tally) -> Vec<String> {
        let mut all = Vec::new();
        for (what, place) in &self.co_located_with {
            if what == "other_text" {
                all.extend(table.text(row, Some(*place), tally));
                continue;
            }
            let crossed = table.read(row, Some(*place), tally, |text| {
                look_up(text, CROSSED).ok_or_else(|| "X, or nothing".to_owned())
            });
            if crossed == Some(true) {
                all.push(what.clone());
            }
        }
        all
    }
}

/// The columns of a name with a year after it, `_23` or `_2023`, the earliest first.
fn years(headings: &[String], name: &str) -> Vec<(i16, usize)> {
    let mut all: Vec<(i16, usize)> = headings
        .iter()
        .enumerate()
        .filter_map(|(place, own)| {
            let digits = own.strip_prefix(name)?;
            let year: i16 = digits.parse().ok()?;
            match digits.len() {
                2 => Some((2000 + year, place)),
                4 if (1900..2200).contains(&year) => Some((year, place)),
                _ => None,
            }
        })
        .collect();
    all.sort_unstable();
    all.dedup_by_key(|(year, _)| *year);
    all
}

fn one_of<T>(words: &[(&str, T)]) -> String {
    format!("one of: {}", words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "))
}

fn yes_or_no(table: &Table, row: &Row, place: Option<usize>, tally: &mut Tally) -> Option<bool> {
    table.read(row, place, tally, |text| look_up(text, YES_OR_NO).ok_or_else(|| "Yes or No".to_owned()))
}

fn hours(table: &Table, row: &Row, place: Option<usize>, tally: &mut Tally) -> Option<Hours> {
    table.read(row, place, tally, |text| {
        let (number, taken) = tidy(text);
        money::parse(&number)
            .ok()
            .filter(|hours| (Decimal::ZERO..=Decimal::from(HOURS_IN_A_WEEK)).contains(hours))
            .map(|hours| (Hours(hours), taken))
            .ok_or_else(|| format!("hours a week, from 0 to {HOURS_IN_A_WEEK}, such as 25.5"))
    })
}

/// Staffed hours; more of them than hours open are reported and kept.
fn hours_in_open(
    table: &Table,
    row: &Row,
    place: Option<usize>,
    open: Option<Hours>,
    tally: &mut Tally,
) -> Option<Hours> {
    let staffed = hours(table, row, place, tally)?;
    if let (Some(open), Some(place)) = (open.filter(|open| staffed > *open), place) {
        let what = format!("{} staffed hours in {} hours open; both are kept", staffed.0, open.0);
        tally.problem(
            RowProblem::value(row.line, &table.headings()[place], what).accepted("at most the hours open"),
        );
    }
    Some(staffed)
}

fn year(text: &str) -> Result<(i16, Taken), String> {
    let (digits, taken) = tidy(text);
    let year: Option<i16> = digits.parse().ok().filter(|year| (1600..2200).contains(year));
    year.map(|year| (year, taken)).ok_or_else(|| "a year in four digits".to_owned())
}

/// A postcode in capitals, with one space before its last three characters.
fn postcode(text: &str) -> Result<(String, Taken), String> {
    let plain: String =
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let wrong = || "a postcode such as CT20 3RR".to_owned();
    if !(5..=7).contains(&plain.len()) || text.len() > plain.len() + 4 {
        return Err(wrong());
    }
    let (outward, inward) = plain.split_at(plain.len() - 3);
    let letters = outward.bytes().take_while(u8::is_ascii_uppercase).count();
    let good_outward =
        (1..=2).contains(&letters) && outward.as_bytes().get(letters).is_some_and(u8::is_ascii_digit);
    let good_inward = inward.bytes().enumerate().all(|(place, c)| (place == 0) == c.is_ascii_digit());
    if !(good_outward && good_inward) {
        return Err(wrong());
    }
    let tidy = format!("{outward} {inward}");
    let taken = if tidy == text { Taken::Read } else { Taken::Tidied };
    Ok((tidy, taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_from_names() {
        let mut ids = Ids::default();
        let names = [
            "Sandgate Library",
            "Mobile Library",
            "Mobile Library 2",
            "Mobile  library",
            "Bishop's Waltham",
            "1 High Street",
            "—",
        ];
        let made = names.map(|name| ids.unique(name));
        assert_eq!(
            made,
            [
                "sandgate_library",
                "mobile_library",
                "mobile_library_2",
                "mobile_library_3",
                "bishops_waltham",
                "library_1_high_street",
                "library"
            ]
        );
    }

    #[test]
    fn postcodes_are_put_in_one_form() {
        for (text, wanted) in [
            ("CT20 3RR", "CT20 3RR"),
            ("B495HJ", "B49 5HJ"),
            ("GL10 2Ng", "GL10 2NG"),
            ("NE26 1EJ.", "NE26 1EJ"),
        ] {
            assert_eq!(postcode(text).unwrap().0, wanted);
        }
        for text in ["3168", "CT20", "CT20 RRR", "NONE 3RR", "Éé9 9AA", ""] {
            assert!(postcode(text).is_err(), "{text}");
        }
    }

    #[test]
    fn columns_of_years() {
        let headings = ["operation_23", "operation_2016", "operation_x", "operation_123"].map(str::to_owned);
        assert_eq!(years(&headings, "operation_"), [(2016, 1), (2023, 0)]);
    }
}
