//! Results: whatever the core can write as JSON, as text and as HTML is one Python class.

use std::sync::Arc;

use options_appraisal::uncertainty::SimulationResult;
use options_appraisal::{Explanation, Outcome};
use pyo3::prelude::*;

/// What every result of the core can do.
pub(crate) trait Shown: Send + Sync {
    fn json(&self) -> String;
    fn html(&self) -> String;
    fn text(&self) -> String;
}

macro_rules! shown {
    ($($result:ty),* $(,)?) => {$(
        impl Shown for $result {
            fn json(&self) -> String {
                self.to_json()
            }

            fn html(&self) -> String {
                self.to_html()
            }

            fn text(&self) -> String {
                self.to_text()
            }
        }
    )*};
}

// A new result of the core is a new name here.
shown!(Outcome, Explanation, SimulationResult);

/// A result of the core.
#[pyclass(frozen, subclass, module = "options_appraisal")]
pub(crate) struct Result(Arc<dyn Shown>);

impl Result {
    pub(crate) fn of(shown: Arc<dyn Shown>) -> Self {
        Self(shown)
    }

    /// A result without anything else to ask of it.
    pub(crate) fn new(shown: impl Shown + 'static) -> Self {
        Self(Arc::new(shown))
    }
}

#[pymethods]
impl Result {
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.json())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.html())
    }

    fn __str__(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.text())
    }
}
