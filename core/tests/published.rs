//! The cases that councils published: every input under `tests/cases/published` against what its council printed.
//!
//! `NAME.toml` is the question as the papers put it; `NAME.expect.toml` says where the figures are from, which of them
//! are outputs, where in the result each stands, and, where the two differ, why. `docs/published-cases.md` is the table
//! that comes of it; the test holds the page to what it renders.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "published/page.rs"]
mod page;
#[path = "published/paper.rs"]
mod paper;
#[path = "published/reading.rs"]
mod reading;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use paper::{Paper, Verdict};
use reading::Reading;

/// A case as it was published, with what came of it here.
struct Case {
    id: String,
    paper: Paper,
    came: Reading,
    /// How many inputs say that they are illustrative.
    illustrative: usize,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/published")
}

/// Every case, in the order of its name, or what is amiss.
fn cases() -> Result<Vec<Case>, String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".toml") && !name.ends_with(".expect.toml")
        })
        .collect();
    files.sort();
    let mut amiss = String::new();
    let mut cases = Vec::new();
    for file in files {
        let id = file.file_stem().unwrap().to_string_lossy().into_owned();
        match case(&file, &id) {
            Ok(case) => cases.push(case),
            Err(error) => {
                let _ = writeln!(amiss, "{id}: {error}");
            }
        }
    }
    if amiss.is_empty() { Ok(cases) } else { Err(amiss) }
}

fn case(file: &Path, id: &str) -> Result<Case, String> {
    let paper = Paper::read(&file.with_extension("expect.toml"))?;
    let text = std::fs::read_to_string(file).unwrap();
    let came = reading::read(&text, &paper)?;
    let illustrative = text.lines().filter(|line| line.contains("illustrative")).count();
    Ok(Case { id: id.to_owned(), paper, came, illustrative })
}

#[test]
fn every_published_case_comes_to_what_was_published() {
    let cases = cases().unwrap_or_else(|amiss| panic!("\n{amiss}"));
    let count = |verdict| cases.iter().filter(|case| case.paper.verdict == verdict).count();
    let mut wrong = String::new();
    for case in &cases {
        for output in &case.came.outputs {
            if !output.holds() {
                let _ = writeln!(
                    wrong,
                    "{}: {}: published {}, ours {}",
                    case.id, output.what, output.published, output.ours
                );
            }
        }
        if case.paper.verdict == Verdict::InputsOnly && case.illustrative == 0 {
            let _ = writeln!(wrong, "{}: nothing is marked as illustrative", case.id);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count(Verdict::Replicable) >= 9, "a replicable case is missing");
    assert!(count(Verdict::InputsOnly) >= 8, "cases with illustrative parts are missing");
}

#[test]
fn the_page_of_published_cases_is_what_the_cases_come_to() {
    let cases = cases().unwrap_or_else(|amiss| panic!("\n{amiss}"));
    let page = page::render(&cases);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/published-cases.md");
    let stored = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if stored != page {
        let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published-cases.md");
        std::fs::write(&fresh, &page).unwrap();
        panic!("docs/published-cases.md must read as {} does:\n{page}", fresh.display());
    }
}
