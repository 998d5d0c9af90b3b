//! One input at a time: the tornado.

use rust_decimal::Decimal;

use super::MethodError;
use super::checked::{add, div, mul, sub, within_horizon};
use super::switching::ordered;

/// How many points of a range are read where both its ends move the figure the same way.
const SCAN: u32 = 11;

/// An uncertain input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// Its address, or whatever name tells it from the others.
    pub address: String,
    /// The low estimate.
    pub low: Decimal,
    /// The central estimate, from low to high.
    pub central: Decimal,
    /// The high estimate.
    pub high: Decimal,
}

/// One bar of a tornado. Low and high are of the input: where more of it is worse, the bar runs the other way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The place of the input in the list that was given, from 0.
    pub input: usize,
    /// The address of the input.
    pub address: String,
    /// The figure with the input at its low, all others central.
    pub at_low: Decimal,
    /// The figure with the input at its high, all others central.
    pub at_high: Decimal,
    /// The distance from the one to the other.
    pub swing: Decimal,
    /// Whether both ends lie on one side of the central figure: then the swing hides how far the figure moves between.
    pub same_side: bool,
    /// The input and the figure at eleven points of the range, read where both ends lie on one side. Empty elsewhere.
    pub scan: Vec<(Decimal, Decimal)>,
}

impl Bar {
    /// Whether a threshold lies between the figures that were read, the central one among them.
    pub fn crosses(&self, central: Decimal, threshold: Decimal) -> bool {
        let mut above = false;
        let mut below = false;
        for figure in [central, self.at_low, self.at_high]
            .into_iter()
            .chain(self.scan.iter().map(|(_, figure)| *figure))
        {
            above |= figure >= threshold;
            below |= figure < threshold;
        }
        above && below
    }
}

/// A tornado: the central figure and the bars, widest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneWay {
    /// The figure with every input at its central estimate.
    pub central: Decimal,
    /// A bar an input, by swing, then by address.
    pub bars: Vec<Bar>,
}

/// Each input at its low and at its high, all others central. `figure` is given the values of all inputs, in order.
///
/// A ratio is not to be drawn so if its denominator changes sign within a range. Inputs that move together show less
/// one at a time than they do together.
///
/// # Errors
/// If there are more inputs than [`super::LONGEST`], an estimate is out of order, or the figure has no value somewhere.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{Estimate, MethodError, one_way};
///
/// let estimate = |address: &str, low: i64, central: i64, high: i64| Estimate {
///     address: address.into(),
///     low: low.into(),
///     central: central.into(),
///     high: high.into(),
/// };
/// let inputs = [estimate("visits", 90, 100, 105), estimate("price", 2, 3, 5)];
/// let tornado = one_way(&inputs, |x| Ok::<_, MethodError>(x[0] * x[1]))?;
/// assert_eq!(tornado.central, Decimal::from(300));
/// assert_eq!((tornado.bars[0].address.as_str(), tornado.bars[0].swing), ("price", Decimal::from(300)));
/// # Ok::<(), MethodError>(())
/// ```
pub fn one_way<E, F>(inputs: &[Estimate], mut figure: F) -> Result<OneWay, E>
where
    E: From<MethodError>,
    F: FnMut(&[Decimal]) -> Result<Decimal, E>,
{
    within_horizon("inputs", inputs.len())?;
    for input in inputs {
        ordered(input.low, input.central, input.high)?;
    }
    let mut values: Vec<Decimal> = inputs.iter().map(|input| input.central).collect();
    let central = figure(&values)?;
    let mut bars = Vec::with_capacity(inputs.len());
    for (place, input) in inputs.iter().enumerate() {
        let mut read = |at: Decimal| {
            values[place] = at;
            figure(&values)
        };
        let (at_low, at_high) = (read(input.low)?, read(input.high)?);
        let same_side = at_low.min(at_high) > central || at_low.max(at_high) < central;
        let mut scan = Vec::new();
        if same_side {
            for step in 0..SCAN {
                let at = part_of_range(input, step)?;
                scan.push((at, read(at)?));
            }
        }
        values[place] = input.central;
        let swing = sub(at_high, at_low)?.abs();
        bars.push(Bar {
            input: place,
            address: input.address.clone(),
            at_low,
            at_high,
            swing,
            same_side,
            scan,
        });
    }
    bars.sort_by(|a, b| b.swing.cmp(&a.swing).then_with(|| a.address.cmp(&b.address)));
    Ok(OneWay { central, bars })
}

fn part_of_range(input: &Estimate, step: u32) -> Result<Decimal, MethodError> {
    let whole = sub(input.high, input.low)?;
    add(input.low, div(mul(whole, Decimal::from(step))?, Decimal::from(SCAN - 1))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(address: &str, low: i64, central: i64, high: i64) -> Estimate {
        Estimate { address: address.into(), low: low.into(), central: central.into(), high: high.into() }
    }

    #[test]
    fn a_figure_that_turns_is_flagged_and_scanned() {
        // The square is 1 at -1 and at 1, and 0 between: no swing, though the input matters.
        let tornado = one_way(&[estimate("x", -1, 0, 1)], |x| Ok::<_, MethodError>(x[0] * x[0])).unwrap();
        let bar = &tornado.bars[0];
        assert_eq!((bar.swing, bar.same_side, bar.scan.len()), (Decimal::ZERO, true, 11));
        assert_eq!(bar.scan[3], (Decimal::new(-4, 1), Decimal::new(16, 2)));
        assert!(bar.crosses(tornado.central, Decimal::new(5, 1)));
        assert!(!bar.crosses(tornado.central, Decimal::TWO));
    }

    #[test]
    fn equal_swings_go_by_address_and_failures_of_the_figure_are_passed_on() {
        let inputs = [estimate("b", 0, 1, 2), estimate("a", 0, 1, 2), estimate("c", 1, 1, 1)];
        let tornado = one_way(&inputs, |x| Ok::<_, MethodError>(x[0] + x[1] + x[2])).unwrap();
        let order: Vec<&str> = tornado.bars.iter().map(|bar| bar.address.as_str()).collect();
        assert_eq!(order, ["a", "b", "c"]);
        assert!(tornado.bars.iter().all(|bar| !bar.same_side && bar.scan.is_empty()));
        assert_eq!(one_way(&inputs, |_| Err(MethodError::TooLarge)), Err(MethodError::TooLarge));
        assert!(one_way(&[estimate("x", 2, 1, 3)], |x| Ok::<_, MethodError>(x[0])).is_err());
    }
}
