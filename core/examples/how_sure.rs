//! How sure is the result: draws, one input at a time, switching values, scenarios, what may happen.
//!
//! ```sh
//! cargo run --release --example how_sure -- FILE simulate 10000
//! cargo run --release --example how_sure -- FILE tornado options.parish.net_present_cost.kcc
//! cargo run --release --example how_sure -- FILE switching options.parish.net_present_cost.kcc options.council.net_present_cost.kcc
//! cargo run --release --example how_sure -- FILE reaches options.parish.saving_total.kcc 250000
//! cargo run --release --example how_sure -- FILE scenarios
//! cargo run --release --example how_sure -- FILE reversion
//! cargo run --release --example how_sure -- FILE drivers options.parish.net_present_cost.kcc
//! cargo run --release --example how_sure -- FILE information
//! cargo run --release --example how_sure -- BEFORE difference AFTER options.parish.net_present_cost.kcc
//! cargo run --release --example how_sure -- FILE cliffs service.premises.rateable_value options.council.net_cost_total.kcc 10000 100000
//! ```
//! `--json` prints the whole result.

mod printing;

use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::process::ExitCode;

use options_appraisal::uncertainty::{Drivers, Information, Progress, Sampling, Simulation, Target};
use options_appraisal::{Appraisal, Decimal, Format};

const USAGE: &str = "how_sure FILE ANALYSIS [--json], where the analysis is one of
  simulate [DRAWS] [--seed N] [--sampling random|latin_hypercube|sobol] [--view VIEW] [--target POUNDS] [--threads N]
  tornado MEASURE
  switching MEASURE MEASURE       what each input would have to be for the two to be equal
  reaches MEASURE VALUE           what each input would have to be for the measure to reach the value
  scenarios                       the scenarios of the question side by side
  reversion [VIEW]                what may happen, priced in
  drivers MEASURE                 which inputs drive the spread of the measure
  information [VIEW]              what it is worth to find out an input before deciding
  difference FILE MEASURE         why the measure differs in another question
  cliffs INPUT MEASURE LOW HIGH   where the measure jumps as the input moves
A MEASURE is the address of a row; one by year is followed by @ and the year: options.parish.net_cost.kcc@2029/30";

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    printing::print(run())
}

fn run() -> Result<String, Failure> {
    let (mut words, mut json, mut settings) = (Vec::new(), false, Vec::new());
    let mut all = std::env::args().skip(1);
    while let Some(word) = all.next() {
        match word.as_str() {
            "--help" => return Ok(USAGE.to_owned()),
            "--json" => json = true,
            key if key.starts_with("--") => settings.push((word, all.next().ok_or(USAGE)?)),
            _ => words.push(word),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (file, analysis) = words.split_first().ok_or(USAGE)?;
    let text = std::fs::read_to_string(file)?;
    let appraisal = Appraisal::load(&text, Format::detect(&text))?;
    macro_rules! shown {
        ($result:expr) => {{
            let result = $result;
            if json { result.to_json() } else { result.to_text() }
        }};
    }
    Ok(match analysis {
        ["simulate"] => shown!(simulate(&appraisal, "10000", &settings)?),
        ["simulate", draws] => shown!(simulate(&appraisal, draws, &settings)?),
        ["tornado", measure] => shown!(appraisal.tornado(measure)?),
        ["switching", one, other] => {
            let target = Target::Equal { one: (*one).to_owned(), other: (*other).to_owned() };
            shown!(appraisal.switching_values(&target)?)
        }
        ["reaches", measure, value] => {
            shown!(appraisal.switching_values(&Target::reaches(*measure, value.parse::<Decimal>()?))?)
        }
        ["scenarios"] => shown!(appraisal.scenarios()?),
        ["reversion"] => shown!(appraisal.reversion(None)?),
        ["reversion", view] => shown!(appraisal.reversion(Some(view))?),
        ["drivers", measure] => shown!(appraisal.drivers(&Drivers::new(*measure))?),
        ["information"] => shown!(appraisal.value_of_information(&Information::new())?),
        ["information", view] => shown!(appraisal.value_of_information(&Information::new().view(*view))?),
        ["difference", other, measure] => {
            let text = std::fs::read_to_string(other)?;
            let after = Appraisal::load(&text, Format::detect(&text))?;
            shown!(appraisal.difference(&after, measure)?)
        }
        ["cliffs", input, measure, low, high] => {
            shown!(appraisal.cliffs(input, measure, (low.parse()?, high.parse()?))?)
        }
        _ => return Err(USAGE.into()),
    })
}

/// A simulation, with a bar where somebody looks on.
fn simulate(
    appraisal: &Appraisal,
    draws: &str,
    settings: &[(String, String)],
) -> Result<options_appraisal::uncertainty::SimulationResult, Failure> {
    let mut asked = Simulation::new(draws.parse()?);
    for (key, value) in settings {
        asked = match key.as_str() {
            "--seed" => asked.seed(value.parse()?),
            "--sampling" => asked.sampling(Sampling::from_word(value).ok_or(USAGE)?),
            "--view" => asked.view(value),
            "--target" => asked.saving_target(value.parse::<Decimal>()?),
            "--threads" => asked.threads(value.parse()?),
            _ => return Err(USAGE.into()),
        };
    }
    let looked_at = std::io::stderr().is_terminal();
    let result = appraisal.simulate_with(&asked, |progress| {
        if looked_at {
            bar(progress);
        }
        ControlFlow::Continue(())
    })?;
    if looked_at {
        eprintln!();
    }
    Ok(result)
}

fn bar(progress: &Progress) {
    let tenths = progress.draws * 40 / progress.asked.max(1);
    let done: String = (0..40).map(|place| if place < tenths { '#' } else { '.' }).collect();
    eprint!("\r[{done}] {} of {} draws", progress.draws, progress.asked);
}
