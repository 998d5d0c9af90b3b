//! The formulas of an appraisal, each on its own: decimal in, decimal out, nothing rounded. Those that work on draws are
//! in [`sampled`].
//!
//! These are the functions that a check by hand, a calculator and the model call. They know no option and no service;
//! they hold no national figure: a rate, a schedule, an index or a share is always handed in.
//!
//! What they share:
//! - **Years** are counted from the base year, which is year 0. A slice of yearly amounts begins with year 0 unless
//!   its function says otherwise. No horizon is longer than [`LONGEST`].
//! - **Rates and shares** are fractions: three and a half per cent is `0.035`.
//! - **Money** is in pounds (or thousands, or millions: whatever goes in comes out). Amounts of different price bases
//!   are never mixed by a function, but a bare number cannot say its basis: the caller keeps them apart.
//! - **Sign**: what is received is positive and what is paid is negative, except where an argument is named a cost.
//! - **Sums** run in the order given, so that the same input gives the same digits everywhere.
//! - **Errors** say what is wrong and what would be taken. No input panics or runs without end.

mod acceptability_two;
mod affordability;
mod annuity;
mod attribution;
mod benefit_cost;
mod checked;
mod cost_per_point;
mod decision_tree;
mod discounting;
mod error;
mod expected_value;
mod hazard;
mod information;
mod internal_rate;
mod kaplan_meier;
mod linear_variance;
mod loan;
mod netting;
mod one_way;
mod optimism_bias;
mod payback;
mod precept;
mod present_value;
mod prices;
mod rates_retention;
mod regret;
mod reversion;
pub mod sampled;
mod schedule;
mod state_transition;
mod stranded;
mod switching;
mod taper;
mod value_function;
mod weight_switch;
mod weighted_score;

pub use affordability::{Affordability, affordability};
pub use annuity::{
    annuity_due_factor, annuity_factor, annuity_factor_kinked, annuity_present_value,
    annuity_present_value_deferred, eac_factor, equivalent_annual_cost,
};
pub use benefit_cost::{
    BenefitCostRatio, Denominator, bcr_council, bcr_increment, bcr_public, bcr_social, npsv_per_public_pound,
};
pub use discounting::{
    discount_factor, discount_factor_at, discount_factor_mid_year, discount_factor_start_year,
    discount_factors,
};
pub use error::MethodError;
pub use expected_value::expected_value;
pub use internal_rate::{InternalRate, cashflow_sign_changes, irr, irr_all_roots, mirr};
pub use loan::{Loan, LoanRow, Repayment, annuity_loan_payment, loan_by_year, loan_schedule};
pub use netting::{Flow, view_by_party_set};
pub use optimism_bias::{
    Allowance, adjusted_cost, allowance, apply_optimism_bias, managed_share, optimism_bias_blend,
    optimism_bias_mitigated,
};
pub use payback::{Payback, payback, payback_discounted};
pub use precept::{
    PreceptRise, band_d, band_d_after, contribution_to_hold, precept, precept_after_rise, precept_rise,
    rise_in_pounds,
};
pub use present_value::{Timing, npv, present_value, present_value_mid_year, spreadsheet_npv};
pub use prices::{
    cash_from_real, deflate, index_chain, inflate, nominal_rate_from_real, real_from_cash,
    real_rate_from_nominal, rebase_with_index, relative_growth,
};
pub use rates_retention::{ReliefIncidence, council_relief_saving, rates_relief};
pub use schedule::{Band, DiscountSchedule};
pub use stranded::{
    SharedCost, StrandedOverhead, stranded_overhead, unwound_by_decay, unwound_in_steps,
    unwound_when_sites_leave,
};
pub use taper::{Taper, TaperShape, cheapest_grant, grant_schedule, grant_taper, taper_to_meet};

pub use acceptability_two::acceptability_two;
pub(crate) use acceptability_two::pieces_two;
pub use attribution::{Attribution, EXACT_INPUTS, round_to_total, shapley, shapley_sampled};
pub use cost_per_point::{CostPerPoint, CostedScore, cost_per_point, marginal_cost_per_point};
pub use decision_tree::{ChanceBranch, Choice, Strategy, TreeNode, fold_back, strategies};
pub use hazard::{BetaPosterior, annual_hazard, continuous_hazard, hazard_posterior, survival};
pub use information::{PerfectInformation, SampleInformation, Signal, evpi, value_of_sample_information};
pub use kaplan_meier::{KaplanMeier, SurvivalStep, kaplan_meier};
pub use linear_variance::sobol_linear;
pub use one_way::{Bar, Estimate, OneWay, one_way};
pub use regret::{Ranked, expected_regret, hurwicz, maximax, maximin, minimax_regret, regret_table};
pub use reversion::{Reversion, break_even_hazard, reversion, reversion_constant};
pub use state_transition::{
    CycleCount, cohort_by_cycle, cohort_rewards, state_transition, state_transition_by_cycle,
};
pub use switching::{
    Distance, Switching, distance_in_ranges, quadratic_roots, switching_value, switching_values_quadratic,
};
pub use value_function::{min_max_scale, piecewise_linear};
pub use weight_switch::{score_with_weight, weight_switch};
pub use weighted_score::{dominance, shared_ranks, swing_weights, weighted_score};

/// The longest horizon, in years (and the most periods of a loan).
pub const LONGEST: usize = 1_000;
