//! The report for members: a committee report on delivery options, from the results and from nothing else.
//!
//! The report is a document (headings, paragraphs, tables, pictures) that is written as HTML and as Markdown, so that both
//! say the same. It holds no recommendation: the place for one is marked.

mod assurance;
mod criteria;
mod document;
mod economic;
mod finance;
mod html;
mod markdown;
mod named;
mod options;
mod question;
mod risk;
mod sensitivity;
mod svg;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

pub use document::{Block, MembersFigure, MembersRow, MembersTable};

use crate::address::Address;
use crate::appraisal::{Appraisal, Outcome, ResultTables};
use crate::assumptions::{AssumptionsLog, LogOf};
use crate::criteria::CriteriaResult;
use crate::pictures::Picture;
use crate::problem::{Problem, Problems, as_shown};
use crate::report::report;
use crate::uncertainty::{Reversion, ScenarioTable, SimulationResult, SwitchingResult, Target, Tornado};
use document::Draft;
use words::Scale;

/// What goes into a report beside the outcome. Analyses that are given are taken as they are; those that are not are run,
/// but for the simulation, which takes its time and is shown only where it is given.
///
/// ```
/// use options_appraisal::members::MembersReportOptions;
///
/// let asked = MembersReportOptions::new().date("27 November 2026");
/// # let _ = asked;
/// ```
#[derive(Debug, Clone, Default)]
pub struct MembersReportOptions {
    date: Option<String>,
    alone: bool,
    svg: BTreeMap<String, String>,
    simulation: Option<Arc<SimulationResult>>,
    tornado: Option<Tornado>,
    switching: Option<SwitchingResult>,
    reversion: Option<Reversion>,
    scenarios: Option<ScenarioTable>,
    criteria: Option<CriteriaResult>,
    log: Option<AssumptionsLog>,
}

macro_rules! given {
    ($($(#[doc = $doc:literal])* $name:ident: $type:ty;)*) => {$(
        $(#[doc = $doc])*
        #[must_use]
        pub fn $name(mut self, $name: impl Into<$type>) -> Self {
            self.$name = Some($name.into());
            self
        }
    )*};
}

impl MembersReportOptions {
    /// Everything but a simulation, without a date and without drawn pictures.
    pub fn new() -> Self {
        Self::default()
    }

    given! {
        /// The date of the report, as it is to be printed: the library has no clock.
        date: String;
        /// The draws of a simulation.
        simulation: Arc<SimulationResult>;
        /// The tornado that is shown.
        tornado: Tornado;
        /// The switching values that are said.
        switching: SwitchingResult;
        /// What may happen, priced in.
        reversion: Reversion;
        /// The scenarios side by side.
        scenarios: ScenarioTable;
        /// The scores beside the money.
        criteria: CriteriaResult;
        /// The assumptions log.
        log: AssumptionsLog;
    }

    /// No analysis is run: what is not given is left out, and the report says so.
    #[must_use]
    pub const fn only_given(mut self) -> Self {
        self.alone = true;
        self
    }

    /// A drawn picture as the text of an SVG file, by the id of the picture. It is read, checked and written anew.
    #[must_use]
    pub fn with_svg(mut self, id: impl Into<String>, svg: impl Into<String>) -> Self {
        self.svg.insert(id.into(), svg.into());
        self
    }
}

/// A report for members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MembersReport {
    /// The question, as a title.
    pub title: String,
    /// What stands under the title: whose report it is, its date, draft or final.
    pub facts: Vec<(String, String)>,
    /// All the rest, in the order of reading.
    pub blocks: Vec<Block>,
    /// The pictures, to be drawn by whoever can: each by its id in [`MembersReportOptions::with_svg`].
    #[serde(skip)]
    specs: Vec<(String, String)>,
}

impl MembersReport {
    /// A whole page of HTML. It fetches nothing and runs nothing.
    pub fn to_page(&self) -> String {
        html::page(self)
    }

    /// The report as HTML without the frame of a page.
    pub fn to_html(&self) -> String {
        html::body(self)
    }

    /// The report as Markdown (`CommonMark` with tables).
    pub fn to_markdown(&self) -> String {
        markdown::written(self)
    }

    /// The report as plain text: the Markdown.
    pub fn to_text(&self) -> String {
        self.to_markdown()
    }

    /// The document as JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The pictures by id, each as JSON with its Vega-Lite specification under `spec`.
    pub fn pictures(&self) -> impl Iterator<Item = (&str, &str)> {
        self.specs.iter().map(|(id, spec)| (id.as_str(), spec.as_str()))
    }
}

report!(MembersReport);

/// All that a report is made from.
struct Sources<'a> {
    outcome: &'a Outcome,
    result: &'a ResultTables,
    appraisal: &'a Appraisal,
    asked: &'a MembersReportOptions,
    scale: Scale,
    simulation: Option<&'a SimulationResult>,
    tornado: Option<Tornado>,
    switching: Option<SwitchingResult>,
    reversion: Option<Reversion>,
    scenarios: Option<ScenarioTable>,
    criteria: Option<CriteriaResult>,
    log: Option<AssumptionsLog>,
    drawn: BTreeMap<String, String>,
    specs: Vec<(String, String)>,
}

impl Sources<'_> {
    /// A picture with its drawing, if there is one.
    fn picture(&mut self, draft: &mut Draft, picture: &Picture) {
        let id = picture.id.to_owned();
        self.specs.push((id.clone(), picture.to_json()));
        let table = behind(picture);
        draft.figure(MembersFigure {
            number: 0,
            title: picture.title.clone(),
            description: picture.description.clone(),
            table,
            drawn: self.drawn.remove(&id),
            id,
        });
    }
}

/// The table behind a picture. An id is left out where its name stands beside it.
fn behind(picture: &Picture) -> MembersTable {
    let looked_at = picture.looked_at();
    let mut titles =
        vec![picture.table.columns.first().map(|column| column.title.clone()).unwrap_or_default()];
    titles.extend(looked_at.columns);
    let columns = &picture.table.columns;
    let named = columns.iter().any(|column| column.name == "name");
    let kept = |place: usize| {
        columns.get(place).is_none_or(|column| !(named && matches!(column.name, "option" | "party")))
    };
    let keep = |cells: Vec<String>| -> Vec<String> {
        let all = cells.into_iter().enumerate();
        all.filter(|(place, _)| kept(*place)).map(|(_, cell)| cell).collect()
    };
    let mut titles = keep(titles).into_iter();
    let stub = titles.next().unwrap_or_default();
    let mut table = MembersTable::new(looked_at.heading, &stub, titles.collect());
    for (label, cells) in looked_at.rows {
        let mut all = vec![label];
        // Only a number begins with a minus sign and a digit.
        all.extend(cells.into_iter().map(|cell| {
            let rest = cell.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            rest.map_or_else(|| cell.clone(), |rest| format!("\u{2212}{rest}"))
        }));
        let mut all = keep(all).into_iter();
        table.row(all.next().unwrap_or_default(), all.collect());
    }
    table
}

impl Appraisal {
    /// The report for members.
    ///
    /// # Errors
    /// If the model or an analysis cannot be worked out, or a drawing that is given holds what draws nothing.
    ///
    /// ```
    /// use options_appraisal::members::MembersReportOptions;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let report = Appraisal::load(text, Format::Toml)?.members_report(&MembersReportOptions::new())?;
    /// assert!(report.to_page().starts_with("<!DOCTYPE html>"));
    /// assert!(report.to_markdown().starts_with("# Who should run Sandgate Library?"));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn members_report(&self, asked: &MembersReportOptions) -> Result<MembersReport, Problems> {
        let drawn = drawings(asked)?;
        let outcome = self.run()?;
        let result = outcome.tables();
        let run = !asked.alone;
        let measure = format!("net_present_cost.{}", result.council);
        // The decision: the option that costs the council least against today's, or today's against the next.
        let cost = |place: &usize| {
            let view = result.options.get(*place).and_then(|option| option.views.first());
            view.map(|view| view.economic.net_present_cost)
        };
        let others = (0..result.options.len()).filter(|place| result.options[*place].id != result.today);
        let least = others.min_by_key(cost).map(|place| result.options[place].id.clone());
        let (tornado, switching) = match least.filter(|_| run) {
            None => (None, None),
            Some(least) => {
                let target = Target::options(&least, &result.today, &measure);
                let tornado = || self.tornado(&format!("options.{least}.{measure}"));
                (
                    asked.tornado.is_none().then(tornado).transpose()?,
                    asked.switching.is_none().then(|| self.switching_values(&target)).transpose()?,
                )
            }
        };
        let own = run && asked.reversion.is_none();
        let reversion = own.then(|| self.reversion(None)).transpose()?;
        let own = run && asked.scenarios.is_none() && self.scenario_ids().next().is_some();
        let scenarios = own.then(|| self.scenarios()).transpose()?;
        let own = run && asked.criteria.is_none() && self.model().said.question.criteria.is_some();
        let criteria = own.then(|| self.criteria()).transpose()?;
        // A decision is between two options: without a second one there is none to hold assumptions against.
        let own = run && asked.log.is_none() && result.options.len() > 1;
        let log = own.then(|| self.assumptions_log(&LogOf::new())).transpose()?;
        let mut from = Sources {
            outcome: &outcome,
            result,
            appraisal: self,
            asked,
            scale: Scale::of(result),
            simulation: asked.simulation.as_deref(),
            tornado: tornado.or_else(|| asked.tornado.clone()),
            switching: switching.or_else(|| asked.switching.clone()),
            reversion: reversion.or_else(|| asked.reversion.clone()),
            scenarios: scenarios.or_else(|| asked.scenarios.clone()),
            criteria: criteria.or_else(|| asked.criteria.clone()),
            log: log.or_else(|| asked.log.clone()),
            drawn,
            specs: Vec::new(),
        };
        let mut draft = Draft::default();
        question::write(&from, &mut draft);
        options::write(&from, &mut draft);
        finance::write(&mut from, &mut draft)?;
        economic::write(&from, &mut draft);
        risk::write(&mut from, &mut draft)?;
        sensitivity::write(&mut from, &mut draft);
        criteria::write(&from, &mut draft);
        assurance::assumptions(&from, &mut draft);
        assurance::quality(&from, &mut draft);
        finance::annex(&from, &mut draft);
        assurance::annex(&from, &mut draft);
        risk::annex(&from, &mut draft);
        if let Some(log) = &from.log {
            named::Names::of(log).put_into(&mut draft.blocks);
        }
        if let Some(id) = from.drawn.keys().next() {
            let known = from.specs.iter().map(|(id, _)| id.as_str());
            let problem =
                Problem::new(Address::new("svg").join(id), "there is no such picture in the report");
            return Err(problem.accepted(crate::input::known_names(id, known)).into());
        }
        let facts = question::facts(&from);
        Ok(MembersReport { title: result.title.clone(), facts, blocks: draft.blocks, specs: from.specs })
    }
}

/// The drawings that are given, checked, all that is wrong with them at once.
fn drawings(asked: &MembersReportOptions) -> Result<BTreeMap<String, String>, Problems> {
    let mut problems = Problems::new();
    let mut drawn = BTreeMap::new();
    for (id, svg) in &asked.svg {
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
            let shown = as_shown(id, 60);
            problems.push(Problem::new("svg", format!("\"{shown}\" is the id of no picture")));
            continue;
        }
        match svg::checked(id, svg) {
            Ok(markup) => {
                drawn.insert(id.clone(), markup);
            }
            Err(wrong) => wrong.iter().for_each(|problem| problems.push(problem.clone())),
        }
    }
    problems.or(drawn)
}
