use super::*;
use crate::folder::NoFolder;

/// How a document differs from ours, in words.
fn differences(ours: &str, theirs: &str) -> Vec<String> {
    let source = |text: &str| Source { name: "a.yaml".to_owned(), bytes: text.into() };
    let found = compare((&source(ours), &NoFolder), (&source(theirs), &NoFolder), &Limits::default());
    let errors = found.ours.diagnostics.iter().chain(found.theirs.diagnostics.iter());
    let errors: Vec<_> = errors.filter(|it| it.severity == crate::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    found.differences.iter().map(Difference::message).collect()
}

const OURS: &str = "\
openapi: 3.0.3
info: {title: a, version: b}
servers: [{url: 'https://a.example'}]
security: [{digest: []}]
paths:
  /a/{id}:
    put:
      operationId: put
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, pattern: '^[a-z]+$'}}
        - {name: page, in: query, schema: {type: integer, minimum: 1, default: 1}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
      responses:
        '200':
          description: Done.
          headers: {Retry-After: {schema: {type: integer}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  securitySchemes: {digest: {type: http, scheme: digest}}
  schemas:
    Pet:
      type: object
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {CAT: '#/components/schemas/Cat', DOG: '#/components/schemas/Dog'}}
    Cat:
      type: object
      required: [kind]
      properties:
        kind: {type: string, enum: [CAT]}
        name: {type: string, nullable: true, maxLength: 80}
        color: {type: string, enum: [black, white]}
        kittens: {type: array, items: {$ref: '#/components/schemas/Pet'}}
    Dog:
      type: object
      required: [kind]
      properties:
        kind: {type: string, enum: [DOG]}
        size: {$ref: '#/components/schemas/Size'}
    Size: {type: integer, minimum: 1}
";

/// The same in other words: another version, other components, other names of them.
const THEIRS: &str = "\
openapi: 3.1.0
info: {title: Another, version: c}
paths:
  /a/{name}:
    servers: [{url: 'https://a.example'}]
    parameters:
      - {name: name, in: path, required: true, schema: {allOf: [{$ref: '#/components/schemas/Id'}], description: It.}}
    put:
      operationId: put
      deprecated: true
      security: [{other: []}]
      parameters:
        - $ref: '#/components/parameters/page'
      requestBody: {$ref: '#/components/requestBodies/Pet'}
      responses: {'200': {$ref: '#/components/responses/Pet'}}
components:
  securitySchemes: {other: {type: http, scheme: digest}}
  parameters:
    page: {name: page, in: query, schema: {type: integer, minimum: 1, default: 1.0}, x-extra: 1}
  requestBodies:
    Pet: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}
  responses:
    Pet:
      description: Prose.
      headers: {retry-after: {schema: {type: integer}}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}
  schemas:
    Id: {type: string, pattern: '^[a-z]+$'}
    Animal:
      type: object
      required: [kind]
      properties: {kind: {type: string}}
      oneOf: [{$ref: '#/components/schemas/Tom'}, {$ref: '#/components/schemas/Rex'}]
      discriminator: {propertyName: kind, mapping: {CAT: '#/components/schemas/Tom', DOG: '#/components/schemas/Rex'}}
    Tom:
      type: object
      title: A cat.
      properties:
        name: {type: [string, 'null'], maxLength: 80}
        kind: {const: CAT}
        color: {type: string, enum: [black, white]}
        kittens: {type: array, items: {$ref: '#/components/schemas/Animal'}}
    Rex:
      type: object
      properties:
        kind: {const: DOG}
        size: {type: integer, minimum: 1}
";

#[test]
fn what_means_the_same_is_no_difference() {
    assert_eq!(differences(OURS, OURS), Vec::<String>::new());
    assert_eq!(differences(OURS, THEIRS), Vec::<String>::new());
    assert_eq!(differences(THEIRS, OURS), Vec::<String>::new());
}

/// A change of `THEIRS`, what it is called as seen from `OURS`, and the other way round.
const CHANGES: &[(&str, &str, &str, &str)] = &[
    (
        "maxLength: 80",
        "maxLength: 100",
        "upstream's `maxLength` of `name` is 100, here it is 80",
        "upstream's `maxLength` of `name` is 80, here it is 100",
    ),
    (
        ", maxLength: 80",
        "",
        "upstream has no `maxLength` of `name`, here it is 80",
        "upstream's `maxLength` of `name` is 80, here it has none",
    ),
    (
        "'null'",
        "",
        "upstream does not let `name` be null, here it can be",
        "upstream lets `name` be null, here it can not be",
    ),
    (
        "[black, white]",
        "[black, white, red]",
        "upstream adds `color` value `red`",
        "upstream has no `color` value `red`",
    ),
    (
        "default: 1.0",
        "default: 2",
        "upstream's `default` of `page` is 2, here it is 1",
        "upstream's `default` of `page` is 1, here it is 2",
    ),
    (
        "pattern: '^[a-z]+$'",
        "pattern: '^[a-z]*$'",
        "upstream's `pattern` of `id` is `^[a-z]*$`, here it is `^[a-z]+$`",
        "upstream's `pattern` of `name` is `^[a-z]+$`, here it is `^[a-z]*$`",
    ),
    (
        "in: query, ",
        "in: query, required: true, ",
        "upstream requires `page`, here it is optional",
        "upstream does not require `page`, here it is required",
    ),
    (
        "in: query, ",
        "in: header, ",
        "upstream has no parameter `page` in query",
        "upstream has no parameter `page` in header",
    ),
    (
        "        size: {type: integer, minimum: 1}\n",
        "",
        "upstream has no property `size` of `DOG`",
        "upstream adds the property `size` of `DOG`",
    ),
    (
        "size: {type: integer, minimum: 1}",
        "size: {type: number, minimum: 1}",
        "upstream's `type` of `size` is `number`, here it is `integer`",
        "upstream's `type` of `size` is `integer`, here it is `number`",
    ),
    (
        "responses: {'200'",
        "responses: {'404': {description: a}, '200'",
        "upstream adds the response `404`",
        "upstream has no response `404`",
    ),
    (
        "retry-after",
        "etag",
        "upstream has no header `Retry-After` of the response `200`",
        "upstream has no header `etag` of the response `200`",
    ),
    (
        "scheme: digest",
        "scheme: basic",
        "upstream has no way to be authorized: HTTP digest",
        "upstream has no way to be authorized: HTTP basic",
    ),
    (
        "{required: true, content",
        "{content",
        "upstream does not require the request body, here it is required",
        "upstream requires the request body, here it is optional",
    ),
    (
        "kind: {const: DOG}",
        "kind: {const: DOG}\n        tail: {type: boolean}",
        "upstream adds the property `tail` of `DOG`",
        "upstream has no property `tail` of `DOG`",
    ),
    (
        "https://a.example",
        "https://b.example",
        "upstream has no server `https://a.example`",
        "upstream has no server `https://b.example`",
    ),
    (
        "operationId: put",
        "operationId: set",
        "upstream's `operationId` of `put` is `set`, here it is `put`",
        "upstream's `operationId` of `set` is `put`, here it is `set`",
    ),
    (
        "type: array, items",
        "type: array, maxItems: 3, items",
        "upstream's `maxItems` of `kittens` is 3, here it has none",
        "upstream has no `maxItems` of `kittens`, here it is 3",
    ),
];

#[test]
fn each_kind_of_difference_is_seen_from_both_sides() {
    for (from, to, there, back) in CHANGES {
        assert!(THEIRS.contains(from), "{from}");
        let other = THEIRS.replace(from, to);
        let (found, reverse) = (differences(OURS, &other), differences(&other, OURS));
        assert!(found.iter().any(|it| it == there) && found.len() <= 2, "{from}: {found:#?}");
        assert!(reverse.iter().any(|it| it == back) && reverse.len() <= 2, "{from}: {reverse:#?}");
    }
}

#[test]
fn an_operation_that_upstream_does_not_have_is_said_so() {
    let other = THEIRS.replace("/a/{name}", "/b/{name}").replace("operationId: put", "operationId: b");
    assert_eq!(differences(OURS, &other), ["upstream has no operation `put`"]);
    // Faults elsewhere in a large document are no matter.
    let other = THEIRS.replace(
        "components:\n",
        "  /x: {get: {operationId: x, responses: {'200': {$ref: '#/nowhere'}}}}\ncomponents:\n",
    );
    assert_eq!(differences(OURS, &other), Vec::<String>::new());
}

#[test]
fn all_that_is_compared_of_both_means_the_same_too() {
    let source = |text: &str| Source { name: "a.yaml".to_owned(), bytes: text.into() };
    let found =
        crate::diff::diff((&source(OURS), &NoFolder), (&source(THEIRS), &NoFolder), &Options::default());
    let wire = found.changes.iter().filter(|it| it.surface == crate::diff::Surface::Wire);
    assert_eq!(wire.map(|it| it.message.as_str()).collect::<Vec<_>>(), ["`put` is deprecated now"]);
}

#[test]
fn how_parts_are_written_is_compared() {
    let with = |encoding: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: a, version: b}}\npaths:\n  /a:\n    put:\n      operationId: put\n      \
             requestBody:\n        content:\n          multipart/form-data:\n            schema: {{type: object, properties: \
             {{f: {{type: string, format: binary}}, l: {{type: array, items: {{type: string}}}}}}}}\n            \
             encoding: {encoding}\n      responses: {{'204': {{description: done}}}}\n"
        )
    };
    let png = with("{f: {contentType: image/png}}");
    assert_eq!(differences(&png, &png), [""; 0]);
    assert_eq!(
        differences(&png, &with("{f: {contentType: 'image/png, image/jpeg'}}")),
        ["upstream's `contentType` of the part `f` is `image/png, image/jpeg`, here it is `image/png`"]
    );
    assert_eq!(differences(&png, &with("{}")).len(), 1);
    let piped = with("{l: {style: pipeDelimited, explode: false}}");
    assert_eq!(differences(&with("{}"), &piped).len(), 3);
}

#[test]
fn variables_of_servers_are_compared() {
    let with = |variable: &str| {
        OURS.replace(
            "[{url: 'https://a.example'}]",
            &format!("[{{url: 'https://{{r}}.a.example', variables: {{r: {variable}}}}}]"),
        )
    };
    let all = with("{default: eu, enum: [eu, us]}");
    assert_eq!(differences(&all, &all), [""; 0]);
    assert_eq!(
        differences(&all, &with("{default: eu, enum: [eu]}")),
        ["upstream has no server `https://{r}.a.example with r=us`"]
    );
    assert_eq!(differences(&all, &with("{default: us, enum: [eu, us]}")).len(), 2);
}
