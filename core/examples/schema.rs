//! Writes the JSON Schema of a question, the input reference and the page on the national figures into `docs/`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs");
    std::fs::create_dir_all(format!("{docs}/schema"))?;
    let schema = serde_json::to_string_pretty(&options_appraisal::schema::question())?;
    std::fs::write(format!("{docs}/schema/question.schema.json"), schema + "\n")?;
    std::fs::write(format!("{docs}/input-reference.md"), options_appraisal::schema::reference())?;
    std::fs::write(format!("{docs}/national-figures.md"), options_appraisal::rules::page())?;
    Ok(())
}
