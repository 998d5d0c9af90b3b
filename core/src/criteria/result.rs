//! What the criteria come to.

use serde::Serialize;

use crate::appraisal::Penny;

/// What the options score beside their money, and how far the answer hangs on the weights.
///
/// Scores are on a scale from 0 to 100 that is fixed by what its ends stand for. It has no true nought: differences of
/// scores mean something, ratios of scores do not, and none is given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriteriaResult {
    /// Who scored and weighed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub panel: Option<String>,
    /// When they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The ready set that was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<SetResult>,
    /// What the points say: `swing` or `importance`.
    pub points: &'static str,
    /// The criteria, in the order of the question.
    pub criteria: Vec<CriterionResult>,
    /// The options, in the order of the question.
    pub options: Vec<OptionScores>,
    /// What an option must do to be ranked.
    pub success_factors: Vec<SuccessFactorResult>,
    /// How options that fail a success factor are treated.
    pub rule: &'static str,
    /// Of the options that are ranked, those that another beats on some criterion and is below on none.
    pub dominated: Vec<Dominated>,
    /// How often each option has each rank over all weights, and all scores, that are consistent with what was stated.
    pub all_weights: AllWeights,
    /// What each criterion would have to weigh for the ranking to change.
    pub switches: Vec<CriterionSwitch>,
    /// What becomes of the ranking of the others when one option is left out.
    pub drop_one: Vec<DropOne>,
    /// The scores beside what each option costs.
    pub money: MoneyAndScores,
    /// Whether it was asked that the criteria are independent.
    pub independence: IndependenceResult,
    /// What must not be overlooked, in words.
    pub notes: Vec<String>,
}

/// The ready set of criteria that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetResult {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub label: &'static str,
    /// Where its words come from.
    pub source: &'static str,
    /// The page.
    pub url: &'static str,
    /// Its criteria that were left out, each with the reason.
    pub left_out: Vec<LeftOut>,
}

/// A criterion of a ready set that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Its id.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionResult {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What a score of 0 stands for.
    pub worst: String,
    /// What a score of 100 stands for.
    pub best: String,
    /// Its points.
    pub points: Penny,
    /// The low and the high of its points, where they have a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_range: Option<[Penny; 2]>,
    /// Its weight, of 1 for all together, to six places.
    pub weight: Penny,
    /// The least and the most that it may weigh, where limits are stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight_limits: Option<[Penny; 2]>,
    /// The row of the model by which it is scored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reads: Option<String>,
    /// The question to ask of its swing, with its ends in it.
    pub swing_question: String,
}

/// What an option scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionScores {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its weighted score from 0 to 100, to six places.
    pub score: Penny,
    /// Its place among the options that meet every success factor: `2=` where it shares it; none where it fails one.
    pub rank: Option<String>,
    /// The success factors that it fails, by id.
    pub fails: Vec<String>,
    /// What it scores on each criterion, in the order of the question.
    pub scores: Vec<ScoreResult>,
}

/// What an option scores on a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoreResult {
    /// The id of the criterion.
    pub criterion: String,
    /// The score, to six places.
    pub score: Penny,
    /// What it adds to the weighted score, to six places.
    pub contribution: Penny,
    /// The low and the high of the score, where it has a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[Penny; 2]>,
    /// The figure of the model that it is the score of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<Penny>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Who gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who disagreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dissent: Option<String>,
}

/// What an option must do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuccessFactorResult {
    /// Its id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Each option, in the order of the question.
    pub options: Vec<VerdictResult>,
}

/// Whether an option meets a success factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerdictResult {
    /// The option.
    pub option: String,
    /// Whether it does.
    pub passes: bool,
    /// Why.
    pub reason: String,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who disagreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dissent: Option<String>,
}

/// An option that others beat on some criterion and are below on none, with the scores as they stand: no weights then put
/// it above them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dominated {
    /// The option.
    pub option: String,
    /// Those others.
    pub by: Vec<String>,
}

/// A share of all weights, from 0 to 1, with its Monte-Carlo error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WeightShare {
    /// The share.
    pub share: f64,
    /// Its standard error; 0 where the share is exact.
    pub standard_error: f64,
}

/// The options over all weights that are consistent with what was stated (stochastic multicriteria acceptability).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AllWeights {
    /// Over which weights and scores, in words.
    pub over: String,
    /// Whether the shares are exact and not drawn.
    pub exact: bool,
    /// The draws; 0 where the shares are exact.
    pub draws: u64,
    /// The seed.
    pub seed: u64,
    /// How many weights were tried for those draws.
    pub tried: u64,
    /// The options that are ranked, in the order of the question.
    pub options: Vec<OptionShares>,
}

/// How an option does over all weights.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionShares {
    /// The option.
    pub option: String,
    /// How often it has each rank, the first rank first. Over the ranks, and over the options, they add up to 1.
    pub ranks: Vec<WeightShare>,
    /// The mean of the weights under which it is first, by criterion in the order of the question; none where it never is.
    pub central_weights: Option<Vec<CentralWeight>>,
    /// How often it is first under its central weights, over the ranges of the scores; none where it never is first.
    pub confidence: Option<WeightShare>,
    /// How often it is ahead of each other option; a draw in which both score the same counts as a half.
    pub ahead_of: Vec<AheadOf>,
}

/// The weight of a criterion under which an option is first, in the mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CentralWeight {
    /// The criterion.
    pub criterion: String,
    /// The weight, of 1 for all together.
    pub weight: f64,
}

/// How often an option is ahead of another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AheadOf {
    /// The other option.
    pub option: String,
    /// The share, with its error.
    #[serde(flatten)]
    pub share: WeightShare,
}

/// What a criterion would have to weigh for the ranking to change, the others keeping their proportions. Exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionSwitch {
    /// The criterion.
    pub criterion: String,
    /// What it weighs, to six places.
    pub weight: Penny,
    /// The weights nearest to that, below and above, at which another option comes first.
    pub first: Vec<Switch>,
    /// The same of any two options that change places.
    pub any: Vec<Switch>,
}

/// A weight at which two options change places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Switch {
    /// The weight, to six places.
    pub weight: Penny,
    /// The option that is ahead now.
    pub ahead: String,
    /// The option that is ahead beyond it.
    pub then_ahead: String,
}

/// What becomes of the ranking of the others without one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DropOne {
    /// The option that is left out.
    pub without: String,
    /// The pairs that are ranked the other way round without it, the one first that was ahead with it. None on fixed
    /// scales.
    pub turned: Vec<[String; 2]>,
}

/// The scores beside what each option costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MoneyAndScores {
    /// The view of the cost.
    pub view: String,
    /// The unit of the cost.
    pub unit: &'static str,
    /// The options, in the order of the question.
    pub options: Vec<OptionMoney>,
}

/// An option by its cost and its score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionMoney {
    /// The option.
    pub option: String,
    /// Its net present cost.
    pub net_present_cost: Penny,
    /// Its weighted score, to six places.
    pub score: Penny,
    /// Net present cost a point; none where it costs nothing or scores nothing. It hangs on what a score of 0 stands for.
    pub cost_per_point: Option<Penny>,
    /// The options that cost no more and score no less, and are better in one of the two.
    pub dominated_by: Vec<String>,
    /// Whether it is ranked and no other that is ranked dominates it.
    pub efficient: bool,
    /// Of the efficient options, the one next below it in cost.
    pub next_below: Option<String>,
    /// What each further point costs, from that one to this one.
    pub cost_per_extra_point: Option<Penny>,
}

/// Whether it was asked that the criteria are independent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndependenceResult {
    /// The pairs of criteria.
    pub pairs: usize,
    /// Those of which an answer is recorded.
    pub answered: usize,
    /// The answers.
    pub answers: Vec<IndependenceAnswer>,
}

/// What was answered of two criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndependenceAnswer {
    /// The two criteria.
    pub between: Vec<String>,
    /// Whether they are independent.
    pub independent: bool,
    /// What was answered.
    pub answer: String,
}

impl CriteriaResult {
    /// The result as JSON. The same input and the same seed give the same bytes everywhere.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// What an option scores, by its id.
    pub fn option(&self, id: &str) -> Option<&OptionScores> {
        self.options.iter().find(|option| option.id == id)
    }
}
