//! The libraries of a question as they are laid out: the service of each, and which option it has.
//!
//! A question of one service is a portfolio of one, whose service and options stand where the question puts them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::libraries::MOST_LIBRARIES;
use super::portfolio_checks::{check, refuse_what_is_of_libraries};
use super::question::Question;
use crate::address::Address;
use crate::delivery::{DeliveryOption, Model};
use crate::document::{Content, Node, Stated, Unsaid, over};
use crate::input::{Id, Keyed, Read, Stock, Text, known_names};
use crate::problem::{Problem, Problems, as_shown};
use crate::service::{Branch, Service};

/// The most values of all libraries and their options together.
const MOST_VALUES: usize = 500_000;
/// What an option says for all of its libraries, and no library for itself.
const OF_THE_OPTION: [&str; 5] = ["model", "name", "phases", "whole", "only_for"];
/// What is read of an option before its libraries are.
const IN_COMMON: [&str; 7] = ["name", "phases", "whole", "only_for", "starts", "changes", "remove"];

/// A library with its service and its options; or the one service of a question without libraries.
pub(super) struct Member {
    /// The library, where the question has several.
    pub(super) branch: Option<Branch>,
    pub(super) id: String,
    /// Where its service stands.
    pub(super) at: Address,
    pub(super) service: Service,
    /// What each option is for it, in the order of the options; none for a package and for an option that it cannot
    /// have.
    pub(super) options: Vec<Option<DeliveryOption>>,
}

/// What an option is for a library.
pub(super) struct Cell<'p> {
    /// The option that the library has, which in a package is another than the package.
    pub(super) option: &'p DeliveryOption,
    /// Its place among the options.
    pub(super) place: usize,
    /// Where it stands.
    pub(super) at: Address,
    /// The day on which it begins, and where the input says so.
    pub(super) starts: Option<Date>,
    pub(super) starts_at: Address,
    /// Whether the library is as today.
    pub(super) is_today: bool,
}

/// All libraries, with the option that each has in each option.
pub(super) struct Portfolio {
    pub(super) members: Vec<Member>,
    /// For each option and library, the place of the option that the library has.
    allotted: Vec<Vec<usize>>,
    /// Whether the question has libraries.
    pub(super) several: bool,
    pub(super) stated: Stated,
    /// What the libraries state, and what they leave to the library of figures and defaults.
    told: Stock,
}

/// Reads a question and its libraries.
pub(super) fn read(document: &Arc<Node>, problems: &mut Problems) -> Option<(Question, Portfolio)> {
    let several = document
        .get("libraries")
        .is_some_and(|all| matches!(&all.content, Content::Table(named) if !named.is_empty()));
    let root = Address::root();
    if !several {
        let question = Question::read(document, &root, problems)?;
        refuse_what_is_of_libraries(&question, problems);
        let member = Member {
            branch: None,
            id: String::new(),
            at: Address::new("service"),
            service: question.service.clone(),
            options: question.options.iter().map(|(_, option)| Some(option.clone())).collect(),
        };
        let allotted = (0..question.options.len()).map(|place| vec![place]).collect();
        let portfolio = Portfolio {
            members: vec![member],
            allotted,
            several,
            stated: Stated::default(),
            told: Stock::default(),
        };
        return Some((question, portfolio));
    }
    let question = Question::read(&in_common(document), &root, problems)?;
    let stated = Stated::of(Arc::clone(document));
    let known: Vec<&str> = question.libraries.ids().collect();
    if known.len() > MOST_LIBRARIES as usize {
        let problem = Problem::new("libraries", format!("names {} libraries", known.len()));
        problems.push(problem.accepted(format!("at most {MOST_LIBRARIES}")));
        let (members, allotted, told) = (Vec::new(), Vec::new(), Stock::default());
        return Some((question, Portfolio { members, allotted, several, stated, told }));
    }
    let mut members = Vec::with_capacity(known.len());
    let mut found = Found { stated: &stated, all: Vec::new(), told: Stock::default(), known: HashSet::new() };
    let mut room = MOST_VALUES;
    for id in &known {
        let member = member(document, &question, id, &mut found, &mut room);
        members.extend(member);
        if room == 0 {
            let problem = Problem::new("libraries", "hold too much, with their options");
            problems.push(problem.accepted(format!("at most {MOST_VALUES} values in all")));
            break;
        }
    }
    let told = found.settle(members.len(), problems);
    check(&question, document, &members, problems);
    let allotted = allot(&question, &known);
    Some((question, Portfolio { members, allotted, several, stated, told }))
}

/// The question without what its libraries complete: they are read with each of them.
fn in_common(document: &Node) -> Node {
    let table = |entries| Node { line: None, content: Content::Table(entries) };
    let text = |text: &str| Node { line: None, content: Content::Text(text.to_owned()) };
    let mut whole = document.clone();
    let Content::Table(entries) = &mut whole.content else { return whole };
    let name = document.get("service").and_then(|service| service.get("name")).cloned();
    let service = table(vec![("name".to_owned(), name.unwrap_or_else(|| text("The service")))]);
    if document.get("service").is_none_or(|service| matches!(service.content, Content::Table(_))) {
        entries.retain(|(key, _)| key != "service");
        entries.push(("service".to_owned(), service));
    }
    for (_, options) in entries.iter_mut().filter(|(key, _)| key == "options") {
        let Content::Table(options) = &mut options.content else { continue };
        for (_, option) in options {
            let is_package = is_package(option);
            let Content::Table(entries) = &mut option.content else { continue };
            if !is_package {
                entries.retain(|(key, _)| IN_COMMON.contains(&key.as_str()));
                entries.push(("model".to_owned(), text("lines")));
            }
        }
    }
    whole
}

fn is_package(option: &Node) -> bool {
    option
        .get("model")
        .is_some_and(|model| matches!(&model.content, Content::Text(word) if word == "package"))
}

/// What is wrong with the libraries, each problem as it was found with its own library.
struct Found<'s> {
    stated: &'s Stated,
    all: Vec<Problem>,
    /// What the libraries state, each thing once.
    told: Stock,
    known: HashSet<Address>,
}

impl Found<'_> {
    /// Takes stock of what was read for a library, where it stands in the input.
    fn take_stock(&mut self, of: &impl Read, node: &Node, at: &Address) {
        let mut own = Stock::default();
        of.take_stock(Some(node), at, &mut own);
        for mut number in own.numbers {
            number.address = self.stated.place(&number.address, Unsaid::InCommon);
            if self.known.insert(number.address.clone()) {
                self.told.numbers.push(number);
            }
        }
        for (address, what) in own.choices {
            let address = self.stated.place(&address, Unsaid::InCommon);
            if self.known.insert(address.clone()) {
                self.told.choices.push((address, what));
            }
        }
    }

    /// Says each thing once, where it stands in the input. What all libraries miss is missing in common.
    fn settle(self, members: usize, problems: &mut Problems) -> Stock {
        let in_common = |problem: &Problem| {
            (self.stated.place(&problem.address, Unsaid::InCommon), problem.message.clone())
        };
        let mut counts: HashMap<(Address, String), usize> = HashMap::new();
        for problem in &self.all {
            *counts.entry(in_common(problem)).or_default() += 1;
        }
        let mut said: HashSet<(Address, String)> = HashSet::new();
        for mut problem in self.all.iter().cloned() {
            let common = in_common(&problem);
            let place = if counts.get(&common).is_some_and(|count| *count >= members) {
                common.0
            } else {
                self.stated.place(&problem.address, Unsaid::WithTheLibrary)
            };
            if place != problem.address {
                problem.line = None;
                problem.address = place;
            }
            let known = problems
                .iter()
                .any(|known| known.address == problem.address && known.message == problem.message);
            if said.insert((problem.address.clone(), problem.message.clone())) && !known {
                problems.push(problem);
            }
        }
        self.told
    }
}

/// Reads one library: its service, and what each option is for it.
fn member(
    document: &Node,
    question: &Question,
    id: &str,
    found: &mut Found<'_>,
    room: &mut usize,
) -> Option<Member> {
    let empty = Node { line: None, content: Content::Table(Vec::new()) };
    let at = Address::new("libraries").join(id);
    let own = document.get("libraries")?.get(id)?;
    let mut problems = Problems::new();
    // A library has a name of its own.
    let mut base = document.get("service").unwrap_or(&empty).without(&["name"]);
    if let Some(node) = own.get("without") {
        for (i, key) in
            Vec::<Text>::read(node, &at.join("without"), &mut problems).iter().flatten().enumerate()
        {
            if !base.take_away(key) {
                let problem =
                    Problem::new(at.join("without").join(i + 1), "is nothing that [service] states");
                let known = base.entries().iter().map(|(key, _)| key.as_str());
                problems.push(problem.accepted(known_names(key, known)).at_line(node.line));
            }
        }
    }
    let merged = over(&base, &own.without(&["options", "without"]));
    *room = room.saturating_sub(merged.size());
    let service = Service::read(&merged, &at, &mut problems).unwrap_or_else(Service::blank);
    found.take_stock(&service, &merged, &at);
    let own_options = own.get("options").unwrap_or(&empty);
    if !matches!(own_options.content, Content::Table(_)) {
        problems.push(crate::input::wrong_kind(
            own_options,
            &at.join("options"),
            "a table with an option for each",
        ));
    }
    refuse_unknown_options(document, question, own_options, &at, &mut problems);
    let mut options = Vec::with_capacity(question.options.len());
    for (option_id, option) in question.options.iter() {
        let said = own_options.get(option_id.as_str());
        let base = document.get("options").and_then(|all| all.get(option_id.as_str()));
        let (false, Some(base)) = (matches!(option.model, Model::Package(_)), base) else {
            options.push(None);
            continue;
        };
        let at = at.join("options").join(option_id);
        let has = option.common.only_for.as_ref().is_none_or(|only| only.iter().any(|one| one == id));
        if !has {
            if let Some(said) = said {
                let problem = Problem::new(at, "the library does not have this option").at_line(said.line);
                problems
                    .push(problem.accepted(format!("\"{id}\" in only_for of the option, or leave it out")));
            }
            options.push(None);
            continue;
        }
        if *room == 0 {
            break;
        }
        let base = base.without(&["phases", "whole", "only_for"]);
        let mut merged = said.map_or_else(|| base.clone(), |said| over(&base, &said.without(&OF_THE_OPTION)));
        if let Content::Table(entries) = &mut merged.content
            && !entries.iter().any(|(key, _)| key == "name")
        {
            // That it is missing is said of the option.
            let content = Content::Text(option_id.to_string());
            entries.push(("name".to_owned(), Node { line: None, content }));
        }
        *room = room.saturating_sub(merged.size());
        let option = DeliveryOption::read(&merged, &at, &mut problems).unwrap_or_else(DeliveryOption::blank);
        found.take_stock(&option, &merged, &at);
        check_reading(&service, &option, &at, &mut problems);
        options.push(Some(option));
    }
    options.resize(question.options.len(), None);
    found.all.extend(problems);
    let branch = Branch { name: service.name.to_string(), prefix: format!("libraries.{id}.") };
    Some(Member { branch: Some(branch), id: id.to_owned(), at, service, options })
}

/// Says so where a library speaks of an option that there is not, or says what only an option can say.
fn refuse_unknown_options(
    document: &Node,
    question: &Question,
    own: &Node,
    at: &Address,
    problems: &mut Problems,
) {
    for (key, said) in own.entries() {
        let at = at.join("options").join(key);
        let base = document.get("options").and_then(|all| all.get(key));
        let problem = match base {
            None => {
                let shown = as_shown(key, 40);
                Problem::new(at, format!("\"{shown}\" is no option"))
                    .accepted(known_names(key, question.options.ids()))
            }
            Some(base) if is_package(base) => {
                Problem::new(at, "is a package, which says nothing of one library")
                    .accepted("the same under one of the options that the package gives to libraries")
            }
            Some(_) => {
                for key in OF_THE_OPTION {
                    if let Some(node) = said.get(key) {
                        let problem =
                            Problem::new(at.join(key), "is said of the option and not of a library");
                        problems.push(problem.accepted(format!("[options] … {key}")).at_line(node.line));
                    }
                }
                continue;
            }
        };
        problems.push(problem.at_line(said.line));
    }
}

/// What the law forbids a library under an option.
pub(super) fn check_reading(
    service: &Service,
    option: &DeliveryOption,
    at: &Address,
    problems: &mut Problems,
) {
    use crate::service::Stream;
    if !option.is_statutory(service.is_statutory()) {
        return;
    }
    // Today's streams are checked with the service.
    for (stream, _) in option.common.income.iter().filter(|(_, income)| income.kind == Stream::BookLoans) {
        let problem = Problem::new(
            at.join("income").join(stream),
            "a statutory library may not charge for lending books (Public Libraries and Museums Act 1964, s.8)",
        );
        problems.push(problem.accepted("leave the stream out, or set statutory = false for the option"));
    }
}

/// For each option and library, the place of the option that the library has; what is wrong with it is on record.
fn allot(question: &Question, known: &[&str]) -> Vec<Vec<usize>> {
    let place_of = |id: &str| question.options.ids().position(|known| known == id);
    let today_place = place_of(question.question.today.as_str()).unwrap_or(0);
    let plain = |place: usize| {
        question
            .options
            .iter()
            .nth(place)
            .is_some_and(|(_, option)| !matches!(option.model, Model::Package(_)))
    };
    let of_package = |package: &crate::delivery::Package, rest: &[usize]| -> Vec<usize> {
        let otherwise =
            package.otherwise.as_ref().and_then(|id| place_of(id.as_str())).filter(|place| plain(*place));
        let mut all: Vec<usize> = rest.iter().map(|today| otherwise.unwrap_or(*today)).collect();
        let index: HashMap<&str, usize> = known.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        for (name, libraries) in package.libraries.iter() {
            let Some(place) = place_of(name.as_str()).filter(|place| plain(*place)) else { continue };
            for library in libraries.iter().filter_map(|library| index.get(library.as_str())) {
                all[*library] = place;
            }
        }
        all
    };
    let fallback = vec![today_place; known.len()];
    let today: Vec<usize> = match question.options.iter().nth(today_place) {
        Some((_, DeliveryOption { model: Model::Package(package), .. })) => of_package(package, &fallback),
        _ => fallback,
    };
    let all = question.options.iter().enumerate().map(|(place, (_, option))| match &option.model {
        _ if place == today_place => today.clone(),
        Model::Package(package) => of_package(package, &today),
        _ => match &option.common.only_for {
            None => vec![place; known.len()],
            Some(only) => {
                let only: HashSet<&str> = only.iter().map(Id::as_str).collect();
                let has = known.iter().zip(&today);
                has.map(|(library, today)| if only.contains(library) { place } else { *today }).collect()
            }
        },
    });
    all.collect()
}

impl Portfolio {
    /// What the input states and what it leaves to the library: of what all libraries have in common, and of each.
    pub(super) fn stock(&self, question: &Question, document: &Node) -> Stock {
        let mut stock = Stock::default();
        question.take_stock(Some(document), &Address::root(), &mut stock);
        if !self.several {
            return stock;
        }
        // What is read with each library is told by it, where it stands.
        let of_all = |address: &Address| {
            let mut parts = address.as_str().splitn(3, '.');
            let (group, id, key) = (parts.next(), parts.next().unwrap_or_default(), parts.next());
            match group {
                Some("service") => false,
                Some("options") => {
                    let package =
                        question.options.get(id).is_some_and(|one| matches!(one.model, Model::Package(_)));
                    package || key.is_some_and(|key| key.starts_with("whole"))
                }
                _ => true,
            }
        };
        stock.numbers.retain(|number| of_all(&number.address));
        stock.choices.retain(|(address, _)| of_all(address));
        stock.numbers.extend(self.told.numbers.iter().cloned());
        stock.choices.extend(self.told.choices.iter().cloned());
        stock
    }

    /// The question with the service of the first library, and with each option as the first library has it that does.
    pub(super) fn told_by_one(&self, question: &Question) -> Question {
        let mut one = question.clone();
        if let (true, Some(first)) = (self.several, self.members.first()) {
            one.service = first.service.clone();
            let options = question.options.iter().enumerate().map(|(place, (id, option))| {
                let own = self.members.iter().find_map(|member| member.options.get(place)?.as_ref());
                (id.as_str(), own.unwrap_or(option).clone())
            });
            one.options = options.fold(Keyed::new(), |all, (id, option)| all.with(id, option));
        }
        one
    }

    /// The option that a library has today.
    pub(super) fn today(&self, question: &Question, member: usize) -> Option<Cell<'_>> {
        let place = question.options.ids().position(|id| *id == *question.question.today.as_str())?;
        self.cell(question, place, member)
    }

    /// What an option is for a library; none where that could not be read.
    pub(super) fn cell(&self, question: &Question, option: usize, member: usize) -> Option<Cell<'_>> {
        let today = question.options.ids().position(|id| *id == *question.question.today.as_str());
        let allotted = |option: usize| self.allotted.get(option)?.get(member).copied();
        let place = allotted(option)?;
        let is_today = today.is_some_and(|today| allotted(today) == Some(place));
        let own = self.members.get(member)?;
        let found = own.options.get(place)?.as_ref()?;
        let (id, common) = question.options.iter().nth(place)?;
        let at = match own.branch {
            Some(_) => own.at.join("options").join(id),
            None => Address::new("options").join(id),
        };
        let starts = (found.common.starts, at.join("starts"));
        let phase = |place: usize| {
            let (id, option) = question.options.iter().nth(place)?;
            let day = option.common.phases.day_of(&own.id)?;
            let at = Address::new("options").join(id).join("phases").join(crate::date::written(day));
            Some((Some(day), at))
        };
        let _ = common;
        let mut found_starts = phase(place).unwrap_or(starts);
        if place != option
            && let Some((id, package)) = question.options.iter().nth(option)
        {
            let of_package =
                package.common.starts.map(|day| (Some(day), Address::new("options").join(id).join("starts")));
            found_starts = phase(option).or(of_package).unwrap_or(found_starts);
        }
        let (starts, starts_at) = found_starts;
        let starts = starts.filter(|_| !is_today);
        Some(Cell { option: found, place, at, starts, starts_at, is_today })
    }

    /// The delivery model of an option.
    pub(super) fn model(&self, question: &Question, option: usize) -> &'static str {
        let Some((_, found)) = question.options.iter().nth(option) else { return "" };
        // What libraries have is read with the first that has it.
        let own = self.members.iter().find_map(|member| member.options.get(option)?.as_ref());
        own.unwrap_or(found).model.word()
    }

    /// Whether all libraries stay part of the statutory duty in an option.
    pub(super) fn is_statutory(&self, question: &Question, option: usize) -> bool {
        self.members.iter().enumerate().all(|(place, member)| {
            let own = member.service.is_statutory();
            self.cell(question, option, place).map_or(own, |cell| cell.option.is_statutory(own))
        })
    }

    /// Whether the library leaves the council in an option, and has not left it today.
    pub(super) fn leaves(&self, question: &Question, option: usize, member: usize) -> bool {
        let council = &question.question.council;
        let gone = |cell: &Cell<'_>| match &cell.option.model {
            Model::Lines(_) | Model::Closure(_) => true,
            model => model.operator().is_some_and(|operator| operator != council),
        };
        let left = |cell: Option<Cell<'_>>| cell.is_some_and(|cell| gone(&cell));
        left(self.cell(question, option, member)) && !left(self.today(question, member))
    }
}
