//! Estimates whose values are listed: each value that may come, with how often it comes.

use rust_decimal::Decimal;

use super::estimate::Bounds;
use crate::address::Address;
use crate::document::{Content, Node};
use crate::money::LARGEST_INPUT;
use crate::problem::{Problem, Problems};

/// The most values of a list.
const MOST_VALUES: usize = 1_000;

/// Weights have no unit: only their shares of the sum count.
const WEIGHTS: Bounds = Bounds { unit: "parts of any sum", lowest: Decimal::ZERO, highest: LARGEST_INPUT };

/// The values that an estimate may take, in its own unit and price basis, each with a weight.
///
/// A value comes with the probability that its weight has in the sum of the weights. Without weights each comes as often
/// as any other. A value that is listed twice counts with both weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub(super) values: Vec<Decimal>,
    pub(super) weights: Option<Vec<Decimal>>,
}

impl Listed {
    /// The values, in the order in which they were put.
    pub fn values(&self) -> &[Decimal] {
        &self.values
    }

    /// The weight of each value, where they were stated.
    pub fn weights(&self) -> Option<&[Decimal]> {
        self.weights.as_deref()
    }

    /// The smallest and the largest of the values that have any weight.
    pub(super) fn ends(&self) -> Option<(Decimal, Decimal)> {
        let weights = self.weights.as_deref().unwrap_or_default();
        let comes = |place: usize| weights.get(place).is_none_or(|weight| !weight.is_zero());
        let values = || (0..).zip(&self.values).filter(|(place, _)| comes(*place)).map(|(_, value)| *value);
        values().min().zip(values().max())
    }

    /// The list of an estimate; none where it could not be read.
    pub(super) fn read(
        bounds: &Bounds,
        values: &Node,
        weights: Option<&Node>,
        at: &Address,
        problems: &mut Problems,
    ) -> Option<Self> {
        let before = problems.len();
        let at_weights = at.join("weights");
        let values = numbers(bounds, values, &at.join("values"), problems);
        let line = weights.and_then(|node| node.line);
        let weights = weights.map(|node| numbers(&WEIGHTS, node, &at_weights, problems));
        if problems.len() > before {
            return None;
        }
        let (values, weights) = (values?, weights.flatten());
        if let Some(weights) = &weights {
            let problem = if weights.len() != values.len() {
                let what = format!("has {} weights for {} values", weights.len(), values.len());
                Problem::new(at_weights, what).accepted("one weight for each value, or no weights")
            } else if weights.iter().all(Decimal::is_zero) {
                Problem::new(at_weights, "are all nought").accepted("at least one weight above nought")
            } else {
                return Some(Self { values, weights: Some(weights.clone()) });
            };
            problems.push(problem.at_line(line));
            return None;
        }
        Some(Self { values, weights })
    }
}

/// A list of numbers, each within the bounds. What cannot be read is left out of it, and is on record.
fn numbers(bounds: &Bounds, node: &Node, at: &Address, problems: &mut Problems) -> Option<Vec<Decimal>> {
    let accepted = format!("a list of 1 to {MOST_VALUES} numbers, in square brackets");
    let Content::List(items) = &node.content else {
        problems.push(super::wrong_kind(node, at, &accepted));
        return None;
    };
    if items.is_empty() || items.len() > MOST_VALUES {
        let what = format!("has {} entries", items.len());
        problems.push(Problem::new(at.clone(), what).accepted(accepted).at_line(node.line));
        return None;
    }
    let read = |(i, item)| bounds.number(item, &at.join(i + 1), problems);
    Some(items.iter().enumerate().filter_map(read).collect())
}
