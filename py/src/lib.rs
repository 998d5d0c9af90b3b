//! The Python binding: it converts, calls, and converts back. It holds no arithmetic and knows nothing of the model.
#![allow(clippy::needless_pass_by_value, reason = "the argument types are those that the binding hands over")]

mod error;
mod value;

use options_appraisal as core;
use pyo3::prelude::*;

/// A question that has been read, checked and laid out.
#[pyclass(frozen, module = "options_appraisal")]
struct Appraisal(core::Appraisal);

/// What an appraisal comes to.
#[pyclass(frozen, module = "options_appraisal")]
struct Outcome(core::Outcome);

/// How one number came about.
#[pyclass(frozen, module = "options_appraisal")]
struct Explanation(core::Explanation);

#[pymethods]
impl Appraisal {
    #[getter]
    fn title(&self) -> &str {
        self.0.title()
    }

    fn run(&self, py: Python<'_>) -> PyResult<Outcome> {
        py.detach(|| self.0.run()).map(Outcome).map_err(|problems| error::raise(py, &problems))
    }

    fn __repr__(&self) -> String {
        format!("<Appraisal {:?}>", self.0.title())
    }
}

#[pymethods]
impl Outcome {
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    #[getter]
    fn addresses(&self) -> Vec<String> {
        self.0.addresses()
    }

    #[pyo3(signature = (address, year = None))]
    fn explain(&self, py: Python<'_>, address: &str, year: Option<&str>) -> PyResult<Explanation> {
        let year = year.map(str::parse::<core::FinancialYear>).transpose();
        let year = year.map_err(|wrong| {
            let problem =
                core::Problem::new("", wrong.to_string()).accepted("a financial year such as \"2027/28\"");
            error::raise(py, &problem.into())
        })?;
        self.0.explain(address, year).map(Explanation).map_err(|problem| error::raise(py, &problem.into()))
    }

    fn _repr_html_(&self) -> String {
        self.0.to_html()
    }

    fn __str__(&self) -> String {
        self.0.to_text()
    }
}

#[pymethods]
impl Explanation {
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    fn _repr_html_(&self) -> String {
        self.0.to_html()
    }

    fn __str__(&self) -> String {
        self.0.to_text()
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

/// Takes over a question from a mapping.
#[pyfunction]
fn from_dict(py: Python<'_>, question: &Bound<'_, PyAny>) -> PyResult<Appraisal> {
    let value = value::convert(question).map_err(|problem| error::raise(py, &problem.into()))?;
    py.detach(|| core::Appraisal::from_value(&value))
        .map(Appraisal)
        .map_err(|problems| error::raise(py, &problems))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Appraisal>()?;
    module.add_class::<Outcome>()?;
    module.add_class::<Explanation>()?;
    module.add_function(wrap_pyfunction!(loads, module)?)?;
    module.add_function(wrap_pyfunction!(from_dict, module)?)?;
    Ok(())
}
