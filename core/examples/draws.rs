//! 6 options of 30 lines over 30 years with 20 uncertain inputs, 100,000 draws, and a bare loop that does the whole work
//! of each draw. Run by hand: `cargo run --release --example draws`; beside numpy: `tests/benchmark_draws.py`.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use options_appraisal::uncertainty::Simulation;
use options_appraisal::{Appraisal, Format};

const OPTIONS: usize = 6;
const LINES: usize = 30;
const YEARS: usize = 30;
const DRAWS: u64 = 100_000;
const SHAPES: [&str; 3] = ["pert", "triangular", "normal"];

/// Fourteen amounts and six growth rates are uncertain, spread over the options; their shapes come in turn.
fn question(more_lines: usize) -> String {
    let mut text = format!(
        "[question]\ntitle = \"Draws\"\ncouncil = \"council\"\ntoday = \"option_0\"\nfirst_year = \"2026/27\"\nyears = {YEARS}\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n\
         [indices.general]\ngrowth = 0.02\n[indices.pay]\ngrowth = 0.03\n"
    );
    for growth in 0..6 {
        let shape = SHAPES[(14 + growth) % 3];
        let _ = write!(
            text,
            "[indices.growth_{growth}]\ngrowth = {{ central = 0.03, low = 0.01, high = 0.05, shape = \"{shape}\" }}\n"
        );
    }
    text.push_str(
        "[service]\nname = \"Library\"\nstatutory = true\nusage = { staffed_hours = 30, visits = 20000 }\n",
    );
    for option in 0..OPTIONS {
        let _ = write!(text, "[options.option_{option}]\nmodel = \"lines\"\nname = \"Option {option}\"\n");
        for line in 0..LINES + more_lines {
            let amount = 1_000 + 40 * line + 10 * option;
            let (amount, index) = match uncertain(option, line) {
                Some(input) if input < 14 => (
                    format!(
                        "{{ central = {amount}, low = {}, high = {}, shape = \"{}\" }}",
                        amount * 4 / 5,
                        amount * 6 / 5,
                        SHAPES[input % 3]
                    ),
                    "general".to_owned(),
                ),
                Some(input) => (amount.to_string(), format!("growth_{}", input - 14)),
                None => (amount.to_string(), if line % 2 == 0 { "general" } else { "pay" }.to_owned()),
            };
            let _ = write!(
                text,
                "[options.option_{option}.costs.line_{line}]\nlabel = \"Line {line}\"\namount = {amount}\nindex = \"{index}\"\nvat = \"exempt\"\n"
            );
        }
    }
    text
}

/// The uncertain input that a line of an option has, if any: the inputs go round the options.
fn uncertain(option: usize, line: usize) -> Option<usize> {
    let input = line * OPTIONS + option;
    (input < 20).then_some(input)
}

fn simulation(threads: usize) -> Simulation {
    let mut simulation = Simulation::new(DRAWS)
        .ranking(false)
        .insolvency(false)
        .percentiles([5.0, 50.0, 95.0])
        .threads(threads);
    for option in 0..OPTIONS {
        simulation = simulation.measure(format!("options.option_{option}.net_present_cost.council"));
    }
    simulation
}

/// Every line of every year of a draw, with nothing folded.
fn bare(draws: usize) -> f64 {
    let mut state = 1_u64;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).unwrap_or(0)) / f64::from(1_u32 << 31)
    };
    #[allow(clippy::disallowed_methods, reason = "only its time is measured")]
    let factors: Vec<f64> = (0..YEARS).map(|year| 1.035_f64.powi(i32::try_from(year).unwrap_or(0))).collect();
    let mut all = 0.0;
    for _ in 0..draws {
        let mut inputs = [0.0; 20];
        for (place, input) in inputs.iter_mut().enumerate() {
            // One cheap shape for all: the loop is given every advantage.
            *input = if place < 14 { 0.8 + 0.4 * uniform() } else { 0.01 + 0.04 * uniform() };
        }
        for option in 0..OPTIONS {
            let mut total = 0.0;
            for line in 0..LINES {
                let amount = f64::from(u32::try_from(1_000 + 40 * line + 10 * option).unwrap_or(0));
                let which = uncertain(option, line);
                let amount = which.filter(|input| *input < 14).map_or(amount, |input| amount * inputs[input]);
                let growth = which.filter(|input| *input >= 14).map_or(0.03, |input| inputs[input]);
                let (mut index, mut back) = (1.0, 1.0);
                for factor in &factors {
                    total += amount * index * back / factor;
                    index *= 1.0 + growth;
                    back /= 1.02;
                }
            }
            all += total;
        }
    }
    all
}

fn draws_a_second(rounds: u32, draws: u64, mut work: impl FnMut()) -> (f64, f64) {
    let mut rates: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            f64::from(u32::try_from(draws).unwrap_or(u32::MAX)) / start.elapsed().as_secs_f64()
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    (rates[rates.len() / 2], (rates[rates.len() - 1] - rates[0]) / rates[rates.len() / 2])
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = question(0);
    if std::env::args().any(|word| word == "--question") {
        println!("{text}");
        return Ok(());
    }
    let appraisal = Appraisal::load(&text, Format::Toml)?;
    println!("{} draws, {} inputs", DRAWS, appraisal.simulate(&simulation(1))?.inputs.len());
    let loop_rate = draws_a_second(5, 20_000, || {
        black_box(bare(black_box(20_000)));
    });
    println!("bare loop                {:10.0} draws/s", loop_rate.0);
    for threads in [1, 2] {
        let asked = simulation(threads);
        let (rate, spread) = draws_a_second(15, DRAWS, || {
            let _ = black_box(appraisal.simulate(&asked));
        });
        println!(
            "simulation, {threads} thread(s)  {rate:10.0} draws/s  ({:.1} x the bare loop; spread {:.0}%)",
            rate / loop_rate.0,
            100.0 * spread
        );
    }
    let doubled = Appraisal::load(&question(LINES), Format::Toml)?;
    let asked = simulation(1);
    let (rate, _) = draws_a_second(15, DRAWS, || {
        let _ = black_box(doubled.simulate(&asked));
    });
    println!("twice the certain lines  {rate:10.0} draws/s");
    Ok(())
}
