//! The appraisal: the question, the run and the result.

mod as_today;
mod assembly;
mod audit;
mod build;
mod by_library;
mod debt;
mod doubt;
mod draft;
mod laid_out;
mod libraries;
mod measures;
mod outcome;
mod portfolio;
mod question;
mod remarks;
mod report;
mod result;
mod risks;
#[cfg(test)]
mod risks_tests;
mod shared;
mod usage;
mod what_if;
mod worth;

pub(crate) use build::{Model, OptionModel, RankCorrelation, Scenario};
pub use by_library::{ByGroup, CountedInput, LibraryResult, SharedCostResult};
pub use laid_out::Appraisal;
pub use libraries::{Library, SharedCost, Steps};
pub use outcome::Outcome;
pub use question::{
    ByFigure, CorrelationInput, Given, Hold, ProjectionInput, Question, ScenarioInput, Settings, ViewInput,
};
pub use result::{
    Audit, BorrowingResult, Compared, CoverResult, Discounting, EconomicResult, ExpectedResult, Flag,
    LineResult, LoanResult, OptionResult, PartyResult, Penny, PlanResult, PreceptResult, ReserveResult,
    ResultTables, ViewResult,
};
pub use risks::RiskResult;
pub use worth::{BenefitResult, PaybackResult, RatioResult};
