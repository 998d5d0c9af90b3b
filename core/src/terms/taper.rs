//! How little a council may pay, year by year, so that an operator's reserve never falls under its minimum.

use serde::Serialize;

use super::draws::{Needs, Watched, amount, covering, needs};
use super::shown;
use super::sides::{self, Page, by_year, pounds, row, so_far, times, total, words};
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Model, OptionModel, Penny, ReserveMeasures};
use crate::document::{Content, Node};
use crate::input::known_names;
use crate::method::{TaperShape, taper_to_meet};
use crate::money;
use crate::party::PartyId;
use crate::problem::{Problem, Problems};
use crate::table::Table;
use crate::uncertainty::float;
use crate::workings::NONE;
use crate::year::FinancialYear;

/// How often the payments are put into the question and worked out again, where what is paid changes what is needed.
const ROUNDS: usize = 12;
/// The same where each round is a simulation.
const DRAWN_ROUNDS: usize = 4;
/// The fewest and the most draws.
const DRAWS: std::ops::RangeInclusive<u64> = 100..=100_000;

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

shown!(TaperResult);

/// Where a payment stands: in the question and among the lines.
struct Payment {
    address: String,
    line: String,
    payee: PartyId,
    /// The place of the year of the change.
    first: usize,
    /// What is paid of a pound that the question states, by year from that of the change.
    paid: Vec<Decimal>,
    /// For how many years something is paid.
    years: usize,
}

impl Appraisal {
    /// The cheapest payment, year by year, under which the reserve of whoever runs an option never falls under its minimum
    /// at the end of a year: the least cash and, where the shape leaves a choice, as late as it may come. See
    /// [`taper_to_meet`] for what is cheapest and why.
    ///
    /// The operator's balance without the payment is that of the whole question; the payments that are found are put into
    /// it and worked out again, so that what they change (the share of VAT that comes back) is counted. With a certainty,
    /// the payments are the cheapest under which that share of the draws holds, and `held` says what fresh draws make of
    /// them. The minimum is then its central value in every draw.
    ///
    /// # Errors
    /// If there is no such option or it is today's; if it has no payment of its own and no line is named; if the party that
    /// is paid states no reserves; or a setting is out of its range.
    ///
    /// ```
    /// use options_appraisal::terms::TaperDesign;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let taper = Appraisal::load(text, Format::Toml)?.design_taper(&TaperDesign::new("community"))?;
    /// assert!(taper.holds && taper.years.iter().all(|year| year.reserve >= taper.minimum));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn design_taper(&self, asked: &TaperDesign) -> Result<TaperResult, Problems> {
        let mut problems = Problems::new();
        let option = sides::change(self.model(), &asked.option).map_err(|problem| problems.push(problem)).ok();
        check(asked, &mut problems);
        let Some(option) = option else { return Err(problems) };
        let place = place(option, asked.line.as_deref()).map_err(|problem| problems.push(problem)).ok();
        let Some((address, lines)) = place else { return Err(problems) };
        problems.or(())?;
        let payment = self.payment(option, address, &lines, asked)?;
        let reserve = reserves(self.model(), option, payment.payee)?;
        let minimum = match asked.minimum {
            Some(minimum) => minimum,
            None => self.planned()?.at(reserve.minimum, 0).unwrap_or_default(),
        };
        // What is needed, with what is paid as it is found: from none, until nothing changes.
        let mut stated = vec![Decimal::ZERO; payment.years];
        let mut design = self.with_payment(&payment, &stated)?;
        let mut need = design.need(&option.id, &payment, minimum)?;
        for round in 1..=if asked.certainty.is_some() { DRAWN_ROUNDS } else { ROUNDS } {
            let cover = match asked.certainty {
                Some(certainty) => design.covering(&option.id, &payment, minimum, certainty, asked)?,
                None => folded(&need, payment.years),
            };
            let found = payment.stated(&cover, &asked.shape)?;
            let settled = found == stated && round > 1;
            need = cover;
            if settled {
                break;
            }
            stated = found;
            design = self.with_payment(&payment, &stated)?;
            if asked.certainty.is_none() {
                let next = design.need(&option.id, &payment, minimum)?;
                need = next;
            }
        }
        self.designed(&design, option, &payment, (minimum, &folded(&need, payment.years)), &stated, asked)
    }

    /// Where a payment stands, who has it, and what is paid of a pound that is stated for each year.
    fn payment(
        &self,
        option: &OptionModel,
        address: String,
        lines: &[String],
        asked: &TaperDesign,
    ) -> Result<Payment, Problems> {
        let model = self.model();
        let starts = option.starts;
        let first = model.years.iter().position(|year| starts.is_none_or(|starts| starts <= year.last_day()));
        let first = first.unwrap_or_default();
        let left = model.years.len() - first;
        let years = asked.years.unwrap_or(left);
        if !(1..=left).contains(&years) {
            let problem = Problem::new(Address::new("years"), format!("is {years}"));
            return Err(problem.accepted(format!("from 1 to {left} years from that of the change")).into());
        }
        let trial = self.restated(&[(&address, list(&vec![Decimal::ONE; left]))])?;
        let option = sides::option(trial.model(), &option.id)?;
        let Some(line) = option.lines.iter().find(|line| lines.contains(&line.id)) else {
            let known = option.lines.iter().map(|line| line.id.as_str()).filter(|id| id.starts_with("costs."));
            let problem = Problem::new(Address::new("line"), "the option has no such line");
            return Err(problem.accepted(known_names("", known)).into());
        };
        if line.payer != trial.model().council || line.index != NONE {
            let problem = Problem::new(Address::new("line"), format!("{} is no sum fixed in cash that the council pays", line.id));
            return Err(problem.accepted("a running cost with payer = the council and index = \"none\"").into());
        }
        let paid = by_year(trial.model(), trial.planned()?, line.cash).split_off(first);
        if paid.iter().any(|paid| *paid <= Decimal::ZERO) {
            let problem = Problem::new(Address::new("line"), format!("{} is not paid in every year", line.id));
            return Err(problem.accepted("a line that no change of the question multiplies by nothing").into());
        }
        Ok(Payment { address, line: line.id.clone(), payee: line.payee, first, paid, years })
    }

    fn with_payment(&self, payment: &Payment, stated: &[Decimal]) -> Result<Self, Problems> {
        // A line of nothing at all would not be there: a last year of nothing is left out of none.
        let mut stated = stated.to_vec();
        if stated.iter().all(Decimal::is_zero) {
            stated = vec![SPECK; stated.len()];
        }
        self.restated(&[(&payment.address, list(&stated))])
    }

    /// What the payments up to and with each year must come to together, as planned.
    fn need(&self, option: &str, payment: &Payment, minimum: Decimal) -> Result<Vec<Decimal>, Problems> {
        let (model, values) = (self.model(), self.planned()?);
        let option = sides::option(model, option)?;
        let reserve = by_year(model, values, reserves(model, option, payment.payee)?.reserve);
        let line = option.lines.iter().find(|line| line.id == payment.line);
        let paid = line.map(|line| by_year(model, values, line.cash)).unwrap_or_default();
        let paid = so_far(&paid)?;
        let need = |(reserve, paid): (&Decimal, &Decimal)| total([minimum, -*reserve, *paid]);
        reserve.iter().zip(&paid).skip(payment.first).map(need).collect()
    }

    fn watched<'a>(names: &'a (String, String), minimum: Decimal, payment: &Payment, asked: &TaperDesign) -> Watched<'a> {
        Watched {
            reserve: &names.0,
            paid: &names.1,
            minimum: float(minimum),
            first: payment.first,
            draws: asked.draws,
            seed: asked.seed,
        }
    }

    /// The addresses of the rows of the reserve and of what is paid.
    fn rows(&self, option: &str, payment: &Payment) -> (String, String) {
        let party = &self.model().parties.get(payment.payee).id;
        (format!("options.{option}.reserves.{party}"), format!("options.{option}.lines.{}.cash", payment.line))
    }

    /// What covers a share of the draws.
    fn covering(
        &self,
        option: &str,
        payment: &Payment,
        minimum: Decimal,
        certainty: Decimal,
        asked: &TaperDesign,
    ) -> Result<Vec<Decimal>, Problems> {
        let names = self.rows(option, payment);
        let found = needs(self, &Self::watched(&names, minimum, payment, asked))?;
        let many = how_many(certainty, found.by_draw.len());
        covering(&found, many, payment.years, &asked.shape).into_iter().map(amount).collect()
    }

    fn designed(
        &self,
        design: &Self,
        option: &OptionModel,
        payment: &Payment,
        (minimum, need): (Decimal, &[Decimal]),
        stated: &[Decimal],
        asked: &TaperDesign,
    ) -> Result<TaperResult, Problems> {
        let (model, values) = (design.model(), design.planned()?);
        let own = sides::option(model, &option.id)?;
        let measured = reserves(model, own, payment.payee)?;
        let reserve = by_year(model, values, measured.reserve);
        let opening = values.at(measured.opening, 0).unwrap_or_default();
        let line = own.lines.iter().find(|line| line.id == payment.line);
        let paid = line.map(|line| by_year(model, values, line.cash)).unwrap_or_default();
        let now = option.lines.iter().find(|line| line.id == payment.line);
        let now = match now {
            Some(line) => by_year(self.model(), self.planned()?, line.cash),
            None => vec![Decimal::ZERO; paid.len()],
        };
        let mut years = Vec::new();
        for (place, year) in model.years.iter().enumerate().skip(payment.first) {
            let before = place.checked_sub(1).map_or(opening, |before| reserve[before]);
            years.push(TaperYear {
                year: *year,
                balance: Penny::of(total([reserve[place], -before, -paid[place]])?),
                now: Penny::of(now[place]),
                payment: Penny::of(paid[place]),
                reserve: Penny::of(reserve[place]),
            });
        }
        let held = match asked.certainty {
            None => None,
            Some(_) => {
                let names = design.rows(&option.id, payment);
                // Fresh draws: those that the payments were fitted to would flatter them.
                let seed = asked.seed.wrapping_add(1);
                Some(needs(design, &Watched { seed, ..Self::watched(&names, minimum, payment, asked) })?)
            }
        };
        let shares = held.as_ref().map(share_held);
        let shapes = [TaperShape::Free, TaperShape::NeverRising, TaperShape::Flat];
        let shapes = shapes.iter().map(|shape| design.shape_cost(payment, need, shape));
        let entry = model.parties.get(payment.payee);
        let amounts: Vec<Penny> = stated.iter().map(|amount| Penny::of(*amount)).collect();
        let key = payment.address.rsplit('.').next().unwrap_or_default();
        let list = amounts.iter().map(|amount| amount.value().normalize().to_string());
        let mut result = TaperResult {
            option: option.id.clone(),
            party: entry.id.clone(),
            party_name: entry.name.clone(),
            minimum: Penny::of(minimum),
            opening: Penny::of(opening),
            holds: years.iter().all(|year| year.reserve >= Penny::of(minimum)),
            total: Penny::of(total(years.iter().map(|year| year.payment.value()))?),
            present_value: Penny::of(design.present_value(&paid, 0)?),
            now_total: Penny::of(total(now)?),
            shapes: shapes.collect::<Result<_, _>>()?,
            paste: format!("{key} = [{}]", list.collect::<Vec<_>>().join(", ")),
            address: payment.address.clone(),
            amounts,
            certainty: asked.certainty.map(Penny),
            held: shares.map(|(held, _)| held),
            standard_error: shares.map(|(_, error)| error),
            years,
            sentences: Vec::new(),
        };
        result.sentences = sentences(&result, asked);
        Ok(result)
    }

    /// What a shape costs at least for a need.
    fn shape_cost(&self, payment: &Payment, need: &[Decimal], shape: &TaperShape) -> Result<ShapeCost, Problems> {
        let stated = payment.stated(need, shape)?;
        let paid: Result<Vec<Decimal>, Problems> =
            stated.iter().zip(&payment.paid).map(|(stated, paid)| times(*stated, *paid)).collect();
        let paid = paid?;
        Ok(ShapeCost {
            shape: shape_word(shape),
            total: Penny::of(total(paid.iter().copied())?),
            present_value: Penny::of(self.present_value(&paid, payment.first)?),
        })
    }

    /// Cash from a year on, in real terms and discounted.
    fn present_value(&self, cash: &[Decimal], first: usize) -> Result<Decimal, Problems> {
        let (model, values) = (self.model(), self.planned()?);
        let ones = || vec![Decimal::ONE; model.years.len()];
        let prices = row(model, values, "indices.general").unwrap_or_else(ones);
        let factors = row(model, values, "discounting.factor").unwrap_or_else(ones);
        let present = cash.iter().zip(prices.iter().zip(&factors).skip(first)).map(|(cash, (price, factor))| {
            times(cash.checked_div(*price).ok_or_else(sides::too_large)?, *factor)
        });
        total(present.collect::<Result<Vec<_>, _>>()?)
    }
}

/// A payment that is there and comes to nothing.
const SPECK: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

impl Payment {
    /// What the question must state so that what is needed is paid: to the penny above.
    fn stated(&self, need: &[Decimal], shape: &TaperShape) -> Result<Vec<Decimal>, Problems> {
        let at = Address::new("shape");
        let found = taper_to_meet(need, shape).map_err(|error| sides::method(error, &at))?;
        let stated = found.by_year.iter().zip(&self.paid).map(|(grant, paid)| {
            let stated = money::settled(grant.checked_div(*paid).ok_or_else(sides::too_large)?);
            Ok(stated.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::ToPositiveInfinity))
        });
        stated.collect()
    }
}

/// What is needed after the last payment must be there by then.
fn folded(need: &[Decimal], years: usize) -> Vec<Decimal> {
    let mut own: Vec<Decimal> = need.iter().take(years).copied().collect();
    if let Some(last) = own.last_mut() {
        *last = need.iter().skip(years).copied().fold(*last, Decimal::max);
    }
    own
}

fn list(amounts: &[Decimal]) -> Content {
    let number = |amount: &Decimal| Node { line: None, content: Content::Number(amount.to_string()) };
    Content::List(amounts.iter().map(number).collect())
}

fn check(asked: &TaperDesign, problems: &mut Problems) {
    if let Some(certainty) = asked.certainty
        && (certainty <= Decimal::ZERO || certainty >= Decimal::ONE)
    {
        let problem = Problem::new(Address::new("certainty"), format!("is {certainty}"));
        problems.push(problem.accepted("a share between 0 and 1, such as 0.9"));
    }
    if !DRAWS.contains(&asked.draws) {
        let problem = Problem::new(Address::new("draws"), format!("is {}", asked.draws));
        problems.push(problem.accepted(format!("from {} to {} draws", DRAWS.start(), DRAWS.end())));
    }
}

/// Where the payment of an option stands in the question, and the ids that its line may have.
fn place(option: &OptionModel, line: Option<&str>) -> Result<(String, Vec<String>), Problem> {
    let own = |key: &str, lines: &[&str]| {
        (format!("options.{}.{key}", option.id), lines.iter().map(|id| (*id).to_owned()).collect())
    };
    if let Some(id) = line {
        let known = option.lines.iter().map(|line| line.id.as_str()).filter(|id| id.starts_with("costs."));
        if !known.clone().any(|known| known == id) {
            let problem =
                Problem::new(Address::new("line"), format!("the option has no line \"{}\" of a running cost", sides::shown(id)));
            return Err(problem.accepted(known_names(id, known)));
        }
        return Ok(own(&format!("{id}.amount"), &[id]));
    }
    match option.model {
        "community_managed" => Ok(own("grant", &["grant"])),
        "parish_commissioned" => Ok(own("payment", &["fee", "grant"])),
        "trust" => Ok(own("contract", &["contract"])),
        model => Err(Problem::new(Address::new("line"), format!("an option of the model {model} has no payment of its own"))
            .accepted("the id of a running cost that the council pays, such as costs.support")),
    }
}

/// The reserves of a party under an option.
fn reserves<'m>(model: &Model, option: &'m OptionModel, party: PartyId) -> Result<&'m ReserveMeasures, Problem> {
    option.measures.reserves.iter().find(|reserve| reserve.party == party).ok_or_else(|| {
        let id = &model.parties.get(party).id;
        let at = Address::new("parties").join(id).join("reserves");
        Problem::new(at, format!("{id} is paid, and its reserves are not stated"))
            .accepted("reserves for the party in the question; 0 if it has none")
    })
}

/// How many draws are at least a share of all.
fn how_many(share: Decimal, of: usize) -> usize {
    let many = share * Decimal::from(of);
    usize::try_from(many.ceil()).unwrap_or(of).clamp(1, of.max(1))
}

/// The share of draws in which a reserve held, with its standard error.
fn share_held(needs: &Needs) -> (Penny, Penny) {
    let count = Decimal::from(needs.by_draw.len().max(1));
    let held = Decimal::from(needs.held) / count;
    let variance = held * (Decimal::ONE - held) / count;
    let error = Decimal::try_from(float(variance).sqrt()).unwrap_or_default();
    let six = |value| Penny(money::to_places(value, 6));
    (six(held), six(error))
}

const fn shape_word(shape: &TaperShape) -> &'static str {
    match shape {
        TaperShape::Free => "free",
        TaperShape::NeverRising => "never_rising",
        TaperShape::Flat => "flat",
        TaperShape::Shares(_) => "shares",
    }
}

fn sentences(result: &TaperResult, asked: &TaperDesign) -> Vec<String> {
    let mut sentences = Vec::new();
    let flat = result.shapes.iter().find(|cost| cost.shape == "flat");
    let against = flat.filter(|_| asked.shape != TaperShape::Flat).map(|flat| {
        format!(" against {} flat", pounds(flat.total.value()))
    });
    sentences.push(format!(
        "{} needs {} in all{} to keep its reserve at {} or more.",
        result.party_name,
        pounds(result.total.value()),
        against.unwrap_or_default(),
        pounds(result.minimum.value())
    ));
    if !result.holds {
        sentences.push("The plan falls under the minimum all the same: before the first payment, or as far as the share of draws allows it.".to_owned());
    }
    if let (Some(certainty), Some(held), Some(error)) = (result.certainty, result.held, result.standard_error) {
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
            heading: "What each shape costs at least (£ in cash; present value in £ of the price base)".to_owned(),
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
