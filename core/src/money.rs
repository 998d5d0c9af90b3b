//! Decimal money and rates: read from their text, never through binary floating point, and rounded only when shown.

use rust_decimal::Decimal;

/// The largest magnitude that an input may have: ten thousand million million.
///
/// Far above any public budget, and far enough below the limit of a decimal (7.9e28) that a model of realistic size
/// keeps twelve places after the point.
pub const LARGEST_INPUT: Decimal = Decimal::from_parts(1_874_919_424, 2_328_306, 0, false, 0);

/// Why a text is not a number that the library takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NumberError {
    /// Not written as a decimal number.
    #[error("not a decimal number")]
    NotANumber,
    /// Infinite, or not a number by name.
    #[error("not a finite number")]
    NotFinite,
    /// Larger than [`LARGEST_INPUT`], or with more than 28 digits.
    #[error("too large; an input is at most ten thousand million million, with at most 28 digits")]
    TooLarge,
}

/// Reads a number from its decimal text: `12`, `-0.5`, `1_250.00`, `1e3`. Nothing is rounded.
///
/// # Errors
/// If the text is no decimal number, is not finite, is too large, or has more digits than a decimal holds.
pub fn parse(text: &str) -> Result<Decimal, NumberError> {
    let plain: String = text.trim().chars().filter(|c| *c != '_').collect();
    let bare = plain.trim_start_matches(['+', '-']).to_ascii_lowercase();
    if matches!(bare.as_str(), "inf" | "infinity" | "nan") {
        return Err(NumberError::NotFinite);
    }
    if bare.is_empty() || !bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'+' | b'-'))
    {
        return Err(NumberError::NotANumber);
    }
    let value = if let Some((digits, exponent)) = plain.split_once(['e', 'E']) {
        scientific(digits, exponent)?
    } else {
        exact(&plain)?
    };
    if value.abs() > LARGEST_INPUT { Err(NumberError::TooLarge) } else { Ok(value) }
}

/// A decimal as the binary number nearest to it: what a cell of a spreadsheet and a picture hold.
#[cfg(any(feature = "pictures", feature = "workbook"))]
pub(crate) fn nearest_float(value: Decimal) -> f64 {
    // The digits of a decimal are always those of a number.
    value.to_string().parse().unwrap_or_default()
}

fn exact(text: &str) -> Result<Decimal, NumberError> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) {
        return Err(NumberError::NotANumber);
    }
    Decimal::from_str_exact(text.strip_prefix('+').unwrap_or(text)).map_err(|_| NumberError::TooLarge)
}

fn scientific(digits: &str, exponent: &str) -> Result<Decimal, NumberError> {
    let mantissa = exact(digits)?;
    let power: i32 =
        exponent.strip_prefix('+').unwrap_or(exponent).parse().map_err(|_| NumberError::NotANumber)?;
    if mantissa.is_zero() {
        return Ok(mantissa);
    }
    if !(-28..=28).contains(&power) {
        return Err(NumberError::TooLarge);
    }
    let ten = Decimal::TEN;
    let factor = (0..power.unsigned_abs()).try_fold(Decimal::ONE, |f, _| f.checked_mul(ten));
    let factor = factor.ok_or(NumberError::TooLarge)?;
    let value = if power >= 0 { mantissa.checked_mul(factor) } else { mantissa.checked_div(factor) };
    let value = value.ok_or(NumberError::TooLarge)?;
    // A tiny exponent would drop digits; what cannot be kept whole is refused.
    let back = if power >= 0 { value.checked_div(factor) } else { value.checked_mul(factor) };
    if back == Some(mantissa) { Ok(value) } else { Err(NumberError::TooLarge) }
}

/// Rounds to the penny, half to even: the one rounding of the library, done when something is shown.
pub fn to_pence(value: Decimal) -> Decimal {
    to_places(value, 2)
}

/// The places after which two numbers differ by nothing but the order of their sums: a decimal holds 28 digits, and the
/// last of them depend on what was added first.
const LIKE: u32 = 12;

/// A number without the digits that hang on the order in which it was added up.
pub(crate) fn settled(value: Decimal) -> Decimal {
    if value.scale() > LIKE { to_places(value, LIKE) } else { value }
}

/// Rounds to a number of decimal places, half to even, and keeps trailing zeros. What is a half but for the last of its
/// 28 digits is a half, so that the order of a sum does not show.
pub fn to_places(value: Decimal, places: u32) -> Decimal {
    let dropped = value.scale().saturating_sub(places);
    if dropped == 0 {
        let mut padded = value;
        padded.rescale(places);
        if padded.is_zero() {
            padded.set_sign_positive(true);
        }
        return padded;
    }
    // A decimal is a whole number of at most 29 digits and the places of its point: rounding is one division.
    let unit = POWERS_OF_TEN[dropped as usize];
    let (whole, rest) = (value.mantissa() / unit, (value.mantissa() % unit).abs());
    // What lies as near to a half as the order of a sum can move it is a half.
    let near = if places < LIKE { POWERS_OF_TEN[value.scale().saturating_sub(LIKE) as usize] } else { 1 };
    let up = if (2 * rest - unit).abs() < 2 * near { whole % 2 != 0 } else { 2 * rest > unit };
    let away = if value.is_sign_negative() { -1 } else { 1 };
    // It has fewer digits than before, so that it fits.
    Decimal::from_i128_with_scale(if up { whole + away } else { whole }, places)
}

/// The powers of ten up to the most places that a decimal has.
const POWERS_OF_TEN: [i128; Decimal::MAX_SCALE as usize + 1] = {
    let mut powers = [1; Decimal::MAX_SCALE as usize + 1];
    let mut power = 1;
    while power < powers.len() {
        powers[power] = 10 * powers[power - 1];
        power += 1;
    }
    powers
};

/// Pounds and pence with thousands separators: `-1,234.50`.
pub fn pounds_and_pence(value: Decimal) -> String {
    grouped(to_pence(value))
}

/// Whole pounds with thousands separators, rounded half to even: `1,234`.
pub fn whole_pounds(value: Decimal) -> String {
    grouped(to_places(value, 0))
}

/// A decimal with thousands separators, its places as they are.
pub fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(text.len() + text.len() / 3 + 1);
    if value.is_sign_negative() && !value.is_zero() {
        out.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_input_is_ten_to_the_sixteen() {
        assert_eq!(LARGEST_INPUT.to_string(), "10000000000000000");
    }

    #[test]
    fn text_is_read_exactly() {
        for (text, expected) in [
            ("12", "12"),
            ("-0.5", "-0.5"),
            ("1_250.00", "1250.00"),
            ("1e3", "1000"),
            ("2.5e-2", "0.025"),
            ("+4", "4"),
            ("0.1", "0.1"),
        ] {
            assert_eq!(parse(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", " ", "abc", "1,000", "0x10", "1e", "--1", "1.2.3", "£5", "e5", "1e5e5", "-", "."] {
            assert_eq!(parse(text), Err(NumberError::NotANumber), "{text}");
        }
        for text in ["nan", "-inf", "NaN", "infinity"] {
            assert_eq!(parse(text), Err(NumberError::NotFinite), "{text}");
        }
        for text in
            ["1e30", "1e999999999", "99999999999999999999999999999999", "1e17", "1.2345678e-27", "1e-40"]
        {
            assert_eq!(parse(text), Err(NumberError::TooLarge), "{text}");
        }
    }

    #[test]
    fn halves_of_a_penny_go_to_the_even_penny() {
        for (text, expected) in
            [("0.005", "0.00"), ("0.015", "0.02"), ("0.025", "0.02"), ("-0.004", "0.00"), ("2", "2.00")]
        {
            assert_eq!(to_pence(parse(text).unwrap()).to_string(), expected, "{text}");
        }
    }

    #[test]
    fn a_half_is_a_half_however_it_was_added_up() {
        for text in ["181144.875", "181144.8749999999999999999999", "181144.8750000000000000000001"] {
            assert_eq!(to_pence(parse(text).unwrap()).to_string(), "181144.88", "{text}");
        }
        for (text, expected) in
            [("0.00499999999", "0.00"), ("0.00500000001", "0.01"), ("0.0049999999999", "0.00")]
        {
            assert_eq!(to_pence(parse(text).unwrap()).to_string(), expected, "{text}");
        }
    }

    #[test]
    fn rounding_is_that_of_the_decimal_library() {
        use rust_decimal::RoundingStrategy::MidpointNearestEven;
        // Digits that end in a half, in just less and in just more, at every place of the point.
        for digits in [0, 1, 5, 15, 25, 49, 50, 51, 149_999, 150_000, 79_228_162_514_264_337_593_543_950_335]
        {
            for scale in 0..=28 {
                for value in [
                    Decimal::from_i128_with_scale(digits, scale),
                    Decimal::from_i128_with_scale(-digits, scale),
                ] {
                    for places in 0..=6 {
                        let expected = value.round_dp_with_strategy(places, MidpointNearestEven);
                        assert_eq!(to_places(value, places), expected, "{value} to {places}");
                    }
                }
            }
        }
    }

    #[test]
    fn thousands_are_separated() {
        for (text, expected) in
            [("1234567.5", "1,234,567.50"), ("-999", "-999.00"), ("-1000", "-1,000.00"), ("0", "0.00")]
        {
            assert_eq!(pounds_and_pence(parse(text).unwrap()), expected, "{text}");
        }
    }
}
