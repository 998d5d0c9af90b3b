//! A cohort that moves between states year by year: running, returned to the council, closed.
//!
//! Source: F. A. Sonnenberg and J. R. Beck, Markov models in medical decision making (1993).

use rust_decimal::Decimal;

use super::MethodError;
use super::checked::{
    Result, add, distribution, div, dot, mul, not_negative, same_length, some_within_horizon,
};

/// The most states.
const MOST_STATES: usize = 100;

/// When in its cycle a cohort is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CycleCount {
    /// As it stands when the cycle begins.
    Start,
    /// The mean of its beginning and its end: the half-cycle correction.
    Middle,
    /// As it stands when the cycle ends.
    End,
}

/// The cohort in each state, from the start (row 0) to the end of each cycle (rows 1 to `cycles`), where every cycle has
/// the same chances: `p(t+1) = p(t) P`.
///
/// Row `i` of `transition` has the chances of being in each state at the end of a cycle for what was in state `i` at its
/// start.
///
/// # Errors
/// If there is no state or more than 100, the matrix is not square, a row of it does not add up to 1 within 1e-12 (the
/// cohort would leak), a share of the start is below nought, or there are more cycles than [`super::LONGEST`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::state_transition;
///
/// let tenths = |list: [i64; 2]| list.map(|n| Decimal::new(n, 1)).to_vec();
/// let trace = state_transition(&[100.into(), 0.into()], &[tenths([9, 1]), tenths([0, 10])], 2)?;
/// assert_eq!(trace[2], [Decimal::from(81), Decimal::from(19)]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn state_transition(
    start: &[Decimal],
    transition: &[Vec<Decimal>],
    cycles: usize,
) -> Result<Vec<Vec<Decimal>>> {
    some_within_horizon("cycles", cycles)?;
    check(start, transition)?;
    let mut trace = vec![start.to_vec()];
    for cycle in 0..cycles {
        trace.push(step(&trace[cycle], transition)?);
    }
    Ok(trace)
}

/// The same with chances of its own for each cycle, the first cycle's first.
///
/// # Errors
/// As [`state_transition`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::state_transition_by_cycle;
///
/// let stay = vec![vec![1.into(), 0.into()], vec![0.into(), 1.into()]];
/// let leave = vec![vec![0.into(), 1.into()], vec![0.into(), 1.into()]];
/// let trace = state_transition_by_cycle(&[5.into(), 0.into()], &[stay, leave])?;
/// assert_eq!(trace, [[5, 0], [5, 0], [0, 5]].map(|row| row.map(Decimal::from).to_vec()));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn state_transition_by_cycle(
    start: &[Decimal],
    transitions: &[Vec<Vec<Decimal>>],
) -> Result<Vec<Vec<Decimal>>> {
    some_within_horizon("cycles", transitions.len())?;
    let mut trace = vec![start.to_vec()];
    for (cycle, transition) in transitions.iter().enumerate() {
        check(start, transition)?;
        trace.push(step(&trace[cycle], transition)?);
    }
    Ok(trace)
}

/// The cohort that counts in each cycle: a row a cycle, one fewer than the trace has. Every row adds up to what the
/// cohort does, with the half-cycle correction too: it takes the mean of two rows, the ends of the trace included.
///
/// # Errors
/// If the trace has fewer than two rows, or rows of different lengths.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{CycleCount, cohort_by_cycle};
///
/// let trace = [vec![10.into(), 0.into()], vec![8.into(), 2.into()]];
/// assert_eq!(cohort_by_cycle(&trace, CycleCount::Middle)?, [[9, 1].map(Decimal::from).to_vec()]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn cohort_by_cycle(trace: &[Vec<Decimal>], count: CycleCount) -> Result<Vec<Vec<Decimal>>> {
    some_within_horizon("cycles of the trace", trace.len().saturating_sub(1))?;
    let mut rows = Vec::with_capacity(trace.len() - 1);
    for pair in trace.windows(2) {
        let (begins, ends) = (&pair[0], &pair[1]);
        same_length(("a row of the trace", ends.len()), ("the row before it", begins.len()))?;
        rows.push(match count {
            CycleCount::Start => begins.clone(),
            CycleCount::End => ends.clone(),
            CycleCount::Middle => begins
                .iter()
                .zip(ends)
                .map(|(&begin, &end)| div(add(begin, end)?, Decimal::TWO))
                .collect::<Result<_>>()?,
        });
    }
    Ok(rows)
}

/// What a cohort earns in each cycle: the members in each state times what one is worth in it for a cycle. Not
/// discounted and not added up over the cycles.
///
/// # Errors
/// As [`cohort_by_cycle`]; if there are not as many rewards as states.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{CycleCount, cohort_rewards};
///
/// let trace = [vec![10.into(), 0.into()], vec![8.into(), 2.into()]];
/// assert_eq!(cohort_rewards(&trace, &[5.into(), 1.into()], CycleCount::End)?, [Decimal::from(42)]);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn cohort_rewards(
    trace: &[Vec<Decimal>],
    rewards: &[Decimal],
    count: CycleCount,
) -> Result<Vec<Decimal>> {
    cohort_by_cycle(trace, count)?
        .iter()
        .map(|row| {
            same_length(("the rewards", rewards.len()), ("the states", row.len()))?;
            dot(row, rewards)
        })
        .collect()
}

fn check(start: &[Decimal], transition: &[Vec<Decimal>]) -> Result<()> {
    let states = start.len();
    if states == 0 {
        return Err(MethodError::Empty { what: "states" });
    }
    if states > MOST_STATES {
        return Err(MethodError::TooMany { what: "states", count: states, most: MOST_STATES });
    }
    same_length(("the transition matrix", transition.len()), ("the start", states))?;
    for &share in start {
        not_negative("start in a state", share)?;
    }
    for row in transition {
        same_length(("a row of the transition matrix", row.len()), ("the start", states))?;
        distribution(row)?;
        let total = super::checked::sum(row.iter().copied())?;
        if (total - Decimal::ONE).abs() > Decimal::new(1, 12) {
            return Err(MethodError::OutOfRange {
                what: "sum of a row of the transition matrix",
                value: total,
                accepted: "give chances that add up to 1 within 1e-12, so that the cohort keeps its size",
            });
        }
    }
    Ok(())
}

fn step(cohort: &[Decimal], transition: &[Vec<Decimal>]) -> Result<Vec<Decimal>> {
    let mut next = vec![Decimal::ZERO; cohort.len()];
    for (&members, row) in cohort.iter().zip(transition) {
        for (place, &chance) in next.iter_mut().zip(row) {
            *place = add(*place, mul(members, chance)?)?;
        }
    }
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_that_leaks_or_is_ragged_is_refused() {
        let start = [Decimal::ONE, Decimal::ZERO];
        let third = Decimal::from_i128_with_scale(333_333_333, 9);
        let leaks = vec![vec![third, third * Decimal::TWO], vec![Decimal::ZERO, Decimal::ONE]];
        assert!(matches!(state_transition(&start, &leaks, 1), Err(MethodError::OutOfRange { .. })));
        assert!(state_transition(&start, &[vec![Decimal::ONE]], 1).is_err());
        assert!(state_transition(&[], &[], 1).is_err());
        assert!(state_transition(&start, &leaks, 0).is_err());
        assert!(cohort_by_cycle(&[], CycleCount::End).is_err());
    }
}
