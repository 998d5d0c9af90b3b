//! What a result says of itself: inputs held against published figures, what is left out, and ranges from evidence.
//!
//! The expected numbers are written from the published cases by hand: a figure in cash of its year, times the GDP
//! deflator of 2026/27 (105.3095) over that of its year.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use options_appraisal::{Appraisal, Decimal, Format, Outcome, Warning};

/// A hand-over as somebody might put it who has not met the ways in which it goes wrong.
const NAIVE: &str = r#"
[question]
title = "Hand the branch over?"
council = "county"
today = "now"
first_year = "2026/27"
years = 5

[parties.county]
name = "County"
kind = "county_council"

[parties.friends]
name = "Friends"
kind = "community_group"

[parties.company]
name = "Company"
kind = "charitable_trust"

[parties.parish]
name = "Parish"
kind = "parish_council"
tax_base = 500
precept = 20000

[service]
name = "Branch"
statutory = true
pension_rate = 0.2
stock = 4000
usage = { staffed_hours = 30, visits = 20000 }

[service.posts.librarian]
fte = 1
salary = 30000

[service.premises]
owner = "county"
energy = 5000
cleaning = 3000
repairs = 2000

[service.income.printing]
kind = "printing"
amount = 800

[options.now]
model = "council_run"
name = "As today"

[options.group]
model = "community_managed"
name = "Friends"
operator = "friends"
support_in_kind = 0
grant = [8000, 7000, 3000]
volunteers = { hours = 2600 }
"#;

const PROJECTED: &str = r#"
[projections]
"prices.gdp_deflator" = { growth = 0.02 }
"employer_ni" = { hold = "cash" }
"living_wage" = { growth = 0.02 }
"business_rates.multiplier" = { hold = "cash" }
"#;

fn run(text: &str) -> Outcome {
    let whole = format!("{text}{PROJECTED}");
    let appraisal = Appraisal::load(&whole, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"));
    appraisal.run().unwrap()
}

fn naive(changes: &[(&str, &str)]) -> Outcome {
    let text = changes.iter().fold(NAIVE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    run(&text)
}

fn warning(outcome: &Outcome, address: &str) -> Option<Warning> {
    outcome.tables().warnings.iter().find(|warning| warning.address == address).cloned()
}

fn text_at(outcome: &Outcome, address: &str) -> String {
    warning(outcome, address).unwrap_or_else(|| panic!("{address}: {:#?}", outcome.tables().warnings)).text
}

#[test]
fn an_input_outside_the_published_range_is_warned_of_with_the_figures_behind_it() {
    let outcome = naive(&[("support_in_kind = 0", "support_in_kind = 1000")]);
    let address = "options.group.support_in_kind";
    // Sheffield 2024/25: (209,000 - 135,700) / 11 = 6,663.64, in 2026/27 7,017.45. Dorset 2012/13: 5,500, 8,095.59.
    // Sheffield 2017/18: (27,842 + 5,000 + 62,358) / 11 = 8,654.55, 11,830.48. Surrey 2012/13: 106,083 / 10 = 10,608.30,
    // 15,614.63. A stock rental of 7,000 in 2006 has no deflator here and is not among them.
    assert_eq!(
        text_at(&outcome, address),
        "options.group.support_in_kind is 1,000 a year: below all 4 published figures of the help in kind that the \
         council goes on giving each library (7,017 to 15,615 in prices of 2026/27)."
    );
    let found = warning(&outcome, address).unwrap();
    assert_eq!((found.is, found.beyond, found.published), ("below", 0, 4));
    let figures: Vec<(&str, String, String, String)> = found
        .observations
        .iter()
        .map(|seen| {
            (
                seen.place,
                seen.year.to_string(),
                seen.value.value().to_string(),
                seen.compared.value().to_string(),
            )
        })
        .collect();
    let expected = [
        ("Sheffield", "2024/25", "6663.64", "7017.45"),
        ("Dorset", "2012/13", "5500.00", "8095.59"),
        ("Sheffield", "2017/18", "8654.55", "11830.48"),
        ("Surrey", "2012/13", "10608.30", "15614.63"),
    ];
    for (found, (place, year, value, brought)) in figures.iter().zip(expected) {
        let close = |a: &str, b: &str| {
            (a.parse::<Decimal>().unwrap() - b.parse::<Decimal>().unwrap()).abs() <= Decimal::new(1, 2)
        };
        assert_eq!((found.0, found.1.as_str(), found.2.as_str()), (place, year, value));
        assert!(close(&found.3, brought), "{found:?}");
    }
    assert!(found.observations.iter().all(|seen| !seen.source.is_empty() && !seen.grade.is_empty()));
    assert!(found.observations[3].url.starts_with("https://www.yourlocalguardian.co.uk/"));
    // What lies between the published figures is not warned of, and what is left out is a matter of its own.
    for sum in ["8050", "0"] {
        let outcome = naive(&[("support_in_kind = 0", &format!("support_in_kind = {sum}"))]);
        assert_eq!(warning(&outcome, address), None, "{sum}");
    }
}

#[test]
fn the_counts_are_those_of_the_published_cases() {
    // Eleven grants for setting up; the largest is Camden's 100,000 of 2012/13, 147,192.55 in 2026/27; the next is that of
    // the Vale of Glamorgan, 97,310 / 5 = 19,462 in 2016/17, 26,940.82. The smallest is Dorset's 2,000, 2,943.85.
    let outcome = naive(&[("support_in_kind = 0", "set_up_grant = 60000")]);
    assert_eq!(
        text_at(&outcome, "options.group.set_up_grant"),
        "options.group.set_up_grant is 60,000: above all but 1 of 11 published figures of the grant to each library for \
         setting up (2,944 to 147,193 in prices of 2026/27)."
    );
    // With two published figures of insurance (499 and 800) and one of energy nothing is said, however far out it is.
    let outcome = naive(&[("energy = 5000", "energy = 500000\ninsurance = 90000")]);
    assert!(outcome.tables().warnings.iter().all(|warning| !warning.address.starts_with("service.premises")));
}

#[test]
fn a_grant_in_cash_is_brought_to_the_prices_of_the_question() {
    // Nine grants, 1,000 in 2016/17 (1,384.28 in 2026/27) to 17,500 in 2018/19 (23,388.81). 24,000 of 2028/29 are
    // 24,000 x 105.3095 / 109.3571 = 23,111.70 and within; 25,000 of 2026/27 are above all.
    let within = naive(&[("grant = [8000, 7000, 3000]", "grant = [8000, 7000, 24000]")]);
    assert_eq!(warning(&within, "options.group.grant.3"), None);
    let above = naive(&[("grant = [8000, 7000, 3000]", "grant = [25000, 24000, 25000]")]);
    assert_eq!(
        text_at(&above, "options.group.grant.1"),
        "options.group.grant.1 is 25,000 a year: above all 9 published figures of the yearly grant of the council to each \
         community library (1,384 to 23,389 in prices of 2026/27)."
    );
    // A schedule is warned of once, by the year that is furthest out.
    let of_grant = |warning: &&Warning| warning.address.starts_with("options.group.grant");
    assert_eq!(above.tables().warnings.iter().filter(of_grant).count(), 1);
}

#[test]
fn measures_of_an_option_are_held_against_published_figures() {
    // Friends pay energy 5,000, cleaning 3,000 and repairs 2,000 with VAT that is lost to them, and have no other cost: 12,000
    // at 20%; published are 7,500 in 2014/15 (10,663.72) to 70,000 in 2013/14 (100,935.12). No stock: the council pays.
    // One of ten figures lies below, so that it is at the edge.
    let outcome = naive(&[("repairs = 2000", "repairs = 3000")]);
    let found = warning(&outcome, "options.group.operator_cost").unwrap();
    assert_eq!((found.is, found.beyond, found.published), ("below", 1, 10), "{}", found.text);
    assert!(
        found.text.contains("below all but 1 of 10 published figures of the running cost"),
        "{}",
        found.text
    );
    assert!(found.text.ends_with("(10,664 to 100,935 in prices of 2026/27)."), "{}", found.text);
}

#[test]
fn an_amount_for_each_is_counted_by_how_many_there_are() {
    // Four published grants of a parish or a ward fund, 5,795 in 2015/16 (8,182.69) to 9,100 in 2014/15 (12,938.66).
    let local = "[service.income.village]\nkind = \"parish_contribution\"\namount = 30\nquantity = 900\n\n[options.now]";
    let outcome = naive(&[("[options.now]", local)]);
    let text = text_at(&outcome, "service.income.village.amount");
    assert!(
        text.starts_with("service.income.village.amount is 27,000 a year: above all 4 published"),
        "{text}"
    );
}

#[test]
fn a_what_if_is_warned_of_as_it_holds() {
    let text = format!("{}{PROJECTED}", NAIVE.replace("support_in_kind = 0", "support_in_kind = 8050"));
    let appraisal = Appraisal::load(&text, Format::Toml).unwrap();
    let address = "options.group.support_in_kind";
    assert_eq!(warning(&appraisal.run().unwrap(), address), None);
    let dearer = appraisal.replace(address, 30_000).unwrap().run().unwrap();
    assert_eq!(warning(&dearer, address).unwrap().is, "above");
}

/// The ids of the advisories of an option, in their order.
fn advisories(outcome: &Outcome, option: &str) -> Vec<&'static str> {
    let all = outcome.tables().advisories.iter();
    all.filter(|one| one.option == option && one.acknowledged.is_none()).map(|one| one.id).collect()
}

#[test]
fn what_a_naive_model_leaves_out_is_told_in_order_of_importance() {
    let outcome = naive(&[]);
    assert_eq!(
        advisories(&outcome, "group"),
        [
            "no_support_cost",
            "no_stranded_overhead",
            "no_rates_relief_incidence",
            "grant_assumed_to_end",
            "full_take_up",
            "no_failure_risk",
            "no_transition_cost",
            "hours_as_today",
            "no_delay",
            "saving_as_planned",
            "starts_with_the_year",
            "no_volunteer_support",
            "no_rent_forgone",
        ]
    );
    assert_eq!(advisories(&outcome, "now"), [""; 0]);
    let support = &outcome.tables().advisories[0];
    assert_eq!(support.missing, "No support stays with the council once others run the library.");
    // Published: 5,500, 6,663.64, 8,654.55 and 10,608.30 a year.
    assert_eq!(
        support.matters,
        "4 published figures of it run from 5,500 to 10,608 a year for each library, and one county that gave \
         it expected no saving at all."
    );
    let titles: Vec<&str> = support.cases.iter().map(|case| case.title).collect();
    assert_eq!(titles[0], "Surrey's community-partnered libraries");
    let printed = outcome.to_text();
    assert!(
        printed.contains(
            "* Left out (no_delay), Friends: The change is taken to come on the day that is planned."
        ),
        "{printed}"
    );
    assert!(outcome.to_html().contains("Left out (no_support_cost), Friends"));
}

/// Each advisory, how the question is changed so that it is due where it is not yet, and how so that it is not any more.
#[test]
fn each_advisory_goes_when_what_it_asks_for_is_stated() {
    let risks = |what: &str| format!("volunteers = {{ hours = 2600 }}\nrisks = {{ {what} }}");
    let volunteers = "volunteers = { hours = 2600 }";
    let stated: &[(&str, &str, &str)] = &[
        ("no_support_cost", "support_in_kind = 0", "support_in_kind = 8000"),
        ("no_support_cost", "support_in_kind = 0", "support_in_kind = 0\ncouncil_staffing = 0.2"),
        (
            "no_stranded_overhead",
            "[options.now]",
            "[service.central_support.ict]\namount = 9000\navoidable = 0.4\n\n[options.now]",
        ),
        ("no_rates_relief_incidence", "energy = 5000", "energy = 5000\nrateable_value = 9000"),
        ("grant_assumed_to_end", "grant = [8000, 7000, 3000]", "grant = [8000, 7000, 3000, 3000, 3000]"),
        ("grant_assumed_to_end", volunteers, &risks("grant_renewed = { probability = 0.4 }")),
        ("grant_assumed_to_end", volunteers, "volunteers = { hours = 2600 }\nexpected_payment = 6000"),
        ("full_take_up", volunteers, &risks("take_up = {}")),
        ("no_failure_risk", volunteers, &risks("operator_fails = {}")),
        ("no_transition_cost", "support_in_kind = 0", "support_in_kind = 0\nredundancy = 9000"),
        (
            "hours_as_today",
            "support_in_kind = 0",
            "support_in_kind = 0\nusage = { staffed_hours = 18, visits = 12000 }",
        ),
        ("no_delay", volunteers, &risks("starts_late = { probability = 0.5 }")),
        (
            "saving_as_planned",
            "[options.now]",
            "[scenarios.less]\nname = \"Less\"\nset = {}\n\n[options.now]",
        ),
        ("starts_with_the_year", "support_in_kind = 0", "support_in_kind = 0\nstarts = 2026-10-01"),
        ("no_volunteer_support", volunteers, "volunteers = { hours = 2600, support = 900 }"),
        ("no_rent_forgone", "energy = 5000", "energy = 5000\nmarket_rent = 9000"),
    ];
    let before = advisories(&naive(&[]), "group");
    for (id, from, to) in stated {
        assert!(before.contains(id), "{id}");
        let after = advisories(&naive(&[(from, to)]), "group");
        assert!(!after.contains(id), "{id} is still there after {to}: {after:?}");
    }
}

#[test]
fn the_other_advisories_come_where_they_are_due_and_no_others() {
    let shorter = "support_in_kind = 0\nusage = { staffed_hours = 18, visits = 12000 }";
    let own = |what: &str| format!("[options.group.{what}\n\n[options.now]");
    let rented = own("income.letting]\nkind = \"partner_rent\"\namount = 6000");
    let achieved =
        own("income.letting]\nkind = \"partner_rent\"\namount = { central = 6000, low = 0, high = 8000 }");
    let in_part = own("income.letting]\nkind = \"partner_rent\"\namount = 6000\nachieved = 0.5");
    let works = own("one_offs.works]\nlabel = \"Works\"\namount = 20000\ncategory = \"capital\"");
    let biased = own(
        "one_offs.works]\nlabel = \"Works\"\namount = 20000\ncategory = \"capital\"\noptimism_bias = 0.24",
    );
    let loan =
        own("loans.works]\nlabel = \"Loan\"\namount = 9000\nrate = 0.05\nyears = 3\nborrower = \"county\"");
    let theirs = own("loans.works]\nlabel = \"Loan\"\namount = 9000\nrate = 0.05\nyears = 3");
    let now = "[options.now]";
    let cases: &[(&str, &str, &str, &str)] = &[
        ("service_level_differs", "support_in_kind = 0", shorter, "support_in_kind = 8000"),
        ("service_level_differs", "support_in_kind = 0", "statutory = false", "statutory = true"),
        ("income_as_today", "support_in_kind = 0", shorter, "support_in_kind = 8000"),
        (
            "grant_fixed_in_cash",
            "grant = [8000, 7000, 3000]",
            "grant = 8000",
            "grant = [8000, 7000, 7000, 7000, 6000]",
        ),
        ("income_not_achieved", now, &rented, &achieved),
        ("income_not_achieved", now, &rented, &in_part),
        ("no_optimism_bias", now, &works, &biased),
        ("saving_net_of_loan", now, &loan, &theirs),
        ("policy_risk_on_reliefs", "energy = 5000", "energy = 5000\nrateable_value = 9000", "energy = 5001"),
    ];
    let plain = advisories(&naive(&[]), "group");
    for (id, from, due, not_due) in cases {
        assert!(!plain.contains(id), "{id} is there without reason");
        let found = |to: &str| advisories(&naive(&[(from, to)]), "group").contains(id);
        assert!(found(due), "{id} is not there with {due}");
        assert!(!found(not_due), "{id} is there with {not_due}");
    }
}

#[test]
fn a_trust_and_a_parish_have_advisories_of_their_own() {
    let trust = "[options.group]\nmodel = \"trust\"\nname = \"Trust\"\ntrust = \"company\"\ncontract = 60000\ngovernance = 3000\nirrecoverable_vat = 0";
    let parish = "[options.group]\nmodel = \"parish_commissioned\"\nname = \"Parish\"\nparish = \"parish\"\npayment = 20000";
    let with = |option: &str| {
        let (head, _) = NAIVE.split_once("[options.group]").unwrap();
        run(&format!("{head}{option}\n"))
    };
    let of_trust = advisories(&with(trust), "group");
    for id in ["no_irrecoverable_vat", "no_pension_terms", "grant_fixed_in_cash", "no_support_cost"] {
        assert!(of_trust.contains(&id), "{id}: {of_trust:?}");
    }
    let better = advisories(
        &with(&format!("{}\npension_rate = 0.2", trust.replace("\nirrecoverable_vat = 0", ""))),
        "group",
    );
    assert!(!better.contains(&"no_irrecoverable_vat") && !better.contains(&"no_pension_terms"), "{better:?}");
    // Pay, premises and stock come to more than 50,000, of which the county pays 20,000 and the precept was 20,000.
    let outcome = with(parish);
    assert!(advisories(&outcome, "group").contains(&"small_tax_base"));
    assert_eq!(warning(&outcome, "options.group.precept_rise").unwrap().is, "above");
    // A parish has no relief, so that nothing is said of it.
    assert!(!advisories(&outcome, "group").contains(&"no_rates_relief_incidence"));
}

#[test]
fn an_acknowledged_advisory_is_listed_last_with_its_reason() {
    let reason =
        "years = 5\nacknowledged = { no_stranded_overhead = \"The service has its own back office.\" }";
    let outcome = naive(&[("years = 5", reason)]);
    assert!(!advisories(&outcome, "group").contains(&"no_stranded_overhead"));
    let last = outcome.tables().advisories.last().unwrap();
    assert_eq!(last.id, "no_stranded_overhead");
    assert_eq!(last.acknowledged.as_deref(), Some("The service has its own back office."));
    let line = "* Left out and acknowledged (no_stranded_overhead), Friends: All central overhead is taken to stop, or none \
                is charged. The service has its own back office.";
    assert!(outcome.to_text().contains(line), "{}", outcome.to_text());
}

#[test]
fn a_range_comes_from_published_figures_only_where_it_is_asked_for() {
    let ask = ("years = 5", "years = 5\nranges = \"from_evidence\"");
    let grade = |words: &str| format!("support_in_kind = {{ central = 8000{words} }}");
    let supplied = |words: &str, asked: bool| {
        let changed = grade(words);
        let support = ("support_in_kind = 0", changed.as_str());
        let outcome = if asked { naive(&[ask, support]) } else { naive(&[support]) };
        let ranges = outcome.tables().audit.supplied_ranges.clone();
        let found = ranges.into_iter().find(|range| range.address == "options.group.support_in_kind");
        found.map(|range| (range.low.value().round_dp(0), range.high.value().round_dp(0), range.text))
    };
    assert_eq!(supplied("", false), None);
    // The middle of 7,017.45, 8,095.59, 11,830.48 and 15,614.63 is 9,963.04: 8,000 x 7,017.45 / 9,963.04 = 5,634.79 and
    // 8,000 x 15,614.63 / 9,963.04 = 12,538.05.
    let all = (Decimal::from(5_635), Decimal::from(12_538));
    for words in ["", ", evidence = \"guess\"", ", confidence = \"low\""] {
        let (low, high, text) = supplied(words, true).unwrap();
        assert_eq!((low, high), all, "{words}");
        assert_eq!(
            text,
            "from 5,635 to 12,538: the value times the ends of all of 4 published figures of the help in kind that the \
             council goes on giving each library, over their middle"
        );
    }
    // A tenth of the way along three steps is 0.3 of the first: 7,017.45 + 0.3 x 1,078.14 = 7,340.89; from the other end
    // 15,614.63 - 0.3 x 3,784.15 = 14,479.39. 8,000 x 7,340.89 / 9,963.04 = 5,894.50; 8,000 x 14,479.39 / 9,963.04 = 11,626.48.
    for words in [", evidence = \"similar_case\"", ", confidence = \"medium\""] {
        let (low, high, _) = supplied(words, true).unwrap();
        assert_eq!((low, high), (Decimal::from(5_894), Decimal::from(11_626)), "{words}");
    }
    // What was measured or quoted, and what has a range of its author's, is given none.
    for words in [
        ", evidence = \"measured\"",
        ", evidence = \"quoted\"",
        ", confidence = \"high\"",
        ", low = 7000, high = 9000",
    ] {
        assert_eq!(supplied(words, true), None, "{words}");
    }
}

#[test]
fn a_supplied_range_is_drawn_and_nothing_else_changes() {
    let support = NAIVE.replace("support_in_kind = 0", "support_in_kind = 8000");
    let asked = support.replace("years = 5", "years = 5\nranges = \"from_evidence\"");
    let measure = "options.group.net_present_cost.county";
    let bars = |text: &str| {
        let appraisal = Appraisal::load(&format!("{text}{PROJECTED}"), Format::Toml).unwrap();
        let tornado = appraisal.tornado(measure).unwrap();
        let json: serde_json::Value = serde_json::from_str(&tornado.to_json()).unwrap();
        let bars =
            json["bars"].as_array().unwrap().iter().map(|bar| bar["address"].as_str().unwrap().to_owned());
        bars.collect::<Vec<_>>()
    };
    assert_eq!(bars(&support), [""; 0]);
    // The support and the three years of the grant; of insurance, energy and the rest too little was published.
    let mut found = bars(&asked);
    found.sort();
    assert_eq!(
        found,
        [
            "options.group.grant.1",
            "options.group.grant.2",
            "options.group.grant.3",
            "options.group.support_in_kind"
        ]
    );
    let costs =
        |text: &str| run(text).tables().options.iter().map(|option| option.views.clone()).collect::<Vec<_>>();
    assert_eq!(costs(&support), costs(&asked));
}
