//! How much a service is open and used under an option.

use crate::delivery::LeftOpen;
use crate::service::Usage;
use crate::sheet::{Factor, Row};
use crate::workings::{After, Workings};
use crate::year::FinancialYear;

/// How much the service is open and used, a year.
pub(crate) struct UsageRows {
    pub(crate) staffed: Row<Factor>,
    pub(crate) open: Row<Factor>,
    pub(crate) visits: Row<Factor>,
    /// None where the input does not say.
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
    option: &OwnUse<'_>,
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
    let later = match option {
        OwnUse::Stated(usage) => rows(usage, change),
        OwnUse::LeftOpen(left) => UsageRows {
            staffed: left.hours.clone(),
            open: left.hours.clone(),
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
