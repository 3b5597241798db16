//! Who calls.

use httpbin::client::{Failed, SendError};
use httpbin::credentials::{self, CredentialError};
use httpbin::models::DigestAuthAlgorithm as Algorithm;
use httpbin::models::DigestAuthQop as Qop;
use httpbin::operations::{
    BasicAuth, BasicAuthFailure, BasicAuthRequired, BearerAuth, DigestAuth, DigestAuthFailure,
    DigestAuthRequired,
};

use crate::{both, once};

#[test]
fn basic() {
    both(|client| {
        for (user, password) in [("joe", "secret"), ("jo e", "p@ss:wörd%")] {
            let sends = |given: &str| {
                let options = once().credential(credentials::basic(user, given));
                let (user, password) = (user.into(), password.into());
                client(options).send(BasicAuth::new(BasicAuthRequired { user, password }))
            };
            let reply = sends(password).unwrap();
            assert!(reply.body.authenticated);
            assert_eq!(reply.body.user.as_deref(), Some(user));
            let error = sends("guessed").unwrap_err();
            assert!(matches!(error.failure(), Some(BasicAuthFailure::Unauthorized)), "{error:?}");
        }
    });
}

#[test]
fn bearer() {
    both(|client| {
        let options = once().credential(credentials::bearer("a.b-c~d+e/f=="));
        let reply = client(options).send(BearerAuth::new()).unwrap();
        assert_eq!(reply.body.token.as_deref(), Some("a.b-c~d+e/f=="));
        assert!(!format!("{reply:?}").contains("a.b-c"), "{reply:?}");
        let error = client(once()).send(BearerAuth::new()).unwrap_err();
        let SendError::Failed(Failed::Credentials(CredentialError::Missing { .. })) = error else {
            panic!("{error:?}")
        };
    });
}

fn digest(qop: Qop, algorithm: Algorithm, stale_after: &str) -> DigestAuth {
    DigestAuth::new(DigestAuthRequired {
        qop,
        user: "joe".into(),
        password: "secret".into(),
        algorithm,
        stale_after: stale_after.into(),
    })
}

#[test]
fn digest_answers_are_right() {
    both(|client| {
        for qop in [Qop::Auth, Qop::AuthInt, Qop::Any] {
            for algorithm in [Algorithm::Md5, Algorithm::Sha256] {
                let client = client(once().credential(credentials::digest("joe", "secret")));
                // The second is counted on from the first challenge.
                for _ in 0..2 {
                    let reply = client.send(digest(qop.clone(), algorithm.clone(), "never"));
                    let reply = reply.unwrap_or_else(|error| panic!("{qop:?} {algorithm:?} {error:?}"));
                    assert!(reply.body.authenticated);
                }
            }
        }
    });
}

#[test]
fn a_wrong_password_is_no_reason_to_ask_forever() {
    both(|client| {
        let client = client(once().credential(credentials::digest("joe", "guessed")));
        for _ in 0..2 {
            let error = client.send(digest(Qop::Auth, Algorithm::Md5, "never")).unwrap_err();
            assert!(matches!(error.failure(), Some(DigestAuthFailure::Unauthorized)), "{error:?}");
        }
    });
}

#[test]
fn a_challenge_of_an_algorithm_that_nobody_knows_leaves_the_refusal() {
    both(|client| {
        let client = client(once().credential(credentials::digest("joe", "secret")));
        let error = client.send(digest(Qop::Auth, Algorithm::Sha512, "never")).unwrap_err();
        assert!(matches!(error.failure(), Some(DigestAuthFailure::Unauthorized)), "{error:?}");
    });
}
