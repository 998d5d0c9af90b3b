//! Benefits against costs: the net value, and the ratios, each with its denominator by name.
//!
//! A benefit-cost ratio moves when an effect is moved above or below its line; the net present value does not. So no
//! ratio here goes by the name alone, and none is given over a denominator of nought or less: an option that saves
//! money has no ratio, and a larger one would not mean better. Options that exclude each other are never ranked by it.

use rust_decimal::Decimal;

use super::checked::{Result, div, sub};

/// What stands below the line of a benefit-cost ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Denominator {
    /// All costs, whoever bears them.
    AllCosts,
    /// The net cost to the public sector.
    PublicCost,
    /// The net cost to the council.
    CouncilCost,
    /// The cost of one option beyond that of another.
    FurtherCost,
}

/// A benefit-cost ratio with what it was made of. Present values throughout, of one price basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BenefitCostRatio {
    /// What the denominator is.
    pub over: Denominator,
    /// What stands above the line.
    pub numerator: Decimal,
    /// What stands below it.
    pub denominator: Decimal,
    /// The numerator less the denominator: the net present value, which no choice of line changes.
    pub net: Decimal,
    /// The one over the other; none where the denominator is nought or less.
    pub ratio: Option<Decimal>,
}

fn ratio_over(over: Denominator, numerator: Decimal, denominator: Decimal) -> Result<BenefitCostRatio> {
    let net = sub(numerator, denominator)?;
    let ratio = if denominator > Decimal::ZERO { Some(div(numerator, denominator)?) } else { None };
    Ok(BenefitCostRatio { over, numerator, denominator, net, ratio })
}

/// All benefits over all costs: net present value and ratio of two present values.
///
/// # Errors
/// If a result is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::bcr_social;
///
/// let social = bcr_social(Decimal::from(120), Decimal::from(80))?;
/// assert_eq!((social.net, social.ratio), (Decimal::from(40), Some(Decimal::new(15, 1))));
/// // What costs less than nothing has a net value and no ratio.
/// assert_eq!(bcr_social(Decimal::from(120), Decimal::from(-80))?.ratio, None);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn bcr_social(pv_benefits: Decimal, pv_costs: Decimal) -> Result<BenefitCostRatio> {
    ratio_over(Denominator::AllCosts, pv_benefits, pv_costs)
}

/// Benefits less the costs that others bear, over the net cost to the public sector.
///
/// # Errors
/// If a result is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{bcr_public, bcr_social};
///
/// let (benefits, others, public) = (Decimal::from(120), Decimal::from(40), Decimal::from(40));
/// let below_the_line = bcr_social(benefits, others + public)?;
/// let above_the_line = bcr_public(benefits, others, public)?;
/// assert_ne!(below_the_line.ratio, above_the_line.ratio);
/// assert_eq!(below_the_line.net, above_the_line.net);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn bcr_public(
    pv_benefits: Decimal,
    pv_other_costs: Decimal,
    pv_public_cost: Decimal,
) -> Result<BenefitCostRatio> {
    ratio_over(Denominator::PublicCost, sub(pv_benefits, pv_other_costs)?, pv_public_cost)
}

/// Benefits less the costs that others bear, the rest of the public sector among them, over the council's net cost.
///
/// # Errors
/// If a result is too large.
pub fn bcr_council(
    pv_benefits: Decimal,
    pv_other_costs: Decimal,
    pv_council_cost: Decimal,
) -> Result<BenefitCostRatio> {
    ratio_over(Denominator::CouncilCost, sub(pv_benefits, pv_other_costs)?, pv_council_cost)
}

/// What the dearer of two options gives beyond the cheaper one, over what it costs beyond it.
///
/// The order in which the two are given does not matter. Where they cost the same there is no ratio.
///
/// # Errors
/// If a result is too large.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::bcr_increment;
///
/// let (small, large) = ((Decimal::from(90), Decimal::from(40)), (Decimal::from(150), Decimal::from(80)));
/// assert_eq!(bcr_increment(small, large)?.ratio, Some(Decimal::new(15, 1)));
/// assert_eq!(bcr_increment(large, small)?, bcr_increment(small, large)?);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn bcr_increment(a: (Decimal, Decimal), b: (Decimal, Decimal)) -> Result<BenefitCostRatio> {
    let (cheap, dear) = if a.1 <= b.1 { (a, b) } else { (b, a) };
    ratio_over(Denominator::FurtherCost, sub(dear.0, cheap.0)?, sub(dear.1, cheap.1)?)
}

/// The net present social value of each pound of public cost, for a choice under a budget limit; none where the
/// option costs the public sector nothing or saves it money.
///
/// # Errors
/// If the result is too large.
pub fn npsv_per_public_pound(npsv: Decimal, pv_public_cost: Decimal) -> Result<Option<Decimal>> {
    if pv_public_cost > Decimal::ZERO { div(npsv, pv_public_cost).map(Some) } else { Ok(None) }
}
