//! A sheet that stands alone, from outside: beside the appraisal that it was laid out from, and with texts that nobody
//! should have written.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use options_appraisal::{Appraisal, Decimal, Format, Outcome, Penny, StandaloneOutcome, StandaloneSheet};
use proptest::prelude::*;

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");
const COUNTY: &str = include_str!("../../docs/examples/county.toml");

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap()
}

fn open(appraisal: &Appraisal) -> StandaloneSheet {
    StandaloneSheet::open(&appraisal.to_sheet().unwrap()).unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// What the result says of the rows that it has, by their addresses.
fn results(outcome: &Outcome) -> Vec<(String, Vec<Decimal>)> {
    let pence = |values: &[Penny]| values.iter().map(|value| value.value()).collect::<Vec<_>>();
    let mut all = Vec::new();
    for option in &outcome.tables().options {
        let at = |row: &str| format!("options.{}.{row}", option.id);
        for view in &option.views {
            let of = |group: &str| at(&format!("{group}.{}", view.id));
            all.push((of("net_cost"), pence(&view.net_cost)));
            all.push((of("saving"), pence(&view.saving)));
            all.push((of("net_cost_total"), pence(&[view.net_cost_total])));
            all.push((of("saving_total"), pence(&[view.saving_total])));
            all.push((of("economic_cost"), pence(&view.economic.cost)));
            all.push((of("net_present_cost"), pence(&[view.economic.net_present_cost])));
            all.push((of("equivalent_annual_cost"), pence(&[view.economic.equivalent_annual_cost])));
        }
        all.push((at("net_present_cost.society"), pence(&[option.society.net_present_cost])));
        for line in &option.lines {
            all.push((at(&format!("lines.{}.cash", line.id)), pence(&line.cash)));
        }
        for reserve in &option.reserves {
            all.push((at(&format!("reserves.{}", reserve.party)), pence(&reserve.reserves)));
        }
        for precept in &option.precepts {
            all.push((at(&format!("precept.{}.band_d", precept.party)), pence(&precept.band_d)));
            if let Some(rise) = &precept.rise {
                all.push((at(&format!("precept.{}.rise", precept.party)), pence(rise)));
            }
        }
    }
    all
}

/// The values are the same, to the text.
fn assert_results(own: &Outcome, opened: &StandaloneOutcome) {
    let text = |values: Vec<Decimal>| values.iter().map(ToString::to_string).collect::<Vec<_>>();
    for (address, values) in results(own) {
        let there = opened.values(&address).unwrap().into_iter().map(Option::unwrap).collect();
        assert_eq!(text(there), text(values), "{address}");
    }
}

/// The explanations are the same, to the byte, of rows from the whole length of the sheet.
fn assert_explanations(own: &Outcome, opened: &StandaloneOutcome, step: usize) {
    let years: Vec<_> = own.tables().years.clone();
    for (place, address) in own.addresses().iter().enumerate().step_by(step) {
        let year = years.get(place % years.len()).copied();
        let (own, opened) = (own.explain(address, year).unwrap(), opened.explain(address, year).unwrap());
        assert_eq!(own.to_json(), opened.to_json());
        assert_eq!(own.to_text(), opened.to_text());
        assert_eq!(own.to_html(), opened.to_html());
    }
}

#[test]
fn results_and_explanations_are_those_of_the_appraisal() {
    for (text, step) in [(SANDGATE, 23), (COUNTY, 211)] {
        let appraisal = load(text);
        let (own, opened) = (appraisal.run().unwrap(), open(&appraisal).run().unwrap());
        assert!(opened.addresses().eq(own.addresses().iter().map(String::as_str)));
        assert_results(&own, &opened);
        assert_explanations(&own, &opened, step);
    }
}

#[test]
fn replaced_inputs_are_replaced_alike() {
    let changes = [
        ("service.premises.energy", number("9100")),
        ("options.community.grant.2", number("500")),
        ("indices.pay.growth", number("0.031")),
        ("options.parish.payment", number("41000")),
        ("parties.group.reserves", number("60000")),
    ];
    let appraisal = load(SANDGATE);
    let replaced = appraisal.replace_all(changes).unwrap();
    let sheet = open(&appraisal).replace_all(changes).unwrap();
    let (own, opened) = (replaced.run().unwrap(), sheet.run().unwrap());
    assert_results(&own, &opened);
    assert_explanations(&own, &opened, 61);
    let value = |sheet: &StandaloneSheet| {
        sheet
            .inputs()
            .find(|(input, _)| input.address.as_str() == "service.premises.energy")
            .map(|(_, value)| value)
    };
    assert_eq!(value(&sheet), Some(number("9100")));
    // And in the text of a sheet that is laid out after a what-if.
    assert_eq!(value(&open(&replaced)), Some(number("9100")));
    assert_results(&own, &open(&replaced).run().unwrap());
}

#[test]
fn the_comparison_has_the_lines_of_the_printed_result() {
    let appraisal = load(SANDGATE);
    let (own, opened) = (appraisal.run().unwrap().to_text(), open(&appraisal).run().unwrap().to_text());
    let lines = |text: &str| -> Vec<Vec<String>> {
        let words = |line: &str| {
            line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
        };
        text.lines().map(words).filter(|cells: &Vec<String>| !cells.is_empty()).collect()
    };
    let (own, opened) = (lines(&own), lines(&opened));
    // The result has no equivalent annual cost of society in its printed table.
    let missing: Vec<_> =
        opened.iter().filter(|line| !own.contains(line)).map(|line| line[0].as_str()).collect();
    assert_eq!(missing, ["Equivalent annual cost: society"]);
    assert!(opened.len() > 10);
}

#[test]
fn a_bad_replacement_is_refused_in_the_same_words() {
    let appraisal = load(SANDGATE);
    let sheet = open(&appraisal);
    for changes in [
        vec![("service.premises.energy", number("-1"))],
        vec![("options.council.starts_nowhere", number("1"))],
        vec![("indices.pay.growth", number("-0.95")), ("service.premises.energy", number("1e15"))],
        vec![("indices.pay.growth", number("10")), ("service.premises.energy", number("9999999999999999"))],
        vec![("service.premises.energy", number("-1")), ("indices.pay.growth", number("11"))],
    ] {
        let own = appraisal.replace_all(changes.clone()).map(|_| ());
        let opened = sheet.replace_all(changes.clone()).map(|_| ());
        if changes[0].0.ends_with("nowhere") {
            // A question might have such a key; a sheet has the inputs that it has.
            let problems = opened.unwrap_err().to_string();
            assert!(
                problems.contains("no input has the address \"options.council.starts_nowhere\""),
                "{problems}"
            );
            continue;
        }
        assert_eq!(own, opened, "{changes:?}");
    }
    let hostile = options_appraisal::Value::from_json(
        r#"{"service.premises.energy": "dear", "indices.pay.growth": [1]}"#,
    );
    let hostile = hostile.unwrap();
    assert_eq!(
        appraisal.replace_from(&hostile).map(|_| ()).unwrap_err(),
        sheet.replace_from(&hostile).map(|_| ()).unwrap_err()
    );
}

#[test]
fn a_row_or_a_year_that_is_not_there_is_refused() {
    let appraisal = load(SANDGATE);
    let (own, opened) = (appraisal.run().unwrap(), open(&appraisal).run().unwrap());
    let year = "2041/42".parse().ok();
    for (address, year) in [("options.council.net_cost.kc", None), ("options.council.net_cost.kcc", year)] {
        let problem = own.explain(address, year).unwrap_err();
        assert_eq!(opened.explain(address, year).unwrap_err(), problem);
        assert_eq!(opened.value(address, year).unwrap_err(), problem);
    }
    let problem = opened.value("options.council.net_cost.kcc", None).unwrap_err().to_string();
    assert!(
        problem.contains("has a value for each year; one of the years from 2027/28 to 2036/37"),
        "{problem}"
    );
}

/// A small sheet in text, with nodes and rows to be put in.
fn sheet(nodes: &str, rows: &[(&str, usize)], years: usize) -> String {
    let mut all = String::new();
    for (place, (address, node)) in rows.iter().enumerate() {
        let separator = if place > 0 { "," } else { "" };
        write!(all, "{separator}[\"{address}\", \"A row\", \"£\", {node}]").unwrap();
    }
    let zeros = vec!["0"; years].join(",");
    format!(
        r#"{{"options_appraisal_sheet": 1, "title": "T", "period": "P", "prices": "2027/28", "options": [], "views": [],
        "comparison": [], "first_year": "2027/28", "years": {years}, "figures": [], "events": [], "replaced": {{}},
        "inputs": [{{"address": "a", "unit": "£", "value": 3}}], "calendars": [[{zeros}]],
        "rows": [{all}], "nodes": "{nodes}"}}"#
    )
}

/// What is wrong with a text: each problem as it is printed.
fn refused(text: &str) -> String {
    StandaloneSheet::open(text).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn a_sheet_in_text_is_worked_out() {
    let text = sheet("i0 =2 *2,1 R1 t1 P-1,5 +2,1", &[("doubled", 2), ("so_far", 3), ("all", 4)], 3);
    // The node before the last reads the year before of the last, and begins with the input.
    let outcome = StandaloneSheet::open(&text).unwrap().run().unwrap();
    let values = |address| outcome.values(address).unwrap().into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(values("doubled"), [6, 6, 6].map(Decimal::from));
    assert_eq!(values("so_far"), [6, 12, 18].map(Decimal::from));
    assert_eq!(values("all"), [36].map(Decimal::from));
    let text = outcome.explain("so_far", "2028/29".parse().ok()).unwrap().to_text();
    assert!(text.contains("12.00"), "{text}");
}

#[test]
fn a_balance_may_close_on_anything() {
    // The node before reads the year before of a figure with one value, of a total and of itself.
    let figure = r#"{"address": "f", "label": "F", "unit": "£", "values": [7], "notes": [{"source": "S", "status": "verified"}]}"#;
    let text = sheet("i0 P-1,1 f0 P-1,3 t2 P0,5", &[("of_figure", 1), ("of_total", 3), ("of_itself", 5)], 3);
    let text = text.replace("\"figures\": []", &format!("\"figures\": [{figure}]"));
    let outcome = StandaloneSheet::open(&text).unwrap().run().unwrap();
    let values = |address| outcome.values(address).unwrap().into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(values("of_figure"), [3, 7, 7].map(Decimal::from));
    assert_eq!(values("of_total").len(), 3);
    assert_eq!(values("of_itself"), [3, 3, 3].map(Decimal::from));
}

#[test]
fn all_that_is_wrong_is_said_at_once_and_where() {
    let problems =
        refused(&sheet("i0 +2,1 i7 f0 c1 Y1 =x ?!1,1,1,1 +0,1 t-1 y1,3 e1,0 P13,1", &[("a_row", 90)], 3));
    for place in [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] {
        assert!(problems.contains(&format!("nodes.{place}: ")), "{place}: {problems}");
    }
    let problems = refused(&sheet("i0 ~1", &[("one", 1), ("one", 0), ("two", 1), ("three", 2)], 3));
    assert!(problems.contains("rows.2: has the address of another row"), "{problems}");
    assert!(problems.contains("rows.3: names the node of another row"), "{problems}");
    assert!(problems.contains("rows.4: names node 2"), "{problems}");
    let good = sheet("i0 ~1", &[("one", 1)], 3);
    for (from, to, expected) in [
        ("\"unit\": \"£\"", "\"unit\": \"€\"", "inputs.1.unit: \"€\" is no unit; one of: £,"),
        ("\"value\": 3", "\"value\": -3", "a: -3 is out of bounds; from 0 to 10000000000000000, in £"),
        ("\"value\": 3", "\"value\": 3, \"low\": 4", "inputs.1: is half a range"),
        ("\"years\": 3", "\"years\": 201", "years: is 201; from 1 to 200 years"),
        ("\"years\": 3", "\"years\": 0", "years: is 0; from 1 to 200 years"),
        ("[[0,0,0]]", "[[0,0]]", "calendars.1: has 2 entries; a value for each of the 3 years"),
        ("\"events\": []", "\"events\": 5", "events (line 2): is a number; a list"),
        ("\"events\": [],", "", "events (line 1): is missing"),
        ("\"replaced\": {}", "\"replaced\": {\"b\": 1}", "replaced.b: is no input"),
        ("\"replaced\": {}", "\"replaced\": {\"a\": -1}", "a: -1 is out of bounds"),
        ("\"title\": \"T\"", "\"title\": \"\\u202e\"", "title (line 1): has a control character"),
        (
            "\"events\": []",
            "\"event\": []",
            "event (line 2): the key is not known here; did you mean \"events\"?",
        ),
        (
            "\"options_appraisal_sheet\": 1",
            "\"options_appraisal_sheet\": 2",
            "options_appraisal_sheet: is version 2; version 1: lay the sheet out again",
        ),
    ] {
        assert!(good.contains(from), "{from}");
        let problems = refused(&good.replace(from, to));
        assert!(problems.contains(expected), "{to}: {problems}");
    }
    for text in ["", "[]", "{}", "null", "[question]", "{\"question\": {}}", SANDGATE] {
        assert!(StandaloneSheet::open(text).is_err(), "{text}");
    }
}

#[test]
fn what_is_too_large_is_refused_and_not_waited_for() {
    let began = Instant::now();
    let many = sheet(&vec!["=1"; 900_000].join(" "), &[], 200);
    assert!(refused(&many).contains("nodes: are 900000 over 200 years"));
    let wide =
        sheet(&format!("{} s{}", vec!["=1"; 30_000].join(" "), vec!["1"; 900_000].join(",")), &[], 200);
    assert!(refused(&wide).contains("others over 200 years; at most 16000000"));
    assert!(refused(&"[".repeat(100_000)).contains("not JSON"));
    assert!(refused(&" ".repeat(9_000_000)).contains("the text has 9000000 bytes"));
    // Each node adds the one before it to itself: sixty levels have more terms than there are grains of sand.
    let doubling = sheet(&format!("i0{}", " +1,1".repeat(60)), &[("vast", 60)], 2);
    let outcome = StandaloneSheet::open(&doubling).unwrap().run().unwrap();
    assert_eq!(outcome.value("vast", "2027/28".parse().ok()), Ok(Some(Decimal::from(3_u64 << 60))));
    let problem = outcome.explain("vast", None).unwrap_err();
    assert!(problem.to_string().contains("too many to explain"), "{problem}");
    let deep = sheet(&format!("i0{}", " ~1".repeat(100_000)), &[("deep", 100_000)], 2);
    let outcome = StandaloneSheet::open(&deep).unwrap().run().unwrap();
    assert!(outcome.explain("deep", None).unwrap_err().to_string().contains("100000 levels"));
    assert!(began.elapsed() < Duration::from_secs(60));
}

#[test]
fn an_explanation_of_the_most_levels_is_written() {
    let names: Vec<String> = (1..500).map(|place| format!("row{place}")).collect();
    let rows: Vec<(&str, usize)> = names.iter().map(String::as_str).zip(1..).collect();
    for rows in [&rows[..], &rows[498..]] {
        let text = sheet(&format!("i0{}", " ~1".repeat(499)), rows, 2);
        let outcome = StandaloneSheet::open(&text).unwrap().run().unwrap();
        let explained = outcome.explain("row499", None).unwrap();
        assert!(explained.to_json().len() > 1_000);
        assert!(explained.to_text().len() + explained.to_html().len() > 1_000);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// A good text with some of its bytes changed is refused, or is another sheet; it never breaks anything.
    #[test]
    fn a_damaged_text_never_panics(
        places in proptest::collection::vec((0_usize..1_000_000, proptest::char::range(' ', '~')), 1..6),
        cut in 0_usize..20,
    ) {
        let good = sheet(
            "i0 c0 *2,1 =0.02 G1,2 *3,1 D3 P-2,8 s1,2,3 t1 l2 h3 y4,1 ?<=5,6,7,8 Y3,4,5 S1,2 L2,1 R3 /2,9",
            &[("flow", 5), ("balance", 8), ("sum", 9), ("last", 18)],
            3,
        );
        let mut text: Vec<char> = good.chars().collect();
        for (place, to) in places {
            let place = place % text.len();
            text[place] = to;
        }
        if cut == 0 {
            text.truncate(text.len() / 2);
        }
        let text: String = text.into_iter().collect();
        if let Ok(sheet) = StandaloneSheet::open(&text) {
            let moved = sheet.replace_all([("a", Decimal::from(5))]);
            for outcome in [sheet.run(), moved.and_then(|moved| moved.run())].into_iter().flatten() {
                for address in outcome.addresses() {
                    let _ = (outcome.values(address), outcome.explain(address, None).map(|why| why.to_json()));
                }
                let _ = (outcome.to_text(), outcome.to_html(), outcome.to_json());
            }
            let _ = sheet.to_json();
        }
    }
}
