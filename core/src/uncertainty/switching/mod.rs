//! Switching values: what an input would have to be for the answer to change.

mod curve;
mod robustness;

use rust_decimal::Decimal;
use serde::Serialize;

pub(crate) use curve::{Crossing, Curve};

use super::measure::{Measure, without_value};
use crate::address::Address;
use crate::appraisal::{Appraisal, Penny};
use crate::input::known_names;
use crate::method::distance_in_ranges;
use crate::problem::{Problem, Problems, as_shown};
use crate::sheet::InputInfo;
use crate::sheet::degree::Degree;
use crate::sheet::exact::Events;

/// The weeks of a year, for a reader who thinks in weeks.
const WEEKS: u32 = 52;

/// The answer that may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Two measures are equal: below it one is the larger, above it the other. For two options this is the same measure
    /// of each.
    Equal {
        /// The address of the one.
        one: String,
        /// The address of the other.
        other: String,
    },
    /// A measure reaches a value.
    Reaches {
        /// The address of the measure.
        measure: String,
        /// The value.
        value: Decimal,
    },
}

impl Target {
    /// Two options cost the same by a measure, such as `net_present_cost.kcc`.
    pub fn options(one: &str, other: &str, measure: &str) -> Self {
        Self::Equal { one: format!("options.{one}.{measure}"), other: format!("options.{other}.{measure}") }
    }

    /// A measure reaches a value.
    pub fn reaches(measure: impl Into<String>, value: impl Into<Decimal>) -> Self {
        Self::Reaches { measure: measure.into(), value: value.into() }
    }
}

/// How the switching values of an input were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// The measure does not depend on the input: no value of it changes the answer.
    DoesNotDepend,
    /// In closed form: the measure is a straight line in the input, read off the model and not guessed from samples.
    ClosedForm,
    /// In closed form piece by piece: the measure is straight between thresholds, all of which were found.
    PieceByPiece,
    /// By search: every change of side in two hundred parts of the range, closed in on with the exact reader.
    Search,
}

/// One value of an input at which the answer changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SwitchingValue {
    /// The value.
    pub value: Penny,
    /// Whether it lies within the low and the high value of the input.
    pub within_range: bool,
    /// How far it is from the central estimate, in units of the input's own range on that side: 1 is the low or the
    /// high value itself. None where there is no range on that side.
    pub ranges_away: Option<Penny>,
    /// The change from the central estimate as a share of it.
    pub change: Option<Penny>,
    /// The value by the week, for a quantity that is counted by the year: a 52nd of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a_week: Option<Penny>,
    /// The row whose threshold it is, where the measure jumps there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<String>,
}

/// The switching values of one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputSwitching {
    /// The address of the input.
    pub address: Address,
    /// Its unit.
    pub unit: &'static str,
    /// Its central value.
    pub central: Penny,
    /// Its low and its high value, where it has a range.
    pub range: Option<(Penny, Penny)>,
    /// The values between which the switching values were looked for.
    pub searched: (Penny, Penny),
    /// How they were found.
    pub found: Found,
    /// All of them, nearest to the central estimate first.
    pub values: Vec<SwitchingValue>,
    /// In one sentence.
    pub sentence: String,
}

/// The switching values of several inputs for one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SwitchingResult {
    /// The answer: a measure, less another one, less a value.
    pub measure: Measure,
    /// The measure that is taken from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Measure>,
    /// The value that is to be reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Penny>,
    /// How far the answer is from changing with every input central.
    pub margin: Penny,
    /// The inputs, those whose switching value is nearest first.
    pub inputs: Vec<InputSwitching>,
}

impl SwitchingResult {
    /// The result as JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// A target whose measures are found.
struct Asked {
    measure: Measure,
    against: Option<Measure>,
    value: Decimal,
}

impl Asked {
    fn new(appraisal: &Appraisal, target: &Target) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let mut find = |address: &str| {
            Measure::find(appraisal.model(), address).map_err(|problem| problems.push(problem)).ok()
        };
        let (measure, against, value) = match target {
            Target::Equal { one, other } => (find(one), find(other), Decimal::ZERO),
            Target::Reaches { measure, value } => (find(measure), None, *value),
        };
        if let (Some(one), Some(other)) = (&measure, &against)
            && one.unit != other.unit
        {
            let what = format!("{} is in {} and {} in {}", one.address, one.unit, other.address, other.unit);
            problems.push(
                Problem::new(Address::new("measure"), what).accepted(
                    "two measures of one unit and one price basis: cash and real terms are not mixed",
                ),
            );
        }
        problems.or(())?;
        let measure = measure.ok_or_else(Problems::new)?;
        Ok(Self { measure, against, value })
    }

    fn curve<'a>(&self, appraisal: &'a Appraisal, events: Events, input: u32) -> Result<Curve<'a>, Problems> {
        let of = |measure: &Measure| (measure.node, measure.year);
        Curve::new(appraisal, events, input, of(&self.measure), self.against.as_ref().map(of), self.value)
    }
}

impl Appraisal {
    /// The values of one input at which an answer changes; the input need not be uncertain.
    ///
    /// # Errors
    /// If there is no such input or measure.
    ///
    /// ```
    /// use options_appraisal::uncertainty::Target;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let target = Target::options("parish", "council", "net_present_cost.kcc");
    /// let result = appraisal.switching_value("options.parish.payment", &target)?;
    /// assert_eq!(result.inputs.len(), 1);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn switching_value(&self, input: &str, target: &Target) -> Result<SwitchingResult, Problems> {
        let graph = &self.model().graph;
        let Some(place) = graph.input_at(&Address::new(input)) else {
            let shown = as_shown(input, 120);
            let known = graph.inputs().iter().map(|info| info.address.as_str());
            return Err(Problem::new(Address::new("input"), format!("\"{shown}\" is no input of the model"))
                .accepted(known_names(input, known))
                .into());
        };
        self.switching(&[place], target)
    }

    /// The switching values of every uncertain input, ranked by how near they are to the central estimates.
    ///
    /// # Errors
    /// If there is no such measure.
    pub fn switching_values(&self, target: &Target) -> Result<SwitchingResult, Problems> {
        let inputs = (0_u32..).zip(self.model().graph.inputs());
        let uncertain = inputs.filter(|(place, info)| {
            !self.is_given(*place) && info.spread.as_ref().is_some_and(|spread| spread.low < spread.high)
        });
        self.switching(&uncertain.map(|(place, _)| place).collect::<Vec<_>>(), target)
    }

    fn switching(&self, inputs: &[u32], target: &Target) -> Result<SwitchingResult, Problems> {
        let asked = Asked::new(self, target)?;
        let values = self.planned()?;
        let of = |measure: &Measure| measure.of(values).ok_or_else(|| Problems::from(without_value(measure)));
        let less = asked.against.as_ref().map_or(Ok(Decimal::ZERO), of)?;
        let margin = of(&asked.measure)? - less - asked.value;
        let mut found = Vec::with_capacity(inputs.len());
        for input in inputs {
            found.push(self.switching_of(*input, &asked)?);
        }
        // The nearest in units of the range first; then those without a range by share; then those that never switch.
        found.sort_by_key(|input| {
            let nearest = input.values.first();
            let none = Penny(Decimal::MAX);
            let ranges = nearest.and_then(|value| value.ranges_away).unwrap_or(none);
            let share = nearest.and_then(|value| value.change).map_or(none, |change| Penny(change.0.abs()));
            (ranges, share, input.address.clone())
        });
        Ok(SwitchingResult {
            value: asked.against.is_none().then(|| Penny::of(asked.value)),
            measure: asked.measure,
            against: asked.against,
            margin: Penny::of(margin),
            inputs: found,
        })
    }

    fn switching_of(&self, input: u32, asked: &Asked) -> Result<InputSwitching, Problems> {
        let info = &self.model().graph.inputs[input as usize];
        let curve = asked.curve(self, Events::AsPlanned, input)?;
        let central = self.central(input);
        let (low, high) = search_range(info, central);
        let found = match curve.degree() {
            Degree::Free => Found::DoesNotDepend,
            Degree::Straight => Found::ClosedForm,
            Degree::Pieces => Found::PieceByPiece,
            Degree::Curved => Found::Search,
        };
        let crossings = curve.crossings(low, high).ok_or_else(|| without_value(&asked.measure))?;
        let range = info.spread.as_ref().map(|spread| (spread.low, spread.high));
        let mut values: Vec<SwitchingValue> = crossings
            .iter()
            // What the unit does not allow is no value of the input.
            .filter(|crossing| info.bounds.0 <= crossing.at && crossing.at <= info.bounds.1)
            .map(|crossing| self.described(crossing, info.unit, central, range))
            .collect();
        values.sort_by_key(|value| ((value.value.0 - central).abs(), value.value));
        let mut result = InputSwitching {
            address: info.address.clone(),
            unit: info.unit,
            central: Penny(central),
            range: range.map(|(low, high)| (Penny(low), Penny(high))),
            searched: (Penny(low), Penny(high)),
            found,
            values,
            sentence: String::new(),
        };
        result.sentence = match asked.against {
            Some(_) => robustness::sentence(&result),
            None => robustness::required(&result),
        };
        Ok(result)
    }

    fn described(
        &self,
        crossing: &Crossing,
        unit: &str,
        central: Decimal,
        range: Option<(Decimal, Decimal)>,
    ) -> SwitchingValue {
        let (low, high) = range.unwrap_or((central, central));
        let distance = distance_in_ranges(low.min(central), central, high.max(central), crossing.at).ok();
        let places = |value: Decimal| Penny(value.round_dp(6).normalize());
        SwitchingValue {
            value: Penny(crossing.at.round_dp(12).normalize()),
            within_range: range.is_some_and(|(low, high)| low <= crossing.at && crossing.at <= high),
            ranges_away: distance.as_ref().and_then(|distance| distance.in_ranges).map(places),
            change: distance.and_then(|distance| distance.change).map(places),
            a_week: matches!(unit, "count" | "hours a year")
                .then(|| places(crossing.at / Decimal::from(WEEKS))),
            threshold: crossing.jump.map(|threshold| self.model().graph.owner(threshold.node).to_string()),
        }
    }
}

/// Where switching values are looked for: twenty ranges to either side of the central estimate (or twenty times the
/// estimate, where there is no range), as far as the unit allows.
fn search_range(info: &InputInfo, central: Decimal) -> (Decimal, Decimal) {
    let spread = info.spread.as_ref().map_or(Decimal::ZERO, |spread| spread.high - spread.low);
    let width = spread.max(central.abs());
    let width = if width.is_zero() { Decimal::ONE } else { width };
    let reach = width.checked_mul(Decimal::from(20)).unwrap_or(width);
    let low = central.checked_sub(reach).unwrap_or(info.bounds.0).max(info.bounds.0);
    let high = central.checked_add(reach).unwrap_or(info.bounds.1).min(info.bounds.1);
    (low, high)
}
