//! The people: paid posts with what the employer pays on top, and volunteers.

use super::run::Operating;
use crate::address::Address;
use crate::input::{Count, Estimate, Fte, HoursAYear, Id, PerHour, Pounds, Schedule, Share, Text, record};
use crate::ledger::{Amount, Category, Flow, Payroll, Treatment};
use crate::problem::{Problem, Problems};
use crate::sheet::{Cash, Comparison, Factor, Real, Row};

record! {
    /// A paid post, or several of one kind.
    pub struct Post {
        /// What it is called.
        optional title: Text;
        /// Full-time equivalents.
        required fte: Estimate<Fte>;
        /// How many people hold it: National Insurance has a threshold for each of them. By default one for each
        /// full-time equivalent.
        optional heads: Estimate<Count>;
        /// The full-time salary, in pounds of the price base; it moves with the index of pay.
        optional salary: Estimate<Pounds>;
        /// The point of the national (NJC) pay spine; its salary is the national figure of each year.
        optional spine_point: u32;
        /// The employer's pension contribution as a share of pay; by default the service's.
        optional pension_rate: Estimate<Share>;
    }
    check one_way_to_pay;
}

fn one_way_to_pay(post: &Post, at: &Address, line: Option<u32>, problems: &mut Problems) {
    if post.salary.is_some() == post.spine_point.is_some() {
        let what = if post.salary.is_some() {
            "has both a salary and a spine point"
        } else {
            "has neither a salary nor a spine point"
        };
        problems.push(Problem::new(at.clone(), what).accepted("either salary or spine_point").at_line(line));
    }
    if post.fte.central().is_zero() {
        return;
    }
    if post.heads.as_ref().is_some_and(|heads| heads.central().is_zero()) {
        let problem = Problem::new(at.join("heads"), "nobody holds the post");
        problems.push(problem.accepted("the number of people, above 0").at_line(line));
    }
}

record! {
    /// Volunteers: their hours, what an hour is worth, and what it costs to support them.
    pub struct Volunteers {
        /// Hours given, a year.
        required hours: Schedule<HoursAYear>;
        /// What an hour is worth, in pounds of the price base. It is shown for society and is in no budget. By default
        /// the adult living wage of the price base.
        optional value_of_hour: Estimate<PerHour>;
        /// What supporting them costs, a year: training, checks, expenses.
        optional support: Schedule<Pounds>;
    }
}

/// Posts the pay of every post with the employer's contributions.
pub(super) fn post_staff(o: &mut Operating<'_, '_>) {
    let employer = o.arrangement.bearer(super::Part::Staff);
    let Some(employer) = employer else { return };
    let (w, service) = (o.w, o.service);
    let [staff, hmrc, fund] = ["staff", "hmrc", "pension_fund"].map(|id| w.parties.always(id));
    for (id, post) in service.posts.iter() {
        let title =
            post.title.as_ref().map_or_else(|| crate::workings::title(id.as_str()), ToString::to_string);
        let at = format!("posts.{id}");
        let mut fte: Row<Factor> = w.factor(&post.fte);
        let mut heads = post.heads.as_ref().map_or_else(|| fte.clone(), |heads| w.factor(heads));
        if let Some(kept) = &o.arrangement.staffing {
            fte = fte * kept;
            heads = heads * kept;
        }
        let salary = full_time_salary(o, id, post);
        let pay = (&salary * &fte).named(
            o.address(&format!("{at}.pay")),
            format!("{title}: pay for a full year"),
            "£",
        );
        // Each person has the threshold once, and nobody pays less than nothing.
        let rate = w.rate("employer_ni.rate");
        let threshold: Row<Cash> = w.figure("employer_ni.secondary_threshold");
        let above = (&pay - threshold * &heads).max(&w.sheet.cash(crate::Decimal::ZERO));
        let contribution = (above * rate).named(
            o.address(&format!("{at}.national_insurance")),
            format!("{title}: National Insurance for a full year"),
            "£",
        );
        let pension = post
            .pension_rate
            .as_ref()
            .map(|rate| w.factor(rate))
            .or_else(|| o.arrangement.pension.clone())
            .or_else(|| service.pension_rate.as_ref().map(|rate| w.factor(rate)));
        o.post(Flow::new(
            format!("{at}.pay"),
            format!("{title}: pay"),
            employer,
            staff,
            Category::Pay,
            Amount::Worked(pay.clone()),
        ));
        o.post(
            Flow::new(
                format!("{at}.national_insurance"),
                format!("{title}: National Insurance"),
                employer,
                hmrc,
                Category::NationalInsurance,
                Amount::Worked(contribution.clone()),
            )
            // What an hour of work costs society is all that the employer pays for it.
            .treated(Treatment::Resource),
        );
        if let Some(rate) = pension {
            let amount = Amount::Worked(&pay * rate);
            o.post(Flow::new(
                format!("{at}.pension"),
                format!("{title}: pension"),
                employer,
                fund,
                Category::Pension,
                amount,
            ));
        }
        let [pay, national_insurance] = [pay, contribution].map(|row| o.for_its_time(row));
        o.ledger.pay.push(Payroll { employer, pay, national_insurance, prefix: o.prefix });
    }
}

/// The full-time salary of a post in cash, by year.
fn full_time_salary(o: &Operating<'_, '_>, id: &Id, post: &Post) -> Row<Cash> {
    if let Some(salary) = &post.salary {
        let salary: Row<Real> = o.w.money(salary);
        return salary.at_prices(&o.w.index("pay", &Address::root(), None));
    }
    let at = o.service_at.join("posts").join(id).join("spine_point");
    let Some(point) = post.spine_point.filter(|_| !o.w.unread().touches(&o.w.place(&at))) else {
        // That the pay is missing or could not be read is a problem already.
        return o.w.sheet.cash(crate::Decimal::ZERO);
    };
    o.w.figure(&format!("pay.spine.scp_{point}"))
}

/// Posts what volunteers give and what supporting them costs.
pub(super) fn post_volunteers(o: &mut Operating<'_, '_>) {
    let w = o.w;
    let given = o.arrangement.volunteers.clone().or_else(|| o.service.volunteers.clone());
    let Some(given) = given else { return };
    let operator = o.arrangement.operator;
    let [volunteers, suppliers] = ["volunteers", "suppliers"].map(|id| w.parties.always(id));
    let hours = w.factors(&given.hours, o.starts, crate::workings::After::Nothing);
    let worth: Row<Real> = given
        .value_of_hour
        .as_ref()
        .map_or_else(|| w.figure_in("living_wage.adult", w.prices), |value| w.money(value));
    let time = Amount::Real(worth * &hours, crate::workings::GENERAL.to_owned());
    o.post(
        Flow::new("volunteers.time", "Volunteers' time", volunteers, operator, Category::Volunteers, time)
            .treated(Treatment::NonCash),
    );
    if let Some(support) = &given.support {
        let amount = Amount::Real(w.moneys(support, o.starts), crate::workings::GENERAL.to_owned());
        o.post(Flow::new(
            "volunteers.support",
            "Support of volunteers",
            operator,
            suppliers,
            Category::Volunteers,
            amount,
        ));
    }
}

/// The share of the pension contribution when staff who leave are replaced on other terms.
pub(crate) fn blended_pension(
    w: &crate::workings::Workings<'_>,
    transferred: &Row<Factor>,
    new_starters: &Row<Factor>,
    turnover: &Row<Factor>,
) -> Row<Factor> {
    let staying = w.sheet.growth_index(&-turnover);
    let none = w.number(0);
    let staying = staying.only_where(&staying, Comparison::Above, &none, &none);
    transferred * &staying + new_starters * (w.number(1) - staying)
}
