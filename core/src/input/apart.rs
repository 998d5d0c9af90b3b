//! A part of a question whose numbers are told by a result of their own, and not with the inputs of the money.

use std::ops::Deref;

use super::{Place, Read, Write};
use crate::address::Address;
use crate::document::{Node, Value};
use crate::problem::Problems;

/// What is read and written as the thing itself, and of which no stock is taken: the audit of the money does not list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart<T>(pub T);

impl<T> From<T> for Apart<T> {
    fn from(thing: T) -> Self {
        Self(thing)
    }
}

impl<T> Deref for Apart<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Read> Read for Apart<T> {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        T::read(node, at, problems).map(Self)
    }

    fn blank() -> Self {
        Self(T::blank())
    }
}

impl<T> Place for Apart<T> {}

impl<T: Write> Write for Apart<T> {
    fn write(&self) -> Value {
        self.0.write()
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Apart<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}
