//! A difference shared out between the inputs that make it, so that the shares add up whatever the order.
//!
//! Source: L. S. Shapley, A value for n-person games (1953). The share of an input is what moving it changes, averaged
//! over every order in which the inputs can be moved one after another.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, MathematicalOps};

use super::MethodError;
use super::checked::{add, div, mul, sub, sum, within_horizon};
use super::sampled::random::Random;

/// The most inputs for which every subset is read: 4,096 readings.
pub const EXACT_INPUTS: usize = 12;

/// The most readings of the measure that a sampled attribution may ask for.
const MOST_READINGS: usize = 10_000_000;

/// A difference, shared out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The measure with no input moved.
    pub from: Decimal,
    /// The measure with every input moved.
    pub to: Decimal,
    /// The share of each input, not rounded.
    pub shares: Vec<Decimal>,
    /// The shares in pence, which add up to the difference in pence.
    pub pence: Vec<Decimal>,
    /// The standard error of each share, where orders were sampled. Nought where the shares are exact.
    pub standard_errors: Vec<Decimal>,
}

/// Shares the difference out exactly. `measure` is told which inputs are moved and answers the measure; it is called
/// once for each subset of them, two to the power of their number times.
///
/// # Errors
/// If there are more than [`EXACT_INPUTS`] inputs (then see [`shapley_sampled`]), or the measure has no value.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{MethodError, shapley};
///
/// // Pay of 10 posts at 30, then 8 posts at 35: the change of both together is shared between them.
/// let result = shapley(2, |moved| {
///     let (posts, pay) = (if moved[0] { 8 } else { 10 }, if moved[1] { 35 } else { 30 });
///     Ok::<_, MethodError>(Decimal::from(posts * pay))
/// })?;
/// assert_eq!(result.shares, [Decimal::from(-65), Decimal::from(45)]);
/// assert_eq!(result.shares.iter().sum::<Decimal>(), result.to - result.from);
/// # Ok::<(), MethodError>(())
/// ```
pub fn shapley<E, F>(inputs: usize, mut measure: F) -> Result<Attribution, E>
where
    E: From<MethodError>,
    F: FnMut(&[bool]) -> Result<Decimal, E>,
{
    if inputs > EXACT_INPUTS {
        let what = "inputs of an exact attribution";
        return Err(MethodError::TooMany { what, count: inputs, most: EXACT_INPUTS }.into());
    }
    let mut values = Vec::with_capacity(1 << inputs);
    let mut moved = vec![false; inputs];
    for subset in 0..1_usize << inputs {
        for (input, flag) in moved.iter_mut().enumerate() {
            *flag = subset & (1 << input) != 0;
        }
        values.push(measure(&moved)?);
    }
    let (from, to) = (values[0], values[values.len() - 1]);
    let mut shares = Vec::with_capacity(inputs);
    for input in 0..inputs {
        shares.push(exact_share(input, inputs, &values)?);
    }
    let pence = round_to_total(&shares, sub(to, from)?, 2)?;
    Ok(Attribution { from, to, shares, pence, standard_errors: vec![Decimal::ZERO; inputs] })
}

/// The mean, over the number already moved, of the mean change that moving the input makes to subsets of that size.
fn exact_share(input: usize, inputs: usize, values: &[Decimal]) -> Result<Decimal, MethodError> {
    let mut change = vec![Decimal::ZERO; inputs];
    let mut subsets = vec![0_u32; inputs];
    for (subset, &before) in values.iter().enumerate() {
        if subset & (1 << input) != 0 {
            continue;
        }
        let size = usize::try_from(subset.count_ones()).unwrap_or(0);
        change[size] = add(change[size], sub(values[subset | (1 << input)], before)?)?;
        subsets[size] += 1;
    }
    // One division at the end, by a common multiple, so that shares a decimal holds come out exact.
    let common = subsets.iter().fold(1, |all, &count| all / gcd(all, count) * count);
    let mut total = Decimal::ZERO;
    for (&sum, &count) in change.iter().zip(&subsets) {
        total = add(total, mul(sum, Decimal::from(common / count))?)?;
    }
    div(total, mul(Decimal::from(common), Decimal::from(inputs))?)
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Shares the difference out over `pairs` random orders and the reverse of each, which together read the measure
/// `2 x pairs x inputs` times. The shares add up to the difference; each has a standard error, from the pairs.
///
/// The same seed gives the same orders on every machine.
///
/// # Errors
/// If there are more inputs than [`super::LONGEST`], fewer than 2 pairs, more than ten million readings are asked for,
/// or the measure has no value.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{MethodError, shapley_sampled};
///
/// // Inputs that only add: every order says the same.
/// let result = shapley_sampled(20, 3, 1, |moved| {
///     Ok::<_, MethodError>((1..=20).zip(moved).filter(|(_, moved)| **moved).map(|(n, _)| Decimal::from(n)).sum())
/// })?;
/// assert_eq!(result.shares[6], Decimal::from(7));
/// assert_eq!(result.standard_errors[6], Decimal::ZERO);
/// # Ok::<(), MethodError>(())
/// ```
pub fn shapley_sampled<E, F>(inputs: usize, pairs: usize, seed: u64, mut measure: F) -> Result<Attribution, E>
where
    E: From<MethodError>,
    F: FnMut(&[bool]) -> Result<Decimal, E>,
{
    within_horizon("inputs", inputs)?;
    let readings = pairs.saturating_mul(inputs.max(1)).saturating_mul(2);
    if readings > MOST_READINGS {
        return Err(MethodError::TooMany { what: "readings", count: readings, most: MOST_READINGS }.into());
    }
    if pairs < 2 {
        let accepted = "give 2 or more, so that an error can be told";
        return Err(MethodError::OutOfRange { what: "pairs of orders", value: pairs.into(), accepted }.into());
    }
    let from = measure(&vec![false; inputs])?;
    let to = measure(&vec![true; inputs])?;
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..inputs).collect();
    let mut seen: Vec<Vec<Decimal>> = vec![Vec::with_capacity(pairs); inputs];
    for _ in 0..pairs {
        random.shuffle(&mut order);
        let mut both = vec![Decimal::ZERO; inputs];
        walk(&order, from, &mut both, &mut measure)?;
        order.reverse();
        walk(&order, from, &mut both, &mut measure)?;
        for (list, &change) in seen.iter_mut().zip(&both) {
            list.push(div(change, Decimal::TWO)?);
        }
    }
    let (mut shares, mut standard_errors) = (Vec::new(), Vec::new());
    for list in &seen {
        let (mean, error) = mean_and_error(list)?;
        shares.push(mean);
        standard_errors.push(error);
    }
    let pence = round_to_total(&shares, sub(to, from)?, 2)?;
    Ok(Attribution { from, to, shares, pence, standard_errors })
}

/// Moves the inputs one after another and adds to each the change that it makes.
fn walk<E, F>(order: &[usize], from: Decimal, changes: &mut [Decimal], measure: &mut F) -> Result<(), E>
where
    E: From<MethodError>,
    F: FnMut(&[bool]) -> Result<Decimal, E>,
{
    let mut moved = vec![false; order.len()];
    let mut before = from;
    for &input in order {
        moved[input] = true;
        let after = measure(&moved)?;
        changes[input] = add(changes[input], sub(after, before)?)?;
        before = after;
    }
    Ok(())
}

fn mean_and_error(list: &[Decimal]) -> Result<(Decimal, Decimal), MethodError> {
    let count = Decimal::from(list.len());
    let mean = div(sum(list.iter().copied())?, count)?;
    let mut squares = Decimal::ZERO;
    for &value in list {
        let away = sub(value, mean)?;
        squares = add(squares, mul(away, away)?)?;
    }
    let variance_of_mean = div(div(squares, sub(count, Decimal::ONE)?)?, count)?;
    Ok((mean, variance_of_mean.sqrt().ok_or(MethodError::TooLarge)?))
}

/// Amounts rounded to so many places that they add up to their total, rounded too: each is rounded down, and the units
/// that are left go to the largest remainders, of equals to the first.
///
/// The total is half-even rounded, as money is. It is to be the sum of the amounts, within the digits of a decimal.
///
/// # Errors
/// If the amounts do not add up to the total within a unit for each of them, there are no amounts for a total that is
/// not nought, or there are more places than 20.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::round_to_total;
///
/// let third = Decimal::ONE_HUNDRED / Decimal::from(3);
/// let pence = round_to_total(&[third, third, third], Decimal::ONE_HUNDRED, 2)?;
/// assert_eq!(pence, [3334, 3333, 3333].map(|n| Decimal::new(n, 2)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn round_to_total(amounts: &[Decimal], total: Decimal, places: u32) -> Result<Vec<Decimal>, MethodError> {
    if places > 20 {
        let accepted = "give 0 to 20";
        return Err(MethodError::OutOfRange { what: "decimal places", value: places.into(), accepted });
    }
    let unit =
        Decimal::new(1, 0).checked_div(Decimal::TEN.powu(places.into())).ok_or(MethodError::TooLarge)?;
    let mut rounded = Vec::with_capacity(amounts.len());
    for &amount in amounts {
        rounded
            .push(amount.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::ToNegativeInfinity));
    }
    let left = div(sub(total.round_dp(places), sum(rounded.iter().copied())?)?, unit)?;
    let units = left.round().to_usize().filter(|&units| units <= amounts.len());
    let Some(units) = units else {
        return Err(MethodError::OutOfRange {
            what: "total of the amounts",
            value: total,
            accepted: "give amounts that add up to it",
        });
    };
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    order.sort_by(|&a, &b| (amounts[b] - rounded[b]).cmp(&(amounts[a] - rounded[a])).then(a.cmp(&b)));
    for &place in order.iter().take(units) {
        rounded[place] = add(rounded[place], unit)?;
    }
    Ok(rounded)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A measure with products of two and of three inputs, and its exact shares by hand: a product is shared equally
    /// between its factors, since all start at nought and move to one.
    #[expect(clippy::unnecessary_wraps, reason = "the shape that an attribution takes")]
    fn with_products(moved: &[bool]) -> Result<Decimal, MethodError> {
        let x = |input: usize| Decimal::from(i32::from(moved[input]));
        Ok(x(0) * Decimal::from(5) + x(0) * x(1) * Decimal::from(4) + x(0) * x(1) * x(2) * Decimal::from(9))
    }

    #[test]
    fn products_are_shared_between_their_factors_whatever_the_order() {
        let exact = shapley(3, with_products).unwrap();
        assert_eq!(exact.shares, [10, 5, 3].map(Decimal::from)); // 5 + 2 + 3, 2 + 3, 3
        let sampled = shapley_sampled(3, 400, 7, with_products).unwrap();
        for input in 0..3 {
            let off = (sampled.shares[input] - exact.shares[input]).abs();
            assert!(off <= sampled.standard_errors[input] * Decimal::from(4), "{sampled:?}");
        }
        assert_eq!(sampled.pence.iter().sum::<Decimal>(), Decimal::from(18));
    }

    #[test]
    fn twelve_inputs_are_exact_and_a_thirteenth_is_refused() {
        let all = |moved: &[bool]| Ok::<_, MethodError>(Decimal::from(i32::from(moved.iter().all(|&m| m))));
        let twelve = shapley(12, all).unwrap();
        assert!(
            twelve.shares.iter().all(|&s| (s - Decimal::ONE / Decimal::from(12)).abs() < Decimal::new(1, 25))
        );
        // A twelfth of a pound is 8.33 pence: four inputs carry the pence that are left.
        assert_eq!(twelve.pence.iter().sum::<Decimal>(), Decimal::ONE);
        assert_eq!(twelve.pence.iter().filter(|&&p| p == Decimal::new(9, 2)).count(), 4);
        assert!(matches!(shapley(13, all), Err(MethodError::TooMany { .. })));
        assert!(shapley_sampled(3, 1, 0, with_products).is_err());
        assert!(shapley_sampled(3, usize::MAX, 0, with_products).is_err());
        assert_eq!(shapley(0, |_| Ok::<_, MethodError>(Decimal::TEN)).unwrap().shares, []);
    }

    #[test]
    fn rounding_keeps_the_total_below_nought_too_and_refuses_amounts_that_do_not_add_up() {
        let amounts = ["-0.005", "-10.004", "4.002"].map(|text| crate::money::parse(text).unwrap());
        let total: Decimal = amounts.iter().sum();
        let pence = round_to_total(&amounts, total, 2).unwrap();
        assert_eq!(pence.iter().sum::<Decimal>(), Decimal::new(-601, 2));
        assert!(round_to_total(&amounts, Decimal::ONE, 2).is_err());
        assert!(round_to_total(&[], Decimal::ONE, 2).is_err());
        assert_eq!(round_to_total(&[], Decimal::ZERO, 2).unwrap(), []);
    }
}
