//! The files of evidence, read once.

use std::sync::OnceLock;

use super::{Advice, Case, Figure, Published, Quantity};
use crate::document::{self, Content, Format, Node};
use crate::money;

/// The figures, the cases and what they say: nothing in a build that leaves the evidence out.
#[cfg(feature = "evidence")]
const FILES: [&str; 3] = [
    include_str!("data/figures.toml"),
    include_str!("data/cases.toml"),
    include_str!("data/advisories.toml"),
];
#[cfg(not(feature = "evidence"))]
const FILES: [&str; 3] = ["", "", ""];

/// The grades of a figure.
#[cfg(any(test, feature = "schema"))]
pub(super) const GRADES: &[(&str, &str)] = &[
    ("primary", "read in the paper, the accounts or the data themselves"),
    ("press", "read in a report of what was not read itself"),
    ("mixed", "some of the case was read at its source and some in reports"),
    ("counted", "counted here in published data"),
    ("derived", "worked out here from published figures, as the note says"),
    ("claim", "said by somebody with an interest in it"),
    ("none", "from a paper that was not kept: shown here, and used in no comparison and no range"),
];

/// What is kept. What is malformed in a file is left out, and the test of the files finds it.
pub(crate) fn published() -> &'static Published {
    static PUBLISHED: OnceLock<Published> = OnceLock::new();
    PUBLISHED.get_or_init(|| read(&mut |_| {}))
}

/// Reads all files; `complain` gets to know of everything in them that is not as it should be.
fn read(complain: &mut dyn FnMut(String)) -> Published {
    let [figures, cases, advisories] = FILES;
    let mut all = Published { digest: digest(), ..Published::default() };
    for (id, table) in tables(cases, complain) {
        known(&id, &table, &["title", "by", "url", "grade"], complain);
        let [title, by, url, grade] = ["title", "by", "url", "grade"].map(|key| text(&table, key));
        all.cases.push(Case { id, title, by, url, grade });
    }
    for (group, table) in tables(figures, complain) {
        for (name, table) in entries(&table) {
            let id = format!("{group}.{name}");
            known(&id, table, &["label", "unit", "cash", "inputs", "figures"], complain);
            let [label, unit] = ["label", "unit"].map(|key| text(table, key));
            let inputs = list(table, "inputs").iter().map(as_text).collect();
            let cash = matches!(under(table, "cash").map(|node| &node.content), Some(Content::Bool(true)));
            let found =
                list(table, "figures").iter().filter_map(|node| figure(&id, node, &all.cases, complain));
            let figures = found.collect();
            all.quantities.push(Quantity { id, label, unit, inputs, cash, figures });
        }
    }
    for (id, table) in tables(advisories, complain) {
        known(&id, &table, &["missing", "matters", "cases", "state"], complain);
        let [missing, matters, state] = ["missing", "matters", "state"].map(|key| text(&table, key));
        let cases = list(&table, "cases").iter().map(as_text);
        let cases = cases.filter_map(|case| case_of(&id, &case, &all.cases, complain)).collect();
        let matters = filled_in(&id, &matters, &all, complain);
        all.advice.push(Advice { id, missing, matters, cases, state });
    }
    all
}

/// A digest of the text of all files (64-bit FNV-1a): a result says with which evidence it was made.
fn digest() -> String {
    if FILES[0].is_empty() {
        return String::new();
    }
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in FILES.iter().flat_map(|text| text.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

fn figure(id: &str, node: &Node, cases: &[Case], complain: &mut dyn FnMut(String)) -> Option<Figure> {
    known(id, node, &["at", "year", "value", "case", "grade", "note"], complain);
    let case = case_of(id, &text(node, "case"), cases, complain)?;
    let (year, value) = (text(node, "year").parse(), money::parse(&text(node, "value")));
    let (Ok(year), Ok(value)) = (year, value) else {
        complain(format!("{id}: a figure has no year or no value"));
        return None;
    };
    let own = text(node, "grade");
    // What is worked out from a paper that was not kept is no better than the paper.
    let grade = if own.is_empty() || cases[case].grade == "none" { cases[case].grade.clone() } else { own };
    Some(Figure { place: text(node, "at"), year, value, case, grade, note: text(node, "note") })
}

fn case_of(id: &str, case: &str, cases: &[Case], complain: &mut dyn FnMut(String)) -> Option<usize> {
    let found = cases.iter().position(|known| known.id == case);
    if found.is_none() {
        complain(format!("{id}: \"{case}\" is no case"));
    }
    found
}

/// A text with the figures that it names in braces: {low ID}, {high ID} and {n ID}.
fn filled_in(id: &str, text: &str, all: &Published, complain: &mut dyn FnMut(String)) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, part) in text.split(['{', '}']).enumerate() {
        if place % 2 == 0 {
            out.push_str(part);
            continue;
        }
        let (what, of) = part.split_once(' ').unwrap_or_default();
        let Some(quantity) = all.quantity(of) else {
            complain(format!("{id}: \"{part}\" names no quantity"));
            continue;
        };
        let values = quantity.figures.iter().map(|figure| figure.value);
        let shown =
            |value: Option<crate::Decimal>| value.map(|value| quantity.shown(value)).unwrap_or_default();
        out.push_str(&match what {
            "low" => shown(values.min()),
            "high" => shown(values.max()),
            "n" => quantity.figures.len().to_string(),
            _ => {
                complain(format!("{id}: \"{part}\" is not understood"));
                String::new()
            }
        });
    }
    out
}

fn tables(file: &str, complain: &mut dyn FnMut(String)) -> Vec<(String, Node)> {
    match document::read(file, Format::Toml).map(|node| node.content) {
        Ok(Content::Table(entries)) => entries,
        Ok(_) => Vec::new(),
        Err(problems) => {
            // A build without evidence has empty files.
            if !file.is_empty() {
                complain(problems.to_string());
            }
            Vec::new()
        }
    }
}

fn entries(node: &Node) -> &[(String, Node)] {
    match &node.content {
        Content::Table(entries) => entries,
        _ => &[],
    }
}

fn under<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    crate::input::under(Some(node), key)
}

fn list<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    match under(node, key).map(|node| &node.content) {
        Some(Content::List(items)) => items,
        _ => &[],
    }
}

fn as_text(node: &Node) -> String {
    match &node.content {
        Content::Text(text) | Content::Number(text) => text.clone(),
        _ => String::new(),
    }
}

fn text(node: &Node, key: &str) -> String {
    under(node, key).map(as_text).unwrap_or_default()
}

fn known(at: &str, node: &Node, keys: &[&str], complain: &mut dyn FnMut(String)) {
    for (key, _) in entries(node).iter().filter(|(key, _)| !keys.contains(&key.as_str())) {
        complain(format!("{at}: \"{key}\" is not known"));
    }
}

#[cfg(all(test, feature = "evidence"))]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_to_the_last_word() {
        let mut complaints = Vec::new();
        let all = read(&mut |complaint| complaints.push(complaint));
        assert!(complaints.is_empty(), "{complaints:#?}");
        let lines = |file: &str, start: &str| file.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!(all.quantities.len(), lines(FILES[0], "["));
        assert_eq!(all.cases.len(), lines(FILES[1], "["));
        assert_eq!(all.advice.len(), lines(FILES[2], "["));
        let figures: usize = all.quantities.iter().map(|quantity| quantity.figures.len()).sum();
        assert_eq!(figures, FILES[0].matches("{ at = ").count());
        for quantity in &all.quantities {
            assert!(!quantity.label.is_empty() && !quantity.unit.is_empty(), "{}", quantity.id);
            for figure in &quantity.figures {
                assert!(!figure.place.is_empty(), "{}", quantity.id);
                let known = GRADES.iter().any(|(grade, _)| *grade == figure.grade);
                assert!(known, "{}: {}", quantity.id, figure.grade);
                assert!(figure.grade != "derived" || !figure.note.is_empty(), "{}: no sum", quantity.id);
            }
        }
        for advice in &all.advice {
            let whole = [&advice.missing, &advice.matters, &advice.state];
            assert!(whole.iter().all(|text| !text.is_empty()) && !advice.cases.is_empty(), "{}", advice.id);
        }
        // Every case is the case of something.
        for (place, case) in all.cases.iter().enumerate() {
            let figure = all.quantities.iter().flat_map(|of| &of.figures).any(|figure| figure.case == place);
            let advice = all.advice.iter().any(|advice| advice.cases.contains(&place));
            assert!(figure || advice, "{} is the case of nothing", case.id);
            assert!(GRADES.iter().any(|(grade, _)| *grade == case.grade), "{}", case.id);
        }
    }

    #[test]
    fn what_is_wrong_in_a_file_is_heard_of() {
        let text = "a = { at = \"X\", year = \"2016\", value = \"1\", case = \"one\", sourse = \"y\" }";
        let node = document::read(text, Format::Toml).unwrap();
        let case = Case {
            id: "one".to_owned(),
            title: String::new(),
            by: String::new(),
            url: String::new(),
            grade: "press".to_owned(),
        };
        let mut complaints = Vec::new();
        let found = figure("q", under(&node, "a").unwrap(), &[case], &mut |what| complaints.push(what));
        assert_eq!(found, None);
        assert_eq!(complaints, ["q: \"sourse\" is not known", "q: a figure has no year or no value"]);
        let mut complaints = Vec::new();
        let _ = filled_in("q", "{low nothing}", &Published::default(), &mut |what| complaints.push(what));
        assert_eq!(complaints, ["q: \"low nothing\" names no quantity"]);
    }
}
