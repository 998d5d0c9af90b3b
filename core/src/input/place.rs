//! Giving values that nobody put in the address at which they would stand.

use jiff::civil::Date;

use super::unit::Unit;
use super::{Estimate, Id, Keyed, Schedule, Text};
use crate::address::Address;
use crate::year::FinancialYear;

/// A value that may hold estimates, which carry their address.
pub(crate) trait Place: Sized {
    /// The value, standing at an address.
    fn placed(self, _at: &Address) -> Self {
        self
    }
}

impl Place for bool {}
impl Place for u32 {}
impl Place for Text {}
impl Place for Id {}
impl Place for Date {}
impl Place for FinancialYear {}
impl<T> Place for Vec<T> {}
impl<T> Place for Keyed<T> {}

impl<T: Place> Place for Option<T> {
    fn placed(self, at: &Address) -> Self {
        self.map(|value| value.placed(at))
    }
}

impl<U: Unit> Place for Estimate<U> {
    fn placed(mut self, at: &Address) -> Self {
        self.origin.address = at.clone();
        self
    }
}

impl<U: Unit> Place for Schedule<U> {
    fn placed(self, at: &Address) -> Self {
        match self {
            Self::Every(estimate) => Self::Every(estimate.placed(at)),
            Self::InTurn(estimates) => Self::InTurn(in_turn(estimates, at)),
            Self::ByYear(years) => Self::ByYear(by_year(years, at)),
            Self::Taper { first, shares, then } => Self::Taper {
                first: first.placed(&at.join("first")),
                shares: in_turn(shares, &at.join("shares")),
                then,
            },
            Self::Growing { first, growth, years } => Self::Growing {
                first: first.placed(&at.join("first")),
                growth: growth.placed(&at.join("growth")),
                years,
            },
            Self::Steps(steps) => Self::Steps(by_year(steps, &at.join("steps"))),
        }
    }
}

fn in_turn<U: Unit>(estimates: Vec<Estimate<U>>, at: &Address) -> Vec<Estimate<U>> {
    estimates.into_iter().enumerate().map(|(i, estimate)| estimate.placed(&at.join(i + 1))).collect()
}

fn by_year<U: Unit>(
    years: Vec<(FinancialYear, Estimate<U>)>,
    at: &Address,
) -> Vec<(FinancialYear, Estimate<U>)> {
    years.into_iter().map(|(year, estimate)| (year, estimate.placed(&at.join(year)))).collect()
}
