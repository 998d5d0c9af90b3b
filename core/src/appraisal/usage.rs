//! How much a service is open and used under an option.

use crate::delivery::LeftOpen;
use crate::input::{Count, Schedule};
use crate::service::Usage;
use crate::sheet::{Factor, Row};
use crate::workings::{After, Workings};
use crate::year::FinancialYear;

/// How much the service is open and used, a year; none of what the input does not say.
#[derive(Clone)]
pub(crate) struct UsageRows {
    pub(crate) staffed: Option<Row<Factor>>,
    pub(crate) open: Option<Row<Factor>>,
    pub(crate) visits: Option<Row<Factor>>,
    pub(crate) issues: Option<Row<Factor>>,
}

/// The hours and the use of an option.
pub(super) enum OwnUse<'a> {
    /// Those that the input states for it.
    Stated(&'a Usage),
    /// What is left when the library has closed.
    LeftOpen(&'a LeftOpen),
    /// Today's.
    AsToday,
}

impl UsageRows {
    /// The use of several libraries together: what all of them tell.
    pub(super) fn of_all(w: &Workings<'_>, all: &[&Self]) -> Self {
        let sum = |row: fn(&Self) -> Option<&Row<Factor>>| {
            let rows: Option<Vec<&Row<Factor>>> = all.iter().map(|one| row(one)).collect();
            rows.map(|rows| w.sheet.sum(rows))
        };
        Self {
            staffed: sum(|one| one.staffed.as_ref()),
            open: sum(|one| one.open.as_ref()),
            visits: sum(|one| one.visits.as_ref()),
            issues: sum(|one| one.issues.as_ref()),
        }
    }

    /// Each row put together with that of another use, where both are known.
    fn with(&self, other: &Self, join: impl Fn(&Row<Factor>, &Row<Factor>) -> Row<Factor>) -> Self {
        let both = |own: &Option<Row<Factor>>, other: &Option<Row<Factor>>| {
            own.as_ref().zip(other.as_ref()).map(|(own, other)| join(own, other))
        };
        Self {
            staffed: both(&self.staffed, &other.staffed),
            open: both(&self.open, &other.open),
            visits: both(&self.visits, &other.visits),
            issues: both(&self.issues, &other.issues),
        }
    }
}

/// Hours and use. `weight` is the share of each year in which the option holds, `closed` that in which nothing runs;
/// what is left is as today.
pub(super) fn usage_rows(
    w: &Workings<'_>,
    today: &Usage,
    option: &OwnUse<'_>,
    weight: Option<&Row<Factor>>,
    closed: Option<&Row<Factor>>,
    change: FinancialYear,
) -> UsageRows {
    let rows = |usage: &Usage, starts: FinancialYear| {
        let weeks = || w.factor(&usage.weeks);
        let staffed = usage.staffed_hours.as_ref().map(|hours| w.factor(hours) * weeks());
        let open = staffed.as_ref().map(|staffed| staffed + w.factor(&usage.self_service_hours) * weeks());
        let counted = |count: &Option<Schedule<Count>>| {
            count.as_ref().map(|count| w.factors(count, starts, After::Hold))
        };
        UsageRows { staffed, open, visits: counted(&usage.visits), issues: counted(&usage.issues) }
    };
    let before = rows(today, w.first());
    let open = closed.map(|closed| w.number(1) - closed);
    let later = match option {
        OwnUse::Stated(usage) => rows(usage, change),
        OwnUse::LeftOpen(left) => UsageRows {
            staffed: Some(left.hours.clone()),
            open: Some(left.hours.clone()),
            visits: left.visits.clone(),
            issues: left.issues.clone(),
        },
        OwnUse::AsToday => {
            return match open {
                Some(open) => before.with(&before, |before, _| before * &open),
                None => before,
            };
        }
    };
    let Some(weight) = weight else { return later };
    let open = open.unwrap_or_else(|| w.number(1));
    before.with(&later, |before, later| before * (&open - weight) + later * weight)
}
