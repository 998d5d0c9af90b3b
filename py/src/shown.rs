//! Results: whatever the core can report is one Python class.

use std::sync::Arc;

use options_appraisal::Report;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::error;
use crate::tables::Table;

/// A result of the core.
#[pyclass(frozen, subclass, module = "options_appraisal")]
pub(crate) struct Result {
    report: Arc<dyn Report>,
    made: Option<Made>,
}

/// What a result was made from: an object, one of its methods, and what that was given. Another process makes the same
/// result from it.
pub(crate) struct Made {
    pub(crate) by: Py<PyAny>,
    pub(crate) method: &'static str,
    pub(crate) given: Py<PyTuple>,
}

impl Result {
    pub(crate) fn new(report: Arc<dyn Report>) -> Self {
        Self { report, made: None }
    }

    /// The result with what it was made from.
    pub(crate) fn made<T>(
        report: Arc<dyn Report>,
        by: &Bound<'_, T>,
        method: &'static str,
        given: Bound<'_, PyTuple>,
    ) -> Self {
        let made = Made { by: by.as_any().clone().unbind(), method, given: given.unbind() };
        Self { report, made: Some(made) }
    }
}

#[pymethods]
impl Result {
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.report.to_json())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| self.report.to_html())
    }

    fn table_names(&self) -> Vec<&'static str> {
        self.report.table_names()
    }

    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        let table = py.detach(|| self.report.table(name));
        table.map(|table| Table(Arc::new(table))).map_err(|problem| error::raise(py, &problem.into()))
    }

    /// The object, the method and what it was given; nothing where a result was made from what was read from a file.
    fn made_from(&self, py: Python<'_>) -> Option<(Py<PyAny>, &'static str, Py<PyTuple>)> {
        let made = self.made.as_ref()?;
        Some((made.by.clone_ref(py), made.method, made.given.clone_ref(py)))
    }

    /// The names of its pictures.
    #[getter]
    fn pictures(&self) -> Vec<&'static str> {
        self.report.pictures().iter().map(|kind| kind.word()).collect()
    }

    /// One of its pictures by name.
    fn picture(&self, py: Python<'_>, name: &str, asked: &Bound<'_, PyAny>) -> PyResult<Self> {
        let asked = crate::settings(asked, "picture")?;
        py.detach(|| self.report.picture_named(name, &asked))
            .map(|picture| Self::new(Arc::new(picture)))
            .map_err(|problems| error::raise(py, &problems))
    }

    fn __str__(&self, py: Python<'_>) -> String {
        py.detach(|| self.report.to_text())
    }
}
