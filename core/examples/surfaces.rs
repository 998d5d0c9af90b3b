//! What Rust makes of files, for the comparison with Python and JavaScript: one line of JSON a file.

use std::error::Error;

use options_appraisal::uncertainty::{Sampling, Simulation};
use options_appraisal::{Appraisal, Format, Outcome, Problems};
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

/// The analyses of the first two options by their net present cost to the council.
fn analyses(appraisal: &Appraisal, outcome: &Outcome) -> Vec<Value> {
    let options = &outcome.tables().options;
    let (Some(first), Some(second)) = (options.first(), options.get(1)) else { return Vec::new() };
    let measure = format!("net_present_cost.{}", first.views[0].id);
    let asked = [
        ("scenarios", json!({})),
        ("reversion", json!({})),
        ("tornado", json!({ "measure": format!("options.{}.{measure}", second.id) })),
        ("drivers", json!({ "measure": format!("options.{}.{measure}", second.id), "samples": 256 })),
        ("value_of_information", json!({ "draws": 1_000 })),
        ("savings_path", json!({})),
        ("delay", json!({ "option": second.id, "months": 2 })),
        ("parish_affordability", json!({ "option": second.id, "limit_pounds": 10 })),
        ("design_taper", json!({ "option": second.id, "certainty": 0.9, "draws": 200 })),
        ("abort_value", json!({ "option": second.id, "costs_of_ending": { "return": 1_000 } })),
        ("switching_values", json!({ "options": [first.id, second.id], "measure": measure })),
    ];
    let ask = |(analysis, settings): &(&str, Value)| {
        let settings = options_appraisal::Value::from_json(&settings.to_string());
        match settings.and_then(|settings| appraisal.ask(analysis, &settings)) {
            Ok(report) => {
                json!({ "json": report.to_json(), "html": report.to_html(), "text": report.to_text() })
            }
            Err(problems) => json!({ "problems": problems }),
        }
    };
    asked.iter().map(ask).collect()
}

fn line(file: &str, text: &str) -> Result<Value, Problems> {
    let appraisal = Appraisal::load(text, Format::detect(text))?;
    let outcome = appraisal.run()?;
    let simulations = simulations(&appraisal);
    let analyses = analyses(&appraisal, &outcome);
    let (json, html) = (outcome.to_json(), outcome.to_html());
    Ok(json!({ "file": file, "json": json, "html": html, "simulations": simulations, "analyses": analyses }))
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
