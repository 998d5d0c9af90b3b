//! Published evidence: figures that councils, parishes and charities have published, as cited data, and what the cases
//! say usually matters.
//!
//! An input is held against the figures of its quantity, its range may be taken from them, and a result says which
//! published cases speak of what an option leaves out. As with national figures, no number stands in code. A build
//! without the feature `evidence` holds no figures, and its results say so.

mod data;
#[cfg(feature = "schema")]
mod page;
mod spread;

#[cfg(feature = "schema")]
pub use page::page;
pub(crate) use spread::{Levels, Place, Supply};

pub(crate) use data::published;

use rust_decimal::Decimal;

use crate::money;
use crate::year::FinancialYear;

/// The fewest figures with which anything is compared, and from which a range is taken: two are no range.
pub(crate) const FEWEST: usize = 3;

/// All that is kept.
#[derive(Debug, Default)]
pub(crate) struct Published {
    pub(crate) quantities: Vec<Quantity>,
    pub(crate) cases: Vec<Case>,
    pub(crate) advice: Vec<Advice>,
    /// A digest of the data; empty where the build holds none.
    pub(crate) digest: String,
}

/// A quantity of which figures were published.
#[derive(Debug)]
pub(crate) struct Quantity {
    pub(crate) id: String,
    /// What it is, as a phrase that follows "published figures of the".
    pub(crate) label: String,
    pub(crate) unit: String,
    /// The inputs and the measures that are held against it, as patterns of addresses.
    pub(crate) inputs: Vec<String>,
    /// Whether such an input is in cash of its year, and not in pounds of the price base.
    pub(crate) cash: bool,
    pub(crate) figures: Vec<Figure>,
}

/// A published figure.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) place: String,
    pub(crate) year: FinancialYear,
    pub(crate) value: Decimal,
    /// The place of its case among the cases.
    pub(crate) case: usize,
    /// How sure it is: that of its case, or derived, press, claim.
    pub(crate) grade: String,
    pub(crate) note: String,
}

/// Where figures were read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) by: String,
    pub(crate) url: String,
    pub(crate) grade: String,
}

/// What cases say usually matters.
#[derive(Debug)]
pub(crate) struct Advice {
    pub(crate) id: String,
    /// What an option leaves out.
    pub(crate) missing: String,
    /// Why that matters, with figures from the cases.
    pub(crate) matters: String,
    /// The places of its cases among the cases.
    pub(crate) cases: Vec<usize>,
    /// How an input states it.
    pub(crate) state: String,
}

impl Published {
    pub(crate) fn quantity(&self, id: &str) -> Option<&Quantity> {
        self.quantities.iter().find(|quantity| quantity.id == id)
    }

    /// Whether an input of this name may be held against anything: most may not, and cost no more than this.
    pub(crate) fn may_hold(&self, address: &str) -> bool {
        let key = address.rsplit('.').find(|part| !is_turn(part)).unwrap_or_default();
        let last = |pattern: &String| pattern.rsplit('.').next() == Some(key);
        self.quantities.iter().any(|quantity| quantity.inputs.iter().any(last))
    }

    /// The quantity that is held against an input or a measure, by its address with models and kinds for ids.
    pub(crate) fn quantity_at(&self, address: &str) -> Option<&Quantity> {
        self.quantities
            .iter()
            .find(|quantity| quantity.inputs.iter().any(|pattern| matches(pattern, address)))
    }
}

/// Whether an address is one of a pattern. Turns and years at its end are parts of what is there.
fn matches(pattern: &str, address: &str) -> bool {
    let mut parts = address.split('.');
    for part in pattern.split('.') {
        match parts.next() {
            Some(own) if part == "*" || part == own => {}
            _ => return false,
        }
    }
    parts.all(is_turn)
}

/// Whether a part of an address says which sum of a schedule is meant: a turn, a year, the first sum, a step.
pub(crate) fn is_turn(part: &str) -> bool {
    part.contains('/') || matches!(part, "first" | "steps") || part.bytes().all(|byte| byte.is_ascii_digit())
}

impl Quantity {
    /// Whether it is money, which loses worth from year to year.
    pub(crate) fn is_money(&self) -> bool {
        self.unit.starts_with('£')
    }

    /// Whether it is a share of one.
    pub(crate) fn is_share(&self) -> bool {
        self.unit.starts_with("share")
    }

    /// A value as it is shown: whole pounds, a share as a percentage, or a number as it is.
    pub(crate) fn shown(&self, value: Decimal) -> String {
        let places = |value: Decimal| value.round_dp(2).normalize().to_string();
        match value.checked_mul(Decimal::from(100)) {
            _ if self.is_money() => money::whole_pounds(value),
            Some(hundredths) if self.is_share() => format!("{}%", places(hundredths)),
            _ => places(value),
        }
    }

    /// The words that follow a value: " a year", " a month" or nothing.
    pub(crate) fn per(&self) -> &str {
        self.unit.find(" a ").map_or("", |place| &self.unit[place..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_holds_for_its_address_and_the_years_under_it() {
        let pattern = "options.community_managed.grant";
        assert!(matches(pattern, "options.community_managed.grant"));
        assert!(matches(pattern, "options.community_managed.grant.2"));
        assert!(matches(pattern, "options.community_managed.grant.2028/29"));
        assert!(matches(pattern, "options.community_managed.grant.steps.2028/29"));
        assert!(matches(pattern, "options.community_managed.grant.first"));
        assert!(!matches(pattern, "options.community_managed.grant.shares.2"));
        assert!(!matches(pattern, "options.trust.grant"));
        assert!(!matches(pattern, "options.community_managed"));
        assert!(matches("*.income.events.amount", "service.income.events.amount"));
        assert!(!matches("*.income.events.amount", "options.trust.income.events.amount"));
    }
}
