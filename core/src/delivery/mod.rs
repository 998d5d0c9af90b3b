//! Delivery models: the ways in which a service could be run, one file each.
//!
//! A model says what changes from today: which costs stay, move, stop or begin; which income comes and goes; what the
//! change costs once; and what stays stranded with the council.

mod change;
mod co_located;
mod community_managed;
mod council_run;
mod from_lines;
mod happens;
mod loan;
mod option;
mod package;
mod parish_commissioned;
mod payment;
mod risk;
mod trust;

pub(crate) use change::Change;
pub use co_located::{CoLocated, OldBuilding};
pub use community_managed::{CommunityManaged, Lease};
pub use council_run::CouncilRun;
pub use from_lines::FromLines;
pub(crate) use happens::{Failure, Happens, MayHappen, OperatorBegins};
pub(crate) use loan::post_loans;
pub use loan::{Loan, Repayment};
pub use option::{Common, DeliveryOption, Model, OneOff};
pub(crate) use package::check_libraries;
pub use package::{Package, Phases, Whole};
pub use parish_commissioned::{ParishBuilding, ParishCommissioned, ParishFunding};
pub(crate) use payment::expect_payment;
pub use risk::{
    AfterFailure, GrantRenewed, OperatorFails, ReliefWithdrawn, Risks, StartsLate, TakeUp, ToppedUp,
};
pub use trust::{Funding, Trust};
