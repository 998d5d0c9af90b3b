//! The factors of small symmetric matrices.

use super::super::MethodError;
use super::super::checked::Result;
use super::MOST_CORRELATED;
use super::checked::{out_of_range, same};

/// Sweeps of rotations. Six to ten suffice for a hundred rows; the bound only keeps the loop finite.
const MOST_SWEEPS: usize = 60;

/// An entry beside the diagonal that is smaller than this need not be turned away: all of them together are less than
/// what ends the rotations.
const NO_ENTRY: f64 = 1e-18;

/// A pivot smaller than this is nought.
const NOTHING: f64 = 1e-12;

/// The upper triangle `U` with `U' U` the matrix (A.-L. Cholesky), for a matrix whose diagonal is of the order of 1.
///
/// A matrix that is only semi-definite has one too: a row of it is nought. Independent normal draws `e`, taken as a row,
/// become correlated as `e U`.
///
/// # Errors
/// If the matrix is empty, too large or not square, an entry is not finite, or it is not positive semi-definite to
/// within rounding.
///
/// ```
/// use options_appraisal::method::sampled::cholesky;
///
/// let upper = cholesky(&[vec![1.0, 0.6], vec![0.6, 1.0]])?;
/// assert_eq!(upper, [[1.0, 0.6], [0.0, 0.8]]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn cholesky(matrix: &[Vec<f64>]) -> Result<Vec<Vec<f64>>> {
    let n = square(matrix)?;
    let mut upper = vec![vec![0.0; n]; n];
    for row in 0..n {
        let inner = |a: usize, b: usize, upper: &[Vec<f64>]| -> f64 {
            upper.iter().take(row).map(|above| above[a] * above[b]).sum()
        };
        let pivot = matrix[row][row] - inner(row, row, &upper);
        if pivot < -1e3 * NOTHING {
            let accepted = "give a positive semi-definite matrix";
            return Err(out_of_range("pivot of the matrix", pivot, accepted));
        }
        let root = if pivot <= NOTHING { 0.0 } else { pivot.sqrt() };
        upper[row][row] = root;
        for column in row + 1..n {
            let rest = matrix[row][column] - inner(row, column, &upper);
            if root > 0.0 {
                upper[row][column] = rest / root;
            } else if rest.abs() > 1e-5 {
                let accepted = "give a positive semi-definite matrix";
                return Err(out_of_range("entry beside a pivot of nought", rest, accepted));
            }
        }
    }
    Ok(upper)
}

/// The eigenvalues and eigenvectors of a symmetric matrix by rotations (C. G. J. Jacobi), row by row. Vector `k` is
/// column `k`.
pub(super) fn eigen(matrix: &[Vec<f64>]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = matrix.len();
    let unit = (0..n).map(|i| (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect()).collect();
    rotated(matrix.to_vec(), unit)
}

/// The same from the eigenvectors of a matrix that is near: few rotations are left to be made.
pub(super) fn eigen_from(matrix: &[Vec<f64>], near: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = matrix.len();
    let times = |a: &dyn Fn(usize, usize) -> f64, b: &[Vec<f64>]| -> Vec<Vec<f64>> {
        let mut product = vec![vec![0.0; n]; n];
        for (i, row) in product.iter_mut().enumerate() {
            for (k, other) in b.iter().enumerate() {
                let weight = a(i, k);
                for (entry, value) in row.iter_mut().zip(other) {
                    *entry += weight * value;
                }
            }
        }
        product
    };
    let right = times(&|i, k| matrix[i][k], &near);
    let both = times(&|i, k| near[k][i], &right);
    rotated(both, near)
}

/// Rotates a matrix until only its diagonal is left, and the vectors with it.
fn rotated(mut a: Vec<Vec<f64>>, mut vectors: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = a.len();
    for _ in 0..MOST_SWEEPS {
        let off: f64 = (0..n).map(|i| a[i][i + 1..].iter().map(|x| x * x).sum::<f64>()).sum();
        if off < 1e-30 {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut vectors, p, q);
            }
        }
    }
    ((0..n).map(|i| a[i][i]).collect(), vectors)
}

/// Turns rows and columns `p` and `q` so that the entry they share is nought. `p` comes before `q`.
fn rotate(a: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    if a[p][q].abs() < NO_ENTRY {
        return;
    }
    let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let size = 1.0 / (theta.abs() + (theta * theta + 1.0).sqrt());
    let tangent = if theta < 0.0 { -size } else { size };
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    let turned = |(x, y): (f64, f64)| (cosine * x - sine * y, sine * x + cosine * y);
    for row in a.iter_mut().chain(vectors) {
        (row[p], row[q]) = turned((row[p], row[q]));
    }
    let (above, from_q) = a.split_at_mut(q);
    for (x, y) in above[p].iter_mut().zip(&mut from_q[0]) {
        (*x, *y) = turned((*x, *y));
    }
    a[p][q] = 0.0;
    a[q][p] = 0.0;
}

/// The rows of a matrix that is square, not empty, not too large and finite throughout.
pub(super) fn square(matrix: &[Vec<f64>]) -> Result<usize> {
    let n = matrix.len();
    if n == 0 {
        return Err(MethodError::Empty { what: "rows of the matrix" });
    }
    if n > MOST_CORRELATED {
        return Err(MethodError::TooMany { what: "rows of the matrix", count: n, most: MOST_CORRELATED });
    }
    for (row, entries) in matrix.iter().enumerate() {
        same(("a row of the matrix", entries.len()), ("the matrix in rows", n))?;
        if let Some(column) = entries.iter().position(|entry| !entry.is_finite()) {
            return Err(MethodError::Entry {
                what: "matrix",
                row,
                column,
                value: entries[column].to_string(),
                accepted: "give finite numbers",
            });
        }
    }
    Ok(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigenvalues_of_a_matrix_solved_by_hand() {
        // 2 and 1 on the band: the eigenvalues are 2 - sqrt 2, 2 and 2 + sqrt 2.
        let band = [vec![2.0, 1.0, 0.0], vec![1.0, 2.0, 1.0], vec![0.0, 1.0, 2.0]];
        let (mut values, vectors) = eigen(&band);
        for k in 0..3 {
            for i in 0..3 {
                let product: f64 = (0..3).map(|j| band[i][j] * vectors[j][k]).sum();
                assert!((product - values[k] * vectors[i][k]).abs() < 1e-14);
            }
        }
        values.sort_by(f64::total_cmp);
        let root = 2.0_f64.sqrt();
        for (found, wanted) in values.iter().zip([2.0 - root, 2.0, 2.0 + root]) {
            assert!((found - wanted).abs() < 1e-14);
        }
    }

    #[test]
    fn a_semi_definite_matrix_has_a_factor_and_an_indefinite_one_has_none() {
        let upper = cholesky(&vec![vec![1.0; 3]; 3]).unwrap();
        assert_eq!(upper, [[1.0, 1.0, 1.0], [0.0; 3], [0.0; 3]]);
        assert!(cholesky(&[vec![1.0, 2.0], vec![2.0, 1.0]]).is_err());
        assert!(cholesky(&[vec![0.0, 1.0], vec![1.0, 1.0]]).is_err());
        assert!(cholesky(&[vec![1.0, 2.0]]).is_err());
        assert!(cholesky(&[]).is_err());
        assert!(cholesky(&[vec![f64::NAN]]).is_err());
    }
}
