//! What is compared: measures of the library service of an authority.

use std::collections::BTreeMap;

use crate::data::{Figures, Hours, Item, Kind, Libraries, Library, Operation, authority_key};
use crate::input::choice;
use crate::uncertainty::float;
use crate::year::FinancialYear;

choice! {
    /// A measure of the library service of an authority. Libraries are its ordinary static libraries that were open in
    /// the latest year of the table.
    pub enum Measure {
        /// How many libraries are open.
        Libraries = "libraries",
        /// Hours open a week, the mean of the libraries that state them.
        HoursPerWeek = "hours_per_week",
        /// Hours with staff as a share of hours open, of the libraries that state both. Volunteers count as staff where
        /// the authority counts them so.
        StaffedShare = "staffed_share",
        /// Days open a week, the mean of the libraries that state each day.
        DaysPerWeek = "days_per_week",
        /// The share of libraries that the council runs itself, with staff or without.
        CouncilRunShare = "council_run_share",
        /// The share of libraries that the community runs, with support of the council or independent of it.
        CommunityRunShare = "community_run_share",
        /// The share of libraries that a trust, company or contractor runs for the council.
        CommissionedShare = "commissioned_share",
        /// The share of libraries that are part of the statutory duty, of those that state it.
        StatutoryShare = "statutory_share",
        /// The share of libraries with self-service or unstaffed hours, of those that state it.
        SelfServiceShare = "self_service_share",
        /// The share of libraries that share their building, of those that state it.
        CoLocatedShare = "co_located_share",
        /// Of the static libraries open in the first year of the table, the share closed for good in its latest.
        ClosedShare = "closed_share",
        /// People who live in the area.
        Residents = "residents",
        /// Residents for each library.
        ResidentsPerLibrary = "residents_per_library",
        /// Visits a year for each resident.
        VisitsPerResident = "visits_per_resident",
        /// Visits for each hour open.
        VisitsPerOpenHour = "visits_per_open_hour",
        /// Net expenditure for each hour open, in pounds of the year.
        NetCostPerOpenHour = "net_cost_per_open_hour",
        /// Net expenditure for each visit, in pounds of the year.
        NetCostPerVisit = "net_cost_per_visit",
        /// Net expenditure for each resident, in pounds of the year.
        NetCostPerResident = "net_cost_per_resident",
        /// Gross expenditure for each hour open, in pounds of the year.
        GrossCostPerOpenHour = "gross_cost_per_open_hour",
        /// Pay as a share of gross expenditure.
        PayShare = "pay_share",
        /// All income as a share of gross expenditure.
        IncomeShareOfCost = "income_share_of_cost",
        /// Fines, fees and charges as a share of all income.
        FeesShareOfIncome = "fees_share_of_income",
        /// Hire of rooms and lettings as a share of all income.
        LettingsShareOfIncome = "lettings_share_of_income",
        /// Sales as a share of all income.
        SalesShareOfIncome = "sales_share_of_income",
        /// Grants as a share of all income.
        GrantsShareOfIncome = "grants_share_of_income",
        /// Donations, fundraising and subscriptions as a share of all income.
        DonationsShareOfIncome = "donations_share_of_income",
        /// Income of no group as a share of all income.
        OtherShareOfIncome = "other_share_of_income",
    }
}

impl Measure {
    /// The unit of its values.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Libraries => "libraries",
            Self::HoursPerWeek => "hours a week",
            Self::DaysPerWeek => "days a week",
            Self::Residents | Self::ResidentsPerLibrary => "residents",
            Self::VisitsPerResident | Self::VisitsPerOpenHour => "visits",
            Self::NetCostPerOpenHour | Self::GrossCostPerOpenHour => "pounds an hour",
            Self::NetCostPerVisit => "pounds a visit",
            Self::NetCostPerResident => "pounds a resident",
            _ => "share",
        }
    }

    /// The items of figures that it needs beside the table of libraries.
    pub(super) const fn items(self) -> &'static [Item] {
        match self {
            Self::Residents | Self::ResidentsPerLibrary => &[Item::Residents],
            Self::VisitsPerResident => &[Item::Visits, Item::Residents],
            Self::VisitsPerOpenHour => &[Item::Visits],
            Self::NetCostPerOpenHour => &[Item::NetExpenditure],
            Self::NetCostPerVisit => &[Item::NetExpenditure, Item::Visits],
            Self::NetCostPerResident => &[Item::NetExpenditure, Item::Residents],
            Self::GrossCostPerOpenHour => &[Item::GrossExpenditure],
            Self::PayShare => &[Item::Employees, Item::GrossExpenditure],
            Self::IncomeShareOfCost => &[Item::TotalIncome, Item::GrossExpenditure],
            Self::FeesShareOfIncome => &[Item::FeesAndCharges, Item::TotalIncome],
            Self::LettingsShareOfIncome => &[Item::Lettings, Item::TotalIncome],
            Self::SalesShareOfIncome => &[Item::Sales, Item::TotalIncome],
            Self::GrantsShareOfIncome => &[Item::Grants, Item::TotalIncome],
            Self::DonationsShareOfIncome => &[Item::Donations, Item::TotalIncome],
            Self::OtherShareOfIncome => &[Item::OtherIncome, Item::TotalIncome],
            _ => &[],
        }
    }
}

/// A value, and on how many of the authority's libraries it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measured {
    pub(super) value: f64,
    pub(super) stated: usize,
    pub(super) of: usize,
}

/// The libraries of one authority.
pub(super) struct Service<'a> {
    pub(super) authority: &'a str,
    open: Vec<&'a Library>,
    /// Static libraries open in the first year, and of them those closed in the latest.
    closed: (usize, usize),
}

/// The services of a table, in alphabetical order.
pub(super) fn services(libraries: &Libraries) -> Vec<Service<'_>> {
    let first = libraries.years().first().copied().unwrap_or_default();
    let mut all: BTreeMap<&str, Service<'_>> = BTreeMap::new();
    for one in libraries.libraries.iter().filter(|one| one.kind == Kind::Static) {
        let service = all.entry(&one.authority).or_insert_with(|| Service {
            authority: &one.authority,
            open: Vec::new(),
            closed: (0, 0),
        });
        if one.is_open() == Some(true) {
            service.open.push(one);
        }
        if one.operation.at(first).is_some_and(Operation::is_open) {
            service.closed.0 += 1;
            service.closed.1 += usize::from(one.operation.latest() == Some(Operation::Closed));
        }
    }
    all.into_values().collect()
}

/// The figures of authorities in the years that are compared.
pub(super) struct Known<'a> {
    pub(super) tables: &'a [&'a Figures],
    pub(super) years: BTreeMap<&'static str, FinancialYear>,
    /// Weeks open a year.
    pub(super) weeks: f64,
}

impl Known<'_> {
    /// The figure of an authority in the year that is compared.
    pub(super) fn of(&self, authority: &str, item: Item) -> Option<f64> {
        let year = *self.years.get(item.word())?;
        self.tables
            .iter()
            .find_map(|table| table.of(authority, item, year))
            .map(|one| float(one.amount.value()))
    }
}

/// A number of libraries.
#[allow(clippy::cast_precision_loss, reason = "no table has 2^52 rows")]
fn number(count: usize) -> f64 {
    count as f64
}

impl Service<'_> {
    fn mean(&self, value: impl Fn(&Library) -> Option<f64>) -> Option<Measured> {
        let values: Vec<f64> = self.open.iter().filter_map(|one| value(one)).collect();
        let stated = values.len();
        (stated > 0).then(|| Measured {
            value: values.iter().sum::<f64>() / number(stated),
            stated,
            of: self.open.len(),
        })
    }

    fn share(&self, is: impl Fn(&Library) -> Option<bool>) -> Option<Measured> {
        self.mean(|one| is(one).map(|is| f64::from(u8::from(is))))
    }

    fn run_by(&self, operations: &[Operation]) -> Option<Measured> {
        self.share(|one| one.operation.latest().map(|own| operations.contains(&own)))
    }

    /// Hours open a week of all libraries, those that state none taken for the mean of the others.
    fn hours_a_week(&self) -> Option<Measured> {
        let mean = self.mean(hours_open)?;
        Some(Measured { value: mean.value * number(mean.of), ..mean })
    }

    /// The measure; none where what it needs is not stated.
    pub(super) fn measure(&self, measure: Measure, known: &Known<'_>) -> Option<Measured> {
        let whole = |value: f64| Measured { value, stated: self.open.len(), of: self.open.len() };
        let figure = |item| known.of(self.authority, item);
        let over = |one: Option<f64>, other: Option<f64>| {
            let (one, other) = (one?, other?);
            Some(whole(one / other)).filter(|_| other > 0.0)
        };
        let per_open_hour = |item| {
            let (amount, hours) = (figure(item)?, self.hours_a_week()?);
            let hours_a_year = hours.value * known.weeks;
            (hours_a_year > 0.0).then(|| Measured { value: amount / hours_a_year, ..hours })
        };
        let of_items = || match measure.items() {
            [one, other] => over(figure(*one), figure(*other)),
            _ => None,
        };
        let measured = match measure {
            Measure::Libraries => Some(whole(number(self.open.len()))),
            Measure::HoursPerWeek => self.mean(hours_open),
            Measure::StaffedShare => self.staffed_share(),
            Measure::DaysPerWeek => self.mean(|one| one.days_open().map(number)),
            Measure::CouncilRunShare => self.run_by(&[Operation::CouncilRun, Operation::Unstaffed]),
            Measure::CommunityRunShare => self.run_by(&[Operation::CommunityRun, Operation::Independent]),
            Measure::CommissionedShare => self.run_by(&[Operation::Commissioned]),
            Measure::StatutoryShare => self.share(|one| one.statutory.latest()),
            Measure::SelfServiceShare => self.share(|one| one.self_service),
            Measure::CoLocatedShare => self.share(|one| one.co_located),
            Measure::ClosedShare => {
                let (then, now) = self.closed;
                (then > 0).then(|| Measured { value: number(now) / number(then), stated: then, of: then })
            }
            Measure::Residents => figure(Item::Residents).map(whole),
            Measure::ResidentsPerLibrary => over(figure(Item::Residents), Some(number(self.open.len()))),
            Measure::VisitsPerOpenHour => per_open_hour(Item::Visits),
            Measure::NetCostPerOpenHour => per_open_hour(Item::NetExpenditure),
            Measure::GrossCostPerOpenHour => per_open_hour(Item::GrossExpenditure),
            _ => of_items(),
        };
        measured.filter(|measured| measured.value.is_finite())
    }

    fn staffed_share(&self) -> Option<Measured> {
        let both: Vec<(Hours, Hours)> =
            self.open.iter().filter_map(|one| one.staffed_hours.zip(one.hours)).collect();
        let staffed: f64 = both.iter().map(|(staffed, open)| float((*staffed).min(*open).value())).sum();
        let open: f64 = both.iter().map(|(_, open)| float(open.value())).sum();
        (open > 0.0).then(|| Measured { value: staffed / open, stated: both.len(), of: self.open.len() })
    }
}

fn hours_open(one: &Library) -> Option<f64> {
    one.hours.map(|hours| float(hours.value()))
}

/// The authorities of figures that are not in the table of libraries.
pub(super) fn unmatched(services: &[Service<'_>], tables: &[&Figures]) -> Vec<String> {
    let known: Vec<String> = services.iter().map(|one| authority_key(one.authority)).collect();
    let mut all: Vec<String> = tables
        .iter()
        .flat_map(|table| table.authorities())
        .filter(|name| !known.contains(&authority_key(name)))
        .map(str::to_owned)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
