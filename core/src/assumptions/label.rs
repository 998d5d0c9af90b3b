//! What an address is, in words.

use crate::address::Address;
use crate::appraisal::Model;
use crate::workings::title;

/// The label of an input: what it belongs to, and what it is. Options, libraries and parties go by their names.
pub(super) fn label(model: &Model, address: &Address) -> String {
    let parts: Vec<&str> = split(address.as_str());
    let named = |id: &str, group: &str| -> Option<String> {
        let question = &model.said.question;
        match group {
            "options" => {
                model.options.iter().find(|option| option.id == id).map(|option| option.name.clone())
            }
            "parties" => question.parties.get(id).map(|party| party.name.to_string()),
            _ => None,
        }
    };
    let words = |part: &&str| part.replace('_', " ");
    match &parts[..] {
        [] => String::new(),
        [only] => title(only),
        [group @ ("options" | "parties" | "libraries"), id, rest @ ..] => {
            let name = named(id, group).unwrap_or_else(|| title(id));
            let rest: Vec<String> = rest.iter().map(words).collect();
            if rest.is_empty() { name } else { format!("{name}: {}", rest.join(", ")) }
        }
        // What is said of a national figure goes by its id, which has dots.
        ["projections" | "overrides", rest @ ..] => {
            format!("{}: {}", title(parts[0]), rest.join(", ").replace('_', " "))
        }
        ["service", part] => format!("Service: {}", words(part)),
        [_, rest @ ..] => {
            let rest: Vec<String> = rest.iter().map(words).collect();
            match &rest[..] {
                [only] => format!("{}: {only}", title(parts[0])),
                [first, rest @ ..] => format!("{}: {}", title(first), rest.join(", ")),
                [] => title(parts[0]),
            }
        }
    }
}

fn split(address: &str) -> Vec<&str> {
    address.split('.').collect()
}
