//! Taking stock of an input: every number that it states, and everything that it leaves to the library.
//!
//! The addresses come from the same declaration that reads the input, so that nothing can be used in silence: what a
//! record has no value for is a default, and is listed with the words of its documentation.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::remarks::Remarks;
use crate::address::Address;
use crate::document::{Content, Node};

/// What an input states, and what it leaves to the library.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stock {
    /// Its numbers, as far as a number can say where it comes from.
    pub(crate) numbers: Vec<Number>,
    /// The rules, switches and words that hold because nothing else was stated: address and what holds.
    pub(crate) choices: Vec<(Address, String)>,
}

/// A number of an input, or the library's own in its place.
#[derive(Debug, Clone)]
pub(crate) struct Number {
    pub(crate) address: Address,
    pub(crate) central: Decimal,
    /// The smallest and the largest value that its unit allows.
    pub(crate) bounds: (Decimal, Decimal),
    pub(crate) unit: &'static str,
    /// The low and the high value, where its author gives a range or a list of values.
    pub(crate) range: Option<(Decimal, Decimal)>,
    /// What its author says of it.
    pub(crate) remarks: Option<Arc<Remarks>>,
    /// Why the library puts this number here, where nobody stated one.
    pub(crate) default: Option<&'static str>,
}

impl Number {
    /// Whether its author says where it comes from.
    pub(crate) fn is_sourced(&self) -> bool {
        self.remarks.as_ref().is_some_and(|said| said.source.is_some())
    }
}

impl Stock {
    /// Notes a word, a switch or a whole number that is the library's own.
    pub(crate) fn chosen(&mut self, at: &Address, what: impl std::fmt::Display) {
        self.choices.push((at.clone(), format!("{what}, since nothing else was stated")));
    }

    /// Notes what holds where an optional key is left out, if its documentation says what that is.
    pub(crate) fn left_out(&mut self, at: &Address, key: &str, by_default: &str) {
        if !by_default.is_empty() {
            self.choices.push((at.join(key), format!("by default {by_default}")));
        }
    }
}

/// What stands under a key of a table.
pub(crate) fn under<'n>(node: Option<&'n Node>, key: &str) -> Option<&'n Node> {
    match node.map(|node| &node.content) {
        Some(Content::Table(entries)) => entries.iter().find(|(name, _)| name == key).map(|(_, node)| node),
        _ => None,
    }
}

/// What the documentation of a key says of its being left out: the words after "by default" up to the end of the
/// sentence. Worked out while the library is compiled, so that no other documentation is carried along.
pub(crate) const fn by_default(documentation: &'static str) -> &'static str {
    const MARK: &[u8] = b"y default ";
    let text = documentation.as_bytes();
    let mut start = 1;
    while start + MARK.len() <= text.len() {
        let mut same = 0;
        while same < MARK.len() && text[start + same] == MARK[same] {
            same += 1;
        }
        if same == MARK.len() && matches!(text[start - 1], b'b' | b'B') {
            let (_, rest) = documentation.split_at(start + MARK.len());
            let bytes = rest.as_bytes();
            let mut end = 0;
            // A full stop ends the sentence where nothing or a space follows it: 7.5 does not.
            while end < bytes.len()
                && !(bytes[end] == b'.' && (end + 1 == bytes.len() || bytes[end + 1] == b' '))
                && bytes[end] != b';'
            {
                end += 1;
            }
            return rest.split_at(end).0;
        }
        start += 1;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_after_by_default_are_those_of_the_sentence() {
        assert_eq!(by_default("Heads: a threshold each. By default one for each post."), "one for each post");
        assert_eq!(by_default("Who pays; by default the council."), "the council");
        assert_eq!(by_default("A rate. By default 7.5 a year; it must be sure."), "7.5 a year");
        assert_eq!(by_default("A rate that must be stated."), "");
        assert_eq!(by_default(""), "");
    }
}
