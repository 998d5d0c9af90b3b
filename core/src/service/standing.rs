//! What the law makes of a party: as the input states it, else as the national rules have it for a body of its kind.

use crate::party::{PartyId, PartyKind, RatesRelief, VatStatus};
use crate::workings::Workings;

impl Workings<'_> {
    /// What happens to the VAT on a party's costs. VAT that a party outside the input pays is nobody's concern here.
    pub(crate) fn vat_status(&self, party: PartyId) -> VatStatus {
        let Some(party) = &self.parties.get(party).input else { return VatStatus::Refunded };
        party.vat.unwrap_or_else(|| {
            let word = self.of_kind("vat.status_of", party.kind);
            VatStatus::ALL
                .iter()
                .find(|status| status.word() == word)
                .copied()
                .unwrap_or(VatStatus::Registered)
        })
    }

    /// The relief from business rates on what a party occupies.
    pub(crate) fn rates_relief(&self, party: PartyId) -> RatesRelief {
        let Some(party) = &self.parties.get(party).input else { return RatesRelief::None };
        party.rates_relief.unwrap_or_else(|| {
            let word = self.of_kind("business_rates.relief_of", party.kind);
            RatesRelief::ALL.iter().find(|relief| relief.word() == word).copied().unwrap_or(RatesRelief::None)
        })
    }

    /// Whether a party can claim Gift Aid.
    pub(crate) fn gift_aid(&self, party: PartyId) -> bool {
        self.parties.get(party).input.as_ref().is_some_and(|party| {
            party.gift_aid.unwrap_or_else(|| self.of_kind("gift_aid.of", party.kind) == "yes")
        })
    }

    /// Whether a party can claim the employment allowance.
    pub(crate) fn employment_allowance(&self, party: PartyId) -> bool {
        self.parties.get(party).input.as_ref().is_some_and(|party| {
            party
                .employment_allowance
                .unwrap_or_else(|| self.of_kind("employment_allowance.of", party.kind) == "yes")
        })
    }

    fn of_kind(&self, rule: &str, kind: PartyKind) -> &'static str {
        self.word(&format!("{rule}.{kind}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;
    use crate::service::{Stream, VatClass};

    #[test]
    fn the_rules_know_every_kind_of_body_and_of_income() {
        let rules = Rules::published();
        let word = |id: String| rules.rule(&id).unwrap().value;
        for kind in PartyKind::ALL {
            assert!(
                VatStatus::ALL.iter().any(|status| status.word() == word(format!("vat.status_of.{kind}")))
            );
            let relief = word(format!("business_rates.relief_of.{kind}"));
            assert!(RatesRelief::ALL.iter().any(|known| known.word() == relief));
            assert!(["yes", "no"].contains(&word(format!("gift_aid.of.{kind}"))));
            assert!(["yes", "no"].contains(&word(format!("employment_allowance.of.{kind}"))));
        }
        for stream in Stream::ALL {
            for body in ["council", "other"] {
                let class = word(format!("vat.income.{stream}.{body}"));
                assert!(VatClass::ALL.iter().any(|known| known.word() == class), "{stream}");
            }
        }
    }
}
