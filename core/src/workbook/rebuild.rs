//! The question from the rows of a sheet of inputs.

use std::collections::{BTreeMap, HashMap, HashSet};

use calamine::Data;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::inputs::{
    ADDRESS, AS_WRITTEN, EXACT, FIRST_REMARK, HIGH, KIND, Key, Kind, LOW, PATH, REMARKS, VALUE, address_of,
    read_path,
};
use super::read::Found;
use super::typed::{self, Wrong};
use crate::address::Address;
use crate::document::{Content, DEEPEST, Node};
use crate::money;
use crate::problem::{Problem, Problems};
use crate::year::FinancialYear;

/// The largest place of a list that a row may name.
const LAST_PLACE: usize = 1_000;

/// A question as it was rebuilt.
#[derive(Debug)]
pub(super) struct Rebuilt {
    pub(super) document: Node,
    /// The row of each address.
    rows: HashMap<String, u32>,
}

impl Rebuilt {
    /// The problems of the question, each with the cell on which its address stands.
    pub(super) fn with_cells(&self, problems: &Problems, sheet: &Found) -> Problems {
        let mut all = Problems::new();
        for problem in problems {
            let mut problem = problem.clone();
            problem.line = None;
            if let Some(row) = self.row_of(&problem.address) {
                let heading = column_of(&problem.address).filter(|heading| sheet.holds(*heading, row));
                problem.message =
                    format!("{} ({})", problem.message, sheet.cell(heading.unwrap_or(VALUE), row));
            }
            all.push(problem);
        }
        all
    }

    /// The row of an address: its own, that of what it belongs to, or the first that belongs to it.
    fn row_of(&self, address: &Address) -> Option<u32> {
        let mut above = address.as_str();
        loop {
            if let Some(row) = self.rows.get(above) {
                return Some(*row);
            }
            let Some((shorter, _)) = above.rsplit_once('.') else { break };
            above = shorter;
        }
        let below =
            self.rows.iter().filter(|(known, _)| Address::new(known.as_str()).is_at_or_below(address));
        below.map(|(_, row)| *row).min().filter(|_| !address.is_root())
    }
}

/// The column that holds a part of an estimate, by the last part of its address.
fn column_of(address: &Address) -> Option<u16> {
    let beside = [(LOW, "low"), (HIGH, "high")].into_iter().chain((FIRST_REMARK..).zip(REMARKS));
    beside.into_iter().find(|(_, key)| *key == address.last()).map(|(heading, _)| heading)
}

/// Reads the rows; all that is wrong with any of them, at once.
pub(super) fn question(sheet: &Found) -> Result<Rebuilt, Problems> {
    let mut problems = Problems::new();
    let mut root = Branch::default();
    let mut rows = HashMap::new();
    let mut empty = HashMap::new();
    let mut said: Vec<(u32, Said)> = Vec::new();
    for (row, cells) in &sheet.rows {
        let reader = Row { sheet, at: *row, cells };
        // A row without a value has its place too: what is missing is missing there.
        empty.entry(reader.address()).or_insert(*row);
        said.extend(reader.read(&mut problems).map(|said| (*row, said)));
    }
    let tables: HashSet<Vec<Key>> =
        said.iter().filter(|(_, said)| !said.along).flat_map(|(_, said)| above(&said.path)).collect();
    for (row, said) in said {
        if said.along && above(&said.path).next().is_some_and(|table| !tables.contains(&table)) {
            continue;
        }
        let address = address_of(&said.path);
        if let Err((message, accepted)) = root.put(&said.path, said.content) {
            let cell = sheet.cell(ADDRESS, row);
            problems.push(Problem::new(address.as_str(), format!("{message} ({cell})")).accepted(accepted));
        }
        rows.entry(address).or_insert(row);
    }
    for (address, row) in empty.into_iter().filter(|(address, _)| !address.is_empty()) {
        rows.entry(address).or_insert(row);
    }
    let document = root.into_node(&Address::root(), &mut problems);
    problems.or(Rebuilt { document, rows })
}

/// The tables that a path lies in, the nearest first.
fn above(path: &[Key]) -> impl Iterator<Item = Vec<Key>> {
    (1..path.len()).rev().map(|upto| path[..upto].to_vec())
}

/// What a row says.
struct Said {
    path: Vec<Key>,
    content: Content,
    /// Whether it counts only beside another row of its table.
    along: bool,
}

/// A row of the sheet.
struct Row<'s> {
    sheet: &'s Found,
    at: u32,
    cells: &'s BTreeMap<u32, Data>,
}

impl<'s> Row<'s> {
    fn cell(&self, heading: u16) -> Option<&'s Data> {
        let column = self.sheet.columns.get(usize::from(heading)).copied().flatten()?;
        self.cells.get(&column)
    }

    fn address(&self) -> String {
        self.plain(ADDRESS).map(|address| address.trim().to_owned()).unwrap_or_default()
    }

    fn plain(&self, heading: u16) -> Option<String> {
        self.cell(heading).and_then(|data| typed::text(data, None).ok())
    }

    fn problem(&self, heading: u16, address: &str, (message, accepted): Wrong) -> Problem {
        let cell = self.sheet.cell(heading, self.at);
        Problem::new(address, format!("{cell} {message}")).accepted(accepted)
    }

    /// Where the row belongs and what it holds; nothing for a row that says nothing.
    fn read(&self, problems: &mut Problems) -> Option<Said> {
        let address = self.address();
        if address.is_empty() {
            if self.cell(VALUE).is_some() {
                let wrong = (
                    "has a value and no address beside it".to_owned(),
                    "the address of an input, or an empty row",
                );
                problems.push(self.problem(VALUE, "", wrong));
            }
            return None;
        }
        let kept = self
            .plain(PATH)
            .and_then(|path| read_path(&path))
            .filter(|path| path.len() <= DEEPEST && address_of(path) == address);
        let kind = self.plain(KIND);
        let path = match kept {
            Some(path) => path,
            None => match path_of(&address) {
                Ok(path) => path,
                Err(wrong) => {
                    problems.push(self.problem(ADDRESS, &address, wrong));
                    return None;
                }
            },
        };
        let kind = Kind::ALL.into_iter().find(|known| Some(known.word()) == kind.as_deref());
        let content = self.content(&address, kind, problems)?;
        Some(Said { path, content, along: kind == Some(Kind::Along) })
    }

    fn content(&self, address: &str, kind: Option<Kind>, problems: &mut Problems) -> Option<Content> {
        match kind {
            Some(Kind::EmptyTable) => return Some(Content::Table(Vec::new())),
            Some(Kind::EmptyList) => return Some(Content::List(Vec::new())),
            _ => {}
        }
        let mut remarks = self.remarks(address, problems);
        let Some(value) = self.cell(VALUE) else {
            // A value that somebody has wiped out is no value left out: what is said of it would go with it unseen.
            // In a row that somebody added, what stands in another column was meant for this one.
            let added = self.plain(KIND).is_none() && self.cells.len() > 1;
            if !remarks.is_empty() || added {
                let wrong = ("is empty, and other cells of its row are not".to_owned(), "a value, or no row");
                problems.push(self.problem(VALUE, address, wrong));
            }
            return None;
        };
        let looks_like_a_number = match value {
            Data::Int(_) | Data::Float(_) | Data::Error(_) => true,
            Data::String(text) => typed::written(text).is_ok() || !remarks.is_empty(),
            _ => false,
        };
        let kind = kind.unwrap_or(match value {
            Data::Bool(_) => Kind::Switch,
            _ if looks_like_a_number => Kind::Number,
            _ => Kind::Text,
        });
        let mut wrong = |wrong: Wrong| problems.push(self.problem(VALUE, address, wrong));
        let content = match kind {
            Kind::Text | Kind::Along => {
                let before = self.plain(AS_WRITTEN);
                let text = typed::text(value, before.as_deref()).map_err(&mut wrong).ok()?;
                // Blanks about a text that somebody typed are a slip; about one that the library wrote they belong to it.
                Content::Text(if before.as_ref() == Some(&text) { text } else { text.trim().to_owned() })
            }
            Kind::Switch => typed::switch(value).map(Content::Bool).map_err(&mut wrong).ok()?,
            _ => {
                let number = self.number(value).map_err(&mut wrong).ok()?;
                let untouched = || {
                    self.cell(AS_WRITTEN).and_then(|was| typed::number(was).ok()) == typed::number(value).ok()
                };
                if kind == Kind::Default && remarks.is_empty() && untouched() {
                    return None;
                }
                let number = Content::Number(number.to_string());
                if remarks.is_empty() {
                    number
                } else {
                    remarks.insert(0, ("central".to_owned(), node(number)));
                    return Some(Content::Table(remarks));
                }
            }
        };
        if let Some((key, _)) = remarks.first() {
            let message = format!("has a {key} and is no number");
            let accepted = "a range, a source and what else is said of an estimate beside numbers only";
            problems.push(self.problem(VALUE, address, (message, accepted)));
        }
        Some(content)
    }

    /// The number of the cell of the value: the one that was written, with all its digits, where the cell still holds it.
    fn number(&self, value: &Data) -> Result<Decimal, Wrong> {
        let now = typed::number(value)?;
        let whole = self.plain(EXACT).and_then(|exact| money::parse(&exact).ok());
        let same = |exact: &Decimal| exact.to_f64().map(typed::float) == Some(Ok(now));
        Ok(whole.filter(same).unwrap_or(now))
    }

    /// What is said beside the value.
    fn remarks(&self, address: &str, problems: &mut Problems) -> Vec<(String, Node)> {
        let mut all = Vec::new();
        for (heading, key) in [(LOW, "low"), (HIGH, "high")] {
            let Some(data) = self.cell(heading) else { continue };
            match typed::number(data) {
                Ok(number) => all.push((key.to_owned(), node(Content::Number(number.to_string())))),
                Err(wrong) => problems.push(self.problem(heading, address, wrong)),
            }
        }
        for (heading, key) in (FIRST_REMARK..).zip(REMARKS) {
            let Some(data) = self.cell(heading) else { continue };
            match typed::text(data, None) {
                Ok(text) => all.push((key.to_owned(), node(Content::Text(text)))),
                Err(wrong) => problems.push(self.problem(heading, address, wrong)),
            }
        }
        all
    }
}

fn node(content: Content) -> Node {
    Node { line: None, content }
}

/// The keys of an address that somebody typed. A key with dots of its own stands in quotation marks, but where only such a
/// key can stand: the id of a national figure, the line that an option changes.
fn path_of(address: &str) -> Result<Vec<Key>, Wrong> {
    let wrong = |what: &str| (what.to_owned(), "an address, such as service.premises.energy");
    let mut keys = Vec::new();
    let mut rest = address;
    while !rest.is_empty() {
        let (key, left) = if let Some(quoted) = rest.strip_prefix('"') {
            let (key, left) =
                quoted.split_once('"').ok_or_else(|| wrong("has a quotation mark that is not closed"))?;
            let left = if left.is_empty() {
                left
            } else {
                left.strip_prefix('.').ok_or_else(|| wrong("has no dot after a quotation mark"))?
            };
            (key, left)
        } else {
            rest.split_once('.').unwrap_or((rest, ""))
        };
        if key.is_empty() {
            return Err(wrong("has a dot with nothing beside it"));
        }
        if rest.ends_with('.') && left.is_empty() {
            return Err(wrong("ends with a dot"));
        }
        let place = key
            .parse::<usize>()
            .ok()
            .filter(|place| (1..=LAST_PLACE).contains(place) && !rest.starts_with('"'));
        keys.push(place.map_or_else(|| Key::Of(key.to_owned()), Key::Place));
        rest = left;
    }
    if keys.len() > DEEPEST {
        return Err(wrong("has too many parts"));
    }
    Ok(joined(keys))
}

/// Puts together again what belongs to one key: what stands after `projections` and `overrides` is the id of a national
/// figure, and what stands after `changes` the address of a line.
fn joined(keys: Vec<Key>) -> Vec<Key> {
    let is = |key: &Key, word: &str| matches!(key, Key::Of(key) if key == word);
    let from = match &keys[..] {
        [first, ..] if is(first, "projections") || is(first, "overrides") => 1,
        [first, _, third, ..] if is(first, "options") && is(third, "changes") => 3,
        _ => return keys,
    };
    if keys[from..].iter().any(|key| matches!(key, Key::Of(key) if key.contains('.'))) {
        return keys;
    }
    let last_stands_apart = keys.last().is_some_and(|key| match key {
        Key::Of(key) => {
            matches!(
                key.as_str(),
                "growth" | "hold" | "multiply" | "payer" | "payee" | "amount" | "label" | "index"
            ) || key.parse::<FinancialYear>().is_ok()
        }
        Key::Place(_) => true,
    });
    let upto = keys.len() - usize::from(last_stands_apart && keys.len() > from + 1);
    if upto <= from {
        return keys;
    }
    let id = address_of(&keys[from..upto]);
    [&keys[..from], &[Key::Of(id)], &keys[upto..]].concat()
}

/// A part of the question that is being put together.
#[derive(Debug, Default)]
struct Branch {
    leaf: Option<Content>,
    keys: Vec<(String, Branch)>,
    /// Where among them each key is.
    known: HashMap<String, usize>,
    places: BTreeMap<usize, Branch>,
}

impl Branch {
    fn put(&mut self, path: &[Key], content: Content) -> Result<(), Wrong> {
        let Some((first, rest)) = path.split_first() else {
            let empty = matches!(&content, Content::Table(entries) if entries.is_empty())
                || matches!(&content, Content::List(items) if items.is_empty());
            let below = !self.keys.is_empty() || !self.places.is_empty();
            if empty && below {
                // Somebody has put something into what was empty.
                return Ok(());
            }
            if self.leaf.is_some() || below {
                return Err(("stands twice".to_owned(), "one row for each address"));
            }
            self.leaf = Some(content);
            return Ok(());
        };
        match &self.leaf {
            Some(Content::Table(entries)) if entries.is_empty() => self.leaf = None,
            Some(Content::List(items)) if items.is_empty() => self.leaf = None,
            Some(_) => {
                return Err((
                    "stands below another row that has a value".to_owned(),
                    "either a value or rows below it",
                ));
            }
            None => {}
        }
        let branch = match first {
            Key::Of(key) => {
                let place = self.known.get(key).copied().unwrap_or_else(|| {
                    self.known.insert(key.clone(), self.keys.len());
                    self.keys.push((key.clone(), Self::default()));
                    self.keys.len() - 1
                });
                &mut self.keys[place].1
            }
            Key::Place(place) => self.places.entry(*place).or_default(),
        };
        branch.put(rest, content)
    }

    fn into_node(self, at: &Address, problems: &mut Problems) -> Node {
        if let Some(content) = self.leaf {
            return node(content);
        }
        if self.places.is_empty() {
            let entries = self.keys.into_iter().map(|(key, branch)| {
                let at = at.join(&key);
                let node = branch.into_node(&at, problems);
                (key, node)
            });
            return node(Content::Table(entries.collect()));
        }
        if !self.keys.is_empty() {
            // An id may be a number where others are words.
            let mut keys = self.keys;
            keys.extend(self.places.into_iter().map(|(place, branch)| (place.to_string(), branch)));
            return Self { keys, ..Self::default() }.into_node(at, problems);
        }
        let mut items = Vec::with_capacity(self.places.len());
        for (should, (place, branch)) in (1..).zip(self.places) {
            let at = at.join(place);
            if place != should {
                let what = format!("is place {place} of a list that has no place {should}");
                problems
                    .push(Problem::new(at, what).accepted("the places of a list from 1 on, without a gap"));
                break;
            }
            items.push(branch.into_node(&at, problems));
        }
        node(Content::List(items))
    }
}
