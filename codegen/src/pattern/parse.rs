//! Reads the simple part of ECMA-262's regular expressions: alternatives of [`Sequence`]s.
//!
//! Invariant: anything that is not understood completely gives `None`; choices are multiplied out, up to a
//! limit.

use super::class::Class;
use super::sequence::{Element, Sequence};

/// More alternatives are left alone.
const MAX_ALTERNATIVES: usize = 16;
/// So are longer sequences.
const MAX_ELEMENTS: usize = 48;
/// And deeper groups.
const MAX_DEPTH: usize = 16;

/// Elements that are not yet known to be at the start or the end.
type Run = Vec<Item>;

#[derive(Clone, Debug)]
enum Item {
    Start,
    End,
    Element(Element),
}

/// The alternatives of a pattern.
pub(crate) fn parse(pattern: &str) -> Option<Vec<Sequence>> {
    let mut parser = Parser { rest: pattern, depth: 0 };
    let runs = parser.alternatives()?;
    if !parser.rest.is_empty() {
        return None;
    }
    runs.into_iter().map(|run| sequence(run).map(Sequence::trimmed)).collect()
}

fn sequence(mut run: Run) -> Option<Sequence> {
    let start = matches!(run.first(), Some(Item::Start));
    if start {
        run.remove(0);
    }
    let end = matches!(run.last(), Some(Item::End));
    if end {
        run.pop();
    }
    let element = |item| match item {
        Item::Element(element) => Some(element),
        Item::Start | Item::End => None,
    };
    let elements = run.into_iter().map(element).collect::<Option<Vec<_>>>()?;
    Some(Sequence { start, end, elements })
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl Parser<'_> {
    fn take(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest.strip_prefix(text);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn alternatives(&mut self) -> Option<Vec<Run>> {
        let mut all = self.run()?;
        while self.eat("|") {
            all.extend(self.run()?);
            if all.len() > MAX_ALTERNATIVES {
                return None;
            }
        }
        Some(all)
    }

    /// One alternative, which groups inside may multiply.
    fn run(&mut self) -> Option<Vec<Run>> {
        let mut runs = vec![Run::new()];
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let term = self.term()?;
            runs = product(&runs, &term)?;
        }
        Some(runs)
    }

    fn term(&mut self) -> Option<Vec<Run>> {
        match self.take()? {
            '^' => Some(vec![vec![Item::Start]]),
            '$' => Some(vec![vec![Item::End]]),
            '(' => self.group(),
            '.' => self.quantified(line_ends().complement()),
            '[' => {
                let class = self.class()?;
                self.quantified(class)
            }
            '\\' => {
                let class = self.escape(false)?;
                self.quantified(class)
            }
            '*' | '+' | '?' | '{' | '}' | ']' => None,
            c => self.quantified(Class::one(c)),
        }
    }

    fn quantified(&mut self, class: Class) -> Option<Vec<Run>> {
        let (min, max) = self.quantifier()?;
        let run = if max == Some(0) { Run::new() } else { vec![Item::Element(Element { class, min, max })] };
        Some(vec![run])
    }

    fn group(&mut self) -> Option<Vec<Run>> {
        if self.rest.starts_with('?') && !self.eat("?:") {
            return None;
        }
        self.depth += 1;
        let runs = if self.depth > MAX_DEPTH { None } else { self.alternatives() }?;
        self.depth -= 1;
        if !self.eat(")") {
            return None;
        }
        let (min, max) = self.quantifier()?;
        repeat(runs, min, max)
    }

    /// `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, or none. Whether it is lazy does not change what matches.
    fn quantifier(&mut self) -> Option<(u32, Option<u32>)> {
        let bounds = match self.rest.chars().next() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted(),
            _ => return Some((1, Some(1))),
        };
        self.take();
        self.eat("?");
        Some(bounds)
    }

    fn counted(&mut self) -> Option<(u32, Option<u32>)> {
        let (inner, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
        self.rest = rest;
        self.eat("?");
        let digits =
            |text: &str| if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None };
        let (min, max) = match inner.split_once(',') {
            None => (digits(inner)?, Some(digits(inner)?)),
            Some((min, "")) => (digits(min)?, None),
            Some((min, max)) => (digits(min)?, Some(digits(max)?)),
        };
        (max.is_none_or(|max| min <= max)).then_some((min, max))
    }

    fn class(&mut self) -> Option<Class> {
        let negated = self.eat("^");
        let mut ranges = Vec::new();
        while !self.eat("]") {
            let start = self.class_atom()?;
            if self.rest.starts_with('-') && !self.rest.starts_with("-]") {
                self.take();
                let end = self.class_atom()?.single()?;
                let start = start.single().filter(|start| *start <= end)?;
                ranges.push((start, end));
            } else {
                ranges.extend_from_slice(start.ranges());
            }
        }
        let class = Class::new(ranges);
        let class = if negated { class.complement() } else { class };
        (!class.is_empty()).then_some(class)
    }

    fn class_atom(&mut self) -> Option<Class> {
        match self.take()? {
            '\\' => self.escape(true),
            c => Some(Class::one(c)),
        }
    }

    fn escape(&mut self, in_class: bool) -> Option<Class> {
        Some(match self.take()? {
            'd' => digits(),
            'D' => digits().complement(),
            'w' => words(),
            'W' => words().complement(),
            's' => spaces(),
            'S' => spaces().complement(),
            't' => Class::one('\t'),
            'n' => Class::one('\n'),
            'r' => Class::one('\r'),
            'f' => Class::one('\u{c}'),
            'v' => Class::one('\u{b}'),
            'b' if in_class => Class::one('\u{8}'),
            '0' if !self.rest.starts_with(|c: char| c.is_ascii_digit()) => Class::one('\0'),
            'x' => Class::one(self.hex(2)?),
            'u' => Class::one(self.hex(4)?),
            c if c.is_ascii_punctuation() => Class::one(c),
            _ => return None,
        })
    }

    fn hex(&mut self, digits: usize) -> Option<char> {
        let text = self.rest.get(..digits).filter(|text| text.bytes().all(|b| b.is_ascii_hexdigit()))?;
        self.rest = &self.rest[digits..];
        char::from_u32(u32::from_str_radix(text, 16).ok()?)
    }
}

/// Every way to go on from one of some runs with one of others.
fn product(runs: &[Run], terms: &[Run]) -> Option<Vec<Run>> {
    let all: Vec<Run> = runs
        .iter()
        .flat_map(|run| terms.iter().map(|term| [run.as_slice(), term.as_slice()].concat()))
        .collect();
    let small = all.len() <= MAX_ALTERNATIVES && all.iter().all(|run| run.len() <= MAX_ELEMENTS);
    small.then_some(all)
}

/// A group that occurs several times, if that can be written out.
fn repeat(runs: Vec<Run>, min: u32, max: Option<u32>) -> Option<Vec<Run>> {
    if (min, max) == (1, Some(1)) {
        return Some(runs);
    }
    if let [run] = runs.as_slice()
        && let [Item::Element(Element { class, min: 1, max: Some(1) })] = run.as_slice()
    {
        return Some(vec![vec![Item::Element(Element { class: class.clone(), min, max })]]);
    }
    let anchored = runs.iter().flatten().any(|item| !matches!(item, Item::Element(_)));
    let max = max.filter(|max| !anchored && *max as usize <= MAX_ALTERNATIVES)?;
    let mut once = vec![Run::new()];
    let mut all = Vec::new();
    for count in 0..=max {
        if count >= min {
            all.extend(once.iter().cloned());
        }
        if count < max {
            once = product(&once, &runs)?;
        }
    }
    (all.len() <= MAX_ALTERNATIVES).then_some(all)
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

fn line_ends() -> Class {
    Class::new(vec![('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')])
}
