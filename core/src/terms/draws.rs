//! What an operator needs in each of many draws, and what meets it in a stated share of them.

use super::sides;
use crate::Decimal;
use crate::appraisal::Appraisal;
use crate::method::TaperShape;
use crate::problem::Problems;
use crate::uncertainty::Simulation;

/// What the draws say of a reserve that a payment holds up.
pub(super) struct Needs {
    /// What the payments up to and with each year must come to together, draw by draw; less than nought where the reserve
    /// bears it.
    pub(super) by_draw: Vec<Vec<f64>>,
    /// In how many draws the reserve held with the payments as they stand.
    pub(super) held: usize,
}

/// Where the draws are read.
pub(super) struct Watched<'a> {
    /// The address of the row of the reserve.
    pub(super) reserve: &'a str,
    /// The address of the row of what is paid.
    pub(super) paid: &'a str,
    /// What the reserve may not fall below.
    pub(super) minimum: f64,
    /// The place of the first year in which something is paid.
    pub(super) first: usize,
    /// How many draws, and from which seed.
    pub(super) draws: u64,
    pub(super) seed: u64,
}

/// Less than a penny is no breach: the draws are in floating point.
const PENNY: f64 = 0.005;

/// Draws the reserve and the payments of an appraisal.
pub(super) fn needs(appraisal: &Appraisal, watched: &Watched<'_>) -> Result<Needs, Problems> {
    let asked = Simulation::new(watched.draws).seed(watched.seed).measure(watched.reserve).measure(watched.paid);
    let result = appraisal.simulate(&asked.ranking(false).insolvency(false).keep_draws(true))?;
    let years = &appraisal.model().years[watched.first..];
    let column = |row: &str, year| result.draws_of(&format!("{row}@{year}")).unwrap_or_default();
    let reserves: Vec<&[f64]> = years.iter().map(|year| column(watched.reserve, year)).collect();
    let paid: Vec<&[f64]> = years.iter().map(|year| column(watched.paid, year)).collect();
    let count = reserves.first().map_or(0, |first| first.len());
    let mut needs = Needs { by_draw: Vec::with_capacity(count), held: 0 };
    for draw in 0..count {
        let at = |column: &&[f64]| column.get(draw).copied().unwrap_or_default();
        let (mut so_far, mut lowest) = (0.0, f64::INFINITY);
        let mut own = Vec::with_capacity(years.len());
        for (reserve, paid) in reserves.iter().zip(&paid) {
            let (reserve, paid) = (at(reserve), at(paid));
            so_far += paid;
            lowest = reserve.min(lowest);
            own.push(watched.minimum - reserve + so_far);
        }
        needs.held += usize::from(lowest >= watched.minimum - PENNY);
        needs.by_draw.push(own);
    }
    Ok(needs)
}

/// What must be paid by each year so that as many draws as are asked for hold, at the least cost of a shape.
///
/// A draw holds when the payments so far are never less than what it needs so far. For the free shape and the one that
/// never rises all payments together cost, for any set of draws, what the dearest of the set needs in the end; so the
/// cheapest set of a size is the one of the draws that need least in the end. A flat sum, or a sum in shares, is for each
/// draw the least that holds it, and the cheapest set is again the one that needs least. Within that set the payments come
/// as late as they may.
pub(super) fn covering(needs: &Needs, many: usize, years: usize, shape: &TaperShape) -> Vec<f64> {
    let mut scored: Vec<(f64, Vec<f64>)> = needs
        .by_draw
        .iter()
        .map(|need| {
            let need = within(need, years);
            (score(&need, shape), need)
        })
        .collect();
    // A stable order: of equals, the earlier draw comes first.
    scored.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let mut cover = vec![f64::NEG_INFINITY; years];
    for (_, need) in scored.iter().take(many) {
        for (cover, need) in cover.iter_mut().zip(need) {
            *cover = need.max(*cover);
        }
    }
    cover
}

/// What is needed after the last payment must be there by then.
fn within(need: &[f64], years: usize) -> Vec<f64> {
    let mut own: Vec<f64> = need.iter().take(years).copied().collect();
    if let Some(last) = own.last_mut() {
        *last = need.iter().skip(years).copied().fold(*last, f64::max);
    }
    own
}

/// The sum that decides how dear a draw is.
fn score(need: &[f64], shape: &TaperShape) -> f64 {
    let by_shares = |shares: &mut dyn Iterator<Item = f64>| {
        let mut all = 0.0;
        need.iter().zip(shares).fold(0.0_f64, |least, (need, share)| {
            all += share;
            if *need > 0.0 { least.max(need / all) } else { least }
        })
    };
    match shape {
        TaperShape::Free | TaperShape::NeverRising => need.iter().copied().fold(0.0, f64::max),
        TaperShape::Flat => by_shares(&mut std::iter::repeat(1.0)),
        TaperShape::Shares(shares) => {
            by_shares(&mut shares.iter().map(|share| crate::uncertainty::float(*share)))
        }
    }
}

/// A sum of draws as an amount that is not too small: to the penny above.
pub(super) fn amount(value: f64) -> Result<Decimal, Problems> {
    if value <= 0.0 {
        return Ok(Decimal::ZERO);
    }
    Decimal::try_from(value).map_err(|_| sides::too_large())
}
