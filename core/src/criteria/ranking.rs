//! The ranking by weighted scores: what turns it round, and how near it is to turning.

use rust_decimal::Decimal;

use super::judged::{Judged, refused};
use super::result::{CriterionSwitch, DropOne, Switch};
use crate::appraisal::Penny;
use crate::method::{self, shared_ranks};
use crate::money;
use crate::problem::Problems;

/// A number to six places.
pub(super) fn six(value: Decimal) -> Penny {
    Penny(money::to_places(value, 6).normalize())
}

/// The ranks of the options that are ranked, as they are written: `1=` where a rank is shared.
pub(super) fn ranks(judged: &Judged<'_>, totals: &[Decimal]) -> Vec<Option<String>> {
    let passing = judged.passing();
    let own: Vec<Decimal> = passing.iter().map(|option| totals[*option]).collect();
    let places = shared_ranks(&own);
    let mut all = vec![None; totals.len()];
    for (option, place) in passing.iter().zip(&places) {
        let shared = places.iter().filter(|other| *other == place).count() > 1;
        all[*option] = Some(format!("{place}{}", if shared { "=" } else { "" }));
    }
    all
}

/// The weights at which options change places, criterion by criterion.
pub(super) fn switches(judged: &Judged<'_>, totals: &[Decimal]) -> Result<Vec<CriterionSwitch>, Problems> {
    let mut passing = judged.passing();
    passing.sort_by(|a, b| totals[*b].cmp(&totals[*a]).then_with(|| judged.id(*a).cmp(judged.id(*b))));
    let top = passing.first().map(|first| totals[*first]);
    let mut all = Vec::with_capacity(judged.by_id.len());
    for place in judged.in_order() {
        let weight = judged.weights[place];
        let mut found = Vec::new();
        if judged.by_id.len() > 1 {
            for (rank, ahead) in passing.iter().enumerate() {
                for behind in &passing[rank + 1..] {
                    let [a, b] = [ahead, behind].map(|option| &judged.scores[*option]);
                    // Options that score the same now are told of as such.
                    if totals[*ahead] == totals[*behind] {
                        continue;
                    }
                    let switch = method::weight_switch(a, b, &judged.points, place);
                    // At an end they are equal, and beyond it there is no weight that would turn them round.
                    match switch.map_err(|error| refused(&error))? {
                        Some(at) if at > Decimal::ZERO && at < Decimal::ONE => {
                            found.push((at, *ahead, *behind));
                        }
                        _ => {}
                    }
                }
            }
        }
        let nearest = |such: &dyn Fn(usize) -> bool| {
            let own = || found.iter().filter(|(_, ahead, _)| such(*ahead));
            let below = own().filter(|(at, ..)| *at < weight).max_by_key(|(at, ..)| *at);
            let above = own().filter(|(at, ..)| *at > weight).min_by_key(|(at, ..)| *at);
            let told = |(at, ahead, behind): &(Decimal, usize, usize)| Switch {
                weight: six(*at),
                ahead: judged.id(*ahead).to_owned(),
                then_ahead: judged.id(*behind).to_owned(),
            };
            below.into_iter().chain(above).map(told).collect::<Vec<_>>()
        };
        all.push(CriterionSwitch {
            criterion: judged.by_id[place].0.to_owned(),
            weight: six(weight),
            first: nearest(&|ahead| Some(totals[ahead]) == top),
            any: nearest(&|_| true),
        });
    }
    Ok(all)
}

/// The ranking of the others without each option in turn.
pub(super) fn drop_one(judged: &Judged<'_>, totals: &[Decimal]) -> Result<Vec<DropOne>, Problems> {
    let all = judged.passing();
    let mut found = Vec::new();
    // An option that is not ranked moves a scale of the options as well.
    for without in 0..totals.len() {
        let rest: Vec<usize> = (0..totals.len()).filter(|option| *option != without).collect();
        let scores = judged.among(&rest)?;
        let anew: Vec<Decimal> = scores.iter().map(|row| judged.total(row)).collect::<Result<_, _>>()?;
        let of = |option: usize| rest.iter().position(|known| *known == option).map(|place| anew[place]);
        let mut turned = Vec::new();
        for a in &all {
            for b in &all {
                if totals[*a] > totals[*b] && of(*a) < of(*b) && *a != without && *b != without {
                    turned.push([judged.id(*a).to_owned(), judged.id(*b).to_owned()]);
                }
            }
        }
        found.push(DropOne { without: judged.id(without).to_owned(), turned });
    }
    Ok(found)
}

/// The step in which scores were given: the largest number of which all stated scores are multiples; none where nothing
/// above nought was stated.
pub(super) fn grain(judged: &Judged<'_>) -> Option<Decimal> {
    const PLACES: u32 = 4;
    let mut step: i128 = 0;
    for option in 0..judged.scores.len() {
        for place in 0..judged.by_id.len() {
            if let Some(stated) = judged.stated(option, place) {
                let (mut a, mut b) = (step, money::to_places(stated.score.central(), PLACES).mantissa());
                while b != 0 {
                    (a, b) = (b, a % b);
                }
                step = a;
            }
        }
    }
    (step > 0).then(|| Decimal::from_i128_with_scale(step, PLACES).normalize())
}
