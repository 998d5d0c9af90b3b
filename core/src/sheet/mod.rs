//! The sheet: rows, one formula each over all years, and the readers that give them meaning.
//!
//! Domain code composes rows with ordinary operators. Nothing is computed while it does so: what it builds is a graph,
//! and a *reader* goes over that graph. The [`exact`] reader computes every row in decimal; the [`explain`] reader
//! shows how one number came about. A reader never knows a formula of the domain, and the domain never writes a
//! formula for one reader only.
//!
//! ```
//! use options_appraisal::sheet::{Sheet, exact};
//! use options_appraisal::{Decimal, FinancialYear};
//!
//! let sheet = Sheet::new(FinancialYear::starting(2027)?, 3);
//! let posts = sheet.number(Decimal::new(15, 1)).named("posts", "Posts", "FTE");
//! let salary = sheet.real_terms(Decimal::from(28_000)).named("salary", "Salary", "£ per FTE");
//! let growth = sheet.growth_index(&sheet.number(Decimal::new(2, 2))).named("pay_index", "Pay index", "index");
//! let pay = (&posts * &salary).at_prices(&growth).named("pay", "Pay", "£");
//!
//! let values = exact::read(&sheet.finish()?)?;
//! assert_eq!(values.of(&pay)[1].to_string(), "42840.000");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Money in cash and money in real terms are different types, and their sum does not compile:
//!
//! ```compile_fail
//! # use options_appraisal::sheet::Sheet;
//! # use options_appraisal::{Decimal, FinancialYear};
//! let sheet = Sheet::new(FinancialYear::starting(2027).unwrap(), 3);
//! let grant = sheet.cash(Decimal::from(8_000));
//! let repairs = sheet.real_terms(Decimal::from(2_000));
//! let total = &grant + &repairs; // a cash sum and a real one
//! ```

pub(crate) mod batch;
pub(crate) mod degree;
pub mod exact;
pub mod explain;
mod graph;
mod plan;
pub(crate) mod read_off;
mod row;

#[cfg(test)]
pub(crate) use graph::Node;
pub use graph::{EventInfo, FigureInfo, FigureNote, Graph, InputInfo, RowId, RowInfo, Span};
pub(crate) use graph::{NodeId, Op};
pub use row::{Basis, Cash, Comparison, Dimension, Factor, Real, Row, Sheet, When, Whole, Yearly};
