//! Numbers as people read them.

use std::time::Duration;

/// `950 µs`, `12 ms`, `3.5 s`, `2 min 5 s`.
pub(super) fn time(time: Duration) -> String {
    let (micros, seconds) = (time.as_micros(), time.as_secs_f64());
    match micros {
        0..1_000 => format!("{micros} µs"),
        1_000..999_500 => format!("{:.0} ms", seconds * 1e3),
        999_500..99_950_000 => format!("{seconds:.1} s"),
        _ => {
            let seconds = time.as_secs();
            format!("{} min {} s", seconds / 60, seconds % 60)
        }
    }
}

/// `950 B`, `12 kB`, `3.5 MB`, `120 MB`, with powers of ten.
pub(super) fn bytes(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
    let float = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..999_500 => format!("{:.0} kB", float / 1e3),
        999_500..99_950_000 => format!("{:.1} MB", float / 1e6),
        _ => format!("{:.0} MB", float / 1e6),
    }
}

/// `1 document`, `2 documents`.
pub(super) fn count(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_a_unit_that_fits() {
        let shown = |micros| time(Duration::from_micros(micros));
        assert_eq!(shown(0), "0 µs");
        assert_eq!(shown(999), "999 µs");
        assert_eq!(shown(1_499), "1 ms");
        assert_eq!(shown(999_499), "999 ms");
        assert_eq!(shown(999_500), "1.0 s");
        assert_eq!(shown(99_949_000), "99.9 s");
        assert_eq!(shown(125_000_000), "2 min 5 s");
    }

    #[test]
    fn bytes_have_a_unit_that_fits() {
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(1_000), "1 kB");
        assert_eq!(bytes(999_499), "999 kB");
        assert_eq!(bytes(7_940_000), "7.9 MB");
        assert_eq!(bytes(181_000_000), "181 MB");
    }
}
