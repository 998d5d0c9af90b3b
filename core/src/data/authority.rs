//! Names of authorities: one authority is written in several ways.

use std::collections::BTreeMap;

use super::words::{folded, spaced};
use crate::address::Address;
use crate::input::known_names;
use crate::problem::Problem;

/// Words that say what kind of authority it is, and not which.
const KIND_WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "upon",
    "on",
    "in",
    "city",
    "county",
    "council",
    "borough",
    "district",
    "royal",
    "london",
    "metropolitan",
    "unitary",
    "authority",
    "corporation",
    "ua",
    "sea",
];

/// What two spellings of one authority have in common: `Bristol, City of` and `Bristol City Council` are `bristol`.
pub(crate) fn key(name: &str) -> String {
    let lower = folded(name);
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let own: Vec<&str> = words.iter().copied().filter(|word| !KIND_WORDS.contains(word)).collect();
    // "City of London" is nothing but such words.
    if own.is_empty() { words.join(" ") } else { own.join(" ") }
}

/// The authorities of a table, each in the spelling that most of its rows have.
#[derive(Debug, Default)]
pub(super) struct Authorities {
    spellings: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Authorities {
    /// Takes note of the name in one row.
    pub(super) fn note(&mut self, name: &str) {
        *self.spellings.entry(key(name)).or_default().entry(spaced(name)).or_default() += 1;
    }

    /// The spelling of an authority that most rows have; of equals the first in the alphabet.
    pub(super) fn spelling(&self, name: &str) -> Option<&str> {
        let spellings = self.spellings.get(&key(name))?;
        let most = spellings.values().max()?;
        spellings.iter().find(|(_, rows)| *rows == most).map(|(name, _)| name.as_str())
    }

    /// The authority that is meant, or what would be accepted.
    pub(super) fn find(&self, name: &str) -> Result<&str, Problem> {
        self.spelling(name).ok_or_else(|| {
            let known: Vec<&str> = self.spellings.keys().filter_map(|key| self.spelling(key)).collect();
            let shown = super::reading::shown(name);
            Problem::new(Address::new("authority"), format!("\"{shown}\" is not in the table"))
                .accepted(known_names(name, known))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_authority_in_several_spellings() {
        for (one, other) in [
            ("Bristol, City of", "Bristol City Council"),
            ("County Durham", "Durham"),
            ("St. Helens", "St Helens"),
            ("Southend", "Southend-on-Sea"),
            ("Kingston upon Hull, City of", "Kingston Upon Hull"),
            ("Herefordshire, County of", "Herefordshire"),
            ("Kensington and Chelsea", "Royal Borough of Kensington & Chelsea"),
            ("Kent", "KENT COUNTY COUNCIL"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("Nottingham"), key("Nottinghamshire"));
        assert_ne!(key("Kingston Upon Thames"), key("Kingston upon Hull, City of"));
        assert_eq!(key("City of London"), "city of london");
        assert_eq!(key(""), "");
    }
}
