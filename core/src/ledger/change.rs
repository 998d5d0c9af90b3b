//! What an input changes in the lines that a delivery model posts.

use crate::address::Address;
use crate::document::{Content, Node, Value};
use crate::input::{Id, Place, Pounds, Read, Schedule, Stock, Text, Times, Write, record, under, wrong_kind};
use crate::ledger::Treatment;
use crate::problem::{Problem, Problems};

record! {
    /// A change to a line: what is given here takes the place of what the delivery model says.
    pub struct LineChange {
        /// What the amount is multiplied by.
        optional multiply: Schedule<Times>;
        /// The amount, a year, in the price basis that the line has.
        optional amount: Schedule<Pounds>;
        /// Who pays.
        optional payer: Id;
        /// Who is paid.
        optional payee: Id;
        /// The index that moves it.
        optional index: Text;
        /// How it counts in the economic case.
        optional treatment: Treatment;
    }
}

/// Changes by the id of a line. An id has dots, so that in TOML it stands in quotation marks:
/// `[options.trust.changes."premises.energy"]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineChanges(Vec<(String, LineChange)>);

impl LineChanges {
    /// Adds a change to a line.
    #[must_use]
    pub fn with(mut self, line: impl Into<String>, change: LineChange) -> Self {
        self.0.push((line.into(), change));
        self
    }

    /// The changes, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &LineChange)> {
        self.0.iter().map(|(id, change)| (id.as_str(), change))
    }
}

impl Place for LineChanges {
    fn placed(self, at: &Address) -> Self {
        Self(
            self.0
                .into_iter()
                .map(|(id, change)| {
                    let at = at.join(&id);
                    (id, change.placed(&at))
                })
                .collect(),
        )
    }
}

impl Read for LineChanges {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let Content::Table(entries) = &node.content else {
            problems.push(wrong_kind(node, at, "a table with the id of a line for each change"));
            return None;
        };
        let mut all = Vec::with_capacity(entries.len());
        for (id, node) in entries {
            let lawful =
                id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'.'));
            if !lawful || id.is_empty() || id.len() > 200 {
                let problem =
                    Problem::new(at.clone(), "has a key that is no id of a line").at_line(node.line);
                problems.push(problem.accepted("the id as a result lists it, such as \"premises.energy\""));
                continue;
            }
            if let Some(change) = LineChange::read(node, &at.join(id), problems) {
                all.push((id.clone(), change));
            }
        }
        Some(Self(all))
    }

    fn blank() -> Self {
        Self::default()
    }

    fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
        for (id, change) in &self.0 {
            change.take_stock(under(node, id), &at.join(id), stock);
        }
    }
}

impl Write for LineChanges {
    fn write(&self) -> Value {
        Value::Table(self.0.iter().map(|(id, change)| (id.clone(), change.write())).collect())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for LineChanges {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LineChanges".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "Changes by the id of a line.",
            "additionalProperties": generator.subschema_for::<LineChange>(),
        })
    }
}
