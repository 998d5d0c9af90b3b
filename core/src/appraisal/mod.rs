//! The appraisal: the question, the run and the result.

mod build;
mod measures;
mod outcome;
mod question;
mod report;

pub use outcome::{Outcome, Penny};
pub use question::{Appraisal, Hold, OverrideValue, ProjectionInput, Question, Settings, ViewInput};
