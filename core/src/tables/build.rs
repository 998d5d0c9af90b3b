//! Tables are made column by column from a list of things: a row for each.

use std::collections::HashMap;

use super::cells::{Cells, Words, year_words};
use super::{Column, Table};
use crate::Decimal;
use crate::appraisal::Penny;
use crate::year::FinancialYear;

/// The price basis of a column of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prices {
    /// In cash.
    Cash,
    /// In real terms.
    Real,
    /// In real terms, discounted.
    Present,
    /// No money.
    Nothing,
}

/// A table in the making.
pub(crate) struct Build<'i, T> {
    items: &'i [T],
    base: Option<FinancialYear>,
    table: Table,
}

/// The unit of money.
pub(crate) const POUNDS: &str = "£";

impl<'i, T> Build<'i, T> {
    /// A table with a row for each item, and no columns yet.
    pub(crate) fn of(name: &str, title: &str, items: &'i [T]) -> Self {
        let table = Table { name: name.to_owned(), title: title.to_owned(), columns: Vec::new() };
        Self { items, base: None, table }
    }

    /// The year whose prices are those of real terms.
    pub(crate) const fn base(mut self, base: FinancialYear) -> Self {
        self.base = Some(base);
        self
    }

    pub(crate) fn done(self) -> Table {
        self.table
    }

    fn push(mut self, name: &str, about: &str, unit: Option<&str>, prices: Prices, cells: Cells) -> Self {
        let base = self.base.map(|base| format!(", prices of {base}")).unwrap_or_default();
        let price_basis = match prices {
            Prices::Cash => Some("cash".to_owned()),
            Prices::Real => Some(format!("real terms{base}")),
            Prices::Present => Some(format!("present value{base}")),
            Prices::Nothing => None,
        };
        self.table.columns.push(Column {
            name: name.to_owned(),
            about: about.to_owned(),
            unit: unit.map(str::to_owned),
            price_basis,
            cells,
        });
        self
    }

    /// A column of words.
    pub(crate) fn words(self, name: &str, about: &str, word: impl Fn(&'i T) -> Option<&'i str>) -> Self {
        let items = self.items;
        let (mut words, mut places) = (Vec::new(), Vec::with_capacity(items.len()));
        let mut known: HashMap<&str, u32> = HashMap::new();
        // Most rows have the word of the row before, often the very same text: that one is not looked up again.
        let mut last: Option<(&str, u32)> = None;
        for item in items {
            let place = word(item).map(|word| match last {
                Some((text, place)) if std::ptr::eq(text, word) => place,
                _ => {
                    let next = u32::try_from(words.len()).unwrap_or(u32::MAX);
                    let place = *known.entry(word).or_insert_with(|| {
                        words.push(word.to_owned());
                        next
                    });
                    last = Some((word, place));
                    place
                }
            });
            places.push(place);
        }
        self.push(name, about, None, Prices::Nothing, Cells::Words(Words { words, places }))
    }

    /// The column `year` of a table by year: for each item the place of its year.
    pub(crate) fn by_year(self, years: &[FinancialYear], place: impl Fn(&T) -> Option<usize>) -> Self {
        let places = self.items.iter().map(|item| u32::try_from(place(item)?).ok()).collect();
        let words = Words { words: year_words(years), places };
        self.push("year", "The financial year.", None, Prices::Nothing, Cells::Years(words))
    }

    /// A column of years, any of them.
    pub(crate) fn years(
        self,
        name: &str,
        about: &str,
        years: &[FinancialYear],
        year: impl Fn(&T) -> Option<FinancialYear>,
    ) -> Self {
        let place = |item| {
            let year = year(item)?;
            u32::try_from(years.iter().position(|known| *known == year)?).ok()
        };
        let places = self.items.iter().map(place).collect();
        let words = Words { words: year_words(years), places };
        self.push(name, about, None, Prices::Nothing, Cells::Years(words))
    }

    /// A column of sentences.
    pub(crate) fn texts(self, name: &str, about: &str, text: impl Fn(&T) -> Option<String>) -> Self {
        let cells = Cells::Texts(self.items.iter().map(text).collect());
        self.push(name, about, None, Prices::Nothing, cells)
    }

    /// A column of pounds to the penny.
    pub(crate) fn pounds(
        self,
        name: &str,
        about: &str,
        prices: Prices,
        value: impl Fn(&T) -> Option<Penny>,
    ) -> Self {
        let values = self.items.iter().map(|item| value(item).map(Penny::value)).collect();
        self.push(name, about, Some(POUNDS), prices, Cells::numbers(2, values))
    }

    /// A column of numbers that are no money.
    pub(crate) fn numbers(
        self,
        name: &str,
        about: &str,
        unit: Option<&str>,
        value: impl Fn(&T) -> Option<Penny>,
    ) -> Self {
        self.decimals(name, about, unit, |item| value(item).map(Penny::value))
    }

    /// The same from numbers as they are.
    pub(crate) fn decimals(
        self,
        name: &str,
        about: &str,
        unit: Option<&str>,
        value: impl Fn(&T) -> Option<Decimal>,
    ) -> Self {
        let cells = Cells::numbers(2, self.items.iter().map(value).collect());
        self.push(name, about, unit, Prices::Nothing, cells)
    }

    /// A column of what comes of draws.
    pub(crate) fn floats(
        self,
        name: &str,
        about: &str,
        unit: Option<&str>,
        value: impl Fn(&T) -> Option<f64>,
    ) -> Self {
        let values = self.items.iter().map(|item| value(item).filter(|value| value.is_finite()));
        let cells = Cells::Floats(values.collect());
        self.push(name, about, unit, Prices::Nothing, cells)
    }

    /// A column of counts.
    pub(crate) fn counts(self, name: &str, about: &str, value: impl Fn(&T) -> Option<u64>) -> Self {
        let values = self.items.iter().map(|item| value(item).and_then(|count| i64::try_from(count).ok()));
        let cells = Cells::Counts(values.collect());
        self.push(name, about, None, Prices::Nothing, cells)
    }

    /// A column of yes and no.
    pub(crate) fn switches(self, name: &str, about: &str, value: impl Fn(&T) -> Option<bool>) -> Self {
        let cells = Cells::Switches(self.items.iter().map(value).collect());
        self.push(name, about, None, Prices::Nothing, cells)
    }
}
