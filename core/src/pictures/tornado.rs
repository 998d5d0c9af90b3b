//! How far each uncertain input moves a measure on its own.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::axis::Axis;
use super::kind::PictureKind;
use super::names::{self, count, float};
use super::picture::{Picture, PictureTable};
use super::style;
use crate::uncertainty::{Tornado, TornadoBar};

const WIDTH: u32 = 520;
/// The most bars that are drawn; the table has all of them.
const MOST: usize = 15;
/// How high a row is, in pixels.
const ROW: u32 = 30;

/// A value of an input, short.
fn shown(value: crate::Decimal, unit: &str) -> String {
    // A rate or a share reads best in per cent.
    if let Some(rest) = match unit {
        "share" => Some(""),
        "a year" => Some(" a year"),
        _ => None,
    } {
        let percent = value.checked_mul(crate::Decimal::ONE_HUNDRED).unwrap_or(value);
        return format!("{}%{rest}", crate::money::grouped(percent.normalize()));
    }
    if unit == "£" || unit.starts_with("£ of") {
        return names::pounds(value);
    }
    let number = crate::money::grouped(value.normalize());
    match unit.strip_prefix('£') {
        Some(rest) => format!("£{number}{rest}"),
        None if unit.is_empty() => number,
        None => format!("{number} {unit}"),
    }
}

pub(super) fn picture(tornado: &Tornado) -> Picture {
    let measure = names::shown(&tornado.measure.label);
    let unit = tornado.measure.unit.as_str();
    let title = format!("What moves it most: {measure}");
    let mut table = PictureTable::new()
        .text("input", "Input")
        .text("unit", "Unit of the input")
        .number("low", "Low value", "of the input", None)
        .number("central", "Central value", "of the input", None)
        .number("high", "High value", "of the input", None)
        .number("at_low", "Measure at the low value", unit, None)
        .number("at_high", "Measure at the high value", unit, None)
        .number("swing", "How far apart", unit, None);
    for bar in &tornado.bars {
        table.row([
            json!(bar.address.as_str()),
            json!(bar.unit),
            json!(float(bar.low.value())),
            json!(float(bar.central.value())),
            json!(float(bar.high.value())),
            json!(float(bar.at_low.value())),
            json!(float(bar.at_high.value())),
            json!(float(bar.swing.value())),
        ]);
    }
    let spec = spec(tornado, &title);
    Picture::new(PictureKind::Tornado, title, finding(tornado, &measure), table, spec)
}

/// The two ends of a bar: one half of the row each where both lie on the same side, so that neither hides the other.
fn ends(row: usize, bar: &TornadoBar, central: f64) -> [Value; 2] {
    let split = bar.same_side;
    let row = count(row);
    [("low", &bar.at_low, bar.low, 0.15, if split { 0.49 } else { 0.85 }), {
        ("high", &bar.at_high, bar.high, if split { 0.51 } else { 0.15 }, 0.85)
    }]
    .map(|(end, at, value, top, foot)| {
        let at = float(at.value());
        json!({
            "end": end, "input": bar.address.as_str(), "central": central, "value": at, "top": row + top,
            "foot": row + foot, "middle": row + f64::midpoint(top, foot), "input_value": shown(value.value(), bar.unit),
        })
    })
}

fn spec(tornado: &Tornado, title: &str) -> Value {
    let central = float(tornado.central.value());
    let moving = || tornado.bars.iter().filter(|bar| !bar.swing.value().is_zero());
    let drawn: Vec<&TornadoBar> = moving().take(MOST).collect();
    let rows = drawn.len().max(1);
    let data: Vec<Value> = drawn.iter().enumerate().flat_map(|(row, bar)| ends(row, bar, central)).collect();
    let reach = data.iter().filter_map(|row| row["value"].as_f64()).chain([central]);
    let axis = Axis::over(reach);
    // What is written at the ends of the bars takes room on both sides.
    let (low, high) = data
        .iter()
        .filter_map(|row| row["value"].as_f64())
        .chain([central])
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let room = (high - low) * 0.24;
    let axis = if room > 0.0 { Axis::over([low - room, high + room].into_iter()) } else { axis };
    let side = |left: bool| -> Vec<&Value> {
        data.iter().filter(|row| (row["value"].as_f64().unwrap_or(central) < central) == left).collect()
    };
    let names: Vec<Value> = drawn
        .iter()
        .enumerate()
        .map(|(row, bar)| json!({"label": names::cut(bar.address.as_str(), 46), "middle": count(row) + 0.5}))
        .collect();
    let y = |field: &str| {
        json!({
            "field": field, "type": "quantitative", "axis": null,
            "scale": {"domain": [rows, 0], "nice": false, "zero": false},
        })
    };
    let unit = tornado.measure.unit.as_str();
    let x = json!({
        "field": "central", "type": "quantitative", "scale": axis.scale(),
        "axis": axis.level(unit, names::basis(unit), &names::cut(&names::shown(&tornado.measure.label), 60)),
    });
    let text = |rows: Vec<&Value>, align: &str, dx: i32| {
        json!({
            "data": {"values": rows},
            "mark": {"type": "text", "align": align, "baseline": "middle", "dx": dx, "limit": 120, "fontSize": 11},
            "encoding": {
                "x": style::at("value"), "y": y("middle"), "text": {"field": "input_value", "type": "nominal"},
            },
        })
    };
    let more = moving().count().saturating_sub(drawn.len());
    let still = tornado.bars.len() - moving().count();
    let mut subtitle = format!(
        "{}. Each uncertain input at its low value (hollow) and at its high (filled), all others central.",
        names::cut(&names::shown(&tornado.measure.address), 90)
    );
    if more > 0 {
        let _ = write!(subtitle, " {more} more move it less.");
    }
    if still > 0 {
        let _ = write!(subtitle, " {still} {} not move it.", if still == 1 { "does" } else { "do" });
    }
    if tornado.bars.is_empty() {
        "No input has a range.".clone_into(&mut subtitle);
    }
    let mut spec = style::sheet(title, &subtitle, WIDTH);
    spec["height"] = json!((u32::try_from(rows).unwrap_or(1) * ROW).max(90));
    spec["layer"] = json!([
        {
            "data": {"values": data},
            "mark": {"type": "rect", "stroke": style::PALETTE[0], "strokeWidth": 1.5},
            "encoding": {
                "x": x, "x2": {"field": "value"}, "y": y("top"), "y2": {"field": "foot"},
                "color": {
                    "field": "end", "type": "nominal", "legend": null,
                    "scale": {"domain": ["low", "high"], "range": ["#FFFFFF", style::PALETTE[0]]},
                },
                "tooltip": [
                    style::said("input", "Input"), style::said("input_value", "Value of the input"),
                    style::said_number("value", "Measure", ",.2f"),
                ],
            },
        },
        {
            "data": {"values": [{"central": central}]},
            "mark": {"type": "rule", "color": style::INK, "strokeWidth": 1.5},
            "encoding": {"x": style::at("central")},
        },
        {
            "data": {"values": [{"central": central, "label": format!("Central {}", shown(tornado.central.value(), unit))}]},
            "mark": {"type": "text", "baseline": "bottom", "fontWeight": "bold"},
            "encoding": {"x": style::at("central"), "y": {"value": -4}, "text": {"field": "label", "type": "nominal"}},
        },
        text(side(true), "right", -6),
        text(side(false), "left", 6),
        {
            "data": {"values": names},
            "mark": {"type": "text", "align": "right", "baseline": "middle", "limit": 300},
            "encoding": {"x": {"value": -10}, "y": y("middle"), "text": {"field": "label", "type": "nominal"}},
        },
    ]);
    spec
}

fn finding(tornado: &Tornado, measure: &str) -> String {
    let Some(first) = tornado.bars.first().filter(|bar| !bar.swing.value().is_zero()) else {
        return format!("No input that has a range moves {measure} ({}).", tornado.measure.address);
    };
    let unit = tornado.measure.unit.as_str();
    let mut text = format!(
        "{measure} is {} with every input central. {} moves it most: to {} at its low value, {}, and to {} at its high \
         value, {}.",
        shown(tornado.central.value(), unit),
        first.address,
        shown(first.at_low.value(), unit),
        shown(first.low.value(), first.unit),
        shown(first.at_high.value(), unit),
        shown(first.high.value(), first.unit),
    );
    let next: Vec<String> = tornado
        .bars
        .iter()
        .skip(1)
        .filter(|bar| !bar.swing.value().is_zero())
        .take(2)
        .map(|bar| bar.address.to_string())
        .collect();
    if !next.is_empty() {
        let _ = write!(text, " Next come {}.", names::listed(&next));
    }
    text.push_str(names::in_prices(unit));
    text
}
