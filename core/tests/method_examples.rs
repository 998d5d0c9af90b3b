//! Worked figures that are printed in guidance or known from practice, and the mistakes that others have made with them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail as its assertions do")]

use options_appraisal::Decimal;
use options_appraisal::method as m;
use options_appraisal::method::{Band, DiscountSchedule, SharedCost};
use options_appraisal::money::{parse, to_pence, to_places};

fn d(text: &str) -> Decimal {
    parse(text).unwrap()
}

fn all(texts: &[&str]) -> Vec<Decimal> {
    texts.iter().map(|text| d(text)).collect()
}

fn flat(rate: &str) -> DiscountSchedule {
    DiscountSchedule::flat(d(rate)).unwrap()
}

fn declining() -> DiscountSchedule {
    let band = |from_year, rate| Band { from_year, rate: d(rate) };
    DiscountSchedule::new(vec![band(0, "0.035"), band(31, "0.03"), band(76, "0.025")]).unwrap()
}

#[test]
fn year_forty_is_a_chain_and_not_a_power_of_its_own_rate() {
    let chained = m::discount_factor(&declining(), 40).unwrap();
    assert_eq!(to_places(chained, 4), d("0.2651"));
    assert_eq!(to_places(m::discount_factor(&flat("0.03"), 40).unwrap(), 4), d("0.3066"));
}

#[test]
fn annuity_factors_agree_with_the_discount_table_and_not_with_the_annuity_table() {
    for (years, exact, printed) in
        [(15, "11.5174", "11.5281"), (20, "14.2124", "14.2339"), (30, "18.3920", "18.4462")]
    {
        let factor = to_places(m::annuity_factor(d("0.035"), years).unwrap(), 4);
        assert_eq!(factor, d(exact));
        assert_ne!(factor, d(printed));
    }
}

#[test]
fn ten_thousand_a_year_for_thirty_years_under_two_rates() {
    let value = |rate| m::annuity_present_value(&flat(rate), 30, d("10000")).unwrap();
    assert_eq!(to_places(value("0.035"), 0), d("183920"));
    assert_eq!(to_places(value("0.03"), 0), d("196004"));
}

#[test]
fn a_thousand_in_cash_loses_two_per_cent_a_year() {
    let real: Vec<Decimal> =
        (1..=5).map(|year| to_places(m::real_from_cash(d("1000"), d("0.02"), year).unwrap(), 0)).collect();
    assert_eq!(real, all(&["980", "961", "942", "924", "906"]));
}

#[test]
fn a_hundred_thousand_in_cash_for_five_years_in_real_terms() {
    let index = m::index_chain(Decimal::ONE, &[d("0.02"); 5]).unwrap();
    let mut cash = vec![d("100000"); 6];
    cash[0] = Decimal::ZERO;
    let real = m::deflate(&cash, &index).unwrap();
    assert_eq!(to_places(real.iter().sum(), 0), d("471346"));
}

#[test]
fn a_parish_that_takes_over_a_library() {
    let (cost, base) = (d("24000"), d("1142.86"));
    let rise = m::precept_rise(cost, base, d("105")).unwrap();
    assert_eq!(to_pence(rise.pounds), d("21.00"));
    assert_eq!(to_places(rise.share.unwrap(), 3), d("0.200"));
    assert_eq!(to_places(m::contribution_to_hold(cost, base, d("10")).unwrap(), 0), d("12571"));
}

#[test]
fn a_post_that_goes_with_the_sixth_branch() {
    let saving = |branches| {
        let unwound = m::unwound_when_sites_leave(&[branches], 6).unwrap();
        let post = SharedCost { amount: d("40000"), unwound };
        m::stranded_overhead(Decimal::ZERO, &[post], 1).unwrap().saving[0]
    };
    assert_eq!(saving(5), Decimal::ZERO);
    assert_eq!(saving(6), d("40000"));
}

#[test]
fn a_relief_that_is_half_a_gain_to_a_council_and_none_to_the_public() {
    let shares = [("council", d("0.49")), ("fire", d("0.01")), ("centre", d("0.5"))];
    let relief = m::rates_relief(d("10000"), d("0.8"), &shares).unwrap();
    assert_eq!(relief.net_to(&["council"], &"council").unwrap(), d("4080"));
    assert_eq!(m::council_relief_saving(d("10000"), d("0.8"), d("0.49")).unwrap(), d("4080"));
    assert_eq!(relief.net_to(&["council", "fire", "centre"], &"council").unwrap(), Decimal::ZERO);
}

#[test]
fn a_loan_for_land_at_half_yearly_payments() {
    // 500,000 over 50 years at 2.7 per cent a year: 0.0135 each half-year, worked apart from this code.
    let payment = m::annuity_loan_payment(d("500000"), d("0.0135"), 100).unwrap();
    assert_eq!(to_pence(payment), d("9141.29"));
}

#[test]
fn errors_say_what_would_be_taken() {
    let said = |error: m::MethodError| error.to_string();
    assert_eq!(
        said(DiscountSchedule::flat(d("-1")).unwrap_err()),
        "discount rate is -1; give a fraction above -1 and up to 1000, such as 0.035 for 3.5 per cent"
    );
    assert_eq!(
        said(m::affordability(&[d("1")], &[], d("0"), d("0")).unwrap_err()),
        "the income has 1 and the cost has 0; give as many of each"
    );
    assert_eq!(
        said(m::annuity_factor(d("0.1"), 1001).unwrap_err()),
        "periods: 1001 is too many; at most 1000"
    );
    assert_eq!(said(m::band_d(d("1"), d("0")).unwrap_err()), "tax base is 0; give a number above 0");
}
