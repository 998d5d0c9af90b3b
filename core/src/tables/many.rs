//! The first records of a run over a table.

use super::Table;
use super::build::Build;
use crate::many::{Cell, ManyResult};
use crate::money;

impl ManyResult {
    /// Its first records as a table to look at, with how many there are and how many rows failed in the heading. All
    /// records go to other programs as a stream, batch by batch.
    pub fn head(&self, most: usize) -> Table {
        let records: Vec<Cell<'_>> = self.cells().take(most).collect();
        let count = |count: usize| money::grouped(count.into());
        let all = self.ids().len() * self.keys().len();
        let failed = match self.failed() {
            0 => String::new(),
            failed => format!("; {} failed", count(failed)),
        };
        let stopped = if self.is_complete() { "" } else { "; stopped" };
        let title = format!(
            "{} of {} records of {} of {} rows{failed}{stopped}",
            count(records.len()),
            count(all),
            count(self.ids().len()),
            count(self.asked()),
        );
        let years: Vec<_> = {
            let mut years: Vec<_> = self.keys().iter().filter_map(|key| key.year).collect();
            years.sort_unstable();
            years.dedup();
            years
        };
        let build = Build::of("records", &title, &records)
            .words("id", "The id of the row.", |cell: &Cell<'_>| Some(cell.id))
            .words("option", "The id of the option.", |cell| Some(&cell.key.option))
            .words("view", "The id of the view.", |cell| cell.key.view.as_deref())
            .words("measure", "What is measured.", |cell| Some(&cell.key.measure))
            .years("of_year", "The year, where there is one.", &years, |cell| cell.key.year)
            .words("unit", "The unit.", |cell| Some(&cell.key.unit))
            .decimals("value", "The exact value.", None, |cell| cell.value);
        if self.draws() == 0 {
            return build.done();
        }
        build
            .floats("mean", "The mean of the draws.", None, |cell| cell.spread.map(|spread| spread.mean))
            .floats("p5", "Their percentile 5.", None, |cell| cell.spread.map(|spread| spread.p5))
            .floats("p95", "Their percentile 95.", None, |cell| cell.spread.map(|spread| spread.p95))
            .done()
    }
}
