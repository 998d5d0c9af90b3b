//! The report for members in a page.

use std::sync::Arc;

use options_appraisal as core;
use options_appraisal::members::{MembersReport, MembersReportOptions};
use wasm_bindgen::prelude::*;

use crate::simulation::Simulated;
use crate::{Question, refused};

/// A report for members.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Members(Arc<MembersReport>);

#[wasm_bindgen]
impl Question {
    /// The report for members, with the date as it is to be printed, and drawings by the ids of the pictures.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn members_report(
        &self,
        date: Option<String>,
        ids: Vec<String>,
        drawings: Vec<String>,
    ) -> Result<Members, JsValue> {
        self.report(&asked(date, ids, drawings))
    }

    /// The same with the draws of a simulation.
    ///
    /// # Errors
    /// The problems, as JSON.
    pub fn members_report_with(
        &self,
        simulation: &Simulated,
        date: Option<String>,
        ids: Vec<String>,
        drawings: Vec<String>,
    ) -> Result<Members, JsValue> {
        self.report(&asked(date, ids, drawings).simulation(simulation.shared()))
    }
}

impl Question {
    fn report(&self, asked: &MembersReportOptions) -> Result<Members, JsValue> {
        let written = self.0.members_report(asked);
        written.map(|report| Members(Arc::new(report))).map_err(|problems: core::Problems| refused(&problems))
    }
}

fn asked(date: Option<String>, ids: Vec<String>, drawings: Vec<String>) -> MembersReportOptions {
    let asked = MembersReportOptions::new();
    let asked = match date {
        Some(date) => asked.date(date),
        None => asked,
    };
    ids.into_iter().zip(drawings).fold(asked, |asked, (id, drawing)| asked.with_svg(id, drawing))
}

#[wasm_bindgen]
impl Members {
    /// The document as JSON.
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// A whole page of HTML.
    pub fn html(&self) -> String {
        self.0.to_page()
    }

    /// The Markdown.
    pub fn text(&self) -> String {
        self.0.to_markdown()
    }

    /// The pictures, each as JSON with its specification.
    pub fn figures(&self) -> Vec<String> {
        self.0.pictures().map(|(_, picture)| picture.to_owned()).collect()
    }
}
