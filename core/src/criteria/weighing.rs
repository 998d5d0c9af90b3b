//! The criteria of an appraisal worked out.

use rust_decimal::Decimal;

use super::all_weights::{Asked, all_weights};
use super::beside_money::{beside_money, view_of};
use super::input::{Criteria, CriteriaSet};
use super::judged::{Judged, refused};
use super::notes::notes;
use super::ranking::{drop_one, ranks, six, switches};
use super::result::{
    CriteriaResult, CriterionResult, Dominated, IndependenceAnswer, IndependenceResult, LeftOut,
    OptionScores, ScoreResult, SetResult, SuccessFactorResult, VerdictResult,
};
use crate::address::Address;
use crate::appraisal::Appraisal;
use crate::date;
use crate::input::Text;
use crate::method;
use crate::problem::{Problem, Problems};

/// How many draws of weights may be asked for.
const DRAWS: std::ops::RangeInclusive<u64> = 100..=100_000;

/// How options that fail a success factor are treated.
const RULE: &str = "An option that fails a critical success factor is shown with its scores and is not ranked: ranks, \
                    dominance and shares of the weights are among the options that meet all of them.";

/// How the criteria are asked about.
///
/// ```
/// use options_appraisal::criteria::Weighing;
///
/// let asked = Weighing::new().view("public_sector").draws(20_000).seed(7);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighing {
    view: Option<String>,
    draws: u64,
    seed: u64,
}

impl Default for Weighing {
    fn default() -> Self {
        Self { view: None, draws: 10_000, seed: 1 }
    }
}

impl Weighing {
    /// With the cost to the council beside the scores, 10,000 draws of weights and the seed 1.
    pub fn new() -> Self {
        Self::default()
    }

    /// The view whose net present cost stands beside the scores: a party, a group of parties, or `society`.
    #[must_use]
    pub fn view(mut self, view: impl Into<String>) -> Self {
        self.view = Some(view.into());
        self
    }

    /// How many weights are drawn, from 100 to 100,000. Where the shares are exact none are.
    #[must_use]
    pub const fn draws(mut self, draws: u64) -> Self {
        self.draws = draws;
        self
    }

    /// The seed: the same one gives the same draws, on every machine.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }
}

impl Appraisal {
    /// What the options score on the criteria of the question, how far the ranking hangs on the weights, and what a point
    /// costs the council.
    ///
    /// # Errors
    /// If the question has no criteria, or as [`Self::criteria_with`].
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let result = Appraisal::load(text, Format::Toml)?.criteria()?;
    /// let first: f64 = result.all_weights.options.iter().map(|option| option.ranks[0].share).sum();
    /// assert!((first - 1.0).abs() < 1e-9);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn criteria(&self) -> Result<CriteriaResult, Problems> {
        self.criteria_with(&Weighing::new())
    }

    /// The same for another view of the cost, with other draws.
    ///
    /// # Errors
    /// If there is no such view, too few or too many draws are asked for, a range of scores or points cannot be drawn, or
    /// too few of the weights that are tried keep to the order and the limits.
    pub fn criteria_with(&self, asked: &Weighing) -> Result<CriteriaResult, Problems> {
        let judged = Judged::of(self)?;
        let mut problems = Problems::new();
        if !DRAWS.contains(&asked.draws) {
            let problem = Problem::new(Address::new("draws"), format!("is {}", asked.draws));
            problems.push(problem.accepted(format!("from {} to {} draws", DRAWS.start(), DRAWS.end())));
        }
        let view = view_of(&judged, asked.view.as_deref()).map_err(|problem| problems.push(problem));
        problems.or(())?;
        let totals: Vec<Decimal> =
            judged.scores.iter().map(|row| judged.total(row)).collect::<Result<_, _>>()?;
        let points = judged.all_points();
        let scores: Vec<Decimal> = totals.iter().map(|total| *total / points).collect();
        let draws = usize::try_from(asked.draws).unwrap_or(usize::MAX);
        let mut result = CriteriaResult {
            panel: judged.criteria.panel.as_ref().map(Text::to_string),
            date: judged.criteria.date.map(date::written),
            set: judged.criteria.set.and_then(|set| set_result(set, judged.criteria)),
            points: judged.criteria.points.word(),
            criteria: judged.in_order().map(|place| criterion(&judged, place)).collect(),
            options: options(&judged, &totals, &scores),
            success_factors: success_factors(&judged),
            rule: RULE,
            dominated: dominated(&judged)?,
            all_weights: all_weights(&judged, &Asked { draws, seed: asked.seed })?,
            switches: switches(&judged, &totals)?,
            drop_one: drop_one(&judged, &totals)?,
            money: beside_money(self, &judged, view.unwrap_or_default(), &scores)?,
            independence: independence(judged.criteria),
            notes: Vec::new(),
        };
        result.notes = notes(&judged, &result, &totals);
        Ok(result)
    }
}

fn set_result(set: CriteriaSet, criteria: &Criteria) -> Option<SetResult> {
    let ready = set.ready()?;
    let left_out = criteria.left_out.iter();
    let left_out = left_out.map(|(id, why)| LeftOut { id: id.to_string(), reason: why.to_string() });
    Some(SetResult {
        id: set.word(),
        label: &ready.label,
        source: &ready.source,
        url: &ready.url,
        left_out: left_out.collect(),
    })
}

fn criterion(judged: &Judged<'_>, place: usize) -> CriterionResult {
    let (id, own) = judged.by_id[place];
    let label = judged.label(place);
    let (worst, best) = (own.worst.trim_end_matches('.'), own.best.trim_end_matches('.'));
    CriterionResult {
        id: id.to_owned(),
        label: label.to_owned(),
        worst: own.worst.to_string(),
        best: own.best.to_string(),
        points: six(judged.points[place]),
        points_range: own.points.range().map(|(low, high)| [six(low), six(high)]),
        weight: six(judged.weights[place]),
        weight_limits: own.weight.as_ref().map(|limits| [six(limits.low.0), six(limits.high.0)]),
        reads: own.reads.as_ref().map(Text::to_string),
        swing_question: format!(
            "{label}: what is it worth to go from “{worst}” to “{best}”, beside the same step on each other criterion, \
             if the largest of these steps has 100 points?"
        ),
    }
}

fn options(judged: &Judged<'_>, totals: &[Decimal], scores: &[Decimal]) -> Vec<OptionScores> {
    let ranks = ranks(judged, totals);
    let own = |(option, rank): (usize, Option<String>)| {
        let id = judged.id(option);
        let fails = judged.criteria.success_factors.iter();
        let fails = fails.filter(|(_, factor)| factor.options.get(id).is_none_or(|own| !own.passes));
        OptionScores {
            id: id.to_owned(),
            name: judged.model.options[option].name.clone(),
            score: six(scores[option]),
            rank,
            fails: fails.map(|(id, _)| id.to_string()).collect(),
            scores: judged.in_order().map(|place| score(judged, option, place)).collect(),
        }
    };
    ranks.into_iter().enumerate().map(own).collect()
}

fn score(judged: &Judged<'_>, option: usize, place: usize) -> ScoreResult {
    let score = judged.scores[option][place];
    let stated = judged.stated(option, place);
    let text = |of: fn(&super::input::Score) -> Option<&Text>| stated.and_then(of).map(Text::to_string);
    ScoreResult {
        criterion: judged.by_id[place].0.to_owned(),
        score: six(score),
        contribution: six(judged.weights[place] * score),
        range: stated.and_then(|own| own.score.range()).map(|(low, high)| [six(low), six(high)]),
        figure: judged.figures[option][place].map(six),
        reason: text(|own| Some(&own.reason)),
        evidence: text(|own| own.evidence.as_ref()),
        by: text(|own| own.by.as_ref()),
        date: stated.and_then(|own| own.date).map(date::written),
        dissent: text(|own| own.dissent.as_ref()),
    }
}

fn success_factors(judged: &Judged<'_>) -> Vec<SuccessFactorResult> {
    let options = || judged.model.options.iter().map(|option| option.id.as_str());
    let all = judged.criteria.success_factors.iter().map(|(id, factor)| SuccessFactorResult {
        id: id.to_string(),
        label: factor.label.to_string(),
        options: options()
            .filter_map(|option| {
                let own = factor.options.get(option)?;
                Some(VerdictResult {
                    option: option.to_owned(),
                    passes: own.passes,
                    reason: own.reason.to_string(),
                    by: own.by.as_ref().map(Text::to_string),
                    date: own.date.map(date::written),
                    dissent: own.dissent.as_ref().map(Text::to_string),
                })
            })
            .collect(),
    });
    all.collect()
}

fn dominated(judged: &Judged<'_>) -> Result<Vec<Dominated>, Problems> {
    let ranked = judged.passing();
    let scores: Vec<Vec<Decimal>> = ranked.iter().map(|option| judged.scores[*option].clone()).collect();
    let pairs = method::dominance(&scores).map_err(|error| refused(&error))?;
    let own = |below: usize| {
        let by: Vec<String> = pairs
            .iter()
            .filter(|(_, other)| *other == below)
            .map(|(above, _)| judged.id(ranked[*above]).to_owned())
            .collect();
        (!by.is_empty()).then(|| Dominated { option: judged.id(ranked[below]).to_owned(), by })
    };
    Ok((0..ranked.len()).filter_map(own).collect())
}

fn independence(criteria: &Criteria) -> IndependenceResult {
    let count = criteria.criterion.len();
    let mut answered: Vec<[&str; 2]> = Vec::new();
    let mut answers = Vec::new();
    for (_, pair) in criteria.independence.iter() {
        let [one, other] = &pair.between[..] else { continue };
        let mut both = [one.as_str(), other.as_str()];
        both.sort_unstable();
        if !answered.contains(&both) {
            answered.push(both);
        }
        answers.push(IndependenceAnswer {
            between: pair.between.iter().map(ToString::to_string).collect(),
            independent: pair.independent,
            answer: pair.answer.to_string(),
        });
    }
    IndependenceResult { pairs: count * count.saturating_sub(1) / 2, answered: answered.len(), answers }
}
