//! The result: everything that was worked out, with where it came from.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::build::{Model, OptionModel};
use super::measures::EconomicMeasures;
use super::risks::RiskResult;
use super::worth::{self, BenefitResult, PaybackResult};
use crate::address::Address;
use crate::date;
use crate::delivery::MayHappen;
use crate::input::known_names;
use crate::method::affordability;
use crate::money;
use crate::party::PartyId;
use crate::problem::{Problem, Problems};
use crate::sheet::NodeId;
use crate::sheet::exact::Values;
use crate::sheet::explain::{Explanation, explain};
use crate::year::FinancialYear;

/// A number as it is shown: pounds to the penny, half to even; shares and rates to six places.
///
/// In JSON it is a number with all its places: `1234.50`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Penny(pub(crate) Decimal);

impl Penny {
    pub(crate) fn of(value: Decimal) -> Self {
        Self(money::to_pence(value))
    }

    /// The number.
    pub const fn value(self) -> Decimal {
        self.0
    }
}

impl Serialize for Penny {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // What a decimal writes is always a number of JSON; a text would be the lesser evil.
        match serde_json::value::RawValue::from_string(self.0.to_string()) {
            Ok(number) => number.serialize(serializer),
            Err(_) => serializer.collect_str(&self.0),
        }
    }
}

/// A budget view of an option: the financial case in cash, and the economic case in real terms, apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewResult {
    /// The id of the view.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Net cost in cash, by year.
    pub net_cost: Vec<Penny>,
    /// Of it, what recurs.
    pub recurring_cost: Vec<Penny>,
    /// Of it, what comes once.
    pub one_off_cost: Vec<Penny>,
    /// Net cost in cash, all years.
    pub net_cost_total: Penny,
    /// Saving against today in cash, by year.
    pub saving: Vec<Penny>,
    /// Saving against today in cash, all years.
    pub saving_total: Penny,
    /// The year by whose end the savings in cash have made up for the costs of the change, for good; where nothing was
    /// ever outstanding, the first year that saves; none if there is none.
    pub payback_year: Option<FinancialYear>,
    /// The same in real terms, discounted.
    pub discounted_payback_year: Option<FinancialYear>,
    /// The time until then, in cash.
    pub payback: PaybackResult,
    /// The time until then, in real terms, discounted.
    pub discounted_payback: PaybackResult,
    /// The year in which the option costs the view most.
    pub worst_year: FinancialYear,
    /// The economic case.
    pub economic: EconomicResult,
}

/// The economic case of a view: real terms, discounted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EconomicResult {
    /// Net cost in real terms, by year, not discounted.
    pub cost: Vec<Penny>,
    /// Net present cost.
    pub net_present_cost: Penny,
    /// Net present cost of today less that of the option.
    pub net_present_saving: Penny,
    /// Equivalent annual cost: it compares options of different lives only if the need goes on.
    pub equivalent_annual_cost: Penny,
    /// Cost in real terms for each hour open; none where it is never open.
    pub cost_per_open_hour: Option<Penny>,
    /// Cost in real terms for each hour open with somebody present.
    pub cost_per_staffed_hour: Option<Penny>,
    /// Cost in real terms for each visit.
    pub cost_per_visit: Option<Penny>,
    /// Cost in real terms for each issue; left out where the input does not say how many there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_per_issue: Option<Penny>,
    /// Net present cost under the discount schedules that are compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub compared: Vec<Compared>,
}

/// A net present cost under another discount schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The edition of the schedule.
    pub discounting: &'static str,
    /// The net present cost.
    pub net_present_cost: Penny,
    /// The place of the option when all are put in order of this cost.
    pub rank: String,
}

/// What a party pays over the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartyResult {
    /// The id of the party.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it pays less what it is paid, in cash, by year.
    pub pays: Vec<Penny>,
    /// All years.
    pub total: Penny,
    /// The change from today, all years.
    pub change_from_today: Penny,
    /// The year in which it pays most.
    pub worst_year: FinancialYear,
}

/// The reserves of a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReserveResult {
    /// The id of the party.
    pub party: String,
    /// Its reserves at the end of each year.
    pub reserves: Vec<Penny>,
    /// What they may not fall below.
    pub minimum: Penny,
    /// How much is missing from the minimum in each year.
    pub gap: Vec<Penny>,
    /// The first year in which they fall below nothing.
    pub first_insolvent_year: Option<FinancialYear>,
    /// The first year in which they fall below the minimum.
    pub first_year_below_minimum: Option<FinancialYear>,
}

/// What an option does to a precept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreceptResult {
    /// The id of the parish.
    pub party: String,
    /// What it must raise, by year.
    pub raised: Vec<Penny>,
    /// On a Band D bill, by year.
    pub band_d: Vec<Penny>,
    /// As a share of the precept without the service, to six places, by year.
    pub rise: Option<Vec<Penny>>,
}

/// The council's budget in the layout of a medium-term financial plan: the budget as today, less the savings so far,
/// with the one-off costs, is the net budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanResult {
    /// The recurring budget as today.
    pub budget_as_today: Vec<Penny>,
    /// What pay and prices add to it in each year.
    pub pay_and_prices: Vec<Penny>,
    /// Recurring savings that are new in each year.
    pub new_savings: Vec<Penny>,
    /// Recurring savings, all so far.
    pub savings_so_far: Vec<Penny>,
    /// One-off costs, with those that fall due in any case.
    pub one_off_costs: Vec<Penny>,
    /// The budget that the option needs.
    pub net_budget: Vec<Penny>,
}

/// A line of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineResult {
    /// Its id, by which an input changes or removes it.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Who pays.
    pub payer: String,
    /// Who is paid.
    pub payee: String,
    /// What it is for.
    pub category: crate::ledger::Category,
    /// How it counts in the economic case.
    pub treatment: crate::ledger::Treatment,
    /// Whether it comes once.
    pub one_off: bool,
    /// How its amount is stated.
    pub price_basis: &'static str,
    /// The index that moves it.
    pub index: String,
    /// In cash, by year.
    pub cash: Vec<Penny>,
    /// In real terms, by year.
    pub real: Vec<Penny>,
}

/// Something that a reader of the result must not overlook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flag {
    /// Its kind.
    pub kind: &'static str,
    /// The party that it concerns.
    pub party: String,
    /// The year.
    pub year: Option<FinancialYear>,
    /// In words.
    pub text: String,
}

/// The result of one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionResult {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its delivery model.
    pub model: &'static str,
    /// When it begins, where it does not begin with the first year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    /// Whether the service is part of the statutory duty.
    pub statutory: bool,
    /// Its place by net present cost to the council: `1`, or `1=` where two are exactly equal.
    pub rank: String,
    /// Hours open with somebody present, by year.
    pub staffed_hours: Vec<Penny>,
    /// Hours open, by year.
    pub open_hours: Vec<Penny>,
    /// Visits, by year.
    pub visits: Vec<Penny>,
    /// Issues, by year; left out where the input does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issues: Option<Vec<Penny>>,
    /// By view; the council's is the first.
    pub views: Vec<ViewResult>,
    /// The economic case of society: resources alone, with the time of volunteers.
    pub society: EconomicResult,
    /// Benefits that have a money value beside what the option costs; left out where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub benefits: Option<BenefitResult>,
    /// Who pays what.
    pub parties: Vec<PartyResult>,
    /// What all parties together pay in a year, without its sign, over all years; it is nothing.
    pub conservation: Penny,
    /// Reserves.
    pub reserves: Vec<ReserveResult>,
    /// Precepts.
    pub precepts: Vec<PreceptResult>,
    /// The council's budget.
    pub plan: PlanResult,
    /// What must not be overlooked.
    pub flags: Vec<Flag>,
    /// What may happen to it, where its risks are switched on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<RiskResult>,
    /// All lines.
    pub lines: Vec<LineResult>,
}

/// What the result rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// The digest of the national figures.
    pub national_figures: String,
    /// The discount schedule, what it leaves out and what it is for.
    pub discounting: Discounting,
    /// National figures that are used and that nobody was seen stating.
    pub unverified: Vec<String>,
    /// National figures that are projections, with how.
    pub projected: Vec<String>,
    /// National figures in whose place the input puts others.
    pub overridden: Vec<String>,
    /// Inputs that state no source.
    pub without_source: Vec<String>,
    /// Defaults of the library that were used, with the reason.
    pub defaults: Vec<String>,
    /// How numbers are rounded.
    pub rounding: &'static str,
}

/// The discount schedule of a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discounting {
    /// Its edition.
    pub edition: &'static str,
    /// Its name.
    pub label: String,
    /// Which part of the rate it leaves out.
    pub leaves_out: String,
    /// What it is for.
    pub used_for: String,
    /// How sure it is.
    pub status: &'static str,
}

/// The whole result, as it is written to JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResultTables {
    /// The question.
    pub title: String,
    /// The years.
    pub years: Vec<FinancialYear>,
    /// The year whose prices are those of real terms.
    pub price_base: FinancialYear,
    /// The council that decides.
    pub council: String,
    /// The option that is today's.
    pub today: String,
    /// The options, in the order of the input.
    pub options: Vec<OptionResult>,
    /// Notes on the order of the options.
    pub notes: Vec<String>,
    /// What the result rests on.
    pub audit: Audit,
}

/// What an appraisal comes to.
///
/// ```
/// use options_appraisal::{Appraisal, Format};
///
/// let text = include_str!("../../../docs/examples/sandgate.toml");
/// let outcome = Appraisal::load(text, Format::Toml)?.run()?;
/// // The tables, for a program; JSON, text and HTML, for a reader.
/// assert_eq!(outcome.tables().options[0].id, "council");
/// assert!(outcome.to_text().contains("Who should run Sandgate Library?"));
/// // Any number, down to its inputs and the sources of national figures.
/// let grant = outcome.explain("options.community.lines.grant.cash", "2028/29".parse().ok());
/// assert_eq!(grant.map(|explained| explained.value), Ok("7,000.00".to_owned()));
/// # Ok::<(), options_appraisal::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Outcome {
    model: Arc<Model>,
    values: Arc<Values>,
    /// Rounded and laid out when somebody first looks.
    tables: OnceLock<ResultTables>,
}

impl Outcome {
    /// The outcome of a sheet that was read.
    ///
    /// # Errors
    /// If what the tables add up or compare beside the rows of the sheet is larger than can be kept exactly.
    pub(crate) fn new(model: Arc<Model>, values: Values) -> Result<Self, Problems> {
        Assembly { model: &model, values: &values }.check_sums()?;
        Ok(Self { model, values: Arc::new(values), tables: OnceLock::new() })
    }

    /// The tables of the result.
    pub fn tables(&self) -> &ResultTables {
        self.tables.get_or_init(|| Assembly { model: &self.model, values: &self.values }.tables())
    }

    /// The whole result as JSON. The same input gives the same bytes everywhere.
    pub fn to_json(&self) -> String {
        // The tables hold nothing that JSON cannot hold.
        serde_json::to_string_pretty(self.tables()).unwrap_or_default()
    }

    /// The options side by side, as plain text.
    pub fn to_text(&self) -> String {
        super::report::text(self.tables())
    }

    /// The options side by side, as a table of HTML.
    pub fn to_html(&self) -> String {
        super::report::html(self.tables())
    }

    /// The addresses of all rows, in the order in which they were built.
    pub fn addresses(&self) -> Vec<String> {
        self.model.graph.rows().iter().map(|row| row.address.to_string()).collect()
    }

    /// How a number came about: the row at an address, in a year. Without a year, a row with a value a year is
    /// explained for the first.
    ///
    /// # Errors
    /// If there is no row at the address, or the year is none of the appraisal's.
    pub fn explain(&self, address: &str, year: Option<FinancialYear>) -> Result<Explanation, Problem> {
        let graph = &self.model.graph;
        let Some(row) = graph.row_at(&Address::new(address)) else {
            let shown: String = address.chars().take(120).filter(|c| !c.is_control()).collect();
            let known = graph.rows().iter().map(|row| row.address.as_str());
            return Err(Problem::new(Address::root(), format!("no row has the address \"{shown}\""))
                .accepted(known_names(address, known)));
        };
        let place = match year {
            None => 0,
            Some(year) => self.model.years.iter().position(|known| *known == year).ok_or_else(|| {
                let (first, last) = (self.model.years.first(), self.model.years.last());
                Problem::new(address, format!("{year} is no year of the appraisal")).accepted(
                    first
                        .zip(last)
                        .map(|(first, last)| format!("from {first} to {last}"))
                        .unwrap_or_default(),
                )
            })?,
        };
        Ok(explain(graph, &self.values, row, place))
    }
}

/// Reads the tables off the sheet.
struct Assembly<'a> {
    model: &'a Model,
    values: &'a Values,
}

impl Assembly<'_> {
    /// The tables add up what each party pays, and take one such sum from another: neither may overflow.
    fn check_sums(&self) -> Result<(), Problems> {
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

    fn exact(&self, node: NodeId) -> Vec<Decimal> {
        (0..self.model.years.len()).map(|year| self.values.at(node, year).unwrap_or_default()).collect()
    }

    /// A row to twelve places: what decides whether anything is saved must not hang on the order of a sum.
    fn settled(&self, node: NodeId) -> Vec<Decimal> {
        self.exact(node).into_iter().map(money::settled).collect()
    }

    fn series(&self, node: NodeId) -> Vec<Penny> {
        self.exact(node).into_iter().map(Penny::of).collect()
    }

    fn whole(&self, node: NodeId) -> Decimal {
        money::settled(self.values.at(node, 0).unwrap_or_default())
    }

    fn name(&self, party: PartyId) -> String {
        self.model.parties.get(party).id.clone()
    }

    fn tables(&self) -> ResultTables {
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
            notes: self.notes(&by_cost, &ranks),
            audit: self.audit(),
        }
    }

    /// What the printed order hides: options that print alike and are not equal, and options that are equal.
    fn notes(&self, costs: &[Decimal], ranks: &[String]) -> Vec<String> {
        let mut notes = Vec::new();
        for (i, one) in self.model.options.iter().enumerate() {
            for (j, other) in self.model.options.iter().enumerate().skip(i + 1) {
                if costs[i] == costs[j] {
                    notes.push(format!("{} and {} cost the council exactly the same.", one.name, other.name));
                } else if money::to_places(costs[i], 0) == money::to_places(costs[j], 0) {
                    notes.push(format!(
                        "{} and {} print alike in whole pounds and rank {} and {}: the difference is {} to the penny.",
                        one.name,
                        other.name,
                        ranks[i],
                        ranks[j],
                        money::pounds_and_pence((costs[i] - costs[j]).abs())
                    ));
                }
            }
        }
        for (place, schedule) in self.model.compared.iter().enumerate() {
            let under: Vec<Decimal> = self
                .model
                .options
                .iter()
                .filter_map(|option| option.measures.views.first())
                .map(|view| self.whole(view.economic.compared[place]))
                .collect();
            let other = self::ranks(&under);
            let moved: Vec<&str> = self
                .model
                .options
                .iter()
                .zip(ranks.iter().zip(&other))
                .filter(|(_, (a, b))| a != b)
                .map(|(option, _)| option.name.as_str())
                .collect();
            notes.push(if moved.is_empty() {
                format!("Under \"{}\" the order of the options is the same.", schedule.label)
            } else {
                format!(
                    "Under \"{}\" these options change their place: {}.",
                    schedule.label,
                    moved.join(", ")
                )
            });
        }
        notes
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
            cost_per_open_hour: per(measures.per_open_hour),
            cost_per_staffed_hour: per(measures.per_staffed_hour),
            cost_per_visit: per(measures.per_visit),
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
        let precepts = measures
            .precepts
            .iter()
            .map(|precept| PreceptResult {
                party: self.name(precept.party),
                raised: self.series(precept.extra),
                band_d: self.series(precept.band_d),
                rise: precept.percent.map(|node| {
                    self.exact(node).into_iter().map(|share| Penny(money::to_places(share, 6))).collect()
                }),
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
            staffed_hours: self.series(measures.staffed_hours),
            open_hours: self.series(measures.open_hours),
            visits: self.series(measures.visits),
            issues: measures.issues.map(|node| self.series(node)),
            flags: self.flags(option, &views, &reserves),
            views,
            society: self.economic(&measures.society, &others, place),
            risks: option.events.iter().map(|event| self.risk(event)).collect(),
            benefits: self.benefits(option),
            parties,
            conservation: Penny::of(all),
            reserves,
            precepts,
            plan,
            lines: option
                .lines
                .iter()
                .map(|line| LineResult {
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
    fn reserve(&self, reserve: &super::measures::ReserveMeasures) -> ReserveResult {
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

    fn flags(&self, option: &OptionModel, views: &[ViewResult], reserves: &[ReserveResult]) -> Vec<Flag> {
        let mut flags = Vec::new();
        let entry = |id: &str| {
            self.model
                .parties
                .find(id)
                .map(|party| self.model.parties.get(party).name.clone())
                .unwrap_or_default()
        };
        for reserve in reserves {
            let name = entry(&reserve.party);
            if let Some(year) = reserve.first_insolvent_year {
                let text = format!("{name}'s reserves run out in {year}.");
                flags.push(Flag { kind: "insolvent", party: reserve.party.clone(), year: Some(year), text });
            } else if let Some(year) = reserve.first_year_below_minimum {
                let text = format!("{name}'s reserves fall below their minimum in {year}.");
                flags.push(Flag {
                    kind: "below_minimum",
                    party: reserve.party.clone(),
                    year: Some(year),
                    text,
                });
            }
        }
        for (parish, spends, limit) in &option.powers {
            let party = self.model.parties.get(*parish);
            let (spends, limit) = (self.exact(*spends), self.exact(*limit));
            let above = spends.iter().zip(&limit).position(|(spends, limit)| spends > limit);
            if let Some(place) = above {
                let (year, name) = (self.model.years[place], &party.name);
                let [spends, limit] = [spends[place], limit[place]].map(money::pounds_and_pence);
                let text = format!(
                    "{name} would spend £{spends} in {year} and may spend £{limit} under section 137 without the general power of competence or a delegation."
                );
                flags.push(Flag {
                    kind: "beyond_section_137",
                    party: party.id.clone(),
                    year: Some(year),
                    text,
                });
            }
        }
        // The first view is the council's; the others have it in their own tables.
        for view in views.iter().take(1).filter(|view| view.payback.crosses_more_than_once) {
            let text = format!(
                "Its savings to {} make up for its costs and fall behind again: payback is counted to the last time.",
                view.name
            );
            flags.push(Flag { kind: "payback_more_than_once", party: view.id.clone(), year: None, text });
        }
        let today = self.model.options.get(self.model.today);
        if today.is_some_and(|today| today.statutory) && !option.statutory {
            let council = self.model.parties.get(self.model.council);
            let text = "The library leaves the statutory duty, which stays with the council for the rest of its service.".to_owned();
            flags.push(Flag { kind: "leaves_statutory_duty", party: council.id.clone(), year: None, text });
        }
        flags
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

    fn audit(&self) -> Audit {
        let graph = &self.model.graph;
        let (mut unverified, mut projected) = (BTreeSet::new(), BTreeSet::new());
        unverified.extend(self.model.doubtful.iter().cloned());
        for figure in graph.figures() {
            for note in &figure.notes {
                if note.status == "unverified" {
                    unverified.insert(format!("{}: {}", figure.address, note.source));
                }
                if let Some(how) = &note.projected {
                    projected.insert(format!("{}: {how}", figure.address));
                }
            }
        }
        let (mut without_source, mut defaults) = (BTreeSet::new(), BTreeSet::new());
        for input in graph.inputs() {
            let source = input.source.as_deref();
            if input.default {
                defaults.insert(format!("{}: {}", input.address, source.unwrap_or_default()));
            } else if source.is_none() {
                without_source.insert(input.address.to_string());
            }
        }
        defaults.extend(self.model.assumed.iter().map(|(address, why)| format!("{address}: {why}")));
        let schedule = &self.model.schedule;
        Audit {
            national_figures: self.model.digest.clone(),
            discounting: Discounting {
                edition: schedule.edition.word(),
                label: schedule.label.clone(),
                leaves_out: schedule.leaves_out.clone(),
                used_for: schedule.used_for.clone(),
                status: schedule.status.word(),
            },
            unverified: unverified.into_iter().collect(),
            projected: projected.into_iter().collect(),
            overridden: self.model.overridden.clone(),
            without_source: without_source.into_iter().collect(),
            defaults: defaults.into_iter().collect(),
            rounding: "Every number is exact until it is shown; it is then rounded to the penny, half to even. Sums are of exact numbers, so that a column of shown numbers may differ from its shown sum by a penny.",
        }
    }
}

/// Places by cost, the cheapest first; exactly equal costs share a place.
fn ranks(costs: &[Decimal]) -> Vec<String> {
    costs
        .iter()
        .map(|cost| {
            let place = 1 + costs.iter().filter(|other| *other < cost).count();
            let shared = costs.iter().filter(|other| *other == cost).count() > 1;
            format!("{place}{}", if shared { "=" } else { "" })
        })
        .collect()
}
