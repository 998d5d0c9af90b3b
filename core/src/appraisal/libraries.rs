//! The libraries of a service that has several: what each says for itself, and the costs of the whole service.

use crate::address::Address;
use crate::document::{Content, Node, Value};
use crate::input::{Estimate, Id, Place, Pounds, Read, Schedule, Text, Write, record, wrong_kind};
use crate::ledger::Category;
use crate::problem::{Problem, Problems};
use crate::service::Service;

/// A library of a service that has several: the keys of a service, and under `options` what an option is otherwise for
/// it. What it does not say is as in `service` and in the option, and is one input with that of all other libraries.
///
/// ```
/// use options_appraisal::{Library, Value};
///
/// let hythe = Library::new("Hythe")
///     .says("premises.energy", Value::Number("9000".to_owned()))
///     .says("options.parish.parish", Value::Text("hythe_tc".to_owned()));
/// # let _ = hythe;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library(Value);

impl Library {
    /// A library that is as `service` says, under a name of its own.
    pub fn new(name: impl Into<String>) -> Self {
        Self(Value::Table(vec![("name".to_owned(), Value::Text(name.into()))]))
    }

    /// Says something of the library, by its address below it.
    #[must_use]
    pub fn says(mut self, address: &str, value: Value) -> Self {
        let mut at = &mut self.0;
        for key in address.split('.') {
            if !matches!(at, Value::Table(_)) {
                *at = Value::Table(Vec::new());
            }
            let Value::Table(entries) = at else { return self };
            let place = entries.iter().position(|(known, _)| known == key).unwrap_or(entries.len());
            if place == entries.len() {
                entries.push((key.to_owned(), Value::Null));
            }
            at = &mut entries[place].1;
        }
        *at = value;
        self
    }
}

impl From<&Service> for Library {
    /// A library that says everything for itself.
    fn from(service: &Service) -> Self {
        Self(service.write())
    }
}

impl Read for Library {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        if !matches!(node.content, Content::Table(_)) {
            problems.push(wrong_kind(node, at, "a table with what the library says for itself"));
            return None;
        }
        Some(Self(Value::from(node.clone())))
    }

    fn blank() -> Self {
        Self(Value::Table(Vec::new()))
    }
}

impl Write for Library {
    fn write(&self) -> Value {
        self.0.clone()
    }
}

/// What is saved of a cost once so many libraries have left the council: a number of libraries with what is then saved
/// in all, a year.
///
/// ```
/// use options_appraisal::Steps;
///
/// // Nothing with five libraries, all of it with six.
/// let steps = Steps::default().with(6, 40_000);
/// assert_eq!(steps.iter().count(), 1);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Steps(Vec<(u32, Estimate<Pounds>)>);

impl Steps {
    /// Adds a step: with so many libraries, so much is saved in all.
    #[must_use]
    pub fn with(mut self, libraries: u32, saved: impl Into<Estimate<Pounds>>) -> Self {
        self.0.push((libraries, saved.into()));
        self
    }

    /// The steps: a number of libraries, and what is saved in all once so many have left.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Estimate<Pounds>)> {
        self.0.iter().map(|(count, saved)| (*count, saved))
    }
}

impl Place for Steps {}

impl Read for Steps {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let accepted = "a table with a number of libraries for each step, such as { \"6\" = 40000 }";
        let Content::Table(entries) = &node.content else {
            problems.push(wrong_kind(node, at, accepted));
            return None;
        };
        let mut all: Vec<(u32, Estimate<Pounds>)> = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            let at = at.join(key);
            let count = key.parse::<u32>().ok().filter(|count| (1..=MOST_LIBRARIES).contains(count));
            let Some(count) = count.filter(|count| count.to_string() == *key) else {
                let problem = Problem::new(at, "is no number of libraries").at_line(node.line);
                problems.push(problem.accepted(accepted));
                continue;
            };
            let Some(saved) = Estimate::read(node, &at, problems) else { continue };
            if all.last().is_some_and(|(before, less)| *before >= count || less.central() > saved.central()) {
                let problem = Problem::new(at, "does not rise from the step before it").at_line(node.line);
                problems
                    .push(problem.accepted("more libraries with each step, and never less that is saved"));
                continue;
            }
            all.push((count, saved));
        }
        Some(Self(all))
    }

    fn blank() -> Self {
        Self::default()
    }
}

impl Write for Steps {
    fn write(&self) -> Value {
        Value::Table(self.iter().map(|(count, saved)| (count.to_string(), saved.write())).collect())
    }
}

record! {
    /// A cost of the whole service, which every option has, and which moves in steps with the number of libraries and not
    /// in proportion to them.
    ///
    /// ```
    /// use options_appraisal::{SharedCost, Steps};
    ///
    /// let manager = SharedCost::new("Area manager", 40_000).saved(Steps::default().with(6, 40_000));
    /// assert_eq!(&*manager.index, "pay");
    /// ```
    pub struct SharedCost {
        /// What it is.
        required label: Text;
        /// A year, in pounds of the price base, with all libraries.
        required amount: Schedule<Pounds>;
        /// What of it is saved a year once so many libraries have left the council: a number of libraries, each with all
        /// that is saved from then on until the next. A library counts in a year in which it has left for the whole of
        /// it. No more than the cost is saved.
        default saved: Steps = Steps::default();
        /// The libraries that count; by default all.
        optional libraries: Vec<Id>;
        /// The index that moves it; "none" for a sum that is fixed in cash.
        default index: Text = Text::from("pay");
        /// What it is for.
        default category: Category = Category::Management;
        /// Who pays; by default the council.
        optional payer: Id;
        /// Who is paid; by default staff.
        optional payee: Id;
    }
}

/// The most libraries of a question.
pub(super) const MOST_LIBRARIES: u32 = 500;

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Library, Steps};
    use crate::input::{Estimate, Pounds};
    use crate::service::Service;

    impl JsonSchema for Library {
        fn schema_name() -> Cow<'static, str> {
            "Library".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let (mut properties, mut required) = (serde_json::Map::new(), Vec::new());
            Service::describe_fields(generator, &mut properties, &mut required);
            for field in properties.values_mut().filter_map(serde_json::Value::as_object_mut) {
                field.remove("default");
            }
            let of_option = serde_json::json!({ "type": "object" });
            properties.insert("options".into(), serde_json::json!({
                "type": "object",
                "description": "What an option is otherwise for this library: the id of an option with any of its keys.",
                "additionalProperties": of_option,
            }));
            properties.insert("without".into(), serde_json::json!({
                "type": "array",
                "items": { "type": "string" },
                "description": "What `service` states and this library has not, by its address below `service`: \"volunteers\", \"posts.manager\".",
            }));
            json_schema!({
                "type": "object",
                "description": "A library of a service that has several: the keys of a service, all of which may be left out here where `service` states them.",
                "properties": properties,
                "additionalProperties": false,
            })
        }
    }

    impl JsonSchema for Steps {
        fn schema_name() -> Cow<'static, str> {
            "Steps".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": "object",
                "description": "A number of libraries, with what is saved a year once so many have left the council.",
                "patternProperties": { "^[1-9][0-9]{0,2}$": generator.subschema_for::<Estimate<Pounds>>() },
                "additionalProperties": false,
            })
        }
    }
}
