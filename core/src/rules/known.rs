//! From which day a figure was known.
//!
//! A figure is known from the day on which its source was published, or from the day on which it comes into force where
//! that is before: a page that lists the rates of ten years was written after nine of them. Where the source is a copy
//! that came after the announcement, `data/known.toml` tells the day of the announcement; and it tells when an award that
//! is paid from April was agreed. The mean of a year is known when the year has ended.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::data::{self, Complaints, Data, Series, Unread, entries, field, kept, tables, text, texts};
use super::dated::{Dated, DatedValues};
use super::discounting::DiscountSchedule;
use crate::date;
use crate::year::FinancialYear;

const KNOWN: &str = include_str!("data/known.toml");

/// A day on which figures became known to the world.
#[derive(Debug, Clone)]
pub(super) struct Announcement {
    pub(super) on: Date,
    #[cfg_attr(not(feature = "schema"), allow(dead_code, reason = "the page on the figures shows it"))]
    pub(super) source: String,
    #[cfg_attr(not(feature = "schema"), allow(dead_code, reason = "the page on the figures shows it"))]
    pub(super) url: String,
    /// Figures, or groups of them, each with its years.
    pub(super) figures: Vec<(String, Vec<FinancialYear>)>,
    /// Editions of the discount schedule.
    pub(super) schedules: Vec<String>,
}

/// What is told of the days on which figures became known.
#[derive(Debug)]
pub(super) struct Known {
    /// No earlier day can be asked for.
    pub(super) begins: Date,
    /// What a source of less exact a date states was known by this day, since the data hold it.
    pub(super) gathered: Date,
    /// Figures, or groups of them, whose values are means of their years.
    measured: Vec<String>,
    pub(super) announcements: Vec<Announcement>,
    /// The digest of the data with these days: a result as of a day rests on both.
    pub(super) digest: String,
}

/// The figures as they were known on a day.
#[derive(Debug)]
pub(super) struct AsOf {
    pub(super) day: Date,
    values: BTreeMap<&'static str, DatedValues>,
}

impl AsOf {
    /// Leaves out of all figures what was not known on the day.
    pub(super) fn new(data: &'static Data, day: Date) -> Self {
        let known = known();
        let values = data.series.iter().map(|(id, series)| {
            let held = series.values.values().iter();
            let then = held.filter(|dated| known.since(data, id, series, dated) <= day).cloned().collect();
            (id.as_str(), DatedValues::new(then, series.values.until_changed()))
        });
        Self { day, values: values.collect() }
    }

    /// What was known of a figure; none for a figure that the data do not hold.
    pub(super) fn values(&self, id: &str) -> Option<&DatedValues> {
        self.values.get(id)
    }
}

/// What the data tell of the days.
pub(super) fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| read(&mut Unread))
}

impl Known {
    /// The day from which a value of a figure was known.
    pub(super) fn since(&self, data: &Data, id: &str, series: &Series, dated: &Dated) -> Date {
        // What changed half way through a year was not announced with what held at its beginning.
        let first = series.values.in_year(dated.year).is_some_and(|first| first.from == dated.from);
        if let Some(on) = first.then(|| self.announced(id, dated.year)).flatten() {
            return on;
        }
        let measured = self.measured.iter().any(|group| is_under(id, group));
        let at_last = if measured { dated.year.next().first_day() } else { dated.from };
        let cited = series.cited.get(&dated.year).and_then(|cited| data.sources.get(&cited.source));
        cited.and_then(|source| self.published(&source.published)).map_or(at_last, |on| on.min(at_last))
    }

    /// The day from which a discount schedule was known; none where that is told nowhere.
    pub(super) fn schedule_since(&self, schedule: &DiscountSchedule) -> Option<Date> {
        let edition = schedule.edition.word();
        let of = |one: &&Announcement| one.schedules.iter().any(|known| known == edition);
        let announced = self.announcements.iter().find(of).map(|one| one.on);
        announced.or_else(|| self.published(&schedule.source.published))
    }

    /// The day of the announcement of a figure's year.
    fn announced(&self, id: &str, year: FinancialYear) -> Option<Date> {
        let of = |one: &&Announcement| {
            one.figures.iter().any(|(group, years)| is_under(id, group) && years.contains(&year))
        };
        self.announcements.iter().find(of).map(|one| one.on)
    }

    /// The day by which a source was published for certain: the end of the month or the year that it states, and of
    /// several the last; at the latest, the day on which the data were gathered.
    fn published(&self, stated: &str) -> Option<Date> {
        last_day_stated(stated).map(|on| on.min(self.gathered))
    }
}

/// Whether a figure is the one that is named, or one of the group.
fn is_under(id: &str, group: &str) -> bool {
    id.strip_prefix(group).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The last day that a text names: `2026-03-31`, the end of a month (`2010-06`) or of a year (`2024`). What stands in
/// brackets is about the copy that was read.
fn last_day_stated(text: &str) -> Option<Date> {
    let stated = text.split('(').next().unwrap_or_default();
    stated.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter_map(last_day_of).max()
}

/// The last day of a day, a month or a year.
fn last_day_of(word: &str) -> Option<Date> {
    let within = match word.len() {
        4 => format!("{word}-12-01"),
        7 => format!("{word}-01"),
        _ => return date::parse(word),
    };
    date::parse(&within).map(Date::last_of_month)
}

/// Reads the file; `complaints` get to know of everything in it that is not as it should be.
fn read(complaints: &mut impl Complaints) -> Known {
    let mut known = Known {
        begins: Date::MIN,
        gathered: Date::MAX,
        measured: Vec::new(),
        announcements: Vec::new(),
        digest: data::digest(&[KNOWN]),
    };
    for (id, table) in tables(KNOWN, complaints) {
        let mut day = |key: &str| {
            let read = text(&table, key).and_then(date::parse);
            if read.is_none() {
                complaints.of(|| format!("{id}.{key}: is no day"));
            }
            read
        };
        match id.as_str() {
            "limits" => {
                known.begins = day("begins").unwrap_or(known.begins);
                known.gathered = day("gathered").unwrap_or(known.gathered);
                complaints.of_keys(&id, &table, &["begins", "gathered"]);
            }
            "measured" => {
                known.measured = texts(&table, "figures");
                complaints.of_keys(&id, &table, &["figures"]);
            }
            _ => {
                let Some(on) = day("on") else { continue };
                complaints.of_keys(&id, &table, &["on", "source", "url", "figures", "schedules"]);
                let of = field(&table, "figures").map(entries).unwrap_or_default();
                let figures = of.iter().map(|(figure, _)| (figure.clone(), years(&table, figure))).collect();
                known.announcements.push(Announcement {
                    on,
                    source: kept(&table, "source"),
                    url: kept(&table, "url"),
                    figures,
                    schedules: texts(&table, "schedules"),
                });
            }
        }
    }
    known
}

/// The years of a figure in an announcement. A text that is no year is left out, and the test of the file finds it.
fn years(announcement: &crate::document::Node, figure: &str) -> Vec<FinancialYear> {
    let of = field(announcement, "figures");
    of.map(|of| texts(of, figure)).unwrap_or_default().iter().filter_map(|year| year.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::super::discounting::Edition;
    use super::super::look_up::Rules;
    use super::*;

    #[test]
    fn the_file_is_read_to_the_last_word_and_speaks_of_what_there_is() {
        let mut complaints: Vec<String> = Vec::new();
        let known = read(&mut complaints);
        assert!(complaints.is_empty(), "{complaints:#?}");
        let headings = KNOWN.lines().filter(|line| line.starts_with('[') && !line.contains(".figures]"));
        assert_eq!(headings.count(), known.announcements.len() + 2);
        // As many years as the text has within lists.
        let written =
            KNOWN.lines().filter(|line| line.contains("= [\"20")).map(|line| line.matches('/').count());
        let read = known.announcements.iter().flat_map(|one| &one.figures).map(|(_, years)| years.len());
        assert_eq!(written.sum::<usize>(), read.sum::<usize>());

        let data = data::published();
        for group in &known.measured {
            assert!(data.series.keys().any(|id| is_under(id, group)), "{group}");
        }
        let mut told = BTreeSet::new();
        for one in &known.announcements {
            assert!(!one.source.is_empty() && known.begins > Date::MIN && one.on <= known.gathered);
            for edition in &one.schedules {
                assert!(Edition::ALL.iter().any(|known| known.word() == edition), "{edition}");
            }
            for (group, years) in &one.figures {
                for year in years {
                    let held = data.series.iter().any(|(id, series)| {
                        is_under(id, group) && series.values.values().iter().any(|dated| dated.year == *year)
                    });
                    assert!(held, "{group} has no {year}");
                    assert!(told.insert((group, *year)), "{group} in {year} is announced twice");
                }
            }
        }
    }

    #[test]
    fn a_source_was_published_by_the_end_of_what_it_states() {
        for (stated, by) in [
            ("2026-02-05", Some(date(2026, 2, 5))),
            ("updated 2026-04-16", Some(date(2026, 4, 16))),
            ("commit 6ad7f376, 2026-08-15", Some(date(2026, 8, 15))),
            ("2026-03-31 (copy 2026-04-07, commit dbac0957)", Some(date(2026, 3, 31))),
            ("copy 2026-04-07, commit dbac0957", Some(date(2026, 4, 7))),
            ("2018-05; 2020-03; 2020-09", Some(date(2020, 9, 30))),
            ("2025-07 to 2026-09", Some(date(2026, 9, 30))),
            ("2016-02", Some(date(2016, 2, 29))),
            ("amended 2024", Some(date(2024, 12, 31))),
            ("2018 to 2021", Some(date(2021, 12, 31))),
            ("yearly", None),
            ("", None),
        ] {
            assert_eq!(last_day_stated(stated), by, "{stated}");
        }
    }

    #[test]
    fn every_source_states_a_date_that_is_read_or_none() {
        for (id, source) in &data::published().sources {
            let has_digits = source.published.bytes().any(|byte| byte.is_ascii_digit());
            assert_eq!(
                last_day_stated(&source.published).is_some(),
                has_digits,
                "{id}: {}",
                source.published
            );
        }
    }

    #[test]
    fn what_was_known_once_stays_known() {
        let data = data::published();
        let known = known();
        let mut days: BTreeSet<Date> = BTreeSet::from([known.begins]);
        for (id, series) in &data.series {
            let since = series.values.values().iter().map(|dated| known.since(data, id, series, dated));
            days.extend(since.filter(|day| *day >= known.begins));
        }
        assert!(days.len() > 30, "{days:?}");
        let years: Vec<FinancialYear> =
            (2010..2032).filter_map(|start| FinancialYear::starting(start).ok()).collect();
        let mut before: BTreeSet<(&str, FinancialYear)> = BTreeSet::new();
        for day in days.into_iter().chain([Date::MAX]) {
            let rules = Rules::published().known_on(day).unwrap();
            let now: BTreeSet<(&str, FinancialYear)> = data
                .series
                .keys()
                .flat_map(|id| years.iter().map(move |year| (id.as_str(), *year)))
                .filter(|(id, year)| rules.look_up(id, *year).is_ok())
                .collect();
            let lost: Vec<_> = before.difference(&now).collect();
            assert!(lost.is_empty(), "{day}: {lost:?}");
            before = now;
        }
        // At last, all that the data hold.
        let rules = Rules::published();
        for (id, year) in before {
            assert!(rules.look_up(id, year).is_ok(), "{id} {year}");
        }
    }
}
