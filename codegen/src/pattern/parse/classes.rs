//! Classes in brackets.

use super::{Parser, Result, invalid};
use crate::pattern::class::{Class, written_range};

impl Parser {
    /// What stands between brackets, of which the first was at `open`.
    pub(super) fn class(&mut self, open: usize) -> Result<Class> {
        let negated = self.eat("^");
        self.odd_class |= self.peek() == Some(']');
        let (mut plain, mut named): (Vec<(char, char)>, Vec<_>) = Default::default();
        let mut notation = String::new();
        loop {
            let at = self.at;
            match self.peek() {
                None => return Err(invalid(open, "this class is not closed")),
                Some(']') => break,
                Some('[') => {
                    self.odd_class |= self.chars.get(at + 1).is_some_and(|c| matches!(c, ':' | '.' | '='));
                }
                Some(_) => {}
            }
            for class in self.class_item(at)? {
                if class.is_written() {
                    notation.push_str(&class.to_regex());
                    named.extend_from_slice(class.ranges());
                } else {
                    plain.extend_from_slice(class.ranges());
                }
            }
        }
        self.at += 1;
        let (plain, named) = (Class::new(plain), Class::new(named));
        let class = plain.union(&named);
        let class = if negated { class.complement() } else { class };
        if notation.is_empty() {
            return Ok(class);
        }
        let plain: String = plain.ranges().iter().map(|range| written_range(*range)).collect();
        let open = if negated { "[^" } else { "[" };
        Ok(class.written(format!("{open}{notation}{plain}]")))
    }

    /// An atom, or a range, or what the lenient reading makes of a dash beside a class.
    fn class_item(&mut self, at: usize) -> Result<Vec<Class>> {
        let start = self.class_atom()?;
        let is_range = self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']');
        if !is_range {
            return Ok(vec![start.class]);
        }
        self.at += 1;
        let end = self.class_atom()?;
        match (start.code_point, end.code_point) {
            (Some(first), Some(last)) if first <= last => Ok(vec![Class::of_code_points(&[(first, last)])]),
            (Some(_), Some(_)) => Err(invalid(at, "the ends of this range are out of order")),
            _ if self.lenient => Ok(vec![start.class, Class::one('-'), end.class]),
            _ => Err(invalid(at, "a class of characters can not be an end of a range")),
        }
    }

    fn class_atom(&mut self) -> Result<Atom> {
        let at = self.at;
        match self.take() {
            Some('\\') => self.escape_in_class(at),
            Some(c) => Ok(Atom::one(u32::from(c))),
            None => Err(invalid(at, "this class is not closed")),
        }
    }
}

/// What stands for one character, or for one of several.
pub(super) struct Atom {
    pub(super) class: Class,
    /// The one, which may be a surrogate.
    pub(super) code_point: Option<u32>,
}

impl Atom {
    pub(super) fn one(code_point: u32) -> Self {
        Self { class: Class::of_code_points(&[(code_point, code_point)]), code_point: Some(code_point) }
    }

    pub(super) fn several(class: Class) -> Self {
        Self { class, code_point: None }
    }
}
