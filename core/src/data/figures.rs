//! Figures of authorities: what each spends on its libraries, earns with them, and whom it serves.

use std::collections::HashMap;

use serde::Serialize;

use super::authority::key;
use super::reading::{ColumnReading, RowProblem, Taken, Tally, shown};
use super::table::{Row, Table, heading, tidy};
use super::words::{folded, spaced};
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::Penny;
use crate::input::{choice, known_names};
use crate::money;
use crate::problem::{Problem, Problems};
use crate::report::report;
use crate::table::{self, Page};
use crate::year::FinancialYear;

choice! {
    /// What a figure of an authority counts. Spending and income are of a financial year, in pounds of that year.
    pub enum Item {
        /// Pay and what goes with it.
        Employees = "employees",
        /// What is spent beside pay.
        RunningExpenses = "running_expenses",
        /// All that is spent before income.
        GrossExpenditure = "gross_expenditure",
        /// Fines, fees and charges to users.
        FeesAndCharges = "fees_and_charges",
        /// Hire of rooms and letting of space.
        Lettings = "lettings",
        /// Sales: books, printing, a café.
        Sales = "sales",
        /// Grants and contributions of other bodies.
        Grants = "grants",
        /// Donations, fundraising and subscriptions.
        Donations = "donations",
        /// Income that the other groups have no place for.
        OtherIncome = "other_income",
        /// All income.
        TotalIncome = "total_income",
        /// What is spent less what is earned.
        NetExpenditure = "net_expenditure",
        /// Visits a year.
        Visits = "visits",
        /// Issues a year.
        Issues = "issues",
        /// People who live in the area.
        Residents = "residents",
    }
}

impl Item {
    /// The groups of income of which shares are made.
    pub const INCOME_GROUPS: [Self; 6] =
        [Self::FeesAndCharges, Self::Lettings, Self::Sales, Self::Grants, Self::Donations, Self::OtherIncome];

    /// Other words for an item in published tables: the measures of form RO5 of the revenue outturn, and of counts.
    const OTHER_WORDS: &'static [(&'static str, Self)] = &[
        ("total_expenditure", Self::GrossExpenditure),
        ("gross_spending", Self::GrossExpenditure),
        ("sales_fees_and_charges", Self::FeesAndCharges),
        ("sales_fees_charges", Self::FeesAndCharges),
        ("rents", Self::Lettings),
        ("room_hire", Self::Lettings),
        ("income", Self::TotalIncome),
        ("net_current_expenditure", Self::NetExpenditure),
        ("net_spending", Self::NetExpenditure),
        ("physical_visits", Self::Visits),
        ("loans", Self::Issues),
        ("population", Self::Residents),
    ];

    fn read(text: &str) -> Option<Self> {
        let word = heading(text);
        let own = Self::ALL.iter().copied().find(|item| item.word() == word);
        own.or_else(|| Self::OTHER_WORDS.iter().find(|(known, _)| *known == word).map(|(_, item)| *item))
    }

    /// Whether it is money.
    pub const fn is_money(self) -> bool {
        !matches!(self, Self::Visits | Self::Issues | Self::Residents)
    }
}

/// One figure of one authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Figure {
    /// The line of the file.
    pub line: u32,
    /// The authority, as the table writes it.
    pub authority: String,
    /// The financial year.
    pub year: FinancialYear,
    /// What it counts.
    pub item: Item,
    /// The amount: pounds of the year, or a count.
    pub amount: Penny,
}

/// How a table of figures is laid out.
///
/// A long table has a row for each figure, under `authority`, `year`, `item` (or `line`) and `amount` (or `value`). A
/// wide table has a row for each authority and year and a column for each item; [`Layout::column`] names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    file: Option<String>,
    columns: Vec<(String, Item)>,
    thousands: bool,
}

impl Layout {
    /// A long table.
    pub fn long() -> Self {
        Self::default()
    }

    /// The name of the file, for messages.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>) -> Self {
        self.file = Some(name.into());
        self
    }

    /// A column of a wide table, by its heading.
    #[must_use]
    pub fn column(mut self, heading: impl Into<String>, item: Item) -> Self {
        self.columns.push((heading.into(), item));
        self
    }

    /// Money is in thousands of pounds, as in the revenue outturn. Counts are as they are.
    #[must_use]
    pub fn in_thousands(mut self) -> Self {
        self.thousands = true;
        self
    }
}

/// The figures that were read, and what could not be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Figures {
    /// The name of the file, as the caller gave it.
    pub file: String,
    /// The figures, in the order of the table.
    pub figures: Vec<Figure>,
    /// What could not be read, with line and column; at most 10,000 of them.
    pub problems: Vec<RowProblem>,
    /// How many problems there were in all.
    pub problems_in_all: usize,
    /// What became of the values, by column.
    pub columns: Vec<ColumnReading>,
    #[serde(skip)]
    places: HashMap<(String, Item, FinancialYear), usize>,
}

/// Reads figures of authorities: spending, income, visits, issues, residents.
///
/// The authority stands in a column `authority` (or `la_name`, `local_authority`), the year in `year` (or
/// `financial_year`, `year_ending`): `2023/24`, `2023-24`, `202403` (the year that ends in March 2024), or `2023`, which
/// is taken for the financial year that begins in it. An amount may have a pound sign and commas, and brackets for less
/// than nothing; `..`, `x` and an empty cell say that there is none.
///
/// A value that cannot be read, and a second figure for the same authority, year and item, are left out and reported.
///
/// # Errors
/// If the file is no table, or a column that the layout needs is missing.
///
/// ```
/// use options_appraisal::data::{Item, Layout, read_figures};
///
/// let long = "authority,year,item,amount\nKent,2023/24,Net expenditure,\"£9,500,000\"\nKent,2023/24,Visits,many\n";
/// let figures = read_figures(long.as_bytes(), &Layout::long())?;
/// let kent = figures.of("Kent County Council", Item::NetExpenditure, "2023/24".parse()?).unwrap();
/// assert_eq!(kent.amount.value(), 9_500_000.into());
/// assert_eq!(
///     figures.problems[0].to_string(),
///     "line 3, amount: \"many\" cannot be read; it is left out; a number such as 12,500 or (300)",
/// );
///
/// let wide = "LA_name,year_ending,net\nKent,202403,9500\n";
/// let layout = Layout::long().column("net", Item::NetExpenditure).in_thousands();
/// assert_eq!(read_figures(wide.as_bytes(), &layout)?.figures[0].amount, kent.amount);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_figures(bytes: &[u8], layout: &Layout) -> Result<Figures, Problems> {
    let mut table = Table::open(bytes)?;
    let columns = Columns::find(&table, layout)?;
    let mut tally = Tally::default();
    let (mut figures, mut places): (Vec<Figure>, HashMap<_, usize>) = (Vec::new(), HashMap::new());
    while let Some(row) = table.next_row(&mut tally) {
        let Some((authority, year)) = columns.of_row(&table, &row, &mut tally) else { continue };
        for (item, amount) in columns.amounts(&table, &row, layout.thousands, &mut tally) {
            let like = (key(&authority), item, year);
            if let Some(&place) = places.get(&like) {
                let before: &Figure = &figures[place];
                let what = format!(
                    "{item} of {} in {year} stands in line {} already; this one is left out",
                    shown(&authority),
                    before.line
                );
                tally.problem(RowProblem::row(row.line, what).accepted("each figure once"));
                continue;
            }
            places.insert(like, figures.len());
            let (line, authority) = (row.line, authority.clone());
            figures.push(Figure { line, authority, year, item, amount: Penny(amount) });
        }
    }
    let (problems, problems_in_all, columns) = tally.columns();
    let file = layout.file.clone().unwrap_or_else(|| "the table".to_owned());
    Ok(Figures { file, figures, problems, problems_in_all, columns, places })
}

impl Figures {
    /// The figure of an authority in a year; its name may be written in any of the usual ways.
    pub fn of(&self, authority: &str, item: Item, year: FinancialYear) -> Option<&Figure> {
        self.places.get(&(key(authority), item, year)).map(|&place| &self.figures[place])
    }

    /// The latest year in which the table states an item for an authority.
    pub fn latest_year(&self, authority: &str, item: Item) -> Option<FinancialYear> {
        let own = key(authority);
        let like = self.figures.iter().filter(|one| one.item == item && key(&one.authority) == own);
        like.map(|one| one.year).max()
    }

    /// The authorities of the table, in alphabetical order, each in the spelling that comes first.
    pub fn authorities(&self) -> Vec<&str> {
        let mut spellings: HashMap<String, &str> = HashMap::new();
        for one in &self.figures {
            spellings.entry(key(&one.authority)).or_insert(&one.authority);
        }
        let mut names: Vec<&str> = spellings.into_values().collect();
        names.sort_unstable();
        names
    }

    /// As JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn page(&self) -> Page {
        (self.title(), vec![self.summary()], self.remarks())
    }

    fn title(&self) -> String {
        format!(
            "{} figures of {} authorities, from {}",
            self.figures.len(),
            self.authorities().len(),
            self.file
        )
    }

    fn summary(&self) -> table::Table {
        let mut years: Vec<FinancialYear> = self.figures.iter().map(|one| one.year).collect();
        years.sort_unstable();
        years.dedup();
        let count =
            |item: Item, year| self.figures.iter().filter(|one| one.item == item && one.year == year).count();
        let stated = Item::ALL.iter().filter(|item| self.figures.iter().any(|one| one.item == **item));
        table::Table {
            heading: "Authorities with a figure".to_owned(),
            columns: years.iter().map(ToString::to_string).collect(),
            rows: stated
                .map(|item| {
                    let counts = years.iter().map(|year| count(*item, *year).to_string());
                    (item.word().replace('_', " "), counts.collect())
                })
                .collect(),
        }
    }

    fn remarks(&self) -> Vec<String> {
        self.problems.iter().take(50).map(|one| format!("{}, {one}", self.file)).collect()
    }
}

report!(Figures);
table::shown! { Figures: Self::page; }

/// Marks of official statistics for a figure that is not there, or is not published.
const MARKS: [&str; 6] = ["..", ":", "~", "x", "c", "*"];

/// Where the columns stand.
struct Columns {
    authority: usize,
    year: usize,
    /// The item and the amount of a long table.
    long: Option<(usize, usize)>,
    /// The items of a wide table.
    wide: Vec<(usize, Item)>,
}

impl Columns {
    fn find(table: &Table, layout: &Layout) -> Result<Self, Problems> {
        let headings: Vec<String> = table.headings().iter().map(|own| heading(own)).collect();
        let mut problems = Problems::new();
        let mut place = |names: &[&str]| {
            let found = table.place(names);
            if found.is_none() {
                let known = headings.iter().map(String::as_str).filter(|own| !own.is_empty());
                let problem = Problem::new(Address::new("columns").join(names[0]), "the column is missing");
                problems.push(problem.accepted(known_names(names[0], known)));
            }
            found
        };
        let authority = place(&["authority", "la_name", "local_authority", "library_service"]);
        let year = place(&["year", "financial_year", "year_ending"]);
        let (mut long, mut wide) = (None, Vec::new());
        if layout.columns.is_empty() {
            long = place(&["item", "line"]).zip(place(&["amount", "value"]));
        } else {
            for (name, item) in &layout.columns {
                wide.extend(place(&[heading(name).as_str()]).map(|place| (place, *item)));
            }
        }
        match (authority, year, problems.is_empty()) {
            (Some(authority), Some(year), true) => Ok(Self { authority, year, long, wide }),
            _ => Err(problems),
        }
    }

    /// The authority and the year of a row; what is wrong with them is reported.
    fn of_row(&self, table: &Table, row: &Row, tally: &mut Tally) -> Option<(String, FinancialYear)> {
        let authority = table.text(row, Some(self.authority), tally);
        let year = table.read(row, Some(self.year), tally, |text| {
            let year = year(&spaced(text)).ok_or("a financial year such as 2023/24")?;
            Ok((year, if year.to_string() == text { Taken::Read } else { Taken::Tidied }))
        });
        let found = authority.zip(year);
        // A year that cannot be read is on record; a cell that says nothing is not.
        if found.is_none() && row.is_silent([self.authority, self.year]) {
            let what = "the row names no authority or no year; it is left out";
            tally.problem(RowProblem::row(row.line, what).accepted("both"));
        }
        found
    }

    fn amounts(&self, table: &Table, row: &Row, thousands: bool, tally: &mut Tally) -> Vec<(Item, Decimal)> {
        let mut amount = |place: usize, item: Item| {
            if MARKS.contains(&folded(&row.text(place)).as_str()) {
                tally.count(place, &table.headings()[place], Taken::Unstated);
                return None;
            }
            let unit = if thousands && item.is_money() { Decimal::ONE_THOUSAND } else { Decimal::ONE };
            table.read(row, Some(place), tally, |text| {
                let (number, taken) = number(text).ok_or("a number such as 12,500 or (300)")?;
                let whole = number.checked_mul(unit).ok_or("a smaller number")?;
                Ok((whole, taken))
            })
        };
        if let Some((item_at, amount_at)) = self.long {
            let mut silent = Tally::default();
            let item = table.read(row, Some(item_at), &mut silent, |text| {
                let item = Item::read(text)
                    .ok_or_else(|| known_names(&heading(text), Item::ALL.iter().map(|item| item.word())))?;
                Ok((item, Taken::Read))
            });
            let found = item.and_then(|item| amount(amount_at, item).map(|amount| (item, amount)));
            for problem in silent.problems {
                tally.problem(problem);
            }
            return found.into_iter().collect();
        }
        self.wide
            .iter()
            .filter_map(|(place, item)| amount(*place, *item).map(|amount| (*item, amount)))
            .collect()
    }
}

/// A financial year as published tables write it.
fn year(text: &str) -> Option<FinancialYear> {
    let parts: Vec<&str> = text.split(['/', '-', '–']).map(str::trim).collect();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(|part| digits(part)) {
        return None;
    }
    let starting = |text: &str| text.parse().ok().and_then(|year| FinancialYear::starting(year).ok());
    match parts[..] {
        [one] if one.len() == 4 => starting(one),
        // The year and the month in which it ends.
        [one] if one.len() == 6 && one.ends_with("03") => starting(&one[..4]).map(FinancialYear::previous),
        [first, second] if first.len() == 4 && matches!(second.len(), 2 | 4) => {
            let year = starting(first)?;
            let end = (year.start() + 1).to_string();
            end.ends_with(second).then_some(year)
        }
        _ => None,
    }
}

/// A number as a spreadsheet shows it.
fn number(text: &str) -> Option<(Decimal, Taken)> {
    let trimmed = folded(text);
    let (inner, negative) = match trimmed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (trimmed.as_str(), false),
    };
    let (minus, inner) = inner.strip_prefix('-').map_or((false, inner), |rest| (true, rest));
    let plain = inner.trim_start_matches('£').trim().replace(',', "");
    if plain.starts_with(['-', '+']) || (negative && minus) || plain.contains('_') {
        return None;
    }
    let value = money::parse(&plain).ok()?;
    let (_, taken) = tidy(text);
    let as_it_stands = taken == Taken::Read && plain == text;
    Some((
        if negative || minus { -value } else { value },
        if as_it_stands { Taken::Read } else { Taken::Tidied },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_as_they_are_written() {
        for text in ["2023/24", "2023-24", "2023/2024", "2023–24", "202403", "2023"] {
            assert_eq!(year(text).map(|year| year.to_string()).as_deref(), Some("2023/24"), "{text}");
        }
        for text in ["2023/25", "23/24", "202404", "March 2024", "", "-", "99999"] {
            assert_eq!(year(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_as_spreadsheets_show_them() {
        let read = |text: &str| number(text).map(|(value, _)| value.to_string());
        for (text, wanted) in
            [("£1,250.50", "1250.50"), ("(300)", "-300"), ("-300", "-300"), ("-£5", "-5"), (" 7 ", "7")]
        {
            assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["1.2.3", "--3", "(-3)", "£", "", "twelve", "1e99", "nan"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_left_out_and_the_rest_is_kept() {
        let table = "Authority;Year;Line;Value\n\
            Kent;2023/24;Employees;1\n\
            Kent;2023-24;employees;2\n\
            ;2023/24;employees;3\n\
            Kent;soon;employees;4\n\
            Kent;2022/23;employes;5\n\
            Kent;2022/23;Net Current Expenditure;..\n\
            St Helens;2022/23;population;180000\n";
        let figures = read_figures(table.as_bytes(), &Layout::long().in_thousands()).unwrap();
        let amounts: Vec<String> = figures.figures.iter().map(|one| one.amount.value().to_string()).collect();
        assert_eq!(amounts, ["1000", "180000"]);
        let year = FinancialYear::starting(2022).unwrap();
        assert!(figures.of("St. Helens", Item::Residents, year).is_some());
        let problems: Vec<String> = figures.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [
                "line 3: employees of Kent in 2023/24 stands in line 2 already; this one is left out; each figure once",
                "line 4: the row names no authority or no year; it is left out; both",
                "line 5, Year: \"soon\" cannot be read; it is left out; a financial year such as 2023/24",
                "line 6, Line: \"employes\" cannot be read; it is left out; did you mean \"employees\"?",
            ]
        );
        let missing = read_figures(b"authority,amount\nKent,1", &Layout::long()).unwrap_err();
        let missing: Vec<&str> = missing.iter().map(|problem| problem.address.as_str()).collect();
        assert_eq!(missing, ["columns.year", "columns.item"]);
    }
}
