//! When an option has paid for itself, and what its benefits are worth beside its cost. The formulas are those of
//! [`crate::method`].

use rust_decimal::Decimal;
use serde::Serialize;

use super::result::Penny;
use crate::method::{self, BenefitCostRatio, Denominator, MethodError};
use crate::money;
use crate::year::FinancialYear;

/// The time after which savings have made up for the costs of the change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaybackResult {
    /// Years from the first year, which is year 0, until what was laid out is recovered for good, to two places:
    /// `k` full years and the part of the next whose saving covers what is still outstanding. None where it is never
    /// recovered, and where nothing was ever outstanding.
    pub years: Option<Penny>,
    /// Whether the sum of the savings changes its sign more than once: `years` counts to the last recovery, and money
    /// goes out again before it or after it.
    pub crosses_more_than_once: bool,
}

/// The payback of yearly savings, and the year by whose end they have made up for the costs: the first year that saves
/// anything where nothing was ever outstanding.
pub(crate) fn payback(
    years: &[FinancialYear],
    savings: &[Decimal],
) -> (PaybackResult, Option<FinancialYear>) {
    let none = PaybackResult { years: None, crosses_more_than_once: false };
    // Savings that are too large to add up were refused when the sheet was read.
    // A saving of nothing that was worked out in many steps may be off in its last places, which is no cost to recover.
    let savings: Vec<Decimal> = savings.iter().map(|saving| money::to_places(*saving, 10)).collect();
    let Ok(found) = method::payback(&savings) else { return (none, None) };
    let year = match found.years {
        Some(time) => usize::try_from(time.ceil()).ok(),
        None if found.cumulative.iter().all(|sum| *sum >= Decimal::ZERO) => {
            savings.iter().position(|saving| *saving > Decimal::ZERO)
        }
        None => None,
    };
    let result =
        PaybackResult { years: found.years.map(Penny::of), crosses_more_than_once: found.crossings > 1 };
    (result, year.and_then(|place| years.get(place).copied()))
}

/// Benefits with a money value beside costs. Present values in pounds of the price base, discounted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BenefitResult {
    /// The present value of the benefits.
    pub present_value: Penny,
    /// Net present social value: benefits less all costs, transfers left out.
    pub net_present_social_value: Penny,
    /// The ratios, each with what stands below its line. Options that exclude each other are not ranked by any.
    pub ratios: Vec<RatioResult>,
    /// The net present social value of each pound of net cost to the public sector, for a choice under a budget limit;
    /// none where the option costs the public sector nothing or saves it money.
    pub npsv_per_public_pound: Option<Penny>,
}

/// A benefit-cost ratio with what it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RatioResult {
    /// Which: `bcr_social`, `bcr_public`, `bcr_council`, or `bcr_increment` against today's option.
    pub kind: &'static str,
    /// What stands below the line, in words.
    pub denominator_is: &'static str,
    /// What stands above the line.
    pub numerator: Penny,
    /// What stands below it.
    pub denominator: Penny,
    /// The one over the other, to two places; none where the denominator is nought or less.
    pub ratio: Option<Penny>,
    /// The ratio in words, or why there is none.
    pub text: String,
}

/// Present values of an option: benefits, the cost to society net of them, and the cost to two views.
#[derive(Debug, Clone, Copy)]
pub(super) struct PresentValues {
    pub(super) benefits: Decimal,
    pub(super) society: Decimal,
    pub(super) public: Decimal,
    pub(super) council: Decimal,
}

impl PresentValues {
    /// All costs: what society bears before the benefits are taken off.
    fn costs(self) -> Result<Decimal, MethodError> {
        self.society.checked_add(self.benefits).ok_or(MethodError::TooLarge)
    }
}

/// What benefits are worth beside costs.
pub(super) fn benefits(
    own: PresentValues,
    today: Option<PresentValues>,
) -> Result<BenefitResult, MethodError> {
    let costs = own.costs()?;
    let less = |view: Decimal| costs.checked_sub(view).ok_or(MethodError::TooLarge);
    let mut ratios = vec![
        ratio("bcr_social", method::bcr_social(own.benefits, costs)?),
        ratio("bcr_public", method::bcr_public(own.benefits, less(own.public)?, own.public)?),
        ratio("bcr_council", method::bcr_council(own.benefits, less(own.council)?, own.council)?),
    ];
    if let Some(today) = today {
        let increment = method::bcr_increment((own.benefits, costs), (today.benefits, today.costs()?))?;
        ratios.push(ratio("bcr_increment", increment));
    }
    Ok(BenefitResult {
        present_value: Penny::of(own.benefits),
        net_present_social_value: Penny::of(-own.society),
        ratios,
        npsv_per_public_pound: method::npsv_per_public_pound(-own.society, own.public)?.map(Penny::of),
    })
}

fn ratio(kind: &'static str, found: BenefitCostRatio) -> RatioResult {
    let (denominator_is, saves) = match found.over {
        Denominator::AllCosts => ("all costs, whoever bears them", "the option costs nobody anything"),
        Denominator::PublicCost => {
            ("net cost to the public sector", "the option saves the public sector money")
        }
        Denominator::CouncilCost => ("net cost to the council", "the option saves the council money"),
        Denominator::FurtherCost => (
            "all costs of the dearer of this option and today's beyond those of the other",
            "both cost the same",
        ),
    };
    let text = match found.ratio {
        Some(ratio) => format!("{} for each pound of {denominator_is}", money::pounds_and_pence(ratio)),
        None if found.denominator.is_zero() => format!("no ratio: {denominator_is}: nothing"),
        None => format!("no ratio: {saves}"),
    };
    RatioResult {
        kind,
        denominator_is,
        numerator: Penny::of(found.numerator),
        denominator: Penny::of(found.denominator),
        ratio: found.ratio.map(Penny::of),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(list: &[i64]) -> Vec<Decimal> {
        list.iter().map(|&pounds| Decimal::from(pounds)).collect()
    }

    fn of(list: &[i64]) -> (Option<String>, bool, Option<String>) {
        let first = FinancialYear::starting(2026).unwrap();
        let years: Vec<FinancialYear> = (0..8).map(|n| first.plus(n)).collect();
        let (result, year) = payback(&years, &decimals(list));
        (
            result.years.map(|years| years.value().to_string()),
            result.crosses_more_than_once,
            year.map(|year| year.to_string()),
        )
    }

    #[test]
    fn what_is_off_in_its_last_places_is_nothing_to_recover() {
        let first = FinancialYear::starting(2026).unwrap();
        let years: Vec<FinancialYear> = (0..3).map(|n| first.plus(n)).collect();
        let savings = [Decimal::ZERO, Decimal::new(-1, 24), Decimal::new(3, 24)];
        let (result, year) = payback(&years, &savings);
        assert_eq!((result.years, year), (None, None));
    }

    #[test]
    fn payback_is_even_inside_the_year() {
        // 100 out, 40 back a year: 80 after two years, and 20 of the third year's 40.
        assert_eq!(of(&[-100, 40, 40, 40]), (Some("2.50".into()), false, Some("2029/30".into())));
        // Just nought at the end of the second year.
        assert_eq!(of(&[-80, 40, 40, 40]), (Some("2.00".into()), false, Some("2028/29".into())));
        assert_eq!(of(&[-100, 40, 40]), (None, false, None));
    }

    #[test]
    fn money_that_goes_out_again_counts_to_the_last_recovery() {
        // -10, 10, -10, 10: recovered half-way through year 1 and again half-way through year 3.
        assert_eq!(of(&[-10, 20, -20, 20]), (Some("2.50".into()), true, Some("2029/30".into())));
        assert_eq!(of(&[-10, 20, -20]), (None, true, None));
    }

    #[test]
    fn where_nothing_is_outstanding_the_first_saving_pays() {
        assert_eq!(of(&[0, 5, 5]), (None, false, Some("2027/28".into())));
        assert_eq!(of(&[0, 0]), (None, false, None));
    }

    #[test]
    fn a_cost_above_or_below_the_line_moves_the_ratio_and_never_the_net_value() {
        // Benefits 120; costs 80, of which the public sector bears 50 and the council 20; today benefits 60, costs 60.
        let own = PresentValues {
            benefits: Decimal::from(120),
            society: Decimal::from(-40),
            public: Decimal::from(50),
            council: Decimal::from(20),
        };
        let today = PresentValues {
            benefits: Decimal::from(60),
            society: Decimal::ZERO,
            public: Decimal::from(60),
            council: Decimal::from(60),
        };
        let result = benefits(own, Some(today)).unwrap();
        let shown: Vec<(&str, String)> = result
            .ratios
            .iter()
            .map(|one| (one.kind, one.ratio.map(|ratio| ratio.value().to_string()).unwrap_or_default()))
            .collect();
        // 120/80; (120 - 30)/50; (120 - 60)/20; (120 - 60)/(80 - 60).
        let expected = [
            ("bcr_social", "1.50".to_owned()),
            ("bcr_public", "1.80".to_owned()),
            ("bcr_council", "3.00".to_owned()),
            ("bcr_increment", "3.00".to_owned()),
        ];
        assert_eq!(shown, expected);
        for one in &result.ratios[..3] {
            assert_eq!(one.numerator.value() - one.denominator.value(), Decimal::from(40), "{}", one.kind);
        }
        assert_eq!(result.npsv_per_public_pound.unwrap().value().to_string(), "0.80");
    }

    #[test]
    fn a_saving_has_no_ratio_and_says_so() {
        let own = PresentValues {
            benefits: Decimal::from(120),
            society: Decimal::from(-40),
            public: Decimal::from(-5),
            council: Decimal::ZERO,
        };
        let result = benefits(own, None).unwrap();
        assert_eq!(result.ratios[1].ratio, None);
        assert_eq!(result.ratios[1].text, "no ratio: the option saves the public sector money");
        assert_eq!(result.ratios[2].text, "no ratio: net cost to the council: nothing");
        assert_eq!(result.npsv_per_public_pound, None);
    }
}
