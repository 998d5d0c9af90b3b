//! Correlations that can hold together, and the nearest that can where they cannot.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::super::MethodError;
use super::super::checked::Result;
use super::checked::out_of_range;
use super::matrix::{eigen, eigen_from, square};

/// An eigenvalue above this is not below nought but for rounding.
const ROUNDING: f64 = -1e-10;

/// The rounds of the search for the nearest matrix: it gains digits slowly where many correlations must change.
const MOST_ROUNDS: usize = 200;

/// The work of a search that only names a pair, in rounds times the cube of the rows: all rounds up to 46 rows, and 20
/// rounds for a hundred.
const NAMING_WORK: usize = 20_000_000;

/// The correlation of two normals whose ranks have Spearman's correlation `spearman`: `2 sin(pi r / 6)`.
///
/// Source: K. Pearson (1907). Draws of the normals, each put through its own distribution, keep the rank correlation:
/// a Gaussian copula.
///
/// # Errors
/// If the correlation is not from -1 to 1.
///
/// ```
/// use options_appraisal::method::sampled::gaussian_copula_parameter;
///
/// assert!((gaussian_copula_parameter(0.5)? - 0.517_638_090_205_041_5).abs() < 1e-15);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn gaussian_copula_parameter(spearman: f64) -> Result<f64> {
    if !(-1.0..=1.0).contains(&spearman) {
        return Err(out_of_range("rank correlation", spearman, "give a number from -1 to 1"));
    }
    // The sine of pi / 6 misses a half by its last digit.
    if spearman.abs() >= 1.0 {
        return Ok(spearman);
    }
    Ok(2.0 * libm::sin(core::f64::consts::FRAC_PI_6 * spearman))
}

/// The same for a matrix of rank correlations. Both the ranks and the normals must be able to hold together.
///
/// # Errors
/// As [`check_correlation`], for the one matrix or the other.
///
/// ```
/// use options_appraisal::method::sampled::gaussian_copula_matrix;
///
/// let normals = gaussian_copula_matrix(&[vec![1.0, 0.5], vec![0.5, 1.0]])?;
/// assert!((normals[1][0] - 0.517_638).abs() < 1e-6);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn gaussian_copula_matrix(spearman: &[Vec<f64>]) -> Result<Vec<Vec<f64>>> {
    check_correlation(spearman)?;
    let normals = spearman
        .iter()
        .map(|row| row.iter().map(|&r| gaussian_copula_parameter(r)).collect::<Result<Vec<f64>>>())
        .collect::<Result<Vec<_>>>()?;
    check_correlation(&normals)?;
    Ok(normals)
}

/// Whether a matrix is one of correlations that can hold together: symmetric, ones on the diagonal, and positive
/// semi-definite. If it is not the last, the error names the pair that the nearest matrix changes most. With more than 46
/// rows the search for that matrix ends early, and what the error says of it is near and not exact.
///
/// # Errors
/// If the matrix is empty, larger than [`super::MOST_CORRELATED`] or not square; an entry is not from -1 to 1, differs
/// from its mirror, or is not 1 on the diagonal; or the correlations cannot hold together.
///
/// ```
/// use options_appraisal::method::MethodError;
/// use options_appraisal::method::sampled::check_correlation;
///
/// // The first and the last both follow the one between them, so that they cannot be near opposites.
/// let fault = check_correlation(&[vec![1.0, 0.6, -0.9], vec![0.6, 1.0, 0.6], vec![-0.9, 0.6, 1.0]]);
/// assert!(matches!(fault, Err(MethodError::NotTogether { first: 0, second: 2, .. })));
/// # Ok::<(), MethodError>(())
/// ```
pub fn check_correlation(matrix: &[Vec<f64>]) -> Result<()> {
    shape(matrix)?;
    if semi_definite(matrix) {
        return Ok(());
    }
    let n = matrix.len();
    let nearest = search(matrix, (NAMING_WORK / (n * n * n)).min(MOST_ROUNDS));
    let worst = nearest.changes.iter().max_by(|a, b| {
        // Of equal changes the first pair is named.
        (a.to - a.from)
            .abs()
            .total_cmp(&(b.to - b.from).abs())
            .then((b.first, b.second).cmp(&(a.first, a.second)))
    });
    let Some(worst) = worst else { return Ok(()) };
    let shown = |value: f64| Decimal::from_f64(value).unwrap_or_default().round_dp(4).normalize();
    Err(MethodError::NotTogether {
        first: worst.first,
        second: worst.second,
        given: shown(worst.from),
        nearest: shown(worst.to),
    })
}

/// A correlation that had to change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CorrelationChange {
    /// The one variable of the pair, from 0.
    pub first: usize,
    /// The other, with a higher place.
    pub second: usize,
    /// What was given.
    pub from: f64,
    /// What it became.
    pub to: f64,
}

/// The nearest correlations that can hold together.
#[derive(Debug, Clone, PartialEq)]
pub struct NearestCorrelation {
    /// The matrix.
    pub matrix: Vec<Vec<f64>>,
    /// The pairs that changed by more than a millionth, by place.
    pub changes: Vec<CorrelationChange>,
    /// The root of the sum of the squares of all changes, both halves of the matrix counted.
    pub distance: f64,
}

/// The nearest matrix, by the sum of the squares of the changes, whose correlations can hold together.
///
/// N. J. Higham, Computing the nearest correlation matrix (2002): projections in turn on the matrices without negative
/// eigenvalues and on those with ones on the diagonal. It is to be used only with consent, and its changes printed.
///
/// # Errors
/// As [`check_correlation`], but for the last.
///
/// ```
/// use options_appraisal::method::sampled::nearest_correlation;
///
/// // The example of Higham's paper.
/// let given = [vec![1.0, 1.0, 0.0], vec![1.0, 1.0, 1.0], vec![0.0, 1.0, 1.0]];
/// let nearest = nearest_correlation(&given)?;
/// assert!((nearest.matrix[0][1] - 0.7607).abs() < 5e-5);
/// assert!((nearest.matrix[0][2] - 0.1573).abs() < 5e-5);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn nearest_correlation(matrix: &[Vec<f64>]) -> Result<NearestCorrelation> {
    shape(matrix)?;
    if semi_definite(matrix) {
        return Ok(NearestCorrelation { matrix: matrix.to_vec(), changes: Vec::new(), distance: 0.0 });
    }
    Ok(search(matrix, MOST_ROUNDS))
}

/// How far what is found keeps from the edge. On it some of the variables follow from the others, and a root of the matrix
/// would divide by what rounding has left.
const ASIDE: f64 = 1e-9;

/// So many rounds of the search, or as many as it takes.
fn search(matrix: &[Vec<f64>], rounds: usize) -> NearestCorrelation {
    let n = matrix.len();
    let mut y = matrix.to_vec();
    let (_, mut vectors) = eigen(matrix);
    let mut correction = vec![vec![0.0; n]; n];
    for _ in 0..rounds {
        let mut r = y.clone();
        for (row, taken) in r.iter_mut().zip(&correction) {
            for (entry, c) in row.iter_mut().zip(taken) {
                *entry -= c;
            }
        }
        let x = without_negative(&r, &mut vectors);
        let mut moved: f64 = 0.0;
        for i in 0..n {
            for j in 0..n {
                correction[i][j] = x[i][j] - r[i][j];
                let next = if i == j { 1.0 } else { x[i][j] };
                moved = moved.max((next - y[i][j]).abs());
                y[i][j] = next;
            }
        }
        if moved < 1e-9 {
            break;
        }
    }
    // The last step makes it semi-definite for certain and puts the ones back on the diagonal.
    let x = without_negative(&y, &mut vectors);
    let scale: Vec<f64> = (0..n).map(|i| x[i][i].max(1e-300).sqrt()).collect();
    let mut found = y;
    let (mut changes, mut squares) = (Vec::new(), 0.0);
    for i in 0..n {
        found[i][i] = 1.0;
        for j in i + 1..n {
            let to = ((1.0 - ASIDE) * x[i][j] / (scale[i] * scale[j])).clamp(-1.0, 1.0);
            found[i][j] = to;
            found[j][i] = to;
            let from = matrix[i][j];
            squares += 2.0 * (to - from) * (to - from);
            if (to - from).abs() > 1e-6 {
                changes.push(CorrelationChange { first: i, second: j, from, to });
            }
        }
    }
    NearestCorrelation { matrix: found, changes, distance: squares.sqrt() }
}

/// The nearest symmetric matrix without negative eigenvalues. The eigenvectors of the one before are where it begins, and
/// it leaves its own.
fn without_negative(matrix: &[Vec<f64>], vectors: &mut Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let n = matrix.len();
    let values;
    (values, *vectors) = eigen_from(matrix, std::mem::take(vectors));
    let mut kept = vec![vec![0.0; n]; n];
    for (k, &value) in values.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        for i in 0..n {
            let scaled = value * vectors[i][k];
            for j in i..n {
                kept[i][j] += scaled * vectors[j][k];
            }
        }
    }
    // Only the upper half was added up.
    (0..n).map(|i| (0..n).map(|j| kept[i.min(j)][i.max(j)]).collect()).collect()
}

fn semi_definite(matrix: &[Vec<f64>]) -> bool {
    eigen(matrix).0.iter().all(|&value| value >= ROUNDING)
}

/// The rows of a matrix that looks like one of correlations.
fn shape(matrix: &[Vec<f64>]) -> Result<usize> {
    let n = square(matrix)?;
    for (row, entries) in matrix.iter().enumerate() {
        for (column, &entry) in entries.iter().enumerate().take(row + 1) {
            let accepted = if row == column && (entry - 1.0).abs() > 1e-12 {
                "give 1 on the diagonal"
            } else if !(-1.0..=1.0).contains(&entry) {
                "give a number from -1 to 1"
            } else if (entry - matrix[column][row]).abs() > 1e-12 {
                "give the same number for a pair on both sides of the diagonal"
            } else {
                continue;
            };
            let value = entry.to_string();
            return Err(MethodError::Entry { what: "correlation matrix", row, column, value, accepted });
        }
    }
    Ok(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(pairs: &[(usize, usize, f64)], n: usize) -> Vec<Vec<f64>> {
        let mut full: Vec<Vec<f64>> =
            (0..n).map(|i| (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect()).collect();
        for &(i, j, r) in pairs {
            full[i][j] = r;
            full[j][i] = r;
        }
        full
    }

    #[test]
    fn what_is_nearest_can_hold_together_and_is_left_alone_if_it_could() {
        let impossible = matrix(&[(0, 1, 0.9), (1, 2, 0.9), (0, 2, -0.9), (3, 0, 0.2)], 4);
        let nearest = nearest_correlation(&impossible).unwrap();
        assert!(check_correlation(&nearest.matrix).is_ok());
        assert!(nearest.distance > 0.0 && nearest.changes.len() >= 3);
        // By symmetry the three of the impossible triangle go to a half, but for the pull of the fourth input.
        let triangle = nearest_correlation(&matrix(&[(0, 1, 0.9), (1, 2, 0.9), (0, 2, -0.9)], 3)).unwrap();
        for (i, j, to) in [(0, 1, 0.5), (1, 2, 0.5), (0, 2, -0.5)] {
            assert!((triangle.matrix[i][j] - to).abs() < 1e-6, "{triangle:?}");
        }
        let possible = matrix(&[(0, 1, 0.5), (1, 2, 0.5)], 3);
        let same = nearest_correlation(&possible).unwrap();
        assert_eq!((same.matrix, same.changes.len()), (possible, 0));
    }

    #[test]
    fn a_hundred_inputs_that_contradict_one_another_are_told_soon() {
        // A chain in which each follows the next by 0.9, and the last is opposed to the first.
        let mut pairs: Vec<(usize, usize, f64)> = (0..99).map(|i| (i, i + 1, 0.9)).collect();
        pairs.extend((0..98).map(|i| (i, i + 2, 0.2)));
        let begun = std::time::Instant::now();
        assert!(matches!(check_correlation(&matrix(&pairs, 100)), Err(MethodError::NotTogether { .. })));
        let seconds = begun.elapsed().as_secs_f64();
        assert!(seconds < if cfg!(debug_assertions) { 60.0 } else { 2.0 }, "{seconds}");
    }

    #[test]
    fn ranks_may_hold_together_where_the_normals_just_do_not() {
        // Rank correlations of 0.705 with two that are unrelated: the normals' 0.722 would explain more than a unit of variance.
        let edge = matrix(&[(0, 2, 0.705), (1, 2, 0.705)], 3);
        assert!(check_correlation(&edge).is_ok());
        assert!(matches!(gaussian_copula_matrix(&edge), Err(MethodError::NotTogether { .. })));
    }

    #[test]
    fn entries_that_are_no_correlations_are_named() {
        let mut skewed = matrix(&[(0, 1, 0.5)], 2);
        skewed[1][0] = 0.4;
        assert!(matches!(check_correlation(&skewed), Err(MethodError::Entry { row: 1, column: 0, .. })));
        assert!(check_correlation(&[vec![0.9]]).is_err());
        assert!(check_correlation(&matrix(&[(0, 1, 1.1)], 2)).is_err());
        assert!(check_correlation(&vec![vec![1.0; 101]; 101]).is_err());
        assert_eq!(gaussian_copula_parameter(-1.0), Ok(-1.0));
        assert!(gaussian_copula_parameter(f64::NAN).is_err());
    }
}
