//! A saving that may come back: the expected present value where what was handed over can be handed back.

use rust_decimal::Decimal;

use super::checked::{Result, add, div, dot, mul, not_negative, same_length, some_within_horizon, sub};
use super::{DiscountSchedule, MethodError, discount_factors, survival};

/// A saving in the certain case and with the chance of its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversion {
    /// The present value if it lasts to the end for certain.
    pub certain: Decimal,
    /// The expected present value, the costs of a return taken off.
    pub expected: Decimal,
    /// The chance that it lasts beyond the end of each year.
    pub survives: Vec<Decimal>,
    /// The chance that it ends in each year.
    pub ends: Vec<Decimal>,
}

/// The expected present value of a saving that ends for good when its operator does, of years 1 to n:
/// `sum of (saving(t) S(t) - cost(t) S(t-1) h(t)) D(t)`.
///
/// The saving of a year counts if the operator lasts through it; the cost of the return falls in the year of the end.
/// Years are counted from 1 and discounted at their ends. Slices hold a figure a year: `savings` and `return_costs` are
/// real pounds of the base year where the schedule is real.
///
/// # Errors
/// If there is no year or too many, the slices differ in length, or a hazard is not a fraction from 0 to 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{DiscountSchedule, reversion};
///
/// let undiscounted = DiscountSchedule::flat(Decimal::ZERO)?;
/// // Half last through the one year: 50 of saving, 10 of cost of return.
/// let result = reversion(&undiscounted, &[Decimal::new(5, 1)], &[100.into()], &[20.into()])?;
/// assert_eq!((result.certain, result.expected), (Decimal::from(100), Decimal::from(40)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn reversion(
    schedule: &DiscountSchedule,
    hazards: &[Decimal],
    savings: &[Decimal],
    return_costs: &[Decimal],
) -> Result<Reversion> {
    let years = some_within_horizon("years", hazards.len())?;
    same_length(("the savings", savings.len()), ("the hazards", years))?;
    same_length(("the costs of return", return_costs.len()), ("the hazards", years))?;
    let survives = survival(hazards)?;
    let factors = discount_factors(schedule, years + 1)?;
    let factors = factors.get(1..).ok_or(MethodError::Empty { what: "years" })?;
    let mut ends = Vec::with_capacity(years);
    let mut expected = Decimal::ZERO;
    let mut before = Decimal::ONE;
    for year in 0..years {
        let ending = mul(before, hazards[year])?;
        let flow = sub(mul(savings[year], survives[year])?, mul(return_costs[year], ending)?)?;
        expected = add(expected, mul(flow, factors[year])?)?;
        before = survives[year];
        ends.push(ending);
    }
    Ok(Reversion { certain: dot(savings, factors)?, expected, survives, ends })
}

/// The same with one hazard, one saving and one cost of return for every year.
///
/// # Errors
/// As [`reversion`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{DiscountSchedule, reversion_constant};
///
/// let schedule = DiscountSchedule::flat(Decimal::new(35, 3))?;
/// // 20,000 a year for ten years, a failure rate of 5 per cent, 60,000 to take it back.
/// let result = reversion_constant(&schedule, 10, Decimal::new(5, 2), 20_000.into(), 60_000.into())?;
/// assert_eq!(result.expected.round(), Decimal::from(108_338));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn reversion_constant(
    schedule: &DiscountSchedule,
    years: usize,
    hazard: Decimal,
    saving: Decimal,
    return_cost: Decimal,
) -> Result<Reversion> {
    some_within_horizon("years", years)?;
    reversion(schedule, &vec![hazard; years], &vec![saving; years], &vec![return_cost; years])
}

/// The yearly failure rate at which a constant saving is worth nothing: `saving / (saving + cost of return)`.
///
/// Each year that begins is worth `saving (1 - h) - cost h`, so that neither the discount rate nor the horizon matters.
/// None where there is neither a saving nor a cost.
///
/// # Errors
/// If the saving or the cost is below nought.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::break_even_hazard;
///
/// assert_eq!(break_even_hazard(20_000.into(), 60_000.into())?, Some(Decimal::new(25, 2)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn break_even_hazard(saving: Decimal, return_cost: Decimal) -> Result<Option<Decimal>> {
    not_negative("saving", saving)?;
    let both = add(saving, not_negative("cost of return", return_cost)?)?;
    if both.is_zero() { Ok(None) } else { div(saving, both).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_break_even_hazard_nothing_is_left_whatever_the_rate_and_horizon() {
        let (saving, cost) = (Decimal::from(20_000), Decimal::from(60_000));
        let hazard = break_even_hazard(saving, cost).unwrap().unwrap();
        for (rate, years) in [(0, 1), (35, 10), (80, 60)] {
            let schedule = DiscountSchedule::flat(Decimal::new(rate, 3)).unwrap();
            let result = reversion_constant(&schedule, years, hazard, saving, cost).unwrap();
            assert!(result.expected.abs() < Decimal::new(1, 18), "{}", result.expected);
            let ended: Decimal = result.ends.iter().sum();
            assert!((ended + result.survives[years - 1] - Decimal::ONE).abs() < Decimal::new(1, 25));
        }
    }

    #[test]
    fn hostile_input_is_refused() {
        let schedule = DiscountSchedule::flat(Decimal::ZERO).unwrap();
        assert!(reversion(&schedule, &[], &[], &[]).is_err());
        assert!(reversion(&schedule, &[Decimal::TWO], &[Decimal::ONE], &[Decimal::ONE]).is_err());
        assert!(reversion(&schedule, &[Decimal::ONE], &[], &[Decimal::ONE]).is_err());
        assert!(
            reversion_constant(&schedule, usize::MAX, Decimal::ZERO, Decimal::ONE, Decimal::ONE).is_err()
        );
        assert_eq!(break_even_hazard(Decimal::ZERO, Decimal::ZERO), Ok(None));
        assert!(break_even_hazard(Decimal::NEGATIVE_ONE, Decimal::ZERO).is_err());
    }
}
