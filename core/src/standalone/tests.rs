//! Every shared case and example as a sheet that stands alone, beside the appraisal itself.

use std::path::{Path, PathBuf};

use super::*;
use crate::Format;
use crate::sheet::NodeId;
use crate::sheet::explain::explain;

fn appraisals() -> Vec<(PathBuf, Appraisal)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut all = Vec::new();
    for folder in ["tests/cases", "docs/examples"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            // A national run is one question for many rows, and no appraisal by itself.
            let other = name.contains(".expect.") || name == "national.toml";
            let kind = path.extension().unwrap_or_default();
            if other || !(kind == "toml" || kind == "json") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let appraisal = Appraisal::load(&text, Format::detect(&text));
            all.push((path, appraisal.unwrap()));
        }
    }
    assert!(all.len() > 50, "{} appraisals", all.len());
    all
}

/// Every node and every row of the opened sheet is that of the appraisal, with the same values in all years.
fn assert_same(name: &Path, appraisal: &Appraisal, opened: &StandaloneSheet) {
    let (own, graph) = (&appraisal.model().graph, &opened.contents.graph);
    assert_eq!(own.rows, graph.rows, "{}", name.display());
    assert_eq!(own.nodes.len(), graph.nodes.len(), "{}", name.display());
    for (place, (own, opened)) in own.nodes.iter().zip(&graph.nodes).enumerate() {
        let of = |node: &crate::sheet::Node| (node.op.clone(), node.span, node.row);
        assert_eq!(of(own), of(opened), "{}: node {place}", name.display());
    }
    let (own_values, opened_values) = (appraisal.planned().unwrap(), opened.planned().unwrap());
    for place in 0..graph.nodes.len() {
        let node = NodeId::at(place);
        for year in 0..graph.years {
            let values = [own_values, opened_values].map(|values| values.at(node, year));
            assert_eq!(values[0], values[1], "{}: node {place}, year {year}", name.display());
        }
    }
    // Explanations are large: of rows from the whole length of the sheet, each in another year.
    for (place, row) in own.rows.iter().enumerate().step_by(101) {
        let id = own.row_at(&row.address).unwrap();
        let year = place % graph.years;
        let explained = explain(own, own_values, id, year);
        assert_eq!(explained, explain(graph, opened_values, id, year), "{}: {}", name.display(), row.address);
    }
}

#[test]
fn every_case_opens_as_the_sheet_that_it_was() {
    for (name, appraisal) in appraisals() {
        let text = appraisal.to_sheet().unwrap_or_else(|wrong| panic!("{}: {wrong}", name.display()));
        let opened =
            StandaloneSheet::open(&text).unwrap_or_else(|wrong| panic!("{}: {wrong}", name.display()));
        assert_same(&name, &appraisal, &opened);
    }
}

#[test]
fn replaced_inputs_move_the_same_rows() {
    for (name, appraisal) in appraisals() {
        let opened = StandaloneSheet::open(&appraisal.to_sheet().unwrap()).unwrap();
        let inputs: Vec<(String, Decimal)> = opened
            .inputs()
            .filter(|(_, value)| !value.is_zero())
            .map(|(input, value)| (input.address.to_string(), value * Decimal::new(75, 2)))
            .collect();
        // Five of them, from the whole length of the sheet.
        let step = inputs.len().div_ceil(5).max(1);
        let changes = || inputs.iter().step_by(step).map(|(address, value)| (address.as_str(), *value));
        let replaced = match (appraisal.replace_all(changes()), opened.replace_all(changes())) {
            (Ok(replaced), Ok(again)) => {
                assert_same(&name, &replaced, &again);
                replaced
            }
            (Err(own), Err(opened)) => {
                assert_eq!(own, opened, "{}", name.display());
                continue;
            }
            (own, opened) => panic!("{}: {own:?} and {opened:?}", name.display()),
        };
        // A sheet laid out after a what-if keeps it.
        let again = StandaloneSheet::open(&replaced.to_sheet().unwrap()).unwrap();
        assert_same(&name, &replaced, &again);
    }
}
