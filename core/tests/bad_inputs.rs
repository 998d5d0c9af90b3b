//! What is wrong with an input is refused: all of it at once, at its address, in words, and without a panic.
//!
//! A file of `tests/bad` begins with lines `# expect: ADDRESS | part of the message`; where such a comment would spoil
//! the file, a file of the same name ending in `.expect` holds the same lines without `# expect: `. What is expected is
//! exactly what must come: no problem may be missing and none may be there beside it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail as its assertions do")]

use std::fs;
use std::path::{Path, PathBuf};

use options_appraisal::{Appraisal, Format, LONGEST_TEXT, Problem, Problems, Value};

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/bad")
}

/// What a file expects: addresses with a part of their message.
fn expectations(file: &Path, text: &str) -> Vec<(String, String)> {
    let beside = fs::read_to_string(file.with_extension("expect")).ok();
    let lines: Vec<&str> = match &beside {
        Some(beside) => beside.lines().filter(|line| !line.is_empty()).collect(),
        None => text.lines().map_while(|line| line.strip_prefix("# expect: ")).collect(),
    };
    lines
        .into_iter()
        .map(|line| {
            let (address, part) =
                line.split_once(" |").unwrap_or_else(|| panic!("{}: {line}", file.display()));
            (address.to_owned(), part.trim().to_owned())
        })
        .collect()
}

/// What a problem says: its message and what would be accepted, as they are printed.
fn said(problem: &Problem) -> String {
    let accepted = problem.accepted.as_ref().map(|accepted| format!("; {accepted}")).unwrap_or_default();
    format!("{}{accepted}", problem.message)
}

fn load(text: &str) -> Result<Appraisal, Problems> {
    Appraisal::load(text, Format::detect(text))
}

/// What is not as a file expects it, in words; nothing if all is.
fn complaint(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_string_lossy().into_owned();
    let text = fs::read_to_string(file).unwrap();
    let expected = expectations(file, &text);
    if expected.is_empty() {
        return Some(format!("{name}: expects nothing"));
    }
    let problems = match load(&text) {
        Ok(appraisal) => {
            let then =
                appraisal.run().map_or_else(|problems| format!("and then: {problems}"), |_| "and run".into());
            return Some(format!("{name}: was accepted {then}"));
        }
        Err(problems) => problems,
    };
    let met = |(address, part): &(String, String), problem: &Problem| {
        problem.address.to_string() == *address && said(problem).contains(part.as_str())
    };
    let missing = expected.iter().filter(|one| !problems.iter().any(|problem| met(one, problem)));
    let mut wrong: Vec<String> =
        missing.map(|(address, part)| format!("missing: {address} | {part}")).collect();
    let beside = problems.iter().filter(|problem| !expected.iter().any(|one| met(one, problem)));
    wrong.extend(beside.map(|problem| format!("beside it: {problem}")));
    let twice =
        problems.iter().enumerate().filter(|(i, one)| problems.iter().take(*i).any(|known| known == *one));
    wrong.extend(twice.map(|(_, problem)| format!("twice: {problem}")));
    let printed = problems.to_string();
    if printed.chars().any(|c| c.is_control() && c != '\n') {
        wrong.push(format!("a control character is printed: {printed:?}"));
    }
    if printed.len() > 100_000 || problems.to_json().is_empty() {
        wrong.push(format!("{} bytes are printed", printed.len()));
    }
    (!wrong.is_empty()).then(|| format!("{name}:\n    {}", wrong.join("\n    ")))
}

#[test]
fn every_bad_file_is_refused_for_what_is_wrong_with_it() {
    let mut files: Vec<PathBuf> = fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "expect"))
        .collect();
    files.sort();
    assert!(files.len() >= 60, "{} files", files.len());
    let complaints: Vec<String> = files.iter().filter_map(|file| complaint(file)).collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), files.len(), complaints.join("\n"));
}

/// A refusal that can be shown to somebody: something is said, and no more than a reader can read.
fn refused(text: &str) -> Problems {
    let problems = load(text).map(|_| ()).unwrap_err();
    assert!(!problems.is_empty());
    let printed = problems.to_string();
    assert!(printed.len() < 200_000, "{} bytes are printed", printed.len());
    assert!(!printed.chars().any(|c| c.is_control() && c != '\n'));
    problems
}

fn says(text: &str, part: &str) {
    let problems = refused(text);
    assert!(problems.iter().any(|problem| said(problem).contains(part)), "{problems}");
}

#[test]
fn a_value_with_a_key_that_stands_twice_or_a_list_with_a_gap_is_refused() {
    let text = |text: &str| Value::Text(text.to_owned());
    let table = |entries: Vec<(&str, Value)>| {
        Value::Table(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    };
    let gap = Value::List(vec![text("8000"), Value::Null, text("3000")]);
    let question = table(vec![("title", text("One")), ("title", text("Another")), ("years", gap)]);
    let problems = Appraisal::from_value(&table(vec![("question", question)])).unwrap_err();
    let found: Vec<String> =
        problems.iter().map(|problem| format!("{}: {}", problem.address, problem.message)).collect();
    assert_eq!(found, ["question.title: the key stands twice", "question.years.2: holds nothing"]);
}

#[test]
fn what_is_found_after_reading_stands_on_its_line_as_well() {
    let text = include_str!("../../docs/examples/sandgate.toml").replace(
        "[options.parish]",
        "[options.community.changes.\"premises.enrgy\"]\nmultiply = 0.5\n\n[options.parish]",
    );
    let text = text
        .replace("host = \"parish\"", "host = \"parich\"")
        .replace("contract = [", "starts = 2047-04-01\ncontract = [")
        .replace("starts = 2028-04-01\ntrust", "trust");
    let found = refused(&text);
    assert_eq!(found.len(), 3, "{found}");
    for problem in &found {
        let line = text.lines().nth(problem.line.unwrap() as usize - 1).unwrap();
        assert!(
            ["premises.enrgy", "parich", "2047-04-01"].iter().any(|part| line.contains(part)),
            "{problem}"
        );
    }
}

#[test]
fn a_hundred_megabytes_are_refused_unread() {
    let toml = "# comment\n".repeat(10_000_000);
    assert!(toml.len() > LONGEST_TEXT);
    says(&toml, "the text has 100000000 bytes");
    let json = format!("{{\"a\":\"{}\"}}", "x".repeat(100_000_000));
    says(&json, "the text has 100000008 bytes");
}

#[test]
fn the_longest_text_that_is_read_is_not_the_length_that_is_refused() {
    // One byte more than the longest is refused for its length, and the longest for what is in it.
    let longest = format!("a = 1\n{}", "#".repeat(LONGEST_TEXT - 6));
    assert_eq!(longest.len(), LONGEST_TEXT);
    says(&longest, "the key is not known here");
    says(&format!("{longest}#"), "an input is at most");
}

#[test]
fn sums_larger_than_a_decimal_are_refused_when_they_are_added_up() {
    // 4e15 pounds, 5.5 times dearer each year for 17 years, are 1.5e28 in each of the last eight: every value can be
    // kept, and what users or suppliers pay over all years cannot. As transfers they are in no view that has a row.
    let line = |id: &str| {
        format!(
            "[options.now.costs.{id}]\nlabel = \"A\"\namount = 4e15\npayer = \"{id}\"\nindex = \"big\"\nvat = \"zero\"\ntreatment = \"transfer\"\n"
        )
    };
    let growth = [vec!["4.5"; 17], vec!["0"; 7]].concat().join(", ");
    let text = format!(
        "[question]\ntitle = \"Q\"\ncouncil = \"county\"\ntoday = \"now\"\nfirst_year = \"2026/27\"\nyears = 25\n\
         [parties.county]\nname = \"County\"\nkind = \"county_council\"\n\
         [service]\nname = \"Library\"\nstatutory = true\nusage = {{ staffed_hours = 20, visits = 1000 }}\n\
         [indices.big]\ngrowth = [{growth}]\n[projections]\n\"prices.gdp_deflator\" = {{ hold = \"cash\" }}\n\
         [options.now]\nmodel = \"council_run\"\nname = \"Now\"\n{}{}",
        line("users"),
        line("donors")
    );
    let problems = load(&text).unwrap().run().map(|_| ()).unwrap_err();
    let at = |problem: &Problem| problem.address.to_string();
    assert!(problems.iter().any(|problem| at(problem) == "options.now.pays.suppliers"), "{problems}");
    assert!(problems.iter().any(|problem| at(problem) == "options.now.pays.users"), "{problems}");
}

#[test]
fn a_hundred_thousand_levels_of_json_do_not_break_the_stack() {
    let n = 100_000;
    refused(&format!("{{\"question\":{}1{}}}", "[".repeat(n), "]".repeat(n)));
    refused(&format!("{}1{}", "{\"a\":".repeat(n), "}".repeat(n)));
    refused(&"{\"a\":".repeat(n));
    refused(&format!("{{\"a\":{}", "[".repeat(n)));
}

#[test]
fn a_hundred_thousand_levels_of_toml_do_not_break_the_stack() {
    let n = 100_000;
    refused(&format!("question = {}1{}", "[".repeat(n), "]".repeat(n)));
    refused(&format!("question = {}1{}", "{a=".repeat(n), "}".repeat(n)));
    refused(&format!("question = {}", "[".repeat(n)));
    refused(&format!("{}b = 1", "a.".repeat(n)));
    refused(&format!("[{}b]\nc = 1", "a.".repeat(n)));
}

#[test]
fn a_list_of_millions_is_refused() {
    // Five million numbers are longer than the longest text; a million stay below it and are read.
    let list = |n: usize| vec!["1"; n].join(",");
    says(&format!("a = [{}]", list(5_000_000)), "an input is at most");
    says(&format!("{{\"a\":[{}]}}", list(5_000_000)), "an input is at most");
    refused(&format!("options = [{}]", list(1_000_000)));
    refused(&format!("{{\"options\":[{}]}}", list(1_000_000)));
}

#[test]
fn a_key_of_a_megabyte_is_not_printed_whole() {
    let key = "k".repeat(1_000_000);
    refused(&format!("[options.{key}]\nmodel = \"lines\""));
    refused(&format!("{key} = 1"));
    refused(&format!("{{\"options\":{{\"{key}\":{{}}}}}}"));
    refused(&format!("{{\"{key}\":1,\"{key}\":2}}"));
    refused(&format!("{key} = 1\n{key} = 2"));
    refused(&format!("[overrides]\n{key} = \"x\""));
}

#[test]
fn half_a_million_problems_are_counted_and_not_all_printed() {
    let text = (0..500_000).map(|i| format!("k{i} = 1")).collect::<Vec<_>>().join("\n");
    let problems = refused(&text);
    assert!(problems.len() <= 201, "{}", problems.len());
    assert!(problems.to_string().contains("the rest are left out"));
}

#[test]
fn bytes_in_any_order_are_refused_without_a_panic() {
    let good = include_str!("../../docs/examples/sandgate.toml");
    // Cut off at every fiftieth character; what is left may be whole, but must never panic.
    let ends: Vec<usize> = good.char_indices().map(|(at, _)| at).step_by(50).collect();
    let refusals = ends.iter().filter(|end| load(&good[..**end]).is_err()).count();
    assert!(refusals > ends.len() / 2, "{refusals} of {}", ends.len());
}
