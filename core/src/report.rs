//! Results in the forms in which they leave the library.

use crate::appraisal::Outcome;
use crate::criteria::CriteriaResult;
use crate::assumptions::AssumptionsLog;
use crate::sheet::explain::Explanation;
use crate::terms::{AbortResult, DelayResult, ParishAffordability, QuantityResult, SavingsPath, TaperResult};
use crate::uncertainty::{
    CliffMap, DifferenceResult, DriversResult, InformationResult, Reversion, ScenarioTable, SimulationResult,
    SwitchingResult, Tornado,
};

/// Any result: for programs, for a terminal, and for a page or a notebook. All three say the same on every surface.
pub trait Report: Send + Sync {
    /// As JSON.
    fn to_json(&self) -> String;
    /// As plain text.
    fn to_text(&self) -> String;
    /// As HTML, with nothing of the input in it that a browser takes for markup.
    fn to_html(&self) -> String;
}

/// Makes results reports by the forms that they have.
macro_rules! report {
    ($($result:ty),* $(,)?) => {$(
        impl $crate::report::Report for $result {
            fn to_json(&self) -> String {
                Self::to_json(self)
            }

            fn to_text(&self) -> String {
                Self::to_text(self)
            }

            fn to_html(&self) -> String {
                Self::to_html(self)
            }
        }
    )*};
}
#[cfg(feature = "data")]
pub(crate) use report;

report!(
    AbortResult,
    AssumptionsLog,
    CliffMap,
    CriteriaResult,
    DelayResult,
    DifferenceResult,
    DriversResult,
    Explanation,
    InformationResult,
    Outcome,
    ParishAffordability,
    QuantityResult,
    Reversion,
    SavingsPath,
    ScenarioTable,
    SimulationResult,
    SwitchingResult,
    TaperResult,
    Tornado,
);
