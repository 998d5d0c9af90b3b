//! One question for very many services: a template that is laid out once, and a table with a row for each service.
//!
//! Each column of the table is the address of an input. A row is the template with its values in the place of those
//! inputs, worked out exactly; with draws, what is uncertain is drawn as well. What a row comes to depends on the template,
//! on the row and on its id, and on nothing else: not on the other rows, their order, or how many threads work.

mod draws;
mod keys;
mod layouts;
mod request;
mod result;
mod rows;
mod run;

pub use request::{MOST_DRAWS_OF_EACH, Many, Missing};
pub use result::{Cell, Key, ManyProblem, ManyResult, Spread};
pub use rows::Rows;
pub use run::RowsDone;
