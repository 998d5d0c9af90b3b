//! Prices of one year and of another: indices, real and cash terms, and the rates between them.

use rust_decimal::Decimal;

use super::checked::{Result, div, growth, mul, positive, same_length, sub, within_horizon};

/// An amount in the prices of one year, in the prices of another: `amount * index_to / index_from`.
///
/// The two indices are of one series, such as the GDP deflator, whatever its base.
///
/// # Errors
/// If an index is not above nought.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::rebase_with_index;
///
/// let then = rebase_with_index(Decimal::from(110), Decimal::from(88), Decimal::from(80))?;
/// assert_eq!(then, Decimal::from(100));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn rebase_with_index(amount: Decimal, index_from: Decimal, index_to: Decimal) -> Result<Decimal> {
    positive("index of the year of the amount", index_from)?;
    positive("index of the year asked for", index_to)?;
    div(mul(amount, index_to)?, index_from)
}

/// An index from its growth: `start` in year 0, then each year the one before it times one plus that year's growth.
///
/// The result is one longer than the growth rates, of which the first is the growth from year 0 to year 1.
///
/// # Errors
/// If the start is not above nought, a rate is not above -1, or there are more rates than [`super::LONGEST`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::index_chain;
///
/// let index = index_chain(Decimal::ONE_HUNDRED, &[Decimal::new(1, 1), Decimal::new(-1, 1)])?;
/// assert_eq!(index, [100, 110, 99].map(Decimal::from));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn index_chain(start: Decimal, growth_rates: &[Decimal]) -> Result<Vec<Decimal>> {
    within_horizon("growth rates", growth_rates.len())?;
    let mut level = positive("start of the index", start)?;
    let mut index = Vec::with_capacity(growth_rates.len() + 1);
    index.push(level);
    for &rate in growth_rates {
        level = mul(level, growth("growth rate", rate)?)?;
        index.push(level);
    }
    Ok(index)
}

/// Cash of each year in the prices of the first: each amount times the first index over its own.
///
/// # Errors
/// If there are not as many indices as amounts, or an index is not above nought.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{deflate, inflate};
///
/// let (cash, index) = ([100, 110].map(Decimal::from), [200, 220].map(Decimal::from));
/// let real = deflate(&cash, &index)?;
/// assert_eq!(real, [100, 100].map(Decimal::from));
/// assert_eq!(inflate(&real, &index)?, cash);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn deflate(cash: &[Decimal], index: &[Decimal]) -> Result<Vec<Decimal>> {
    same_length(("the cash series", cash.len()), ("the index", index.len()))?;
    let base = index.first().copied().unwrap_or(Decimal::ONE);
    cash.iter().zip(index).map(|(&amount, &level)| rebase_with_index(amount, level, base)).collect()
}

/// Amounts in the prices of the first year, in cash of each year: each times its own index over the first.
///
/// # Errors
/// As [`deflate`].
pub fn inflate(real: &[Decimal], index: &[Decimal]) -> Result<Vec<Decimal>> {
    same_length(("the real series", real.len()), ("the index", index.len()))?;
    let base = index.first().copied().unwrap_or(Decimal::ONE);
    real.iter().zip(index).map(|(&amount, &level)| rebase_with_index(amount, base, level)).collect()
}

/// Cash of `years` years on, in the prices of the base year, at one rate of inflation: `cash / (1 + i)^years`.
///
/// # Errors
/// If the rate is not above -1, or the years pass the longest horizon.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{cash_from_real, real_from_cash};
///
/// let inflation = Decimal::new(25, 2);
/// assert_eq!(real_from_cash(Decimal::from(1_000), inflation, 2)?, Decimal::from(640));
/// assert_eq!(cash_from_real(Decimal::from(640), inflation, 2)?, Decimal::from(1_000));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn real_from_cash(cash: Decimal, inflation: Decimal, years: usize) -> Result<Decimal> {
    within_horizon("years", years)?;
    let growth = growth("inflation", inflation)?;
    (0..years).try_fold(cash, |amount, _| div(amount, growth))
}

/// An amount in the prices of the base year, in cash of `years` years on, at one rate of inflation.
///
/// # Errors
/// As [`real_from_cash`].
pub fn cash_from_real(real: Decimal, inflation: Decimal, years: usize) -> Result<Decimal> {
    within_horizon("years", years)?;
    let growth = growth("inflation", inflation)?;
    (0..years).try_fold(real, |amount, _| mul(amount, growth))
}

/// The cash (nominal) rate of a real rate and inflation: `(1 + r)(1 + i) - 1` (Fisher).
///
/// Cash discounted at this rate is worth what the same flows in real terms are worth at the real rate.
///
/// # Errors
/// If a rate is not above -1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::nominal_rate_from_real;
///
/// assert_eq!(nominal_rate_from_real(Decimal::new(35, 3), Decimal::new(2, 2))?, Decimal::new(557, 4));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn nominal_rate_from_real(real: Decimal, inflation: Decimal) -> Result<Decimal> {
    sub(mul(growth("real rate", real)?, growth("inflation", inflation)?)?, Decimal::ONE)
}

/// The real rate of a cash rate and inflation: `(1 + n) / (1 + i) - 1`.
///
/// # Errors
/// If a rate is not above -1.
pub fn real_rate_from_nominal(nominal: Decimal, inflation: Decimal) -> Result<Decimal> {
    sub(div(growth("nominal rate", nominal)?, growth("inflation", inflation)?)?, Decimal::ONE)
}

/// How a price grows beyond general inflation, such as pay or energy: `(1 + specific) / (1 + general) - 1`.
///
/// # Errors
/// If a rate is not above -1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::relative_growth;
///
/// assert_eq!(relative_growth(Decimal::new(50, 2), Decimal::new(25, 2))?, Decimal::new(2, 1));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn relative_growth(specific: Decimal, general: Decimal) -> Result<Decimal> {
    sub(div(growth("specific growth", specific)?, growth("general growth", general)?)?, Decimal::ONE)
}
