//! An authority beside others, measure by measure.

use std::collections::BTreeMap;

use serde::Serialize;

use super::measure::{Known, Measure, Measured, Service, services, unmatched};
use super::nearest::{FeatureScale, Neighbour, NoNeighbour, nearest};
use super::standing::Standing;
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::Given;
use crate::data::{Figures, Item, Libraries, authority_key, read_settings};
use crate::document::Value;
use crate::input::{Text, choice, known_names};
use crate::problem::{Problem, Problems};
use crate::report::report;
use crate::table::{Page, Table, shown};
use crate::uncertainty::float;
use crate::year::FinancialYear;

choice! {
    /// Which authorities are the peers.
    pub enum Among {
        /// All others of the table.
        All = "all",
        /// Those that are nearest by the features.
        Nearest = "nearest",
    }
}

/// How many the nearest are where it is not said.
const NEAREST: usize = 10;

/// What is asked: which authority, and who its peers are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeersRequest {
    authority: String,
    by: Vec<Measure>,
    nearest: Option<usize>,
    year: Option<FinancialYear>,
    weeks: Decimal,
}

impl PeersRequest {
    /// An authority beside all others.
    pub fn new(authority: impl Into<String>) -> Self {
        Self {
            authority: authority.into(),
            by: Vec::new(),
            nearest: None,
            year: None,
            weeks: Decimal::from(52),
        }
    }

    /// Beside the `count` authorities that are nearest by these features.
    #[must_use]
    pub fn nearest(mut self, by: impl IntoIterator<Item = Measure>, count: usize) -> Self {
        self.by = by.into_iter().collect();
        self.nearest = Some(count);
        self
    }

    /// With the figures of this year. By default each item is taken for the latest year that states it for the
    /// authority.
    #[must_use]
    pub const fn year(mut self, year: FinancialYear) -> Self {
        self.year = Some(year);
        self
    }

    /// The request of a table of settings: `authority`, `by` and `k` (the nearest `k` by these features; all without
    /// them), `year`, `weeks`.
    ///
    /// # Errors
    /// What is wrong with the settings, all at once.
    pub fn from_value(settings: &Value) -> Result<Self, Problems> {
        read_settings(settings, |fields, problems| {
            fields.expect(&["authority", "by", "k", "year", "weeks"]);
            let mut request = Self::new(fields.required::<Text>("authority", problems).as_str());
            let by: Option<Vec<Measure>> = fields.optional("by", problems);
            let k: Option<u32> = fields.optional("k", problems);
            if by.is_some() || k.is_some() {
                let count = k.map_or(NEAREST, |k| usize::try_from(k).unwrap_or(usize::MAX));
                request = request.nearest(by.unwrap_or_default(), count);
            }
            if let Some(year) = fields.optional("year", problems) {
                request = request.year(year);
            }
            if let Some(Given(weeks)) = fields.optional("weeks", problems) {
                request = request.weeks(weeks);
            }
            request
        })
    }

    /// Weeks a year that a library is open, by which hours a week become hours a year; 52 by default.
    #[must_use]
    pub const fn weeks(mut self, weeks: Decimal) -> Self {
        self.weeks = weeks;
        self
    }
}

/// One measure of the authority, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MeasureResult {
    /// The measure.
    pub measure: Measure,
    /// What it is.
    pub label: String,
    /// Its unit.
    pub unit: &'static str,
    /// The years of the figures that it is made of, by item; empty where it needs the table of libraries alone.
    pub years: BTreeMap<&'static str, FinancialYear>,
    /// The authority's own value; none where it is not stated.
    pub value: Option<f64>,
    /// On how many of the authority's libraries it stands, of how many.
    pub stated: Option<(usize, usize)>,
    /// Where it stands; none where no peer states it.
    pub standing: Option<Standing>,
    /// The peers that do not state it.
    pub missing: Vec<String>,
}

/// An authority beside its peers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PeerComparison {
    /// The authority, in the spelling of the table.
    pub authority: String,
    /// Which authorities are the peers.
    pub among: Among,
    /// The features by which the nearest were found, and their scales.
    pub features: Vec<FeatureScale>,
    /// The peers; the nearest first where there are features, else in alphabetical order and without a distance.
    pub peers: Vec<Neighbour>,
    /// The authorities that could not be among the nearest, as they do not state every feature.
    pub no_neighbours: Vec<NoNeighbour>,
    /// The measures that the authority or one of its peers states.
    pub measures: Vec<MeasureResult>,
    /// Measures for which no figures were given.
    pub not_measured: Vec<Measure>,
    /// Authorities of the tables of figures that are not in the table of libraries.
    pub unmatched: Vec<String>,
}

/// Sets an authority beside its peers: who runs its libraries, how long they are open, whom they serve, what they cost.
///
/// The table of libraries alone gives the first eleven measures of [`Measure`]; the others need figures. Hours a year are
/// hours a week times the weeks of the request; a library that states no hours is taken for the mean of the authority's
/// others. Net expenditure that no table states is not made up from other items.
///
/// # Errors
/// If the authority is not in the table or states no value of a feature, or the request makes no sense.
///
/// ```
/// use options_appraisal::data::{Selection, read_libraries};
/// use options_appraisal::peers::{Measure, PeersRequest, compare_with_peers};
///
/// let table = "name,authority,type,operation_23,hours\n\
///              a,North,Static Library,LA,40\nb,South,Static Library,CR,20\n\
///              c,East,Static Library,LA,30\nd,West,Static Library,LA,50\n";
/// let libraries = read_libraries(table.as_bytes(), &Selection::all())?;
/// let request = PeersRequest::new("north").nearest([Measure::HoursPerWeek], 2);
/// let north = compare_with_peers(&libraries, &[], &request)?;
/// assert_eq!(north.peers[0].authority, "East");
/// let hours = north.measures.iter().find(|one| one.measure == Measure::HoursPerWeek).unwrap();
/// assert_eq!((hours.value, hours.standing.unwrap().median, hours.standing.unwrap().rank), (Some(40.0), 40.0, Some(2)));
/// # Ok::<(), options_appraisal::Problems>(())
/// ```
pub fn compare_with_peers(
    libraries: &Libraries,
    figures: &[&Figures],
    request: &PeersRequest,
) -> Result<PeerComparison, Problems> {
    let all = services(libraries);
    let own = find(&all, request)?;
    let known = Known {
        tables: figures,
        years: years(own.authority, figures, request.year),
        weeks: float(request.weeks),
    };
    let (mut valued, mut no_neighbours) = (Vec::new(), Vec::new());
    for service in &all {
        let value = |feature: &Measure| service.measure(*feature, &known).map(|measured| measured.value);
        match request.by.iter().map(value).collect::<Option<Vec<f64>>>() {
            Some(values) => valued.push((service.authority.to_owned(), values)),
            None => no_neighbours.push(NoNeighbour {
                authority: service.authority.to_owned(),
                missing: request.by.iter().copied().filter(|feature| value(feature).is_none()).collect(),
            }),
        }
    }
    if let Some(silent) = no_neighbours.iter().find(|one| one.authority == own.authority) {
        let mut problems = Problems::new();
        for feature in &silent.missing {
            let problem = Problem::new(
                Address::new("by").join(feature),
                format!("{} does not state it", own.authority),
            );
            problems
                .push(problem.accepted("a feature that the table states, or a table of figures that has it"));
        }
        return Err(problems);
    }
    let (features, mut peers) = nearest(own.authority, &request.by, &valued);
    peers.truncate(request.nearest.unwrap_or(usize::MAX));

    let (mut measures, mut not_measured) = (Vec::new(), Vec::new());
    for measure in Measure::ALL {
        match standing(*measure, own, &all, &peers, &known) {
            Some(result) => measures.push(result),
            None => not_measured.push(*measure),
        }
    }
    Ok(PeerComparison {
        authority: own.authority.to_owned(),
        among: if request.nearest.is_some() { Among::Nearest } else { Among::All },
        features,
        peers,
        no_neighbours,
        measures,
        not_measured,
        unmatched: unmatched(&all, figures),
    })
}

/// The authority that is asked for.
fn find<'a, 's>(all: &'a [Service<'s>], request: &PeersRequest) -> Result<&'a Service<'s>, Problems> {
    let mut problems = Problems::new();
    if request.nearest == Some(0) {
        problems.push(Problem::new("k", "there are no peers to compare with").accepted("1 or more"));
    }
    if request.nearest.is_some() && request.by.is_empty() {
        problems.push(
            Problem::new("by", "names no feature")
                .accepted("one feature or more, such as \"hours_per_week\""),
        );
    }
    if !(Decimal::ONE..=Decimal::from(53)).contains(&request.weeks) {
        problems.push(
            Problem::new("weeks", format!("is {}", request.weeks)).accepted("weeks a year, from 1 to 53"),
        );
    }
    let wanted = authority_key(&request.authority);
    let own = all.iter().find(|one| authority_key(one.authority) == wanted);
    if own.is_none() {
        let shown: String = request.authority.chars().filter(|c| !c.is_control()).take(60).collect();
        let problem = Problem::new("authority", format!("\"{shown}\" has no static library in the table"));
        problems.push(problem.accepted(known_names(&request.authority, all.iter().map(|one| one.authority))));
    }
    match own {
        Some(own) if problems.is_empty() => Ok(own),
        _ => Err(problems),
    }
}

/// The year of each item.
fn years(
    authority: &str,
    tables: &[&Figures],
    asked: Option<FinancialYear>,
) -> BTreeMap<&'static str, FinancialYear> {
    let year = |item: Item| {
        asked.or_else(|| tables.iter().filter_map(|table| table.latest_year(authority, item)).max())
    };
    Item::ALL.iter().filter_map(|item| year(*item).map(|year| (item.word(), year))).collect()
}

/// One measure; none where nobody states it.
fn standing(
    measure: Measure,
    own: &Service<'_>,
    all: &[Service<'_>],
    peers: &[Neighbour],
    known: &Known<'_>,
) -> Option<MeasureResult> {
    let measured = own.measure(measure, known);
    let (mut values, mut missing) = (Vec::new(), Vec::new());
    for peer in peers {
        let service = all.iter().find(|one| one.authority == peer.authority)?;
        match service.measure(measure, known) {
            Some(Measured { value, .. }) => values.push(value),
            None => missing.push(peer.authority.clone()),
        }
    }
    if measured.is_none() && values.is_empty() {
        return None;
    }
    Some(MeasureResult {
        measure,
        label: measure.meaning().to_owned(),
        unit: measure.unit(),
        years: measure
            .items()
            .iter()
            .filter_map(|item| known.years.get(item.word()).map(|year| (item.word(), *year)))
            .collect(),
        value: measured.map(|measured| measured.value),
        stated: measured.map(|measured| (measured.stated, measured.of)),
        standing: Standing::of(measured.map(|measured| measured.value), &values),
        missing,
    })
}

impl PeerComparison {
    /// As JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn page(&self) -> Page {
        (self.title(), self.tables(), self.remarks())
    }

    fn title(&self) -> String {
        match self.among {
            Among::All => format!("{} beside {} authorities", self.authority, self.peers.len()),
            Among::Nearest => format!("{} beside its {} nearest", self.authority, self.peers.len()),
        }
    }

    fn tables(&self) -> Vec<Table> {
        let columns = ["Own", "Lower quartile", "Median", "Upper quartile", "Rank", "Percentile"];
        let measures = self.measures.iter().map(|one| (name(one.measure), cells(one))).collect();
        let mut tables = vec![Table {
            heading: "Where it stands".to_owned(),
            columns: columns.map(str::to_owned).to_vec(),
            rows: measures,
        }];
        if self.among == Among::Nearest {
            let mut columns = vec!["Distance".to_owned()];
            columns.extend(self.features.iter().map(|one| name(one.measure)));
            let mut own = vec!["0".to_owned()];
            own.extend(self.features.iter().map(|one| shown(one.own)));
            let mut rows = vec![(self.authority.clone(), own)];
            rows.extend(self.peers.iter().map(|one| {
                let values = std::iter::once(one.distance).chain(one.features.iter().copied());
                (one.authority.clone(), values.map(shown).collect())
            }));
            tables.push(Table { heading: "The nearest".to_owned(), columns, rows });
        }
        tables
    }

    fn remarks(&self) -> Vec<String> {
        let mut remarks = vec![
            "Quartiles are of the peers alone, linear between two of them (definition 7 of Hyndman and Fan). Rank 1 has the largest value. The percentile is the percent of peers with less, those with as much counted by half.".to_owned(),
        ];
        remarks.extend(
            self.features
                .iter()
                .filter(|one| one.standard_deviation <= 0.0)
                .map(|one| format!("{} is the same everywhere and makes no difference", name(one.measure))),
        );
        let names = |names: &mut dyn Iterator<Item = String>| names.collect::<Vec<_>>().join(", ");
        for one in self.measures.iter().filter(|one| !one.missing.is_empty()) {
            remarks.push(format!("{}: not stated by {} of the peers", name(one.measure), one.missing.len()));
        }
        if !self.no_neighbours.is_empty() {
            let silent = names(&mut self.no_neighbours.iter().map(|one| one.authority.clone()));
            remarks.push(format!("Could not be among the nearest, for want of a feature: {silent}"));
        }
        if !self.not_measured.is_empty() {
            let silent = names(&mut self.not_measured.iter().map(|one| name(*one)));
            remarks.push(format!("Needs figures that were not given: {silent}"));
        }
        if !self.unmatched.is_empty() {
            let silent = names(&mut self.unmatched.iter().cloned());
            remarks.push(format!("Has figures and no libraries in the table: {silent}"));
        }
        remarks
    }
}

fn name(measure: Measure) -> String {
    measure.word().replace('_', " ")
}

/// A value to two places; a float only where it is shown.
fn shown(value: f64) -> String {
    format!("{value:.2}")
}

fn cells(one: &MeasureResult) -> Vec<String> {
    let of = |value: Option<f64>| value.map(shown).unwrap_or_default();
    let Some(standing) = one.standing else { return vec![of(one.value)] };
    let rank = standing.rank.map(|rank| format!("{rank} of {}", standing.peers + 1));
    vec![
        of(one.value),
        shown(standing.lower_quartile),
        shown(standing.median),
        shown(standing.upper_quartile),
        rank.unwrap_or_default(),
        of(standing.percentile),
    ]
}

report!(PeerComparison);
shown! { PeerComparison: Self::page; }
