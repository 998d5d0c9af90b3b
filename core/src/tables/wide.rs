//! The years of a table side by side.

use rust_decimal::Decimal;

use super::cells::{Cell, Cells, Words, to_float};
use super::{Column, Table};
use crate::address::Address;
use crate::problem::Problem;

impl Table {
    /// The same table with its years side by side, a column for each. Where it has several columns of numbers, each is a
    /// row of its own, named in a column `measure` with its `unit` and `price_basis`.
    ///
    /// # Errors
    /// If it is no table by year.
    pub fn wide(&self) -> Result<Self, Problem> {
        let place = self.columns.iter().position(|column| column.name == "year");
        let Some((place, Cells::Years(years))) = place.map(|place| (place, &self.columns[place].cells))
        else {
            let problem = Problem::new(Address::root(), format!("the table \"{}\" has no years", self.name));
            return Err(problem.accepted("a table with a column \"year\""));
        };
        let (keys, values) = (&self.columns[..place], &self.columns[place + 1..]);
        let series = series(keys, years);
        let measures = values.len();
        let first_of = |row: usize| series[row / measures.max(1)].0;
        let rows = series.len() * measures;
        let mut columns: Vec<Column> = keys
            .iter()
            .map(|key| Column { cells: taken(&key.cells, rows, first_of), ..key.clone() })
            .collect();
        if measures > 1 {
            let of = |row: usize| &values[row % measures];
            let mut word = |name: &str, about: &str, what: &dyn Fn(usize) -> Option<String>| {
                columns.push(Column {
                    name: name.to_owned(),
                    about: about.to_owned(),
                    unit: None,
                    price_basis: None,
                    cells: words(rows, what),
                });
            };
            word("measure", "What is measured.", &|row| Some(of(row).name.clone()));
            word("unit", "Its unit.", &|row| of(row).unit.clone());
            word("price_basis", "Its price basis.", &|row| of(row).price_basis.clone());
        }
        let single = values.first().filter(|_| measures == 1);
        let exact = values.iter().all(|column| matches!(column.cells, Cells::Numbers { .. }));
        for (year, name) in years.words.iter().enumerate() {
            let cell = |row: usize| {
                let (_, by_year) = &series[row / measures];
                by_year[year].map_or(Cell::Nothing, |at| values[row % measures].cells.get(at))
            };
            columns.push(Column {
                name: name.clone(),
                about: single.map(|column| column.about.clone()).unwrap_or_default(),
                unit: single.and_then(|column| column.unit.clone()),
                price_basis: single.and_then(|column| column.price_basis.clone()),
                cells: if exact { decimals((0..rows).map(cell)) } else { floats((0..rows).map(cell)) },
            });
        }
        // All years have the same type, so that they are one block of numbers.
        let most = columns.iter().filter_map(|column| places(&column.cells)).max();
        if exact && let Some(most) = most {
            for column in columns.iter_mut().skip(place).filter(|column| places(&column.cells).is_some()) {
                let Cells::Numbers { values, .. } = &mut column.cells else { continue };
                column.cells = Cells::numbers(most, std::mem::take(values));
            }
        }
        Ok(Self { name: self.name.clone(), title: self.title.clone(), columns })
    }

    /// The same table with its exact numbers in binary floating point, the nearest to each.
    #[must_use]
    pub fn to_floats(&self) -> Self {
        let columns =
            self.columns.iter().map(|column| Column { cells: column.cells.to_floats(), ..column.clone() });
        Self { name: self.name.clone(), title: self.title.clone(), columns: columns.collect() }
    }
}

/// A series: its first row, and the row of each year.
type Series = (usize, Vec<Option<usize>>);

/// The series of a table by year. Those of one series stand together.
fn series(keys: &[Column], years: &Words) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for row in 0..years.places.len() {
        let Some(year) = years.places[row].and_then(|year| usize::try_from(year).ok()) else { continue };
        let goes_on = all.last().is_some_and(|(first, by_year)| {
            by_year[year].is_none() && keys.iter().all(|key| key.cells.get(*first) == key.cells.get(row))
        });
        if !goes_on {
            all.push((row, vec![None; years.words.len()]));
        }
        if let Some((_, by_year)) = all.last_mut() {
            by_year[year] = Some(row);
        }
    }
    all
}

/// The cells of a key for rows that stand for others.
fn taken(cells: &Cells, rows: usize, from: impl Fn(usize) -> usize) -> Cells {
    let rows = || (0..rows).map(&from);
    let places = |words: &Words| Words {
        words: words.words.clone(),
        places: rows().map(|row| words.places[row]).collect(),
    };
    match cells {
        Cells::Words(words) => Cells::Words(places(words)),
        Cells::Years(words) => Cells::Years(places(words)),
        Cells::Texts(all) => Cells::Texts(rows().map(|row| all[row].clone()).collect()),
        Cells::Numbers { places, values } => {
            Cells::Numbers { places: *places, values: rows().map(|row| values[row]).collect() }
        }
        Cells::Floats(all) => Cells::Floats(rows().map(|row| all[row]).collect()),
        Cells::Counts(all) => Cells::Counts(rows().map(|row| all[row]).collect()),
        Cells::Switches(all) => Cells::Switches(rows().map(|row| all[row]).collect()),
    }
}

fn words(rows: usize, word: &dyn Fn(usize) -> Option<String>) -> Cells {
    let mut words: Vec<String> = Vec::new();
    let place = |row| {
        let word = word(row)?;
        let place = words.iter().position(|known| *known == word).unwrap_or_else(|| {
            words.push(word);
            words.len() - 1
        });
        u32::try_from(place).ok()
    };
    let places = (0..rows).map(place).collect();
    Cells::Words(Words { words, places })
}

const fn places(cells: &Cells) -> Option<u32> {
    match cells {
        Cells::Numbers { places, .. } => Some(*places),
        _ => None,
    }
}

fn decimals<'a>(cells: impl Iterator<Item = Cell<'a>>) -> Cells {
    let number = |cell| if let Cell::Number(value) = cell { Some(value) } else { None };
    Cells::numbers(2, cells.map(number).collect::<Vec<Option<Decimal>>>())
}

fn floats<'a>(cells: impl Iterator<Item = Cell<'a>>) -> Cells {
    #[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
    let number = |cell| match cell {
        Cell::Number(value) => Some(to_float(value)),
        Cell::Float(value) => Some(value),
        Cell::Count(value) => Some(value as f64),
        _ => None,
    };
    Cells::Floats(cells.map(number).collect())
}
