//! Writes the JSON Schema of a question, the input reference and the pages on the national figures and on the published
//! evidence into `docs/`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs");
    std::fs::create_dir_all(format!("{docs}/schema"))?;
    let schema = serde_json::to_string_pretty(&options_appraisal::schema::question())?;
    std::fs::write(format!("{docs}/schema/question.schema.json"), schema + "\n")?;
    std::fs::write(format!("{docs}/input-reference.md"), options_appraisal::schema::reference())?;
    std::fs::write(format!("{docs}/national-figures.md"), options_appraisal::rules::page())?;
    std::fs::write(format!("{docs}/evidence.md"), options_appraisal::evidence::page())?;
    Ok(())
}
