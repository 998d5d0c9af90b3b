//! The tables of a result: numbers as they are shown, by option, view, party and line.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::advisories::Advisory;
use super::as_of::Superseded;
use super::by_library::{CountedInput, LibraryResult, SharedCostResult};
use super::risks::RiskResult;
use super::said::SuppliedRange;
use super::stranded::StrandedResult;
use super::warnings::Warning;
use super::worth::{BenefitResult, PaybackResult};
use crate::ledger::{Category, Treatment};
use crate::money;
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
    /// Recurring savings before borrowing and net of it; left out where there are no loans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borrowing: Option<BorrowingResult>,
    /// The economic case.
    pub economic: EconomicResult,
}

/// Recurring savings of a view before borrowing, and net of what is paid on loans. A budget that shows only the second
/// hides what was borrowed, and one that shows only the first hides what it costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BorrowingResult {
    /// Recurring saving against today before any loan, in cash, by year.
    pub saving_before: Vec<Penny>,
    /// Interest and principal beyond those of today's option, in cash, by year.
    pub debt_service: Vec<Penny>,
    /// The one less the other.
    pub saving_net: Vec<Penny>,
}

/// What volunteers give, as a memorandum: their time is a line of its own that only society counts, and the paid hours
/// that they replace are in no sum here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VolunteersResult {
    /// Hours given, by year.
    pub hours: Vec<Penny>,
    /// Paid hours that they replace, by year; left out where the input does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_hours: Option<Vec<Penny>>,
    /// What those would cost, in real terms, by year; left out where the input does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_cost: Option<Vec<Penny>>,
}

/// A loan of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoanResult {
    /// What the ids of its lines begin with.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Who borrows.
    pub borrower: String,
    /// Who lends.
    pub lender: String,
    /// Interest paid, in cash, by year.
    pub interest: Vec<Penny>,
    /// Principal paid back, in cash, by year.
    pub principal: Vec<Penny>,
    /// What is owed at the end of each year.
    pub owed: Vec<Penny>,
}

/// Whether a borrower's income covers what it pays on its loans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverResult {
    /// The id of the borrower.
    pub party: String,
    /// Its yearly income less its running costs, before its loans, in cash, by year.
    pub available: Vec<Penny>,
    /// Interest and principal, in cash, by year.
    pub debt_service: Vec<Penny>,
    /// How many times the one covers the other, to six places, by year; none in a year without debt service.
    pub cover: Vec<Option<Penny>>,
    /// What it may not fall below.
    pub minimum: Penny,
    /// The years in which it does.
    pub years_below: Vec<FinancialYear>,
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
    /// Cost in real terms for each hour open; none where it is never open or the input does not say.
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
    /// The Band D charge of the precept without the service, by year; left out where that precept is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charge_before: Option<Vec<Penny>>,
    /// The Band D charge with the service, by year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charge_after: Option<Vec<Penny>>,
    /// What the parish raises less than at the charge of the year before, since its tax base has fallen; negative where it
    /// has grown. Nothing in the first year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost_to_tax_base: Option<Vec<Penny>>,
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

/// A line of which another sum is expected than is planned: the plan and the budgets have the planned sums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExpectedResult {
    /// The id of the line.
    pub line: String,
    /// What it is.
    pub label: String,
    /// Who pays.
    pub payer: String,
    /// Who is paid.
    pub payee: String,
    /// In cash, by year, as planned.
    pub planned: Vec<Penny>,
    /// In cash, by year, as expected.
    pub expected: Vec<Penny>,
    /// What is expected less what is planned: what the payer pays, and the payee is paid, beyond the plan.
    pub difference: Vec<Penny>,
}

/// A line of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineResult {
    /// Its id, by which an input changes or removes it.
    pub id: String,
    /// The library that it belongs to; left out where the question has none, and for what belongs to all together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub library: Option<String>,
    /// What it is.
    pub label: String,
    /// Who pays.
    pub payer: String,
    /// Who is paid.
    pub payee: String,
    /// What it is for.
    pub category: Category,
    /// How it counts in the economic case.
    pub treatment: Treatment,
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
    /// Hours open with somebody present, by year; left out where the input does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staffed_hours: Option<Vec<Penny>>,
    /// Hours open, by year; left out where the input does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_hours: Option<Vec<Penny>>,
    /// Visits, by year; left out where the input does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visits: Option<Vec<Penny>>,
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
    /// What stays with the council of what the service cost; none where nothing stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stranded: Option<StrandedResult>,
    /// What volunteers give; left out where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volunteers: Option<VolunteersResult>,
    /// Loans.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub loans: Vec<LoanResult>,
    /// Whether borrowers can pay for their loans; of the council only where a loan states a least cover.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<CoverResult>,
    /// Lines of which another sum is expected than is planned.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<ExpectedResult>,
    /// What must not be overlooked.
    pub flags: Vec<Flag>,
    /// Costs of the whole service, with what is saved of each by the number of libraries that have left.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shared_costs: Vec<SharedCostResult>,
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
    /// The day of which the national figures are, where the question names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// National figures that were others on that day than they are today.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub superseded: Vec<Superseded>,
    /// The discount schedule, what it leaves out and what it is for.
    pub discounting: Discounting,
    /// The discount schedules that are compared with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub compared_discounting: Vec<Discounting>,
    /// National figures that are used and that nobody was seen stating.
    pub unverified: Vec<String>,
    /// National figures that are projections, with how.
    pub projected: Vec<String>,
    /// National figures in whose place the input puts others.
    pub overridden: Vec<String>,
    /// Numbers of the input that state no source: each amount, share, rate or count, whether or not a row reads it.
    pub without_source: Vec<String>,
    /// Numbers that nobody stated and the library put there, with the reason; those that are nought too.
    pub defaults: Vec<String>,
    /// Rules, switches and words that hold because nothing else was stated.
    pub default_choices: Vec<String>,
    /// Ranges that published figures gave inputs, where the question asks for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supplied_ranges: Vec<SuppliedRange>,
    /// The digest of the published evidence; what is missing, where the build holds none of it.
    pub published_evidence: String,
    /// Sums and posts that the input states once and that count for each of several libraries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counted_by_library: Vec<CountedInput>,
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
    /// Each library under each option, and with each option, last, what belongs to all libraries together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub libraries: Vec<LibraryResult>,
    /// Notes on the order of the options, and on what the input leaves out.
    pub notes: Vec<String>,
    /// Inputs and measures that lie outside what was published.
    pub warnings: Vec<Warning>,
    /// What options leave out although published cases say that it usually matters.
    pub advisories: Vec<Advisory>,
    /// What the result rests on.
    pub audit: Audit,
}
