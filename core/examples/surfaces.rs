//! What Rust makes of files, for the comparison with Python and JavaScript: one line of JSON a file.

use std::error::Error;

use options_appraisal::uncertainty::{Sampling, Simulation};
use options_appraisal::{Appraisal, Format, Problems};
use serde_json::{Value, json};

/// A simulation by each way of sampling.
fn simulations(appraisal: &Appraisal) -> Vec<Value> {
    let simulate = |sampling: &Sampling| match appraisal.simulate(&Simulation::new(2_000).sampling(*sampling))
    {
        Ok(result) => json!({ "json": result.to_json(), "html": result.to_html(), "text": result.to_text() }),
        Err(problems) => json!({ "problems": problems }),
    };
    Sampling::ALL.iter().map(simulate).collect()
}

fn line(file: &str, text: &str) -> Result<Value, Problems> {
    let appraisal = Appraisal::load(text, Format::detect(text))?;
    let outcome = appraisal.run()?;
    let simulations = simulations(&appraisal);
    Ok(
        json!({ "file": file, "json": outcome.to_json(), "html": outcome.to_html(), "simulations": simulations }),
    )
}

fn main() -> Result<(), Box<dyn Error>> {
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&file)?;
        let line =
            line(&file, &text).unwrap_or_else(|problems| json!({ "file": file, "problems": problems }));
        println!("{line}");
    }
    Ok(())
}
