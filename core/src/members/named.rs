//! Figures by what they are: where a sentence has the address of one, members read its name.

use std::collections::BTreeMap;

use super::document::{Block, MembersTable};
use crate::assumptions::AssumptionsLog;

/// The names of figures by their addresses. A name that two figures share says nothing: these keep their addresses.
pub(super) struct Names<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Names<'a> {
    pub(super) fn of(log: &'a AssumptionsLog) -> Self {
        let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &log.assumptions {
            *shared.entry(row.label.as_str()).or_default() += 1;
        }
        let own = log.assumptions.iter().filter(|row| shared.get(row.label.as_str()) == Some(&1));
        Self(own.map(|row| (row.address.as_str(), row.label.as_str())).collect())
    }

    /// Puts the names into the body of a report. The annexes keep the addresses, by which a figure is found again.
    pub(super) fn put_into(&self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading { level: 2, number: None, .. } => return,
                Block::Paragraph { text } => self.put(text),
                Block::List { items } => items.iter_mut().for_each(|item| self.put(item)),
                Block::Table(table) => self.put_into_table(table),
                Block::Figure(figure) => {
                    self.put(&mut figure.description);
                    self.put_into_table(&mut figure.table);
                }
                _ => {}
            }
        }
    }

    fn put_into_table(&self, table: &mut MembersTable) {
        for row in &mut table.rows {
            self.put(&mut row.label);
            row.cells.iter_mut().for_each(|cell| self.put(cell));
        }
    }

    /// An address that is the whole text, or begins it before a colon, gives way to the name alone; in a sentence the name
    /// stands in quotation marks.
    fn put(&self, text: &mut String) {
        if !text.contains('.') {
            return;
        }
        let alone = !text.contains(' ');
        let words = text
            .split(' ')
            .enumerate()
            .map(|(place, word)| self.word(word, alone || place == 0 && word.ends_with(':')));
        let named = words.collect::<Vec<_>>().join(" ");
        *text = named;
    }

    fn word(&self, word: &str, bare_name: bool) -> String {
        let bare = word.trim_start_matches('(').trim_end_matches(['.', ',', ':', ';', ')']);
        let Some(name) = self.0.get(bare) else { return word.to_owned() };
        let (before, after) = word.split_once(bare).unwrap_or_default();
        if bare_name {
            format!("{before}{name}{after}")
        } else {
            format!("{before}\u{201c}{name}\u{201d}{after}")
        }
    }
}
