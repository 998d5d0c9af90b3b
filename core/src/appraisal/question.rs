//! The question as it is put: settings, parties, the service, the options.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::build::{Model, build};
use super::libraries::{Library, SharedCost};
use super::portfolio;
use super::said::Said;
use crate::Decimal;
use crate::address::Address;
use crate::criteria::{self, Criteria};
use crate::date;
use crate::delivery::DeliveryOption;
use crate::document::{self, Content, Node, Value};
use crate::input::{
    Apart, Correlation, Estimate, Growth, Id, Keyed, OfFigure, Place, Read, Schedule, Stock, Text, Write,
    choice, known_names, record, under, wrong_kind,
};
use crate::money;
use crate::party::Party;
use crate::problem::{MOST_REPORTED, Problem, Problems};
use crate::rules::{Edition, LookUpError, Override, Projection, Rules};
use crate::service::{Service, Stream};
use crate::unread::Unread;
use crate::workings::Index;
use crate::year::FinancialYear;

/// The most years of an appraisal.
const LONGEST: u32 = 200;

record! {
    /// What is asked, over which years and at whose prices.
    ///
    /// ```
    /// use options_appraisal::rules::Edition;
    /// use options_appraisal::{FinancialYear, Settings};
    ///
    /// let settings = Settings::new("Who should run it?", "council", "today", FinancialYear::starting(2027)?, 10_u32)
    ///     .prices(FinancialYear::starting(2026)?)
    ///     .compare_discounting(vec![Edition::Review2026]);
    /// assert_eq!(settings.years, 10);
    /// # Ok::<(), options_appraisal::YearError>(())
    /// ```
    pub struct Settings {
        /// The question, as a title.
        required title: Text;
        /// The council that decides: a party.
        required council: Id;
        /// The option that is the service as it is today.
        required today: Id;
        /// The first financial year.
        required first_year: FinancialYear;
        /// How many years, at most 200.
        required years: u32;
        /// The year whose prices are those of real terms; by default the first year.
        optional prices: FinancialYear;
        /// The day of which the national figures are: what was published later is not known. Without it, all that is
        /// published holds.
        optional as_of: Date;
        /// The discount schedule.
        default discounting: Edition = Edition::Standard;
        /// Further discount schedules, to be shown beside it.
        default compare_discounting: Vec<Edition> = Vec::new();
        /// Whether an input whose author gives no range is given one from published figures.
        default ranges: Ranges = Ranges::AsStated;
        /// Advisories that were read and are left as they are, by id, each with the reason.
        default acknowledged: Keyed<Text> = Keyed::default();
    }
    check settings;
}

choice! {
    /// Where the range of an input comes from that its author gives none.
    pub enum Ranges {
        /// From nowhere: what has no range is certain.
        AsStated = "as_stated",
        /// From published figures of the same quantity, as far as its `evidence` says; from nowhere where fewer than
        /// three were published.
        FromEvidence = "from_evidence",
    }
}

fn settings(settings: &Settings, at: &Address, line: Option<u32>, problems: &mut Problems) {
    period(settings, at, line, problems);
    if let Some(as_of) = settings.as_of.filter(|day| *day != Date::blank()) {
        let begins = Rules::first_day();
        if as_of < begins {
            let error = LookUpError::BeforeTheData { as_of, begins };
            let problem = Problem::new(at.join("as_of"), error.to_string());
            problems.push(problem.accepted(format!("a day from {} on", date::written(begins))).at_line(line));
        }
    }
    for id in settings.acknowledged.ids().filter(|id| !super::advisories::ids().any(|known| known == *id)) {
        let problem = Problem::new(at.join("acknowledged").join(id), "is no advisory");
        problems.push(problem.accepted(known_names(id, super::advisories::ids())).at_line(line));
    }
    if settings.ranges == Ranges::FromEvidence && crate::evidence::published().quantities.is_empty() {
        let problem = Problem::new(at.join("ranges"), "this build holds no published figures");
        problems.push(problem.accepted("\"as_stated\", or a build with them").at_line(line));
    }
}

fn period(settings: &Settings, at: &Address, line: Option<u32>, problems: &mut Problems) {
    if !(1..=LONGEST).contains(&settings.years) {
        let problem = Problem::new(at.join("years"), format!("is {}", settings.years));
        problems.push(problem.accepted(format!("from 1 to {LONGEST} years")).at_line(line));
    }
    if settings
        .first_year
        .since(FinancialYear::holding(Date::constant(2500, 4, 1)).unwrap_or(settings.first_year))
        > 0
    {
        let problem = Problem::new(at.join("first_year"), "is too far away");
        problems.push(problem.accepted("a year up to 2500/01").at_line(line));
    }
    if let Some(prices) = settings.prices
        && settings.first_year != FinancialYear::BLANK
        && !(0..=40).contains(&settings.first_year.since(prices))
    {
        let problem = Problem::new(at.join("prices"), format!("{prices} is not near the first year"));
        problems.push(problem.accepted("the first year, or one of the 40 years before it").at_line(line));
    }
}

choice! {
    /// How a figure goes on where no growth is stated.
    pub enum Hold {
        /// It stays as it is, in cash.
        Cash = "cash",
        /// It moves with the GDP deflator.
        RealTerms = "real_terms",
    }
}

record! {
    /// How a national figure goes on after the last published year.
    ///
    /// ```
    /// use options_appraisal::{ByFigure, Decimal, Hold, ProjectionInput};
    ///
    /// let projections = ByFigure::default()
    ///     .with("pay.spine", ProjectionInput::new().growth(Decimal::new(25, 3)))
    ///     .with("business_rates.multiplier", ProjectionInput::new().hold(Hold::RealTerms));
    /// # let _ = projections;
    /// ```
    pub struct ProjectionInput {
        /// It grows at this rate, a year.
        optional growth: Estimate<Growth>;
        /// It is held.
        optional hold: Hold;
    }
    check one_projection;
}

fn one_projection(projection: &ProjectionInput, at: &Address, line: Option<u32>, problems: &mut Problems) {
    if projection.growth.is_some() == projection.hold.is_some() {
        let problem = Problem::new(at.clone(), "states not exactly one projection");
        problems.push(
            problem.accepted("growth = 0.02, or hold = \"cash\", or hold = \"real_terms\"").at_line(line),
        );
    }
}

record! {
    /// A group of parties whose costs are counted together.
    pub struct ViewInput {
        /// Its name.
        required name: Text;
        /// Its parties.
        required parties: Vec<Id>;
    }
    check somebody_is_in_it;
}

fn somebody_is_in_it(view: &ViewInput, at: &Address, line: Option<u32>, problems: &mut Problems) {
    if view.parties.is_empty() {
        let problem = Problem::new(at.join("parties"), "names nobody");
        problems.push(problem.accepted("the ids of one party or more").at_line(line));
    }
}

record! {
    /// Two uncertain inputs that tend to be high together, or one high where the other is low.
    pub struct CorrelationInput {
        /// The addresses of the two inputs.
        required between: Vec<Text>;
        /// Their rank correlation (Spearman): 1 if both always move together, -1 if always against one another.
        required rank: Estimate<Correlation>;
        /// Where it is known from.
        optional source: Text;
    }
    check two_inputs;
}

fn two_inputs(one: &CorrelationInput, at: &Address, line: Option<u32>, problems: &mut Problems) {
    if one.between.len() != 2 {
        let problem = Problem::new(at.join("between"), format!("names {} inputs", one.between.len()));
        problems.push(problem.accepted("the addresses of two inputs").at_line(line));
    }
}

/// A number that stands in the place of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given(pub Decimal);

impl Read for Given {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        any_number(node, at, problems).map(Self)
    }

    fn blank() -> Self {
        Self(Decimal::ZERO)
    }
}

impl Place for Given {}

impl Write for Given {
    fn write(&self) -> Value {
        Value::Number(self.0.to_string())
    }
}

record! {
    /// A coherent set of changes to inputs, told as a story: what is seen together and not one at a time.
    pub struct ScenarioInput {
        /// Its name.
        required name: Text;
        /// What happens in it, and why these values go together.
        optional story: Text;
        /// The inputs that it changes, each by its address, and their values in it.
        required set: ByFigure<Given>;
    }
}

record! {
    /// Who signed an assumption, or a group of them, and when.
    ///
    /// ```
    /// use options_appraisal::{ByFigure, SignOff};
    ///
    /// let day = options_appraisal::FinancialYear::starting(2026)?.first_day();
    /// let signed = ByFigure::default().with("rules.prices.gdp_deflator", SignOff::new("B. Treasurer", day));
    /// # let _ = signed;
    /// # Ok::<(), options_appraisal::YearError>(())
    /// ```
    pub struct SignOff {
        /// Who signed.
        required signed_by: Text;
        /// The day on which it was signed.
        required signed_on: Date;
        /// The value that was signed. Where another one holds, it was not the one that was signed.
        optional signed_value: Given;
    }
}

fn any_number(node: &Node, at: &Address, problems: &mut Problems) -> Option<Decimal> {
    let (Content::Number(text) | Content::Text(text)) = &node.content else {
        problems.push(wrong_kind(node, at, "a number"));
        return None;
    };
    money::parse(text)
        .map_err(|error| {
            problems.push(
                Problem::new(at.clone(), error.to_string()).accepted("a decimal number").at_line(node.line),
            );
        })
        .ok()
}

/// Things said of national figures, by the id of the figure. An id has dots, and stands in quotation marks in TOML.
///
/// ```
/// use options_appraisal::{ByFigure, Decimal};
/// use options_appraisal::input::{OfFigure, Schedule};
///
/// // Your own rate of VAT, in every year.
/// let overrides = ByFigure::<Schedule<OfFigure>>::default().with("vat.rate.standard", Decimal::new(175, 3).into());
/// # let _ = overrides;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByFigure<T>(pub(crate) Vec<(String, Option<u32>, T)>);

impl<T> ByFigure<T> {
    /// Adds what is said of a figure.
    #[must_use]
    pub fn with(mut self, id: impl Into<String>, what: T) -> Self {
        self.0.push((id.into(), None, what));
        self
    }
}

impl ByFigure<Given> {
    /// Values by address, from those of a program.
    pub(crate) fn of_values(values: &Value) -> Result<Self, Problems> {
        let node = document::from_value(values)?;
        let mut problems = Problems::new();
        let read = Self::read(&node, &Address::root(), &mut problems);
        Ok(problems.or(read)?.unwrap_or_default())
    }
}

impl<T> Default for ByFigure<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Place for ByFigure<T> {}

impl<T: Read> Read for ByFigure<T> {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let Content::Table(entries) = &node.content else {
            problems.push(wrong_kind(node, at, "a table with the id of a national figure for each"));
            return None;
        };
        let mut all = Vec::new();
        for (id, node) in entries {
            let shown: String =
                id.chars().take(80).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
            if let Some(value) = T::read(node, &at.join(&shown), problems) {
                all.push((shown, node.line, value));
            }
        }
        Some(Self(all))
    }

    fn blank() -> Self {
        Self::default()
    }

    fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
        for (id, _, value) in &self.0 {
            value.take_stock(under(node, id), &at.join(id), stock);
        }
    }
}

impl<T: Write> Write for ByFigure<T> {
    fn write(&self) -> Value {
        Value::Table(self.0.iter().map(|(id, _, value)| (id.clone(), value.write())).collect())
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{ByFigure, Given};

    impl JsonSchema for Given {
        fn schema_name() -> Cow<'static, str> {
            "Given".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": ["number", "string"] })
        }
    }

    impl<T: JsonSchema> JsonSchema for ByFigure<T> {
        fn schema_name() -> Cow<'static, str> {
            format!("ByFigure of {}", T::schema_name()).into()
        }

        fn inline_schema() -> bool {
            true
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
        }
    }
}

record! {
    /// A question: who should run the service?
    ///
    /// ```
    /// use options_appraisal::delivery::{CouncilRun, DeliveryOption};
    /// use options_appraisal::input::Keyed;
    /// use options_appraisal::service::{Service, Usage};
    /// use options_appraisal::{Appraisal, FinancialYear, Index, Party, PartyKind, Question, Settings, ViewInput};
    ///
    /// let today = DeliveryOption::new("As today", CouncilRun::new());
    /// let fewer = CouncilRun::new().staffing(options_appraisal::Decimal::new(8, 1));
    /// let fewer = DeliveryOption::new("Fewer hours", fewer);
    /// let question = Question::new(
    ///     Settings::new("Shorter hours?", "council", "today", FinancialYear::starting(2026)?, 4_u32),
    ///     Keyed::new().with("council", Party::new("Council", PartyKind::UnitaryCouncil)),
    ///     Service::new("Library").usage(Usage::new().staffed_hours(30).visits(20_000)).stock(5_000),
    ///     Keyed::new().with("today", today).with("fewer", fewer),
    /// )
    /// .indices(Keyed::new().with("pay", Index::new(options_appraisal::Decimal::new(25, 3))));
    /// assert_eq!(Appraisal::new(&question)?.run()?.tables().options.len(), 2);
    ///
    /// // Whatever is wrong is said at once, each problem at its address.
    /// let both = ViewInput::new("Both", vec!["council".into(), "parish".into()]);
    /// let wrong = question.views(Keyed::new().with("both", both));
    /// let problems = Appraisal::new(&wrong).unwrap_err();
    /// assert!(problems.iter().all(|problem| problem.address.as_str() == "views.both.parties.2"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct Question {
        /// What is asked.
        required question: Settings;
        /// Who pays and is paid, beside the parties that every appraisal has.
        required parties: Keyed<Party>;
        /// The service as it runs today.
        required service: Service;
        /// The ways in which it could be run, today's among them.
        required options: Keyed<DeliveryOption>;
        /// The libraries of a service that has several, each with what it says for itself. Without them `service` is the
        /// one that is appraised.
        default libraries: Keyed<Library> = Keyed::default();
        /// Costs of the whole service that move in steps with the number of libraries.
        default shared_costs: Keyed<SharedCost> = Keyed::default();
        /// Indices that move prices.
        default indices: Keyed<Index> = Keyed::default();
        /// How national figures go on after the last published year.
        default projections: ByFigure<ProjectionInput> = ByFigure::default();
        /// Values in the place of national figures, each in the unit of the figure. A list begins with the first year of
        /// the appraisal; in a year that is not named the national figure holds.
        default overrides: ByFigure<Schedule<OfFigure>> = ByFigure::default();
        /// Groups of parties whose costs are counted together.
        default views: Keyed<ViewInput> = Keyed::default();
        /// Uncertain inputs that move together.
        default correlations: Keyed<CorrelationInput> = Keyed::default();
        /// Sets of changes that are run together.
        default scenarios: Keyed<ScenarioInput> = Keyed::default();
        /// What was signed, by the address that the assumptions log has for it: an input, a default, a national figure, or
        /// a group of them, such as `rules.pay` or `options.parish`.
        default sign_off: ByFigure<SignOff> = ByFigure::default();
        /// What the options are judged by beside their money.
        optional criteria: Apart<Criteria>;
    }
}

impl Question {
    /// The question as the text of an input, in JSON: what [`Appraisal::load`](crate::Appraisal::load) reads. Defaults of the library are left
    /// out.
    pub fn to_json(&self) -> String {
        document::to_json(&self.write())
    }
}

/// The most options of a question.
const MOST_OPTIONS: usize = 50;

/// What contradicts itself between the tables of a question.
fn check_question(question: &Question, problems: &mut Problems) {
    let (settings, at) = (&question.question, Address::root());
    let unread = Unread::new(problems.clone());
    let unknown = |id: &Id, group: &str| !id.is_blank() && !unread.may_hold(group, id.as_str());
    if question.options.get(settings.today.as_str()).is_none() && unknown(&settings.today, "options") {
        let problem =
            Problem::new(at.join("question").join("today"), format!("\"{}\" is no option", settings.today));
        problems.push(problem.accepted(known_names(settings.today.as_str(), question.options.ids())));
    }
    if question.parties.get(settings.council.as_str()).is_none() && unknown(&settings.council, "parties") {
        let problem = Problem::new(
            at.join("question").join("council"),
            format!("\"{}\" is no party of this input", settings.council),
        );
        problems.push(problem.accepted(known_names(settings.council.as_str(), question.parties.ids())));
    }
    for (id, option) in question.options.iter() {
        let common = &option.common;
        if !option.is_statutory(question.service.is_statutory()) {
            continue;
        }
        // Today's streams are checked with the service.
        for (stream, _) in common.income.iter().filter(|(_, income)| income.kind == Stream::BookLoans) {
            let at = at.join("options").join(id).join("income").join(stream);
            let problem = Problem::new(
                at,
                "a statutory library may not charge for lending books (Public Libraries and Museums Act 1964, s.8)",
            );
            problems.push(problem.accepted("leave the stream out, or set statutory = false for the option"));
        }
    }
    if let Some(criteria) = &question.criteria {
        criteria::check_options(criteria, &question.options, false, &unread, problems);
    }
    if question.options.len() > MOST_OPTIONS {
        let problem = Problem::new(at.join("options"), format!("has {} options", question.options.len()));
        problems.push(problem.accepted(format!("at most {MOST_OPTIONS}")));
    }
}

/// Reads a question, checks it, and lays it out on a sheet.
pub(super) fn lay_out(document: &Arc<Node>) -> Result<Model, Problems> {
    let mut problems = Problems::new();
    let Some((question, portfolio)) = portfolio::read(document, &mut problems) else {
        return Err(problems);
    };
    check_question(&question, &mut problems);
    if question.options.len() > MOST_OPTIONS
        || problems.len() > MOST_REPORTED
        || portfolio.members.len() < question.libraries.len()
    {
        return Err(problems);
    }
    let rules = rules(&question, &mut problems);
    let stock = portfolio.stock(&question, document);
    // What published evidence is held against: each option as the first of its libraries has it.
    let said = Said::new(document, &Arc::new(portfolio.told_by_one(&question)), stock, &rules);
    let model = build(&question, &portfolio, &rules, said, problems)?;
    let mut problems = Problems::new();
    if let Some(criteria) = &question.criteria {
        criteria::check_rows(criteria, &model, &mut problems);
    }
    problems.or(model)
}

/// The national figures with what the input says of them.
fn rules(question: &Question, problems: &mut Problems) -> Rules {
    // A day that is too early has been reported with the settings.
    let as_of = question.question.as_of.and_then(|day| Rules::published().known_on(day).ok());
    let mut rules = as_of.unwrap_or_else(Rules::published);
    let mut refuse = |group: &str, id: &str, line: Option<u32>, error: &LookUpError| {
        let at = Address::new(group).join(id);
        problems
            .push(Problem::new(at, error.to_string()).accepted("the id of a national figure").at_line(line));
    };
    for (id, line, projection) in &question.projections.0 {
        let projection = match (&projection.growth, projection.hold) {
            (Some(growth), _) => Projection::Growth(growth.central()),
            (None, Some(Hold::RealTerms)) => Projection::HoldInRealTerms,
            (None, _) => Projection::HoldInCash,
        };
        match rules.clone().with_projection(id, projection) {
            Ok(with) => rules = with,
            Err(error) => refuse("projections", id, *line, &error),
        }
    }
    for (id, line, value) in &question.overrides.0 {
        let value = match value {
            Schedule::Every(estimate) => Override::Every(estimate.central()),
            schedule => Override::ByYear(by_year(schedule, &question.question)),
        };
        match rules.clone().with_override(id, value) {
            Ok(with) => rules = with,
            Err(error) => refuse("overrides", id, *line, &error),
        }
    }
    rules
}

/// The central values of a schedule by year: of the years of the appraisal, and of those that it names.
fn by_year(schedule: &Schedule<OfFigure>, settings: &Settings) -> BTreeMap<FinancialYear, Decimal> {
    let first = settings.first_year;
    let named = match schedule {
        Schedule::ByYear(years) | Schedule::Steps(years) => years.iter().map(|(year, _)| *year).collect(),
        _ => Vec::new(),
    };
    // A step holds from its year on, also before the first year of the appraisal.
    let from = named.first().copied().unwrap_or(first).min(first);
    let last = first.plus(i16::try_from(settings.years).unwrap_or(0));
    let years = (0..).map(|turn| from.plus(turn)).take_while(|year| *year < last).chain(named);
    let central = |year: FinancialYear| {
        let turn = usize::try_from(year.since(first)).ok();
        schedule.in_year(year, turn)?.central().map(|central| (year, central))
    };
    years.filter_map(central).collect()
}
