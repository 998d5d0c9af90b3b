//! Records: tables with known keys.

use std::cell::OnceCell;

use super::{Place, Read, known_names, nearest, wrong_kind};
use crate::address::Address;
use crate::document::{Content, Node};
use crate::problem::{MOST_REPORTED, Problem, Problems};

/// What is said of a key that a table does not have.
pub(crate) const KEY_NOT_KNOWN: &str = "the key is not known here";

/// The keys of a table while it is read: what is left over when all are taken is a problem.
pub(crate) struct Fields<'n> {
    node: &'n Node,
    entries: &'n [(String, Node)],
    at: &'n Address,
    known: Vec<&'static str>,
    /// Keys that are not known, each with the known key that it probably means.
    misspelt: OnceCell<Vec<(&'n str, &'n Node, &'static str)>>,
}

impl<'n> Fields<'n> {
    pub(crate) fn open(node: &'n Node, at: &'n Address, problems: &mut Problems) -> Option<Self> {
        let Content::Table(entries) = &node.content else {
            problems.push(wrong_kind(node, at, "a table"));
            return None;
        };
        Some(Self { node, entries, at, known: Vec::new(), misspelt: OnceCell::new() })
    }

    /// The line of the table, where it is known.
    pub(crate) const fn line(&self) -> Option<u32> {
        self.node.line
    }

    /// Says which keys are known, before any of them is taken.
    pub(crate) fn expect(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    pub(crate) fn take(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// A key that must be there.
    pub(crate) fn required<T: Read>(&self, key: &'static str, problems: &mut Problems) -> T {
        self.miss(key, problems);
        self.optional(key, problems).unwrap_or_else(T::blank)
    }

    /// Says so where a key is not there.
    fn miss(&self, key: &str, problems: &mut Problems) {
        if self.take(key).is_none() {
            let problem = Problem::new(self.at.join(key), "is missing").at_line(self.node.line);
            problems.push(problem.accepted(format!("give \"{key}\" a value")));
        }
    }

    /// A key that may be left out.
    pub(crate) fn optional<T: Read>(&self, key: &'static str, problems: &mut Problems) -> Option<T> {
        let mut value = None;
        let there = self.read(key, problems, &mut |node, at, problems| {
            value = T::read(node, at, problems);
            value.is_some()
        });
        if there && value.is_none() { Some(T::blank()) } else { value }
    }

    /// A key that has a default, which stands at its address.
    pub(crate) fn or_default<T: Read + Place>(
        &self,
        key: &'static str,
        default: fn() -> T,
        problems: &mut Problems,
    ) -> T {
        let value = self.optional(key, problems);
        value.unwrap_or_else(|| default().placed(&self.at.join(key)))
    }

    /// Reads what stands under a key, and says whether the key is there. It is compiled once and not once a type.
    ///
    /// A key that is not known may mean this one. It is reported as unknown; read as what it means, it brings no other
    /// problem that would go away with the slip.
    fn read(
        &self,
        key: &'static str,
        problems: &mut Problems,
        reader: &mut dyn FnMut(&Node, &Address, &mut Problems) -> bool,
    ) -> bool {
        if let Some(node) = self.take(key) {
            reader(node, &self.at.join(key), problems);
            return true;
        }
        if let Some((name, node, _)) = self.all_misspelt().iter().find(|(.., meant)| *meant == key) {
            let mut inside = Problems::new();
            if reader(node, &self.at.join(name), &mut inside) {
                problems.extend(inside);
            }
        }
        false
    }

    fn all_misspelt(&self) -> &[(&'n str, &'n Node, &'static str)] {
        self.misspelt.get_or_init(|| {
            let unknown = self.entries.iter().filter(|(name, _)| !self.known.contains(&name.as_str()));
            unknown
                .take(MOST_REPORTED)
                .filter_map(|(name, node)| {
                    let meant = nearest(name, self.known.iter().copied())?;
                    self.known.iter().find(|key| **key == meant).map(|key| (name.as_str(), node, *key))
                })
                .collect()
        })
    }

    /// Reports the keys that are not known, with whatever was wrong before.
    pub(crate) fn settled(&self, mut problems: Problems) -> Result<(), Problems> {
        self.finish(&mut problems);
        problems.or(())
    }

    /// The keys that are known and there.
    pub(crate) fn there(&self) -> Vec<&'static str> {
        let there = |key: &&'static str| self.take(key).is_some();
        self.known.iter().copied().filter(there).collect()
    }

    /// Reports the keys that are not known.
    pub(crate) fn finish(&self, problems: &mut Problems) {
        for (name, node) in self.entries {
            // What is not reported any more is not looked at: the nearest known key takes time to find.
            if problems.len() > MOST_REPORTED {
                break;
            }
            if !self.known.contains(&name.as_str()) {
                let shown: String =
                    name.chars().take(40).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
                problems.push(
                    Problem::new(self.at.join(&shown), KEY_NOT_KNOWN)
                        .accepted(known_names(name, self.known.iter().copied()))
                        .at_line(node.line),
                );
            }
        }
    }
}

/// Runs the check of a record, and keeps what it finds unless it stands at, or above, what could not be read. Where the
/// kind of a thing could not be read, nothing is said of what its kind may have.
pub(crate) fn check_whole(at: &Address, problems: &mut Problems, check: &mut dyn FnMut(&mut Problems)) {
    if problems.any_at(&at.join("kind")) {
        return;
    }
    let mut found = Problems::new();
    check(&mut found);
    let sound: Vec<Problem> = found.into_iter().filter(|one| !problems.any_at(&one.address)).collect();
    problems.extend(sound);
}

/// Declares a record: the struct, its constructor and its setters, its reader, its writer and its schema.
///
/// A field is `required`, `optional` (an `Option`), or has a default: `default name: Type = value;`. A record may end
/// with `check function;`, which sees the whole record with its fields' place and reports what contradicts itself. It
/// may meet blanks, and what it says of a field that could not be read is left out.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $($(#[doc = $field_doc:literal])* $kind:ident $field:ident: $type:ty $(= $default:expr)?;)*
        }
        $(check $check:path;)?
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $($(#[doc = $field_doc])* pub $field: record!(@type $kind $type),)*
        }

        record!(@constructor $name () () $($kind $field: $type $(= $default)?;)*);

        impl $name {
            $(record!(@setter $kind $field: $type);)*

            /// The keys that it has.
            pub(crate) const KEYS: &'static [&'static str] = &[$(stringify!($field)),*];

            pub(crate) fn read_fields(
                fields: &$crate::input::Fields<'_>,
                problems: &mut $crate::Problems,
            ) -> Self {
                $(let $field = record!(@read $kind $field: $type $(= $default)?; fields, problems);)*
                Self { $($field),* }
            }
        }

        impl $crate::input::Read for $name {
            fn read(
                node: &$crate::document::Node,
                at: &$crate::Address,
                problems: &mut $crate::Problems,
            ) -> Option<Self> {
                let mut fields = $crate::input::Fields::open(node, at, problems)?;
                fields.expect(Self::KEYS);
                let record = Self::read_fields(&fields, problems);
                fields.finish(problems);
                $($crate::input::check_whole(at, problems, &mut |found| $check(&record, at, node.line, found));)?
                Some(record)
            }

            fn blank() -> Self {
                Self { $($field: record!(@blank $kind $field: $type $(= $default)?)),* }
            }

            fn take_stock(
                &self,
                node: Option<&$crate::document::Node>,
                at: &$crate::Address,
                stock: &mut $crate::input::Stock,
            ) {
                let _ = (node, at, &stock);
                $(record!(@stock $kind $field concat!($($field_doc),*); self, node, at, stock);)*
            }
        }

        impl $crate::input::Place for $name {
            fn placed(self, at: &$crate::Address) -> Self {
                Self { $($field: $crate::input::Place::placed(self.$field, &at.join(stringify!($field))),)* }
            }
        }

        impl $name {
            pub(crate) fn write_fields(&self, table: &mut Vec<(String, $crate::Value)>) {
                $(record!(@write $kind $field self table);)*
            }
        }

        impl $crate::input::Write for $name {
            fn write(&self) -> $crate::Value {
                let mut table = Vec::new();
                self.write_fields(&mut table);
                $crate::Value::Table(table)
            }
        }

        #[cfg(feature = "schema")]
        impl $name {
            pub(crate) fn describe_fields(
                generator: &mut ::schemars::SchemaGenerator,
                properties: &mut ::serde_json::Map<String, ::serde_json::Value>,
                required: &mut Vec<&'static str>,
            ) {
                let at = $crate::Address::root();
                let _ = (&at, &required);
                $(record!(@describe $kind $field: $type $(= $default)?; concat!($($field_doc),*), generator, properties, required);)*
            }
        }

        #[cfg(feature = "schema")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let (mut properties, mut required) = (::serde_json::Map::new(), Vec::new());
                Self::describe_fields(generator, &mut properties, &mut required);
                ::schemars::json_schema!({
                    "type": "object",
                    "description": $crate::input::summary(concat!($($doc),*)),
                    "properties": properties,
                    "required": required,
                    "additionalProperties": false,
                })
            }
        }
    };

    (@type optional $type:ty) => { Option<$type> };
    (@type $kind:ident $type:ty) => { $type };

    // The constructor takes the required fields, in order, and gives the others their defaults.
    (@constructor $name:ident ($($arg:ident: $arg_type:ty,)*) ($($set:ident: $value:expr,)*) required $field:ident: $type:ty; $($rest:tt)*) => {
        record!(@constructor $name ($($arg: $arg_type,)* $field: $type,) ($($set: $value,)* $field: $field.into(),) $($rest)*);
    };
    (@constructor $name:ident ($($args:tt)*) ($($sets:tt)*) optional $field:ident: $type:ty; $($rest:tt)*) => {
        record!(@constructor $name ($($args)*) ($($sets)* $field: None,) $($rest)*);
    };
    (@constructor $name:ident ($($args:tt)*) ($($sets:tt)*) default $field:ident: $type:ty = $default:expr; $($rest:tt)*) => {
        record!(@constructor $name ($($args)*) ($($sets)* $field: $default,) $($rest)*);
    };
    (@constructor $name:ident ($($arg:ident: $type:ty,)*) ($($set:ident: $value:expr,)*)) => {
        impl $name {
            /// A record with its required fields; the others have their defaults.
            #[allow(clippy::new_without_default, reason = "a record without required fields is still built by name")]
            pub fn new($($arg: impl Into<$type>),*) -> Self {
                Self { $($set: $value),* }
            }
        }
    };

    (@setter required $field:ident: $type:ty) => {};
    (@setter optional $field:ident: $type:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(mut self, value: impl Into<$type>) -> Self {
            self.$field = Some(value.into());
            self
        }
    };
    (@setter default $field:ident: $type:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(mut self, value: impl Into<$type>) -> Self {
            self.$field = value.into();
            self
        }
    };

    (@read required $field:ident: $type:ty; $fields:ident, $problems:ident) => {
        $fields.required::<$type>(stringify!($field), $problems)
    };
    (@read optional $field:ident: $type:ty; $fields:ident, $problems:ident) => {
        $fields.optional::<$type>(stringify!($field), $problems)
    };
    (@read default $field:ident: $type:ty = $default:expr; $fields:ident, $problems:ident) => {
        $fields.or_default::<$type>(stringify!($field), || $default, $problems)
    };

    (@stock optional $field:ident $doc:expr; $self:ident, $node:ident, $at:ident, $stock:ident) => {
        if let Some(value) = &$self.$field {
            let (node, at) = ($crate::input::under($node, stringify!($field)), $at.join(stringify!($field)));
            $crate::input::Read::take_stock(value, node, &at, $stock);
        } else {
            const LEFT_OUT: &str = $crate::input::by_default($doc);
            $stock.left_out($at, stringify!($field), LEFT_OUT);
        }
    };
    (@stock $kind:ident $field:ident $doc:expr; $self:ident, $node:ident, $at:ident, $stock:ident) => {{
        let (node, at) = ($crate::input::under($node, stringify!($field)), $at.join(stringify!($field)));
        $crate::input::Read::take_stock(&$self.$field, node, &at, $stock);
    }};

    (@blank required $field:ident: $type:ty) => { <$type as $crate::input::Read>::blank() };
    (@blank optional $field:ident: $type:ty) => { None };
    (@blank default $field:ident: $type:ty = $default:expr) => { $default };

    (@write optional $field:ident $self:ident $table:ident) => {
        if let Some(value) = &$self.$field {
            $table.push((stringify!($field).to_owned(), $crate::input::Write::write(value)));
        }
    };
    (@write default $field:ident $self:ident $table:ident) => {
        if !$crate::input::Write::is_default(&$self.$field) {
            $table.push((stringify!($field).to_owned(), $crate::input::Write::write(&$self.$field)));
        }
    };
    (@write $kind:ident $field:ident $self:ident $table:ident) => {
        $table.push((stringify!($field).to_owned(), $crate::input::Write::write(&$self.$field)));
    };

    (@describe required $field:ident: $type:ty; $doc:expr, $generator:ident, $properties:ident, $required:ident) => {
        $required.push(stringify!($field));
        $properties.insert(
            stringify!($field).to_owned(),
            $crate::input::describe::<$type>($generator, $doc, None),
        );
    };
    (@describe optional $field:ident: $type:ty; $doc:expr, $generator:ident, $properties:ident, $required:ident) => {
        $properties.insert(
            stringify!($field).to_owned(),
            $crate::input::describe::<$type>($generator, $doc, None),
        );
    };
    (@describe default $field:ident: $type:ty = $default:expr; $doc:expr, $generator:ident, $properties:ident, $required:ident) => {{
        let default: $type = $default;
        let default = $crate::input::Write::write(&default);
        $properties.insert(
            stringify!($field).to_owned(),
            $crate::input::describe::<$type>($generator, $doc, Some(&default)),
        );
    }};
}

pub(crate) use record;
