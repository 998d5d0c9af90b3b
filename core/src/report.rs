//! Results in the forms in which they leave the library.

use crate::appraisal::Outcome;
use crate::assumptions::AssumptionsLog;
use crate::criteria::CriteriaResult;
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
    /// The names of its tables as data; a result may have none.
    #[cfg(feature = "tables")]
    fn table_names(&self) -> Vec<&'static str> {
        Vec::new()
    }
    /// A table as data, by its name.
    ///
    /// # Errors
    /// If it has no table of this name.
    #[cfg(feature = "tables")]
    fn table(&self, name: &str) -> Result<crate::tables::Table, crate::Problem> {
        Err(crate::tables::no_table(name, []))
    }
}

/// Makes results reports by the forms that they have, each with the tables that it declares.
macro_rules! report {
    ($($result:ty $(: $tables:ident)?),* $(,)?) => {$(
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

            $(
                #[cfg(feature = "tables")]
                fn table_names(&self) -> Vec<&'static str> {
                    $crate::tables::$tables.iter().map(|(name, _)| *name).collect()
                }

                #[cfg(feature = "tables")]
                fn table(&self, name: &str) -> Result<$crate::tables::Table, $crate::Problem> {
                    $crate::tables::find($crate::tables::$tables, self, name)
                }
            )?
        }
    )*};
}
#[cfg(feature = "data")]
pub(crate) use report;

report!(
    AbortResult: ABORT,
    AssumptionsLog,
    CliffMap: CLIFFS,
    CriteriaResult,
    DelayResult: DELAY,
    DifferenceResult: DIFFERENCE,
    DriversResult: DRIVERS,
    Explanation,
    InformationResult: INFORMATION,
    Outcome: OUTCOME,
    ParishAffordability: AFFORDABILITY,
    QuantityResult,
    Reversion: REVERSION,
    SavingsPath: SAVINGS,
    ScenarioTable: SCENARIOS,
    SimulationResult: SIMULATION,
    SwitchingResult: SWITCHING,
    TaperResult: TAPER,
    Tornado: TORNADO,
);
