//! The stamp: draft or final, and all that stops it.

use serde::Serialize;

use super::{Assumption, Kind, Status};
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Penny};
use crate::money;
use crate::problem::Problems;
use crate::sheet::exact::Values;

/// Whether a result is final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// `final` or `draft`.
    pub word: &'static str,
    /// Whether it is final.
    pub is_final: bool,
    /// What stops it, in the order of the log; a check that does not pass comes first.
    pub stops: Vec<Stop>,
    /// The checks of the result.
    pub checks: Vec<Check>,
}

/// A check of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What is checked.
    pub id: &'static str,
    /// What it says, in words.
    pub label: &'static str,
    /// Whether it passes.
    pub passes: bool,
    /// The addresses where it does not.
    pub failing: Vec<Address>,
}

/// Why a result is not final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StopKind {
    /// A check does not pass.
    Check,
    /// Nobody signed an assumption with an effect over the threshold.
    NotSigned,
    /// What was signed is another value.
    SignedForAnotherValue,
    /// An assumption with an effect over the threshold does not say where it comes from.
    NoSource,
}

/// One thing that stops the stamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stop {
    /// Where.
    pub address: Address,
    /// Why.
    pub kind: StopKind,
    /// In words.
    pub text: String,
}

/// The stamp of a result, from its rows and its checks.
pub(super) fn stamp(appraisal: &Appraisal, rows: &[Assumption]) -> Result<Stamp, Problems> {
    let checks = checks(appraisal)?;
    let failing = checks.iter().flat_map(|check| {
        let stop = |address: &Address| Stop {
            address: address.clone(),
            kind: StopKind::Check,
            text: format!("a check does not pass: {}", check.label),
        };
        check.failing.iter().map(stop)
    });
    let mut stops: Vec<Stop> = failing.collect();
    for row in rows.iter().filter(|row| row.material) {
        stops.extend(of_row(row));
    }
    let is_final = stops.is_empty();
    Ok(Stamp { word: if is_final { "final" } else { "draft" }, is_final, stops, checks })
}

/// What a row with an effect over the threshold lacks.
fn of_row(row: &Assumption) -> Vec<Stop> {
    let stop = |kind, text: String| Stop { address: row.address.clone(), kind, text };
    let effect = row.effect.map_or_else(
        || "its effect could not be measured".to_owned(),
        |effect| format!("its effect is {}", money::whole_pounds(effect.value())),
    );
    let what = match (row.kind, row.source_status) {
        (Kind::NationalFigure, Some("projected")) => "a national figure that is projected is not signed",
        (Kind::NationalFigure, _) => "a national figure that nobody was seen stating is not signed",
        (Kind::Default, _) => "a default of the library is not signed",
        _ => "is not signed",
    };
    let mut stops = Vec::new();
    match row.status {
        Status::NotSigned => stops.push(stop(StopKind::NotSigned, format!("{what}; {effect}"))),
        Status::SignedForAnotherValue => {
            let plain = |value: Option<Decimal>| {
                value.map_or_else(String::new, |value| value.normalize().to_string())
            };
            let [signed, holds] = [row.signed_value, row.value].map(|value| plain(value.map(Penny::value)));
            let text = format!("was signed for another value: {signed}, and {holds} holds; {effect}");
            stops.push(stop(StopKind::SignedForAnotherValue, text));
        }
        Status::Signed | Status::Published => {}
    }
    if row.source.is_none() {
        stops.push(stop(StopKind::NoSource, format!("does not say where it comes from; {effect}")));
    }
    stops
}

fn checks(appraisal: &Appraisal) -> Result<Vec<Check>, Problems> {
    // Whatever is too large to be added up is an error of the run, and no result.
    appraisal.run()?;
    let failing = unbalanced(appraisal, appraisal.planned()?);
    Ok(vec![Check {
        id: "conservation",
        label: "in every year, over all parties, what is paid is what is received",
        passes: failing.is_empty(),
        failing,
    }])
}

/// The options of which the parties together pay something net in some year.
fn unbalanced(appraisal: &Appraisal, values: &Values) -> Vec<Address> {
    let model = appraisal.model();
    let nets = |nodes: &[crate::sheet::NodeId], year: usize| {
        let mut net = nodes.iter().map(|node| values.at(*node, year).unwrap_or_default());
        net.try_fold(Decimal::ZERO, Decimal::checked_add).is_some_and(|net| money::settled(net).is_zero())
    };
    let balanced = |nodes: &[crate::sheet::NodeId]| (0..model.years.len()).all(|year| nets(nodes, year));
    let options = model.options.iter().filter(|option| !balanced(&option.measures.by_party));
    options.map(|option| Address::new("options").join(&option.id)).collect()
}
