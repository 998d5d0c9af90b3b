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
            Self::InTurn(estimates) => Self::InTurn(
                estimates
                    .into_iter()
                    .enumerate()
                    .map(|(i, estimate)| estimate.placed(&at.join(i + 1)))
                    .collect(),
            ),
            Self::ByYear(years) => Self::ByYear(
                years.into_iter().map(|(year, estimate)| (year, estimate.placed(&at.join(year)))).collect(),
            ),
        }
    }
}
