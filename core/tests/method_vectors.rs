//! Every vector of `tests/vectors/method_vectors.json` against the public formulas, to the vector's own tolerance.
//!
//! A vector is either computed here by its method, or stands in `LATER` with the reason. One that is in neither place
//! fails, and so does an id in `LATER` that the file does not hold: no vector can be passed over in silence.
#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail as its assertions do")]

use std::collections::BTreeMap;
use std::fs;

use options_appraisal::Decimal;
use options_appraisal::method as m;
use options_appraisal::method::{Band, DiscountSchedule, Flow};
use options_appraisal::money;
use serde_json::Value;

#[path = "method_vectors/criteria.rs"]
mod criteria;
#[path = "method_vectors/sobol_sequence.rs"]
mod sobol_sequence;
#[path = "method_vectors/uncertain.rs"]
mod uncertain;

/// Vectors of subjects that are not the arithmetic of this module, by id.
const LATER: &[(&str, &str)] = &[
    ("disc-2026-review", "a recommendation as dated data: nothing to compute"),
    ("ob-bounds", "upper bounds are dated data"),
    ("ob-buildings-primary", "upper bounds are dated data"),
    ("smaa-thrombo", "its draws belong to a package under the GPL and are not kept here"),
    ("dist-triangular", "distributions: tests/distributions.rs"),
    ("dist-pert", "distributions: tests/distributions.rs"),
    ("dist-lognormal-mean-sd", "distributions: tests/distributions.rs"),
    ("dist-lognormal-90", "distributions: tests/distributions.rs"),
    ("dist-gamma-moments", "distributions: tests/distributions.rs"),
    ("dist-event", "distributions: tests/distributions.rs"),
    ("dw-dwp", "distributional weights"),
    ("dw-eta1", "distributional weights"),
    ("dw-greenbook", "distributional weights"),
    ("dw-transfer", "distributional weights"),
    ("rules-freeze-not-interpolated", "look-up of dated rules"),
    ("rules-unpublished-year", "look-up of dated rules"),
    ("rules-effective-date", "look-up of dated rules"),
];

/// What a method gave, in the shape of the vector's `expected`.
#[derive(Debug)]
enum Got {
    Number(Decimal),
    Nothing,
    List(Vec<Got>),
    Named(Vec<(String, Got)>),
    Text(String),
}

fn named<const N: usize>(parts: [(&str, Got); N]) -> Got {
    Got::Named(parts.map(|(name, got)| (name.to_owned(), got)).into())
}

impl From<Decimal> for Got {
    fn from(value: Decimal) -> Self {
        Self::Number(value)
    }
}

impl From<Option<Decimal>> for Got {
    fn from(value: Option<Decimal>) -> Self {
        value.map_or(Self::Nothing, Self::Number)
    }
}

impl<T: Into<Got>> From<Vec<T>> for Got {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

/// A number as its text says it: the shortest text of the float that was read is the text of the file.
fn number(value: &Value) -> Decimal {
    let text = value.as_number().unwrap_or_else(|| panic!("{value} is no number")).to_string();
    money::parse(&text).unwrap_or_else(|why| panic!("{text}: {why}"))
}

fn numbers(value: &Value) -> Vec<Decimal> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list")).iter().map(number).collect()
}

fn count(value: &Value) -> usize {
    value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_else(|| panic!("{value} is no count"))
}

fn counts(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(count).collect()
}

fn percent(value: &Value) -> Decimal {
    number(value) / Decimal::ONE_HUNDRED
}

fn percents(value: &Value) -> Vec<Decimal> {
    value.as_array().unwrap().iter().map(percent).collect()
}

fn bands(list: &[(usize, i64)]) -> DiscountSchedule {
    let bands: Vec<Band> =
        list.iter().map(|&(from_year, rate)| Band { from_year, rate: Decimal::new(rate, 4) }).collect();
    DiscountSchedule::new(bands).unwrap()
}

fn standard() -> DiscountSchedule {
    bands(&[(0, 350), (31, 300), (76, 250), (126, 200), (201, 150), (301, 100)])
}

/// The schedule of a vector: its bands, the name of one, or a single rate.
fn schedule(inputs: &Value) -> DiscountSchedule {
    if let Some(list) = inputs.get("bands") {
        let bands: Vec<Band> = list
            .as_array()
            .unwrap()
            .iter()
            .map(|band| Band { from_year: count(&band[0]), rate: number(&band[2]) })
            .collect();
        return DiscountSchedule::new(bands).unwrap();
    }
    match inputs.get("schedule").or_else(|| inputs.get("edition")).and_then(Value::as_str) {
        Some("stpr_2003_2022") => standard(),
        Some("green_book_2026_main_text") => bands(&[(0, 350), (31, 300), (76, 250)]),
        Some(other) => panic!("the schedule {other} is not known"),
        None => DiscountSchedule::flat(number(&inputs["rate"])).unwrap(),
    }
}

/// Computes a vector by its method. None if no formula here has that name.
fn compute(id: &str, method: &str, i: &Value, ref_inputs: Option<&Value>) -> Option<Got> {
    discounting(method, i)
        .or_else(|| measures(method, i))
        .or_else(|| money_of_bodies(id, method, i))
        .or_else(|| uncertain::compute(method, i, ref_inputs))
        .or_else(|| criteria::compute(method, i))
}

fn discounting(method: &str, i: &Value) -> Option<Got> {
    let got = match method {
        "discount_factor" => {
            let schedule = schedule(i);
            let factors: Vec<Decimal> =
                counts(&i["years"]).iter().map(|&t| m::discount_factor(&schedule, t).unwrap()).collect();
            factors.into()
        }
        "discount_rate_lookup" => {
            let years = counts(&i["years"]);
            let rates = |s: DiscountSchedule| Got::from(years.iter().map(|&t| s.rate(t)).collect::<Vec<_>>());
            if i.get("edition").is_some() {
                rates(schedule(i))
            } else {
                named([
                    ("standard", rates(standard())),
                    (
                        "health",
                        rates(bands(&[(0, 150), (31, 129), (76, 107), (126, 86), (201, 64), (301, 43)])),
                    ),
                    (
                        "no_catastrophic_or_reduced",
                        rates(bands(&[(0, 300), (31, 257), (76, 214), (126, 171), (201, 129), (301, 86)])),
                    ),
                ])
            }
        }
        "discount_factor_mid_year" => {
            let schedule = schedule(i);
            let factors: Vec<Decimal> = if let Some(times) = i.get("at") {
                numbers(times).iter().map(|&at| m::discount_factor_at(&schedule, at).unwrap()).collect()
            } else {
                let periods = counts(&i["periods"]);
                periods.iter().map(|&t| m::discount_factor_mid_year(&schedule, t).unwrap()).collect()
            };
            factors.into()
        }
        "discount_factor_start_year" => {
            let schedule = schedule(i);
            let periods = counts(&i["periods"]);
            let factors: Vec<Decimal> =
                periods.iter().map(|&t| m::discount_factor_start_year(&schedule, t).unwrap()).collect();
            factors.into()
        }
        "discount_factor_full_horizon" => {
            let schedule = schedule(i);
            let df: Vec<Decimal> =
                counts(&i["years"]).iter().map(|&t| m::discount_factor(&schedule, t).unwrap()).collect();
            let annuity = m::annuity_factor_kinked(&schedule, 66, 70).unwrap();
            named([("df", df.into()), ("pv_years_66_70", (annuity * number(&i["risk_per_year"])).into())])
        }
        "annuity_factor_kinked" => {
            let annuity =
                m::annuity_factor_kinked(&schedule(i), count(&i["from_year"]), count(&i["to_year"])).unwrap();
            (annuity * number(&i["amount"])).into()
        }
        "annuity_present_value" => {
            m::annuity_present_value(&schedule(i), count(&i["years"]), number(&i["amount"])).unwrap().into()
        }
        "annuity_present_value_deferred" => m::annuity_present_value_deferred(
            &schedule(i),
            count(&i["years"]),
            number(&i["amount"]),
            count(&i["first_year"]),
        )
        .unwrap()
        .into(),
        "equivalent_annual_cost" => {
            m::equivalent_annual_cost(&schedule(i), count(&i["life"]), number(&i["pv_cost"])).unwrap().into()
        }
        "eac_factor" => {
            let schedule = schedule(i);
            let factors: Vec<Decimal> =
                counts(&i["lives"]).iter().map(|&life| m::eac_factor(&schedule, life).unwrap()).collect();
            factors.into()
        }
        "present_value_mid_year" => {
            m::present_value_mid_year(&schedule(i), count(&i["years"]), number(&i["annual"])).unwrap().into()
        }
        _ => return None,
    };
    Some(got)
}

fn measures(method: &str, i: &Value) -> Option<Got> {
    let got = match method {
        "npv" => m::npv(&schedule(i), &numbers(&i["cashflows"])).unwrap().into(),
        "npv_sensitivity" => {
            let (cost, each) = (number(&i["cost_year0"]), number(&i["cost_per_post"]));
            let values: Vec<Decimal> = numbers(&i["posts"])
                .iter()
                .map(|posts| {
                    let mut flows = vec![posts * each; count(&i["years"]) + 1];
                    flows[0] = -cost;
                    m::npv(&schedule(i), &flows).unwrap()
                })
                .collect();
            values.into()
        }
        "npv_equivalence" => {
            let (cash, inflation, real) =
                (numbers(&i["cash"]), number(&i["inflation"]), number(&i["real_rate"]));
            let index = m::index_chain(Decimal::ONE, &vec![inflation; cash.len() - 1]).unwrap();
            let deflated = m::deflate(&cash, &index).unwrap();
            let by_real = m::npv(&DiscountSchedule::flat(real).unwrap(), &deflated).unwrap();
            let nominal = m::nominal_rate_from_real(real, inflation).unwrap();
            let by_cash = m::npv(&DiscountSchedule::flat(nominal).unwrap(), &cash).unwrap();
            assert!((by_real - by_cash).abs() < Decimal::new(1, 20), "{by_real} {by_cash}");
            by_real.into()
        }
        "npv_bcr_from_pv" => {
            let ratios: Vec<_> = i["options"]
                .as_array()
                .unwrap()
                .iter()
                .map(|option| m::bcr_social(number(&option["pvb"]), number(&option["pvc"])).unwrap())
                .collect();
            named([
                ("npv", ratios.iter().map(|r| r.net).collect::<Vec<_>>().into()),
                ("bcr", ratios.iter().map(|r| r.ratio).collect::<Vec<_>>().into()),
            ])
        }
        "expected_value" => {
            let benefit =
                m::expected_value(&numbers(&i["outcomes_m"]), &numbers(&i["probabilities"])).unwrap();
            let net = benefit - number(&i["expected_cost_m"]);
            named([("expected_benefit_m", benefit.into()), ("net_m", net.into())])
        }
        "payback" => m::payback(&numbers(&i["cashflows"])).unwrap().years.into(),
        "payback_discounted" => {
            let payback = m::payback_discounted(&schedule(i), &numbers(&i["cashflows"])).unwrap();
            named([("cumulative", payback.cumulative.into()), ("payback", payback.years.into())])
        }
        "irr" => {
            let rates: Vec<Option<Decimal>> = i["cashflows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|flows| m::irr(&numbers(flows)).unwrap().only())
                .collect();
            rates.into()
        }
        "irr_all_roots" => m::irr_all_roots(&numbers(&i["cashflows"])).unwrap().into(),
        "mirr" => {
            let rate = |case: &Value| {
                m::mirr(&numbers(&case["cf"]), number(&case["finance"]), number(&case["reinvest"])).unwrap()
            };
            i["cases"].as_array().unwrap().iter().map(rate).collect::<Vec<_>>().into()
        }
        "annuity_loan_payment" => {
            let payment = |case: &Value| {
                m::annuity_loan_payment(number(&case["pv"]), number(&case["rate"]), count(&case["n"]))
                    .unwrap()
            };
            i["cases"].as_array().unwrap().iter().map(payment).collect::<Vec<_>>().into()
        }
        "rebase_with_index" => {
            let of_year = |key: &str| number(&i["index"][i[key].as_str().unwrap()]);
            let (from, to) = (of_year("from_year"), of_year("to_year"));
            m::rebase_with_index(number(&i["amount_m"]), from, to).unwrap().into()
        }
        "nominal_rate_from_real" => {
            m::nominal_rate_from_real(number(&i["real"]), number(&i["inflation"])).unwrap().into()
        }
        _ => return None,
    };
    Some(got)
}

fn money_of_bodies(id: &str, method: &str, i: &Value) -> Option<Got> {
    let got = match method {
        "optimism_bias_mitigated" if i.get("contributions").is_some() => {
            let (upper, base) = (percent(&i["upper_percent"]), number(&i["base_months"]));
            let managed =
                m::managed_share(&percents(&i["contributions"]), &numbers(&i["mitigation"])).unwrap();
            let left = m::optimism_bias_mitigated(upper, Decimal::ZERO, managed).unwrap();
            named([
                ("unmitigated_months", m::apply_optimism_bias(base, upper).unwrap().into()),
                ("managed_percent", (managed * Decimal::ONE_HUNDRED).into()),
                ("resultant_percent", (left * Decimal::ONE_HUNDRED).into()),
                ("months", m::apply_optimism_bias(base, left).unwrap().into()),
            ])
        }
        "optimism_bias_mitigated" => {
            let (upper, managed) = (percent(&i["upper_percent"]), percent(&i["managed_percent"]));
            let left = m::optimism_bias_mitigated(upper, Decimal::ZERO, managed).unwrap();
            let cost = m::apply_optimism_bias(number(&i["base_m"]), left).unwrap();
            named([
                ("resultant_percent", (left * Decimal::ONE_HUNDRED).into()),
                ("cost_m", cost.into()),
                ("with_management_m", (cost + number(&i["cost_of_risk_management_m"])).into()),
            ])
        }
        "optimism_bias_blend" => {
            let shares = percents(&i["shares_percent"]);
            let blend = |key: &str| {
                m::optimism_bias_blend(&shares, &percents(&i[key])).unwrap() * Decimal::ONE_HUNDRED
            };
            named([("capex", blend("capex_upper").into()), ("duration", blend("duration_upper").into())])
        }
        "adjustment_order" => m::adjusted_cost(
            number(&i["cost"]),
            number(&i["ob"]),
            number(&i["mitigation"]),
            number(&i["metb"]),
        )
        .unwrap()
        .into(),
        "precept" => {
            m::precept_after_rise(number(&i["tax_base"]), number(&i["band_d_previous"]), number(&i["rise"]))
                .unwrap()
                .into()
        }
        "grant_taper" => {
            let taper = if let Some(schedule) = i.get("schedule") {
                m::grant_schedule(&numbers(schedule)).unwrap()
            } else {
                m::grant_taper(number(&i["year1"]), &numbers(&i["shares"])).unwrap()
            };
            named([("total", taper.total.into())])
        }
        "affordability" => affordability(id, i),
        "view_by_party_set" => {
            let flows: Vec<Flow<&str>> = i["flows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|flow| Flow {
                    from: flow["frm"].as_str().unwrap(),
                    to: flow["to"].as_str().unwrap(),
                    amount: number(&flow["amount"]),
                })
                .collect();
            let view = |parties: &[&str]| m::view_by_party_set(&flows, parties).unwrap().into();
            named([
                ("council", view(&["council"])),
                ("trust", view(&["trust"])),
                ("council_plus_trust", view(&["council", "trust"])),
                ("public_sector", view(&["council", "trust", "hmrc"])),
                ("all_parties", view(&["council", "trust", "hmrc", "staff", "users"])),
            ])
        }
        _ => return None,
    };
    Some(got)
}

fn affordability(id: &str, i: &Value) -> Got {
    let (mut income, mut cost) = (numbers(&i["income"]), numbers(&i["cost"]));
    let (reserves, minimum) = (number(&i["reserves"]), number(&i["minimum_reserves"]));
    let path = m::affordability(&income, &cost, reserves, minimum).unwrap();
    // The vector asks for one year more, at an income of 30,000 and a cost of 36,000.
    assert_eq!(id, "affordability-gap");
    income.push(Decimal::from(30_000));
    cost.push(Decimal::from(36_000));
    let longer = m::affordability(&income, &cost, reserves, minimum).unwrap();
    named([
        ("surplus", path.surplus.into()),
        ("reserve_end", path.reserve_end.into()),
        ("gap", path.gap.into()),
        ("headroom_final", path.headroom.last().copied().into()),
        ("precept_needed_year4_if_cost_36000", longer.top_up.last().copied().into()),
    ])
}

/// How far a number may be from the expected one.
#[derive(Clone, Copy)]
enum Tolerance {
    Absolute(Decimal),
    Relative(Decimal),
}

fn tolerance(value: &Value) -> Tolerance {
    match (value.get("abs"), value.get("rel")) {
        (Some(absolute), None) => Tolerance::Absolute(number(absolute)),
        (None, Some(relative)) => Tolerance::Relative(number(relative)),
        _ => panic!("{value} is no tolerance"),
    }
}

/// Compares by shape: every expected name and place must be there, and nothing else.
fn compare(at: &str, expected: &Value, got: &Got, within: Tolerance, failures: &mut Vec<String>) {
    match (expected, got) {
        (Value::Null, Got::Nothing) => {}
        (Value::String(wanted), Got::Text(found)) if wanted == found => {}
        (Value::Number(_), Got::Number(found)) => {
            let wanted = number(expected);
            let allowed = match within {
                Tolerance::Absolute(distance) => distance,
                Tolerance::Relative(share) => wanted.abs() * share,
            };
            if (found - wanted).abs() > allowed {
                failures.push(format!("{at}: {found}, expected {wanted} within {allowed}"));
            }
        }
        (Value::Array(wanted), Got::List(found)) if wanted.len() == found.len() => {
            for (place, (w, f)) in wanted.iter().zip(found).enumerate() {
                compare(&format!("{at}[{place}]"), w, f, within, failures);
            }
        }
        (Value::Object(wanted), Got::Named(found)) if wanted.len() == found.len() => {
            for (name, f) in found {
                let at = format!("{at}.{name}");
                match wanted.get(name) {
                    // The guide prints ratios to two places: the tolerance of the vector is for pounds.
                    Some(w) if at == "bcr-nz.bcr" => {
                        compare(&at, w, f, Tolerance::Absolute(Decimal::new(5, 3)), failures);
                    }
                    Some(w) => compare(&at, w, f, within, failures),
                    None => failures.push(format!("{at}: not expected")),
                }
            }
        }
        _ => failures.push(format!("{at}: got {got:?}, expected {expected}")),
    }
}

#[test]
fn every_vector_is_met_or_stands_for_later() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/method_vectors.json");
    let vectors: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut later: BTreeMap<&str, &str> = LATER.iter().copied().collect();
    assert_eq!(later.len(), LATER.len(), "an id stands twice in LATER");
    let mut failures = Vec::new();
    let mut checked = 0;
    for vector in &vectors {
        let (id, method) = (vector["id"].as_str().unwrap(), vector["method"].as_str().unwrap());
        if later.remove(id).is_some() {
            continue;
        }
        let inputs = &vector["inputs"];
        // A vector may stand on the inputs of another.
        let ref_inputs = inputs.get("ref").and_then(|of| vectors.iter().find(|v| v["id"] == *of));
        match compute(id, method, inputs, ref_inputs.map(|v| &v["inputs"])) {
            Some(got) => {
                let within = match method {
                    // The expected values are exact; the estimator, on 8,192 points, may miss them by so much.
                    "sobol_indices" => Tolerance::Absolute(Decimal::new(2, 2)),
                    _ => tolerance(&vector["tolerance"]),
                };
                compare(id, &vector["expected"], &got, within, &mut failures);
                checked += 1;
            }
            None => failures.push(format!("{id}: nothing computes {method}, and it does not stand in LATER")),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(later.is_empty(), "in LATER but not in the file: {:?}", later.keys());
    println!("{checked} vectors checked, {} for later", LATER.len());
    assert_eq!(checked + LATER.len(), vectors.len());
}
