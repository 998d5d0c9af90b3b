//! Scenarios and cliff maps.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use options_appraisal::{Appraisal, Decimal, Format};

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"))
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Two scenarios of our own beside those of the example.
fn with(scenarios: &str) -> Appraisal {
    let text = SANDGATE.find("[scenarios.").map_or(SANDGATE, |from| &SANDGATE[..from]);
    load(&format!("{text}\n{scenarios}"))
}

#[test]
fn a_scenario_is_the_question_with_its_values_written_in() {
    let appraisal = with(
        "[scenarios.dear]\nname = \"Dear energy\"\nstory = \"Prices stay where a bad winter puts them.\"\n\
         set = { \"service.premises.energy\" = 12000, \"indices.energy.growth\" = 0.08 }\n\
         [scenarios.none]\nname = \"Nothing changes\"\nset = { \"service.premises.energy\" = 6200 }\n",
    );
    let table = appraisal.scenarios().unwrap();
    let ids: Vec<&str> = table.scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
    assert_eq!(ids, ["central", "dear", "none"]);
    let written = SANDGATE
        .replace("energy = { central = 6200, low = 4500, high = 8500,", "energy = { central = 12000,")
        .replace("growth = { central = 0.03, low = 0.0, high = 0.08,", "growth = { central = 0.08,");
    let outcome = load(&written).run().unwrap();
    for (option, expected) in table.scenarios[1].options.iter().zip(&outcome.tables().options) {
        assert_eq!(option.net_cost_total, expected.views[0].net_cost_total, "{}", option.id);
        assert_eq!(option.net_present_cost_to_society, expected.society.net_present_cost, "{}", option.id);
    }
    assert_eq!(table.scenarios[0].options, table.scenarios[2].options);
    assert_eq!(table.scenarios[1].changes[0].from.unwrap().value(), number("6200"));
    assert!(table.notes[1].contains("is the same"), "{:?}", table.notes);
    // The appraisal of a scenario gives everything.
    let dear = appraisal.scenario("dear").unwrap().run().unwrap();
    assert_eq!(
        dear.tables().options[0].views[0].net_cost_total,
        table.scenarios[1].options[0].net_cost_total
    );
}

#[test]
fn what_is_wrong_with_scenarios_is_said_in_their_place_and_all_at_once() {
    let appraisal = with(
        "[scenarios.one]\nname = \"One\"\nset = { \"service.premises.energie\" = 1 }\n\
         [scenarios.two]\nname = \"Two\"\nset = { \"options.trust.turnover\" = 1.5 }\n",
    );
    let problems = appraisal.scenarios().unwrap_err().to_string();
    assert!(problems.contains("scenarios.one.set"), "{problems}");
    assert!(problems.contains("scenarios.two.set.options.trust.turnover"), "{problems}");
    let refused = appraisal.scenario("tow").unwrap_err().to_string();
    assert!(refused.contains("did you mean \"two\"?"), "{refused}");
}

#[test]
fn a_cliff_is_found_where_the_law_has_it() {
    let appraisal = load(SANDGATE);
    let measure = "options.council.lines.premises.rates.cash@2027/28";
    let map = appraisal
        .cliffs("service.premises.rateable_value", measure, (number("40000"), number("60000")))
        .unwrap();
    assert_eq!(map.cliffs.len(), 1, "{map:?}");
    let cliff = &map.cliffs[0];
    assert_eq!(cliff.at.value(), number("51000"));
    // The multipliers of 2026/27 are 43.2p and 48.0p; 2027/28 is projected in real terms, by 107.3546 / 105.3095. At
    // 51,000 they are 51,000 x 0.432 and x 0.480 times that, 2,495.54 apart.
    assert_eq!(cliff.jump.value().round_dp(1), number("2495.5"));
    assert!(cliff.condition.contains('<'), "{}", cliff.condition);
    // Nothing jumps below it.
    let none = appraisal
        .cliffs("service.premises.rateable_value", measure, (number("20000"), number("50000")))
        .unwrap();
    assert!(none.cliffs.is_empty());
    let refused =
        appraisal.cliffs("service.premises.rateable_value", measure, (number("5"), number("1"))).unwrap_err();
    assert!(refused.to_string().contains("two values in order"), "{refused}");
}
