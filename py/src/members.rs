//! The report for members: the core writes it, this hands it on.

use std::collections::BTreeMap;
use std::sync::Arc;

use options_appraisal::members::{MembersReport as Written, MembersReportOptions};
use pyo3::prelude::*;

use crate::error;
use crate::shown;
use crate::simulation::Simulation;

/// A report for members.
#[pyclass(frozen, extends = shown::Result, module = "options_appraisal")]
pub(crate) struct MembersReport(Arc<Written>);

/// What goes into a report beside the outcome.
pub(crate) fn write(
    py: Python<'_>,
    own: &Bound<'_, crate::Appraisal>,
    date: Option<String>,
    simulation: Option<&Bound<'_, Simulation>>,
    svg: BTreeMap<String, String>,
) -> PyResult<Py<MembersReport>> {
    let given = (&date, simulation, &svg).into_pyobject(py)?;
    let mut asked = MembersReportOptions::new();
    if let Some(date) = date {
        asked = asked.date(date);
    }
    if let Some(simulation) = simulation {
        asked = asked.simulation(simulation.get().shared());
    }
    for (id, drawn) in svg {
        asked = asked.with_svg(id, drawn);
    }
    let appraisal = &own.get().0;
    let report = py.detach(|| appraisal.members_report(&asked));
    let report = Arc::new(report.map_err(|problems| error::raise(py, &problems))?);
    // The draws of a run that was stopped are not made again.
    let stopped = simulation.is_some_and(|simulation| simulation.get().is_stopped());
    let base = if stopped {
        shown::Result::new(report.clone())
    } else {
        shown::Result::made(report.clone(), own, "members_report", given)
    };
    Py::new(py, PyClassInitializer::from(base).add_subclass(MembersReport(report)))
}

#[pymethods]
impl MembersReport {
    /// A whole page.
    fn page(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_page())
    }

    /// The Markdown.
    fn markdown(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_markdown())
    }

    /// The pictures, each as JSON with its specification, by id.
    fn specs(&self) -> Vec<(String, String)> {
        self.0.pictures().map(|(id, json)| (id.to_owned(), json.to_owned())).collect()
    }
}
