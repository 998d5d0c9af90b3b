//! The smallest box of inputs in which an option fails: what would have to be true.
//!
//! Source: J. H. Friedman and N. I. Fisher, Bump hunting in high-dimensional data (1999), the patient rule induction
//! method (PRIM); B. P. Bryant and R. J. Lempert (2010) for its use on futures, with coverage and density.

use super::super::MethodError;
use super::super::checked::Result;
use super::checked::{columns, inner_share, place, real, same, share};

/// The most draws times inputs.
const MOST_WORK: usize = 100_000_000;

/// The limits of one input in a box. None where the box is open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The input, by its place from 0.
    pub input: usize,
    /// The smallest draw in the box.
    pub low: Option<f64>,
    /// The largest draw in the box.
    pub high: Option<f64>,
}

/// A box of inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioBox {
    /// The inputs that it limits, by place. Empty for the whole.
    pub limits: Vec<Limits>,
    /// The share of all failures that lie in it.
    pub coverage: f64,
    /// The share of the draws in it that fail.
    pub density: f64,
    /// The share of all draws that lie in it.
    pub mass: f64,
}

impl ScenarioBox {
    /// Whether a future, a value for each input, lies in the box.
    pub fn holds(&self, future: &[f64]) -> bool {
        self.limits.iter().all(|limit| {
            future.get(limit.input).is_some_and(|&value| {
                limit.low.is_none_or(|low| value >= low) && limit.high.is_none_or(|high| value <= high)
            })
        })
    }
}

/// Boxes of rising density, from the whole down: each peels a share of the draws (5 per cent is usual) off that side of
/// that input that leaves most failures to a draw. Peeling stops at a box with fewer than the share `least_mass` of all
/// draws, one in which every draw fails, or where no side can be peeled.
///
/// The reader chooses along the list between coverage and density; a box that few draws made may be chance.
/// `inputs` has a column of draws for each input, and `failed` says of each draw whether the test failed.
///
/// # Errors
/// If there is no input or no draw, the columns differ in length, a number is not finite, no draw failed, `peel` is not
/// above 0 and below 1, `least_mass` is not a fraction, or draws times inputs is above a hundred million.
///
/// ```
/// use options_appraisal::method::sampled::scenario_boxes;
///
/// // Fails where the first input is above 0.6 whatever the second is.
/// let first: Vec<f64> = (0..1000).map(|n| f64::from(n) / 1000.0).collect();
/// let second: Vec<f64> = (0..1000).map(|n| f64::from((n * 387) % 1000) / 1000.0).collect();
/// let failed: Vec<bool> = first.iter().map(|&x| x > 0.6).collect();
/// let boxes = scenario_boxes(&[first, second], &failed, 0.05, 0.05)?;
/// let last = &boxes[boxes.len() - 1];
/// assert_eq!(last.density, 1.0);
/// assert!(last.coverage > 0.9 && last.limits[0].input == 0 && last.limits.len() == 1);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn scenario_boxes(
    inputs: &[Vec<f64>],
    failed: &[bool],
    peel: f64,
    least_mass: f64,
) -> Result<Vec<ScenarioBox>> {
    let n = columns("draws of an input", inputs)?;
    same(("the flags of failure", failed.len()), ("the draws", n))?;
    inner_share("share peeled off", peel)?;
    share("least mass", least_mass)?;
    let work = n.saturating_mul(inputs.len());
    if work > MOST_WORK {
        return Err(MethodError::TooMany { what: "draws times inputs", count: work, most: MOST_WORK });
    }
    let failures = count(failed, &(0..n).collect::<Vec<_>>());
    if failures == 0 {
        return Err(MethodError::Empty { what: "draws that failed" });
    }
    let mut limits: Vec<Limits> =
        (0..inputs.len()).map(|input| Limits { input, low: None, high: None }).collect();
    let mut inside: Vec<usize> = (0..n).collect();
    let mut boxes = Vec::new();
    loop {
        let hits = count(failed, &inside);
        boxes.push(ScenarioBox {
            limits: limits.iter().filter(|l| l.low.is_some() || l.high.is_some()).copied().collect(),
            coverage: real(hits) / real(failures),
            density: real(hits) / real(inside.len()),
            mass: real(inside.len()) / real(n),
        });
        if hits == inside.len() {
            break;
        }
        let best = inputs
            .iter()
            .enumerate()
            .flat_map(|(input, column)| sides(input, column, &inside, peel))
            .filter_map(|side| {
                let left: Vec<usize> =
                    inside.iter().copied().filter(|&draw| side.keeps(inputs[side.input][draw])).collect();
                let enough = !left.is_empty() && real(left.len()) >= least_mass * real(n);
                enough.then(|| (real(count(failed, &left)) / real(left.len()), side, left))
            })
            // Of equals, the side that leaves more, then the first input.
            .max_by(|a, b| {
                a.0.total_cmp(&b.0).then(a.2.len().cmp(&b.2.len())).then(b.1.input.cmp(&a.1.input))
            });
        let Some((density, side, left)) = best else { break };
        if density <= real(hits) / real(inside.len()) {
            break;
        }
        let limit = &mut limits[side.input];
        if side.low {
            limit.low = Some(side.at);
        } else {
            limit.high = Some(side.at);
        }
        inside = left;
    }
    Ok(boxes)
}

/// A side of the box to peel: what stays is at or beyond a draw.
struct Side {
    input: usize,
    low: bool,
    at: f64,
}

impl Side {
    fn keeps(&self, value: f64) -> bool {
        if self.low { value >= self.at } else { value <= self.at }
    }
}

/// The two sides of an input, each with the draw to which it is peeled: past the share that goes, and past all draws
/// equal to the outermost, so that something is peeled off. None where all draws are equal.
fn sides(input: usize, column: &[f64], inside: &[usize], peel: f64) -> Vec<Side> {
    let mut sorted: Vec<f64> = inside.iter().map(|&draw| column[draw]).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let last = sorted.len() - 1;
    let goes = place(peel * real(sorted.len()), last).max(1).min(last);
    let (least, most) = (sorted[0], sorted[last]);
    let low = sorted[goes..].iter().copied().find(|&value| value > least);
    let high = sorted[..=last - goes].iter().rev().copied().find(|&value| value < most);
    let side = |low, at: Option<f64>| at.map(|at| Side { input, low, at });
    [side(true, low), side(false, high)].into_iter().flatten().collect()
}

fn count(failed: &[bool], draws: &[usize]) -> usize {
    draws.iter().filter(|&&draw| failed[draw]).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grid of a hundred by a hundred points, and failures in one corner of it.
    #[test]
    fn the_corner_that_fails_is_found() {
        let axis = |divisor: u32| (0..10_000_u32).map(|n| f64::from(n / divisor % 100)).collect::<Vec<_>>();
        let inputs = [axis(1), axis(100)];
        let failed: Vec<bool> =
            inputs[0].iter().zip(&inputs[1]).map(|(&x, &y)| x >= 70.0 && y < 40.0).collect();
        let boxes = scenario_boxes(&inputs, &failed, 0.05, 0.01).unwrap();
        assert!((boxes[0].density - 0.12).abs() < 1e-12 && boxes[0].coverage >= 1.0);
        let last = boxes.last().unwrap();
        assert!(last.density >= 1.0 && last.coverage > 0.85, "{last:?}");
        assert!(last.limits[0].low.unwrap() >= 70.0 && last.limits[0].high.is_none());
        assert!(last.limits[1].high.unwrap() < 40.0 && last.limits[1].low.is_none());
        assert!(last.holds(&[90.0, 10.0]) && !last.holds(&[60.0, 10.0]) && !last.holds(&[]));
        for pair in boxes.windows(2) {
            assert!(pair[1].density > pair[0].density && pair[1].mass < pair[0].mass);
        }
    }

    #[test]
    fn nothing_to_peel_and_hostile_input() {
        let flat = [vec![1.0; 4]];
        let some = [true, false, true, false];
        assert_eq!(scenario_boxes(&flat, &some, 0.05, 0.0).unwrap().len(), 1);
        assert!(scenario_boxes(&flat, &[false; 4], 0.05, 0.0).is_err());
        assert!(scenario_boxes(&flat, &some[..3], 0.05, 0.0).is_err());
        assert!(scenario_boxes(&[], &some, 0.05, 0.0).is_err());
        assert!(scenario_boxes(&flat, &some, 0.0, 0.0).is_err());
        assert!(scenario_boxes(&flat, &some, 0.05, f64::NAN).is_err());
    }
}
