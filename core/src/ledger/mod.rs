//! The ledger of an option: every cost and every income line as a flow from one party to another.
//!
//! A flow is a positive sum with a payer and a payee. What an option costs a party, or any group of parties, is what
//! crosses the group's border: what its members pay to others, less what others pay to them. A payment inside the
//! group is not in that sum, because both its ends are inside.

mod change;
mod edits;
mod expected;
mod flow;
mod post;
mod view;

pub use change::{LineChange, LineChanges};
pub(crate) use expected::Departure;
pub(crate) use flow::{Amount, Expected, Flow, HangsOn};
pub use flow::{Category, Treatment};
pub(crate) use post::{AFTER_CLOSURE, AFTER_END, AFTER_RETURN, NOT_BEGUN, PHASES, PUT_BACK, UNTIL_TRANSFER};
pub(crate) use view::{View, cost_to_society};

use crate::address::Address;
use crate::party::PartyId;
use crate::sheet::{Cash, Factor, NodeId, Real, Row};
use crate::year::FinancialYear;

/// A line of the ledger: a flow with its rows on the sheet.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// The library that it belongs to, by its place; none where it belongs to a body or to the service as a whole.
    pub(crate) library: Option<usize>,
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) payer: PartyId,
    pub(crate) payee: PartyId,
    pub(crate) category: Category,
    pub(crate) treatment: Treatment,
    pub(crate) one_off: bool,
    /// Whether it is a cost of today's service that does not stop with the service.
    pub(crate) stranded: bool,
    /// How its amount is stated: fixed in cash, or in the prices of the base year with the index that moves it.
    pub(crate) basis: &'static str,
    pub(crate) index: String,
    /// In cash: what the budgets of the financial case hold.
    pub(crate) cash: Row<Cash>,
    /// In real terms: what the economic case discounts.
    pub(crate) real: Row<Real>,
}

/// How the flows that are posted hang on what may happen: factors for each kind, none where nothing can befall it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chances {
    /// Whether the arrangement holds, by year.
    pub(crate) arrangement: Option<Row<Factor>>,
    /// Whether it begins at all.
    pub(crate) begun: Option<Row<Factor>>,
    /// The share of the cost of setting up that is spent.
    pub(crate) attempt: Option<Row<Factor>>,
    /// Whether what came with the beginning of the arrangement has come before, and is not to be posted.
    pub(crate) recurring_only: bool,
}

impl Chances {
    /// What a flow is multiplied by for what it hangs on.
    pub(crate) const fn of(&self, hangs_on: HangsOn) -> Option<&Row<Factor>> {
        match hangs_on {
            HangsOn::Arrangement => self.arrangement.as_ref(),
            HangsOn::Beginning => self.begun.as_ref(),
            HangsOn::Attempt => self.attempt.as_ref(),
            HangsOn::Nothing => None,
        }
    }

    /// Whether what hangs on this is not to be posted.
    pub(crate) const fn leave_out(&self, hangs_on: HangsOn) -> bool {
        self.recurring_only && matches!(hangs_on, HangsOn::Beginning | HangsOn::Attempt)
    }
}

/// All lines of an option.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    /// The address of the option.
    pub(crate) at: Address,
    pub(crate) lines: Vec<Line>,
    /// How what is posted hangs on what may happen.
    pub(crate) chances: Chances,
    /// The library to which belongs what is posted.
    pub(crate) library: Option<usize>,
    /// What the input changes and removes.
    pub(crate) edits: edits::Edits,
    /// Contributions to one-off costs that have a cap, and what lies beyond.
    pub(crate) caps: Vec<Cap>,
    /// What employers pay, for what is worked out over all their posts and over the whole year.
    pub(crate) pay: Vec<Payroll>,
    /// What volunteers give under the arrangement.
    pub(crate) giving: Option<Giving>,
    /// The loans.
    pub(crate) debts: Vec<Debt>,
    /// Lines of which another sum is expected than is planned.
    pub(crate) departures: Vec<Departure>,
    /// The VAT on costs that is refunded, by payer, and whether the cost comes once.
    pub(crate) refunded_vat: Vec<(PartyId, Row<Cash>, bool)>,
}

/// A contribution to a one-off cost that has a cap.
#[derive(Debug, Clone)]
pub(crate) struct Cap {
    /// The cost.
    pub(crate) label: String,
    pub(crate) payer: PartyId,
    pub(crate) year: FinancialYear,
    /// What lies beyond the cap.
    pub(crate) beyond: NodeId,
}

/// What volunteers give, beside the sums.
#[derive(Debug, Clone)]
pub(crate) struct Giving {
    pub(crate) hours: Row<Factor>,
    /// The paid hours that they replace.
    pub(crate) replaced: Option<Row<Factor>>,
    /// What those would cost.
    pub(crate) cost: Option<Row<Real>>,
}

/// A loan whose lines have been posted.
#[derive(Debug, Clone)]
pub(crate) struct Debt {
    /// What the ids of its lines begin with.
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) borrower: PartyId,
    pub(crate) lender: PartyId,
    /// What is owed at the end of each year.
    pub(crate) owed: Row<Cash>,
    /// How many times the borrower's income must cover what it pays on its loans.
    pub(crate) minimum_cover: Option<Row<Factor>>,
}

/// What an employer pays for a post while an arrangement holds.
#[derive(Debug, Clone)]
pub(crate) struct Payroll {
    pub(crate) employer: PartyId,
    pub(crate) pay: Row<Cash>,
    pub(crate) national_insurance: Row<Cash>,
    /// What comes before the ids of the arrangement's lines, without the library.
    pub(crate) prefix: &'static str,
}
