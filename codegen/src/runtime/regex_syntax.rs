//! The format `regex`: whether a text is a regular expression of ECMA-262, as it is read with the flag `u`.
//!
//! What the flag forbids is allowed where it has one meaning in all dialects, such as `\-` and a brace on its own. The names
//! of Unicode's properties are not looked up.
//!
//! Invariant: recurs nowhere, and reads a text of any length in one pass.

use std::collections::HashMap;

/// Whether a text is a regular expression.
pub(super) fn is_regex(text: &str) -> bool {
    Reader::new(text).pattern().is_some()
}

/// A group that is open, or the pattern as a whole.
struct Open {
    /// Whether it only looks around, so that it can not be repeated.
    looks: bool,
    /// Where it begins.
    at: usize,
    /// Where its alternative begins.
    alternative: usize,
}

/// What stands for characters.
enum Atom {
    /// For one of them, which may be a surrogate.
    One(u32),
    /// For one of several.
    Several,
}

struct Reader<'a> {
    text: &'a str,
    /// The index of the next byte.
    at: usize,
    /// Sorted by where they begin.
    open: Vec<Open>,
    /// How many groups can be referred to by number.
    groups: u64,
    /// Where the last group of each name begins.
    names: HashMap<&'a str, usize>,
    /// The highest number that was referred to, and all names.
    highest: u64,
    referred: Vec<&'a str>,
    /// Whether there was a class that other dialects end elsewhere: `[]…]`, `[[:alpha:]]`.
    odd_class: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let open = vec![Open { looks: false, at: 0, alternative: 0 }];
        let (names, referred) = (HashMap::new(), Vec::new());
        Self { text, at: 0, open, groups: 0, names, highest: 0, referred, odd_class: false }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        self.at += if found { text.len() } else { 0 };
        found
    }

    /// What comes before a character, which is skipped too.
    fn until(&mut self, end: char) -> Option<&'a str> {
        let (before, _) = self.rest().split_once(end)?;
        self.at += before.len() + end.len_utf8();
        Some(before)
    }

    /// The whole text. None if it is no pattern, as of all that follows.
    fn pattern(&mut self) -> Option<()> {
        while self.peek().is_some() {
            self.term()?;
        }
        let is_known = |name: &&str| self.names.contains_key(name);
        (self.open.len() == 1 && self.highest <= self.groups && self.referred.iter().all(is_known))
            .then_some(())
    }

    fn term(&mut self) -> Option<()> {
        let at = self.at;
        let repeats = match self.take()? {
            '|' => {
                self.open.last_mut()?.alternative = self.at;
                return Some(());
            }
            '(' => return self.group(at),
            ')' => {
                let group = self.open.pop()?;
                // The pattern as a whole has no end of its own.
                self.open.last()?;
                !group.looks
            }
            '^' | '$' => false,
            '\\' if self.eat("b") || self.eat("B") => false,
            '\\' => self.escape_of_term()?,
            '[' => self.class()?,
            '*' | '+' | '?' => return None,
            c @ ('{' | '}' | ']') => self.lone(c)?,
            _ => true,
        };
        if repeats && self.quantifier()? {
            self.eat("?");
        }
        // Nothing repeats twice.
        if matches!(self.peek(), Some('*' | '+' | '?')) { None } else { Some(()) }
    }

    /// A character that has a meaning elsewhere.
    fn lone(&self, c: char) -> Option<bool> {
        let is_count = self.peek().is_some_and(|next| next == ',' || next.is_ascii_digit());
        let is_clear = match c {
            '{' => !is_count,
            ']' => !self.odd_class,
            _ => true,
        };
        is_clear.then_some(true)
    }

    /// What stands behind the parenthesis at `at`, up to the content of the group.
    fn group(&mut self, at: usize) -> Option<()> {
        let looks = ["?=", "?!", "?<=", "?<!"].into_iter().any(|open| self.eat(open));
        if self.eat("?<") {
            self.groups += 1;
            let name = self.group_name()?;
            if self.names.insert(name, at).is_some_and(|earlier| !self.excludes(earlier)) {
                return None;
            }
        } else if self.eat("?") {
            self.modifiers()?;
        } else if !looks {
            self.groups += 1;
        }
        self.open.push(Open { looks, at, alternative: at });
        Some(())
    }

    /// Whether a group at an earlier place can not match together with one here: it was in another alternative of the
    /// innermost group that holds both.
    fn excludes(&self, earlier: usize) -> bool {
        let inside = self.open.partition_point(|open| open.at < earlier);
        self.open.get(inside.saturating_sub(1)).is_some_and(|both| earlier < both.alternative)
    }

    fn group_name(&mut self) -> Option<&'a str> {
        let name = self.until('>')?;
        // What letters of other alphabets may stand where is not asked.
        let is_part = |c: char| matches!(c, '$' | '_') || c.is_ascii_alphanumeric() || !c.is_ascii();
        let begins = name.starts_with(|c: char| is_part(c) && !c.is_ascii_digit());
        // Names that are written with escapes are rare.
        (name.contains('\\') || begins && name.chars().all(is_part)).then_some(name)
    }

    /// `ims-ims:`, or just the colon.
    fn modifiers(&mut self) -> Option<()> {
        let flags = self.until(':')?;
        let is_flag = |c: char| matches!(c, 'i' | 'm' | 's' | '-');
        let mut flags_only = flags.len() <= 4 && flags.chars().all(is_flag);
        flags_only &= flags.char_indices().all(|(at, c)| flags.find(c) == Some(at));
        (flags_only && flags != "-").then_some(())
    }

    /// `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`: whether there is one.
    fn quantifier(&mut self) -> Option<bool> {
        match self.peek() {
            Some('*' | '+' | '?') => self.take().map(|_| true),
            Some('{') => {
                let at = self.at;
                let is_count = self.counted()?;
                if !is_count {
                    self.at = at;
                }
                Some(is_count)
            }
            _ => Some(false),
        }
    }

    /// Whether there are counts between braces.
    fn counted(&mut self) -> Option<bool> {
        self.take();
        let least = self.number();
        let most = if self.eat(",") { self.number() } else { None };
        let Some(least) = least.filter(|_| self.eat("}")) else { return Some(false) };
        if most.is_some_and(|most| most < least) { None } else { Some(true) }
    }

    fn number(&mut self) -> Option<u64> {
        let (start, mut number) = (self.at, 0_u64);
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(u64::from(digit));
            self.at += 1;
        }
        (self.at > start).then_some(number)
    }

    /// An escape outside of brackets.
    fn escape_of_term(&mut self) -> Option<bool> {
        match self.peek()? {
            '1'..='9' => self.highest = self.highest.max(self.number()?),
            'k' => {
                self.take();
                let name = if self.eat("<") { self.group_name()? } else { return None };
                self.referred.push(name);
            }
            _ => {
                self.escape(false)?;
            }
        }
        Some(true)
    }

    /// What stands behind a backslash.
    fn escape(&mut self, in_class: bool) -> Option<Atom> {
        let one = |c: char| Some(Atom::One(u32::from(c)));
        match self.take()? {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => Some(Atom::Several),
            'p' | 'P' => {
                let name = if self.eat("{") { self.until('}')? } else { return None };
                let is_word = |word: &str| {
                    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                };
                let (property, value) = name.split_once('=').unwrap_or((name, "_"));
                (is_word(property) && is_word(value)).then_some(Atom::Several)
            }
            't' => one('\t'),
            'n' => one('\n'),
            'r' => one('\r'),
            'f' => one('\u{c}'),
            'v' => one('\u{b}'),
            'b' if in_class => one('\u{8}'),
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => one('\0'),
            'c' => {
                self.take().filter(char::is_ascii_alphabetic).map(|letter| Atom::One(u32::from(letter) % 32))
            }
            'x' => self.hex(2).map(Atom::One),
            'u' => self.unicode().map(Atom::One),
            // Such an escape has other meanings in other dialects.
            c if c.is_ascii_alphanumeric() => None,
            c => one(c),
        }
    }

    /// `\uHHHH`, also in pairs, and `\u{H…}`.
    fn unicode(&mut self) -> Option<u32> {
        if self.eat("{") {
            let digits = self.until('}')?;
            let is_hex = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            let significant = Some(digits.trim_start_matches('0')).filter(|_| is_hex)?;
            let value = if significant.is_empty() { Ok(0) } else { u32::from_str_radix(significant, 16) };
            return value.ok().filter(|value| *value <= 0x0010_ffff);
        }
        let first = self.hex(4)?;
        let behind = self.at;
        if (0xd800..0xdc00).contains(&first)
            && self.eat("\\u")
            && let Some(second) = self.hex(4).filter(|second| (0xdc00..0xe000).contains(second))
        {
            return Some(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
        }
        self.at = behind;
        Some(first)
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let text =
            self.rest().get(..digits).filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.at += digits;
        u32::from_str_radix(text, 16).ok()
    }

    /// What stands between brackets, of which the first was read.
    fn class(&mut self) -> Option<bool> {
        self.eat("^");
        self.odd_class |= self.peek() == Some(']');
        loop {
            match self.peek()? {
                ']' => break,
                '[' => self.odd_class |= self.rest()[1..].starts_with([':', '.', '=']),
                _ => {}
            }
            let first = self.class_atom()?;
            let rest = self.rest();
            if rest.starts_with('-') && rest.len() > 1 && !rest.starts_with("-]") {
                self.take();
                let last = self.class_atom()?;
                if let (Atom::One(first), Atom::One(last)) = (first, last)
                    && first > last
                {
                    return None;
                }
            }
        }
        self.take();
        Some(true)
    }

    fn class_atom(&mut self) -> Option<Atom> {
        match self.take()? {
            '\\' => self.escape(true),
            c => Some(Atom::One(u32::from(c))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_regex;

    #[test]
    fn patterns_are_told_from_texts() {
        let patterns = [
            "",
            "^a*$",
            "a{2,3}?b",
            "(?<y>a)|(?<y>b)",
            r"\k<later>(?<later>x)",
            r"(a)\1",
            "[a-z-]",
            r"[\w-a]",
            r"\p{L}",
            r"\p{Script=Greek}+",
            r"\u{1F600}",
            r"\ud83d\ude00",
            "(?i-s:a)",
            "(?=a)b",
            r"\-",
            "a{",
            "}",
            "{x}",
            "größe",
        ];
        for pattern in patterns {
            assert!(is_regex(pattern), "{pattern}");
        }
        let others = [
            "a**",
            "*",
            "(",
            ")",
            "(a",
            "[a",
            "[z-a]",
            r"\",
            r"\a",
            r"\Z",
            r"\1",
            r"\k<x>",
            "(?<y>a)(?<y>b)",
            "(?<y>a|(?<y>b))",
            "(?<1>a)",
            "(?ii:a)",
            "(?P<y>a)",
            "a{3,2}",
            "^*",
            "(?=a)*",
            r"\p{}",
            r"\pL",
            r"\u{110000}",
            r"\x1",
            "{2}",
            "[[:alpha:]]]",
        ];
        for other in others {
            assert!(!is_regex(other), "{other}");
        }
    }
}
