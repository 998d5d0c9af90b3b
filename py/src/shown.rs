//! Results: whatever the core can report is one Python class.

use std::sync::Arc;

use options_appraisal::Report;
use pyo3::prelude::*;

use crate::error;
use crate::tables::Table;

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

    fn table_names(&self) -> Vec<&'static str> {
        self.0.table_names()
    }

    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        let table = py.detach(|| self.0.table(name));
        table.map(|table| Table(Arc::new(table))).map_err(|problem| error::raise(py, &problem.into()))
    }

    fn __str__(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_text())
    }
}
