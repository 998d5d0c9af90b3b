//! What every appraisal keeps, whatever the question: properties on questions made at random.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod generated;

use generated::{Plan, plan, year};
use options_appraisal::delivery::{CommunityManaged, CouncilRun, DeliveryOption, Model, Trust};
use options_appraisal::input::{Estimate, Keyed, Pounds, Schedule};
use options_appraisal::service::{Cost, VatClass};
use options_appraisal::{
    Appraisal, Decimal, EconomicResult, Format, OptionResult, Outcome, Penny, Question, ResultTables,
    ViewResult,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

fn run(question: &Question) -> Outcome {
    let appraisal = Appraisal::new(question).unwrap_or_else(|problems| panic!("refused:\n{problems}"));
    appraisal.run().unwrap_or_else(|problems| panic!("not worked out:\n{problems}"))
}

fn asked(plan: &Plan) -> Question {
    plan.question(Decimal::ONE)
}

fn view<'o>(option: &'o OptionResult, id: &str) -> &'o ViewResult {
    option.views.iter().find(|view| view.id == id).unwrap()
}

/// The kept things with one more.
fn with<T: Clone>(all: &Keyed<T>, id: &str, thing: T) -> Keyed<T> {
    all.clone().with(id, thing)
}

/// The kept things in the opposite order.
fn turned<T: Clone>(all: &Keyed<T>) -> Keyed<T> {
    all.iter().rev().fold(Keyed::new(), |turned, (id, thing)| turned.with(id.as_str(), thing.clone()))
}

/// The kept things, with one changed.
fn changed<T: Clone>(all: &Keyed<T>, change: impl Fn(&str, T) -> T) -> Keyed<T> {
    all.iter()
        .fold(Keyed::new(), |kept, (id, thing)| kept.with(id.as_str(), change(id.as_str(), thing.clone())))
}

fn pounds(pounds: i64) -> Decimal {
    Decimal::from(pounds)
}

fn near(one: Decimal, other: Decimal, within: Decimal, what: &str) -> Result<(), TestCaseError> {
    prop_assert!((one - other).abs() <= within, "{}: {} and {}", what, one, other);
    Ok(())
}

fn pence(count: i64) -> Decimal {
    Decimal::new(count, 2)
}

/// Every sum of money of an option, in a fixed order, with what it is.
fn money(option: &OptionResult) -> Vec<(String, Decimal)> {
    let mut all: Vec<(String, Decimal)> = Vec::new();
    let mut add = |what: String, values: &[Penny]| {
        all.extend(values.iter().map(|value| (format!("{}: {what}", option.id), value.value())));
    };
    let economic = |add: &mut dyn FnMut(String, &[Penny]), id: &str, case: &EconomicResult| {
        add(format!("economic cost of {id}"), &case.cost);
        add(
            format!("present values of {id}"),
            &[case.net_present_cost, case.net_present_saving, case.equivalent_annual_cost],
        );
        let per = [case.cost_per_open_hour, case.cost_per_staffed_hour, case.cost_per_visit];
        add(format!("unit costs of {id}"), &per.into_iter().flatten().collect::<Vec<_>>());
        for other in &case.compared {
            add(format!("net present cost of {id}, {}", other.discounting), &[other.net_present_cost]);
        }
    };
    for view in &option.views {
        add(format!("net cost of {}", view.id), &view.net_cost);
        add(format!("recurring cost of {}", view.id), &view.recurring_cost);
        add(format!("one-off cost of {}", view.id), &view.one_off_cost);
        add(format!("saving of {}", view.id), &view.saving);
        add(format!("totals of {}", view.id), &[view.net_cost_total, view.saving_total]);
        economic(&mut add, &view.id, &view.economic);
    }
    economic(&mut add, "society", &option.society);
    let mut parties: Vec<_> = option.parties.iter().collect();
    parties.sort_by(|one, other| one.id.cmp(&other.id));
    for party in parties {
        add(format!("pays {}", party.id), &party.pays);
        add(format!("change of {}", party.id), &[party.total, party.change_from_today]);
    }
    let mut reserves: Vec<_> = option.reserves.iter().collect();
    reserves.sort_by(|one, other| one.party.cmp(&other.party));
    for reserve in reserves {
        add(format!("reserves of {}", reserve.party), &reserve.reserves);
        add(format!("gap of {}", reserve.party), &reserve.gap);
    }
    for precept in &option.precepts {
        add(format!("precept of {}", precept.party), &precept.raised);
        add(format!("band D of {}", precept.party), &precept.band_d);
    }
    let plan = &option.plan;
    for row in [
        &plan.budget_as_today,
        &plan.pay_and_prices,
        &plan.new_savings,
        &plan.savings_so_far,
        &plan.one_off_costs,
        &plan.net_budget,
    ] {
        add("plan".to_owned(), row);
    }
    let mut lines: Vec<_> = option.lines.iter().collect();
    lines.sort_by(|one, other| one.id.cmp(&other.id));
    for line in lines {
        add(format!("line {} in cash", line.id), &line.cash);
        add(format!("line {} in real terms", line.id), &line.real);
    }
    all
}

/// The options of a result, in the order of their ids, with their views in the same order.
fn in_order(tables: &ResultTables) -> Vec<OptionResult> {
    let mut options = tables.options.clone();
    options.sort_by(|one, other| one.id.cmp(&other.id));
    for option in &mut options {
        option.views.sort_by(|one, other| one.id.cmp(&other.id));
    }
    options
}

/// Holds the money of two sets of options to one another: what is `times` larger in the second, to the rounding.
fn alike(one: &[OptionResult], other: &[OptionResult], times: Decimal) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.len(), other.len());
    let within = (times + Decimal::ONE) * Decimal::new(5, 3);
    for (one, other) in one.iter().zip(other) {
        let (one, other) = (money(one), money(other));
        prop_assert_eq!(one.len(), other.len());
        for ((what, one), (same, other)) in one.iter().zip(&other) {
            prop_assert_eq!(what, same);
            near(*one * times, *other, within, what)?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every flow has two ends, so that in every year all parties together pay nothing.
    #[test]
    fn all_parties_together_pay_nothing(plan in plan()) {
        for option in &run(&asked(&plan)).tables().options {
            prop_assert!(option.conservation.value().is_zero(), "{}", option.id);
            for place in 0..plan.years {
                // Each party is shown to the penny, and may be half a penny away.
                let all: Decimal = option.parties.iter().map(|party| party.pays[place].value()).sum();
                let parties = i64::try_from(option.parties.len()).unwrap();
                near(all, Decimal::ZERO, Decimal::new(5 * parties, 3), &option.id)?;
            }
        }
    }

    /// The tables of an option agree with one another.
    #[test]
    fn the_tables_of_a_result_add_up(plan in plan()) {
        let outcome = run(&asked(&plan));
        let tables = outcome.tables();
        let today = tables.options.iter().find(|option| option.id == "today").unwrap();
        for option in &tables.options {
            for (view, before) in option.views.iter().zip(&today.views) {
                for place in 0..plan.years {
                    let parts = view.recurring_cost[place].value() + view.one_off_cost[place].value();
                    near(view.net_cost[place].value(), parts, pence(1), &view.id)?;
                    let saved = before.net_cost[place].value() - view.net_cost[place].value();
                    near(view.saving[place].value(), saved, pence(1), &view.id)?;
                }
                let worst = view.net_cost.iter().max().unwrap();
                let shown = tables.years.iter().position(|year| *year == view.worst_year).unwrap();
                prop_assert_eq!(*worst, view.net_cost[shown]);
            }
            let budget = &option.plan;
            for place in 0..plan.years {
                let sum = budget.budget_as_today[place].value() - budget.savings_so_far[place].value()
                    + budget.one_off_costs[place].value();
                near(budget.net_budget[place].value(), sum, pence(2), "the plan")?;
            }
            for reserve in &option.reserves {
                let pays = &option.parties.iter().find(|party| party.id == reserve.party).unwrap().pays;
                for (path, pays) in reserve.reserves.windows(2).zip(&pays[1..]) {
                    near(path[1].value(), path[0].value() - pays.value(), pence(2), &reserve.party)?;
                }
            }
        }
    }

    /// Every price times a number: every sum of money times that number.
    #[test]
    fn money_moves_with_prices(plan in plan(), times in prop::sample::select(vec!["0.5", "2", "3", "10"])) {
        let times: Decimal = times.parse().unwrap();
        let (one, other) = (run(&asked(&plan)), run(&plan.question(times)));
        alike(&in_order(one.tables()), &in_order(other.tables()), times)?;
    }

    /// An option that is as today saves exactly nothing, from whatever day it begins.
    #[test]
    fn as_today_saves_nothing(plan in plan(), day in 0_i64..365) {
        let mut question = asked(&plan);
        let today = question.options.get("today").unwrap().clone();
        let mut later = DeliveryOption::new("Same, later", CouncilRun::new());
        let starts = year(0).first_day().saturating_add(jiff::Span::new().days(day));
        later.common = today.common.clone().starts(starts);
        question.options = with(&with(&question.options, "same", today), "same_later", later);
        let outcome = run(&question);
        let options = &outcome.tables().options;
        for option in options.iter().filter(|option| option.id.starts_with("same")) {
            for view in &option.views {
                prop_assert!(view.saving.iter().all(|saving| saving.value().is_zero()), "{} {}", option.id, view.id);
                prop_assert!(view.saving_total.value().is_zero());
                prop_assert!(view.economic.net_present_saving.value().is_zero());
            }
            prop_assert!(option.society.net_present_saving.value().is_zero());
        }
        let same = options.iter().find(|option| option.id == "same").unwrap();
        let today = options.iter().find(|option| option.id == "today").unwrap();
        prop_assert_eq!(&same.rank, &today.rank);
        prop_assert!(same.rank.ends_with('='));
    }

    /// A payment between two members of a view is not in the view, and society does not count it.
    #[test]
    fn a_transfer_inside_a_view_is_not_in_it(plan in plan(), sum in 1_i64..50_000, back in any::<bool>()) {
        let mut question = asked(&plan);
        let before = run(&question);
        let (payer, payee) = if back { ("borough", "council") } else { ("council", "borough") };
        let transfer = Cost::new("Transfer", pounds(sum)).payer(payer).payee(payee).vat(VatClass::OutsideScope);
        question.options = changed(&question.options, |id, mut option| {
            if id == "option_0" {
                option.common.costs = with(&option.common.costs, "transfer", transfer.clone());
            }
            option
        });
        let after = run(&question);
        for (before, after) in before.tables().options.iter().zip(&after.tables().options) {
            for id in ["local_public_sector", "public_sector", "trust", "group", "parish"] {
                prop_assert_eq!(view(before, id), view(after, id));
            }
            prop_assert_eq!(&before.society, &after.society);
        }
        let paid = |outcome: &Outcome| {
            let option = outcome.tables().options.iter().find(|option| option.id == "option_0").unwrap().clone();
            view(&option, payer).economic.cost.iter().map(|cost| cost.value()).sum::<Decimal>()
        };
        prop_assert!(paid(&after) > paid(&before));
    }

    /// The order in which things are put makes no difference.
    #[test]
    fn order_makes_no_difference(plan in plan()) {
        let question = asked(&plan);
        let mut other = question.clone();
        other.parties = turned(&question.parties);
        other.options = turned(&changed(&question.options, |_, mut option| {
            option.common.costs = turned(&option.common.costs);
            option.common.income = turned(&option.common.income);
            option
        }));
        other.service.posts = turned(&question.service.posts);
        other.service.income = turned(&question.service.income);
        other.service.central_support = turned(&question.service.central_support);
        other.indices = turned(&question.indices);
        let (one, other) = (run(&question), run(&other));
        let (one, other) = (in_order(one.tables()), in_order(other.tables()));
        for (one, other) in one.iter().zip(&other) {
            prop_assert_eq!(money(one), money(other));
            prop_assert_eq!(&one.rank, &other.rank);
        }
    }

    /// An option more or less changes no number of the others.
    #[test]
    fn options_do_not_touch_one_another(plan in plan()) {
        let question = asked(&plan);
        let mut alone = question.clone();
        alone.options = question
            .options
            .iter()
            .take(2)
            .fold(Keyed::new(), |kept, (id, option)| kept.with(id.as_str(), option.clone()));
        let (all, alone) = (run(&question), run(&alone));
        for (one, other) in all.tables().options.iter().zip(&alone.tables().options) {
            prop_assert_eq!(money(one), money(other));
            prop_assert_eq!(&one.flags, &other.flags);
        }
    }

    /// A cost in two lines is the cost in one.
    #[test]
    fn a_line_in_two_is_the_line_in_one(plan in plan(), whole in 2_i64..90_000, part in 1_i64..90_000) {
        let question = asked(&plan);
        let put = |sums: &[i64]| {
            let mut question = question.clone();
            question.options = changed(&question.options, |_, mut option| {
                for (place, sum) in sums.iter().enumerate() {
                    let cost = Cost::new("Part", pounds(*sum));
                    option.common.costs = with(&option.common.costs, &format!("part_{place}"), cost);
                }
                option
            });
            run(&question)
        };
        let part = part % whole;
        let (one, two) = (put(&[whole]), put(&[part, whole - part]));
        for (one, two) in one.tables().options.iter().zip(&two.tables().options) {
            prop_assert_eq!(&one.views, &two.views);
            prop_assert_eq!(&one.society, &two.society);
            prop_assert_eq!(&one.parties, &two.parties);
        }
    }

    /// A net present cost is the sum of discounted costs; in one year it is the cost; and costs that are never negative
    /// are worth less at a higher rate, and never more than their sum.
    #[test]
    fn present_values_fall_as_the_rate_rises(plan in plan()) {
        let outcome = run(&asked(&plan));
        for option in &outcome.tables().options {
            for case in option.views.iter().map(|view| &view.economic).chain([&option.society]) {
                let sum: Decimal = case.cost.iter().map(|cost| cost.value()).sum();
                let under = |edition: &str| {
                    case.compared.iter().find(|known| known.discounting == edition).unwrap().net_present_cost.value()
                };
                // 3.5%, 3.0% and 1.5% a year; no question here goes beyond year 30.
                let cases = [
                    ("0.035", case.net_present_cost.value()),
                    ("0.03", under("review_2026")),
                    ("0.015", under("health")),
                ];
                for (rate, shown) in cases {
                    let step = Decimal::ONE + rate.parse::<Decimal>().unwrap();
                    let mut factor = Decimal::ONE;
                    let mut worth = Decimal::ZERO;
                    for cost in &case.cost {
                        worth += cost.value() * factor;
                        factor /= step;
                    }
                    near(worth, shown, pence(4), rate)?;
                }
                if plan.years == 1 {
                    prop_assert_eq!(case.net_present_cost.value(), sum);
                    prop_assert_eq!(case.equivalent_annual_cost.value(), sum);
                }
                if case.cost.iter().all(|cost| cost.value() >= Decimal::ZERO) {
                    prop_assert!(cases[0].1 <= cases[1].1 && cases[1].1 <= cases[2].1);
                    prop_assert!(cases[2].1 <= sum + pence(4));
                }
            }
        }
    }

    /// What a question writes loads to the same result, to the byte.
    #[test]
    fn what_is_written_loads_to_the_same(plan in plan()) {
        let question = asked(&plan);
        let built = run(&question).to_json();
        let text = question.to_json();
        let loaded = Appraisal::load(&text, Format::detect(&text)).unwrap().run().unwrap().to_json();
        prop_assert_eq!(built, loaded);
    }

    /// A grant only changes hands: twice the grant costs society the same, and the council more.
    #[test]
    fn a_grant_costs_society_nothing(plan in plan(), grant in 1_i64..40_000) {
        let question = asked(&plan);
        let put = |grant: i64| {
            let grant = Schedule::<Pounds>::Every(Estimate::new(pounds(grant)));
            let mut question = question.clone();
            question.options = changed(&question.options, |_, mut option| {
                option.model = match option.model {
                    Model::CommunityManaged(model) => CommunityManaged::grant(model, grant.clone()).into(),
                    Model::Trust(model) => Model::Trust(Trust { contract: grant.clone(), ..model }),
                    other => other,
                };
                option
            });
            run(&question)
        };
        let (one, two) = (put(grant), put(2 * grant));
        for (one, two) in one.tables().options.iter().zip(&two.tables().options) {
            prop_assert_eq!(&one.society, &two.society);
            let granted = ["community_managed", "trust"].contains(&one.model);
            let more = view(two, "council").net_cost_total.value() - view(one, "council").net_cost_total.value();
            prop_assert_eq!(granted, more > Decimal::ZERO, "{}: {}", one.id, more);
        }
    }

    /// Reserves never fall less short when a cost rises.
    #[test]
    fn a_cost_never_closes_a_gap(plan in plan(), sum in 1_i64..9_000) {
        let mut question = asked(&plan);
        let before = run(&question);
        question.options = changed(&question.options, |_, mut option| {
            let cost = Cost::new("More", pounds(sum)).payer("group");
            option.common.costs = with(&option.common.costs, "more", cost);
            option
        });
        let after = run(&question);
        for (before, after) in before.tables().options.iter().zip(&after.tables().options) {
            for (before, after) in before.reserves.iter().zip(&after.reserves) {
                for (before, after) in before.gap.iter().zip(&after.gap) {
                    prop_assert!(after >= before);
                }
            }
        }
    }
}
