//! The run over a table: rows in waves, on as many threads as are asked for, put together in the order of the table.

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::draws::Drawer;
use super::keys::{Group, groups, keys};
use super::layouts::{Layout, Layouts};
use super::request::Many;
use super::result::{ManyResult, Spread};
use super::rows::Rows;
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::Appraisal;
use crate::money;
use crate::problem::{Problem, Problems};

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowsDone {
    /// The rows that were looked at.
    pub rows: usize,
    /// The rows of the table.
    pub asked: usize,
}

/// The rows that each thread has in a wave: enough that waiting for the last costs little, and few enough that progress is
/// told of several times a second.
const A_WAVE: usize = 16;
/// The most sheets that a thread keeps prepared for draws: a bound on memory.
const MOST_DRAWERS: usize = 8;
/// What a number may have in hundredths: 18 digits.
const LARGEST: i64 = 999_999_999_999_999_999;

/// What a row comes to.
struct Done {
    values: Vec<Option<i64>>,
    spreads: Vec<Spread>,
}

/// What one thread keeps from row to row.
#[derive(Default)]
struct Kept {
    /// By the number of the sheet and the inputs that rows give.
    drawers: HashMap<(u64, Vec<u32>), Drawer>,
}

impl Appraisal {
    /// Works the question out for every row of a table.
    ///
    /// A row that cannot be read or worked out is reported in the result, and all others have theirs. An input that a
    /// column gives is certain: its range in the template does not count. A column whose input stands on the sheet costs
    /// only what depends on it; one that changes the sheet (a switch, a text, a sum that the template does not have) has the
    /// sheet laid out once for each of its values.
    ///
    /// # Errors
    /// If what is asked cannot be asked, or a column has the address of no input; all at once.
    ///
    /// ```
    /// use options_appraisal::many::{Many, Rows};
    /// use options_appraisal::{Appraisal, Format, Value};
    ///
    /// let template = Appraisal::load(include_str!("../../../docs/examples/national.toml"), Format::Toml)?;
    /// let hours = ["12", "[Unknown]"].map(|text| Value::Text(text.to_owned()));
    /// let rows = Rows::new(["small", "unknown"]).column("service.usage.staffed_hours", hours);
    /// let result = template.run_many(&Many::new().draws(100), &rows)?;
    /// assert_eq!(result.ids(), ["small"]);
    /// assert_eq!(result.problems()[0].row, 2);
    /// assert_eq!(result.problems()[0].problem.address.as_str(), "service.usage.staffed_hours");
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn run_many(&self, many: &Many, rows: &Rows) -> Result<ManyResult, Problems> {
        self.run_many_with(many, rows, |_| ControlFlow::Continue(()))
    }

    /// The same, saying how far it has come. When `progress` breaks, the rows that were done by then are the result.
    ///
    /// # Errors
    /// As [`Self::run_many`].
    pub fn run_many_with(
        &self,
        many: &Many,
        rows: &Rows,
        mut progress: impl FnMut(&RowsDone) -> ControlFlow<()>,
    ) -> Result<ManyResult, Problems> {
        let mut problems = Problems::new();
        many.check(&mut problems);
        rows.check(&mut problems);
        let groups = groups(self.model(), many, &mut problems);
        problems.or(())?;
        let layouts = Layouts::new(self, rows, &groups, many.missing)?;
        let mut result = ManyResult::of(rows.len(), many.draws, many.seed, keys(self.model(), &groups));
        let table = Table { many, rows, groups: &groups, layouts: &layouts };
        let threads = if cfg!(target_arch = "wasm32") { 1 } else { many.threads.min(rows.len().max(1)) };
        let mut kept: Vec<Kept> = (0..threads).map(|_| Kept::default()).collect();
        let mut next = 0;
        while next < rows.len() {
            let until = (next + A_WAVE * threads).min(rows.len());
            for (row, done) in table.wave(next..until, &mut kept) {
                let id = &rows.ids[row];
                match done {
                    Ok(done) => {
                        result.ids.push(id.clone());
                        result.values.extend(done.values);
                        result.spreads.extend(done.spreads);
                    }
                    Err(problems) => result.report(row, id, problems),
                }
            }
            next = until;
            if progress(&RowsDone { rows: next, asked: rows.len() }).is_break() {
                break;
            }
        }
        result.complete = next == rows.len();
        Ok(result)
    }
}

/// A table with what is asked of it.
struct Table<'a> {
    many: &'a Many,
    rows: &'a Rows,
    groups: &'a [Group],
    layouts: &'a Layouts<'a>,
}

impl Table<'_> {
    /// Works out some rows, and gives them in the order of the table.
    fn wave(&self, rows: Range<usize>, kept: &mut [Kept]) -> Vec<(usize, Result<Done, Problems>)> {
        let Some((own, others)) = kept.split_first_mut() else { return Vec::new() };
        let next = AtomicUsize::new(rows.start);
        // Whoever is free takes the next row.
        let taken = |kept: &mut Kept| {
            let mut done = Vec::new();
            loop {
                let row = next.fetch_add(1, Ordering::Relaxed);
                if row >= rows.end {
                    return done;
                }
                done.push((row, self.row(row, kept)));
            }
        };
        let more = rows.len().saturating_sub(1);
        let mut done = std::thread::scope(|scope| {
            let taken = &taken;
            let workers: Vec<_> =
                others.iter_mut().take(more).map(|kept| scope.spawn(move || taken(kept))).collect();
            let mut done = taken(own);
            done.extend(workers.into_iter().filter_map(|worker| worker.join().ok()).flatten());
            done
        });
        done.sort_unstable_by_key(|(row, _)| *row);
        done
    }

    fn row(&self, row: usize, kept: &mut Kept) -> Result<Done, Problems> {
        let (laid, appraisal) = self.layouts.of_row(row)?;
        let layout = laid.as_ref().as_ref().map_err(Clone::clone)?;
        let values = self.exact(layout, &appraisal)?;
        let mut spreads = Vec::new();
        if self.groups.iter().any(|group| group.drawn) {
            let drawer = match kept.drawers.entry((layout.number, appraisal.given_inputs())) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(Drawer::new(&appraisal, self.many)?)
                }
            };
            let drawn = self.groups.iter().zip(&layout.places).filter(|(group, _)| group.drawn);
            let measures: Vec<_> = drawn.map(|(group, place)| (*place, group.yearly)).collect();
            drawer.draw(&appraisal, self.many, &self.rows.ids[row], &measures, &mut spreads)?;
            if kept.drawers.len() > MOST_DRAWERS {
                kept.drawers.clear();
            }
        }
        Ok(Done { values, spreads })
    }

    /// The exact values, in hundredths.
    fn exact(&self, layout: &Layout, appraisal: &Appraisal) -> Result<Vec<Option<i64>>, Problems> {
        let (model, values) = (appraisal.model(), appraisal.planned()?);
        let mut all = Vec::new();
        let mut problems = Problems::new();
        for (group, place) in self.groups.iter().zip(&layout.places) {
            let mut put = |value: Option<Decimal>| {
                let rounded = value.map(hundredths);
                if rounded == Some(None) {
                    let at = Address::new("options").join(&group.option).join(&group.measure);
                    let problem = Problem::new(at, "has more digits than a column of results");
                    problems.push(problem.accepted("at most 18 digits, of which two are of pence"));
                }
                all.push(rounded.flatten());
            };
            match place {
                Some(place) => place.read(model, values, put),
                None => (0..if group.yearly { model.years.len() } else { 1 }).for_each(|_| put(None)),
            }
        }
        problems.or(all)
    }
}

/// A number rounded for show, in hundredths; none where it has too many digits.
fn hundredths(value: Decimal) -> Option<i64> {
    let rounded = money::to_pence(value);
    let hundredths = i64::try_from(rounded.mantissa()).ok().filter(|_| rounded.scale() == 2)?;
    (hundredths.abs() <= LARGEST).then_some(hundredths)
}
