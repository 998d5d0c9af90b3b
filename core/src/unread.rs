//! What could not be read of an input, and what therefore cannot be said of the rest.
//!
//! A load goes on past what it cannot read, with blanks in its place, so that every problem is reported at once. A
//! problem that would go away with the slip above it is not reported: these are the questions that decide it.

use crate::address::Address;
use crate::input::nearest;
use crate::problem::{Problem, Problems};

/// The problems of reading, before anything was built.
#[derive(Debug, Default)]
pub(crate) struct Unread(Problems);

impl Unread {
    pub(crate) const fn new(problems: Problems) -> Self {
        Self(problems)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// Whether what stands at an address, or a part of it, or what it is a part of, could not be read.
    pub(crate) fn touches(&self, at: &Address) -> bool {
        self.iter().any(|problem| {
            let known = &problem.address;
            !known.is_root() && (known.is_at_or_below(at) || at.is_at_or_below(known))
        })
    }

    /// Whether the years of the appraisal, or its price base, are not known.
    pub(crate) fn period(&self) -> bool {
        ["first_year", "years", "prices"].iter().any(|key| self.touches(&Address::new("question").join(key)))
    }

    /// Whether a group (`parties`, `options`, `indices`) may hold an id that is not found in it: the group could not be
    /// read, or an entry whose own id is no id looks as if it were meant.
    pub(crate) fn may_hold(&self, group: &str, id: &str) -> bool {
        self.iter().any(|problem| {
            let Some(rest) = problem.address.as_str().strip_prefix(group) else { return false };
            let entry =
                rest.strip_prefix('.').map(|entry| entry.to_ascii_lowercase().replace([' ', '-'], "_"));
            rest.is_empty() || entry.is_some_and(|entry| nearest(&entry, [id]).is_some())
        })
    }

    /// Whether a projection or an override of a figure, or one that may be meant for it, could not be taken.
    pub(crate) fn figure(&self, id: &str) -> bool {
        let within = |part: &str, whole: &str| {
            whole.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let groups = id.match_indices('.').map(|(end, _)| &id[..end]).chain([id]);
        ["projections", "overrides"].iter().any(|group| {
            self.iter().filter_map(|problem| problem.address.as_str().strip_prefix(group)).any(|rest| {
                rest.is_empty()
                    || rest.strip_prefix('.').is_some_and(|said| {
                        within(said, id) || within(id, said) || nearest(said, groups.clone()).is_some()
                    })
            })
        })
    }
}
