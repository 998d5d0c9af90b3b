//! The text of a sheet that stands alone: written from a sheet, and opened again with everything checked.

use super::bounds;
use super::formula::{self, Around};
use super::headings::{Headings, Measure};
use super::{list, number, table};
use crate::address::Address;
use crate::document::{self, Content, Format, Node, Value};
use crate::input::{Fields, Read, Write, wrong_kind};
use crate::problem::{MOST_REPORTED, Problem, Problems, as_shown};
use crate::sheet::{EventInfo, FigureInfo, Graph, InputInfo, NodeId, Op, RowId, RowInfo, Span};
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
        let mut opening = Opening { graph: Graph::new(first, years), problems: Problems::new() };
        opening.leaves(inputs, figures, events);
        opening.nodes(&words.0, &calendars);
        opening.rows(rows);
        let compared = opening.compared(&headings);
        let given = opening.given(given);
        opening.problems.extend(bounds::reads(&opening.graph).err());
        opening.problems.or(())?;
        Ok((Self { headings, graph: opening.graph.planned(), compared }, given))
    }
}

/// A sheet that is being put together from its text.
struct Opening {
    graph: Graph,
    problems: Problems,
}

impl Opening {
    fn refuse(&mut self, at: Address, what: impl Into<String>, accepted: impl Into<String>) {
        self.problems.push(Problem::new(at, what).accepted(accepted));
    }

    fn leaves(&mut self, inputs: Vec<InputInfo>, figures: Vec<FigureInfo>, events: Vec<EventInfo>) {
        let years = self.graph.years;
        for (place, figure) in figures.iter().enumerate() {
            if ![1, years].contains(&figure.values.len()) {
                let at = Address::new("figures").join(place + 1).join("values");
                let what = format!("has {} entries", figure.values.len());
                self.refuse(at, what, format!("one value, or one for each of the {years} years"));
            }
        }
        let inputs_at = inputs.iter().map(|input| &input.address);
        let leaves = (0..).zip(inputs_at).chain((0..).zip(figures.iter().map(|figure| &figure.address)));
        for (place, address) in leaves {
            if self.graph.leaves.insert(address.clone(), place).is_some() {
                self.refuse(address.clone(), "stands twice", "each input and each figure once");
            }
        }
        (self.graph.inputs, self.graph.figures, self.graph.events) = (inputs, figures, events);
    }

    fn nodes(&mut self, words: &str, calendars: &[Vec<Given>]) {
        let years = self.graph.years;
        for (place, calendar) in calendars.iter().enumerate() {
            if calendar.len() != years {
                let at = Address::new("calendars").join(place + 1);
                let what = format!("has {} entries", calendar.len());
                self.refuse(at, what, format!("a value for each of the {years} years"));
            }
        }
        let count = words.split_ascii_whitespace().count();
        self.problems.extend(bounds::count(count, years).err());
        if !self.problems.is_empty() {
            return;
        }
        let calendars: Vec<Vec<Decimal>> =
            calendars.iter().map(|calendar| calendar.iter().map(|value| value.0).collect()).collect();
        let around = Around {
            nodes: count,
            inputs: self.graph.inputs.len(),
            figures: self.graph.figures.len(),
            events: self.graph.events.len(),
            years,
            calendars: &calendars,
        };
        let mut ops: Vec<Op> = Vec::with_capacity(count);
        // Where a balance closes stands a sum with a value a year, whatever it is the sum of.
        let mut closing = vec![false; count];
        for (place, word) in words.split_ascii_whitespace().enumerate() {
            match formula::read(word, place, &around) {
                Ok(op) => {
                    if let Op::Previous { of, .. } = op {
                        closing[of.index()] |= of.index() > place;
                    }
                    ops.push(op);
                }
                Err(fault) => {
                    let (what, accepted) = fault.words();
                    let at = Address::new(NODES).join(place + 1);
                    self.refuse(at, format!("\"{}\" {what}", as_shown(word, 40)), accepted);
                    if self.problems.len() > MOST_REPORTED {
                        break;
                    }
                }
            }
        }
        if !self.problems.is_empty() {
            return;
        }
        for (op, closes) in ops.into_iter().zip(closing) {
            let closes = closes && matches!(op, Op::Sum(_));
            let span = if closes { Span::Series } else { self.graph.span_of(&op) };
            self.graph.push(op, span);
        }
    }

    fn rows(&mut self, rows: Vec<RowInfo>) {
        let unread = !self.problems.is_empty();
        for (row, place) in rows.iter().zip(0..) {
            let at = || Address::new("rows").join(place + 1);
            if self.graph.by_address.insert(row.address.clone(), RowId(place)).is_some() {
                self.refuse(at(), "has the address of another row", "an address of its own");
            }
            match self.graph.nodes.get_mut(row.node.index()) {
                Some(node) if node.row.is_none() => node.row = Some(RowId(place)),
                Some(_) => self.refuse(at(), "names the node of another row", "a node of its own"),
                None if unread => {}
                None => self.refuse(at(), format!("names node {}", row.node.0), "the place of a node"),
            }
        }
        self.graph.rows = rows;
    }

    /// The rows of the headline measures.
    fn compared(&mut self, headings: &Headings) -> Vec<Vec<RowId>> {
        if !self.problems.is_empty() {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (case, place) in headings.comparison.iter().zip(1..) {
            for (measure, own) in case.measures.iter().zip(1..) {
                let at = Address::new("comparison").join(place).join("measures").join(own).join("rows");
                all.push(self.measure(measure, headings.options.len(), &at));
            }
        }
        all
    }

    fn measure(&mut self, measure: &Measure, options: usize, at: &Address) -> Vec<RowId> {
        if measure.rows.len() != options {
            let what = format!("has {} entries", measure.rows.len());
            self.refuse(at.clone(), what, format!("a row for each of the {options} options"));
        }
        let mut rows = Vec::with_capacity(measure.rows.len());
        for (address, place) in measure.rows.iter().zip(1..) {
            match self.graph.row_at(&Address::new(address.as_str())) {
                Some(row) if self.graph.is_whole(row) => rows.push(row),
                _ => {
                    let what =
                        format!("no row for the whole period has the address \"{}\"", as_shown(address, 120));
                    self.refuse(
                        at.join(place),
                        what,
                        "the address of a row that has one value for all years",
                    );
                }
            }
        }
        rows
    }

    /// The values that stand in the place of inputs.
    fn given(&mut self, given: ByFigure<Given>) -> GivenValues {
        let mut all = Vec::with_capacity(given.0.len());
        for (address, _, value) in given.0 {
            match self.graph.input_at(&Address::new(&*address)) {
                Some(input) => {
                    self.problems.extend(self.graph.inputs[input as usize].check(value.0).err());
                    all.push((input, value.0));
                }
                None => {
                    self.refuse(
                        Address::new("replaced").join(address),
                        "is no input",
                        "the address of an input",
                    );
                }
            }
        }
        all
    }
}
