//! Business rates: the bill by rateable value, the limits on its rise, the reliefs, and where the money goes.
//!
//! The bill is the rateable value times the multiplier; then its rise is limited, then mandatory relief comes off, then
//! discretionary relief. Who gets neither transitional nor supporting relief pays a supplement of a penny in 2026/27.

use super::building::Premises;
use super::retention::rates_shares;
use super::run::Operating;
use crate::input::{Estimate, Pounds, RateableValue, Schedule};
use crate::ledger::{Amount, Category, Flow};
use crate::party::{PartyId, RatesRelief};
use crate::problem::Problem;
use crate::sheet::{Cash, Comparison, Factor, Real, Row};
use crate::workings::{After, Workings};
use crate::year::FinancialYear;

/// What a rates bill follows from.
#[derive(Clone, Copy)]
pub(crate) enum Rated<'a> {
    /// The rateable value.
    Value(&'a Estimate<RateableValue>),
    /// The bill itself, where no more is known: a paper seldom prints the rateable value.
    Bill(&'a Schedule<Pounds>),
}

impl Premises {
    /// What its rates follow from; none where the input says nothing of them.
    pub(crate) fn rated(&self) -> Option<Rated<'_>> {
        self.rateable_value.as_ref().map(Rated::Value).or(self.rates.as_ref().map(Rated::Bill))
    }
}

/// The bill of a full year before charity and discretionary relief.
pub(crate) fn rates_bill(
    o: &Operating<'_, '_>,
    id: &str,
    premises: &Premises,
    rated: Rated<'_>,
    occupier: PartyId,
) -> Row<Cash> {
    let w = o.w;
    let rateable_value = match rated {
        Rated::Value(value) => value,
        Rated::Bill(bill) => {
            let index = w.index("rates", &o.service_at.join("premises.rates"), None);
            return w.moneys_then::<Real, _>(bill, w.first(), After::Hold).at_prices(&index);
        }
    };
    let value: Row<Cash> = w.money(rateable_value);
    let gross = (&value * multiplier(w, premises, rateable_value)).named(
        o.address(&format!("{id}.gross")),
        "Rateable value times the multiplier, for a full year",
        "£",
    );
    let limited = limited(o, id, premises, &value, &gross, occupier);
    if w.is_nothing("business_rates.supplement") {
        return limited.unwrap_or(gross);
    }
    let supplement = value * w.rate("business_rates.supplement");
    let name = |row: Row<Cash>| {
        row.named(o.address(&format!("{id}.supplement")), "Supplement on the bill, for a full year", "£")
    };
    match limited {
        None => &gross + name(supplement),
        Some(limited) => {
            let nothing = w.sheet.cash(crate::Decimal::ZERO);
            &limited + name(supplement.only_where(&gross, Comparison::AtMost, &limited, &nothing))
        }
    }
}

/// The multiplier for the use and the rateable value. The retail, hospitality and leisure multipliers and that for high
/// values began in 2026/27; before, the others held for every use and value.
fn multiplier(w: &Workings<'_>, premises: &Premises, value: &Estimate<RateableValue>) -> Row<Factor> {
    const HIGH: &str = "business_rates.multiplier.high_value";
    let small: Row<Factor> = w.rate("business_rates.multiplier.small");
    let standard: Row<Factor> = w.rate("business_rates.multiplier.standard");
    let tier = |name: &str, usual: Row<Factor>| {
        if premises.retail_hospitality_leisure {
            w.rate_since(&format!("business_rates.multiplier.{name}_rhl"), &usual)
        } else {
            usual
        }
    };
    let (small, above) = (tier("small", small), tier("standard", standard.clone()));
    let largest = value.range().map_or(value.central(), |(_, high)| high.max(value.central()));
    let value: Row<Cash> = w.money(value);
    // A question that cannot come near the highest tier need not say how its multiplier goes on; and one that ends before
    // the tier begins, as of a day on which nobody had heard of it, cannot say where it begins.
    let out_of_reach = largest < crate::Decimal::from(250_000) && !w.is_known(HIGH);
    let above = if out_of_reach || w.is_unheard_of(HIGH) {
        above
    } else {
        let high = w.rate_since(HIGH, &standard);
        let from: Row<Cash> = w.figure_in_force("business_rates.threshold.high_value");
        high.only_where(&value, Comparison::AtLeast, &from, &above)
    };
    let below: Row<Cash> = w.figure("business_rates.threshold.small_multiplier");
    small.only_where(&value, Comparison::Below, &below, &above)
}

/// The bill after the limits on its rise from year to year, where the input states the bill from which it rises.
fn limited(
    o: &Operating<'_, '_>,
    id: &str,
    premises: &Premises,
    value: &Row<Cash>,
    gross: &Row<Cash>,
    occupier: PartyId,
) -> Option<Row<Cash>> {
    const CAP: &str = "business_rates.transitional.cap";
    let w = o.w;
    let before = premises.rates_before.as_ref()?;
    let (began, ends) = w.published(&format!("{CAP}.small"))?;
    let limits = |year: FinancialYear| (began..=ends).contains(&year);
    if !w.years.iter().any(|year| limits(*year)) {
        let at = o.service_at.join("premises.rates_before");
        let problem = Problem::new(at, format!("has no effect: rises are limited from {began} to {ends}"));
        w.problem(problem.accepted("leave it out, or let the appraisal hold one of these years"));
        return None;
    }
    // In a year without limits these rows hold nothing, and the bill does not read them.
    let of_year =
        |id: &str| w.by_year(|year| if limits(*year) { w.figure_in(id, *year) } else { w.number(0) });
    let upper = |class: &str| -> Row<Cash> {
        w.figure_in(&format!("business_rates.transitional.{class}_up_to"), began)
    };
    let [small, medium, large] = ["small", "medium", "large"].map(|class| of_year(&format!("{CAP}.{class}")));
    let cap = medium.only_where(value, Comparison::AtMost, &upper("medium"), &large);
    let cap = small.only_where(value, Comparison::AtMost, &upper("small"), &cap);
    let one = w.number(1);
    let level: Row<Factor> = w.figure("prices.gdp_deflator");
    let opening: Row<Factor> = w.figure_in("prices.gdp_deflator", w.first().plus(-1));
    if w.is_refused("prices.gdp_deflator") {
        return None;
    }
    let dearer = &level / level.year_before(&opening) - &one;
    let prices = &one + of_year("business_rates.transitional.inflation") * dearer;
    let growth = ((&one + cap) * prices).named(
        o.address(&format!("{id}.limit_growth")),
        "Transitional relief: what the bill of the year before is multiplied by at most",
        "times",
    );
    let supporting = premises.supporting_relief && !w.parties.get(occupier).is_rating_authority();
    let rise: Row<Cash> = if supporting {
        let id = "business_rates.supporting_relief.rise";
        w.by_year(
            |year| {
                if limits(*year) { w.figure_in(id, *year) } else { w.sheet.cash(crate::Decimal::ZERO) }
            },
        )
    } else {
        w.sheet.cash(crate::Decimal::ZERO)
    };
    let charged = w.sheet.balance(&w.money(before), |before| {
        let limit = (before * &growth).max(&(before + &rise));
        let limited = gross.min(&limit);
        w.by_year(|year| if limits(*year) { limited.clone() } else { gross.clone() })
    });
    Some(charged.named(
        o.address(&format!("{id}.limited")),
        "Bill after the limits on its rise, for a full year",
        "£",
    ))
}

/// The share of the bill that relief takes off.
pub(super) fn relief_of(o: &Operating<'_, '_>, occupier: PartyId, rated: Rated<'_>) -> Row<Factor> {
    let w = o.w;
    let party = w.parties.get(occupier);
    let one = w.number(1);
    let mandatory = match w.rates_relief(occupier) {
        RatesRelief::None => w.number(0),
        RatesRelief::Charity => w.rate("business_rates.relief.charity_mandatory"),
        RatesRelief::SmallBusiness => {
            let Rated::Value(value) = rated else {
                let problem = Problem::new(
                    o.service_at.join("premises.rates"),
                    "small-business relief follows from the rateable value",
                );
                w.problem(
                    problem.accepted("rateable_value in the place of rates, or another relief of the party"),
                );
                return w.number(0);
            };
            let value: Row<Cash> = w.money(value);
            let full: Row<Cash> = w.figure("business_rates.relief.small_business_full_below");
            let none: Row<Cash> = w.figure("business_rates.relief.small_business_none_above");
            let share = (&none - value) / (&none - full);
            share.min(&one).max(&w.number(0))
        }
    };
    let top_up = party.input.as_ref().and_then(|party| party.discretionary_relief.as_ref());
    match top_up {
        Some(top_up) => &mandatory + w.factor(top_up) * (one - &mandatory),
        None => mandatory,
    }
}

/// Posts a rates bill, and the shares of it that come back out of the pool. A bill on what the service has left is a cost
/// that did not stop with it: `stranded`.
pub(crate) fn post_rates(
    o: &mut Operating<'_, '_>,
    id: &str,
    name: &str,
    payer: PartyId,
    bill: &Row<Cash>,
    stranded: bool,
) {
    let w = o.w;
    let pool = w.parties.always("rates_pool");
    let bill = bill.named(o.address(&format!("{id}.bill")), format!("{name} for a full year"), "£");
    let mark = |mut flow: Flow| {
        flow.stranded = stranded;
        flow
    };
    o.post(mark(Flow::new(id, name, payer, pool, Category::Rates, Amount::Worked(bill.clone()))));
    for (who, payee, share) in rates_shares(o) {
        let share = Amount::Worked(&bill * share);
        let label = format!("{name}: share of {}", w.parties.get(payee).name);
        o.post(mark(Flow::new(format!("{id}_share.{who}"), label, pool, payee, Category::Rates, share)));
    }
}
