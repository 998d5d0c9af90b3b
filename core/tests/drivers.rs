//! What drives the spread of a measure, what it is worth to know more, and means that need no draws.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use options_appraisal::uncertainty::{Drivers, IndicesFrom, Information, Simulation};
use options_appraisal::{Appraisal, Decimal, Format};

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");
const TOTAL: &str = "options.other.net_cost_total.council";
const A: &str = "options.other.costs.a.amount";
const B: &str = "options.other.costs.b.amount";

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Two options: one of a certain 100 a year, and one with the lines that are given, without inflation unless `growth` says
/// so.
fn question(years: u32, growth: &str, lines: &str) -> String {
    format!(
        "[question]\ntitle = \"Small\"\ncouncil = \"council\"\ntoday = \"now\"\nfirst_year = \"2026/27\"\nyears = {years}\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n\
         [indices.general]\ngrowth = {growth}\n\
         [service]\nname = \"Library\"\nstatutory = true\nusage = {{ staffed_hours = 30, visits = 20000 }}\n\
         [options.now]\nmodel = \"lines\"\nname = \"Now\"\n\
         [options.now.costs.all]\nlabel = \"All\"\namount = 100\nindex = \"none\"\nvat = \"exempt\"\n\
         [options.other]\nmodel = \"lines\"\nname = \"Other\"\n{lines}"
    )
}

fn line(id: &str, amount: &str, index: &str) -> String {
    format!(
        "[options.other.costs.{id}]\nlabel = \"{id}\"\namount = {amount}\nindex = \"{index}\"\nvat = \"exempt\"\n"
    )
}

fn uniform(low: f64, high: f64) -> String {
    format!("{{ central = {}, low = {low}, high = {high}, shape = \"uniform\" }}", 0.5 * (low + high))
}

#[track_caller]
fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found}, expected {expected}");
}

#[test]
fn shares_of_a_sum_are_exact() {
    // Widths of 60 and 30: variances of 300 and 75 a year, so four fifths and one fifth.
    let lines = [line("a", &uniform(80.0, 140.0), "none"), line("b", &uniform(5.0, 35.0), "none")].concat();
    let result = load(&question(4, "0", &lines)).drivers(&Drivers::new(TOTAL)).unwrap();
    assert_eq!((result.found, result.samples), (IndicesFrom::ClosedForm, None));
    assert_eq!(result.drivers[0].address.as_str(), A);
    for (driver, share) in result.drivers.iter().zip([0.8, 0.2]) {
        near(driver.first.share, share, 1e-14);
        assert_eq!(driver.first, driver.total);
    }
    near(result.standard_deviation, 4.0 * 375.0_f64.sqrt(), 1e-9);
    assert!(result.to_text().contains("80.0%") && result.to_html().contains("20.0%"));
    assert!(result.drivers[1].sentence.contains("20.0% of the variance"), "{}", result.drivers[1].sentence);
}

#[test]
fn indices_of_a_product_are_those_of_the_formula() {
    // x (2 + g), x uniform from 80 to 140 (mean 110, variance 300), g from 0 to 1 (2 + g: mean 2.5, variance 1/12).
    // 2.5^2 300 = 1875, 110^2 / 12 = 1008.333, 300 / 12 = 25: together 2908.333.
    let appraisal = load(&question(2, &uniform(0.0, 1.0), &line("a", &uniform(80.0, 140.0), "general")));
    let result = appraisal.drivers(&Drivers::new(TOTAL)).unwrap();
    assert_eq!((result.found, result.samples), (IndicesFrom::Draws, Some(8_192)));
    let whole = 1875.0 + 12_100.0 / 12.0 + 25.0;
    for (address, alone) in [(A, 1875.0), ("indices.general.growth", 12_100.0 / 12.0)] {
        let driver = result.driver(address).unwrap();
        near(driver.first.share, alone / whole, 0.02);
        near(driver.total.share, (alone + 25.0) / whole, 0.02);
        assert!(driver.first.low < alone / whole && alone / whole < driver.first.high, "{driver:?}");
        assert!(driver.first.told_from_nought);
    }
    near(result.standard_deviation, whole.sqrt(), 0.01 * whole.sqrt());
    // The same seed gives the same bytes, and another one others.
    let again = |seed| appraisal.drivers(&Drivers::new(TOTAL).samples(256).seed(seed)).unwrap().to_json();
    assert_eq!(again(3), again(3));
    assert_ne!(again(3), again(4));
}

#[test]
fn an_index_below_nought_is_shown_and_cannot_be_told_from_nought() {
    let lines =
        [line("a", &uniform(80.0, 140.0), "general"), line("b", &uniform(5.0, 5.02), "general")].concat();
    let appraisal = load(&question(3, &uniform(0.0, 1.0), &lines));
    let mut below = 0;
    for seed in 1..=20 {
        let result = appraisal.drivers(&Drivers::new(TOTAL).samples(64).seed(seed)).unwrap();
        for driver in result.drivers.iter().filter(|driver| driver.first.share < 0.0) {
            below += 1;
            assert!(!driver.first.told_from_nought && driver.first.low < 0.0, "{driver:?}");
            assert!(driver.sentence.contains("cannot be told from nought"), "{}", driver.sentence);
        }
    }
    assert!(below > 0);
}

#[test]
fn correlated_inputs_are_refused_where_the_measure_depends_on_both() {
    let lines = [
        line("a", &uniform(80.0, 140.0), "none"),
        line("b", &uniform(5.0, 35.0), "none"),
        "[options.third]\nmodel = \"lines\"\nname = \"Third\"\n".to_owned(),
        line("c", &uniform(80.0, 140.0), "none").replace("other", "third"),
    ]
    .concat();
    let with = |one: &str, other: &str| {
        format!(
            "{}[correlations.both]\nbetween = [\"{one}\", \"{other}\"]\nrank = 0.5\n",
            question(4, "0", &lines)
        )
    };
    let problems = load(&with(A, B)).drivers(&Drivers::new(TOTAL)).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!(problem.address.as_str(), "correlations.both");
    assert!(problem.message.contains("correlated"), "{problem}");
    // The measure of one option knows nothing of the other's line.
    let apart = load(&with(A, "options.third.costs.c.amount"));
    let result = apart.drivers(&Drivers::new(TOTAL)).unwrap();
    near(result.driver(A).unwrap().first.share, 0.8, 1e-14);
    assert_eq!(result.without_effect.len(), 1);
    // What one is worth knowing can be asked all the same.
    assert!(load(&with(A, B)).value_of_information(&Information::new().draws(500)).is_ok());
}

#[test]
fn what_does_not_vary_and_what_cannot_be_asked_are_told() {
    let certain = load(&question(4, "0", &line("a", "100", "none"))).drivers(&Drivers::new(TOTAL)).unwrap();
    assert_eq!((certain.found, certain.drivers.len()), (IndicesFrom::NothingVaries, 0));
    let appraisal = load(SANDGATE);
    let asked = Drivers::new("options.nowhere.net_present_cost.kcc").samples(1).resamples(0);
    let problems = appraisal.drivers(&asked).unwrap_err().to_string();
    for at in ["drivers.samples", "drivers.resamples", "measure"] {
        assert!(problems.contains(at), "{at} is not in: {problems}");
    }
    let problems =
        appraisal.value_of_information(&Information::new().view("nobody").draws(7)).unwrap_err().to_string();
    for at in ["information.draws", "information.view"] {
        assert!(problems.contains(at), "{at} is not in: {problems}");
    }
}

#[test]
fn what_is_worth_knowing_is_what_the_integrals_say() {
    // Today's 100 against a + b, with a uniform from 80 to 100 and b from 0 to 30: on average 105. In a year,
    // knowing both: E[(100 - a - b)+] = 20^3 / 6 / 600 = 2.2222;
    // knowing a: E[(85 - a)+] = 5^2 / 2 / 20 = 0.625; knowing b: E[(10 - b)+] = 10^2 / 2 / 30 = 1.6667.
    let lines = [line("a", &uniform(80.0, 100.0), "none"), line("b", &uniform(0.0, 30.0), "none")].concat();
    let appraisal = load(&question(4, "0", &lines));
    let outcome = appraisal.run().unwrap();
    let option = outcome.tables().options.iter().find(|option| option.id == "now").unwrap();
    let a_pound: f64 =
        option.views[0].economic.net_present_cost.value().to_string().parse::<f64>().unwrap() / 100.0;
    let result = appraisal.value_of_information(&Information::new().draws(200_000)).unwrap();
    assert_eq!((result.view.as_str(), result.best.as_str()), ("council", "now"));
    near(result.everything, a_pound * 20.0 / 9.0, 4.0 * result.standard_error);
    assert!(result.standard_error < 0.03 * result.everything);
    let [a, b] = [A, B].map(|address| result.input(address).unwrap());
    near(a.value, a_pound * 0.625, 0.03 * a_pound);
    near(b.value, a_pound / 0.6, 0.04 * a_pound);
    assert_eq!(result.inputs[0].address.as_str(), B);
    assert_eq!(
        b.sentence,
        format!(
            "Finding out {B} exactly before deciding is worth up to £{}; a survey that costs more cannot pay.",
            b.value.round()
        )
    );
    assert!(result.to_text().contains(B));
    // The draws are those of a simulation: what is worth knowing in all is its smallest expected regret.
    let ranking = appraisal.simulate(&Simulation::new(200_000)).unwrap().ranking.unwrap();
    near(result.everything, ranking.value_of_perfect_information, 1e-9);
}

#[test]
fn the_mean_of_draws_is_the_exact_one_where_there_is_one() {
    let within = |result: &options_appraisal::uncertainty::SimulationResult| {
        let mut exact = 0;
        for measure in &result.measures {
            let Some(mean) = measure.exact_mean else { continue };
            exact += 1;
            near(measure.mean, mean, 4.0 * measure.standard_error + 1e-9 * mean.abs());
        }
        exact
    };
    // Two years of x (2 + g): 110 times 2.5. In a third year the growth is squared.
    let text = |years| question(years, &uniform(0.0, 1.0), &line("a", &uniform(80.0, 140.0), "general"));
    let asked = Simulation::new(50_000).measure(TOTAL).measure("options.other.net_cost.council");
    let result = load(&text(2)).simulate(&asked).unwrap();
    near(result.measures[0].exact_mean.unwrap(), 275.0, 1e-9);
    assert_eq!(within(&result), 3);
    let result = load(&text(3)).simulate(&asked).unwrap();
    assert_eq!(result.measures[0].exact_mean, None);
    assert_eq!(within(&result), 2);
    // Correlated factors have no such product; the sum of correlated amounts has its mean.
    let both = "[correlations.both]\nbetween = [\"options.other.costs.a.amount\", \"indices.general.growth\"]\nrank = 0.5\n";
    let result = load(&format!("{}{both}", text(2))).simulate(&asked).unwrap();
    assert_eq!(result.measures[0].exact_mean, None);
    near(result.measures[1].exact_mean.unwrap(), 110.0, 1e-9);
    // PERT from 60 to 200 about 110: (60 + 440 + 200) / 6 = 116.667.
    let lines = line("a", "{ central = 110, low = 60, high = 200 }", "none");
    let result = load(&question(4, "0", &lines)).simulate(&asked).unwrap();
    near(result.measures[0].exact_mean.unwrap(), 4.0 * 700.0 / 6.0, 1e-9);
    assert_eq!(within(&result), 2);
    // A normal that reaches below nought is held there, which moves its mean.
    let lines = line("a", "{ central = 5, low = -1, high = 11, shape = \"normal\" }", "none");
    if let Ok(appraisal) = Appraisal::load(&question(4, "0", &lines), Format::Toml) {
        assert_eq!(appraisal.simulate(&asked).unwrap().measures[0].exact_mean, None);
    }
    let lines = line("a", "{ central = 5, low = 1, high = 9, shape = \"normal\" }", "none");
    assert_eq!(load(&question(4, "0", &lines)).simulate(&asked).unwrap().measures[0].exact_mean, None);

    let result = load(SANDGATE).simulate(&Simulation::new(50_000)).unwrap();
    assert!(within(&result) >= 1);
}

#[test]
fn the_exact_mean_of_events_is_that_of_the_exact_reader() {
    // A what-if makes an input certain, so that its correlation is gone: only what may happen is left.
    let appraisal = load(SANDGATE);
    let uncertain = appraisal.simulate(&Simulation::new(1)).unwrap().inputs;
    let central =
        |input: &options_appraisal::uncertainty::DrawnInput| Decimal::try_from(input.central).unwrap();
    let appraisal = appraisal
        .replace_all(uncertain.iter().map(|input| (input.address.as_str(), central(input))))
        .unwrap();
    let result = appraisal.simulate(&Simulation::new(5_000)).unwrap();
    assert!(result.inputs.is_empty() && !result.events.is_empty());
    let expected = appraisal.run_expected().unwrap();
    let mut compared = 0;
    for option in &expected.tables().options {
        for (group, exact) in [
            ("net_present_cost.kcc", option.views[0].economic.net_present_cost),
            ("net_cost_total.kcc", option.views[0].net_cost_total),
            ("net_present_cost.society", option.society.net_present_cost),
        ] {
            let measure = result.measure(&format!("options.{}.{group}", option.id)).unwrap();
            let mean = measure.exact_mean.unwrap();
            near(mean, exact.value().to_string().parse().unwrap(), 0.005 + 1e-9 * mean.abs());
            compared += 1;
        }
    }
    assert_eq!(compared, 15);
}

#[test]
fn the_drivers_of_sandgate_add_up() {
    let measure = "options.parish.net_present_cost.kcc";
    let problems = load(SANDGATE).drivers(&Drivers::new(measure)).unwrap_err();
    assert_eq!(problems.iter().next().unwrap().address.as_str(), "correlations.pay_and_energy");
    let appraisal = load(SANDGATE.split("[correlations").next().unwrap());
    let result = appraisal.drivers(&Drivers::new(measure)).unwrap();
    let first: f64 = result.drivers.iter().map(|driver| driver.first.share).sum();
    let total: f64 = result.drivers.iter().map(|driver| driver.total.share).sum();
    // First-order shares leave out what inputs do together, and total ones count it for each.
    assert!(first < 1.05 && total > 0.95, "{first} {total}");
    let simulated = appraisal.simulate(&Simulation::new(50_000)).unwrap();
    let spread = simulated.measure(measure).unwrap().standard_deviation;
    near(result.standard_deviation, spread, 0.03 * spread);
}
