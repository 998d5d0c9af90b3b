//! The national figures: what the files hold is what their sources say, and no year is missing without a word.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use jiff::civil::date;
use options_appraisal::rules::{Link, LookUpError, Rules, Status};
use options_appraisal::{Decimal, FinancialYear};

fn year(text: &str) -> FinancialYear {
    text.parse().unwrap()
}

/// Values as their sources print them, with the name of the source's page. Rates and shares are fractions of one.
const SPOT: &[(&str, &str, &str, &str)] = &[
    // HM Treasury, GDP deflators, 31 March 2026; ONS D7BT and L522, monthly index.
    ("prices.gdp_deflator", "2019/20", "80.8738", "HM Treasury GDP deflators"),
    ("prices.gdp_deflator", "2030/31", "113.6416", "HM Treasury GDP deflators"),
    ("prices.cpi", "2016/17", "101.1917", "ONS D7BT"),
    ("prices.cpih", "2024/25", "134.0417", "ONS D7BT"),
    // Pages of councils on rates.
    ("business_rates.multiplier.standard", "2019/20", "0.504", "Selby"),
    ("business_rates.multiplier.standard", "2025/26", "0.555", "Warrington"),
    ("business_rates.multiplier.small", "2026/27", "0.432", "Hartlepool"),
    ("business_rates.multiplier.small_rhl", "2026/27", "0.382", "Hartlepool"),
    ("business_rates.multiplier.standard_rhl", "2026/27", "0.43", "Hartlepool"),
    ("business_rates.multiplier.high_value", "2026/27", "0.508", "Hartlepool"),
    ("business_rates.threshold.small_multiplier", "2016/17", "18000", "Selby"),
    ("business_rates.threshold.small_multiplier", "2026/27", "51000", "Selby"),
    ("business_rates.threshold.high_value", "2026/27", "500000", "Hartlepool"),
    ("business_rates.supplement", "2026/27", "0.01", "South Oxfordshire"),
    ("business_rates.supplement", "2027/28", "0", "South Oxfordshire"),
    ("business_rates.transitional.cap.small", "2026/27", "0.05", "Cherwell"),
    ("business_rates.transitional.cap.small", "2028/29", "0.25", "Cherwell"),
    ("business_rates.transitional.cap.medium", "2027/28", "0.25", "Cherwell"),
    ("business_rates.transitional.cap.large", "2026/27", "0.3", "Cherwell"),
    ("business_rates.supporting_relief.rise", "2027/28", "800", "Gravesham"),
    ("business_rates.relief.charity_mandatory", "2026/27", "0.8", "LGFA 1988 s.43"),
    ("business_rates.relief.retail_hospitality_leisure", "2025/26", "0.4", "Ribble Valley"),
    ("business_rates.retention.unitary.billing", "2026/27", "0.49", "Peterborough"),
    // HMRC and those who explain it.
    ("vat.rate.standard", "2026/27", "0.2", "PolicyEngine"),
    ("vat.registration_threshold", "2026/27", "90000", "alphagov/smart-answers"),
    ("vat.exempt_limit.amount", "2026/27", "7500", "HMRC VATGPB4510"),
    ("vat.exempt_limit.share", "2026/27", "0.05", "HMRC VATGPB4510"),
    ("employer_ni.rate", "2025/26", "0.15", "National Insurance Contributions"),
    ("employer_ni.secondary_threshold", "2018/19", "8424", "Bowker Orford"),
    ("employer_ni.employment_allowance", "2026/27", "10500", "Robb Ferguson"),
    ("apprenticeship_levy.rate", "2026/27", "0.005", "Colchester Institute"),
    ("apprenticeship_levy.allowance", "2026/27", "15000", "Colchester Institute"),
    ("living_wage.adult", "2024/25", "11.44", "alphagov/smart-answers"),
    ("living_wage.aged_18_to_20", "2026/27", "10.85", "alphagov/smart-answers"),
    ("auto_enrolment.employer", "2026/27", "0.03", "HLAS"),
    ("auto_enrolment.band_from", "2022/23", "6240", "HLAS"),
    ("pay.award.share", "2020/21", "0.0275", "NALC"),
    ("pay.award.flat", "2024/25", "1290", "Clerks and Councils Direct"),
    ("pay.spine.scp_5", "2026/27", "26427", "Council vacancies"),
    ("pay.spine.scp_12", "2025/26", "28598", "Council vacancies"),
    ("lgps.average.total", "2019/20", "0.236", "LGPS Scheme Advisory Board"),
    ("lgps.average.primary", "2023/24", "0.198", "LGPS Scheme Advisory Board"),
    ("redundancy.week_cap", "2016/17", "479", "alphagov/smart-answers"),
    ("redundancy.week_cap", "2026/27", "751", "alphagov/smart-answers"),
    ("redundancy.local_government.most_weeks", "2026/27", "104", "SI 2006/2914"),
    // Charities, parishes, land.
    ("gift_aid.rate", "2026/27", "0.25", "GOV.UK, claiming a top-up"),
    ("gift_aid.small_donations_limit", "2015/16", "5000", "GOV.UK, claiming a top-up"),
    ("gift_aid.small_donations_item", "2026/27", "30", "GOV.UK, claiming a top-up"),
    ("parish.section_137_limit", "2023/24", "9.93", "NALC"),
    ("parish.band_d_average", "2023/24", "79.71", "SLCC"),
    ("council_tax.band_a", "2026/27", "6", "LB Tower Hamlets"),
    ("council_tax.band_h", "2026/27", "18", "LB Tower Hamlets"),
    ("land.undervalue_consent", "2026/27", "2000000", "LGA 1972 s.123"),
    ("developer.build_cost", "2010/11", "3514", "MLA"),
    // Values for society; the counts of the basic dataset of libraries.
    ("optimism_bias.outsourcing.operating.upper", "2026/27", "0.41", "Mott MacDonald"),
    ("wellby.central", "2019/20", "13000", "HM Treasury, Wellbeing"),
    ("library_value.health_saving", "2014/15", "1.32", "Fujiwara"),
    ("library.count.council", "2016/17", "2257", "Arts Council England"),
    ("library.count.community", "2023/24", "418", "Arts Council England"),
    ("library.moved.community.closed", "2023/24", "29", "Arts Council England"),
    ("library.moved.council.council", "2023/24", "1912", "Arts Council England"),
    ("library.hours.community", "2023/24", "18", "Arts Council England"),
];

#[test]
fn values_are_those_of_their_sources() {
    let rules = Rules::published();
    for (id, of, value, source) in SPOT {
        let figure = rules.look_up(id, year(of)).unwrap_or_else(|error| panic!("{id} {of}: {error}"));
        assert_eq!(figure.value, value.parse::<Decimal>().unwrap(), "{id} {of}");
        assert!(figure.source.name.starts_with(source), "{id} {of}: {}", figure.source.name);
        assert_ne!(figure.status, Status::Unverified, "{id} {of}");
    }
}

#[test]
fn rules_in_words_are_those_of_their_sources() {
    let rules = Rules::published();
    let said = |id: &str| {
        let rule = rules.rule(id).unwrap_or_else(|error| panic!("{error}"));
        (rule.value, rule.status, rule.source.name.as_str())
    };
    // HMRC's manual on libraries: charges for late return are outside the scope, copying is taxed.
    let manual = "HMRC VATGPB8750, libraries";
    assert_eq!(said("vat.income.fines_and_charges.council"), ("outside_scope", Status::Verified, manual));
    assert_eq!(said("vat.income.printing.council"), ("standard", Status::Verified, manual));
    assert_eq!(said("vat.income.printing.other").1, Status::Unverified);
    assert_eq!(said("vat.income.room_hire.other").0, "exempt");
    assert_eq!(said("vat.income.book_sales.other").0, "zero");
    // HMRC on the employment allowance: charities are let in even where all their work is public, companies are not.
    assert_eq!(said("employment_allowance.of.charitable_trust").0, "yes");
    assert_eq!(said("employment_allowance.of.community_interest_company").0, "no");
    assert_eq!(said("employment_allowance.of.parish_council").0, "no");
    assert_eq!(said("vat.status_of.parish_council").0, "refunded");
    assert_eq!(said("business_rates.who.charity.parish_council").0, "no");
    assert!(matches!(
        rules.rule("vat.income.prnting.council"),
        Err(LookUpError::Unknown { near: Some(_), .. })
    ));
}

/// Figures of which some years were not found, with what was not found.
const GAPS: &[(&str, &str)] = &[
    ("pay.spine.scp_2", "annual sums of 2024/25; the point went in April 2026"),
    ("pay.award.share", "none: awards of 2022/23 to 2024/25 are sums"),
    ("parish.band_d_average", "the statistics of 2012/13, 2013/14, 2019/20 to 2021/22"),
    ("library.count.", "the editions between 2016 and 2019, and of 2020"),
    ("wellby.central", "the value is in prices of 2019, and once more of 2024/25"),
];

#[test]
fn no_year_between_two_is_missing_without_a_word() {
    let rules = Rules::published();
    let mut wrong = Vec::new();
    for figure in rules.parameters().filter(|figure| !figure.until_changed) {
        let (first, last) = (figure.years.first().unwrap(), figure.years.last().unwrap());
        let whole = usize::try_from(last.since(*first)).unwrap() + 1 == figure.years.len();
        let said =
            GAPS.iter().any(|(id, _)| figure.id == *id || id.ends_with('.') && figure.id.starts_with(id));
        if whole == said {
            wrong.push(format!("{}: {:?}", figure.id, figure.years));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_figure_has_a_source_that_says_what_its_address_is() {
    let rules = Rules::published();
    for figure in rules.parameters() {
        for of in &figure.years {
            let value = rules.look_up(figure.id, *of).unwrap();
            assert!(!value.source.name.is_empty(), "{} {of}", figure.id);
            assert_eq!(value.source.url.is_empty(), value.source.link == Link::None, "{}", value.source.name);
            // What nobody was seen stating is unverified, and says so.
            if value.source.name.starts_with("General knowledge") {
                assert_eq!(value.status, Status::Unverified, "{} {of}", figure.id);
            }
        }
    }
    for (_, rule) in rules.rules() {
        assert!(
            !rule.source.name.is_empty() && !rule.label.is_empty() && !rule.value.is_empty(),
            "{}",
            rule.id
        );
        if rule.source.name.starts_with("General knowledge") {
            assert_eq!(rule.status, Status::Unverified, "{}", rule.id);
        }
    }
}

#[test]
fn a_value_that_stays_until_it_is_changed_holds_between_its_years() {
    let rules = Rules::published();
    let threshold = |of: &str| rules.look_up("vat.registration_threshold", year(of)).unwrap().value;
    // 85,000 from April 2017 to March 2024, then 90,000.
    assert_eq!(threshold("2022/23"), Decimal::from(85_000));
    assert_eq!(threshold("2024/25"), Decimal::from(90_000));
    assert_eq!(threshold("2030/31"), Decimal::from(90_000));
    assert!(rules.look_up("vat.registration_threshold", year("2010/11")).is_err());
}

#[test]
fn a_rate_that_changed_half_way_is_weighted_by_days() {
    // 15.05% from 6 April to 5 November 2022, 13.8% on the other 151 days: 53.045 / 365. HMRC's own blend for directors
    // was 14.53%.
    let rate = Rules::published().look_up("employer_ni.rate", year("2022/23")).unwrap().value;
    assert_eq!(rate, Decimal::new(53_045, 3) / Decimal::from(365));
    assert_eq!(rate.round_dp(4), Decimal::new(1_453, 4));
}

#[test]
fn weeks_of_redundancy_are_those_of_the_published_rule() {
    let rules = Rules::published();
    let now = year("2026/27");
    let weeks = |age, service| rules.redundancy_weeks(age, service, now).unwrap();
    // GOV.UK: half a week for each full year under 22, one from 22 to 40, one and a half from 41. At 42 with three years
    // the years began at 41, 40 and 39: 1.5 + 1 + 1.
    for (age, service, expected) in [
        (18, 2, "1"),
        (22, 6, "3"),
        (23, 7, "4"),
        (41, 20, "19.5"),
        (42, 3, "3.5"),
        (45, 10, "12"),
        (61, 20, "30"),
    ] {
        assert_eq!(weeks(age, service), expected.parse::<Decimal>().unwrap(), "{age} {service}");
    }
    assert_eq!(weeks(50, 1), Decimal::ZERO);
    assert_eq!(weeks(64, 4_000_000_000), weeks(64, 20));
    // The table of ages 18 to 65, service from 2 years to 20 and from age 16 at the earliest, has 741 cells; their sum was
    // worked out from the table outside this code.
    let cells: Vec<Decimal> = (18..=65_u32)
        .flat_map(|age| (2..=20.min(age - 16)).map(move |s| (age, s)))
        .map(|(a, s)| weeks(a, s))
        .collect();
    assert_eq!(cells.len(), 741);
    assert_eq!(cells.iter().sum::<Decimal>(), Decimal::new(92_345, 1));
}

#[test]
fn the_cap_on_a_week_is_that_of_the_day() {
    let rules = Rules::published();
    let due = |day| rules.statutory_redundancy(61, 20, Decimal::from(1_000), day).unwrap();
    // Thirty weeks: 751 from 6 April 2026 gives the most that is due, 22,530; until the day before it was 719.
    assert_eq!(due(date(2026, 4, 6)), Decimal::from(22_530));
    assert_eq!(due(date(2026, 4, 5)), Decimal::from(21_570));
    assert!(rules.statutory_redundancy(61, 20, Decimal::from(1_000), date(2030, 1, 1)).is_err());
    assert!(rules.statutory_redundancy(61, 20, Decimal::MIN, date(2026, 5, 1)).is_err());
}
