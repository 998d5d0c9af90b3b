//! National figures: data with a date and a source, kept apart from every formula.
//!
//! Code asks for "the multiplier of 2027/28" and never holds the figure. A year that is not published is an error, or
//! a projection that the input states by name; it is never a silent repeat. Any figure can be overridden, and the
//! override is shown wherever the figure is used.
//!
//! ```
//! use options_appraisal::rules::{Projection, Rules};
//! use options_appraisal::FinancialYear;
//!
//! let rules = Rules::published();
//! let year = FinancialYear::starting(2027)?;
//! let refused = rules.look_up("living_wage.adult", year).unwrap_err();
//! assert!(refused.to_string().contains("no value for 2027/28; latest is 2026/27"));
//!
//! let rules = rules.with_projection("living_wage.adult", Projection::Growth("0.03".parse()?))?;
//! let figure = rules.look_up("living_wage.adult", year)?;
//! assert_eq!(figure.value.to_string(), "13.0913");
//! assert!(figure.projected.is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The figures can be asked for as they were known on a day: what was announced later is not published then. The rate of
//! 15 per cent from April 2025 was announced in the Budget of 30 October 2024.
//!
//! ```
//! use jiff::civil::date;
//! use options_appraisal::rules::Rules;
//! use options_appraisal::FinancialYear;
//!
//! let year = FinancialYear::starting(2025)?;
//! let eve = Rules::published().known_on(date(2024, 10, 29))?;
//! assert_eq!(eve.look_up("employer_ni.rate", year)?.value.to_string(), "0.138");
//! let after = Rules::published().known_on(date(2024, 10, 31))?;
//! assert_eq!(after.look_up("employer_ni.rate", year)?.value.to_string(), "0.15");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod data;
mod dated;
mod discounting;
mod known;
mod look_up;
#[cfg(feature = "schema")]
mod page;
mod redundancy;

pub use dated::{Dated, DatedValues};
pub use discounting::{Band, DiscountSchedule, Edition};
pub use look_up::{Figure, Link, LookUpError, Override, Parameter, Projection, Rule, Rules, Source, Status};
#[cfg(feature = "schema")]
pub use page::page;
