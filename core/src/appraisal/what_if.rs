//! What if: an appraisal with other values of some inputs.

use std::sync::{Arc, OnceLock};

use super::laid_out::Appraisal;
use super::question::{ByFigure, Given};
use crate::Decimal;
use crate::address::Address;
use crate::assumptions::keep_signature;
use crate::document::{self, Content, Node, Value};
use crate::input::known_names;
use crate::problem::{Problem, Problems, as_shown};

impl Appraisal {
    /// The same appraisal with another value of an input, by its address. Only the rows that depend on the input are
    /// computed again.
    ///
    /// An input that no row reads yet (a cost that is nought, an override, a year) is put into the question instead, which
    /// is then laid out anew.
    ///
    /// # Errors
    /// If there is no such input, or it cannot have the value, or the model cannot be worked out with it.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Decimal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let dearer = appraisal.replace("service.premises.energy", Decimal::from(9_000))?;
    /// let cost = |appraisal: &Appraisal| -> Result<_, options_appraisal::Problems> {
    ///     Ok(appraisal.run()?.tables().options[0].views[0].net_cost_total.value())
    /// };
    /// assert!(cost(&dearer)? > cost(&appraisal)?);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn replace(&self, address: &str, value: impl Into<Decimal>) -> Result<Self, Problems> {
        self.replace_all([(address, value.into())])
    }

    /// The same with several inputs at once.
    ///
    /// # Errors
    /// As [`Self::replace`]; all that is wrong, at once.
    pub fn replace_all<'a>(
        &self,
        changes: impl IntoIterator<Item = (&'a str, Decimal)>,
    ) -> Result<Self, Problems> {
        let changes: Vec<(&str, Decimal)> = changes.into_iter().collect();
        let mut given = Vec::with_capacity(changes.len());
        let mut problems = Problems::new();
        for (address, value) in &changes {
            let Some(input) = self.model.graph.input_at(&Address::new(*address)) else {
                return self.laid_out_anew(&changes);
            };
            problems.extend(self.model.graph.inputs[input as usize].check(*value).err());
            given.push((input, *value));
        }
        problems.or(())?;
        let values = self.planned()?.what_if(&self.model.graph, &given)?;
        let mut all = self.given.clone();
        for (input, value) in given {
            all.retain(|(known, _)| *known != input);
            all.push((input, value));
        }
        Ok(Self {
            model: Arc::clone(&self.model),
            given: all,
            text: self.text.clone(),
            planned: Arc::new(OnceLock::from(Ok(values))),
            expected: Arc::default(),
        })
    }

    /// The question as it was read, in JSON, without the what-ifs that came after. Lines of the text are not kept.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let appraisal = Appraisal::load(include_str!("../../../docs/examples/sandgate.toml"), Format::Toml)?;
    /// let again = Appraisal::load(&appraisal.to_question_json(), Format::Json)?;
    /// assert_eq!(again.run()?.tables().options, appraisal.run()?.tables().options);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn to_question_json(&self) -> String {
        document::to_json(&document::plain(self.document()).into())
    }

    /// The inputs to which what-ifs have given values, by their addresses. With the text of the question
    /// ([`Self::to_question_json`]) they make the same appraisal elsewhere.
    pub fn given_values(&self) -> impl Iterator<Item = (&str, Decimal)> {
        self.given
            .iter()
            .map(|(input, value)| (self.model.graph.inputs[*input as usize].address.as_str(), *value))
    }

    /// The same from a program's values: a table of addresses and numbers.
    ///
    /// # Errors
    /// As [`Self::replace`]; all that is wrong, at once.
    pub fn replace_from(&self, changes: &Value) -> Result<Self, Problems> {
        let changes = ByFigure::<Given>::of_values(changes)?;
        self.replace_all(changes.0.iter().map(|(address, _, value)| (address.as_str(), value.0)))
    }

    /// Puts the changes into the question itself, with those that were made before.
    fn laid_out_anew(&self, changes: &[(&str, Decimal)]) -> Result<Self, Problems> {
        let numbers = changes.iter().map(|(address, value)| (*address, number(*value)));
        self.restated(&numbers.collect::<Vec<_>>())
    }

    /// The same question with something else at some of its addresses (a date, a list of sums), laid out anew. What was
    /// replaced before stays replaced.
    pub(crate) fn restated(&self, changes: &[(&str, Content)]) -> Result<Self, Problems> {
        Self::from_node(self.question_with(changes)?)
    }

    /// The same question without the table of an address, where it has it, laid out anew.
    pub(crate) fn without(&self, address: &str) -> Result<Self, Problems> {
        let mut document = self.question_with(&[])?;
        take_out(&mut document, address);
        Self::from_node(document)
    }

    /// The text or the day that stands at an address of the question, where there is one.
    pub(crate) fn text_at(&self, address: &str) -> Option<&str> {
        let mut node = self.document();
        for key in address.split('.') {
            let Content::Table(entries) = &node.content else { return None };
            node = entries.iter().find(|(known, _)| known == key).map(|(_, below)| below)?;
        }
        match &node.content {
            Content::Text(text) | Content::Date(text) => Some(text),
            _ => None,
        }
    }

    /// The question with something else at some of its addresses, as it would be read.
    ///
    /// # Errors
    /// Of each address where nothing can stand, whatever it is.
    pub(crate) fn question_with(&self, changes: &[(&str, Content)]) -> Result<Node, Problems> {
        let mut document = self.document().clone();
        let mut problems = Problems::new();
        let before = self.given_values().map(|(address, value)| (address, number(value)));
        for (address, content) in before.chain(changes.iter().cloned()) {
            let number =
                self.model.said.stock.numbers.iter().find(|number| number.address.as_str() == address);
            if let (Content::Number(_), Some(number)) = (&content, number) {
                keep_signature(&mut document, address, number.central);
            }
            if let Err(problem) = put(&mut document, address, address, &content) {
                problems.push(problem);
            }
        }
        problems.or(document)
    }
}

/// Takes out what stands at an address whose keys have no dots of their own.
fn take_out(node: &mut Node, address: &str) {
    let Content::Table(entries) = &mut node.content else { return };
    match address.split_once('.') {
        Some((key, rest)) => {
            if let Some((_, below)) = entries.iter_mut().find(|(known, _)| known == key) {
                take_out(below, rest);
            }
        }
        None => entries.retain(|(known, _)| known != address),
    }
}

/// A number as it would stand in the question.
fn number(value: Decimal) -> Content {
    Content::Number(value.to_string())
}

/// Puts something at an address below a node. A key may itself hold dots, as the id of a national figure does.
fn put(node: &mut Node, whole: &str, rest: &str, value: &Content) -> Result<(), Problem> {
    let shown = || as_shown(whole, 120);
    let nowhere = |known: String| {
        Problem::new(Address::root(), format!("no input has the address \"{}\"", shown())).accepted(known)
    };
    match &mut node.content {
        Content::Table(entries) => {
            let below = |key: &str| {
                rest.strip_prefix(key).is_some_and(|after| after.is_empty() || after.starts_with('.'))
            };
            let found = entries
                .iter()
                .enumerate()
                .filter(|(_, (key, _))| below(key))
                .max_by_key(|(_, (key, _))| key.len())
                .map(|(place, _)| place);
            if let Some(place) = found {
                let (key, child) = &mut entries[place];
                let after = rest[key.len()..].trim_start_matches('.');
                if after.is_empty() {
                    set(child, value);
                    return Ok(());
                }
                return put(child, whole, after, value);
            }
            // What a library does not say for itself yet, of what all libraries have in common.
            let of_library = whole.strip_prefix("libraries.").is_some_and(|below| rest.len() < below.len());
            let may_be_said = of_library && rest.len() <= 300 && rest.split('.').count() <= 8;
            if let Some((key, after)) = rest.split_once('.').filter(|_| may_be_said) {
                let mut table = Node { line: None, content: Content::Table(Vec::new()) };
                put(&mut table, whole, after, value)?;
                entries.push((key.to_owned(), table));
                return Ok(());
            }
            // A key that may be left out, and was: the reader of the question says whether there is such a one.
            if rest.is_empty() || rest.contains('.') || rest.len() > 100 {
                let known: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
                let next = rest.split('.').next().unwrap_or_default();
                return Err(nowhere(known_names(next, known.iter().copied())));
            }
            entries.push((rest.to_owned(), Node { line: None, content: value.clone() }));
            Ok(())
        }
        Content::List(items) => {
            let (place, after) = rest.split_once('.').unwrap_or((rest, ""));
            let count = items.len();
            let item = place.parse::<usize>().ok().and_then(|place| items.get_mut(place.checked_sub(1)?));
            match item {
                Some(item) if after.is_empty() => {
                    set(item, value);
                    Ok(())
                }
                Some(item) => put(item, whole, after, value),
                None => Err(nowhere(format!("a place from 1 to {count}"))),
            }
        }
        _ => Err(nowhere("the address of a number".to_owned())),
    }
}

/// Puts something in the place of a value: a number in that of the central one, where there is a range that still holds
/// it.
fn set(node: &mut Node, value: &Content) {
    match (&mut node.content, value) {
        (Content::Table(entries), Content::Number(_)) if entries.iter().any(|(key, _)| key == "central") => {
            // A range or a list that does not hold the value is no longer one.
            let of_range = ["low", "high", "shape", "range", "values", "weights"];
            entries.retain(|(key, _)| !of_range.contains(&key.as_str()));
            // What was signed is the value that stood here.
            let there =
                |name: &str| entries.iter().find(|(key, _)| key == name).map(|(_, node)| node.clone());
            if there("signed_by").is_some() && there("signed_value").is_none() {
                entries.extend(there("central").map(|stood| ("signed_value".to_owned(), stood)));
            }
            for (_, child) in entries.iter_mut().filter(|(key, _)| key == "central") {
                child.content = value.clone();
            }
        }
        (content, value) => *content = value.clone(),
    }
}
