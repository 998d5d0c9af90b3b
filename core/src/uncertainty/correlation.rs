//! Inputs that move together: a Gaussian copula from rank correlations that the question states.
//!
//! The normal scores of a group's uniform numbers are mixed by the Cholesky factor of their correlation matrix and
//! turned back into uniform numbers. Each input keeps its own distribution; only which draws meet changes. The Pearson
//! correlation of the normals that gives a rank correlation `r` is `2 sin(π r / 6)`.

use std::f64::consts::FRAC_PI_6;

use super::columns::{Uncertainties, float};
use super::distribution::{fill_normal_cdf, fill_normal_quantile};
use crate::address::Address;
use crate::appraisal::{Model, RankCorrelation};
use crate::method::MethodError;
use crate::method::sampled::{MOST_CORRELATED, check_correlation, cholesky, gaussian_copula_parameter};
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
                *u = u.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
            }
        }
    }
}

/// The correlations that a question states.
pub(crate) fn stated(model: &Model) -> Vec<Stated> {
    let one = |one: &RankCorrelation| Stated {
        at: one.at.clone(),
        between: one.between.clone(),
        rank: float(one.rank),
    };
    model.correlations.iter().map(one).collect()
}

/// A stated correlation between two columns.
struct Pair<'s> {
    between: (usize, usize),
    rank: f64,
    at: &'s Address,
}

impl Pair<'_> {
    fn is_of(&self, a: usize, b: usize) -> bool {
        self.between == (a, b) || self.between == (b, a)
    }

    fn has(&self, column: usize) -> bool {
        self.between.0 == column || self.between.1 == column
    }
}

/// Puts the stated correlations together into groups, and reports those that cannot be.
pub(crate) fn groups(stated: &[Stated], all: &Uncertainties, problems: &mut Problems) -> Vec<Correlated> {
    let pairs = pairs(stated, all, problems);
    let mut groups = Vec::new();
    let mut left: Vec<usize> = pairs.iter().flat_map(|pair| [pair.between.0, pair.between.1]).collect();
    while let Some(first) = left.first().copied() {
        let mut members = vec![first];
        while let Some(next) = pairs.iter().find_map(|pair| {
            let (a, b) = pair.between;
            match (members.contains(&a), members.contains(&b)) {
                (true, false) => Some(b),
                (false, true) => Some(a),
                _ => None,
            }
        }) {
            members.push(next);
        }
        left.retain(|column| !members.contains(column));
        members.sort_by(|a, b| all.inputs[*a].address.cmp(&all.inputs[*b].address));
        match factor(&members, &pairs) {
            Ok(factor) => groups.push(Correlated { members, factor }),
            Err(error) => problems.push(contradiction(&error, &members, &pairs, all)),
        }
    }
    groups
}

/// The stated correlations by their columns, each pair once.
fn pairs<'s>(stated: &'s [Stated], all: &Uncertainties, problems: &mut Problems) -> Vec<Pair<'s>> {
    let mut pairs: Vec<Pair<'_>> = Vec::new();
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
        if pairs.iter().any(|pair| pair.is_of(a, b)) {
            let problem = Problem::new(one.at.clone(), "these two inputs have a correlation already");
            problems.push(problem.accepted("one correlation for each pair"));
            continue;
        }
        pairs.push(Pair { between: (a, b), rank: one.rank, at: &one.at });
    }
    pairs
}

/// The lower triangle that mixes independent normals into those of the group.
fn factor(members: &[usize], pairs: &[Pair<'_>]) -> Result<Vec<Vec<f64>>, MethodError> {
    let size = members.len();
    if size > MOST_CORRELATED {
        let what = "inputs that are correlated with one another";
        return Err(MethodError::TooMany { what, count: size, most: MOST_CORRELATED });
    }
    let mut matrix = vec![vec![0.0; size]; size];
    for (i, row) in matrix.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    let place = |column: usize| members.iter().position(|member| *member == column);
    for pair in pairs {
        if let (Some(i), Some(j)) = (place(pair.between.0), place(pair.between.1)) {
            let of_normals = gaussian_copula_parameter(pair.rank)?;
            (matrix[i][j], matrix[j][i]) = (of_normals, of_normals);
        }
    }
    check_correlation(&matrix)?;
    let upper = cholesky(&matrix).or_else(|_| cholesky(&shrunk(&matrix)))?;
    Ok((0..size).map(|i| (0..=i).map(|j| upper[j][i]).collect()).collect())
}

/// A matrix that rounding has left a hair short of positive semi-definite, moved towards independence by a hair more.
fn shrunk(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    const HAIR: f64 = 1e-9;
    let entry = |i: usize, j: usize, value: f64| if i == j { value } else { value * (1.0 - HAIR) };
    let row = |(i, row): (usize, &Vec<f64>)| row.iter().enumerate().map(|(j, v)| entry(i, j, *v)).collect();
    matrix.iter().enumerate().map(row).collect()
}

/// The problem of correlations that cannot be had, at the address of one that was stated.
fn contradiction(error: &MethodError, members: &[usize], pairs: &[Pair<'_>], all: &Uncertainties) -> Problem {
    let nowhere = || Address::new("correlations");
    let MethodError::NotTogether { first, second, nearest, .. } = error else {
        return Problem::new(nowhere(), error.to_string()).accepted("fewer correlations");
    };
    let (a, b) = (members[*first], members[*second]);
    let own = pairs.iter().find(|pair| pair.is_of(a, b));
    // What is not stated is nought: the one to look at is then the next that was stated of the two.
    let at = own.or_else(|| pairs.iter().find(|pair| pair.has(a) || pair.has(b)));
    let stated =
        own.map_or_else(|| "not stated, and so 0".to_owned(), |pair| format!("stated as {}", pair.rank));
    // From the correlation of the normals back to that of the ranks.
    let nearest = libm::asin(0.5 * float(*nearest)) / FRAC_PI_6;
    let [a, b] = [a, b].map(|column| &all.inputs[column].address);
    Problem::new(
        at.map_or_else(nowhere, |pair| pair.at.clone()),
        "the correlations contradict one another: no draws can have all of them",
    )
    .accepted(format!(
        "look first at the pair {a} and {b}, {stated}: the nearest that can be has about {nearest:.2}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The factor of inputs whose rank correlations are stated by place.
    fn of(size: usize, ranks: &[(usize, usize, f64)]) -> Result<Vec<Vec<f64>>, MethodError> {
        let at = Address::new("correlations.one");
        let pair = |(a, b, rank): &(usize, usize, f64)| Pair { between: (*a, *b), rank: *rank, at: &at };
        let pairs: Vec<Pair<'_>> = ranks.iter().map(pair).collect();
        factor(&(0..size).collect::<Vec<_>>(), &pairs)
    }

    #[test]
    fn the_factor_gives_the_matrix_back() {
        let rows = of(3, &[(0, 1, 0.5), (0, 2, 0.2), (1, 2, -0.3)]).unwrap();
        // 2 sin(pi r / 6), with r of 0.5, 0.2 and -0.3.
        for (i, j, normal) in [(1, 0, 0.517_638_090_2), (2, 0, 0.209_056_926_5), (2, 1, -0.312_868_930_1)] {
            let back: f64 = (0..=j).map(|k| rows[i][k] * rows[j][k]).sum();
            assert!((back - normal).abs() < 1e-9, "{i} {j} {back}");
        }
    }

    #[test]
    fn what_is_only_just_possible_is_taken_and_what_is_not_names_the_pair() {
        // Wholly correlated inputs are a matrix of rank one.
        let rows = of(3, &[(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0)]).unwrap();
        assert_eq!(rows, [vec![1.0], vec![1.0, 0.0], vec![1.0, 0.0, 0.0]]);
        assert!(of(3, &[(0, 1, 1.0), (0, 2, -1.0), (1, 2, -1.0)]).is_ok());
        // Normals of 0.8 and 0.6 with two that are unrelated explain the whole of it: ranks of 6 / pi asin(half).
        let rank = |normal: f64| libm::asin(0.5 * normal) / FRAC_PI_6;
        assert!(of(3, &[(0, 2, rank(0.8)), (1, 2, rank(0.6))]).is_ok());
        // Two that both follow a third by 0.9 cannot be opposed by 0.9.
        let error = of(3, &[(0, 1, 0.9), (0, 2, 0.9), (1, 2, -0.9)]).unwrap_err();
        assert!(matches!(error, MethodError::NotTogether { .. }), "{error}");
        assert!(matches!(of(101, &[]), Err(MethodError::TooMany { .. })));
    }
}
