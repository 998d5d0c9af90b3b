//! The rows by which a sheet of an option shows when the option has paid for itself, and its worst year.
//!
//! The measures are read off a finished row, year by year; the words for them are those of [`crate::method::payback`].

use rust_decimal::RoundingStrategy;
use rust_xlsxwriter::XlsxError;

use super::Book;
use super::cells::{
    LABEL, SheetId, WHOLE, all_years, column, counter, one_cell, this_year, to_the_penny, year_before,
    year_column,
};
use super::formula::NONE;
use super::page::{Look, Page, Shown};
use crate::Decimal;
use crate::money;
use crate::sheet::NodeId;

/// The rows of one case, below its heading.
const ROWS: u32 = 6;
const SAVING: u32 = 0;
const SUM: u32 = 1;
const RECOVERED: u32 = 2;
const SIDE: u32 = 3;
const CHANGES: u32 = 4;
const FIRST_SAVING: u32 = 5;

/// In cash, or discounted in real terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Cash,
    Discounted,
}

/// The cells of an option from which a comparison reads its payback.
#[derive(Debug)]
pub(super) struct PaybackCells {
    /// Years from the first, or a word where there are none.
    pub(super) years: String,
    /// How often the sum changes its sign.
    pub(super) changes: String,
    /// The number of the year, or a word.
    pub(super) year: String,
}

impl<'b> Book<'b> {
    /// The sheet of an option: its rows, and below them when it pays for itself.
    pub(super) fn option_sheet(&self, place: usize) -> Result<Page<'b>, XlsxError> {
        let option = &self.model.options[place];
        let sheet = SheetId::Option(place);
        let about = "Every row is one formula, the same in all years; a value for the whole period stands in a column of its own. Rows in italics are parts of longer formulas.";
        let mut page = self.model_sheet(sheet, &option.name, about)?;
        self.line_parties(&mut page, place)?;
        let start = self.layout.next_row(sheet) + 1;
        let what = "When the option has paid for itself for the council, and its worst year: read off the rows above";
        page.text(start, LABEL, what, Look::Block)?;
        if let Some(view) = option.measures.views.first() {
            self.case(&mut page, place, Case::Cash, view.saving)?;
            self.case(&mut page, place, Case::Discounted, view.economic.discounted_saving)?;
            let row = self.worst_row(place);
            page.label(
                row,
                "",
                "Net cost to the council, to the penny; beside it the number of its worst year",
                "£",
                Look::Note,
            )?;
            let cost = self.writer(sheet).value(view.net);
            let shown: Vec<Decimal> = self.values.by_year(view.net).map(money::to_pence).collect();
            page.years(row, &to_the_penny(&cost), shown.iter().map(|cost| Shown::from(*cost)), Look::Pounds)?;
            let most = shown.iter().max().copied().unwrap_or_default();
            let worst = 1 + shown.iter().position(|cost| *cost == most).unwrap_or(0);
            let years = all_years(row, self.model.years.len());
            page.formula(row, WHOLE, &format!("MATCH(MAX({years}),{years},0)"), worst, Look::Count)?;
        }
        Ok(page)
    }

    fn case_row(&self, place: usize, case: Case) -> u32 {
        let start = self.layout.next_row(SheetId::Option(place)) + 2;
        if case == Case::Cash { start } else { start + ROWS }
    }

    fn worst_row(&self, place: usize) -> u32 {
        self.layout.next_row(SheetId::Option(place)) + 2 + 2 * ROWS
    }

    /// Where a comparison finds the payback of an option.
    pub(super) fn payback_cells(&self, from: SheetId, place: usize, case: Case) -> PaybackCells {
        let row = self.case_row(place, case);
        let prefix = self.names.prefix(from, SheetId::Option(place));
        let cell = |offset| format!("{prefix}{}", one_cell(WHOLE, row + offset));
        PaybackCells { years: cell(RECOVERED), changes: cell(CHANGES), year: cell(FIRST_SAVING) }
    }

    /// Where a comparison finds the number of the worst year of an option.
    pub(super) fn worst_cell(&self, from: SheetId, place: usize) -> String {
        format!(
            "{}{}",
            self.names.prefix(from, SheetId::Option(place)),
            one_cell(WHOLE, self.worst_row(place))
        )
    }

    fn case(&self, page: &mut Page<'_>, place: usize, case: Case, saving: NodeId) -> Result<(), XlsxError> {
        let top = self.case_row(place, case);
        let at = |offset| top + offset;
        let own = |offset| this_year(at(offset));
        let before = |offset| year_before(at(offset));
        let saving_cell = self.writer(SheetId::Option(place)).value(saving);
        let years = self.model.years.len();
        let all = |offset| all_years(at(offset), years);
        let last = format!("${}{}", column(year_column(years.saturating_sub(1))), at(SUM) + 1);
        let how = if case == Case::Cash { "in cash" } else { "in real terms, discounted" };
        // As the formula rounds them: half a millionth away from nothing.
        let millionths =
            |value: Decimal| value.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero);
        let savings: Vec<Decimal> = self.values.by_year(saving).map(millionths).collect();
        let shown = Path::new(&savings);
        let number =
            |text: &str, offset: u32, page: &mut Page<'_>| page.label(at(offset), "", text, "", Look::Note);
        number(&format!("Saving {how}, to the millionth"), SAVING, page)?;
        page.years(
            at(SAVING),
            &format!("ROUND({saving_cell},6)"),
            savings.iter().map(|v| Shown::from(*v)),
            Look::Pounds,
        )?;
        number(&format!("Saving {how}, all years so far"), SUM, page)?;
        let sum = format!("ROUND({}+{},6)", before(SUM), own(SAVING));
        page.years(at(SUM), &sum, shown.sums.iter().map(|v| Shown::from(*v)), Look::Pounds)?;
        number("Years from the first until it is recovered; beside it the last time", RECOVERED, page)?;
        let recovered = format!(
            "IF(AND({}<0,{}>=0),{}-2-{}/{},\"\")",
            before(SUM),
            own(SUM),
            counter(),
            before(SUM),
            own(SAVING)
        );
        page.years(at(RECOVERED), &recovered, shown.recovered.iter().copied().map(maybe), Look::Number)?;
        let found =
            format!("IF(AND({last}>=0,COUNT({})>0),MAX({}),\"{NONE}\")", all(RECOVERED), all(RECOVERED));
        page.formula(at(RECOVERED), WHOLE, &found, word(shown.years()), Look::Number)?;
        number("1 above nothing, -1 below", SIDE, page)?;
        let side = format!("IF({}=0,N({}),SIGN({}))", own(SUM), before(SIDE), own(SUM));
        page.years(at(SIDE), &side, shown.sides.iter().map(|v| Shown::from(*v)), Look::Count)?;
        number("Changes its sign; beside it how often", CHANGES, page)?;
        let change = format!("IF(N({})*{}<0,1,0)", before(SIDE), own(SIDE));
        let changes = shown.changes();
        page.years(at(CHANGES), &change, changes.iter().map(|v| Shown::from(*v)), Look::Count)?;
        page.formula(
            at(CHANGES),
            WHOLE,
            &format!("SUM({})", all(CHANGES)),
            changes.iter().sum::<usize>(),
            Look::Count,
        )?;
        number("The year saves something; beside it the number of the payback year", FIRST_SAVING, page)?;
        let saves = format!("IF({}>0,{},\"\")", own(SAVING), counter());
        let firsts = savings.iter().enumerate().map(|(year, saving)| {
            if *saving > Decimal::ZERO { Shown::from(year + 1) } else { Shown::from("") }
        });
        page.years(at(FIRST_SAVING), &saves, firsts, Look::Count)?;
        let time = one_cell(WHOLE, at(RECOVERED));
        let year = format!(
            "IF(ISNUMBER({time}),ROUNDUP(ROUND({time},6),0)+1,IF(AND(MIN({})>=0,COUNT({first})>0),MIN({first}),\"{NONE}\"))",
            all(SUM),
            first = all(FIRST_SAVING)
        );
        let count = shown.year(&savings).map(Decimal::from);
        page.formula(at(FIRST_SAVING), WHOLE, &year, word(count), Look::Count)
    }
}

fn maybe(value: Option<Decimal>) -> Shown {
    value.map_or_else(|| Shown::from(""), Shown::from)
}

fn word(value: Option<Decimal>) -> Shown {
    value.map_or_else(|| Shown::from(NONE), Shown::from)
}

/// The values of the rows at export.
struct Path {
    sums: Vec<Decimal>,
    recovered: Vec<Option<Decimal>>,
    sides: Vec<Decimal>,
}

impl Path {
    fn new(savings: &[Decimal]) -> Self {
        let mut path = Self { sums: Vec::new(), recovered: Vec::new(), sides: Vec::new() };
        let (mut sum, mut side) = (Decimal::ZERO, Decimal::ZERO);
        for (year, saving) in savings.iter().enumerate() {
            let before = sum;
            sum = sum.saturating_add(*saving);
            let back = before < Decimal::ZERO && sum >= Decimal::ZERO;
            path.recovered.push(back.then(|| Decimal::from(year) - Decimal::ONE - before / saving));
            if !sum.is_zero() {
                side = if sum > Decimal::ZERO { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
            }
            path.sums.push(sum);
            path.sides.push(side);
        }
        path
    }

    fn changes(&self) -> Vec<usize> {
        let before = std::iter::once(&Decimal::ZERO).chain(&self.sides);
        before.zip(&self.sides).map(|(before, own)| usize::from(before * own < Decimal::ZERO)).collect()
    }

    fn years(&self) -> Option<Decimal> {
        let ends_above = self.sums.last().is_some_and(|sum| *sum >= Decimal::ZERO);
        if ends_above { self.recovered.iter().flatten().last().copied() } else { None }
    }

    /// The number of the payback year.
    fn year(&self, savings: &[Decimal]) -> Option<usize> {
        match self.years() {
            Some(time) => usize::try_from(money::to_places(time, 6).ceil()).ok().map(|year| year + 1),
            None if self.sums.iter().all(|sum| *sum >= Decimal::ZERO) => {
                savings.iter().position(|saving| *saving > Decimal::ZERO).map(|year| year + 1)
            }
            None => None,
        }
    }
}
