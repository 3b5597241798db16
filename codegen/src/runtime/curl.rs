//! A request as people see it: the command line that sends it with `curl`, from a POSIX shell, and its text.
//!
//! Invariant: whatever the values hold, each option is one word. Nothing of them is expanded but the variables that
//! stand for what must not be shown, and nothing of them does anything to a terminal that the command is pasted into.

use std::fmt::Write as _;

use http::header::{CONTENT_TYPE, HeaderName};

use super::build_error::BuildError;
use super::mask::{Mask, Piece};
use super::multipart::Part;
use super::request::RequestWriter;
use super::security::{SecurityKind, SecurityRequirement};
use super::server::Server;

/// The command that sends a request, which was written with this mask.
pub(super) fn command(
    mut request: RequestWriter,
    mask: Mask,
    method: &str,
    server: &Server,
    security: &[SecurityRequirement],
) -> Result<String, BuildError> {
    let users = secure(&mut request, mask, security)?;
    let parts = std::mem::take(&mut request.parts);
    let request = request.finish(method, server)?;
    let mut command = Command { mask, variables: Vec::new(), lines: Vec::new() };
    command.begin(method, &request.uri().to_string());
    for user in users {
        command.user(user);
    }
    let form = command.form(&parts);
    for (name, value) in request.headers() {
        // With its own boundary, `curl` sets it itself.
        if form.is_none() || name != CONTENT_TYPE {
            command.header(name, &String::from_utf8_lossy(value.as_bytes()));
        }
    }
    match form {
        Some(form) => command.lines.extend(form),
        None if request.body().is_empty() && !request.headers().contains_key(CONTENT_TYPE) => {}
        None => command.body(request.body()),
    }
    Ok(command.lines.join(" \\\n  "))
}

/// The request as text, which was written with this mask. A server that sends a challenge gets an answer to it later, so
/// that nothing stands for that here.
pub(super) fn text(
    mut request: RequestWriter,
    mask: Mask,
    method: &str,
    server: &Server,
    security: &[SecurityRequirement],
) -> Result<String, BuildError> {
    if secure(&mut request, mask, security)?.contains(&SecurityKind::Basic) {
        let value = format!("Basic {}", mask.value("basic credentials"));
        request.set_header("Authorization", &value, true)?;
    }
    let request = request.finish(method, server)?;
    let uri = request.uri();
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let mut text = format!("{method} {target} HTTP/1.1\nHost: {authority}\n");
    for (name, value) in request.headers() {
        let value = String::from_utf8_lossy(value.as_bytes());
        let _ = writeln!(text, "{}: {value}", title(name.as_str()));
    }
    if !request.body().is_empty() {
        text.push('\n');
        text.push_str(&String::from_utf8_lossy(request.body()));
    }
    let pieces = mask.split(&text).into_iter().map(|piece| match piece {
        Piece::Text(text) => text,
        Piece::Value(name) | Piece::File(name) => format!("${{{name}}}"),
    });
    Ok(pieces.collect())
}

/// Writes what security schemes ask for, and gives the kinds of those that a client takes as options of its own.
fn secure(
    request: &mut RequestWriter,
    mask: Mask,
    security: &[SecurityRequirement],
) -> Result<Vec<SecurityKind>, BuildError> {
    let mut users = Vec::new();
    for needed in security {
        match needed.kind {
            SecurityKind::Bearer => {
                let value = format!("Bearer {}", mask.value("access token"));
                request.set_header("Authorization", &value, true)?;
            }
            SecurityKind::Header(name) => request.sensitive().header(name, "")?,
            SecurityKind::Query(name) => request.sensitive().query(name, ""),
            SecurityKind::Cookie(name) => request.sensitive().cookie(name, ""),
            SecurityKind::Basic | SecurityKind::Digest | SecurityKind::MutualTls => users.push(needed.kind),
            SecurityKind::Other => {}
        }
    }
    Ok(users)
}

/// A command in the making.
struct Command {
    mask: Mask,
    /// Those that were used.
    variables: Vec<String>,
    /// An option each, after the first.
    lines: Vec<String>,
}

impl Command {
    fn begin(&mut self, method: &str, url: &str) {
        let method = match method {
            // It would wait for a body.
            "HEAD" => "--head".to_owned(),
            _ if method.bytes().all(|byte| byte.is_ascii_alphanumeric()) => format!("--request {method}"),
            _ => format!("--request {}", self.word(method)),
        };
        let globs = if url.contains(['[', ']', '{', '}']) { " --globoff" } else { "" };
        let url = self.word(url);
        self.lines.push(format!("curl {method}{globs} {url}"));
    }

    fn user(&mut self, kind: SecurityKind) {
        if kind == SecurityKind::MutualTls {
            let certificate = self.mask.file("client certificate");
            let certificate = self.word(&certificate);
            return self.lines.push(format!("--cert {certificate}"));
        }
        let (option, scheme) =
            if kind == SecurityKind::Digest { ("digest", "digest") } else { ("basic", "basic") };
        let name = |what: &str| self.mask.value(&format!("{scheme} {what}"));
        let user = format!("{}:{}", name("user"), name("password"));
        let user = self.word(&user);
        self.lines.push(format!("--{option} --user {user}"));
    }

    fn header(&mut self, name: &HeaderName, value: &str) {
        let name = title(name.as_str());
        // With a colon and nothing behind it, `curl` would leave the header out.
        let header = if value.trim().is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        let header = self.word(&header);
        self.lines.push(format!("--header {header}"));
    }

    /// A body as it is, or the variable for a file that holds it: no word can hold a NUL, or bytes that are no text.
    fn body(&mut self, body: &[u8]) {
        let pieces = std::str::from_utf8(body).map(|text| self.mask.split(text));
        let in_file = |piece: &Piece| matches!(piece, Piece::File(_));
        let line = match pieces.as_deref() {
            Ok([Piece::File(name)]) => format!("--data-binary \"@{}\"", self.variable(name)),
            Ok(pieces) if !body.contains(&0) && !pieces.iter().any(in_file) => {
                let body = self.pieces(pieces);
                format!("--data-raw {body}")
            }
            _ => format!("--data-binary \"@{}\"", self.variable("BODY_FILE")),
        };
        self.lines.push(line);
    }

    /// The parts of a form, an option each. `None` if there are none, or one that no option can say.
    fn form(&mut self, parts: &[Part]) -> Option<Vec<String>> {
        let texts: Option<Vec<_>> = parts.iter().map(|part| self.part(part)).collect();
        let texts = texts.filter(|texts| !texts.is_empty())?;
        let lines = texts.iter().map(|(option, text)| format!("--{option} {}", self.word(text)));
        Some(lines.collect())
    }

    fn part(&self, part: &Part) -> Option<(&'static str, String)> {
        let name = part.name.as_deref().filter(|name| !name.is_empty() && !name.contains(['=', '\0']))?;
        let text = std::str::from_utf8(&part.bytes).ok().filter(|text| !text.contains('\0'))?;
        let is_file = matches!(self.mask.split(text).as_slice(), [Piece::File(_)]);
        let media_type = part.content_type.as_ref().map(|it| format!(";type={it}")).unwrap_or_default();
        let file_name = part.file_name.as_ref().filter(|name| !name.contains('\0'));
        let file_name = file_name.map(|it| format!(";filename=\"{}\"", quoted(it))).unwrap_or_default();
        let headers = part.headers.iter().map(|line| format!(";headers=\"{}\"", quoted(line)));
        let attributes = [file_name, media_type].into_iter().chain(headers).collect::<String>();
        if is_file {
            return Some(("form", format!("{name}=@\"{text}\"{attributes}")));
        }
        if attributes.is_empty() {
            return Some(("form-string", format!("{name}={text}")));
        }
        Some(("form", format!("{name}=\"{}\"{attributes}", quoted(text))))
    }

    fn word(&mut self, text: &str) -> String {
        self.pieces(&self.mask.split(text))
    }

    /// A word for the shell: between double quotes where nothing in it means anything there, for the reader's sake, and
    /// otherwise between single quotes.
    fn pieces(&mut self, pieces: &[Piece]) -> String {
        let is_plain = |piece: &Piece| match piece {
            Piece::Text(text) => text.chars().all(is_plain),
            Piece::Value(_) | Piece::File(_) => true,
        };
        let has_variables = pieces.iter().any(|piece| !matches!(piece, Piece::Text(_)));
        let in_double = has_variables && pieces.iter().all(is_plain);
        let mut word = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) if in_double => word.push_str(text),
                Piece::Text(text) => push_quoted(text, &mut word),
                Piece::Value(name) | Piece::File(name) => {
                    let variable = self.variable(name);
                    let quote = if in_double { "" } else { "\"" };
                    let _ = write!(word, "{quote}{variable}{quote}");
                }
            }
        }
        match (in_double, pieces.is_empty()) {
            (true, _) => format!("\"{word}\""),
            (false, true) => "''".to_owned(),
            (false, false) => word,
        }
    }

    /// A variable of this name, or of the next one that is free. The shell stops where it is not set.
    fn variable(&mut self, name: &str) -> String {
        let mut free = name.to_owned();
        let mut number = 1;
        while self.variables.contains(&free) {
            number += 1;
            free = format!("{name}_{number}");
        }
        let variable = format!("${{{free}:?}}");
        self.variables.push(free);
        variable
    }
}

/// What means nothing to a shell between double quotes, even if it keeps a history.
fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || " -_.:/=?&%+,;@~".contains(character)
}

/// Appends a text between single quotes. What does something to a terminal is printed when the command runs.
fn push_quoted(text: &str, word: &mut String) {
    word.push('\'');
    for character in text.chars() {
        match character {
            '\'' => word.push_str("'\\''"),
            _ if is_unprintable(character) => {
                word.push_str("'\"$(printf '");
                for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(word, "\\{byte:03o}");
                }
                word.push_str("')\"'");
            }
            _ => word.push(character),
        }
    }
    word.push('\'');
}

/// Control characters but for the end of a line, and those that change the order in which a line is shown.
fn is_unprintable(character: char) -> bool {
    character.is_control() && character != '\n'
        || matches!(character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{e0000}'..='\u{e007f}')
}

/// A text between double quotes in an option of `curl`.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A header as people write it.
fn title(name: &str) -> String {
    let mut after = '-';
    let letters = name.chars().map(|letter| {
        let letter = if after == '-' { letter.to_ascii_uppercase() } else { letter };
        after = letter;
        letter
    });
    letters.collect()
}
