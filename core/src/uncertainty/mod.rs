//! Uncertainty: what is not known for sure, and what it does to an answer.

pub mod distribution;
