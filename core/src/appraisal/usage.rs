//! How much a service is open and used under an option.

use crate::service::Usage;
use crate::sheet::{Factor, Row};
use crate::workings::{After, Workings};
use crate::year::FinancialYear;

/// How much the service is open and used, a year.
#[derive(Clone)]
pub(crate) struct UsageRows {
    pub(crate) staffed: Row<Factor>,
    pub(crate) open: Row<Factor>,
    pub(crate) visits: Row<Factor>,
    /// None where the input does not say.
    pub(crate) issues: Option<Row<Factor>>,
}

impl UsageRows {
    /// The use of several libraries together. Issues are told where all of them tell theirs.
    pub(super) fn of_all<'r>(w: &Workings<'_>, all: impl Iterator<Item = &'r Self> + Clone) -> Self {
        let sum = |row: fn(&Self) -> &Row<Factor>| w.sheet.sum(all.clone().map(row));
        let issues: Option<Vec<&Row<Factor>>> = all.clone().map(|one| one.issues.as_ref()).collect();
        Self {
            staffed: sum(|one| &one.staffed),
            open: sum(|one| &one.open),
            visits: sum(|one| &one.visits),
            issues: issues.map(|issues| w.sheet.sum(issues)),
        }
    }

    /// Each row put together with that of another use.
    fn with(&self, other: &Self, join: impl Fn(&Row<Factor>, &Row<Factor>) -> Row<Factor>) -> Self {
        Self {
            staffed: join(&self.staffed, &other.staffed),
            open: join(&self.open, &other.open),
            visits: join(&self.visits, &other.visits),
            issues: self.issues.as_ref().zip(other.issues.as_ref()).map(|(own, other)| join(own, other)),
        }
    }
}

/// Hours and use. `weight` is the share of each year in which the option holds, `closed` that in which nothing runs;
/// what is left is as today.
pub(super) fn usage_rows(
    w: &Workings<'_>,
    today: &Usage,
    option: Option<&Usage>,
    weight: Option<&Row<Factor>>,
    closed: Option<&Row<Factor>>,
    change: FinancialYear,
) -> UsageRows {
    let rows = |usage: &Usage, starts: FinancialYear| {
        let weeks = w.factor(&usage.weeks);
        let staffed = w.factor(&usage.staffed_hours) * &weeks;
        let open = &staffed + w.factor(&usage.self_service_hours) * &weeks;
        UsageRows {
            staffed,
            open,
            visits: w.factors(&usage.visits, starts, After::Hold),
            issues: usage.issues.as_ref().map(|issues| w.factors(issues, starts, After::Hold)),
        }
    };
    let before = rows(today, w.first());
    let open = closed.map(|closed| w.number(1) - closed);
    let Some(option) = option else {
        return match open {
            Some(open) => before.with(&before, |before, _| before * &open),
            None => before,
        };
    };
    let later = rows(option, change);
    let Some(weight) = weight else { return later };
    let open = open.unwrap_or_else(|| w.number(1));
    before.with(&later, |before, later| before * (&open - weight) + later * weight)
}
