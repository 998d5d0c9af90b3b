//! Optimism bias: the uplift for what estimates leave out, and how it shrinks as risks are managed and priced.
//!
//! Source: HM Treasury Green Book, supplementary guidance on optimism bias, after the review of large public procurement
//! of 2002. The upper and lower bounds by kind of project are dated data and are handed in.
//!
//! The uplift is laid on the base estimate, before specific risks are added. A risk that is priced by itself takes its
//! contribution out of the uplift: the two are never both there in full.

use rust_decimal::Decimal;

use super::MethodError;
use super::checked::{Result, add, dot, mul, not_negative, same_length, share, sub, sum};

/// How far the bias is managed: each risk area's contribution times how far it is managed, added up.
///
/// Contributions are shares of the whole bias. They may add up to less than one: the rest is not managed.
///
/// # Errors
/// If the lists differ in length, a number is not a fraction from 0 to 1, or the contributions pass 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::managed_share;
///
/// let contributions = [Decimal::new(22, 2), Decimal::new(10, 2)];
/// let mitigation = [Decimal::new(5, 1), Decimal::ONE];
/// assert_eq!(managed_share(&contributions, &mitigation)?, Decimal::new(21, 2));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn managed_share(contributions: &[Decimal], mitigation: &[Decimal]) -> Result<Decimal> {
    same_length(("the contributions", contributions.len()), ("the mitigation", mitigation.len()))?;
    for (&contribution, &managed) in contributions.iter().zip(mitigation) {
        share("contribution of a risk area", contribution)?;
        share("mitigation of a risk area", managed)?;
    }
    share("sum of the contributions", sum(contributions.iter().copied())?)?;
    dot(contributions, mitigation)
}

/// The uplift that is left: the upper bound times the part not managed, and never under the lower bound.
///
/// Without a published lower bound, `lower` is nought.
///
/// # Errors
/// If a bound is below nought, the lower is above the upper, or `managed` is not a fraction from 0 to 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::optimism_bias_mitigated;
///
/// let (upper, lower) = (Decimal::new(24, 2), Decimal::new(2, 2));
/// assert_eq!(optimism_bias_mitigated(upper, lower, Decimal::new(5, 1))?, Decimal::new(12, 2));
/// assert_eq!(optimism_bias_mitigated(upper, lower, Decimal::ONE)?, lower);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn optimism_bias_mitigated(upper: Decimal, lower: Decimal, managed: Decimal) -> Result<Decimal> {
    not_negative("upper bound of the uplift", upper)?;
    not_negative("lower bound of the uplift", lower)?;
    if lower > upper {
        let accepted = "give a lower bound that is not above the upper bound";
        return Err(MethodError::OutOfRange { what: "lower bound of the uplift", value: lower, accepted });
    }
    let left = sub(Decimal::ONE, share("managed share", managed)?)?;
    Ok(mul(upper, left)?.max(lower))
}

/// An estimate with its uplift: `base * (1 + uplift)`.
///
/// It serves capital cost, the duration of works, running cost, and (with a negative uplift) benefits and income,
/// which optimism overstates.
///
/// # Errors
/// If the uplift is under -1, which would turn the sign.
pub fn apply_optimism_bias(base: Decimal, uplift: Decimal) -> Result<Decimal> {
    if uplift < Decimal::NEGATIVE_ONE {
        let accepted = "give -1 or more: a cut of more than the whole would turn the sign";
        return Err(MethodError::OutOfRange { what: "uplift", value: uplift, accepted });
    }
    mul(base, add(Decimal::ONE, uplift)?)
}

/// The upper bound of a project of several kinds: each kind's bound weighted by its share of the cost.
///
/// # Errors
/// If the lists differ in length, a share is not a fraction, the shares do not add up to 1, or a bound is below nought.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::optimism_bias_blend;
///
/// let (shares, bounds) = ([3, 7].map(|n| Decimal::new(n, 1)), [51, 24].map(|n| Decimal::new(n, 2)));
/// assert_eq!(optimism_bias_blend(&shares, &bounds)?, Decimal::new(321, 3));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn optimism_bias_blend(shares: &[Decimal], upper_bounds: &[Decimal]) -> Result<Decimal> {
    same_length(("the shares", shares.len()), ("the upper bounds", upper_bounds.len()))?;
    for (&part, &bound) in shares.iter().zip(upper_bounds) {
        share("share of a kind of project", part)?;
        not_negative("upper bound of the uplift", bound)?;
    }
    let total = sum(shares.iter().copied())?;
    // Shares such as a third each cannot be written whole.
    if (total - Decimal::ONE).abs() > Decimal::new(1, 6) {
        return Err(MethodError::OutOfRange {
            what: "sum of the shares of the kinds of project",
            value: total,
            accepted: "give shares that add up to 1",
        });
    }
    dot(shares, upper_bounds)
}

/// What is set aside beside a base estimate at one stage of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// For optimism bias: the uplift that is left, times the base.
    pub bias: Decimal,
    /// For the risks priced by themselves: their expected cost.
    pub risks: Decimal,
    /// Both together.
    pub total: Decimal,
}

impl Allowance {
    /// Whether, since an earlier stage, priced risks came in while nothing left the uplift: the same risk counted
    /// twice.
    pub fn counts_risk_twice(&self, earlier: &Self) -> bool {
        self.risks > earlier.risks && self.bias >= earlier.bias
    }
}

/// The allowance beside a base estimate: `base * uplift` and the expected cost of the priced risks.
///
/// # Errors
/// If the base, the uplift or the expected cost of risks is below nought.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::allowance;
///
/// let base = Decimal::from(100);
/// let outline = allowance(base, Decimal::new(4, 1), Decimal::ZERO)?;
/// let full = allowance(base, Decimal::new(4, 1), Decimal::from(15))?;
/// assert!(full.counts_risk_twice(&outline));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn allowance(base: Decimal, uplift: Decimal, expected_risk_cost: Decimal) -> Result<Allowance> {
    let bias = mul(not_negative("base cost", base)?, not_negative("uplift", uplift)?)?;
    let risks = not_negative("expected cost of risks", expected_risk_cost)?;
    Ok(Allowance { bias, risks, total: add(bias, risks)? })
}

/// A cost with its adjustments in their fixed order: the mitigated optimism bias first, then the uplift for the cost
/// of raising tax, on the cost as adjusted.
///
/// The uplift for raising tax (the marginal excess tax burden) is nought unless a user asks for it: present United
/// Kingdom guidance applies none.
///
/// # Errors
/// As [`optimism_bias_mitigated`] and [`apply_optimism_bias`].
pub fn adjusted_cost(
    cost: Decimal,
    upper: Decimal,
    managed: Decimal,
    tax_uplift: Decimal,
) -> Result<Decimal> {
    let uplift = optimism_bias_mitigated(upper, Decimal::ZERO, managed)?;
    apply_optimism_bias(
        apply_optimism_bias(cost, uplift)?,
        not_negative("uplift for raising tax", tax_uplift)?,
    )
}
