//! Reading and writing numbers.

use crate::{read, write, write_request};
use codegen::runtime::{Mode, Writing};

#[test]
fn integers() {
    let table = [
        ("0", Some(0)),
        ("-0", Some(0)),
        ("-0.0", Some(0)),
        ("1.0", Some(1)),
        ("1e2", Some(100)),
        ("-12.50e1", Some(-125)),
        ("1e18", Some(1_000_000_000_000_000_000)),
        ("9223372036854775807", Some(i64::MAX)),
        ("9223372036854775808", None),
        ("-9223372036854775808", Some(i64::MIN)),
        ("-9223372036854775809", None),
        ("18446744073709551616", None),
        ("1e19", None),
        ("1e400", None),
        ("1.5", None),
        ("true", None),
        (r#""1""#, None),
    ];
    for (text, value) in table {
        assert_eq!(read::<i64>(text).ok(), value, "{text}");
    }
    let table = [
        ("-0", Some(0)),
        ("1e2", Some(100)),
        ("18446744073709551615", Some(u64::MAX)),
        ("18446744073709551616", None),
        ("-1", None),
        ("-1.0", None),
        ("0.5", None),
    ];
    for (text, value) in table {
        assert_eq!(read::<u64>(text).ok(), value, "{text}");
    }
    assert_eq!(write(&i64::MIN), "-9223372036854775808");
    assert_eq!(write_request(&u64::MAX), "18446744073709551615");
}

#[test]
fn floats_are_written_without_needless_fraction() {
    let table = [
        (1.0, "1"),
        (-1.0, "-1"),
        (0.0, "0"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
        (1.5e300, "1.5e300"),
        (9_007_199_254_740_992.0, "9007199254740992"),
        (9_007_199_254_740_994.0, "9007199254740994.0"),
        (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
        (f64::MAX, "1.7976931348623157e308"),
    ];
    for (value, text) in table {
        let written = write(&value);
        assert_eq!(written.replace("e+", "e"), text);
        assert_eq!(read::<f64>(&written).unwrap().to_bits(), value.to_bits());
    }
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(serde_json::to_string(&Writing::new(&value, Mode::Full)).is_err());
    }
    assert_eq!(read::<f64>("3").unwrap().to_bits(), 3.0_f64.to_bits());
    assert_eq!(read::<f64>("-3").unwrap().to_bits(), (-3.0_f64).to_bits());
}
