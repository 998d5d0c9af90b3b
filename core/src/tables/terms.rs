//! The tables of the analyses of an option's terms.

use super::build::{Build, Prices};
use super::{Declared, Table};
use crate::terms::{
    AbortDate, AbortResult, DelayMonth, DelayResult, DelayView, ParishAffordability, ParishYear, SavingYear,
    SavingsOption, SavingsPath, TaperResult, TaperYear,
};
use crate::year::FinancialYear;

pub(crate) const ABORT: &[Declared<AbortResult>] = &[("dates", dates)];
pub(crate) const DELAY: &[Declared<DelayResult>] = &[("months", months)];
pub(crate) const SAVINGS: &[Declared<SavingsPath>] = &[("years", savings)];
pub(crate) const TAPER: &[Declared<TaperResult>] = &[("years", taper)];
pub(crate) const AFFORDABILITY: &[Declared<ParishAffordability>] = &[("years", affordability)];

fn dates(result: &AbortResult) -> Table {
    let cash = Prices::Cash;
    Build::of("dates", &format!("Going on against stopping: {}", result.name), &result.dates)
        .words("date", "The day.", |own: &AbortDate| Some(&own.date))
        .pounds("spent", "What the change has cost once by then.", cash, |own| Some(own.spent))
        .pounds("saved", "Recurring savings so far.", cash, |own| Some(own.saved))
        .pounds("cost_of_ending", "What ending costs.", cash, |own| Some(own.cost_of_ending))
        .pounds("still_bound", "What binds after the end.", cash, |own| Some(own.still_bound))
        .pounds("saving_if_stopped", "The saving of all years if it is stopped.", cash, |own| {
            Some(own.saving_if_stopped)
        })
        .pounds("remaining", "The saving that is still to come.", cash, |own| Some(own.remaining))
        .pounds("going_on", "What going on is worth against stopping.", cash, |own| Some(own.going_on))
        .pounds("going_on_present_value", "The same discounted.", Prices::Present, |own| {
            Some(own.going_on_present_value)
        })
        .done()
}

fn months(result: &DelayResult) -> Table {
    let rows: Vec<(&DelayMonth, &DelayView)> =
        result.months.iter().flat_map(|month| month.views.iter().map(move |view| (month, view))).collect();
    Build::of("months", &format!("What a delay costs: {}", result.name), &rows)
        .counts("months", "By how many months it begins later.", |(month, _)| Some(u64::from(month.months)))
        .words("starts", "The day on which it then begins.", |(month, _)| Some(&month.starts))
        .words("view", "The id of the view.", |(_, view)| Some(&view.view))
        .pounds("saving_total", "The saving of all years with the delay.", Prices::Cash, |(_, view)| {
            Some(view.saving_total)
        })
        .pounds("lost", "What of it the delay has lost.", Prices::Cash, |(_, view)| Some(view.lost))
        .pounds(
            "net_present_saving",
            "The net present saving with the delay.",
            Prices::Present,
            |(_, view)| Some(view.net_present_saving),
        )
        .pounds("lost_present_value", "What of it the delay has lost.", Prices::Present, |(_, view)| {
            Some(view.lost_present_value)
        })
        .done()
}

fn savings(result: &SavingsPath) -> Table {
    let rows: Vec<(&SavingsOption, &SavingYear)> = result
        .options
        .iter()
        .flat_map(|option| option.years.iter().map(move |year| (option, year)))
        .collect();
    let years = all_years(rows.iter().map(|(_, own)| own.year));
    Build::of("years", "From the headline saving to what is there, by year", &rows)
        .words("option", "The id of the option.", |(option, _)| Some(&option.id))
        .words("name", "Its name.", |(option, _)| Some(&option.name))
        .by_year(&years, |(_, own)| years.binary_search(&own.year).ok())
        .pounds("today", "What today's service would cost the council.", Prices::Real, |(_, own)| {
            Some(own.today)
        })
        .pounds("headline", "The saving if nothing were stranded.", Prices::Real, |(_, own)| {
            Some(own.headline)
        })
        .pounds("stranded", "What of it stays with the council.", Prices::Real, |(_, own)| Some(own.stranded))
        .pounds("saving", "What is saved.", Prices::Real, |(_, own)| Some(own.saving))
        .pounds("saving_cash", "The same in cash.", Prices::Cash, |(_, own)| Some(own.saving_cash))
        .done()
}

fn taper(result: &TaperResult) -> Table {
    let years = all_years(result.years.iter().map(|own| own.year));
    Build::of(
        "years",
        &format!("The cheapest payment under which {} keeps its reserve", result.party_name),
        &result.years,
    )
    .by_year(&years, |own: &TaperYear| years.binary_search(&own.year).ok())
    .pounds("balance", "What is left in the year without the payment.", Prices::Cash, |own| Some(own.balance))
    .pounds("now", "What is paid now.", Prices::Cash, |own| Some(own.now))
    .pounds("payment", "What is to be paid.", Prices::Cash, |own| Some(own.payment))
    .pounds("reserve", "The reserve at the end of the year with it.", Prices::Cash, |own| Some(own.reserve))
    .done()
}

fn affordability(result: &ParishAffordability) -> Table {
    const BANDS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let years = all_years(result.years.iter().map(|own| own.year));
    let cash = Prices::Cash;
    let mut build = Build::of("years", &format!("What is asked of {}", result.parish_name), &result.years)
        .by_year(&years, |own: &ParishYear| years.binary_search(&own.year).ok())
        .pounds("cost", "What the parish must raise.", cash, |own| Some(own.cost))
        .numbers("tax_base", "Its tax base.", Some("Band D equivalents"), |own| Some(own.tax_base));
    for (place, band) in BANDS.iter().enumerate() {
        let about = format!("What a bill of Band {} rises by.", band.to_uppercase());
        build = build.pounds(&format!("band_{band}"), &about, cash, |own| own.bands.get(place).copied());
    }
    build
        .numbers("rise", "The rise as a share of the precept.", Some("share"), |own| own.rise)
        .pounds("charge_before", "The Band D charge without the service.", cash, |own| own.charge_before)
        .pounds("council_pays", "What the council pays the parish already.", cash, |own| {
            Some(own.council_pays)
        })
        .pounds("limit", "The limit on Band D.", cash, |own| own.limit)
        .pounds("bearable", "What the parish can bear.", cash, |own| own.bearable)
        .pounds("council_must_pay", "What the council must pay.", cash, |own| own.council_must_pay)
        .done()
}

/// The years that come, each once and in order.
fn all_years(years: impl Iterator<Item = FinancialYear>) -> Vec<FinancialYear> {
    let mut all: Vec<FinancialYear> = years.collect();
    all.sort_unstable();
    all.dedup();
    all
}
