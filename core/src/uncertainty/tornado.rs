//! One at a time: each uncertain input at its low and at its high, all others central.

use rust_decimal::Decimal;
use serde::Serialize;

use super::columns::Uncertainties;
use super::measure::{Measure, beside, without_value};
use crate::address::Address;
use crate::appraisal::{Appraisal, Penny};
use crate::method::{Estimate, MethodError, one_way};
use crate::problem::{Problem, Problems};
use crate::sheet::exact::Values;

/// A bar of a tornado: one input, whatever number of rows it feeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TornadoBar {
    /// The address of the input.
    pub address: Address,
    /// Its unit.
    pub unit: &'static str,
    /// Its low value.
    pub low: Penny,
    /// Its central value.
    pub central: Penny,
    /// Its high value.
    pub high: Penny,
    /// The measure with the input at its low.
    pub at_low: Penny,
    /// The measure with the input at its high.
    pub at_high: Penny,
    /// How far apart the two are.
    pub swing: Penny,
    /// Whether both ends lie on the same side of the central value: the measure turns within the range.
    pub same_side: bool,
    /// The option that costs least with the input at its low, where that is not the one that does at the centre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cheapest_at_low: Option<String>,
    /// The same with the input at its high.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cheapest_at_high: Option<String>,
}

/// A tornado, the widest bar first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tornado {
    /// The measure.
    pub measure: Measure,
    /// Its value with every input central.
    pub central: Penny,
    /// The bars, by swing, then by address.
    pub bars: Vec<TornadoBar>,
}

impl Tornado {
    /// The tornado as JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Why a reading inside a formula has no value.
pub(crate) enum Stopped {
    Method(MethodError),
    Problems(Problems),
}

impl From<MethodError> for Stopped {
    fn from(error: MethodError) -> Self {
        Self::Method(error)
    }
}

impl From<Problems> for Stopped {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Self {
        Self::Problems(problem.into())
    }
}

impl From<Stopped> for Problems {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Problems(problems) => problems,
            Stopped::Method(error) => Problem::new(Address::new("measure"), error.to_string())
                .accepted("inputs and a measure for which it can be worked out")
                .into(),
        }
    }
}

impl Appraisal {
    /// The tornado of a measure: how far each uncertain input moves it on its own. The values are those of the exact
    /// reader, with every event as planned.
    ///
    /// Low and high are the ends that the input states, whatever they mean. Inputs that move together do more together
    /// than they show one at a time.
    ///
    /// # Errors
    /// If there is no such measure, or it has no value somewhere in the ranges.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let tornado = appraisal.tornado("options.council.net_present_cost.kcc")?;
    /// assert!(tornado.bars[0].swing >= tornado.bars[1].swing);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn tornado(&self, measure: &str) -> Result<Tornado, Problems> {
        let (model, measure) = (self.model(), self.measure(measure)?);
        let values = self.planned()?;
        let mut problems = Problems::new();
        let all = Uncertainties::of(self, &mut problems);
        problems.or(())?;
        let inputs: Vec<u32> = all.inputs.iter().map(|one| one.input).collect();
        let estimates: Vec<Estimate> = inputs
            .iter()
            .map(|input| {
                let info = &model.graph.inputs[*input as usize];
                let spread =
                    info.spread.as_ref().map_or((info.value, info.value), |spread| (spread.low, spread.high));
                Estimate {
                    address: info.address.to_string(),
                    low: spread.0,
                    central: info.value,
                    high: spread.1,
                }
            })
            .collect();
        let reading = |at: &[Decimal]| -> Result<Values, Problems> {
            let moved: Vec<(u32, Decimal)> = inputs
                .iter()
                .zip(at)
                .zip(&estimates)
                .filter(|((_, at), estimate)| **at != estimate.central)
                .map(|((input, at), _)| (*input, *at))
                .collect();
            values.what_if(&model.graph, &moved)
        };
        let found = one_way(&estimates, |at| -> Result<Decimal, Stopped> {
            Ok(measure.of(&reading(at)?).ok_or_else(|| without_value(&measure))?)
        })
        .map_err(Problems::from)?;
        let siblings = beside(model, &measure.address);
        let cheapest = |values: &Values| {
            let costs = siblings.iter().filter_map(|(id, measure)| Some((measure.of(values)?, id)));
            costs.min_by(|a, b| a.0.cmp(&b.0)).map(|(_, id)| id.clone())
        };
        let at_centre = cheapest(values);
        let moved_to = |input: u32, at: Decimal| -> Result<Option<String>, Problems> {
            let now = cheapest(&values.what_if(&model.graph, &[(input, at)])?);
            Ok(now.filter(|now| at_centre.as_ref() != Some(now)))
        };
        let bars = found
            .bars
            .into_iter()
            .map(|bar| {
                let (input, estimate) = (inputs[bar.input], &estimates[bar.input]);
                Ok(TornadoBar {
                    address: Address::new(bar.address),
                    unit: all.inputs[bar.input].unit,
                    low: Penny(estimate.low),
                    central: Penny(estimate.central),
                    high: Penny(estimate.high),
                    at_low: Penny::of(bar.at_low),
                    at_high: Penny::of(bar.at_high),
                    swing: Penny::of(bar.swing),
                    same_side: bar.same_side,
                    cheapest_at_low: moved_to(input, estimate.low)?,
                    cheapest_at_high: moved_to(input, estimate.high)?,
                })
            })
            .collect::<Result<Vec<_>, Problems>>()?;
        Ok(Tornado { measure, central: Penny::of(found.central), bars })
    }
}
