//! Lines by year with their names beside them: what several pictures are made of.

use serde_json::{Value, json};

use super::axis::{self, Axis};
use super::names;
use super::style;
use crate::year::FinancialYear;

/// A line.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) id: String,
    pub(super) label: String,
    /// What is said below its name.
    pub(super) aside: Option<String>,
    /// A value a year.
    pub(super) values: Vec<f64>,
    /// The year that is marked.
    pub(super) marked: Option<usize>,
}

/// What is drawn.
pub(super) struct Lines<'a> {
    pub(super) title: &'a str,
    pub(super) subtitle: &'a str,
    pub(super) years: &'a [FinancialYear],
    pub(super) lines: &'a [Line],
    /// The name of the field of the values, what it is called, and how it is written under the pointer.
    pub(super) value: (&'static str, &'a str, &'static str),
    pub(super) axis: Axis,
    pub(super) upright: Value,
    /// Whether a value holds until the next year.
    pub(super) steps: bool,
}

const WIDTH: u32 = 600;

impl Lines<'_> {
    /// Rows of data: a line and a year each.
    fn rows(&self) -> Vec<Value> {
        let mut rows = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            for (year, value) in self.years.iter().zip(&line.values) {
                let mut row = json!({
                    "year": year.to_string(), "series": style::key(place), "option": line.id, "name": line.label,
                });
                row[self.value.0] = json!(value);
                rows.push(row);
            }
        }
        rows
    }

    fn points(&self) -> Vec<Value> {
        // So many points that lines can be told apart by them, and not so many that they run into one another.
        let every = self.years.len().div_ceil(15).max(1);
        let rows = self.rows();
        let count = self.years.len().max(1);
        let kept = rows.into_iter().enumerate().filter(|(place, _)| {
            let year = place % count;
            year.is_multiple_of(every) || year + 1 == count
        });
        kept.map(|(_, row)| row).collect()
    }

    fn height(&self) -> u32 {
        let line = if self.lines.iter().any(|line| line.aside.is_some()) { 31 } else { 18 };
        let all = u32::try_from(self.lines.len()).unwrap_or(u32::MAX).min(500) * line;
        all.max(350)
    }

    /// The names beside the ends of the lines.
    fn labels(&self, height: u32) -> Vec<Value> {
        let last = self.years.len().saturating_sub(1);
        let ends: Vec<f64> =
            self.lines.iter().map(|line| line.values.get(last).copied().unwrap_or_default()).collect();
        let shares: Vec<f64> = ends.iter().map(|end| self.axis.share(*end)).collect();
        let line = if self.lines.iter().any(|line| line.aside.is_some()) { 31.0 } else { 17.0 };
        let places = axis::apart(&shares, line / f64::from(height));
        let year = self.years.last().map(ToString::to_string).unwrap_or_default();
        let labels = self.lines.iter().zip(ends).zip(places).enumerate();
        labels
            .map(|(place, ((line, end), at))| {
                json!({
                    "series": style::key(place), "year": year, "end": end, "place": self.axis.at(at),
                    "label": names::cut(&line.label, 34), "aside": line.aside.as_deref().unwrap_or_default(),
                })
            })
            .collect()
    }

    /// The specification.
    pub(super) fn spec(&self) -> Value {
        let count = self.lines.len();
        let height = self.height();
        let x = axis::years(self.years, WIDTH);
        let (field, called, format) = self.value;
        let y = json!({
            "field": field, "type": "quantitative", "scale": self.axis.scale(), "axis": self.upright,
        });
        let colour = style::coloured(count);
        let shape =
            json!({"field": "series", "type": "nominal", "scale": style::shapes(count), "legend": null});
        let tooltip = json!([
            style::said("name", "Option"),
            style::said("year", "Year"),
            style::said_number(field, called, format),
        ]);
        let mut line = json!({"type": "line", "strokeWidth": 2.25});
        if self.steps {
            line["interpolate"] = json!("step-after");
        }
        let place = json!({"field": "place", "type": "quantitative"});
        let labels = self.labels(height);
        let mut layers = vec![
            json!({
                "data": {"values": self.rows()},
                "mark": line,
                "encoding": {
                    "x": x, "y": y, "color": colour,
                    "strokeDash": {
                        "field": "series", "type": "nominal", "scale": style::dashes(count), "legend": null,
                    },
                    "detail": {"field": "series", "type": "nominal"},
                },
            }),
            json!({
                "data": {"values": self.points()},
                "mark": {"type": "point", "filled": true, "size": 46, "opacity": 1},
                "encoding": {"x": x, "y": y, "color": colour, "shape": shape, "tooltip": tooltip},
            }),
        ];
        if self.axis.low < 0.0 && self.axis.high > 0.0 {
            layers.insert(
                0,
                json!({
                    "data": {"values": [{"nought": 0}]},
                    "mark": {"type": "rule", "color": style::INK, "strokeWidth": 1.25},
                    "encoding": {"y": {"field": "nought", "type": "quantitative"}},
                }),
            );
        }
        let marked: Vec<Value> = self
            .lines
            .iter()
            .enumerate()
            .filter_map(|(place, line)| {
                let year = line.marked?;
                let mut row = json!({"series": style::key(place), "year": self.years.get(year)?.to_string()});
                row[field] = json!(line.values.get(year)?);
                Some(row)
            })
            .collect();
        if !marked.is_empty() {
            layers.push(json!({
                "data": {"values": marked},
                "mark": {"type": "point", "filled": false, "size": 220, "strokeWidth": 2, "opacity": 1},
                "encoding": {"x": x, "y": y, "color": colour},
            }));
        }
        let edge = WIDTH + 16;
        layers.push(json!({
            "data": {"values": labels},
            "mark": {"type": "rule", "color": "#BBBBBB", "strokeWidth": 1},
            "encoding": {
                "x": x, "x2": {"value": WIDTH + 8}, "y": {"field": "end", "type": "quantitative"}, "y2": {"field": "place"},
            },
        }));
        layers.push(json!({
            "data": {"values": labels},
            "mark": {"type": "point", "filled": true, "size": 56, "opacity": 1},
            "encoding": {"x": {"value": edge}, "y": place, "color": colour, "shape": shape},
        }));
        for (text, dy, weight, ink) in [("label", 0, "bold", style::INK), ("aside", 14, "normal", "#4A4A4A")]
        {
            if text == "aside" && self.lines.iter().all(|line| line.aside.is_none()) {
                continue;
            }
            layers.push(json!({
                "data": {"values": labels},
                "mark": {
                    "type": "text", "align": "left", "baseline": "middle", "dx": 10, "dy": dy, "limit": 240,
                    "fontWeight": weight, "color": ink,
                },
                "encoding": {"x": {"value": edge}, "y": place, "text": {"field": text, "type": "nominal"}},
            }));
        }
        let mut spec = style::sheet(self.title, self.subtitle, WIDTH);
        spec["height"] = json!(height);
        spec["layer"] = json!(layers);
        spec
    }
}
