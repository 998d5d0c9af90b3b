//! How wide the range of a measure is in each year: bands between percentiles.

use serde_json::{Value, json};

use super::axis::{self, Axis};
use super::kind::{PictureKind, PictureSettings};
use super::names;
use super::picture::{Picture, PictureTable};
use super::style;
use crate::address::Address;
use crate::problem::{Problem, Problems};
use crate::uncertainty::{MeasureResult, SimulationResult};

const WIDTH: u32 = 600;
const HEIGHT: u32 = 350;

/// The measures by year of the one row that is asked for.
fn by_year<'a>(
    result: &'a SimulationResult,
    asked: &PictureSettings,
) -> Result<Vec<&'a MeasureResult>, Problems> {
    let rows: Vec<&str> = result
        .measures
        .iter()
        .filter(|measure| measure.year.is_some())
        .map(|measure| measure.address.as_str())
        .collect();
    let Some(first) = rows.first() else {
        let problem = Problem::new(Address::new("picture"), "no row by year was simulated");
        let accepted = "a run with a row by year among its measures, such as options.parish.net_cost.kcc";
        return Err(problem.accepted(accepted).into());
    };
    let found = PictureSettings::found(asked.asked_measure(), "measure", &rows, |row| row)?;
    let row = found.unwrap_or(first);
    Ok(result
        .measures
        .iter()
        .filter(|measure| measure.year.is_some() && measure.address.as_str() == *row)
        .collect())
}

/// Pairs of percentiles as far below the middle as above, the outermost first, and the place of the median.
fn bands(measure: &MeasureResult) -> (Vec<(usize, usize)>, Option<usize>) {
    let all = &measure.percentiles;
    let at = |percent: f64| all.iter().position(|one| (one.percent - percent).abs() < 1e-9);
    let mut pairs: Vec<(usize, usize)> = all
        .iter()
        .enumerate()
        .filter(|(_, one)| one.percent < 50.0)
        .filter_map(|(place, one)| Some((place, at(100.0 - one.percent)?)))
        .collect();
    pairs.sort_by(|a, b| all[a.0].percent.total_cmp(&all[b.0].percent));
    (pairs, at(50.0))
}

pub(super) fn picture(result: &SimulationResult, asked: &PictureSettings) -> Result<Picture, Problems> {
    let measures = by_year(result, asked)?;
    let Some(first) = measures.first() else { return Err(Problems::new()) };
    let (pairs, median) = bands(first);
    if pairs.is_empty() {
        let problem = Problem::new(Address::new("picture"), "no two percentiles lie as far from the middle");
        return Err(problem.accepted("a run with percentiles such as 10 and 90").into());
    }
    let unit = first.unit.as_str();
    let option = result.option_of(first).map(|name| format!(": {}", names::shown(name))).unwrap_or_default();
    let called = format!("{}{option}", names::shown(&first.label));
    let mut table = PictureTable::new()
        .text("year", "Financial year")
        .number("central", "As planned", unit, None)
        .number("mean", "Mean", unit, None)
        .number("percent", "Percentile", "per cent", None)
        .number("value", "Value of the percentile", unit, None);
    let mut wide: Vec<Value> = Vec::new();
    for measure in &measures {
        let year = measure.year.map(|year| year.to_string()).unwrap_or_default();
        let mut row = json!({"year": year, "central": measure.central, "mean": measure.mean});
        for (band, (low, high)) in pairs.iter().enumerate() {
            if let (Some(low), Some(high)) = (measure.percentiles.get(*low), measure.percentiles.get(*high)) {
                row[format!("low{band}")] = json!(low.value);
                row[format!("high{band}")] = json!(high.value);
            }
        }
        if let Some(median) = median.and_then(|place| measure.percentiles.get(place)) {
            row["median"] = json!(median.value);
        }
        for one in &measure.percentiles {
            table.row([
                json!(year),
                json!(measure.central),
                json!(measure.mean),
                json!(one.percent),
                json!(one.value),
            ]);
        }
        wide.push(row);
    }
    let title = format!("How sure in each year: {called}");
    let spec = spec(result, &measures, &pairs, median, &wide, &title);
    let description = finding(&measures, &pairs, &called);
    Ok(Picture::new(PictureKind::Fan, title, description, table, spec))
}

fn spec(
    result: &SimulationResult,
    measures: &[&MeasureResult],
    pairs: &[(usize, usize)],
    median: Option<usize>,
    wide: &[Value],
    title: &str,
) -> Value {
    let unit = measures.first().map_or("", |first| first.unit.as_str());
    let values = measures
        .iter()
        .flat_map(|measure| measure.percentiles.iter().map(|one| one.value).chain(measure.central));
    let axis = Axis::over(values);
    let years: Vec<_> = measures.iter().filter_map(|measure| measure.year).collect();
    let x = axis::years(&years, WIDTH);
    let upright = axis.upright(unit, names::basis(unit));
    let y =
        |field: &str| json!({"field": field, "type": "quantitative", "scale": axis.scale(), "axis": upright});
    // The outer bands are paler: they differ in grey as well.
    let shades = ["#D5E0EE", "#A9C1DE", "#7DA3CC", "#5A86B8"];
    let mut layers: Vec<Value> = pairs
        .iter()
        .enumerate()
        .map(|(band, _)| {
            json!({
                "data": {"values": wide},
                "mark": {"type": if years.len() > 1 { "area" } else { "rule" }, "color": shades[band.min(3)], "opacity": 1,
                         "strokeWidth": if years.len() > 1 { 0 } else { 30 }},
                "encoding": {"x": x, "y": y(&format!("low{band}")), "y2": {"field": format!("high{band}")}},
            })
        })
        .collect();
    let tooltip = json!([
        style::said("year", "Year"),
        style::said_number("median", "Median", ",.2f"),
        style::said_number("mean", "Mean", ",.2f"),
        style::said_number("central", "As planned", ",.2f"),
    ]);
    if median.is_some() {
        layers.push(json!({
            "data": {"values": wide},
            "mark": {
                "type": "line", "color": style::PALETTE[0], "strokeWidth": 2.5,
                "point": {"filled": true, "color": style::PALETTE[0], "size": 34},
            },
            "encoding": {"x": x, "y": y("median"), "tooltip": tooltip},
        }));
    }
    layers.push(json!({
        "data": {"values": wide},
        "mark": {"type": "line", "color": style::PALETTE[2], "strokeWidth": 2, "strokeDash": [6, 4],
                 "point": {"filled": false, "shape": "diamond", "color": style::PALETTE[2], "size": 40}},
        "encoding": {"x": x, "y": y("central"), "tooltip": tooltip},
    }));
    let mut ends: Vec<(String, f64)> = Vec::new();
    if let Some(last) = measures.last() {
        for (low, high) in pairs {
            for place in [low, high] {
                ends.extend(last.percentiles.get(*place).map(|one| (format!("P{}", one.percent), one.value)));
            }
        }
        let median = median.and_then(|place| last.percentiles.get(place));
        ends.extend(median.map(|one| ("Median".to_owned(), one.value)));
        ends.extend(last.central.map(|central| ("As planned".to_owned(), central)));
    }
    let shares: Vec<f64> = ends.iter().map(|(_, value)| axis.share(*value)).collect();
    let places = axis::apart(&shares, 17.0 / f64::from(HEIGHT));
    let year = years.last().map(ToString::to_string).unwrap_or_default();
    let labels: Vec<Value> = ends
        .iter()
        .zip(places)
        .map(|((name, value), at)| json!({"label": name, "year": year, "end": value, "place": axis.at(at)}))
        .collect();
    layers.push(json!({
        "data": {"values": labels},
        "mark": {"type": "rule", "color": "#BBBBBB", "strokeWidth": 1},
        "encoding": {"x": x, "x2": {"value": WIDTH + 8}, "y": y("end"), "y2": {"field": "place"}},
    }));
    layers.push(json!({
        "data": {"values": labels},
        "mark": {"type": "text", "align": "left", "baseline": "middle"},
        "encoding": {"x": {"value": WIDTH + 12}, "y": y("place"), "text": {"field": "label", "type": "nominal"}},
    }));
    let within: Vec<String> = pairs
        .iter()
        .filter_map(|(low, _)| measures.first()?.percentiles.get(*low))
        .map(|low| format!("{}%", 100.0 - 2.0 * low.percent))
        .collect();
    let subtitle = format!(
        "Bands hold {} of {} draws in each year; dashed: as planned",
        names::listed(&within),
        crate::money::grouped(result.draws.into())
    );
    let mut spec = style::sheet(title, &subtitle, WIDTH);
    spec["height"] = json!(HEIGHT);
    spec["layer"] = json!(layers);
    spec
}

fn finding(measures: &[&MeasureResult], pairs: &[(usize, usize)], called: &str) -> String {
    let Some((low, high)) = pairs.first() else { return String::new() };
    let range = |measure: &MeasureResult| {
        Some((measure.percentiles.get(*low)?.value, measure.percentiles.get(*high)?.value))
    };
    let mut text = called.to_owned();
    let mut widest: Option<(f64, String)> = None;
    for (place, measure) in measures.iter().enumerate() {
        let (Some((below, above)), Some(year)) = (range(measure), measure.year) else { continue };
        if place == 0 || place + 1 == measures.len() {
            let and = if place == 0 { ":" } else { ", and" };
            text.push_str(&format!(
                "{and} in {year} between {} and {}",
                names::about(below, &measure.unit),
                names::about(above, &measure.unit)
            ));
            if place == 0 {
                let percent = measure.percentiles.get(*low).map_or(0.0, |one| 100.0 - 2.0 * one.percent);
                text.push_str(&format!(" in {percent}% of the draws"));
            }
        }
        if widest.as_ref().is_none_or(|(most, _)| above - below > *most) {
            widest = Some((above - below, year.to_string()));
        }
    }
    text.push('.');
    if let Some((_, year)) = widest.filter(|(width, _)| measures.len() > 1 && *width > 0.0) {
        text.push_str(&format!(" The range is widest in {year}."));
    }
    text
}
