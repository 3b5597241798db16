//! The formats of strings: what is of each, and what it means.

use std::time::{Duration as Seconds, UNIX_EPOCH};

use codegen::ir::Format;
use codegen::runtime::{
    Base64, Base64Url, Date, DateTime, Duration, FromHeader, Location, Parameter, Report, Uuid,
};

use crate::{read, write};

/// A format by its name, texts that are of it, and texts that are not.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const TABLE: &[Row] = &[
    (
        "date-time",
        &[
            "2024-02-29T23:59:59Z",
            "2000-02-29t00:00:00.123456789012z",
            "0000-01-01T00:00:00-00:00",
            "2016-12-31T23:59:60Z",
            "2017-01-01T01:29:60.5+01:30",
            "9999-12-31T23:59:59+23:59",
        ],
        &[
            "2024-02-30T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2024-01-01 00:00:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00+0100",
            "2024-01-01T24:00:00Z",
            "2024-01-01T12:00:60Z",
            "2024-01-01T23:59:60+01:00",
            "2024-1-01T00:00:00Z",
            "2024-01-01T00:00:00Zé",
            "202é-01-01T00:00:00Z",
            "",
        ],
    ),
    (
        "date",
        &["2024-02-29", "2000-12-31"],
        &["2023-02-29", "2024-04-31", "2024-00-01", "2024-13-01", "2024-01-00", "24-01-01", "2024-01-01Z"],
    ),
    (
        "time",
        &["00:00:00Z", "23:59:59.999-05:30", "23:59:60Z"],
        &["00:00:00", "24:00:00Z", "00:60:00Z", "00:00:61Z", "1:00:00Z"],
    ),
    (
        "duration",
        &["P1Y", "P1Y2M3DT4H5M6S", "PT36H", "P1DT12H", "P3W", "P1M2D", "p1d", "P00000000000000000000000001D"],
        &[
            "", "P", "PT", "P1", "1D", "P1D2H", "P1Y2D", "PT1H2S", "P1W2D", "P1YT", "P2D1Y", "PT1.5S",
            "-P1D", "P1DT", "P1D1D",
        ],
    ),
    (
        "uuid",
        &["f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6"],
        &[
            "f81d4fae7dec11d0a76500a0c91e6bf6",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bfg",
            "f81d4fae-7dec-11d0-a76-500a0c91e6bf6",
            "+81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        ],
    ),
    (
        "byte",
        &["", "aGVsbG8=", "+/+/", "AA=="],
        &["a", "aGVsbG8", "aGVsbG8==", "-_-_", "a===", "====", "aGVs bG8=", "AA=A"],
    ),
    ("base64url", &["", "aGVsbG8", "aGVsbG8=", "-_-_"], &["a", "+/+/", "aGVsbG8==", "aGVsb", "=", "AA=A"]),
    (
        "email",
        &["me@example.com", "a.b+c@x", "\"a@\\\" b\"@example.com", "me@[127.0.0.1]", "me@[IPv6:::1]"],
        &[
            "me",
            "@example.com",
            "me@",
            "a..b@example.com",
            ".a@example.com",
            "a b@example.com",
            "\"a@example.com",
            "\"a\\\"@b",
            "me@-x",
            "me@[1.2.3]",
            "é@example.com",
        ],
    ),
    (
        "hostname",
        &["example.com", "a", "1-2.xn--p1ai"],
        &[
            "",
            ".",
            "a.",
            "-a",
            "a-",
            "a_b",
            "a..b",
            "é.com",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com",
        ],
    ),
    ("ipv4", &["0.0.0.0", "255.255.255.255"], &["1.2.3", "01.2.3.4", "256.1.1.1", "1.2.3.4.5", " 1.2.3.4"]),
    (
        "ipv6",
        &["::", "1::8", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4"],
        &["1::2::3", ":1", "1:2:3:4:5:6:7", "12345::", "::1%eth0", "[::1]"],
    ),
    (
        "uri",
        &[
            "https://me:pw@example.com:8080/a;b/%20?q=/?#f",
            "urn:a:b",
            "mailto:a@b.c",
            "file:///etc",
            "http://[::1]:80/",
            "http://[v1.a:b]",
            "a:",
        ],
        &[
            "",
            "/a",
            "a",
            "1a:b",
            "http://a b",
            "http://a/é",
            "http://a/%2",
            "http://a/%zz",
            "http://a:b/",
            "http://[::1/",
            "http://[v1.]",
            "http://a@b@c",
            "http://a/[b]",
            "a:b#c#d",
        ],
    ),
    (
        "uri-reference",
        &["", "/a", "a/b:c", "?q", "#f", "//host/path", "https://example.com"],
        &["a b", "1:b", "\\a", "%"],
    ),
    ("iri", &["https://é.example/ü?\u{e000}#ß"], &["/é", "https://example/\u{e000}", "a:\u{fffe}"]),
    ("iri-reference", &["/é", "é"], &["\u{e000}", "<é>"]),
    (
        "uri-template",
        &["", "/pets/{id}", "{+a,b*,c:3}", "{?a.b,c_%41}", "é'"],
        &["{", "}", "{}", "{a", "{a,}", "{a:0}", "{a:12345}", "{a b}", "{{a}}", "a b", "%a", "{a..b}"],
    ),
    ("json-pointer", &["", "/", "/a~0b/~1", "/é"], &["a", "#/a", "/~", "/~2"]),
    (
        "relative-json-pointer",
        &["0", "10/a", "1#", "2-1/a", "0+10#"],
        &["", "/a", "01", "-1", "1##", "0+0", "1+", "0/~"],
    ),
    (
        "regex",
        &["", "^[a-f0-9]{24}$", r"(?<year>\d{4})-\k<year>", r"a\-b", "(?=x)y", r"\p{Script=Greek}", "größe"],
        &["(", "a**", "[b-a]", r"\Z", r"\1", "(?<a>.)(?<a>.)", "x{3,2}", "(?P<a>.)", r"\"],
    ),
    (
        "idn-email",
        &["δοκιμή@παράδειγμα.δοκιμή", "\"δοκιμή\"@example.com", "joe@example.com"],
        &["δοκιμή", "@δοκιμή", "a@", "δοκ ιμή@example.com", "a＠example.com"],
    ),
    (
        "idn-hostname",
        &["παράδειγμα.δοκιμή", "例え。テスト", "example.com", "παράδειγμαπαράδειγμαπαράδειγμαπαράδειγμα.gr"],
        &[
            "",
            ".",
            "a..b",
            "例え。",
            "-a",
            "a b",
            "παρά δειγμα",
            "παράδειγμαπαράδειγμαπαράδειγμαπαράδειγμαπαράδειγμαπαράδειγμα.gr",
        ],
    ),
];

#[test]
fn texts_are_of_their_formats() {
    for (name, good, bad) in TABLE {
        let format = Format::named(name).unwrap();
        for text in *good {
            assert!(format.holds(text), "{text:?} is of {name}");
        }
        for text in *bad {
            assert!(!format.holds(text), "{text:?} is not of {name}");
        }
    }
}

#[test]
fn long_names_of_hosts_are_none() {
    let name = |length: usize| vec!["a"; length].join(".");
    let hostname = Format::named("hostname").unwrap();
    assert!(hostname.holds(&name(127)) && !hostname.holds(&name(128)));
    let mail = |length: usize| format!("{}@example.com", "a".repeat(length));
    let email = Format::named("email").unwrap();
    assert!(email.holds(&mail(64)) && !email.holds(&mail(65)));
}

#[test]
fn a_text_stays_as_it_is() {
    for text in ["2024-01-01T00:00:00+00:00", "yesterday", "é\"\\"] {
        let json = serde_json::to_string(text).unwrap();
        let value: DateTime = read(&json).unwrap();
        assert_eq!(write(&value), json);
        assert_eq!(serde_json::from_str::<DateTime>(&json).unwrap(), value);
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        assert_eq!((value.text(), DateTime::from_header(text)), (text.into(), Some(value.clone())));
        assert_eq!((format!("{value:?}"), value.to_string()), (format!("{text:?}"), text.to_owned()));
        assert_eq!(String::from(value), text);
    }
    assert_eq!(read::<DateTime>("1"), Err("expected a string, found a number".to_owned()));
    assert_eq!(format!("{:>6}|{:<6}|", Date::from("1"), Date::from("2")), "     1|2     |");
}

#[test]
fn a_violation_does_not_show_the_text() {
    let mut report = Report::new();
    report.format::<codegen::runtime::format::Uuid>(&Location::root().property("id"), "S3CRET");
    let violations = report.finish().unwrap_err();
    assert_eq!(violations.to_string(), "/id: is not a UUID");
}

#[test]
fn moments_are_what_the_system_says_they_are() {
    let table = [
        ("1970-01-01T00:00:00Z", 0, 0),
        ("2024-02-29T12:00:00.5Z", 1_709_208_000, 500_000_000),
        ("2000-03-01T00:00:00.000000001Z", 951_868_800, 1),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
    ];
    for (text, seconds, nanoseconds) in table {
        let moment = UNIX_EPOCH + Seconds::new(seconds, nanoseconds);
        assert_eq!(DateTime::from(text).to_system_time(), Some(moment), "{text}");
        assert_eq!(DateTime::from(moment), text);
    }
    let early = DateTime::from("1969-12-31T23:59:58.75Z");
    assert_eq!(early.to_system_time(), Some(UNIX_EPOCH - Seconds::from_millis(1250)));
    assert_eq!(DateTime::from(UNIX_EPOCH - Seconds::from_millis(1250)), early);
    let first = DateTime::from("0000-01-01T00:00:00Z");
    assert_eq!(DateTime::from(first.to_system_time().unwrap()), first);
    assert!(!DateTime::from(first.to_system_time().unwrap() - Seconds::from_secs(1)).is_valid());
    let same = [
        "2017-01-01T00:00:00Z",
        "2016-12-31T23:59:60Z",
        "2017-01-01T05:30:00+05:30",
        "2016-12-31T19:00:00-05:00",
    ];
    assert!(
        same.iter()
            .all(|text| DateTime::from(*text).to_system_time() == DateTime::from(same[0]).to_system_time())
    );
    assert_eq!(DateTime::from("soon").to_system_time(), None);
}

#[test]
fn every_day_of_400_years_comes_back() {
    let day = Seconds::from_secs(86_400);
    let mut moment = DateTime::from("1970-01-01T00:00:00Z").to_system_time().unwrap();
    for _ in 0..146_097 {
        let text = DateTime::from(moment);
        assert_eq!(text.to_system_time(), Some(moment), "{text}");
        moment += day;
    }
    assert_eq!(DateTime::from(moment), "2370-01-01T00:00:00Z");
}

#[test]
fn dates_have_parts() {
    assert_eq!(Date::from("2024-02-29").parts(), Some((2024, 2, 29)));
    assert_eq!(Date::from_parts(2024, 2, 29), Some("2024-02-29".into()));
    assert_eq!((Date::from_parts(2023, 2, 29), Date::from("2023-02-29").parts()), (None, None));
    assert_eq!(Date::from_parts(10_000, 1, 1), None);
}

#[test]
fn uuids_are_numbers() {
    let text = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    let bits = Uuid::from(text).to_u128().unwrap();
    assert_eq!(bits, 0xf81d_4fae_7dec_11d0_a765_00a0_c91e_6bf6);
    assert_eq!(Uuid::from(bits), text);
    assert_eq!(Uuid::from(text.to_uppercase()).to_u128(), Some(bits));
    assert_eq!(Uuid::from("x").to_u128(), None);
}

#[test]
fn bytes_come_back_from_base64() {
    let table = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
    ];
    for (bytes, text) in table {
        assert_eq!(Base64::encode(bytes), text);
        assert_eq!(Base64::from(text).decode(), Some(bytes.into()));
        let bare = text.trim_end_matches('=');
        assert_eq!(Base64Url::encode(bytes), bare);
        assert_eq!(Base64Url::from(bare).decode(), Some(bytes.into()));
        assert_eq!(Base64Url::from(text).decode(), Some(bytes.into()));
    }
    let all: Vec<u8> = (0..=255).collect();
    assert_eq!(Base64::encode(&all).decode(), Some(all.clone()));
    assert_eq!(Base64Url::encode(&all).decode(), Some(all.clone()));
    assert!(Base64::encode(&all).contains('+') && Base64Url::encode(&all).contains('_'));
    assert_eq!(Base64::from("Zg").decode(), None);
}

#[test]
fn constants_are_texts_too() {
    const DAY: Duration = Duration::from_static("P1D");
    assert_eq!(Duration::from(String::from("P1D")), DAY);
    assert!(DAY.is_valid() && DAY.as_ref() == "P1D");
}
