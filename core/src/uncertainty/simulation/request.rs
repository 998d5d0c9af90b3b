//! A simulation as a program asks for it: a table of settings, the same from Python and from JavaScript.

use super::settings::{Simulation, unknown};
use crate::Decimal;
use crate::address::Address;
use crate::document::{self, Content, Node, Value};
use crate::input::{Fields, Read, Text, wrong_kind};
use crate::money::{self, NumberError};
use crate::problem::{Problem, Problems};
use crate::uncertainty::Sampling;

impl Simulation {
    /// Takes over what is asked from a program's values: a table with `draws`, and with whatever else is to be other than
    /// [`Self::new`] has it, under the names of the methods; `stop_when` is a table of `measure` and `standard_error`.
    ///
    /// # Errors
    /// All that is wrong with it, at once. The addresses begin with `simulation`.
    ///
    /// ```
    /// use options_appraisal::Value;
    /// use options_appraisal::uncertainty::{Sampling, Simulation};
    ///
    /// let asked = Value::from_json(r#"{"draws": 500, "sampling": "sobol", "percentiles": [10, 90]}"#)?;
    /// let simulation = Simulation::new(500).sampling(Sampling::Sobol).percentiles([10.0, 90.0]);
    /// assert_eq!(Simulation::from_value(&asked)?, simulation);
    ///
    /// let problems = Simulation::from_value(&Value::from_json(r#"{"draws": 0, "sampling": "sobel"}"#)?).unwrap_err();
    /// let addresses: Vec<&str> = problems.iter().map(|problem| problem.address.as_str()).collect();
    /// assert_eq!(addresses, ["simulation.sampling", "simulation.draws"]);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn from_value(value: &Value) -> Result<Self, Problems> {
        let node = &document::from_value(value)?;
        let mut problems = Problems::new();
        let at = Address::new("simulation");
        let Some(mut fields) = Fields::open(node, &at, &mut problems) else {
            return Err(problems);
        };
        let problems = &mut problems;
        fields.expect(&[
            "draws",
            "seed",
            "sampling",
            "measures",
            "percentiles",
            "view",
            "saving_target",
            "ranking",
            "insolvency",
            "keep_draws",
            "stop_when",
            "threads",
        ]);
        let mut asked = Self::new(fields.required::<Whole>("draws", problems).0);
        if let Some(seed) = fields.optional::<Whole>("seed", problems) {
            asked = asked.seed(seed.0);
        }
        if let Some(sampling) = fields.optional("sampling", problems) {
            asked = asked.sampling(sampling);
        }
        for measure in fields.optional::<Vec<Text>>("measures", problems).unwrap_or_default() {
            asked = asked.measure(measure.as_str());
        }
        if let Some(percentiles) = fields.optional::<Vec<Float>>("percentiles", problems) {
            asked = asked.percentiles(percentiles.into_iter().map(|percentile| percentile.0));
        }
        if let Some(view) = fields.optional::<Text>("view", problems) {
            asked = asked.view(view.as_str());
        }
        if let Some(target) = fields.optional::<Target>("saving_target", problems) {
            asked = asked.saving_target(target.0);
        }
        if let Some(ranking) = fields.optional("ranking", problems) {
            asked = asked.ranking(ranking);
        }
        if let Some(insolvency) = fields.optional("insolvency", problems) {
            asked = asked.insolvency(insolvency);
        }
        if let Some(keep) = fields.optional("keep_draws", problems) {
            asked = asked.keep_draws(keep);
        }
        if let Some(stop) = fields.optional::<StopWhen>("stop_when", problems) {
            asked = asked.stop_when(stop.measure, stop.standard_error);
        }
        if let Some(threads) = fields.optional::<u32>("threads", problems) {
            asked = asked.threads(usize::try_from(threads).unwrap_or(usize::MAX));
        }
        fields.finish(problems);
        asked.check(problems);
        std::mem::take(problems).or(asked)
    }
}

/// The decimal text of a number. A program whose numbers are too short for it hands over a text.
fn digits<'n>(node: &'n Node, at: &Address, expected: &str, problems: &mut Problems) -> Option<&'n str> {
    if let Content::Number(text) | Content::Text(text) = &node.content {
        return Some(text);
    }
    problems.push(wrong_kind(node, at, expected));
    None
}

fn refused(error: NumberError, node: &Node, at: &Address, expected: &str) -> Problem {
    Problem::new(at.clone(), format!("is {error}")).accepted(expected.to_owned()).at_line(node.line)
}

/// A whole number; `1e6` is one.
pub(crate) struct Whole(pub(crate) u64);

impl Read for Whole {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        const EXPECTED: &str = "a whole number from 0 to 18446744073709551615";
        let text = digits(node, at, EXPECTED, problems)?;
        let whole = |value: Decimal| value.is_integer().then(|| u64::try_from(value).ok()).flatten();
        let number = text.parse().ok().or_else(|| money::parse(text).ok().and_then(whole));
        if number.is_none() {
            let problem = Problem::new(at.clone(), "is not a whole number in range").accepted(EXPECTED);
            problems.push(problem.at_line(node.line));
        }
        number.map(Self)
    }

    fn blank() -> Self {
        Self(1)
    }
}

/// A number for the draws, which are in floating point.
struct Float(f64);

impl Read for Float {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        const EXPECTED: &str = "a number";
        let text = digits(node, at, EXPECTED, problems)?;
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        if number.is_none() {
            problems.push(refused(NumberError::NotANumber, node, at, EXPECTED));
        }
        number.map(Self)
    }

    fn blank() -> Self {
        Self(1.0)
    }
}

/// A sum of money.
struct Target(Decimal);

impl Read for Target {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        const EXPECTED: &str = "pounds, as a decimal number";
        let text = digits(node, at, EXPECTED, problems)?;
        money::parse(text).map(Self).map_err(|error| problems.push(refused(error, node, at, EXPECTED))).ok()
    }

    fn blank() -> Self {
        Self(Decimal::ZERO)
    }
}

impl Read for Sampling {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let text = Text::read(node, at, problems)?;
        let sampling = Self::from_word(&text);
        if sampling.is_none() {
            let known = Self::ALL.iter().map(|sampling| sampling.word());
            problems.push(unknown("sampling", &text, "way of sampling", known));
        }
        sampling
    }

    fn blank() -> Self {
        Self::Random
    }
}

struct StopWhen {
    measure: String,
    standard_error: f64,
}

impl Read for StopWhen {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, at, problems)?;
        fields.expect(&["measure", "standard_error"]);
        let measure = fields.required::<Text>("measure", problems);
        let standard_error = fields.required::<Float>("standard_error", problems);
        fields.finish(problems);
        Some(Self { measure: measure.to_string(), standard_error: standard_error.0 })
    }

    fn blank() -> Self {
        Self { measure: String::new(), standard_error: 1.0 }
    }
}
