//! How sure: what the uncertainty of the inputs makes of the result.

mod columns;
mod correlation;
pub mod distribution;
mod simulation;
mod stream;
mod tally;

pub use simulation::{
    DrawnEvent, DrawnInput, Ended, InsolvencyResult, MOST_DRAWS, MeasureResult, NotSeparated, OptionRanking,
    Percentile, Probability, Progress, Ranking, Simulation, SimulationResult, TargetResult,
};
pub use stream::Sampling;
