//! The terms of a deal, against published sums and sums that are worked out in the comments.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use options_appraisal::method::TaperShape;
use options_appraisal::terms::{Delay, Limit, ParishTerms, QuantityNeeded, Stopping, TaperDesign};
use options_appraisal::{Appraisal, Decimal, Format, Penny, Problems};

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");
const PRECEPT: &str = include_str!("../../tests/cases/parish_precept.toml");

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"))
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn texts(values: impl IntoIterator<Item = Penny>) -> Vec<String> {
    values.into_iter().map(|value| value.value().to_string()).collect()
}

fn addresses<T: std::fmt::Debug>(result: Result<T, Problems>) -> Vec<String> {
    result.unwrap_err().iter().map(|problem| problem.address.to_string()).collect()
}

/// A question without prices: what is stated is what is paid.
fn question(first_year: &str, years: usize, service: &str, options: &str) -> Appraisal {
    load(&format!(
        "[question]\ntitle = \"Terms\"\ncouncil = \"council\"\ntoday = \"now\"\nfirst_year = \"{first_year}\"\n\
         years = {years}\n[parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n[parties.group]\n\
         name = \"Group\"\nkind = \"community_group\"\nreserves = 20000\nminimum_reserves = 5000\n\
         [indices.general]\ngrowth = 0\n[service]\nname = \"Library\"\nstatutory = true\n\
         usage = {{ staffed_hours = 30, visits = 20000 }}\n{service}\n[options.now]\nmodel = \"council_run\"\n\
         name = \"Now\"\n{options}"
    ))
}

fn running(amounts: &str) -> String {
    format!("[service.costs.all]\nlabel = \"All\"\namount = {amounts}\nvat = \"exempt\"\n")
}

// --- Whether a parish can carry it -----------------------------------------------------------------------------------

#[test]
fn a_parish_pays_21_pounds_and_the_council_keeps_paying_12_571() {
    let asked = ParishTerms::new("alone").limit(Limit::Pounds(10.into()));
    let found = load(PRECEPT).parish_affordability(&asked).unwrap();
    let year = &found.years[0];
    // 24,000 / 1,142.86 = 20.99995 and 24,000 / 120,000.30 = 20.0% on 105.00; in ninths of 21.00: 14.00, 16.33,
    // 18.67, 21.00, 25.67, 30.33, 35.00, 42.00.
    assert_eq!(texts(year.bands), ["14.00", "16.33", "18.67", "21.00", "25.67", "30.33", "35.00", "42.00"]);
    assert_eq!(year.rise.unwrap().value(), number("0.200000"), "24,000 / 120,000.30 = 0.1999995");
    assert_eq!(year.charge_before.unwrap().value(), number("105.00"));
    // 24,000 - 10.00 x 1,142.86 = 12,571.40, and twice that in two years. The parish bears 11,428.60 of 24,000.
    assert_eq!(year.council_must_pay.unwrap().value(), number("12571.40"));
    assert_eq!(found.council_must_pay_total.unwrap().value(), number("25142.80"));
    assert_eq!(year.bearable.unwrap().value(), number("11428.60"));
    assert_eq!(year.share_bearable.unwrap().value(), number("0.476192"), "11,428.60 / 24,000");
    assert_eq!(
        found.sentences,
        [
            "Parish council: 24,000 on 1,142.86 Band D homes is 21.00 each in 2026/27, 20.0% on 105.00.",
            "To hold it to 10.00 on Band D the council must keep paying 12,571 a year, 25,143 in all."
        ]
    );
}

#[test]
fn what_the_council_pays_already_counts_towards_the_limit() {
    let appraisal = load(PRECEPT);
    let held = |limit| appraisal.parish_affordability(&ParishTerms::new("helped").limit(limit)).unwrap();
    // The payment of 12,571.40 leaves 11,428.60, which is 10.00: nothing more is needed, and the share is of 24,000.
    let year = held(Limit::Pounds(10.into())).years[0].clone();
    assert_eq!(
        (year.council_pays, year.council_must_pay.unwrap()),
        (year.council_must_pay.unwrap(), year.council_pays)
    );
    assert_eq!(year.council_pays.value(), number("12571.40"));
    assert_eq!(year.share_bearable.unwrap().value(), number("0.476192"));
    // 5% of 120,000.30 is 6,000.015: 24,000 - 6,000.015 = 17,999.985, shown as 17,999.98 (half to even).
    let year = held(Limit::Share(number("0.05"))).years[0].clone();
    assert_eq!(
        (year.limit.unwrap().value(), year.council_must_pay.unwrap().value()),
        (number("5.25"), number("17999.98"))
    );
}

#[test]
fn what_is_asked_of_a_parish_is_checked() {
    let appraisal = load(PRECEPT);
    let asked = |asked: ParishTerms| addresses(appraisal.parish_affordability(&asked));
    assert_eq!(
        asked(ParishTerms::new("alon").limit(Limit::Pounds(number("-1")))),
        ["option", "limit_pounds"]
    );
    assert_eq!(asked(ParishTerms::new("today")), ["parish"]);
    assert_eq!(asked(ParishTerms::new("alone").parish("council")), ["parish"]);
    let without = load(&PRECEPT.replace("precept = 120000.30", ""));
    let asked = ParishTerms::new("alone").limit(Limit::Share(number("0.1")));
    assert_eq!(addresses(without.parish_affordability(&asked)), ["limit_share"]);
    let found = without.parish_affordability(&ParishTerms::new("alone")).unwrap();
    assert_eq!((found.years[0].rise, found.council_must_pay_total), (None, None));
}

// --- How little an operator can live on ------------------------------------------------------------------------------

/// Deficits of 30, 25, 18, 10 and 0 thousand for whoever runs it.
fn deficits(grant: &str, more: &str) -> Appraisal {
    let option = format!(
        "[options.group]\nmodel = \"community_managed\"\nname = \"Group\"\noperator = \"group\"\nsupport_in_kind = 0\n\
         volunteers = {{ hours = 0 }}\n{grant}\n{more}"
    );
    question("2026/27", 5, &running("[30000, 25000, 18000, 10000, 0]"), &option)
}

fn payments(result: &options_appraisal::terms::TaperResult) -> Vec<String> {
    result.years.iter().map(|year| year.payment.value().normalize().to_string()).collect()
}

#[test]
fn the_cheapest_taper_is_68_000_against_100_000_flat() {
    for grant in ["", "grant = 20000", "grant = [1, 2]"] {
        let taper = deficits(grant, "").design_taper(&TaperDesign::new("group")).unwrap();
        assert_eq!(payments(&taper), ["15000", "25000", "18000", "10000", "0"]);
        assert_eq!(taper.paste, "grant = [15000, 25000, 18000, 10000, 0]");
        assert_eq!((taper.address.as_str(), taper.holds), ("options.group.grant", true));
        // The reserve of 20,000 bears 15,000 of the first deficit, and then it is at its minimum.
        assert_eq!(texts(taper.years.iter().map(|year| year.reserve)), ["5000.00"; 5]);
        assert_eq!(
            texts(taper.years.iter().map(|year| year.balance)),
            ["-30000.00", "-25000.00", "-18000.00", "-10000.00", "0.00"]
        );
        let costs: Vec<_> = taper.shapes.iter().map(|cost| (cost.shape, cost.total.value())).collect();
        assert_eq!(
            costs,
            [("free", 68_000.into()), ("never_rising", 68_000.into()), ("flat", 100_000.into())]
        );
        // 15,000 + 25,000 / 1.035 + 18,000 / 1.035^2 + 10,000 / 1.035^3 = 64,977.21; paid as 20, 20, 18, 10: 65,146.29;
        // 20,000 in each of five years: 93,461.58 (Python, decimal).
        assert_eq!(
            texts(taper.shapes.iter().map(|cost| cost.present_value)),
            ["64977.21", "65146.29", "93461.58"]
        );
        assert_eq!(
            taper.sentences[0],
            "Group needs 68,000 in all against 100,000 flat to keep its reserve at 5,000 or more."
        );
    }
}

#[test]
fn a_shape_a_minimum_and_an_end_may_be_stated() {
    let appraisal = deficits("", "");
    let by = |asked: TaperDesign| appraisal.design_taper(&asked).unwrap();
    let asked = || TaperDesign::new("group");
    assert_eq!(
        payments(&by(asked().shape(TaperShape::NeverRising))),
        ["20000", "20000", "18000", "10000", "0"]
    );
    assert_eq!(payments(&by(asked().shape(TaperShape::Flat))), ["20000"; 5]);
    // Needed so far: 15, 40, 58, 68, 68; the shares so far: 1, 1.8, 2.4, 2.8, 3. The most is 68 / 2.8 = 24,285.714, paid to
    // the penny above: 24,285.72, 19,428.58, 14,571.43, 9,714.29, 4,857.15.
    let shares = ["1", "0.8", "0.6", "0.4", "0.2"].map(number).to_vec();
    let taper = by(asked().shape(TaperShape::Shares(shares)));
    assert_eq!(payments(&taper), ["24285.72", "19428.58", "14571.43", "9714.29", "4857.15"]);
    // With nothing to keep back the reserve bears 20,000 of the first 30,000.
    assert_eq!(payments(&by(asked().minimum(0))), ["10000", "25000", "18000", "10000", "0"]);
    // Paid in three years only, the third must leave enough for the 10,000 of the fourth.
    let taper = by(asked().years(3));
    assert_eq!(payments(&taper), ["15000", "25000", "28000", "0", "0"]);
    assert_eq!((taper.paste.as_str(), taper.holds), ("grant = [15000, 25000, 28000]", true));
}

#[test]
fn a_taper_holds_in_the_stated_share_of_draws() {
    // One uncertain year: the first deficit is 30,000, and with a chance of 0.25 a further 8,000 (and of 0.05 a further
    // 40,000) comes. Nine in ten draws hold with the first alone; the dearest are left out.
    let more = "[options.group.one_offs.roof]\nlabel = \"Roof\"\namount = 8000\nprobability = 0.25\npayer = \"group\"\n\
                vat = \"exempt\"\n[options.group.one_offs.boiler]\nlabel = \"Boiler\"\namount = 40000\nprobability = 0.05\n\
                payer = \"group\"\nvat = \"exempt\"\n";
    let appraisal = deficits("", more);
    let asked = TaperDesign::new("group").certainty(number("0.9"));
    let taper = appraisal.design_taper(&asked).unwrap();
    // 0.75 x 0.95 = 0.7125 need nothing more, 0.25 x 0.95 = 0.2375 need 8,000 more: together 0.95, of which 0.9 is covered.
    assert_eq!(payments(&taper), ["23000", "25000", "18000", "10000", "0"]);
    let (held, error) = (taper.held.unwrap().value(), taper.standard_error.unwrap().value());
    assert!((held - number("0.95")).abs() <= number("4") * error && !error.is_zero(), "{held} {error}");
    // As planned neither comes, and the reserve ends with the 8,000.
    assert_eq!(taper.years[4].reserve.value(), number("13000.00"));
    let all = appraisal.design_taper(&asked.certainty(number("0.98"))).unwrap();
    // The boiler without the roof (0.95 + 0.05 x 0.75 = 0.9875 with what is cheaper): 40,000 more.
    assert_eq!(payments(&all)[0], "55000");
}

#[test]
fn what_is_asked_of_a_taper_is_checked() {
    let appraisal = deficits("", "");
    let asked = |asked: TaperDesign| addresses(appraisal.design_taper(&asked));
    assert_eq!(asked(TaperDesign::new("group").certainty(Decimal::ONE).draws(3)), ["certainty", "draws"]);
    assert_eq!(asked(TaperDesign::new("now")), ["option"]);
    assert_eq!(asked(TaperDesign::new("group").line("costs.none")), ["line"]);
    assert_eq!(asked(TaperDesign::new("group").years(9)), ["years"]);
    assert_eq!(asked(TaperDesign::new("group").shape(TaperShape::Shares(vec![Decimal::ONE]))), ["shares"]);
    let sandgate = |option: &str| addresses(load(SANDGATE).design_taper(&TaperDesign::new(option)));
    // The hub has no payment, and the parish raises by precept whatever it lacks.
    assert_eq!((sandgate("hub"), sandgate("parish")), (vec!["line".to_owned()], vec!["option".to_owned()]));
}

#[test]
fn a_running_cost_that_the_council_pays_can_be_designed() {
    let option = "[options.group]\nmodel = \"lines\"\nname = \"Group\"\nstarts = 2026-10-01\n[options.group.costs.run]\n\
                  label = \"Running\"\namount = 30000\npayer = \"group\"\nvat = \"exempt\"\nindex = \"none\"\n\
                  [options.group.costs.support]\nlabel = \"Support\"\namount = 1000\npayer = \"council\"\npayee = \"group\"\n\
                  index = \"none\"\nvat = \"outside_scope\"\n";
    let appraisal = question("2026/27", 3, &running("50000"), option);
    let taper = appraisal.design_taper(&TaperDesign::new("group").line("costs.support")).unwrap();
    // The first half year (182 of 365 days) costs 14,958.904, which the reserve of 15,000 over its minimum bears; then 30,000
    // a year, less the 41.096 that are left of it: 29,958.904, to the penny above.
    assert_eq!(payments(&taper), ["0", "29958.91", "30000"]);
    assert_eq!(taper.address, "options.group.costs.support.amount");
}

// --- What a month of delay costs -------------------------------------------------------------------------------------

/// A service of 1,000,000 that a mutual would run for 463,000: 537,000 a year is saved, from 1 December 2019.
fn hertfordshire() -> Appraisal {
    let option = "[options.mutual]\nmodel = \"lines\"\nname = \"Mutual\"\nstarts = 2019-12-01\n\
                  [options.mutual.costs.contract]\nlabel = \"Contract\"\namount = 463000\npayer = \"council\"\n\
                  category = \"contract\"\nvat = \"exempt\"\n";
    question("2019/20", 2, &running("1000000"), option)
}

#[test]
fn four_months_of_delay_cost_hertfordshire_179_000() {
    // Published: 179,000 lost in 2019/20 by the delay from 1 December to 1 April (122 of 366 days), which is 44,750 a month
    // and 537,000 a year.
    let delay = hertfordshire().delay(&Delay::new("mutual").months(4)).unwrap();
    let last = &delay.months[3];
    assert_eq!(last.starts, "2020-04-01");
    let council = &last.views[0];
    assert_eq!((council.view.as_str(), council.lost.value()), ("council", number("179000.00")));
    // All of it in the first year, which is not discounted.
    assert_eq!(council.lost_present_value, council.lost);
    // 1,000,000 / 3 goes on to be paid, and 463,000 / 3 is not.
    let from: Vec<_> =
        delay.comes_from.iter().map(|one| (one.category.word(), one.paid_more.value())).collect();
    assert_eq!(from, [("supplies", number("333333.33")), ("contract", number("-154333.33"))]);
    assert_eq!(
        delay.sentences[0],
        "Mutual: 4 months of delay cost Council 179,000, 44,750 a month (179,000 of present value)."
    );
    // December alone: 31 of 366 days of 537,000.
    assert_eq!(delay.months[0].views[0].lost.value(), number("45483.61"));
}

#[test]
fn a_delay_into_the_next_year_is_discounted() {
    // A year's delay to 1 December 2020: 179,000 of 2019/20 and 244 of 365 days of 537,000 in 2020/21, 358,980.82, which is
    // 346,841.37 at 3.5%.
    let delay = hertfordshire().delay(&Delay::new("mutual").view("council").view("council")).unwrap();
    let last = delay.months.last().unwrap();
    assert_eq!((last.months, last.views.len()), (12, 1));
    assert_eq!(last.views[0].lost.value(), number("537980.82"));
    assert_eq!(last.views[0].lost_present_value.value(), number("525841.37"));
}

#[test]
fn each_month_of_a_delay_is_the_run_with_its_date() {
    let delay = load(SANDGATE).delay(&Delay::new("community").months(3)).unwrap();
    let late = load(&SANDGATE.replacen("starts = 2027-10-01", "starts = 2028-01-01", 1)).run().unwrap();
    let (own, planned) = (&late.tables().options[1], load(SANDGATE).run().unwrap());
    let found = &delay.months[2].views[0];
    assert_eq!(
        (found.saving_total, delay.months[2].starts.as_str()),
        (own.views[0].saving_total, "2028-01-01")
    );
    assert_eq!(found.net_present_saving, own.views[0].economic.net_present_saving);
    let lost = planned.tables().options[1].views[0].saving_total.value() - own.views[0].saving_total.value();
    assert!((found.lost.value() - lost).abs() <= number("0.01"), "{found:?} {lost}");
    let from: Decimal = delay.comes_from.iter().map(|one| one.paid_more.value()).sum();
    assert!((from - found.lost.value()).abs() <= number("0.10"), "{from}");
}

#[test]
fn what_is_asked_of_a_delay_is_checked() {
    let appraisal = hertfordshire();
    let asked = |asked: Delay| addresses(appraisal.delay(&asked));
    assert_eq!(asked(Delay::new("mutua").months(0).view("nobody")), ["option", "views.1", "months"]);
    assert_eq!(asked(Delay::new("now")), ["option"]);
    // 16 months lead to 1 April 2021, after the last day.
    assert_eq!(asked(Delay::new("mutual").months(16)), ["months"]);
}

// --- What it would cost to stop --------------------------------------------------------------------------------------

/// 20,000 a year is saved for five years, after 50,000 once; bringing it back costs 30,000.
fn invested(more: &str) -> Appraisal {
    let option = format!(
        "[options.lines]\nmodel = \"lines\"\nname = \"Lines\"\n[options.lines.costs.run]\nlabel = \"Running\"\n\
         amount = [10000, 10000, 10000, 10000, 10000]\npayer = \"council\"\nvat = \"exempt\"\n\
         [options.lines.one_offs.works]\nlabel = \"Works\"\namount = 50000\nvat = \"exempt\"\n{more}"
    );
    question("2026/27", 5, &running("30000"), &option)
}

#[test]
fn going_on_is_set_against_stopping_at_each_year_end() {
    let asked = Stopping::new("lines").cost_of_ending("return", 30_000);
    let found = invested("").abort_value(&asked).unwrap();
    // The last of the five year ends is that of the appraisal: nothing is left to stop.
    assert_eq!(found.dates.len(), 4);
    let first = &found.dates[0];
    assert_eq!(first.date, "2027-03-31");
    assert_eq!(
        texts([
            first.spent,
            first.saved,
            first.cost_of_ending,
            first.saving_if_stopped,
            first.remaining,
            first.going_on
        ]),
        ["50000.00", "20000.00", "30000.00", "-60000.00", "80000.00", "110000.00"]
    );
    // 20,000 x (1.035^-1 + ... + 1.035^-4), and the 30,000 on the next day, in the second year: 30,000 / 1.035; together
    // 102,447.09 (Python, decimal).
    assert_eq!(first.going_on_present_value.value(), number("102447.09"));
    assert_eq!(
        texts(found.dates.iter().map(|date| date.saving_if_stopped)),
        ["-60000.00", "-40000.00", "-20000.00", "0.00"]
    );
    // Kept to the end: 5 x 20,000 - 50,000.
    assert_eq!(found.saving_if_kept.value(), number("50000.00"));
    assert_eq!(found.no_return.as_deref(), Some("2027-03-31"));
    // After four years it has saved 80,000: the 50,000 and the 30,000.
    assert_eq!(found.free_to_stop.as_deref(), Some("2030-03-31"));
    assert_eq!(
        found.sentences[2],
        "Stopping on 2027-03-31 would leave Council 60,000 worse off than today; kept to the end it saves 50,000."
    );
}

#[test]
fn loans_are_repaid_though_it_ends_and_a_break_may_fall_within_a_year() {
    let loan = "[options.lines.loans.works]\nlabel = \"Loan\"\namount = 40000\nrate = 0\nyears = 4\nborrower = \"council\"\n";
    let break_day = jiff::civil::date(2027, 9, 30);
    let asked = Stopping::new("lines").cost_of_ending("return", 30_000).breaks_on(break_day);
    let found = invested(loan).abort_value(&asked).unwrap();
    let at = &found.dates[0];
    // In 2027/28, of which 183 of 366 days have passed, 20,000 is saved less 10,000 repaid.
    assert_eq!((found.dates.len(), at.date.as_str()), (1, "2027-09-30"));
    // Spent once: 50,000 less the 40,000 drawn. Saved: 20,000 + 10,000 / 2. Owed: 40,000 - 5,000.
    assert_eq!(
        texts([at.spent, at.saved, at.still_bound, at.saving_if_stopped]),
        ["10000.00", "25000.00", "35000.00", "-50000.00"]
    );
    // To come: 10,000 / 2 + 10,000 x 3; going on keeps that, the 30,000, and owes the 35,000 all the same.
    assert_eq!(texts([at.remaining, at.going_on]), ["35000.00", "100000.00"]);
}

#[test]
fn where_the_saving_turns_there_may_be_a_date_to_stop() {
    // Saved: 20,000 in two years, then a loss of 40,000 a year.
    let appraisal = invested("").replace_all([
        ("options.lines.costs.run.amount.3", number("70000")),
        ("options.lines.costs.run.amount.4", number("70000")),
        ("options.lines.costs.run.amount.5", number("70000")),
    ]);
    let asked = Stopping::new("lines").cost_of_ending("return", 30_000);
    let found = appraisal.unwrap().abort_value(&asked).unwrap();
    assert_eq!(
        texts(found.dates.iter().map(|date| date.going_on)),
        ["-70000.00", "-90000.00", "-50000.00", "-10000.00"]
    );
    assert_eq!((found.no_return, found.free_to_stop), (None, None));
}

#[test]
fn the_cost_of_return_of_a_risk_is_the_default() {
    let sandgate = load(SANDGATE);
    let found = sandgate.abort_value(&Stopping::new("trust")).unwrap();
    assert_eq!(found.costs_of_ending[0].1.value(), number("60000.00"));
    assert_eq!(
        found.dates.len(),
        8,
        "it begins with the second of ten years, and the last has no end to stop at"
    );
    let run = sandgate.run().unwrap();
    assert_eq!(found.saving_if_kept, run.tables().options[3].views[0].saving_total);
    // Each date is the question with a planned end on the next day, and its parts add up.
    let ends = "starts = 2028-04-01\ntrust = \"trust\"\nends = { on = 2031-04-01, return_cost = 60000 }";
    let ended = load(&SANDGATE.replacen("starts = 2028-04-01\ntrust = \"trust\"", ends, 1));
    let date = &found.dates[2];
    assert_eq!(date.date, "2031-03-31");
    assert_eq!(date.saving_if_stopped, ended.run().unwrap().tables().options[3].views[0].saving_total);
    let parts = [date.saved, date.spent, date.cost_of_ending, date.still_bound].map(Penny::value);
    let sum = parts[0] - parts[1] - parts[2] - parts[3];
    assert!((sum - date.saving_if_stopped.value()).abs() <= number("0.02"), "{date:?}");
    // An option that ends by plan can be stopped before that.
    let found = ended.abort_value(&Stopping::new("trust")).unwrap();
    assert_eq!(found.dates.last().unwrap().date, "2030-03-31");
    // The hub has no such risk.
    let asked = |asked: Stopping| addresses(sandgate.abort_value(&asked));
    assert_eq!(asked(Stopping::new("hub")), ["costs_of_ending"]);
    let early =
        Stopping::new("hub").cost_of_ending("all", -1).breaks_on(jiff::civil::date(2027, 4, 1)).view("x");
    assert_eq!(asked(early), ["view", "costs_of_ending.all", "breaks.1"]);
}

// --- From the headline to what is there ------------------------------------------------------------------------------

#[test]
fn a_headline_saving_is_there_when_nothing_is_stranded_any_more() {
    // The method's own example: 60,000 stops at once, a recharge of 40,000 unwinds by half in the second year and whole in
    // the third: 60, 80, 100 of 100.
    let service = running("60000")
        + "[service.central_support.recharge]\namount = 40000\navoidable = 1\nunwinding = [0, 0.5, 1]\n[indices.pay]\ngrowth = 0\n";
    let option = "[options.closed]\nmodel = \"lines\"\nname = \"Closed\"\n";
    let path = question("2026/27", 4, &service, option).savings_path(None).unwrap();
    let closed = &path.options[0];
    assert_eq!(texts(closed.years.iter().map(|year| year.headline)), ["100000.00"; 4]);
    assert_eq!(
        texts(closed.years.iter().map(|year| year.saving)),
        ["60000.00", "80000.00", "100000.00", "100000.00"]
    );
    assert_eq!(
        texts(closed.years.iter().map(|year| year.stranded)),
        ["40000.00", "20000.00", "0.00", "0.00"]
    );
    assert_eq!(
        closed.sentence,
        "Closed: a headline saving of 100,000 of the 100,000 that the service costs; 60,000 in 2026/27, 100,000 by 2028/29, \
         100,000 in the end; 40,000 is stranded at first, unwinding from 2027/28 to 2028/29, 0 in the end."
    );
    assert_eq!(addresses(load(SANDGATE).savings_path("2026/27".parse().ok())), ["by"]);
}

#[test]
fn a_saving_is_that_of_the_budget_and_the_headline_adds_what_is_stranded() {
    let appraisal = load(SANDGATE);
    let (path, run) = (appraisal.savings_path(None).unwrap(), appraisal.run().unwrap());
    for (own, option) in path.options.iter().zip(&run.tables().options[1..]) {
        assert_eq!(own.id, option.id);
        for (place, year) in own.years.iter().enumerate() {
            assert_eq!(year.saving_cash, option.plan.savings_so_far[place]);
            let parts = year.saving.value() + year.stranded.value();
            assert!((year.headline.value() - parts).abs() <= number("0.01"), "{year:?}");
        }
        // Central support of 5,200 with a quarter avoidable from the third year on, and of 3,000 with 40%: 3,900 + 1,800 of
        // 8,200 stay for good, at prices of 2026/27; pay rises faster than prices.
        if option.model != "co_located" {
            assert!(own.years.last().unwrap().stranded.value() > number("5700"), "{}", own.id);
            assert_eq!(own.unwinds.unwrap().0, "2029/30".parse().unwrap());
        }
    }
}

// --- What would have to be true --------------------------------------------------------------------------------------

#[test]
fn a_gap_of_18_000_asks_for_1_500_hours_and_there_is_evidence_for_20_a_week() {
    let asked = QuantityNeeded::new("community", "room_hire").gap(18_000).net(12).weeks(52).evidence(20);
    let found = load(SANDGATE).quantity_needed(&asked).unwrap();
    assert_eq!((found.a_year.value(), found.a_week.value()), (1_500.into(), number("28.846154")));
    assert_eq!(
        found.sentence,
        "A gap of 18,000 a year at 12.00 net each asks for 1,500 hours a year, 28.8 a week, against the evidence of 20: not \
         on this evidence."
    );
    let enough = load(SANDGATE).quantity_needed(&asked.evidence(29)).unwrap();
    assert_eq!(enough.on_this_evidence, Some(true));
}

#[test]
fn what_is_lacking_and_what_is_stated_are_read_from_the_question() {
    // 30,000 a year less 10 hours at 12.00 in each of 50 weeks: 24,000 is lacking, which is 2,000 hours more.
    let service = running("30000")
        + "[service.usage]\nstaffed_hours = 30\nvisits = 20000\nweeks = 50\n[service.income.hire]\nkind = \"room_hire\"\namount = 12\nquantity = 500\n";
    let text = "[options.group]\nmodel = \"community_managed\"\nname = \"Group\"\noperator = \"group\"\nsupport_in_kind = 0\n\
                volunteers = { hours = 0 }\n";
    let question = question(
        "2026/27",
        3,
        &service.replace("[service.usage]\nstaffed_hours = 30\nvisits = 20000\nweeks = 50\n", ""),
        text,
    );
    let found = question.quantity_needed(&QuantityNeeded::new("group", "hire").weeks(50)).unwrap();
    assert_eq!(texts([found.gap, found.net]), ["24000.00", "12.00"]);
    assert_eq!((found.a_year.value(), found.a_week.value()), (2_000.into(), 40.into()));
    assert_eq!((found.evidence.unwrap().value(), found.on_this_evidence), (10.into(), Some(false)));
    let asked = |asked: QuantityNeeded| addresses(load(SANDGATE).quantity_needed(&asked));
    assert_eq!(asked(QuantityNeeded::new("community", "hire")), ["stream"]);
    assert_eq!(asked(QuantityNeeded::new("community", "room_hire").gap(0)), ["net", "gap"]);
}
