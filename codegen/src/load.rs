//! Bytes → [`Json`].
//!
//! A document is JSON or YAML 1.2, in UTF-8. Whatever the bytes are, loading ends in bounded time and stack:
//! nesting is limited before a parser sees it.

use crate::Source;
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::json::Json;

/// How deep a document may nest. Real documents stay below 50.
const DEEPEST: usize = 120;

/// Reads a document. What is wrong with its text is reported.
#[must_use]
pub fn load(source: &Source, diagnostics: &mut Diagnostics) -> Option<Json> {
    let text = text(&source.bytes, diagnostics)?;
    if text.trim().is_empty() {
        let help = "check that the path names the right file, and that it was written completely";
        diagnostics.error(Code::EmptyDocument, Place::Document, "the document is empty", help);
        return None;
    }
    if let Some((line, column)) = too_deep(text) {
        report_depth(Place::Text { line, column }, diagnostics);
        return None;
    }
    let is_json = text.trim_start().starts_with('{');
    if is_json {
        match serde_json::from_str(text) {
            Ok(json) => return Some(json),
            // Broken JSON may still be YAML in flow style.
            Err(error) => {
                if let Ok(json) = serde_yaml::from_str(text) {
                    return Some(json);
                }
                report_json(&error, diagnostics);
                return None;
            }
        }
    }
    match serde_yaml::from_str::<Json>(text) {
        Ok(Json::Null) => {
            diagnostics.error(Code::EmptyDocument, Place::Document, "the document holds nothing", "");
            None
        }
        Ok(json) => Some(json),
        Err(error) => {
            report_yaml(&error, diagnostics);
            None
        }
    }
}

/// The text of a document, without a byte order mark.
pub(crate) fn text<'s>(bytes: &'s [u8], diagnostics: &mut Diagnostics) -> Option<&'s str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let message = format!("byte {:#04x} is not UTF-8", bytes[error.valid_up_to()]);
            let help = "save the document as UTF-8";
            diagnostics.error(Code::InvalidUtf8, Place::Text { line, column }, message, help);
            None
        }
    }
}

fn report_depth(place: Place, diagnostics: &mut Diagnostics) {
    let message = format!("the document nests deeper than {DEEPEST} levels");
    diagnostics.error(
        Code::TooDeep,
        place,
        message,
        "no real API description does: check where it comes from",
    );
}

fn report_json(error: &serde_json::Error, diagnostics: &mut Diagnostics) {
    let place = Place::Text { line: error.line().max(1), column: error.column().max(1) };
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or_default();
    report(message, place, diagnostics);
}

fn report_yaml(error: &serde_yaml::Error, diagnostics: &mut Diagnostics) {
    let text = error.to_string();
    let place = error
        .location()
        .map_or(Place::Document, |location| Place::Text { line: location.line(), column: location.column() });
    let message = text.split(" at line ").next().unwrap_or_default();
    if message.contains("recursion limit") {
        return report_depth(place, diagnostics);
    }
    report(message, place, diagnostics);
}

fn report(message: &str, place: Place, diagnostics: &mut Diagnostics) {
    // The path to the value stands before the message: `components.schemas: duplicate key …`.
    let (code, help, message) = match message.find("duplicate key ") {
        Some(start) => (Code::DuplicateKey, "remove one of them", &message[start..]),
        None if message.contains("repetition limit") => {
            (Code::TooDeep, "its aliases expand without end: write the values out", message)
        }
        None if message.contains("more than one document") => {
            (Code::Syntax, "keep one document per file: remove the others, after `---`", message)
        }
        None => (Code::Syntax, "the cause may stand on an earlier line", message),
    };
    diagnostics.error(code, place, message, help);
}

/// Where a document nests too deep, as line and column, judged by its brackets and its indentation.
///
/// Prose is looked at as well, so a bracket counts only where a flow collection can start, and an unbalanced one
/// is forgotten when its block ends. This runs before any parser does, because the YAML parser takes quadratic
/// time on deep nesting.
fn too_deep(text: &str) -> Option<(usize, usize)> {
    let mut flow = Flow { whole: text.trim_start().starts_with(['{', '[']), ..Flow::default() };
    let mut indents: Vec<usize> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let content = line.trim_start_matches([' ', '-']);
        let indent = line.len() - content.len();
        if content.is_empty() {
            continue;
        }
        flow.begin_line(indent, content);
        if flow.depth == 0 {
            indents.truncate(indents.partition_point(|outer| *outer < indent));
            indents.push(indent);
            // `- - - -` opens a level per dash.
            let dashes = line[..indent].bytes().filter(|byte| *byte == b'-').count();
            if indents.len() + dashes > DEEPEST {
                return Some((number + 1, indent + 1));
            }
        }
        if let Some(column) = flow.scan(line) {
            return Some((number + 1, column + 1));
        }
    }
    None
}

/// The flow collections that are open at some point of a text.
#[derive(Default)]
struct Flow {
    /// Whether the whole document is one flow collection, as JSON is.
    whole: bool,
    depth: usize,
    /// The indentation of the line that opened the outermost one.
    indent: usize,
    quote: Option<u8>,
    line_indent: usize,
}

impl Flow {
    /// Forgets what is open when a line can not belong to it any more.
    fn begin_line(&mut self, indent: usize, content: &str) {
        self.line_indent = indent;
        if self.depth > 0 && !self.whole && indent <= self.indent && !content.starts_with([']', '}']) {
            self.depth = 0;
            self.quote = None;
        }
    }

    /// Follows the brackets of a line; the column at which they are too deep.
    fn scan(&mut self, line: &str) -> Option<usize> {
        let mut escaped = false;
        let mut previous = b':';
        for (column, byte) in line.bytes().enumerate() {
            if let Some(open) = self.quote {
                if byte == open && !escaped {
                    self.quote = None;
                }
                escaped = open == b'"' && byte == b'\\' && !escaped;
                previous = byte;
                continue;
            }
            let starts = matches!(previous, b':' | b'-' | b'[' | b'{' | b',');
            match byte {
                b' ' => continue,
                b'"' | b'\'' if self.depth > 0 && starts => self.quote = Some(byte),
                b'[' | b'{' if starts => {
                    if self.depth == 0 {
                        self.indent = self.line_indent;
                    }
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Some(column);
                    }
                }
                b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            previous = byte;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::load;
    use crate::Source;
    use crate::diagnostic::{Code, Diagnostics, Place};

    fn codes(bytes: &[u8]) -> Vec<(Code, Place)> {
        let mut diagnostics = Diagnostics::default();
        let source = Source { name: "x.yaml".to_owned(), bytes: bytes.to_vec() };
        let loaded = load(&source, &mut diagnostics);
        assert_eq!(loaded.is_none(), diagnostics.has_errors());
        diagnostics.iter().map(|found| (found.code, found.place.clone())).collect()
    }

    #[test]
    fn bad_text_has_a_code_and_a_place() {
        let at = |line, column| Place::Text { line, column };
        for (bytes, code, place) in [
            (&b""[..], Code::EmptyDocument, Place::Document),
            (b"  \n\n", Code::EmptyDocument, Place::Document),
            (b"# nothing\n", Code::EmptyDocument, Place::Document),
            (b"a: \xff", Code::InvalidUtf8, at(1, 4)),
            (b"a: 1\na: 2\n", Code::DuplicateKey, at(1, 1)),
            (b"200: 1\n'200': 2\n", Code::DuplicateKey, at(1, 1)),
            (b"a: [1\n", Code::Syntax, at(2, 1)),
            (b"a: 1\n---\nb: 2\n", Code::Syntax, Place::Document),
            (b"{\"a\": 1, \"a\": 2}", Code::DuplicateKey, at(1, 12)),
            (b"{\"a\": ", Code::Syntax, at(1, 6)),
            (b"a: .nan", Code::Syntax, at(1, 4)),
        ] {
            assert_eq!(codes(bytes), [(code, place)], "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn deep_nesting_ends_quickly() {
        let deep = 100_000;
        let blocks: String = (0..2_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
        for text in [
            "[".repeat(deep),
            format!("a: {}", "[".repeat(deep)),
            "{a: ".repeat(deep),
            "{\"a\":".repeat(deep),
            "- ".repeat(deep),
            blocks,
        ] {
            let found = codes(text.as_bytes());
            assert!(matches!(found.as_slice(), [(Code::TooDeep, Place::Text { .. })]), "{found:?}");
        }
    }

    #[test]
    fn alias_bombs_end_quickly() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
            text += &format!("a{level}: &a{level} [{aliases}]\n");
        }
        assert_eq!(codes(text.as_bytes())[0].0, Code::TooDeep);
    }

    #[test]
    fn brackets_in_prose_are_not_nesting() {
        let text = "a: text [ with { brackets\n".repeat(1);
        let many: String = (0..500).map(|index| format!("k{index}: '[{{'\np{index}: see [\n")).collect();
        assert_eq!(codes(format!("{text}{many}").as_bytes()), []);
    }

    #[test]
    fn yaml_is_read_by_the_rules_of_version_1_2() {
        let text = "a: no\nb: 2024-01-01\nc: 12:30\nd: 018446744073709551616\n200: x\n<<: y\n";
        let source = Source { name: String::new(), bytes: text.into() };
        let loaded = load(&source, &mut Diagnostics::default()).unwrap();
        let kinds: Vec<_> =
            loaded.as_object().unwrap().iter().map(|(key, value)| (key.as_str(), value.kind())).collect();
        assert_eq!(kinds[..3], [("a", "a string"), ("b", "a string"), ("c", "a string")]);
        assert_eq!(kinds[4..], [("200", "a string"), ("<<", "a string")]);
    }
}
