//! An appraised result beside other results.

use serde::Serialize;

use super::standing::Standing;
use crate::appraisal::{EconomicResult, OptionResult, Outcome, Penny};
use crate::input::{choice, known_names};
use crate::ledger::Category;
use crate::problem::{Problem, Problems};
use crate::report::report;
use crate::table::{Page, Table, shown};
use crate::uncertainty::float;

choice! {
    /// A measure of an option of an appraisal. Costs are those of the view that is asked for, in real terms of the
    /// appraisal's own price base.
    pub enum ResultMeasure {
        /// Net cost for each hour open.
        CostPerOpenHour = "cost_per_open_hour",
        /// Net cost for each hour open with somebody present.
        CostPerStaffedHour = "cost_per_staffed_hour",
        /// Net cost for each visit.
        CostPerVisit = "cost_per_visit",
        /// Net cost for each issue.
        CostPerIssue = "cost_per_issue",
        /// Equivalent annual cost.
        EquivalentAnnualCost = "equivalent_annual_cost",
        /// Hours open a year, in the last year.
        OpenHours = "open_hours",
        /// Hours with somebody present as a share of hours open, in the last year.
        StaffedShare = "staffed_share",
        /// Charges, sales, hire and rents as a share of what users, givers and funders pay, over all years.
        ChargesShareOfIncome = "charges_share_of_income",
        /// Donations, subscriptions and fundraising as a share of the same.
        GivingShareOfIncome = "giving_share_of_income",
        /// Grants as a share of the same.
        GrantsShareOfIncome = "grants_share_of_income",
        /// Contract sums and service agreements as a share of the same.
        ContractsShareOfIncome = "contracts_share_of_income",
    }
}

/// One measure of an option, and where it stands among other results.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ResultStanding {
    /// The measure.
    pub measure: ResultMeasure,
    /// What it is.
    pub label: &'static str,
    /// The option's own value; none where it has none.
    pub value: Option<f64>,
    /// Where it stands; none where no other result has one.
    pub standing: Option<Standing>,
    /// The results that have none.
    pub missing: Vec<String>,
}

/// An appraised option beside those of other results.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ResultComparison {
    /// The title of the appraisal.
    pub title: String,
    /// The option.
    pub option: String,
    /// The view.
    pub view: String,
    /// The other results, by name.
    pub peers: Vec<String>,
    /// The measures.
    pub measures: Vec<ResultStanding>,
}

/// Sets an option of an appraisal beside the same option of other appraisals: the branch beside other branches.
///
/// `view` is the id of a view that all have. A result that has the option not is a problem, by its name.
///
/// # Errors
/// If an option or a view is not in one of the results, or there are no others.
pub fn compare_results(
    own: &Outcome,
    option: &str,
    view: &str,
    others: &[(String, &Outcome)],
) -> Result<ResultComparison, Problems> {
    let mut problems = Problems::new();
    let own_values = values(own, option, view, "the result", &mut problems);
    let peers: Vec<(&String, Values)> = others
        .iter()
        .filter_map(|(name, other)| {
            values(other, option, view, name, &mut problems).map(|values| (name, values))
        })
        .collect();
    if others.is_empty() {
        problems.push(Problem::new("others", "there are no results to compare with").accepted("one or more"));
    }
    let Some(own_values) = own_values.filter(|_| problems.is_empty()) else { return Err(problems) };
    let measures = ResultMeasure::ALL.iter().enumerate().map(|(place, measure)| {
        let (mut among, mut missing) = (Vec::new(), Vec::new());
        for (name, values) in &peers {
            match values[place] {
                Some(value) => among.push(value),
                None => missing.push((*name).clone()),
            }
        }
        ResultStanding {
            measure: *measure,
            label: measure.meaning(),
            value: own_values[place],
            standing: Standing::of(own_values[place], &among),
            missing,
        }
    });
    Ok(ResultComparison {
        title: own.tables().title.clone(),
        option: option.to_owned(),
        view: view.to_owned(),
        peers: others.iter().map(|(name, _)| name.clone()).collect(),
        measures: measures.collect(),
    })
}

/// The values of all measures, in order.
type Values = Vec<Option<f64>>;

fn values(
    outcome: &Outcome,
    option: &str,
    view: &str,
    name: &str,
    problems: &mut Problems,
) -> Option<Values> {
    let options = &outcome.tables().options;
    let Some(found) = options.iter().find(|one| one.id == option) else {
        let known = known_names(option, options.iter().map(|one| one.id.as_str()));
        problems.push(Problem::new("option", format!("{name} has no option \"{option}\"")).accepted(known));
        return None;
    };
    let Some(of_view) = found.views.iter().find(|one| one.id == view) else {
        let known = known_names(view, found.views.iter().map(|one| one.id.as_str()));
        problems.push(Problem::new("view", format!("{name} has no view \"{view}\"")).accepted(known));
        return None;
    };
    Some(ResultMeasure::ALL.iter().map(|measure| value(*measure, found, &of_view.economic)).collect())
}

fn value(measure: ResultMeasure, option: &OptionResult, economic: &EconomicResult) -> Option<f64> {
    let number = |penny: Penny| float(penny.value());
    let last = |pennies: &Option<Vec<Penny>>| pennies.as_ref()?.last().copied().map(number);
    match measure {
        ResultMeasure::CostPerOpenHour => economic.cost_per_open_hour.map(number),
        ResultMeasure::CostPerStaffedHour => economic.cost_per_staffed_hour.map(number),
        ResultMeasure::CostPerVisit => economic.cost_per_visit.map(number),
        ResultMeasure::CostPerIssue => economic.cost_per_issue.map(number),
        ResultMeasure::EquivalentAnnualCost => Some(number(economic.equivalent_annual_cost)),
        ResultMeasure::OpenHours => last(&option.open_hours),
        ResultMeasure::StaffedShare => {
            let (staffed, open) = (last(&option.staffed_hours)?, last(&option.open_hours)?);
            (open > 0.0).then_some(staffed / open)
        }
        ResultMeasure::ChargesShareOfIncome => income_share(option, Category::Income),
        ResultMeasure::GivingShareOfIncome => income_share(option, Category::Giving),
        ResultMeasure::GrantsShareOfIncome => income_share(option, Category::Grant),
        ResultMeasure::ContractsShareOfIncome => income_share(option, Category::Contract),
    }
}

/// The share of one category in the income of all four, in cash over all years.
fn income_share(option: &OptionResult, category: Category) -> Option<f64> {
    let of = |wanted: Category| -> f64 {
        let lines = option.lines.iter().filter(|line| line.category == wanted);
        lines.flat_map(|line| &line.cash).map(|penny| float(penny.value())).sum()
    };
    let all: f64 =
        [Category::Income, Category::Giving, Category::Grant, Category::Contract].map(of).iter().sum();
    (all > 0.0).then(|| of(category) / all)
}

impl ResultComparison {
    /// As JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string(self).unwrap_or_default()
    }

    fn page(&self) -> Page {
        (self.heading(), vec![self.table()], Vec::new())
    }

    fn heading(&self) -> String {
        format!(
            "{}: {} beside {} other results, for {}",
            self.title,
            self.option,
            self.peers.len(),
            self.view
        )
    }

    fn table(&self) -> Table {
        let columns = ["Own", "Lower quartile", "Median", "Upper quartile", "Rank"];
        let shown = |value: f64| format!("{value:.2}");
        let rows = self.measures.iter().filter_map(|one| {
            let standing = one.standing?;
            let rank = standing.rank.map(|rank| format!("{rank} of {}", standing.peers + 1));
            let cells = vec![
                one.value.map(shown).unwrap_or_default(),
                shown(standing.lower_quartile),
                shown(standing.median),
                shown(standing.upper_quartile),
                rank.unwrap_or_default(),
            ];
            Some((one.measure.word().replace('_', " "), cells))
        });
        Table {
            heading: "Where it stands".to_owned(),
            columns: columns.map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }
    }
}

report!(ResultComparison);
shown! { ResultComparison: Self::page; }
