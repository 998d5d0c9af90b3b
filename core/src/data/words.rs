//! Words of a table: put in one spelling, and looked up.

use super::reading::Taken;

/// What a cell says where there is no value, in its usual spelling.
const UNSTATED: &[&str] = &[
    "[Unknown]",
    "Unknown",
    "N/A",
    "NA",
    "N",
    "-",
    "n/a - mobile",
    "N/A Closed",
    "Not Currently Open",
    "Varied by Schedule",
    "No Regular Opening",
    "Appointment Only",
    "Facility Not Open",
    "Temporary Closure",
    "[No registered public address]",
];

/// A text in lower case, with one space between words and none around them.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

/// The text with one space between words and none around them.
pub(super) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a text without a value is taken; none where it has one.
pub(super) fn without_value(text: &str) -> Option<Taken> {
    let folded = folded(text);
    if folded.is_empty() {
        Some(Taken::Blank)
    } else if UNSTATED.iter().any(|known| known.to_lowercase() == folded) {
        Some(Taken::Unstated)
    } else {
        None
    }
}

/// A word looked up among those that a column knows, each with its usual spelling.
pub(super) fn look_up<T: Copy>(text: &str, words: &[(&str, T)]) -> Option<(T, Taken)> {
    let folded = folded(text);
    words.iter().find(|(word, _)| word.to_lowercase() == folded).map(|(_, value)| {
        // Another word may be the usual spelling of the same thing: what stands in the list as it is was not put right.
        let as_it_stands = words.iter().any(|(word, _)| *word == text);
        (*value, if as_it_stands { Taken::Read } else { Taken::Tidied })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_put_right_and_said_so() {
        let words = [("Yes", true), ("No", false)];
        assert_eq!(look_up("Yes", &words), Some((true, Taken::Read)));
        assert_eq!(look_up(" yes ", &words), Some((true, Taken::Tidied)));
        assert_eq!(look_up("perhaps", &words), None);
        assert_eq!(without_value("  "), Some(Taken::Blank));
        assert_eq!(without_value("[unknown]"), Some(Taken::Unstated));
        assert_eq!(without_value("Yes"), None);
        assert_eq!(spaced("  HMP  Preston Prison "), "HMP Preston Prison");
    }
}
