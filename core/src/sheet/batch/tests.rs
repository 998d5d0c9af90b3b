//! The batch reader against the exact one.
#![allow(clippy::float_cmp, reason = "sums of whole numbers, which are exact")]

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Block, Unknowns, fold};
use crate::sheet::exact::{self, Values};
use crate::sheet::graph::{Graph, InputInfo, NodeId, Span};
use crate::sheet::{Comparison, EventInfo, Factor, Row, Sheet};
use crate::year::FinancialYear;

fn input(sheet: &Sheet, name: &str, value: &str) -> Row<Factor> {
    sheet.input(InputInfo {
        address: name.into(),
        unit: "share",
        value: value.parse().unwrap(),
        line: None,
        source: None,
        remarks: None,
        default: false,
        spread: None,
        bounds: (Decimal::MIN, Decimal::MAX),
    })
}

/// A pseudo-random number from nought to one, for tests alone.
fn chance(seed: &mut u64) -> f64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    f64::from(u32::try_from(*seed >> 33).unwrap()) / f64::from(1_u32 << 31)
}

/// Every row of a graph, by both readers, at some values of all its inputs.
fn compare(graph: &Graph, rounds: usize) {
    let rows: Vec<NodeId> = graph.rows.iter().map(|row| row.node).collect();
    let count = u32::try_from(graph.inputs.len()).unwrap();
    let unknowns = Unknowns { inputs: (0..count).collect(), events: Vec::new() };
    let values = exact::read(graph).unwrap();
    let program = fold(graph, &values, &unknowns, &rows);
    let mut block = Block::new(&program, rounds);
    let mut seed = 7;
    let mut points: Vec<Graph> = Vec::new();
    for round in 0..rounds {
        let mut point = graph.clone();
        for input in &mut point.inputs {
            if round > 0 {
                let by = Decimal::try_from(0.7 + 0.6 * chance(&mut seed)).unwrap();
                input.value = (input.value * by).round_dp(9);
            }
        }
        points.push(point);
    }
    let columns: Vec<Vec<f64>> = (0..graph.inputs.len())
        .map(|input| points.iter().map(|point| point.inputs[input].value.to_f64().unwrap()).collect())
        .collect();
    program.run(&mut block, &columns, rounds);
    let mut out = vec![0.0; rounds];
    let exact: Vec<Values> = points.iter().map(|point| exact::read(point).unwrap()).collect();
    for (output, row) in graph.rows.iter().enumerate() {
        let years = if graph.node(row.node).span == Span::Series { graph.years } else { 1 };
        for year in 0..years {
            program.output(&block, output, year, &mut out);
            for (round, values) in exact.iter().enumerate() {
                let Some(expected) = values.at(row.node, year).map(|value| value.to_f64().unwrap()) else {
                    assert!(!out[round].is_finite(), "{}", row.address);
                    continue;
                };
                // A row in which sums cancel to less than a pound is held to a billionth of a pound.
                let scale = expected.abs().max(1.0);
                assert!(
                    (out[round] - expected).abs() <= 1e-9 * scale,
                    "{} in year {year}, point {round}: {} and {expected}",
                    row.address,
                    out[round]
                );
            }
        }
    }
}

#[test]
fn every_kind_of_node_is_read_alike() {
    let sheet = Sheet::new(FinancialYear::starting(2027).unwrap(), 7);
    let [a, b, c, rate, other] =
        [("a", "3.5"), ("b", "2.25"), ("c", "-1.75"), ("rate", "0.031"), ("other", "0.017")]
            .map(|(name, value)| input(&sheet, name, value));
    let profile = sheet.calendar([1, 0, 2, 1, 1, 3, 1].map(Decimal::from));
    let index = sheet.growth_index(&rate);
    let rates = sheet.by_year(&[rate.clone(), other.clone(), rate.clone(), other.clone()]);
    let uneven = sheet.growth_index_from(&rates, &b);
    let factor = sheet.discount_factor(&other);
    let cost = &a * &profile + &b * &index * &profile - &c * &uneven;
    let named = |row: &Row<Factor>, name: &str| row.named(name, name, "number");
    let _ = named(&cost, "cost");
    let _ = named(&(&cost * &factor), "discounted");
    let _ = (&cost * &factor).total().named("present", "present", "number");
    let _ = (&index * &profile).total().named("polynomial", "polynomial", "number");
    let _ = named(&cost.running_total(), "running");
    let _ = named(&cost.year_before(&a), "before");
    let _ = named(&a.min(&b).max(&c), "bounds");
    let _ = named(&cost.min(&(&a * &index)), "smaller");
    let _ = named(&cost.only_where(&index, Comparison::Above, &b, &a), "chosen");
    let _ = named(&(&cost / &uneven), "ratio");
    let _ = named(&(&a / (&b + &c * &c)), "scalar_ratio");
    let _ = cost.lowest().named("lowest", "lowest", "number");
    let _ = cost.highest().named("highest", "highest", "number");
    let _ = cost.in_year(3).named("in_year", "in_year", "number");
    let _ = (cost.total() / index.total()).named("whole_ratio", "whole_ratio", "number");
    let added = sheet.balance(&a, |before| before - &cost);
    let _ = named(&added, "adding_balance");
    let grown = sheet.balance(&a, |before| before * (sheet.number(Decimal::ONE) + &rate) + &cost);
    let _ = named(&grown, "growing_balance");
    let held = sheet.balance(&a, |before| (before - &cost).max(&c));
    let _ = named(&held, "balance_that_is_held");
    let _ = held.total().named("held_total", "held_total", "number");
    let mut power = a.clone();
    for _ in 0..9 {
        power = &power * &a;
    }
    let _ = named(&power, "tenth_power");
    let many = sheet.sum(&(0..30).map(|n| &a * sheet.number(Decimal::from(n)) + &b).collect::<Vec<_>>());
    let _ = named(&(&many * (&cost + &uneven) * (&cost + &index)), "long_product");
    compare(&sheet.finish().unwrap(), 40);
}

#[test]
fn years_are_summed_before_the_draws() {
    let sheet = Sheet::new(FinancialYear::starting(2027).unwrap(), 30);
    let a = input(&sheet, "a", "3.5");
    let profile = sheet.calendar((0..30).map(Decimal::from));
    let present = (&a * &profile).total().named("present", "present", "number");
    let row = present.node();
    let graph = sheet.finish().unwrap();
    let unknowns = Unknowns { inputs: vec![0], events: Vec::new() };
    let program = fold(&graph, &exact::read(&graph).unwrap(), &unknowns, &[row]);
    // The input itself is all that is left to be done in a draw.
    assert_eq!(program.steps(), 1);
}

#[test]
fn an_event_holds_in_every_year_whose_chance_is_above_its_draw() {
    let sheet = Sheet::new(FinancialYear::starting(2027).unwrap(), 4);
    // One in ten a year: 0.9, 0.81, 0.729, 0.6561.
    let fall = sheet.number("-0.1".parse().unwrap());
    let lasting = sheet.growth_index_from(&fall, &sheet.number("0.9".parse().unwrap()));
    let info = EventInfo { address: "operator.lasts".into(), label: "It lasts".to_owned(), planned: true };
    let lasts = sheet.event(info, &lasting).named("lasts", "lasts", "share");
    let total = (&lasts * sheet.number(Decimal::from(100))).total().named("total", "total", "£");
    let (lasts, total) = (lasts.node(), total.node());
    let graph = sheet.finish().unwrap();
    let planned = exact::read(&graph).unwrap();
    assert_eq!(planned.at(total, 0).unwrap(), Decimal::from(400));
    let expected = exact::read_with(&graph, exact::Events::Expected).unwrap();
    assert_eq!(expected.at(total, 0).unwrap().to_string(), "309.5100");
    let unknowns = Unknowns { inputs: Vec::new(), events: vec![0] };
    let program = fold(&graph, &planned, &unknowns, &[lasts, total]);
    let mut block = Block::new(&program, 4);
    program.run(&mut block, &[vec![0.95, 0.85, 0.7, 0.1]], 4);
    let mut out = [0.0; 4];
    program.output(&block, 1, 0, &mut out);
    assert_eq!(out.map(f64::to_bits), [0.0, 100.0, 300.0, 400.0].map(f64::to_bits));
    program.output(&block, 0, 2, &mut out);
    assert_eq!(out.map(f64::to_bits), [0.0, 0.0, 1.0, 1.0].map(f64::to_bits));
}

#[test]
fn every_row_of_the_sandgate_question_is_read_alike() {
    let text = include_str!("../../../../docs/examples/sandgate.toml");
    let appraisal = crate::Appraisal::load(text, crate::Format::Toml).unwrap();
    compare(&appraisal.model().graph, 200);
}
