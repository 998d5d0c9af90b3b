//! Layers: what one thing says for itself, over what all of its kind have in common.
//!
//! A value is taken whole from the upper layer; tables that hold other things are put together key by key. Which layer
//! a value came from is asked by its address, so that a value stated once for all is one input.

use std::sync::Arc;

use super::{Content, Node};
use crate::address::Address;

/// Keys of which one takes the place of the other, so that stating one above takes the other away below.
const INSTEAD: [[&str; 2]; 1] = [["salary", "spine_point"]];

impl Node {
    /// What stands under a key of a table.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let Content::Table(entries) = &self.content else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The entries of a table; none where it is no table.
    pub(crate) fn entries(&self) -> &[(String, Self)] {
        match &self.content {
            Content::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The same table without some of its keys.
    pub(crate) fn without(&self, keys: &[&str]) -> Self {
        let mut node = self.clone();
        if let Content::Table(entries) = &mut node.content {
            entries.retain(|(key, _)| !keys.contains(&key.as_str()));
        }
        node
    }

    /// Takes away what stands at an address below a table, and says whether it was there.
    pub(crate) fn take_away(&mut self, address: &str) -> bool {
        let Content::Table(entries) = &mut self.content else { return false };
        if let Some(place) = entries.iter().position(|(key, _)| key == address) {
            entries.remove(place);
            return true;
        }
        let below = |key: &str| address.strip_prefix(key).and_then(|rest| rest.strip_prefix('.'));
        entries.iter_mut().any(|(key, node)| below(key).is_some_and(|rest| node.take_away(rest)))
    }

    /// How many values it holds, itself among them.
    pub(crate) fn size(&self) -> usize {
        1 + match &self.content {
            Content::Table(entries) => entries.iter().map(|(_, node)| node.size()).sum::<usize>(),
            Content::List(items) => items.iter().map(Self::size).sum(),
            _ => 0,
        }
    }

    /// The length of the longest key with which an address below it begins.
    fn key_of(&self, address: &str) -> Option<usize> {
        let fits = |key: &str| {
            address.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.entries().iter().filter(|(key, _)| fits(key)).map(|(key, _)| key.len()).max()
    }

    /// Whether something stands at an address below it.
    fn says(&self, address: &str) -> bool {
        if address.is_empty() || !matches!(self.content, Content::Table(_)) {
            return true;
        }
        let Some(length) = self.key_of(address) else { return false };
        self.get(&address[..length]).is_some_and(|node| node.says(address[length..].trim_start_matches('.')))
    }

    /// Whether it holds other things under their keys, and is no value itself: no number, no list, no estimate with its
    /// range and no table of years.
    pub(super) fn holds_things(&self) -> bool {
        let of_value = |key: &str| {
            matches!(key, "central" | "first" | "steps" | "values")
                || key.contains('/')
                || key.starts_with(|first: char| first.is_ascii_digit())
        };
        matches!(self.content, Content::Table(_)) && !self.entries().iter().any(|(key, _)| of_value(key))
    }
}

/// Puts an upper layer over a lower one.
pub(crate) fn over(lower: &Node, upper: &Node) -> Node {
    if !lower.holds_things() || !upper.holds_things() {
        return upper.clone();
    }
    let replaced = |key: &str| {
        INSTEAD.iter().any(|[one, other]| {
            (key == *one && upper.get(other).is_some()) || (key == *other && upper.get(one).is_some())
        })
    };
    let mut all = Vec::with_capacity(lower.entries().len() + upper.entries().len());
    for (key, node) in lower.entries() {
        match upper.get(key) {
            Some(own) => all.push((key.clone(), over(node, own))),
            None if replaced(key) => {}
            None => all.push((key.clone(), node.clone())),
        }
    }
    all.extend(upper.entries().iter().filter(|(key, _)| lower.get(key).is_none()).cloned());
    Node { line: upper.line.or(lower.line), content: Content::Table(all) }
}

/// Where what holds for a library stands in a document: with the library, or with what all libraries have in common.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stated(Option<Arc<Node>>);

/// Where something belongs that neither layer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unsaid {
    /// With all libraries: a default is one input for all of them.
    InCommon,
    /// With the library: that is where it is missing.
    WithTheLibrary,
}

impl Stated {
    /// The places of a document that has libraries.
    pub(crate) const fn of(document: Arc<Node>) -> Self {
        Self(Some(document))
    }

    /// Whether the document has libraries.
    pub(crate) const fn several(&self) -> bool {
        self.0.is_some()
    }

    /// The address at which something stands that holds for a library. Below `libraries.ID` stands its service, and
    /// below `libraries.ID.options.ID` what an option is for it. Any other address is its own.
    pub(crate) fn place(&self, address: &Address, unsaid: Unsaid) -> Address {
        let found = self.0.as_deref().and_then(|document| common_place(document, address.as_str(), unsaid));
        found.unwrap_or_else(|| address.clone())
    }
}

/// The address in what all libraries have in common; none where the library says it itself.
fn common_place<'d>(document: &'d Node, address: &str, unsaid: Unsaid) -> Option<Address> {
    let rest = address.strip_prefix("libraries.")?;
    let (library, rest) = rest.split_once('.')?;
    let own = document.get("libraries").and_then(|all| all.get(library));
    let Some(rest) = rest.strip_prefix("options.") else {
        return below(&Address::new("service"), document.get("service"), own, rest, unsaid);
    };
    let (option, rest) = rest.split_once('.')?;
    let of =
        |node: Option<&'d Node>| node.and_then(|node| node.get("options")).and_then(|all| all.get(option));
    below(&Address::new("options").join(option), of(Some(document)), of(own), rest, unsaid)
}

fn below(
    base: &Address,
    mut lower: Option<&Node>,
    mut upper: Option<&Node>,
    rest: &str,
    unsaid: Unsaid,
) -> Option<Address> {
    let common = || Some(base.join(rest));
    let mut left = rest;
    loop {
        match (lower, upper) {
            // The library says it, in whole.
            (None, Some(_)) => return None,
            (Some(lower), Some(upper)) if !lower.holds_things() || !upper.holds_things() => return None,
            // A table of both: what is wrong with it as a whole is wrong for the library.
            (Some(_), Some(_)) if left.is_empty() => {
                return if unsaid == Unsaid::InCommon { common() } else { None };
            }
            (Some(_), Some(_)) => {}
            (lower, None) => {
                let said = lower.is_some_and(|lower| lower.says(left));
                return if said || unsaid == Unsaid::InCommon { common() } else { None };
            }
        }
        // A key may hold dots itself: the longest that fits is the one that is meant.
        let length = lower.map(|node| node.key_of(left)).max(upper.map(|node| node.key_of(left)));
        let Some(length) = length.flatten() else {
            return if unsaid == Unsaid::InCommon { common() } else { None };
        };
        let key = &left[..length];
        (lower, upper) = (lower.and_then(|node| node.get(key)), upper.and_then(|node| node.get(key)));
        left = left[length..].trim_start_matches('.');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, read};

    const TEXT: &str = r#"
        [service]
        stock = 1000
        premises = { energy = 5000, water = { central = 300, low = 200, high = 400 } }
        posts.manager = { spine_point = 20, fte = 1 }
        [libraries.hythe]
        premises = { energy = { central = 7000 }, cleaning = 20 }
        posts.manager = { salary = 30000 }
        [options.parish]
        payment = 12000
        changes = { "premises.energy" = { multiply = 0.5 } }
        [libraries.hythe.options.parish]
        fee = false
        changes = { "premises.water" = { multiply = 0.5 } }
    "#;

    fn document() -> Arc<Node> {
        Arc::new(read(TEXT, Format::Toml).unwrap())
    }

    #[test]
    fn a_value_is_taken_whole_and_tables_are_put_together() {
        let document = document();
        let hythe = document.get("libraries").unwrap().get("hythe").unwrap();
        let merged = over(document.get("service").unwrap(), hythe);
        let premises = merged.get("premises").unwrap();
        let keys: Vec<&str> = premises.entries().iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["energy", "water", "cleaning"]);
        assert!(premises.get("energy").unwrap().get("central").is_some());
        // A salary takes the place of a spine point.
        let manager = merged.get("posts").unwrap().get("manager").unwrap();
        assert!(manager.get("salary").is_some() && manager.get("spine_point").is_none());
        assert!(manager.get("fte").is_some());
    }

    #[test]
    fn every_value_has_the_address_at_which_it_stands() {
        let stated = Stated::of(document());
        let place = |address: &str| stated.place(&Address::new(address), Unsaid::InCommon).to_string();
        assert_eq!(place("libraries.hythe.stock"), "service.stock");
        assert_eq!(place("libraries.hythe.premises.energy"), "libraries.hythe.premises.energy");
        assert_eq!(place("libraries.hythe.premises.energy.low"), "libraries.hythe.premises.energy.low");
        assert_eq!(place("libraries.hythe.premises.water.low"), "service.premises.water.low");
        assert_eq!(place("libraries.hythe.premises.cleaning"), "libraries.hythe.premises.cleaning");
        assert_eq!(place("libraries.hythe.options.parish.payment"), "options.parish.payment");
        assert_eq!(place("libraries.hythe.options.parish.fee"), "libraries.hythe.options.parish.fee");
        let change = "libraries.hythe.options.parish.changes.premises";
        assert_eq!(
            place(&format!("{change}.energy.multiply")),
            "options.parish.changes.premises.energy.multiply"
        );
        assert_eq!(place(&format!("{change}.water.multiply")), format!("{change}.water.multiply"));
        assert_eq!(place("options.parish.payment"), "options.parish.payment");
        // What nobody says is a default of all, and is missing with the library.
        assert_eq!(place("libraries.hythe.premises.repairs"), "service.premises.repairs");
        let missing = stated.place(&Address::new("libraries.hythe.premises.repairs"), Unsaid::WithTheLibrary);
        assert_eq!(missing.as_str(), "libraries.hythe.premises.repairs");
    }
}
