//! The standard normal law, from the formulas on draws.

pub use crate::method::sampled::normal_cdf;
pub(super) use crate::method::sampled::normal_density;
use crate::method::sampled::standard_normal_quantile;

/// The standard normal value below which a share `u` of them lies; infinite at 0 and 1, not a number outside.
///
/// Where `u` must lie between the two, [`crate::method::sampled::normal_quantile`] refuses what does not.
///
/// ```
/// use options_appraisal::uncertainty::distribution::normal_quantile;
///
/// assert_eq!(normal_quantile(0.5), 0.0);
/// assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-15);
/// ```
pub fn normal_quantile(u: f64) -> f64 {
    standard_normal_quantile(u)
}
