//! Simulations of the Sandgate question and of small questions whose answers are known.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::ops::ControlFlow;

use options_appraisal::uncertainty::{Ended, Sampling, Simulation};
use options_appraisal::{Appraisal, Format, Value};

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Two options, one of a certain 100 a year and one whose cost is uncertain, over four years without inflation.
fn small(amount: &str, more: &str) -> String {
    format!(
        "[question]\ntitle = \"Small\"\ncouncil = \"council\"\ntoday = \"now\"\nfirst_year = \"2026/27\"\nyears = 4\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n\
         [indices.general]\ngrowth = 0\n\
         [service]\nname = \"Library\"\nstatutory = true\nusage = {{ staffed_hours = 30, visits = 20000 }}\n\
         [options.now]\nmodel = \"lines\"\nname = \"Now\"\n\
         [options.now.costs.all]\nlabel = \"All\"\namount = 100\nindex = \"none\"\nvat = \"exempt\"\n\
         [options.other]\nmodel = \"lines\"\nname = \"Other\"\n\
         [options.other.costs.all]\nlabel = \"All\"\namount = {amount}\nindex = \"none\"\nvat = \"exempt\"\n{more}"
    )
}

const TOTAL: &str = "options.other.net_cost_total.council";

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let appraisal = load(SANDGATE);
    for sampling in [Sampling::Random, Sampling::LatinHypercube, Sampling::Sobol] {
        let asked = Simulation::new(30_000).seed(5).sampling(sampling);
        let one = appraisal.simulate(&asked).unwrap().to_json();
        assert_eq!(one, appraisal.simulate(&asked.clone().threads(3)).unwrap().to_json());
        assert_ne!(one, appraisal.simulate(&asked.seed(6)).unwrap().to_json());
    }
}

#[test]
fn an_option_or_an_input_that_is_added_leaves_every_other_draw_as_it_was() {
    let asked = Simulation::new(2_000).measure("options.parish.net_present_cost.kcc").keep_draws(true);
    let before = load(SANDGATE).simulate(&asked).unwrap();
    let text = format!(
        "{SANDGATE}\n[options.more]\nmodel = \"council_run\"\nname = \"More\"\n[options.more.costs.extra]\nlabel = \"Extra\"\namount = {{ central = 5, low = 4, high = 9 }}\n"
    );
    let after = load(&text).simulate(&asked).unwrap();
    assert_eq!(after.inputs.len(), before.inputs.len() + 1);
    assert_eq!(before.draws("service.premises.energy").unwrap().len(), 2_000);
    assert_eq!(
        before.draws("service.premises.energi").unwrap_err().address.as_str(),
        "service.premises.energi"
    );
    for address in before.kept() {
        assert_eq!(before.draws_of(address), after.draws_of(address), "{address}");
    }
}

#[test]
fn moments_and_percentiles_are_those_of_the_distribution() {
    // Uniform from 80 to 140, four years: from 320 to 560; mean 440, standard deviation 240 / sqrt(12) = 69.28.
    let text = small("{ central = 110, low = 80, high = 140, shape = \"uniform\" }", "");
    let asked = Simulation::new(100_000).measure(TOTAL).percentiles([5.0, 50.0, 95.0]);
    let result = load(&text).simulate(&asked).unwrap();
    let total = result.measure(TOTAL).unwrap();
    assert!((total.mean - 440.0).abs() < 4.0 * total.standard_error);
    assert!((total.standard_deviation - 69.282).abs() < 0.5);
    assert!((total.standard_error - 69.282 / 100_000_f64.sqrt()).abs() < 0.002);
    for (percentile, expected) in total.percentiles.iter().zip([332.0, 440.0, 548.0]) {
        assert!(percentile.low < expected && expected < percentile.high, "{percentile:?}");
    }
    // Cheaper than today where its cost lies below 100: a third of the range.
    let ranking = result.ranking.unwrap();
    assert!(ranking.options[1].best.low < 1.0 / 3.0 && 1.0 / 3.0 < ranking.options[1].best.high);
    let shares: f64 = ranking.options.iter().map(|option| option.best.share).sum();
    assert!((shares - 1.0).abs() < 1e-12);
}

#[test]
fn stratified_sampling_has_a_smaller_error_and_knows_it() {
    let text = small("{ central = 110, low = 80, high = 140, shape = \"uniform\" }", "");
    let error = |sampling: Sampling| {
        let asked = Simulation::new(16_000).measure(TOTAL).sampling(sampling);
        let result = load(&text).simulate(&asked).unwrap();
        let total = result.measure(TOTAL).unwrap().clone();
        assert!((total.mean - 440.0).abs() < 5.0 * total.standard_error + 1e-9, "{sampling:?} {total:?}");
        total.standard_error
    };
    let random = error(Sampling::Random);
    assert!(error(Sampling::LatinHypercube) < random / 50.0);
    assert!(error(Sampling::Sobol) < random / 50.0);
}

#[test]
fn correlated_inputs_widen_a_sum() {
    // Two normals of standard deviation 10 each (10th and 90th percentile 12.8155 from the mean), in one year's sum:
    // independent, sqrt(200) = 14.14; with a Pearson correlation of 0.5 it is sqrt(300) = 17.32. The rank correlation that
    // gives 0.5 is 6 / pi asin(0.25) = 0.482584.
    let more = "[options.other.costs.more]\nlabel = \"More\"\namount = { central = 100, low = 87.184484, high = 112.815516, shape = \"normal\" }\nindex = \"none\"\nvat = \"exempt\"\n";
    let amount = "{ central = 110, low = 97.184484, high = 122.815516, shape = \"normal\" }";
    let correlated = format!(
        "{more}[correlations.both]\nbetween = [\"options.other.costs.all.amount\", \"options.other.costs.more.amount\"]\nrank = 0.482584\n"
    );
    let spread = |more: &str| {
        let asked = Simulation::new(100_000).measure(TOTAL);
        load(&small(amount, more)).simulate(&asked).unwrap().measure(TOTAL).unwrap().standard_deviation / 4.0
    };
    assert!((spread(more) - 14.142).abs() < 0.15);
    assert!((spread(&correlated) - 17.321).abs() < 0.15);
}

#[test]
fn contradictory_correlations_name_the_pair() {
    let line = |id: &str| {
        format!(
            "[options.other.costs.{id}]\nlabel = \"{id}\"\namount = {{ central = 5, low = 4, high = 9 }}\nindex = \"none\"\nvat = \"exempt\"\n"
        )
    };
    let pair = |id: &str, a: &str, b: &str, rank: &str| {
        format!(
            "[correlations.{id}]\nbetween = [\"options.other.costs.{a}.amount\", \"options.other.costs.{b}.amount\"]\nrank = {rank}\n"
        )
    };
    let more = format!(
        "{}{}{}{}{}{}{}",
        line("a"),
        line("b"),
        line("c"),
        pair("one", "a", "b", "0.9"),
        pair("two", "a", "c", "0.9"),
        pair("three", "b", "c", "-0.9"),
        pair("four", "a", "nowhere", "0.1")
    );
    let problems = load(&small("100", &more)).simulate(&Simulation::new(10)).unwrap_err();
    let text = problems.to_string();
    assert!(text.contains("contradict one another"), "{text}");
    assert!(text.contains("look first at the pair"), "{text}");
    assert!(text.contains("correlations.four.between"), "{text}");
}

#[test]
fn a_run_can_be_stopped_and_stops_by_itself() {
    let appraisal = load(SANDGATE);
    let mut seen = 0;
    let stopped = appraisal
        .simulate_with(&Simulation::new(1_000_000), |progress| {
            seen += 1;
            assert!(progress.draws <= progress.asked);
            if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
    assert_eq!(stopped.ended, Ended::Stopped);
    assert!(stopped.draws < 100_000 && stopped.measures.iter().all(|measure| measure.mean.is_finite()));
    let measure = "options.council.net_present_cost.kcc";
    let asked = Simulation::new(10_000_000).measure(measure).stop_when(measure, 100.0);
    let enough = appraisal.simulate(&asked).unwrap();
    assert_eq!(enough.ended, Ended::StandardErrorReached);
    assert!(enough.measures[0].standard_error < 100.0 && enough.draws < 10_000_000);
    // However many threads there are, it stops after the same draw.
    assert_eq!(enough.draws, appraisal.simulate(&asked.threads(2)).unwrap().draws);
}

#[test]
fn what_cannot_be_asked_is_refused_at_once() {
    let asked = Simulation::new(0)
        .measure("options.nowhere.net_present_cost.kcc")
        .view("nobody")
        .percentiles([50.0, 101.0, f64::NAN])
        .stop_when("nothing", -1.0)
        .threads(0);
    let problems = load(SANDGATE).simulate(&asked).unwrap_err().to_string();
    for key in ["draws", "measures", "view", "percentiles", "stop_when", "threads"] {
        assert!(problems.contains(&format!("simulation.{key}")), "{key} is not in: {problems}");
    }
}

#[test]
fn degenerate_inputs_behave() {
    // No range at all, a range of no width, a central value at an end, one draw.
    for amount in ["100", "{ central = 90, low = 90, high = 90 }", "{ central = 80, low = 80, high = 140 }"] {
        for draws in [1, 2, 1_000] {
            let result = load(&small(amount, "")).simulate(&Simulation::new(draws).measure(TOTAL)).unwrap();
            let total = result.measure(TOTAL).unwrap();
            assert!(total.mean.is_finite() && total.standard_error.is_finite(), "{amount} {draws}");
            assert!(total.percentiles.iter().all(|percentile| percentile.value.is_finite()));
        }
    }
    // Exactly equal costs share every draw.
    let ranking = load(&small("100", "")).simulate(&Simulation::new(100)).unwrap().ranking.unwrap();
    assert!(ranking.options.iter().all(|option| (option.best.share - 0.5).abs() < 1e-12));
    assert_eq!(ranking.not_separated.len(), 1);
}

#[test]
fn percentile_intervals_cover_the_truth_at_their_rate() {
    // 400 runs of 500 draws: a 95% interval misses about 20 times; from 8 to 36 is beyond three standard deviations.
    let appraisal = load(&small("{ central = 110, low = 80, high = 140, shape = \"uniform\" }", ""));
    let mut missed = [0, 0];
    for seed in 0..400 {
        let asked = Simulation::new(500).seed(seed).measure(TOTAL).percentiles([10.0, 50.0]).ranking(false);
        let result = appraisal.simulate(&asked).unwrap();
        for (percentile, (truth, missed)) in
            result.measures[0].percentiles.iter().zip([344.0, 440.0].into_iter().zip(&mut missed))
        {
            if percentile.low > truth || percentile.high < truth {
                *missed += 1;
            }
        }
    }
    // The ranks are whole, so that the interval covers a little more than it promises.
    assert!(missed.iter().all(|missed| (2..=36).contains(missed)), "{missed:?}");
}

#[test]
fn a_run_in_stretches_gives_the_bytes_of_a_run_in_one() {
    let appraisal = load(SANDGATE);
    let asked = Simulation::new(20_000).seed(9);
    let mut run = appraisal.simulation(&asked).unwrap();
    let mut stretches = 0;
    while run.advance(|_| ControlFlow::Continue(())).is_continue() {
        stretches += 1;
    }
    assert!(stretches > 1);
    assert!(run.advance(|_| ControlFlow::Continue(())).is_break());
    assert_eq!(run.finish().to_json(), appraisal.simulate(&asked).unwrap().to_json());
}

#[test]
fn settings_of_a_program_are_those_of_the_builder() {
    let text = r#"{ "draws": 1e3, "seed": "18446744073709551615", "sampling": "latin_hypercube", "measures": ["a", "b"],
        "percentiles": [2.5, 50], "view": "kcc", "saving_target": "100000.50", "ranking": false, "insolvency": false,
        "keep_draws": true, "stop_when": { "measure": "a", "standard_error": 0.5 }, "threads": 4 }"#;
    let asked = Simulation::new(1_000)
        .seed(u64::MAX)
        .sampling(Sampling::LatinHypercube)
        .measure("a")
        .measure("b")
        .percentiles([2.5, 50.0])
        .view("kcc")
        .saving_target(options_appraisal::Decimal::new(10_000_050, 2))
        .ranking(false)
        .insolvency(false)
        .keep_draws(true)
        .stop_when("a", 0.5)
        .threads(4);
    assert_eq!(Simulation::from_value(&Value::from_json(text).unwrap()).unwrap(), asked);
}

#[test]
fn settings_that_are_wrong_are_all_reported() {
    let text = r#"{ "draws": 1.5, "seed": -1, "sampling": "sobel", "measures": "a", "percentiles": [50, 101, "x"],
        "view": 3, "saving_target": "lots", "ranking": "yes", "stop_when": { "measure": "a" }, "threads": 0,
        "drawz": 4 }"#;
    let problems = Simulation::from_value(&Value::from_json(text).unwrap()).unwrap_err();
    let mut addresses: Vec<&str> = problems.iter().map(|problem| problem.address.as_str()).collect();
    addresses.sort_unstable();
    assert_eq!(
        addresses,
        [
            "simulation.draws",
            "simulation.drawz",
            "simulation.measures",
            "simulation.percentiles",
            "simulation.percentiles.3",
            "simulation.ranking",
            "simulation.sampling",
            "simulation.saving_target",
            "simulation.seed",
            "simulation.stop_when.standard_error",
            "simulation.threads",
            "simulation.view",
        ],
        "{problems}"
    );
    assert!(problems.iter().all(|problem| problem.accepted.is_some() && problem.line.is_none()));
}

#[test]
fn a_report_shows_what_was_found_and_is_safe_in_html() {
    // The other option costs 80 to 140 a year for four years, and today's costs 400 in all.
    let text = small("{ central = 110, low = 80, high = 140, shape = \"uniform\" }", "")
        .replace("title = \"Small\"", "title = \"A <b>bold</b> question\"");
    let asked = Simulation::new(2_000).percentiles([50.0]).saving_target(40);
    let result = load(&text).simulate(&asked).unwrap();
    let shown = result.to_text();
    for part in ["A <b>bold</b> question", "P50", "Costs least in", "at least £40", "Draws: 2,000.", "400.00"]
    {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let html = result.to_html();
    assert_eq!(result.draws("inputs").unwrap_err().address.as_str(), "simulation.keep_draws");
    assert!(html.contains("A &lt;b&gt;bold&lt;/b&gt; question") && !html.contains("<b>"));
}
