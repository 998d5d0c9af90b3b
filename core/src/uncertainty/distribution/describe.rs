//! Distributions in words, for reports: no shape and no default goes unprinted.

use super::fitted::tail_share;
use super::{Distribution, Fitted, Law};
use crate::input::RangeMeaning;

/// How many digits a number is shown with, at least; whole pounds are never cut.
const DIGITS: i32 = 6;

impl Distribution {
    /// The distribution in words: its shape and what fixes it.
    ///
    /// Numbers are rounded to six digits, or to whole units where they are larger. The unit is the input's.
    pub fn describe(&self) -> String {
        match &self.law {
            Law::Constant(value) => format!("{} for certain", number(*value)),
            Law::Uniform { low, high } => format!("uniform between {} and {}", number(*low), number(*high)),
            Law::Triangular(law) => format!(
                "triangular between {} and {}, likeliest {}",
                number(law.low),
                number(law.high),
                number(law.mode)
            ),
            Law::Beta { low, high, pert_mode: Some(mode), .. } => {
                format!("PERT between {} and {}, likeliest {}", number(*low), number(*high), number(*mode))
            }
            Law::Beta { low, high, standard, pert_mode: None } => {
                let (a, b) = standard.shapes();
                format!(
                    "beta between {} and {}, shape parameters {} and {}, mean {}",
                    number(*low),
                    number(*high),
                    number(a),
                    number(b),
                    number(self.mean())
                )
            }
            Law::Normal { mean, sd } => {
                format!("normal with mean {} and standard deviation {}", number(*mean), number(*sd))
            }
            Law::Lognormal { log_mean, .. } => format!(
                "lognormal with median {}, mean {} and standard deviation {}",
                number(libm::exp(*log_mean)),
                number(self.mean()),
                number(self.variance().sqrt())
            ),
            Law::Gamma { .. } => format!(
                "gamma with mean {} and standard deviation {}",
                number(self.mean()),
                number(self.variance().sqrt())
            ),
            Law::Event(event) => {
                format!("0, or with probability {}: {}", number(event.probability), event.impact.describe())
            }
            Law::Discrete(law) => {
                let listed: Vec<_> = law
                    .pairs()
                    .take(10)
                    .map(|(value, share)| format!("{} with probability {}", number(value), number(share)))
                    .collect();
                match law.values().len() - listed.len() {
                    0 => listed.join(", "),
                    more => format!("{}, and {more} more values", listed.join(", ")),
                }
            }
            Law::Empirical(law) => {
                let (low, high) = self.bounds();
                let count = law.data().len();
                format!(
                    "{count} data between {} and {}, mean {}",
                    number(low),
                    number(high),
                    number(self.mean())
                )
            }
        }
    }
}

impl Fitted {
    /// The distribution in words, the percentiles that it was fitted to, and what was taken for want of a statement.
    ///
    /// ```
    /// use options_appraisal::uncertainty::distribution::Fitted;
    ///
    /// let hire = Fitted::to_estimate(2_500.0, 4_000.0, 6_000.0, None, None)?;
    /// assert_eq!(
    ///     hire.describe(),
    ///     "PERT between 2,500 and 6,000, likeliest 4,000 (shape not stated, PERT taken; meaning of low and high not \
    ///      stated, lowest and highest value taken)"
    /// );
    /// # Ok::<(), options_appraisal::uncertainty::distribution::DistributionError>(())
    /// ```
    pub fn describe(&self) -> String {
        let mut text = self.distribution().describe();
        let (low, _, high) = self.numbers();
        if self.distribution().constant_value().is_none() && tail_share(self.meaning()).is_some() {
            let (first, last) = match self.meaning() {
                RangeMeaning::P5P95 => ("5th", "95th"),
                RangeMeaning::P10P90 | RangeMeaning::MinMax => ("10th", "90th"),
            };
            let median = number(self.distribution().quantile(0.5));
            let (low, high) = (number(low), number(high));
            text = format!("{text}; {first} percentile {low}, median {median}, {last} percentile {high}");
        }
        match self.assumptions() {
            Some(taken) => format!("{text} ({taken})"),
            None => text,
        }
    }
}

/// A number with thousands separators, rounded to [`DIGITS`] digits but never coarser than whole units.
fn number(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-9..1e15).contains(&size) {
        return format!("{value:.5e}");
    }
    // The exponent as it is printed, since a logarithm of 1,000 may fall short of 3.
    let printed = format!("{size:e}");
    let exponent = printed.split_once('e').and_then(|(_, digits)| digits.parse::<i32>().ok()).unwrap_or(0);
    let places = usize::try_from(DIGITS - 1 - exponent).unwrap_or(0);
    let text = format!("{size:.places$}");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    let part = part.trim_end_matches('0');
    if !part.is_empty() {
        out.push('.');
        out.push_str(part);
    }
    let negative = value < 0.0 && out.chars().any(|digit| ('1'..='9').contains(&digit));
    if negative { format!("-{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_shown_as_a_reader_writes_them() {
        let shown = [
            (0.0, "0"),
            (2_500.0, "2,500"),
            (1_234_567.8, "1,234,568"),
            (-999.999_9, "-1,000"),
            (0.035, "0.035"),
            (1.0 / 3.0, "0.333333"),
            (1_000.0, "1,000"),
            (2e-7, "0.0000002"),
            (1e20, "1.00000e20"),
        ];
        for (value, text) in shown {
            assert_eq!(number(value), text);
        }
    }
}
