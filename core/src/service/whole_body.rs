//! What the law works out for a body as a whole and for a whole year: the employment allowance, the apprenticeship levy,
//! the limit on exempt VAT, and what a parish without the general power may spend.

use crate::ledger::{Amount, Category, Flow, Ledger, Payroll, Treatment, View};
use crate::party::{Party, PartyId};
use crate::sheet::{Cash, Comparison, Factor, Real, Row};
use crate::workings::Workings;

/// What a parish would spend, beside what it may spend without the general power of competence.
pub(crate) struct Power {
    pub(crate) parish: PartyId,
    pub(crate) spends: Row<Cash>,
    pub(crate) limit: Row<Cash>,
}

/// Posts the employment allowance and the apprenticeship levy of every employer of an option.
///
/// Both are worked out over all posts and over the whole year, also where the service changes hands within it. The lines
/// bear an id such as `until_transfer.…` where the employer has posts only before the change.
pub(crate) fn post_payroll_totals(w: &Workings<'_>, ledger: &mut Ledger) {
    let payroll = std::mem::take(&mut ledger.pay);
    let mut employers: Vec<PartyId> = Vec::new();
    for post in &payroll {
        if !employers.contains(&post.employer) {
            employers.push(post.employer);
        }
    }
    for employer in employers {
        let own: Vec<&Payroll> = payroll.iter().filter(|post| post.employer == employer).collect();
        // With posts in several of the phases that an option may have, the line stands with the first.
        let first = own.first().map_or("", |post| post.prefix);
        let prefix = if own.iter().any(|post| post.prefix.is_empty()) { "" } else { first };
        let Some(party) = w.parties.get(employer).input.clone() else { continue };
        if w.employment_allowance(employer) {
            post_allowance(w, ledger, employer, &party, &own, prefix);
        }
        if party.pay_bill.is_some() {
            post_levy(w, ledger, employer, &party, &own, prefix);
        }
    }
}

/// The allowance comes off all that the employer owes, and what is left of it after its use elsewhere.
fn post_allowance(
    w: &Workings<'_>,
    ledger: &mut Ledger,
    employer: PartyId,
    party: &Party,
    posts: &[&Payroll],
    prefix: &str,
) {
    let mut allowance: Row<Cash> = w.figure("employer_ni.employment_allowance");
    if let Some(used) = &party.employment_allowance_used {
        let nothing = w.sheet.cash(crate::Decimal::ZERO);
        allowance = (allowance - w.money::<Cash, _>(used)).max(&nothing).named(
            workings(ledger, prefix, "posts.employment_allowance_left"),
            "Employment allowance that is left for the service",
            "£",
        );
    }
    let owed = w.sheet.sum(posts.iter().map(|post| &post.national_insurance));
    let hmrc = w.parties.always("hmrc");
    let flow = Flow::new(
        format!("{prefix}posts.employment_allowance"),
        "Employment allowance",
        hmrc,
        employer,
        Category::NationalInsurance,
        Amount::Worked(allowance.min(&owed)),
    );
    ledger.post(w, flow.treated(Treatment::Transfer));
}

/// The levy that the service's posts add to what the employer pays: the levy with them less the levy without them.
fn post_levy(
    w: &Workings<'_>,
    ledger: &mut Ledger,
    employer: PartyId,
    party: &Party,
    posts: &[&Payroll],
    prefix: &str,
) {
    let Some(pay_bill) = &party.pay_bill else { return };
    let other: Row<Real> = w.money(pay_bill);
    let other = other.at_prices(&w.index("pay", &crate::address::Address::root(), None));
    let (rate, allowance): (Row<Factor>, Row<Cash>) =
        (w.rate("apprenticeship_levy.rate"), w.figure("apprenticeship_levy.allowance"));
    let nothing = w.sheet.cash(crate::Decimal::ZERO);
    let levy = |pay: &Row<Cash>| (pay * &rate - &allowance).max(&nothing);
    let pay = w.sheet.sum(posts.iter().map(|post| &post.pay));
    let due = levy(&(&other + pay)) - levy(&other);
    let hmrc = w.parties.always("hmrc");
    let flow = Flow::new(
        format!("{prefix}posts.apprenticeship_levy"),
        "Apprenticeship levy",
        employer,
        hmrc,
        Category::NationalInsurance,
        Amount::Worked(due),
    );
    // What an hour of work costs society is all that the employer pays for it.
    ledger.post(w, flow.treated(Treatment::Resource));
}

/// Posts the VAT on exempt activity that is not refunded to councils and parishes (VATA 1994 s.33; HMRC VATGPB4510).
///
/// All of it comes back up to 7,500 a year, or while it is under 5% of all the VAT that the body incurs; above both,
/// none of it does, the part that belongs to its other activity among it.
pub(crate) fn post_exempt_vat(w: &Workings<'_>, ledger: &mut Ledger) {
    let incurred = std::mem::take(&mut ledger.refunded_vat);
    for (payer, entry) in w.parties.iter() {
        let own = |once: bool| {
            incurred
                .iter()
                .filter(move |(party, _, of)| *party == payer && of == &once)
                .map(|(_, row, _)| row)
        };
        let Some(party) = &entry.input else { continue };
        let Some(exempt_use) = &party.exempt_use else { continue };
        if own(true).chain(own(false)).next().is_none() {
            continue;
        }
        let nothing = w.sheet.cash(crate::Decimal::ZERO);
        let general = w.general();
        let [other, other_exempt] = [&party.other_vat, &party.other_exempt_vat]
            .map(|sum| w.money::<Real, _>(sum).at_prices(&general));
        let (once, recurring) = (w.sheet.sum(own(true)), w.sheet.sum(own(false)));
        let all = once.clone() + recurring;
        let named = |row: Row<Cash>, name: &str, label: &str| {
            let at = workings(ledger, "", &format!("exempt_vat.{}.{name}", entry.id));
            row.named(at, format!("{}: {label}", entry.name), "£")
        };
        let exempt = named(&all * w.factor(exempt_use) + &other_exempt, "exempt", "VAT on exempt activity");
        let whole = named(&all + &other, "all", "all VAT on costs");
        let lost = |exempt: &Row<Cash>, whole: &Row<Cash>| {
            let share = whole * w.rate("vat.exempt_limit.share");
            let above_share = exempt.only_where(exempt, Comparison::AtLeast, &share, &nothing);
            above_share.only_where(exempt, Comparison::Above, &w.figure("vat.exempt_limit.amount"), &nothing)
        };
        let lost = (lost(&exempt, &whole) - lost(&other_exempt, &other)).max(&nothing);
        let lost = named(lost, "lost", "VAT on exempt activity that does not come back");
        // Where works tip the year over the limit, what is lost belongs to the works in their share of the VAT.
        let pound = w.sheet.cash(crate::Decimal::ONE);
        let works = once / all.max(&pound);
        let parts = [
            (String::new(), "VAT on exempt activity", &lost * (w.number(1) - &works), false),
            (".once".to_owned(), "VAT on exempt activity, works", &lost * works, true),
        ];
        let hmrc = w.parties.always("hmrc");
        for (suffix, label, amount, one_off) in parts {
            let id = format!("exempt_vat.{}{suffix}", entry.id);
            let mut flow = Flow::new(id, label, payer, hmrc, Category::Vat, Amount::Worked(amount));
            flow.one_off = one_off;
            ledger.post(w, flow);
        }
    }
}

/// What every parish that states its electors would spend on an option, beside the limit of section 137 of the Local
/// Government Act 1972; none for a parish with the general power of competence.
pub(crate) fn powers(w: &Workings<'_>, ledger: &Ledger) -> Vec<Power> {
    let mut powers = Vec::new();
    for (parish, entry) in w.parties.iter() {
        let Some(party) = entry.input.as_ref().filter(|party| party.general_power != Some(true)) else {
            continue;
        };
        let Some(electors) = &party.electors else { continue };
        if !ledger.lines.iter().any(|line| line.payer == parish || line.payee == parish) {
            continue;
        }
        let at = |name: &str| workings(ledger, "", &format!("section_137.{}.{name}", entry.id));
        let view = View::new(entry.id.clone(), entry.name.clone(), w.parties, [parish]);
        let cost = view.cost(&w.sheet, ledger);
        let spends = (cost.recurring + cost.one_off).named(
            at("spends"),
            format!("What {} would spend", entry.name),
            "£",
        );
        let each: Row<Cash> = w.figure("parish.section_137_limit");
        let limit = (each * w.factor(electors)).named(
            at("limit"),
            format!("What {} may spend without the general power", entry.name),
            "£",
        );
        powers.push(Power { parish, spends, limit });
    }
    powers
}

fn workings(ledger: &Ledger, prefix: &str, name: &str) -> crate::address::Address {
    ledger.at.join("workings").join(format!("{prefix}{name}"))
}
