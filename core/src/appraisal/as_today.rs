//! Today's service where an option does not hold: until it changes hands, while the change has not come, and when the
//! operator has failed.

use super::draft::post_one_offs;
use crate::Decimal;
use crate::address::Address;
use crate::delivery::{
    AfterFailure, Change, DeliveryOption, Failure, FromLines, Happens, expect_payment, post_loans,
};
use crate::ledger::{
    AFTER_CLOSURE, AFTER_RETURN, Amount, Category, Chances, Flow, HangsOn, Ledger, NOT_BEGUN, UNTIL_TRANSFER,
};
use crate::party::PartyId;
use crate::service::{Arrangement, Branch, Operating, Service, VatClass};
use crate::sheet::{Factor, Row};
use crate::workings::{GENERAL, Workings};
use crate::year::FinancialYear;

/// Today's service, with what it is made from.
pub(super) struct AsToday<'a, 'w> {
    pub(super) w: &'a Workings<'w>,
    /// The service, and where it stands.
    pub(super) service: &'a Service,
    pub(super) service_at: &'a Address,
    /// The library that it is, where the question has several.
    pub(super) branch: Option<&'a Branch>,
    pub(super) council: PartyId,
    /// Today's option, and where it stands.
    pub(super) today: &'a DeliveryOption,
    pub(super) today_at: &'a Address,
}

impl<'a, 'w> AsToday<'a, 'w> {
    fn operating<'o>(&self, ledger: &'o mut Ledger, change: FinancialYear) -> Operating<'o, 'w>
    where
        'a: 'o,
    {
        let run_by = Arrangement::run_by(self.council);
        Operating::new(self.w, self.service, self.council, run_by, ledger, change)
            .of_library(self.branch, self.service_at)
    }

    fn years(&self, hold: impl Fn(FinancialYear) -> bool) -> Row<Factor> {
        self.w.sheet.calendar(self.w.years.iter().map(|year| Decimal::from(i32::from(hold(*year)))))
    }

    /// Posts today's service until it changes hands: `before` is the share of each year before that day.
    pub(super) fn post_until(&self, ledger: &mut Ledger, before: &Row<Factor>, change: FinancialYear) {
        self.post(ledger, UNTIL_TRANSFER, Some(before), &|year| year < change, Some(change), None);
    }

    /// Posts what runs in the place of an arrangement that has not begun or has ended: `after` is the share of each
    /// year after the day on which it was to begin, where that is not all of it.
    pub(super) fn post_instead(
        &self,
        ledger: &mut Ledger,
        happens: &Happens,
        after: Option<&Row<Factor>>,
        change: FinancialYear,
    ) {
        let due = |year: FinancialYear| year >= change;
        let while_it_holds = |row: &Row<Factor>| Chances {
            arrangement: Some(row.clone()),
            recurring_only: true,
            ..Chances::default()
        };
        if let Some(not_begun) = &happens.not_begun {
            ledger.chances = while_it_holds(not_begun);
            self.post(ledger, NOT_BEGUN, after, &due, None, None);
        }
        let Some(failure) = &happens.failure else { return };
        ledger.chances = while_it_holds(&failure.ended);
        match failure.then {
            AfterFailure::Returns => self.post(ledger, AFTER_RETURN, after, &due, None, Some(failure)),
            AfterFailure::Closes => self.post_closed(ledger, after, failure, change),
        }
    }

    /// Posts today's service for a share of each year. What comes once falls to it in the years that are `due`; loans
    /// that were drawn before a year are its own.
    fn post(
        &self,
        ledger: &mut Ledger,
        prefix: &'static str,
        share: Option<&Row<Factor>>,
        due: &dyn Fn(FinancialYear) -> bool,
        drawn_before: Option<FinancialYear>,
        failure: Option<&Failure>,
    ) {
        let today = &self.today.common;
        let at = self.today_at.clone();
        let library = self.branch.map_or("", |branch| &branch.prefix);
        ledger.as_today(&format!("{library}{prefix}"), &at, &today.changes, &today.remove);
        let mut o = self.operating(ledger, self.w.first());
        o.arrangement.is_today = true;
        o.prefix = prefix;
        o.share = share.cloned();
        o.once = Some(self.years(due));
        o.own = Some((&today.income, &today.costs, at.clone()));
        let mut described = Change { o: &mut o, at: at.clone(), date: None, share: share.cloned() };
        expect_payment(&mut described, self.today);
        self.today.model.describe(&mut described);
        post_one_offs(&mut described, &today.one_offs, due);
        if let Some(failure) = failure {
            post_cost_of_failure(&mut described, "return_cost", "Bringing the service back", failure);
        }
        o.run();
        if let Some(year) = drawn_before {
            let operator = o.arrangement.operator;
            o.share = None;
            post_loans(&mut o, &today.loans, &at, operator, Some(year));
        }
    }

    /// Nothing runs: what central support cannot be avoided is left, and the cost of closing.
    fn post_closed(
        &self,
        ledger: &mut Ledger,
        after: Option<&Row<Factor>>,
        failure: &Failure,
        change: FinancialYear,
    ) {
        let at = ledger.at.clone();
        let mut o = self.operating(ledger, change);
        o.prefix = AFTER_CLOSURE;
        o.share = after.cloned();
        let mut described = Change { o: &mut o, at, date: None, share: after.cloned() };
        FromLines::new().describe(&mut described);
        post_cost_of_failure(&mut described, "closing_cost", "Closing the library", failure);
        o.run();
    }
}

/// What a failure costs the council, once, in its year.
fn post_cost_of_failure(change: &mut Change<'_, '_, '_>, id: &str, label: &str, failure: &Failure) {
    let Some(cost) = failure.cost.clone() else { return };
    let amount = Amount::Real(cost, GENERAL.to_owned());
    let (council, suppliers) = (change.council(), change.suppliers());
    let flow = Flow::new(id, label, council, suppliers, Category::SetUp, amount);
    change.post_cost(flow.once().hanging_on(HangsOn::Nothing), VatClass::Standard);
}
