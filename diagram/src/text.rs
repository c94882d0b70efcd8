//! How wide a text is, without a font: an upper estimate that holds for the sans-serif fonts of common systems.

/// Width in pixels of a text in a regular sans-serif font: a full-width character 1 em (East Asian Width), any other 0.57 em
/// on average.
#[must_use]
pub fn width(text: &str, font_px: i32) -> i32 {
    scaled(text, font_px, REGULAR)
}

/// The same for the heavier cut of titles, whose narrow characters are wider.
#[must_use]
pub fn width_bold(text: &str, font_px: i32) -> i32 {
    scaled(text, font_px, BOLD)
}

/// How wide narrow characters are in each cut, of a hundred.
const REGULAR: i64 = 100;
const BOLD: i64 = 107;

fn scaled(text: &str, font_px: i32, percent: i64) -> i32 {
    let all: i64 = text.chars().map(|c| units(c, font_px, percent)).sum();
    i32::try_from((all + UNIT - 1) / UNIT).unwrap_or(i32::MAX)
}

/// How many of these are a pixel.
const UNIT: i64 = 10_000;

fn units(c: char, font_px: i32, percent: i64) -> i64 {
    em(c) * if is_wide(c) { 100 } else { percent } * i64::from(font_px)
}

/// Hundredths of an em, a little above the widths of Arial, Noto Sans and the system fonts.
const fn em(c: char) -> i64 {
    match c {
        // Combining marks, joiners and variation selectors take no room of their own.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '·' => 29,
        'f' | 't' | 'r' | '-' | '/' | '\\' | '(' | ')' | '[' | ']' | ' ' => 37,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 90,
        'A'..='Z' => 69,
        _ if is_wide(c) => 100,
        _ => 57,
    }
}

/// Full width by East Asian Width, ranges of the plane 0 and the ideographs and pictographs beyond it.
const fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{a960}'..='\u{a97c}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}'
        | '\u{2026}' | '\u{203b}' | '\u{2190}'..='\u{2193}' | '\u{2200}'..='\u{22ff}' | '\u{2460}'..='\u{24ff}' | '\u{25a0}'..='\u{27bf}')
}

/// The text, or as much of its beginning as fits with an ellipsis. Empty where not even the ellipsis fits.
#[must_use]
pub fn fit(text: &str, font_px: i32, room_px: i32) -> String {
    fit_scaled(text, font_px, REGULAR, room_px)
}

/// The same for [`width_bold`].
#[must_use]
pub fn fit_bold(text: &str, font_px: i32, room_px: i32) -> String {
    fit_scaled(text, font_px, BOLD, room_px)
}

fn fit_scaled(text: &str, font_px: i32, percent: i64, room_px: i32) -> String {
    let room = i64::from(room_px) * UNIT;
    let dots = units('…', font_px, percent);
    let (mut kept, mut used) = (String::new(), 0);
    // How much there is without blanks at its end, how wide that is, and how much of it leaves room for an ellipsis.
    let (mut end, mut width, mut cut) = (0, 0, 0);
    for c in text.chars() {
        // One line: a line end would not be drawn, and would be lost silently.
        let c = if c.is_control() { ' ' } else { c };
        let blank = c.is_whitespace();
        if blank && kept.is_empty() {
            continue;
        }
        kept.push(c);
        used += units(c, font_px, percent);
        if !blank {
            (end, width) = (kept.len(), used);
            if used + dots <= room {
                cut = end;
            }
        }
    }
    if width <= room {
        kept.truncate(end);
        return kept;
    }
    kept.truncate(cut);
    if dots <= room {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_is_one_em_and_narrow_is_less() {
        assert_eq!(width("構成", 10), 20);
        assert!(width("ab", 10) <= 12);
        assert_eq!(width("", 10), 0);
    }

    #[test]
    fn what_fits_stays_and_what_does_not_ends_in_an_ellipsis() {
        assert_eq!(fit("abc", 10, 100), "abc");
        let long = "日".repeat(60);
        let short = fit(&long, 11, 165);
        assert!(short.ends_with('…') && width(&short, 11) <= 165 && width(&short, 11) > 140, "{short}");
        assert_eq!(fit("日本", 10, 3), "");
        assert_eq!(fit("a\r\nb", 10, 100), "a  b");
    }
}
