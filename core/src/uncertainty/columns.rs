//! The unknowns of an appraisal, and their draws: one column for each uncertain input and each event.

use rust_decimal::prelude::ToPrimitive;

use super::correlation::Correlated;
use super::distribution::{Distribution, Fitted, Sampler, Shapes};
use super::stream::{Sampling, Stream};
use crate::address::Address;
use crate::appraisal::Appraisal;
use crate::problem::{Problem, Problems};
use crate::sheet::InputInfo;
use crate::sheet::batch::{SumOfProducts, Unknowns};

/// An uncertain input with its distribution.
#[derive(Debug, Clone)]
pub(crate) struct Uncertain {
    /// Its place among the inputs of the graph.
    pub(crate) input: u32,
    pub(crate) address: Address,
    pub(crate) unit: &'static str,
    pub(crate) central: f64,
    /// What the unit allows: draws beyond are held there.
    pub(crate) bounds: (f64, f64),
    pub(crate) fitted: Fitted,
}

/// All that is uncertain in an appraisal.
#[derive(Debug, Clone)]
pub(crate) struct Uncertainties {
    pub(crate) inputs: Vec<Uncertain>,
    /// Events, by their place in the graph, with their addresses.
    pub(crate) events: Vec<(u32, Address)>,
    /// Inputs to which a what-if has given a value.
    pub(crate) fixed: Vec<Address>,
}

/// A number of an input as the batch reader takes it.
pub(crate) fn float(value: crate::Decimal) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

impl Uncertainties {
    /// The inputs of an appraisal that have a range, and its events. An input that a what-if has given a value is
    /// certain.
    pub(crate) fn of(appraisal: &Appraisal, problems: &mut Problems) -> Self {
        let graph = &appraisal.model().graph;
        let mut inputs = Vec::new();
        for (place, info) in (0_u32..).zip(graph.inputs()).filter(|(place, _)| !appraisal.is_given(*place)) {
            inputs.extend(uncertain(place, info, problems));
        }
        let events = (0_u32..).zip(graph.events()).map(|(place, event)| (place, event.address.clone()));
        let given = (0_u32..).zip(graph.inputs()).filter(|(place, _)| appraisal.is_given(*place));
        let fixed = given.map(|(_, info)| info.address.clone()).collect();
        Self { inputs, events: events.collect(), fixed }
    }

    pub(crate) fn unknowns(&self) -> Unknowns {
        Unknowns {
            inputs: self.inputs.iter().map(|uncertain| uncertain.input).collect(),
            events: self.events.iter().map(|(place, _)| *place).collect(),
        }
    }

    /// The uncertain input of a column; none for an event.
    pub(crate) fn input(&self, column: u32) -> Option<&Uncertain> {
        self.inputs.get(column as usize)
    }

    /// The exact mean of a sum of products of columns. None where a product has two inputs that are correlated, or an
    /// input whose draws are held at a bound: the mean is then not that of its distribution.
    pub(crate) fn mean_of(&self, sum: &SumOfProducts, correlated: &[Correlated]) -> Option<f64> {
        let mean = |column| {
            let input = self.input(column)?;
            (!input.is_held()).then(|| input.fitted.distribution().mean())
        };
        sum.mean(mean, |a, b| {
            let has = |group: &Correlated, column: u32| group.members().contains(&(column as usize));
            correlated.iter().any(|group| has(group, a) && has(group, b))
        })
    }

    /// The addresses of the columns, in their order.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &Address> {
        self.inputs.iter().map(|input| &input.address).chain(self.events.iter().map(|(_, address)| address))
    }
}

impl Uncertain {
    /// Whether some draws would lie beyond what the unit allows, and are held at its bound.
    pub(crate) fn is_held(&self) -> bool {
        reaches_beyond(self.fitted.distribution(), self.bounds)
    }
}

fn uncertain(place: u32, info: &InputInfo, problems: &mut Problems) -> Option<Uncertain> {
    let spread = info.spread.as_ref().filter(|spread| spread.low < spread.high)?;
    let (low, central, high) = (float(spread.low), float(info.value), float(spread.high));
    let fitted = match &spread.listed {
        Some(listed) => {
            let floats = |numbers: &[crate::Decimal]| numbers.iter().copied().map(float).collect::<Vec<_>>();
            Fitted::to_list(&floats(listed.values()), listed.weights().map(floats).as_deref())
        }
        None => Fitted::to_estimate(low, central, high, spread.shape, spread.meaning),
    };
    match fitted {
        Ok(fitted) => Some(Uncertain {
            input: place,
            address: info.address.clone(),
            unit: info.unit,
            central,
            bounds: (float(info.bounds.0), float(info.bounds.1)),
            fitted,
        }),
        Err(error) => {
            let problem = Problem::new(info.address.clone(), error.to_string());
            problems.push(
                problem
                    .accepted("low, central and high that the shape can have, or another shape")
                    .at_line(info.line),
            );
            None
        }
    }
}

/// Draws of all unknowns.
#[derive(Debug)]
pub(crate) struct Columns {
    inputs: Vec<InputColumn>,
    events: Vec<Stream>,
    correlated: Vec<Correlated>,
}

#[derive(Debug)]
struct InputColumn {
    stream: Stream,
    sampler: Sampler,
    /// Only where the distribution reaches beyond what the unit allows.
    bounds: Option<(f64, f64)>,
}

impl Columns {
    pub(crate) fn new(
        all: &Uncertainties,
        correlated: Vec<Correlated>,
        seed: u64,
        sampling: Sampling,
        draws: u64,
    ) -> Self {
        let stream = |address: &Address| Stream::new(seed, address.as_str(), sampling, draws);
        let mut shapes = Shapes::default();
        let inputs = all
            .inputs
            .iter()
            .map(|uncertain| InputColumn {
                stream: stream(&uncertain.address),
                sampler: Sampler::with(uncertain.fitted.distribution(), &mut shapes),
                bounds: uncertain.is_held().then_some(uncertain.bounds),
            })
            .collect();
        Self { inputs, events: all.events.iter().map(|(_, address)| stream(address)).collect(), correlated }
    }

    /// Gives every column another stream, in their order: the inputs, then the events. What each distribution is drawn
    /// with stays as it was made.
    pub(crate) fn set_streams(&mut self, streams: impl IntoIterator<Item = Stream>) {
        let own = self.inputs.iter_mut().map(|column| &mut column.stream).chain(&mut self.events);
        own.zip(streams).for_each(|(own, stream)| *own = stream);
    }

    /// Memory for blocks of up to `length` draws.
    pub(crate) fn memory(&self, length: usize) -> Vec<Vec<f64>> {
        vec![vec![0.0; length]; self.inputs.len() + self.events.len()]
    }

    /// Draws the numbers from `first` on into every column.
    pub(crate) fn fill(&self, first: u64, count: usize, uniforms: &mut Vec<f64>, columns: &mut [Vec<f64>]) {
        uniforms.resize(count, 0.0);
        for (column, out) in self.inputs.iter().zip(columns.iter_mut()) {
            column.stream.fill(first, uniforms);
            column.transform(uniforms, &mut out[..count]);
        }
        for group in &self.correlated {
            // The uniform numbers of the group's own inputs, made to depend on one another.
            for (input, out) in group.members().iter().zip(group.uniforms_of(columns)) {
                self.inputs[*input].stream.fill(first, &mut out[..count]);
            }
            group.correlate(count, columns);
            for input in group.members() {
                uniforms.copy_from_slice(&columns[*input][..count]);
                self.inputs[*input].transform(uniforms, &mut columns[*input][..count]);
            }
        }
        for (stream, out) in self.events.iter().zip(&mut columns[self.inputs.len()..]) {
            stream.fill(first, &mut out[..count]);
        }
    }
}

impl InputColumn {
    fn transform(&self, uniforms: &[f64], out: &mut [f64]) {
        self.sampler.fill(uniforms, out);
        if let Some((low, high)) = self.bounds {
            for value in out {
                *value = value.max(low).min(high);
            }
        }
    }
}

/// Whether some draws would lie beyond what the unit allows.
fn reaches_beyond(distribution: &Distribution, bounds: (f64, f64)) -> bool {
    let (low, high) = distribution.bounds();
    low < bounds.0 || high > bounds.1
}
