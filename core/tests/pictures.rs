//! Pictures: their numbers are those of the result, their texts are data, and no question makes one that is unfit.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use options_appraisal::delivery::{CommunityManaged, CouncilRun, DeliveryOption};
use options_appraisal::input::Keyed;
use options_appraisal::pictures::{PALETTE, Picture, PictureKind, PictureSettings};
use options_appraisal::service::{Post, Service, Usage, Volunteers};
use options_appraisal::uncertainty::Simulation;
use options_appraisal::{
    Appraisal, ByFigure, Decimal, FinancialYear, Format, Outcome, Party, PartyKind, Penny, ProjectionInput,
    Question, Report, Settings, Value,
};
use serde_json::Value as Json;

fn sandgate() -> Appraisal {
    Appraisal::load(include_str!("../../docs/examples/sandgate.toml"), Format::Toml).unwrap()
}

fn county() -> Appraisal {
    Appraisal::load(include_str!("../../docs/examples/county.toml"), Format::Toml).unwrap()
}

fn usual(outcome: &Outcome, kind: PictureKind) -> Picture {
    outcome.picture(kind, &PictureSettings::new()).unwrap()
}

/// The float that the text of a number stands for, as any reader of JSON has it.
fn float(penny: Penny) -> f64 {
    penny.value().to_string().parse().unwrap()
}

/// Every set of data of a specification, however deep.
fn data<'a>(spec: &'a Json, out: &mut Vec<&'a Vec<Json>>) {
    match spec {
        Json::Object(parts) => {
            for (key, part) in parts {
                match (key.as_str(), &part["values"]) {
                    ("data", Json::Array(values)) => out.push(values),
                    _ => data(part, out),
                }
            }
        }
        Json::Array(parts) => parts.iter().for_each(|part| data(part, out)),
        _ => {}
    }
}

fn all_data(picture: &Picture) -> Vec<&Vec<Json>> {
    let mut out = Vec::new();
    data(picture.spec(), &mut out);
    out
}

/// A question of a given number of options and years; each option has the name that `name` gives it.
fn question(options: usize, years: u32, name: impl Fn(usize) -> String, salary: i64) -> Appraisal {
    let settings = Settings::new(name(0), "council", "o0", FinancialYear::starting(2026).unwrap(), years);
    let parties = Keyed::new()
        .with("council", Party::new(name(0), PartyKind::CountyCouncil))
        .with("friends", Party::new(name(1), PartyKind::CommunityGroup).reserves(9_000));
    let service = Service::new("Library")
        .usage(Usage::new().staffed_hours(25).visits(24_000))
        .posts(Keyed::new().with("assistant", Post::new().fte(1).salary(salary)))
        .pension_rate(Decimal::new(2, 1));
    let mut all = Keyed::new();
    for place in 0..options {
        let model = if place == 0 {
            DeliveryOption::new(name(place), CouncilRun::new())
        } else {
            DeliveryOption::new(name(place), CommunityManaged::new("friends", Volunteers::new().hours(2_500)))
        };
        all = all.with(format!("o{place}").as_str(), model);
    }
    let projected = ["prices.gdp_deflator", "employer_ni.secondary_threshold", "pay.spine"];
    let projections = projected.into_iter().fold(ByFigure::default(), |all, figure| {
        all.with(figure, ProjectionInput::new().growth(Decimal::new(2, 2)))
    });
    let question = Question::new(settings, parties, service, all).projections(projections);
    Appraisal::new(&question).unwrap()
}

/// Every picture of an appraisal.
fn every(appraisal: &Appraisal) -> Vec<Picture> {
    let outcome = appraisal.run().unwrap();
    let mut all: Vec<Picture> = PictureKind::OF_OUTCOME.iter().map(|kind| usual(&outcome, *kind)).collect();
    let today = outcome.tables().today.clone();
    let council = outcome.tables().council.clone();
    let costs = format!("options.{today}.net_cost.{council}");
    let present = format!("options.{today}.net_present_cost.{council}");
    let run =
        appraisal.simulate(&Simulation::new(400).measure(present.clone()).measure(costs.clone())).unwrap();
    for kind in PictureKind::OF_SIMULATION {
        match run.picture(*kind, &PictureSettings::new()) {
            Ok(picture) => all.push(picture),
            Err(problems) => assert_eq!(*kind, PictureKind::Survival, "{problems:?}"),
        }
    }
    all.push(appraisal.tornado(&present).unwrap().picture());
    all.push(outcome.explain(&present, None).unwrap().picture());
    all
}

/// What every specification must be.
fn check(picture: &Picture) {
    let spec = picture.spec();
    assert_eq!(spec["$schema"], "https://vega.github.io/schema/vega-lite/v6.json");
    assert_eq!(spec["description"], Json::from(picture.description.as_str()));
    assert!(!picture.title.is_empty() && !picture.description.is_empty(), "{}", picture.id);
    let columns: Vec<&str> = picture.table.columns.iter().map(|column| column.name).collect();
    for row in &picture.table.rows {
        let keys: BTreeSet<&str> = row.keys().map(String::as_str).collect();
        assert_eq!(keys, columns.iter().copied().collect(), "{}", picture.id);
    }
    looked_at(spec, picture.id);
    assert!(picture.to_text().contains(&picture.description));
    assert!(serde_json::from_str::<Json>(&picture.to_json()).unwrap()["spec"] == *spec);
}

/// No number that is none, nothing fetched, and no expression or field that the library did not write.
fn looked_at(part: &Json, id: &str) {
    match part {
        Json::Object(parts) => {
            for (key, value) in parts {
                assert!(!matches!(key.as_str(), "url" | "href" | "src" | "expr" | "signal"), "{id}: {key}");
                let fixed = match (key.as_str(), value) {
                    ("values", _) if parts.len() == 1 => continue,
                    ("field", Json::String(field)) => {
                        field.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                    }
                    ("labelExpr", Json::String(text)) => {
                        let rest = text.strip_prefix("format(datum.value / ").unwrap();
                        rest.chars().all(|c| c.is_ascii_digit() || "e, '.f)".contains(c))
                    }
                    _ => true,
                };
                assert!(fixed, "{id}: {key} is {value}");
                looked_at(value, id);
            }
        }
        Json::Array(parts) => parts.iter().for_each(|part| looked_at(part, id)),
        _ => {}
    }
}

#[test]
fn the_costs_are_those_of_the_result() {
    let outcome = sandgate().run().unwrap();
    let tables = outcome.tables();
    let picture = usual(&outcome, PictureKind::CostByYear);
    let lines = all_data(&picture)[1].len();
    assert_eq!(lines, tables.options.len() * tables.years.len());
    let rows = all_data(&picture).into_iter().find(|rows| rows.len() == lines).unwrap();
    for (option, rows) in tables.options.iter().zip(rows.chunks(tables.years.len())) {
        for ((year, cost), row) in tables.years.iter().zip(&option.views[0].net_cost).zip(rows) {
            assert_eq!(row["option"], Json::from(option.id.as_str()));
            assert_eq!(row["year"], Json::from(year.to_string()));
            assert_eq!(row["net_cost"].as_f64().unwrap().to_bits(), float(*cost).to_bits());
        }
    }
    // The text in the place of the picture: the least sum, from the table of the result.
    let least = tables.options.iter().map(|option| option.views[0].net_cost_total.value()).min().unwrap();
    let shown = options_appraisal::money::whole_pounds(least);
    assert!(picture.description.contains(&format!("£{shown} net in cash")), "{}", picture.description);
}

#[test]
fn the_saving_so_far_ends_in_the_saving_of_the_result() {
    for appraisal in [sandgate(), county()] {
        let outcome = appraisal.run().unwrap();
        let tables = outcome.tables();
        let picture = usual(&outcome, PictureKind::CumulativeSaving);
        let last = tables.years.last().unwrap().to_string();
        let mut compared = 0;
        for row in picture.table.rows.iter().filter(|row| row["year"] == last.as_str()) {
            let option = tables.options.iter().find(|option| row["option"] == option.id.as_str()).unwrap();
            let view = &option.views[0];
            assert_eq!(
                row["cumulative_saving"].as_f64().unwrap().to_bits(),
                float(view.saving_total).to_bits()
            );
            assert_eq!(
                row["payback_year"].as_str().map(str::to_owned),
                view.payback_year.filter(|_| view.payback.years.is_some()).map(|year| year.to_string())
            );
            compared += 1;
        }
        assert_eq!(compared, tables.options.len() - 1);
        // A ring for each option that has something to pay back, and does.
        let paid = tables
            .options
            .iter()
            .filter(|one| one.id != tables.today && one.views[0].payback.years.is_some())
            .count();
        let rings = all_data(&picture).iter().filter(|rows| rows.len() == paid).count();
        assert!(paid == 0 || rings > 0);
    }
}

#[test]
fn who_pays_has_the_totals_of_the_parties() {
    let outcome = sandgate().run().unwrap();
    let picture = usual(&outcome, PictureKind::WhoPays);
    for option in &outcome.tables().options {
        for party in option.parties.iter().filter(|party| party.total.value() > Decimal::ZERO) {
            let row = picture
                .table
                .rows
                .iter()
                .find(|row| row["option"] == option.id.as_str() && row["party"] == party.id.as_str())
                .unwrap();
            assert_eq!(row["pays"].as_f64().unwrap().to_bits(), float(party.total).to_bits());
        }
    }
}

#[test]
fn the_tornado_and_the_reserves_have_the_numbers_of_the_result() {
    let appraisal = sandgate();
    let tornado = appraisal.tornado("options.council.net_present_cost.kcc").unwrap();
    let picture = tornado.picture();
    assert_eq!(picture.table.rows.len(), tornado.bars.len());
    for (bar, row) in tornado.bars.iter().zip(&picture.table.rows) {
        assert_eq!(row["at_high"].as_f64().unwrap().to_bits(), float(bar.at_high).to_bits());
        assert_eq!(row["input"], bar.address.as_str());
    }
    let outcome = appraisal.run().unwrap();
    let picture = usual(&outcome, PictureKind::Reserves);
    let mut rows = picture.table.rows.iter();
    for option in &outcome.tables().options {
        for reserve in &option.reserves {
            for value in &reserve.reserves {
                let row = rows.next().unwrap();
                assert_eq!(row["reserves"].as_f64().unwrap().to_bits(), float(*value).to_bits());
                assert_eq!(row["minimum"].as_f64().unwrap().to_bits(), float(reserve.minimum).to_bits());
            }
        }
    }
    assert!(rows.next().is_none());
}

#[test]
fn a_distribution_counts_every_draw() {
    let measure = "options.parish.net_present_cost.kcc";
    // Few draws are all there; of many, the first sixteen thousand; all of them where they were kept.
    for (draws, kept, drawn) in [(3_000, false, 3_000), (40_000, false, 16_384), (40_000, true, 40_000)] {
        let run = sandgate().simulate(&Simulation::new(draws).measure(measure).keep_draws(kept)).unwrap();
        let picture = run.picture(PictureKind::Distribution, &PictureSettings::new()).unwrap();
        let counts: Vec<f64> =
            picture.table.rows.iter().map(|row| row["share"].as_f64().unwrap() * f64::from(drawn)).collect();
        assert!(counts.iter().all(|count| (count - count.round()).abs() < 1e-6), "{draws} {kept}");
        assert!((counts.iter().sum::<f64>() - f64::from(drawn)).abs() < 1e-6, "{draws} {kept}");
        let said = format!("first {}", options_appraisal::money::grouped(drawn.into()));
        let subtitle = picture.spec()["title"]["subtitle"].to_string();
        assert_eq!(subtitle.contains(&said), drawn == 16_384, "{subtitle}");
        if kept {
            // Counted once more, from the raw draws.
            let raw = run.draws_of(measure).unwrap();
            for (row, count) in picture.table.rows.iter().zip(counts) {
                let (from, to) = (row["from"].as_f64().unwrap(), row["to"].as_f64().unwrap());
                let own = raw.iter().filter(|value| **value >= from && **value < to).count();
                assert!((count - f64::from(u32::try_from(own).unwrap())).abs() <= 1.0, "{from}");
            }
            let picture = run.picture(PictureKind::Exceedance, &PictureSettings::new()).unwrap();
            for row in &picture.table.rows {
                let at = row["value"].as_f64().unwrap();
                let own = raw.iter().filter(|value| **value >= at).count();
                let share = f64::from(u32::try_from(own).unwrap()) / f64::from(drawn);
                assert!((row["chance"].as_f64().unwrap() - share).abs() < 1e-12);
            }
        }
    }
}

#[test]
fn the_fan_and_the_survival_have_the_numbers_of_the_simulation() {
    let cost = "options.community.net_cost.kcc";
    let run = sandgate().simulate(&Simulation::new(2_000).measure(cost)).unwrap();
    let picture = run.picture(PictureKind::Fan, &PictureSettings::new().measure(cost)).unwrap();
    let mut rows = picture.table.rows.iter();
    for measure in &run.measures {
        for percentile in &measure.percentiles {
            let row = rows.next().unwrap();
            assert_eq!(row["value"].as_f64(), Some(percentile.value));
            assert_eq!(row["year"], measure.year.unwrap().to_string().as_str());
        }
    }
    let picture = run.picture(PictureKind::Survival, &PictureSettings::new().option("community")).unwrap();
    let any = run.insolvency.iter().find(|one| one.option == "community" && one.party.is_none()).unwrap();
    let solvent: Vec<f64> = picture.table.rows.iter().map(|row| row["solvent"].as_f64().unwrap()).collect();
    assert_eq!(solvent, any.insolvent_by.iter().map(|chance| 1.0 - chance.share).collect::<Vec<_>>());
    assert!(solvent.windows(2).all(|pair| pair[1] <= pair[0]));
}

/// Every number of an explanation once.
fn count<'a>(one: &'a options_appraisal::Explanation, seen: &mut BTreeSet<(String, String, &'a str)>) {
    let year = one.year.map(|year| year.to_string()).unwrap_or_default();
    seen.insert((one.address.to_string(), year, &one.value));
    one.parts.iter().for_each(|part| count(part, seen));
}

#[test]
fn a_map_has_every_number_of_the_explanation() {
    let outcome = sandgate().run().unwrap();
    let explained = outcome.explain("options.community.lines.grant.cash", "2028/29".parse().ok()).unwrap();
    let picture = explained.picture();
    let mut seen = BTreeSet::new();
    count(&explained, &mut seen);
    assert_eq!(picture.table.rows.len(), seen.len());
    assert!(picture.description.contains("£7,000.00"), "{}", picture.description);
}

#[test]
fn all_pictures_of_the_examples_are_fit() {
    for appraisal in [sandgate(), county()] {
        every(&appraisal).iter().for_each(check);
    }
}

#[test]
fn hostile_names_are_data() {
    let names = [
        "</script><img src=x onerror=alert(1)>",
        "datum.value'];alert(1)//",
        "{\"signal\": \"width\"}",
        "مكتبة المجتمع",
        "same",
        "same",
    ];
    let long = "very long ".repeat(190);
    let named = |place: usize| if place == 6 { long.clone() } else { names[place % names.len()].to_owned() };
    let appraisal = question(8, 3, named, 25_000);
    for picture in every(&appraisal) {
        check(&picture);
        let text = picture.spec().to_string();
        assert!(text.len() < 2_000_000);
        assert!(!picture.to_html().contains("<img"));
    }
    // Options of one name are two lines, told apart by their ids.
    let picture = usual(&appraisal.run().unwrap(), PictureKind::CostByYear);
    let labels: BTreeSet<String> = picture.table.rows.iter().map(|row| row["name"].to_string()).collect();
    assert_eq!(labels.len(), 8, "{labels:?}");
    assert!(labels.contains("\"same (o4)\"") && labels.contains("\"same (o5)\""));
}

#[test]
fn extremes_are_sensible() {
    let plain = |place: usize| format!("Option {place}");
    // Many options; one year; the most years; nothing that costs anything; a single option.
    for (options, years, salary) in
        [(12, 5, 25_000), (3, 1, 25_000), (3, 60, 25_000), (2, 4, 0), (1, 4, 25_000)]
    {
        let appraisal = question(options, years, plain, salary);
        let pictures = every(&appraisal);
        pictures.iter().for_each(check);
        let costs = &pictures[0];
        assert_eq!(costs.table.rows.len(), options * usize::try_from(years).unwrap());
        // Every option has a label of its own, and none stands on another.
        let labels = all_data(costs).into_iter().find(|rows| rows.iter().all(|row| row["place"].is_number()));
        let mut places: Vec<f64> = labels.unwrap().iter().map(|row| row["place"].as_f64().unwrap()).collect();
        assert_eq!(places.len(), options);
        places.sort_by(f64::total_cmp);
        assert!(places.windows(2).all(|pair| pair[1] > pair[0]), "{places:?}");
    }
    // Nobody pays anything back.
    let appraisal = question(2, 4, plain, 0);
    let picture = usual(&appraisal.run().unwrap(), PictureKind::CumulativeSaving);
    assert!(!picture.description.is_empty());
}

#[test]
fn every_surface_asks_by_name() {
    let appraisal = sandgate();
    let outcome = appraisal.run().unwrap();
    let report: &dyn Report = &outcome;
    assert_eq!(report.pictures(), PictureKind::OF_OUTCOME);
    let asked = Value::from_json(r#"{"view": "public_sector"}"#).unwrap();
    let by_name = report.picture_named("cost_by_year", &asked);
    let views: Vec<&str> = outcome.tables().options[0].views.iter().map(|view| view.id.as_str()).collect();
    assert_eq!(by_name.is_ok(), views.contains(&"public_sector"), "{views:?}");
    let last = *views.last().unwrap();
    let asked = Value::from_json(&format!(r#"{{"view": "{last}"}}"#)).unwrap();
    let own = outcome.picture(PictureKind::CostByYear, &PictureSettings::new().view(last)).unwrap();
    assert_eq!(report.picture_named("cost_by_year", &asked).unwrap(), own);
    for (name, settings, address) in [
        ("cost_by_yeer", "{}", "picture"),
        ("cost_by_year", r#"{"view": "nobody"}"#, "picture.view"),
        ("who_pays", r#"{"view": "kcc"}"#, "picture.view"),
        ("reserves", r#"{"option": 3}"#, "picture.option"),
        ("tornado", "{}", "picture"),
    ] {
        let problems = report.picture_named(name, &Value::from_json(settings).unwrap()).unwrap_err();
        let found: Vec<&str> = problems.iter().map(|problem| problem.address.as_str()).collect();
        assert_eq!(found, [address], "{name}");
    }
    let switching: &dyn Report = &appraisal
        .switching_values(&options_appraisal::uncertainty::Target::options(
            "parish",
            "council",
            "net_present_cost.kcc",
        ))
        .unwrap();
    assert!(switching.pictures().is_empty());
    assert!(switching.picture_named("tornado", &Value::from_json("{}").unwrap()).is_err());
    let words: BTreeSet<&str> = PictureKind::ALL.iter().map(|kind| kind.word()).collect();
    assert_eq!(words.len(), PictureKind::ALL.len());
    assert_eq!(PALETTE.iter().collect::<BTreeSet<_>>().len(), PALETTE.len());
}
