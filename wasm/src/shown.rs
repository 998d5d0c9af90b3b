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

    /// The names of its pictures.
    #[cfg(feature = "pictures")]
    pub fn pictures(&self) -> Vec<String> {
        named(self.0.as_ref())
    }

    /// One of its pictures by name, as JSON; its settings come as JSON.
    ///
    /// # Errors
    /// The problems, as JSON.
    #[cfg(feature = "pictures")]
    pub fn picture(&self, name: &str, asked: &str) -> Result<Self, JsValue> {
        drawn(self.0.as_ref(), name, asked)
    }
}

/// The names of the pictures of a result.
#[cfg(feature = "pictures")]
pub(crate) fn named(report: &dyn Report) -> Vec<String> {
    report.pictures().iter().map(|kind| kind.word().to_owned()).collect()
}

/// A picture of a result.
#[cfg(feature = "pictures")]
pub(crate) fn drawn(report: &dyn Report, name: &str, asked: &str) -> Result<Shown, JsValue> {
    options_appraisal::Value::from_json(asked)
        .and_then(|asked| report.picture_named(name, &asked))
        .map(|picture| Shown::new(Box::new(picture)))
        .map_err(|problems| crate::refused(&problems))
}
