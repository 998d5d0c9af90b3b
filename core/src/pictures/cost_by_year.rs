//! What each option costs a budget in each year.

use serde_json::json;

use super::axis::Axis;
use super::kind::{PictureKind, PictureSettings};
use super::lines::{Line, Lines};
use super::names::{self, float};
use super::picture::{Picture, PictureTable};
use crate::Decimal;
use crate::appraisal::{OptionResult, Outcome, Penny, ViewResult};
use crate::problem::Problems;

/// The view that is asked for, of each option: by default the first, which is the council's.
pub(super) fn views<'a>(
    options: &'a [OptionResult],
    asked: &PictureSettings,
) -> Result<Vec<(&'a OptionResult, usize, &'a ViewResult)>, Problems> {
    let known = options.first().map_or(&[][..], |option| &option.views);
    let found = PictureSettings::found(asked.asked_view(), "view", known, |view| view.id.as_str())?;
    let place = found.and_then(|found| known.iter().position(|view| view.id == found.id)).unwrap_or_default();
    Ok(options.iter().filter_map(|option| Some((option, place, option.views.get(place)?))).collect())
}

/// The labels of the options.
pub(super) fn labels(options: &[OptionResult]) -> Vec<String> {
    names::labels(options.iter().map(|option| (option.id.as_str(), option.name.as_str())))
}

/// The first of some labels whose sum is the smallest, and all that share it.
pub(super) fn least(labels: &[String], sums: &[Decimal]) -> Option<(Decimal, Vec<String>)> {
    let least = sums.iter().min().copied()?;
    let who = labels.iter().zip(sums).filter(|(_, sum)| **sum == least).map(|(label, _)| label.clone());
    Some((least, who.collect()))
}

fn floats(values: &[Penny]) -> Vec<f64> {
    values.iter().map(|value| float(value.value())).collect()
}

/// Who costs least from which year on.
fn finding(labels: &[String], views: &[&ViewResult], years: &[crate::FinancialYear]) -> String {
    let sums: Vec<Decimal> = views.iter().map(|view| view.net_cost_total.value()).collect();
    let Some((sum, who)) = least(labels, &sums) else { return String::new() };
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return String::new() };
    let period = if first == last { format!("In {first}") } else { format!("From {first} to {last}") };
    let verb = if who.len() > 1 { "cost" } else { "costs" };
    let mut text =
        format!("{period} {} {verb} least in all, {} net in cash", names::listed(&who), names::pounds(sum));
    if who.len() < labels.len()
        && let Some(most) = sums.iter().max()
        && let Some((label, _)) = labels.iter().zip(&sums).find(|(_, sum)| *sum == most)
    {
        text.push_str(&format!("; {label} costs most, {}", names::pounds(*most)));
    }
    text.push('.');
    // The option that costs least in the last year, and since when without a break.
    let cheapest = |year: usize| {
        let costs: Vec<Decimal> = views
            .iter()
            .map(|view| view.net_cost.get(year).map(|cost| cost.value()).unwrap_or_default())
            .collect();
        let least = costs.iter().min().copied()?;
        let mut found = costs.iter().enumerate().filter(|(_, cost)| **cost == least).map(|(place, _)| place);
        let only = found.next();
        if found.next().is_some() { None } else { only }
    };
    let end = years.len().saturating_sub(1);
    if years.len() > 1
        && let Some(option) = cheapest(end)
    {
        let since = (0..=end).rev().take_while(|year| cheapest(*year) == Some(option)).last().unwrap_or(end);
        let when = if since == 0 {
            "in every year".to_owned()
        } else if since == end {
            format!("in {}", years[end])
        } else {
            format!("in each year from {} on", years[since])
        };
        text.push_str(&format!(" {} costs least {when}.", labels[option]));
    }
    text
}

pub(super) fn picture(outcome: &Outcome, asked: &PictureSettings) -> Result<Picture, Problems> {
    let tables = outcome.tables();
    let found = views(&tables.options, asked)?;
    let labels = labels(&tables.options);
    let who = found.first().map_or_else(String::new, |(_, _, view)| names::shown(&view.name));
    let lines: Vec<Line> = found
        .iter()
        .zip(&labels)
        .map(|((option, _, view), label)| Line {
            id: option.id.clone(),
            label: label.clone(),
            aside: None,
            values: floats(&view.net_cost),
            marked: None,
        })
        .collect();
    let mut table = PictureTable::new()
        .text("year", "Financial year")
        .text("option", "Option")
        .text("name", "Name")
        .number("net_cost", "Net cost", "£", Some("cash"));
    for line in &lines {
        for (year, value) in tables.years.iter().zip(&line.values) {
            table.row([json!(year.to_string()), json!(line.id), json!(line.label), json!(value)]);
        }
    }
    let axis = Axis::with_nought(lines.iter().flat_map(|line| line.values.iter().copied()));
    let title = format!("Net cost to {who} by year");
    let spec = Lines {
        title: &title,
        subtitle: &names::shown(&tables.title),
        years: &tables.years,
        lines: &lines,
        value: ("net_cost", "Net cost, £ cash", ",.2f"),
        axis,
        upright: axis.upright("£", "cash"),
        steps: false,
    }
    .spec();
    let views: Vec<&ViewResult> = found.iter().map(|(_, _, view)| *view).collect();
    let description = finding(&labels, &views, &tables.years);
    Ok(Picture::new(PictureKind::CostByYear, title, description, table, spec))
}
