//! A flow before it is posted: who pays whom, for what, how much and how it counts.

use crate::address::Address;
use crate::input::choice;
use crate::party::PartyId;
use crate::sheet::{Cash, Factor, Real, Row};

choice! {
    /// What a flow is for.
    pub enum Category {
        /// Pay.
        Pay = "pay",
        /// The employer's National Insurance.
        NationalInsurance = "national_insurance",
        /// The employer's pension contribution.
        Pension = "pension",
        /// Volunteers: their time, and what it costs to support them.
        Volunteers = "volunteers",
        /// Running costs of a building, and rent paid.
        Premises = "premises",
        /// Rent that the owner of a building could have and does not ask.
        RentForgone = "rent_forgone",
        /// Business rates and their shares.
        Rates = "rates",
        /// Value added tax.
        Vat = "vat",
        /// Books and other stock.
        Stock = "stock",
        /// ICT and the library management system.
        Ict = "ict",
        /// Central support, avoidable or stranded.
        CentralSupport = "central_support",
        /// Management and governance.
        Management = "management",
        /// Other running costs.
        Supplies = "supplies",
        /// Charges, sales, hire and rents from those who use the service or the building.
        Income = "income",
        /// Donations, subscriptions, fundraising and the Gift Aid on them.
        Giving = "giving",
        /// Grants, the council's among them.
        Grant = "grant",
        /// The price of a contract or of a service agreement.
        Contract = "contract",
        /// A precept on the council tax.
        Precept = "precept",
        /// Setting up: advisers, procurement, training, moving.
        SetUp = "set_up",
        /// Works and equipment.
        Capital = "capital",
        /// What optimism bias adds to an estimate in the economic case.
        OptimismBias = "optimism_bias",
        /// Redundancy and pension strain.
        Redundancy = "redundancy",
        /// The price of a building that is sold.
        Receipt = "receipt",
        /// Loans drawn and repaid.
        Financing = "financing",
        /// A benefit that has a money value and no payment.
        Benefit = "benefit",
    }
}

choice! {
    /// How a flow counts in the economic case.
    pub enum Treatment {
        /// It uses up something that has another use (or releases it): it counts for society, once.
        Resource = "resource",
        /// It moves money from one to another and uses up nothing: society nets it to nothing.
        Transfer = "transfer",
        /// It is spent whatever is decided: it stands in the budgets and not in the economic case.
        Sunk = "sunk",
        /// Nobody pays it: it stands in no budget, and society counts it.
        NonCash = "non_cash",
    }
}

/// How much a flow is, by year.
#[derive(Debug, Clone)]
pub(crate) enum Amount {
    /// Fixed in cash.
    Cash(Row<Cash>),
    /// In the prices of the base year, moved by an index.
    Real(Row<Real>, String),
    /// Worked out in cash from other lines.
    Worked(Row<Cash>),
    /// In the economic case only.
    EconomicOnly(Row<Real>),
}

impl Amount {
    /// The amount, multiplied year by year.
    pub(crate) fn times(self, factor: &Row<Factor>) -> Self {
        match self {
            Self::Cash(row) => Self::Cash(row * factor),
            Self::Real(row, index) => Self::Real(row * factor, index),
            Self::Worked(row) => Self::Worked(row * factor),
            Self::EconomicOnly(row) => Self::EconomicOnly(row * factor),
        }
    }
}

/// What a flow hangs on, where the arrangement that it belongs to may not begin or not last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HangsOn {
    /// On the arrangement, in each year: what recurs, and what falls to whoever runs the service in its year.
    Arrangement,
    /// On its beginning at some time: what comes once, and debt.
    Beginning,
    /// On the attempt: what setting up costs.
    Attempt,
    /// On nothing more than its amount holds already.
    Nothing,
}

/// A flow that is to be posted.
#[derive(Debug, Clone)]
pub(crate) struct Flow {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) payer: PartyId,
    pub(crate) payee: PartyId,
    pub(crate) category: Category,
    /// None: what follows from the parties.
    pub(crate) treatment: Option<Treatment>,
    pub(crate) one_off: bool,
    pub(crate) hangs_on: HangsOn,
    /// Whether it is a cost of today's service that does not stop with the service.
    pub(crate) stranded: bool,
    pub(crate) amount: Amount,
    /// What is expected to be paid, where that is another sum than the planned one.
    pub(crate) expected: Option<Expected>,
}

/// What is expected to be paid in the place of a planned sum in cash.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    /// Where the input states it.
    pub(crate) at: Address,
    pub(crate) amount: Row<Cash>,
}

impl Flow {
    pub(crate) fn new(
        id: impl Into<String>,
        label: impl Into<String>,
        payer: PartyId,
        payee: PartyId,
        category: Category,
        amount: Amount,
    ) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            payer,
            payee,
            category,
            treatment: None,
            one_off: false,
            hangs_on: HangsOn::Arrangement,
            stranded: false,
            amount,
            expected: None,
        }
    }

    /// Multiplies what is planned and what is expected, year by year.
    pub(crate) fn multiply(&mut self, factor: &Row<Factor>) {
        self.amount = self.amount.clone().times(factor);
        if let Some(expected) = &mut self.expected {
            expected.amount = &expected.amount * factor;
        }
    }

    /// Says that another sum than the planned one is expected.
    #[must_use]
    pub(crate) fn expecting(mut self, at: Address, amount: Row<Cash>) -> Self {
        self.expected = Some(Expected { at, amount });
        self
    }

    #[must_use]
    pub(crate) const fn treated(mut self, treatment: Treatment) -> Self {
        self.treatment = Some(treatment);
        self
    }

    #[must_use]
    pub(crate) const fn stranded(mut self) -> Self {
        self.stranded = true;
        self
    }

    #[must_use]
    pub(crate) const fn hanging_on(mut self, what: HangsOn) -> Self {
        self.hangs_on = what;
        self
    }

    #[must_use]
    pub(crate) const fn once(mut self) -> Self {
        self.one_off = true;
        self.hangs_on = match self.category {
            Category::SetUp => HangsOn::Attempt,
            _ => HangsOn::Beginning,
        };
        self
    }
}
