//! The effect of an assumption: the decision with it at its low and at its high, all else as it is.

use rust_decimal::Decimal;

use crate::appraisal::{Appraisal, Penny};
use crate::money;
use crate::problem::Problems;
use crate::sheet::exact::{Moved, Movements};
use crate::uncertainty::Measure;

/// The share of itself by which a value without a range is moved each way.
pub(super) const TEST: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// What measures effects on a decision.
pub(super) struct Effects<'a> {
    movements: std::cell::RefCell<Movements<'a>>,
    central: Decimal,
    /// Whether the decision is the difference of two measures.
    difference: bool,
}

/// An effect on the decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Effect {
    pub(super) at_low: Option<Penny>,
    pub(super) at_high: Option<Penny>,
    pub(super) size: Option<Penny>,
    pub(super) changes_answer: bool,
}

impl<'a> Effects<'a> {
    pub(super) fn new(
        appraisal: &'a Appraisal,
        one: &Measure,
        other: Option<&Measure>,
        central: Decimal,
    ) -> Result<Self, Problems> {
        let rows = std::iter::once(one).chain(other).map(|measure| (measure.node, measure.year)).collect();
        let movements = Movements::new(&appraisal.model().graph, appraisal.planned()?, rows).into();
        Ok(Self { movements, central, difference: other.is_some() })
    }

    /// The decision where nothing is moved that it depends on.
    pub(super) fn none(&self) -> Effect {
        let central = Some(Penny::of(self.central));
        Effect { at_low: central, at_high: central, size: Some(Penny(Decimal::ZERO)), changes_answer: false }
    }

    /// The decision with some leaves at their low, and with them at their high. Where one of the two has no value there
    /// is no effect.
    pub(super) fn between(&self, low: &[Moved], high: &[Moved]) -> Effect {
        let [at_low, at_high] = [low, high].map(|moved| self.at(moved));
        let (Some(low), Some(high)) = (at_low, at_high) else {
            let shown = |value: Option<Decimal>| value.map(Penny::of);
            return Effect { at_low: shown(at_low), at_high: shown(at_high), ..Effect::default() };
        };
        let all = [low, self.central, high];
        let least = all.into_iter().fold(self.central, Decimal::min);
        let most = all.into_iter().fold(self.central, Decimal::max);
        Effect {
            at_low: Some(Penny::of(low)),
            at_high: Some(Penny::of(high)),
            size: most.checked_sub(least).map(Penny::of),
            changes_answer: self.difference && (changed(self.central, low) || changed(self.central, high)),
        }
    }

    fn at(&self, moved: &[Moved]) -> Option<Decimal> {
        match self.movements.borrow_mut().read(moved) {
            Ok(None) => Some(self.central),
            Ok(Some(read)) => match read[..] {
                [one] => one.map(money::settled),
                [Some(one), Some(other)] => one.checked_sub(other).map(money::settled),
                _ => None,
            },
            // Beyond what can be worked out: no effect can be said.
            Err(_) => None,
        }
    }
}

/// Whether the sign is another one.
const fn changed(central: Decimal, moved: Decimal) -> bool {
    !central.is_zero() && !moved.is_zero() && central.is_sign_negative() != moved.is_sign_negative()
}

/// A value moved by a tenth of itself each way, as far as its unit allows. A share that is nought is moved to a tenth;
/// another nought is not moved.
pub(super) fn test_movement(value: Decimal, bounds: (Decimal, Decimal)) -> Option<(Decimal, Decimal)> {
    if value.is_zero() {
        return (bounds == (Decimal::ZERO, Decimal::ONE)).then_some((value, TEST));
    }
    let step = value.abs().checked_mul(TEST)?;
    Some((value.checked_sub(step)?.max(bounds.0), value.checked_add(step)?.min(bounds.1)))
}
