//! Runs a case and reads off what stands beside the published figures.
//!
//! An expression is a sum: terms between ` + ` and ` - `. A term is a number or the address of a row; `@2019/20` takes one
//! year, `@2019/20..2021/22` the sum over years and `@all` over all of them; `expected ` before it takes the expectation,
//! in which everything that may happen counts by its chance, and not the plan. ` x ` multiplies two terms.

use options_appraisal::{Appraisal, Decimal, FinancialYear, Format};
use serde_json::Value;

use super::paper::{History, Output, Paper, number};

/// A published figure beside ours.
pub(crate) struct Tried {
    pub(crate) what: String,
    pub(crate) published: String,
    pub(crate) ours: String,
    pub(crate) difference: String,
    pub(crate) why: String,
    pub(crate) derived: bool,
    within: bool,
}

impl Tried {
    pub(crate) fn holds(&self) -> bool {
        self.within
    }
}

/// Something that happened, beside the plan and the expectation.
pub(crate) struct Replayed {
    pub(crate) what: String,
    pub(crate) planned: Decimal,
    pub(crate) expected: Option<Decimal>,
    pub(crate) happened: Decimal,
    pub(crate) note: String,
}

struct Run {
    appraisal: Appraisal,
    json: Value,
    years: Vec<FinancialYear>,
}

/// What came of a case.
pub(crate) struct Reading {
    pub(crate) outputs: Vec<Tried>,
    pub(crate) history: Vec<Replayed>,
    /// What the result adds, with its numbers filled in.
    pub(crate) adds: String,
}

/// Runs a case.
pub(crate) fn read(text: &str, paper: &Paper) -> Result<Reading, String> {
    let appraisal =
        Appraisal::load(text, Format::detect(text)).map_err(|problems| format!("is refused:\n{problems}"))?;
    let outcome = appraisal.run().map_err(|problems| format!("is refused:\n{problems}"))?;
    for option in &outcome.tables().options {
        if !option.conservation.value().is_zero() {
            return Err(format!("{}: the flows come to {:?}", option.id, option.conservation));
        }
    }
    let json = serde_json::from_str(&outcome.to_json()).unwrap();
    let run = Run { json, years: outcome.tables().years.clone(), appraisal };
    let outputs = paper.outputs.iter().map(|output| run.tried(output)).collect::<Result<_, _>>()?;
    let history = paper.history.iter().map(|item| run.replayed(item)).collect::<Result<_, _>>()?;
    let adds = run.filled(&paper.adds)?;
    Ok(Reading { outputs, history, adds })
}

impl Run {
    fn tried(&self, output: &Output) -> Result<Tried, String> {
        let Output { what, published, .. } = output;
        let (ours, difference, within) = match (&output.ours, &output.place) {
            (Some(expression), _) => {
                let mut ours = self.sum(expression)?;
                if let Some(per) = &output.per {
                    ours = ours
                        .checked_div(self.sum(per)?)
                        .ok_or_else(|| format!("{what}: nothing to divide by"))?;
                }
                if output.percent {
                    ours *= Decimal::ONE_HUNDRED;
                }
                let published = number(published)?;
                let difference = ours - published;
                (
                    grouped(ours),
                    grouped(difference),
                    (difference - output.explained).abs() <= output.tolerance,
                )
            }
            (None, Some(place)) => {
                let found = self.place(place).ok_or_else(|| format!("{what}: no such place: {place}"))?;
                let found = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
                let same = found == *published;
                (found, if same { "0".to_owned() } else { "differs".to_owned() }, same)
            }
            (None, None) => return Err(format!("{what}: nothing of ours")),
        };
        Ok(Tried {
            what: what.clone(),
            published: number(published).map_or_else(|_| published.clone(), grouped),
            ours,
            difference,
            why: output.why.clone(),
            derived: output.derived,
            within,
        })
    }

    fn replayed(&self, item: &History) -> Result<Replayed, String> {
        Ok(Replayed {
            what: item.what.clone(),
            planned: self.sum(&item.planned)?,
            expected: item.expected.as_ref().map(|text| self.sum(text)).transpose()?,
            happened: item.happened,
            note: item.note.clone(),
        })
    }

    /// A sentence in which every expression in braces is its value.
    fn filled(&self, sentence: &str) -> Result<String, String> {
        let mut parts = sentence.split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (expression, rest) = part.split_once('}').ok_or("a brace is not closed")?;
            let (expression, per) = expression.split_once(" / ").unwrap_or((expression, "1"));
            let value = self.sum(expression)?.checked_div(self.sum(per)?).ok_or("nothing to divide by")?;
            let places = if value.abs() < Decimal::ONE_HUNDRED { 2 } else { 0 };
            filled.push_str(&grouped(value.round_dp(places)));
            filled.push_str(rest);
        }
        Ok(filled)
    }

    fn sum(&self, expression: &str) -> Result<Decimal, String> {
        let mut total = Decimal::ZERO;
        for (place, added) in expression.split(" + ").enumerate() {
            for (rank, term) in added.split(" - ").enumerate() {
                let value = self.term(term.trim())?;
                if rank == 0 { total += value } else { total -= value }
            }
            debug_assert!(place < 64, "an expression of more than 64 terms");
        }
        Ok(total)
    }

    fn term(&self, term: &str) -> Result<Decimal, String> {
        if let Some((times, rest)) = term.split_once(" x ") {
            return Ok(self.term(times)? * self.term(rest)?);
        }
        if let Ok(constant) = number(term) {
            return Ok(constant);
        }
        let (expected, term) = term.strip_prefix("expected ").map_or((false, term), |rest| (true, rest));
        let (address, when) = term.split_once('@').map_or((term, None), |(row, when)| (row, Some(when)));
        let value = |measure: &str| {
            let value =
                if expected { self.appraisal.expected_value(measure) } else { self.appraisal.value(measure) };
            value.map_err(|problems| format!("{measure}: {problems}"))
        };
        let Some(when) = when else { return value(address) };
        let (first, last) = match when {
            "all" => (self.years.first().copied(), self.years.last().copied()),
            span => {
                let (first, last) = span.split_once("..").unwrap_or((span, span));
                (first.parse().ok(), last.parse().ok())
            }
        };
        let (Some(first), Some(last)) = (first, last) else { return Err(format!("{term}: no years")) };
        self.years
            .iter()
            .filter(|year| (first..=last).contains(*year))
            // A sum that is the same in every year is a row of one value.
            .map(|year| {
                value(&format!("{address}@{year}")).or_else(|problem| value(address).map_err(|_| problem))
            })
            .sum()
    }

    /// A place in the result, as in the shared cases.
    fn place(&self, at: &str) -> Option<&Value> {
        at.split(" > ").try_fold(&self.json, |value, step| match value {
            Value::Array(items) => items.iter().find(|item| {
                ["id", "party", "kind"].iter().any(|key| item.get(key).is_some_and(|id| id == step))
            }),
            other => other.get(step),
        })
    }
}

/// A number with its thousands set apart: whole, or to the penny.
pub(crate) fn grouped(value: Decimal) -> String {
    let rounded = value.round_dp(2).normalize();
    let rounded = if rounded.is_zero() { Decimal::ZERO } else { rounded };
    let text = if rounded.scale() == 0 { rounded.to_string() } else { format!("{rounded:.2}") };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, pence) = digits.split_once('.').map_or((digits, None), |(whole, pence)| (whole, Some(pence)));
    let mut shown = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if let Some(pence) = pence {
        shown.push('.');
        shown.push_str(pence);
    }
    shown
}
