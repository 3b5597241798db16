//! What came of it, for people.

use std::time::Duration;

use super::trial::Trial;

/// How long it was until…
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    /// …all servers were installed.
    pub(crate) installed: Duration,
    /// …the tests were compiled, and the servers answered.
    pub(crate) ready: Duration,
    /// …all was done.
    pub(crate) all: Duration,
}

/// What failed, and a table.
pub(crate) fn text(trials: &[Trial], has_vendor: bool, times: &Times) -> String {
    let failed = trials.iter().filter(|trial| !trial.is_fine);
    let failed = failed.map(|Trial { name, said, .. }| format!("== {name}\n{}\n\n", said.trim()));
    let rows = trials.iter().map(|Trial { name, counts, time, .. }| {
        let [passed, failed] = counts.map_or(["-".to_owned(), "-".to_owned()], |(passed, failed)| {
            [passed, failed].map(|it| it.to_string())
        });
        format!("{name:<8}{passed:>8}{failed:>8}{:>6.1} s\n", time.as_secs_f64())
    });
    let [installed, ready, all] = [times.installed, times.ready, times.all].map(|time| time.as_secs_f64());
    let vendor = if has_vendor { "" } else { "The vendor's own document was not there (`--vendor FILE`).\n" };
    let last = format!(
        "\nServers were installed after {installed:.1} s, all was ready after {ready:.1} s and done after {all:.1} s.\n{vendor}"
    );
    failed.chain(["tests     passed  failed    time\n".to_owned()]).chain(rows).chain([last]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_sees_what_failed_and_a_table() {
        let trial = |name, counts, said: &str| Trial {
            name,
            counts,
            is_fine: counts == Some((8, 0)),
            time: Duration::from_millis(1750),
            said: said.into(),
        };
        let trials = [
            trial("prism", Some((8, 0)), "fine"),
            trial("httpbin", Some((20, 1)), "\nno\n"),
            trial("oauth2", None, ""),
        ];
        let second = Duration::from_secs(1);
        let times = Times { installed: second, ready: 2 * second, all: 3 * second };
        insta::assert_snapshot!(text(&trials, false, &times), @r"
        == httpbin
        no

        == oauth2


        tests     passed  failed    time
        prism          8       0   1.8 s
        httpbin       20       1   1.8 s
        oauth2         -       -   1.8 s

        Servers were installed after 1.0 s, all was ready after 2.0 s and done after 3.0 s.
        The vendor's own document was not there (`--vendor FILE`).
        ");
    }
}
