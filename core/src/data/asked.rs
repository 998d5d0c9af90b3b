//! What a program asks of a table, as a value: the way in for the bindings, under the names of their arguments.

use super::figures::{Item, Layout};
use super::libraries::Libraries;
use super::library::Kind;
use super::question::LibrariesQuestion;
use super::read::Selection;
use crate::address::Address;
use crate::appraisal::ByFigure;
use crate::document::{self, Value};
use crate::input::{Fields, Text};
use crate::problem::Problems;

/// Reads a table of settings.
pub(crate) fn read_settings<T>(
    settings: &Value,
    read: impl FnOnce(&mut Fields<'_>, &mut Problems) -> T,
) -> Result<T, Problems> {
    let node = document::from_value(settings)?;
    let mut problems = Problems::new();
    let root = Address::root();
    let Some(mut fields) = Fields::open(&node, &root, &mut problems) else { return Err(problems) };
    let value = read(&mut fields, &mut problems);
    fields.settled(problems)?;
    Ok(value)
}

impl Selection {
    /// The selection of a table of settings: `file` and `authority`.
    ///
    /// # Errors
    /// What is wrong with the settings, all at once.
    pub fn from_value(settings: &Value) -> Result<Self, Problems> {
        read_settings(settings, |fields, problems| {
            fields.expect(&["file", "authority"]);
            let mut selection = Self::all();
            if let Some(file) = fields.optional::<Text>("file", problems) {
                selection = selection.file(file.as_str());
            }
            if let Some(authority) = fields.optional::<Text>("authority", problems) {
                selection = selection.authority(authority.as_str());
            }
            selection
        })
    }
}

impl Layout {
    /// The layout of a table of settings: `file`, `columns` (a table of headings, each with its item) and `thousands`.
    ///
    /// # Errors
    /// What is wrong with the settings, all at once.
    pub fn from_value(settings: &Value) -> Result<Self, Problems> {
        read_settings(settings, |fields, problems| {
            fields.expect(&["file", "columns", "thousands"]);
            let mut layout = Self::long();
            if let Some(file) = fields.optional::<Text>("file", problems) {
                layout = layout.file(file.as_str());
            }
            let columns: ByFigure<Item> = fields.optional("columns", problems).unwrap_or_default();
            for (heading, _, item) in columns.0 {
                layout = layout.column(heading, item);
            }
            if fields.optional("thousands", problems) == Some(true) {
                layout = layout.in_thousands();
            }
            layout
        })
    }
}

impl Libraries {
    /// As [`Libraries::question`], with a table of settings: `template` and `kinds`, by default static libraries.
    ///
    /// # Errors
    /// What is wrong with the settings, all at once; or as [`Libraries::question`].
    pub fn question_from(&self, template: &Value, settings: &Value) -> Result<LibrariesQuestion, Problems> {
        let kinds = read_settings(settings, |fields, problems| {
            fields.expect(&["kinds"]);
            fields.optional("kinds", problems).unwrap_or_else(|| vec![Kind::Static])
        })?;
        self.question(template, &kinds)
    }
}
