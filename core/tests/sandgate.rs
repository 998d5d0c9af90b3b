//! The Sandgate example, and what any result of it must keep.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
use options_appraisal::sheet::explain::Origin;
use options_appraisal::{Appraisal, Decimal, Explanation, Format, Outcome};

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
            .any(|figure| figure.starts_with("rules.business_rates.retention.two_tier.county"))
    );
}

/// Every number of an explanation that no formula made.
fn leaves<'e>(explained: &'e Explanation, found: &mut Vec<&'e Explanation>) {
    if explained.parts.is_empty() && !explained.shown_above {
        found.push(explained);
    }
    explained.parts.iter().for_each(|part| leaves(part, found));
}

/// Whether a formula reads nothing: it is made of digits, and of the words of a formula.
fn is_of_numbers(formula: &str) -> bool {
    // The share of a year is counted from dates, and an event is none of the plan.
    let words = [
        "the", "smaller", "larger", "of", "and", "if", "is", "else", "in", "first", "year", "before",
        "share", "as", "planned",
    ];
    formula
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|word| !word.is_empty())
        .all(|word| words.contains(&word) || word.parse::<Decimal>().is_ok())
}

#[test]
fn no_leaf_of_any_explanation_is_without_its_origin() {
    let outcome = run(TEXT);
    let (mut inputs, mut figures, mut defaults) = (0, 0, 0);
    let addresses = outcome.addresses();
    assert!(addresses.len() > 1_000, "{} rows", addresses.len());
    // Every fifth row: a measure is explained down to all that it reads.
    for address in addresses.iter().step_by(5) {
        for year in ["2027/28", "2031/32"] {
            let explained = outcome.explain(address, Some(year.parse().unwrap())).unwrap();
            let mut found = Vec::new();
            leaves(&explained, &mut found);
            for leaf in found {
                let place = format!("{address}, {year}: {} [{}]", leaf.label, leaf.address);
                match &leaf.origin {
                    // Every input of the example states its source.
                    Some(Origin::Input { line, source }) => {
                        assert!(line.is_some() && source.is_some(), "{place}");
                        inputs += 1;
                    }
                    Some(Origin::NationalFigure { source, url, status, .. }) => {
                        assert!(!source.is_empty(), "{place}");
                        // What nobody was seen stating has no page, and says so; the pay points were read in job
                        // advertisements, whose addresses were not kept.
                        let known = !url.is_empty() || source.starts_with("Council vacancies");
                        assert!(known || *status == "unverified", "{place}: {source}");
                        figures += 1;
                    }
                    Some(Origin::Default { source }) => {
                        assert!(!source.is_empty(), "{place}");
                        defaults += 1;
                    }
                    Some(Origin::Calendar) => {}
                    Some(other) => panic!("{place}: {other}"),
                    None => {
                        assert!(is_of_numbers(leaf.formula.as_ref().unwrap()), "{place}: {:?}", leaf.formula);
                    }
                }
            }
        }
    }
    assert!(inputs > 1_000 && figures > 1_000 && defaults > 10, "{inputs} {figures} {defaults}");
}

#[test]
fn a_national_figure_is_explained_with_its_link_and_its_date() {
    let outcome = run(TEXT);
    let year = "2029/30".parse().ok();
    let post = "options.council.lines.posts.librarian.national_insurance.cash";
    let text = outcome.explain(post, year).unwrap().to_text();
    // The secondary threshold and the rate of employers: Budget 2024, repeated in the Budget of November 2025.
    assert!(text.contains("policy-wire.co.uk Autumn Budget 2025 summaries (2025-11"), "{text}");
    assert!(text.contains("https://www.gov.uk/government/publications/budget-2025-document"), "{text}");
}

#[test]
fn a_figure_of_ones_own_is_an_input_with_its_line_and_its_source() {
    let own = "\n[overrides]\n\"employer_ni.rate\" = { central = 0.138, low = 0.13, high = 0.15, source = \"what if 2024\" }\n\"gift_aid.rate\" = { \"2030/31\" = 0.2 }\n";
    let text = format!("{TEXT}{own}");
    let outcome = run(&text);
    let post = "options.council.lines.posts.librarian.national_insurance.cash";
    // (31,813.50 x 0.7 - 5,000) x 0.138: the spine point of 2026/27 grown by 2.5% a year for three years.
    assert_eq!(value(&outcome, post, "2029/30").to_string(), "2383.18");
    let explained = outcome.explain(post, "2029/30".parse().ok()).unwrap().to_text();
    let line = 2 + text.lines().position(|line| line == "[overrides]").unwrap();
    assert!(explained.contains(&format!("your input, line {line}: what if 2024")), "{explained}");
    let audit = &outcome.tables().audit;
    assert_eq!(audit.overridden, ["rules.employer_ni.rate", "rules.gift_aid.rate"]);
    assert_eq!(audit.without_source, ["overrides.gift_aid.rate.2030/31"]);
    // A quarter in the years that are not named, and a fifth in the one that is.
    let aid = |year: &str| value(&outcome, "options.community.lines.income.donations.gift_aid.cash", year);
    let given = |year: &str| value(&outcome, "options.community.lines.income.donations.cash", year);
    let close = |a: Decimal, b: Decimal| (a - b).abs() <= Decimal::new(1, 2);
    assert!(close(aid("2029/30"), given("2029/30") * Decimal::new(5, 2)));
    assert!(close(aid("2030/31"), given("2030/31") * Decimal::new(4, 2)));
}

#[test]
fn what_the_question_says_of_issues_is_in_the_result() {
    let outcome = run(TEXT);
    let option = &outcome.tables().options[0];
    assert_eq!(option.issues.as_ref().unwrap()[9].value(), Decimal::from(19_000));
    let case = &option.views[0].economic;
    let all: Decimal = case.cost.iter().map(|cost| cost.value()).sum();
    let each = case.cost_per_issue.unwrap().value();
    assert!((all / Decimal::from(190_000) - each).abs() < Decimal::new(1, 2), "{all} {each}");
    assert!(outcome.to_text().contains("Council, for an issue"));
    let without = TEXT.replace("issues = { central = 19000, source = \"illustrative\" }\n", "");
    let outcome = run(&without);
    assert_eq!(outcome.tables().options[0].issues, None);
    assert!(!outcome.to_text().contains("for an issue"));
}

#[test]
fn the_text_has_the_worst_year_of_each_party_and_every_schedule() {
    let outcome = run(TEXT);
    let text = outcome.to_text();
    let tables = outcome.tables();
    let trust = &tables.options[3];
    let party = trust.parties.iter().find(|party| party.id == "trust").unwrap();
    let most = party.pays.iter().map(|pays| pays.value()).max().unwrap();
    let at = party.pays.iter().position(|pays| pays.value() == most).unwrap();
    assert_eq!(party.worst_year, tables.years[at]);
    let worst = text.split("Worst year of each party").nth(1).unwrap();
    let row = worst.lines().find(|line| line.starts_with("Kent Coast Library Trust")).unwrap();
    assert!(row.contains(&party.worst_year.to_string()), "{row}");
    // Each schedule says what it leaves out and what it is for.
    let [reduced, review] = &tables.audit.compared_discounting[..] else { panic!("two are compared") };
    assert_eq!((reduced.edition, review.edition), ("no_pure_time_preference", "review_2026"));
    assert!(reduced.leaves_out.contains("time preference") && !reduced.used_for.is_empty(), "{reduced:?}");
    assert_eq!(review.status, "unverified");
    // 10 years at 3.0% are dearer than at 3.5%, so that every cost rises.
    let other = text.split("Net present cost under other discount schedules").nth(1).unwrap();
    let council = tables.options[0].views[0].economic.compared[0].net_present_cost.value();
    let shown = options_appraisal::money::whole_pounds(council);
    let row = other.lines().find(|line| line.starts_with("no pure time preference: council")).unwrap();
    assert!(row.contains(&shown), "{row} {shown}");
}
