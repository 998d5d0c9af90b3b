//! The workbook.

mod inputs;
mod read;
mod rebuild;
mod typed;

#[cfg(test)]
mod round_trip_tests;
