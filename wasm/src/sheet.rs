//! A sheet that stands alone: opened from its text, changed and worked out.

use options_appraisal as core;
use wasm_bindgen::prelude::*;

use crate::refused;
use crate::shown::Shown;

/// A sheet that has been opened.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Sheet(core::StandaloneSheet);

/// What a sheet comes to.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SheetAnswer(core::StandaloneOutcome);

#[wasm_bindgen]
impl Sheet {
    /// Opens a sheet from its text.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn open(text: &str) -> Result<Self, JsValue> {
        core::StandaloneSheet::open(text).map(Self).map_err(|problems| refused(&problems))
    }

    /// What the sheet is about, as JSON: its title, years, options, views and inputs.
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// The same with other values of some inputs: JSON of addresses and numbers.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn replace(&self, changes: &str) -> Result<Self, JsValue> {
        core::Value::from_json(changes)
            .and_then(|changes| self.0.replace_from(&changes))
            .map(Self)
            .map_err(|problems| refused(&problems))
    }

    /// Works it out.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn run(&self) -> Result<SheetAnswer, JsValue> {
        self.0.run().map(SheetAnswer).map_err(|problems| refused(&problems))
    }
}

#[wasm_bindgen]
impl SheetAnswer {
    /// The options side by side, as JSON.
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// The options side by side, as HTML.
    pub fn html(&self) -> String {
        self.0.to_html()
    }

    /// The options side by side, as text.
    pub fn text(&self) -> String {
        self.0.to_text()
    }

    /// The addresses of all rows.
    pub fn addresses(&self) -> Vec<String> {
        self.0.addresses().map(str::to_owned).collect()
    }

    /// The value of a row in a year or for the whole period, as its decimal text.
    ///
    /// # Errors
    /// The problem, as JSON.
    pub fn value(&self, address: &str, year: Option<String>) -> Result<Option<String>, JsValue> {
        crate::value_text(self.0.value(address, crate::year(year)?))
    }

    /// The values of a row as decimal texts, one a year or one for the whole period.
    ///
    /// # Errors
    /// The problem, as JSON.
    pub fn values(&self, address: &str) -> Result<Vec<JsValue>, JsValue> {
        crate::value_texts(self.0.values(address))
    }

    /// How a number came about.
    ///
    /// # Errors
    /// The problem, as JSON.
    pub fn explain(&self, address: &str, year: Option<String>) -> Result<Shown, JsValue> {
        self.0
            .explain(address, crate::year(year)?)
            .map(|reason| Shown::new(Box::new(reason)))
            .map_err(|problem| refused(&problem.into()))
    }
}
