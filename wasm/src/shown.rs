//! Results: whatever the core can write as JSON, as text and as HTML is one class.

use options_appraisal as core;
use wasm_bindgen::prelude::*;

/// What every result of the core can do.
pub(crate) trait Show {
    fn json(&self) -> String;
    fn html(&self) -> String;
    fn text(&self) -> String;
}

macro_rules! show {
    ($($(#[$meta:meta])* $result:ty),* $(,)?) => {$(
        $(#[$meta])*
        impl Show for $result {
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
show!(core::Explanation);

/// A result without anything else to ask of it.
#[wasm_bindgen]
pub struct Shown(Box<dyn Show>);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shown")
    }
}

impl Shown {
    pub(crate) fn new(result: impl Show + 'static) -> Self {
        Self(Box::new(result))
    }
}

#[wasm_bindgen]
impl Shown {
    /// As JSON.
    pub fn json(&self) -> String {
        self.0.json()
    }

    /// As HTML.
    pub fn html(&self) -> String {
        self.0.html()
    }

    /// As text.
    pub fn text(&self) -> String {
        self.0.text()
    }
}
