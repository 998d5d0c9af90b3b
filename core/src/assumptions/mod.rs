//! The assumptions log: what a result rests on, what each assumption does to the decision, how far it is trusted, and who
//! signed it. [`Appraisal::assumptions_log`](crate::Appraisal::assumptions_log) fills it in.

mod decision;
mod effects;
mod label;
mod rows;
mod shown;
mod signatures;
mod stamp;

use serde::Serialize;

pub use decision::Decision;
#[cfg(feature = "workbook")]
pub(crate) use label::label;
pub(crate) use signatures::keep_signature;
pub use stamp::{Check, Stamp, Stop, StopKind};

use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Penny};
use crate::input::{Confidence, Evidence};
use crate::problem::{Problem, Problems};

/// The share of the saving over which an assumption must be signed.
const SHARE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// What is asked of the assumptions log: which decision it is about, and from which effect on an assumption must be
/// signed.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::assumptions::LogOf;
///
/// let asked = LogOf::new().options("parish", "trust").measure("net_present_cost.kcc").share(Decimal::new(1, 1));
/// # let _ = asked;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogOf {
    measure: Option<String>,
    options: Option<(String, String)>,
    share: Decimal,
}

impl Default for LogOf {
    fn default() -> Self {
        Self { measure: None, options: None, share: SHARE }
    }
}

impl LogOf {
    /// The decision between the option that costs the council least and today's, by net present cost; with 5 % of what
    /// lies between them.
    pub fn new() -> Self {
        Self::default()
    }

    /// Another measure: the address of a row, or, for two options, what follows `options.ID.` in it.
    #[must_use]
    pub fn measure(mut self, measure: impl Into<String>) -> Self {
        self.measure = Some(measure.into());
        self
    }

    /// Two options by their ids: the decision is the measure of the first less that of the second.
    #[must_use]
    pub fn options(mut self, one: impl Into<String>, other: impl Into<String>) -> Self {
        self.options = Some((one.into(), other.into()));
        self
    }

    /// The share of the decision over which the effect of an assumption asks for a signature, from nought to one.
    #[must_use]
    pub fn share(mut self, share: impl Into<Decimal>) -> Self {
        self.share = share.into();
        self
    }
}

/// What kind of assumption a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A number that the question states.
    Input,
    /// A number that the library puts where the question states none.
    Default,
    /// A national figure.
    NationalFigure,
    /// A word, a switch or a rule that holds by default. It is no number, and its effect is not measured.
    Choice,
}

/// Where the low and the high value come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RangeFrom {
    /// The author of the estimate, or the documentation of a default, states them.
    Stated,
    /// Published figures of the same quantity, as the question asks.
    PublishedFigures,
    /// Nobody: the value is moved by a tenth of itself each way, to see what it does.
    TestMovement,
    /// There are none: a nought without a range is not moved.
    None,
}

/// Whether a row is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Somebody signed the value that the result was worked out with.
    Signed,
    /// Somebody signed another value.
    SignedForAnotherValue,
    /// Nobody signed it.
    NotSigned,
    /// A national figure that was seen published: nobody needs to sign it.
    Published,
}

impl Status {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::SignedForAnotherValue => "signed for another value",
            Self::NotSigned => "not signed",
            Self::Published => "published",
        }
    }
}

/// A row of the log. Every row has every key, so that a list of rows is a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// Its address: of an input, of a national figure (`rules.` and its id), or of what is left to the library.
    pub address: Address,
    /// What kind of assumption it is.
    pub kind: Kind,
    /// What it is, in words.
    pub label: String,
    /// The value with which the result was worked out; of a figure by year that of the first year. None of a choice.
    pub value: Option<Penny>,
    /// Its unit.
    pub unit: Option<String>,
    /// What holds, where that is no number.
    pub holds: Option<String>,
    /// The low value.
    pub low: Option<Penny>,
    /// The high value.
    pub high: Option<Penny>,
    /// Where the low and the high value come from.
    pub range_from: RangeFrom,
    /// The decision with the assumption at its low.
    pub at_low: Option<Penny>,
    /// The decision with the assumption at its high.
    pub at_high: Option<Penny>,
    /// How far apart the decision is between the low, the value and the high: the swing of a tornado, and more than that
    /// where the decision turns within the range. None where it is not measured.
    pub effect: Option<Penny>,
    /// Whether the effect is over the threshold, or could not be measured though it should have been.
    pub material: bool,
    /// Whether the answer is another one at the low or at the high: what cost less costs more.
    pub changes_answer: bool,
    /// How far its author trusts it.
    pub confidence: Option<Confidence>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
    /// How wide the range is, as a share of the value; none where nobody stated a range.
    pub range_width: Option<Penny>,
    /// Confidence, evidence and width of the range, in words.
    pub reliability: String,
    /// Why the value is so.
    pub why: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// The address of the source on the web, of a national figure.
    pub link: Option<String>,
    /// When the source was published, of a national figure.
    pub published: Option<String>,
    /// How sure a national figure is: verified, derived, unverified or projected.
    pub source_status: Option<&'static str>,
    /// When the estimate was made.
    pub when: Option<String>,
    /// Who made it.
    pub who: Option<String>,
    /// Who signed it.
    pub signed_by: Option<String>,
    /// The day on which it was signed.
    pub signed_on: Option<String>,
    /// The value that was signed, where it is not the one that holds.
    pub signed_value: Option<Penny>,
    /// Whether it is signed.
    pub status: Status,
}

/// The assumptions log of a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssumptionsLog {
    /// The title of the question.
    pub title: String,
    /// The decision on which the effects are measured.
    pub decision: Decision,
    /// Whether the result is final, and what stops it.
    pub stamp: Stamp,
    /// The assumptions, the largest effect first; of equals, by address. An effect that could not be measured comes first
    /// of all, and what is no number last.
    pub assumptions: Vec<Assumption>,
    /// The keys of `sign_off` that sign nothing in this result.
    pub signs_nothing: Vec<String>,
    /// What must be known to read the log.
    pub remarks: Vec<String>,
}

impl AssumptionsLog {
    /// The log as JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Appraisal {
    /// The assumptions log: a row for every input, for every default and for every national figure that the result uses,
    /// with its effect on the decision, how far it is trusted, where it comes from, and who signed it; and whether the
    /// result may be called final.
    ///
    /// The effects are those of a tornado, with the exact reader and everything as planned. What has no range is moved by
    /// a tenth of itself each way, and says so.
    ///
    /// # Errors
    /// If there is no such measure or option, the share is none, or the model cannot be worked out.
    ///
    /// ```
    /// use options_appraisal::assumptions::{LogOf, Stamp};
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let log = Appraisal::load(text, Format::Toml)?.assumptions_log(&LogOf::new())?;
    /// assert!(!log.stamp.is_final);
    /// assert!(log.assumptions[0].effect >= log.assumptions[1].effect);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn assumptions_log(&self, asked: &LogOf) -> Result<AssumptionsLog, Problems> {
        let mut problems = Problems::new();
        if !(Decimal::ZERO..=Decimal::ONE).contains(&asked.share) {
            let problem = Problem::new(Address::new("share"), format!("{} is no share", asked.share));
            problems.push(problem.accepted("a number from 0 to 1, such as 0.05"));
        }
        let decision = decision::Asked::of(self, asked, &mut problems);
        problems.or(())?;
        let decision = decision.ok_or_else(Problems::new)?;
        let (decision, measured) = decision.measured(self, asked.share)?;
        let (mut rows, signs_nothing) = rows::rows(self, &measured);
        for row in &mut rows {
            row.material = match row.effect {
                Some(effect) => effect.value() > decision.threshold.value(),
                None => row.kind != Kind::Choice,
            };
        }
        rows.sort_by(|a, b| order(a).cmp(&order(b)));
        let stamp = stamp::stamp(self, &rows)?;
        let remarks = shown::remarks(self, &decision, &rows, &signs_nothing);
        Ok(AssumptionsLog {
            title: self.title().to_owned(),
            decision,
            stamp,
            assumptions: rows,
            signs_nothing,
            remarks,
        })
    }
}

/// Where a row comes in the log.
fn order(row: &Assumption) -> (u8, std::cmp::Reverse<Option<Penny>>, &str) {
    let place = match (row.effect, row.kind) {
        (Some(_), _) => 1,
        (None, Kind::Choice) => 2,
        (None, _) => 0,
    };
    (place, std::cmp::Reverse(row.effect), row.address.as_str())
}
