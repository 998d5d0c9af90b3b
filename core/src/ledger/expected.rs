//! What is expected beside what is planned: a line whose sum is another than the agreement or the plan says.
//!
//! The plan reads the planned sum. An expectation and the draws read the expected one: it stands behind an event that the
//! plan takes as not happening and that is certain to happen.

use super::{Amount, Expected, Flow, Ledger};
use crate::party::PartyId;
use crate::sheet::{Cash, EventInfo, Row};
use crate::workings::Workings;

/// A line of which another sum is expected than is planned, in cash by year.
#[derive(Debug, Clone)]
pub(crate) struct Departure {
    /// The id of the line.
    pub(crate) line: String,
    pub(crate) label: String,
    pub(crate) payer: PartyId,
    pub(crate) payee: PartyId,
    pub(crate) planned: Row<Cash>,
    pub(crate) expected: Row<Cash>,
    /// What is expected less what is planned.
    pub(crate) difference: Row<Cash>,
}

impl Ledger {
    /// Puts what is expected behind its event, and keeps both for the result.
    pub(super) fn expect(&mut self, w: &Workings<'_>, flow: &mut Flow) {
        let Some(Expected { at, amount }) = flow.expected.take() else { return };
        let (Amount::Cash(planned) | Amount::Worked(planned)) = &flow.amount else { return };
        let place = self.at.join("expected").join(&flow.id);
        let named = |row: Row<Cash>, id: &str, what: &str| {
            row.named(place.join(id), format!("{}: {what}", flow.label), "£")
        };
        let planned = named(planned.clone(), "planned", "as planned");
        let expected = named(amount, "expected", "as expected");
        let difference = named(&expected - &planned, "difference", "expected beyond the plan");
        let info = EventInfo {
            address: at.join("holds"),
            label: format!("{} is as expected and not as planned", flow.label),
            planned: false,
        };
        let holds = w.sheet.event(info, &w.number(1));
        flow.amount = Amount::Worked(&planned + &difference * holds);
        self.departures.push(Departure {
            line: flow.id.clone(),
            label: flow.label.clone(),
            payer: flow.payer,
            payee: flow.payee,
            planned,
            expected,
            difference,
        });
    }
}
