//! Staff who leave with a statutory redundancy payment, by the national rule.

use super::Change;
use crate::Decimal;
use crate::input::{Count, Estimate, Keyed, Pounds, record};
use crate::ledger::{Amount, Category, Flow, Treatment};
use crate::sheet::{Cash, Factor, Row};

record! {
    /// People of one kind who are made redundant by the change. The payment is the statutory one: weeks of pay by age and
    /// service, a week counting up to the cap of the year.
    pub struct Leavers {
        /// How many they are.
        default people: Estimate<Count> = Estimate::assumed(Decimal::ONE, "one person");
        /// What one of them is paid a week, in cash of the year of the change.
        required weekly_pay: Estimate<Pounds>;
        /// Their age in full years when the job ends.
        required age: u32;
        /// Their full years of service until then.
        required years_of_service: u32;
        /// Whether a week counts in full and not only up to the cap, as many councils pay.
        default uncapped: bool = false;
    }
}

/// The rules of the weeks of pay for each year of service, by age.
const WEEKS: [&str; 3] =
    ["redundancy.weeks.under_22", "redundancy.weeks.from_22", "redundancy.weeks.from_41"];

/// Posts what the council pays to people who leave.
pub(crate) fn post_leavers(change: &mut Change<'_, '_, '_>, leavers: &Keyed<Leavers>) {
    let year = change.year();
    for (id, group) in leavers.iter() {
        let w = change.o.w;
        let Some(served) = w.years_of_redundancy(group.age, group.years_of_service, year) else { continue };
        let weeks: Vec<Row<Factor>> = served
            .into_iter()
            .zip(WEEKS)
            .filter(|(years, _)| !years.is_zero())
            .map(|(years, rule)| w.number(years) * w.figure_in::<Factor>(rule, year))
            .collect();
        let weeks = w.sheet.sum(&weeks).named(
            change.o.address(&format!("leavers.{id}.weeks")),
            format!("{}: weeks of pay", crate::workings::title(id.as_str())),
            "weeks",
        );
        let week: Row<Cash> = w.money(&group.weekly_pay);
        let week = if group.uncapped { week } else { week.min(&w.figure_in("redundancy.week_cap", year)) };
        let sum = week * weeks * w.factor(&group.people) * w.in_year_of(year.first_day());
        let (council, staff) = (change.council(), w.parties.always("staff"));
        let label = format!("Statutory redundancy: {}", crate::workings::title(id.as_str()));
        let flow = Flow::new(
            format!("leavers.{id}"),
            label,
            council,
            staff,
            Category::Redundancy,
            Amount::Cash(sum),
        );
        change.post(flow.once().treated(Treatment::Transfer));
    }
}
