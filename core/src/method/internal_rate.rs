//! Internal rates of return: every rate at which flows are worth nothing.
//!
//! A rate is a root, so there may be none, or several; libraries that return one of several disagree with each other
//! and with themselves. All are returned here. Even where there is one, it says nothing of scale, ranks options that
//! exclude each other wrongly, and has no meaning beside a falling discount schedule: the net present value decides.
//!
//! Method: with `y = 1 / (1 + rate)` the value is a polynomial, on 0 to 1 for rates of nought and more; for rates
//! between -1 and nought the same coefficients in reverse are one in `z = 1 + rate`, on 0 to 1 too. On that interval it
//! is put in Bernstein form, whose changes of sign bound the number of roots (none: none; one: one); where there are
//! more, the interval is halved (de Casteljau). So no root is missed between the points of a grid, and no power is
//! ever large.

use rust_decimal::Decimal;

use super::MethodError;
use super::checked::{Result, add, div, growth, mul, some_within_horizon, sub, within_horizon};

/// Flows scaled to at most one are nothing below this: a hundred thousand times the last place of a decimal.
const NOTHING: Decimal = Decimal::from_parts(100_000, 0, 0, false, 28);

/// Roots nearer to each other than the interval halved so often are told as one: 6e-11 in `1 / (1 + rate)`.
const DEEPEST: u32 = 34;

/// On intervals halved no more often than this, a value, slope and curvature of nothing together mean many roots in one
/// place, or flows that cancel past the last digit: nothing there can be told apart.
const SHALLOW: u32 = 10;

/// The additions that one search may cost. A horizon of a hundred years needs a thousandth of it.
const MOST_WORK: usize = 20_000_000;

/// The internal rate of flows, where one can be spoken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InternalRate {
    /// There is no rate above -1 at which the flows are worth nothing.
    None,
    /// There is just one.
    One(Decimal),
    /// There are several, in ascending order: none of them may stand for all.
    Several(Vec<Decimal>),
}

impl InternalRate {
    /// The rate, if there is just one.
    pub fn only(&self) -> Option<Decimal> {
        if let Self::One(rate) = self { Some(*rate) } else { None }
    }
}

/// The internal rate of return of yearly flows of which the first is of year 0.
///
/// # Errors
/// As [`irr_all_roots`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{InternalRate, irr};
///
/// let rate = irr(&[-100, 50, 75].map(Decimal::from))?;
/// assert_eq!(rate.only().map(|r| r.round_dp(6)), Some(Decimal::new(151_388, 6)));
/// assert_eq!(irr(&[-1, -2, -3].map(Decimal::from))?, InternalRate::None);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn irr(cashflows: &[Decimal]) -> Result<InternalRate> {
    let mut rates = irr_all_roots(cashflows)?;
    Ok(match rates.len() {
        0 => InternalRate::None,
        1 => rates.pop().map_or(InternalRate::None, InternalRate::One),
        _ => InternalRate::Several(rates),
    })
}

/// Every rate above -1 at which the flows are worth nothing, in ascending order.
///
/// Two rates that agree to some ten places are told as one. Flows that are all nought have no rate, since every rate
/// would do.
///
/// # Errors
/// If there are more flows than [`super::LONGEST`], or roots that cannot be told apart with the digits and the
/// work that there are.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::irr_all_roots;
///
/// let rates = irr_all_roots(&[-100, 230, -132].map(Decimal::from))?;
/// let shown: Vec<String> = rates.iter().map(|rate| rate.round_dp(12).to_string()).collect();
/// assert_eq!(shown, ["0.100000000000", "0.200000000000"]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn irr_all_roots(cashflows: &[Decimal]) -> Result<Vec<Decimal>> {
    within_horizon("flows", cashflows.len())?;
    let flows = trimmed(cashflows);
    if sign_changes(flows.iter().copied(), Decimal::ZERO) == 0 {
        return Ok(Vec::new());
    }
    let scaled = scaled(flows)?;
    let mut work = MOST_WORK;
    let mut rates = Vec::new();

    let backwards: Vec<Decimal> = scaled.iter().rev().copied().collect();
    for z in roots_below_one(&backwards, flows.len(), &mut work)? {
        rates.push(sub(z, Decimal::ONE)?);
    }
    if super::checked::sum(flows.iter().copied())?.is_zero() {
        rates.push(Decimal::ZERO);
    }
    for y in roots_below_one(&scaled, flows.len(), &mut work)? {
        rates.push(sub(div(Decimal::ONE, y)?, Decimal::ONE)?);
    }
    rates.sort();
    Ok(rates)
}

/// How often the flows change sign: with none there is no internal rate, with one there is at most one.
pub fn cashflow_sign_changes(cashflows: &[Decimal]) -> usize {
    sign_changes(cashflows.iter().copied(), Decimal::ZERO)
}

/// The modified internal rate of return: what is received grows at `reinvest` to the last year, what is paid is
/// discounted at `finance` to year 0, and the rate is the yearly growth from the one to the other.
///
/// None if nothing is paid or nothing received.
///
/// # Errors
/// If a rate is not above -1, there are fewer than two flows or more than [`super::LONGEST`], or a sum is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::mirr;
///
/// let flows = [-100, 0, 144].map(Decimal::from);
/// let rate = mirr(&flows, Decimal::ZERO, Decimal::ZERO)?;
/// assert_eq!(rate.map(|r| r.round_dp(20)), Some(Decimal::new(2, 1)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn mirr(cashflows: &[Decimal], finance: Decimal, reinvest: Decimal) -> Result<Option<Decimal>> {
    let periods = some_within_horizon("flows after the first", cashflows.len().saturating_sub(1))?;
    within_horizon("flows", cashflows.len())?;
    let (finance, reinvest) = (growth("finance rate", finance)?, growth("reinvestment rate", reinvest)?);
    let mut received = Decimal::ZERO;
    for &flow in cashflows {
        received = add(mul(received, reinvest)?, flow.max(Decimal::ZERO))?;
    }
    let mut paid = Decimal::ZERO;
    for &flow in cashflows.iter().rev() {
        paid = add(div(paid, finance)?, (-flow).max(Decimal::ZERO))?;
    }
    if received.is_zero() || paid.is_zero() {
        return Ok(None);
    }
    let root = if received >= paid {
        whole_root(div(received, paid)?, periods)?
    } else {
        div(Decimal::ONE, whole_root(div(paid, received)?, periods)?)?
    };
    sub(root, Decimal::ONE).map(Some)
}

/// The root of degree `degree` of a number of one or more, by bisection: the power grows with the base.
fn whole_root(number: Decimal, degree: usize) -> Result<Decimal> {
    let (mut low, mut high) = (Decimal::ONE, number);
    for _ in 0..200 {
        let middle = between(low, high)?;
        if middle <= low || middle >= high {
            break;
        }
        // A power past what a decimal holds is above the number.
        if power_passes(middle, degree, number) {
            high = middle;
        } else {
            low = middle;
        }
    }
    between(low, high)
}

/// The middle of two numbers, the first the smaller, without adding them up.
fn between(low: Decimal, high: Decimal) -> Result<Decimal> {
    add(low, mul(sub(high, low)?, Decimal::new(5, 1))?)
}

fn power_passes(base: Decimal, degree: usize, number: Decimal) -> bool {
    let (mut result, mut square, mut left) = (Decimal::ONE, base, degree);
    loop {
        if left % 2 == 1 {
            match result.checked_mul(square) {
                Some(product) if product <= number => result = product,
                _ => return true,
            }
        }
        left /= 2;
        if left == 0 {
            return false;
        }
        match square.checked_mul(square) {
            // The base is one or more, so a square above the number stays above it in the result.
            Some(product) if product <= number => square = product,
            _ => return true,
        }
    }
}

/// The flows without the noughts at either end, which carry no root of their own.
fn trimmed(cashflows: &[Decimal]) -> &[Decimal] {
    let first = cashflows.iter().position(|flow| !flow.is_zero()).unwrap_or(cashflows.len());
    let last = cashflows.iter().rposition(|flow| !flow.is_zero()).map_or(first, |last| last + 1);
    cashflows.get(first..last).unwrap_or_default()
}

/// The flows moved by whole places so that the largest lies between 0.1 and 1: places lose no digits of it.
fn scaled(flows: &[Decimal]) -> Result<Vec<Decimal>> {
    let largest = flows.iter().map(Decimal::abs).max().unwrap_or(Decimal::ONE);
    let tenth = Decimal::new(1, 1);
    let (mut over, mut under) = (Decimal::ONE, Decimal::ONE);
    while div(largest, over)? > Decimal::ONE {
        over = mul(over, Decimal::TEN)?;
    }
    while mul(largest, under)? < tenth {
        under = mul(under, Decimal::TEN)?;
    }
    flows.iter().map(|&flow| mul(div(flow, over)?, under)).collect()
}

fn sign_changes(values: impl Iterator<Item = Decimal>, nothing: Decimal) -> usize {
    let mut changes = 0;
    let mut last: Option<bool> = None;
    for value in values.filter(|value| value.abs() > nothing) {
        let negative = value.is_sign_negative();
        if last.is_some_and(|side| side != negative) {
            changes += 1;
        }
        last = Some(negative);
    }
    changes
}

/// The roots between 0 and 1, both ends left out, of a polynomial with coefficients from the lowest power up.
fn roots_below_one(coefficients: &[Decimal], flows: usize, work: &mut usize) -> Result<Vec<Decimal>> {
    let mut roots: Vec<Decimal> = Vec::new();
    let mut waiting = vec![Stretch {
        low: Decimal::ZERO,
        width: Decimal::ONE,
        depth: 0,
        bernstein: bernstein(coefficients)?,
    }];
    // Stretches come in ascending order, so that a root that two neighbours see is next to itself.
    let mut seen_to: Option<Decimal> = None;
    while let Some(stretch) = waiting.pop() {
        match sign_changes(stretch.bernstein.iter().copied(), NOTHING) {
            0 => {}
            1 => roots.push(bisect(coefficients, &stretch)?),
            _ if stretch.depth == DEEPEST => {
                if seen_to != Some(stretch.low) {
                    roots.push(stretch.middle()?);
                }
                seen_to = Some(add(stretch.low, stretch.width)?);
            }
            _ => {
                let cost = stretch.bernstein.len() * stretch.bernstein.len() / 2;
                *work = work.checked_sub(cost).ok_or(MethodError::RatesNotSeparated { flows })?;
                let (left, right) = stretch.halves()?;
                let flat = left.bernstein.iter().rev().take(3).all(|value| value.abs() <= NOTHING);
                if flat && left.depth <= SHALLOW {
                    return Err(MethodError::RatesNotSeparated { flows });
                }
                if left.bernstein.last().is_some_and(|value| value.abs() <= NOTHING) {
                    roots.push(right.low);
                }
                waiting.push(right);
                waiting.push(left);
            }
        }
    }
    Ok(roots)
}

/// A stretch of the interval, and the polynomial on it in Bernstein form.
struct Stretch {
    low: Decimal,
    width: Decimal,
    depth: u32,
    bernstein: Vec<Decimal>,
}

impl Stretch {
    fn middle(&self) -> Result<Decimal> {
        add(self.low, mul(self.width, Decimal::new(5, 1))?)
    }

    fn halves(self) -> Result<(Self, Self)> {
        let half = Decimal::new(5, 1);
        let middle = self.middle()?;
        let mut row = self.bernstein;
        let mut left = Vec::with_capacity(row.len());
        let mut right = Vec::with_capacity(row.len());
        while let (Some(&first), Some(&last)) = (row.first(), row.last()) {
            left.push(first);
            right.push(last);
            for i in 1..row.len() {
                row[i - 1] = mul(add(row[i - 1], row[i])?, half)?;
            }
            row.pop();
        }
        right.reverse();
        let width = mul(self.width, half)?;
        let depth = self.depth + 1;
        Ok((
            Self { low: self.low, width, depth, bernstein: left },
            Self { low: middle, width, depth, bernstein: right },
        ))
    }
}

/// Power coefficients as Bernstein coefficients: `b(i) = sum over j <= i of C(i,j) / C(n,j) * a(j)`.
///
/// The ratio of binomials is at most one and is built factor by factor, so that nothing in between is large.
fn bernstein(coefficients: &[Decimal]) -> Result<Vec<Decimal>> {
    let degree = coefficients.len().saturating_sub(1);
    (0..coefficients.len())
        .map(|i| {
            let mut ratio = Decimal::ONE;
            let mut total = Decimal::ZERO;
            for (j, &coefficient) in coefficients.iter().enumerate().take(i + 1) {
                total = add(total, mul(ratio, coefficient)?)?;
                if j < i {
                    ratio = div(mul(ratio, Decimal::from(i - j))?, Decimal::from(degree - j))?;
                }
            }
            Ok(total)
        })
        .collect()
}

fn value(coefficients: &[Decimal], at: Decimal) -> Result<Decimal> {
    coefficients.iter().rev().try_fold(Decimal::ZERO, |total, &coefficient| add(mul(total, at)?, coefficient))
}

/// The one root inside a stretch whose Bernstein coefficients change sign once.
fn bisect(coefficients: &[Decimal], stretch: &Stretch) -> Result<Decimal> {
    // The sign near the low end, from the coefficients: the end itself may be a root that was already counted.
    let starts_negative =
        stretch.bernstein.iter().find(|value| value.abs() > NOTHING).is_some_and(Decimal::is_sign_negative);
    let (mut low, mut high) = (stretch.low, add(stretch.low, stretch.width)?);
    for _ in 0..100 {
        let middle = between(low, high)?;
        if middle <= low || middle >= high {
            break;
        }
        let at_middle = value(coefficients, middle)?;
        if at_middle.is_zero() {
            return Ok(middle);
        }
        if at_middle.is_sign_negative() == starts_negative {
            low = middle;
        } else {
            high = middle;
        }
    }
    between(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(flows: &[i64]) -> Vec<String> {
        let flows: Vec<Decimal> = flows.iter().map(|&f| Decimal::from(f)).collect();
        irr_all_roots(&flows).unwrap().iter().map(|r| r.round_dp(9).normalize().to_string()).collect()
    }

    #[test]
    fn every_root_is_found_wherever_it_lies() {
        assert_eq!(rates(&[-100, 100]), ["0"]);
        assert_eq!(rates(&[-100, 200]), ["1"]);
        assert_eq!(rates(&[-100, 50]), ["-0.5"]);
        assert_eq!(rates(&[-1, 6, -11, 6]), ["0", "1", "2"]);
        assert_eq!(rates(&[-1, 10_000_000_000]), ["9999999999"]);
        assert_eq!(rates(&[0, 0, -100, 110, 0]), ["0.1"]);
        assert!(rates(&[]).is_empty());
        assert!(rates(&[0, 0]).is_empty());
        assert!(rates(&[1, -1, 1]).is_empty());
    }

    #[test]
    fn a_root_that_only_touches_is_found_once() {
        assert_eq!(rates(&[-100, 220, -121]).len(), 1);
        assert!(
            rates(&[-100, 220, -121])[0].starts_with("0.1")
                || rates(&[-100, 220, -121])[0].starts_with("0.09")
        );
    }

    #[test]
    fn roots_that_28_digits_cannot_part_are_refused() {
        // (1 - 1.1 y) to the power of thirty: flat for a long way around its one root.
        let mut flows = vec![Decimal::ONE];
        for _ in 0..30 {
            flows.push(Decimal::ZERO);
            for t in (1..flows.len()).rev() {
                let earlier = flows[t - 1] * Decimal::new(11, 1);
                flows[t] -= earlier;
            }
        }
        assert_eq!(irr_all_roots(&flows), Err(MethodError::RatesNotSeparated { flows: 31 }));
    }

    #[test]
    fn long_and_hostile_flows_come_to_an_end() {
        let ends = |flows: Vec<Decimal>| irr_all_roots(&flows);
        let mut level = vec![Decimal::from(10); 1000];
        level[0] = Decimal::from(-100);
        assert_eq!(ends(level).unwrap()[0].round_dp(6), Decimal::new(1, 1));
        let alternating: Vec<Decimal> =
            (0..1000).map(|t| Decimal::from(if t % 2 == 0 { -1 } else { 1 })).collect();
        assert!(ends(alternating).is_ok_and(|found| found == [Decimal::ZERO]));
        assert!(ends(vec![Decimal::ONE; 1001]).is_err());
        let _ = ends(vec![Decimal::MAX, Decimal::MIN, Decimal::MAX]);
        let tiny = Decimal::from_i128_with_scale(1, 28);
        let _ = ends(vec![-tiny, Decimal::MAX, -tiny]);
        assert_eq!(ends(vec![-tiny, tiny + tiny]).unwrap(), [Decimal::ONE]);
    }

    #[test]
    fn a_whole_root_is_near_to_the_last_place() {
        let root = whole_root(Decimal::TWO, 2).unwrap();
        let known = Decimal::from_str_exact("1.4142135623730950488016887242").unwrap();
        assert!((root - known).abs() < Decimal::new(1, 26));
        assert_eq!(whole_root(Decimal::MAX, 1000).unwrap().round_dp(3), Decimal::new(1069, 3));
        assert_eq!(whole_root(Decimal::ONE, 7).unwrap(), Decimal::ONE);
    }
}
