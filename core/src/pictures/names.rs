//! Names of the input as they stand in a picture: each its own, short enough, and nothing but text.

use crate::Decimal;
use crate::money;
pub(super) use crate::money::nearest_float as float;

/// The most characters of a name in a sentence.
const LONGEST: usize = 80;

/// A name without what would break a line, cut where it is too long, and kept to itself where it runs from right to left.
pub(super) fn shown(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    // What turns the direction of a text around could turn that of the rest of the picture.
    let plain: String =
        plain.chars().filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')).collect();
    let plain = plain.trim();
    let mut cut: String = plain.chars().take(LONGEST).collect();
    if cut.len() < plain.len() {
        cut.push('…');
    }
    if cut.chars().any(from_the_right) { format!("\u{2068}{cut}\u{2069}") } else { cut }
}

/// Whether a character belongs to a script that is written from right to left.
const fn from_the_right(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// Labels for things with an id and a name: the name, with the id beside it where another has the same name, and the id
/// alone where there is no name.
pub(super) fn labels<'a>(things: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Vec<String> {
    let names: Vec<String> = things.clone().map(|(_, name)| shown(name)).collect();
    things
        .zip(&names)
        .map(|((id, _), name)| {
            if name.is_empty() {
                shown(id)
            } else if names.iter().filter(|other| *other == name).count() > 1 {
                format!("{name} ({})", shown(id))
            } else {
                name.clone()
            }
        })
        .collect()
}

/// A label cut to so many characters, for a place of a fixed width.
pub(super) fn cut(label: &str, most: usize) -> String {
    if label.chars().count() <= most {
        return label.to_owned();
    }
    let mut cut: String = label.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    if label.ends_with('\u{2069}') {
        cut.push('\u{2069}');
    }
    cut
}

/// A title in at most three lines.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let word = cut(word, width);
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = word,
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    if lines.len() > 3 {
        lines.truncate(3);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

/// A sum in a sentence: whole pounds, the sign before the pound.
pub(super) fn pounds(value: Decimal) -> String {
    let sign = if money::to_places(value, 0).is_sign_negative() { "−" } else { "" };
    format!("{sign}£{}", money::whole_pounds(value.abs()))
}

/// A sum of a draw in a sentence.
pub(super) fn about(value: f64, unit: &str) -> String {
    let Ok(decimal) = Decimal::try_from(value) else { return format!("{value:e} {unit}") };
    if unit.starts_with('£') {
        return if decimal.abs() < Decimal::from(100) && unit != "£" {
            let sign = if decimal.is_sign_negative() { "−" } else { "" };
            format!("{sign}£{}{}", money::pounds_and_pence(decimal.abs()), &unit['£'.len_utf8()..])
        } else {
            format!("{}{}", pounds(decimal), &unit['£'.len_utf8()..])
        };
    }
    let places = if decimal.abs() < Decimal::from(100) { 2 } else { 0 };
    format!("{} {unit}", money::grouped(money::to_places(decimal, places)))
}

/// A chance in a sentence.
pub(super) fn percentage(share: f64) -> String {
    let decimal = Decimal::try_from(100.0 * share).unwrap_or_default();
    format!("{}%", money::to_places(decimal, 1).normalize())
}

/// A small count as a float.
pub(super) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Several things in a sentence.
pub(super) fn listed(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// What the unit of a row says of its prices: money without more is cash.
pub(super) fn basis(unit: &str) -> &'static str {
    if unit == "£" { "cash" } else { "" }
}

/// A sum without what its unit says of prices, which the axis says.
pub(super) fn short(value: f64, unit: &str) -> String {
    about(value, if unit.starts_with("£ of") { "£" } else { unit })
}

/// What must be said once of sums that are written short.
pub(super) fn in_prices(unit: &str) -> &'static str {
    if unit.starts_with("£ of the price base") { " Sums are in pounds of the price base." } else { "" }
}
