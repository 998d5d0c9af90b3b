//! How little a council may pay, year by year, so that an operator's reserve never falls under its minimum.

mod design;
mod draws;

use serde::Serialize;

use super::forms;
use super::sides::{self, pounds, words};
use crate::Decimal;
use crate::appraisal::Penny;
use crate::method::TaperShape;
use crate::money;
use crate::table::{Page, Table};
use crate::year::FinancialYear;

/// What is asked of a taper.
///
/// ```
/// use options_appraisal::method::TaperShape;
/// use options_appraisal::terms::TaperDesign;
/// use options_appraisal::Decimal;
///
/// let asked = TaperDesign::new("community").minimum(5_000).shape(TaperShape::NeverRising).certainty(Decimal::new(9, 1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaperDesign {
    option: String,
    line: Option<String>,
    minimum: Option<Decimal>,
    shape: TaperShape,
    years: Option<usize>,
    certainty: Option<Decimal>,
    draws: u64,
    seed: u64,
}

impl TaperDesign {
    /// The cheapest payment to whoever runs an option, by its id, in every year from that of the change.
    pub fn new(option: impl Into<String>) -> Self {
        Self {
            option: option.into(),
            line: None,
            minimum: None,
            shape: TaperShape::Free,
            years: None,
            certainty: None,
            draws: 5_000,
            seed: 1,
        }
    }

    /// The line of the payment, where it is a running cost of the option that is fixed in cash (`costs.NAME`) and not the
    /// grant, the payment or the contract of its delivery model.
    #[must_use]
    pub fn line(mut self, id: impl Into<String>) -> Self {
        self.line = Some(id.into());
        self
    }

    /// What the reserve may not fall below at the end of any year, in cash; by default the party's `minimum_reserves`.
    #[must_use]
    pub fn minimum(mut self, pounds: impl Into<Decimal>) -> Self {
        self.minimum = Some(pounds.into());
        self
    }

    /// How the payment may move from year to year; by default as it is needed.
    #[must_use]
    pub fn shape(mut self, shape: TaperShape) -> Self {
        self.shape = shape;
        self
    }

    /// For how many years something is paid, from that of the change; by default to the end. The reserve must hold to the
    /// end all the same.
    #[must_use]
    pub const fn years(mut self, years: usize) -> Self {
        self.years = Some(years);
        self
    }

    /// The share of draws in which the reserve must hold in every year: 0.9 is nine in ten. By default the plan alone is
    /// looked at.
    #[must_use]
    pub const fn certainty(mut self, share: Decimal) -> Self {
        self.certainty = Some(share);
        self
    }

    /// How many draws, from 100 to 100,000; by default 5,000.
    #[must_use]
    pub const fn draws(mut self, draws: u64) -> Self {
        self.draws = draws;
        self
    }

    /// The seed of the draws; by default 1.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }
}

/// A year of a taper, in cash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaperYear {
    /// The year.
    pub year: FinancialYear,
    /// What the operator has left in the year without the payment; less than nought is a deficit.
    pub balance: Penny,
    /// What is paid now, as the question has it.
    pub now: Penny,
    /// What is to be paid.
    pub payment: Penny,
    /// The operator's reserve at the end of the year with it, as planned.
    pub reserve: Penny,
}

/// What a shape of payment costs at least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShapeCost {
    /// The shape.
    pub shape: &'static str,
    /// All years together, in cash.
    pub total: Penny,
    /// Discounted, in pounds of the price base.
    pub present_value: Penny,
}

/// The cheapest payment under which a reserve holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaperResult {
    /// The option.
    pub option: String,
    /// Who is paid.
    pub party: String,
    /// Its name.
    pub party_name: String,
    /// What the reserve may not fall below.
    pub minimum: Penny,
    /// The reserve when the first year opens.
    pub opening: Penny,
    /// The years from that of the change.
    pub years: Vec<TaperYear>,
    /// All years together.
    pub total: Penny,
    /// The same discounted, in pounds of the price base.
    pub present_value: Penny,
    /// What the question has now, all years together.
    pub now_total: Penny,
    /// What each shape costs at least, for the same need.
    pub shapes: Vec<ShapeCost>,
    /// Where the payment stands in the question.
    pub address: String,
    /// The payments from the year of the change, to be put there.
    pub amounts: Vec<Penny>,
    /// The same as a line of the input.
    pub paste: String,
    /// Whether the reserve holds in every year of the plan, found by working the question out with these payments.
    pub holds: bool,
    /// The share of draws that was asked for; none where the plan alone was looked at.
    pub certainty: Option<Penny>,
    /// The share of fresh draws in which the reserve holds in every year, to six places.
    pub held: Option<Penny>,
    /// Its standard error.
    pub standard_error: Option<Penny>,
    /// In words.
    pub sentences: Vec<String>,
}

forms!(TaperResult);

fn sentences(result: &TaperResult, asked: &TaperDesign) -> Vec<String> {
    let mut sentences = Vec::new();
    let flat = result.shapes.iter().find(|cost| cost.shape == "flat");
    let dearer = flat.filter(|flat| flat.total.value() - result.total.value() >= Decimal::ONE);
    let against = dearer.map(|flat| format!(" against {} flat", pounds(flat.total.value())));
    sentences.push(format!(
        "{} needs {} in all{} to keep its reserve at {} or more.",
        result.party_name,
        pounds(result.total.value()),
        against.unwrap_or_default(),
        pounds(result.minimum.value())
    ));
    if let Some(year) = result.years.iter().find(|year| year.reserve < result.minimum) {
        sentences.push(format!(
            "As planned the reserve falls to {} in {}.",
            pounds(year.reserve.value()),
            year.year
        ));
    }
    if let (Some(certainty), Some(held), Some(error)) = (result.certainty, result.held, result.standard_error)
    {
        sentences.push(format!(
            "The reserve was to hold in {} of the draws; in {} fresh draws it holds in {} (standard error {}).",
            sides::percent(certainty.value()),
            money::grouped(Decimal::from(asked.draws)),
            sides::percent(held.value()),
            sides::percent(error.value())
        ));
    }
    sentences.push(format!("In the question, under {}: {}", parent(&result.address), result.paste));
    sentences
}

/// The table in which an address stands.
fn parent(address: &str) -> &str {
    address.rsplit_once('.').map_or("", |(table, _)| table)
}

impl TaperResult {
    fn page(&self) -> Page {
        let cells = |year: &TaperYear| {
            [year.balance, year.now, year.payment, year.reserve].map(|value| pounds(value.value())).to_vec()
        };
        let years = Table {
            heading: format!(
                "Year by year (£ in cash; {} opens with {})",
                self.party_name,
                pounds(self.opening.value())
            ),
            columns: words(["Balance without", "Paid now", "To be paid", "Reserve with it"]),
            rows: self.years.iter().map(|year| (year.year.to_string(), cells(year))).collect(),
        };
        let shapes = Table {
            heading: "What each shape costs at least (£ in cash; present value in £ of the price base)"
                .to_owned(),
            columns: words(["In all", "Present value"]),
            rows: self
                .shapes
                .iter()
                .map(|cost| {
                    let cells = [cost.total, cost.present_value].map(|value| pounds(value.value())).to_vec();
                    (cost.shape.replace('_', " "), cells)
                })
                .collect(),
        };
        let title = format!("{}: the least that {} can live on", self.option, self.party_name);
        (title, vec![years, shapes], self.sentences.clone())
    }
}
