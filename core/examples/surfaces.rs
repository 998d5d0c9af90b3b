//! What Rust makes of files, for the comparison with Python and JavaScript: one line of JSON a file.

use std::error::Error;

use options_appraisal::{Appraisal, Format};

fn main() -> Result<(), Box<dyn Error>> {
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&file)?;
        let result = Appraisal::load(&text, Format::detect(&text)).and_then(|appraisal| appraisal.run());
        let line = match result {
            Ok(outcome) => {
                serde_json::json!({ "file": file, "json": outcome.to_json(), "html": outcome.to_html() })
            }
            Err(problems) => serde_json::json!({ "file": file, "problems": problems }),
        };
        println!("{line}");
    }
    Ok(())
}
