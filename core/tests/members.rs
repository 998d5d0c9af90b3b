//! The report for members: what it says, that it says nothing of its own, and that nothing of the input becomes markup.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;

use options_appraisal::assumptions::LogOf;
use options_appraisal::members::{Block, MembersReport, MembersReportOptions, MembersTable};
use options_appraisal::uncertainty::{Simulation, Target};
use options_appraisal::{Appraisal, Format};

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap()
}

fn report(text: &str) -> MembersReport {
    load(text).members_report(&MembersReportOptions::new()).unwrap()
}

/// A number as a page may print it: rounded half to even, by this test and not by the library.
fn rounded(number: &str, thousandths: bool, places: usize) -> String {
    let negative = number.starts_with('-');
    let plain = number.trim_start_matches('-');
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let shift = if thousandths { 3 } else { 0 };
    let whole = format!("{whole:0>5}");
    let (before, moved) = whole.split_at(whole.len() - shift);
    let digits = format!("{before}{moved}{fraction}");
    let point = before.len();
    let keep = point + places;
    let padded = format!("{digits:0<width$}", width = keep + 1);
    let (kept, rest) = padded.split_at(keep);
    let mut kept: Vec<u8> = kept.bytes().collect();
    let half = std::iter::once('5').chain(std::iter::repeat_n('0', rest.len() - 1)).collect::<String>();
    let odd = kept.last().is_some_and(|digit| (digit - b'0') % 2 == 1);
    if rest > half.as_str() || (rest == half && odd) {
        let mut place = kept.len();
        loop {
            if place == 0 {
                kept.insert(0, b'1');
                break;
            }
            place -= 1;
            if kept[place] == b'9' {
                kept[place] = b'0';
            } else {
                kept[place] += 1;
                break;
            }
        }
    }
    let text = String::from_utf8(kept).unwrap();
    let point = text.len() - places;
    let (before, after) = text.split_at(point);
    let before = before.trim_start_matches('0');
    let before = if before.is_empty() { "0" } else { before };
    let _ = negative;
    if places == 0 { before.to_owned() } else { format!("{before}.{after}") }
}

#[test]
fn the_rounding_of_this_test_is_half_to_even() {
    assert_eq!(rounded("1250.00", true, 1), "1.2");
    assert_eq!(rounded("1350.00", true, 1), "1.4");
    assert_eq!(rounded("-99950.01", true, 1), "100.0");
    assert_eq!(rounded("2.5", false, 0), "2");
    assert_eq!(rounded("49.99", true, 1), "0.0");
}

/// The runs of digits of a text, with their points and without their commas.
fn numbers(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut number = String::new();
    let chars: Vec<char> = text.chars().chain([' ']).collect();
    for (place, c) in chars.iter().enumerate() {
        let inside = matches!(c, '.' | ',')
            && !number.is_empty()
            && chars.get(place + 1).is_some_and(char::is_ascii_digit);
        if c.is_ascii_digit() || inside {
            if *c != ',' {
                number.push(*c);
            }
        } else if !number.is_empty() {
            out.push(std::mem::take(&mut number));
        }
    }
    out
}

/// All that a page may print of results.
fn printable(jsons: &[String]) -> HashSet<String> {
    fn walk(value: &serde_json::Value, out: &mut HashSet<String>) {
        match value {
            serde_json::Value::Array(all) => all.iter().for_each(|one| walk(one, out)),
            serde_json::Value::Object(all) => {
                for (key, one) in all {
                    out.extend(numbers(key));
                    walk(one, out);
                }
            }
            serde_json::Value::String(text) => out.extend(numbers(text)),
            serde_json::Value::Number(number) => {
                let text = number.to_string();
                // A very small or a very large float has an exponent.
                let text =
                    if text.contains('e') { format!("{:.12}", number.as_f64().unwrap()) } else { text };
                for places in 0..=6 {
                    out.insert(rounded(&text, false, places));
                }
                out.insert(rounded(&text, true, 0));
                out.insert(rounded(&text, true, 1));
                let plain = text.trim_start_matches('-');
                let plain = if plain.contains('.') {
                    plain.trim_end_matches('0').trim_end_matches('.')
                } else {
                    plain
                };
                out.insert(plain.to_owned());
                // A share as per cent.
                let percent = format!("{:.9}", number.as_f64().unwrap() * 100.0);
                out.insert(rounded(&percent, false, 1));
            }
            _ => {}
        }
    }
    let mut out = HashSet::new();
    for json in jsons {
        walk(&serde_json::from_str(json).unwrap(), &mut out);
    }
    out
}

/// Every text of a report, without the numbers of its sections, tables and figures.
fn texts(report: &MembersReport) -> Vec<String> {
    fn of_table(table: &MembersTable, out: &mut Vec<String>) {
        out.extend([table.caption.clone(), table.stub.clone()]);
        out.extend(table.columns.iter().chain(&table.notes).cloned());
        for row in &table.rows {
            out.push(row.label.clone());
            out.extend(row.cells.iter().cloned());
        }
    }
    let mut out = vec![report.title.clone()];
    out.extend(report.facts.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
    for block in &report.blocks {
        match block {
            Block::Heading { text, .. }
            | Block::Paragraph { text }
            | Block::Note { text }
            | Block::Place { text } => out.push(text.clone()),
            Block::List { items } => out.extend(items.iter().cloned()),
            Block::Facts { facts } => {
                out.extend(facts.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
            }
            Block::Term { term, meaning } => out.extend([(*term).to_owned(), (*meaning).to_owned()]),
            Block::Table(table) => of_table(table, &mut out),
            Block::Figure(figure) => {
                out.extend([figure.title.clone(), figure.description.clone()]);
                of_table(&figure.table, &mut out);
            }
        }
    }
    out
}

#[test]
fn no_number_is_the_reports_own() {
    let appraisal = load(SANDGATE);
    let simulation = appraisal.simulate(&Simulation::new(500)).unwrap();
    let outcome = appraisal.run().unwrap();
    let mut jsons = vec![outcome.to_json(), simulation.to_json()];
    let result = outcome.tables();
    let least = result.options.iter().filter(|option| option.id != "council");
    let least = least.min_by_key(|option| option.views[0].economic.net_present_cost).unwrap();
    let target = Target::options(&least.id, "council", "net_present_cost.kcc");
    let tornado = appraisal.tornado(&format!("options.{}.net_present_cost.kcc", least.id)).unwrap();
    jsons.push(tornado.to_json());
    jsons.push(tornado.picture().to_json());
    jsons.push(appraisal.switching_values(&target).unwrap().to_json());
    jsons.push(appraisal.reversion(None).unwrap().to_json());
    jsons.push(appraisal.scenarios().unwrap().to_json());
    jsons.push(appraisal.criteria().unwrap().to_json());
    jsons.push(appraisal.assumptions_log(&LogOf::new()).unwrap().to_json());
    let known = printable(&jsons);
    let asked = MembersReportOptions::new().simulation(std::sync::Arc::new(simulation));
    let report = appraisal.members_report(&asked).unwrap();
    let (mut checked, mut strange) = (0, BTreeSet::new());
    for text in texts(&report) {
        for number in numbers(&text) {
            checked += 1;
            if !known.contains(&number) {
                strange.insert(format!("{number} in \"{text}\""));
            }
        }
    }
    assert!(checked > 1_500, "{checked}");
    assert!(strange.is_empty(), "{strange:#?}");
}

#[test]
fn the_sections_stand_in_the_order_of_a_committee_report() {
    let report = report(SANDGATE);
    let sections: Vec<_> = report
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level: 2, text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        sections,
        [
            "The question",
            "Recommendations",
            "The options",
            "Financial implications",
            "Value for money",
            "Risk",
            "What the answer hangs on",
            "What money does not show",
            "Assumptions and sources",
            "Quality assurance",
            "Annex A: who pays, by year",
            "Annex B: numbers put there by default",
        ]
    );
    assert_eq!(report.blocks.iter().filter(|block| matches!(block, Block::Place { .. })).count(), 1);
}

#[test]
fn figures_have_their_names_in_the_body_and_their_addresses_in_the_annexes() {
    let report = report(SANDGATE);
    let annex =
        report.blocks.iter().position(|block| matches!(block, Block::Heading { level: 2, number: None, .. }));
    let mut body = report.clone();
    body.blocks.truncate(annex.unwrap());
    let markdown = body.to_markdown();
    // The labels of the assumptions log; the sentence is that of the switching values.
    assert!(
        markdown.contains("No plausible value of “Income: room hire, amount” changes the answer"),
        "{markdown}"
    );
    assert!(markdown.contains("| Pay: growth | "), "{markdown}");
    for address in ["service.income.room\\_hire.amount", "indices.pay.growth", "service.premises.energy"] {
        assert!(!markdown.contains(address), "{address}");
    }
    assert!(report.to_markdown().contains("indices.") || report.to_markdown().contains("service."));
}

#[test]
fn what_moves_nothing_has_no_row_and_no_sentence() {
    let report = report(SANDGATE);
    let table = report.blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.caption.starts_with("The figures that move it most") => Some(table),
        _ => None,
    });
    let table = table.unwrap();
    assert!(table.rows.len() > 2);
    assert!(table.rows.iter().all(|row| row.cells[2] != "£0"));
    assert!(!report.to_markdown().contains("The answer does not depend on options"));
    assert!(report.to_markdown().contains("costs less does not depend on these figures"));
}

#[test]
fn only_whom_an_option_touches_may_run_out_of_money_in_it() {
    let appraisal = load(SANDGATE);
    let asked = MembersReportOptions::new().simulation(appraisal.simulate(&Simulation::new(300)).unwrap());
    let report = appraisal.members_report(&asked).unwrap();
    let table = report.blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.caption.starts_with("How likely it is that somebody") => Some(table),
        _ => None,
    });
    let rows: Vec<_> =
        table.unwrap().rows.iter().map(|row| (row.label.as_str(), row.cells[0].as_str())).collect();
    // The question: the group, the trust and the parish each run one option; the hub is rented from the parish. Under
    // the parish option residents pay through the precept: the parish keeps what it has, and that is said.
    assert_eq!(
        rows,
        [
            ("Community group", "Friends of Sandgate Library"),
            ("Parish council, commissioned", "Sandgate Parish Council"),
            ("Charitable trust", "Kent Coast Library Trust"),
            ("Shared hub with the parish office", "Sandgate Parish Council"),
        ]
    );
    assert!(report.to_markdown().contains("Annex C: how the simulation was made"));
}

#[test]
fn cash_and_real_terms_stand_in_no_table_together() {
    for block in &report(SANDGATE).blocks {
        if let Block::Table(table) = block {
            let caption = &table.caption;
            assert!(!(caption.contains("cash") && caption.contains("real terms")), "{caption}");
        }
    }
}

#[test]
fn the_page_fetches_nothing_runs_nothing_and_lets_only_its_own_style_through() {
    let page = report(SANDGATE).to_page();
    for word in ["<script", "<link", "<img", "<iframe", "@import", " onload", "src=", "style=\""] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
}

const HOSTILE: &str = "<script>alert(1)</script> | `x` [y](javascript:alert(1)) *b* \\\\ & \\\"q\\\" <!--";

#[test]
fn text_of_the_input_is_text() {
    let text = SANDGATE
        .replace("name = \"Community group\"", &format!("name = \"{HOSTILE}\""))
        .replace("title = \"Who should run Sandgate Library?\"", &format!("title = \"{HOSTILE}\""))
        .replace("name = \"Kent County Council\"", &format!("name = \"{HOSTILE}\""));
    let report = report(&text);
    for html in [report.to_page(), report.to_html()] {
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(!html.contains("<script") && !html.contains("<!--"));
    }
    let markdown = report.to_markdown();
    let unescaped = markdown.replace("\\]", "");
    assert!(!markdown.contains('<') && !unescaped.contains("](") && !markdown.contains("javascript:"));
    assert!(markdown.contains("\\| \\`x\\` \\[y\\](javascript\\:alert(1))"));
}

#[test]
fn a_drawing_is_placed_with_ids_of_its_own() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><defs><clipPath id="a"><rect width="4" height="4"/></clipPath></defs><g clip-path="url(#a)" style="fill: red"><text>1 &lt; 2</text></g></svg>"#;
    let asked = MembersReportOptions::new().with_svg("cost_by_year", svg);
    let page = load(SANDGATE).members_report(&asked).unwrap().to_page();
    assert!(page.contains("clipPath id=\"cost_by_year-a\""));
    assert!(page.contains("clip-path=\"url(#cost_by_year-a)\" fill=\"red\""));
    assert!(page.contains("1 &lt; 2") && page.contains("<details>"));
}

#[test]
fn a_drawing_that_does_more_than_draw_is_refused() {
    let bad = [
        "<script>1</script>",
        "<g onclick=\"1\"/>",
        "<a href=\"javascript:alert(1)\"><text>x</text></a>",
        "<use href=\"http://x.invalid/a.svg#b\"/>",
        "<g id=\"a\"/><g id=\"b\"><use href=\"#a\"/><use href=\"#a\"/></g><use href=\"#b\"/>",
        "<linearGradient href=\"http://x.invalid/a.svg#b\"/>",
        "<image href=\"x.png\"/>",
        "<foreignObject/>",
        "<rect fill=\"url(http://x.invalid/)\"/>",
        "<rect style=\"fill: url( 'http://x.invalid' )\"/>",
        "<rect style=\"fill: u\\72l(http://x.invalid)\"/>",
        "<style>*{}</style>",
        "<animate attributeName=\"href\" to=\"javascript:1\"/>",
        "<g xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "<?php ?>",
        "<g",
    ];
    for inner in bad {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
        let asked = MembersReportOptions::new().with_svg("who_pays", svg);
        let problems = load(SANDGATE).members_report(&asked).unwrap_err();
        assert!(
            problems.iter().all(|problem| problem.address.as_str() == "svg.who_pays"),
            "{inner}: {problems}"
        );
    }
    let doctype = "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>";
    let deep = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\">{}{}</svg>",
        "<g>".repeat(100_000),
        "</g>".repeat(100_000)
    );
    // What looks like an end in a comment or in characters ends nothing.
    let hidden = ["<!--</g>-->", "<![CDATA[</g>]]>", "<?a </g>?>"].map(|aside| {
        let open = format!("<g>{aside}").repeat(100_000);
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{open}{}</svg>", "</g>".repeat(100_000))
    });
    for svg in [doctype, &deep, &hidden[0], &hidden[1], &hidden[2], "", "<html/>"] {
        let asked = MembersReportOptions::new().with_svg("who_pays", svg);
        assert!(load(SANDGATE).members_report(&asked).is_err());
    }
    let asked = MembersReportOptions::new().with_svg("whatever", "<svg/>");
    assert!(
        load(SANDGATE)
            .members_report(&asked)
            .unwrap_err()
            .iter()
            .any(|own| own.address.as_str() == "svg.whatever")
    );
}

const ONE_YEAR: &str = r#"
[question]
title = "Hours"
council = "c"
today = "now"
first_year = "2027/28"
years = 1
[parties.c]
name = "Council"
kind = "county_council"
[service]
name = "Library"
stock = 100
[options.now]
model = "council_run"
name = "Now"
"#;

/// Sandgate without criteria and without ranges, for so many years, with so many options.
fn bare(years: u32, options: usize) -> String {
    let mut text =
        SANDGATE.split("[criteria]").next().unwrap().replace("years = 10", &format!("years = {years}"));
    text = text.replace("compare_discounting = [\"no_pure_time_preference\", \"review_2026\"]", "");
    for place in 5..options {
        write!(
            text,
            "\n[options.more{place}]\nmodel = \"council_run\"\nname = \"Another way, number {place}\"\n"
        )
        .unwrap();
    }
    text
}

#[test]
fn one_year_sixty_years_and_twelve_options_are_laid_out() {
    let many = report(&bare(60, 12));
    for block in &many.blocks {
        if let Block::Table(table) = block {
            assert!(table.columns.len() <= 10, "{}: {}", table.caption, table.columns.len());
        }
    }
    assert!(many.to_page().len() < 3_000_000, "{}", many.to_page().len());
    let one = report(ONE_YEAR).to_page();
    assert!(
        one.contains("the financial year 2027/28")
            && one.contains("not judged by anything beside their money")
    );
    assert!(one.contains("No figure of the question has a range"));
}

#[test]
fn nothing_but_what_is_given_goes_in_where_that_is_asked() {
    let report = load(SANDGATE)
        .members_report(&MembersReportOptions::new().only_given().date("1 <May> 2026"))
        .unwrap();
    let page = report.to_page();
    assert!(page.contains("No assumptions log was made") && page.contains("1 &lt;May&gt; 2026"));
}

#[test]
fn a_body_that_raises_what_it_spends_takes_part() {
    // The parish raises by precept what the library costs it: its reserves stay as they are, and are not unknown.
    let text = report(SANDGATE).to_markdown();
    let row = "| Parish council, commissioned: Sandgate Parish Council | none | none |";
    assert!(text.lines().any(|line| line == row));
}

#[test]
fn reserves_that_no_option_touches_are_not_called_unknown() {
    let question = |reserves: &str| {
        format!(
            r#"
[question]
title = "A library"
council = "county"
today = "council"
first_year = "2026/27"
years = 3
[parties]
county = {{ name = "County council", kind = "county_council" }}
friends = {{ name = "Friends", kind = "community_group"{reserves} }}
[service]
name = "Library"
premises.energy = 6200
[options]
council = {{ model = "council_run", name = "As today" }}
"#
        )
    };
    let said = |reserves: &str| report(&question(reserves)).to_markdown();
    assert!(said("").contains("No body states its reserves: whether one runs out of money cannot be said."));
    let stated = said(", reserves = 5000");
    assert!(stated.contains("Whoever states reserves (Friends) takes no part in any option"), "{stated}");
}
