//! Money from the building: a sale to whoever runs the service, and a sale that is put off.

use jiff::civil::Date;

use super::{Change, Model};
use crate::Decimal;
use crate::date;
use crate::input::{Estimate, Id, Pounds, record};
use crate::ledger::{Amount, Category, Flow, Treatment};
use crate::service::find_party;
use crate::sheet::{Real, Row};
use crate::workings::GENERAL;
use crate::year::FinancialYear;

record! {
    /// The building is sold to whoever runs the service, at its value or below it, when the arrangement begins. The buyer
    /// borrows by a loan of the option, if it does.
    pub struct BuildingSale {
        /// The price, in pounds of the price base.
        required price: Estimate<Pounds>;
        /// What the market would pay, in pounds of the price base: the discount is shown.
        optional market_value: Estimate<Pounds>;
        /// Who buys; by default whoever runs the service.
        optional buyer: Id;
        /// The day on which the price is paid, where that is later than the beginning.
        optional paid_on: Date;
    }
}

impl BuildingSale {
    /// Posts the price. The buyer has the building from then on, and what rent it could bring is the buyer's to forgo.
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>, model: &Model) {
        let premises = change.o.service.premises.as_ref();
        let seller = premises
            .and_then(|premises| premises.owner.as_ref())
            .and_then(|id| find_party(change.w(), id, &change.o.service_at.join("premises.owner")));
        let Some(seller) = seller else {
            if premises.is_none_or(|premises| premises.owner.is_none()) {
                let accepted = "service.premises.owner, or no building_sale";
                change.problem("building_sale", "is of a building that nobody here owns", accepted);
            }
            return;
        };
        let buyer = match (&self.buyer, model.operator()) {
            (Some(id), _) => change.party("building_sale.buyer", id),
            (None, Some(id)) => match change.w().parties.find(id.as_str()) {
                Some(party) => party,
                None => return,
            },
            (None, None) => {
                let accepted = "building_sale.buyer, a party of this input";
                change.problem(
                    "building_sale",
                    "has no buyer: the council runs the service itself",
                    accepted,
                );
                return;
            }
        };
        if buyer == seller {
            change.problem("building_sale", "is to its owner", "a buyer who does not own the building");
            return;
        }
        let from = change.o.from;
        let paid = self.paid_on.unwrap_or(from);
        if paid < from && !change.w().unread().period() {
            let accepted = format!("{} or later", date::written(from));
            change.problem("building_sale.paid_on", "lies before the arrangement begins", &accepted);
        }
        let w = change.o.w;
        let price: Row<Real> = w.money(&self.price);
        if let Some(value) = &self.market_value {
            let value: Row<Real> = w.money(value);
            let below = (value - &price) * w.in_year_of(from);
            let _ = below.named(
                change.o.address("building_sale.below_market_value"),
                "What the price is below the market value",
                "£ of the price base",
            );
        }
        let amount = Amount::Real(price * w.in_year_of(paid), GENERAL.to_owned());
        let flow =
            Flow::new("building_sale", "Sale of the building", buyer, seller, Category::Receipt, amount);
        change.post(flow.once());
        change.o.arrangement.owner = Some(buyer);
    }
}

record! {
    /// A sale that would come and is put off: what waiting for its price costs. It stands in no budget; the price itself
    /// belongs there in the options in which the building is sold.
    pub struct DeferredReceipt {
        /// The price, in pounds of the price base.
        required amount: Estimate<Pounds>;
        /// The year in which it would come; by default that of the change.
        optional planned: FinancialYear;
        /// By how many years it is put off.
        required years: u32;
    }
}

impl DeferredReceipt {
    /// Posts the price that does not come when it would, and the same price when it does: in the economic case alone,
    /// where discounting makes of the two what the wait costs.
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        let w = change.o.w;
        let planned = self.planned.unwrap_or(change.year());
        let later = i16::try_from(self.years).ok().map(|years| planned.plus(years));
        let (Some(later), true) = (later.filter(|later| w.years.contains(later)), w.years.contains(&planned))
        else {
            if !w.unread().period() {
                let what = "does not come within the appraisal";
                change.problem("deferred_receipt", what, "a period that holds both years");
            }
            return;
        };
        let (council, market) = (change.council(), w.parties.always("property_market"));
        let amount: Row<Real> = w.money(&self.amount);
        let in_year = |wanted: FinancialYear| {
            w.sheet.calendar(w.years.iter().map(|year| Decimal::from(i32::from(*year == wanted))))
        };
        // Where the rent is in the model, society has counted the use of the building already.
        let counted = change.o.service.premises.as_ref().is_some_and(|known| known.market_rent.is_some());
        let treatment = if counted { Treatment::Transfer } else { Treatment::Resource };
        let parts = [
            ("deferred_receipt.forgone", "Receipt that is put off", council, market, planned),
            ("deferred_receipt.later", "Receipt that comes later", market, council, later),
        ];
        for (id, label, payer, payee, year) in parts {
            let amount = Amount::EconomicOnly(&amount * in_year(year));
            let flow = Flow::new(id, label, payer, payee, Category::Receipt, amount);
            change.post(flow.once().treated(treatment));
        }
    }
}
