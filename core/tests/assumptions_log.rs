//! The assumptions log: effects worked out by hand, signatures and the stamp, and the page that shows it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod generated;

use options_appraisal::assumptions::{Assumption, AssumptionsLog, Kind, LogOf, RangeFrom, Status, StopKind};
use options_appraisal::{Appraisal, Decimal, Format, Value};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// A service that does one thing more: a rota that costs 10,000 a year and moves with prices, a contract of 4,000 a year
/// that is fixed in cash, and sales of 2,500 a year. Two years; the base of prices is the first.
const QUESTION: &str = r#"
[question]
title = "One thing more?"
council = "council"
today = "now"
first_year = "2026/27"
years = 2

[parties.council]
name = "Council"
kind = "unitary_council"

[service]
name = "Library"
statutory = true
stock = 1000
[service.usage]
staffed_hours = 20
visits = 1000

[options.now]
model = "council_run"
name = "As today"

[options.more]
model = "council_run"
name = "More"
[options.more.costs.rota]
label = "Rota"
amount = { central = 10000, low = 8000, high = 13000, source = "rota of 2025", confidence = "medium", note = "As agreed", who = "A. Clerk", when = "2026-09" }
[options.more.costs.contract]
label = "Contract"
amount = 4000
index = "none"
[options.more.income.sales]
kind = "book_sales"
amount = { central = 2500, source = "accounts" }
"#;

fn log_of(text: &str) -> AssumptionsLog {
    load(text).assumptions_log(&LogOf::new()).unwrap()
}

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap_or_else(|wrong| panic!("{wrong}"))
}

fn row<'l>(log: &'l AssumptionsLog, address: &str) -> &'l Assumption {
    log.assumptions.iter().find(|row| row.address.as_str() == address).unwrap()
}

fn pounds(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

fn stops(log: &AssumptionsLog) -> Vec<(&str, StopKind)> {
    log.stamp.stops.iter().map(|stop| (stop.address.as_str(), stop.kind)).collect()
}

#[test]
fn effects_are_what_they_are_by_hand() {
    // With f = 1/1.035 and the GDP deflator at 105.3095 and 107.3546 (1.94199 % more in the second year):
    // (10,000 - 2,500)(1 + f) + 4,000(1 + f/1.0194199) = 22,537.49.
    let log = log_of(QUESTION);
    let decision = &log.decision;
    assert_eq!(decision.options, Some(["more".to_owned(), "now".to_owned()]));
    assert_eq!(decision.value.value(), Decimal::new(2_253_749, 2));
    assert_eq!(decision.threshold.value(), Decimal::new(112_687, 2));
    let effect = |address: &str| row(&log, address).effect.map(|effect| effect.value());
    // 5,000(1 + f), between its own low and high.
    assert_eq!(effect("options.more.costs.rota.amount"), pounds("9830.92"));
    // 800(1 + f/1.0194199) and 500(1 + f): a tenth each way.
    assert_eq!(effect("options.more.costs.contract.amount"), pounds("1558.22"));
    assert_eq!(effect("options.more.income.sales.amount"), pounds("983.09"));
    // The rate at 3.15 % and at 3.85 %.
    assert_eq!(effect("rules.discount.standard"), pounds("74.65"));
    // The growth of prices at 1.7478 % and at 2.1362 %, which is felt by the contract only.
    assert_eq!(effect("rules.prices.gdp_deflator"), pounds("14.44"));
    // What both options have is no part of the decision.
    assert_eq!(effect("service.stock"), pounds("0"));
}

#[test]
fn a_row_says_what_its_author_said() {
    let log = log_of(QUESTION);
    let rota = row(&log, "options.more.costs.rota.amount");
    assert_eq!(
        (rota.kind, rota.range_from, rota.status),
        (Kind::Input, RangeFrom::Stated, Status::NotSigned)
    );
    let said = [&rota.why, &rota.source, &rota.who, &rota.when].map(|text| text.as_deref());
    assert_eq!(said, [Some("As agreed"), Some("rota of 2025"), Some("A. Clerk"), Some("2026-09")]);
    assert_eq!(rota.range_width.map(|width| width.value()), pounds("0.5"));
    assert_eq!(rota.reliability, "medium confidence, range 50 % of the value");
    assert_eq!(rota.label, "More: costs, rota, amount");
    let contract = row(&log, "options.more.costs.contract.amount");
    assert_eq!(contract.range_from, RangeFrom::TestMovement);
    assert_eq!((contract.low, contract.high).0.map(|low| low.value()), pounds("3600"));
    assert_eq!(contract.range_width, None);
    let prices = row(&log, "rules.prices.gdp_deflator");
    assert_eq!(
        (prices.kind, prices.status, prices.source_status),
        (Kind::NationalFigure, Status::Published, Some("verified"))
    );
    assert!(prices.link.as_deref().is_some_and(|link| link.starts_with("https://")));
    assert!(prices.published.is_some());
}

#[test]
fn what_stops_the_stamp_is_listed_and_signing_it_makes_it_final() {
    // 5 % is 1,126.87: the rota and the contract are over it, and the contract has no source.
    let log = log_of(QUESTION);
    assert_eq!(
        stops(&log),
        [
            ("options.more.costs.rota.amount", StopKind::NotSigned),
            ("options.more.costs.contract.amount", StopKind::NotSigned),
            ("options.more.costs.contract.amount", StopKind::NoSource),
        ]
    );
    assert_eq!((log.stamp.word, log.stamp.is_final), ("draft", false));
    let signed = QUESTION
        .replace(
            "when = \"2026-09\"",
            "when = \"2026-09\", signed_by = \"B. Treasurer\", signed_on = 2026-10-05",
        )
        .replace("amount = 4000", "amount = { central = 4000, source = \"the contract\" }");
    let sign_off =
        "\n[sign_off.\"options.more.costs.contract\"]\nsigned_by = \"C. Auditor\"\nsigned_on = 2026-10-06\n";
    assert_eq!(stops(&log_of(&signed)), [("options.more.costs.contract.amount", StopKind::NotSigned)]);
    let signed = format!("{signed}{sign_off}");
    let log = log_of(&signed);
    assert_eq!((log.stamp.word, stops(&log)), ("final", vec![]));
    let contract = row(&log, "options.more.costs.contract.amount");
    assert_eq!(
        (contract.signed_by.as_deref(), contract.signed_on.as_deref()),
        (Some("C. Auditor"), Some("2026-10-06"))
    );

    // A value that is put in later was not the one that was signed; the value that was is.
    for address in ["options.more.costs.rota.amount", "options.more.costs.contract.amount"] {
        let appraisal = load(&signed);
        let other = appraisal.replace(address, Decimal::from(9_999)).unwrap();
        let log = other.assumptions_log(&LogOf::new()).unwrap();
        assert_eq!(stops(&log), [(address, StopKind::SignedForAnotherValue)]);
        let value = row(&appraisal.assumptions_log(&LogOf::new()).unwrap(), address).value.unwrap();
        let back = other.replace(address, value.value()).unwrap();
        assert!(back.assumptions_log(&LogOf::new()).unwrap().stamp.is_final);
    }

    // A file that is edited by hand keeps the signature, unless it says what was signed.
    let edited = signed.replace("central = 10000", "central = 9000");
    assert!(log_of(&edited).stamp.is_final);
    let edited = edited.replace("signed_on = 2026-10-05", "signed_on = 2026-10-05, signed_value = 10000");
    assert_eq!(
        stops(&log_of(&edited)),
        [("options.more.costs.rota.amount", StopKind::SignedForAnotherValue)]
    );
    let edited = signed.replace("signed_on = 2026-10-06", "signed_on = 2026-10-06\nsigned_value = 3999");
    assert_eq!(
        stops(&log_of(&edited)),
        [("options.more.costs.contract.amount", StopKind::SignedForAnotherValue)]
    );
}

#[test]
fn a_sum_that_is_laid_out_anew_keeps_what_was_signed() {
    // Nought is read by no row, so that a what-if lays the question out anew.
    let nothing = QUESTION.replace("amount = 4000", "amount = 0");
    let by_key = format!(
        "{nothing}\n[sign_off.\"options.more\"]\nsigned_by = \"C. Auditor\"\nsigned_on = 2026-10-06\n"
    );
    let by_field = nothing.replace(
        "amount = 0",
        "amount = { central = 0, source = \"none is let\", signed_by = \"C. Auditor\", signed_on = 2026-10-06 }",
    );
    for text in [by_key, by_field] {
        let address = "options.more.costs.contract.amount";
        let appraisal = load(&text);
        let before = appraisal.assumptions_log(&LogOf::new()).unwrap();
        assert_eq!(row(&before, address).status, Status::Signed);
        let after = appraisal.replace(address, Decimal::from(4_000)).unwrap();
        let log = after.assumptions_log(&LogOf::new()).unwrap();
        let contract = row(&log, address);
        assert_eq!(contract.status, Status::SignedForAnotherValue);
        assert_eq!(contract.signed_value.map(|value| value.value()), pounds("0"));
    }
}

#[test]
fn a_projected_figure_over_the_threshold_must_be_signed() {
    let text = QUESTION.replace("years = 2", "years = 12")
        + "\n[projections]\n\"prices.gdp_deflator\" = { growth = 0.02 }\n";
    let asked = LogOf::new().share(Decimal::new(1, 3));
    let log = load(&text).assumptions_log(&asked).unwrap();
    let stop =
        log.stamp.stops.iter().find(|stop| stop.address.as_str() == "rules.prices.gdp_deflator").unwrap();
    assert_eq!(stop.kind, StopKind::NotSigned);
    assert!(stop.text.starts_with("a national figure that is projected is not signed"), "{}", stop.text);
    // The id on its own, its address, and a group sign it.
    for key in ["prices.gdp_deflator", "rules.prices.gdp_deflator", "rules.prices", "rules"] {
        let text = format!("{text}\n[sign_off.\"{key}\"]\nsigned_by = \"B\"\nsigned_on = 2026-10-05\n");
        let log = load(&text).assumptions_log(&asked).unwrap();
        assert_eq!(row(&log, "rules.prices.gdp_deflator").status, Status::Signed, "{key}");
        assert!(log.signs_nothing.is_empty());
    }
    let text = format!("{text}\n[sign_off.\"rules.price\"]\nsigned_by = \"B\"\nsigned_on = 2026-10-05\n");
    assert_eq!(load(&text).assumptions_log(&asked).unwrap().signs_nothing, ["rules.price"]);
}

#[test]
fn equal_options_are_held_against_the_smaller_cost() {
    let equal = QUESTION.split("[options.more.costs.rota]").next().unwrap().to_owned()
        + "[service.costs.licences]\nlabel = \"Licences\"\namount = { central = 1000, source = \"the bill\" }\n";
    let log = log_of(&equal);
    assert_eq!(log.decision.value.value(), Decimal::ZERO);
    assert!(log.decision.threshold.value() > Decimal::ZERO);
    assert_eq!(log.decision.rule, "the smaller of the two measures, since they are equal");
    assert!(log.stamp.is_final, "{:?}", log.stamp.stops);
}

#[test]
fn every_row_of_a_large_question_has_an_effect_and_agrees_with_the_tornado() {
    let text = include_str!("../../docs/examples/sandgate.toml");
    let appraisal = load(text);
    let measure = "options.community.net_present_cost.kcc";
    let log = appraisal.assumptions_log(&LogOf::new().measure(measure)).unwrap();
    let tornado = appraisal.tornado(measure).unwrap();
    assert_eq!(log.decision.value, tornado.central);
    assert!(tornado.bars.len() > 10);
    for bar in tornado.bars.iter().filter(|bar| !bar.same_side) {
        let row = row(&log, bar.address.as_str());
        assert_eq!(
            (row.at_low, row.at_high, row.effect),
            (Some(bar.at_low), Some(bar.at_high), Some(bar.swing))
        );
    }
    // A figure that is put in as an override of a tenth more is the figure moved by a tenth.
    let log = appraisal.assumptions_log(&LogOf::new()).unwrap();
    let rate = row(&log, "rules.employer_ni.rate");
    let own = format!("{text}\n[overrides]\n\"employer_ni.rate\" = {}\n", rate.high.unwrap().value());
    let high = load(&own);
    let at = high.assumptions_log(&LogOf::new().options("community", "council")).unwrap();
    assert_eq!(Some(at.decision.value), rate.at_high);
    // What the audit of the result lists stands in the log.
    let outcome = appraisal.run().unwrap();
    let known: Vec<&str> = log.assumptions.iter().map(|row| row.address.as_str()).collect();
    let audit = &outcome.tables().audit;
    for listed in
        audit.unverified.iter().chain(&audit.projected).chain(&audit.defaults).chain(&audit.default_choices)
    {
        let address = listed.split(": ").next().unwrap();
        let of_year = address.rsplit_once('.').map_or(address, |(id, _)| id);
        assert!(known.contains(&address) || known.contains(&of_year), "{address} is not in the log");
    }
    assert!(audit.without_source.iter().all(|address| known.contains(&address.as_str())));
    let order: Vec<_> = log.assumptions.iter().filter_map(|row| row.effect).collect();
    assert!(order.is_sorted_by(|a, b| a >= b));
}

/// Gives the number at an address a source.
fn give_source(value: &mut Value, parts: &[&str]) {
    let source = ("source".to_owned(), Value::Text("the accounts".to_owned()));
    match value {
        Value::Table(entries) if parts.is_empty() => entries.push(source),
        Value::Number(number) if parts.is_empty() => {
            let central = ("central".to_owned(), Value::Number(number.clone()));
            *value = Value::Table(vec![central, source]);
        }
        Value::Table(entries) => {
            // A key may have dots of its own, as the id of a national figure has.
            let key = (1..=parts.len()).rev().map(|count| (count, parts[..count].join(".")));
            let found = key.into_iter().find(|(_, key)| entries.iter().any(|(known, _)| known == key));
            let (count, key) = found.unwrap();
            let (_, below) = entries.iter_mut().find(|(known, _)| *known == key).unwrap();
            give_source(below, &parts[count..]);
        }
        Value::List(items) => give_source(&mut items[parts[0].parse::<usize>().unwrap() - 1], &parts[1..]),
        other => panic!("{other:?} at {parts:?}"),
    }
}

#[test]
fn signing_every_listed_row_makes_any_question_final_and_a_change_of_one_does_not() {
    let (mut signed_ones, mut changed_ones) = (0, 0);
    let mut runner = TestRunner::deterministic();
    for _ in 0..40 {
        let plan = generated::plan().new_tree(&mut runner).unwrap().current();
        let Ok(appraisal) = Appraisal::new(&plan.question(Decimal::ONE)) else { continue };
        let asked = LogOf::new().share(Decimal::new(2, 2));
        let Ok(log) = appraisal.assumptions_log(&asked) else { continue };
        let mut question = Value::from_json(&appraisal.to_question_json()).unwrap();
        let mut signed = Vec::new();
        for stop in &log.stamp.stops {
            match stop.kind {
                StopKind::NotSigned => {
                    let text = |key: &str, text: &str| (key.to_owned(), Value::Text(text.to_owned()));
                    let fields = vec![text("signed_by", "B. Treasurer"), text("signed_on", "2026-10-05")];
                    signed.push((stop.address.to_string(), Value::Table(fields)));
                }
                StopKind::NoSource => {
                    give_source(&mut question, &stop.address.as_str().split('.').collect::<Vec<_>>());
                }
                other => panic!("{other:?} at {}", stop.address),
            }
        }
        signed_ones += signed.len();
        let Value::Table(entries) = &mut question else { panic!("no table") };
        entries.retain(|(key, _)| key != "sign_off");
        entries.push(("sign_off".to_owned(), Value::Table(signed)));
        let again = Appraisal::from_value(&question).unwrap();
        let after = again.assumptions_log(&asked).unwrap();
        assert!(after.stamp.is_final, "{:?}", after.stamp.stops);
        assert_eq!(after.decision, log.decision);
        assert!(after.signs_nothing.is_empty());
        for row in after.assumptions.iter().filter(|row| row.material && row.kind == Kind::Input) {
            let address = row.address.as_str();
            // A value a little below its own: it stays material, since the decision hardly moves.
            let value = row.value.unwrap().value() * Decimal::new(9_999, 4);
            let Ok(changed) = again.replace(address, value) else { continue };
            let changed = changed.assumptions_log(&asked).unwrap();
            let now = self::row(&changed, address);
            assert_eq!(now.status, Status::SignedForAnotherValue, "{address}");
            assert_eq!(changed.stamp.is_final, !now.material);
            changed_ones += usize::from(now.material);
        }
    }
    assert!(signed_ones > 100 && changed_ones > 50, "{signed_ones} signed and {changed_ones} changed");
}

#[test]
fn what_cannot_be_asked_is_said_at_once() {
    let appraisal = load(QUESTION);
    let ask = |settings: &str| {
        let asked = appraisal.ask("assumptions_log", &Value::from_json(settings).unwrap());
        asked.err().unwrap().iter().map(|problem| problem.address.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ask(r#"{ "share": 5, "measure": "options.more.nothing" }"#), ["share", "measure"]);
    assert_eq!(ask(r#"{ "options": ["more"] }"#), ["options"]);
    assert_eq!(ask(r#"{ "options": ["more", "nobody"] }"#), ["options"]);
    assert_eq!(ask(r#"{ "shares": 0.05 }"#), ["shares"]);
    let only = QUESTION.split("[options.more]").next().unwrap();
    let problems = load(only).assumptions_log(&LogOf::new()).unwrap_err();
    assert_eq!(problems.iter().next().unwrap().address.as_str(), "options");
}

#[test]
fn a_hostile_text_stays_a_text() {
    let text = QUESTION.replace("As agreed", "<script>alert(1)</script>");
    let log = log_of(&text);
    assert!(!log.to_html().contains("<script>"));
    assert!(log.to_text().contains("<script>alert(1)</script>"));
}
