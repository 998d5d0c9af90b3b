//! Schedules as rows: what an input says of each year, and what it says of years that are not in the appraisal.

use super::{After, Workings};
use crate::Decimal;
use crate::address::Address;
use crate::input::{Estimate, Growth, MoneyUnit, OfFirst, Origin, PlainUnit, Schedule, Term, Unit};
use crate::problem::Problem;
use crate::sheet::{Basis, Dimension, Factor, Row};
use crate::year::FinancialYear;

impl Workings<'_> {
    /// A schedule of quantities or shares, its turns counted from `starts`.
    pub(crate) fn factors<U: PlainUnit>(
        &self,
        schedule: &Schedule<U>,
        starts: FinancialYear,
        after: After,
    ) -> Row<Factor> {
        let row = self.schedule(schedule, starts, after, |estimate| self.factor(estimate), || self.number(0));
        // A share of a share, or one that grows, may not exceed the whole.
        match schedule {
            Schedule::Taper { .. } | Schedule::Growing { .. } if U::HIGHEST == Decimal::ONE => {
                row.min(&self.number(1))
            }
            _ => row,
        }
    }

    /// A schedule of money, its turns counted from `starts`.
    pub(crate) fn moneys<B: Basis, U: MoneyUnit>(
        &self,
        schedule: &Schedule<U>,
        starts: FinancialYear,
    ) -> Row<B> {
        self.moneys_then(schedule, starts, After::Nothing)
    }

    /// The same, where it says what it is worth after its last year.
    pub(crate) fn moneys_then<B: Basis, U: MoneyUnit>(
        &self,
        schedule: &Schedule<U>,
        starts: FinancialYear,
        after: After,
    ) -> Row<B> {
        // A year without a sum reads nought, and not an input that nobody put in.
        let nothing = || self.sheet.sum(std::iter::empty::<&Row<B>>());
        self.schedule(schedule, starts, after, |estimate| self.money(estimate), nothing)
    }

    fn schedule<D: Dimension, U: Unit>(
        &self,
        schedule: &Schedule<U>,
        starts: FinancialYear,
        after: After,
        read: impl Fn(&Estimate<U>) -> Row<D>,
        nothing: impl Fn() -> Row<D>,
    ) -> Row<D> {
        if let Schedule::Every(estimate) = schedule {
            return read(estimate);
        }
        self.check_period(schedule, starts);
        // The powers of a growth are one row, and not a product for each year.
        let grown = match schedule {
            Schedule::Growing { first, growth, years } => {
                let lasts = years.and_then(|years| i16::try_from(years).ok()).unwrap_or(i16::MAX);
                Some(read(first) * self.growth_from(growth, starts, lasts))
            }
            _ => None,
        };
        let mut rows = Vec::with_capacity(self.years.len());
        let mut last: Option<Row<D>> = None;
        for year in &self.years {
            let turn = usize::try_from(year.since(starts)).ok();
            if let Some(term) = schedule.in_year(*year, turn) {
                last = Some(grown.clone().unwrap_or_else(|| self.times_of_first(&term, read(term.estimate))));
                rows.extend(last.clone());
            } else {
                rows.push(match &last {
                    Some(row) if after == After::Hold => row.clone(),
                    _ => nothing(),
                });
            }
        }
        self.sheet.by_year(&rows)
    }

    /// What a schedule says of one year, as a row: `first` is its estimate.
    pub(crate) fn times_of_first<D: Dimension, U: Unit>(&self, term: &Term<'_, U>, first: Row<D>) -> Row<D> {
        match term.times {
            OfFirst::Whole => first,
            OfFirst::Share(share) => first * self.factor(share),
            OfFirst::Grown(growth, years) => {
                first * self.grown(growth, i16::try_from(years).unwrap_or(i16::MAX))
            }
        }
    }

    /// The money that a schedule says of one year.
    pub(crate) fn money_of<B: Basis, U: MoneyUnit>(&self, term: &Term<'_, U>) -> Row<B> {
        self.times_of_first(term, self.money(term.estimate))
    }

    /// One in the year in which something starts, and grown from there for so many years, the first among them.
    fn growth_from(&self, growth: &Estimate<Growth>, starts: FinancialYear, years: i16) -> Row<Factor> {
        let first = self.first();
        let opening = self.grown(growth, first.since(starts).clamp(0, (years - 1).max(0)));
        let (rate, none) = (self.factor(growth), self.number(0));
        let rates: Vec<Row<Factor>> = self
            .years
            .iter()
            .map(|year| if (1..years).contains(&year.since(starts)) { rate.clone() } else { none.clone() })
            .collect();
        self.sheet.growth_index_from(&self.sheet.by_year(&rates), &opening)
    }

    /// Records that a library does not come to what a list says of its later years.
    fn leave_out(&self, at: &Address) {
        let at = self.place(at);
        if !self.assumed.borrow().iter().any(|(known, _)| *known == at) {
            self.assume(
                &at,
                "lies beyond the appraisal for a library that changes late, and is left out there",
            );
        }
    }

    /// Reports what a schedule says of years that the appraisal does not reach.
    fn check_period<U: Unit>(&self, schedule: &Schedule<U>, starts: FinancialYear) {
        let (Some(first), Some(last)) = (self.years.first().copied(), self.years.last().copied()) else {
            return;
        };
        let outside = |origin: &Origin, year: FinancialYear| {
            let problem = Problem::new(
                origin.address.clone(),
                format!("is for {year}, and the appraisal runs from {first} to {last}"),
            );
            self.problem_of_period(
                problem
                    .accepted("a year of the appraisal; or change first_year or years")
                    .at_line(origin.line),
            );
        };
        let in_turn = |turns: &mut dyn Iterator<Item = &Origin>| {
            for (turn, origin) in (0_i16..).zip(turns) {
                let year = starts.plus(turn);
                if year <= last {
                    continue;
                }
                // A library that changes late has the years of a list that are left to it.
                if turn > 0 && self.stated.several() {
                    self.leave_out(&origin.address);
                } else {
                    outside(origin, year);
                }
                return;
            }
        };
        match schedule {
            Schedule::Every(_) | Schedule::Growing { .. } => {}
            Schedule::InTurn(turns) => in_turn(&mut turns.iter().map(|estimate| &estimate.origin)),
            Schedule::Taper { shares, .. } => in_turn(&mut shares.iter().map(|share| &share.origin)),
            Schedule::ByYear(years) => {
                for (year, estimate) in years {
                    if !(first..=last).contains(year) {
                        outside(&estimate.origin, *year);
                    }
                }
            }
            // What began before the first year may hold on in it.
            Schedule::Steps(steps) => {
                for (year, estimate) in steps.iter().filter(|(year, _)| *year > last) {
                    outside(&estimate.origin, *year);
                }
            }
        }
    }
}
