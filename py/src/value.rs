//! Python values as the values of a question. A number stays its decimal text: a float means its shortest one.

use options_appraisal::{Address, DEEPEST, Problem, Value};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

/// Deeper than the core takes: what is deeper still is not looked at, and the core reports the depth.
const FAR_ENOUGH: usize = DEEPEST + 2;

/// The value of an object that stands at this address.
pub(crate) fn convert(object: &Bound<'_, PyAny>, address: Address) -> Result<Value, Problem> {
    at(object, &address, 0)
}

fn at(object: &Bound<'_, PyAny>, address: &Address, depth: usize) -> Result<Value, Problem> {
    let unreadable = |what: &str| {
        Problem::new(address.clone(), what.to_owned())
            .accepted("text, numbers, True or False, dates, lists and dictionaries")
    };
    if depth > FAR_ENOUGH || object.is_none() {
        return Ok(Value::Null);
    }
    if object.is_instance_of::<PyBool>() {
        return object.extract().map(Value::Bool).map_err(|_| unreadable("is not readable"));
    }
    if object.is_instance_of::<PyString>() {
        return object.extract().map(Value::Text).map_err(|_| unreadable("is text that is not Unicode"));
    }
    if let Ok(dict) = object.cast::<PyDict>() {
        // Writing out a value may run code of the caller's that changes the dictionary: its entries are taken first.
        let held: Vec<_> = dict.iter().collect();
        let mut entries = Vec::with_capacity(held.len());
        for (key, item) in held {
            let Ok(key) = key.extract::<String>() else {
                return Err(unreadable("has a key that is no text"));
            };
            let item = at(&item, &address.join(&key), depth + 1)?;
            entries.push((key, item));
        }
        return Ok(Value::Table(entries));
    }
    // What a list holds, and not what a class of the caller's says on being asked, which may never end.
    let items: Option<Vec<_>> = if let Ok(list) = object.cast::<PyList>() {
        Some(list.iter().collect())
    } else {
        object.cast::<PyTuple>().ok().map(|tuple| tuple.iter().collect())
    };
    if let Some(items) = items {
        let mut all = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            all.push(at(item, &address.join(place + 1), depth + 1)?);
        }
        return Ok(Value::List(all));
    }
    let named = |name: &str| object.get_type().name().is_ok_and(|own| own == name);
    let text = || object.str().and_then(|text| text.extract::<String>());
    if object.is_instance_of::<PyInt>() || object.is_instance_of::<PyFloat>() || named("Decimal") {
        // Python refuses to write an integer of many thousand digits; so does the core to read one.
        return text().map(Value::Number).map_err(|_| unreadable("is a number too large to write out"));
    }
    if named("date") {
        return text().map(Value::Text).map_err(|_| unreadable("is not readable"));
    }
    Err(unreadable("is of a kind that cannot be read"))
}
