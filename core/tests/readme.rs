//! The picture in the README is what the program prints.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use options_appraisal::{Appraisal, Format};

/// What the README shows of the output: the options side by side, a line of dots for the tables that follow, and the
/// remarks, of the warnings and the advisories one of each.
fn picture(printed: &str) -> String {
    let (first_table, _) = printed.split_once("\n\nNet cost to the council in cash, by year").unwrap();
    let all: Vec<&str> = printed.lines().filter(|line| line.starts_with("* ")).collect();
    let first = |line: &&str, kind: &str| {
        !line.starts_with(kind) || all.iter().find(|known| known.starts_with(kind)) == Some(line)
    };
    let remarks: Vec<&str> = all
        .iter()
        .copied()
        .filter(|line| first(line, "* Outside what was published") && first(line, "* Left out"))
        .collect();
    format!("{first_table}\n...\n{}\n", remarks.join("\n"))
}

#[test]
fn the_picture_in_the_readme_is_what_is_printed() {
    let text = include_str!("../../docs/examples/sandgate.toml");
    let printed = Appraisal::load(text, Format::Toml).unwrap().run().unwrap().to_text();
    let readme = include_str!("../../README.md").replace("\r\n", "\n");
    let (_, rest) = readme.split_once("```text\n").unwrap();
    let (shown, _) = rest.split_once("```\n").unwrap();
    let picture = picture(&printed);
    assert!(shown == picture, "the README must show:\n{picture}");
}
