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

#[test]
fn the_page_on_the_national_figures_is_the_published_one() {
    assert!(
        published("national-figures.md") == options_appraisal::rules::page(),
        "run: cargo run --features schema --example schema"
    );
}

#[test]
fn the_page_on_published_evidence_is_the_published_one() {
    assert!(
        published("evidence.md") == options_appraisal::evidence::page(),
        "run: cargo run --features schema --example schema"
    );
}

#[test]
fn the_page_holds_every_figure_every_rule_and_every_source() {
    let (page, rules) = (options_appraisal::rules::page(), options_appraisal::rules::Rules::published());
    for figure in rules.parameters() {
        assert!(page.contains(&format!("| `{}`: ", figure.id)), "{}", figure.id);
    }
    for (_, rule) in rules.rules() {
        assert!(page.contains(&format!("| `{}` | ", rule.id)), "{}", rule.id);
    }
    let headed: std::collections::BTreeSet<&str> = rules.parameters().map(|figure| figure.file).collect();
    assert_eq!(headed.len(), page.matches("| figure | unit |").count());
}
