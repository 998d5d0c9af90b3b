//! The browser binding: text in, text out. The JavaScript around it turns problems into errors and results into objects.

#[cfg(feature = "members")]
mod members;
#[cfg(feature = "sheet")]
mod sheet;
mod shown;
#[cfg(feature = "uncertainty")]
mod simulation;

use options_appraisal as core;
#[cfg(feature = "question")]
use shown::Shown;
use wasm_bindgen::prelude::*;

/// A question that has been read, checked and laid out.
#[cfg(feature = "question")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Question(core::Appraisal);

/// What an appraisal comes to.
#[cfg(feature = "question")]
#[wasm_bindgen]
#[derive(Debug)]
pub struct Answer(core::Outcome);

/// Problems as JSON, for the JavaScript side to make an error of.
pub(crate) fn refused(problems: &core::Problems) -> JsValue {
    JsValue::from_str(&problems.to_json())
}

/// A financial year from its text.
pub(crate) fn year(text: Option<String>) -> Result<Option<core::FinancialYear>, JsValue> {
    let year = text.map(|year| year.parse::<core::FinancialYear>()).transpose();
    year.map_err(|wrong| refused(&core::Problem::new("", wrong.to_string()).into()))
}

/// A number of a sheet as its decimal text, or its problem.
fn value_text(value: Result<Option<core::Decimal>, core::Problem>) -> Result<Option<String>, JsValue> {
    value.map(|value| value.map(|value| value.to_string())).map_err(|problem| refused(&problem.into()))
}

/// Numbers of a sheet as their decimal texts, with null for a ratio to nothing; or their problem.
fn value_texts(values: Result<Vec<Option<core::Decimal>>, core::Problem>) -> Result<Vec<JsValue>, JsValue> {
    let values = values.map_err(|problem| refused(&problem.into()))?;
    let text = |value: Option<core::Decimal>| value.map_or(JsValue::NULL, |value| value.to_string().into());
    Ok(values.into_iter().map(text).collect())
}

#[cfg(feature = "question")]
#[wasm_bindgen]
impl Question {
    /// Reads a question from its text.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn load(text: &str) -> Result<Self, JsValue> {
        core::Appraisal::load(text, core::Format::detect(text))
            .map(Self)
            .map_err(|problems| refused(&problems))
    }

    /// Reads an appraisal back from the bytes of a workbook.
    ///
    /// # Errors
    /// The problems, as JSON.
    #[cfg(feature = "workbook")]
    #[wasm_bindgen(js_name = loadWorkbook)]
    pub fn load_workbook(bytes: &[u8]) -> Result<Self, JsValue> {
        core::Appraisal::load_workbook(bytes).map(Self).map_err(|problems| refused(&problems))
    }

    /// The title of the question.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.0.title().to_owned()
    }

    /// The question as TOML, with other values where some were replaced.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn toml(&self) -> Result<String, JsValue> {
        self.0.to_toml().map_err(|problems| refused(&problems))
    }

    /// The question as JSON, with other values where some were replaced.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn question(&self) -> Result<String, JsValue> {
        self.0.to_json().map_err(|problems| refused(&problems))
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

    /// The sheet as a text that stands alone, for the module behind `options-appraisal/sheet`.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn sheet(&self) -> Result<String, JsValue> {
        self.0.to_sheet().map_err(|problems| refused(&problems))
    }

    /// Works it out.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn run(&self) -> Result<Answer, JsValue> {
        self.0.run().map(Answer).map_err(|problems| refused(&problems))
    }
}

#[cfg(feature = "question")]
#[wasm_bindgen]
impl Answer {
    /// The whole result as JSON.
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

    /// The workbook with live formulas, as the bytes of an `.xlsx` file.
    ///
    /// # Errors
    /// The problems, as JSON.
    #[cfg(feature = "workbook")]
    pub fn workbook(&self) -> Result<Vec<u8>, JsValue> {
        self.0.to_workbook().map_err(|problems| refused(&problems))
    }

    /// The addresses of all rows.
    pub fn addresses(&self) -> Vec<String> {
        self.0.addresses()
    }

    /// The value of a row in a year or for the whole period, as its decimal text.
    ///
    /// # Errors
    /// The problem, as JSON.
    pub fn value(&self, address: &str, year: Option<String>) -> Result<Option<String>, JsValue> {
        value_text(self.0.value(address, crate::year(year)?))
    }

    /// The values of a row as decimal texts, one a year or one for the whole period.
    ///
    /// # Errors
    /// The problem, as JSON.
    pub fn values(&self, address: &str) -> Result<Vec<JsValue>, JsValue> {
        value_texts(self.0.values(address))
    }

    /// The names of its pictures.
    #[cfg(feature = "pictures")]
    pub fn pictures(&self) -> Vec<String> {
        shown::named(&self.0)
    }

    /// One of its pictures by name; its settings come as JSON.
    ///
    /// # Errors
    /// The problems, as JSON.
    #[cfg(feature = "pictures")]
    pub fn picture(&self, name: &str, asked: &str) -> Result<Shown, JsValue> {
        shown::drawn(&self.0, name, asked)
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
