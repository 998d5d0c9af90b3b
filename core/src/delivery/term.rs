//! The days on which an arrangement begins and ends by plan.

use jiff::civil::Date;

use crate::Decimal;
use crate::address::Address;
use crate::date;
use crate::input::{Estimate, Pounds, choice, record};
use crate::problem::Problem;
use crate::sheet::{Factor, Row};
use crate::workings::Workings;
use crate::year::FinancialYear;

choice! {
    /// What follows when an arrangement ends, by plan or because its operator fails.
    pub enum AfterEnd {
        /// The council takes the service back and runs it as it runs today.
        Returns = "returns",
        /// The library closes.
        Closes = "closes",
    }
}

record! {
    /// The day on which an arrangement ends by plan: a fixed term, a contract that is not renewed, a grant that pays
    /// for it and runs out.
    ///
    /// ```
    /// use options_appraisal::FinancialYear;
    /// use options_appraisal::delivery::Ends;
    ///
    /// let after_five_years = Ends::new(FinancialYear::starting(2031)?.first_day()).return_cost(90_000);
    /// # let _ = after_five_years;
    /// # Ok::<(), options_appraisal::YearError>(())
    /// ```
    pub struct Ends {
        /// The first day on which it holds no longer. A day after the last year changes nothing.
        required on: Date;
        /// What follows.
        default then: AfterEnd = AfterEnd::Returns;
        /// What bringing the service back costs the council, once, in the year in which the arrangement ends, in pounds
        /// of the price base.
        default return_cost: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "no cost of bringing the service back was stated");
        /// What closing costs the council, once, in the year in which the arrangement ends, in pounds of the price base.
        default closing_cost: Estimate<Pounds> = Estimate::assumed(Decimal::ZERO, "no cost of closing was stated");
    }
}

/// When an arrangement holds.
pub(crate) struct Term {
    /// The day on which it begins, where that is stated and lies in the appraisal.
    pub(crate) from: Option<Date>,
    /// The year that holds this day.
    pub(crate) change: FinancialYear,
    /// The share of each year after this day, where that is not all of every year.
    pub(crate) after: Option<Row<Factor>>,
    /// The share of each year in which it holds, where that is not all of every year.
    pub(crate) holds: Option<Row<Factor>>,
    /// When it ends, where that lies in the appraisal.
    pub(crate) end: Option<End>,
}

/// The end of an arrangement within the appraisal.
pub(crate) struct End {
    pub(crate) on: Date,
    /// The year that holds the first day without it.
    pub(crate) year: FinancialYear,
    /// The share of each year from this day on.
    pub(crate) after: Row<Factor>,
}

impl Term {
    /// The term that an option states: `starts_at` is where it says on which day it begins, `at` the address of the
    /// option.
    pub(crate) fn of(
        w: &Workings<'_>,
        starts: Option<Date>,
        starts_at: &Address,
        ends: Option<&Ends>,
        at: &Address,
    ) -> Self {
        let (first, last) = (w.first(), w.years.last().copied().unwrap_or(w.first()));
        let from = starts.filter(|starts| {
            let inside = (first.first_day()..=last.last_day()).contains(starts);
            if !inside {
                let what = format!("{} lies outside the appraisal", date::written(*starts));
                let accepted = [first.first_day(), last.last_day()].map(date::written).join(" to ");
                w.problem_of_period(
                    Problem::new(starts_at.clone(), what).accepted(format!("a day from {accepted}")),
                );
            }
            inside
        });
        let change = from.and_then(|day| FinancialYear::holding(day).ok()).unwrap_or(first);
        let whole = from.is_none_or(|day| day == first.first_day());
        let after = (!whole).then_some(from).flatten().map(|day| w.sheet.calendar(w.share_from(day)));
        let begins = from.unwrap_or_else(|| first.first_day());
        let end = ends.and_then(|ends| {
            // Where the start is outside, that has been said.
            if ends.on <= begins && from == starts {
                let what = format!("{} is not after the arrangement begins", date::written(ends.on));
                let problem = Problem::new(at.join("ends.on"), what);
                w.problem_of_period(problem.accepted(format!("a day after {}", date::written(begins))));
                return None;
            }
            let year = FinancialYear::holding(ends.on).ok().filter(|_| ends.on <= last.last_day())?;
            Some(End { on: ends.on, year, after: w.sheet.calendar(w.share_from(ends.on)) })
        });
        let holds = match &end {
            Some(end) => Some(w.share_between(begins, Some(end.on))),
            None => after.clone(),
        };
        Self { from, change, after, holds, end }
    }

    /// Whether what comes once in a year falls to the arrangement: to whoever has the service at the end of the year.
    pub(crate) fn has(&self, year: FinancialYear) -> bool {
        year >= self.change && self.end.as_ref().is_none_or(|end| year < end.year)
    }
}
