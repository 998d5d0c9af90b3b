//! Axes: ends and ticks at round numbers, money in the unit in which a reader can take it in, and years in order.

use serde_json::{Value, json};

use super::names;
use crate::year::FinancialYear;

/// An axis of numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    step: f64,
}

impl Axis {
    /// An axis that reaches over some numbers and has about five ticks. With nothing to show it is from nought to one.
    pub(super) fn over(values: impl Iterator<Item = f64>) -> Self {
        let finite = values.filter(|value| value.is_finite());
        let (low, high) = finite
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        let (low, high) = if low < high { (low, high) } else { (low.min(0.0), high.max(0.0)) };
        let (low, high) = if low < high { (low, high) } else { (low, low + 1.0) };
        let rough = (high - low) / 5.0;
        let power = 10_f64.powf(libm::floor(libm::log10(rough)));
        let times = [1.0, 2.0, 2.5, 5.0, 10.0]
            .into_iter()
            .find(|times| times * power >= rough * 0.999)
            .unwrap_or(10.0);
        let step = times * power;
        Self { low: libm::floor(low / step) * step, high: libm::ceil(high / step) * step, step }
    }

    /// The same with nought on it.
    pub(super) fn with_nought(values: impl Iterator<Item = f64>) -> Self {
        Self::over(values.chain([0.0]))
    }

    /// The share of the axis below a number.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// The number at a share of the axis.
    pub(super) fn at(&self, share: f64) -> f64 {
        self.low + share * (self.high - self.low)
    }

    pub(super) fn scale(&self) -> Value {
        json!({"domain": [self.low, self.high], "nice": false, "zero": false})
    }

    fn ticks(&self) -> Vec<f64> {
        let count = libm::round((self.high - self.low) / self.step);
        let mut ticks = Vec::new();
        let mut place = 0.0;
        while place <= count {
            let tick = self.low + place * self.step;
            ticks.push(if tick.abs() < self.step / 1e6 { 0.0 } else { tick });
            place += 1.0;
        }
        ticks
    }

    /// What the numbers on the axis are divided by, and the unit that they then have.
    fn unit(&self, unit: &str) -> (f64, String) {
        let most = self.low.abs().max(self.high.abs());
        let (by, thousands) = match unit.strip_prefix('£') {
            Some(_) if most >= 10_000_000.0 => (1e6, "£ million"),
            Some(_) if most >= 10_000.0 => (1e3, "£ thousand"),
            _ => return (1.0, unit.to_owned()),
        };
        (by, format!("{thousands}{}", unit.strip_prefix('£').unwrap_or_default()))
    }

    /// The unit of the axis with what is said of prices: `£ thousand, cash`.
    pub(super) fn title(&self, unit: &str, basis: &str) -> String {
        let (_, unit) = self.unit(unit);
        if basis.is_empty() { unit } else { format!("{unit}, {basis}") }
    }

    /// How its numbers are written. The expression holds numbers of the picture only.
    fn labels(&self, unit: &str) -> Value {
        let (by, _) = self.unit(unit);
        let step = self.step / by;
        let places = (0..6).find(|places| {
            let scaled = step * 10_f64.powi(*places);
            (scaled - libm::round(scaled)).abs() < 1e-6 * scaled.max(1.0) && scaled > 0.5
        });
        let format = format!(",.{}f", places.unwrap_or(6));
        json!(format!("format(datum.value / {by}, '{format}')"))
    }

    /// The upright axis, its unit written above it.
    pub(super) fn upright(&self, unit: &str, basis: &str) -> Value {
        json!({
            "values": self.ticks(), "labelExpr": self.labels(unit), "title": self.title(unit, basis),
            "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleBaseline": "bottom",
            "titleX": -36, "titleY": -10, "domain": false, "ticks": false, "labelPadding": 8,
        })
    }

    /// The axis along the foot.
    pub(super) fn level(&self, unit: &str, basis: &str, what: &str) -> Value {
        let unit_of = self.title(unit, basis);
        let title = if what.is_empty() { unit_of } else { format!("{what}, {unit_of}") };
        json!({"values": self.ticks(), "labelExpr": self.labels(unit), "title": title, "titlePadding": 10})
    }

    /// The upright axis of shares, in per cent.
    pub(super) fn percent(&self, title: &str) -> Value {
        let places = if self.step < 0.01 { 1 } else { 0 };
        json!({
            "values": self.ticks(), "format": format!(".{places}%"), "title": title,
            "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleBaseline": "bottom",
            "titleX": -36, "titleY": -10, "domain": false, "ticks": false, "labelPadding": 8,
        })
    }
}

/// The years along the foot of a picture, in order; where there are too many to write, every other or fewer.
pub(super) fn years(years: &[FinancialYear], width: u32) -> Value {
    let all: Vec<String> = years.iter().map(ToString::to_string).collect();
    // A year takes about 56 pixels.
    let fit = usize::try_from(width / 56).unwrap_or(1).max(1);
    let every = all.len().div_ceil(fit).max(1);
    let written: Vec<&String> = all.iter().step_by(every).collect();
    json!({
        "field": "year", "type": "ordinal", "sort": null,
        "scale": {"type": "point", "domain": all, "padding": 0.3},
        "axis": {
            "values": written, "labelAngle": 0, "labelOverlap": false, "grid": false, "title": "Financial year",
            "titlePadding": 8,
        },
    })
}

/// Heights for labels that would like to stand at some shares of an axis, from its foot, so that each has its own line:
/// `line` is the share that a line takes.
pub(super) fn apart(wanted: &[f64], line: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut places: Vec<f64> = order.iter().map(|one| wanted[*one].clamp(0.0, 1.0)).collect();
    for place in 1..places.len() {
        places[place] = places[place].max(places[place - 1] + line);
    }
    // Whatever was pushed out at the top goes down again.
    let mut most = 1.0_f64.max(line * (names::count(places.len()) - 1.0));
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - line;
    }
    let mut found = vec![0.0; wanted.len()];
    for (one, place) in order.into_iter().zip(places) {
        found[one] = place;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_round_and_hold_everything() {
        for (values, low, high) in [
            (vec![0.0, 0.0], 0.0, 1.0),
            (vec![3.0, 97.0], 0.0, 100.0),
            (vec![-12_345.0, 51_000.0], -20_000.0, 60_000.0),
            (vec![], 0.0, 1.0),
        ] {
            let axis = Axis::with_nought(values.into_iter());
            assert!((axis.low - low).abs() < 1e-9 && (axis.high - high).abs() < 1e-9, "{axis:?}");
        }
    }

    #[test]
    fn labels_never_stand_on_one_another() {
        let places = apart(&[0.5, 0.5, 0.5, 0.99, 1.0, 0.0], 0.1);
        let mut sorted = places.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] > 0.0999), "{sorted:?}");
        assert!(sorted[0] >= 0.0 && sorted[5] <= 1.0);
        assert!(places[4] > places[3] && places[5] < places[0]);
    }
}
