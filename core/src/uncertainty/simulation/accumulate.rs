//! What a run gathers from its draws. Every sum is made chunk by chunk in the order of the draws, so that it does not
//! depend on who worked the chunks out.

use super::plan::Plan;
use super::result::Probability;
use crate::uncertainty::stream::REPLICATES;
use crate::uncertainty::tally::{Sifted, Tally};

/// The most draws that are worked out before their sums are put together.
pub(super) const CHUNK: usize = 4_096;

/// Sums of one measure, counted from its central value so that no digits are lost in the squares.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moments {
    pub(super) count: u64,
    pub(super) sum: f64,
    pub(super) squares: f64,
}

/// How many sums are made side by side.
const ABREAST: usize = 8;

impl Moments {
    fn of(values: &[f64], from: f64) -> Self {
        // Several sums side by side, so that none waits for its last addition; which values go to which is fixed.
        let (mut sums, mut squares) = ([0.0; ABREAST], [0.0; ABREAST]);
        let mut take = |values: &[f64]| {
            for ((sum, square), value) in sums.iter_mut().zip(&mut squares).zip(values) {
                let away = value - from;
                *sum += away;
                *square += away * away;
            }
        };
        let mut stretches = values.chunks_exact(ABREAST);
        (&mut stretches).for_each(&mut take);
        take(stretches.remainder());
        Self { count: values.len() as u64, sum: sums.iter().sum(), squares: squares.iter().sum() }
    }

    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    #[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
    pub(super) fn mean(&self) -> f64 {
        self.sum / self.count.max(1) as f64
    }

    /// The variance of the draws, with the divisor n - 1.
    #[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
    pub(super) fn variance(&self) -> f64 {
        if self.count < 2 {
            return 0.0;
        }
        let n = self.count as f64;
        ((self.squares - self.sum * self.sum / n) / (n - 1.0)).max(0.0)
    }
}

/// What one measure has gathered.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) moments: Moments,
    pub(super) tally: Tally,
    pub(super) without_value: u64,
    /// The sums of the independent parts of a stratified run.
    pub(super) parts: Vec<Moments>,
}

/// What the options' costs have gathered against one another.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    pub(super) best: Vec<f64>,
    pub(super) regret: Vec<f64>,
    pub(super) sums: Vec<f64>,
    /// Sums of products of pairs, counted from the central values.
    pub(super) products: Vec<f64>,
}

impl Ranked {
    pub(super) fn new(options: usize) -> Self {
        Self {
            best: vec![0.0; options],
            regret: vec![0.0; options],
            sums: vec![0.0; options],
            products: vec![0.0; options * options],
        }
    }

    /// Ranks the draws of a stretch: `costs` holds each option's.
    fn take(&mut self, costs: &[&[f64]], centrals: &[f64], count: usize) {
        for draw in 0..count {
            let mut lowest = f64::INFINITY;
            for cost in costs {
                lowest = if cost[draw] < lowest { cost[draw] } else { lowest };
            }
            let ties = costs.iter().filter(|cost| cost[draw] <= lowest).count();
            let share = 1.0 / f64::from(u32::try_from(ties.max(1)).unwrap_or(1));
            for (option, cost) in costs.iter().enumerate() {
                if cost[draw] <= lowest {
                    self.best[option] += share;
                }
                self.regret[option] += cost[draw] - lowest;
            }
        }
        for (a, cost) in costs.iter().enumerate() {
            for value in &cost[..count] {
                self.sums[a] += value - centrals[a];
            }
            for (b, other) in costs.iter().enumerate().take(a + 1) {
                let mut sum = 0.0;
                for (x, y) in cost[..count].iter().zip(&other[..count]) {
                    sum += (x - centrals[a]) * (y - centrals[b]);
                }
                self.products[a * costs.len() + b] += sum;
            }
        }
    }

    fn add(&mut self, other: &Self) {
        let lists = [
            (&mut self.best, &other.best),
            (&mut self.regret, &other.regret),
            (&mut self.sums, &other.sums),
            (&mut self.products, &other.products),
        ];
        for (own, other) in lists {
            for (own, other) in own.iter_mut().zip(other) {
                *own += other;
            }
        }
    }
}

/// First breaches by year: of nothing, and of the minimum.
#[derive(Debug, Clone)]
pub(super) struct Breaches {
    pub(super) insolvent: Vec<u64>,
    pub(super) below_minimum: Vec<u64>,
}

impl Breaches {
    pub(super) fn new(years: usize) -> Self {
        Self { insolvent: vec![0; years], below_minimum: vec![0; years] }
    }

    fn add(&mut self, other: &Self) {
        for (own, other) in self.insolvent.iter_mut().zip(&other.insolvent) {
            *own += other;
        }
        for (own, other) in self.below_minimum.iter_mut().zip(&other.below_minimum) {
            *own += other;
        }
    }

    /// The chance that it has happened by the end of each year.
    #[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
    pub(super) fn by_year(first: &[u64], draws: u64) -> Vec<Probability> {
        let mut so_far = 0;
        first
            .iter()
            .map(|count| {
                so_far += count;
                Probability::of(so_far as f64, draws)
            })
            .collect()
    }
}

/// What one chunk of draws comes to.
#[derive(Debug)]
pub(super) struct Chunk {
    measures: Vec<ChunkMeasure>,
    ranked: Ranked,
    reached: Vec<u64>,
    breaches: Vec<Breaches>,
    any: Vec<Breaches>,
    /// The raw draws, column by column: inputs and events, then measures.
    pub(super) raw: Vec<Vec<f64>>,
    pub(super) count: u64,
}

#[derive(Debug)]
struct ChunkMeasure {
    sifted: Sifted,
    without_value: u64,
    parts: Vec<(usize, Moments)>,
}

/// All that a run has gathered.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) draws: u64,
    pub(super) measures: Vec<Measured>,
    pub(super) ranked: Ranked,
    pub(super) reached: Vec<u64>,
    pub(super) breaches: Vec<Breaches>,
    pub(super) any: Vec<Breaches>,
    pub(super) raw: Vec<Vec<f64>>,
}

/// The numbers of a chunk, written by the blocks and read by the sums: one stretch for each number that a draw writes.
#[derive(Debug)]
pub(super) struct Sheetful {
    values: Vec<f64>,
    /// Memory to sort values out in.
    aside: Vec<f64>,
}

impl Sheetful {
    pub(super) fn new(plan: &Plan) -> Self {
        Self { values: vec![0.0; plan.width * CHUNK], aside: vec![0.0; CHUNK] }
    }

    pub(super) fn stretch(&mut self, place: usize, from: usize, count: usize) -> &mut [f64] {
        &mut self.values[place * CHUNK + from..][..count]
    }

    fn of(&self, place: usize, count: usize) -> &[f64] {
        &self.values[place * CHUNK..][..count]
    }
}

impl Chunk {
    /// Puts the numbers of a chunk together. `parts` lists where the independent parts of a stratified run begin in it.
    pub(super) fn of(
        plan: &Plan,
        gathered: &Gathered,
        numbers: &mut Sheetful,
        count: usize,
        parts: &[(usize, usize)],
        raw: Vec<Vec<f64>>,
    ) -> Self {
        let mut finite = Vec::new();
        let measures = plan.watched.iter().enumerate().map(|(place, watched)| {
            let from = if watched.central.is_finite() { watched.central } else { 0.0 };
            let values = &numbers.values[place * CHUNK..][..count];
            let part = |i: usize| parts[i].1..parts.get(i + 1).map_or(count, |(_, start)| *start);
            let of_part = |i: usize| (parts[i].0, Moments::of(&values[part(i)], from));
            let mut sums: Vec<(usize, Moments)> = (0..parts.len()).map(of_part).collect();
            // A sum of squares that is a number is one of numbers alone.
            let mut kept = values;
            if !sums.iter().all(|(_, moments)| moments.squares.is_finite()) {
                finite.clear();
                for (i, (_, moments)) in sums.iter_mut().enumerate() {
                    let start = finite.len();
                    finite.extend(values[part(i)].iter().copied().filter(|value| value.is_finite()));
                    *moments = Moments::of(&finite[start..], from);
                }
                kept = &finite;
            }
            let sifted = gathered.measures[place].tally.sift(kept, &mut numbers.aside);
            ChunkMeasure { sifted, without_value: (count - kept.len()) as u64, parts: sums }
        });
        let measures = measures.collect();
        let mut next = plan.watched.len();
        let mut ranked = Ranked::new(plan.ranked.len());
        if !plan.ranked.is_empty() {
            let costs: Vec<&[f64]> = (0..plan.ranked.len()).map(|i| numbers.of(next + i, count)).collect();
            let centrals: Vec<f64> = plan.ranked.iter().map(|watched| watched.central).collect();
            ranked.take(&costs, &centrals, count);
            next += plan.ranked.len();
        }
        let reached = (0..plan.savings.len())
            .map(|i| {
                numbers.of(next + i, count).iter().filter(|saving| **saving >= plan.target).count() as u64
            })
            .collect();
        next += plan.savings.len();
        let (breaches, any) = follow(plan, numbers, next, count);
        Self { measures, ranked, reached, breaches, any, raw, count: count as u64 }
    }
}

/// Follows the reserves of each party, and of any party of an option, to their first breach.
fn follow(plan: &Plan, numbers: &Sheetful, first: usize, count: usize) -> (Vec<Breaches>, Vec<Breaches>) {
    let options = plan.followed.iter().map(|followed| followed.option + 1).max().unwrap_or(0);
    let mut any = vec![Breaches::new(plan.years); options];
    let mut all = Vec::with_capacity(plan.followed.len());
    let mut own: [Vec<bool>; 2] = [vec![false; count], vec![false; count]];
    // The year of the first breach by any party of the option at hand.
    let mut earliest: Vec<[usize; 2]> = vec![[plan.years; 2]; count];
    for (i, followed) in plan.followed.iter().enumerate() {
        let place = first + i * (plan.years + 1);
        let minimum = numbers.of(place + plan.years, count);
        for own in &mut own {
            own.fill(false);
        }
        let mut breaches = Breaches::new(plan.years);
        for year in 0..plan.years {
            let reserve = numbers.of(place + year, count);
            for draw in 0..count {
                for (kind, floor) in [(0, 0.0), (1, minimum[draw])] {
                    if reserve[draw] < floor && !std::mem::replace(&mut own[kind][draw], true) {
                        let counts =
                            if kind == 0 { &mut breaches.insolvent } else { &mut breaches.below_minimum };
                        counts[year] += 1;
                        earliest[draw][kind] = earliest[draw][kind].min(year);
                    }
                }
            }
        }
        all.push(breaches);
        if plan.followed.get(i + 1).is_none_or(|next| next.option != followed.option) {
            for years in &mut earliest {
                if years[0] < plan.years {
                    any[followed.option].insolvent[years[0]] += 1;
                }
                if years[1] < plan.years {
                    any[followed.option].below_minimum[years[1]] += 1;
                }
                *years = [plan.years; 2];
            }
        }
    }
    (all, any)
}

impl Gathered {
    pub(super) fn new(plan: &Plan, percentiles: &[f64], stratified: bool, kept: bool) -> Self {
        let at: Vec<f64> = percentiles.iter().map(|percent| percent / 100.0).collect();
        let parts = if stratified { usize::try_from(REPLICATES).unwrap_or(1) } else { 1 };
        let options = plan.followed.iter().map(|followed| followed.option + 1).max().unwrap_or(0);
        Self {
            draws: 0,
            measures: plan
                .watched
                .iter()
                .map(|_| Measured {
                    moments: Moments::default(),
                    tally: Tally::new(&at),
                    without_value: 0,
                    parts: vec![Moments::default(); parts],
                })
                .collect(),
            ranked: Ranked::new(plan.ranked.len()),
            reached: vec![0; plan.savings.len()],
            breaches: vec![Breaches::new(plan.years); plan.followed.len()],
            any: vec![Breaches::new(plan.years); options],
            raw: if kept {
                vec![Vec::new(); plan.all.unknowns().columns() + plan.watched.len()]
            } else {
                Vec::new()
            },
        }
    }

    /// Takes a chunk in. Chunks come in the order of their draws.
    pub(super) fn absorb(&mut self, chunk: Chunk) {
        self.draws += chunk.count;
        for (own, measure) in self.measures.iter_mut().zip(chunk.measures) {
            own.tally.absorb(measure.sifted);
            own.without_value += measure.without_value;
            for (part, moments) in measure.parts {
                own.moments.add(moments);
                own.parts[part].add(moments);
            }
        }
        self.ranked.add(&chunk.ranked);
        for (own, other) in self.reached.iter_mut().zip(&chunk.reached) {
            *own += other;
        }
        for (own, other) in self.breaches.iter_mut().zip(&chunk.breaches) {
            own.add(other);
        }
        for (own, other) in self.any.iter_mut().zip(&chunk.any) {
            own.add(other);
        }
        for (own, column) in self.raw.iter_mut().zip(chunk.raw) {
            own.extend(column);
        }
    }
}

impl Measured {
    /// The standard error of the mean: from the spread of the draws, or from that of the independent parts of a
    /// stratified run.
    #[allow(clippy::cast_precision_loss, reason = "a count of draws is far below 2^53")]
    pub(super) fn standard_error(&self) -> f64 {
        let parts: Vec<f64> = self.parts.iter().filter(|part| part.count > 0).map(Moments::mean).collect();
        if parts.len() > 1 {
            let spread = Moments::of(&parts, parts[0]);
            return (spread.variance() / parts.len() as f64).sqrt();
        }
        (self.moments.variance() / self.moments.count.max(1) as f64).sqrt()
    }
}
