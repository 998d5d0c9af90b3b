//! The workings of an appraisal: where inputs, national figures, price levels and dates become rows on the sheet.

mod figures;
mod schedules;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::address::Address;
use crate::date::days_between;
use crate::document::{Stated, Unsaid};
use crate::input::{
    Estimate, Fte, Growth, Id, Keyed, MoneyUnit, OfFigure, PlainUnit, Pounds, Schedule, Share, Spread, Text,
    Unit, known_names, record,
};
use crate::party::{Parties, PartyId};
use crate::problem::{Problem, Problems, as_shown};
use crate::rules::{Figure, Rules, Status};
use crate::sheet::{Basis, Cash, Dimension, EventInfo, Factor, InputInfo, Real, Row, Sheet};
use crate::unread::Unread;
use crate::year::FinancialYear;

record! {
    /// An index that moves prices: how much dearer something becomes each year.
    ///
    /// ```
    /// use options_appraisal::{Decimal, Index};
    /// use options_appraisal::input::{Estimate, Schedule};
    ///
    /// let energy = Index::new(Decimal::new(3, 2)).label("Energy");
    /// let rates = [Decimal::new(5, 2), Decimal::new(2, 2)].map(Estimate::new);
    /// let by_year = Index::new(Schedule::InTurn(rates.into()));
    /// # let _ = (energy, by_year);
    /// ```
    pub struct Index {
        /// The growth from one year to the next: one rate, or a rate for every year after the price base.
        required growth: Schedule<Growth>;
        /// What it is, in words.
        optional label: Text;
    }
}

/// The name of the index of prices in general.
pub(crate) const GENERAL: &str = "general";
/// The figure that prices in general are measured by.
const DEFLATOR: &str = "prices.gdp_deflator";
/// The name of the index of a sum that is fixed in cash.
pub(crate) const NONE: &str = "none";
/// The indices that move with prices in general unless the input gives them a growth of their own.
pub(crate) const USUAL: [&str; 3] = ["pay", "energy", "rates"];

/// What a schedule is worth after the last year that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// Nothing: a grant that ends.
    Nothing,
    /// What it was in its last year: a share that has reached its end.
    Hold,
}

/// How a national figure goes on after its last published year, as far as that is uncertain.
#[derive(Debug, Clone)]
pub(crate) enum Projected {
    /// It grows at a rate.
    Growth(Estimate<Growth>),
    /// It moves with prices in general.
    RealTerms,
    /// It stays as it is.
    InCash,
}

/// A figure as of the day of the question, and the same with all that has been published since.
struct Outdated {
    then: Figure,
    now: Option<Figure>,
}

/// Where inputs become rows.
pub(crate) struct Workings<'q> {
    pub(crate) sheet: Sheet,
    pub(crate) parties: &'q Parties,
    pub(crate) years: Vec<FinancialYear>,
    pub(crate) prices: FinancialYear,
    rules: &'q Rules,
    indices: &'q Keyed<Index>,
    built: RefCell<HashMap<String, Row<Factor>>>,
    built_in_real_terms: RefCell<HashMap<String, Row<Factor>>>,
    figures: RefCell<HashMap<String, Row<Factor>>>,
    projections: Vec<(String, Projected)>,
    /// What the input puts in the place of figures.
    overrides: Vec<(String, Schedule<OfFigure>)>,
    /// The ranges that published figures give inputs whose author gives none.
    ranges: HashMap<Address, Spread>,
    /// The figures among them that were asked for.
    overridden: RefCell<BTreeSet<String>>,
    /// The figures that were asked for as of a day and are others today, by id and year.
    superseded: RefCell<BTreeMap<(String, FinancialYear), Outdated>>,
    /// What of the input could not be read.
    unread: Unread,
    /// Where what holds for a library stands in the input.
    stated: Stated,
    /// Sums and posts that stand once in the input and were read for libraries, each with the libraries.
    counted: RefCell<BTreeMap<Address, BTreeSet<String>>>,
    problems: RefCell<Problems>,
    /// Rules that were asked for and that nobody was seen stating, with their source.
    doubtful: RefCell<BTreeMap<&'static str, &'static str>>,
    /// Documented defaults that the library supplied on its own, with the reason.
    assumed: RefCell<Vec<(Address, String)>>,
}

impl<'q> Workings<'q> {
    pub(crate) fn new(
        first: FinancialYear,
        years: usize,
        prices: FinancialYear,
        parties: &'q Parties,
        rules: &'q Rules,
        indices: &'q Keyed<Index>,
        unread: Unread,
    ) -> Self {
        let sheet = Sheet::new(first, years);
        Self {
            years: sheet.years(),
            sheet,
            parties,
            prices,
            rules,
            indices,
            built: RefCell::default(),
            built_in_real_terms: RefCell::default(),
            figures: RefCell::default(),
            projections: Vec::new(),
            overrides: Vec::new(),
            ranges: HashMap::new(),
            overridden: RefCell::default(),
            superseded: RefCell::default(),
            unread,
            stated: Stated::default(),
            counted: RefCell::default(),
            problems: RefCell::default(),
            doubtful: RefCell::default(),
            assumed: RefCell::default(),
        }
    }

    /// Says how figures go on after their last published year, in the order of the input.
    pub(crate) fn projecting(mut self, projections: Vec<(String, Projected)>) -> Self {
        self.projections = projections;
        self
    }

    /// Says what stands in the place of figures.
    pub(crate) fn overriding(mut self, overrides: Vec<(String, Schedule<OfFigure>)>) -> Self {
        self.overrides = overrides;
        self
    }

    /// Says where what holds for a library stands in the input.
    pub(crate) fn stated(mut self, stated: Stated) -> Self {
        self.stated = stated;
        self
    }

    /// The address at which an input stands: that of a library's, or of what all libraries have in common.
    pub(crate) fn place(&self, address: &Address) -> Address {
        self.stated.place(address, Unsaid::InCommon)
    }

    /// The sums and the posts that stand once in the input and were read for libraries, each with the libraries.
    pub(crate) fn counted(&self) -> BTreeMap<Address, BTreeSet<String>> {
        self.counted.borrow().clone()
    }

    /// Gives ranges to inputs whose author gives none.
    pub(crate) fn ranging(mut self, ranges: impl Iterator<Item = (Address, Spread)>) -> Self {
        self.ranges.extend(ranges);
        self
    }

    /// The figures that were asked for and in whose place the input puts its own.
    pub(crate) fn overridden(&self) -> Vec<String> {
        self.overridden.borrow().iter().cloned().collect()
    }

    /// The figures that were asked for as of a day and are others today, by address and year, each as `told`.
    pub(crate) fn superseded<T>(&self, told: impl Fn(String, &Figure, Option<&Figure>) -> T) -> Vec<T> {
        let all = self.superseded.borrow();
        let told = |((id, _), one): (&(String, FinancialYear), &Outdated)| {
            told(rule(id).to_string(), &one.then, one.now.as_ref())
        };
        all.iter().map(told).collect()
    }

    /// The day of which the national figures are, where the question names one.
    pub(crate) fn as_of(&self) -> Option<Date> {
        self.rules.as_of()
    }

    /// Reports a problem, unless it stands at what could not be read. An input that is read in two places is still
    /// wrong once.
    pub(crate) fn problem(&self, mut problem: Problem) {
        problem.address = self.stated.place(&problem.address, Unsaid::WithTheLibrary);
        if self.unread.touches(&problem.address) {
            return;
        }
        let mut problems = self.problems.borrow_mut();
        if !problems.iter().any(|known| *known == problem) {
            problems.push(problem);
        }
    }

    /// Reports a problem with the years of the appraisal, which there is only where they are known.
    pub(crate) fn problem_of_period(&self, problem: Problem) {
        if !self.unread.period() {
            self.problem(problem);
        }
    }

    /// A party by its id. Where there is none of that id, that is a problem at `at`, unless the parties or the id could
    /// not be read.
    pub(crate) fn party(&self, id: &Id, at: &Address) -> Option<PartyId> {
        let found = self.parties.find(id.as_str());
        if found.is_none() && !id.is_blank() && !self.unread.may_hold("parties", id.as_str()) {
            let problem = Problem::new(at.clone(), format!("\"{id}\" is no party"));
            self.problem(problem.accepted(known_names(id.as_str(), self.parties.ids())));
        }
        found
    }

    /// What of the input could not be read.
    pub(crate) const fn unread(&self) -> &Unread {
        &self.unread
    }

    /// Whether one of the problems found so far, in reading or in building, is such.
    pub(crate) fn any_problem(&self, such: impl Fn(&Problem) -> bool) -> bool {
        self.unread.iter().any(&such) || self.problems.borrow().iter().any(&such)
    }

    pub(crate) fn problems(&self) -> Problems {
        self.problems.borrow().clone()
    }

    pub(crate) fn assumptions(&self) -> Vec<(Address, String)> {
        self.assumed.borrow().clone()
    }

    /// Records a default that stands for no number.
    pub(crate) fn assume(&self, at: &Address, why: &str) {
        self.assumed.borrow_mut().push((at.clone(), why.to_owned()));
    }

    /// The rules that were used and are not verified: address and source.
    pub(crate) fn doubtful(&self) -> Vec<String> {
        self.doubtful.borrow().iter().map(|(id, source)| format!("{}: {source}", rule(id))).collect()
    }

    /// What a rule that is no number says; nothing where there is no such rule, which the tests of the rules exclude.
    pub(crate) fn word(&self, id: &str) -> &'static str {
        let Ok(rule) = self.rules.rule(id) else { return "" };
        if rule.status == Status::Unverified {
            self.doubtful.borrow_mut().insert(rule.id, &rule.source.name);
        }
        rule.value
    }

    /// The first and the last year for which a national figure is published: today, whatever the day of the question.
    pub(crate) fn published(&self, id: &str) -> Option<(FinancialYear, FinancialYear)> {
        self.rules.span(id).ok()
    }

    /// Whether a national figure is known in every year from its first one on, by a projection if need be.
    pub(crate) fn is_known(&self, id: &str) -> bool {
        let began = self.published(id).map(|(began, _)| began);
        self.years.iter().all(|year| Some(*year) < began || self.rules.look_up(id, *year).is_ok())
    }

    /// Whether a national figure begins after the last year, with a value that was not known on the day of the question.
    pub(crate) fn is_unheard_of(&self, id: &str) -> bool {
        let began = self.published(id).map(|(began, _)| began);
        began.is_some_and(|began| {
            self.years.iter().all(|year| *year < began) && self.rules.look_up(id, began).is_err()
        })
    }

    /// Whether a national figure is nothing in every year, so that it need not be shown.
    pub(crate) fn is_nothing(&self, id: &str) -> bool {
        let own = self.overrides.iter().find(|(known, _)| known == id);
        own.is_none_or(|(_, own)| own.is_nothing())
            && self
                .years
                .iter()
                .all(|year| self.rules.look_up(id, *year).is_ok_and(|figure| figure.value.is_zero()))
    }

    /// A figure that began in some year; before that, another takes its place.
    pub(crate) fn rate_since(&self, id: &str, before: &Row<Factor>) -> Row<Factor> {
        let began = self.published(id).map_or(self.first(), |(began, _)| began);
        if began <= self.first() {
            return self.rate(id);
        }
        self.by_year(|year| if *year < began { before.clone() } else { self.figure_in(id, *year) })
    }

    /// A figure that began in some year and stays until it is changed; before, its first value.
    pub(crate) fn figure_in_force<D: Dimension>(&self, id: &str) -> Row<D> {
        match self.published(id) {
            Some((began, _)) if began > self.first() => self.figure_in(id, began),
            _ => self.figure(id),
        }
    }

    /// Whether a figure was asked for and could not be given; the problem has been reported.
    pub(crate) fn is_refused(&self, id: &str) -> bool {
        self.problems.borrow().any_at(&rule(id))
    }

    /// A row of its own for each year.
    pub(crate) fn by_year<D: Dimension>(&self, row: impl FnMut(&FinancialYear) -> Row<D>) -> Row<D> {
        let rows: Vec<Row<D>> = self.years.iter().map(row).collect();
        self.sheet.by_year(&rows)
    }

    pub(crate) fn first(&self) -> FinancialYear {
        self.years.first().copied().unwrap_or(self.prices)
    }

    pub(crate) fn number(&self, value: impl Into<Decimal>) -> Row<Factor> {
        self.sheet.number(value.into())
    }

    fn leaf<D: Dimension, U: Unit>(&self, estimate: &Estimate<U>) -> Row<D> {
        let address = self.place(&estimate.origin.address);
        if [Pounds::NAME, Fte::NAME].contains(&U::NAME) && !estimate.is_nothing() {
            self.count(&estimate.origin.address, &address);
        }
        self.sheet.input(InputInfo {
            address,
            unit: U::NAME,
            value: estimate.central(),
            line: estimate.origin.line,
            source: estimate
                .origin
                .default
                .map(str::to_owned)
                .or_else(|| estimate.stated_source().map(str::to_owned)),
            remarks: estimate.shared_remarks(),
            default: estimate.origin.default.is_some(),
            spread: estimate.spread().or_else(|| self.ranges.get(&estimate.origin.address).cloned()),
            bounds: (U::LOWEST, U::HIGHEST),
        })
    }

    /// A quantity, a share, a rate.
    pub(crate) fn factor<U: PlainUnit>(&self, estimate: &Estimate<U>) -> Row<Factor> {
        self.leaf(estimate)
    }

    /// A sum of money, in the price basis that its use gives it.
    pub(crate) fn money<B: Basis, U: MoneyUnit>(&self, estimate: &Estimate<U>) -> Row<B> {
        self.leaf(estimate)
    }

    /// Notes a sum that stands once in the input, at `place`, and is read for a library.
    fn count(&self, read_at: &Address, place: &Address) {
        let library = read_at.as_str().strip_prefix("libraries.").filter(|_| place != read_at);
        let Some(library) = library.and_then(|rest| rest.split('.').next()) else { return };
        self.counted.borrow_mut().entry(place.clone()).or_default().insert(library.to_owned());
    }

    /// Whether something comes that may come: nought in the plan.
    pub(crate) fn may_come(&self, at: &Address, label: &str, chance: &Estimate<Share>) -> Row<Factor> {
        self.comes(at, &format!("{label} comes"), chance, false)
    }

    /// Whether something comes, with what the plan takes.
    pub(crate) fn comes(
        &self,
        at: &Address,
        label: &str,
        chance: &Estimate<Share>,
        planned: bool,
    ) -> Row<Factor> {
        let info = EventInfo { address: at.join("comes"), label: label.to_owned(), planned };
        self.sheet.event(info, &self.factor(chance))
    }

    /// The share of each year that lies on or after a date.
    pub(crate) fn share_from(&self, date: Date) -> Vec<Decimal> {
        self.years.iter().map(|year| share_after(*year, date)).collect()
    }

    /// The years of service that count for a redundancy payment, by age; none where the rule has no value for the year,
    /// which is a problem of its figures.
    pub(crate) fn years_of_redundancy(
        &self,
        age: u32,
        years_of_service: u32,
        year: FinancialYear,
    ) -> Option<[Decimal; 3]> {
        self.rules.redundancy_years(age, years_of_service, year).ok()
    }

    /// The share of each year that lies on or after a day and before another; without the other, to the end.
    pub(crate) fn share_between(&self, from: Date, until: Option<Date>) -> Row<Factor> {
        let from = self.share_from(from);
        let Some(until) = until else { return self.sheet.calendar(from) };
        let until = self.share_from(until);
        self.sheet.calendar(from.iter().zip(&until).map(|(from, until)| (from - until).max(Decimal::ZERO)))
    }

    /// One in the year that holds a day, and nought in the others.
    pub(crate) fn in_year_of(&self, day: Date) -> Row<Factor> {
        let holding = FinancialYear::holding(day).ok();
        self.sheet.calendar(self.years.iter().map(|year| Decimal::from(i32::from(Some(*year) == holding))))
    }

    /// The index of prices in general: 1 in the price base.
    pub(crate) fn general(&self) -> Row<Factor> {
        self.index(GENERAL, &Address::root(), None)
    }

    /// An index by name: 1 in the price base.
    pub(crate) fn index(&self, name: &str, asked_at: &Address, line: Option<u32>) -> Row<Factor> {
        if let Some(row) = self.built.borrow().get(name) {
            return row.clone();
        }
        let at = Address::new("indices").join(name);
        let row = if let Some(index) = self.indices.get(name) {
            self.own_index(name, index, &at)
        } else if name == GENERAL {
            let base: Row<Factor> = self.figure_in("prices.gdp_deflator", self.prices);
            let level: Row<Factor> = self.figure("prices.gdp_deflator");
            if self.problems.borrow().any_at(&rule("prices.gdp_deflator")) {
                return self.number(1);
            }
            (level / base).named(at, format!("Prices in general, {} = 1", self.prices), "index")
        } else if name == NONE {
            self.number(1)
        } else if USUAL.contains(&name) {
            let why = format!("no growth of the {name} index was stated: it moves with prices in general");
            self.assumed.borrow_mut().push((at.clone(), why));
            let general = self.general();
            let one = self.number(1);
            (general * one).named(at, format!("{} (moves with prices in general)", title(name)), "index")
        } else if name.is_empty() || self.unread.may_hold("indices", name) {
            // The name, or the index that it names, could not be read.
            self.number(1)
        } else {
            let known: Vec<&str> = self.indices.ids().chain([GENERAL, NONE]).chain(USUAL).collect();
            let problem = Problem::new(asked_at.clone(), format!("\"{}\" is no index", shown(name)));
            self.problem(problem.accepted(known_names(name, known.iter().copied())).at_line(line));
            self.number(1)
        };
        self.built.borrow_mut().insert(name.to_owned(), row.clone());
        row
    }

    /// An index by name, less what prices in general do: 1 in the price base. A sum that moves with the index, times
    /// this, is the sum in real terms: its cash divided by the index of prices in general.
    pub(crate) fn index_in_real_terms(&self, name: &str, asked_at: &Address) -> Row<Factor> {
        if let Some(row) = self.built_in_real_terms.borrow().get(name) {
            return row.clone();
        }
        let label = format!("{} in real terms, {} = 1", title(name), self.prices);
        let at = Address::new("indices_in_real_terms").join(name);
        let row = (self.index(name, asked_at, None) / self.general()).named(at, label, "index");
        self.built_in_real_terms.borrow_mut().insert(name.to_owned(), row.clone());
        row
    }

    fn own_index(&self, name: &str, index: &Index, at: &Address) -> Row<Factor> {
        let label = index.label.as_ref().map_or_else(|| title(name), ToString::to_string);
        let growth =
            |year: FinancialYear| {
                let turn = usize::try_from(year.since(self.prices) - 1).ok();
                index.growth.in_year(year, turn).map_or_else(
                    || {
                        let problem = Problem::new(at.join("growth"), format!("has no rate for {year}"));
                        self.problem_of_period(problem.accepted(
                            "one rate for all years, or a rate for every year after the price base",
                        ));
                        self.number(0)
                    },
                    |term| self.times_of_first(&term, self.factor(term.estimate)),
                )
            };
        let first = self.first();
        let mut opening = self.number(1);
        let mut year = self.prices;
        while year < first {
            year = year.next();
            opening = opening * (self.number(1) + growth(year));
        }
        let rates: Vec<Row<Factor>> = self
            .years
            .iter()
            .map(|year| if *year == first { self.number(0) } else { growth(*year) })
            .collect();
        let rate = if let Schedule::Every(estimate) = &index.growth {
            self.factor(estimate)
        } else {
            self.sheet.by_year(&rates)
        };
        let growing = self.sheet.growth_index_from(&rate, &opening);
        growing.named(at.clone(), format!("{label}, {} = 1", self.prices), "index")
    }

    /// Money in cash, brought to the prices of the base year.
    pub(crate) fn deflate(&self, cash: &Row<Cash>) -> Row<Real> {
        cash.deflated_by(&self.general())
    }

    /// A figure that is read in many places, such as a rate of tax, as one row.
    pub(crate) fn rate(&self, id: &str) -> Row<Factor> {
        if let Some(row) = self.figures.borrow().get(id) {
            return row.clone();
        }
        let row: Row<Factor> = self.figure(id);
        self.figures.borrow_mut().insert(id.to_owned(), row.clone());
        row
    }
}

/// The share of a year that lies on or after a date.
fn share_after(year: FinancialYear, date: Date) -> Decimal {
    if date <= year.first_day() {
        return Decimal::ONE;
    }
    if date > year.last_day() {
        return Decimal::ZERO;
    }
    let next = year.next().first_day();
    Decimal::from(days_between(date, next)) / Decimal::from(days_between(year.first_day(), next))
}

fn rule(id: &str) -> Address {
    Address::new("rules").join(id)
}

/// An id as a heading: `pay_index` becomes `Pay index`.
pub(crate) fn title(id: &str) -> String {
    let words = id.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

fn shown(name: &str) -> String {
    as_shown(name, 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_year_is_counted_in_days() {
        let year = FinancialYear::starting(2027).unwrap();
        // 2027/28 has 366 days; from 1 October there are 183.
        assert_eq!(share_after(year, Date::constant(2027, 10, 1)), Decimal::new(5, 1));
        assert_eq!(share_after(year, Date::constant(2027, 4, 1)), Decimal::ONE);
        assert_eq!(share_after(year, Date::constant(2028, 4, 1)), Decimal::ZERO);
    }
}
