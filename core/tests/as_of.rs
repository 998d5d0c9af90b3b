//! A question as of a day: worked out from the national figures that were known then, and saying so.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use jiff::civil::{Date, date};
use options_appraisal::rules::{Edition, LookUpError, Projection, Rules};
use options_appraisal::{Appraisal, Decimal, FinancialYear, Format, Outcome, Problems};
use serde_json::Value as Json;

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");

fn year(text: &str) -> FinancialYear {
    text.parse().unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn on(day: Date) -> Rules {
    Rules::published().known_on(day).unwrap()
}

/// The Sandgate example with a line more in its settings.
fn sandgate(line: &str) -> Result<Outcome, Problems> {
    let text = SANDGATE.replacen("years = 10\n", &format!("years = 10\n{line}\n"), 1);
    assert!(line.is_empty() || text.contains(line));
    Appraisal::load(&text, Format::Toml)?.run()
}

/// Figures with the day of their announcement, what held the day before and what held from that day on, as the sources
/// of `known.toml` and the files of figures have them.
#[test]
fn an_announcement_is_known_from_its_day() {
    for (id, of, announced, before, after) in [
        // SA Law on the Budget of 30 October 2024: from 13.8 to 15 per cent as of 6 April 2025.
        ("employer_ni.rate", "2025/26", date(2024, 10, 30), Some("0.138"), "0.15"),
        // The same: the threshold falls from 9,100 to 5,000 and stays until 5 April 2028.
        ("employer_ni.secondary_threshold", "2027/28", date(2024, 10, 30), None, "5000"),
        ("employer_ni.employment_allowance", "2025/26", date(2024, 10, 30), None, "10500"),
        // Deeside.com: announced ahead of the Budget of the day after.
        ("living_wage.adult", "2025/26", date(2024, 10, 29), None, "12.21"),
        // WorkNest on the Autumn Statement of 22 November 2023.
        ("living_wage.adult", "2024/25", date(2023, 11, 22), None, "11.44"),
        // SHW on the Budget of 26 November 2025.
        ("business_rates.multiplier.small", "2026/27", date(2025, 11, 26), None, "0.432"),
        ("business_rates.multiplier.standard", "2026/27", date(2025, 11, 26), None, "0.48"),
        ("business_rates.supplement", "2026/27", date(2025, 11, 26), Some("0"), "0.01"),
        // Orpington 1st on the Autumn Statement of 2023: from 51.2 to 54.6 pence.
        ("business_rates.multiplier.standard", "2024/25", date(2023, 11, 22), None, "0.546"),
        // An award is agreed after the day from which it is paid: Derbyshire ALC, 23 July 2025; NALC, 1 November 2022.
        ("pay.award.share", "2025/26", date(2025, 7, 23), None, "0.032"),
        ("pay.award.flat", "2022/23", date(2022, 11, 1), None, "1925"),
    ] {
        let found = |day: Date| on(day).look_up(id, year(of)).map(|figure| figure.value).ok();
        assert_eq!(found(announced.yesterday().unwrap()), before.map(number), "{id} in {of}, the day before");
        assert_eq!(found(announced), Some(number(after)), "{id} in {of}, on the day");
    }
}

#[test]
fn without_an_announcement_the_source_or_the_day_of_force_tells() {
    // Cornwall ALC published the limit of 2020/21 on 3 December 2019.
    let limit = |day| on(day).look_up("parish.section_137_limit", year("2020/21")).is_ok();
    assert!(!limit(date(2019, 12, 2)) && limit(date(2019, 12, 3)));
    // The copy of the redundancy caps is of August 2026; the cap of 719 pounds held from 6 April 2025.
    let cap = |day| on(day).look_up("redundancy.week_cap", year("2025/26")).map(|cap| cap.value).ok();
    assert_eq!(cap(date(2025, 4, 5)), None);
    assert_eq!(cap(date(2025, 4, 6)), Some(Decimal::from(719)));
    // A rate that fell half way: Taxbriefs, 13.8 per cent again from 6 November 2022. The mean of the year is of 5 days at
    // 13.8, 214 at 15.05 and 146 at 13.8.
    let rate = |day| on(day).look_up("employer_ni.rate", year("2022/23")).unwrap().value;
    assert_eq!(rate(date(2022, 11, 5)), number("0.1505"));
    let mean =
        (number("0.138") * Decimal::from(151) + number("0.1505") * Decimal::from(214)) / Decimal::from(365);
    assert_eq!(rate(date(2022, 11, 6)).round_dp(12), mean.round_dp(12));
}

/// HM Treasury's deflators of 31 March 2026: earlier releases are not held, so that what was measured by a day is known on
/// it, and no forecast is before its release.
#[test]
fn a_measured_year_is_known_when_it_has_ended_and_a_forecast_when_it_is_published() {
    let known = |day: Date| -> Vec<String> {
        let rules = on(day);
        let years = (2023..2031).filter_map(|start| FinancialYear::starting(start).ok());
        years
            .filter(|year| rules.look_up("prices.gdp_deflator", *year).is_ok())
            .map(|year| year.to_string())
            .collect()
    };
    assert_eq!(known(date(2025, 3, 31)), ["2023/24"]);
    assert_eq!(known(date(2025, 6, 30)), ["2023/24", "2024/25"]);
    assert_eq!(known(date(2026, 3, 30)), ["2023/24", "2024/25"]);
    assert_eq!(known(date(2026, 3, 31)).last().map(String::as_str), Some("2030/31"));
}

#[test]
fn what_was_not_known_is_refused_with_the_day_and_a_projection_starts_from_what_was() {
    let rules = on(date(2025, 6, 30));
    let refused = rules.look_up("living_wage.adult", year("2026/27")).unwrap_err();
    assert_eq!(
        refused,
        LookUpError::NotYetKnown { year: year("2026/27"), latest: year("2025/26"), as_of: date(2025, 6, 30) }
    );
    assert_eq!(refused.to_string(), "no value for 2026/27 as of 2025-06-30; latest then was 2025/26");
    let grown = rules.with_projection("living_wage.adult", Projection::Growth(number("0.03"))).unwrap();
    // 12.21 from April 2025, and three per cent.
    assert_eq!(grown.look_up("living_wage.adult", year("2026/27")).unwrap().value, number("12.5763"));

    let unheard_of = on(date(2025, 11, 25)).look_up("business_rates.multiplier.high_value", year("2026/27"));
    assert_eq!(
        unheard_of.unwrap_err(),
        LookUpError::NothingKnown { as_of: date(2025, 11, 25), first: date(2025, 11, 26) }
    );
    // A year before the first that is kept is no matter of the day.
    let early = on(date(2025, 11, 25)).look_up("living_wage.adult", year("2010/11"));
    assert!(matches!(early, Err(LookUpError::NoValue { .. })));
    assert_eq!(
        on(date(2024, 10, 29)).look_up_on("employer_ni.rate", date(2025, 4, 6)).unwrap(),
        number("0.138")
    );
}

#[test]
fn a_discount_schedule_is_known_from_its_publication() {
    let known = |day: Date| -> Vec<Edition> { on(day).discount_editions().collect() };
    // The Green Book of 16 January 2003, and the guidance on the very long term that GOV.UK published on 21 April 2013.
    assert_eq!(known(date(2016, 4, 1)), [Edition::Standard, Edition::NoPureTimePreference]);
    // The Green Book of 5 February 2026; the page of 16 April 2026 with the health schedule; the review of 30 June 2026.
    assert_eq!(known(date(2026, 2, 5)).len(), 3);
    assert_eq!(known(date(2026, 4, 16)).len(), 4);
    assert_eq!(known(date(2026, 6, 30)), Edition::ALL);
    assert_eq!(
        on(date(2026, 6, 29)).discount_schedule(Edition::Review2026).unwrap_err(),
        LookUpError::ScheduleNotKnown {
            schedule: "review_2026",
            as_of: date(2026, 6, 29),
            first: Some(date(2026, 6, 30))
        }
    );
}

#[test]
fn a_day_before_the_data_is_refused_and_a_day_to_come_has_all_that_is_known() {
    assert_eq!(
        Rules::published().known_on(date(2016, 3, 31)).unwrap_err(),
        LookUpError::BeforeTheData { as_of: date(2016, 3, 31), begins: date(2016, 4, 1) }
    );
    let (now, later) = (Rules::published(), on(date(2500, 1, 1)));
    for figure in now.parameters() {
        for year in figure.years {
            assert_eq!(now.look_up(figure.id, year), later.look_up(figure.id, year));
        }
    }
}

/// A result without its audit, and the audit.
fn split(outcome: &Outcome) -> (Json, Json) {
    let mut result: Json = serde_json::from_str(&outcome.to_json()).unwrap();
    let audit = result["audit"].take();
    (result, audit)
}

#[test]
fn as_of_today_nothing_changes_but_the_audit() {
    let (plain, plain_audit) = split(&sandgate("").unwrap());
    let (today, mut audit) = split(&sandgate("as_of = 2026-11-27").unwrap());
    assert_eq!(plain, today);
    let plain_audit = plain_audit.as_object().unwrap();
    assert!(!plain_audit.contains_key("as_of") && !plain_audit.contains_key("superseded"));
    let audit = audit.as_object_mut().unwrap();
    assert_eq!(audit.remove("as_of"), Some(Json::from("2026-11-27")));
    // The digest is of the days as well, since the result rests on them.
    assert_ne!(audit["national_figures"], plain_audit["national_figures"]);
    audit.insert("national_figures".to_owned(), plain_audit["national_figures"].clone());
    assert_eq!(audit, plain_audit);
}

/// In August 2026 the award of 2026/27 was not agreed: pay is projected from the spine of 2025/26, which has 25,583 pounds
/// at point 5; that of 2026/27 has 26,427. The example lets pay grow by 2.5 per cent a year.
#[test]
fn an_old_link_says_what_is_different_today() {
    let outcome = sandgate("as_of = 2026-08-31").unwrap();
    let audit = &outcome.tables().audit;
    let of = |address: &str, of: &str| {
        audit.superseded.iter().find(|one| one.address == address && one.year == year(of)).unwrap()
    };
    let five = of("rules.pay.spine.scp_5", "2027/28");
    // 25,583 times 1.025 twice, and 26,427 times 1.025 once.
    assert_eq!(five.then.value(), number("26878.139375"));
    assert_eq!(five.now.unwrap().value(), number("27087.675"));
    assert_eq!(
        five.text,
        "NJC pay spine, point 5, full-time in 2027/28: 26878.139375 (2.5% a year after 2025/26) then, \
         27087.675 (2.5% a year after 2026/27) now"
    );
    assert!(audit.superseded.iter().all(|one| one.address.starts_with("rules.pay.spine.")), "{audit:?}");
    let said = "The national figures are those that were known on 2026-08-31. 20 values that are used are others today";
    assert!(outcome.to_text().contains(said) && outcome.to_html().contains(said));

    // Pay is less than today's figures say, and so is what the council pays for the service as it is.
    let cost =
        |outcome: &Outcome| split(outcome).0["options"][0]["views"][0]["net_cost_total"].as_f64().unwrap();
    assert!(cost(&outcome) < cost(&sandgate("").unwrap()));

    // One number says it of itself.
    let explained = outcome.explain("options.council.workings.posts.librarian.pay", Some(year("2027/28")));
    let text = explained.unwrap().to_text();
    assert!(text.contains("; as known on 2026-08-31"), "{text}");
}

#[test]
fn an_override_holds_on_every_day() {
    let text = SANDGATE.replacen("years = 10\n", "years = 10\nas_of = 2026-08-31\n", 1);
    let text = format!("{text}\n[overrides]\n\"pay.spine.scp_5\" = 26000\n");
    let outcome = Appraisal::load(&text, Format::Toml).unwrap().run().unwrap();
    let superseded = &outcome.tables().audit.superseded;
    assert!(superseded.iter().all(|one| one.address == "rules.pay.spine.scp_12"), "{superseded:?}");
}
