//! Days: the little of the calendar that the model needs.
//!
//! The calendar itself is jiff's. Its general parser and its arithmetic of spans are not used, since they bring clock
//! times and time zones with them, which are a twelfth of the browser's download and have no place in a budget.

use jiff::civil::Date;

const HOURS_A_DAY: i64 = 24;
const MONTHS: i64 = 12;

/// Reads a day written as year, month and day: `2027-10-01`.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let mut digits = |count: usize| {
        let part = parts.next()?;
        (part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(part)
    };
    let (year, month, day) = (digits(4)?, digits(2)?, digits(2)?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day as it is written: `2027-10-01`.
pub(crate) fn written(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// How many days after `from` a day comes.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / HOURS_A_DAY
}

/// The day some months later; the last of its month where the month is too short. The same day where there is none.
pub(crate) fn months_after(date: Date, months: u32) -> Date {
    let months = i64::from(date.year()) * MONTHS + i64::from(date.month()) - 1 + i64::from(months);
    let year = i16::try_from(months.div_euclid(MONTHS)).ok();
    let month = i8::try_from(months.rem_euclid(MONTHS) + 1).ok();
    year.zip(month)
        .and_then(|(year, month)| Date::new(year, month, 1).ok())
        .and_then(|first| Date::new(first.year(), first.month(), date.day().min(first.days_in_month())).ok())
        .unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        for text in ["2027-10-01", "2028-02-29", "1900-12-31"] {
            assert_eq!(parse(text).map(written).as_deref(), Some(text));
        }
        for text in
            ["2027-02-29", "2027-13-01", "2027-1-01", "20271001", "+027-10-01", "2027-10-01T09:00", ""]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    // The calendar of jiff itself is the yardstick.
    #[test]
    fn months_and_days_are_those_of_the_calendar() {
        for (day, months) in
            [(date(2027, 11, 30), 3), (date(2027, 10, 1), 3), (date(2028, 1, 31), 1), (date(2027, 5, 31), 25)]
        {
            assert_eq!(
                months_after(day, months),
                day + jiff::Span::new().months(i64::from(months)),
                "{day} and {months} months"
            );
        }
        // More months than any calendar has.
        assert_eq!(months_after(date(2027, 4, 1), u32::MAX), date(2027, 4, 1));
        assert_eq!(days_between(date(2027, 4, 1), date(2028, 4, 1)), 366);
        assert_eq!(days_between(date(2027, 4, 2), date(2027, 4, 1)), -1);
    }
}
