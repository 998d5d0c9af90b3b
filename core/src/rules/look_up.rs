//! Looking up a figure: for a year, with the overrides and the projections that an input states.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::data::{self, Cited, Data, Series, Word};
use super::discounting::{DiscountSchedule, Edition};
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
}

impl Rules {
    /// The figures as published.
    pub fn published() -> Self {
        Self { data: data::published(), overrides: BTreeMap::new(), projections: BTreeMap::new() }
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
        let series = self.series(id)?;
        let overridden = match self.overrides.get(id) {
            Some(Override::Every(value)) => Some(*value),
            Some(Override::ByYear(years)) => years.get(&year).copied(),
            None => None,
        };
        if let Some(value) = overridden {
            return Ok(self.figure(id, series, year, value, None, None, true));
        }
        if let Some(dated) = series.values.in_year(year) {
            let mean = series.values.changes_within(year).then(|| series.values.day_weighted(year)).flatten();
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
        let Some((first, latest)) = series.values.span() else {
            return Err(LookUpError::Unknown { id: id.to_owned(), near: None });
        };
        if year < latest {
            return Err(LookUpError::NoValue { year, first, latest });
        }
        // Real terms are measured by the deflator, so that it cannot be held in them itself.
        let circular =
            |projection: &&Projection| id == DEFLATOR && **projection == Projection::HoldInRealTerms;
        let Some(projection) = self.projections.get(id).filter(|projection| !circular(projection)) else {
            return Err(LookUpError::NotPublished { year, latest });
        };
        let last = series.values.in_year(latest).map(|dated| dated.value).unwrap_or_default();
        let too_large = || LookUpError::TooLarge(year);
        let (value, how) = match projection {
            Projection::HoldInCash => (last, format!("held in cash after {latest}")),
            Projection::HoldInRealTerms => {
                let now = self.look_up(DEFLATOR, year)?.value;
                let then = self.look_up(DEFLATOR, latest)?.value;
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
        series.values.on(day).ok_or_else(|| no_value(series, FinancialYear::holding(day).ok()))
    }

    /// The mean of a financial year, weighted by days, as published.
    ///
    /// # Errors
    /// If there is no such figure, or none for some day of the year.
    pub fn look_up_day_weighted(&self, id: &str, year: FinancialYear) -> Result<Decimal, LookUpError> {
        let series = self.series(id)?;
        series.values.day_weighted(year).ok_or_else(|| no_value(series, Some(year)))
    }

    /// A discount schedule.
    ///
    /// # Errors
    /// If the data hold no schedule of this edition.
    pub fn discount_schedule(&self, edition: Edition) -> Result<&'static DiscountSchedule, LookUpError> {
        let known = self.data.schedules.iter().find(|schedule| schedule.edition == edition);
        known.ok_or_else(|| LookUpError::Unknown { id: format!("discount.{edition}"), near: None })
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

    /// The first and the last year for which a figure is published.
    ///
    /// # Errors
    /// If there is no such figure.
    pub fn span(&self, id: &str) -> Result<(FinancialYear, FinancialYear), LookUpError> {
        self.series(id)?.values.span().ok_or_else(|| unknown(id, self.data.series.keys()))
    }

    /// A digest of all data: a result says with which figures it was made.
    pub fn dataset_digest(&self) -> &str {
        &self.data.digest
    }

    /// All figures, by id.
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

fn no_value(series: &Series, year: Option<FinancialYear>) -> LookUpError {
    match (series.values.span(), year) {
        (Some((_, latest)), Some(year)) if year > latest => LookUpError::NotPublished { year, latest },
        (Some((first, latest)), Some(year)) => LookUpError::NoValue { year, first, latest },
        _ => LookUpError::Unknown { id: series.label.clone(), near: None },
    }
}
