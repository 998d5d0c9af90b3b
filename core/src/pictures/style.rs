//! What all pictures look like.

use serde_json::{Value, json};

use super::names;

/// The colours of series, in order: from the schemes of Okabe and Ito and of Paul Tol, chosen so that any two differ for
/// whoever does not see red, green or blue, and so that neighbours are far apart in grey.
pub const PALETTE: [&str; 6] = ["#332288", "#E69F00", "#882255", "#6699CC", "#117733", "#EE3377"];
/// What is written on each of them.
const INKS: [&str; 6] = ["#FFFFFF", "#000000", "#FFFFFF", "#000000", "#FFFFFF", "#000000"];
const DASHES: [&[u32]; 6] = [&[1, 0], &[8, 3], &[2, 2], &[10, 3, 2, 3], &[5, 2], &[12, 4, 2, 2, 2, 4]];
const SHAPES: [&str; 6] = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"];
pub(super) const INK: &str = "#222222";
pub(super) const FAINT: &str = "#767676";
pub(super) const GRID: &str = "#E4E4E4";

/// The key of a series within a picture.
pub(super) fn key(place: usize) -> String {
    format!("s{place}")
}

/// The keys of so many series.
pub(super) fn keys(count: usize) -> Vec<String> {
    (0..count).map(key).collect()
}

/// After one round of the colours, the second channel is moved on by one: no two of 36 series look alike.
fn moved(place: usize) -> usize {
    (place + place / PALETTE.len()) % PALETTE.len()
}

fn scale(count: usize, range: impl Fn(usize) -> Value) -> Value {
    json!({"domain": keys(count), "range": (0..count).map(range).collect::<Vec<_>>()})
}

/// The colours of so many series.
pub(super) fn colours(count: usize) -> Value {
    scale(count, |place| json!(PALETTE[place % PALETTE.len()]))
}

/// What is written on them.
pub(super) fn inks(count: usize) -> Value {
    scale(count, |place| json!(INKS[place % INKS.len()]))
}

/// Their dashes.
pub(super) fn dashes(count: usize) -> Value {
    scale(count, |place| json!(DASHES[moved(place)]))
}

/// Their shapes.
pub(super) fn shapes(count: usize) -> Value {
    scale(count, |place| json!(SHAPES[moved(place)]))
}

/// A specification without its marks: title, size and looks.
pub(super) fn sheet(title: &str, subtitle: &str, width: u32) -> Value {
    // A character of the title is about eight pixels wide.
    let letters = usize::try_from((width + 200) / 8).unwrap_or(80);
    json!({
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {
            "text": names::lines(title, letters),
            "subtitle": names::lines(subtitle, letters * 4 / 3),
        },
        "width": width,
        "config": {
            "background": "#FFFFFF",
            "font": "Arial, Helvetica, Liberation Sans, sans-serif",
            "padding": 12,
            "view": {"stroke": null},
            "title": {
                "anchor": "start", "frame": "bounds", "color": INK, "fontSize": 16, "fontWeight": "bold",
                "subtitleColor": "#4A4A4A", "subtitleFontSize": 13, "subtitlePadding": 6, "offset": 18,
            },
            "axis": {
                "labelColor": INK, "labelFontSize": 12, "titleColor": "#4A4A4A", "titleFontSize": 12,
                "titleFontWeight": "normal", "gridColor": GRID, "domainColor": FAINT, "tickColor": FAINT,
            },
            "header": {"labelColor": INK, "labelFontSize": 13, "labelFontWeight": "bold", "title": null},
            "text": {"color": INK, "fontSize": 12},
        },
    })
}

/// A field of numbers that lies where the picture puts it.
pub(super) fn at(field: &str) -> Value {
    json!({"field": field, "type": "quantitative"})
}

/// The colour of a series.
pub(super) fn coloured(count: usize) -> Value {
    json!({"field": "series", "type": "nominal", "scale": colours(count), "legend": null})
}

/// A line of what is said of a mark under the pointer.
pub(super) fn said(field: &str, title: &str) -> Value {
    json!({"field": field, "type": "nominal", "title": title})
}

/// A number that is said of a mark under the pointer.
pub(super) fn said_number(field: &str, title: &str, format: &str) -> Value {
    json!({"field": field, "type": "quantitative", "title": title, "format": format})
}
