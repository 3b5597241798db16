//! HTTP digest access authentication (RFC 7616), behind the feature `digest_auth`.
//!
//! The crate of that name computes the answers. What it leaves out is here: several challenges in one response (it reads
//! one, and only ASCII), algorithms and options that nobody knows, names that are not ASCII (`username*`), and the client
//! nonce of a session, which is that of its first request in every later one.
//!
//! The header `Authentication-Info` (section 3.5) is read here, too: the next nonce, and the proof that the server knows the
//! password, which is checked.
//!
//! Not supported: `nextnonce` where the algorithm has a session, whose key is made of its first nonce; `rspauth` over a body
//! (`auth-int`), which may have been decompressed on its way; and the normalization of names and passwords, which are to
//! be given in the form (NFC) that the server expects.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use digest_auth::{
    Algorithm, AlgorithmType, AuthContext, AuthorizationHeader, Charset, HttpMethod, Qop,
    WwwAuthenticateHeader,
};
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use http::request;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::runtime::credentials::{Challenge, Credential, CredentialError, Secret, authorization};

const AUTHENTICATION_INFO: HeaderName = HeaderName::from_static("authentication-info");

/// A user name and a password, of the HTTP scheme `Digest`.
///
/// The server begins: a first request goes without an answer, is refused with a challenge, and
/// [`refused`](Credential::refused) takes that up. From then on every request gets an answer, until the server challenges
/// again. So a request is sent again, once, whenever `refused` says so; what answers it is counted, and is not to be
/// sent twice.
///
/// It is `Send` and `Sync`. Clones share the session with the server: requests on several threads are counted together,
/// by a lock that is held only while one answer is computed. It is meant for one server.
///
/// A server may give the nonce of the next request, and prove that it knows the password, with any response
/// ([`answered`](Credential::answered)). A proof that is wrong is an error; most servers give none.
#[derive(Clone)]
pub struct Digest {
    scheme: &'static str,
    user: Secret,
    password: Secret,
    client_nonce: Option<String>,
    /// Whether wrong proofs of the server pass.
    trusts: bool,
    session: Arc<Mutex<Option<Session>>>,
}

/// What a server has asked for, and what has been answered.
struct Session {
    challenge: WwwAuthenticateHeader,
    /// The client nonce that all answers share, if they must.
    client_nonce: Option<String>,
    /// Whether the nonce came with the last response, and not with a challenge.
    is_next: bool,
}

impl Digest {
    /// User name and password for the security scheme of this name.
    #[must_use]
    pub fn new(scheme: &'static str, user: impl Into<String>, password: impl Into<String>) -> Self {
        let (user, password) = (Secret::new(user), Secret::new(password));
        Self { scheme, user, password, client_nonce: None, trusts: false, session: Arc::default() }
    }

    /// Uses this client nonce in place of random ones, so that a test can say what is sent. Nothing else should.
    #[must_use]
    pub fn client_nonce(mut self, nonce: impl Into<String>) -> Self {
        self.client_nonce = Some(nonce.into());
        self
    }

    /// Takes responses whose `rspauth` is wrong. Only for servers that can not compute it.
    #[must_use]
    pub fn without_proof(mut self) -> Self {
        self.trusts = true;
        self
    }

    /// Whether the server has asked already, so that requests get an answer.
    #[must_use]
    pub fn is_challenged(&self) -> bool {
        self.lock().is_some()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Session>> {
        // Whoever holds the lock leaves a whole session behind.
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What proves that a server knows the password, given the answer that it got: nothing where that is over more than
    /// headers.
    fn proof(&self, answer: &Challenge, info: &Challenge) -> Option<String> {
        let algorithm = answer.get("algorithm").map_or(Some(Algorithm::default()), algorithm)?;
        let qop =
            answer.get("qop").filter(|qop| *qop == "auth" && info.get("qop").is_none_or(|it| it == *qop))?;
        let (realm, uri) = (answer.get("realm")?, answer.get("uri")?);
        let (nonce, count, client_nonce) = (answer.get("nonce")?, answer.get("nc")?, answer.get("cnonce")?);
        let mut key =
            algorithm.hash_str(&format!("{}:{realm}:{}", self.user.expose(), self.password.expose()));
        if algorithm.sess {
            key = algorithm.hash_str(&format!("{key}:{nonce}:{client_nonce}"));
        }
        let target = algorithm.hash_str(&format!(":{uri}"));
        Some(algorithm.hash_str(&format!("{key}:{nonce}:{count}:{client_nonce}:{qop}:{target}")))
    }

    fn unanswerable(&self, reason: &'static str) -> CredentialError {
        CredentialError::Challenge { scheme: self.scheme, reason }
    }

    fn answer(&self, head: &request::Parts, body: &[u8]) -> Result<Option<String>, CredentialError> {
        let mut session = self.lock();
        // After so many answers the server is asked for a new nonce.
        if session.as_ref().is_some_and(|session| session.challenge.nc == u32::MAX) {
            *session = None;
        }
        let Some(session) = session.as_mut() else { return Ok(None) };
        let uri = head.uri.path_and_query().map_or("/", |target| target.as_str());
        let (user, password) = (self.user.expose(), self.password.expose());
        let method = HttpMethod::from(head.method.as_str());
        let mut context = AuthContext::new_with_method(user, password, uri, Some(body), method);
        if let Some(nonce) = self.client_nonce.as_ref().or(session.client_nonce.as_ref()) {
            context.set_custom_cnonce(nonce.clone());
        }
        let answer = session.challenge.respond(&context);
        // Its errors quote the challenge.
        let answer = answer.map_err(|_| self.unanswerable("it is not consistent"))?;
        if session.challenge.algorithm.sess {
            session.client_nonce.clone_from(&answer.cnonce);
        }
        Ok(Some(write(answer)))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Digest")
            .field("scheme", &self.scheme)
            .field("user", &self.user)
            .field("password", &self.password)
            .finish_non_exhaustive()
    }
}

impl Credential for Digest {
    fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// Answers the last challenge. Before the first there is nothing to write.
    fn write(&self, head: &mut request::Parts, body: &[u8]) -> Result<(), CredentialError> {
        match self.answer(head, body)? {
            Some(answer) => authorization(&mut head.headers, self.scheme, &answer),
            None => Ok(()),
        }
    }

    fn signs(&self) -> bool {
        true
    }

    /// Takes up the first challenge that can be answered (RFC 7616, section 3.7). One that comes again, although it was
    /// answered, says that user name or password are wrong, unless it calls the nonce stale (section 3.3), or the nonce
    /// had served before: some servers let each be used once, and do not say so.
    fn refused(&self, sent: &HeaderMap, received: &HeaderMap) -> Result<bool, CredentialError> {
        let answer = match sent.get(AUTHORIZATION).map(read_answer) {
            // Other credentials were refused, and not these.
            Some(None) => return Ok(false),
            answer => answer.flatten(),
        };
        let challenges: Vec<_> = Challenge::all(received);
        let challenges: Vec<_> = challenges.iter().filter(|challenge| challenge.is("Digest")).collect();
        let Some(asked) = challenges.first() else { return Ok(false) };
        let Some(challenge) = challenges.iter().find_map(|challenge| understand(challenge).ok()) else {
            return Err(self.unanswerable(understand(asked).err().unwrap_or_default()));
        };
        let mut session = self.lock();
        if let Some(answer) = answer.filter(|_| !challenge.stale) {
            let nonce = answer.get("nonce");
            let is_first = match answer.get("nc") {
                Some(count) => count == "00000001",
                // Without a quality of protection answers have no number, but they are counted all the same.
                None => session.as_ref().is_some_and(|session| {
                    nonce == Some(session.challenge.nonce.as_str()) && session.challenge.nc <= 1
                }),
            };
            // One that came with a response may be forgotten by now: that says nothing of the password.
            let is_next =
                |session: &Session| session.is_next && nonce == Some(session.challenge.nonce.as_str());
            let is_first = is_first && !session.as_ref().is_some_and(is_next);
            if is_first || nonce == Some(challenge.nonce.as_str()) {
                return Ok(false);
            }
        }
        // Another thread may have been told the same nonce, and have counted on.
        if session.as_ref().is_none_or(|session| session.challenge.nonce != challenge.nonce) {
            *session = Some(Session { challenge, client_nonce: None, is_next: false });
        }
        Ok(true)
    }

    fn answered(&self, sent: &HeaderMap, received: &HeaderMap) -> Result<(), CredentialError> {
        let Some(answer) = sent.get(AUTHORIZATION).and_then(read_answer) else { return Ok(()) };
        // Another credential of a set may have given it.
        let name = answer.get("username").filter(|_| answer.get("userhash") != Some("true"));
        if name.is_some_and(|name| name != self.user.expose()) {
            return Ok(());
        }
        let Some(info) = received.get(AUTHENTICATION_INFO).and_then(read_info) else { return Ok(()) };
        if let (Some(proof), false) = (info.get("rspauth"), self.trusts)
            && self.proof(&answer, &info).is_some_and(|expected| !proof.eq_ignore_ascii_case(&expected))
        {
            return Err(CredentialError::Unproven { scheme: self.scheme });
        }
        let mut session = self.lock();
        // Where others were answered meanwhile, the last word counts. A nonce that goes on must not be counted anew.
        if let Some(nonce) = info.get("nextnonce").filter(|nonce| answer.get("nonce") != Some(nonce))
            && let Some(session) = session.as_mut()
            && answer.get("nonce") == Some(session.challenge.nonce.as_str())
            && !session.challenge.algorithm.sess
        {
            nonce.clone_into(&mut session.challenge.nonce);
            session.challenge.nc = 0;
            session.is_next = true;
        }
        Ok(())
    }

    fn is_stale(&self, received: &HeaderMap) -> bool {
        let challenges = Challenge::all(received);
        challenges
            .iter()
            .filter(|it| it.is("Digest"))
            .find_map(|it| understand(it).ok())
            .is_some_and(|it| it.stale)
    }
}

/// An answer as it was sent, if it is one to a digest challenge: it looks like a challenge itself.
fn read_answer(value: &HeaderValue) -> Option<Challenge> {
    let text = String::from_utf8_lossy(value.as_bytes());
    Challenge::parse(&text).pop().filter(|answer| answer.is("Digest"))
}

/// What a server says with a response: the parameters of a challenge, without the name of a scheme.
fn read_info(value: &HeaderValue) -> Option<Challenge> {
    let text = String::from_utf8_lossy(value.as_bytes());
    Challenge::parse(&format!("Digest {text}")).into_iter().next()
}

/// A challenge as the crate wants it, or why it can not be answered.
fn understand(challenge: &Challenge) -> Result<WwwAuthenticateHeader, &'static str> {
    let text = |name: &str| challenge.get(name).map(str::to_owned);
    let is = |name: &str, wanted: &str| challenge.get(name).is_some_and(|it| it.eq_ignore_ascii_case(wanted));
    let algorithm = match challenge.get("algorithm") {
        Some(name) => algorithm(name).ok_or("its algorithm is not known")?,
        None => Algorithm::default(),
    };
    let qop = match challenge.get("qop") {
        Some(options) => {
            Some(vec![quality(options).ok_or("it offers no quality of protection that is known")?])
        }
        None => None,
    };
    if algorithm.sess && qop.is_none() {
        return Err("its algorithm needs a client nonce, and there is no place for one");
    }
    Ok(WwwAuthenticateHeader {
        domain: None,
        realm: text("realm").ok_or("it has no realm")?,
        nonce: text("nonce").ok_or("it has no nonce")?,
        opaque: text("opaque"),
        stale: is("stale", "true"),
        algorithm,
        qop,
        userhash: is("userhash", "true"),
        charset: if is("charset", "UTF-8") { Charset::UTF8 } else { Charset::ASCII },
        nc: 0,
    })
}

fn algorithm(name: &str) -> Option<Algorithm> {
    let name = name.to_ascii_uppercase();
    let (hash, sess) = name.strip_suffix("-SESS").map_or((name.as_str(), false), |hash| (hash, true));
    let hash = match hash {
        "MD5" => AlgorithmType::MD5,
        "SHA-256" => AlgorithmType::SHA2_256,
        "SHA-512-256" => AlgorithmType::SHA2_512_256,
        _ => return None,
    };
    Some(Algorithm::new(hash, sess))
}

/// One of the options, of which those that are not known are to be ignored: `auth` where there is a choice.
fn quality(options: &str) -> Option<Qop> {
    let offers = |wanted: &str| options.split(',').any(|it| it.trim_ascii().eq_ignore_ascii_case(wanted));
    if offers("auth") { Some(Qop::AUTH) } else { offers("auth-int").then_some(Qop::AUTH_INT) }
}

/// The value of the header. A name that a quoted string can not hold is written in another way (section 3.4).
fn write(mut answer: AuthorizationHeader) -> String {
    let is_plain = |c: char| c.is_ascii() && !c.is_ascii_control();
    if answer.username.chars().all(is_plain) {
        return answer.to_string();
    }
    let user = std::mem::take(&mut answer.username);
    let user = utf8_percent_encode(&user, NON_ALPHANUMERIC);
    answer.to_string().replacen("username=\"\"", &format!("username*=UTF-8''{user}"), 1)
}
