//! Any question that an appraisal answers by name, with its settings as words.
//!
//! ```sh
//! cargo run --release --example ask -- FILE parish_affordability option=parish limit_pounds=10
//! cargo run --release --example ask -- FILE design_taper option=community shape=never_rising certainty=0.9
//! cargo run --release --example ask -- FILE delay option=trust months=4
//! cargo run --release --example ask -- FILE abort_value option=trust 'costs_of_ending={"return": 60000}'
//! cargo run --release --example ask -- FILE savings_path by=2029/30
//! cargo run --release --example ask -- FILE quantity_needed option=community stream=room_hire gap=18000 net=12 evidence=20
//! ```
//! A value is JSON, or else a text. `--json` prints the whole result.

mod printing;

use std::process::ExitCode;

use options_appraisal::{Appraisal, Format, Value};

const USAGE: &str = "ask FILE QUESTION [KEY=VALUE ...] [--json]";

fn main() -> ExitCode {
    printing::print(run())
}

fn run() -> Result<String, Box<dyn std::error::Error>> {
    let (flags, words): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let [file, question, settings @ ..] = &words[..] else { return Err(USAGE.into()) };
    let mut table = Vec::with_capacity(settings.len());
    for setting in settings {
        let (key, value) = setting.split_once('=').ok_or(USAGE)?;
        let value = Value::from_json(value).unwrap_or_else(|_| Value::Text(value.to_owned()));
        table.push((key.to_owned(), value));
    }
    let text = std::fs::read_to_string(file)?;
    let report = Appraisal::load(&text, Format::detect(&text))?.ask(question, &Value::Table(table))?;
    Ok(if flags.iter().any(|flag| flag == "--json") { report.to_json() } else { report.to_text() })
}
