//! The appraisal: the question, the run and the result.

mod build;
mod doubt;
mod measures;
mod outcome;
mod question;
mod report;
mod worth;

pub use outcome::{
    Audit, Compared, Discounting, EconomicResult, Flag, LineResult, OptionResult, Outcome, PartyResult,
    Penny, PlanResult, PreceptResult, ReserveResult, ResultTables, ViewResult,
};
pub use question::{
    Appraisal, ByFigure, Hold, OverrideValue, ProjectionInput, Question, Settings, ViewInput,
};
pub use worth::{BenefitResult, PaybackResult, RatioResult};
