//! What may happen: the planned reading is as without it, and the expectation is what is worked out by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value as Json;

use super::Appraisal;
use crate::sheet::exact::{Events, Values, read_with};
use crate::{Address, Decimal, Format};

/// Flat prices, one cost of 20,000 a year today, and what each test adds. Year 0 is 2026/27.
const SERVICE: &str = r#"
[question]
title = "What may happen"
council = "council"
today = "today"
first_year = "2026/27"
years = 4

[overrides]
"prices.gdp_deflator" = 100

[parties.council]
name = "Council"
kind = "unitary_council"

[parties.group]
name = "Friends"
kind = "community_group"

[parties.others]
name = "Others"
kind = "community_group"

[service]
name = "Library"
statutory = true
stock = 20000

[service.usage]
staffed_hours = 20
weeks = 50
visits = 1000

[options.today]
model = "council_run"
name = "As today"
"#;

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap()
}

fn with(more: &str) -> Appraisal {
    load(&format!("{SERVICE}{more}"))
}

fn expected(appraisal: &Appraisal) -> Values {
    read_with(&appraisal.model().graph, Events::Expected).unwrap()
}

fn at(appraisal: &Appraisal, values: &Values, address: &str) -> Vec<Decimal> {
    let graph = &appraisal.model().graph;
    let row = graph.row_at(&Address::new(address)).unwrap_or_else(|| panic!("no row {address}"));
    let years = if graph.is_whole(row) { 1 } else { graph.year_count() };
    (0..years).map(|year| values.of_row(graph, row, year).unwrap()).collect()
}

pub(super) fn expects(more: &str, address: &str, by_year: &[&str]) {
    let appraisal = with(more);
    let found = at(&appraisal, &expected(&appraisal), address);
    let by_year: Vec<Decimal> = by_year.iter().map(|value| value.parse().unwrap()).collect();
    assert_eq!(found, by_year, "{address}");
}

pub(super) fn refuses(more: &str, problem: &str) {
    let problems = Appraisal::load(&format!("{SERVICE}{more}"), Format::Toml).unwrap_err().to_string();
    assert!(problems.contains(problem), "{problems}");
}

/// The vector `reversion-expected-cost` discounts the ends of ten years. Year 0 of an appraisal has the factor one, so
/// that here the first year goes by as today, and the ten years of the arrangement are the years 1 to 10, of the factors
/// 1 / 1.035 to 1 / 1.035^10.
fn reversion(hazard: &str) -> Appraisal {
    let text = format!(
        "{SERVICE}{}",
        r#"
[options.group]
model = "lines"
name = "Friends"
starts = 2027-04-01
risks.operator_fails = { operator = "group", hazard = HAZARD, return_cost = 60000 }
"#
    );
    load(&text.replace("years = 4", "years = 11").replace("HAZARD", hazard))
}

const SAVING: &str = "options.group.net_present_saving.council";

#[test]
fn a_reversion_costs_what_the_vector_says() {
    let vectors = include_str!("../../../tests/vectors/method_vectors.json");
    let all: Json = serde_json::from_str(vectors).unwrap();
    let all = all.as_array().or_else(|| all["vectors"].as_array()).unwrap();
    let vector = all.iter().find(|vector| vector["id"] == "reversion-expected-cost").unwrap();
    let near = |found: Decimal, key: &str| {
        let expected: Decimal = vector["expected"][key].as_f64().unwrap().to_string().parse().unwrap();
        assert!(
            (found - expected).abs() < expected / Decimal::from(1_000_000_000),
            "{key}: {found} {expected}"
        );
    };
    let appraisal = reversion("0.05");
    let planned = read_with(&appraisal.model().graph, Events::AsPlanned).unwrap();
    near(at(&appraisal, &planned, SAVING)[0], "pv_certain");
    let values = expected(&appraisal);
    near(at(&appraisal, &values, SAVING)[0], "pv_expected");
    near(at(&appraisal, &values, "options.group.risks.operator_fails.survival")[10], "p_survive_10");
    // s / (s + c) = 20,000 / 80,000: at a quarter a year nothing is left, and on each side of it something.
    let saving = |hazard: &str| {
        let appraisal = reversion(hazard);
        at(&appraisal, &expected(&appraisal), SAVING)[0]
    };
    assert!(saving("0.25").abs() < "0.0000000001".parse().unwrap());
    assert!(saving("0.2499") > Decimal::ZERO && saving("0.2501") < Decimal::ZERO);
}

#[test]
fn a_hazard_is_shared_out_in_the_year_of_the_change_or_goes_by_age() {
    let option = |hazard: &str| {
        format!(
            "[options.group]\nmodel = \"lines\"\nname = \"Friends\"\nstarts = 2027-10-01\nrisks.operator_fails = {{ operator = \"group\", hazard = {hazard} }}\n"
        )
    };
    let survival = "options.group.risks.operator_fails.survival";
    // Half of 2027/28 is left: 1 - 0.2 / 2 = 0.9, then 0.9 x 0.8 = 0.72.
    expects(&option("0.2"), survival, &["1", "0.9", "0.72", "0.576"]);
    // By age, as stated for each financial year, the last holding on: 0.9, 0.9 x 0.7 = 0.63, 0.63 x 0.7 = 0.441.
    expects(&option("[0.1, 0.3]"), survival, &["1", "0.9", "0.63", "0.441"]);
}

const COMMUNITY: &str = r#"
[options.group]
model = "community_managed"
name = "Friends"
operator = "group"
volunteers = { hours = 0 }
support_in_kind = 0
council_pays_stock = false
"#;

#[test]
fn a_failed_library_is_the_councils_again_or_is_closed() {
    // Friends pay for the stock while they last: 0.5, 0.25, 0.125, 0.0625.
    let returns = format!(
        "{COMMUNITY}grant = [8000, 4000]\nrisks.operator_fails = {{ hazard = 0.5, return_cost = 1000 }}\n"
    );
    expects(&returns, "options.group.lines.stock.cash", &["10000", "5000", "2500", "1250"]);
    expects(&returns, "options.group.lines.grant.cash", &["4000", "1000", "0", "0"]);
    expects(&returns, "options.group.lines.after_return.stock.cash", &["10000", "15000", "17500", "18750"]);
    expects(&returns, "options.group.lines.after_return.return_cost.cash", &["500", "250", "125", "62.5"]);
    expects(&returns, "options.group.net_cost.council", &["14500", "16250", "17625", "18812.5"]);
    expects(&returns, "options.group.usage.open_hours", &["1000", "1000", "1000", "1000"]);
    let closes = format!(
        "{COMMUNITY}risks.operator_fails = {{ hazard = 0.5, then = \"closes\", closing_cost = 1000 }}\n[service.central_support.payroll]\namount = 100\navoidable = 0.4\n"
    );
    expects(&closes, "options.group.lines.after_closure.closing_cost.cash", &["500", "250", "125", "62.5"]);
    expects(&closes, "options.group.usage.open_hours", &["500", "250", "125", "62.5"]);
    // 60 of the 100 cannot be avoided, whether the library is the group's or closed.
    expects(&closes, "options.group.net_cost.council", &["560", "310", "185", "122.5"]);
}

#[test]
fn an_offer_may_be_refused_or_taken_up_later() {
    let offer = r#"
[options.group]
model = "lines"
name = "Friends"
starts = 2027-04-01
risks.take_up = { probability = 0.5, when = [0.5, 0.5] }
one_offs.advice = { label = "Advice", amount = 1000 }
one_offs.works = { label = "Works", amount = 5000, category = "capital" }
"#;
    // A quarter is taken up in 2027/28, half in 2028/29. Advice is paid in any case, works in half of all.
    expects(offer, "options.group.net_cost.council", &["20000", "18500", "10000", "10000"]);
    let half = offer.replace("when =", "spent_if_refused = 0.2, when =");
    // 20% of 1,000 in any case, and 80% in half of all: 600.
    expects(&half, "options.group.lines.one_offs.advice.cash", &["0", "600", "0", "0"]);
    refuses(
        &offer.replace("[0.5, 0.5]", "[0.5, 0.4]"),
        "options.group.risks.take_up.when (line 42): adds up to 0.9",
    );
}

#[test]
fn a_late_start_leaves_the_service_as_it_is_for_so_long() {
    let late = r#"
[options.group]
model = "lines"
name = "Friends"
starts = 2027-04-01
risks.starts_late = { probability = 0.5, months = 6 }
one_offs.advice = { label = "Advice", amount = 1000 }
"#;
    // Six months of 2027/28 are 183 of 366 days: half of 20,000 in half of all. What comes once comes as planned.
    expects(late, "options.group.net_cost.council", &["20000", "6000", "0", "0"]);
    refuses(
        &late.replace("probability = 0.5, ", ""),
        "options.group.risks.starts_late.probability (line 42): is missing",
    );
}

#[test]
fn a_grant_may_be_renewed_and_a_relief_withdrawn() {
    let renewed = format!(
        "{COMMUNITY}grant = [8000, 4000]\nrisks.grant_renewed = {{ probability = 0.25, years = 1, share = 0.5 }}\n"
    );
    // Half of 4,000 in a quarter of all, for one year.
    expects(&renewed, "options.group.lines.grant.renewed.cash", &["0", "0", "500", "0"]);
    refuses(&renewed.replace("[8000, 4000]", "4000"), "the payment does not end within the appraisal");
    let withdrawn = format!(
        "{COMMUNITY}risks.relief_withdrawn.hazard = 0.1\n[service.premises]\nowner = \"council\"\nrateable_value = 10000\n[projections]\n\"business_rates\" = {{ hold = \"cash\" }}\n"
    );
    let withdrawn = withdrawn.as_str();
    let appraisal = load(&format!("{SERVICE}{withdrawn}").replace(
        "[overrides]\n",
        "[overrides]\n\"business_rates.multiplier.small\" = 0.5\n\"business_rates.supplement\" = 0\n",
    ));
    let found = at(&appraisal, &expected(&appraisal), "options.group.lines.premises.rates.cash");
    // The bill of 5,000 less 80%, as long as that lasts: 5,000 x (1 - 0.8 x 0.9), x 0.81, x 0.729, x 0.6561.
    let by_hand = ["1400", "1760", "2084", "2375.6"].map(|value| value.parse::<Decimal>().unwrap());
    assert_eq!(found, by_hand);
}

#[test]
fn one_operator_fails_once_and_two_fail_apart() {
    let option = |id: &str, operator: &str| {
        COMMUNITY
            .replace("options.group", &format!("options.{id}"))
            .replace("\"group\"", &format!("\"{operator}\""))
            + "risks.operator_fails = {}\n"
    };
    let all = [option("one", "group"), option("two", "group"), option("three", "others")].concat();
    let appraisal = with(&all);
    let events: Vec<String> =
        appraisal.model().graph.events().iter().map(|event| event.address.to_string()).collect();
    assert_eq!(events, ["parties.group.fails", "parties.others.fails"]);
    let outcome = appraisal.run().unwrap();
    let risk = &outcome.tables().options[2].risks[0];
    assert_eq!((risk.event.as_str(), risk.party.as_deref()), ("parties.group.fails", Some("group")));
    assert_eq!(risk.inputs, ["options.two.risks.operator_fails.hazard"]);
    // Nothing was stated: the evidence is, 0.69% a year, and the result lists it with its source.
    assert_eq!(risk.chance[0].value().to_string(), "0.006900");
    let shown = &outcome.tables().audit.defaults;
    assert!(
        shown.iter().any(|text| text.starts_with("options.two.risks.operator_fails.hazard: 14 of 279")),
        "{shown:?}"
    );
}

#[test]
fn what_cannot_happen_is_refused() {
    refuses("risks.take_up = {}\n", "options.today.risks (line 37): are of a change");
    refuses(
        "[options.other]\nmodel = \"council_run\"\nname = \"Other\"\nrisks.operator_fails = { hazard = 0.1 }\n",
        "Council runs the service itself",
    );
    refuses(
        "[options.other]\nmodel = \"lines\"\nname = \"Other\"\nrisks.operator_fails = { operator = \"group\" }\n",
        "options.other.risks.operator_fails.hazard (line 40): is missing",
    );
    refuses(
        "[options.other]\nmodel = \"council_run\"\nname = \"Other\"\nrisks.relief_withdrawn = { hazard = 0.1 }\n",
        "Council has no charity relief",
    );
}

#[test]
fn what_is_paid_today_year_by_year_ends_with_the_change() {
    let text = format!(
        "{SERVICE}{COMMUNITY}grant = [8000, 6000, 4000, 2000]\n[options.back]\nmodel = \"council_run\"\nname = \"Back\"\nstarts = 2027-10-01\n"
    );
    let appraisal = load(&text.replace("today = \"today\"", "today = \"group\""));
    let planned = read_with(&appraisal.model().graph, Events::AsPlanned).unwrap();
    // Half of 2027/28 lies before 1 October.
    let found = at(&appraisal, &planned, "options.back.lines.until_transfer.grant.cash");
    assert_eq!(found, [8000, 3000, 0, 0].map(Decimal::from));
}

const SANDGATE: &str = include_str!("../../../docs/examples/sandgate.toml");

/// A question without its tables of risks.
fn without_risks(text: &str) -> String {
    let mut out = String::new();
    let mut in_risks = false;
    for line in text.lines() {
        if line.starts_with('[') {
            in_risks = line.contains(".risks");
        }
        if !in_risks {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[test]
fn the_plan_is_as_if_nothing_could_happen() {
    assert_ne!(without_risks(SANDGATE), SANDGATE);
    let [with, without] =
        [SANDGATE.to_owned(), without_risks(SANDGATE)].map(|text| load(&text).run().unwrap());
    for (with, without) in with.tables().options.iter().zip(&without.tables().options) {
        let mut with = with.clone();
        // Only the lines of what may follow are new, and in the plan they are nothing.
        let (new, known): (Vec<_>, Vec<_>) =
            with.lines.into_iter().partition(|line| !without.lines.iter().any(|known| known.id == line.id));
        for line in &new {
            assert!(line.cash.iter().chain(&line.real).all(|value| value.value().is_zero()), "{}", line.id);
        }
        assert_eq!(with.risks.is_empty(), new.is_empty(), "{}", with.id);
        (with.lines, with.risks) = (known, Vec::new());
        assert_eq!(&with, without);
    }
}

/// Sandgate with a trust that fails by a given hazard and nothing else that may happen.
fn trust_fails(hazard: &str) -> Appraisal {
    let risk =
        format!("[options.trust.risks]\noperator_fails = {{ hazard = {hazard}, return_cost = 50000 }}\n");
    load(&format!("{}\n{risk}", without_risks(SANDGATE)))
}

#[test]
fn an_expectation_is_the_mean_of_what_may_come() {
    // The trust may fail in any of its nine years, or last. Each of these worlds is read with hazards of nought and one.
    let certain = |turn: usize| {
        let hazards: Vec<&str> = (0..9).map(|year| if year == turn { "1" } else { "0" }).collect();
        let appraisal = trust_fails(&format!("[{}]", hazards[..9.min(turn + 2)].join(", ")));
        let values = expected(&appraisal);
        (appraisal, values)
    };
    let hazard: Decimal = "0.1".parse().unwrap();
    let appraisal = trust_fails("0.1");
    let values = expected(&appraisal);
    // Shares of VAT and the employment allowance are ratios and limits: they are taken of an arrangement that holds.
    for address in [
        "options.trust.net_present_cost.kcc",
        "options.trust.net_present_cost.public_sector",
        "options.trust.net_present_cost.society",
        "options.trust.net_cost_total.trust",
    ] {
        let (mut mean, mut lasts) = (Decimal::ZERO, Decimal::ONE);
        for turn in 0..=9 {
            let chance = if turn == 9 { lasts } else { lasts * hazard };
            lasts -= chance;
            let (appraisal, values) = certain(turn);
            mean += chance * at(&appraisal, &values, address)[0];
        }
        let found = at(&appraisal, &values, address)[0];
        assert!((found - mean).abs() < "0.000001".parse().unwrap(), "{address}: {found} {mean}");
    }
    // Failed in the third year, 2030/31, it costs the council from then on what today's service does, and 50,000 at the
    // prices of that year once.
    let (appraisal, values) = certain(2);
    let cost = |option: &str| at(&appraisal, &values, &format!("options.{option}.net_cost.kcc"));
    let (now, trust) = (cost("council"), cost("trust"));
    let once = at(&appraisal, &values, "indices.general")[3] * Decimal::from(50_000);
    assert!((trust[3] - now[3] - once).abs() < "0.000001".parse().unwrap());
    for year in 4..10 {
        assert!((trust[year] - now[year]).abs() < "0.000001".parse().unwrap(), "{year}");
    }
    assert!((trust[2] - now[2]).abs() > Decimal::from(100));
    let conserved: Decimal = (0..10)
        .map(|year| {
            let rows = appraisal
                .model()
                .graph
                .rows()
                .iter()
                .filter(|row| row.address.as_str().starts_with("options.trust.pays."));
            rows.map(|row| at(&appraisal, &values, row.address.as_str())[year]).sum::<Decimal>()
        })
        .sum();
    assert!(conserved.abs() < "0.000001".parse().unwrap());
}

const GROUP: &str = r#"
[options.group]
model = "community_managed"
name = "Friends"
operator = "group"
volunteers = { hours = 100, value_of_hour = 12 }
support_in_kind = 0
grant = [8000, 7000]
"#;

#[test]
fn an_expectation_takes_the_expected_payment() {
    let more = format!("{GROUP}expected_payment = [8000, 8000, 6000]");
    expects(&more, "options.group.lines.grant.cash", &["8000", "8000", "6000", "0"]);
    refuses(
        "[options.group]\nmodel = \"council_run\"\nname = \"N\"\nexpected_payment = 1\n",
        "has no payment of the council",
    );
    refuses(
        &format!("{GROUP}expected_payment = 1\nrisks.grant_renewed = {{ probability = 0.5 }}"),
        "stands beside expected_payment",
    );
}

#[test]
fn a_payment_is_topped_up_by_its_chance() {
    let at = "options.group.lines.grant.topped_up.cash";
    let once = "risks.topped_up = { probability = 0.25, from = \"2028/29\", amount = 4000 }";
    // A quarter of 4,000 in each year from then on.
    expects(&format!("{GROUP}{once}"), at, &["0", "0", "1000", "1000"]);
    // 4,000 in the year in which it comes to that: 0.5, then 0.5 x 0.5, and so on.
    let hazard = "risks.topped_up = { hazard = 0.5, amount = 4000, once = true }";
    expects(&format!("{GROUP}{hazard}"), at, &["2000", "1000", "500", "250"]);
    refuses(
        &format!("{GROUP}risks.topped_up = {{ amount = 4000 }}"),
        "has neither a probability nor a hazard",
    );
}

#[test]
fn a_renewed_taper_goes_on_at_its_last_share() {
    let more = GROUP.replace("[8000, 7000]", "{ first = 10000, shares = [1, 0.6] }");
    let more = format!("{more}risks.grant_renewed = {{ probability = 0.5 }}");
    // Half of 10,000 x 0.6 from the third year on.
    expects(&more, "options.group.lines.grant.renewed.cash", &["0", "0", "3000", "3000"]);
}

#[test]
fn an_expectation_takes_the_income_that_is_achieved() {
    let more = r#"
[options.let]
model = "council_run"
name = "Let"
income.space = { kind = "partner_rent", amount = 5000, achieved = 0.6, index = "none" }
"#;
    expects(more, "options.let.lines.income.space.cash", &["3000"; 4]);
}
