//! A national run: the template of `docs/examples/national.toml` for so many libraries, exact and with draws, beside the
//! same question laid out anew for each of them. Run by hand: `cargo run --release --example national [rows] [draws]
//! [threads]`.
//!
//! The libraries are made up: hours go round from 3 to 106, as those of England's static libraries do, and posts, visits,
//! volunteers and payments follow the hours. On Linux the most memory that the process had is printed with each run.

use std::time::Instant;

use options_appraisal::many::{Many, Rows};
use options_appraisal::{Appraisal, Decimal, Format, Problems};

const TEMPLATE: &str = include_str!("../../docs/examples/national.toml");
/// How many rows the peers have in a round, and how many rounds: the quickest of each counts.
const ROWS_OF_PEER: usize = 100;
const ROUNDS: usize = 8;

/// The inputs of a library: the address of each, and how much of it an hour a week brings.
const COLUMNS: [(&str, Decimal); 6] = [
    ("service.usage.staffed_hours", Decimal::from_parts(1, 0, 0, false, 0)),
    ("service.posts.assistants.fte", Decimal::from_parts(6, 0, 0, false, 2)),
    ("service.usage.visits", Decimal::from_parts(1_000, 0, 0, false, 0)),
    ("options.community_managed.volunteers.hours", Decimal::from_parts(102, 0, 0, false, 0)),
    ("options.parish_commissioned.payment", Decimal::from_parts(1_600, 0, 0, false, 0)),
    ("options.trust.contract", Decimal::from_parts(2_900, 0, 0, false, 0)),
];

/// Hours a week of a library, in tenths.
fn hours(row: usize) -> Decimal {
    Decimal::new(i64::try_from(30 + row * 37 % 1_031).unwrap_or(30), 1)
}

fn table(rows: usize) -> Rows {
    let ids = (0..rows).map(|row| format!("library {row}"));
    COLUMNS.iter().fold(Rows::new(ids), |table, (address, each)| {
        table.numbers(*address, (0..rows).map(|row| hours(row) * each))
    })
}

/// The most memory so far, in megabytes.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1_024)
}

#[allow(clippy::cast_precision_loss, reason = "a count of rows is small")]
fn run(template: &Appraisal, rows: &Rows, draws: u64, threads: usize) -> Result<(), Problems> {
    let start = Instant::now();
    let result = template.run_many(&Many::new().draws(draws).threads(threads), rows)?;
    let seconds = start.elapsed().as_secs_f64();
    let what = if draws == 0 { "exact".to_owned() } else { format!("{draws} draws each") };
    let memory = peak().map_or_else(String::new, |peak| format!(", at most {peak} MB so far"));
    println!(
        "{} rows, {what}, {threads} threads: {seconds:.2} s, {:.2} ms a row, {} numbers{memory}",
        result.ids().len(),
        1e3 * seconds / rows.len() as f64,
        result.cells().count(),
    );
    Ok(())
}

/// The same rows by reading and laying out the question for each of them: seconds a row.
#[allow(clippy::cast_precision_loss, reason = "a count of rows is small")]
fn laid_out_anew() -> Result<f64, Problems> {
    let start = Instant::now();
    for row in 0..ROWS_OF_PEER {
        let mut text = TEMPLATE.to_owned();
        for (from, (_, each)) in [
            "staffed_hours = { central = 30,",
            "fte = { central = 1.8,",
            "visits = { central = 30000,",
            "hours = { central = 3000,",
            "payment = { central = 50000,",
            "contract = { central = 90000,",
        ]
        .iter()
        .zip(COLUMNS)
        {
            let key = from.split(' ').next().unwrap_or_default();
            let value = hours(row) * each;
            text = text.replace(from, &format!("{key} = {{ central = {value},"));
        }
        // The range of the visits is that of the template, which not every library lies in.
        text = text.replace(", low = 22500, high = 37500", "");
        std::hint::black_box(Appraisal::load(&text, Format::Toml)?.run()?.tables().options.len());
    }
    Ok(start.elapsed().as_secs_f64() / ROWS_OF_PEER as f64)
}

/// Rows of a run beside rows that are laid out anew, in turn.
#[allow(clippy::cast_precision_loss, reason = "a count of rows is small")]
fn beside(template: &Appraisal) -> Result<(), Problems> {
    let rows = table(ROWS_OF_PEER);
    let (mut own, mut peer) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        std::hint::black_box(template.run_many(&Many::new(), &rows)?.ids().len());
        own = own.min(start.elapsed().as_secs_f64() / ROWS_OF_PEER as f64);
        peer = peer.min(laid_out_anew()?);
    }
    println!(
        "exact, 1 thread: {:.2} ms a row; laid out anew {:.2} ms a row, {:.1} times as long",
        1e3 * own,
        1e3 * peer,
        peer / own
    );
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let argument = |place: usize, default: usize| {
        std::env::args().nth(place).map_or(Ok(default), |text| text.parse::<usize>())
    };
    let (rows, draws, threads) = (argument(1, 3_245)?, argument(2, 1_000)?, argument(3, 2)?);
    let template = Appraisal::load(TEMPLATE, Format::Toml)?;
    beside(&template)?;
    let table = table(rows);
    run(&template, &table, 0, threads)?;
    if draws > 0 {
        run(&template, &table, draws as u64, threads)?;
    }
    Ok(())
}
