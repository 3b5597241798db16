//! Credentials, written into requests.

use codegen::runtime::SecurityRequirement;
use codegen::runtime::credentials::{
    ApiKey, Basic, Bearer, Challenge, Credential, CredentialError, Credentials, MutualTls, authorization,
};
use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use http::{Request, request};

use crate::operation::GetPet;

const SECRET: &str = "S3CRET";

fn request() -> Request<Vec<u8>> {
    Request::get("https://example.com/pets?a=1").body(b"body".to_vec()).unwrap()
}

fn applied(credential: &impl Credential) -> Request<Vec<u8>> {
    let mut request = request();
    credential.apply(&mut request).unwrap();
    // Twice is as good as once.
    let first = format!("{:?} {:?}", request.uri(), sensitive(&request));
    credential.apply(&mut request).unwrap();
    assert_eq!(format!("{:?} {:?}", request.uri(), sensitive(&request)), first);
    assert_eq!(request.body(), b"body");
    request
}

/// The headers that are marked as sensitive, with their values.
fn sensitive(request: &Request<Vec<u8>>) -> Vec<(String, String)> {
    let headers = request.headers().iter().filter(|(_, value)| value.is_sensitive());
    let text = |value: &HeaderValue| String::from_utf8(value.as_bytes().to_vec()).unwrap();
    headers.map(|(name, value)| (name.to_string(), text(value))).collect()
}

fn header(name: &str, value: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), value.to_owned())]
}

/// The error of a credential, which leaves the request as it was and shows nothing.
fn error(credential: &impl Credential) -> CredentialError {
    let mut request = request();
    let error = credential.apply(&mut request).unwrap_err();
    assert_eq!(request.uri(), "https://example.com/pets?a=1");
    assert!(request.headers().is_empty());
    assert!(!format!("{error} {error:?}").contains(SECRET), "{error:?}");
    error
}

#[test]
fn rfc_7617_basic() {
    let basic = Basic::new("b", "Aladdin", "open sesame");
    assert_eq!(sensitive(&applied(&basic)), header("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    // Section 2.1.
    let basic = Basic::new("b", "test", "123\u{a3}");
    assert_eq!(sensitive(&applied(&basic)), header("authorization", "Basic dGVzdDoxMjPCow=="));
    let expected = CredentialError::User { scheme: "b" };
    assert_eq!(error(&Basic::new("b", "a:b", SECRET)), expected);
    assert_eq!(error(&Basic::new("b", "a", format!("{SECRET}\n"))), expected);
    assert!(Basic::new("b", "a", "b:c").apply(&mut request()).is_ok());
}

#[test]
fn rfc_6750_bearer() {
    let bearer = Bearer::new("b", "mF_9.B5f-4.1JqM");
    assert_eq!(sensitive(&applied(&bearer)), header("authorization", "Bearer mF_9.B5f-4.1JqM"));
    for token in ["", "S3CRET x", "S3CRET\r\nx: y", "S3CRET\u{e9}"] {
        assert_eq!(error(&Bearer::new("b", token)), CredentialError::Value { scheme: "b" });
    }
}

#[test]
fn keys_in_headers() {
    assert_eq!(sensitive(&applied(&ApiKey::header("k", "X-Key", "a b"))), header("x-key", "a b"));
    assert_eq!(sensitive(&applied(&ApiKey::header("k", "X-Key", "\u{e9}"))), header("x-key", "\u{e9}"));
    for key in ["S3CRET\n", "S3CRET\u{7f}"] {
        assert_eq!(error(&ApiKey::header("k", "X-Key", key)), CredentialError::Value { scheme: "k" });
    }
}

#[test]
fn keys_in_queries() {
    let request = applied(&ApiKey::query("k", "api key", "a&b=c d+\u{e9}"));
    assert_eq!(request.uri(), "https://example.com/pets?a=1&api%20key=a%26b%3Dc%20d%2B%C3%A9");
    let mut request = Request::get("https://example.com").body("").unwrap();
    ApiKey::query("k", "key", "v").apply(&mut request).unwrap();
    assert_eq!(request.uri(), "https://example.com/?key=v");
    // A URL has at most so many characters.
    let error = error(&ApiKey::query("k", "key", SECRET.repeat(20_000)));
    assert_eq!(error, CredentialError::Url { scheme: "k" });
}

#[test]
fn keys_in_cookies_join_others() {
    let key = ApiKey::cookie("k", "session", "a+/=");
    assert_eq!(sensitive(&applied(&key)), header("cookie", "session=a+/="));
    let mut request = request();
    request.headers_mut().insert(COOKIE, HeaderValue::from_static("theme=dark; session=old"));
    key.apply(&mut request).unwrap();
    assert_eq!(sensitive(&request), header("cookie", "theme=dark; session=a+/="));
    for value in ["S3CRET;x=y", "S3CRET x", "\"S3CRET\"", "S3CRET\n"] {
        assert_eq!(error(&ApiKey::cookie("k", "session", value)), CredentialError::Value { scheme: "k" });
    }
}

#[test]
fn certificates_leave_requests_alone() {
    let request = applied(&MutualTls::new("m"));
    assert_eq!(
        (request.uri().to_string().as_str(), request.headers().len()),
        ("https://example.com/pets?a=1", 0)
    );
}

#[test]
fn nothing_is_shown() {
    let keys = [ApiKey::header, ApiKey::query, ApiKey::cookie].map(|new| new("k", "n", SECRET));
    let set = keys.into_iter().fold(Credentials::new(), Credentials::with);
    let set = set.with(Basic::new("b", SECRET, SECRET)).with(Bearer::new("t", SECRET));
    let shown = format!("{set:?} {set:#?}");
    assert!(!shown.contains(SECRET) && shown.contains("[redacted]"), "{shown}");
}

const A: SecurityRequirement = SecurityRequirement::new("a", &[]);
const B: SecurityRequirement = SecurityRequirement::new("b", &["scope"]);
const C: SecurityRequirement = SecurityRequirement::new("c", &[]);

fn key(scheme: &'static str) -> ApiKey {
    ApiKey::header(scheme, scheme, "1")
}

/// The headers that some credentials add where there are these alternatives.
fn chosen(
    credentials: &Credentials,
    alternatives: &[&[SecurityRequirement]],
) -> Result<Vec<String>, CredentialError> {
    let mut request = request();
    credentials.apply_any(alternatives, &mut request)?;
    Ok(request.headers().keys().map(ToString::to_string).collect())
}

#[test]
fn the_first_alternative_that_is_complete_is_chosen() {
    let all = [[A, B].as_slice(), &[C], &[A]];
    let none = Credentials::new();
    let a = none.clone().with(key("a"));
    let ac = a.clone().with(key("c"));
    let abc = ac.clone().with(key("b"));
    assert_eq!(chosen(&a, &all).unwrap(), ["a"]);
    assert_eq!(chosen(&ac, &all).unwrap(), ["c"]);
    assert_eq!(chosen(&abc, &all).unwrap(), ["a", "b"]);
    let error = chosen(&none, &all).unwrap_err();
    assert_eq!(error.to_string(), "the operation needs credentials for `a` and `b`, or for `c`, or for `a`");
    // An empty alternative is for those who have nothing better.
    let optional = [[].as_slice(), &[A]];
    assert_eq!(chosen(&a, &optional).unwrap(), ["a"]);
    assert!(chosen(&none, &optional).unwrap().is_empty());
    assert!(chosen(&abc, &[]).unwrap().is_empty());
    assert!(chosen(&abc, &[&[]]).unwrap().is_empty());
}

#[test]
fn an_operation_says_what_it_needs() {
    let mut request = request();
    let error = Credentials::new().apply(&GetPet::new("1"), &mut request).unwrap_err();
    assert_eq!(error, CredentialError::Missing { alternatives: vec![vec!["digest"]] });
    let set = Credentials::new().with(key("other")).with(Bearer::new("digest", "old"));
    let set = set.with(Bearer::new("digest", "new"));
    set.apply(&GetPet::new("1"), &mut request).unwrap();
    assert_eq!(sensitive(&request), header("authorization", "Bearer new"));
}

/// A scheme that the generator does not know: it signs the rest of the request.
#[derive(Debug)]
struct Signature;

impl Credential for Signature {
    fn scheme(&self) -> &'static str {
        "a"
    }

    fn write(&self, head: &mut request::Parts, body: &[u8]) -> Result<(), CredentialError> {
        let signed = format!("Signature {} {} {}", head.method, head.uri, body.len());
        authorization(&mut head.headers, self.scheme(), &signed)
    }

    fn signs(&self) -> bool {
        true
    }
}

#[test]
fn signatures_come_last_and_errors_change_nothing() {
    let set = Credentials::new().with(Signature).with(ApiKey::query("b", "key", "1"));
    let mut signed = request();
    set.apply_any(&[&[A, B]], &mut signed).unwrap();
    let expected = "Signature GET https://example.com/pets?a=1&key=1 4";
    assert_eq!(sensitive(&signed), header("authorization", expected));
    let set = set.with(ApiKey::header("c", "c", "\n"));
    let mut refused = request();
    set.apply_any(&[&[B, C, A]], &mut refused).unwrap_err();
    assert_eq!(refused.uri(), "https://example.com/pets?a=1");
    assert!(refused.headers().is_empty());
    let mut alone = request();
    set.get("b").unwrap().apply(&mut alone).unwrap();
    assert_eq!(alone.uri(), "https://example.com/pets?a=1&key=1");
    assert!(!set.get("a").unwrap().refused(refused.headers(), &HeaderMap::new()).unwrap());
}

fn challenges(text: &str) -> Vec<(bool, Option<String>)> {
    let mut headers = HeaderMap::new();
    headers.append(WWW_AUTHENTICATE, HeaderValue::from_bytes(text.as_bytes()).unwrap());
    let all = Challenge::all(&headers);
    all.iter().map(|it| (it.is("digest"), it.get("REALM").map(str::to_owned))).collect()
}

#[test]
fn challenges_are_taken_apart() {
    let realm = |text: &str| Some(text.to_owned());
    // RFC 9110, section 11.6.1.
    let text = "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"";
    assert_eq!(challenges(text), [(false, realm("simple")), (false, realm("apps"))]);
    assert_eq!(challenges("Negotiate, DIGEST realm = x"), [(false, None), (true, realm("x"))]);
    assert_eq!(challenges("Negotiate YII+/==, , digest a=b,realm=\"\""), [(false, None), (true, realm(""))]);
    assert_eq!(challenges("Digest realm=\"J\u{e4}\"\t,\tBasic"), [(true, realm("J\u{e4}")), (false, None)]);
    for text in ["", ",", "=", "\"", "realm=x"] {
        assert!(challenges(text).is_empty(), "{text:?}");
    }
    for text in ["Digest realm=\"x", "Digest realm=", "Digest realm=\"\\", "Digest (", "Digest \u{e4}=1"] {
        assert_eq!(challenges(text), [(true, None)], "{text:?}");
    }
    assert_eq!(request().headers().get(AUTHORIZATION), None);
}
