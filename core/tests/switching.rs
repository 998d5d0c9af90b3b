//! Tornadoes and switching values, against sums that can be checked by hand and against the exact reader.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use options_appraisal::uncertainty::{Found, SwitchingResult, Target};
use options_appraisal::{Appraisal, Decimal, Format, Penny};

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"))
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A council with no inflation, and options written from lines.
fn question(years: u32, options: &str) -> Appraisal {
    load(&format!(
        "[question]\ntitle = \"Small\"\ncouncil = \"council\"\ntoday = \"now\"\nfirst_year = \"2026/27\"\nyears = {years}\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n[indices.general]\ngrowth = 0\n\
         [service]\nname = \"Library\"\nstatutory = true\nusage = {{ staffed_hours = 30, visits = 20000 }}\n{options}"
    ))
}

/// The Green Book's computer system of 2003 (Box 15): it costs 1,000,000 in year 0 and saves posts of 10,000 a year in
/// years 1 to 10, 15 of them by the central estimate.
fn computer_system() -> Appraisal {
    let amounts = ["0"].into_iter().chain(["10000"; 10]).collect::<Vec<_>>().join(", ");
    question(
        11,
        &format!(
            "[options.now]\nmodel = \"lines\"\nname = \"Clerks\"\n\
             [options.now.costs.posts]\nlabel = \"Posts\"\namount = [{amounts}]\nvat = \"exempt\"\n\
             [options.now.changes.\"costs.posts\"]\nmultiply = {{ central = 15, low = 13, high = 16 }}\n\
             [options.system]\nmodel = \"lines\"\nname = \"System\"\n\
             [options.system.costs.system]\nlabel = \"System\"\namount = {{ \"2026/27\" = 1000000 }}\nonce = true\nvat = \"exempt\"\n"
        ),
    )
}

#[test]
fn a_straight_line_has_its_crossing_in_closed_form() {
    let target = Target::options("now", "system", "net_present_cost.council");
    let result = computer_system().switching_values(&target).unwrap();
    let posts = &result.inputs[0];
    assert_eq!(posts.found, Found::ClosedForm);
    // A post is worth 83,166.05 (method specification, section 6); 1,000,000 / 83,166.05 = 12.0241, 19.84% below 15;
    // (15 - 12.0241) / (15 - 13) = 1.488.
    assert_eq!(posts.values.len(), 1);
    assert_eq!(posts.values[0].value.value().round_dp(4), number("12.0241"));
    assert_eq!(posts.values[0].ranges_away.unwrap().value().round_dp(2), number("1.49"));
    assert_eq!(posts.values[0].change.unwrap().value().round_dp(4), number("-0.1984"));
    assert!(
        posts.sentence.starts_with("No plausible value of options.now.changes.costs.posts.multiply changes the answer: it would have to be 12.0241, against 15 assumed, range 13 to 16, 1.49 ranges away."),
        "{}",
        posts.sentence
    );
}

/// Every value that is given is put back: the figure must be nought there, and change its side around it.
fn put_back(appraisal: &Appraisal, input: &str, result: &SwitchingResult) {
    let figure = |x: Decimal| {
        let replaced = appraisal.replace(input, x).unwrap().run().unwrap();
        let of = |address: &str| -> Decimal {
            let (row, year) =
                address.split_once('@').map_or((address, None), |(row, year)| (row, Some(year)));
            let year = year.map(|year| year.parse().unwrap());
            replaced.explain(row, year).unwrap().value.replace(',', "").parse().unwrap()
        };
        let less = result.against.as_ref().map_or(Decimal::ZERO, |other| of(&other.address));
        of(&result.measure.address) - less - result.value.map_or(Decimal::ZERO, Penny::value)
    };
    let one = &result.inputs[0];
    for value in &one.values {
        let x = value.value.value();
        let hair = (x.abs() + Decimal::ONE) * number("0.001");
        let (below, above) = (figure(x - hair), figure(x + hair));
        assert!(
            below.is_sign_negative() != above.is_sign_negative() || below.is_zero() || above.is_zero(),
            "{input} at {x}: {below} and {above}"
        );
        if value.threshold.is_none() {
            assert!(figure(x).abs() <= number("0.01"), "{input} at {x}: {}", figure(x));
        }
    }
}

#[test]
fn values_put_back_into_the_sandgate_question_bring_the_figure_to_nought() {
    let appraisal = load(SANDGATE);
    let targets = [
        Target::options("parish", "council", "net_present_cost.kcc"),
        Target::options("trust", "hub", "net_cost_total.kcc"),
        Target::reaches("options.parish.net_present_cost.society", 900_000),
        Target::reaches("options.trust.reserves.trust@2036/37", 0),
    ];
    let mut seen = [0; 4];
    for target in &targets {
        for input in [
            "options.parish.payment",
            "options.trust.governance",
            "service.premises.energy",
            "service.premises.rateable_value",
            "indices.pay.growth",
            "indices.energy.growth",
            "service.posts.librarian.fte",
            "options.trust.turnover",
        ] {
            let result = appraisal.switching_value(input, target).unwrap();
            let one = &result.inputs[0];
            seen[one.found as usize] += one.values.len().max(1);
            put_back(&appraisal, input, &result);
            if one.found == Found::DoesNotDepend {
                assert!(one.values.is_empty());
            }
        }
    }
    // Every way of finding them was used.
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

#[test]
fn a_curve_in_pieces_shows_all_its_crossings() {
    // National Insurance begins at the threshold of 5,000 (2026/27, 15%): one person at a salary of x costs
    // x + 0.15 max(0, x - 5,000), less than 6,000 while x < 5,869.57; (6,000 + 750) / 1.15 = 5,869.5652.
    let text = "[options.now]\nmodel = \"council_run\"\nname = \"Now\"\n";
    let appraisal = load(&format!(
        "[question]\ntitle = \"Small\"\ncouncil = \"council\"\ntoday = \"now\"\nfirst_year = \"2026/27\"\nyears = 1\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n[indices.general]\ngrowth = 0\n[indices.pay]\ngrowth = 0\n\
         [service]\nname = \"Library\"\nstatutory = true\npension_rate = 0\nusage = {{ staffed_hours = 30, visits = 20000 }}\n\
         [service.posts.one]\nfte = 1\nheads = 1\nsalary = {{ central = 4000, low = 3000, high = 9000 }}\n{text}"
    ));
    let cost = "options.now.net_cost_total.council";
    let result =
        appraisal.switching_value("service.posts.one.salary", &Target::reaches(cost, 6_000)).unwrap();
    assert_eq!(result.inputs[0].found, Found::PieceByPiece);
    assert_eq!(result.inputs[0].values.len(), 1);
    assert_eq!(result.inputs[0].values[0].value.value().round_dp(4), number("5869.5652"));
    // Below the threshold the pay alone counts.
    let result =
        appraisal.switching_value("service.posts.one.salary", &Target::reaches(cost, 4_500)).unwrap();
    assert_eq!(result.inputs[0].values[0].value.value(), number("4500"));
    let never = appraisal.switching_value("service.posts.one.salary", &Target::reaches(cost, -5)).unwrap();
    assert!(never.inputs[0].values.is_empty());
    assert!(
        never.inputs[0]
            .sentence
            .starts_with("No value of service.posts.one.salary from £0.00 to £124,000.00 reaches it."),
        "{}",
        never.inputs[0].sentence
    );
}

#[test]
fn a_tornado_shows_each_input_alone_and_sorts_by_swing() {
    // a x 1 year each: 100 (80 to 140) and 50 (45 to 60): swings of 60 and 15 in the one year.
    let appraisal = question(
        1,
        "[options.now]\nmodel = \"lines\"\nname = \"Now\"\n\
         [options.now.costs.a]\nlabel = \"A\"\namount = { central = 100, low = 80, high = 140 }\nvat = \"exempt\"\n\
         [options.now.costs.b]\nlabel = \"B\"\namount = { central = 50, low = 45, high = 60 }\nvat = \"exempt\"\n\
         [options.other]\nmodel = \"lines\"\nname = \"Other\"\n\
         [options.other.costs.c]\nlabel = \"C\"\namount = 160\nvat = \"exempt\"\n",
    );
    let tornado = appraisal.tornado("options.now.net_cost_total.council").unwrap();
    assert_eq!(tornado.central.value(), number("150"));
    let bars: Vec<(&str, String, String, String)> = tornado
        .bars
        .iter()
        .map(|bar| {
            let show = |value: Decimal| value.normalize().to_string();
            (
                bar.address.as_str(),
                show(bar.at_low.value()),
                show(bar.at_high.value()),
                show(bar.swing.value()),
            )
        })
        .collect();
    assert_eq!(
        bars,
        [
            ("options.now.costs.a.amount", "130".to_owned(), "190".to_owned(), "60".to_owned()),
            ("options.now.costs.b.amount", "145".to_owned(), "160".to_owned(), "15".to_owned()),
        ]
    );
    // At 190 the other option is the cheaper one; at 160 they cost the same, and the first stays.
    assert_eq!(tornado.bars[0].cheapest_at_high.as_deref(), Some("other"));
    assert_eq!(tornado.bars[1].cheapest_at_high, None);
}

#[test]
fn what_is_no_measure_or_input_is_refused() {
    let appraisal = load(SANDGATE);
    for (address, expected) in [
        ("options.parish.net_cost.kcc", "one of its years: options.parish.net_cost.kcc@2027/28"),
        ("options.parish.net_cost.kcc@2050/51", "has no such year"),
        ("options.parish.net_present_cost.kcc@2028/29", "one value for the whole period"),
        ("options.parish.net_presnt_cost.kcc", "did you mean \"options.parish.net_present_cost.kcc\"?"),
    ] {
        let refused = appraisal.tornado(address).unwrap_err().to_string();
        assert!(refused.contains(expected), "{address}: {refused}");
    }
    let mixed = Target::Equal {
        one: "options.parish.net_present_cost.kcc".to_owned(),
        other: "options.parish.net_cost_total.kcc".to_owned(),
    };
    let refused = appraisal.switching_values(&mixed).unwrap_err().to_string();
    assert!(refused.contains("cash and real terms are not mixed"), "{refused}");
    let target = Target::options("parish", "council", "net_present_cost.kcc");
    let refused = appraisal.switching_value("options.parish.paymnt", &target).unwrap_err().to_string();
    assert!(refused.contains("did you mean \"options.parish.payment\"?"), "{refused}");
}

#[test]
fn what_would_have_to_be_true_is_set_beside_the_evidence() {
    // A gap of 18,000 a year at 12.00 net an hour is 1,500 hours of hire, 28.8 a week, against 20 a week, 1,040 a year.
    let appraisal = question(
        1,
        "[options.now]\nmodel = \"lines\"\nname = \"Now\"\n[options.now.costs.all]\nlabel = \"All\"\namount = 18000\nvat = \"exempt\"\n\
         [options.now.income.hire]\nkind = \"room_hire\"\namount = 12\nquantity = { central = 1040, low = 780, high = 1300, source = \"the diary of 2025/26\" }\n",
    );
    let target = Target::reaches("options.now.net_cost_total.council", 0);
    let result = appraisal.switching_value("options.now.income.hire.quantity", &target).unwrap();
    let hours = &result.inputs[0];
    assert_eq!(hours.values[0].value.value(), number("1500"));
    assert_eq!(hours.values[0].a_week.unwrap().value().round_dp(1), number("28.8"));
    assert_eq!(
        hours.sentence,
        "To reach it, options.now.income.hire.quantity would have to be 1,500 (28.8 a week), against 1,040 (20 a week) (range 780 to 1,300): not on this evidence."
    );
}

#[test]
fn every_input_has_an_answer_for_every_pair_of_options() {
    // Energy costs two of the options the same: their lines are parallel but for the last digits.
    let appraisal = load(SANDGATE);
    let ids: Vec<String> =
        appraisal.run().unwrap().tables().options.iter().map(|option| option.id.clone()).collect();
    for (place, one) in ids.iter().enumerate() {
        for other in &ids[place + 1..] {
            let target = Target::options(one, other, "net_present_cost.kcc");
            let result = appraisal.switching_values(&target).unwrap_or_else(|problems| panic!("{problems}"));
            assert!(result.inputs.iter().all(|input| !input.sentence.is_empty()), "{one} {other}");
        }
    }
}
