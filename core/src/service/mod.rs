//! The service as it runs today: its posts, its volunteers, its building, what it buys, what it earns, how much it is
//! used.

mod building;
mod commitments;
mod income;
mod people;
mod rates;
mod retention;
mod run;
mod standing;
mod vat;
mod volunteers;
mod whole_body;

pub use building::Premises;
pub use commitments::CommittedUntil;
pub(crate) use income::post_stream;
pub use income::{Follows, Income, Stream, TakesFrom};
pub use people::Post;
pub(crate) use people::{blended_pension, paid_hours_a_week};
pub(crate) use rates::{post_rates, rates_bill};
pub use retention::RatesArea;
pub(crate) use run::{Arrangement, Branch, Operating, Part, find_party};
pub(crate) use vat::Earnings;
pub use vat::VatClass;
pub use volunteers::Volunteers;
pub(crate) use whole_body::{Power, post_exempt_vat, post_payroll_totals, powers};

use jiff::civil::Date;

use crate::address::Address;
use crate::input::{
    Count, Estimate, HoursAWeek, Id, Keyed, Pounds, Schedule, Share, Text, WeeksAYear, record,
};
use crate::ledger::{Category, Treatment};
use crate::problem::{Problem, Problems};

record! {
    /// How much the service is open and used. What is not stated is not made up: the costs of an hour and of a visit are
    /// then missing from the result, and a note says so.
    pub struct Usage {
        /// Hours open with staff or volunteers present, a week. Without them there is no cost of an hour open.
        optional staffed_hours: Estimate<HoursAWeek>;
        /// Hours open without anybody present, a week.
        default self_service_hours: Estimate<HoursAWeek> = Estimate::assumed(crate::Decimal::ZERO, "no self-service hours were stated");
        /// Weeks open, a year.
        default weeks: Estimate<WeeksAYear> = Estimate::assumed(crate::Decimal::from(52), "open in every week of the year");
        /// Visits a year. Without them there is no cost of a visit.
        optional visits: Schedule<Count>;
        /// Issues a year. Without them there is no cost of an issue.
        optional issues: Schedule<Count>;
    }
    check hours_in_a_week;
}

fn hours_in_a_week(usage: &Usage, at: &Address, line: Option<u32>, problems: &mut Problems) {
    let staffed = usage.staffed_hours.as_ref().map(Estimate::central).unwrap_or_default();
    let hours = staffed + usage.self_service_hours.central();
    if hours > crate::Decimal::from(168) {
        let problem = Problem::new(at.clone(), format!("is open {hours} hours a week"));
        problems.push(problem.accepted("at most 168, staffed and self-service together").at_line(line));
    }
}

record! {
    /// Central support that the service is charged with.
    pub struct CentralSupport {
        /// What is charged, a year, in pounds of the price base.
        required amount: Estimate<Pounds>;
        /// The share of it that the council stops paying when the service leaves. The rest is stranded.
        required avoidable: Estimate<Share>;
        /// How much of the avoidable part has gone by the first, second, third year after the change; it stays at the
        /// last value.
        default unwinding: Schedule<Share> = Schedule::Every(Estimate::assumed(crate::Decimal::ONE, "the avoidable part goes at once"));
    }
}

record! {
    /// A cost that the other fields have no place for.
    pub struct Cost {
        /// What it is.
        required label: Text;
        /// A year, in pounds.
        required amount: Schedule<Pounds>;
        /// The index that moves it; "none" for a sum that is fixed in cash.
        default index: Text = Text::from("general");
        /// What it is for.
        default category: Category = Category::Supplies;
        /// The VAT on it.
        default vat: VatClass = VatClass::Standard;
        /// Who pays; by default whoever runs the service.
        optional payer: Id;
        /// Who is paid; by default suppliers.
        optional payee: Id;
        /// How it counts in the economic case; by default what follows from who is paid.
        optional treatment: Treatment;
        /// Whether it comes once and not every year.
        default once: bool = false;
        /// Of a cost of today's service: the day until which the council is bound to pay it, also where the service goes
        /// to somebody else or stops.
        optional committed_until: Date;
        /// The chance that it comes at all. The plan leaves such a cost out; its expectation and the draws count it.
        optional probability: Estimate<Share>;
    }
}

record! {
    /// A service as it runs today.
    ///
    /// ```
    /// use options_appraisal::Decimal;
    /// use options_appraisal::input::Keyed;
    /// use options_appraisal::service::{CentralSupport, Cost, Income, Post, Premises, Service, Stream, Usage};
    ///
    /// let service = Service::new("Library")
    ///     .statutory(true)
    ///     .usage(Usage::new().staffed_hours(25).visits(24_000).self_service_hours(10))
    ///     .posts(Keyed::new().with("assistant", Post::new().fte(Decimal::new(8, 1)).heads(2).spine_point(5_u32)))
    ///     .pension_rate(Decimal::new(2, 1))
    ///     .premises(Premises::new().owner("council").energy(6_200).rateable_value(11_500))
    ///     .central_support(Keyed::new().with("payroll", CentralSupport::new(5_200, Decimal::new(25, 2))))
    ///     .income(Keyed::new().with("printing", Income::new(Stream::Printing, 1_100)))
    ///     .costs(Keyed::new().with("licences", Cost::new("Licences", 300)));
    /// assert_eq!(service.posts.len(), 1);
    /// ```
    pub struct Service {
        /// Its name.
        required name: Text;
        /// Whether it is part of the authority's statutory duty (Public Libraries and Museums Act 1964, s.7). By default it
        /// is, and the result says that this was not stated.
        optional statutory: bool;
        /// How much it is open and used.
        default usage: Usage = Usage::new();
        /// Its paid posts.
        default posts: Keyed<Post> = Keyed::default();
        /// The employer's pension contribution as a share of pay, as the fund has certified it.
        optional pension_rate: Estimate<Share>;
        /// Its volunteers.
        optional volunteers: Volunteers;
        /// Its building.
        optional premises: Premises;
        /// The stock fund, a year.
        optional stock: Schedule<Pounds>;
        /// Computers, lines and printers, a year.
        optional ict: Schedule<Pounds>;
        /// The library management system, a year.
        optional library_system: Schedule<Pounds>;
        /// The share of management that it is charged with, a year.
        optional management: Schedule<Pounds>;
        /// Central support that it is charged with.
        default central_support: Keyed<CentralSupport> = Keyed::default();
        /// What it earns, by stream.
        default income: Keyed<Income> = Keyed::default();
        /// Other costs.
        default costs: Keyed<Cost> = Keyed::default();
        /// Until when the council is bound to pay for what is bought for the service.
        optional committed_until: CommittedUntil;
    }
    check service_is_whole;
}

impl Service {
    /// Whether it is part of the authority's statutory duty, as stated or by default.
    pub fn is_statutory(&self) -> bool {
        self.statutory.unwrap_or(true)
    }
}

fn service_is_whole(service: &Service, at: &Address, line: Option<u32>, problems: &mut Problems) {
    let with_pension = service.posts.iter().any(|(_, post)| post.has_pension());
    if with_pension && service.pension_rate.is_none() {
        let problem = Problem::new(at.join("pension_rate"), "is missing, and the service has paid posts");
        problems.push(
            problem.accepted("the employer's rate that the pension fund has certified, such as 0.2; 0 if there is none").at_line(line),
        );
    }
    if service.is_statutory() {
        for (id, _) in service.income.iter().filter(|(_, income)| income.kind == Stream::BookLoans) {
            let at = at.join("income").join(id);
            problems.push(
                Problem::new(at, "a statutory library may not charge for lending books (Public Libraries and Museums Act 1964, s.8)")
                    .accepted("leave the stream out, or set statutory = false")
                    .at_line(line),
            );
        }
    }
}
