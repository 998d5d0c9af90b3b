//! The quantile of a law as a power series, from the differential equation that it satisfies.
//!
//! The quantile `x(u)` has the slope `x' = 1 / p(x)`, where `p` is the density. Hence `x'' = -(p'/p)(x) x'^2`, and for
//! every law here `p'/p` is a ratio of polynomials. Given `x` and `x'` at one point, the coefficients follow one from
//! another. The equation holds as it stands when `u` is scaled or turned round.

/// How many coefficients are kept. With segments no wider than a sixteenth of `u`, what is left out is below rounding
/// for a step of a segment and a half.
pub(super) const TERMS: usize = 13;

/// Coefficients from the constant term up.
pub(super) type Series = [f64; TERMS];

/// The value of a series.
pub(super) fn value_at(series: &Series, t: f64) -> f64 {
    series.iter().rev().fold(0.0, |sum, term| sum * t + term)
}

/// The coefficient of order `n` of a product.
fn product(one: &Series, other: &Series, n: usize) -> f64 {
    one[..=n].iter().zip(other[..=n].iter().rev()).map(|(one, other)| one * other).sum()
}

/// The factor by which a coefficient of order `n` of a derivative is that of order `n + 1` of the series.
const ORDER: Series = {
    let mut order = [0.0; TERMS];
    let mut n = 1;
    while n < TERMS {
        order[n] = order[n - 1] + 1.0;
        n += 1;
    }
    order
};

/// Solves `A(x) x'' = B(x) x'^2`, where `A` and `B` are given as functions of the coefficients of `x` so far: what they
/// give for order `n` may use the coefficients of `x` up to `n`.
fn solve(
    at: f64,
    slope: f64,
    left: impl Fn(&Series, usize) -> f64,
    right: impl Fn(&Series, usize) -> f64,
) -> Series {
    let mut x = [0.0; TERMS];
    (x[0], x[1]) = (at, slope);
    let (mut first, mut square, mut second) = ([0.0; TERMS], [0.0; TERMS], [0.0; TERMS]);
    let (mut a, mut b) = ([0.0; TERMS], [0.0; TERMS]);
    for n in 0..TERMS - 2 {
        first[n] = ORDER[n + 1] * x[n + 1];
        square[n] = product(&first, &first, n);
        a[n] = left(&x, n);
        b[n] = right(&x, n);
        let known = product(&b, &square, n)
            - a[1..=n].iter().zip(second[..n].iter().rev()).map(|(a, second)| a * second).sum::<f64>();
        second[n] = known / a[0];
        x[n + 2] = second[n] / (ORDER[n + 1] * ORDER[n + 2]);
    }
    x
}

/// The quantile of the standard normal law: `z'' = z z'^2`.
pub(super) fn normal(z: f64, slope: f64) -> Series {
    solve(z, slope, |_, n| if n == 0 { 1.0 } else { 0.0 }, |z, n| z[n])
}

/// The quantile of the beta law: `x (1 - x) x'' = ((a + b - 2) x - (a - 1)) x'^2`.
pub(super) fn beta(x: f64, slope: f64, (a, b): (f64, f64)) -> Series {
    solve(
        x,
        slope,
        |x, n| x[n] - product(x, x, n),
        |x, n| (a + b - 2.0) * x[n] - if n == 0 { a - 1.0 } else { 0.0 },
    )
}

/// The quantile of the gamma law of scale 1: `x x'' = (x - (shape - 1)) x'^2`.
pub(super) fn gamma(x: f64, slope: f64, shape: f64) -> Series {
    solve(x, slope, |x, n| x[n], |x, n| if n == 0 { x[0] - (shape - 1.0) } else { x[n] })
}

/// `at` times the exponential of the series `exponent` less its constant term: `y' = e' y`.
pub(super) fn exponential(at: f64, exponent: &Series) -> Series {
    let mut y = [0.0; TERMS];
    y[0] = at;
    for n in 1..TERMS {
        let sum: f64 = (1..=n).map(|k| ORDER[k] * exponent[k] * y[n - k]).sum();
        y[n] = sum / ORDER[n];
    }
    y
}
