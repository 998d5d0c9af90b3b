//! The result to look at: plain text for a terminal, a table of HTML for a notebook or a page.

use super::advisories::Advisory;
use super::by_library::LibraryResult;
use super::report_paths;
use super::result::{EconomicResult, OptionResult, PartyResult, Penny, ResultTables, ViewResult};
use super::worth::{BenefitResult, PaybackResult};
use crate::Decimal;
use crate::address::Address;
use crate::money;
use crate::table::{self, Table};
use crate::year::FinancialYear;

/// The row of the sheet, below an option, that a row of the comparison shows.
enum RowOf {
    None,
    /// Of the council: the name of the measure.
    Council(&'static str),
    /// Of a group of parties: the name of the measure, and the group.
    Group(&'static str, &'static str),
}

/// A row of the comparison: what it is, which row of the sheet that is, and its value for an option.
type Measure = (&'static str, RowOf, fn(&OptionResult) -> String);

/// A row of the sheet below each option, and the year of it that is shown.
#[derive(Clone)]
pub(super) struct Below {
    path: Vec<String>,
    year: Option<FinancialYear>,
}

impl Below {
    /// The row of this measure and of whom it is.
    pub(super) fn new(measure: &str, whose: &str) -> Self {
        Self { path: vec![measure.to_owned(), whose.to_owned()], year: None }
    }

    pub(super) fn and(mut self, part: &str) -> Self {
        self.path.push(part.to_owned());
        self
    }

    pub(super) fn in_year(mut self, year: FinancialYear) -> Self {
        self.year = Some(year);
        self
    }

    fn of(&self, option: &str) -> table::InSheet {
        let option = Address::root().join("options").join(option);
        table::InSheet { row: self.path.iter().fold(option, |at, part| at.join(part)), year: self.year }
    }
}

/// A row of a table in which each option has a column.
pub(super) struct Line {
    pub(super) label: String,
    pub(super) cells: Vec<String>,
    pub(super) row: Option<Below>,
}

/// A table in which each option has a column, and the rows of the sheet that it shows.
pub(super) struct Compared {
    table: Table,
    rows: Vec<Option<Below>>,
}

pub(super) fn pounds(value: Penny) -> String {
    money::whole_pounds(value.value())
}

pub(super) fn pence(value: Option<Penny>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| money::pounds_and_pence(value.value()))
}

fn pence_if_any(value: Option<Penny>) -> String {
    value.map(|value| money::pounds_and_pence(value.value())).unwrap_or_default()
}

fn named(year: Option<FinancialYear>) -> String {
    year.map_or_else(|| "none".to_owned(), |year| year.to_string())
}

fn time(payback: &PaybackResult, year: Option<FinancialYear>) -> String {
    let last = if payback.crosses_more_than_once { " (last of several)" } else { "" };
    match (payback.years, year) {
        (Some(years), _) => format!("{}{last}", years.value()),
        (None, Some(_)) => "nothing to recover".to_owned(),
        (None, None) => "none".to_owned(),
    }
}

pub(super) fn council(option: &OptionResult) -> Option<&ViewResult> {
    option.views.first()
}

fn view<'o>(option: &'o OptionResult, id: &str) -> Option<&'o ViewResult> {
    option.views.iter().find(|view| view.id == id)
}

pub(super) fn of(view: Option<&ViewResult>, show: impl FnOnce(&ViewResult) -> String) -> String {
    view.map(show).unwrap_or_default()
}

/// The cost of a unit of service; nothing where the input does not say how many there are.
fn stated(
    units: Option<&Vec<Penny>>,
    view: Option<&ViewResult>,
    show: impl FnOnce(&ViewResult) -> Option<Penny>,
) -> String {
    units.map(|_| of(view, |view| pence(show(view)))).unwrap_or_default()
}

const MEASURES: &[Measure] = &[
    ("Delivery model", RowOf::None, |option| option.model.replace('_', " ")),
    ("FINANCIAL CASE, in cash", RowOf::None, |_| String::new()),
    ("Net cost to the council, all years", RowOf::Council("net_cost_total"), |option| {
        of(council(option), |view| pounds(view.net_cost_total))
    }),
    ("Saving against today, all years", RowOf::Council("saving_total"), |option| {
        of(council(option), |view| pounds(view.saving_total))
    }),
    ("Payback year", RowOf::None, |option| of(council(option), |view| named(view.payback_year))),
    ("Payback, years from the first", RowOf::None, |option| {
        of(council(option), |view| time(&view.payback, view.payback_year))
    }),
    ("Worst year of the council", RowOf::None, |option| {
        of(council(option), |view| view.worst_year.to_string())
    }),
    ("ECONOMIC CASE, in real terms, discounted", RowOf::None, |_| String::new()),
    ("Net present cost: council", RowOf::Council("net_present_cost"), |option| {
        of(council(option), |view| pounds(view.economic.net_present_cost))
    }),
    (
        "Net present cost: local public sector",
        RowOf::Group("net_present_cost", "local_public_sector"),
        |option| of(view(option, "local_public_sector"), |view| pounds(view.economic.net_present_cost)),
    ),
    ("Net present cost: public sector", RowOf::Group("net_present_cost", "public_sector"), |option| {
        of(view(option, "public_sector"), |view| pounds(view.economic.net_present_cost))
    }),
    ("Net present cost: society", RowOf::Group("net_present_cost", "society"), |option| {
        pounds(option.society.net_present_cost)
    }),
    ("Equivalent annual cost: council", RowOf::Council("equivalent_annual_cost"), |option| {
        of(council(option), |view| pounds(view.economic.equivalent_annual_cost))
    }),
    ("Discounted payback year", RowOf::None, |option| {
        of(council(option), |view| named(view.discounted_payback_year))
    }),
    ("Discounted payback, years from the first", RowOf::None, |option| {
        of(council(option), |view| time(&view.discounted_payback, view.discounted_payback_year))
    }),
    ("COST OF THE SERVICE, in real terms", RowOf::None, |_| String::new()),
    ("Council, for an hour open", RowOf::Council("cost_per_open_hour"), |option| {
        stated(option.open_hours.as_ref(), council(option), |view| view.economic.cost_per_open_hour)
    }),
    (
        "Local public sector, for an hour open",
        RowOf::Group("cost_per_open_hour", "local_public_sector"),
        |option| {
            let view = view(option, "local_public_sector");
            stated(option.open_hours.as_ref(), view, |view| view.economic.cost_per_open_hour)
        },
    ),
    ("Council, for a visit", RowOf::Council("cost_per_visit"), |option| {
        stated(option.visits.as_ref(), council(option), |view| view.economic.cost_per_visit)
    }),
    ("Council, for an issue", RowOf::Council("cost_per_issue"), |option| {
        of(council(option), |view| pence_if_any(view.economic.cost_per_issue))
    }),
    ("Place by net present cost to the council", RowOf::None, |option| option.rank.clone()),
];

/// A block of the comparison: each option has a column.
pub(super) fn compare(options: &[OptionResult], heading: impl Into<String>, lines: Vec<Line>) -> Compared {
    let columns = options.iter().map(|option| option.name.clone()).collect();
    let mut rows = Vec::with_capacity(lines.len());
    let cells = lines.into_iter().map(|Line { label, cells, row }| {
        rows.push(row);
        (label, cells)
    });
    let table = Table { heading: heading.into(), columns, rows: cells.collect() };
    Compared { table, rows }
}

impl RowOf {
    fn below(&self, council: &str) -> Option<Below> {
        match self {
            Self::None => None,
            Self::Council(measure) => Some(Below::new(measure, council)),
            Self::Group(measure, group) => Some(Below::new(measure, group)),
        }
    }
}

/// The years of a comparison and their prices: what stands over it.
pub(crate) fn period(years: &[FinancialYear], prices: FinancialYear) -> String {
    let shown = |year: Option<&FinancialYear>| year.map(ToString::to_string).unwrap_or_default();
    format!("{} to {}, real terms in prices of {prices}", shown(years.first()), shown(years.last()))
}

fn tables(result: &ResultTables) -> Vec<Compared> {
    let options = &result.options;
    let line = |(label, row, show): &Measure| Line {
        label: (*label).to_owned(),
        cells: options.iter().map(show).collect(),
        row: row.below(&result.council),
    };
    let said = |line: &Line| line.label.contains(", in ") || line.cells.iter().any(|cell| !cell.is_empty());
    let measures = MEASURES.iter().map(line).filter(said).collect();
    let mut all = vec![compare(options, period(&result.years, result.price_base), measures)];
    all.extend(benefits(options));
    let by_year = |heading: &str, row: &Below, value: &dyn Fn(&OptionResult, usize) -> String| {
        let lines = result.years.iter().enumerate().map(|(place, year)| Line {
            label: year.to_string(),
            cells: options.iter().map(|option| value(option, place)).collect(),
            row: Some(row.clone().in_year(*year)),
        });
        compare(options, heading, lines.collect())
    };
    all.extend(by_library(result));
    let row = Below::new("net_cost", &result.council);
    all.push(by_year("Net cost to the council in cash, by year", &row, &|option, year| {
        of(council(option), |view| pounds(view.net_cost[year]))
    }));
    let heading = "Who pays, net, in cash, all years (negative: is paid)";
    all.push(by_party(options, heading, Some("net_cost_total"), &|party| pounds(party.total)));
    // A party that is paid in every year has no year that is hard on it.
    let worst = |party: &PartyResult| {
        let most = party.pays.iter().copied().max().filter(|most| most.value() > Decimal::ZERO);
        most.map(|most| format!("{}: {}", party.worst_year, pounds(most))).unwrap_or_default()
    };
    let heading = "Worst year of each party, and what it pays in it, net, in cash";
    all.push(by_party(options, heading, None, &worst));
    all.extend(other_schedules(options));
    for reserve in 0..options.first().map(|option| option.reserves.len()).unwrap_or_default() {
        let id = &options[0].reserves[reserve].party;
        let name = options[0].parties.iter().find(|party| party.id == *id).map_or(id, |party| &party.name);
        let heading = format!("Reserves at the end of the year: {name}");
        all.push(by_year(&heading, &Below::new("reserves", id), &|option, year| {
            option.reserves.get(reserve).map(|reserve| pounds(reserve.reserves[year])).unwrap_or_default()
        }));
    }
    let precept = |option: &OptionResult, show: &dyn Fn(&super::result::PreceptResult) -> String| {
        option.precepts.first().map(show).unwrap_or_default()
    };
    if let Some(first) = options.iter().find_map(|option| option.precepts.first()) {
        let row = Below::new("precept", &first.party).and("band_d");
        all.push(by_year("What the parish adds to a Band D bill, £", &row, &|option, year| {
            precept(option, &|precept| money::pounds_and_pence(precept.band_d[year].value()))
        }));
    }
    all.extend(report_paths::tables(result));
    all
}

/// Where the question has several libraries: a row for each, and last what belongs to all of them together.
fn by_library(result: &ResultTables) -> Vec<Compared> {
    let options = &result.options;
    let of = |option: &OptionResult| {
        let all: Vec<&LibraryResult> =
            result.libraries.iter().filter(|library| library.option == option.id).collect();
        all
    };
    let all: Vec<Vec<&LibraryResult>> = options.iter().map(of).collect();
    let rows = |measure: &str, show: &dyn Fn(&LibraryResult) -> String| -> Vec<Line> {
        let first = all.first().into_iter().flatten().enumerate();
        let row = |(place, library): (usize, &&LibraryResult)| {
            let cells = all.iter().map(|of| of.get(place).map(|library| show(library)).unwrap_or_default());
            let row = match &library.library {
                Some(id) => Below::new("libraries", id).and(measure),
                None => Below::new("all_libraries_together", measure),
            };
            Line { label: library.name.clone(), cells: cells.collect(), row: Some(row) }
        };
        first.map(row).collect()
    };
    let saving = rows("saving_total", &|library| {
        // In a package, and where a library stays as it is, the option that it has.
        let has = library.has.as_ref().filter(|has| **has != library.option);
        let has = has.map(|has| format!("\n{has}")).unwrap_or_default();
        format!("{}{has}", pounds(library.saving_total))
    });
    if saving.is_empty() {
        return Vec::new();
    }
    let per_hour = rows("cost_per_open_hour", &|library| {
        library.library.as_ref().map_or_else(String::new, |_| pence(library.cost_per_open_hour))
    });
    let per_hour = per_hour.into_iter().filter(|line| line.cells.iter().any(|cell| !cell.is_empty()));
    vec![
        compare(options, "What the council saves with each library, all years, in cash", saving),
        compare(
            options,
            "What each library costs the council for an hour open, in real terms",
            per_hour.collect(),
        ),
    ]
}

/// A row for each party that pays or is paid anything in any option; `measure` is the row of the sheet that it is.
fn by_party(
    options: &[OptionResult],
    heading: &str,
    measure: Option<&str>,
    show: &dyn Fn(&PartyResult) -> String,
) -> Compared {
    let parties = options.first().map(|option| option.parties.len()).unwrap_or_default();
    let rows = (0..parties).filter_map(|place| {
        let cells: Vec<String> = options.iter().map(|option| show(&option.parties[place])).collect();
        let touched = options.iter().any(|option| !option.parties[place].total.value().is_zero());
        let PartyResult { id, name, .. } = &options[0].parties[place];
        (touched && cells.iter().any(|cell| !cell.is_empty())).then(|| Line {
            label: name.clone(),
            cells,
            row: measure.map(|measure| Below::new(measure, id)),
        })
    });
    compare(options, heading, rows.collect())
}

/// The net present costs under the discount schedules that are compared: each with what it is more or less than under
/// the schedule of the question, and the place of the option.
fn other_schedules(options: &[OptionResult]) -> Option<Compared> {
    let cases = |option: &OptionResult| {
        let council = council(option).map(|view| ("council", view.id.clone(), view.economic.clone()));
        let groups = [("local public sector", "local_public_sector"), ("public sector", "public_sector")];
        let groups = groups.into_iter().filter_map(|(name, id)| {
            let economic = view(option, id)?.economic.clone();
            Some((name, id.to_owned(), economic))
        });
        let society = ("society", "society".to_owned(), option.society.clone());
        council.into_iter().chain(groups).chain([society]).collect::<Vec<_>>()
    };
    let schedules = options.first()?.society.compared.len();
    let all: Vec<Vec<(&str, String, EconomicResult)>> = options.iter().map(cases).collect();
    let mut rows = Vec::new();
    for schedule in 0..schedules {
        let edition = options[0].society.compared[schedule].discounting;
        for (place, (name, whose, _)) in all[0].iter().enumerate() {
            let cell = |cases: &Vec<(&str, String, EconomicResult)>| {
                let (.., case) = &cases[place];
                let other = &case.compared[schedule];
                let more = other.net_present_cost.value() - case.net_present_cost.value();
                let sign = if more.is_sign_negative() { "" } else { "+" };
                let moved = money::whole_pounds(more);
                format!("{}\n{sign}{moved}, place {}", pounds(other.net_present_cost), other.rank)
            };
            rows.push(Line {
                label: format!("{}: {name}", edition.replace('_', " ")),
                cells: all.iter().map(cell).collect(),
                row: Some(Below::new("net_present_cost_under", whose).and(edition)),
            });
        }
    }
    (!rows.is_empty()).then(|| compare(options, "Net present cost under other discount schedules", rows))
}

/// Benefits beside costs, where an option has benefits with a money value.
fn benefits(options: &[OptionResult]) -> Option<Compared> {
    let most = options.iter().filter_map(|option| option.benefits.as_ref());
    let most = most.max_by_key(|benefits| benefits.ratios.len())?;
    let row = |label: String, show: &dyn Fn(&BenefitResult) -> String| {
        let cell = |option: &OptionResult| option.benefits.as_ref().map(show).unwrap_or_default();
        Line { label, cells: options.iter().map(cell).collect(), row: None }
    };
    let mut rows = vec![
        row("Present value of benefits".to_owned(), &|own| pounds(own.present_value)),
        row("Net present social value".to_owned(), &|own| pounds(own.net_present_social_value)),
    ];
    for ratio in &most.ratios {
        rows.push(row(format!("{}, over {}", ratio.kind, ratio.denominator_is), &|own| {
            own.ratios
                .iter()
                .find(|known| known.kind == ratio.kind)
                .map(|own| pence(own.ratio))
                .unwrap_or_default()
        }));
    }
    rows.push(row("Net present social value for each public pound".to_owned(), &|own| {
        pence(own.npsv_per_public_pound)
    }));
    Some(compare(options, "Benefits with a money value, in real terms, discounted", rows))
}

/// The flags and the notes, one a line.
fn remarks(result: &ResultTables) -> Vec<String> {
    let mut all: Vec<String> = result
        .options
        .iter()
        .flat_map(|option| option.flags.iter().map(|flag| format!("{}: {}", option.name, flag.text)))
        .collect();
    all.extend(result.notes.iter().cloned());
    all.extend(result.warnings.iter().map(|warning| format!("Outside what was published: {}", warning.text)));
    all.extend(advisories(result));
    let audit = &result.audit;
    all.extend(audit.as_of_in_words());
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let uses: Vec<String> = [
        counted(audit.projected.len(), "projected national figure", "projected national figures"),
        counted(audit.unverified.len(), "unverified national figure", "unverified national figures"),
        counted(audit.overridden.len(), "overridden national figure", "overridden national figures"),
        counted(audit.without_source.len(), "input without a source", "inputs without a source"),
        counted(audit.defaults.len(), "default of the library", "defaults of the library"),
        counted(audit.default_choices.len(), "rule by default", "rules by default"),
        counted(audit.supplied_ranges.len(), "range from published figures", "ranges from published figures"),
        counted(
            audit.counted_by_library.len(),
            "sum or post that counts once for each of several libraries",
            "sums and posts that count once for each of several libraries",
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !uses.is_empty() {
        all.push(format!("Every total uses {}; the result lists them.", uses.join(", ")));
    }
    all
}

/// Each advisory once, with the options that it is of.
fn advisories(result: &ResultTables) -> Vec<String> {
    let mut grouped: Vec<(&Advisory, Vec<&str>)> = Vec::new();
    for advisory in &result.advisories {
        let option = result.options.iter().find(|option| option.id == advisory.option);
        let name = option.map_or(advisory.option.as_str(), |option| option.name.as_str());
        match grouped.iter_mut().find(|(known, _)| known.id == advisory.id) {
            Some((_, names)) => names.push(name),
            None => grouped.push((advisory, vec![name])),
        }
    }
    let sentence = |(advisory, names): &(&Advisory, Vec<&str>)| {
        let Advisory { id, missing, matters, state, .. } = advisory;
        let names = names.join(", ");
        match &advisory.acknowledged {
            Some(reason) => format!("Left out and acknowledged ({id}), {names}: {missing} {reason}"),
            None => format!("Left out ({id}), {names}: {missing} {matters} To state it: {state}."),
        }
    };
    grouped.iter().map(sentence).collect()
}

/// The result as plain text.
pub(super) fn text(result: &ResultTables) -> String {
    let tables: Vec<Table> = tables(result).into_iter().map(|compared| compared.table).collect();
    table::text(&result.title, &tables, &remarks(result))
}

/// The result as tables of HTML. A number that is a row of the sheet, by `is_row`, has its address beside it.
pub(super) fn html(result: &ResultTables, is_row: impl Fn(&Address) -> bool) -> String {
    let places = |compared: &Compared| -> table::Places {
        let row = |row: &Option<Below>| {
            let cells = result.options.iter().map(|option| row.as_ref().map(|row| row.of(&option.id)));
            cells.map(|cell| cell.filter(|cell| is_row(&cell.row))).collect()
        };
        compared.rows.iter().map(row).collect()
    };
    let all = tables(result);
    let places: Vec<_> = all.iter().map(places).collect();
    let tables: Vec<_> = all.iter().map(|compared| &compared.table).zip(&places).collect();
    table::html_with_places(&result.title, &tables, &remarks(result))
}
