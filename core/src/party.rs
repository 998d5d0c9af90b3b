//! Who pays and who is paid, and what the law makes of each.

use std::collections::HashMap;

use crate::address::Address;
use crate::input::{Count, Estimate, Keyed, Pounds, Schedule, Share, Text, choice, record};
use crate::problem::{Problem, Problems};

choice! {
    /// What kind of body a party is. From it follow its VAT status, its rates relief, Gift Aid, the employment
    /// allowance (each as the national rules have it, see `docs/national-figures.md`) and whether it can raise a
    /// precept, unless the input says otherwise.
    pub enum PartyKind {
        /// A county council: the library authority where districts send out the bills for rates and council tax.
        CountyCouncil = "county_council",
        /// A district council: the billing authority in a county.
        DistrictCouncil = "district_council",
        /// A unitary or metropolitan council: library authority and billing authority in one.
        UnitaryCouncil = "unitary_council",
        /// A fire authority that has a share of the rates.
        FireAuthority = "fire_authority",
        /// A parish, town or community council.
        ParishCouncil = "parish_council",
        /// Any other public body: a school, a health trust, the police.
        PublicBody = "public_body",
        /// A registered charity that runs a service with paid staff.
        CharitableTrust = "charitable_trust",
        /// A charity run by volunteers.
        CommunityGroup = "community_group",
        /// A community interest company or a mutual that is no charity.
        CommunityInterestCompany = "community_interest_company",
        /// A community benefit society with charitable objects.
        CommunityBenefitSociety = "community_benefit_society",
        /// A company that the council owns.
        CouncilCompany = "council_company",
        /// A contractor that works for profit.
        Contractor = "contractor",
        /// A business or another private body that shares a building or sponsors the service.
        Business = "business",
    }
}

choice! {
    /// What happens to the VAT that a party pays on its costs.
    pub enum VatStatus {
        /// It comes back, on business and non-business activity (VATA 1994 s.33).
        Refunded = "refunded",
        /// It comes back as far as the party's income is taxable.
        Registered = "registered",
        /// It never comes back, and the party charges none.
        Unregistered = "unregistered",
    }
}

choice! {
    /// The relief from business rates that a party has on what it occupies.
    pub enum RatesRelief {
        /// None: premises occupied by a billing or precepting authority have no charity or discretionary relief.
        None = "none",
        /// Mandatory charity relief (Local Government Finance Act 1988, s.43).
        Charity = "charity",
        /// Small-business relief, tapering between two rateable values.
        SmallBusiness = "small_business",
    }
}

record! {
    /// A body that pays or is paid.
    ///
    /// ```
    /// use options_appraisal::{Decimal, Party, PartyKind, VatStatus};
    ///
    /// let parish = Party::new("Parish council", PartyKind::ParishCouncil)
    ///     .tax_base(Decimal::new(189_059, 2))
    ///     .reserves(40_000);
    /// let group = Party::new("Friends", PartyKind::CommunityGroup).vat(VatStatus::Registered);
    /// assert!(parish.kind.is_public() && !group.kind.is_public());
    /// ```
    pub struct Party {
        /// Its name, as it is shown.
        required name: Text;
        /// What kind of body it is.
        required kind: PartyKind;
        /// What happens to the VAT on its costs; by default what follows from its kind.
        optional vat: VatStatus;
        /// Its relief from business rates; by default what follows from its kind.
        optional rates_relief: RatesRelief;
        /// The share of the rates that are left after mandatory relief which the billing authority waives at its own
        /// discretion (s.47).
        optional discretionary_relief: Estimate<Share>;
        /// Whether it can claim Gift Aid; by default what follows from its kind.
        optional gift_aid: bool;
        /// Whether it can claim the employment allowance; by default what follows from its kind.
        optional employment_allowance: bool;
        /// The part of the year's employment allowance that it uses for staff outside the service, in cash; by default
        /// all of the allowance is there for the service.
        optional employment_allowance_used: Estimate<Pounds>;
        /// Its pay bill a year beside the service's posts, in pounds of the price base, moving with the index of pay:
        /// the apprenticeship levy falls due on what is above 3 million in all. By default no levy is worked out.
        optional pay_bill: Estimate<Pounds>;
        /// For a body whose VAT is refunded: the share of the VAT on the service's costs that belongs to exempt
        /// activity, such as the hire of rooms. Up to 7,500 a year, or under 5% of all its VAT, it comes back; above
        /// that none of it does. By default all of it comes back.
        optional exempt_use: Estimate<Share>;
        /// The VAT on all its other costs, a year, in pounds of the price base; used with `exempt_use`.
        default other_vat: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no VAT on other costs was stated");
        /// The part of `other_vat` that belongs to exempt activity.
        default other_exempt_vat: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no VAT on other exempt activity was stated");
        /// Its council tax base: Band D equivalents, the same in every year, by year, or with a growth:
        /// `{ first = 1938.83, growth = -0.025 }`.
        optional tax_base: Schedule<Count>;
        /// Its precept before the change, in pounds of the price base; the last value of a list holds on.
        optional precept: Schedule<Pounds>;
        /// The index that moves the precept: by default it keeps its value in real terms; "none" for a precept in cash.
        default precept_index: Text = Text::from("general");
        /// How many electors are on its register: without the general power it may spend so many times the limit of
        /// section 137. By default the limit is not looked at.
        optional electors: Estimate<Count>;
        /// Whether it has the general power of competence, or acts for the authority under a delegation (Local
        /// Government Act 1972, s.101); by default it is taken to have neither where `electors` is stated.
        optional general_power: bool;
        /// What it has in usable reserves when the first year opens.
        optional reserves: Estimate<Pounds>;
        /// What its reserves may not fall below.
        default minimum_reserves: Estimate<Pounds> = Estimate::assumed(crate::Decimal::ZERO, "no minimum was stated");
    }
    check precepting;
}

fn precepting(party: &Party, at: &Address, line: Option<u32>, problems: &mut Problems) {
    for (key, given) in [("tax_base", party.tax_base.is_some()), ("precept", party.precept.is_some())] {
        if given && party.kind != PartyKind::ParishCouncil {
            problems.push(
                Problem::new(at.join(key), format!("a {} has no precept of its own here", party.kind))
                    .accepted("leave it out, or make the party a parish_council")
                    .at_line(line),
            );
        }
    }
    for (key, given) in
        [("electors", party.electors.is_some()), ("general_power", party.general_power.is_some())]
    {
        if given && party.kind != PartyKind::ParishCouncil {
            let problem = Problem::new(at.join(key), format!("a {} has no use for it", party.kind));
            problems.push(problem.accepted("leave it out, or make the party a parish_council").at_line(line));
        }
    }
    if party.other_exempt_vat.central() > party.other_vat.central() {
        let problem =
            Problem::new(at.join("other_exempt_vat"), "is more than other_vat, of which it is a part");
        problems.push(problem.accepted("other_vat at least as much").at_line(line));
    }
    let nothing = party
        .tax_base
        .as_ref()
        .is_some_and(|base| base.estimates().iter().any(|base| base.central().is_zero()));
    if nothing {
        let problem = Problem::new(at.join("tax_base"), "is nought, so that no charge can be worked out");
        problems.push(problem.accepted("the number of Band D equivalents, above 0").at_line(line));
    }
    if party.rates_relief == Some(RatesRelief::Charity) && party.kind.is_rating_authority() {
        let problem =
            Problem::new(at.join("rates_relief"), format!("a {} cannot have charity relief", party.kind));
        problems
            .push(problem.accepted("none, or small_business for a parish with one property").at_line(line));
    }
}

impl PartyKind {
    /// Whether premises that it occupies are shut out of charity and discretionary relief.
    pub const fn is_rating_authority(self) -> bool {
        matches!(
            self,
            Self::CountyCouncil
                | Self::DistrictCouncil
                | Self::UnitaryCouncil
                | Self::FireAuthority
                | Self::ParishCouncil
        )
    }

    /// Whether it belongs to the local public sector.
    pub const fn is_local_public(self) -> bool {
        self.is_rating_authority() || matches!(self, Self::CouncilCompany)
    }

    /// Whether it belongs to the public sector.
    pub const fn is_public(self) -> bool {
        self.is_local_public() || matches!(self, Self::PublicBody)
    }
}

/// A party of an appraisal, by its place in the list of all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PartyId(pub(crate) usize);

/// What an appraisal knows of a party.
#[derive(Debug, Clone)]
pub(crate) struct PartyEntry {
    pub(crate) id: String,
    pub(crate) name: String,
    /// What was put in; none for the parties that every appraisal has.
    pub(crate) input: Option<Party>,
    pub(crate) local_public: bool,
    pub(crate) public: bool,
    /// Whether a payment to it uses up something that has another use: work, goods, space.
    pub(crate) market: bool,
}

impl PartyEntry {
    /// Whether premises that it occupies are shut out of charity, discretionary and supporting relief.
    pub(crate) fn is_rating_authority(&self) -> bool {
        self.input.as_ref().is_some_and(|party| party.kind.is_rating_authority())
    }
}

/// The parties that every appraisal has, beside those of its input: id, name, local public sector, public sector,
/// market for what is used up.
const ALWAYS: &[(&str, &str, bool, bool, bool)] = &[
    ("staff", "Staff", false, false, true),
    ("suppliers", "Suppliers", false, false, true),
    ("pension_fund", "Pension fund", false, false, true),
    ("property_market", "Property market", false, false, true),
    ("hmrc", "HM Revenue and Customs", false, true, false),
    ("government", "Central government", false, true, false),
    ("rates_pool", "Business-rates pool", false, true, false),
    ("district", "Billing district councils", true, true, false),
    ("fire", "Fire authority", true, true, false),
    ("gla", "Greater London Authority", true, true, false),
    ("council_taxpayers", "Council taxpayers", false, false, false),
    ("users", "Users", false, false, false),
    ("donors", "Donors", false, false, false),
    ("funders", "Funders", false, false, false),
    ("volunteers", "Volunteers", false, false, false),
    ("lenders", "Lenders", false, false, false),
    ("wellbeing", "Benefits without a price", false, false, false),
];

/// All parties of an appraisal.
#[derive(Debug, Clone)]
pub(crate) struct Parties {
    entries: Vec<PartyEntry>,
    by_id: HashMap<String, PartyId>,
}

impl Parties {
    /// The parties of the input, and after them those that every appraisal has.
    pub(crate) fn new(input: &Keyed<Party>, problems: &mut Problems) -> Self {
        let mut all = Self { entries: Vec::new(), by_id: HashMap::new() };
        for (id, party) in input.iter() {
            if ALWAYS.iter().any(|(known, ..)| id == known) {
                let at = Address::new("parties").join(id);
                let problem = Problem::new(at, "every appraisal has a party of this id");
                problems.push(problem.accepted("use it without declaring it, or choose another id"));
            }
            all.push(PartyEntry {
                id: id.to_string(),
                name: party.name.to_string(),
                local_public: party.kind.is_local_public(),
                public: party.kind.is_public(),
                market: false,
                input: Some(party.clone()),
            });
        }
        for &(id, name, local_public, public, market) in ALWAYS {
            all.push(PartyEntry {
                id: id.into(),
                name: name.into(),
                input: None,
                local_public,
                public,
                market,
            });
        }
        all
    }

    fn push(&mut self, entry: PartyEntry) {
        self.by_id.entry(entry.id.clone()).or_insert(PartyId(self.entries.len()));
        self.entries.push(entry);
    }

    pub(crate) fn get(&self, id: PartyId) -> &PartyEntry {
        &self.entries[id.0]
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (PartyId, &PartyEntry)> {
        self.entries.iter().enumerate().map(|(place, entry)| (PartyId(place), entry))
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.entries.iter().map(|entry| entry.id.as_str())
    }

    pub(crate) fn find(&self, id: &str) -> Option<PartyId> {
        self.by_id.get(id).copied()
    }

    /// The first party of a kind.
    pub(crate) fn of_kind(&self, kind: PartyKind) -> Option<PartyId> {
        self.iter()
            .find(|(_, entry)| entry.input.as_ref().is_some_and(|party| party.kind == kind))
            .map(|(id, _)| id)
    }

    /// One of the parties that every appraisal has.
    pub(crate) fn always(&self, id: &'static str) -> PartyId {
        self.find(id).unwrap_or(PartyId(0))
    }
}
