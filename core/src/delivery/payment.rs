//! What the council pays the operator, beyond what was agreed: expected from the start, renewed, or topped up.

use super::happens::Happens;
use super::{Change, DeliveryOption};
use crate::Decimal;
use crate::input::{Pounds, Schedule};
use crate::ledger::{Amount, Category, Flow};
use crate::service::{Earnings, VatClass};
use crate::sheet::{Cash, Row};

/// A payment of the council that may end on paper.
pub(crate) struct Payment<'o> {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    pub(crate) category: Category,
    pub(crate) vat: VatClass,
    pub(crate) schedule: &'o Schedule<Pounds>,
}

/// Says what the council is expected to pay the operator, before the delivery model posts what is planned.
pub(crate) fn expect_payment<'a>(change: &mut Change<'_, 'a, '_>, option: &'a DeliveryOption) {
    let Some(expected) = &option.common.expected_payment else { return };
    let key = "expected_payment";
    let Some(payment) = option.model.payment() else {
        change.problem(key, "the delivery model has no payment of the council", "leave it out");
        return;
    };
    change.o.expected = Some((payment.id, change.at.join(key), expected));
}

impl Happens {
    /// Posts what the council pays on when a payment that ends on paper is renewed.
    pub(crate) fn post_renewal(&self, change: &mut Change<'_, '_, '_>, option: &DeliveryOption) {
        let (Some(renewed), Some(risk)) =
            (&self.renewed, option.common.risks.as_ref().and_then(|risks| risks.grant_renewed.as_ref()))
        else {
            return;
        };
        let key = "risks.grant_renewed";
        let Some(payment) = option.model.payment() else {
            change.problem(key, "the delivery model has no payment that could end", "leave it out");
            return;
        };
        if option.common.expected_payment.is_some() {
            change.problem(
                key,
                "stands beside expected_payment, which says all that is expected to be paid",
                "one of the two",
            );
            return;
        }
        let ends = payment.schedule.last(change.year()).map(|(year, last)| (last, year.next()));
        let w = change.w();
        let from = ends.filter(|(_, from)| w.years.contains(from));
        let Some((last, from)) = from else {
            // Of years that could not be read nothing follows.
            if !w.unread().period() {
                change.problem(
                    key,
                    "the payment does not end within the appraisal",
                    "a list of sums that ends before the last year, or no grant_renewed",
                );
            }
            return;
        };
        let years = risk.years.and_then(|years| i16::try_from(years).ok()).unwrap_or(i16::MAX);
        let lasts = w.sheet.calendar(w.years.iter().map(|year| {
            let turn = year.since(from);
            Decimal::from(i32::from((0..years).contains(&turn)))
        }));
        let sum: Row<Cash> = w.money_of(&last);
        let sum = change.before_the_end(sum * w.factor(&risk.share) * lasts * renewed);
        let payee = change.o.arrangement.operator;
        let mut earned = Earnings::default();
        earned.add(payment.vat, sum.clone());
        change.o.earnings.merge(earned);
        let (id, label) = (format!("{}.renewed", payment.id), format!("{}, renewed", payment.label));
        let council = change.council();
        change.post(Flow::new(id, label, council, payee, payment.category, Amount::Cash(sum)));
    }

    /// Posts what the council pays more to keep the operator going.
    pub(crate) fn post_top_up(&self, change: &mut Change<'_, '_, '_>, option: &DeliveryOption) {
        let (Some(topped_up), Some(risk)) =
            (&self.topped_up, option.common.risks.as_ref().and_then(|risks| risks.topped_up.as_ref()))
        else {
            return;
        };
        let Some(payment) = option.model.payment() else {
            let what = "the delivery model has no payment that could be topped up";
            change.problem("risks.topped_up", what, "leave it out");
            return;
        };
        let w = change.w();
        let sum = w.moneys::<Cash, _>(&risk.amount, risk.from.unwrap_or(change.year())) * topped_up;
        let sum = change.before_the_end(sum);
        let payee = change.o.arrangement.operator;
        let mut earned = Earnings::default();
        earned.add(payment.vat, sum.clone());
        change.o.earnings.merge(earned);
        let (id, label) = (format!("{}.topped_up", payment.id), format!("{}, topped up", payment.label));
        let council = change.council();
        change.post(Flow::new(id, label, council, payee, payment.category, Amount::Cash(sum)));
    }
}
