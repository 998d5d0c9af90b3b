//! Questions made at random: parties of every kind, a service of posts, a building, support and income, and options of
//! every delivery model, put together with the typed builders.
//!
//! A [`Plan`] holds what was drawn, as small whole numbers. [`Plan::question`] makes a question of it with every sum of
//! money multiplied by one number, so that a property can ask what becomes of the result.

use jiff::civil::Date;
use options_appraisal::delivery::{
    AfterEnd, CessationDebt, Closure, CoLocated, CommunityManaged, CouncilCompany, CouncilRun,
    DeliveryOption, Ends, FromLines, Funding, Lease, Loan, OldBuilding, OneOff, Outsourced, ParishBuilding,
    ParishCommissioned, ParishFunding, PassThrough, Repairing, Repayment, Replacement, SharedService, Trust,
};
use options_appraisal::input::{Estimate, Keyed, OfFigure, Pounds, Schedule};
use options_appraisal::rules::Edition;
use options_appraisal::service::{
    CentralSupport, Cost, Follows, Income, Post, Premises, Service, Stream, TakesFrom, Usage, VatClass,
    Volunteers,
};
use options_appraisal::{ByFigure, Decimal, FinancialYear, Index, Party, PartyKind, Question, Settings};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// The first year of every question.
const FIRST: i16 = 2026;

/// A post: tenths of a full-time post, salary in hundreds, whether it has a pension rate of its own.
type PostPlan = (u32, u32, bool);
/// Central support: hundreds of pounds, per cent that can be avoided, per cent that is gone by year.
type SupportPlan = (u32, u32, Vec<u32>);
/// Income: its kind, pounds, what becomes of it.
type IncomePlan = (usize, u32, usize);

/// What was drawn of a building.
#[derive(Debug, Clone)]
pub(crate) struct BuildingPlan {
    owned: bool,
    market_rent: Option<u32>,
    rateable_value: Option<u32>,
    energy: u32,
    repairs: u32,
    insurance: u32,
    backlog: Option<(usize, u32)>,
}

/// What was drawn of an option.
#[derive(Debug, Clone)]
pub(crate) struct OptionPlan {
    pub(crate) model: usize,
    /// Days after the first day of the first year.
    pub(crate) starts: Option<u32>,
    switches: [bool; 4],
    tenths: [u32; 3],
    sums: [u32; 6],
    grant: Vec<u32>,
    costs: Vec<(u32, bool)>,
    income: Vec<IncomePlan>,
    one_off: Option<(u32, u32)>,
    loan: Option<(u32, u32, u32)>,
    hours: Option<u32>,
}

/// What was drawn of a question.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    county: bool,
    pub(crate) years: usize,
    inflation: u32,
    posts: Vec<PostPlan>,
    volunteers: Option<u32>,
    building: Option<BuildingPlan>,
    bought: [u32; 3],
    support: Vec<SupportPlan>,
    income: Vec<IncomePlan>,
    today: (Vec<(u32, bool)>, Vec<IncomePlan>),
    pub(crate) options: Vec<OptionPlan>,
}

fn income() -> impl Strategy<Value = Vec<IncomePlan>> {
    vec((0..STREAMS.len(), 0_u32..5_000, 0_usize..3), 0..4)
}

fn costs() -> impl Strategy<Value = Vec<(u32, bool)>> {
    vec((0_u32..9_000, any::<bool>()), 0..3)
}

fn building() -> impl Strategy<Value = BuildingPlan> {
    let sums = (0_u32..9_000, 0_u32..5_000, 0_u32..900);
    let rest = (of(1_000_u32..20_000), of(1_000_u32..90_000), of((0_usize..6, 1_u32..20_000)));
    (any::<bool>(), sums, rest).prop_map(|(owned, (energy, repairs, insurance), (rent, value, backlog))| {
        BuildingPlan {
            owned,
            market_rent: rent.filter(|_| owned),
            rateable_value: value,
            energy,
            repairs,
            insurance,
            backlog,
        }
    })
}

fn option() -> impl Strategy<Value = OptionPlan> {
    let model = (0_usize..10, of(0_u32..2_000), any::<[bool; 4]>(), prop::array::uniform3(0_u32..=10));
    let money = (prop::array::uniform6(0_u32..20_000), vec(0_u32..30_000, 1..5), costs(), income());
    let rest = (of((1_u32..40_000, 0_u32..40)), of((100_u32..90_000, 0_u32..8, 1_u32..8)), of(1_u32..60));
    (model, money, rest).prop_map(
        |((model, starts, switches, tenths), (sums, grant, costs, income), (one_off, loan, hours))| {
            OptionPlan { model, starts, switches, tenths, sums, grant, costs, income, one_off, loan, hours }
        },
    )
}

/// Questions of one to six years with up to three options beside today's.
pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let posts = vec((1_u32..40, 150_u32..500, any::<bool>()), 0..3);
    let support = vec((0_u32..120, 0_u32..=100, vec(0_u32..=100, 1..4)), 0..3);
    let service =
        (posts, of(0_u32..5_000), of(building()), prop::array::uniform3(0_u32..9_000), support, income());
    let head = (any::<bool>(), 1_usize..=6, 0_u32..6);
    (head, service, (costs(), income()), vec(option(), 1..=3)).prop_map(
        |(
            (county, years, inflation),
            (posts, volunteers, building, bought, support, income),
            today,
            options,
        )| {
            Plan {
                county,
                years,
                inflation,
                posts,
                volunteers,
                building,
                bought,
                support,
                income,
                today,
                options,
            }
        },
    )
}

const STREAMS: [Stream; 8] = [
    Stream::Printing,
    Stream::RoomHire,
    Stream::HireCharges,
    Stream::BookSales,
    Stream::Donations,
    Stream::Grant,
    Stream::ParishContribution,
    Stream::Cafe,
];

fn id(stem: &str, place: usize) -> String {
    format!("{stem}_{place}")
}

fn per_cent(share: u32) -> Decimal {
    Decimal::new(i64::from(share), 2)
}

fn tenths(share: u32) -> Decimal {
    Decimal::new(i64::from(share), 1)
}

pub(crate) fn year(place: usize) -> FinancialYear {
    FinancialYear::starting(FIRST + i16::try_from(place).unwrap()).unwrap()
}

impl Plan {
    /// The question as it was drawn, with every price multiplied by `times`.
    pub(crate) fn question(&self, times: Decimal) -> Question {
        Making { plan: self, times }.question()
    }
}

/// A question in the making, with what its prices are multiplied by.
struct Making<'p> {
    plan: &'p Plan,
    times: Decimal,
}

impl Making<'_> {
    fn pounds(&self, pounds: u32) -> Decimal {
        Decimal::from(pounds) * self.times
    }

    fn each(&self, pounds: &[u32]) -> Schedule<Pounds> {
        // No more years than are left: an input for a year beyond the last is refused.
        if pounds.first().is_some_and(|first| first % 3 == 0) {
            let shares = pounds.iter().map(|sum| tenths(sum % 13));
            return Schedule::taper(self.pounds(pounds[0]), shares);
        }
        let all = pounds.iter().map(|sum| Estimate::new(self.pounds(*sum)));
        Schedule::InTurn(all.collect())
    }

    fn question(&self) -> Question {
        let plan = self.plan;
        let kind = if plan.county { PartyKind::CountyCouncil } else { PartyKind::UnitaryCouncil };
        let money = |pounds| self.pounds(pounds);
        let parties = Keyed::new()
            .with("council", Party::new("Council", kind))
            .with("borough", Party::new("Borough", PartyKind::DistrictCouncil))
            .with("school", Party::new("School", PartyKind::PublicBody))
            .with(
                "parish",
                Party::new("Parish", PartyKind::ParishCouncil)
                    .tax_base(1_000)
                    .precept(money(40_000))
                    .reserves(money(9_000)),
            )
            .with(
                "group",
                Party::new("Friends", PartyKind::CommunityGroup)
                    .reserves(money(3_000))
                    .minimum_reserves(money(500)),
            )
            .with(
                "trust",
                Party::new("Trust", PartyKind::CharitableTrust)
                    .reserves(money(7_000))
                    .discretionary_relief(tenths(2)),
            )
            .with("company", Party::new("Company", PartyKind::CommunityInterestCompany).reserves(money(800)));
        let mut today = DeliveryOption::new("As today", CouncilRun::new());
        today.common =
            today.common.costs(self.costs(&plan.today.0)).income(self.income("extra", &plan.today.1));
        let mut options = Keyed::new().with("today", today);
        for (place, option) in plan.options.iter().enumerate() {
            options = options.with(id("option", place).as_str(), self.option(option));
        }
        let years = u32::try_from(plan.years).unwrap();
        let settings = Settings::new("Who?", "council", "today", year(0), years)
            .compare_discounting(vec![Edition::Review2026, Edition::Health]);
        let growth = |rate: i64| Index::new(Decimal::new(rate, 3));
        Question::new(settings, parties, self.service(), options)
            .indices(Keyed::new().with("pay", growth(25)).with("energy", growth(40)))
            .overrides(self.figures())
    }

    /// Every national figure that can be asked for, so that no property hangs on what is published.
    fn figures(&self) -> ByFigure<Schedule<OfFigure>> {
        let rate = Decimal::ONE + per_cent(self.plan.inflation);
        let mut level = Decimal::from(100);
        let prices = (0..self.plan.years).map(|place| {
            let now = level;
            level *= rate;
            (year(place), Estimate::new(now))
        });
        let every = |text: &str| Schedule::Every(Estimate::new(text.parse::<Decimal>().unwrap()));
        let money = |pounds| Schedule::Every(Estimate::new(self.pounds(pounds)));
        ByFigure::default()
            .with("prices.gdp_deflator", Schedule::ByYear(prices.collect()))
            .with("employer_ni.rate", every("0.15"))
            .with("employer_ni.secondary_threshold", money(5_000))
            .with("employer_ni.employment_allowance", money(10_500))
            .with("living_wage.adult", money(12))
            .with("vat.rate.standard", every("0.2"))
            .with("gift_aid.rate", every("0.25"))
            .with("business_rates.multiplier.small", every("0.432"))
            .with("business_rates.multiplier.standard", every("0.48"))
            .with("business_rates.multiplier.high_value", every("0.508"))
            .with("business_rates.supplement", every("0.01"))
            .with("business_rates.threshold.small_multiplier", money(51_000))
            .with("business_rates.threshold.high_value", money(500_000))
            .with("business_rates.relief.charity_mandatory", every("0.8"))
            .with("business_rates.relief.small_business_full_below", money(12_000))
            .with("business_rates.relief.small_business_none_above", money(15_000))
            .with("business_rates.retention.two_tier.billing", every("0.4"))
            .with("business_rates.retention.two_tier.county", every("0.09"))
            .with("business_rates.retention.two_tier.fire", every("0.01"))
            .with("business_rates.retention.two_tier.central", every("0.5"))
            .with("business_rates.retention.unitary.billing", every("0.49"))
            .with("business_rates.retention.unitary.fire", every("0.01"))
            .with("business_rates.retention.unitary.central", every("0.5"))
    }

    fn service(&self) -> Service {
        let plan = self.plan;
        let mut posts = Keyed::new();
        for (place, (fte, hundreds, own)) in plan.posts.iter().enumerate() {
            let post = Post::new().fte(tenths(*fte)).salary(self.pounds(hundreds * 100));
            let post = if *own { post.pension_rate(per_cent(7)) } else { post };
            let post =
                if fte % 4 == 0 { Post { fte: None, ..post }.hours_a_week(tenths(fte * 37)) } else { post };
            posts = posts.with(id("post", place).as_str(), post);
        }
        let mut support = Keyed::new();
        for (place, (hundreds, avoidable, gone)) in plan.support.iter().enumerate() {
            // Unwinding counts from the year of the change, which may be the last.
            let gone = if plan.options.iter().all(|option| option.starts.is_none()) {
                gone.as_slice()
            } else {
                &gone[..1]
            };
            let gone = gone.iter().take(plan.years).map(|share| Estimate::new(per_cent(*share))).collect();
            let item = CentralSupport::new(self.pounds(hundreds * 100), per_cent(*avoidable));
            support = support.with(id("support", place).as_str(), item.unwinding(Schedule::InTurn(gone)));
        }
        let mut service = Service::new("Library")
            .statutory(true)
            .usage(Usage::new().staffed_hours(30).visits(9_000))
            .pension_rate(per_cent(20))
            .posts(posts)
            .central_support(support)
            .income(self.income("stream", &plan.income))
            .stock(self.pounds(plan.bought[0]))
            .ict(self.pounds(plan.bought[1]))
            .management(self.pounds(plan.bought[2]));
        if let Some(hours) = plan.volunteers {
            service = service.volunteers(self.volunteers(hours));
        }
        match &plan.building {
            Some(building) => service.premises(self.premises(building)),
            None => service,
        }
    }

    fn volunteers(&self, hours: u32) -> Volunteers {
        Volunteers::new().hours(hours).support(self.pounds(hours / 10)).value_of_hour(self.pounds(11))
    }

    fn premises(&self, plan: &BuildingPlan) -> Premises {
        let mut premises = Premises::new()
            .energy(self.pounds(plan.energy))
            .repairs(self.pounds(plan.repairs))
            .insurance(self.pounds(plan.insurance));
        if plan.owned {
            premises = premises.owner("council");
        }
        if let Some(rent) = plan.market_rent {
            premises = premises.market_rent(self.pounds(rent));
        }
        if let Some(value) = plan.rateable_value {
            premises = premises.rateable_value(self.pounds(value));
        }
        if let Some((place, sum)) = plan.backlog {
            let sum = Estimate::new(self.pounds(sum));
            premises = premises.backlog(Schedule::ByYear(vec![(year(place % self.plan.years), sum)]));
        }
        premises
    }

    fn costs(&self, plan: &[(u32, bool)]) -> Keyed<Cost> {
        let mut costs = Keyed::new();
        for (place, (pounds, in_cash)) in plan.iter().enumerate() {
            let cost = Cost::new("A cost", self.pounds(*pounds)).vat(VatClass::Standard);
            let cost = if *in_cash { cost.index("none") } else { cost };
            costs = costs.with(id("cost", place).as_str(), cost);
        }
        costs
    }

    fn income(&self, stem: &str, plan: &[IncomePlan]) -> Keyed<Income> {
        let mut income = Keyed::new();
        for (place, (kind, pounds, follows)) in plan.iter().enumerate() {
            let kind = STREAMS[*kind];
            let stream = Income::new(kind, self.pounds(*pounds))
                .follows([Follows::Operator, Follows::Council, Follows::Stops][*follows]);
            let stream = match (place, pounds % 3) {
                (1, 0) => stream.takes_from(TakesFrom::new(id(stem, 0).as_str(), tenths(3))),
                (0, 1) => stream.ramp_up(Schedule::growing(tenths(4), tenths(5))),
                (_, 2) => stream.achieved(tenths(7)),
                _ => stream,
            };
            let stream = if kind == Stream::Donations { stream.gift_aid_share(tenths(3)) } else { stream };
            income = income.with(id(stem, place).as_str(), stream);
        }
        income
    }

    /// The day on which an option begins, within the period.
    fn starts(&self, plan: &OptionPlan) -> Option<Date> {
        let days = plan.starts? % (u32::try_from(self.plan.years).unwrap() * 365);
        Some(year(0).first_day().saturating_add(jiff::Span::new().days(i64::from(days))))
    }

    #[allow(clippy::too_many_lines, reason = "each delivery model with its parameters")]
    fn option(&self, plan: &OptionPlan) -> DeliveryOption {
        let starts = self.starts(plan);
        let change = starts.map_or(year(0), |day| FinancialYear::holding(day).unwrap());
        let left = self.plan.years - usize::try_from(change.since(year(0))).unwrap();
        let grant = self.each(&plan.grant[..plan.grant.len().min(left)]);
        let [one, two, three, four, five, six] = plan.sums.map(|sum| self.pounds(sum));
        let staffing = tenths(plan.tenths[0]);
        let lease = if plan.switches[0] { Lease::Peppercorn } else { Lease::CouncilKeeps };
        let mut option = match plan.model {
            0 => DeliveryOption::new(
                "Council",
                CouncilRun::new()
                    .staffing(staffing)
                    .self_service(one)
                    .self_service_set_up(two)
                    .redundancy(three),
            ),
            1 => DeliveryOption::new(
                "Community",
                CommunityManaged::new("group", self.volunteers(plan.sums[0] / 10))
                    .lease(lease)
                    .council_staffing(staffing)
                    .grant(grant)
                    .set_up_grant(two)
                    .support_in_kind(three)
                    .council_pays_stock(plan.switches[1])
                    .redundancy(four),
            ),
            2 => {
                let building = match (plan.switches[0], plan.switches[1]) {
                    (true, true) => ParishBuilding::CouncilBuilding,
                    (true, false) => ParishBuilding::CouncilKeeps,
                    (false, true) => ParishBuilding::OwnBuilding,
                    (false, false) => ParishBuilding::SharedOffice,
                };
                let funding = if plan.switches[2] { ParishFunding::Precept } else { ParishFunding::Reserves };
                DeliveryOption::new(
                    "Parish",
                    ParishCommissioned::new("parish")
                        .payment(grant)
                        .fee(plan.switches[3])
                        .funding(funding)
                        .building(building)
                        .building_costs(one)
                        .staffing(staffing)
                        .administration(two)
                        .support_in_kind(three)
                        .set_up_grant(four),
                )
            }
            3 => DeliveryOption::new(
                "Trust",
                Trust::new(if plan.switches[1] { "trust" } else { "company" }, grant, one)
                    .funding(if plan.switches[2] { Funding::Contract } else { Funding::Grant })
                    .lease(lease)
                    .support_bought_back(two)
                    .contract_management(three)
                    .set_up(four)
                    .working_reserve(five)
                    .new_starter_pension_rate(per_cent(5))
                    .turnover(tenths(plan.tenths[1])),
            ),
            4 => {
                let hub = CoLocated::new("school")
                    .rent(one)
                    .host_running_costs(two)
                    .running_cost_share(tenths(plan.tenths[1]))
                    .partner_contribution(three)
                    .fit_out(four)
                    .staffing(staffing);
                let released =
                    starts.unwrap_or(year(0).first_day()).saturating_add(jiff::Span::new().days(200));
                let old = OldBuilding::new().released(released).receipt(five).empty_costs(six);
                let mut hub = DeliveryOption::new("Hub", hub);
                if self.plan.building.is_some() {
                    hub.common = hub.common.old_building(old);
                }
                hub
            }
            5 => {
                let mobile = Replacement::new("Mobile library", one).set_up(two).hours(plan.tenths[1]);
                let closed = Closure::new()
                    .replacement(Keyed::new().with("mobile", mobile))
                    .users_elsewhere(tenths(plan.tenths[2]))
                    .cost_of_visit_elsewhere(self.pounds(1))
                    .closing_cost(three)
                    .redundancy(four);
                let mut closed = DeliveryOption::new("Closed", closed);
                if self.plan.building.is_some() && plan.switches[1] {
                    closed.common = closed.common.old_building(OldBuilding::new().empty_costs(six));
                }
                closed
            }
            6 => DeliveryOption::new(
                "Contractor",
                Outsourced::new("company", grant)
                    .lease(lease)
                    .rent(one)
                    .repairing(if plan.switches[1] { Repairing::Full } else { Repairing::Internal })
                    .pension_pass_through(PassThrough::new(tenths(plan.tenths[1])).capped(plan.switches[2]))
                    .cessation_debt(CessationDebt::new(three).probability(tenths(plan.tenths[2])))
                    .contract_management(two)
                    .set_up(four),
            ),
            7 => DeliveryOption::new("Shared", SharedService::new("school", grant).lease(lease).set_up(two)),
            8 => DeliveryOption::new(
                "Company",
                CouncilCompany::new("company", grant, one).support_bought_back(two).working_reserve(three),
            ),
            _ => DeliveryOption::new("Lines", FromLines::new().leaves_stranded_costs(plan.switches[0])),
        };
        let mut common =
            option.common.costs(self.costs(&plan.costs)).income(self.income("extra", &plan.income));
        if let Some(day) = starts {
            common = common.starts(day);
        }
        if plan.switches[3] {
            let end = starts.unwrap_or(year(0).first_day()).saturating_add(jiff::Span::new().days(500));
            let then = if plan.switches[0] { AfterEnd::Returns } else { AfterEnd::Closes };
            common = common.ends(Ends::new(end).then(then).return_cost(self.pounds(plan.sums[0])));
        }
        if let Some((sum, bias)) = plan.one_off {
            let item = OneOff::new("Works", self.pounds(sum)).optimism_bias(per_cent(bias));
            common = common.one_offs(Keyed::new().with("works", item));
        }
        if let Some((sum, rate, years)) = plan.loan {
            let forms = [Repayment::Annuity, Repayment::EqualPrincipal, Repayment::Maturity];
            let form = forms[usize::try_from(plan.tenths[2]).unwrap() % 3];
            let only_interest = if form == Repayment::Maturity { 0 } else { plan.tenths[1].min(years - 1) };
            let loan = Loan::new("Loan", self.pounds(sum), per_cent(rate), years)
                .repayment(form)
                .payments_a_year(if plan.switches[3] { 2_u32 } else { 1 })
                .interest_only_years(only_interest);
            let halves = vec![Estimate::new(tenths(5)), Estimate::new(tenths(5))];
            let loan = if plan.switches[2] { loan.tranches(halves) } else { loan };
            common = common.loans(Keyed::new().with("loan", loan));
        }
        if let Some(hours) = plan.hours {
            common = common.usage(Usage::new().staffed_hours(hours).visits(hours * 100));
        }
        option.common = common;
        option
    }
}
