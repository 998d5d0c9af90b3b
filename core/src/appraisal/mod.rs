//! The appraisal: the question, the run and the result.

mod as_today;
mod build;
mod measures;
mod outcome;
mod question;
mod report;
mod risks;
#[cfg(test)]
mod risks_tests;

pub use outcome::{
    Audit, BenefitResult, Compared, Discounting, EconomicResult, Flag, LineResult, OptionResult, Outcome,
    PartyResult, Penny, PlanResult, PreceptResult, ReserveResult, ResultTables, ViewResult,
};
pub use question::{
    Appraisal, ByFigure, Hold, OverrideValue, ProjectionInput, Question, Settings, ViewInput,
};
pub use risks::RiskResult;
