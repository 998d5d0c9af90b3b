//! The data files, read once.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::dated::{Dated, DatedValues};
use super::discounting::{Band, DiscountSchedule, Edition};
use super::look_up::{Source, Status};
use crate::document::{self, Content, Format, Node};
use crate::money;
use crate::year::FinancialYear;

const FIGURES: &[&str] = &[
    include_str!("data/prices.toml"),
    include_str!("data/business_rates.toml"),
    include_str!("data/employment.toml"),
    include_str!("data/pay_spine.toml"),
    include_str!("data/tax.toml"),
    include_str!("data/parish.toml"),
    include_str!("data/optimism_bias.toml"),
];
const DISCOUNTING: &str = include_str!("data/discounting.toml");
const SOURCES: &str = include_str!("data/sources.toml");

/// What is known of one year's value beside the value.
#[derive(Debug, Clone)]
pub(super) struct Cited {
    pub(super) status: Status,
    pub(super) source: String,
    pub(super) kind: Option<String>,
    pub(super) note: Option<String>,
}

/// A figure with all its years.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) label: String,
    pub(super) unit: String,
    pub(super) values: DatedValues,
    pub(super) cited: BTreeMap<FinancialYear, Cited>,
}

/// The whole data set.
#[derive(Debug, Default)]
pub(super) struct Data {
    pub(super) series: BTreeMap<String, Series>,
    pub(super) sources: BTreeMap<String, Source>,
    pub(super) schedules: Vec<DiscountSchedule>,
    pub(super) digest: String,
}

/// The published data. A malformed file would leave its figures out, which the tests of the files would find.
pub(super) fn published() -> &'static Data {
    static DATA: OnceLock<Data> = OnceLock::new();
    DATA.get_or_init(|| {
        let mut data = Data::default();
        for (id, source) in tables(SOURCES) {
            let (name, url, published) =
                (text(&source, "name"), text(&source, "url"), text(&source, "published"));
            data.sources.insert(id, Source { name, url, published });
        }
        for file in FIGURES {
            for (id, figure) in tables(file) {
                data.series.insert(id, series(&figure));
            }
        }
        for (id, schedule) in tables(DISCOUNTING) {
            data.schedules.extend(discount_schedule(&id, &schedule, &data.sources));
        }
        data.digest = digest();
        data
    })
}

/// A digest of the text of all data files (64-bit FNV-1a): a result says with which figures it was made.
fn digest() -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in FIGURES.iter().copied().chain([DISCOUNTING, SOURCES]).flat_map(str::bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

fn tables(file: &str) -> Vec<(String, Node)> {
    match document::read(file, Format::Toml).map(|node| node.content) {
        Ok(Content::Table(entries)) => entries,
        _ => Vec::new(),
    }
}

fn field<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match &node.content {
        Content::Table(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, node)| node),
        _ => None,
    }
}

fn maybe_text(node: &Node, key: &str) -> Option<String> {
    match &field(node, key)?.content {
        Content::Text(text) | Content::Number(text) => Some(text.clone()),
        _ => None,
    }
}

fn text(node: &Node, key: &str) -> String {
    maybe_text(node, key).unwrap_or_default()
}

fn decimal(node: &Node, key: &str) -> Option<Decimal> {
    money::parse(&maybe_text(node, key)?).ok()
}

fn date(node: &Node, key: &str) -> Option<Date> {
    crate::date::parse(&maybe_text(node, key)?)
}

fn series(node: &Node) -> Series {
    let (mut values, mut cited) = (Vec::new(), BTreeMap::new());
    if let Some(Content::Table(years)) = field(node, "values").map(|node| &node.content) {
        for (year, entry) in years {
            let (Ok(year), Some(value)) = (year.parse::<FinancialYear>(), decimal(entry, "value")) else {
                continue;
            };
            values.push(Dated { year, from: date(entry, "from").unwrap_or_else(|| year.first_day()), value });
            // A year in which a rate changed half way has a second value, for a look-up by day.
            if let (Some(value), Some(from)) = (decimal(entry, "second"), date(entry, "second_from")) {
                values.push(Dated { year, from, value });
            }
            let (kind, note) = (maybe_text(entry, "kind"), maybe_text(entry, "note"));
            cited.insert(
                year,
                Cited {
                    status: Status::read(&text(entry, "status")),
                    source: text(entry, "source"),
                    kind,
                    note,
                },
            );
        }
    }
    let until_changed =
        matches!(field(node, "until_changed").map(|node| &node.content), Some(Content::Bool(true)));
    Series {
        label: text(node, "label"),
        unit: text(node, "unit"),
        values: DatedValues::new(values, until_changed),
        cited,
    }
}

fn discount_schedule(id: &str, node: &Node, sources: &BTreeMap<String, Source>) -> Option<DiscountSchedule> {
    let edition = *Edition::ALL.iter().find(|edition| edition.word() == id)?;
    let Some(Content::List(bands)) = field(node, "bands").map(|node| &node.content) else { return None };
    let bands = bands
        .iter()
        .filter_map(|band| {
            Some(Band { from: text(band, "from").parse().ok()?, rate: decimal(band, "rate")? })
        })
        .collect();
    Some(DiscountSchedule {
        edition,
        label: text(node, "label"),
        bands,
        last_year: maybe_text(node, "last_year").and_then(|year| year.parse().ok()),
        leaves_out: text(node, "leaves_out"),
        used_for: text(node, "used_for"),
        status: Status::read(&text(node, "status")),
        source: sources.get(&text(node, "source")).cloned().unwrap_or_default(),
    })
}
