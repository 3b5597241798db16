//! Secrets, and how they are kept out of messages.
//!
//! Servers repeat what they were sent, and not always the way it was given: in JSON that is quoted in JSON, in a URL, in a
//! header. So a secret is looked for as other formats spell it too.
//!
//! Invariant: what is cut off is cut off after secrets were taken out, so that no half of one is left.

use super::super::runtime::{Base64, Base64Url};
use super::terminal::clean;

/// What stands in the place of a secret.
const REDACTED: &str = "[redacted]";

/// Shorter texts occur in words, and are taken out where they are one.
const SHORTEST: usize = 4;

/// So many backslashes before a sign may be what JSON in JSON has made of it. A server can send any number.
const SLASHES: usize = 32;

/// Fewer digits of base64 occur by chance.
const DIGITS: usize = 6;

/// What no message may hold.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    /// The secrets, and what they are in base64.
    forms: Vec<Vec<char>>,
}

impl Secrets {
    /// Adds a secret.
    pub(super) fn add(&mut self, secret: &str) {
        self.forms.push(secret.chars().collect());
        for is_url in [false, true] {
            // It may stand behind other bytes, which shift the digits.
            let cores = (0..3).map(|shift| core_of_base64(secret.as_bytes(), shift, is_url));
            self.forms.extend(cores.filter(|core| core.len() >= DIGITS).map(|core| core.chars().collect()));
        }
    }

    /// Adds a user name and a password, which servers get together.
    pub(super) fn add_pair(&mut self, user: &str, password: &str) {
        let pair = format!("{user}:{password}");
        for is_url in [false, true] {
            self.forms.push(base64(pair.as_bytes(), is_url).chars().collect());
        }
    }

    /// A message without secrets, clean.
    pub(super) fn redacted(&self, text: &str) -> String {
        clean(&self.without(text, usize::MAX))
    }

    /// The same, of at most so many characters.
    pub(super) fn shortened(&self, text: &str, most: usize) -> String {
        clean(&self.without(text, most))
    }

    /// The text with other words in the places of secrets.
    fn without(&self, text: &str, most: usize) -> String {
        let text: Vec<char> = text.chars().collect();
        let (mut out, mut count, mut until) = (String::new(), 0, 0);
        for (start, letter) in text.iter().enumerate() {
            let end = self.forms.iter().filter_map(|form| end(&text, start, form)).max();
            let end = end.max(token(&text, start));
            if let Some(end) = end {
                // Secrets may overlap.
                if start >= until {
                    out.push_str(REDACTED);
                    count += REDACTED.len();
                }
                until = until.max(end);
            }
            if start < until {
                continue;
            }
            if count >= most {
                out.push('…');
                break;
            }
            out.push(*letter);
            count += 1;
        }
        out
    }
}

/// Where a secret ends that begins at this place.
fn end(text: &[char], start: usize, secret: &[char]) -> Option<usize> {
    let mut places = vec![start];
    for letter in secret {
        let mut next: Vec<usize> = places.iter().flat_map(|place| spelled(text, *place, *letter)).collect();
        next.sort_unstable();
        next.dedup();
        if next.is_empty() {
            return None;
        }
        places = next;
    }
    let end = *places.last()?;
    let is_short = secret.len() < SHORTEST;
    let joins = |place: Option<&char>| place.is_some_and(|letter| letter.is_alphanumeric());
    let is_part = joins(start.checked_sub(1).and_then(|before| text.get(before))) || joins(text.get(end));
    (end > start && !(is_short && is_part)).then_some(end)
}

/// The places behind a letter at this place: as it is, or as URLs, forms, JSON and HTML spell it.
fn spelled(text: &[char], place: usize, letter: char) -> Vec<usize> {
    let mut ends = Vec::new();
    match text.get(place) {
        None => return ends,
        Some(found) if *found == letter || (*found == '+' && letter == ' ') => ends.push(place + 1),
        Some(_) => {}
    }
    match text[place] {
        '%' => ends.extend(in_url(text, place, letter)),
        '\\' => in_json(text, place, letter, &mut ends),
        '&' => ends.extend(in_html(text, place, letter)),
        _ => {}
    }
    ends
}

/// `%C3%A4`, also where the signs are escaped again: `%25C3%25A4`.
fn in_url(text: &[char], mut place: usize, letter: char) -> Option<usize> {
    let mut bytes = [0; 4];
    for byte in letter.encode_utf8(&mut bytes).bytes() {
        if text.get(place) != Some(&'%') {
            return None;
        }
        place += 1;
        while byte != b'%' && text.get(place..place + 2) == Some(&['2', '5']) {
            place += 2;
        }
        place = hex(text, place, 2, byte.into())?;
    }
    Some(place)
}

/// `\"` or `\u0022`, also where the backslashes are escaped again.
fn in_json(text: &[char], place: usize, letter: char, ends: &mut Vec<usize>) {
    let count = slashes(text, place);
    if letter == '\\' {
        ends.extend((2..=count).map(|count| place + count));
    }
    let name = match letter {
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{c}' => 'f',
        '\r' => 'r',
        other => other,
    };
    let behind = place + count;
    if text.get(behind) == Some(&name) {
        ends.push(behind + 1);
    }
    let mut place = behind;
    let mut units = [0; 2];
    for (index, unit) in letter.encode_utf16(&mut units).iter().enumerate() {
        if index > 0 {
            place += slashes(text, place);
        }
        let read = (text.get(place) == Some(&'u')).then(|| hex(text, place + 1, 4, (*unit).into()));
        match read.flatten() {
            Some(end) => place = end,
            None => return,
        }
    }
    ends.push(place);
}

/// How many backslashes stand at a place.
fn slashes(text: &[char], place: usize) -> usize {
    text[place..].iter().take(SLASHES).take_while(|it| **it == '\\').count()
}

/// `&quot;`, `&#34;` or `&#x22;`.
fn in_html(text: &[char], place: usize, letter: char) -> Option<usize> {
    let length = text[place..].iter().take(10).position(|it| *it == ';')?;
    let name: String = text[place + 1..place + length].iter().collect();
    let found = match name.as_str() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        other => {
            let number = other.strip_prefix('#')?;
            let read = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(read.ok()?)?
        }
    };
    (found == letter).then_some(place + length + 1)
}

/// The place behind so many hexadecimal digits, if they are this number.
fn hex(text: &[char], place: usize, count: usize, number: u32) -> Option<usize> {
    let digits: String = text.get(place..place + count)?.iter().collect();
    (u32::from_str_radix(&digits, 16) == Ok(number)).then_some(place + count)
}

/// Where a value ends that follows the name of a way to prove who calls, `Bearer` or `Basic`, of which it is known what
/// follows.
fn token(text: &[char], start: usize) -> Option<usize> {
    let follows = |name: &str| {
        let blank = ["%20", " ", "+"].into_iter().find(|blank| is_before(text, start, blank))?;
        is_before(text, start - blank.len(), name).then_some(())
    };
    follows("bearer").or_else(|| follows("basic"))?;
    let is_part = |letter: &&char| letter.is_ascii_alphanumeric() || "-._~+/=%".contains(**letter);
    let length = text[start..].iter().take_while(is_part).count();
    // `Bearer authentication` tells no secret.
    let value = &text[start..start + length];
    let is_word = value.iter().enumerate().all(|(index, letter)| {
        letter.is_ascii_lowercase() || (index == 0 && letter.is_ascii_uppercase()) || (index + 1 == length && *letter == '.')
    });
    (length > 0 && !is_word).then_some(start + length)
}

/// Whether a name ends at this place.
fn is_before(text: &[char], place: usize, name: &str) -> bool {
    let Some(start) = place.checked_sub(name.len()) else { return false };
    text[start..place].iter().zip(name.chars()).all(|(found, letter)| found.eq_ignore_ascii_case(&letter))
}

/// The digits that some bytes have, whatever stands behind them and in so many bytes before them.
fn core_of_base64(bytes: &[u8], shift: usize, is_url: bool) -> String {
    let shifted = [&[0; 2][..shift], bytes].concat();
    let digits = base64(&shifted, is_url);
    // Six bits each: those that hold bits of other bytes go.
    let (first, last) = ((shift * 8).div_ceil(6), shifted.len() * 8 / 6);
    digits.get(first..last).unwrap_or_default().to_owned()
}

/// Base64 without padding.
fn base64(bytes: &[u8], is_url: bool) -> String {
    let text = if is_url { Base64Url::encode(bytes).to_string() } else { Base64::encode(bytes).to_string() };
    text.trim_end_matches('=').to_owned()
}
