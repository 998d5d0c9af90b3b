//! The appraisal: the question, the run and the result.

mod as_today;
mod assembly;
mod audit;
mod build;
mod doubt;
mod laid_out;
mod measures;
mod outcome;
mod question;
mod remarks;
mod report;
mod result;
mod risks;
#[cfg(test)]
mod risks_tests;
mod usage;
mod what_if;
mod worth;

pub(crate) use build::{Model, OptionModel, RankCorrelation, Scenario};
pub use laid_out::Appraisal;
pub use outcome::Outcome;
pub use question::{
    ByFigure, CorrelationInput, Given, Hold, ProjectionInput, Question, ScenarioInput, Settings, ViewInput,
};
pub use result::{
    Audit, Compared, Discounting, EconomicResult, Flag, LineResult, OptionResult, PartyResult, Penny,
    PlanResult, PreceptResult, ReserveResult, ResultTables, ViewResult,
};
pub use risks::RiskResult;
pub(crate) use worth::payback;
pub use worth::{BenefitResult, PaybackResult, RatioResult};
