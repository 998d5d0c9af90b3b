//! How fast values are drawn from each shape, on one thread: the time for a value and the time to prepare the shape.
//!
//! `cargo run --release -p options-appraisal --example sampling`
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement, printed")]

use std::hint::black_box;
use std::time::Instant;

use options_appraisal::uncertainty::distribution::{
    Distribution, Sampler, fill_normal_cdf, fill_normal_quantile,
};

/// Values in a block, as the simulation draws them.
const BLOCK: usize = 1_024;

/// Blocks in one timing.
const BLOCKS: u32 = 1_000;

/// Timings, of which the best counts.
const REPEATS: usize = 15;

fn main() {
    let shapes = [
        ("constant", Distribution::constant(3.0)),
        ("uniform", Distribution::uniform(80.0, 150.0)),
        ("triangular", Distribution::triangular(80.0, 100.0, 150.0)),
        ("PERT", Distribution::pert(80.0, 100.0, 150.0)),
        ("PERT, mode at an end", Distribution::pert(80.0, 80.0, 150.0)),
        ("beta(20, 80)", Distribution::beta(20.0, 80.0)),
        ("beta(0.5, 3)", Distribution::beta(0.5, 3.0)),
        ("beta(0.1, 3), fine", Distribution::beta(0.1, 3.0)),
        ("normal", Distribution::normal(100.0, 15.0)),
        ("lognormal", Distribution::lognormal_from_mean_sd(100.0, 50.0)),
        ("gamma", Distribution::gamma(100.0, 50.0)),
        ("Bernoulli", Distribution::bernoulli(0.2)),
        (
            "event, triangular",
            Distribution::event(0.2, Distribution::triangular(50.0, 100.0, 300.0).unwrap()),
        ),
        ("discrete, 4 values", Distribution::discrete(&[1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, 3.0, 4.0])),
        ("empirical, 50 data", Distribution::empirical(&(0..50).map(f64::from).collect::<Vec<_>>())),
    ];
    let uniforms = uniforms(BLOCK);
    println!("{:<22} {:>12} {:>14}", "shape", "ns a value", "set-up, us");
    for (name, distribution) in shapes {
        let distribution = distribution.unwrap();
        let sampler = Sampler::new(&distribution);
        let setup = best(|| drop(black_box(Sampler::new(black_box(&distribution)))));
        let time = timed(&uniforms, |from, to| sampler.fill(from, to));
        println!("{name:<22} {time:>12.2} {:>14.1}", setup * 1e6);
    }
    let mut z = vec![0.0; BLOCK];
    fill_normal_quantile(&uniforms, &mut z);
    println!("{:<22} {:>12.2}", "fill_normal_quantile", timed(&uniforms, fill_normal_quantile));
    println!("{:<22} {:>12.2}", "fill_normal_cdf", timed(&z, fill_normal_cdf));
}

/// Nanoseconds for one value, at best.
fn timed(from: &[f64], fill: impl Fn(&[f64], &mut [f64])) -> f64 {
    let mut out = vec![0.0; from.len()];
    let run = || {
        for _ in 0..BLOCKS {
            fill(black_box(from), &mut out);
            black_box(&mut out);
        }
    };
    best(run) * 1e9 / f64::from(BLOCKS) / f64::from(u32::try_from(from.len()).unwrap())
}

fn best(mut run: impl FnMut()) -> f64 {
    (0..REPEATS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

/// Uniform numbers by Weyl's sequence with scrambled digits (`SplitMix64`).
fn uniforms(count: usize) -> Vec<f64> {
    let mut state = 1_u64;
    (0..count)
        .map(|_| {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^= z >> 31;
            #[expect(clippy::cast_precision_loss, reason = "52 digits")]
            let whole = (z >> 12) as f64;
            (whole + 0.5) / 4_503_599_627_370_496.0
        })
        .collect()
}
