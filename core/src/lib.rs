//! Compare the ways a public service could be delivered: what each would cost, earn and risk, for everyone who pays.
#![forbid(unsafe_code)]

mod address;
pub mod money;
mod problem;
pub mod sheet;
mod year;

pub use address::Address;
pub use problem::{Problem, Problems};
pub use rust_decimal::Decimal;
pub use year::{FinancialYear, YearError};
