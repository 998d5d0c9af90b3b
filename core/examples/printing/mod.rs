//! How the examples end: with what they give on the output, or with what is wrong on the other one.

use std::io::Write as _;
use std::process::ExitCode;

/// Prints a text, or the error in its place.
pub(crate) fn print(given: Result<String, Box<dyn std::error::Error>>) -> ExitCode {
    match given {
        Ok(text) => {
            // A reader that closes the pipe early is no failure.
            let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
