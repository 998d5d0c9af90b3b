//! Paid posts, with what the employer pays on top.

use super::run::Operating;
use crate::address::Address;
use crate::input::{Count, Estimate, Fte, Id, PaidHours, Pounds, Schedule, Share, Text, record};
use crate::ledger::{Amount, Category, Flow, Payroll, Treatment};
use crate::party::PartyId;
use crate::problem::{Problem, Problems};
use crate::sheet::{Cash, Comparison, Factor, Real, Row};
use crate::workings::{After, NONE, Workings};

record! {
    /// A paid post, or several of one kind. How much work it is, is stated in one of three ways: `fte`, `hours_a_week` or
    /// `on_duty`; what it costs in one of three: `salary`, `spine_point` or `pay`.
    pub struct Post {
        /// What it is called.
        optional title: Text;
        /// Full-time equivalents.
        optional fte: Estimate<Fte>;
        /// Paid hours a week of all who hold it: divided by the full-time week of the national (NJC) agreement, 37 hours
        /// (`overrides."pay.hours_in_a_week"` for another).
        optional hours_a_week: Estimate<PaidHours>;
        /// How many are on duty in each staffed hour, so that the paid hours follow from the opening hours: this many times
        /// `usage.staffed_hours` times `usage.weeks`, divided by the paid hours of a full-time year (37 a week in 52.143
        /// weeks). Time that is paid and not worked is not in it.
        optional on_duty: Estimate<Fte>;
        /// How many people hold it: National Insurance has a threshold for each of them. By default one for each
        /// full-time equivalent.
        optional heads: Estimate<Count>;
        /// The full-time salary, in pounds of the price base; it moves with the index.
        optional salary: Estimate<Pounds>;
        /// The point of the national (NJC) pay spine; its salary is the national figure of each year.
        optional spine_point: u32;
        /// The whole pay bill for it where only a total is published, a year: with the employer's National Insurance and
        /// pension, which are then no lines of their own. In pounds of the price base; it moves with the index.
        optional pay: Schedule<Pounds>;
        /// The index that moves the salary or the pay bill; "none" for a sum that is fixed in cash.
        default index: Text = Text::from("pay");
        /// The employer's pension contribution as a share of pay; by default the service's.
        optional pension_rate: Estimate<Share>;
    }
    check one_way_to_pay;
}

fn one_way_to_pay(post: &Post, at: &Address, line: Option<u32>, problems: &mut Problems) {
    let mut refuse = |at: Address, what: String, accepted: &str| {
        problems.push(Problem::new(at, what).accepted(accepted).at_line(line));
    };
    let given = |ways: [(&'static str, bool); 3]| -> Vec<&'static str> {
        ways.into_iter().filter(|(_, given)| *given).map(|(way, _)| way).collect()
    };
    let pay = given([
        ("salary", post.salary.is_some()),
        ("spine_point", post.spine_point.is_some()),
        ("pay", post.pay.is_some()),
    ]);
    match pay[..] {
        [] => {
            let what = "has neither a salary nor a spine point nor a pay bill".to_owned();
            refuse(at.clone(), what, "either salary, spine_point or pay");
        }
        [_] => {}
        [..] => refuse(at.clone(), format!("has {}", pay.join(" and ")), "either salary, spine_point or pay"),
    }
    let work = given([
        ("fte", post.fte.is_some()),
        ("hours_a_week", post.hours_a_week.is_some()),
        ("on_duty", post.on_duty.is_some()),
    ]);
    match work[..] {
        // A pay bill says what it costs, whatever the hours.
        [] if post.pay.is_some() => {}
        [] => refuse(at.join("fte"), "is missing".to_owned(), "either fte, hours_a_week or on_duty"),
        [_] => {}
        [..] => refuse(at.clone(), format!("has {}", work.join(" and ")), "one of them"),
    }
    if post.pay.is_some() && post.pension_rate.is_some() {
        let what = "has no use beside pay, which holds the pension".to_owned();
        refuse(at.join("pension_rate"), what, "leave it out, or state a salary");
    }
    if post.fte.as_ref().is_some_and(|fte| fte.central().is_zero()) {
        return;
    }
    if post.heads.as_ref().is_some_and(|heads| heads.central().is_zero()) {
        refuse(at.join("heads"), "nobody holds the post".to_owned(), "the number of people, above 0");
    }
}

impl Post {
    /// Whether its pension is a line of its own.
    pub(super) const fn has_pension(&self) -> bool {
        self.pay.is_none()
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
        if let Some(pay) = &post.pay {
            post_pay_bill(o, &at, &title, employer, post, pay);
            continue;
        }
        let Some(mut fte) = full_time_equivalents(o, id, post) else { continue };
        if post.fte.is_none() {
            let label = format!("{title}: full-time equivalents");
            fte = fte.named(o.address(&format!("{at}.fte")), label, "FTE");
        }
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
            if let Some(terms) = o.arrangement.pass_through.clone() {
                post_pass_through(o, &at, &title, employer, &pay, &rate, &terms);
            }
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

/// Pass-through: beside what the employer pays into the fund, the council makes up what the fund asks beyond the agreed
/// rate, and has what it asks less, unless the rate is a cap.
fn post_pass_through(
    o: &mut Operating<'_, '_>,
    at: &str,
    title: &str,
    employer: PartyId,
    pay: &Row<Cash>,
    rate: &Row<Factor>,
    (agreed, capped): &(Row<Factor>, bool),
) {
    let nothing = o.w.number(0);
    let beyond = (rate - agreed).max(&nothing);
    let (council, category) = (o.council, Category::Pension);
    o.post(Flow::new(
        format!("{at}.pension_pass_through"),
        format!("{title}: pension beyond the agreed rate, borne by the council"),
        council,
        employer,
        category,
        Amount::Worked(pay * beyond),
    ));
    if !capped {
        let below = (agreed - rate).max(&nothing);
        o.post(Flow::new(
            format!("{at}.pension_given_back"),
            format!("{title}: pension below the agreed rate, given to the council"),
            employer,
            council,
            category,
            Amount::Worked(pay * below),
        ));
    }
}

/// Posts the whole pay bill of a post, of which nothing more is known.
fn post_pay_bill(
    o: &mut Operating<'_, '_>,
    at: &str,
    title: &str,
    employer: PartyId,
    post: &Post,
    pay: &Schedule<Pounds>,
) {
    let w = o.w;
    let sum = if &*post.index == NONE {
        w.moneys_then(pay, o.starts, After::Hold)
    } else {
        let index = w.index(&post.index, &o.service_at.join(at).join("index"), None);
        w.moneys_then::<Real, _>(pay, o.starts, After::Hold).at_prices(&index)
    };
    let sum = match &o.arrangement.staffing {
        Some(kept) => sum * kept,
        None => sum,
    };
    let staff = w.parties.always("staff");
    let (id, label) = (format!("{at}.pay"), format!("{title}: pay with the employer's contributions"));
    o.post(Flow::new(id, label, employer, staff, Category::Pay, Amount::Worked(sum)));
}

/// The hours of a full-time week and of a full-time year, as the national agreement has them.
fn full_time_hours(w: &Workings<'_>) -> (Row<Factor>, Row<Factor>) {
    let week: Row<Factor> = w.figure_in_force("pay.hours_in_a_week");
    let weeks: Row<Factor> = w.figure_in_force("pay.weeks_in_a_year");
    let year = &week * weeks;
    (week, year)
}

/// The full-time equivalents of a post; none where they cannot be told, which is a problem on record.
fn full_time_equivalents(o: &Operating<'_, '_>, id: &Id, post: &Post) -> Option<Row<Factor>> {
    let w = o.w;
    if let Some(fte) = &post.fte {
        return Some(w.factor(fte));
    }
    if let Some(hours) = &post.hours_a_week {
        return Some(w.factor(hours) / full_time_hours(w).0);
    }
    let on_duty = post.on_duty.as_ref()?;
    let usage = o.usage.unwrap_or(&o.service.usage);
    let Some(open) = &usage.staffed_hours else {
        let at = o.service_at.join("posts").join(id).join("on_duty");
        let problem = Problem::new(at, "is for each staffed hour, and the staffed hours are not stated");
        w.problem(problem.accepted("usage.staffed_hours, or fte or hours_a_week in the place of on_duty"));
        return None;
    };
    let hours = w.factor(on_duty) * w.factor(open) * w.factor(&usage.weeks);
    Some(hours / full_time_hours(w).1)
}

/// The paid hours a week of all posts today; none where they are not all known.
pub(crate) fn paid_hours_a_week(o: &Operating<'_, '_>) -> Option<Row<Factor>> {
    let posts = o.service.posts.iter().map(|(id, post)| full_time_equivalents(o, id, post));
    let all: Vec<Row<Factor>> = posts.collect::<Option<_>>()?;
    (!all.is_empty()).then(|| o.w.sheet.sum(&all) * full_time_hours(o.w).0)
}

/// The full-time salary of a post in cash, by year.
fn full_time_salary(o: &Operating<'_, '_>, id: &Id, post: &Post) -> Row<Cash> {
    if let Some(salary) = &post.salary {
        if &*post.index == NONE {
            return o.w.money(salary);
        }
        let salary: Row<Real> = o.w.money(salary);
        let at = o.service_at.join("posts").join(id).join("index");
        return salary.at_prices(&o.w.index(&post.index, &at, None));
    }
    let at = o.service_at.join("posts").join(id).join("spine_point");
    let Some(point) = post.spine_point.filter(|_| !o.w.unread().touches(&o.w.place(&at))) else {
        // That the pay is missing or could not be read is a problem already.
        return o.w.sheet.cash(crate::Decimal::ZERO);
    };
    o.w.figure(&format!("pay.spine.scp_{point}"))
}

/// The share of the pension contribution when staff who leave are replaced on other terms.
pub(crate) fn blended_pension(
    w: &Workings<'_>,
    transferred: &Row<Factor>,
    new_starters: &Row<Factor>,
    turnover: &Row<Factor>,
) -> Row<Factor> {
    let staying = w.sheet.growth_index(&-turnover);
    let none = w.number(0);
    let staying = staying.only_where(&staying, Comparison::Above, &none, &none);
    transferred * &staying + new_starters * (w.number(1) - staying)
}
