//! How sure: what the uncertainty of the inputs makes of the result.

pub mod distribution;
mod stream;
mod tally;

pub use stream::Sampling;
