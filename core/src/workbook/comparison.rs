//! The sheet that puts the options side by side, as the printed result does: to the penny, half to even.

use rust_xlsxwriter::XlsxError;

use super::Book;
use super::cells::{FIRST_ROW, HEADINGS, SheetId, WHOLE, all_years, column, one_cell, to_the_penny};
use super::formula::NONE;
use super::layout::Place;
use super::page::{Look, Page, Shown};
use super::payback::Case;
use crate::appraisal::{OptionModel, OptionResult, Penny};
use crate::money;
use crate::sheet::NodeId;

/// The column of the first option.
const FIRST_OPTION: u16 = 2;

/// A cell of an option: its formula, and its value at export.
type Cell = (String, Shown);

/// What is shown of the rows of an option: label, node and value, by group.
pub(super) struct Measure {
    pub(super) label: String,
    pub(super) node: NodeId,
    pub(super) shown: Option<Penny>,
}

/// The values for the whole period of an option, in the order of its views and last society.
pub(super) fn measures(book: &Book<'_>, model: &OptionModel, result: &OptionResult) -> [Vec<Measure>; 2] {
    let (mut cash, mut real) = (Vec::new(), Vec::new());
    let views = model.measures.views.iter().zip(&result.views);
    for (own, shown) in views {
        let mut add = |label: &str, node, value| {
            cash.push(Measure { label: format!("{label}: {}", shown.name), node, shown: Some(value) });
        };
        add("Net cost, all years", own.total, shown.net_cost_total);
        add("Saving against today, all years", own.saving_total, shown.saving_total);
    }
    let views = model.measures.views.iter().zip(&result.views);
    let views = views.map(|(own, shown)| (shown.name.as_str(), &own.economic, &shown.economic));
    for (name, own, shown) in views.chain([("society", &model.measures.society, &result.society)]) {
        let mut add = |label: &str, node, value| {
            real.push(Measure { label: format!("{label}: {name}"), node, shown: value });
        };
        add("Net present cost", own.net_present_cost, Some(shown.net_present_cost));
        add("Net present saving", own.net_present_saving, Some(shown.net_present_saving));
        add("Equivalent annual cost", own.equivalent_annual_cost, Some(shown.equivalent_annual_cost));
        for (label, node, value) in [
            ("Cost for an hour open", own.per_open_hour, shown.cost_per_open_hour),
            ("Cost for a staffed hour", own.per_staffed_hour, shown.cost_per_staffed_hour),
            ("Cost for a visit", own.per_visit, shown.cost_per_visit),
            ("Cost for an issue", own.per_issue, shown.cost_per_issue),
        ] {
            if let Some(node) = node {
                add(label, node, value);
            }
        }
        for ((node, shown), schedule) in own.compared.iter().zip(&shown.compared).zip(&book.model.compared) {
            add(&format!("Net present cost, {}", schedule.label), *node, Some(shown.net_present_cost));
        }
    }
    [cash, real]
}

impl<'b> Book<'b> {
    pub(super) fn comparison(&self) -> Result<Page<'b>, XlsxError> {
        let about = "The options side by side. Pounds are exact in the sheets of the options and are shown here to the penny, half a penny to the even one, as the library rounds.";
        let name = self.names.of(SheetId::Comparison);
        let title = format!("Comparison: {}", self.model.title);
        let mut page = Page::new(name, &title, about, self.styles)?;
        page.headings(HEADINGS, &["What it is", "Unit"])?;
        for (place, option) in self.model.options.iter().enumerate() {
            page.text(HEADINGS, option_column(place), &option.name, Look::Heading)?;
        }
        page.widths(&[(0, 62.0), (1, 20.0)])?;
        let last = option_column(self.model.options.len().saturating_sub(1));
        page.sheet.set_column_range_width(FIRST_OPTION, last, 22)?;
        page.sheet.set_freeze_panes(FIRST_ROW - 1, FIRST_OPTION)?;
        page.sheet.set_repeat_rows(HEADINGS, HEADINGS)?.set_repeat_columns(0, 1)?;
        page.sheet.set_print_fit_to_pages(1, 0);
        self.compare(&mut page)?;
        Ok(page)
    }

    fn compare(&self, page: &mut Page<'_>) -> Result<(), XlsxError> {
        let prices = format!("£ of {}", self.model.prices);
        let mut row = FIRST_ROW;
        let all: Vec<[Vec<Measure>; 2]> = self
            .model
            .options
            .iter()
            .zip(&self.tables.options)
            .map(|(model, result)| measures(self, model, result))
            .collect();
        for (group, heading, unit, case) in [
            (0, "FINANCIAL CASE, in cash", "£", Case::Cash),
            (1, "ECONOMIC CASE, in real terms, discounted", prices.as_str(), Case::Discounted),
        ] {
            page.text(row, 0, heading, Look::Block)?;
            row += 1;
            for label in labels(&all, group) {
                page.text(row, 0, &label, Look::Text)?;
                page.text(row, 1, unit, Look::Text)?;
                for (place, own) in all.iter().enumerate() {
                    // An option may have no such measure: nobody counts its visits.
                    let found = own[group].iter().find(|measure| measure.label == label);
                    if let Some((formula, shown)) =
                        found.and_then(|measure| self.pennies(SheetId::Comparison, measure))
                    {
                        page.formula(row, option_column(place), &formula, shown, Look::Pounds)?;
                    }
                }
                row += 1;
            }
            row = self.payback(page, row, case)?;
            if case == Case::Cash {
                row = self.by_option(page, row, "Worst year of the council", Self::worst)?;
            }
            row += 1;
        }
        self.ranks(page, row)
    }

    /// A row with a cell for each option.
    fn by_option(
        &self,
        page: &mut Page<'_>,
        row: u32,
        label: &str,
        cell: impl Fn(&Self, usize) -> Cell,
    ) -> Result<u32, XlsxError> {
        page.text(row, 0, label, Look::Text)?;
        for place in 0..self.model.options.len() {
            let (formula, shown) = cell(self, place);
            page.formula(row, option_column(place), &formula, shown, Look::Pounds)?;
        }
        Ok(row + 1)
    }

    fn payback(&self, page: &mut Page<'_>, mut row: u32, case: Case) -> Result<u32, XlsxError> {
        let discounted = if case == Case::Discounted { "discounted, " } else { "" };
        let of = |place: usize| {
            let view = self.tables.options.get(place).and_then(|option| option.views.first())?;
            Some(match case {
                Case::Cash => (&view.payback, view.payback_year),
                Case::Discounted => (&view.discounted_payback, view.discounted_payback_year),
            })
        };
        let cells = |place| self.payback_cells(SheetId::Comparison, place, case);
        row = self.by_option(page, row, &format!("Payback year, {discounted}council"), |book, place| {
            let year = cells(place).year;
            let years = book.year_names();
            let shown = of(place).and_then(|(_, year)| year).map_or(NONE.to_owned(), |year| year.to_string());
            (format!("IF(ISNUMBER({year}),INDEX({years},{year}),\"{NONE}\")"), Shown::Text(shown))
        })?;
        row = self.by_option(
            page,
            row,
            &format!("Payback, {discounted}council, years from the first"),
            |_, place| {
                let own = cells(place);
                let formula = format!(
                    "IF(ISNUMBER({time}),{rounded},IF(ISNUMBER({}),\"nothing to recover\",\"{NONE}\"))",
                    own.year,
                    time = own.years,
                    rounded = to_the_penny(&own.years)
                );
                let shown = match of(place) {
                    Some((payback, year)) => match (payback.years, year) {
                        (Some(years), _) => Shown::Number(years.value()),
                        (None, Some(_)) => Shown::from("nothing to recover"),
                        (None, None) => Shown::from(NONE),
                    },
                    None => Shown::from(NONE),
                };
                (formula, shown)
            },
        )?;
        self.by_option(page, row, "Recovered more than once (the last time is shown)", |_, place| {
            let several = of(place).is_some_and(|(payback, _)| payback.crosses_more_than_once);
            let formula = format!("IF({}>1,\"yes\",\"no\")", cells(place).changes);
            (formula, Shown::from(if several { "yes" } else { "no" }))
        })
    }

    fn worst(&self, place: usize) -> Cell {
        let year = self.worst_cell(SheetId::Comparison, place);
        let view = self.tables.options.get(place).and_then(|option| option.views.first());
        let shown = view.map(|view| view.worst_year.to_string()).unwrap_or_default();
        (format!("INDEX({},{year})", self.year_names()), Shown::Text(shown))
    }

    /// The names of the years, as a formula of this sheet finds them.
    fn year_names(&self) -> String {
        let prefix = self.names.prefix(SheetId::Comparison, SheetId::Common);
        format!("{prefix}{}", all_years(HEADINGS, self.model.years.len()))
    }

    /// A value of an option for the whole period, to the penny.
    pub(super) fn pennies(&self, from: SheetId, measure: &Measure) -> Option<Cell> {
        let Place::Whole(sheet, row) = self.layout.place(measure.node)? else { return None };
        let cell = format!("{}{}", self.names.prefix(from, sheet), one_cell(WHOLE, row));
        let rounded = to_the_penny(&cell);
        let shown = measure.shown.map_or_else(|| Shown::from(NONE), |shown| Shown::Number(shown.value()));
        Some((format!("IF(ISNUMBER({cell}),{rounded},{cell})"), shown))
    }

    /// The place of each option by net present cost to the council.
    fn ranks(&self, page: &mut Page<'_>, mut row: u32) -> Result<(), XlsxError> {
        page.text(row, 0, "ORDER", Look::Block)?;
        row += 1;
        let costs = row;
        let last = option_column(self.model.options.len().saturating_sub(1));
        let all = format!("${}{at}:${}{at}", column(FIRST_OPTION), column(last), at = costs + 1);
        let label = "Net present cost to the council, to the millionth: what is nearer than that is equal";
        row = self.by_option(page, row, label, |book, place| {
            let node = book.model.options[place].measures.views.first();
            let node = node.map(|view| view.economic.net_present_cost);
            let cell = node.map(|node| book.writer(SheetId::Comparison).value(node)).unwrap_or_default();
            let value = node.and_then(|node| book.values.at(node, 0)).unwrap_or_default();
            (format!("ROUND({cell},6)"), Shown::Number(money::to_places(value, 6)))
        })?;
        let label = "Place by net present cost to the council (1= where two are equal)";
        self.by_option(page, row, label, |book, place| {
            let own = format!("{}{}", column(option_column(place)), costs + 1);
            let formula =
                format!("1+SUMPRODUCT(--({all}<{own}))&IF(SUMPRODUCT(--({all}={own}))>1,\"=\",\"\")");
            let rank = book.tables.options.get(place).map(|option| option.rank.clone()).unwrap_or_default();
            (formula, Shown::Text(rank))
        })?;
        Ok(())
    }
}

fn option_column(place: usize) -> u16 {
    FIRST_OPTION.saturating_add(u16::try_from(place).unwrap_or(u16::MAX))
}

/// The labels of a group, in the order in which options have them.
fn labels(all: &[[Vec<Measure>; 2]], group: usize) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for measure in all.iter().flat_map(|own| &own[group]) {
        if !labels.contains(&measure.label) {
            labels.push(measure.label.clone());
        }
    }
    labels
}
