//! Writes the workbook of a question: `to_workbook QUESTION WORKBOOK [ADDRESS=VALUE ...]`.

use std::error::Error;

use options_appraisal::{Appraisal, Decimal, Format};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(question), Some(workbook)) = (arguments.next(), arguments.next()) else {
        return Err("a question and a workbook".into());
    };
    let text = std::fs::read_to_string(question)?;
    let mut appraisal = Appraisal::load(&text, Format::detect(&text))?;
    for change in arguments {
        let (address, value) = change.split_once('=').ok_or("ADDRESS=VALUE")?;
        appraisal = appraisal.replace(address, value.parse::<Decimal>()?)?;
    }
    let outcome = appraisal.run()?;
    let begun = std::time::Instant::now();
    let bytes = outcome.to_workbook()?;
    println!("{} bytes in {:?}", bytes.len(), begun.elapsed());
    std::fs::write(workbook, bytes)?;
    Ok(())
}
