//! Results: whatever the core can report is one Python class.

use std::sync::Arc;

use options_appraisal::Report;
use pyo3::prelude::*;

/// A result of the core.
#[pyclass(frozen, subclass, module = "options_appraisal")]
pub(crate) struct Result(Arc<dyn Report>);

impl Result {
    pub(crate) fn new(report: Arc<dyn Report>) -> Self {
        Self(report)
    }
}

#[pymethods]
impl Result {
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_html())
    }

    fn __str__(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_text())
    }
}
