//! One sentence of robustness for each input.

use rust_decimal::Decimal;

use super::{Found, InputSwitching};
use crate::appraisal::Penny;
use crate::money;

/// A value of the input as a reader writes it.
fn shown(value: Penny, unit: &str) -> String {
    let value = value.value();
    if unit.starts_with('£') {
        return format!("£{}", money::pounds_and_pence(value));
    }
    money::grouped(value.round_dp(4).normalize())
}

/// What the switching values of an input say, in one sentence.
pub(super) fn sentence(input: &InputSwitching) -> String {
    let address = &input.address;
    let Some(nearest) = input.values.first() else {
        return if input.found == Found::DoesNotDepend {
            format!("The answer does not depend on {address}.")
        } else {
            format!(
                "No value of {address} from {} to {} changes the answer.",
                shown(input.searched.0, input.unit),
                shown(input.searched.1, input.unit)
            )
        };
    };
    let at = shown(nearest.value, input.unit);
    let central = shown(input.central, input.unit);
    let side = if nearest.value < input.central { "falls below" } else { "rises above" };
    let more = if input.values.len() > 1 {
        format!(" (the nearest of {} such values)", input.values.len())
    } else {
        String::new()
    };
    let Some((low, high)) = input.range else {
        let change = nearest.change.map_or_else(String::new, |change| {
            format!(", a change of {}%", (change.value() * Decimal::ONE_HUNDRED).round_dp(1).normalize())
        });
        return format!(
            "The answer changes if {address} {side} {at}{more}, against {central} assumed{change}."
        );
    };
    let range = format!("range {} to {}", shown(low, input.unit), shown(high, input.unit));
    let away = nearest
        .ranges_away
        .map_or_else(String::new, |away| format!(", {} ranges away", away.value().round_dp(2).normalize()));
    if nearest.within_range {
        format!(
            "The answer changes if {address} {side} {at}{more}, against {central} assumed: that is within its {range}{away}."
        )
    } else {
        format!(
            "No plausible value of {address} changes the answer: it would have to be {at}{more}, against {central} assumed, {range}{away}."
        )
    }
}

/// What would have to be true of the input for a measure to reach its target, in one sentence.
pub(super) fn required(input: &InputSwitching) -> String {
    let address = &input.address;
    let Some(nearest) = input.values.first() else {
        return if input.found == Found::DoesNotDepend {
            format!("{address} does not move it.")
        } else {
            format!(
                "No value of {address} from {} to {} reaches it.",
                shown(input.searched.0, input.unit),
                shown(input.searched.1, input.unit)
            )
        };
    };
    let week = |value: Decimal| {
        format!("{} a week", money::grouped((value / Decimal::from(super::WEEKS)).round_dp(1).normalize()))
    };
    let by_the_week = nearest.a_week.is_some();
    let with_week = |value: Penny| {
        let more = if by_the_week { format!(" ({})", week(value.value())) } else { String::new() };
        format!("{}{more}", shown(value, input.unit))
    };
    let needed = format!("To reach it, {address} would have to be {}", with_week(nearest.value));
    let Some((low, high)) = input.range else {
        return format!(
            "{needed}, against {} assumed; no range is stated to judge it by.",
            with_week(input.central)
        );
    };
    let evidence = format!(
        "{} (range {} to {})",
        with_week(input.central),
        shown(low, input.unit),
        shown(high, input.unit)
    );
    let verdict = if nearest.within_range { "within the evidence" } else { "not on this evidence" };
    format!("{needed}, against {evidence}: {verdict}.")
}
