//! Every question that the tests know comes back from its rows as it was.

use super::inputs::rows;
use crate::{Appraisal, Format};

fn questions() -> Vec<std::path::PathBuf> {
    let top = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut all = Vec::new();
    for folder in ["docs/examples", "tests/cases", "tests/cases/published"] {
        for entry in std::fs::read_dir(format!("{top}/{folder}")).unwrap() {
            let path = entry.unwrap().path();
            let kind = path.extension().unwrap_or_default();
            let expectation = path.file_stem().unwrap().to_string_lossy().contains(".expect");
            if (kind == "toml" || kind == "json") && !expectation {
                all.push(path);
            }
        }
    }
    all.sort();
    all
}

#[test]
fn every_question_comes_back_from_its_rows() {
    let mut seen = 0;
    let mut different = Vec::new();
    for path in questions() {
        let text = std::fs::read_to_string(&path).unwrap();
        let Ok(appraisal) = Appraisal::load(&text, Format::detect(&text)) else { continue };
        let outcome = appraisal.run().unwrap();
        let rows = rows(appraisal.model(), appraisal.planned().unwrap());
        let back = Appraisal::load_workbook(&outcome.to_workbook().unwrap())
            .unwrap_or_else(|problems| panic!("{}:\n{problems}", path.display()));
        let (now, before) = (back.run().unwrap().to_json(), outcome.to_json());
        if now != before {
            let at = now.bytes().zip(before.bytes()).position(|(a, b)| a != b).unwrap_or(0);
            let near = |text: &str| {
                text.get(at.saturating_sub(200)..(at + 100).min(text.len())).unwrap_or_default().to_owned()
            };
            different.push(format!("{}:\n{}\n{}", path.display(), near(&now), near(&before)));
        }
        let without: Vec<_> = appraisal
            .model()
            .graph
            .inputs()
            .iter()
            .map(|info| info.address.to_string())
            .filter(|address| {
                !rows.iter().any(|row| {
                    row.input.is_some_and(|input| {
                        appraisal.model().graph.inputs()[input as usize].address.as_str() == address
                    })
                })
            })
            .collect();
        assert!(without.is_empty(), "{}: no row for {without:?}", path.display());
        seen += 1;
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
    assert!(seen > 90, "{seen}");
}
