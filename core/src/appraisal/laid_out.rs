//! The appraisal: a question that has been read, checked and laid out, ready to be worked out.

use std::sync::{Arc, OnceLock};

use super::build::Model;
use super::outcome::Outcome;
use super::question::{Question, lay_out};
use crate::Decimal;
use crate::document::{self, Format, Node, Value};
use crate::input::Write;
use crate::problem::Problems;
use crate::sheet::exact::{self, Events, Values};
use crate::year::FinancialYear;

/// A question that has been read, checked and laid out on a sheet.
///
/// ```
/// use options_appraisal::{Appraisal, Format};
///
/// let text = include_str!("../../../docs/examples/sandgate.toml");
/// let appraisal = Appraisal::load(text, Format::detect(text))?;
/// let outcome = appraisal.run()?;
/// assert!(outcome.to_json().starts_with('{'));
/// # Ok::<(), options_appraisal::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Appraisal {
    pub(super) model: Arc<Model>,
    /// Values that stand in the place of inputs.
    pub(super) given: Vec<(u32, Decimal)>,
    /// The text that it was read from, where the document is still that of the text.
    pub(super) text: Option<Arc<(String, Format)>>,
    /// The exact values with everything as planned, once somebody has asked.
    pub(super) planned: Reading,
    /// The exact values with every event counted by its chance, once somebody has asked.
    pub(super) expected: Reading,
}

/// A reading that is made when somebody first asks.
pub(super) type Reading = Arc<OnceLock<Result<Values, Problems>>>;

impl Appraisal {
    /// Reads a question from its text.
    ///
    /// # Errors
    /// All that is wrong with it, at once.
    pub fn load(text: &str, format: Format) -> Result<Self, Problems> {
        let mut appraisal = Self::from_node(document::read(text, format)?)?;
        appraisal.text = Some(Arc::new((text.to_owned(), format)));
        Ok(appraisal)
    }

    /// Takes over a question from a program's values.
    ///
    /// # Errors
    /// All that is wrong with it, at once.
    pub fn from_value(value: &Value) -> Result<Self, Problems> {
        Self::from_node(document::from_value(value)?)
    }

    /// Takes over a question that was built in code.
    ///
    /// # Errors
    /// All that is wrong with it, at once.
    pub fn new(question: &Question) -> Result<Self, Problems> {
        Self::from_value(&question.write())
    }

    pub(crate) fn from_node(document: Node) -> Result<Self, Problems> {
        let document = Arc::new(document);
        let laid_out = lay_out(&document).map_err(|problems| problems.located(|at| document.line_of(at)));
        let model = Arc::new(laid_out?);
        Ok(Self { model, given: Vec::new(), text: None, planned: Arc::default(), expected: Arc::default() })
    }

    /// The text that the question was read from and its notation; none where it was built in code, or changed since. With
    /// the values of what-ifs ([`Self::given_values`]) it makes the same appraisal elsewhere, lines and comments included.
    pub fn text(&self) -> Option<(&str, Format)> {
        self.text.as_deref().map(|(text, format)| (text.as_str(), *format))
    }

    /// The title of the question.
    pub fn title(&self) -> &str {
        &self.model.title
    }

    /// The financial years that it looks at.
    pub fn years(&self) -> &[FinancialYear] {
        &self.model.years
    }

    /// The ids of its options, in the order of the input.
    pub fn option_ids(&self) -> impl Iterator<Item = &str> {
        self.model.options.iter().map(|option| option.id.as_str())
    }

    /// The question as it was read, for a what-if that changes its structure.
    pub(super) fn document(&self) -> &Node {
        &self.model.said.document
    }

    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    /// The exact values with everything as planned, worked out once.
    pub(crate) fn planned(&self) -> Result<&Values, Problems> {
        self.values(Events::AsPlanned)
    }

    /// The exact values, worked out once.
    pub(crate) fn values(&self, events: Events) -> Result<&Values, Problems> {
        let reading = match events {
            Events::AsPlanned => &self.planned,
            Events::Expected => &self.expected,
        };
        let read = || {
            let values = exact::read_with(&self.model.graph, events)?;
            if self.given.is_empty() { Ok(values) } else { values.what_if(&self.model.graph, &self.given) }
        };
        reading.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// The central value of an input: what stands in its place, or its own.
    pub(crate) fn central(&self, input: u32) -> Decimal {
        let given = self.given.iter().find(|(known, _)| *known == input);
        given.map_or(self.model.graph.inputs[input as usize].value, |(_, value)| *value)
    }

    /// Whether a what-if has given an input a value.
    pub(crate) fn is_given(&self, input: u32) -> bool {
        self.given.iter().any(|(known, _)| *known == input)
    }

    /// The inputs to which what-ifs have given values, in the order in which they were given.
    pub(crate) fn given_inputs(&self) -> Vec<u32> {
        self.given.iter().map(|(input, _)| *input).collect()
    }

    /// Works it out.
    ///
    /// # Errors
    /// If a value is larger than can be kept exactly; the problem names the row.
    pub fn run(&self) -> Result<Outcome, Problems> {
        // A what-if has its values already.
        let values =
            if self.given.is_empty() { exact::read(&self.model.graph)? } else { self.planned()?.clone() };
        Outcome::new(Arc::clone(&self.model), values)
    }

    /// Works it out with everything that may happen counted by its chance and not as planned.
    ///
    /// A sum of events times what does not depend on them is then its exact expectation: net costs and present costs are.
    /// What is no such sum is not: the year in which reserves run out is that of the expected reserves.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub fn run_expected(&self) -> Result<Outcome, Problems> {
        Outcome::new(Arc::clone(&self.model), self.values(Events::Expected)?.clone())
    }
}
