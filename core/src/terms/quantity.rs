//! What would have to be true: how much hire, or how many tickets or members, would close a gap.

use std::fmt::Write as _;

use serde::Serialize;

use super::forms;
use super::sides::{self, by_year, total, words};
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, OptionModel, Penny};
use crate::input::known_names;
use crate::money;
use crate::party::PartyId;
use crate::problem::{Problem, Problems};
use crate::table::{Page, Table};
use crate::year::FinancialYear;

/// What is asked of a quantity.
///
/// ```
/// use options_appraisal::terms::QuantityNeeded;
///
/// let asked = QuantityNeeded::new("community", "room_hire").gap(18_000).net(12).evidence(20);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityNeeded {
    option: String,
    stream: String,
    gap: Option<Decimal>,
    net: Option<Decimal>,
    weeks: Option<Decimal>,
    evidence: Option<Decimal>,
    unit: String,
}

impl QuantityNeeded {
    /// How much of an income stream, by its id, an option needs to close the gap of whoever has the stream.
    pub fn new(option: impl Into<String>, stream: impl Into<String>) -> Self {
        Self {
            option: option.into(),
            stream: stream.into(),
            gap: None,
            net: None,
            weeks: None,
            evidence: None,
            unit: "hours".to_owned(),
        }
    }

    /// What is to be closed, in pounds a year; by default the mean of what whoever has the stream lacks in each year that
    /// the option holds throughout.
    #[must_use]
    pub fn gap(mut self, pounds: impl Into<Decimal>) -> Self {
        self.gap = Some(pounds.into());
        self
    }

    /// What one more brings, in pounds, less what it costs; by default the `amount` of the stream, where it has a
    /// `quantity`.
    #[must_use]
    pub fn net(mut self, pounds: impl Into<Decimal>) -> Self {
        self.net = Some(pounds.into());
        self
    }

    /// In how many weeks of the year; by default those in which the service is open, or 52.
    #[must_use]
    pub fn weeks(mut self, weeks: impl Into<Decimal>) -> Self {
        self.weeks = Some(weeks.into());
        self
    }

    /// What there is evidence for, a week; by default the stream's `quantity` over the weeks.
    #[must_use]
    pub fn evidence(mut self, a_week: impl Into<Decimal>) -> Self {
        self.evidence = Some(a_week.into());
        self
    }

    /// What is counted; by default hours.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }
}

/// How much of an income stream would close a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuantityResult {
    /// The option.
    pub option: String,
    /// The stream.
    pub stream: String,
    /// What is counted.
    pub unit: String,
    /// What is to be closed, in pounds a year.
    pub gap: Penny,
    /// What one more brings, in pounds.
    pub net: Penny,
    /// In how many weeks of the year.
    pub weeks: Penny,
    /// What is needed a year, to six places.
    pub a_year: Penny,
    /// What is needed a week, to six places.
    pub a_week: Penny,
    /// What there is evidence for a week; none where none is stated.
    pub evidence: Option<Penny>,
    /// Whether the evidence covers what is needed; none where there is none.
    pub on_this_evidence: Option<bool>,
    /// In words.
    pub sentence: String,
}

forms!(QuantityResult);

impl Appraisal {
    /// How much of an income stream would close a gap, a year and a week, against what there is evidence for.
    ///
    /// It is the gap over what one more brings. That no tax and no relief changes with the quantity is taken as given; what
    /// the whole model says of a quantity, [`Self::switching_value`] finds.
    ///
    /// # Errors
    /// If there is no such option or stream, if nothing is lacking, or if a figure that has to be stated is not.
    ///
    /// ```
    /// use options_appraisal::terms::QuantityNeeded;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let asked = QuantityNeeded::new("community", "room_hire").gap(18_000).net(12).weeks(52).evidence(20);
    /// let needed = Appraisal::load(text, Format::Toml)?.quantity_needed(&asked)?;
    /// assert_eq!((needed.a_year.value(), needed.on_this_evidence), (1_500.into(), Some(false)));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn quantity_needed(&self, asked: &QuantityNeeded) -> Result<QuantityResult, Problems> {
        let model = self.model();
        let mut problems = Problems::new();
        let option = sides::option(model, &asked.option)?;
        let line = format!("income.{}", asked.stream);
        let Some(stream) = option.lines.iter().find(|known| known.id == line) else {
            let known = option.lines.iter().filter_map(|line| line.id.strip_prefix("income."));
            let what = format!("the option has no income stream \"{}\"", sides::shown(&asked.stream));
            let accepted = known_names(&asked.stream, known);
            return Err(Problem::new(Address::new("stream"), what).accepted(accepted).into());
        };
        let quantity = self.of_stream(option, &asked.stream, "quantity");
        let weeks = asked.weeks.or_else(|| self.stated("service.usage.weeks")).unwrap_or(Decimal::from(52));
        let net = asked.net.or_else(|| quantity.and(self.of_stream(option, &asked.stream, "amount")));
        let gap = match asked.gap {
            Some(gap) => gap,
            None => self.lacks(option, stream.payee)?,
        };
        let mut positive = |key: &str, value: Option<Decimal>, missing: &str| match value {
            Some(value) if value > Decimal::ZERO => value,
            Some(value) => {
                let problem = Problem::new(Address::new(key), format!("is {}", value.normalize()));
                problems.push(problem.accepted("a number above 0"));
                Decimal::ONE
            }
            None => {
                problems.push(Problem::new(Address::new(key), "is missing").accepted(missing));
                Decimal::ONE
            }
        };
        let net = positive(
            "net",
            net,
            "what one more brings in pounds, or a quantity for the stream in the question",
        );
        let weeks = positive("weeks", Some(weeks), "");
        let gap = positive("gap", Some(gap), "");
        problems.or(())?;
        let six = |value: Decimal| Penny(money::to_places(value, 6).normalize());
        let a_year = gap.checked_div(net).ok_or_else(sides::too_large)?;
        let a_week = a_year.checked_div(weeks).ok_or_else(sides::too_large)?;
        let evidence = asked.evidence.or_else(|| quantity?.checked_div(weeks));
        let mut result = QuantityResult {
            option: option.id.clone(),
            stream: asked.stream.clone(),
            unit: asked.unit.clone(),
            gap: Penny::of(gap),
            net: Penny::of(net),
            weeks: six(weeks),
            a_year: six(a_year),
            a_week: six(a_week),
            evidence: evidence.map(six),
            on_this_evidence: evidence.map(|evidence| evidence >= a_week),
            sentence: String::new(),
        };
        result.sentence = sentence(&result);
        Ok(result)
    }

    /// The central value of an input, where there is one at the address.
    fn stated(&self, address: &str) -> Option<Decimal> {
        self.model().graph.input_at(&Address::new(address)).map(|input| self.central(input))
    }

    /// A figure of an income stream, the option's own or the service's.
    fn of_stream(&self, option: &OptionModel, stream: &str, key: &str) -> Option<Decimal> {
        self.stated(&format!("options.{}.income.{stream}.{key}", option.id))
            .or_else(|| self.stated(&format!("service.income.{stream}.{key}")))
    }

    /// What a party lacks in the mean of the years that an option holds throughout.
    fn lacks(&self, option: &OptionModel, party: PartyId) -> Result<Decimal, Problems> {
        let (model, values) = (self.model(), self.planned()?);
        let pays = by_year(model, values, option.measures.by_party[party.0]);
        let full = |year: &FinancialYear| option.starts.is_none_or(|starts| starts <= year.first_day());
        let in_full: Vec<Decimal> =
            pays.into_iter().zip(&model.years).filter(|(_, year)| full(year)).map(|(pays, _)| pays).collect();
        let count = Decimal::from(in_full.len().max(1));
        Ok(total(in_full)? / count)
    }
}

fn sentence(result: &QuantityResult) -> String {
    let one_place = |value: Penny| money::grouped(money::to_places(value.value(), 1).normalize());
    let unit = &result.unit;
    let mut text = format!(
        "A gap of {} a year at {} net each asks for {} {unit} a year, {} a week",
        money::whole_pounds(result.gap.value()),
        money::pounds_and_pence(result.net.value()),
        one_place(result.a_year),
        one_place(result.a_week)
    );
    match (result.evidence, result.on_this_evidence) {
        (Some(evidence), Some(true)) => {
            let _ = write!(text, ", against the evidence of {}: it is within it", one_place(evidence));
        }
        (Some(evidence), _) => {
            let _ = write!(text, ", against the evidence of {}: not on this evidence", one_place(evidence));
        }
        (None, _) => text.push_str("; no evidence is stated"),
    }
    text.push('.');
    text
}

impl QuantityResult {
    fn page(&self) -> Page {
        let plain = |value: Penny| money::grouped(money::to_places(value.value(), 1).normalize());
        let evidence = self.evidence.map_or_else(|| "none".to_owned(), plain);
        let table = Table {
            heading: format!(
                "What would have to be true ({} of {})",
                self.unit,
                self.stream.replace('_', " ")
            ),
            columns: words(["Needed a year", "Needed a week", "Evidence, a week"]),
            rows: vec![(
                format!("A gap of {}", money::whole_pounds(self.gap.value())),
                vec![plain(self.a_year), plain(self.a_week), evidence],
            )],
        };
        (format!("{}: what would close the gap", self.option), vec![table], vec![self.sentence.clone()])
    }
}
