//! Views: what a set of parties gains or loses, of which the flows inside the set are no part.

use rust_decimal::Decimal;

use super::checked::{Result, add, sub};

/// A payment from one party to another, normally nought or more; a refund is a flow of its own the other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow<P> {
    /// Who pays.
    pub from: P,
    /// Who is paid.
    pub to: P,
    /// How much.
    pub amount: Decimal,
}

/// What a set of parties nets: the flows that come into the set, less those that leave it.
///
/// A flow with both ends inside, or both outside, does not cross and is left out. All parties together net nothing.
///
/// # Errors
/// If a sum is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{Flow, view_by_party_set};
///
/// let flow = |from, to, pounds| Flow { from, to, amount: Decimal::from(pounds) };
/// let flows = [flow("council", "trust", 100), flow("trust", "staff", 80), flow("users", "trust", 10)];
/// assert_eq!(view_by_party_set(&flows, &["council"])?, Decimal::from(-100));
/// assert_eq!(view_by_party_set(&flows, &["council", "trust"])?, Decimal::from(-70));
/// assert_eq!(view_by_party_set(&flows, &["council", "trust", "staff", "users"])?, Decimal::ZERO);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn view_by_party_set<P: PartialEq>(flows: &[Flow<P>], parties: &[P]) -> Result<Decimal> {
    flows.iter().try_fold(Decimal::ZERO, |net, flow| {
        match (parties.contains(&flow.from), parties.contains(&flow.to)) {
            (false, true) => add(net, flow.amount),
            (true, false) => sub(net, flow.amount),
            _ => Ok(net),
        }
    })
}
