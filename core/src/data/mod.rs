//! Published tables read into services: every library of an authority, and what authorities spend, earn and serve.
//!
//! A table is CSV (RFC 4180) as it is downloaded, dirt and all. Nothing is guessed: a value that cannot be read is left
//! out and reported with its line and column ([`RowProblem`]), a row that cannot be read is left out and reported, and
//! the rest is kept. Only what makes the whole file useless is an error: a column that must be there and is not, or an
//! authority that is not in it.

mod asked;
mod authority;
mod figures;
mod libraries;
mod library;
mod question;
mod read;
mod reading;
mod table;
mod words;

pub(crate) use asked::read_settings;
pub(crate) use authority::key as authority_key;
pub use figures::{Figure, Figures, Item, Layout, read_figures};
pub use libraries::Libraries;
pub use library::{DayOpen, History, Hours, Kind, Library, Operation};
pub use question::{LeftOut, LibrariesQuestion};
pub use read::{Selection, read_libraries};
pub use reading::{ColumnReading, RowProblem};
pub use table::LONGEST_TABLE;
