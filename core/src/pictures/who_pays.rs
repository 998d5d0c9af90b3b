//! Who bears each option: the parties that pay on balance, stacked.

use serde_json::{Value, json};

use super::axis::Axis;
use super::cost_by_year::labels;
use super::kind::PictureKind;
use super::names::{self, count, float};
use super::picture::{Picture, PictureTable};
use super::style;
use crate::Decimal;
use crate::appraisal::{Outcome, PartyResult};

const WIDTH: u32 = 520;

/// The letter of a party: `A` to `Z`, then `AA`.
fn letter(place: usize) -> String {
    let own = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    if place < 26 { own.to_string() } else { format!("{}{own}", letter(place / 26 - 1)) }
}

pub(super) fn picture(outcome: &Outcome) -> Picture {
    let tables = outcome.tables();
    let labels = labels(&tables.options);
    let total = |option: &[PartyResult], id: &str| {
        option.iter().find(|party| party.id == id).map(|party| party.total.value()).unwrap_or_default()
    };
    // Those that pay on balance under some option, in the order of the result: whoever is only ever paid bears nothing.
    let mut payers: Vec<&PartyResult> = Vec::new();
    for party in tables.options.iter().flat_map(|option| &option.parties) {
        let pays = tables.options.iter().any(|option| total(&option.parties, &party.id) > Decimal::ZERO);
        if pays && !payers.iter().any(|known| known.id == party.id) {
            payers.push(party);
        }
    }
    let parties = names::labels(payers.iter().map(|party| (party.id.as_str(), party.name.as_str())));
    let mut table = PictureTable::new()
        .text("option", "Option")
        .text("name", "Name")
        .text("party", "Party")
        .text("party_name", "Name of the party")
        .number("pays", "Pays less what it is paid, all years", "£", Some("cash"))
        .number("change_from_today", "Change from today", "£", Some("cash"));
    let (mut pieces, mut ends) = (Vec::new(), vec![0.0]);
    for (row, (option, label)) in tables.options.iter().zip(&labels).enumerate() {
        let (mut up, mut down) = (0.0, 0.0);
        for (place, (party, party_label)) in payers.iter().zip(&parties).enumerate() {
            let found = option.parties.iter().find(|own| own.id == party.id);
            let pays = found.map(|own| float(own.total.value())).unwrap_or_default();
            let change = found.map(|own| float(own.change_from_today.value()));
            table.row([
                json!(option.id),
                json!(label),
                json!(party.id),
                json!(party_label),
                json!(pays),
                json!(change),
            ]);
            let stack = if pays < 0.0 { &mut down } else { &mut up };
            let from = *stack;
            *stack += pays;
            pieces.push((row, place, pays, from, *stack, label, party_label));
        }
        ends.extend([up, down]);
    }
    let axis = Axis::with_nought(ends.into_iter());
    let spec = spec(&pieces, &parties, &labels, axis);
    Picture::new(PictureKind::WhoPays, TITLE.to_owned(), finding(outcome, &labels), table, spec)
}

const TITLE: &str = "Who pays for each option, all years together";

type Piece<'a> = (usize, usize, f64, f64, f64, &'a String, &'a String);

fn spec(pieces: &[Piece<'_>], parties: &[String], labels: &[String], axis: Axis) -> Value {
    let rows = labels.len().max(1);
    let lines = parties.len().max(1);
    let bar = if rows > 6 { 34 } else { 46 };
    let of = |number: usize| u32::try_from(number).unwrap_or(500).min(500);
    let height = (of(rows) * bar).max(of(lines) * 22 + 8).max(200);
    let per_row = f64::from(height) / count(rows);
    let data: Vec<Value> = pieces
        .iter()
        .filter(|(_, _, pays, ..)| *pays != 0.0)
        .map(|(row, place, pays, from, to, label, party)| {
            // A letter takes about fourteen pixels.
            let wide = (axis.share(*to) - axis.share(*from)).abs() * f64::from(WIDTH) >= 16.0;
            json!({
                "series": style::key(*place), "name": label, "party": party, "pays": pays, "from": from, "to": to,
                "top": count(*row) + 0.16, "foot": count(*row) + 0.84, "middle": count(*row) + 0.5,
                "centre": f64::midpoint(*from, *to), "letter": if wide { letter(*place) } else { String::new() },
            })
        })
        .collect();
    let names: Vec<Value> = labels
        .iter()
        .enumerate()
        .map(|(row, label)| json!({"label": names::cut(label, 34), "middle": count(row) + 0.5}))
        .collect();
    let legend: Vec<Value> = parties
        .iter()
        .enumerate()
        .map(|(place, party)| {
            json!({
                "series": style::key(place), "letter": letter(place), "label": names::cut(party, 34),
                "middle": (22.0 * count(place) + 11.0) / per_row,
            })
        })
        .collect();
    let y = |field: &str| {
        json!({
            "field": field, "type": "quantitative", "axis": null,
            "scale": {"domain": [count(rows), 0], "nice": false, "zero": false},
        })
    };
    let parties = parties.len();
    let ink = json!({"field": "series", "type": "nominal", "scale": style::inks(parties), "legend": null});
    let x = json!({
        "field": "from", "type": "quantitative", "scale": axis.scale(), "axis": axis.level("£", "cash", "Pays less what it is paid"),
    });
    let edge = WIDTH + 30;
    let mut spec = style::sheet(
        TITLE,
        "Parties that pay on balance under some option. Left of nought a party is paid more than it pays.",
        WIDTH,
    );
    spec["height"] = json!(height);
    spec["resolve"] = json!({"scale": {"color": "independent"}});
    spec["layer"] = json!([
        {
            "data": {"values": data},
            "mark": {"type": "rect", "stroke": "#FFFFFF", "strokeWidth": 1.5},
            "encoding": {
                "x": x, "x2": {"field": "to"}, "y": y("top"), "y2": {"field": "foot"}, "color": style::coloured(parties),
                "tooltip": [
                    style::said("name", "Option"), style::said("party", "Party"),
                    style::said_number("pays", "Pays, £ cash", ",.2f"),
                ],
            },
        },
        {
            "data": {"values": [{"nought": 0}]},
            "mark": {"type": "rule", "color": style::INK, "strokeWidth": 1.25},
            "encoding": {"x": {"field": "nought", "type": "quantitative"}},
        },
        {
            "data": {"values": data},
            "mark": {"type": "text", "fontWeight": "bold", "baseline": "middle"},
            "encoding": {
                "x": style::at("centre"), "y": y("middle"), "color": ink, "text": {"field": "letter", "type": "nominal"},
            },
        },
        {
            "data": {"values": names},
            "mark": {"type": "text", "align": "right", "baseline": "middle", "limit": 230, "fontWeight": "bold"},
            "encoding": {"x": {"value": -10}, "y": y("middle"), "text": {"field": "label", "type": "nominal"}},
        },
        {
            "data": {"values": legend},
            "mark": {"type": "point", "shape": "square", "filled": true, "size": 300, "opacity": 1},
            "encoding": {"x": {"value": edge}, "y": y("middle"), "color": style::coloured(parties)},
        },
        {
            "data": {"values": legend},
            "mark": {"type": "text", "fontWeight": "bold", "baseline": "middle"},
            "encoding": {
                "x": {"value": edge}, "y": y("middle"), "color": ink, "text": {"field": "letter", "type": "nominal"},
            },
        },
        {
            "data": {"values": legend},
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 16, "limit": 230},
            "encoding": {"x": {"value": edge}, "y": y("middle"), "text": {"field": "label", "type": "nominal"}},
        },
    ]);
    spec
}

/// Who bears most under each of the cheapest and today's option.
fn finding(outcome: &Outcome, labels: &[String]) -> String {
    let tables = outcome.tables();
    let most: Vec<String> = tables
        .options
        .iter()
        .zip(labels)
        .filter_map(|(option, label)| {
            let party = option.parties.iter().max_by_key(|party| party.total.value())?;
            let sum = party.total.value();
            (sum > Decimal::ZERO)
                .then(|| format!("{label}, {} ({})", names::shown(&party.name), names::pounds(sum)))
        })
        .collect();
    if most.is_empty() {
        return "Under no option does anybody pay anything on balance.".to_owned();
    }
    format!("Who pays most on balance over the whole period, in cash: {}.", most.join("; "))
}
