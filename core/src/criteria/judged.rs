//! The options by their scores: what is stated and what the model says, in one table.
//!
//! Criteria stand in the order of their ids, whatever the order of the question, so that no sum hangs on how it was put.

use rust_decimal::Decimal;

use super::checks::{check_options, measure_of};
use super::input::{Criteria, Criterion, LocalScale, Score};
use crate::address::Address;
use crate::appraisal::{Appraisal, Model};
use crate::method::{self, MethodError};
use crate::problem::{Problem, Problems};
use crate::sheet::exact::Values;
use crate::unread::Unread;

/// The table of scores.
pub(super) struct Judged<'q> {
    pub(super) criteria: &'q Criteria,
    pub(super) model: &'q Model,
    /// The criteria by id.
    pub(super) by_id: Vec<(&'q str, &'q Criterion)>,
    /// The points of each, and the weights that they make.
    pub(super) points: Vec<Decimal>,
    pub(super) weights: Vec<Decimal>,
    /// The score of each option on each criterion.
    pub(super) scores: Vec<Vec<Decimal>>,
    /// The figure of the model by which an option is scored.
    pub(super) figures: Vec<Vec<Option<Decimal>>>,
    /// Whether an option meets every success factor.
    pub(super) passes: Vec<bool>,
}

impl<'q> Judged<'q> {
    pub(super) fn of(appraisal: &'q Appraisal) -> Result<Self, Problems> {
        let model = appraisal.model();
        let Some(criteria) = model.said.question.criteria.as_deref() else {
            let accepted = "a table [criteria] with what the options are judged by, and their scores";
            return Err(Problem::new("criteria", "the question has none").accepted(accepted).into());
        };
        let mut missing = Problems::new();
        check_options(criteria, &model.said.question.options, true, &Unread::default(), &mut missing);
        missing.or(())?;
        let by_id: Vec<_> = criteria.by_id().into_iter().map(|(id, own)| (id.as_str(), own)).collect();
        let points: Vec<Decimal> = by_id.iter().map(|(_, own)| own.points.central()).collect();
        let weights = method::swing_weights(&points).map_err(|error| refused(&error))?;
        let values = appraisal.planned()?;
        let figures = model
            .options
            .iter()
            .map(|option| {
                by_id
                    .iter()
                    .map(|(id, own)| figure(model, values, own, &option.id, id))
                    .collect::<Result<_, _>>()
            })
            .collect::<Result<Vec<Vec<_>>, _>>()?;
        let passes = |option: &str| {
            criteria
                .success_factors
                .iter()
                .all(|(_, own)| own.options.get(option).is_some_and(|own| own.passes))
        };
        let passes = model.options.iter().map(|option| passes(&option.id)).collect();
        let mut judged =
            Self { criteria, model, by_id, points, weights, scores: Vec::new(), figures, passes };
        let all: Vec<usize> = (0..model.options.len()).collect();
        judged.scores = judged.among(&all)?;
        Ok(judged)
    }

    /// The scores of some options, as they are where there are no others: a scale of the options alone moves with them.
    pub(super) fn among(&self, options: &[usize]) -> Result<Vec<Vec<Decimal>>, Problems> {
        let mut scores = vec![vec![Decimal::ZERO; self.by_id.len()]; options.len()];
        for (place, (_, own)) in self.by_id.iter().enumerate() {
            let figures = || options.iter().map(|option| self.figures[*option][place].unwrap_or_default());
            let column: Vec<Decimal> = match own.local_scale {
                _ if own.reads.is_none() => {
                    let stated = |option: &usize| {
                        self.stated(*option, place).map(|own| own.score.central()).unwrap_or_default()
                    };
                    options.iter().map(stated).collect()
                }
                Some(scale) => {
                    let figures: Vec<Decimal> = figures().collect();
                    local(&figures, scale).map_err(|error| refused(&error))?
                }
                None => {
                    let points: Vec<(Decimal, Decimal)> =
                        own.values.iter().map(|point| (point.at.0, point.value.0)).collect();
                    let scaled = figures().map(|figure| method::piecewise_linear(&points, figure));
                    scaled.collect::<Result<_, _>>().map_err(|error| refused(&error))?
                }
            };
            for (row, score) in scores.iter_mut().zip(column) {
                row[place] = score;
            }
        }
        Ok(scores)
    }

    /// What an option scores in all, in points times scores: exact, so that equal is equal.
    pub(super) fn total(&self, scores: &[Decimal]) -> Result<Decimal, Problems> {
        method::weighted_score(&self.points, scores).map_err(|error| refused(&error))
    }

    /// The sum of all points.
    pub(super) fn all_points(&self) -> Decimal {
        self.points.iter().copied().sum()
    }

    /// The score that is stated of an option on a criterion; none where the model scores it.
    pub(super) fn stated(&self, option: usize, place: usize) -> Option<&'q Score> {
        let (id, own) = self.by_id[place];
        if own.reads.is_some() {
            return None;
        }
        self.criteria.scores.get(self.id(option))?.get(id)
    }

    /// The options that meet every success factor.
    pub(super) fn passing(&self) -> Vec<usize> {
        (0..self.passes.len()).filter(|option| self.passes[*option]).collect()
    }

    pub(super) fn id(&self, option: usize) -> &'q str {
        &self.model.options[option].id
    }

    pub(super) fn label(&self, place: usize) -> &'q str {
        let (id, own) = self.by_id[place];
        self.criteria.label_of(id, own)
    }

    /// The criteria in the order of the question, by their places.
    pub(super) fn in_order(&self) -> impl Iterator<Item = usize> {
        let place = |id: &str| self.by_id.iter().position(|(known, _)| *known == id);
        self.criteria.criterion.ids().filter_map(place)
    }
}

/// What a formula refuses.
pub(super) fn refused(error: &MethodError) -> Problems {
    Problem::new("criteria", error.to_string()).accepted("smaller points or figures").into()
}

fn local(figures: &[Decimal], scale: LocalScale) -> Result<Vec<Decimal>, MethodError> {
    let scaled = method::min_max_scale(figures)?.into_iter().map(|part| part * Decimal::ONE_HUNDRED);
    let scaled = scaled.map(|score| match scale {
        LocalScale::HigherIsBetter => score,
        LocalScale::LowerIsBetter => Decimal::ONE_HUNDRED - score,
    });
    Ok(scaled.collect())
}

fn figure(
    model: &Model,
    values: &Values,
    criterion: &Criterion,
    option: &str,
    id: &str,
) -> Result<Option<Decimal>, Problems> {
    let Some(measure) = measure_of(model, criterion, option).transpose()? else { return Ok(None) };
    let Some(value) = measure.of(values) else {
        let at = Address::new("criteria").join("criterion").join(id).join("reads");
        let problem = Problem::new(at, format!("\"{}\" has no value", measure.address));
        return Err(problem.accepted("a row that has a value for every option").into());
    };
    // The last digits of a sum hang on its order, and must not part what is equal.
    Ok(Some(crate::money::settled(value)))
}
