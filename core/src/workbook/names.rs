//! Names that a spreadsheet program takes: of sheets, and of cells.

use std::collections::HashSet;

use super::cells::SheetId;

/// The most characters of the name of a sheet, in the units of UTF-16.
const LONGEST_SHEET: usize = 31;
/// The most characters of the name of a cell; a spreadsheet program takes 255.
const LONGEST_NAME: usize = 240;

const INPUTS: &str = "Inputs";
const EVENTS: &str = "What may happen";
const ASSUMPTIONS: &str = "Assumptions";
const COMMON: &str = "Timing";
const FLOWS: &str = "Flows";
const COMPARISON: &str = "Comparison";
const CHECKS: &str = "Checks";

/// The names of the sheets.
#[derive(Debug)]
pub(super) struct SheetNames {
    options: Vec<String>,
}

impl SheetNames {
    /// The names of the sheets of options, from the names of the options.
    pub(super) fn new<'n>(options: impl Iterator<Item = &'n str>) -> Self {
        let fixed = [INPUTS, EVENTS, ASSUMPTIONS, COMMON, FLOWS, COMPARISON, CHECKS, "History"];
        let mut taken: HashSet<String> = fixed.iter().map(|name| name.to_lowercase()).collect();
        let options = options.map(|name| {
            let name = legal_sheet(name);
            let mut own = name.clone();
            let mut copy = 2;
            while !taken.insert(own.to_lowercase()) {
                let mark = format!(" {copy}");
                own = format!("{}{mark}", cut(&name, LONGEST_SHEET - mark.len()));
                copy += 1;
            }
            own
        });
        Self { options: options.collect() }
    }

    /// The name of a sheet.
    pub(super) fn of(&self, sheet: SheetId) -> &str {
        match sheet {
            SheetId::Inputs => INPUTS,
            SheetId::Events => EVENTS,
            SheetId::Assumptions => ASSUMPTIONS,
            SheetId::Common => COMMON,
            SheetId::Option(place) => self.options.get(place).map_or("", String::as_str),
            SheetId::Flows => FLOWS,
            SheetId::Comparison => COMPARISON,
            SheetId::Checks => CHECKS,
        }
    }

    /// What stands before a reference to a cell of a sheet, in a formula of another: nothing in its own.
    pub(super) fn prefix(&self, from: SheetId, to: SheetId) -> String {
        match to {
            _ if from == to => String::new(),
            SheetId::Events | SheetId::Option(_) => format!("'{}'!", self.of(to)),
            _ => format!("{}!", self.of(to)),
        }
    }
}

/// A name of a sheet without what such a name, or a formula that holds it, may not have.
fn legal_sheet(name: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '_');
    let plain: String = name.chars().map(|c| if kept(c) { c } else { ' ' }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = cut(&plain, LONGEST_SHEET);
    if name.is_empty() { "Option".to_owned() } else { name }
}

/// The beginning of a text, at most so many units of UTF-16.
fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= most
    });
    kept.collect::<String>().trim().to_owned()
}

/// Names for cells, made from addresses.
#[derive(Debug, Default)]
pub(super) struct CellNames {
    taken: HashSet<String>,
}

impl CellNames {
    /// A name that no other cell has and that is no reference.
    pub(super) fn of(&mut self, address: &str) -> String {
        let plain: String = address
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .take(LONGEST_NAME)
            .collect();
        let begins = plain.starts_with(|c: char| c.is_ascii_alphabetic());
        let name = if begins && !is_reference(&plain) { plain } else { format!("_{plain}") };
        let mut own = name.clone();
        let mut copy = 2;
        while !self.taken.insert(own.to_ascii_lowercase()) {
            own = format!("{name}_{copy}");
            copy += 1;
        }
        own
    }
}

/// Whether a spreadsheet program would read a name as a cell: `A1`, `XFD9`, `R`, `C3`, `R1C1`; or as a word of its own.
fn is_reference(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let after = upper.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = upper.len() - after.len();
    let a1 = letters <= 3 && !after.is_empty() && after.bytes().all(|b| b.is_ascii_digit());
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let r1c1 = upper.strip_prefix('R').is_some_and(|rest| {
        let (row, column) = rest.split_once('C').unwrap_or((rest, ""));
        digits(row) && digits(column)
    });
    let c1 = upper.strip_prefix('C').is_some_and(digits);
    a1 || r1c1 || c1 || matches!(upper.as_str(), "TRUE" | "FALSE")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_legal_and_unique() {
        let hostile = [
            "a:b/c\\d?e*f[g]",
            "'quoted'",
            "=1+1",
            "LET(x,\"y\")",
            "",
            "History",
            "Inputs",
            "A very long name of an option that goes on and on",
            "A very long name of an option that goes on and further",
            "\u{1F4DA}\u{1F4DA}",
            "council",
            "Council",
        ];
        let names = SheetNames::new(hostile.into_iter());
        let mut seen = HashSet::new();
        for place in 0..hostile.len() {
            let name = names.of(SheetId::Option(place));
            assert!(!name.is_empty() && name.encode_utf16().count() <= 31, "{name}");
            assert!(!name.contains(['*', '?', ':', '[', ']', '\\', '/', '\'', '"', '(', '!']), "{name}");
            assert!(seen.insert(name.to_lowercase()), "{name} twice");
            assert!(!["inputs", "history"].contains(&name.to_lowercase().as_str()), "{name}");
        }
    }

    #[test]
    fn names_of_cells_are_no_references() {
        for (address, name) in [
            ("service.premises.energy", "service_premises_energy"),
            ("a1", "_a1"),
            ("XFD1048576", "_XFD1048576"),
            ("r", "_r"),
            ("R1C1", "_R1C1"),
            ("rc", "_rc"),
            ("c3", "_c3"),
            ("overrides.business_rates.multiplier.1", "overrides_business_rates_multiplier_1"),
            ("1st", "_1st"),
            ("true", "_true"),
            ("abcd1", "abcd1"),
        ] {
            assert_eq!(CellNames::default().of(address), name);
        }
        let mut names = CellNames::default();
        assert_eq!(
            (names.of("a.b"), names.of("a_b"), names.of("A.B")),
            ("a_b".into(), "a_b_2".into(), "A_B_3".into())
        );
    }
}
