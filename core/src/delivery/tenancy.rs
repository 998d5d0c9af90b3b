//! On what terms the new operator has the council's building: rent, repairs, or a building of its own.

use super::Change;
use crate::input::{Pounds, Schedule, choice};
use crate::ledger::{Amount, Category, Flow, Treatment};
use crate::party::PartyId;
use crate::service::{Part, find_party};
use crate::sheet::{Cash, Row};
use crate::workings::After;

choice! {
    /// On what terms the new operator has the council's building.
    pub enum Lease {
        /// At a peppercorn, or for the rent that is stated: it bears the running costs and the rates, and the owner
        /// forgoes what the market would pay beyond its rent.
        Peppercorn = "peppercorn",
        /// The council keeps the building and all that it costs.
        CouncilKeeps = "council_keeps",
        /// Not at all: the operator has a building of its own, and the council's is given up.
        OwnBuilding = "own_building",
    }
}

choice! {
    /// Which of the costs of a building its tenant bears.
    pub enum Repairing {
        /// All of them: a full repairing and insuring lease.
        Full = "full",
        /// All but those of the fabric: the council goes on paying repairs, insurance, the sinking fund and overdue
        /// repairs.
        Internal = "internal",
    }
}

/// The terms of the building under an option.
pub(super) struct Tenancy<'m> {
    pub(super) lease: Lease,
    pub(super) repairing: Repairing,
    pub(super) rent: &'m Schedule<Pounds>,
}

impl Tenancy<'_> {
    pub(super) fn describe(&self, change: &mut Change<'_, '_, '_>, tenant: PartyId) {
        let council = change.council();
        match self.lease {
            Lease::Peppercorn => {}
            Lease::CouncilKeeps => change.o.arrangement.stays_with(Part::Building, council),
            Lease::OwnBuilding => {
                change.o.arrangement.stops(Part::Building);
                change.o.arrangement.uses_building = false;
            }
        }
        if self.repairing == Repairing::Internal && self.lease == Lease::Peppercorn {
            change.o.arrangement.stays_with(Part::Fabric, council);
        }
        if self.rent.is_nothing() {
            return;
        }
        if self.lease == Lease::OwnBuilding {
            let accepted = "no rent; what its own building costs stands under costs";
            change.problem("rent", "is asked for a building that is given up", accepted);
            return;
        }
        let premises = change.o.service.premises.as_ref();
        let priced = premises.is_some_and(|premises| premises.market_rent.is_some());
        let owner = change.o.arrangement.owner.or_else(|| {
            let owner = premises?.owner.as_ref()?;
            find_party(change.w(), owner, &change.o.service_at.join("premises.owner"))
        });
        let rent: Row<Cash> = change.w().moneys_then(self.rent, change.year(), After::Hold);
        change.o.arrangement.rent_paid = Some(rent.clone());
        let amount = Amount::Cash(change.shared_out(self.rent, rent));
        let payee = owner.unwrap_or(council);
        let flow =
            Flow::new("rent", "Rent to the owner of the building", tenant, payee, Category::Premises, amount);
        // The building is used up by whoever has it. Where its market rent is in the model, the part that is paid counts
        // for society as the part that is forgone does.
        change.post(if priced { flow.treated(Treatment::Resource) } else { flow });
    }
}
