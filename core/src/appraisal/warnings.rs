//! Warnings: inputs and measures that lie outside what was published, each with the figures behind it.

use rust_decimal::Decimal;
use serde::Serialize;

use super::assembly::Assembly;
use super::build::OptionModel;
use super::result::Penny;
use crate::address::Address;
use crate::evidence::{Place, Quantity, is_turn, published};
use crate::input::Number;
use crate::ledger::{Category, Treatment};
use crate::money;
use crate::party::PartyId;
use crate::year::FinancialYear;

/// A value that lies outside what was published of its quantity, or at its very edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// The address of the input, or of the option and the name of its measure.
    pub address: String,
    /// The value, in the prices of the question.
    pub value: Penny,
    /// The unit of the value and of the figures.
    pub unit: &'static str,
    /// "above" or "below".
    pub is: &'static str,
    /// How many of the published figures are as far out as the value, or further.
    pub beyond: usize,
    /// How many published figures it was compared with.
    pub published: usize,
    /// The smallest of them, in the prices of the question.
    pub lowest: Penny,
    /// The largest.
    pub highest: Penny,
    /// The year whose prices those are; none where the quantity is not money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prices: Option<FinancialYear>,
    /// The id of the quantity in `docs/evidence.md`.
    pub quantity: &'static str,
    /// All of that as a sentence.
    pub text: String,
    /// The published figures, the smallest first.
    pub observations: Vec<Observation>,
}

/// A published figure that a value was compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Observation {
    /// Where it is of.
    pub place: &'static str,
    /// The financial year that it is of.
    pub year: FinancialYear,
    /// The figure as it was published.
    pub value: Penny,
    /// The figure in the prices of the question.
    pub compared: Penny,
    /// How sure it is.
    pub grade: &'static str,
    /// What it was read in.
    pub source: String,
    /// Where that stands on the web; empty where it is not known.
    pub url: &'static str,
    /// What must be known to use it; empty where nothing must.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: &'static str,
}

impl Assembly<'_> {
    /// The warnings: inputs in the order of the question, then the measures of each option.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let said = &self.model.said;
        let mut found: Vec<(Address, Decimal, &'static Quantity, Place)> = Vec::new();
        for number in said.stock.numbers.iter().filter(|number| published().may_hold(number.address.as_str()))
        {
            let Some(quantity) = published().quantity_at(&said.by_kind(&number.address)) else { continue };
            let Some(value) = self.comparable(number, quantity) else { continue };
            let Some(place) = quantity.compared(&said.levels).out_of_the_ordinary(value) else { continue };
            // A schedule is warned of once, by its year that is furthest out.
            let input = without_turn(&number.address);
            match found.iter_mut().find(|(known, ..)| without_turn(known) == input) {
                Some(known) if place.above == known.3.above && further(place.above, value, known.1) => {
                    *known = (number.address.clone(), value, quantity, place);
                }
                Some(_) => {}
                None => found.push((number.address.clone(), value, quantity, place)),
            }
        }
        for (option, measure, value) in self.measures() {
            let by_model = format!("{measure}.{}", option.model);
            let of = |name: &str| published().quantity_at(name);
            let Some(quantity) = of(measure).or_else(|| of(&by_model)) else { continue };
            let Some(place) = quantity.compared(&said.levels).out_of_the_ordinary(value) else { continue };
            found.push((Address::new("options").join(&option.id).join(measure), value, quantity, place));
        }
        found
            .into_iter()
            .map(|(address, value, quantity, place)| self.warning(&address, value, quantity, place))
            .collect()
    }

    /// The value of an input as it is compared: what a what-if put in its place, for all that there are of it, in the
    /// prices of the question. Nothing is said of nought: what is left out is a matter for the advisories.
    fn comparable(&self, number: &Number, quantity: &Quantity) -> Option<Decimal> {
        let value = self.now(&number.address, number.central);
        let value = self.model.said.for_all(&number.address, value)?;
        let value = if quantity.cash { self.in_base_prices(value, &number.address)? } else { value };
        (!value.is_zero()).then_some(value)
    }

    /// A number as it holds now: a what-if may have put another in its place.
    pub(super) fn now(&self, address: &Address, central: Decimal) -> Decimal {
        let input = self.model.graph.input_at(address);
        input.and_then(|input| self.values.given(input)).unwrap_or(central)
    }

    /// A sum in cash of an option, in the prices of the question: that of the year which its address names, or of the
    /// first year, second year, ... from that in which the option begins.
    fn in_base_prices(&self, value: Decimal, address: &Address) -> Option<Decimal> {
        let question = &self.model.said.question;
        let last = address.last();
        let option = address.as_str().split('.').nth(1).and_then(|id| question.options.get(id));
        let starts = option.and_then(|option| option.common.starts);
        let begins = starts.and_then(|day| FinancialYear::holding(day).ok());
        let begins = begins.unwrap_or(question.question.first_year);
        let turn = last.parse::<i16>().ok().filter(|turn| (1..=200).contains(turn)).unwrap_or(1);
        let year = last.parse().unwrap_or_else(|_| begins.plus(turn - 1));
        self.model.said.levels.brought(value, year)
    }

    /// What is measured of each option and held against published figures, a year, in real terms, in the last year of
    /// the appraisal, when what comes once has come.
    fn measures(&self) -> Vec<(&OptionModel, &'static str, Decimal)> {
        let model = self.model;
        let mut all = Vec::new();
        let Some(today) = model.options.get(model.today) else { return all };
        let cost_today = self.recurring(today, model.council, false);
        for option in &model.options {
            if option.id == today.id {
                all.push((option, "cost_today", self.recurring(option, model.council, true)));
                continue;
            }
            let operator =
                model.said.question.options.get(&option.id).and_then(|known| known.model.operator());
            if let Some(operator) = operator.and_then(|operator| model.parties.find(operator.as_str())) {
                all.push((option, "operator_cost", self.recurring(option, operator, true)));
            }
            let saving = cost_today.checked_sub(self.recurring(option, model.council, false));
            all.extend(saving.map(|saving| (option, "saving", saving)));
            let charges = option.measures.precepts.iter().filter_map(|precept| precept.charge.as_ref());
            let highest = charges.flat_map(|charge| self.exact(charge.rise)).max();
            all.extend(highest.map(|rise| (option, "precept_rise", rise)));
        }
        // Nothing is paid in a year in which nothing runs: no figure is of that.
        all.retain(|(_, measure, value)| {
            *measure == "saving" || value.is_sign_positive() && !value.is_zero()
        });
        all
    }

    /// What a party pays every year, in the last year and in real terms; `gross` leaves out what it is paid.
    fn recurring(&self, option: &OptionModel, party: PartyId, gross: bool) -> Decimal {
        let last = self.model.years.len().saturating_sub(1);
        let counts = option.lines.iter().filter(|line| {
            let financing = matches!(line.category, Category::Financing | Category::Precept);
            !line.one_off && !financing && line.treatment != Treatment::NonCash
        });
        let mut sums = counts.map(|line| {
            let value = self.values.at(line.real, last).unwrap_or_default();
            if line.payer == party {
                value
            } else if line.payee == party && !gross {
                -value
            } else {
                Decimal::ZERO
            }
        });
        sums.try_fold(Decimal::ZERO, Decimal::checked_add).unwrap_or_default()
    }

    fn warning(
        &self,
        address: &Address,
        value: Decimal,
        quantity: &'static Quantity,
        place: Place,
    ) -> Warning {
        let levels = &self.model.said.levels;
        let compared = quantity.compared(levels);
        let shown = |value: Decimal| {
            if quantity.is_money() { Penny::of(value) } else { Penny(money::to_places(value, 6)) }
        };
        let (lowest, highest) = compared.ends().unwrap_or_default();
        let prices = levels.base().filter(|_| quantity.is_money());
        let is = if place.above { "above" } else { "below" };
        let which = match place.beyond {
            0 => format!("all {}", place.published),
            beyond => format!("all but {beyond} of {}", place.published),
        };
        let basis = prices.map(|year| format!(" in prices of {year}")).unwrap_or_default();
        let text = format!(
            "{address} is {}{}: {is} {which} published figures of the {} ({} to {}{basis}).",
            quantity.shown(value),
            quantity.per(),
            quantity.label,
            quantity.shown(lowest),
            quantity.shown(highest),
        );
        let cases = &published().cases;
        let observations = compared.figures.iter().map(|(brought, figure)| {
            let case = &cases[figure.case];
            Observation {
                place: &figure.place,
                year: figure.year,
                value: shown(figure.value),
                compared: shown(*brought),
                grade: &figure.grade,
                source: format!("{}: {}", case.by, case.title),
                url: &case.url,
                note: &figure.note,
            }
        });
        Warning {
            address: address.to_string(),
            value: shown(value),
            unit: &quantity.unit,
            is,
            beyond: place.beyond,
            published: place.published,
            lowest: shown(lowest),
            highest: shown(highest),
            prices,
            quantity: &quantity.id,
            text,
            observations: observations.collect(),
        }
    }
}

/// Whether a value is further out than another.
fn further(above: bool, value: Decimal, other: Decimal) -> bool {
    if above { value > other } else { value < other }
}

/// An address without the parts at its end that say which sum of a schedule is meant.
fn without_turn(address: &Address) -> &str {
    let mut text = address.as_str();
    while let Some((before, last)) = text.rsplit_once('.')
        && is_turn(last)
    {
        text = before;
    }
    text
}
