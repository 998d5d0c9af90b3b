//! The document as it was written: tables, lists and the text of its values, each with its line.
//!
//! TOML, JSON and values handed over by a program all become the same tree, and numbers stay the decimal text that
//! they were. Everything after this module is the same for every way in.

mod json;
mod toml;

use crate::address::Address;
use crate::problem::{Problem, Problems};

/// The longest text that is read.
pub const LONGEST_TEXT: usize = 8 * 1024 * 1024;

/// The deepest that tables and lists may stand inside one another.
pub const DEEPEST: usize = 32;

/// The notation of an input text.
///
/// ```
/// use options_appraisal::Format;
///
/// assert_eq!(Format::detect(" {\"question\": {}}"), Format::Json);
/// assert_eq!(Format::detect("[question]"), Format::Toml);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// TOML 1.1.
    Toml,
    /// JSON, without comments or trailing commas.
    Json,
}

impl Format {
    /// Which notation a text is in: JSON begins with a brace, and TOML never does.
    pub fn detect(text: &str) -> Self {
        if text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('{') {
            Self::Json
        } else {
            Self::Toml
        }
    }
}

/// A value handed over by a program: what a Python dictionary or a JavaScript object becomes.
///
/// ```
/// use options_appraisal::{Appraisal, Value};
///
/// let question = Value::Table(vec![("title".to_owned(), Value::Text("Who should run it?".to_owned()))]);
/// let problems = Appraisal::from_value(&Value::Table(vec![("question".to_owned(), question)])).unwrap_err();
/// assert!(problems.to_string().contains("question.council: is missing"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing; the same as leaving the key out.
    Null,
    /// True or false.
    Bool(bool),
    /// A number, as its decimal text.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A table, in the order of its keys.
    Table(Vec<(String, Value)>),
}

impl Value {
    /// Takes over JSON that a program has written.
    ///
    /// # Errors
    /// What is no JSON, or too long or too deep.
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        read(text, Format::Json).map(Self::from)
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        match node.content {
            Content::Bool(value) => Self::Bool(value),
            Content::Number(text) => Self::Number(text),
            Content::Text(text) | Content::Date(text) => Self::Text(text),
            Content::List(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Content::Table(entries) => {
                Self::Table(entries.into_iter().map(|(key, node)| (key, Self::from(node))).collect())
            }
        }
    }
}

/// A value with the line on which it stands.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) line: Option<u32>,
    pub(crate) content: Content,
}

#[derive(Debug, Clone)]
pub(crate) enum Content {
    Bool(bool),
    Number(String),
    Text(String),
    /// A date, as TOML writes it without quotation marks.
    Date(String),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
}

impl Content {
    /// What it is, in the words of an error.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Reads a text into a document.
pub(crate) fn read(text: &str, format: Format) -> Result<Node, Problems> {
    let document = Address::root();
    if text.len() > LONGEST_TEXT {
        let problem = Problem::new(document, format!("the text has {} bytes", text.len()))
            .accepted(format!("an input is at most {LONGEST_TEXT} bytes"));
        return Err(problem.into());
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        Format::Toml => toml::read(text),
        Format::Json => json::read(text),
    }
}

/// Writes a value as the text of an input, in JSON.
pub(crate) fn to_json(value: &Value) -> String {
    let mut text = String::new();
    json::write(value, &mut text);
    text
}

/// Takes over a value that a program hands over.
pub(crate) fn from_value(value: &Value) -> Result<Node, Problems> {
    let mut problems = Problems::new();
    let node = convert(value, &Address::root(), 0, &mut problems);
    match node {
        Some(node) if problems.is_empty() => Ok(node),
        Some(_) => Err(problems),
        None => Err(Problem::new(Address::root(), "the input is empty")
            .accepted("a table with a question")
            .into()),
    }
}

fn convert(value: &Value, at: &Address, depth: usize, problems: &mut Problems) -> Option<Node> {
    if depth > DEEPEST {
        problems.push(too_deep(at.clone()));
        return None;
    }
    let content = match value {
        Value::Null => return None,
        Value::Bool(value) => Content::Bool(*value),
        Value::Number(text) => Content::Number(text.clone()),
        Value::Text(text) => Content::Text(text.clone()),
        Value::List(items) => Content::List(
            items
                .iter()
                .enumerate()
                .filter_map(|(i, item)| convert(item, &at.join(i + 1), depth + 1, problems))
                .collect(),
        ),
        Value::Table(entries) => Content::Table(
            entries
                .iter()
                .filter_map(|(key, item)| {
                    Some((key.clone(), convert(item, &at.join(key), depth + 1, problems)?))
                })
                .collect(),
        ),
    };
    Some(Node { line: None, content })
}

fn too_deep(at: Address) -> Problem {
    Problem::new(at, "tables and lists stand too deep inside one another")
        .accepted(format!("at most {DEEPEST} levels"))
}

/// Finds the line of a place in a text.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter_map(|(i, byte)| (byte == b'\n').then_some(i)).collect())
    }

    /// The line, counted from 1, that holds a byte.
    fn at(&self, byte: usize) -> Option<u32> {
        u32::try_from(self.0.partition_point(|end| *end < byte) + 1).ok()
    }
}
