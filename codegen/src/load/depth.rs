//! Guards the YAML reader against deep nesting, for which its time grows with the square of the depth.
//!
//! A document passes if a scan of its flow brackets stays shallow; the few that do not are given to a second
//! parser, which has a limit of its own and takes linear time. Only that parser refuses a document. The scan
//! may take text for a bracket, but it never takes a bracket for text that the YAML reader would then nest
//! by: where it skips something, the reader either skips it too, or stops there with a syntax error.

use std::borrow::Cow;

/// Whether the flow collections of a YAML text nest deeper than `limit`, or seem to.
pub(super) fn seems_deeper(text: &str, limit: usize) -> bool {
    let text = only_line_feeds(text);
    let mut scan = Scan { limit, depth: 0, deepest: 0, quote: None, state: State::Fresh, parent: -1 };
    text.as_bytes().split(|byte| *byte == b'\n').any(|line| {
        scan.line(line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line));
        scan.deepest > scan.limit
    })
}

/// Replaces every line break that the reader knows by line feeds.
fn only_line_feeds(text: &str) -> Cow<'_, str> {
    const BREAKS: [(char, &str); 4] =
        [('\r', "\n"), ('\u{85}', "\n"), ('\u{2028}', "\n"), ('\u{2029}', "\n")];
    BREAKS.iter().fold(Cow::Borrowed(text), |text, (from, to)| {
        if text.contains(*from) { Cow::Owned(text.replace(*from, to)) } else { text }
    })
}

/// What the lines before the current one have left open, outside of flow collections and quotes.
#[derive(Clone, Copy, Eq, PartialEq)]
enum State {
    /// Nothing.
    Fresh,
    /// A plain scalar, which goes on as long as lines are indented deeper than the parent.
    Plain,
    /// A block scalar, which goes on as long as lines are indented deeper than this.
    BlockScalar(usize),
}

struct Scan {
    limit: usize,
    /// How many flow collections are open.
    depth: usize,
    deepest: usize,
    /// The quotation mark of the scalar that is open.
    quote: Option<u8>,
    state: State,
    /// The column of the last key or dash outside of flow collections; -1 before the first one.
    parent: isize,
}

impl Scan {
    fn line(&mut self, line: &[u8]) {
        if self.depth > 0 {
            if let Some(end) = self.flow(line, 0)
                && let Some(next) = self.after_node(line, end, None)
            {
                self.nodes(line, next);
            }
        } else if self.quote.is_some() {
            // A key has to stand on one line, so that nothing but a comment can follow.
            self.quoted(line, 0);
        } else {
            self.block(line);
        }
    }

    /// A line outside of quotes and flow collections.
    fn block(&mut self, line: &[u8]) {
        let indent = line.iter().take_while(|byte| **byte == b' ').count();
        let rest = &line[indent..];
        if rest.iter().all(|byte| is_blank(*byte)) {
            return;
        }
        match self.state {
            State::BlockScalar(parent) if indent > parent => return,
            State::Plain if signed(indent) > self.parent && !is_marker(line) => return,
            _ => self.state = State::Fresh,
        }
        if is_marker(line) {
            self.parent = -1;
            self.nodes(line, 3);
        } else if line[0] != b'%' {
            self.nodes(line, indent);
        }
    }

    /// Nodes and their indicators, from `position` on to the end of the line.
    fn nodes(&mut self, line: &[u8], mut position: usize) {
        // Where the node starts: at its tag or anchor, if it has one.
        let mut start = None;
        while let Some(found) = skip_blanks(line, position) {
            position = found;
            let column = *start.get_or_insert(position);
            match line[position] {
                b'-' | b'?' | b':' if is_blank_at(line, position + 1) => {
                    self.parent = signed(position);
                    position += 1;
                    start = None;
                }
                b'&' | b'!' => position = skip_word(line, position),
                b'#' => return,
                b'|' | b'>' => {
                    self.state = State::BlockScalar(self.parent.try_into().unwrap_or(0));
                    return;
                }
                _ => {
                    let Some(next) =
                        self.node(line, position).and_then(|end| self.after_node(line, end, Some(column)))
                    else {
                        return;
                    };
                    position = next;
                    start = None;
                }
            }
        }
    }

    /// A node, without its tag and anchor; gives the position behind it if something can follow.
    fn node(&mut self, line: &[u8], position: usize) -> Option<usize> {
        match line[position] {
            b'*' => Some(skip_word(line, position)),
            b'[' | b'{' => self.flow(line, position),
            b'\'' | b'"' => {
                self.quote = Some(line[position]);
                self.quoted(line, position + 1)
            }
            _ => match plain_end(line, position) {
                PlainEnd::Key(end) => Some(end),
                PlainEnd::Comment => None,
                PlainEnd::Line => {
                    self.state = State::Plain;
                    None
                }
            },
        }
    }

    /// Behind a node that starts in `column`: gives the position of its value, if it was a key.
    fn after_node(&mut self, line: &[u8], position: usize, column: Option<usize>) -> Option<usize> {
        let colon = skip_blanks(line, position)
            .filter(|position| line[*position] == b':' && is_blank_at(line, position + 1))?;
        self.parent = column.map_or(self.parent, signed);
        Some(colon + 1)
    }

    /// The inside of a flow collection; gives the position behind it if it ends on this line.
    fn flow(&mut self, line: &[u8], mut position: usize) -> Option<usize> {
        while position < line.len() {
            if self.quote.is_some() {
                position = self.quoted(line, position)?;
                continue;
            }
            let byte = line[position];
            let plain = self.state == State::Plain;
            match byte {
                b'[' | b'{' => {
                    self.depth += 1;
                    self.deepest = self.deepest.max(self.depth);
                    self.state = State::Fresh;
                }
                b']' | b'}' => {
                    self.depth -= 1;
                    self.state = State::Fresh;
                    if self.depth == 0 {
                        return Some(position + 1);
                    }
                }
                b',' => self.state = State::Fresh,
                b':' if !plain || is_blank_at(line, position + 1) => self.state = State::Fresh,
                b'#' if position == 0 || is_blank(line[position - 1]) => {
                    self.state = State::Fresh;
                    return None;
                }
                b' ' | b'\t' => {}
                _ if plain => {}
                b'\'' | b'"' => self.quote = Some(byte),
                b'?' => {}
                b'!' => {
                    position = skip_tag(line, position);
                    continue;
                }
                b'&' | b'*' => {
                    position += 1;
                    while line.get(position).is_some_and(|byte| is_name(*byte)) {
                        position += 1;
                    }
                    continue;
                }
                _ => self.state = State::Plain,
            }
            position += 1;
        }
        None
    }

    /// The inside of a quoted scalar; gives the position behind it if it ends on this line.
    fn quoted(&mut self, line: &[u8], mut position: usize) -> Option<usize> {
        let quote = self.quote?;
        while let Some(byte) = line.get(position) {
            if *byte == b'\\' && quote == b'"' {
                position += 1;
            } else if *byte == quote {
                if quote == b'"' || line.get(position + 1) != Some(&quote) {
                    self.quote = None;
                    return Some(position + 1);
                }
                position += 1;
            }
            position += 1;
        }
        None
    }
}

/// How a plain scalar outside of flow collections ends on its line.
enum PlainEnd {
    /// At this colon, which makes it a key.
    Key(usize),
    /// At a comment.
    Comment,
    /// With the line, and may go on behind it.
    Line,
}

fn plain_end(line: &[u8], start: usize) -> PlainEnd {
    for position in start..line.len() {
        match line[position] {
            b':' if is_blank_at(line, position + 1) => return PlainEnd::Key(position),
            b'#' if position > start && is_blank(line[position - 1]) => return PlainEnd::Comment,
            _ => {}
        }
    }
    PlainEnd::Line
}

/// Whether a line starts with `---` or `...`.
fn is_marker(line: &[u8]) -> bool {
    (line.starts_with(b"---") || line.starts_with(b"...")) && is_blank_at(line, 3)
}

fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// Whether there is a blank or the end of the line at `position`.
fn is_blank_at(line: &[u8], position: usize) -> bool {
    line.get(position).is_none_or(|byte| is_blank(*byte))
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

fn skip_blanks(line: &[u8], start: usize) -> Option<usize> {
    (start..line.len()).find(|position| !is_blank(line[*position]))
}

fn skip_word(line: &[u8], start: usize) -> usize {
    (start..line.len()).find(|position| is_blank(line[*position])).unwrap_or(line.len())
}

/// The end of a tag in a flow collection, which can hold brackets, and commas between angle brackets.
fn skip_tag(line: &[u8], start: usize) -> usize {
    let verbatim = line[start..].starts_with(b"!<");
    let from = if verbatim {
        (start..line.len()).find(|position| line[*position] == b'>').unwrap_or(line.len())
    } else {
        start
    };
    (from..line.len())
        .find(|position| is_blank(line[*position]) || line[*position] == b',')
        .unwrap_or(line.len())
}

/// A column as a number that compares with "no column at all", which is -1.
fn signed(column: usize) -> isize {
    isize::try_from(column).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The depth that the scan finds.
    fn depth(text: &str) -> usize {
        (0..10).find(|limit| !seems_deeper(text, *limit)).unwrap()
    }

    #[test]
    fn brackets_count_only_where_they_nest() {
        for (text, expected) in [
            ("a: b", 0),
            ("a: [b, {c: d}]", 2),
            ("[[[]]]", 3),
            ("{a: [1, 2], b: [3], c: {d: []}}", 3),
            ("a: see [[[1]]]\n  and [[[2]]]\nb: []", 1),
            ("a: |\n  [[[\n\n  {{{\nb: [1]", 1),
            ("- - a: >-\n      [[[\n    b: [[1]]", 2),
            ("a: 'it''s [[[' # [[[\nb: \"\\\"[[[\"\nc: []", 1),
            ("a: \"[[[\n  [[[\"\nb: []", 1),
            ("a: don't [\nb: isn't [[[", 0),
            ("[a'b, [c'd]]", 2),
            ("['[', \"]\", [1]]", 2),
            ("[ # [[[\n1, [2]]", 2),
            ("[a: [b], ? [c], 'd':[e]]", 2),
            ("[!a] , &b [ *c , [1] ] ]", 3),
            ("? [a]\n: [[b]]", 2),
            ("[a]: [[b]]", 2),
            ("--- [[a]]\n---\n- [[[b]]]", 3),
            ("a:\n- |\n  [[[\n- [[1]]", 2),
            ("a:\n  b\n  'c\nd: [[[1]]]\ne: x'", 3),
            ("# '\n[[1]]", 2),
            ("a: # '\n  [[1]]", 2),
            ("\u{feff}[[1]]", 2),
            ("a: x # y\u{85}b: [[1]]", 2),
            ("a: &x |\n  [[[\nb: !y [[1]]", 2),
            ("\"a\": [{\"b\": [1]}]", 3),
        ] {
            assert_eq!(depth(text), expected, "{text}");
        }
    }

    #[test]
    fn closing_brackets_inside_of_scalars_do_not_hide_the_depth() {
        for part in ["[\"]\",", "[']',", "[ # ]\n", "[!] ", "[ \"\\\"]\",\n", "{a: ", "[a\n'b, "] {
            let text = part.repeat(300);
            assert!(seems_deeper(&text, 128), "{part}");
        }
    }
}
