//! Whether a parish can carry its part: what an option adds to its bills, and what holds it to a limit.

use std::fmt::Write as _;

use serde::Serialize;

use super::forms;
use super::sides::{self, by_year, percent, pounds, times, total, words};
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Model, OptionModel, Penny, PreceptMeasures};
use crate::input::known_names;
use crate::method::{MethodError, band_d, contribution_to_hold};
use crate::money;
use crate::problem::{Problem, Problems};
use crate::rules::Rules;
use crate::table::{Page, Table};
use crate::year::FinancialYear;

/// The bands of council tax, and the ids of the national figures that say how many ninths of band D each pays.
const BANDS: [(&str, &str); 8] = [
    ("A", "council_tax.band_a"),
    ("B", "council_tax.band_b"),
    ("C", "council_tax.band_c"),
    ("D", "council_tax.band_d"),
    ("E", "council_tax.band_e"),
    ("F", "council_tax.band_f"),
    ("G", "council_tax.band_g"),
    ("H", "council_tax.band_h"),
];

/// How much more a parish is ready to ask of its residents in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Pounds a year on a Band D bill, in cash of each year.
    Pounds(Decimal),
    /// A share of the precept without the service: 0.1 is ten per cent.
    Share(Decimal),
}

/// What is asked of a parish's means.
///
/// ```
/// use options_appraisal::terms::{Limit, ParishTerms};
///
/// let asked = ParishTerms::new("parish").limit(Limit::Pounds(10.into()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParishTerms {
    option: String,
    parish: Option<String>,
    limit: Option<Limit>,
}

impl ParishTerms {
    /// What an option, by its id, asks of the parish that raises a precept for it.
    pub fn new(option: impl Into<String>) -> Self {
        Self { option: option.into(), parish: None, limit: None }
    }

    /// The parish, by its id, where more than one raises a precept for the option.
    #[must_use]
    pub fn parish(mut self, id: impl Into<String>) -> Self {
        self.parish = Some(id.into());
        self
    }

    /// The limit to which what the residents pay is to be held.
    #[must_use]
    pub const fn limit(mut self, limit: Limit) -> Self {
        self.limit = Some(limit);
        self
    }
}

/// What an option asks of a parish in a year, in cash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParishYear {
    /// The year.
    pub year: FinancialYear,
    /// What the parish must raise: what the option costs it, less what it is paid and earns, and never below nought.
    pub cost: Penny,
    /// Its tax base, in Band D equivalents.
    pub tax_base: Penny,
    /// What a bill of each band rises by, from A to H, in pounds.
    pub bands: [Penny; 8],
    /// The rise as a share of the precept without the service, and so of the parish's Band D charge, to six places; none
    /// where the input does not state the precept.
    pub rise: Option<Penny>,
    /// The parish's Band D charge without the service.
    pub charge_before: Option<Penny>,
    /// What the council pays the parish already in this option.
    pub council_pays: Penny,
    /// The limit in pounds on Band D; none where no limit was asked for.
    pub limit: Option<Penny>,
    /// What the parish can bear under the limit.
    pub bearable: Option<Penny>,
    /// What it can bear as a share of what the service costs it with nothing from the council, to six places; none where
    /// it costs nothing.
    pub share_bearable: Option<Penny>,
    /// What the council must pay so that the limit holds, with what it pays already.
    pub council_must_pay: Option<Penny>,
}

/// What an option asks of a parish, by year, and what holds it to a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParishAffordability {
    /// The option.
    pub option: String,
    /// The parish.
    pub parish: String,
    /// Its name.
    pub parish_name: String,
    /// By year.
    pub years: Vec<ParishYear>,
    /// What the parish must raise in all years.
    pub cost_total: Penny,
    /// What the council must pay in all years so that the limit holds; none where no limit was asked for.
    pub council_must_pay_total: Option<Penny>,
    /// In words.
    pub sentences: Vec<String>,
}

forms!(ParishAffordability);

impl Appraisal {
    /// What an option asks of a parish in the terms of its residents: pounds on a bill of each band, per cent on its
    /// precept; and, with a limit, what the council must keep paying.
    ///
    /// A band pays its ninths of band D (Local Government Finance Act 1992, s.5). The parish's means are those of its
    /// `tax_base` and `precept` in the question.
    ///
    /// # Errors
    /// If there is no such option, no parish raises a precept for it, or more than one does and none is named; if the
    /// limit is below nought, or a share and the precept is not stated.
    ///
    /// ```
    /// use options_appraisal::terms::{Limit, ParishTerms};
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let asked = ParishTerms::new("parish").limit(Limit::Pounds(5.into()));
    /// let found = Appraisal::load(text, Format::Toml)?.parish_affordability(&asked)?;
    /// assert_eq!(found.parish, "parish");
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn parish_affordability(&self, asked: &ParishTerms) -> Result<ParishAffordability, Problems> {
        let model = self.model();
        let mut problems = Problems::new();
        let option = sides::option(model, &asked.option).map_err(|problem| problems.push(problem)).ok();
        let precept = option.and_then(|option| {
            precept(model, option, asked.parish.as_deref()).map_err(|problem| problems.push(problem)).ok()
        });
        check_limit(asked.limit, precept, &mut problems);
        let (Some(option), Some(precept)) = (option, precept) else { return Err(problems) };
        problems.or(())?;
        self.parish_by_year(option, precept, asked.limit)
    }

    fn parish_by_year(
        &self,
        option: &OptionModel,
        precept: &PreceptMeasures,
        limit: Option<Limit>,
    ) -> Result<ParishAffordability, Problems> {
        let (model, values) = (self.model(), self.planned()?);
        let root = Address::root();
        let entry = model.parties.get(precept.party);
        let cost = by_year(model, values, precept.extra);
        let base = by_year(model, values, precept.tax_base);
        let before = precept.charge.as_ref().map(|charge| by_year(model, values, charge.before));
        let rise = precept.charge.as_ref().map(|charge| by_year(model, values, charge.rise));
        let paid = council_pays(model, option, |line| by_year(model, values, line), precept)?;
        let rules = Rules::published();
        let mut years = Vec::with_capacity(cost.len());
        for (place, &year) in model.years.iter().enumerate() {
            let (cost, base) = (cost[place], base[place]);
            let of_method = |error: MethodError| sides::method(&error, &root);
            let on_d = band_d(cost, base).map_err(of_method)?;
            let mut bands = [Penny(Decimal::ZERO); 8];
            for ((_, id), band) in BANDS.iter().zip(&mut bands) {
                let ninths = rules.look_up(id, year).map_err(|error| Problem::new(*id, error.to_string()))?;
                *band = Penny::of(times(on_d, ninths.value)? / Decimal::from(9));
            }
            let charge = before.as_ref().map(|before| before[place]);
            let limit = limit.map(|limit| match limit {
                Limit::Pounds(pounds) => Ok(pounds),
                Limit::Share(share) => times(share, charge.unwrap_or_default()),
            });
            let limit = limit.transpose()?;
            let further = limit.map(|limit| contribution_to_hold(cost, base, limit).map_err(of_method));
            let further = further.transpose()?;
            let alone = total([cost, paid[place]])?;
            let bearable = limit.map(|limit| times(limit, base)).transpose()?;
            let share = bearable.filter(|_| alone > Decimal::ZERO);
            let share = share.and_then(|bearable| bearable.checked_div(alone));
            years.push(ParishYear {
                year,
                cost: Penny::of(cost),
                tax_base: Penny::of(base),
                bands,
                rise: rise.as_ref().map(|rise| six(rise[place])),
                charge_before: charge.map(Penny::of),
                council_pays: Penny::of(paid[place]),
                limit: limit.map(Penny::of),
                bearable: bearable.map(Penny::of),
                share_bearable: share.map(|share| six(share.min(Decimal::ONE))),
                council_must_pay: further
                    .map(|further| total([paid[place], further]).map(Penny::of))
                    .transpose()?,
            });
        }
        let must_pay: Option<Vec<Decimal>> =
            years.iter().map(|year| year.council_must_pay.map(Penny::value)).collect();
        let mut found = ParishAffordability {
            option: option.id.clone(),
            parish: entry.id.clone(),
            parish_name: entry.name.clone(),
            cost_total: Penny::of(total(cost)?),
            council_must_pay_total: must_pay.map(total).transpose()?.map(Penny::of),
            years,
            sentences: Vec::new(),
        };
        found.sentences = sentences(&found);
        Ok(found)
    }
}

fn six(share: Decimal) -> Penny {
    Penny(money::to_places(share, 6))
}

/// The precept that an option has a parish raise.
fn precept<'m>(
    model: &Model,
    option: &'m OptionModel,
    parish: Option<&str>,
) -> Result<&'m PreceptMeasures, Problem> {
    let all = &option.measures.precepts;
    let at = Address::new("parish");
    let name = |precept: &PreceptMeasures| model.parties.get(precept.party).id.clone();
    let names: Vec<String> = all.iter().map(name).collect();
    let known = || names.iter().map(String::as_str);
    match (parish, &all[..]) {
        (None, [only]) => Ok(only),
        (_, []) => Err(Problem::new(at, format!("no parish raises a precept for \"{}\"", option.id))
            .accepted("an option that costs or pays a parish which has a tax_base and does not pay from its reserves")),
        (None, _) => Err(Problem::new(at, format!("{} parishes raise a precept for it", all.len()))
            .accepted(known_names("", known()))),
        (Some(id), _) => all.iter().find(|precept| name(precept) == id).ok_or_else(|| {
            Problem::new(at, format!("\"{}\" raises no precept for it", sides::shown(id)))
                .accepted(known_names(id, known()))
        }),
    }
}

fn check_limit(limit: Option<Limit>, precept: Option<&PreceptMeasures>, problems: &mut Problems) {
    let (Limit::Pounds(amount) | Limit::Share(amount)) = limit.unwrap_or(Limit::Pounds(Decimal::ZERO));
    let at =
        Address::new(if matches!(limit, Some(Limit::Share(_))) { "limit_share" } else { "limit_pounds" });
    if amount < Decimal::ZERO {
        problems.push(Problem::new(at, format!("is {amount}")).accepted("0 or more"));
    } else if matches!(limit, Some(Limit::Share(_)))
        && precept.is_some_and(|precept| precept.charge.is_none())
    {
        let problem =
            Problem::new(at, "the precept of the parish is not stated, so that no share of it is known");
        problems.push(problem.accepted("limit_pounds, or precept for the parish in the question"));
    }
}

/// What the council pays the parish less what it is paid by it, by year.
fn council_pays(
    model: &Model,
    option: &OptionModel,
    of: impl Fn(crate::sheet::NodeId) -> Vec<Decimal>,
    precept: &PreceptMeasures,
) -> Result<Vec<Decimal>, Problems> {
    let mut paid = vec![Decimal::ZERO; model.years.len()];
    for line in &option.lines {
        let sign = match (line.payer, line.payee) {
            (payer, payee) if payer == model.council && payee == precept.party => Decimal::ONE,
            (payer, payee) if payer == precept.party && payee == model.council => Decimal::NEGATIVE_ONE,
            _ => continue,
        };
        if sides::crosses(line, &[model.council]).is_some() {
            for (paid, amount) in paid.iter_mut().zip(of(line.cash)) {
                *paid = total([*paid, sign * amount])?;
            }
        }
    }
    Ok(paid)
}

/// What it comes to, in words: the year that asks most of the residents, and what the council must pay.
fn sentences(found: &ParishAffordability) -> Vec<String> {
    let mut sentences = Vec::new();
    let Some(first) = found.years.first() else { return sentences };
    let worst = found
        .years
        .iter()
        .fold(first, |worst, year| if year.bands[3] > worst.bands[3] { year } else { worst });
    if worst.cost.value().is_zero() {
        sentences.push(format!("{} has nothing to raise for it in any year.", found.parish_name));
    } else {
        let mut sentence = format!(
            "{}: {} on {} Band D homes is {} each in {}",
            found.parish_name,
            pounds(worst.cost.value()),
            money::grouped(worst.tax_base.value()),
            money::pounds_and_pence(worst.bands[3].value()),
            worst.year
        );
        if let (Some(rise), Some(charge)) = (worst.rise, worst.charge_before) {
            let charge = money::pounds_and_pence(charge.value());
            let _ = write!(sentence, ", {} on {charge}", percent(rise.value()));
        }
        sentences.push(sentence + ".");
    }
    if let (Some(limit), Some(all)) = (worst.limit, found.council_must_pay_total) {
        let limit = money::pounds_and_pence(limit.value());
        let pays: Vec<Decimal> =
            found.years.iter().filter_map(|year| year.council_must_pay.map(Penny::value)).collect();
        let most = pays.iter().copied().max().unwrap_or_default();
        sentences.push(if most <= Decimal::ZERO {
            format!("It stays within {limit} on Band D with nothing from the council.")
        } else {
            let each = if pays.iter().all(|pay| *pay == most) { "a year" } else { "in the dearest year" };
            format!(
                "To hold it to {limit} on Band D the council must keep paying {} {each}, {} in all.",
                pounds(most),
                pounds(all.value())
            )
        });
    }
    sentences
}

impl ParishAffordability {
    fn page(&self) -> Page {
        let pence = |value: Penny| money::pounds_and_pence(value.value());
        let or_none = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
        let mut columns = words(["To raise"]);
        columns.extend(BANDS.iter().map(|(band, _)| format!("Band {band}")));
        columns.push("Rise".to_owned());
        let bills = Table {
            heading: "What it asks of the residents (£ a year in cash; the rise as a share of the precept without it)"
                .to_owned(),
            columns,
            rows: self
                .years
                .iter()
                .map(|year| {
                    let mut cells = vec![pounds(year.cost.value())];
                    cells.extend(year.bands.iter().map(|band| pence(*band)));
                    cells.push(or_none(year.rise.map(|rise| percent(rise.value()))));
                    (year.year.to_string(), cells)
                })
                .collect(),
        };
        let mut tables = vec![bills];
        if self.council_must_pay_total.is_some() {
            let pounds = |value: Option<Penny>| or_none(value.map(|value| pounds(value.value())));
            let rows = self.years.iter().map(|year| {
                let cells = vec![
                    or_none(year.limit.map(pence)),
                    pounds(year.bearable),
                    or_none(year.share_bearable.map(|share| percent(share.value()))),
                    pounds(Some(year.council_pays)),
                    pounds(year.council_must_pay),
                ];
                (year.year.to_string(), cells)
            });
            let mut rows: Vec<_> = rows.collect();
            let mut all = vec![String::new(); 4];
            all.push(pounds(self.council_must_pay_total));
            rows.push(("in all".to_owned(), all));
            tables.push(Table {
                heading: "What holds it to the limit (£ in cash)".to_owned(),
                columns: words([
                    "Limit on Band D",
                    "Parish can bear",
                    "of its cost",
                    "Council pays now",
                    "Council must pay",
                ]),
                rows,
            });
        }
        (format!("{}: what \"{}\" asks of it", self.parish_name, self.option), tables, self.sentences.clone())
    }
}
