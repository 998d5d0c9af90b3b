//! What an input changes in the lines of an option and removes from them, by the id of a line.

use std::collections::{HashMap, HashSet};

use super::{Ledger, LineChange, LineChanges};
use crate::address::Address;
use crate::input::{Text, known_names};
use crate::problem::{Problem, as_shown};
use crate::workings::Workings;

/// What is said of one line.
#[derive(Debug, Clone)]
struct Edit {
    /// The id as the input writes it.
    written: String,
    /// Where the input says it.
    at: Address,
    /// What changes; none where the line falls away.
    change: Option<LineChange>,
    /// Whether such a line has come by.
    met: bool,
    /// Whether it is a slip if none comes by.
    expected: bool,
}

/// All that is said of lines. What is said first of a line holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edits {
    all: Vec<Edit>,
    changes: HashMap<String, usize>,
    removed: HashMap<String, usize>,
}

impl Edits {
    /// Adds what an option at an address changes and removes in the lines whose ids begin with a prefix.
    pub(crate) fn add(
        &mut self,
        prefix: &str,
        at: &Address,
        changes: &LineChanges,
        removed: &[Text],
        expected: bool,
    ) {
        for (id, change) in changes.iter() {
            self.changes.entry(format!("{prefix}{id}")).or_insert(self.all.len());
            let at = at.join("changes").join(id);
            self.all.push(Edit {
                written: id.to_owned(),
                at,
                change: Some(change.clone()),
                met: false,
                expected,
            });
        }
        for id in removed {
            self.removed.entry(format!("{prefix}{id}")).or_insert(self.all.len());
            let at = at.join("remove");
            self.all.push(Edit { written: id.to_string(), at, change: None, met: false, expected });
        }
    }

    /// Whether a line falls away.
    pub(super) fn removes(&mut self, id: &str) -> bool {
        let Some(place) = self.removed.get(id) else { return false };
        self.all[*place].met = true;
        true
    }

    /// The change to a line, with its place in the input.
    pub(super) fn change(&mut self, id: &str) -> Option<(LineChange, Address)> {
        let edit = &mut self.all[*self.changes.get(id)?];
        edit.met = true;
        edit.change.clone().map(|change| (change, edit.at.clone()))
    }
}

impl Ledger {
    /// Takes over what today's option changes and removes, for the lines of today's service that have a prefix.
    /// What the option itself says of such a line comes first. Nothing of it is reported as unmet: it is, with today's
    /// option.
    pub(crate) fn as_today(&mut self, prefix: &str, at: &Address, changes: &LineChanges, removed: &[Text]) {
        self.edits.add(prefix, at, changes, removed, false);
    }

    /// Reports the changes to lines that the option does not have, but for those that it may have once its input can be
    /// read. What is said once for all libraries is met where one of them has such a line.
    pub(crate) fn report_unmet(&self, w: &Workings<'_>, may_come: impl Fn(&str) -> bool) {
        let place = |edit: &Edit| (w.place(&edit.at), edit.written.clone());
        let expected = || self.edits.all.iter().filter(|edit| edit.expected);
        let met: HashSet<_> = expected().filter(|edit| edit.met).map(place).collect();
        let ids = || self.lines.iter().map(|line| line.id.as_str());
        for edit in expected().filter(|edit| !edit.met) {
            let id = &edit.written;
            if id.is_empty() || met.contains(&place(edit)) || may_come(id) {
                continue;
            }
            let shown = as_shown(id, 60);
            let problem = Problem::new(edit.at.clone(), format!("the option has no line \"{shown}\""));
            w.problem(problem.accepted(known_names(id, ids())));
        }
    }
}
