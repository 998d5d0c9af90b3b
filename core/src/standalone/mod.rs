//! A sheet that stands alone: an appraisal that is laid out once, as a text that a small module opens without the
//! question, the national figures or the delivery models.
//!
//! A calculator on a page has one question, and its visitors move the inputs. What it takes to read any question is then
//! not needed there, and it is most of the download. The text holds the graph of the sheet; whoever opens it reads it with
//! the same exact reader and the same explaining reader, so that there is still one model and one implementation.

mod bounds;
mod contents;
mod formula;
mod headings;
mod leaves;
mod opening;
mod outcome;
#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

pub use outcome::StandaloneOutcome;

use crate::address::Address;
use crate::document::{self, Content, Node, Value};
use crate::input::{Fields, Read, known_names, wrong_kind};
use crate::problem::{Problem, Problems, as_shown};
use crate::sheet::InputInfo;
use crate::sheet::exact::{self, Values};
use crate::year::FinancialYear;
use crate::{Appraisal, ByFigure, Decimal, Given};
use contents::{Contents, GivenValues};
use headings::Headings;

impl Appraisal {
    /// The sheet as a text that stands alone, for [`StandaloneSheet::open`]: with what was replaced, and without the
    /// question.
    ///
    /// # Errors
    /// If the text is longer than one that is read ([`LONGEST_TEXT`](crate::LONGEST_TEXT)): a county of some seventy libraries,
    /// all in one question.
    pub fn to_sheet(&self) -> Result<String, Problems> {
        let given: Vec<(&str, Decimal)> = self.given_values().collect();
        Contents::write(&Headings::of(self), &self.model().graph, &given)
    }
}

/// A sheet that stands alone.
///
/// ```
/// use options_appraisal::{Appraisal, Decimal, Format, StandaloneSheet};
///
/// let appraisal = Appraisal::load(include_str!("../../../docs/examples/sandgate.toml"), Format::Toml)?;
/// let sheet = StandaloneSheet::open(&appraisal.to_sheet()?)?;
/// let dearer = sheet.replace_all([("service.premises.energy", Decimal::from(9_000))])?.run()?;
///
/// let expected = appraisal.replace("service.premises.energy", Decimal::from(9_000))?.run()?;
/// let cost = dearer.value("options.council.net_cost_total.kcc", None).map_err(options_appraisal::Problems::from)?;
/// assert_eq!(cost, Some(expected.tables().options[0].views[0].net_cost_total.value()));
/// # Ok::<(), options_appraisal::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct StandaloneSheet {
    contents: Arc<Contents>,
    given: GivenValues,
    /// Worked out when somebody first asks.
    planned: Arc<OnceLock<Result<Values, Problems>>>,
}

impl StandaloneSheet {
    /// Opens a sheet from its text.
    ///
    /// # Errors
    /// If the text is none of a sheet, or of another version of it, or too large: all that is wrong, at once.
    pub fn open(text: &str) -> Result<Self, Problems> {
        let (contents, given) = Contents::open(text)?;
        Ok(Self { contents: Arc::new(contents), given, planned: Arc::default() })
    }

    /// The title of the question.
    pub fn title(&self) -> &str {
        &self.contents.headings.title
    }

    /// The financial years that it looks at.
    pub fn years(&self) -> impl ExactSizeIterator<Item = FinancialYear> {
        self.contents.graph.years()
    }

    /// The inputs that the sheet reads, each with the value that it has here.
    pub fn inputs(&self) -> impl Iterator<Item = (&InputInfo, Decimal)> {
        let given =
            |input: u32| self.given.iter().find(|(known, _)| *known == input).map(|(_, value)| *value);
        (0..)
            .zip(&self.contents.graph.inputs)
            .map(move |(place, input)| (input, given(place).unwrap_or(input.value)))
    }

    /// What the sheet is about, in JSON: its title, its years, options, views and inputs. Numbers are texts, which no reader of
    /// JSON rounds.
    pub fn to_json(&self) -> String {
        let headings = &self.contents.headings;
        let exact = |value: Decimal| text(&value.to_string());
        let input = |(input, value): (&InputInfo, Decimal)| {
            let spread = input.spread.as_ref();
            table([
                ("address", text(input.address.as_str())),
                ("label", text(&input.label())),
                ("unit", text(input.unit)),
                ("value", exact(value)),
                ("central", exact(input.value)),
                ("low", optional(spread, |spread| exact(spread.low))),
                ("high", optional(spread, |spread| exact(spread.high))),
                ("lowest", exact(input.bounds.0)),
                ("highest", exact(input.bounds.1)),
                ("source", optional(input.source.as_deref(), text)),
                ("default", Value::Bool(input.default)),
            ])
        };
        let mut all = headings.write().to_vec();
        all.retain(|(key, _)| *key != "comparison");
        all.push(("years", Value::List(self.years().map(|year| text(&year.to_string())).collect())));
        all.push(("inputs", Value::List(self.inputs().map(input).collect())));
        document::to_json(&table(all))
    }

    /// The same sheet with other values of some inputs, by their addresses. Only the rows that depend on them are computed
    /// again.
    ///
    /// # Errors
    /// All that is wrong, at once: if there is no such input, or it cannot have the value, or a row cannot be worked out
    /// with it.
    pub fn replace_all<'a>(
        &self,
        changes: impl IntoIterator<Item = (&'a str, Decimal)>,
    ) -> Result<Self, Problems> {
        let graph = &self.contents.graph;
        let (mut given, mut problems) = (Vec::new(), Problems::new());
        for (address, value) in changes {
            if let Some(input) = graph.input_at(&Address::new(address)) {
                problems.extend(graph.inputs[input as usize].check(value).err());
                given.push((input, value));
            } else {
                let what = format!("no input has the address \"{}\"", as_shown(address, 120));
                let known = graph.inputs.iter().map(|input| input.address.as_str());
                problems.push(Problem::new(Address::root(), what).accepted(known_names(address, known)));
            }
        }
        problems.or(())?;
        let values = self.planned()?.what_if(graph, &given)?;
        let mut all = self.given.clone();
        for (input, value) in given {
            all.retain(|(known, _)| *known != input);
            all.push((input, value));
        }
        Ok(Self {
            contents: Arc::clone(&self.contents),
            given: all,
            planned: Arc::new(OnceLock::from(Ok(values))),
        })
    }

    /// The same from a program's values: a table of addresses and numbers.
    ///
    /// # Errors
    /// As [`Self::replace_all`].
    pub fn replace_from(&self, changes: &Value) -> Result<Self, Problems> {
        let changes = ByFigure::<Given>::of_values(changes)?;
        self.replace_all(changes.0.iter().map(|(address, _, value)| (address.as_str(), value.0)))
    }

    /// Works it out.
    ///
    /// # Errors
    /// If a value is larger than can be kept exactly; the problem names the row.
    pub fn run(&self) -> Result<StandaloneOutcome, Problems> {
        Ok(StandaloneOutcome::new(Arc::clone(&self.contents), self.planned()?.clone()))
    }

    fn planned(&self) -> Result<&Values, Problems> {
        let read = || {
            let values = exact::read(&self.contents.graph)?;
            if self.given.is_empty() { Ok(values) } else { values.what_if(&self.contents.graph, &self.given) }
        };
        self.planned.get_or_init(read).as_ref().map_err(Clone::clone)
    }
}

/// A list of any length: the text as a whole is bounded.
struct Long<T>(Vec<T>);

impl<T: Read> Read for Long<T> {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let Content::List(items) = &node.content else {
            problems.push(wrong_kind(node, at, "a list, in square brackets"));
            return None;
        };
        let each = items.iter().zip(1..).map(|(item, place)| T::read(item, &at.join(place), problems));
        Some(Self(each.map(|read| read.unwrap_or_else(T::blank)).collect()))
    }

    fn blank() -> Self {
        Self(Vec::new())
    }
}

fn list<T: Read>(fields: &Fields<'_>, key: &'static str, problems: &mut Problems) -> Vec<T> {
    fields.required::<Long<T>>(key, problems).0
}

/// A table without the keys that have no value.
fn table(entries: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let there = entries.into_iter().filter(|(_, value)| *value != Value::Null);
    Value::Table(there.map(|(key, value)| (key.to_owned(), value)).collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(value: Decimal) -> Value {
    Value::Number(value.to_string())
}

fn optional<T>(value: Option<T>, write: impl FnOnce(T) -> Value) -> Value {
    value.map_or(Value::Null, write)
}
