//! Estimates: a number, or a number with its range, its source and how far it is trusted.

use std::marker::PhantomData;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::remarks::{self, Remarks, Signature, When};
use super::unit::Unit;
use super::{Fields, Listed, Number, Read, Stock, Text, Write, choice, wrong_kind};
use crate::address::Address;
use crate::document::{Content, Node, Value};
use crate::money::{self, NumberError};
use crate::problem::{Problem, Problems, as_shown};

choice! {
    /// The shape of an estimate's uncertainty. This version keeps it; the simulation reads it.
    pub enum Shape {
        /// Every value between low and high is as likely as any other.
        Uniform = "uniform",
        /// Likeliest at the central value, falling straight to nothing at low and at high.
        Triangular = "triangular",
        /// Likeliest at the central value, falling smoothly to nothing at low and at high.
        Pert = "pert",
        /// The bell curve.
        Normal = "normal",
        /// The bell curve of the logarithm: never negative, with a long tail upwards.
        Lognormal = "lognormal",
        /// Between low and high, bent towards the central value.
        Beta = "beta",
        /// One of the listed values, as often as its weight says.
        Discrete = "discrete",
    }
}

choice! {
    /// What low and high mean.
    pub enum RangeMeaning {
        /// Nothing can lie outside.
        MinMax = "min_max",
        /// One value in ten lies below low, and one in ten above high.
        P10P90 = "p10_p90",
        /// One value in twenty lies below low, and one in twenty above high.
        P5P95 = "p5_p95",
    }
}

choice! {
    /// How far the author trusts an estimate.
    pub enum Confidence {
        /// A guess.
        Low = "low",
        /// Worked out, or taken from a similar case.
        Medium = "medium",
        /// Measured, quoted or contracted.
        High = "high",
    }
}

choice! {
    /// What an estimate rests on. Where the question asks for it (`ranges = "from_evidence"`) and the author gives no
    /// range, it decides how much of the spread of published figures the estimate is given.
    pub enum Evidence {
        /// Measured in the service itself: no range is supplied.
        Measured = "measured",
        /// Quoted, invoiced or contracted: no range is supplied.
        Quoted = "quoted",
        /// Taken from a similar case: the range is that of the middle eight tenths of the published figures.
        SimilarCase = "similar_case",
        /// A guess: the range is that of all published figures.
        Guess = "guess",
    }
}

/// A number of an input, with its range, its source and how far it is trusted.
///
/// In an input file it is a plain number (which is certain), or a table:
/// `{ central = 4000, low = 2500, high = 6000, shape = "pert", source = "accounts 2025/26", confidence = "medium" }`
/// (with a `note` on why it is so, `who` made it, `when`, and `signed_by` and `signed_on` where somebody signed it),
/// or one with a list of the values that may come, in the place of low and high, and a weight for each (without weights
/// they are equally likely): `{ central = 2, shape = "discrete", values = [1, 2, 4], weights = [0.2, 0.5, 0.3] }`.
///
/// ```
/// use options_appraisal::input::{Estimate, Pounds};
/// use options_appraisal::Decimal;
///
/// let hire = Estimate::<Pounds>::new(Decimal::from(4_000)).between(Decimal::from(2_500), Decimal::from(6_000)).source("accounts 2025/26");
/// assert_eq!(hire.central(), Decimal::from(4_000));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate<U: Unit> {
    central: Decimal,
    range: Range,
    listed: Option<Arc<Listed>>,
    remarks: Option<Arc<Remarks>>,
    pub(crate) origin: Origin,
    unit: PhantomData<U>,
}

/// Where in the input an estimate stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) address: Address,
    pub(crate) line: Option<u32>,
    /// Why the value is so, where nobody put it in and the library's own default holds.
    pub(crate) default: Option<&'static str>,
}

/// How far an estimate may lie from its central value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The low value; of a list, the smallest that has any weight.
    pub low: Decimal,
    /// The high value; of a list, the largest that has any weight.
    pub high: Decimal,
    /// The shape, where it was stated.
    pub shape: Option<Shape>,
    /// What low and high mean, where it was stated.
    pub meaning: Option<RangeMeaning>,
    /// The values that may come, where they were listed.
    pub listed: Option<Arc<Listed>>,
}

impl<U: Unit> Estimate<U> {
    /// A certain value.
    pub fn new(central: impl Into<Decimal>) -> Self {
        Self {
            central: central.into(),
            range: None,
            listed: None,
            remarks: None,
            origin: Origin::default(),
            unit: PhantomData,
        }
    }

    /// A documented default of the library, with the reason for it.
    pub(crate) fn assumed(central: Decimal, why: &'static str) -> Self {
        Self { origin: Origin { default: Some(why), ..Origin::default() }, ..Self::new(central) }
    }

    /// Adds a range.
    #[must_use]
    pub fn between(mut self, low: impl Into<Decimal>, high: impl Into<Decimal>) -> Self {
        self.range = Some((low.into(), high.into()));
        self
    }

    /// Lists the values that may come, each with a weight on any scale; with no weights they are equally likely. The
    /// shape becomes [`Shape::Discrete`].
    ///
    /// Loading refuses more than 1,000 values, another number of weights than of values, weights that are negative or all
    /// nought, a central value outside the list, and a range beside it.
    ///
    /// ```
    /// use options_appraisal::Decimal;
    /// use options_appraisal::input::{Count, Estimate};
    ///
    /// let closures = Estimate::<Count>::new(2).one_of(&[1, 2, 4].map(Decimal::from), &[2, 5, 3].map(Decimal::from));
    /// assert_eq!(closures.range(), Some((1.into(), 4.into())));
    /// ```
    #[must_use]
    pub fn one_of(mut self, values: &[Decimal], weights: &[Decimal]) -> Self {
        let weights = (!weights.is_empty()).then(|| weights.to_vec());
        self.listed = Some(Arc::new(Listed { values: values.to_vec(), weights }));
        self.remark().shape = Some(Shape::Discrete);
        self
    }

    /// Adds the shape of the uncertainty.
    #[must_use]
    pub fn shape(mut self, shape: Shape) -> Self {
        self.remark().shape = Some(shape);
        self
    }

    /// Adds what low and high mean.
    #[must_use]
    pub fn meaning(mut self, meaning: RangeMeaning) -> Self {
        self.remark().meaning = Some(meaning);
        self
    }

    /// Adds where the value came from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.remark().source = Some(Text::from(source));
        self
    }

    /// Adds how far the value is trusted.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.remark().confidence = Some(confidence);
        self
    }

    /// Adds what the value rests on.
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.remark().evidence = Some(evidence);
        self
    }

    /// Adds why the value is so.
    #[must_use]
    pub fn note(mut self, note: impl Into<Text>) -> Self {
        self.remark().note = Some(note.into());
        self
    }

    /// Adds who made the estimate.
    #[must_use]
    pub fn who(mut self, who: impl Into<Text>) -> Self {
        self.remark().who = Some(who.into());
        self
    }

    /// Adds when the estimate was made.
    #[must_use]
    pub fn when(mut self, when: When) -> Self {
        self.remark().when = Some(when);
        self
    }

    /// Adds who signed the value as it stands, and on which day. The value is kept with the signature: where another is
    /// put in its place, the assumptions log says that it was not the one that was signed.
    ///
    /// ```
    /// use options_appraisal::Decimal;
    /// use options_appraisal::input::{Estimate, Pounds};
    ///
    /// let day = options_appraisal::FinancialYear::starting(2026)?.first_day();
    /// let hire = Estimate::<Pounds>::new(4_000).who("A. Clerk").signed("B. Treasurer", day);
    /// assert_eq!(hire.signature().and_then(|signature| signature.value), Some(Decimal::from(4_000)));
    /// # Ok::<(), options_appraisal::YearError>(())
    /// ```
    #[must_use]
    pub fn signed(mut self, by: impl Into<Text>, on: Date) -> Self {
        let value = Some(self.central);
        self.remark().signature = Some(Signature { value, ..Signature::new(by, on) });
        self
    }

    /// The central value.
    pub const fn central(&self) -> Decimal {
        self.central
    }

    /// The low and the high value, where there is a range; of a list, the smallest and the largest value that has any
    /// weight.
    pub fn range(&self) -> Option<(Decimal, Decimal)> {
        self.listed.as_ref().map_or(self.range, |listed| listed.ends())
    }

    /// The values that may come, where they were listed.
    pub fn listed(&self) -> Option<&Listed> {
        self.listed.as_deref()
    }

    /// How far it may lie from the central value, where there is a range or a list.
    pub fn spread(&self) -> Option<Spread> {
        let (low, high) = self.range()?;
        let (shape, meaning) = self.remarks().map_or((None, None), |said| (said.shape, said.meaning));
        Some(Spread { low, high, shape, meaning, listed: self.listed.clone() })
    }

    /// The source that its author stated.
    pub fn stated_source(&self) -> Option<&str> {
        self.remarks()?.source.as_deref()
    }

    /// What is said of it beside its numbers, where anything is.
    pub fn remarks(&self) -> Option<&Remarks> {
        self.remarks.as_deref()
    }

    pub(crate) fn shared_remarks(&self) -> Option<Arc<Remarks>> {
        self.remarks.clone()
    }

    fn remark(&mut self) -> &mut Remarks {
        Arc::make_mut(self.remarks.get_or_insert_default())
    }

    /// Who signed the value, where anybody did.
    pub fn signature(&self) -> Option<&Signature> {
        self.remarks()?.signature.as_ref()
    }

    /// Whether the central value is nought and there is neither a range nor a list.
    pub const fn is_nothing(&self) -> bool {
        self.central.is_zero() && self.range.is_none() && self.listed.is_none()
    }

    /// The address at which it stands.
    pub const fn address(&self) -> &Address {
        &self.origin.address
    }
}

/// The low and the high value, where there are any.
type Range = Option<(Decimal, Decimal)>;

/// A unit and its bounds, as a value: what reads by it is compiled once, and not once for every unit.
pub(super) struct Bounds {
    pub(super) unit: &'static str,
    pub(super) lowest: Decimal,
    pub(super) highest: Decimal,
}

/// What an estimate says, whatever its unit.
struct Said {
    central: Decimal,
    range: Range,
    listed: Option<Arc<Listed>>,
    remarks: Option<Arc<Remarks>>,
}

impl Bounds {
    const fn of<U: Unit>() -> Self {
        Self { unit: U::NAME, lowest: U::LOWEST, highest: U::HIGHEST }
    }

    fn accepted(&self) -> String {
        let Self { unit, lowest, highest } = self;
        if *highest == money::LARGEST_INPUT {
            format!("a number from {lowest} up, in {unit}")
        } else {
            format!("a number from {lowest} to {highest}, in {unit}")
        }
    }

    pub(super) fn number(&self, node: &Node, at: &Address, problems: &mut Problems) -> Option<Decimal> {
        let (Content::Number(text) | Content::Text(text)) = &node.content else {
            problems.push(wrong_kind(node, at, &self.accepted()));
            return None;
        };
        let what = match money::parse(text) {
            Ok(value) if (self.lowest..=self.highest).contains(&value) => return Some(value),
            Ok(value) => format!("{value} is out of bounds"),
            Err(error) => {
                let shown = as_shown(text, 40);
                let more =
                    if error == NumberError::NotANumber { "; write it without £, % or commas" } else { "" };
                format!("\"{shown}\": {error}{more}")
            }
        };
        problems.push(Problem::new(at.clone(), what).accepted(self.accepted()).at_line(node.line));
        None
    }

    /// The numbers of an estimate, and what is said of them.
    fn estimate(&self, node: &Node, at: &Address, problems: &mut Problems) -> Option<Said> {
        if !matches!(node.content, Content::Table(_)) {
            let central = self.number(node, at, problems)?;
            return Some(Said { central, range: None, listed: None, remarks: None });
        }
        let before = problems.len();
        let mut fields = Fields::open(node, at, problems)?;
        fields.expect(&["central", "low", "high", "shape", "range", "values", "weights"]);
        fields.expect(remarks::KEYS);
        let take = |fields: &Fields<'_>, key: &'static str, problems: &mut Problems| {
            fields.take(key).and_then(|node| self.number(node, &at.join(key), problems))
        };
        let central = take(&fields, "central", problems);
        let low = take(&fields, "low", problems);
        let high = take(&fields, "high", problems);
        let remarks = Remarks::read(&fields, self, at, problems);
        let listed = fields
            .take("values")
            .and_then(|values| Listed::read(self, values, fields.take("weights"), at, problems));
        fields.finish(problems);
        let keys = fields.there();
        if !keys.contains(&"central") {
            let problem = Problem::new(at.join("central"), "is missing").accepted(self.accepted());
            problems.push(problem.at_line(node.line));
        }
        Self::check_list(&keys, remarks.shape, node.line, at, problems);
        if !keys.contains(&"values") && keys.contains(&"low") != keys.contains(&"high") {
            let problem = Problem::new(at.clone(), "has only one end of its range");
            problems.push(problem.accepted("both low and high, or neither").at_line(node.line));
        }
        if let (Some(central), Some(low), Some(high)) = (central, low, high)
            && !(low <= central && central <= high)
        {
            let what = format!("low {low}, central {central}, high {high} are out of order");
            problems.push(Problem::new(at.clone(), what).accepted("low ≤ central ≤ high").at_line(node.line));
        }
        if let (Some(central), Some((least, most))) = (central, listed.as_ref().and_then(Listed::ends))
            && !(least <= central && central <= most)
        {
            let what = format!("{central} lies outside the listed values, which are from {least} to {most}");
            let problem = Problem::new(at.join("central"), what);
            problems.push(problem.accepted("a number between those two").at_line(node.line));
        }
        if problems.len() > before {
            return None;
        }
        let remarks = (remarks != Remarks::default()).then(|| Arc::new(remarks));
        Some(Said { central: central?, range: low.zip(high), listed: listed.map(Arc::new), remarks })
    }

    /// Refuses a list without its shape, the shape without a list, and what cannot stand beside a list.
    fn check_list(
        keys: &[&'static str],
        shape: Option<Shape>,
        line: Option<u32>,
        at: &Address,
        problems: &mut Problems,
    ) {
        let there = |key| keys.contains(&key);
        let mut refuse = |key: &str, what: &str, accepted: &str| {
            // Nothing is said of a key that could not be read, save that.
            if !problems.any_at(&at.join(key)) {
                problems.push(Problem::new(at.join(key), what).accepted(accepted).at_line(line));
            }
        };
        let discrete = shape == Some(Shape::Discrete);
        if there("values") {
            match shape {
                Some(Shape::Discrete) => {}
                Some(shape) => {
                    refuse(
                        "shape",
                        &format!("\"{shape}\" has no list of values"),
                        "\"discrete\", or no values",
                    );
                }
                None => refuse("shape", "is missing beside values", "\"discrete\", or no values"),
            }
            for key in ["low", "high", "range"].into_iter().filter(|key| there(key)) {
                refuse(key, "cannot stand beside values", "values, or low and high");
            }
        } else if discrete {
            refuse("values", "is missing", "with the shape \"discrete\", a list of the values that may come");
        } else if there("weights") {
            refuse("weights", "stands without values", "values and weights, or neither");
        }
    }
}

impl<U: Unit, T: Into<Decimal>> From<T> for Estimate<U> {
    fn from(central: T) -> Self {
        Self::new(central)
    }
}

impl<U: Unit> Read for Estimate<U> {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let Said { central, range, listed, remarks } = Bounds::of::<U>().estimate(node, at, problems)?;
        let origin = Origin { address: at.clone(), line: node.line, default: None };
        Some(Self { central, range, listed, remarks, origin, unit: PhantomData })
    }

    fn blank() -> Self {
        // Not nought, where it may be more: a cost of nothing would have no line.
        Self::new(Decimal::ONE.min(U::HIGHEST).max(U::LOWEST))
    }

    fn take_stock(&self, node: Option<&Node>, _: &Address, stock: &mut Stock) {
        stock.numbers.push(Number {
            address: self.origin.address.clone(),
            central: self.central,
            bounds: (U::LOWEST, U::HIGHEST),
            unit: U::NAME,
            range: self.range(),
            remarks: self.remarks.clone(),
            default: self.origin.default.or_else(|| node.is_none().then_some("nothing was stated")),
        });
    }
}

impl<U: Unit> Write for Estimate<U> {
    fn write(&self) -> Value {
        let number = |value: Decimal| Value::Number(value.to_string());
        let mut table = vec![("central".to_owned(), number(self.central))];
        let mut add = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                table.push((key.to_owned(), value));
            }
        };
        add("low", self.range.map(|(low, _)| number(low)));
        add("high", self.range.map(|(_, high)| number(high)));
        let said = self.remarks();
        add("shape", said.and_then(|said| said.shape).map(|shape| shape.write()));
        add("range", said.and_then(|said| said.meaning).map(|meaning| meaning.write()));
        let list = |numbers: &[Decimal]| Value::List(numbers.iter().copied().map(number).collect());
        add("values", self.listed().map(|listed| list(listed.values())));
        add("weights", self.listed().and_then(Listed::weights).map(list));
        if let Some(said) = said {
            said.write_rest(&mut add);
        }
        if table.len() == 1 { number(self.central) } else { Value::Table(table) }
    }

    fn is_default(&self) -> bool {
        self.origin.default.is_some()
    }
}
