//! A long run without the lock of the interpreter: watched over by a callback, and stopped by Ctrl-C.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use pyo3::prelude::*;

/// How often the interpreter is asked whether somebody wants the run to stop.
const OFTEN: Duration = Duration::from_millis(50);

/// Watches a run.
pub(crate) struct Watch<'p> {
    progress: Option<&'p Py<PyAny>>,
    last: Instant,
    raised: Option<PyErr>,
}

impl<'p> Watch<'p> {
    /// Begins to watch, with the callback that is told of the progress.
    pub(crate) fn new(progress: Option<&'p Py<PyAny>>) -> Self {
        Self { progress, last: Instant::now(), raised: None }
    }

    /// Whether the run is to go on: nobody has pressed Ctrl-C, and the callback, which is told so much, has not returned
    /// False. Asked at the end, and else now and then.
    pub(crate) fn goes_on<T>(&mut self, at_the_end: bool, told: T) -> ControlFlow<()>
    where
        T: for<'py> pyo3::call::PyCallArgs<'py>,
    {
        if !at_the_end && self.last.elapsed() < OFTEN {
            return ControlFlow::Continue(());
        }
        self.last = Instant::now();
        let answer = Python::attach(|py| {
            py.check_signals()?;
            let Some(progress) = self.progress else { return Ok(true) };
            let answer = progress.bind(py).call1(told)?;
            Ok(answer.is_none() || answer.is_truthy()?)
        });
        match answer {
            Ok(true) => ControlFlow::Continue(()),
            Ok(false) => ControlFlow::Break(()),
            Err(exception) => {
                self.raised = Some(exception);
                ControlFlow::Break(())
            }
        }
    }

    /// The exception that ended the run, if one did.
    pub(crate) fn raised(self) -> Option<PyErr> {
        self.raised
    }
}
