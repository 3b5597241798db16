//! Bodies of pairs and of parts.

use codegen::runtime::{BuildError, Encoding, File, Map, Style};
use http::Request;

use crate::styles::{json, request};

#[test]
fn forms() {
    let body = json(r#"{"a":"x y&z+","list":["1",2],"o":{"k":[true]},"deep":{"k":[true,{"l":1}]},"n":null}"#);
    let encodings = [("deep", Encoding::new(Style::DeepObject, true))];
    let request = request(|request| {
        request.form_body("application/x-www-form-urlencoded", &body, &encodings);
        Ok(())
    });
    let request = request.unwrap();
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(
        String::from_utf8(request.into_body()).unwrap(),
        "a=x%20y%26z%2B&list=1&list=2&o=%7B%22k%22%3A%5Btrue%5D%7D\
         &deep%5Bk%5D%5B0%5D=true&deep%5Bk%5D%5B1%5D%5Bl%5D=1"
    );
    for body in ["[]", "1", "null"] {
        let error = self::request(|request| {
            request.form_body("application/x-www-form-urlencoded", &json(body), &[]);
            Ok(())
        });
        assert!(matches!(error, Err(BuildError::Body(_))), "{body}");
    }
}

fn parts(
    media_type: &'static str,
    body: &Map<Vec<File>>,
    content_types: &[(&'static str, &'static str)],
) -> Result<Request<Vec<u8>>, BuildError> {
    request(|request| {
        request.multipart_body(media_type, body, &[], content_types);
        Ok(())
    })
}

/// The body with its boundary replaced.
fn shown(request: &Request<Vec<u8>>) -> String {
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let (_, boundary) = content_type.split_once("; boundary=").unwrap();
    String::from_utf8_lossy(request.body()).replace(boundary, "B").replace("\r\n", "\n")
}

#[test]
fn parts_of_a_form() {
    let body = json(r#"{"t":"x\r\n","n":1,"j":{"a":[1]},"l":["1",2],"p":["a","b"],"q":"x","z":null}"#);
    let request = request(|request| {
        let encodings = [("p", Encoding::new(Style::PipeDelimited, false))];
        request.multipart_body("multipart/form-data", &body, &encodings, &[("q", "application/json")]);
        Ok(())
    });
    let head = |name: &str| format!("--B\nContent-Disposition: form-data; name=\"{name}\"\n");
    let expected = [
        format!("{}\nx\n\n", head("t")),
        format!("{}\n1\n", head("n")),
        format!("{}Content-Type: application/json\n\n{{\"a\":[1]}}\n", head("j")),
        format!("{}\n1\n", head("l")),
        format!("{}\n2\n", head("l")),
        format!("{}\na|b\n", head("p")),
        format!("{}Content-Type: application/json\n\n\"x\"\n", head("q")),
        "--B--\n".to_owned(),
    ];
    assert_eq!(shown(&request.unwrap()), expected.concat());
}

#[test]
fn files() {
    let named = File::new(b"\xff\0").name("a\"\r\nX: \0y\u{7f}.png").content_type("image/png");
    let body = Map::from_iter([("f\"", vec![named, File::from("text")])]);
    let request = parts("multipart/form-data", &body, &[("f\"", "text/plain")]).unwrap();
    let disposition = "--B\nContent-Disposition: form-data; name=\"f%22\"";
    let expected = [
        format!(
            "{disposition}; filename=\"a%22%0D%0AX: %00y%7F.png\"\nContent-Type: image/png\n\n\u{fffd}\0\n"
        ),
        format!("{disposition}; filename=\"f%22\"\nContent-Type: text/plain\n\ntext\n--B--\n"),
    ];
    assert_eq!(shown(&request), expected.concat());

    let body = Map::from_iter([("f", vec![File::from("text")])]);
    let request = parts("multipart/mixed", &body, &[]).unwrap();
    let expected = "--B\nContent-Disposition: attachment; filename=\"f\"\nContent-Type: application/octet-stream\n\ntext\n--B--\n";
    assert_eq!(shown(&request), expected);

    let choices = [
        // What the document says, what the caller gives, what is sent.
        ("image/*", Some("image/png"), Some("image/png")),
        ("image/*", Some("IMAGE/PNG"), Some("IMAGE/PNG")),
        ("image/*", Some("text/plain"), None),
        ("image/*", Some("image"), None),
        ("image/*", None, None),
        ("image/*, text/csv", None, Some("text/csv")),
        ("image/png, image/jpeg", None, Some("image/png")),
        ("image/png, image/jpeg", Some("image/jpeg"), Some("image/jpeg")),
        ("image/png, image/jpeg", Some("image/gif"), None),
        ("*/*", None, Some("application/octet-stream")),
        ("text/*", None, Some("text/plain")),
    ];
    for (documented, own, sent) in choices {
        let file = own.into_iter().fold(File::from("x"), File::content_type);
        let body = Map::from_iter([("f", vec![file])]);
        let request = parts("multipart/form-data", &body, &[("f", documented)]).ok();
        let line = sent.map(|sent| format!("\nContent-Type: {sent}\n"));
        let found = request.map(|request| shown(&request));
        assert_eq!(found.is_some(), line.is_some(), "{documented} {own:?}");
        assert!(found.unwrap_or_default().contains(&line.unwrap_or_default()), "{documented} {own:?}");
    }

    let body = Map::from_iter([("f", vec![File::from("text").content_type("a\r\nb: c")])]);
    assert!(matches!(parts("multipart/form-data", &body, &[]), Err(BuildError::Body(_))));
}

#[test]
fn boundaries_do_not_occur_in_the_content() {
    let body = |text: String| Map::from_iter([("f", vec![File::from(text)])]);
    let boundary = |text: &str| {
        let request = parts("multipart/form-data", &body(text.to_owned()), &[]).unwrap();
        let content_type = request.headers()["content-type"].to_str().unwrap().to_owned();
        let boundary = content_type.split_once("; boundary=").unwrap().1.to_owned();
        let count = String::from_utf8_lossy(request.body()).matches(&boundary).count();
        assert_eq!(count, 2);
        boundary
    };
    assert_eq!(boundary("a"), boundary("a"));
    assert_ne!(boundary("a"), boundary("b"));
}

#[test]
fn files_in_json_are_text() {
    assert_eq!(crate::write(&File::from("é")), r#""é""#);
    assert_eq!(crate::read::<File>(r#""é""#).unwrap(), File::from("é"));
    assert!(serde_json::to_string(&File::new(b"\xff")).is_err());
    assert_eq!(
        format!("{:?}", File::new("secret").name("n")),
        r#"File { bytes: 6, name: Some("n"), content_type: None }"#
    );
}
