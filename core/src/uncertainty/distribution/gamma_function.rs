//! The two corrections from which the beta and the gamma law get their constants without losing digits.
//!
//! A density written with logarithms of gamma functions subtracts numbers that are far larger than the result. Written
//! with what Stirling's formula leaves over, and with `ln(1 + t) - t`, the large parts are gone before any rounding.

/// Half the logarithm of 2 pi.
const HALF_LN_TAU: f64 = 0.918_938_533_204_672_8;

/// The coefficients of Stirling's series: `B(2n) / (2n (2n - 1))`.
const SERIES: [f64; 7] =
    [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1_260.0, -1.0 / 1_680.0, 1.0 / 1_188.0, -691.0 / 360_360.0, 1.0 / 156.0];

/// What Stirling's formula leaves over: `ln gamma(a) - ((a - 1/2) ln a - a + ln(2 pi) / 2)`.
pub(super) fn stirling_remainder(a: f64) -> f64 {
    if a < 10.0 {
        return libm::lgamma(a) - ((a - 0.5) * libm::log(a) - a + HALF_LN_TAU);
    }
    let inverse_square = 1.0 / (a * a);
    SERIES.iter().rev().fold(0.0, |sum, term| sum * inverse_square + term) / a
}

/// `ln(ratio) - (ratio - 1)`, where `excess` is `ratio - 1`, known better than by subtraction.
pub(super) fn log_less_excess(ratio: f64, excess: f64) -> f64 {
    if excess.abs() > 0.5 {
        return libm::log(ratio) - excess;
    }
    // ln(1 + t) = 2 (r + r^3/3 + r^5/5 + ...) with r = t / (2 + t), and 2 r - t = -t r.
    let r = excess / (2.0 + excess);
    let square = r * r;
    let mut power = 2.0 * r * square;
    let mut sum = -excess * r;
    let mut odd = 3.0;
    loop {
        let term = power / odd;
        if term.abs() <= sum.abs() * 1e-17 {
            return sum;
        }
        sum += term;
        power *= square;
        odd += 2.0;
    }
}
