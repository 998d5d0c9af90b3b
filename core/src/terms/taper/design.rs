//! Designing a taper: the question worked out with the payments, until they are what it needs.

use super::draws::{Drawn, Needs, Watched, drawn};
use super::{ShapeCost, TaperDesign, TaperResult, TaperYear, sentences};
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Model, OptionModel, Penny, ReserveMeasures};
use crate::document::{Content, Node};
use crate::input::known_names;
use crate::method::{TaperShape, taper_to_meet};
use crate::money;
use crate::party::PartyId;
use crate::problem::{Problem, Problems};
use crate::terms::sides::{self, by_year, row, so_far, times, total};
use crate::uncertainty::float;
use crate::workings::NONE;

/// How often the payments are put into the question and worked out again, where what is paid changes what is needed.
const ROUNDS: usize = 12;
/// The same where each round is a simulation.
const DRAWN_ROUNDS: usize = 4;
/// The fewest and the most draws.
const DRAWS: std::ops::RangeInclusive<u64> = 100..=100_000;

/// Where a payment stands: in the question and among the lines.
struct Payment {
    /// The question in which it is designed: a payment to the last year has no end after which it might be renewed.
    base: Appraisal,
    address: String,
    line: String,
    payee: PartyId,
    /// The place of the year of the change.
    first: usize,
    /// What is paid of a pound that the question states, by year from that of the change.
    paid: Vec<Decimal>,
    /// For how many years something is paid.
    years: usize,
    /// What is paid of a pound that is stated, draw by draw; nothing where no draws were asked for.
    drawn: Vec<Vec<f64>>,
}

/// What is needed so that the reserve holds.
enum Need {
    /// In the plan: what the payments up to and with each year must come to together.
    Planned(Vec<Decimal>),
    /// In so many of the draws.
    Drawn(Needs, usize),
}

impl Appraisal {
    /// The cheapest payment, year by year, under which the reserve of whoever runs an option never falls under its minimum
    /// at the end of a year: the least cash and, where the shape leaves a choice, as late as it may come. See
    /// [`taper_to_meet`] for what is cheapest and why.
    ///
    /// The operator's balance without the payment is that of the whole question; the payments that are found are put into
    /// it and worked out again, so that what they change (the share of VAT that comes back) is counted. With a certainty,
    /// the payments are the cheapest under which that share of the draws holds, and `held` says what fresh draws make of
    /// them. The minimum is then its central value in every draw. A payment to the last year has no end, so that the risk
    /// `grant_renewed` is left out; one of fewer years keeps it.
    ///
    /// # Errors
    /// If there is no such option or it is today's; if it has no payment of its own and no line is named; if the party that
    /// is paid states no reserves; or a setting is out of its range.
    ///
    /// ```
    /// use options_appraisal::terms::TaperDesign;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../../docs/examples/sandgate.toml");
    /// let taper = Appraisal::load(text, Format::Toml)?.design_taper(&TaperDesign::new("community"))?;
    /// assert!(taper.holds && taper.years.iter().all(|year| year.reserve >= taper.minimum));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn design_taper(&self, asked: &TaperDesign) -> Result<TaperResult, Problems> {
        let mut problems = Problems::new();
        let option =
            sides::change(self.model(), &asked.option).map_err(|problem| problems.push(problem)).ok();
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
        // What is needed, with what is paid as it is found: from nothing, until nothing changes.
        let mut stated = vec![Decimal::ZERO; payment.years];
        let mut design = payment.design(&stated)?;
        let mut need = design.need(&option.id, &payment, minimum, asked)?;
        for _ in 0..if asked.certainty.is_some() { DRAWN_ROUNDS } else { ROUNDS } {
            let found = payment.least(&need, &asked.shape)?;
            if found == stated {
                break;
            }
            stated = found;
            design = payment.design(&stated)?;
            need = design.need(&option.id, &payment, minimum, asked)?;
        }
        self.designed(&design, option, &payment, (minimum, &need), &stated, asked)
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
        let base = if years == left { self.without(&renewal(&option.id))? } else { self.clone() };
        let trial = base.restated(&[(&address, list(&vec![Decimal::ONE; years]))])?;
        let option = sides::option(trial.model(), &option.id)?;
        let Some(line) = option.lines.iter().find(|line| lines.contains(&line.id)) else {
            let known =
                option.lines.iter().map(|line| line.id.as_str()).filter(|id| id.starts_with("costs."));
            let problem = Problem::new(Address::new("line"), "the option has no such line");
            return Err(problem.accepted(known_names("", known)).into());
        };
        if line.payer != trial.model().council || line.index != NONE {
            let problem = Problem::new(
                Address::new("line"),
                format!("{} is no sum fixed in cash that the council pays", line.id),
            );
            return Err(problem
                .accepted("a running cost with payer = the council and index = \"none\"")
                .into());
        }
        let mut paid = by_year(trial.model(), trial.planned()?, line.cash).split_off(first);
        paid.truncate(years);
        if paid.iter().any(|paid| *paid <= Decimal::ZERO) {
            let problem =
                Problem::new(Address::new("line"), format!("{} is not paid in every year", line.id));
            return Err(problem
                .accepted("a line that no change of the question multiplies by nothing")
                .into());
        }
        let mut payment = Payment {
            base,
            address,
            line: line.id.clone(),
            payee: line.payee,
            first,
            paid,
            years,
            drawn: Vec::new(),
        };
        if asked.certainty.is_some() {
            let names = trial.rows(&option.id, &payment);
            payment.drawn = drawn(&trial, &Self::watched(&names, Decimal::ZERO, &payment, asked))?.paid;
        }
        Ok(payment)
    }

    /// What is needed with the payments as they stand.
    fn need(
        &self,
        option: &str,
        payment: &Payment,
        minimum: Decimal,
        asked: &TaperDesign,
    ) -> Result<Need, Problems> {
        if let Some(certainty) = asked.certainty {
            let names = self.rows(option, payment);
            let found = drawn(self, &Self::watched(&names, minimum, payment, asked))?;
            let many = how_many(certainty, found.count());
            return Ok(Need::Drawn(found.needs(payment.drawn.clone()), many));
        }
        let (model, values) = (self.model(), self.planned()?);
        let option = sides::option(model, option)?;
        let reserve = by_year(model, values, reserves(model, option, payment.payee)?.reserve);
        let line = option.lines.iter().find(|line| line.id == payment.line);
        let paid = line.map(|line| by_year(model, values, line.cash)).unwrap_or_default();
        let paid = so_far(&paid)?;
        let need = |(reserve, paid): (&Decimal, &Decimal)| total([minimum, -*reserve, *paid]);
        let need: Vec<Decimal> =
            reserve.iter().zip(&paid).skip(payment.first).map(need).collect::<Result<_, _>>()?;
        Ok(Need::Planned(folded(&need, payment.years)))
    }

    fn watched<'a>(
        names: &'a (String, String),
        minimum: Decimal,
        payment: &Payment,
        asked: &TaperDesign,
    ) -> Watched<'a> {
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
        (
            format!("options.{option}.reserves.{party}"),
            format!("options.{option}.lines.{}.cash", payment.line),
        )
    }

    fn designed(
        &self,
        design: &Self,
        option: &OptionModel,
        payment: &Payment,
        (minimum, need): (Decimal, &Need),
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
        let mut held = None;
        if asked.certainty.is_some() {
            let names = design.rows(&option.id, payment);
            // Fresh draws: those that the payments were fitted to would flatter them.
            let seed = asked.seed.wrapping_add(1);
            held = Some(drawn(design, &Watched { seed, ..Self::watched(&names, minimum, payment, asked) })?);
        }
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
    fn shape_cost(&self, payment: &Payment, need: &Need, shape: &TaperShape) -> Result<ShapeCost, Problems> {
        let stated = payment.least(need, shape)?;
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
        let present =
            cash.iter().zip(prices.iter().zip(&factors).skip(first)).map(|(cash, (price, factor))| {
                times(cash.checked_div(*price).ok_or_else(sides::too_large)?, *factor)
            });
        total(present.collect::<Result<Vec<_>, _>>()?)
    }
}

/// A payment that is there and comes to nothing: one of nothing at all would have no line.
const SPECK: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

impl Payment {
    /// The question with these payments.
    fn design(&self, stated: &[Decimal]) -> Result<Appraisal, Problems> {
        let mut stated = stated.to_vec();
        if stated.iter().all(Decimal::is_zero) {
            stated.fill(SPECK);
        }
        self.base.restated(&[(&self.address, list(&stated))])
    }

    /// The least that the question must state so that what is needed is paid: to the penny above.
    fn least(&self, need: &Need, shape: &TaperShape) -> Result<Vec<Decimal>, Problems> {
        if let TaperShape::Shares(shares) = shape
            && shares.len() != self.years
        {
            let problem = Problem::new(Address::new("shares"), format!("has {} shares", shares.len()));
            return Err(problem.accepted(format!("one for each of {} years", self.years)).into());
        }
        let need = match need {
            Need::Planned(need) => need,
            Need::Drawn(needs, many) => return needs.least(*many, self.years, shape),
        };
        let found =
            taper_to_meet(need, shape).map_err(|error| sides::method(&error, &Address::new("shares")))?;
        let stated = found.by_year.iter().zip(&self.paid).map(|(grant, paid)| {
            let stated = money::settled(grant.checked_div(*paid).ok_or_else(sides::too_large)?);
            Ok(stated.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::ToPositiveInfinity))
        });
        stated.collect()
    }
}

/// The address of the risk that a payment which ends is renewed.
fn renewal(option: &str) -> String {
    format!("options.{option}.risks.grant_renewed")
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
            let problem = Problem::new(
                Address::new("line"),
                format!("the option has no line \"{}\" of a running cost", sides::shown(id)),
            );
            return Err(problem.accepted(known_names(id, known)));
        }
        return Ok(own(&format!("{id}.amount"), &[id]));
    }
    match option.model {
        "community_managed" => Ok(own("grant", &["grant"])),
        "parish_commissioned" => Ok(own("payment", &["fee", "grant"])),
        "trust" => Ok(own("contract", &["contract"])),
        model => Err(Problem::new(
            Address::new("line"),
            format!("an option of the model {model} has no payment of its own"),
        )
        .accepted("the id of a running cost that the council pays, such as costs.support")),
    }
}

/// The reserves of a party under an option.
fn reserves<'m>(
    model: &Model,
    option: &'m OptionModel,
    party: PartyId,
) -> Result<&'m ReserveMeasures, Problem> {
    if option.measures.precepts.iter().any(|precept| precept.party == party) {
        let what = format!("{} raises a precept for whatever it lacks", model.parties.get(party).id);
        return Err(Problem::new(Address::new("option"), what)
            .accepted("parish_affordability, or funding = \"reserves\" for the option"));
    }
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
fn share_held(drawn: &Drawn) -> (Penny, Penny) {
    let count = Decimal::from(drawn.count().max(1));
    let held = Decimal::from(drawn.held()) / count;
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
