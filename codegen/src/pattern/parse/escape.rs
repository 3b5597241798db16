//! What stands behind a backslash.
//!
//! Invariant: `\d`, `\w` and `\s` are the sets that ECMA-262 lists, whatever tables other engines have.

use super::classes::Atom;
use super::groups::Reference;
use super::{Parser, Result, invalid};
use crate::pattern::class::Class;
use crate::pattern::node::Node;
use crate::pattern::property::{self, Property};

impl Parser {
    /// An escape outside of brackets, whose backslash was at `at`.
    pub(super) fn escape_atom(&mut self, at: usize) -> Result<Node> {
        match self.peek() {
            Some('1'..='9') => {
                let number = self.number().unwrap_or_default();
                self.groups.refer(at, Reference::Number(usize::try_from(number).unwrap_or(usize::MAX)));
                self.unsupported(at, "what refers back to a group can not be matched in linear time");
                Ok(Node::Concat(Vec::new()))
            }
            Some('k') => {
                self.at += 1;
                if !self.eat("<") {
                    return Err(invalid(at, "`\\k` is followed by the name of a group: `\\k<name>`"));
                }
                let name = self.group_name()?;
                self.groups.refer(at, Reference::Name(name));
                self.unsupported(at, "what refers back to a group can not be matched in linear time");
                Ok(Node::Concat(Vec::new()))
            }
            _ => self.escape(at, false).map(|atom| Node::Class(atom.class)),
        }
    }

    /// An escape between brackets, whose backslash was at `at`.
    pub(super) fn escape_in_class(&mut self, at: usize) -> Result<Atom> {
        self.escape(at, true)
    }

    fn escape(&mut self, at: usize, in_class: bool) -> Result<Atom> {
        let Some(c) = self.take() else { return Err(invalid(at, "nothing follows this backslash")) };
        let one = |c: char| Ok(Atom::one(u32::from(c)));
        match c {
            'd' => Ok(Atom::several(digits())),
            'D' => Ok(Atom::several(digits().complement())),
            'w' => Ok(Atom::several(words())),
            'W' => Ok(Atom::several(words().complement())),
            's' => Ok(Atom::several(spaces())),
            'S' => Ok(Atom::several(spaces().complement())),
            'p' | 'P' => self.property(at, c == 'P'),
            't' => one('\t'),
            'n' => one('\n'),
            'r' => one('\r'),
            'f' => one('\u{c}'),
            'v' => one('\u{b}'),
            'b' if in_class => one('\u{8}'),
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => one('\0'),
            'c' => match self.take() {
                Some(letter) if letter.is_ascii_alphabetic() => Ok(Atom::one(u32::from(letter) % 32)),
                _ => Err(invalid(at, "`\\c` is followed by a letter")),
            },
            'x' => match self.hex(2) {
                Some(code_point) => Ok(Atom::one(code_point)),
                None => Err(invalid(at, "`\\x` is followed by two hexadecimal digits")),
            },
            'u' => self.unicode(at).map(Atom::one),
            '-' if in_class => one('-'),
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' => {
                one(c)
            }
            // Such an escape has other meanings in other dialects.
            c if !self.lenient || c.is_ascii_alphanumeric() => {
                Err(invalid(at, format_args!("`\\{c}` is no escape")))
            }
            c => one(c),
        }
    }

    /// `\uHHHH`, also in pairs, and `\u{H…}`.
    fn unicode(&mut self, at: usize) -> Result<u32> {
        if self.eat("{") {
            let start = self.at;
            while self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
                self.at += 1;
            }
            let digits: String = self.chars[start..self.at].iter().collect();
            let significant = digits.trim_start_matches('0');
            let value = if significant.is_empty() { Ok(0) } else { u32::from_str_radix(significant, 16) };
            return match value {
                Ok(value) if value <= 0x0010_ffff && !digits.is_empty() && self.eat("}") => Ok(value),
                _ => Err(invalid(at, "`\\u{…}` holds hexadecimal digits up to `10FFFF`")),
            };
        }
        let Some(first) = self.hex(4) else {
            return Err(invalid(at, "`\\u` is followed by four hexadecimal digits, or by some in braces"));
        };
        let behind = self.at;
        if (0xd800..0xdc00).contains(&first)
            && self.eat("\\u")
            && let Some(second) = self.hex(4).filter(|second| (0xdc00..0xe000).contains(second))
        {
            return Ok(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
        }
        self.at = behind;
        Ok(first)
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let end = self.at.checked_add(digits)?;
        let text = self.chars.get(self.at..end)?;
        let value = text.iter().try_fold(0, |value, c| Some(value * 16 + c.to_digit(16)?))?;
        self.at = end;
        Some(value)
    }

    /// `\p{…}`, or `\P{…}`.
    fn property(&mut self, at: usize, negated: bool) -> Result<Atom> {
        let letter = if negated { 'P' } else { 'p' };
        let length = self.chars[self.at..].iter().position(|c| *c == '}');
        let (true, Some(length)) = (self.peek() == Some('{'), length) else {
            return Err(invalid(
                at,
                format_args!("`\\{letter}` is followed by a property of Unicode in braces"),
            ));
        };
        let name: String = self.chars[self.at + 1..self.at + length].iter().collect();
        self.at += length + 1;
        match property::find(&name) {
            Property::Known(class) if !negated => Ok(Atom::several(class)),
            Property::Known(class) => {
                let notation = class.is_written().then(|| format!("\\P{{{name}}}"));
                let class = class.complement();
                Ok(Atom::several(match notation {
                    Some(notation) => class.written(notation),
                    None => class,
                }))
            }
            Property::Unsupported => {
                self.unsupported(at, format_args!("the property `{name}` of Unicode is not supported"));
                Ok(Atom::several(Class::any()))
            }
            Property::Unknown => {
                Err(invalid(at, format_args!("ECMA-262 knows no property `{name}` of Unicode")))
            }
        }
    }
}

fn digits() -> Class {
    Class::new(vec![('0', '9')])
}

fn words() -> Class {
    Class::new(vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')])
}

/// `WhiteSpace` and `LineTerminator` of ECMA-262.
fn spaces() -> Class {
    let space = |c| (c, c);
    Class::new(vec![
        ('\t', '\r'),
        space(' '),
        space('\u{a0}'),
        space('\u{1680}'),
        ('\u{2000}', '\u{200a}'),
        ('\u{2028}', '\u{2029}'),
        space('\u{202f}'),
        space('\u{205f}'),
        space('\u{3000}'),
        space('\u{feff}'),
    ])
}
