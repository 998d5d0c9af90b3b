//! The explaining reader: how one number came about, down to the inputs and their sources.

use std::collections::HashSet;
use std::fmt::{self, Write as _};

use rust_decimal::Decimal;
use serde::Serialize;

use super::degree::Threshold;
use super::exact::Values;
use super::graph::{Graph, NodeId, Op, RowId, Span};
use super::row::Comparison;
use crate::address::Address;
use crate::date;
use crate::html::escape;
use crate::money;
use crate::year::FinancialYear;

/// Where a number that no formula made came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Origin {
    /// Somebody put it in.
    Input {
        /// The line of the input text.
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
        /// The source that its author stated.
        #[serde(skip_serializing_if = "Option::is_none")]
        source: Option<String>,
    },
    /// A what-if puts it in the place of the input.
    WhatIf {
        /// The value of the input itself.
        in_place_of: String,
    },
    /// A documented default of the library.
    Default {
        /// Why it is so.
        source: String,
    },
    /// A national figure.
    NationalFigure {
        /// The source by name.
        source: String,
        /// When the source was published; left out where that is not known.
        #[serde(skip_serializing_if = "String::is_empty")]
        published: String,
        /// The address of the source.
        url: String,
        /// Verified, derived or unverified.
        status: &'static str,
        /// How it was projected, where it is not published.
        #[serde(skip_serializing_if = "Option::is_none")]
        projected: Option<String>,
        /// The day of which the figure is, where the question names one: what was published later is not in it.
        #[serde(skip_serializing_if = "Option::is_none")]
        as_of: Option<String>,
    },
    /// The calendar: which part of a year something runs.
    Calendar,
}

/// How one number came about.
///
/// ```
/// use options_appraisal::{Appraisal, Format};
///
/// let text = include_str!("../../../docs/examples/sandgate.toml");
/// let outcome = Appraisal::load(text, Format::Toml)?.run()?;
/// let explained = outcome.explain("options.community.lines.grant.cash", "2028/29".parse().ok());
/// println!("{}", explained.map(|explained| explained.to_text()).unwrap_or_default());
/// # Ok::<(), options_appraisal::Problems>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The address of the row or the input.
    pub address: Address,
    /// What it is, in words.
    pub label: String,
    /// The unit of the value.
    pub unit: String,
    /// The year, for a row that has a value a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<FinancialYear>,
    /// The value, as it is shown: pounds to the penny, other numbers to six places.
    pub value: String,
    /// The formula, with names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    /// The formula with the values put in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub working: Option<String>,
    /// Where the value came from, for a number that no formula made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Whether the parts stand further up in the same explanation and are left out here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shown_above: bool,
    /// The rows and the inputs that the formula reads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Self>,
}

/// Explains a row. A row with a value a year is explained for `year`, counted from nought.
pub fn explain(graph: &Graph, values: &Values, row: RowId, year: usize) -> Explanation {
    Reader { graph, values, seen: HashSet::new() }.explain(graph.row(row).node, year)
}

/// The condition of a threshold, with the names of what is compared.
pub(crate) fn condition(graph: &Graph, threshold: &Threshold) -> String {
    let name = |node: NodeId| {
        let own = graph.node(node);
        match (own.row, &own.op) {
            (Some(row), _) => graph.row(row).label.clone(),
            (None, Op::Input(input)) => graph.inputs[*input as usize].address.to_string(),
            (None, Op::Figure(figure)) => graph.figures[*figure as usize].label.clone(),
            (None, Op::Constant(value)) => value.normalize().to_string(),
            _ => "a working value".to_owned(),
        }
    };
    let compared = threshold.compare.map_or("meets", Comparison::words);
    format!("{} {compared} {}", name(threshold.left), name(threshold.right))
}

struct Reader<'a> {
    graph: &'a Graph,
    values: &'a Values,
    seen: HashSet<(NodeId, usize)>,
}

impl Reader<'_> {
    fn explain(&mut self, node: NodeId, year: usize) -> Explanation {
        let (address, label, unit) = self.names(node);
        let span = self.graph.node(node).span;
        let value = self.shown(node, year);
        let year_shown = (span == Span::Series).then(|| self.graph.years().nth(year)).flatten();
        let mut explanation = Explanation {
            address,
            label,
            unit,
            year: year_shown,
            value,
            formula: None,
            working: None,
            origin: self.origin(node, year),
            shown_above: false,
            parts: Vec::new(),
        };
        if explanation.origin.is_some() {
            return explanation;
        }
        explanation.formula = Some(self.formula(node, year, false));
        explanation.working = Some(self.formula(node, year, true));
        let at = if span == Span::Series { year } else { 0 };
        if !self.seen.insert((node, at)) {
            explanation.shown_above = true;
            return explanation;
        }
        let mut parts = Vec::new();
        self.parts(node, year, &mut parts);
        let mut listed = HashSet::new();
        parts.retain(|part| listed.insert(*part));
        explanation.parts = parts.into_iter().map(|(part, year)| self.explain(part, year)).collect();
        explanation
    }

    /// The named rows and leaves that a formula reads, through the nodes that have no name.
    fn parts(&self, node: NodeId, year: usize, out: &mut Vec<(NodeId, usize)>) {
        let mut children = Vec::new();
        match &self.graph.node(node).op {
            Op::ByYear(rows) => children.push((rows[year], year)),
            Op::Choose { left, compare, right, then, otherwise } => {
                let holds = match (self.values.at(*left, year), self.values.at(*right, year)) {
                    (Some(left), Some(right)) => compare.holds(left, right),
                    _ => false,
                };
                children.extend([
                    (*left, year),
                    (*right, year),
                    (if holds { *then } else { *otherwise }, year),
                ]);
            }
            // The year before is named with its value and not explained again.
            Op::Previous { opening, .. } if year == 0 => children.push((*opening, 0)),
            Op::Previous { .. } => {}
            Op::GrowthIndex { opening, .. } if year == 0 => children.push((*opening, 0)),
            Op::GrowthIndex { rate, .. } => children.push((*rate, year)),
            Op::DiscountFactor(_) if year == 0 => {}
            Op::RunningTotal(row) | Op::Total(row) | Op::Lowest(row) | Op::Highest(row) => {
                let years = if matches!(self.graph.node(node).op, Op::RunningTotal(_)) {
                    year + 1
                } else {
                    self.graph.years
                };
                let scalar = self.graph.node(*row).span == Span::Scalar;
                children.extend((0..if scalar { 1 } else { years }).map(|year| (*row, year)));
            }
            Op::InYear(row, year) => children.push((*row, *year as usize)),
            op => op.for_each_child(|child| children.push((child, year))),
        }
        for (child, year) in children {
            if self.is_shown(child) {
                out.push((child, if self.graph.node(child).span == Span::Series { year } else { 0 }));
            } else {
                self.parts(child, year, out);
            }
        }
    }

    fn is_shown(&self, node: NodeId) -> bool {
        let node = self.graph.node(node);
        node.row.is_some() || matches!(node.op, Op::Input(_) | Op::Figure(_))
    }

    fn names(&self, node: NodeId) -> (Address, String, String) {
        let node = self.graph.node(node);
        match (node.row, &node.op) {
            (Some(row), _) => {
                let row = self.graph.row(row);
                (row.address.clone(), row.label.clone(), row.unit.clone())
            }
            (None, Op::Input(input)) => {
                let input = &self.graph.inputs[*input as usize];
                (input.address.clone(), input.label(), input.unit.to_owned())
            }
            (None, Op::Figure(figure)) => {
                let figure = &self.graph.figures[*figure as usize];
                (figure.address.clone(), figure.label.clone(), figure.unit.clone())
            }
            _ => (Address::root(), String::new(), String::new()),
        }
    }

    fn origin(&self, node: NodeId, year: usize) -> Option<Origin> {
        match &self.graph.node(node).op {
            Op::Input(input) => {
                let given = self.values.given(*input);
                let input = &self.graph.inputs[*input as usize];
                if given.is_some() {
                    return Some(Origin::WhatIf { in_place_of: show(input.value, input.unit) });
                }
                Some(match (&input.source, input.default) {
                    (source, true) => Origin::Default { source: source.clone().unwrap_or_default() },
                    (source, false) => Origin::Input { line: input.line, source: source.clone() },
                })
            }
            Op::Figure(figure) => {
                let figure = &self.graph.figures[*figure as usize];
                let note = figure.notes.get(year).or_else(|| figure.notes.last())?;
                Some(Origin::NationalFigure {
                    source: note.source.clone(),
                    published: note.published.clone(),
                    url: note.url.clone(),
                    status: note.status,
                    projected: note.projected.clone(),
                    as_of: note.as_of.map(date::written),
                })
            }
            Op::Calendar(_) => Some(Origin::Calendar),
            _ => None,
        }
    }

    fn shown(&self, node: NodeId, year: usize) -> String {
        let (_, _, unit) = self.names(node);
        self.values.at(node, year).map_or_else(|| "none".to_owned(), |value| show(value, &unit))
    }

    /// The formula of a node; with `values`, the numbers in the place of the names.
    fn formula(&self, node: NodeId, year: usize, values: bool) -> String {
        let part = |child: NodeId| self.operand(child, year, values);
        let all = |children: &[NodeId], separator: &str| {
            if children.is_empty() {
                return "0".to_owned();
            }
            children.iter().map(|child| part(*child)).collect::<Vec<_>>().join(separator)
        };
        let before = |own: NodeId| {
            if values { self.shown(own, year.saturating_sub(1)) } else { "the year before".to_owned() }
        };
        match &self.graph.node(node).op {
            Op::Constant(value) => value.normalize().to_string(),
            Op::Input(_) | Op::Figure(_) | Op::Calendar(_) => self.leaf(node, year, values),
            Op::ByYear(rows) => part(rows[year]),
            Op::Add(a, b) => format!("{} + {}", part(*a), part(*b)),
            Op::Subtract(a, b) => format!("{} − {}", part(*a), part(*b)),
            Op::Multiply(a, b) => format!("{} × {}", part(*a), part(*b)),
            Op::Divide(a, b) => format!("{} ÷ {}", part(*a), part(*b)),
            Op::Negate(a) => format!("−{}", part(*a)),
            Op::Smaller(a, b) => format!("the smaller of {} and {}", part(*a), part(*b)),
            Op::Larger(a, b) => format!("the larger of {} and {}", part(*a), part(*b)),
            Op::Sum(rows) => all(rows, " + "),
            Op::Choose { left, compare, right, then, otherwise } => format!(
                "{} if {} {} {}, else {}",
                part(*then),
                part(*left),
                compare.words(),
                part(*right),
                part(*otherwise)
            ),
            Op::Previous { opening, .. } if year == 0 => part(*opening),
            Op::Previous { of, .. } => before(*of),
            Op::RunningTotal(row) => {
                let years = (0..=year).map(|year| self.operand(*row, year, values)).collect::<Vec<_>>();
                if values { years.join(" + ") } else { format!("{}, all years so far", part(*row)) }
            }
            Op::GrowthIndex { opening, .. } if year == 0 => part(*opening),
            Op::GrowthIndex { rate, .. } => format!("{} × (1 + {})", before(node), part(*rate)),
            Op::DiscountFactor(_) if year == 0 => "1 in the first year".to_owned(),
            Op::DiscountFactor(rate) => format!("{} ÷ (1 + {})", before(node), part(*rate)),
            Op::Total(row) => {
                if values {
                    let years = (0..self.graph.years).map(|year| self.operand(*row, year, true));
                    years.collect::<Vec<_>>().join(" + ")
                } else {
                    format!("{}, all years together", part(*row))
                }
            }
            Op::InYear(row, at) => {
                let year =
                    self.graph.years().nth(*at as usize).map(|year| year.to_string()).unwrap_or_default();
                if values {
                    self.operand(*row, *at as usize, true)
                } else {
                    format!("{} in {year}", part(*row))
                }
            }
            Op::Lowest(row) => format!("the lowest year of {}", part(*row)),
            Op::Highest(row) => format!("the highest year of {}", part(*row)),
            Op::Event { event, chance } => {
                let event = &self.graph.events[*event as usize];
                let plan = if event.planned { "1 as planned" } else { "0 as planned" };
                format!("{plan} ({}: its chance is {})", event.label, part(*chance))
            }
        }
    }

    fn operand(&self, node: NodeId, year: usize, values: bool) -> String {
        if self.is_shown(node) {
            return self.leaf(node, year, values);
        }
        let text = self.formula(node, year, values);
        let simple = matches!(
            self.graph.node(node).op,
            Op::Constant(_) | Op::Calendar(_) | Op::ByYear(_) | Op::Previous { .. } | Op::InYear(..)
        );
        if simple || !text.contains(' ') { text } else { format!("({text})") }
    }

    fn leaf(&self, node: NodeId, year: usize, values: bool) -> String {
        if values {
            return self.shown(node, year);
        }
        let (_, label, _) = self.names(node);
        if label.is_empty() { "share of the year".to_owned() } else { label }
    }
}

/// A value as it is shown: pounds to the penny, everything else to six places at the most.
pub fn show(value: Decimal, unit: &str) -> String {
    if unit.starts_with('£') {
        money::pounds_and_pence(value)
    } else {
        money::grouped(money::to_places(value, 6).normalize())
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

impl Explanation {
    fn write(&self, f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        let indent = "  ".repeat(depth);
        let year = self.year.map(|year| format!(", {year}")).unwrap_or_default();
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        writeln!(f, "{indent}{}{year} = {}{unit}   [{}]", self.label, self.value, self.address)?;
        if let (Some(formula), Some(working)) = (&self.formula, &self.working) {
            writeln!(f, "{indent}  = {formula}")?;
            if working != &self.value && working != formula {
                writeln!(f, "{indent}  = {working}")?;
            }
        }
        if let Some(origin) = &self.origin {
            writeln!(f, "{indent}  {origin}")?;
        }
        if self.shown_above {
            writeln!(f, "{indent}  (explained above)")?;
        }
        self.parts.iter().try_for_each(|part| part.write(f, depth + 1))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input { line, source } => {
                f.write_str("your input")?;
                if let Some(line) = line {
                    write!(f, ", line {line}")?;
                }
                match source {
                    Some(source) => write!(f, ": {source}"),
                    None => f.write_str(", without a source"),
                }
            }
            Self::WhatIf { in_place_of } => write!(f, "what if: in place of {in_place_of}"),
            Self::Default { source } => write!(f, "default of the library: {source}"),
            Self::NationalFigure { source, published, url, status, projected, as_of } => {
                write!(f, "national figure ({status}): {source}")?;
                if !published.is_empty() {
                    write!(f, " ({published})")?;
                }
                if !url.is_empty() {
                    write!(f, ", {url}")?;
                }
                if let Some(projected) = projected {
                    write!(f, "; projected: {projected}")?;
                }
                if let Some(as_of) = as_of {
                    write!(f, "; as known on {as_of}")?;
                }
                Ok(())
            }
            Self::Calendar => f.write_str("from the dates in the input"),
        }
    }
}

impl Explanation {
    /// The explanation as indented text.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        // Writing into a string does not fail.
        let _ = write!(out, "{self}");
        out
    }
}

impl Explanation {
    /// The explanation as JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Explanation {
    /// The explanation as nested lists of HTML.
    pub fn to_html(&self) -> String {
        let mut out = String::from("<ul class=\"options-appraisal\">");
        self.item(&mut out);
        out.push_str("</ul>");
        out
    }

    fn item(&self, out: &mut String) {
        let year = self.year.map(|year| format!(", {year}")).unwrap_or_default();
        let text = escape(&format!("{}{year} = {} {}", self.label, self.value, self.unit));
        let _ = write!(out, "<li>{text} <code>{}</code>", escape(self.address.as_str()));
        if let Some(formula) = &self.formula {
            let _ = write!(out, "<br>= {}", escape(formula));
        }
        if let Some(origin) = &self.origin {
            let _ = write!(out, "<br>{}", escape(&origin.to_string()));
        }
        if !self.parts.is_empty() {
            out.push_str("<ul>");
            for part in &self.parts {
                part.item(out);
            }
            out.push_str("</ul>");
        }
        out.push_str("</li>");
    }
}
