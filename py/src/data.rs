//! Tables of libraries and of figures, and peers.

use std::sync::Arc;

use options_appraisal as core;
use pyo3::prelude::*;

use crate::error::raise;
use crate::{Outcome, settings, shown};

/// The libraries of a table.
#[pyclass(frozen, extends = shown::Result, module = "options_appraisal")]
pub(crate) struct Libraries(Arc<core::data::Libraries>);

/// Figures of authorities.
#[pyclass(frozen, extends = shown::Result, module = "options_appraisal")]
pub(crate) struct Figures(Arc<core::data::Figures>);

#[pymethods]
impl Libraries {
    /// A template with the library at this place as its service, in JSON.
    fn library_question(
        &self,
        py: Python<'_>,
        place: usize,
        template: &Bound<'_, PyAny>,
    ) -> PyResult<String> {
        let template = settings(template, "")?;
        let Some(library) = self.0.libraries.get(place) else {
            return Err(raise(py, &core::Problem::new("", "there is no library at this place").into()));
        };
        let question = library.question(&template, &self.0.file);
        question.map(|question| question.to_json()).map_err(|problems| raise(py, &problems))
    }

    /// A template with the libraries that are open, and those left out, both in JSON.
    fn question(
        &self,
        py: Python<'_>,
        template: &Bound<'_, PyAny>,
        asked: &Bound<'_, PyAny>,
    ) -> PyResult<(String, String)> {
        let (template, asked) = (settings(template, "")?, settings(asked, "")?);
        let question = self.0.question_from(&template, &asked).map_err(|problems| raise(py, &problems))?;
        Ok((question.question.to_json(), question.left_out_json()))
    }
}

/// Reads the libraries of a table.
#[pyfunction]
pub(crate) fn read_libraries(
    py: Python<'_>,
    table: &[u8],
    asked: &Bound<'_, PyAny>,
) -> PyResult<Py<Libraries>> {
    let asked = settings(asked, "")?;
    let selection = core::data::Selection::from_value(&asked).map_err(|problems| raise(py, &problems))?;
    let libraries = py.detach(|| core::data::read_libraries(table, &selection));
    let libraries = Arc::new(libraries.map_err(|problems| raise(py, &problems))?);
    let base = shown::Result::new(libraries.clone());
    Py::new(py, PyClassInitializer::from(base).add_subclass(Libraries(libraries)))
}

/// Reads figures of authorities.
#[pyfunction]
pub(crate) fn read_figures(py: Python<'_>, table: &[u8], asked: &Bound<'_, PyAny>) -> PyResult<Py<Figures>> {
    let asked = settings(asked, "")?;
    let layout = core::data::Layout::from_value(&asked).map_err(|problems| raise(py, &problems))?;
    let figures = py.detach(|| core::data::read_figures(table, &layout));
    let figures = Arc::new(figures.map_err(|problems| raise(py, &problems))?);
    let base = shown::Result::new(figures.clone());
    Py::new(py, PyClassInitializer::from(base).add_subclass(Figures(figures)))
}

/// An authority beside its peers.
#[pyfunction]
pub(crate) fn peers(
    py: Python<'_>,
    libraries: &Libraries,
    figures: Vec<Py<Figures>>,
    asked: &Bound<'_, PyAny>,
) -> PyResult<shown::Result> {
    let asked = settings(asked, "")?;
    let request = core::peers::PeersRequest::from_value(&asked).map_err(|problems| raise(py, &problems))?;
    let figures: Vec<Arc<core::data::Figures>> = figures.iter().map(|one| one.get().0.clone()).collect();
    let tables: Vec<&core::data::Figures> = figures.iter().map(AsRef::as_ref).collect();
    py.detach(|| core::peers::compare_with_peers(&libraries.0, &tables, &request))
        .map(|comparison| shown::Result::new(Arc::new(comparison)))
        .map_err(|problems| raise(py, &problems))
}

/// An option of a result beside those of other results.
#[pyfunction]
pub(crate) fn compare_results(
    py: Python<'_>,
    own: &Outcome,
    others: Vec<(String, Py<Outcome>)>,
    option: &str,
    view: &str,
) -> PyResult<shown::Result> {
    let others: Vec<(String, Arc<core::Outcome>)> =
        others.into_iter().map(|(name, outcome)| (name, outcome.get().0.clone())).collect();
    let others: Vec<(String, &core::Outcome)> =
        others.iter().map(|(name, outcome)| (name.clone(), outcome.as_ref())).collect();
    py.detach(|| core::peers::compare_results(&own.0, option, view, &others))
        .map(|comparison| shown::Result::new(Arc::new(comparison)))
        .map_err(|problems| raise(py, &problems))
}
