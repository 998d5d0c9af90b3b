//! The terms of a deal: what the two sides of a negotiation ask of an appraisal before they sign.
//!
//! Each is a question of its own: whether a parish can carry its part ([`Appraisal::parish_affordability`]), how little
//! grant an operator can live on ([`Appraisal::design_taper`]), what a month of delay costs ([`Appraisal::delay`]), what it
//! would cost to stop ([`Appraisal::abort_value`]), how much of a headline saving is there in which year
//! ([`Appraisal::savings_path`]), and how much hire a gap asks for ([`Appraisal::quantity_needed`]).

mod delay;
mod parish;
mod quantity;
mod savings;
mod sides;
mod stopping;
mod taper;

pub use delay::{Delay, DelayMonth, DelayResult, DelayView, DelayWhere};
pub use parish::{Limit, ParishAffordability, ParishTerms, ParishYear};
pub use quantity::{QuantityNeeded, QuantityResult};
pub use savings::{SavingYear, SavingsOption, SavingsPath};
pub use stopping::{AbortDate, AbortResult, Stopping};
pub use taper::{ShapeCost, TaperDesign, TaperResult, TaperYear};

#[cfg(doc)]
use crate::Appraisal;

/// The three forms of a result: as JSON, and to look at from its page.
macro_rules! forms {
    ($result:ty) => {
        impl $result {
            /// The result as JSON.
            pub fn to_json(&self) -> String {
                // It holds nothing that JSON cannot hold.
                serde_json::to_string_pretty(self).unwrap_or_default()
            }
        }
        $crate::table::shown! { $result: Self::page; }
    };
}
use forms;
