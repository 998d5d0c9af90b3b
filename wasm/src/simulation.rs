//! Analyses, and simulations that are worked out in stretches: a page or a worker does other things in between.

use std::ops::ControlFlow;
use std::sync::Arc;

use options_appraisal as core;
use wasm_bindgen::prelude::*;

use crate::shown::{self, Shown};
use crate::{Question, refused};

/// A simulation that has begun.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Run(core::uncertainty::Run);

/// What a simulation gives.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Simulated(Arc<core::uncertainty::SimulationResult>);

impl Simulated {
    #[cfg(feature = "members")]
    pub(crate) fn shared(&self) -> Arc<core::uncertainty::SimulationResult> {
        Arc::clone(&self.0)
    }
}

#[wasm_bindgen]
impl Question {
    /// Runs an analysis by its name; its settings come as JSON.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn ask(&self, analysis: &str, asked: &str) -> Result<Shown, JsValue> {
        core::Value::from_json(asked)
            .and_then(|asked| self.0.ask(analysis, &asked))
            .map(Shown::new)
            .map_err(|problems| refused(&problems))
    }

    /// Attributes the difference to another appraisal to the inputs that changed.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn difference(&self, after: &Self, measure: &str) -> Result<Shown, JsValue> {
        self.0
            .difference(&after.0, measure)
            .map(|difference| Shown::new(Box::new(difference)))
            .map_err(|problems| refused(&problems))
    }

    /// Begins a simulation; what is asked comes as JSON.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn simulation(&self, asked: &str) -> Result<Run, JsValue> {
        core::Value::from_json(asked)
            .and_then(|asked| core::uncertainty::Simulation::from_value(&asked))
            .and_then(|asked| self.0.simulation(&asked))
            .map(Run)
            .map_err(|problems| refused(&problems))
    }
}

#[wasm_bindgen]
#[allow(clippy::cast_precision_loss, reason = "a browser makes far fewer than 2^53 draws")]
impl Run {
    /// Makes a few thousand draws. False once the run has ended.
    pub fn advance(&mut self) -> bool {
        self.0.advance(|_| ControlFlow::Continue(())).is_continue()
    }

    /// The draws that are made.
    #[wasm_bindgen(getter)]
    pub fn draws(&self) -> f64 {
        self.0.progress().draws as f64
    }

    /// The draws that were asked for.
    #[wasm_bindgen(getter)]
    pub fn asked(&self) -> f64 {
        self.0.progress().asked as f64
    }

    /// The standard error of the measure that ends the run, where there is one.
    #[wasm_bindgen(getter)]
    pub fn standard_error(&self) -> Option<f64> {
        self.0.progress().standard_error
    }

    /// What the draws that were made come to.
    pub fn finish(self) -> Simulated {
        Simulated(Arc::new(self.0.finish()))
    }
}

#[wasm_bindgen]
impl Simulated {
    /// The whole result as JSON.
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// As HTML.
    pub fn html(&self) -> String {
        self.0.to_html()
    }

    /// As text.
    pub fn text(&self) -> String {
        self.0.to_text()
    }

    /// The names of its pictures.
    #[cfg(feature = "pictures")]
    pub fn pictures(&self) -> Vec<String> {
        shown::named(&*self.0)
    }

    /// One of its pictures by name; its settings come as JSON.
    ///
    /// # Errors
    /// The problems, as JSON.
    #[cfg(feature = "pictures")]
    pub fn picture(&self, name: &str, asked: &str) -> Result<Shown, JsValue> {
        shown::drawn(&*self.0, name, asked)
    }

    /// The addresses of which raw draws were kept.
    pub fn addresses(&self) -> Vec<String> {
        self.0.kept().map(str::to_owned).collect()
    }

    /// The raw draws of an address, copied out of the module's memory as a whole: a `Float64Array`.
    ///
    /// # Errors
    /// The problem, as JSON.
    pub fn draws(&self, address: &str) -> Result<Vec<f64>, JsValue> {
        self.0.draws(address).map(<[f64]>::to_vec).map_err(|problem| refused(&problem.into()))
    }
}
