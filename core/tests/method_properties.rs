//! What the formulas keep whatever goes in: identities, and an end without a panic for any decimal.
#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail as its assertions do")]

use options_appraisal::Decimal;
use options_appraisal::method as m;
use options_appraisal::method::{Band, DiscountSchedule, Flow, Loan, Repayment, SharedCost, Timing};
use proptest::prelude::*;

/// Pounds and pence up to a thousand million either way.
fn pounds() -> impl Strategy<Value = Decimal> {
    (-100_000_000_000_i64..=100_000_000_000).prop_map(|pence| Decimal::new(pence, 2))
}

fn pounds_owed() -> impl Strategy<Value = Decimal> {
    (0_i64..=100_000_000_000).prop_map(|pence| Decimal::new(pence, 2))
}

/// A rate from -5 to 30 per cent, in hundredths of a per cent.
fn rate() -> impl Strategy<Value = Decimal> {
    (-500_i64..=3_000).prop_map(|points| Decimal::new(points, 4))
}

fn share() -> impl Strategy<Value = Decimal> {
    (0_i64..=1_000).prop_map(|thousandths| Decimal::new(thousandths, 3))
}

/// A schedule of one to four bands.
fn schedule() -> impl Strategy<Value = DiscountSchedule> {
    prop::collection::vec((1_usize..40, rate()), 1..=4).prop_map(|steps| {
        let mut from_year = 0;
        let bands: Vec<Band> = steps
            .into_iter()
            .map(|(length, rate)| {
                let band = Band { from_year, rate };
                from_year += length;
                band
            })
            .collect();
        DiscountSchedule::new(bands).unwrap()
    })
}

fn flows() -> impl Strategy<Value = Vec<Decimal>> {
    prop::collection::vec(pounds(), 1..60)
}

/// Any decimal at all, the largest and the smallest among them.
fn any_decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0_u32..=28)
            .prop_map(|(lo, mid, hi, negative, scale)| Decimal::from_parts(lo, mid, hi, negative, scale)),
        (any::<u32>(), any::<bool>(), 0_u32..=28)
            .prop_map(|(lo, negative, scale)| Decimal::from_parts(lo, 0, 0, negative, scale)),
        Just(Decimal::MAX),
        Just(Decimal::MIN),
        Just(Decimal::ZERO),
        Just(Decimal::NEGATIVE_ONE),
        Just(Decimal::from_parts(1, 0, 0, false, 28)),
    ]
}

fn near(a: Decimal, b: Decimal, places: u32) -> bool {
    (a - b).abs() <= Decimal::new(1, places)
}

/// Equal to a share of the larger of the two.
fn alike(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= a.abs().max(b.abs()).max(Decimal::ONE) * Decimal::new(1, 15)
}

proptest! {
    #[test]
    fn at_a_rate_of_nought_a_present_value_is_the_sum(flows in flows()) {
        let schedule = DiscountSchedule::flat(Decimal::ZERO).unwrap();
        let total: Decimal = flows.iter().sum();
        for timing in [Timing::Start, Timing::Middle, Timing::End] {
            prop_assert_eq!(m::present_value(&schedule, &flows, timing).unwrap(), total);
        }
    }

    #[test]
    fn a_present_value_is_linear(
        schedule in schedule(),
        pairs in prop::collection::vec((pounds(), pounds()), 1..60),
        (a, b) in (-20_i64..20, -20_i64..20),
    ) {
        let (a, b) = (Decimal::from(a), Decimal::from(b));
        let (x, y): (Vec<_>, Vec<_>) = pairs.iter().copied().unzip();
        let mixed: Vec<_> = pairs.iter().map(|(x, y)| a * x + b * y).collect();
        for timing in [Timing::Start, Timing::Middle, Timing::End] {
            let value = |flows: &[Decimal]| m::present_value(&schedule, flows, timing).unwrap();
            prop_assert!(near(value(&mixed), a * value(&x) + b * value(&y), 8));
        }
    }

    #[test]
    fn a_year_later_is_worth_one_year_less(flows in flows(), rate in rate()) {
        let schedule = DiscountSchedule::flat(rate).unwrap();
        let later: Vec<_> = std::iter::once(Decimal::ZERO).chain(flows.iter().copied()).collect();
        let (now, then) = (m::npv(&schedule, &flows).unwrap(), m::npv(&schedule, &later).unwrap());
        prop_assert!(alike(now, then * (Decimal::ONE + rate)));
        // A spreadsheet that takes year 0 into its range makes this very mistake.
        prop_assert!(near(m::spreadsheet_npv(&schedule, &flows).unwrap(), then, 12));
    }

    #[test]
    fn the_middle_of_a_year_lies_between_its_ends(schedule in schedule(), year in 0_usize..200) {
        let middle = m::discount_factor_mid_year(&schedule, year).unwrap();
        let start = m::discount_factor(&schedule, year).unwrap();
        let end = m::discount_factor(&schedule, year + 1).unwrap();
        prop_assert!(alike(middle * middle, start * end));
        let listed = m::present_value(&schedule, &{
            let mut flows = vec![Decimal::ZERO; year + 1];
            flows[year] = Decimal::ONE;
            flows
        }, Timing::Middle).unwrap();
        prop_assert!(near(listed, middle, 20));
    }

    #[test]
    fn an_annuity_is_what_its_closed_form_says(rate in rate(), periods in 1_usize..200) {
        let factor = m::annuity_factor(rate, periods).unwrap();
        let last = m::discount_factor(&DiscountSchedule::flat(rate).unwrap(), periods).unwrap();
        prop_assert!(alike(factor * rate, Decimal::ONE - last));
        let due = m::annuity_due_factor(rate, periods).unwrap();
        prop_assert!(alike(due, factor * (Decimal::ONE + rate)));
    }

    #[test]
    fn an_annuity_may_be_cut_anywhere(schedule in schedule(), cut in 1_usize..100, more in 1_usize..100) {
        let part = |from, to| m::annuity_factor_kinked(&schedule, from, to).unwrap();
        prop_assert!(alike(part(1, cut) + part(cut + 1, cut + more), part(1, cut + more)));
    }

    #[test]
    fn an_equivalent_annual_cost_is_worth_its_cost(
        schedule in schedule(), life in 1_usize..120, cost in pounds(),
    ) {
        let yearly = m::equivalent_annual_cost(&schedule, life, cost).unwrap();
        prop_assert!(near(m::annuity_present_value(&schedule, life, yearly).unwrap(), cost, 8));
    }

    #[test]
    fn a_loan_ends_at_nothing_and_pays_principal_and_interest(
        principal in pounds_owed(),
        points in 0_i64..2_000,
        years in 1_usize..60,
        payments_a_year in prop::sample::select(vec![1_usize, 2, 4, 12]),
        repayment in prop::sample::select(vec![
            Repayment::Annuity, Repayment::EqualInstalments, Repayment::Maturity,
        ]),
    ) {
        let loan = Loan { principal, annual_rate: Decimal::new(points, 4), years, payments_a_year, repayment };
        let rows = m::loan_schedule(&loan).unwrap();
        prop_assert_eq!(rows.len(), years * payments_a_year);
        prop_assert_eq!(rows.last().unwrap().closing, Decimal::ZERO);
        let of = |pick: fn(&m::LoanRow) -> Decimal| rows.iter().map(pick).sum::<Decimal>();
        prop_assert!(near(of(|r| r.principal), principal, 12));
        prop_assert!(near(of(|r| r.payment), principal + of(|r| r.interest), 12));
        for pair in rows.windows(2) {
            prop_assert_eq!(pair[0].closing, pair[1].opening);
        }
        // Whatever the form, the payments are worth the loan at its own rate.
        let period = DiscountSchedule::flat(loan.annual_rate / Decimal::from(payments_a_year)).unwrap();
        let payments: Vec<_> = rows.iter().map(|r| r.payment).collect();
        prop_assert!(near(m::present_value(&period, &payments, Timing::End).unwrap(), principal, 8));
    }

    #[test]
    fn flows_net_to_nothing_over_all_parties(
        raw in prop::collection::vec((0_u8..6, 0_u8..6, pounds_owed()), 0..80),
        inside in prop::collection::vec(any::<bool>(), 6),
    ) {
        let flows: Vec<Flow<u8>> = raw.into_iter().map(|(from, to, amount)| Flow { from, to, amount }).collect();
        let everyone: Vec<u8> = (0..6).collect();
        let view = |parties: &[u8]| m::view_by_party_set(&flows, parties).unwrap();
        prop_assert_eq!(view(&everyone), Decimal::ZERO);
        let (set, rest): (Vec<u8>, Vec<u8>) = everyone.iter().partition(|&&p| inside[usize::from(p)]);
        prop_assert_eq!(view(&set), -view(&rest));
        prop_assert_eq!(view(&set), set.iter().map(|&p| view(&[p])).sum::<Decimal>());
    }

    #[test]
    fn a_reserve_is_what_came_in_less_what_went_out(
        years in prop::collection::vec((pounds_owed(), pounds_owed()), 1..40),
        reserves in pounds(),
        minimum in pounds_owed(),
        extra in pounds_owed(),
    ) {
        let (income, cost): (Vec<_>, Vec<_>) = years.iter().copied().unzip();
        let path = m::affordability(&income, &cost, reserves, minimum).unwrap();
        let total = reserves + income.iter().sum::<Decimal>() - cost.iter().sum::<Decimal>();
        prop_assert_eq!(*path.reserve_end.last().unwrap(), total);
        prop_assert_eq!(path.first_breach, path.gap.iter().position(|gap| !gap.is_zero()));

        // A dearer year never narrows a gap.
        let mut dearer = cost.clone();
        dearer[0] += extra;
        let worse = m::affordability(&income, &dearer, reserves, minimum).unwrap();
        prop_assert!(path.gap.iter().zip(&worse.gap).all(|(before, after)| after >= before));

        // The cheapest grant holds the minimum, and costs no more than the largest shortfall without it.
        let grant = m::cheapest_grant(&income, &cost, reserves, minimum).unwrap();
        let helped: Vec<_> = income.iter().zip(&grant.by_year).map(|(own, given)| own + given).collect();
        let held = m::affordability(&helped, &cost, reserves, minimum).unwrap();
        prop_assert_eq!(held.first_breach, None);
        prop_assert_eq!(grant.total, *path.gap.iter().max().unwrap());
    }

    #[test]
    fn the_rates_that_made_the_flows_are_found(
        percents in prop::collection::btree_set(-60_i64..=200, 1..=4), scale in 1_i64..1_000_000,
    ) {
        // The product of (1 - (1 + r) y): flows that are worth nothing at these rates and at no other.
        let mut flows = vec![Decimal::from(scale)];
        for &percent in &percents {
            let growth = Decimal::ONE + Decimal::new(percent, 2);
            let shifted: Vec<_> = std::iter::once(Decimal::ZERO).chain(flows.iter().map(|f| -growth * f)).collect();
            flows.push(Decimal::ZERO);
            flows = flows.iter().zip(&shifted).map(|(a, b)| a + b).collect();
        }
        let found = m::irr_all_roots(&flows).unwrap();
        prop_assert_eq!(found.len(), percents.len());
        for (rate, &percent) in found.iter().zip(&percents) {
            prop_assert!(near(*rate, Decimal::new(percent, 2), 12), "{} for {}", rate, percent);
        }
    }

    #[test]
    fn a_rate_that_is_found_brings_the_value_to_nothing(flows in prop::collection::vec(pounds(), 2..25)) {
        let found = m::irr_all_roots(&flows).unwrap();
        prop_assert!(found.len() <= m::cashflow_sign_changes(&flows));
        let size: Decimal = flows.iter().map(Decimal::abs).sum();
        for rate in found.into_iter().filter(|rate| *rate > Decimal::new(-5, 1) && *rate < Decimal::ONE_HUNDRED) {
            let value = m::npv(&DiscountSchedule::flat(rate).unwrap(), &flows).unwrap();
            prop_assert!(value.abs() <= size * Decimal::new(1, 12), "{} at {}", value, rate);
        }
    }

    #[test]
    fn what_is_modified_grows_from_what_was_paid_to_what_was_received(
        flows in prop::collection::vec(pounds(), 2..40), finance in rate(), reinvest in rate(),
    ) {
        if let Some(rate) = m::mirr(&flows, finance, reinvest).unwrap() {
            let n = flows.len() - 1;
            let paid: Vec<_> = flows.iter().map(|f| (-f).max(Decimal::ZERO)).collect();
            let received: Vec<_> = flows.iter().map(|f| (*f).max(Decimal::ZERO)).collect();
            let at = |rate| DiscountSchedule::flat(rate).unwrap();
            let outlay = m::npv(&at(finance), &paid).unwrap();
            let end = m::cash_from_real(m::npv(&at(reinvest), &received).unwrap(), reinvest, n).unwrap();
            prop_assert!(alike(m::cash_from_real(outlay, rate, n).unwrap(), end));
        }
    }

    #[test]
    fn real_and_cash_give_one_value(flows in flows(), real in rate(), inflation in rate()) {
        let index = m::index_chain(Decimal::ONE_HUNDRED, &vec![inflation; flows.len() - 1]).unwrap();
        let deflated = m::deflate(&flows, &index).unwrap();
        let nominal = m::nominal_rate_from_real(real, inflation).unwrap();
        prop_assert!(near(m::real_rate_from_nominal(nominal, inflation).unwrap(), real, 20));
        let by_real = m::npv(&DiscountSchedule::flat(real).unwrap(), &deflated).unwrap();
        let by_cash = m::npv(&DiscountSchedule::flat(nominal).unwrap(), &flows).unwrap();
        prop_assert!(near(by_real, by_cash, 6));
        let back = m::inflate(&deflated, &index).unwrap();
        prop_assert!(back.iter().zip(&flows).all(|(a, b)| near(*a, *b, 8)));
    }

    #[test]
    fn a_cost_moved_across_the_line_leaves_the_net_value(
        benefits in pounds(), others in pounds(), public in pounds(),
    ) {
        let below = m::bcr_social(benefits, others + public).unwrap();
        let above = m::bcr_public(benefits, others, public).unwrap();
        prop_assert_eq!(below.net, above.net);
        prop_assert_eq!(above.ratio.is_some(), public > Decimal::ZERO);
    }

    #[test]
    fn an_uplift_stays_between_its_bounds(upper in share(), lower in share(), managed in share()) {
        let (lower, upper) = (lower.min(upper), lower.max(upper));
        let left = m::optimism_bias_mitigated(upper, lower, managed).unwrap();
        prop_assert!(lower <= left && left <= upper);
    }

    #[test]
    fn what_is_saved_and_what_is_stranded_make_the_headline(
        avoidable in pounds_owed(),
        items in prop::collection::vec((pounds_owed(), share()), 0..6),
        years in 1_usize..30,
    ) {
        let shared: Vec<SharedCost> = items
            .iter()
            .map(|&(amount, rate)| SharedCost { amount, unwound: m::unwound_by_decay(years, rate).unwrap() })
            .collect();
        let result = m::stranded_overhead(avoidable, &shared, years).unwrap();
        for (saved, stays) in result.saving.iter().zip(&result.stranded) {
            prop_assert_eq!(saved + stays, result.headline);
            prop_assert!(*stays >= Decimal::ZERO);
        }
        prop_assert_eq!(result.saving[0], avoidable);
    }

    #[test]
    fn a_relief_is_lost_by_somebody_to_the_last_penny(
        gross in pounds_owed(), relieved in share(), parts in prop::collection::vec(0_i64..=250, 0..4),
    ) {
        let shares: Vec<(usize, Decimal)> =
            parts.iter().enumerate().map(|(party, &n)| (party, Decimal::new(n, 3))).collect();
        let relief = m::rates_relief(gross, relieved, &shares).unwrap();
        let lost: Decimal = relief.lost.iter().map(|(_, amount)| amount).sum();
        prop_assert_eq!(lost + relief.lost_elsewhere, relief.relief);
    }

    #[test]
    fn a_contribution_holds_the_rise_to_the_limit(
        cost in pounds_owed(), homes in 1_i64..1_000_000, limit in 0_i64..10_000,
    ) {
        let (base, limit) = (Decimal::new(homes, 1), Decimal::new(limit, 2));
        let given = m::contribution_to_hold(cost, base, limit).unwrap();
        let rise = m::precept_rise(cost - given, base, Decimal::ZERO).unwrap().pounds;
        prop_assert!(rise <= limit + Decimal::new(1, 12));
        prop_assert!(given.is_zero() || near(rise, limit, 12));
    }

    #[test]
    fn an_outlay_is_recovered_when_the_sum_is_nothing(
        outlay in 1_i64..1_000_000, returns in prop::collection::vec(1_i64..1_000_000, 1..30),
    ) {
        let flows: Vec<_> = std::iter::once(-outlay).chain(returns).map(Decimal::from).collect();
        let payback = m::payback(&flows).unwrap();
        match payback.years {
            None => prop_assert!(*payback.cumulative.last().unwrap() < Decimal::ZERO),
            Some(years) => {
                let mut left = years;
                let mut sum = flows[0];
                for flow in &flows[1..] {
                    sum += flow * left.clamp(Decimal::ZERO, Decimal::ONE);
                    left -= Decimal::ONE;
                }
                prop_assert!(near(sum, Decimal::ZERO, 15));
            }
        }
    }

    #[test]
    fn no_decimal_makes_a_formula_panic(
        list in prop::collection::vec(any_decimal(), 0..12),
        other in prop::collection::vec(any_decimal(), 0..12),
        (a, b, c, d) in (any_decimal(), any_decimal(), any_decimal(), any_decimal()),
        (n, k) in (prop_oneof![0_usize..1_100, Just(usize::MAX)], prop_oneof![0_usize..1_100, Just(usize::MAX)]),
    ) {
        for rate in [a, Decimal::new(35, 3), Decimal::new(-99, 2)] {
            let Ok(schedule) = DiscountSchedule::flat(rate) else { continue };
            let _ = m::discount_factors(&schedule, n);
            let _ = m::discount_factor_at(&schedule, b);
            let _ = m::discount_factor_mid_year(&schedule, n);
            let _ = m::annuity_factor_kinked(&schedule, n, k);
            let _ = m::annuity_present_value_deferred(&schedule, n, b, k);
            let _ = m::equivalent_annual_cost(&schedule, n, b);
            let _ = m::present_value_mid_year(&schedule, n, b);
            for timing in [Timing::Start, Timing::Middle, Timing::End] {
                let _ = m::present_value(&schedule, &list, timing);
            }
            let _ = m::payback_discounted(&schedule, &list);
        }
        let _ = DiscountSchedule::new(vec![Band { from_year: n, rate: a }, Band { from_year: k, rate: b }]);
        let _ = (m::annuity_factor(a, n), m::annuity_due_factor(a, n), m::annuity_loan_payment(a, b, n));
        let _ = (m::irr(&list), m::mirr(&list, a, b), m::payback(&list));
        for repayment in [Repayment::Annuity, Repayment::EqualInstalments, Repayment::Maturity] {
            let loan = Loan { principal: a, annual_rate: b, years: n, payments_a_year: 2, repayment };
            let _ = m::loan_by_year(&loan);
            let _ = m::loan_schedule(&Loan { payments_a_year: k, ..loan });
        }
        let _ = (m::rebase_with_index(a, b, c), m::index_chain(a, &list));
        let _ = (m::deflate(&list, &other), m::inflate(&list, &list));
        let _ = (m::real_from_cash(a, b, n), m::cash_from_real(a, b, n));
        let _ = (m::nominal_rate_from_real(a, b), m::real_rate_from_nominal(a, b), m::relative_growth(a, b));
        let _ = (m::managed_share(&list, &other), m::optimism_bias_blend(&list, &other));
        let _ = (m::optimism_bias_mitigated(a, b, c), m::apply_optimism_bias(a, b), m::adjusted_cost(a, b, c, d));
        let _ = (m::allowance(a, b, c), m::expected_value(&list, &other));
        let _ = (m::bcr_social(a, b), m::bcr_public(a, b, c), m::bcr_council(a, b, c));
        let _ = (m::bcr_increment((a, b), (c, d)), m::npsv_per_public_pound(a, b));
        let _ = (m::affordability(&list, &list, a, b), m::cheapest_grant(&list, &other, a, b));
        let _ = (m::grant_taper(a, &list), m::grant_schedule(&list));
        let _ = (m::band_d(a, b), m::precept(a, b), m::precept_after_rise(a, b, c), m::rise_in_pounds(a, b));
        let _ = (m::precept_rise(a, b, c), m::contribution_to_hold(a, b, c), m::band_d_after(a, b, c));
        let _ = (m::rates_relief(a, b, &[((), c)]), m::council_relief_saving(a, b, c));
        let _ = (m::unwound_by_decay(n, a), m::unwound_in_steps(n, &[(k, a), (n, b)]));
        let shared = SharedCost { amount: a, unwound: list.clone() };
        if let Ok(result) = m::stranded_overhead(b, &[shared], list.len()) {
            let _ = result.share_saved(n);
        }
        let crossing: Vec<Flow<bool>> =
            list.iter().map(|&amount| Flow { from: true, to: false, amount }).collect();
        let _ = m::view_by_party_set(&crossing, &[true]);
    }
}
