//! Volunteers: their hours, what those are worth to society, and what it costs to support and to replace them.

use super::run::Operating;
use crate::address::Address;
use crate::input::{Count, Estimate, HoursAWeek, HoursAYear, PerHour, Pounds, Schedule, Share, record};
use crate::ledger::{Amount, Category, Flow, Giving, Treatment};
use crate::problem::{Problem, Problems};
use crate::sheet::{Dimension, Factor, Real, Row};
use crate::workings::{After, GENERAL};

record! {
    /// Volunteers: their hours, what an hour is worth, and what it costs to support them.
    pub struct Volunteers {
        /// Hours given, a year. Either this, or `people` and `hours_each`.
        optional hours: Schedule<HoursAYear>;
        /// How many volunteers there are.
        optional people: Schedule<Count>;
        /// The hours that each of them gives in a week in which the service is open (`usage.weeks`).
        optional hours_each: Estimate<HoursAWeek>;
        /// What an hour is worth, in pounds of the price base. It is shown for society and is in no budget. By default
        /// the adult living wage of the price base.
        optional value_of_hour: Estimate<PerHour>;
        /// What supporting them costs, a year: training, checks, expenses.
        optional support: Schedule<Pounds>;
        /// The share of them that leaves in a year, and is replaced.
        optional turnover: Estimate<Share>;
        /// What it costs to find and train the one who comes, in pounds of the price base.
        optional recruiting: Estimate<Pounds>;
        /// The share of their hours that takes the place of paid hours. The hours and what they would have cost are shown
        /// beside the result as a memorandum: they are in no sum, since the paid hours that stop are a saving already.
        optional replaces: Estimate<Share>;
        /// What a paid hour that they replace would cost, with the employer's contributions, in pounds of the price base. By
        /// default only the hours are shown.
        optional replaced_hour: Estimate<PerHour>;
    }
    check hours_in_one_way;
}

fn hours_in_one_way(given: &Volunteers, at: &Address, line: Option<u32>, problems: &mut Problems) {
    let mut refuse = |key: &str, what: &str, accepted: &str| {
        problems.push(Problem::new(at.join(key), what).accepted(accepted).at_line(line));
    };
    match (&given.hours, &given.people, &given.hours_each) {
        (Some(_), _, Some(_)) => {
            refuse("hours_each", "stands beside hours", "hours, or people and hours_each");
        }
        (Some(_), _, None) | (None, Some(_), Some(_)) => {}
        (None, Some(_), None) => {
            refuse("hours_each", "is missing", "the hours that each gives in a week; or hours a year");
        }
        (None, None, _) => refuse("hours", "is missing", "hours a year; or people and hours_each"),
    }
    if given.turnover.is_some() && given.people.is_none() {
        refuse("people", "is missing, and a share of them is said to leave", "how many volunteers there are");
    }
    if given.turnover.is_some() != given.recruiting.is_some() {
        let (key, other) =
            if given.turnover.is_some() { ("recruiting", "turnover") } else { ("turnover", "recruiting") };
        refuse(key, &format!("is missing beside {other}"), "both turnover and recruiting, or neither");
    }
    if given.replaced_hour.is_some() && given.replaces.is_none() {
        refuse(
            "replaces",
            "is missing beside replaced_hour",
            "the share of the hours that replaces paid ones",
        );
    }
}

/// The hours that volunteers give, a year.
fn hours_of(o: &Operating<'_, '_>, given: &Volunteers) -> Row<Factor> {
    let w = o.w;
    match (&given.hours, &given.people, &given.hours_each) {
        (Some(hours), ..) => w.factors(hours, o.starts, After::Nothing),
        (None, Some(people), Some(each)) => {
            let weeks = w.factor(&o.usage.unwrap_or(&o.service.usage).weeks);
            w.factors(people, o.starts, After::Hold) * w.factor(each) * weeks
        }
        _ => w.number(0),
    }
}

/// Posts what volunteers give and what supporting them costs.
pub(super) fn post_volunteers(o: &mut Operating<'_, '_>) {
    let w = o.w;
    let given = o.arrangement.volunteers.clone().or_else(|| o.service.volunteers.clone());
    let Some(given) = given else { return };
    let operator = o.arrangement.operator;
    let [volunteers, suppliers] = ["volunteers", "suppliers"].map(|id| w.parties.always(id));
    let hours = hours_of(o, &given);
    let worth: Row<Real> = given
        .value_of_hour
        .as_ref()
        .map_or_else(|| w.figure_in("living_wage.adult", w.prices), |value| w.money(value));
    let time = Amount::Real(worth * &hours, GENERAL.to_owned());
    o.post(
        Flow::new("volunteers.time", "Volunteers' time", volunteers, operator, Category::Volunteers, time)
            .treated(Treatment::NonCash),
    );
    let mut cost = |id: &str, label: &str, sum: Row<Real>| {
        let amount = Amount::Real(sum, GENERAL.to_owned());
        o.post(Flow::new(id, label, operator, suppliers, Category::Volunteers, amount));
    };
    if let Some(support) = &given.support {
        cost("volunteers.support", "Support of volunteers", w.moneys(support, w.first()));
    }
    if let (Some(people), Some(leave), Some(each)) = (&given.people, &given.turnover, &given.recruiting) {
        let leaving = w.factors(people, w.first(), After::Hold) * w.factor(leave);
        cost("volunteers.recruiting", "Recruiting volunteers", w.money::<Real, _>(each) * leaving);
    }
    // What runs in the place of the arrangement has no memorandum of its own.
    if o.prefix.is_empty() {
        memorandum(o, &given, &hours);
    }
}

/// Keeps the hours, and the paid hours that they replace with what those would cost, beside the sums.
fn memorandum(o: &mut Operating<'_, '_>, given: &Volunteers, hours: &Row<Factor>) {
    let w = o.w;
    let of_the_time = |row: Row<Factor>| {
        let shares = [o.share.as_ref(), o.ledger.chances.arrangement.as_ref()];
        shares.into_iter().flatten().fold(row, |row, share| row * share)
    };
    let at = |id: &str| o.address(&format!("volunteers.{id}"));
    let hours = of_the_time(hours.clone()).named(at("hours"), "Hours that volunteers give", "hours a year");
    let replaced = given.replaces.as_ref().map(|share| {
        let label = "Paid hours that volunteers replace";
        (&hours * w.factor(share)).named(at("replaced_hours"), label, "hours a year")
    });
    let cost = replaced.as_ref().zip(given.replaced_hour.as_ref()).map(|(replaced, hour)| {
        let label = "What the paid hours that volunteers replace would cost (in no sum)";
        (w.money::<Real, _>(hour) * replaced).named(at("replaced_cost"), label, "£ of the price base")
    });
    // Libraries of one option add theirs up.
    let given = o.ledger.giving.take();
    let (own_hours, own_replaced, own_cost) = (hours, replaced, cost);
    o.ledger.giving = Some(match given {
        None => Giving { hours: own_hours, replaced: own_replaced, cost: own_cost },
        Some(Giving { hours, replaced, cost }) => Giving {
            hours: hours + own_hours,
            replaced: added(replaced, own_replaced),
            cost: added(cost, own_cost),
        },
    });
}

/// The sum of two rows, or the one that there is.
fn added<D: Dimension>(one: Option<Row<D>>, other: Option<Row<D>>) -> Option<Row<D>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one + other),
        (one, other) => one.or(other),
    }
}
