//! 6 options of 30 lines over 30 years, beside a bare loop of `rust_decimal` that does only the multiplications and the
//! sums of that work. Run by hand: `cargo run --release --example benchmark`.
//!
//! The run can be quicker than the loop although it works out more: the loop multiplies every line by its index twice,
//! in cash and in real terms, and adds; the run's plan takes what lines have in common out of their sums.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use options_appraisal::{Appraisal, Decimal, Format};

const OPTIONS: usize = 6;
const LINES: usize = 30;
const YEARS: usize = 30;
const ROUNDS: u32 = 400;

fn question() -> String {
    let mut text = format!(
        "[question]\ntitle = \"Benchmark\"\ncouncil = \"council\"\ntoday = \"option_0\"\nfirst_year = \"2026/27\"\nyears = {YEARS}\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n\
         [indices.general]\ngrowth = 0.02\n[indices.pay]\ngrowth = 0.03\n\
         [service]\nname = \"Library\"\nstatutory = true\nusage = {{ staffed_hours = 30, visits = 20000 }}\n"
    );
    for option in 0..OPTIONS {
        let _ = write!(text, "[options.option_{option}]\nmodel = \"lines\"\nname = \"Option {option}\"\n");
        for line in 0..LINES {
            let index = if line % 2 == 0 { "general" } else { "pay" };
            let amount = 1_000 + 37 * line + 11 * option;
            let _ = write!(
                text,
                "[options.option_{option}.costs.line_{line}]\nlabel = \"Line {line}\"\namount = {amount}.50\nindex = \"{index}\"\nvat = \"exempt\"\n"
            );
        }
    }
    text
}

/// For every line and year: the price of the year, real terms, the discounted value, and their sums.
fn bare(general: &[Decimal], pay: &[Decimal], factors: &[Decimal], back: &[Decimal]) -> Decimal {
    let mut all = Decimal::ZERO;
    let hundredth = Decimal::new(1, 2);
    for option in 0..OPTIONS {
        for year in 0..YEARS {
            let (mut cash_sum, mut real_sum) = (Decimal::ZERO, Decimal::ZERO);
            for line in 0..LINES {
                let amount = Decimal::from(100_000 + 3_700 * line + 1_100 * option + 50) * hundredth;
                let cash = amount * if line % 2 == 0 { general[year] } else { pay[year] };
                cash_sum += cash;
                real_sum += cash * back[year];
            }
            all += cash_sum + real_sum * factors[year];
        }
    }
    all
}

fn series(rate: &str, fall: bool) -> Vec<Decimal> {
    let step = Decimal::ONE + rate.parse::<Decimal>().unwrap_or_default();
    let mut value = Decimal::ONE;
    (0..YEARS)
        .map(|_| {
            let now = value;
            value = if fall { value / step } else { value * step };
            now
        })
        .collect()
}

/// Microseconds of the quickest round: what else the machine does can only add to it.
fn timed<T>(mut work: impl FnMut() -> T) -> f64 {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64() * 1e6
    });
    rounds.fold(f64::INFINITY, f64::min)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = question();
    // For the same question on another surface.
    if std::env::args().nth(1).as_deref() == Some("--question") {
        print!("{text}");
        return Ok(());
    }
    let appraisal = Appraisal::load(&text, Format::Toml)?;
    let (general, pay) = (series("0.02", false), series("0.03", false));
    let (factors, back) = (series("0.035", true), series("0.02", true));
    let loop_time = timed(|| bare(black_box(&general), &pay, &factors, &back));
    let run = timed(|| appraisal.run());
    let whole = timed(|| appraisal.run().map(|outcome| outcome.tables().options.len()));
    let load = timed(|| Appraisal::load(&text, Format::Toml));
    // One input and one measure of one option, as a slider on a page would.
    let mut pounds = 1_000;
    let what_if = timed(|| {
        pounds += 1;
        let changed = appraisal.replace("options.option_3.costs.line_7.amount", Decimal::from(pounds))?;
        changed.value("options.option_3.net_present_cost.council")
    });
    let growth = timed(|| {
        pounds += 1;
        let changed = appraisal.replace("indices.pay.growth", Decimal::new(pounds, 5))?;
        changed.value("options.option_3.net_present_cost.council")
    });
    println!("bare rust_decimal loop  {loop_time:9.0} us");
    println!("exact run, all measures {run:9.0} us  ({:.2} of the bare loop)", run / loop_time);
    println!("the same, rounded for show {whole:6.0} us  ({:.2} of the bare loop)", whole / loop_time);
    println!("what-if on one cost     {what_if:9.1} us  (the run is {:.1} times that)", run / what_if);
    println!("what-if on an index     {growth:9.1} us  (the run is {:.1} times that)", run / growth);
    println!("load: read, check, lay out {load:6.0} us");
    Ok(())
}
