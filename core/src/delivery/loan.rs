//! Loans: what is borrowed for an option, and what is paid back year by year.

use crate::Decimal;
use crate::address::Address;
use crate::input::{Estimate, Growth, Id, Keyed, Pounds, Text, record};
use crate::ledger::{Amount, Category, Flow, HangsOn};
use crate::party::PartyId;
use crate::problem::{Problem, Problems};
use crate::service::{Operating, find_party};
use crate::sheet::{Cash, Row};
use crate::year::FinancialYear;

record! {
    /// Repayable investment: a loan that is drawn once and repaid in equal yearly sums.
    pub struct Loan {
        /// What it is.
        required label: Text;
        /// The sum drawn, in cash.
        required amount: Estimate<Pounds>;
        /// The rate of interest, a year.
        required rate: Estimate<Growth>;
        /// Over how many years it is repaid, beginning in the year after it is drawn.
        required years: u32;
        /// The year in which it is drawn; by default that of the change.
        optional drawn: FinancialYear;
        /// Who borrows; by default whoever runs the service.
        optional borrower: Id;
        /// Who lends; by default lenders in general.
        optional lender: Id;
    }
    check loan_years;
}

fn loan_years(loan: &Loan, at: &Address, line: Option<u32>, problems: &mut Problems) {
    if !(1..=60).contains(&loan.years) {
        let problem = Problem::new(at.join("years"), format!("is {}", loan.years));
        problems.push(problem.accepted("from 1 to 60 years").at_line(line));
    }
}

/// Loans: drawn once, then repaid in equal sums. The payment is the loan divided by the annuity factor of its rate. A
/// loan of today's option that was drawn before another takes its place is repaid to its end: debt does not go away.
pub(crate) fn post_loans(
    o: &mut Operating<'_, '_>,
    loans: &Keyed<Loan>,
    at: &Address,
    operator: PartyId,
    before: Option<FinancialYear>,
) {
    let w = o.w;
    for (id, loan) in loans.iter() {
        let at = at.join("loans").join(id);
        let lenders = w.parties.always("lenders");
        let borrower =
            loan.borrower.as_ref().map_or(Some(operator), |id| find_party(w, id, &at.join("borrower")));
        let lender = loan.lender.as_ref().map_or(Some(lenders), |id| find_party(w, id, &at.join("lender")));
        let (Some(borrower), Some(lender)) = (borrower, lender) else { continue };
        let drawn = loan.drawn.unwrap_or(o.change);
        if before.is_some_and(|before| drawn >= before) {
            continue;
        }
        // A loan that was drawn before the period is still being repaid in it; one that never meets it is a slip.
        let (first, last) = (w.first(), w.years.last().copied().unwrap_or(w.first()));
        if drawn > last || i64::from(first.since(drawn)) > i64::from(loan.years) {
            let problem = Problem::new(at.join("drawn"), format!("{drawn} lies outside the appraisal"));
            w.problem_of_period(
                problem.accepted("a year in which the loan is drawn or repaid within the appraisal"),
            );
            continue;
        }
        let sum: Row<Cash> = w.money(&loan.amount);
        let rate = w.factor(&loan.rate);
        let one = w.number(1);
        // One plus the powers of the discount factor, added up: exact where the rate is nought as well.
        let step = &one / (&one + rate);
        let (mut power, mut annuity) = (step.clone(), step.clone());
        for _ in 1..loan.years {
            power = &power * &step;
            annuity = annuity + &power;
        }
        let payment = (&sum / annuity).named(
            o.address(&format!("loans.{id}.payment")),
            format!("{}: yearly repayment", loan.label),
            "£",
        );
        let in_years = |from: i16, count: i16| {
            w.sheet.calendar(w.years.iter().map(|year| {
                let turn = year.since(drawn);
                Decimal::from(i32::from(turn >= from && turn < from + count))
            }))
        };
        let years = i16::try_from(loan.years).unwrap_or(60);
        let drawing = Amount::Cash(sum * in_years(0, 1));
        let repaying = Amount::Cash(payment * in_years(1, years));
        let label = &loan.label;
        o.post(
            Flow::new(
                format!("loans.{id}.drawn"),
                format!("{label}: drawn"),
                lender,
                borrower,
                Category::Financing,
                drawing,
            )
            .once(),
        );
        // Debt does not go away when the arrangement ends.
        let repaid = Flow::new(
            format!("loans.{id}.repaid"),
            format!("{label}: repaid"),
            borrower,
            lender,
            Category::Financing,
            repaying,
        );
        o.post(repaid.hanging_on(HangsOn::Beginning));
    }
}
