//! A service beside its peers: what it costs, how long it is open, who runs it, and where that stands among others.
//!
//! [`compare_with_peers`] takes an authority of the national dataset and sets it beside all others, or beside those that
//! are most like it in features that the caller names. [`compare_results`] sets an appraised result beside other
//! results. Every quartile, rank and percentile is one of [`Standing`], where they are defined.

mod compare;
mod measure;
mod nearest;
mod results;
mod standing;

pub use compare::{Among, MeasureResult, PeerComparison, PeersRequest, compare_with_peers};
pub use measure::Measure;
pub use nearest::{FeatureScale, Neighbour, NoNeighbour};
pub use results::{ResultComparison, ResultMeasure, ResultStanding, compare_results};
pub use standing::Standing;
