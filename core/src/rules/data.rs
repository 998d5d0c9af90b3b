//! The data files, read once.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::dated::{Dated, DatedValues};
use super::discounting::{Band, DiscountSchedule, Edition};
use super::look_up::{Link, Source, Status};
use crate::document::{self, Content, Format, Node};
use crate::money;
use crate::year::FinancialYear;

/// Every file of figures and of words. In each, a table is a figure or a set of rules:
///
/// - `label`, and `unit` where its values are numbers; shares and rates are fractions of one;
/// - `source` and `status` of all its entries but those that say otherwise;
/// - `until_changed` where a value stays in force until the next one;
/// - an entry for each financial year, or for each body or case that a rule names. An entry is a text, or a table of
///   `value`, `source`, `status`, `note`, `kind` (outturn, estimate, forecast), `from` (the day on which it comes into
///   force, where that is not 1 April) and `second` with `second_from` (a second value of one year).
const FILES: &[(&str, &str)] = &[
    ("prices", include_str!("data/prices.toml")),
    ("business_rates", include_str!("data/business_rates.toml")),
    ("vat", include_str!("data/vat.toml")),
    ("people", include_str!("data/people.toml")),
    ("pay_spine", include_str!("data/pay_spine.toml")),
    ("pensions", include_str!("data/pensions.toml")),
    ("leaving", include_str!("data/leaving.toml")),
    ("giving", include_str!("data/giving.toml")),
    ("parish", include_str!("data/parish.toml")),
    ("land", include_str!("data/land.toml")),
    ("optimism_bias", include_str!("data/optimism_bias.toml")),
    ("social_values", include_str!("data/social_values.toml")),
    ("libraries", include_str!("data/libraries.toml")),
];
const DISCOUNTING: &str = include_str!("data/discounting.toml");
const SOURCES: &str = include_str!("data/sources.toml");

/// What is known of a value beside the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cited {
    pub(super) status: Status,
    pub(super) source: String,
    pub(super) kind: Option<String>,
    pub(super) note: Option<String>,
}

/// A figure with all its years.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) file: &'static str,
    pub(super) label: String,
    pub(super) unit: String,
    pub(super) values: DatedValues,
    pub(super) cited: BTreeMap<FinancialYear, Cited>,
}

/// A rule that is no number: a word that the model acts on, or a sentence.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) file: &'static str,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) cited: Cited,
}

/// The whole data set.
#[derive(Debug, Default)]
pub(super) struct Data {
    pub(super) series: BTreeMap<String, Series>,
    /// By the id of their table and, after a dot, the body or the case.
    pub(super) words: BTreeMap<String, Word>,
    pub(super) sources: BTreeMap<String, Source>,
    pub(super) schedules: Vec<DiscountSchedule>,
    pub(super) digest: String,
}

/// Where it is told what is wrong with a file.
pub(super) trait Complaints {
    /// The words are made only where somebody reads them.
    fn of(&mut self, what: impl FnOnce() -> String);

    /// Says which keys of a table are not known.
    fn of_keys(&mut self, at: &str, node: &Node, known: &[&str]) {
        for (key, _) in entries(node).iter().filter(|(key, _)| !known.contains(&key.as_str())) {
            self.of(|| format!("{at}: \"{key}\" is not known"));
        }
    }
}

/// Nobody reads them: the files are part of the library, and their test has read them.
pub(super) struct Unread;

impl Complaints for Unread {
    fn of(&mut self, _: impl FnOnce() -> String) {}

    fn of_keys(&mut self, _: &str, _: &Node, _: &[&str]) {}
}

/// The published data. What is malformed in a file is left out, and the test of the files finds it.
pub(super) fn published() -> &'static Data {
    static DATA: OnceLock<Data> = OnceLock::new();
    DATA.get_or_init(|| read(&mut Unread))
}

/// Reads all files; `complaints` get to know of everything in them that is not as it should be.
fn read(complaints: &mut impl Complaints) -> Data {
    let mut data = Data { digest: digest(&[]), ..Data::default() };
    for (id, source) in tables(SOURCES, complaints) {
        complaints.of_keys(&id, &source, &["name", "url", "link", "published"]);
        let [name, url, published] = ["name", "url", "published"].map(|key| kept(&source, key));
        let link = Link::read(text(&source, "link").unwrap_or_default());
        data.sources.insert(id, Source { name, url, link, published });
    }
    for (file, content) in FILES {
        for (id, table) in tables(content, complaints) {
            read_table(&mut data, file, &id, &table, complaints);
        }
    }
    for (id, schedule) in tables(DISCOUNTING, complaints) {
        match discount_schedule(&id, &schedule, &data.sources) {
            Some(schedule) => data.schedules.push(schedule),
            None => complaints.of(|| format!("{id}: is no discount schedule")),
        }
    }
    data
}

/// A digest of the text of all data files, and of what is added to them (64-bit FNV-1a): a result says with which figures
/// it was made.
pub(super) fn digest(added: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let texts =
        FILES.iter().map(|(_, text)| *text).chain([DISCOUNTING, SOURCES]).chain(added.iter().copied());
    for byte in texts.flat_map(str::bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

pub(super) fn tables(file: &str, complaints: &mut impl Complaints) -> Vec<(String, Node)> {
    match document::read(file, Format::Toml).map(|node| node.content) {
        Ok(Content::Table(entries)) => entries,
        Ok(_) => Vec::new(),
        Err(problems) => {
            complaints.of(|| problems.to_string());
            Vec::new()
        }
    }
}

pub(super) fn entries(node: &Node) -> &[(String, Node)] {
    match &node.content {
        Content::Table(entries) => entries,
        _ => &[],
    }
}

pub(super) fn field<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    entries(node).iter().find(|(name, _)| name == key).map(|(_, node)| node)
}

pub(super) fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    as_text(field(node, key)?)
}

/// The text under a key, to keep; empty where there is none.
pub(super) fn kept(node: &Node, key: &str) -> String {
    text(node, key).unwrap_or_default().to_owned()
}

/// The texts of a list under a key; none where there is no list.
pub(super) fn texts(node: &Node, key: &str) -> Vec<String> {
    let Some(Content::List(items)) = field(node, key).map(|node| &node.content) else { return Vec::new() };
    items.iter().filter_map(as_text).map(str::to_owned).collect()
}

fn as_text(node: &Node) -> Option<&str> {
    match &node.content {
        Content::Text(text) | Content::Number(text) => Some(text),
        _ => None,
    }
}

/// Reads a figure with its years, or rules with their cases.
fn read_table(data: &mut Data, file: &'static str, id: &str, table: &Node, complaints: &mut impl Complaints) {
    const OF_ALL: [&str; 5] = ["label", "unit", "source", "status", "until_changed"];
    const OF_ONE: [&str; 8] = ["value", "source", "status", "note", "kind", "from", "second", "second_from"];
    let (label, unit) = (kept(table, "label"), kept(table, "unit"));
    if label.is_empty() {
        complaints.of(|| format!("{id}: has no label"));
    }
    let (mut values, mut cited) = (Vec::new(), BTreeMap::new());
    for (key, entry) in entries(table).iter().filter(|(key, _)| !OF_ALL.contains(&key.as_str())) {
        let at = format!("{id}.{key}");
        complaints.of_keys(&at, entry, &OF_ONE);
        let own = |name: &str| text(entry, name).or_else(|| text(table, name));
        let status = Status::read(own("status").unwrap_or_default());
        let source = own("source").unwrap_or_default();
        if status.is_none() || !data.sources.contains_key(source) {
            complaints.of(|| format!("{at}: has no status or no known source"));
        }
        let of = Cited {
            status: status.unwrap_or(Status::Unverified),
            source: source.to_owned(),
            kind: text(entry, "kind").map(str::to_owned),
            note: text(entry, "note").map(str::to_owned),
        };
        let Some(value) = as_text(entry).or_else(|| text(entry, "value")) else {
            complaints.of(|| format!("{at}: has no value"));
            continue;
        };
        if !key.contains('/') {
            if !unit.is_empty() {
                complaints.of(|| format!("{at}: is no year, in a figure that has a unit"));
            }
            let label = label.clone();
            data.words.insert(at, Word { file, label, value: value.to_owned(), cited: of });
            continue;
        }
        let (Ok(year), Ok(value)) = (key.parse::<FinancialYear>(), money::parse(value)) else {
            complaints.of(|| format!("{at}: is no year or has no number"));
            continue;
        };
        let mut day = |key: &str| {
            let day = text(entry, key)?;
            let read = crate::date::parse(day);
            if read.is_none() {
                complaints.of(|| format!("{at}: \"{day}\" is no day"));
            }
            read
        };
        let from = day("from").unwrap_or_else(|| year.first_day());
        values.push(Dated { year, from, value });
        // A year in which a rate changed half way has a second value, for a look-up by day.
        if let (Some(from), Some(value)) = (day("second_from"), text(entry, "second")) {
            match money::parse(value) {
                Ok(value) => values.push(Dated { year, from, value }),
                Err(_) => complaints.of(|| format!("{at}: the second value is no number")),
            }
        }
        if cited.insert(year, of).is_some() {
            complaints.of(|| format!("{at}: stands twice"));
        }
    }
    if values.is_empty() {
        return;
    }
    if unit.is_empty() {
        complaints.of(|| format!("{id}: has no unit"));
    }
    let until_changed =
        matches!(field(table, "until_changed").map(|node| &node.content), Some(Content::Bool(true)));
    let values = DatedValues::new(values, until_changed);
    data.series.insert(id.to_owned(), Series { file, label, unit, values, cited });
}

fn discount_schedule(id: &str, node: &Node, sources: &BTreeMap<String, Source>) -> Option<DiscountSchedule> {
    let edition = *Edition::ALL.iter().find(|edition| edition.word() == id)?;
    let Some(Content::List(bands)) = field(node, "bands").map(|node| &node.content) else { return None };
    let bands: Option<Vec<Band>> = bands
        .iter()
        .map(|band| {
            let rate = money::parse(text(band, "rate")?).ok()?;
            Some(Band { from: text(band, "from")?.parse().ok()?, rate })
        })
        .collect();
    Some(DiscountSchedule {
        edition,
        label: text(node, "label")?.to_owned(),
        bands: bands?,
        last_year: text(node, "last_year").and_then(|year| year.parse().ok()),
        leaves_out: text(node, "leaves_out")?.to_owned(),
        used_for: text(node, "used_for")?.to_owned(),
        status: Status::read(text(node, "status")?)?,
        source: sources.get(text(node, "source")?)?.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Complaints for Vec<String> {
        fn of(&mut self, what: impl FnOnce() -> String) {
            self.push(what());
        }
    }

    #[test]
    fn every_file_is_read_to_the_last_word() {
        let mut complaints: Vec<String> = Vec::new();
        let data = read(&mut complaints);
        assert!(complaints.is_empty(), "{complaints:#?}");
        // As many tables as the text has headings: none went missing, and none stands twice.
        for (file, content) in FILES {
            let headings = content.lines().filter(|line| line.starts_with("[\"")).count();
            let series = data.series.values().filter(|series| series.file == *file).count();
            let tables: std::collections::BTreeSet<&str> = data
                .words
                .iter()
                .filter(|(_, word)| word.file == *file)
                .filter_map(|(id, _)| id.rsplit_once('.').map(|(table, _)| table))
                .collect();
            assert_eq!(headings, series + tables.len(), "{file}");
        }
        assert_eq!(data.schedules.len(), Edition::ALL.len());
        // Every source is the source of something.
        let of_figures = data.series.values().flat_map(|series| series.cited.values());
        let cited: std::collections::BTreeSet<&str> = of_figures
            .chain(data.words.values().map(|word| &word.cited))
            .map(|cited| cited.source.as_str())
            .collect();
        for (id, source) in &data.sources {
            let of_schedule = data.schedules.iter().any(|schedule| schedule.source == *source);
            assert!(cited.contains(id.as_str()) || of_schedule, "{id} is the source of nothing");
        }
    }

    #[test]
    fn what_is_wrong_in_a_file_is_heard_of() {
        let text = "[\"a.b\"]\nlabel = \"A\"\nunit = \"£\"\nsource = \"none\"\nsourse = \"x\"\nstatus = \"verified\"\n\"2016/17\" = \"1,5x\"\n\"2017/19\" = \"1\"\n\"2018/19\" = { value = \"1\", source = \"nobody\" }\n";
        let mut complaints: Vec<String> = Vec::new();
        let mut data = Data::default();
        data.sources.insert("none".to_owned(), Source::default());
        for (id, table) in tables(text, &mut Unread) {
            read_table(&mut data, "test", &id, &table, &mut complaints);
        }
        // The key that is misspelt reads as a case of a rule, which has a unit here and no place.
        assert!(complaints.iter().any(|complaint| complaint.contains("2016/17")), "{complaints:?}");
        assert!(complaints.iter().any(|complaint| complaint.contains("2017/19")), "{complaints:?}");
        assert!(complaints.iter().any(|complaint| complaint.contains("2018/19")), "{complaints:?}");
        assert!(complaints.iter().any(|complaint| complaint.contains("sourse")), "{complaints:?}");
    }
}
