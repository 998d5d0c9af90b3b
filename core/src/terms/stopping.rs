//! What it would cost to stop: going on against stopping, at the end of each year or at each break clause.

use jiff::civil::Date;
use serde::Serialize;

use super::forms;
use super::sides::{self, by_year, crosses, pounds, row, times, total, words};
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, OptionModel, Penny};
use crate::date::{days_between, months_after, parse, written};
use crate::document::{Content, Node};
use crate::money;
use crate::problem::{Problem, Problems};
use crate::table::{Page, Table};
use crate::year::FinancialYear;

/// The most dates at which stopping is worked out.
const MOST_DATES: usize = 100;

/// The address of the index of prices in general.
const GENERAL: &str = "indices.general";

/// What is asked of stopping.
///
/// ```
/// use options_appraisal::terms::Stopping;
///
/// let asked = Stopping::new("trust").cost_of_ending("Bringing the service back", 60_000).cost_of_ending("Redundancy", 8_000);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopping {
    option: String,
    view: Option<String>,
    costs: Vec<(String, Decimal)>,
    breaks: Vec<Date>,
}

impl Stopping {
    /// Stopping an option, by its id, at the end of each year, as the council sees it.
    pub fn new(option: impl Into<String>) -> Self {
        Self { option: option.into(), view: None, costs: Vec::new(), breaks: Vec::new() }
    }

    /// The view whose money it is; the council's by default.
    #[must_use]
    pub fn view(mut self, id: impl Into<String>) -> Self {
        self.view = Some(id.into());
        self
    }

    /// A cost of ending (a return, redundancy, a penalty), in pounds of the price base; as many as there are. By default
    /// it is the `return_cost` of the option's planned end, or of its risk `operator_fails`.
    #[must_use]
    pub fn cost_of_ending(mut self, label: impl Into<String>, amount: impl Into<Decimal>) -> Self {
        self.costs.push((label.into(), amount.into()));
        self
    }

    /// A day at whose end it may stop, as a break clause has it; by default the last day of each year but the last.
    #[must_use]
    pub fn breaks_on(mut self, date: Date) -> Self {
        self.breaks.push(date);
        self
    }
}

/// Stopping at the end of a day: today's service is the council's again from the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AbortDate {
    /// The day.
    pub date: String,
    /// The year that it lies in.
    pub year: FinancialYear,
    /// What the change has cost once by then, net, in cash: sunk, whatever is done next.
    pub spent: Penny,
    /// Recurring savings so far, in cash, less repayments of loans.
    pub saved: Penny,
    /// What ending costs, in cash of the year in which it is paid.
    pub cost_of_ending: Penny,
    /// What binds after the end, net, in cash: loans that are repaid, contracts and leases that run on.
    pub still_bound: Penny,
    /// The saving of the whole period if it is stopped: what was saved, less what was spent, what ending costs and what
    /// still binds.
    pub saving_if_stopped: Penny,
    /// The saving that is still to come if it is kept, net of one-off costs still to come, in cash.
    pub remaining: Penny,
    /// What going on is worth against stopping, in cash: the saving if it is kept less the saving if it is stopped. What is
    /// sunk is in both.
    pub going_on: Penny,
    /// The same discounted, in pounds of the price base.
    pub going_on_present_value: Penny,
}

/// What it would cost to stop, date by date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AbortResult {
    /// The option.
    pub option: String,
    /// Its name.
    pub name: String,
    /// The view whose money it is.
    pub view: String,
    /// The saving of the whole period if it is kept, in cash.
    pub saving_if_kept: Penny,
    /// The costs of ending, in pounds of the price base, with what each is.
    pub costs_of_ending: Vec<(String, Penny)>,
    /// The dates, in order.
    pub dates: Vec<AbortDate>,
    /// The first of the dates at which, and after which, going on is worth more than stopping, in present value: the point
    /// of no return. None where stopping is worth as much or more at the last of them.
    pub no_return: Option<String>,
    /// The first of the dates at which stopping leaves the view no worse off than never having begun. None if there is none.
    pub free_to_stop: Option<String>,
    /// In words.
    pub sentences: Vec<String>,
}

forms!(AbortResult);

impl Appraisal {
    /// What it would cost to stop an option, at the end of each year or at each break clause: what is spent and saved by
    /// then, what ending costs, and what going on is worth against stopping.
    ///
    /// Each date is a run of its own with the planned end (`ends`) on the day after, so that all that hangs on the end comes
    /// with it: today's service is the council's again, loans are repaid to their end, what binds the council runs on. What
    /// the change has cost once is sunk; one-off sums count in the year in which they are paid. What was saved by a day
    /// within a year is shared out by the days on which the option holds.
    ///
    /// # Errors
    /// If there is no such option or view, or the option is today's; if no cost of ending is stated and the option has no
    /// `return_cost`; if a cost is below nought, or a date is none of the appraisal's or before the option begins.
    ///
    /// ```
    /// use options_appraisal::terms::Stopping;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let stopping = Appraisal::load(text, Format::Toml)?.abort_value(&Stopping::new("trust"))?;
    /// // What is still to save does not grow, and going on is worth that and what ending would cost.
    /// assert!(stopping.dates[0].remaining > stopping.dates[7].remaining);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn abort_value(&self, asked: &Stopping) -> Result<AbortResult, Problems> {
        let model = self.model();
        let mut problems = Problems::new();
        let option = sides::change(model, &asked.option).map_err(|problem| problems.push(problem)).ok();
        let view = sides::view(model, asked.view.as_deref(), &Address::new("view"));
        let view = view.map_err(|problem| problems.push(problem)).unwrap_or_default();
        let costs = option.map(|option| self.costs_of_ending(option, &asked.costs, &mut problems));
        let dates = option.map(|option| self.stopping_dates(option, &asked.breaks, &mut problems));
        let (Some(option), Some(costs), Some(dates)) = (option, costs, dates) else { return Err(problems) };
        problems.or(())?;
        let sums = self.sums(option, view)?;
        let ending = total(costs.iter().map(|(_, amount)| *amount))?;
        let kept = self.kept(option, view)?;
        let at = |date: &Date| {
            let stopped = self.stopped(option, view, *date, ending)?;
            sums.at(*date, ending, kept, stopped)
        };
        let dates: Vec<AbortDate> = dates.iter().map(at).collect::<Result<_, _>>()?;
        let nothing = Decimal::ZERO;
        let after = dates.iter().rposition(|date| date.going_on_present_value.value() <= nothing);
        let turn = after.map_or(0, |last| last + 1);
        let free = dates.iter().find(|date| date.saving_if_stopped.value() >= nothing);
        let mut result = AbortResult {
            option: option.id.clone(),
            name: option.name.clone(),
            view: model.views[view].0.clone(),
            saving_if_kept: Penny::of(kept.0),
            costs_of_ending: costs.into_iter().map(|(label, amount)| (label, Penny::of(amount))).collect(),
            no_return: dates.get(turn).map(|date| date.date.clone()),
            free_to_stop: free.map(|date| date.date.clone()),
            dates,
            sentences: Vec::new(),
        };
        result.sentences = sentences(&result, &model.views[view].1);
        Ok(result)
    }

    fn costs_of_ending(
        &self,
        option: &OptionModel,
        stated: &[(String, Decimal)],
        problems: &mut Problems,
    ) -> Vec<(String, Decimal)> {
        let at = Address::new("costs_of_ending");
        if stated.is_empty() {
            for known in ["ends.return_cost", "risks.operator_fails.return_cost"] {
                let known = Address::new("options").join(&option.id).join(known);
                if let Some(input) = self.model().graph.input_at(&known) {
                    return vec![("Bringing the service back".to_owned(), self.central(input))];
                }
            }
            let problem =
                Problem::new(at.clone(), "no cost of ending is stated, and the option has no return_cost");
            problems.push(problem.accepted(
                "a table of what ending costs, such as { redundancy = 8000 }, or a return_cost in the question",
            ));
        }
        for (label, _) in stated.iter().filter(|(_, amount)| amount.is_sign_negative() && !amount.is_zero()) {
            let problem = Problem::new(at.join(sides::shown(label)), "is below nought");
            problems.push(problem.accepted("what ending costs, 0 or more"));
        }
        stated.to_vec()
    }

    /// The days at whose ends it may stop.
    fn stopping_dates(&self, option: &OptionModel, asked: &[Date], problems: &mut Problems) -> Vec<Date> {
        let model = self.model();
        // Where it ends by plan, it may stop on a day before its last.
        let planned = self.text_at(&format!("options.{}.ends.on", option.id)).and_then(parse);
        let last =
            planned.map(day_before).into_iter().chain(model.years.last().map(|year| year.last_day())).min();
        let ends = model.years.iter().map(|year| year.last_day()).filter(|end| Some(*end) < last);
        let after = |date: &Date| option.starts.is_none_or(|starts| *date >= starts);
        if asked.is_empty() {
            let dates: Vec<Date> = ends.filter(after).collect();
            if dates.is_empty() {
                let problem =
                    Problem::new(Address::new("option"), "it begins in the last year in which it holds");
                problems.push(problem.accepted("more years, or breaks within the year"));
            }
            return dates;
        }
        let at = Address::new("breaks");
        if asked.len() > MOST_DATES {
            let problem = Problem::new(at, format!("has {} dates", asked.len()));
            problems.push(problem.accepted(format!("at most {MOST_DATES}")));
            return Vec::new();
        }
        let first = option.starts.or(model.years.first().map(|year| year.first_day()));
        for (place, date) in asked.iter().enumerate() {
            if first.is_some_and(|first| *date < first) || last.is_some_and(|last| *date >= last) {
                let text = |date: Option<Date>| date.map(written).unwrap_or_default();
                let what = format!("{} is no day after which the option would go on", written(*date));
                let problem = Problem::new(at.join(place + 1), what);
                problems.push(problem.accepted(format!(
                    "a day from {} to before {}",
                    text(first),
                    text(last)
                )));
            }
        }
        let mut dates = asked.to_vec();
        dates.sort_unstable();
        dates.dedup();
        dates
    }

    /// The saving in cash and the net present saving of an option to a view.
    fn kept(&self, option: &OptionModel, view: usize) -> Result<(Decimal, Decimal), Problems> {
        let (values, measures) = (self.planned()?, &option.measures.views[view]);
        let whole = |node| money::settled(values.at(node, 0).unwrap_or_default());
        Ok((whole(measures.saving_total), whole(measures.economic.net_present_saving)))
    }

    /// The same where the option ends with a day.
    fn stopped(
        &self,
        option: &OptionModel,
        view: usize,
        date: Date,
        ending: Decimal,
    ) -> Result<(Decimal, Decimal), Problems> {
        let node = |content| Node { line: None, content };
        let ends = vec![
            ("on".to_owned(), node(Content::Date(written(next_day(date))))),
            ("return_cost".to_owned(), node(Content::Number(ending.to_string()))),
        ];
        let at = format!("options.{}.ends", option.id);
        let stopped = self.restated(&[(&at, Content::Table(ends))])?;
        stopped.kept(sides::option(stopped.model(), &option.id)?, view)
    }

    fn sums(&self, option: &OptionModel, view: usize) -> Result<Sums, Problems> {
        let (model, values) = (self.model(), self.planned()?);
        let measures = &option.measures.views[view];
        let years = model.years.len();
        let own = by_year(model, values, measures.saving);
        let mut once = vec![Decimal::ZERO; years];
        // What comes once in this option and not in today's: the change itself, and not what falls due in any case.
        let today = model.options.get(model.today).unwrap_or(option);
        for (lines, sign) in [(&option.lines, Decimal::ONE), (&today.lines, Decimal::NEGATIVE_ONE)] {
            for line in lines {
                let Some(crossing) = crosses(line, &model.views[view].2) else { continue };
                if line.one_off {
                    for (sum, paid) in once.iter_mut().zip(by_year(model, values, line.cash)) {
                        *sum = total([*sum, crossing * sign * paid])?;
                    }
                }
            }
        }
        let recurring = own.iter().zip(&once).map(|(own, once)| total([*own, *once]));
        Ok(Sums {
            recurring: recurring.collect::<Result<_, _>>()?,
            once,
            prices: row(model, values, GENERAL).unwrap_or_else(|| vec![Decimal::ONE; years]),
            years: model.years.clone(),
            starts: option.starts,
        })
    }
}

/// The day after a day.
fn next_day(date: Date) -> Date {
    Date::new(date.year(), date.month(), date.day() + 1).unwrap_or_else(|_| {
        let next = months_after(date, 1);
        Date::new(next.year(), next.month(), 1).unwrap_or(date)
    })
}

/// The day before a day.
fn day_before(date: Date) -> Date {
    Date::new(date.year(), date.month(), date.day() - 1).unwrap_or_else(|_| {
        let january = date.month() == 1;
        let (year, month) = if january { (date.year() - 1, 12) } else { (date.year(), date.month() - 1) };
        Date::new(year, month, 1)
            .and_then(|first| Date::new(year, month, first.days_in_month()))
            .unwrap_or(date)
    })
}

/// An option's money in one view, by year in cash.
struct Sums {
    /// Recurring savings against today, with repayments of loans taken off.
    recurring: Vec<Decimal>,
    /// What the change costs once, net.
    once: Vec<Decimal>,
    prices: Vec<Decimal>,
    years: Vec<FinancialYear>,
    starts: Option<Date>,
}

impl Sums {
    /// The share of a year's days on which the option holds that lie up to and with a day of it.
    fn passed(&self, year: FinancialYear, date: Date) -> Decimal {
        let first = self.starts.map_or(year.first_day(), |starts| starts.max(year.first_day()));
        let next = year.next().first_day();
        let all = Decimal::from(days_between(first, next).max(1));
        (Decimal::from(days_between(first, date) + 1) / all).clamp(Decimal::ZERO, Decimal::ONE)
    }

    /// Stopping at the end of a day, with what is saved if it is kept and if it is stopped: in cash, and in present value.
    fn at(
        &self,
        date: Date,
        ending: Decimal,
        kept: (Decimal, Decimal),
        stopped: (Decimal, Decimal),
    ) -> Result<AbortDate, Problems> {
        let place =
            |date: Date| self.years.iter().position(|year| date <= year.last_day()).unwrap_or_default();
        let now = place(date);
        let spent = total(self.once.iter().take(now + 1).copied())?;
        let in_year = times(self.recurring[now], self.passed(self.years[now], date))?;
        let saved = total(self.recurring.iter().take(now).copied().chain([in_year]))?;
        let ending = times(ending, self.prices[place(next_day(date))])?;
        Ok(AbortDate {
            date: written(date),
            year: self.years[now],
            spent: Penny::of(spent),
            saved: Penny::of(saved),
            cost_of_ending: Penny::of(ending),
            still_bound: Penny::of(total([saved, -spent, -ending, -stopped.0])?),
            saving_if_stopped: Penny::of(stopped.0),
            remaining: Penny::of(total([kept.0, -saved, spent])?),
            going_on: Penny::of(total([kept.0, -stopped.0])?),
            going_on_present_value: Penny::of(total([kept.1, -stopped.1])?),
        })
    }
}

fn sentences(result: &AbortResult, view: &str) -> Vec<String> {
    let mut sentences = vec![match &result.no_return {
        Some(date) if result.dates.first().is_some_and(|first| first.date == *date) => {
            format!("{}: at every date going on is worth more to {view} than stopping.", result.name)
        }
        Some(date) => format!(
            "{}: up to {date} there is a date at which {view} does better to stop; from then on going on is worth more.",
            result.name
        ),
        None => format!("{}: even at the last date {view} does no worse to stop.", result.name),
    }];
    sentences.push(match &result.free_to_stop {
        Some(date) => format!(
            "By {date} it has saved what the change and its end cost: stopping then leaves {view} no worse off than today."
        ),
        None => format!("At no date has it saved what the change and its end cost {view}."),
    });
    if let Some(worst) = result.dates.iter().min_by_key(|date| date.saving_if_stopped) {
        sentences.push(format!(
            "Stopping on {} would leave {view} {} {} off than today; kept to the end it saves {}.",
            worst.date,
            pounds(worst.saving_if_stopped.value().abs()),
            if worst.saving_if_stopped.value() < Decimal::ZERO { "worse" } else { "better" },
            pounds(result.saving_if_kept.value())
        ));
    }
    sentences
}

impl AbortResult {
    fn page(&self) -> Page {
        let pounds = |value: Penny| money::whole_pounds(value.value());
        let rows = self.dates.iter().map(|date| {
            let cells = [
                date.spent,
                date.saved,
                date.cost_of_ending,
                date.still_bound,
                date.saving_if_stopped,
                date.remaining,
                date.going_on,
                date.going_on_present_value,
            ];
            (date.date.clone(), cells.map(pounds).to_vec())
        });
        let dates = Table {
            heading:
                "Stopping at the end of the day (£ in cash; the last column discounted, £ of the price base)"
                    .to_owned(),
            columns: words([
                "Spent",
                "Saved so far",
                "Cost of ending",
                "Still bound",
                "Saving if stopped",
                "Still to save",
                "Going on is worth",
                "Present value",
            ]),
            rows: rows.collect(),
        };
        let costs = Table {
            heading: "What ending costs (£ of the price base)".to_owned(),
            columns: words(["Once"]),
            rows: self
                .costs_of_ending
                .iter()
                .map(|(label, amount)| (label.replace('_', " "), vec![pounds(*amount)]))
                .collect(),
        };
        (
            format!("{}: going on or stopping, for {}", self.name, self.view),
            vec![dates, costs],
            self.sentences.clone(),
        )
    }
}
