//! The batch reader: a sheet worked out in floating point for many draws of what is uncertain in it.
//!
//! It reads the graph that the exact reader reads. What depends on nothing uncertain is folded once, from the exact
//! values; what remains is kept as sums of products of unknowns, so that years are summed before the draws and not in
//! each of them wherever a row is an unknown times a fixed profile. The program that is left runs over blocks of draws.
//!
//! It agrees with the exact reader to 1e-9 relative, and a test holds it to that on every row of every case.

mod atom;
mod expression;
mod fold;
mod products;
mod program;
#[cfg(test)]
mod tests;

pub(crate) use fold::{Unknowns, dependents, fold, folded};
pub(crate) use products::SumOfProducts;
pub(crate) use program::{Block, Program};
