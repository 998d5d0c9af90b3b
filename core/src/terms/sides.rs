//! What the questions have in common: the option, the view and the party that they ask about, and sums that are checked.

use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{LinePlace, Model, OptionModel};
use crate::input::known_names;
use crate::ledger::{Category, Treatment};
use crate::method::MethodError;
use crate::money;
use crate::party::PartyId;
use crate::problem::{Problem, Problems, as_shown};
use crate::sheet::NodeId;
use crate::sheet::exact::Values;

/// A name as it may be shown.
pub(super) fn shown(name: &str) -> String {
    as_shown(name, 60)
}

/// The option of an id.
pub(super) fn option<'m>(model: &'m Model, id: &str) -> Result<&'m OptionModel, Problem> {
    model.options.iter().find(|option| option.id == id).ok_or_else(|| {
        let known = model.options.iter().map(|option| option.id.as_str());
        Problem::new(Address::new("option"), format!("\"{}\" is no option", shown(id)))
            .accepted(known_names(id, known))
    })
}

/// The option of an id, which is not today's.
pub(super) fn change<'m>(model: &'m Model, id: &str) -> Result<&'m OptionModel, Problem> {
    let found = option(model, id)?;
    if model.options.get(model.today).is_some_and(|today| today.id == found.id) {
        let others = model.options.iter().map(|option| option.id.as_str()).filter(|other| *other != id);
        let problem = Problem::new(Address::new("option"), format!("\"{id}\" is the service as it is today"));
        return Err(problem.accepted(known_names("", others)));
    }
    Ok(found)
}

/// The place of a view among those with a budget; without a name, the council's, which is the first.
pub(super) fn view(model: &Model, id: Option<&str>, at: &Address) -> Result<usize, Problem> {
    let Some(id) = id else { return Ok(0) };
    model.views.iter().position(|(known, ..)| known == id).ok_or_else(|| {
        let known = model.views.iter().map(|(id, ..)| id.as_str());
        Problem::new(at.clone(), format!("\"{}\" is no view with a budget", shown(id)))
            .accepted(known_names(id, known))
    })
}

/// What a line costs a group of parties, by year in cash: nothing where it does not cross the group's border, or is in no
/// budget. It is the rule of the net cost of a view.
pub(super) fn crosses(line: &LinePlace, members: &[PartyId]) -> Option<Decimal> {
    if line.treatment == Treatment::NonCash || line.category == Category::OptimismBias {
        return None;
    }
    match (members.contains(&line.payer), members.contains(&line.payee)) {
        (true, false) => Some(Decimal::ONE),
        (false, true) => Some(Decimal::NEGATIVE_ONE),
        _ => None,
    }
}

/// A row of the sheet, by year.
pub(super) fn by_year(model: &Model, values: &Values, node: NodeId) -> Vec<Decimal> {
    (0..model.years.len()).map(|year| values.at(node, year).unwrap_or_default()).collect()
}

/// A row that is found by its address, by year; none where the model has no such row.
pub(super) fn row(model: &Model, values: &Values, address: &str) -> Option<Vec<Decimal>> {
    let id = model.graph.row_at(&Address::new(address))?;
    Some(by_year(model, values, model.graph.row(id).node))
}

/// The sum of some amounts.
pub(super) fn total(amounts: impl IntoIterator<Item = Decimal>) -> Result<Decimal, Problems> {
    let sum = amounts.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add);
    sum.map(money::settled).ok_or_else(too_large)
}

/// The sums so far.
pub(super) fn so_far(amounts: &[Decimal]) -> Result<Vec<Decimal>, Problems> {
    let mut sum = Decimal::ZERO;
    let next = |amount: &Decimal| {
        sum = sum.checked_add(*amount).ok_or_else(too_large)?;
        Ok(sum)
    };
    amounts.iter().map(next).collect()
}

/// A product that a decimal holds.
pub(super) fn times(a: Decimal, b: Decimal) -> Result<Decimal, Problems> {
    a.checked_mul(b).ok_or_else(too_large)
}

pub(super) fn too_large() -> Problems {
    method(&MethodError::TooLarge, &Address::root())
}

/// What a formula refuses, at the setting that it came from.
pub(super) fn method(error: &MethodError, at: &Address) -> Problems {
    Problem::new(at.clone(), error.to_string()).accepted("smaller amounts or fewer years").into()
}

/// Whole pounds.
pub(super) fn pounds(value: Decimal) -> String {
    money::whole_pounds(value)
}

/// A share as a percentage with one decimal place.
pub(super) fn percent(share: Decimal) -> String {
    let percent = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX);
    format!("{}%", money::grouped(money::to_places(percent, 1)))
}

pub(super) fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}
