//! Inputs that move together: a Gaussian copula from rank correlations that the question states.
//!
//! The normal scores of a group's uniform numbers are mixed by the Cholesky factor of their correlation matrix and
//! turned back into uniform numbers. Each input keeps its own distribution; only which draws meet changes. The Pearson
//! correlation of the normals that gives a rank correlation `r` is `2 sin(π r / 6)`.

use super::columns::Uncertainties;
use super::distribution::{fill_normal_cdf, fill_normal_quantile};
use crate::address::Address;
use crate::problem::{Problem, Problems};

/// A rank correlation that the question states between two inputs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stated {
    /// Where the question states it.
    pub(crate) at: Address,
    pub(crate) between: (Address, Address),
    pub(crate) rank: f64,
}

/// A group of inputs whose draws depend on one another.
#[derive(Debug, Clone)]
pub(crate) struct Correlated {
    /// The columns, in the order of their addresses: an input that is added elsewhere changes nothing here.
    members: Vec<usize>,
    /// The lower triangle of the Cholesky factor, row by row.
    factor: Vec<Vec<f64>>,
}

impl Correlated {
    pub(crate) fn members(&self) -> &[usize] {
        &self.members
    }

    /// The columns of the members, in their order.
    pub(crate) fn uniforms_of<'c>(&self, columns: &'c mut [Vec<f64>]) -> Vec<&'c mut [f64]> {
        let mut slots: Vec<Option<&mut [f64]>> = columns.iter_mut().map(|c| Some(c.as_mut_slice())).collect();
        self.members.iter().filter_map(|member| slots[*member].take()).collect()
    }

    /// Makes the uniform numbers of the members depend on one another.
    pub(crate) fn correlate(&self, count: usize, columns: &mut [Vec<f64>]) {
        let mut scores = vec![vec![0.0; count]; self.members.len()];
        for (member, scores) in self.members.iter().zip(&mut scores) {
            fill_normal_quantile(&columns[*member][..count], scores);
        }
        let mut mixed = vec![0.0; count];
        for (member, row) in self.members.iter().zip(&self.factor) {
            mixed.fill(0.0);
            for (weight, scores) in row.iter().zip(&scores) {
                for (mixed, score) in mixed.iter_mut().zip(scores) {
                    *mixed += weight * score;
                }
            }
            fill_normal_cdf(&mixed, &mut columns[*member][..count]);
            for u in &mut columns[*member][..count] {
                // The ends are never drawn: an unbounded distribution has no value there.
                *u = u.max(f64::MIN_POSITIVE).min(1.0 - f64::EPSILON / 2.0);
            }
        }
    }
}

/// Puts the stated correlations together into groups, and reports those that cannot be.
pub(crate) fn groups(stated: &[Stated], all: &Uncertainties, problems: &mut Problems) -> Vec<Correlated> {
    let mut pairs: Vec<(usize, usize, f64, &Address)> = Vec::new();
    for one in stated {
        // What a what-if has fixed moves with nothing.
        if [&one.between.0, &one.between.1].iter().any(|address| all.fixed.contains(address)) {
            continue;
        }
        let mut column = |address: &Address| {
            let found = all.inputs.iter().position(|input| input.address == *address);
            if found.is_none() {
                let what = format!("\"{address}\" is no uncertain input of the model");
                problems.push(
                    Problem::new(one.at.join("between"), what)
                        .accepted("the addresses of two inputs that have a range and that the options use"),
                );
            }
            found
        };
        let (Some(a), Some(b)) = (column(&one.between.0), column(&one.between.1)) else { continue };
        if a == b {
            let problem = Problem::new(one.at.join("between"), "names the same input twice");
            problems.push(problem.accepted("two inputs that differ"));
            continue;
        }
        if pairs.iter().any(|(c, d, ..)| (*c, *d) == (a, b) || (*c, *d) == (b, a)) {
            let problem = Problem::new(one.at.clone(), "these two inputs have a correlation already");
            problems.push(problem.accepted("one correlation for each pair"));
            continue;
        }
        pairs.push((a, b, 2.0 * libm::sin(std::f64::consts::PI * one.rank / 6.0), &one.at));
    }
    let mut groups = Vec::new();
    let mut left: Vec<usize> = pairs.iter().flat_map(|(a, b, ..)| [*a, *b]).collect();
    while let Some(first) = left.first().copied() {
        let mut members = vec![first];
        while let Some(next) =
            pairs.iter().find_map(|(a, b, ..)| match (members.contains(a), members.contains(b)) {
                (true, false) => Some(*b),
                (false, true) => Some(*a),
                _ => None,
            })
        {
            members.push(next);
        }
        left.retain(|column| !members.contains(column));
        members.sort_by(|a, b| all.inputs[*a].address.cmp(&all.inputs[*b].address));
        let correlation = |i: usize, j: usize| {
            let (a, b) = (members[i], members[j]);
            let pair = pairs.iter().find(|(c, d, ..)| (*c, *d) == (a, b) || (*c, *d) == (b, a));
            if i == j { 1.0 } else { pair.map_or(0.0, |(.., rho, _)| *rho) }
        };
        match cholesky(members.len(), &correlation) {
            Ok(factor) => groups.push(Correlated { members, factor }),
            Err((i, j)) => {
                let (a, b) = (&all.inputs[members[i]].address, &all.inputs[members[j]].address);
                let at = pairs
                    .iter()
                    .find(|(c, d, ..)| {
                        (*c, *d) == (members[i], members[j]) || (*c, *d) == (members[j], members[i])
                    })
                    .map_or_else(|| Address::new("correlations"), |(.., at)| (*at).clone());
                problems.push(
                    Problem::new(at, "the correlations contradict one another: no draws can have all of them")
                        .accepted(format!("look first at the pair {a} and {b}: a correlation nearer to what their correlations with the others imply")),
                );
            }
        }
    }
    groups
}

/// The Cholesky factor of a correlation matrix; for one that is not positive semi-definite, the pair to look at.
///
/// The pair is the one whose entry weighs most in the direction in which the matrix has a negative variance.
fn cholesky(size: usize, at: &impl Fn(usize, usize) -> f64) -> Result<Vec<Vec<f64>>, (usize, usize)> {
    // Rounding may take a variance of nought a little below it.
    const NOUGHT: f64 = 1e-10;
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(size);
    for i in 0..size {
        let mut row = vec![0.0; i + 1];
        for j in 0..i {
            let known: f64 = (0..j).map(|k| row[k] * rows[j][k]).sum();
            let rest = at(i, j) - known;
            row[j] = if rows[j][j] > 0.0 { rest / rows[j][j] } else { 0.0 };
            if rows[j][j] == 0.0 && rest.abs() > 1e-6 {
                return Err((i, j));
            }
        }
        let variance = 1.0 - row[..i].iter().map(|x| x * x).sum::<f64>();
        if variance < -NOUGHT {
            return Err(worst_pair(i, &rows, at));
        }
        row[i] = if variance > NOUGHT { variance.sqrt() } else { 0.0 };
        rows.push(row);
    }
    Ok(rows)
}

/// The earlier input whose correlation with input `i` contributes most to more variance being explained than there is.
fn worst_pair(i: usize, rows: &[Vec<f64>], at: &impl Fn(usize, usize) -> f64) -> (usize, usize) {
    // The weights of the earlier inputs in the best prediction of input i, by solving L Lᵀ w = c.
    let mut weights: Vec<f64> = (0..i).map(|j| at(i, j)).collect();
    for j in 0..i {
        let known: f64 = (0..j).map(|k| rows[j][k] * weights[k]).sum();
        weights[j] = if rows[j][j] > 0.0 { (weights[j] - known) / rows[j][j] } else { 0.0 };
    }
    for j in (0..i).rev() {
        let known: f64 = (j + 1..i).map(|k| rows[k][j] * weights[k]).sum();
        weights[j] = if rows[j][j] > 0.0 { (weights[j] - known) / rows[j][j] } else { 0.0 };
    }
    let contribution = |j: usize| (weights[j] * at(i, j)).abs();
    let worst = (0..i).max_by(|a, b| contribution(*a).total_cmp(&contribution(*b)));
    (i, worst.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_is_factored_and_a_contradiction_is_named() {
        let good = [[1.0, 0.5, 0.2], [0.5, 1.0, -0.3], [0.2, -0.3, 1.0]];
        let rows = cholesky(3, &|i, j| good[i][j]).unwrap();
        for i in 0..3 {
            for j in 0..=i {
                let back: f64 = (0..=j).map(|k| rows[i][k] * rows[j][k]).sum();
                assert!((back - good[i][j]).abs() < 1e-12);
            }
        }
        // Wholly correlated inputs are a matrix of rank one.
        assert!(cholesky(3, &|_, _| 1.0).is_ok());
        // Two that both follow a third by 0.9 cannot be opposed by 0.9.
        let bad = [[1.0, 0.9, 0.9], [0.9, 1.0, -0.9], [0.9, -0.9, 1.0]];
        let (i, j) = cholesky(3, &|i, j| bad[i][j]).unwrap_err();
        assert_eq!(i, 2);
        assert!(j < 2);
    }
}
