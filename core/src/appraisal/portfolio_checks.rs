//! What contradicts itself between options and libraries: packages, phases, costs of the whole service.

use super::portfolio::Member;
use super::question::Question;
use crate::address::Address;
use crate::delivery::{DeliveryOption, Model};
use crate::document::Node;
use crate::input::{Id, known_names};
use crate::problem::{Problem, Problems};

/// Says so where a question of one service speaks of several libraries.
pub(super) fn refuse_what_is_of_libraries(question: &Question, problems: &mut Problems) {
    let mut refuse = |at: Address| {
        let problem = Problem::new(at, "is for an appraisal of several libraries, and the question has none");
        problems.push(problem.accepted("a table [libraries.ID] for each library, or leave it out"));
    };
    for (id, option) in question.options.iter() {
        let at = Address::new("options").join(id);
        let common = &option.common;
        let said = [
            ("phases", !common.phases.is_empty()),
            ("whole", common.whole.is_some()),
            ("only_for", common.only_for.is_some()),
            ("model", matches!(option.model, Model::Package(_))),
        ];
        for (key, _) in said.into_iter().filter(|(_, said)| *said) {
            refuse(at.join(key));
        }
    }
    if !question.shared_costs.is_empty() {
        refuse(Address::new("shared_costs"));
    }
}

/// What contradicts itself between the options and the libraries.
pub(super) fn check(question: &Question, document: &Node, members: &[Member], problems: &mut Problems) {
    let known: Vec<&str> = question.libraries.ids().collect();
    let today = question.question.today.as_str();
    for (place, (id, option)) in question.options.iter().enumerate() {
        let at = Address::new("options").join(id);
        let common = &option.common;
        if let Some(only) = &common.only_for {
            let named = only.iter().enumerate().map(|(i, id)| (id, at.join("only_for").join(i + 1)));
            crate::delivery::check_libraries(named, &known, problems);
        }
        let phases = || {
            common.phases.iter().flat_map(|(day, ids)| {
                let at = at.join("phases").join(crate::date::written(day));
                ids.iter().enumerate().map(move |(i, id)| (id, at.join(i + 1)))
            })
        };
        crate::delivery::check_libraries(phases(), &known, problems);
        for (library, at) in phases() {
            let Some(member) = members.iter().find(|member| *library == *member.id.as_str()) else {
                continue;
            };
            let own = document.get("libraries").and_then(|all| all.get(&member.id));
            let own = own.and_then(|own| own.get("options")?.get(id.as_str())?.get("starts"));
            let is_package = matches!(option.model, Model::Package(_));
            if own.is_some() {
                let problem = Problem::new(at, "the library says itself on which day it begins");
                problems.push(problem.accepted("either here, or starts with the library"));
            } else if !is_package && member.options.get(place).is_some_and(Option::is_none) {
                let problem = Problem::new(at, "the library does not have this option");
                problems.push(problem.accepted("a library of only_for"));
            }
        }
        if let Model::Package(package) = &option.model {
            check_package(question, id, option, package, &known, problems);
        }
        if id == today {
            for (key, said) in [("whole", common.whole.is_some()), ("phases", !common.phases.is_empty())] {
                if said {
                    let problem = Problem::new(at.join(key), "is of a change, and this is today's service");
                    problems.push(
                        problem.accepted(
                            "leave it out; a cost of the whole service stands under [shared_costs]",
                        ),
                    );
                }
            }
        }
    }
    for (id, cost) in question.shared_costs.iter() {
        let at = Address::new("shared_costs").join(id);
        if let Some(only) = &cost.libraries {
            let named = only.iter().enumerate().map(|(i, id)| (id, at.join("libraries").join(i + 1)));
            crate::delivery::check_libraries(named, &known, problems);
        }
        let count = cost.libraries.as_ref().map_or(known.len(), Vec::len);
        let most = match &cost.amount {
            crate::input::Schedule::Every(amount) => Some(amount.central()),
            _ => None,
        };
        for (step, saved) in cost.saved.iter() {
            let at = at.join("saved").join(step);
            if step as usize > count {
                let problem = Problem::new(at, format!("never comes: {count} libraries count"));
                problems.push(problem.accepted(format!("from 1 to {count} libraries")));
            } else if let Some(most) = most.filter(|most| saved.central() > *most) {
                let problem = Problem::new(at, "more is saved than the cost is");
                problems.push(problem.accepted(format!("at most {most}")));
            }
        }
    }
}

fn check_package(
    question: &Question,
    id: &Id,
    option: &DeliveryOption,
    package: &crate::delivery::Package,
    known: &[&str],
    problems: &mut Problems,
) {
    let at = Address::new("options").join(id);
    let common = &option.common;
    for (key, said) in [
        ("usage", common.usage.is_some()),
        ("statutory", common.statutory.is_some()),
        ("risks", common.risks.is_some()),
        ("only_for", common.only_for.is_some()),
    ] {
        if said {
            let problem =
                Problem::new(at.join(key), "is said of the options of a package and not of the package");
            problems.push(problem.accepted("the same under one of those options"));
        }
    }
    if common.whole.is_some() {
        let problem = Problem::new(at.join("whole"), "a package is a whole already");
        problems.push(problem.accepted("the same without whole, such as [options.ID.one_offs.ID]"));
    }
    let mut part = |at: Address, part: &Id| {
        if part.is_blank() {
            return None;
        }
        let found = question.options.get(part.as_str());
        let problem = match found {
            Some(DeliveryOption { model: Model::Package(_), .. }) if part == id => {
                Problem::new(at, "the package names itself")
            }
            Some(DeliveryOption { model: Model::Package(_), .. }) => {
                Problem::new(at, format!("\"{part}\" is a package itself"))
            }
            None => Problem::new(at, format!("\"{part}\" is no option")),
            Some(found) => return Some(found),
        };
        let known = question.options.iter().filter(|(_, option)| !matches!(option.model, Model::Package(_)));
        problems.push(problem.accepted(known_names(part.as_str(), known.map(|(id, _)| id.as_str()))));
        None
    };
    let mut wrong = Vec::new();
    for (name, libraries) in package.libraries.iter() {
        let at = at.join("libraries").join(name);
        let Some(found) = part(at.clone(), name) else { continue };
        let Some(only) = &found.common.only_for else { continue };
        let without = |library: &Id| known.contains(&library.as_str()) && !only.contains(library);
        for (i, library) in libraries.iter().enumerate().filter(|(_, library)| without(library)) {
            let problem = Problem::new(at.join(i + 1), format!("\"{library}\" does not have this option"));
            wrong.push(problem.accepted("a library of only_for of that option"));
        }
    }
    if let Some(otherwise) = &package.otherwise {
        let _ = part(at.join("otherwise"), otherwise);
    }
    let today = question.question.today.as_str();
    if id == today {
        let named: usize = package.libraries.iter().map(|(_, libraries)| libraries.len()).sum();
        if package.otherwise.is_none() && named < known.len() {
            let problem = Problem::new(at.join("otherwise"), "is missing, and not every library is named");
            wrong.push(problem.accepted("the option that the other libraries have today"));
        }
        for (key, said) in [
            ("income", !common.income.is_empty()),
            ("costs", !common.costs.is_empty()),
            ("one_offs", !common.one_offs.is_empty()),
            ("loans", !common.loans.is_empty()),
        ] {
            if said {
                let problem =
                    Problem::new(at.join(key), "is for all libraries together, and this is today's service");
                wrong.push(problem.accepted("a cost of the whole service, under [shared_costs]"));
            }
        }
        let parts = package.libraries.iter().map(|(name, _)| name).chain(&package.otherwise);
        for name in parts {
            let Some(found) = question.options.get(name.as_str()) else { continue };
            let at = Address::new("options").join(name);
            for (key, said) in
                [("starts", found.common.starts.is_some()), ("phases", !found.common.phases.is_empty())]
            {
                if said {
                    let problem = Problem::new(at.join(key), "libraries have this option today already");
                    wrong.push(problem.accepted("another option for those that come to it later"));
                }
            }
        }
    }
    for problem in wrong {
        problems.push(problem);
    }
    let named = package.libraries.iter().flat_map(|(name, libraries)| {
        let at = at.join("libraries").join(name);
        libraries.iter().enumerate().map(move |(i, library)| (library, at.join(i + 1)))
    });
    crate::delivery::check_libraries(named, known, problems);
}
