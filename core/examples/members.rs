//! Reads a question and prints the report for members as a page of HTML, or as Markdown.
//!
//! `cargo run --release --features members --example members -- docs/examples/sandgate.toml > report.html`

mod printing;

use std::process::ExitCode;

use options_appraisal::members::MembersReportOptions;
use options_appraisal::{Appraisal, Format};

const USAGE: &str = "members FILE [--markdown] [--date \"27 November 2026\"]";

fn main() -> ExitCode {
    printing::print(run())
}

fn run() -> Result<String, Box<dyn std::error::Error>> {
    let (mut file, mut markdown, mut asked) = (None, false, MembersReportOptions::new());
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--markdown" => markdown = true,
            "--date" => asked = asked.date(words.next().ok_or(USAGE)?),
            "--help" => return Ok(USAGE.to_owned()),
            _ if file.is_none() && !word.starts_with("--") => file = Some(word),
            _ => return Err(USAGE.into()),
        }
    }
    let text = std::fs::read_to_string(file.ok_or(USAGE)?)?;
    let report = Appraisal::load(&text, Format::detect(&text))?.members_report(&asked)?;
    Ok(if markdown { report.to_markdown() } else { report.to_page() })
}
