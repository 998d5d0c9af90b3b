//! Appraisals of many libraries against appraisals of one, and against sums that were worked out elsewhere.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use options_appraisal::uncertainty::Simulation;
use options_appraisal::{Appraisal, Decimal, Format, Penny};
use serde_json::Value as Json;

const SANDGATE: &str = include_str!("../../docs/examples/sandgate.toml");
const COUNTY: &str = include_str!("../../docs/examples/county.toml");

fn load(text: &str) -> Appraisal {
    Appraisal::load(text, Format::Toml).unwrap_or_else(|problems| panic!("{problems}"))
}

fn json(appraisal: &Appraisal) -> Json {
    serde_json::from_str(&appraisal.run().unwrap().to_json()).unwrap()
}

#[test]
fn one_library_of_several_is_as_a_service_of_its_own() {
    let (alone, mut one) =
        (json(&load(SANDGATE)), json(&load(&format!("{SANDGATE}\n[libraries.only]\nname = \"Only\"\n"))));
    assert_eq!(one["libraries"].as_array().unwrap().len(), 2 * alone["options"].as_array().unwrap().len());
    let audit = one["audit"].as_object_mut().unwrap();
    let counted = audit.remove("counted_by_library").unwrap();
    assert!(counted.as_array().unwrap().iter().all(|counted| counted["libraries"] == 1));
    assert_eq!(one["audit"], alone["audit"]);
    let options = one["options"].as_array_mut().unwrap();
    for (one, alone) in options.iter_mut().zip(alone["options"].as_array().unwrap()) {
        for key in ["views", "society", "parties", "reserves", "precepts", "plan", "flags", "loans", "visits"]
        {
            assert_eq!(one[key], alone[key], "{}: {key}", alone["id"]);
        }
        assert_eq!(one["lines"].as_array().unwrap().len(), alone["lines"].as_array().unwrap().len());
    }
}

#[test]
fn the_libraries_and_what_belongs_to_all_of_them_are_the_whole() {
    let outcome = load(COUNTY).run().unwrap();
    let tables = outcome.tables();
    // Each library is rounded to the penny, and so is the whole.
    let near = |found: Decimal, expected: Penny| (found - expected.value()).abs() <= Decimal::new(6, 2);
    for option in &tables.options {
        let all: Vec<_> = tables.libraries.iter().filter(|one| one.option == option.id).collect();
        assert_eq!(all.len(), 9, "eight libraries, and what belongs to all together");
        let council = &option.views[0];
        for (year, cost) in council.net_cost.iter().enumerate() {
            assert!(near(all.iter().map(|one| one.net_cost[year].value()).sum(), *cost));
        }
        assert!(near(all.iter().map(|one| one.saving_total.value()).sum(), council.saving_total));
        let present = |of: fn(&options_appraisal::ByGroup) -> Penny| -> Decimal {
            all.iter().map(|one| of(&one.net_present_cost).value()).sum()
        };
        let public = option.views.iter().find(|view| view.id == "public_sector").unwrap();
        assert!(near(present(|of| of.council), council.economic.net_present_cost));
        assert!(near(present(|of| of.public_sector), public.economic.net_present_cost));
        assert!(near(present(|of| of.society), option.society.net_present_cost));
        assert!(option.conservation.value().is_zero());
    }
}

#[test]
fn a_value_stated_once_is_one_input_and_a_value_of_a_library_its_own() {
    let appraisal = load(COUNTY);
    let cost = |appraisal: &Appraisal, library: &str| -> Vec<Decimal> {
        let outcome = appraisal.run().unwrap();
        let of = outcome.tables().libraries.iter().filter(|one| one.library.as_deref() == Some(library));
        of.filter(|one| one.option == "today").map(|one| one.net_cost_total.value()).collect()
    };
    let all = ["hythe", "sandgate", "wood_avenue"];
    let before = all.map(|library| cost(&appraisal, library));
    // The stock of all libraries is one input; that of one can still be said.
    let dearer = appraisal.replace("service.stock", Decimal::from(7_000)).unwrap();
    assert!(all.iter().zip(&before).all(|(library, before)| cost(&dearer, library)[0] > before[0]));
    let one = appraisal.replace("libraries.hythe.stock", Decimal::from(7_000)).unwrap();
    assert_eq!(
        all.map(
            |library| cost(&one, library) == *before[all.iter().position(|known| *known == library).unwrap()]
        ),
        [false, true, true]
    );
    let deeper = appraisal.replace("libraries.wood_avenue.posts.assistants.fte", Decimal::from(2)).unwrap();
    assert!(cost(&deeper, "wood_avenue")[0] > before[2][0]);
    assert!(appraisal.replace("libraries.hythe.nothing.of.this", Decimal::ONE).is_err());

    let tornado = appraisal.tornado("options.mixed.net_present_cost.county").unwrap();
    let bars: Vec<&str> = tornado.bars.iter().map(|bar| bar.address.as_str()).collect();
    assert_eq!(bars.iter().filter(|address| address.ends_with("stock")).count(), 1, "{bars:?}");
    assert!(
        bars.contains(&"service.stock") && bars.contains(&"libraries.sandgate.premises.energy"),
        "{bars:?}"
    );
}

/// Six libraries that close or not, and a post of 64,000 that goes with the sixth.
fn six(take_up: &str) -> String {
    let libraries = (1..=6).map(|n| format!("[libraries.branch_{n}]\nname = \"Branch {n}\"\n"));
    let libraries = libraries.collect::<Vec<_>>().concat();
    format!(
        "[question]\ntitle = \"Six\"\ncouncil = \"council\"\ntoday = \"today\"\nfirst_year = \"2026/27\"\nyears = 2\n\
         [overrides]\n\"prices.gdp_deflator\" = 100\n\
         [parties.council]\nname = \"Council\"\nkind = \"unitary_council\"\n[service]\n{libraries}\
         [shared_costs.manager]\nlabel = \"Manager\"\namount = 64000\nsaved = {{ \"6\" = 64000 }}\n\
         [options.today]\nmodel = \"council_run\"\nname = \"As today\"\n\
         [options.closure]\nmodel = \"lines\"\nname = \"Closure\"\n\
         [options.closure.risks.take_up]\nprobability = 0.5\n{take_up}"
    )
}

#[test]
fn a_step_is_reached_in_the_draws_in_which_enough_libraries_leave() {
    const SAVING: &str = "options.closure.saving_total.council";
    // Six answers of their own, each with a chance of a half: all say yes in one of 64 draws, and 64,000 is then saved in
    // each of two years. One answer for all: in every second draw.
    for (take_up, expected) in [("", 2_000.0), ("together = true\n", 64_000.0)] {
        let appraisal = load(&six(take_up));
        let asked = Simulation::new(60_000).seed(3).measure(SAVING);
        let result = appraisal.simulate(&asked).unwrap();
        let saving = result.measure(SAVING).unwrap();
        assert!((saving.mean - expected).abs() < 4.0 * saving.standard_error, "{take_up}: {}", saving.mean);
        assert_eq!((saving.smallest, saving.largest), (0.0, 128_000.0));
        // The plan has all of them leave.
        assert_eq!(saving.central, Some(128_000.0));
    }
    let outcome = load(&six("")).run().unwrap();
    let events: Vec<&str> =
        outcome.tables().options[1].risks.iter().map(|risk| risk.event.as_str()).collect();
    assert_eq!(events[0], "libraries.branch_1.options.closure.risks.take_up");
    assert_eq!(events.len(), 6);
}

#[test]
fn an_operator_fails_for_all_its_libraries_at_once() {
    let appraisal = load(COUNTY);
    let outcome = appraisal.run().unwrap();
    let trust = outcome.tables().options.iter().find(|option| option.id == "trust").unwrap();
    let failures: Vec<_> = trust.risks.iter().filter(|risk| risk.kind == "operator_fails").collect();
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0].event, "parties.trust.fails");
    // The van is down to one step less where all eight have left, and back where they have come back.
    let left = "options.trust.shared_costs.van.libraries_left";
    let draws = appraisal.simulate(&Simulation::new(4_000).seed(1).measure(left)).unwrap();
    // A value for each year: the last.
    let one = draws.measures.iter().rfind(|one| one.address.as_str() == left).unwrap();
    assert_eq!((one.smallest, one.largest, one.central), (0.0, 8.0, Some(8.0)));
    // All or none: a mean of 8 times the chance that it lasts, and that times its complement for the variance.
    let lasts = one.mean / 8.0;
    assert!((one.standard_deviation - 8.0 * (lasts * (1.0 - lasts)).sqrt()).abs() < 0.01, "{one:?}");
}

#[test]
fn a_county_built_in_code_is_the_county_that_was_read() {
    use options_appraisal::delivery::{CouncilRun, DeliveryOption, FromLines};
    use options_appraisal::input::Keyed;
    use options_appraisal::service::Service;
    use options_appraisal::{
        FinancialYear, Library, Party, PartyKind, Question, Settings, SharedCost, Steps, Value,
    };
    let settings = Settings::new("Two", "council", "today", FinancialYear::starting(2026).unwrap(), 2_u32);
    let question = Question::new(
        settings,
        Keyed::new().with("council", Party::new("Council", PartyKind::UnitaryCouncil)),
        Service::new("All").stock(1_000),
        Keyed::new()
            .with("today", DeliveryOption::new("As today", CouncilRun::new()))
            .with("closure", DeliveryOption::new("Closure", FromLines::new())),
    )
    .libraries(
        Keyed::new()
            .with("ash", Library::new("Ash"))
            .with("fir", Library::new("Fir").says("stock", Value::Number("3000".to_owned()))),
    )
    .shared_costs(Keyed::new().with("van", SharedCost::new("Van", 500).saved(Steps::default().with(2, 500))));
    let built = Appraisal::new(&question).unwrap();
    assert_eq!(json(&built), json(&Appraisal::load(&question.to_json(), Format::Json).unwrap()));
    let outcome = built.run().unwrap();
    // 1,000 and 3,000 of stock and the van, for two years.
    assert_eq!(
        outcome.tables().options[1].views[0].saving.iter().map(|saving| saving.value()).next(),
        Some(4_500.into())
    );
}
