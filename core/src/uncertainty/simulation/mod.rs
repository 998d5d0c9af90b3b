//! Simulation: many draws of everything uncertain, and what they make of the measures.

mod accumulate;
mod plan;
mod report;
mod request;
mod result;
mod run;
mod settings;

pub(crate) use request::Whole;
pub use result::{
    DrawnEvent, DrawnInput, Ended, InsolvencyResult, MeasureResult, NotSeparated, OptionRanking, Percentile,
    Probability, Ranking, SimulationResult, TargetResult,
};
pub use run::{Progress, Run};
pub use settings::{MOST_DRAWS, Simulation};

/// The two-sided 95 per cent point of the normal distribution.
pub(crate) const Z95: f64 = 1.959_963_984_540_054;
