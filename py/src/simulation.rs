//! A simulation run without the lock of the interpreter, stopped by Ctrl-C, and its draws as a buffer.

use std::ffi::c_int;
use std::sync::Arc;

use options_appraisal as core;
use options_appraisal::uncertainty::{Ended, SimulationResult};
use pyo3::exceptions::PyBufferError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyMemoryView;

use crate::error;
use crate::shown;
use crate::watch::Watch;

/// What a simulation gives.
#[pyclass(frozen, extends = shown::Result, module = "options_appraisal")]
pub(crate) struct Simulation(Arc<SimulationResult>);

/// The draws of one address, as they stand in the memory of the result.
#[pyclass(frozen, module = "options_appraisal")]
struct Draws {
    result: Arc<SimulationResult>,
    address: String,
}

/// Runs a simulation. With the result comes the exception that ended it, if one did: what was done by then counts.
pub(crate) fn run(
    py: Python<'_>,
    own: &Bound<'_, crate::Appraisal>,
    asked: &core::Value,
    progress: Option<&Py<PyAny>>,
) -> PyResult<(Py<Simulation>, Option<PyErr>)> {
    let appraisal = &own.get().0;
    let mut watch = Watch::new(progress);
    let result = py.detach(|| {
        let asked = core::uncertainty::Simulation::from_value(asked)?;
        appraisal.simulate_with(&asked, |so_far| {
            watch.goes_on(so_far.draws >= so_far.asked, (so_far.draws, so_far.asked, so_far.standard_error))
        })
    });
    let result = Arc::new(result.map_err(|problems| error::raise(py, &problems))?);
    let given = (asked.to_json(),).into_pyobject(py)?;
    let base = shown::Result::made(result.clone(), own, "simulate", given);
    let simulation = Py::new(py, PyClassInitializer::from(base).add_subclass(Simulation(result)))?;
    Ok((simulation, watch.raised()))
}

impl Simulation {
    /// The result itself.
    pub(crate) fn shared(&self) -> Arc<SimulationResult> {
        self.0.clone()
    }

    /// Whether somebody stopped it.
    pub(crate) fn is_stopped(&self) -> bool {
        self.0.ended == Ended::Stopped
    }
}

#[pymethods]
impl Simulation {
    fn draws<'py>(&self, py: Python<'py>, address: String) -> PyResult<Bound<'py, PyMemoryView>> {
        self.0.draws(&address).map_err(|problem| error::raise(py, &problem.into()))?;
        PyMemoryView::from(Bound::new(py, Draws { result: self.0.clone(), address })?.as_any())
    }

    #[getter]
    fn addresses(&self) -> Vec<&str> {
        self.0.kept().collect()
    }
}

#[pymethods]
impl Draws {
    /// Hands the memory itself over, to be read and not written.
    #[allow(unsafe_code, reason = "the buffer protocol of Python is a protocol of pointers")]
    unsafe fn __getbuffer__(own: Bound<'_, Self>, view: *mut ffi::Py_buffer, flags: c_int) -> PyResult<()> {
        let draws = own.get().result.draws_of(&own.get().address).unwrap_or_default();
        let bytes = isize::try_from(size_of_val(draws)).map_err(|_| PyBufferError::new_err("too long"))?;
        // SAFETY: the interpreter hands over a view that may be written. The memory lies in a result that nobody changes,
        // and lives while `own` does, to which the view holds a reference until it is released.
        let done = unsafe {
            ffi::PyBuffer_FillInfo(view, own.as_ptr(), draws.as_ptr().cast_mut().cast(), bytes, 1, flags)
        };
        if done == 0 { Ok(()) } else { Err(PyErr::fetch(own.py())) }
    }
}
