//! The JSON Schema of a question, and the input reference made from it.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::appraisal::Question;

/// The JSON Schema of a question, made from the types that read it.
///
/// ```
/// let schema = options_appraisal::schema::question();
/// assert!(schema["properties"]["options"].is_object());
/// ```
pub fn question() -> Json {
    let mut schema = schemars::schema_for!(Question).to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), Json::from("Question"));
    }
    schema
}

/// What an estimate is, for the reference.
const ESTIMATE: &str =
    "A number, or a table with the number, its range, where it comes from, who made it, and who signed it.";

/// The input reference, as Markdown: every table with its keys, what each is, and its default.
pub fn reference() -> String {
    let schema = question();
    let mut out =
        String::from("# Input reference\n\nMade from the schema; a question is read from TOML or JSON.\n");
    section(&mut out, "The whole input", &schema);
    let empty = serde_json::Map::new();
    let mut estimates = 0;
    for (name, definition) in schema["$defs"].as_object().unwrap_or(&empty) {
        if name.starts_with("Estimate of ") {
            // The same keys whatever the unit: one section for all.
            estimates += 1;
            let table = definition["anyOf"].as_array().and_then(|forms| forms.last());
            if let Some(table) = table.filter(|_| estimates == 1) {
                let mut table = table.clone();
                table["description"] = Json::from(ESTIMATE);
                section(&mut out, "Estimate", &table);
            }
        } else if definition["properties"].is_object() {
            section(&mut out, name, definition);
        } else if let Some(models) =
            definition["oneOf"].as_array().filter(|all| all.iter().any(|one| one["properties"].is_object()))
        {
            for model in models {
                let word = model["properties"]["model"]["const"].as_str().unwrap_or_default();
                section(&mut out, &format!("Option with model = \"{word}\""), model);
            }
        } else if let Some(words) = definition["oneOf"].as_array() {
            let _ = write!(out, "\n## {name}\n\n{}\n\n", text(definition));
            for word in words {
                let _ = writeln!(out, "- `{}`: {}", word["const"].as_str().unwrap_or_default(), text(word));
            }
        }
    }
    out
}

fn text(schema: &Json) -> String {
    schema["description"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn section(out: &mut String, name: &str, schema: &Json) {
    let _ = write!(
        out,
        "\n## {name}\n\n{}\n\n| key | type | default | what it is |\n|--|--|--|--|\n",
        text(schema)
    );
    let required =
        |key: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == key));
    let empty = serde_json::Map::new();
    for (key, field) in schema["properties"].as_object().unwrap_or(&empty) {
        let default = match &field["default"] {
            Json::Null if required(key) => "required".to_owned(),
            Json::Null => String::new(),
            value => format!("`{value}`"),
        };
        let _ = writeln!(out, "| `{key}` | {} | {default} | {} |", kind(field), text(field));
    }
}

fn kind(field: &Json) -> String {
    let name = |reference: &Json| {
        reference.as_str().map(|path| path.rsplit('/').next().unwrap_or_default().replace("%20", " "))
    };
    if let Some(name) = name(&field["$ref"]) {
        return name;
    }
    match field["type"].as_str() {
        Some("object") => name(&field["additionalProperties"]["$ref"])
            .map_or_else(|| "table".to_owned(), |name| format!("table of {name}")),
        Some("array") => {
            name(&field["items"]["$ref"]).map_or_else(|| "list".to_owned(), |name| format!("list of {name}"))
        }
        Some("string") => field["format"].as_str().unwrap_or("text").to_owned(),
        Some(other) => other.to_owned(),
        None if field["anyOf"].is_array() => "number".to_owned(),
        None => String::new(),
    }
}
