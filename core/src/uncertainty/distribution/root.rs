//! Roots of one unknown, by steps that cannot leave the bracket.

/// The most steps of any search; a bracket of floating-point numbers is halved to nothing well before.
const MOST_STEPS: usize = 400;

/// Finds the positive `x` at which an increasing function of its logarithm passes through nought.
///
/// `at` gives the function and its slope by `ln x`. Each step is Newton's in the logarithm, applied as a factor so that
/// no digits are lost when `x` is very small, and replaced by a halving wherever it would leave what is known to hold
/// the root. The search starts at `start` and keeps to `0 < x <= most`.
pub(super) fn positive_root(start: f64, most: f64, at: impl Fn(f64) -> (f64, f64)) -> f64 {
    let (mut below, mut above) = (0.0_f64, most);
    let mut x = start.clamp(f64::MIN_POSITIVE, most);
    for _ in 0..MOST_STEPS {
        let (value, slope) = at(x);
        if value == 0.0 {
            return x;
        }
        if value < 0.0 {
            below = below.max(x);
        } else {
            above = above.min(x);
        }
        let step = -value / slope;
        if step.abs() <= 1e-15 {
            return x * (1.0 + step);
        }
        let next = x * libm::exp(step.clamp(-50.0, 50.0));
        let next = if next > below && next < above { next } else { middle(below, above, x) };
        if next.to_bits() == x.to_bits() {
            return x;
        }
        x = next;
    }
    x
}

/// A point between the ends, halfway by the logarithm, or a good way towards an end that is nought or infinite.
fn middle(below: f64, above: f64, x: f64) -> f64 {
    if below == 0.0 {
        above.min(x) * 1e-3
    } else if above == f64::INFINITY {
        below.max(x) * 16.0
    } else {
        let half = below.sqrt() * above.sqrt();
        if half > below && half < above { half } else { below + (above - below) * 0.5 }
    }
}

/// Finds where a function passes through nought between `from` and `to`, at which it has different signs, by halving
/// with the secant's point where that is inside (the rule of Illinois). Gives nothing where the signs do not differ.
pub(super) fn bracketed_root(from: f64, to: f64, at: impl Fn(f64) -> f64) -> Option<f64> {
    let (mut a, mut b) = (from, to);
    let (mut at_a, mut at_b) = (at(a), at(b));
    if at_a == 0.0 {
        return Some(a);
    }
    if at_b == 0.0 {
        return Some(b);
    }
    if at_a.is_nan() || at_b.is_nan() || (at_a < 0.0) == (at_b < 0.0) {
        return None;
    }
    for step in 0..MOST_STEPS {
        let secant = (a * at_b - b * at_a) / (at_b - at_a);
        let inside = secant > a.min(b) && secant < a.max(b);
        let x = if inside && step % 8 != 7 { secant } else { a + (b - a) * 0.5 };
        if [a, b].map(f64::to_bits).contains(&x.to_bits()) || (b - a).abs() <= 1e-15 * a.abs().max(b.abs()) {
            return Some(x);
        }
        let at_x = at(x);
        if at_x == 0.0 {
            return Some(x);
        }
        if (at_x < 0.0) == (at_b < 0.0) {
            at_a *= 0.5;
        } else {
            (a, at_a) = (b, at_b);
        }
        (b, at_b) = (x, at_x);
    }
    Some(b)
}
