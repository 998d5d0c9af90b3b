//! The criteria of a question as they are put.

use jiff::civil::Date;

use super::checks;
use crate::appraisal::Given;
use crate::input::{Estimate, Id, Keyed, OutOf100, Points, Text, choice, record};
use crate::year::FinancialYear;

choice! {
    /// A ready set of criteria, whose names and sources the library knows.
    pub enum CriteriaSet {
        /// The seven outcomes of the national strategy for public libraries in England, 2016 to 2021.
        NationalOutcomes = "national_outcomes",
        /// Desirability, viability and feasibility, of the government's toolkit on alternative delivery models.
        ToolkitThemes = "toolkit_themes",
    }
}

choice! {
    /// What the points of a criterion say.
    pub enum PointsMean {
        /// What going from the worst to the best of the criterion is worth, beside the others: the largest swing has 100.
        Swing = "swing",
        /// How important the criterion is. Accepted and flagged: importance says nothing of how far the options lie apart.
        Importance = "importance",
    }
}

choice! {
    /// Which end of the options is the better one, where a scale is that of the options alone.
    pub enum LocalScale {
        /// The option with the highest figure scores 100, that with the lowest 0.
        HigherIsBetter = "higher_is_better",
        /// The option with the lowest figure scores 100, that with the highest 0.
        LowerIsBetter = "lower_is_better",
    }
}

record! {
    /// A figure of the model and what it scores.
    pub struct ValuePoint {
        /// The figure, in the unit of its row.
        required at: Given;
        /// What it scores, from 0 to 100.
        required value: Given;
    }
}

record! {
    /// The least and the most that a criterion may weigh, of 1 for all together.
    pub struct WeightLimits {
        /// The least.
        required low: Given;
        /// The most.
        required high: Given;
    }
}

record! {
    /// Something that options are scored on, on a scale from 0 to 100 whose ends are described.
    ///
    /// ```
    /// use options_appraisal::criteria::Criterion;
    ///
    /// let reading = Criterion::new("Fewer children join the summer challenge than today", "Every class comes once a term", 100)
    ///     .label("Reading and literacy");
    /// assert_eq!(reading.points.central(), 100.into());
    /// ```
    pub struct Criterion {
        /// Its name. One of a ready set has the name of the set.
        optional label: Text;
        /// What a score of 0 stands for, in words.
        required worst: Text;
        /// What a score of 100 stands for, in words.
        required best: Text;
        /// Points: what the swing from the worst to the best is worth beside the others. A range says how far those who
        /// gave them are unsure, or apart.
        required points: Estimate<Points>;
        /// Limits to its weight, of 1 for all criteria together.
        optional weight: WeightLimits;
        /// A row of the model that it is scored by, of each option: `open_hours`, `staffed_hours`, `visits` or `issues`, or an
        /// address with `{option}` in the place of the id. The score then moves with the model, and none is given by hand.
        optional reads: Text;
        /// The year in which the row is read; a row by year without one is read in the last year.
        optional year: FinancialYear;
        /// What the figures of the row score: straight lines between these points, in the order of the figures.
        default values: Vec<ValuePoint> = Vec::new();
        /// A scale from the lowest to the highest figure of the options, in the place of `values`. It moves when an option
        /// comes or goes.
        optional local_scale: LocalScale;
        /// Why the values rise and fall, where they do.
        optional not_monotone: Text;
        /// Why it is not money that the financial case has already, where its words speak of money.
        optional not_money: Text;
    }
}

record! {
    /// What an option scores on a criterion, and why.
    pub struct Score {
        /// From 0, what the worst end stands for, to 100, what the best end stands for. A range says how far those who gave
        /// it are unsure, or apart.
        required score: Estimate<OutOf100>;
        /// Why.
        required reason: Text;
        /// What it rests on.
        optional evidence: Text;
        /// Who gave it, where that is not the panel.
        optional by: Text;
        /// When.
        optional date: Date;
        /// Who disagreed, and what they would have given.
        optional dissent: Text;
    }
}

record! {
    /// Whether an option meets a critical success factor, and why.
    pub struct Verdict {
        /// Whether it does.
        required passes: bool;
        /// Why.
        required reason: Text;
        /// Who says so, where that is not the panel.
        optional by: Text;
        /// When.
        optional date: Date;
        /// Who disagreed.
        optional dissent: Text;
    }
}

record! {
    /// Something that an option must do: one that fails is shown, and is not ranked.
    pub struct SuccessFactor {
        /// What it must do.
        required label: Text;
        /// Each option, by its id.
        default options: Keyed<Verdict> = Keyed::default();
    }
}

record! {
    /// Whether what is preferred on one criterion hangs on how an option does on another.
    pub struct Independence {
        /// The ids of the two criteria.
        required between: Vec<Id>;
        /// Whether a score on the one means as much whatever the score on the other.
        required independent: bool;
        /// What was answered.
        required answer: Text;
    }
}

record! {
    /// What options are judged by beside their money.
    ///
    /// ```
    /// use options_appraisal::criteria::{Criteria, Criterion, Score};
    /// use options_appraisal::input::Keyed;
    ///
    /// let criterion = Keyed::new()
    ///     .with("reach", Criterion::new("Only those who live near", "Every part of the town", 100).label("Reach"))
    ///     .with("hours", Criterion::new("Two days a week", "Every day", 60).label("Hours that suit people"));
    /// let today = Keyed::new()
    ///     .with("reach", Score::new(40, "Few come from the new estate"))
    ///     .with("hours", Score::new(70, "Closed on Mondays only"));
    /// let criteria = Criteria::new().criterion(criterion).scores(Keyed::new().with("today", today));
    /// assert_eq!(criteria.criterion.len(), 2);
    /// ```
    pub struct Criteria {
        /// A ready set. Each of its criteria is described under `criterion`, or named in `left_out`.
        optional set: CriteriaSet;
        /// Criteria of the ready set that are left out, by id, each with the reason.
        default left_out: Keyed<Text> = Keyed::default();
        /// The criteria.
        default criterion: Keyed<Criterion> = Keyed::default();
        /// What their points say.
        default points: PointsMean = PointsMean::Swing;
        /// Criteria by what they weigh, the heaviest first, as it was asked before any points were given. Those that are
        /// not named may weigh anything.
        default order: Vec<Id> = Vec::new();
        /// The scores, by option and criterion.
        default scores: Keyed<Keyed<Score>> = Keyed::default();
        /// What an option must do to be ranked at all.
        default success_factors: Keyed<SuccessFactor> = Keyed::default();
        /// What was answered when it was asked of two criteria whether they are independent.
        default independence: Keyed<Independence> = Keyed::default();
        /// Who scored and weighed.
        optional panel: Text;
        /// When they did.
        optional date: Date;
    }
    check checks::criteria;
}

impl Criteria {
    /// The name of a criterion: its own, or that of the ready set.
    pub(crate) fn label_of<'c>(&'c self, id: &'c str, criterion: &'c Criterion) -> &'c str {
        let of_set = || self.set.and_then(CriteriaSet::ready).and_then(|set| set.label_of(id));
        criterion.label.as_deref().or_else(of_set).unwrap_or(id)
    }

    /// The points of each criterion, in the order of their ids.
    pub(super) fn by_id(&self) -> Vec<(&Id, &Criterion)> {
        let mut all: Vec<(&Id, &Criterion)> = self.criterion.iter().collect();
        all.sort_by_key(|(id, _)| *id);
        all
    }
}
