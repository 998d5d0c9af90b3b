//! The Python binding: it converts, calls, and converts back. It holds no arithmetic and knows nothing of the model.
#![allow(clippy::needless_pass_by_value, reason = "the argument types are those that the binding hands over")]

mod data;
mod error;
mod many;
mod members;
mod shown;
mod simulation;
mod tables;
mod value;
mod watch;

use std::sync::Arc;

use options_appraisal as core;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};

/// A question that has been read, checked and laid out.
#[pyclass(frozen, module = "options_appraisal")]
struct Appraisal(core::Appraisal);

/// What an appraisal comes to.
#[pyclass(frozen, extends = shown::Result, module = "options_appraisal")]
struct Outcome(Arc<core::Outcome>);

#[pymethods]
impl Appraisal {
    #[getter]
    fn title(&self) -> &str {
        self.0.title()
    }

    /// The years and the ids of the options.
    fn about(&self) -> (Vec<String>, Vec<&str>) {
        (self.0.years().iter().map(ToString::to_string).collect(), self.0.option_ids().collect())
    }

    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| self.0.to_json()).map_err(|problems| error::raise(py, &problems))
    }

    fn to_toml(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| self.0.to_toml()).map_err(|problems| error::raise(py, &problems))
    }

    fn to_sheet(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| self.0.to_sheet()).map_err(|problems| error::raise(py, &problems))
    }

    fn fingerprint(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.fingerprint())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_html())
    }

    fn __str__(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_text())
    }

    fn run(own: &Bound<'_, Self>, py: Python<'_>) -> PyResult<Py<Outcome>> {
        let appraisal = &own.get().0;
        let outcome = py.detach(|| appraisal.run()).map_err(|problems| error::raise(py, &problems))?;
        let outcome = Arc::new(outcome);
        let base = shown::Result::made(outcome.clone(), own, "run", PyTuple::empty(py));
        Py::new(py, PyClassInitializer::from(base).add_subclass(Outcome(outcome)))
    }

    fn replace(&self, py: Python<'_>, changes: &Bound<'_, PyAny>) -> PyResult<Self> {
        let changes = settings(changes, "")?;
        py.detach(|| self.0.replace_from(&changes)).map(Self).map_err(|problems| error::raise(py, &problems))
    }

    fn ask(
        own: &Bound<'_, Self>,
        py: Python<'_>,
        analysis: &str,
        asked: &Bound<'_, PyAny>,
    ) -> PyResult<shown::Result> {
        let (appraisal, asked) = (&own.get().0, settings(asked, "")?);
        let report =
            py.detach(|| appraisal.ask(analysis, &asked)).map_err(|wrong| error::raise(py, &wrong))?;
        let given = (analysis, asked.to_json()).into_pyobject(py)?;
        Ok(shown::Result::made(report.into(), own, "ask", given))
    }

    #[pyo3(signature = (date = None, simulation = None, svg = std::collections::BTreeMap::new()))]
    fn members_report(
        own: &Bound<'_, Self>,
        py: Python<'_>,
        date: Option<String>,
        simulation: Option<&Bound<'_, simulation::Simulation>>,
        svg: std::collections::BTreeMap<String, String>,
    ) -> PyResult<Py<members::MembersReport>> {
        members::write(py, own, date, simulation, svg)
    }

    fn difference(
        own: &Bound<'_, Self>,
        py: Python<'_>,
        after: &Bound<'_, Self>,
        measure: &str,
    ) -> PyResult<shown::Result> {
        let (before, later) = (&own.get().0, &after.get().0);
        let difference =
            py.detach(|| before.difference(later, measure)).map_err(|wrong| error::raise(py, &wrong))?;
        let given = (after, measure).into_pyobject(py)?;
        Ok(shown::Result::made(Arc::new(difference), own, "difference", given))
    }

    fn simulate(
        own: &Bound<'_, Self>,
        py: Python<'_>,
        asked: &Bound<'_, PyAny>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<(Py<simulation::Simulation>, Option<PyErr>)> {
        let asked = settings(asked, "simulation")?;
        simulation::run(py, own, &asked, progress.as_ref())
    }

    fn run_many(
        &self,
        py: Python<'_>,
        asked: &Bound<'_, PyAny>,
        ids: &Bound<'_, PyAny>,
        columns: &Bound<'_, PyAny>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<(Py<many::Many>, Option<PyErr>)> {
        let (asked, ids, columns) = (settings(asked, "many")?, settings(ids, "id")?, settings(columns, "")?);
        many::run(py, &self.0, &asked, (ids, columns), progress.as_ref())
    }

    /// The question as it was read, with its notation (none where it was built in code), and the what-ifs on it: what
    /// another process makes the same appraisal from.
    fn question(&self) -> (String, Option<&'static str>, Vec<(String, String)>) {
        let given = self.0.given_values().map(|(address, value)| (address.to_owned(), value.to_string()));
        let (text, format) = match self.0.text() {
            Some((text, core::Format::Toml)) => (text.to_owned(), Some("toml")),
            Some((text, core::Format::Json)) => (text.to_owned(), Some("json")),
            None => (self.0.to_question_json(), None),
        };
        (text, format, given.collect())
    }
}

/// A financial year from its text.
fn of_year(py: Python<'_>, text: Option<&str>) -> PyResult<Option<core::FinancialYear>> {
    let year = text.map(str::parse::<core::FinancialYear>).transpose();
    year.map_err(|wrong| {
        let problem =
            core::Problem::new("", wrong.to_string()).accepted("a financial year such as \"2027/28\"");
        error::raise(py, &problem.into())
    })
}

/// What a program asks, as a value.
fn settings(asked: &Bound<'_, PyAny>, address: &str) -> PyResult<core::Value> {
    value::convert(asked, core::Address::new(address))
        .map_err(|problem| error::raise(asked.py(), &problem.into()))
}

#[pymethods]
impl Outcome {
    #[getter]
    fn addresses(&self) -> Vec<String> {
        self.0.addresses()
    }

    /// The title, the years and the ids of the options.
    fn about(&self) -> (&str, Vec<String>, Vec<&str>) {
        let tables = self.0.tables();
        let options = tables.options.iter().map(|option| option.id.as_str());
        (&tables.title, tables.years.iter().map(ToString::to_string).collect(), options.collect())
    }

    fn to_workbook<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| self.0.to_workbook()).map_err(|problems| error::raise(py, &problems))?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// A row in a year or for the whole period, as its decimal text.
    #[pyo3(signature = (address, year = None))]
    fn value(&self, py: Python<'_>, address: &str, year: Option<&str>) -> PyResult<Option<String>> {
        let value = self.0.value(address, of_year(py, year)?);
        let value = value.map_err(|problem| error::raise(py, &problem.into()))?;
        Ok(value.map(|value| value.to_string()))
    }

    /// A row as decimal texts, one a year or one for the whole period.
    fn values(&self, py: Python<'_>, address: &str) -> PyResult<Vec<Option<String>>> {
        let values = self.0.values(address).map_err(|problem| error::raise(py, &problem.into()))?;
        Ok(values.into_iter().map(|value| value.map(|value| value.to_string())).collect())
    }

    #[pyo3(signature = (address, year = None))]
    fn explain(
        own: &Bound<'_, Self>,
        py: Python<'_>,
        address: &str,
        year: Option<&str>,
    ) -> PyResult<shown::Result> {
        let explanation = own.get().0.explain(address, of_year(py, year)?);
        let explanation = explanation.map_err(|problem| error::raise(py, &problem.into()))?;
        let given = (address, year).into_pyobject(py)?;
        Ok(shown::Result::made(Arc::new(explanation), own, "explain", given))
    }
}

/// Reads a question from its text.
#[pyfunction]
fn loads(py: Python<'_>, text: &str, format: Option<&str>) -> PyResult<Appraisal> {
    let format = match format {
        None => core::Format::detect(text),
        Some("toml") => core::Format::Toml,
        Some("json") => core::Format::Json,
        Some(_) => {
            let problem = core::Problem::new("", "the format is not known").accepted("\"toml\" or \"json\"");
            return Err(error::raise(py, &problem.into()));
        }
    };
    py.detach(|| core::Appraisal::load(text, format))
        .map(Appraisal)
        .map_err(|problems| error::raise(py, &problems))
}

/// Reads an appraisal back from the bytes of a workbook.
#[pyfunction]
fn load_workbook(py: Python<'_>, workbook: &[u8]) -> PyResult<Appraisal> {
    py.detach(|| core::Appraisal::load_workbook(workbook))
        .map(Appraisal)
        .map_err(|problems| error::raise(py, &problems))
}

/// A workbook for a service that nobody has appraised yet.
#[pyfunction]
fn blank_workbook(py: Python<'_>, models: Vec<String>) -> PyResult<Bound<'_, PyBytes>> {
    let models: Vec<&str> = models.iter().map(String::as_str).collect();
    let bytes =
        py.detach(|| core::workbook::blank(&models)).map_err(|problems| error::raise(py, &problems))?;
    Ok(PyBytes::new(py, &bytes))
}

/// Takes over a question from a mapping.
#[pyfunction]
fn from_dict(py: Python<'_>, question: &Bound<'_, PyAny>) -> PyResult<Appraisal> {
    let value = settings(question, "")?;
    py.detach(|| core::Appraisal::from_value(&value))
        .map(Appraisal)
        .map_err(|problems| error::raise(py, &problems))
}

/// Writes a question, as it stands and not yet checked, as TOML.
#[pyfunction]
fn to_toml(py: Python<'_>, question: &Bound<'_, PyAny>) -> PyResult<String> {
    settings(question, "")?.to_toml().map_err(|problems| error::raise(py, &problems))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Appraisal>()?;
    module.add_class::<Outcome>()?;
    module.add_class::<shown::Result>()?;
    module.add_class::<simulation::Simulation>()?;
    module.add_class::<many::Many>()?;
    module.add_class::<tables::Table>()?;
    module.add_class::<members::MembersReport>()?;
    module.add_class::<data::Libraries>()?;
    module.add_class::<data::Figures>()?;
    module.add_function(wrap_pyfunction!(loads, module)?)?;
    module.add_function(wrap_pyfunction!(load_workbook, module)?)?;
    module.add_function(wrap_pyfunction!(blank_workbook, module)?)?;
    module.add_function(wrap_pyfunction!(from_dict, module)?)?;
    module.add_function(wrap_pyfunction!(to_toml, module)?)?;
    module.add_function(wrap_pyfunction!(data::read_libraries, module)?)?;
    module.add_function(wrap_pyfunction!(data::read_figures, module)?)?;
    module.add_function(wrap_pyfunction!(data::peers, module)?)?;
    module.add_function(wrap_pyfunction!(data::compare_results, module)?)?;
    Ok(())
}
