//! What options are judged by beside their money, against closed forms and hand calculations.
#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail as its assertions do")]
#![allow(clippy::float_cmp, reason = "what is exact is compared exactly")]

use std::fmt::Write as _;

use options_appraisal::criteria::{CriteriaResult, OptionShares, Weighing};
use options_appraisal::{Appraisal, Decimal, Format, Problems, Report, Value};
use proptest::prelude::*;

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");

/// A question with options that cost different sums, and with nothing to judge them by yet.
fn question(options: &[&str]) -> String {
    let mut text = r#"
        [question]
        title = "Which?"
        council = "county"
        today = "OPTION"
        first_year = "2026/27"
        years = 3
        [parties.county]
        name = "County council"
        kind = "county_council"
        [service]
        name = "Library"
        statutory = true
        stock = 1000
        [service.usage]
        staffed_hours = 20
        weeks = 50
    "#
    .replace("OPTION", options[0]);
    for (place, option) in options.iter().enumerate() {
        let _ = write!(
            text,
            "\n[options.{option}]\nmodel = \"council_run\"\nname = \"{option} <&>\"\nself_service = {}\n",
            place * 1_000
        );
    }
    text
}

/// A criterion with its points, described in some way.
fn criterion(id: &str, points: u32) -> String {
    format!(
        "[criteria.criterion.{id}]\nlabel = \"{id}\"\nworst = \"none\"\nbest = \"all\"\npoints = {points}\n"
    )
}

/// Options by name with their scores, in the order of the criteria.
fn judged(criteria: &[(&str, u32)], options: &[(&str, &[&str])], more: &str) -> String {
    let mut text = question(&options.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let _ = writeln!(text, "[criteria]\n{more}");
    for (id, points) in criteria {
        text += &criterion(id, *points);
    }
    for (option, scores) in options {
        let _ = writeln!(text, "[criteria.scores.{option}]");
        for ((id, _), score) in criteria.iter().zip(*scores) {
            let _ = writeln!(text, "{id} = {{ score = {score}, reason = \"so it is\" }}");
        }
    }
    text
}

fn load(text: &str) -> Result<Appraisal, Problems> {
    Appraisal::load(text, Format::Toml)
}

fn result(text: &str) -> CriteriaResult {
    load(text).unwrap_or_else(|problems| panic!("{problems}\n{text}")).criteria().unwrap()
}

fn ranks(result: &CriteriaResult) -> Vec<&str> {
    result.options.iter().map(|option| option.rank.as_deref().unwrap_or("-")).collect()
}

fn of<'r>(result: &'r CriteriaResult, option: &str) -> &'r OptionShares {
    result.all_weights.options.iter().find(|own| own.option == option).unwrap()
}

fn first(result: &CriteriaResult, option: &str) -> f64 {
    of(result, option).ranks[0].share
}

const TWO: &[(&str, &[&str])] = &[("a", &["80", "40"]), ("b", &["50", "90"])];

#[test]
fn two_criteria_are_exact_in_every_measure() {
    // a is ahead of b where 30 w > 50 (1 - w): above 0.625.
    let found = result(&judged(&[("one", 100), ("two", 100)], TWO, ""));
    assert!(found.all_weights.exact);
    assert_eq!((first(&found, "a"), first(&found, "b")), (0.375, 0.625));
    let central = of(&found, "a").central_weights.as_ref().unwrap();
    assert_eq!(central[0].weight, 0.8125);
    assert_eq!(of(&found, "a").confidence.unwrap().share, 1.0);
    assert_eq!(of(&found, "a").ahead_of[0].share.share, 0.375);
    let switch = &found.switches[0];
    assert_eq!(switch.first.len(), 1);
    assert_eq!(switch.first[0].weight.value(), Decimal::new(625, 3));
    assert_eq!((switch.first[0].ahead.as_str(), switch.first[0].then_ahead.as_str()), ("b", "a"));
    // Weights of 0.5 and 0.5: 60 and 70.
    assert_eq!(found.option("b").unwrap().score.value(), Decimal::from(70));
    assert_eq!(ranks(&found), ["2", "1"]);
}

#[test]
fn an_order_and_limits_cut_the_weights() {
    // Of the weights from 0.5 to 1, those above 0.625 are three quarters.
    let ordered = result(&judged(&[("one", 100), ("two", 100)], TWO, "order = [\"one\", \"two\"]"));
    assert_eq!(first(&ordered, "a"), 0.75);
    // Of those from 0.5 to 0.7, 0.075 of 0.2.
    let text = judged(&[("one", 100), ("two", 100)], TWO, "order = [\"one\", \"two\"]")
        .replace("[criteria.criterion.two]", "weight = { low = 0.1, high = 0.7 }\n[criteria.criterion.two]");
    assert!((first(&result(&text), "a") - 0.375).abs() < 1e-12);
}

/// Two options that differ by such amounts on three criteria.
fn apart(differences: [i32; 3], more: &str) -> CriteriaResult {
    let scores = differences.map(|difference| (50 + difference).to_string());
    let scores = [&*scores[0], &scores[1], &scores[2]];
    let options: &[(&str, &[&str])] = &[("a", &scores), ("b", &["50", "50", "50"])];
    result(&judged(&[("one", 100), ("two", 100), ("three", 100)], options, more))
}

fn within_errors(found: &CriteriaResult, expected: f64) {
    let own = of(found, "a").ranks[0];
    assert!(!found.all_weights.exact && own.standard_error > 0.0);
    assert!((own.share - expected).abs() < 4.0 * own.standard_error, "{} {expected}", own.share);
}

#[test]
fn three_criteria_are_drawn_as_their_closed_forms_say() {
    // Weights that are even over all are exponentials over their sum. With one difference above nought and the others
    // below, the chance is a product: 30/(30+10) times 30/(30+20).
    within_errors(&apart([30, -10, -20], ""), 0.45);
    // In order they are even between the corners (1, 0, 0), (1/2, 1/2, 0) and (1/3, 1/3, 1/3), where the differences are
    // 20, -5 and -10: 20/25 times 20/30.
    within_errors(&apart([20, -30, -20], "order = [\"one\", \"two\", \"three\"]"), 8.0 / 15.0);
    // In part of an order: the first above the third, so that the corners are (1, 0, 0), (0, 1, 0) and (1/2, 0, 1/2),
    // where they are 20, -30 and 0: above nought with 20/50.
    within_errors(&apart([20, -30, -20], "order = [\"one\", \"three\"]"), 0.4);
}

#[test]
fn ranges_of_scores_and_points_are_drawn() {
    // Even from 40 to 60 against 45: ahead in three quarters. One criterion: its weight is 1.
    let wide = "{ central = 50, low = 40, high = 60, shape = \"uniform\" }";
    let found = result(&judged(&[("one", 100)], &[("a", &[wide]), ("b", &["45"])], ""));
    within_errors(&found, 0.75);
    let sure = of(&found, "a").confidence.unwrap();
    assert!((sure.share - 0.75).abs() < 4.0 * sure.standard_error);
    // Points of 100 and from 40 to 100: the weight of the first is above 0.625 where the second has less than 60 points.
    let text = judged(&[("one", 100), ("two", 70)], TWO, "")
        .replace("points = 70", "points = { central = 70, low = 40, high = 100, shape = \"uniform\" }");
    within_errors(&result(&text), 1.0 / 3.0);
}

#[test]
fn equal_scores_share_a_rank_and_near_ones_are_told_apart() {
    // A simple scoring model of Penn State: alpha 11, beta 15, gamma 15, delta 12 of weights 1, 2, 3.
    let options: &[(&str, &[&str])] = &[
        ("alpha", &["3", "1", "2"]),
        ("beta", &["2", "2", "3"]),
        ("gamma", &["3", "3", "2"]),
        ("delta", &["1", "1", "3"]),
    ];
    let tied = result(&judged(&[("cost_to_users", 1), ("profit", 2), ("safety", 3)], options, ""));
    assert_eq!(ranks(&tied), ["4", "1=", "1=", "3"]);
    assert!(tied.notes.iter().any(|note| note.contains("beta and gamma score exactly the same")));
    // The sheet of the New Zealand Treasury: 3.75, 5.95, 4.20 and 6.00.
    let options: &[(&str, &[&str])] = &[
        ("one", &["3", "5", "4", "4"]),
        ("two", &["5", "9", "6", "3"]),
        ("three", &["5", "0", "8", "5"]),
        ("four", &["5", "6", "8", "8"]),
    ];
    let near = result(&judged(&[("w", 50), ("x", 25), ("y", 15), ("z", 10)], options, ""));
    assert_eq!(ranks(&near), ["4", "2", "3", "1"]);
    let note = near.notes.iter().find(|note| note.contains("both print as 6.0")).unwrap();
    assert!(note.starts_with("four (6.00) and two (5.95)"), "{note}");
    assert!(near.notes.iter().any(|note| note.contains("four and two are closer than the scores are fine")));
    // Nothing is a third of anything: points that make weights of a third each still tie.
    let thirds: &[(&str, &[&str])] = &[("a", &["10", "20", "30"]), ("b", &["30", "10", "20"])];
    assert_eq!(ranks(&result(&judged(&[("x", 1), ("y", 1), ("z", 1)], thirds, ""))), ["1=", "1="]);
}

#[test]
fn an_option_that_fails_what_it_must_do_is_shown_and_not_ranked() {
    let factor = r#"
        [criteria.success_factors.duty]
        label = "Meets the duty"
        options.a = { passes = true, reason = "it does" }
        options.b = { passes = false, reason = "nobody is there", dissent = "one of five" }
        [criteria]
    "#;
    // The table of the criteria stands last, so that the factor may stand before it.
    let text = judged(&[("one", 100), ("two", 100)], TWO, "").replace("[criteria]\n", factor);
    let found = result(&text);
    assert_eq!(ranks(&found), ["1", "-"]);
    let b = found.option("b").unwrap();
    assert_eq!((b.score.value(), b.fails.as_slice()), (Decimal::from(70), &["duty".to_owned()][..]));
    assert_eq!(found.all_weights.options.len(), 1);
    assert_eq!(first(&found, "a"), 1.0);
    assert!(found.notes.iter().any(|note| note.contains("b fails a critical success factor")));
    assert!(!found.money.options[1].efficient && found.money.options[1].next_below.is_none());
    assert!(found.to_text().contains("FAILS") && found.to_text().contains("not ranked"));
    // Where all fail, nobody is first, and nothing breaks.
    let none = result(&text.replace("passes = true", "passes = false"));
    assert_eq!(ranks(&none), ["-", "-"]);
    assert!(none.all_weights.options.is_empty() && none.to_html().contains("not ranked"));
}

#[test]
fn a_score_that_reads_the_model_moves_with_it() {
    let appraisal = load(SANDGATE).unwrap();
    let score = |appraisal: &Appraisal| {
        let found = appraisal.criteria().unwrap();
        let own = found.options[0].scores.iter().find(|own| own.criterion == "hours").unwrap().clone();
        (own.figure.unwrap().value(), own.score.value())
    };
    // 25.5 hours in 51 weeks, a little above 1,300: half a fourth of a point of the 35 over the 740 hours above.
    let (figure, own) = score(&appraisal);
    assert_eq!(figure, Decimal::new(13_005, 1));
    assert_eq!(own, Decimal::new(65_023_649, 6));
    let shorter = appraisal.replace("service.usage.staffed_hours", Decimal::from(10)).unwrap();
    assert_eq!(score(&shorter), (Decimal::from(510), Decimal::ZERO));
    // Beyond the scale it scores as its end, and that is said.
    let longer = appraisal.replace("service.usage.staffed_hours", Decimal::from(50)).unwrap();
    assert_eq!(score(&longer).1, Decimal::ONE_HUNDRED);
    assert!(longer.criteria().unwrap().notes.iter().any(|note| note.contains("2,550 lies beyond the scale")));
    // A score is itself an input that may be replaced.
    let better = appraisal.replace("criteria.scores.council.reading.score", Decimal::from(90)).unwrap();
    assert_eq!(better.criteria().unwrap().options[0].scores[0].score.value(), Decimal::from(90));
}

#[test]
fn only_a_scale_of_the_options_turns_when_one_is_dropped() {
    let mut text = judged(&[("one", 100)], &[("a", &["40"]), ("b", &["60"]), ("c", &["0"])], "");
    let hours = "[criteria.criterion.hours]\nlabel = \"Hours\"\nworst = \"least\"\nbest = \"most\"\npoints = 60\nreads = \"staffed_hours\"\nlocal_scale = \"higher_is_better\"\n";
    text += hours;
    for (option, hours) in [("a", 25), ("b", 20), ("c", 50)] {
        let _ = writeln!(text, "[options.{option}.usage]\nstaffed_hours = {hours}\nweeks = 50");
    }
    // On the hours a has 1/6, b 0 and c all: a 100 x 40 + 60 x 16.7 = 5,000, b 6,000, c 6,000. Without c a has all of
    // them: 10,000 against 6,000.
    let found = result(&text);
    assert_eq!(ranks(&found), ["3", "1=", "1="]);
    let without_c = found.drop_one.iter().find(|drop| drop.without == "c").unwrap();
    assert_eq!(without_c.turned, [["b".to_owned(), "a".to_owned()]]);
    assert!(found.notes.iter().any(|note| note.contains("it moves when an option comes or goes")));
    assert!(result(SANDGATE).drop_one.iter().all(|drop| drop.turned.is_empty()));
}

#[test]
fn money_stands_beside_the_scores_for_the_view_that_is_chosen() {
    let appraisal = load(SANDGATE).unwrap();
    let tables = appraisal.run().unwrap();
    let found = appraisal.criteria_with(&Weighing::new().view("public_sector")).unwrap();
    assert_eq!(found.money.view, "public_sector");
    for (own, option) in found.money.options.iter().zip(&tables.tables().options) {
        let view = option.views.iter().find(|view| view.id == "public_sector").unwrap();
        assert_eq!(own.net_present_cost, view.economic.net_present_cost, "{}", own.option);
    }
    // Each step of the frontier costs more and scores more.
    let all = appraisal.criteria().unwrap().money.options;
    for own in all.iter().filter(|own| own.next_below.is_some()) {
        let below = all.iter().find(|other| Some(&other.option) == own.next_below.as_ref()).unwrap();
        assert!(
            own.net_present_cost.value() > below.net_present_cost.value()
                && own.score.value() > below.score.value()
        );
        let cost = own.net_present_cost.value() - below.net_present_cost.value();
        let apart =
            own.cost_per_extra_point.unwrap().value() - cost / (own.score.value() - below.score.value());
        assert!(apart.abs() < Decimal::new(1, 1), "{apart}");
    }
    assert!(all.iter().any(|own| own.next_below.is_some()));
}

#[test]
fn the_money_of_a_question_does_not_move_with_what_is_judged_beside_it() {
    let (without, _) = SANDGATE.split_once("[criteria]").unwrap();
    let json = |text: &str| load(text).unwrap().run().unwrap().to_json();
    assert_eq!(json(SANDGATE), json(without));
}

#[test]
fn the_same_seed_gives_the_same_bytes_by_every_way_in() {
    let appraisal = load(SANDGATE).unwrap();
    let asked = Weighing::new().draws(1_000).seed(7);
    let found = appraisal.criteria_with(&asked).unwrap();
    let settings = Value::from_json(r#"{ "draws": 1000, "seed": 7 }"#).unwrap();
    assert_eq!(appraisal.ask("criteria", &settings).unwrap().to_json(), found.to_json());
    assert_ne!(appraisal.criteria_with(&asked.clone().seed(8)).unwrap().to_json(), found.to_json());
    // Written out and read again it is the same question.
    let again = Appraisal::load(&appraisal.to_question_json(), Format::Json).unwrap();
    assert_eq!(again.criteria_with(&asked).unwrap(), found);
}

#[test]
fn what_cannot_be_asked_is_refused_with_an_address() {
    let appraisal = load(SANDGATE).unwrap();
    let refused = |asked: &Weighing| appraisal.criteria_with(asked).unwrap_err().to_string();
    assert_eq!(refused(&Weighing::new().draws(9)), "draws: is 9; from 100 to 100000 draws");
    assert!(refused(&Weighing::new().view("parrish")).contains("did you mean \"parish\"?"));
    let both = refused(&Weighing::new().view("nobody").draws(0));
    assert_eq!(both.lines().count(), 2, "{both}");
    let none = load(&question(&["a", "b"])).unwrap().criteria().unwrap_err();
    assert_eq!(none.iter().next().unwrap().address.as_str(), "criteria");
}

#[test]
fn an_option_of_which_nothing_is_said_keeps_nobody_from_its_money() {
    let text = format!("{SANDGATE}\n[options.same]\nmodel = \"council_run\"\nname = \"Same\"\n");
    let appraisal = load(&text).unwrap();
    assert_eq!(appraisal.run().unwrap().tables().options.len(), 6);
    let problems = appraisal.criteria().unwrap_err().to_string();
    assert_eq!(
        problems,
        "criteria.scores.same: is missing; a score for each of: communities, digital, health, reading\n\
         criteria.success_factors.duty.options.same: is missing; { passes = true, reason = \"...\" }, or false"
    );
}

#[test]
fn what_is_not_money_is_flagged_where_it_speaks_of_it() {
    let text = judged(&[("one", 100), ("two", 100)], TWO, "")
        .replace("worst = \"none\"", "worst = \"It costs more than the budget\"");
    assert!(result(&text).notes.iter().any(|note| note.contains("one speaks of money (\"costs\")")));
    let said = text.replace("points = 100", "not_money = \"what users pay for the bus\"\npoints = 100");
    assert!(!result(&said).notes.iter().any(|note| note.contains("speaks of money")));
    let importance = judged(&[("one", 3), ("two", 2)], TWO, "points = \"importance\"");
    assert!(result(&importance).notes.iter().any(|note| note.starts_with("The points say how important")));
}

#[test]
fn nothing_of_the_input_is_markup_and_no_ratio_of_scores_is_printed() {
    let found = result(&judged(&[("one", 100), ("two", 100)], TWO, ""));
    let html = found.to_html();
    assert!(html.contains("a &lt;&amp;&gt;") && !html.contains("<&>"));
    let all: [&dyn Report; 1] = [&found];
    for report in all {
        assert!(!report.to_text().contains("times as") && !report.to_text().contains("per cent better"));
    }
}

/// Scores of up to four options on up to four criteria, and points of the criteria.
fn tables() -> impl Strategy<Value = (Vec<u32>, Vec<Vec<u32>>)> {
    (1_usize..5, 2_usize..5).prop_flat_map(|(criteria, options)| {
        let row = proptest::collection::vec(0_u32..101, criteria);
        (proptest::collection::vec(1_u32..101, criteria), proptest::collection::vec(row, options))
    })
}

const NAMES: [&str; 4] = ["k", "b", "x", "f"];

/// A question of such a table, its criteria and its options in some order.
fn table(points: &[u32], scores: &[Vec<u32>], criteria: &[usize], options: &[usize]) -> CriteriaResult {
    let named: Vec<(&str, u32)> = criteria.iter().map(|place| (NAMES[*place], points[*place])).collect();
    let rows: Vec<(String, Vec<String>)> = options
        .iter()
        .map(|option| {
            let score = |place: &usize| {
                let own = scores[*option][*place];
                format!(
                    "{{ central = {own}, low = {}, high = {} }}",
                    own.saturating_sub(5),
                    (own + 5).min(100)
                )
            };
            (format!("o{option}"), criteria.iter().map(score).collect())
        })
        .collect();
    let cells: Vec<Vec<&str>> =
        rows.iter().map(|(_, row)| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<(&str, &[&str])> =
        rows.iter().zip(&cells).map(|((id, _), row)| (id.as_str(), &row[..])).collect();
    // Which option is today's is no matter of the scores: the first by id, however they are put.
    let text =
        judged(&named, &rows, "").replacen(&format!("today = \"o{}\"", options[0]), "today = \"o0\"", 1);
    let appraisal = load(&text).unwrap_or_else(|problems| panic!("{problems}"));
    appraisal.criteria_with(&Weighing::new().draws(200)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn ranks_add_up_over_ranks_and_over_options((points, scores) in tables()) {
        let (criteria, options): (Vec<usize>, Vec<usize>) = ((0..points.len()).collect(), (0..scores.len()).collect());
        let found = table(&points, &scores, &criteria, &options).all_weights;
        for place in 0..scores.len() {
            let over_options: f64 = found.options.iter().map(|own| own.ranks[place].share).sum();
            let over_ranks: f64 = found.options[place].ranks.iter().map(|own| own.share).sum();
            prop_assert!((over_options - 1.0).abs() < 1e-9 && (over_ranks - 1.0).abs() < 1e-9);
        }
        for own in &found.options {
            for ahead in &own.ahead_of {
                let other = found.options.iter().find(|other| other.option == ahead.option).unwrap();
                let back = other.ahead_of.iter().find(|back| back.option == own.option).unwrap();
                prop_assert!((ahead.share.share + back.share.share - 1.0).abs() < 1e-9);
            }
            if let Some(central) = &own.central_weights {
                let sum: f64 = central.iter().map(|own| own.weight).sum();
                prop_assert!((sum - 1.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn the_order_of_options_and_of_criteria_moves_no_byte((points, scores) in tables()) {
        let (criteria, options): (Vec<usize>, Vec<usize>) = ((0..points.len()).collect(), (0..scores.len()).collect());
        let turned = |places: &[usize]| places.iter().rev().copied().collect::<Vec<_>>();
        let found = table(&points, &scores, &criteria, &options);
        let other = table(&points, &scores, &turned(&criteria), &turned(&options));
        // The figures of an option, without the order in which others are named beside it.
        let told = |result: &CriteriaResult, option: usize| {
            let id = format!("o{option}");
            let (own, shares) = (result.option(&id).unwrap(), of(result, &id));
            let mut pairs: Vec<String> = shares.ahead_of.iter().map(|ahead| format!("{ahead:?}")).collect();
            let mut central: Vec<String> =
                shares.central_weights.iter().flatten().map(|weight| format!("{weight:?}")).collect();
            let mut scores: Vec<String> = own.scores.iter().map(|score| format!("{score:?}")).collect();
            pairs.sort();
            central.sort();
            scores.sort();
            format!("{:?} {:?} {:?} {:?} {pairs:?} {central:?} {scores:?}", own.score, own.rank, shares.ranks, shares.confidence)
        };
        for option in 0..scores.len() {
            prop_assert_eq!(told(&found, option), told(&other, option));
        }
        let mut switches: Vec<String> = found.switches.iter().map(|switch| format!("{switch:?}")).collect();
        let mut others: Vec<String> = other.switches.iter().map(|switch| format!("{switch:?}")).collect();
        switches.sort();
        others.sort();
        prop_assert_eq!(switches, others);
    }

    #[test]
    fn removing_a_dominated_option_changes_no_order_of_the_others((points, mut scores) in tables()) {
        let criteria: Vec<usize> = (0..points.len()).collect();
        // One more option that is below the first everywhere, unless that is at nought.
        let below: Vec<u32> = scores[0].iter().map(|own| own.saturating_sub(7)).collect();
        prop_assume!(below != scores[0]);
        let without = scores.len();
        scores.push(below);
        let all: Vec<usize> = (0..scores.len()).collect();
        let (with, rest) = (table(&points, &scores, &criteria, &all), table(&points, &scores, &criteria, &all[..without]));
        let last = ["o", &without.to_string()].concat();
        prop_assert!(with.dominated.iter().any(|own| own.option == last));
        prop_assert!(with.drop_one.iter().all(|drop| drop.turned.is_empty()));
        for a in &all[..without] {
            for b in &all[..without] {
                let order = |result: &CriteriaResult| {
                    let score = |option: &usize| result.option(&format!("o{option}")).unwrap().score.value();
                    score(a).cmp(&score(b))
                };
                prop_assert_eq!(order(&with), order(&rest));
            }
        }
    }

    #[test]
    fn at_a_switching_weight_the_two_options_score_the_same((points, scores) in tables()) {
        let (criteria, options): (Vec<usize>, Vec<usize>) = ((0..points.len()).collect(), (0..scores.len()).collect());
        let found = table(&points, &scores, &criteria, &options);
        let total: u32 = points.iter().sum();
        for (place, switch) in found.switches.iter().enumerate() {
            for own in switch.first.iter().chain(&switch.any) {
                let at = own.weight.value();
                // The weighted sum by hand: the weight on its own criterion, the rest in proportion.
                let score = |id: &str| {
                    let row = &scores[id[1..].parse::<usize>().unwrap()];
                    let others = Decimal::from(total - points[place]);
                    let rest: u32 = (0..row.len()).filter(|k| *k != place).map(|k| points[k] * row[k]).sum();
                    at * Decimal::from(row[place]) + (Decimal::ONE - at) * Decimal::from(rest) / others
                };
                prop_assert!((score(&own.ahead) - score(&own.then_ahead)).abs() < Decimal::new(1, 3));
            }
        }
    }
}
