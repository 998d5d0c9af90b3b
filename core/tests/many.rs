//! One template for every row of a table: each row is what its own question would be.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]
#![allow(clippy::float_cmp, reason = "the same draws give the same numbers")]

use std::ops::ControlFlow;

use options_appraisal::many::{Many, ManyResult, Missing, Rows};
use options_appraisal::uncertainty::Simulation;
use options_appraisal::{Appraisal, Decimal, Format, Penny, Value};

const TEMPLATE: &str = include_str!("../../docs/examples/national.toml");

fn template() -> Appraisal {
    Appraisal::load(TEMPLATE, Format::Toml).unwrap()
}

/// Three libraries: hours, posts, visits.
const LIBRARIES: [(&str, &str, &str, &str); 3] =
    [("hythe", "41.5", "2.6", "52000"), ("lydd", "12", "0.75", "9000"), ("sandgate", "25.5", "1.5", "24000")];

fn texts<'a>(cells: impl IntoIterator<Item = &'a str>) -> Vec<Value> {
    cells.into_iter().map(|cell| Value::Text(cell.to_owned())).collect()
}

fn libraries() -> Rows {
    Rows::new(LIBRARIES.map(|(id, ..)| id))
        .column("service.usage.staffed_hours", texts(LIBRARIES.map(|(_, hours, ..)| hours)))
        .column("service.posts.assistants.fte", texts(LIBRARIES.map(|(_, _, fte, _)| fte)))
        .column("service.usage.visits", texts(LIBRARIES.map(|(.., visits)| visits)))
}

/// The template's text with the values of a library written into it.
fn written_in(library: usize) -> Appraisal {
    let (_, hours, fte, visits) = LIBRARIES[library];
    let text = TEMPLATE
        .replace("staffed_hours = { central = 30,", &format!("staffed_hours = {{ central = {hours},"))
        .replace("fte = { central = 1.8,", &format!("fte = {{ central = {fte},"))
        .replace(
            "visits = { central = 30000, low = 22500, high = 37500,",
            &format!("visits = {{ central = {visits},"),
        );
    assert_eq!(text.matches(hours).count(), 1 + TEMPLATE.matches(hours).count());
    Appraisal::load(&text, Format::Toml).unwrap()
}

fn value(
    result: &ManyResult,
    id: &str,
    option: &str,
    measure: &str,
    view: &str,
    year: Option<&str>,
) -> Option<Decimal> {
    let year = year.map(|year| year.parse().unwrap());
    let mut found = result.cells().filter(|cell| {
        let key = cell.key;
        let place = (cell.id, key.option.as_str(), key.measure.as_str(), key.view.as_deref(), key.year);
        place == (id, option, measure, Some(view), year)
    });
    let value = found.next().unwrap_or_else(|| panic!("{id} {option} {measure} {view}")).value;
    assert!(found.next().is_none());
    value
}

#[test]
fn a_row_is_the_question_with_its_values_written_in() {
    let result = template().run_many(&Many::new().threads(2), &libraries()).unwrap();
    assert!(result.is_complete() && result.problems().is_empty());
    for (place, (id, ..)) in LIBRARIES.iter().enumerate() {
        let outcome = written_in(place).run().unwrap();
        for option in &outcome.tables().options {
            let of =
                |measure: &str, year: Option<&str>| value(&result, id, &option.id, measure, "council", year);
            let view = &option.views[0];
            for (year, (cost, saving)) in
                outcome.tables().years.iter().zip(view.net_cost.iter().zip(&view.saving))
            {
                let year = year.to_string();
                assert_eq!(of("net_cost", Some(&year)), Some(cost.value()));
                assert_eq!(of("saving", Some(&year)), Some(saving.value()));
            }
            assert_eq!(of("net_cost_total", None), Some(view.net_cost_total.value()));
            assert_eq!(of("saving_total", None), Some(view.saving_total.value()));
            assert_eq!(of("net_present_cost", None), Some(view.economic.net_present_cost.value()));
            assert_eq!(of("net_present_saving", None), Some(view.economic.net_present_saving.value()));
            assert_eq!(
                of("equivalent_annual_cost", None),
                Some(view.economic.equivalent_annual_cost.value())
            );
            assert_eq!(of("payback", None), view.payback.years.map(Penny::value));
            for reserve in &option.reserves {
                let lowest = reserve.reserves.iter().map(|reserve| reserve.value()).min().unwrap();
                let party = |measure| value(&result, id, &option.id, measure, &reserve.party, None);
                assert_eq!(party("lowest_reserve"), Some(lowest));
                assert_eq!(party("lowest_headroom"), Some(lowest - reserve.minimum.value()));
            }
        }
    }
}

#[test]
fn the_draws_of_a_row_are_those_of_its_own_simulation() {
    let measures = ["net_present_cost", "saving_total", "net_cost_total", "net_cost", "lowest_reserve"];
    let many = Many::new().measures(measures).drawn(measures).draws(700).common([""; 0]).seed(11);
    let result = template().run_many(&many, &libraries()).unwrap();
    let mut compared = 0;
    for (row, (id, hours, fte, visits)) in LIBRARIES.iter().enumerate() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        let own = template()
            .replace_all([
                ("service.usage.staffed_hours", number(hours)),
                ("service.posts.assistants.fte", number(fte)),
                ("service.usage.visits", number(visits)),
            ])
            .unwrap();
        let option = "community_managed";
        let mut asked = Simulation::new(700).seed(many.seed_of(id)).percentiles([5.0, 50.0, 95.0]);
        for measure in &measures[..4] {
            asked = asked.measure(format!("options.{option}.{measure}.council"));
        }
        let simulated = own.simulate(&asked).unwrap();
        for measure in &simulated.measures {
            let key = result.keys().iter().position(|key| {
                let address =
                    format!("options.{}.{}.{}", key.option, key.measure, key.view.as_ref().unwrap());
                address == measure.address.as_str() && key.year == measure.year
            });
            let spread = result.spread(row, key.unwrap()).unwrap();
            let percentiles: Vec<f64> = measure.percentiles.iter().map(|one| one.value).collect();
            assert_eq!(percentiles, [spread.p5, spread.p50, spread.p95], "{id} {}", measure.address);
            let scale = measure.mean.abs().max(measure.standard_deviation);
            assert!((measure.mean - spread.mean).abs() <= 1e-12 * scale, "{id} {}", measure.address);
            assert!((measure.standard_deviation - spread.standard_deviation).abs() <= 1e-9 * scale);
            compared += 1;
        }
        // The chance that reserves run out is that of the lowest of them below nought.
        let ruin = simulated
            .insolvency
            .iter()
            .find(|one| one.option == option && one.party.as_deref() == Some("group"));
        let lowest = result.keys().iter().position(|key| {
            (key.option.as_str(), key.measure.as_str(), key.view.as_deref())
                == (option, "lowest_reserve", Some("group"))
        });
        let spread = result.spread(row, lowest.unwrap()).unwrap();
        let by_the_end = ruin.unwrap().insolvent_by.last().unwrap().share;
        assert!((spread.below_nought - by_the_end).abs() < 1e-12);
    }
    assert_eq!(compared, 3 * (3 + 10));
}

#[test]
fn nothing_depends_on_threads_or_on_how_the_table_is_cut_up() {
    let numbers = |range: std::ops::Range<u32>| -> Rows {
        let ids: Vec<String> = range.clone().map(|n| format!("library {n}")).collect();
        Rows::new(ids)
            .numbers("service.usage.staffed_hours", range.clone().map(|n| n % 40 + 5))
            .column("service.statutory", range.map(|n| Value::Bool(n % 3 > 0)))
    };
    let many = Many::new().measures(["saving_total", "lowest_reserve"]).draws(100);
    let all = |result: &ManyResult| -> Vec<String> {
        let cells = result
            .cells()
            .map(|cell| format!("{} {:?} {:?} {:?}", cell.id, cell.key, cell.value, cell.spread));
        cells.collect()
    };
    let whole = all(&template().run_many(&many, &numbers(0..50)).unwrap());
    assert_eq!(whole, all(&template().run_many(&many.clone().threads(3), &numbers(0..50)).unwrap()));
    let parts = [0..1, 1..30, 30..50].map(|range| all(&template().run_many(&many, &numbers(range)).unwrap()));
    assert_eq!(whole, parts.concat());
}

#[test]
fn what_is_common_is_drawn_once_and_all_else_by_the_id() {
    // Two libraries that differ in their ids alone.
    let rows = Rows::new(["a", "b"]).numbers("service.usage.staffed_hours", [30, 30]);
    let spread = |many: Many, option: &str| {
        let result = template().run_many(&many.measures(["net_cost_total"]).draws(200), &rows).unwrap();
        let key = result.keys().iter().position(|key| key.option == option).unwrap();
        [0, 1].map(|row| *result.spread(row, key).unwrap())
    };
    let [a, b] = spread(Many::new(), "council_run");
    assert!(a != b && a.mean != b.mean);
    // With all inputs common, only what may happen could differ, and nothing may happen to the council's own option.
    let [a, b] = spread(Many::new().common(["service", "indices"]), "council_run");
    assert_eq!(a, b);
    // Another seed, other draws.
    let [other, _] = spread(Many::new().common(["service", "indices"]).seed(2), "council_run");
    assert_ne!(a, other);
}

#[test]
fn bad_rows_are_reported_with_row_and_column_and_the_good_ones_kept() {
    let rows = Rows::new(["a", "b", "c", "d", ""])
        .column("service.usage.staffed_hours", texts(["20", "[Unknown]", "300", "20", "20"]))
        .column(
            "service.premises.rateable_value",
            [Value::Number("9000".into()), Value::Null, Value::Null, Value::Null, Value::Number("1".into())],
        );
    let result = template().run_many(&Many::new(), &rows).unwrap();
    assert_eq!(result.ids(), ["a"]);
    assert_eq!((result.asked(), result.failed(), result.is_complete()), (5, 4, true));
    let said: Vec<(usize, &str, &str)> = result
        .problems()
        .iter()
        .map(|one| (one.row, one.id.as_str(), one.problem.address.as_str()))
        .collect();
    let (hours, value) = ("service.usage.staffed_hours", "service.premises.rateable_value");
    assert_eq!(said, [(2, "b", hours), (2, "b", value), (3, "c", value), (4, "d", value), (5, "", "id")]);
    // With the template's own value for what is missing, only what is wrong remains.
    let result = template().run_many(&Many::new().missing(Missing::Template), &rows).unwrap();
    assert_eq!(result.ids(), ["a", "d"]);
    let said: Vec<String> = result.problems().iter().map(|one| one.problem.to_string()).collect();
    assert!(said[0].contains("not a decimal number"), "{said:?}");
    assert!(said[1].contains("300 is out of bounds"), "{said:?}");
    // What is missing keeps its range: its draws are those of the template.
    let own = Rows::new(["d"]).column("service.usage.staffed_hours", texts(["20"]));
    let many = Many::new().measures(["net_cost_total"]).draws(100).missing(Missing::Template);
    let with = Rows::new(["d"])
        .column("service.usage.staffed_hours", texts(["20"]))
        .column("service.premises.energy", [Value::Null]);
    let [own, with] = [own, with].map(|rows| template().run_many(&many, &rows).unwrap());
    assert_eq!(own.spread(0, 0), with.spread(0, 0));
}

#[test]
fn a_column_may_change_the_sheet() {
    // Whether the council is a county, and a cost that the template does not have.
    let rows = Rows::new(["a", "b"])
        .column("parties.council.kind", texts(["unitary_council", "county_council"]))
        .numbers("service.premises.backlog", [0, 0])
        .numbers("service.premises.security", [0, 1_000]);
    // Neither is an input of a building: both columns are of no use to any row.
    let problems = template().run_many(&Many::new(), &rows).unwrap_err();
    assert!(problems.iter().any(|one| one.address.as_str().starts_with("service.premises")), "{problems}");
    let rows = Rows::new(["a", "b"])
        .column("parties.council.kind", texts(["unitary_council", "county_council"]))
        .numbers("service.volunteers.hours", [0, 100]);
    let problems = template().run_many(&Many::new(), &rows).unwrap_err();
    assert!(problems.to_string().contains("volunteers"), "{problems}");
    let rows = Rows::new(["a", "b", "c"])
        .column("parties.council.kind", texts(["unitary_council", "county_council", "a_guild"]))
        .numbers("service.premises.energy", [5_000, 6_000, 7_000]);
    let result = template().run_many(&Many::new().measures(["net_cost_total"]), &rows).unwrap();
    assert_eq!(result.ids(), ["a", "b"]);
    assert_eq!(result.problems()[0].problem.address.as_str(), "parties.council.kind");
    let text = TEMPLATE
        .replace("unitary_council", "county_council")
        .replace("energy = { central = 6200, low = 4500, high = 8500,", "energy = { central = 6000,");
    let outcome = Appraisal::load(&text, Format::Toml).unwrap().run().unwrap();
    for option in &outcome.tables().options {
        let own = value(&result, "b", &option.id, "net_cost_total", "council", None);
        assert_eq!(own, Some(option.views[0].net_cost_total.value()));
    }
}

#[test]
fn what_cannot_be_asked_is_said_at_once() {
    let many =
        Many::new().measures(["net_cost", "net_costs"]).views(["concil"]).draws(1_000_000).drawn(["payback"]);
    let rows = Rows::new(["a"]).numbers("service.usage.staffed_hours", [1, 2]);
    let problems = template().run_many(&many, &rows).unwrap_err();
    let said: Vec<&str> = problems.iter().map(|problem| problem.address.as_str()).collect();
    let hours = "service.usage.staffed_hours";
    for at in ["many.draws", "many.drawn", "many.views", "many.measures", hours] {
        assert!(said.contains(&at), "{at}: {problems}");
    }
    let drawn = Many::new().draws(10).drawn(["payback"]);
    let problems = template().run_many(&drawn, &Rows::new(["a"])).unwrap_err();
    assert!(problems.to_string().contains("any measure but a payback"), "{problems}");
    assert!(Rows::from_values(Value::Null, Value::Null).is_err());
    let empty = template().run_many(&Many::new(), &Rows::default()).unwrap();
    assert!(empty.is_complete() && empty.ids().is_empty() && !empty.keys().is_empty());
}

#[test]
fn a_run_that_is_stopped_keeps_what_was_done() {
    let ids: Vec<String> = (0..40).map(|n| n.to_string()).collect();
    let rows = Rows::new(ids).numbers("service.usage.staffed_hours", 10..50);
    let mut told = Vec::new();
    let many = Many::new().measures(["saving_total"]);
    let stopped = template()
        .run_many_with(&many, &rows, |done| {
            told.push((done.rows, done.asked));
            ControlFlow::Break(())
        })
        .unwrap();
    assert_eq!(told.len(), 1);
    assert!(!stopped.is_complete() && stopped.ids().len() == told[0].0 && told[0].0 < 40);
    let whole = template().run_many(&many, &rows).unwrap();
    assert_eq!(stopped.hundredths(3), whole.hundredths(3));
    assert!(stopped.hundredths(39).is_empty() && stopped.spread(0, 0).is_none());
}
