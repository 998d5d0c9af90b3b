//! Scenarios: named sets of changes, run together and set side by side.

use serde::Serialize;

use crate::Decimal;
use crate::appraisal::{Appraisal, Penny, Scenario};
use crate::input::known_names;
use crate::problem::{Problem, Problems, as_shown};

/// One option under one scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScenarioOption {
    /// The id of the option.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Net cost to the council in cash, all years.
    pub net_cost_total: Penny,
    /// Saving against today in cash, all years.
    pub saving_total: Penny,
    /// Net present cost to the council, in real terms.
    pub net_present_cost: Penny,
    /// Net present cost to society, in real terms.
    pub net_present_cost_to_society: Penny,
    /// Its place by net present cost to the council.
    pub rank: String,
    /// What must not be overlooked.
    pub flags: Vec<String>,
}

/// A scenario and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScenarioResult {
    /// Its id; `central` is the question as it stands.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What happens in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// The inputs that it changes, with the value in it and, where the input has one, the value without it.
    pub changes: Vec<ScenarioChange>,
    /// The options, in the order of the input.
    pub options: Vec<ScenarioOption>,
}

/// An input under a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScenarioChange {
    /// The address of the input.
    pub address: String,
    /// Its central value without the scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Penny>,
    /// Its value in the scenario.
    pub to: Penny,
}

/// All scenarios of a question side by side, the question as it stands first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScenarioTable {
    /// The scenarios. None has a probability: nothing is said of how likely they are.
    pub scenarios: Vec<ScenarioResult>,
    /// In words, under which scenarios another option costs the council least.
    pub notes: Vec<String>,
}

impl ScenarioTable {
    /// The table as JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Appraisal {
    /// The ids of the scenarios that the question names.
    pub fn scenario_ids(&self) -> impl Iterator<Item = &str> {
        self.model().scenarios.iter().map(|scenario| scenario.id.as_str())
    }

    /// The appraisal under a scenario that the question names, with everything that an appraisal gives.
    ///
    /// # Errors
    /// If there is no such scenario, or its changes cannot be made.
    pub fn scenario(&self, id: &str) -> Result<Self, Problems> {
        let Some(scenario) = self.model().scenarios.iter().find(|scenario| scenario.id == id) else {
            let shown = as_shown(id, 60);
            return Err(Problem::new("scenarios", format!("there is no scenario \"{shown}\""))
                .accepted(known_names(id, self.scenario_ids().collect::<Vec<_>>()))
                .into());
        };
        self.under(scenario)
    }

    fn under(&self, scenario: &Scenario) -> Result<Self, Problems> {
        let changes = scenario.set.iter().map(|(address, value, _)| (address.as_str(), *value));
        self.replace_all(changes).map_err(|problems| {
            // What is wrong stands in the scenario, and not at the input that it would change.
            let mut placed = Problems::new();
            for problem in &problems {
                let own = scenario.set.iter().find(|(address, ..)| problem.address == *address);
                let at = crate::Address::new("scenarios").join(&scenario.id).join("set");
                let (at, line) =
                    own.map_or((at.clone(), None), |(address, _, line)| (at.join(address), *line));
                let mut moved = Problem::new(at, problem.message.clone()).at_line(line);
                if let Some(accepted) = &problem.accepted {
                    moved = moved.accepted(accepted.clone());
                }
                placed.push(moved);
            }
            placed
        })
    }

    /// Every scenario of the question beside the question as it stands.
    ///
    /// # Errors
    /// If the changes of a scenario cannot be made: all that is wrong in all of them, at once.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let table = Appraisal::load(text, Format::Toml)?.scenarios()?;
    /// assert_eq!(table.scenarios[0].id, "central");
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn scenarios(&self) -> Result<ScenarioTable, Problems> {
        let mut all = vec![self.as_scenario("central", "As it stands", None, &[])?];
        let mut problems = Problems::new();
        for scenario in &self.model().scenarios {
            let result = self.under(scenario).and_then(|appraisal| {
                let changes: Vec<(&str, Decimal)> =
                    scenario.set.iter().map(|(address, value, _)| (address.as_str(), *value)).collect();
                let changes = self.changes(&changes);
                appraisal.as_scenario(&scenario.id, &scenario.name, scenario.story.as_deref(), &changes)
            });
            match result {
                Ok(result) => all.push(result),
                Err(more) => problems.extend(more),
            }
        }
        problems.or(())?;
        let cheapest = |scenario: &ScenarioResult| -> Vec<String> {
            let first = scenario.options.iter().filter(|option| option.rank.trim_end_matches('=') == "1");
            first.map(|option| option.name.clone()).collect()
        };
        let central = all.first().map(&cheapest).unwrap_or_default();
        let notes = all
            .iter()
            .skip(1)
            .map(|scenario| {
                let now = cheapest(scenario);
                if now == central {
                    format!("Under \"{}\" the cheapest option for the council is the same.", scenario.name)
                } else {
                    format!(
                        "Under \"{}\" the cheapest option for the council is {}, and not {}.",
                        scenario.name,
                        now.join(" and "),
                        central.join(" and ")
                    )
                }
            })
            .collect();
        Ok(ScenarioTable { scenarios: all, notes })
    }

    fn changes(&self, changes: &[(&str, Decimal)]) -> Vec<ScenarioChange> {
        let graph = &self.model().graph;
        let changed = changes.iter().map(|(address, value)| ScenarioChange {
            address: (*address).to_owned(),
            from: graph.input_at(&crate::Address::new(*address)).map(|input| Penny(self.central(input))),
            to: Penny(*value),
        });
        changed.collect()
    }

    fn as_scenario(
        &self,
        id: &str,
        name: &str,
        story: Option<&str>,
        changes: &[ScenarioChange],
    ) -> Result<ScenarioResult, Problems> {
        let outcome = self.run()?;
        let options = outcome.tables().options.iter().filter_map(|option| {
            let council = option.views.first()?;
            Some(ScenarioOption {
                id: option.id.clone(),
                name: option.name.clone(),
                net_cost_total: council.net_cost_total,
                saving_total: council.saving_total,
                net_present_cost: council.economic.net_present_cost,
                net_present_cost_to_society: option.society.net_present_cost,
                rank: option.rank.clone(),
                flags: option.flags.iter().map(|flag| flag.text.clone()).collect(),
            })
        });
        Ok(ScenarioResult {
            id: id.to_owned(),
            name: name.to_owned(),
            story: story.map(str::to_owned),
            changes: changes.to_vec(),
            options: options.collect(),
        })
    }
}
