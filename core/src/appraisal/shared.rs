//! What belongs to all libraries together: sums of an option that are counted once, and costs of the whole service that
//! move in steps with the number of libraries that have left.

use jiff::civil::Date;

use super::draft::{Drafting, Part};
use super::libraries::SharedCost;
use super::portfolio::Cell;
use crate::Decimal;
use crate::address::Address;
use crate::delivery::{Change, DeliveryOption, Model as DeliveryModel, Term, post_loans, post_one_offs};
use crate::input::Id;
use crate::ledger::{Amount, Flow, Ledger};
use crate::service::{Arrangement, Operating, find_party};
use crate::sheet::{Basis, Cash, Comparison, Factor, NodeId, Real, Row};
use crate::workings::{NONE, Workings};
use crate::year::FinancialYear;

/// What comes before the ids of lines that are for all libraries together.
const WHOLE: &str = "whole.";

/// When an option begins, with the first library that changes, and who runs all of them, where that is one body.
pub(super) struct Begins {
    starts: Option<Date>,
    starts_at: Address,
    operator: Option<Id>,
}

impl Begins {
    /// Of the libraries of an option; where none changes, it begins at once.
    pub(super) fn of<'c>(cells: impl Iterator<Item = Cell<'c>>) -> Self {
        let mut cells = cells.filter(|cell| !cell.is_today);
        let Some(first) = cells.next() else {
            return Self { starts: None, starts_at: Address::root(), operator: None };
        };
        let mut begins = Self {
            starts: first.starts,
            starts_at: first.starts_at,
            operator: first.option.model.operator().cloned(),
        };
        for cell in cells {
            if cell.starts < begins.starts {
                (begins.starts, begins.starts_at) = (cell.starts, cell.starts_at);
            }
            if cell.option.model.operator() != begins.operator.as_ref() {
                begins.operator = None;
            }
        }
        begins
    }
}

/// Posts the sums of an option that are for all its libraries together.
pub(super) fn post_whole(
    drafting: &Drafting<'_, '_>,
    ledger: &mut Ledger,
    option: &DeliveryOption,
    at: &Address,
    begins: &Begins,
) {
    let (w, council, common) = (drafting.w, drafting.council, &option.common);
    let (income, costs, one_offs, loans, at) = match (&option.model, &common.whole) {
        (DeliveryModel::Package(_), _) => {
            (&common.income, &common.costs, &common.one_offs, &common.loans, at.clone())
        }
        (_, Some(whole)) => (&whole.income, &whole.costs, &whole.one_offs, &whole.loans, at.join("whole")),
        _ => return,
    };
    if income.is_empty() && costs.is_empty() && one_offs.is_empty() && loans.is_empty() {
        return;
    }
    let term = Term::of(w, begins.starts, &begins.starts_at, None, &at);
    let (share, change) = (term.after.clone(), term.change);
    let operator = begins.operator.as_ref().and_then(|id| w.parties.find(id.as_str())).unwrap_or(council);
    // The service of the question itself holds nothing: each library has its own.
    let service = &drafting.question.service;
    let mut o = Operating::new(w, service, council, Arrangement::run_by(operator), ledger, change);
    o.prefix = WHOLE;
    o.share.clone_from(&share);
    o.from = term.from.unwrap_or_else(|| w.first().first_day());
    let due = |year: &FinancialYear| Decimal::from(i32::from(*year >= change));
    o.once = share.as_ref().map(|_| w.sheet.calendar(w.years.iter().map(due)));
    o.own = Some((income, costs, at.clone()));
    let mut described = Change { o: &mut o, at: at.clone(), date: begins.starts, share };
    post_one_offs(&mut described, one_offs, &|_| true);
    o.run();
    o.share = None;
    post_loans(&mut o, loans, &at, operator, None);
}

/// A cost of the whole service under an option.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) libraries_left: NodeId,
    pub(super) saved: NodeId,
}

/// Posts the costs of the whole service, less what is saved of each by the number of libraries that have left.
pub(super) fn post_shared_costs(
    drafting: &Drafting<'_, '_>,
    ledger: &mut Ledger,
    parts: &[Part],
) -> Vec<Shared> {
    let (w, members) = (drafting.w, &drafting.portfolio.members);
    let mut all = Vec::new();
    for (id, cost) in drafting.question.shared_costs.iter() {
        let at = Address::new("shared_costs").join(id);
        let party = |given: &Option<Id>, key: &str, usual| match given {
            Some(given) => find_party(w, given, &at.join(key)),
            None => Some(usual),
        };
        let payer = party(&cost.payer, "payer", drafting.council);
        let payee = party(&cost.payee, "payee", w.parties.always("staff"));
        let (Some(payer), Some(payee)) = (payer, payee) else { continue };
        let counts = |place: usize| {
            let only = cost.libraries.as_ref();
            only.is_none_or(|only| {
                members.get(place).is_some_and(|member| only.iter().any(|id| *id == *member.id.as_str()))
            })
        };
        let left: Vec<&Row<Factor>> = parts
            .iter()
            .enumerate()
            .filter(|(place, _)| counts(*place))
            .filter_map(|(_, part)| part.left.as_ref())
            .collect();
        let rows_at = ledger.at.join("shared_costs").join(id);
        let count = w.sheet.sum(left).named(
            rows_at.join("libraries_left"),
            format!("{}: libraries that have left the council for the whole of the year", cost.label),
            "libraries",
        );
        let saved_at = rows_at.join("saved");
        let (amount, saved) = if &*cost.index == NONE {
            let (rest, saved) = less_saved::<Cash>(w, cost, &count, saved_at, "£");
            (Amount::Cash(rest), saved)
        } else {
            w.index(&cost.index, &at.join("index"), None);
            let (rest, saved) = less_saved::<Real>(w, cost, &count, saved_at, "£ of the price base");
            (Amount::Real(rest, cost.index.to_string()), saved)
        };
        let flow = Flow::new(
            format!("shared_costs.{id}"),
            cost.label.to_string(),
            payer,
            payee,
            cost.category,
            amount,
        );
        ledger.post(w, flow);
        all.push(Shared {
            id: id.to_string(),
            label: cost.label.to_string(),
            libraries_left: count.node(),
            saved,
        });
    }
    all
}

/// What is left of a cost, and what is saved of it: the step that the number of libraries has reached, and no more than
/// the cost is.
fn less_saved<B: Basis>(
    w: &Workings<'_>,
    cost: &SharedCost,
    count: &Row<Factor>,
    saved_at: Address,
    unit: &str,
) -> (Row<B>, NodeId) {
    let amount: Row<B> = w.moneys(&cost.amount, w.first());
    let nothing = w.sheet.sum(std::iter::empty::<&Row<B>>());
    let saved = cost.saved.iter().fold(nothing, |saved, (step, sum)| {
        let sum: Row<B> = w.money(sum);
        sum.only_where(count, Comparison::AtLeast, &w.number(step), &saved)
    });
    let label = format!("{}: saved by the number of libraries that have left", cost.label);
    let saved = saved.min(&amount).named(saved_at, label, unit);
    (amount - &saved, saved.node())
}
