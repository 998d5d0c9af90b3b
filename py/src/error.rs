//! Problems as a Python exception with `.address` and `.problems`.

use options_appraisal::Problems;
use pyo3::prelude::*;

/// The exception of the package for these problems.
pub(crate) fn raise(py: Python<'_>, problems: &Problems) -> PyErr {
    build(py, problems).unwrap_or_else(|error| error)
}

fn build(py: Python<'_>, problems: &Problems) -> PyResult<PyErr> {
    let module = py.import("options_appraisal._errors")?;
    let problem = module.getattr("Problem")?;
    let list = problems
        .iter()
        .map(|one| {
            problem.call1((one.address.as_str(), one.line, one.message.as_str(), one.accepted.as_deref()))
        })
        .collect::<PyResult<Vec<_>>>()?;
    let exception = module.getattr("AppraisalError")?.call1((problems.to_string(), list))?;
    Ok(PyErr::from_value(exception))
}
