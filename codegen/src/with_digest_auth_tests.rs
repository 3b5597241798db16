//! Digest authentication against the examples of RFC 7616, and what the crate `digest_auth` leaves out.

use http::header::{AUTHORIZATION, HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use http::{Request, Response, StatusCode};

use crate::runtime::credentials::{Credential, CredentialError, Credentials};
use crate::with_digest_auth::Digest;

/// Section 3.9.1, without the algorithm.
const CHALLENGE: &str = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", \
    nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

fn headers(challenges: &[&str]) -> HeaderMap {
    let value = |text: &&str| (WWW_AUTHENTICATE, HeaderValue::from_bytes(text.as_bytes()).unwrap());
    challenges.iter().map(value).collect()
}

fn request() -> Request<Vec<u8>> {
    Request::get("http://www.example.org/dir/index.html").body(Vec::new()).unwrap()
}

fn mufasa() -> Digest {
    let nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    Digest::new("digest", "Mufasa", "Circle of Life").client_nonce(nonce)
}

/// What answers a request.
fn answer(digest: &Digest, request: &mut Request<Vec<u8>>) -> String {
    digest.apply(request).unwrap();
    let answer = &request.headers()[AUTHORIZATION];
    assert!(answer.is_sensitive());
    String::from_utf8(answer.as_bytes().to_vec()).unwrap()
}

/// What answers a first request after these challenges.
fn answer_to(challenges: &[&str]) -> String {
    let digest = mufasa();
    assert!(digest.refused(&HeaderMap::new(), &headers(challenges)).unwrap());
    answer(&digest, &mut request())
}

fn parameter<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = answer.split_once(&format!("{name}="))?;
    Some(rest.split(", ").next().unwrap().trim_matches('"'))
}

#[test]
fn section_3_9_1() {
    let md5 = format!("{CHALLENGE}, algorithm=MD5");
    let sha = format!("{CHALLENGE}, algorithm=SHA-256");
    let expected = "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", \
        nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\", qop=auth, nc=00000001, \
        cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", response=\"8ca523f5e9506fed4657c9700eebdbec\", \
        opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", algorithm=MD5";
    assert_eq!(answer_to(&[&md5]), expected);
    // The server's first choice counts, in one header or in several.
    let response = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";
    for challenges in [&[sha.as_str(), &md5][..], &[&format!("Basic realm=x, {sha}, {md5}")]] {
        let answer = answer_to(challenges);
        assert_eq!(parameter(&answer, "response"), Some(response));
        assert_eq!(parameter(&answer, "algorithm"), Some("SHA-256"));
    }
}

/// The example of section 3.9.2 has a user hash that is not one of SHA-512/256; erratum 4897 has computed it anew.
#[test]
fn section_3_9_2_with_its_erratum() {
    let digest = Digest::new("digest", "J\u{e4}s\u{f8}n Doe", "Secret, or not?")
        .client_nonce("NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v");
    let challenge = "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256, \
        nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", \
        opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", charset=UTF-8, userhash=true";
    assert!(digest.refused(&HeaderMap::new(), &headers(&[challenge])).unwrap());
    let mut request = Request::get("http://api.example.org/doe.json").body(Vec::new()).unwrap();
    let answer = answer(&digest, &mut request);
    let user = "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b";
    let response = "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5";
    assert_eq!(parameter(&answer, "username"), Some(user));
    assert_eq!(parameter(&answer, "response"), Some(response));
    assert_eq!(parameter(&answer, "userhash"), Some("true"));
}

/// Computed with Python's `hashlib`.
#[test]
fn every_algorithm_and_quality() {
    let answers = [
        ("qop=auth, algorithm=md5-SESS", "e783283f46242139c486a698fec7211d"),
        (
            "qop=auth, algorithm=SHA-256-sess",
            "2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7",
        ),
        ("algorithm=MD5", "7b2cc3b30e75b4777ea31027084363fd"),
        ("qop=\"auth-conf,auth\"", "8ca523f5e9506fed4657c9700eebdbec"),
    ];
    for (options, expected) in answers {
        let challenge = CHALLENGE.replace("qop=\"auth, auth-int\"", options);
        assert_eq!(parameter(&answer_to(&[&challenge]), "response"), Some(expected), "{options}");
    }
    let digest = mufasa();
    let challenge = CHALLENGE.replace("auth, auth-int", "auth-int");
    assert!(digest.refused(&HeaderMap::new(), &headers(&[&challenge])).unwrap());
    let request = Request::put("http://www.example.org/dir/index.html").body(b"{\"a\":1}".to_vec());
    let answer = answer(&digest, &mut request.unwrap());
    assert_eq!(parameter(&answer, "response"), Some("d0853c9812b5cae4c0d4dac89d639f07"));
    assert_eq!(parameter(&answer, "qop"), Some("auth-int"));
}

#[test]
fn a_session_keeps_its_count_and_its_client_nonce() {
    let digest = Digest::new("digest", "Mufasa", "Circle of Life");
    assert!(!digest.is_challenged());
    let mut first = request();
    digest.apply(&mut first).unwrap();
    assert!(first.headers().is_empty(), "before a challenge there is nothing to answer");
    let challenge = format!("{CHALLENGE}, algorithm=MD5-sess");
    assert!(digest.refused(first.headers(), &headers(&[&challenge])).unwrap());
    let (one, two) = (answer(&digest, &mut request()), answer(&digest.clone(), &mut request()));
    assert_eq!((parameter(&one, "nc"), parameter(&two, "nc")), (Some("00000001"), Some("00000002")));
    assert_eq!(parameter(&one, "cnonce"), parameter(&two, "cnonce"));
    assert_ne!(parameter(&one, "response"), parameter(&two, "response"));
    // Another request was sent at the same time, and is told the same nonce: the count goes on.
    assert!(digest.refused(&HeaderMap::new(), &headers(&[&challenge])).unwrap());
    assert_eq!(parameter(&answer(&digest, &mut request()), "nc"), Some("00000003"));
    // Only sessions have to share it.
    assert!(digest.refused(&HeaderMap::new(), &headers(&[&CHALLENGE.replace("7ypf", "x")])).unwrap());
    let (one, two) = (answer(&digest, &mut request()), answer(&digest, &mut request()));
    assert_ne!(parameter(&one, "cnonce"), parameter(&two, "cnonce"));
}

#[test]
fn a_refused_answer_is_tried_again_only_with_a_new_nonce() {
    let digest = mufasa();
    let refused = |sent: &Request<Vec<u8>>, challenge: &str| {
        digest.refused(sent.headers(), &headers(&[challenge])).unwrap()
    };
    let other = |nonce: &str| CHALLENGE.replace("7ypf", nonce);
    let mut sent = request();
    assert!(refused(&sent, CHALLENGE));
    answer(&digest, &mut sent);
    assert!(!refused(&sent, &other("b")), "the first answer was wrong, and so is the password");
    assert!(refused(&sent, &format!("{}, stale=TRUE", other("c"))));
    answer(&digest, &mut sent);
    answer(&digest, &mut sent);
    assert!(!refused(&sent, &other("c")), "a nonce that has served, and is asked for again");
    assert!(refused(&sent, &other("d")), "a nonce that has served, and serves no more");
    let answer = answer(&digest, &mut sent);
    assert_eq!(parameter(&answer, "nc"), Some("00000001"));
    assert!(parameter(&answer, "nonce").unwrap().starts_with('d'));
}

/// Answers have no number there (RFC 2069), and servers do not know `stale` either.
#[test]
fn without_a_quality_a_new_nonce_is_taken_up_too() {
    let digest = mufasa();
    let challenge = |nonce: &str| format!("Digest realm=\"r\", nonce=\"{nonce}\"");
    let refused = |sent: &Request<Vec<u8>>, nonce: &str| {
        digest.refused(sent.headers(), &headers(&[&challenge(nonce)])).unwrap()
    };
    let mut sent = request();
    assert!(refused(&sent, "a"));
    answer(&digest, &mut sent);
    assert!(!refused(&sent, "b"), "the first answer was wrong, and so is the password");
    answer(&digest, &mut sent);
    assert!(!refused(&sent, "a"), "a nonce that has served, and is asked for again");
    assert!(refused(&sent, "c"), "a nonce that has served, and serves no more");
    let second = answer(&digest, &mut sent);
    assert_eq!((parameter(&second, "nonce"), parameter(&second, "nc")), (Some("c"), None));
    assert!(!refused(&sent, "d"), "a password that is wrong by now");
}

#[test]
fn other_credentials_are_refused_without_a_word() {
    let digest = mufasa();
    for answer in ["Bearer eyJ.x", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "?", ""] {
        let sent = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static(answer))]);
        for challenge in [CHALLENGE, "Digest realm=x, nonce=n, algorithm=SHA-3"] {
            assert!(!digest.refused(&sent, &headers(&[challenge])).unwrap(), "{answer}");
        }
    }
    assert!(!digest.is_challenged());
}

#[test]
fn what_can_not_be_answered_is_an_error() {
    let digest = mufasa();
    let refused = |challenge: &str| digest.refused(&HeaderMap::new(), &headers(&[challenge]));
    assert!(!refused("Basic realm=\"x\"").unwrap());
    assert!(!refused("Digest=").unwrap());
    let reasons = [
        ("Digest realm=x, nonce=n, algorithm=SHA-3", "its algorithm is not known"),
        ("Digest realm=x, nonce=n, qop=auth-conf", "it offers no quality of protection that is known"),
        ("Digest realm=x, qop=auth", "it has no nonce"),
        ("Digest nonce=n, qop=auth", "it has no realm"),
        (
            "Digest realm=x, nonce=n, algorithm=MD5-sess",
            "its algorithm needs a client nonce, and there is no place for one",
        ),
    ];
    for (challenge, expected) in reasons {
        let error = refused(challenge).unwrap_err();
        assert_eq!(error, CredentialError::Challenge { scheme: "digest", reason: expected });
        assert_eq!(error.to_string(), format!("the challenge for `digest` can not be answered: {expected}"));
    }
    // Text that is not ASCII, quotes, and what nobody knows.
    let challenge = "Digest realm=\"J\u{e4}\\\"s\", nonce=n, algorithm=MD5, x=\"\\\\\"";
    assert!(refused(challenge).unwrap());
    let mut sent = request();
    assert!(answer(&digest, &mut sent).contains("realm=\"J\u{e4}\\\"s\""));
    assert!(!digest.refused(sent.headers(), &headers(&[challenge])).unwrap());
}

#[test]
fn a_name_that_is_not_ascii_is_encoded() {
    let digest = Digest::new("digest", "J\u{e4}s\u{f8}n \"Doe\"", "p");
    assert!(digest.refused(&HeaderMap::new(), &headers(&[CHALLENGE])).unwrap());
    let answer = answer(&digest, &mut request());
    assert!(answer.starts_with("Digest username*=UTF-8''J%C3%A4s%C3%B8n%20%22Doe%22, realm="), "{answer}");
}

#[test]
fn nothing_shows_user_or_password() {
    let digest = mufasa();
    assert!(digest.refused(&HeaderMap::new(), &headers(&[CHALLENGE])).unwrap());
    let expected = "Digest { scheme: \"digest\", user: [redacted], password: [redacted], .. }";
    assert_eq!(format!("{digest:?}"), expected);
    let shared: &(dyn Send + Sync) = &digest;
    let _ = shared;
}

#[test]
fn a_set_passes_challenges_on() {
    let set = Credentials::new().with(mufasa());
    let mut response = Response::new(());
    response.headers_mut().extend(headers(&[CHALLENGE]));
    assert!(!set.refused(&request(), &response).unwrap(), "the status is 200");
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    assert!(set.refused(&request(), &response).unwrap());
    let mut again = request();
    set.get("digest").unwrap().write(&mut Request::new(()).into_parts().0, b"").unwrap();
    mufasa().apply(&mut again).unwrap();
    assert!(again.headers().is_empty(), "another session has not been challenged");
}

/// A response that says this of its server.
fn info(text: &str) -> HeaderMap {
    HeaderMap::from_iter([("authentication-info".parse().unwrap(), HeaderValue::from_str(text).unwrap())])
}

/// Section 3.5.
#[test]
fn the_next_nonce_is_taken_up() {
    let digest = mufasa();
    assert!(digest.refused(&HeaderMap::new(), &headers(&[CHALLENGE])).unwrap());
    let (mut first, mut second) = (request(), request());
    answer(&digest, &mut first);
    answer(&digest, &mut second);
    digest.answered(first.headers(), &info("nextnonce=\"next\", qop=auth")).unwrap();
    let mut third = request();
    let next = answer(&digest, &mut third);
    assert_eq!((parameter(&next, "nonce"), parameter(&next, "nc")), (Some("next"), Some("00000001")));
    assert_eq!(parameter(&next, "realm"), Some("http-auth@example.org"));
    // What belongs to the nonce before comes too late, and one that goes on is counted on.
    digest.answered(second.headers(), &info("nextnonce=\"late\"")).unwrap();
    digest.answered(third.headers(), &info("nextnonce=\"next\"")).unwrap();
    let mut sent = request();
    let next = answer(&digest, &mut sent);
    assert_eq!((parameter(&next, "nonce"), parameter(&next, "nc")), (Some("next"), Some("00000002")));
    // Nothing else in the header, and no header without an answer, changes anything.
    for text in ["", "nextnonce", "=", "rspauth=\"\", qop=auth-int", "nextnonce=\"open"] {
        digest.answered(sent.headers(), &info(text)).unwrap();
    }
    digest.answered(&HeaderMap::new(), &info("nextnonce=\"other\", rspauth=\"0\"")).unwrap();
    let next = answer(&digest, &mut request());
    assert_eq!((parameter(&next, "nonce"), parameter(&next, "nc")), (Some("next"), Some("00000003")));
}

/// A server may have forgotten it by the time it is used: that is no wrong password.
#[test]
fn a_next_nonce_that_is_refused_is_replaced() {
    let digest = mufasa();
    let other = |nonce: &str| headers(&[&CHALLENGE.replace("7ypf", nonce)]);
    assert!(digest.refused(&HeaderMap::new(), &headers(&[CHALLENGE])).unwrap());
    let mut sent = request();
    answer(&digest, &mut sent);
    digest.answered(sent.headers(), &info("nextnonce=\"next\"")).unwrap();
    answer(&digest, &mut sent);
    assert!(digest.refused(sent.headers(), &other("b")).unwrap());
    answer(&digest, &mut sent);
    assert!(!digest.refused(sent.headers(), &other("c")).unwrap(), "now the password is wrong");
}

/// The key of a session is made of its first nonce (section 3.4.2).
#[test]
fn a_session_keeps_its_nonce() {
    let digest = mufasa();
    let challenge = format!("{CHALLENGE}, algorithm=MD5-sess");
    assert!(digest.refused(&HeaderMap::new(), &headers(&[&challenge])).unwrap());
    let mut sent = request();
    answer(&digest, &mut sent);
    digest.answered(sent.headers(), &info("nextnonce=\"next\"")).unwrap();
    let next = answer(&digest, &mut request());
    assert!(parameter(&next, "nonce").unwrap().starts_with("7ypf"));
    assert_eq!(parameter(&next, "nc"), Some("00000002"));
}

/// The proofs were computed with Python's `hashlib`.
#[test]
fn a_server_proves_that_it_knows_the_password() {
    for (algorithm, proof) in [
        ("MD5", "9b712497bc9f91499fbcca1dfc5f09a5"),
        ("SHA-256", "86d3b25618d41854ca5039a5d7e53ff6355d5134a9b1fb088a78ac3c462195a0"),
        ("SHA-256-sess", "d4ad609d150eafce2281da5c3179878fdb37e6a16021272f4bed1a082f5c2324"),
    ] {
        let digest = mufasa();
        let challenge = format!("{CHALLENGE}, algorithm={algorithm}");
        assert!(digest.refused(&HeaderMap::new(), &headers(&[&challenge])).unwrap());
        let mut sent = request();
        answer(&digest, &mut sent);
        let answered = |text: &str| digest.answered(sent.headers(), &info(text));
        for qop in ["", ", qop=auth, nc=00000001"] {
            assert_eq!(answered(&format!("rspauth=\"{proof}\"{qop}")), Ok(()), "{algorithm}");
            let wrong = format!("rspauth=\"{}\"{qop}, nextnonce=\"evil\"", proof.replace('1', "2"));
            assert_eq!(answered(&wrong), Err(CredentialError::Unproven { scheme: "digest" }));
            let trusting = digest.clone().without_proof();
            assert_eq!(trusting.answered(sent.headers(), &info(&wrong.replace(", next", ", no"))), Ok(()));
        }
        // What is over the body is not looked at, which may have come in another form.
        assert_eq!(answered("rspauth=\"0\", qop=auth-int"), Ok(()));
        // Nobody who has no proof says what to send next.
        assert!(parameter(&self::answer(&digest, &mut request()), "nonce").unwrap().starts_with("7ypf"));
    }
}

#[test]
fn a_proof_is_about_who_gave_the_answer() {
    let digest = mufasa();
    assert!(digest.refused(&HeaderMap::new(), &headers(&[CHALLENGE])).unwrap());
    let mut sent = request();
    answer(&digest, &mut sent);
    let other = Digest::new("other", "Scar", "Another Circle");
    assert_eq!(other.answered(sent.headers(), &info("rspauth=\"0\"")), Ok(()));
    assert!(digest.answered(sent.headers(), &info("rspauth=\"0\"")).is_err());
}

#[test]
fn a_set_passes_on_what_comes_with_responses() {
    let all = Credentials::new().with(mufasa());
    let mut sent = request();
    let refusal = headers(&[CHALLENGE]);
    assert!(all.get("digest").unwrap().refused(&HeaderMap::new(), &refusal).unwrap());
    Credentials::apply_all(&[all.get("digest").unwrap().clone()], &mut sent).unwrap();
    let mut response = Response::new(());
    *response.headers_mut() = info("rspauth=\"0\", qop=auth");
    let error = all.answered(&sent, &response).unwrap_err();
    assert_eq!(error.to_string(), "the server does not prove that it knows the secret for `digest`");
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    assert_eq!(all.answered(&sent, &response), Ok(()), "this is a refusal");
}
