//! What a question says, held against published evidence: its numbers by what they are, and the ranges that published
//! figures give them.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Serialize;

use super::question::{Question, Ranges};
use super::result::Penny;
use crate::address::Address;
use crate::document::Node;
use crate::evidence::{Levels, Supply, published};
use crate::input::{Number, Spread, Stock};
use crate::money;
use crate::rules::Rules;
use crate::service::Income;

/// What a question says, and what of it was published.
#[derive(Debug)]
pub(crate) struct Said {
    /// The question as it was written.
    pub(crate) document: Arc<Node>,
    /// The question as one of its libraries tells it.
    pub(crate) question: Arc<Question>,
    pub(crate) stock: Stock,
    pub(crate) levels: Levels,
    pub(crate) supplied: Vec<(Address, Supply)>,
}

/// A range that published figures gave an input, as the result lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuppliedRange {
    /// The address of the input.
    pub address: String,
    /// The low value, in the unit of the input.
    pub low: Penny,
    /// The high value, in the unit of the input.
    pub high: Penny,
    /// The id of the quantity in `docs/evidence.md`.
    pub quantity: &'static str,
    /// From which figures, and how.
    pub text: String,
}

impl Said {
    pub(super) fn new(document: &Arc<Node>, question: &Arc<Question>, stock: Stock, rules: &Rules) -> Self {
        let settings = &question.question;
        let last = settings.first_year.plus(i16::try_from(settings.years.clamp(1, 200) - 1).unwrap_or(0));
        let base = settings.prices.unwrap_or(settings.first_year);
        let levels = Levels::of(rules, base, last.max(base));
        let mut said = Self {
            document: Arc::clone(document),
            question: Arc::clone(question),
            stock,
            levels,
            supplied: Vec::new(),
        };
        if settings.ranges == Ranges::FromEvidence {
            let supply = |number: &Number| {
                let supply = Supply::of(number, &said.by_kind(&number.address), published(), &said.levels)?;
                Some((number.address.clone(), supply))
            };
            let may = |number: &&Number| published().may_hold(number.address.as_str());
            let supplied = said.stock.numbers.iter().filter(may).filter_map(supply).collect();
            said.supplied = supplied;
        }
        said
    }

    /// The ranges for the sheet, by the address of the input.
    pub(super) fn ranges(&self) -> impl Iterator<Item = (Address, Spread)> {
        self.supplied.iter().map(|(address, supply)| {
            let spread =
                Spread { low: supply.low, high: supply.high, shape: None, meaning: None, listed: None };
            (address.clone(), spread)
        })
    }

    /// The ranges as a result lists them.
    pub(super) fn supplied(&self) -> Vec<SuppliedRange> {
        let listed = self.supplied.iter().map(|(address, supply)| {
            let quantity = supply.quantity;
            let [low, high] = [supply.low, supply.high].map(|end| Penny(money::to_places(end, 6)));
            let text = format!(
                "from {} to {}: the value times the ends of {} of {} published figures of the {}, over their middle",
                quantity.shown(supply.low),
                quantity.shown(supply.high),
                supply.part,
                supply.figures,
                quantity.label
            );
            SuppliedRange { address: address.to_string(), low, high, quantity: &quantity.id, text }
        });
        listed.collect()
    }

    /// An address by what it is and not by what it is called: an option by its delivery model, an income by its kind.
    pub(super) fn by_kind(&self, address: &Address) -> String {
        let mut parts: Vec<&str> = address.as_str().split('.').collect();
        // What a library says for itself is of the same kind as what all have in common.
        if let ["libraries", _, group, ..] = parts[..] {
            parts.drain(..2);
            if group != "options" {
                parts.insert(0, "service");
            }
        }
        let income = self.income_at(&parts).map(|(place, income)| (place, income.kind.word()));
        if let Some((place, kind)) = income {
            parts[place] = kind;
        }
        if let ["options", id, ..] = parts[..]
            && let Some(option) = self.question.options.get(id)
        {
            parts[1] = option.model.word();
        }
        parts.join(".")
    }

    /// The income stream of which an address is a part, with the place of its id in the address.
    fn income_at(&self, parts: &[&str]) -> Option<(usize, &Income)> {
        match parts {
            ["service", "income", id, ..] => Some((2, self.question.service.income.get(id)?)),
            ["options", option, "income", id, ..] => {
                Some((3, self.question.options.get(option)?.common.income.get(id)?))
            }
            _ => None,
        }
    }

    /// A value for all that there are of it: an income with a quantity says what one of them brings. None where how many
    /// there are is no one number, or the product is larger than can be kept.
    pub(super) fn for_all(&self, address: &Address, value: Decimal) -> Option<Decimal> {
        let parts: Vec<&str> = address.as_str().split('.').collect();
        let quantity = match self.income_at(&parts) {
            Some((place, income)) if parts.get(place + 1) == Some(&"amount") => income.quantity.as_ref(),
            _ => None,
        };
        match quantity.map(crate::input::Schedule::estimates).as_deref() {
            None => Some(value),
            Some([one]) => value.checked_mul(one.central()),
            Some(_) => None,
        }
    }
}
