//! The page on the national figures: every figure and every rule, with its years, its status and its source.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::discounting::{DiscountSchedule, Edition};
use super::known::known;
use super::look_up::{Parameter, Rules, Source, Status};
use crate::date;
use crate::year::FinancialYear;

/// The files, in the order of the page, with their headings.
const SECTIONS: &[(&str, &str)] = &[
    ("prices", "Prices"),
    ("business_rates", "Business rates"),
    ("vat", "Value added tax"),
    ("people", "Employment"),
    ("pay_spine", "Pay of local government"),
    ("pensions", "Pensions"),
    ("leaving", "Redundancy and transfer of staff"),
    ("giving", "Gift Aid"),
    ("parish", "Parishes and council tax"),
    ("land", "Land and developer contributions"),
    ("optimism_bias", "Optimism bias"),
    ("social_values", "The Green Book and social values"),
    ("libraries", "How libraries are run"),
];

const HEAD: &str = "# National figures

Made from the data in `core/src/rules/data`; `cargo run -p options-appraisal --features schema --example schema` writes
it anew. A question can put its own value in the place of any figure (`[overrides]`), and says how a figure goes on after
its last year (`[projections]`). Rules in words are overridden where they apply: `vat`, `rates_relief`, `gift_aid` and
`employment_allowance` of a party, `vat` and `opted_to_tax` of an income.

Shares and rates are fractions of one. A financial year begins on 1 April and a tax year on 6 April: a rate of tax is
taken for the whole financial year, and its first five days are not told apart. A rate that changed within a year is
weighted by days.

What a status means:

- **verified**: read in a copy of the source that is named. That is often a council's page, a trade body's or a public
  data repository, and not the official page, to which the link may still lead; the list of sources says which it is.
- **derived**: worked out from verified figures, as the note says.
- **unverified**: general knowledge, or a rule that nobody was seen stating. A result lists those that it used.
";

const BY_HAND: &str = "
## To be checked by hand before a release

These could not be read, or were not published when the data were gathered in November 2026. Open them, and change the
data and their status.

- The text of the Green Book of 2026. The schedules here are those that a department quotes from it.
- The GDP deflators of September 2026. Later releases restate earlier years; the data are the release of March 2026.
- The Budget of autumn 2026: the living wage from April 2027 and the multipliers of 2027/28.
- The circular of the National Joint Council on pay in 2026/27. The award was taken from vacancies at the new rates.
- The schedule of SI 2025/1093: whether a library is named among the uses for the retail, hospitality and leisure
  multipliers. The model takes it that a library is not, unless the question says so.
- The limit of section 137 from 2024/25 on. The figures here apply the statutory formula to remembered indices.
- The average parish charge at Band D from 2024/25 on.
- Whether a parish with one property may have small-business relief. No text bars it and none was seen to grant it.
- The order of the supplement and the limits on a bill of rates. Here the supplement is part of the bill before relief.
- The rateable value of the building in question. No value of a branch library is published; it has no default.

## Mistakes in other sources

Figures that differ from those here may come from one of these.

| where | it says | what is right |
|--|--|--|
| R package greenbook | the 3.0 per cent schedule leaves out catastrophic risk | it leaves out pure time preference |
| R package greenbook | optimism bias of outsourcing is 41 on capital and 15 on duration | 41 on operating cost, no duration |
| econstack data | optimism bias by stage of the business case | not in the study |
| PolicyEngine UK | a weekly threshold of 155 in 2016 and 15 per cent from January 2025 | 156, and 6 April 2025 |
| Telford's page | 43.2 for the standard retail multiplier, a small multiplier below 15,000 | 43.0, below 51,000 |
| a cleaned copy of the library data | 462 community libraries in 2023 | 418 |
| press | 1.32 a head saved for the health service | for each library user |
";

/// The page, as Markdown.
///
/// ```
/// let page = options_appraisal::rules::page();
/// assert!(page.contains("| `living_wage.adult`: "));
/// ```
pub fn page() -> String {
    let rules = Rules::published();
    let mut out = HEAD.to_owned();
    counts(&mut out, &rules);
    out.push_str(BY_HAND);
    unverified(&mut out, &rules);
    schedules(&mut out, &rules);
    let mut sources = BTreeMap::new();
    for (file, heading) in SECTIONS {
        let _ = write!(out, "\n## {heading}\n");
        figures(&mut out, &rules, file, &mut sources);
        words(&mut out, &rules, file, &mut sources);
    }
    days(&mut out);
    out.push_str("\n## Sources\n\n| source | published | address |\n|--|--|--|\n");
    for source in sources.values() {
        let published = if source.published.is_empty() { "not stated" } else { &source.published };
        let _ = writeln!(out, "| {} | {} | {} |", link(source), cell(published), source.link.words());
    }
    out
}

const DAYS: &str = "
## Figures as of a day

`as_of = 2025-06-30` in `[question]` takes the figures as they were known on that day: one that was published later counts
as a year that is not published. A value is known

- from the day of the announcement, where the table below has one for it;
- else from the day on which its source was published, or from the day on which it comes into force where that is before: a
  page that lists many years was written after most of them. Of a source that states a month or a year, it is the end of
  it; of several dates, the last; where none is stated, the day on which the value comes into force;
- where it is measured and not set (price indices, counts of libraries), not from the day on which its year begins but from
  the end of its year, unless it was published before.

What that does not reproduce:

- **Revised series.** Of the GDP deflators and the price indices the data hold the present values alone. A past year has
  the value that it has today and not the one that was printed then, and the forecasts of earlier releases are not held: as
  of a day before 31 March 2026 the deflator has no value for the year in which the day lies, and is to be projected.
- **Announcements** that the table does not have. The value is then known from the publication of the source that is held,
  or from the day on which it comes into force, which is later than the world knew it.
- **Rules in words**: what is exempt, who can have which relief. They have no days, and are the present ones. So is the
  published evidence with which inputs are compared.
- The health schedule of discounting is known from the page that was read, of April 2026, although the Green Book had it
  before.
";

/// What is known from which day, and the announcements that the data hold.
fn days(out: &mut String) {
    let known = known();
    out.push_str(DAYS);
    let _ = writeln!(
        out,
        "\nThe first day that can be asked for is {}: most of the data begin with that year. What a source states less \
         exactly was known by {} at the latest, when the data were gathered.\n\n\
         | known from | figures | said by |\n|--|--|--|",
        date::written(known.begins),
        date::written(known.gathered)
    );
    for one in &known.announcements {
        let schedules = one.schedules.iter().map(|edition| format!("discount schedule `{edition}`"));
        let figures = one.figures.iter().map(|(figure, years)| {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            format!("`{figure}` {}", years.join(", "))
        });
        let of: Vec<String> = schedules.chain(figures).collect();
        let by = if one.url.is_empty() {
            cell(&one.source)
        } else {
            format!("[{}]({})", cell(&one.source), one.url)
        };
        let _ = writeln!(out, "| {} | {} | {by} |", date::written(one.on), of.join("; "));
    }
}

/// How many values there are of each status.
fn counts(out: &mut String, rules: &Rules) {
    let (mut values, mut words) = ([0_usize; 3], [0_usize; 3]);
    let place = |status| match status {
        Status::Verified => 0,
        Status::Derived => 1,
        Status::Unverified => 2,
    };
    for figure in rules.parameters() {
        for found in figure.years.iter().filter_map(|year| rules.look_up(figure.id, *year).ok()) {
            values[place(found.status)] += 1;
        }
    }
    for (_, rule) in rules.rules() {
        words[place(rule.status)] += 1;
    }
    out.push_str("\n| | verified | derived | unverified |\n|--|--|--|--|\n");
    for (name, [verified, derived, unverified]) in [("values of figures", values), ("rules in words", words)]
    {
        let _ = writeln!(out, "| {name} | {verified} | {derived} | {unverified} |");
    }
    let _ = writeln!(
        out,
        "\nThe digest of these data, which every result prints, is `{}`.",
        rules.dataset_digest()
    );
}

/// Everything that is not verified, in one list.
fn unverified(out: &mut String, rules: &Rules) {
    out.push_str("\n## Unverified\n\n");
    for figure in rules.parameters() {
        let years: Vec<String> = figure
            .years
            .iter()
            .filter(|year| {
                rules.look_up(figure.id, **year).is_ok_and(|found| found.status == Status::Unverified)
            })
            .map(ToString::to_string)
            .collect();
        if !years.is_empty() {
            let _ = writeln!(out, "- `{}`: {}", figure.id, years.join(", "));
        }
    }
    for (_, rule) in rules.rules().filter(|(_, rule)| rule.status == Status::Unverified) {
        let _ = writeln!(out, "- `{}`", rule.id);
    }
}

fn schedules(out: &mut String, rules: &Rules) {
    out.push_str(
        "\n## Discount schedules\n\nYear 0 is the first year and has the factor 1; the factor of a year is that of the year before divided by one plus\nthe year's own rate. Sources disagree on the names of the schedules, so that each says what it leaves out and what it is\nfor.\n\n| `discounting` | rates | leaves out | for | status | source |\n|--|--|--|--|--|--|\n",
    );
    for schedule in Edition::ALL.iter().filter_map(|edition| rules.discount_schedule(*edition).ok()) {
        let _ = writeln!(
            out,
            "| `{}`: {} | {} | {} | {} | {} | {} |",
            schedule.edition,
            cell(&schedule.label),
            bands(schedule),
            cell(&schedule.leaves_out),
            cell(&schedule.used_for),
            schedule.status.word(),
            link(&schedule.source)
        );
    }
}

fn bands(schedule: &DiscountSchedule) -> String {
    let mut all: Vec<String> = Vec::new();
    for (place, band) in schedule.bands.iter().enumerate() {
        let last = schedule.bands.get(place + 1).map(|next| next.from - 1).or(schedule.last_year);
        let years = last.map_or_else(
            || format!("from year {}", band.from),
            |last| format!("years {} to {last}", band.from),
        );
        all.push(format!("{years}: {}", band.rate));
    }
    all.join("; ")
}

/// What some years of a figure have in common: status, source and note.
struct Group {
    spans: Vec<(FinancialYear, FinancialYear, String)>,
    status: Status,
    source: Source,
    note: Option<String>,
}

fn figures(out: &mut String, rules: &Rules, file: &str, sources: &mut BTreeMap<String, Source>) {
    let mut all = rules.parameters().filter(|figure| figure.file == file).peekable();
    if all.peek().is_none() {
        return;
    }
    out.push_str("\n| figure | unit | years and values | status | source | note |\n|--|--|--|--|--|--|\n");
    for figure in all {
        for (place, group) in groups(rules, &figure).into_iter().enumerate() {
            let name = if place == 0 {
                format!("`{}`: {}", figure.id, cell(figure.label))
            } else {
                format!("`{}`", figure.id)
            };
            let values: Vec<String> = group
                .spans
                .iter()
                .map(|(first, last, value)| {
                    if figure.until_changed {
                        format!("from {first}: {value}")
                    } else if first == last {
                        format!("{first}: {value}")
                    } else {
                        format!("{first} to {last}: {value}")
                    }
                })
                .collect();
            let _ = writeln!(
                out,
                "| {name} | {} | {} | {} | {} | {} |",
                cell(figure.unit),
                values.join("; "),
                group.status.word(),
                link(&group.source),
                cell(group.note.as_deref().unwrap_or_default())
            );
            sources.insert(group.source.name.clone(), group.source);
        }
    }
}

/// The years of a figure, together where status, source and note are the same.
fn groups(rules: &Rules, figure: &Parameter<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for year in &figure.years {
        let Ok(found) = rules.look_up(figure.id, *year) else { continue };
        let shown = found.value.normalize().round_dp(10).to_string();
        let kind = found.kind.as_ref().map(|kind| format!("{shown} ({kind})"));
        let shown = kind.unwrap_or(shown);
        let alike = groups.last_mut().filter(|group| {
            group.status == found.status && group.source == found.source && group.note == found.note
        });
        let Some(group) = alike else {
            groups.push(Group {
                spans: vec![(*year, *year, shown)],
                status: found.status,
                source: found.source,
                note: found.note,
            });
            continue;
        };
        match group.spans.last_mut() {
            Some((_, last, value)) if last.next() == *year && *value == shown && !figure.until_changed => {
                *last = *year;
            }
            _ => group.spans.push((*year, *year, shown)),
        }
    }
    groups
}

fn words(out: &mut String, rules: &Rules, file: &str, sources: &mut BTreeMap<String, Source>) {
    let mut all = rules.rules().filter(|(of, _)| *of == file).map(|(_, rule)| rule).peekable();
    if all.peek().is_none() {
        return;
    }
    out.push_str("\n| rule | about | says | status | source | note |\n|--|--|--|--|--|--|\n");
    let mut about = "";
    for rule in all {
        let label = if rule.label == about { "" } else { rule.label };
        about = rule.label;
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} |",
            rule.id,
            cell(label),
            cell(rule.value),
            rule.status.word(),
            link(rule.source),
            cell(rule.note.unwrap_or_default())
        );
        sources.insert(rule.source.name.clone(), rule.source.clone());
    }
}

fn link(source: &Source) -> String {
    if source.url.is_empty() {
        return cell(&source.name);
    }
    format!("[{}]({})", cell(&source.name), source.url)
}

/// A text that cannot end a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
