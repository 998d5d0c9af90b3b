//! One library, as the basic dataset of public libraries in England has it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::Decimal;
use crate::input::choice;

choice! {
    /// What kind of place it is.
    pub enum Kind {
        /// An ordinary library in a building.
        Static = "static",
        /// A library of local history in a building of its own or within another.
        LocalHistory = "local_history",
        /// An archive.
        Archive = "archive",
        /// A library in a vehicle.
        Mobile = "mobile",
        /// A library in a prison.
        Prison = "prison",
        /// A very small outlet: a micro library, a book drop, an express point.
        Micro = "micro",
        /// A kind that the reader does not know; the row is among the problems.
        Other = "other",
    }
}

impl Kind {
    /// What the editions of the dataset write, in the usual spelling.
    pub(super) const WORDS: &'static [(&'static str, Self)] = &[
        ("Static Library", Self::Static),
        ("Static Local History Library", Self::LocalHistory),
        ("Archive", Self::Archive),
        ("Static Archive", Self::Archive),
        ("Mobile Library", Self::Mobile),
        ("Prison Library", Self::Prison),
        ("Micro Library", Self::Micro),
    ];
}

choice! {
    /// Who runs a library, by the codes of the dataset.
    ///
    /// The codes of the editions from 2021 on are `LA`, `CR`, `C`, `ICL` and `LAU`; those of 2016 to 2020 (`LAL`, `CRL`,
    /// `CRL+`, `CL`, `ICL`, `LAL-`, `XL`, `XLR`, `XLT`) are read too.
    pub enum Operation {
        /// The council, with its own staff (`LA`).
        CouncilRun = "council_run",
        /// The community, with some support of the council (`CR`).
        CommunityRun = "community_run",
        /// A trust, company or contractor that the council commissions and answers for (`C`).
        Commissioned = "commissioned",
        /// A body outside the council and its network (`ICL`).
        Independent = "independent",
        /// The council, without staff (`LAU`).
        Unstaffed = "unstaffed",
        /// Nobody: it is closed (`Closed`).
        Closed = "closed",
        /// Nobody for the time being (`Temporary Closure`).
        ClosedForNow = "closed_for_now",
        /// Nobody yet: it was not open at that date (`Facility Not Open`).
        NotOpenYet = "not_open_yet",
    }
}

impl Operation {
    /// The codes, in the usual spelling.
    pub(super) const CODES: &'static [(&'static str, Self)] = &[
        ("LA", Self::CouncilRun),
        ("CR", Self::CommunityRun),
        ("C", Self::Commissioned),
        ("ICL", Self::Independent),
        ("LAU", Self::Unstaffed),
        ("Closed", Self::Closed),
        ("Temporary Closure", Self::ClosedForNow),
        ("Facility Not Open", Self::NotOpenYet),
        ("LAL", Self::CouncilRun),
        ("LAL-", Self::Unstaffed),
        ("CL", Self::Commissioned),
        ("CRL", Self::CommunityRun),
        ("CRL+", Self::CommunityRun),
        ("ICL+", Self::Independent),
        ("XL", Self::Closed),
        ("XLR", Self::Closed),
        ("XLT", Self::ClosedForNow),
    ];

    /// Whether the library is open to the public.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::ClosedForNow | Self::NotOpenYet)
    }

    /// Whether volunteers run it: with support of the council or without.
    pub const fn is_by_volunteers(self) -> bool {
        matches!(self, Self::CommunityRun | Self::Independent)
    }
}

/// What a table says of several years: of each year that it has a column for, the value or that none is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<T>(pub(super) Vec<(i16, Option<T>)>);

impl<T: Copy> History<T> {
    /// The years of the table, the earliest first.
    pub fn years(&self) -> impl Iterator<Item = i16> {
        self.0.iter().map(|(year, _)| *year)
    }

    /// What is stated of a year.
    pub fn at(&self, year: i16) -> Option<T> {
        self.0.iter().find(|(own, _)| *own == year).and_then(|(_, value)| *value)
    }

    /// What is stated of the latest year of the table; none where that year states nothing.
    pub fn latest(&self) -> Option<T> {
        self.0.last().and_then(|(_, value)| *value)
    }
}

impl<T: Serialize> Serialize for History<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (year, value) in &self.0 {
            map.serialize_entry(&year.to_string(), value)?;
        }
        map.end()
    }
}

/// Hours a week, as the table states them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours(pub(super) Decimal);

impl Hours {
    /// The hours.
    pub const fn value(self) -> Decimal {
        self.0
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::Penny(self.0).serialize(serializer)
    }
}

/// When a library is open on one day of the week: in which parts of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each part of the day is a fact of its own")]
pub struct DayOpen {
    /// In the morning.
    pub morning: bool,
    /// In the afternoon.
    pub afternoon: bool,
    /// In the evening.
    pub evening: bool,
    /// Whether it closes in between.
    pub breaks: bool,
}

impl DayOpen {
    /// By the parts of the day in which it is open: `m`, `a`, `e`; and `b` for a break.
    const fn of(parts: &[u8]) -> Self {
        let (mut day, mut place) =
            (Self { morning: false, afternoon: false, evening: false, breaks: false }, 0);
        while place < parts.len() {
            match parts[place] {
                b'm' => day.morning = true,
                b'a' => day.afternoon = true,
                b'e' => day.evening = true,
                _ => day.breaks = true,
            }
            place += 1;
        }
        day
    }

    /// What the dataset writes, in the usual spelling.
    pub(super) const WORDS: &'static [(&'static str, Self)] = &[
        ("Closed", Self::of(b"")),
        ("AM Only", Self::of(b"m")),
        ("PM Only", Self::of(b"a")),
        ("Eve Only", Self::of(b"e")),
        ("AM & PM (continuous)", Self::of(b"ma")),
        ("AM & PM", Self::of(b"ma")),
        ("AM & PM (with closure)", Self::of(b"mab")),
        ("AM and PM with Closure", Self::of(b"mab")),
        ("AM & Eve", Self::of(b"meb")),
        ("PM & Eve (continuous)", Self::of(b"ae")),
        ("PM & Eve (with closure)", Self::of(b"aeb")),
        ("All Day (continuous)", Self::of(b"mae")),
        ("All Day (with closure)", Self::of(b"maeb")),
        ("24 Hours", Self::of(b"mae")),
    ];

    /// Whether it is open at all.
    pub const fn is_open(self) -> bool {
        self.morning || self.afternoon || self.evening
    }
}

/// One library, with what one row of the table says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Library {
    /// The line of the file on which its row begins.
    pub line: u32,
    /// A name for it in an input file, made from its name: `sandgate_library`. Unique among the libraries that were
    /// read together: one that comes later under the same name has a number, `mobile_library_2`.
    pub id: String,
    /// The library authority, in one spelling.
    pub authority: String,
    /// Its name.
    pub name: String,
    /// Its postcode.
    pub postcode: Option<String>,
    /// What kind of place it is.
    pub kind: Kind,
    /// Who ran it, by year.
    pub operation: History<Operation>,
    /// Whether it was part of the authority's statutory duty, by year.
    pub statutory: History<bool>,
    /// Hours open a week, staffed or not.
    pub hours: Option<Hours>,
    /// Of them, hours with staff. For libraries run by a community some authorities count volunteers and some do not.
    pub staffed_hours: Option<Hours>,
    /// When it is open on each day, Monday first.
    pub days: [Option<DayOpen>; 7],
    /// Whether it can be used without staff for a part of its hours (column `automated`).
    pub self_service: Option<bool>,
    /// What the table adds on how, after "Yes": "Open+", "volunteers".
    pub self_service_by: Option<String>,
    /// Whether it shares its building.
    pub co_located: Option<bool>,
    /// With what: the endings of the columns `co_located_…` that are crossed, such as `museum`, and what is written out.
    pub co_located_with: Vec<String>,
    /// The body that runs it, where it is not the council.
    pub operator: Option<String>,
    /// The department of the council that answers for it.
    pub department: Option<String>,
    /// The year in which it opened.
    pub opened: Option<i16>,
    /// The year in which it closed.
    pub closed: Option<i16>,
}

impl Library {
    /// Whether it was open in the latest year of the table; none where the table does not say.
    pub fn is_open(&self) -> Option<bool> {
        self.operation.latest().map(Operation::is_open)
    }

    /// Days of the week on which it opens; none where one of them is not stated.
    pub fn days_open(&self) -> Option<usize> {
        let days: Option<Vec<DayOpen>> = self.days.iter().copied().collect();
        days.map(|days| days.into_iter().filter(|day| day.is_open()).count())
    }

    /// Hours a week with somebody there and hours without anybody, as a service counts them.
    ///
    /// The rest of the hours that have no staff are self-service; but where volunteers run the library and the table
    /// names no self-service, volunteers are there in all of them. Staffed hours beyond those open (some authorities
    /// count time before the doors open) are hours open. None where the table does not state both.
    pub fn attended_hours(&self) -> Option<(Hours, Hours)> {
        let open = self.hours?;
        let by_volunteers = self.operation.latest().is_some_and(Operation::is_by_volunteers);
        if by_volunteers && self.self_service != Some(true) {
            return Some((open, Hours(Decimal::ZERO)));
        }
        let attended = self.staffed_hours?.min(open);
        Some((attended, Hours(open.0 - attended.0)))
    }
}
