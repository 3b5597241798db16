//! `cargo xtask report`: what is on the page, what is never on it, and when there is none.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use scraper::{ElementRef, Html, Node, Selector};
use sha2::{Digest, Sha256};

mod workspace;
use workspace::Workspace;

const PETS: &str = r##"openapi: 3.1.1
info: {title: Pets, version: "1", description: All about pets.}
tags: [{name: pets}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      summary: One pet
      tags: [pets]
      parameters: [{name: id, in: path, required: true, schema: {type: integer, minimum: 1}}]
      responses:
        "200": {description: A pet., content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
        "404": {description: None.}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      not: {required: [nothing]}
      properties:
        name: {type: string, maxLength: 5, format: hex}
        kind: {$ref: "#/components/schemas/Kind"}
        friends: {type: array, items: {$ref: "#/components/schemas/Pet"}}
    Kind: {type: string, enum: [cat, dog]}
    Alone: {type: object, deprecated: true}
"##;

/// Every element that the page is made of, with the attributes that it may have.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["class", "data-node", "href"]),
    ("b", &[]),
    ("body", &[]),
    ("code", &[]),
    ("defs", &[]),
    ("details", &["class"]),
    ("div", &["aria-label", "class", "id", "role", "tabindex"]),
    ("footer", &[]),
    ("g", &["aria-hidden", "class"]),
    ("h1", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("head", &[]),
    ("header", &[]),
    ("html", &["lang"]),
    ("i", &[]),
    ("input", &["aria-describedby", "autocomplete", "id", "spellcheck", "type"]),
    ("kbd", &[]),
    ("label", &["for"]),
    ("li", &["id"]),
    ("main", &["id", "tabindex"]),
    ("marker", &["id", "markerHeight", "markerWidth", "orient", "refX", "refY", "viewBox"]),
    ("meta", &["charset", "content", "http-equiv", "name"]),
    ("nav", &["aria-label"]),
    ("output", &["for", "id", "role"]),
    ("p", &["class"]),
    ("path", &["class", "d", "data-used", "data-user", "marker-end"]),
    ("rect", &["class", "height", "rx", "width", "x", "y"]),
    ("script", &[]),
    ("search", &["hidden", "id"]),
    ("section", &["aria-labelledby", "class", "id"]),
    ("small", &[]),
    ("span", &["class", "id"]),
    ("strong", &[]),
    ("style", &[]),
    ("summary", &[]),
    (
        "svg",
        &["aria-hidden", "aria-label", "class", "height", "preserveAspectRatio", "role", "viewBox", "width"],
    ),
    ("table", &["class"]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("text", &["x", "y"]),
    ("th", &["class", "scope"]),
    ("thead", &[]),
    ("title", &[]),
    ("tr", &[]),
    ("ul", &["aria-label", "class"]),
];

fn own(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The page of a document.
fn page(document: &str, arguments: &[&str]) -> String {
    let workspace = Workspace::with(document);
    let (status, said) = workspace.run(&[&["report"], arguments].concat());
    assert_eq!(status, 0, "{said}");
    fs::read_to_string(workspace.path("report.html")).unwrap()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The text of an element, with single spaces.
fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What must hold of every page, whatever the document says.
fn assert_sound(source: &str) {
    assert!(!source.contains(|c: char| c.is_control() && c != '\n'), "a control character");
    assert!(!source.contains(['\u{202e}', '\u{2066}', '\u{2028}', '\u{feff}']), "an invisible character");
    let page = Html::parse_document(source);
    assert_eq!(page.errors, Vec::<String>::new());
    let known: BTreeMap<&str, &[&str]> = ELEMENTS.iter().copied().collect();
    let mut ids = BTreeSet::new();
    for node in page.tree.nodes() {
        assert!(!matches!(node.value(), Node::Comment(_) | Node::ProcessingInstruction(_)), "{node:?}");
        let Some(element) = node.value().as_element() else { continue };
        let Some(attributes) = known.get(element.name()) else { panic!("<{}>", element.name()) };
        for (name, value) in element.attrs() {
            assert!(attributes.contains(&name), "<{} {name}={value:?}>", element.name());
            assert!(name != "id" || ids.insert(value.to_owned()), "`{value}` is there twice");
        }
    }
    for link in all(&page, "[href]") {
        let target = link.attr("href").unwrap();
        assert!(ids.contains(target.strip_prefix('#').unwrap()), "`{target}` leads nowhere");
    }
    for labelled in all(&page, "[aria-labelledby]") {
        assert!(ids.contains(labelled.attr("aria-labelledby").unwrap()));
    }
    let mut level = 0;
    for heading in all(&page, "h1, h2, h3, h4, h5, h6") {
        let next: usize = heading.value().name()[1..].parse().unwrap();
        assert!(next <= level + 1, "no heading between {level} and {next}");
        level = next;
    }
    assert_policy(&page);
}

/// The policy lets our style and our script be, and nothing else.
fn assert_policy(page: &Html) {
    let only = |selector| {
        let [element] = all(page, selector)[..] else { panic!("one {selector}") };
        element.text().collect::<String>()
    };
    let (script, style) = (only("script"), only("style"));
    assert!(script == own("src/page/script.js") && style == own("src/page/style.css"));
    let [script, style] = [script, style].map(|text| BASE64_STANDARD.encode(Sha256::digest(text)));
    let head: Vec<_> = all(page, "head > *").into_iter().take(2).collect();
    assert_eq!(head[0].attr("charset"), Some("utf-8"));
    assert_eq!(head[1].attr("http-equiv"), Some("Content-Security-Policy"));
    assert_eq!(
        head[1].attr("content").unwrap(),
        format!(
            "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; \
             form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )
    );
}

#[test]
fn a_page_says_who_uses_what_and_what_is_enforced() {
    let source = page(PETS, &[]);
    assert_sound(&source);
    let page = Html::parse_document(&source);
    let mut outline = String::new();
    let items = "h1, h2, h3, p, summary, strong, .figures li, .local li, .local > b, table:not(.sizes) tr";
    for item in all(&page, items) {
        writeln!(outline, "{}: {}", item.value().name(), without_sizes(&text(item))).unwrap();
    }
    insta::assert_snapshot!("outline", outline);
    insta::assert_snapshot!("picture", all(&page, ".graph")[0].html().replace("><", ">\n<"));
    let files: Vec<String> = all(&page, ".sizes tbody th").into_iter().map(text).collect();
    let own = ["src/models/pet.rs", "src/operations/get_pet.rs", "src/models/kind.rs", "src/models/alone.rs"];
    assert!(files[..4] == own && files[4].ends_with(" shared files"), "{files:?}");
}

/// A text without what changes whenever the runtime does.
fn without_sizes(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let is_unit = |word: Option<&&str>| {
        word.is_some_and(|word| ["kB", "B", "files"].contains(&word.trim_end_matches([')', ','])))
    };
    let word = |(index, word): (usize, &&str)| {
        if is_unit(words.get(index + 1)) {
            if word.starts_with('(') { "(…" } else { "…" }.to_owned()
        } else {
            (*word).to_owned()
        }
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn text_of_a_document_is_text_on_the_page() {
    let source = page(&own("browser/hostile.yaml"), &[]);
    assert_sound(&source);
    let page = Html::parse_document(&source);
    let said = text(page.root_element());
    for shown in [
        "</title></script><script>document.ran = 'title'</script>",
        "<img src=x onerror=\"document.ran = 'version'\">",
        "<base href=//evil.example> \\u{0} \\u{202e} \\u{2028} \\u{feff}",
        "/a\"><script>document.ran='path'</script>/{id}",
        "</code><script>document.ran = 'id'</script>",
        "&lt;script&gt; &#60;script&#62; <details open ontoggle",
        "<script>document.ran = 'tag'</script>",
        "' onfocus='document.ran=1' autofocus='",
        "q\" onmouseover=\"document.ran=1",
        "pattern: ^<script>document\\.ran=1</script>$",
        "name\"><script>document.ran = 'property'</script>",
        "`gone<script>` is required, but no property has this name",
        "<script>document.ran = 'enum'</script>, \" autofocus onfocus=document.ran=1 \", javascript:document.ran=1",
        "#/components/schemas/<script>document.ran=1<~1script>",
        "application/json; q=\"<script>\"",
    ] {
        assert!(said.contains(shown), "`{shown}` is not on the page");
    }
}

#[test]
fn the_document_of_the_workspace_has_a_sound_page() {
    let document = own("../spec/atlas-third-party-integrations.yaml");
    let first = page(&document, &[]);
    assert_sound(&first);
    assert!(first == page(&document, &[]), "a page depends on more than its document");
    let page = Html::parse_document(&first);
    assert_eq!(all(&page, "#operations .items > li").len(), 1);
    assert!(all(&page, "#graph a").len() > all(&page, "#types .items > li").len());
    assert_eq!(all(&page, "search")[0].attr("hidden"), Some(""), "without the script there is no filter");
}

#[test]
fn only_what_is_asked_for_is_on_the_page() {
    let source = page(PETS, &["--operation", "getPet", "--annotate-formats"]);
    assert!(!source.contains("Alone") && !source.contains("format `hex`"), "{source}");
}

#[test]
fn what_is_settled_stays_on_the_page() {
    let workspace = Workspace::with(PETS);
    let waiver = "[[waiver]]\ncode = \"not-enforced\"\npointer = \"/components/schemas/Pet/properties/name/format\"\n\
                  reason = \"nobody reads it\"\n";
    workspace.write("codegen.toml", waiver);
    let (status, said) = workspace.run(&["report", "-o", "-"]);
    assert_eq!(status, 0, "{said}");
    let page = Html::parse_document(&said);
    assert!(text(all(&page, "#d0")[0]).contains("format `hex` is not checked settled"), "{said}");
}

#[test]
fn a_page_is_written_whole_or_not_at_all() {
    let workspace = Workspace::with("openapi: 9\n");
    workspace.write("report.html", "as it was");
    let (status, said) = workspace.run(&["report"]);
    assert!(status == 1 && said.ends_with("error: 1 error; nothing was written\n"), "{said}");
    let (status, said) = workspace.run(&["report", "--message-format", "json"]);
    assert!(status == 1 && said.lines().last().unwrap().contains("\"ok\":false"), "{said}");
    assert_eq!(workspace.files("")["report.html"], "as it was");
    workspace.write("spec/api.yaml", PETS);
    for out in ["spec/api.yaml", "spec", "gone/report.html"] {
        let (status, said) = workspace.run(&["report", "-o", out]);
        assert!(status == 2 && said.starts_with("error: "), "{said}");
    }
    assert_eq!(workspace.files("").len(), 2);
    let (status, said) = workspace.run(&["report"]);
    let page = workspace.files("")["report.html"].clone();
    assert_eq!((status, said), (0, format!("wrote {} bytes to `report.html`\n", page.len())));
    assert_eq!(workspace.run(&["report", "--out", "-"]).1, format!("{page}wrote {} bytes\n", page.len()));
}
