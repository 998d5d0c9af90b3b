//! A discount schedule: the rate of each year, in bands.

use rust_decimal::Decimal;

use super::checked::{Result, growth, within_horizon};
use super::{LONGEST, MethodError};

/// A stretch of years with one discount rate. It lasts until the next band begins; the last one has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// The first year of the band, counted from the base year.
    pub from_year: usize,
    /// The rate of each year in it, as a fraction.
    pub rate: Decimal,
}

/// The discount rate of every year after the base year.
///
/// A declining schedule is dated national data and comes in as bands; a single rate is [`DiscountSchedule::flat`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{Band, DiscountSchedule};
///
/// let band = |from_year, per_mille| Band { from_year, rate: Decimal::new(per_mille, 3) };
/// let schedule = DiscountSchedule::new(vec![band(0, 35), band(31, 30), band(76, 25)])?;
/// assert_eq!(schedule.rate(30).to_string(), "0.035");
/// assert_eq!(schedule.rate(31).to_string(), "0.030");
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscountSchedule {
    bands: Vec<Band>,
}

impl DiscountSchedule {
    /// A schedule of bands.
    ///
    /// # Errors
    /// If there is no band, the first begins after year 1, they do not ascend, one begins beyond the longest horizon,
    /// or a rate is not above -1.
    pub fn new(bands: impl Into<Vec<Band>>) -> Result<Self> {
        let bands = bands.into();
        let first = bands.first().ok_or(MethodError::Empty { what: "bands of the discount schedule" })?;
        if first.from_year > 1 {
            return Err(MethodError::OutOfRange {
                what: "first year of the first band",
                value: first.from_year.into(),
                accepted: "the first band begins in year 0 or 1",
            });
        }
        if bands.len() > LONGEST {
            return Err(MethodError::TooMany { what: "bands", count: bands.len(), most: LONGEST });
        }
        for band in &bands {
            growth("discount rate", band.rate)?;
            within_horizon("first year of a band", band.from_year)?;
        }
        for pair in bands.windows(2) {
            let (earlier, later) = (pair[0].from_year, pair[1].from_year);
            if later <= earlier {
                return Err(MethodError::NotAscending { what: "first years of the bands", earlier, later });
            }
        }
        Ok(Self { bands })
    }

    /// One rate for all years.
    ///
    /// # Errors
    /// If the rate is not above -1.
    pub fn flat(rate: Decimal) -> Result<Self> {
        Self::new(vec![Band { from_year: 0, rate }])
    }

    /// The rate at which year `year` is discounted to the year before it.
    pub fn rate(&self, year: usize) -> Decimal {
        let after = self.bands.partition_point(|band| band.from_year <= year);
        self.bands[after.saturating_sub(1)].rate
    }

    /// The bands, in order.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }
}
