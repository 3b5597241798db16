//! The first page of a crate's documentation.

use codegen::{Options, Source, generate};

/// The page of a document, without the slashes.
fn page(document: &str, package: Option<&str>) -> Vec<String> {
    let source = Source { name: "api.yaml".into(), bytes: document.as_bytes().into() };
    let mut options = Options::default();
    options.package = package.map(str::to_owned);
    let output = generate(&source, &options);
    let library = output.files.into_iter().find(|file| file.path == "src/lib.rs");
    let text = library.unwrap_or_else(|| panic!("{:?}", output.diagnostics)).content;
    let lines = text.lines().filter_map(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned()).collect()
}

/// The code on it.
fn code(page: &[String]) -> String {
    let lines = page.iter().skip_while(|line| !line.starts_with("```")).skip(1);
    let lines: Vec<&str> = lines.take_while(|line| *line != "```").map(String::as_str).collect();
    lines.join("\n") + "\n"
}

/// A document with one operation, which needs this parameter.
fn with_parameter(parameter: &str) -> String {
    document(&format!(
        "  /a/{{x}}: {{get: {{operationId: a, parameters: [{{in: path, name: x, required: true, {parameter}}}], responses: {{'204': {{description: d}}}}}}}}\n"
    ))
}

fn document(paths: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\nservers: [{{url: 'https://a.b'}}]\npaths:\n{paths}"
    )
}

#[test]
fn an_example_of_the_document_is_an_argument() {
    for (parameter, argument) in [
        ("example: p-1, schema: {type: string, pattern: '^p-[0-9]$'}", "\"p-1\""),
        ("schema: {type: string, examples: [p-1]}", "\"p-1\""),
        ("schema: {type: string, default: p-1}", "\"p-1\""),
        ("schema: {type: string}", "\"x\""),
        ("schema: {type: integer, format: int32, minimum: 1}", "1"),
        ("schema: {type: integer, minimum: 10, example: 12}", "12"),
        ("schema: {type: number, example: 12}", "12.0"),
        ("schema: {type: boolean}", "true"),
        ("schema: {type: string, enum: [b, a]}", "models::AX::B"),
        ("schema: {type: string, enum: [b, a], example: a}", "models::AX::A"),
        ("schema: {type: string, format: date, example: '2024-02-29'}", "\"2024-02-29\""),
    ] {
        let code = code(&page(&with_parameter(parameter), Some("acme-api")));
        let call = format!("let operation = operations::A::new({argument});\n");
        assert!(code.contains(&call), "{parameter}: {code}");
        assert!(code.starts_with("use acme_api::{Operation, Server, "), "{code}");
    }
}

/// What might not satisfy the document, or is no line of code, is not shown.
#[test]
fn without_a_sure_example_there_is_one_for_any_operation() {
    for parameter in [
        "schema: {type: string, minLength: 100}",
        "schema: {type: string, format: date}",
        "schema: {type: integer, minimum: 10}",
        "example: '..', schema: {type: string, maxLength: 3}",
        "example: \"a\\u202eb\", schema: {type: string, maxLength: 3}",
        "example: \"`\\n```\\n\", schema: {type: string, maxLength: 9}",
        "deprecated: true, schema: {type: string}",
        "schema: {type: array, items: {type: string}}",
        "schema: {type: object, properties: {a: {type: string}}}",
    ] {
        let code = code(&page(&with_parameter(parameter), Some("acme")));
        assert!(code.contains("fn call<O: Operation>("), "{parameter}: {code}");
        assert!(code.is_ascii(), "{code}");
    }
}

#[test]
fn a_body_has_what_it_needs() {
    let (string, closed) = ("type: string", "additionalProperties: false");
    for (schema, argument) in [
        (format!("type: object, properties: {{a: {{{string}}}}}"), "models::ABody::new()"),
        (
            format!(
                "type: object, required: [b], properties: {{a: {{{string}}}, b: {{{string}}}}}, {closed}"
            ),
            "models::ABody::new(\"b\")",
        ),
        (
            format!("type: object, required: [a, b], properties: {{a: {{{string}}}, b: {{{string}}}}}"),
            "models::ABody::new(models::ABodyRequired { a: \"a\".into(), b: \"b\".into(), })",
        ),
        (
            format!(
                "type: object, required: [a], properties: {{a: {{type: array, items: {{{string}}}}}}}, example: {{a: [x, z]}}"
            ),
            "models::ABody::new(vec![\"x\".into(), \"z\".into()])",
        ),
        (
            format!("type: object, required: [a], properties: {{a: {{{string}, nullable: true}}}}"),
            "models::ABody::new(None)",
        ),
        // What is left out might be what a rule about the whole asks for.
        ("type: object, minProperties: 1, example: {a: 1}".to_owned(), ""),
        ("type: object, anyOf: [{required: [a]}, {required: [b]}], example: {a: 1}".to_owned(), ""),
    ] {
        let body = format!(
            "requestBody: {{required: true, content: {{application/json: {{schema: {{{schema}}}}}}}}}"
        );
        let path =
            format!("  /a: {{put: {{operationId: a, {body}, responses: {{'204': {{description: d}}}}}}}}\n");
        let code = code(&page(&document(&path).replace("3.1.0", "3.0.3"), Some("acme")));
        let one_line =
            code.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(", )", ")");
        let call = if argument.is_empty() {
            "fn call<".to_owned()
        } else {
            format!("operations::A::new({argument})")
        };
        assert!(one_line.contains(&call), "{schema}: {one_line}");
    }
}

#[test]
fn the_first_operation_that_can_be_shown_is() {
    let operation = |id: &str, parameter: &str| {
        let parameter = format!("{{in: query, name: q, required: true, schema: {{{parameter}}}}}");
        format!(
            "  /{id}: {{get: {{operationId: {id}, parameters: [{parameter}], responses: {{'204': {{description: d}}}}}}}}\n"
        )
    };
    let paths = [operation("a", "type: string, format: uuid"), operation("b", "type: string")].concat();
    assert!(code(&page(&document(&paths), Some("acme"))).contains("operations::B::new(\"q\")"));
}

#[test]
fn a_secret_is_not_shown() {
    let parameter = "example: s3cret, schema: {type: string, format: password}";
    let page = page(&with_parameter(parameter), Some("acme")).join("\n");
    assert!(page.contains("operations::A::new(\"x\")") && !page.contains("s3cret"), "{page}");
}

#[test]
fn without_a_server_one_is_made_up() {
    let document = with_parameter("schema: {type: string}").replace("https://a.b", "/v1");
    let code = code(&page(&document, Some("acme")));
    assert!(code.contains("build(&Server::new(\"https://api.example.com\")?)?"), "{code}");
}

#[test]
fn a_crate_without_a_name_has_an_example_that_is_not_compiled() {
    for package in [None, Some("no name"), Some("fn")] {
        let page = page(&with_parameter("schema: {type: string}"), package);
        assert!(page.contains(&"```ignore".to_owned()), "{page:?}");
    }
}

#[test]
fn a_crate_can_be_called_like_its_modules() {
    let code = code(&page(&with_parameter("schema: {type: string}"), Some("operations")));
    assert!(code.starts_with("use ::operations::{"), "{code}");
}

#[test]
fn without_operations_it_is_about_types() {
    let document =
        "openapi: 3.1.0\ninfo: {title: t, version: '1'}\ncomponents: {schemas: {A: {type: object}}}\n";
    let page = page(document, Some("acme"));
    assert!(code(&page).contains("value.validate()?;"), "{page:?}");
    let text = page.join("\n");
    for word in ["Operation", "operations", "Server", "client", "Credentials", "allow_unknown"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

/// A reader has one page before them, however much there is in the document.
#[test]
fn the_page_stays_short() {
    let path = |index| {
        format!("  /p{index}: {{get: {{operationId: o{index}, responses: {{'204': {{description: d}}}}}}}}\n")
    };
    let lengths =
        [1, 300].map(|count| page(&document(&(0..count).map(path).collect::<String>()), None).len());
    assert_eq!(lengths[0], lengths[1]);
    assert!(lengths[0] <= 70, "{lengths:?}");
}
