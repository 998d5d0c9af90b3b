//! What is asked of every row.

use crate::address::Address;
use crate::document::{self, Content, Node, Value};
use crate::input::{Fields, Read, Text, known_names};
use crate::problem::{Problem, Problems, as_shown};
use crate::uncertainty::{Stream, Whole};

/// The most draws of each row: those of one row are kept while it is worked out.
pub const MOST_DRAWS_OF_EACH: u64 = 100_000;

/// What is asked of every row of a table.
///
/// ```
/// use options_appraisal::many::Many;
///
/// let many = Many::new().measures(["net_cost", "saving_total"]).views(["kcc", "society"]).draws(1_000).seed(7);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Many {
    pub(super) measures: Vec<String>,
    pub(super) views: Vec<String>,
    pub(super) draws: u64,
    pub(super) drawn: Option<Vec<String>>,
    pub(super) seed: u64,
    pub(super) common: Vec<String>,
    pub(super) missing: Missing,
    pub(super) threads: usize,
}

/// What becomes of a row that has no value in some column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Missing {
    /// It is reported and left out.
    #[default]
    Report,
    /// The template's own value stands, with its range.
    Template,
}

/// What is worked out unless something else is asked for.
const USUAL: [&str; 10] = [
    "net_cost",
    "saving",
    "net_cost_total",
    "saving_total",
    "net_present_cost",
    "net_present_saving",
    "equivalent_annual_cost",
    "payback",
    "lowest_reserve",
    "lowest_headroom",
];

/// What is the same for every service, and is drawn once for all of them.
const COMMON: [&str; 3] = ["indices", "projections", "overrides"];

impl Default for Many {
    fn default() -> Self {
        Self::new()
    }
}

impl Many {
    /// The usual measures for the council's view, exact and without draws.
    pub fn new() -> Self {
        Self {
            measures: USUAL.map(String::from).to_vec(),
            views: Vec::new(),
            draws: 0,
            drawn: None,
            seed: 1,
            common: COMMON.map(String::from).to_vec(),
            missing: Missing::Report,
            threads: 1,
        }
    }

    /// The measures, each by what stands in its address between the option and the view: `net_cost` for
    /// `options.parish.net_cost.kcc`. Beside the rows of the sheet there are `payback` and `discounted_payback` in years;
    /// `lowest_reserve`, the smallest reserve of a party at the end of any year, in pounds; and `lowest_headroom`, the
    /// same less the minimum that the party keeps.
    #[must_use]
    pub fn measures(mut self, measures: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.measures = measures.into_iter().map(Into::into).collect();
        self
    }

    /// The views (parties, groups of parties, `society`); by default the council. What is measured of a party and not of a
    /// view, its reserves, comes for every party that has any.
    #[must_use]
    pub fn views(mut self, views: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.views = views.into_iter().map(Into::into).collect();
        self
    }

    /// How many draws each row has; nought for none.
    #[must_use]
    pub const fn draws(mut self, draws: u64) -> Self {
        self.draws = draws;
        self
    }

    /// The measures that are drawn, of those that are asked for; by default all with one value for the whole period but
    /// the paybacks, which have no draws.
    #[must_use]
    pub fn drawn(mut self, measures: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.drawn = Some(measures.into_iter().map(Into::into).collect());
        self
    }

    /// The seed: the same one gives every row the same draws, on every machine.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Inputs that are the same for all rows, by the beginnings of their addresses; by default `indices`, `projections`
    /// and `overrides`. Draw number `n` of such an input is the same in every row. All else is drawn for each row on its
    /// own, keyed by its id.
    #[must_use]
    pub fn common(mut self, addresses: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.common = addresses.into_iter().map(Into::into).collect();
        self
    }

    /// What becomes of a row without a value in some column; by default it is reported and left out.
    #[must_use]
    pub const fn missing(mut self, missing: Missing) -> Self {
        self.missing = missing;
        self
    }

    /// How many threads work at once; in a browser always one. The result does not depend on it.
    #[must_use]
    pub const fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// The seed of a row, by its id. Where nothing is common to all rows, a simulation of the row on its own with this
    /// seed has the same draws.
    pub fn seed_of(&self, id: &str) -> u64 {
        Stream::seed_of(self.seed, id)
    }

    /// Takes over what is asked from a program's values: a table under the names of the methods; `missing` is `"report"`
    /// or `"template"`.
    ///
    /// # Errors
    /// All that is wrong with it, at once. The addresses begin with `many`.
    ///
    /// ```
    /// use options_appraisal::Value;
    /// use options_appraisal::many::{Many, Missing};
    ///
    /// let asked = Value::from_json(r#"{ "measures": ["saving"], "draws": 500, "missing": "template" }"#)?;
    /// assert_eq!(Many::from_value(&asked)?, Many::new().measures(["saving"]).draws(500).missing(Missing::Template));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn from_value(value: &Value) -> Result<Self, Problems> {
        let node = &document::from_value(value)?;
        let mut problems = Problems::new();
        let at = Address::new("many");
        let Some(mut fields) = Fields::open(node, &at, &mut problems) else {
            return Err(problems);
        };
        let problems = &mut problems;
        fields.expect(&["measures", "views", "draws", "drawn", "seed", "common", "missing", "threads"]);
        let texts = |key: &'static str, problems: &mut Problems| -> Option<Vec<String>> {
            let texts = fields.optional::<Vec<Text>>(key, problems)?;
            Some(texts.iter().map(ToString::to_string).collect())
        };
        let mut asked = Self::new();
        if let Some(measures) = texts("measures", problems) {
            asked = asked.measures(measures);
        }
        if let Some(views) = texts("views", problems) {
            asked = asked.views(views);
        }
        if let Some(drawn) = texts("drawn", problems) {
            asked = asked.drawn(drawn);
        }
        if let Some(common) = texts("common", problems) {
            asked = asked.common(common);
        }
        if let Some(Whole(draws)) = fields.optional("draws", problems) {
            asked = asked.draws(draws);
        }
        if let Some(Whole(seed)) = fields.optional("seed", problems) {
            asked = asked.seed(seed);
        }
        if let Some(missing) = fields.optional("missing", problems) {
            asked = asked.missing(missing);
        }
        if let Some(threads) = fields.optional::<u32>("threads", problems) {
            asked = asked.threads(usize::try_from(threads).unwrap_or(usize::MAX));
        }
        fields.finish(problems);
        asked.check(problems);
        std::mem::take(problems).or(asked)
    }

    /// Reports what cannot be asked.
    pub(super) fn check(&self, problems: &mut Problems) {
        let at = |key: &str| Address::new("many").join(key);
        if self.draws > MOST_DRAWS_OF_EACH {
            let problem = Problem::new(at("draws"), format!("is {}", self.draws));
            problems.push(problem.accepted(format!("from 0 to {MOST_DRAWS_OF_EACH} draws of each row")));
        }
        if !(1..=256).contains(&self.threads) {
            let problem = Problem::new(at("threads"), format!("is {}", self.threads));
            problems.push(problem.accepted("from 1 to 256"));
        }
        for measure in self.drawn.iter().flatten().filter(|measure| !self.measures.contains(measure)) {
            let shown = as_shown(measure, 120);
            let problem = Problem::new(at("drawn"), format!("\"{shown}\" is not among the measures"));
            problems.push(problem.accepted(known_names(measure, self.measures.iter().map(String::as_str))));
        }
    }
}

impl Read for Missing {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        match &node.content {
            Content::Text(word) if word == "report" => Some(Self::Report),
            Content::Text(word) if word == "template" => Some(Self::Template),
            _ => {
                let problem = Problem::new(at.clone(), "is no way to take what is missing");
                problems.push(problem.accepted("\"report\" or \"template\"").at_line(node.line));
                None
            }
        }
    }

    fn blank() -> Self {
        Self::Report
    }
}
