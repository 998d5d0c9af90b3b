//! Where a value stands among others.

use serde::Serialize;

use crate::method::sampled::sample_quantiles;

/// Where a value stands among those of its peers.
///
/// Quartiles are those of the peers alone, by definition 7 of R. J. Hyndman and Y. Fan (1996): linear between two peers,
/// as in `NumPy`, R and the spreadsheet function `QUARTILE.INC`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Standing {
    /// How many peers have a value.
    pub peers: usize,
    /// The smallest value of a peer.
    pub smallest: f64,
    /// A quarter of the peers lie below.
    pub lower_quartile: f64,
    /// Half of the peers lie below.
    pub median: f64,
    /// Three quarters of the peers lie below.
    pub upper_quartile: f64,
    /// The largest value of a peer.
    pub largest: f64,
    /// The place among the peers and itself, the largest value first: 1 + how many peers have more. None without a value
    /// of its own.
    pub rank: Option<usize>,
    /// The percent of peers with less, those with as much counted by half. None without a value of its own.
    pub percentile: Option<f64>,
}

impl Standing {
    /// The standing of a value among those of its peers; none without peers, or where a value is not finite.
    ///
    /// ```
    /// use options_appraisal::peers::Standing;
    ///
    /// let standing = Standing::of(Some(20.0), &[10.0, 20.0, 30.0, 40.0]).unwrap();
    /// assert_eq!((standing.lower_quartile, standing.median, standing.upper_quartile), (17.5, 25.0, 32.5));
    /// // Two have more; one of four has less and one as much: (1 + 1/2) / 4.
    /// assert_eq!((standing.rank, standing.percentile), (Some(3), Some(37.5)));
    /// ```
    pub fn of(own: Option<f64>, peers: &[f64]) -> Option<Self> {
        let quantiles = sample_quantiles(peers, &[0.0, 0.25, 0.5, 0.75, 1.0]).ok()?;
        let own = own.filter(|own| own.is_finite());
        let count = |is: &dyn Fn(&&f64) -> bool| peers.iter().filter(is).count();
        let percentile = |own: f64| {
            let (less, like) = (count(&|peer| **peer < own), count(&|peer| (**peer - own).abs() <= 0.0));
            // Numbers of peers are far below 2^52.
            #[allow(clippy::cast_precision_loss)]
            let share = (less * 2 + like) as f64 / (2 * peers.len()) as f64;
            100.0 * share
        };
        Some(Self {
            peers: peers.len(),
            smallest: quantiles[0],
            lower_quartile: quantiles[1],
            median: quantiles[2],
            upper_quartile: quantiles[3],
            largest: quantiles[4],
            rank: own.map(|own| 1 + count(&|peer| **peer > own)),
            percentile: own.map(percentile),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_peer_no_peer_and_no_value() {
        assert_eq!(Standing::of(Some(1.0), &[]), None);
        assert_eq!(Standing::of(Some(1.0), &[f64::NAN]), None);
        let one = Standing::of(Some(1.0), &[1.0]).unwrap();
        assert_eq!(
            (one.rank, one.percentile, one.median.to_bits()),
            (Some(1), Some(50.0), 1.0_f64.to_bits())
        );
        let none = Standing::of(None, &[1.0, 2.0]).unwrap();
        assert_eq!((none.rank, none.percentile), (None, None));
    }
}
