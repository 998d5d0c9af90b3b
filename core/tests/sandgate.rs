//! The Sandgate example, and what any result of it must keep.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
use options_appraisal::{Appraisal, Decimal, Format, Outcome};

const TEXT: &str = include_str!("../../docs/examples/sandgate.toml");

fn run(text: &str) -> Outcome {
    Appraisal::load(text, Format::detect(text)).unwrap().run().unwrap()
}

/// The shown value of a row in a year.
fn value(outcome: &Outcome, address: &str, year: &str) -> Decimal {
    outcome.explain(address, Some(year.parse().unwrap())).unwrap().value.replace(',', "").parse().unwrap()
}

#[test]
fn every_flow_nets_to_nothing_over_all_parties() {
    for option in &run(TEXT).tables().options {
        assert_eq!(option.conservation.value(), Decimal::ZERO, "{}", option.id);
    }
}

#[test]
fn an_option_like_today_saves_exactly_nothing() {
    let text = format!("{TEXT}\n[options.same]\nmodel = \"council_run\"\nname = \"Same\"\n");
    let outcome = run(&text);
    let same = outcome.tables().options.iter().find(|option| option.id == "same").unwrap();
    for view in &same.views {
        assert!(view.saving.iter().all(|saving| saving.value().is_zero()), "{}", view.id);
        assert_eq!(view.economic.net_present_saving.value(), Decimal::ZERO);
        assert_eq!(view.payback_year, None);
    }
    // Two options that cost exactly the same share their place, and a note says so.
    assert_eq!(same.rank, outcome.tables().options[0].rank);
    assert!(same.rank.ends_with('='));
    assert!(outcome.tables().notes.iter().any(|note| note.contains("exactly the same")));
}

#[test]
fn a_transfer_inside_a_view_leaves_the_view_unchanged() {
    let text = format!(
        "{TEXT}\n[options.council.costs.gift]\nlabel = \"Grant to the parish\"\namount = 5000\nindex = \"none\"\npayer = \"kcc\"\npayee = \"parish\"\nvat = \"outside_scope\"\n"
    );
    let (before, after) = (run(TEXT), run(&text));
    let view = |outcome: &Outcome, id: &str| {
        outcome.tables().options[0].views.iter().find(|view| view.id == id).unwrap().clone()
    };
    assert_eq!(view(&before, "local_public_sector"), view(&after, "local_public_sector"));
    assert_eq!(before.tables().options[0].society, after.tables().options[0].society);
    let cost = |outcome: &Outcome| view(outcome, "kcc").net_cost_total.value();
    assert_eq!(cost(&after) - cost(&before), Decimal::from(50_000));
}

#[test]
fn a_taper_is_paid_as_it_was_agreed() {
    let outcome = run(TEXT);
    // 8,000, 7,000 and 3,000: Essex County Council, 2019; 18,000 in all.
    for (year, expected) in [("2027/28", 8_000), ("2028/29", 7_000), ("2029/30", 3_000), ("2030/31", 0)] {
        assert_eq!(
            value(&outcome, "options.community.lines.grant.cash", year),
            Decimal::from(expected),
            "{year}"
        );
    }
}

#[test]
fn a_part_year_is_shared_out_by_days() {
    let outcome = run(TEXT);
    // 183 of the 366 days of 2027/28 lie before 1 October: half of 700 at prices 2.00% up on the base year is
    // 700 x 0.5 x 107.3546 / 105.3095 = 356.80.
    let before = value(&outcome, "options.community.lines.until_transfer.premises.insurance.cash", "2027/28");
    assert_eq!(before.to_string(), "356.80");
}

#[test]
fn volunteers_time_is_in_no_budget() {
    // 45 volunteers, 3 hours, 50 weeks: 6,750 hours at 12.71, the living wage of 2026/27, are 85,792.50.
    let text = TEXT.replace("hours = { central = 300, source = \"illustrative\" }", "hours = 6750");
    let (before, after) = (run(TEXT), run(&text));
    let line = outcome_line(&after, "council", "volunteers.time");
    assert_eq!(line.real[0].value().to_string(), "85792.50");
    let council = |outcome: &Outcome| outcome.tables().options[0].views.clone();
    assert_eq!(council(&before), council(&after));
    assert!(
        after.tables().options[0].society.net_present_cost
            > before.tables().options[0].society.net_present_cost
    );
}

fn outcome_line(outcome: &Outcome, option: &str, line: &str) -> options_appraisal::LineResult {
    let option = outcome.tables().options.iter().find(|known| known.id == option).unwrap();
    option.lines.iter().find(|known| known.id == line).unwrap().clone()
}

#[test]
fn net_present_cost_is_the_sum_of_discounted_costs() {
    let outcome = run(TEXT);
    let tables = outcome.tables();
    for option in &tables.options {
        let costs = &option.views[0].economic.cost;
        let rate: Decimal = "1.035".parse().unwrap();
        let (mut sum, mut factor) = (Decimal::ZERO, Decimal::ONE);
        for cost in costs {
            sum += cost.value() * factor;
            factor /= rate;
        }
        // The costs are read as shown, to the penny: a penny a year at the most is lost.
        let shown = option.views[0].economic.net_present_cost.value();
        assert!((sum - shown).abs() < "0.1".parse().unwrap(), "{}: {sum} {shown}", option.id);
    }
}

#[test]
fn an_unpublished_year_is_refused_and_a_projection_is_listed() {
    let text = TEXT.replace("\"pay.spine\" =", "\"redundancy\" =");
    let problems = Appraisal::load(&text, Format::Toml).unwrap_err();
    assert!(
        problems.to_string().contains("rules.pay.spine.scp_12: no value for 2027/28; latest is 2026/27"),
        "{problems}"
    );
    let audit = &run(TEXT).tables().audit.clone();
    assert!(
        audit.projected.iter().any(|figure| figure.starts_with("rules.pay.spine.scp_12")),
        "{:?}",
        audit.projected
    );
    assert!(
        audit
            .unverified
            .iter()
            .any(|figure| figure.starts_with("rules.business_rates.retention.two_tier.billing"))
    );
}
