//! How sure: what the uncertainty of the inputs makes of the result.

mod cliffs;
mod columns;
mod correlation;
mod difference;
pub mod distribution;
mod drivers;
mod information;
mod measure;
mod reversion;
mod scenarios;
mod shown;
mod simulation;
mod stream;
mod switching;
mod tally;
mod tornado;

pub use cliffs::{Cliff, CliffMap};
pub(crate) use columns::{Columns, Uncertainties, float};
pub(crate) use correlation::{groups, stated};
pub use difference::{DifferenceResult, InputShare, RestShare};
pub use drivers::{Driver, Drivers, DriversResult, Index, IndicesFrom};
pub use information::{Information, InformationResult, WorthOfKnowing};
pub use measure::Measure;
pub(crate) use measure::without_value;
pub use reversion::{BreakEven, EventChance, OptionReversion, Reversion};
pub use scenarios::{ScenarioChange, ScenarioOption, ScenarioResult, ScenarioTable};
pub(crate) use simulation::Whole;
pub use simulation::{
    DrawnEvent, DrawnInput, Ended, InsolvencyResult, MOST_DRAWS, MeasureResult, NotSeparated, OptionRanking,
    Percentile, Probability, Progress, Ranking, Run, Simulation, SimulationResult, TargetResult,
};
pub use stream::Sampling;
pub(crate) use stream::Stream;
pub use switching::{Found, InputSwitching, SwitchingResult, SwitchingValue, Target};
pub(crate) use tally::at_ranks;
pub use tornado::{Tornado, TornadoBar};
