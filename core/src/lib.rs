//! Compare the ways a public service could be delivered: what each would cost, earn and risk, for everyone who pays.
#![forbid(unsafe_code)]

mod address;
pub mod delivery;
mod document;
pub mod input;
mod ledger;
pub mod money;
mod party;
mod problem;
pub mod rules;
pub mod service;
pub mod sheet;
mod workings;
mod year;

pub use address::Address;
pub use document::{DEEPEST, Format, LONGEST_TEXT, Value};
pub use problem::{Problem, Problems};
pub use rust_decimal::Decimal;
pub use year::{FinancialYear, YearError};
