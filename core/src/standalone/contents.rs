//! The text of a sheet that stands alone: written from a sheet, and opened again with everything checked.

use super::bounds;
use super::formula;
use super::headings::Headings;
use super::opening::Opening;
use super::{list, number, table};
use crate::address::Address;
use crate::document::{self, Content, Format, Node, Value};
use crate::input::{Fields, Read, Write, wrong_kind};
use crate::problem::{Problem, Problems};
use crate::sheet::{EventInfo, FigureInfo, Graph, InputInfo, NodeId, RowId, RowInfo};
use crate::year::FinancialYear;
use crate::{ByFigure, Decimal, Given};

/// The version of the text. A change after which an older reader would read something else is a new version.
const VERSION: u32 = 1;

/// What stands in the text of a sheet.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) headings: Headings,
    pub(super) graph: Graph,
    /// The rows of the headline measures, in the order of the headings.
    pub(super) compared: Vec<Vec<RowId>>,
}

/// Values in the place of inputs, by the place of the input.
pub(super) type GivenValues = Vec<(u32, Decimal)>;

/// The nodes of a sheet, one word each.
struct Words(String);

impl Read for Words {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        if let Content::Text(text) = &node.content {
            return Some(Self(text.clone()));
        }
        problems.push(wrong_kind(node, at, "a text with a word for each node"));
        None
    }

    fn blank() -> Self {
        Self(String::new())
    }
}

/// The key under which the version stands: it says what the text is.
const SHEET: &str = "options_appraisal_sheet";
/// The key of the nodes.
pub(super) const NODES: &str = "nodes";
const KEYS: [&str; 10] =
    [SHEET, "first_year", "years", "inputs", "figures", "events", "rows", "calendars", NODES, "replaced"];

impl Contents {
    /// The text of a sheet, with its headings and the values that stand in the place of inputs.
    ///
    /// # Errors
    /// If the sheet is larger than one that can be opened.
    pub(super) fn write(
        headings: &Headings,
        graph: &Graph,
        given: &[(&str, Decimal)],
    ) -> Result<String, Problems> {
        bounds::count(graph.nodes.len(), graph.years)?;
        bounds::reads(graph)?;
        let mut calendars = Vec::new();
        let words = graph.nodes.iter().enumerate();
        let words = words.map(|(place, node)| formula::write(&node.op, NodeId::at(place), &mut calendars));
        let words: Vec<String> = words.collect();
        let numbers =
            |values: &Vec<Decimal>| Value::List(values.iter().map(|value| number(*value)).collect());
        let mut all = vec![(SHEET, VERSION.write())];
        all.extend(headings.write());
        let given = given.iter().map(|(address, value)| ((*address).to_owned(), number(*value)));
        all.extend([
            ("first_year", graph.first.write()),
            ("years", Value::Number(graph.years.to_string())),
            ("inputs", graph.inputs.write()),
            ("figures", graph.figures.write()),
            ("events", graph.events.write()),
            ("rows", graph.rows.write()),
            ("calendars", Value::List(calendars.iter().map(numbers).collect())),
            (NODES, Value::Text(words.join(" "))),
            ("replaced", Value::Table(given.collect())),
        ]);
        let text = document::to_json(&table(all));
        if text.len() > document::LONGEST_TEXT {
            let problem =
                Problem::new(Address::root(), format!("the sheet as a text has {} bytes", text.len()));
            return Err(problem.accepted(format!("at most {} bytes", document::LONGEST_TEXT)).into());
        }
        Ok(text)
    }

    /// Opens a text.
    ///
    /// # Errors
    /// All that is wrong with it, at once; of a text of another version, only that.
    pub(super) fn open(text: &str) -> Result<(Self, GivenValues), Problems> {
        let node = document::read(text, Format::Json)?;
        let (root, mut problems) = (Address::root(), Problems::new());
        let Some(mut fields) = Fields::open(&node, &root, &mut problems) else { return Err(problems) };
        fields.expect(&KEYS);
        fields.expect(&Headings::KEYS);
        let version: u32 = fields.required(SHEET, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        if version != VERSION {
            let problem = Problem::new(SHEET, format!("is version {version}"));
            return Err(problem.accepted(format!("version {VERSION}: lay the sheet out again")).into());
        }
        let headings = Headings::read(&fields, &mut problems);
        let first: FinancialYear = fields.required("first_year", &mut problems);
        let years: u32 = fields.required("years", &mut problems);
        let (inputs, figures, events, rows): (Vec<InputInfo>, Vec<FigureInfo>, Vec<EventInfo>, Vec<RowInfo>) = (
            list(&fields, "inputs", &mut problems),
            list(&fields, "figures", &mut problems),
            list(&fields, "events", &mut problems),
            list(&fields, "rows", &mut problems),
        );
        let calendars: Vec<Vec<Given>> = list(&fields, "calendars", &mut problems);
        let words: Words = fields.required(NODES, &mut problems);
        let given: ByFigure<Given> = fields.required("replaced", &mut problems);
        fields.finish(&mut problems);
        let years = usize::try_from(years).unwrap_or(usize::MAX);
        if !(1..=bounds::MOST_YEARS).contains(&years) {
            let problem = Problem::new("years", format!("is {years}"));
            problems.push(problem.accepted(format!("from 1 to {} years", bounds::MOST_YEARS)));
        }
        // What follows counts on each part being what it should be.
        problems.or(())?;
        let mut opening = Opening::new(first, years);
        opening.leaves(inputs, figures, events);
        opening.nodes(&words.0, &calendars);
        opening.rows(rows);
        let compared = opening.compared(&headings);
        let given = opening.given(given);
        Ok((Self { headings, graph: opening.finish()?, compared }, given))
    }
}
