//! Numbers read off a sheet, by the addresses of their rows, and rounded as results are.

use super::exact::Values;
use super::{Graph, RowId, Span};
use crate::Decimal;
use crate::money;
use crate::problem::Problem;
use crate::year::FinancialYear;

/// A sheet with its values.
pub(crate) struct ReadOff<'s> {
    pub(crate) graph: &'s Graph,
    pub(crate) values: &'s Values,
}

impl ReadOff<'_> {
    /// The value of the row at an address, in a year or for the whole period; none where it is a ratio to nothing.
    ///
    /// # Errors
    /// If there is no row at the address, or the year is none of the sheet's, or the row has a value a year and no year
    /// is given.
    pub(crate) fn value(
        &self,
        address: &str,
        year: Option<FinancialYear>,
    ) -> Result<Option<Decimal>, Problem> {
        let (row, place) = self.graph.find(address, year)?;
        if year.is_none() && self.graph.node(self.graph.row(row).node).span == Span::Series {
            return Err(Problem::new(address, "has a value for each year")
                .accepted(format!("one of the years {}", self.graph.period())));
        }
        Ok(self.rounded(row, place))
    }

    /// The values of the row at an address: one a year, or the one for the whole period.
    ///
    /// # Errors
    /// If there is no row at the address.
    pub(crate) fn values(&self, address: &str) -> Result<Vec<Option<Decimal>>, Problem> {
        let (row, _) = self.graph.find(address, None)?;
        let years = if self.graph.is_whole(row) { 1 } else { self.graph.years };
        Ok((0..years).map(|year| self.rounded(row, year)).collect())
    }

    /// Shares, chances and indices to six places, everything else to two.
    pub(crate) fn rounded(&self, row: RowId, year: usize) -> Option<Decimal> {
        let value = self.values.of_row(self.graph, row, year)?;
        // What is read off a result for the whole period does not hang on the order of a sum.
        let value = if self.graph.is_whole(row) { money::settled(value) } else { value };
        let pure = matches!(self.graph.row(row).unit.as_str(), "share" | "chance" | "index" | "factor");
        Some(money::to_places(value, if pure { 6 } else { 2 }))
    }
}
