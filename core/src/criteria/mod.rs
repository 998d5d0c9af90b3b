//! What options are judged by beside their money: criteria that are scored and weighed, what an option must do, and how
//! far the answer hangs on the weights.
//!
//! What is stated stands under `criteria` in the question ([`Criteria`]); [`Appraisal::criteria`] says what it comes to.
//! How to hold the session is on the page `docs/criteria.md`.

mod all_weights;
mod beside_money;
mod checks;
mod input;
mod judged;
mod limits;
mod notes;
mod page;
mod ranges;
mod ranking;
mod result;
mod sets;
mod weighing;
mod weights;

pub(crate) use checks::{check_options, check_rows};
pub use input::{
    Criteria, CriteriaSet, Criterion, Independence, LocalScale, PointsMean, Score, SuccessFactor, ValuePoint,
    Verdict, WeightLimits,
};
pub use result::{
    AheadOf, AllWeights, CentralWeight, CriteriaResult, CriterionResult, CriterionSwitch, Dominated, DropOne,
    IndependenceAnswer, IndependenceResult, LeftOut, MoneyAndScores, OptionMoney, OptionScores, OptionShares,
    ScoreResult, SetResult, SuccessFactorResult, Switch, VerdictResult, WeightShare,
};
pub use weighing::Weighing;

#[cfg(doc)]
use crate::Appraisal;
