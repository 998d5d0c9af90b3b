//! What the nodes of a sheet name, in its text: inputs, national figures, events, and the named rows.

use super::{number, optional, table, text};
use crate::address::Address;
use crate::document::{Content, Node, Value};
use crate::input::{Fields, Read, Spread, Write, read_text, unit_named, unit_names, wrong_kind};
use crate::problem::{Problem, Problems, as_shown};
use crate::rules::Status;
use crate::sheet::{EventInfo, FigureInfo, FigureNote, InputInfo, NodeId, RowInfo};
use crate::{Decimal, Given};

/// A text that the model put together, from several texts of the input.
struct Words(String);

impl Read for Words {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        read_text(node, at, problems, 10_000).map(Self)
    }

    fn blank() -> Self {
        Self(String::new())
    }
}

/// A place among the nodes, or a line.
struct Place(u32);

impl Read for Place {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let Content::Number(text) = &node.content else {
            problems.push(wrong_kind(node, at, "a whole number"));
            return None;
        };
        let place = text.parse().map(Self);
        let problem =
            |_| Problem::new(at.clone(), "is no whole number in range").accepted("a whole number from 0 on");
        place.map_err(|wrong| problems.push(problem(wrong))).ok()
    }

    fn blank() -> Self {
        Self(0)
    }
}

fn words(fields: &Fields<'_>, key: &'static str, problems: &mut Problems) -> String {
    fields.required::<Words>(key, problems).0
}

fn words_if_any(fields: &Fields<'_>, key: &'static str, problems: &mut Problems) -> Option<String> {
    fields.optional::<Words>(key, problems).map(|words| words.0)
}

fn read_address(fields: &Fields<'_>, problems: &mut Problems) -> Address {
    Address::new(words(fields, "address", problems))
}

/// Without its bounds, which are those of its unit, and without the shape of its range, which only draws read.
impl Write for InputInfo {
    fn write(&self) -> Value {
        let spread = self.spread.as_ref();
        table([
            ("address", text(self.address.as_str())),
            ("unit", text(self.unit)),
            ("value", number(self.value)),
            ("low", optional(spread, |spread| number(spread.low))),
            ("high", optional(spread, |spread| number(spread.high))),
            ("line", optional(self.line, |line| line.write())),
            ("source", optional(self.source.as_deref(), text)),
            ("default", optional(self.default.then_some(true), |default| default.write())),
        ])
    }
}

impl Read for InputInfo {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, at, problems)?;
        fields.expect(&["address", "unit", "value", "low", "high", "line", "source", "default"]);
        let address = read_address(&fields, problems);
        let unit = words(&fields, "unit", problems);
        let value = fields.required::<Given>("value", problems).0;
        let ends = ["low", "high"].map(|key| fields.optional::<Given>(key, problems).map(|end| end.0));
        let (line, source) =
            (fields.optional::<Place>("line", problems), words_if_any(&fields, "source", problems));
        let default = fields.optional("default", problems).unwrap_or_default();
        fields.finish(problems);
        let Some((unit, bounds)) = unit_named(&unit) else {
            let problem = Problem::new(at.join("unit"), format!("\"{}\" is no unit", as_shown(&unit, 40)));
            let units: Vec<&str> = unit_names().collect();
            problems.push(problem.accepted(format!("one of: {}", units.join(", "))));
            return None;
        };
        let spread = match ends {
            [Some(low), Some(high)] if low <= high => {
                Some(Spread { low, high, shape: None, meaning: None, listed: None })
            }
            [None, None] => None,
            _ => {
                let problem = Problem::new(at.clone(), "is half a range, or one that ends before it begins");
                problems.push(problem.accepted("low and high, low first, or neither"));
                return None;
            }
        };
        let input = Self {
            address,
            unit,
            value,
            line: line.map(|line| line.0),
            source,
            remarks: None,
            default,
            spread,
            bounds,
        };
        problems.extend(input.check(value).err());
        Some(input)
    }

    fn blank() -> Self {
        Self {
            address: Address::root(),
            unit: "",
            value: Decimal::ZERO,
            line: None,
            source: None,
            remarks: None,
            default: false,
            spread: None,
            bounds: (Decimal::MIN, Decimal::MAX),
        }
    }
}

impl Write for FigureNote {
    fn write(&self) -> Value {
        let stated = |own: &str| optional((!own.is_empty()).then_some(own), text);
        table([
            ("source", text(&self.source)),
            ("published", stated(&self.published)),
            ("url", stated(&self.url)),
            ("status", text(self.status)),
            ("projected", optional(self.projected.as_deref(), text)),
            ("as_of", optional(self.as_of, |day| day.write())),
        ])
    }
}

impl Read for FigureNote {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, at, problems)?;
        fields.expect(&["source", "published", "url", "status", "projected", "as_of"]);
        let status = words(&fields, "status", problems);
        let note = Self {
            source: words(&fields, "source", problems),
            published: words_if_any(&fields, "published", problems).unwrap_or_default(),
            url: words_if_any(&fields, "url", problems).unwrap_or_default(),
            status: Status::read(&status).map_or("", Status::word),
            projected: words_if_any(&fields, "projected", problems),
            as_of: fields.optional("as_of", problems),
        };
        fields.finish(problems);
        if note.status.is_empty() && !status.is_empty() {
            let problem =
                Problem::new(at.join("status"), format!("\"{}\" is no status", as_shown(&status, 40)));
            problems.push(problem.accepted("verified, derived or unverified"));
        }
        Some(note)
    }

    fn blank() -> Self {
        let nothing = String::new();
        Self {
            source: nothing.clone(),
            published: nothing.clone(),
            url: nothing,
            status: "",
            projected: None,
            as_of: None,
        }
    }
}

/// The notes of all years are written once where they are the same.
impl Write for FigureInfo {
    fn write(&self) -> Value {
        let same = self.notes.windows(2).all(|pair| pair[0] == pair[1]);
        let notes = if same { &self.notes[..self.notes.len().min(1)] } else { &self.notes[..] };
        table([
            ("address", text(self.address.as_str())),
            ("label", text(&self.label)),
            ("unit", text(&self.unit)),
            ("values", Value::List(self.values.iter().map(|value| number(*value)).collect())),
            ("notes", Value::List(notes.iter().map(Write::write).collect())),
        ])
    }
}

impl Read for FigureInfo {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, at, problems)?;
        fields.expect(&["address", "label", "unit", "values", "notes"]);
        let figure = Self {
            address: read_address(&fields, problems),
            label: words(&fields, "label", problems),
            unit: words(&fields, "unit", problems),
            values: fields.required::<Vec<Given>>("values", problems).into_iter().map(|own| own.0).collect(),
            notes: fields.required("notes", problems),
        };
        fields.finish(problems);
        if figure.notes.is_empty() || ![1, figure.values.len()].contains(&figure.notes.len()) {
            let problem = Problem::new(at.join("notes"), format!("has {} entries", figure.notes.len()));
            problems.push(problem.accepted("one note for all values, or one for each"));
        }
        Some(figure)
    }

    fn blank() -> Self {
        let nothing = String::new();
        let address = Address::root();
        Self { address, label: nothing.clone(), unit: nothing, values: Vec::new(), notes: Vec::new() }
    }
}

impl Write for EventInfo {
    fn write(&self) -> Value {
        table([
            ("address", text(self.address.as_str())),
            ("label", text(&self.label)),
            ("planned", self.planned.write()),
        ])
    }
}

impl Read for EventInfo {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, at, problems)?;
        fields.expect(&["address", "label", "planned"]);
        let event = Self {
            address: read_address(&fields, problems),
            label: words(&fields, "label", problems),
            planned: fields.required("planned", problems),
        };
        fields.finish(problems);
        Some(event)
    }

    fn blank() -> Self {
        Self { address: Address::root(), label: String::new(), planned: false }
    }
}

/// A list and not a table, since there are thousands: address, label, unit, and the place of its node.
impl Write for RowInfo {
    fn write(&self) -> Value {
        let place = self.node.0.write();
        Value::List(vec![text(self.address.as_str()), text(&self.label), text(&self.unit), place])
    }
}

impl Read for RowInfo {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let Content::List(parts) = &node.content else {
            problems.push(wrong_kind(node, at, "a list"));
            return None;
        };
        let [address, label, unit, place] = &parts[..] else {
            let problem = Problem::new(at.clone(), format!("has {} entries", parts.len()));
            problems.push(problem.accepted("an address, a label, a unit and the place of a node"));
            return None;
        };
        let mut words =
            |part: &Node, place: usize| Words::read(part, &at.join(place), problems).map(|words| words.0);
        let (address, label, unit) = (words(address, 1), words(label, 2), words(unit, 3));
        let node = Place::read(place, &at.join(4), problems).map(|place| NodeId(place.0));
        Some(Self { address: Address::new(address?), label: label?, unit: unit?, node: node? })
    }

    fn blank() -> Self {
        Self { address: Address::root(), label: String::new(), unit: String::new(), node: NodeId(0) }
    }
}
