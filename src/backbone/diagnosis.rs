//! Why a Redis cannot be used, and what to do about it, for whoever started the node.

use redis::{ErrorKind, RedisError};

const START_OR_CORRECT: &str = "start it, or correct the address given with --redis";
const CORRECT: &str = "correct the address given with --redis";
/// What is said where the answer is none of TLS.
const NO_TLS: &str = "corrupt message";

/// Why, and what to do.
pub(super) fn of(why: &RedisError) -> (String, &'static str) {
    let text = why.to_string();
    let lower = text.to_lowercase();
    if why.kind() == ErrorKind::AuthenticationFailed || matches!(why.code(), Some("NOAUTH" | "WRONGPASS")) {
        return (text, "correct the user and the password (--redis-user, --redis-password-file)");
    }
    if why.code() == Some("NOPERM") {
        return (
            text,
            "let the user do what deploy/redis/users.acl lists, or name another one (--redis-user)",
        );
    }
    if is_of_certificates(&lower) {
        let advice = "give the certificates that its own are signed by (--redis-ca), and where it asks for one of yours, \
                      that (--redis-cert, --redis-key)";
        return (text, advice);
    }
    let (why, advice) = if why.is_connection_refusal() {
        ("nothing listens there", START_OR_CORRECT)
    } else if lower.contains("lookup address") {
        ("no machine of that name is known here", CORRECT)
    } else if lower.contains(NO_TLS) {
        (
            "what answers there speaks no TLS",
            "write redis in place of rediss, or correct the address given with --redis",
        )
    } else if why.is_timeout() {
        let advice = "start it, or correct the address given with --redis: rediss is for one that speaks TLS, redis for \
                      one that does not";
        ("it does not answer in time", advice)
    } else if is_no_redis(why) {
        let advice = "correct the address given with --redis; where it is a Redis over TLS, write rediss in place of redis";
        ("what answers there is no Redis", advice)
    } else {
        return (text, START_OR_CORRECT);
    };
    (why.to_owned(), advice)
}

/// It answers something else, or hangs up when it is spoken to as a Redis is.
fn is_no_redis(why: &RedisError) -> bool {
    matches!(why.kind(), ErrorKind::Parse | ErrorKind::UnexpectedReturnType) || why.is_connection_dropped()
}

fn is_of_certificates(lower: &str) -> bool {
    lower.contains("certificate") || lower.contains("unknownca")
}

/// Whether nobody was reached, who may be there in a moment. All that TLS does not agree to is an error of I/O too.
pub(super) fn is_away(why: &RedisError) -> bool {
    let lower = why.to_string().to_lowercase();
    why.is_io_error()
        && !is_of_certificates(&lower)
        && !lower.contains(NO_TLS)
        && !lower.contains("fatal alert")
}

#[cfg(test)]
mod tests {
    use std::io;

    use rustls::{AlertDescription, CertificateError, Error, InvalidMessage};

    use super::*;

    #[test]
    fn who_is_not_reached_is_away_and_who_lets_nobody_in_or_is_somebody_else_is_not() {
        for kind in [
            io::ErrorKind::ConnectionRefused,
            io::ErrorKind::TimedOut,
            io::ErrorKind::ConnectionReset,
            io::ErrorKind::HostUnreachable,
            io::ErrorKind::UnexpectedEof,
        ] {
            assert!(is_away(&io::Error::from(kind).into()), "{kind}");
        }
        for why in [
            Error::InvalidCertificate(CertificateError::UnknownIssuer),
            Error::AlertReceived(AlertDescription::UnknownCA),
            Error::AlertReceived(AlertDescription::HandshakeFailure),
            Error::InvalidMessage(InvalidMessage::InvalidContentType),
        ] {
            let why = RedisError::from(io::Error::new(io::ErrorKind::InvalidData, why));
            assert!(!is_away(&why), "{why}");
        }
        let refused = RedisError::from((ErrorKind::AuthenticationFailed, "it takes another password"));
        assert!(!is_away(&refused));
    }
}
