//! The difference of two appraisals, shared out between what makes it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;

use options_appraisal::uncertainty::DifferenceResult;
use options_appraisal::{Appraisal, Decimal, Format};

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");
const TOTAL: &str = "options.other.net_cost_total.council";

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"))
}

/// An option with these lines of costs, over some years.
fn question(years: u32, growth: &str, lines: &[(&str, &str, &str)]) -> String {
    let mut text = format!(
        "[question]\ntitle = \"Small\"\ncouncil = \"council\"\ntoday = \"now\"\nfirst_year = \"2026/27\"\nyears = {years}\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n\
         [indices.general]\ngrowth = {growth}\n\
         [service]\nname = \"Library\"\nstatutory = true\nusage = {{ staffed_hours = 30, visits = 20000 }}\n\
         [options.now]\nmodel = \"lines\"\nname = \"Now\"\n\
         [options.now.costs.all]\nlabel = \"All\"\namount = 100\nindex = \"none\"\nvat = \"exempt\"\n\
         [options.other]\nmodel = \"lines\"\nname = \"Other\"\n"
    );
    for (id, amount, index) in lines {
        let _ = write!(
            text,
            "[options.other.costs.{id}]\nlabel = \"{id}\"\namount = {amount}\nindex = \"{index}\"\nvat = \"exempt\"\n"
        );
    }
    text
}

fn pounds(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// The shares, which add up to the difference, by the last part but one of the address.
fn shares(result: &DifferenceResult) -> Vec<(String, Decimal)> {
    let inputs = result.inputs.iter().map(|input| input.share.value());
    let rest = result.rest.iter().map(|rest| rest.share.value());
    assert_eq!(inputs.chain(rest).sum::<Decimal>(), result.difference.value());
    assert_eq!(result.to.value() - result.from.value(), result.difference.value());
    let id = |address: &str| address.rsplit('.').nth(1).unwrap().to_owned();
    result.inputs.iter().map(|input| (id(input.address.as_str()), input.share.value())).collect()
}

#[test]
fn pay_insurance_and_rent_each_bring_their_own_whatever_the_order() {
    // From 120,000 + 40,000 + 50,000 = 210,000 to 96,000 + 25,000 + 39,000 = 160,000.
    let before =
        [("pay", "120000", "none"), ("national_insurance", "40000", "none"), ("rent", "50000", "none")];
    let after =
        [("pay", "96000", "none"), ("national_insurance", "25000", "none"), ("rent", "39000", "none")];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let [one, other] =
            [before, after].map(|lines| load(&question(1, "0", &order.map(|place| lines[place]))));
        let result = one.difference(&other, TOTAL).unwrap();
        assert_eq!((result.from.value(), result.to.value()), (pounds("210000.00"), pounds("160000.00")));
        let expected = [("pay", "-24000"), ("national_insurance", "-15000"), ("rent", "-11000")];
        assert_eq!(shares(&result), expected.map(|(id, share)| (id.to_owned(), pounds(share))));
        assert!(result.exact && result.rest.is_none());
    }
}

#[test]
fn what_inputs_do_together_is_shared() {
    // x (2 + g) from 100 and 0 to 200 and 1: 200 becomes 600. x alone moves it by 200, with g moved by 300; g alone by 100,
    // with x moved by 200.
    let text = |amount, growth| question(2, growth, &[("x", amount, "general")]);
    let result = load(&text("100", "0.0")).difference(&load(&text("200", "1")), TOTAL).unwrap();
    assert_eq!(shares(&result), [("x".to_owned(), pounds("250")), ("general".to_owned(), pounds("150"))]);
    let back = load(&text("200", "1")).difference(&load(&text("100", "0.0")), TOTAL).unwrap();
    assert_eq!(shares(&back), [("x".to_owned(), pounds("-250")), ("general".to_owned(), pounds("-150"))]);
}

#[test]
fn a_third_of_a_penny_is_not_lost() {
    // Three years of a third of a penny each, and their double: 0.01 and 0.02 in all.
    let before = question(1, "0", &[("a", "1.001", "none"), ("b", "1.001", "none"), ("c", "1.001", "none")]);
    let after =
        question(1, "0", &[("a", "1.0043", "none"), ("b", "1.0043", "none"), ("c", "1.0043", "none")]);
    let result = load(&before).difference(&load(&after), TOTAL).unwrap();
    assert_eq!(result.difference.value(), pounds("0.01"));
    assert_eq!(shares(&result).iter().filter(|(_, share)| *share == pounds("0.01")).count(), 1);
}

#[test]
fn more_than_twelve_inputs_are_sampled() {
    let ids: Vec<String> = (1..=13).map(|n| format!("line{n}")).collect();
    let amounts = |by: u32| -> Vec<String> { (1..=13).map(|n| (1_000 + by * n).to_string()).collect() };
    let text = |amounts: &[String], growth| {
        let lines: Vec<(&str, &str, &str)> =
            ids.iter().zip(amounts).map(|(id, amount)| (id.as_str(), amount.as_str(), "general")).collect();
        question(2, growth, &lines)
    };
    // A sum has no order: each share is twice its own change, without error.
    let (before, after) = (amounts(0), amounts(10));
    let result = load(&text(&before, "0")).difference(&load(&text(&after, "0")), TOTAL).unwrap();
    assert!(!result.exact);
    assert_eq!(shares(&result)[0], ("line13".to_owned(), pounds("260")));
    assert!(
        result.inputs.iter().all(|input| input.standard_error.is_some_and(|error| error.value().is_zero()))
    );
    // With growth from nought to one: S (2 + g), and S goes from 13,000 to 13,910; g brings the mean of 13,000 and 13,910.
    let result = load(&text(&before, "0.0")).difference(&load(&text(&after, "1")), TOTAL).unwrap();
    shares(&result);
    let growth =
        result.inputs.iter().find(|input| input.address.as_str() == "indices.general.growth").unwrap();
    let off = (growth.share.value() - pounds("13455")).abs();
    assert!(off <= growth.standard_error.unwrap().value() * Decimal::from(4) + pounds("0.01"), "{growth:?}");
}

#[test]
fn what_is_no_input_of_both_is_everything_else() {
    let before = load(&question(1, "0", &[("pay", "1000", "none")]));
    let after = load(&question(1, "0", &[("pay", "900", "none"), ("rent", "30", "none")]));
    let result = before.difference(&after, TOTAL).unwrap();
    assert_eq!(shares(&result), [("pay".to_owned(), pounds("-100"))]);
    let rest = result.rest.as_ref().unwrap();
    assert_eq!((rest.label, rest.share.value()), ("everything else in the question", pounds("30.00")));
    // The table has a line for it and one for the whole.
    let text = result.to_text();
    assert!(text.contains("everything else in the question") && text.contains("-70.00"), "{text}");
    assert!(result.sentence.contains("everything else in the question brings 30.00"), "{}", result.sentence);
    // Another option moves nothing of this one.
    let more = "[options.more]\nmodel = \"lines\"\nname = \"More\"\n[options.more.costs.a]\nlabel = \"A\"\namount = 5\nindex = \"none\"\n";
    let after = load(&format!("{}{more}", question(1, "0", &[("pay", "900", "none")])));
    let result = before.difference(&after, TOTAL).unwrap();
    assert_eq!((shares(&result).len(), result.rest), (1, None));
    // Another year more is no input, and brings a year of what was.
    let after = load(&question(2, "0", &[("pay", "1000", "none")]));
    let result = before.difference(&after, TOTAL).unwrap();
    assert_eq!((result.inputs.len(), result.rest.unwrap().share.value()), (0, pounds("1000.00")));
}

#[test]
fn identical_appraisals_give_nothing_and_a_measure_that_one_lacks_is_refused() {
    let appraisal = load(SANDGATE);
    let measure = "options.parish.net_present_cost.kcc";
    for same in [load(SANDGATE), appraisal.clone()] {
        let result = appraisal.difference(&same, measure).unwrap();
        assert!(result.inputs.is_empty() && result.rest.is_none() && result.difference.value().is_zero());
    }
    let small = load(&question(1, "0", &[("pay", "1000", "none")]));
    for (one, other, lacks) in [(&appraisal, &small, "after"), (&small, &appraisal, "before")] {
        let problems = one.difference(other, measure).unwrap_err();
        let problem = problems.iter().next().unwrap();
        assert_eq!(problem.address.as_str(), measure);
        assert!(problem.message.contains(&format!("the appraisal {lacks} has no such measure")), "{problem}");
    }
}

#[test]
fn a_what_if_is_shared_out_and_what_has_no_effect_is_named() {
    let before = load(SANDGATE);
    let changes = [
        ("service.premises.energy", 7_000),
        ("service.premises.cleaning", 2_000),
        ("parties.group.reserves", 10_000),
    ];
    let after = before.replace_all(changes.map(|(address, value)| (address, Decimal::from(value)))).unwrap();
    let result = before.difference(&after, "options.council.net_present_cost.kcc").unwrap();
    assert_eq!(shares(&result).len(), 2);
    assert_eq!(result.without_effect[0].as_str(), "parties.group.reserves");
    // A present cost is a sum here: each brings what it does alone.
    for input in &result.inputs {
        let alone = before.replace(input.address.as_str(), input.after.value()).unwrap();
        let alone = before.difference(&alone, "options.council.net_present_cost.kcc").unwrap();
        assert!((alone.difference.value() - input.share.value()).abs() <= pounds("0.01"));
    }
}
