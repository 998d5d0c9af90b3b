//! Delivery models: the ways in which a service could be run, one file each.
//!
//! A model says what changes from today: which costs stay, move, stop or begin; which income comes and goes; what the
//! change costs once; and what stays stranded with the council.

mod change;
mod closure;
mod co_located;
mod community_managed;
mod contracted;
mod council_run;
mod from_lines;
mod happens;
mod leavers;
mod loan;
mod old_building;
mod one_offs;
mod option;
mod package;
mod paid_hours;
mod parish_commissioned;
mod payment;
mod pensions;
mod property;
mod risk;
mod tenancy;
mod term;
mod trust;

pub(crate) use change::Change;
pub(crate) use closure::LeftOpen;
pub use closure::{Closure, Replacement};
pub use co_located::CoLocated;
pub use community_managed::CommunityManaged;
pub use contracted::{CouncilCompany, Outsourced, SharedService};
pub use council_run::CouncilRun;
pub use from_lines::FromLines;
pub(crate) use happens::{Happens, MayHappen, OperatorBegins};
pub use leavers::Leavers;
pub(crate) use leavers::post_leavers;
pub(crate) use loan::post_loans;
pub use loan::{Loan, Repayment};
pub use old_building::OldBuilding;
pub(crate) use old_building::post_old_building;
pub(crate) use one_offs::post_one_offs;
pub use one_offs::{Funder, OneOff};
pub use option::{Common, DeliveryOption, Model};
pub(crate) use package::check_libraries;
pub use package::{Package, Phases, Whole};
pub use parish_commissioned::{ParishBuilding, ParishCommissioned, ParishFunding};
pub(crate) use payment::expect_payment;
pub use pensions::{CessationDebt, PassThrough};
pub use property::{BuildingSale, DeferredReceipt};
pub use risk::{
    Abandoned, Consultation, GrantRenewed, OperatorFails, ReliefWithdrawn, Risks, StartsLate, TakeUp,
    ToppedUp,
};
pub use tenancy::{Lease, Repairing};
pub use term::{AfterEnd, Ends};
pub(crate) use term::{End, Term};
pub use trust::{Funding, Trust};
