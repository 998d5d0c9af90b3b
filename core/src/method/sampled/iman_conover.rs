//! Draws reordered so that their ranks have a stated correlation, whatever their distributions.
//!
//! Source: R. L. Iman and W. J. Conover, A distribution-free approach to inducing rank correlation among input variables
//! (1982), with every matrix on the way, so that a run can be followed by hand.

use super::super::MethodError;
use super::super::checked::Result;
use super::checked::{columns, real, same};
use super::correlation::check_correlation;
use super::matrix::cholesky;
use super::normal::normal_quantile;
use super::random::Random;

/// A reordering, and how it came about. Matrices are rows; tables of draws are columns, a column an input.
#[derive(Debug, Clone, PartialEq)]
pub struct ImanConover {
    /// The correlation that the scores happen to have: `E = M' M / n`.
    pub score_correlation: Vec<Vec<f64>>,
    /// Its factor: `F' F = E`, upper.
    pub score_factor: Vec<Vec<f64>>,
    /// The factor of the target: `C' C`, upper.
    pub target_factor: Vec<Vec<f64>>,
    /// The scores with the target correlation exactly (Pearson's): `T = M F^-1 C`.
    pub target_scores: Vec<Vec<f64>>,
    /// Each input's draws in the order of its column of `T`. Their rank correlation is near the target and not equal to
    /// it.
    pub reordered: Vec<Vec<f64>>,
}

/// Reorders the draws of each input (a column each) to the ranks of scores that have the target correlation.
///
/// `scores` has a column an input, with mean 0 and standard deviation 1, in an order that does not depend on the other
/// columns: see [`van_der_waerden_scores`].
///
/// # Errors
/// If there is no input or no draw, the tables differ in shape, a number is not finite, the target is not one of
/// correlations that can hold together, or the scores are not independent enough to be told apart.
///
/// ```
/// use options_appraisal::method::sampled::{iman_conover, spearman, van_der_waerden_scores};
///
/// let draws: Vec<f64> = (0..500).map(f64::from).collect();
/// let target = [vec![1.0, 0.8], vec![0.8, 1.0]];
/// let done = iman_conover(&[draws.clone(), draws], &target, &van_der_waerden_scores(500, 2, 1)?)?;
/// let found = spearman(&done.reordered[0], &done.reordered[1])?;
/// assert!(found.is_some_and(|r| (r - 0.8).abs() < 0.03));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn iman_conover(marginals: &[Vec<f64>], target: &[Vec<f64>], scores: &[Vec<f64>]) -> Result<ImanConover> {
    let n = columns("draws of an input", marginals)?;
    same(("draws of a score", columns("scores of an input", scores)?), ("draws of an input", n))?;
    same(("the columns of scores", scores.len()), ("the inputs", marginals.len()))?;
    same(("the target correlation", target.len()), ("the inputs", marginals.len()))?;
    check_correlation(target)?;

    let score_correlation: Vec<Vec<f64>> =
        scores.iter().map(|a| scores.iter().map(|b| dot(a, b) / real(n)).collect()).collect();
    let score_factor = cholesky(&score_correlation)?;
    let inverse = inverse_upper(&score_factor)?;
    let target_factor = cholesky(target)?;
    let move_by = product(&inverse, &target_factor);
    let target_scores: Vec<Vec<f64>> = (0..scores.len())
        .map(|column| {
            (0..n)
                .map(|row| scores.iter().zip(&move_by).map(|(score, by)| score[row] * by[column]).sum())
                .collect()
        })
        .collect();
    let reordered = marginals.iter().zip(&target_scores).map(|(draws, by)| in_order_of(draws, by)).collect();
    Ok(ImanConover { score_correlation, score_factor, target_factor, target_scores, reordered })
}

/// The scores of van der Waerden, `Phi^-1(i / (n + 1))` scaled to standard deviation 1, a column an input. The first
/// column ascends; each other one is shuffled on its own.
///
/// # Errors
/// If there are fewer than two draws or no column, or more than a hundred million scores.
///
/// ```
/// use options_appraisal::method::sampled::van_der_waerden_scores;
///
/// let scores = van_der_waerden_scores(20, 4, 1)?;
/// assert!((scores[0][19] - 1.920_62).abs() < 5e-6);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn van_der_waerden_scores(n: usize, inputs: usize, seed: u64) -> Result<Vec<Vec<f64>>> {
    const MOST: usize = 100_000_000;
    if inputs == 0 {
        return Err(MethodError::Empty { what: "columns of scores" });
    }
    if n < 2 {
        let accepted = "give 2 draws or more";
        return Err(MethodError::OutOfRange { what: "draws", value: n.into(), accepted });
    }
    let count = n.saturating_mul(inputs);
    if count > MOST {
        return Err(MethodError::TooMany { what: "scores", count, most: MOST });
    }
    let mut ascending =
        (1..=n).map(|i| normal_quantile(real(i) / real(n + 1))).collect::<Result<Vec<f64>>>()?;
    let sd = (dot(&ascending, &ascending) / real(n)).sqrt();
    for score in &mut ascending {
        *score /= sd;
    }
    let mut random = Random::new(seed);
    let mut table = vec![ascending; inputs];
    for column in table.iter_mut().skip(1) {
        random.shuffle(column);
    }
    Ok(table)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn product(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = a.len();
    a.iter()
        .map(|row| (0..n).map(|j| row.iter().zip(b).map(|(x, line)| x * line[j]).sum()).collect())
        .collect()
}

fn inverse_upper(upper: &[Vec<f64>]) -> Result<Vec<Vec<f64>>> {
    let n = upper.len();
    if let Some(column) = (0..n).find(|&k| upper[k][k] < 1e-6) {
        return Err(MethodError::Dependent { what: "scores", column });
    }
    let mut inverse = vec![vec![0.0; n]; n];
    for column in 0..n {
        inverse[column][column] = 1.0 / upper[column][column];
        for row in (0..column).rev() {
            let rest: f64 = (row + 1..=column).map(|k| upper[row][k] * inverse[k][column]).sum();
            inverse[row][column] = -rest / upper[row][row];
        }
    }
    Ok(inverse)
}

/// The draws, so placed that the smallest stands where `by` is smallest and so on. Equal scores go by place.
fn in_order_of(draws: &[f64], by: &[f64]) -> Vec<f64> {
    let mut sorted = draws.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut order: Vec<usize> = (0..by.len()).collect();
    order.sort_by(|&a, &b| by[a].total_cmp(&by[b]));
    let mut placed = vec![0.0; draws.len()];
    for (value, place) in sorted.into_iter().zip(order) {
        placed[place] = value;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::super::checked::mean;
    use super::super::pearson;
    use super::*;

    #[test]
    fn the_target_scores_have_the_target_correlation_exactly_and_no_draw_is_lost() {
        let target = [vec![1.0, 0.6, -0.3], vec![0.6, 1.0, 0.1], vec![-0.3, 0.1, 1.0]];
        let scores = van_der_waerden_scores(200, 3, 9).unwrap();
        let draws: Vec<Vec<f64>> =
            (1..=3).map(|k| (0..200).map(|n| f64::from((n * 37 + k) % 200)).collect()).collect();
        let done = iman_conover(&draws, &target, &scores).unwrap();
        for i in 0..3 {
            assert!(mean(&done.target_scores[i]).abs() < 1e-14);
            for (j, &wanted) in target[i].iter().enumerate() {
                let found = pearson(&done.target_scores[i], &done.target_scores[j]).unwrap().unwrap();
                assert!((found - wanted).abs() < 1e-12);
            }
            let mut before = draws[i].clone();
            let mut after = done.reordered[i].clone();
            before.sort_by(f64::total_cmp);
            after.sort_by(f64::total_cmp);
            assert_eq!(before, after);
        }
    }

    #[test]
    fn scores_that_follow_each_other_are_refused() {
        let column = van_der_waerden_scores(10, 1, 0).unwrap().remove(0);
        let target = [vec![1.0, 0.5], vec![0.5, 1.0]];
        let twice = [column.clone(), column];
        assert!(matches!(
            iman_conover(&twice, &target, &twice),
            Err(MethodError::Dependent { column: 1, .. })
        ));
        assert!(iman_conover(&twice, &target[..1], &twice).is_err());
        assert!(van_der_waerden_scores(1, 1, 0).is_err());
        assert!(van_der_waerden_scores(usize::MAX, usize::MAX, 0).is_err());
    }
}
