//! Where the text of a document ends up in the output: one place each.

use serde_json::{Value, json};

/// What a text becomes there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Becomes {
    /// Nothing but text: of a comment, of a string.
    Text,
    /// An identifier too.
    Name,
    /// Code that is made for what it says: a test of a pattern, the way to read a media type.
    Code,
}

pub(crate) struct Sink {
    pub(crate) name: &'static str,
    pub(crate) becomes: Becomes,
    put: fn(&mut Value, &str),
}

impl Sink {
    /// A document that has a text here.
    pub(crate) fn document(&self, text: &str) -> Value {
        let mut document = base();
        (self.put)(&mut document, text);
        document
    }
}

const fn text(name: &'static str, put: fn(&mut Value, &str)) -> Sink {
    Sink { name, becomes: Becomes::Text, put }
}

const fn name(name: &'static str, put: fn(&mut Value, &str)) -> Sink {
    Sink { name, becomes: Becomes::Name, put }
}

pub(crate) const SINKS: &[Sink] = &[
    text("the title of the document", |it, text| it["info"]["title"] = text.into()),
    text("the version of the document", |it, text| it["info"]["version"] = text.into()),
    text("the description of the document", |it, text| it["info"]["description"] = text.into()),
    text("the summary of an operation", |it, text| get(it)["summary"] = text.into()),
    text("the description of an operation", |it, text| get(it)["description"] = text.into()),
    text("the description of a parameter", |it, text| get(it)["parameters"][0]["description"] = text.into()),
    text("the description of a response", |it, text| {
        get(it)["responses"]["200"]["description"] = text.into();
    }),
    text("the description of a header", |it, text| header(it)["description"] = text.into()),
    text("the title of a schema", |it, text| thing(it)["title"] = text.into()),
    text("the description of a schema", |it, text| thing(it)["description"] = text.into()),
    text("the description of a property", |it, text| property(it)["description"] = text.into()),
    text("a link to more", |it, text| thing(it)["externalDocs"] = json!({"url": text, "description": text})),
    text("an example", |it, text| property(it)["examples"] = json!([text])),
    text("an example of a body", |it, text| {
        get(it)["responses"]["200"]["content"]["application/json"]["example"] = json!({"id": text});
    }),
    text("a default", |it, text| property(it)["default"] = text.into()),
    name("the value of a constant", |it, text| thing(it)["properties"]["fixed"] = json!({"const": text})),
    text("the values of a list that is no enum", |it, text| {
        thing(it)["properties"]["mixed"] = json!({"enum": [1, text]});
    }),
    Sink { name: "a pattern", becomes: Becomes::Code, put: |it, text| property(it)["pattern"] = text.into() },
    text("a rule", |it, text| thing(it)["not"] = json!({"required": [text], "const": text})),
    text("an extension", |it, text| thing(it)["x-evil"] = json!({text: text})),
    text("the URL of a server", |it, text| {
        it["servers"] = json!([{"url": format!("https://a.test/{text}")}]);
    }),
    text("the description of a server", |it, text| {
        it["servers"] = json!([{"url": "https://a.test", "description": text}]);
    }),
    text("the path of an operation", |it, text| {
        rename(&mut it["paths"], "/things/{id}", &format!("/things/{{id}}/{text}"));
    }),
    Sink {
        name: "a media type",
        becomes: Becomes::Code,
        put: |it, text| rename(&mut get(it)["responses"]["200"]["content"], "application/json", text),
    },
    name("a header", |it, text| rename(&mut get(it)["responses"]["200"]["headers"], "X-Rate", text)),
    text("the name of a key in the query", |it, text| {
        it["components"]["securitySchemes"]["key"]["name"] = text.into();
    }),
    name("a schema", |it, text| {
        rename(&mut it["components"]["schemas"], "Thing", text);
        let pointer = text.replace('~', "~0").replace('/', "~1");
        get(it)["responses"]["200"]["content"]["application/json"]["schema"] =
            json!({"$ref": format!("#/components/schemas/{pointer}")});
    }),
    name("a property", |it, text| rename(&mut thing(it)["properties"], "id", text)),
    name("the value of an enum", |it, text| {
        thing(it)["properties"]["kind"]["enum"] = json!(["a", text]);
    }),
    name("the value of a tag", |it, text| {
        let mapping = &mut it["components"]["schemas"]["Either"]["discriminator"]["mapping"];
        rename(mapping, "thing", text);
    }),
    name("an operation", |it, text| get(it)["operationId"] = text.into()),
    name("a tag", |it, text| get(it)["tags"] = json!([text])),
    name("a parameter", |it, text| get(it)["parameters"][1]["name"] = text.into()),
    name("a parameter of the path", |it, text| {
        rename(&mut it["paths"], "/things/{id}", &format!("/things/{{{text}}}"));
        get(it)["parameters"][0]["name"] = text.into();
    }),
    name("a security scheme", |it, text| {
        rename(&mut it["components"]["securitySchemes"], "key", text);
        it["security"] = json!([{text: []}]);
    }),
    name("a variable of a server", |it, text| {
        it["servers"] = json!([{
            "url": format!("https://{{{text}}}.test"),
            "variables": {text: {"default": "a", "description": text}},
        }]);
    }),
];

fn base() -> Value {
    json!({
        "openapi": "3.1.1",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://a.test"}],
        "security": [{"key": []}],
        "paths": {"/things/{id}": {"get": {
            "operationId": "getThing",
            "parameters": [
                {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "filter", "in": "query", "schema": {"type": "string"}},
            ],
            "responses": {"200": {
                "description": "The thing.",
                "headers": {"X-Rate": {"schema": {"type": "integer"}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
            }},
        }}},
        "components": {
            "securitySchemes": {"key": {"type": "apiKey", "in": "query", "name": "key"}},
            "schemas": {
                "Thing": {
                    "type": "object",
                    "properties": {"id": {"type": "string"}, "kind": {"type": "string", "enum": ["a", "b"]}},
                },
                "Either": {
                    "oneOf": [{"$ref": "#/components/schemas/Left"}, {"$ref": "#/components/schemas/Right"}],
                    "discriminator": {
                        "propertyName": "tag",
                        "mapping": {"thing": "#/components/schemas/Left", "other": "#/components/schemas/Right"},
                    },
                },
                "Left": {"type": "object", "required": ["tag"], "properties": {"tag": {"type": "string"}}},
                "Right": {"type": "object", "required": ["tag"], "properties": {"tag": {"type": "string"}}},
            },
        },
    })
}

/// The only operation, whatever its path is called.
fn get(document: &mut Value) -> &mut Value {
    let paths = document["paths"].as_object_mut().expect("there are paths");
    &mut paths.values_mut().next().expect("there is one")["get"]
}

fn header(document: &mut Value) -> &mut Value {
    &mut get(document)["responses"]["200"]["headers"]["X-Rate"]
}

fn thing(document: &mut Value) -> &mut Value {
    &mut document["components"]["schemas"]["Thing"]
}

fn property(document: &mut Value) -> &mut Value {
    &mut thing(document)["properties"]["id"]
}

fn rename(members: &mut Value, from: &str, to: &str) {
    let members = members.as_object_mut().expect("it has members");
    let value = members.remove(from).expect("it has this one");
    members.insert(to.to_owned(), value);
}
