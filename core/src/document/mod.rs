//! The document as it was written: tables, lists and the text of its values, each with its line.
//!
//! TOML, JSON and values handed over by a program all become the same tree, and numbers stay the decimal text that
//! they were. Everything after this module is the same for every way in.

mod json;
mod layers;
mod toml;
mod write;

use std::collections::HashSet;

pub(crate) use layers::{Stated, Unsaid, over};
pub(crate) use write::{normal, plain, to_toml};

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

    /// As JSON.
    pub fn to_json(&self) -> String {
        to_json(self)
    }

    /// A table as TOML: a table for each thing, and each number, estimate and list on a line of its own.
    ///
    /// ```
    /// use options_appraisal::Value;
    ///
    /// let value = Value::from_json(r#"{ "premises": { "energy": { "central": 6000, "source": "bills" } } }"#)?;
    /// assert_eq!(value.to_toml()?, "[premises]\nenergy = { central = 6000, source = \"bills\" }\n");
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    ///
    /// # Errors
    /// If it is no table, or stands too deep.
    pub fn to_toml(&self) -> Result<String, Problems> {
        from_value(self).map(|node| to_toml(&node))
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

impl Node {
    /// The line on which an address stands, or else the last table or list on the way to it that is there. None where
    /// nothing of the address is there, and where the document has no lines.
    pub(crate) fn line_of(&self, address: &Address) -> Option<u32> {
        let (mut node, mut rest, mut line) = (self, address.as_str(), None);
        while !rest.is_empty() {
            // A key may hold dots itself: the longest that fits is the one that is meant.
            let found = match &node.content {
                Content::Table(entries) => entries
                    .iter()
                    .filter_map(|(key, item)| Some((item, after(rest, key)?)))
                    .min_by_key(|(_, left)| left.len()),
                Content::List(items) => {
                    let (first, left) = rest.split_once('.').unwrap_or((rest, ""));
                    let place = first.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
                    place.and_then(|place| items.get(place)).map(|item| (item, left))
                }
                _ => None,
            };
            let Some((item, left)) = found else { break };
            (node, rest) = (item, left);
            line = node.line.or(line);
        }
        line
    }
}

/// What is left of an address after a key.
fn after<'a>(address: &'a str, key: &str) -> Option<&'a str> {
    let rest = address.strip_prefix(key)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
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
        Format::Toml => recognised(text).and_then(|()| toml::read(text)),
        Format::Json => json::read(text),
    }
}

/// Whether a text may be TOML at all. A page of the web or a table of data, given by mistake, would bring a problem a line.
fn recognised(text: &str) -> Result<(), Problems> {
    let mut said = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (first, second) = (said.next().unwrap_or_default(), said.next().unwrap_or_default());
    // Two lines with the same fields, neither of which says what a key holds.
    let fields = |separator: char| {
        let [one, other] = [first, second].map(|line| line.matches(separator).count());
        one > 0
            && one == other
            && ![first, second].iter().any(|line| line.contains('=') || line.starts_with('['))
    };
    let is = if first.starts_with('<') {
        "a page of the web or XML (HTML, ODS, a download that failed)"
    } else if [',', ';', '\t'].into_iter().any(fields) {
        "a table of data (CSV)"
    } else {
        return Ok(());
    };
    Err(Problem::new(Address::root(), format!("the text is {is}, and no question"))
        .accepted("a question in TOML or JSON, or a workbook (.xlsx) that the library made")
        .into())
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
        Value::List(items) => {
            let mut all = Vec::with_capacity(items.len());
            for (i, item) in items.iter().enumerate() {
                let at = at.join(i + 1);
                if matches!(item, Value::Null) {
                    problems.push(nothing_in_a_list(at));
                } else {
                    all.extend(convert(item, &at, depth + 1, problems));
                }
            }
            Content::List(all)
        }
        Value::Table(entries) => {
            let mut all = Vec::with_capacity(entries.len());
            let mut seen = HashSet::with_capacity(entries.len());
            for (key, item) in entries {
                let at = at.join(key);
                if seen.insert(key.as_str()) {
                    all.extend(convert(item, &at, depth + 1, problems).map(|node| (key.clone(), node)));
                } else {
                    problems.push(stands_twice(at));
                }
            }
            Content::Table(all)
        }
    };
    Some(Node { line: None, content })
}

fn too_deep(at: Address) -> Problem {
    Problem::new(at, "tables and lists stand too deep inside one another")
        .accepted(format!("at most {DEEPEST} levels"))
}

fn stands_twice(at: Address) -> Problem {
    Problem::new(at, "the key stands twice").accepted("each key once")
}

/// What comes after it would move up, and be taken for the value of another year.
fn nothing_in_a_list(at: Address) -> Problem {
    Problem::new(at, "holds nothing").accepted("a value in every place of a list; 0 where there is none")
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
