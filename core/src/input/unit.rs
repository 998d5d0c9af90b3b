//! The units in which inputs are given, and what is a lawful value in each.

use std::fmt;

use rust_decimal::Decimal;

use crate::money::LARGEST_INPUT;

/// The unit of an input: how it is written, and between which bounds it must lie.
pub trait Unit: Copy + fmt::Debug + PartialEq + Eq + 'static {
    /// The unit, as it is shown.
    const NAME: &'static str;
    /// The smallest lawful value.
    const LOWEST: Decimal;
    /// The largest lawful value.
    const HIGHEST: Decimal;
}

/// A unit of money: where such an input is used decides whether it is cash or in real terms.
pub trait MoneyUnit: Unit {}

/// A unit of anything that is not money.
pub trait PlainUnit: Unit {}

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident: $kind:ident, $unit:literal, $low:expr => $high:expr;)*) => {
    $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name;
        impl Unit for $name {
            const NAME: &'static str = $unit;
            const LOWEST: Decimal = $low;
            const HIGHEST: Decimal = $high;
        }
        impl $kind for $name {}
    )*

        /// Every unit: its name, and the smallest and the largest lawful value.
        const ALL: &[(&str, Decimal, Decimal)] = &[$(($name::NAME, $name::LOWEST, $name::HIGHEST)),*];
    };
}

const NOUGHT: Decimal = Decimal::ZERO;
const ONE: Decimal = Decimal::ONE;

units! {
    /// Pounds; never negative, since who pays and who is paid gives a sum its direction.
    Pounds: MoneyUnit, "£", NOUGHT => LARGEST_INPUT;
    /// Pounds an hour.
    PerHour: MoneyUnit, "£ an hour", NOUGHT => Decimal::from_parts(100_000, 0, 0, false, 0);
    /// The rateable value of a building, in pounds.
    RateableValue: MoneyUnit, "£ of rateable value", NOUGHT => LARGEST_INPUT;
    /// A part of a whole, from 0 to 1.
    Share: PlainUnit, "share", NOUGHT => ONE;
    /// A multiple: 0.8 for a fifth less, 1.2 for a fifth more.
    Times: PlainUnit, "times", NOUGHT => Decimal::ONE_THOUSAND;
    /// A rank correlation, from -1 to 1.
    Correlation: PlainUnit, "rank correlation", Decimal::NEGATIVE_ONE => ONE;
    /// A yearly rate of growth: 0.02 is two per cent a year; negative for a fall.
    Growth: PlainUnit, "a year", Decimal::from_parts(9, 0, 0, true, 1) => Decimal::TEN;
    /// Full-time equivalents.
    Fte: PlainUnit, "FTE", NOUGHT => Decimal::from_parts(100_000, 0, 0, false, 0);
    /// Hours a week.
    HoursAWeek: PlainUnit, "hours a week", NOUGHT => Decimal::from_parts(168, 0, 0, false, 0);
    /// Paid hours a week, of all who hold a post together.
    PaidHours: PlainUnit, "paid hours a week", NOUGHT => Decimal::from_parts(100_000, 0, 0, false, 0);
    /// Hours a year.
    HoursAYear: PlainUnit, "hours a year", NOUGHT => Decimal::from_parts(1_000_000_000, 0, 0, false, 0);
    /// Weeks a year.
    WeeksAYear: PlainUnit, "weeks a year", NOUGHT => Decimal::from_parts(53, 0, 0, false, 0);
    /// A national figure, in the unit that it has; none of them is negative.
    OfFigure: PlainUnit, "the unit of the figure", NOUGHT => LARGEST_INPUT;
    /// Years, whole or in part.
    Years: PlainUnit, "years", NOUGHT => Decimal::from_parts(500, 0, 0, false, 0);
    /// Points that weigh one criterion against another: only their proportions count.
    Points: PlainUnit, "points", NOUGHT => Decimal::from_parts(1_000_000, 0, 0, false, 0);
    /// A score, from 0 to 100.
    OutOf100: PlainUnit, "points out of 100", NOUGHT => Decimal::ONE_HUNDRED;
    /// A count of people or things.
    Count: PlainUnit, "count", NOUGHT => Decimal::from_parts(3_567_587_328, 232, 0, false, 0);
}

/// A unit by its name, with the smallest and the largest value that is lawful in it.
pub(crate) fn unit_named(name: &str) -> Option<(&'static str, (Decimal, Decimal))> {
    ALL.iter().find(|(known, ..)| *known == name).map(|(known, low, high)| (*known, (*low, *high)))
}

/// The names of all units.
pub(crate) fn unit_names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|(name, ..)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_what_they_say() {
        assert_eq!(Growth::LOWEST.to_string(), "-0.9");
        assert_eq!(HoursAWeek::HIGHEST.to_string(), "168");
        assert_eq!(Count::HIGHEST.to_string(), "1000000000000");
    }
}
