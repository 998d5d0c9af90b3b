//! Today's service where an option does not hold: until it changes hands, while the change has not come, and when the
//! operator has failed.

use jiff::civil::Date;

use crate::Decimal;
use crate::address::Address;
use crate::delivery::{
    AfterEnd, Change, DeliveryOption, End, Ends, FromLines, Happens, Term, expect_payment, post_loans,
    post_one_offs,
};
use crate::ledger::{
    AFTER_CLOSURE, AFTER_END, AFTER_RETURN, Amount, Category, Chances, Flow, HangsOn, Ledger, NOT_BEGUN,
    PUT_BACK, UNTIL_TRANSFER,
};
use crate::party::PartyId;
use crate::service::{Arrangement, Branch, Operating, Service, VatClass};
use crate::sheet::{Factor, Real, Row};
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

/// A cost that comes once: its id, its label, and its sum in its year.
type Once<'r> = (&'static str, &'static str, &'r Row<Real>);

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

    /// Posts what runs in the place of an arrangement that has not begun, is trimmed, or has ended.
    pub(super) fn post_instead(
        &self,
        ledger: &mut Ledger,
        option: &DeliveryOption,
        happens: Option<&Happens>,
        term: &Term,
    ) {
        let while_it_holds = |row: Option<&Row<Factor>>| Chances {
            arrangement: row.cloned(),
            recurring_only: true,
            ..Chances::default()
        };
        let (after, due) = (term.after.as_ref(), |year: FinancialYear| year >= term.change);
        if let Some(not_begun) = happens.and_then(|happens| happens.not_begun.as_ref()) {
            ledger.chances = while_it_holds(Some(not_begun));
            self.post(ledger, NOT_BEGUN, after, &due, None, None);
        }
        if let Some(put_back) = happens.and_then(|happens| happens.put_back.as_ref()) {
            ledger.chances = while_it_holds(Some(put_back));
            self.post(ledger, PUT_BACK, term.holds.as_ref(), &|year| term.has(year), None, None);
        }
        if let Some(failure) = happens.and_then(|happens| happens.failure.as_ref()) {
            ledger.chances = while_it_holds(Some(&failure.ended));
            let cost = failure.cost.as_ref();
            match failure.then {
                AfterEnd::Returns => {
                    let once = cost.map(|cost| ("return_cost", "Bringing the service back", cost));
                    self.post(ledger, AFTER_RETURN, after, &due, None, once);
                }
                AfterEnd::Closes => {
                    let once = cost.map(|cost| ("closing_cost", "Closing the library", cost));
                    let from = term.from.unwrap_or_else(|| self.w.first().first_day());
                    self.post_closed(ledger, AFTER_CLOSURE, after, (term.change, from), once);
                }
            }
        }
        if let (Some(end), Some(ends)) = (&term.end, &option.common.ends) {
            let lasts = happens.and_then(|happens| happens.lasts.as_ref());
            ledger.chances = while_it_holds(lasts);
            self.post_end(ledger, ends, term.change, end, lasts);
        }
    }

    /// Posts what follows when an arrangement ends by plan, as far as it had begun and lasted until then.
    fn post_end(
        &self,
        ledger: &mut Ledger,
        ends: &Ends,
        change: FinancialYear,
        end: &End,
        lasts: Option<&Row<Factor>>,
    ) {
        let cost = |sum: &crate::input::Estimate<crate::input::Pounds>| {
            // A cost that nobody stated is shown as the default that it is.
            let stated_as_nothing = sum.is_nothing() && sum.origin.default.is_none();
            let row: Row<Real> = self.w.money::<Real, _>(sum) * self.w.in_year_of(end.on);
            (!stated_as_nothing).then(|| match lasts {
                Some(lasts) => row * lasts,
                None => row,
            })
        };
        match ends.then {
            AfterEnd::Returns => {
                let cost = cost(&ends.return_cost);
                let once = cost.as_ref().map(|cost| ("return_cost", "Bringing the service back", cost));
                self.post(ledger, AFTER_END, Some(&end.after), &|year| year >= end.year, None, once);
            }
            AfterEnd::Closes => {
                let cost = cost(&ends.closing_cost);
                let once = cost.as_ref().map(|cost| ("closing_cost", "Closing the library", cost));
                self.post_closed(ledger, AFTER_END, Some(&end.after), (change, end.on), once);
            }
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
        once: Option<Once<'_>>,
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
        o.usage = today.usage.as_ref();
        let mut described = Change { o: &mut o, at: at.clone(), date: None, share: share.cloned() };
        expect_payment(&mut described, self.today);
        self.today.model.describe(&mut described);
        post_one_offs(&mut described, &today.one_offs, due);
        if let Some(once) = once {
            post_cost_of_end(&mut described, once);
        }
        o.run();
        if let Some(year) = drawn_before {
            let operator = o.arrangement.operator;
            o.share = None;
            post_loans(&mut o, &today.loans, &at, operator, Some(year));
        }
    }

    /// Nothing runs from a day on: what cannot be avoided is left, and the cost of closing. Central support has unwound
    /// since the year of the change, when the service left.
    fn post_closed(
        &self,
        ledger: &mut Ledger,
        prefix: &'static str,
        share: Option<&Row<Factor>>,
        (change, from): (FinancialYear, Date),
        once: Option<Once<'_>>,
    ) {
        let at = ledger.at.clone();
        let mut o = self.operating(ledger, change);
        o.prefix = prefix;
        o.share = share.cloned();
        o.from = from;
        let mut described = Change { o: &mut o, at, date: None, share: share.cloned() };
        FromLines::new().describe(&mut described);
        if let Some(once) = once {
            post_cost_of_end(&mut described, once);
        }
        o.run();
    }
}

/// What the end of an arrangement costs the council, once, in its year.
fn post_cost_of_end(change: &mut Change<'_, '_, '_>, (id, label, cost): Once<'_>) {
    let amount = Amount::Real(cost.clone(), GENERAL.to_owned());
    let (council, suppliers) = (change.council(), change.suppliers());
    let flow = Flow::new(id, label, council, suppliers, Category::SetUp, amount);
    change.post_cost(flow.once().hanging_on(HangsOn::Nothing), VatClass::Standard);
}
