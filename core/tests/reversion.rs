//! What may happen, priced in exactly, against the published arithmetic and against the simulation.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use options_appraisal::uncertainty::Simulation;
use options_appraisal::{Appraisal, Decimal, Format};

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The vector `reversion-expected-cost`: 20,000 a year is saved in years 1 to 10 as long as the operator lasts; its failure,
/// 5% a year, costs 60,000 in its year and ends the saving. Year 0 holds nothing: the change is on the first day of year 1.
fn question(hazard: &str) -> Appraisal {
    let amounts = ["0"].into_iter().chain(["20000"; 10]).collect::<Vec<_>>().join(", ");
    load(&format!(
        "[question]\ntitle = \"Reversion\"\ncouncil = \"council\"\ntoday = \"now\"\nfirst_year = \"2026/27\"\nyears = 11\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n\
         [parties.group]\nname = \"Group\"\nkind = \"community_group\"\n[indices.general]\ngrowth = 0\n\
         [service]\nname = \"Library\"\nstatutory = true\nusage = {{ staffed_hours = 30, visits = 20000 }}\n\
         [service.costs.all]\nlabel = \"All\"\namount = [{amounts}]\nvat = \"exempt\"\n\
         [options.now]\nmodel = \"council_run\"\nname = \"Now\"\n\
         [options.group]\nmodel = \"community_managed\"\nname = \"Group\"\nstarts = 2027-04-01\noperator = \"group\"\n\
         volunteers = {{ hours = 0 }}\ncouncil_staffing = 0\nsupport_in_kind = 0\n\
         [options.group.risks]\noperator_fails = {{ hazard = {hazard}, return_cost = 60000 }}\n"
    ))
}

#[test]
fn the_published_vector_comes_out() {
    let reversion = question("0.05").reversion(None).unwrap();
    let group = &reversion.options[1];
    // 166,332.106 certain, 108,337.717 expected (method vectors).
    assert_eq!(group.planned_saving.value().to_string(), "166332.11");
    assert_eq!(group.expected_saving.value().to_string(), "108337.72");
    let failure = &group.events[0];
    // 0.95^10 = 0.598737 last to the end.
    assert_eq!(failure.by_year.last().unwrap().value().to_string(), "0.401263");
    // Worthless above exactly s / (s + c) = 20,000 / 80,000.
    assert_eq!(failure.inputs[0].break_even.unwrap().value(), "0.25".parse::<Decimal>().unwrap());
    assert!(
        reversion.sentences[0].contains("nothing at a yearly failure rate of 25% (5% assumed)"),
        "{:?}",
        reversion.sentences
    );
}

#[test]
fn the_simulation_agrees_with_the_exact_expectation() {
    let measure = "options.group.net_present_saving.council";
    let result = question("0.05").simulate(&Simulation::new(200_000).measure(measure)).unwrap();
    let saving = &result.measures[0];
    assert!((saving.mean - 108_337.716_576).abs() < 4.0 * saving.standard_error, "{saving:?}");
    assert!(saving.standard_error < 250.0);
    // On the whole example: every measure that the simulation gives lies within its error of the expected reading, when only
    // events are left open.
    let appraisal = load(SANDGATE);
    let inputs = appraisal.simulate(&Simulation::new(1)).unwrap().inputs;
    let central: Vec<(&str, Decimal)> = inputs
        .iter()
        .map(|input| (input.address.as_str(), input.central.to_string().parse().unwrap()))
        .collect();
    let appraisal = appraisal.replace_all(central).unwrap();
    let expected = appraisal.run_expected().unwrap();
    let result = appraisal.simulate(&Simulation::new(40_000)).unwrap();
    let mut compared = 0;
    for option in &expected.tables().options {
        for (group, exact) in [
            ("net_present_cost.kcc", option.views[0].economic.net_present_cost),
            ("net_cost_total.kcc", option.views[0].net_cost_total),
            ("net_present_cost.society", option.society.net_present_cost),
        ] {
            let address = format!("options.{}.{group}", option.id);
            let measure = result.measure(&address).unwrap();
            let exact: f64 = exact.value().to_string().parse().unwrap();
            assert!(
                (measure.mean - exact).abs() <= 4.0 * measure.standard_error + 0.02,
                "{address}: {} against {exact}, s.e. {}",
                measure.mean,
                measure.standard_error
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 15);
}

#[test]
fn a_cost_that_may_come_is_in_no_plan_and_counts_by_its_chance() {
    // A roof of 40,000 with a chance of one in five, in the first year: nothing in the plan, 8,000 expected; and 1,000 a year
    // for four years with a chance of one in ten.
    let appraisal = load(
        "[question]\ntitle = \"Roof\"\ncouncil = \"council\"\ntoday = \"now\"\nfirst_year = \"2026/27\"\nyears = 4\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n[indices.general]\ngrowth = 0\n\
         [service]\nname = \"Library\"\nstatutory = true\nusage = { staffed_hours = 30, visits = 20000 }\n\
         [options.now]\nmodel = \"lines\"\nname = \"Now\"\n\
         [options.now.one_offs.roof]\nlabel = \"Roof\"\namount = 40000\nprobability = 0.2\nvat = \"exempt\"\n\
         [options.now.costs.guard]\nlabel = \"Guard\"\namount = 1000\nprobability = 0.1\nvat = \"exempt\"\n",
    );
    let cost =
        |outcome: options_appraisal::Outcome| outcome.tables().options[0].views[0].net_cost_total.value();
    assert_eq!(cost(appraisal.run().unwrap()), Decimal::ZERO);
    assert_eq!(cost(appraisal.run_expected().unwrap()), Decimal::from(8_400));
    let measure = "options.now.net_cost_total.council";
    let result = appraisal.simulate(&Simulation::new(50_000).measure(measure)).unwrap();
    let total = &result.measures[0];
    assert!((total.mean - 8_400.0).abs() < 4.0 * total.standard_error, "{total:?}");
    // The variance of two independent events: 0.2 x 0.8 x 40,000^2 + 0.1 x 0.9 x 4,000^2 = 257,440,000.
    assert!((total.standard_deviation - 257_440_000_f64.sqrt()).abs() < 150.0, "{total:?}");
}
