//! Rates retention: which authorities a rates bill belongs to, and in what shares.

use super::run::Operating;
use crate::input::choice;
use crate::party::{PartyId, PartyKind};
use crate::problem::Problem;
use crate::sheet::{Factor, Row};

choice! {
    /// The kind of area by which business rates are shared between authorities and the government.
    pub enum RatesArea {
        /// A county with districts: billing district 40%, county 9%, fire authority 1%, government 50%.
        TwoTier = "two_tier",
        /// A unitary or metropolitan council with a separate fire authority: 49%, 1%, and 50% for government.
        Unitary = "unitary",
        /// London: the borough, the Greater London Authority and the government, in shares that moved from year to year.
        London = "london",
        /// An area that keeps all of its rates (a pilot of 100% retention since 2017): council 99%, fire authority 1%.
        FullRetention = "full_retention",
        /// Wales: all rates are pooled by the Welsh Government, which bears the reliefs.
        Wales = "wales",
        /// Scotland: the Scottish Government makes up what a council's rates do not bring, and bears the mandatory relief.
        Scotland = "scotland",
    }
}

/// A share of a rates bill: what stands behind the id of its line, whose it is, and how much of the bill.
pub(super) type RatesShare = (String, PartyId, Row<Factor>);

/// The shares in which the bill on the service's building belongs to authorities. They come to one.
pub(super) fn rates_shares(o: &Operating<'_, '_>) -> Vec<RatesShare> {
    let w = o.w;
    let premises = o.service.premises.as_ref();
    let government = w.parties.always("government");
    if let Some(stated) = premises.map(|premises| &premises.rates_shares).filter(|stated| !stated.is_empty())
    {
        let at = o.service_at.join("premises.rates_shares");
        let mut rest = w.number(1);
        let mut shares = Vec::new();
        for (id, share) in stated.iter() {
            let Some(party) = o.party(id, &at.join(id)) else { continue };
            let share = w.factor(share);
            rest = rest - &share;
            shares.push((id.to_string(), party, share));
        }
        shares.push(("government".to_owned(), government, rest));
        return shares;
    }
    let council_kind = w.parties.get(o.council).input.as_ref().map(|party| party.kind);
    let area = premises.and_then(|premises| premises.rates_area).unwrap_or(match council_kind {
        Some(PartyKind::CountyCouncil | PartyKind::DistrictCouncil) => RatesArea::TwoTier,
        _ => RatesArea::Unitary,
    });
    let of_kind = |kind, otherwise| w.parties.of_kind(kind).unwrap_or(otherwise);
    let fire = of_kind(PartyKind::FireAuthority, w.parties.always("fire"));
    let billing = |usual: PartyId| {
        let stated = premises.and_then(|premises| premises.billing_authority.as_ref());
        let at = o.service_at.join("premises.billing_authority");
        let Some(party) = stated.and_then(|id| o.party(id, &at)) else { return usual };
        let bills = [PartyKind::DistrictCouncil, PartyKind::UnitaryCouncil];
        if w.parties.get(party).input.as_ref().is_some_and(|party| !bills.contains(&party.kind)) {
            let problem = Problem::new(at, "sends out no bills for rates");
            w.problem(problem.accepted("a party of the kind district_council or unitary_council"));
        }
        party
    };
    let shares: Vec<(&str, &str, PartyId)> = match area {
        RatesArea::TwoTier => {
            let district = of_kind(PartyKind::DistrictCouncil, w.parties.always("district"));
            vec![
                ("district", "two_tier.billing", billing(district)),
                ("county", "two_tier.county", of_kind(PartyKind::CountyCouncil, o.council)),
                ("fire", "two_tier.fire", fire),
                ("government", "two_tier.central", government),
            ]
        }
        RatesArea::Unitary => vec![
            ("council", "unitary.billing", billing(o.council)),
            ("fire", "unitary.fire", fire),
            ("government", "unitary.central", government),
        ],
        RatesArea::London => vec![
            ("council", "london.borough", billing(o.council)),
            ("gla", "london.gla", w.parties.always("gla")),
            ("government", "london.central", government),
        ],
        RatesArea::FullRetention => {
            vec![("council", "full.billing", billing(o.council)), ("fire", "full.fire", fire)]
        }
        RatesArea::Wales | RatesArea::Scotland => {
            return vec![("government".to_owned(), government, w.number(1))];
        }
    };
    let figure = |name: &str| w.rate(&format!("business_rates.retention.{name}"));
    shares.into_iter().map(|(who, name, party)| (who.to_owned(), party, figure(name))).collect()
}
