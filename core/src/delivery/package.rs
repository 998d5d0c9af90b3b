//! Options over many libraries: packages of other options, transfers in phases, and sums for all libraries together.

use jiff::civil::Date;

use super::{Loan, OneOff};
use crate::address::Address;
use crate::date;
use crate::document::{Content, Node, Value};
use crate::input::{Id, Keyed, Place, Read, Write, record, wrong_kind};
use crate::problem::{Problem, Problems};
use crate::service::{Cost, Income};

record! {
    /// A package: each library has one of the other options.
    ///
    /// What the package itself states (`costs`, `one_offs`, `income`, `loans`) is for all its libraries together and is
    /// counted once. `starts` and `phases` hold in the place of those of its options.
    ///
    /// ```
    /// use options_appraisal::delivery::{DeliveryOption, Package};
    /// use options_appraisal::input::Keyed;
    ///
    /// let libraries = Keyed::new().with("parish", vec!["sandgate".into(), "lyminge".into()]);
    /// let mixed = DeliveryOption::new("Two to parishes, the rest to a trust", Package::new(libraries).otherwise("trust"));
    /// assert_eq!(mixed.model.word(), "package");
    /// ```
    pub struct Package {
        /// The libraries of each option: the id of an option with the ids of its libraries.
        required libraries: Keyed<Vec<Id>>;
        /// The option of the libraries that are not named; by default today's.
        optional otherwise: Id;
    }
}

record! {
    /// Sums of an option that are for all its libraries together, and are counted once. They begin with the first
    /// library that changes, and come whatever befalls one of them.
    pub struct Whole {
        /// Income for all libraries together.
        default income: Keyed<Income> = Keyed::default();
        /// Running costs for all libraries together.
        default costs: Keyed<Cost> = Keyed::default();
        /// What the change of all libraries together costs once.
        default one_offs: Keyed<OneOff> = Keyed::default();
        /// Loans for all libraries together.
        default loans: Keyed<Loan> = Keyed::default();
    }
}

impl Package {
    /// A package changes nothing by itself: what changes is said by the option of each library.
    #[allow(clippy::unused_self, reason = "every delivery model is described in this way")]
    pub(crate) fn describe(&self, _: &mut super::Change<'_, '_, '_>) {}
}

/// The days on which libraries change hands: each day with its libraries.
///
/// ```
/// use options_appraisal::FinancialYear;
/// use options_appraisal::delivery::{CouncilRun, DeliveryOption, Phases};
///
/// let second = FinancialYear::starting(2028)?.first_day();
/// let mut option = DeliveryOption::new("Shorter hours", CouncilRun::new());
/// option.common = option.common.phases(Phases::default().with(second, ["lyminge", "hythe"]));
/// # Ok::<(), options_appraisal::YearError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phases(Vec<(Date, Vec<Id>)>);

impl Phases {
    /// Adds a day with the libraries that change hands on it.
    #[must_use]
    pub fn with<'a>(mut self, day: Date, libraries: impl IntoIterator<Item = &'a str>) -> Self {
        self.0.push((day, libraries.into_iter().map(Id::from).collect()));
        self
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The days with their libraries, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Date, &[Id])> {
        self.0.iter().map(|(day, libraries)| (*day, libraries.as_slice()))
    }

    /// The day of a library, where it is named.
    pub(crate) fn day_of(&self, library: &str) -> Option<Date> {
        self.iter().find(|(_, libraries)| libraries.iter().any(|id| id == library)).map(|(day, _)| day)
    }
}

impl Place for Phases {}

impl Read for Phases {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let Content::Table(entries) = &node.content else {
            problems.push(wrong_kind(node, at, "a table with a day and its libraries for each phase"));
            return None;
        };
        let mut all = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            let at = at.join(key);
            let day = Node { line: node.line, content: Content::Text(key.clone()) };
            let day = Date::read(&day, &at, problems);
            let libraries = Vec::<Id>::read(node, &at, problems);
            all.extend(day.zip(libraries));
        }
        Some(Self(all))
    }

    fn blank() -> Self {
        Self::default()
    }
}

impl Write for Phases {
    fn write(&self) -> Value {
        Value::Table(self.iter().map(|(day, ids)| (date::written(day), ids.to_vec().write())).collect())
    }
}

/// Says so where a list names a library twice or one that there is not.
pub(crate) fn check_libraries<'a>(
    named: impl IntoIterator<Item = (&'a Id, Address)>,
    known: &[&str],
    problems: &mut Problems,
) {
    let mut seen = std::collections::HashSet::new();
    for (id, at) in named {
        if id.is_blank() {
            continue;
        }
        if !known.contains(&id.as_str()) {
            let problem = Problem::new(at, format!("\"{id}\" is no library"));
            problems.push(problem.accepted(crate::input::known_names(id.as_str(), known.iter().copied())));
        } else if !seen.insert(id.as_str()) {
            problems.push(Problem::new(at, format!("\"{id}\" is named twice")).accepted("each library once"));
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Phases {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Phases".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "Days on which libraries change hands, each with the ids of its libraries.",
            "additionalProperties": { "type": "array", "items": { "type": "string" } },
        })
    }
}
