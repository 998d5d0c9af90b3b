//! Tables of paths by year: what is expected beyond the plan, savings net of borrowing, and the cover of loans. Each is
//! there only where an option has something to say in it.

use rust_decimal::Decimal;

use super::report::{Below, Compared, Line, compare, council, of, pence, pounds};
use super::result::{OptionResult, Penny, ResultTables};

/// A table with a row a year, where any option has a value in it.
fn by_year(
    result: &ResultTables,
    heading: &str,
    row: Option<&Below>,
    value: &dyn Fn(&OptionResult, usize) -> Option<String>,
) -> Option<Compared> {
    let lines: Vec<Line> = result
        .years
        .iter()
        .enumerate()
        .map(|(place, year)| Line {
            label: year.to_string(),
            cells: result.options.iter().map(|option| value(option, place).unwrap_or_default()).collect(),
            row: row.map(|row| row.clone().in_year(*year)),
        })
        .collect();
    let said = lines.iter().any(|line| line.cells.iter().any(|cell| !cell.is_empty()));
    said.then(|| compare(&result.options, heading, lines))
}

/// What an option is expected to cost a party beyond the plan, in a year; none where it says nothing of that.
fn beyond_plan(option: &OptionResult, party: &str, year: usize) -> Option<Decimal> {
    let mut lines =
        option.expected.iter().filter(|line| line.payer == party || line.payee == party).peekable();
    lines.peek()?;
    let signed = lines.map(|line| {
        let sum = line.difference.get(year).map(|sum| sum.value()).unwrap_or_default();
        if line.payer == party { sum } else { -sum }
    });
    Some(signed.sum())
}

pub(super) fn tables(result: &ResultTables) -> Vec<Compared> {
    let stranded = by_year(
        result,
        "Stranded with the council, in cash, by year: what it goes on paying for what the service has left",
        Some(&Below::new("stranded", "stranded")),
        &|option, year| option.stranded.as_ref().and_then(|own| own.stranded.get(year).copied()).map(pounds),
    );
    let expected = by_year(
        result,
        "Expected net cost to the council beyond the plan, in cash, by year",
        None,
        &|option, year| beyond_plan(option, &result.council, year).map(|sum| pounds(Penny::of(sum))),
    );
    let borrowing = |show: &'static dyn Fn(&super::result::BorrowingResult, usize) -> Option<Penny>| {
        move |option: &OptionResult, year: usize| {
            let shown = of(council(option), |view| {
                view.borrowing.as_ref().and_then(|own| show(own, year)).map(pounds).unwrap_or_default()
            });
            (!shown.is_empty()).then_some(shown)
        }
    };
    let before = by_year(
        result,
        "Recurring saving to the council before borrowing, in cash, by year",
        Some(&Below::new("borrowing", &result.council).and("saving_before")),
        &borrowing(&|own, year| own.saving_before.get(year).copied()),
    );
    let net = by_year(
        result,
        "Recurring saving to the council net of borrowing, in cash, by year",
        Some(&Below::new("borrowing", &result.council).and("saving_net")),
        &borrowing(&|own, year| own.saving_net.get(year).copied()),
    );
    let cover = by_year(
        result,
        "How many times the borrower's income covers its loans, by year",
        None,
        &|option, year| {
            let cover = option.covers.first()?.cover.get(year).copied().flatten();
            cover.map(|cover| pence(Some(Penny::of(cover.value()))))
        },
    );
    [stranded, expected, before, net, cover].into_iter().flatten().collect()
}
