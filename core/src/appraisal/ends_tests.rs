//! What may happen to a plan that ends, that is given up, that is trimmed, or whose money does not come: expectations
//! that are worked out by hand. Today's service costs 20,000 a year, and the options nothing but what each test states.

use super::risks_tests::{expects, refuses};

const COST: &str = "options.change.net_cost.council";

fn option(more: &str) -> String {
    format!("[options.change]\nmodel = \"lines\"\nname = \"A change\"\n{more}")
}

#[test]
fn an_operator_can_fail_until_the_arrangement_ends_and_not_after() {
    let option = option(
        r#"ends = { on = 2028-04-01, return_cost = 5000 }
risks.operator_fails = { operator = "group", hazard = 0.5, return_cost = 9000 }
"#,
    );
    // A half has failed in the first year and three quarters in the second: 10,000 + 0.5 x 9,000 and 15,000 +
    // 0.25 x 9,000. Then all runs as today, and the quarter that lasted costs 5,000 once.
    expects(&option, COST, &["14500", "17250", "21250", "20000"]);
}

#[test]
fn a_library_that_closes_at_the_end_goes_on_where_the_change_never_came() {
    let option = option(
        r#"ends = { on = 2028-04-01, then = "closes", closing_cost = 4000 }
risks.take_up = { probability = 0.75 }
"#,
    );
    // A quarter of 20,000 for good, and three quarters of the cost of closing.
    expects(&option, COST, &["5000", "5000", "8000", "5000"]);
    // Open for 1,000 hours a year; closed with a chance of three quarters from the third year on.
    expects(&option, "options.change.usage.open_hours", &["1000", "1000", "250", "250"]);
}

const COSTS: &str = r#"
[options.change.one_offs.advice]
label = "Advice"
amount = 10000
[options.change.one_offs.works]
label = "Works"
amount = 6000
category = "capital"
"#;

#[test]
fn a_scheme_that_is_given_up_has_cost_a_share_of_setting_up() {
    let given_up = option(&format!("risks.abandoned = {{ probability = 0.2, spent = 0.4 }}{COSTS}"));
    // 0.2 x 20,000; advice 10,000 x (0.8 + 0.2 x 0.4); works 6,000 x 0.8.
    expects(&given_up, COST, &["17600", "4000", "4000", "4000"]);
    let offered = option(&format!(
        "risks.abandoned = {{ probability = 0.2, spent = 0.4 }}\nrisks.take_up = {{ probability = 0.5, spent_if_refused = 0.6 }}{COSTS}"
    ));
    // It comes with 0.8 x 0.5. Advice: 0.8 x (0.6 + 0.4 x 0.5) + 0.2 x 0.4 = 0.72 of it. Works: 0.4 of them.
    expects(&offered, COST, &["21600", "12000", "12000", "12000"]);
}

#[test]
fn what_is_put_back_trims_what_is_saved_while_the_arrangement_lasts() {
    let trimmed = option("risks.consultation = { probability = 0.5, keeps = 0.2 }\n");
    // 0.5 x 0.2 of 20,000.
    expects(&trimmed, COST, &["2000", "2000", "2000", "2000"]);
    let ends = option(
        "ends = { on = 2028-04-01 }\nrisks.consultation = { probability = 0.5, keeps = 0.2 }\nrisks.operator_fails = { operator = \"group\", hazard = 0.5 }\n",
    );
    // Of what has not failed, a tenth goes on: 10,000 + 0.5 x 2,000; 15,000 + 0.25 x 2,000; then all.
    expects(&ends, COST, &["11000", "15500", "20000", "20000"]);
}

#[test]
fn who_pays_where_money_from_others_does_not_come() {
    let works = |funders: &str| {
        option(&format!(
            "[options.change.one_offs.works]\nlabel = \"Works\"\namount = 10000\ncategory = \"capital\"\nfunded_by = {{ {funders} }}\n"
        ))
    };
    // 10,000 - 0.25 x 6,000.
    expects(&works("lottery = { amount = 6000, probability = 0.25 }"), COST, &["8500", "0", "0", "0"]);
    let instead = works("lottery = { amount = 6000, probability = 0.25, else_payer = \"others\" }");
    // The others stand in for what does not come: 0.75 x 6,000.
    expects(&instead, COST, &["4000", "0", "0", "0"]);
    expects(&instead, "options.change.net_cost.others", &["4500", "0", "0", "0"]);
    refuses(&works("lottery = { amount = 12000 }"), "options.change.one_offs.works.funded_by");
}
