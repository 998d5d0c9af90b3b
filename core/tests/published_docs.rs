//! The documents that are made from the code are those that the code makes.
#![cfg(feature = "schema")]

fn published(name: &str) -> String {
    let path = format!("{}/../docs/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_default()
}

#[test]
fn the_schema_is_the_published_one() {
    let made = serde_json::to_string_pretty(&options_appraisal::schema::question()).unwrap();
    assert!(
        published("schema/question.schema.json").trim_end() == made,
        "run: cargo run --features schema --example schema"
    );
}

#[test]
fn the_input_reference_is_the_published_one() {
    assert!(
        published("input-reference.md") == options_appraisal::schema::reference(),
        "run: cargo run --features schema --example schema"
    );
}
