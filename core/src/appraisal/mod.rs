//! The appraisal: the question, the run and the result.

mod advisories;
mod as_of;
mod as_today;
mod assembly;
mod audit;
mod build;
mod by_library;
mod debt;
mod doubt;
mod draft;
#[cfg(test)]
mod ends_tests;
mod laid_out;
mod libraries;
mod measures;
mod outcome;
mod portfolio;
mod portfolio_checks;
mod question;
mod remarks;
mod report;
mod report_paths;
mod result;
mod risks;
#[cfg(test)]
mod risks_tests;
mod said;
mod shared;
mod shown;
mod stranded;
mod usage;
mod warnings;
mod what_if;
mod worth;
mod written;

pub use advisories::{Advisory, AdvisoryCase};
pub use as_of::Superseded;
pub(crate) use build::{LinePlace, Model, OptionModel, RankCorrelation, Scenario};
pub use by_library::{ByGroup, CountedInput, LibraryResult, SharedCostResult};
pub use laid_out::Appraisal;
pub use libraries::{Library, SharedCost, Steps};
pub(crate) use measures::{EconomicMeasures, OptionMeasures, PreceptMeasures, ReserveMeasures, ViewMeasures};
pub use outcome::Outcome;
pub use question::{
    ByFigure, CorrelationInput, Given, Hold, ProjectionInput, Question, Ranges, ScenarioInput, Settings,
    SignOff, ViewInput,
};
pub(crate) use report::period;
pub use result::{
    Audit, BorrowingResult, Compared, CoverResult, Discounting, EconomicResult, ExpectedResult, Flag,
    LineResult, LoanResult, OptionResult, PartyResult, Penny, PlanResult, PreceptResult, ReserveResult,
    ResultTables, ViewResult, VolunteersResult,
};
pub use risks::RiskResult;
pub use said::SuppliedRange;
pub use stranded::{StrandedItem, StrandedResult};
pub use warnings::{Observation, Warning};
pub(crate) use worth::payback;
pub use worth::{BenefitResult, PaybackResult, RatioResult};
