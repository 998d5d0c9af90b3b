//! Decision trees, folded back: the expectation at a chance, the best choice at a decision.
//!
//! Source: H. Raiffa, Decision Analysis (1968). Payoffs are added along the way, so that the price of a test stands on
//! the branch that buys it. Costs are payoffs below nought.

use rust_decimal::Decimal;

use super::MethodError;
use super::checked::{Result, add, distribution, mul};

/// The most levels of a tree.
const DEEPEST: usize = 100;

/// The most strategies that are listed.
const MOST_STRATEGIES: usize = 10_000;

/// A point of a decision tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TreeNode {
    /// Nothing more is decided or learned.
    End,
    /// Chance decides. The probabilities of the branches add up to 1.
    Chance(Vec<ChanceBranch>),
    /// The decision maker chooses the branch worth most; of equals, the first.
    Decision {
        /// What is decided.
        name: String,
        /// What may be chosen.
        options: Vec<Choice>,
    },
}

/// One way in which a chance may fall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChanceBranch {
    /// How likely it is, from 0 to 1.
    pub probability: Decimal,
    /// What is received on it (below nought: paid).
    pub payoff: Decimal,
    /// What follows.
    pub then: TreeNode,
}

/// One thing that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// What is received by choosing it (below nought: paid).
    pub payoff: Decimal,
    /// What follows.
    pub then: TreeNode,
}

/// A full plan: what to choose at each decision that can be reached under it, in the order of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strategy {
    /// The decision and the choice, by name.
    pub choices: Vec<(String, String)>,
    /// Its expected payoff.
    pub value: Decimal,
}

impl Strategy {
    /// The choices alone, joined by semicolons.
    pub fn label(&self) -> String {
        self.choices.iter().map(|(_, choice)| choice.as_str()).collect::<Vec<_>>().join(";")
    }
}

/// The best strategy of a tree, and its expected payoff.
///
/// # Errors
/// If a decision or a chance has no branch, probabilities are not fractions that add up to 1, or the tree has more than
/// 100 levels.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{ChanceBranch, Choice, TreeNode, fold_back};
///
/// let chance = |tenths, payoff: i64| ChanceBranch {
///     probability: Decimal::new(tenths, 1),
///     payoff: payoff.into(),
///     then: TreeNode::End,
/// };
/// let choice = |name: &str, payoff: i64, then| Choice { name: name.into(), payoff: payoff.into(), then };
/// let bid = TreeNode::Chance(vec![chance(4, 100), chance(6, 0)]);
/// let tree = TreeNode::Decision {
///     name: "bid".into(),
///     options: vec![choice("bid", -30, bid), choice("stay out", 0, TreeNode::End)],
/// };
/// let best = fold_back(&tree)?;
/// assert_eq!((best.label().as_str(), best.value), ("bid", Decimal::from(10)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn fold_back(tree: &TreeNode) -> Result<Strategy> {
    fold(tree, DEEPEST)
}

fn fold(node: &TreeNode, levels: usize) -> Result<Strategy> {
    let below = level_below(levels)?;
    match node {
        TreeNode::End => Ok(nothing_more()),
        TreeNode::Chance(branches) => {
            chances(branches)?;
            let mut all = nothing_more();
            for branch in branches {
                let then = fold(&branch.then, below)?;
                all = and(&all, branch, &then)?;
            }
            Ok(all)
        }
        TreeNode::Decision { name, options } => {
            let mut best: Option<Strategy> = None;
            for option in options {
                let candidate = chosen(name, option, fold(&option.then, below)?)?;
                if best.as_ref().is_none_or(|found| candidate.value > found.value) {
                    best = Some(candidate);
                }
            }
            best.ok_or(MethodError::Empty { what: "choices at a decision" })
        }
    }
}

/// Every strategy of a tree with its expected payoff, in the order of the tree.
///
/// # Errors
/// As [`fold_back`]; if there are more than 10,000 strategies.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{Choice, TreeNode, strategies};
///
/// let choice = |name: &str, payoff: i64| Choice {
///     name: name.into(),
///     payoff: payoff.into(),
///     then: TreeNode::End,
/// };
/// let tree = TreeNode::Decision { name: "lease".into(), options: vec![choice("renew", 3), choice("leave", 5)] };
/// let listed: Vec<String> = strategies(&tree)?.iter().map(|s| format!("{} {}", s.label(), s.value)).collect();
/// assert_eq!(listed, ["renew 3", "leave 5"]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn strategies(tree: &TreeNode) -> Result<Vec<Strategy>> {
    let count = count(tree, DEEPEST)?;
    if count > MOST_STRATEGIES {
        return Err(MethodError::TooMany { what: "strategies of the tree", count, most: MOST_STRATEGIES });
    }
    list(tree)
}

/// How many strategies a node has: those of a decision add up, those of a chance multiply. Checks the tree on the way.
fn count(node: &TreeNode, levels: usize) -> Result<usize> {
    let below = level_below(levels)?;
    match node {
        TreeNode::End => Ok(1),
        TreeNode::Chance(branches) => {
            chances(branches)?;
            branches
                .iter()
                .try_fold(1, |all: usize, branch| Ok(all.saturating_mul(count(&branch.then, below)?)))
        }
        TreeNode::Decision { options, .. } if options.is_empty() => {
            Err(MethodError::Empty { what: "choices at a decision" })
        }
        TreeNode::Decision { options, .. } => options
            .iter()
            .try_fold(0, |all: usize, option| Ok(all.saturating_add(count(&option.then, below)?))),
    }
}

fn list(node: &TreeNode) -> Result<Vec<Strategy>> {
    match node {
        TreeNode::End => Ok(vec![nothing_more()]),
        TreeNode::Chance(branches) => {
            let mut all = vec![nothing_more()];
            for branch in branches {
                let then = list(&branch.then)?;
                let mut next = Vec::with_capacity(all.len() * then.len());
                for before in &all {
                    for after in &then {
                        next.push(and(before, branch, after)?);
                    }
                }
                all = next;
            }
            Ok(all)
        }
        TreeNode::Decision { name, options } => {
            let mut all = Vec::new();
            for option in options {
                for then in list(&option.then)? {
                    all.push(chosen(name, option, then)?);
                }
            }
            Ok(all)
        }
    }
}

fn level_below(levels: usize) -> Result<usize> {
    levels.checked_sub(1).ok_or(MethodError::TooMany {
        what: "levels of the tree",
        count: DEEPEST + 1,
        most: DEEPEST,
    })
}

fn chances(branches: &[ChanceBranch]) -> Result<()> {
    distribution(&branches.iter().map(|branch| branch.probability).collect::<Vec<_>>())
}

fn nothing_more() -> Strategy {
    Strategy { choices: Vec::new(), value: Decimal::ZERO }
}

fn chosen(decision: &str, option: &Choice, then: Strategy) -> Result<Strategy> {
    let value = add(option.payoff, then.value)?;
    let mut choices = vec![(decision.to_owned(), option.name.clone())];
    choices.extend(then.choices);
    Ok(Strategy { choices, value })
}

fn and(before: &Strategy, branch: &ChanceBranch, then: &Strategy) -> Result<Strategy> {
    let worth = mul(branch.probability, add(branch.payoff, then.value)?)?;
    let choices = before.choices.iter().chain(&then.choices).cloned().collect();
    Ok(Strategy { choices, value: add(before.value, worth)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(options: usize, then: &TreeNode) -> TreeNode {
        let choice = |n: usize| Choice { name: n.to_string(), payoff: Decimal::from(n), then: then.clone() };
        TreeNode::Decision { name: "d".into(), options: (0..options).map(choice).collect() }
    }

    #[test]
    fn trees_that_cannot_be_folded_are_refused() {
        assert!(fold_back(&TreeNode::Chance(Vec::new())).is_err());
        assert!(fold_back(&decision(0, &TreeNode::End)).is_err());
        assert!(strategies(&decision(0, &TreeNode::End)).is_err());
        let half =
            ChanceBranch { probability: Decimal::new(5, 1), payoff: Decimal::ONE, then: TreeNode::End };
        assert!(fold_back(&TreeNode::Chance(vec![half])).is_err());
        let deep = (0..200).fold(TreeNode::End, |then, _| decision(1, &then));
        assert!(matches!(fold_back(&deep), Err(MethodError::TooMany { .. })));
        assert!(matches!(strategies(&deep), Err(MethodError::TooMany { .. })));
    }

    #[test]
    fn a_tree_with_more_strategies_than_are_listed_is_still_folded() {
        let leaf = decision(11, &TreeNode::End);
        let branch = ChanceBranch { probability: Decimal::new(25, 2), payoff: Decimal::ZERO, then: leaf };
        let tree = TreeNode::Chance(vec![branch; 4]); // 11^4 = 14,641 strategies
        assert!(matches!(strategies(&tree), Err(MethodError::TooMany { count: 14_641, .. })));
        assert_eq!(fold_back(&tree).unwrap().value, Decimal::from(10));
    }

    #[test]
    fn of_equals_the_first_is_chosen_and_the_best_of_the_list_is_what_folds_back() {
        let tree = decision(3, &decision(2, &TreeNode::End));
        let listed = strategies(&tree).unwrap();
        assert_eq!(listed.len(), 6);
        let best = fold_back(&tree).unwrap();
        assert_eq!(listed.iter().map(|s| s.value).max(), Some(best.value));
        assert_eq!(best.label(), "2;1");
    }
}
