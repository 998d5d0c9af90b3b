//! The paid hours that the council goes on giving to a library that others run.

use super::{Change, CommunityManaged};
use crate::ledger::{Amount, Category, Flow};
use crate::service::{Part, paid_hours_a_week};
use crate::sheet::Real;

/// Says which paid hours stay and who pays for them: a share of today's, some hours a week at what the posts cost, or some
/// hours a week at a stated rate.
pub(super) fn keep_paid_hours(change: &mut Change<'_, '_, '_>, model: &CommunityManaged) {
    let council = change.council();
    let Some(hours) = &model.council_hours else {
        if model.council_staffing.is_nothing() {
            change.o.arrangement.stops(Part::Staff);
        } else {
            let kept = change.w().factor(&model.council_staffing);
            change.o.arrangement.stays_with(Part::Staff, council);
            change.o.arrangement.staffing = Some(kept);
        }
        return;
    };
    if !model.council_staffing.is_nothing() {
        change.problem("council_hours", "stands beside council_staffing", "one of the two");
    }
    let hours = change.w().factor(hours);
    if let Some(rate) = &model.council_hour_cost {
        change.o.arrangement.stops(Part::Staff);
        let w = change.w();
        let weeks = w.figure_in_force("pay.weeks_in_a_year");
        let sum = w.money::<Real, _>(rate) * hours * weeks;
        let sum = match change.share.clone() {
            Some(share) => sum * share,
            None => sum,
        };
        let staff = w.parties.always("staff");
        let amount = Amount::Real(sum, "pay".to_owned());
        let label = "Paid hours that the council gives";
        change.post(Flow::new("council_hours", label, council, staff, Category::Pay, amount));
        return;
    }
    let Some(today) = paid_hours_a_week(change.o) else {
        change.problem(
            "council_hours",
            "has no price: the posts of the service state no hours",
            "council_hour_cost, what an hour costs the council",
        );
        return;
    };
    let kept = (hours / today).named(
        change.o.address("council_hours.share"),
        "Paid hours that the council gives, as a share of today's",
        "share",
    );
    change.o.arrangement.stays_with(Part::Staff, council);
    change.o.arrangement.staffing = Some(kept);
}
