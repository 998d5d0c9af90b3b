//! Choices: a value that is one of a few words.

use super::{known_names, wrong_kind};
use crate::address::Address;
use crate::document::{Content, Node};
use crate::problem::{Problem, Problems, as_shown};

/// Declares a choice: the enum, its words, its reader and its writer.
macro_rules! choice {
    ($(#[doc = $doc:literal])* pub enum $name:ident { $($(#[doc = $word_doc:literal])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[doc = $word_doc])* #[doc = concat!("\n\nWritten `", $word, "`.")] $variant),* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that stands for it in an input.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// What it means.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($word_doc),*).trim_ascii()),* }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl $crate::input::Read for $name {
            fn read(
                node: &$crate::document::Node,
                at: &$crate::Address,
                problems: &mut $crate::Problems,
            ) -> Option<Self> {
                let place = $crate::input::choice::read(&[$($word),*], node, at, problems)?;
                Self::ALL.get(place).copied()
            }

            fn blank() -> Self {
                Self::ALL[0]
            }

            fn take_stock(
                &self,
                node: Option<&$crate::document::Node>,
                at: &$crate::Address,
                stock: &mut $crate::input::Stock,
            ) {
                if node.is_none() {
                    stock.chosen(at, self.word());
                }
            }
        }

        impl $crate::input::Place for $name {}

        impl $crate::input::Write for $name {
            fn write(&self) -> $crate::Value {
                $crate::Value::Text(self.word().to_owned())
            }
        }

        #[cfg(feature = "schema")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({
                    "description": $crate::input::summary(concat!($($doc),*)),
                    "oneOf": [$({ "const": $word, "description": concat!($($word_doc),*).trim() }),*],
                })
            }
        }
    };
}

pub(crate) use choice;

/// The place of a word among those that may be chosen.
pub(crate) fn read(words: &[&str], node: &Node, at: &Address, problems: &mut Problems) -> Option<usize> {
    let problem = match &node.content {
        Content::Text(text) => {
            if let Some(place) = words.iter().position(|word| *word == text.as_str()) {
                return Some(place);
            }
            let shown = as_shown(text, 40);
            Problem::new(at.clone(), format!("\"{shown}\" is not known here"))
                .accepted(known_names(text, words.iter().copied()))
                .at_line(node.line)
        }
        _ => wrong_kind(node, at, &format!("one of: {}", words.join(", "))),
    };
    problems.push(problem);
    None
}
