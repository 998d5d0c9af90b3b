//! Ready sets of criteria, as data with their sources.

use std::sync::OnceLock;

use super::input::CriteriaSet;
use crate::document::{self, Content, Format, Node};

/// A ready set.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) label: String,
    pub(crate) source: String,
    pub(crate) url: String,
    pub(crate) caution: String,
    /// The ids of its criteria, each with its label.
    pub(crate) criteria: Vec<(String, String)>,
}

impl Ready {
    pub(crate) fn label_of(&self, id: &str) -> Option<&str> {
        self.criteria.iter().find(|(known, _)| known == id).map(|(_, label)| label.as_str())
    }
}

impl CriteriaSet {
    /// What the data say of it.
    pub(crate) fn ready(self) -> Option<&'static Ready> {
        static SETS: OnceLock<Vec<(String, Ready)>> = OnceLock::new();
        let sets = SETS.get_or_init(read);
        sets.iter().find(|(id, _)| id == self.word()).map(|(_, set)| set)
    }
}

fn read() -> Vec<(String, Ready)> {
    let document = document::read(include_str!("data/sets.toml"), Format::Toml);
    let Ok(Content::Table(sets)) = document.map(|node| node.content) else { return Vec::new() };
    let set = |(id, node): (String, Node)| {
        let [label, source, url, caution] =
            ["label", "source", "url", "caution"].map(|key| node.get(key).map(text).unwrap_or_default());
        let criteria = match node.get("criteria").map(|node| &node.content) {
            Some(Content::Table(entries)) => {
                entries.iter().map(|(id, node)| (id.clone(), text(node))).collect()
            }
            _ => Vec::new(),
        };
        (id, Ready { label, source, url, caution, criteria })
    };
    sets.into_iter().map(set).collect()
}

fn text(node: &Node) -> String {
    match &node.content {
        Content::Text(text) => text.clone(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_is_there_with_its_source() {
        for (set, count) in [(CriteriaSet::NationalOutcomes, 7), (CriteriaSet::ToolkitThemes, 3)] {
            let ready = set.ready().unwrap();
            assert_eq!(ready.criteria.len(), count);
            for text in [&ready.label, &ready.source, &ready.caution] {
                assert!(!text.is_empty(), "{set}");
            }
            assert!(ready.url.starts_with("https://www.gov.uk/"), "{set}");
        }
        assert_eq!(CriteriaSet::ALL.len(), read().len());
    }
}
