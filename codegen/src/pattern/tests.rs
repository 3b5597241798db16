//! What patterns mean, by tables and by comparison with another engine.

mod judged;

use super::condition::Condition;
use super::{Kind, matches, read};

/// How a pattern is matched: `s` in straight code, `a` by an automaton, or both.
fn means(pattern: &str) -> String {
    fn collect(condition: &Condition, means: &mut String) {
        match condition {
            Condition::All(inner) | Condition::Any(inner) => {
                for condition in inner {
                    collect(condition, means);
                }
            }
            Condition::Not(inner) => collect(inner, means),
            Condition::Straight(_) | Condition::Length(..) => means.push('s'),
            Condition::Automaton(_) => means.push('a'),
        }
    }
    let mut means = String::new();
    collect(&read(pattern).unwrap_or_else(|fault| panic!("{pattern}: {fault:?}")).condition, &mut means);
    means
}

#[test]
fn simple_patterns_are_straight_code() {
    for (pattern, expected) in [
        ("^([a-f0-9]{24})$", "s"),
        ("^(?:queued|active|gone)$", "s"),
        ("^(?:aa|ab|ac|ad|ae|af|ag|ah|ai|aj|ak|al|am|an|ao|ap|aq|ar)$", "s"),
        ("queued|active", "s"),
        ("^0x[a-f0-9]{0,2147483648}$", "s"),
        ("^\\p{ASCII}*$", "s"),
        ("[^]*", ""),
        ("^a*a$", "a"),
        ("\\bx", "a"),
        ("^[\\p{L}\\-_.]*$", "a"),
        ("^[\\p{L}\\-_.]{1,64}$", "sa"),
        ("^(?!x)[a-z]+$", "s"),
        ("^(\\d(\\.(?!$)|$)){4}|x$", "s"),
        ("^(?!xyz$)[a-z]+$", "ss"),
        ("^(?=.*[a-z])(?=.*\\d).{8,}$", "saa"),
    ] {
        assert_eq!(means(pattern), expected, "{pattern}");
    }
}

#[test]
fn patterns_mean_what_the_standard_says() {
    for (pattern, yes, no) in [
        ("\\d", "1", "١"),
        ("^\\w$", "_", "é"),
        ("^\\W$", "é", "a"),
        ("^\\s$", "\u{feff}", "\u{85}"),
        ("^\\S$", "\u{85}", "\u{2029}"),
        ("^.$", "\u{85}", "\u{2028}"),
        ("^.$", "😀", "\r"),
        ("a$", "ba", "a\n"),
        ("^[^]$", "\n", ""),
        ("^\\cJ$", "\n", "J"),
        ("^\\x41\\u0042\\u{43}$", "ABC", "abc"),
        ("^\\ud83d\\ude00$", "😀", "😁"),
        ("^[\\ud83d\\ude00-\\u{1f603}]$", "😃", "😄"),
        ("^[\\ud800-\\ue000]$", "\u{e000}", "\u{d7ff}"),
        ("^\\p{Lu}\\P{Lu}$", "Ää", "ää"),
        ("^[\\p{Script=Greek}-]+$", "α-ω", "a-z"),
        ("^[^\\p{L}1]+$", "2-", "ä"),
        ("^\\p{scx=Deva}$", "\u{0951}", "a"),
        ("^(?<year>\\d{4})-(?:0?)\\/$", "2024-0/", "2024-00/"),
        ("^a+?b??$", "aab", "abb"),
        ("\\bfoo\\b", "a foo.", "éfoo_"),
        ("o\\B", "foé oo", "o éo"),
        ("^[a-z-0-9]+$", "a-0", "_"),
        ("^\\-\\_\\@{2}$", "-_@@", "-_@"),
        ("^{user}$", "{user}", "user"),
        ("^[\\w-.]+$", "a-.", "~"),
        ("^(?!.*foo).*$", "fo", "a foo"),
        ("^((?!foo).)*$", "fofo", "foo"),
        ("^(?!-)[a-z-]+(?<!-)$", "a-b", "a-"),
        ("^(\\d+(\\.(?!$)|$)){3}", "1.2.3", "1.2.3."),
        ("^(?:a(?=b)|b(?!c)){2}$", "ab", "aa"),
        ("(?<=\\$)\\d", "a$1", "1"),
        ("(?<!\\$)\\d", "1", "$1"),
        ("foo(?!bar)", "foobaz", "foobar"),
        ("^.{3}(?<!foo)$", "bar", "foo"),
        ("^ab(?=c|d$)", "abd", "abda"),
    ] {
        let read = read(pattern).unwrap_or_else(|fault| panic!("{pattern}: {fault:?}"));
        assert!(matches(pattern, yes), "{pattern} is to match {yes:?}: {read:?}");
        assert!(!matches(pattern, no), "{pattern} is not to match {no:?}: {read:?}");
    }
}

#[test]
fn what_is_no_pattern_is_found_where_it_goes_wrong() {
    for (pattern, at) in [
        ("^[a-z", 1),
        ("a{2", 1),
        ("a{2,1}", 1),
        ("a{,2}", 1),
        ("(", 0),
        ("a)", 1),
        ("a|*", 2),
        ("é++", 2),
        ("[z-a]", 1),
        ("(?P<a>b)", 0),
        ("(?>a)", 0),
        ("a(?i)b", 1),
        ("(?<1>a)", 3),
        ("(?<a>b)(?<a>c)", 10),
        ("\\A\\d+\\z", 0),
        ("ab\\", 2),
        ("\\p{Foo}", 0),
        ("\\p{lu}", 0),
        ("\\pL", 0),
        ("(a)\\2", 3),
        ("\\k<a>", 0),
        ("\\u{110000}", 0),
        ("\\xg", 0),
        ("[[:alpha:]]", 10),
        ("[]a]", 3),
        ("^*", 1),
        ("(?=a)*", 5),
    ] {
        let fault = read(pattern).expect_err(pattern);
        assert_eq!((fault.kind, fault.at), (Kind::Invalid, at), "{pattern}: {}", fault.message);
        assert!(regress::Regex::with_flags(pattern, "u").is_err(), "{pattern}");
    }
}

#[test]
fn what_is_not_linear_is_found_where_it_is() {
    for (pattern, at) in [
        ("(a)\\1", 3),
        ("(?<a>b)\\k<a>", 7),
        ("a(?i:b)", 1),
        ("a*(?!foo)b", 2),
        ("^(?:a(?=b)|b(?!c))+$", 5),
        ("(?:a{1000}){1000}b*c", 0),
        ("(?=.*a).*bb$", 0),
    ] {
        let fault = read(pattern).expect_err(pattern);
        assert_eq!((fault.kind, fault.at), (Kind::Unsupported, at), "{pattern}: {}", fault.message);
        assert!(pattern.len() > 15 || regress::Regex::with_flags(pattern, "u").is_ok(), "{pattern}");
    }
}

#[test]
fn hostile_patterns_end_soon() {
    let nested = |open: &str, close: &str, depth: usize| open.repeat(depth) + "a" + &close.repeat(depth);
    let names: Vec<String> = (0..300).map(|index| format!("(?<a{index}>x)")).collect();
    for pattern in [
        nested("(", ")", 100_000),
        nested("(?:", "){2}", 39),
        nested("(?:", "|b)*", 39),
        nested("(?:", "?){9,99}", 20),
        nested("(?=", ")", 39),
        nested("(?!b|", ")", 39),
        nested("(?:(?!b)|", ")", 39),
        "(?:a|b)".repeat(20_000),
        "(?:(?!a)|(?=b))".repeat(50),
        "(?=b?)x?".repeat(300),
        "(?![ab]c?)x?".repeat(100),
        format!("^{}", "(?!x.*y)".repeat(2000)),
        "(?:(?:){4294967295}){4294967295}".to_owned(),
        "[\\p{L}\\P{L}]{4000}{1}".replace("{1}", ""),
        "(?:\\p{L}{99}){99}x".to_owned(),
        format!("{}[", "[^".repeat(9999)),
        names.concat(),
    ] {
        let _ = read(&pattern);
    }
}
