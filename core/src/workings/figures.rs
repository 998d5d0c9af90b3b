//! National figures as rows: published, overridden, or projected; a projection that is uncertain is a row of growth.

use rust_decimal::Decimal;

use super::{DEFLATOR, Outdated, Projected, Workings, rule};
use crate::address::Address;
use crate::input::{Estimate, Growth};
use crate::problem::Problem;
use crate::rules::{Figure, LookUpError};
use crate::sheet::{Dimension, Factor, FigureInfo, FigureNote, Row};
use crate::year::FinancialYear;

impl Workings<'_> {
    /// A dated national figure, by its id, as a row with a value a year.
    pub(crate) fn figure<D: Dimension>(&self, id: &str) -> Row<D> {
        let mut found = Vec::with_capacity(self.years.len());
        for year in &self.years {
            match self.look_up(id, *year) {
                Ok(figure) => found.push(figure),
                Err(error) => {
                    // A row may not divide by a figure that is missing; the problem is reported before anything is
                    // computed.
                    self.refuse(id, &error);
                    return self.sheet.sum(std::iter::empty::<&Row<D>>());
                }
            }
        }
        let own: Vec<Option<Row<D>>> = found
            .iter()
            .map(|figure| figure.overridden.then(|| self.own_figure(id, figure.year)).flatten())
            .collect();
        if own.iter().all(Option::is_some) {
            let own: Vec<Row<D>> = own.into_iter().flatten().collect();
            return self.sheet.by_year(&own);
        }
        let growth = self.uncertain_growth(id, &found);
        let (label, unit) =
            found.last().map(|last| (last.label.clone(), last.unit.clone())).unwrap_or_default();
        let values = found.iter().map(|figure| leaf_value(figure, growth.is_some())).collect();
        let notes = found.iter().map(|figure| self.note(figure)).collect();
        let figure = self.sheet.figure(FigureInfo { address: rule(id), label, unit, values, notes });
        let figure = match growth {
            Some(growth) => figure * growth,
            None => figure,
        };
        if own.iter().all(Option::is_none) {
            return figure;
        }
        let rows: Vec<Row<D>> = own.into_iter().map(|own| own.unwrap_or_else(|| figure.clone())).collect();
        self.sheet.by_year(&rows)
    }

    /// Looks a figure up. Where the question is as of a day, the figure is compared with what it is today.
    fn look_up(&self, id: &str, year: FinancialYear) -> Result<Figure, LookUpError> {
        let then = self.rules.look_up(id, year)?;
        if self.as_of().is_some() {
            let now = self.rules.look_up_now(id, year).ok();
            if now.as_ref().map(|now| now.value) != Some(then.value) {
                self.superseded
                    .borrow_mut()
                    .insert((id.to_owned(), year), Outdated { then: then.clone(), now });
            }
        }
        Ok(then)
    }

    /// What the input puts in the place of a figure in a year: an input like any other, with its source and its range.
    fn own_figure<D: Dimension>(&self, id: &str, year: FinancialYear) -> Option<Row<D>> {
        let (_, own) = self.overrides.iter().find(|(known, _)| known == id)?;
        let turn = usize::try_from(year.since(self.first())).ok();
        let term = own.in_year(year, turn)?;
        let row = self.times_of_first(&term, self.leaf(term.estimate));
        self.overridden.borrow_mut().insert(rule(id).to_string());
        Some(row)
    }

    /// A dated national figure in one year.
    pub(crate) fn figure_in<D: Dimension>(&self, id: &str, year: FinancialYear) -> Row<D> {
        if let Some(own) = self.own_figure(id, year) {
            return own;
        }
        match self.look_up(id, year) {
            Ok(figure) => {
                let growth = self.uncertain_growth_in(id, &figure);
                let row = self.sheet.figure(FigureInfo {
                    address: rule(id).join(year),
                    label: format!("{} in {year}", figure.label),
                    unit: figure.unit.clone(),
                    values: vec![leaf_value(&figure, growth.is_some())],
                    notes: vec![self.note(&figure)],
                });
                match growth {
                    Some(growth) => row * growth,
                    None => row,
                }
            }
            Err(error) => {
                self.refuse(id, &error);
                self.sheet.sum(std::iter::empty::<&Row<D>>())
            }
        }
    }

    /// How a figure is projected, and where the input says so. What is said of one figure goes before what is said of a
    /// group, and what is said first of a group before what is said later.
    fn projection(&self, id: &str) -> Option<&(String, Projected)> {
        let exact = self.projections.iter().find(|(known, _)| known == id);
        exact.or_else(|| {
            self.projections
                .iter()
                .find(|(group, _)| id.strip_prefix(group.as_str()).is_some_and(|rest| rest.starts_with('.')))
        })
    }

    /// The growth of the deflator, where it is uncertain.
    fn uncertain_prices(&self) -> bool {
        matches!(self.projection(DEFLATOR), Some((_, Projected::Growth(growth))) if growth.range().is_some())
    }

    /// What the last published value of a figure is multiplied by in each year, where its growth is uncertain: a row,
    /// so that the growth is an input like any other. None where the projection is certain, and is a number.
    fn uncertain_growth(&self, id: &str, found: &[Figure]) -> Option<Row<Factor>> {
        let (latest, _) = found.iter().find_map(|figure| figure.from)?;
        let (key, projected) = self.projection(id)?;
        let index = match projected {
            Projected::Growth(growth) if growth.range().is_some() => {
                self.projected_index(key, growth, latest)
            }
            Projected::RealTerms if self.uncertain_prices() => {
                self.figure::<Factor>(DEFLATOR) / self.figure_in::<Factor>(DEFLATOR, latest)
            }
            _ => return None,
        };
        if found.iter().all(|figure| figure.from.is_some()) {
            return Some(index);
        }
        // A year that is published or overridden stands for itself.
        let one = self.number(1);
        let rows: Vec<Row<Factor>> = found
            .iter()
            .map(|figure| if figure.from.is_some() { index.clone() } else { one.clone() })
            .collect();
        Some(self.sheet.by_year(&rows))
    }

    /// The same for a figure in one year.
    fn uncertain_growth_in(&self, id: &str, figure: &Figure) -> Option<Row<Factor>> {
        let (latest, _) = figure.from?;
        match self.projection(id)? {
            (_, Projected::Growth(growth)) if growth.range().is_some() => {
                Some(self.grown(growth, figure.year.since(latest)))
            }
            (_, Projected::RealTerms) if self.uncertain_prices() => {
                let [now, then] = [figure.year, latest].map(|year| self.figure_in::<Factor>(DEFLATOR, year));
                Some(now / then)
            }
            _ => None,
        }
    }

    /// One plus a growth, multiplied by itself.
    pub(super) fn grown(&self, growth: &Estimate<Growth>, years: i16) -> Row<Factor> {
        let step = self.number(1) + self.factor(growth);
        (1..years).fold(if years > 0 { step.clone() } else { self.number(1) }, |grown, _| grown * &step)
    }

    /// The index of a projection: one up to the last published year, and growing from there.
    fn projected_index(&self, key: &str, growth: &Estimate<Growth>, latest: FinancialYear) -> Row<Factor> {
        let at = Address::new("projections").join(key).join("index").join(latest);
        if let Some(row) = self.built.borrow().get(at.as_str()) {
            return row.clone();
        }
        let opening = self.grown(growth, self.first().since(latest).max(0));
        let rate = self.factor(growth);
        let rate = if self.first() >= latest {
            rate
        } else {
            let none = self.number(0);
            let rates: Vec<Row<Factor>> = self
                .years
                .iter()
                .map(|year| if *year > latest { rate.clone() } else { none.clone() })
                .collect();
            self.sheet.by_year(&rates)
        };
        let label = format!("Growth after {latest}, the last year published for {key}");
        let row = self.sheet.growth_index_from(&rate, &opening).named(at.clone(), label, "index");
        self.built.borrow_mut().insert(at.to_string(), row.clone());
        row
    }

    fn note(&self, figure: &Figure) -> FigureNote {
        FigureNote {
            source: figure.source.name.clone(),
            published: figure.source.published.clone(),
            url: figure.source.url.clone(),
            status: figure.status.word(),
            projected: figure.projected.clone(),
            as_of: self.as_of(),
        }
    }

    fn refuse(&self, id: &str, error: &LookUpError) {
        if self.unread.period() || self.unread.figure(id) {
            return;
        }
        let why = error.to_string();
        let mut problems = self.problems.borrow_mut();
        if !problems.iter().any(|known| known.address == rule(id) && known.message == why) {
            let own = format!("override it: [overrides] \"{id}\" = ...");
            let accepted = match error {
                // A projection goes forward only.
                LookUpError::NoValue { .. } => own,
                // There is nothing that it could start from.
                LookUpError::NothingKnown { .. } => format!("{own}; or a later question.as_of"),
                LookUpError::NotYetKnown { year, latest, .. } if year < latest => {
                    format!("{own}; or a later question.as_of")
                }
                _ => format!(
                    "state a projection: [projections.\"{id}\"] growth = 0.02, or hold = \"cash\" or hold = \"real_terms\"; or {own}"
                ),
            };
            problems.push(Problem::new(rule(id), why).accepted(accepted));
        }
    }
}

/// The value of a figure on the sheet: where a row multiplies it by its growth, the last published one.
fn leaf_value(figure: &Figure, grows: bool) -> Decimal {
    figure.from.filter(|_| grows).map_or(figure.value, |(_, last)| last)
}
