//! What the change costs once: who pays, who gives towards it, and what lies beyond a capped contribution.

use super::Change;
use crate::Decimal;
use crate::address::Address;
use crate::input::{Estimate, Id, Keyed, Pounds, Share, Text, record};
use crate::ledger::{Amount, Cap, Category, Flow, HangsOn, Treatment};
use crate::party::PartyId;
use crate::problem::{Problem, Problems};
use crate::service::{VatClass, find_party};
use crate::sheet::{Factor, Real, Row};
use crate::workings::GENERAL;
use crate::year::FinancialYear;

record! {
    /// A cost that comes once, in the year of the change.
    pub struct OneOff {
        /// What it is.
        required label: Text;
        /// In pounds of the price base, with all that is given towards it; in cash where `in_cash` says so.
        required amount: Estimate<Pounds>;
        /// Whether its sums are fixed in cash, as a grant or a price that has been agreed.
        default in_cash: bool = false;
        /// The year in which it is paid; by default that of the change.
        optional year: FinancialYear;
        /// What it is for.
        default category: Category = Category::SetUp;
        /// Who pays; by default the council.
        optional payer: Id;
        /// Who is paid; by default suppliers.
        optional payee: Id;
        /// The VAT on it.
        default vat: VatClass = VatClass::Standard;
        /// How it counts in the economic case; "sunk" for what is spent whatever is decided.
        optional treatment: Treatment;
        /// The chance that it comes at all. The plan leaves such a cost out; its expectation and the draws count it.
        optional probability: Estimate<Share>;
        /// What optimism bias adds in the economic case, as a share: the upper figure of its type less what has been
        /// managed. It is in no budget.
        optional optimism_bias: Estimate<Share>;
        /// Who gives money towards it. The rest falls on whoever pays.
        default funded_by: Keyed<Funder> = Keyed::default();
        /// The most that the payer will pay of the rest, in pounds of the price base: a capped contribution.
        optional cap: Estimate<Pounds>;
        /// Who pays what lies beyond the cap. Without one the payer pays it, and the result flags it.
        optional else_payer: Id;
    }
    check funding_fits;
}

fn funding_fits(item: &OneOff, at: &Address, line: Option<u32>, problems: &mut Problems) {
    let given: Decimal = item.funded_by.iter().map(|(_, funder)| funder.amount.central()).sum();
    if given > item.amount.central() {
        let problem = Problem::new(at.join("funded_by"), format!("comes to {given}"));
        let accepted = format!("at most {}, the amount", item.amount.central());
        problems.push(problem.accepted(accepted).at_line(line));
    }
    if item.else_payer.is_some() && item.cap.is_none() {
        let problem = Problem::new(at.join("else_payer"), "pays beyond a cap, and none is stated");
        problems.push(problem.accepted("cap, the most that the payer will pay").at_line(line));
    }
}

impl OneOff {
    /// A sum of it in pounds of the price base.
    fn real(&self, change: &Change<'_, '_, '_>, sum: &Estimate<Pounds>) -> Row<Real> {
        let w = change.w();
        if self.in_cash { w.deflate(&w.money(sum)) } else { w.money(sum) }
    }
}

record! {
    /// Somebody who gives money towards what is paid once.
    pub struct Funder {
        /// In pounds of the price base.
        required amount: Estimate<Pounds>;
        /// The chance that it comes. The plan counts on it; the expectation and the draws take it by its chance.
        default probability: Estimate<Share> = Estimate::assumed(Decimal::ONE, "the contribution is taken to come");
        /// Who gives it; by default the party of this id, and funders in general where there is none.
        optional payer: Id;
        /// Who pays where it does not come; by default whoever pays the rest.
        optional else_payer: Id;
    }
}

/// Posts what is paid once in the years that are `due`: of today's option, those that fall to today's service.
pub(crate) fn post_one_offs(
    change: &mut Change<'_, '_, '_>,
    one_offs: &Keyed<OneOff>,
    due: &dyn Fn(FinancialYear) -> bool,
) {
    for (id, item) in one_offs.iter() {
        let at = change.at.join("one_offs").join(id);
        let (council, suppliers) = (change.council(), change.suppliers());
        let payer =
            item.payer.as_ref().map_or(Some(council), |id| find_party(change.w(), id, &at.join("payer")));
        let payee =
            item.payee.as_ref().map_or(Some(suppliers), |id| find_party(change.w(), id, &at.join("payee")));
        let (Some(payer), Some(payee)) = (payer, payee) else { continue };
        let year = item.year.unwrap_or(change.year());
        if !due(year) {
            continue;
        }
        let w = change.w();
        if !w.years.contains(&year) {
            w.problem_of_period(
                Problem::new(at.join("year"), format!("{year} lies outside the appraisal"))
                    .accepted("a year of the appraisal"),
            );
        }
        let only = w.sheet.calendar(w.years.iter().map(|known| Decimal::from(i32::from(*known == year))));
        let sum = item.real(change, &item.amount);
        let comes = match &item.probability {
            Some(chance) => only * w.may_come(&at, &item.label, chance),
            None => only,
        };
        let sum = sum * &comes;
        let bias = item.optimism_bias.as_ref().map(|share| &sum * w.factor(share));
        let mut flow = Flow::new(
            format!("one_offs.{id}"),
            item.label.to_string(),
            payer,
            payee,
            item.category,
            Amount::Real(sum.clone(), GENERAL.to_owned()),
        )
        .once();
        flow.treatment = item.treatment;
        if change.o.arrangement.is_today {
            flow = flow.hanging_on(HangsOn::Arrangement);
        }
        let hangs_on = flow.hangs_on;
        change.post_cost(flow, item.vat);
        if !item.funded_by.is_empty() || item.cap.is_some() {
            let place = Place { id: id.as_str(), at: &at, payer, year, hangs_on };
            post_funding(change, item, &place, &sum, &comes);
        }
        if let Some(bias) = bias {
            let label = format!("{}: optimism bias", item.label);
            let id = format!("one_offs.{id}.optimism_bias");
            let mut flow =
                Flow::new(id, label, payer, payee, Category::OptimismBias, Amount::EconomicOnly(bias)).once();
            flow.treatment = item.treatment;
            change.post(flow.hanging_on(hangs_on));
        }
    }
}

/// Where a one-off cost stands, who pays it and when.
struct Place<'p> {
    id: &'p str,
    at: &'p Address,
    payer: PartyId,
    year: FinancialYear,
    hangs_on: HangsOn,
}

/// Posts what others give towards a cost, who stands in for what does not come, and what lies beyond a cap: each as a
/// payment to whoever pays the whole.
fn post_funding(
    change: &mut Change<'_, '_, '_>,
    item: &OneOff,
    place: &Place<'_>,
    sum: &Row<Real>,
    comes: &Row<Factor>,
) {
    let w = change.o.w;
    let nothing = w.sheet.real_terms(Decimal::ZERO);
    let mut rest = sum.clone();
    let mut flows = Vec::new();
    for (id, funder) in item.funded_by.iter() {
        let at = place.at.join("funded_by").join(id);
        let payer = match &funder.payer {
            Some(payer) => find_party(w, payer, &at.join("payer")),
            None => Some(w.parties.find(id.as_str()).unwrap_or_else(|| w.parties.always("funders"))),
        };
        let instead = funder.else_payer.as_ref().and_then(|id| find_party(w, id, &at.join("else_payer")));
        let Some(payer) = payer else { continue };
        let name = crate::workings::title(id.as_str());
        let promised = item.real(change, &funder.amount);
        let promised = (promised * comes).min(&rest);
        let certain = funder.probability.central() == Decimal::ONE && funder.probability.range().is_none();
        let given = if certain {
            promised.clone()
        } else {
            &promised * w.comes(&at, &format!("{}: {name} gives", item.label), &funder.probability, true)
        };
        let key = format!("funded_by.{id}");
        let missing = &promised - &given;
        flows.push((key.clone(), format!("{}: {name}", item.label), payer, given.clone()));
        rest = rest - given;
        if let Some(instead) = instead.filter(|_| !certain) {
            let label = format!("{}: in the place of {name}", item.label);
            flows.push((format!("{key}.instead"), label, instead, missing.clone()));
            rest = rest - missing;
        }
    }
    let rest = rest.max(&nothing).named(
        change.o.address(&format!("one_offs.{}.rest", place.id)),
        format!("{}: what falls on the payer", item.label),
        "£ of the price base",
    );
    if let Some(cap) = &item.cap {
        let cap = item.real(change, cap);
        let beyond = (&rest - &cap).max(&nothing).named(
            change.o.address(&format!("one_offs.{}.beyond_cap", place.id)),
            format!("{}: beyond what the payer will pay", item.label),
            "£ of the price base",
        );
        match item.else_payer.as_ref() {
            Some(id) => {
                if let Some(other) = find_party(w, id, &place.at.join("else_payer")) {
                    flows.push((
                        "beyond_cap".to_owned(),
                        format!("{}: beyond the cap", item.label),
                        other,
                        beyond,
                    ));
                }
            }
            None => change.o.ledger.caps.push(Cap {
                label: item.label.to_string(),
                payer: place.payer,
                year: place.year,
                beyond: beyond.node(),
            }),
        }
    }
    for (key, label, from, amount) in flows {
        let id = format!("one_offs.{}.{key}", place.id);
        let amount = Amount::Real(amount, GENERAL.to_owned());
        let flow = Flow::new(id, label, from, place.payer, Category::Grant, amount).once();
        change.post(flow.hanging_on(place.hangs_on));
    }
}
