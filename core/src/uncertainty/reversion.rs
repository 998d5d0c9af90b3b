//! Reversion priced in: what an option is worth when everything that may happen counts by its chance, and how likely a
//! failure may be before the saving is gone.

use std::fmt::Write as _;

use serde::Serialize;

use super::measure::{Measure, without_value};
use super::shown::{amount, plain, words};
use super::switching::Curve;
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, OptionModel, Penny};
use crate::delivery::MayHappen;
use crate::input::known_names;
use crate::money;
use crate::problem::{Problem, Problems, as_shown};
use crate::sheet::exact::Events;
use crate::table::{self, Table};
use crate::year::FinancialYear;

/// Something that may happen to an option, with its chances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventChance {
    /// The address of the event: options with the same one share it.
    pub event: Address,
    /// What kind of risk it is: the key of its table in the question.
    pub kind: &'static str,
    /// What it is, in words.
    pub label: String,
    /// The operator that fails, where it is a failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// The chance that it has happened by the end of each year, to six places.
    pub by_year: Vec<Penny>,
    /// The inputs that its chance rests on, with the value of each at which the expected saving is gone.
    pub inputs: Vec<BreakEven>,
}

/// An input of a chance, and the value of it at which the expected net present saving is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BreakEven {
    /// The address of the input.
    pub address: Address,
    /// Its central value.
    pub central: Penny,
    /// The nearest value from 0 to 1 at which the saving is gone; none if there is none.
    pub break_even: Option<Penny>,
}

/// An option with everything as planned and with everything by its chance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionReversion {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Net present cost with everything as planned.
    pub planned_cost: Penny,
    /// Net present cost with every event counted by its chance.
    pub expected_cost: Penny,
    /// Net present saving against today with everything as planned.
    pub planned_saving: Penny,
    /// Net present saving with every event counted by its chance.
    pub expected_saving: Penny,
    /// What may happen to it.
    pub events: Vec<EventChance>,
}

/// Every option with what may happen to it priced in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reversion {
    /// The view whose costs they are.
    pub view: String,
    /// The years.
    pub years: Vec<FinancialYear>,
    /// The options, in the order of the input.
    pub options: Vec<OptionReversion>,
    /// In words.
    pub sentences: Vec<String>,
}

impl Reversion {
    /// The result as JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The result as plain text.
    pub fn to_text(&self) -> String {
        table::text("What may happen, priced in", &self.tables(), &self.sentences)
    }

    /// The result as tables of HTML.
    pub fn to_html(&self) -> String {
        table::html("What may happen, priced in", &self.tables(), &self.sentences)
    }

    fn tables(&self) -> Vec<Table> {
        let pounds = "£";
        let worth = Table {
            heading: format!("Net present cost and saving: {} (£ of the price base)", self.view),
            columns: words(["Cost as planned", "Cost expected", "Saving as planned", "Saving expected"]),
            rows: self
                .options
                .iter()
                .map(|option| {
                    let cells = [
                        option.planned_cost,
                        option.expected_cost,
                        option.planned_saving,
                        option.expected_saving,
                    ];
                    (option.name.clone(), cells.map(|value| amount(value, pounds)).to_vec())
                })
                .collect(),
        };
        let mut rows = Vec::new();
        for option in self.options.iter().filter(|option| !option.events.is_empty()) {
            rows.push((option.name.clone(), Vec::new()));
            for event in &option.events {
                let last = event.by_year.last().copied();
                let percent = last.map(|chance| {
                    format!("{}%", (chance.value() * Decimal::ONE_HUNDRED).round_dp(1).normalize())
                });
                let inputs = event.inputs.iter().map(|input| {
                    let even = input.break_even.map_or_else(|| "none".to_owned(), plain);
                    format!("{} (now {})", even, plain(input.central))
                });
                let inputs = inputs.collect::<Vec<_>>().join("\n");
                rows.push((format!("  {}", event.label), vec![percent.unwrap_or_default(), inputs]));
            }
        }
        let chances = Table {
            heading: "What may happen, and the chance at which the expected saving is gone".to_owned(),
            columns: words(["By the last year", "Break-even"]),
            rows,
        };
        vec![worth, chances]
    }
}

impl Appraisal {
    /// Prices in what may happen to each option: its net present cost and saving with every event counted by its chance,
    /// and, for each chance, the value at which the expected saving is gone. The view is the council's by default.
    ///
    /// The expectation is exact, as it is worked out from the chances and not drawn. Where a threshold lies between (a
    /// relief, a floor), it is the value at the expected sums.
    ///
    /// # Errors
    /// If there is no such view, or a value is larger than can be kept exactly.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let reversion = Appraisal::load(text, Format::Toml)?.reversion(None)?;
    /// let community = &reversion.options[1];
    /// assert!(community.expected_saving < community.planned_saving);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn reversion(&self, view: Option<&str>) -> Result<Reversion, Problems> {
        let model = self.model();
        let known = || model.views.iter().map(|(id, ..)| id.as_str()).chain(["society"]);
        let view = view.unwrap_or_else(|| known().next().unwrap_or_default());
        if !known().any(|id| id == view) {
            let shown = as_shown(view, 60);
            return Err(Problem::new(Address::new("view"), format!("\"{shown}\" is no view"))
                .accepted(known_names(view, known().collect::<Vec<_>>()))
                .into());
        }
        let options: Vec<OptionReversion> = model
            .options
            .iter()
            .map(|option| self.option_reversion(option, view))
            .collect::<Result<_, _>>()?;
        let sentences = options.iter().filter(|option| !option.events.is_empty()).map(sentence).collect();
        Ok(Reversion { view: view.to_owned(), years: model.years.clone(), options, sentences })
    }

    fn option_reversion(&self, option: &OptionModel, view: &str) -> Result<OptionReversion, Problems> {
        let find = |group: &str| self.measure(&format!("options.{}.{group}.{view}", option.id));
        let (cost, saving) = (find("net_present_cost")?, find("net_present_saving")?);
        let of = |measure: &Measure, events: Events| -> Result<Penny, Problems> {
            let value = measure.of(self.values(events)?).ok_or_else(|| without_value(measure))?;
            Ok(Penny::of(value))
        };
        Ok(OptionReversion {
            id: option.id.clone(),
            name: option.name.clone(),
            planned_cost: of(&cost, Events::AsPlanned)?,
            expected_cost: of(&cost, Events::Expected)?,
            planned_saving: of(&saving, Events::AsPlanned)?,
            expected_saving: of(&saving, Events::Expected)?,
            events: option.events.iter().map(|event| self.event(event, &saving)).collect::<Result<_, _>>()?,
        })
    }

    fn event(&self, event: &MayHappen, saving: &Measure) -> Result<EventChance, Problems> {
        let model = self.model();
        let values = self.values(Events::Expected)?;
        let by_year = (0..model.years.len())
            .map(|year| Penny(values.at(event.chance, year).unwrap_or_default().round_dp(6).normalize()));
        let inputs = event.inputs.iter().filter_map(|address| {
            let input = model.graph.input_at(address)?;
            let zero = Decimal::ZERO;
            let curve =
                Curve::new(self, Events::Expected, input, (saving.node, saving.year), None, zero).ok()?;
            let central = self.central(input);
            let crossings = curve.crossings(Decimal::ZERO, Decimal::ONE).unwrap_or_default();
            let nearest = crossings
                .into_iter()
                .map(|crossing| crossing.at)
                .filter(|at| (Decimal::ZERO..=Decimal::ONE).contains(at))
                .min_by_key(|at| (at - central).abs());
            Some(BreakEven {
                address: address.clone(),
                central: Penny(central),
                break_even: nearest.map(|at| Penny(at.round_dp(9).normalize())),
            })
        });
        Ok(EventChance {
            event: event.event.clone(),
            kind: event.kind,
            label: event.label.clone(),
            party: event.party.map(|party| model.parties.get(party).id.clone()),
            by_year: by_year.collect(),
            inputs: inputs.collect(),
        })
    }
}

/// What an option's saving is worth, in one sentence.
fn sentence(option: &OptionReversion) -> String {
    let pounds = |value: Penny| money::whole_pounds(value.value());
    let mut text = format!(
        "{}: a net present saving of {} as planned is {} when what may happen is priced in",
        option.name,
        pounds(option.planned_saving),
        pounds(option.expected_saving)
    );
    let failures = option.events.iter().filter(|event| event.party.is_some());
    for input in failures.flat_map(|event| &event.inputs) {
        let percent = |value: Penny| (value.value() * Decimal::ONE_HUNDRED).round_dp(2).normalize();
        match input.break_even {
            Some(even) if even > input.central => {
                let _ = write!(
                    text,
                    ", and nothing at a yearly failure rate of {}% ({}% assumed)",
                    percent(even),
                    percent(input.central)
                );
            }
            Some(_) => text.push_str(", which the assumed failure rate already takes away"),
            None => text.push_str(", and no failure rate takes it away"),
        }
    }
    text.push('.');
    text
}
