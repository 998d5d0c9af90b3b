//! Reads a question and prints the options side by side.
//!
//! `cargo run --release --example appraise -- FILE [--json] [--explain ADDRESS [--year 2029/30]] [--addresses]
//! [--sheet]`

mod printing;

use std::process::ExitCode;

use options_appraisal::{Appraisal, FinancialYear, Format};

const USAGE: &str =
    "appraise FILE [--json | --html | --sheet | --addresses | --explain ADDRESS [--year 2029/30]]";

enum Show {
    Text,
    Json,
    Html,
    Sheet,
    Addresses,
    Explain(String),
}

fn main() -> ExitCode {
    printing::print(run())
}

fn run() -> Result<String, Box<dyn std::error::Error>> {
    let (mut file, mut show, mut year) = (None, Show::Text, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--json" => show = Show::Json,
            "--html" => show = Show::Html,
            "--sheet" => show = Show::Sheet,
            "--addresses" => show = Show::Addresses,
            "--explain" => show = Show::Explain(words.next().ok_or(USAGE)?),
            "--year" => year = Some(words.next().ok_or(USAGE)?.parse::<FinancialYear>()?),
            "--help" => return Ok(USAGE.to_owned()),
            _ if file.is_none() && !word.starts_with("--") => file = Some(word),
            _ => return Err(USAGE.into()),
        }
    }
    let text = std::fs::read_to_string(file.ok_or(USAGE)?)?;
    let appraisal = Appraisal::load(&text, Format::detect(&text))?;
    let outcome = appraisal.run()?;
    Ok(match show {
        Show::Text => outcome.to_text(),
        Show::Json => outcome.to_json(),
        Show::Html => outcome.to_html(),
        Show::Sheet => appraisal.to_sheet()?,
        Show::Addresses => outcome.addresses().join("\n"),
        Show::Explain(address) => {
            outcome.explain(&address, year).map_err(|problem| problem.to_string())?.to_text()
        }
    })
}
