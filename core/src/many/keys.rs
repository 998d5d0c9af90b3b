//! What is worked out of every row: which measures, of which options and views, in which years; and where each stands on
//! a sheet.

use super::request::Many;
use super::result::Key;
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Model, payback};
use crate::input::known_names;
use crate::money;
use crate::problem::{Problem, Problems, as_shown};
use crate::sheet::exact::Values;
use crate::sheet::{NodeId, Span};

/// A measure of an option: one number, or one a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) option: String,
    pub(super) measure: String,
    pub(super) view: Option<String>,
    pub(super) unit: String,
    pub(super) yearly: bool,
    pub(super) drawn: bool,
}

/// Where a measure stands on a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Whole(NodeId),
    Yearly(NodeId),
    /// The payback of savings by year.
    Payback(NodeId),
    /// The smallest reserve, or the smallest above a minimum.
    Lowest {
        reserve: NodeId,
        minimum: Option<NodeId>,
    },
}

/// The measures that are no rows of the sheet.
const BESIDE: [&str; 4] = ["payback", "discounted_payback", "lowest_reserve", "lowest_headroom"];

impl Place {
    /// The exact values in a reading: one, or one a year. None for a ratio to nothing and what is never paid back.
    pub(super) fn read(self, model: &Model, values: &Values, mut put: impl FnMut(Option<Decimal>)) {
        let years = model.years.len();
        match self {
            Self::Whole(node) => put(values.at(node, 0)),
            Self::Yearly(node) => (0..years).for_each(|year| put(values.at(node, year))),
            Self::Payback(savings) => {
                let savings: Vec<Decimal> = values.by_year(savings).map(money::settled).collect();
                put(payback(&model.years, &savings).0.years.map(crate::Penny::value));
            }
            Self::Lowest { reserve, minimum } => {
                let lowest = values.by_year(reserve).min();
                let floor = minimum.map_or(Some(Decimal::ZERO), |minimum| values.at(minimum, 0));
                put(lowest.zip(floor).and_then(|(lowest, floor)| lowest.checked_sub(floor)));
            }
        }
    }
}

/// The measures that are asked for, in the order of the options, then of the measures, then of the views.
pub(super) fn groups(model: &Model, asked: &Many, problems: &mut Problems) -> Vec<Group> {
    let views = views(model, asked, problems);
    let mut all = Vec::new();
    for option in &model.options {
        for measure in once(&asked.measures) {
            let mut named: Vec<Option<&str>> = vec![None];
            named.extend(views.iter().map(|view| Some(view.as_str())));
            let mut found: Vec<Group> =
                named.iter().filter_map(|view| group(model, asked, &option.id, measure, *view)).collect();
            if found.is_empty() {
                // What parties have and views have not: of every party.
                let parties = model.parties.iter().map(|(_, party)| party.id.as_str());
                found = parties
                    .filter_map(|party| group(model, asked, &option.id, measure, Some(party)))
                    .collect();
            }
            all.extend(found);
        }
    }
    let drawn = asked.drawn.iter().flatten().map(|measure| (measure, "drawn"));
    for (measure, key) in once(&asked.measures).map(|measure| (measure, "measures")).chain(drawn) {
        let (mut own, drawn) =
            (all.iter().filter(|group| group.measure == *measure).peekable(), key == "drawn");
        let shown = as_shown(measure, 120);
        if own.peek().is_none() && !drawn {
            let problem = Problem::new(
                Address::new("many").join(key),
                format!("\"{shown}\" is no measure of any option in these views"),
            );
            let known = names(model);
            problems.push(problem.accepted(known_names(measure, known.iter().map(String::as_str))));
        } else if drawn && own.any(|group| !group.drawn) {
            let problem = Problem::new(Address::new("many").join(key), format!("\"{shown}\" has no draws"));
            problems.push(problem.accepted("any measure but a payback"));
        }
    }
    all
}

/// Each of some names once, in their order.
fn once(names: &[String]) -> impl Iterator<Item = &String> {
    names.iter().enumerate().filter(|(place, name)| !names[..*place].contains(name)).map(|(_, name)| name)
}

/// The views that are asked for: some of the appraisal's, or society.
fn views(model: &Model, asked: &Many, problems: &mut Problems) -> Vec<String> {
    if asked.views.is_empty() {
        return model.views.first().map(|(id, ..)| id.clone()).into_iter().collect();
    }
    let known: Vec<&str> = model.views.iter().map(|(id, ..)| id.as_str()).chain(["society"]).collect();
    for view in asked.views.iter().filter(|view| !known.contains(&view.as_str())) {
        let shown = as_shown(view, 120);
        let problem = Problem::new(Address::new("many.views"), format!("\"{shown}\" is no view"));
        problems.push(problem.accepted(known_names(view, known.iter().copied())));
    }
    once(&asked.views).cloned().collect()
}

fn group(model: &Model, asked: &Many, option: &str, measure: &str, view: Option<&str>) -> Option<Group> {
    let mut group = Group {
        option: option.to_owned(),
        measure: measure.to_owned(),
        view: view.map(str::to_owned),
        unit: String::new(),
        yearly: false,
        drawn: false,
    };
    let place = place(model, &group)?;
    group.yearly = matches!(place, Place::Yearly(_));
    group.unit = match place {
        Place::Whole(_) | Place::Yearly(_) => {
            model.graph.row(model.graph.row_at(&address(&group))?).unit.clone()
        }
        Place::Payback(_) => "years".to_owned(),
        Place::Lowest { .. } => "£".to_owned(),
    };
    let wanted = match &asked.drawn {
        Some(drawn) => drawn.iter().any(|drawn| drawn == measure),
        None => !group.yearly,
    };
    group.drawn = asked.draws > 0 && wanted && !matches!(place, Place::Payback(_));
    Some(group)
}

fn address(group: &Group) -> Address {
    let at = Address::new("options").join(&group.option).join(&group.measure);
    group.view.as_ref().map_or_else(|| at.clone(), |view| at.join(view))
}

/// Where a measure stands on the sheet of a model; none where it has none such.
pub(super) fn place(model: &Model, group: &Group) -> Option<Place> {
    let option = model.options.iter().find(|option| option.id == group.option)?;
    let view = || {
        let place = model.views.iter().position(|(id, ..)| Some(id) == group.view.as_ref())?;
        option.measures.views.get(place)
    };
    let reserve = || {
        let named = |party| Some(&model.parties.get(party).id) == group.view.as_ref();
        option.measures.reserves.iter().find(|reserve| named(reserve.party))
    };
    match group.measure.as_str() {
        "payback" => Some(Place::Payback(view()?.saving)),
        "discounted_payback" => Some(Place::Payback(view()?.economic.discounted_saving)),
        "lowest_reserve" => Some(Place::Lowest { reserve: reserve()?.reserve, minimum: None }),
        "lowest_headroom" => {
            let reserve = reserve()?;
            Some(Place::Lowest { reserve: reserve.reserve, minimum: Some(reserve.minimum) })
        }
        _ => {
            let node = model.graph.row(model.graph.row_at(&address(group))?).node;
            let yearly = model.graph.node(node).span == Span::Series;
            Some(if yearly { Place::Yearly(node) } else { Place::Whole(node) })
        }
    }
}

/// The measures that there are, by their first words.
fn names(model: &Model) -> Vec<String> {
    let mut names: Vec<String> = BESIDE.map(String::from).to_vec();
    for option in &model.options {
        let start = format!("options.{}.", option.id);
        for row in model.graph.rows() {
            let Some(rest) = row.address.as_str().strip_prefix(&start) else { continue };
            let Some((name, last)) = rest.rsplit_once('.') else { continue };
            let is_view = last == "society" || model.views.iter().any(|(id, ..)| id == last);
            if is_view && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// The keys of a row's values, in their order: each measure, year by year where it has years.
pub(super) fn keys(model: &Model, groups: &[Group]) -> Vec<Key> {
    let mut keys = Vec::new();
    for group in groups {
        let years = if group.yearly { model.years.iter().copied().map(Some).collect() } else { vec![None] };
        keys.extend(years.into_iter().map(|year| Key {
            option: group.option.clone(),
            measure: group.measure.clone(),
            view: group.view.clone(),
            year,
            unit: group.unit.clone(),
            drawn: group.drawn,
        }));
    }
    keys
}
