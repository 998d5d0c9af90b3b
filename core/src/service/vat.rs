//! Value added tax: what is on a cost, and how much of it comes back to whoever pays.

use crate::input::choice;
use crate::party::{PartyId, VatStatus};
use crate::sheet::{Cash, Factor, Row};
use crate::workings::Workings;

choice! {
    /// The VAT on a cost or on an income.
    pub enum VatClass {
        /// At the standard rate.
        Standard = "standard",
        /// Taxable at nothing, as books are.
        Zero = "zero",
        /// Exempt: no VAT, and it bars the recovery of VAT on costs.
        Exempt = "exempt",
        /// Outside the scope of VAT, or no business at all.
        OutsideScope = "outside_scope",
    }
}

/// The income of a body that is registered: what is taxable of it decides how much VAT on its costs comes back.
#[derive(Default)]
pub(crate) struct Earnings {
    taxable: Vec<Row<Cash>>,
    other: Vec<Row<Cash>>,
}

impl Earnings {
    pub(crate) fn merge(&mut self, other: Self) {
        self.taxable.extend(other.taxable);
        self.other.extend(other.other);
    }

    pub(crate) fn add(&mut self, class: VatClass, amount: Row<Cash>) {
        match class {
            VatClass::Standard | VatClass::Zero => self.taxable.push(amount),
            VatClass::Exempt | VatClass::OutsideScope => self.other.push(amount),
        }
    }
}

/// The share of the VAT on its costs that does not come back to a party; none where all of it does.
pub(crate) fn irrecoverable(w: &Workings<'_>, party: PartyId, earnings: &Earnings) -> Option<Row<Factor>> {
    match w.vat_status(party) {
        VatStatus::Refunded => None,
        VatStatus::Unregistered => Some(w.number(1)),
        VatStatus::Registered => {
            let other = w.sheet.sum(&earnings.other);
            let all = w.sheet.sum(&earnings.taxable) + &other;
            // Where nothing is earned nothing comes back; one pound keeps the ratio from dividing by nothing.
            let pound = w.sheet.cash(crate::Decimal::ONE);
            let nothing = w.number(1);
            Some((&other / all.max(&pound)).only_where(
                &all,
                crate::sheet::Comparison::AtLeast,
                &pound,
                &nothing,
            ))
        }
    }
}
