//! A projection whose growth has a range is an input of the sheet, and changes no number at its central value.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use options_appraisal::{Appraisal, Format, Outcome};

const TEXT: &str = include_str!("../../docs/examples/sandgate.toml");

fn run(text: &str) -> Outcome {
    Appraisal::load(text, Format::detect(text)).unwrap().run().unwrap()
}

/// The example with a range on the growth of a figure.
fn ranged(id: &str, central: &str) -> String {
    let growth = format!("\"{id}\" = {{ growth = {{ central = {central},");
    assert!(TEXT.contains(&growth), "{growth}");
    TEXT.replace(&growth, &format!("{growth} low = 0.01, high = 0.05,"))
}

#[test]
fn a_range_changes_no_number_and_the_figure_stays_listed() {
    let certain = run(TEXT);
    // Pay points after 2026/27; the deflator after 2030/31, which moves prices in general and whatever is held in real
    // terms; the living wage.
    for (id, central) in [("pay.spine", "0.025"), ("prices.gdp_deflator", "0.02"), ("living_wage", "0.03")] {
        let outcome = run(&ranged(id, central));
        assert_eq!(outcome.tables(), certain.tables(), "{id}");
    }
    assert!(certain.tables().audit.projected.iter().any(|text| text.starts_with("rules.pay.spine.scp_12")));
}

#[test]
fn the_growth_is_explained_where_it_is_used() {
    let outcome = run(&ranged("pay.spine", "0.025"));
    let year = Some("2028/29".parse().unwrap());
    let text = outcome.explain("options.council.workings.posts.librarian.pay", year).unwrap().to_text();
    assert!(text.contains("[projections.pay.spine.growth]"), "{text}");
    assert!(text.contains("projected: 2.5% a year after 2026/27"), "{text}");
    // A rate that is held in real terms rests on the growth of the deflator, in the years after its last.
    let outcome = run(&ranged("prices.gdp_deflator", "0.02"));
    let year = Some("2033/34".parse().unwrap());
    let text = outcome.explain("options.council.lines.premises.rates.cash", year).unwrap().to_text();
    assert!(text.contains("[projections.prices.gdp_deflator.growth]"), "{text}");
}
