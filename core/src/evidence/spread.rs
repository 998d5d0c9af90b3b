//! Where a value stands among the published figures of a quantity, and the range that they give it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{FEWEST, Figure, Published, Quantity};
use crate::input::{Confidence, Evidence, Number};
use crate::rules::Rules;
use crate::year::FinancialYear;

/// The figure that real terms are measured by.
const DEFLATOR: &str = "prices.gdp_deflator";
/// The grade of a figure whose paper was not kept: it is shown and used for nothing.
const NOT_KEPT: &str = "none";

/// The level of prices in general by year, to bring a figure of one year to the prices of another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Levels {
    base: Option<FinancialYear>,
    by_year: BTreeMap<FinancialYear, Decimal>,
}

impl Levels {
    /// The levels from the first published year to `last`, by the GDP deflator as published; after its last year as the
    /// question projects it. A deflator that the question puts in the place of the published one has another scale, and
    /// does not count here.
    pub(crate) fn of(rules: &Rules, base: FinancialYear, last: FinancialYear) -> Self {
        let published = Rules::published();
        let Ok((first, _)) = published.span(DEFLATOR) else { return Self::default() };
        let years = std::iter::successors(Some(first), |year| (*year < last).then(|| year.next()));
        let level = |year: FinancialYear| {
            let found = published.look_up(DEFLATOR, year).or_else(|_| rules.look_up(DEFLATOR, year)).ok()?;
            (!found.overridden && !found.value.is_zero()).then_some((year, found.value))
        };
        Self { base: Some(base), by_year: years.filter_map(level).collect() }
    }

    /// The year to whose prices figures are brought.
    pub(crate) const fn base(&self) -> Option<FinancialYear> {
        self.base
    }

    /// A sum of a year in prices of the base; none where the level of either is not known.
    pub(crate) fn brought(&self, value: Decimal, year: FinancialYear) -> Option<Decimal> {
        let (then, now) = (self.by_year.get(&year)?, self.by_year.get(&self.base?)?);
        value.checked_mul(*now)?.checked_div(*then)
    }
}

/// The figures of a quantity that can be compared, in prices of the base, the smallest first.
#[derive(Debug)]
pub(crate) struct Compared<'q> {
    pub(crate) figures: Vec<(Decimal, &'q Figure)>,
}

/// Where a value stands among published figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) above: bool,
    /// How many figures are as far out as the value, or further.
    pub(crate) beyond: usize,
    pub(crate) published: usize,
}

impl Quantity {
    /// The figures that can be compared with an input: those whose paper was kept and, where they are money, whose year
    /// has a level of prices.
    pub(crate) fn compared(&self, levels: &Levels) -> Compared<'_> {
        let kept = self.figures.iter().filter(|figure| figure.grade != NOT_KEPT);
        let brought = kept.filter_map(|figure| {
            let value =
                if self.is_money() { levels.brought(figure.value, figure.year)? } else { figure.value };
            Some((value, figure))
        });
        let mut figures: Vec<(Decimal, &Figure)> = brought.collect();
        figures.sort_by_key(|(value, _)| *value);
        Compared { figures }
    }
}

impl Compared<'_> {
    /// Where a value stands, if it is out of the ordinary: at most one figure in ten is as far out. With fewer than
    /// three figures nothing is said.
    pub(crate) fn out_of_the_ordinary(&self, value: Decimal) -> Option<Place> {
        let published = self.figures.len();
        if published < FEWEST {
            return None;
        }
        let above = self.figures.iter().filter(|(figure, _)| *figure >= value).count();
        let below = self.figures.iter().filter(|(figure, _)| *figure <= value).count();
        let found = [(true, above), (false, below)].into_iter().find(|(_, beyond)| beyond * 10 <= published);
        found.map(|(above, beyond)| Place { above, beyond, published })
    }

    /// The value below which a share of the figures lies, straight between neighbours (definition 7 of Hyndman and Fan).
    pub(crate) fn quantile(&self, share: Decimal) -> Option<Decimal> {
        let place = share * Decimal::from(self.figures.len().checked_sub(1)?);
        let whole = place.floor();
        let at = usize::try_from(i64::try_from(whole).ok()?).ok()?;
        let low = self.figures.get(at)?.0;
        let high = self.figures.get(at + 1).map_or(low, |(value, _)| *value);
        Some(low + (high - low) * (place - whole))
    }

    /// The smallest and the largest of the figures.
    pub(crate) fn ends(&self) -> Option<(Decimal, Decimal)> {
        Some((self.figures.first()?.0, self.figures.last()?.0))
    }
}

/// A range that published figures give an input whose author gives none.
#[derive(Debug, Clone)]
pub(crate) struct Supply {
    pub(crate) low: Decimal,
    pub(crate) high: Decimal,
    /// Which part of the spread it is.
    pub(crate) part: &'static str,
    pub(crate) quantity: &'static Quantity,
    /// How many figures it is from.
    pub(crate) figures: usize,
}

impl Supply {
    /// The range of a number: its value times the ends of the spread over the middle of the figures. `address` has models
    /// and kinds for ids. None where nothing was published of it, where its author gives a range, and where it is
    /// measured or quoted.
    pub(crate) fn of(
        number: &Number,
        address: &str,
        published: &'static Published,
        levels: &Levels,
    ) -> Option<Self> {
        if number.range.is_some() || number.central.is_zero() {
            return None;
        }
        let said = number.remarks.as_deref();
        let said = said.map_or((None, None), |said| (said.evidence, said.confidence));
        let whole = match said {
            (Some(Evidence::Measured | Evidence::Quoted), _) | (None, Some(Confidence::High)) => return None,
            (Some(Evidence::SimilarCase), _) | (None, Some(Confidence::Medium)) => false,
            (Some(Evidence::Guess), _) | (None, Some(Confidence::Low) | None) => true,
        };
        let quantity = published.quantity_at(address)?;
        let compared = quantity.compared(levels);
        if compared.figures.len() < FEWEST {
            return None;
        }
        let middle = compared.quantile(Decimal::new(5, 1))?;
        let (low, high, part) = if whole {
            let (low, high) = compared.ends()?;
            (low, high, "all")
        } else {
            let tenth = Decimal::new(1, 1);
            let (low, high) = (compared.quantile(tenth)?, compared.quantile(Decimal::ONE - tenth)?);
            (low, high, "the middle eight tenths")
        };
        let (least, most) = number.bounds;
        let scaled = |end: Decimal| number.central.checked_mul(end)?.checked_div(middle);
        Some(Self {
            low: crate::money::to_places(scaled(low)?, 6).max(least).min(number.central),
            high: crate::money::to_places(scaled(high)?, 6).min(most).max(number.central),
            part,
            quantity,
            figures: compared.figures.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(values: &[i64], figure: &'static Figure) -> Compared<'static> {
        let mut figures: Vec<_> = values.iter().map(|value| (Decimal::from(*value), figure)).collect();
        figures.sort_by_key(|(value, _)| *value);
        Compared { figures }
    }

    fn any() -> &'static Figure {
        Box::leak(Box::new(Figure {
            place: String::new(),
            year: FinancialYear::STAND_IN,
            value: Decimal::ONE,
            case: 0,
            grade: String::new(),
            note: String::new(),
        }))
    }

    #[test]
    fn a_value_is_out_of_the_ordinary_where_one_in_ten_or_fewer_is_as_far_out() {
        let ten = compared(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], any());
        let place = |value: i64| {
            ten.out_of_the_ordinary(Decimal::from(value)).map(|place| (place.above, place.beyond))
        };
        assert_eq!(place(11), Some((true, 0)));
        // As large as the largest: one figure is not below it.
        assert_eq!(place(10), Some((true, 1)));
        assert_eq!(place(9), None);
        assert_eq!(place(1), Some((false, 1)));
        assert_eq!(place(0), Some((false, 0)));
        // Of nine figures one is more than one in ten; of two nothing is said.
        let nine = compared(&[1, 2, 3, 4, 5, 6, 7, 8, 9], any());
        assert_eq!(nine.out_of_the_ordinary(Decimal::from(9)), None);
        assert_eq!(compared(&[1, 2], any()).out_of_the_ordinary(Decimal::from(9)), None);
    }

    #[test]
    fn quantiles_lie_straight_between_neighbours() {
        // numpy.quantile([2, 4, 8, 16, 32], [0.1, 0.5, 0.9]) gives 2.8, 8.0, 25.6.
        let five = compared(&[2, 4, 8, 16, 32], any());
        let at = |tenths: i64| five.quantile(Decimal::new(tenths, 1)).unwrap();
        assert_eq!([at(1), at(5), at(9)], ["2.8", "8", "25.6"].map(|text| text.parse().unwrap()));
        assert_eq!([at(0), at(10)], [2, 32].map(Decimal::from));
    }
}
