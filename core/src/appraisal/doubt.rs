//! Lines that an option may have once its input can be read.

use super::question::Question;
use crate::delivery::{Common, DeliveryOption};
use crate::ledger::PHASES;
use crate::problem::Problem;
use crate::service::{Premises, Service};
use crate::workings::Workings;

/// What is said of a key that is not known: one that is misspelt is read as what it means, so that it hides no line.
const UNKNOWN_KEY: &str = "the key is not known here";

/// Lines whose ids are no keys of an input.
const WORKED_OUT: [&str; 5] = ["grant", "precept", "exempt_vat", "return_cost", "closing_cost"];

/// Whether an option that has no line of an id may have it once what is wrong elsewhere is put right.
pub(super) fn may_come(w: &Workings<'_>, question: &Question, option: &str, line: &str) -> bool {
    let line = PHASES.into_iter().find_map(|phase| line.strip_prefix(phase)).unwrap_or(line);
    let today = question.question.today.as_str();
    let options = [option, today].map(|id| question.options.get(id));
    let possible = is_thinkable(&question.service, options.into_iter().flatten(), line);
    w.any_problem(|problem| may_hide_line(problem, option, today, line, possible))
}

/// Whether a line of this id can be: what is named in it is in the input, or it is a line of the option's delivery
/// model.
fn is_thinkable<'q>(
    service: &Service,
    mut options: impl Iterator<Item = &'q DeliveryOption>,
    line: &str,
) -> bool {
    let mut parts = line.split('.');
    let (group, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match group {
        "posts" => {
            matches!(id, "employment_allowance" | "apprenticeship_levy") || service.posts.get(id).is_some()
        }
        "central_support" => service.central_support.get(id).is_some(),
        "premises" => id == "rent_forgone" || id.starts_with("rates") || Premises::KEYS.contains(&id),
        "income" => {
            service.income.get(id).is_some() || options.any(|option| option.common.income.get(id).is_some())
        }
        "costs" => {
            service.costs.get(id).is_some() || options.any(|option| option.common.costs.get(id).is_some())
        }
        "one_offs" => options.any(|option| option.common.one_offs.get(id).is_some()),
        "loans" => options.any(|option| option.common.loans.get(id).is_some()),
        group => {
            WORKED_OUT.contains(&group)
                || Service::KEYS.contains(&group)
                || options.any(|option| option.model.own_keys().contains(&group))
        }
    }
}

/// Whether a problem may be the reason why an option has no line of an id. `option` and `today` are the ids of options;
/// a line that is not `thinkable` is hidden only where a whole group could not be read.
fn may_hide_line(problem: &Problem, option: &str, today: &str, line: &str, thinkable: bool) -> bool {
    let mut parts = problem.address.as_str().split('.');
    let group = parts.next().unwrap_or_default();
    let tail: Vec<&str> = parts.collect();
    let line: Vec<&str> = line.split('.').collect();
    match (group, tail.split_first()) {
        // Whole groups that could not be read.
        ("parties" | "service" | "options" | "question", None) => true,
        ("question", Some((key, _))) => thinkable && matches!(*key, "council" | "today"),
        // Taxes, reliefs and precepts follow from what a party is.
        ("parties", Some(_)) => {
            let last = line.last().copied().unwrap_or_default();
            let follows = matches!(last, "vat" | "gift_aid" | "employment_allowance")
                || line[0] == "precept"
                || line.iter().any(|part| part.starts_with("rates"));
            thinkable && follows
        }
        ("service", Some((key, rest))) => match *key {
            "posts" | "central_support" | "income" | "costs" => same(key, rest, &line),
            "pension_rate" => thinkable && line[0] == "posts",
            "premises" => thinkable && matches!(line[0], "premises" | "old_building"),
            key => key == line[0] && Service::KEYS.contains(&key),
        },
        ("options", Some((id, rest))) if *id == option || *id == today => match rest.split_first() {
            None => true,
            Some((key, rest)) => match *key {
                "model" => true,
                "income" | "costs" | "one_offs" | "loans" => same(key, rest, &line),
                // What a delivery model is told may bring any of its lines, and so may the day on which it begins.
                "starts" => thinkable,
                key => thinkable && !Common::KEYS.contains(&key) && problem.message != UNKNOWN_KEY,
            },
        },
        _ => false,
    }
}

/// Whether `key` with what follows it may be what brings a line: both speak of the same thing of a group.
fn same(key: &str, rest: &[&str], line: &[&str]) -> bool {
    key == line[0] && (rest.is_empty() || line.len() < 2 || rest[0] == line[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hides(address: &str, line: &str) -> bool {
        may_hide_line(&Problem::new(address, "is wrong"), "group", "now", line, true)
    }

    #[test]
    fn what_could_not_be_read_hides_the_lines_that_it_brings_and_no_others() {
        assert!(hides("options.group.costs.a.payer", "costs.a"));
        assert!(!hides("options.group.costs.a.payer", "costs.b"));
        assert!(!hides("options.village.operator", "grant"));
        assert!(hides("options.group.operator", "grant"));
        assert!(hides("options.now.costs.a", "costs.a"));
        assert!(hides("service.posts.librarian.salary", "posts.librarian.pension"));
        assert!(!hides("service.posts.librarian.salary", "posts.helper.pension"));
        assert!(hides("service.stock", "stock"));
        assert!(!hides("service.stock", "premises.energy"));
        assert!(hides("parties.group.kind", "premises.energy.vat"));
        assert!(!hides("parties.group.kind", "premises.energy"));
        assert!(hides("service", "anything"));
        assert!(!hides("question.title", "anything"));
    }

    #[test]
    fn a_line_that_nothing_names_is_hidden_by_whole_groups_alone() {
        let hides =
            |address: &str| may_hide_line(&Problem::new(address, "is wrong"), "group", "now", "x.y", false);
        assert!(!hides("options.group.operator"));
        assert!(!hides("options.group.starts"));
        assert!(hides("options.group.model"));
        assert!(hides("service"));
    }
}
