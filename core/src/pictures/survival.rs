//! How likely those who carry an option are to be solvent still, year by year.

use serde_json::json;

use super::axis::Axis;
use super::kind::{PictureKind, PictureSettings};
use super::lines::{Line, Lines};
use super::names;
use super::picture::{Picture, PictureTable};
use crate::address::Address;
use crate::problem::{Problem, Problems};
use crate::uncertainty::SimulationResult;

pub(super) fn picture(result: &SimulationResult, asked: &PictureSettings) -> Result<Picture, Problems> {
    // The chance that any party of an option has failed.
    let all: Vec<_> = result.insolvency.iter().filter(|one| one.party.is_none()).collect();
    if all.is_empty() {
        let problem = Problem::new(Address::new("picture"), "no reserves were followed in this run");
        return Err(problem
            .accepted("a question with a party that has reserves, and a run with insolvency = true")
            .into());
    }
    let only = PictureSettings::found(asked.asked_option(), "option", &all, |one| one.option.as_str())?;
    let known = result.option_names();
    let labels = names::labels(known.iter().map(|(id, name)| (id.as_str(), name.as_str())));
    let mut table = PictureTable::new()
        .text("year", "Financial year")
        .text("option", "Option")
        .text("name", "Name")
        .number("solvent", "Chance that all are solvent still", "share", None)
        .number("low", "Low end of its 95% interval", "share", None)
        .number("high", "High end of its 95% interval", "share", None);
    let mut lines = Vec::new();
    for one in all.iter().filter(|one| only.is_none_or(|only| only.option == one.option)) {
        let place = known.iter().position(|(id, _)| *id == one.option);
        let label =
            place.and_then(|place| labels.get(place)).cloned().unwrap_or_else(|| names::shown(&one.option));
        let values: Vec<f64> = one.insolvent_by.iter().map(|chance| 1.0 - chance.share).collect();
        for ((year, chance), solvent) in result.years.iter().zip(&one.insolvent_by).zip(&values) {
            table.row([
                json!(year.to_string()),
                json!(one.option),
                json!(label),
                json!(solvent),
                json!(1.0 - chance.high),
                json!(1.0 - chance.low),
            ]);
        }
        let last = values.last().copied().unwrap_or(1.0);
        lines.push(Line {
            id: one.option.clone(),
            label,
            aside: Some(format!("{} solvent at the end", names::percentage(last))),
            values,
            marked: None,
        });
    }
    let last = result.years.last().map(ToString::to_string).unwrap_or_default();
    let end = |line: &Line| line.values.last().copied().unwrap_or(1.0);
    let description = if lines.iter().all(|line| end(line) >= 1.0) {
        format!(
            "In none of the {} draws does anybody with reserves run out of money by the end of {last}.",
            result.draws
        )
    } else {
        let ends: Vec<String> =
            lines.iter().map(|line| format!("{} {}", line.label, names::percentage(end(line)))).collect();
        format!(
            "The chance that everybody with reserves has stayed solvent by the end of {last}, from {} draws: {}.",
            result.draws,
            names::listed(&ends)
        )
    };
    let axis = Axis::over([0.0, 1.0].into_iter());
    let title = "Chance that everybody with reserves is solvent still".to_owned();
    let subtitle =
        format!("Share of {} draws, at the end of each year: {}", result.draws, names::shown(&result.title));
    let spec = Lines {
        title: &title,
        subtitle: &subtitle,
        years: &result.years,
        lines: &lines,
        value: ("solvent", "Solvent still", ".1%"),
        axis,
        upright: axis.percent("share of draws"),
        steps: true,
    }
    .spec();
    Ok(Picture::new(PictureKind::Survival, title, description, table, spec))
}
