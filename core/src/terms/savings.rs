//! How much of a headline saving is there in which year.

use std::fmt::Write as _;

use serde::Serialize;

use super::forms;
use super::sides::{self, by_year, pounds, row, total, words};
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, OptionModel, Penny};
use crate::money;
use crate::problem::{Problem, Problems};
use crate::table::{Page, Table};
use crate::year::FinancialYear;

/// A year of an option's saving to the council: what recurs, in pounds of the price base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavingYear {
    /// The year.
    pub year: FinancialYear,
    /// What today's service would cost the council, net.
    pub today: Penny,
    /// What would be saved if every shared cost went with the service.
    pub headline: Penny,
    /// What of it stays with the council.
    pub stranded: Penny,
    /// What is saved.
    pub saving: Penny,
    /// The same in cash.
    pub saving_cash: Penny,
}

/// The saving of an option, from the headline to what is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavingsOption {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// By year.
    pub years: Vec<SavingYear>,
    /// The first year that it holds throughout; none where it begins after the first day of the last year.
    pub first_full_year: Option<FinancialYear>,
    /// The years in which stranded cost unwinds: the first and the last in which it is less in cash than in the year before.
    pub unwinds: Option<(FinancialYear, FinancialYear)>,
    /// All of it on one line.
    pub sentence: String,
}

/// The savings of all options but today's, from the headline to what is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavingsPath {
    /// The year between the first and the last that the lines name.
    pub by: FinancialYear,
    /// The options, in the order of the input.
    pub options: Vec<SavingsOption>,
}

forms!(SavingsPath);

impl Appraisal {
    /// How much of the headline saving of each option is there in which year: the saving if every shared cost went with the
    /// service, what of it is stranded with the council, and what is left. The year `by` is named beside the first full
    /// year and the last; by default it is the third of the appraisal, or the last of a shorter one.
    ///
    /// It is the council's recurring saving. What comes once stands in the result of the run and in
    /// [`Self::abort_value`].
    ///
    /// # Errors
    /// If the year is none of the appraisal's, or a sum is larger than can be kept exactly.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let path = Appraisal::load(text, Format::Toml)?.savings_path(None)?;
    /// let last = path.options[0].years.last().map(|year| (year.headline.value(), year.saving.value()));
    /// assert!(last.is_some_and(|(headline, saving)| headline > saving));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn savings_path(&self, by: Option<FinancialYear>) -> Result<SavingsPath, Problems> {
        let model = self.model();
        let (first, last) = (model.years.first(), model.years.last());
        let by = by.or(model.years.get(2).or(last).copied());
        let Some(place) = by.and_then(|by| model.years.iter().position(|year| *year == by)) else {
            let name = |year: Option<&FinancialYear>| year.map(ToString::to_string).unwrap_or_default();
            let what =
                format!("{} is no year of the appraisal", by.map(|by| by.to_string()).unwrap_or_default());
            let problem = Problem::new(Address::new("by"), what);
            return Err(problem.accepted(format!("from {} to {}", name(first), name(last))).into());
        };
        let others = model.options.iter().enumerate().filter(|(turn, _)| *turn != model.today);
        let options = others.map(|(_, option)| self.savings_of(option, place)).collect::<Result<_, _>>()?;
        Ok(SavingsPath { by: model.years[place], options })
    }

    fn savings_of(&self, option: &OptionModel, by: usize) -> Result<SavingsOption, Problems> {
        let (model, values) = (self.model(), self.planned()?);
        let prices =
            row(model, values, "indices.general").unwrap_or_else(|| vec![Decimal::ONE; model.years.len()]);
        let real = |year: usize, cash: Decimal| cash.checked_div(prices[year]).ok_or_else(sides::too_large);
        let today = by_year(model, values, option.measures.plan.today);
        let saving = by_year(model, values, option.measures.plan.savings);
        let stranded = row(model, values, &format!("options.{}.stranded.stranded", option.id));
        let stranded = stranded.unwrap_or_else(|| vec![Decimal::ZERO; saving.len()]);
        let mut years = Vec::with_capacity(saving.len());
        for (place, year) in model.years.iter().enumerate() {
            years.push(SavingYear {
                year: *year,
                today: Penny::of(real(place, today[place])?),
                headline: Penny::of(real(place, total([saving[place], stranded[place]])?)?),
                stranded: Penny::of(real(place, stranded[place])?),
                saving: Penny::of(real(place, saving[place])?),
                saving_cash: Penny::of(saving[place]),
            });
        }
        let full =
            model.years.iter().position(|year| option.starts.is_none_or(|starts| starts <= year.first_day()));
        let from = full.unwrap_or(saving.len());
        let falls = |year: &usize| money::to_pence(stranded[*year]) < money::to_pence(stranded[*year - 1]);
        let falls: Vec<usize> = (from + 1..saving.len()).filter(falls).collect();
        let unwinds = falls.first().zip(falls.last());
        let mut found = SavingsOption {
            id: option.id.clone(),
            name: option.name.clone(),
            first_full_year: full.map(|place| model.years[place]),
            unwinds: unwinds.map(|(first, last)| (model.years[*first], model.years[*last])),
            years,
            sentence: String::new(),
        };
        found.sentence = sentence(&found, full, by);
        Ok(found)
    }
}

/// An option's saving on one line.
fn sentence(found: &SavingsOption, full: Option<usize>, by: usize) -> String {
    let last = found.years.len() - 1;
    let Some(first) = full else {
        return format!("{}: it holds throughout no year of the appraisal.", found.name);
    };
    let own = &found.years[first];
    let of = |place: usize| pounds(found.years[place].saving.value());
    let mut text = format!(
        "{}: a headline saving of {} of the {} that the service costs; {} in {}",
        found.name,
        pounds(own.headline.value()),
        pounds(own.today.value()),
        of(first),
        own.year
    );
    if by > first && by < last {
        let _ = write!(text, ", {} by {}", of(by), found.years[by].year);
    }
    if last > first {
        let _ = write!(text, ", {} in the end", of(last));
    }
    let nothing = Penny::of(Decimal::ZERO);
    if own.stranded == nothing && found.years[last].stranded == nothing {
        text.push_str("; nothing is stranded");
    } else {
        let _ = write!(text, "; {} is stranded at first", pounds(own.stranded.value()));
        let _ = match found.unwinds {
            Some((from, to)) if from == to => write!(text, ", unwinding in {from}"),
            Some((from, to)) => write!(text, ", unwinding from {from} to {to}"),
            None => write!(text, " and does not unwind"),
        };
        if last > first {
            let _ = write!(text, ", {} in the end", pounds(found.years[last].stranded.value()));
        }
    }
    text.push('.');
    text
}

impl SavingsPath {
    fn page(&self) -> Page {
        let tables = self.options.iter().map(|option| Table {
            heading: format!("{} (recurring, £ of the price base; the last column in cash)", option.name),
            columns: words(["Service as today", "Headline saving", "Stranded", "Saving", "Saving in cash"]),
            rows: option
                .years
                .iter()
                .map(|year| {
                    let cells = [year.today, year.headline, year.stranded, year.saving, year.saving_cash];
                    (year.year.to_string(), cells.map(|value| pounds(value.value())).to_vec())
                })
                .collect(),
        });
        let sentences = self.options.iter().map(|option| option.sentence.clone()).collect();
        ("From the headline saving to what is there".to_owned(), tables.collect(), sentences)
    }
}
