//! What a cell holds, as somebody typed it or a spreadsheet program left it.

use calamine::{CellErrorType, Data, ExcelDateTime};
use rust_decimal::Decimal;

use crate::money;

/// Why a cell does not hold what it should: what is wrong, and what would be accepted.
pub(super) type Wrong = (String, &'static str);

const A_NUMBER: &str = "a number, such as 1234.50";

/// A number: as such, or as people write it.
///
/// Spreadsheet programs keep numbers in binary, with fifteen decimal digits that can be relied on: what a formula makes of
/// `0.1 + 0.2` is 0.3.
pub(super) fn number(data: &Data) -> Result<Decimal, Wrong> {
    match data {
        Data::Int(value) => Ok(Decimal::from(*value)),
        Data::Float(value) => float(*value),
        Data::String(text) => written(text),
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => {
            Err(("holds a date".to_owned(), "a number; format the cell as a number and type it again"))
        }
        Data::Bool(on) => Err((format!("holds {on}"), A_NUMBER)),
        Data::Error(error) => Err(error_in_cell(error)),
        Data::Empty => Err(("is empty".to_owned(), A_NUMBER)),
    }
}

pub(super) fn float(value: f64) -> Result<Decimal, Wrong> {
    let text = format!("{value:.14e}");
    money::parse(&text).map(|number| number.normalize()).map_err(|_| (format!("holds {value}"), A_NUMBER))
}

fn error_in_cell(error: &CellErrorType) -> Wrong {
    if *error == CellErrorType::GettingData {
        let what = "holds a formula that has not been worked out".to_owned();
        return (what, "a value; or open the file in a spreadsheet program, let it calculate, and save it");
    }
    (format!("holds the error {error}"), "a value, or a formula that comes to one")
}

/// A number as people write it: `£1,234.50`, `12.5%`, `(300)` for less than nothing.
pub(super) fn written(text: &str) -> Result<Decimal, Wrong> {
    let wrong = || {
        let what = format!("holds \"{}\", which is no number", crate::problem::as_shown(text, 40));
        (what, "a number, such as 1234.50, £1,234.50 or 12.5%; a full stop stands before the pence")
    };
    let plain = text.trim().trim_start_matches('\'').trim();
    let (plain, negative) = match plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(within) => (within.trim(), true),
        None => (plain, false),
    };
    let (plain, percent) = match plain.strip_suffix('%') {
        Some(share) => (share.trim(), true),
        None => (plain, false),
    };
    let (sign, plain) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest.trim()),
        None => ("", plain),
    };
    let plain = plain.strip_prefix('£').unwrap_or(plain).trim().replace(['\u{a0}', '\u{202f}'], "");
    if !thousands(&plain) {
        return Err(wrong());
    }
    let value = money::parse(&format!("{sign}{}", plain.replace(',', ""))).map_err(|_| wrong())?;
    let value = if negative { -value } else { value };
    let value = if percent { value.checked_div(Decimal::ONE_HUNDRED).ok_or_else(wrong)? } else { value };
    Ok(value.normalize())
}

/// Whether commas stand between thousands, and nowhere else.
fn thousands(text: &str) -> bool {
    let (whole, pence) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut more = groups.peekable();
    let grouped = more.peek().is_some();
    !pence.contains(',')
        && (!grouped || (1..=3).contains(&first.len()))
        && more.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A text; `before` is what stood there when the workbook was written.
pub(super) fn text(data: &Data, before: Option<&str>) -> Result<String, Wrong> {
    match data {
        Data::String(text) | Data::DurationIso(text) => Ok(text.clone()),
        Data::Int(value) => Ok(value.to_string()),
        Data::Float(value) => float(*value).map(|number| number.to_string()),
        Data::Bool(on) => Ok(on.to_string()),
        Data::DateTime(date) => Ok(day(date, before)),
        Data::DateTimeIso(date) => Ok(date.split('T').next().unwrap_or(date).to_owned()),
        Data::Error(error) => Err(error_in_cell(error)),
        Data::Empty => Err(("is empty".to_owned(), "a text")),
    }
}

/// A day as `2027-10-01`; where a financial year stood, which a program takes for a month, the year again.
fn day(date: &ExcelDateTime, before: Option<&str>) -> String {
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    let was_a_year = before.is_some_and(|before| before.parse::<crate::FinancialYear>().is_ok());
    if was_a_year && day == 1 {
        format!("{year:04}/{month:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}")
    }
}

/// True or false: as such, or as people write it.
pub(super) fn switch(data: &Data) -> Result<bool, Wrong> {
    match data {
        Data::Bool(on) => Ok(*on),
        Data::Int(1) => Ok(true),
        Data::Int(0) => Ok(false),
        Data::Float(value) if float(*value) == Ok(Decimal::ONE) => Ok(true),
        Data::Float(value) if float(*value) == Ok(Decimal::ZERO) => Ok(false),
        Data::String(text) => match text.trim().to_lowercase().as_str() {
            "true" | "yes" => Ok(true),
            "false" | "no" => Ok(false),
            _ => Err((format!("holds \"{}\"", crate::problem::as_shown(text, 40)), "TRUE or FALSE")),
        },
        Data::Error(error) => Err(error_in_cell(error)),
        _ => Err(("holds neither TRUE nor FALSE".to_owned(), "TRUE or FALSE")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, value) in [
            ("1234.5", "1234.5"),
            (" £1,234.50 ", "1234.5"),
            ("'7", "7"),
            ("12.5%", "0.125"),
            ("(300)", "-300"),
            ("-£1,000,000", "-1000000"),
            ("- 3", "-3"),
        ] {
            assert_eq!(written(typed).map(|number| number.to_string()).as_deref(), Ok(value), "{typed}");
        }
        for typed in
            ["1.234,50", "12,34", "1,2345", "", "abc", "1 234", "£", "%", "1,234,", ",123", "--1", "1.2.3"]
        {
            assert!(written(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn fifteen_digits_are_kept() {
        assert_eq!(float(0.1 + 0.2).unwrap().to_string(), "0.3");
        assert_eq!(float(1890.59).unwrap().to_string(), "1890.59");
        assert_eq!(float(-0.000_012_5).unwrap().to_string(), "-0.0000125");
        assert!(float(f64::NAN).is_err() && float(f64::INFINITY).is_err() && float(1e300).is_err());
    }
}
