//! What it is worth to know more before deciding, from draws of the net benefit of each option.
//!
//! Net benefits are in the money of the decision: net present value, or the net present cost below nought. The draws of
//! all options share one future each, so that differences are of the same future.

use super::super::MethodError;
use super::super::checked::Result;
use super::checked::{columns, draws, finite, mean, not_negative, out_of_range, real, same};
use super::normal::{normal_cdf, normal_density};
use super::random::Random;

/// The most work of one estimate: draws times options times shuffles.
const MOST_WORK: usize = 4_000_000_000;

/// The value of perfect information where the difference of two options is normal:
/// `s phi(m / s) - |m| Phi(-|m| / s)`.
///
/// # Errors
/// If a number is not finite or the standard deviation is below nought.
///
/// ```
/// use options_appraisal::method::sampled::evpi_normal;
///
/// assert!((evpi_normal(1.0, 5.0_f64.sqrt())? - 0.479_810_7).abs() < 5e-8);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn evpi_normal(mean_difference: f64, sd: f64) -> Result<f64> {
    let size = finite("mean difference", mean_difference)?.abs();
    if not_negative("standard deviation", sd)? <= 0.0 {
        return Ok(0.0);
    }
    let z = size / sd;
    Ok((sd * normal_density(z) - size * normal_cdf(-z)).max(0.0))
}

/// The value of perfect information on each of the inputs of a difference that is a weighed sum of independent normals:
/// for input `i` it is [`evpi_normal`] of the mean difference and `|b(i)| sd(i)`, the spread that knowing it explains.
///
/// # Errors
/// If the lists differ in length or are empty, a number is not finite, or a standard deviation is below nought.
///
/// ```
/// use options_appraisal::method::sampled::evppi_linear_normal;
///
/// // The difference is p1 - p2, with p1 normal(1, 1) and p2 normal(0, 2).
/// let worth = evppi_linear_normal(1.0, &[1.0, -1.0], &[1.0, 2.0])?;
/// assert!((worth[0] - 0.083_32).abs() < 5e-6 && (worth[1] - 0.395_59).abs() < 5e-6);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn evppi_linear_normal(mean_difference: f64, coefficients: &[f64], sds: &[f64]) -> Result<Vec<f64>> {
    draws("coefficients", coefficients)?;
    same(("the standard deviations", sds.len()), ("the coefficients", coefficients.len()))?;
    coefficients
        .iter()
        .zip(sds)
        .map(|(&b, &sd)| evpi_normal(mean_difference, b.abs() * not_negative("standard deviation", sd)?))
        .collect()
}

/// What draws say of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct SampledInformation {
    /// The mean net benefit of each option.
    pub expected: Vec<f64>,
    /// The option with the largest mean, by its place from 0; of equals, the first.
    pub best: usize,
    /// In what share of the draws each option is best; options that are equally best share the draw.
    pub best_share: Vec<f64>,
    /// The mean regret of each option: how far it falls short of the best of each draw.
    pub expected_regret: Vec<f64>,
    /// The expected value of perfect information, which is the smallest mean regret.
    pub evpi: f64,
    /// The standard error of that, if the draws are independent.
    pub standard_error: f64,
}

/// The value of perfect information, from a column of draws of the net benefit for each option.
///
/// # Errors
/// If there is no option or no draw, the columns differ in length, or a number is not finite.
///
/// ```
/// use options_appraisal::method::sampled::evpi_from_draws;
///
/// let found = evpi_from_draws(&[vec![10.0, 2.0], vec![6.0, 5.0]])?;
/// assert_eq!((found.best, found.evpi), (0, 1.5));
/// assert_eq!(found.best_share, [0.5, 0.5]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn evpi_from_draws(net_benefits: &[Vec<f64>]) -> Result<SampledInformation> {
    let n = columns("net benefits of an option", net_benefits)?;
    let expected: Vec<f64> = net_benefits.iter().map(|column| mean(column)).collect();
    let best = first_largest(&expected);
    let mut best_share = vec![0.0; net_benefits.len()];
    let mut expected_regret = vec![0.0; net_benefits.len()];
    let mut squares = 0.0;
    for draw in 0..n {
        let top = net_benefits.iter().fold(f64::NEG_INFINITY, |top, column| top.max(column[draw]));
        let winners = net_benefits.iter().filter(|column| column[draw] >= top).count();
        for (option, column) in net_benefits.iter().enumerate() {
            let regret = top - column[draw];
            expected_regret[option] += regret;
            if regret <= 0.0 {
                best_share[option] += 1.0 / real(winners);
            }
            if option == best {
                squares += regret * regret;
            }
        }
    }
    for (share, regret) in best_share.iter_mut().zip(&mut expected_regret) {
        *share /= real(n);
        *regret /= real(n);
    }
    let evpi = expected_regret[best];
    let variance = if n > 1 { (squares / real(n) - evpi * evpi).max(0.0) / real(n - 1) } else { 0.0 };
    let mut figures = expected.iter().chain(&expected_regret).copied().chain([squares]);
    if let Some(figure) = figures.find(|figure| !figure.is_finite()) {
        let accepted = "give net benefits whose sums, differences and squares are finite";
        return Err(out_of_range("net benefit or regret", figure, accepted));
    }
    Ok(SampledInformation {
        expected,
        best,
        best_share,
        expected_regret,
        evpi,
        standard_error: variance.sqrt(),
    })
}

/// The value of learning one input exactly, from draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evppi {
    /// The estimate: what the groups say less their bias, not below nought nor above the value of perfect information.
    pub value: f64,
    /// What the groups say. Groups of few draws find a value even where there is none.
    pub raw: f64,
    /// What they say on average where the input is shuffled, and so tells nothing.
    pub bias: f64,
    /// How many groups there were.
    pub groups: usize,
}

/// The value of learning one input exactly before deciding: draws are put in groups of equal count by the input (50 is
/// usual), the best option is chosen by the means of each group, and the bias seen with the input shuffled is taken off.
///
/// An input with no more than `groups` different values (an event, a choice) is grouped by value instead.
///
/// # Errors
/// If there is no option or no draw, the columns differ in length, a number is not finite, `groups` is 0, there is no
/// shuffle, or draws times options times shuffles is above four thousand million.
///
/// ```
/// use options_appraisal::method::sampled::evppi_from_draws;
///
/// // The input decides which of two options is best by 2, in half of the draws each way.
/// let input: Vec<f64> = (0..1000).map(|n| f64::from(n % 2)).collect();
/// let first: Vec<f64> = input.iter().map(|x| 2.0 * x - 1.0).collect();
/// let second: Vec<f64> = first.iter().map(|x| -x).collect();
/// let worth = evppi_from_draws(&input, &[first, second], 50, 10, 1)?;
/// assert_eq!((worth.raw, worth.groups), (1.0, 2));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn evppi_from_draws(
    input: &[f64],
    net_benefits: &[Vec<f64>],
    groups: usize,
    shuffles: usize,
    seed: u64,
) -> Result<Evppi> {
    let n = draws("draws of the input", input)?;
    same(("the net benefits", columns("net benefits of an option", net_benefits)?), ("the draws", n))?;
    if groups == 0 || shuffles == 0 {
        return Err(MethodError::Empty { what: if groups == 0 { "groups" } else { "shuffles" } });
    }
    let work = n.saturating_mul(net_benefits.len()).saturating_mul(shuffles);
    if work > MOST_WORK {
        let what = "draws times options times shuffles";
        return Err(MethodError::TooMany { what, count: work, most: MOST_WORK });
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| input[a].total_cmp(&input[b]));
    let ends = group_ends(input, &order, groups);
    let known = evpi_from_draws(net_benefits)?;
    let top = known.expected[known.best];
    let raw = mean_of_best(net_benefits, &order, &ends) - top;
    let mut random = Random::new(seed);
    let mut bias = 0.0;
    for _ in 0..shuffles {
        random.shuffle(&mut order);
        bias += mean_of_best(net_benefits, &order, &ends) - top;
    }
    bias /= real(shuffles);
    let value = (raw - bias).min(known.evpi).max(0.0);
    Ok(Evppi { value, raw, bias, groups: ends.len() })
}

/// Where each group ends in the order of the input.
fn group_ends(input: &[f64], order: &[usize], groups: usize) -> Vec<usize> {
    let n = order.len();
    let mut by_value = Vec::new();
    let mut end = 0;
    for same_value in order.chunk_by(|&a, &b| input[a] >= input[b]) {
        end += same_value.len();
        by_value.push(end);
        if by_value.len() > groups {
            let groups = groups.min(n);
            let (size, longer) = (n / groups, n % groups);
            return (1..=groups).map(|group| group * size + group.min(longer)).collect();
        }
    }
    by_value
}

/// The best option of each group by its mean there, averaged over all draws.
fn mean_of_best(net_benefits: &[Vec<f64>], order: &[usize], ends: &[usize]) -> f64 {
    let mut begin = 0;
    let mut total = 0.0;
    for &end in ends {
        let group = &order[begin..end];
        total += net_benefits
            .iter()
            .map(|column| group.iter().map(|&draw| column[draw]).sum::<f64>())
            .fold(f64::NEG_INFINITY, f64::max);
        begin = end;
    }
    total / real(order.len())
}

fn first_largest(values: &[f64]) -> usize {
    let mut best = 0;
    for (place, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = place;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_share_the_draws_out_evenly_and_equal_values_stay_together() {
        let input: Vec<f64> = (0..10).map(f64::from).collect();
        let order: Vec<usize> = (0..10).collect();
        assert_eq!(group_ends(&input, &order, 3), [4, 7, 10]);
        assert_eq!(group_ends(&input, &order, 50), (1..=10).collect::<Vec<_>>());
        assert_eq!(group_ends(&[2.0; 10], &order, 3), [10]);
    }

    #[test]
    fn knowing_what_changes_no_decision_is_worth_nothing() {
        let input: Vec<f64> = (0..500).map(f64::from).collect();
        let always_better: Vec<f64> = input.iter().map(|x| x + 1.0).collect();
        let worth = evppi_from_draws(&input, &[input.clone(), always_better], 50, 5, 0).unwrap();
        assert_eq!((worth.value.to_bits(), worth.bias.abs() < 1e-12), (0.0_f64.to_bits(), true));
    }

    #[test]
    fn hostile_input_is_refused() {
        let column = vec![1.0, 2.0];
        assert!(evppi_from_draws(&[1.0], std::slice::from_ref(&column), 5, 5, 0).is_err());
        assert!(evppi_from_draws(&column, &[], 5, 5, 0).is_err());
        assert!(evppi_from_draws(&column, std::slice::from_ref(&column), 0, 5, 0).is_err());
        assert!(evppi_from_draws(&column, std::slice::from_ref(&column), 5, 0, 0).is_err());
        assert!(evppi_from_draws(&column, std::slice::from_ref(&column), 5, usize::MAX, 0).is_err());
        assert!(evpi_from_draws(&[vec![f64::MAX, 0.0], vec![f64::MIN, 0.0]]).is_err());
        assert!(evpi_from_draws(&[]).is_err());
        assert!(evpi_normal(f64::NAN, 1.0).is_err());
        assert!(evpi_normal(1.0, -1.0).is_err());
        assert_eq!(evpi_normal(0.0, 0.0), Ok(0.0));
        assert!(evppi_linear_normal(0.0, &[1.0], &[]).is_err());
    }
}
