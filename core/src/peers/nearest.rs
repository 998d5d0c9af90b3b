//! Which authorities are most alike.

use serde::Serialize;

use super::measure::Measure;

/// How one feature is made comparable with others.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FeatureScale {
    /// The feature.
    pub measure: Measure,
    /// Its mean over all authorities that state every feature.
    pub mean: f64,
    /// Its standard deviation over the same authorities, with n - 1; the feature is divided by it.
    pub standard_deviation: f64,
    /// The authority's own value.
    pub own: f64,
}

/// An authority that is compared with, the nearest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Neighbour {
    /// Its name.
    pub authority: String,
    /// How far it is, in standard deviations of a feature.
    pub distance: f64,
    /// Its values of the features, in the order in which they were named.
    pub features: Vec<f64>,
}

/// An authority that cannot be a neighbour, as it does not state every feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NoNeighbour {
    /// Its name.
    pub authority: String,
    /// The features that it does not state.
    pub missing: Vec<Measure>,
}

/// The authorities by distance from one of them, which is left out, and the scales of the features.
///
/// The distance is the root of the mean, over the features, of the squared difference in standard deviations:
/// `sqrt(mean(((x - own) / s)^2))`. That is the Euclidean distance of standardised features, as in CIPFA's nearest
/// neighbours model, with all features of the same weight, divided by the root of their number so that distances by few
/// and by many features compare. Those as near as each other stand in alphabetical order. A feature that is the same
/// everywhere makes no difference.
pub(super) fn nearest(
    own: &str,
    features: &[Measure],
    authorities: &[(String, Vec<f64>)],
) -> (Vec<FeatureScale>, Vec<Neighbour>) {
    let Some((_, of_own)) = authorities.iter().find(|(name, _)| name == own) else {
        return (Vec::new(), Vec::new());
    };
    let scales: Vec<FeatureScale> = features
        .iter()
        .enumerate()
        .map(|(place, measure)| {
            let values: Vec<f64> = authorities.iter().map(|(_, values)| values[place]).collect();
            let (mean, standard_deviation) = spread(&values);
            FeatureScale { measure: *measure, mean, standard_deviation, own: of_own[place] }
        })
        .collect();
    let distance = |values: &[f64]| {
        let squares = values.iter().zip(&scales).map(|(value, scale)| {
            let difference = (value - scale.own) / scale.standard_deviation;
            if scale.standard_deviation > 0.0 { difference * difference } else { 0.0 }
        });
        (squares.sum::<f64>() / number(scales.len().max(1))).sqrt()
    };
    let mut all: Vec<Neighbour> = authorities
        .iter()
        .filter(|(name, _)| name != own)
        .map(|(name, values)| Neighbour {
            authority: name.clone(),
            distance: distance(values),
            features: values.clone(),
        })
        .collect();
    all.sort_by(|one, other| {
        one.distance.total_cmp(&other.distance).then_with(|| one.authority.cmp(&other.authority))
    });
    (scales, all)
}

#[allow(clippy::cast_precision_loss, reason = "no table has 2^52 rows")]
fn number(count: usize) -> f64 {
    count as f64
}

/// The mean and the standard deviation with n - 1; 0 where there are fewer than two values.
fn spread(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / number(values.len().max(1));
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (mean, (squares / number(values.len().saturating_sub(1).max(1))).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_in_standard_deviations_and_ties_in_order() {
        let of = |name: &str, values: [f64; 2]| (name.to_owned(), values.to_vec());
        let all = [of("A", [2.0, 5.0]), of("Z", [4.0, 5.0]), of("B", [0.0, 5.0]), of("C", [6.0, 5.0])];
        let (scales, near) = nearest("A", &[Measure::Libraries, Measure::HoursPerWeek], &all);
        // 2, 4, 0 and 6: mean 3, squares 1 + 1 + 9 + 9 = 20, over 3; the second feature is the same everywhere.
        let deviation = (20.0_f64 / 3.0).sqrt();
        assert!(
            (scales[0].mean - 3.0).abs() < 1e-12 && (scales[0].standard_deviation - deviation).abs() < 1e-12
        );
        let names: Vec<&str> = near.iter().map(|one| one.authority.as_str()).collect();
        assert_eq!(names, ["B", "Z", "C"]);
        // The root of the mean of (2 / s)^2 and 0.
        assert!((near[0].distance - 2.0 / deviation / 2.0_f64.sqrt()).abs() < 1e-12);
        assert!((near[2].distance - 2.0 * near[0].distance).abs() < 1e-12);
        assert_eq!(nearest("none", &[], &all).1, []);
    }
}
