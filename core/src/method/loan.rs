//! Loans at a fixed rate: the level payment, and the schedule of interest and principal.
//!
//! The Public Works Loan Board lends on these three forms, paid half-yearly, each half-year bearing half the yearly
//! rate.

use rust_decimal::Decimal;

use super::checked::{Result, add, div, mul, not_negative, some_within_horizon, sub};
use super::{MethodError, annuity_factor};

/// How a loan is paid back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Repayment {
    /// Level payments, in which interest falls and principal rises.
    Annuity,
    /// Equal instalments of principal, so that payments fall with the interest.
    EqualInstalments,
    /// Interest only, and all principal with the last payment.
    Maturity,
}

/// A loan at a fixed rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loan {
    /// What is borrowed, in cash at the start of the first period.
    pub principal: Decimal,
    /// The rate a year, as a fraction. A period bears it divided by the payments a year.
    pub annual_rate: Decimal,
    /// For how many years.
    pub years: usize,
    /// Payments a year: 1, 2 (half-yearly), 4 or 12, each at the end of its period.
    pub payments_a_year: usize,
    /// How it is paid back.
    pub repayment: Repayment,
}

/// One payment of a loan, or the payments of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoanRow {
    /// The period, or the year, counted from 1.
    pub period: usize,
    /// What is owed at its start.
    pub opening: Decimal,
    /// Interest paid.
    pub interest: Decimal,
    /// Principal paid back.
    pub principal: Decimal,
    /// Interest and principal together.
    pub payment: Decimal,
    /// What is owed at its end.
    pub closing: Decimal,
}

/// The level payment at the end of each period that pays a loan off: `P r / (1 - (1 + r)^-n)`, and `P / n` at nought.
///
/// The rate is the rate of one period.
///
/// # Errors
/// As [`annuity_factor`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::annuity_loan_payment;
///
/// let payment = annuity_loan_payment(Decimal::from(144), Decimal::new(25, 2), 2)?;
/// assert_eq!(payment, Decimal::from(100));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn annuity_loan_payment(principal: Decimal, rate: Decimal, periods: usize) -> Result<Decimal> {
    div(principal, annuity_factor(rate, periods)?)
}

/// Every payment of a loan. The last one takes what is left, so that nothing is owed after it.
///
/// # Errors
/// If the principal or the rate is below nought, there is no year, the payments a year are not 1, 2, 4 or 12, or the
/// payments are more than [`super::LONGEST`].
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::{Loan, Repayment, loan_schedule};
///
/// let rows = loan_schedule(&Loan {
///     principal: Decimal::from(1_000),
///     annual_rate: Decimal::new(4, 2),
///     years: 1,
///     payments_a_year: 2,
///     repayment: Repayment::EqualInstalments,
/// })?;
/// assert_eq!((rows[0].interest, rows[0].payment), (Decimal::from(20), Decimal::from(520)));
/// assert_eq!((rows[1].interest, rows[1].payment), (Decimal::from(10), Decimal::from(510)));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn loan_schedule(loan: &Loan) -> Result<Vec<LoanRow>> {
    not_negative("principal of the loan", loan.principal)?;
    not_negative("rate of the loan", loan.annual_rate)?;
    some_within_horizon("years of the loan", loan.years)?;
    if !matches!(loan.payments_a_year, 1 | 2 | 4 | 12) {
        return Err(MethodError::OutOfRange {
            what: "payments a year",
            value: loan.payments_a_year.into(),
            accepted: "give 1, 2, 4 or 12",
        });
    }
    let periods = some_within_horizon("payments of the loan", loan.years * loan.payments_a_year)?;
    let rate = div(loan.annual_rate, Decimal::from(loan.payments_a_year))?;
    let level = match loan.repayment {
        Repayment::Annuity => annuity_loan_payment(loan.principal, rate, periods)?,
        Repayment::EqualInstalments => div(loan.principal, Decimal::from(periods))?,
        Repayment::Maturity => Decimal::ZERO,
    };
    let mut owed = loan.principal;
    let mut rows = Vec::with_capacity(periods);
    for period in 1..=periods {
        let interest = mul(owed, rate)?;
        let principal = match loan.repayment {
            _ if period == periods => owed,
            Repayment::Annuity => sub(level, interest)?,
            Repayment::EqualInstalments | Repayment::Maturity => level,
        };
        let closing = sub(owed, principal)?;
        let payment = add(interest, principal)?;
        rows.push(LoanRow { period, opening: owed, interest, principal, payment, closing });
        owed = closing;
    }
    Ok(rows)
}

/// The payments of a loan, added up by year of the loan.
///
/// # Errors
/// As [`loan_schedule`].
pub fn loan_by_year(loan: &Loan) -> Result<Vec<LoanRow>> {
    loan_schedule(loan)?
        .chunks(loan.payments_a_year)
        .enumerate()
        .map(|(year, rows)| {
            let total = |of: fn(&LoanRow) -> Decimal| super::checked::sum(rows.iter().map(of));
            Ok(LoanRow {
                period: year + 1,
                opening: rows[0].opening,
                interest: total(|row| row.interest)?,
                principal: total(|row| row.principal)?,
                payment: total(|row| row.payment)?,
                closing: rows[rows.len() - 1].closing,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loan(repayment: Repayment) -> Loan {
        Loan {
            principal: Decimal::from(500_000),
            annual_rate: Decimal::new(27, 3),
            years: 50,
            payments_a_year: 2,
            repayment,
        }
    }

    #[test]
    fn a_half_yearly_annuity_is_level() {
        let rows = loan_schedule(&loan(Repayment::Annuity)).unwrap();
        assert_eq!(rows.len(), 100);
        // 500,000 x 0.0135 / (1 - 1.0135^-100), worked apart from this code.
        let expected = Decimal::new(9_141_289_524_226, 9);
        for row in &rows {
            assert!((row.payment - expected).abs() < Decimal::new(1, 8), "{row:?}");
        }
    }

    #[test]
    fn the_years_add_up_to_the_payments() {
        for repayment in [Repayment::Annuity, Repayment::EqualInstalments, Repayment::Maturity] {
            let (rows, years) =
                (loan_schedule(&loan(repayment)).unwrap(), loan_by_year(&loan(repayment)).unwrap());
            let paid = |rows: &[LoanRow]| rows.iter().map(|row| row.payment).sum::<Decimal>();
            assert_eq!(years.len(), 50);
            assert_eq!(paid(&rows), paid(&years));
            assert!(years[49].closing.is_zero());
        }
    }

    #[test]
    fn a_loan_that_is_none_is_refused() {
        let good = loan(Repayment::Annuity);
        for bad in [
            Loan { years: 0, ..good },
            Loan { years: usize::MAX, ..good },
            Loan { payments_a_year: 0, ..good },
            Loan { payments_a_year: usize::MAX, ..good },
            Loan { principal: Decimal::NEGATIVE_ONE, ..good },
            Loan { annual_rate: Decimal::MAX, ..good },
        ] {
            assert!(loan_schedule(&bad).is_err(), "{bad:?}");
        }
    }
}
