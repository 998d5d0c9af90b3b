//! The tables of a result, put together from the values of the sheet.

use rust_decimal::Decimal;

use super::build::{Model, OptionModel};
use super::debt::{CoverMeasures, LoanMeasures};
use super::measures::{EconomicMeasures, ExpectedMeasures, ReserveMeasures};
use super::result::{
    BorrowingResult, Compared, CoverResult, EconomicResult, ExpectedResult, LineResult, LoanResult,
    OptionResult, PartyResult, Penny, PlanResult, PreceptResult, ReserveResult, ResultTables, ViewResult,
    VolunteersResult,
};
use super::risks::RiskResult;
use super::worth::{self, BenefitResult};
use crate::address::Address;
use crate::date;
use crate::delivery::MayHappen;
use crate::method::affordability;
use crate::money;
use crate::party::PartyId;
use crate::problem::{Problem, Problems};
use crate::sheet::NodeId;
use crate::sheet::exact::Values;
use crate::year::FinancialYear;

/// Reads the tables off the sheet.
pub(super) struct Assembly<'a> {
    pub(super) model: &'a Model,
    pub(super) values: &'a Values,
}

impl Assembly<'_> {
    /// The tables add up what each party pays, and take one such sum from another: neither may overflow.
    pub(super) fn check_sums(&self) -> Result<(), Problems> {
        // The sums of all parties are added up as well.
        let most = Decimal::MAX / Decimal::from(100 + self.model.parties.len());
        let mut problems = Problems::new();
        for option in &self.model.options {
            let at = Address::new("options").join(&option.id);
            let measures = &option.measures;
            let mut check = |at: Address, nodes: &[NodeId]| {
                let mut values = nodes.iter().flat_map(|node| self.exact(*node));
                let sum = values.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value.abs()));
                if sum.is_none_or(|sum| sum > most) {
                    let problem =
                        Problem::new(at, "the sum over the years is larger than can be kept exactly");
                    problems.push(problem.accepted("smaller amounts or growth rates"));
                }
            };
            for (node, (_, entry)) in measures.by_party.iter().zip(self.model.parties.iter()) {
                check(at.join("pays").join(&entry.id), &[*node]);
            }
            for reserve in &measures.reserves {
                check(
                    at.join("reserves").join(self.name(reserve.party)),
                    &[reserve.reserve, reserve.minimum],
                );
            }
        }
        problems.or(())
    }

    pub(super) fn exact(&self, node: NodeId) -> Vec<Decimal> {
        (0..self.model.years.len()).map(|year| self.values.at(node, year).unwrap_or_default()).collect()
    }

    /// A row to twelve places: what decides whether anything is saved must not hang on the order of a sum.
    fn settled(&self, node: NodeId) -> Vec<Decimal> {
        self.exact(node).into_iter().map(money::settled).collect()
    }

    pub(super) fn series(&self, node: NodeId) -> Vec<Penny> {
        self.exact(node).into_iter().map(Penny::of).collect()
    }

    pub(super) fn whole(&self, node: NodeId) -> Decimal {
        money::settled(self.values.at(node, 0).unwrap_or_default())
    }

    pub(super) fn name(&self, party: PartyId) -> String {
        self.model.parties.get(party).id.clone()
    }

    pub(super) fn tables(&self) -> ResultTables {
        let model = self.model;
        let by_cost: Vec<Decimal> = model
            .options
            .iter()
            .map(|option| {
                option
                    .measures
                    .views
                    .first()
                    .map(|view| self.whole(view.economic.net_present_cost))
                    .unwrap_or_default()
            })
            .collect();
        let ranks = ranks(&by_cost);
        ResultTables {
            title: model.title.clone(),
            years: model.years.clone(),
            price_base: model.prices,
            council: self.name(model.council),
            today: model.options.get(model.today).map(|option| option.id.clone()).unwrap_or_default(),
            options: model
                .options
                .iter()
                .zip(&ranks)
                .map(|(option, rank)| self.option(option, rank))
                .collect(),
            libraries: self.libraries(),
            notes: self.notes(&by_cost, &ranks),
            warnings: self.warnings(),
            advisories: self.advisories(),
            audit: self.audit(),
        }
    }

    fn economic(
        &self,
        measures: &EconomicMeasures,
        others: &dyn Fn(usize) -> Vec<String>,
        option: usize,
    ) -> EconomicResult {
        let penny = |node| Penny::of(self.whole(node));
        let per = |node| self.values.at(node, 0).map(Penny::of);
        EconomicResult {
            cost: self.series(measures.real),
            net_present_cost: penny(measures.net_present_cost),
            net_present_saving: penny(measures.net_present_saving),
            equivalent_annual_cost: penny(measures.equivalent_annual_cost),
            cost_per_open_hour: measures.per_open_hour.and_then(per),
            cost_per_staffed_hour: measures.per_staffed_hour.and_then(per),
            cost_per_visit: measures.per_visit.and_then(per),
            cost_per_issue: measures.per_issue.and_then(per),
            compared: measures
                .compared
                .iter()
                .enumerate()
                .map(|(place, node)| Compared {
                    discounting: self.model.compared[place].edition.word(),
                    net_present_cost: penny(*node),
                    rank: others(place).get(option).cloned().unwrap_or_default(),
                })
                .collect(),
        }
    }

    #[allow(clippy::too_many_lines, reason = "one place reads the result of an option off the sheet")]
    fn option(&self, option: &OptionModel, rank: &str) -> OptionResult {
        let measures = &option.measures;
        let place = self.model.options.iter().position(|known| known.id == option.id).unwrap_or(0);
        let views: Vec<ViewResult> = measures
            .views
            .iter()
            .zip(&self.model.views)
            .enumerate()
            .map(|(v, (view, (id, name, _)))| {
                let net = self.exact(view.net);
                let years = &self.model.years;
                let (payback, payback_year) = worth::payback(years, &self.settled(view.saving));
                let (discounted_payback, discounted_payback_year) =
                    worth::payback(years, &self.settled(view.economic.discounted_saving));
                let others = |schedule: usize| {
                    let costs: Vec<Decimal> = self
                        .model
                        .options
                        .iter()
                        .map(|option| self.whole(option.measures.views[v].economic.compared[schedule]))
                        .collect();
                    ranks(&costs)
                };
                ViewResult {
                    id: id.clone(),
                    name: name.clone(),
                    worst_year: self.worst(&net),
                    net_cost: self.series(view.net),
                    recurring_cost: self.series(view.recurring),
                    one_off_cost: self.series(view.one_off),
                    net_cost_total: Penny::of(self.whole(view.total)),
                    payback_year,
                    discounted_payback_year,
                    payback,
                    discounted_payback,
                    saving: self.series(view.saving),
                    saving_total: Penny::of(self.whole(view.saving_total)),
                    borrowing: view.borrowing.as_ref().map(|borrowing| BorrowingResult {
                        saving_before: self.series(borrowing.saving_before),
                        debt_service: self.series(borrowing.debt_service),
                        saving_net: self.series(borrowing.saving_net),
                    }),
                    economic: self.economic(&view.economic, &others, place),
                }
            })
            .collect();
        let others = |schedule: usize| {
            let costs: Vec<Decimal> = self
                .model
                .options
                .iter()
                .map(|option| self.whole(option.measures.society.compared[schedule]))
                .collect();
            ranks(&costs)
        };
        let today = &self.model.options[self.model.today].measures;
        let parties: Vec<PartyResult> = self
            .model
            .parties
            .iter()
            .zip(measures.by_party.iter().zip(&today.by_party))
            .map(|((_, entry), (own, before))| {
                let pays = self.exact(*own);
                let total: Decimal = pays.iter().sum();
                let before: Decimal = self.exact(*before).iter().sum();
                PartyResult {
                    id: entry.id.clone(),
                    name: entry.name.clone(),
                    worst_year: self.worst(&pays),
                    pays: pays.into_iter().map(Penny::of).collect(),
                    total: Penny::of(total),
                    change_from_today: Penny::of(total - before),
                }
            })
            .collect();
        let paid: Vec<Vec<Decimal>> = measures.by_party.iter().map(|node| self.exact(*node)).collect();
        // Year by year, so that one year's sum does not hide another's.
        let all: Decimal = (0..self.model.years.len())
            .map(|year| paid.iter().map(|pays| pays[year]).sum::<Decimal>().abs())
            .sum();
        let reserves: Vec<ReserveResult> =
            measures.reserves.iter().map(|reserve| self.reserve(reserve)).collect();
        let covers: Vec<CoverResult> = measures.covers.iter().map(|cover| self.cover(cover)).collect();
        let precepts = measures
            .precepts
            .iter()
            .map(|precept| PreceptResult {
                party: self.name(precept.party),
                raised: self.series(precept.extra),
                band_d: self.series(precept.band_d),
                rise: precept.charge.as_ref().map(|charge| {
                    let rise = self.exact(charge.rise).into_iter();
                    rise.map(|share| Penny(money::to_places(share, 6))).collect()
                }),
                charge_before: precept.charge.as_ref().map(|charge| self.series(charge.before)),
                charge_after: precept.charge.as_ref().map(|charge| self.series(charge.after)),
                lost_to_tax_base: precept.charge.as_ref().map(|charge| self.series(charge.lost_to_tax_base)),
            })
            .collect();
        let plan = PlanResult {
            budget_as_today: self.series(measures.plan.today),
            pay_and_prices: self.series(measures.plan.growth),
            new_savings: self.series(measures.plan.new_savings),
            savings_so_far: self.series(measures.plan.savings),
            one_off_costs: self.series(measures.plan.one_off),
            net_budget: self.series(measures.plan.net),
        };
        OptionResult {
            id: option.id.clone(),
            name: option.name.clone(),
            model: option.model,
            starts: option.starts.map(date::written),
            statutory: option.statutory,
            rank: rank.to_owned(),
            staffed_hours: measures.staffed_hours.map(|node| self.series(node)),
            open_hours: measures.open_hours.map(|node| self.series(node)),
            visits: measures.visits.map(|node| self.series(node)),
            issues: measures.issues.map(|node| self.series(node)),
            flags: self.flags(option, &views, &reserves, &covers),
            views,
            society: self.economic(&measures.society, &others, place),
            risks: option.events.iter().map(|event| self.risk(event)).collect(),
            benefits: self.benefits(option),
            parties,
            conservation: Penny::of(all),
            reserves,
            precepts,
            plan,
            shared_costs: self.shared_costs(option),
            stranded: self.stranded(option),
            volunteers: measures.giving.map(|(hours, replaced, cost)| VolunteersResult {
                hours: self.series(hours),
                replaced_hours: replaced.map(|node| self.series(node)),
                replaced_cost: cost.map(|node| self.series(node)),
            }),
            loans: measures.loans.iter().map(|loan| self.loan(loan)).collect(),
            covers,
            expected: measures.expected.iter().map(|line| self.expected(line)).collect(),
            lines: option
                .lines
                .iter()
                .map(|line| LineResult {
                    library: line.library.clone(),
                    id: line.id.clone(),
                    label: line.label.clone(),
                    payer: self.name(line.payer),
                    payee: self.name(line.payee),
                    category: line.category,
                    treatment: line.treatment,
                    one_off: line.one_off,
                    price_basis: line.basis,
                    index: line.index.clone(),
                    cash: self.series(line.cash),
                    real: self.series(line.real),
                })
                .collect(),
        }
    }

    fn loan(&self, loan: &LoanMeasures) -> LoanResult {
        let paid = |node: Option<_>| node.map(|node| self.series(node)).unwrap_or_default();
        LoanResult {
            id: loan.id.clone(),
            label: loan.label.clone(),
            borrower: self.name(loan.borrower),
            lender: self.name(loan.lender),
            interest: paid(loan.interest),
            principal: paid(loan.principal),
            owed: self.series(loan.owed),
        }
    }

    /// The cover of a borrower's loans. In a year without debt service there is nothing to cover.
    fn cover(&self, cover: &CoverMeasures) -> CoverResult {
        let minimum = self.whole(cover.minimum);
        let years = &self.model.years;
        let service = self.exact(cover.debt_service);
        let ratios: Vec<Option<Decimal>> = (0..years.len())
            .map(|year| self.values.at(cover.cover, year).filter(|_| service[year] >= Decimal::new(1, 2)))
            .collect();
        let below = years.iter().zip(&ratios).filter(|(_, ratio)| ratio.is_some_and(|ratio| ratio < minimum));
        CoverResult {
            party: self.name(cover.party),
            available: self.series(cover.available),
            debt_service: self.series(cover.debt_service),
            minimum: Penny(money::to_places(minimum, 6)),
            years_below: below.map(|(year, _)| *year).collect(),
            cover: ratios
                .into_iter()
                .map(|ratio| ratio.map(|ratio| Penny(money::to_places(ratio, 6))))
                .collect(),
        }
    }

    fn expected(&self, line: &ExpectedMeasures) -> ExpectedResult {
        ExpectedResult {
            line: line.line.clone(),
            label: line.label.clone(),
            payer: self.name(line.payer),
            payee: self.name(line.payee),
            planned: self.series(line.planned),
            expected: self.series(line.expected),
            difference: self.series(line.difference),
        }
    }

    /// Benefits beside costs, where the option has benefits with a money value.
    fn benefits(&self, option: &OptionModel) -> Option<BenefitResult> {
        option.measures.benefits?;
        let public = self.model.views.iter().position(|(id, ..)| id == "public_sector")?;
        let values = |option: &OptionModel| {
            let of_view = |place: usize| {
                option.measures.views.get(place).map(|view| self.whole(view.economic.net_present_cost))
            };
            Some(worth::PresentValues {
                benefits: option.measures.benefits.map(|node| self.whole(node)).unwrap_or_default(),
                society: self.whole(option.measures.society.net_present_cost),
                public: of_view(public)?,
                council: of_view(0)?,
            })
        };
        let today = self.model.options.get(self.model.today).filter(|today| today.id != option.id);
        worth::benefits(values(option)?, today.and_then(values)).ok()
    }

    /// The reserves of a party. The path is the row of the sheet, which can be explained; what it means for the party
    /// is the formula of [`affordability`].
    fn reserve(&self, reserve: &ReserveMeasures) -> ReserveResult {
        // As they are shown: nobody is insolvent by less than a penny.
        let path: Vec<Decimal> = self.exact(reserve.reserve).into_iter().map(money::to_pence).collect();
        let minimum = money::to_pence(self.whole(reserve.minimum));
        let opening = self.whole(reserve.opening);
        let before = std::iter::once(&opening).chain(&path);
        let costs: Vec<Decimal> = before.zip(&path).map(|(before, after)| before - after).collect();
        let income = vec![Decimal::ZERO; costs.len()];
        let found = affordability(&income, &costs, opening, minimum).ok();
        let year = |place: Option<usize>| place.and_then(|place| self.model.years.get(place).copied());
        ReserveResult {
            party: self.name(reserve.party),
            first_insolvent_year: year(found.as_ref().and_then(|found| found.first_insolvent)),
            first_year_below_minimum: year(found.as_ref().and_then(|found| found.first_breach)),
            gap: found.map(|found| found.gap).unwrap_or_default().into_iter().map(Penny::of).collect(),
            minimum: Penny::of(minimum),
            reserves: path.into_iter().map(Penny::of).collect(),
        }
    }

    fn risk(&self, event: &MayHappen) -> RiskResult {
        let chance = self.exact(event.chance).into_iter();
        RiskResult {
            kind: event.kind,
            label: event.label.clone(),
            event: event.event.to_string(),
            party: event.party.map(|party| self.name(party)),
            inputs: event.inputs.iter().map(ToString::to_string).collect(),
            chance: chance.map(|chance| Penny(money::to_places(chance, 6))).collect(),
        }
    }

    /// The year in which most is paid, to the penny: the first of them.
    fn worst(&self, net: &[Decimal]) -> FinancialYear {
        let net: Vec<Decimal> = net.iter().map(|value| money::to_pence(*value)).collect();
        let mut place = 0;
        for (year, value) in net.iter().enumerate() {
            if *value > net[place] {
                place = year;
            }
        }
        self.model.years[place]
    }
}

/// Places by cost, the cheapest first; exactly equal costs share a place.
pub(super) fn ranks(costs: &[Decimal]) -> Vec<String> {
    costs
        .iter()
        .map(|cost| {
            let place = 1 + costs.iter().filter(|other| *other < cost).count();
            let shared = costs.iter().filter(|other| *other == cost).count() > 1;
            format!("{place}{}", if shared { "=" } else { "" })
        })
        .collect()
}
