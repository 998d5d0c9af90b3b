//! The rows of the log: the inputs and the defaults, the national figures, and what is no number.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::effects::{Effect, Effects, TEST, test_movement};
use super::label::label;
use super::signatures::{Signatures, Signed};
use super::{Assumption, Kind, RangeFrom, Status};
use crate::address::Address;
use crate::appraisal::{Appraisal, Penny};
use crate::input::{Number, Remarks};
use crate::money;
use crate::sheet::exact::Moved;
use crate::sheet::{FigureInfo, FigureNote};
use crate::year::FinancialYear;

/// The unit of a figure of which only the growth means anything.
const INDEX: &str = "index";

/// The rows, and the signatures that sign none of them.
pub(super) fn rows(appraisal: &Appraisal, effects: &Effects<'_>) -> (Vec<Assumption>, Vec<String>) {
    let question = std::sync::Arc::clone(&appraisal.model().said.question);
    let mut signatures = Signatures::of(&question);
    let mut rows = inputs(appraisal, effects, &mut signatures);
    rows.extend(figures(appraisal, effects, &mut signatures));
    let there: BTreeSet<Address> = rows.iter().map(|row| row.address.clone()).collect();
    rows.extend(choices(appraisal, &there, &mut signatures));
    (rows, signatures.unused())
}

/// A row about which nothing is known but its address.
fn blank(address: Address, kind: Kind, label: String) -> Assumption {
    Assumption {
        address,
        kind,
        label,
        value: None,
        unit: None,
        holds: None,
        low: None,
        high: None,
        range_from: RangeFrom::None,
        at_low: None,
        at_high: None,
        effect: None,
        material: false,
        changes_answer: false,
        confidence: None,
        evidence: None,
        range_width: None,
        reliability: String::new(),
        why: None,
        source: None,
        link: None,
        published: None,
        source_status: None,
        when: None,
        who: None,
        signed_by: None,
        signed_on: None,
        signed_value: None,
        status: Status::NotSigned,
    }
}

impl Assumption {
    fn with_effect(mut self, effect: Effect) -> Self {
        (self.at_low, self.at_high) = (effect.at_low, effect.at_high);
        (self.effect, self.changes_answer) = (effect.size, effect.changes_answer);
        self
    }

    fn with_signature(mut self, signed: Signed) -> Self {
        (self.signed_by, self.signed_on, self.signed_value) = (signed.by, signed.on, signed.value);
        self.status = signed.status;
        self
    }

    fn with_remarks(mut self, said: Option<&Remarks>) -> Self {
        let Some(said) = said else { return self };
        let text = |text: &Option<crate::input::Text>| text.as_ref().map(ToString::to_string);
        (self.confidence, self.evidence) = (said.confidence, said.evidence);
        (self.why, self.source, self.who) = (text(&said.note), text(&said.source), text(&said.who));
        self.when = said.when.map(|when| when.to_string());
        self
    }

    /// The range, where there is one: as somebody gave it, or to try.
    fn with_range(mut self, range: Option<(Decimal, Decimal)>, from: RangeFrom) -> Self {
        let Some((low, high)) = range else { return self };
        (self.low, self.high, self.range_from) = (Some(shown(low)), Some(shown(high)), from);
        if let Some(value) = self.value.map(Penny::value)
            && !matches!(from, RangeFrom::TestMovement | RangeFrom::None)
        {
            let width = high.checked_sub(low).and_then(|width| width.checked_div(value.abs()));
            self.range_width = width.map(|width| Penny(money::to_places(width, 4)));
        }
        self
    }

    /// Says in words how far it is trusted.
    fn reliable(mut self) -> Self {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.confidence.map(|confidence| format!("{confidence} confidence")));
        words.extend(self.evidence.map(|evidence| evidence.word().replace('_', " ")));
        words.extend(self.source_status.map(str::to_owned));
        words.extend(self.range_width.map(|width| {
            let percent = (width.value() * Decimal::ONE_HUNDRED).round().normalize();
            format!("range {percent} % of the value")
        }));
        self.reliability = if words.is_empty() { "nothing stated".to_owned() } else { words.join(", ") };
        self
    }
}

/// A value as the log shows it: with the places that it has, up to six.
fn shown(value: Decimal) -> Penny {
    Penny(value.round_dp(6))
}

/// What the question states and what the library puts in its place.
fn inputs(appraisal: &Appraisal, effects: &Effects<'_>, signatures: &mut Signatures<'_>) -> Vec<Assumption> {
    let model = appraisal.model();
    let stock = &model.said.stock.numbers;
    let supplied: BTreeSet<&Address> = model.said.supplied.iter().map(|(address, _)| address).collect();
    let known: HashMap<&Address, &Number> = stock.iter().map(|number| (&number.address, number)).collect();
    let graph = &model.graph;
    let mut rows = Vec::with_capacity(graph.inputs().len() + stock.len());
    for (place, info) in (0_u32..).zip(graph.inputs()) {
        let value = appraisal.central(place);
        // A range that a what-if has left is no range of its value.
        let spread = info.spread.as_ref().filter(|spread| (spread.low..=spread.high).contains(&value));
        let stated = spread.filter(|spread| spread.low < spread.high).map(|spread| (spread.low, spread.high));
        let (range, from) = match stated {
            Some(range) if supplied.contains(&info.address) => (Some(range), RangeFrom::PublishedFigures),
            Some(range) => (Some(range), RangeFrom::Stated),
            None => (test_movement(value, info.bounds), RangeFrom::TestMovement),
        };
        let effect = range.map_or_else(
            || effects.none(),
            |(low, high)| effects.between(&[Moved::Input(place, low)], &[Moved::Input(place, high)]),
        );
        let said = info.remarks.as_deref();
        let signature = said.and_then(|said| said.signature.as_ref());
        let default = info.default || known.get(&info.address).is_some_and(|number| number.default.is_some());
        let signed = signatures.signed(info.address.as_str(), signature, Some(info.value), Some(value));
        let kind = if default { Kind::Default } else { Kind::Input };
        let row = blank(info.address.clone(), kind, label(model, &info.address));
        let row = Assumption { value: Some(shown(value)), unit: Some(info.unit.to_owned()), ..row };
        let row = row.with_remarks(said).with_range(range, from).with_effect(effect).with_signature(signed);
        rows.push(
            Assumption { source: info.source.clone().or_else(|| row.source.clone()), ..row }.reliable(),
        );
    }
    // What no row reads is stated, or left out, all the same.
    let read: BTreeSet<&Address> = graph.inputs().iter().map(|info| &info.address).collect();
    for number in stock.iter().filter(|number| !read.contains(&number.address)) {
        let said = number.remarks.as_deref();
        let signature = said.and_then(|said| said.signature.as_ref());
        let value = Some(number.central);
        let signed = signatures.signed(number.address.as_str(), signature, value, value);
        let kind = if number.default.is_some() { Kind::Default } else { Kind::Input };
        let row = blank(number.address.clone(), kind, label(model, &number.address));
        let row = Assumption { value: value.map(shown), unit: Some(number.unit.to_owned()), ..row };
        let row = row.with_remarks(said).with_range(number.range, RangeFrom::Stated);
        let row = row.with_effect(effects.none()).with_signature(signed);
        let source = row.source.clone().or_else(|| number.default.map(str::to_owned));
        rows.push(Assumption { source, ..row }.reliable());
    }
    rows
}

/// The national figures: a row for each, whatever number of years and rows it feeds.
fn figures(appraisal: &Appraisal, effects: &Effects<'_>, signatures: &mut Signatures<'_>) -> Vec<Assumption> {
    let graph = &appraisal.model().graph;
    let mut by_id: BTreeMap<String, Vec<(u32, &FigureInfo)>> = BTreeMap::new();
    for (place, info) in (0_u32..).zip(graph.figures()) {
        by_id.entry(id_and_year(info).0).or_default().push((place, info));
    }
    let mut rows = Vec::with_capacity(by_id.len());
    for (address, infos) in by_id {
        let first = graph.first_year();
        // The one by year says most; of figures for one year each, the first.
        let Some((_, main)) =
            infos.iter().max_by_key(|(place, info)| (info.values.len(), std::cmp::Reverse(*place)))
        else {
            continue;
        };
        let Some(value) = main.values.first().copied() else { continue };
        let opening = infos.iter().filter_map(|(_, info)| {
            let year = id_and_year(info).1.unwrap_or(first);
            Some((year, *info.values.first()?))
        });
        let base = opening.min_by_key(|(year, _)| *year).map_or(value, |(_, value)| value);
        let moved = |by: Decimal| -> Option<Vec<Moved>> {
            let move_one = |value: &Decimal| moved_value(*value, base, main.unit == INDEX, by);
            let all = infos.iter().map(|(place, info)| {
                let values = info.values.iter().map(move_one).collect::<Option<Vec<_>>>()?;
                Some(Moved::Figure(*place, values))
            });
            all.collect()
        };
        let range = [-TEST, TEST].map(|by| moved_value(value, base, main.unit == INDEX, by));
        let [low, high] = [-TEST, TEST].map(moved);
        let effect = low.zip(high).map_or_else(Effect::default, |(low, high)| effects.between(&low, &high));
        let notes: Vec<&FigureNote> = infos.iter().flat_map(|(_, info)| &info.notes).collect();
        let status = worst(&notes);
        let signed = signatures.signed(&address, None, Some(value), Some(value));
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut sources: Vec<&str> = Vec::new();
        for note in notes.iter().filter(|note| !note.source.is_empty()) {
            if !sources.contains(&note.source.as_str()) {
                sources.push(&note.source);
            }
        }
        let note = notes.first();
        let year = id_and_year(main).1.map(|year| format!(" in {year}")).unwrap_or_default();
        let label = main.label.strip_suffix(year.as_str()).unwrap_or(&main.label).to_owned();
        let row = blank(Address::new(address), Kind::NationalFigure, label);
        let row = Assumption {
            value: Some(shown(value)),
            unit: Some(main.unit.clone()),
            why: notes.iter().rev().find_map(|note| note.projected.clone()),
            source: (!sources.is_empty()).then(|| sources.join("; ")),
            link: note.and_then(|note| text(&note.url)),
            published: note.and_then(|note| text(&note.published)),
            source_status: Some(status),
            ..row
        };
        let range = match range {
            [Some(low), Some(high)] => Some((low.min(high), low.max(high))),
            _ => None,
        };
        let mut row =
            row.with_range(range, RangeFrom::TestMovement).with_effect(effect).with_signature(signed);
        if row.status == Status::NotSigned && matches!(status, "verified" | "derived") {
            row.status = Status::Published;
        }
        rows.push(row.reliable());
    }
    rows
}

/// The id of a figure, and its year where it is one for a single year.
fn id_and_year(info: &FigureInfo) -> (String, Option<FinancialYear>) {
    let address = info.address.as_str();
    let split =
        address.rsplit_once('.').and_then(|(id, last)| Some((id, last.parse::<FinancialYear>().ok()?)));
    split.map_or_else(|| (address.to_owned(), None), |(id, year)| (id.to_owned(), Some(year)))
}

/// A value that is moved by a share of itself; of an index, by a share of what it has grown since its first year.
fn moved_value(value: Decimal, base: Decimal, index: bool, by: Decimal) -> Option<Decimal> {
    let (still, moves) = if index { (base, value.checked_sub(base)?) } else { (Decimal::ZERO, value) };
    still.checked_add(moves.checked_mul(Decimal::ONE.checked_add(by)?)?)
}

/// How sure the least sure of some years is.
fn worst(notes: &[&FigureNote]) -> &'static str {
    if notes.iter().any(|note| note.status == "unverified") {
        "unverified"
    } else if notes.iter().any(|note| note.projected.is_some()) {
        "projected"
    } else if notes.iter().any(|note| note.status == "derived") {
        "derived"
    } else {
        "verified"
    }
}

/// What holds by default and is no number, and the rules in words that nobody was seen stating.
fn choices(
    appraisal: &Appraisal,
    there: &BTreeSet<Address>,
    signatures: &mut Signatures<'_>,
) -> Vec<Assumption> {
    let model = appraisal.model();
    let mut all: BTreeMap<Address, (String, Option<String>)> = BTreeMap::new();
    for (address, what) in model.said.stock.choices.iter().chain(&model.assumed) {
        all.entry(address.clone()).or_insert_with(|| (what.clone(), None));
    }
    for rule in &model.doubtful {
        let (address, source) = rule.split_once(": ").unwrap_or((rule, ""));
        let what = ("a rule that nobody was seen stating".to_owned(), Some(source.to_owned()));
        all.entry(Address::new(address)).or_insert(what);
    }
    let mut rows = Vec::with_capacity(all.len());
    for (address, (what, source)) in all.into_iter().filter(|(address, _)| !there.contains(address)) {
        let signed = signatures.signed(address.as_str(), None, None, None);
        let label = label(model, &address);
        let row = blank(address, Kind::Choice, label);
        let source_status = source.as_ref().map(|_| "unverified");
        let row = Assumption { holds: Some(what), source, source_status, ..row };
        rows.push(row.with_signature(signed).reliable());
    }
    rows
}
