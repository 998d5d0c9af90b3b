//! What an order and limits leave of all weights.

use rust_decimal::Decimal;

use super::input::Criteria;

/// The least and the most of each weight, in the order of the ids, and the chain of weights that must not rise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) low: Vec<Decimal>,
    pub(super) high: Vec<Decimal>,
    /// The places of the criteria of the order, the heaviest first.
    pub(super) chain: Vec<usize>,
}

impl Limits {
    /// The limits that the question states, drawn together as far as the order and the sum of 1 allow.
    ///
    /// # Errors
    /// Where no weights keep to them, why, in words.
    pub(super) fn of(criteria: &Criteria) -> Result<Self, String> {
        let all = criteria.by_id();
        let stated = |end: fn(&super::input::WeightLimits) -> Decimal, else_: Decimal| {
            all.iter().map(|(_, own)| own.weight.as_ref().map_or(else_, end)).collect()
        };
        let place = |id: &crate::input::Id| all.iter().position(|(known, _)| *known == id);
        Self {
            low: stated(|limits| limits.low.0, Decimal::ZERO),
            high: stated(|limits| limits.high.0, Decimal::ONE),
            chain: criteria.order.iter().filter_map(place).collect(),
        }
        .drawn_together()
    }

    /// Along the chain no weight is above the one before it, so that its most is that of the one before and its least that
    /// of the one after. With these the least of all, and the most of all, themselves keep to the order: there are weights
    /// that add up to 1 exactly if the one sum is not above 1 and the other not below.
    fn drawn_together(mut self) -> Result<Self, String> {
        for pair in self.chain.windows(2) {
            self.high[pair[1]] = self.high[pair[1]].min(self.high[pair[0]]);
        }
        for pair in self.chain.windows(2).rev() {
            self.low[pair[0]] = self.low[pair[0]].max(self.low[pair[1]]);
        }
        if self.low.iter().zip(&self.high).any(|(low, high)| low > high) {
            return Err("the order contradicts the limits of the weights".to_owned());
        }
        let sum = |ends: &[Decimal]| ends.iter().copied().sum::<Decimal>();
        let (least, most) = (sum(&self.low), sum(&self.high));
        if least > Decimal::ONE || most < Decimal::ONE {
            let what =
                if least > Decimal::ONE { format!("at least {least}") } else { format!("at most {most}") };
            return Err(format!("the weights would add up to {what}, and must add up to 1"));
        }
        // No weight is above what the least of the others leaves, nor below what the most of the others leaves.
        for place in 0..self.low.len() {
            let (low, high) = (self.low[place], self.high[place]);
            self.high[place] = high.min(Decimal::ONE - (least - low));
            self.low[place] = low.max(Decimal::ONE - (most - high));
        }
        Ok(self)
    }

    /// Whether nothing but the sum of 1 is asked of the weights.
    pub(super) fn are_none(&self) -> bool {
        let free = |(low, high): (&Decimal, &Decimal)| low.is_zero() && *high == Decimal::ONE;
        self.chain.len() < 2 && self.low.iter().zip(&self.high).all(free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(low: &[i64], high: &[i64], chain: &[usize]) -> Result<Limits, String> {
        let of = |numbers: &[i64]| numbers.iter().map(|percent| Decimal::new(*percent, 2)).collect();
        Limits { low: of(low), high: of(high), chain: chain.to_vec() }.drawn_together()
    }

    #[test]
    fn an_order_draws_limits_together() {
        // 0 above 1 above 2: what 1 must have at least, 0 must have; what 0 may have at most, 2 may have.
        let found = limits(&[0, 30, 0], &[60, 100, 100], &[0, 1, 2]).unwrap();
        assert_eq!(found.low[0], Decimal::new(3, 1));
        assert_eq!(found.high[2], Decimal::new(4, 1));
        assert_eq!(found.high[1], Decimal::new(6, 1));
    }

    #[test]
    fn what_no_weights_keep_to_is_said() {
        assert!(limits(&[0, 50], &[40, 100], &[0, 1]).unwrap_err().contains("contradicts"));
        assert!(limits(&[60, 60], &[100, 100], &[]).unwrap_err().contains("at least 1.20"));
        assert!(limits(&[0, 0], &[30, 30], &[]).unwrap_err().contains("at most 0.60"));
        // Each pair holds, and the order still leaves too little: none may be above the 0.2 of the first.
        assert!(limits(&[0, 0, 0], &[20, 100, 100], &[0, 1, 2]).unwrap_err().contains("at most 0.60"));
    }
}
