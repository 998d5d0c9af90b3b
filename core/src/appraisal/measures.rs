//! The measures of an option, as rows: the financial case in cash, the economic case in real terms, affordability.

use super::debt::{
    Borrowed, BorrowingMeasures, CoverMeasures, LoanMeasures, borrowed, borrowing, covers, loans,
};
use super::stranded::{StrandedMeasures, stranded};
use super::usage::UsageRows;
use crate::Decimal;
use crate::address::Address;
use crate::ledger::{Departure, Ledger, View, cost_to_society};
use crate::party::PartyId;
use crate::sheet::{Cash, Factor, NodeId, Real, Row, Whole};
use crate::workings::{After, NONE, Workings};

const REAL: &str = "£ of the price base";

/// Where the measures of an option stand.
#[derive(Debug)]
pub(crate) struct OptionMeasures {
    /// In the order of the views.
    pub(crate) views: Vec<ViewMeasures>,
    pub(crate) society: EconomicMeasures,
    /// The present value of benefits that have a money value, where there are any.
    pub(crate) benefits: Option<NodeId>,
    /// What every party pays net, in cash, in the order of all parties.
    pub(crate) by_party: Vec<NodeId>,
    pub(crate) reserves: Vec<ReserveMeasures>,
    pub(crate) precepts: Vec<PreceptMeasures>,
    pub(crate) plan: PlanMeasures,
    pub(crate) stranded: Option<StrandedMeasures>,
    /// The hours of volunteers, the paid hours that they replace and what those would cost.
    pub(crate) giving: Option<(NodeId, Option<NodeId>, Option<NodeId>)>,
    pub(crate) loans: Vec<LoanMeasures>,
    pub(crate) covers: Vec<CoverMeasures>,
    /// Lines of which another sum is expected than is planned.
    pub(crate) expected: Vec<ExpectedMeasures>,
    pub(crate) staffed_hours: Option<NodeId>,
    pub(crate) open_hours: Option<NodeId>,
    pub(crate) visits: Option<NodeId>,
    pub(crate) issues: Option<NodeId>,
}

#[derive(Debug)]
pub(crate) struct ViewMeasures {
    pub(crate) recurring: NodeId,
    pub(crate) one_off: NodeId,
    pub(crate) net: NodeId,
    pub(crate) total: NodeId,
    pub(crate) saving: NodeId,
    pub(crate) saving_total: NodeId,
    /// None where there are no loans.
    pub(crate) borrowing: Option<BorrowingMeasures>,
    pub(crate) economic: EconomicMeasures,
}

#[derive(Debug)]
pub(crate) struct EconomicMeasures {
    pub(crate) real: NodeId,
    /// What is saved in real terms, discounted, by year.
    pub(crate) discounted_saving: NodeId,
    pub(crate) net_present_cost: NodeId,
    pub(crate) net_present_saving: NodeId,
    pub(crate) equivalent_annual_cost: NodeId,
    pub(crate) per_open_hour: Option<NodeId>,
    pub(crate) per_staffed_hour: Option<NodeId>,
    pub(crate) per_visit: Option<NodeId>,
    pub(crate) per_issue: Option<NodeId>,
    /// The net present cost under the schedules that are compared, in their order.
    pub(crate) compared: Vec<NodeId>,
}

#[derive(Debug)]
pub(crate) struct ReserveMeasures {
    pub(crate) party: PartyId,
    /// What there is when the first year opens.
    pub(crate) opening: NodeId,
    pub(crate) reserve: NodeId,
    pub(crate) minimum: NodeId,
}

#[derive(Debug)]
pub(crate) struct PreceptMeasures {
    pub(crate) party: PartyId,
    pub(crate) extra: NodeId,
    pub(crate) band_d: NodeId,
    /// Band D equivalents, by year.
    pub(crate) tax_base: NodeId,
    /// None where the precept before the change is not stated.
    pub(crate) charge: Option<ChargeMeasures>,
}

/// The charge at Band D beside the precept before the change.
#[derive(Debug)]
pub(crate) struct ChargeMeasures {
    pub(crate) rise: NodeId,
    pub(crate) before: NodeId,
    pub(crate) after: NodeId,
    pub(crate) lost_to_tax_base: NodeId,
}

/// A line of which another sum is expected than is planned.
#[derive(Debug)]
pub(crate) struct ExpectedMeasures {
    pub(crate) line: String,
    pub(crate) label: String,
    pub(crate) payer: PartyId,
    pub(crate) payee: PartyId,
    pub(crate) planned: NodeId,
    pub(crate) expected: NodeId,
    pub(crate) difference: NodeId,
}

/// The council's budget in the layout of a medium-term financial plan.
#[derive(Debug)]
pub(crate) struct PlanMeasures {
    pub(crate) today: NodeId,
    pub(crate) growth: NodeId,
    pub(crate) new_savings: NodeId,
    pub(crate) savings: NodeId,
    pub(crate) one_off: NodeId,
    pub(crate) net: NodeId,
}

/// What the other options are compared with: today's rows.
pub(crate) struct Benchmarks {
    nets: Vec<Row<Cash>>,
    borrowed: Vec<Borrowed>,
    reals: Vec<Row<Real>>,
    recurring: Row<Cash>,
}

struct Denominators {
    open: Option<Row<Factor, Whole>>,
    staffed: Option<Row<Factor, Whole>>,
    visits: Option<Row<Factor, Whole>>,
    issues: Option<Row<Factor, Whole>>,
    factors: Row<Factor, Whole>,
}

/// Builds the measures of an option. Without `today` the option is today's own, and is compared with itself.
#[allow(clippy::too_many_arguments, reason = "the measures read everything that an option has")]
#[allow(clippy::too_many_lines, reason = "the list of measures, each in a line or two")]
pub(crate) fn measure(
    w: &Workings<'_>,
    ledger: &Ledger,
    usage: &UsageRows,
    precepts: &[(PartyId, Row<Cash>)],
    views: &[View],
    factors: &Row<Factor>,
    others: &[(&'static str, Row<Factor>)],
    today: Option<&Benchmarks>,
) -> (OptionMeasures, Benchmarks) {
    let at = &ledger.at;
    let hours = |row: &Option<Row<Factor>>, id: &str, label: &str, unit: &str| {
        row.as_ref().map(|row| row.named(at.join("usage").join(id), label, unit))
    };
    let total = |row: &Option<Row<Factor>>| row.as_ref().map(Row::total);
    let staffed = hours(&usage.staffed, "staffed_hours", "Hours open with somebody present", "hours a year");
    let open = hours(&usage.open, "open_hours", "Hours open", "hours a year");
    let visits = hours(&usage.visits, "visits", "Visits", "visits a year");
    let issues = hours(&usage.issues, "issues", "Issues", "issues a year");
    let denominators = Denominators {
        open: total(&open),
        staffed: total(&staffed),
        visits: total(&visits),
        issues: total(&issues),
        factors: factors.total(),
    };

    let (mut nets, mut reals, mut measured, mut plan) = (Vec::new(), Vec::new(), Vec::new(), None);
    let (mut recurring_of_council, mut all_borrowed) = (None, Vec::new());
    for (place, view) in views.iter().enumerate() {
        let named = |row: Row<Cash>, group: &str, label: &str| {
            row.named(at.join(group).join(&view.id), format!("{label}: {}", view.label), "£")
        };
        let cost = view.cost(&w.sheet, ledger);
        let recurring = named(cost.recurring, "recurring_cost", "Net recurring cost");
        let one_off = named(cost.one_off, "one_off_cost", "Net one-off cost");
        let net = named(&recurring + &one_off, "net_cost", "Net cost in cash");
        let own = borrowed(w, ledger, view, &recurring);
        let borrowing = borrowing(w, ledger, view, &own, today.map_or(&own, |today| &today.borrowed[place]));
        all_borrowed.push(own);
        let today_net = today.map_or(&net, |today| &today.nets[place]);
        let saving = named(today_net - &net, "saving", "Saving against today");
        let real = cost.real.named(
            at.join("economic_cost").join(&view.id),
            format!("Net cost in real terms: {}", view.label),
            REAL,
        );
        let today_real = today.map_or(&real, |today| &today.reals[place]);
        let economic =
            economic(ledger, &view.id, &view.label, &real, today_real, factors, others, &denominators);
        measured.push(ViewMeasures {
            recurring: recurring.node(),
            one_off: one_off.node(),
            net: net.node(),
            total: net
                .total()
                .named(
                    at.join("net_cost_total").join(&view.id),
                    format!("Net cost in cash, all years: {}", view.label),
                    "£",
                )
                .node(),
            saving: saving.node(),
            saving_total: saving
                .total()
                .named(
                    at.join("saving_total").join(&view.id),
                    format!("Saving, all years: {}", view.label),
                    "£",
                )
                .node(),
            borrowing,
            economic,
        });
        // The first view is the council's.
        if place == 0 {
            plan = Some(medium_term_plan(w, ledger, today, &recurring, &one_off, &net));
            recurring_of_council = Some(recurring);
        }
        nets.push(net);
        reals.push(real);
    }
    let (society, priced) = cost_to_society(&w.sheet, w.parties, &ledger.lines);
    let society =
        society.named(at.join("economic_cost.society"), "Resource cost in real terms: society", REAL);
    let today_society = today.and_then(|today| today.reals.last()).unwrap_or(&society);
    let society_measures =
        economic(ledger, "society", "Society", &society, today_society, factors, others, &denominators);
    reals.push(society);
    let benefits = priced.map(|priced| {
        (priced * factors)
            .total()
            .named(at.join("present_value_of_benefits"), "Present value of benefits", REAL)
            .node()
    });
    let by_party = w
        .parties
        .iter()
        .map(|(id, entry)| {
            let cost = View::new("", "", w.parties, [id]).cost(&w.sheet, ledger);
            let label = format!("{} pays, net", entry.name);
            (cost.recurring + cost.one_off).named(at.join("pays").join(&entry.id), label, "£").node()
        })
        .collect();
    let zero = w.sheet.cash(Decimal::ZERO);
    let stranded = views.first().and_then(|council| council.members().next()).and_then(|council| {
        let own = recurring_of_council.as_ref()?;
        stranded(w, ledger, council, today.map_or(own, |today| &today.recurring), own)
    });
    let measures = OptionMeasures {
        views: measured,
        society: society_measures,
        benefits,
        by_party,
        reserves: reserves(w, ledger),
        giving: ledger.giving.as_ref().map(|giving| {
            let (replaced, cost) = (giving.replaced.as_ref(), giving.cost.as_ref());
            (giving.hours.node(), replaced.map(Row::node), cost.map(Row::node))
        }),
        loans: loans(ledger),
        covers: views.first().map(|council| covers(w, ledger, council)).unwrap_or_default(),
        expected: ledger.departures.iter().map(departure).collect(),
        precepts: precepts.iter().filter_map(|(party, extra)| precept(w, ledger, *party, extra)).collect(),
        plan: plan.unwrap_or_else(|| medium_term_plan(w, ledger, None, &zero, &zero, &zero)),
        stranded,
        staffed_hours: staffed.map(|staffed| staffed.node()),
        open_hours: open.map(|open| open.node()),
        visits: visits.map(|visits| visits.node()),
        issues: issues.map(|issues| issues.node()),
    };
    let own =
        Benchmarks { nets, borrowed: all_borrowed, reals, recurring: recurring_of_council.unwrap_or(zero) };
    (measures, own)
}

/// The economic case of one view: net present cost, equivalent annual cost and the costs of a unit of service.
#[allow(
    clippy::too_many_arguments,
    reason = "the economic case reads the rows of two options and two discount factors"
)]
fn economic(
    ledger: &Ledger,
    id: &str,
    label: &str,
    real: &Row<Real>,
    today: &Row<Real>,
    factors: &Row<Factor>,
    others: &[(&'static str, Row<Factor>)],
    per: &Denominators,
) -> EconomicMeasures {
    let at = |group: &str| ledger.at.join(group).join(id);
    let npc =
        (real * factors).total().named(at("net_present_cost"), format!("Net present cost: {label}"), REAL);
    let discounted = ((today - real) * factors).named(
        at("discounted_saving"),
        format!("Discounted saving: {label}"),
        REAL,
    );
    let saving =
        discounted.total().named(at("net_present_saving"), format!("Net present saving: {label}"), REAL);
    let eac = (&npc / &per.factors).named(
        at("equivalent_annual_cost"),
        format!("Equivalent annual cost: {label}"),
        REAL,
    );
    let total = real.total();
    let unit = |of: &Option<Row<Factor, Whole>>, group: &str, name: &str| {
        // Where there are no such units the row has no value, which is shown as none.
        let of = of.as_ref()?;
        Some((&total / of).named(at(group), format!("Cost per {name}: {label}"), REAL).node())
    };
    let compared = others
        .iter()
        .map(|(edition, factors)| {
            let address = at("net_present_cost_under").join(edition);
            (real * factors)
                .total()
                .named(address, format!("Net present cost under {edition}: {label}"), REAL)
                .node()
        })
        .collect();
    EconomicMeasures {
        real: real.node(),
        discounted_saving: discounted.node(),
        net_present_cost: npc.node(),
        net_present_saving: saving.node(),
        equivalent_annual_cost: eac.node(),
        per_open_hour: unit(&per.open, "cost_per_open_hour", "hour open"),
        per_staffed_hour: unit(&per.staffed, "cost_per_staffed_hour", "staffed hour"),
        per_visit: unit(&per.visits, "cost_per_visit", "visit"),
        per_issue: unit(&per.issues, "cost_per_issue", "issue"),
        compared,
    }
}

fn medium_term_plan(
    w: &Workings<'_>,
    ledger: &Ledger,
    today: Option<&Benchmarks>,
    recurring: &Row<Cash>,
    one_off: &Row<Cash>,
    net: &Row<Cash>,
) -> PlanMeasures {
    let at = |id: &str| ledger.at.join("plan").join(id);
    let nothing = w.sheet.cash(Decimal::ZERO);
    let today_recurring = today.map_or(recurring, |today| &today.recurring);
    let base = today_recurring.named(at("today"), "Budget as today", "£");
    let growth =
        (&base - base.year_before(&base)).named(at("growth"), "Pay and prices, new in the year", "£");
    let savings = (today_recurring - recurring).named(at("savings"), "Recurring savings, all so far", "£");
    let new = (&savings - savings.year_before(&nothing)).named(
        at("new_savings"),
        "Recurring savings, new in the year",
        "£",
    );
    let once = one_off.named(at("one_off"), "One-off costs", "£");
    PlanMeasures {
        today: base.node(),
        growth: growth.node(),
        new_savings: new.node(),
        savings: savings.node(),
        one_off: once.node(),
        net: net.node(),
    }
}

fn departure(line: &Departure) -> ExpectedMeasures {
    ExpectedMeasures {
        line: line.line.clone(),
        label: line.label.clone(),
        payer: line.payer,
        payee: line.payee,
        planned: line.planned.node(),
        expected: line.expected.node(),
        difference: line.difference.node(),
    }
}

/// The reserves of each party that has any: what they were, less what the service costs it.
fn reserves(w: &Workings<'_>, ledger: &Ledger) -> Vec<ReserveMeasures> {
    let mut all = Vec::new();
    for (party, entry) in w.parties.iter() {
        let Some(input) = &entry.input else { continue };
        let Some(opening) = &input.reserves else { continue };
        let cost = View::new("", "", w.parties, [party]).cost(&w.sheet, ledger);
        let cost = cost.recurring + cost.one_off;
        let opening: Row<Cash> = w.money(opening);
        let reserve = w.sheet.balance(&opening, |before| before - &cost);
        let reserve = reserve.named(
            ledger.at.join("reserves").join(&entry.id),
            format!("Reserves of {}", entry.name),
            "£",
        );
        let minimum: Row<Cash> = w.money(&input.minimum_reserves);
        all.push(ReserveMeasures {
            party,
            opening: opening.node(),
            reserve: reserve.node(),
            minimum: minimum.node(),
        });
    }
    all
}

/// The precept of a parish: in pounds, at Band D, and as a share of what it was.
fn precept(w: &Workings<'_>, ledger: &Ledger, party: PartyId, extra: &Row<Cash>) -> Option<PreceptMeasures> {
    let entry = w.parties.get(party);
    let input = entry.input.as_ref()?;
    let at = |id: &str| ledger.at.join("precept").join(&entry.id).join(id);
    let base = w.factors(input.tax_base.as_ref()?, w.first(), After::Hold);
    let pounds =
        |row: Row<Cash>, id: &str, what: &str| row.named(at(id), format!("{}: {what}", entry.name), "£");
    let band_d = pounds(extra / &base, "band_d", "on a Band D bill");
    let before = input.precept.as_ref().filter(|precept| !precept.is_nothing()).map(|precept| {
        let index_at = Address::new("parties").join(&entry.id).join("precept_index");
        let before: Row<Cash> = if &*input.precept_index == NONE {
            w.moneys_then(precept, w.first(), After::Hold)
        } else {
            let index = w.index(&input.precept_index, &index_at, None);
            w.moneys_then::<Real, _>(precept, w.first(), After::Hold).at_prices(&index)
        };
        let rise =
            (extra / &before).named(at("rise"), format!("{}: rise of the precept", entry.name), "share");
        let charge = pounds(&before / &base, "charge_before", "Band D charge without the service");
        let after = pounds((&before + extra) / &base, "charge_after", "Band D charge with the service");
        // What a smaller tax base costs at the charge of the year before; in the first year there is none before.
        let lost = (base.year_before(&base) - &base) * charge.year_before(&charge);
        let lost = pounds(lost, "lost_to_tax_base", "raised less since the tax base has fallen");
        ChargeMeasures {
            rise: rise.node(),
            before: charge.node(),
            after: after.node(),
            lost_to_tax_base: lost.node(),
        }
    });
    Some(PreceptMeasures {
        party,
        extra: extra.node(),
        band_d: band_d.node(),
        tax_base: base.node(),
        charge: before,
    })
}
