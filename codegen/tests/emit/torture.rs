//! An API whose names, texts and shapes try to break the output.

use codegen::ir::*;
use codegen::json::{Json, Number};

use super::build::*;

/// Names of models that mean something to Rust or to the generator.
const MODELS: &[&str] = &[
    "Result",
    "Option",
    "Vec",
    "String",
    "Box",
    "Some",
    "None",
    "Ok",
    "Err",
    "Default",
    "Clone",
    "Debug",
    "Validate",
    "Link",
    "ApiError",
    "Self",
    "Violations",
    "From",
    "Into",
    "D",
    "S",
    "A",
    "T",
    "std",
    "serde",
    "core",
    "runtime",
    "models",
    "aux",
    "CON",
    "PartialEq",
    "+1",
    "-1",
    "",
    "_",
    "$",
    "1st",
    "naïve",
    "na\u{308}ive",
    "用户",
    "𝔘",
    "𝔲ser",
    "ªb",
    "ĸ",
    "ʰ",
    "ǅ",
    "ა",
    "ß",
    "ŉ",
    "ΰ",
    "İ",
    "\u{202e}evil",
    "foo-bar",
    "foo_bar",
    "FooBar",
    "FOO_BAR",
    "i64",
    "bool",
    "str",
    "Server",
    "Operation",
];

const FIELDS: &[&str] = &[
    "type",
    "self",
    "Self",
    "super",
    "crate",
    "_",
    "",
    "+1",
    "-1",
    "$ref",
    "ref",
    "1st",
    "new",
    "validate",
    "clone",
    "unknown_fields",
    "unknownFields",
    "fooBar",
    "foo_bar",
    "foo-bar",
    "x",
    "xNull",
    "effectiveX",
    "match",
    "async",
    "value",
    "at",
    "report",
    "slots",
    "key",
    "keys",
    "mode",
    "object",
    "f",
    "serializer",
    "into",
    "from",
    "is_set",
    "𝔘",
    "a𝔘b",
    "ϒ",
    "Ა",
    "ǅ",
    "ΆΣ",
    "İ",
    "用户",
];

/// The whole API.
pub(crate) fn api() -> Api {
    let mut models: Vec<Model> = MODELS.iter().enumerate().map(|(index, name)| named(index, name)).collect();
    models.extend(shapes(models.len()));
    models.push(component("Patterns", object(patterns())));
    let operations = ["Option", "result", "String", "type", "1st", "", "std", "list-things", "list_things"];
    let operations = operations.iter().map(|id| thing(id)).collect();
    Api {
        payloads: Vec::new(),
        rules: Vec::new(),
        title: "Hostile <script>".to_owned(),
        version: "`1`".to_owned(),
        description: Some("```\npanic!()\n".to_owned()),
        models,
        operations,
        ..Api::default()
    }
}

/// An object that refers to its neighbours, and has every kind of field.
fn named(index: usize, name: &str) -> Model {
    let next = (index + 1) % MODELS.len();
    let nullable = |value: Value| Value { nullable: true, ..value };
    let mut properties: Vec<Property> = vec![
        required("next", array(model(next))),
        property("first", nullable(Value { boxed: true, ..model(0) })),
        property("third", Value { boxed: true, ..model(3) }),
        property("text", with(string(), Keyword::Pattern("^[a-z]+-[0-9]{2,3}$".to_owned()))),
    ];
    if index.is_multiple_of(7) {
        properties.extend(FIELDS.iter().map(|wire| with_default(property(wire, string()))));
    }
    let mut it = component(name, object(properties));
    it.docs = docs(super::markdown::HOSTILE);
    it.docs.deprecated = index % 5 == 1;
    it
}

fn with_default(mut property: Property) -> Property {
    property.default = Some(Json::String("\u{202e}\"\n".to_owned()));
    property.docs.deprecated = property.wire == "match";
    property
}

fn patterns() -> Vec<Property> {
    let pattern = |pattern: &&str| with(string(), Keyword::Pattern((*pattern).to_owned()));
    let properties = super::pattern::MATCHED.iter().enumerate();
    properties.map(|(index, it)| property(&format!("p{index}"), pattern(it))).collect()
}

/// Every shape of value, optional, nullable and both.
fn shapes(first: usize) -> Vec<Model> {
    let int = |limit| Number::Integer(limit);
    let bounded = with(with(integer(), Keyword::Minimum(int(-1))), Keyword::MultipleOf(int(3)));
    let number = with(value(Type::Number), Keyword::ExclusiveMaximum(Number::Float(1.5)));
    let number = with(number, Keyword::MultipleOf(Number::Float(0.01)));
    let text = with(with(string(), Keyword::MinLength(1)), Keyword::MaxLength(9));
    let list = with(with(array(text.clone()), Keyword::UniqueItems), Keyword::MinItems(1));
    let map = with(value(Type::Map(Box::new(bounded.clone()))), Keyword::MaxProperties(3));
    let values = vec![
        ("int", bounded.clone()),
        (
            "uint",
            with(value(Type::Integer { unsigned: true }), Keyword::ExclusiveMinimum(Number::Float(0.5))),
        ),
        ("number", number.clone()),
        ("text", text),
        ("list", list.clone()),
        ("numbers", array(Value { nullable: true, ..number })),
        ("lists", array(list)),
        ("map", map),
        ("maps", value(Type::Map(Box::new(Value { nullable: true, ..bounded })))),
        ("any", value(Type::Any)),
        ("object", value(Type::AnyObject)),
        ("alias", model(first + 1)),
        ("enum", model(first + 2)),
        ("recursive", Value { boxed: true, ..model(first) }),
        ("union", model(first + 3)),
        ("secrets", array(Value { sensitive: true, ..with(string(), Keyword::MaxLength(3)) })),
    ];
    let mut properties = Vec::new();
    for (name, value) in values {
        let recursive = name == "recursive";
        properties.push(property(name, value.clone()));
        properties.push(property(&format!("{name} or null"), Value { nullable: true, ..value.clone() }));
        properties.push(required(&format!("{name} or null!"), Value { nullable: true, ..value.clone() }));
        if !recursive {
            properties.push(required(&format!("{name}!"), value));
        }
    }
    let mut shapes = component("Shapes", object(properties));
    if let ModelKind::Object(object) = &mut shapes.kind {
        object.additional = Additional::Closed("/closed".to_owned());
        object.assertions =
            vec![Assertion { pointer: "/min".to_owned(), keyword: Keyword::MinProperties(2) }];
    }
    let alias =
        ModelKind::Alias(with(array(with(integer(), Keyword::Maximum(int(9)))), Keyword::MaxItems(2)));
    let several = Branch { tags: vec!["a".to_owned(), "b".to_owned()], ..branch("several", "a", first + 4) };
    let boxed = Branch { boxed: true, ..branch("Unknown", "u", first + 5) };
    vec![
        shapes,
        component("alias", alias),
        component(
            "enum",
            string_enum(&[
                "", "+1", "-1", "Unknown", "unknown", "Self", "a b", "a_b", "\u{202e}", "用", "\"\n",
            ]),
        ),
        component("union", union("kind", vec![several, boxed])),
        component("several", object(vec![required("kind", model(first + 6))])),
        component("boxed", object(vec![constant("kind", "u"), property("union", model(first + 3))])),
        inline(first + 4, "kind", string_enum(&["a", "b"])),
        component("nothing", object(Vec::new())),
        component("only constant", object(vec![constant("kind", "c")])),
        Model { sensitive: true, ..component("secret", object(vec![property("x", string())])) },
        Model {
            sensitive: true,
            ..component("secret union", union("kind", vec![branch("only", "o", first + 11)]))
        },
        component("only", object(vec![constant("kind", "o"), property("n", number_up_to(3))])),
    ]
}

fn number_up_to(limit: i128) -> Value {
    with(integer(), Keyword::Maximum(Number::Integer(limit)))
}

fn thing(id: &str) -> Operation {
    use ParameterLocation::{Cookie, Header, Path, Query};
    let last = MODELS.len();
    let segments = vec![PathPart::Literal("/things/".to_owned()), PathPart::Parameter(0)];
    let mut it = operation(id, "POST", "/things/{self}", segments);
    it.docs = Docs { deprecated: id == "type", ..docs(super::markdown::HOSTILE) };
    let maybe =
        |wire, location| parameter(wire, location, with(integer(), Keyword::Maximum(Number::Integer(5))));
    it.parameters = vec![
        parameter("self", Path, string()),
        maybe("build", Query),
        maybe("body", Cookie),
        maybe("body_", Header),
        parameter("allow_unknown", Query, model(last + 2)),
        parameter("enums", Query, array(model(last + 2))),
    ];
    it.parameters[3].required = true;
    it.body = Some(RequestBody {
        pointer: String::new(),
        required: id == "std",
        docs: Docs::default(),
        content: vec![content("application/json", array(model(last)), Vec::new())],
    });
    let text = Content { format: ContentFormat::Text, ..content("text/plain", string(), Vec::new()) };
    let bytes = Content { format: ContentFormat::Binary, ..content("image/png", string(), Vec::new()) };
    let secret = Content { value: Value { sensitive: true, ..string() }, ..text.clone() };
    it.responses = vec![
        response(StatusPattern::Exact(200), "", vec![text]),
        response(StatusPattern::Exact(204), "Nothing", Vec::new()),
        response(StatusPattern::Class(2), "", vec![content("application/json", array(model(3)), Vec::new())]),
        response(StatusPattern::Exact(418), "`teapot", vec![bytes]),
        response(StatusPattern::Default, "", vec![secret]),
    ];
    it
}
