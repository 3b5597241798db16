//! When a request is worth another try, and how long to wait for it.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

use http::{HeaderValue, Method, StatusCode};

use super::error::{TransportError, TransportErrorKind};

/// The wait before the second attempt; each later one doubles it.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// Whether another attempt can have no effect that the first has not had, and may end differently.
pub(super) fn after_status(method: &Method, status: StatusCode) -> bool {
    let passes = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
    passes && method.is_idempotent()
}

/// The same where nothing came.
pub(super) fn after_error(method: &Method, error: &TransportError) -> bool {
    error.kind() != TransportErrorKind::TooLarge && method.is_idempotent()
}

/// How long to wait before the attempt after this one, which is counted from 1: at least as long as the server says, and
/// never quite as long as others that were refused together with this one. `None` if the server says longer than this.
pub(super) fn wait(
    attempt: u32,
    retry_after: Option<&HeaderValue>,
    longest: Duration,
    now: SystemTime,
) -> Option<Duration> {
    let Some(asked) = retry_after.and_then(|value| asked(value, now)) else {
        let wait = FIRST_WAIT.saturating_mul(1 << attempt.saturating_sub(1).min(16));
        return Some(wait.min(longest).mul_f64(0.5 + random() / 2.0));
    };
    let wait = asked.saturating_add((asked / 10).min(Duration::from_secs(1)).mul_f64(random()));
    (asked <= longest).then_some(wait.min(longest))
}

/// `Retry-After` (RFC 9110, section 10.2.3): a number of seconds, or a date.
fn asked(retry_after: &HeaderValue, now: SystemTime) -> Option<Duration> {
    let text = retry_after.to_str().ok()?.trim();
    if let Some(seconds) = seconds(text) {
        return Some(Duration::from_secs(seconds));
    }
    Some(httpdate::parse_http_date(text).ok()?.duration_since(now).unwrap_or_default())
}

/// A number of seconds. Some servers write a fraction, which is rounded up. One that is too large for us is no less long.
fn seconds(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let has_more = fraction.bytes().any(|byte| byte != b'0');
    Some(whole.parse::<u64>().unwrap_or(u64::MAX).saturating_add(has_more.into()))
}

/// A number from 0 up to 1: good enough to keep clients apart, and nothing else.
fn random() -> f64 {
    let bits = u32::try_from(RandomState::new().hash_one(0) >> 32).unwrap_or_default();
    f64::from(bits) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(value: &str) -> Option<Duration> {
        // 1994-11-06T08:49:37Z
        asked(&value.parse().unwrap(), SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777))
    }

    #[test]
    fn servers_say_how_long_in_seconds_or_by_a_date() {
        assert_eq!(waits("120"), Some(Duration::from_secs(120)));
        assert_eq!(waits("Sun, 06 Nov 1994 08:49:47 GMT"), Some(Duration::from_secs(10)));
        assert_eq!(waits("Sun, 06 Nov 1994 08:49:07 GMT"), Some(Duration::ZERO));
        assert_eq!(waits("soon"), None);
        assert_eq!(waits("-1"), None);
        assert_eq!(waits("+1"), None);
        assert_eq!(waits("1."), None);
        assert_eq!(waits("1.0"), Some(Duration::from_secs(1)));
        assert_eq!(waits("1.5"), Some(Duration::from_secs(2)));
        assert_eq!(waits("99999999999999999999"), Some(Duration::from_secs(u64::MAX)));
    }

    /// A wait that nothing limits.
    fn unlimited(attempt: u32, retry_after: Option<&HeaderValue>) -> Duration {
        wait(attempt, retry_after, Duration::MAX, SystemTime::now()).unwrap()
    }

    #[test]
    fn waits_double_and_differ() {
        for (attempt, longest) in [(1, 500), (2, 1000), (3, 2000)] {
            let longest = Duration::from_millis(longest);
            for _ in 0..100 {
                let wait = unlimited(attempt, None);
                assert!(longest / 2 <= wait && wait <= longest, "{wait:?}");
            }
        }
        assert!(unlimited(u32::MAX, None) < Duration::from_secs(100_000));
    }

    #[test]
    fn nobody_comes_earlier_than_the_server_says() {
        let asked = HeaderValue::from_static("20");
        for _ in 0..100 {
            let wait = unlimited(1, Some(&asked));
            assert!(Duration::from_secs(20) <= wait && wait <= Duration::from_secs(21), "{wait:?}");
        }
        let forever = HeaderValue::from(u64::MAX);
        assert!(unlimited(1, Some(&forever)) >= Duration::from_secs(u64::MAX));
    }

    #[test]
    fn nobody_waits_longer_than_allowed() {
        let asked = |text: &str, longest| {
            wait(1, Some(&text.parse().unwrap()), Duration::from_secs(longest), SystemTime::now())
        };
        for _ in 0..100 {
            // What is just allowed is given, and no more.
            assert_eq!(asked("20", 20), Some(Duration::from_secs(20)));
            assert_eq!(asked("21", 20), None);
            assert_eq!(asked("99999999999999999999", 20), None);
            // What the server does not say is for us to decide.
            let wait = wait(9, None, Duration::from_secs(2), SystemTime::now()).unwrap();
            assert!(Duration::from_secs(1) <= wait && wait <= Duration::from_secs(2), "{wait:?}");
        }
        assert_eq!(asked("0", 0), Some(Duration::ZERO));
    }

    #[test]
    fn only_what_is_idempotent_is_sent_again() {
        let status = StatusCode::TOO_MANY_REQUESTS;
        assert!(after_status(&Method::PUT, status));
        assert!(!after_status(&Method::POST, status));
        assert!(!after_status(&Method::PUT, StatusCode::INTERNAL_SERVER_ERROR));
        let error = TransportError::new(TransportErrorKind::Connect);
        assert!(after_error(&Method::GET, &error));
        assert!(!after_error(&Method::PATCH, &error));
    }
}
