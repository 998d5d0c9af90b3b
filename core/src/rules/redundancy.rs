//! Statutory redundancy: how many weeks of pay, by age and service, and what they come to.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::look_up::{LookUpError, Rules};
use crate::year::FinancialYear;

impl Rules {
    /// The weeks of pay that a redundancy in a year is worth, for an age in full years when the job ends and the full
    /// years of service until then: half a week for each year of service under 22, one from 22 to 40, one and a half
    /// from 41 on (GOV.UK, Redundancy: your rights). Nothing is due below two years, and twenty years count at most. A
    /// year of service counts by the age at which it began, reckoned back from the end.
    ///
    /// # Errors
    /// If the data have no rule for the year.
    ///
    /// ```
    /// use options_appraisal::rules::Rules;
    /// use options_appraisal::FinancialYear;
    ///
    /// let year = FinancialYear::starting(2026)?;
    /// assert_eq!(Rules::published().redundancy_weeks(41, 20, year)?.to_string(), "19.5");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn redundancy_weeks(
        &self,
        age: u32,
        years_of_service: u32,
        year: FinancialYear,
    ) -> Result<Decimal, LookUpError> {
        let figure = |id: &str| Ok(self.look_up(&format!("redundancy.{id}"), year)?.value);
        let weeks = [figure("weeks.under_22")?, figure("weeks.from_22")?, figure("weeks.from_41")?];
        let served = self.redundancy_years(age, years_of_service, year)?;
        Ok(served.iter().zip(weeks).map(|(years, weeks)| years * weeks).sum())
    }

    /// The years of service that count, by the age at which each began: under 22, from 22 to 40, from 41 on.
    pub(crate) fn redundancy_years(
        &self,
        age: u32,
        years_of_service: u32,
        year: FinancialYear,
    ) -> Result<[Decimal; 3], LookUpError> {
        let figure = |id: &str| Ok(self.look_up(&format!("redundancy.{id}"), year)?.value);
        let mut years = [Decimal::ZERO; 3];
        if Decimal::from(years_of_service) < figure("qualifying_years")? {
            return Ok(years);
        }
        let most = figure("most_years")?;
        for back in (1..=years_of_service).take_while(|back| Decimal::from(*back) <= most) {
            let place = match age.saturating_sub(back) {
                0..22 => 0,
                22..41 => 1,
                _ => 2,
            };
            years[place] += Decimal::ONE;
        }
        Ok(years)
    }

    /// The statutory payment in pounds, in cash, for a job that ends on a day: the weeks times a week of pay, which
    /// counts up to the cap that is in force on the day.
    ///
    /// # Errors
    /// If the day lies outside the published caps, or the sum is larger than can be kept.
    pub fn statutory_redundancy(
        &self,
        age: u32,
        years_of_service: u32,
        week_of_pay: Decimal,
        day: Date,
    ) -> Result<Decimal, LookUpError> {
        let cap = self.look_up_on("redundancy.week_cap", day)?;
        let year = FinancialYear::holding(day)
            .map_err(|_| LookUpError::Unknown { id: "redundancy.week_cap".to_owned(), near: None })?;
        let weeks = self.redundancy_weeks(age, years_of_service, year)?;
        weeks.checked_mul(week_of_pay.min(cap)).ok_or(LookUpError::TooLarge(year))
    }
}
