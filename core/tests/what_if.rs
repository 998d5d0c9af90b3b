//! What-ifs against the same question with the value written into its text.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use options_appraisal::{Appraisal, Decimal, Format, OptionResult};

const TEXT: &str = include_str!("../../docs/examples/sandgate.toml");

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The options without their lines, of which a question laid out anew may have more.
fn options(appraisal: &Appraisal) -> Vec<OptionResult> {
    let mut options = appraisal.run().unwrap().tables().options.clone();
    for option in &mut options {
        option.lines.clear();
    }
    options
}

fn written(from: &str, to: &str) -> Vec<OptionResult> {
    assert!(TEXT.contains(from), "{from}");
    options(&load(&TEXT.replace(from, to)))
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_replaced_input_is_as_if_it_had_been_written() {
    let appraisal = load(TEXT);
    for (address, value, from, to) in [
        (
            "service.premises.energy",
            "9100",
            "energy = { central = 6200, low = 4500, high = 8500,",
            "energy = { central = 9100,",
        ),
        ("options.community.grant.2", "500", "{ central = 7000,", "{ central = 500,"),
        (
            "indices.pay.growth",
            "0.031",
            "growth = { central = 0.025, low = 0.015, high = 0.04,",
            "growth = { central = 0.031,",
        ),
        ("options.parish.payment", "41000", "payment = { central = 34000,", "payment = { central = 41000,"),
        ("parties.group.reserves", "60000", "reserves = { central = 9000,", "reserves = { central = 60000,"),
    ] {
        let replaced = appraisal.replace(address, number(value)).unwrap();
        assert_eq!(options(&replaced), written(from, to), "{address}");
    }
    // The first appraisal is as it was.
    assert_eq!(options(&appraisal), options(&load(TEXT)));
}

#[test]
fn what_ifs_add_up_and_take_one_another_s_place() {
    let appraisal = load(TEXT);
    let once = appraisal
        .replace_all([
            ("service.premises.energy", number("9100")),
            ("options.parish.payment", number("41000")),
        ])
        .unwrap();
    let twice = appraisal
        .replace("service.premises.energy", number("1"))
        .and_then(|changed| changed.replace("options.parish.payment", number("41000")))
        .and_then(|changed| changed.replace("service.premises.energy", number("9100")))
        .unwrap();
    assert_eq!(options(&once), options(&twice));
    let back = twice
        .replace_all([
            ("service.premises.energy", number("6200")),
            ("options.parish.payment", number("34000")),
        ])
        .unwrap();
    assert_eq!(options(&back), options(&appraisal));
}

#[test]
fn an_input_that_no_row_reads_is_put_into_the_question() {
    let appraisal = load(TEXT);
    // No grant for setting up the trust is stated, a year is no quantity, and an override has dots in its key.
    let working = appraisal.replace("options.hub.redundancy", number("7000")).unwrap();
    assert_eq!(options(&working), written("host = \"parish\"", "host = \"parish\"\nredundancy = 7000"));
    let longer = appraisal.replace("question.years", number("12")).unwrap();
    assert_eq!(longer.run().unwrap().tables().years.len(), 12);
    let rate = appraisal.replace("projections.pay.spine.growth", number("0.03")).unwrap();
    assert_ne!(options(&rate), options(&appraisal));
    // What was replaced before is kept.
    let both = appraisal
        .replace("service.premises.energy", number("9100"))
        .and_then(|changed| changed.replace("options.hub.redundancy", number("7000")))
        .unwrap();
    let again = working.replace("service.premises.energy", number("9100")).unwrap();
    assert_eq!(options(&both), options(&again));
}

#[test]
fn what_cannot_be_replaced_is_refused_by_its_address() {
    let appraisal = load(TEXT);
    for (address, value, expected) in [
        ("service.premises.energie", "5", "service.premises.energie"),
        ("service.nothing.at_all", "5", "service.nothing.at_all"),
        ("service.premises.energy", "-5", "service.premises.energy"),
        ("options.trust.turnover", "1.5", "from 0 to 1"),
        ("options.community.grant.9", "5", "from 1 to 3"),
        ("question.title", "5", "question.title"),
        ("", "5", "no input has the address"),
    ] {
        let problems = appraisal.replace(address, number(value)).unwrap_err().to_string();
        assert!(problems.contains(expected), "{address}: {problems}");
    }
}

#[test]
fn a_what_if_explains_itself() {
    let replaced = load(TEXT).replace("service.premises.energy", number("9100")).unwrap();
    let explained = replaced
        .run()
        .unwrap()
        .explain("options.council.lines.premises.energy.cash", Some("2028/29".parse().unwrap()))
        .unwrap()
        .to_text();
    assert!(explained.contains("what if: in place of 6,200.00"), "{explained}");
}
