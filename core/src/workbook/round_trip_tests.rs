//! Every question that the tests know comes back from its rows as it was.

use rust_xlsxwriter::Workbook;

use super::inputs::{HEADINGS, Held, InputRow, rows};
use crate::{Appraisal, Format};

/// The rows as a workbook of one plain sheet.
fn plain(rows: &[InputRow]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Inputs").unwrap();
    for (column, (heading, _)) in (0..).zip(HEADINGS) {
        sheet.write_string(3, column, heading).unwrap();
    }
    for (place, row) in (4..).zip(rows) {
        let mut text = |column, text: &str| {
            if !text.is_empty() {
                sheet.write_string(place, column, text).unwrap();
            }
        };
        text(0, &row.address);
        text(18, &row.path);
        text(19, row.kind.word());
        text(20, row.exact.as_deref().unwrap_or_default());
        for (column, remark) in (6..).zip(&row.remarks) {
            text(column, remark.as_deref().unwrap_or_default());
        }
        for column in [2, 17] {
            match &row.value {
                Held::Nothing => {}
                Held::Number(number) => {
                    drop(sheet.write_number(place, column, f64::try_from(*number).unwrap()).unwrap())
                }
                Held::Text(text) => drop(sheet.write_string(place, column, text).unwrap()),
                Held::Switch(on) => drop(sheet.write_boolean(place, column, *on).unwrap()),
            }
        }
        for (column, number) in [(4, row.low), (5, row.high)] {
            if let Some(number) = number {
                sheet.write_number(place, column, f64::try_from(number).unwrap()).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn questions() -> Vec<std::path::PathBuf> {
    let top = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut all = Vec::new();
    for folder in ["docs/examples", "tests/cases", "tests/cases/published"] {
        for entry in std::fs::read_dir(format!("{top}/{folder}")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if (name.ends_with(".toml") || name.ends_with(".json")) && !name.ends_with(".expect.toml") {
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
        let back = Appraisal::load_workbook(&plain(&rows))
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
