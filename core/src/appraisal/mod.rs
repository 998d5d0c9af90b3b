//! The appraisal: the question, the run and the result.

mod as_today;
mod assembly;
mod audit;
mod build;
mod debt;
mod doubt;
#[cfg(test)]
mod ends_tests;
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
mod stranded;
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
    Audit, BorrowingResult, Compared, CoverResult, Discounting, EconomicResult, ExpectedResult, Flag,
    LineResult, LoanResult, OptionResult, PartyResult, Penny, PlanResult, PreceptResult, ReserveResult,
    ResultTables, ViewResult, VolunteersResult,
};
pub use risks::RiskResult;
pub use stranded::{StrandedItem, StrandedResult};
pub(crate) use worth::payback;
pub use worth::{BenefitResult, PaybackResult, RatioResult};
