//! Estimates whose values are listed: what is drawn of them, where their ends count, and how they are written.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use options_appraisal::delivery::{CouncilRun, DeliveryOption};
use options_appraisal::input::{Estimate, Keyed, Pounds, RangeMeaning, Shape};
use options_appraisal::service::{Post, Service, Usage};
use options_appraisal::uncertainty::{Sampling, Simulation, Target};
use options_appraisal::{
    Appraisal, Decimal, FinancialYear, Format, Party, PartyKind, Problems, Question, Settings,
};

const TOTAL: &str = "options.other.net_cost_total.council";
const AMOUNT: &str = "options.other.costs.all.amount";

/// The shares 0.2, 0.5 and 0.3 of 1, 2 and 4: mean 2.4. The weights are on another scale, the values out of order, and
/// the one of no weight never comes.
const WEIGHTED: &str = "{ central = 2, shape = \"discrete\", values = [4, 9, 1, 2], weights = [1.5, 0, 1, 2.5], source = \"s\" }";
/// A third each: mean 7/3.
const EQUAL: &str = "{ central = 2, shape = \"discrete\", values = [1, 2, 4] }";

/// An option of a certain 100 a year and one of this amount, over four years without inflation.
fn small(amount: &str) -> Appraisal {
    let text = format!(
        "[question]\ntitle = \"Small\"\ncouncil = \"council\"\ntoday = \"now\"\nfirst_year = \"2026/27\"\nyears = 4\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n\
         [service]\nname = \"Library\"\nstatutory = true\nusage = {{ staffed_hours = 30, visits = 20000 }}\n\
         [options.now]\nmodel = \"lines\"\nname = \"Now\"\n\
         [options.now.costs.all]\nlabel = \"All\"\namount = 100\nindex = \"none\"\nvat = \"exempt\"\n\
         [options.other]\nmodel = \"lines\"\nname = \"Other\"\n\
         [options.other.costs.all]\nlabel = \"All\"\namount = {amount}\nindex = \"none\"\nvat = \"exempt\"\n"
    );
    Appraisal::load(&text, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn each_value_comes_as_often_as_its_weight_says() {
    const DRAWS: u32 = 30_000;
    for (amount, shares) in [(WEIGHTED, [0.2, 0.5, 0.3]), (EQUAL, [1.0 / 3.0; 3])] {
        for sampling in [Sampling::Random, Sampling::LatinHypercube, Sampling::Sobol] {
            let asked = Simulation::new(DRAWS.into()).measure(TOTAL).sampling(sampling).keep_draws(true);
            let result = small(amount).simulate(&asked).unwrap();
            let draws = result.draws(AMOUNT).unwrap();
            let mut seen = 0;
            for (value, share) in [1.0_f64, 2.0, 4.0].into_iter().zip(shares) {
                let count = draws.iter().filter(|draw| draw.total_cmp(&value).is_eq()).count();
                let found = f64::from(u32::try_from(count).unwrap()) / f64::from(DRAWS);
                let error = (share * (1.0 - share) / f64::from(DRAWS)).sqrt();
                assert!((found - share).abs() < 4.0 * error, "{sampling:?} {value}: {found}");
                seen += count;
            }
            assert_eq!(seen, draws.len(), "{sampling:?}: another value came");
        }
    }
}

#[test]
fn the_mean_is_exact() {
    // Four years of the mean. Each of the 16 replicates has 3,000 strata, which hold each value in its very share; so the
    // mean of the draws is exact too, save for rounding.
    for (amount, mean) in [(WEIGHTED, 4.0 * 2.4), (EQUAL, 28.0 / 3.0)] {
        let asked = Simulation::new(48_000).measure(TOTAL).sampling(Sampling::LatinHypercube);
        let result = small(amount).simulate(&asked).unwrap();
        let total = result.measure(TOTAL).unwrap();
        assert!((4.0 * result.inputs[0].mean - mean).abs() < 1e-14, "{}", result.inputs[0].mean);
        assert!((total.exact_mean.unwrap() - mean).abs() < 1e-13, "{:?}", total.exact_mean);
        assert!((total.mean - mean).abs() < 1e-10, "{}", total.mean);
        // The values themselves, over four years.
        assert_eq!([total.smallest, total.largest].map(f64::to_bits), [4.0_f64, 16.0].map(f64::to_bits));
    }
}

#[test]
fn the_list_is_printed_with_what_was_taken_for_want_of_weights() {
    let described = |amount: &str| {
        let result = small(amount).simulate(&Simulation::new(100)).unwrap();
        result.inputs[0].distribution.clone()
    };
    assert_eq!(described(WEIGHTED), "1 with probability 0.2, 2 with probability 0.5, 4 with probability 0.3");
    assert_eq!(
        described(EQUAL),
        "1 with probability 0.333333, 2 with probability 0.333333, 4 with probability 0.333333 \
         (weights not stated, equal ones taken)"
    );
}

#[test]
fn a_tornado_and_switching_values_reach_from_the_smallest_to_the_largest_value() {
    // 500 has no weight. Four years of 80 and 120 are 320 and 480; at 100 a year both options cost the same.
    let amount =
        "{ central = 90, shape = \"discrete\", values = [120, 80, 500, 90], weights = [1, 1, 0, 1] }";
    let appraisal = small(amount);
    let bar = appraisal.tornado(TOTAL).unwrap().bars[0].clone();
    let shown = [bar.low, bar.high, bar.at_low, bar.at_high].map(|shown| shown.value().normalize());
    assert_eq!(shown, [80, 120, 320, 480].map(Decimal::from));
    let target = Target::options("other", "now", "net_cost_total.council");
    let found = appraisal.switching_values(&target).unwrap().inputs[0].clone();
    let range = found.range.map(|(low, high)| (low.value().normalize(), high.value().normalize()));
    assert_eq!(range, Some((80.into(), 120.into())));
    assert_eq!(found.values[0].value.value().normalize(), 100.into());
    assert!(found.values[0].within_range);
}

#[test]
fn one_value_is_certain() {
    for amount in [
        "{ central = 7, shape = \"discrete\", values = [7] }",
        "{ central = 7, shape = \"discrete\", values = [7, 9, 7], weights = [1, 0, 2] }",
    ] {
        let result = small(amount).simulate(&Simulation::new(100).measure(TOTAL)).unwrap();
        assert!(result.inputs.is_empty());
        assert!((result.measure(TOTAL).unwrap().mean - 28.0).abs() < 1e-12);
    }
}

#[test]
fn a_replaced_value_leaves_its_list() {
    // 7 is not between 1 and 4: neither the list nor its shape may stay with it.
    let replaced = small(WEIGHTED).replace(AMOUNT, 7).unwrap();
    let result = replaced.simulate(&Simulation::new(100).measure(TOTAL)).unwrap();
    assert!(result.inputs.is_empty());
    assert!((result.measure(TOTAL).unwrap().mean - 28.0).abs() < 1e-12);
}

/// A question built in code, with one post at this salary.
fn built(salary: Estimate<Pounds>) -> Question {
    let year = FinancialYear::starting(2026).unwrap();
    let service = Service::new("Library")
        .statutory(true)
        .usage(Usage::new().staffed_hours(25).visits(24_000))
        .posts(Keyed::new().with("assistant", Post::new().fte(1).salary(salary)))
        .pension_rate(Decimal::new(2, 1));
    Question::new(
        Settings::new("Who?", "council", "today", year, 3_u32),
        Keyed::new().with("council", Party::new("Council", PartyKind::CountyCouncil)),
        service,
        Keyed::new().with("today", DeliveryOption::new("As today", CouncilRun::new())),
    )
}

fn salary(values: &[i64], weights: &[i64]) -> Estimate<Pounds> {
    let numbers = |all: &[i64]| all.iter().copied().map(Decimal::from).collect::<Vec<_>>();
    Estimate::new(25_000).one_of(&numbers(values), &numbers(weights))
}

#[test]
fn a_list_is_read_back_as_it_was_written() {
    let asked = Simulation::new(200).measure("options.today.net_cost_total.council");
    for (weights, written) in [(&[1, 3][..], true), (&[], false)] {
        let question = built(salary(&[24_000, 27_000], weights).source("pay scale"));
        let text = question.to_json();
        assert_eq!(text.contains("\"weights\""), written, "{text}");
        let simulated = |appraisal: Appraisal| appraisal.simulate(&asked).unwrap();
        let from_code = simulated(Appraisal::new(&question).unwrap());
        assert_eq!(from_code.inputs.len(), 1);
        assert_eq!(from_code.to_json(), simulated(Appraisal::load(&text, Format::Json).unwrap()).to_json());
    }
}

#[test]
fn what_is_built_in_code_is_refused_as_what_is_read() {
    let refused = |salary: Estimate<Pounds>| Appraisal::new(&built(salary)).map(|_| ()).unwrap_err();
    let one = |problems: &Problems| {
        assert_eq!(problems.len(), 1, "{problems}");
        problems.iter().next().unwrap().address.to_string()
    };
    let at = |key: &str| format!("service.posts.assistant.salary.{key}");
    let list = || salary(&[24_000, 27_000], &[1, 3]);
    assert_eq!(one(&refused(list().shape(Shape::Pert))), at("shape"));
    assert_eq!(one(&refused(list().meaning(RangeMeaning::MinMax))), at("range"));
    assert_eq!(one(&refused(salary(&[24_000, 27_000], &[1]))), at("weights"));
    assert_eq!(one(&refused(salary(&[24_000, 27_000], &[0, 0]))), at("weights"));
    assert_eq!(one(&refused(salary(&[], &[]))), at("values"));
    assert_eq!(one(&refused(salary(&[26_000, 27_000], &[]))), at("central"));
    let both = refused(list().between(24_000, 27_000)).to_string();
    assert!(both.contains(&at("low")) && both.contains(&at("high")), "{both}");
}
