//! Descriptions of unknown origin in doc comments.

use codegen::ir::Api;

use super::build::{component, docs, object};
use super::compile::generate;

/// Everything at once; it must compile, document and run no doctest.
pub(crate) const HOSTILE: &str = "# Title\n\nSee [x], [y](z), [`Vec`], [link](https://a.b/c?d=e#f), https://bare.example.com/x.\n\
    <script>alert(1)</script> <b>bold</b> a < b && c > d -> e &lt; &#8238;\n\n```\npanic!(\"doctest\")\n```\n\n\
    ```rust,should_panic\nassert!(true)\n```\n\n    panic!(\"indented\")\n\n\tpanic!(\"tab\")\n\n~~~rust\npanic!()\n~~~\n\n\
    - item `code` and `unbalanced\n  - nested\n\n    panic!(\"in a list\")\n  ```\n  panic!()\n  ```\n-     panic!()\n\n\
    > quote\n> ```\n> panic!()\n> ```\n\n[ref]: https://example.com\n[^1]: foot\n\n| a | b |\n|---|---|\n| [c] | `|` |\n\n\
    text\n===\n\ntext\n---\n\n***\n\\[x] \\<i> \\` \\\n![img](http://x.y/z.png) [a](javascript:alert(1)) <https://ok.example.com>\n\
    \u{202e}bidi\u{200b} zero\u{0}nul */ /* // \"quote\" #[doc] {} \\u{0}\n1. one\n2) two\n\n``` a ``` b\n\n````\n```\n\
    panic!(\"unclosed\")";

fn rendered(description: &str) -> String {
    let mut model = component("Subject", object(Vec::new()));
    model.docs = docs(description);
    let api = Api { models: vec![model], ..Api::default() };
    let files = generate(&api);
    let file = files.into_iter().find(|file| file.path == "src/models/subject.rs").unwrap();
    let lines = file
        .content
        .lines()
        .skip_while(|line| !line.starts_with("///"))
        .take_while(|line| line.starts_with("///"));
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix("/// ").unwrap_or("")).collect();
    lines.join("\n").trim_end_matches("`#/components/schemas/Subject`").trim_end().to_owned()
}

macro_rules! cases {
    ($($name:ident: $text:expr => $expected:expr;)*) => {
        $(
            #[test]
            fn $name() {
                assert_eq!(rendered($text), $expected);
            }
        )*
    };
}

cases! {
    plain_text_stays: "Some *text*, with (brackets)." => "Some *text*, with (brackets).";
    fences_are_text: "```rust\nfn x() {}\n```" => "```text\nfn x() {}\n```";
    unclosed_fences_are_closed: "a\n```\nx" => "a\n\n```text\nx\n```";
    fences_in_fences: "````\n```\nx\n````\ny" => "````text\n```\nx\n````\n\ny";
    tildes: "~~~ should_panic\nx\n~~~" => "```text\nx\n```";
    indented_code: "a\n\n    x\n      y\n\nb" => "a\n\n```text\nx\n  y\n```\n\nb";
    tab_code: "\tx" => "```text\nx\n```";
    code_in_quotes: "> ```\n> x\n> ```" => "```text\n> x\n```";
    code_behind_markers: "-     x" => "- x";
    html: "<b>x</b> 1 > 0" => "\\<b\\>x\\</b\\> 1 \\> 0";
    html_in_code: "`Vec<T>`" => "`Vec<T>`";
    entities: "a &#8238; &lt; b & c" => "a \\&#8238; \\&lt; b & c";
    intra_doc_links: "[x] [`y`] [a](b) [c][d]" => "\\[x\\] \\[`y`\\] \\[a\\](b) \\[c\\]\\[d\\]";
    web_links: "[a *b*](https://x.y/z)" => "[a \\*b\\*](https://x.y/z)";
    script_links: "[a](javascript:x)" => "\\[a\\](javascript:x)";
    images: "![a](https://x.y/z.png)" => "[a](https://x.y/z.png)";
    bare_urls: "See https://x.y/z." => "See <https://x.y/z>.";
    definitions: "[x]: https://x.y" => "\\[x\\]: <https://x.y>";
    headings: "# A\n## B `c`" => "### A\n#### B `c`";
    underlined_headings: "A\n===\nB\n---" => "A\nB";
    invisible: "a\u{202e}b\u{200b}c\u{0}d" => "abcd";
    backticks: "a ` b" => "a \\` b";
    lists: "- a\n  - b\n\n1. c" => "- a\n  - b\n\n1. c";
    escapes_stay: "\\[x\\] \\" => "\\[x\\] \\\\";
}
