//! What may happen to an option: the operator fails, the offer is refused or taken up slowly, a grant is renewed, the
//! change comes late, a relief is withdrawn.
//!
//! Each is off unless the option asks for it. A plan takes every one of them as not happening, so that asking for it
//! changes no planned sum; the expectation and the draws take each by its chance.

use super::{AfterEnd, Model};
use crate::Decimal;
use crate::address::Address;
use crate::input::{Estimate, Id, Pounds, RangeMeaning, Schedule, Share, record};
use crate::problem::{Problem, Problems};

record! {
    /// The operator fails or hands the service back.
    pub struct OperatorFails {
        /// The chance that it fails in a year, where it has lasted until then. One chance for every year is shared out
        /// by days in the year of the change; a list is by year of the arrangement, and its last chance holds on. By
        /// default what was counted in England from 2016 to 2023 for community-run libraries and for contracts; other
        /// delivery models must state it.
        optional hazard: Schedule<Share>;
        /// Who fails; by default whoever runs the service.
        optional operator: Id;
        /// What follows.
        default then: AfterEnd = AfterEnd::Returns;
        /// What bringing the service back costs the council, once, in the year of the failure.
        default return_cost: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "no cost of bringing the service back was stated");
        /// What closing costs the council, once, in the year of the failure.
        default closing_cost: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "no cost of closing was stated");
    }
}

record! {
    /// The offer is refused, or taken up later than planned.
    pub struct TakeUp {
        /// The chance that it is taken up at all; by default the share of offers to communities that were, in
        /// published cases.
        optional probability: Estimate<Share>;
        /// Of the offers that are taken up, the share that is in the first, second, third year, from that of the
        /// change; together 1. By default all are at once.
        optional when: Vec<Estimate<Share>>;
        /// The share of what setting up costs (the lines of the category `set_up`) that is spent although the offer is
        /// refused. All else that comes once, a grant or works, comes with the arrangement alone.
        default spent_if_refused: Estimate<Share> = Estimate::assumed(Decimal::ONE, "setting up is paid for before the answer is known");
        /// In an appraisal of several libraries: whether one answer holds for all of them, as where a single body takes
        /// on all or none. By default each library has an answer of its own.
        default together: bool = false;
    }
    check all_at_some_time;
}

fn all_at_some_time(take_up: &TakeUp, at: &Address, line: Option<u32>, problems: &mut Problems) {
    let Some(when) = &take_up.when else { return };
    let sum: Decimal = when.iter().map(Estimate::central).sum();
    if sum != Decimal::ONE {
        let problem = Problem::new(at.join("when"), format!("adds up to {sum}"));
        let accepted = "shares that add up to 1; the chance of a refusal stands under probability";
        problems.push(problem.accepted(accepted).at_line(line));
    }
}

record! {
    /// A grant, a fee or a contract that ends on paper is renewed.
    pub struct GrantRenewed {
        /// The chance. Support ends on paper more often than in fact, and how often was not counted anywhere: it must be
        /// stated.
        required probability: Estimate<Share>;
        /// For how many years; by default to the end of the appraisal.
        optional years: u32;
        /// At what share of its last sum, in cash.
        default share: Estimate<Share> = Estimate::assumed(Decimal::ONE, "renewed at its last sum");
    }
}

record! {
    /// The council pays more than was agreed, to keep the operator going: a contract is topped up, a trust is rescued.
    pub struct ToppedUp {
        /// What it pays more, a year, in cash; a list is counted from `from`.
        required amount: Schedule<Pounds>;
        /// The chance that it comes to that, in the year `from`. Either this or `hazard`.
        optional probability: Estimate<Share>;
        /// The chance in each year from `from` on that it comes to that, where it has not before; the last of a list holds
        /// on. Either this or `probability`.
        optional hazard: Schedule<Share>;
        /// The first year in which it may come to that; by default that of the change.
        optional from: crate::FinancialYear;
        /// Whether it is paid in that year alone, and not in every year from then on.
        default once: bool = false;
    }
    check one_chance;
}

fn one_chance(topped_up: &ToppedUp, at: &Address, line: Option<u32>, problems: &mut Problems) {
    if topped_up.probability.is_some() == topped_up.hazard.is_some() {
        let what = if topped_up.hazard.is_some() { "has both a" } else { "has neither a" };
        let join = if topped_up.hazard.is_some() { "and" } else { "nor" };
        let problem = Problem::new(at.clone(), format!("{what} probability {join} a hazard"));
        problems.push(problem.accepted("probability, or hazard by year").at_line(line));
    }
}

record! {
    /// The arrangement begins later than planned. What comes once comes when it was planned.
    pub struct StartsLate {
        /// The chance; it must be stated.
        required probability: Estimate<Share>;
        /// By how many months. The default is the delay of one county that published what it cost.
        default months: u32 = 4;
    }
    check months_late;
}

fn months_late(late: &StartsLate, at: &Address, line: Option<u32>, problems: &mut Problems) {
    if !(1..=120).contains(&late.months) {
        let problem = Problem::new(at.join("months"), format!("is {}", late.months));
        problems.push(problem.accepted("from 1 to 120 months").at_line(line));
    }
}

record! {
    /// The change is approved, costs money, and is given up before it starts. The service goes on as today.
    pub struct Abandoned {
        /// The chance; it must be stated. Such schemes are known, and how often they come was not counted anywhere.
        required probability: Estimate<Share>;
        /// The share of what setting up costs (the lines of the category `set_up`) that is spent by then. All else that
        /// comes once comes with the arrangement alone.
        default spent: Estimate<Share> = Estimate::assumed(Decimal::ONE, "setting up is paid for before a scheme is given up");
    }
}

record! {
    /// Posts or hours are put back after consultation: a share of the service goes on as today, and the same share of
    /// the arrangement does not come, so that every yearly saving is trimmed by that share. What comes once is not.
    pub struct Consultation {
        /// The chance; 1 where it is known.
        required probability: Estimate<Share>;
        /// The share of the service that goes on as today.
        default keeps: Estimate<Share> = Estimate::assumed(
            Decimal::from_parts(15, 0, 0, false, 2),
            "the middle of 6% to 24%, by which consultation trimmed savings in published council papers",
        ).between(Decimal::from_parts(6, 0, 0, false, 2), Decimal::from_parts(24, 0, 0, false, 2));
        /// Whether the plan counts on it.
        default planned: bool = false;
    }
}

record! {
    /// The charity relief from business rates is withdrawn by policy: in every option that states this, at once.
    pub struct ReliefWithdrawn {
        /// The chance that it is withdrawn in a year, where it has lasted until then: one for every year from the
        /// first, or a list from the first year, whose last chance holds on. There is no evidence; it must be stated.
        required hazard: Schedule<Share>;
    }
}

record! {
    /// What may happen to an option. A table that is there switches its risk on, even if it is empty and only defaults
    /// are wanted.
    pub struct Risks {
        /// The operator fails or hands the service back.
        optional operator_fails: OperatorFails;
        /// The offer is refused, or taken up slowly.
        optional take_up: TakeUp;
        /// The change is given up before it starts.
        optional abandoned: Abandoned;
        /// Part of the service is put back after consultation.
        optional consultation: Consultation;
        /// A payment that ends on paper is renewed.
        optional grant_renewed: GrantRenewed;
        /// The council pays more than was agreed.
        optional topped_up: ToppedUp;
        /// The arrangement begins late.
        optional starts_late: StartsLate;
        /// The charity relief from business rates is withdrawn.
        optional relief_withdrawn: ReliefWithdrawn;
    }
}

/// A chance in parts of ten thousand, with its range.
fn counted(central: u32, low: u32, high: u32, source: &'static str) -> Estimate<Share> {
    let parts = |n: u32| Decimal::from_parts(n, 0, 0, false, 4);
    Estimate::assumed(parts(central), source).between(parts(low), parts(high))
}

impl OperatorFails {
    /// The hazard that was counted for a delivery model. The counts are of the basic dataset for libraries of Arts
    /// Council England: who ran each static library in mid-2016 and at the end of 2023, seven and a half years later.
    /// A count of `d` among `n` is the hazard `-ln(1 - d/n) / 7.5`; contracts are counted by contract-years.
    pub(super) fn evidence(model: &Model, then: AfterEnd) -> Option<Estimate<Share>> {
        match (model, then) {
            (Model::CommunityManaged(_) | Model::ParishCommissioned(_), AfterEnd::Returns) => Some(counted(
                69,
                19,
                103,
                "14 of 279 community-run libraries were back with the council in the 7.5 years to the end of 2023 (Arts Council England, basic dataset for libraries); 0.19% a year without what looks like re-coding, 1.03% with libraries that transferred later",
            )),
            (Model::CommunityManaged(_) | Model::ParishCommissioned(_), AfterEnd::Closes) => Some(counted(
                64,
                57,
                122,
                "13 of 279 community-run libraries closed in the 7.5 years to the end of 2023 (Arts Council England, basic dataset for libraries); 0.57% a year with libraries that transferred later, 1.22% with the smallest outlets",
            )),
            (Model::Trust(_) | Model::Outsourced(_) | Model::CouncilCompany(_), AfterEnd::Returns) => Some(
                counted(
                    440,
                    173,
                    922,
                    "5 contracts ended with the return of the libraries in about 114 contract-years to the end of 2023 (Arts Council England, basic dataset for libraries); the range is the exact 90% interval of that count",
                )
                .meaning(RangeMeaning::P5P95),
            ),
            (Model::Trust(_) | Model::Outsourced(_) | Model::CouncilCompany(_), AfterEnd::Closes) => Some(
                counted(
                    35,
                    19,
                    58,
                    "10 of 387 commissioned libraries closed in the 7.5 years to the end of 2023 (Arts Council England, basic dataset for libraries); the range is the exact 90% interval of that count",
                )
                .meaning(RangeMeaning::P5P95),
            ),
            _ => None,
        }
    }
}

impl TakeUp {
    /// The share of offers to communities that were taken up. No place is like another: the range is that of the
    /// places.
    pub(super) fn evidence() -> Estimate<Share> {
        Estimate::assumed(
            Decimal::from_parts(504, 0, 0, false, 3),
            "62 of 123 libraries offered to communities were taken on: 1 of 20, 6 of 15, 16 of 36, 2 of 9, 0 of 6, 16 of 16 and 21 of 21 in published council papers",
        )
        .between(Decimal::ZERO, Decimal::ONE)
    }
}
