//! Results: whatever the core can report is one class.

use options_appraisal::Report;
use wasm_bindgen::prelude::*;

/// A result of the core.
#[wasm_bindgen]
pub struct Shown(Box<dyn Report>);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shown")
    }
}

impl Shown {
    pub(crate) fn new(report: Box<dyn Report>) -> Self {
        Self(report)
    }
}

#[wasm_bindgen]
impl Shown {
    /// As JSON.
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
}
