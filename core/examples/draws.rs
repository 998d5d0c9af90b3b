//! 6 options of 30 lines over 30 years with 20 uncertain inputs, 100,000 draws, and a bare loop that does the whole work
//! of each draw. Run by hand: `cargo run --release --example draws`; beside numpy: `tests/benchmark_draws.py`.
//!
//! `set_up` is a simulation of one draw: the plan, the folded program and the tables of the distributions.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use options_appraisal::uncertainty::Simulation;
use options_appraisal::{Appraisal, Format, Problems};

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

fn simulation(threads: usize, draws: u64) -> Simulation {
    let mut simulation = Simulation::new(draws)
        .ranking(false)
        .insolvency(false)
        .percentiles([5.0, 50.0, 95.0])
        .threads(threads);
    for option in 0..OPTIONS {
        simulation = simulation.measure(format!("options.option_{option}.net_present_cost.council"));
    }
    simulation
}

/// The rates of the appraisal's own indices and of its discounting.
const GENERAL: f64 = 0.02;
const PAY: f64 = 0.03;
const DISCOUNT: f64 = 0.035;

/// What the bare loop holds of a line.
struct Line {
    amount: f64,
    /// The place of the input that the amount is multiplied by, if any.
    factor: Option<usize>,
    /// The table of its index: general, pay, and then one for each uncertain rate of growth.
    index: usize,
}

/// Every line of every year of each draw, with nothing folded: what a competent programmer writes first. The indices are
/// in tables, those of uncertain rates made once a draw; real terms and discounting are one factor a year. It is given an
/// advantage: one cheap uniform number for each input, whatever the shape, and no percentiles.
fn bare(draws: u64) -> f64 {
    let mut state = 1_u64;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).unwrap_or(0)) / f64::from(1_u32 << 31)
    };
    let powers = |base: f64| {
        let mut power = 1.0 / base;
        std::array::from_fn::<f64, YEARS, _>(|_| {
            power *= base;
            power
        })
    };
    let present = powers(1.0 / ((1.0 + GENERAL) * (1.0 + DISCOUNT)));
    let mut indices = [powers(1.0 + GENERAL); 8];
    indices[1] = powers(1.0 + PAY);
    let lines: Vec<[Line; LINES]> = (0..OPTIONS)
        .map(|option| {
            std::array::from_fn(|line| {
                let input = uncertain(option, line);
                Line {
                    amount: f64::from(u32::try_from(1_000 + 40 * line + 10 * option).unwrap_or(0)),
                    factor: input.filter(|input| *input < 14),
                    index: match input {
                        Some(input) if input >= 14 => input - 14 + 2,
                        Some(_) => 0,
                        None => line % 2,
                    },
                }
            })
        })
        .collect();
    let mut all = 0.0;
    for _ in 0..draws {
        let factors: [f64; 14] = std::array::from_fn(|_| 0.8 + 0.4 * uniform());
        for index in &mut indices[2..] {
            *index = powers(1.01 + 0.04 * uniform());
        }
        for lines in &lines {
            let mut cash = [0.0; YEARS];
            for line in lines {
                let amount = line.amount * line.factor.map_or(1.0, |input| factors[input]);
                for (cash, index) in cash.iter_mut().zip(&indices[line.index]) {
                    *cash += amount * index;
                }
            }
            all += cash.iter().zip(&present).map(|(cash, present)| cash * present).sum::<f64>();
        }
    }
    all
}

/// The peers, by name, and how many draws each does in a round.
struct Bench {
    plain: Appraisal,
    more_lines: Appraisal,
}

impl Bench {
    const PEERS: [(&str, u64); 5] = [
        ("bare", 20_000),
        ("one_thread", DRAWS),
        ("two_threads", DRAWS),
        ("more_lines", DRAWS),
        ("set_up", 1),
    ];

    fn new() -> Result<Self, Problems> {
        let load = |more| Appraisal::load(&question(more), Format::Toml);
        Ok(Self { plain: load(0)?, more_lines: load(LINES)? })
    }

    /// The seconds of one round.
    fn seconds(&self, peer: &str, draws: u64) -> f64 {
        let start = Instant::now();
        match peer {
            "bare" => {
                black_box(bare(black_box(draws)));
            }
            "more_lines" => {
                let _ = black_box(self.more_lines.simulate(&simulation(1, draws)));
            }
            peer => {
                let threads = if peer == "two_threads" { 2 } else { 1 };
                let _ = black_box(self.plain.simulate(&simulation(threads, draws)));
            }
        }
        start.elapsed().as_secs_f64()
    }
}

/// One round of a peer for each line that is read: `one_thread` gives its draws and seconds, `percentiles` those of each
/// option.
fn answer(bench: &Bench) -> Result<(), Box<dyn std::error::Error>> {
    for line in std::io::stdin().lines() {
        let line = line?;
        if let Some((peer, draws)) = Bench::PEERS.iter().find(|(peer, _)| *peer == line) {
            println!("{draws} {:e}", bench.seconds(peer, *draws));
        } else if line == "percentiles" {
            let result = bench.plain.simulate(&simulation(1, DRAWS))?;
            let all = result.measures.iter().flat_map(|measure| &measure.percentiles);
            println!("{}", all.map(|one| one.value.to_string()).collect::<Vec<_>>().join(" "));
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let word = std::env::args().nth(1).unwrap_or_default();
    if word == "--question" {
        println!("{}", question(0));
        return Ok(());
    }
    let bench = Bench::new()?;
    if word == "--answer" {
        return answer(&bench);
    }
    // Peers take turns, so that what else the machine does meets all of them; the quickest round of each counts.
    let rounds = word.parse().unwrap_or(30);
    let mut seconds = vec![Vec::new(); Bench::PEERS.len()];
    for _ in 0..rounds {
        for (seconds, (peer, draws)) in seconds.iter_mut().zip(Bench::PEERS) {
            seconds.push(bench.seconds(peer, draws));
        }
    }
    let mut bare = None;
    for (seconds, (peer, draws)) in seconds.iter_mut().zip(Bench::PEERS) {
        seconds.sort_by(f64::total_cmp);
        let (best, median) = (seconds[0], seconds[seconds.len() / 2]);
        let rate = f64::from(u32::try_from(draws)?) / best;
        let times = rate / *bare.get_or_insert(rate);
        println!(
            "{peer:12} {:8.2} ms {rate:10.0} draws/s {times:7.2} x bare; median {:.0}% longer",
            best * 1e3,
            100.0 * (median / best - 1.0)
        );
    }
    Ok(())
}
