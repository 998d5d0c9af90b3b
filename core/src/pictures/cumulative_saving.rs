//! What each option has saved against today by the end of each year, with the year in which it has paid for itself.

use std::fmt::Write as _;

use serde_json::json;

use super::axis::Axis;
use super::cost_by_year::{labels, views};
use super::kind::{PictureKind, PictureSettings};
use super::lines::{Line, Lines};
use super::names::{self, float};
use super::picture::{Picture, PictureTable};
use crate::Decimal;
use crate::appraisal::Outcome;
use crate::problem::Problems;

pub(super) fn picture(outcome: &Outcome, asked: &PictureSettings) -> Result<Picture, Problems> {
    let tables = outcome.tables();
    let found = views(&tables.options, asked)?;
    let labels = labels(&tables.options);
    let who = found.first().map_or_else(String::new, |(_, _, view)| names::shown(&view.name));
    let mut table = PictureTable::new()
        .text("year", "Financial year")
        .text("option", "Option")
        .text("name", "Name")
        .number("saving", "Saving in the year", "£", Some("cash"))
        .number("cumulative_saving", "Saving so far", "£", Some("cash"))
        .text("payback_year", "Pays back in");
    let (mut lines, mut paid, mut never) = (Vec::new(), Vec::new(), Vec::new());
    let mut at_once = Vec::new();
    let mut best: Option<(Decimal, &String)> = None;
    for ((place, (option, view_place, view)), label) in found.iter().enumerate().zip(&labels) {
        if option.id == tables.today {
            continue;
        }
        let sums = outcome.saving_so_far(place, *view_place);
        let total = view.saving_total.value();
        if best.is_none_or(|(most, _)| total > most) {
            best = Some((total, label));
        }
        // An option that saves from its first year has nothing to pay back, and no ring.
        let pays_back = view.payback_year.filter(|_| view.payback.years.is_some());
        let aside = if view.payback_year.is_some() && pays_back.is_none() {
            at_once.push(label.clone());
            "nothing to pay back".to_owned()
        } else if let Some(year) = pays_back {
            paid.push(format!("{label} in {year}"));
            format!("pays back in {year}")
        } else if total.is_zero() && sums.iter().all(|sum| sum.value().is_zero()) {
            "saves nothing, costs nothing".to_owned()
        } else {
            never.push(label.clone());
            "does not pay back".to_owned()
        };
        for ((year, saving), sum) in tables.years.iter().zip(&view.saving).zip(&sums) {
            table.row([
                json!(year.to_string()),
                json!(option.id),
                json!(label),
                json!(float(saving.value())),
                json!(float(sum.value())),
                json!(pays_back.map(|year| year.to_string())),
            ]);
        }
        lines.push(Line {
            id: option.id.clone(),
            label: label.clone(),
            aside: Some(aside),
            values: sums.iter().map(|sum| float(sum.value())).collect(),
            marked: pays_back.and_then(|year| tables.years.iter().position(|known| *known == year)),
        });
    }
    let last = tables.years.last().map(ToString::to_string).unwrap_or_default();
    let mut description = match best {
        None => "There is no option but today's, and so nothing to save.".to_owned(),
        Some((most, label)) if most > Decimal::ZERO => {
            format!(
                "By the end of {last}, {label} has saved most against today, {} in cash.",
                names::pounds(most)
            )
        }
        Some(_) => format!("By the end of {last} no option has saved anything against today, in cash."),
    };
    if !paid.is_empty() {
        let _ = write!(
            description,
            " Savings have made up for the costs of the change: {}.",
            names::listed(&paid)
        );
    }
    if !at_once.is_empty() {
        let verb = if at_once.len() > 1 { "have" } else { "has" };
        let _ = write!(description, " {} {verb} nothing to pay back.", names::listed(&at_once));
    }
    if !never.is_empty() {
        let verb = if never.len() > 1 { "do" } else { "does" };
        let _ = write!(description, " {} {verb} not pay back within the period.", names::listed(&never));
    }
    let axis = Axis::with_nought(lines.iter().flat_map(|line| line.values.iter().copied()));
    let title = format!("Saving of {who} against today, all years so far");
    let marked = "A ring marks the year by whose end the savings have made up for the costs of the change.";
    let spec = Lines {
        title: &title,
        subtitle: marked,
        years: &tables.years,
        series: &lines,
        value: ("cumulative_saving", "Saving so far, £ cash", ",.2f"),
        axis,
        upright: axis.upright("£", "cash"),
        steps: false,
    }
    .spec();
    Ok(Picture::new(PictureKind::CumulativeSaving, title, description, table, spec))
}
