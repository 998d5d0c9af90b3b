//! Loans: what is borrowed for an option, and the interest and the principal that are paid year by year.

use crate::Decimal;
use crate::address::Address;
use crate::input::{Estimate, Growth, Id, Keyed, Pounds, Share, Text, Times, choice, record};
use crate::ledger::{Amount, Category, Debt, Flow, HangsOn};
use crate::party::PartyId;
use crate::problem::{Problem, Problems};
use crate::service::{Operating, find_party};
use crate::sheet::{Cash, Factor, Row};
use crate::workings::Workings;
use crate::year::FinancialYear;

choice! {
    /// How a loan is paid back.
    pub enum Repayment {
        /// Level payments, in which interest falls and principal rises.
        Annuity = "annuity",
        /// Equal instalments of principal, so that payments fall with the interest.
        EqualPrincipal = "equal_principal",
        /// Interest only, and all principal with the last payment.
        Maturity = "maturity",
    }
}

record! {
    /// Borrowing: a loan of the Public Works Loan Board, a bank or a social investor, drawn and paid back in cash.
    pub struct Loan {
        /// What it is.
        required label: Text;
        /// The sum borrowed, in cash.
        required amount: Estimate<Pounds>;
        /// The rate of interest, a year. A payment bears it divided by the payments a year.
        required rate: Estimate<Growth>;
        /// Over how many years it is paid back, beginning in the year after it is drawn; years of interest only are among
        /// them.
        required years: u32;
        /// How it is paid back.
        default repayment: Repayment = Repayment::Annuity;
        /// How many payments there are a year, each at the end of its part of the year: 1, 2, 4 or 12. The Public Works Loan
        /// Board's fixed-rate loans are paid half-yearly.
        default payments_a_year: u32 = 1;
        /// For how many years at the start only interest is paid.
        default interest_only_years: u32 = 0;
        /// The year in which it is drawn; by default that of the change.
        optional drawn: FinancialYear;
        /// The shares of it that are drawn in that year, the next and so on; together 1. Each is paid back over all the years
        /// from the year after it is drawn. By default all is drawn at once.
        optional tranches: Vec<Estimate<Share>>;
        /// Who borrows; by default whoever runs the service.
        optional borrower: Id;
        /// Who lends; by default lenders in general.
        optional lender: Id;
        /// How many times the borrower's yearly income, less its running costs, must cover what it pays on its loans in a
        /// year; by default 1.
        optional minimum_cover: Estimate<Times>;
    }
    check loan_terms;
}

fn loan_terms(loan: &Loan, at: &Address, line: Option<u32>, problems: &mut Problems) {
    let mut refuse = |key: &str, what: String, accepted: String| {
        problems.push(Problem::new(at.join(key), what).accepted(accepted).at_line(line));
    };
    if !(1..=60).contains(&loan.years) {
        refuse("years", format!("is {}", loan.years), "from 1 to 60 years".to_owned());
    } else if loan.interest_only_years >= loan.years {
        let what = format!("is {} of {} years", loan.interest_only_years, loan.years);
        refuse("interest_only_years", what, "fewer years than the loan has".to_owned());
    }
    if loan.repayment == Repayment::Maturity && loan.interest_only_years > 0 {
        let what = "a loan that is paid back at the end has interest only in every year".to_owned();
        refuse("interest_only_years", what, "leave it out".to_owned());
    }
    if !matches!(loan.payments_a_year, 1 | 2 | 4 | 12) {
        refuse("payments_a_year", format!("is {}", loan.payments_a_year), "1, 2, 4 or 12".to_owned());
    }
    if let Some(tranches) = &loan.tranches {
        let sum: Decimal = tranches.iter().map(Estimate::central).sum();
        if sum != Decimal::ONE || tranches.len() > 60 {
            let what = format!("adds up to {sum} in {} years", tranches.len());
            refuse("tranches", what, "shares that add up to 1, in at most 60 years".to_owned());
        }
    }
}

/// What is paid on one pound of a loan in the first, second, third year after it is drawn, and what is owed at its end.
struct OfOnePound {
    interest: Vec<Row<Factor>>,
    principal: Vec<Row<Factor>>,
    owed: Vec<Row<Factor>>,
}

impl OfOnePound {
    /// The formulas of [`crate::method::loan_by_year`], as rows: the rate may be uncertain.
    fn of(w: &Workings<'_>, loan: &Loan) -> Self {
        let years = usize::try_from(loan.years).unwrap_or(1);
        let only_interest = usize::try_from(loan.interest_only_years).unwrap_or(0).min(years);
        let rate = w.factor(&loan.rate);
        let (none, one) = (w.number(0), w.number(1));
        let mut all = Self { interest: Vec::new(), principal: Vec::new(), owed: Vec::new() };
        let mut add = |interest: Row<Factor>, principal: Row<Factor>, owed: Row<Factor>| {
            all.interest.push(interest);
            all.principal.push(principal);
            all.owed.push(owed);
        };
        for _ in 0..only_interest {
            add(rate.clone(), none.clone(), one.clone());
        }
        let repaying = years - only_interest;
        let payments = usize::try_from(loan.payments_a_year).unwrap_or(1).clamp(1, 12);
        let part = if payments == 1 { rate.clone() } else { &rate / w.number(Decimal::from(payments)) };
        match loan.repayment {
            Repayment::Annuity => {
                // Of one pound the payment is one divided by the annuity factor of all payments, and what is owed after
                // some is that payment times the annuity factor of those that are left. The factors are sums of powers:
                // exact where the rate is nought as well.
                let factors = annuity_factors(w, &part, repaying, payments);
                let whole = &factors[repaying];
                let payment = w.number(Decimal::from(payments)) / whole;
                let mut before = one;
                for left in factors.iter().take(repaying).rev() {
                    let owed = left / whole;
                    let principal = &before - &owed;
                    add(&payment - &principal, principal, owed.clone());
                    before = owed;
                }
            }
            Repayment::EqualPrincipal => {
                let all_payments = Decimal::from(repaying * payments);
                for year in 0..repaying {
                    // Interest is on what is owed before each payment of the year.
                    let owed_before: Decimal = (0..payments)
                        .map(|paid| all_payments - Decimal::from(year * payments + paid))
                        .sum::<Decimal>();
                    let left = Decimal::from(repaying - year - 1) / Decimal::from(repaying);
                    add(
                        &part * w.number(owed_before) / w.number(all_payments),
                        w.number(1) / w.number(Decimal::from(repaying)),
                        w.number(left),
                    );
                }
            }
            Repayment::Maturity => {
                for year in 1..=repaying {
                    let last = year == repaying;
                    let (principal, owed) = if last { (&one, &none) } else { (&none, &one) };
                    add(rate.clone(), principal.clone(), owed.clone());
                }
            }
        }
        all
    }
}

/// The annuity factors of nought, one, two years of payments and so on: 1 / (1 + i) and its powers, added up.
fn annuity_factors(w: &Workings<'_>, rate: &Row<Factor>, years: usize, payments: usize) -> Vec<Row<Factor>> {
    let one = w.number(1);
    let step = &one / (&one + rate);
    let mut factors = vec![w.number(0)];
    let mut power = one;
    for _ in 0..years {
        let mut sum = factors[factors.len() - 1].clone();
        for _ in 0..payments {
            power = power * &step;
            sum = sum + &power;
        }
        factors.push(sum);
    }
    factors
}

/// Posts loans: drawn, then paid back with interest from the year after. A loan of today's option that was drawn before
/// another takes its place is paid back to its end: debt does not go away.
pub(crate) fn post_loans(
    o: &mut Operating<'_, '_>,
    loans: &Keyed<Loan>,
    at: &Address,
    operator: PartyId,
    before: Option<FinancialYear>,
) {
    for (id, loan) in loans.iter() {
        post_loan(o, id, loan, &at.join("loans").join(id), operator, before);
    }
}

fn post_loan(
    o: &mut Operating<'_, '_>,
    id: &Id,
    loan: &Loan,
    at: &Address,
    operator: PartyId,
    before: Option<FinancialYear>,
) {
    let w = o.w;
    let party = |own: &Option<Id>, key: &str, usual: PartyId| {
        own.as_ref().map_or(Some(usual), |id| find_party(w, id, &at.join(key)))
    };
    let borrower = party(&loan.borrower, "borrower", operator);
    let lender = party(&loan.lender, "lender", w.parties.always("lenders"));
    let (Some(borrower), Some(lender)) = (borrower, lender) else { return };
    let drawn = loan.drawn.unwrap_or(o.change);
    if before.is_some_and(|before| drawn >= before) {
        return;
    }
    let tranches = loan.tranches.as_ref().map_or(1, Vec::len).max(1);
    let last_drawn = drawn.plus(i16::try_from(tranches - 1).unwrap_or(0));
    // A loan that was drawn before the period is still being repaid in it; one that never meets it is a slip.
    let (first, last) = (w.first(), w.years.last().copied().unwrap_or(w.first()));
    if drawn > last || i64::from(first.since(last_drawn)) > i64::from(loan.years) {
        let problem = Problem::new(at.join("drawn"), format!("{drawn} lies outside the appraisal"));
        w.problem_of_period(
            problem.accepted("a year in which the loan is drawn or repaid within the appraisal"),
        );
        return;
    }
    let sum: Row<Cash> = w.money(&loan.amount);
    let shares: Vec<Row<Factor>> = match &loan.tranches {
        Some(tranches) => tranches.iter().map(|share| w.factor(share)).collect(),
        None => vec![w.number(1)],
    };
    let drawing: Vec<Row<Factor>> = w
        .years
        .iter()
        .map(|year| {
            let turn = usize::try_from(year.since(drawn)).ok();
            turn.and_then(|turn| shares.get(turn)).cloned().unwrap_or_else(|| w.number(0))
        })
        .collect();
    let pound = OfOnePound::of(w, loan);
    // What all tranches come to in a year: each is some years old.
    let by_year = |of: &[Row<Factor>], when_drawn: Decimal| {
        let rows: Vec<Row<Factor>> = w
            .years
            .iter()
            .map(|year| {
                let parts: Vec<Row<Factor>> = (0_i16..)
                    .zip(&shares)
                    .filter_map(|(turn, share)| match year.since(drawn) - turn {
                        0 => Some(share * w.number(when_drawn)),
                        age => of.get(usize::try_from(age - 1).ok()?).map(|part| share * part),
                    })
                    .collect();
                w.sheet.sum(&parts)
            })
            .collect();
        &sum * w.sheet.by_year(&rows)
    };
    let label = &loan.label;
    let flow = |what: &str, says: &str, payer: PartyId, payee: PartyId, amount: Row<Cash>| {
        let (id, label) = (format!("loans.{id}.{what}"), format!("{label}: {says}"));
        Flow::new(id, label, payer, payee, Category::Financing, Amount::Cash(amount))
    };
    let owed = by_year(&pound.owed, Decimal::ONE).named(
        o.address(&format!("loans.{id}.owed")),
        format!("{label}: owed at the end of the year"),
        "£",
    );
    let flows = [
        flow("drawn", "drawn", lender, borrower, &sum * w.sheet.by_year(&drawing)).once(),
        // Debt does not go away when the arrangement ends.
        flow("interest", "interest", borrower, lender, by_year(&pound.interest, Decimal::ZERO))
            .hanging_on(HangsOn::Beginning),
        flow("principal", "principal", borrower, lender, by_year(&pound.principal, Decimal::ZERO))
            .hanging_on(HangsOn::Beginning),
    ];
    for flow in flows {
        o.post(flow);
    }
    o.ledger.debts.push(Debt {
        id: format!("{}loans.{id}", o.prefix),
        label: label.to_string(),
        borrower,
        lender,
        owed,
        minimum_cover: loan.minimum_cover.as_ref().map(|cover| w.factor(cover)),
    });
}
