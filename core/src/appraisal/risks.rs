//! What may happen to an option, as the result lists it.

use serde::Serialize;

use super::result::Penny;

/// Something that may happen to an option. The planned sums take it as not happening, or an offer as taken up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RiskResult {
    /// What it is: the key of its table under `risks`.
    pub kind: &'static str,
    /// In words.
    pub label: String,
    /// The address of the event. Where two options share an address, it happens in both or in neither.
    pub event: String,
    /// The operator that fails, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// The addresses of the inputs that its chance rests on.
    pub inputs: Vec<String>,
    /// The chance that it has happened by the end of each year, to six places.
    pub chance: Vec<Penny>,
}
