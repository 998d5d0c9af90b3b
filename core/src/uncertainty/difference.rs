//! The difference of two appraisals, shared out between the inputs that make it.

use std::collections::HashMap;

use serde::Serialize;

use super::measure::{Measure, without_value};
use super::tornado::Stopped;
use crate::Decimal;
use crate::address::Address;
use crate::appraisal::{Appraisal, Penny};
use crate::method::{Attribution, EXACT_INPUTS, round_to_total, shapley, shapley_sampled};
use crate::money;
use crate::problem::{Problem, Problems, as_shown};
use crate::sheet::exact::Values;
use crate::sheet::{Graph, NodeId, Op};

/// About how many readings a sampled attribution makes.
const READINGS: usize = 8_192;

/// The fewest pairs of orders that a standard error is told from.
const FEWEST_PAIRS: usize = 16;

/// The share of one input in a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputShare {
    /// The address of the input.
    pub address: Address,
    /// Its unit.
    pub unit: &'static str,
    /// Its central value before.
    pub before: Penny,
    /// Its central value after.
    pub after: Penny,
    /// What it brings to the difference, to the penny.
    pub share: Penny,
    /// The standard error of the share, where orders were sampled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<Penny>,
}

/// What all that is no such input brings: what the question is made of, national figures, dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RestShare {
    /// What it is, in words.
    pub label: &'static str,
    /// What it brings to the difference, to the penny.
    pub share: Penny,
    /// The standard error of the share, where orders were sampled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<Penny>,
}

/// The difference of a measure between two appraisals, shared out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DifferenceResult {
    /// The measure, as the appraisal after has it.
    pub measure: Measure,
    /// Its value before, to the penny.
    pub from: Penny,
    /// Its value after.
    pub to: Penny,
    /// What the one is more than the other: the sum of all shares, to the penny.
    pub difference: Penny,
    /// The inputs that bring something, the largest share first; of equals, by address.
    pub inputs: Vec<InputShare>,
    /// Everything else in the question, where it brings something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest: Option<RestShare>,
    /// Inputs that differ and on which the measure does not depend, or which bring nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_effect: Vec<Address>,
    /// Whether the shares are exact, and not from sampled orders.
    pub exact: bool,
    /// In one sentence.
    pub sentence: String,
}

impl DifferenceResult {
    /// The result as JSON.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// An input whose central value differs, by its place in both graphs.
struct Moved {
    address: Address,
    unit: &'static str,
    /// In the graph before and in the one after.
    places: [u32; 2],
    /// Before and after.
    values: [Decimal; 2],
}

impl Appraisal {
    /// What makes the difference of a measure between this appraisal and one after it: the share of each input whose
    /// central value differs, and of everything else in the question. The shares add up to the difference to the penny,
    /// and do not depend on the order of the inputs.
    ///
    /// The share of an input is what moving it changes, averaged over every order in which the inputs can be moved
    /// (Shapley): exact for up to 12 of them, and from random orders, with a standard error, for more. Events are as
    /// planned.
    ///
    /// # Errors
    /// If one of the two has no such measure or no value of it, at the address of the measure; if it is not of one unit in
    /// both; or if a model cannot be worked out with some of the inputs moved.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Decimal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let before = Appraisal::load(text, Format::Toml)?;
    /// let after = before.replace("service.premises.energy", Decimal::from(7_000))?;
    /// let difference = before.difference(&after, "options.council.net_cost_total.kcc")?;
    /// assert_eq!(difference.inputs.len(), 1);
    /// assert_eq!(difference.inputs[0].share, difference.difference);
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn difference(&self, after: &Self, measure: &str) -> Result<DifferenceResult, Problems> {
        let [from_measure, to_measure] = measures([self, after], measure)?;
        let graphs = [&self.model().graph, &after.model().graph];
        let nodes = [from_measure.node, to_measure.node];
        let read = [0, 1].map(|side| inputs_read(graphs[side], nodes[side]));
        let (moved, idle): (Vec<Moved>, Vec<Moved>) = moved(self, after)
            .into_iter()
            .partition(|input| (0..2).any(|side| read[side][input.places[side] as usize]));

        let values = [self.planned()?, after.planned()?];
        let rest_may_move = !alike(graphs, nodes) || from_measure.year != to_measure.year;
        let players = moved.len() + usize::from(rest_may_move);
        let mut readings = Readings {
            moved: &moved,
            graphs,
            values,
            measures: [&from_measure, &to_measure],
            address: measure,
            rest_moves: false,
            unmoved: HashMap::new(),
        };
        let exact = players <= EXACT_INPUTS;
        let found = if exact {
            shapley(players, |flags| readings.read(flags))
        } else {
            let pairs = (READINGS / (2 * players)).max(FEWEST_PAIRS);
            shapley_sampled(players, pairs, 1, |flags| readings.read(flags))
        }
        .map_err(Problems::from)?;
        let rest_moves = rest_may_move && (readings.rest_moves || !settled_nought(found.shares.last()));
        let (from, to) = (Penny::of(found.from), Penny::of(found.to));
        let pence = to_the_penny(&found, to.value() - from.value()).map_err(Stopped::Method)?;
        let error = |place: usize| (!exact).then(|| Penny::of(found.standard_errors[place]));

        let mut inputs = Vec::with_capacity(moved.len());
        let mut without_effect: Vec<Address> = idle.into_iter().map(|input| input.address).collect();
        for (place, input) in moved.into_iter().enumerate() {
            if settled_nought(found.shares.get(place)) && pence[place].is_zero() {
                without_effect.push(input.address);
                continue;
            }
            inputs.push(InputShare {
                address: input.address,
                unit: input.unit,
                before: Penny(input.values[0]),
                after: Penny(input.values[1]),
                share: Penny::of(pence[place]),
                standard_error: error(place),
            });
        }
        inputs.sort_by(|a, b| b.share.0.abs().cmp(&a.share.0.abs()).then_with(|| a.address.cmp(&b.address)));
        without_effect.sort();
        let rest = rest_moves.then(|| RestShare {
            label: "everything else in the question",
            share: Penny::of(pence[players - 1]),
            standard_error: error(players - 1),
        });
        let difference = Penny::of(to.value() - from.value());
        let sentence = sentence(&to_measure, from, to, &inputs, rest.as_ref());
        Ok(DifferenceResult {
            measure: to_measure,
            from,
            to,
            difference,
            inputs,
            rest,
            without_effect,
            exact,
            sentence,
        })
    }
}

/// The measure in both appraisals.
fn measures(both: [&Appraisal; 2], measure: &str) -> Result<[Measure; 2], Problems> {
    let mut problems = Problems::new();
    let shown = as_shown(measure, 120);
    let mut find = |appraisal: &Appraisal, which: &str| match Measure::find(appraisal.model(), measure) {
        Ok(found) => Some(found),
        Err(problem) => {
            let what = format!("the appraisal {which} has no such measure: {}", problem.message);
            let fault = Problem::new(Address::new(shown.clone()), what);
            problems.push(fault.accepted("a measure that both appraisals have"));
            None
        }
    };
    let found = (find(both[0], "before"), find(both[1], "after"));
    if let (Some(from), Some(to)) = (&found.0, &found.1)
        && from.unit != to.unit
    {
        let what = format!("is in {} before and in {} after", from.unit, to.unit);
        let problem = Problem::new(Address::new(shown.clone()), what);
        problems.push(problem.accepted("a measure of one unit in both appraisals"));
    }
    problems.or(())?;
    match found {
        (Some(from), Some(to)) => Ok([from, to]),
        _ => Err(Problems::new()),
    }
}

/// The inputs of both appraisals whose central values differ, by address.
fn moved(before: &Appraisal, after: &Appraisal) -> Vec<Moved> {
    let graphs = [&before.model().graph, &after.model().graph];
    let mut moved: Vec<Moved> = (0_u32..)
        .zip(graphs[0].inputs())
        .filter_map(|(place, info)| {
            let other = graphs[1].input_at(&info.address)?;
            let values = [before.central(place), after.central(other)];
            let differ = values[0] != values[1];
            differ.then(|| Moved {
                address: info.address.clone(),
                unit: info.unit,
                places: [place, other],
                values,
            })
        })
        .collect();
    moved.sort_by(|a, b| a.address.cmp(&b.address));
    moved
}

/// What a node reads, itself included.
fn nodes_read(graph: &Graph, node: NodeId) -> Vec<bool> {
    let mut read = vec![false; graph.nodes.len()];
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        if !std::mem::replace(&mut read[node.index()], true) {
            graph.node(node).op.for_each_child(|child| waiting.push(child));
        }
    }
    read
}

/// Which inputs a node reads.
fn inputs_read(graph: &Graph, node: NodeId) -> Vec<bool> {
    let read = nodes_read(graph, node);
    let mut inputs = vec![false; graph.inputs.len()];
    for node in graph.nodes.iter().zip(&read).filter(|(_, read)| **read).map(|(node, _)| node) {
        if let Op::Input(input) = node.op {
            inputs[input as usize] = true;
        }
    }
    inputs
}

/// Whether two graphs differ in nothing but the values of inputs, so that there is nothing else that could move.
fn alike(graphs: [&Graph; 2], nodes: [NodeId; 2]) -> bool {
    let [one, other] = graphs;
    std::ptr::eq(one, other)
        || (nodes[0] == nodes[1]
            && (one.first, one.years) == (other.first, other.years)
            && one.nodes.len() == other.nodes.len()
            && one.nodes.iter().zip(&other.nodes).all(|(a, b)| (a.span, &a.op) == (b.span, &b.op))
            && one.inputs.len() == other.inputs.len()
            && one.inputs.iter().zip(&other.inputs).all(|(a, b)| a.address == b.address)
            && one.figures.len() == other.figures.len()
            && one.figures.iter().zip(&other.figures).all(|(a, b)| a.values == b.values)
            && one.events == other.events)
}

/// The measure with some inputs moved, and with or without everything else.
struct Readings<'a> {
    moved: &'a [Moved],
    graphs: [&'a Graph; 2],
    values: [&'a Values; 2],
    measures: [&'a Measure; 2],
    address: &'a str,
    /// Whether everything else has been seen to move the measure.
    rest_moves: bool,
    /// What was read without everything else, by the inputs that were moved; kept where every subset is read.
    unmoved: HashMap<Vec<bool>, Decimal>,
}

impl Readings<'_> {
    /// One flag for each input, and a last one for everything else where that is asked for.
    fn read(&mut self, flags: &[bool]) -> Result<Decimal, Stopped> {
        let (inputs, rest) = flags.split_at(self.moved.len());
        let side = usize::from(rest.first().copied().unwrap_or(false));
        // With everything else as it is after, an input that is not moved has its value before.
        let given: Vec<(u32, Decimal)> = if rest.is_empty() || side == 0 {
            self.given(inputs, 0, true)
        } else {
            self.given(inputs, 1, false)
        };
        let read = self.values[side].what_if(self.graphs[side], &given)?;
        let value = self.measures[side].of(&read).ok_or_else(|| {
            let problem = without_value(self.measures[side]);
            Problem { address: Address::new(self.address), ..problem }
        })?;
        if side == 1 {
            self.rest_moves |= self.unmoved.get(inputs).is_some_and(|before| !is_nought(value - before));
        } else if flags.len() <= EXACT_INPUTS {
            self.unmoved.insert(inputs.to_vec(), value);
        }
        Ok(value)
    }

    /// The values that stand in the place of those of one side.
    fn given(&self, flags: &[bool], side: usize, moved: bool) -> Vec<(u32, Decimal)> {
        let chosen = self.moved.iter().zip(flags).filter(|(_, flag)| **flag == moved);
        chosen.map(|(input, _)| (input.places[side], input.values[1 - side])).collect()
    }
}

/// Whether an amount is nothing but the digits that hang on the order of a sum.
fn is_nought(amount: Decimal) -> bool {
    money::settled(amount).is_zero()
}

fn settled_nought(share: Option<&Decimal>) -> bool {
    share.is_none_or(|share| is_nought(*share))
}

/// The shares to the penny, adding up to the difference of the two ends as they are shown. A penny by which the rounded
/// ends differ from the difference itself goes to the largest share.
fn to_the_penny(found: &Attribution, total: Decimal) -> Result<Vec<Decimal>, crate::method::MethodError> {
    let mut shares = found.shares.clone();
    let sum: Decimal = shares.iter().sum();
    if let Some(largest) = shares.iter_mut().max_by_key(|share| share.abs()) {
        *largest += total - sum;
    }
    round_to_total(&shares, if shares.is_empty() { Decimal::ZERO } else { total }, 2)
}

fn sentence(
    measure: &Measure,
    from: Penny,
    to: Penny,
    inputs: &[InputShare],
    rest: Option<&RestShare>,
) -> String {
    let shown = |value: Penny| money::pounds_and_pence(value.value());
    let moves = format!("{} goes from {} to {}", measure.address, shown(from), shown(to));
    let shares =
        inputs.iter().take(3).map(|input| format!("{} brings {}", input.address, shown(input.share)));
    let mut parts: Vec<String> = shares.collect();
    if inputs.len() > 3 {
        let others = inputs.iter().skip(3).map(|input| input.share.value()).sum();
        parts.push(format!("{} more inputs bring {}", inputs.len() - 3, shown(Penny(others))));
    }
    if let Some(rest) = rest {
        parts.push(format!("{} brings {}", rest.label, shown(rest.share)));
    }
    if parts.is_empty() {
        return format!("Nothing moves {}.", measure.address);
    }
    format!("{moves}: {}.", parts.join(", "))
}
