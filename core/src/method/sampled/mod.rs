//! The formulas that work on draws: floating point in, floating point out.
//!
//! They use `+ - * /`, square roots and one portable library of functions, and add up in the order given, so that the
//! same input gives the same bits on every machine. What is random in them (resamples, shuffles) follows from a seed.
//! A draw that is infinite or not a number is refused, never passed over. Matrices are slices of rows; tables of draws
//! are slices of columns, a column an input or an option.

mod acceptability;
mod binomial;
mod checked;
mod correlation;
mod iman_conover;
mod information;
mod matrix;
mod normal;
mod quantile;
pub(super) mod random;
mod scenario_box;
mod sobol;
mod standard_error;

pub use acceptability::{Acceptability, pairwise_winning, rank_acceptability};
pub use binomial::{QuantileRanks, Sides, quantile_ranks, wilks_sample_size};
pub use correlation::{
    CorrelationChange, NearestCorrelation, check_correlation, gaussian_copula_matrix,
    gaussian_copula_parameter, nearest_correlation,
};
pub use iman_conover::{ImanConover, iman_conover, van_der_waerden_scores};
pub use information::{
    Evppi, SampledInformation, evpi_from_draws, evpi_normal, evppi_from_draws, evppi_linear_normal,
};
pub use matrix::cholesky;
pub(crate) use normal::standard_normal_quantile;
pub use normal::{normal_cdf, normal_density, normal_quantile};
pub use quantile::{QuantileEstimate, quantile_with_interval, sample_quantile, sample_quantiles};
pub use scenario_box::{Limits, ScenarioBox, scenario_boxes};
pub use sobol::{SobolIndex, SobolSettings, sobol_indices};
pub use standard_error::{
    equal_correlation, pearson, spearman, standard_error_of_mean, standard_error_of_proportion,
    standard_error_of_quantile, variance_of_sum, wilson_interval,
};

/// The most draws that a formula takes in one call.
pub const MOST_DRAWS: usize = 1 << 31;

/// The most rows of a correlation matrix.
pub const MOST_CORRELATED: usize = 100;
