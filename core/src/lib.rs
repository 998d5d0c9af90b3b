//! Compare the ways a public service could be delivered: what each would cost, earn and risk, for everyone who pays.
#![forbid(unsafe_code)]

mod address;
mod appraisal;
pub mod delivery;
mod document;
mod html;
pub mod input;
mod ledger;
pub mod method;
pub mod money;
mod party;
mod problem;
pub mod rules;
#[cfg(feature = "schema")]
pub mod schema;
pub mod service;
pub mod sheet;
mod workings;
mod year;

pub use address::Address;
pub use appraisal::{
    Appraisal, Audit, BenefitResult, ByFigure, Compared, Discounting, EconomicResult, Flag, Hold, LineResult,
    OptionResult, Outcome, OverrideValue, PartyResult, Penny, PlanResult, PreceptResult, ProjectionInput,
    Question, ReserveResult, ResultTables, RiskResult, Settings, ViewInput, ViewResult,
};
pub use document::{DEEPEST, Format, LONGEST_TEXT, Value};
pub use ledger::{Category, LineChange, LineChanges, Treatment};
pub use party::{Party, PartyKind, RatesRelief, VatStatus};
pub use problem::{Problem, Problems};
pub use rust_decimal::Decimal;
pub use sheet::explain::Explanation;
pub use workings::Index;
pub use year::{FinancialYear, YearError};
