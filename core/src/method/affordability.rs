//! Affordability: whether a party's reserve lasts, in cash of each year.

use rust_decimal::Decimal;

use super::checked::{Result, add, same_length, sub};

/// A party's budget and reserve, year by year. Cash; the first year is the first that income and cost are given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affordability {
    /// Income less cost.
    pub surplus: Vec<Decimal>,
    /// The reserve at the end of each year with nobody topping it up; it may go under nought.
    pub reserve_end: Vec<Decimal>,
    /// By how much that reserve is under the minimum, or nought.
    pub gap: Vec<Decimal>,
    /// By how much that reserve is over the minimum; negative under it.
    pub headroom: Vec<Decimal>,
    /// The new money that each year needs to hold the minimum, if the years before it had theirs.
    pub top_up: Vec<Decimal>,
    /// The first year, counted from 0, in which the reserve ends under the minimum.
    pub first_breach: Option<usize>,
    /// The first year, counted from 0, in which the reserve ends under nought.
    pub first_insolvent: Option<usize>,
}

/// The path of a party's reserve: `reserve(t) = reserve(t-1) + income(t) - cost(t)`, beginning with `reserves`.
///
/// The gap of a year is `max(0, minimum - reserve(t))`. It looks at the path without help, so a shortfall of one year
/// stands in the gap of the years after it too; [`Affordability::top_up`] counts each missing pound once.
///
/// # Errors
/// If income and cost differ in length, pass the longest horizon, or a sum is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::affordability;
///
/// let parish = affordability(
///     &[30, 30, 30].map(Decimal::from),
///     &[32, 34, 36].map(Decimal::from),
///     Decimal::from(5),
///     Decimal::from(2),
/// )?;
/// assert_eq!(parish.reserve_end, [3, -1, -7].map(Decimal::from));
/// assert_eq!(parish.gap, [0, 3, 9].map(Decimal::from));
/// assert_eq!(parish.top_up, [0, 3, 6].map(Decimal::from));
/// assert_eq!((parish.first_breach, parish.first_insolvent), (Some(1), Some(1)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn affordability(
    income: &[Decimal],
    cost: &[Decimal],
    reserves: Decimal,
    minimum_reserves: Decimal,
) -> Result<Affordability> {
    let years = same_length(("the income", income.len()), ("the cost", cost.len()))?;
    let mut path = Affordability {
        surplus: Vec::with_capacity(years),
        reserve_end: Vec::with_capacity(years),
        gap: Vec::with_capacity(years),
        headroom: Vec::with_capacity(years),
        top_up: Vec::with_capacity(years),
        first_breach: None,
        first_insolvent: None,
    };
    let mut reserve = reserves;
    let mut helped = reserves;
    for (year, (&received, &spent)) in income.iter().zip(cost).enumerate() {
        let surplus = sub(received, spent)?;
        reserve = add(reserve, surplus)?;
        let headroom = sub(reserve, minimum_reserves)?;
        let before_help = add(helped, surplus)?;
        let top_up = sub(minimum_reserves, before_help)?.max(Decimal::ZERO);
        helped = add(before_help, top_up)?;
        if headroom < Decimal::ZERO {
            path.first_breach.get_or_insert(year);
        }
        if reserve < Decimal::ZERO {
            path.first_insolvent.get_or_insert(year);
        }
        path.surplus.push(surplus);
        path.reserve_end.push(reserve);
        path.gap.push((-headroom).max(Decimal::ZERO));
        path.headroom.push(headroom);
        path.top_up.push(top_up);
    }
    Ok(path)
}
