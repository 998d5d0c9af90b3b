//! Looking up a figure: for a year, with the overrides and the projections that an input states.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::data::{self, Cited, Data, Series, Word};
use super::dated::DatedValues;
use super::discounting::{DiscountSchedule, Edition};
use super::known::{self, AsOf};
use crate::date;
use crate::input::nearest;
use crate::problem::as_shown;
use crate::year::FinancialYear;

/// The figure that real terms are measured by.
const DEFLATOR: &str = "prices.gdp_deflator";

/// How sure a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Read in a copy of the source that is named.
    Verified,
    /// Worked out from verified figures, as the note says.
    Derived,
    /// General knowledge that nobody was seen stating.
    Unverified,
}

impl Status {
    pub(crate) fn read(word: &str) -> Option<Self> {
        [Self::Verified, Self::Derived, Self::Unverified].into_iter().find(|status| status.word() == word)
    }

    /// The status as a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Derived => "derived",
            Self::Unverified => "unverified",
        }
    }
}

/// Where a figure was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Source {
    /// What it is.
    pub name: String,
    /// Where it stands on the web; empty where that is not known.
    pub url: String,
    /// What the address is.
    pub link: Link,
    /// When it was published, as far as that is known.
    pub published: String,
}

/// What the address of a source is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// There is none.
    #[default]
    None,
    /// The page on which the figure was read.
    Page,
    /// The official page on the subject; the figure was read in what the source names.
    Official,
    /// The publisher's site; which of its pages was not kept.
    Site,
    /// Formed from the number of a document, and not opened.
    Number,
}

impl Link {
    pub(super) fn read(word: &str) -> Self {
        match word {
            "page" => Self::Page,
            "official" => Self::Official,
            "site" => Self::Site,
            "number" => Self::Number,
            _ => Self::None,
        }
    }

    /// What the address is, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::None => "no address",
            Self::Page => "the page that was read",
            Self::Official => "the official page on the subject; the figure was read in what is named",
            Self::Site => "the publisher's site; the page was not kept",
            Self::Number => "formed from the number of the document",
        }
    }
}

/// A national figure in one year, with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its id; its address is `rules.` and the id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Its unit. Shares and rates are fractions of one.
    pub unit: String,
    /// The year asked for.
    pub year: FinancialYear,
    /// The value.
    pub value: Decimal,
    /// How sure it is.
    pub status: Status,
    /// Outturn, estimate or forecast, where the source says so.
    pub kind: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// What must be known to use it.
    pub note: Option<String>,
    /// How it was projected, where the year is not published.
    pub projected: Option<String>,
    /// The last published year and its value, from which it was projected.
    pub from: Option<(FinancialYear, Decimal)>,
    /// Whether the input put another value in its place.
    pub overridden: bool,
}

/// A rule that is no number, with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule<'a> {
    /// Its id; its address is `rules.` and the id.
    pub id: &'a str,
    /// What it is about.
    pub label: &'a str,
    /// A word that the model acts on, or a sentence.
    pub value: &'a str,
    /// How sure it is.
    pub status: Status,
    /// Where it was read.
    pub source: &'a Source,
    /// What must be known to use it.
    pub note: Option<&'a str>,
}

/// How to go on after the last published year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Projection {
    /// The last value stays as it is, in cash.
    HoldInCash,
    /// The last value moves with the GDP deflator.
    HoldInRealTerms,
    /// The last value grows at a yearly rate: 0.03 for three per cent.
    Growth(Decimal),
}

/// A value in the place of a national figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Override {
    /// The same in every year.
    Every(Decimal),
    /// In the years that are named; the others keep the national figure.
    ByYear(BTreeMap<FinancialYear, Decimal>),
}

/// Why a figure cannot be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LookUpError {
    /// There is no such figure.
    #[error("there is no national figure \"{id}\"{}", near.as_ref().map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default())]
    Unknown {
        /// What was asked for.
        id: String,
        /// What is nearest to it.
        near: Option<String>,
    },
    /// The year is later than the last that is published.
    #[error("no value for {year}; latest is {latest}")]
    NotPublished {
        /// The year asked for.
        year: FinancialYear,
        /// The last published year.
        latest: FinancialYear,
    },
    /// The year is before the first that is kept, or between two that are.
    #[error(
        "no value for {year}; there are values from {first} to {latest}, and nothing is made up between them"
    )]
    NoValue {
        /// The year asked for.
        year: FinancialYear,
        /// The first year that has a value.
        first: FinancialYear,
        /// The last one.
        latest: FinancialYear,
    },
    /// A discount schedule says nothing of a year so far away.
    #[error("the discount schedule \"{schedule}\" says nothing of year {year}; its last year is {last}")]
    Horizon {
        /// The edition.
        schedule: &'static str,
        /// The year, counted from nought.
        year: u32,
        /// The last year of the schedule.
        last: u32,
    },
    /// The year was not published on the day of which the figures are asked for.
    #[error("no value for {year} as of {}; latest then was {latest}", date::written(*as_of))]
    NotYetKnown {
        /// The year asked for.
        year: FinancialYear,
        /// The last year that had a value on that day.
        latest: FinancialYear,
        /// The day.
        as_of: Date,
    },
    /// Nothing of the figure was published on the day of which the figures are asked for.
    #[error(
        "no value at all as of {}; the first became known on {}",
        date::written(*as_of),
        date::written(*first)
    )]
    NothingKnown {
        /// The day.
        as_of: Date,
        /// The day on which the first value became known.
        first: Date,
    },
    /// The discount schedule was not published on the day of which the figures are asked for.
    #[error(
        "the discount schedule \"{schedule}\" was not published as of {}{}",
        date::written(*as_of),
        first.map(|first| format!(", but on {}", date::written(first))).unwrap_or_default()
    )]
    ScheduleNotKnown {
        /// The edition.
        schedule: &'static str,
        /// The day.
        as_of: Date,
        /// The day by which it was published, where that is known.
        first: Option<Date>,
    },
    /// The day lies before those of which it is known what was published.
    #[error("{} is before the national figures begin", date::written(*as_of))]
    BeforeTheData {
        /// The day.
        as_of: Date,
        /// The first day of which the figures can be asked for.
        begins: Date,
    },
    /// A projection leads to a number too large to keep.
    #[error("the projection to {0} is larger than can be kept")]
    TooLarge(FinancialYear),
}

/// What the data hold of a figure, for documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is.
    pub label: &'a str,
    /// Its unit.
    pub unit: &'a str,
    /// The file that holds it.
    pub file: &'static str,
    /// Whether a value stays in force until the next one.
    pub until_changed: bool,
    /// The years that have a value.
    pub years: Vec<FinancialYear>,
}

/// The national figures, with the overrides and the projections of an input.
#[derive(Debug, Clone)]
pub struct Rules {
    data: &'static Data,
    overrides: BTreeMap<String, Override>,
    projections: BTreeMap<String, Projection>,
    as_of: Option<Arc<AsOf>>,
}

impl Rules {
    /// The figures as published.
    pub fn published() -> Self {
        Self {
            data: data::published(),
            overrides: BTreeMap::new(),
            projections: BTreeMap::new(),
            as_of: None,
        }
    }

    /// The figures as they were known on a day: a value that was published later is not there. Of series that are revised
    /// the data hold the present values alone, so that a value of that day may have been another one. Rules that are no
    /// numbers have no days, and stay as they are.
    ///
    /// # Errors
    /// If the day is before the data begin.
    pub fn known_on(mut self, day: Date) -> Result<Self, LookUpError> {
        let begins = known::known().begins;
        if day < begins {
            return Err(LookUpError::BeforeTheData { as_of: day, begins });
        }
        self.as_of = Some(Arc::new(AsOf::new(self.data, day)));
        Ok(self)
    }

    /// The first day of which the figures can be asked for: most of the data begin with 2016/17.
    pub fn first_day() -> Date {
        known::known().begins
    }

    /// The day of which the figures are asked for; none where all are that are published.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of.as_ref().map(|as_of| as_of.day)
    }

    /// Puts a value in the place of a figure.
    ///
    /// # Errors
    /// If there is no such figure.
    pub fn with_override(mut self, id: &str, value: Override) -> Result<Self, LookUpError> {
        self.series(id)?;
        self.overrides.insert(id.to_owned(), value);
        Ok(self)
    }

    /// States how a figure, or all figures under an id, go on after the last published year.
    ///
    /// # Errors
    /// If there is no such figure.
    pub fn with_projection(mut self, id: &str, projection: Projection) -> Result<Self, LookUpError> {
        let under = format!("{id}.");
        let ids: Vec<&String> =
            self.data.series.keys().filter(|known| *known == id || known.starts_with(&under)).collect();
        if ids.is_empty() {
            self.series(id)?;
        }
        for known in ids {
            // What is said of one figure goes before what is said of a group.
            if known == id || !self.projections.contains_key(known) {
                self.projections.insert(known.clone(), projection);
            }
        }
        Ok(self)
    }

    fn series(&self, id: &str) -> Result<&'static Series, LookUpError> {
        self.data.series.get(id).ok_or_else(|| unknown(id, self.data.series.keys()))
    }

    /// A figure in a financial year; where it changed half way, its mean weighted by days.
    ///
    /// # Errors
    /// If there is no such figure, or if the year is not published and no projection is stated.
    pub fn look_up(&self, id: &str, year: FinancialYear) -> Result<Figure, LookUpError> {
        self.find(id, year, self.as_of.as_deref())
    }

    /// The same figure with all that is published, on whatever day the figures are asked for.
    ///
    /// # Errors
    /// As for [`look_up`](Self::look_up).
    pub(crate) fn look_up_now(&self, id: &str, year: FinancialYear) -> Result<Figure, LookUpError> {
        self.find(id, year, None)
    }

    fn find(&self, id: &str, year: FinancialYear, as_of: Option<&AsOf>) -> Result<Figure, LookUpError> {
        let series = self.series(id)?;
        let values = values(id, series, as_of);
        let overridden = match self.overrides.get(id) {
            Some(Override::Every(value)) => Some(*value),
            Some(Override::ByYear(years)) => years.get(&year).copied(),
            None => None,
        };
        if let Some(value) = overridden {
            return Ok(self.figure(id, series, year, value, None, None, true));
        }
        if let Some(dated) = values.in_year(year) {
            let mean = values.changes_within(year).then(|| values.day_weighted(year)).flatten();
            return Ok(self.figure(
                id,
                series,
                year,
                mean.unwrap_or(dated.value),
                series.cited.get(&dated.year),
                None,
                false,
            ));
        }
        let Some((_, latest)) = values.span().filter(|(_, latest)| year >= *latest) else {
            return Err(self.missing(id, series, year, as_of));
        };
        // Real terms are measured by the deflator, so that it cannot be held in them itself.
        let circular =
            |projection: &&Projection| id == DEFLATOR && **projection == Projection::HoldInRealTerms;
        let Some(projection) = self.projections.get(id).filter(|projection| !circular(projection)) else {
            return Err(self.missing(id, series, year, as_of));
        };
        let last = values.in_year(latest).map(|dated| dated.value).unwrap_or_default();
        let too_large = || LookUpError::TooLarge(year);
        let (value, how) = match projection {
            Projection::HoldInCash => (last, format!("held in cash after {latest}")),
            Projection::HoldInRealTerms => {
                let now = self.find(DEFLATOR, year, as_of)?.value;
                let then = self.find(DEFLATOR, latest, as_of)?.value;
                let value =
                    last.checked_mul(now).and_then(|value| value.checked_div(then)).ok_or_else(too_large)?;
                (value, format!("held in real terms after {latest}"))
            }
            Projection::Growth(rate) => {
                let step = Decimal::ONE.checked_add(*rate).ok_or_else(too_large)?;
                let value = (0..year.since(latest)).try_fold(last, |value, _| value.checked_mul(step));
                let percent = (*rate * Decimal::ONE_HUNDRED).normalize();
                (value.ok_or_else(too_large)?, format!("{percent}% a year after {latest}"))
            }
        };
        let figure = self.figure(id, series, year, value, series.cited.get(&latest), Some(how), false);
        Ok(Figure { from: Some((latest, last)), ..figure })
    }

    #[allow(clippy::too_many_arguments, reason = "one place puts the parts of a figure together")]
    fn figure(
        &self,
        id: &str,
        series: &Series,
        year: FinancialYear,
        value: Decimal,
        cited: Option<&Cited>,
        projected: Option<String>,
        overridden: bool,
    ) -> Figure {
        Figure {
            id: id.to_owned(),
            label: series.label.clone(),
            unit: series.unit.clone(),
            year,
            value,
            status: cited.map_or(Status::Verified, |cited| cited.status),
            kind: cited.and_then(|cited| cited.kind.clone()),
            source: cited.and_then(|cited| self.data.sources.get(&cited.source)).cloned().unwrap_or_default(),
            note: cited.and_then(|cited| cited.note.clone()),
            projected,
            from: None,
            overridden,
        }
    }

    /// A figure on a day, as published.
    ///
    /// # Errors
    /// If there is no such figure, or none for the day.
    pub fn look_up_on(&self, id: &str, day: Date) -> Result<Decimal, LookUpError> {
        let series = self.series(id)?;
        let as_of = self.as_of.as_deref();
        let found = values(id, series, as_of).on(day);
        found.ok_or_else(|| match FinancialYear::holding(day) {
            Ok(year) => self.missing(id, series, year, as_of),
            Err(_) => LookUpError::Unknown { id: series.label.clone(), near: None },
        })
    }

    /// The mean of a financial year, weighted by days, as published.
    ///
    /// # Errors
    /// If there is no such figure, or none for some day of the year.
    pub fn look_up_day_weighted(&self, id: &str, year: FinancialYear) -> Result<Decimal, LookUpError> {
        let series = self.series(id)?;
        let as_of = self.as_of.as_deref();
        values(id, series, as_of).day_weighted(year).ok_or_else(|| self.missing(id, series, year, as_of))
    }

    /// Why a figure has no value for a year, which no projection goes on to.
    fn missing(&self, id: &str, series: &Series, year: FinancialYear, as_of: Option<&AsOf>) -> LookUpError {
        let span = values(id, series, as_of).span();
        match (as_of.map(|as_of| as_of.day), span) {
            (Some(as_of), None) => {
                let known = known::known();
                let held = series.values.values().iter();
                let first = held.map(|dated| known.since(self.data, id, series, dated)).min();
                LookUpError::NothingKnown { as_of, first: first.unwrap_or(as_of) }
            }
            (None, None) => LookUpError::Unknown { id: id.to_owned(), near: None },
            (Some(as_of), Some((_, latest))) if year >= latest || series.values.in_year(year).is_some() => {
                LookUpError::NotYetKnown { year, latest, as_of }
            }
            (None, Some((_, latest))) if year >= latest => LookUpError::NotPublished { year, latest },
            (_, Some((first, latest))) => LookUpError::NoValue { year, first, latest },
        }
    }

    /// A discount schedule.
    ///
    /// # Errors
    /// If the data hold no schedule of this edition, or if it was not published on the day of which the figures are asked
    /// for.
    pub fn discount_schedule(&self, edition: Edition) -> Result<&'static DiscountSchedule, LookUpError> {
        let known = self.data.schedules.iter().find(|schedule| schedule.edition == edition);
        let schedule =
            known.ok_or_else(|| LookUpError::Unknown { id: format!("discount.{edition}"), near: None })?;
        match self.as_of() {
            Some(as_of) if !self.is_known(schedule) => {
                let first = known::known().schedule_since(schedule);
                Err(LookUpError::ScheduleNotKnown { schedule: edition.word(), as_of, first })
            }
            _ => Ok(schedule),
        }
    }

    /// The editions of the discount schedule that are published: on the day of which the figures are asked for, where
    /// there is one.
    pub fn discount_editions(&self) -> impl Iterator<Item = Edition> {
        self.data.schedules.iter().filter(|schedule| self.is_known(schedule)).map(|schedule| schedule.edition)
    }

    fn is_known(&self, schedule: &DiscountSchedule) -> bool {
        let since = || known::known().schedule_since(schedule);
        self.as_of().is_none_or(|as_of| since().is_some_and(|since| since <= as_of))
    }

    /// A rule that is no number.
    ///
    /// # Errors
    /// If there is no such rule.
    ///
    /// ```
    /// use options_appraisal::rules::{Rules, Status};
    ///
    /// let rules = Rules::published();
    /// let printing = rules.rule("vat.income.printing.council")?;
    /// assert_eq!((printing.value, printing.status), ("standard", Status::Verified));
    /// # Ok::<(), options_appraisal::rules::LookUpError>(())
    /// ```
    pub fn rule(&self, id: &str) -> Result<Rule<'static>, LookUpError> {
        let found = self.data.words.get_key_value(id);
        let (id, word) = found.ok_or_else(|| unknown(id, self.data.words.keys()))?;
        Ok(rule_of(self.data, id, word))
    }

    /// All rules that are no numbers, by id, each with the file that holds it.
    pub fn rules(&self) -> impl Iterator<Item = (&'static str, Rule<'static>)> {
        self.data.words.iter().map(|(id, word)| (word.file, rule_of(self.data, id, word)))
    }

    /// The first and the last year for which a figure is published, on whatever day the figures are asked for: what began
    /// in a year did so, whether or not that was known before.
    ///
    /// # Errors
    /// If there is no such figure.
    pub fn span(&self, id: &str) -> Result<(FinancialYear, FinancialYear), LookUpError> {
        self.series(id)?.values.span().ok_or_else(|| unknown(id, self.data.series.keys()))
    }

    /// A digest of all data: a result says with which figures it was made. Where they are asked for as of a day, it is one
    /// of the figures and of the days from which they were known.
    pub fn dataset_digest(&self) -> &str {
        if self.as_of.is_some() { &known::known().digest } else { &self.data.digest }
    }

    /// All figures, by id, with the years that the data hold.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter<'_>> {
        self.data.series.iter().map(|(id, series)| Parameter {
            id,
            label: &series.label,
            unit: &series.unit,
            file: series.file,
            until_changed: series.values.until_changed(),
            years: series.cited.keys().copied().collect(),
        })
    }
}

/// The values of a figure: on a day, where there is one.
fn values<'v>(id: &str, series: &'v Series, as_of: Option<&'v AsOf>) -> &'v DatedValues {
    as_of.and_then(|as_of| as_of.values(id)).unwrap_or(&series.values)
}

fn unknown<'a>(id: &str, known: impl Iterator<Item = &'a String>) -> LookUpError {
    LookUpError::Unknown {
        id: as_shown(id, 80),
        near: nearest(id, known.map(String::as_str)).map(str::to_owned),
    }
}

fn rule_of(data: &'static Data, id: &'static str, word: &'static Word) -> Rule<'static> {
    static NO_SOURCE: Source =
        Source { name: String::new(), url: String::new(), link: Link::None, published: String::new() };
    Rule {
        id,
        label: &word.label,
        value: &word.value,
        status: word.cited.status,
        source: data.sources.get(&word.cited.source).unwrap_or(&NO_SOURCE),
        note: word.cited.note.as_deref(),
    }
}
