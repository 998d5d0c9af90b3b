//! The range of a score or of points as it is drawn.

use crate::input::{Estimate, Spread, Unit};
use crate::problem::Problem;
use crate::uncertainty::distribution::{Fitted, Sampler};
use crate::uncertainty::float;

/// A number, or the law by which it is drawn, held within its bounds.
pub(super) struct Range {
    central: f64,
    drawn: Option<Sampler>,
    bounds: (f64, f64),
}

impl Range {
    /// What an estimate is drawn from. Without a shape it is PERT, as everywhere.
    pub(super) fn of<U: Unit>(estimate: &Estimate<U>) -> Result<Self, Problem> {
        let central = float(estimate.central());
        let bounds = (float(U::LOWEST), float(U::HIGHEST));
        let spread = estimate.spread().filter(|spread| spread.low < spread.high);
        let Some(spread) = spread else { return Ok(Self { central, drawn: None, bounds }) };
        let law = law(central, &spread).map_err(|error| {
            let accepted = "low, central and high that the shape can have, or another shape";
            Problem::new(estimate.address().clone(), error).accepted(accepted)
        })?;
        Ok(Self { central, drawn: Some(Sampler::new(law.distribution())), bounds })
    }

    /// A number that is certain.
    pub(super) const fn certain(central: f64) -> Self {
        Self { central, drawn: None, bounds: (f64::NEG_INFINITY, f64::INFINITY) }
    }

    pub(super) const fn is_uncertain(&self) -> bool {
        self.drawn.is_some()
    }

    /// The value of a uniform number.
    pub(super) fn at(&self, uniform: f64) -> f64 {
        let mut one = [0.0];
        self.fill(&[uniform], &mut one);
        one[0]
    }

    /// The values of uniform numbers.
    pub(super) fn fill(&self, uniforms: &[f64], out: &mut [f64]) {
        match &self.drawn {
            None => out.fill(self.central),
            Some(sampler) => {
                sampler.fill(uniforms, out);
                for value in out {
                    *value = value.max(self.bounds.0).min(self.bounds.1);
                }
            }
        }
    }
}

fn law(central: f64, spread: &Spread) -> Result<Fitted, String> {
    let fitted = match &spread.listed {
        Some(listed) => {
            let floats = |numbers: &[crate::Decimal]| numbers.iter().copied().map(float).collect::<Vec<_>>();
            Fitted::to_list(&floats(listed.values()), listed.weights().map(floats).as_deref())
        }
        None => {
            Fitted::to_estimate(float(spread.low), central, float(spread.high), spread.shape, spread.meaning)
        }
    };
    fitted.map_err(|error| error.to_string())
}
