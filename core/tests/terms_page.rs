//! The pages on the terms of a deal and on what is judged beside the money: what they show is what the questions answer.
//!
//! With `WRITE_PAGES=1` in the environment the answers are written into the page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::path::Path;

use options_appraisal::{Appraisal, Format, Value};

const OPENS: &str = "```text\n$ ask ";

/// The answer to a question as it stands on the page: a file, a name, and settings.
fn answer(root: &Path, command: &str) -> String {
    let mut words = command.split_whitespace();
    let (file, question) = (words.next().unwrap(), words.next().unwrap());
    let settings = words.map(|word| {
        let (key, value) = word.split_once('=').unwrap();
        (key.to_owned(), Value::from_json(value).unwrap_or_else(|_| Value::Text(value.to_owned())))
    });
    let text = std::fs::read_to_string(root.join(file)).unwrap();
    let appraisal =
        Appraisal::load(&text, Format::detect(&text)).unwrap_or_else(|wrong| panic!("{file}: {wrong}"));
    let report = appraisal.ask(question, &Value::Table(settings.collect()));
    report.unwrap_or_else(|wrong| panic!("{command}: {wrong}")).to_text().trim_end().to_owned()
}

/// Holds a page to its answers, and says how many questions it shows.
fn hold(page: &str) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let path = root.join(page);
    let page = std::fs::read_to_string(&path).unwrap();
    let mut parts = page.split(OPENS);
    let mut made = parts.next().unwrap().to_owned();
    let mut asked = 0;
    for part in parts {
        let (block, after) = part.split_once("\n```").unwrap();
        let command = block.lines().next().unwrap();
        write!(made, "{OPENS}{command}\n{}\n```{after}", answer(&root, command)).unwrap();
        asked += 1;
    }
    if std::env::var_os("WRITE_PAGES").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(page == made, "run: WRITE_PAGES=1 cargo test --test terms_page");
    asked
}

#[test]
fn the_page_on_terms_shows_what_the_questions_answer() {
    assert_eq!(hold("docs/terms.md"), 7, "one example or two for each of six questions");
}

#[test]
fn the_page_on_criteria_shows_what_comes_of_the_example() {
    assert_eq!(hold("docs/criteria.md"), 1);
}
