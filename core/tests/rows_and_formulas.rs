//! A row of the sheet and the function of `method` that states the same formula give the same number.
//!
//! A result is read as it is shown, to the penny, so that what is added up from shown numbers may be off by as many
//! halfpennies as were added.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use options_appraisal::method::{self, SharedCost};
use options_appraisal::{Appraisal, Decimal, Format, OptionResult, Outcome, Penny};

/// The Sandgate question with a loan and a benefit that has a money value.
fn outcome() -> Outcome {
    let text = format!(
        "{}\n{}",
        include_str!("../../docs/examples/sandgate.toml"),
        r#"
[options.trust.loans.fund]
label = "Social investment"
amount = 20000
rate = 0.04
years = 5

[options.community.costs.wellbeing]
label = "Wellbeing of volunteers"
amount = 4000
payer = "wellbeing"
payee = "volunteers"
category = "benefit"
treatment = "non_cash"
vat = "outside_scope"
"#
    );
    Appraisal::load(&text, Format::Toml).unwrap().run().unwrap()
}

fn option<'o>(outcome: &'o Outcome, id: &str) -> &'o OptionResult {
    outcome.tables().options.iter().find(|option| option.id == id).unwrap()
}

fn values(shown: &[Penny]) -> Vec<Decimal> {
    shown.iter().map(|penny| penny.value()).collect()
}

fn line(option: &OptionResult, id: &str) -> Vec<Decimal> {
    values(&option.lines.iter().find(|line| line.id == id).unwrap_or_else(|| panic!("{id}")).cash)
}

fn close(a: Decimal, b: Decimal, pennies: i64) {
    assert!((a - b).abs() <= Decimal::new(pennies, 2), "{a} and {b}");
}

#[test]
fn a_loan_is_repaid_by_the_payment_of_an_annuity() {
    let outcome = outcome();
    let trust = option(&outcome, "trust");
    let [interest, principal] =
        ["interest", "principal"].map(|what| line(trust, &format!("loans.fund.{what}")));
    let payment = method::annuity_loan_payment(Decimal::from(20_000), Decimal::new(4, 2), 5).unwrap();
    // Drawn in 2028/29, the second year, and repaid in the five after it.
    for (year, (interest, principal)) in interest.iter().zip(&principal).enumerate() {
        close(interest + principal, if (2..7).contains(&year) { payment } else { Decimal::ZERO }, 1);
    }
}

/// The sheet has the schedule of a loan as rows, since its rate may be uncertain; the method has it as numbers.
#[test]
fn the_sheet_and_the_method_agree_on_every_form_of_loan() {
    const YEARS: u32 = 7;
    for (word, repayment) in [
        ("annuity", method::Repayment::Annuity),
        ("equal_principal", method::Repayment::EqualInstalments),
        ("maturity", method::Repayment::Maturity),
    ] {
        for payments_a_year in [1_u32, 2, 4, 12] {
            for rate in [Decimal::ZERO, Decimal::new(276, 4), Decimal::new(12, 2)] {
                let terms = method::Loan {
                    principal: Decimal::from(500_000),
                    annual_rate: rate,
                    years: usize::try_from(YEARS).unwrap(),
                    payments_a_year: usize::try_from(payments_a_year).unwrap(),
                    repayment,
                };
                let expected = method::loan_by_year(&terms).unwrap();
                let text = format!(
                    "[question]\ntitle = \"Loans\"\ncouncil = \"council\"\ntoday = \"today\"\nfirst_year = \"2020/21\"\nyears = 9\n\
                     [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n[service]\nname = \"Library\"\n\
                     [options.today]\nmodel = \"council_run\"\nname = \"As today\"\n[options.today.loans.one]\nlabel = \"Loan\"\n\
                     amount = 500000\nrate = {rate}\nyears = {YEARS}\npayments_a_year = {payments_a_year}\nrepayment = \"{word}\"\n"
                );
                let outcome = Appraisal::load(&text, Format::Toml).unwrap().run().unwrap();
                let loan = &outcome.tables().options[0].loans[0];
                for (year, row) in expected.iter().enumerate() {
                    close(loan.interest[year + 1].value(), row.interest, 1);
                    close(loan.principal[year + 1].value(), row.principal, 1);
                    close(loan.owed[year + 1].value(), row.closing, 1);
                }
                assert!(loan.interest[0].value().is_zero() && loan.principal[8].value().is_zero());
            }
        }
    }
}

#[test]
fn a_precept_and_its_charge_at_band_d() {
    let outcome = outcome();
    let precept = &option(&outcome, "parish").precepts[0];
    for (raised, charge) in precept.raised.iter().zip(&precept.band_d) {
        close(method::band_d(raised.value(), Decimal::new(189_059, 2)).unwrap(), charge.value(), 1);
    }
    assert!(precept.band_d.iter().any(|charge| charge.value() > Decimal::TEN));
}

#[test]
fn stranded_support_unwinds_as_the_formula_says() {
    let outcome = outcome();
    let community = option(&outcome, "community");
    let found = community.lines.iter().find(|line| line.id == "central_support.finance_and_payroll").unwrap();
    // 5,200 a year, a quarter of it avoidable: none of that gone in the year of the change, half in the next, then all.
    let gone = ["0", "0.125", "0.25", "0.25"].map(|share| share.parse().unwrap());
    let shared = SharedCost { amount: Decimal::from(5_200), unwound: gone.into() };
    let stranded = method::stranded_overhead(Decimal::ZERO, &[shared], 4).unwrap().stranded;
    // The change is on 1 October: the first year of the line holds half of it. Support moves with pay, 2.5% a year.
    let cash = values(&found.cash);
    let pay = Decimal::new(1_025, 3);
    let mut level = pay;
    for (year, (cash, stranded)) in cash.iter().zip(&stranded).enumerate() {
        let share = if year == 0 { Decimal::new(5, 1) } else { Decimal::ONE };
        close(*cash, *stranded * share * level, 1);
        level *= pay;
    }
}

#[test]
fn reserves_follow_what_a_party_pays() {
    let outcome = outcome();
    for id in ["community", "trust", "hub"] {
        let option = option(&outcome, id);
        for reserve in &option.reserves {
            let party = option.parties.iter().find(|party| party.id == reserve.party).unwrap();
            let pays = values(&party.pays);
            let path = values(&reserve.reserves);
            let opening = path[0] + pays[0];
            let nothing = vec![Decimal::ZERO; pays.len()];
            let found = method::affordability(&nothing, &pays, opening, reserve.minimum.value()).unwrap();
            for (shown, worked) in path.iter().zip(&found.reserve_end) {
                close(*shown, *worked, 10);
            }
            let year = found.first_insolvent.map(|place| outcome.tables().years[place]);
            assert_eq!(reserve.first_insolvent_year, year, "{id} {}", reserve.party);
        }
    }
}

#[test]
fn payback_is_that_of_the_savings_shown() {
    let outcome = outcome();
    let mut some = 0;
    for option in &outcome.tables().options {
        for view in &option.views {
            let found = method::payback(&values(&view.saving)).unwrap();
            let shown = view.payback.years.map(Penny::value);
            assert_eq!(shown.is_some(), found.years.is_some(), "{} {}", option.id, view.id);
            if let (Some(shown), Some(found)) = (shown, found.years) {
                close(shown, found, 1);
                some += 1;
            }
        }
    }
    assert!(some >= 3, "{some} paybacks");
}

#[test]
fn benefits_stand_beside_every_denominator() {
    let outcome = outcome();
    let community = option(&outcome, "community");
    let found = community.benefits.as_ref().unwrap();
    let view = |id: &str| community.views.iter().find(|view| view.id == id).unwrap();
    let society = community.society.net_present_cost.value();
    let public = view("public_sector").economic.net_present_cost.value();
    let council = view("kcc").economic.net_present_cost.value();
    let benefits = found.present_value.value();
    assert!(benefits > Decimal::from(20_000));
    let ratio = |kind: &str| found.ratios.iter().find(|ratio| ratio.kind == kind).unwrap();
    let all = society + benefits;
    for (kind, above, below) in [
        ("bcr_social", benefits, all),
        ("bcr_public", benefits - (all - public), public),
        ("bcr_council", benefits - (all - council), council),
    ] {
        let shown = ratio(kind);
        close(shown.numerator.value(), above, 3);
        close(shown.denominator.value(), below, 3);
        close(shown.ratio.unwrap().value(), above / below, 1);
        // Whatever is below the line, the net value is that of society.
        close(shown.numerator.value() - shown.denominator.value(), -society, 3);
    }
    close(found.npsv_per_public_pound.unwrap().value(), -society / public, 1);
    // Against today, which has no such benefits: what the dearer of the two gives beyond the cheaper.
    let today = outcome.tables().options[0].society.net_present_cost.value();
    let dearer = if all > today { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
    let increment = ratio("bcr_increment");
    close(increment.numerator.value(), benefits * dearer, 3);
    close(increment.denominator.value(), (all - today).abs(), 3);
    assert!(outcome.tables().options[0].benefits.is_none());
    assert!(outcome.to_text().contains("bcr_public, over net cost to the public sector"));
}

/// The text of a case of the shared ones.
fn printed(case: &str) -> String {
    let path = format!("{}/../tests/cases/{case}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    Appraisal::load(&text, Format::Toml).unwrap().run().unwrap().to_text()
}

/// The cells of the row of a year in the table under a heading.
fn row<'t>(text: &'t str, heading: &str, year: &str) -> Vec<&'t str> {
    let (_, rest) = text.split_once(heading).unwrap();
    let line = rest.lines().find(|line| line.starts_with(year)).unwrap();
    line.split_whitespace().skip(1).collect()
}

#[test]
fn paths_that_differ_from_the_plan_are_printed() {
    let text = printed("expected_payment");
    // Expected 6,000 and planned nothing, in the fourth year; today's option expects nothing else.
    let heading = "Expected net cost to the council beyond the plan";
    assert_eq!(row(&text, heading, "2029/30"), ["6,000"]);
    // The letting is 2,420 short of its plan in the third year, which costs the council that much.
    assert_eq!(row(&printed("income_paths"), heading, "2028/29").last(), Some(&"2,420"));

    let text = printed("borrowing");
    // 150,000 less 92,269 on the loan.
    assert_eq!(row(&text, "to the council net of borrowing", "2027/28")[0], "57,731");
    assert_eq!(row(&text, "to the council before borrowing", "2027/28")[0], "150,000");
    assert_eq!(row(&text, "covers its loans", "2027/28"), ["1.04"]);
}

#[test]
fn a_unit_that_is_not_stated_has_no_row() {
    let text = printed("bare_sums_2014");
    assert!(!text.contains("for an hour open   "), "{text}");
    assert!(text.contains("There is no cost for an hour open: state usage.staffed_hours to have it."));
}

#[test]
fn a_duty_that_is_not_stated_is_listed_among_the_defaults() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/bare_sums_2014.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let outcome = Appraisal::load(&text, Format::Toml).unwrap().run().unwrap();
    let defaults = &outcome.tables().audit.defaults;
    assert!(
        defaults.iter().any(|one| one.starts_with("service.statutory: taken to be part")),
        "{defaults:?}"
    );
}
