//! The page that a reader of a crate's documentation sees first: from what the crate is to a request and its response.
//!
//! Invariant: as long for a large document as for a small one, and its example compiles whatever the document holds.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Doc;
use super::features::Gates;
use super::{client, credentials, jiff, markdown, operation};
use crate::format::statement_lines;
use crate::ir::Api;
use crate::name::Names;

/// An example of more lines is not a first one.
const MOST_LINES: usize = 16;

/// Neither is one with longer lines.
const LONGEST_LINE: usize = 100;

/// The documentation of a crate.
pub(super) fn docs(api: &Api, names: &Names, gates: &Gates) -> Doc {
    let title = markdown::plain(&api.title);
    let title = if title.is_empty() { "An API".to_owned() } else { title };
    let doc = Doc::new(&format!("{title}, version {}.", markdown::code(&api.version)));
    let doc = match &api.description {
        Some(description) => doc.and_cleaned(description),
        None => doc,
    };
    let types = "This crate is the document in Rust: its types, which say where a value does not satisfy it";
    let operations = ", and its operations, which become requests and read responses";
    let operations = if api.operations.is_empty() { "" } else { operations };
    let doc = doc.and(&format!("{types}{operations}."));
    let doc = if api.operations.is_empty() {
        doc.and("# First steps")
            .and("Types are read and written with `serde`. [`Validate::validate`] says everything in which a value does not satisfy the document.")
            .block(fenced(names, types_example()))
    } else {
        doc.and("# A first request")
            .and("An operation is a value: what it needs is given to `new`, and the rest has setters. [`build`](Operation::build) makes a request of it, or says everything in which it does not satisfy the document. [`decode`](Operation::decode) reads the response. Neither opens a socket.")
            .block(fenced(names, operation_example(api, names, gates)))
    };
    let doc = and_sending(doc, api, names);
    let doc = and_credentials(doc, api);
    let doc = and_errors(doc, api);
    let doc = and_unknown(doc, api);
    and_places(doc, api, gates)
}

fn and_sending(doc: Doc, api: &Api, names: &Names) -> Doc {
    if !client::is_needed(api) {
        return doc;
    }
    doc.and("# Sending")
        .and("Any HTTP client will do: requests and responses are those of the crate `http`, with bytes as their bodies. Or let this crate send: the Cargo features `reqwest` (asynchronous) and `ureq` (blocking) bring clients, in the module `client`; `tracing` lets them say what they do. They try again where that helps and the server allows for it, and stop at a timeout. [`to_curl`](Operation::to_curl) is the same request as a command, for a bug report.")
        .and("Tests need no server. A request is there to be looked at, and `decode` takes any `http::Response`, such as the one above. [`new_reply`](Operation::new_reply) and [`new_failure`](Operation::new_failure) make what it gives, from typed bodies. What a client says where no response comes is made like this:")
        .block(failure_example(names))
}

fn and_credentials(doc: Doc, api: &Api) -> Doc {
    if !credentials::are_needed(api) {
        return doc;
    }
    let doc = doc
        .and("# Credentials")
        .and("The module [`credentials`] has a function for each security scheme. [`Credentials::apply`](credentials::Credentials::apply) puts what an operation needs into a finished request; the clients take credentials as an option. [`Operation::SECURITY`] lists what is needed.");
    if credentials::need_digest(api) {
        return doc.and(
            "The Cargo feature `digest_auth` answers the challenges of digest authentication: the first request is refused, and sent again with the answer.",
        );
    }
    doc
}

fn and_errors(doc: Doc, api: &Api) -> Doc {
    let violations = "[`Violations`] are all that is wrong with a value: each has its place in the value, the keyword, and its place in the document. Any value can be asked for them: [`Validate::validate`].".to_owned();
    if api.operations.is_empty() {
        return doc.and("# Errors").list([violations]);
    }
    doc.and("# Errors").list([
        "[`BuildError`]: there is no request. Most often it holds [`Violations`].".to_owned(),
        "[`ResponseError`]: the response is no documented success. It keeps status, headers and bytes. Its [`kind`](ResponseError::kind) tells a documented failure, with a variant for each status, from a status that is not documented and a body that does not fit.".to_owned(),
        violations,
        "No error shows a credential or what the document calls sensitive, and neither does `Debug`.".to_owned(),
    ])
}

fn and_unknown(doc: Doc, api: &Api) -> Doc {
    let doc = doc
        .and("# What the document does not know")
        .and("Whoever wrote a value may be newer than the document. Unknown enum values and tags are read as variants `Unknown`, and other fields are in `unknown_fields()`; they are kept, and written as they came. An optional property that may be null is an `Option<Option<T>>`: absent, null and a value are three things.");
    if api.operations.is_empty() {
        return doc;
    }
    doc.and("`build` refuses unknown values, tags and fields that the document excludes, unless the operation says `allow_unknown()`. To change one field of what was read, set that field and write the value back.")
}

fn and_places(doc: Doc, api: &Api, gates: &Gates) -> Doc {
    let operations = !api.operations.is_empty();
    let rows = [
        Some("| [`models`] | the types of the document |"),
        operations.then_some("| [`operations`] | its operations, with their failures and typed headers |"),
        operations.then_some("| [`Server`] | where requests go |"),
        credentials::are_needed(api).then_some("| [`credentials`] | proof of who calls |"),
        client::is_needed(api).then_some("| `client` | what sends, with a Cargo feature |"),
        Some("| [`runtime`] | what all of these share, such as the types of formats |"),
    ];
    let head = ["| where | what |", "|---|---|"];
    let doc = doc
        .and("# Where things are")
        .block(head.into_iter().chain(rows.into_iter().flatten()).map(str::to_owned).collect());
    let doc = if jiff::is_needed(api) {
        doc.and("The Cargo feature `jiff` converts dates, times and durations to types of that crate.")
    } else {
        doc
    };
    if gates.features.is_empty() {
        return doc;
    }
    let features: Vec<String> = gates.features.iter().map(|it| markdown::code(it.as_str())).collect();
    doc.and(&format!(
        "Cargo features choose what is compiled, tag by tag, and are all on by default: {}.",
        features.join(", ")
    ))
}

/// An example: what it imports, and its lines.
struct Code {
    imports: &'static str,
    lines: Vec<String>,
}

/// What a client says where no response comes. Without a client, there is nothing to run.
fn failure_example(names: &Names) -> Vec<String> {
    let (fence, root) = fence_and_root(names);
    let lines = statement_lines(&quote! {
        let error = TransportError::new(TransportErrorKind::Timeout).caused_by("no answer in 30 seconds");
        let error: SendError<()> = error.into();
        assert!(error.is_retryable() && error.status().is_none());
    });
    let mut all = vec![
        fence.to_owned(),
        "# #[cfg(any(feature = \"reqwest\", feature = \"ureq\"))] {".to_owned(),
        format!("use {root}::client::{{SendError, TransportError, TransportErrorKind}};"),
        String::new(),
    ];
    all.extend(lines);
    all.extend(["# }".to_owned(), "```".to_owned()]);
    all
}

/// Code that is compiled and run with the tests of the documentation, where the name of the crate is known.
fn fenced(names: &Names, code: Code) -> Vec<String> {
    let (fence, root) = fence_and_root(names);
    let import = format!("use {root}::{};", code.imports);
    let mut lines = vec![fence.to_owned(), import, String::new()];
    lines.extend(code.lines);
    lines.push("```".to_owned());
    lines
}

/// How code begins, and the name of the crate in it.
fn fence_and_root(names: &Names) -> (&'static str, String) {
    match &names.package {
        // A path that begins with the name of something imported could be either.
        Some(root) => ("```", format!("{}{root}", if is_imported(root.as_str()) { "::" } else { "" })),
        None => ("```ignore", "this_crate".to_owned()),
    }
}

fn is_imported(word: &str) -> bool {
    matches!(word, "models" | "operations" | "http" | "serde" | "serde_json")
}

/// Reads and checks any type of the crate.
fn types_example() -> Code {
    let lines = statement_lines(&quote! {
        fn receive<T>(json: &str) -> Result<T, Box<dyn std::error::Error>>
        where
            T: serde::de::DeserializeOwned + Validate,
        {
            let value: T = serde_json::from_str(json)?;
            value.validate()?;
            Ok(value)
        }
    });
    Code { imports: "Validate", lines }
}

/// Calls the first operation for which the document says enough, or any.
fn operation_example(api: &Api, names: &Names, gates: &Gates) -> Code {
    let server = if api.servers.iter().any(|server| server.absolute_url().is_some()) {
        quote!(Server::default())
    } else {
        quote!(Server::new("https://api.example.com")?)
    };
    let first = (0..api.operations.len()).find_map(|index| {
        let call = operation::first::emit(api, names, index)?;
        let lines = statement_lines(&quote! {
            let operation = #call;
            let request: http::Request<Vec<u8>> = operation.build(&#server)?;
        });
        let fits = lines.len() <= MOST_LINES && lines.iter().all(|line| line.len() <= LONGEST_LINE);
        fits.then_some((index, call, lines))
    });
    match first {
        Some((index, call, lines)) => {
            let uses_models = super::model::leads_into(&call, "models");
            let imports = if uses_models {
                "{Operation, Server, models, operations}"
            } else {
                "{Operation, Server, operations}"
            };
            let ty = &names.operations[index].ty;
            let read = quote!(operations::#ty::decode(response));
            let gate = gates.operations[index].attribute();
            Code { imports, lines: in_full(lines, &read, &gate) }
        }
        None => any_operation(&server),
    }
}

/// The request, and a response to it.
fn in_full(request: Vec<String>, read: &TokenStream, gate: &TokenStream) -> Vec<String> {
    let response = statement_lines(&quote! {
        let response = http::Response::builder().status(503).body("")?;
        match #read {
            Ok(reply) => println!("{}", reply.status),
            Err(error) => println!("{error}; worth another try: {}", error.is_retryable()),
        }
    });
    let mut lines = Vec::new();
    // Whoever turns the tag of the operation off has no example to run.
    let is_gated = !gate.is_empty();
    if is_gated {
        let attribute = statement_lines(&quote!(#gate {}));
        lines.extend(attribute.iter().map(|line| format!("# {}", line.trim_end_matches('}'))));
    }
    lines.extend(request);
    lines.push(String::new());
    lines.push("// It is sent by a client of your choice. This stands for what comes back.".to_owned());
    lines.extend(response);
    lines.extend(is_gated.then(|| "# }".to_owned()));
    lines.push("# Ok::<(), Box<dyn std::error::Error>>(())".to_owned());
    lines
}

/// Calls any operation.
fn any_operation(server: &TokenStream) -> Code {
    let call = statement_lines(&quote! {
        fn call<O: Operation>(
            operation: &O,
            send: impl Fn(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>,
        ) -> Result<O::Success, Box<dyn std::error::Error>> {
            let request = operation.build(&#server)?;
            match O::decode(send(request)) {
                Ok(reply) => Ok(reply.body),
                Err(error) => Err(error.to_string().into()),
            }
        }
    });
    let mut lines = vec!["/// `send` is any HTTP client.".to_owned()];
    lines.extend(call);
    Code { imports: "{Operation, Server}", lines }
}
