use super::*;
use crate::folder::NoFolder;

/// Cuts a text down to operations.
fn slice_of(text: &str, operations: &[&str]) -> Slice {
    let source = Source { name: "a.yaml".to_owned(), bytes: text.into() };
    let mut options = Options::default();
    options.operations.extend(operations.iter().map(|id| (*id).to_owned()));
    slice(&source, &NoFolder, &options)
}

/// Cuts a text down to the operation `a`, and makes sure that there is nothing more to cut.
fn cut(text: &str) -> String {
    let slice = slice_of(text, &["a"]);
    let found = slice.text.unwrap_or_else(|| panic!("{:?}", slice.diagnostics));
    assert_eq!(slice_of(&found, &["a"]).text.as_deref(), Some(found.as_str()));
    found
}

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: a, version: b}\n";

/// Cuts what follows the head of a document.
fn rest_of(text: &str) -> String {
    cut(&format!("{HEAD}{text}")).strip_prefix(HEAD).unwrap().to_owned()
}

#[test]
fn comments_go_with_what_they_stand_above() {
    let text = "\
# About all of it.

paths:
  # About b.
  /b:
    get:
      operationId: b # here
      # more: of b

  # --- A ---

  # About a.
  /a: # here
    # About deleting.
    delete: {operationId: d}

    # About a itself.
    get:
      operationId: a
      description: |+
        # no comment

      # The end of a.
    # About posting.
    post: {operationId: p}
  /c:
    get: {operationId: c}

  # The end of the paths.
# About tags.
tags:
  # About t.
  - name: t
  - name: u
# About the components.
components:
  schemas:
    X: {type: string}
# The end.
";
    let expected = "\
# About all of it.

paths:

  # --- A ---

  # About a.
  /a: # here

    # About a itself.
    get:
      operationId: a
      description: |+
        # no comment

      # The end of a.
# The end.
";
    assert_eq!(rest_of(text), expected);
    assert_eq!(
        rest_of(
            &text
                .replace('\n', "\r\n")
                .replace("|+\r\n        # no comment\r\n\r\n", "|+\n        # no comment\n\n")
        ),
        expected
            .replace('\n', "\r\n")
            .replace("|+\r\n        # no comment\r\n\r\n", "|+\n        # no comment\n\n")
    );
}

#[test]
fn text_between_brackets_loses_its_commas() {
    for (text, expected) in [
        (
            "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"a\", \"version\": \"b\"}, \"paths\": {\n  \"/b\": {},\n  \"/a\": {\n    \"get\": {\"operationId\": \"a\"},\n    \"put\": {}\n  },\n  \"/c\": {}\n}, \"tags\": [{\"name\": \"t\"}]}\n",
            "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"a\", \"version\": \"b\"}, \"paths\": {\n  \"/a\": {\n    \"get\": {\"operationId\": \"a\"}\n  }\n}}\n",
        ),
        (
            "{openapi: 3.1.0, info: {title: a, version: b}, paths: {/b: , /a: {get: {operationId: a, tags: [u]}, }}, tags: [{name: t}, {name: u}, {name: v}]}",
            "{openapi: 3.1.0, info: {title: a, version: b}, paths: {/a: {get: {operationId: a, tags: [u]}, }}, tags: [{name: u}]}",
        ),
        (
            "openapi: 3.1.0\ninfo: {title: a, version: b}\npaths: {/b: {}, # b\n  /a: {get: {operationId: a}}, # a\n  /c: {} # c\n}\n",
            "openapi: 3.1.0\ninfo: {title: a, version: b}\npaths: {/a: {get: {operationId: a}}\n}\n",
        ),
    ] {
        assert_eq!(cut(text), expected);
    }
}

#[test]
fn what_aliases_need_stays() {
    let text = "\
paths:
  /b:
    get: &get {operationId: b, responses: &r {'204': {description: b}}}
  /a:
    get: {operationId: a, responses: *r}
  /c:
    get: {operationId: c, responses: &s {'204': {description: c}}}
  /d:
    get: {operationId: d, responses: *s}
  /e: &e
    get: {operationId: e}
  /f: *e
";
    let end = text.find("  /c:").unwrap();
    assert_eq!(rest_of(text), text[..end]);
    // What is cut from an anchor's content is cut from where its aliases are.
    let text = "paths:\n  /b: &b\n    get: {operationId: a}\n    put: {operationId: c}\n  /a: *b\n";
    assert_eq!(rest_of(text), text.replace("  /a: *b\n", "").replace("    put: {operationId: c}\n", ""));
}

#[test]
fn what_comes_first_of_operations_with_one_id_stays() {
    let text = "paths:\n  /b:\n    get: {operationId: b}\n  /a:\n    get: {operationId: b}\n  /c:\n    get: {operationId: c}\n";
    let text = format!("{HEAD}{text}");
    let found = slice_of(&text, &["get /a"]).text.unwrap();
    assert_eq!(found, text.replace("  /c:\n    get: {operationId: c}\n", ""));
}

#[test]
fn what_is_referred_to_stays_with_what_it_refers_to() {
    let text = "\
security:
  - k: []
paths:
  /b:
    get:
      operationId: b
      responses: {'200': {$ref: '#/components/responses/R'}}
      security: [{l: []}]
    put: {operationId: p}
  /a:
    get:
      operationId: a
      x-also: {$ref: '#/components/schemas/X'}
      responses:
        '200': {$ref: '#/paths/~1b/get/responses/200'}
  /c: {$ref: '#/components/pathItems/C'}
  /d: {summary: nothing}
webhooks:
  w: {post: {operationId: w}}
x-webhooks:
  v: {post: {requestBody: {$ref: '#/components/schemas/Y'}}}
components:
  pathItems:
    C: {get: {operationId: c}}
  responses:
    R: {description: r, content: {text/plain: {example: {$ref: '#/components/schemas/Z'}}}}
    S: {description: s}
  schemas:
    X: {type: string}
    Y: {}
    Z: {type: integer}
  securitySchemes:
    k: {type: http, scheme: basic}
    l: {type: http, scheme: basic}
    m: {type: http, scheme: basic}
";
    let mut expected = text.to_owned();
    for gone in [
        "    put: {operationId: p}\n",
        "  /c: {$ref: '#/components/pathItems/C'}\n",
        "  /d: {summary: nothing}\n",
        "webhooks:\n  w: {post: {operationId: w}}\n",
        "x-webhooks:\n  v: {post: {requestBody: {$ref: '#/components/schemas/Y'}}}\n",
        "  pathItems:\n    C: {get: {operationId: c}}\n",
        "    S: {description: s}\n",
        "    Y: {}\n",
        "    Z: {type: integer}\n",
        "    m: {type: http, scheme: basic}\n",
    ] {
        assert!(expected.contains(gone), "{gone}");
        expected = expected.replace(gone, "");
    }
    assert_eq!(rest_of(text), expected);
}

#[test]
fn nothing_is_cut_where_something_is_wrong() {
    let slice = slice_of(&format!("{HEAD}paths:\n  /a:\n    get: {{operationId: list}}\n"), &["lst"]);
    assert_eq!(slice.text, None);
    let said: Vec<_> = slice.diagnostics.iter().map(|it| (it.code, it.help.as_deref())).collect();
    assert_eq!(said, [(Code::UnknownOperation, Some("did you mean `list`?"))]);
}

#[test]
fn blank_lines_stay_where_they_are_text() {
    for (block, rest) in [
        ("|+\n      Text.\n\n\n", ""),
        ("|+\n\n\n", ""),
        ("|\n      Text.\n", "\n\n"),
        ("|+ # +\n      Text.\n", ""),
    ] {
        let text = format!(
            "paths:\n  /a:\n    get:\n      operationId: a\n    description: {block}{rest}  /b:\n    get: {{operationId: b}}\n"
        );
        let expected = text.replace(&format!("{rest}  /b:\n    get: {{operationId: b}}\n"), "");
        assert_eq!(rest_of(&text), expected);
    }
}
