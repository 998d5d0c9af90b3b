//! The JSON Schema of the input, made from the types that read it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value as Json, json};

use super::unit::{Growth, Times, Unit};
use super::{Confidence, Estimate, Evidence, Id, Keyed, RangeMeaning, Schedule, Shape, Text, Then};
use crate::document::Value;
use crate::year::FinancialYear;

/// The schema of a field: that of its type, with what the field is for and its default.
pub(crate) fn describe<T: JsonSchema>(
    generator: &mut SchemaGenerator,
    doc: &str,
    default: Option<&Value>,
) -> Json {
    let mut schema = generator.subschema_for::<T>().to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".to_owned(), json!(summary(doc)));
        if let Some(default) = default {
            object.insert("default".to_owned(), to_json(default));
        }
    }
    schema
}

/// What a documentation comment says before its example, which is for readers of Rust.
pub(crate) fn summary(doc: &str) -> &str {
    doc.split("```").next().unwrap_or_default().trim()
}

/// A document value as JSON, for the default of a field.
fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => json!(value),
        Value::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
        Value::Text(text) => json!(text),
        Value::List(items) => items.iter().map(to_json).collect(),
        Value::Table(entries) => entries.iter().map(|(key, item)| (key.clone(), to_json(item))).collect(),
    }
}

/// A schema with what it is for.
fn said(schema: &Json, what: &str) -> Json {
    let mut said = schema.clone();
    if let Some(object) = said.as_object_mut() {
        object.insert("description".to_owned(), json!(what));
    }
    said
}

fn number(value: rust_decimal::Decimal) -> Json {
    serde_json::from_str(&value.to_string()).unwrap_or(Json::Null)
}

impl<U: Unit> JsonSchema for Estimate<U> {
    fn schema_name() -> Cow<'static, str> {
        format!("Estimate of {}", U::NAME).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let plain = json!({ "type": "number", "minimum": number(U::LOWEST), "maximum": number(U::HIGHEST) });
        let text = json!({ "type": "string", "description": "The number as its decimal text." });
        let one = json!({ "anyOf": [plain, text] });
        let weight = json!({ "anyOf": [{ "type": "number", "minimum": 0 }, text] });
        json_schema!({
            "description": format!("A number in {}, or a number with its range and source.", U::NAME),
            "anyOf": [plain, text, {
                "type": "object",
                "properties": {
                    "central": said(&one, "The value that is reckoned with."),
                    "low": said(&one, "The low end of the range."),
                    "high": said(&one, "The high end of the range."),
                    "shape": generator.subschema_for::<Shape>(),
                    "range": generator.subschema_for::<RangeMeaning>(),
                    "values": {
                        "type": "array", "items": one, "minItems": 1, "maxItems": 1000,
                        "description": "The values that may come, in the place of low and high.",
                    },
                    "weights": {
                        "type": "array", "items": weight, "minItems": 1, "maxItems": 1000,
                        "description": "A weight for each of the values.",
                    },
                    "source": { "type": "string", "description": "Where the value comes from." },
                    "confidence": generator.subschema_for::<Confidence>(),
                    "evidence": generator.subschema_for::<Evidence>(),
                    "note": { "type": "string", "description": "Why the value is so." },
                    "who": { "type": "string", "description": "Who made the estimate." },
                    "when": {
                        "type": "string",
                        "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$",
                        "description": "When it was made: a day, or a month.",
                    },
                    "signed_by": { "type": "string", "description": "Who signed the value." },
                    "signed_on": {
                        "type": "string",
                        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                        "description": "The day on which it was signed.",
                    },
                    "signed_value": said(&one, "The value that was signed, where it is to be compared with the central one."),
                },
                "required": ["central"],
                "additionalProperties": false,
                "dependentRequired": {
                    "low": ["high"], "high": ["low"], "values": ["shape"], "weights": ["values"],
                    "signed_by": ["signed_on"], "signed_on": ["signed_by"], "signed_value": ["signed_by", "signed_on"],
                },
                "if": { "properties": { "shape": { "const": "discrete" } }, "required": ["shape"] },
                "then": {
                    "required": ["values"],
                    "not": { "anyOf": [{ "required": ["low"] }, { "required": ["high"] }, { "required": ["range"] }] },
                },
                "else": { "not": { "required": ["values"] } },
            }],
        })
    }
}

impl<U: Unit> JsonSchema for Schedule<U> {
    fn schema_name() -> Cow<'static, str> {
        format!("Schedule of {}", U::NAME).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let estimate = generator.subschema_for::<Estimate<U>>();
        let by_year = json!({
            "type": "object",
            "patternProperties": { "^[0-9]{4}/[0-9]{2}$": estimate },
            "additionalProperties": false,
        });
        json_schema!({
            "description": format!("A value in {} for every year, a list by year in turn, a table by financial year, a first value with shares of it by year, a first value that grows, or steps.", U::NAME),
            "anyOf": [
                estimate,
                { "type": "array", "items": estimate, "minItems": 1 },
                by_year,
                {
                    "type": "object",
                    "properties": {
                        "first": estimate,
                        "shares": { "type": "array", "items": generator.subschema_for::<Estimate<Times>>(), "minItems": 1, "maxItems": 500 },
                        "then": generator.subschema_for::<Then>(),
                    },
                    "required": ["first", "shares"],
                    "additionalProperties": false,
                },
                {
                    "type": "object",
                    "properties": {
                        "first": estimate,
                        "growth": generator.subschema_for::<Estimate<Growth>>(),
                        "years": { "type": "integer", "minimum": 1, "maximum": 500 },
                    },
                    "required": ["first", "growth"],
                    "additionalProperties": false,
                },
                { "type": "object", "properties": { "steps": by_year }, "required": ["steps"], "additionalProperties": false },
            ],
        })
    }
}

impl<T: JsonSchema> JsonSchema for Keyed<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Table of {}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": { "pattern": "^[a-z][a-z0-9_]{0,63}$" },
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}

macro_rules! text_like {
    ($($type:ty, $name:literal, $schema:tt;)*) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

text_like! {
    Text, "Text", { "type": "string", "minLength": 1, "maxLength": 2000 };
    Id, "Id", { "type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$" };
    FinancialYear, "FinancialYear", { "type": "string", "pattern": "^[0-9]{4}/[0-9]{2}$" };
}
