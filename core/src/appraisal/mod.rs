//! The appraisal: the question, the run and the result.

mod build;
mod doubt;
mod measures;
mod outcome;
mod question;
mod report;
mod worth;

pub(crate) use build::Model;
pub use outcome::{
    Audit, Compared, Discounting, EconomicResult, Flag, LineResult, OptionResult, Outcome, PartyResult,
    Penny, PlanResult, PreceptResult, ReserveResult, ResultTables, ViewResult,
};
pub use question::{
    Appraisal, ByFigure, CorrelationInput, Given, Hold, OverrideValue, ProjectionInput, Question,
    ScenarioInput, Settings, ViewInput,
};
pub use worth::{BenefitResult, PaybackResult, RatioResult};
