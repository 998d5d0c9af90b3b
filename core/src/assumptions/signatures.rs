//! Who signed what: the signature of an estimate itself, or one of `sign_off`.
//!
//! A signature belongs to a value. Where it states the value that was signed, any other value is not signed. Where it does
//! not, it holds for the value that stands in the question: a file that is edited by hand says nothing of what stood there
//! before, but a what-if does.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Status;
use crate::appraisal::{Penny, Question, SignOff};
use crate::date;
use crate::document::{Content, Node};
use crate::input::Signature;

/// The table of the question.
const SIGN_OFF: &str = "sign_off";
/// What the addresses of national figures begin with, which a key of the table may leave out.
const RULES: &str = "rules.";

/// The signatures of a question, and which of them signed something.
pub(super) struct Signatures<'q> {
    all: Vec<(&'q str, &'q SignOff)>,
    used: BTreeSet<&'q str>,
}

/// What the log says of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signed {
    pub(super) by: Option<String>,
    pub(super) on: Option<String>,
    pub(super) value: Option<Penny>,
    pub(super) status: Status,
}

/// A signature from wherever it stands.
struct Found<'a> {
    by: &'a str,
    on: Date,
    value: Option<Decimal>,
}

impl<'q> Signatures<'q> {
    pub(super) fn of(question: &'q Question) -> Self {
        let all = question.sign_off.0.iter().map(|(key, _, signed)| (key.as_str(), signed)).collect();
        Self { all, used: BTreeSet::new() }
    }

    /// Whether the value that holds at an address is signed. `stated` is the value that stands in the question.
    pub(super) fn signed(
        &mut self,
        address: &str,
        own: Option<&Signature>,
        stated: Option<Decimal>,
        holds: Option<Decimal>,
    ) -> Signed {
        let mut covering: Vec<(&'q str, &'q SignOff)> =
            self.all.iter().filter(|(key, _)| covers(key, address)).copied().collect();
        covering.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
        self.used.extend(covering.iter().map(|(key, _)| *key));
        let own = own.map(|own| Found { by: &own.by, on: own.on, value: own.value });
        // Of those that cover the address the longest key says most about it.
        let nearest = covering.first().map(|(_, signed)| Found {
            by: &signed.signed_by,
            on: signed.signed_on,
            value: signed.signed_value.map(|value| value.0),
        });
        let found: Vec<Found<'_>> = own.into_iter().chain(nearest).collect();
        let is_for = |one: &&Found<'_>| one.value.or(stated) == holds;
        let Some(first) = found.iter().find(is_for).or_else(|| found.first()) else {
            return Signed { by: None, on: None, value: None, status: Status::NotSigned };
        };
        let same = is_for(&first);
        Signed {
            by: Some(first.by.to_owned()),
            on: Some(date::written(first.on)),
            value: first.value.or(stated).filter(|_| !same).map(Penny),
            status: if same { Status::Signed } else { Status::SignedForAnotherValue },
        }
    }

    /// The keys that signed nothing.
    pub(super) fn unused(&self) -> Vec<String> {
        self.all
            .iter()
            .map(|(key, _)| *key)
            .filter(|key| !self.used.contains(key))
            .map(str::to_owned)
            .collect()
    }
}

/// Whether a key is the address, or a group of which it is one.
fn covers(key: &str, address: &str) -> bool {
    let at = |address: &str| {
        address.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    at(address) || address.strip_prefix(RULES).is_some_and(at)
}

/// Keeps the value that was signed where another is put in its place: a signature in `sign_off` that states no value gets
/// the one that stood there.
pub(crate) fn keep_signature(document: &mut Node, address: &str, stood: Decimal) {
    let Content::Table(entries) = &mut document.content else { return };
    let table = entries.iter_mut().find(|(key, _)| key == SIGN_OFF).map(|(_, table)| &mut table.content);
    let Some(Content::Table(signed)) = table else { return };
    let covering = signed.iter().filter(|(key, _)| covers(key, address)).max_by_key(|(key, _)| key.len());
    let Some((key, signature)) = covering else { return };
    let Content::Table(fields) = &signature.content else { return };
    if fields.iter().any(|(field, _)| field == "signed_value") {
        return;
    }
    let mut fields = fields.clone();
    fields
        .push(("signed_value".to_owned(), Node { line: None, content: Content::Number(stood.to_string()) }));
    let kept = Node { line: signature.line, content: Content::Table(fields) };
    let key = if key == address { Some(key.clone()) } else { None };
    match key.and_then(|key| signed.iter_mut().find(|(known, _)| *known == key)) {
        Some((_, signature)) => *signature = kept,
        None => signed.push((address.to_owned(), kept)),
    }
}
