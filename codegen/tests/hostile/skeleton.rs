//! What is left of a file without documentation and without what strings say: what the compiler would do.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A file as tokens.
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct Skeleton {
    /// In order.
    pub(crate) tokens: Vec<String>,
    /// What the file says about itself in comments, line by line.
    pub(crate) docs: Vec<String>,
}

impl Skeleton {
    pub(crate) fn of(file: TokenStream) -> Self {
        let mut skeleton = Self::default();
        skeleton.add(file);
        skeleton
    }

    /// How many items there are of each kind, and how many calls of each macro.
    pub(crate) fn items(&self) -> BTreeMap<&str, usize> {
        let mut items = BTreeMap::new();
        for (index, token) in self.tokens.iter().enumerate() {
            let is_call = token == "!"
                && self.tokens.get(index + 1).is_some_and(|it| matches!(it.as_str(), "(" | "[" | "{"));
            let kind = match token.as_str() {
                _ if is_call => self.tokens[index - 1].as_str(),
                "const" | "enum" | "extern" | "fn" | "impl" | "macro" | "mod" | "static" | "struct"
                | "trait" | "type" | "unsafe" | "use" => token,
                _ => continue,
            };
            *items.entry(kind).or_default() += 1;
        }
        items
    }

    /// Where another file begins to be another program, with some tokens of both.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        if self.tokens == other.tokens {
            return None;
        }
        let same = self.tokens.iter().zip(&other.tokens).take_while(|(a, b)| a == b).count();
        let part = |tokens: &[String]| {
            let part: Vec<&str> =
                tokens.iter().skip(same.saturating_sub(6)).take(16).map(String::as_str).collect();
            part.join(" ")
        };
        Some(format!("`{}` is `{}`", part(&self.tokens), part(&other.tokens)))
    }

    fn add(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    let inner =
                        tokens.next_if(|it| matches!(it, TokenTree::Punct(it) if it.as_char() == '!'));
                    let Some(TokenTree::Group(group)) =
                        tokens.next_if(|it| matches!(it, TokenTree::Group(_)))
                    else {
                        self.tokens.push("#".to_owned());
                        continue;
                    };
                    if let Some(text) = documentation(group.stream()) {
                        self.docs.push(text);
                        continue;
                    }
                    self.docs.push(String::new());
                    self.tokens.push(if inner.is_some() { "#!" } else { "#" }.to_owned());
                    self.group(group.delimiter(), group.stream());
                }
                TokenTree::Group(group) => self.group(group.delimiter(), group.stream()),
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    let is_text = text.contains('"') || text.starts_with('\'');
                    self.tokens.push(if is_text { "\"\"".to_owned() } else { text });
                }
                TokenTree::Punct(punct)
                    if punct.as_char() == '>' && self.tokens.last().is_some_and(|it| it == ",") =>
                {
                    self.tokens.pop();
                    self.tokens.push(">".to_owned());
                }
                other => {
                    // What a comment is about stands between it and the next one.
                    if self.docs.last().is_some_and(|last| !last.is_empty()) {
                        self.docs.push(String::new());
                    }
                    self.tokens.push(other.to_string());
                }
            }
        }
    }

    fn group(&mut self, delimiter: Delimiter, tokens: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("", ""),
        };
        self.tokens.push(open.to_owned());
        self.add(tokens);
        // Whether the last one of a list has a comma depends on how long the lines are.
        if self.tokens.last().is_some_and(|last| last == ",") {
            self.tokens.pop();
        }
        self.tokens.push(close.to_owned());
    }
}

/// The text of `#[doc = "…"]`.
fn documentation(attribute: TokenStream) -> Option<String> {
    let mut tokens = attribute.into_iter();
    match (tokens.next(), tokens.next(), tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(doc)), Some(TokenTree::Punct(_)), Some(TokenTree::Literal(text)), None)
            if doc == "doc" =>
        {
            let text: syn::LitStr = syn::parse_str(&text.to_string()).ok()?;
            Some(format!("{}\n", text.value()))
        }
        _ => None,
    }
}
