//! From inputs to a result: the rows and the inputs that a number came from, as a map.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::kind::PictureKind;
use super::names::{self, count};
use super::picture::{Picture, PictureTable};
use super::style;
use crate::sheet::explain::{Explanation, Origin};

/// How many steps back from the result are drawn, and how many parts of each; the table has all of them.
const DEEPEST: usize = 3;
const MOST_PARTS: usize = 6;
const MOST_NODES: usize = 40;
/// In pixels.
const COLUMN: f64 = 216.0;
const BOX: f64 = 172.0;
const ROW: f64 = 58.0;

/// What a box stands for.
fn kind(one: &Explanation, result: bool) -> &'static str {
    match (&one.origin, result) {
        (_, true) => "result",
        (Some(Origin::NationalFigure { .. }), _) => "national figure",
        (Some(Origin::Default { .. }), _) => "default",
        (Some(Origin::Calendar), _) => "calendar",
        (Some(Origin::WhatIf { .. }), _) => "what-if",
        (Some(Origin::Input { .. }), _) => "input",
        (None, _) => "row",
    }
}

struct Node<'a> {
    explained: Option<&'a Explanation>,
    depth: usize,
    /// From the top, in rows.
    y: f64,
    kind: &'static str,
    label: String,
    value: String,
}

#[derive(Default)]
struct Drawing<'a> {
    nodes: Vec<Node<'a>>,
    edges: Vec<(usize, usize)>,
    at: HashMap<(&'a str, Option<i16>), usize>,
    next: f64,
}

/// A value with its unit.
fn valued(one: &Explanation) -> String {
    match one.unit.strip_prefix('£') {
        Some(rest) => match one.value.strip_prefix('-') {
            Some(value) => format!("−£{value}{rest}"),
            None => format!("£{}{rest}", one.value),
        },
        None => format!("{} {}", one.value, one.unit).trim().to_owned(),
    }
}

/// How large a value is.
fn size(one: &Explanation) -> f64 {
    one.value.replace(',', "").parse::<f64>().map_or(0.0, f64::abs)
}

impl<'a> Drawing<'a> {
    /// Draws a number and what it came from; where it stands already, only the line to it.
    fn add(&mut self, one: &'a Explanation, depth: usize) -> usize {
        let key = (one.address.as_str(), one.year.map(crate::FinancialYear::start));
        if let Some(known) = self.at.get(&key) {
            return *known;
        }
        let place = self.nodes.len();
        let label = if one.label.is_empty() { one.address.as_str() } else { &one.label };
        let year = one.year.map(|year| format!(", {year}")).unwrap_or_default();
        self.nodes.push(Node {
            explained: Some(one),
            depth,
            y: 0.0,
            kind: kind(one, depth == 0),
            label: names::shown(label),
            value: format!("{}{year}", valued(one)),
        });
        self.at.insert(key, place);
        let from = self.next;
        let mut children = Vec::new();
        if depth < DEEPEST {
            // Of many parts the largest are drawn, in the order of the formula.
            let mut order: Vec<&Explanation> = one.parts.iter().collect();
            order.sort_by(|a, b| size(b).total_cmp(&size(a)));
            let kept: Vec<*const Explanation> = order
                .iter()
                .take(if order.len() > MOST_PARTS { MOST_PARTS - 1 } else { MOST_PARTS })
                .map(|part| std::ptr::from_ref(*part))
                .collect();
            let mut left_out = 0;
            for part in &one.parts {
                if kept.contains(&std::ptr::from_ref(part)) && self.nodes.len() < MOST_NODES {
                    let before = self.nodes.len();
                    let child = self.add(part, depth + 1);
                    self.edges.push((child, place));
                    if child >= before {
                        children.push(child);
                    }
                } else {
                    left_out += 1;
                }
            }
            if left_out > 0 {
                let child = self.more(left_out, depth + 1);
                self.edges.push((child, place));
                children.push(child);
            }
        }
        self.nodes[place].y = match (children.first(), children.last()) {
            (Some(first), Some(last)) => f64::midpoint(self.nodes[*first].y, self.nodes[*last].y),
            _ => {
                self.next += 1.0;
                from
            }
        };
        place
    }

    /// A box in the place of parts that are not drawn.
    fn more(&mut self, number: usize, depth: usize) -> usize {
        let place = self.nodes.len();
        self.nodes.push(Node {
            explained: None,
            depth,
            y: self.next,
            kind: "more",
            label: format!("{number} more"),
            value: "in the table".to_owned(),
        });
        self.next += 1.0;
        place
    }
}

/// Every number once, with how far back it stands.
fn listed<'a>(
    one: &'a Explanation,
    depth: usize,
    table: &mut PictureTable,
    seen: &mut HashSet<(&'a str, Option<i16>)>,
) {
    let key = (one.address.as_str(), one.year.map(crate::FinancialYear::start));
    if seen.insert(key) {
        table.row([
            json!(count(depth)),
            json!(one.address.as_str()),
            json!(names::shown(&one.label)),
            json!(one.year.map(|year| year.to_string())),
            json!(one.value),
            json!(one.unit),
            json!(kind(one, depth == 0)),
            json!(one.origin.as_ref().map(|origin| names::shown(&origin.to_string()))),
        ]);
    }
    for part in &one.parts {
        listed(part, depth + 1, table, seen);
    }
}

pub(super) fn picture(explanation: &Explanation) -> Picture {
    let mut table = PictureTable::new()
        .number("steps", "Steps from the result", "steps", None)
        .text("address", "Address")
        .text("label", "What it is")
        .text("year", "Financial year")
        .text("value", "Value")
        .text("unit", "Unit")
        .text("kind", "Kind")
        .text("origin", "Where it came from");
    let mut seen = HashSet::new();
    listed(explanation, 0, &mut table, &mut seen);
    let mut drawing = Drawing::default();
    drawing.add(explanation, 0);
    let label = names::shown(&explanation.label);
    let year = explanation.year.map(|year| format!(", {year}")).unwrap_or_default();
    let title = format!("Where this came from: {label}{year}");
    let spec = spec(&drawing, &title);
    Picture::new(PictureKind::Map, title, finding(explanation, &table, &label, &year), table, spec)
}

fn spec(drawing: &Drawing<'_>, title: &str) -> Value {
    let deepest = drawing.nodes.iter().map(|node| node.depth).max().unwrap_or_default();
    let rows = drawing.nodes.iter().map(|node| node.y).fold(0.0, f64::max) + 1.0;
    let (width, height) = (COLUMN * count(deepest) + BOX, ROW * rows);
    let left = |node: &Node<'_>| COLUMN * count(deepest - node.depth);
    let middle = |node: &Node<'_>| ROW * (node.y + 0.5);
    let nodes: Vec<Value> = drawing
        .nodes
        .iter()
        .map(|node| {
            json!({
                "left": left(node), "right": left(node) + BOX, "top": middle(node) - 23.0, "foot": middle(node) + 23.0,
                "middle": middle(node), "text": left(node) + 8.0, "kind": node.kind,
                "label": names::cut(&node.label, 44), "value": node.value, "name": node.label,
                "what": if node.kind == "row" || node.kind == "more" { "" } else { node.kind },
                "address": node.explained.map(|one| one.address.as_str()),
                "formula": node.explained.and_then(|one| one.formula.as_deref()).map(names::shown),
            })
        })
        .collect();
    let edges: Vec<Value> = drawing
        .edges
        .iter()
        .map(|(from, to)| {
            let (from, to) = (&drawing.nodes[*from], &drawing.nodes[*to]);
            json!({"x": left(from) + BOX, "y": middle(from), "x_to": left(to) - 6.0, "y_to": middle(to)})
        })
        .collect();
    let ends: Vec<Value> = drawing
        .nodes
        .iter()
        .enumerate()
        .filter(|(place, _)| drawing.edges.iter().any(|(_, to)| to == place))
        .map(|(_, node)| json!({"x": left(node) - 5.0, "y": middle(node)}))
        .collect();
    let x = |field: &str| {
        json!({
            "field": field, "type": "quantitative", "axis": null,
            "scale": {"domain": [0, width], "nice": false, "zero": false},
        })
    };
    let y = |field: &str| {
        json!({
            "field": field, "type": "quantitative", "axis": null,
            "scale": {"domain": [height, 0], "nice": false, "zero": false},
        })
    };
    let kinds = ["result", "row", "input", "what-if", "default", "national figure", "calendar", "more"];
    let ink = json!({
        "field": "kind", "type": "nominal", "legend": null,
        "scale": {"domain": kinds, "range": kinds.map(|kind| if kind == "result" { "#FFFFFF" } else { style::INK })},
    });
    let text = |field: &str, dy: i32, size: u32, weight: &str| {
        json!({
            "data": {"values": nodes},
            "mark": {
                "type": "text", "align": "left", "baseline": "middle", "dy": dy, "limit": BOX - 16.0, "fontSize": size,
                "fontWeight": weight,
            },
            "encoding": {"x": x("text"), "y": y("middle"), "color": ink, "text": {"field": field, "type": "nominal"}},
        })
    };
    // Pixels, both of them: the numbers above are of a drawing of this size.
    let mut spec = style::sheet(
        title,
        "From inputs, left, to the result, right. A broken edge: not put in by the author.",
        0,
    );
    spec["title"]["text"] = json!(names::lines(title, 90));
    spec["title"]["subtitle"] = json!(
        "From inputs (left) to the result (right). A broken edge: a national figure, a default or the calendar."
    );
    spec["width"] = json!(width);
    spec["height"] = json!(height);
    spec["resolve"] = json!({"scale": {"color": "independent"}});
    spec["layer"] = json!([
        {
            "data": {"values": edges},
            "mark": {"type": "rule", "color": "#8A8A8A", "strokeWidth": 1.25},
            "encoding": {"x": x("x"), "x2": {"field": "x_to"}, "y": y("y"), "y2": {"field": "y_to"}},
        },
        {
            "data": {"values": ends},
            "mark": {"type": "point", "shape": "triangle-right", "filled": true, "size": 50, "color": "#6A6A6A", "opacity": 1},
            "encoding": {"x": x("x"), "y": y("y")},
        },
        {
            "data": {"values": nodes},
            "mark": {"type": "rect", "stroke": style::INK, "strokeWidth": 1.25, "cornerRadius": 3},
            "encoding": {
                "x": x("left"), "x2": {"field": "right"}, "y": y("top"), "y2": {"field": "foot"},
                "color": {
                    "field": "kind", "type": "nominal", "legend": null,
                    "scale": {"domain": kinds, "range": [
                        style::PALETTE[0], "#FFFFFF", "#DCE6F2", "#F9D5E2", "#FCEFD2", "#FCEFD2", "#FCEFD2", "#F2F2F2",
                    ]},
                },
                "strokeDash": {
                    "field": "kind", "type": "nominal", "legend": null,
                    "scale": {"domain": kinds, "range": [[1, 0], [1, 0], [1, 0], [1, 0], [4, 3], [4, 3], [4, 3], [1, 3]]},
                },
                "tooltip": [
                    style::said("name", "What it is"), style::said("value", "Value"),
                    style::said("formula", "Formula"), style::said("address", "Address"),
                ],
            },
        },
        text("label", -13, 11, "normal"),
        text("value", 2, 12, "bold"),
        text("what", 16, 10, "normal"),
    ]);
    spec
}

fn finding(explanation: &Explanation, table: &PictureTable, label: &str, year: &str) -> String {
    let of = |kinds: &[&str]| {
        table.rows.iter().filter(|row| row["kind"].as_str().is_some_and(|kind| kinds.contains(&kind))).count()
    };
    let plural =
        |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let mut text = format!("{label}{year} is {}.", valued(explanation));
    if let Some(formula) = &explanation.formula {
        text.push_str(&format!(" It is {}.", names::cut(&names::shown(formula), 160)));
    }
    text.push_str(&format!(
        " Behind it stand {}, {} and {}.",
        plural(of(&["input", "what-if"]), "input", "inputs"),
        plural(of(&["default"]), "default", "defaults"),
        plural(of(&["national figure"]), "national figure", "national figures")
    ));
    text
}
