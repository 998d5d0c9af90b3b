//! Numbers in the HTML of a result that have an address beside them: the sheet has the same number there.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use options_appraisal::{Appraisal, Decimal, Format, StandaloneSheet};

/// The value of an attribute in a tag.
fn attribute<'h>(tag: &'h str, name: &str) -> Option<&'h str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// The cells of a page that have an address: the caption of their table, the address, the year, and the number.
fn addressed(html: &str) -> Vec<(String, String, Option<String>, String)> {
    let mut all = Vec::new();
    for table in html.split("<table>").skip(1) {
        let caption = table.split(['>', '<']).nth(2).unwrap_or_default();
        for cell in table.split("<td").skip(1) {
            let (tag, rest) = cell.split_once('>').expect("a tag ends");
            let Some(address) = attribute(tag, "data-address") else { continue };
            let number = rest.split('<').next().unwrap_or_default();
            let year = attribute(tag, "data-year").map(str::to_owned);
            all.push((caption.to_owned(), address.to_owned(), year, number.to_owned()));
        }
    }
    all
}

fn questions() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the core lies in the workspace");
    let of = |folder: &str| fs::read_dir(root.join(folder)).expect("the folder is there").flatten();
    let all = of("tests/cases").chain(of("docs/examples")).map(|entry| entry.path());
    let mut all: Vec<_> = all.filter(|path| is_question(path)).collect();
    all.sort();
    all
}

fn is_question(path: &Path) -> bool {
    let kind = path.extension().and_then(|kind| kind.to_str());
    let is_expectation = path.to_string_lossy().contains(".expect.");
    // A country of libraries takes long, and is built by the same lines as a county.
    let is_large = path.ends_with("national.toml");
    matches!(kind, Some("toml" | "json")) && !is_expectation && !is_large
}

fn number(text: &str) -> Decimal {
    text.replace(',', "").parse().expect("a number")
}

#[test]
fn the_sheet_has_the_number_that_stands_beside_an_address() {
    let mut captions: BTreeMap<String, usize> = BTreeMap::new();
    for path in questions() {
        let text = fs::read_to_string(&path).expect("a file that can be read");
        let format =
            if path.extension().is_some_and(|kind| kind == "json") { Format::Json } else { Format::Toml };
        let Ok(appraisal) = Appraisal::load(&text, format) else { continue };
        let Ok(outcome) = appraisal.run() else { continue };
        // Laid out to stand alone, any row can be read without an explanation of it.
        let sheet = appraisal.to_sheet().and_then(|text| StandaloneSheet::open(&text)).expect("a sheet");
        let sheet = sheet.run().expect("it runs");
        for (caption, address, year, shown) in addressed(&outcome.to_html()) {
            *captions.entry(caption.split(':').next().unwrap_or_default().to_owned()).or_default() += 1;
            let year = year.map(|year| year.parse().expect("a year"));
            let exact = sheet.value(&address, year).expect("the row of a number that is shown");
            let exact = exact.expect("a number that is shown is one");
            let places = shown.split_once('.').map_or(0, |(_, places)| places.len());
            let half = Decimal::new(5, u32::try_from(places + 1).expect("few places"));
            let away = (exact - number(&shown)).abs();
            assert!(away <= half, "{}: {address} is {exact}, and {shown} is shown", path.display());
        }
    }
    // Each of these tables has numbers that can be asked.
    for caption in [
        "Net cost to the council in cash, by year",
        "Who pays, net, in cash, all years (negative",
        "Net present cost under other discount schedules",
        "Reserves at the end of the year",
        "What the parish adds to a Band D bill, £",
        "What the council saves with each library, all years, in cash",
        "What each library costs the council for an hour open, in real terms",
        "Stranded with the council, in cash, by year",
        "Recurring saving to the council before borrowing, in cash, by year",
        "Recurring saving to the council net of borrowing, in cash, by year",
    ] {
        assert!(captions.get(caption).is_some_and(|count| *count > 0), "{caption} in {captions:?}");
    }
}

#[test]
fn every_headline_number_of_the_example_has_its_address() {
    let text = include_str!("../../docs/examples/sandgate.toml");
    let outcome = Appraisal::load(text, Format::Toml).and_then(|appraisal| appraisal.run()).expect("it runs");
    let html = outcome.to_html();
    let first = html.split("</table>").next().unwrap_or_default();
    let at = |measure: &str| {
        let of = |(_, address, year, number): (String, String, Option<String>, String)| {
            (address == format!("options.parish.{measure}")).then_some((year, number))
        };
        addressed(first).into_iter().find_map(of)
    };
    // As docs/examples and the README print them.
    assert_eq!(at("net_cost_total.kcc"), Some((None, "602,828".to_owned())));
    assert_eq!(at("net_present_cost.society"), Some((None, "980,961".to_owned())));
    assert_eq!(at("cost_per_open_hour.kcc"), Some((None, "41.88".to_owned())));
    // Its rank, its payback and the name of its model are no rows of the sheet.
    assert_eq!(addressed(first).len(), 5 * 11);
}
