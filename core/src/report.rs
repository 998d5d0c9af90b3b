//! Results in the forms in which they leave the library.

use crate::appraisal::Outcome;
use crate::assumptions::AssumptionsLog;
use crate::criteria::CriteriaResult;
#[cfg(feature = "pictures")]
use crate::document::Value;
#[cfg(feature = "pictures")]
use crate::pictures::{self, Picture, PictureKind, PictureSettings, no_picture};
#[cfg(feature = "pictures")]
use crate::problem::Problems;
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

    /// The pictures that it has.
    #[cfg(feature = "pictures")]
    fn pictures(&self) -> &'static [PictureKind] {
        &[]
    }

    /// One of its pictures by name, with its settings as a program's values.
    ///
    /// # Errors
    /// If it has no such picture, or what is wrong with the settings, all at once.
    #[cfg(feature = "pictures")]
    fn picture_named(&self, name: &str, settings: &Value) -> Result<Picture, Problems> {
        let _ = settings;
        Err(no_picture(&[], name))
    }

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
    ($($result:ty $(: $tables:ident)? $(=> $pictures:path, $picture:path)?),* $(,)?) => {$(
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
                #[cfg(feature = "pictures")]
                fn pictures(&self) -> &'static [PictureKind] {
                    $pictures
                }

                #[cfg(feature = "pictures")]
                fn picture_named(&self, name: &str, settings: &Value) -> Result<Picture, Problems> {
                    let kind = PictureKind::among($pictures, name)?;
                    $picture(self, kind, &PictureSettings::from_value(kind, settings)?)
                }
            )?

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
#[cfg(any(feature = "data", feature = "pictures"))]
pub(crate) use report;

report!(
    AbortResult: ABORT,
    AssumptionsLog: LOG,
    CliffMap: CLIFFS,
    CriteriaResult: CRITERIA,
    DelayResult: DELAY,
    DifferenceResult: DIFFERENCE,
    DriversResult: DRIVERS,
    Explanation => PictureKind::OF_EXPLANATION, pictures::of_explanation,
    InformationResult: INFORMATION,
    Outcome: OUTCOME => PictureKind::OF_OUTCOME, Outcome::picture,
    ParishAffordability: AFFORDABILITY,
    QuantityResult,
    Reversion: REVERSION,
    SavingsPath: SAVINGS,
    ScenarioTable: SCENARIOS,
    SimulationResult: SIMULATION => PictureKind::OF_SIMULATION, SimulationResult::picture,
    SwitchingResult: SWITCHING,
    TaperResult: TAPER,
    Tornado: TORNADO => PictureKind::OF_TORNADO, pictures::of_tornado,
);
