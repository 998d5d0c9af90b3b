//! The pictures that there are, and what a picture is asked.

use crate::address::Address;
use crate::document::{self, Value};
use crate::input::{Fields, Text, known_names};
use crate::problem::{Problem, Problems, as_shown};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $kind:ident = $word:literal;)*) => {
        /// A picture by its name. In each the text says what it answers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum PictureKind {
            $($(#[doc = $doc])* $kind,)*
        }

        impl PictureKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// Its name, by which a program asks for it.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)*
                }
            }

            /// What it answers, in words.
            pub const fn answers(self) -> &'static str {
                match self {
                    $(Self::$kind => concat!($($doc),*),)*
                }
            }
        }
    };
}

// A new picture is a new line here.
kinds! {
    /// What does each option cost a budget in each year, in cash?
    CostByYear = "cost_by_year";
    /// How much has each option saved against today by the end of each year, and when has it paid for itself?
    CumulativeSaving = "cumulative_saving";
    /// Who bears the cost of each option over the whole period?
    WhoPays = "who_pays";
    /// Do the reserves of those who carry an option hold, against their minimum?
    Reserves = "reserves";
    /// Which uncertain inputs move a measure most, each on its own?
    Tornado = "tornado";
    /// How are the draws of a measure spread?
    Distribution = "distribution";
    /// How likely is a measure to come to at least so much?
    Exceedance = "exceedance";
    /// How wide is the range of a measure in each year?
    Fan = "fan";
    /// How likely are those who carry an option to be solvent still at the end of each year?
    Survival = "survival";
    /// Which inputs and rows did a number come from?
    Map = "map";
}

impl PictureKind {
    /// The pictures of an [`Outcome`](crate::Outcome).
    pub const OF_OUTCOME: &'static [Self] =
        &[Self::CostByYear, Self::CumulativeSaving, Self::WhoPays, Self::Reserves];
    /// The pictures of a [`SimulationResult`](crate::uncertainty::SimulationResult).
    pub const OF_SIMULATION: &'static [Self] =
        &[Self::Distribution, Self::Exceedance, Self::Fan, Self::Survival];
    /// The picture of a [`Tornado`](crate::uncertainty::Tornado).
    pub const OF_TORNADO: &'static [Self] = &[Self::Tornado];
    /// The picture of an [`Explanation`](crate::Explanation).
    pub const OF_EXPLANATION: &'static [Self] = &[Self::Map];

    /// The picture of this name among some.
    ///
    /// # Errors
    /// If none of them has it.
    pub(crate) fn among(known: &[Self], name: &str) -> Result<Self, Problems> {
        known.iter().copied().find(|kind| kind.word() == name).ok_or_else(|| no_picture(known, name))
    }
}

/// The problem of a result that has no such picture.
pub(crate) fn no_picture(known: &[PictureKind], name: &str) -> Problems {
    let shown = as_shown(name, 60);
    let accepted = if known.is_empty() {
        "a result that has pictures".to_owned()
    } else {
        known_names(name, known.iter().map(|kind| kind.word()))
    };
    let problem = Problem::new(Address::new("picture"), format!("this result has no picture \"{shown}\""));
    problem.accepted(accepted).into()
}

/// What a picture is asked, beside its name. What is left out is as each setter says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PictureSettings {
    view: Option<String>,
    option: Option<String>,
    measure: Option<String>,
}

impl PictureSettings {
    /// Nothing but what is usual.
    pub fn new() -> Self {
        Self::default()
    }

    /// The id of the view whose costs or savings are shown; by default the council's.
    #[must_use]
    pub fn view(mut self, view: impl Into<String>) -> Self {
        self.view = Some(view.into());
        self
    }

    /// The id of the one option that is shown; by default all are. For the reserves, and for the survival of an operator.
    #[must_use]
    pub fn option(mut self, option: impl Into<String>) -> Self {
        self.option = Some(option.into());
        self
    }

    /// The address of the simulated measure; by default the first one of the run that fits the picture.
    #[must_use]
    pub fn measure(mut self, measure: impl Into<String>) -> Self {
        self.measure = Some(measure.into());
        self
    }

    /// Takes over the settings of a picture from a program's values: a table under the names of the setters.
    ///
    /// # Errors
    /// All that is wrong with it, at once; what the picture has no use for too.
    pub fn from_value(kind: PictureKind, value: &Value) -> Result<Self, Problems> {
        let node = document::from_value(value)?;
        let mut problems = Problems::new();
        let at = Address::new("picture");
        let Some(mut fields) = Fields::open(&node, &at, &mut problems) else {
            return Err(problems);
        };
        fields.expect(kind.settings());
        let mut text = |key: &'static str| {
            fields.optional::<Text>(key, &mut problems).map(|text| text.as_str().to_owned())
        };
        let mut asked = Self::new();
        for key in kind.settings() {
            match *key {
                "view" => asked.view = text(key),
                "option" => asked.option = text(key),
                _ => asked.measure = text(key),
            }
        }
        fields.settled(problems)?;
        Ok(asked)
    }

    /// The one of some things that is asked for by its id.
    ///
    /// # Errors
    /// If an id is asked for that none has.
    pub(super) fn found<'a, T>(
        asked: Option<&str>,
        key: &str,
        all: &'a [T],
        id: impl Fn(&'a T) -> &'a str,
    ) -> Result<Option<&'a T>, Problems> {
        let Some(asked) = asked else { return Ok(None) };
        all.iter().find(|one| id(one) == asked).map(Some).ok_or_else(|| {
            let at = Address::new("picture").join(key);
            let problem = Problem::new(at, format!("\"{}\" is none of this result", as_shown(asked, 120)));
            problem.accepted(known_names(asked, all.iter().map(id))).into()
        })
    }

    pub(super) fn asked_view(&self) -> Option<&str> {
        self.view.as_deref()
    }

    pub(super) fn asked_option(&self) -> Option<&str> {
        self.option.as_deref()
    }

    pub(super) fn asked_measure(&self) -> Option<&str> {
        self.measure.as_deref()
    }
}

impl PictureKind {
    /// The settings that it takes.
    const fn settings(self) -> &'static [&'static str] {
        match self {
            Self::CostByYear | Self::CumulativeSaving => &["view"],
            Self::Reserves | Self::Survival => &["option"],
            Self::Distribution | Self::Exceedance | Self::Fan => &["measure"],
            Self::WhoPays | Self::Tornado | Self::Map => &[],
        }
    }
}
