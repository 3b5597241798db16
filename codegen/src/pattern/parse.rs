//! Reads a regular expression as ECMA-262 has it with the flag `u`: text → [`Node`].
//!
//! The *lenient* reading also takes what the flag forbids, where that has one meaning in all dialects, such as `\-`
//! and `\_`, or a brace on its own. What dialects read differently, such as `\A`, stays a mistake.
//!
//! Invariant: groups are nested no deeper than [`MAX_DEPTH`], so that whatever goes over a tree may recur.

mod classes;
mod escape;
mod groups;

use std::fmt;

use super::class::Class;
use super::node::{Look, Node};
use super::{Fault, Kind};
use groups::Groups;

/// Groups nested deeper than this are not read.
const MAX_DEPTH: usize = 40;

type Result<T> = std::result::Result<T, Fault>;

/// The syntax tree of a pattern.
pub(super) fn parse(pattern: &str, lenient: bool) -> Result<Node> {
    let mut parser = Parser {
        chars: pattern.chars().collect(),
        at: 0,
        depth: 0,
        lenient,
        odd_class: false,
        groups: Groups::default(),
        unsupported: None,
    };
    let node = parser.alternatives()?;
    if parser.at < parser.chars.len() {
        return Err(invalid(parser.at, "this `)` closes no group"));
    }
    parser.groups.check()?;
    match parser.unsupported {
        Some(fault) => Err(fault),
        None => Ok(node),
    }
}

/// A mistake at a character.
fn invalid(at: usize, message: impl fmt::Display) -> Fault {
    Fault { kind: Kind::Invalid, at, message: message.to_string() }
}

/// How often something may occur.
type Bounds = (u32, Option<u32>);

struct Parser {
    chars: Vec<char>,
    /// The index of the next character.
    at: usize,
    depth: usize,
    lenient: bool,
    /// Whether there was a class that other dialects end elsewhere: `[]…]`, `[[:alpha:]]`.
    odd_class: bool,
    groups: Groups,
    /// The first thing that is no mistake and has no node.
    unsupported: Option<Fault>,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(index, c)| self.chars.get(self.at + index) == Some(&c));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    /// Notes what is no mistake and can not be matched in linear time, or is not known to the engine.
    fn unsupported(&mut self, at: usize, message: impl fmt::Display) {
        let fault = || Fault { kind: Kind::Unsupported, at, message: message.to_string() };
        self.unsupported.get_or_insert_with(fault);
    }

    fn alternatives(&mut self) -> Result<Node> {
        self.groups.enter();
        let mut all = vec![self.alternative()?];
        while self.eat("|") {
            self.groups.next_alternative();
            all.push(self.alternative()?);
        }
        self.groups.leave();
        Ok(Node::either(all))
    }

    fn alternative(&mut self) -> Result<Node> {
        let mut terms = Vec::new();
        while self.peek().is_some_and(|c| !matches!(c, '|' | ')')) {
            terms.push(self.term()?);
        }
        Ok(Node::concat(terms))
    }

    fn term(&mut self) -> Result<Node> {
        let at = self.at;
        let atom = match self.take().unwrap_or_default() {
            '^' => return self.unquantified(Node::Start),
            '$' => return self.unquantified(Node::End),
            '\\' if self.eat("b") => return self.unquantified(Node::Word(true)),
            '\\' if self.eat("B") => return self.unquantified(Node::Word(false)),
            '(' => match self.group(at)? {
                (node, false) => node,
                (look, true) => return self.unquantified(look),
            },
            '.' => Node::Class(line_ends().complement()),
            '[' => Node::Class(self.class(at)?),
            '\\' => self.escape_atom(at)?,
            c @ ('*' | '+' | '?') => return Err(invalid(at, format_args!("`{c}` has nothing to repeat"))),
            c @ ('{' | '}' | ']') => self.lone(c, at)?,
            c => Node::Class(Class::one(c)),
        };
        Ok(match self.quantifier()? {
            (1, Some(1)) => atom,
            (min, max) => Node::Repeat(Box::new(atom), min, max),
        })
    }

    /// A character that has a meaning elsewhere.
    fn lone(&self, c: char, at: usize) -> Result<Node> {
        let is_count = self.peek().is_some_and(|next| next == ',' || next.is_ascii_digit());
        let is_clear = match c {
            '{' => !is_count,
            ']' => !self.odd_class,
            _ => true,
        };
        if self.lenient && is_clear {
            return Ok(Node::Class(Class::one(c)));
        }
        Err(invalid(at, format_args!("a lone `{c}` is to be escaped: `\\{c}`")))
    }

    /// What holds of a place can not be repeated.
    fn unquantified(&self, node: Node) -> Result<Node> {
        match self.peek() {
            Some(c @ ('*' | '+' | '?')) => {
                Err(invalid(self.at, format_args!("`{c}` follows what can not be repeated")))
            }
            _ => Ok(node),
        }
    }

    /// A group, and whether it is a look-around.
    fn group(&mut self, at: usize) -> Result<(Node, bool)> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault {
                kind: Kind::Unsupported,
                at,
                message: format!("groups are nested more than {MAX_DEPTH} deep"),
            });
        }
        let look = [("?=", true, false), ("?!", true, true), ("?<=", false, false), ("?<!", false, true)]
            .into_iter()
            .find(|(open, ..)| self.eat(open));
        if look.is_none() {
            self.open_group(at)?;
        }
        let node = self.alternatives()?;
        self.depth -= 1;
        if !self.eat(")") {
            return Err(invalid(at, "this group is not closed"));
        }
        Ok(match look {
            Some((_, ahead, negated)) => (Node::Look(Box::new(Look { ahead, negated, node, at })), true),
            None => (node, false),
        })
    }

    /// `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, or none. Whether it is lazy does not change what matches.
    fn quantifier(&mut self) -> Result<Bounds> {
        let at = self.at;
        let bounds = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let Some(bounds) = self.counted()? else { return Ok((1, Some(1))) };
                self.eat("?");
                return self.once(at, bounds);
            }
            _ => return Ok((1, Some(1))),
        };
        self.take();
        self.eat("?");
        self.once(at, bounds)
    }

    /// Bounds that no second quantifier follows.
    fn once(&self, at: usize, bounds: Bounds) -> Result<Bounds> {
        match self.peek() {
            Some(c @ ('*' | '+' | '?')) => {
                let quantifier: String = self.chars[at..self.at].iter().collect();
                Err(invalid(self.at, format_args!("`{c}` follows `{quantifier}`, which already repeats")))
            }
            _ => Ok(bounds),
        }
    }

    /// Counts between braces; none where the braces are something else, which the lenient reading allows.
    fn counted(&mut self) -> Result<Option<Bounds>> {
        let at = self.at;
        self.take();
        let min = self.number();
        let max = if self.eat(",") { self.number() } else { min };
        let open_end = self.chars[self.at - 1] == ',';
        let (Some(min), true) = (min, self.eat("}")) else {
            self.at = at;
            // The term that follows says whether it may stand there.
            return if self.lenient { Ok(None) } else { Err(invalid(at, "this is no count of repetitions")) };
        };
        let max = if open_end { None } else { max };
        if max.is_some_and(|max| max < min) {
            return Err(invalid(at, "the counts are out of order"));
        }
        Ok(Some((clamp(min), max.map(clamp))))
    }

    /// Digits, which stop to count where no text is that long.
    fn number(&mut self) -> Option<u64> {
        let start = self.at;
        let mut number = 0_u64;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(u64::from(digit));
            self.at += 1;
        }
        (self.at > start).then_some(number)
    }
}

fn clamp(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// `LineTerminator` of ECMA-262.
fn line_ends() -> Class {
    Class::new(vec![('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')])
}
