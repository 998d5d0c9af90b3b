//! Compare the ways a public service could be delivered: what each would cost, earn and risk, for everyone who pays.
#![forbid(unsafe_code)]

mod address;
mod document;
pub mod input;
pub mod method;
pub mod money;
mod problem;
pub mod sheet;
mod year;

pub use address::Address;
pub use document::{DEEPEST, Format, LONGEST_TEXT, Value};
pub use problem::{Problem, Problems};
pub use rust_decimal::Decimal;
pub use year::{FinancialYear, YearError};
