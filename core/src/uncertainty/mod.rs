//! How sure: what the uncertainty of the inputs makes of the result.

mod stream;
mod tally;

pub use stream::Sampling;
