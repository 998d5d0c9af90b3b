//! A measure: a row of the model that an analysis asks about, for the whole period or in one year.

use serde::Serialize;

use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Model};
use crate::input::known_names;
use crate::problem::{Problem, Problems, as_shown};
use crate::sheet::exact::{Events, Values};
use crate::sheet::{NodeId, Span};

/// A row with one value: one for the whole period, or a row by year in one of its years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Its address; a row by year is named with an `@` and the year.
    pub address: String,
    /// What it is, in words.
    pub label: String,
    /// Its unit.
    pub unit: String,
    #[serde(skip)]
    pub(crate) node: NodeId,
    #[serde(skip)]
    pub(crate) year: usize,
}

impl Measure {
    /// The measure at an address, or a problem that says what would be one.
    pub(crate) fn find(model: &Model, address: &str) -> Result<Self, Problem> {
        let shown = as_shown(address, 120);
        let (row, year) = match address.split_once('@') {
            Some((row, year)) => (row, Some(year)),
            None => (address, None),
        };
        let Some(id) = model.graph.row_at(&Address::new(row)) else {
            let known = model.graph.rows().iter().map(|row| row.address.as_str());
            return Err(Problem::new(Address::new("measure"), format!("\"{shown}\" is no row of the model"))
                .accepted(known_names(row, known)));
        };
        let info = model.graph.row(id);
        let series = model.graph.node(info.node).span == Span::Series;
        let place = match (series, year) {
            (false, None) => 0,
            (true, Some(year)) => {
                let years: Vec<String> = model.years.iter().map(ToString::to_string).collect();
                years.iter().position(|known| known == year).ok_or_else(|| {
                    Problem::new(Address::new("measure"), format!("\"{shown}\" has no such year"))
                        .accepted(known_names(year, years.iter().map(String::as_str)))
                })?
            }
            (true, None) => {
                let example = model.years.first().map(ToString::to_string).unwrap_or_default();
                return Err(Problem::new(
                    Address::new("measure"),
                    format!("\"{shown}\" has a value for each year"),
                )
                .accepted(format!("one of its years: {row}@{example}")));
            }
            (false, Some(_)) => {
                return Err(Problem::new(
                    Address::new("measure"),
                    format!("\"{shown}\" has one value for the whole period"),
                )
                .accepted(format!("no year: {row}")));
            }
        };
        Ok(Self {
            address: address.to_owned(),
            label: info.label.clone(),
            unit: info.unit.clone(),
            node: info.node,
            year: place,
        })
    }

    /// Its value in a reading.
    pub(crate) fn of(&self, values: &Values) -> Option<Decimal> {
        values.at(self.node, self.year)
    }
}

impl Appraisal {
    /// The exact value of one measure with everything as planned, by its address: a row for the whole period, or a row by
    /// year with an `@` and the year. In the unit of the row, rounded nowhere.
    ///
    /// The appraisal is read once; after that, and on a what-if ([`Self::replace`]), this looks up one number.
    ///
    /// # Errors
    /// If no row has the address, or the row has no value, or the model cannot be worked out.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Decimal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let cost = "options.parish.net_present_cost.kcc";
    /// let more = appraisal.replace("options.parish.payment", Decimal::from(41_000))?;
    /// assert!(more.value(cost)? > appraisal.value(cost)?);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn value(&self, address: &str) -> Result<Decimal, Problems> {
        let measure = self.measure(address)?;
        measure.of(self.planned()?).ok_or_else(|| without_value(&measure).into())
    }

    /// The exact value of one measure with everything that may happen counted by its chance, by its address as
    /// [`Self::value`] takes it.
    ///
    /// # Errors
    /// If no row has the address, or the row has no value, or the model cannot be worked out.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let saving = "options.community.saving.kcc@2030/31";
    /// assert!(appraisal.expected_value(saving)? < appraisal.value(saving)?);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn expected_value(&self, address: &str) -> Result<Decimal, Problems> {
        let measure = self.measure(address)?;
        measure.of(self.values(Events::Expected)?).ok_or_else(|| without_value(&measure).into())
    }

    pub(crate) fn measure(&self, address: &str) -> Result<Measure, Problems> {
        Measure::find(self.model(), address).map_err(Problems::from)
    }
}

/// The problem of a measure without a value: a cost per visit where nobody visits.
pub(crate) fn without_value(measure: &Measure) -> Problem {
    Problem::new(Address::new("measure"), format!("{} has no value", measure.address))
        .accepted("a measure that has a value over the whole range of the inputs")
}

/// The options whose same measure stands beside this one: the address of each, with the id of the option.
pub(crate) fn beside(model: &Model, address: &str) -> Vec<(String, Measure)> {
    let Some(rest) = address.strip_prefix("options.") else { return Vec::new() };
    let Some(group) = model
        .options
        .iter()
        .filter_map(|option| rest.strip_prefix(&option.id)?.strip_prefix('.'))
        .min_by_key(|group| group.len())
    else {
        return Vec::new();
    };
    model
        .options
        .iter()
        .filter_map(|option| {
            let measure = Measure::find(model, &format!("options.{}.{group}", option.id)).ok()?;
            Some((option.id.clone(), measure))
        })
        .collect()
}
