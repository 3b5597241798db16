//! Every style of the standard, on its own examples (OpenAPI 3.2, Style Examples), and what it leaves open.

use codegen::runtime::{
    BodyError, BuildError, Encoding, Location, Map, NoHeaders, Operation, Outcome, RawJson, Received, Report,
    RequestWriter, SecurityRequirement, Server, Style, Validate, Write,
};

/// An operation that writes what a test wants.
struct Probe<F>(F);

impl<F> Validate for Probe<F> {
    fn check(&self, _at: &Location<'_>, _report: &mut Report) {}
}

impl<F: Fn(&mut RequestWriter) -> Result<(), BuildError>> Operation for Probe<F> {
    type Success = ();
    type Failure = ();
    type Headers = NoHeaders;

    const ID: &'static str = "probe";
    const METHOD: &'static str = "COPY";
    const PATH: &'static str = "/";
    const TAGS: &'static [&'static str] = &[];
    const ROLES: &'static [&'static str] = &[];
    const SECURITY: &'static [&'static [SecurityRequirement]] = &[];
    const STATUSES: &'static [&'static str] = &[];

    fn write_request(&self, request: &mut RequestWriter) -> Result<(), BuildError> {
        request.path("/x");
        (self.0)(request)
    }

    fn read_response(_response: &Received<'_>) -> Result<Outcome<(), ()>, BodyError> {
        Ok(Outcome::Undocumented)
    }

    fn allows_unknown(&self) -> bool {
        false
    }
}

pub(crate) fn request(
    write: impl Fn(&mut RequestWriter) -> Result<(), BuildError>,
) -> Result<http::Request<Vec<u8>>, BuildError> {
    Probe(write).build(&Server::new("https://example.com").unwrap())
}

pub(crate) fn json(text: &str) -> RawJson {
    serde_json::from_str(text).unwrap()
}

/// The values of the standard's examples, and two that are nothing.
const VALUES: [&str; 6] =
    [r#""""#, r#""blue""#, r#"["blue","black","brown"]"#, r#"{"R":100,"G":200,"B":150}"#, "[]", "null"];

#[test]
fn paths() {
    use Style::{Label, Matrix, Simple};
    let table = [
        (
            Matrix,
            false,
            ["/x;color", "/x;color=blue", "/x;color=blue,black,brown", "/x;color=R,100,G,200,B,150"],
        ),
        (
            Matrix,
            true,
            ["/x;color", "/x;color=blue", "/x;color=blue;color=black;color=brown", "/x;R=100;G=200;B=150"],
        ),
        (Label, false, ["/x.", "/x.blue", "/x.blue,black,brown", "/x.R,100,G,200,B,150"]),
        (Label, true, ["/x.", "/x.blue", "/x.blue.black.brown", "/x.R=100.G=200.B=150"]),
        (Simple, false, ["/x", "/xblue", "/xblue,black,brown", "/xR,100,G,200,B,150"]),
        (Simple, true, ["/x", "/xblue", "/xblue,black,brown", "/xR=100,G=200,B=150"]),
    ];
    for (style, explode, expected) in table {
        for (value, expected) in VALUES.iter().zip(expected.into_iter().chain(["/x", "/x"])) {
            let encoding = Encoding::new(style, explode);
            let request = request(|request| {
                request.path_value("color", encoding, &json(value));
                Ok(())
            });
            assert_eq!(request.unwrap().uri().path(), expected, "{style:?} {explode} {value}");
        }
    }
}

#[test]
fn path_values_can_not_leave_their_segment() {
    let write = |value: &str, encoding: Encoding| {
        let value = json(value);
        request(move |request| {
            request.path("/");
            request.path_value("id", encoding, &value);
            Ok(())
        })
    };
    let label = Encoding::new(Style::Label, false);
    for (value, encoding) in
        [(r#""""#, label), (r#"".""#, label), ("[]", Encoding::new(Style::Simple, false))]
    {
        let error = write(value, encoding).unwrap_err();
        assert!(matches!(error, BuildError::PathSegment { parameter: "id" }), "{value}");
    }
    let reserved = Encoding::new(Style::Simple, false).allow_reserved();
    let request = write(r#""a:b/c?d#e%20f""#, reserved).unwrap();
    assert_eq!(request.uri().path(), "/x/a:b%2Fc%3Fd%23e%2520f");
}

#[test]
fn no_value_makes_a_step_of_a_segment() {
    let write = |before: &'static str, value: &str, after: &'static str| {
        let value = value.to_owned();
        request(move |request| {
            request.path(before);
            request.path_segment("a", &value);
            request.path(after);
            Ok(())
        })
    };
    for (before, value, after) in [
        ("/t/%2e", ".", ""),
        ("/t/%2E", "", "/x"),
        ("/t/", ".", "%2e"),
        ("/t/", "", "%2E%2e/x"),
        ("/t/.", "", "%2e/x"),
    ] {
        let error = write(before, value, after).unwrap_err();
        assert!(matches!(error, BuildError::PathSegment { parameter: "a" }), "{before}{value}{after}");
    }
    let fine = write("/t/%2e", "..", "").unwrap();
    assert_eq!(fine.uri().path(), "/x/t/%2e..");
    let fine = write("/t/", "%2e", "").unwrap();
    assert_eq!(fine.uri().path(), "/x/t/%252e");
}

/// The query of a value, or what a query would have.
fn query(value: &(impl Write + ?Sized), encoding: Encoding) -> String {
    let request = request(|request| {
        request.query_value("color", encoding, value);
        Ok(())
    });
    request.unwrap().uri().query().unwrap_or("nothing").to_owned()
}

#[test]
fn queries() {
    use Style::{DeepObject, Form, Json, PipeDelimited, SpaceDelimited};
    const EXPLODED: &str = "color=blue&color=black&color=brown";
    let table = [
        (Form, false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (Form, true, ["color=", "color=blue", EXPLODED, "R=100&G=200&B=150"]),
        (
            SpaceDelimited,
            false,
            ["color=", "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
        ),
        (
            PipeDelimited,
            false,
            ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
        ),
        (PipeDelimited, true, ["color=", "color=blue", EXPLODED, "R=100&G=200&B=150"]),
        (
            DeepObject,
            true,
            [
                "color=",
                "color=blue",
                "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
    ];
    for (style, explode, expected) in table {
        for (value, expected) in VALUES.iter().zip(expected.into_iter().chain(["nothing", "nothing"])) {
            assert_eq!(
                query(&json(value), Encoding::new(style, explode)),
                expected,
                "{style:?} {explode} {value}"
            );
        }
    }
    assert_eq!(query(&json(r#"{"R":[1]}"#), Encoding::new(Json, false)), "color=%7B%22R%22%3A%5B1%5D%7D");
}

#[test]
fn what_is_nested() {
    let value = json(r#"{"a":{"b":[1,{"c":null,"d":"&"}]},"e":true}"#);
    let deep = "color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B1%5D%5Bd%5D=%26&color%5Be%5D=true";
    assert_eq!(query(&value, Encoding::new(Style::DeepObject, true)), deep);
    let form = "a=%7B%22b%22%3A%5B1%2C%7B%22c%22%3Anull%2C%22d%22%3A%22%26%22%7D%5D%7D&e=true";
    assert_eq!(query(&value, Encoding::new(Style::Form, true)), form);

    let deepest = format!("{}{}", "[".repeat(128), "]".repeat(128));
    let raw = serde_json::value::RawValue::from_string(deepest);
    if let Ok(raw) = raw {
        let value = RawJson::from(raw);
        let error = request(|request| {
            request.query_value("deep", Encoding::new(Style::DeepObject, true), &value);
            Ok(())
        });
        assert!(matches!(error, Err(BuildError::Parameter { name: "deep", .. })));
    }
}

#[test]
fn typed_values() {
    let form = Encoding::new(Style::Form, true);
    assert_eq!(query(&vec![1.5, 2.0], form), "color=1.5&color=2");
    assert_eq!(query(&Map::from_iter([("a b", Some(true)), ("c", None)]), form), "a%20b=true");
    let error = request(|request| {
        request.query_value("color", form, &vec![f64::NAN]);
        Ok(())
    });
    assert_eq!(error.unwrap_err().to_string(), "the parameter `color` can not be written");
}

#[test]
fn reserved_characters_stay_where_they_do_no_harm() {
    let form = Encoding::new(Style::Form, true).allow_reserved();
    let text = "https://a.example:80/?x=1&y=+#é[0]%2f%zz";
    assert_eq!(query(text, form), "color=https://a.example:80/?x=1%26y=%2B%23%C3%A9%5B0%5D%2f%25zz");
}

#[test]
fn headers() {
    for (explode, expected) in [
        (false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ] {
        for (value, expected) in VALUES.iter().zip(expected) {
            let encoding = Encoding::new(Style::Simple, explode);
            let request = request(|request| request.header_value("X-Color", encoding, &json(value)));
            assert_eq!(request.unwrap().headers()["x-color"], expected);
        }
    }
    let simple = Encoding::new(Style::Simple, false);
    let request = request(|request| request.header_value("X-Color", simple, &json("null")));
    assert!(!request.unwrap().headers().contains_key("x-color"));
    let error = self::request(|request| request.header_value("X-Color", simple, &json(r#"["\r\n"]"#)));
    assert!(matches!(error, Err(BuildError::Header { name: "X-Color", .. })));
}

#[test]
fn cookies() {
    use Style::{Cookie, Form};
    let table = [
        (Cookie, false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (
            Cookie,
            true,
            ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
        ),
        (Form, false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (Form, true, ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"]),
    ];
    let cookie = |value: &str, encoding: Encoding| {
        let value = json(value);
        request(move |request| {
            request.cookie_value("color", encoding, &value);
            Ok(())
        })
    };
    for (style, explode, expected) in table {
        for (value, expected) in VALUES.iter().zip(expected) {
            let request = cookie(value, Encoding::new(style, explode)).unwrap();
            assert_eq!(request.headers()["cookie"], expected);
        }
    }
    let request = cookie(r#""a b;""#, Encoding::new(Form, true)).unwrap();
    assert_eq!(request.headers()["cookie"], "color=a%20b%3B");
    for value in [r#""a;b""#, r#""é""#, r#"{"a\n":1}"#] {
        let error = cookie(value, Encoding::new(Cookie, true)).unwrap_err();
        assert!(matches!(error, BuildError::Parameter { name: "color", .. }), "{value}");
    }
}

#[test]
fn whole_queries() {
    let request = request(|request| {
        request.query_text("a=1");
        request.query_form("rest", &json(r#"{"b c":["x","y"],"d":{"e":1}}"#));
        Ok(())
    });
    let request = request.unwrap();
    assert_eq!(request.uri().query(), Some("a=1&b%20c=x&b%20c=y&d=%7B%22e%22%3A1%7D"));
    assert_eq!(request.method().as_str(), "COPY");
    let request = self::request(|request| {
        request.query_json("all", &json(r#"{"a":[1]}"#));
        Ok(())
    });
    assert_eq!(request.unwrap().uri().query(), Some("%7B%22a%22%3A%5B1%5D%7D"));
}
