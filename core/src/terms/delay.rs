//! What a month of delay costs, and whom.

use std::collections::BTreeMap;

use serde::Serialize;

use super::forms;
use super::sides::{self, by_year, crosses, pounds, total, words};
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Model, OptionModel, Penny};
use crate::date::{months_after, written};
use crate::document::Content;
use crate::ledger::Category;
use crate::money;
use crate::problem::{Problem, Problems};
use crate::table::{Page, Table};

/// The longest delay.
const MOST_MONTHS: u32 = 24;

/// What is asked of a delay.
///
/// ```
/// use options_appraisal::terms::Delay;
///
/// let asked = Delay::new("trust").months(4).view("public_sector");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delay {
    option: String,
    months: u32,
    views: Vec<String>,
}

impl Delay {
    /// A delay of an option, by its id, of up to twelve months, for the council and for the whole public sector.
    pub fn new(option: impl Into<String>) -> Self {
        Self { option: option.into(), months: 12, views: Vec::new() }
    }

    /// The longest delay, from 1 to 24 months.
    #[must_use]
    pub const fn months(mut self, months: u32) -> Self {
        self.months = months;
        self
    }

    /// A view for which it is worked out, in the place of the usual ones. More than one may be named.
    #[must_use]
    pub fn view(mut self, id: impl Into<String>) -> Self {
        self.views.push(id.into());
        self
    }
}

/// What a delay costs a view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DelayView {
    /// The id of the view.
    pub view: String,
    /// The saving against today in cash, all years, with the delay.
    pub saving_total: Penny,
    /// What of it the delay has lost; less than nought where the delay saves money.
    pub lost: Penny,
    /// The net present saving with the delay, in pounds of the price base.
    pub net_present_saving: Penny,
    /// What of it the delay has lost.
    pub lost_present_value: Penny,
}

/// A delay of some months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DelayMonth {
    /// By how many months the option begins later.
    pub months: u32,
    /// The day on which it then begins.
    pub starts: String,
    /// By view.
    pub views: Vec<DelayView>,
}

/// What the longest delay changes in the first view's payments, in cash, all years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DelayWhere {
    /// What is paid for.
    pub category: Category,
    /// What is paid more, net; less than nought where less is paid.
    pub paid_more: Penny,
}

/// What a delay costs, month by month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DelayResult {
    /// The option.
    pub option: String,
    /// Its name.
    pub name: String,
    /// The day on which it is to begin.
    pub planned: String,
    /// From one month to the longest delay.
    pub months: Vec<DelayMonth>,
    /// Where the cost of the longest delay comes from, in the first view: what goes on to be paid, and what is not paid
    /// yet. The largest first; what does not change is left out.
    pub comes_from: Vec<DelayWhere>,
    /// In words: one sentence for each view.
    pub sentences: Vec<String>,
}

forms!(DelayResult);

/// The view that is shown beside the council's when none is named.
const USUAL: &str = "public_sector";

impl Appraisal {
    /// What each month by which an option begins later costs, for each view: saving lost in cash and in present value.
    ///
    /// Each month is a run of its own with `starts` moved, so that everything that hangs on the date moves with it: what
    /// goes on to be paid for today's service, the payments that are counted from the year of the change, what comes once.
    /// The appraisal ends when it did. What the question states for a financial year by name stays in that year.
    ///
    /// # Errors
    /// If there is no such option or view, or the option is today's; if the months are none or too many, or lead beyond the
    /// last year.
    ///
    /// ```
    /// use options_appraisal::terms::Delay;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let delay = Appraisal::load(text, Format::Toml)?.delay(&Delay::new("community").months(4))?;
    /// assert_eq!(delay.months[3].starts, "2028-02-01");
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn delay(&self, asked: &Delay) -> Result<DelayResult, Problems> {
        let model = self.model();
        let mut problems = Problems::new();
        let option = sides::change(model, &asked.option).map_err(|problem| problems.push(problem)).ok();
        let views = views(model, &asked.views, &mut problems);
        let last = model.years.last().map(|year| year.last_day());
        let starts =
            option.and_then(|option| option.starts).or(model.years.first().map(|year| year.first_day()));
        let (Some(last), Some(starts)) = (last, starts) else { return Err(problems) };
        let months = Address::new("months");
        if !(1..=MOST_MONTHS).contains(&asked.months) {
            let problem = Problem::new(months, format!("is {}", asked.months));
            problems.push(problem.accepted(format!("from 1 to {MOST_MONTHS} months")));
        } else if option.is_some() && months_after(starts, asked.months) > last {
            let problem = Problem::new(months, format!("{} months lead beyond the appraisal", asked.months));
            problems.push(problem.accepted(format!("a start by {}", written(last))));
        }
        let Some(option) = option else { return Err(problems) };
        problems.or(())?;
        let planned = self.savings(option, &views)?;
        let at = format!("options.{}.starts", option.id);
        let first = views.first().map_or("", |place| &model.views[*place].0);
        let (mut all, mut comes_from) = (Vec::new(), Vec::new());
        for months in 1..=asked.months {
            let date = written(months_after(starts, months));
            let late = self.restated(&[(&at, Content::Date(date.clone()))])?;
            let delayed = sides::option(late.model(), &option.id)?;
            let savings = late.savings(delayed, &views)?;
            let of_view = |((place, own), planned): ((&usize, &[Decimal; 2]), &[Decimal; 2])| {
                let lost = |of: usize| total([planned[of], -own[of]]).map(Penny::of);
                Ok(DelayView {
                    view: model.views[*place].0.clone(),
                    saving_total: Penny::of(own[0]),
                    lost: lost(0)?,
                    net_present_saving: Penny::of(own[1]),
                    lost_present_value: lost(1)?,
                })
            };
            let views: Result<Vec<DelayView>, Problems> =
                views.iter().zip(&savings).zip(&planned).map(of_view).collect();
            if months == asked.months {
                comes_from = self.comes_from((&late, delayed), option, first)?;
            }
            all.push(DelayMonth { months, starts: date, views: views? });
        }
        let mut result = DelayResult {
            option: option.id.clone(),
            name: option.name.clone(),
            planned: written(starts),
            months: all,
            comes_from,
            sentences: Vec::new(),
        };
        result.sentences = sentences(model, &result);
        Ok(result)
    }

    /// The saving in cash and the net present saving of an option, for each of some views.
    fn savings(&self, option: &OptionModel, views: &[usize]) -> Result<Vec<[Decimal; 2]>, Problems> {
        let values = self.planned()?;
        let whole = |node| values.at(node, 0).unwrap_or_default();
        let of_view = |place: &usize| {
            let view = &option.measures.views[*place];
            [whole(view.saving_total), whole(view.economic.net_present_saving)]
        };
        Ok(views.iter().map(of_view).collect())
    }

    /// What a delay changes in what a view pays, by what it is for.
    fn comes_from(
        &self,
        (late, delayed): (&Self, &OptionModel),
        option: &OptionModel,
        view: &str,
    ) -> Result<Vec<DelayWhere>, Problems> {
        let mut changes: BTreeMap<&'static str, (Category, Decimal)> = BTreeMap::new();
        for (appraisal, option, sign) in
            [(late, delayed, Decimal::ONE), (self, option, Decimal::NEGATIVE_ONE)]
        {
            let (model, values) = (appraisal.model(), appraisal.planned()?);
            let place = sides::view(model, Some(view), &Address::new("views"))?;
            for line in &option.lines {
                let Some(crossing) = crosses(line, &model.views[place].2) else { continue };
                let paid = total(by_year(model, values, line.cash))?;
                let sum = changes.entry(line.category.word()).or_insert((line.category, Decimal::ZERO));
                sum.1 = total([sum.1, paid * crossing * sign])?;
            }
        }
        let mut changes: Vec<(Category, Decimal)> =
            changes.into_values().filter(|(_, change)| !money::to_pence(*change).is_zero()).collect();
        changes.sort_by_key(|(_, change)| std::cmp::Reverse(change.abs()));
        let place = |(category, change)| DelayWhere { category, paid_more: Penny::of(change) };
        Ok(changes.into_iter().map(place).collect())
    }
}

/// The places of the views that are asked for; of the council and the whole public sector where none is named.
fn views(model: &Model, asked: &[String], problems: &mut Problems) -> Vec<usize> {
    if asked.is_empty() {
        let public = model.views.iter().position(|(id, ..)| id == USUAL);
        return [Some(0), public].into_iter().flatten().collect();
    }
    let mut places = Vec::new();
    for (turn, id) in asked.iter().enumerate() {
        match sides::view(model, Some(id), &Address::new("views").join(turn + 1)) {
            Ok(place) if !places.contains(&place) => places.push(place),
            Ok(_) => {}
            Err(problem) => problems.push(problem),
        }
    }
    places
}

/// What the longest delay comes to, for each view.
fn sentences(model: &Model, result: &DelayResult) -> Vec<String> {
    let Some(last) = result.months.last() else { return Vec::new() };
    let count = Decimal::from(last.months);
    let sentence = |view: &DelayView| {
        let label = model.views.iter().find(|(id, ..)| *id == view.view).map_or("", |(_, label, _)| label);
        let months =
            if last.months == 1 { "One month".to_owned() } else { format!("{} months", last.months) };
        let (lost, present) = (view.lost.value(), view.lost_present_value.value());
        let verb = if lost < Decimal::ZERO { "save" } else { "cost" };
        let ending = if last.months == 1 { "s" } else { "" };
        format!(
            "{}: {months} of delay {verb}{ending} {label} {}, {} a month ({} of present value).",
            result.name,
            pounds(lost.abs()),
            pounds((lost / count).abs()),
            pounds(present.abs()),
        )
    };
    last.views.iter().map(sentence).collect()
}

impl DelayResult {
    fn page(&self) -> Page {
        let columns = self.months.first().map(|month| &month.views[..]).unwrap_or_default();
        let columns = columns.iter().flat_map(|view| {
            [format!("{}: saving lost", view.view), format!("{}: present value lost", view.view)]
        });
        let months = Table {
            heading: "What each month of delay costs (saving lost in £ of cash, present value in £ of the price base)"
                .to_owned(),
            columns: std::iter::once("Begins".to_owned()).chain(columns).collect(),
            rows: self
                .months
                .iter()
                .map(|month| {
                    let sums = month.views.iter().flat_map(|view| {
                        [pounds(view.lost.value()), pounds(view.lost_present_value.value())]
                    });
                    let cells = std::iter::once(month.starts.clone()).chain(sums).collect();
                    (month.months.to_string(), cells)
                })
                .collect(),
        };
        let view = self.months.last().and_then(|month| month.views.first());
        let from = Table {
            heading: format!(
                "Where the longest delay costs {} more (£ in cash; less than nought: less is paid)",
                view.map_or("", |view| &view.view)
            ),
            columns: words(["Paid more"]),
            rows: self
                .comes_from
                .iter()
                .map(|one| (one.category.word().replace('_', " "), vec![pounds(one.paid_more.value())]))
                .collect(),
        };
        (format!("{}: a delay from {}", self.name, self.planned), vec![months, from], self.sentences.clone())
    }
}
