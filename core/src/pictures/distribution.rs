//! How the draws of a measure are spread, and how likely it is to come to at least so much.

use serde_json::{Value, json};

use super::axis::Axis;
use super::kind::{PictureKind, PictureSettings};
use super::names::{self, count};
use super::picture::{Picture, PictureTable};
use super::style;
use crate::address::Address;
use crate::problem::{Problem, Problems};
use crate::uncertainty::{MeasureResult, SimulationResult};

const WIDTH: u32 = 600;
const HEIGHT: u32 = 300;

/// What a measure is called: with the name of its option and the year.
pub(super) fn called(result: &SimulationResult, measure: &MeasureResult) -> String {
    let year = measure.year.map(|year| format!(", {year}")).unwrap_or_default();
    let option =
        result.option_of(measure).map(|name| format!(": {}", names::shown(name))).unwrap_or_default();
    format!("{}{year}{option}", names::shown(&measure.label))
}

fn address(measure: &MeasureResult) -> String {
    measure.year.map_or_else(|| measure.address.to_string(), |year| format!("{}@{year}", measure.address))
}

/// The measure that is asked for, with its draws in ascending order.
fn asked_for<'a>(
    result: &'a SimulationResult,
    asked: &PictureSettings,
) -> Result<(&'a MeasureResult, Vec<f64>), Problems> {
    let addresses: Vec<String> = result.measures.iter().map(address).collect();
    let found = PictureSettings::found(asked.asked_measure(), "measure", &addresses, String::as_str)?;
    let place = found.and_then(|found| addresses.iter().position(|known| known == found)).unwrap_or_default();
    let measure = result.measures.get(place);
    let mut sample: Vec<f64> =
        result.sample(place).iter().copied().filter(|value| value.is_finite()).collect();
    sample.sort_unstable_by(f64::total_cmp);
    measure.filter(|_| !sample.is_empty()).map(|measure| (measure, sample)).ok_or_else(|| {
        let problem = Problem::new(Address::new("picture"), "no draw of the measure has a value");
        problem.accepted("a measure that has a value").into()
    })
}

/// What a picture of fewer draws than were made says of it.
fn drawn_from(result: &SimulationResult, sample: &[f64], measure: &MeasureResult) -> String {
    let drawn = u64::try_from(sample.len()).unwrap_or(u64::MAX);
    if drawn + measure.without_value >= result.draws {
        format!("{} draws", crate::money::grouped(result.draws.into()))
    } else {
        format!(
            "Drawn from the first {} of {} draws; what is marked is from all",
            crate::money::grouped(drawn.into()),
            crate::money::grouped(result.draws.into())
        )
    }
}

/// The chance that the measure is below nothing, and the middle eight or nine tenths of it.
fn finding(measure: &MeasureResult, called: &str) -> String {
    let unit = measure.unit.as_str();
    let mut text = format!("{called}: on average {}", names::about(measure.mean, unit));
    let percentile = |percent: f64| {
        measure.percentiles.iter().find(|one| (one.percent - percent).abs() < 1e-9).map(|one| one.value)
    };
    let low = measure.percentiles.iter().find(|one| one.percent < 50.0);
    let mirrored = low.and_then(|low| Some((low, percentile(100.0 - low.percent)?)));
    if let Some((low, high)) = mirrored {
        text.push_str(&format!(
            "; between {} and {} in {}% of the draws",
            names::about(low.value, unit),
            names::about(high, unit),
            100.0 - 2.0 * low.percent
        ));
    }
    text.push('.');
    if let Some(central) = measure.central {
        let (more, by) = if central < measure.mean {
            ("below", measure.mean - central)
        } else {
            ("above", central - measure.mean)
        };
        text.push_str(&format!(
            " With everything as planned it is {}, {} {more} the average.",
            names::about(central, unit),
            names::about(by, unit)
        ));
    }
    text
}

/// The values that are marked: percentiles that were asked for, the mean and the plan.
fn marks(measure: &MeasureResult) -> Vec<(String, f64, &'static str)> {
    let mut marks: Vec<(String, f64, &'static str)> = Vec::new();
    let wanted = [10.0, 50.0, 90.0];
    let shown: Vec<_> = measure
        .percentiles
        .iter()
        .filter(|one| wanted.iter().any(|at| (at - one.percent).abs() < 1e-9))
        .collect();
    let shown = if shown.is_empty() { measure.percentiles.iter().take(3).collect() } else { shown };
    marks.extend(shown.iter().map(|one| (format!("P{}", one.percent), one.value, "percentile")));
    marks.push(("Mean".to_owned(), measure.mean, "mean"));
    marks.extend(measure.central.map(|central| ("As planned".to_owned(), central, "plan")));
    marks.retain(|(_, value, _)| value.is_finite());
    marks.sort_by(|a, b| a.1.total_cmp(&b.1));
    marks
}

pub(super) fn distribution(result: &SimulationResult, asked: &PictureSettings) -> Result<Picture, Problems> {
    let (measure, sample) = asked_for(result, asked)?;
    let called = called(result, measure);
    let unit = measure.unit.as_str();
    let axis = Axis::over(sample.iter().copied().chain(marks(measure).iter().map(|mark| mark.1)));
    let number = count(sample.len());
    let bins = if sample.len() < 1_000 { 20 } else { 40 };
    let width = (axis.high - axis.low) / count(bins);
    let mut counts = vec![0_usize; bins];
    let mut bin = 0;
    for value in &sample {
        while bin + 1 < bins && *value >= axis.low + width * count(bin + 1) {
            bin += 1;
        }
        counts[bin] += 1;
    }
    let mut table = PictureTable::new()
        .number("from", "From", unit, None)
        .number("to", "To below", unit, None)
        .number("share", "Share of the draws", "share", None);
    for (bin, found) in counts.iter().enumerate() {
        let from = axis.low + width * count(bin);
        table.row([json!(from), json!(from + width), json!(count(*found) / number)]);
    }
    let title = format!("How sure: {called}");
    let subtitle = drawn_from(result, &sample, measure);
    let spec = histogram(&title, &subtitle, &table, measure, axis);
    let description = finding(measure, &called);
    Ok(Picture::new(PictureKind::Distribution, title, description, table, spec))
}

/// Lines for what is marked, each name on a height of its own above the bars where it would stand on another.
fn histogram(
    title: &str,
    subtitle: &str,
    table: &PictureTable,
    measure: &MeasureResult,
    axis: Axis,
) -> Value {
    let unit = measure.unit.as_str();
    let most = table.rows.iter().filter_map(|row| row["share"].as_f64()).fold(0.0, f64::max);
    let mut levels: Vec<f64> = Vec::new();
    let placed: Vec<(String, f64, &str, usize)> = marks(measure)
        .into_iter()
        .map(|(name, value, kind)| {
            let label = format!("{name} {}", names::about(value, unit));
            let from = axis.share(value) * f64::from(WIDTH);
            let to = from + 6.6 * count(label.chars().count()) + 12.0;
            let level = levels.iter().position(|end| *end < from).unwrap_or(levels.len());
            if level == levels.len() {
                levels.push(to)
            } else {
                levels[level] = to
            }
            (label, value, kind, level)
        })
        .collect();
    // The names stand above the bars, the first the highest.
    let lines = count(levels.len());
    let foot = most * 1.04;
    let line = most * 18.0 / (f64::from(HEIGHT) - 18.0 * lines);
    let top = foot + line * (lines + 0.4);
    let marks: Vec<Value> = placed
        .iter()
        .map(|(label, value, kind, level)| {
            json!({
                "label": label, "value": value, "kind": kind, "foot": 0,
                "top": foot + line * (lines - count(*level) - 0.5),
            })
        })
        .collect();
    let shares = Axis::over([0.0, most].into_iter());
    let mut upright = shares.percent("share of draws");
    upright["grid"] = json!(true);
    let y = |field: &str| {
        json!({
            "field": field, "type": "quantitative", "axis": upright,
            "scale": {"domain": [0, top], "nice": false, "zero": true},
        })
    };
    let x = json!({
        "field": "from", "type": "quantitative", "scale": axis.scale(),
        "axis": axis.level(unit, names::basis(unit), &names::cut(&names::shown(&measure.label), 60)),
    });
    let mut spec = style::sheet(title, subtitle, WIDTH);
    spec["height"] = json!(HEIGHT);
    spec["layer"] = json!([
        {
            "data": {"values": table.rows},
            "mark": {"type": "rect", "color": style::PALETTE[3], "stroke": "#FFFFFF", "strokeWidth": 1},
            "encoding": {
                "x": x, "x2": {"field": "to"}, "y": y("share"), "y2": {"datum": 0},
                "tooltip": [
                    style::said_number("from", "From", ",.2f"), style::said_number("to", "To below", ",.2f"),
                    style::said_number("share", "Share of draws", ".1%"),
                ],
            },
        },
        {
            "data": {"values": marks},
            "mark": {"type": "rule", "color": style::INK, "strokeWidth": 1.75},
            "encoding": {
                "x": {"field": "value", "type": "quantitative"}, "y": y("foot"), "y2": {"field": "top"},
                "strokeDash": {
                    "field": "kind", "type": "nominal", "legend": null, "scale": {
                        "domain": ["percentile", "mean", "plan"], "range": [[2, 3], [1, 0], [8, 4]],
                    },
                },
            },
        },
        {
            "data": {"values": marks},
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 5},
            "encoding": {
                "x": {"field": "value", "type": "quantitative"}, "y": y("top"),
                "text": {"field": "label", "type": "nominal"},
            },
        },
    ]);
    spec
}

pub(super) fn exceedance(result: &SimulationResult, asked: &PictureSettings) -> Result<Picture, Problems> {
    let (measure, sample) = asked_for(result, asked)?;
    let called = called(result, measure);
    let unit = measure.unit.as_str();
    let mut table = PictureTable::new().number("value", "At least", unit, None).number(
        "chance",
        "Chance",
        "share of draws",
        None,
    );
    // A hundred steps are as fine as a reader sees.
    let last = sample.len() - 1;
    let places: Vec<usize> = (0..=100).map(|step| step * last / 100).collect();
    let mut seen = None;
    for place in places {
        let value = sample[place];
        if seen == Some(value.to_bits()) {
            continue;
        }
        seen = Some(value.to_bits());
        let below = sample.partition_point(|other| *other < value);
        table.row([json!(value), json!(1.0 - count(below) / count(sample.len()))]);
    }
    let marks: Vec<Value> = measure
        .percentiles
        .iter()
        .filter(|one| [10.0, 50.0, 90.0].iter().any(|at| (at - one.percent).abs() < 1e-9))
        .map(|one| {
            let chance = 1.0 - one.percent / 100.0;
            json!({
                "value": one.value, "chance": chance,
                "label": format!("{}: at least {}", names::percentage(chance), names::about(one.value, unit)),
            })
        })
        .collect();
    let axis = Axis::over(sample.iter().copied());
    let title = format!("How likely at least so much: {called}");
    let shares = Axis::over([0.0, 1.0].into_iter());
    let x = json!({
        "field": "value", "type": "quantitative", "scale": axis.scale(),
        "axis": axis.level(unit, names::basis(unit), &names::cut(&names::shown(&measure.label), 60)),
    });
    let y = json!({
        "field": "chance", "type": "quantitative", "scale": shares.scale(), "axis": shares.percent("chance of at least so much"),
    });
    let mut spec = style::sheet(&title, &drawn_from(result, &sample, measure), WIDTH);
    spec["height"] = json!(350);
    spec["layer"] = json!([
        {
            "data": {"values": table.rows},
            "mark": {"type": "line", "interpolate": "step-before", "color": style::PALETTE[0], "strokeWidth": 2.25},
            "encoding": {"x": x, "y": y, "tooltip": [
                style::said_number("value", "At least", ",.2f"), style::said_number("chance", "Chance", ".1%"),
            ]},
        },
        {
            "data": {"values": marks},
            "mark": {"type": "point", "filled": true, "size": 80, "color": style::PALETTE[2], "opacity": 1},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": marks},
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 10, "dy": -8},
            "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}},
        },
    ]);
    let mut description = finding(measure, &called);
    if let Some(median) = measure.percentiles.iter().find(|one| (one.percent - 50.0).abs() < 1e-9) {
        description
            .push_str(&format!(" It is as likely above {} as below.", names::about(median.value, unit)));
    }
    Ok(Picture::new(PictureKind::Exceedance, title, description, table, spec))
}
