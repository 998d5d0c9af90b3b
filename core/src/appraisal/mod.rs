//! The appraisal: the question, the run and the result.

mod build;
mod doubt;
mod measures;
mod outcome;
mod question;
mod report;

pub use outcome::{
    Audit, BenefitResult, Compared, Discounting, EconomicResult, Flag, LineResult, OptionResult, Outcome,
    PartyResult, Penny, PlanResult, PreceptResult, ReserveResult, ResultTables, ViewResult,
};
pub use question::{
    Appraisal, ByFigure, Hold, OverrideValue, ProjectionInput, Question, Settings, ViewInput,
};
