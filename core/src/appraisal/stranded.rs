//! What stays with the council when the service leaves: the headline saving, what of it is there in each year, and what
//! is stranded, item by item, until it has gone.
//!
//! The saving of a year is the headline less what is stranded in it, as in [`stranded_overhead`]; here each item goes by
//! the path that the input states for it: central support as it unwinds, a lease or a contract on its day, an empty
//! building when it is sold.
//!
//! [`stranded_overhead`]: crate::method::stranded_overhead

use serde::Serialize;

use super::assembly::Assembly;
use super::build::OptionModel;
use super::result::Penny;
use crate::Decimal;
use crate::ledger::{Ledger, Line};
use crate::money;
use crate::party::PartyId;
use crate::sheet::{Cash, NodeId, Row};
use crate::workings::Workings;
use crate::year::FinancialYear;

/// Where what is stranded stands on the sheet.
#[derive(Debug)]
pub(crate) struct StrandedMeasures {
    headline: NodeId,
    saving: NodeId,
    stranded: NodeId,
    /// The id and the label of each line, and what it costs the council net.
    items: Vec<(String, String, NodeId)>,
}

/// What of today's cost stays with the council, and the saving without it; none where nothing stays.
pub(super) fn stranded(
    w: &Workings<'_>,
    ledger: &Ledger,
    council: PartyId,
    today: &Row<Cash>,
    own: &Row<Cash>,
) -> Option<StrandedMeasures> {
    let concerns = |line: &&Line| line.stranded && (line.payer == council) != (line.payee == council);
    let nothing = w.sheet.cash(Decimal::ZERO);
    let (mut rows, mut items) = (Vec::new(), Vec::new());
    for line in ledger.lines.iter().filter(concerns) {
        let row = if line.payer == council { line.cash.clone() } else { &nothing - &line.cash };
        items.push((line.id.clone(), line.label.clone(), row.node()));
        rows.push(row);
    }
    if items.is_empty() {
        return None;
    }
    let at = |id: &str| ledger.at.join("stranded").join(id);
    let stranded = w.sheet.sum(&rows).named(at("stranded"), "Stranded with the council", "£");
    let saving = (today - own).named(at("saving"), "Recurring saving to the council", "£");
    let headline =
        (&saving + &stranded).named(at("headline"), "Headline saving: if nothing were stranded", "£");
    Some(StrandedMeasures {
        headline: headline.node(),
        saving: saving.node(),
        stranded: stranded.node(),
        items,
    })
}

/// The headline saving of an option, what of it the council saves, and what is stranded, in cash, by year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StrandedResult {
    /// In a sentence: the headline, the saving now and later, and what is stranded.
    pub line: String,
    /// What would be saved every year if nothing were stranded.
    pub headline: Vec<Penny>,
    /// What is saved: the headline less what is stranded.
    pub saving: Vec<Penny>,
    /// What is stranded, all items together.
    pub stranded: Vec<Penny>,
    /// The items.
    pub items: Vec<StrandedItem>,
}

/// A cost of today's service that does not stop with the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StrandedItem {
    /// The id of its line.
    pub id: String,
    /// What it is.
    pub label: String,
    /// What it costs the council net, by year.
    pub by_year: Vec<Penny>,
}

impl Assembly<'_> {
    pub(super) fn stranded(&self, option: &OptionModel) -> Option<StrandedResult> {
        let measures = option.measures.stranded.as_ref()?;
        let [headline, saving, stranded] =
            [measures.headline, measures.saving, measures.stranded].map(|node| self.exact(node));
        let pennies = |values: &[Decimal]| values.iter().copied().map(Penny::of).collect::<Vec<_>>();
        let items = measures.items.iter().map(|(id, label, node)| StrandedItem {
            id: id.clone(),
            label: label.clone(),
            by_year: pennies(&self.exact(*node)),
        });
        let items = items.collect();
        let years = &self.model.years;
        // The first whole year of the arrangement; where there is none, the last.
        let whole = |year: &FinancialYear| option.starts.is_none_or(|starts| year.first_day() >= starts);
        let last = years.len().checked_sub(1)?;
        let first = years.iter().position(whole).unwrap_or(last);
        let pounds = |values: &[Decimal], place: usize| money::whole_pounds(values[place]);
        let line = format!(
            "Headline saving £{} in {}; saved £{} in {} and £{} in {}; stranded £{} and £{}.",
            pounds(&headline, first),
            years[first],
            pounds(&saving, first),
            years[first],
            pounds(&saving, last),
            years[last],
            pounds(&stranded, first),
            pounds(&stranded, last),
        );
        let [headline, saving, stranded] = [headline, saving, stranded].map(|values| pennies(&values));
        Some(StrandedResult { line, headline, saving, stranded, items })
    }
}
