//! Compare the ways a public service could be delivered: what each would cost, earn and risk, for everyone who pays.
//!
//! A question is read from TOML or JSON ([`Appraisal::load`]) or built in code ([`Question`]); run, it gives an
//! [`Outcome`]: who pays what in which year, what it is worth, and how each number came about.
//!
//! ```
//! use options_appraisal::delivery::{CommunityManaged, CouncilRun, DeliveryOption};
//! use options_appraisal::input::Keyed;
//! use options_appraisal::service::{Post, Service, Usage, Volunteers};
//! use options_appraisal::{Appraisal, FinancialYear, Party, PartyKind, Question, Settings};
//!
//! let settings = Settings::new("Who should run it?", "council", "today", FinancialYear::starting(2026)?, 3_u32);
//! let parties = Keyed::new()
//!     .with("council", Party::new("County council", PartyKind::CountyCouncil))
//!     .with("friends", Party::new("Friends of the library", PartyKind::CommunityGroup).reserves(9_000));
//! let service = Service::new("Library").usage(Usage::new().staffed_hours(25).visits(24_000))
//!     .posts(Keyed::new().with("assistant", Post::new().fte(1).salary(25_000)))
//!     .pension_rate(options_appraisal::Decimal::new(2, 1))
//!     .stock(6_500);
//! let options = Keyed::new()
//!     .with("today", DeliveryOption::new("As today", CouncilRun::new()))
//!     .with("friends", DeliveryOption::new("Friends", CommunityManaged::new("friends", Volunteers::new().hours(2_500))));
//!
//! let outcome = Appraisal::new(&Question::new(settings, parties, service, options))?.run()?;
//! let friends = &outcome.tables().options[1];
//! assert!(friends.views[0].saving_total.value() > 0.into());
//! println!("{}", outcome.explain("options.friends.saving_total.council", None).map_err(|wrong| wrong.to_string())?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod address;
mod appraisal;
mod ask;
pub mod assumptions;
pub mod criteria;
#[cfg(feature = "data")]
pub mod data;
mod date;
pub mod delivery;
mod document;
pub mod evidence;
mod html;
pub mod input;
mod ledger;
pub mod many;
#[cfg(feature = "members")]
pub mod members;
pub mod method;
pub mod money;
mod party;
#[cfg(feature = "data")]
pub mod peers;
#[cfg(feature = "pictures")]
pub mod pictures;
mod problem;
mod report;
pub mod rules;
#[cfg(feature = "schema")]
pub mod schema;
pub mod service;
pub mod sheet;
mod standalone;
mod table;
#[cfg(feature = "tables")]
pub mod tables;
pub mod terms;
pub mod uncertainty;
mod unread;
#[cfg(feature = "workbook")]
pub mod workbook;
mod workings;
mod year;

pub use address::Address;
pub use appraisal::{
    Advisory, AdvisoryCase, Appraisal, Audit, BenefitResult, BorrowingResult, ByFigure, ByGroup, Compared,
    CorrelationInput, CountedInput, CoverResult, Discounting, EconomicResult, ExpectedResult, Flag, Given,
    Hold, Library, LibraryResult, LineResult, LoanResult, Observation, OptionResult, Outcome, PartyResult,
    PaybackResult, Penny, PlanResult, PreceptResult, ProjectionInput, Question, Ranges, RatioResult,
    ReserveResult, ResultTables, RiskResult, ScenarioInput, Settings, SharedCost, SharedCostResult, SignOff,
    Steps, StrandedItem, StrandedResult, Superseded, SuppliedRange, ViewInput, ViewResult, VolunteersResult,
    Warning,
};
pub use document::{DEEPEST, Format, LONGEST_TEXT, Value};
pub use ledger::{Category, LineChange, LineChanges, Treatment};
pub use party::{Party, PartyKind, RatesRelief, VatStatus};
pub use problem::{Problem, Problems};
pub use report::Report;
pub use rust_decimal::Decimal;
pub use sheet::explain::Explanation;
pub use standalone::{StandaloneOutcome, StandaloneSheet};
pub use workings::Index;
pub use year::{FinancialYear, YearError};

/// The Rust of the book: compiled and run with the examples of this documentation.
#[cfg(doctest)]
mod book {
    #[doc = include_str!("../../docs/national-run.md")]
    struct NationalRun;

    #[cfg(feature = "pictures")]
    #[doc = include_str!("../../docs/pictures.md")]
    struct Pictures;
}
