//! An appraisal and a question as the text of an input.

use super::laid_out::Appraisal;
use super::question::Question;
use crate::Decimal;
use crate::document::{self, Value};
use crate::input::Write;
use crate::problem::Problems;

impl Appraisal {
    /// The question in JSON, with the values that what-ifs gave.
    ///
    /// # Errors
    /// If a what-if gave a value to an input that no place of the question can state.
    pub fn to_json(&self) -> Result<String, Problems> {
        Ok(document::to_json(&document::plain(&self.question_with(&[])?).into()))
    }

    /// The same in TOML. Comments and the layout of the text that was read are not kept.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Decimal, Format};
    ///
    /// let appraisal = Appraisal::load(include_str!("../../../docs/examples/sandgate.toml"), Format::Toml)?;
    /// let dearer = appraisal.replace("service.premises.rent", Decimal::from(12_000))?;
    /// let again = Appraisal::load(&dearer.to_toml()?, Format::Toml)?;
    /// assert_eq!(again.run()?.tables().options, dearer.run()?.tables().options);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    ///
    /// # Errors
    /// As [`Self::to_json`].
    pub fn to_toml(&self) -> Result<String, Problems> {
        Ok(document::to_toml(&self.question_with(&[])?))
    }

    /// What makes this appraisal: the question in JSON, and the values of what-ifs in the order of their addresses. Two
    /// appraisals are the same where this text is, whatever notation, comments and spelling of numbers they were read in.
    pub fn fingerprint(&self) -> String {
        let mut given: Vec<(&str, Decimal)> =
            self.given_values().map(|(address, value)| (address, value.normalize())).collect();
        given.sort_unstable();
        let given =
            given.into_iter().map(|(address, value)| (address.to_owned(), Value::Number(value.to_string())));
        let question = document::normal(self.document()).into();
        document::to_json(&Value::List(vec![question, Value::Table(given.collect())]))
    }
}

impl Question {
    /// The question as the text of an input, in TOML. Defaults of the library are left out.
    pub fn to_toml(&self) -> String {
        // A question has no empty table and no text that TOML cannot hold.
        document::from_value(&self.write()).map(|node| document::to_toml(&node)).unwrap_or_default()
    }
}

impl PartialEq for Appraisal {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint() == other.fingerprint()
    }
}

impl Eq for Appraisal {}
