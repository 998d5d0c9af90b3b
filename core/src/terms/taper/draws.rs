//! What an operator needs in each of many draws, and the payments that meet it in a stated share of them.

use crate::Decimal;
use crate::appraisal::Appraisal;
use crate::method::{TaperShape, taper_to_meet};
use crate::problem::Problems;
use crate::terms::sides;
use crate::uncertainty::{Simulation, float};

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

/// What the draws say, draw by draw, of the years from the first payment on.
pub(super) struct Drawn {
    /// The reserve at the end of each year.
    reserve: Vec<Vec<f64>>,
    /// What is paid in each year.
    pub(super) paid: Vec<Vec<f64>>,
    minimum: f64,
}

/// Less than a penny is no breach: the draws are in floating point.
const PENNY: f64 = 0.005;

/// Draws the reserve and the payments of an appraisal.
pub(super) fn drawn(appraisal: &Appraisal, watched: &Watched<'_>) -> Result<Drawn, Problems> {
    let asked =
        Simulation::new(watched.draws).seed(watched.seed).measure(watched.reserve).measure(watched.paid);
    let result = appraisal.simulate(&asked.ranking(false).insolvency(false).keep_draws(true))?;
    let years = &appraisal.model().years[watched.first..];
    let by_draw = |row: &str| {
        let columns: Vec<&[f64]> =
            years.iter().map(|year| result.draws_of(&format!("{row}@{year}")).unwrap_or_default()).collect();
        let count = columns.first().map_or(0, |first| first.len());
        let at = |draw: usize| {
            columns.iter().map(|column| column.get(draw).copied().unwrap_or_default()).collect()
        };
        (0..count).map(at).collect()
    };
    Ok(Drawn { reserve: by_draw(watched.reserve), paid: by_draw(watched.paid), minimum: watched.minimum })
}

impl Drawn {
    pub(super) fn count(&self) -> usize {
        self.reserve.len()
    }

    /// In how many draws the reserve holds in every year with the payments as they stand.
    pub(super) fn held(&self) -> usize {
        let holds = |reserve: &&Vec<f64>| reserve.iter().all(|reserve| *reserve >= self.minimum - PENNY);
        self.reserve.iter().filter(holds).count()
    }

    /// What is needed, given what is paid in each draw of a pound that is stated.
    pub(super) fn needs(&self, of_a_pound: Vec<Vec<f64>>) -> Needs {
        let need = |(reserve, paid): (&Vec<f64>, &Vec<f64>)| {
            let mut so_far = 0.0;
            let year = |(reserve, paid): (&f64, &f64)| {
                so_far += paid;
                self.minimum - reserve + so_far
            };
            reserve.iter().zip(paid).map(year).collect()
        };
        Needs { by_draw: self.reserve.iter().zip(&self.paid).map(need).collect(), of_a_pound }
    }
}

/// What the payments received up to and with each year must come to together, draw by draw.
pub(super) struct Needs {
    by_draw: Vec<Vec<f64>>,
    /// What is received in each year of a pound that is stated: nothing where the arrangement has not begun or has ended.
    of_a_pound: Vec<Vec<f64>>,
}

impl Needs {
    /// The payments to state so that at least `many` draws hold, at the least cost of a shape.
    ///
    /// The draws are put in order by what each would cost alone, and the payments are those that cover the first so many
    /// of them. Where every draw receives what is stated, no payments of the shape that hold in as many draws cost less: a
    /// draw that holds needs, in the end, no more than is paid in all (for a flat sum or a sum in shares, no more than that
    /// sum), so that the payments are never below what the `many`-th draw of that order costs alone; and that is what they
    /// come to. Where some receive less (an offer that is taken up late), the payments are the least of those that cover
    /// the first so many, and what they hold is counted.
    pub(super) fn least(
        &self,
        many: usize,
        years: usize,
        shape: &TaperShape,
    ) -> Result<Vec<Decimal>, Problems> {
        let found = self.least_of(many, years, shape)?;
        if !matches!(shape, TaperShape::Free | TaperShape::NeverRising) {
            return Ok(found);
        }
        // A flat sum is of both these shapes.
        let flat = self.least_of(many, years, &TaperShape::Flat)?;
        let cheaper = sides::total(flat.iter().copied())? < sides::total(found.iter().copied())?;
        Ok(if cheaper { flat } else { found })
    }

    fn least_of(&self, many: usize, years: usize, shape: &TaperShape) -> Result<Vec<Decimal>, Problems> {
        let mut order: Vec<(f64, usize)> =
            (0..self.by_draw.len()).map(|draw| (self.alone(draw, years, shape), draw)).collect();
        // A stable order: of equals, the earlier draw comes first.
        order.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let (mut too_few, mut enough) = (0, order.len());
        let mut found = self.cover(&order, years, shape)?;
        let mut try_first = many;
        while enough - too_few > 1 {
            let count = try_first.clamp(too_few + 1, enough - 1);
            let payments = self.cover(&order[..count], years, shape)?;
            if self.held_with(&payments) >= many {
                (enough, found) = (count, payments);
            } else {
                too_few = count;
            }
            try_first = usize::midpoint(too_few, enough);
        }
        Ok(found)
    }

    /// The payments that cover some of the draws.
    fn cover(
        &self,
        draws: &[(f64, usize)],
        years: usize,
        shape: &TaperShape,
    ) -> Result<Vec<Decimal>, Problems> {
        let one_sum = |shares: &[f64]| {
            let most = draws.iter().map(|(alone, _)| *alone).fold(0.0, f64::max);
            shares.iter().map(|share| amount(most * share)).collect()
        };
        match shape {
            TaperShape::Flat => one_sum(&vec![1.0; years]),
            TaperShape::Shares(shares) => {
                one_sum(&shares.iter().map(|share| float(*share)).collect::<Vec<_>>())
            }
            TaperShape::Free | TaperShape::NeverRising => {
                let mut received = vec![0.0; draws.len()];
                let mut payments = Vec::with_capacity(years);
                for year in 0..years {
                    let mut payment = 0.0_f64;
                    for ((_, draw), received) in draws.iter().zip(&received) {
                        let (need, of_a_pound) =
                            (self.need(*draw, year, years), self.of_a_pound[*draw][year]);
                        if of_a_pound > 0.0 {
                            payment = payment.max((need - received) / of_a_pound);
                        }
                    }
                    for ((_, draw), received) in draws.iter().zip(&mut received) {
                        *received += payment * self.of_a_pound[*draw][year];
                    }
                    payments.push(amount(payment)?);
                }
                if *shape == TaperShape::Free {
                    return Ok(payments);
                }
                let needed = sides::so_far(&payments)?;
                let at = crate::Address::new("shape");
                taper_to_meet(&needed, shape)
                    .map(|found| found.by_year)
                    .map_err(|error| sides::method(&error, &at))
            }
        }
    }

    /// What is needed by the end of a year; in the last year with a payment, what is needed in any year after it too.
    fn need(&self, draw: usize, year: usize, years: usize) -> f64 {
        let need = &self.by_draw[draw];
        if year + 1 < years {
            need[year]
        } else {
            need[year..].iter().copied().fold(f64::NEG_INFINITY, f64::max)
        }
    }

    /// What a draw costs alone: all its payments together, or the one sum of a flat payment or of one in shares.
    fn alone(&self, draw: usize, years: usize, shape: &TaperShape) -> f64 {
        let of_a_pound = &self.of_a_pound[draw];
        let share = |year: usize| match shape {
            TaperShape::Shares(shares) => shares.get(year).copied().map_or(0.0, float),
            _ => 1.0,
        };
        let (mut received, mut cost) = (0.0, 0.0_f64);
        for (year, of_a_pound) in of_a_pound.iter().copied().enumerate().take(years) {
            let need = self.need(draw, year, years);
            match shape {
                TaperShape::Free | TaperShape::NeverRising => {
                    let more = if of_a_pound > 0.0 { ((need - received) / of_a_pound).max(0.0) } else { 0.0 };
                    received += more * of_a_pound;
                    cost += more;
                }
                TaperShape::Flat | TaperShape::Shares(_) => {
                    received += share(year) * of_a_pound;
                    if need > 0.0 {
                        cost = cost.max(need / received);
                    }
                }
            }
        }
        cost
    }

    /// In how many draws the reserve would hold with these payments.
    fn held_with(&self, payments: &[Decimal]) -> usize {
        let payments: Vec<f64> = payments.iter().map(|payment| float(*payment)).collect();
        let holds = |(need, of_a_pound): &(&Vec<f64>, &Vec<f64>)| {
            let mut received = 0.0;
            need.iter().zip(of_a_pound.iter()).enumerate().all(|(year, (need, of_a_pound))| {
                received += payments.get(year).copied().unwrap_or_default() * of_a_pound;
                received >= need - PENNY
            })
        };
        self.by_draw.iter().zip(&self.of_a_pound).filter(holds).count()
    }
}

/// A sum of draws as an amount to the penny above; nothing where it is below nought.
fn amount(value: f64) -> Result<Decimal, Problems> {
    if value <= 0.0 {
        return Ok(Decimal::ZERO);
    }
    // The draws are in floating point: a millionth of a penny is no part of a need.
    let value = Decimal::try_from(value).map_err(|_| sides::too_large())?.round_dp(8);
    Ok(value.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::ToPositiveInfinity))
}
