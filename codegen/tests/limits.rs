//! Each limit: what is beyond it is an error that names the limit, says how much there may be, and how to raise it; what is
//! not is generated as without it.

use codegen::diagnostic::{Code, Severity};
use codegen::folder::{Folder, Unreadable};
use codegen::{Limit, Options, Output, Source, generate_from};

/// A folder in which every file is a schema.
struct Schemas;

impl Folder for Schemas {
    fn read(&self, _: &str, most: usize) -> Result<Vec<u8>, Unreadable> {
        let bytes = b"type: string".to_vec();
        if bytes.len() > most { Err(Unreadable::TooLarge) } else { Ok(bytes) }
    }

    fn files(&self) -> Vec<String> {
        Vec::new()
    }
}

fn generate(text: &str, options: &Options) -> Output {
    let source = Source { name: "root.yaml".into(), bytes: text.into() };
    generate_from(&source, &Schemas, options)
}

/// A document with these schemas.
fn document(schemas: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\ncomponents:\n  schemas: {{{schemas}}}\n")
}

/// A document for each limit, how much is too little for it, and the words that the message has.
fn cases() -> Vec<(Limit, String, usize, &'static str)> {
    let string = "type: string";
    let patterns = "A: {type: string, pattern: '^a+$'}, B: {type: string, pattern: '^b+$'}";
    let chain = "A: {allOf: [{$ref: '#/components/schemas/B'}]}, B: {allOf: [{$ref: '#/components/schemas/C'}]}, C: {type: object}";
    vec![
        (Limit::Bytes, document(&format!("A: {{{string}}}")), 50, "more than 50 bytes"),
        (Limit::Bytes, document("A: {$ref: a.yaml}"), 100, "with it, the document has more than 100 bytes"),
        (
            Limit::Files,
            document("A: {$ref: a.yaml}, B: {$ref: b.yaml}"),
            2,
            "more than 2 files: `b.yaml` is one too many",
        ),
        (Limit::Values, document(&format!("A: {{{string}}}")), 8, "more than 8 values"),
        (
            Limit::Aliases,
            format!(
                "{}x-a: &a [{}]\nx-b: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n",
                document(""),
                "1, ".repeat(500)
            ),
            10,
            "more than 10",
        ),
        (
            Limit::Text,
            document(&format!("A: {{description: {}}}", "a".repeat(100))),
            99,
            "more than 99 bytes in one text",
        ),
        (
            Limit::Text,
            document(&format!("{}: {{{string}}}", "a".repeat(100))),
            99,
            "more than 99 bytes in one text",
        ),
        (Limit::Steps, document(chain), 3, "takes more than 3 steps"),
        (
            Limit::Items,
            document("A: {type: object}, B: {type: string}"),
            1,
            "more than 1 types, operations and security schemes",
        ),
        (Limit::Patterns, document(patterns), 1, "more than 1 different patterns"),
        (Limit::Output, document(&format!("A: {{{string}}}")), 1000, "more than 1000 bytes of output"),
    ]
}

#[test]
fn what_is_beyond_a_limit_is_an_error_that_names_it() {
    let cases = cases();
    for limit in Limit::ALL {
        assert!(cases.iter().any(|(of, ..)| of == limit), "`{}` is not tried", limit.as_str());
    }
    for (limit, text, value, words) in cases {
        let mut options = Options::default();
        options.limits.set(limit, value);
        let output = generate(&text, &options);
        let errors: Vec<_> = output.diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
        assert!(output.files.is_empty(), "{}", limit.as_str());
        assert_eq!(errors.len(), 1, "{}: {errors:?}", limit.as_str());
        assert_eq!(errors[0].code, Code::TooLarge);
        assert!(errors[0].message.contains(words), "{}: {}", limit.as_str(), errors[0].message);
        let help = errors[0].help.as_deref().unwrap_or_default();
        assert!(help.contains(&format!("`--limit {}=NUMBER`", limit.as_str())), "{help}");
        assert!(help.contains(&format!("`{}` below `[limits]`", limit.as_str())), "{help}");
        // The default is large enough, and makes no difference.
        assert!(!generate(&text, &Options::default()).files.is_empty(), "{}", limit.as_str());
    }
}

#[test]
fn work_is_counted_and_not_timed() {
    // A document with ever more ways through it: the same number of steps is refused, or enough, on every machine.
    let level = |index: usize| {
        let next = index + 1;
        let part = format!(
            "oneOf: [{{$ref: '#/components/schemas/A{next}'}}, {{$ref: '#/components/schemas/B{next}'}}]"
        );
        format!("A{index}: {{{part}}}, B{index}: {{{part}}}, ")
    };
    let levels: String = (0..10).map(level).collect();
    let text = document(&format!("{levels}A10: {{type: object, required: [a]}}, B10: {{type: string}}"));
    let is_enough = |steps: usize| {
        let mut options = Options::default();
        options.limits.set(Limit::Steps, steps);
        !generate(&text, &options).diagnostics.has_errors()
    };
    let (mut low, mut high) = (0, 1_000_000);
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        if is_enough(middle) { high = middle } else { low = middle }
    }
    assert!(is_enough(high) && !is_enough(high - 1) && high < 50_000, "{high}");
}

#[test]
fn a_path_is_no_longer_than_any_server_takes() {
    let text = |length: usize| {
        let path = format!("/{}", "a".repeat(length - 1));
        format!(
            "{{openapi: 3.1.0, info: {{title: a, version: '1'}}, paths: {{? {path} : {{get: {{operationId: a, responses: {{'204': {{description: a}}}}}}}}}}}}"
        )
    };
    assert!(!generate(&text(8192), &Options::default()).diagnostics.has_errors());
    let refused = generate(&text(8193), &Options::default());
    let codes: Vec<Code> =
        refused.diagnostics.iter().filter(|it| it.severity == Severity::Error).map(|it| it.code).collect();
    assert_eq!(codes, [Code::BadPath]);
}

#[test]
fn what_very_many_features_need_is_always_compiled() {
    let gates_of = |tags: usize| {
        let schema = "content: {application/json: {schema: {$ref: '#/components/schemas/All'}}}";
        let operation = |path: &str, tag: &str, content: &str| {
            let responses = format!("responses: {{'200': {{description: a, {content}}}}}");
            format!("/{path}: {{get: {{operationId: {path}, tags: [{tag}], {responses}}}}}, ")
        };
        let tagged = (0..tags).map(|index| operation(&format!("o{index}"), &format!("t{index}"), schema));
        let paths: String = tagged.chain([operation("other", "other", "")]).collect();
        let schemas = document(
            "All: {properties: {part: {$ref: '#/components/schemas/Part'}}}, Part: {type: object, properties: {a: {}}}",
        );
        let output = generate(&format!("{schemas}paths: {{{paths}}}\n"), &Options::default());
        assert_eq!(output.features.len(), tags + 1, "{:?}", output.diagnostics);
        let content = |path: &str| output.files.iter().find(|it| it.path == path).unwrap().content.clone();
        assert!(content("src/operations.rs").contains("#[cfg(feature = \"tag-t0\")]"));
        content("src/models.rs").matches("#[cfg").count()
    };
    assert_eq!(gates_of(64), 4, "two modules and what they export");
    assert_eq!(gates_of(65), 0);
}

/// Of eight unions, each lists all others: there are thousands of ways through them, and eight types to know.
#[test]
fn unions_that_lead_to_each_other_take_no_more_steps_than_there_are() {
    for ty in ["", "type: object, "] {
        let union = |own: usize| {
            let others = (0..8).filter(|other| *other != own);
            let others: Vec<String> =
                others.map(|other| format!("{{$ref: '#/components/schemas/U{other}'}}")).collect();
            format!("U{own}: {{{ty}anyOf: [{}, {{type: object, required: [k{own}]}}]}}", others.join(", "))
        };
        let unions: Vec<String> = (0..8).map(union).collect();
        let output = generate(&document(&unions.join(", ")), &Options::default());
        let errors = output.diagnostics.iter().filter(|it| it.severity == Severity::Error);
        assert_eq!(errors.map(|it| it.message.as_str()).collect::<Vec<_>>(), [""; 0], "{ty}");
    }
}
