//! Distributions against scipy, against the vectors of the methods, and against themselves.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_cmp,
    reason = "the helpers of a test fail as its assertions do"
)]

use std::fs;

use options_appraisal::input::{RangeMeaning, Shape};
use options_appraisal::uncertainty::distribution::{
    Distribution, DistributionError, Fitted, Sampler, fill_normal_cdf, fill_normal_quantile, normal_cdf,
    normal_quantile,
};
use serde_json::Value;

fn read(name: &str) -> Value {
    let path = format!("{}/../tests/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn made(kind: &str, p: &[f64]) -> Distribution {
    match kind {
        "uniform" => Distribution::uniform(p[0], p[1]),
        "triangular" => Distribution::triangular(p[0], p[1], p[2]),
        "pert" => Distribution::pert(p[0], p[1], p[2]),
        "beta" => Distribution::beta_between(p[0], p[1], p[2], p[3]),
        "normal" => Distribution::normal(p[0], p[1]),
        "lognormal" => Distribution::lognormal(p[0], p[1]),
        "gamma" => Distribution::gamma(p[0], p[1]),
        other => panic!("no law {other}"),
    }
    .unwrap()
}

/// Every law of the table of scipy, by name.
fn laws() -> Vec<(String, Distribution)> {
    let table = read("distributions.json");
    let laws = table["laws"].as_array().unwrap().iter();
    laws.map(|law| {
        let (kind, parameters) = (law["kind"].as_str().unwrap(), numbers(&law["parameters"]));
        (format!("{kind} {parameters:?}"), made(kind, &parameters))
    })
    .collect()
}

/// Those laws, and the shapes that are not in it.
fn all_laws() -> Vec<(String, Distribution)> {
    let triangular = || Distribution::triangular(-50.0, 100.0, 300.0).unwrap();
    let data: Vec<_> = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0].into();
    let more = [
        ("event", Distribution::event(0.2, triangular())),
        ("event, normal", Distribution::event(0.7, Distribution::normal(0.0, 2.0).unwrap())),
        ("event, PERT", Distribution::event(0.95, Distribution::pert(1.0, 2.0, 4.0).unwrap())),
        ("bernoulli", Distribution::bernoulli(0.3)),
        ("discrete", Distribution::discrete(&[5.0, -1.0, 2.0, 5.0], &[1.0, 2.0, 3.0, 4.0])),
        ("empirical", Distribution::empirical(&data)),
        ("constant", Distribution::constant(7.0)),
    ];
    let more = more.into_iter().map(|(name, law)| (name.to_owned(), law.unwrap()));
    laws().into_iter().chain(more).collect()
}

/// Uniform numbers: odd multiples of 2^-53, by `SplitMix64`.
fn uniforms(seed: u64, count: usize) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    #[expect(clippy::cast_precision_loss, reason = "52 digits")]
    (0..count).map(|_| ((next() >> 12) as f64 + 0.5) / 4_503_599_627_370_496.0).collect()
}

fn drawn(law: &Distribution, uniforms: &[f64]) -> Vec<f64> {
    let mut out = vec![f64::NAN; uniforms.len()];
    Sampler::new(law).fill(uniforms, &mut out);
    out
}

/// Uniform numbers that are hard for a table: at the edges of octaves and segments, beside them, and far out.
fn hard_uniforms() -> Vec<f64> {
    let mut out = Vec::new();
    let mut octave = 0.5_f64;
    for _ in 0..52 {
        for segment in 0..64 {
            let edge = octave * (1.0 + f64::from(segment) / 64.0) * 0.5;
            for u in [edge, f64::from_bits(edge.to_bits() - 1), f64::from_bits(edge.to_bits() + 1)] {
                out.extend([u, 1.0 - u]);
            }
        }
        octave *= 0.5;
    }
    out.push(0.5);
    out.extend([1e-15, 1.0 - 1e-15, 1e-300, f64::MIN_POSITIVE]);
    out.retain(|u| *u > 0.0 && *u < 1.0);
    out
}

fn vector(id: &str) -> (Value, Value) {
    let all = read("method_vectors.json");
    let found = all.as_array().unwrap().iter().find(|vector| vector["id"] == id).unwrap().clone();
    (found["inputs"].clone(), found["expected"].clone())
}

fn near(found: f64, expected: f64, relative: f64, what: &str) {
    assert!((found - expected).abs() <= relative * expected.abs(), "{what}: {found}, not {expected}");
}

#[test]
fn quantiles_and_shares_are_those_of_scipy() {
    let table = read("distributions.json");
    let laws = table["laws"].as_array().unwrap();
    assert!(laws.len() > 30);
    for law in laws {
        let (kind, p) = (law["kind"].as_str().unwrap(), numbers(&law["parameters"]));
        let made = made(kind, &p);
        let low = made.bounds().0;
        for row in law["rows"].as_array().unwrap() {
            // As text: the reader of JSON may miss the last digit of a number.
            let row: Vec<f64> =
                row.as_array().unwrap().iter().map(|text| text.as_str().unwrap().parse().unwrap()).collect();
            let [u, quantile, x, share] = row[..] else { panic!("a row of four") };
            let found = made.quantile(u);
            // A normal crosses nought, where no error is small beside the value: beside the standard deviation it is.
            let size = if low.is_finite() { quantile - low } else { p[1] };
            assert!(
                (found - quantile).abs() <= 1e-12 * size + 4e-16 * quantile.abs(),
                "{kind} {p:?}: quantile of {u:e} is {found:e}, not {quantile:e}"
            );
            near(made.cdf(x), share, 1e-12, &format!("{kind} {p:?}: share below {x:e}"));
        }
    }
}

#[test]
fn the_vectors_of_the_methods_hold() {
    let (given, expected) = vector("dist-triangular");
    let number = |of: &Value, key: &str| of[key].as_f64().unwrap();
    let three = |of: &Value| (number(of, "low"), number(of, "mode"), number(of, "high"));
    let (low, mode, high) = three(&given);
    let law = Distribution::triangular(low, mode, high).unwrap();
    near(law.mean(), number(&expected, "mean"), 1e-12, "mean");
    near(law.variance(), number(&expected, "variance"), 1e-12, "variance");
    for (key, u) in [("p10", 0.1), ("p50", 0.5), ("p80", 0.8), ("p90", 0.9)] {
        near(law.quantile(u), number(&expected, key), 1e-12, key);
    }

    let (given, expected) = vector("dist-pert");
    let (low, mode, high) = three(&given);
    let law = Distribution::pert(low, mode, high).unwrap();
    near(law.mean(), number(&expected, "mean"), 1e-12, "mean");
    near(law.variance(), number(&expected, "exact_variance"), 1e-12, "variance");
    for (key, u) in [("p10", 0.1), ("p50", 0.5), ("p80", 0.8), ("p90", 0.9)] {
        near(law.quantile(u), number(&expected, key), 1e-12, key);
    }

    let (given, expected) = vector("dist-lognormal-mean-sd");
    let law = Distribution::lognormal_from_mean_sd(number(&given, "mean"), number(&given, "sd")).unwrap();
    assert!((law.quantile(0.025) - number(&expected, "p2_5")).abs() < 0.051);
    assert!((law.quantile(0.975) - number(&expected, "p97_5")).abs() < 0.051);
    near(law.mean(), number(&given, "mean"), 1e-14, "mean");
    near(law.variance().sqrt(), number(&given, "sd"), 1e-14, "sd");

    let (given, expected) = vector("dist-lognormal-90");
    let (low, high) = (number(&given, "p5"), number(&given, "p95"));
    let law = Distribution::lognormal_between(low, high, RangeMeaning::P5P95).unwrap();
    near(law.quantile(0.5), number(&expected, "median"), 1e-12, "median");
    near(law.mean(), number(&expected, "mean"), 1e-9, "mean");

    let (given, expected) = vector("dist-gamma-moments");
    let cases = given["cases"].as_array().unwrap();
    for (case, percentiles) in cases.iter().zip(expected.as_array().unwrap()) {
        let (case, percentiles) = (numbers(case), numbers(percentiles));
        let law = Distribution::gamma(case[0], case[1]).unwrap();
        near(law.quantile(0.025), percentiles[0], 0.01, "2.5th percentile");
        near(law.quantile(0.975), percentiles[1], 0.01, "97.5th percentile");
    }

    let (given, expected) = vector("dist-event");
    assert_eq!(given["impact"], "triangular(50,100,300)");
    let impact = Distribution::triangular(50.0, 100.0, 300.0).unwrap();
    let law = Distribution::event(number(&given, "p"), impact).unwrap();
    near(law.mean(), number(&expected, "mean"), 1e-12, "mean");
    near(law.variance(), number(&expected, "variance"), 1e-12, "variance");
}

/// The mean and the variance from the quantile alone: Gauss's rule of four points on cells that halve towards both ends.
#[test]
fn moments_are_those_of_the_quantile() {
    let nodes = [
        (0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
        (0.861_136_311_594_052_6, 0.347_854_845_137_453_9),
    ];
    for (name, law) in all_laws() {
        // Beyond this skew the variance comes from a tail that no grid of uniforms reaches.
        if name == "lognormal [0.0, 3.0]" {
            continue;
        }
        let (mut mean, mut square, mut start) = (0.0, 0.0, 0.25);
        let mean_stated = law.mean();
        let stepped = ["event", "bern", "disc", "empi"].iter().any(|step| name.starts_with(step));
        let cells = if stepped { 256 } else { 32 };
        // Down to 2^-52, below which 1 - u is 1.
        for _ in 0..50 {
            for cell in 0..cells {
                let half = start / f64::from(cells) / 2.0;
                let middle = start + half * (2.0 * f64::from(cell) + 1.0);
                for (node, weight) in nodes {
                    for u in [middle - node * half, middle + node * half] {
                        for x in [law.quantile(u), law.quantile(1.0 - u)] {
                            mean += weight * half * x;
                            square += weight * half * (x - mean_stated) * (x - mean_stated);
                        }
                    }
                }
            }
            start *= 0.5;
        }
        let allowed = if stepped { 1e-3 } else { 1e-8 };
        let sd = law.variance().sqrt();
        assert!(
            (mean - mean_stated).abs() <= allowed * (sd + mean_stated.abs()),
            "{name}: {mean} {mean_stated}"
        );
        near(square, law.variance(), allowed, &name);
    }
}

#[test]
fn draws_are_the_quantiles() {
    let mut at = hard_uniforms();
    at.extend(uniforms(1, 2_000));
    for (name, law) in all_laws() {
        let sampler = Sampler::new(&law);
        let low = law.bounds().0;
        for (u, x) in at.iter().zip(drawn(&law, &at)) {
            let exact = law.quantile(*u);
            let size = if low.is_finite() { exact - low } else { law.variance().sqrt() };
            // Adding the bound rounds to the digits of the value itself.
            let allowed = 1e-12 * size + 4e-16 * exact.abs();
            assert!((x - exact).abs() <= allowed, "{name}: {u:e} gives {x:e}, not {exact:e}");
            assert_eq!(x.to_bits(), sampler.value(*u).to_bits(), "{name}: {u:e}");
        }
    }
}

#[test]
fn a_draw_depends_on_its_own_uniform_only() {
    let at = uniforms(2, 1_037);
    for (name, law) in all_laws() {
        let whole = drawn(&law, &at);
        let backwards: Vec<_> = at.iter().rev().copied().collect();
        let mut turned = drawn(&law, &backwards);
        turned.reverse();
        assert_eq!(whole, turned, "{name}");
        assert_eq!(whole[100..107], drawn(&law, &at[100..107]), "{name}");
    }
}

#[test]
fn draws_rise_with_the_uniform() {
    let mut at = hard_uniforms();
    at.extend(uniforms(3, 5_000));
    at.sort_by(f64::total_cmp);
    // Neighbours that a value's own rounding and the accuracy of 1e-12 cannot tell apart are left out.
    at.dedup_by(|next, last| *next - *last < 1e-9 * last.min(1.0 - *last));
    for (name, law) in all_laws() {
        let values = drawn(&law, &at);
        for (pair, u) in values.windows(2).zip(&at) {
            assert!(pair[0] <= pair[1], "{name}: {pair:?} at {u:e}");
        }
        let (low, high) = law.bounds();
        assert!(values.iter().all(|x| (low..=high).contains(x)), "{name}");
    }
}

#[test]
fn symmetric_shapes_mirror_exactly() {
    let mut at = hard_uniforms();
    at.extend(uniforms(4, 5_000));
    let symmetric = [
        Distribution::uniform(-3.0, 3.0),
        Distribution::triangular(-3.0, 0.0, 3.0),
        Distribution::pert(-3.0, 0.0, 3.0),
        Distribution::beta_between(0.7, 0.7, -1.0, 1.0),
        Distribution::normal(0.0, 17.0),
    ];
    for law in symmetric {
        let law = law.unwrap();
        // Of a uniform of full precision only the part that 1 - u keeps can be turned round.
        let kept: Vec<_> = at.iter().map(|u| 1.0 - (1.0 - u)).filter(|u| *u > 0.0).collect();
        let turned: Vec<_> = kept.iter().map(|u| 1.0 - u).collect();
        for ((u, one), other) in kept.iter().zip(drawn(&law, &kept)).zip(drawn(&law, &turned)) {
            if *u != 0.5 {
                assert_eq!(one, -other, "{} at {u:e}", law.describe());
            }
        }
    }
}

/// The largest distance between the share of draws below a value and the law's own, by Kolmogorov and Smirnov.
#[test]
fn samples_pass_the_kolmogorov_smirnov_test() {
    let count = 20_000_u32;
    let at = uniforms(5, count as usize);
    for (name, law) in laws() {
        let mut values = drawn(&law, &at);
        values.sort_by(f64::total_cmp);
        let mut largest = 0.0_f64;
        for (i, x) in (0..count).zip(values) {
            let share = law.cdf(x);
            let below = f64::from(i) / f64::from(count);
            largest = largest.max(share - below).max(below + 1.0 / f64::from(count) - share);
        }
        // 1.6276 is the 1% critical value of the limiting law.
        assert!(largest * f64::from(count).sqrt() < 1.6276, "{name}: {largest}");
    }
}

/// Of a law in steps the distances at the steps are compared.
#[test]
fn listed_values_come_as_often_as_their_weights_say() {
    let law = Distribution::discrete(&[5.0, -1.0, 2.0, 5.0], &[1.0, 2.0, 3.0, 4.0]).unwrap();
    let values = drawn(&law, &uniforms(6, 20_000));
    for (value, share) in [(-1.0, 0.2), (2.0, 0.3), (5.0, 0.5)] {
        let found = values.iter().filter(|x| **x == value).count();
        let sd = f64::sqrt(20_000.0 * share * (1.0 - share));
        assert!((f64::from(u32::try_from(found).unwrap()) - 20_000.0 * share).abs() < 3.0 * sd, "{value}");
    }
    // Of more values than are gone through one by one, too.
    let many: Vec<_> = (0..40).map(f64::from).collect();
    let law = Distribution::discrete(&many, &vec![1.0; 40]).unwrap();
    assert_eq!(drawn(&law, &[0.01, 0.49, 0.51, 0.99]), [0.0, 19.0, 20.0, 39.0]);
}

#[test]
fn fits_put_back_give_the_stated_percentiles() {
    let estimates = [
        (2_500.0, 4_000.0, 6_000.0),
        (-1.0, 0.0, 1.0),
        (0.02, 0.025, 0.031),
        (100.0, 160.0, 200.0),
        (1_000_000.0, 1_000_001.0, 1_000_001.9),
    ];
    for (low, central, high) in estimates {
        for (meaning, share) in [(RangeMeaning::P10P90, 0.1), (RangeMeaning::P5P95, 0.05)] {
            for shape in [Shape::Triangular, Shape::Pert, Shape::Beta] {
                let fitted = Fitted::to_estimate(low, central, high, Some(shape), Some(meaning)).unwrap();
                for (u, expected) in [(share, low), (0.5, central), (1.0 - share, high)] {
                    let found = fitted.distribution().quantile(u);
                    let allowed = 1e-12 * (high - low) + 1e-15 * expected.abs();
                    assert!((found - expected).abs() <= allowed, "{shape} {u}: {found}, not {expected}");
                }
            }
        }
    }
    for (shape, central) in
        [(Shape::Normal, 150.0), (Shape::Uniform, 150.0), (Shape::Lognormal, 20_000_f64.sqrt())]
    {
        for (meaning, share) in [(RangeMeaning::P10P90, 0.1), (RangeMeaning::P5P95, 0.05)] {
            let fitted = Fitted::to_estimate(100.0, central, 200.0, Some(shape), Some(meaning)).unwrap();
            for (u, expected) in [(share, 100.0), (0.5, central), (1.0 - share, 200.0)] {
                near(fitted.distribution().quantile(u), expected, 1e-13, "percentile");
            }
        }
    }
}

#[test]
fn ends_that_are_stated_are_the_bounds() {
    for shape in [Shape::Uniform, Shape::Triangular, Shape::Pert, Shape::Beta] {
        let fitted = Fitted::to_estimate(10.0, 12.0, 20.0, Some(shape), None).unwrap();
        assert_eq!(fitted.distribution().bounds(), (10.0, 20.0));
        assert_eq!(fitted.meaning(), RangeMeaning::MinMax);
    }
    // A beta has its mean at the central value: 12. A PERT has (10 + 48 + 20) / 6 = 13.
    let mean =
        |shape| Fitted::to_estimate(10.0, 12.0, 20.0, Some(shape), None).unwrap().distribution().mean();
    near(mean(Shape::Beta), 12.0, 1e-15, "mean");
    near(mean(Shape::Pert), 13.0, 1e-15, "mean");
}

#[test]
fn what_cannot_be_fitted_says_what_can() {
    let refused = |low, central, high, shape, meaning| {
        Fitted::to_estimate(low, central, high, Some(shape), meaning).unwrap_err().to_string()
    };
    let normal = refused(1.0, 2.0, 4.0, Shape::Normal, None);
    assert!(normal.contains("the middle of the range, 2.5"), "{normal}");
    assert!(normal.ends_with("pert, lognormal or beta would fit"), "{normal}");
    let skew = refused(1.0, 2.0, 10.0, Shape::Triangular, Some(RangeMeaning::P10P90));
    assert!(skew.contains("too skew"), "{skew}");
    let ends = refused(1.0, 2.0, 10.0, Shape::Lognormal, Some(RangeMeaning::MinMax));
    assert!(ends.contains("no lowest and highest value"), "{ends}");
    assert!(ends.ends_with("uniform, triangular, pert or beta would fit"), "{ends}");
    let negative = refused(-1.0, 2.0, 10.0, Shape::Lognormal, None);
    assert!(negative.contains("low is -1"), "{negative}");
    let order = refused(3.0, 2.0, 10.0, Shape::Pert, None);
    assert_eq!(order, "low 3 is above central 2; give them in ascending order");
    let end = refused(1.0, 1.0, 10.0, Shape::Beta, None);
    assert!(end.contains("cannot stand at an end"), "{end}");
    let at_percentile = refused(1.0, 1.0, 10.0, Shape::Pert, Some(RangeMeaning::P10P90));
    assert!(at_percentile.contains("min_max"), "{at_percentile}");
    let nan = Fitted::to_estimate(f64::NAN, 1.0, 2.0, None, None).unwrap_err();
    assert!(matches!(nan, DistributionError::OutOfRange { what: "low", .. }));
}

#[test]
fn degenerate_parameters_give_a_constant_or_a_shape_with_one_side() {
    for shape in Shape::ALL {
        let fitted = Fitted::to_estimate(3.0, 3.0, 3.0, Some(*shape), None).unwrap();
        assert_eq!(fitted.distribution().constant_value(), Some(3.0));
        assert_eq!(fitted.describe(), "3 for certain");
    }
    let constants = [
        Distribution::uniform(3.0, 3.0),
        Distribution::normal(3.0, 0.0),
        Distribution::gamma(3.0, 0.0),
        Distribution::lognormal_from_mean_sd(3.0, 0.0),
        Distribution::beta_between(2.0, 2.0, 3.0, 3.0),
        Distribution::empirical(&[3.0, 3.0]),
        Distribution::discrete(&[1.0, 3.0], &[0.0, 2.0]),
        Distribution::event(1.0, Distribution::constant(3.0).unwrap()),
    ];
    for law in constants {
        let law = law.unwrap();
        assert_eq!(law.constant_value(), Some(3.0));
        assert_eq!((law.mean(), law.variance(), law.bounds()), (3.0, 0.0, (3.0, 3.0)));
        assert_eq!(drawn(&law, &[0.1, 0.9]), [3.0, 3.0]);
    }
    let never = Distribution::event(0.0, Distribution::normal(3.0, 1.0).unwrap()).unwrap();
    assert_eq!(never.constant_value(), Some(0.0));
    // One side only: 1 - (1 - x)^2 is a half at 1 - sqrt(1/2).
    let one_sided = Fitted::to_estimate(0.0, 0.0, 1.0, Some(Shape::Triangular), None).unwrap();
    near(one_sided.distribution().quantile(0.5), 1.0 - 0.5_f64.sqrt(), 1e-15, "median");
    // A range as narrow as floating point has.
    let narrow = Distribution::pert(1.0, 1.0, 1.0 + f64::EPSILON).unwrap();
    assert!(drawn(&narrow, &uniforms(7, 100)).iter().all(|x| (1.0..=1.0 + f64::EPSILON).contains(x)));
}

#[test]
fn bad_parameters_are_refused() {
    let nan = f64::NAN;
    let refused = [
        Distribution::constant(f64::INFINITY),
        Distribution::uniform(1.0, 0.0),
        Distribution::uniform(nan, 0.0),
        Distribution::triangular(0.0, 2.0, 1.0),
        Distribution::pert(0.0, -1.0, 1.0),
        Distribution::beta(0.0, 1.0),
        Distribution::beta(1.0, 1e7),
        Distribution::normal(0.0, -1.0),
        Distribution::normal(nan, 1.0),
        Distribution::lognormal(0.0, 11.0),
        Distribution::lognormal_from_mean_sd(0.0, 1.0),
        Distribution::gamma(-1.0, 1.0),
        Distribution::gamma(1.0, 11.0),
        Distribution::gamma(1.0, 1e-4),
        Distribution::bernoulli(1.5),
        Distribution::bernoulli(nan),
        Distribution::discrete(&[], &[]),
        Distribution::discrete(&[1.0], &[1.0, 2.0]),
        Distribution::discrete(&[1.0], &[0.0]),
        Distribution::discrete(&[1.0], &[-1.0]),
        Distribution::empirical(&[]),
        Distribution::empirical(&[1.0, nan]),
    ];
    for law in refused {
        let message = law.unwrap_err().to_string();
        assert!(message.contains("give"), "{message}");
    }
}

/// The extremes of what is taken: no draw is outside the bounds, is not a number, or takes for ever.
#[test]
fn the_extremes_of_what_is_taken_are_drawn() {
    let extreme = [
        Distribution::beta(0.01, 0.01),
        Distribution::beta(0.01, 1e6),
        Distribution::beta(1e6, 0.01),
        Distribution::beta(1e6, 1e6),
        Distribution::gamma(1.0, 10.0),
        Distribution::gamma(1.0, 0.001),
        Distribution::lognormal(200.0, 10.0),
        Distribution::lognormal(-200.0, 10.0),
        Distribution::normal(1e100, 1e100),
        Distribution::uniform(-1e100, 1e100),
        Distribution::triangular(-1e100, 1e100, 1e100),
        Distribution::pert(0.0, 1e-90, 1e100),
    ];
    let mut at = uniforms(8, 200);
    at.extend([f64::MIN_POSITIVE, 1e-15, 0.5, 1.0 - 1e-15, 1.0 - f64::EPSILON / 2.0]);
    for law in extreme {
        let law = law.unwrap();
        let (low, high) = law.bounds();
        for (u, x) in at.iter().zip(drawn(&law, &at)) {
            assert!((low..=high).contains(&x), "{} at {u}: {x}", law.describe());
            let exact = law.quantile(*u);
            let size = if low.is_finite() { exact - low } else { law.variance().sqrt() };
            assert!((x - exact).abs() <= 1e-12 * size, "{} at {u}: {x}, not {exact}", law.describe());
        }
    }
    // Uniforms that no generator gives do no harm.
    for (name, law) in all_laws() {
        for u in [0.0, 1.0, -1.0, 2.0, f64::NAN, f64::INFINITY] {
            let _ = drawn(&law, &[u]);
        }
        assert!(law.quantile(1.5).is_nan(), "{name}");
    }
}

#[test]
fn shares_turn_back_into_values() {
    for (name, law) in laws() {
        for u in [1e-9, 0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999] {
            let back = law.cdf(law.quantile(u));
            // A value near its upper bound has few digits left to tell shares apart.
            assert!((back - u).abs() <= 1e-12 || name.contains("0.2, 0.0, 1.0"), "{name}: {u} {back}");
        }
    }
    let data = Distribution::empirical(&[1.0, 2.0, 4.0]).unwrap();
    // Type 7: halfway from 1 to 2 a quarter lies below, halfway from 2 to 4 three quarters.
    assert_eq!((data.quantile(0.25), data.quantile(0.75)), (1.5, 3.0));
    assert_eq!((data.cdf(0.9), data.cdf(1.5), data.cdf(3.0), data.cdf(4.0)), (0.0, 0.25, 0.75, 1.0));
}

#[test]
fn the_normal_law_in_blocks_is_the_normal_law() {
    let at: Vec<_> = (-9_000..=9_000).map(|i| f64::from(i) / 1_000.0).collect();
    let mut shares = vec![0.0; at.len()];
    fill_normal_cdf(&at, &mut shares);
    for (z, share) in at.iter().zip(&shares) {
        let exact = normal_cdf(z.clamp(-8.2, 8.2));
        assert!((share - exact).abs() <= 1e-15, "{z}: {share}, not {exact}");
        assert!(*share > 0.0 && *share < 1.0, "{z}");
        if *z < 0.0 {
            near(*share, exact, 1e-11, "the tail below");
        }
    }
    let mut odd = [0.0; 3];
    fill_normal_cdf(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY], &mut odd);
    assert!(odd[0].is_nan() && odd[1] < 1.0 && odd[2] > 0.0);

    let u = hard_uniforms();
    let mut z = vec![0.0; u.len()];
    fill_normal_quantile(&u, &mut z);
    for (u, z) in u.iter().zip(z) {
        assert!((z - normal_quantile(*u)).abs() <= 1e-12, "{u:e}");
    }
}

#[test]
fn distributions_are_said_in_words() {
    let words = [
        (Distribution::pert(2_500.0, 4_000.0, 6_000.0), "PERT between 2,500 and 6,000, likeliest 4,000"),
        (Distribution::uniform(0.02, 0.035), "uniform between 0.02 and 0.035"),
        (Distribution::normal(-10.0, 2.5), "normal with mean -10 and standard deviation 2.5"),
        (Distribution::bernoulli(0.2), "0 with probability 0.8, 1 with probability 0.2"),
        (
            Distribution::event(0.1, Distribution::triangular(1.0, 2.0, 1_000.0).unwrap()),
            "0, or with probability 0.1: triangular between 1 and 1,000, likeliest 2",
        ),
    ];
    for (law, text) in words {
        assert_eq!(law.unwrap().describe(), text);
    }
    let fitted = Fitted::to_estimate(90.0, 100.0, 110.0, Some(Shape::Normal), None).unwrap();
    let text = "; 10th percentile 90, median 100, 90th percentile 110 (meaning of low and high not stated, 10th and \
                90th percentile taken)";
    assert!(fitted.describe().ends_with(text), "{}", fitted.describe());
    let stated = Fitted::to_estimate(1.0, 2.0, 4.0, Some(Shape::Pert), Some(RangeMeaning::MinMax)).unwrap();
    assert_eq!(stated.describe(), "PERT between 1 and 4, likeliest 2");
}
