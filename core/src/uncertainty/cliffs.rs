//! The cliff map of an input: where a measure jumps, found exactly, named, with what lies on either side.

use serde::Serialize;

use super::measure::{Measure, without_value};
use super::switching::Curve;
use crate::address::Address;
use crate::appraisal::{Appraisal, Penny};
use crate::input::known_names;
use crate::problem::{Problem, Problems, as_shown};
use crate::sheet::exact::Events;

/// A place at which a measure jumps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cliff {
    /// The value of the input.
    pub at: Penny,
    /// The measure just below it.
    pub below: Penny,
    /// The measure just above it.
    pub above: Penny,
    /// How far it jumps.
    pub jump: Penny,
    /// The row whose threshold it is.
    pub row: String,
    /// The condition, in words.
    pub condition: String,
}

/// The cliffs of a measure in an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CliffMap {
    /// The input.
    pub address: Address,
    /// Its unit.
    pub unit: &'static str,
    /// Its central value.
    pub central: Penny,
    /// The values between which cliffs were looked for.
    pub searched: (Penny, Penny),
    /// The measure.
    pub measure: Measure,
    /// The cliffs, by the value of the input.
    pub cliffs: Vec<Cliff>,
}

impl CliffMap {
    /// The map as JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Appraisal {
    /// The places between two values of an input at which a measure jumps: a rateable value at which another multiplier
    /// holds, a turnover at which a body must register.
    ///
    /// # Errors
    /// If there is no such input or measure, the two values are out of order or beyond what the unit allows, or the
    /// measure has no value somewhere between them.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Decimal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let map = appraisal.cliffs(
    ///     "service.premises.rateable_value",
    ///     "options.council.net_present_cost.kcc",
    ///     (Decimal::from(10_000), Decimal::from(100_000)),
    /// )?;
    /// // The small multiplier holds below 51,000.
    /// assert!(map.cliffs.iter().any(|cliff| cliff.at.value() == Decimal::from(51_000)));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn cliffs(
        &self,
        input: &str,
        measure: &str,
        between: (crate::Decimal, crate::Decimal),
    ) -> Result<CliffMap, Problems> {
        let graph = &self.model().graph;
        let mut problems = Problems::new();
        let place = graph.input_at(&Address::new(input));
        let measure = Measure::find(self.model(), measure).map_err(|problem| problems.push(problem)).ok();
        let info = place.map(|place| &graph.inputs[place as usize]);
        let (low, high) = between;
        match info {
            None => {
                let shown = as_shown(input, 120);
                let known = graph.inputs().iter().map(|info| info.address.as_str());
                problems.push(
                    Problem::new(Address::new("input"), format!("\"{shown}\" is no input of the model"))
                        .accepted(known_names(input, known)),
                );
            }
            Some(info) if !(info.bounds.0 <= low && low < high && high <= info.bounds.1) => {
                let accepted = format!("two values in order, from {} to {}", info.bounds.0, info.bounds.1);
                problems.push(
                    Problem::new(Address::new("between"), format!("{low} to {high} cannot be searched"))
                        .accepted(accepted),
                );
            }
            Some(_) => {}
        }
        let (Some(place), Some(info), Some(measure), true) = (place, info, measure, problems.is_empty())
        else {
            return Err(problems);
        };
        let zero = crate::Decimal::ZERO;
        let curve = Curve::new(self, Events::AsPlanned, place, (measure.node, measure.year), None, zero)?;
        let jumps = curve.jumps(low, high).ok_or_else(|| without_value(&measure))?;
        let mut cliffs: Vec<Cliff> = jumps
            .into_iter()
            .map(|jump| Cliff {
                at: Penny(jump.at.round_dp(12).normalize()),
                below: Penny::of(jump.below),
                above: Penny::of(jump.above),
                jump: Penny::of(jump.above - jump.below),
                row: graph.owner(jump.threshold.node).to_string(),
                condition: crate::sheet::explain::condition(graph, &jump.threshold),
            })
            .collect();
        cliffs.sort_by_key(|cliff| cliff.at);
        Ok(CliffMap {
            address: info.address.clone(),
            unit: info.unit,
            central: Penny(self.central(place)),
            searched: (Penny(low), Penny(high)),
            measure,
            cliffs,
        })
    }
}
