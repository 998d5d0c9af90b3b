//! Discount schedules, by edition.

use rust_decimal::Decimal;

use super::look_up::{LookUpError, Source, Status};
use crate::input::choice;

choice! {
    /// An edition of the discount schedule.
    pub enum Edition {
        /// The Green Book's standard schedule: 3.5% falling after 30 years.
        Standard = "standard",
        /// The Green Book's schedule for health effects: 1.5% falling after 30 years.
        Health = "health",
        /// The standard schedule without pure time preference: 3.0%, an extra test at long horizons.
        NoPureTimePreference = "no_pure_time_preference",
        /// The 2026 text, as quoted by others; unverified.
        GreenBook2026Text = "green_book_2026_text",
        /// What the review of 2026 recommends; not in force, and refused past year 30.
        Review2026 = "review_2026",
    }
}

/// A rate that holds from a year of the appraisal on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// The first year, counted from nought.
    pub from: u32,
    /// The rate, a year: 0.035.
    pub rate: Decimal,
}

/// A discount schedule: rates that fall in steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscountSchedule {
    /// Its edition.
    pub edition: Edition,
    /// Its name.
    pub label: String,
    /// Its rates.
    pub bands: Vec<Band>,
    /// The last year for which it says anything.
    pub last_year: Option<u32>,
    /// Which part of the rate it leaves out.
    pub leaves_out: String,
    /// What it is for.
    pub used_for: String,
    /// How sure it is.
    pub status: Status,
    /// Where it was read.
    pub source: Source,
}

impl DiscountSchedule {
    /// The rate of a year, counted from nought.
    ///
    /// # Errors
    /// If the schedule says nothing of the year.
    pub fn rate(&self, year: u32) -> Result<Decimal, LookUpError> {
        if let Some(last) = self.last_year.filter(|last| year > *last) {
            return Err(LookUpError::Horizon { schedule: self.edition.word(), year, last });
        }
        let band = self.bands.iter().rev().find(|band| band.from <= year);
        band.map(|band| band.rate).ok_or(LookUpError::Horizon {
            schedule: self.edition.word(),
            year,
            last: 0,
        })
    }

    /// The factor of a year, chained: each year's is that of the year before divided by one plus the year's own rate.
    ///
    /// # Errors
    /// If the schedule says nothing of the year.
    pub fn factor(&self, year: u32) -> Result<Decimal, LookUpError> {
        let mut factor = Decimal::ONE;
        for t in 1..=year.min(10_000) {
            factor /= Decimal::ONE + self.rate(t)?;
        }
        Ok(factor)
    }
}
