//! The reserves of those who carry an option, year by year, against their minimum.

use serde_json::{Value, json};

use super::axis::Axis;
use super::cost_by_year::labels;
use super::kind::{PictureKind, PictureSettings};
use super::names::{self, float};
use super::picture::{Picture, PictureTable};
use super::style;
use crate::appraisal::{OptionResult, Outcome, ReserveResult};
use crate::problem::Problems;

const WIDTH: u32 = 290;

/// The reserves of a party under an option.
struct Path<'a> {
    option: &'a OptionResult,
    label: String,
    reserve: &'a ReserveResult,
}

pub(super) fn picture(outcome: &Outcome, asked: &PictureSettings) -> Result<Picture, Problems> {
    let tables = outcome.tables();
    let only =
        PictureSettings::found(asked.asked_option(), "option", &tables.options, |one| one.id.as_str())?;
    let labels = labels(&tables.options);
    let mut paths: Vec<Path<'_>> = Vec::new();
    for (option, label) in tables.options.iter().zip(&labels) {
        if only.is_some_and(|only| only.id != option.id) {
            continue;
        }
        let own = names::labels(option.reserves.iter().map(|reserve| {
            let party = option.parties.iter().find(|party| party.id == reserve.party);
            (reserve.party.as_str(), party.map_or("", |party| party.name.as_str()))
        }));
        paths.extend(option.reserves.iter().zip(own).map(|(reserve, party)| Path {
            option,
            label: format!("{}: {}", names::cut(label, 26), names::cut(&party, 26)),
            reserve,
        }));
    }
    let mut table = PictureTable::new()
        .text("year", "Financial year")
        .text("option", "Option")
        .text("party", "Party")
        .text("panel", "Name")
        .number("reserves", "Reserves at the end of the year", "£", Some("cash"))
        .number("minimum", "Minimum", "£", Some("cash"));
    let mut rows: Vec<Value> = Vec::new();
    for (place, path) in paths.iter().enumerate() {
        let minimum = float(path.reserve.minimum.value());
        for (year, value) in tables.years.iter().zip(&path.reserve.reserves) {
            let (year, value) = (year.to_string(), float(value.value()));
            let below = if value < 0.0 {
                "below nothing"
            } else if value < minimum {
                "below the minimum"
            } else {
                ""
            };
            rows.push(json!({
                "panel": format!("{:03}", place), "year": year, "label": path.label, "reserves": value,
                "minimum": minimum, "below": below,
            }));
            table.row([
                json!(year),
                json!(path.option.id),
                json!(path.reserve.party),
                json!(path.label),
                json!(value),
                json!(minimum),
            ]);
        }
    }
    let description = finding(&paths);
    let spec = spec(&paths, rows, &tables.years);
    Ok(Picture::new(PictureKind::Reserves, TITLE.to_owned(), description, table, spec))
}

const TITLE: &str = "Reserves at the end of each year, against their minimum";

fn spec(paths: &[Path<'_>], rows: Vec<Value>, years: &[crate::FinancialYear]) -> Value {
    let values = rows.iter().flat_map(|row| [row["reserves"].as_f64(), row["minimum"].as_f64()]).flatten();
    let axis = Axis::with_nought(values);
    let x = super::axis::years(years, WIDTH);
    let y = json!({
        "field": "reserves", "type": "quantitative", "scale": axis.scale(), "axis": axis.upright("£", "cash"),
    });
    let subtitle = if paths.is_empty() {
        "No party of this question has reserves that are followed."
    } else {
        "Dashed: the minimum. A square: below the minimum. A cross: below nothing."
    };
    let panels: Vec<Value> = paths
        .iter()
        .enumerate()
        .map(|(place, path)| {
            let own: Vec<&Value> =
                rows.iter().filter(|row| row["panel"] == json!(format!("{place:03}"))).collect();
            let short: Vec<&&Value> = own.iter().filter(|row| row["below"] != json!("")).collect();
            json!({
                "title": {"text": path.label, "fontSize": 13, "anchor": "start", "frame": "group", "limit": WIDTH, "offset": 26},
                "width": WIDTH, "height": 150,
                "layer": [
                    {
                        "data": {"values": [{"nought": 0}]},
                        "mark": {"type": "rule", "color": style::INK, "strokeWidth": 1.25},
                        "encoding": {"y": {"field": "nought", "type": "quantitative"}},
                    },
                    {
                        "data": {"values": own},
                        "mark": {
                            "type": "line", "color": style::PALETTE[0], "strokeWidth": 2.25, "point": {
                                "filled": true, "color": style::PALETTE[0], "size": 26,
                            },
                        },
                        "encoding": {"x": x, "y": y, "tooltip": [
                            style::said("label", "Whose"), style::said("year", "Year"),
                            style::said_number("reserves", "Reserves, £ cash", ",.2f"),
                            style::said_number("minimum", "Minimum, £ cash", ",.2f"),
                        ]},
                    },
                    {
                        "data": {"values": own},
                        "mark": {"type": "line", "color": style::INK, "strokeDash": [5, 4], "strokeWidth": 1.5},
                        "encoding": {"x": x, "y": {"field": "minimum", "type": "quantitative"}},
                    },
                    {
                        "data": {"values": short},
                        "mark": {"type": "point", "filled": true, "size": 90, "color": style::PALETTE[5], "opacity": 1},
                        "encoding": {
                            "x": x, "y": {"field": "reserves", "type": "quantitative"},
                            "shape": {
                                "field": "below", "type": "nominal", "legend": null,
                                "scale": {"domain": ["below the minimum", "below nothing"], "range": ["square", "cross"]},
                            },
                        },
                    },
                ],
            })
        })
        .collect();
    let mut spec = style::sheet(TITLE, subtitle, 2 * WIDTH);
    if let Some(parts) = spec.as_object_mut() {
        parts.remove("width");
    }
    spec["columns"] = json!(if paths.len() == 1 { 1 } else { 2 });
    spec["spacing"] = json!(28);
    spec["concat"] = json!(panels);
    if paths.is_empty() {
        spec["concat"] = json!([{"data": {"values": []}, "mark": "point", "width": WIDTH, "height": 20}]);
    }
    spec
}

fn finding(paths: &[Path<'_>]) -> String {
    if paths.is_empty() {
        return "No party of this question has reserves that are followed.".to_owned();
    }
    let (mut insolvent, mut short) = (Vec::new(), Vec::new());
    for path in paths {
        if let Some(year) = path.reserve.first_insolvent_year {
            insolvent.push(format!("{}, from {year}", path.label));
        } else if let Some(year) = path.reserve.first_year_below_minimum {
            short.push(format!("{}, from {year}", path.label));
        }
    }
    if insolvent.is_empty() && short.is_empty() {
        return "With everything as planned, all reserves stay at or above their minimum in every year."
            .to_owned();
    }
    let mut text = String::from("With everything as planned, ");
    if insolvent.is_empty() {
        text.push_str("nobody's reserves fall below nothing.");
    } else {
        text.push_str(&format!("reserves fall below nothing: {}.", insolvent.join("; ")));
    }
    if !short.is_empty() {
        text.push_str(&format!(" Reserves fall below their minimum: {}.", short.join("; ")));
    }
    text
}
