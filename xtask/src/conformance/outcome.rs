//! What became of a group, and of each of its tests.
//!
//! Invariant: a verdict that is not the suite's is wrong, unless the generator has said why it is so: that it does not
//! enforce something, where too much was accepted, or that it narrows something, where too much was rejected.

use codegen::diagnostic::{Code, Severity};

use crate::reported::{Said, is_wider, narrows};

/// Why there are no verdicts about the instances of a group.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Fault {
    /// An error in the schema.
    Refused,
    /// An error, but none in the schema.
    RefusedElsewhere,
    /// The generator panics.
    GeneratorPanics,
    /// The generator takes too long.
    GeneratorHangs,
    /// The output does not compile: what the compiler says.
    NotCompiled(String),
}

impl Fault {
    /// In words.
    pub(super) fn to_words(&self) -> String {
        match self {
            Self::Refused => "the generator refuses the schema".to_owned(),
            Self::RefusedElsewhere => {
                "the generator refuses it, for a reason that is not in the schema".to_owned()
            }
            Self::GeneratorPanics => "the generator panics".to_owned(),
            Self::GeneratorHangs => "the generator takes too long".to_owned(),
            Self::NotCompiled(message) => format!("the output does not compile: {message}"),
        }
    }
}

/// What the output says about an instance.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Verdict {
    /// It is valid.
    Valid,
    /// It can not be read, for this reason.
    Unreadable(String),
    /// It is read, but breaks these rules.
    Invalid(String),
    /// The output panics, crashes or hangs, as these words say.
    Broken(String),
}

impl Verdict {
    /// In words.
    pub(super) fn to_words(&self) -> String {
        match self {
            Self::Valid => "accepted".to_owned(),
            Self::Unreadable(reason) => format!("not read: {reason}"),
            Self::Invalid(reason) => format!("rejected: {reason}"),
            Self::Broken(reason) => reason.clone(),
        }
    }
}

/// How a test went.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Outcome {
    /// As the suite says.
    Right,
    /// Not as the suite says, without a word about it.
    Wrong,
    /// Not as the suite says, because of something that the generator said it does not enforce.
    Reported,
    /// Not as the suite says, because of something that the generator said it makes narrower: what typed Rust asks for.
    Narrowed,
    /// Not as the suite says, because of something about references that depend on the way, about vocabularies or
    /// about meta-schemas, as the generator said.
    Dynamic,
}

impl Outcome {
    /// All of them.
    pub(super) const ALL: [Self; 5] =
        [Self::Right, Self::Wrong, Self::Reported, Self::Narrowed, Self::Dynamic];

    /// As tables have it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::Reported => "reported",
            Self::Narrowed => "narrowed",
            Self::Dynamic => "dynamic",
        }
    }
}

/// How a test went about an instance that is `valid` by the suite.
pub(super) fn judge(valid: bool, verdict: &Verdict, said: &[Said]) -> Outcome {
    match (valid, verdict) {
        (true, Verdict::Valid) | (false, Verdict::Unreadable(_) | Verdict::Invalid(_)) => Outcome::Right,
        (true, Verdict::Unreadable(reason)) if said.iter().any(|said| narrows(said, reason)) => {
            Outcome::Narrowed
        }
        (false, Verdict::Valid) => {
            let mut wider = said.iter().filter(|said| is_wider(said.code)).peekable();
            match (wider.peek().is_none(), wider.all(is_dynamic)) {
                (true, _) => Outcome::Wrong,
                (_, true) => Outcome::Dynamic,
                (_, false) => Outcome::Reported,
            }
        }
        // A vocabulary that is left out takes assertions away.
        (true, Verdict::Unreadable(_) | Verdict::Invalid(_)) if said.iter().any(is_about_dialect) => {
            Outcome::Dynamic
        }
        (true, Verdict::Unreadable(_) | Verdict::Invalid(_)) | (_, Verdict::Broken(_)) => Outcome::Wrong,
    }
}

/// How all tests of a group went for which there are no verdicts.
pub(super) fn without_verdicts(fault: &Fault, said: &[Said]) -> Outcome {
    let mut errors = said.iter().filter(|said| said.severity == Severity::Error);
    match fault {
        Fault::Refused if errors.all(is_dynamic) => Outcome::Dynamic,
        Fault::Refused => Outcome::Reported,
        _ => Outcome::Wrong,
    }
}

/// Whether what is said is about references that depend on the way, vocabularies or meta-schemas.
fn is_dynamic(said: &Said) -> bool {
    let meta_schema = said.code == Code::UnsupportedReference && said.message.contains("//json-schema.org/");
    meta_schema || is_about_dialect(said) || matches!(keyword(said), "$dynamicRef" | "$recursiveRef")
}

/// Whether what is said is about the keywords that there are.
fn is_about_dialect(said: &Said) -> bool {
    matches!(keyword(said), "$schema" | "$vocabulary")
}

fn keyword(said: &Said) -> &str {
    said.place.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: Code, place: &str, message: &str) -> Said {
        Said { severity: Severity::Error, code, place: place.into(), message: message.into() }
    }

    #[test]
    fn what_was_said_accounts_for_one_direction() {
        let invalid = Verdict::Invalid("/value: expected an object, found a number".into());
        let unreadable = |reason: &str| Verdict::Unreadable(reason.into());
        let other_type = unreadable("/value: expected an object, found a number at line 1 column 2");
        let panics = Verdict::Broken("panics".into());
        let not_enforced = [said(Code::NotEnforced, "/not", "`not` is not enforced")];
        let implied = [said(Code::ImpliedType, "", "this schema is taken to allow only an object")];
        for (valid, verdict, said, expected) in [
            (true, &Verdict::Valid, &[][..], Outcome::Right),
            (false, &invalid, &not_enforced, Outcome::Right),
            (false, &other_type, &[], Outcome::Right),
            (false, &Verdict::Valid, &not_enforced, Outcome::Reported),
            (false, &Verdict::Valid, &implied, Outcome::Wrong),
            (false, &Verdict::Valid, &[], Outcome::Wrong),
            (true, &other_type, &not_enforced, Outcome::Wrong),
            (true, &other_type, &implied, Outcome::Narrowed),
            (true, &unreadable("/value/0: expected an integer, found a string"), &implied, Outcome::Wrong),
            (true, &invalid, &implied, Outcome::Wrong),
            (true, &panics, &implied, Outcome::Wrong),
            (false, &panics, &not_enforced, Outcome::Wrong),
        ] {
            assert_eq!(judge(valid, verdict, said), expected, "{valid} {verdict:?} {said:?}");
        }
    }

    #[test]
    fn references_that_depend_on_the_way_are_counted_apart() {
        let dynamic = said(Code::NotEnforced, "/items/$dynamicRef", "");
        assert_eq!(judge(false, &Verdict::Valid, std::slice::from_ref(&dynamic)), Outcome::Dynamic);
        let both = [dynamic, said(Code::NotEnforced, "/not", "")];
        assert_eq!(judge(false, &Verdict::Valid, &both), Outcome::Reported);
        let dialect = [said(Code::NotEnforced, "/$schema", "")];
        assert_eq!(judge(true, &Verdict::Invalid("words".into()), &dialect), Outcome::Dynamic);
        assert_eq!(judge(true, &Verdict::Invalid("words".into()), &both), Outcome::Wrong);
    }

    #[test]
    fn a_schema_is_refused_for_a_reason_that_is_in_it() {
        let meta = said(Code::UnsupportedReference, "/$ref", "`https://json-schema.org/schema` leads away");
        assert_eq!(without_verdicts(&Fault::Refused, std::slice::from_ref(&meta)), Outcome::Dynamic);
        let other = said(Code::WrongType, "/items", "this is not a schema");
        assert_eq!(without_verdicts(&Fault::Refused, &[meta, other.clone()]), Outcome::Reported);
        assert_eq!(without_verdicts(&Fault::RefusedElsewhere, &[]), Outcome::Wrong);
        assert_eq!(without_verdicts(&Fault::NotCompiled("words".into()), &[other]), Outcome::Wrong);
    }
}
