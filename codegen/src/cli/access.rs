//! Who calls: credentials from a file or from environment variables, and never from arguments.
//!
//! The variables begin with the name of the program. Others may talk to other servers whose documents call their schemes
//! the same, and what is for one is not for the other.

use std::collections::HashMap;
use std::env;
use std::path::{Path, PathBuf};

use http::Request;
use http::header::AUTHORIZATION;

use super::super::runtime::SecurityRequirement;
use super::super::runtime::credentials::{Credentials, Secret};
use super::command::{Scheme, Way};
use super::commands::SCHEMES;
use super::redact::Secrets;
use super::target::Target;
use super::{credentials_file, terminal};

/// The credentials that there are.
#[derive(Debug)]
pub(super) struct Access {
    pub(super) credentials: Credentials,
    /// Their parts, which no message may hold.
    parts: Vec<Vec<Secret>>,
    /// The variables without which others that are set are of no use, and their schemes.
    missing: Vec<(&'static str, String)>,
    /// The schemes for which tokens are bought where the document says, and nobody else: there.
    documented: Vec<(&'static str, &'static str)>,
}

/// The environment variable for a name.
fn variable(name: &str) -> String {
    let program = env!("CARGO_PKG_NAME");
    let upper = |letter: char| {
        if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() } else { '_' }
    };
    format!("{}_{name}", program.chars().map(upper).collect::<String>())
}

/// Finds what there is: what the file has counts before the environment.
pub(super) fn find(file: Option<&Path>, token_url: Option<&str>) -> Result<Access, String> {
    let named = env::var_os(variable("CREDENTIALS")).filter(|name| !name.is_empty()).map(PathBuf::from);
    let in_file = match file.map(Path::to_owned).or(named) {
        Some(path) => credentials_file::read(&path, &names())?,
        None => HashMap::new(),
    };
    // What can not be read is not to pass for what is not set.
    for name in names().iter().filter(|name| !in_file.contains_key(*name)) {
        if let Err(env::VarError::NotUnicode(_)) = env::var(variable(name)) {
            return Err(format!("{}: is no UTF-8", variable(name)));
        }
    }
    let get = |name: &str| {
        let set = || env::var(variable(name)).ok().filter(|value| !value.is_empty());
        in_file.get(name).cloned().or_else(|| set().map(Secret::new))
    };
    let mut access = Access {
        credentials: Credentials::new(),
        parts: Vec::new(),
        missing: Vec::new(),
        documented: Vec::new(),
    };
    for scheme in SCHEMES {
        access.add(scheme, &get, token_url)?;
    }
    Ok(access)
}

impl Access {
    fn add(
        &mut self,
        scheme: &Scheme,
        get: &dyn Fn(&str) -> Option<Secret>,
        token_url: Option<&str>,
    ) -> Result<(), String> {
        let mut missing = Vec::new();
        for way in scheme.ways {
            let parts: Vec<Option<Secret>> = way.variables.iter().map(|name| get(name)).collect();
            if parts.iter().all(Option::is_some) {
                let parts: Vec<Secret> = parts.into_iter().flatten().collect();
                let mut texts: Vec<&str> = parts.iter().map(Secret::expose).collect();
                let url = match way.token_url {
                    Some((name, documented)) => {
                        Some(self.token_url(scheme, name, documented, get, token_url)?)
                    }
                    None => None,
                };
                texts.extend(url.as_deref());
                self.credentials.set((way.make)(&texts));
                self.parts.push(parts);
                return Ok(());
            }
            if parts.iter().any(Option::is_some) {
                let absent = way.variables.iter().zip(&parts).filter(|(_, part)| part.is_none());
                missing.extend(absent.map(|(name, _)| (scheme.name, variable(name))));
            }
        }
        self.missing.extend(missing);
        Ok(())
    }

    /// Where tokens are bought: where somebody says, or else where the document does.
    fn token_url(
        &mut self,
        scheme: &Scheme,
        name: &str,
        documented: &'static str,
        get: &dyn Fn(&str) -> Option<Secret>,
        given: Option<&str>,
    ) -> Result<String, String> {
        let (place, url) = match (given, get(name)) {
            (Some(url), _) => ("--token-url".to_owned(), url.to_owned()),
            (None, Some(url)) => (variable(name), url.expose().to_owned()),
            (None, None) => {
                if documented.contains("://") || documented.starts_with("//") {
                    self.documented.push((scheme.name, documented));
                }
                return Ok(documented.to_owned());
            }
        };
        match url.split_once("://") {
            Some((kind, _)) if !matches!(kind.to_ascii_lowercase().as_str(), "http" | "https") => {
                Err(format!("{place}: the URL's scheme is neither http nor https"))
            }
            Some((_, rest)) if rest.split(['/', '\\', '?', '#']).next().is_some_and(|it| it.contains('@')) => {
                Err(format!("{place}: the URL holds credentials, which come from variables or a file"))
            }
            _ if url.starts_with("//") => {
                Err(format!("{place}: begin the URL with its scheme, or with one slash"))
            }
            _ => Ok(url),
        }
    }

    /// What no message may hold.
    pub(super) fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        for parts in &self.parts {
            for part in parts {
                secrets.add(part.expose());
            }
            if let [user, password] = &parts[..] {
                secrets.add_pair(user.expose(), password.expose());
            }
        }
        secrets
    }

    /// Adds the tokens that were bought for an operation: those that a request would get now.
    pub(super) fn add_bought(&self, security: &[&[SecurityRequirement]], secrets: &mut Secrets) {
        for credential in self.credentials.chosen(security).unwrap_or_default() {
            let mut request = Request::new(Vec::new());
            if Credentials::apply_all(&[credential], &mut request).is_err() {
                continue;
            }
            let value = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
            if let Some(("Bearer", token)) = value.and_then(|value| value.split_once(' ')) {
                secrets.add(token);
            }
        }
    }

    /// What to say where some of the credentials are set that an operation gets, and others are missing with which they
    /// would be whole.
    pub(super) fn halves(&self, security: &[&[SecurityRequirement]]) -> Option<String> {
        let is_needed = |scheme: &str| security.iter().flat_map(|all| *all).any(|it| it.scheme == scheme);
        let missing = self.missing.iter().filter(|(scheme, _)| is_needed(scheme));
        let missing: Vec<&str> = missing.map(|(_, name)| name.as_str()).collect();
        let is_half = !missing.is_empty() && !self.has_some(security);
        is_half.then(|| format!("the credentials that are set are of no use without {}", missing.join(" and ")))
    }

    /// Whether there are credentials that an operation gets.
    pub(super) fn has_some(&self, security: &[&[SecurityRequirement]]) -> bool {
        self.credentials.chosen(security).is_ok_and(|chosen| !chosen.is_empty())
    }

    /// What to do where id and secret of a client would go to where only the document says: it is about its own servers, and
    /// the request goes to another. None if they do not.
    pub(super) fn misled(&self, security: &[&[SecurityRequirement]], target: &Target) -> Option<String> {
        let chosen = self.credentials.chosen(security).ok()?;
        let is_chosen = |name: &str| chosen.iter().any(|credential| credential.scheme() == name);
        let mut misled = self.documented.iter().filter(|(name, url)| is_chosen(name) && !target.may_use(url));
        let (name, url) = misled.next()?;
        let ways = SCHEMES.iter().filter(|scheme| scheme.name == *name).flat_map(|scheme| scheme.ways);
        let token: Vec<String> = ways.filter(|way| way.token_url.is_none()).map(listed).collect();
        Some(format!(
            "the server is none of the document's, and client id and secret would go where the document buys tokens\nSay \
             where with --token-url: a URL or a path of the server, or {} if it is really that.\nOr set {} in place of them.",
            terminal::clean(url),
            token.join(", or ")
        ))
    }

    /// The alternative that there are all credentials for; or else the first that needs any.
    pub(super) fn chosen(
        &self,
        security: &'static [&'static [SecurityRequirement]],
    ) -> &'static [SecurityRequirement] {
        let mut some = security.iter().filter(|needed| !needed.is_empty());
        let has_all = |needed: &&&[SecurityRequirement]| {
            needed.iter().all(|it| self.credentials.get(it.scheme).is_some())
        };
        let chosen = some.clone().find(has_all).or_else(|| some.next());
        chosen.map_or(&[], |needed| needed)
    }

    /// What to do where there are no credentials that an operation needs. None if there are some, or none are needed.
    pub(super) fn advice(&self, security: &[&[SecurityRequirement]]) -> Option<String> {
        let error = self.credentials.chosen(security).err()?;
        if !self.missing.is_empty() {
            let missing: Vec<&str> = self.missing.iter().map(|(_, name)| name.as_str()).collect();
            return Some(format!("{error}\nSet {} too.", missing.join(" and ")));
        }
        // In the order of the alternatives, of which the document prefers the first.
        let mut needed: Vec<&Scheme> = Vec::new();
        for requirement in security.iter().flat_map(|all| *all) {
            let is_new = |scheme: &&Scheme| {
                scheme.name == requirement.scheme && !needed.iter().any(|it| it.name == scheme.name)
            };
            needed.extend(SCHEMES.iter().find(is_new));
        }
        let ways = needed.iter().flat_map(|scheme| scheme.ways);
        let ways: Vec<String> = ways.map(listed).collect();
        if ways.is_empty() {
            return Some(format!("{error}\nThis program can not give them."));
        }
        Some(format!(
            "{error}\nSet {}.\nOr put them into a file of mode 600, without `{}` in front, and name it with --credentials.",
            ways.join(",\nor "),
            variable("")
        ))
    }
}

fn names() -> Vec<String> {
    let ways = SCHEMES.iter().flat_map(|scheme| scheme.ways);
    let names = ways.flat_map(|way| {
        way.variables.iter().copied().chain(way.token_url.map(|(name, _)| name)).map(str::to_owned)
    });
    names.collect()
}

fn listed(way: &Way) -> String {
    way.variables.iter().map(|name| variable(name)).collect::<Vec<_>>().join(" and ")
}

/// What `--help` says of them.
pub(super) fn help() -> String {
    if SCHEMES.is_empty() {
        return "Colours are shown on a terminal, unless NO_COLOR is set.".to_owned();
    }
    let mut lines = vec!["Credentials come from environment variables:".to_owned()];
    for scheme in SCHEMES {
        for way in scheme.ways {
            lines.push(format!("  {}", listed(way)));
            let url = way.token_url.map(|(name, _)| variable(name));
            lines.extend(url.map(|name| format!("    {name}, if it is not the document's: see --token-url")));
        }
    }
    lines.push(format!(
        "or, without `{}` in front, from lines NAME=value of a file of mode 600, which --credentials or {} names.",
        variable(""),
        variable("CREDENTIALS")
    ));
    lines.push("Colours are shown on a terminal, unless NO_COLOR is set.".to_owned());
    lines.join("\n")
}
