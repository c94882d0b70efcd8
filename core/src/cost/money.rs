//! Exact money. A quantity counts millionths, a unit price millionths of a millionth of a dollar, and
//! their product is kept whole: sums have no rounding, only what is shown has. No float is ever added.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// Decimals of a quantity.
const QUANTITY: u32 = 6;
/// Decimals of a unit price: AWS lists ten.
const PRICE: u32 = 12;
/// Whole digits that a quantity or a rate may have.
const QUANTITY_DIGITS: usize = 12;
/// Whole digits that a unit price may have: with them no product and no sum of a million lines overflows.
const PRICE_DIGITS: usize = 6;

/// A number of units, exact to a millionth; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Quantity(i128);

/// US dollars for one unit, exact to twelve decimals; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Price(i128);

/// US dollars, exact to eighteen decimals. Differences may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Money(i128);

/// Reads digits with at most one point: no sign, no exponent, no blank, so that "NaN", "-1" and "1e9"
/// are refused as they stand.
fn parse(text: &str, decimals: u32, digits: usize) -> Option<i128> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(part) || (text.contains('.') && part.is_empty()) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let part = part.trim_end_matches('0');
    let missing = decimals.checked_sub(u32::try_from(part.len()).ok()?)?;
    if whole.len() > digits {
        return None;
    }
    let number: i128 = if whole.is_empty() && part.is_empty() { 0 } else { format!("{whole}{part}").parse().ok()? };
    number.checked_mul(10_i128.pow(missing))
}

/// Writes a scaled number without needless zeros, with at least `least` decimals.
fn format(number: i128, decimals: u32, least: usize) -> String {
    let scale = 10_u128.pow(decimals);
    let size = number.unsigned_abs();
    let (whole, rest) = (size / scale, size % scale);
    let mut part = format!("{rest:0width$}", width = usize::try_from(decimals).unwrap_or_default());
    while part.len() > least && part.ends_with('0') {
        part.pop();
    }
    let sign = if number < 0 { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// Commas between thousands, as both languages write amounts: `-1234.5` is `-1,234.5`.
fn grouped(plain: &str) -> String {
    let (whole, part) = plain.find('.').map_or((plain, ""), |point| plain.split_at(point));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut output = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            output.push(',');
        }
        output.push(digit);
    }
    output + part
}

/// Half away from zero.
fn divide_rounded(number: i128, by: i128) -> i128 {
    let half = if number < 0 { -(by / 2) } else { by / 2 };
    number.saturating_add(half) / by
}

impl Quantity {
    /// None.
    pub const ZERO: Self = Self(0);

    /// A whole number of units; a negative one counts as none.
    #[must_use]
    pub fn whole(units: i64) -> Self {
        Self(i128::from(units.clamp(0, 999_999_999_999)) * 10_i128.pow(QUANTITY))
    }

    /// A number of Terraform's language, if it is one of units: finite, not negative, not absurdly large.
    #[must_use]
    pub fn of(number: f64) -> Option<Self> {
        if !(0.0..1e12).contains(&number) {
            return None;
        }
        // Below 10^12 a float is exact to more than a thousandth, and every number that AWS takes is a
        // whole one or has two decimals: its shortest text says what the file says.
        parse(&format!("{number}"), QUANTITY, QUANTITY_DIGITS)
            .or_else(|| parse(&format!("{number:.6}"), QUANTITY, QUANTITY_DIGITS))
            .map(Self)
    }

    /// Reads a decimal such as `1234.5`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse(text, QUANTITY, QUANTITY_DIGITS).map(Self)
    }

    /// So many times as much, up to the largest quantity there is.
    #[must_use]
    pub fn times(self, factor: i64) -> Self {
        Self(self.0.saturating_mul(i128::from(factor.max(0))).min(Self::whole(i64::MAX).0))
    }

    /// The product of two quantities, such as tasks and the share of a vCPU that each has.
    #[must_use]
    pub fn by(self, other: Self) -> Self {
        Self((self.0.saturating_mul(other.0) / 10_i128.pow(QUANTITY)).min(Self::whole(i64::MAX).0))
    }

    /// One part of `parts`; 256 CPU units of 1024 are 0.25 vCPU.
    #[must_use]
    pub fn over(self, parts: i64) -> Self {
        Self(self.0 / i128::from(parts.max(1)))
    }

    /// What is above a free amount.
    #[must_use]
    pub fn above(self, free: Self) -> Self {
        Self((self.0 - free.0).max(0))
    }

    /// Rounded up to whole units.
    #[must_use]
    pub fn ceiling(self) -> i64 {
        let scale = 10_i128.pow(QUANTITY);
        i64::try_from((self.0 + scale - 1) / scale).unwrap_or(i64::MAX)
    }

    /// For people: with commas between thousands.
    #[must_use]
    pub fn grouped(self) -> String {
        grouped(&self.to_string())
    }

    /// For models whose answers are estimates; money never goes this way.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "an estimate needs three digits, a float keeps fifteen")]
    pub fn as_float(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl Add for Quantity {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0).min(Self::whole(i64::MAX).0))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&format(self.0, QUANTITY, 0))
    }
}

impl Price {
    /// Reads a decimal such as `0.05056`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse(text, PRICE, PRICE_DIGITS).map(Self)
    }

    /// The price of so many units, for a unit that is larger by this factor.
    #[must_use]
    pub fn times(self, factor: i64) -> Self {
        Self(self.0.saturating_mul(i128::from(factor.max(0))).min(10_i128.pow(PRICE + 6)))
    }

    /// Is another price at most so many times as much or as little?
    #[must_use]
    pub fn is_within(self, other: Self, times: i128) -> bool {
        self.0.saturating_mul(times) >= other.0 && other.0.saturating_mul(times) >= self.0
    }

    /// What so many units cost.
    #[must_use]
    pub fn of(self, quantity: Quantity) -> Money {
        Money(self.0.saturating_mul(quantity.0))
    }
}

impl fmt::Display for Price {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&format(self.0, PRICE, 2))
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whole cents, half away from zero.
    #[must_use]
    pub fn cents(self) -> i128 {
        divide_rounded(self.0, 10_i128.pow(QUANTITY + PRICE - 2))
    }

    /// Dollars and cents for programs: `1234.50`.
    #[must_use]
    pub fn decimal(self) -> String {
        format(self.cents(), 2, 2)
    }

    /// Whole yen for people, at a rate in yen for a dollar. The dollars are taken to a millionth before.
    #[must_use]
    pub fn yen(self, rate: Quantity) -> String {
        let micro = divide_rounded(self.0, 10_i128.pow(PRICE));
        grouped(&divide_rounded(micro.saturating_mul(rate.0), 10_i128.pow(QUANTITY + QUANTITY)).to_string())
    }

    /// The share of a whole in thousandths, for drawings; 0 where the whole is nothing.
    #[must_use]
    pub fn thousandths_of(self, whole: Self) -> i64 {
        if whole.0 <= 0 { 0 } else { i64::try_from(self.0.saturating_mul(1000) / whole.0).unwrap_or_default() }
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// Dollars and cents for people: `1,234.50`.
impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&grouped(&self.decimal()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Money, Price, Quantity};

    #[test]
    fn decimals_are_read_as_they_stand_and_nothing_else_is() {
        for (text, shown) in [("0", "0"), ("1234.5", "1234.5"), ("007.250000", "7.25"), ("999999999999.999999", "999999999999.999999")] {
            assert_eq!(Quantity::parse(text).map(|quantity| quantity.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", ".", "1.", ".5", "-1", "+1", "1e3", "NaN", "inf", "0x10", "1,000", " 1", "1.0000001", "1000000000000", "１"] {
            assert_eq!(Quantity::parse(text), None, "{text:?}");
        }
        assert_eq!(Price::parse("0.000000000001").map(|price| price.to_string()).as_deref(), Some("0.000000000001"));
        assert_eq!(Price::parse("0.0000000000001"), None);
        assert_eq!(Price::parse("1000000"), None);
    }

    #[test]
    fn products_are_exact_and_only_what_is_shown_is_rounded() {
        let vcpu = Price::parse("0.05056").unwrap();
        let hours = Quantity::of(0.25).unwrap().times(730);
        assert_eq!(vcpu.of(hours).to_string(), "9.23"); // 9.2272
        let third = Price::parse("0.004").unwrap().of(Quantity::whole(1));
        assert_eq!(third.to_string(), "0.00");
        assert_eq!([third, third].into_iter().sum::<Money>().to_string(), "0.01"); // 0.008
        assert_eq!((Money::ZERO - third - third).to_string(), "-0.01");
        assert_eq!(vcpu.of(hours).yen(Quantity::parse("150.5").unwrap()), "1,389"); // 1388.69
    }

    #[test]
    fn people_read_thousands_apart_and_programs_read_decimals() {
        let one = Price::parse("1").unwrap();
        for (units, shown, plain) in [
            ("0", "0.00", "0.00"),
            ("999.99", "999.99", "999.99"),
            ("1000", "1,000.00", "1000.00"),
            ("1234567.8", "1,234,567.80", "1234567.80"),
        ] {
            let amount = one.of(Quantity::parse(units).unwrap());
            assert_eq!((amount.to_string().as_str(), amount.decimal().as_str()), (shown, plain));
        }
        assert_eq!((Money::ZERO - one.of(Quantity::whole(123_456))).to_string(), "-123,456.00");
        assert_eq!(Quantity::parse("1460.25").unwrap().grouped(), "1,460.25");
    }

    #[test]
    fn the_largest_numbers_stay_numbers() {
        let most = Price::parse("999999.999999999999").unwrap().of(Quantity::whole(i64::MAX));
        assert!(std::iter::repeat_n(most, 1_000_000).sum::<Money>() > most);
        assert!(!most.yen(Quantity::whole(i64::MAX)).starts_with('-'));
        assert_eq!(Quantity::whole(i64::MIN), Quantity::ZERO);
        for hostile in [f64::NAN, f64::INFINITY, -1.0, 1e12, f64::MAX] {
            assert_eq!(Quantity::of(hostile), None);
        }
        assert_eq!(Quantity::of(0.1 + 0.2).map(|quantity| quantity.to_string()).as_deref(), Some("0.3"));
    }
}
