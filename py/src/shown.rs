//! Results: whatever the core can report is one Python class.

use std::sync::Arc;

use options_appraisal::Report;
use pyo3::prelude::*;

use crate::error;

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

    /// The names of its pictures.
    #[getter]
    fn pictures(&self) -> Vec<&'static str> {
        self.0.pictures().iter().map(|kind| kind.word()).collect()
    }

    /// One of its pictures by name.
    fn picture(&self, py: Python<'_>, name: &str, asked: &Bound<'_, PyAny>) -> PyResult<Self> {
        let asked = crate::settings(asked, "picture")?;
        py.detach(|| self.0.picture_named(name, &asked))
            .map(|picture| Self::new(Arc::new(picture)))
            .map_err(|problems| error::raise(py, &problems))
    }

    fn __str__(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_text())
    }
}
