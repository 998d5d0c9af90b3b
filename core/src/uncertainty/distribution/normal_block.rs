//! The normal law in blocks: from uniform to normal numbers and back, at speed.

use std::iter::zip;
use std::sync::OnceLock;

use super::normal::{normal_cdf, normal_density, normal_quantile};
use super::series::TERMS;
use super::table::{Curve, Row, SIGN, Table};

/// Segments of the cumulative probability for each unit of `z`.
const SEGMENTS: u32 = 32;

/// The largest size of `z` that is told apart: beyond it a share is within half a rounding of 0 or 1.
const FURTHEST: f64 = 8.2;

/// The rows of the cumulative probability; a power of two above `FURTHEST * SEGMENTS`.
const ROWS: usize = 512;

/// Turns uniform numbers between 0 and 1 into standard normal ones: `out[i]` from `uniforms[i]` alone.
///
/// Within 1e-12 of [`normal_quantile`] (absolute), and turned round exactly: `1 - u` gives the negative of what `u`
/// gives. As many are turned as the shorter of the two slices holds.
///
/// ```
/// use options_appraisal::uncertainty::distribution::fill_normal_quantile;
///
/// let mut z = [0.0; 2];
/// fill_normal_quantile(&[0.5, 0.975], &mut z);
/// assert!(z[0].abs() < 1e-12 && (z[1] - 1.959_963_984_540_054).abs() < 1e-12);
/// ```
pub fn fill_normal_quantile(uniforms: &[f64], out: &mut [f64]) {
    fill_scaled(0.0, 1.0, uniforms, out);
}

/// Turns standard normal numbers into uniform ones: `out[i]` from `z[i]` alone.
///
/// Within 1e-15 of [`normal_cdf`], and never 0 or 1: a `z` beyond 8.2 is taken as 8.2. The tail below is within 1e-11 of
/// itself. As many are turned as the shorter of the two slices holds.
///
/// ```
/// use options_appraisal::uncertainty::distribution::fill_normal_cdf;
///
/// let mut u = [0.0; 2];
/// fill_normal_cdf(&[0.0, f64::INFINITY], &mut u);
/// assert_eq!(u[0], 0.5);
/// assert!(u[1] < 1.0);
/// ```
pub fn fill_normal_cdf(z: &[f64], out: &mut [f64]) {
    let table = cdf_table();
    for (out, z) in zip(out, z) {
        let size = z.abs();
        // What is not a number stays so.
        let size = if size > FURTHEST { FURTHEST } else { size } * f64::from(SEGMENTS);
        // Adding this leaves no digits for a fraction: the nearest whole number stands in the last bits.
        let shift = 4_503_599_627_370_496.0 + size;
        #[expect(clippy::cast_possible_truncation, reason = "nine bits")]
        let row = (shift.to_bits() & (ROWS as u64 - 1)) as usize;
        let tail = table[row].value(size - (shift - 4_503_599_627_370_496.0));
        // One less the tail above nought, and the tail below, with no branch that half the draws would mispredict.
        let above = !(z.to_bits() >> 63).wrapping_neg();
        let one = f64::from_bits(above & 1.0_f64.to_bits());
        *out = one + f64::from_bits(tail.to_bits() ^ (above & SIGN));
    }
}

/// Normal numbers with this mean and standard deviation.
pub(super) fn fill_scaled(mean: f64, sd: f64, uniforms: &[f64], out: &mut [f64]) {
    let rows = &quantile_table().rows;
    Table::fill::<{ Table::USUAL }>(rows, uniforms, out, |z| mean + sd * z, exact);
}

/// One normal number.
pub(super) fn value_scaled(mean: f64, sd: f64, u: f64) -> f64 {
    mean + sd * Table::value::<{ Table::USUAL }>(&quantile_table().rows, u, || exact(u))
}

#[cold]
#[inline(never)]
fn exact(u: f64) -> f64 {
    normal_quantile(u)
}

fn quantile_table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::of(&Curve::Normal))
}

/// The share beyond `z`, about the multiples of a segment's width.
///
/// A row past the last segment is never asked for; it is there so that nine bits always find a row.
#[expect(clippy::large_stack_arrays, reason = "32 KiB, once")]
fn cdf_table() -> &'static [Row; ROWS] {
    static TABLE: OnceLock<Box<[Row; ROWS]>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut middle = 0.0;
        let mut rows = Box::new([Row::of(&[0.0; TERMS]); ROWS]);
        for row in rows.iter_mut().take(1 + (9 * SEGMENTS) as usize) {
            *row = Row::of(&cdf_series(middle, 1.0 / f64::from(SEGMENTS)));
            middle += 1.0 / f64::from(SEGMENTS);
        }
        rows
    })
}

/// The share beyond `z` as a series by `t`, at `z + t width`. Its slope is the density `p`, for which `p' = -z p`, and so
/// `(n + 1) p[n+1] = -(z p[n] + p[n-1])` by order.
fn cdf_series(z: f64, width: f64) -> [f64; TERMS] {
    let mut share = [0.0; TERMS];
    share[0] = normal_cdf(-z);
    let (mut density, mut before) = (normal_density(z), 0.0);
    let (mut order, mut power) = (1.0, width);
    for term in share.iter_mut().skip(1) {
        *term = -density * power / order;
        (density, before) = (-(z * density + before) / order, density);
        order += 1.0;
        power *= width;
    }
    share
}
