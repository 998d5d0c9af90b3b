//! The vectors of criteria: weighted scores, ties, switching weights, money beside scores, and acceptability over draws.

use options_appraisal::Decimal;
use options_appraisal::method as m;
use options_appraisal::method::CostedScore;
use options_appraisal::method::sampled as s;
use serde_json::Value;

use super::{Got, named, number, numbers};

pub(crate) fn compute(method: &str, i: &Value) -> Option<Got> {
    let got = match method {
        "swing_weights" => m::swing_weights(&numbers(&i["swings"])).unwrap().into(),
        "weighted_sum" => weighted_sum(i),
        "weight_at_which_rank_changes" => {
            let (a, b) = (numbers(&i["scores"]["A"]), numbers(&i["scores"]["B"]));
            let first = number(&i["base_weight_first"]);
            let weights = [first, Decimal::ONE - first];
            let switch = m::weight_switch(&a, &b, &weights, 0).unwrap().unwrap();
            let at = |own: &[Decimal]| m::score_with_weight(own, &weights, 0, switch).unwrap();
            assert_eq!(at(&a), at(&b));
            named([("w_first", switch.into())])
        }
        "cost_per_benefit_point" => cost_per_point(i),
        "partial_value_function" => {
            let points: Vec<(Decimal, Decimal)> =
                numbers(&i["cutoffs"]).into_iter().zip(numbers(&i["values"])).collect();
            let value = |x| m::piecewise_linear(&points, x).unwrap();
            numbers(&i["x"]).into_iter().map(value).collect::<Vec<_>>().into()
        }
        "smaa_pairwise_winning_index" => {
            // Nine draws with the first ahead, and one the other way round: the vector says them in words.
            assert!(i["draws"].as_str().unwrap().contains("nine draws, reversed in one"));
            let column = |one: f64| [vec![one; 9], vec![1.0 - one]].concat();
            let found = s::pairwise_winning(&[column(1.0), column(0.0)]).unwrap();
            named([("a1_over_a2", found[0][1].into()), ("a2_over_a1", found[1][0].into())])
        }
        _ => return None,
    };
    Some(got)
}

/// By name or in order, as the vector has it. Where it names options, the ranks are checked as well.
fn weighted_sum(i: &Value) -> Got {
    if let Some(weights) = i["weights"].as_object() {
        let weights: Vec<Decimal> = weights.values().map(number).collect();
        // The scores stand in the order in which the source names its criteria: cost, profit, safety.
        let options = i["scores"].as_object().unwrap();
        let totals: Vec<Decimal> =
            options.values().map(|own| m::weighted_score(&weights, &numbers(own)).unwrap()).collect();
        // Alpha, beta, delta, gamma: the two that are equal share the first place.
        let names: Vec<&str> = options.keys().map(String::as_str).collect();
        let rank = |name: &str| m::shared_ranks(&totals)[names.iter().position(|own| *own == name).unwrap()];
        assert_eq!(["beta", "gamma", "delta", "alpha"].map(rank), [1, 1, 3, 4]);
        return Got::Named(options.keys().cloned().zip(totals.into_iter().map(Got::Number)).collect());
    }
    let weights = numbers(&i["weights"]);
    let totals: Vec<Decimal> = i["scores"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| m::weighted_score(&weights, &numbers(own)).unwrap())
        .collect();
    // Printed to one place the second and the fourth look alike; they are not, and do not share a rank.
    assert_eq!(m::shared_ranks(&totals), [4, 2, 3, 1]);
    totals.into()
}

fn cost_per_point(i: &Value) -> Got {
    let options = i["options"].as_array().unwrap();
    let id = |place: usize| options[place]["id"].as_str().unwrap().to_owned();
    let all: Vec<CostedScore> = options
        .iter()
        .map(|own| CostedScore { cost: number(&own["npc"]), score: number(&own["score"]) })
        .collect();
    let found = m::cost_per_point(&all).unwrap();
    let efficient = || (0..all.len()).filter(|place| found[*place].dominated_by.is_empty());
    let per_point = efficient().map(|place| (id(place), found[place].per_point.into())).collect();
    // The guide sets both against the cheapest.
    let against_first = |place| m::marginal_cost_per_point(&all[0], &all[place]).unwrap();
    let marginal = efficient().skip(1).map(|place| (id(place), against_first(place).into())).collect();
    let dominated = (0..all.len()).filter(|place| !found[*place].dominated_by.is_empty());
    named([
        ("cost_per_point", Got::Named(per_point)),
        ("marginal_vs_P", Got::Named(marginal)),
        ("dominated", Got::List(dominated.map(|place| Got::Text(id(place))).collect())),
    ])
}
