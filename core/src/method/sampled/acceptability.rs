//! Stochastic multicriteria acceptability: how often each option has each rank over draws of weights and scores, and under
//! which weights it is first.
//!
//! Sources: R. Lahdelma, J. Hokkanen and P. Salminen, SMAA: stochastic multiobjective acceptability analysis (1998);
//! R. Lahdelma and P. Salminen, SMAA-2 (2001), for ranks, central weights and confidence factors; P. Leskinen and others
//! (2006) for pairwise winning indices. Options that draw the same value share the ranks that they take up.

use super::super::MethodError;
use super::super::checked::Result;
use super::checked::{columns, real, same};

/// The draws as they come in, added up.
#[derive(Debug, Clone)]
pub struct Acceptability {
    options: usize,
    criteria: usize,
    draws: usize,
    ranks: Vec<f64>,
    wins: Vec<f64>,
    weights_when_first: Vec<f64>,
}

impl Acceptability {
    /// None drawn yet, of so many options and criteria.
    ///
    /// # Errors
    /// If there is no option, or so many that their table of pairs is too large.
    pub fn new(options: usize, criteria: usize) -> Result<Self> {
        const MOST: usize = 1_000;
        if options == 0 {
            return Err(MethodError::Empty { what: "options" });
        }
        for (what, count) in [("options", options), ("criteria", criteria)] {
            if count > MOST {
                return Err(MethodError::TooMany { what, count, most: MOST });
            }
        }
        Ok(Self {
            options,
            criteria,
            draws: 0,
            ranks: vec![0.0; options * options],
            wins: vec![0.0; options * options],
            weights_when_first: vec![0.0; options * criteria],
        })
    }

    /// Adds a draw: the weight of each criterion, and the value of each option.
    ///
    /// # Errors
    /// If there are not as many weights as criteria or values as options, or a number is not finite.
    pub fn add(&mut self, weights: &[f64], values: &[f64]) -> Result<()> {
        same(("the weights", weights.len()), ("the criteria", self.criteria))?;
        same(("the values", values.len()), ("the options", self.options))?;
        for (what, numbers) in [("weights", weights), ("values", values)] {
            if let Some(place) = numbers.iter().position(|number| !number.is_finite()) {
                return Err(MethodError::NotFinite { what, place, value: numbers[place].to_string() });
            }
        }
        self.draws += 1;
        for (option, own) in values.iter().enumerate() {
            let (mut better, mut equal) = (0_usize, 0_usize);
            for (other, value) in values.iter().enumerate() {
                if value > own {
                    better += 1;
                } else if value < own {
                    self.wins[option * self.options + other] += 1.0;
                } else {
                    equal += 1;
                    self.wins[option * self.options + other] += 0.5;
                }
            }
            let part = 1.0 / real(equal);
            let ranks = option * self.options;
            self.ranks[ranks + better..ranks + better + equal].iter_mut().for_each(|rank| *rank += part);
            if better == 0 {
                let sums = option * self.criteria;
                let sums = self.weights_when_first[sums..sums + self.criteria].iter_mut();
                sums.zip(weights).for_each(|(sum, weight)| *sum += part * weight);
            }
        }
        Ok(())
    }

    /// How many draws came in.
    pub const fn draws(&self) -> usize {
        self.draws
    }

    fn share(&self, count: f64) -> f64 {
        if self.draws == 0 { 0.0 } else { count / real(self.draws) }
    }

    /// The share of the draws in which an option has each rank, the first rank first. Over the ranks, and over the
    /// options, they add up to 1.
    pub fn ranks(&self, option: usize) -> Vec<f64> {
        let ranks = self.ranks.chunks(self.options).nth(option).unwrap_or_default();
        ranks.iter().map(|count| self.share(*count)).collect()
    }

    /// The pairwise winning indices of an option: the share of the draws in which it is ahead of each other one, a draw in
    /// which both have the same value counted as a half. Beside itself it has a half.
    pub fn wins(&self, option: usize) -> Vec<f64> {
        let wins = self.wins.chunks(self.options).nth(option).unwrap_or_default();
        wins.iter().map(|count| self.share(*count)).collect()
    }

    /// The mean of the weights under which an option is first: what somebody would have to think who prefers it. None
    /// where it never is.
    pub fn central_weights(&self, option: usize) -> Option<Vec<f64>> {
        let first = *self.ranks.get(option.checked_mul(self.options)?)?;
        if first <= 0.0 {
            return None;
        }
        let sums = option * self.criteria;
        Some(self.weights_when_first[sums..sums + self.criteria].iter().map(|sum| sum / first).collect())
    }
}

/// The pairwise winning indices of options of which the draws are given, a column an option: in a row, the share of the
/// draws in which its option is ahead of each other.
///
/// # Errors
/// If there is no option, the columns are not as long as each other, or a draw is not finite.
///
/// ```
/// use options_appraisal::method::sampled::pairwise_winning;
///
/// let indices = pairwise_winning(&[vec![1.0, 1.0, 0.0, 1.0], vec![0.0, 0.0, 1.0, 1.0]])?;
/// assert_eq!((indices[0][1], indices[1][0]), (0.625, 0.375));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn pairwise_winning(draws: &[Vec<f64>]) -> Result<Vec<Vec<f64>>> {
    let count = columns("draws", draws)?;
    let mut found = Acceptability::new(draws.len(), 0)?;
    for draw in 0..count {
        let values: Vec<f64> = draws.iter().map(|column| column[draw]).collect();
        found.add(&[], &values)?;
    }
    Ok((0..draws.len()).map(|option| found.wins(option)).collect())
}

/// The rank acceptabilities of options of which the draws are given, a column an option: in a row, the share of the draws
/// in which its option has each rank.
///
/// # Errors
/// As [`pairwise_winning`].
///
/// ```
/// use options_appraisal::method::sampled::rank_acceptability;
///
/// let shares = rank_acceptability(&[vec![3.0, 1.0], vec![2.0, 2.0], vec![1.0, 3.0]])?;
/// assert_eq!(shares[0], [0.5, 0.0, 0.5]);
/// assert_eq!(shares[1], [0.0, 1.0, 0.0]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn rank_acceptability(draws: &[Vec<f64>]) -> Result<Vec<Vec<f64>>> {
    let count = columns("draws", draws)?;
    let mut found = Acceptability::new(draws.len(), 0)?;
    for draw in 0..count {
        let values: Vec<f64> = draws.iter().map(|column| column[draw]).collect();
        found.add(&[], &values)?;
    }
    Ok((0..draws.len()).map(|option| found.ranks(option)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_with_the_same_value_share_ranks_and_weights() {
        let mut found = Acceptability::new(3, 2).unwrap();
        found.add(&[0.25, 0.75], &[2.0, 2.0, 1.0]).unwrap();
        found.add(&[0.75, 0.25], &[2.0, 1.0, 1.0]).unwrap();
        assert_eq!(found.ranks(0), [0.75, 0.25, 0.0]);
        assert_eq!(found.ranks(1), [0.25, 0.5, 0.25]);
        assert_eq!(found.wins(1), [0.25, 0.5, 0.75]);
        // Half of the first draw and all of the second.
        assert_eq!(found.central_weights(0), Some(vec![0.875 / 1.5, 0.625 / 1.5]));
        assert_eq!(found.central_weights(2), None);
        assert_eq!(found.draws(), 2);
    }

    #[test]
    fn what_is_no_draw_is_refused() {
        let mut found = Acceptability::new(2, 1).unwrap();
        assert!(found.add(&[1.0], &[f64::NAN, 0.0]).is_err());
        assert!(found.add(&[f64::INFINITY], &[1.0, 0.0]).is_err());
        assert!(found.add(&[], &[1.0, 0.0]).is_err());
        assert!(found.add(&[1.0], &[1.0]).is_err());
        assert!(Acceptability::new(0, 1).is_err());
        assert!(pairwise_winning(&[vec![1.0], Vec::new()]).is_err());
        assert_eq!(found.ranks(7), Vec::<f64>::new());
    }
}
